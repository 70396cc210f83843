"""LY, Theorem 3: bipartite graphs with binary types preserve total unimodularity."""

from __future__ import annotations

from proofs.claims.claim import Family
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_stated import is_bipartite, preserves, stated_structure, types_at_most
from proofs.claims.families.structure_classes import (
    GRAPHS,
    bipartite_binary,
    bipartite_one_uncertain,
    preserving,
    uncertain_graphs,
)

THEOREM_3 = claim(
    "theorem-3",
    "Theorem 3",
    "bipartite graphs with binary types preserve total unimodularity",
    preserving(
        bipartite_binary,
        wording="If G is the set of edges of a graph on the agents without odd cycle (single agents aside, whose "
        "rows do not matter for total unimodularity) and every agent has at most two types, the projection cone "
        "preserves total unimodularity.",
        families=(GRAPHS,),
        budget=300,
        stated=stated_structure([is_bipartite(), types_at_most(2)], [preserves()]),
    ),
    preserving(
        bipartite_one_uncertain,
        name="one agent with two types",
        wording="The same if at most one agent has two types and the others have one.",
        families=(
            GRAPHS,
            Family(
                "all graphs on 2 to 7 agents, at most one of them isolated, one agent with 2 types",
                uncertain_graphs,
            ),
        ),
        budget=900,
    ),
    # Appendix A.4 speaks of M*, to which (12) has reduced M(W).
    rests_on=(
        "section-3.1.m-star",
        "appendix.theorem-3.even-sums",
        "appendix.theorem-3.cycles",
        "appendix.theorem-3.cycle-sums",
    ),
)


CLAIMS = [THEOREM_3]
