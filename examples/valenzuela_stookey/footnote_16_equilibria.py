"""VS, footnote 16: with preferences that are not linear a polarized ray mechanism need not be OSP; its equilibria."""

from dataclasses import replace
from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.games import load_game
from proofs.trading.games.equilibria import equilibrium, has_equilibrium
from proofs.trading.games.game import Game, GameType
from proofs.trading.games.report import decide_equilibria, explain_equilibria
from proofs.trading.markets.selections import SelectionTable

played = load_game(Path(__file__).parents[1] / "markets" / "games" / "convex-workloads.json")
report = decide_equilibria(played.protocol, played.types, played.chosen)
print(explain_equilibria(report))

print("\nThe same with linear preferences of ann:")
sums = next(kind for kind in played.types[0] if kind.name == "sums")
for kind in (replace(sums, probability=1), GameType("(1, 2)", costs=(1, 2))):
    game = replace(report.game, types=((kind,), *report.game.types[1:]))
    print(f"  ann {kind.name}:", has_equilibrium(game, "obviously dominant"))

print("\nIf only bob's quarter is ever traded, ann of type squares gains by her ray:")
entries = tuple((at, rows) for at, rows in report.game.selection.entries if at == (1, 1, 0))
smaller = Game.of(replace(played.protocol, selection=SelectionTable(entries)), played.types)
verdict = equilibrium(smaller, [[1, 1], [1, 0], [0, 0]], "obviously dominant")
print(f"  {verdict} - verified: {ANSWER[verdict.verify()]}")
