"""Is there a type in a preference domain with given likes and dislikes?

The question under all of obvious dominance is whether some cost vector c of a domain has c.d < 0 for every direction d
of one list (`below`: the agent strictly gains) and c.d <= 0 for every direction of another (`at_most`). The answer is a
type, or by the theorem of the alternative (Motzkin) multipliers: nonnegative u, v such that w = sum u d + sum v d has
w.c >= 0 on the whole domain while some u > 0 makes w.c < 0 for such a type, or w.c > 0 on the whole domain while
w.c <= 0 for such a type. The domains decide how low w.c gets: on an orthant w >= 0 bounds it by 0 (and strictly on the
positive orthant if w is not 0), on a box every coordinate takes its worse end. On a polyhedron {c : A c <= b} further
multipliers, of its rows, make w + sum l A = 0, so that w.c = -sum l A c >= -sum l b, which bounds w.c strictly if a row
with a multiplier is strict. In a finite domain all types are looked through.

Two directions, the usual case, have closed forms (orthants: `polarization`; boxes: one concave function of the ratio
of the two multipliers); more, and such with formulas, go to an exact linear program,
in which strict inequalities are made `<= -1` by scaling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from exact.linear import FarkasVector, LinearSystem, Point, feasibility
from exact.plain_data import Converter, at_key, converter, written
from exact.rationals import rational
from exact.showing.display import counted
from exact.symbolic.formulas import least
from exact.symbolic.substituting import scope_of
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.dominance.polarization import polarizing_multipliers, positive_costs, tempting_costs
from proofs.trading.markets.bundles import Bundle, Direction, Whole, direction_of
from proofs.trading.markets.domains import (
    Box,
    Domain,
    FiniteDomain,
    Orthant,
    PolyhedralDomain,
    domain_from_plain,
    scaled_back,
)

Directions = tuple[Direction, ...]


DOMAIN = Converter(
    lambda domain: {"domain": domain.plain(), "dimension": domain.dimension},
    lambda plain: domain_from_plain(at_key(plain, "domain"), converter(int).from_plain(at_key(plain, "dimension"))),
)
"""How a statement about a domain has it among its fields."""


@dataclass(frozen=True)
class SomeType(ToldStatement):
    """Some type of the domain has c.d < 0 for all d in `below` and c.d <= 0 for all d in `at_most`.

    Evidence: `TypeFound`; or `NoType`, or `LookedThrough` for a finite domain.
    """

    kind: ClassVar[str] = "some type"
    domain: Annotated[Domain, DOMAIN] = field(metadata=written(inline=True))
    below: Directions
    at_most: Directions = ()

    def sentence(self) -> str:
        weak = f" and does not mind {len(self.at_most)} more" if self.at_most else ""
        return f"some type is tempted by each of {counted(len(self.below), 'trade')}{weak}"

    def has(self, costs: Bundle) -> bool:
        """Whether `costs` is such a type."""
        if not self.domain.contains(costs):
            return False
        return all(workload(costs, d) < 0 for d in self.below) and all(workload(costs, d) <= 0 for d in self.at_most)

    def refuted_by(self, given: NoType) -> bool:
        """Whether the multipliers show that there is no such type."""
        below, at_most = given.below, given.at_most
        if len(below) != len(self.below) or len(at_most) != len(self.at_most) or any(y < 0 for y in (*below, *at_most)):
            return False
        total = [0] * self.domain.dimension
        for weight, direction in zip((*below, *at_most), (*self.below, *self.at_most), strict=True):
            if type(weight) is not int or weight:
                total = [a + weight * b for a, b in zip(total, direction, strict=True)]
        if isinstance(self.domain, PolyhedralDomain):
            return _cancelled(self.domain, total, given)
        low, attained = lowest(self.domain, total)
        return not given.rows and low is not None and (low > 0 or (low == 0 and (any(below) or not attained)))


@dataclass(frozen=True)
class TypeFound(Evidence):
    """A type of the domain with the likes and dislikes asked for."""

    form: ClassVar[str] = "type"
    costs: Bundle

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, SomeType) and holds and statement.has(self.costs)


@dataclass(frozen=True)
class NoType(Evidence):
    """Multipliers of the two lists of directions, and of the rows of a domain that is a polyhedron; integers,
    unless there are formulas.

    Only those of its equations may be negative.
    """

    form: ClassVar[str] = "no type"
    below: tuple[Whole, ...]
    at_most: tuple[Whole, ...] = ()
    rows: tuple[Whole, ...] = field(default=(), metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, SomeType) and not holds and statement.refuted_by(self)


@dataclass(frozen=True)
class LookedThrough(Evidence):
    """The domain is finite, and none of its types will do."""

    form: ClassVar[str] = "looked through"

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, SomeType) or holds or not isinstance(statement.domain, FiniteDomain):
            return False
        return not any(statement.has(costs) for costs in statement.domain.types)


def workload(costs: Bundle, direction: Sequence[Whole]) -> Fraction:
    """c.d, the change in workload along a direction."""
    pairs = zip(costs, direction, strict=True)
    return sum((cost * step for cost, step in pairs if type(step) is not int or step), Fraction(0))


def _cancelled(domain: PolyhedralDomain, weights: Sequence[Whole], given: NoType) -> bool:
    """Whether the rows' multipliers bring the weighted trades to 0 = w.c + sum l A c, and so contradict w.c's sign."""
    if len(given.rows) != len(domain.rows):
        return False
    total, bound, strict = [rational(weight) for weight in weights], Fraction(0), any(given.below)
    for weight, row in zip(given.rows, domain.rows, strict=True):
        if weight < 0 and row.sense != "=":
            return False
        total = [a + weight * b for a, b in zip(total, row.coefficients, strict=True)]
        bound += weight * row.bound
        strict = strict or (row.sense == "<" and weight > 0)
    return not any(total) and (bound < 0 or (bound == 0 and strict))


def lowest(domain: Orthant | Box | FiniteDomain, weights: Sequence[Whole]) -> tuple[Fraction | None, bool]:
    """The infimum of w.c over the domain (`None`: no bound), and whether a type attains it."""
    if isinstance(domain, Orthant):
        if any(weight < 0 for weight in weights):
            return None, False
        return Fraction(0), not domain.strict or not any(weights)
    if isinstance(domain, Box):
        ends = zip(weights, domain.lower, domain.upper, strict=True)
        return sum((w * (low if w > 0 else high) for w, low, high in ends if w), Fraction(0)), True
    workloads = [workload(costs, weights) for costs in domain.types]
    return workloads[least(workloads)], True


def some_type(domain: Domain, below: Sequence[Direction], at_most: Sequence[Direction] = ()) -> Verdict:
    """Whether the domain has a type with c.d < 0 for all d in `below` and c.d <= 0 for all d in `at_most`."""
    statement = SomeType(domain, tuple(below), tuple(at_most))
    evidence = _evidence(statement)
    return Verdict(statement, isinstance(evidence, TypeFound), evidence)


def _evidence(statement: SomeType) -> TypeFound | NoType | LookedThrough:
    domain, below = statement.domain, statement.below
    if isinstance(domain, FiniteDomain):
        found = next((costs for costs in domain.types if statement.has(costs)), None)
        return LookedThrough() if found is None else TypeFound(found)
    if isinstance(domain, PolyhedralDomain):
        return _in_polyhedron(statement, domain)
    if not statement.at_most and len(below) in (1, 2) and scope_of(statement) is None:
        first, second = below[0], below[-1]
        if isinstance(domain, Orthant):
            return _on_orthant(domain, first, second, len(below))
        return _on_box(domain, first, second, len(below))
    return _by_program(statement)


def _on_orthant(domain: Orthant, first: Direction, second: Direction, count: int) -> TypeFound | NoType:
    y = polarizing_multipliers(first, second)
    if y is not None:
        return NoType(y if count == 2 else (1,))
    costs = tempting_costs(first, second)
    if domain.strict:
        costs = positive_costs(costs, first, second)
    return TypeFound(tuple(map(rational, costs)))


def _on_box(box: Box, first: Direction, second: Direction, count: int) -> TypeFound | NoType:
    """y first + z second is lowest on the box at f(y, z); f is concave along y + z = 1 and bends where a weight is 0.

    If f >= 0 at a bend or an end, those are the multipliers. Otherwise f < 0 throughout. At its highest bend the types
    that attain f there mix to one with equal workloads for both directions, f < 0; at an end one of them will do.
    """
    bends = {(1, 0), (0, 1)} | {(abs(b), abs(a)) for a, b in zip(first, second, strict=True) if a * b < 0}
    best: tuple[Fraction, int, int] | None = None
    for y, z in sorted(bends):
        low, _ = lowest(box, [y * a + z * b for a, b in zip(first, second, strict=True)])
        assert low is not None
        if low >= 0:
            return NoType((y, z) if count == 2 else (1,))
        if best is None or low / (y + z) > best[0]:
            best = (low / (y + z), y, z)
    assert best is not None
    _, y, z = best
    before = _minimizer(box, first, second, y, z, first)
    after = _minimizer(box, first, second, y, z, second)
    if not z:
        return TypeFound(after)
    if not y:
        return TypeFound(before)
    left = workload(before, second) - workload(before, first)  # >= 0: f rises up to the bend
    right = workload(after, first) - workload(after, second)  # >= 0: f falls after it
    if left == 0 or right == 0:
        return TypeFound(before if left == 0 else after)
    share = right / (left + right)
    return TypeFound(tuple(share * a + (1 - share) * b for a, b in zip(before, after, strict=True)))


def _minimizer(box: Box, first: Direction, second: Direction, y: int, z: int, tie: Direction) -> Bundle:
    """A corner at which y first + z second is lowest; coordinates of weight 0 minimize `tie`."""
    corner = []
    for a, b, t, low, high in zip(first, second, tie, box.lower, box.upper, strict=True):
        weight = y * a + z * b or t
        corner.append(low if weight >= 0 else high)
    return tuple(corner)


def _by_program(statement: SomeType) -> TypeFound | NoType:
    """One exact feasibility problem, whose Farkas vector holds the multipliers.

    On an orthant types can be scaled; on a box (type, scale) can, with scale * lower <= c <= scale * upper.
    """
    domain, size = statement.domain, statement.domain.dimension
    rows: list[tuple[list[Any], int]] = [([*d, 0], -1) for d in statement.below]
    rows += [([*d, 0], 0) for d in statement.at_most]
    lowest_cost = None if isinstance(domain, Box) else int(isinstance(domain, Orthant) and domain.strict)
    lower = [*[lowest_cost] * size, 1]
    if isinstance(domain, Box):
        rows += list(_inside(domain))
    evidence = feasibility(LinearSystem.make(size + 1, at_most=rows, lower=lower)).evidence
    if isinstance(evidence, Point):
        scale = evidence.values[size] if isinstance(domain, Box) else Fraction(1)
        return TypeFound(tuple(value / scale for value in evidence.values[:size]))
    assert isinstance(evidence, FarkasVector)
    count, more = len(statement.below), len(statement.below) + len(statement.at_most)
    weights = direction_of(evidence.multipliers[:more]) if more else ()
    return NoType(weights[:count], weights[count:])


def _in_polyhedron(statement: SomeType, domain: PolyhedralDomain) -> TypeFound | NoType:
    """One exact feasibility problem over the rows of the domain and the signs asked for."""
    evidence = feasibility(domain.system(statement.below, statement.at_most)).evidence
    if isinstance(evidence, Point):
        return TypeFound(scaled_back(evidence.values))
    assert isinstance(evidence, FarkasVector)
    weights = direction_of(evidence.multipliers)
    count, more = len(statement.below), len(statement.below) + len(statement.at_most)
    return NoType(weights[:count], weights[count:more], domain.in_order(weights[more:]))


def _inside(box: Box) -> Iterator[tuple[list[Any], int]]:
    for i, (low, high) in enumerate(box.intervals()):
        unit = [int(i == k) for k in range(len(box.lower))]
        yield [*unit, -high], 0
        yield [*(-entry for entry in unit), low], 0
