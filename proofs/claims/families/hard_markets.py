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
from fractions import Fraction

from proofs.claims.claim import Family
from proofs.claims.families.rays import AGENTS, TASKS, remembered
from proofs.trading.markets.bundles import Bundle, bundle, minus, plus, times
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market

MAGNITUDES = bundle(("1/5000", "1/3", 1, 1, 1, 2, 3, 7, 60, 5000))
RATIOS = bundle((1, 1, "5001/5000", "3/2", 2, 2, 5, 5000))
PRICES = sorted({*MAGNITUDES, *(value * RATIOS[2] for value in MAGNITUDES)})
"""Some of them nearly equal."""
STEPS = (1, 1, 1, 2, 3, 5, 60, 5000)

Side = tuple[Fraction, Fraction]


# ------------------------------------------------------------------------------------------------ boxes and their laws


def side(draw: random.Random, zero: bool, wide: bool) -> Side:
    """An interval of costs: perhaps a point, perhaps from 0, perhaps with ends that differ by a factor of 5,000."""
    if zero and draw.random() < 0.3:
        return Fraction(0), Fraction(0) if not wide and draw.random() < 0.4 else draw.choice(MAGNITUDES)
    low = draw.choice(MAGNITUDES)
    return low, low * draw.choice(RATIOS[2:] if wide else RATIOS)


def faces(box: Box) -> Iterator[Box]:
    """The proper faces of a box, the largest first: some of the tasks in which it has width are at an end."""
    yield from map(_box, _faces(box))


def _faces(box: Box) -> list[tuple[Side, ...]]:
    """The intervals of the proper faces, the largest first."""
    own = box.intervals()
    choices = [((low, high), (low, low), (high, high)) if low < high else ((low, high),) for low, high in own]
    found = (sides for sides in itertools.product(*choices) if sides != tuple(own))
    return sorted(found, key=lambda sides: -sum(low < high for low, high in sides))


def _box(sides: Sequence[Side]) -> Box:
    return Box(*map(tuple, zip(*sides, strict=True)))


def with_face(box: Box, face: Box, share: Fraction = Fraction(1, 2)) -> Preferences:
    """A law with full support on the box and a share of its weight on a face."""
    return Preferences(box, Law(uniform=((box, 1 - share), (face, share))))


def _law(draw: random.Random, box: Box) -> Preferences:
    """A law with full support: uniform, or with weight on one or two faces."""
    listed = _faces(box)
    if not listed or draw.random() < 0.4:
        return Preferences.uniform(box.lower, box.upper)
    chosen = map(_box, draw.sample(listed, count := min(len(listed), draw.choice((1, 1, 2)))))
    share = draw.choice((Fraction(1, 2), Fraction(1, 5000), Fraction(4, 5)))
    parts = [(face, share / count) for face in chosen]
    return Preferences(box, Law(uniform=((box, 1 - share), *parts)))


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
            numbers, rows = hard_endowment(draw, agents, tasks, full)
            base = [side(draw, zero, wide) for _ in range(tasks)]
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


def hard_endowment(draw: random.Random, agents: int, tasks: int, full: bool) -> tuple[list[int], list[list[Fraction]]]:
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
