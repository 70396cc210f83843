"""Expected costs, beside sums over types by hand."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from proofs import checker
from proofs.trading.dominance.deciding import ex_post_table
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Rule
from proofs.trading.markets.menus import Constraint, EndowmentOnly, Points, PolyhedralSet, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable
from proofs.trading.selection.optimal import far_end, optimal_selection
from proofs.trading.selection.probabilities import RULES, TIES_IN_WORDS
from proofs.trading.value.costs import cost_of_mechanism, expected_cost
from proofs.trading.value.lottery_costs import decide_lottery_cost, explain_lottery_cost
from proofs.trading.value.mechanism_costs import decide_cost, explain_cost
from tests.proofs.trading.instances import cycle_market, cycle_menus, random_market
from tests.proofs.trading.mutated_certificates import accepted, check_mutations, check_round_trip, written


def test_the_cycle_costs_33_over_4() -> None:
    verdict = expected_cost(cycle_market(), cycle_menus())
    assert verdict.statement.value == Fraction(33, 4)
    check_round_trip(verdict)


def test_a_table_replaces_the_optimal_rule() -> None:
    market, menus = cycle_market(), cycle_menus()
    traded = tuple(bundle(row) for row in [(2, 0, 1), (1, 2, 0), (0, 1, 2)])
    verdict = expected_cost(market, menus, table={(1, 1, 1): traded})
    assert verdict.statement.value == Fraction(33, 4)
    check_round_trip(verdict)
    assert expected_cost(market, menus, table={}).statement.value == 9
    with pytest.raises(ValueError, match="does not respect"):
        expected_cost(market, menus, table={(1, 1, 0): traded})


def test_the_expected_cost_sums_over_types_by_hand() -> None:
    """Finite laws: the sum over type profiles of the cost at the choices they make."""
    rng = random.Random(3)
    market = random_market(rng, 2, 2)
    menus = [(EndowmentOnly(), Ray((1, -1))), (EndowmentOnly(), Ray((-1, 1)), Ray((1, "-1/2")))]
    total = Fraction(0)
    for types in itertools.product(*(preferences.law.atoms for preferences in market.preferences)):
        sets, probability = [], Fraction(1)
        for menu, eta, (costs, p) in zip(menus, market.endowment, types, strict=True):
            steps = [[b - a for a, b in zip(eta, far_end(ray, eta), strict=True)] for ray in menu[1:]]
            gains = [Fraction(0)] + [sum(c * x for c, x in zip(costs, step, strict=True)) for step in steps]
            least = min(gains)
            first = next((k for k in range(1, len(menu)) if gains[k] == least), 0)
            sets.append(menu[first])
            probability *= p
        total += probability * optimal_selection(market, sets).statement.value
    verdict = expected_cost(market, menus)
    assert verdict.statement.value == total
    check_round_trip(verdict)


def test_reach_matters_only_without_polarization() -> None:
    market = random_market(random.Random(5), 3, 3)
    menus = [(EndowmentOnly(), Ray((1, -1, 0)), Ray((1, 0, -1)))] * 3
    for reach in ("nonnegative", "feasible"):
        check_round_trip(expected_cost(market, menus, reach=reach))


def mechanism_of_two(strategies: dict, *, costs: dict | None = None) -> Mechanism:
    """A swap worth 4 to the designer; by default half of the types of the first agent are indifferent to it."""
    market = Market.make(
        {"a": 2, "b": 2},
        ["A", "B"],
        [[1, 1], [1, 1]],
        [[1, 3], [3, 1]],
        preferences=Preferences.finite(costs or {(1, 1): "1/2", (1, 3): "1/2"}),
    )
    protocol = Protocol.make(market, {"A": [Ray((1, -1))], "B": [Ray((-1, 1))]})
    return Mechanism.make(Protocol(market, protocol.menus, ex_post_table(protocol)), strategies)


def cost_by_hand(mechanism: Mechanism, pick=min) -> Fraction:
    """The sum over types of the cost where `mechanism.chosen` says what they choose."""
    market, total = mechanism.market, Fraction(0)
    for types in itertools.product(*(preferences.law.atoms for preferences in market.preferences)):
        choices = tuple(pick(mechanism.chosen(j, costs)) for j, (costs, _) in enumerate(types))
        total += types[0][1] * types[1][1] * market.social_cost(mechanism.protocol.selected(choices))
    return total


def test_a_mechanism_costs_what_its_own_strategies_make_of_it() -> None:
    """Cautious agents keep where they are indifferent: 8, and 6 if they trade. OSP is decided for the same strategy."""
    mechanism = mechanism_of_two({})
    verdict = cost_of_mechanism(mechanism)
    assert decide_osp(mechanism).holds
    assert verdict.statement.value == cost_by_hand(mechanism) == 8
    assert "of equally good choices the one with the best worst case is made" in verdict.statement.sentence()
    assert "the one with the best worst case is made" in checker.verify(written(verdict))[0]
    check_round_trip(verdict)
    assert check_mutations(verdict, "value costs choices ties strategies") > 20
    assert cost_of_mechanism(Mechanism.make(Protocol(mechanism.market, mechanism.protocol.menus))) == verdict


def test_open_ties_cost_nothing_definite_until_a_rule_settles_them() -> None:
    mechanism = mechanism_of_two(dict.fromkeys("AB", Myopic("any")))
    with pytest.raises(ValueError, match=r"agent A leaves ties open.*give ties= one of designer, trade, keep"):
        cost_of_mechanism(mechanism)
    costs = {ties: cost_of_mechanism(mechanism, ties=ties) for ties in RULES}
    values = {ties: verdict.statement.value for ties, verdict in costs.items()}
    assert values == {"designer": 6, "trade": 6, "keep": 8, "last": 4, "split": Fraction(13, 2), "cautious": 8}
    assert values["last"] == cost_by_hand(mechanism, max)
    for verdict in costs.values():
        check_round_trip(verdict)
    with pytest.raises(ValueError, match="'first' is no rule"):
        cost_of_mechanism(mechanism, ties="first")
    with pytest.raises(ValueError, match="no strategy leaves ties open"):
        cost_of_mechanism(mechanism_of_two({}), ties="trade")


@pytest.mark.parametrize(
    ("field", "forged"),
    [
        ("strategies", ["any myopic", "any myopic"]),
        ("strategies", ["greedy", "myopic"]),
        ("strategies", ["myopic"]),
        ("strategies", [{"rules": [[[], [], 2]]}, "myopic"]),
        ("strategies", [{"rules": [], "choices": []}, "myopic"]),
        ("ties", ["trade"]),
        ("ties", "first"),
    ],
)
def test_the_checker_refuses_the_cost_of_other_strategies(field: str, forged: object) -> None:
    """The cost of cautious agents is not that of agents who trade where they are indifferent (the first case)."""
    certificate = written(cost_of_mechanism(mechanism_of_two({})))
    certificate["statements"][0]["about"] |= {"ties": "trade", field: forged}
    assert not accepted(certificate)


def shares_by_hand(mechanism: Mechanism, pick=min) -> tuple[Fraction, ...]:
    """For each agent the sum over types of what its own tasks cost, where `mechanism.chosen` says what they choose."""
    market, total = mechanism.market, [Fraction(0)] * len(mechanism.market.agents)
    for types in itertools.product(*(preferences.law.atoms for preferences in market.preferences)):
        choices = tuple(pick(mechanism.chosen(j, costs)) for j, (costs, _) in enumerate(types))
        for j, bundle_of_j in enumerate(mechanism.protocol.selected(choices)):
            row = zip(market.performance[j], bundle_of_j, strict=True)
            total[j] += math.prod(chance for _, chance in types) * sum(pi * x for pi, x in row)
    return tuple(total)


def test_the_cost_is_told_agent_by_agent() -> None:
    """Whose tasks cost what is another statement than what all cost: swapped, it is refused."""
    mechanism = mechanism_of_two(
        dict.fromkeys("AB", Myopic("any")), costs={(1, 1): "1/4", (1, 3): "1/2", (2, 1): "1/4"}
    )
    mechanism = replace_performance(mechanism, [[1, 4], [3, 1]])
    for ties in ("last", "keep"):
        verdict = cost_of_mechanism(mechanism, ties=ties, by_agent=True)
        assert verdict.statement.by_agent == shares_by_hand(mechanism, {"last": max, "keep": min}[ties])
        assert sum(verdict.statement.by_agent) == verdict.statement.value
        assert verdict.statement.sentence() in checker.verify(written(verdict))[0]
        check_round_trip(verdict)
        assert check_mutations(verdict, "value by_agent costs choices settled") > 20
    verdict = cost_of_mechanism(mechanism, ties="designer", by_agent=True)
    assert verdict.statement.value == min(
        cost_of_mechanism(mechanism, ties=t).statement.value for t in ("trade", "keep")
    )
    forged = written(verdict)
    forged["statements"][0]["about"]["by_agent"].reverse()
    assert not accepted(forged)
    forged = written(verdict)
    del forged["statements"][0]["evidence"]["settled"]
    assert not accepted(forged)


def replace_performance(mechanism: Mechanism, performance: list) -> Mechanism:
    """The same, with other social costs: a table selects what it did."""
    market = replace(mechanism.market, performance=tuple(map(bundle, performance)))
    return Mechanism(replace(mechanism.protocol, market=market), mechanism.strategies)


def test_without_a_table_nothing_is_said_agent_by_agent() -> None:
    """An ex-post optimal rule may take one of several assignments: whose tasks cost what depends on which."""
    verdict = expected_cost(cycle_market(), cycle_menus())
    forged = written(verdict)
    forged["statements"][0]["about"]["by_agent"] = ["11/4", "11/4", "11/4"]
    forged["statements"][0]["evidence"]["settled"] = [["1/2", "1/2"]] * 3
    assert not accepted(forged)


def test_where_several_selections_are_optimal_their_costs_are_told_apart() -> None:
    """A may give away a for b or for c, both saving 1; it gains by b and loses by c, and B gains either way."""
    market = Market.make(
        {"a": 2, "b": 2, "c": 2},
        ["A", "B"],
        [[1, 1, 1], [1, 1, 1]],
        [[2, 1, 1], [1, 1, 1]],
        preferences=[Preferences.finite({(2, 1, 3): 1}), Preferences.finite({(1, 2, 2): 1})],
    )
    a_for = Points(((1, 1, 1), (0, 2, 1), (0, 1, 2))), Points(((1, 1, 1), (2, 0, 1), (2, 1, 0)))
    trades = {"A": [a_for[0]], "B": [a_for[1]]}
    report = decide_cost(Mechanism.make(Protocol.make(market, trades, ExPostOptimal())))
    assert report.tried > 1
    assert sum(report.status_quo.statement.by_agent) == report.status_quo.statement.value == 7
    assert {verdict.statement.value for verdict in report.others} == {6, 7}
    assert "one costs 6 and one 7 in expectation" in explain_cost(report)
    for verdict in (report.expected, report.status_quo, *report.others):
        check_round_trip(verdict)


def test_a_lottery_costs_what_its_mechanisms_do_weighed_with_their_probabilities() -> None:
    """With 1/3 the swap worth 4 is offered, which half of A's types and B's prefer strictly; ties aside nobody else."""
    offered = mechanism_of_two(dict.fromkeys("AB", Myopic("any")))
    nothing = Mechanism.make(Protocol.make(offered.market, {}, SelectionTable()))
    nothing = Mechanism.make(nothing.protocol, dict.fromkeys("AB", Myopic("any")))
    draws = [(offered, Fraction(1, 3)), (nothing, Fraction(2, 3))]
    for ties, alone in (("trade", 6), ("keep", 8), ("designer", 6)):
        report = decide_lottery_cost(draws, ties)
        statement = report.expected.statement
        assert statement.value == Fraction(alone, 3) + Fraction(16, 3)
        assert sum(statement.by_agent) == statement.value
        check_round_trip(report.expected)
        assert statement.sentence() in checker.verify(written(report.expected))[0]
    assert "with probability 1/3:" in explain_lottery_cost(report)
    assert check_mutations(report.expected, "value by_agent") > 20
    forged = written(report.expected)
    other = forged["statements"][0]["about"]["draws"][1][1]
    other["setting"]["performance"] = [["0", "0"], ["0", "0"]]
    assert not accepted(forged)
    with pytest.raises(ValueError, match="probabilities that add up to 1"):
        decide_lottery_cost(draws[:1])
    with pytest.raises(ValueError, match="mechanisms of one market"):
        decide_lottery_cost([draws[0], (replace_performance(offered, [[0, 0], [0, 0]]), Fraction(2, 3))])


def test_what_is_left_open_has_no_cost() -> None:
    mechanism = mechanism_of_two({})
    opened = Mechanism(replace(mechanism.protocol, selection=AnySelection()), mechanism.strategies)
    with pytest.raises(ValueError, match='"any" leaves open what is selected'):
        decide_cost(opened)
    told = explain_cost(decide_cost(mechanism))
    assert told.splitlines()[0] == "the status quo costs 8: A 4, B 4"
    assert told.splitlines()[-1] == "that is what the status quo costs"


def test_listed_choices_and_rules_have_a_cost() -> None:
    """A's indifferent type trades by the list, and B trades by a rule where that is no loss."""
    listed = ChoiceTable(((bundle((1, 1)), 1),))
    ruled = Regions((Rule((bundle((-1, 1)),), (), 1),))
    mechanism = mechanism_of_two({"A": listed, "B": ruled})
    verdict = cost_of_mechanism(mechanism)
    assert verdict.statement.value == cost_by_hand(mechanism) == 6
    sentence = f"choices are those listed, elsewhere {TIES_IN_WORDS['cautious']}; "
    assert sentence + "choices follow the rules of the strategies" in verdict.statement.sentence()
    assert verdict.statement.sentence() in checker.verify(written(verdict))[0]
    check_round_trip(verdict)
    assert check_mutations(verdict, "value costs choices") > 20


@pytest.mark.parametrize("seed", range(6))
def test_random_mechanisms_cost_what_the_sum_over_types_says(seed: int) -> None:
    """Points in common, so that ties away from the endowment are settled by the worst case."""
    rng = random.Random(seed)
    types = {(rng.randint(1, 3), rng.randint(1, 3)): 1 for _ in range(3)}
    costs = {at: Fraction(1, len(types)) for at in types}
    base = mechanism_of_two({}, costs=costs)
    steps = [(1, -1), (-1, 1), (1, 0), (0, -1)]
    table = []
    for at in itertools.product(range(3), repeat=2):
        if 0 not in at and rng.random() < 0.7:
            x, y = rng.choice(steps)
            table.append((at, (bundle((1 + x, 1 + y)), bundle((1 - x, 1 - y)))))
    everything = Points(tuple((1 + x, 1 + y) for x, y in [(0, 0), *steps, (-1, 0), (0, 1)]))
    trades = {agent: [everything, everything] for agent in "AB"}
    mechanism = Mechanism.make(Protocol.make(base.market, trades, SelectionTable(tuple(table))))
    verdict = cost_of_mechanism(mechanism)
    assert verdict.statement.value == cost_by_hand(mechanism)
    check_round_trip(verdict)


def test_a_bilateral_trade_costs_what_its_two_rules_say() -> None:
    """Uniform costs: the trade is wanted with probability 1/6 and 5/6, and saves 7/4 by then."""
    market = Market.make(
        {"surgery": 2, "ward": 2},
        ["Ada", "Bela", "Cleo"],
        [[1, 1], [1, 1], [0, 0]],
        [[1, 2], [2, 1], [5, 5]],
        preferences=Preferences.uniform((1, 1), (2, 2)),
    )
    verdict = cost_of_mechanism(bilateral(market, "Ada", "Bela", (1, "-3/4")))
    assert verdict.statement.value == 6 - Fraction(1, 6) * Fraction(5, 6) * Fraction(7, 4)
    assert verdict.statement.sentence().endswith("(choices follow the rules of the strategies)")
    check_round_trip(verdict)


def test_a_mechanism_that_is_not_feasible_has_no_cost() -> None:
    market = mechanism_of_two({}).market
    broken = Mechanism.make(Protocol.make(market, {"A": [Points(((2, 0),))]}, SelectionTable()))
    with pytest.raises(ValueError, match="what is no trading protocol has no cost: "):
        cost_of_mechanism(broken)


def test_a_selection_table_is_taken_as_it_is() -> None:
    mechanism = mechanism_of_two({})
    table = mechanism.protocol.selection
    verdict = expected_cost(mechanism.market, mechanism.protocol.menus, table=table)
    assert verdict == expected_cost(mechanism.market, mechanism.protocol.menus, table=dict(table.entries))


def test_agents_without_a_choice_need_no_law() -> None:
    market = Market.make(
        {"A": 2, "B": 2},
        ["1", "2"],
        [[1, 1], [1, 1]],
        [[0, 1], [1, 0]],
        preferences=[Preferences.uniform([1, 1], [2, 2]), Preferences.nonnegative(2)],
    )
    budget = PolyhedralSet((Constraint(bundle((1, 1)), Fraction(2), True),))
    verdict = expected_cost(market, [(EndowmentOnly(), budget), (EndowmentOnly(),)])
    assert verdict.statement.value == 2
    still = expected_cost(market, [(EndowmentOnly(),)] * 2)
    assert still.statement.sentence() == "the expected social cost is 2 (nobody has a choice)"
    assert still.statement.sentence() in checker.verify(written(still))[0]
    check_round_trip(verdict)


def test_missing_laws_and_wrong_menus_are_refused() -> None:
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]])
    with pytest.raises(ValueError, match="no law is given"):
        expected_cost(market, [(EndowmentOnly(), Ray((1, -1))), (EndowmentOnly(),)])
    with pytest.raises(ValueError, match="1 menu for 2 agents"):
        expected_cost(market, [(EndowmentOnly(),)])


def test_mutated_certificates_of_costs_are_refused() -> None:
    market, menus = cycle_market(), cycle_menus()
    assert check_mutations(expected_cost(market, [*menus[:2], (EndowmentOnly(),)]), "value costs choices") > 50
