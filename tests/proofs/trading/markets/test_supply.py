"""Payments (VS, section 1.2): bundles below 0, and sums that are not fixed.

Beside each there is a market of tasks alone that has the same answers: with so much money in everybody's bundle that
nobody runs out of it, and with a till, an agent who takes and gives whatever the others leave.
"""

import itertools
import json
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from proofs.certificates import verdicts
from proofs.formats.market_writing import market_to_plain
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.dominating import dominating_mechanism
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_on_domain import decide_polarized_on_domains
from proofs.trading.markets.bundles import plus
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import (
    Constraint,
    EndowmentOnly,
    Points,
    PolyhedralSet,
    Ray,
    Remedial,
)
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable
from proofs.trading.markets.supply import Payment, clears, in_bounds, whole
from proofs.trading.selection.optimal import optimal_selection
from proofs.trading.value.best import decide_best
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.bilateral import improving_trade
from proofs.trading.value.constant import only_constant_mechanism
from proofs.trading.value.costs import cost_of_mechanism, expected_cost
from proofs.trading.value.improvement import decide_selection, weak_improvement
from proofs.trading.value.linear_programs import (
    cheapest_constant,
    cheapest_incentive_compatible,
    cheapest_incentive_compatible_large,
)
from proofs.trading.value.outer_program import outer_program
from tests.corpus import answer
from tests.proofs.trading.mutated_certificates import accepted, check_mutations, written

KINDS = (Payment(0, True, False), Payment(0, False, False), Payment(0, False, True))
PURSE = 100
"""So much money that no trade of these tests uses it up."""


def costs(rng: random.Random) -> Preferences:
    types = sorted({(Fraction(rng.randint(1, 3)), Fraction(-rng.randint(1, 2))) for _ in range(2)})
    law = Law(tuple((at, Fraction(1, len(types))) for at in types))
    return Preferences(FiniteDomain(tuple(types)), law, goods=[1])


def trades(rng: random.Random, j: int) -> tuple:
    """Shifts for money: rays, or a single trade."""
    found = []
    for sign in rng.sample((1, -1), rng.randint(1, 2)):
        trade = (Fraction(sign), Fraction(sign * rng.randint(1, 3), rng.randint(1, 2)))
        found.append(Ray(trade) if rng.random() < 0.7 else trade)
    return tuple(found)


def made(supply, money, offers, preferences, performance, till=False) -> Market:
    """Two agents with two shifts each and so much money; a till has as much as both."""
    names, sigma = ["a", "b"], [[2, money], [2, money]]
    known = list(preferences)
    if till:
        names, sigma = [*names, "till"], [*sigma, [0, 2 * PURSE]]
        known.append(Preferences.finite({(0, 0): 1}))
        performance = [*performance, (0, 0)]
    return Market.make({"shift": 4, "money": supply}, names, sigma, performance, preferences=known)


def menus_of(market: Market, offers, till=False) -> tuple:
    menus = []
    for eta, own in zip(market.endowment, offers, strict=False):
        sets = [one if isinstance(one, Ray) else Points((eta, plus(eta, one))) for one in own]
        menus.append((EndowmentOnly(), *sets))
    if till:
        menus.append((EndowmentOnly(), PolyhedralSet((Constraint((1, 0), 0, equal=True),))))
    return tuple(menus)


def drawn(seed: int):
    rng = random.Random(seed)
    preferences = [costs(rng), costs(rng)]
    offers = [trades(rng, j) for j in range(2)]
    performance = [(Fraction(rng.randint(0, 3)), Fraction(rng.randint(0, 2), 2)) for _ in range(2)]
    return preferences, offers, performance


@pytest.mark.parametrize("seed", range(30))
def test_money_below_nothing_is_money_that_nobody_runs_out_of(seed):
    """A sum that is fixed: costs, choices and obvious dominance are those of a market with money enough."""
    preferences, offers, performance = drawn(seed)
    paid = made(Payment(0, True, False), 0, offers, preferences, performance)
    plain = made(2 * PURSE, PURSE, offers, preferences, performance)
    spent = sum(PURSE * row[1] for row in performance)
    answers = []
    for market, extra in ((paid, 0), (plain, spent)):
        menus = menus_of(market, offers)
        expected = expected_cost(market, menus, reach="feasible")
        assert expected.verify()
        protocol = Protocol(market, menus, AnySelection())
        osp = decide_osp(Mechanism.make(protocol))
        table = Mechanism.make(Protocol(market, menus, ExPostOptimal()))
        answers.append((expected.statement.value - extra, osp.holds, cost_of_mechanism(table).statement.value - extra))
        for verdict in (expected, osp, weak_improvement(market, menus)):
            assert verdict.verify()
            assert accepted(written(verdict))
            (back,) = verdicts(written(verdict))
            assert back.verify()
    assert answers[0] == answers[1]


@pytest.mark.parametrize("bounded", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_a_sum_that_is_open_is_a_till_that_makes_up_the_difference(seed, bounded):
    """At every profile the least cost is that with a till; where money may not be owed, nobody has any to give."""
    preferences, offers, performance = drawn(seed)
    start = 3 if bounded else 0
    paid = made(Payment(0, False, bounded), start, offers, preferences, performance)
    purse = start if bounded else PURSE
    till = made(2 * purse + 2 * PURSE, purse, offers, preferences, performance, till=True)
    sets, all_sets = menus_of(paid, offers), menus_of(till, offers, till=True)
    extra = sum((purse - start) * row[1] for row in performance)
    for at in itertools.product(*(range(len(menu)) for menu in sets)):
        one = optimal_selection(paid, [menu[k] for menu, k in zip(sets, at, strict=True)])
        two = optimal_selection(till, [menu[k] for menu, k in zip(all_sets, (*at, 1), strict=True)])
        assert accepted(written(one))
        assert one.statement.value == two.statement.value - extra
    osp = decide_osp(Mechanism.make(Protocol(paid, sets, AnySelection())))
    assert accepted(written(osp))
    assert osp.holds == decide_osp(Mechanism.make(Protocol(till, all_sets, AnySelection()))).holds


@pytest.mark.parametrize("one", KINDS)
def test_a_market_with_payments_goes_into_a_file_and_back(one):
    preferences, offers, performance = drawn(1)
    market = made(one, 0, offers, preferences, performance)
    mechanism = Mechanism.make(Protocol(market, menus_of(market, offers), ExPostOptimal()))
    assert market_from_plain(json.loads(json.dumps(market_to_plain(mechanism)))) == mechanism
    polarized = decide_polarized_on_domains(mechanism)
    assert accepted(written(polarized))


def test_what_bundles_and_sums_may_be():
    numbers = (4, *KINDS)
    rows = [[Fraction(x) for x in row] for row in ((2, 1, -5, 0), (2, -1, -5, 7))]
    assert clears(rows, numbers)
    assert in_bounds(rows[0], numbers)
    assert not clears([[*rows[0][:1], Fraction(2), *rows[0][2:]], rows[1]], numbers)
    assert not in_bounds([*rows[0][:3], Fraction(-1)], numbers)
    assert not in_bounds([Fraction(5), *rows[0][1:]], numbers)
    with pytest.raises(ValueError, match="payments: this question takes a fixed supply"):
        whole(numbers)
    with pytest.raises(ValueError, match="is a task; leave it out"):
        Payment(1, True, True)


def paid_market(one: Payment = KINDS[1]) -> Market:
    return made(one, 0, ((), ()), [costs(random.Random(j)) for j in range(2)], [(1, 0), (2, 0)])


@pytest.mark.parametrize(
    ("trading_set", "sentence"),
    [
        (Ray((0, 1)), "a ray of nothing but payments"),
        (Points(((2, 0), (2, 1))), "a bundle that differs in open payments alone"),
        (Remedial(), "with payments a choice is a ray, points or trades"),
        (PolyhedralSet(()), "with payments a choice is a ray, points or trades"),
        (Points(((2, 0), (-1, 1))), "has a negative number; bundles are nonnegative"),
    ],
)
def test_what_is_no_choice_with_payments(trading_set, sentence):
    with pytest.raises(ValueError, match=sentence):
        Protocol.make(paid_market(), {"a": [trading_set]})


@pytest.mark.parametrize(
    "ask",
    [
        best_bilateral_trade,
        improving_trade,
        only_constant_mechanism,
        lambda market: outer_program(market, [[(EndowmentOnly(),)]] * 2),
        lambda market: dominating_mechanism(Mechanism.make(Protocol.make(market, {}, SelectionTable()))),
    ],
)
def test_what_is_about_tasks_alone_says_so(ask):
    with pytest.raises(ValueError, match=r"this question takes (a fixed supply|all tasks for burdens)"):
        ask(paid_market())


@pytest.mark.parametrize(
    ("payments", "sentence"),
    [
        ({"wage": {"negative": True}}, '"wage" is not in tasks'),
        ({"money": {}}, "payments.money: say what sets it apart from a task"),
        ({"money": {"supply": "fixed"}}, "payments.money: say what sets it apart from a task"),
        ({"money": {"supply": "free"}}, 'payments.money.supply: "free"'),
        ({"money": {"negative": 1}}, "payments.money.negative: true or false was expected"),
        ({"money": {"sum": 1}}, "payments.money"),
        ([], "payments"),
        ({"money": {"negative": True}}, "status_quo: task money sums to 1, not to its number 0"),
    ],
)
def test_what_is_wrong_with_payments_is_said(payments, sentence):
    agent = {"status_quo": {"shift": 1, "money": "1/2"}}
    data = {
        "format": "exact-proofs/market/1",
        "tasks": {"shift": 2, "money": 0},
        "agents": {"a": agent, "b": agent},
        "payments": payments,
    }
    with pytest.raises((ValueError, TypeError), match=sentence):
        market_from_plain(data)


PROGRAMS = (
    cheapest_constant,
    cheapest_incentive_compatible,
    cheapest_incentive_compatible_large,
    cheapest_obviously_strategy_proof,
)


def dear_money(performance):
    """What money costs the designer is above 0, or there would be no least cost."""
    return [(row[0], row[1] + Fraction(1, 2)) for row in performance]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("seed", range(8))
def test_the_best_mechanism_with_money_below_nothing(program, seed):
    """A fixed sum: the best of each class costs what it does where everybody has enough."""
    preferences, offers, performance = drawn(seed)
    performance = dear_money(performance)
    paid = program(made(Payment(0, True, False), 0, offers, preferences, performance))
    plain = program(made(2 * PURSE, PURSE, offers, preferences, performance))
    assert paid.verify()
    assert accepted(written(paid))
    assert paid.statement.value == plain.statement.value - sum(PURSE * row[1] for row in performance)


@pytest.mark.parametrize("program", PROGRAMS[:3])
@pytest.mark.parametrize("seed", range(8))
def test_the_best_mechanism_with_a_till(program, seed):
    """An open sum: a till, to whom shifts are a burden and money is nothing, takes and gives the difference."""
    preferences, offers, performance = drawn(seed)
    performance = dear_money(performance)
    paid = program(made(Payment(0, False, False), 0, offers, preferences, performance))
    till = made(4 * PURSE, PURSE, offers, preferences, performance, till=True)
    keeper = Preferences.finite({(1, 0): 1})
    plain = program(replace(till, preferences=(*till.preferences[:2], keeper)))
    assert paid.verify()
    assert accepted(written(paid))
    assert paid.statement.value == plain.statement.value - sum(PURSE * row[1] for row in performance)


def test_the_table_of_the_best_with_payments():
    market = made(Payment(0, True, False), 0, ((), ()), [costs(random.Random(j)) for j in range(2)], [(1, 1), (2, 1)])
    table = decide_best(market)
    assert [row.among for row in table.rows if row.is_exact] == ["status quo", "constant", "obvious", "incentive"]
    for row in table.rows:
        if row.mechanism is not None:
            again = market_from_plain(json.loads(json.dumps(market_to_plain(row.mechanism))))
            assert again == row.mechanism
            assert cost_of_mechanism(again).statement.value == row.most
            assert row.among == "incentive" or decide_osp(again).holds
    opened = decide_best(replace(market, supply=(4, Payment(0, False, False))))
    assert opened.row("incentive").is_exact
    assert opened.row("incentive").mechanism is None
    assert "with an open sum" in opened.row("obvious").note
    assert opened.row("incentive").most <= table.row("incentive").most


def test_where_the_designer_gains_by_payments_there_is_no_best():
    market = made(
        Payment(0, False, False), 0, ((), ()), [costs(random.Random(j)) for j in range(2)], [(1, -1), (2, -1)]
    )
    for program in PROGRAMS[:3]:
        with pytest.raises(ValueError, match="there is no least social cost"):
            program(market)
    assert "there is no least social cost" in decide_best(market).row("incentive").note


@pytest.mark.parametrize(
    "name",
    [
        "obviously strategy-proof: prices that differ, money without bounds (deviations)",
        "obviously strategy-proof: rays, an open sum (printed)",
        "obviously strategy-proof: into debt, money below 0, a table",
        "optimal selection: bundles, money without bounds",
        "expected cost: into debt, money without bounds, a table",
        "polarized menus on domains: rays, money below 0",
        "weak improvement: prices that differ, an open sum",
        "cheapest constant mechanism: money without bounds, a box",
        "cheapest incentive compatible mechanism: money below 0",
        "cheapest obviously strategy-proof mechanism: money below 0",
        "best bilateral trade: a good, a box",
    ],
)
def test_a_changed_certificate_about_payments_is_refused_or_still_true(name):
    assert check_mutations(answer(name)) > 5


@pytest.mark.parametrize("fixed", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_money_paid_is_money_got_turned_around(seed, fixed):
    """VS's own m is what agents pay, a burden; where it may be below 0 that is money got, with the sign changed."""
    preferences, offers, performance = drawn(seed)
    performance = dear_money(performance)
    answers = []
    for sign in (1, -1):
        known = [
            Preferences.finite({(c, sign * m): p for (c, m), p in each.law.atoms}, goods=[1]) for each in preferences
        ]
        turned = [
            tuple(
                Ray((one.direction[0], sign * one.direction[1])) if isinstance(one, Ray) else (one[0], sign * one[1])
                for one in own
            )
            for own in offers
        ]
        costs_of = [(row[0], sign * row[1]) for row in performance]
        market = made(Payment(0, fixed, False), 0, turned, known, costs_of)
        menus = menus_of(market, turned)
        report = decide_selection(market, menus)
        osp = decide_osp(Mechanism.make(Protocol(market, menus, AnySelection())))
        programs = [program(market) for program in PROGRAMS[:3]]
        for verdict in (report.expected, report.improvement, osp, *programs):
            assert accepted(written(verdict))
        answers.append([report.expected.statement.value, osp.holds, *(v.statement.value for v in programs)])
        table = Mechanism.make(Protocol(market, menus, ExPostOptimal()))
        answers[-1].append(cost_of_mechanism(table).statement.value)
    assert answers[0] == answers[1]


def test_a_ray_into_debt_without_end_has_no_cheapest_bundle():
    market = made(Payment(0, True, False), 0, ((), ()), [Preferences.finite({(1, 1): 1})] * 2, [(1, 0), (2, 0)])
    menus = menus_of(market, ((Ray((1, -2)),), (Ray((-1, 2)),)))
    with pytest.raises(ValueError, match="it has no last bundle, and so perhaps no cheapest"):
        expected_cost(market, menus)
    assert expected_cost(market, menus, reach="feasible").verify()
