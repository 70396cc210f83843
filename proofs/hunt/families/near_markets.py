"""Small changes of rays, mechanisms, markets and menus, and smaller markets.

A step of a ray, a performance or a type's cost moved by one; half a unit of a task given from one agent to another; a
side of a box of costs moved by a half; a probability, a type, a ray or a trading set more or less. Costs that are
positive stay so, and what is selected stays within the sets that are chosen.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from exact.rationals import primitive
from proofs.claims.families.markets import smaller_mechanisms
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.rays import HALF, Rays
from proofs.trading.dominance.deciding import extreme_assignment
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.bundles import Assignment, Bundle, bundle, plus, times
from proofs.trading.markets.domains import Box, FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Myopic
from proofs.trading.markets.menus import Menu, Points, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import Profile, SelectionTable

# --------------------------------------------------------------------------------------------------------------- rays

MOST_RAYS, MOST_TASKS = 6, 5
"""As many have the lists that are drawn at most."""


def near_rays(rays: Rays) -> Iterator[Rays]:
    """A step one more or less, or of the other sign; a ray less, or a copy more; a task less, or one more."""
    size = len(rays[0])
    for k, ray in enumerate(rays):
        for i, step in enumerate(ray):
            for other in dict.fromkeys((step + 1, step - 1, -step)):
                if other != step:
                    yield (*rays[:k], (*ray[:i], other, *ray[i + 1 :]), *rays[k + 1 :])
    if len(rays) > 1:
        yield from (rays[:k] + rays[k + 1 :] for k in range(len(rays)))
    if len(rays) < MOST_RAYS:
        yield from ((*rays, ray) for ray in dict.fromkeys(rays))
    if size > 2:
        yield from (tuple(ray[:i] + ray[i + 1 :] for ray in rays) for i in range(size))
    if size < MOST_TASKS:
        yield tuple((*ray, 0) for ray in rays)


# --------------------------------------------------------------------------------------------------------- mechanisms

FURTHER = 4
"""So many of the profiles at which the endowment is selected may get something else: each asks for linear programs."""

MOST_SETS = 5
"""As many has a menu that is drawn at most, the endowment among them."""


def near_mechanisms(mechanism: Mechanism) -> Iterator[Mechanism]:
    """A selected trade less, halved or more; a trading set less or more; a step of a ray moved by one."""
    protocol = mechanism.protocol
    if isinstance(protocol.selection, SelectionTable):
        respects = protocol.breach is None
        made = (smaller_mechanisms, _halved, _further_trades, _steps_moved, _further_sets)
        near = itertools.chain.from_iterable(each(mechanism) for each in made)
        yield from (other for other in near if not respects or other.protocol.breach is None)


def _entries(mechanism: Mechanism) -> tuple[tuple[Profile, Assignment], ...]:
    assert isinstance(mechanism.protocol.selection, SelectionTable)
    return mechanism.protocol.selection.entries


def _with(mechanism: Mechanism, menus: tuple[Menu, ...], entries: Sequence[tuple[Profile, Assignment]]) -> Mechanism:
    return Mechanism(Protocol(mechanism.market, menus, SelectionTable(tuple(entries))), mechanism.strategies)


def _halved(mechanism: Mechanism) -> Iterator[Mechanism]:
    """A selected trade made half as large."""
    entries, endowment = _entries(mechanism), mechanism.market.endowment
    for k, (at, assignment) in enumerate(entries):
        half = tuple(times(HALF, plus(x, eta)) for x, eta in zip(assignment, endowment, strict=True))
        yield _with(mechanism, mechanism.protocol.menus, (*entries[:k], (at, half), *entries[k + 1 :]))


def _further_trades(mechanism: Mechanism) -> Iterator[Mechanism]:
    """At a profile without an entry the first who chooses gets as much as can be."""
    protocol, entries = mechanism.protocol, _entries(mechanism)
    ones = bundle([1] * len(mechanism.market.tasks))
    listed = {at for at, _ in entries}
    free = (at for at in protocol.profiles if sum(map(bool, at)) > 1 and at not in listed)
    for profile in itertools.islice(free, FURTHER):
        chooser = next(j for j, choice in enumerate(profile) if choice)
        found = extreme_assignment(protocol, profile, chooser, ones, "max")
        if found is not None and found != mechanism.market.endowment:
            yield _with(mechanism, protocol.menus, [*entries, (profile, found)])


def _steps_moved(mechanism: Mechanism) -> Iterator[Mechanism]:
    """A step of a ray moved by one; where the ray was chosen the endowment is selected."""
    for j, menu in enumerate(mechanism.protocol.menus):
        for k, one in enumerate(menu):
            for other in _near_sets(one) if isinstance(one, Ray) else ():
                kept = [(at, assignment) for at, assignment in _entries(mechanism) if at[j] != k]
                yield _with(mechanism, _with_set(mechanism.protocol.menus, j, k, other), kept)


def _with_set(menus: tuple[Menu, ...], j: int, k: int, other: Ray) -> tuple[Menu, ...]:
    return (*menus[:j], (*menus[j][:k], other, *menus[j][k + 1 :]), *menus[j + 1 :])


def _near_sets(one: Ray) -> Iterator[Ray]:
    for i, by in itertools.product(range(len(one.direction)), (1, -1)):
        moved = (*one.direction[:i], one.direction[i] + by, *one.direction[i + 1 :])
        if any(moved):
            yield Ray(moved)


def _further_sets(mechanism: Mechanism) -> Iterator[Mechanism]:
    """Myopic agents are offered a ray that exchanges a task for another; nothing is selected there yet."""
    size, menus = len(mechanism.market.tasks), mechanism.protocol.menus
    for j, strategy in enumerate(mechanism.strategies):
        for give, get in itertools.permutations(range(size), 2) if isinstance(strategy, Myopic) else ():
            ray = Ray(bundle([(i == get) - (i == give) for i in range(size)]))
            if ray not in menus[j] and len(menus[j]) < MOST_SETS:
                yield _with(mechanism, (*menus[:j], (*menus[j], ray), *menus[j + 1 :]), _entries(mechanism))


# ------------------------------------------------------------------------------------------------------------ markets

MOST_TYPES = 4


def near_markets(market: Market) -> Iterator[Market]:
    """A performance moved by one, half a unit given away, or an agent's preferences changed a little."""
    for j, row in enumerate(market.performance):
        for i, by in itertools.product(range(len(row)), (1, -1)):
            changed = (*row[:i], row[i] + by, *row[i + 1 :])
            yield replace(market, performance=(*market.performance[:j], changed, *market.performance[j + 1 :]))
    yield from _half_given(market)
    for j, preferences in enumerate(market.preferences):
        for other in _near_preferences(preferences):
            yield replace(market, preferences=(*market.preferences[:j], other, *market.preferences[j + 1 :]))


def _half_given(market: Market) -> Iterator[Market]:
    """Half a unit of a task, or all there is if that is less, given from one agent to another."""
    for giver, taker in itertools.permutations(range(len(market.agents)), 2):
        for i in range(len(market.tasks)):
            amount = min(HALF, market.status_quo[giver][i], market.endowment[giver][i])
            if amount:
                rows = [_given(part, giver, taker, i, amount) for part in (market.status_quo, market.endowment)]
                yield replace(market, status_quo=rows[0], endowment=rows[1])


def _given(assignment: Assignment, giver: int, taker: int, i: int, amount: Fraction) -> Assignment:
    rows = [list(row) for row in assignment]
    rows[giver][i] -= amount
    rows[taker][i] += amount
    return tuple(map(tuple, rows))


def _near_preferences(preferences: Preferences) -> Iterator[Preferences]:
    law = preferences.law
    if isinstance(preferences.domain, FiniteDomain) and law is not None:
        yield from _near_types(law.atoms)
    elif isinstance(preferences.domain, Box) and law is not None:
        yield from _near_boxes(preferences.domain, law)


Atoms = tuple[tuple[Bundle, Fraction], ...]


def _near_types(atoms: Atoms) -> Iterator[Preferences]:
    """A cost moved by one, a type less or more, or a probability: in shares, one share more or less."""
    costs, chances = [at for at, _ in atoms], [chance for _, chance in atoms]
    scale = math.lcm(*(chance.denominator for chance in chances))
    shares = [int(chance * scale) for chance in chances]
    for k, at in enumerate(costs):
        for i, by in itertools.product(range(len(at)), (1, -1)):
            moved = (*at[:i], at[i] + by, *at[i + 1 :])
            if moved[i] > 0 and moved not in costs:
                yield _typed([*costs[:k], moved, *costs[k + 1 :]], shares)
                if len(costs) < MOST_TYPES:
                    yield _typed([*costs, moved], [*shares, shares[k]])
    for k, share in enumerate(shares if len(shares) > 1 else ()):
        yield _typed(costs[:k] + costs[k + 1 :], shares[:k] + shares[k + 1 :])
        yield _typed(costs, [*shares[:k], share + 1, *shares[k + 1 :]])
        if share > 1:
            yield _typed(costs, [*shares[:k], share - 1, *shares[k + 1 :]])


def _typed(costs: Sequence[Bundle], shares: Sequence[int | Fraction]) -> Preferences:
    total = sum(shares)
    return Preferences.finite({at: Fraction(share) / total for at, share in zip(costs, shares, strict=True)})


def _near_boxes(box: Box, law: Law) -> Iterator[Preferences]:
    """An end of a side moved by a half; the law moves with it."""
    sides = box.intervals()
    for i, (low, high) in enumerate(sides):
        for moved in ((low - HALF, high), (low + HALF, high), (low, high - HALF), (low, high + HALF)):
            if 0 <= moved[0] <= moved[1] and (moved[0] > 0 or low == 0):
                other = _stretched(box, law, i, moved)
                if other is not None:
                    yield other


def _stretched(box: Box, law: Law, i: int, side: tuple[Fraction, Fraction]) -> Preferences | None:
    """The box with another side, and the law moved in proportion; a side without width gets one by a uniform law."""
    sides = [*box.intervals()[:i], side, *box.intervals()[i + 1 :]]
    new = Box(*map(tuple, zip(*sides, strict=True)))
    low, high = box.intervals()[i]
    if law in (Law.on_box(box), Law(((box.lower, Fraction(1)),))):
        return Preferences.uniform(new.lower, new.upper)
    if low == high or side[0] == side[1]:
        return None

    def moved(at: Bundle) -> Bundle:
        value = side[0] + (at[i] - low) * (side[1] - side[0]) / (high - low)
        return (*at[:i], value, *at[i + 1 :])

    atoms = tuple((moved(at), chance) for at, chance in law.atoms)
    uniform = tuple((Box(moved(part.lower), moved(part.upper)), chance) for part, chance in law.uniform)
    return Preferences(new, Law(atoms, uniform))


def smaller_markets(market: Market) -> Iterator[Market]:
    """Without an agent (whose share another has), a task, a type or slack; sure costs; performances nearer to 0."""
    agents, tasks = range(len(market.agents)), range(len(market.tasks))
    if len(market.agents) > 2:
        yield from (_without_agent(market, j) for j in agents)
    if len(market.tasks) > 1:
        yield from (_without_task(market, i) for i in tasks)
    if any(beta != 1 for beta in market.slack):
        yield replace(market, slack=(Fraction(1),) * len(market.agents))
    for j, preferences in enumerate(market.preferences):
        for other in _simpler(preferences):
            yield replace(market, preferences=(*market.preferences[:j], other, *market.preferences[j + 1 :]))
    for j, row in enumerate(market.performance):
        for i, value in enumerate(row):
            for nearer in dict.fromkeys((Fraction(0), value - 1 if value > 0 else value + 1)):
                if abs(nearer) < abs(value):
                    changed = (*row[:i], nearer, *row[i + 1 :])
                    yield replace(market, performance=(*market.performance[:j], changed, *market.performance[j + 1 :]))


def _without_agent(market: Market, gone: int) -> Market:
    heir = 0 if gone else 1

    def left(rows: Assignment) -> Assignment:
        given = [plus(row, rows[gone]) if j == heir else row for j, row in enumerate(rows)]
        return tuple(given[:gone] + given[gone + 1 :])

    return Market(
        market.tasks,
        market.numbers,
        market.agents[:gone] + market.agents[gone + 1 :],
        market.performance[:gone] + market.performance[gone + 1 :],
        left(market.status_quo),
        left(market.endowment),
        market.slack[:gone] + market.slack[gone + 1 :],
        market.preferences[:gone] + market.preferences[gone + 1 :],
    )


def _without_task(market: Market, gone: int) -> Market:
    def left(rows: Assignment) -> Assignment:
        return tuple(row[:gone] + row[gone + 1 :] for row in rows)

    return Market(
        market.tasks[:gone] + market.tasks[gone + 1 :],
        market.numbers[:gone] + market.numbers[gone + 1 :],
        market.agents,
        left(market.performance),
        left(market.status_quo),
        left(market.endowment),
        market.slack,
        tuple(_projected(preferences, gone) for preferences in market.preferences),
    )


def _projected(preferences: Preferences, gone: int) -> Preferences:
    def left(at: Bundle) -> Bundle:
        return at[:gone] + at[gone + 1 :]

    domain, law = preferences.domain, preferences.law
    if isinstance(domain, FiniteDomain):
        kept: FiniteDomain | Box = FiniteDomain(tuple(dict.fromkeys(map(left, domain.types))))
    elif isinstance(domain, Box):
        kept = Box(left(domain.lower), left(domain.upper))
    else:
        return Preferences(replace(domain, dimension=domain.dimension - 1))
    if law is None:
        return Preferences(kept)
    parts = tuple((Box(left(box.lower), left(box.upper)), chance) for box, chance in law.uniform)
    return Preferences(kept, Law(tuple((left(at), chance) for at, chance in law.atoms), parts))


def _simpler(preferences: Preferences) -> Iterator[Preferences]:
    """A type less; of a box, a side that is a point, or the uniform law."""
    domain, law = preferences.domain, preferences.law
    if law is None:
        return
    if isinstance(domain, FiniteDomain):
        for k in range(len(law.atoms) if len(law.atoms) > 1 else 0):
            rest = law.atoms[:k] + law.atoms[k + 1 :]
            yield _typed([at for at, _ in rest], [chance for _, chance in rest])
    elif isinstance(domain, Box):
        for i in domain.thick:
            upper = (*domain.upper[:i], domain.lower[i], *domain.upper[i + 1 :])
            yield Preferences.uniform(domain.lower, upper)
        uniform = Preferences.uniform(domain.lower, domain.upper)
        if preferences != uniform:
            yield uniform


# -------------------------------------------------------------------------------------------------------------- menus


def as_points(case: MenuCase) -> MenuCase:
    """Each ray cut down to two bundles: the endowment, and where the ray ends, or one step if it does not end."""

    def cut(menu: Menu, endowment: Bundle) -> Menu:
        return tuple(Points((endowment, _end_of(one, endowment))) if isinstance(one, Ray) else one for one in menu)

    listed = zip(case.menus, case.market.endowment, strict=True)
    return replace(case, menus=tuple(tuple(cut(menu, eta) for menu in own) for own, eta in listed))


def _end_of(ray: Ray, endowment: Bundle) -> Bundle:
    lost = [x / -step for x, step in zip(endowment, ray.direction, strict=True) if step < 0]
    return plus(endowment, times(min(lost, default=Fraction(1)), ray.direction))


def near_menus(case: MenuCase) -> Iterator[MenuCase]:
    """A step of a ray moved by one, polarized rays staying so; a set less; or a market near with the same menus."""
    for j, (menu, *others) in enumerate(case.menus):
        for k, one in enumerate(menu):
            for other in _near_sets(one) if isinstance(one, Ray) else ():
                changed: Menu = (*menu[:k], other, *menu[k + 1 :])
                if _are_polarized(changed) or not _are_polarized(menu):
                    yield _with_menu(case, j, (changed, *others))
        yield from (_with_menu(case, j, (menu[:k] + menu[k + 1 :], *others)) for k in range(1, len(menu)))
    for market in near_markets(case.market):
        if market.endowment == case.market.endowment:  # bundles of the sets are counted from it
            yield replace(case, market=market)


def _are_polarized(menu: Menu) -> bool:
    return polarized([primitive(one.direction) for one in menu if isinstance(one, Ray)]).holds is True


def smaller_menus(case: MenuCase) -> Iterator[MenuCase]:
    """A trading set less, or the market smaller with the same agents and tasks."""
    for j, (menu, *others) in enumerate(case.menus):
        yield from (_with_menu(case, j, (menu[:k] + menu[k + 1 :], *others)) for k in range(1, len(menu)))
    for market in smaller_markets(case.market):
        if (market.agents, market.tasks) == (case.market.agents, case.market.tasks):
            yield replace(case, market=market)


def _with_menu(case: MenuCase, j: int, listed: tuple[Menu, ...]) -> MenuCase:
    return replace(case, menus=(*case.menus[:j], listed, *case.menus[j + 1 :]))
