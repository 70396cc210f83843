"""Instances for the claims of VS: rays, mechanisms, markets with preferences, trades and large markets.

Streams are ordered by size and hold each instance once up to renaming agents, tasks and choices. Corner cases come on
purpose: ties, zero endowments and zero costs, rays of one sign, equal trading sets, trading sets without the endowment,
boxes of any dimension, atoms. Random streams are drawn from a seed.

Small mechanisms have two agents with one unit each of two tasks; a *trade* d in {-1, 0, 1}^2 is what the first agent
gets from the second.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family
from proofs.claims.families.rays import AGENTS, HALF, TASKS, Rays, once, remembered
from proofs.trading.dominance.deciding import extreme_assignment
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.bundles import Assignment, Bundle, bundle, plus, times
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Myopic, Regions, Rule, Strategy
from proofs.trading.markets.menus import Menu, Points, Ray, Remedial, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import Profile, SelectionTable

# ------------------------------------------------------------------------------------------------- small mechanisms

Trade = tuple[int, int]
TRADES: tuple[Trade, ...] = ((0, 0), (1, 0), (0, 1), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
UNIT_MARKET = Market.make({"A": 2, "B": 2}, AGENTS[:2], [[1, 1], [1, 1]])
"""Two agents with one unit each of two tasks, all nonnegative costs."""
STRICT_MARKET = replace(UNIT_MARKET, preferences=(Preferences.positive(2),) * 2)


def shifted(trade: Any, sign: int = 1) -> Bundle:
    """The endowment of one unit each, plus or minus the trade."""
    return tuple(Fraction(1 + sign * step) for step in trade)


Table = tuple[tuple[Trade, ...], ...]
"""For each trading set of agent 1 and of agent 2 the trade that is selected."""


def table_mechanism(table: Table, market: Market = UNIT_MARKET, strategies: Any = None) -> Mechanism:
    """The mechanism whose trading sets are the endowment and what the table selects."""
    rows, columns = len(table), len(table[0]) if table else 0
    first = [_points({table[k][m] for m in range(columns)}, 1) for k in range(rows)]
    second = [_points({table[k][m] for k in range(rows)}, -1) for m in range(columns)]
    entries = tuple(
        ((k + 1, m + 1), (shifted(table[k][m]), shifted(table[k][m], -1)))
        for k in range(rows)
        for m in range(columns)
        if any(table[k][m])
    )
    protocol = Protocol.make(market, {"1": first, "2": second}, SelectionTable(entries))
    return Mechanism.make(protocol, strategies)


def _points(trades: Iterable[Trade], sign: int) -> Points:
    others = sorted(trade for trade in trades if any(trade))
    return Points((shifted((0, 0)), *(shifted(trade, sign) for trade in others)))


def _table_key(table: Table) -> Any:
    forms = []
    for swap_tasks, swap_agents in itertools.product((False, True), repeat=2):
        form = [[trade[::-1] if swap_tasks else trade for trade in row] for row in table]
        if swap_agents:
            form = [[(-d[0], -d[1]) for d in column] for column in zip(*form, strict=True)]
        width = len(form[0]) if form else 0
        orders = itertools.permutations(range(width))
        forms += [tuple(sorted(tuple(row[c] for c in columns) for row in form)) for columns in orders]
    return min(forms)


def _tables(seed: int) -> Iterator[Table]:
    """All tables of at most 2 x 2 trading sets, fewer sets and fewer trades first."""
    for rows, columns in ((0, 0), (1, 1), (1, 2), (2, 2)):
        flat = sorted(
            itertools.product(TRADES, repeat=rows * columns), key=lambda trades: sum(any(trade) for trade in trades)
        )
        yield from (tuple(trades[r * columns : (r + 1) * columns] for r in range(rows)) for trades in flat)


def _table_mechanisms(market: Market) -> Callable[[int], Iterator[Mechanism]]:
    return lambda seed: (table_mechanism(table, market) for table in once(_tables(seed), _table_key))


TABLES = Family(
    "all selection tables of 2 agents with one unit each of 2 tasks, at most 2 trading sets each beside the endowment, "
    "and trades of at most one unit",
    remembered(_table_mechanisms(UNIT_MARKET)),
)
STRICT_TABLES = Family(f"{TABLES.words}, positive costs", remembered(_table_mechanisms(STRICT_MARKET)))


def constant(choice: int) -> Regions:
    """The strategy of every type to make the same choice."""
    return Regions((Rule((), (), choice),))


def idle_mechanism(first: tuple[Trade, ...], second: tuple[Trade, ...], last: bool, market: Market) -> Mechanism:
    """The endowment is always selected; each trading set holds it and one further bundle (none for trade 0).

    If `last`, agent 1 always chooses the last trading set; else both are myopic.
    """
    trades: dict[str, list[TradingSet]] = {
        "1": [_points([trade], 1) for trade in first],
        "2": [_points([trade], -1) for trade in second],
    }
    strategies = {"1": constant(len(first))} if last else None
    return Mechanism.make(Protocol.make(market, trades, SelectionTable()), strategies)


def _idle(market: Market) -> Callable[[int], Iterator[Mechanism]]:
    def stream(seed: int) -> Iterator[Mechanism]:
        menus = [m for size in range(3) for m in itertools.combinations_with_replacement(TRADES, size)]
        pairs = sorted(itertools.product(menus, menus[:10], (False, True)), key=lambda p: (len(p[0]) + len(p[1]), p[2]))
        useful = ((one, two, last) for one, two, last in pairs if one or not last)
        for one, two, last in once(useful, _idle_key):
            yield idle_mechanism(one, two, last, market)

    return stream


def _idle_key(case: tuple[tuple[Trade, ...], tuple[Trade, ...], bool]) -> Any:
    one, two, last = case
    flipped = tuple(sorted(d[::-1] for d in one)), tuple(sorted(d[::-1] for d in two))
    chosen = one[-1] if last else None
    return min((tuple(sorted(one)), tuple(sorted(two)), chosen), (*flipped, chosen and chosen[::-1]), key=repr)


IDLE_WORDS = (
    "all protocols that always select the endowment, 2 agents with one unit each of 2 tasks, at most 2 and 1 trading "
    "sets of at most one further bundle, agent 1 myopic or always making the last choice"
)
IDLE = Family(IDLE_WORDS, remembered(_idle(UNIT_MARKET)))
STRICT_IDLE = Family(f"{IDLE_WORDS}, positive costs", remembered(_idle(STRICT_MARKET)))


def _idle_pairs(seed: int) -> Iterator[Mechanism]:
    """Agent 1 has one trading set with two further bundles."""
    for pair in itertools.combinations(TRADES[1:], 2):
        menus = {"1": [_points(pair, 1)]}
        yield Mechanism.make(Protocol.make(UNIT_MARKET, menus, SelectionTable()))


IDLE_PAIRS = Family(
    "all protocols that always select the endowment in which agent 1 has one trading set of two further bundles",
    remembered(_idle_pairs),
)


def _without_endowment(seed: int) -> Iterator[Mechanism]:
    """Trading sets of agent 1 that do not hold the endowment; agent 2 may accept what is selected then."""
    for trade in TRADES[1:]:
        others = [(shifted(trade[::-1]),)] if trade[0] != trade[1] else []
        for bundles in ((shifted(trade),), *((shifted(trade), *more) for more in others)):
            entries = (((1, 1), (shifted(trade), shifted(trade, -1))),)
            menus = {"1": [Points(bundles)], "2": [_points([trade], -1)]}
            yield Mechanism.make(Protocol.make(UNIT_MARKET, menus, SelectionTable(entries)))


WITHOUT_ENDOWMENT = Family(
    "trading sets that do not hold the endowment, 2 agents and 2 tasks", remembered(_without_endowment)
)


# -------------------------------------------------------------------------------------------------- random mechanisms


def random_endowment(draw: random.Random, agents: int, tasks: int) -> tuple[list[int], list[list[Fraction]]]:
    """Numbers and an endowment in halves, zeros included."""
    numbers, columns = [], []
    for _ in range(tasks):
        halves = [draw.randint(0, 3) for _ in range(agents)]
        halves[-1] += sum(halves) % 2
        numbers.append(sum(halves) // 2)
        columns.append([Fraction(half, 2) for half in halves])
    return numbers, [list(row) for row in zip(*columns, strict=True)]


def random_polarized(draw: random.Random, tasks: int, count: int) -> Rays:
    """At most `count` rays that are polarized, found by trial."""
    found: Rays = ()
    for k in draw.sample(range(tasks), min(tasks, count)):
        for _ in range(4):
            ray = tuple(-draw.randint(1, 3) if i == k else draw.randint(0, 4) for i in range(tasks))
            if max(ray) > 0 and polarized((*found, ray)).holds:
                found = (*found, ray)
                break
    return found


def _random_menu(draw: random.Random, tasks: int) -> list[TradingSet]:
    """Polarized rays, or the remedial set, or (one in five) any rays; sometimes with a redundant ray."""
    kind = draw.random()
    if kind < 0.15:
        return [Remedial()]
    rays = random_polarized(draw, tasks, draw.randint(1, tasks))
    if kind > 0.8:
        rays = (*rays, tuple(draw.randint(-2, 2) for _ in range(tasks)))
    menu: list[TradingSet] = [Ray(bundle(ray)) for ray in rays if any(ray)]
    return menu


def _random_entries(draw: random.Random, protocol: Protocol) -> tuple[tuple[Profile, Assignment], ...]:
    """Up to 4 profiles at which something extreme for someone is selected, or half way to it."""
    profiles = list(protocol.profiles)
    entries = []
    for profile in draw.sample(profiles, min(len(profiles), 4)):
        if sum(map(bool, profile)) < 2:
            continue
        j = draw.randrange(len(protocol.menus))
        costs = tuple(Fraction(draw.randint(0, 3)) for _ in protocol.market.tasks)
        found = extreme_assignment(protocol, profile, j, costs, draw.choice(("min", "max")))
        if found is None:
            continue
        if draw.random() < 0.3:
            found = tuple(times(HALF, plus(x, y)) for x, y in zip(found, protocol.market.endowment, strict=True))
        if found != protocol.market.endowment:
            entries.append((profile, found))
    return tuple(entries)


def random_ray_mechanisms(strict: bool) -> Callable[[int], Iterator[Mechanism]]:
    """Mechanisms of rays and remedial sets with random selections; most menus polarized."""

    def stream(seed: int) -> Iterator[Mechanism]:
        draw = random.Random(f"ray mechanisms {seed}")
        while True:
            agents, tasks = draw.randint(2, 3), draw.randint(2, 3)
            numbers, endowment = random_endowment(draw, agents, tasks)
            preferences = Preferences.positive(tasks) if strict else Preferences.nonnegative(tasks)
            market = Market.make(
                dict(zip(TASKS, numbers, strict=False)), AGENTS[:agents], endowment, preferences=preferences
            )
            menus = {name: _random_menu(draw, tasks) for name in market.agents}
            protocol = Protocol.make(market, menus)
            table = SelectionTable(_random_entries(draw, protocol))
            yield Mechanism.make(replace(protocol, selection=table))

    return stream


RANDOM_WORDS = "random mechanisms of rays and remedial sets on 2 or 3 agents and tasks, endowments in halves"
RANDOM_MECHANISMS = Family(RANDOM_WORDS, remembered(random_ray_mechanisms(False)), endless=True)
RANDOM_STRICT = Family(f"{RANDOM_WORDS}, positive costs", remembered(random_ray_mechanisms(True)), endless=True)


def with_performance(family: Family) -> Family:
    """Performances in 0, ..., 4, different from instance to instance."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for at, mechanism in enumerate(family.instances(seed)):
            market = mechanism.market
            rows = tuple(
                bundle([(at * 7 + 3 * j + i * (at + 2 * j + 1)) % 5 for i in range(len(market.tasks))])
                for j in range(len(market.agents))
            )
            protocol = replace(mechanism.protocol, market=replace(market, performance=rows))
            yield Mechanism(protocol, mechanism.strategies)

    return Family(f"{family.words}, performances in 0, ..., 4", remembered(stream), family.endless)


def _full_menus(seed: int) -> Iterator[Mechanism]:
    """Agent 1 has polarized trades; each is made with agents of its own who have the other side, one task each.

    Everybody starts with 4 of everything and all costs are positive; every bundle of every set is selected.
    """
    draw = random.Random(f"full menus {seed}")
    while True:
        tasks = draw.choice((2, 2, 3))
        rays = random_polarized(draw, tasks, draw.randint(1, tasks))
        if rays:
            yield _full_menu(rays)


def _full_menu(rays: Rays) -> Mechanism:
    tasks, eta = len(rays[0]), bundle([4] * len(rays[0]))
    menus: list[list[TradingSet]] = [[Points((eta, plus(eta, bundle(ray)))) for ray in rays]]
    profiles: list[tuple[int, list[Bundle]]] = []
    for ray in rays:
        gained = [i for i, step in enumerate(ray) if step > 0]
        # the tasks that agent 1 loses are shared out among those who give something
        sides = [
            tuple(Fraction(-s, len(gained)) if s < 0 else Fraction(-s * (i == g)) for i, s in enumerate(ray))
            for g in gained
        ]
        profiles.append((len(menus), [plus(eta, side) for side in sides]))
        menus += [[Points((eta, plus(eta, side)))] for side in sides]
    entries = []
    for k, (start, bundles) in enumerate(profiles, 1):
        at = [0] * len(menus)
        z = [eta] * len(menus)
        at[0], z[0] = k, plus(eta, bundle(rays[k - 1]))
        for place, x in enumerate(bundles, start):
            at[place], z[place] = 1, x
        entries.append((tuple(at), tuple(z)))
    names = [str(j + 1) for j in range(len(menus))]
    market = Market.make(
        dict.fromkeys(TASKS[:tasks], 4 * len(menus)), names, [eta] * len(menus), preferences=Preferences.positive(tasks)
    )
    protocol = Protocol.make(market, dict(zip(names, menus, strict=True)), SelectionTable(tuple(entries)))
    return Mechanism.make(protocol)


FULL_MENUS = Family(
    "random polarized trades of one agent in 2 or 3 tasks, each with agents who take the other side, positive costs",
    remembered(_full_menus),
    endless=True,
)


def smaller_mechanisms(mechanism: Mechanism) -> Iterator[Mechanism]:
    """Without a selected trade, without a trading set, without a bundle of a finite set; strategies kept if named."""
    protocol = mechanism.protocol
    if not isinstance(protocol.selection, SelectionTable):
        return
    entries = protocol.selection.entries
    for at in range(len(entries)):
        yield _rebuilt(mechanism, protocol.menus, entries[:at] + entries[at + 1 :])
    if all(isinstance(strategy, Myopic) for strategy in mechanism.strategies):
        for j, menu in enumerate(protocol.menus):
            for k in range(1, len(menu)):
                yield _rebuilt(mechanism, *_without_choice(protocol, entries, j, k))
    for j, menu in enumerate(protocol.menus):
        for k, one in enumerate(menu):
            if isinstance(one, Points) and len(one.points) > 1:
                for x in one.points:
                    kept = Points(tuple(y for y in one.points if y != x))
                    menus = _replaced(protocol.menus, j, (*menu[:k], kept, *menu[k + 1 :]))
                    yield _rebuilt(mechanism, menus, entries)


def _without_choice(
    protocol: Protocol, entries: tuple[tuple[Profile, Assignment], ...], j: int, k: int
) -> tuple[tuple[Menu, ...], tuple[tuple[Profile, Assignment], ...]]:
    menu = protocol.menus[j]
    kept = []
    for at, assignment in entries:
        if at[j] != k:
            moved = at[j] - (at[j] > k)
            kept.append(((*at[:j], moved, *at[j + 1 :]), assignment))
    return _replaced(protocol.menus, j, (*menu[:k], *menu[k + 1 :])), tuple(kept)


def _replaced(menus: tuple[Menu, ...], j: int, menu: Menu) -> tuple[Menu, ...]:
    return (*menus[:j], menu, *menus[j + 1 :])


def _rebuilt(
    mechanism: Mechanism, menus: tuple[Menu, ...], entries: tuple[tuple[Profile, Assignment], ...]
) -> Mechanism:
    strategies: tuple[Strategy, ...] = mechanism.strategies
    return Mechanism(Protocol(mechanism.market, menus, SelectionTable(entries)), strategies)


def _remedial_markets(seed: int) -> Iterator[Mechanism]:
    """Everybody has the remedial menu, so that the endowment alone can be selected."""
    for agents, tasks in ((2, 2), (1, 2), (3, 2), (2, 3)):
        for numbers in itertools.product((1, 2, 0), repeat=tasks):
            for shares in ((1,), (1, 1), (1, 0), (1, 2), (1, 0, 0), (1, 1, 1)):
                if len(shares) == agents:
                    rows = [[Fraction(n * share, sum(shares)) for n in numbers] for share in shares]
                    market = Market.make(dict(zip(TASKS, numbers, strict=False)), AGENTS[:agents], rows)
                    menus: dict[str, list[TradingSet]] = {name: [Remedial()] for name in market.agents}
                    yield Mechanism.make(Protocol.make(market, menus, SelectionTable()))


REMEDIAL = Family(
    "the remedial menu for everybody, on at most 3 agents and 3 tasks with up to 2 instances each",
    remembered(lambda seed: once(_remedial_markets(seed), lambda m: tuple(sorted(m.market.endowment)))),
)
