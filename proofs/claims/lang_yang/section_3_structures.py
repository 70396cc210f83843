"""Lang & Yang (2023), sections 2 and 3.1: effective bounds, Conditions A and B, laminar rows, the matrix M*."""

from __future__ import annotations

from collections.abc import Iterator

from exact.matrices import Matrix, Name
from exact.set_systems import bihierarchy, hierarchy
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import stated, stated_if
from proofs.claims.families import problems as families
from proofs.claims.families.problems import described_problem, shown, smaller_problems, smaller_structures, structure_of
from proofs.claims.lang_yang.common import (
    CapacityCase,
    at_most,
    capacity,
    is_bihierarchy,
    is_hierarchy,
    shown_capacity_case,
    shown_rule,
    smaller_rule_cases,
    value_of,
)
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.section_2 import (
    RANDOM_UNTYPED,
    UNTYPED,
    attained,
    capacity_cases,
    group_capacities,
    random_typed,
    random_untyped,
    rule_cases,
    smaller_capacity_cases,
    untyped_problems,
)
from proofs.claims.lang_yang.section_3 import class_of_structures
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    preserves_total_unimodularity,
    structure_incidence_b,
    structure_incidence_c,
    structure_projection_matrix,
)

# ---------------------------------------------------------------------------------------------- section 2: the bounds


def is_attained(case: CapacityCase) -> Part:
    """beta(U, {}) and beta({}, V) are values of feasible pure outcomes, which the evidence names."""
    yield capacity(case.problem, case.plus)
    yield capacity(case.problem, (), case.minus)


EFFECTIVE_BOUNDS = claim(
    "section-2.effective",
    "section 2, after Definition 1",
    Reading(
        wording="If some outcome is feasible, the bounds beta(U, {}) and beta({}, V) are attained by feasible "
        "outcomes.",
        hypothesis=lambda case: [has_outcome(case.problem)],
        conclusion=is_attained,
        families=(
            Family(f"all pairs of disjoint sets for {UNTYPED.words}", capacity_cases(untyped_problems)),
            Family(f"all pairs of disjoint sets, {RANDOM_UNTYPED.words}", capacity_cases(random_untyped), True),
        ),
        because=lambda case: "no feasible outcome attains the bound",
        describe=shown_capacity_case,
        smaller=smaller_capacity_cases,
    ),
)


def quotas_among_the_bounds(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield described(problem)
    yield from group_capacities(problem)


def within_the_quotas(problem: Problem) -> Part:
    for quota in problem.constraints:
        assert quota.ceiling is not None
        name = name_of(quota.cells)
        most, least = value_of(capacity(problem, quota.cells)), value_of(capacity(problem, (), quota.cells))
        yield at_most([(most, quota.ceiling)], f"beta({name}, {{}})", f"c({name})")
        yield at_most([(least, -quota.floor)], f"beta({{}}, {name})", f"-b({name})")


CONTAINS = claim(
    "section-2.support-contains",
    "section 2, after Definition 1",
    Reading(
        wording="Where the quotas (1) describe the feasible random outcomes, the inequalities of P contain those of "
        "the constraint sets: beta(G, {}) = c(G) and beta({}, G) = -b(G) for every constraint set G.",
        hypothesis=quotas_among_the_bounds,
        conclusion=lambda problem: attained(problem, -1),
        families=(UNTYPED, RANDOM_UNTYPED),
        because=lambda problem: (
            "a quota is not attained by any feasible outcome, so P has a tighter inequality for this set and not that "
            "of the quota"
        ),
        describe=described_problem,
        smaller=smaller_problems,
    ),
    Reading(
        name="at least as tight",
        wording="Where the quotas (1) describe the feasible random outcomes, the inequalities of P for the constraint "
        "sets are at least as tight as the quotas: beta(G, {}) <= c(G) and beta({}, G) <= -b(G).",
        hypothesis=quotas_among_the_bounds,
        conclusion=within_the_quotas,
        families=(UNTYPED, RANDOM_UNTYPED),
        because=lambda problem: "a feasible outcome breaks a quota",
        describe=described_problem,
        smaller=smaller_problems,
    ),
)


# ---------------------------------------------------------------------------------------------- sections 2.3 and 2.4

LINEAR = claim(
    "section-2.3.linear",
    "section 2.3",
    Reading(
        wording="The implementable interim rules are the solutions of finitely many linear inequalities and equations.",
        conclusion=lambda problem: [facets(problem).description],
        families=(Family("random problems up to 3 x 2 cells and 2 types", random_typed, endless=True),),
        because=lambda problem: "the facets do not describe the implementable rules",
        describe=described_problem,
        budget=60,
    ),
)

SUBSET = claim(
    "section-2.4.subset",
    "section 2.4, before Proposition 2",
    Reading(
        wording="The inequalities of Condition B are among those of Condition A (S- or S+ empty): a rule that "
        "satisfies Condition A satisfies Condition B.",
        hypothesis=lambda case: [condition(case.problem, case.rule, "A")],
        conclusion=lambda case: [condition(case.problem, case.rule, "B")],
        families=(
            Family(
                "random problems up to 3 x 2 cells and 2 types with rules on and beyond the border",
                rule_cases(random_typed, 4),
                endless=True,
            ),
        ),
        because=lambda case: "the rule satisfies Condition A and violates Condition B",
        describe=shown_rule,
        smaller=smaller_rule_cases,
        budget=150,
    ),
)


# ------------------------------------------------------------------------------------------------ laminar rows, and M*


def rows_as_sets(matrix: Matrix) -> list[frozenset[Name]]:
    """Each row as the set of the columns of its ones; a column is a cell and a profile, in one."""
    named = [_column(name) for name in matrix.columns]
    return [frozenset(named[place] for place, _ in line) for line in matrix.entries]


def _column(name: Name) -> tuple[str, ...]:
    assert isinstance(name, tuple)
    _, cell, profile = name
    return (*cell, "at", *profile)


def laminar_rows(given: ImplementationStructure) -> Part:
    """The rows of B are laminar; those of C are laminar for a hierarchy, and two laminars for a bihierarchy."""
    yield hierarchy(rows_as_sets(structure_incidence_b(given)))
    own = rows_as_sets(structure_incidence_c(given))
    yield hierarchy(dict.fromkeys(own)) if is_hierarchy(given) else bihierarchy(dict.fromkeys(own))


LAMINARS = claim(
    "section-3.1.laminars",
    "section 3.1, before Theorem 2",
    Reading(
        wording="If G is a hierarchy, the rows of B and those of C are a laminar family each; if it is a bihierarchy, "
        "those of C are two and those of B are one.",
        hypothesis=lambda given: [is_bihierarchy(given)],
        conclusion=laminar_rows,
        families=class_of_structures(families.is_bihierarchy, 2, "bihierarchies"),
        because=lambda given: "rows cross that should not",
        describe=shown,
        smaller=smaller_structures,
        budget=150,
    ),
)


def stacked(given: ImplementationStructure) -> Matrix:
    """M* = [C; B] of (12), the rows of single cells included."""
    c, b = structure_incidence_c(given), structure_incidence_b(given)
    rows = [*c.rows, *b.rows]
    entries = {
        (row, matrix.columns[place]): entry
        for matrix in (c, b)
        for row, line in zip(matrix.rows, matrix.entries, strict=True)
        for place, entry in line
    }
    return Matrix.sparse(rows, c.columns, entries)


def star(given: ImplementationStructure) -> Verdict:
    return total_unimodularity(stacked(given))


M_STAR = claim(
    "section-3.1.m-star",
    "section 3.1, (12)",
    Reading(
        wording="M(W) is totally unimodular if and only if M* = [C1; C2; B] is.",
        hypothesis=lambda given: [stated(star(given))],
        conclusion=lambda given: [
            stated_if(total_unimodularity(structure_projection_matrix(given)), bool(star(given)))
        ],
        families=class_of_structures(families.any_family, 2, "structures"),
        because=lambda given: "one of the two matrices is totally unimodular and the other is not",
        describe=shown,
        smaller=smaller_structures,
        budget=120,
    ),
)


# ------------------------------------------------------------------------------------------------------- separability


def overlapping_floors(seed: int) -> Iterator[Problem]:
    """Agent 1 with one type, agent 2 with two: at least one of 1a and 2a, at most one of 1a and 2b, nothing of 1b."""
    given = families.build(2, 2, (0b0101, 0b1001), (1, 2))
    floor, ceiling = given.sets
    yield families.problem_on(given, {floor: (1, 2), ceiling: (0, 1), (("1", "b"),): (0, 0)})


def only_a_describes(problem: Problem) -> Part:
    """W preserves total unimodularity; Condition A describes the implementable rules, and Condition B does not."""
    yield preserves_total_unimodularity(structure_of(problem))
    found = facets(problem)
    yield found.condition_a
    yield Expected(found.condition_b, holds=False)


NOT_SEPARABLE = claim(
    "section-3.1.not-separable",
    "section 3.1, after Theorem 1",
    Reading(
        name=LITERAL,
        wording="Condition A is not in general separable: in some problem with a totally unimodular projection cone "
        "some rule satisfies Condition B and is not implementable.",
        conclusion=only_a_describes,
        families=(Family("two agents and two objects, a floor and a ceiling that overlap", overlapping_floors),),
        because=lambda problem: "Condition B describes the implementable rules as well",
        describe=described_problem,
    ),
)


CLAIMS = quoted([EFFECTIVE_BOUNDS, CONTAINS, LINEAR, SUBSET, NOT_SEPARABLE, LAMINARS, M_STAR])
