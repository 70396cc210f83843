"""Classes of tasks: mechanisms that keep the shares of the status quo and others, shares that agree and others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from exact.verdicts import Verdict
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.classes import amounts_clear, keeps_shares
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Points, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable

QUESTIONS: dict[str, Callable[[], Verdict]] = {}

TASKS = {"x": 3, "y": 6, "z": 4}
CLASSES = [[0, 1], [2]]
ALIKE = [[1, 2, 2], [2, 4, 2]]
APART = [[1, 2, 2], [2, 4, 2], [0, 0, 0]]
DIFFERENT = [[2, 2, 2], [1, 4, 2]]
ONE_ALONE = [[3, 6, 0], [0, 0, 4]]


def market(status_quo: list[list[int]], endowment: list[list[int]] | None = None) -> Market:
    names = [str(j + 1) for j in range(len(status_quo))]
    return Market.make(TASKS, names, status_quo, endowment=endowment)


def protocol(one: Market, *rows: tuple[object, ...], table: bool = True) -> Protocol:
    """Two agents with a ray each; what is selected if both choose it."""
    given = tuple(map(bundle, rows))
    trades = [Points((eta, x)) for eta, x in zip(one.endowment, given, strict=True)]
    entries = (((1,) * len(given), given),) if table else ()
    return Protocol.make(
        one, {agent: [own] for agent, own in zip(one.agents, trades, strict=True)}, SelectionTable(entries)
    )


PROTOCOLS: dict[str, Callable[[], Protocol]] = {
    "yes, in shares": partial(protocol, market(ALIKE), (2, 4, 0), (1, 2, 4)),
    "yes, nothing is selected": partial(protocol, market(ALIKE), (3, 6, 0), (0, 0, 4), table=False),
    "yes, who has nothing gets nothing": partial(protocol, market(ONE_ALONE), (3, 6, 0), (0, 0, 4)),
    "no, another share": partial(protocol, market(ALIKE), (2, 3, 1), (1, 3, 3)),
    "no, of a class of which there was nothing": partial(protocol, market(ONE_ALONE), (2, 4, 2), (1, 2, 2)),
    "no, the endowment": partial(protocol, market(ALIKE, [[2, 2, 2], [1, 4, 2]]), (2, 2, 2), (1, 4, 2)),
}
for name, given in PROTOCOLS.items():
    QUESTIONS[f"keeps class shares: {name}"] = partial(lambda g: keeps_shares(g(), CLASSES), given)
QUESTIONS["keeps class shares: yes, of a ray"] = lambda: keeps_shares(
    Protocol.make(
        market(ALIKE),
        {"1": [Ray(bundle((1, 2, -2)))], "2": [Ray(bundle((-1, -2, 2)))]},
        SelectionTable((((1, 1), (bundle(("3/2", 3, 1)), bundle(("3/2", 3, 3)))),)),
    ),
    CLASSES,
)

MARKETS = {
    "yes, the same shares": ALIKE,
    "yes, and one has nothing": APART,
    "yes, each has a class alone": ONE_ALONE,
    "no, different shares": DIFFERENT,
}
for name, status_quo in MARKETS.items():
    QUESTIONS[f"class amounts clear: {name}"] = partial(lambda s: amounts_clear(market(s), CLASSES), status_quo)
QUESTIONS["class amounts clear: yes, of a task that is never done"] = lambda: amounts_clear(
    Market.make({"x": 0, "y": 2}, ["1", "2"], [[0, 1], [0, 1]]), [[0], [1]]
)
