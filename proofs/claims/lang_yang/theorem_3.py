"""LY, Theorem 3: bipartite graphs with binary types preserve total unimodularity."""

from __future__ import annotations

from proofs.claims.claim import Family
from proofs.claims.families import stated_shapes
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_stated import is_bipartite, preserves, stated_structure, types_at_most
from proofs.claims.families.path_coefficients import ON_A_PATH
from proofs.claims.families.structure_classes import (
    GRAPHS,
    bipartite_binary,
    bipartite_one_uncertain,
    preserving,
    uncertain_graphs,
)
from proofs.claims.families.unimodular_shapes import graph_as_said, graph_not_as_said, never_preserving
from proofs.claims.families.unimodular_tried import GRAPHS_OF_FIVE, NEAR_GRAPHS, SMALL_GRAPHS

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
    preserving(
        graph_as_said,
        name="corrected: paths, and two type profiles",
        wording="Let G be the set of edges of a graph on the agents without odd cycle. If there are at most two type "
        "profiles, or one agent alone has more than one type and every component is a path or becomes one when this "
        "agent, a leaf, is left out, or every component is a path whose inner agents have one type, the projection "
        "cone preserves total unimodularity (proved)",
        families=(SMALL_GRAPHS, GRAPHS_OF_FIVE, NEAR_GRAPHS),
        budget=300,
        stated=stated_shapes.graphs(True),
    ),
    never_preserving(
        graph_not_as_said,
        name="corrected: no other graphs",
        wording="If G is the set of edges of a graph on the agents, and any other, the projection cone does not "
        "preserve total unimodularity (proved)",
        families=(SMALL_GRAPHS, GRAPHS_OF_FIVE, NEAR_GRAPHS),
        budget=300,
        stated=stated_shapes.graphs(False),
    ),
    ON_A_PATH,
    # Appendix A.4 speaks of M*, to which (12) has reduced M(W).
    rests_on=(
        "section-3.1.m-star",
        "appendix.theorem-3.even-sums",
        "appendix.theorem-3.cycles",
        "appendix.theorem-3.cycle-sums",
    ),
)


CLAIMS = [THEOREM_3]
