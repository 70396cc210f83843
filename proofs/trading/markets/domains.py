"""Which costs of a unit of each task are possible: orthants, boxes, finite lists (VS, section 1)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.plain_data import an_object, converter, fields_from_plain, in_a_row, register
from exact.rationals import text
from exact.showing.display import Displayed, counted
from proofs.trading.markets.bundles import Bundle, bundle, texts


@dataclass(frozen=True)
class Orthant(Displayed):
    """All nonnegative cost vectors, or, when `strict`, all positive ones (strictly monotone preferences)."""

    dimension: int
    strict: bool = False

    def contains(self, costs: Sequence[Fraction]) -> bool:
        if len(costs) != self.dimension:
            return False
        return all(cost > 0 if self.strict else cost >= 0 for cost in costs)

    def plain(self) -> Any:
        return "positive" if self.strict else "nonnegative"


@dataclass(frozen=True)
class Box(Displayed):
    """All cost vectors between `lower` and `upper`, both included; an interval may be a single number."""

    lower: Bundle
    upper: Bundle

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", bundle(self.lower, where="box"))
        object.__setattr__(self, "upper", bundle(self.upper, len(self.lower), "box"))
        for position, (low, high) in enumerate(self.intervals()):
            if low > high:
                raise ValueError(f"box: interval {position} runs from {text(low)} down to {text(high)}; swap its ends")

    @property
    def dimension(self) -> int:
        """The number of tasks, whether or not the box is thin in some of them."""
        return len(self.lower)

    @property
    def thick(self) -> tuple[int, ...]:
        """The tasks in which the box has positive width."""
        return tuple(i for i, (low, high) in enumerate(self.intervals()) if low < high)

    def intervals(self) -> list[tuple[Fraction, Fraction]]:
        return list(zip(self.lower, self.upper, strict=True))

    def contains(self, costs: Sequence[Fraction]) -> bool:
        if len(costs) != len(self.lower):
            return False
        return all(low <= cost <= high for cost, (low, high) in zip(costs, self.intervals(), strict=True))

    def vertices(self) -> Iterator[Bundle]:
        """The distinct vertices, in lexicographic order of lower (first) and upper ends."""
        ends = [(low,) if low == high else (low, high) for low, high in self.intervals()]
        return itertools.product(*ends)

    def plain(self) -> Any:
        return {"box": converter(Box).to_plain(self)}


register(Box, in_a_row(Box))


@dataclass(frozen=True)
class FiniteDomain(Displayed):
    """Finitely many cost vectors, in a fixed order, without repetition."""

    types: tuple[Bundle, ...]

    def __post_init__(self) -> None:
        if not self.types:
            raise ValueError("types: the list is empty; an agent has at least one type")
        size = len(self.types[0])
        object.__setattr__(self, "types", tuple(bundle(costs, size, "types") for costs in self.types))
        if len(set(self.types)) != len(self.types):
            raise ValueError("types: a cost vector occurs twice; give it once, with the sum of the probabilities")

    @property
    def dimension(self) -> int:
        return len(self.types[0])

    def contains(self, costs: Sequence[Fraction]) -> bool:
        return tuple(costs) in self.types

    def plain(self) -> Any:
        return {"types": [texts(costs) for costs in self.types]}


Domain = Orthant | Box | FiniteDomain


def domain_from_plain(plain: Any, dimension: int) -> Domain:
    if isinstance(plain, str):
        if plain not in ("nonnegative", "positive"):
            raise ValueError(f'"{plain}" is no preference domain; "nonnegative" and "positive" are')
        return Orthant(dimension, plain == "positive")
    domain = (
        converter(Box).from_plain(plain["box"]) if "box" in an_object(plain) else fields_from_plain(FiniteDomain, plain)
    )
    if domain.dimension != dimension:
        raise ValueError(f"a domain of {counted(domain.dimension, 'task')} where there are {dimension}")
    return domain


def subset(inner: Domain, outer: Domain) -> bool:
    """Whether every type of `inner` is one of `outer`."""
    if isinstance(inner, FiniteDomain):
        return all(outer.contains(costs) for costs in inner.types)
    if isinstance(inner, Box):
        if isinstance(outer, FiniteDomain):
            return not inner.thick and outer.contains(inner.lower)
        return outer.contains(inner.lower) and outer.contains(inner.upper)
    return isinstance(outer, Orthant) and inner.dimension == outer.dimension and (inner.strict or not outer.strict)
