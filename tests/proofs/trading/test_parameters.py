"""Markets with a parameter: what is found for all values at once is what is found at each value.

The formulas of the pieces are compared with the answers without a parameter, at random values and at values near the
places where the range is cut, and there. What is a number has to be the same; certificates may differ.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from exact.rationals import NotConstant
from exact.symbolic.algebraic import AlgebraicNumber, real_roots
from exact.symbolic.extremes import extreme_value
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import AtPoint, Interval
from exact.symbolic.splitting import Part, Range
from exact.symbolic.statements import for_all_values
from exact.symbolic.substituting import at
from exact.verdicts import Verdict
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarization import Polarized, explain_polarized, polarized
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.laws import Law
from proofs.trading.markets.random_allocation import random_allocation
from proofs.trading.selection.probabilities import HalfSpace, decide_chance
from tests.corpus.parameters_trading import MARKETS, TRADE, TWO_PRICES, between, cost, square
from tests.corpus.parameters_trading import at as mechanism_at

MANY = 200
SLOW = {"the cost of a mechanism": 60}
"""Questions of which fewer values are tried than `MANY`."""


@cache
def parts_of(name: str) -> tuple[Part[Verdict], ...]:
    return for_all_values(*MARKETS[name])[1]


def told(verdict: Verdict) -> tuple[Any, ...]:
    """The answer, and the number that it states, if there is only one that is right."""
    numbers = (getattr(verdict.statement, name, None) for name in ("value", "probability", "probabilities"))
    return (verdict.statement.kind, verdict.holds, *numbers)


def values_in(over: Range, parts: Sequence[Part[Any]], count: int) -> Iterator[Fraction]:
    """Values of the range: the rational places where it is cut, close to all of these, and random ones."""
    low = Fraction(-5) if over.lower is None else over.lower if isinstance(over.lower, Fraction) else over.lower.high
    high = low + 10 if over.upper is None else over.upper
    assert isinstance(high, Fraction)
    drawn = random.Random(5)
    near = Fraction(1, 10**9)
    for part in parts:
        if isinstance(part.piece, AtPoint):
            place = part.piece.place
            narrow = place.within(near) if isinstance(place, AlgebraicNumber) else None
            yield from (place - near, place, place + near) if narrow is None else (narrow.low, narrow.high)
    for _ in range(count):
        yield low + (high - low) * Fraction(drawn.randint(1, 10**4), 10**4 + drawn.randint(1, 7))


def part_at(parts: Sequence[Part[Any]], value: Fraction) -> Part[Any] | None:
    there = [
        part
        for part in parts
        if (part.piece.contains(value) if isinstance(part.piece, Interval) else part.piece.place == value)
    ]
    assert len(there) <= 1
    return there[0] if there else None


@pytest.mark.parametrize("name", MARKETS)
def test_the_formulas_are_what_is_found_without_a_parameter(name: str) -> None:
    over, ask = MARKETS[name]
    parts = parts_of(name)
    tried = 0
    for value in values_in(over, parts, SLOW.get(name, MANY)):
        part = part_at(parts, value)
        if part is not None:  # beside an end of the range there is none
            assert at(told(part.answer), value) == told(ask(value)), (value, part.piece)
            tried += 1
    assert tried >= SLOW.get(name, MANY) * 9 // 10


def test_there_are_formulas_and_irrational_places_among_the_questions() -> None:
    pieces = [part for name in MARKETS for part in parts_of(name)]
    assert any(isinstance(part.piece, AtPoint) and isinstance(part.piece.place, AlgebraicNumber) for part in pieces)
    assert sum(any(isinstance(number, Formula) for number in told(part.answer)) for part in pieces) > 20


# ------------------------------------------------------------------------------------------------------ known by hand


def test_the_chance_of_a_half_space_on_a_square_that_grows() -> None:
    """Where c1 > 3/2 c2 on [1, h]^2 is a triangle with the corner (h, 1) and the legs h - 3/2 and 2/3 (h - 3/2)."""
    _, parts = for_all_values(
        between(1, None), lambda h: decide_chance(square(h), [HalfSpace.make((1, Fraction(-3, 2)))])
    )
    h = Fraction(7, 3)
    (last,) = (part for part in parts if isinstance(part.piece, Interval) and part.piece.contains(h))
    assert str(last.answer.statement.probability) == "(8*p^2-12*p+3)/(12*p^2-24*p+12)"
    assert last.answer.statement.probability.at(h) == 1 - (h - Fraction(3, 2)) ** 2 / 3 / (h - 1) ** 2
    assert [part.answer.statement.probability for part in parts[:-1]] == [1] * (len(parts) - 1)
    assert parts[-1].piece.lower == Fraction(3, 2)


def test_the_best_exchange_rate_by_hand() -> None:
    """Costs are uniform on [1, 2]^2, j1 gives one of A, which costs 1 with it, for p of B, which costs 1/2 with j2.

    With q(p) = P(c1 <= p c2), j1 wants to trade with probability 1 - q and j2 with q; then 1 + p/2 is saved. For p
    between 1 and 2, c1 > p c2 is a triangle with the legs 2 - p and (2 - p) / p. The derivative of q (1 - q) (1 + p/2),
    times a power of p, is 0 at a root of 3 p^4 - 10 p^3 - 8 p^2 - 16 p + 32.
    """
    verdict, parts = for_all_values(between(0, 2), cost(TRADE))

    def gain(p: Fraction) -> Fraction:
        q = 1 - (2 - p) ** 2 / (2 * p)
        return q * (1 - q) * (1 + p / 2)

    p = Fraction(5, 4)
    part = part_at(parts, p)
    assert part is not None
    assert 3 - part.answer.statement.value.at(p) == gain(p)
    best, found = extreme_value(verdict, "least")
    assert best.verify()
    (place,) = (piece.place for piece in found.places)
    assert place in real_roots((32, -16, -8, -10, 3))
    assert isinstance(found.value, AlgebraicNumber)
    near = place.within(Fraction(1, 10**12))
    around = sorted((3 - gain(near.low), 3 - gain(near.high)))
    assert abs(around[0] - found.value.within(Fraction(1, 10**12)).low) < Fraction(1, 10**9)
    assert all(3 - gain(value) > found.value for value in (Fraction(k, 50) for k in range(50, 100)))


def test_two_prices_are_polarized_and_osp_up_to_the_other_price() -> None:
    """VS, section 1.1: with prices p1 and p2 = 2 the rays are polarized exactly if p1 <= p2."""
    for parts in (
        for_all_values(between(0, None, (False, False)), lambda p: polarized([(1, -p), (-1, 2)]))[1],
        for_all_values(between(0, 9, (False, True)), lambda p: obviously_strategy_proof(mechanism_at(TWO_PRICES, p)))[
            1
        ],
    ):
        for part in parts:
            inside = part.piece.sample if isinstance(part.piece, Interval) else part.piece.place
            assert part.answer.holds == (inside <= 2)
            assert isinstance(part.piece, AtPoint) or not part.piece.contains(Fraction(2))


# -------------------------------------------------------------------------------------------- words, and what cannot be


def test_verdicts_with_formulas_are_told() -> None:
    _, parts = for_all_values(between(0, None, (False, False)), lambda p: polarized([(1, -p), (-1, 2)]))
    yes, no = explain_polarized(parts[0].answer, ("A", "B")), explain_polarized(parts[-1].answer)
    assert "2 (A: 1, B: -p) + p (A: -1, B: 2)" in yes
    assert no.startswith("Not polarized")
    assert isinstance(parts[0].answer.statement, Polarized)


def test_what_takes_numbers_alone_says_so() -> None:
    """A lottery over allocations needs integral parts."""

    def ask(p: Fraction) -> Verdict:
        return random_allocation((1,), ((p,), (1 - p,)))

    with pytest.raises(NotConstant, match="p is left open, and one number is needed"):
        for_all_values(between(0, 1, (False, False)), ask)


def test_types_that_are_the_same_somewhere_are_refused_there() -> None:
    def ask(p: Fraction) -> Verdict:
        types = FiniteDomain(((Fraction(1), Fraction(2)), (p, Fraction(2))))
        return some_type(types, [(1, -1)])

    with pytest.raises(ValueError, match="types: a cost vector occurs twice"):
        for_all_values(between(0, 4), ask)
    answers = [part.answer.holds for part in for_all_values(between(1, 4, (False, True)), ask)[1]]
    assert answers == [True] * len(answers)


def test_a_probability_beyond_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"law: -1/2 is no probability"):
        for_all_values(between(0, 1), lambda p: decide_chance(Law.finite({(1,): p * p - Fraction(1, 2), (2,): 1}), []))
