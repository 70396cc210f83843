"""VS, section 4.3: polarized rays with ex-post optimal selection improve upon the status quo."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from exact.rationals import primitive
from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.ex_post_optimal import costs_no_more, own_polarized
from proofs.claims.families.polarized_rays import RAY_TABLES
from proofs.claims.families.stated_improvement import WEAK_IMPROVEMENT, WEAKLY_BETTER
from proofs.claims.families.stated_markets import (
    MARKET,
    least_cost_at,
    profiles,
    social_cost,
    stated_market_mechanism,
)
from proofs.claims.families.stated_mechanisms import polarized_menus
from proofs.claims.families.trading_mechanisms import market_mechanism_reading, with_any_ties
from proofs.claims.families.valenzuela_stookey import BESIDE, CAUTIOUS, below, claim, equal, never
from proofs.claims.stating import some
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import ex_post_table
from proofs.trading.dominance.polarization import Reading as Polarization
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.selection.optimal import OptimalSelection, optimal_selection


def _other_status_quo(family: Family) -> Family:
    """The same with a status quo that is, every other time, not the endowment: agents 1 and 2 change places in it."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for at, mechanism in enumerate(family.instances(seed)):
            market = mechanism.market
            rows = tuple(
                bundle([(at + j + i) % 3 for i in range(len(market.tasks))]) for j in range(len(market.agents))
            )
            status_quo = (
                (market.endowment[1], market.endowment[0], *market.endowment[2:])
                if at % 2 and len(market.agents) > 1
                else market.endowment
            )
            changed = replace(market, performance=rows, status_quo=status_quo)
            yield Mechanism(replace(mechanism.protocol, market=changed), mechanism.strategies)

    return Family(f"{family.words}, various status quos", rays_module.remembered(stream), family.endless)


def menus_polarized(reading: Polarization) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        yield decide_polarized(mechanism, reading)

    return hypothesis


def strictly_cheaper_somewhere(mechanism: Mechanism) -> Part:
    """At some choices the best selection costs less than the status quo: the cost can only fall in expectation then."""
    market, protocol = mechanism.market, mechanism.protocol
    least = []
    for profile in itertools.islice(protocol.profiles, 64):
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)])
        assert isinstance(verdict.statement, OptimalSelection)
        least.append(verdict.statement.value)
    cheapest = min(value for value in least if value is not None)
    yield below(
        ("the least cost at any choices", cheapest),
        ("the cost of the status quo", market.social_cost(market.status_quo)),
    )


def _entries(mechanism: Mechanism) -> Any:
    selection = mechanism.protocol.selection
    return getattr(selection, "entries", ())


def agents_no_worse(mechanism: Mechanism) -> Part:
    """Nobody's choice of those tried can cost more than the endowment, whatever is selected from the sets."""
    market = mechanism.market
    for j, menu in enumerate(mechanism.protocol.menus):
        domain = market.preferences[j].domain
        rays = [(k, one.direction) for k, one in enumerate(menu) if isinstance(one, Ray)]
        whole = [primitive(d) for _, d in rays]
        for costs in common.sample_types(domain, [*whole, *map(common.negative, whole)]):
            chosen = mechanism.chosen(j, costs)
            for (k, _), d in zip(rays, whole, strict=True):
                if k in chosen and any(k == at[j] for at, _ in _entries(mechanism)):
                    yield never(some_type(FiniteDomain((costs,)), (common.negative(d),)))


def weakly_better(mechanism: Mechanism) -> Part:
    yield from costs_no_more(mechanism)
    yield from agents_no_worse(mechanism)


def own_ex_post_optimal(mechanism: Mechanism) -> Part:
    """Polarized menus with the status quo as endowment, and at every profile something cheapest is selected."""
    yield from own_polarized("beside endowment")(mechanism)
    protocol, market = mechanism.protocol, mechanism.market
    for profile in protocol.profiles:
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)])
        yield verdict
        assert isinstance(verdict.statement, OptimalSelection)
        assert verdict.statement.value is not None
        cost = market.social_cost(protocol.selected(profile))
        yield equal(
            (f"the cost of what is selected at choices {common.vector(profile)}", cost),
            ("the least cost there", verdict.statement.value),
        )


def _selected_ex_post(family: Family) -> Family:
    """Those of polarized menus and at most 9 profiles, with various performances and an ex-post optimal table."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in families.with_performance(family).instances(seed):
            if mechanism.protocol.number_of_profiles > 9 or not decide_polarized(mechanism).holds:
                continue
            table = ex_post_table(replace(mechanism.protocol, selection=ExPostOptimal()))
            yield Mechanism(replace(mechanism.protocol, selection=table), mechanism.strategies)

    words = f"polarized menus of {family.words}, performances in 0, ..., 4, ex-post optimal selection"
    return Family(words, rays_module.remembered(stream), family.endless)


IMPROVES = claim(
    "section-4.3.eopr-improves",
    "section 4.3",
    "polarized rays with ex-post optimal selection improve upon the status quo",
    market_mechanism_reading(
        "literal",
        "Any mechanism of remedial menus (there are no polarized rays as printed) with ex-post optimal selection costs "
        "less than the status quo in expectation",
        menus_polarized("printed"),
        strictly_cheaper_somewhere,
        "The menus are as printed, and whatever is chosen, the cost is at least that of the status quo, so there is no "
        "improvement in the sense of section 2.",
        _other_status_quo(families.REMEDIAL),
        budget=150,
        stated=stated_market_mechanism(
            [polarized_menus("printed")],
            [some("at", profiles(), lambda at: least_cost_at(at) < social_cost(MARKET["status_quo"]))],
        ),
    ),
    market_mechanism_reading(
        f"{BESIDE}, weakly",
        "A mechanism of polarized rays (beside the endowment) and remedial menus with ex-post optimal selection never "
        "costs more than the status quo (the endowment need not be the status quo)",
        menus_polarized("beside endowment"),
        costs_no_more,
        "The endowment is not the status quo, and at some choices everything that may be selected costs more than the "
        "status quo.",
        _other_status_quo(families.REMEDIAL),
        budget=150,
        stated=stated_market_mechanism([polarized_menus("beside endowment")], [WEAK_IMPROVEMENT]),
    ),
    market_mechanism_reading(
        "weakly, status quo as endowment",
        "As the second reading if the endowment is the status quo; and no agent who makes any myopically optimal "
        "choice works more than under the status quo",
        own_ex_post_optimal,
        weakly_better,
        "A type who would lose by a trade may, being indifferent between the sets, choose the ray, and then the trade "
        "that is selected makes it work more.",
        with_any_ties(_selected_ex_post(RAY_TABLES)),
        budget=150,
        stated=WEAKLY_BETTER,
    ),
    market_mechanism_reading(
        f"weakly, status quo as endowment, {CAUTIOUS}",
        "As the third reading, when agents make, of the myopically optimal choices, one with the best worst case",
        own_ex_post_optimal,
        weakly_better,
        "The designer or an agent may be worse off than under the status quo.",
        _selected_ex_post(RAY_TABLES),
        _selected_ex_post(families.RANDOM_MECHANISMS),
        _selected_ex_post(hard_mechanisms.MATCHED),
        budget=100,
    ),
    # "As discussed above"
    rests_on=("section-3.1",),
)

CLAIMS = [IMPROVES]
