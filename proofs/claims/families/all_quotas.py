"""Where Condition A is complete for all quotas though M(W) is not totally unimodular.

Theorem 1 says that total unimodularity is enough for all quotas and priors; that it is not necessary is seen here, by
`proofs.reduced_form.universal`. It is not if one agent is there, or one type for everybody, with three cells at most
(LY's sets are then no hierarchies: {1, 2}, {1, 3}, {2, 3}). With several agents and several type profiles small
structures in between are `IN_BETWEEN`. Each is shown by the chambers of its quotas, with a certificate. On three
agents with one cell each there is nothing else but the first, as far as it was tried: all sets, three types each, up
to eight profiles.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import equal
from proofs.claims.families.problems import shown, smaller_structures
from proofs.claims.families.unimodular_shapes import listed_sets, uncertain
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity
from proofs.reduced_form.universal.deciding import universal_condition

IN_BETWEEN = (
    families.build(3, 1, (0b011, 0b101, 0b111), (1, 2, 2)),
    families.build(2, 2, (0b0011, 0b0101, 0b0111), (2, 2)),
    families.build(2, 2, (0b0101, 0b0110), (2, 3)),
)
"""{1, 2}, {1, 3}, {1, 2, 3}; {1a, 1b}, {1a, 2a}, {1a, 1b, 2a}; {1a, 2a}, {1b, 2a}: with these numbers of types."""


def in_between(seed: int) -> Iterator[ImplementationStructure]:
    yield from IN_BETWEEN


def three_agents(seed: int) -> Iterator[ImplementationStructure]:
    """All sets on three agents that join them all, each agent with one type or two."""
    for given in families.structures(3, 1, 2):
        if given.sets and len(frozenset().union(*map(frozenset, given.sets))) == 3:
            yield given


def is_two_pairs_and_all(given: ImplementationStructure) -> bool:
    """Whether the sets are {1, 2}, {1, 3}, {1, 2, 3}, for some names, and agent 1 has one type."""
    pairs = [members for members in listed_sets(given) if len(members) == 2]
    if len(pairs) != 2 or len(given.sets) != 3:
        return False
    ((middle,),) = pairs[0] & pairs[1]
    return middle not in uncertain(given)


def as_said(given: ImplementationStructure) -> bool:
    """Whether Condition A is complete for all quotas on three agents, as the reading says."""
    kept = preserves_total_unimodularity(given).holds is True
    return kept or len(given.profiles) == 1 or is_two_pairs_and_all(given)


def _three_agents(given: ImplementationStructure) -> Part:
    yield equal([(len(given.cells), 3), (len(given.agents), 3)], "the numbers of cells and of agents", "3")


def _not_unimodular(given: ImplementationStructure) -> Part:
    yield Expected(preserves_total_unimodularity(given), holds=False)


BETWEEN = Reading(
    name="corrected: not necessary for all quotas",
    wording="Condition A describes the implementable interim rules for all quotas and priors on the sets {1, 2}, "
    "{1, 3}, {1, 2, 3} with one type of agent 1 and two of the others; on {1a, 1b}, {1a, 2a}, {1a, 1b, 2a} with two "
    "types each; and on {1a, 2a}, {1b, 2a} with two types of agent 1 and three of agent 2. The projection cone does "
    "not preserve total unimodularity there (proved)",
    hypothesis=_not_unimodular,
    conclusion=lambda given: [universal_condition(given, "A")],
    families=(Family("three structures in between", in_between),),
    because=lambda given: "Condition A fails for some quotas",
    describe=shown,
    smaller=smaller_structures,
    budget=10,
)

THREE_AGENTS = Reading(
    name="corrected: three agents",
    wording="Let there be three agents with one cell each, joined by sets. Condition A describes the implementable "
    "interim rules for all quotas and priors if and only if the projection cone preserves total unimodularity, or "
    "everybody has one type, or the sets are {1, 2}, {1, 3}, {1, 2, 3} and agent 1 has one type (tested, not proved)",
    hypothesis=_three_agents,
    conclusion=lambda given: [Expected(universal_condition(given, "A"), holds=as_said(given))],
    families=(Family("all sets on three agents that join them all, one type each or two", three_agents),),
    because=lambda given: "for all quotas Condition A is complete, or not, against what is said",
    describe=shown,
    smaller=smaller_structures,
    budget=100,
)
