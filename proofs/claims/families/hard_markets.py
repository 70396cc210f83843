"""Instances of VS that are made to break a claim: extreme magnitudes, faces, exact and near ties, thin and zero sides.

The streams of `families_vs` are small and even: steps of one, costs between 1 and 3, uniform laws. Claims that fail do
so at the edges, so these streams go there on purpose. Costs and steps differ by factors of 5,000 and more; boxes are
thin, touch zero or each other; laws have full support and yet weight on faces, edges and corners of the box; trades
leave a whole face of types indifferent; performance differs by a multiple of somebody's costs; rays are polarized by
the narrowest margin, or miss it. Random streams are drawn from a seed and never end.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family
from proofs.claims.families.markets import (
    AGENTS,
    TABLES,
    TASKS,
    BilateralCase,
    MenuCase,
    Rays,
    once,
    random_polarized,
    remembered,
    two_agent_market,
)
from proofs.trading.markets.market import Box, Bundle, Law, Market, Preferences, bundle, dot, minus, plus, times
from proofs.trading.markets.menus import EndowmentOnly, Menu, Points, Ray, Remedial, TradingSet
from proofs.trading.markets.protocols import Mechanism, Protocol, SelectionTable

MAGNITUDES = bundle(("1/5000", "1/3", 1, 1, 1, 2, 3, 7, 60, 5000))
RATIOS = bundle((1, 1, "5001/5000", "3/2", 2, 2, 5, 5000))
PRICES = sorted({*MAGNITUDES, *(value * RATIOS[2] for value in MAGNITUDES)})
"""Some of them nearly equal."""
STEPS = (1, 1, 1, 2, 3, 5, 60, 5000)

Side = tuple[Fraction, Fraction]


# ------------------------------------------------------------------------------------------------ boxes and their laws


def _side(draw: random.Random, zero: bool, wide: bool) -> Side:
    """An interval of costs: perhaps a point, perhaps from 0, perhaps with ends that differ by a factor of 5,000."""
    if zero and draw.random() < 0.3:
        return Fraction(0), Fraction(0) if not wide and draw.random() < 0.4 else draw.choice(MAGNITUDES)
    low = draw.choice(MAGNITUDES)
    return low, low * draw.choice(RATIOS[2:] if wide else RATIOS)


def faces(box: Box) -> Iterator[Box]:
    """The proper faces of a box, the largest first: some of the tasks in which it has width are at an end."""
    choices = [
        ((low, high), (low, low), (high, high)) if low < high else ((low, high),) for low, high in box.intervals()
    ]
    found = [Box(*map(tuple, zip(*sides, strict=True))) for sides in itertools.product(*choices)]
    yield from sorted((face for face in found if face != box), key=lambda face: -len(face.thick))


def with_face(box: Box, face: Box, share: Fraction = Fraction(1, 2)) -> Preferences:
    """A law with full support on the box and a share of its weight on a face."""
    return Preferences(box, Law(uniform=((box, 1 - share), (face, share))))


def _law(draw: random.Random, box: Box) -> Preferences:
    """A law with full support: uniform, or with weight on one or two faces."""
    listed = list(faces(box))
    if not listed or draw.random() < 0.4:
        return Preferences.uniform(box.lower, box.upper)
    chosen = draw.sample(listed, min(len(listed), draw.choice((1, 1, 2))))
    share = draw.choice((Fraction(1, 2), Fraction(1, 5000), Fraction(4, 5)))
    parts = [(face, share / len(chosen)) for face in chosen]
    return Preferences(box, Law(uniform=((box, 1 - share), *parts)))


# ---------------------------------------------------------------------------------------------------- bilateral trades


def _on_faces(seed: int) -> Iterator[BilateralCase]:
    """Costs in [1, 2]^I, half of the weight of one agent's law on a face; trades of halves and ones of both signs."""
    for size in (2, 3):
        cube = Box((Fraction(1),) * size, (Fraction(2),) * size)
        even = Preferences.uniform(cube.lower, cube.upper)
        steps = [t for t in itertools.product((-2, -1, 0, 1, 2), repeat=size) if min(t) < 0 < max(t)]
        for face, step in itertools.product(faces(cube), sorted(steps, key=lambda t: sum(map(abs, t)))):
            trade = times(Fraction(1, 2), bundle(step))
            cheap = next(i for i, value in enumerate(step) if value < 0)
            difference = [int(i == cheap) for i in range(size)]
            for laws in ((with_face(cube, face), even), (even, with_face(cube, face))):
                market = two_agent_market((1,) * size, difference, None, numbers=[2] * size, laws=laws)
                yield BilateralCase(market, trade)


def _case_key(case: BilateralCase) -> Any:
    laws = [sorted((box.intervals(), w) for box, w in p.law.uniform) if p.law else () for p in case.market.preferences]
    atoms = [p.law.atoms if p.law else () for p in case.market.preferences]
    size = len(case.trade)

    def moved(vector: Sequence[Any], order: Sequence[int]) -> tuple[Any, ...]:
        return tuple(vector[i] for i in order)

    return min(
        (
            moved(case.trade, order),
            moved(minus(*case.market.performance), order),
            tuple(tuple((moved(sides, order), w) for sides, w in rows) for rows in laws),
            tuple(tuple((moved(at, order), w) for at, w in rows) for rows in atoms),
        )
        for order in itertools.permutations(range(size))
    )


def _indifferent(draw: random.Random, face: Box) -> Bundle | None:
    """A trade of two tasks that leaves all types of the face indifferent; `None` if the face has no such trade."""
    pinned = [i for i, (low, high) in enumerate(face.intervals()) if low == high and low > 0]
    if len(pinned) < 2:
        return None
    one, two = draw.sample(pinned, 2)
    return tuple(
        1 / face.lower[i] if i == one else -1 / face.lower[i] if i == two else Fraction(0)
        for i in range(face.dimension)
    )


def _within(trade: Bundle, first: Bundle, second: Bundle) -> Bundle:
    """The greatest multiple of the trade, up to itself, that leaves nobody with less than nothing."""
    after = zip(trade, first, second, strict=True)
    return times(
        min([Fraction(1), *(-own / step if step < 0 else other / step for step, own, other in after if step)]), trade
    )


def random_hard_trades(
    zero: bool = False, wide: bool = False, dense: bool = False
) -> Callable[[int], Iterator[BilateralCase]]:
    """2 to 4 tasks. `wide`: positive width in every task; `zero`: costs may be 0; `dense`: uniform laws only."""

    def stream(seed: int) -> Iterator[BilateralCase]:
        draw = random.Random(f"hard trades {zero} {wide} {dense} {seed}")
        while True:
            size = draw.choice((2, 2, 3, 3, 4))
            pair = []
            for _ in range(2):
                lower, upper = zip(*(_side(draw, zero, wide) for _ in range(size)), strict=True)
                box = Box(lower, upper)
                pair.append(Preferences.uniform(lower, upper) if dense else _law(draw, box))
            numbers = [draw.randint(1, 3) for _ in range(size)]
            first = tuple(n * Fraction(draw.choice((0, 1, 1, 2, 4999, 5000)), draw.choice((2, 5000))) for n in numbers)
            first = tuple(min(x, Fraction(n)) for x, n in zip(first, numbers, strict=True))
            laws = [p.law for p in pair if p.law is not None]
            face = draw.choice([box for law in laws for box in law.support()])
            trade = _indifferent(draw, face) if draw.random() < 0.6 else None
            if trade is None:
                trade = tuple(Fraction(draw.choice((-1, 0, 1)) * draw.choice(STEPS)) for _ in range(size))
            trade = _within(
                times(draw.choice((Fraction(1), Fraction(-1))), trade), first, minus(bundle(numbers), first)
            )
            difference = [draw.choice((-1, 0, 0, 1)) * draw.choice(STEPS) for _ in range(size)]
            gain = sum((d * step for d, step in zip(difference, trade, strict=True)), Fraction(0))
            if gain:
                sign = -1 if gain > 0 else 1
                market = two_agent_market(first, [sign * d for d in difference], None, numbers=numbers, laws=pair)
                yield BilateralCase(market, trade)

    return stream


FACES = Family(
    "trades of halves and ones between 2 agents with one unit each of 2 or 3 tasks, costs in [1, 2]^I, half of the "
    "weight of one law on a face, an edge or a corner",
    remembered(lambda seed: once(_on_faces(seed), _case_key)),
)
HARD_TRADES = Family(
    "random trades in 2 to 4 tasks, many of them indifferent to a whole face of types; thin boxes, weight on faces, "
    "costs that differ by a factor of 5,000 and more",
    remembered(random_hard_trades()),
    endless=True,
)
HARD_WIDE_TRADES = Family(
    f"{HARD_TRADES.words}; positive widths",
    remembered(random_hard_trades(wide=True)),
    endless=True,
)
HARD_DENSE_TRADES = Family(
    "random trades in 2 to 4 tasks, many of them indifferent to a corner of the box; uniform laws on boxes of positive "
    "widths, costs that differ by a factor of 5,000 and more",
    remembered(random_hard_trades(wide=True, dense=True)),
    endless=True,
)
HARD_ZERO_TRADES = Family(
    f"{HARD_TRADES.words}; costs of 0 among them",
    remembered(random_hard_trades(zero=True)),
    endless=True,
)


# -------------------------------------------------------------------------------------------- markets with preferences


def hard_markets(
    common: bool = False,
    slack: bool = False,
    zero: bool = False,
    full: bool = False,
    wide: bool = False,
    trivial: bool = False,
) -> Callable[[int], Iterator[Market]]:
    """2 to 4 agents and tasks; the flags are those of `families_vs.random_box_markets` (`wide` for `thick`)."""

    def stream(seed: int) -> Iterator[Market]:
        draw = random.Random(f"hard markets {common} {slack} {zero} {full} {wide} {trivial} {seed}")
        while True:
            agents, tasks = draw.choice(((2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2)))
            numbers, rows = _hard_endowment(draw, agents, tasks, full)
            base = [_side(draw, zero, wide) for _ in range(tasks)]
            alike = trivial and draw.random() < 0.5
            if trivial and not alike:
                base = [(low, low) for low, _ in base]
            boxes = [Box(*zip(*(base if common else _met(draw, base, wide)), strict=True)) for _ in range(agents)]
            pi = _hard_performance(draw, boxes)
            yield Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=[pi[0]] * agents if alike else pi,
                preferences=[_law(draw, box) for box in boxes],
                slack=[1 + draw.choice((0, 0, 1, 4999)) * Fraction(1, 5000) if slack else 1 for _ in range(agents)],
            )

    return stream


def _hard_endowment(draw: random.Random, agents: int, tasks: int, full: bool) -> tuple[list[int], list[list[Fraction]]]:
    """Unequal numbers, shares that differ by a factor of 5,000 and more and may (unless `full`) be nothing."""
    numbers = [draw.choice((1, 1, 2, 3, 7)) for _ in range(tasks)]
    columns = []
    for number in numbers:
        parts = [draw.choice((1, 1, 2, 5000) if full else (0, 1, 1, 2, 5000)) for _ in range(agents)]
        parts[draw.randrange(agents)] += not any(parts)
        columns.append([Fraction(number * part, sum(parts)) for part in parts])
    return numbers, [list(row) for row in zip(*columns, strict=True)]


def _met(draw: random.Random, base: Sequence[Side], wide: bool) -> list[Side]:
    """A box that meets the base: the same in a task, wider, or (unless `wide`) touching it at an end only."""
    sides = []
    for low, high in base:
        kind = draw.random()
        if kind < 0.5:
            sides.append((low, high))
        elif kind < 0.8 or wide:
            sides.append(
                (low * draw.choice((Fraction(1), Fraction(1, 2), Fraction(1, 5000))), high * draw.choice((1, 2, 5000)))
            )
        else:
            sides.append(draw.choice(((high, 2 * high), (low / 2, low))))
    return sides


def _hard_performance(draw: random.Random, boxes: Sequence[Box]) -> list[Bundle]:
    """Extreme, or differing by a multiple of a corner of a box or of a difference of two of its corners."""
    size, corners = boxes[0].dimension, list(draw.choice(boxes).vertices())
    base = bundle([draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(size)])
    rows = []
    for _ in boxes:
        kind = draw.random()
        if kind < 0.4:
            step = draw.choice(corners)
        elif kind < 0.6:
            step = minus(draw.choice(corners), draw.choice(corners))
        elif kind < 0.8:
            only = draw.randrange(size)
            step = tuple(Fraction(i == only) for i in range(size))
        else:
            step = bundle([draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(size)])
        rows.append(plus(base, times(Fraction(draw.choice((-1, 0, 1, 1))), step)))
    return rows


_HARD = (
    "random markets of 2 to 4 agents and tasks with costs and shares that differ by a factor of 5,000 and more, weight "
    "on faces"
)
HARD_MARKETS = Family(f"{_HARD}, thin and touching boxes", remembered(hard_markets()), endless=True)
HARD_FULL = Family(
    f"{_HARD}, thin and touching boxes, a positive status quo", remembered(hard_markets(full=True)), endless=True
)
HARD_SLACK = Family(
    f"{_HARD}, thin and touching boxes from 0 on, slack", remembered(hard_markets(slack=True, zero=True)), endless=True
)
HARD_COMMON = Family(
    f"{_HARD}, a common box, a positive status quo", remembered(hard_markets(common=True, full=True)), endless=True
)
HARD_COMMON_WIDE = Family(
    f"{_HARD}, a common box of full dimension, a positive status quo",
    remembered(hard_markets(common=True, full=True, wide=True)),
    endless=True,
)
HARD_MEETING = Family(
    f"{_HARD}, boxes from 0 on that meet in full dimension",
    remembered(hard_markets(wide=True, zero=True)),
    endless=True,
)
HARD_TRIVIAL = Family(
    f"{_HARD}, a common box, a positive status quo, slack, and identical performance or one cost type",
    remembered(hard_markets(common=True, full=True, slack=True, trivial=True)),
    endless=True,
)


# --------------------------------------------------------------------------------------------------- lists of rays


def _hard_rays(seed: int) -> Iterator[Rays]:
    """Rays with steps up to 5,000; half of the lists polarized by the narrowest margin, or one step short of it."""
    draw = random.Random(f"hard rays {seed}")
    while True:
        size, count = draw.randint(2, 5), draw.randint(1, 6)
        if draw.random() < 0.4:
            yield tuple(tuple(draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(size)) for _ in range(count))
            continue
        yield _narrow_rays(draw, size, count)


def _narrow_rays(draw: random.Random, size: int, count: int) -> Rays:
    """Each ray loses a task of its own; what one loses another gains at the same rate, now and then a little less."""
    losing = draw.sample(range(size), min(size, count))
    rates = [draw.choice(STEPS) for _ in range(size)]
    rays = []
    for k in losing:
        ray = [-rates[i] if i == k else draw.choice((0, rates[i], rates[i])) for i in range(size)]
        if draw.random() < 0.2:
            i = draw.randrange(size)
            ray[i] -= 1
        rays.append(tuple(ray))
    if draw.random() < 0.1:
        rays.append(rays[0])
    return tuple(rays)


HARD_RAYS = Family(
    "random lists of up to 6 rays in 2 to 5 tasks with steps up to 5,000, many of them polarized by the narrowest "
    "margin or not quite, some twice",
    remembered(_hard_rays),
    endless=True,
)


# ------------------------------------------------------------------------------------------------------- mechanisms


def matched_mechanisms(domains: str) -> Callable[[int], Iterator[Mechanism]]:
    """Two or three agents whose trading sets fit each other; `domains`: "nonnegative", "positive", "boxes" or "types".

    Each trading set has a direction (of both signs, up, down, or none), and at a profile two agents trade along it if
    their sets have opposite directions; how far, and whether at all, is drawn. A third agent has a set of its own that
    is never used, or none. So bundles in a set lie on one line, as in polarized rays, and steps differ by up to 5,000.
    """

    def stream(seed: int) -> Iterator[Mechanism]:
        draw = random.Random(f"matched mechanisms {domains} {seed}")
        while True:
            agents, tasks = draw.choice((2, 2, 3)), draw.choice((2, 2, 3))
            offered = _directions(draw, tasks)
            wanted = [times(Fraction(-1), d) for d in offered] if draw.random() < 0.7 else _directions(draw, tasks)
            endowment = [_enough(draw, offered, tasks), _enough(draw, wanted, tasks)]
            endowment += [(Fraction(1),) * tasks] * (agents - 2)
            totals = [sum(column) for column in zip(*endowment, strict=True)]
            rest = tuple(-total % 1 for total in totals)
            endowment[-1] = plus(endowment[-1], rest)
            numbers = [int(total + more) for total, more in zip(totals, rest, strict=True)]
            preferences = [_domain(draw, domains, tasks, offered) for _ in range(agents)]
            if draw.random() < 0.5:
                preferences = preferences[:1] * agents
            market = Market.make(
                dict(zip(TASKS, numbers, strict=False)), AGENTS[:agents], endowment, preferences=preferences
            )
            yield _matched(draw, market, offered, wanted)

    return stream


def _directions(draw: random.Random, tasks: int) -> list[Bundle]:
    """Up to 3 directions: polarized by the narrowest margin, or any; sometimes with one up, one down, or none."""
    kind = draw.random()
    if kind < 0.5:
        rays = list(_narrow_rays(draw, tasks, draw.randint(1, min(3, tasks))))
    elif kind < 0.7:
        rays = list(random_polarized(draw, tasks, tasks))
    else:
        rays = [
            tuple(draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(tasks)) for _ in range(draw.randint(1, 3))
        ]
    if draw.random() < 0.3:
        sign = draw.choice((-1, 1))
        rays.append(tuple(sign * draw.choice((0, 1, 5000)) for _ in range(tasks)))
    if draw.random() < 0.15:
        rays.append((0,) * tasks)
    return [bundle(ray) for ray in rays[:3]]


def _enough(draw: random.Random, directions: Sequence[Bundle], tasks: int) -> Bundle:
    """An endowment from which each direction can be gone once, now and then with nothing to spare."""
    least = [max([Fraction(0), *(-d[i] for d in directions)]) for i in range(tasks)]
    return tuple(value + draw.choice((0, 0, 1, Fraction(1, 2))) for value in least)


def _domain(draw: random.Random, domains: str, tasks: int, offered: Sequence[Bundle]) -> Preferences:
    if domains == "nonnegative":
        return Preferences.nonnegative(tasks)
    if domains == "positive":
        return Preferences.positive(tasks)
    lower, upper = zip(*(_side(draw, False, False) for _ in range(tasks)), strict=True)
    if domains == "boxes":
        return _law(draw, Box(lower, upper))
    corners = list(Box(lower, upper).vertices())
    kept = draw.sample(corners, min(len(corners), draw.randint(1, 3)))
    return Preferences.finite(dict.fromkeys(kept, Fraction(1, len(kept))))


def _matched(draw: random.Random, market: Market, offered: Sequence[Bundle], wanted: Sequence[Bundle]) -> Mechanism:
    eta = market.endowment
    first: list[list[Bundle]] = [[eta[0]] for _ in offered]
    second: list[list[Bundle]] = [[eta[1]] for _ in wanted]
    entries = []
    for (k, d), (m, e) in itertools.product(enumerate(offered), enumerate(wanted)):
        step = draw.choice((Fraction(0), Fraction(1), Fraction(1), Fraction(1, 2), Fraction(1, 5000)))
        if any(d) and plus(d, e) == (Fraction(0),) * len(d) and step:
            z = (plus(eta[0], times(step, d)), minus(eta[1], times(step, d)), *eta[2:])
            first[k].append(z[0])
            second[m].append(z[1])
            entries.append(((k + 1, m + 1, *(0 for _ in eta[2:])), z))
    menus: dict[str, list[TradingSet]] = {
        market.agents[0]: [Points(tuple(points)) for points in first],
        market.agents[1]: [Points(tuple(points)) for points in second],
    }
    if len(eta) > 2 and draw.random() < 0.5:
        menus[market.agents[2]] = [Ray(bundle((1, -1, *(0 for _ in market.tasks[2:]))))]
        entries = [(((*at[:2], k), z)) for at, z in entries for k in (0, 1)]
    return Mechanism.make(Protocol.make(market, menus, SelectionTable(tuple(entries))))


_MATCHED = (
    "random mechanisms of 2 or 3 agents with up to 3 trading sets that fit each other, steps up to 5,000, many of them "
    "polarized by the narrowest margin, nothing to spare"
)
MATCHED = Family(_MATCHED, remembered(matched_mechanisms("nonnegative")), endless=True)
MATCHED_STRICT = Family(f"{_MATCHED}, positive costs", remembered(matched_mechanisms("positive")), endless=True)
MATCHED_BOXES = Family(
    f"{_MATCHED}; costs in boxes, thin ones and such that differ by a factor of 5,000 and more",
    remembered(matched_mechanisms("boxes")),
    endless=True,
)
MATCHED_TYPES = Family(f"{_MATCHED}; finitely many types", remembered(matched_mechanisms("types")), endless=True)


def _on_domains(listed: Sequence[Preferences]) -> Callable[[int], Iterator[Mechanism]]:
    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in TABLES.instances(seed):
            for preferences in listed:
                market = replace(mechanism.market, preferences=(preferences,) * 2)
                yield Mechanism(replace(mechanism.protocol, market=market), mechanism.strategies)

    return stream


BOX_TABLES = Family(
    f"{TABLES.words}; costs in {{1}} x {{1}}, [1, 2] x [1, 2], {{1}} x [1, 2] or [1, 5000] x [1, 5000]",
    remembered(_on_domains([Preferences.uniform((1, 1), upper) for upper in ((1, 1), (2, 2), (1, 2), (5000, 5000))])),
)
TYPE_TABLES = Family(
    f"{TABLES.words}; types (1, 2) and (2, 1), or (1, 5000) and (5000, 1)",
    remembered(_on_domains([Preferences.finite({(1, n): "1/2", (n, 1): "1/2"}) for n in (2, 5000)])),
)


# ------------------------------------------------------------------------------------------------------ large markets


def hard_menu_cases(listed: int, finite: bool = False) -> Callable[[int], Iterator[MenuCase]]:
    """2 or 3 agents, 2 or 3 tasks, polarized or remedial menus; types that are indifferent to a ray on purpose.

    Costs, performance and steps differ by a factor of 5,000 and more; some have nothing of a task.
    """

    def stream(seed: int) -> Iterator[MenuCase]:
        draw = random.Random(f"hard menu cases {listed} {finite} {seed}")
        while True:
            agents, tasks = draw.choice(((2, 2), (2, 2), (2, 3), (3, 2)))
            numbers, rows = _hard_endowment(draw, agents, tasks, False)
            menus = [[_hard_menu(draw, tasks) for _ in range(listed)] for _ in range(agents)]
            market = Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=[
                    [draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(tasks)] for _ in range(agents)
                ],
                preferences=[_menu_law(draw, tasks, of, finite) for of in menus],
            )
            yield MenuCase(market, tuple(map(tuple, menus)))

    return stream


def _hard_menu(draw: random.Random, tasks: int) -> Menu:
    if draw.random() < 0.15:
        return (EndowmentOnly(), Remedial())
    from proofs.trading.dominance.polarization import polarized

    rays = _narrow_rays(draw, tasks, draw.randint(1, tasks))
    kept: Rays = ()
    for ray in rays:
        if min(ray) < 0 < max(ray) and polarized((*kept, ray)).holds:
            kept = (*kept, ray)
    return (EndowmentOnly(), *(Ray(bundle(ray)) for ray in kept))


def _menu_law(draw: random.Random, tasks: int, menus: Sequence[Menu], finite: bool) -> Preferences:
    """A law of positive costs: atoms, some of them indifferent to a ray, or a box with weight on faces."""
    if not finite and draw.random() < 0.4:
        lower, upper = zip(*(_side(draw, False, False) for _ in range(tasks)), strict=True)
        return _law(draw, Box(lower, upper))
    rays = [one.direction for menu in menus for one in menu if isinstance(one, Ray)]
    atoms: list[Bundle] = []
    for _ in range(draw.randint(1, 3)):
        costs = tuple(draw.choice(MAGNITUDES) for _ in range(tasks))
        ray = draw.choice(rays) if rays and draw.random() < 0.6 else None
        if ray is not None:
            gained = draw.choice([i for i, step in enumerate(ray) if step > 0])
            rest = dot(costs, ray) - costs[gained] * ray[gained]
            if rest < 0:
                costs = tuple(-rest / ray[i] if i == gained else c for i, c in enumerate(costs))
        if costs not in atoms:
            atoms.append(costs)
    return Preferences.finite(dict.fromkeys(atoms, Fraction(1, len(atoms))))


_HARD_MENUS = (
    "of 2 or 3 agents, 2 or 3 tasks, costs and steps that differ by a factor of 5,000 and more, types indifferent to a "
    "ray"
)
HARD_MENUS = Family(
    f"random menus of polarized rays or remedial ones {_HARD_MENUS}, weight on faces",
    remembered(hard_menu_cases(1)),
    endless=True,
)
HARD_FINITE_MENUS = Family(
    f"random menus of polarized rays or remedial ones {_HARD_MENUS}, finite laws",
    remembered(hard_menu_cases(1, finite=True)),
    endless=True,
)
HARD_MENU_LISTS = Family(
    f"random lists of 2 menus {_HARD_MENUS}, weight on faces", remembered(hard_menu_cases(2)), endless=True
)


def hard_typed_markets(tasks: int) -> Callable[[int], Iterator[Market]]:
    """2 or 3 agents with up to 4 types each; near and extreme types, probabilities and shares, some have nothing."""

    def stream(seed: int) -> Iterator[Market]:
        draw = random.Random(f"hard typed markets {tasks} {seed}")
        while True:
            agents = draw.choice((2, 2, 3))
            numbers, rows = _hard_endowment(draw, agents, tasks, False)
            yield Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=[
                    [draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(tasks)] for _ in range(agents)
                ],
                preferences=[_hard_types(draw, tasks) for _ in range(agents)],
            )

    return stream


def _hard_types(draw: random.Random, tasks: int) -> Preferences:
    """Up to 4 types: some drawn anew, some the type before with one cost a little higher, or many times as high."""
    types: list[Bundle] = []
    for _ in range(draw.randint(1, 4)):
        costs = tuple(draw.choice(MAGNITUDES) for _ in range(tasks))
        if types and draw.random() < 0.5:
            moved, rate = draw.randrange(tasks), draw.choice(RATIOS[2:])
            costs = tuple(cost * (rate if i == moved else 1) for i, cost in enumerate(types[-1]))
        if costs not in types:
            types.append(costs)
    parts = [draw.choice((1, 1, 2, 5000)) for _ in types]
    return Preferences.finite({costs: Fraction(part, sum(parts)) for costs, part in zip(types, parts, strict=True)})


_TYPED = (
    "random markets of 2 or 3 agents with up to 4 types each, near each other or differing by a factor of 5,000 and "
    "more"
)
HARD_TYPED = Family(f"{_TYPED}, 2 tasks", remembered(hard_typed_markets(2)), endless=True)
HARD_TYPED_IN_THREE = Family(f"{_TYPED}, 3 tasks", remembered(hard_typed_markets(3)), endless=True)


# ----------------------------------------------------------------------------------------------------------- weights


def weights(kind: str) -> Callable[[int], Iterator[tuple[Market, Bundle]]]:
    """An agent, the first of two, and weights of 2 or 3 tasks; `kind` of its law: "wide", "faces" or "types".

    The uniform law on a box of positive widths; a law with weight on faces; or atoms. All costs are positive, except
    that boxes of positive widths may begin at 0.
    """

    def stream(seed: int) -> Iterator[tuple[Market, Bundle]]:
        draw = random.Random(f"hard weights {kind} {seed}")
        while True:
            tasks = draw.choice((2, 2, 3))
            numbers, rows = _hard_endowment(draw, 2, tasks, False)
            if kind == "types":
                preferences = _hard_types(draw, tasks)
            else:
                lower, upper = zip(*(_side(draw, kind == "wide", kind == "wide") for _ in range(tasks)), strict=True)
                box = Box(lower, upper)
                preferences = Preferences.uniform(lower, upper) if kind == "wide" else _law(draw, box)
            market = Market.make(dict(zip(TASKS, numbers, strict=False)), AGENTS[:2], rows, preferences=preferences)
            yield market, bundle([draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(tasks)])

    return stream
