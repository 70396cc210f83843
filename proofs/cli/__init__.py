"""The command `proofs`; `proofs.cli.main` is its entry.

* `proofs.cli.app`: what the commands share: how questions are asked and answers printed.
* `proofs.cli.answers`: an answer about one file, as a value.
* `proofs.cli.sections`: the commands by subject, for `--help`.
* `proofs.cli.forms`: the forms an answer can be printed in, for `--format` and `--html`.
* `proofs.cli.allocation`: `implement`, `design`, `facets`.
* `proofs.cli.for_all_values`: what `implement` and `design` answer for all values of a parameter.
* `proofs.cli.for_parameters`: what they say of files that leave several parameters open.
* `proofs.cli.describing`: what `facets` says of a file, and its drawing.
* `proofs.cli.universal`: `universal`.
* `proofs.cli.matrices`: `tum`, `rays`.
* `proofs.cli.programs`: `lp`, `redundant`.
* `proofs.cli.unimodularity`: what `tum` asks of a file.
* `proofs.cli.trading`: `polarized`, `osp`, `choice`, `select`, `cost`, `market`.
* `proofs.cli.boundary`: `boundary`.
* `proofs.cli.best`: `best`.
* `proofs.cli.domination`: `dominate`.
* `proofs.cli.market_questions`: what these ask of a market.
* `proofs.cli.papers`: `claims`, `check`, `explain`, `report`.
* `proofs.cli.new`: `new claim`.
* `proofs.cli.files`: `verify`, `schema`.
* `proofs.cli.main`: all of them, and what ends them.
"""
