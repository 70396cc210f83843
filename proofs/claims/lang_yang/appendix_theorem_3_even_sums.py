"""LY, appendix A.4, proof of Theorem 3: sums of entries that are divisible by four.

* `appendix.theorem-3.even-sums`: totally unimodular iff even submatrices have sums divisible by four
* `appendix.theorem-3.path-sums`: the sums of the entries of odd and even paths
* `appendix.theorem-3.cycle-sums`: the sum of the entries along a cycle is divisible by four (Theorem 3)
"""

from __future__ import annotations

from proofs.claims.claim import LITERAL, Family, Part, Reading
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.lang_yang_appendix_proofs import (
    Cycle,
    bipartite_graphs,
    graph_cycle,
    graph_cycles,
    sides,
)
from proofs.claims.families.lang_yang_appendix_steps import characterization, cycle_sums, lines_of, with_violators


def even_lines(square: list[list[int]]) -> bool:
    """Whether the sums of all rows and columns are even."""
    return all(sum(line) % 2 == 0 for line in lines_of(square))


EVEN_SUMS = characterization(
    "appendix.theorem-3.even-sums",
    "appendix A.4, proof of Theorem 3",
    "totally unimodular iff even submatrices have sums divisible by four",
    "A matrix with entries -1, 0, 1 is totally unimodular if and only if in every square submatrix with even row and "
    "column sums the sum of the entries is divisible by four.",
    even_lines,
    "even row and column sums",
    None,
)
GRAPH_CYCLE_EVEN = cycle_sums(
    "appendix.theorem-3.cycle-sums",
    "appendix A.4, proof of Theorem 3",
    "the sum of the entries along a cycle is divisible by four (Theorem 3)",
    (
        LITERAL,
        "In a bipartite graph with binary types the sum of the entries along every cycle of [B; C] is divisible by "
        "four.",
        Family(
            "cycles of all bipartite graphs on at most 4 agents, binary types, violators and short ones",
            with_violators(lambda: iter(bipartite_graphs()), graph_cycles),
        ),
    ),
    hypothesis=graph_cycle,
)


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

CLAIMS = [EVEN_SUMS, PATH_SUMS, GRAPH_CYCLE_EVEN]
