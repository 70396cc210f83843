"""Reading with parameters in force: a text that is no numeral is an expression, and stands for its value.

Everything that reads exact numbers of files and certificates reads them by `exact.rationals.rational`; so it reads
expressions, too, while `in_force` says what the parameters are: numbers, or formulas that stand for them. What has to
be an integer (`exact.rationals.integer`: the number of copies, a size) is never an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from exact.rationals import Numerals, further_numerals
from exact.symbolic.expressions import Expression, expression


@contextmanager
def in_force(
    values: Mapping[str, Fraction], check: Callable[[Expression], None] = lambda written: None
) -> Iterator[list[str]]:
    """Read numbers as expressions in these parameters. What is none is told in one sentence, a `ValueError`.

    `check` may raise one about an expression that is not to be read. Gives the list of these sentences, as they come.

    >>> from exact.rationals import rational
    >>> with in_force({"p": Fraction(1, 3)}):
    ...     rational("p*(1 - p)")
    Fraction(2, 9)
    """

    refused: list[str] = []

    def numeral(given: Any, where: str) -> Fraction:
        try:
            written = expression(given)
            value = written.value(values)
            check(written)
            return value
        except (TypeError, ValueError) as error:
            refused.append(str(error))
            raise type(error)(f"{where}: {error}" if where else str(error)) from None

    with reading_by(numeral):
        yield refused


@contextmanager
def reading_by(numeral: Numerals | None) -> Iterator[None]:
    """Read what is no numeral so, or not at all."""
    token = further_numerals.set(numeral)
    try:
        yield
    finally:
        further_numerals.reset(token)
