"""The papers' objects and claims, on top of `exact`; and the command `proofs`.

Reading and writing:

* `proofs.formats.problems`, `proofs.reduced_form.problem.model`: problem files; `proofs.formats.problems.problem_of` builds a problem in Python.
* `proofs.formats.markets`, `proofs.formats.market_schema`: market files.
* `proofs.formats.matrices`, `proofs.formats.cones`, `proofs.formats.conversions`: matrices, cones and polyhedra.
* `proofs.plain.keys`: keys and kinds of plain data, and one wording for what is wrong with them.

The papers' objects:

* `proofs.reduced_form`: reduced-form allocation (Lang & Yang, LY): problems, interim rules, implementation, Conditions
  A and B, facets, optimal design.
* `proofs.trading`: trading mechanisms (Valenzuela-Stookey, VS): markets, menus, polarization, obvious dominance, large
  markets.
* `proofs.claims`: every claim of both papers as code.

The hunt for counterexamples:

* `proofs.hunt.search`: proposing instances, and shrinking a counterexample.
* `proofs.hunt.hunting`: many claims at once.

Certificates:

* `proofs.certificates`: verdicts as files, and back.
* `proofs.checker`: the checker, one file that imports nothing of this package.

For people:

* `proofs.report`: verdicts in words, as LaTeX and as the static site; `proofs.report.explain` tells any of them.
* `proofs.told`: statements and reports that show themselves in words.
* `proofs.cli.main`, `proofs.cli.unimodularity`, `proofs.plain.output`: the command.
"""

from exact.showing.registry import register

register("words", {"exact.showing.display.Displayed": "proofs.report:explain"})
register(
    "show",
    {
        "proofs.reduced_form.problem.problems.Problem": "proofs.reduced_form.pictures:problem_table",
        "proofs.reduced_form.implementation.deciding.ExPostRule": "proofs.reduced_form.pictures:ex_post_table",
        "proofs.reduced_form.conditions.decomposition.OutcomeLottery": "proofs.reduced_form.pictures:outcome_lottery_table",
        "proofs.trading.markets.protocols.Protocol": "proofs.trading.pictures:protocol_shown",
        "proofs.trading.markets.mechanisms.Mechanism": "proofs.trading.pictures:protocol_shown",
    },
)
register(
    "exhibits",
    {
        "proofs.reduced_form.implementation.deciding.Implementable": "proofs.reduced_form.pictures:implementable_exhibits"
    },
)
