"""Induced games: linear workloads and tables, all notions of equilibrium, both answers, every form of evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product

from exact.verdicts import Verdict
from proofs.trading.games.equilibria import equilibrium, has_equilibrium
from proofs.trading.games.game import CONCEPTS, Game, GameType
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Points, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable

QUESTIONS: dict[str, Callable[[], Verdict]] = {}


def table(*rows: tuple[tuple[int, ...], tuple[tuple[object, ...], ...]]) -> SelectionTable:
    """What is selected at some profiles."""
    return SelectionTable(tuple((at, tuple(map(bundle, rows))) for at, rows in rows))


def of_workloads(name: str, values: dict[tuple[object, ...], object], chance: object = None) -> GameType:
    """A type with a table of workloads."""
    return GameType(name, None, tuple(values.items()), chance)  # type: ignore[arg-type]


def swap(*types: list[GameType]) -> Game:
    """Two agents with (1, 1) each: one may take A for B, the other B for A, by a half or by one."""
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]])
    trades = {
        "1": [Ray(bundle((1, -1)))],
        "2": [Ray(bundle((-1, 1))), Points((bundle((1, 1)), bundle(("1/2", "3/2"))))],
    }
    selection = table(((1, 1), ((2, 0), (0, 2))), ((1, 2), (("3/2", "1/2"), ("1/2", "3/2"))))
    return Game.of(Protocol.make(market, trades, selection), types)


HALF = of_workloads("half", {(1, 1): 2, ("3/2", "1/2"): 1, (2, 0): 3}, "1/3")
ALL = of_workloads("all", {(1, 1): 2, ("3/2", "1/2"): "5/2", (2, 0): 0}, "2/3")
KEEN, IDLE = GameType("keen", (2, 1), (), "1/4"), GameType("idle", (1, 2), (), "3/4")


def pennies() -> Game:
    """Matching pennies, with two trading sets beside the endowment, which nobody wants."""
    market = Market.make({"A": 4, "B": 4}, ["1", "2"], [[2, 2], [2, 2]])
    bundles = tuple(map(bundle, ((2, 2), (3, 1), (1, 3))))
    trades = {agent: [Points(bundles), Points(bundles)] for agent in ("1", "2")}
    heads, tails = ((3, 1), (1, 3)), ((1, 3), (3, 1))
    selection = table(((1, 1), heads), ((2, 2), heads), ((1, 2), tails), ((2, 1), tails))
    fond = {(2, 2): 5, (3, 1): 0, (1, 3): 1}
    return Game.of(Protocol.make(market, trades, selection), [[of_workloads("a", fond)], [of_workloads("b", fond)]])


def alone() -> Game:
    """One agent with a choice that leads nowhere, one without a choice, of whom nothing is known."""
    market = Market.make({"A": 2}, ["1", "2"], [[1], [1]])
    types = [[GameType("x", (1,), (), 1)], [GameType("y"), GameType("z")]]
    return Game.of(Protocol.make(market, {"1": [Points((bundle((1,)),))]}, SelectionTable()), types)


GAMES: dict[str, Callable[[], Game]] = {
    "convex": partial(swap, [HALF, ALL], [KEEN, IDLE]),
    "linear": partial(swap, [KEEN, IDLE], [GameType("only", (1, 2))]),
    "sure": partial(
        swap, [of_workloads("sure", {(1, 1): 2, ("3/2", "1/2"): 1, (2, 0): 1})], [GameType("only", (1, 2))]
    ),
    "pennies": pennies,
}
for (name, game), concept in product(GAMES.items(), CONCEPTS):
    QUESTIONS[f"has equilibrium: {concept} of {name}"] = partial(lambda g, c: has_equilibrium(g(), c), game, concept)
    for number, strategies in enumerate(game().strategies):
        if number % (5 if name != "pennies" else 2) == 0:
            QUESTIONS[f"equilibrium: {concept} of {name}, strategies {strategies}"] = partial(
                lambda g, s, c: equilibrium(g(), s, c), game, strategies, concept
            )
for concept in ("obviously dominant", "dominant", "Nash"):
    QUESTIONS[f"has equilibrium: {concept} where one has no choice"] = partial(
        lambda c: has_equilibrium(alone(), c), concept
    )
    QUESTIONS[f"equilibrium: {concept} where one has no choice"] = partial(
        lambda c: equilibrium(alone(), [[1], [0, 0]], c), concept
    )
