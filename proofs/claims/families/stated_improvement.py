"""With polarized rays and ex-post optimal selection nobody does worse than under the status quo (VS, section 4.3)."""

from __future__ import annotations

from typing import Any

from exact.rationals import primitive
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.stated_markets import (
    MARKET,
    in_market,
    least_cost_at,
    profiles,
    setting,
    social_cost,
)
from proofs.claims.families.stated_mechanisms import MECHANISM, polarized_menus, selected_at, some_chosen
from proofs.claims.stating import Formula, Stated, Term, dot, every, given, operation, statement
from proofs.trading.markets.bundles import texts
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray

WEAK_IMPROVEMENT = statement(
    "weak improvement", setting=setting(), status_quo=MARKET["status_quo"], menus=MECHANISM["menus"]
)


def with_type(mechanism: Mechanism) -> dict[str, Any]:
    """The market, the mechanism, an agent and a type of it: one that a choice it makes may leave worse off, if any."""
    market, cases = mechanism.market, []
    for j, menu in enumerate(mechanism.protocol.menus):
        whole = [primitive(one.direction) for one in menu if isinstance(one, Ray)]
        reached = [mechanism.protocol.offers(j)[k] for k in range(len(menu))]
        for costs in common.sample_types(market.preferences[j].domain, [*whole, *map(common.negative, whole)]):
            chosen = mechanism.chosen(j, costs)
            worse = any(sum(c * s for c, s in zip(costs, d, strict=True)) > 0 for k in chosen for d in reached[k])
            cases.append((not worse, j, texts(costs)))
    _, agent, costs_shown = min(cases, key=lambda case: case[0])
    return {"market": market.about(), "mechanism": mechanism.about(), "agent": agent, "costs": costs_shown}


def works_no_more(choice: Term) -> Formula:
    """Whatever is selected for the choice, it costs the type no more than its endowment."""
    reached = operation("directions selected", MECHANISM, given("agent"))[choice]
    return every("d", reached, lambda d: dot(given("costs"), d) <= 0)


WEAKLY_BETTER = Stated(
    sorts={"market": "market", "mechanism": "mechanism", "agent": "number", "costs": "vector"},
    instances=with_type,
    hypothesis=[
        in_market(),
        MARKET["endowment"].same(MARKET["status_quo"]),
        polarized_menus("beside endowment"),
        every("at", profiles(), lambda at: social_cost(selected_at(at)).equals(least_cost_at(at))),
    ],
    conclusion=[
        WEAK_IMPROVEMENT,
        every("k", some_chosen("agent", "costs"), works_no_more),
    ],
)
"""With the status quo as endowment and something cheapest selected at all choices, designer and agents do no worse."""
