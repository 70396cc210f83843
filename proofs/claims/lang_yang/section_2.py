"""The claims of Lang & Yang (2023), section 2: the model, constraint structures, and necessary conditions."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import LinearSystem, Optimal, feasibility, optimum
from exact.set_systems import edges_of_a_graph
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Expected, Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.problems import Masks, RuleCase, described_problem, shown, smaller_problems, structure_of
from proofs.claims.lang_yang.common import (
    CapacityCase,
    Cells,
    at_most,
    capacities,
    capacity,
    capacity_function,
    equal,
    is_bihierarchy,
    is_canonical,
    is_hierarchy,
    shown_capacity_case,
    shown_rule,
    smaller_rule_cases,
    value_of,
)
from proofs.claims.lang_yang.printed import quoted
from proofs.reduced_form.conditions.capacity import CapacityFunction, disjoint_pairs, subsets
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.polytope import described, limits_of
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.problem.structures import ImplementationStructure, structure

NONE: Cells = frozenset()


# ----------------------------------------------------------------- families: problems


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
            for rule in families.rules(problem, seed + number, each):
                yield RuleCase(problem, rule)

    return cases


def one(instance: Any) -> Callable[[int], Iterator[Any]]:
    """The family of a claim about one concrete example."""
    return lambda seed: iter((instance,))


# ----------------------------------------------------------------- section 2, (4), (5)


def three_capacities(case: CapacityCase) -> Part:
    yield has_outcome(case.problem)
    yield from capacities(case.problem, [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)])


def both_bounds(case: CapacityCase) -> tuple[Fraction, Fraction]:
    """beta(U, V), and beta(U, {}) + beta({}, V)."""
    together, above, below = (
        value_of(verdict)
        for verdict in capacities(case.problem, [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)])
    )
    return together, above + below


SUBLINEAR = Claim(
    "lang-yang-2023/section-2.sublinear",
    "section 2, (5)",
    (
        Reading(
            wording="If some outcome is feasible, beta(U, V) <= beta(U, {}) + beta({}, V) for disjoint sets U and V.",
            hypothesis=three_capacities,
            conclusion=lambda case: [at_most([both_bounds(case)], "beta(U, V)", "beta(U, {}) + beta({}, V)")],
            families=(
                Family(f"all pairs of disjoint sets for {UNTYPED.words}", capacity_cases(untyped_problems)),
                Family(f"all pairs of disjoint sets, {RANDOM_UNTYPED.words}", capacity_cases(random_untyped), True),
            ),
            because=lambda case: "beta(U, V) exceeds the sum of the two separate capacities",
            describe=shown_capacity_case,
            smaller=smaller_capacity_cases,
            budget=600,
        ),
    ),
    "the generalized capacity is sublinear",
)


def capacity_polytope(problem: Problem) -> LinearSystem:
    """P = {x : x(U) - x(V) <= beta(U, V) for all disjoint U, V}."""
    function = capacity_function(problem)
    rows = []
    for plus, minus in disjoint_pairs(problem.cells):
        signs = {**dict.fromkeys(plus, 1), **dict.fromkeys(minus, -1)}
        rows.append((signs, function.value(plus, minus)))
    return LinearSystem.make(problem.cells, at_most=rows)


def limits(problem: Problem) -> list[tuple[dict[Any, Fraction], Fraction]]:
    """LY (1) and nonnegativity as rows `coefficients * x <= bound`."""
    rows = limits_of(CapacityFunction(problem).outcomes)
    return [({problem.cells[j]: entry for j, entry in row.coefficients}, row.bound) for row in rows]


def support_hypothesis(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield described(problem)
    yield from capacities(problem, disjoint_pairs(problem.cells))
    system = capacity_polytope(problem)
    for row, _ in limits(problem):
        yield optimum(system, row)


def support_conclusion(problem: Problem) -> Part:
    system = capacity_polytope(problem)
    for row, bound in limits(problem):
        found = optimum(system, row)
        assert isinstance(found.statement, Optimal), "the capacities bound every cell"
        yield at_most([(found.statement.value, bound)], "the maximum over the capacity polytope", "the capacity")


SUPPORT = Claim(
    "lang-yang-2023/section-2.support",
    "section 2, after Definition 1",
    (
        Reading(
            wording="If the quotas (1) describe the feasible random outcomes, then so does the set of all x with "
            "x(U) - x(V) <= beta(U, V) for all disjoint U, V: none of its points breaks a quota or is negative.",
            hypothesis=support_hypothesis,
            conclusion=support_conclusion,
            families=(
                UNTYPED,
                Family(
                    "random structures on up to 4 cells with random quotas, one type each",
                    lambda seed: (problem for problem in random_untyped(seed) if len(problem.cells) <= 4),
                    endless=True,
                ),
            ),
            because=lambda problem: "a point that satisfies every capacity inequality breaks a quota",
            describe=described_problem,
            smaller=smaller_problems,
            budget=140,
        ),
    ),
    "the capacities describe what the quotas describe",
)


# ----------------------------------------------------------------- sections 2.1: structures


def describing_conclusion(problem: Problem) -> Part:
    """Either the quotas describe the lotteries, or neither has a point: then the quotas alone have none."""
    if has_outcome(problem).holds:
        yield described(problem)
    else:
        yield Expected(feasibility(CapacityFunction(problem).outcomes.system), holds=False)


def untyped_bihierarchies(seed: int) -> Iterator[Problem]:
    keep = families.is_bihierarchy
    for given in families.merged(
        families.structures(3, 1, 1, keep), families.structures(1, 2, 1, keep), families.structures(2, 2, 1, keep)
    ):
        yield from families.quota_systems(given, 1, ((1, 1), (0, 1), (1, 2)))


def random_bihierarchies(seed: int) -> Iterator[Problem]:
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 1, families.is_bihierarchy, 6):
        yield families.random_problem(draw, given)


BIHIERARCHY_DESCRIBES = Claim(
    "lang-yang-2023/section-2.1.bihierarchy-describes",
    "sections 2, 2.1",
    (
        Reading(
            wording="For a bihierarchy the quotas (1) completely describe the feasible random outcomes: every "
            "nonnegative solution is a lottery over feasible pure outcomes.",
            hypothesis=lambda problem: [is_bihierarchy(structure_of(problem))],
            conclusion=describing_conclusion,
            families=(
                Family(
                    "all bihierarchies on 3 x 1, 1 x 2 and 2 x 2 cells, one type each, quotas (1, 1), (0, 1), (1, 2)",
                    untyped_bihierarchies,
                ),
                Family("random bihierarchies up to 3 x 2 with random quotas", random_bihierarchies, endless=True),
            ),
            because=lambda problem: "a solution of the quotas is no lottery over feasible pure outcomes",
            describe=described_problem,
            smaller=smaller_problems,
            budget=400,
        ),
    ),
    "the quotas of a bihierarchy say all",
)


def canonical_structures(seed: int) -> Iterator[ImplementationStructure]:
    """Rows, columns and up to two further sets; 1 x 2 to 3 x 2 cells, one type each."""
    for most in range(3):
        for agents, objects in ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2)):
            sets = [mask for mask in range(1, 1 << agents * objects) if mask.bit_count() > 1]
            seen = set()
            for extra in itertools.combinations(sets, most):
                given = families.canonical(agents, objects, [1] * agents, extra)
                key = frozenset(given.sets)
                if key not in seen and len(given.sets) >= most:
                    seen.add(key)
                    yield given


CANONICAL = Family(
    "all rows and columns with up to two further sets, on 1 x 2 to 3 x 2 cells, one type each", canonical_structures
)

CANONICAL_IS_BIHIERARCHY = Claim(
    "lang-yang-2023/section-2.1.canonical-is-bihierarchy",
    "section 2.1",
    (
        Reading(
            wording="A canonical two-sided constraint structure, one that contains all rows {i} x A and all columns "
            "N x {j}, is a bihierarchy.",
            hypothesis=lambda given: [is_canonical(given)],
            conclusion=lambda given: [is_bihierarchy(given)],
            families=(CANONICAL,),
            because=lambda given: (
                "the structure contains all rows and all columns and more: three of its sets cross "
                "each other, so they cannot be split between two hierarchies"
            ),
            describe=shown,
            smaller=families.smaller_structures,
            budget=400,
        ),
        Reading(
            name="rows, columns and single cells only",
            wording="The structure that consists of all rows, all columns and all single cells is a bihierarchy.",
            hypothesis=lambda given: [is_canonical(given)],
            conclusion=lambda given: [is_bihierarchy(given)],
            families=(
                Family(
                    "all canonical structures without further sets on up to 4 agents, 5 objects, 2 types",
                    lambda seed: families.canonical_markets(4, 5, 2),
                ),
                Family(
                    "all canonical structures without further sets on up to 5 agents, 6 objects, one type each",
                    lambda seed: families.canonical_markets(5, 6, 1),
                ),
            ),
            because=lambda given: "three of the sets cross each other",
            describe=shown,
            budget=400,
        ),
    ),
    "canonical assignments are bihierarchies",
)

EXAMPLE_1_STRUCTURE = families.canonical(2, 2, (1, 1))

EXAMPLE_1 = Claim(
    "lang-yang-2023/example-1",
    "Example 1",
    (
        Reading(
            wording="The constraints of two buyers and two sellers, rows, columns and single cells, are a bihierarchy.",
            conclusion=lambda given: [is_bihierarchy(given)],
            families=(Family("the example", one(EXAMPLE_1_STRUCTURE)),),
            because=lambda given: "the sets of the example do not split into two hierarchies",
            describe=shown,
        ),
    ),
    "the buyer-seller constraints",
)


def course_structure(objects: list[str]) -> ImplementationStructure:
    """Example 2's constraint sets on the given objects: {i} x O for the optional courses O, N x {j} for all j."""
    optional = [j for j in objects if j.startswith("o")]
    sets = [[(i, j) for j in optional] for i in ("i1", "i2")] + [[("i1", j), ("i2", j)] for j in objects]
    return structure(["i1", "i2"], objects, sets, {"i1": ["t"], "i2": ["t"]})


EXAMPLE_2 = Claim(
    "lang-yang-2023/example-2",
    "Example 2",
    (
        Reading(
            wording="With A = {c1, o1, o2, o3} and O = {o1, o2, o3}, the sets {i} x O, N x {j} for all j in A and the "
            "single cells are a bihierarchy and have a canonical two-sided constraint structure.",
            conclusion=lambda given: [is_bihierarchy(given), is_canonical(given)],
            families=(Family("the example", one(course_structure(["c1", "o1", "o2", "o3"]))),),
            because=lambda given: (
                "a canonical two-sided structure contains {i} x A for every i, but the example has "
                "only {i} x O, and c1 is in A and not in O"
            ),
            describe=shown,
        ),
        Reading(
            name="optional courses only",
            wording="The same with A = O, the compulsory course being treated separately (as in Example 7).",
            conclusion=lambda given: [is_bihierarchy(given), is_canonical(given)],
            families=(Family("the example without c1", one(course_structure(["o1", "o2", "o3"]))),),
            because=lambda given: "the sets are no bihierarchy or miss a row or a column",
            describe=shown,
        ),
    ),
    "the course constraints",
)


def five_agents(sets: list[str]) -> ImplementationStructure:
    """Agents 1 to 5, one type each, and sets written as strings of agents."""
    names = list("12345")
    return structure(names, None, [[(name,) for name in members] for members in sets], {i: ["t"] for i in names})


def edges(given: ImplementationStructure) -> Verdict:
    """The sets other than single agents are the edges of a graph on the agents (LY, Definition 4)."""
    return edges_of_a_graph([frozenset(cell[0] for cell in members) for members in given.sets], given.agents)


EXAMPLE_3_ADJACENCY = Claim(
    "lang-yang-2023/example-3.adjacency",
    "Example 3",
    (
        Reading(
            wording="The six edges between {1, 2, 3} and {4, 5} (single agents aside, which LY's section 2 puts into "
            "every structure) have the adjacency property, are not a bihierarchy, and contain the three named "
            "hierarchies.",
            conclusion=lambda given: [
                edges(given),
                Expected(is_bihierarchy(given), holds=False),
                is_hierarchy(five_agents(["14", "25"])),
                is_hierarchy(five_agents(["15", "34"])),
                is_hierarchy(five_agents(["24", "35"])),
            ],
            families=(Family("the example", one(five_agents(["14", "15", "24", "25", "34", "35"]))),),
            because=lambda given: "the sets are no edges, or a bihierarchy, or one of the three is no hierarchy",
            describe=shown,
        ),
    ),
    "adjacency without bihierarchy",
)

EXAMPLE_3_BIHIERARCHY = Claim(
    "lang-yang-2023/example-3.bihierarchy",
    "Example 3",
    (
        Reading(
            wording="The sets {1, 2}, {1, 2, 3}, {3, 4, 5} are a bihierarchy without the adjacency property.",
            conclusion=lambda given: [is_bihierarchy(given), Expected(edges(given), holds=False)],
            families=(Family("the example", one(five_agents(["12", "123", "345"]))),),
            because=lambda given: "the sets are no bihierarchy, or are the edges of a graph",
            describe=shown,
        ),
    ),
    "bihierarchy without adjacency",
)


# ----------------------------------------------------------------- section 2.2: paramodularity


def every_set(agents: int, objects: int, types: int = 1) -> ImplementationStructure:
    """All sets of cells."""
    return families.build(agents, objects, range(1, 1 << agents * objects), [types] * agents)


SHAPES: dict[int, tuple[tuple[int, int], ...]] = {1: ((1, 1),), 2: ((2, 1), (1, 2)), 3: ((3, 1), (1, 3))}


def paramodular_problems(seed: int) -> Iterator[Problem]:
    """All paramodular pairs with ceilings up to 2 on one and two cells."""
    for cells in (1, 2):
        for agents, objects in SHAPES[cells]:
            for floors, ceilings in families.paramodular_pairs(cells):
                yield families.quotas_on_all_sets(every_set(agents, objects), floors, ceilings)


def random_paramodular(seed: int) -> Iterator[Problem]:
    """Effective quotas of random laminar systems, written down for all sets of three or four cells."""
    draw = random.Random(seed)
    while True:
        agents, objects = draw.choice(((3, 1), (1, 3), (2, 2)))
        floors, ceilings = families.random_pair(draw, agents * objects)
        yield families.quotas_on_all_sets(every_set(agents, objects), floors, ceilings)


PARAMODULAR = Family("all paramodular pairs on one or two cells with ceilings up to 2", paramodular_problems)
RANDOM_PARAMODULAR = Family("random paramodular pairs on three or four cells", random_paramodular, endless=True)


def paramodular_hypothesis(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield paramodular(problem, "listed")
    for quota in problem.constraints:
        yield capacity(problem, quota.cells)
        yield capacity(problem, (), quota.cells)


def attained(problem: Problem, sign: int) -> Part:
    """beta(G, {}) = c(G), and beta({}, G) = sign * b(G), set by set."""
    for quota in problem.constraints:
        assert quota.ceiling is not None
        above, below = capacity(problem, quota.cells), capacity(problem, (), quota.cells)
        name = name_of(quota.cells)
        yield equal([(value_of(above), quota.ceiling)], f"beta({name}, {{}})", f"c({name})")
        yield equal([(value_of(below), sign * quota.floor)], f"beta({{}}, {name})", f"{'-' * (sign < 0)}b({name})")


def attained_and_paramodular(problem: Problem, sign: int) -> Part:
    """The bounds that outcomes attain are those listed, and paramodular as well."""
    yield from attained(problem, sign)
    yield paramodular(problem, "effective")


def capacities_reading(sign: int, **more: Any) -> Reading:
    formula = "b(G)" if sign > 0 else "-b(G)"
    return Reading(
        wording=f"If (b, c) is paramodular on all sets, beta(G, {{}}) = c(G) and beta({{}}, G) = {formula} for all G, "
        "and these bounds are paramodular.",
        hypothesis=paramodular_hypothesis,
        conclusion=lambda problem: attained_and_paramodular(problem, sign),
        families=(PARAMODULAR, RANDOM_PARAMODULAR),
        because=lambda problem: (
            "beta({}, G) is the greatest value of -x(G) (Definition 1), so it is minus the least "
            f"amount that G gets; the capacities listed show that it is not {formula} for every set G"
        ),
        describe=described_problem,
        smaller=smaller_problems,
        budget=150,
        **more,
    )


SECTION_2_2_CAPACITIES = Claim(
    "lang-yang-2023/section-2.2.capacities",
    "section 2.2, after Definition 5",
    (capacities_reading(1), capacities_reading(-1, name="beta({}, G) = -b(G)")),
    "the capacities of a paramodular pair",
)


@dataclass(frozen=True)
class SpecialCase(Displayed):
    """A problem whose constraint sets are a hierarchy, or the rank function of a matroid as ceilings."""

    problem: Problem
    matroid: bool


@cache
def matroid_ranks(size: int) -> tuple[Masks, ...]:
    """The rank functions of all matroids on labelled elements, by mask: submodular, unit increase, 0 at {}."""
    found = []
    for table in itertools.product(*(range(min(mask.bit_count(), 3) + 1) for mask in range(1 << size))):
        steps = all(
            table[mask] <= table[mask | 1 << k] <= table[mask] + 1 for mask in range(1 << size) for k in range(size)
        )
        if steps and families.is_submodular(table):
            found.append(table)
    return tuple(found)


def special_cases(seed: int) -> Iterator[SpecialCase]:
    """All matroids on up to 3 elements; hierarchies on which every set is listed: one or two cells, all quotas to 2."""
    for cells in (1, 2, 3):
        for agents, objects in SHAPES[cells]:
            given = every_set(agents, objects)
            for ranks in matroid_ranks(cells):
                yield SpecialCase(families.quotas_on_all_sets(given, (0,) * len(ranks), ranks), True)
            if cells < 3:
                for single in (1, 2):
                    for problem in families.quota_systems(given, single):
                        yield SpecialCase(problem, False)


def hierarchy_cases(seed: int) -> Iterator[SpecialCase]:
    """All hierarchies on 3 x 1, 1 x 2 and 2 x 2 cells with quotas from six pairs, then random ones."""
    keep = families.is_hierarchy
    for cells in (1, 2, 3):
        for ranks in matroid_ranks(cells):
            yield SpecialCase(families.quotas_on_all_sets(every_set(cells, 1), (0,) * len(ranks), ranks), True)
    for given in families.merged(
        families.structures(3, 1, 1, keep), families.structures(1, 2, 1, keep), families.structures(2, 2, 1, keep)
    ):
        for problem in families.quota_systems(given, 1):
            yield SpecialCase(problem, False)


def random_hierarchies(seed: int) -> Iterator[SpecialCase]:
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 1, families.is_hierarchy, 6):
        if len(given.cells) <= 4:
            yield SpecialCase(families.random_problem(draw, given), False)


def special_hypothesis(case: SpecialCase) -> Part:
    yield has_outcome(case.problem)
    if not case.matroid:
        yield is_hierarchy(structure_of(case.problem))


def every_set_listed(case: SpecialCase) -> Part:
    """As `special_hypothesis`, and b and c are given on every nonempty set, as Definition 5 wants."""
    yield from special_hypothesis(case)
    count = len(case.problem.constraints), 2 ** len(case.problem.cells) - 1
    yield equal([count], "the number of sets with quotas", "the number of nonempty sets of cells")


def smaller_special_cases(case: SpecialCase) -> Iterator[SpecialCase]:
    return (SpecialCase(problem, case.matroid) for problem in smaller_problems(case.problem) if not case.matroid)


SPECIAL_CASES = Claim(
    "lang-yang-2023/section-2.2.special-cases",
    "section 2.2",
    (
        Reading(
            wording="Quotas on a hierarchy, and floors 0 with the rank function of a matroid as ceilings, are "
            "paramodular. Definition 5 takes b and c on every set; a set without quotas has floor 0 and no ceiling.",
            hypothesis=special_hypothesis,
            conclusion=lambda case: [paramodular(case.problem, "listed")],
            families=(
                Family(
                    "all matroids on up to 3 elements; all hierarchies on 3 x 1, 1 x 2, 2 x 2 cells, six quota pairs",
                    hierarchy_cases,
                ),
            ),
            because=lambda case: (
                "the sets are a hierarchy with quotas that some outcome meets, and the two certified sets, of which "
                "some may have no quotas of their own, break a law of paramodularity"
            ),
            describe=lambda case: described_problem(case.problem),
            smaller=smaller_special_cases,
            budget=400,
        ),
        Reading(
            name="quotas on every set",
            wording="Quotas on a hierarchy that contains every set, and floors 0 with the rank function of a matroid "
            "as ceilings, are paramodular.",
            hypothesis=every_set_listed,
            conclusion=lambda case: [paramodular(case.problem, "listed")],
            families=(
                Family(
                    "all matroids on up to 3 elements; all hierarchies of every set on up to 2 cells, quotas up to 2",
                    special_cases,
                ),
            ),
            because=lambda case: (
                "the sets are a hierarchy and the quotas are admissible, and two sets break a law of paramodularity"
            ),
            describe=lambda case: described_problem(case.problem),
            smaller=smaller_special_cases,
            budget=400,
        ),
        Reading(
            name="effective quotas",
            wording="If quotas on a hierarchy have a feasible outcome, then the bounds that feasible outcomes attain, "
            "-beta({}, G) and beta(G, {}) on every set G, are paramodular; so are those of a matroid.",
            hypothesis=special_hypothesis,
            conclusion=lambda case: [paramodular(case.problem, "effective")],
            families=(
                Family(
                    "all matroids on up to 3 elements; all hierarchies on 3 x 1, 1 x 2, 2 x 2 cells, six quota pairs",
                    hierarchy_cases,
                ),
                Family("random hierarchies on up to 4 cells with random quotas", random_hierarchies, endless=True),
            ),
            because=lambda case: "the bounds attained break a law of paramodularity",
            describe=lambda case: described_problem(case.problem),
            smaller=smaller_special_cases,
            budget=150,
        ),
    ),
    "hierarchies and matroids are paramodular",
)


ROWS_AND_COLUMNS = [
    [("i1", "j1"), ("i1", "j2")],
    [("i2", "j1"), ("i2", "j2")],
    [("i1", "j1"), ("i2", "j1")],
    [("i1", "j2"), ("i2", "j2")],
]


def market() -> Problem:
    """Two buyers, two sellers, every row, column and cell at most 1 (Example 4), one type each."""
    given = structure(
        ["i1", "i2"],
        ["j1", "j2"],
        ROWS_AND_COLUMNS,
        {"i1": ["t"], "i2": ["t"]},
    )
    return families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))


EXAMPLE_4_SETS: tuple[Cells, ...] = (
    frozenset({("i1", "j1"), ("i1", "j2")}),
    frozenset({("i1", "j2"), ("i2", "j2")}),
    frozenset({("i1", "j1"), ("i1", "j2"), ("i2", "j2")}),
    frozenset({("i1", "j2")}),
)


def example_4(problem: Problem) -> Part:
    first, second, union, meet = (value_of(verdict) for verdict in example_4_capacities(problem))
    yield equal([(union, 2), (first + second, 2), (union + meet, 3)], "the three capacities of the example")
    yield is_bihierarchy(structure_of(problem))
    yield Expected(paramodular(problem, "effective"), holds=False)
    yield Expected(paramodular(problem, "listed"), holds=False)


def example_4_capacities(problem: Problem) -> list[Verdict]:
    return capacities(problem, [(cells, NONE) for cells in EXAMPLE_4_SETS])


EXAMPLE_4 = Claim(
    "lang-yang-2023/example-4",
    "Example 4",
    (
        Reading(
            wording="In the 2 x 2 market with unit ceilings the largest amount of G = {(i1, j1), (i1, j2), (i2, j2)} "
            "is 2; 1 + 1 = 2 < 3 = 2 + 1, so the ceilings are not submodular; the bihierarchy is not paramodular.",
            hypothesis=example_4_capacities,
            conclusion=example_4,
            families=(Family("the example", one(market())),),
            because=lambda problem: "a number of the example is different, or the quotas are paramodular",
            describe=described_problem,
        ),
    ),
    "a bihierarchy that is not paramodular",
)


# ----------------------------------------------------------------- sections 2.3, 2.4: conditions


def block_example() -> Problem:
    """Example 5: Example 1 with two types each; quotas 1."""
    given = structure(["i1", "i2"], ["j1", "j2"], ROWS_AND_COLUMNS, {"i1": ["t1", "s1"], "i2": ["t2", "s2"]})
    return families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))


def identity(size: int, times: int = 1) -> list[list[int]]:
    """[I I ... I]."""
    return [[int(column % size == row) for column in range(size * times)] for row in range(size)]


def beside(left: list[list[int]], right: list[list[int]]) -> list[list[int]]:
    return [one + other for one, other in zip(left, right, strict=True)]


def blank(rows: int, columns: int) -> list[list[int]]:
    return [[0] * columns for _ in range(rows)]


def printed_b(problem: Problem) -> list[list[int]]:
    """diag(B_1, B_2), B_k with a row (i, t_i, j_k), a column (i', j_k, t), and 1 where i = i' and t has t_i."""
    profiles = list(problem.profiles())
    block = [
        [int(i == other and kind == t[problem.agents.index(i)]) for other in problem.agents for t in profiles]
        for i, kinds in zip(problem.agents, problem.types, strict=True)
        for kind in kinds
    ]
    return [*beside(block, blank(4, 8)), *beside(blank(4, 8), block)]


def printed_c() -> list[list[int]]:
    """C as printed: rows of agents [I_8 I_8], those of goods [I_4 I_4] on the diagonal, singletons I_16."""
    pair = identity(4, 2)
    return [*identity(8, 2), *beside(pair, blank(4, 8)), *beside(blank(4, 8), pair), *identity(16)]


def same_entries(printed: list[list[int]], built: list[list[int]]) -> Verdict:
    """Same shape and same entries."""
    shapes = [(len(printed), len(built)), (len(printed[0]), len(built[0]))]
    pairs = zip(itertools.chain(*printed), itertools.chain(*built), strict=False)
    return equal([*shapes, *pairs], "the printed numbers of rows, of columns and entries", "those of the matrix built")


EXAMPLE_5 = Claim(
    "lang-yang-2023/example-5",
    "Example 5",
    (
        Reading(
            wording="For two agents, two goods and two types each, with columns ordered by good, agent and profile, B "
            "and C have the printed blocks: B = diag(B_1, B_2); C has [I_8 I_8], [I_4 I_4] for each good, and I_16.",
            conclusion=lambda problem: [
                same_entries(printed_b(problem), projection.incidence_b(problem).to_lists()),
                same_entries(printed_c(), projection.incidence_c(problem).to_lists()),
            ],
            families=(Family("the example", one(block_example())),),
            because=lambda problem: "an entry of B or C is not the printed one",
            describe=described_problem,
        ),
    ),
    "the block form of B and C",
)


def proposition(letter: Any, number: int) -> Claim:
    return Claim(
        f"lang-yang-2023/proposition-{number}",
        f"Proposition {number}",
        (
            Reading(
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
            ),
        ),
        f"Condition {letter} is necessary",
    )


# ----------------------------------------------------------------- one good


def groups(problem: Problem) -> Iterator[tuple[Cells, Fraction, Fraction]]:
    """Each nonempty group of agents with its listed floor and ceiling."""
    for quota in problem.constraints:
        assert quota.ceiling is not None
        yield quota.cells, quota.floor, quota.ceiling


def same_bounds(problem: Problem) -> Part:
    """The bounds of Condition B at every profile and set of types are those of Che, Kim & Mierendorff: b and c."""
    for cells, floor, ceiling in groups(problem):
        most, least = value_of(capacity(problem, cells)), -value_of(capacity(problem, (), cells))
        yield equal([(most, ceiling)], f"the most that {name_of(cells)} can get", "its ceiling")
        yield equal([(least, floor)], f"the least that {name_of(cells)} can get", "its floor")


def group_capacities(problem: Problem) -> Part:
    yield has_outcome(problem)
    for cells, _, _ in groups(problem):
        yield capacity(problem, cells)
        yield capacity(problem, (), cells)


def single_good_hypothesis(problem: Problem) -> Part:
    yield from group_capacities(problem)
    yield paramodular(problem, "listed")


def one_good(problems: Callable[[int], Iterator[Problem]]) -> Callable[[int], Iterator[Problem]]:
    return lambda seed: (problem for problem in problems(seed) if not problem.objects)


def unit_problems(seed: int) -> Iterator[Problem]:
    """One unit for 1 to 5 agents: each nonempty group gets between 0 and 1."""
    for agents in range(1, 6):
        given = families.build(agents, 1, ((1 << agents) - 1,) if agents > 1 else (), [1] * agents)
        yield families.problem_on(given, dict.fromkeys(given.constraint_sets, (0, 1)))


def border_bounds(problem: Problem) -> Part:
    """Border's bound at a profile: 1 if some agent's type is in the set, and 0 otherwise."""
    for cells in subsets(problem.cells):
        if cells:
            yield capacity(problem, cells)
            yield equal([(value_of(capacity(problem, cells)), 1)], f"beta({name_of(cells)}, {{}})")
            yield equal([(value_of(capacity(problem, (), cells)), 0)], f"beta({{}}, {name_of(cells)})")


def quotas_on_groups(seed: int) -> Iterator[Problem]:
    """All admissible quotas up to 2 on all groups of one and two agents."""
    for agents in (1, 2):
        size = 1 << agents
        for pairs in itertools.product([(b, c) for c in range(3) for b in range(c + 1)], repeat=size - 1):
            floors, ceilings = (0, *(b for b, _ in pairs)), (0, *(c for _, c in pairs))
            yield families.quotas_on_all_sets(every_set(agents, 1), floors, ceilings)


SINGLE_GOOD = Claim(
    "lang-yang-2023/section-2.4.single-good",
    "after Proposition 2",
    (
        Reading(
            wording="With one good and quotas on the groups of agents the bounds of Condition B are those of Che, Kim "
            "& Mierendorff: beta(G, {}) = c(G) and -beta({}, G) = b(G) for every G, so that the conditions are the "
            "same.",
            hypothesis=group_capacities,
            conclusion=same_bounds,
            families=(Family("all quotas up to 2 on the groups of one or two agents", quotas_on_groups),),
            because=lambda problem: "the quota of a group is not attained, so the two conditions have different bounds",
            describe=described_problem,
            smaller=smaller_problems,
        ),
        Reading(
            name="a paramodular pair",
            wording="The same for a paramodular pair on the groups of agents, which is what Che, Kim & Mierendorff "
            "assume.",
            hypothesis=single_good_hypothesis,
            conclusion=same_bounds,
            families=(
                Family("all paramodular pairs on up to two agents, ceilings up to 2", one_good(paramodular_problems)),
                Family("random paramodular pairs on three agents", one_good(random_paramodular), endless=True),
            ),
            because=lambda problem: "a bound of Condition B is not that of Che, Kim & Mierendorff",
            describe=described_problem,
            smaller=smaller_problems,
            budget=150,
        ),
    ),
    "one good: Che, Kim & Mierendorff",
)

BORDER = Claim(
    "lang-yang-2023/section-2.4.border",
    "after Proposition 2",
    (
        Reading(
            wording="For a single unit the bounds of Condition B are Border's: 1 where some agent's type is in the set "
            "and 0 elsewhere, and 0 from below.",
            conclusion=border_bounds,
            families=(Family("one unit for 1 to 5 agents", unit_problems),),
            because=lambda problem: "a bound of Condition B is not Border's",
            describe=described_problem,
        ),
    ),
    "one unit: Border",
)

CLAIMS = quoted(
    [
        SUBLINEAR,
        SUPPORT,
        BIHIERARCHY_DESCRIBES,
        CANONICAL_IS_BIHIERARCHY,
        EXAMPLE_1,
        EXAMPLE_2,
        EXAMPLE_3_ADJACENCY,
        EXAMPLE_3_BIHIERARCHY,
        SECTION_2_2_CAPACITIES,
        SPECIAL_CASES,
        EXAMPLE_4,
        EXAMPLE_5,
        proposition("A", 1),
        proposition("B", 2),
        SINGLE_GOOD,
        BORDER,
    ]
)
