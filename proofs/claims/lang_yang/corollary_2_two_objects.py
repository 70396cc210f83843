"""LY, section 5.2, after Corollary 2: two objects => W preserves total unimodularity."""

from __future__ import annotations

from exact.set_systems import bihierarchy
from proofs.claims.claim import LITERAL, Family, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import claim, constraint_sets, is_canonical, types_at_most
from proofs.claims.stating import every, size
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


def two_objects(most: int) -> Family:
    return Family(
        f"the canonical markets with two objects, two types each and at most {most} agents",
        lambda seed: (ly.canonical(n, 2, [2] * n) for n in range(1, most + 1)),
    )


TWO_STRICT_PREFERENCES = size(said.STRUCTURE["objects"]).equals(2) & every(
    "i", said.agents(), lambda i: size(said.types(i)).equals(2)
)


def two_objects_reading(name: str, wording: str, most: int) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda given: [bihierarchy(constraint_sets(given)), is_canonical(given), types_at_most(given, 2)],
        conclusion=lambda given: [preserves_total_unimodularity(given)],
        families=(two_objects(most),),
        because=lambda given: (
            "the structure is a canonical bihierarchy with two objects and two types each, but the certified square "
            "submatrix of M(W) has a determinant other than -1, 0, 1"
        ),
        describe=ly.shown,
        stated=said.stated_structure([said.is_plain_market(), TWO_STRICT_PREFERENCES], [said.preserves()])
        if most > 2
        else None,
    )


TWO_OBJECTS = claim(
    "corollary-2.two-objects",
    "section 5.2, after Corollary 2",
    "two objects => W preserves total unimodularity",
    two_objects_reading(
        LITERAL,
        "In an assignment market with two objects, where every agent has the two strict preferences as types, the "
        "projection cone preserves total unimodularity.",
        4,
    ),
    two_objects_reading("two agents", "The same with at most two agents.", 2),
    rests_on=("theorem-2.2",),
)


CLAIMS = [TWO_OBJECTS]
