"""Is Condition A (or B) complete on a structure for all quotas and all priors?

Why few quota systems answer that is told in `proofs.reduced_form.universal.statements`. Each component is decided by
the first of these that does: for Condition A, its matrix M(W) is totally unimodular; it is alone; the condition fails
at quotas up to `LISTED_UP_TO`; one quota system in each chamber.

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
from typing import get_args

from exact import chambers
from exact.chambers import Chamber, Crossing
from exact.minkowski import Point
from exact.showing.display import Displayed, counted
from exact.unimodular import Certifying, total_unimodularity
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.facets.completeness import completeness
from proofs.reduced_form.facets.descriptions import PassingRule
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.signs import Condition
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity
from proofs.reduced_form.universal import smallest
from proofs.reduced_form.universal.components import Component, Quotas, components
from proofs.reduced_form.universal.statements import (
    AloneComponent,
    ByComponents,
    Chambers,
    CrossedTo,
    FailingQuotas,
    NotCrossed,
    QuotaChamber,
    UnimodularComponent,
    UniversalCondition,
    describes,
    outcomes_at,
)

LISTED_UP_TO = 1
"""All quotas up to this are tried before chambers."""

MOST_OUTCOME_SETS = 16
"""The most points of the grid of quantities whose subsets are listed."""

MOST_SHRUNK = 400
"""How many smaller quotas are tried when those of a chamber fail."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Fails(Displayed):
    """Quotas of a component at which the condition fails."""

    component: Component
    quotas: Quotas
    outcomes: tuple[Point, ...]


@dataclass(frozen=True)
class Open(Displayed):
    """What was tried without an answer."""

    tried: tuple[str, ...]


Found = UnimodularComponent | AloneComponent | Chambers | Fails | Open


def universal_condition(
    given: ImplementationStructure,
    condition: Condition = "A",
    *,
    divisible: bool = False,
    seconds: float | None = None,
    tell: Tell | None = None,
) -> Verdict:
    """Whether the condition is complete on the structure for all quotas with a feasible outcome and all priors.

    After so many `seconds` the search ends, undecided; `tell` hears of its progress. Raises `ValueError` for an unknown
    condition.
    """
    if condition not in get_args(Condition):
        raise ValueError(f'condition: "A" or "B" was expected, not {condition!r}')
    search = _Search(condition, divisible, seconds, tell)
    statement = UniversalCondition(given, condition, divisible)
    shown: list[UnimodularComponent | AloneComponent | Chambers] = []
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


def _refuted(statement: UniversalCondition, found: Fails) -> Verdict:
    """The verdict by a problem with these quotas, few types, and a rule."""
    given, condition = statement.structure, statement.condition
    fewer = smallest.with_fewest_types(given, found.component, found.outcomes, condition)
    problem = smallest.problem_at(fewer, found.component, found.quotas, statement.divisible)
    shown = completeness(facets(problem), condition)
    if isinstance(shown.evidence, PassingRule):
        return Verdict(statement, False, FailingQuotas(problem, shown.evidence))
    assert isinstance(shown.evidence, Undecided)
    return Verdict(statement, None, shown.evidence)


class _Search:
    """What is asked of every component, and how long."""

    def __init__(self, condition: Condition, divisible: bool, seconds: float | None, tell: Tell | None) -> None:
        self.condition, self.divisible = condition, divisible
        self.end = None if seconds is None else time.monotonic() + seconds
        self.tell = tell or (lambda how_far: None)

    @property
    def is_late(self) -> bool:
        return self.end is not None and time.monotonic() > self.end

    def decide(self, component: Component) -> Found:
        if self.condition == "A":
            kept = preserves_total_unimodularity(component.structure)
            if isinstance(kept.evidence, Certifying):
                return UnimodularComponent(kept.evidence)
        sets = None if self.divisible else total_unimodularity(component.incidence).evidence
        integral = sets if isinstance(sets, Certifying) else None
        described = self.divisible or integral is not None
        if component.is_alone and described:
            return AloneComponent(integral)
        tried: list[str] = []
        small = None if self.divisible else self.small(component, tried)
        if small is not None:
            return small
        found = self.by_chambers(component, tried)
        if isinstance(found, Fails):
            return self.shrunk(found, whole=not self.divisible)
        if isinstance(found, list) and described:
            return Chambers(integral, tuple(found))
        if isinstance(found, list):
            tried.append(
                "the sets are not totally unimodular; for divisible objects the condition is complete for all quotas, "
                f"by {counted(len(found), 'chamber')}"
            )
        return Open(tuple(tried))

    def small(self, component: Component, tried: list[str]) -> Fails | None:
        """The smallest quotas up to the bound at which the condition fails."""
        if (LISTED_UP_TO + 1) ** len(component.cells) > MOST_OUTCOME_SETS:
            return None
        number = 0
        for number, (outcomes, fails) in enumerate(smallest.tried(component, LISTED_UP_TO, self.condition), 1):
            if fails:
                quotas = smallest.quotas_of(component, outcomes)
                return Fails(component, quotas, tuple(smallest.extreme(outcomes)))
            self.tell(f"{counted(number, 'quota system')} up to {LISTED_UP_TO}")
            if self.is_late:
                tried.append(
                    f"{counted(number, 'quota system')} up to {LISTED_UP_TO} tried, none failing, then time was up"
                )
                return None
        tried.append(
            f"it is complete for all {counted(number, 'quota system')} up to {LISTED_UP_TO}, up to relabelling"
        )
        return None

    def by_chambers(self, component: Component, tried: list[str]) -> list[QuotaChamber] | Fails | None:
        """One quota system in each chamber, or one at which the condition fails; `None` if time was up."""
        relabellings = component.relabellings
        symmetries = [component.of_rows(each) for each in relabellings]
        found: list[QuotaChamber] = []
        for chamber in chambers.walk(component.rows, symmetries, component.level):
            if self.is_late:
                tried.append(f"{counted(len(found), 'chamber')} of quotas tried, none failing, then time was up")
                return None
            if not describes(component, chamber.right, self.condition):
                outcomes = tuple(outcomes_at(component, chamber.right))
                return Fails(component, component.quotas(chamber.right), outcomes)
            found.append(_written(component, chamber))
            self.tell(f"{counted(len(found), 'chamber')} of quotas")
        return found

    def shrunk(self, found: Fails, whole: bool) -> Fails:
        """Smaller quotas at which the condition fails, as far as small steps lead; with integer outcomes if `whole`."""
        component, best = found.component, self.with_integers(found) if whole else found
        left = MOST_SHRUNK
        smaller = True
        while smaller and left and not self.is_late:
            smaller = False
            for quotas in _steps(best.quotas):
                if min(low for low, _ in quotas) < 0:
                    continue
                left -= 1
                outcomes = _outcomes(component, quotas)
                if outcomes and (not whole or _are_whole(outcomes)):
                    tight = smallest.quotas_of(component, outcomes) if whole else quotas
                    if smallest.size(tight) < smallest.size(best.quotas) and smallest.beyond(
                        component, outcomes, self.condition
                    ):
                        best, smaller = Fails(component, tight, tuple(outcomes)), True
                        break
                if not left:
                    break
        return best

    def with_integers(self, found: Fails) -> Fails:
        """The quotas multiplied so that all extreme outcomes are integers."""
        scale = lcm(*(Fraction(entry).denominator for point in found.outcomes for entry in point))
        quotas = tuple((scale * low, scale * high) for low, high in found.quotas)
        outcomes = tuple(tuple(scale * entry for entry in point) for point in found.outcomes)
        return Fails(found.component, quotas, outcomes)


def _steps(quotas: Quotas) -> Iterator[Quotas]:
    """Quotas with no floors, then with all quotas lower by one, with two ceilings, with one, and with one floor."""
    yield tuple((0, high) for _, high in quotas)
    places, numbered = range(len(quotas)), list(enumerate(quotas))
    lowered = [places, *combinations(places, 2), *((k,) for k in places)]
    for chosen in lowered:
        yield tuple((min(low, high - 1), high - 1) if k in chosen else (low, high) for k, (low, high) in numbered)
    for one in places:
        yield tuple((low - (k == one), high) for k, (low, high) in numbered)


def _outcomes(component: Component, quotas: Quotas) -> list[Point]:
    return outcomes_at(component, component.right(quotas))


def _are_whole(outcomes: Sequence[Point]) -> bool:
    return all(Fraction(entry).denominator == 1 for point in outcomes for entry in point)


def _written(component: Component, chamber: Chamber) -> QuotaChamber:
    walls: list[CrossedTo | NotCrossed] = []
    for wall in chamber.walls:
        if isinstance(wall, Crossing):
            by = component.relabellings[wall.by]
            walls.append(CrossedTo(wall.to, by.cells, by.turned))
        else:
            walls.append(NotCrossed(wall.weights))
    return QuotaChamber(component.quotas(chamber.right), tuple(walls))
