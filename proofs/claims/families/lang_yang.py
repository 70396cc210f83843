"""What the claims of Lang & Yang share: statements about numbers and about the constraint sets of an instance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from exact.rationals import text
from exact.set_systems import bihierarchy, bipartite_graph, canonical_two_sided, hierarchy
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Part, Reading
from proofs.claims.comparison import compare
from proofs.claims.families.lang_yang_printed import PRINTED
from proofs.claims.families.problems import described_problem, smaller_problems
from proofs.claims.families.rules import RuleCase, rules
from proofs.reduced_form.conditions.capacity import Capacity, CapacityFunction, Extremes
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.facets.completeness import refuted
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Cell, Problem
from proofs.reduced_form.problem.structures import ImplementationStructure

PAPER = "lang-yang-2023"

Number = int | Fraction
Cells = frozenset[Cell]


def claim(name: str, where: str, title: str, *readings: Reading, rests_on: tuple[str, ...] = ()) -> Claim:
    """The claim with that id of the paper; the words it reads are quoted beside. Raises `ValueError` without any.

    `rests_on` names what its printed proof invokes, by ids of this paper (`Claim.rests_on`).
    """
    if name not in PRINTED:
        raise ValueError(
            f"{PAPER}/{name}: quote the words that it reads in proofs/claims/families/lang_yang_printed.py"
        )
    return Claim(f"{PAPER}/{name}", where, readings, title, PRINTED[name], rests_on)


@dataclass(frozen=True)
class CapacityCase(Displayed):
    """A problem and a pair of disjoint sets of cells."""

    problem: Problem
    plus: Cells
    minus: Cells


def equal(pairs: Iterable[tuple[Number, Number]], what: str, required: str = "") -> Verdict:
    """All pairs of numbers are equal; `what` says what the left numbers are, `required` what the right ones are."""
    listed = list(pairs)
    if len(listed) == 1:
        return compare((what, listed[0][0]), "=", (required, listed[0][1]))
    gap = max((abs(Fraction(left) - Fraction(right)) for left, right in listed), default=Fraction(0))
    goals = {right for _, right in listed}
    goal = required or (text(Fraction(goals.pop())) if len(goals) == 1 else "what they should be")
    return compare((f"the greatest distance of {what} from {goal}", gap), "=", ("", 0))


def at_most(pairs: Iterable[tuple[Number, Number]], what: str, bound: str = "") -> Verdict:
    """The left number of each pair is at most the right one; `what` says what the greatest left number is.

    `bound` says what the right number of a single pair is.
    """
    listed = list(pairs)
    if len({right for _, right in listed}) == 1:
        greatest = max(Fraction(left) for left, _ in listed)
        return compare((what, greatest), "<=", (bound, listed[0][1]))
    gap = max((Fraction(left) - Fraction(right) for left, right in listed), default=Fraction(0))
    return compare((f"{what}, less its bound", gap), "<=", ("", 0))


def constraint_sets(given: ImplementationStructure) -> tuple[Cells, ...]:
    """G, the single cells included."""
    return tuple(frozenset(members) for members in given.constraint_sets)


def is_hierarchy(given: ImplementationStructure) -> Verdict:
    """LY, Definition 2."""
    return hierarchy(constraint_sets(given))


def is_bihierarchy(given: ImplementationStructure) -> Verdict:
    """LY, Definition 3."""
    return bihierarchy(constraint_sets(given))


def is_canonical(given: ImplementationStructure) -> Verdict:
    """LY, section 2.1: all rows {i} x A and all columns N x {j} are among the constraint sets."""
    if given.objects is not None:
        return canonical_two_sided(constraint_sets(given), given.agents, given.objects)
    sets = [frozenset((*cell, "a") for cell in members) for members in given.constraint_sets]
    return canonical_two_sided(sets, given.agents, ["a"])


def is_bipartite(given: ImplementationStructure) -> Verdict:
    """The sets other than single agents are the edges of a graph on the agents without odd cycle (LY, Theorem 3)."""
    edges = [frozenset(cell[0] if given.objects is None else cell for cell in members) for members in given.sets]
    return bipartite_graph(edges, given.agents if given.objects is None else given.cells)


def types_at_most(given: ImplementationStructure, most: int) -> Verdict:
    """Every agent has at most so many types."""
    return at_most(((len(own), most) for own in given.types), "the most types of an agent")


@lru_cache(maxsize=64)
def capacity_function(problem: Problem) -> CapacityFunction:
    """beta of a problem whose quotas are the same at every profile; maxima are remembered."""
    return CapacityFunction(problem)


def capacity(problem: Problem, plus: Iterable[Cell], minus: Iterable[Cell] = ()) -> Verdict:
    """beta(plus, minus) of a problem with a feasible outcome, as a verdict on `Capacity`."""
    function = capacity_function(problem)
    found = function.extreme(plus, minus)
    return Verdict(Capacity(problem, function.profile, found.plus, found.minus, found.value), True, Extremes((found,)))


def capacities(problem: Problem, pairs: Iterable[tuple[Cells, Cells]]) -> list[Verdict]:
    """beta of each pair of sets."""
    return [capacity(problem, plus, minus) for plus, minus in pairs]


LISTED, SEARCHED = 14, 250
"""All facets are listed up to so many coordinates, or four type profiles; else a search takes so many steps."""


@lru_cache(maxsize=8)
def completeness_of(problem: Problem, letter: Any) -> Verdict | None:
    """Whether Condition A (or B) describes exactly the implementable rules; `None` if a search did not refute it.

    `None` as well where a type profile has more outcomes than are listed.
    """
    try:
        if len(problem.coordinates) <= LISTED or problem.profile_count <= 4:
            found = facets(problem)
            return found.condition_a if letter == "A" else found.condition_b
        return refuted(problem, letter, SEARCHED)
    except ValueError:  # more outcomes than are listed
        return None


def complete(letter: str) -> Callable[[Problem], Part]:
    """Condition A (or B) describes exactly the implementable rules of the problem."""

    def conclusion(problem: Problem) -> Part:
        verdict = completeness_of(problem, letter)
        if verdict is None or verdict.holds is None:
            yield from tried_rules(problem, letter)
        else:
            yield verdict

    return conclusion


def tried_rules(problem: Problem, letter: Any) -> Part:
    """Where the facets are too many for an answer: rules of the condition beyond the border are looked for."""
    for rule in rules(problem, 0, 4):
        if condition(problem, rule, letter).holds:
            yield implementable(problem, rule)


def value_of(verdict: Verdict) -> Fraction:
    """The number that a verdict on a capacity, an optimum or a bound is about."""
    value = getattr(verdict.statement, "value", None)
    assert isinstance(value, Fraction)
    return value


def smaller_rule_cases(case: RuleCase) -> Iterator[RuleCase]:
    """Smaller problems, with rules on and beyond the border of what is implementable there."""
    for problem in smaller_problems(case.problem):
        for rule in rules(problem, 0, 8):
            yield RuleCase(problem, rule)


def shown_rule(case: RuleCase) -> str:
    """A problem and a rule in a line."""
    pairs = zip(case.problem.coordinates, case.rule.values, strict=True)
    values = ", ".join(f"Q({' '.join(coordinate)}) = {text(value)}" for coordinate, value in pairs)
    return f"{described_problem(case.problem)}; {values}"


def shown_capacity_case(case: CapacityCase) -> str:
    from proofs.reduced_form.problem.problems import name_of

    return f"{described_problem(case.problem)}; U = {name_of(case.plus)}, V = {name_of(case.minus)}"
