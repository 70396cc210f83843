"""Numbers that are affine in several parameters: `1/2 - p + 3*q`, each parameter in a bounded closed range.

Such a number goes wherever a rational number goes that is only added, subtracted, multiplied by numbers and divided by
them; a product of two that both depend on parameters is not affine and is refused. A comparison is answered if it has
the same answer at all values of the parameters, which the ends of the ranges decide. Two of them are equal if they are
the same function.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.rationals import rational, text
from exact.showing.display import Displayed
from exact.symbolic.open_numbers import OpenNumber


class NotAffine(ValueError):
    """What was computed is not affine in the parameters."""

    @classmethod
    def of(cls, what: str) -> NotAffine:
        return cls(f"{what} is not affine in the parameters; give values to all but one, or write it affinely")


class Varies(ValueError):
    """A comparison that holds at some values of the parameters and not at others."""


@dataclass(frozen=True, order=True)
class Parameter(Displayed):
    """A parameter and its range, with both ends. Raises `ValueError` for a range of less than two points."""

    name: str
    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low >= self.high:
            where = f"from {text(self.low)} to {text(self.high)}"
            raise ValueError(f"{self.name}: the range {where} has no inner point; give a number instead")

    def __str__(self) -> str:
        return f"{self.name} from {text(self.low)} to {text(self.high)}"


class Affine(OpenNumber):
    """A constant plus multiples of parameters. Made by `parameter` and by arithmetic; without parameters it is a
    `Fraction`."""

    __slots__ = ("constant", "slopes")
    constant: Fraction
    slopes: tuple[tuple[Parameter, Fraction], ...]

    def __new__(cls, constant: Fraction, slopes: tuple[tuple[Parameter, Fraction], ...]) -> Affine:
        made = object.__new__(cls)
        made.constant, made.slopes = constant, slopes
        return made

    @property
    def depends_on(self) -> str:
        return ", ".join(parameter.name for parameter, _ in self.slopes)

    def at(self, point: Mapping[str, Fraction]) -> Fraction:
        """The value where the parameters have these values, by their names."""
        return sum((slope * point[parameter.name] for parameter, slope in self.slopes), self.constant)

    def slope(self, parameter: Parameter) -> Fraction:
        """By how much it grows with the parameter."""
        return dict(self.slopes).get(parameter, Fraction(0))

    @property
    def least(self) -> Fraction:
        """The least value within the ranges."""
        ends = (slope * (parameter.low if slope > 0 else parameter.high) for parameter, slope in self.slopes)
        return sum(ends, self.constant)

    @property
    def greatest(self) -> Fraction:
        """The greatest value within the ranges."""
        return -(-self).least

    # ------------------------------------------------------------------------------------------------- arithmetic

    def __add__(self, other: Any) -> Any:
        return _combined(self, other, 1, 1)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return _combined(self, other, 1, -1)

    def __rsub__(self, other: Any) -> Any:
        return _combined(self, other, -1, 1)

    def __neg__(self) -> Affine:
        return Affine(-self.constant, tuple((parameter, -slope) for parameter, slope in self.slopes))

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Affine):
            raise NotAffine.of(f"({self}) * ({other})")
        if not isinstance(other, int | Fraction):
            return NotImplemented
        factor = Fraction(other)
        return _made(factor * self.constant, ((parameter, factor * slope) for parameter, slope in self.slopes))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, Affine):
            raise NotAffine.of(f"({self}) / ({other})")
        return self * (1 / Fraction(other)) if isinstance(other, int | Fraction) else NotImplemented

    def __rtruediv__(self, other: Any) -> Any:
        raise NotAffine.of(f"{other} / ({self})")

    def __pow__(self, exponent: Any, modulo: Any = None) -> Any:
        if exponent == 1:
            return self
        if exponent == 0:
            return Fraction(1)
        raise NotAffine.of(f"({self})^{exponent}")

    # ------------------------------------------------------------------------------------------------ comparisons

    def __eq__(self, other: object) -> bool:
        """Whether both are the same function."""
        return isinstance(other, Affine) and (self.constant, self.slopes) == (other.constant, other.slopes)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self.constant, self.slopes))

    def __bool__(self) -> bool:
        return True

    def __lt__(self, other: Any) -> bool:
        return _everywhere(self, "<", other, lambda gap: gap.greatest < 0, lambda gap: gap.least >= 0)

    def __le__(self, other: Any) -> bool:
        return _everywhere(self, "<=", other, lambda gap: gap.greatest <= 0, lambda gap: gap.least > 0)

    def __gt__(self, other: Any) -> bool:
        return _everywhere(self, ">", other, lambda gap: gap.least > 0, lambda gap: gap.greatest <= 0)

    def __ge__(self, other: Any) -> bool:
        return _everywhere(self, ">=", other, lambda gap: gap.least >= 0, lambda gap: gap.greatest < 0)

    # ----------------------------------------------------------------------------------------------------- showing

    def __str__(self) -> str:
        return written([(parameter.name, slope) for parameter, slope in self.slopes], self.constant)

    def __repr__(self) -> str:
        return f"<Affine: {self}>"

    def __reduce__(self) -> Any:
        return Affine, (self.constant, self.slopes)


def parameter(name: str, low: Any, high: Any) -> Affine:
    """The parameter as a number: `p = parameter("p", 0, 1)`, and then `1 - p / 2`. Raises `ValueError`."""
    made = Parameter(name, rational(low, f"{name}, from"), rational(high, f"{name}, to"))
    return Affine(Fraction(0), ((made, Fraction(1)),))


def parameters_of(numbers: Iterable[Fraction]) -> tuple[Parameter, ...]:
    """The parameters on which the numbers depend, by name. Raises `ValueError` if one name has two ranges."""
    found = sorted({parameter for number in numbers if isinstance(number, Affine) for parameter, _ in number.slopes})
    for one, other in itertools.pairwise(found):
        if one.name == other.name:
            raise ValueError(f"{one.name}: the parameter has two ranges, {one} and {other}")
    return tuple(found)


def value_at(number: Fraction, point: Mapping[str, Fraction]) -> Fraction:
    """The number where the parameters have these values."""
    return number.at(point) if isinstance(number, Affine) else number


def parts_of(number: Fraction, parameters: Sequence[Parameter]) -> tuple[tuple[Fraction, ...], Fraction]:
    """The slopes in the order of the parameters, and the constant."""
    if not isinstance(number, Affine):
        return (Fraction(0),) * len(parameters), number
    return tuple(map(number.slope, parameters)), number.constant


def written(slopes: Iterable[tuple[str, Fraction]], constant: Fraction) -> str:
    """`2*p - 1/2*q + 3`."""
    terms = [(slope, name) for name, slope in slopes if slope]
    terms += [(constant, "")] if constant or not terms else []
    said = ""
    for factor, name in terms:
        size = abs(factor)
        term = (name if size == 1 else f"{text(size)}*{name}") if name else text(size)
        if said:
            said += (" - " if factor < 0 else " + ") + term
        else:
            said = ("-" if factor < 0 else "") + term
    return said


def _made(constant: Fraction, slopes: Iterable[tuple[Parameter, Fraction]]) -> Fraction:
    kept = tuple(sorted((parameter, slope) for parameter, slope in slopes if slope))
    return Affine(constant, kept) if kept else constant


def _combined(one: Affine, other: Any, first: int, second: int) -> Any:
    """`first * one + second * other`."""
    if not isinstance(other, int | Fraction):
        return NotImplemented
    theirs = other if isinstance(other, Affine) else Affine(Fraction(other), ())
    slopes = {parameter: first * slope for parameter, slope in one.slopes}
    for parameter, slope in theirs.slopes:
        slopes[parameter] = slopes.get(parameter, Fraction(0)) + second * slope
    return _made(first * one.constant + second * theirs.constant, slopes.items())


def _everywhere(
    one: Affine, sign: str, other: Any, holds: Callable[[Affine], bool], fails: Callable[[Affine], bool]
) -> bool:
    """Whether a comparison holds at all values, if it has the same answer at all."""
    if not isinstance(other, int | Fraction):
        return NotImplemented  # type: ignore[no-any-return]
    difference = one - other
    gap = difference if isinstance(difference, Affine) else Affine(difference, ())
    if holds(gap):
        return True
    if fails(gap):
        return False
    ranges = " and ".join(str(parameter) for parameter, _ in gap.slopes)
    raise Varies(f"{one} {sign} {other} holds at some values of the parameters and not at others ({ranges})")
