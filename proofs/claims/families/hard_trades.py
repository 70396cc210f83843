"""Families of bilateral trades made to fail: mass on faces, indifferent faces, ratios of 1 to 5,000."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family
from proofs.claims.families.bilateral import BilateralCase
from proofs.claims.families.boxes import two_agent_market
from proofs.claims.families.hard_markets import STEPS, _law, faces, side, with_face
from proofs.claims.families.rays import once, remembered
from proofs.trading.markets.bundles import Bundle, bundle, minus, times
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Preferences


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
                lower, upper = zip(*(side(draw, zero, wide) for _ in range(size)), strict=True)
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
