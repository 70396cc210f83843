"""VS, Remark 1: with two tasks, polarized rays are as good as any incentive compatible mechanism."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, Optimal, optimum
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_menus, rays
from proofs.claims.families.corrected_values import ANY_AGENTS_CORRECTED, CORNERS_CORRECTED
from proofs.claims.families.large_markets import value_of as value_in
from proofs.claims.families.posted_prices import PRICES_CORRECTED
from proofs.claims.families.stated_markets import (
    AGENTS,
    MARKET,
    TASKS,
    finitely_many_types,
    large_market_value,
    law,
    stated_market,
)
from proofs.claims.families.typed_markets import (
    SMALL_TYPED,
    TWO_TASKS,
    are_polarized,
    large_market_reading,
    no_hypothesis,
    typed_markets,
)
from proofs.claims.families.valenzuela_stookey import at_most, claim
from proofs.claims.stating import (
    Term,
    at_most_row,
    choose,
    defined,
    dot,
    each,
    equal_row,
    operation,
    size,
    system,
    term,
    those,
    value_of,
)
from proofs.trading.markets.bundles import dot as product
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.all_menus import TypedAgent
from proofs.trading.value.best_large_market import best_large_market


def _two_against_one(seed: int) -> Iterator[Market]:
    """One unit of each of three tasks for both; agent 1 has two types, agent 2 minds all tasks alike."""
    types = [costs for costs in itertools.product((1, 2, 3), repeat=3) if min(costs) == 1]
    pairs = sorted(itertools.combinations(types, 2), key=lambda pair: sum(map(sum, pair)))
    for performance in ((0, 0, 1), (0, 1, 1), (0, 1, 2)):
        for one, two in pairs:
            yield Market.make(
                {"A": 2, "B": 2, "C": 2},
                rays.AGENTS[:2],
                [[1, 1, 1]] * 2,
                performance=[performance, (0, 0, 0)],
                preferences=[Preferences.finite({one: "1/2", two: "1/2"}), Preferences.finite({(1, 1, 1): 1})],
            )


TWO_AGAINST_ONE = Family(
    "2 agents with one unit each of 3 tasks, one with two types of costs up to 3, one who minds all tasks alike",
    rays.remembered(_two_against_one),
)

THREE_TASKS = Family(
    "random markets of 2 agents with up to 4 types each, 3 tasks, costs up to 3, 9 or 500",
    typed_markets((3,)),
    endless=True,
)


def any_mechanism(market: Market) -> Verdict:
    """The large-market program over all mechanisms that are incentive compatible: bundles m_j(t) for every type.

    Nobody works more than under the endowment, nobody gains by another report, and tasks are done in expectation.
    """
    agents = [TypedAgent.of(market, j) for j in range(len(market.agents))]
    tasks = range(len(market.tasks))
    names = [(j, t, i) for j, agent in enumerate(agents) for t in range(len(agent.types)) for i in tasks]
    rows: list[tuple[dict[Any, Fraction], Fraction]] = []
    for j, agent in enumerate(agents):
        for t, costs in enumerate(agent.types):
            own = {(j, t, i): costs[i] for i in tasks}
            rows.append((own, product(costs, agent.endowment)))
            others = (other for other in range(len(agent.types)) if other != t)
            rows += [({**own, **{(j, other, i): -costs[i] for i in tasks}}, Fraction(0)) for other in others]
    chance = {(j, t): p for j, agent in enumerate(agents) for t, p in enumerate(agent.probabilities)}
    clearing = [({(j, t, i): chance[j, t] for j, t, k in names if k == i}, market.numbers[i]) for i in tasks]
    cost = {(j, t, i): chance[j, t] * market.performance[j][i] for j, t, i in names}
    return optimum(LinearSystem.make(names, rows, clearing, lower=0), cost, "min")


def atoms(agent: Term) -> Term:
    return law(agent)["atoms"]


@defined("the pairs of an agent and a type of it")
def reports() -> Term:
    """[agent, type], each by its number."""
    own = each("j", AGENTS, lambda j: each("t", operation("positions", atoms(j)), lambda t: term([j, t])))
    return operation("all of", own)


@defined("the triples of an agent, a type of it and a task")
def variables() -> Term:
    """m_j(t) by task: what agent j is to do of the task if it reports the type."""
    return operation("all of", each("s", reports(), lambda s: each("i", TASKS, lambda i: term([s[0], s[1], i]))))


@defined("what the bundle for type {1} costs type {0}, as a row")
def cost_of_bundle(one: Term, other: Term) -> Term:
    """The coefficients of c . m for the costs c of the one type and the bundle m of the other."""
    costs = atoms(one[0])[one[1]][0]
    return each("v", variables(), lambda v: choose((term([v[0], v[1]])).same(other), costs[v[2]], 0))


@defined("the large market of incentive compatible mechanisms")
def compatible() -> Term:
    """`any_mechanism` as data: nobody works more than under the endowment, nobody gains by another report."""
    willing = each(
        "s",
        reports(),
        lambda s: at_most_row(cost_of_bundle(s, s), dot(atoms(s[0])[s[1]][0], MARKET["endowment"][s[0]])),
    )
    same_agent = those("p", operation("pairs", reports()), lambda pair: pair[0][0].same(pair[1][0]))
    truthful = each(
        "p",
        same_agent,
        lambda pair: at_most_row(
            operation("minus", cost_of_bundle(pair[0], pair[0]), cost_of_bundle(pair[0], pair[1])), 0
        ),
    )
    clearing = each(
        "i", TASKS, lambda i: equal_row(each("v", variables(), lambda v: chance_of(v, i)), MARKET["numbers"][i])
    )
    rows = operation("joined", operation("joined", willing, truthful), clearing)
    return system(variables(), rows, 0, None)


@defined("the probability of the type of {0} if its task is {1}, else 0")
def chance_of(variable: Term, task: Term) -> Term:
    return choose(variable[2].same(task), atoms(variable[0])[variable[1]][1], 0)


@defined("the expected social costs of the triples")
def expected_costs() -> Term:
    cost = each("v", variables(), lambda v: atoms(v[0])[v[1]][1] * MARKET["performance"][v[0]][v[2]])
    return operation("weights", cost)


def rays_do_as_well(market: Market) -> Part:
    best, anything = best_large_market(market), any_mechanism(market)
    yield best
    yield anything
    assert isinstance(anything.statement, Optimal)
    yield at_most(
        ("the least cost over menus in the large market", value_in(best)),
        ("that over all incentive compatible mechanisms", anything.statement.value),
    )
    yield from are_polarized(best)


REMARK_1 = claim(
    "remark-1",
    "section 4.2, Remark 1",
    "with two tasks, polarized rays are as good as any incentive compatible mechanism",
    large_market_reading(
        "literal",
        "With two tasks, for any law of finitely many types (no regularity is asked), some random menus of polarized "
        "rays cost in the large market no more than any Bayesian incentive compatible mechanism",
        no_hypothesis,
        rays_do_as_well,
        "Some Bayesian incentive compatible mechanism costs less in the large market than all menus that are obviously "
        "dominant on the types.",
        SMALL_TYPED,
        TWO_TASKS,
        hard_menus.HARD_TYPED,
        budget=100,
    ),
    large_market_reading(
        "three tasks",
        "As literal, with three tasks",
        no_hypothesis,
        rays_do_as_well,
        "With three tasks, some Bayesian incentive compatible mechanism costs less in the large market than all menus "
        "that are obviously dominant on the types: it may offer a type two trades that it likes, where menus of "
        "obviously dominant choices may tempt it by one at most.",
        TWO_AGAINST_ONE,
        THREE_TASKS,
        stated=stated_market(
            [finitely_many_types(), size(MARKET["tasks"]).equals(3)],
            [large_market_value() <= value_of("optimal", system=compatible(), objective=expected_costs(), sense="min")],
        ),
    ),
    PRICES_CORRECTED,
    CORNERS_CORRECTED,
    ANY_AGENTS_CORRECTED,
)

CLAIMS = [REMARK_1]
