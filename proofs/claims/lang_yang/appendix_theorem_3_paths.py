"""LY, appendix A.4, proof of Theorem 3: the number of odd paths in a cycle is even."""

from __future__ import annotations

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.stated_cycles import (
    GRAPH,
    divisible,
    is_side,
    number_of_odd_paths,
    number_of_rows,
    stated_cycle,
)
from proofs.claims.families.structure_cycles import Cycle, graph_cycle, graph_cycles, sides


def even_paths(case: Cycle) -> Part:
    """The numbers of paths, and of odd ones (first and last agent on the same side), are even."""
    side = sides(case.structure)
    runs = case.runs()
    odd = sum(side[first] == side[last] for first, last, _ in runs)
    yield equal([(odd % 2, 0)], f"the number of odd paths ({odd}) modulo 2")
    yield equal([(len(runs) % 2, 0)], f"the number of paths ({len(runs)}) modulo 2")


PATHS = claim(
    "appendix.theorem-3.paths",
    "appendix A.4, proof of Theorem 3",
    "the number of odd paths in a cycle is even",
    Reading(
        wording="In a bipartite graph with binary types the number of odd paths (those whose ends are on one side of "
        "the graph) in a cycle of [B; C] is even, and so is the number of all paths.",
        hypothesis=graph_cycle,
        conclusion=even_paths,
        families=(Family("short cycles of all bipartite graphs on at most 4 agents, binary types", graph_cycles),),
        because=lambda case: (
            f"the graph has no odd cycle and every agent has two types, but the cycle has {len(case.runs())} paths "
            "between its rows of B, and the number of paths or of odd ones among them is odd"
        ),
        describe=Cycle.words,
        budget=150,
        stated=stated_cycle(
            [*GRAPH, is_side()],
            [divisible(number_of_odd_paths(), 2), divisible(number_of_rows("f"), 2)],
            with_side=True,
        ),
    ),
)


CLAIMS = [PATHS]
