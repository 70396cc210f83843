"""LY, appendix A.4, proof of Theorem 3: the sums of the entries of odd and even paths."""

from __future__ import annotations

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.structure_cycles import Cycle, graph_cycle, graph_cycles, sides


def path_sums(case: Cycle) -> Part:
    """A path with k rows of C has k + 1 columns with two entries each."""
    side = sides(case.structure)
    for first, last, length in case.runs():
        entries, odd = 2 * (length + 1), side[first] == side[last]
        divisor = 2 if odd else 4
        what = f"the sum of the entries ({entries}) of {'an odd' if odd else 'an even'} path modulo {divisor}"
        yield equal([(entries % divisor, 0)], what)


PATH_SUMS = claim(
    "appendix.theorem-3.path-sums",
    "appendix A.4, proof of Theorem 3",
    "the sums of the entries of odd and even paths",
    Reading(
        wording="In a bipartite graph with binary types the sum of the entries of a path of a cycle within one type "
        "profile is a multiple of two if its ends are on the same side, and of four if they are not.",
        hypothesis=graph_cycle,
        conclusion=path_sums,
        families=(Family("short cycles of all bipartite graphs on at most 4 agents, binary types", graph_cycles),),
        because=lambda case: "a path has another sum",
        describe=Cycle.words,
        budget=150,
    ),
)


CLAIMS = [PATH_SUMS]
