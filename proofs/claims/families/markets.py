"""Instances for the claims of VS: rays, mechanisms, markets with preferences, trades and large markets.

Streams are ordered by size and hold each instance once up to renaming agents, tasks and choices. Corner cases come on
purpose: ties, zero endowments and zero costs, rays of one sign, equal trading sets, trading sets without the endowment,
boxes of any dimension, atoms. Random streams are drawn from a seed.

Small mechanisms have two agents with one unit each of two tasks; a *trade* d in {-1, 0, 1}^2 is what the first agent
gets from the second.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from threading import Lock
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family
from proofs.trading.dominance.deciding import extreme_assignment
from proofs.trading.dominance.polarization import Direction, polarized
from proofs.trading.markets.market import Assignment, Box, Bundle, Law, Market, Preferences, bundle, plus, times
from proofs.trading.markets.menus import EndowmentOnly, Menu, Points, Ray, Remedial, TradingSet
from proofs.trading.markets.protocols import (
    Mechanism,
    Myopic,
    Profile,
    Protocol,
    Regions,
    Rule,
    SelectionTable,
    Strategy,
)

HALF = Fraction(1, 2)
TASKS = ("A", "B", "C", "D")
AGENTS = ("1", "2", "3", "4")


def remembered(make: Callable[[int], Iterator[Any]]) -> Callable[[int], Iterator[Any]]:
    """The same stream for the same seed, made only once: every chunk of a hunt begins it anew."""
    made: dict[int, tuple[list[Any], Iterator[Any]]] = {}
    lock = Lock()

    def stream(seed: int) -> Iterator[Any]:
        for position in itertools.count():
            with lock:
                listed, rest = made.setdefault(seed, ([], make(seed)))
                if position == len(listed):
                    try:
                        listed.append(next(rest))
                    except StopIteration:
                        return
            yield listed[position]

    return stream


def once(stream: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[Any]:
    """The stream without instances whose key has occurred."""
    seen = set()
    for instance in stream:
        found = key(instance)
        if found not in seen:
            seen.add(found)
            yield instance


# --------------------------------------------------------------------------------------------------- lists of rays

Rays = tuple[Direction, ...]


def rays_key(rays: Rays) -> Any:
    """Equal for lists that differ in the order of rays or of tasks."""
    size = len(rays[0])
    return min(tuple(sorted(tuple(ray[i] for i in order) for ray in rays)) for order in _orders(size))


def _orders(size: int) -> Iterator[tuple[int, ...]]:
    return itertools.permutations(range(size))


def _small_rays(seed: int) -> Iterator[Rays]:
    """Directions in {-2, ..., 2}^2 up to scale: all lists of at most 3; in {-1, 0, 1}^3: all lists of at most 2."""
    steps = itertools.product(range(-2, 3), repeat=2)
    plane = sorted((d for d in steps if math.gcd(*d) <= 1), key=lambda d: (sum(map(abs, d)), [-x for x in d]))
    space = sorted(itertools.product((-1, 0, 1), repeat=3), key=lambda d: (sum(map(abs, d)), [-x for x in d]))
    for count, directions in ((1, plane), (2, plane), (1, space), (3, plane), (2, space)):
        yield from itertools.combinations_with_replacement(directions, count)


def _random_rays(seed: int) -> Iterator[Rays]:
    """Up to 5 directions in 2 to 4 tasks, half of the time with distinct coordinates of loss, so that many polarize."""
    draw = random.Random(f"rays {seed}")
    while True:
        size, count = draw.randint(2, 4), draw.randint(1, 5)
        if draw.random() < 0.5:
            yield tuple(tuple(draw.randint(-3, 3) for _ in range(size)) for _ in range(count))
            continue
        losing = draw.sample(range(size), min(size, count))
        yield tuple(tuple(-draw.randint(1, 3) if i == k else draw.randint(0, 4) for i in range(size)) for k in losing)


SMALL_RAYS = Family(
    "all lists of at most 3 rays in 2 tasks with steps up to 2, and of at most 2 rays in 3 tasks with steps up to 1",
    remembered(lambda seed: once(_small_rays(seed), rays_key)),
)
RANDOM_RAYS = Family("random lists of up to 5 rays in 2 to 4 tasks", remembered(_random_rays), endless=True)


def smaller_rays(rays: Rays) -> Iterator[Rays]:
    """Without a ray, without a task, or with a step nearer to 0."""
    if len(rays) > 1:
        yield from (rays[:k] + rays[k + 1 :] for k in range(len(rays)))
    if len(rays[0]) > 2:
        yield from (tuple(ray[:i] + ray[i + 1 :] for ray in rays) for i in range(len(rays[0])))
    for k, ray in enumerate(rays):
        for i, step in enumerate(ray):
            if step:
                nearer = (*ray[:i], step - (1 if step > 0 else -1), *ray[i + 1 :])
                yield (*rays[:k], nearer, *rays[k + 1 :])


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


def _random_endowment(draw: random.Random, agents: int, tasks: int) -> tuple[list[int], list[list[Fraction]]]:
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
            numbers, endowment = _random_endowment(draw, agents, tasks)
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


# -------------------------------------------------------------------------------------------- markets with preferences

POINTS_AND_INTERVALS: tuple[tuple[Any, Any], ...] = ((1, 1), (1, 2), (2, 2), (1, 3))
WITH_ZERO: tuple[tuple[Any, Any], ...] = ((0, 0), (1, 1), (0, 1), (1, 2))


def two_agent_market(
    first: Any,
    difference: Any,
    boxes: Any,
    slack: Any = 1,
    numbers: Any = None,
    laws: Any = None,
) -> Market:
    """Two agents: the status quo of agent 1 (the rest is agent 2's), performance of agent 1 (0 for agent 2), boxes."""
    counts = numbers or [1] * len(first)
    rest = [n - x for n, x in zip(counts, map(Fraction, first), strict=True)]
    if laws is None:
        preferences = [Preferences.uniform(*zip(*intervals, strict=True)) for intervals in boxes]
    else:
        preferences = list(laws)
    return Market.make(
        dict(zip(TASKS, counts, strict=False)),
        AGENTS[:2],
        [first, rest],
        performance=[difference, [0] * len(first)],
        preferences=preferences,
        slack=slack,
    )


def market_key(market: Market) -> Any:
    """Equal for markets that differ in the order of agents or tasks only."""
    rows = list(
        zip(
            market.status_quo,
            market.performance,
            [repr(preferences.plain()) for preferences in market.preferences],
            market.slack,
            strict=True,
        )
    )
    return min(_in_order(market, rows, order) for order in _orders(len(market.tasks)))


def _in_order(market: Market, rows: Any, order: tuple[int, ...]) -> Any:
    def moved(vector: Any) -> Any:
        return tuple(vector[i] for i in order)

    agents = []
    for preferences, (sigma, pi, _, beta) in zip(market.preferences, rows, strict=True):
        law = preferences.law
        atoms = tuple(sorted((moved(at), p) for at, p in law.atoms)) if law else ()
        boxes = tuple(sorted((moved(b.lower), moved(b.upper), p) for b, p in law.uniform)) if law else ()
        domain = preferences.domain
        ends = (moved(domain.lower), moved(domain.upper)) if isinstance(domain, Box) else ()
        agents.append((moved(sigma), moved(pi), beta, ends, atoms, boxes))
    return moved(market.numbers), tuple(sorted(agents))


def _boxes(intervals: Any, size: int) -> list[Any]:
    return sorted(itertools.product(intervals, repeat=size), key=lambda box: sum(low != high for low, high in box))


def _common_box_markets(intervals: Any, shares: Any) -> Callable[[int], Iterator[Market]]:
    def stream(seed: int) -> Iterator[Market]:
        for box in _boxes(intervals, 2):
            for difference in TRADES:
                for first in itertools.product(shares, repeat=2):
                    yield two_agent_market(first, difference, [box, box])

    return lambda seed: once(stream(seed), market_key)


COMMON_BOXES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, equal shares, performances in {-1, 0, 1} and a common box of "
    "costs with sides [1, 1], [1, 2], [2, 2] or [1, 3]",
    remembered(_common_box_markets(POINTS_AND_INTERVALS, (HALF,))),
)


def _box_markets(intervals: Any, shares: Any) -> Callable[[int], Iterator[Market]]:
    def stream(seed: int) -> Iterator[Market]:
        boxes = _boxes(intervals, 2)
        pairs = sorted(
            itertools.combinations_with_replacement(boxes, 2), key=lambda p: sum(a != b for box in p for a, b in box)
        )
        for difference, pair, first in itertools.product(TRADES, pairs, itertools.product(shares, repeat=2)):
            yield two_agent_market(first, difference, pair)

    return lambda seed: once(stream(seed), market_key)


BOXES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, equal shares, performances in {-1, 0, 1} and boxes of costs with "
    "sides [1, 1], [1, 2], [2, 2] or [1, 3]",
    remembered(_box_markets(POINTS_AND_INTERVALS, (HALF,))),
)
ZERO_BOXES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, equal shares, performances in {-1, 0, 1} and boxes of costs with "
    "sides [0, 0], [1, 1], [0, 1] or [1, 2]",
    remembered(_box_markets(WITH_ZERO, (HALF,))),
)
CORNER_SHARES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, shares 0, 1/2 or 1, performances in {-1, 0, 1} and the boxes of "
    "costs [1, 2] x [1, 2], [1, 2] x {1} or {1} x [1, 2] for both",
    remembered(_common_box_markets(((1, 2), (1, 1)), (Fraction(0), HALF, Fraction(1)))),
)


def _random_interval(draw: random.Random, zero: bool) -> tuple[Fraction, Fraction]:
    low = Fraction(draw.randint(0 if zero else 1, 6), 2)
    return low, low + Fraction(draw.choice((0, 0, 1, 1, 2, 4)), 2)


def random_box_markets(
    common: bool = False,
    slack: bool = False,
    zero: bool = False,
    full: bool = False,
    thick: bool = False,
    trivial: bool = False,
) -> Callable[[int], Iterator[Market]]:
    """2 or 3 agents, 2 or 3 tasks; `full`: a positive status quo; `slack`: beta up to 2; `zero`: costs may be 0.

    `thick`: all boxes contain one of positive width in every task; `trivial`: identical performance, or one cost type.
    """

    def stream(seed: int) -> Iterator[Market]:
        draw = random.Random(f"box markets {common} {slack} {zero} {full} {thick} {trivial} {seed}")
        while True:
            agents, tasks = draw.choice((2, 2, 3)), draw.choice((2, 2, 3))
            numbers, rows = _random_endowment(draw, agents, tasks)
            if full:
                numbers, rows = [agents] * tasks, [[Fraction(1)] * tasks for _ in range(agents)]
            base = [_random_interval(draw, zero) for _ in range(tasks)]
            pi = [[draw.randint(-2, 2) for _ in range(tasks)] for _ in range(agents)]
            if trivial and draw.random() < 0.5:
                base = [(low, low) for low, _ in base]
            elif trivial:
                pi = [pi[0]] * agents
            boxes = [base if common else [_nudged(draw, side, zero) for side in base] for _ in range(agents)]
            if thick:
                boxes = [[_widened(draw, side) for side in base] for _ in range(agents)]
            yield Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=pi,
                preferences=[Preferences.uniform(*zip(*box, strict=True)) for box in boxes],
                slack=[1 + Fraction(draw.randint(0, 4), 4) if slack else 1 for _ in range(agents)],
            )

    return stream


def _nudged(draw: random.Random, side: tuple[Fraction, Fraction], zero: bool) -> tuple[Fraction, Fraction]:
    if draw.random() < 0.5:
        return side
    low, high = _random_interval(draw, zero)
    return (min(low, side[1]), max(high, side[0])) if draw.random() < 0.8 else (low, high)


def _widened(draw: random.Random, side: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    low, high = side
    return max(Fraction(0), low - Fraction(draw.randint(0, 2), 2)), high + Fraction(draw.randint(1, 3), 2)


RANDOM_MEETING = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs that meet in full dimension",
    remembered(random_box_markets(thick=True)),
    endless=True,
)
RANDOM_TRIVIAL = Family(
    "random markets of 2 or 3 agents and tasks, positive status quo, slack, and identical performance or one cost type",
    remembered(random_box_markets(common=True, slack=True, full=True, trivial=True)),
    endless=True,
)
RANDOM_BOXES = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs", remembered(random_box_markets()), endless=True
)
RANDOM_SLACK = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs and slack up to 2",
    remembered(random_box_markets(slack=True)),
    endless=True,
)
RANDOM_FULL = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs and a positive status quo",
    remembered(random_box_markets(full=True)),
    endless=True,
)
RANDOM_COMMON = Family(
    "random markets of 2 or 3 agents and tasks with a common box of costs and a positive status quo",
    remembered(random_box_markets(common=True, full=True)),
    endless=True,
)


# ---------------------------------------------------------------------------------------------------- bilateral trades


@dataclass(frozen=True)
class BilateralCase(Displayed):
    """A market, and the trade that agent 1 gets from agent 2."""

    market: Market
    trade: Bundle


def atom_law(box: Any, corner: Bundle) -> Preferences:
    """Half the weight at a corner of the box, the other half uniform on it."""
    lower, upper = zip(*box, strict=True)
    cube = Box(bundle(lower), bundle(upper))
    law = Law(atoms=((corner, HALF),), uniform=((cube, HALF),))
    return Preferences(cube, law)


def _saving(difference: Any, trade: Any) -> bool:
    return bool(sum(a * b for a, b in zip(difference, trade, strict=True)) < 0)


def _bilateral_cases(laws: Callable[[Any], Iterator[Preferences]]) -> Callable[[int], Iterator[BilateralCase]]:
    """All with shares 1/2, performances and trades on a grid."""

    def stream(seed: int) -> Iterator[BilateralCase]:
        boxes = _boxes(((1, 1), (1, 2), (2, 2)), 2)
        for one, two in itertools.product(boxes, repeat=2):
            for pair in itertools.product(laws(one), laws(two)):
                for difference, trade in itertools.product(TRADES[1:3], TRADES):
                    if not _saving(difference, trade):
                        continue
                    market = two_agent_market((HALF, HALF), difference, None, laws=pair)
                    yield BilateralCase(market, times(HALF, bundle(trade)))

    return stream


def _uniform(box: Any) -> Iterator[Preferences]:
    yield Preferences.uniform(*zip(*box, strict=True))


def _with_atoms(box: Any) -> Iterator[Preferences]:
    yield from _uniform(box)
    if any(low < high for low, high in box):
        lower, upper = zip(*box, strict=True)
        yield from (atom_law(box, corner) for corner in Box(bundle(lower), bundle(upper)).vertices())


def _random_bilateral(atoms: bool, positive: bool) -> Callable[[int], Iterator[BilateralCase]]:
    """`positive`: boxes of positive width in every task."""

    def stream(seed: int) -> Iterator[BilateralCase]:
        draw = random.Random(f"bilateral {atoms} {positive} {seed}")
        while True:
            size = draw.randint(2, 3)
            laws = []
            for _ in range(2):
                box = [_random_interval(draw, False) for _ in range(size)]
                if positive:
                    box = [(low, high + HALF) for low, high in box]
                choices = list((_with_atoms if atoms else _uniform)(box))
                laws.append(draw.choice(choices))
            first = [Fraction(draw.randint(0, 4), 2) for _ in range(size)]
            difference = [draw.randint(-2, 2) for _ in range(size)]
            market = two_agent_market(first, difference, None, numbers=[2] * size, laws=laws)
            trade = tuple(Fraction(draw.randint(-3, 3), 2) for _ in range(size))
            kept = [max(-x, min(2 - x, step)) for x, step in zip(first, trade, strict=True)]
            if _saving(difference, kept):
                yield BilateralCase(market, tuple(kept))

    return stream


def _corner_atoms(seed: int) -> Iterator[BilateralCase]:
    """Costs in [1, 2] x [1, 2], half of the weight at a corner; trades of one half for one quarter among them."""
    box = ((1, 2), (1, 2))
    steps = [Fraction(k, 4) for k in (-2, -1, 0, 1, 2)]
    for pair in itertools.product(_with_atoms(box), repeat=2):
        for difference, trade in itertools.product(TRADES[1:3], itertools.product(steps, repeat=2)):
            if _saving(difference, trade):
                market = two_agent_market((HALF, HALF), difference, None, laws=pair)
                yield BilateralCase(market, trade)


CORNER_ATOMS = Family(
    "trades of quarters and halves between 2 agents with equal shares of 2 tasks, costs in [1, 2] x [1, 2], with and "
    "without an atom of weight 1/2 at a corner",
    remembered(_corner_atoms),
)
BILATERAL = Family(
    "trades of 1/2 between 2 agents with equal shares of 2 tasks and uniform costs with sides {1}, {2} or [1, 2]",
    remembered(_bilateral_cases(_uniform)),
)
BILATERAL_ATOMS = Family(
    "trades of 1/2 between 2 agents with equal shares of 2 tasks, sides {1}, {2} or [1, 2], with and without an atom",
    remembered(_bilateral_cases(_with_atoms)),
)
RANDOM_BILATERAL = Family(
    "random trades between 2 agents, 2 or 3 tasks, uniform costs on boxes",
    remembered(_random_bilateral(False, False)),
    endless=True,
)
RANDOM_BILATERAL_ATOMS = Family(
    "random trades between 2 agents, 2 or 3 tasks, boxes with atoms",
    remembered(_random_bilateral(True, False)),
    endless=True,
)
RANDOM_BILATERAL_THICK = Family(
    "random trades between 2 agents, 2 or 3 tasks, uniform costs on boxes of positive width in every task",
    remembered(_random_bilateral(False, True)),
    endless=True,
)


# ------------------------------------------------------------------------------------------------------- large markets


@dataclass(frozen=True)
class MenuCase(Displayed):
    """A market with laws, and a list of menus for every agent."""

    market: Market
    menus: tuple[tuple[Menu, ...], ...]


FINITE_LAWS: tuple[dict[Any, Any], ...] = (
    {(1, 1): 1},
    {(1, 2): "1/2", (2, 1): "1/2"},
    {(1, 3): "1/3", (1, 1): "2/3"},
    {(3, 1): "1/4", (1, 1): "1/2", (1, 3): "1/4"},
)


def _random_law(draw: random.Random, tasks: int) -> Preferences:
    if tasks == 2 and draw.random() < 0.6:
        return Preferences.finite(draw.choice(FINITE_LAWS))
    return Preferences.uniform(*zip(*([(1, draw.randint(1, 3)) for _ in range(tasks)]), strict=True))


def random_menu_cases(listed: int, shared: bool = False) -> Callable[[int], Iterator[MenuCase]]:
    """Polarized and remedial menus, `listed` for each agent; the status quo is the endowment."""

    def stream(seed: int) -> Iterator[MenuCase]:
        draw = random.Random(f"menu cases {listed} {shared} {seed}")
        while True:
            agents, tasks = 2, draw.choice((2, 2, 3))
            numbers, rows = _random_endowment(draw, agents, tasks)
            market = Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=[[draw.randint(0, 3) for _ in range(tasks)] for _ in range(agents)],
                preferences=[_random_law(draw, tasks) for _ in range(agents)],
            )
            yield MenuCase(market, tuple(tuple(_a_menu(draw, tasks) for _ in range(listed)) for _ in range(agents)))

    return stream


def _a_menu(draw: random.Random, tasks: int) -> Menu:
    if draw.random() < 0.15:
        return (EndowmentOnly(), Remedial())
    rays = random_polarized(draw, tasks, draw.randint(1, tasks))
    return (EndowmentOnly(), *(Ray(bundle(ray)) for ray in rays))


def _small_menu_cases(seed: int) -> Iterator[MenuCase]:
    """Two agents with one unit each of two tasks, finite laws, at most one ray each or the remedial menu."""
    rays: list[Menu] = [(EndowmentOnly(),), (EndowmentOnly(), Remedial())]
    rays += [(EndowmentOnly(), Ray(bundle(d))) for d in ((1, -1), (-1, 1), (1, -2), (-2, 1), (2, -1), (-1, 2))]
    for law in FINITE_LAWS:
        for one, two in itertools.product(rays, repeat=2):
            market = replace(
                UNIT_MARKET,
                performance=(bundle((1, 0)), bundle((0, 0))),
                preferences=(Preferences.finite(law), Preferences.finite(FINITE_LAWS[0])),
            )
            yield MenuCase(market, ((one,), (two,)))


SMALL_MENUS = Family(
    "2 agents with one unit each of 2 tasks, no ray, one of 6 rays or the remedial menu each, 4 finite laws",
    remembered(_small_menu_cases),
)
RANDOM_MENUS = Family(
    "random polarized and remedial menus of 2 agents, 2 or 3 tasks, finite and uniform laws of positive costs",
    remembered(random_menu_cases(1)),
    endless=True,
)
RANDOM_MENU_LISTS = Family(
    "random lists of 2 polarized or remedial menus for each of 2 agents, 2 or 3 tasks, laws of positive costs",
    remembered(random_menu_cases(2)),
    endless=True,
)
