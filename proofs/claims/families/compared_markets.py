"""Small markets of finitely many types, to compare the best mechanisms of each class: families, and what is smaller.

In the *exhaustive* families everybody has one unit of each task and up to so many equally likely types, from lists in
which no two types are proportional (what a type prefers depends on the ratios of its costs alone). Of performance the
differences between agents matter alone, so that it is listed up to constants of a task, and up to names of agents and
tasks, under which the lists of types are closed.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family
from proofs.claims.families import hard_menus, rays
from proofs.claims.families.markets import random_endowment
from proofs.claims.families.typed_markets import typed_markets
from proofs.trading.markets.bundles import Bundle
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market

Types = tuple[tuple[int, ...], ...]
"""The types of an agent, equally likely."""
Performance = tuple[tuple[int, ...], ...]

TYPES: dict[int, Types] = {
    2: ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1)),
    3: tuple(costs for costs in itertools.product((1, 2), repeat=3) if 1 in costs),
    4: tuple(costs for costs in itertools.product((1, 2), repeat=4) if 1 in costs),
}
"""The types that are listed, by the number of tasks."""


def equally_likely(types: Sequence[Types], performance: Performance) -> Market:
    """One unit of each task for everybody, and these types."""
    size = len(performance[0])
    laws = [Preferences.finite(dict.fromkeys(own, Fraction(1, len(own)))) for own in types]
    names, numbers = rays.AGENTS[: len(types)], dict.fromkeys(rays.TASKS[:size], len(types))
    return Market.make(numbers, names, [[1] * size] * len(types), performance, preferences=laws)


def performances(agents: int, tasks: int) -> list[tuple[Performance, int]]:
    """Performance of 0 and 1, up to constants of a task, agents and tasks; with how many such have that form.

    Identical performance, by which nothing can be saved, is left out.
    """
    columns = [column for column in itertools.product((0, 1), repeat=agents) if 0 in column]
    found: dict[Performance, int] = {}
    for listed in itertools.product(columns, repeat=tasks):
        orders = itertools.permutations(range(agents))
        form = min(tuple(sorted(tuple(column[j] for j in order) for column in listed)) for order in orders)
        found[form] = found.get(form, 0) + 1
    return [
        (tuple(zip(*form, strict=True)), count)
        for form, count in sorted(found.items())
        if any(any(column) for column in form)
    ]


def small_markets(agents: int, tasks: int, types: Sequence[int], listed: Types | None = None) -> Iterator[Market]:
    """All markets of the exhaustive family in which every agent has one of these numbers of types."""
    own = [each for count in types for each in itertools.combinations(listed or TYPES[tasks], count)]
    for performance, _ in performances(agents, tasks):
        yield from (equally_likely(each, performance) for each in itertools.product(own, repeat=agents))


def common_types(market: Market) -> bool:
    """Whether all agents have the same types; their probabilities may differ."""
    return len({frozenset(costs for costs, p in atoms_of(market, j) if p) for j in range(len(market.agents))}) == 1


def atoms_of(market: Market, j: int) -> tuple[tuple[Bundle, Fraction], ...]:
    law = market.preferences[j].law
    assert law is not None
    return law.atoms


SMALL_TWO_TASKS = Family(
    "2 agents with one unit each of 2 tasks, performance 0 or 1, one or two equally likely types of (1, 1), (1, 2), "
    "(2, 1), (1, 3), (3, 1)",
    rays.remembered(lambda seed: small_markets(2, 2, (1, 2))),
)
SMALL_THREE_TASKS = Family(
    "2 agents with one unit each of 3 tasks, performance 0 or 1, one type of costs 1 and 2",
    rays.remembered(lambda seed: small_markets(2, 3, (1,))),
)
SMALL_THREE_AGENTS = Family(
    "3 agents with one unit each of 2 tasks, performance 0 or 1, one type of (1, 1), (1, 2), (2, 1)",
    rays.remembered(lambda seed: small_markets(3, 2, (1,), TYPES[2][:3])),
)
SMALL_COMMON = Family(
    "2 agents with one unit each of 2 or 3 tasks, or 3 agents and 2 tasks, performance 0 or 1, the same one or two "
    "equally likely types of costs 1, 2 (and 3 for 2 agents and tasks)",
    rays.remembered(lambda seed: filter(common_types, _common(seed))),
)


def _common(seed: int) -> Iterator[Market]:
    yield from small_markets(2, 2, (1, 2))
    yield from small_markets(2, 3, (1, 2))
    yield from small_markets(3, 2, (1, 2), TYPES[2][:3])


TYPED_TWO_TASKS = Family(
    "random markets of 2 agents with up to 4 types each, 2 tasks, costs up to 3, 9 or 500, endowments in halves",
    typed_markets((2,)),
    endless=True,
)
TYPED_MARKETS = Family(
    "random markets of 2 agents with up to 4 types each, 2 or 3 tasks, costs up to 3, 9 or 500, endowments in halves",
    typed_markets((2, 3)),
    endless=True,
)
HARD_TWO_TASKS = hard_menus.HARD_TYPED

SMALL_CORNERS = Family(
    "2 agents with one unit each of 2 or 3 tasks, one of them better at all by the same, with one or two equally "
    "likely types of costs 1 and 2 for this one, one for the other",
    rays.remembered(lambda seed: _small_corners()),
)


def _small_corners() -> Iterator[Market]:
    for size in (2, 3):
        listed = tuple(costs for costs in TYPES[size] if max(costs) < 3)
        own = [each for count in (1, 2) for each in itertools.combinations(listed, count)]
        for first, second in itertools.product(own, listed):
            yield equally_likely((first, (second,)), ((0,) * size, (1,) * size))


def _corner_markets(seed: int) -> Iterator[Market]:
    """The better agent has corners of [l, u]^I for types, the other any costs between; endowments in halves."""
    draw = random.Random(f"corner markets {seed}")
    while True:
        size, low = draw.choice((2, 2, 3)), draw.randint(1, 3)
        high = low + draw.randint(1, 3)
        numbers, endowment = random_endowment(draw, 2, size)
        better: set[Any] = {tuple(draw.choice((low, high)) for _ in range(size)) for _ in range(draw.randint(1, 3))}
        other: set[Any] = {tuple(Fraction(draw.randint(2 * low, 2 * high), 2) for _ in range(size)) for _ in range(2)}
        base, more = [draw.randint(-2, 3) for _ in range(size)], draw.randint(1, 3)
        laws = [Preferences.finite(dict.fromkeys(sorted(own), Fraction(1, len(own)))) for own in (better, other)]
        rows = [(laws[0], base), (laws[1], [value + more for value in base])]
        if draw.random() < 0.5:
            rows.reverse()
        yield Market.make(
            dict(zip(rays.TASKS, numbers, strict=False)),
            rays.AGENTS[:2],
            endowment,
            [performance for _, performance in rows],
            preferences=[law for law, _ in rows],
        )


CORNER_MARKETS = Family(
    "random markets of 2 agents and 2 or 3 tasks, one agent better at all by the same and with up to 3 types of two "
    "costs l and u, the other with costs between these",
    rays.remembered(_corner_markets),
    endless=True,
)


def _with_common_types(seed: int) -> Iterator[Market]:
    """All agents have the types of the first, with probabilities of their own."""
    for at, market in enumerate(TYPED_MARKETS.instances(seed)):
        types = [costs for costs, _ in atoms_of(market, 0)]
        laws = []
        for j in range(len(market.agents)):
            weights = [1 + (at + 3 * j + t * (j + 1)) % 4 for t in range(len(types))]
            laws.append(Preferences.finite({c: Fraction(w, sum(weights)) for c, w in zip(types, weights, strict=True)}))
        yield replace(market, preferences=tuple(laws))


TYPED_COMMON = Family(
    f"{TYPED_MARKETS.words}, the same types for both",
    rays.remembered(_with_common_types),
    endless=True,
)


def smaller_typed_market(market: Market) -> Iterator[Market]:
    """Without an agent, a task or a type; a cost, a performance or a number of units nearer to 1 or 0."""
    agents, tasks = range(len(market.agents)), range(len(market.tasks))
    if len(agents) > 2:
        yield from (_only(market, [k for k in agents if k != j], tasks) for j in agents)
    if len(tasks) > 2:
        yield from (_only(market, agents, [k for k in tasks if k != i]) for i in tasks)
    for j in agents:
        atoms = atoms_of(market, j)
        if len(atoms) > 1:
            yield from (_with_law(market, j, _without(dict(atoms), costs)) for costs, _ in atoms)
    for j in agents:
        for costs, _ in atoms_of(market, j):
            for i in tasks:
                nearer = (*costs[:i], costs[i] - 1, *costs[i + 1 :])
                law = {nearer if at == costs else at: q for at, q in atoms_of(market, j)}
                if nearer[i] >= 1 and len(law) == len(atoms_of(market, j)):
                    yield _with_law(market, j, law)
        equal = Fraction(1, len(atoms_of(market, j)))
        if any(p != equal for _, p in atoms_of(market, j)):
            yield _with_law(market, j, {at: equal for at, _ in atoms_of(market, j)})
    for j, i in itertools.product(agents, tasks):
        value = market.performance[j][i]
        if value:
            nearer_value = value - (1 if value >= 1 else -1 if value <= -1 else value)
            row = (*market.performance[j][:i], nearer_value, *market.performance[j][i + 1 :])
            yield replace(market, performance=(*market.performance[:j], row, *market.performance[j + 1 :]))


def _only(market: Market, agents: Any, tasks: Any) -> Market:
    """What is left of a market; the others take their own units with them, which must be whole ones."""
    rows = [[market.status_quo[j][i] for i in tasks] for j in agents]
    totals = [sum(column, Fraction(0)) for column in zip(*rows, strict=True)]
    if any(total.denominator != 1 for total in totals):
        return market
    return Market.make(
        {market.tasks[i]: int(total) for i, total in zip(tasks, totals, strict=True)},
        [market.agents[j] for j in agents],
        rows,
        [[market.performance[j][i] for i in tasks] for j in agents],
        preferences=[_projected(market, j, tasks) for j in agents],
    )


def _projected(market: Market, j: int, tasks: Any) -> Preferences:
    law: dict[Any, Fraction] = {}
    for costs, p in atoms_of(market, j):
        left = tuple(costs[i] for i in tasks)
        law[left] = law.get(left, Fraction(0)) + p
    return Preferences.finite(law)


def _without(law: dict[Any, Fraction], costs: Bundle) -> dict[Any, Fraction]:
    rest = 1 - law[costs]
    return {at: p / rest for at, p in law.items() if at != costs}


def _with_law(market: Market, j: int, law: dict[Any, Fraction]) -> Market:
    listed = list(market.preferences)
    listed[j] = Preferences.finite(law)
    return replace(market, preferences=tuple(listed))
