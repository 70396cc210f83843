"""Known-false variations of claims of VS, and known-true facts, to see that the hunt tells them apart."""

from __future__ import annotations

import itertools
from fractions import Fraction

from proofs.claims.claim import Claim, Family, Reading
from proofs.claims.families import (
    boxes,
    choice_improves,
    compared_markets,
    corrected_menus,
    corrected_values,
    ex_post_optimal,
    hard_mechanisms,
    induced_games,
    large_markets,
    market_conditions,
    polarized_rays,
    posted_prices,
    separated_costs,
    task_classes,
    trading_mechanisms,
    trading_sets,
    two_prices,
    typed_markets,
    weights,
)
from proofs.claims.families import markets as families
from proofs.claims.families import menus as menus_module
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import at_most, below, equal, never
from proofs.claims.valenzuela_stookey import (
    corollary_1,
    footnote_18,
    lemma_3_separation,
    lemma_4,
    proposition_2_selections,
    proposition_3,
    remark_1,
    section_1_1_participation,
    section_1_1_two_tasks,
    section_2_1_c_hat,
    theorem_2,
)
from proofs.claims.valenzuela_stookey.definition_polarized_rays import both_signs, disjoint_and_mixed
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.bundles import bundle, dot, plus
from proofs.trading.markets.domains import FiniteDomain, Orthant
from proofs.trading.markets.menus import EndowmentOnly, Ray, Remedial
from proofs.trading.markets.protocols import feasible
from proofs.trading.markets.random_allocation import random_allocation
from proofs.trading.value import constant as constant_module
from proofs.trading.value import linear_programs
from proofs.trading.value.all_menus import TypedAgent, support_over_all_menus
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof, obvious_mechanism
from proofs.trading.value.cost_laws import CostLaw
from proofs.trading.value.costs import expected_cost
from proofs.trading.value.outer_program import outer_program, support_value

RAYS = (rays_module.SMALL_RAYS, rays_module.RANDOM_RAYS)


def planted(name, conclusion, tried, hypothesis=lambda instance: (), budget=500, describe=str):
    reading = Reading(
        wording=name,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda instance: "The variation is false.",
        describe=describe,
        budget=budget,
    )
    return Claim(f"planted/{name}", "nowhere", (reading,))


def one_ray_fewer(rays):
    proper = sum(1 for ray in rays if any(ray))
    yield at_most(("number of rays", proper), ("number of tasks less 1", len(rays[0]) - 1))


def without_difference(market):
    yield market_conditions.positive_costs(market)
    yield from market_conditions.non_degenerate(market)
    yield choice_improves.positive_status_quo(market)


def without_status_quo(market):
    yield market_conditions.positive_costs(market)
    yield market_conditions.different_performance(market)
    yield from market_conditions.non_degenerate(market)


def only_the_status_quo(market):
    """Corollary 1 whatever the slack."""
    yield constant_module.only_constant_mechanism(market)


def strictly_less_work(mechanism):
    for verdict in section_1_1_participation.worst_outcomes(mechanism):
        values, what = verdict.statement.values, verdict.statement.what
        yield below((what[0], values[0]), (what[1], values[1]))


def strictly_cheaper(case):
    menus = large_markets.first_menus(case)
    relaxed = outer_program(case.market, [[menu] for menu in menus])
    cost = expected_cost(case.market, menus)
    yield relaxed
    yield cost
    yield below(("large market", large_markets.value_of(relaxed)), ("expected cost", large_markets.value_of(cost)))


def strictly_below(prices):
    verdict = polarized(prices.rays)
    yield verdict if prices.first < prices.second else never(verdict)


def gains_in_every_equilibrium(given):
    for verdict in induced_games.improves_in_every_equilibrium(given):
        if hasattr(verdict.statement, "what"):
            yield below(*zip(verdict.statement.what, verdict.statement.values, strict=True))


def every_outcome_is_as_cheap(case):
    for verdict in proposition_3.within_the_band(case):
        statement = verdict.statement
        if hasattr(statement, "what") and "choices" in statement.what[0]:
            outer = outer_program(case.market, [[menu] for menu in large_markets.first_menus(case)], ties="trade")
            yield at_most((statement.what[0], statement.values[0]), ("large market", large_markets.value_of(outer)))


def settles_at_once(case):
    for verdict in proposition_3.tails_are_bounded(case):
        if isinstance(verdict.statement, CostLaw) and verdict.statement.setting.copies == 2:
            yield at_most(("how likely the cost is far from the value", verdict.statement.beyond[2]), ("", 0))


def always_inside(market):
    yield section_2_1_c_hat._c_hat_inside(market)


def positive_points(case):
    yield from market_conditions.proposition_1(case[0])


def tilted_by_one_half(case):
    value = large_markets.value_of(support_value(case.market, 0, [case.ray(Fraction(1, 2))], case.weights))
    yield at_most(
        ("the value w . x* less 1/100", dot(case.weights, case.target) - weights.TOLERANCE),
        ("value", value),
    )


def any_amounts(case):
    yield from task_classes.has_shares(case)


def cheaper_than_the_endowment(market):
    value = large_markets.value_of(best_large_market(market))
    yield below(("large market", value), ("endowment", market.social_cost(market.endowment)))


def one_price(case):
    """As `supported_by_prices`, with one type's price for more of A, and nothing else."""
    agent = TypedAgent.of(case.market, 0)
    support = support_over_all_menus(agent, case.weights).statement.value
    ratio = agent.types[0][0] / agent.types[0][1]
    gain = (case.weights[0] / ratio - case.weights[1]) * agent.endowment[1]
    yield at_most(
        ("the support function", support), ("one type's price", dot(case.weights, agent.endowment) + abs(gain))
    )


def at_most_as_many_rays_as_tasks(case):
    yield at_most(("number of rays", len(case.rays)), ("number of tasks", case.box.dimension))


BEST_ON_TYPES = Family(
    "the best obviously strategy-proof mechanisms of small markets of finitely many types",
    lambda seed: map(
        obvious_mechanism, map(cheapest_obviously_strategy_proof, compared_markets.small_markets(2, 2, (1, 2)))
    ),
)


def one_direction_each(mechanism):
    offers = [mechanism.protocol.offers(j) for j in range(len(mechanism.market.agents))]
    most = max(len(offered) for each in offers for offered in each)
    yield at_most(("the most directions in a set", most), ("", 1))


def as_many_choices_as_tasks(mechanism):
    most = max(len(menu) - 1 for menu in mechanism.protocol.menus)
    yield at_most(("number of choices", most), ("number of tasks", len(mechanism.market.tasks)))


def not_both_better(market):
    """Who is strictly better at both tasks may have any types."""
    yield from corrected_values.of_two_and_two(market)


def one_agent_has_one_type(market):
    yield from corrected_values.of_two(market)
    fewest = min(len(preferences.law.atoms) for preferences in market.preferences)
    yield equal(("the least number of types", fewest), ("", 1))


def better_at_both_by_the_same(market):
    """Types of any costs."""
    first, second = corrected_values._delta(market)
    yield equal(("the one difference of performance", first), ("the other", second))


def some_best_price(market):
    """Who takes the task may mind the price."""
    yield from corrected_values.of_two_and_two(market)
    better = corrected_values.better_at(market)
    found = [] if better is None else posted_prices.best_prices(market, *better, 0, 1)
    yield below(("", 0), ("the number of best prices", len(found)))


def any_types(market):
    """The status quo is positive, and types need not be common."""
    yield from corrected_values.positive_status_quo(market)
    yield from corrected_values.incentive_saves(market)


def two_types_of_somebody(market):
    """Nobody need be worse at anything than the agent with two types."""
    yield from corrected_values.positive_status_quo(market)
    most = max(corrected_values._spread(market, j) for j in range(len(market.agents)))
    yield below(("", 1), ("the most types up to multiples", most))


FALSE = [
    planted(
        "boxes-allow-no-more-rays-than-tasks",
        at_most_as_many_rays_as_tasks,
        (corrected_menus.GROWN_MENUS_ON_BOXES,),
        corrected_menus.polarized_on_box,
    ),
    planted(
        "rays-polarized-on-a-box-are-polarized",
        lambda case: (polarized(case.rays),),
        (corrected_menus.GROWN_MENUS_ON_BOXES,),
        corrected_menus.polarized_on_box,
    ),
    planted(
        "any-rays-are-obviously-strategy-proof-on-boxes",
        theorem_2.is_osp("deviations"),
        (corrected_menus.TRADED_MENUS,),
        lambda mechanism: (feasible(mechanism.protocol),),
    ),
    planted(
        "sets-lie-in-rays-on-finitely-many-types",
        one_direction_each,
        (BEST_ON_TYPES,),
        trading_mechanisms.osp("deviations"),
    ),
    planted(
        "boxes-allow-no-more-choices-than-tasks",
        as_many_choices_as_tasks,
        (corrected_menus.CORNER_MENUS,),
        corrected_menus.osp_on_full_domains,
    ),
    planted(
        "two-tasks-are-enough-for-rays",
        corrected_values.trade_is_best_obvious,
        (compared_markets.SMALL_TWO_TASKS,),
        not_both_better,
    ),
    planted(
        "one-type-of-one-agent-is-enough",
        corrected_values.trade_is_best_incentive,
        (compared_markets.SMALL_TWO_TASKS,),
        one_agent_has_one_type,
    ),
    planted(
        "a-best-price-need-not-suit-all",
        corrected_values.trade_is_best_incentive,
        (compared_markets.SMALL_TWO_TASKS,),
        some_best_price,
    ),
    planted(
        "better-at-all-tasks-is-enough-for-osp",
        corrected_values.obvious_is_best_incentive,
        (compared_markets.SMALL_TWO_TASKS,),
        better_at_both_by_the_same,
    ),
    planted(
        "trades-save-whenever-anything-does",
        corrected_values.trade_saves,
        (compared_markets.SMALL_TWO_TASKS,),
        any_types,
    ),
    planted(
        "bets-always-save",
        corrected_values.incentive_saves,
        (compared_markets.SMALL_TWO_TASKS,),
        two_types_of_somebody,
    ),
    planted("one-types-price-is-the-best", one_price, (weights.POSITIVE_WEIGHTS,)),
    planted(
        "every-outcome-is-as-cheap-as-the-large-market",
        every_outcome_is_as_cheap,
        (large_markets.LOTTERIES,),
        proposition_3.solves_the_large_market,
    ),
    planted(
        "every-equilibrium-is-strictly-cheaper",
        gains_in_every_equilibrium,
        (induced_games.with_workloads(ex_post_optimal.ex_post(hard_mechanisms.MATCHED)),),
        induced_games.is_ex_post_optimal_polarized,
    ),
    planted("two-copies-have-settled", settles_at_once, (menus_module.SMALL_MENUS,), large_markets.polarized_lists),
    planted("the-greatest-lower-ends-are-in-all-boxes", always_inside, (boxes.RANDOM_BOXES,)),
    planted(
        "any-two-points-are-separated",
        lemma_3_separation.separating_trade,
        (separated_costs.corners_of(boxes.COMMON_BOXES),),
        positive_points,
    ),
    planted(
        "one-half-is-a-small-epsilon",
        tilted_by_one_half,
        (weights.UNIFORM_WEIGHTS,),
        footnote_18.some_positive_weight,
    ),
    planted(
        "amounts-need-not-clear", section_1_1_two_tasks.described_is_allocation, (task_classes.CLASSES,), any_amounts
    ),
    planted("menus-always-save", cheaper_than_the_endowment, (typed_markets.SMALL_TYPED,)),
    planted("at-most-one-ray-fewer-than-tasks", one_ray_fewer, RAYS, polarized_rays.is_polarized),
    planted("disjoint-losses-suffice", polarized_rays.is_polarized, RAYS, disjoint_and_mixed),
    planted("different-performance-is-not-needed", market_conditions.improving, (boxes.BOXES,), without_difference),
    planted(
        "a-positive-status-quo-is-not-needed",
        market_conditions.improving,
        (boxes.CORNER_SHARES,),
        without_status_quo,
    ),
    planted(
        "dimension-one-is-enough",
        lambda market: (constant_module.only_constant_mechanism(market),),
        (boxes.ZERO_BOXES,),
        lambda market: (market_conditions.no_slack(market), market_conditions.common_type(market)),
    ),
    planted(
        "slack-changes-nothing",
        only_the_status_quo,
        (boxes.RANDOM_SLACK,),
        lambda m: (market_conditions.full_dimension(m),),
    ),
    planted(
        "any-rays-are-obviously-strategy-proof",
        theorem_2.is_osp("deviations"),
        (polarized_rays.RAY_TABLES,),
        lambda mechanism: (feasible(mechanism.protocol),),
    ),
    planted("prices-strictly-ordered", strictly_below, (two_prices.PRICES,)),
    planted("claim-4-without-incentives", trading_sets.claim_4("reduced"), (families.TABLES,)),
    planted("participation-is-strict", strictly_less_work, (families.TABLES,), trading_mechanisms.osp("deviations")),
    planted("the-large-market-is-strictly-cheaper", strictly_cheaper, (menus_module.SMALL_MENUS,)),
    planted(
        "myopic-actions-are-obviously-dominant",
        lemma_4.is_dominant("deviations"),
        (lemma_4._choice_cases(families.TABLES),),
        lambda case: (feasible(case.protocol), *lemma_4.is_myopic(case)),
        budget=3000,
    ),
]


def gordan(rays):
    """Two directions have multipliers, or some positive costs are tempted by both."""
    for pair in itertools.combinations(rays, 2):
        verdict = some_type(Orthant(len(pair[0]), strict=True), pair)
        yield never(verdict) if polarized(pair, "pairs").holds or not all(map(any, pair)) else verdict


def opposite_rays(rays):
    for ray in rays:
        if min(ray) < 0 < max(ray):
            yield polarized((ray, common.negative(ray)))


def dominant_is_weakly_dominant(case):
    j = case.protocol.market.agent(case.agent)
    for at in case.protocol.profiles:
        own = dot(case.costs, case.protocol.selected((*at[:j], case.action, *at[j + 1 :]))[j])
        yield at_most(("workload", own), ("workload of another action", dot(case.costs, case.protocol.selected(at)[j])))


def status_quo_is_allowed(market):
    verdict = linear_programs.cheapest_constant(market)
    cost = market.social_cost(market.status_quo)
    yield at_most(("cheapest constant", verdict.statement.value), ("status quo", cost))


def constants_are_mechanisms(market):
    best, constant = linear_programs.cheapest_incentive_compatible(market), linear_programs.cheapest_constant(market)
    yield at_most(("optimum of (1)", best.statement.value), ("cheapest constant", constant.statement.value))


def sublinear_support(case):
    """S(w + w') <= S(w) + S(w') for w' = (1, ..., 1)."""
    menus, ones = case.menus[0], bundle([1] * len(case.market.tasks))
    w = case.market.performance[0]
    values = [large_markets.value_of(support_value(case.market, 0, menus, v)) for v in (w, ones, plus(w, ones))]
    yield at_most(("S(w + w')", values[2]), ("S(w) + S(w')", values[0] + values[1]))


def one_type_wants_or_not(rays):
    costs = bundle(range(1, len(rays[0]) + 1))
    for ray in rays:
        liked = some_type(FiniteDomain((costs,)), (ray,)).holds
        yield equal(("1 if liked", int(liked)), ("1 if c.d < 0", int(dot(costs, bundle(ray)) < 0)))


def menus_are_mechanisms(market):
    best, anything = best_large_market(market), remark_1.any_mechanism(market)
    yield at_most(("any mechanism", anything.statement.value), ("menus", large_markets.value_of(best)))


def below_the_supremum(case):
    """Rays that are steep or flat, rays the other way, two rays at once and the remedial menu."""
    flat, steep, back = (Ray(bundle(d)) for d in ((1, "-1/8"), (1, -2), (-1, "1/2")))
    eta = EndowmentOnly()
    for menu in ((eta, flat), (eta, steep), (eta, back), (eta, flat, back), (eta, Remedial())):
        for ties in ("trade", "keep"):
            value = large_markets.value_of(support_value(case.market, 0, [menu], case.gain, ties=ties))
            yield at_most(("the worth of a menu", value), ("the supremum", case.supremum))


TRUE = [
    planted("menus-are-incentive-compatible", menus_are_mechanisms, (typed_markets.TWO_TASKS,), budget=60),
    planted(
        "no-menu-is-above-the-supremum",
        below_the_supremum,
        (proposition_2_selections.UNBOUNDED,),
        proposition_2_selections.prices_solve_the_dual,
        budget=100,
    ),
    planted("gordan", gordan, RAYS),
    planted("opposite-rays-are-polarized", opposite_rays, RAYS),
    planted(
        "one-ray-of-both-signs-is-polarized",
        lambda rays: (polarized(rays[:1]),),
        RAYS,
        both_signs,
    ),
    planted(
        "obviously-dominant-actions-are-weakly-dominant",
        dominant_is_weakly_dominant,
        (lemma_4._choice_cases(families.TABLES),),
        lemma_4.is_dominant("deviations"),
    ),
    planted("the-status-quo-is-allowed", status_quo_is_allowed, (boxes.RANDOM_SLACK,), budget=150),
    planted("constants-are-mechanisms", constants_are_mechanisms, (corollary_1.CORNERS,), budget=60),
    planted("support-functions-are-sublinear", sublinear_support, (menus_module.RANDOM_MENU_LISTS,), budget=120),
    planted("workload-decides", one_type_wants_or_not, RAYS),
    planted(
        "assignments-are-lotteries",
        lambda market: (random_allocation(market.numbers, market.status_quo),),
        (boxes.RANDOM_BOXES,),
        budget=150,
    ),
]

CLAIMS = [*FALSE, *TRUE]
