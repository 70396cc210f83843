"""Ties are the designer's: in VS, section 4.2, S_j is a maximum over the strategies s_j; all of them, one by one."""

from __future__ import annotations

import itertools
import json
import random
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, optimum
from proofs.cli import market_questions as questions
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.deciding import ex_post_table, ex_post_tables, obviously_strategy_proof
from proofs.trading.dominance.explaining import decide_osp, explain_osp
from proofs.trading.dominance.mechanisms import with_table
from proofs.trading.markets.bundles import bundle, dot, plus, times
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, Points, Ray, Remedial
from proofs.trading.selection.optimal import candidates, far_end, optimal_selection
from proofs.trading.selection.probabilities import (
    RULES,
    TIES_IN_WORDS,
    choice_probabilities,
    decide_choice_probabilities,
    open_choices,
)
from proofs.trading.value.costs import chances_of, expected_cost
from proofs.trading.value.large_markets import decide_large_market, explain_large_market
from proofs.trading.value.outer_program import in_feasible_set, outer_program, prices, settled_in_program, support_value
from proofs.trading.value.replicas import replica, replica_cost, simulate
from proofs.trading.value.ties import TooManyWays
from tests.proofs.cli.test_main import proofs
from tests.proofs.trading.mutated_certificates import accepted, check_mutations, check_round_trip, written

RAYS = [{"ray": {"A": 1, "B": -1}}, {"ray": {"A": -1, "B": 1}}]
EXCHANGE = (EndowmentOnly(), Ray((1, -1)), Ray((-1, 1)))


def market_file(second: list) -> dict:
    """Each agent does one of two tasks better, and both are indifferent among all exchanges."""
    costs = {"types": [{"A": 1, "B": 1, "probability": 1}]}
    agents = {
        name: {"status_quo": {"A": 1, "B": 1}, "performance": {task: 1}, "costs": costs, "menu": menu}
        for name, task, menu in (("1", "B", RAYS), ("2", "A", second))
    }
    return {"format": "exact-proofs/market/1", "tasks": {"A": 2, "B": 2}, "agents": agents}


@pytest.mark.parametrize("second", [RAYS, RAYS[::-1]], ids=["one order", "the other"])
def test_the_order_of_two_rays_does_not_matter(second: list, tmp_path) -> None:
    """Agent 1 takes both A and agent 2 both B, which costs nothing; every command says so, and names the rule."""
    mechanism = market_from_plain(market_file(second))
    market, menus = mechanism.market, mechanism.protocol.menus
    verdict = outer_program(market, [[menu] for menu in menus])
    assert verdict.statement.value == 0
    check_round_trip(verdict)
    for agent in (0, 1):
        for w, value in (((-1, 1), 2), ((1, -1), 2), ((1, 1), 2), ((2, 0), 4)):
            found = support_value(market, agent, [menus[agent]], w)
            assert found.statement.value == value
            check_round_trip(found)
    for copies in (1, 2, 3):
        cost = replica_cost(market, menus, copies)
        assert cost.statement.value == 0
        check_round_trip(cost)
    path = tmp_path / "market.json"
    path.write_text(json.dumps(market_file(second)))
    selected = proofs("select", path, "--out", tmp_path).stdout
    large = proofs("market", path, "--copies", "1", "--out", tmp_path).stdout
    preferred = "0 (of equally good choices the designer's preferred one is made)"
    assert f"the expected social cost is {preferred}" in selected
    assert f"these menus have the value {preferred}" in large
    assert f"the expected social cost is {preferred}" in large
    for rule in RULES:
        told = [questions.select("", mechanism, "", rule)[2], questions.large("", mechanism, [1], rule)[2]]
        costs = [[line for line in said.splitlines() if "the expected social cost is" in line] for said in told]
        assert len(costs[0]) == 1
        assert costs[0] == costs[1], "the commands agree"
        assert TIES_IN_WORDS[rule] in costs[0][0]
    refused = proofs("select", path, "--ties", "first", "--out", tmp_path)
    assert refused.returncode == 2
    assert '"first" is not known here' in refused.stderr


# ------------------------------------------------------------------------------------- all ways to settle, by hand


def ends(one, endowment) -> list:
    """The vertices of a set of the random menus."""
    if isinstance(one, EndowmentOnly):
        return [endowment]
    if isinstance(one, Ray):
        return [endowment, far_end(one, endowment)]
    assert isinstance(one, Points)
    return list(one.points)


def best_choices(menu: Menu, endowment, costs) -> list[int]:
    """By definition: a cheapest bundle; where that is the endowment, and the choice another, no bundle costs more."""
    workloads = [[dot(costs, x) for x in ends(one, endowment)] for one in menu]
    least = min(map(min, workloads))
    return [
        k
        for k, values in enumerate(workloads)
        if min(values) == least and (least < workloads[0][0] or max(values) == least)
    ]


def strategies(market: Market, agent: int, menu: Menu) -> list[tuple[int, ...]]:
    """All selections of a best choice for every type."""
    law, endowment = market.preferences[agent].law, market.endowment[agent]
    return list(itertools.product(*(best_choices(menu, endowment, costs) for costs, _ in law.atoms)))


def expected_points(market: Market, agent: int, menu: Menu) -> list:
    """What the agent may expect: for every strategy and every selection of vertices of the sets."""
    law, endowment = market.preferences[agent].law, market.endowment[agent]
    found = set()
    for made in strategies(market, agent, menu):
        used = sorted(set(made))
        for picked in itertools.product(*(ends(menu[k], endowment) for k in used)):
            at = dict(zip(used, picked, strict=True))
            total = bundle([0] * len(endowment))
            for k, (_, p) in zip(made, law.atoms, strict=True):
                total = plus(total, times(p, at[k]))
            found.add(total)
    return sorted(found)


def random_case(rng: random.Random, agents: int = 2, tasks: int = 2, few: int = 2) -> tuple[Market, list[list[Menu]]]:
    """Small costs and rays with small steps, so that ties are the rule."""
    preferences = []
    for _ in range(agents):
        types = {tuple(rng.randint(1, 2) for _ in range(tasks)) for _ in range(rng.randint(1, few))}
        preferences.append(Preferences.finite({at: Fraction(1, len(types)) for at in sorted(types)}))
    performance = [[rng.randint(0, 3) for _ in range(tasks)] for _ in range(agents)]
    market = Market.make(
        {f"t{i}": agents for i in range(tasks)},
        [f"j{j}" for j in range(agents)],
        [[1] * tasks] * agents,
        performance,
        preferences=preferences,
    )
    lists = []
    for _ in range(agents):
        menus = []
        for _ in range(rng.randint(1, 2)):
            rays = []
            for _ in range(rng.randint(1, 3)):
                steps = [rng.choice((-2, -1, 1, 2)) for _ in range(tasks)]
                steps[rng.randrange(tasks)] *= -1 if min(steps) > 0 else 1
                rays.append(Ray(tuple(steps)) if min(steps) < 0 else Ray(tuple(-s for s in steps)))
            if rng.random() < 0.3:
                other = [rng.randint(0, 2) for _ in range(tasks)]
                rays.append(Points(tuple(dict.fromkeys(((1,) * tasks, tuple(other))))))
            menus.append((EndowmentOnly(), *rays))
        lists.append(menus)
    return market, lists


@pytest.mark.parametrize("seed", range(16))
def test_support_functions_are_the_maximum_over_all_strategies(seed: int) -> None:
    rng = random.Random(seed)
    market, lists = random_case(rng, tasks=rng.choice([2, 2, 3]), few=3)
    for w in itertools.islice(itertools.product((-1, 1, 0, 2), repeat=len(market.tasks)), seed % 3, None, 5):
        weights = bundle(w)
        by_hand = max(dot(weights, x) for menu in lists[0] for x in expected_points(market, 0, menu))
        shuffled = [(menu[0], *rng.sample(menu[1:], len(menu) - 1)) for menu in lists[0]]
        for menus in (lists[0], shuffled):
            verdict = support_value(market, 0, menus, weights)
            assert verdict.statement.value == by_hand
    check_round_trip(verdict)
    for menu in lists[0]:
        assert all(in_feasible_set(market, 0, [menu], x).holds for x in expected_points(market, 0, menu)[:6])


@pytest.mark.parametrize("seed", range(16))
def test_the_outer_program_draws_menus_strategies_and_bundles(seed: int) -> None:
    rng = random.Random(100 + seed)
    market, lists = random_case(rng, agents=rng.choice([2, 3]), few=2)
    names = [
        (j, x) for j, menus in enumerate(lists) for x in {x for menu in menus for x in expected_points(market, j, menu)}
    ]
    rows = [([int(agent == j) for agent, _ in names], 1) for j in range(len(lists))]
    rows += [([x[i] for _, x in names], n) for i, n in enumerate(market.numbers)]
    system = LinearSystem.make(len(names), (), rows, lower=0)
    by_hand = optimum(system, [dot(market.performance[j], x) for j, x in names], "min").statement.value
    verdict = outer_program(market, lists)
    assert verdict.statement.value == by_hand
    check_round_trip(verdict)
    found = prices(verdict)
    assert found.attain
    assert found.dual_value == by_hand


def cost_by_hand(market: Market, menus: list[Menu]) -> Fraction:
    """The least expected cost over all strategies of all agents."""
    least = {
        choices: optimal_selection(market, [menu[k] for menu, k in zip(menus, choices, strict=True)]).statement.value
        for choices in itertools.product(*(range(len(menu)) for menu in menus))
    }
    laws = [preferences.law.atoms for preferences in market.preferences]
    totals = []
    for made in itertools.product(*(strategies(market, j, menu) for j, menu in enumerate(menus))):
        total = Fraction(0)
        for types in itertools.product(*(range(len(law)) for law in laws)):
            p = Fraction(1)
            for law, t in zip(laws, types, strict=True):
                p *= law[t][1]
            total += p * least[tuple(strategy[t] for strategy, t in zip(made, types, strict=True))]
        totals.append(total)
    return min(totals)


@pytest.mark.parametrize("seed", range(16))
def test_expected_costs_are_the_least_over_all_strategies(seed: int) -> None:
    rng = random.Random(200 + seed)
    market, lists = random_case(rng, agents=rng.choice([2, 2, 3]), few=2)
    menus = [menus[0] for menus in lists]
    verdict = expected_cost(market, menus)
    assert verdict.statement.value == cost_by_hand(market, menus)
    check_round_trip(verdict)
    assert verdict.statement.value >= outer_program(market, [[menu] for menu in menus]).statement.value
    for rule in ("trade", "keep", "cautious"):
        assert expected_cost(market, menus, ties=rule).statement.value >= verdict.statement.value
    chances = chances_of(verdict)
    assert all(sum(row) == 1 for row in chances)


@pytest.mark.parametrize("seed", range(8))
def test_every_copy_settles_its_own_ties(seed: int) -> None:
    """Two copies of a market cost what the market with every agent twice costs."""
    rng = random.Random(300 + seed)
    market, lists = random_case(rng, few=2)
    menus = [menus[0] for menus in lists]
    doubled = Market.make(
        {task: 2 * n for task, n in zip(market.tasks, market.numbers, strict=True)},
        [f"{name}{copy}" for name in market.agents for copy in "ab"],
        [row for row in market.endowment for _ in "ab"],
        [row for row in market.performance for _ in "ab"],
        preferences=[one for one in market.preferences for _ in "ab"],
    )
    verdict = replica_cost(market, menus, 2)
    assert 2 * verdict.statement.value == cost_by_hand(doubled, [menu for menu in menus for _ in "ab"])
    check_round_trip(verdict)


# ---------------------------------------------------------------------------------------- laws with mass on ties


def test_ties_on_faces_and_atoms_have_their_probabilities() -> None:
    """Half of the law sits where A and B cost the same: on a face of the box, and in an atom of weight 1/6 more.

    On the whole box the exchange of A and B is wanted in one direction with probability 1/2 each.
    """
    low, high = bundle((1, 1, 1)), bundle((2, 2, 2))
    face, box = Box(low, bundle((1, 1, 2))), Box(low, high)
    law = Law(((bundle((2, 2, 1)), Fraction(1, 6)),), ((face, Fraction(1, 3)), (box, Fraction(1, 2))))
    menu = candidates((EndowmentOnly(), Ray((1, -1, 0)), Ray((-1, 1, 0))), bundle((1, 1, 1)), (3, 3, 3))
    assert open_choices(menu, law) == (
        ((0, 1, 2), Fraction(1, 2)),
        ((1,), Fraction(1, 4)),
        ((2,), Fraction(1, 4)),
    )
    market = Market.make({"A": 1, "B": 1, "C": 1}, ["1"], [[1, 1, 1]], preferences=Preferences(box, law))
    trades = (EndowmentOnly(), Ray((1, -1, 0)), Ray((-1, 1, 0)))
    verdict = support_value(market, 0, [trades], (1, -1, 0))
    # The tie takes the ray (1, -1, 0), as does a quarter; the other quarter is given the endowment.
    assert verdict.statement.value == Fraction(3, 4) * 2
    check_round_trip(verdict)
    assert check_mutations(verdict, "value chances") > 15


def test_a_ray_that_could_only_hurt_is_no_tie() -> None:
    """At costs (1, 2) the ray (2, -1) is no loss, and the ray (-1, 1) costs the type 1."""
    law = Preferences.finite({(1, 2): 1}).law
    eta, numbers = bundle((1, 1)), (2, 2)
    menu = candidates((EndowmentOnly(), Ray((2, -1)), Ray((-1, 1))), eta, numbers)
    assert open_choices(menu, law) == (((0, 1), Fraction(1)),)
    assert choice_probabilities(menu, law, "last") == (0, 0, 1), "to the letter it is optimal, for it holds eta"


def test_the_remedial_set_ties_where_everything_is_free() -> None:
    law = Preferences.finite({(0, 1): 1}).law
    menu = candidates((EndowmentOnly(), Remedial()), bundle((1, 0)), (1, 1))
    assert open_choices(menu, law) == (((0, 1), Fraction(1)),)


def test_without_an_objective_the_designer_settles_nothing() -> None:
    law = Preferences.finite({(1, 1): 1}).law
    menu = candidates(EXCHANGE, bundle((1, 1)), (2, 2))
    for ask in (choice_probabilities, lambda m, w, ties: decide_choice_probabilities(m, w, ties=ties)):
        with pytest.raises(ValueError, match='the rule "designer" needs an objective'):
            ask(menu, law, "designer")
    certificate = written(decide_choice_probabilities(menu, law))
    certificate["statements"][0]["about"]["ties"] = "designer"
    assert not accepted(certificate)


# ------------------------------------------------------------------------------------------------------- many copies


def test_simulated_copies_settle_ties_as_the_large_market_does() -> None:
    """Agent 2 takes half of B only: of its copies half keep, and the cost of the large market is met by every draw."""
    market = Market.make(
        {"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], [[0, 1], [1, 0]], preferences=Preferences.finite({(1, 1): 1})
    )
    menus = [EXCHANGE, (EndowmentOnly(), Ray((-1, 1)))]
    offers = tuple((j, menu, 500) for j, menu in enumerate(menus))
    chances = settled_in_program(market, tuple(p.law for p in market.preferences), offers, "designer", "nonnegative")
    assert chances == [(0, 1, 0), (0, 1)]
    found = simulate(market, menus, 500, draws=20)
    assert found.mean == outer_program(market, [[menu] for menu in menus]).statement.value == 0
    report = decide_large_market(market, [[menu] for menu in menus], (1, 500))
    assert report.replicas[0].statement.value == 0
    assert report.replicas[1].mean == 0
    assert "as often as is best for the designer in the large market" in explain_large_market(report)


def test_too_many_ways_are_refused_and_simulated() -> None:
    law = Preferences.finite({(1, 1): 1})
    market = Market.make({"A": 1, "B": 1}, ["1"], [[1, 1]], [[0, 1]], preferences=law)
    with pytest.raises(TooManyWays, match="take fewer copies, or one of the rules trade"):
        replica_cost(market, [EXCHANGE], 60)
    assert replica(market, [EXCHANGE], 60).mean == 1
    assert replica_cost(market, [EXCHANGE], 60, ties="keep").statement.value == 1


# ------------------------------------------------------------------------------------ assignments that cost the same


def exchange_file(order: list[str], performance: int) -> dict:
    """A ray that one agent is offered twice, against a ray and a trade of the other."""
    menus = {
        "1": [{"ray": {"A": 1, "B": -1}}] * 2,
        "2": [{"ray": {"A": "-1/2", "B": "1/2"}}, {"trades": [{"A": -1, "B": 1}]}],
    }
    worth = {"1": {"B": performance}, "2": {"A": performance}}
    agents = {
        j: {"status_quo": {"A": 1, "B": 1}, "performance": worth[j], "costs": "positive", "menu": menus[j]}
        for j in order
    }
    return {"format": "exact-proofs/market/1", "tasks": {"A": 2, "B": 2}, "agents": agents}


@pytest.mark.parametrize("order", [["1", "2"], ["2", "1"]], ids=["one order", "the other"])
def test_obvious_dominance_does_not_depend_on_which_cheapest_assignment_is_found(order: list, tmp_path) -> None:
    """Where every exchange costs the same, a rule that keeps the endowment is obviously strategy-proof, and one that
    exchanges is not: its twin rays tempt. Neither is what "ex-post optimal" says, so the answer is undecided. Where the
    exchange is cheaper it is selected, and the answer is no.
    """
    level = market_from_plain(exchange_file(order, 0))
    verdict = decide_osp(level)
    assert verdict.holds is None
    assert "several assignments are equally cheap" in explain_osp(verdict)
    answers = {obviously_strategy_proof(with_table(level, table)).holds for table in ex_post_tables(level.protocol)}
    assert answers == {True, False}
    cheaper = market_from_plain(exchange_file(order, 1))
    assert ex_post_tables(cheaper.protocol) == (ex_post_table(cheaper.protocol),)
    assert decide_osp(cheaper).holds is False
    path = tmp_path / "market.json"
    path.write_text(json.dumps(exchange_file(order, 0)))
    answered = proofs("osp", path, "--out", tmp_path)
    assert answered.returncode == 3
    assert "write the selection that is meant as a table" in answered.stdout
