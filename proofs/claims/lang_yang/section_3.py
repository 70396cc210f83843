"""The claims of Lang & Yang (2023), section 3: characterizations, total unimodularity, necessity (and section 6)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import networkx as nx

from exact import cones, polyhedra
from exact.linear import LinearSystem, feasibility, optimum
from exact.matrices import Matrix, Name
from exact.set_systems import edges_of_a_graph
from exact.showing.display import Displayed
from exact.unimodular import Submatrix, total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Expected, Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.problems import (
    Keep,
    RuleCase,
    any_family,
    described_problem,
    shown,
    smaller_problems,
    smaller_structures,
    structure_of,
)
from proofs.claims.lang_yang.common import (
    CapacityCase,
    at_most,
    capacities,
    capacity,
    complete,
    completeness_of,
    equal,
    is_bihierarchy,
    is_bipartite,
    is_canonical,
    is_hierarchy,
    shown_capacity_case,
    shown_rule,
    smaller_rule_cases,
    types_at_most,
    value_of,
)
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.section_2 import (
    NONE,
    capacity_cases,
    every_set,
    one,
    quotas_on_groups,
    random_typed,
    same_entries,
    smaller_capacity_cases,
)
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.conditions.polytope import described, quota_polytope
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.facets.listing import valid_inequality
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.problems import Constraint, Coordinate, Problem, name_of, uniform_prior
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    preserves_total_unimodularity,
    stacked_incidence,
    structure,
)

Keeps = Callable[[ImplementationStructure], Part]


# ----------------------------------------------------------------- families: structures


def small_structures(keep: Keep, types: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """All structures with the property on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, at most so many types each."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        shapes = ((2, 1), (3, 1), (1, 2), (2, 2))
        return iter(families.merged(*(families.structures(n, m, types, keep) for n, m in shapes)))

    return stream


def larger_structures(keep: Keep, types: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """Random structures with the property up to 4 x 2 or 3 x 3 cells, with at most 200 variables."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        pairs = zip(
            families.random_structures(seed, 4, 2, types, keep, 6),
            families.random_structures(seed + 1, 3, 3, types, keep, 8),
            strict=True,
        )
        for given in itertools.chain.from_iterable(pairs):
            if len(given.cells) * len(given.profiles) <= 200:
                yield given

    return stream


def class_of_structures(keep: Keep, types: int, name: str) -> tuple[Family, ...]:
    """All small structures with the property, then larger random ones."""
    most = {1: "one type each", 2: "at most 2 types each", 3: "at most 3 types each"}[types]
    return (
        Family(f"all {name} on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, {most}", small_structures(keep, types)),
        Family(f"random {name} up to 4 x 2 and 3 x 3 cells, {most}", larger_structures(keep, types), endless=True),
    )


# ----------------------------------------------------------------- families: problems


def with_quotas(
    structures: Callable[[int], Iterator[ImplementationStructure]], each: int = 4, most: int = 48
) -> Callable[[int], Iterator[Problem]]:
    """Each structure with all ceilings 1, with all amounts 1, and with random quotas and priors.

    Structures with more variables than `most` are left out.
    """

    def stream(seed: int) -> Iterator[Problem]:
        draw = random.Random(seed)
        for given in structures(seed):
            if len(given.cells) * len(given.profiles) > most:
                continue
            yield families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
            yield families.problem_on(given, dict.fromkeys(given.sets, (1, 1)))
            for _ in range(each - 2):
                yield families.random_problem(draw, given)

    return stream


def crossing_structures(keep: Keep, types: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """The small structures with sets that cross, in random order: hierarchies are the harmless ones."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        listed = [given for given in small_structures(keep, types)(seed) if crosses(given)]
        random.Random(seed).shuffle(listed)
        return iter(listed)

    return stream


def crosses(given: ImplementationStructure) -> bool:
    pairs = itertools.combinations([set(members) for members in given.sets], 2)
    return any(a & b and not a <= b and not b <= a for a, b in pairs)


def class_of_problems(keep: Keep, types: int, name: str) -> tuple[Family, ...]:
    """Quotas on all small structures, on those of them with crossing sets, and on larger random ones, in turn."""
    sources = [make(keep, types) for make in (small_structures, crossing_structures, larger_structures)]

    def stream(seed: int) -> Iterator[Problem]:
        for row in itertools.zip_longest(*(with_quotas(source)(seed) for source in sources)):
            yield from (problem for problem in row if problem is not None)

    most = {1: "one type each", 2: "at most 2 types each", 3: "at most 3 types each"}[types]
    words = (
        f"all {name} on 2 x 1, 3 x 1, 1 x 2, 2 x 2 cells and random larger ones, {most}, with four quota systems each"
    )
    return (Family(words, stream, endless=True),)


def unimodular_problems(seed: int) -> Iterator[Problem]:
    """Random problems on structures that often preserve total unimodularity though they are larger; without end.

    Hierarchies with up to three types, bihierarchies with one type, and pairs of cells of two agents with two types,
    in turn; quotas up to 3, priors of all kinds.
    """
    draw = random.Random(seed)
    sources = (
        families.random_structures(seed, 4, 2, 3, families.is_hierarchy, 4),
        families.random_structures(seed + 1, 4, 3, 1, families.is_bihierarchy, 7),
        families.random_structures(seed + 2, 2, 3, 2, only_pairs, 4),
    )
    for source in itertools.cycle(sources):
        given = next(given for given in source if not_large(given))
        yield families.random_problem(draw, given, draw.choice((1, 2, 3)))


def not_large(given: ImplementationStructure) -> bool:
    """At most 9 cells, 12 coordinates (i, t_i, j) and 60 variables of an ex post rule."""
    coordinates = sum(map(len, given.types)) * len(given.objects or ".")
    return len(given.cells) <= 9 and coordinates <= 12 and len(given.cells) * len(given.profiles) <= 60


def only_pairs(masks: families.Masks) -> bool:
    """Sets of two cells that are a bihierarchy."""
    return all(mask.bit_count() == 2 for mask in masks) and families.is_bihierarchy(masks)


UNIMODULAR = Family(
    "random hierarchies with up to 3 types each, bihierarchies with one type and pairs of cells of two agents, up to "
    "4 x 3 cells, quotas up to 3, some of them zero or equal, and priors of all kinds",
    unimodular_problems,
    endless=True,
)


def up_to_eight_cells(chosen: tuple[Family, ...]) -> tuple[Family, ...]:
    """Without the problems on more cells, for which linearity of the capacity is not decided."""

    def cut(family: Family) -> Family:
        def stream(seed: int) -> Iterator[Problem]:
            return (problem for problem in family.instances(seed) if len(problem.cells) <= 8)

        return Family(f"{family.words}, on at most 8 cells", stream, family.endless)

    return tuple(map(cut, chosen))


# ----------------------------------------------------------------- Remark 1 and Lemma 1


@dataclass(frozen=True)
class TwoProblems(Displayed):
    """Two problems on the same implementation structure."""

    first: Problem
    second: Problem


def pairs_of_problems(seed: int) -> Iterator[TwoProblems]:
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 2, most=3):
        if len(given.cells) * len(given.profiles) <= 12:
            yield TwoProblems(families.random_problem(draw, given), families.random_problem(draw, given))


def same_cone(pair: TwoProblems) -> Part:
    one_matrix, other = (projection.projection_matrix(problem) for problem in (pair.first, pair.second))
    apart = len(set(one_matrix.columns) ^ set(other.columns)), len(set(one_matrix.rows) ^ set(other.rows))
    yield equal([(sum(apart), 0)], "the number of rows and columns in one matrix and not in the other")
    aligned = other.submatrix(one_matrix.rows, one_matrix.columns)
    yield same_entries(one_matrix.to_lists(), aligned.to_lists())


REMARK_1 = Claim(
    "lang-yang-2023/section-3.remark-1",
    "Remark 1, section 3",
    (
        Reading(
            wording="Two problems that differ only in quotas and priors have the same matrix M(W), hence the same "
            "projection cone and the same generators.",
            conclusion=same_cone,
            families=(
                Family("pairs of random problems on one structure, up to 12 variables", pairs_of_problems, True),
            ),
            because=lambda pair: "an entry of M(W) depends on the quotas or on the prior",
            describe=lambda pair: f"{described_problem(pair.first)} and {described_problem(pair.second)}",
            budget=120,
        ),
    ),
    "the projection cone depends on the structure alone",
)


def cone_system(
    problem: Problem,
    fixed: dict[Name, int] | None = None,
    at_most_rows: Iterable[tuple[dict[Name, Fraction], Fraction]] = (),
    bound: int | None = None,
) -> LinearSystem:
    """W (LY (9)), with some variables fixed, further rows, and all entries between -bound and bound."""
    matrix = projection.projection_matrix(problem)
    size = problem.profile_count * len(problem.cells)
    equations = [({matrix.columns[c]: e for c, e in entries}, 0) for entries in matrix.entries[:size]]
    lower: dict[Name, Any] = {}
    upper: dict[Name, Any] = {}
    for name in matrix.columns:
        signed = isinstance(name, tuple) and name[0] != "f"
        lower[name] = 0 if signed else (None if bound is None else -bound)
        upper[name] = bound
    for name, number in (fixed or {}).items():
        lower[name] = upper[name] = number
    free = {name for name in matrix.columns if lower[name] is None}
    return LinearSystem.make(
        matrix.columns,
        at_most=list(at_most_rows),
        equal=equations,
        lower={name: bound for name, bound in lower.items() if name not in free},
        upper={name: bound for name, bound in upper.items() if bound is not None},
    )


def violated_somewhere(case: RuleCase) -> Verdict:
    """Whether some (f, g, h) in W has f y >= g c - h b + 1; W is a cone, so 1 stands for any excess."""
    problem = case.problem
    at = dict(zip(problem.coordinates, case.rule.values, strict=True))
    row: dict[Name, Fraction] = {("f", *c): -problem.marginals[c[0], c[1]] * value for c, value in at.items()}
    for quota in problem.constraints:
        assert quota.ceiling is not None, "every quota is finite in LY"
        for profile in problem.profiles():
            weight, name = problem.probability(profile), name_of(quota.cells)
            row["g", name, profile] = weight * quota.ceiling
            row["h", name, profile] = -weight * quota.floor
    return feasibility(cone_system(problem, at_most_rows=[(row, Fraction(-1))]))


def stated_either_way(verdict: Verdict) -> Expected:
    """A verdict that belongs into the certificate whichever way it came out."""
    return Expected(verdict, holds=verdict.holds is True)


def conic_hypothesis(case: RuleCase) -> Part:
    yield stated_either_way(implementable(case.problem, case.rule))


def conic_hypothesis_described(case: RuleCase) -> Part:
    yield has_outcome(case.problem)
    yield described(case.problem)
    yield from conic_hypothesis(case)


def conic_conclusion(case: RuleCase) -> Part:
    yield Expected(violated_somewhere(case), holds=implementable(case.problem, case.rule).holds is not True)


def conic_cases(seed: int) -> Iterator[RuleCase]:
    """Small structures with one type each and ceilings 1, then random problems with up to two types."""
    structures = families.merged(families.structures(3, 1, 1), families.structures(2, 1, 2))
    draw = random.Random(seed)
    for given in structures:
        problem = families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
        yield RuleCase(problem, families.relaxed_rule(problem))
        for _ in range(3):
            yield RuleCase(problem, families.relaxed_rule(problem, draw))
            yield RuleCase(problem, families.random_rule(problem, draw))
    small = (problem for problem in random_typed(seed) if len(problem.cells) * problem.profile_count <= 12)
    for number, problem in enumerate(small):
        for rule in families.rules(problem, seed + number, 4):
            yield RuleCase(problem, rule)


CONIC = Family(
    "structures on 2 and 3 agents, then random problems with up to 12 variables; four rules each", conic_cases, True
)

LEMMA_1 = Claim(
    "lang-yang-2023/lemma-1",
    "Lemma 1",
    (
        Reading(
            wording="An interim rule is implementable if and only if its weighted form y satisfies "
            "f y <= g c - h b (quotas weighted by the prior) for all (f, g, h) in the projection cone W.",
            hypothesis=conic_hypothesis,
            conclusion=conic_conclusion,
            families=(CONIC,),
            because=lambda case: (
                "no vector of W gives an inequality that the rule violates, but the rule is not "
                "implementable: the quotas have fractional solutions that are no lotteries over feasible pure outcomes"
            ),
            describe=shown_rule,
            smaller=smaller_rule_cases,
            budget=240,
        ),
        Reading(
            name="quotas that describe the lotteries",
            wording="The same if some outcome is feasible and the quotas (1) completely describe the feasible random "
            "outcomes.",
            hypothesis=conic_hypothesis_described,
            conclusion=conic_conclusion,
            families=(CONIC,),
            because=lambda case: "the rule is implementable and violates an inequality of W, or the other way round",
            describe=shown_rule,
            smaller=smaller_rule_cases,
            budget=240,
        ),
    ),
    "the conic characterization",
)


# ----------------------------------------------------------------- Theorem 1 and Corollary 1


def passing(problem: Problem, letter: str) -> str:
    """The problem, and the rule that satisfies the condition without being implementable, if one was found."""
    from exact.rationals import text

    verdict = completeness_of(problem, letter)
    rule = None if verdict is None else getattr(verdict.evidence, "rule", None)
    if rule is None:
        return described_problem(problem)
    pairs = zip(problem.coordinates, rule.values, strict=True)
    values = ", ".join(f"Q({' '.join(coordinate)}) = {text(value)}" for coordinate, value in pairs if value)
    return f"{described_problem(problem)}; {values}, all other values 0"


def insufficient(letter: str) -> Callable[[Problem], str]:
    return lambda problem: (
        f"the hypotheses hold, and an interim rule satisfies every inequality of Condition {letter} without being "
        "implementable"
    )


def unimodular(problem: Problem) -> Part:
    yield preserves_total_unimodularity(structure_of(problem))


def sufficiency(letter: str, hypothesis: Callable[[Problem], Part], **more: Any) -> Reading:
    """A reading that says: then Condition A (or B) holds exactly for the implementable rules."""
    return Reading(
        hypothesis=hypothesis,
        conclusion=complete(letter),
        because=insufficient(letter),
        describe=lambda problem: passing(problem, letter),
        smaller=more.pop("smaller", smaller_problems),
        **more,
    )


THEOREM_1 = Claim(
    "lang-yang-2023/theorem-1",
    "Theorem 1",
    (
        sufficiency(
            "A",
            unimodular,
            wording="If the projection cone preserves total unimodularity, an interim rule is implementable if and "
            "only if Condition A holds.",
            families=(*class_of_problems(any_family, 2, "structures"), UNIMODULAR),
            budget=400,
        ),
    ),
    "total unimodularity makes Condition A sufficient",
)


def cone_of(given: ImplementationStructure) -> Problem:
    """A problem whose projection cone is that of the structure; the quotas play no part."""
    return families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))


def sum_of_generators(given: ImplementationStructure) -> dict[Name, int]:
    """The vector of W with g = 2 and h = 1 for one cell at one profile, at which its agent's types meet only once.

    f is then 1 there: the vector is the sum of (f, g, h) = (1, 1, 0) and (0, 1, 1) on that cell.
    """
    problem = cone_of(given)
    matrix = projection.projection_matrix(problem)
    vector: dict[Name, int] = dict.fromkeys(matrix.columns, 0)
    agent, *rest = problem.cells[0]
    kind = problem.types[0][0]
    vector["f", agent, kind, *rest] = 1
    for profile in problem.profiles():
        if profile[0] == kind:
            vector["g", name_of([problem.cells[0]]), profile] = 2
            vector["h", name_of([problem.cells[0]]), profile] = 1
    return vector


def sign_rays(given: ImplementationStructure) -> Part:
    """No entry of an extreme ray of W exceeds 1 in absolute value; rays are primitive integer vectors."""
    cone = projection.projection_cone(cone_of(given))
    found = cones.generators(cone)
    yield equal([(len(found.lines), 0)], "the dimension of the lineality space")
    yield at_most(
        ((max(map(abs, ray)), 1) for ray in found.rays), "the greatest absolute value of an entry of an extreme ray"
    )


GENERATORS = Claim(
    "lang-yang-2023/theorem-1.generators",
    "before Theorem 1",
    (
        Reading(
            wording="If W preserves total unimodularity, every generator of W is a {0, +-1} vector up to scaling, for "
            "every finite set of generators (LY call the vectors of any finite set that generates the cone its "
            "generators).",
            hypothesis=lambda given: [preserves_total_unimodularity(given)],
            conclusion=lambda given: [
                Expected(feasibility(cone_system(cone_of(given), sum_of_generators(given))), holds=False)
            ],
            families=(
                Family("all structures on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells", small_structures(any_family, 2)),
            ),
            because=lambda given: (
                "the vector with f = 1, g = 2, h = 1 on the first cell lies in W and is no multiple "
                "of a {0, +-1} vector; together with any finite set of generators it generates W as well"
            ),
            describe=shown,
            smaller=smaller_structures,
        ),
        Reading(
            name="extreme rays",
            wording="If W preserves total unimodularity, W is pointed and every extreme ray is a {0, +-1} vector up "
            "to scaling.",
            hypothesis=lambda given: [preserves_total_unimodularity(given)],
            conclusion=sign_rays,
            families=(
                Family(
                    "all structures on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells with at most 2 types and 8 variables",
                    lambda seed: (
                        given
                        for given in small_structures(any_family, 2)(seed)
                        if len(given.cells) * len(given.profiles) * (1 + len(given.sets)) <= 24
                    ),
                ),
            ),
            because=lambda given: "an extreme ray of W has two entries of different absolute value",
            describe=shown,
            smaller=smaller_structures,
            budget=400,
        ),
    ),
    "total unimodularity makes generators sign vectors",
)


def linear_unimodular(problem: Problem) -> Part:
    yield from unimodular(problem)
    yield has_outcome(problem)
    yield linear(problem)


COROLLARY_1 = Claim(
    "lang-yang-2023/corollary-1",
    "Corollary 1",
    (
        sufficiency(
            "B",
            linear_unimodular,
            wording="If W preserves total unimodularity and the generalized capacity is linear, an interim rule is "
            "implementable if and only if Condition B holds.",
            families=up_to_eight_cells((*class_of_problems(any_family, 2, "structures"), UNIMODULAR)),
            budget=400,
        ),
    ),
    "linear capacity makes Condition B sufficient",
)


def without_floors(case: CapacityCase) -> Part:
    yield at_most(((quota.floor, 0) for quota in case.problem.constraints), "the greatest floor")
    yield from capacities(case.problem, [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)])


def adds_up(case: CapacityCase) -> Part:
    """beta(U, V) = beta(U, {}) + beta({}, V)."""
    pairs = [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)]
    both, above, below = (value_of(verdict) for verdict in capacities(case.problem, pairs))
    yield equal([(both, above + below)], "beta(U, V)", "beta(U, {}) + beta({}, V)")


def problems_without_floors(seed: int) -> Iterator[Problem]:
    draw = random.Random(seed)
    for given in families.merged(families.structures(3, 1, 1), families.structures(1, 2, 1)):
        yield from families.quota_systems(given, 2, ((0, 1), (0, 2), (0, 0)))
    for given in families.random_structures(seed, 3, 2, 1):
        yield families.random_problem(draw, given, floors=False)


NO_FLOORS = Claim(
    "lang-yang-2023/corollary-1.no-floors",
    "after Corollary 1",
    (
        Reading(
            wording="If all floors are 0, beta(U, V) = beta(U, {}) + beta({}, V) for disjoint U, V.",
            hypothesis=without_floors,
            conclusion=adds_up,
            families=(
                Family(
                    "all pairs of sets for structures on 3 x 1 and 1 x 2 cells with ceilings 0, 1, 2, then random ones",
                    capacity_cases(problems_without_floors),
                    endless=True,
                ),
            ),
            because=lambda case: "beta(U, V) is not the sum of the two separate capacities",
            describe=shown_capacity_case,
            smaller=smaller_capacity_cases,
            budget=800,
        ),
    ),
    "zero floors make the capacity linear",
)


@dataclass(frozen=True)
class SignCase(Displayed):
    """A problem and disjoint sets S+ and S- of coordinates."""

    problem: Problem
    plus: tuple[Coordinate, ...]
    minus: tuple[Coordinate, ...]


def sign_cases(seed: int) -> Iterator[SignCase]:
    for number, problem in enumerate(random_typed(seed)):
        if not has_outcome(problem).holds:
            continue
        draw = random.Random(seed + number)
        for _ in range(3):
            signs = [draw.choice((-1, 0, 1)) for _ in problem.coordinates]
            pairs = list(zip(problem.coordinates, signs, strict=True))
            plus = tuple(c for c, sign in pairs if sign > 0)
            yield SignCase(problem, plus, tuple(c for c, sign in pairs if sign < 0))


def right_sides(case: SignCase) -> list[Verdict]:
    """The right sides of Condition A for (S+, S-), (S+, {}) and ({}, S-): valid, and no smaller number is."""
    signs = [dict.fromkeys(case.plus, 1), dict.fromkeys(case.minus, -1)]
    both = {**signs[0], **signs[1]}
    return [
        valid_inequality(case.problem, chosen, inequality(case.problem, chosen).bound(case.problem))
        for chosen in (both, *signs)
    ]


def bounds_of(case: SignCase) -> tuple[Fraction, Fraction, Fraction]:
    both, above, below = (getattr(verdict.statement, "bound", Fraction(0)) for verdict in right_sides(case))
    return both, above, below


def both_sides(case: SignCase) -> tuple[Fraction, Fraction]:
    both, above, below = bounds_of(case)
    return both, above + below


TIGHTER = Claim(
    "lang-yang-2023/section-3.1.tighter",
    "after Theorem 1",
    (
        Reading(
            wording="The inequality of Condition A for (S+, S-) is at least as tight as the sum of those for "
            "(S+, {}) and ({}, S-): the left sides agree, and its right side is at most the sum of theirs.",
            hypothesis=right_sides,
            conclusion=lambda case: [
                at_most([both_sides(case)], "the right side for (S+, S-)", "the sum of the others")
            ],
            families=(Family("random problems up to 3 x 2 cells and 2 types, three pairs each", sign_cases, True),),
            because=lambda case: "the right side for both sets exceeds the sum of the separate ones",
            describe=lambda case: f"{described_problem(case.problem)}; S+ = {case.plus}, S- = {case.minus}",
            budget=130,
        ),
    ),
    "Condition A is tighter than its separate parts",
)


# ----------------------------------------------------------------- Theorems 2 and 3


def hierarchical(given: ImplementationStructure) -> Part:
    yield is_hierarchy(given)


def binary_bihierarchy(given: ImplementationStructure) -> Part:
    yield is_bihierarchy(given)
    yield types_at_most(given, 2)


def binary_standard(given: ImplementationStructure) -> Part:
    """As `binary_bihierarchy`, and neither hierarchy nests sets: no set but single cells lies in another."""
    yield from binary_bihierarchy(given)
    yield equal([(nested(given), 0)], "the number of pairs of nested constraint sets, single cells aside,")


def nested(given: ImplementationStructure) -> int:
    """How many sets lie in another one; single cells aside."""
    return sum(set(one_set) < set(other) for one_set, other in itertools.permutations(given.sets, 2))


def pairs_only(given: ImplementationStructure) -> Verdict:
    """Every set has at most two cells."""
    return at_most(((len(members), 2) for members in given.constraint_sets), "the size of the largest constraint set")


def two_active_agents(given: ImplementationStructure) -> Part:
    """A binary bihierarchy of sets of at most two cells and two agents."""
    yield from binary_bihierarchy(given)
    yield pairs_only(given)
    yield at_most([(len(given.agents), 2)], "the number of agents")


def one_uncertain_agent(given: ImplementationStructure) -> Part:
    """A binary bihierarchy of sets of at most two cells in which one agent has two types and the others have one."""
    yield from binary_bihierarchy(given)
    yield pairs_only(given)
    yield at_most([(sum(len(own) > 1 for own in given.types), 1)], "the number of agents with two types or more")


def single_types(given: ImplementationStructure) -> Part:
    yield is_bihierarchy(given)
    yield types_at_most(given, 1)


def bipartite_binary(given: ImplementationStructure) -> Part:
    yield is_bipartite(given)
    yield types_at_most(given, 2)


def bipartite_one_uncertain(given: ImplementationStructure) -> Part:
    yield from bipartite_binary(given)
    yield at_most([(sum(len(own) > 1 for own in given.types), 1)], "the number of agents with two types or more")


def violator(given: ImplementationStructure) -> str:
    """The submatrix of M(W) that is not unimodular, by its columns."""
    found = preserves_total_unimodularity(given).evidence
    if not isinstance(found, Submatrix):
        return "no square submatrix of M(W) with a determinant other than 0, 1, -1 is at hand"
    columns = ", ".join(_shown_column(name) for name in found.columns)
    size = len(found.columns)
    return f"a {size} x {size} submatrix of M(W) has determinant {found.determinant}; its columns are {columns}"


def _shown_column(name: Name) -> str:
    """`f(2, u)`, `g({1, 2}, uvu)`."""
    assert isinstance(name, tuple)
    kind, where, at = name
    if kind == "f":
        return f"f({''.join(where)}, {at})"
    return f"{kind}({families.shown_set(where)}, {''.join(at)})"


def preserving(hypothesis: Keeps, **more: Any) -> Reading:
    """A reading that says: then the projection cone preserves total unimodularity."""
    return Reading(
        hypothesis=hypothesis,
        conclusion=lambda given: [preserves_total_unimodularity(given)],
        because=lambda given: f"the structure has the property, and {violator(given)}",
        describe=shown,
        smaller=smaller_structures,
        **more,
    )


HIERARCHIES = class_of_structures(families.is_hierarchy, 3, "hierarchies")
BIHIERARCHIES = class_of_structures(families.is_bihierarchy, 2, "bihierarchies")
SINGLE_BIHIERARCHIES = class_of_structures(families.is_bihierarchy, 1, "bihierarchies")
PAIR_BIHIERARCHIES = class_of_structures(only_pairs, 2, "bihierarchies of pairs of cells")

THEOREM_2_1 = Claim(
    "lang-yang-2023/theorem-2.1",
    "Theorem 2(1)",
    (
        preserving(
            hierarchical,
            wording="If G is a hierarchy, the projection cone preserves total unimodularity.",
            families=HIERARCHIES,
            budget=1500,
        ),
    ),
    "hierarchies preserve total unimodularity",
)

THEOREM_2_2 = Claim(
    "lang-yang-2023/theorem-2.2",
    "Theorem 2(2)",
    (
        preserving(
            binary_bihierarchy,
            wording="If G is a bihierarchy and every agent has at most two types, the projection cone preserves total "
            "unimodularity.",
            families=BIHIERARCHIES,
            budget=500,
        ),
        preserving(
            binary_standard,
            name="standard constraints",
            wording="The same for 'standard' bihierarchies (the sketch's first case): no set other than single cells "
            "lies in another.",
            families=BIHIERARCHIES,
            budget=900,
        ),
        preserving(
            one_uncertain_agent,
            name="sets of two cells, one agent with two types",
            wording="If G is a bihierarchy of sets of at most two cells, one agent has at most two types and the "
            "others have one, the projection cone preserves total unimodularity.",
            families=PAIR_BIHIERARCHIES,
            budget=500,
        ),
        preserving(
            two_active_agents,
            name="sets of two cells, two agents",
            wording="If G is a bihierarchy of sets of at most two cells and there are at most two agents, each with at "
            "most two types, the projection cone preserves total unimodularity.",
            families=PAIR_BIHIERARCHIES,
            budget=500,
        ),
        preserving(
            binary_bihierarchy,
            name="rows and columns, two agents and two objects",
            wording="The structure of all rows, all columns and single cells with two agents, at most two objects and "
            "at most two types each preserves total unimodularity.",
            families=(
                Family(
                    "all canonical structures without further sets on up to 2 agents, 2 objects, 2 types",
                    lambda seed: families.canonical_markets(2, 2, 2),
                ),
            ),
        ),
    ),
    "bihierarchies with binary types preserve total unimodularity",
)

THEOREM_2_3 = Claim(
    "lang-yang-2023/theorem-2.3",
    "Theorem 2(3)",
    (
        preserving(
            single_types,
            wording="If G is a bihierarchy and every agent has one type, the projection cone preserves total "
            "unimodularity.",
            families=SINGLE_BIHIERARCHIES,
            budget=1500,
        ),
    ),
    "bihierarchies with one type preserve total unimodularity",
)


def graph_structures(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 2 to 4 agents with 1 or 2 types each, then those on 5 agents with two types each."""
    yield from families.graphs_with_counts(4, 2)
    yield from (given for given in families.graphs(5, 2) if len(given.agents) == 5)


def uncertain_graphs(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 5 to 7 agents, one agent with two types, which is each agent in turn."""
    for given in families.graphs(7, 1):
        types = dict(zip(given.agents, given.types, strict=True))
        for agent in given.agents:
            yield structure(given.agents, None, given.sets, {**types, agent: ("u", "v")})


GRAPHS = Family(
    "all graphs on 2 to 4 agents with 1 or 2 types each, and on 5 agents with 2 types each", graph_structures
)

THEOREM_3 = Claim(
    "lang-yang-2023/theorem-3",
    "Theorem 3",
    (
        preserving(
            bipartite_binary,
            wording="If G is the set of edges of a graph on the agents without odd cycle (single agents aside, whose "
            "rows do not matter for total unimodularity) and every agent has at most two types, the projection cone "
            "preserves total unimodularity.",
            families=(GRAPHS,),
            budget=300,
        ),
        preserving(
            bipartite_one_uncertain,
            name="one agent with two types",
            wording="The same if at most one agent has two types and the others have one.",
            families=(
                GRAPHS,
                Family(
                    "all graphs on 2 to 7 agents, at most one of them isolated, one agent with 2 types",
                    uncertain_graphs,
                ),
            ),
            budget=900,
        ),
    ),
    "bipartite graphs with binary types preserve total unimodularity",
)


def of_structure(hypothesis: Keeps) -> Callable[[Problem], Part]:
    """A hypothesis on the structure, asked of a problem."""
    return lambda problem: hypothesis(structure_of(problem))


def canonical_binary(given: ImplementationStructure) -> Part:
    yield is_canonical(given)
    yield types_at_most(given, 2)


def rows_and_columns(given: ImplementationStructure) -> Part:
    """Canonical, a bihierarchy, and no set but rows, columns and single cells."""
    yield from canonical_binary(given)
    yield is_bihierarchy(given)
    plain = families.canonical(len(given.agents), len(given.objects or "."), map(len, given.types))
    yield equal(
        [(len(given.sets), len(plain.sets))], "the number of sets, single cells aside,", "that of rows and columns"
    )


def canonical_problems(seed: int) -> Iterator[Problem]:
    """Rows, columns and up to one further set, ceilings only; then with random quotas."""
    draw = random.Random(seed)
    shapes = ((1, 2, (2,)), (2, 1, (2, 2)), (2, 2, (1, 1)), (2, 2, (2, 1)), (2, 2, (2, 2)), (3, 2, (2, 2, 1)))
    for agents, objects, counts in shapes:
        plain = families.canonical(agents, objects, counts)
        yield families.problem_on(plain, dict.fromkeys(plain.sets, (0, 1)))
        yield families.problem_on(plain, dict.fromkeys(plain.sets, (1, 1)))
        for extra in range(1, 1 << agents * objects):
            given = families.canonical(agents, objects, counts, (extra,))
            if extra.bit_count() > 1 and len(given.sets) > len(plain.sets) and len(plain.cells) < 6:
                yield families.problem_on(
                    given, {**dict.fromkeys(plain.sets, (0, 1)), **dict.fromkeys(given.sets, (0, 1))}
                )
                yield families.random_problem(draw, given)


def unit_market(problem: Problem) -> Part:
    yield from rows_and_columns(structure_of(problem))
    yield at_most(((quota.floor, 0) for quota in problem.constraints), "the greatest floor")
    yield at_most(((quota.ceiling or 0, 1) for quota in problem.constraints), "the greatest ceiling")


def fewer_or_lower(problem: Problem) -> Iterator[Problem]:
    """Without an agent, an object, a set or a type; then with a ceiling lower by one."""
    yield from fewer(problem)
    for k, quota in enumerate(problem.constraints):
        if quota.ceiling:
            lower = replace(quota, ceiling=quota.ceiling - 1, floor=min(quota.floor, quota.ceiling - 1))
            yield replace(problem, constraints=(*problem.constraints[:k], lower, *problem.constraints[k + 1 :]))


def fewer(problem: Problem) -> Iterator[Problem]:
    """Smaller problems with fewer cells, sets or profiles, or with a simpler prior; quotas are left alone."""
    size = len(problem.constraints) * problem.profile_count
    for less in smaller_problems(problem):
        if len(less.constraints) * less.profile_count < size or less.prior != problem.prior:
            yield less


SHAPES = ((3, 2, (2, 2, 1)), (2, 2, (2, 2)), (2, 3, (2, 2)), (3, 2, (2, 1, 1)), (4, 2, (2, 2, 1, 1)))
"""Agents, objects and numbers of types of small canonical markets."""


def plain_canonical_problems(
    seed: int, shapes: tuple[tuple[int, int, tuple[int, ...]], ...] = SHAPES
) -> Iterator[Problem]:
    """Rows and columns only, the shapes in turn; ceilings of rows and columns 1 to 3, of single cells 0 to 2."""
    draw = random.Random(seed)
    for shape in itertools.cycle(shapes):
        given = families.canonical(*shape)
        quotas = {
            members: (0, draw.choice((0, 1, 2, 2) if len(members) == 1 else (1, 2, 2, 3)))
            for members in given.constraint_sets
        }
        yield families.problem_on(given, quotas)


def unit_markets(seed: int) -> Iterator[Problem]:
    """All ceilings 1 in all canonical markets with at most 16 coordinates and 16 type profiles; small ones first."""
    for given in families.markets_by_size(16, 16):
        yield families.problem_on(given, dict.fromkeys(given.constraint_sets, (0, 1)))


def assignment_markets(seed: int) -> Iterator[Problem]:
    """Rows, columns and cells at most 1, some cells ruled out, and any prior, in the same markets."""
    draw = random.Random(seed)
    listed = families.markets_by_size(16, 16)
    while True:
        given = draw.choice(listed)
        quotas = {
            members: (0, draw.choice((0, 1, 1, 1)) if len(members) == 1 else 1) for members in given.constraint_sets
        }
        yield families.problem_on(given, quotas, families.random_prior(draw, given))


UNIT_MARKETS = Family(
    "all canonical markets with unit quotas, at most two types each, at most 16 pairs of a type and an object and at "
    "most 16 type profiles",
    unit_markets,
)
RULED_OUT = Family("such markets with some cells ruled out", assignment_markets, endless=True)
PLAIN_MARKETS = Family(
    "rows and columns of 2 x 2, 2 x 3, 3 x 2 and 4 x 2 cells, ceilings 1 to 3, single cells 0 to 2",
    plain_canonical_problems,
    endless=True,
)


CANONICAL_SUFFICIENCY = Claim(
    "lang-yang-2023/theorem-2.2.canonical-sufficiency",
    "Theorems 1 and 2(2)",
    (
        sufficiency(
            "A",
            of_structure(canonical_binary),
            wording="If G is a canonical two-sided constraint structure (it contains all rows and all columns) and "
            "every agent has at most two types, an interim rule is implementable if and only if Condition A holds.",
            families=(
                Family("rows, columns and up to one further set on small markets", canonical_problems),
                UNIT_MARKETS,
                PLAIN_MARKETS,
            ),
            smaller=fewer_or_lower,
            budget=600,
        ),
        sufficiency(
            "A",
            of_structure(rows_and_columns),
            name="rows and columns only",
            wording="The same if G consists of all rows, all columns and all single cells.",
            families=(PLAIN_MARKETS, UNIT_MARKETS),
            smaller=fewer_or_lower,
            budget=600,
        ),
        sufficiency(
            "A",
            unit_market,
            name="assignment markets with unit quotas",
            wording="The same if G consists of all rows, all columns and all single cells, all floors are 0 and all "
            "ceilings at most 1.",
            families=(UNIT_MARKETS, RULED_OUT),
            smaller=fewer_or_lower,
            budget=150,
        ),
    ),
    "canonical structures with binary types make Condition A sufficient",
)

THEOREM_2_1_SUFFICIENCY = Claim(
    "lang-yang-2023/theorem-2.1.sufficiency",
    "Theorems 1 and 2(1)",
    (
        sufficiency(
            "A",
            of_structure(hierarchical),
            wording="If G is a hierarchy, an interim rule is implementable if and only if Condition A holds.",
            families=(*class_of_problems(families.is_hierarchy, 2, "hierarchies"), UNIMODULAR),
            budget=300,
        ),
    ),
    "hierarchies make Condition A sufficient",
)


def crossing_bihierarchies(seed: int) -> Iterator[Problem]:
    """All bihierarchies with crossing sets, with ceilings 1 or 2 for these sets and 1 for single cells."""
    for given in filter(crosses, small_structures(families.is_bihierarchy, 2)(seed)):
        yield from families.quota_systems(given, pairs=((0, 1), (0, 2)))


THEOREM_2_2_SUFFICIENCY = Claim(
    "lang-yang-2023/theorem-2.2.sufficiency",
    "Theorems 1 and 2(2)",
    (
        sufficiency(
            "A",
            of_structure(binary_bihierarchy),
            wording="If G is a bihierarchy and every agent has at most two types, an interim rule is implementable if "
            "and only if Condition A holds.",
            families=(
                Family(
                    "all bihierarchies with crossing sets on 3 x 1, 1 x 2 and 2 x 2 cells, at most two types each, "
                    "ceilings 1 or 2 for these sets and 1 for single cells",
                    crossing_bihierarchies,
                ),
                *class_of_problems(families.is_bihierarchy, 2, "bihierarchies"),
            ),
            budget=1600,
        ),
        sufficiency(
            "A",
            of_structure(one_uncertain_agent),
            name="sets of two cells, one agent with two types",
            wording="The same if the sets have at most two cells and only one agent has two types.",
            families=class_of_problems(only_pairs, 2, "bihierarchies of pairs of cells"),
            budget=400,
        ),
    ),
    "bihierarchies with binary types make Condition A sufficient",
)

THEOREM_2_3_SUFFICIENCY = Claim(
    "lang-yang-2023/theorem-2.3.sufficiency",
    "Theorems 1 and 2(3)",
    (
        sufficiency(
            "A",
            of_structure(single_types),
            wording="If G is a bihierarchy and every agent has one type, an interim rule is implementable if and only "
            "if Condition A holds.",
            families=(*class_of_problems(families.is_bihierarchy, 1, "bihierarchies"), UNIMODULAR),
            budget=300,
        ),
    ),
    "bihierarchies with one type make Condition A sufficient",
)

GRAPH_PROBLEMS = (
    Family(f"{GRAPHS.words}, with four systems of quotas each", with_quotas(graph_structures), endless=True),
)

THEOREM_3_SUFFICIENCY = Claim(
    "lang-yang-2023/theorem-3.sufficiency",
    "Theorems 1 and 3",
    (
        sufficiency(
            "A",
            of_structure(bipartite_binary),
            wording="If G is the set of edges of a graph without odd cycle and every agent has at most two types, an "
            "interim rule is implementable if and only if Condition A holds.",
            families=GRAPH_PROBLEMS,
            budget=1200,
        ),
        sufficiency(
            "A",
            of_structure(bipartite_one_uncertain),
            name="one agent with two types",
            wording="The same if at most one agent has two types and the others have one.",
            families=(
                *GRAPH_PROBLEMS,
                Family("graphs on up to 7 agents, one agent with 2 types", with_quotas(uncertain_graphs), endless=True),
            ),
            budget=400,
        ),
    ),
    "bipartite graphs with binary types make Condition A sufficient",
)


# ----------------------------------------------------------------- Tables 1 and 2

TABLE_1 = """
1   uu  | 1a:uu 1b:uu
2   vv  | 2b:vv 2c:vv
3   uv  | 3c:uv 3a:uv
a   uv  | 3a:uv 1a:uv
b   uv  | 1b:uv 2b:uv
c   vv  | 2c:vv 3c:vv
1a  u   | 1a:uu 1a:uv
1b  u   | 1b:uu 1b:uv
2b  v   | 2b:uv 2b:vv
3c  u   | 3c:vv 3c:uv
"""
"""Table 1, u for t and v for t'; agent 3 keeps its type, the u that is left out of the profiles as in the paper."""


def table_rows() -> dict[Name, list[Name]]:
    """Row names of M* and the columns in which the table has a 1."""
    rows: dict[Name, list[Name]] = {}
    for line in TABLE_1.strip().splitlines():
        head, _, ones = line.partition("|")
        row, at = head.split()
        columns: list[Name] = []
        for entry in ones.split():
            cell, profile = entry.split(":")
            columns.append(("x", tuple(cell), (*profile, "u")))
        rows[_row_name(row, at)] = columns
    return rows


def _row_name(row: str, at: str) -> Name:
    if len(row) == 2:
        return ("f", tuple(row), at)
    cells = [(row, j) for j in "abc"] if row in "123" else [(i, row) for i in "123"]
    return ("g", tuple(cells), (*at, "u"))


def tables(given: ImplementationStructure) -> Part:
    rows = table_rows()
    columns = list(dict.fromkeys(itertools.chain(*rows.values())))
    found = stacked_incidence(given).submatrix(list(rows), columns)
    printed = [[int(column in ones) for column in columns] for ones in rows.values()]
    yield same_entries(printed, found.to_lists())
    sums = [sum(line) for line in printed] + [sum(line) for line in zip(*printed, strict=True)]
    yield equal([(total, 2) for total in sums], "the sums of the rows and columns")
    graph = nx.Graph((row, column) for row, ones in rows.items() for column in ones)
    changes = [isinstance(row, tuple) and row[0] == "g" for row in rows]
    yield equal([(nx.number_connected_components(graph), 1)], "the number of cycles")
    yield equal([(sum(map(sum, printed)) % 4, 0)], "the sum of the entries modulo 4")
    yield equal([(sum(changes), 6)], "the number of changes on N x A")
    yield equal([(len(changes) - sum(changes), 4)], "the number of changes on T")


TABLES = Claim(
    "lang-yang-2023/section-3.1.tables-1-2",
    "Tables 1 and 2",
    (
        Reading(
            wording="In the canonical 3 x 3 market with two types each, the ten rows and columns of Table 1 cut out of "
            "M* exactly the printed entries: a single cycle with two ones in every row and column, 6 changes on N x A "
            "and 4 on T, and the sum of its entries divisible by four.",
            conclusion=tables,
            families=(Family("the example", one(families.canonical(3, 3, (2, 2, 2)))),),
            because=lambda given: "the submatrix is not the printed one, or is no even cycle",
            describe=shown,
        ),
    ),
    "the ten-row cycle",
)


# ----------------------------------------------------------------- Theorem 4


@dataclass(frozen=True)
class ConeVector(Displayed):
    """A problem in which agent 1 has two types and the others one, and a vector of W by the sets at either profile.

    g is 1 on the sets, h is 0, and f(i, t_i, j) is how many of the sets contain the cell at a profile with that type.
    """

    problem: Problem
    first: tuple[int, ...]
    second: tuple[int, ...]

    def vector(self) -> dict[Name, int]:
        problem = self.problem
        vector: dict[Name, int] = dict.fromkeys(projection.projection_matrix(problem).columns, 0)
        for profile, masks in zip(problem.profiles(), (self.first, self.second), strict=True):
            for mask in masks:
                cells = [cell for k, cell in enumerate(problem.cells) if mask >> k & 1]
                vector["g", name_of(cells), profile] = 1
            for k, (agent, *rest) in enumerate(problem.cells):
                kind = profile[problem.agents.index(agent)]
                vector["f", agent, kind, *rest] = sum(mask >> k & 1 for mask in masks)
        return vector


def cone_vectors(seed: int) -> Iterator[ConeVector]:
    """Paramodular quotas on all sets of two, then three cells; vectors of W with at most two sets at a profile."""
    for agents, objects in ((2, 1), (3, 1), (2, 2)):
        cells = agents * objects
        given = families.build(agents, objects, range(1, 1 << cells), [2] + [1] * (agents - 1))
        ceilings = tuple(min(mask.bit_count(), 2) for mask in range(1 << cells))
        problem = families.quotas_on_all_sets(given, (0,) * len(ceilings), ceilings)
        own = (1 << objects) - 1
        choices = [c for size in (1, 2) for c in itertools.combinations(range(1, 1 << cells), size)]
        for first, second in itertools.product(choices, repeat=2):
            counts = [[sum(m >> k & 1 for m in masks) for k in range(cells)] for masks in (first, second)]
            if all(a == b for k, (a, b) in enumerate(zip(*counts, strict=True)) if not own >> k & 1):
                yield ConeVector(problem, first, second)


def decomposition_hypothesis(case: ConeVector) -> Part:
    yield paramodular(case.problem, "listed")
    yield feasibility(cone_system(case.problem, case.vector()))


def decomposition_conclusion(case: ConeVector) -> Part:
    """Some sign vector of W vanishes wherever g or h of the vector does, and is 1 where g is, on the last set."""
    vector = case.vector()
    fixed: dict[Name, int] = {
        name: 0 for name, entry in vector.items() if isinstance(name, tuple) and name[0] != "f" and not entry
    }
    marked = [name for name, entry in vector.items() if isinstance(name, tuple) and name[0] == "g" and entry]
    for name in marked:
        yield feasibility(cone_system(case.problem, {**fixed, name: 1}, bound=1))


def shown_cone_vector(case: ConeVector) -> str:
    vector = case.vector()
    entries = ", ".join(f"{_shown_entry(name)} = {entry}" for name, entry in vector.items() if entry)
    return f"{described_problem(case.problem)}; {entries}"


def _shown_entry(name: Name) -> str:
    assert isinstance(name, tuple)
    kind, *rest = name
    return f"{kind}({', '.join(''.join(part) if isinstance(part, tuple) else str(part) for part in rest)})"


@dataclass(frozen=True)
class ChainCase(Displayed):
    """A structure of single cells, and a chain of masks of cells at each profile."""

    structure: ImplementationStructure
    chains: tuple[tuple[int, ...], ...]

    def matrix(self) -> Matrix:
        """[B; C] with the rows of the chains alone: the constraint matrix of W+(C1) up to signs and unit rows."""
        given = self.structure
        every = families.build(
            len(given.agents), len(given.objects or "."), range(1, 1 << len(given.cells)), map(len, given.types)
        )
        matrix = stacked_incidence(every)
        rows: list[Name] = [row for row in matrix.rows if isinstance(row, tuple) and row[0] == "f"]
        for profile, chain in zip(every.profiles, self.chains, strict=True):
            for mask in chain:
                if mask.bit_count() > 1:
                    members = tuple(cell for k, cell in enumerate(every.cells) if mask >> k & 1)
                    rows.append(("g", members, profile))
        return matrix.submatrix(rows, matrix.columns)


def chain_cases(seed: int) -> Iterator[ChainCase]:
    """Random chains at every profile on up to 3 x 1 and 2 x 2 cells with up to 3 types."""
    draw = random.Random(seed)
    while True:
        agents, objects = draw.choice(((2, 1), (3, 1), (2, 2), (1, 3)))
        counts = [draw.randint(1, 3) for _ in range(agents)]
        given = families.build(agents, objects, (), counts)
        chains = []
        for _ in given.profiles:
            order = list(range(len(given.cells)))
            draw.shuffle(order)
            sizes = [size for size in range(1, len(order) + 1) if draw.random() < 0.7]
            chains.append(tuple(sum(1 << k for k in order[:size]) for size in sizes))
        yield ChainCase(given, tuple(chains))


THEOREM_4_1 = Claim(
    "lang-yang-2023/theorem-4.1",
    "Theorem 4(1)",
    (
        Reading(
            wording="If (b, c) is paramodular on all sets, W is the sum (or the union) of two cones with totally "
            "unimodular constraint matrices. Such cones are generated by {0, +-1} vectors, so every vector of W is a "
            "nonnegative combination of {0, +-1} vectors of W, which vanish wherever its g and h do.",
            hypothesis=decomposition_hypothesis,
            conclusion=decomposition_conclusion,
            families=(
                Family("vectors of W with at most two sets at each of two profiles, 2 to 4 cells", cone_vectors),
            ),
            because=lambda case: (
                "the quotas are paramodular and the vector lies in W; were W made of two cones with "
                "totally unimodular matrices, some {0, +-1} vector of W would vanish where g and h of the vector "
                "do and be 1 on one of its sets, but no vector of W with entries between -1 and 1 does"
            ),
            describe=shown_cone_vector,
            budget=200,
        ),
        Reading(
            name="the cones of chains of section 4",
            wording="For any profile of chains the constraint matrices of W+(C1) and W-(C2) are totally unimodular.",
            conclusion=lambda case: [total_unimodularity(case.matrix())],
            families=(
                Family("random profiles of chains up to 3 x 1 and 2 x 2 cells, up to 3 types", chain_cases, True),
            ),
            because=lambda case: "a square submatrix of [B; C1] has a determinant other than 0, 1, -1",
            describe=lambda case: f"{shown(case.structure)}; chains {case.chains}",
            budget=160,
        ),
    ),
    "paramodular quotas split the projection cone",
)


def typed_paramodular(seed: int) -> Iterator[Problem]:
    """All paramodular pairs on two cells with ceilings up to 3, and on three with ceilings up to 2; two types each."""
    for cells, most, shapes in ((2, 3, ((2, 1), (1, 2))), (3, 2, ((3, 1), (1, 3)))):
        for agents, objects in shapes:
            for floors, ceilings in families.paramodular_pairs(cells, most):
                yield families.quotas_on_all_sets(every_set(agents, objects, 2), floors, ceilings)


def random_typed_paramodular(seed: int) -> Iterator[Problem]:
    """Random pairs on two to four cells, two or three types each, and any prior."""
    draw = random.Random(seed)
    while True:
        agents, objects, types = draw.choice(((3, 1, 2), (1, 3, 3), (2, 1, 3), (2, 2, 2), (1, 4, 2), (4, 1, 2)))
        floors, ceilings = families.random_pair(draw, agents * objects, 2)
        given = every_set(agents, objects, types)
        yield replace(families.quotas_on_all_sets(given, floors, ceilings), prior=families.random_prior(draw, given))


def listed_paramodular(problem: Problem) -> Part:
    yield paramodular(problem, "listed")


TYPED_PARAMODULAR = (
    Family(
        "all paramodular pairs on two cells with ceilings up to 3, and on three with ceilings up to 2; two types each",
        typed_paramodular,
    ),
    Family("random paramodular pairs on 2 to 4 cells, 2 or 3 types each", random_typed_paramodular, endless=True),
)

THEOREM_4_2 = Claim(
    "lang-yang-2023/theorem-4.2",
    "Theorem 4(2)",
    (
        sufficiency(
            "B",
            listed_paramodular,
            wording="If (b, c) is paramodular on all sets, an interim rule is implementable if and only if Condition B "
            "holds.",
            families=TYPED_PARAMODULAR,
            budget=150,
        ),
    ),
    "paramodular quotas make Condition B sufficient",
)


def scaled(problem: Problem, other: Problem, share: Fraction) -> Problem:
    """Divisible goods, and the mixture of two systems of quotas on the same sets."""
    second = {quota.cells: quota for quota in other.constraints}
    mixed = []
    for quota in problem.constraints:
        assert quota.ceiling is not None
        assert second[quota.cells].ceiling is not None
        floor = share * quota.floor + (1 - share) * second[quota.cells].floor
        ceiling = share * quota.ceiling + (1 - share) * (second[quota.cells].ceiling or 0)
        mixed.append(Constraint(quota.cells, floor, ceiling))
    return replace(problem, constraints=tuple(mixed), divisible=True)


def divisible_problems(seed: int) -> Iterator[Problem]:
    """Mixtures of two random paramodular pairs."""
    draw = random.Random(seed)
    for agents, objects in itertools.cycle(((2, 1), (1, 2), (3, 1))):
        given = every_set(agents, objects, 2)
        pair = [families.quotas_on_all_sets(given, *families.random_pair(draw, agents * objects)) for _ in "12"]
        yield scaled(pair[0], pair[1], Fraction(draw.randint(1, 6), 7))


@dataclass(frozen=True)
class Rounded(Displayed):
    """Real quotas as of divisible goods, and indivisible goods with the integer quotas that mean the same for them."""

    real: Problem

    @property
    def whole(self) -> Problem:
        """Floors rounded up and ceilings down."""
        found = []
        for quota in self.real.constraints:
            assert quota.ceiling is not None
            floor, ceiling = Fraction(-(-quota.floor // 1)), Fraction(quota.ceiling // 1)
            found.append(Constraint(quota.cells, floor, ceiling))
        return replace(self.real, constraints=tuple(found), divisible=False)


def rounded_means(seed: int) -> Iterator[Rounded]:
    """Means of two paramodular pairs without floors on three cells, ceilings up to 2; the second in all orders."""
    given = every_set(3, 1, 2)
    tables = [ceilings for floors, ceilings in families.paramodular_pairs(3) if not any(floors)]
    orders = [[families.moved((mask,), order)[0] for mask in range(8)] for order in itertools.permutations(range(3))]
    turned = dict.fromkeys(tuple(table[mask] for mask in order) for table in tables for order in orders)
    for one_table, other in sorted(itertools.product(tables, turned), key=lambda pair: sum(map(sum, pair))):
        pair = [families.quotas_on_all_sets(given, (0,) * 8, ceilings) for ceilings in (one_table, other)]
        yield Rounded(scaled(pair[0], pair[1], Fraction(1, 2)))


def rounded_problems(seed: int) -> Iterator[Rounded]:
    """Mixtures of two random paramodular pairs on three cells."""
    draw = random.Random(seed)
    given = every_set(3, 1, 2)
    while True:
        pair = [families.quotas_on_all_sets(given, *families.random_pair(draw, 3, 2)) for _ in "12"]
        yield Rounded(scaled(pair[0], pair[1], Fraction(draw.randint(1, 3), 4)))


def rounded_complete(case: Rounded) -> Part:
    return complete("B")(case.whole)


THEOREM_4_REAL = Claim(
    "lang-yang-2023/theorem-4.real",
    "before section 3.3",
    (
        Reading(
            wording="With goods as in section 2, whose pure outcomes are integers, and real-valued paramodular quotas "
            "on all sets, an interim rule is implementable if and only if Condition B holds.",
            hypothesis=lambda case: listed_paramodular(case.real),
            conclusion=rounded_complete,
            families=(
                Family(
                    "means of two paramodular pairs on 3 agents, 2 types, ceilings up to 2, no floors", rounded_means
                ),
                Family("mixtures of two random paramodular pairs on 3 agents, 2 types", rounded_problems, True),
            ),
            because=lambda case: (
                "the quotas are paramodular; integer amounts meet them exactly if they meet the "
                "quotas rounded to integers, and with these a rule satisfies Condition B without being implementable"
            ),
            describe=lambda case: f"{described_problem(case.real)}; rounded: {passing(case.whole, 'B')}",
            budget=300,
        ),
        sufficiency(
            "B",
            listed_paramodular,
            name="divisible goods",
            wording="With divisible goods and real-valued paramodular quotas on all sets, an interim rule is "
            "implementable if and only if Condition B holds.",
            families=(
                Family("mixtures of two random paramodular pairs on 2 and 3 cells, 2 types", divisible_problems, True),
            ),
            smaller=lambda problem: iter(()),
            budget=120,
        ),
    ),
    "Theorem 4 for real-valued quotas",
)


# ----------------------------------------------------------------- section 3.3


def remark_of_che(types: int = 2) -> Problem:
    """Three agents, one good: at most 6 in all, 4 for two agents, 3 for one; independent uniform types."""
    given = families.build(3, 1, range(1, 8), [types] * 3)
    quotas = {members: (0, {1: 3, 2: 4, 3: 6}[len(members)]) for members in given.constraint_sets}
    return families.problem_on(given, quotas)


EXAMPLE = Family("the example", one(remark_of_che()))


def fourteen(problem: Problem) -> Part:
    points = polyhedra.hull(quota_polytope(problem)).points
    named = [(0, 0, 0), (2, 2, 2), (3, 1, 0), (3, 0, 0)]
    listed = {tuple(map(Fraction, p)) for base in named for p in itertools.permutations(base)}
    yield equal([(len(points), 14)], "the number of extreme points")
    yield equal(
        [(len(listed - {tuple(point) for point in points}), 0)], "the number of named points that are not extreme"
    )
    yield equal(((entry.denominator, 1) for point in points for entry in point), "the denominators of their entries")
    yield described(problem)


def effective_ceilings(problem: Problem) -> Part:
    for quota in problem.constraints:
        assert quota.ceiling is not None
        name = name_of(quota.cells)
        yield equal([(value_of(capacity(problem, quota.cells)), quota.ceiling)], f"beta({name}, {{}})", f"c({name})")


def neither(problem: Problem) -> Part:
    yield from effective_ceilings(problem)
    yield Expected(paramodular(problem, "effective"), holds=False)
    yield Expected(paramodular(problem, "listed"), holds=False)
    yield Expected(preserves_total_unimodularity(structure_of(problem)), holds=False)


def all_capacities(problem: Problem) -> Part:
    return [capacity(problem, quota.cells) for quota in problem.constraints]


def separate_system(problem: Problem) -> LinearSystem:
    """Condition B in the variables Q_i(t_i)."""
    rows = []
    for size in range(len(problem.coordinates) + 1):
        for chosen in itertools.combinations(problem.coordinates, size):
            for sign in (1, -1):
                bound = inequality(problem, dict.fromkeys(chosen, sign)).bound(problem)
                rows.append(({c: sign * problem.marginals[c[0], c[1]] for c in chosen}, bound))
    return LinearSystem.make(problem.coordinates, at_most=rows)


def ex_post_system(problem: Problem) -> LinearSystem:
    """LY (6) and (7): ex post quantities within the quotas, and Q their conditional expectation."""
    profiles = list(problem.profiles())
    equations: list[tuple[dict[Any, Any], int]] = []
    for agent, kind in problem.coordinates:
        place = problem.agents.index(agent)
        row: dict[Any, Any] = {
            ((agent,), t): problem.probability(t) / problem.marginals[agent, kind] for t in profiles if t[place] == kind
        }
        equations.append(({**row, (agent, kind): -1}, 0))
    limits = [({(cell, t): 1 for cell in quota.cells}, quota.ceiling) for t in profiles for quota in problem.quotas(t)]
    names = [*problem.coordinates, *((cell, t) for t in profiles for cell in problem.cells)]
    return LinearSystem.make(names, at_most=limits, equal=equations, lower=0)


def two_values(problem: Problem) -> list[Verdict]:
    """The greatest sum of Q_i(t1) + 2 Q_i(t2), subject to Condition B and subject to (6) and (7)."""
    objective = {c: 1 if c[1] == "u" else 2 for c in problem.coordinates}
    return [optimum(separate_system(problem), objective), optimum(ex_post_system(problem), objective)]


def stated_values(problem: Problem) -> Part:
    promised, possible = map(value_of, two_values(problem))
    yield equal([(promised, Fraction("18.375"))], "the maximum under Condition B")
    yield equal([(possible, 18)], "the maximum under (6) and (7)")


def separate_example(problem: Problem) -> Part:
    yield linear(problem)
    yield from effective_ceilings(problem)


VERTICES = Claim(
    "lang-yang-2023/section-3.3.vertices",
    "section 3.3",
    (
        Reading(
            wording="The system of the example has 14 extreme points, all integral, among them (0, 0, 0), (2, 2, 2) "
            "and the permutations of (3, 1, 0) and (3, 0, 0).",
            conclusion=fourteen,
            families=(EXAMPLE,),
            because=lambda problem: "the extreme points are others",
            describe=described_problem,
        ),
    ),
    "14 integral extreme points",
)

EFFECTIVE = Claim(
    "lang-yang-2023/section-3.3.effective",
    "section 3.3",
    (
        Reading(
            wording="All ceilings of the example are effective, c(G) = beta(G, {}); the problem is neither paramodular "
            "nor totally unimodular.",
            hypothesis=all_capacities,
            conclusion=neither,
            families=(EXAMPLE,),
            because=lambda problem: "a ceiling is not attained, or one of the two properties holds",
            describe=described_problem,
        ),
    ),
    "effective, not paramodular, not unimodular",
)

VALUES = Claim(
    "lang-yang-2023/section-3.3.values",
    "section 3.3",
    (
        Reading(
            wording="The maximum of the sum of Q_i(t1) + 2 Q_i(t2) is 18.375 under Condition B and 18 under (6), (7).",
            hypothesis=two_values,
            conclusion=stated_values,
            families=(EXAMPLE,),
            because=lambda problem: "one of the two maxima is another number",
            describe=described_problem,
        ),
    ),
    "18.375 > 18",
)

CONDITION_B_EXAMPLE = Claim(
    "lang-yang-2023/section-3.3.condition-b",
    "section 3.3",
    (
        Reading(
            wording="In the example the generalized capacity is linear, so that Condition A reduces to Condition B, "
            "and all ceilings are effective, so that the bounds of Condition B are those of Che, Kim & Mierendorff.",
            hypothesis=all_capacities,
            conclusion=separate_example,
            families=(EXAMPLE,),
            because=lambda problem: "the capacity is not linear, or a ceiling is not attained",
            describe=described_problem,
        ),
    ),
    "Condition A reduces to B",
)


def not_paramodular(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield Expected(paramodular(problem, "effective"), holds=False)


def quotas_not_paramodular(problem: Problem) -> Part:
    """b and c are listed for every nonempty set of cells, some outcome meets them, and they break Definition 5."""
    yield has_outcome(problem)
    count = len(problem.constraints), 2 ** len(problem.cells) - 1
    yield equal([count], "the number of sets with quotas", "the number of nonempty sets of cells")
    yield Expected(paramodular(problem, "listed"), holds=False)


def incomplete(letter: str) -> Callable[[Problem], Part]:
    return lambda problem: (Expected(verdict, holds=False) for verdict in map(_verdict, complete(letter)(problem)))


def _verdict(given: Expected | Verdict) -> Verdict:
    return given.verdict if isinstance(given, Expected) else given


def one_good(types: int, floors: bool = True) -> Callable[[int], Iterator[Problem]]:
    """Three agents and one good: ceilings 1 first, then random quotas on all groups that are not paramodular."""

    def stream(seed: int) -> Iterator[Problem]:
        draw = random.Random(seed)
        for masks in families.set_families(3, 1):
            given = families.build(3, 1, masks, [types] * 3)
            yield families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
            if floors:
                yield families.problem_on(given, dict.fromkeys(given.sets, (1, 1)))
        given = families.build(3, 1, (3, 5, 6, 7), [types] * 3)
        while True:
            problem = families.random_problem(draw, given, 3, floors=floors)
            if not seems_paramodular(problem):
                yield replace(problem, prior=uniform_prior(given.types))

    return stream


def all_ceilings(seed: int) -> Iterator[Problem]:
    """All ceilings up to 2 for an agent, 4 for two, 6 for three that are not paramodular; each set of outcomes once."""
    given = families.build(3, 1, (3, 5, 6, 7), [2] * 3)
    groups = sorted(given.constraint_sets, key=len)
    seen: set[tuple[tuple[int, ...], ...]] = set()
    for single in itertools.combinations_with_replacement((1, 2), 3):
        for pairs in itertools.product(range(1, 5), repeat=3):
            for total in range(1, 7):
                quotas = {g: (0, high) for g, high in zip(groups, (*single, *pairs, total), strict=True)}
                problem = families.problem_on(given, quotas)
                allowed = tuple(outcomes(problem))
                if allowed not in seen:
                    seen.add(allowed)
                    if not seems_paramodular(problem):
                        yield problem


def outcomes(problem: Problem) -> list[tuple[int, ...]]:
    """The feasible outcomes with at most 3 for each of three agents."""
    return [
        point
        for point in itertools.product(range(4), repeat=3)
        if all(
            quota.floor <= sum(point[problem.cells.index(cell)] for cell in quota.cells) <= (quota.ceiling or 0)
            for quota in problem.constraints
        )
    ]


def seems_paramodular(problem: Problem) -> bool:
    """Whether the bounds attained are paramodular, or there is no outcome; quick, and not certified."""
    points = outcomes(problem)
    if not points:
        return True
    sums = [[sum(x[k] for k in range(3) if mask >> k & 1) for x in points] for mask in range(8)]
    low, high = tuple(map(min, sums)), tuple(map(max, sums))
    submodular = families.is_submodular(high) and families.is_submodular(tuple(-b for b in low))
    return submodular and families.is_compliant(low, high)


def ceilings_only(problem: Problem) -> Part:
    yield from not_paramodular(problem)
    yield at_most(((quota.floor, 0) for quota in problem.constraints), "the greatest floor")


def complete_anyway(letter: str) -> Callable[[Problem], str]:
    return lambda problem: f"the property fails, and Condition {letter} describes exactly the implementable rules"


PARAMODULAR_NECESSARY = Claim(
    "lang-yang-2023/section-3.3.paramodular-necessary",
    "section 3.3",
    (
        Reading(
            wording="If the quotas (b, c), on every set as in section 2.2, are not paramodular, Condition B does not "
            "describe the implementable interim rules.",
            hypothesis=quotas_not_paramodular,
            conclusion=incomplete("B"),
            families=(Family("all quotas up to 2 on the groups of one or two agents, one type", quotas_on_groups),),
            because=complete_anyway("B"),
            describe=described_problem,
            smaller=smaller_problems,
            budget=200,
        ),
        Reading(
            name="bounds that are attained",
            wording="If the bounds that feasible outcomes attain are not paramodular, Condition B does not describe "
            "the implementable interim rules.",
            hypothesis=not_paramodular,
            conclusion=incomplete("B"),
            families=(Family("three agents, one good, one type each", one_good(1), True),),
            because=complete_anyway("B"),
            describe=described_problem,
            smaller=smaller_problems,
            budget=200,
        ),
        Reading(
            name="two types each",
            wording="The same for one good and three agents with two independent, equally likely types each.",
            hypothesis=not_paramodular,
            conclusion=incomplete("B"),
            families=(Family("three agents, one good, two types each", one_good(2), True),),
            because=complete_anyway("B"),
            describe=described_problem,
            budget=300,
        ),
        Reading(
            name="two types each, ceilings only",
            wording="The same for one good and three agents with two independent, equally likely types each, and "
            "without floors.",
            hypothesis=ceilings_only,
            conclusion=incomplete("B"),
            families=(
                Family(
                    "three agents, one good, two types each, all ceilings up to 2 for an agent, 4 for two, 6 for three",
                    all_ceilings,
                ),
                Family("three agents, one good, two types each, no floors", one_good(2, False), True),
            ),
            because=complete_anyway("B"),
            describe=described_problem,
            budget=40,
        ),
    ),
    "paramodularity is necessary for Condition B",
)


def not_unimodular(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield Expected(preserves_total_unimodularity(structure_of(problem)), holds=False)


# ----------------------------------------------------------------- sections 1 and 6: the four classes


@dataclass(frozen=True)
class InClass(Displayed):
    """A structure and the class that it is taken from; for paramodularity with quotas on every set."""

    name: str
    structure: ImplementationStructure
    problem: Problem | None = None


def in_class(case: InClass) -> Part:
    if case.name == "hierarchies":
        yield is_hierarchy(case.structure)
    elif case.name == "bihierarchies":
        yield is_bihierarchy(case.structure)
    elif case.name == "adjacency":
        sets = [frozenset(cell[0] for cell in members) for members in case.structure.sets]
        yield edges_of_a_graph(sets, case.structure.agents)
    else:
        assert case.problem is not None
        yield paramodular(case.problem, "listed")


def smaller_in_class(case: InClass) -> Iterator[InClass]:
    if case.problem is None:
        for given in smaller_structures(case.structure):
            yield InClass(case.name, given)


def members_of(name: str) -> Callable[[int], Iterator[InClass]]:
    """The class `name`: small structures first, up to three types."""

    def stream(seed: int) -> Iterator[InClass]:
        if name == "paramodularity":
            for cells, types in itertools.product((1, 2, 3), (1, 2, 3)):
                ceilings = tuple(min(mask.bit_count(), 2) for mask in range(1 << cells))
                problem = families.quotas_on_all_sets(every_set(cells, 1, types), (0,) * len(ceilings), ceilings)
                yield InClass(name, structure_of(problem), problem)
        elif name == "adjacency":
            yield from (InClass(name, given) for given in families.graphs_with_counts(4, 2))
        else:
            keep = families.is_hierarchy if name == "hierarchies" else families.is_bihierarchy
            yield from (InClass(name, given) for given in small_structures(keep, 3)(seed))

    return stream


CLASSES = {
    "hierarchies": "all hierarchies on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, at most 3 types",
    "bihierarchies": "all bihierarchies on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, at most 3 types",
    "adjacency": "all graphs on 2 to 4 agents, at most 2 types",
    "paramodularity": "all sets of 1 to 3 cells, up to 3 types, ceilings min(|G|, 2)",
}


def class_reading(name: str, wording: str, chosen: Iterable[str]) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=in_class,
        conclusion=lambda case: [preserves_total_unimodularity(case.structure)],
        families=tuple(Family(CLASSES[each], members_of(each)) for each in chosen),
        because=lambda case: f"the instance belongs to the class ({case.name}), and {violator(case.structure)}",
        describe=lambda case: f"{case.name}: {shown(case.structure)}",
        smaller=smaller_in_class,
        budget=600,
    )


FOUR_CLASSES = Claim(
    "lang-yang-2023/section-6.four-classes",
    "sections 1 and 6",
    (
        class_reading(
            "literal",
            "Hierarchies, bihierarchies, adjacency and paramodularity each ensure that the projection cone preserves "
            "total unimodularity (no bound on the numbers of types is stated there).",
            CLASSES,
        ),
        *(class_reading(name, f"The same for one of the four classes: {name}.", [name]) for name in CLASSES),
    ),
    "four classes that preserve total unimodularity",
)

CLAIMS = quoted(
    [
        REMARK_1,
        LEMMA_1,
        THEOREM_1,
        GENERATORS,
        TIGHTER,
        COROLLARY_1,
        NO_FLOORS,
        THEOREM_2_1,
        THEOREM_2_2,
        THEOREM_2_3,
        THEOREM_2_1_SUFFICIENCY,
        THEOREM_2_2_SUFFICIENCY,
        CANONICAL_SUFFICIENCY,
        THEOREM_2_3_SUFFICIENCY,
        TABLES,
        THEOREM_3,
        THEOREM_3_SUFFICIENCY,
        THEOREM_4_1,
        THEOREM_4_2,
        THEOREM_4_REAL,
        VERTICES,
        EFFECTIVE,
        VALUES,
        CONDITION_B_EXAMPLE,
        PARAMODULAR_NECESSARY,
        FOUR_CLASSES,
    ]
)
