"""The best polarized ray mechanism on finitely many types, against other menus and what is proved of two agents."""

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, Row, optimum
from proofs.formats.markets import load_market
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarization import polarizing_multipliers
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import dot
from proofs.trading.markets.market import Market
from proofs.trading.value.best import decide_best, expected_cost_of_rays
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_rays import BranchedRays, Cut, Region, ray_mechanism
from proofs.trading.value.best_trade import best_bilateral_trade, best_trade
from proofs.trading.value.enclosing import CLOSE
from proofs.trading.value.ray_search import best_polarized_rays
from proofs.trading.value.representative_rays import proposed_rays
from tests.proofs.trading.mutated_certificates import check_mutations
from tests.proofs.trading.value.small_markets import of_types, small
from tests.proofs.trading.value.test_best import atoms


def mechanism_of(verdict):
    return ray_mechanism(verdict.statement.market, verdict.evidence.division, verdict.evidence.rays)


@pytest.mark.parametrize("seed", range(40))
def test_with_two_agents_it_is_the_best_bilateral_trade(seed: int) -> None:
    """As proved in `best_rays`; where that trade asks nothing in return it is no polarized ray."""
    market = small(seed, 2, 2 + seed % 2, 1 + seed % 3)
    rays, trade = best_polarized_rays(market), best_bilateral_trade(market)
    assert rays.verify()
    traded = market.social_cost(market.status_quo) - trade.statement.saved
    moves = best_trade(trade).moves
    if min(moves) < 0 < max(moves) or not trade.statement.saved:
        assert rays.statement.value == rays.statement.bound == traded
    else:
        assert rays.statement.bound >= traded


@pytest.mark.parametrize("seed", range(24))
def test_the_mechanism_costs_what_is_said_and_no_less_than_the_bound(seed: int) -> None:
    agents = 3 + (seed % 8 == 7)
    market = small(seed, agents, 2 + seed % 2, 2)
    verdict = best_polarized_rays(market, 20 if agents == 3 else 6)
    statement, mechanism = verdict.statement, mechanism_of(verdict)
    assert verdict.verify()
    assert decide_polarized(mechanism).holds
    assert expected_cost_of_rays(mechanism).statement.value == statement.value
    saved = market.social_cost(market.status_quo) - statement.value
    assert agents > 3 or statement.value - statement.bound <= 2 * CLOSE * saved
    cheapest = cheapest_obviously_strategy_proof(market).statement.value
    assert statement.value >= cheapest
    assert statement.bound >= cheapest


def menus_of_small_numbers(steps):
    """All menus of rays between two tasks with these exchange rates, and the remedial one."""
    up, down = ([(Fraction(sign), -sign * step) for step in steps] for sign in (1, -1))
    yield "remedial"
    yield ()
    yield from ((ray,) for ray in up + down)
    yield from (pair for pair in itertools.product(up, down) if polarizing_multipliers(*map(tuple, pair)) is not None)


def cost_of(market: Market, menus) -> Fraction:
    """The least expected cost over all ways in which types that are indifferent may choose."""
    ways = []
    for j, menu in enumerate(menus):
        options = []
        for costs, p in atoms(market, j):
            if menu == "remedial":
                options.append([("remedial", p)])
                continue
            better = [ray for ray in menu if dot(costs, ray) < 0]
            options.append([(ray, p) for ray in better or [None, *(ray for ray in menu if not dot(costs, ray))]])
        ways.append(list(itertools.product(*options)))
    known: dict = {}
    least = None
    for chosen in itertools.product(*ways):
        total = Fraction(0)
        for profile in itertools.product(*chosen):
            rays = tuple(ray for ray, _ in profile)
            if rays not in known:
                known[rays] = selected(market, rays)
            chance = Fraction(1)
            for _, p in profile:
                chance *= p
            total += chance * known[rays]
        least = total if least is None else min(least, total)
    return least


def selected(market: Market, rays) -> Fraction:
    """The least social cost on these rays, by a program over the bundles and the lengths."""
    names = [(j, i) for j in range(len(rays)) for i in range(2)] + [("length", j) for j in range(len(rays))]
    at = {name: k for k, name in enumerate(names)}
    rows, upper = [], [None] * len(names)
    for j, ray in enumerate(rays):
        own = market.status_quo[j]
        for i in range(2):
            if ray == "remedial":
                upper[at[j, i]] = own[i]
                continue
            step = Fraction(0) if ray is None else ray[i]
            entries = ((at[j, i], Fraction(1)), (at["length", j], -step))
            rows.append(Row(tuple(entry for entry in entries if entry[1]), "=", own[i]))
        upper[at["length", j]] = Fraction(100)
    rows += [
        Row(tuple((at[j, i], Fraction(1)) for j in range(len(rays))), "=", Fraction(number))
        for i, number in enumerate(market.numbers)
    ]
    system = LinearSystem(tuple(names), tuple(rows), (Fraction(0),) * len(names), tuple(upper))
    cost = {(j, i): pi for j, row in enumerate(market.performance) for i, pi in enumerate(row) if pi}
    values = optimum(system, cost, "min").evidence.values
    return sum((pi * values[at[name]] for name, pi in cost.items()), Fraction(0))


@pytest.mark.parametrize("seed", range(12))
def test_no_menus_of_small_numbers_cost_less(seed: int) -> None:
    market = small(seed, 3, 2, 1 + seed % 2)
    statement = best_polarized_rays(market, 20).statement
    every = list(menus_of_small_numbers(list(map(Fraction, ("1/2", "2/3", "1", "2", "3")))))
    draw = random.Random(seed)
    tried = [tuple(draw.choice(every) for _ in market.agents) for _ in range(60)]
    assert min(cost_of(market, menus) for menus in tried) >= statement.bound


def test_rays_are_shared_and_remedial_menus_used() -> None:
    """In the one market a ray trades with two partners; in the other what one agent gives away is shared by two."""
    shared = best_polarized_rays(small(6, 3, 2, 2))
    trade = best_bilateral_trade(shared.statement.market).statement.saved
    assert shared.statement.value < shared.statement.market.social_cost(shared.statement.market.status_quo) - trade
    assert (0,) in best_polarized_rays(small(5, 3, 2, 1)).evidence.division


def test_ties_between_opposite_rays_are_settled_at_least_cost() -> None:
    """Type (1, 1) takes either of two opposite rays, of which the other agent wants one."""
    market = of_types([[1, 1]] * 2, [[0, 0], [2, 0]], [[(1, 1)], [(2, 1)]])
    verdict = best_polarized_rays(market)
    assert verdict.statement.value == verdict.statement.bound == 0
    assert expected_cost_of_rays(mechanism_of(verdict)).statement.value == 0


def test_types_without_probability_bind_nobody() -> None:
    market = of_types([[1, 1]] * 2, [[0, 0], [2, 0]], [[(1, 1)], [(2, 1)]])
    domain = market.preferences[1].domain
    more = replace(market.preferences[1], domain=replace(domain, types=(*domain.types, (Fraction(1), Fraction(9)))))
    wider = replace(market, preferences=(market.preferences[0], more))
    assert best_polarized_rays(wider).statement.value == 0


def test_one_agent_keeps_the_status_quo() -> None:
    market = small(3, 1, 2, 2)
    row = decide_best(market, among=["rays"]).row("rays")
    assert row.least == row.most == market.social_cost(market.status_quo)


def test_a_search_that_ends_early_has_a_weaker_bound() -> None:
    market = small(25, 3, 2, 2)
    early, late = (best_polarized_rays(market, seconds) for seconds in (0, 20))
    assert early.verify()
    assert early.statement.bound <= late.statement.bound <= late.statement.value <= early.statement.value
    assert early.statement.bound < early.statement.value


def test_more_types_than_can_be_searched_are_represented_by_the_likeliest() -> None:
    market = small(5, 3, 2, 12)
    with pytest.raises(ValueError, match="linear programs"):
        best_polarized_rays(market)
    found = proposed_rays(market, 2)
    assert decide_polarized(found).holds
    assert expected_cost_of_rays(found).statement.value <= market.social_cost(market.status_quo)


def test_evidence_that_proves_too_little_is_refused() -> None:
    verdict = best_polarized_rays(small(6, 3, 2, 2))
    statement, evidence = verdict.statement, verdict.evidence
    assert not evidence.supports(replace(statement, value=statement.value - 1), True)
    assert not evidence.supports(replace(statement, bound=statement.value + 1), True)
    assert not replace(evidence, opened=()).supports(statement, True)
    assert not evidence.supports(statement, False)
    first = evidence.opened[0]
    for changed in (first.regions[:-1], (*first.regions, Region(())), first.regions[:1]):
        opened = (replace(first, regions=changed), *evidence.opened[1:])
        assert not replace(evidence, opened=opened).supports(statement, True)
    assert not Cut(0, 1, 2, (1, -1)).is_sound
    assert not Cut(0, 0, None, (1, -1)).is_sound


def regions(verdict) -> int:
    assert isinstance(verdict.evidence, BranchedRays)
    return sum(len(opened.regions) for opened in verdict.evidence.opened)


@pytest.mark.parametrize(("seed", "tasks"), [(15, 2), (33, 3), (37, 3)])
def test_mutants(seed: int, tasks: int) -> None:
    verdict = best_polarized_rays(small(seed, 2, tasks, 2))
    assert regions(verdict) >= 5
    assert check_mutations(verdict, "value") > 60


def test_the_hospital_of_three_wards() -> None:
    market = load_market("examples/markets/hospital-three-wards.json").market
    row = decide_best(market, 20, among=["rays"]).row("rays")
    assert row.is_exact
    assert decide_osp(row.mechanism).holds


def test_a_number_beyond_all_floats_is_told() -> None:
    market = of_types([[1, 1]] * 2, [[10**400, 0], [0, 1]], [[(1, 2), (2, 1)]] * 2)
    with pytest.raises(ValueError, match="too large for the search"):
        best_polarized_rays(market, 1)
