"""Menus of one ray, and types with the choices that they like: lucky types, as data (VS, Proposition 3)."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from proofs.claims.families.large_markets import (
    first_menus,
)
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.stated_markets import (
    AGENTS,
    MARKET,
    finitely_many_types,
    large_market_value,
    law,
    setting,
)
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    choose,
    defined,
    dot,
    each,
    every,
    given,
    operation,
    size,
    statement,
    value_of,
)
from proofs.trading.markets.bundles import dot as product
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.selection.optimal import OptimalSelection, optimal_selection

MENUS, CHOICES, TYPES = given("menus"), given("choices"), given("types")


@defined("the costs of agent {0} when its type is the one named")
def costs_of(agent: Term) -> Term:
    return law(agent)["atoms"][TYPES[agent]][0]


@defined("the bundles of the ray of agent {0} cost its type more than the endowment")
def refuses(agent: Term) -> Formula:
    return dot(costs_of(agent), MENUS[agent][1]["ray"]) > 0


@defined("agent {0} makes a choice of its menu that its type likes")
def likes(agent: Term) -> Formula:
    """It takes {eta} if its type would lose along the ray, and the ray if it would not."""
    return CHOICES[agent].equals(choose(refuses(agent), 0, 1))


@defined("the expected cost with one copy")
def cost_of_one_copy() -> Term:
    offers = each("j", AGENTS, lambda j: operation("list", j, MENUS[j], 1))
    laws = each("j", AGENTS, law)
    return value_of(
        "expected cost",
        setting=setting(),
        laws=laws,
        offers=offers,
        ties="designer",
        reach="nonnegative",
        table=None,
    )


def least_cost() -> Term:
    """The least social cost of what is possible at the choices."""
    groups = each("j", AGENTS, lambda j: operation("list", j, MENUS[j][CHOICES[j]], 1))
    return value_of("optimal selection", setting=setting(), groups=groups)


def with_luck(case: MenuCase) -> dict[str, Any]:
    """The market, the menus, and types with the choices that they like: those at which it costs least."""
    market, menus = case.market, first_menus(case)
    directions = [menu[1].direction if isinstance(menu[1], Ray) else () for menu in menus]
    atoms = [preferences.law.atoms if preferences.law else () for preferences in market.preferences]
    found = []
    for types in itertools.product(*(range(len(own)) for own in atoms)):
        costs = [own[t][0] for own, t in zip(atoms, types, strict=True)]
        choices = [int(product(c, d) <= 0) for c, d in zip(costs, directions, strict=True)]
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(menus, choices, strict=True)])
        assert isinstance(verdict.statement, OptimalSelection)
        found.append((verdict.statement.value or Fraction(0), list(types), choices))
    _, lucky, made = min(found)
    plain = Protocol(market, tuple(menus)).about()
    return {"market": market.about(), "menus": plain["menus"], "types": lucky, "choices": made}


LUCKY = Stated(
    sorts={"market": "market", "menus": "data", "types": "vector", "choices": "vector"},
    instances=with_luck,
    hypothesis=[
        statement(
            "polarized menus",
            numbers=MARKET["numbers"],
            endowment=MARKET["endowment"],
            menus=MENUS,
            reading="beside endowment",
        ),
        finitely_many_types(),
        every("j", AGENTS, lambda j: size(MENUS[j]).equals(2)),
        large_market_value().equals(cost_of_one_copy()),
        every("j", AGENTS, likes),
    ],
    conclusion=[large_market_value() <= least_cost()],
)
"""Menus of one ray that cost in expectation what the large market costs: never less when the types are those named."""
