"""Variations of claims of Lang & Yang, sections 4, 5 and the appendix: known-false ones, and textbook facts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from exact import cones
from exact.matrices import Matrix
from exact.unimodular import total_unimodularity
from proofs.claims.claim import Claim, Expected, Family, Reading
from proofs.claims.cone_facts import generated, generating_set, member, stated, stated_if
from proofs.claims.families import (
    bilateral_trade,
    cone_generators,
    market_capacities,
    market_rules,
    paramodular_pairs,
    row_cones,
)
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import at_most, capacity, equal, value_of
from proofs.claims.lang_yang import (
    appendix_three_nonzeros,
    example_6,
    example_7,
    lemma_2,
    lemma_3,
    lemma_5,
    lemma_12,
    lemma_14,
    proposition_3,
    theorem_5,
)
from proofs.reduced_form.facets.listing import valid_inequality
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import InterimRule


def varied(name, source, reading="literal", **changes):
    """A claim that is a reading of another with something changed."""
    changed = replace(
        source.reading(reading), because=lambda instance: f"{name} fails", name="literal", stated=None, **changes
    )
    return Claim(f"planted/{name}", "nowhere", (changed,))


def fact(name, conclusion, families, **more):
    reading = Reading(
        wording=name, conclusion=conclusion, families=families, because=lambda instance: f"{name} fails", **more
    )
    return Claim(f"facts/{name}", "nowhere", (reading,))


def everything_compatible(case):
    """(31) and (32) with the probability of S1 x S2^c in the place of that of its part in E."""
    full = bilateral_trade.Trade(tuple(tuple(1 for _ in row) for row in case.trade.rows))
    return proposition_3.trade_inequalities(replace(case, trade=full))


def without_lines(case):
    """(16) for the rays and one direction of the lines only."""
    listed = (*case.equations, *case.inequalities)
    cone = fm.ProjectionCase(tuple(row[: case.hidden] for row in listed), len(case.equations)).cone
    found = cones.generators(cone)
    sums = [
        [sum(m * row[k] for m, row in zip(vector, listed, strict=True)) for k in range(len(listed[0]))]
        for vector in (*found.rays, *found.lines)
    ]
    return all(sum(b * y for b, y in zip(s[case.hidden : -1], case.point, strict=True)) <= s[-1] for s in sums)


def too_tight(weights):
    """The inequality of Example 7 with 2 l21 for 3 l21."""
    problem = example_7.courses(weights)
    masses = [problem.probability(profile) for profile in problem.profiles()]
    signs = {c: 1 if c in example_7.PLUS else -1 for c in problem.coordinates if c in example_7.PLUS | example_7.MINUS}
    yield valid_inequality(problem, signs, masses[0] - masses[1] + 2 * masses[2] + masses[3])


NON_UNIMODULAR_MARKET = Family(
    "one market", lambda seed: iter([market_rules.market_problem(3, 2, (2, 2, 2), (1, 2, 2, 1, 2), single=2)])
)
FOUR_A_COLUMN = Family("one matrix", lambda seed: iter([((1, 1, 1, 1), (1, 1, 0, 0), (1, 0, 1, 0), (1, 0, 0, 1))]))
Z_WITH_EQUATIONS = Family("random polyhedra", lambda seed: (z for z in fm.random_polyhedra(seed) if z.equations))

FALSE = [
    # A hypothesis dropped.
    varied("any-cone-has-sign-generators", lemma_3.LEMMA_3, hypothesis=lambda case: []),
    varied(
        "theorem-5-in-all-assignment-markets",
        theorem_5.THEOREM_5,
        hypothesis=lambda problem: [],
        families=(theorem_5.SMALL_MARKETS,),
        smaller=lambda problem: iter(()),
    ),
    varied(
        "any-pointed-cone-has-sign-rays",
        lemma_12.LEMMA_12_POINTED,
        hypothesis=row_cones.pointed,
        families=(
            Family(
                "random cones",
                lambda seed: map(row_cones.RowCone, fm.random_matrices(seed, 5, 3, (-2, -1, 0, 1, 2))),
                endless=True,
            ),
        ),
    ),
    varied(
        "theorem-5-for-any-structure",
        theorem_5.THEOREM_5,
        hypothesis=lambda problem: [],
        families=(NON_UNIMODULAR_MARKET,),
        smaller=lambda problem: iter(()),
    ),
    varied(
        "four-nonzeros-a-column",
        appendix_three_nonzeros.THREE_NONZEROS,
        hypothesis=lambda rows: [
            stated(total_unimodularity(Matrix.dense(rows))),
            *appendix_three_nonzeros.two_a_column(rows)[0],
        ],
        families=(FOUR_A_COLUMN,),
    ),
    varied(
        "chains-for-any-quotas",
        lemma_5.LEMMA_5,
        reading="paramodular",
        hypothesis=lambda case: map(stated, paramodular_pairs.attained(case, paramodular_pairs.chain_pairs(case))[0]),
        families=lemma_5.ALL_PAIRS,
    ),
    # A bound off by one, or too weak.
    varied(
        "example-6-is-three",
        example_6.EXAMPLE_6,
        reading="covers by lines",
        conclusion=lambda chosen: [equal([(2, 3)], "two")],
    ),
    varied("example-7-off-by-one", example_7.EXAMPLE_7_INEQUALITY, conclusion=too_tight),
    varied(
        "all-profiles-compatible",
        proposition_3.PROPOSITION_3,
        reading="without (30)",
        hypothesis=lambda case: [stated(everything_compatible(case))],
        conclusion=lambda case: [stated_if(implementable(case.problem, case.rule), bool(everything_compatible(case)))],
    ),
    # Half of the lineality space.
    varied(
        "lines-one-way",
        lemma_2.LEMMA_2,
        hypothesis=lambda case: [],
        conclusion=lambda case: [stated_if(lemma_2.inside_z(case), without_lines(case))],
        families=(Z_WITH_EQUATIONS,),
    ),
    # A partition that balances every row exactly.
    varied(
        "exactly-balanced",
        lemma_14.LEMMA_14,
        hypothesis=lambda case: [],
        conclusion=lambda case: [at_most(((abs(sum(row)), 0) for row in case.rows), "the greatest absolute sum")],
    ),
]


def tame(seed):
    return fm.random_unimodular(seed, 6, 5)


TAME = Family("interval and arc matrices", tame, endless=True)
CONES = Family("small cones", lambda seed: fm.projection_cases(cone_generators.SHAPES[:5]))
SETS = Family("sets of cells", market_capacities.market_sets)


def dense(rows):
    return Matrix.dense(rows, columns=range(len(rows[0])))


def sum_of_generators(case):
    vectors = generating_set(case.cone) or [(0,) * case.cone.dimension]
    yield member(case.cone, [sum(column) for column in zip(*vectors, strict=True)])


def lattice(case):
    """beta(U) is at most |U|, and at most the smaller number of lines."""
    value = value_of(capacity(case.problem, case.members))
    sizes = len(case.members), min(case.agents, case.objects)
    yield at_most([(value, size) for size in sizes], "the capacity")


FACTS = [
    fact("intervals-and-arcs-are-unimodular", lambda rows: [total_unimodularity(dense(rows))], (TAME,)),
    fact("transposes-are-unimodular", lambda rows: [total_unimodularity(dense(rows).transpose())], (TAME,)),
    fact(
        "a-unimodular-determinant-is-small",
        lambda rows: [
            at_most([(abs(dense([row[:k] for row in rows[:k]]).determinant()), 1)], "the size")
            for k in range(1, min(len(rows), len(rows[0])) + 1)
        ],
        (TAME,),
    ),
    fact("cones-are-closed-under-sums", sum_of_generators, (CONES,)),
    fact(
        "generators-generate-their-sum",
        lambda case: [
            generated(vectors, [sum(column) for column in zip(*vectors, strict=True)])
            for vectors in [generating_set(case.cone)]
            if vectors
        ],
        (CONES,),
    ),
    fact("capacity-is-at-most-the-size", lattice, (SETS,)),
    fact(
        "two-is-not-unimodular",
        lambda rows: [
            Expected(total_unimodularity(dense([[2 * e for e in row] for row in rows])), holds=not any(map(any, rows)))
        ],
        (TAME,),
    ),
    fact(
        "doing-nothing-is-implementable",
        lambda problem: [implementable(problem, InterimRule((Fraction(0),) * len(problem.coordinates)))],
        (Family("zero floors", theorem_5.zero_floor_problems, endless=True),),
        budget=60,
    ),
]

CLAIMS = [*FALSE, *FACTS]
