"""Reading with parameters in force: a text that is no numeral is an expression, and stands for its value.

Everything that reads exact numbers of files and certificates reads them by `exact.rationals.rational`; so it reads
expressions, too, while `in_force` says what the parameters are: numbers, or formulas that stand for them. What has to
be an integer (`exact.rationals.integer`: the number of copies, a size) is never an expression.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from exact.rationals import Numerals, further_numerals
from exact.symbolic.expressions import expression


@contextmanager
def in_force(values: Mapping[str, Fraction]) -> Iterator[None]:
    """Read numbers as expressions in these parameters. What is none is told in one sentence, a `ValueError`.

    >>> from exact.rationals import rational
    >>> with in_force({"p": Fraction(1, 3)}):
    ...     rational("p*(1 - p)")
    Fraction(2, 9)
    """

    def numeral(given: Any, where: str) -> Fraction:
        try:
            return expression(given).value(values)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{where}: {error}" if where else str(error)) from None

    with reading_by(numeral):
        yield


@contextmanager
def reading_by(numeral: Numerals | None) -> Iterator[None]:
    """Read what is no numeral so, or not at all."""
    token = further_numerals.set(numeral)
    try:
        yield
    finally:
        further_numerals.reset(token)
