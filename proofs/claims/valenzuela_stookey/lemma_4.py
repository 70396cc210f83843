"""VS, Lemma 4: obviously dominant => myopically optimal."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_mechanisms, rays
from proofs.claims.families import markets as families
from proofs.claims.families.trading_mechanisms import MECHANISMS, ChoiceCase, choice_in_words
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, at_most, claim
from proofs.trading.dominance.actions import Dominance, obviously_dominant
from proofs.trading.markets.bundles import bundle, dot
from proofs.trading.markets.protocols import feasible


def _choice_cases(family: Family) -> Family:
    """Every agent, every action, costs in {0, 1, 2}."""

    def stream(seed: int) -> Iterator[ChoiceCase]:
        for mechanism in family.instances(seed):
            tasks = len(mechanism.market.tasks)
            grid = list(itertools.product(range(3), repeat=tasks))
            for j, agent in enumerate(mechanism.market.agents):
                for k in range(len(mechanism.protocol.menus[j])):
                    for costs in grid[1 :: 1 if tasks == 2 else 5]:
                        yield ChoiceCase(mechanism.protocol, agent, bundle(costs), k)

    return Family(f"all choices at costs in {{0, 1, 2}} in {family.words}", rays.remembered(stream), family.endless)


def is_dominant(dominance: Dominance) -> Callable[[ChoiceCase], Part]:
    def hypothesis(case: ChoiceCase) -> Part:
        verdict = feasible(case.protocol)
        yield verdict
        yield obviously_dominant(case.protocol, case.agent, case.costs, case.action, dominance)

    return hypothesis


def is_myopic(case: ChoiceCase) -> Part:
    """No other selected bundle is cheaper than the cheapest one of the action."""
    reach = case.protocol.reach[case.protocol.market.agent(case.agent)]
    cheapest = [min(dot(case.costs, x) for x in points) for points in reach]
    yield at_most(("the least cost of the action", cheapest[case.action]), ("that of all actions", min(cheapest)))


def _lemma_4(name: str, dominance: Dominance, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording="If an action is obviously dominant for an agent of a type, it is myopically optimal",
        hypothesis=is_dominant(dominance),
        conclusion=is_myopic,
        families=tuple(map(_choice_cases, tried)),
        because=lambda case: (
            "The action is obviously dominant and another can lead to something cheaper than all its own."
        ),
        describe=choice_in_words,
        budget=1500,
    )


LEMMA_4 = claim(
    "lemma-4",
    "section 3, Lemma 4",
    "obviously dominant => myopically optimal",
    _lemma_4("literal", "printed", families.IDLE, families.TABLES, hard_mechanisms.MATCHED),
    _lemma_4(OTHER_ACTIONS, "deviations", *MECHANISMS),
)

CLAIMS = [LEMMA_4]
