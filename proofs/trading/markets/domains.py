"""Which costs of a unit of each task are possible: orthants, boxes, finite lists, polyhedra (VS, sections 1 and 1.2).

A task is a burden where its cost is at least 0, and a *good* (VS, section 1.2: a payment to the agent, say) where it is
at most 0. The orthants here are those of burdens; with goods an orthant is a `PolyhedralDomain`, as are all cones and
polyhedra that inequalities give (`signed_orthant`).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, Self

from exact import arguments, computer_algebra
from exact.linear import LinearSystem, Point, feasibility
from exact.plain_data import an_object, at_key, converter, fields_from_plain, in_a_row, register
from exact.rationals import rational, text
from exact.showing.display import Displayed, counted
from exact.symbolic.substituting import scope_of
from proofs.trading.markets.bundles import Bundle, Whole, bundle, dot, texts


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

    @classmethod
    def of(cls, intervals: Iterable[Any]) -> Self:
        """A box from an interval of costs for each task: a pair of numbers, or a closed `sympy.Interval`.

        Raises `ValueError` for an interval that is open, unbounded or runs down, `TypeError` for floats.
        """
        ends = [interval(given, f"box[{k}]") for k, given in enumerate(intervals)]
        return cls(tuple(low for low, _ in ends), tuple(high for _, high in ends))

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

    def sympy(self) -> Any:
        """The intervals, as SymPy has them."""
        import sympy

        return tuple(sympy.Interval(*map(computer_algebra.number, ends)) for ends in self.intervals())

    def plain(self) -> Any:
        return {"box": converter(Box).to_plain(self)}


register(Box, in_a_row(Box))


def interval(given: Any, where: str) -> tuple[Fraction, Fraction]:
    """The ends of an interval of costs, a pair of numbers or a closed interval of SymPy, the lower one first."""
    if computer_algebra.is_interval(given):
        return computer_algebra.closed_interval(given, where)
    ends = arguments.listed(given, where)
    if len(ends) != 2:
        raise ValueError(f"{where}: {counted(len(ends), 'number')}; an interval is [lower, upper]")
    low, high = (rational(end, where) for end in ends)
    if low > high:
        raise ValueError(f"{where}: [{text(low)}, {text(high)}] runs down; write the lower end first")
    return low, high


@dataclass(frozen=True)
class FiniteDomain(Displayed):
    """Finitely many cost vectors, in a fixed order, without repetition."""

    types: tuple[Bundle, ...]

    def __post_init__(self) -> None:
        if not self.types:
            raise ValueError("types: the list is empty; an agent has at least one type")
        size = len(self.types[0])
        object.__setattr__(self, "types", tuple(bundle(costs, size, "types") for costs in self.types))
        vary = scope_of(self.types) is not None  # then a set does not tell where two of them are the same
        repeated = vary and any(one == other for one, other in itertools.combinations(self.types, 2))
        if len(set(self.types)) != len(self.types) or repeated:
            raise ValueError("types: a cost vector occurs twice; give it once, with the sum of the probabilities")

    @property
    def dimension(self) -> int:
        return len(self.types[0])

    def contains(self, costs: Sequence[Fraction]) -> bool:
        return tuple(costs) in self.types

    def plain(self) -> Any:
        return {"types": [texts(costs) for costs in self.types]}


@dataclass(frozen=True)
class CostRow(Displayed):
    """One condition on costs: `coefficients . c` is at most, below, or equal to `bound`."""

    coefficients: Bundle
    sense: Literal["<=", "<", "="]
    bound: Fraction

    def __post_init__(self) -> None:
        object.__setattr__(self, "coefficients", bundle(self.coefficients, where="coefficients"))
        object.__setattr__(self, "bound", rational(self.bound, "bound"))

    def holds(self, costs: Sequence[Fraction]) -> bool:
        left = dot(self.coefficients, costs)
        if self.sense == "=":
            return left == self.bound
        return left < self.bound if self.sense == "<" else left <= self.bound


register(CostRow, in_a_row(CostRow))


@dataclass(frozen=True)
class PolyhedralDomain(Displayed):
    """All cost vectors that satisfy the rows, of whatever sign; a cone if all bounds are 0.

    There is at least one: `inside`, which is found if it is left out.
    """

    dimension: int
    rows: tuple[CostRow, ...]
    inside: Bundle = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for at, row in enumerate(self.rows):
            if len(row.coefficients) != self.dimension:
                given = counted(len(row.coefficients), "coefficient")
                raise ValueError(f"polyhedron[{at}]: {given} for {counted(self.dimension, 'task')}")
        if not self.inside:
            evidence = feasibility(self.system()).evidence
            if not isinstance(evidence, Point):
                raise ValueError("polyhedron: no costs satisfy all rows; an agent has at least one type")
            object.__setattr__(self, "inside", scaled_back(evidence.values))
        if not self.contains(self.inside):
            raise ValueError(f"polyhedron: ({', '.join(texts(self.inside))}) is not inside")

    def contains(self, costs: Sequence[Fraction]) -> bool:
        return len(costs) == self.dimension and all(row.holds(costs) for row in self.rows)

    def system(self, below: Sequence[Sequence[Any]] = (), at_most: Sequence[Sequence[Any]] = ()) -> LinearSystem:
        """Types of the domain with c.d < 0 for d of one list and c.d <= 0 for d of another, each with a scale s >= 1.

        Variables: s c, then s. What is strict can then be scaled to be at most -1. Rows: `below`, `at_most`, those of
        the domain that are no equations, and the equations.
        """
        loose: list[tuple[list[Any], int]] = [([*d, 0], -1) for d in below] + [([*d, 0], 0) for d in at_most]
        loose += [([*row.coefficients, -row.bound], -int(row.sense == "<")) for row in self.rows if row.sense != "="]
        equal = [([*row.coefficients, -row.bound], 0) for row in self.rows if row.sense == "="]
        return LinearSystem.make(self.dimension + 1, loose, equal, lower=[*[None] * self.dimension, 1])

    def of_task(self, task: int) -> str:
        """The costs of a unit of a task that are possible, in words."""
        rows = [row for row in self.rows if row.coefficients[task]]
        if not all(map(_about_one, rows)):
            return "tied to those of other tasks"
        return " and ".join(_limit(row, row.coefficients[task]) for row in rows) or "any"

    def in_order(self, multipliers: Sequence[Whole]) -> tuple[Whole, ...]:
        """Multipliers of the rows as `system` has them (equations last) in the order of `rows`."""
        places = sorted(range(len(self.rows)), key=lambda at: self.rows[at].sense == "=")
        given = dict(zip(places, multipliers, strict=True))
        return tuple(given[at] for at in range(len(self.rows)))

    def plain(self) -> Any:
        return {"polyhedron": converter(tuple[CostRow, ...]).to_plain(self.rows), "inside": texts(self.inside)}


def _limit(row: CostRow, coefficient: Fraction) -> str:
    """What a row about one task alone says of its costs."""
    strict, closed = ("below", "at most") if coefficient > 0 else ("above", "at least")
    word = "" if row.sense == "=" else f"{strict} " if row.sense == "<" else f"{closed} "
    return word + text(row.bound / coefficient)


def signed_orthant(dimension: int, goods: Collection[int], strict: bool = False) -> Orthant | PolyhedralDomain:
    """All costs at most 0 of the tasks that are goods and at least 0 of the others; if `strict`, none of them 0."""
    if not goods:
        return Orthant(dimension, strict)
    units = [tuple(Fraction((1 if i in goods else -1) * (i == k)) for k in range(dimension)) for i in range(dimension)]
    return PolyhedralDomain(dimension, tuple(CostRow(unit, "<" if strict else "<=", Fraction(0)) for unit in units))


Domain = Orthant | Box | FiniteDomain | PolyhedralDomain


def domain_from_plain(plain: Any, dimension: int) -> Domain:
    if isinstance(plain, str):
        if plain not in ("nonnegative", "positive"):
            raise ValueError(f'"{plain}" is no preference domain; "nonnegative" and "positive" are')
        return Orthant(dimension, plain == "positive")
    if "polyhedron" in an_object(plain):
        rows = converter(tuple[CostRow, ...]).from_plain(plain["polyhedron"])
        return PolyhedralDomain(dimension, rows, converter(Bundle).from_plain(at_key(plain, "inside")))
    domain = converter(Box).from_plain(plain["box"]) if "box" in plain else fields_from_plain(FiniteDomain, plain)
    if domain.dimension != dimension:
        raise ValueError(f"a domain of {counted(domain.dimension, 'task')} where there are {dimension}")
    return domain


def negative_costs(domain: Domain, task: int) -> Bundle | None:
    """A cost vector of the domain under which a unit of the task is liked; `None` if there is none."""
    if isinstance(domain, PolyhedralDomain):
        unit = [int(i == task) for i in range(domain.dimension)]
        evidence = feasibility(domain.system([unit])).evidence
        return scaled_back(evidence.values) if isinstance(evidence, Point) else None
    types = [domain.lower] if isinstance(domain, Box) else domain.types if isinstance(domain, FiniteDomain) else []
    return next((costs for costs in types if costs[task] < 0), None)


def plain_sign(domain: Domain, task: int) -> int:
    """1 if a unit of the task plainly costs every type at least 0, -1 if at most 0 (a good), 0 if neither is plain.

    Of a polyhedron the rows about the task alone are looked at.
    """
    if isinstance(domain, PolyhedralDomain):
        rows = [row for row in domain.rows if row.coefficients[task] and _about_one(row)]
        limits = [(row.bound / row.coefficients[task], row.sense == "=", row.coefficients[task] > 0) for row in rows]
        if any(limit >= 0 and (equal or not above) for limit, equal, above in limits):
            return 1
        return -int(any(limit <= 0 and (equal or above) for limit, equal, above in limits))
    if isinstance(domain, Orthant):
        return 1
    costs = [costs[task] for costs in domain.types] if isinstance(domain, FiniteDomain) else domain.intervals()[task]
    return 1 if all(cost >= 0 for cost in costs) else -int(all(cost <= 0 for cost in costs))


def _about_one(row: CostRow) -> bool:
    return sum(map(bool, row.coefficients)) == 1


def scaled_back(values: Sequence[Fraction]) -> Bundle:
    """The type in a solution of `PolyhedralDomain.system`."""
    *costs, scale = values
    return tuple(cost / scale for cost in costs)


def subset(inner: Domain, outer: Domain) -> bool:
    """Whether every type of `inner` is one of `outer`; of polyhedra only whether it is the same is known."""
    if isinstance(inner, FiniteDomain):
        return all(outer.contains(costs) for costs in inner.types)
    if isinstance(inner, Box):
        if isinstance(outer, FiniteDomain):
            return not inner.thick and outer.contains(inner.lower)
        corners = inner.vertices() if isinstance(outer, PolyhedralDomain) else (inner.lower, inner.upper)
        return all(outer.contains(corner) for corner in corners)
    if isinstance(inner, PolyhedralDomain) or isinstance(outer, PolyhedralDomain):
        return inner == outer
    return isinstance(outer, Orthant) and inner.dimension == outer.dimension and (inner.strict or not outer.strict)


def possible_costs(domain: Domain, tasks: Sequence[str] = ()) -> str:
    """`all costs from 0 on`, `costs (1 to 2, 1 to 3)`, `3 types`, `the costs with A - 2 B <= 0`, ..."""
    if isinstance(domain, Orthant):
        return "all positive costs" if domain.strict else "all costs from 0 on"
    if isinstance(domain, FiniteDomain):
        return counted(len(domain.types), "type")
    if isinstance(domain, Box):
        return f"costs ({', '.join(interval_in_words(low, high) for low, high in domain.intervals())})"
    named = tasks if len(tasks) == domain.dimension else [f"c{i + 1}" for i in range(domain.dimension)]
    rows = [_row_in_words(row, named) for row in domain.rows]
    return f"the costs with {', '.join(rows)}" if rows else "all costs of any sign"


def interval_in_words(low: Fraction, high: Fraction) -> str:
    return text(low) if low == high else f"{text(low)} to {text(high)}"


def _row_in_words(row: CostRow, names: Sequence[str]) -> str:
    """`A - 2 B <= 0`, and what begins with a minus turned around."""
    first = next((value for value in row.coefficients if value), Fraction(1))
    if first > 0 or row.sense == "=":
        return f"{_sum(row.coefficients, names)} {row.sense} {text(row.bound)}"
    turned = tuple(-value for value in row.coefficients)
    return f"{_sum(turned, names)} {row.sense.replace('<', '>')} {text(-row.bound)}"


def _sum(coefficients: Bundle, names: Sequence[str]) -> str:
    """`A - 2 B`."""
    shown = ""
    for value, name in zip(coefficients, names, strict=True):
        if value:
            sign = ("-" if value < 0 else "") if not shown else " - " if value < 0 else " + "
            shown += f"{sign}{'' if abs(value) == 1 else text(abs(value)) + ' '}{name}"
    return shown or "0"
