"""How likely the costs are: laws on domains, and an agent's preferences, a domain with a law."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import InitVar, dataclass
from fractions import Fraction
from typing import Annotated, Any, Self

from exact.plain_data import at_key, converter, flattened
from exact.rationals import rational, text
from exact.showing.display import Displayed, cut, told_number
from exact.symbolic.formulas import in_order
from proofs.trading.markets.bundles import Bundle, bundle, plus, times
from proofs.trading.markets.domains import (
    Box,
    Domain,
    FiniteDomain,
    Orthant,
    PolyhedralDomain,
    domain_from_plain,
    interval_in_words,
    negative_costs,
    subset,
)


@dataclass(frozen=True)
class Law(Displayed):
    """A probability law on cost vectors: a mixture of atoms and of uniform laws on boxes.

    `atoms` are (cost vector, probability), `uniform` are (box, weight); the probabilities and weights add up to 1. A
    uniform law on a thin box is uniform in the tasks in which the box has width. Parts of weight 0 are dropped, equal
    atoms are merged, and a box that is a single point becomes an atom, so that equal data make equal laws.
    """

    atoms: tuple[tuple[Bundle, Fraction], ...] = ()
    uniform: tuple[Annotated[tuple[Box, Fraction], flattened], ...] = ()

    def __post_init__(self) -> None:
        atoms: dict[Bundle, Fraction] = {}
        boxes: dict[Box, Fraction] = {}
        for at, probability in self.atoms:
            costs, weight = bundle(at, where="law"), _probability(probability)
            atoms[costs] = atoms.get(costs, Fraction(0)) + weight
        for box, probability in self.uniform:
            weight = _probability(probability)
            if box.thick:
                boxes[box] = boxes.get(box, Fraction(0)) + weight
            else:
                atoms[box.lower] = atoms.get(box.lower, Fraction(0)) + weight
        total = sum(atoms.values(), Fraction(0)) + sum(boxes.values(), Fraction(0))
        if total != 1:
            raise ValueError(f"law: the probabilities sum to {cut(told_number(total))}, not 1")
        if len({len(costs) for costs in atoms} | {box.dimension for box in boxes}) > 1:
            raise ValueError("law: its parts have different numbers of tasks")
        object.__setattr__(self, "atoms", tuple((at, weight) for at, weight in atoms.items() if weight))
        object.__setattr__(self, "uniform", tuple((box, weight) for box, weight in boxes.items() if weight))

    @classmethod
    def on_box(cls, box: Box) -> Self:
        """The uniform law on a box."""
        return cls(uniform=((box, Fraction(1)),))

    @classmethod
    def finite(cls, probabilities: Mapping[Any, Any]) -> Self:
        """The law with the given probability of each cost vector."""
        return cls(atoms=tuple((tuple(costs), _probability(p)) for costs, p in probabilities.items()))

    @classmethod
    def mixture(cls, parts: Sequence[tuple[Law, Any]]) -> Self:
        """The law that draws part k with probability `parts[k][1]` and then from it."""
        weights = [(part, _probability(weight)) for part, weight in parts]
        return cls(
            tuple((at, weight * p) for part, weight in weights for at, p in part.atoms),
            tuple((box, weight * p) for part, weight in weights for box, p in part.uniform),
        )

    @property
    def is_finite(self) -> bool:
        return not self.uniform

    @property
    def likes_something(self) -> bool:
        """Whether a cost may be below 0 (of a good, VS, section 1.2)."""
        return any(cost < 0 for box in self.support() for cost in box.lower)

    def support(self) -> list[Box]:
        """Boxes whose union is the support; an atom is a box of one point."""
        return [Box(at, at) for at, _ in self.atoms] + [box for box, _ in self.uniform]

    def expectation(self) -> Bundle:
        """The mean cost vector."""
        size = self.support()[0].dimension
        total = (Fraction(0),) * size
        for at, weight in self.atoms:
            total = plus(total, times(weight, at))
        for box, weight in self.uniform:
            total = plus(total, times(weight / 2, plus(box.lower, box.upper)))
        return total


ASK = "ask `polarized --domain`, `osp`, `dominate`, `select` or `cost`"
"""Which commands take costs of every kind."""


@dataclass(frozen=True)
class Preferences(Displayed):
    """What is known about an agent's costs: their domain C_j and, where probabilities matter, their law F_j.

    `goods` are the tasks of which boxes and lists of types may hold negative costs (VS, section 1.2); nothing else
    comes of it, and it is not kept. A polyhedron says by its rows what is negative.
    """

    domain: Domain
    law: Law | None = None
    goods: InitVar[Collection[int]] = ()

    def __post_init__(self, goods: Collection[int]) -> None:
        domain = self.domain
        burdens = [i for i in range(domain.dimension) if i not in goods]
        if not isinstance(domain, PolyhedralDomain) and any(negative_costs(domain, i) for i in burdens):
            raise ValueError("costs: a cost is negative; tasks are burdens, so costs are at least 0 (VS, section 1)")
        for box in self.law.support() if self.law else []:
            if not subset(box, domain):
                raise ValueError("costs: the law puts weight outside the domain; widen the domain or narrow the law")

    def of_task(self, task: int) -> str:
        """The costs of a unit of a task that are possible, in words."""
        if isinstance(self.domain, Box):
            return interval_in_words(*self.domain.intervals()[task])
        if isinstance(self.domain, FiniteDomain):
            return ", ".join(map(text, in_order({costs[task] for costs in self.domain.types})))
        if isinstance(self.domain, PolyhedralDomain):
            return self.domain.of_task(task)
        return "above 0" if self.domain.plain() == "positive" else "0 or more"

    @classmethod
    def nonnegative(cls, dimension: int) -> Self:
        return cls(Orthant(dimension))

    @classmethod
    def positive(cls, dimension: int) -> Self:
        return cls(Orthant(dimension, strict=True))

    @classmethod
    def uniform(cls, lower: Sequence[Any], upper: Sequence[Any], goods: Collection[int] = ()) -> Self:
        """Costs uniform on a box."""
        box = Box(bundle(lower), bundle(upper))
        return cls(box, Law.on_box(box), goods)

    @classmethod
    def finite(cls, probabilities: Mapping[Any, Any], goods: Collection[int] = ()) -> Self:
        """Finitely many types with their probabilities; `{(1, 2): "1/2", (2, 1): "1/2"}`."""
        types = FiniteDomain(tuple(bundle(costs) for costs in probabilities))
        return cls(types, Law.finite(dict(zip(types.types, probabilities.values(), strict=True))), goods)

    @property
    def dimension(self) -> int:
        return self.domain.dimension

    @property
    def listed(self) -> Orthant | Box | FiniteDomain:
        """The domain, with costs of any sign (VS, section 1.2). Raises `ValueError` for a polyhedron."""
        domain = self.domain
        if isinstance(domain, PolyhedralDomain):
            raise ValueError(
                f"costs: this question needs a box or a list of types, or all costs from 0 on; of goods without bounds "
                f"and of a polyhedron of costs {ASK}"
            )
        return domain

    @property
    def burdens(self) -> Orthant | Box | FiniteDomain:
        """The domain of an agent to whom all tasks are burdens (VS, section 1). Raises `ValueError` for goods."""
        domain = self.domain
        if isinstance(domain, PolyhedralDomain) or any(negative_costs(domain, i) for i in range(domain.dimension)):
            raise ValueError(
                "costs: this question takes all tasks for burdens, with costs from 0 on in an orthant, a box or a list "
                f"of types (VS, section 1); with goods or a polyhedron of costs {ASK}"
            )
        return domain

    def has_full_support(self) -> bool:
        """Whether the law's support is the whole domain (VS, section 1); without a law, no."""
        if self.law is None or isinstance(self.domain, Orthant | PolyhedralDomain):
            return False
        if isinstance(self.domain, FiniteDomain):
            return {at for at, _ in self.law.atoms} == set(self.domain.types)
        return _covered(self.domain, self.law)

    def plain(self) -> Any:
        return {"domain": self.domain.plain(), "law": converter(Law | None).to_plain(self.law)}


def preferences_from_plain(plain: Any, dimension: int) -> Preferences:
    """Preferences over bundles of `dimension` tasks, back from `Preferences.plain`."""
    law = converter(Law | None).from_plain(at_key(plain, "law"))
    return Preferences(domain_from_plain(at_key(plain, "domain"), dimension), law, goods=range(dimension))


def _covered(box: Box, law: Law) -> bool:
    """Whether the boxes of the law's support cover `box`: cut it along all their sides and look at cell midpoints.

    The support is closed, so it covers a cell if it covers its interior; a thin part covers no cell of a thicker box.
    """
    parts = [part for part in law.support() if set(part.thick) == set(box.thick)]
    cuts = []
    for i, (low, high) in enumerate(box.intervals()):
        ends = sorted({low, high} | {end for part in parts for end in (part.lower[i], part.upper[i])})
        cuts.append([low] if low == high else [(a + b) / 2 for a, b in itertools.pairwise(ends)])
    return all(any(part.contains(midpoint) for part in parts) for midpoint in itertools.product(*cuts))


def _probability(value: Any) -> Fraction:
    exact = rational(value, "law")
    if not 0 <= exact <= 1:
        raise ValueError(f"law: {text(exact)} is no probability")
    return exact
