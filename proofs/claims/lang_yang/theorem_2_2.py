"""LY, Theorem 2(2): bihierarchies with binary types preserve total unimodularity."""

from __future__ import annotations

import itertools

from proofs.claims.claim import Family, Part
from proofs.claims.families import problems as families
from proofs.claims.families import stated_shapes
from proofs.claims.families.lang_yang import at_most, claim, equal
from proofs.claims.families.lang_yang_stated import (
    is_bihierarchy,
    preserves,
    sets,
    stated_structure,
    types_at_most,
)
from proofs.claims.families.one_uncertain import (
    many_types_as_said,
    many_types_not_as_said,
    two_types_as_said,
    two_types_not_as_said,
)
from proofs.claims.families.structure_classes import (
    binary_bihierarchy,
    class_of_structures,
    one_uncertain_agent,
    only_pairs,
    pairs_only,
    preserving,
)
from proofs.claims.families.unimodular_shapes import (
    market_as_said,
    market_not_as_said,
    never_preserving,
    not_trees,
    trees,
)
from proofs.claims.families.unimodular_tried import (
    GLUED,
    NEAR_ONE_UNCERTAIN,
    SMALL_MARKETS,
    SMALL_ONE_UNCERTAIN,
    SMALL_SETS,
    WIDE_MARKETS,
)
from proofs.claims.stating import every
from proofs.reduced_form.problem.structures import ImplementationStructure


def binary_standard(given: ImplementationStructure) -> Part:
    """As `binary_bihierarchy`, and neither hierarchy nests sets: no set but single cells lies in another."""
    yield from binary_bihierarchy(given)
    yield equal([(nested(given), 0)], "the number of pairs of nested constraint sets, single cells aside,")


def nested(given: ImplementationStructure) -> int:
    """How many sets lie in another one; single cells aside."""
    return sum(set(one_set) < set(other) for one_set, other in itertools.permutations(given.sets, 2))


NOT_NESTED = every(
    "G",
    sets(),
    lambda one: every("H", sets(), lambda other: one.same(other) | ~one.within(other)),
)
"""No set of two cells or more lies in another."""


def two_active_agents(given: ImplementationStructure) -> Part:
    """A binary bihierarchy of sets of at most two cells and two agents."""
    yield from binary_bihierarchy(given)
    yield pairs_only(given)
    yield at_most([(len(given.agents), 2)], "the number of agents")


BIHIERARCHIES = class_of_structures(families.is_bihierarchy, 2, "bihierarchies")


PAIR_BIHIERARCHIES = class_of_structures(only_pairs, 2, "bihierarchies of pairs of cells")


THEOREM_2_2 = claim(
    "theorem-2.2",
    "Theorem 2(2)",
    "bihierarchies with binary types preserve total unimodularity",
    preserving(
        binary_bihierarchy,
        wording="If G is a bihierarchy and every agent has at most two types, the projection cone preserves total "
        "unimodularity.",
        families=BIHIERARCHIES,
        budget=500,
        stated=stated_structure([is_bihierarchy(), types_at_most(2)], [preserves()]),
    ),
    preserving(
        binary_standard,
        name="standard constraints",
        wording="The same for 'standard' bihierarchies (the sketch's first case): no set other than single cells "
        "lies in another.",
        families=BIHIERARCHIES,
        budget=900,
        stated=stated_structure([is_bihierarchy(), types_at_most(2), NOT_NESTED], [preserves()]),
    ),
    preserving(
        one_uncertain_agent,
        name="sets of two cells, one agent with two types",
        wording="If G is a bihierarchy of sets of at most two cells, one agent has at most two types and the "
        "others have one, the projection cone preserves total unimodularity.",
        families=PAIR_BIHIERARCHIES,
        budget=500,
    ),
    preserving(
        two_active_agents,
        name="sets of two cells, two agents",
        wording="If G is a bihierarchy of sets of at most two cells and there are at most two agents, each with at "
        "most two types, the projection cone preserves total unimodularity.",
        families=PAIR_BIHIERARCHIES,
        budget=500,
    ),
    preserving(
        binary_bihierarchy,
        name="rows and columns, two agents and two objects",
        wording="The structure of all rows, all columns and single cells with two agents, at most two objects and "
        "at most two types each preserves total unimodularity.",
        families=(
            Family(
                "all canonical structures without further sets on up to 2 agents, 2 objects, 2 types",
                lambda seed: families.canonical_markets(2, 2, 2),
            ),
        ),
    ),
    preserving(
        trees,
        name="corrected: trees",
        wording="If any two crossing sets meet in one cell, whose agent has one type, no set contains two crossing "
        "sets, and the largest sets, joined where they cross, are a forest, the projection cone preserves total "
        "unimodularity, whatever the other numbers of types are (proved)",
        families=(SMALL_SETS, GLUED),
        budget=300,
        stated=stated_shapes.trees(True),
    ),
    never_preserving(
        not_trees,
        name="corrected: one cell an agent, only trees",
        wording="If G is a bihierarchy with one object, two agents or more have more than one type, and it is not so, "
        "the projection cone does not preserve total unimodularity (proved)",
        families=(SMALL_SETS, GLUED),
        budget=300,
        stated=stated_shapes.trees(False),
    ),
    preserving(
        many_types_as_said,
        name="corrected: one uncertain agent, three types or more",
        wording="Let G be a bihierarchy with one object, and let one agent u alone have more than one type, three or "
        "more. If the sets without u are trees, sets that cross in u are in different components of these, and no set "
        "without u separates those with u, as written out beside the proof, the projection cone preserves total "
        "unimodularity (proved)",
        families=(SMALL_ONE_UNCERTAIN, NEAR_ONE_UNCERTAIN),
        budget=300,
    ),
    never_preserving(
        many_types_not_as_said,
        name="corrected: no others with three types or more",
        wording="If G is a bihierarchy with one object, one agent u alone has more than one type, three or more, and "
        "it is not so, the projection cone does not preserve total unimodularity (proved)",
        families=(SMALL_ONE_UNCERTAIN, NEAR_ONE_UNCERTAIN),
        budget=300,
    ),
    never_preserving(
        two_types_not_as_said,
        name="corrected: one uncertain agent, two types",
        wording="If G is a bihierarchy with one object, one agent u alone has more than one type, that is two, and "
        "{a, b}, {a, c}, {a, b, c}, or an even cycle of pairs but for one set with an agent more, is within the sets, "
        "with u where the proof says, the projection cone does not preserve total unimodularity (proved)",
        families=(SMALL_ONE_UNCERTAIN, NEAR_ONE_UNCERTAIN),
        budget=300,
    ),
    preserving(
        two_types_as_said,
        name="corrected: all others with two types",
        wording="If G is a bihierarchy with one object, one agent u alone has more than one type, that is two, and "
        "none of these is within the sets, the projection cone preserves total unimodularity (tested, not proved)",
        families=(SMALL_ONE_UNCERTAIN, NEAR_ONE_UNCERTAIN),
        budget=300,
    ),
    preserving(
        market_as_said,
        name="corrected: canonical markets",
        wording="Let G be a bihierarchy with all rows and columns and two objects or more. If all agents have one "
        "type, or there is one agent, or two of whom one has one type and no further set within its row, or two with "
        "at most two types, two objects and no further set, the projection cone preserves total unimodularity (proved)",
        families=(SMALL_MARKETS, WIDE_MARKETS),
        budget=300,
        stated=stated_shapes.markets(True),
    ),
    never_preserving(
        market_not_as_said,
        name="corrected: no other canonical markets",
        wording="If G is a bihierarchy with all rows and columns and two objects or more, and none of these, the "
        "projection cone does not preserve total unimodularity (proved)",
        families=(SMALL_MARKETS, WIDE_MARKETS),
        budget=300,
        stated=stated_shapes.markets(False),
    ),
    rests_on=(
        "section-3.1.m-star",
        "appendix.three-nonzeros",
        "appendix.camion",
        "appendix.cycle-is-even",
        "appendix.theorem-2.reduction",
    ),
)


CLAIMS = [THEOREM_2_2]
