"""Variations of claims of Lang & Yang on what stands between the theorems: known-false ones."""

from __future__ import annotations

from dataclasses import replace

from exact import cones
from exact.linear import feasibility
from exact.set_systems import hierarchy
from proofs.claims.claim import Claim, Expected, Family
from proofs.claims.cone_facts import beyond, generating_set, stated, stated_if
from proofs.claims.families import compromise_cones, compromises, entry_sums, quota_problems
from proofs.claims.families import matrices as fm
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import at_most, capacity, equal, value_of
from proofs.claims.families.quotas_tried import distinct_quotas
from proofs.claims.lang_yang import (
    appendix_camion,
    appendix_lemma_8,
    appendix_theorem_3_path_sums,
    appendix_two_laminars,
    section_2_support_contains,
    section_3_1_laminars,
    section_3_3_unimodular_necessary,
    section_4_chain_rays,
    section_4_remark_1,
    section_4_unimodular_describes,
    section_5_1_revenue_equivalence,
    section_5_2_support,
    section_5_6_cone,
)
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.problem.structures import (
    preserves_total_unimodularity,
    structure_incidence_b,
    structure_incidence_c,
)


def varied(name, source, reading="literal", **changes):
    """A claim that is a reading of another with something changed."""
    changed = replace(
        source.reading(reading), because=lambda instance: f"{name} fails", name="literal", stated=None, **changes
    )
    return Claim(f"planted/{name}", "nowhere", (changed,))


def one(instance):
    return (Family("one instance", lambda seed: iter((instance,))),)


def rays_alone_generate(case):
    """The rays without the lines generate the cone."""
    for system in beyond(case.cone, cones.generators(case.cone).rays):
        yield Expected(feasibility(system), holds=False)


def one_ray_fewer(case):
    """All generators but the last generate the cone."""
    vectors = generating_set(case.cone)[:-1]
    for system in beyond(case.cone, vectors):
        yield Expected(feasibility(system), holds=False)


def all_laminar(given):
    """The rows of B and C together are one laminar family."""
    rows = [
        *section_3_1_laminars.rows_as_sets(structure_incidence_b(given)),
        *section_3_1_laminars.rows_as_sets(structure_incidence_c(given)),
    ]
    return [hierarchy(list(dict.fromkeys(rows)))]


def half_the_gap(case):
    for each in section_5_1_revenue_equivalence.differences(case):
        first, second = each.types
        gap = case.gain(each.agent, first, second) + case.gain(each.agent, second, first)
        yield at_most([(each.range, gap / 2)], "the range", "half the gap")


def free_or_not(case):
    """A rule violates no inequality of W with g >= 0 exactly if it violates none with g of any sign."""
    return [
        stated_if(
            compromise_cones.violated(case, compromises.TWO, True),
            bool(compromise_cones.violated(case, compromises.TWO, False)),
        )
    ]


def balanced_or_not(rows):
    return [stated(entry_sums.unbalanced(rows, appendix_camion.two_in_each, "two in each line"))]


BALANCED = ((1, 1, 1, 1), (1, 1, 0, 0), (1, 0, 1, 0), (1, 0, 0, 1))
"""Balanced, with determinant 2 and a column of four."""

PATH = ly.build(3, 1, (0b011, 0b101), (2, 2, 2))
NO_TWO_LAMINARS = appendix_two_laminars.TwoFamilies(3, (0b011, 0b110), (0b101,))
WHOLE_LINE = fm.ProjectionCase(((0,),), 1)

FALSE = [
    # A hypothesis dropped.
    varied(
        "rays-generate-any-cone",
        section_4_remark_1.REMARK_1,
        hypothesis=lambda case: [],
        conclusion=rays_alone_generate,
        families=one(WHOLE_LINE),
    ),
    varied(
        "three-crossing-families-are-unimodular",
        appendix_two_laminars.TWO_LAMINARS,
        hypothesis=lambda case: [],
        families=one(NO_TWO_LAMINARS),
    ),
    varied("camion-for-three-a-column", appendix_camion.CAMION, hypothesis=balanced_or_not, families=one(BALANCED)),
    varied(
        "any-structure-describes",
        section_4_unimodular_describes.UNIMODULAR_DESCRIBES,
        hypothesis=lambda problem: [],
        conclusion=quota_problems.describing_conclusion,
    ),
    varied(
        "chain-rays-are-nonnegative",
        section_4_chain_rays.CHAIN_RAYS,
        conclusion=lambda case: [at_most([(-min(case.ray), 0)], "minus the least entry")],
    ),
    # One generator too few.
    varied(
        "one-ray-fewer-generates",
        section_4_remark_1.REMARK_1,
        conclusion=one_ray_fewer,
        families=one(fm.ProjectionCase(((0,),), 0)),
    ),
    # A bound too tight, or taken for an equality.
    varied(
        "half-the-gap",
        section_5_1_revenue_equivalence.REVENUE_EQUIVALENCE,
        reading="up to the gap between two types",
        conclusion=half_the_gap,
    ),
    varied(
        "quotas-are-attained-or-loose",
        section_2_support_contains.CONTAINS,
        reading="at least as tight",
        conclusion=lambda problem: [
            at_most([(quota.ceiling, quota.floor) for quota in problem.constraints], "the greatest ceiling")
        ],
    ),
    varied(
        "random-assignments-hold-all-of-u",
        section_5_2_support.SUPPORT,
        conclusion=lambda case: [
            equal([(value_of(capacity(case.problem, case.members)), len(case.members))], "the capacity", "|U|")
        ],
    ),
    # A multiplier of the wrong sign, a set too many.
    varied("g-may-have-any-sign", section_5_6_cone.CONE, reading="g >= 0", conclusion=free_or_not),
    varied("all-rows-are-one-laminar", section_3_1_laminars.LAMINARS, conclusion=all_laminar),
    varied(
        "supplies-and-demands-are-one-hierarchy",
        appendix_lemma_8.DEMAND,
        conclusion=lambda case: [hierarchy(case.sets)],
    ),
    # A quantifier turned: for all quotas instead of some.
    varied(
        "fails-for-all-quotas",
        section_3_3_unimodular_necessary.UNIMODULAR_NECESSARY,
        reading="for some quotas",
        hypothesis=lambda given: [Expected(preserves_total_unimodularity(given), holds=False)],
        conclusion=lambda given: [
            Expected(facets(problem).condition_a, holds=False) for problem in distinct_quotas(given)
        ],
        families=one(PATH),
        smaller=lambda given: iter(()),
    ),
    # A parity turned.
    varied(
        "paths-of-two",
        appendix_theorem_3_path_sums.PATH_SUMS,
        conclusion=lambda case: [
            equal([(2 * (length + 1) % 4, 0)], "the sum of a path modulo 4") for _, _, length in case.runs()
        ],
    ),
]
CLAIMS = FALSE
