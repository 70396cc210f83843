"""Variations of claims of Lang & Yang, sections 2 and 3, that are known to be false, and facts known to hold."""

from __future__ import annotations

from dataclasses import replace

from proofs.claims.claim import Claim, Expected, Family, Reading
from proofs.claims.families import one_uncertain, quota_problems, structure_classes, unimodular_shapes, unimodular_tried
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import (
    at_most,
    capacities,
    capacity,
    equal,
    is_bihierarchy,
    is_bipartite,
    is_canonical,
    is_hierarchy,
    types_at_most,
    value_of,
)
from proofs.claims.families.problems import structure_of
from proofs.claims.families.quota_problems import NONE
from proofs.claims.lang_yang import (
    corollary_1,
    corollary_1_no_floors,
    example_4,
    proposition_1,
    proposition_2,
    section_2_1_bihierarchy_describes,
    section_2_sublinear,
    section_3_3_paramodular_necessary,
    theorem_2_1,
    theorem_2_2,
    theorem_2_3,
    theorem_3,
    theorem_4_2,
)
from proofs.claims.lang_yang.section_2_sublinear import both_bounds, three_capacities
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


def varied(name, source, **changes):
    """A claim that is the literal reading of another with something changed."""
    reading = replace(
        source.readings[0], because=lambda instance: f"{name} fails", name="literal", stated=None, **changes
    )
    return Claim(f"planted/{name}", "nowhere", (reading,))


def fact(name, conclusion, families_of, **more):
    reading = Reading(
        wording=name, conclusion=conclusion, families=families_of, because=lambda instance: f"{name} fails", **more
    )
    return Claim(f"facts/{name}", "nowhere", (reading,))


def preserved(given):
    return [preserves_total_unimodularity(given)]


FALSE = [
    # An inequality turned strict, or the other way round.
    varied("sublinear-strictly", section_2_sublinear.SUBLINEAR, conclusion=lambda case: [below(*both_bounds(case))]),
    varied(
        "capacity-is-linear",
        section_2_sublinear.SUBLINEAR,
        conclusion=lambda case: [equal([both_bounds(case)], "beta(U, V)", "the sum")],
    ),
    # A hypothesis dropped.
    varied(
        "linear-with-floors",
        corollary_1_no_floors.NO_FLOORS,
        hypothesis=three_capacities,
        families=section_2_sublinear.SUBLINEAR.readings[0].families,
    ),
    varied(
        "any-quotas-describe",
        section_2_1_bihierarchy_describes.BIHIERARCHY_DESCRIBES,
        hypothesis=lambda problem: [],
        families=(quota_problems.UNTYPED,),
    ),
    varied(
        "any-structure-preserves",
        theorem_2_1.THEOREM_2_1,
        hypothesis=lambda given: [],
        families=theorem_2_2.BIHIERARCHIES,
    ),
    varied("any-rule-satisfies-a", proposition_1.PROPOSITION_1, hypothesis=lambda case: []),
    varied(
        "any-quotas-make-b-sufficient",
        theorem_4_2.THEOREM_4_2,
        hypothesis=lambda problem: [],
        families=(Family("one good", section_3_3_paramodular_necessary.one_good(2), True),),
    ),
    varied(
        "b-without-linearity",
        corollary_1.COROLLARY_1,
        hypothesis=structure_classes.unimodular,
        families=structure_classes.class_of_problems(families.is_bihierarchy, 2, "bihierarchies"),
    ),
    # A bound off by one.
    varied(
        "bihierarchy-with-two-types-for-one",
        theorem_2_3.THEOREM_2_3,
        hypothesis=lambda given: [is_bihierarchy(given), types_at_most(given, 2)],
        families=theorem_2_2.BIHIERARCHIES,
    ),
    varied(
        "graphs-two-uncertain",
        theorem_3.THEOREM_3,
        hypothesis=lambda given: [is_bipartite(given), two_uncertain(given)],
    ),
    # The exact forms of Theorems 2(2) and 3, a little too wide.
    varied(
        "graphs-three-profiles",
        theorem_3.THEOREM_3,
        hypothesis=lambda given: [is_bipartite(given), at_most([(len(given.profiles), 3)], "the type profiles")],
        families=(unimodular_tried.SMALL_GRAPHS,),
    ),
    varied(
        "forests-with-uncertain-crossings",
        theorem_2_2.THEOREM_2_2,
        hypothesis=lambda given: [equal([(unimodular_shapes.knots(certain(given)), 0)], "what is in the way")],
        families=(unimodular_tried.SMALL_SETS,),
    ),
    varied(
        "one-uncertain-agent-with-any-types",
        theorem_2_2.THEOREM_2_2,
        hypothesis=lambda given: [equal([(one_uncertain.patterns(given), 0)], "what is in the way with two types")],
        families=(unimodular_tried.SMALL_ONE_UNCERTAIN,),
    ),
    varied(
        "markets-of-two-with-one-certain",
        theorem_2_2.THEOREM_2_2,
        hypothesis=lambda given: [is_bihierarchy(given), is_canonical(given), one_certain_of_two(given)],
        families=(unimodular_tried.SMALL_MARKETS,),
    ),
    varied(
        "greedy-markets-are-paramodular",
        example_4.EXAMPLE_4,
        conclusion=lambda problem: [paramodular(problem, "effective")],
    ),
]


def two_uncertain(given):
    return at_most([(sum(len(own) > 1 for own in given.types), 2)], "the number of agents with two types or more")


def certain(given):
    return replace(given, types=tuple(own[:1] for own in given.types))


def one_certain_of_two(given):
    certain_ones = sum(len(own) == 1 for own in given.types)
    return equal([(len(given.agents), 2), (certain_ones, 1)], "the agents, and those with one type,")


def below(left, right):
    """left < right, for numbers with denominators up to 2: left + 1/2 <= right."""
    return at_most([(2 * left + 1, 2 * right)], "twice the left side plus 1", "twice the right one")


def set_numbers(problem):
    return [capacity(problem, quota.cells) for quota in problem.constraints]


def monotone(case):
    """beta(U, {}) <= beta(U + V, {}): quantities are nonnegative."""
    small, large = map(value_of, capacities(case.problem, [(case.plus, NONE), (case.plus | case.minus, NONE)]))
    return [at_most([(small, large)], "the capacity of the part", "that of the whole")]


def subadditive(case):
    """beta(U + V, {}) <= beta(U, {}) + beta(V, {})."""
    pairs = [(case.plus | case.minus, NONE), (case.plus, NONE), (case.minus, NONE)]
    union, one, other = map(value_of, capacities(case.problem, pairs))
    return [at_most([(union, one + other)], "the capacity of the union", "the sum")]


def within_quotas(problem):
    pairs = [(value_of(capacity(problem, quota.cells)), quota.ceiling) for quota in problem.constraints]
    return [at_most(pairs, "the greatest capacity")]


CAPACITY_FAMILIES = section_2_sublinear.SUBLINEAR.readings[0].families
TYPED = theorem_4_2.TYPED_PARAMODULAR

FACTS = [
    fact("capacities-are-monotone", monotone, CAPACITY_FAMILIES, hypothesis=three_capacities, budget=150),
    fact("capacities-are-subadditive", subadditive, CAPACITY_FAMILIES, hypothesis=three_capacities, budget=150),
    fact(
        "capacities-stay-within-quotas",
        within_quotas,
        (quota_problems.UNTYPED,),
        hypothesis=lambda p: [has_outcome(p)],
        budget=150,
    ),
    fact(
        "hierarchies-are-bihierarchies",
        lambda g: [is_bihierarchy(g)],
        theorem_2_2.BIHIERARCHIES,
        hypothesis=lambda g: [is_hierarchy(g)],
        budget=400,
    ),
    fact(
        "forests-and-even-cycles-are-unimodular",
        preserved,
        theorem_2_3.SINGLE_BIHIERARCHIES,
        hypothesis=lambda g: [is_bihierarchy(g)],
        budget=200,
    ),
    fact(
        "odd-cycles-are-not-unimodular",
        lambda g: [Expected(preserves_total_unimodularity(g), holds=False)],
        (structure_classes.GRAPHS,),
        hypothesis=lambda g: [Expected(is_bipartite(g), holds=False)],
        budget=300,
    ),
    fact(
        "hierarchies-describe",
        lambda p: [described(p)],
        structure_classes.class_of_problems(families.is_hierarchy, 1, "hierarchies"),
        hypothesis=lambda p: [is_hierarchy(structure_of(p)), has_outcome(p)],
        budget=200,
    ),
    fact(
        "mixtures-of-implementable-rules-satisfy-b",
        lambda case: [condition(case.problem, case.rule, "B")],
        proposition_2.PROPOSITION_2.readings[0].families,
        hypothesis=lambda case: [implementable(case.problem, case.rule)],
        budget=110,
    ),
]

CLAIMS = [*FALSE, *FACTS]
