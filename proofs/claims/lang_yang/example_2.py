"""LY, Example 2: the course constraints."""

from __future__ import annotations

from proofs.claims.claim import Family, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.lang_yang import claim, is_bihierarchy, is_canonical
from proofs.claims.families.problems import shown
from proofs.claims.families.quota_problems import one
from proofs.claims.stating import Stated, Term, each, given, operation, term
from proofs.reduced_form.problem.structures import ImplementationStructure, structure


def course_structure(objects: list[str]) -> ImplementationStructure:
    """Example 2's constraint sets on the given objects: {i} x O for the optional courses O, N x {j} for all j."""
    optional = [j for j in objects if j.startswith("o")]
    sets = [[(i, j) for j in optional] for i in ("i1", "i2")] + [[("i1", j), ("i2", j)] for j in objects]
    return structure(["i1", "i2"], objects, sets, {"i1": ["t"], "i2": ["t"]})


def sets_of_example(agents: Term, objects: Term, optional: Term) -> Term:
    """{i} x O for every agent, and N x {j} for every object."""
    rows = each("i", agents, lambda i: each("j", optional, lambda j: term((i, j))))
    return operation("joined", rows, each("j", objects, lambda j: each("i", agents, lambda i: term((i, j)))))


def stated_example(optional: list[str]) -> Stated:
    """The constraint sets, single cells aside, are those of the example."""
    return said.stated_structure(
        [
            said.agents().same(["i1", "i2"]),
            said.STRUCTURE["objects"].same(["c1", *optional]),
            said.sets().within(given("sets")),
            given("sets").within(said.sets()),
        ],
        [said.is_bihierarchy(), said.is_canonical()],
        where=[("sets", sets_of_example(said.agents(), said.STRUCTURE["objects"], term(optional)))],
    )


EXAMPLE_2 = claim(
    "example-2",
    "Example 2",
    "the course constraints",
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
        stated=stated_example(["o1", "o2", "o3"]),
    ),
    Reading(
        name="optional courses only",
        wording="The same with A = O, the compulsory course being treated separately (as in Example 7).",
        conclusion=lambda given: [is_bihierarchy(given), is_canonical(given)],
        families=(Family("the example without c1", one(course_structure(["o1", "o2", "o3"]))),),
        because=lambda given: "the sets are no bihierarchy or miss a row or a column",
        describe=shown,
    ),
)


CLAIMS = [EXAMPLE_2]
