"""Instances that a parameter makes, decided for all its values at once.

A claim may be tried on a family with an instance for every value of a parameter in a range. That is one thing to try:
the parameter becomes a formula, and hypothesis and conclusion are asked of what is made of it, piece by piece
(`exact.symbolic.splitting`). So "for every p in (0, 1)" is decided, and no grid is looked at. Where the claim fails,
its *members* at rational values are ordinary counterexamples, one for each stretch of values on which it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from exact.rationals import NotConstant, text
from exact.showing.display import Displayed
from exact.symbolic.pieces import Interval
from exact.symbolic.splitting import Part, Range, piecewise, runs, spanned


@dataclass(frozen=True)
class Varying(Displayed):
    """An instance for every value of a parameter: `make` makes it of a number, or of a formula that stands for one."""

    over: Range
    make: Callable[[Fraction], Any] = field(repr=False)

    def __str__(self) -> str:
        return f"an instance for {in_words(self.over)}"

    def decided(self, ask: Callable[[Any], Any]) -> tuple[Part[Any], ...]:
        """The answers to a question about the instance, for all values of the parameter.

        Raises `ValueError` where the question cannot be asked of formulas, or the range falls into too many pieces.
        """
        try:
            return piecewise(self.over, lambda value: ask(self.make(value)))
        except NotConstant as error:
            raise ValueError(
                f"it cannot be decided for all {self.over.parameter} at once ({error}); try a list of values"
            ) from error


@dataclass(frozen=True)
class Member(Displayed):
    """The value of the parameter at which a claim is seen to fail, and all values near it at which it fails."""

    value: Fraction
    fails: str

    def __str__(self) -> str:
        return f"{self.fails}; here at {text(self.value)}"


def members(parts: Sequence[Part[Any]], fails: Callable[[Any], bool]) -> tuple[Member, ...]:
    """A rational value for each stretch on which a claim fails; none for a single irrational value."""
    found = []
    for run in runs(parts, fails):
        value = _rational(part.piece for part in run)
        if value is not None:
            found.append(Member(value, f"fails for {in_words(spanned(run))}"))
    return tuple(found)


def _rational(pieces: Iterable[Any]) -> Fraction | None:
    """A rational value within some of the pieces, of an interval if there is one."""
    listed = list(pieces)
    inside = [piece.sample for piece in listed if isinstance(piece, Interval)]
    at = [piece.place for piece in listed if not isinstance(piece, Interval) and isinstance(piece.place, Fraction)]
    return next(iter((*inside, *at)), None)


def in_words(over: Any) -> str:
    """`every p with 0 < p < 1`, `p = 1/2`."""
    told = str(over)
    return f"every {over.parameter} with {told}" if isinstance(over, Range) and not told.startswith("every ") else told
