"""Conditions A and B for every quota system of a structure and every prior: what it means, and what convinces.

Condition A (or B) is *universally complete* on an implementation structure (N, A, G, T) if for every integer quota
system with a feasible outcome, floors and ceilings of sets and of single cells, some of which may be absent, and for
every positive prior it describes exactly the implementable rules (LY, sections 2.3 and 3). With divisible objects
quotas may be rational, and feasible means the polytope of the quotas.

Why few quotas are enough. Let P be the hull of the feasible outcomes, and f_t what a vector f of coefficients of the
weighted rule counts at type profile t. The support function of the implementable rules is the sum over t of lambda(t)
h_P(f_t). At a vertex of theirs it is linear on a cone of vectors f, and the condition is complete exactly if each f of
such a cone is a sum of nonnegative multiples of its own vectors of the cone: that is linear programming duality, for
the vectors s with f = sum of m_s s and h(f) = sum of m_s h(s) are best at the vertex at which f is.

1. *The prior does not matter*: on which cones the sum is linear does not depend on positive weights.
2. *Finer is enough*: if the normal fan of P refines that of another polytope P', then what is linear for P is linear
   for P', and if the condition is complete for P, it is for P'.
3. *Chambers*: where the sets are totally unimodular, or objects divisible, P is {x : floors and ceilings}. Absent
   quotas may be put where they do not bind, and all lowered until each is attained (P is bounded and not empty); so the
   right sides are tight in the sense of `exact.chambers`, and P is a weak Minkowski summand of the polytopes of a
   chamber. It is enough to look at one quota system in each chamber, and of chambers that a relabelling (agents with as
   many types, objects, x -> -x) takes to each other at one. No other quotas could be left out: each chamber has integer
   ones, multiples of rational ones, with floors of single cells 0 after outcomes are moved.
4. *Total unimodularity of M(W)* is enough for Condition A (LY, Theorem 1): extreme rays of W are then sign vectors, the
   sets are totally unimodular, and W has the valid inequalities of all quotas at once. It does not have to hold.
5. *Components* are decided apart (`proofs.reduced_form.universal.components`), and *alone*, a component with one agent,
   or with one type for everybody, has the rules of P, or of a product of copies: its facets are sets.
6. *Hierarchies* need no quotas at all: where the sets of a component are nested or disjoint, Condition B is complete,
   and so is A. Quotas describe P, as such sets are totally unimodular. Let f_t be best at a vertex of P: a sum of z_S
   times the indicator of S, z_S >= 0 for sets at their ceilings and <= 0 for sets at their floors. F(S) is the sum of z
   over S and the sets around it, so F of a single cell c is f_t(c). For a number a > 0 let y_S be 1 if F(S) >= a, else
   0, less the same of the next set around S. Then y_S > 0 only where z_S > 0, and y_S < 0 only where z_S < 0; and the
   sum of y over the sets around c is 1 if f_t(c) >= a, else 0. So the indicator of {f_t >= a} is best at the vertex,
   too, and likewise minus that of {f_t <= -a}. These are what the indicators of {f >= a} and {f <= -a} count at t, for
   all t at once; and f is a sum of nonnegative multiples of them.
7. *Three cells*, or fewer, *alone* with indivisible objects, whatever the sets: both conditions are complete. The seven
   sets of cells with the least and the greatest amounts that outcomes attain are inequalities of Condition B. Take a
   vertex of what they describe. Without one of the pairs the sets are intervals of an order of the cells, hence totally
   unimodular, so the vertex is integral if two pairs bind at most. If all three do, half of s x(12) + t x(13) + u
   x(23), for signs s, t, u, is a single cell or all three, up to its sign: if that is no integer at the vertex,
   outcomes reach the integer below at most, which the vertex violates; if it is, the vertex is integral. Integral
   points within the quotas are outcomes.
8. *Fewer types*: if the condition fails with some of the types, it fails with all. Give each further type of an agent
   the coefficients of one that is kept: a sum of sign vectors for all types is, without the further ones, a sum for
   those that are kept, and best where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, ClassVar

from exact import chambers, minkowski
from exact.plain_data import alternatives, register, written
from exact.set_systems import hierarchy
from exact.showing.display import Displayed
from exact.unimodular import Certifying, TotallyUnimodular
from exact.verdicts import Evidence, Statement, with_form
from proofs.reduced_form.facets.descriptions import ConditionComplete, PassingRule
from proofs.reduced_form.facets.signs import Condition, belongs
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    PreservesTotalUnimodularity,
    structure_of,
)
from proofs.reduced_form.universal.components import Component, Quotas, Relabelling, components
from proofs.told import ToldStatement

FEW_CELLS = 3
"""So many cells, or fewer, need no total unimodularity if they are alone."""


@dataclass(frozen=True)
class UniversalCondition(ToldStatement):
    """The condition describes the implementable rules of this structure, whatever the quotas and the prior.

    Evidence: `ByComponents`; when it does not, `FailingQuotas`.
    """

    kind: ClassVar[str] = "universal condition"
    structure: ImplementationStructure
    condition: Condition
    divisible: bool = field(default=False, metadata=written(left_out=True))

    def sentence(self) -> str:
        things = "divisible objects, " if self.divisible else ""
        return (
            f"Condition {self.condition} is necessary and sufficient for implementability on this structure, for "
            f"{things}all quotas and all priors"
        )


@dataclass(frozen=True)
class FailingQuotas(Evidence):
    """A problem on the structure, perhaps with fewer types, and a rule that passes there and is not implementable."""

    form: ClassVar[str] = "failing quotas"
    problem: Problem
    shown: PassingRule = field(metadata=written(inline=True))

    def __post_init__(self) -> None:
        self.problem.require_possible()

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, UniversalCondition) or holds or not is_on(self.problem, statement):
            return False
        return self.shown.supports(ConditionComplete(self.problem, statement.condition), False)


def is_on(problem: Problem, statement: UniversalCondition) -> bool:
    """Whether the problem is one of the statement's structure, perhaps with fewer sets and types."""
    given = statement.structure
    if problem.public or problem.restrictions or problem.divisible != statement.divisible:
        return False
    if problem.agents != given.agents or problem.objects != (given.objects or ()):
        return False
    types = all(set(own) <= set(known) for own, known in zip(problem.types, given.types, strict=True))
    return types and set(structure_of(problem).sets) <= set(given.sets)


class OfComponent(Evidence):
    """What convinces that a condition is universally complete on a structure of one component."""

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, UniversalCondition) or not holds:
            return False
        found = components(statement.structure)
        return len(found) == 1 and self.shows(found[0], statement.condition, statement.divisible)

    def shows(self, component: Component, condition: Condition, divisible: bool) -> bool:
        raise NotImplementedError


@dataclass(frozen=True)
class UnimodularComponent(OfComponent):
    """For Condition A: M(W) of the component is totally unimodular."""

    form: ClassVar[str] = "unimodular component"
    unimodular: Annotated[Certifying, with_form]

    def shows(self, component: Component, condition: Condition, divisible: bool) -> bool:
        return condition == "A" and self.unimodular.supports(PreservesTotalUnimodularity(component.structure), True)


@dataclass(frozen=True)
class HierarchicalComponent(OfComponent):
    """The sets of the component are nested or disjoint: the conditions are complete for all quotas, as is seen."""

    form: ClassVar[str] = "hierarchical component"

    def shows(self, component: Component, condition: Condition, divisible: bool) -> bool:
        return bool(hierarchy(component.structure.sets))


@dataclass(frozen=True)
class Integral(OfComponent):
    """Why the quotas alone describe the outcomes: the sets are totally unimodular, or (`None`) objects divisible."""

    unimodular: Annotated[Certifying, with_form] | None

    def is_integral(self, component: Component, divisible: bool) -> bool:
        if self.unimodular is None or divisible:
            return divisible and self.unimodular is None
        return self.unimodular.supports(TotallyUnimodular(component.incidence), True)


@dataclass(frozen=True)
class AloneComponent(Integral):
    """One agent, or one type for everybody."""

    form: ClassVar[str] = "component alone"

    def shows(self, component: Component, condition: Condition, divisible: bool) -> bool:
        return component.is_alone and self.is_integral(component, divisible)


@dataclass(frozen=True)
class ThreeCells(OfComponent):
    """One agent, or one type for everybody, and three cells at most; objects are indivisible."""

    form: ClassVar[str] = "three cells alone"

    def shows(self, component: Component, condition: Condition, divisible: bool) -> bool:
        return component.is_alone and len(component.cells) <= FEW_CELLS and not divisible


@dataclass(frozen=True)
class CrossedTo(Displayed):
    """The quotas beyond a relation belong to chamber `to`, relabelled."""

    to: int
    cells: tuple[int, ...]
    turned: bool


@dataclass(frozen=True)
class NotCrossed(Displayed):
    """A relation that is implied by others of the chamber: their places, with the multiples to be added."""

    implied: tuple[tuple[int, Fraction], ...]


register(CrossedTo | NotCrossed, alternatives({}, CrossedTo, NotCrossed))


@dataclass(frozen=True)
class QuotaChamber(Displayed):
    """A floor and a ceiling for each set of the component, single cells last, and what is beyond its relations."""

    quotas: Quotas
    walls: tuple[CrossedTo | NotCrossed, ...]


@dataclass(frozen=True)
class Chambers(Integral):
    """One quota system for each chamber up to relabelling. That the condition is complete there is seen again."""

    form: ClassVar[str] = "chambers of quotas"
    chambers: tuple[QuotaChamber, ...]

    def shows(self, component: Component, condition: Condition, divisible: bool) -> bool:
        if not self.is_integral(component, divisible):
            return False
        used = {wall for each in self.chambers for wall in each.walls if isinstance(wall, CrossedTo)}
        symmetries = list(dict.fromkeys(Relabelling(wall.cells, wall.turned) for wall in used))
        if not set(symmetries) <= set(component.relabellings):
            return False
        listed = []
        for each in self.chambers:
            if len(each.quotas) != len(component.sets):
                return False
            right = component.right(each.quotas)
            found = chambers.simplices(component.rows, right)
            if found is None or not describes(component, right, condition):
                return False
            walls = tuple(
                chambers.Crossing(wall.to, symmetries.index(Relabelling(wall.cells, wall.turned)))
                if isinstance(wall, CrossedTo)
                else chambers.Implied(wall.implied)
                for wall in each.walls
            )
            listed.append(chambers.Chamber(right, found, walls))
        return chambers.cover(component.rows, [component.of_rows(each) for each in symmetries], listed)


Shown = UnimodularComponent | HierarchicalComponent | AloneComponent | ThreeCells | Chambers
"""Why a condition is complete on one component."""


@dataclass(frozen=True)
class ByComponents(Evidence):
    """Evidence for each component; cells that no set joins need none."""

    form: ClassVar[str] = "by components"
    components: tuple[Annotated[Shown, with_form], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, UniversalCondition) or not holds:
            return False
        found = components(statement.structure)
        return len(found) == len(self.components) and all(
            evidence.shows(component, statement.condition, statement.divisible)
            for evidence, component in zip(self.components, found, strict=True)
        )


def facets_at(component: Component, right: Sequence[int]) -> list[minkowski.Point]:
    """The normals of the facets of the implementable rules in the interior of a chamber, where there is no equation."""
    found = minkowski.facets_by_rays(component.at_profiles(outcomes_at(component, right)))
    assert not found.equations, "the outcomes have full dimension"
    return [facet.normal for facet in found.facets]


def outcomes_at(component: Component, right: Sequence[int]) -> list[minkowski.Point]:
    """The extreme outcomes under the quotas with these right sides."""
    found = []
    for point, scale in chambers.vertices(component.rows, right):
        entries = [Fraction(entry, scale) for entry in point]
        found.append(tuple(entry.numerator if entry.denominator == 1 else entry for entry in entries))
    return found


def describes(component: Component, right: Sequence[int], condition: Condition) -> bool:
    """Whether the condition is complete in the interior of a chamber."""
    return all(is_sign(component, normal, condition) for normal in facets_at(component, right))


def is_sign(component: Component, normal: Sequence[int | Fraction], condition: Condition) -> bool:
    """Whether the normal, as it stands, is one of the condition's."""
    named = zip(component.coordinates, normal, strict=True)
    return belongs(tuple((c, Fraction(value)) for c, value in named if value), condition)
