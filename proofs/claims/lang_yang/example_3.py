"""LY, Example 3: of adjacency and bihierarchy neither is the other.

* `example-3.adjacency`: adjacency without bihierarchy
* `example-3.bihierarchy`: bihierarchy without adjacency
"""

from __future__ import annotations

from exact.set_systems import edges_of_a_graph
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Reading
from proofs.claims.families.lang_yang import claim, is_bihierarchy, is_hierarchy
from proofs.claims.families.problems import shown
from proofs.claims.families.quota_problems import one
from proofs.reduced_form.problem.structures import ImplementationStructure, structure


def five_agents(sets: list[str]) -> ImplementationStructure:
    """Agents 1 to 5, one type each, and sets written as strings of agents."""
    names = list("12345")
    return structure(names, None, [[(name,) for name in members] for members in sets], {i: ["t"] for i in names})


def edges(given: ImplementationStructure) -> Verdict:
    """The sets other than single agents are the edges of a graph on the agents (LY, Definition 4)."""
    return edges_of_a_graph([frozenset(cell[0] for cell in members) for members in given.sets], given.agents)


EXAMPLE_3_ADJACENCY = claim(
    "example-3.adjacency",
    "Example 3",
    "adjacency without bihierarchy",
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
)


EXAMPLE_3_BIHIERARCHY = claim(
    "example-3.bihierarchy",
    "Example 3",
    "bihierarchy without adjacency",
    Reading(
        wording="The sets {1, 2}, {1, 2, 3}, {3, 4, 5} are a bihierarchy without the adjacency property.",
        conclusion=lambda given: [is_bihierarchy(given), Expected(edges(given), holds=False)],
        families=(Family("the example", one(five_agents(["12", "123", "345"]))),),
        because=lambda given: "the sets are no bihierarchy, or are the edges of a graph",
        describe=shown,
    ),
)


CLAIMS = [EXAMPLE_3_ADJACENCY, EXAMPLE_3_BIHIERARCHY]
