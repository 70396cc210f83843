"""Which facets survive where some type profiles have probability 0, as at the ends of a parameter's range.

In the weighted variables the implementable rules are the sum over t of lambda(t) P_t, P_t the hull of the outcomes at t
(`proofs.reduced_form.facets.listing`). Their description for positive priors, with the right sides that a prior with
zeros makes of the capacities, still describes them: the support function of each P_t is linear on every cone of the
normal fan of the whole sum, so that of a sum with fewer terms is, too, and its value in any direction is given by those
at the generators of a cone, the normals of facets and equations. But of the inequalities some are no facets any more.
With the profiles of positive probability alone, an inequality is

* *trivial*, 0 <= 0, where it speaks of impossible types only;
* an *equation* if it is met with equality by all rules;
* a *facet* if its face has one dimension less than the set (decided by ranks, `exact.minkowski`), perhaps the same as
  that of another inequality, from which it differs by equations;
* *implied* by the others otherwise; multiples of others that add up to it are found by linear programs
  (`exact.linear.redundancy`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from exact import cones, minkowski
from exact.linear import LinearSystem
from exact.linear.redundancy import Redundancy, redundancy
from exact.rationals import primitive, rational, text
from exact.showing.display import Displayed
from proofs.reduced_form.facets.completeness import ListedFacets
from proofs.reduced_form.facets.relations import exact_expression, prior_symbols
from proofs.reduced_form.facets.summands import RuleInequality, Summands
from proofs.reduced_form.problem.problems import Coordinate, Problem

Fate = Literal["facet", "equation", "implied", "trivial"]


@dataclass(frozen=True)
class Survival(Displayed):
    """What becomes of each facet of `found` under a prior that may have zeros, in the order of the profiles.

    `same_as` has for a facet the number of an earlier one with the same face, else `None`.
    """

    found: ListedFacets
    probabilities: tuple[Fraction, ...]
    dimension: int
    fates: tuple[Fate, ...]
    same_as: tuple[int | None, ...]

    @property
    def survivors(self) -> tuple[int, ...]:
        """The numbers of the facets that remain, each face once."""
        numbered = enumerate(zip(self.fates, self.same_as, strict=True))
        return tuple(k for k, (fate, same) in numbered if fate == "facet" and same is None)

    def bound(self, each: RuleInequality) -> Fraction:
        """The right side under this prior."""
        pairs = zip(self.probabilities, each.capacities, strict=True)
        return sum((chance * value for chance, value in pairs), Fraction(0))

    @cached_property
    def impossible(self) -> frozenset[tuple[str, str]]:
        """The types (agent, type) of probability 0."""
        return _impossible(self.found.problem, self.probabilities)

    def left(self, each: RuleInequality) -> dict[Coordinate, Fraction]:
        """The coefficients, in the weighted variables, of the types that are possible; those of others are 0."""
        return {c: f for c, f in each.coefficients if c[:2] not in self.impossible}

    def system(self) -> LinearSystem:
        """All inequalities and equations in the weighted variables of the possible types, facets first."""
        found = self.found
        variables = [c for c in found.problem.coordinates if c[:2] not in self.impossible]
        above, level = (
            [(self.left(each), self.bound(each)) for each in listed] for listed in (found.facets, found.equations)
        )
        return LinearSystem.make(variables, at_most=above, equal=level)

    @cached_property
    def redundancy(self) -> Redundancy:
        """The same by linear programs, with verdicts: which rows of the system are implied by which others."""
        shown = redundancy(self.system())
        assert shown is not None, "some rule is implementable"
        return shown


def surviving(found: ListedFacets, prior: Mapping[Any, Any], parameter: Any = None, end: Any = None) -> Survival:
    """What becomes of each facet under a prior that may have zeros.

    `prior` has a probability for each type profile, by the profile or by its symbol (`relations.prior_symbols`, or what
    `Relations.independent` returns); these are numbers, or expressions of SymPy in a `parameter` whose value is `end`.
    Raises `ValueError` for what is no prior there, where no rule is implementable, and where facets may be missing.
    """
    if not found.outcome:
        raise ValueError("surviving: no interim rule of this problem is implementable, so there is no facet")
    if not found.is_whole:
        raise ValueError("surviving: these are not all facets, so what remains of them need not describe the rules")
    probabilities = _probabilities(found.problem, prior, parameter, end)
    summands = Summands.of(found.problem)
    points = [listed for listed, chance in zip(summands.points, probabilities, strict=True) if chance]
    dimension = minkowski.dimension(points)
    impossible = _impossible(found.problem, probabilities)
    fates: list[Fate] = []
    same: list[int | None] = []
    known: dict[tuple[tuple[bool, ...], ...], int] = {}
    for k, each in enumerate(found.facets):
        face = _face(points, primitive(summands.normal(dict(each.coefficients))))
        fate = _fate(points, face, dimension)
        if fate == "equation" and all(c[:2] in impossible for c, _ in each.coefficients):
            fate = "trivial"
        first = known.setdefault(face, k) if fate == "facet" else k
        fates.append(fate)
        same.append(first if first != k else None)
    return Survival(found, probabilities, dimension, tuple(fates), tuple(same))


def at_the_ends(found: ListedFacets, prior: Mapping[Any, Any], interval: Any) -> dict[Fraction, Survival]:
    """`surviving` at those ends of a `sympy.Interval` of the prior's one parameter at which a probability is 0.

    Raises `ValueError` for a prior with another number of parameters, and as `surviving` does.
    """
    symbols = sorted({symbol for value in prior.values() for symbol in getattr(value, "free_symbols", ())}, key=str)
    if len(symbols) != 1:
        named = ", ".join(map(str, symbols)) or "none"
        raise ValueError(f"prior: it must have one parameter to go to an end of its range; it has {named}")
    ends = {}
    for end in (interval.start, interval.end):
        if end.is_finite:
            survival = surviving(found, prior, symbols[0], end)
            if not all(survival.probabilities):
                ends[rational(end, "the end of the range")] = survival
    return ends


def _impossible(problem: Problem, probabilities: Sequence[Fraction]) -> frozenset[tuple[str, str]]:
    every = {(agent, kind) for agent, kinds in zip(problem.agents, problem.types, strict=True) for kind in kinds}
    seen = zip(problem.profiles(), probabilities, strict=True)
    return frozenset(every - {pair for t, chance in seen if chance for pair in zip(problem.agents, t, strict=True)})


def _face(points: Sequence[Sequence[minkowski.Point]], normal: Sequence[int]) -> tuple[tuple[bool, ...], ...]:
    """At which points of each summand the normal is greatest."""
    face = []
    for listed in points:
        values = [cones.product(normal, point) for point in listed]
        best = max(values)
        face.append(tuple(value == best for value in values))
    return tuple(face)


def _fate(points: Sequence[Sequence[minkowski.Point]], face: tuple[tuple[bool, ...], ...], dimension: int) -> Fate:
    if all(map(all, face)):
        return "equation"
    met = [
        [point for point, there in zip(listed, at, strict=True) if there]
        for listed, at in zip(points, face, strict=True)
    ]
    return "facet" if minkowski.dimension(met) == dimension - 1 else "implied"


def _probabilities(problem: Problem, prior: Mapping[Any, Any], parameter: Any, end: Any) -> tuple[Fraction, ...]:
    symbols = prior_symbols(problem)
    unknown = set(prior) - set(symbols) - set(symbols.values())
    if unknown:
        raise ValueError(f"prior: {min(map(str, unknown))} is no type profile of the problem, and no symbol of one")
    found = []
    for profile, symbol in symbols.items():
        place = f"prior, profile ({', '.join(profile)})"
        if profile not in prior and symbol not in prior:
            raise ValueError(f"{place}: the probability is missing")
        value = exact_expression(prior.get(profile, prior.get(symbol)), place)
        if parameter is not None:
            value = value.subs(parameter, exact_expression(end, "end"))
        if not value.is_Rational:
            raise ValueError(f"{place}: {value} is not a rational number; give the parameter and its end")
        if value < 0:
            raise ValueError(f"{place}: the probability {value} is negative")
        found.append(rational(value))
    if sum(found) != 1:
        raise ValueError(f"prior: the probabilities sum to {text(sum(found, Fraction(0)))}, not 1")
    return tuple(found)
