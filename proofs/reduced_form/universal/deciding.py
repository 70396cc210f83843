"""Is Condition A (or B) complete on a structure for all quotas and all priors?

Why few quota systems answer that is told in `proofs.reduced_form.universal.statements`. Each component is decided by
the first of these that does: for Condition A, its matrix M(W) is totally unimodular; its sets are a hierarchy; it is
alone, and its sets are totally unimodular or its cells few; the condition fails at quotas up to `LISTED_UP_TO`; it is
alone, by the cones of all hulls of outcomes; one quota system in each chamber.

Where the sets are not totally unimodular, chambers decide for divisible objects. If the condition fails in one, it
fails for indivisible objects at a multiple of its quotas whose polytope has integer vertices; if it holds in all, that
is no answer for indivisible objects, for which quotas up to a bound were tried alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any, get_args

from exact import arguments, aside, chambers, steps
from exact.chambers import Chamber, Crossing
from exact.minkowski import Point
from exact.set_systems import hierarchy
from exact.showing.display import Displayed, counted
from exact.unimodular import Certifying
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.facets.completeness import completeness
from proofs.reduced_form.facets.descriptions import PassingRule
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.signs import Condition
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity
from proofs.reduced_form.universal import smallest
from proofs.reduced_form.universal.components import Component, Quotas, components
from proofs.reduced_form.universal.listing import TooManyError, size
from proofs.reduced_form.universal.statements import (
    FEW_CELLS,
    AloneComponent,
    ByComponents,
    Chambers,
    CrossedTo,
    FailingQuotas,
    HierarchicalComponent,
    NotCrossed,
    QuotaChamber,
    Shown,
    StepsAlone,
    ThreeCells,
    UnimodularComponent,
    UniversalCondition,
    corners,
    describes,
    outcomes_at,
    vectors_of,
)

LISTED_UP_TO = 1
"""All quotas up to this are tried before chambers."""

MOST_POINTS = 256
"""Quotas up to a bound are tried if so many outcomes, or fewer, have quantities up to it."""

MOST_SHRUNK = 400
"""How many smaller quotas are tried when those of a chamber fail."""

NOT_INTEGRAL = (
    "the sets are not totally unimodular, so quotas do not describe the outcomes; for divisible objects the condition "
    "is complete for all quotas"
)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Fails(Displayed):
    """Quotas of a component at which the condition fails, and the extreme outcomes."""

    component: Component
    quotas: Quotas
    outcomes: tuple[Point, ...]


@dataclass(frozen=True)
class Open(Displayed):
    """What was tried without an answer."""

    tried: tuple[str, ...]


Found = Shown | Fails | Open


def universal_condition(
    given: ImplementationStructure,
    condition: Condition = "A",
    *,
    divisible: bool = False,
    seconds: float | None = None,
    tell: Tell | None = None,
) -> Verdict:
    """Whether the condition is complete on the structure for all quotas with a feasible outcome and all priors.

    After so many `seconds` the search ends, undecided, also in the midst of listing extreme rays at some quotas; the
    step to the next quotas is not broken off. `tell` hears of its progress. Raises `ValueError` for an unknown
    condition.
    """
    arguments.expected(given, ImplementationStructure, "given", "proofs.structure makes one, and structure_of(problem)")
    search = _Search(_known(condition), divisible, seconds, tell)
    statement = UniversalCondition(given, condition, divisible)
    shown: list[Shown] = []
    left_open: list[str] = []
    for component in components(given):
        found = search.decide(component)
        if isinstance(found, Fails):
            return _refuted(statement, found)
        if isinstance(found, Open):
            left_open += found.tried
        else:
            shown.append(found)
    if left_open:
        return Verdict(statement, None, Undecided(tuple(left_open)))
    return Verdict(statement, True, ByComponents(tuple(shown)))


def quotas_that_break(
    given: ImplementationStructure,
    condition: Condition = "A",
    up_to: int = 1,
    *,
    seconds: float | None = None,
    tell: Tell | None = None,
) -> Verdict:
    """The same question by trying all quotas up to a bound, the smallest first: a no by the smallest that break it.

    Of indivisible objects alone, and never a yes: where no quotas up to the bound break it, the verdict is undecided,
    and says so. Raises `ValueError` for an unknown condition, and for a bound that is no positive integer.
    """
    arguments.expected(given, ImplementationStructure, "given", "proofs.structure makes one, and structure_of(problem)")
    search = _Search(_known(condition), False, seconds, tell)
    bound = arguments.whole(up_to, "up_to", 1)
    statement = UniversalCondition(given, condition)
    tried: list[str] = []
    broken = [found for each in components(given) if (found := search.small(each, bound, tried)) is not None]
    if broken:
        return _refuted(statement, min(broken, key=lambda each: size(each.quotas)))
    return Verdict(statement, None, Undecided(tuple(tried) or ("no set joins two cells",)))


def _until_time_was_up(found: Sequence[QuotaChamber]) -> str:
    return f"{counted(len(found), 'chamber')} of quotas tried, none failing, until time was up"


def _known(condition: Condition) -> Condition:
    if condition not in get_args(Condition):
        raise ValueError(f'condition: "A" or "B" was expected, not {condition!r}')
    return condition


def _refuted(statement: UniversalCondition, found: Fails) -> Verdict:
    """The verdict by a problem with these quotas, few types, and a rule."""
    given, condition = statement.structure, statement.condition
    fewer = smallest.with_fewest_types(given, found.component, found.outcomes, condition)
    problem = smallest.problem_at(fewer, found.component, found.quotas, statement.divisible)
    shown = completeness(facets(problem), condition)
    if isinstance(shown.evidence, PassingRule):
        return Verdict(statement, False, FailingQuotas(problem, shown.evidence))
    assert isinstance(shown.evidence, Undecided), "the condition fails at these quotas"
    return Verdict(statement, None, shown.evidence)


class _Search:
    """What is asked of every component, and how long."""

    def __init__(self, condition: Condition, divisible: bool, seconds: float | None, tell: Tell | None) -> None:
        self.condition, self.divisible = condition, divisible
        limit = arguments.time_limit(seconds)
        self.end = None if limit is None else time.monotonic() + limit
        self.tell = tell or (lambda how_far: None)

    @property
    def is_late(self) -> bool:
        return self.end is not None and time.monotonic() > self.end

    def in_time(self, work: Callable[..., bool], *given: Any) -> bool | None:
        """What the work answers, or `None` if time is up before: native code listens to no clock, a process ends."""
        if self.end is None:
            return work(*given)
        return aside.within(max(0.0, self.end - time.monotonic()), work, *given)

    def decide(self, component: Component) -> Found:
        if self.condition == "A":
            kept = preserves_total_unimodularity(component.structure)
            if isinstance(kept.evidence, Certifying):
                return UnimodularComponent(kept.evidence)
        if hierarchy(component.structure.sets):
            return HierarchicalComponent()
        integral = None if self.divisible else component.integral
        described = self.divisible or integral is not None
        if component.is_alone and described:
            return AloneComponent(integral)
        if component.is_alone and not self.divisible and len(component.cells) <= FEW_CELLS:
            return ThreeCells()
        tried: list[str] = []
        small = None if self.divisible else self.small(component, LISTED_UP_TO, tried)
        if small is not None:
            return small
        if component.is_alone:
            return self.by_steps(component, tried)
        if len(component.cells) > smallest.MOST_CELLS:
            return self.some(component, tried)
        found = self.by_chambers(component, tried)
        if isinstance(found, Fails):
            return self.shrunk(found if self.divisible else _with_integers(found))
        if found is not None and described:
            return Chambers(integral, found)
        if found is not None:
            tried.append(f"{NOT_INTEGRAL}, by {counted(len(found), 'chamber')}")
        return Open(tuple(tried))

    def small(self, component: Component, bound: int, tried: list[str]) -> Fails | None:
        """The smallest quotas up to the bound at which the condition fails; of ceilings alone, if all are too many."""
        if (bound + 1) ** len(component.cells) > MOST_POINTS:
            tried.append(f"quotas up to {bound} were not tried: {len(component.cells)} cells have too many outcomes")
            return None
        for floors in (True, False):
            try:
                return self.smallest(component, bound, floors, tried)
            except TooManyError as error:
                tried.append(f"{'all quotas' if floors else 'all ceilings'} were not tried: {error}")
        return None

    def smallest(self, component: Component, bound: int, floors: bool, tried: list[str]) -> Fails | None:
        what, number = "quotas" if floors else "ceilings", 0
        trial = smallest.Trial(component, bound, self.condition, floors=floors, guided=bound > 1)
        for quotas, fails in trial:
            if fails:
                return Fails(component, quotas, tuple(trial.outcomes(quotas)))
            number += 1
            self.tell(f"{counted(number, 'system')} of {what} up to {bound}")
            if self.is_late:
                tried.append(f"of {what} up to {bound} {number} systems were tried, none failing, until time was up")
                return None
        known = f", seen from the facets in {counted(len(trial.normals), 'chamber')}" if trial.normals else ""
        listed = f"{counted(number, 'system')} up to relabelling{known}"
        tried.append(f"it is complete for all {what} up to {bound}, {listed}")
        return None

    def some(self, component: Component, tried: list[str]) -> Fails | Open:
        """Some quotas at which the condition fails, where chambers are too many."""
        number = 0
        for quotas, outcomes in smallest.some(component) if not self.divisible else ():
            if self.is_late:
                break
            found = self.in_time(smallest.met, component, outcomes, self.condition, smallest.LOOKED_LONG)
            if found is None:
                break
            if found:
                return Fails(component, quotas, tuple(outcomes))
            number += 1
        return Open(
            (
                *tried,
                f"chambers of quotas are not listed for more than {smallest.MOST_CELLS} cells; a search that may miss "
                f"facets met none beyond the condition at {counted(number, 'quota system')}",
            )
        )

    def by_steps(self, component: Component, tried: list[str]) -> StepsAlone | Fails | Open:
        """Alone: what the hulls of the outcomes are like at all corners, or quotas at which the condition fails."""
        listed, vectors, number = corners(component), vectors_of(component, self.condition), 0
        try:
            for number, corner in enumerate(listed, 1):
                if self.is_late:
                    tried.append(
                        f"{counted(number, 'corner')} of hulls of outcomes tried, none failing, until time was up"
                    )
                    return Open(tuple(tried))
                if not steps.generate(vectors, corner):
                    quotas, outcomes = smallest.around(component, listed.slacks(corner))
                    if smallest.beyond(component, outcomes, self.condition):
                        return Fails(component, quotas, tuple(outcomes))
                    tried.append("a corner that may be none of a hull was met")
                    return Open(tuple(tried))
                self.tell(f"{counted(number, 'corner')} of hulls of outcomes")
        except steps.TooManyError as error:
            return Open((*tried, f"the corners of hulls of outcomes were not listed: {error}"))
        return StepsAlone(listed.steps)

    def by_chambers(self, component: Component, tried: list[str]) -> tuple[QuotaChamber, ...] | Fails | None:
        """One quota system in each chamber, or one at which the condition fails; `None` if time was up."""
        symmetries = [component.of_rows(each) for each in component.relabellings]
        found: list[QuotaChamber] = []
        for chamber in chambers.walk(component.rows, symmetries, component.level):
            if self.is_late:
                tried.append(_until_time_was_up(found))
                return None
            described = self.in_time(describes, component, chamber.right, self.condition)
            if described is None:
                tried.append(_until_time_was_up(found))
                return None
            if not described:
                outcomes = tuple(outcomes_at(component, chamber.right))
                return Fails(component, component.quotas(chamber.right), outcomes)
            found.append(_written(component, chamber))
            self.tell(f"{counted(len(found), 'chamber')} of quotas")
        return tuple(found)

    def shrunk(self, found: Fails) -> Fails:
        """Smaller quotas at which the condition fails, as far as small steps lead."""
        best, left = found, MOST_SHRUNK
        while True:
            for smaller in _smaller(best, self.divisible):
                left -= 1
                if not left or self.is_late:
                    return best
                if self.in_time(smallest.beyond, smaller.component, smaller.outcomes, self.condition):
                    best = smaller
                    break
            else:
                return best


def _with_integers(found: Fails) -> Fails:
    """The quotas multiplied so that all extreme outcomes are integers."""
    scale = lcm(*(Fraction(entry).denominator for point in found.outcomes for entry in point))
    quotas = tuple((scale * low, scale * high) for low, high in found.quotas)
    outcomes = tuple(tuple(scale * entry for entry in point) for point in found.outcomes)
    return Fails(found.component, quotas, outcomes)


def _smaller(found: Fails, divisible: bool) -> Iterator[Fails]:
    """Smaller quotas near by; those of indivisible objects have integer extreme outcomes, and are attained."""
    component = found.component
    for quotas in _steps(found.quotas):
        outcomes = tuple(outcomes_at(component, component.right(quotas)))
        whole = all(Fraction(entry).denominator == 1 for point in outcomes for entry in point)
        if outcomes and (whole or divisible):
            tight = smallest.quotas_of(component, outcomes) if whole else quotas
            if size(tight) < size(found.quotas):
                yield Fails(component, tight, outcomes)


def _steps(quotas: Quotas) -> Iterator[Quotas]:
    """Quotas without floors, then with all ceilings lower by one, with two, and with one, and with one floor lower."""
    yield tuple((0, high) for _, high in quotas)
    places, numbered = range(len(quotas)), list(enumerate(quotas))
    for chosen in (places, *combinations(places, 2), *((k,) for k in places)):
        if all(quotas[k][1] > 0 for k in chosen):
            yield tuple((min(low, high - 1), high - 1) if k in chosen else (low, high) for k, (low, high) in numbered)
    for one in places:
        if quotas[one][0] > 0:
            yield tuple((low - (k == one), high) for k, (low, high) in numbered)


def _written(component: Component, chamber: Chamber) -> QuotaChamber:
    walls: list[CrossedTo | NotCrossed] = []
    for wall in chamber.walls:
        if isinstance(wall, Crossing):
            by = component.relabellings[wall.by]
            walls.append(CrossedTo(wall.to, by.cells, by.turned))
        else:
            walls.append(NotCrossed(wall.weights))
    return QuotaChamber(component.quotas(chamber.right), tuple(walls))
