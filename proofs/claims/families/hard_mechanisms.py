"""Families of mechanisms made to fail: narrowly polarized rays, and sets that whole domains tolerate."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import Family
from proofs.claims.families.hard_markets import STEPS, _law, side
from proofs.claims.families.markets import TABLES, random_polarized
from proofs.claims.families.rays import AGENTS, TASKS, Rays, remembered
from proofs.trading.markets.bundles import Bundle, bundle, minus, plus, times
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Points, Ray, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable


def _hard_rays(seed: int) -> Iterator[Rays]:
    """Rays with steps up to 5,000; half of the lists polarized by the narrowest margin, or one step short of it."""
    draw = random.Random(f"hard rays {seed}")
    while True:
        size, count = draw.randint(2, 5), draw.randint(1, 6)
        if draw.random() < 0.4:
            yield tuple(tuple(draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(size)) for _ in range(count))
            continue
        yield narrow_rays(draw, size, count)


def narrow_rays(draw: random.Random, size: int, count: int) -> Rays:
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
        rays = list(narrow_rays(draw, tasks, draw.randint(1, min(3, tasks))))
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
    lower, upper = zip(*(side(draw, False, False) for _ in range(tasks)), strict=True)
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
