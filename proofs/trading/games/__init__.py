"""The games that trading protocols induce, also where preferences are not linear (VS, section 3.1, footnote 16).

* `proofs.trading.games.game`: types with their workloads; the game of a protocol; how types compare their choices.
* `proofs.trading.games.equilibria`: are these strategies an equilibrium; is there one, and which?
* `proofs.trading.games.report`: all notions of equilibrium of one game, and what the equilibria cost: a report.
"""
