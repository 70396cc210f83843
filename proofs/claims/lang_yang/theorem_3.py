"""LY, Theorem 3: bipartite graphs with binary types.

* `theorem-3` (Theorem 3): bipartite graphs with binary types preserve total unimodularity
* `theorem-3.sufficiency` (Theorems 1 and 3): bipartite graphs with binary types make Condition A sufficient
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs.claims.claim import Family, Part
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import (
    at_most,
    claim,
    is_bipartite,
    types_at_most,
)
from proofs.claims.families.lang_yang_3 import of_structure, preserving, sufficiency, with_quotas
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    structure,
)


def bipartite_binary(given: ImplementationStructure) -> Part:
    yield is_bipartite(given)
    yield types_at_most(given, 2)


def bipartite_one_uncertain(given: ImplementationStructure) -> Part:
    yield from bipartite_binary(given)
    yield at_most([(sum(len(own) > 1 for own in given.types), 1)], "the number of agents with two types or more")


def graph_structures(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 2 to 4 agents with 1 or 2 types each, then those on 5 agents with two types each."""
    yield from families.graphs_with_counts(4, 2)
    yield from (given for given in families.graphs(5, 2) if len(given.agents) == 5)


def uncertain_graphs(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 5 to 7 agents, one agent with two types, which is each agent in turn."""
    for given in families.graphs(7, 1):
        types = dict(zip(given.agents, given.types, strict=True))
        for agent in given.agents:
            yield structure(given.agents, None, given.sets, {**types, agent: ("u", "v")})


GRAPHS = Family(
    "all graphs on 2 to 4 agents with 1 or 2 types each, and on 5 agents with 2 types each", graph_structures
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
)

CLAIMS = [THEOREM_3, THEOREM_3_SUFFICIENCY]
