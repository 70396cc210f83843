"""VS, section 4, and section 3 after Corollary 3: polarized rays and remedial menus are without loss."""

from __future__ import annotations

import itertools

from proofs.claims.claim import Part
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families.corrected_values import ONE_TYPE_CORRECTED, TWO_TASKS_CORRECTED
from proofs.claims.families.polarized_rays import ABOVE_OR_COPY, forced_protocol
from proofs.claims.families.trading_mechanisms import market_mechanism_reading, osp
from proofs.claims.families.valenzuela_stookey import BESIDE, OTHER_ACTIONS, at_most, claim
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import shape
from proofs.trading.selection.optimal import OptimalSelection, optimal_selection


def never_above_endowment(mechanism: Mechanism) -> Part:
    """Whatever is selected costs no less than the endowment, which the remedial menus give."""
    market = mechanism.market
    costs = [market.social_cost(mechanism.protocol.selected(at)) for at in mechanism.protocol.profiles]
    yield at_most(
        ("the cost of the endowment", market.social_cost(market.endowment)), ("the least cost selected", min(costs))
    )


def cheaper_with_rays(mechanism: Mechanism) -> Part:
    """The rays that hold the sets are polarized, and ex-post optimal selection from them costs no more anywhere."""
    protocol, market = mechanism.protocol, mechanism.market
    yield decide_polarized(forced_protocol(mechanism, ABOVE_OR_COPY))
    larger = forced_protocol(mechanism)
    redundant = [
        {k for k, d in enumerate(protocol.offers(j)) if k and shape(d) == "redundant"}
        for j in range(len(market.agents))
    ]
    for profile in itertools.islice(protocol.profiles, 64):
        if any(k in gone for k, gone in zip(profile, redundant, strict=True)):
            continue
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(larger.menus, profile, strict=True)])
        assert isinstance(verdict.statement, OptimalSelection)
        assert verdict.statement.value is not None
        cost = market.social_cost(protocol.selected(profile))
        yield at_most(("the least cost with rays", verdict.statement.value), ("the cost of what is selected", cost))


WITHOUT_LOSS = claim(
    "section-4.without-loss",
    "section 4 and section 3, after Corollary 3",
    "polarized rays and remedial menus are without loss",
    market_mechanism_reading(
        "literal",
        "With strictly monotone preferences (all positive costs are types), no mechanism that is obviously "
        "strategy-proof as printed ever costs less than the "
        "endowment, which is what remedial menus give (there are no polarized rays as printed)",
        osp("printed"),
        never_above_endowment,
        "The mechanism is obviously strategy-proof as printed and cheaper than the endowment.",
        families.with_performance(families.STRICT_IDLE),
        families.with_performance(families.STRICT_TABLES),
        families.with_performance(hard_mechanisms.MATCHED_STRICT),
        budget=300,
    ),
    market_mechanism_reading(
        f"{BESIDE}, {OTHER_ACTIONS}",
        "With strictly monotone preferences (all positive costs are types), for every obviously strategy-proof "
        "mechanism (an action compared with the other actions) "
        "polarized rays hold what it ever selects, sets above the endowment aside, and at all other choices ex-post "
        "optimal selection from these rays costs no more",
        osp("deviations"),
        cheaper_with_rays,
        "The rays are not polarized, or ex-post optimal selection from them costs more.",
        families.with_performance(families.STRICT_TABLES),
        families.with_performance(families.RANDOM_STRICT),
        families.with_performance(hard_mechanisms.MATCHED_STRICT),
        budget=200,
    ),
    TWO_TASKS_CORRECTED,
    ONE_TYPE_CORRECTED,
    rests_on=("theorem-2.second", "corollary-3"),
)

CLAIMS = [WITHOUT_LOSS]
