"""The greatest and the least value of a function of one parameter that is given piece by piece.

On an interval on which it is a rational function, and not constant, a function rises or falls between any two
neighbouring roots of its derivative. So its values there are those at these roots, and between these and the limits at
the ends; the greatest of all of them, over all pieces, is the supremum. It is attained if it is the value at a point,
or at a root of the derivative, or of a constant. Values at algebraic places are algebraic numbers, and are compared as
such (`exact.symbolic.fields`).

The certificate says of the statements of a certificate for all values where one of their numbers is greatest, or least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from flint import fmpq

from exact.showing.display import Displayed
from exact.symbolic.algebraic import AlgebraicNumber, Place, fraction, real_roots
from exact.symbolic.curves import conditions, segments
from exact.symbolic.fields import as_number
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import AtPoint, End, Interval, Piece
from exact.symbolic.splitting import Part
from exact.symbolic.statements import ForAllValues, Pieces, PlainData, Where, where_of
from exact.verdicts import Evidence, Statement, Verdict

Sense = Literal["greatest", "least"]


@dataclass(frozen=True)
class Extreme(Displayed):
    """The supremum or infimum of a function; `None` if there is no bound.

    `places`: all points at which it is attained, and the intervals on which it is constant; none if it is not attained.
    `approached`: the ends of intervals at which it is the limit (`None`: without bound up or down), without a value
    there that is counted. `formula` is the value as a number of the field of the first place.
    """

    value: Place | None
    places: tuple[Piece, ...]
    approached: tuple[End, ...]
    formula: Fraction | None


def greatest_value(parts: Sequence[Part[Fraction]]) -> Extreme:
    """The supremum of a function that is given on the pieces of a range, and where it is attained."""
    attained: list[tuple[Place, Piece, Fraction]] = []
    limits: list[tuple[Place | None, End]] = []
    for part in parts:
        if isinstance(part.piece, AtPoint) or not isinstance(part.answer, Formula):
            attained.append((as_number(part.answer), part.piece, part.answer))
            continue
        for place in critical_places(part.answer):
            there = part.answer.on(AtPoint(part.piece.parameter, place))
            attained.append((as_number(there), AtPoint(part.piece.parameter, place), there))
        limits += _limits(part.answer, part.piece)
    if any(value is None for value, _ in limits):
        return Extreme(None, (), tuple(end for value, end in limits if value is None), None)
    best = max(value for value in (*(value for value, *_ in attained), *(v for v, _ in limits)) if value is not None)
    found = [(piece, formula) for value, piece, formula in attained if value == best]
    if found:
        return Extreme(best, tuple(piece for piece, _ in found), (), found[0][1])
    return Extreme(best, (), tuple(end for value, end in limits if value == best), None)


def least_value(parts: Sequence[Part[Fraction]]) -> Extreme:
    """The infimum of a function that is given on the pieces of a range, and where it is attained."""
    found = greatest_value([Part(part.piece, -part.answer) for part in parts])
    value, formula = found.value, found.formula
    return Extreme(
        None if value is None else negative(value),
        found.places,
        found.approached,
        None if formula is None else -formula,
    )


def critical_places(formula: Formula) -> tuple[Place, ...]:
    """The roots of the derivative of a formula on its interval, in order."""
    slope = formula.derivative()
    assert isinstance(formula.scope, Interval)
    if not isinstance(slope, Formula):
        return ()  # not 0, for a formula is not constant
    roots = real_roots(tuple(int(entry) for entry in slope.above.numer().coeffs()))
    return tuple(root for root in roots if formula.scope.contains(root))


def negative(number: Place) -> Place:
    """The number times -1."""
    if isinstance(number, Fraction):
        return -number
    signed = [-entry if power % 2 else entry for power, entry in enumerate(number.polynomial)]
    turned = signed if signed[-1] > 0 else [-entry for entry in signed]
    return AlgebraicNumber(tuple(turned), -number.high, -number.low)


def _limits(formula: Formula, interval: Interval) -> Iterator[tuple[Place | None, End]]:
    """The limits at the ends from which, or towards which, the formula rises: `None` for infinity."""
    inner = critical_places(formula)
    ends = [interval.lower, *inner, interval.upper]
    slope = formula.derivative()
    for place, pair in ((0, ends[:2]), (-1, ends[-2:])):
        sample = Interval(interval.parameter, *pair).sample
        rises = (slope.at(sample) if isinstance(slope, Formula) else slope) > 0
        if rises == (place == -1):  # the greater values are at this end
            yield _limit(formula, ends[place]), ends[place]


def _limit(formula: Formula, end: End) -> Place | None:
    """The limit at an end towards which the formula rises."""
    if end is None:
        above, below = formula.above.degree(), formula.below.degree()
        if above > below:
            return None
        leading = (part.leading_coefficient() for part in (formula.above, formula.below))
        return Fraction(0) if above < below else fraction(fmpq(next(leading)) / fmpq(next(leading)))
    try:
        return as_number(formula.on(AtPoint(formula.scope.parameter, end)))
    except ZeroDivisionError:
        return None


# ----------------------------------------------------------------------------------------------- statement and evidence


@dataclass(frozen=True)
class ExtremeValue(Statement):
    """Of the numbers that the statements of a certificate for all values have at a key, the supremum or infimum.

    It is `value` (`None`: there is no bound), and attained at `places` and nowhere else. Evidence: `MonotonePieces`.
    """

    kind: ClassVar[str] = "extreme value"
    of: ForAllValues
    key: str
    sense: Sense
    value: Place | None
    places: tuple[Where, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Where the value is attained."""
        return tuple(where.piece(self.of.over.parameter) for where in self.places)

    def sentence(self) -> str:
        if self.value is None:
            return f'"{self.key}" has no bound {"above" if self.sense == "greatest" else "below"} for {self.of.over}'
        bound = {"greatest": "supremum", "least": "infimum"}[self.sense]
        if not self.places:
            return f'the {bound} of "{self.key}" for {self.of.over} is {self.value}, and it is not attained'
        joined = [segment for run in _runs(self.pieces) for segment in segments([Part(place, True) for place in run])]
        return f'"{self.key}" is {self.sense}, {self.value}, for {conditions(joined, self.of.over)}'

    def extreme(self) -> Extreme:
        """What the numbers of the pieces give."""
        return (greatest_value if self.sense == "greatest" else least_value)(self.of.numbers(self.key))


def _runs(places: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces in order, those together that adjoin each other."""
    found: list[list[Piece]] = []
    for piece in places:
        before = found[-1][-1] if found else None
        ends = [before.upper if isinstance(before, Interval) else before.place] if before is not None else []
        if found and (piece.lower if isinstance(piece, Interval) else piece.place) in ends:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


@dataclass(frozen=True)
class MonotonePieces(Evidence):
    """The evidence for all values, and for each piece the places within it that divide where the number rises or falls.

    These are the roots of the derivative, in order; there are none at a point, or where the number is constant.
    """

    form: ClassVar[str] = "monotone pieces"
    pieces: tuple[PlainData, ...]
    critical: tuple[tuple[Place, ...], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ExtremeValue) or not holds:
            return False
        if not Pieces(self.pieces).supports(statement.of, True):
            return False
        found = statement.extreme()
        right = (found.value, found.places) == (statement.value, statement.pieces)
        return right and self.critical == _critical(statement.of.numbers(statement.key))


def extreme_value(verdict: Verdict, sense: Sense, key: str = "value") -> tuple[Verdict, Extreme]:
    """Where a number of the statements of a verdict for all values is greatest, or least: as a verdict, and in full.

    Raises `TypeError` for a verdict of another kind, and `ValueError` for an undecided one or where there is no number.
    """
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, ForAllValues):
        raise TypeError(f'a verdict "for all values" was expected, not one about "{statement.kind}"')
    if not isinstance(evidence, Pieces):
        raise ValueError("what is not decided for all values has no greatest or least one")
    numbers = statement.numbers(key)
    found = (greatest_value if sense == "greatest" else least_value)(numbers)
    made = ExtremeValue(statement, key, sense, found.value, tuple(map(where_of, found.places)))
    return Verdict(made, True, MonotonePieces(evidence.pieces, _critical(numbers))), found


def _critical(numbers: Sequence[Part[Fraction]]) -> tuple[tuple[Place, ...], ...]:
    return tuple(
        critical_places(part.answer) if isinstance(part.piece, Interval) and isinstance(part.answer, Formula) else ()
        for part in numbers
    )
