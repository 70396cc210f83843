"""LY, Theorems 1 and 3: bipartite graphs with binary types make Condition A sufficient."""

from __future__ import annotations

from proofs.claims.claim import Family
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.structure_classes import (
    GRAPHS,
    bipartite_binary,
    bipartite_one_uncertain,
    graph_structures,
    of_structure,
    sufficiency,
    uncertain_graphs,
    with_quotas,
)

GRAPH_PROBLEMS = (
    Family(f"{GRAPHS.words}, with four systems of quotas each", with_quotas(graph_structures), endless=True),
)


THEOREM_3_SUFFICIENCY = claim(
    "theorem-3.sufficiency",
    "Theorems 1 and 3",
    "bipartite graphs with binary types make Condition A sufficient",
    sufficiency(
        "A",
        of_structure(bipartite_binary),
        wording="If G is the set of edges of a graph without odd cycle and every agent has at most two types, an "
        "interim rule is implementable if and only if Condition A holds.",
        families=GRAPH_PROBLEMS,
        budget=1200,
        stated=said.stated_problem([said.is_bipartite(), said.types_at_most(2)], [said.condition_complete("A")]),
    ),
    sufficiency(
        "A",
        of_structure(bipartite_one_uncertain),
        name="one agent with two types",
        wording="The same if at most one agent has two types and the others have one.",
        families=(
            *GRAPH_PROBLEMS,
            Family("graphs on up to 7 agents, one agent with 2 types", with_quotas(uncertain_graphs), endless=True),
        ),
        budget=400,
    ),
    rests_on=("theorem-1", "theorem-3"),
)


CLAIMS = [THEOREM_3_SUFFICIENCY]
