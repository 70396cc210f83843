"""Parameters: names of numbers that are left open, each with the range of its values.

A range is an interval with or without its ends, or without bound (`exact.symbolic.splitting.Range`). What is given for
the parameters, numbers or formulas, is checked to lie in the ranges.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from exact.rationals import rational, text
from exact.showing.display import Displayed
from exact.symbolic.expressions import Expression
from exact.symbolic.formulas import Splits, variable
from exact.symbolic.pieces import AtPoint
from exact.symbolic.splitting import Range

MOST_PARAMETERS = 6
"""So many parameters there may be at once."""
LONGEST_PARAMETER = 30
"""So many letters the name of a parameter may have."""


@dataclass(frozen=True)
class Parameters(Displayed):
    """Parameters with their ranges, in the order in which they are given. Raises `ValueError`."""

    ranges: tuple[Range, ...] = ()

    def __post_init__(self) -> None:
        if len(self.ranges) > MOST_PARAMETERS:
            raise ValueError(f"{len(self.ranges)} parameters; at most {MOST_PARAMETERS} are taken at once")
        for name in self.names:
            check_parameter(name)
            if self.names.count(name) > 1:
                raise ValueError(f'the parameter "{name}" occurs twice')

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.parameter for each in self.ranges)

    def __len__(self) -> int:
        return len(self.ranges)

    def __iter__(self) -> Iterator[Range]:
        return iter(self.ranges)

    def sample(self) -> dict[str, Fraction]:
        """A short number for each parameter, from inside its range."""
        return {each.parameter: each.interval.sample for each in self.ranges}

    def values(self, given: Mapping[str, Any]) -> dict[str, Fraction]:
        """What is given for each parameter, as exact numbers or formulas in its range.

        Raises `ValueError` for a parameter that is missing, unknown or out of its range, `TypeError` for no numbers.
        """
        if given and not self:
            raise ValueError(f"a value of {next(iter(given))} is given, and there are no parameters")
        for name in given:
            if name not in self.names:
                there = "there is" if len(self) == 1 else "there are"
                raise ValueError(f'"{name}" is no parameter; {there} {", ".join(self.names)}')
        missing = [name for name in self.names if name not in given]
        if missing:
            raise ValueError(f"no value is given for {' and '.join(missing)}")
        found = {each.parameter: rational(given[each.parameter], each.parameter) for each in self.ranges}
        for each in self.ranges:
            if not admits(each, found[each.parameter]):
                raise ValueError(f"{each.parameter} = {text(found[each.parameter])} is out of its range, {each}")
        return found

    def check_defined(self, written: Expression) -> None:
        """Raise `ValueError` with the place where an expression in one of the parameters has no value in its range."""
        for each in self.ranges if len(written.names) == 1 else ():
            if (each.parameter,) == written.names:
                _check_defined(written, each)


@lru_cache(maxsize=4_096)
def _check_defined(written: Expression, over: Range) -> None:
    for piece in over.pieces():
        try:
            written.value({over.parameter: variable(piece)})
        except Splits as splits:  # it divides by something that vanishes there
            written.value({over.parameter: variable(AtPoint(over.parameter, splits.points[0]))})


def admits(over: Range, value: Fraction) -> bool:
    """Whether the value lies in the range.

    >>> admits(Range("p", Fraction(0), None, (False, False)), Fraction(0))
    False
    """
    low, high = over.lower, over.upper
    above = low is None or (low <= value if over.closed[0] else low < value)
    return above and (high is None or (value <= high if over.closed[1] else value < high))


_SENTENCES = "null true false and or not if then else implies for every each some those of with without is are means"
SPOKEN = frozenset(f"{_SENTENCES} the among than Here".split())
"""Words of the sentences in which parameters stand; none is called so."""


def check_parameter(name: str) -> None:
    """Raise `ValueError` unless a parameter may be called so."""
    if name in SPOKEN:
        raise ValueError(f'"{name}" is no name of a parameter: sentences use the word; take another name')
    plain = isinstance(name, str) and name.isascii() and name.isidentifier() and not keyword.iskeyword(name)
    if not plain or len(name) > LONGEST_PARAMETER:
        raise ValueError(
            f'"{str(name)[:40]}" is no name of a parameter; use at most {LONGEST_PARAMETER} letters, digits and _, '
            "a letter first, and no word of Python"
        )
