"""LY, section 4, Remark 1: pointed => the extreme rays are the unique minimal generators."""

from __future__ import annotations

from exact import cones
from exact.linear import feasibility
from proofs.claims.claim import Expected, Part, Reading
from proofs.claims.cone_facts import beyond, extreme, generated
from proofs.claims.families import matrices as fm
from proofs.claims.families.cone_generators import PROJECTIONS, no_lines
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.matrices import ProjectionCase


def rays_are_minimal(case: ProjectionCase) -> Part:
    """The rays are extreme, generate P, and none is a combination of the others.

    Since an extreme ray is no sum of vectors in other directions, every set that generates P has a multiple of each.
    """
    rays = cones.generators(case.cone).rays
    for ray in rays:
        yield from extreme(case.cone, ray)
    for system in beyond(case.cone, rays):
        yield Expected(feasibility(system), holds=False)
    for ray in rays:
        others = [other for other in rays if other != ray]
        if others:
            yield Expected(generated(others, ray), holds=False)


REMARK_1 = claim(
    "section-4.remark-1",
    "section 4, Remark 1",
    "pointed => the extreme rays are the unique minimal generators",
    Reading(
        wording="If the cone P of (15) is pointed, its extreme rays generate it, and no fewer do: up to positive "
        "scaling every generating set contains all of them.",
        hypothesis=no_lines,
        conclusion=rays_are_minimal,
        families=PROJECTIONS,
        because=lambda case: "the extreme rays do not generate P, or one of them is a combination of the others",
        describe=ProjectionCase.words,
        smaller=fm.smaller_projections,
        budget=420,
    ),
)


CLAIMS = [REMARK_1]
