"""LY, before Theorem 1: total unimodularity makes generators sign vectors."""

from __future__ import annotations

from exact import cones
from exact.linear import feasibility
from exact.matrices import Name
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import at_most, claim, equal
from proofs.claims.families.problems import any_family, shown, smaller_structures
from proofs.claims.families.stated_cones import CONE, cone_vector_of, in_w, is_sign_vector
from proofs.claims.families.structure_classes import cone_system, small_structures
from proofs.claims.stating import Formula, Term, defined, given
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity


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


@defined("{0} is among the vectors of some finite set that generates W")
def is_generator(z: Term) -> Formula:
    """A vector of W: W has a finite set of generators, and stays generated if another of its vectors is added."""
    return in_w(z)


GENERATORS = claim(
    "theorem-1.generators",
    "before Theorem 1",
    "total unimodularity makes generators sign vectors",
    Reading(
        wording="If W preserves total unimodularity, every generator of W is a {0, +-1} vector up to scaling, for "
        "every finite set of generators (LY call the vectors of any finite set that generates the cone its "
        "generators).",
        hypothesis=lambda given: [preserves_total_unimodularity(given)],
        conclusion=lambda given: [
            Expected(feasibility(cone_system(cone_of(given), sum_of_generators(given))), holds=False)
        ],
        families=(Family("all structures on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells", small_structures(any_family, 2)),),
        because=lambda given: (
            "the vector with f = 1, g = 2, h = 1 on the first cell lies in W and is no multiple "
            "of a {0, +-1} vector; together with any finite set of generators it generates W as well"
        ),
        describe=shown,
        smaller=smaller_structures,
        stated=said.stated_structure(
            [said.preserves(), is_generator(given("z"))],
            [is_sign_vector(given("z"))],
            sorts={"structure": "structure", "z": "vector"},
            instances=lambda case: {
                "structure": case.about(),
                "z": cone_vector_of(case.about(), sum_of_generators(case)),
            },
            where=CONE,
        ),
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
    # Appendix A.2: "By Lemma 4, if (f, g, h) is a generator of W, then f corresponds to a sign function".
    rests_on=("lemma-4",),
)


CLAIMS = [GENERATORS]
