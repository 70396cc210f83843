"""Bundles of tasks as exact vectors, and what is asked of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any

from exact import arguments
from exact.plain_data import Converter
from exact.rationals import further_numerals, integer, rational, text
from exact.showing.display import counted
from exact.symbolic.formulas import Formula, up_to_scale
from exact.verdicts import Statement, Verdict

Bundle = tuple[Fraction, ...]
Assignment = tuple[Bundle, ...]
IntegerAllocation = tuple[tuple[int, ...], ...]


def _whole_from_plain(plain: Any) -> Any:
    return integer(plain) if further_numerals.get() is None or not isinstance(plain, str) else rational(plain)


Whole = Annotated[int, Converter(lambda value: value if type(value) is int else text(value), _whole_from_plain)]
"""An integer, or what stands in its place where numbers are formulas (`exact.symbolic`)."""
Direction = tuple[Whole, ...]
"""A nonzero vector of integers without a common factor: a bundle's difference from the endowment, up to scale.

With formulas in it, its first entry other than 0 is 1 or -1.
"""
ZERO = Fraction(0)


def bundle(values: Any, size: int | None = None, where: str = "") -> Bundle:
    """The values as exact fractions; `size` is the number of tasks."""
    if isinstance(values, str | bytes) or not hasattr(values, "__iter__"):
        raise TypeError(f"{where or 'bundle'}: a list of numbers is expected, one for each task, not {values!r}")
    arguments.refuse_names(values, where or "bundle")
    exact = tuple(rational(value, where) for value in values)
    if size is not None and len(exact) != size:
        raise ValueError(
            f"{where or 'bundle'}: {counted(len(exact), 'number')} for {counted(size, 'task')}; give one for each task"
        )
    return exact


def require_kind(value: Any, kinds: Any, asked: str, mend: str) -> None:
    """`TypeError` in one sentence unless the value is of one of the kinds: who asked, what came, and what would do."""
    if not isinstance(value, kinds):
        given = "a verdict" if isinstance(value, Verdict) else type(value).__name__
        raise TypeError(f"{asked}: {given} was given; {mend}")


def require_verdict(verdict: Any, kind: type[Statement], asked: str) -> None:
    """`TypeError` unless this is a verdict about a statement of the kind."""
    require_kind(verdict, Verdict, asked, f'a verdict about "{kind.kind}" is expected')
    if not isinstance(verdict.statement, kind):
        tells = EXPLAINS.get(verdict.statement.kind, "str(verdict)")
        raise TypeError(f'{asked}: a verdict about "{verdict.statement.kind}" was given; {tells} tells it in words')


EXPLAINS = {
    "polarized": "polarization.explain_polarized",
    "polarized menus": "polarized_menus.explain_menus",
    "obviously strategy-proof": "dominance.explain_osp",
}
"""Which function tells a verdict of a kind in words."""


def dot(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """The inner product, over one common denominator: a reduction after every term would take most of the time."""
    above, below, varying = 0, 1, ZERO
    for a, b in zip(left, right, strict=True):
        if type(a) is Formula or type(b) is Formula:
            varying = varying + a * b
        elif a and b:
            top, bottom = a.numerator * b.numerator, a.denominator * b.denominator
            if bottom != below:
                common = math.gcd(below, bottom)
                above, top, below = above * (bottom // common), top * (below // common), below // common * bottom
            above += top
    return Fraction(above, below) if varying is ZERO else varying + Fraction(above, below)


def direction_of(vector: Sequence[int | Fraction]) -> Direction:
    """The vector up to a positive multiple."""
    return up_to_scale(vector)


def plus(left: Bundle, right: Bundle) -> Bundle:
    """The sum, task by task."""
    return tuple(a + b for a, b in zip(left, right, strict=True))


def minus(left: Bundle, right: Bundle) -> Bundle:
    """The difference, task by task."""
    return tuple(a - b for a, b in zip(left, right, strict=True))


def times(scalar: Fraction, vector: Bundle) -> Bundle:
    """The vector with every entry multiplied by the number."""
    return tuple(scalar * a for a in vector)


def texts(vector: Sequence[Fraction]) -> list[str]:
    """The vector as plain data."""
    return [text(value) for value in vector]
