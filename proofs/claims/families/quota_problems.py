"""Problems with quotas, pairs of sets of cells and rules to try, and what LY, section 2, says of capacities.

Shared by the statements of section 2 (Propositions 1 and 2, Examples 1 to 4), and by Example 5, Lemma 1, Corollary 1,
Theorem 4, and sections 3.1, 3.3, 4, 5.2 and 6.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.linear import feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import paramodular, rules
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import (
    CapacityCase,
    Cells,
    at_most,
    capacities,
    capacity,
    equal,
    shown_rule,
    smaller_rule_cases,
    value_of,
)
from proofs.claims.families.problems import smaller_problems
from proofs.claims.families.rules import RuleCase
from proofs.reduced_form.conditions import quotas
from proofs.reduced_form.conditions.capacity import CapacityFunction, disjoint_pairs
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.problem.structures import ImplementationStructure


def without_floors(case: CapacityCase) -> Part:
    yield at_most(((quota.floor, 0) for quota in case.problem.constraints), "the greatest floor")
    yield from capacities(case.problem, [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)])


def problems_without_floors(seed: int) -> Iterator[Problem]:
    draw = random.Random(seed)
    for given in families.merged(families.structures(3, 1, 1), families.structures(1, 2, 1)):
        yield from families.quota_systems(given, 2, ((0, 1), (0, 2), (0, 0)))
    for given in families.random_structures(seed, 3, 2, 1):
        yield families.random_problem(draw, given, floors=False)


def listed_paramodular(problem: Problem) -> Part:
    yield quotas.paramodular(problem, "listed")


NONE: Cells = frozenset()


def untyped_problems(seed: int) -> Iterator[Problem]:
    """One type each; every quota of a larger set one of (0, 1), (1, 1), (0, 2), (1, 2), single cells 0 to 1."""
    pairs = ((0, 1), (1, 1), (0, 2), (1, 2))
    for given in families.merged(families.structures(3, 1, 1), families.structures(1, 2, 1)):
        yield from families.quota_systems(given, 1, pairs)


def random_untyped(seed: int) -> Iterator[Problem]:
    """One type each, random sets and quotas."""
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 1):
        yield families.random_problem(draw, given)


def random_typed(seed: int) -> Iterator[Problem]:
    """Up to two types each, random sets, quotas and priors."""
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 2, most=3):
        if len(given.cells) * len(given.profiles) <= 24:
            yield families.random_problem(draw, given)


UNTYPED = Family(
    "all structures on 3 agents and 1 object and on 1 agent and 2 objects, one type each, quotas from "
    "(0, 1), (1, 1), (0, 2), (1, 2), single cells up to 1",
    untyped_problems,
)


def one(instance: Any) -> Callable[[int], Iterator[Any]]:
    """The family of a claim about one concrete example."""
    return lambda seed: iter((instance,))


RANDOM_UNTYPED = Family("random structures up to 3 x 2 with random quotas, one type each", random_untyped, endless=True)


def capacity_cases(problems: Callable[[int], Iterator[Problem]]) -> Callable[[int], Iterator[CapacityCase]]:
    """Each problem with all its pairs of disjoint nonempty sets."""

    def cases(seed: int) -> Iterator[CapacityCase]:
        for problem in problems(seed):
            for plus, minus in disjoint_pairs(problem.cells):
                if plus and minus:
                    yield CapacityCase(problem, plus, minus)

    return cases


def smaller_capacity_cases(case: CapacityCase) -> Iterator[CapacityCase]:
    for problem in smaller_problems(case.problem):
        kept = set(problem.cells)
        yield CapacityCase(problem, frozenset(case.plus & kept), frozenset(case.minus & kept))
    for side in ("plus", "minus"):
        for cell in sorted(getattr(case, side)):
            yield replace(case, **{side: getattr(case, side) - {cell}})


def rule_cases(problems: Callable[[int], Iterator[Problem]], each: int) -> Callable[[int], Iterator[RuleCase]]:
    """Each problem with so many interim rules, of which about half are implementable."""

    def cases(seed: int) -> Iterator[RuleCase]:
        for number, problem in enumerate(problems(seed)):
            for rule in rules.rules(problem, seed + number, each):
                yield RuleCase(problem, rule)

    return cases


def describing_conclusion(problem: Problem) -> Part:
    """Either the quotas describe the lotteries, or neither has a point: then the quotas alone have none."""
    if has_outcome(problem).holds:
        yield described(problem)
    else:
        yield Expected(feasibility(CapacityFunction(problem).outcomes.system), holds=False)


def every_set(agents: int, objects: int, types: int = 1) -> ImplementationStructure:
    """All sets of cells."""
    return families.build(agents, objects, range(1, 1 << agents * objects), [types] * agents)


SHAPES: dict[int, tuple[tuple[int, int], ...]] = {1: ((1, 1),), 2: ((2, 1), (1, 2)), 3: ((3, 1), (1, 3))}


def paramodular_problems(seed: int) -> Iterator[Problem]:
    """All paramodular pairs with ceilings up to 2 on one and two cells."""
    for cells in (1, 2):
        for agents, objects in SHAPES[cells]:
            for floors, ceilings in paramodular.paramodular_pairs(cells):
                yield paramodular.quotas_on_all_sets(every_set(agents, objects), floors, ceilings)


def random_paramodular(seed: int) -> Iterator[Problem]:
    """Effective quotas of random laminar systems, written down for all sets of three or four cells."""
    draw = random.Random(seed)
    while True:
        agents, objects = draw.choice(((3, 1), (1, 3), (2, 2)))
        floors, ceilings = paramodular.random_pair(draw, agents * objects)
        yield paramodular.quotas_on_all_sets(every_set(agents, objects), floors, ceilings)


def attained(problem: Problem, sign: int) -> Part:
    """beta(G, {}) = c(G), and beta({}, G) = sign * b(G), set by set."""
    for quota in problem.constraints:
        assert quota.ceiling is not None
        above, below = capacity(problem, quota.cells), capacity(problem, (), quota.cells)
        name = name_of(quota.cells)
        yield equal([(value_of(above), quota.ceiling)], f"beta({name}, {{}})", f"c({name})")
        yield equal([(value_of(below), sign * quota.floor)], f"beta({{}}, {name})", f"{'-' * (sign < 0)}b({name})")


ROWS_AND_COLUMNS = [
    [("i1", "j1"), ("i1", "j2")],
    [("i2", "j1"), ("i2", "j2")],
    [("i1", "j1"), ("i2", "j1")],
    [("i1", "j2"), ("i2", "j2")],
]


def same_entries(printed: list[list[int]], built: list[list[int]]) -> Verdict:
    """Same shape and same entries."""
    shapes = [(len(printed), len(built)), (len(printed[0]), len(built[0]))]
    pairs = zip(itertools.chain(*printed), itertools.chain(*built), strict=False)
    return equal([*shapes, *pairs], "the printed numbers of rows, of columns and entries", "those of the matrix built")


def necessary(letter: Any) -> Reading:
    """A condition is necessary for implementability."""
    return Reading(
        wording=f"If an interim rule is implementable, it satisfies Condition {letter}.",
        hypothesis=lambda case: [implementable(case.problem, case.rule)],
        conclusion=lambda case: [condition(case.problem, case.rule, letter)],
        families=(
            Family(
                "random problems up to 3 x 2 cells and 2 types with rules on and beyond the border",
                rule_cases(random_typed, 4),
                endless=True,
            ),
        ),
        because=lambda case: f"the rule is implementable and violates an inequality of Condition {letter}",
        describe=shown_rule,
        smaller=smaller_rule_cases,
        budget=200,
    )


def groups(problem: Problem) -> Iterator[tuple[Cells, Fraction, Fraction]]:
    """Each nonempty group of agents with its listed floor and ceiling."""
    for quota in problem.constraints:
        assert quota.ceiling is not None
        yield quota.cells, quota.floor, quota.ceiling


def group_capacities(problem: Problem) -> Part:
    yield has_outcome(problem)
    for cells, _, _ in groups(problem):
        yield capacity(problem, cells)
        yield capacity(problem, (), cells)


def quotas_on_groups(seed: int) -> Iterator[Problem]:
    """All admissible quotas up to 2 on all groups of one and two agents."""
    for agents in (1, 2):
        size = 1 << agents
        for pairs in itertools.product([(b, c) for c in range(3) for b in range(c + 1)], repeat=size - 1):
            floors, ceilings = (0, *(b for b, _ in pairs)), (0, *(c for _, c in pairs))
            yield paramodular.quotas_on_all_sets(every_set(agents, 1), floors, ceilings)
