"""LY, appendix A.4, proof of Theorem 3: the sum of the entries along a cycle is divisible by four (Theorem 3)."""

from __future__ import annotations

from proofs.claims.claim import LITERAL, Family
from proofs.claims.families.stated_cycles import GRAPH, divisible, stated_cycle, sum_of_entries
from proofs.claims.families.structure_cycles import (
    bipartite_graphs,
    cycle_sums,
    graph_cycle,
    graph_cycles,
    with_violators,
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
    stated=stated_cycle(GRAPH, [divisible(sum_of_entries(), 4)]),
    rests_on=("appendix.theorem-3.path-sums", "appendix.theorem-3.paths"),
)


CLAIMS = [GRAPH_CYCLE_EVEN]
