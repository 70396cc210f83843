"""Comparisons of two numbers, as statements: the elementary facts about an instance that are read off it.

"the least cost of a type is 1, below 2": each number says what it is, or is a plain bound, and whoever knows the
instance sees that it is so; the checker compares the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from exact.names import check_texts
from exact.rationals import rational, text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement

SENSES = {"<": ("below", "above"), "<=": ("at most", "at least"), "=": ("equal to", "")}
"""How the first number stands to the second, and the second to the first where that one is a plain bound."""
LONGEST = 1_000
"""The most characters of both names together, here and in the checker."""


@dataclass(frozen=True)
class Comparison(ToldStatement):
    """`left sense right`, each side a number with what it is (nothing for a plain bound).

    Evidence: `Arithmetic`, for yes and no.
    """

    kind: ClassVar[str] = "comparison"
    what: tuple[str, str]
    values: tuple[Fraction, Fraction]
    sense: str

    def sentence(self) -> str:
        (first, second), (left, right) = self.what, map(text, self.values)
        after, before = SENSES[self.sense]
        if first and second:
            return f"{first} is {left}, {after} {second}, which is {right}"
        if self.sense == "=":
            return f"{first or second} is {left}"
        name, own, how, bound = (first, left, after, right) if first else (second, right, before, left)
        return f"{name} is {own}, {how} {bound}"

    def true(self) -> bool:
        left, right = self.values
        return {"<": left < right, "<=": left <= right, "=": left == right}[self.sense]


@dataclass(frozen=True)
class Arithmetic(Evidence):
    """Nothing but the statement is needed."""

    form: ClassVar[str] = "arithmetic"

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, Comparison) and statement.true() == holds


def compare(left: tuple[str, Any], sense: str, right: tuple[str, Any]) -> Verdict:
    """Whether the comparison is true; a side without a name is a plain bound.

    Raises `ValueError` for a sense that is none, if neither side says what it is, and for very long names. The checker
    prints names within quotation marks.
    """
    check_texts((left[0], right[0]), "number's")
    if len(left[0]) + len(right[0]) > LONGEST:
        raise ValueError(f"the names of the numbers have more than {LONGEST:,} characters; shorten them")
    if not left[0] and not right[0]:
        raise ValueError("neither side of the comparison says what it is; name at least one")
    if sense not in SENSES:
        raise ValueError(f"{sense!r} is no comparison; {', '.join(SENSES)} are")
    values = rational(left[1], left[0] or "bound"), rational(right[1], right[0] or "bound")
    statement = Comparison((left[0], right[0]), values, sense)
    return Verdict(statement, statement.true(), Arithmetic())
