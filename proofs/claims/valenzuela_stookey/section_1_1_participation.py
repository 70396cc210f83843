"""VS, section 1.1 and footnote 13: nobody ever works more than under the status quo."""

from __future__ import annotations

from collections.abc import Iterator

from exact.verdicts import Verdict
from proofs.claims.claim import Family, Reading
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, claim
from proofs.trading.dominance.actions import Dominance
from proofs.trading.markets.bundles import dot
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import directions_from


def worst_outcomes(mechanism: Mechanism) -> Iterator[Verdict]:
    """For every agent and the types tried: the dearest outcome of what it chooses costs at most its status quo."""
    market = mechanism.market
    for j, sets in enumerate(mechanism.protocol.reach):
        sigma = market.status_quo[j]
        offered = [d for points in sets for d in directions_from(market.endowment[j], points)]
        both = [*offered, *map(common.negative, offered)]
        pairs = [
            (dot(costs, x) - dot(costs, sigma), dot(costs, x), dot(costs, sigma))
            for costs in common.sample_types(market.preferences[j].domain, both)
            for k in mechanism.chosen(j, costs)
            for x in sets[k]
        ]
        _, dearest, owed = max(pairs)
        yield common.at_most(
            (f"the workload of agent {market.agents[j]}", dearest), ("the workload of the status quo", owed)
        )


def _reading(name: str, dominance: Dominance, families_: tuple[Family, ...]) -> Reading:
    compared = "all actions, itself included" if dominance == "printed" else "the other actions"
    return Reading(
        name=name,
        wording=(
            "In an obviously strategy-proof trading mechanism whose endowment is the status quo, no type of any agent "
            f"ever works more than under the status quo, whatever the others choose (actions compared with {compared})"
        ),
        hypothesis=lambda mechanism: common.osp(mechanism, dominance),
        conclusion=worst_outcomes,
        families=families_,
        because=lambda mechanism: (
            "The mechanism is obviously strategy-proof with the status quo as endowment, and yet some type works more "
            "than under the status quo at some choices of the others."
        ),
        describe=common.mechanism_in_words,
        smaller=families.smaller_mechanisms,
        budget=300,
    )


HARD = (
    hard_mechanisms.BOX_TABLES,
    hard_mechanisms.TYPE_TABLES,
    hard_mechanisms.MATCHED,
    hard_mechanisms.MATCHED_BOXES,
    hard_mechanisms.MATCHED_TYPES,
)

PARTICIPATION = claim(
    "section-1.participation",
    "section 1.1 and footnote 13",
    "nobody ever works more than under the status quo",
    _reading("literal", "printed", (families.IDLE, families.TABLES, *HARD)),
    _reading(OTHER_ACTIONS, "deviations", (families.TABLES, families.RANDOM_MECHANISMS, *HARD)),
)

CLAIMS = [PARTICIPATION]
