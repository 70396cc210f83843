"""Markets: bundles, preference domains and laws, random allocations as lotteries."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs.certificates import certificate
from proofs.trading.markets.domains import Box, FiniteDomain, Orthant, subset
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.random_allocation import random_allocation
from tests.mutations import check_mutants

HALF = Fraction(1, 2)


def two_doctors(**changes):
    given = {"status_quo": [[HALF, HALF]] * 2, "preferences": Preferences.uniform([1, 1], [2, 2]), **changes}
    return Market.make({"A": 1, "B": 1}, ["j1", "j2"], **given)


def test_a_market_survives_being_written_down():
    market = two_doctors(performance=[[0, 1], [1, 0]], slack="3/2")
    assert Market.from_about(market.about()) == market


def test_the_endowment_is_the_status_quo_unless_given():
    assert two_doctors().endowment == two_doctors().status_quo
    assert two_doctors(endowment=[[1, 0], [0, 1]]).endowment == ((1, 0), (0, 1))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status_quo": [[1, 0], [1, 0]]}, "status_quo: task A sums to 2, not to its number 1"),
        ({"status_quo": [[2, HALF], [-1, HALF]]}, "status_quo: agent j2 has -1 of task A"),
        ({"slack": "1/2"}, "agents.j1.slack: 1/2; slack is at least 1"),
        ({"status_quo": [[HALF, HALF]]}, "status_quo: 1 bundle for 2 agents"),
        ({"preferences": Preferences.nonnegative(3)}, "agents.j1.costs: 3 costs for 2 tasks"),
    ],
)
def test_what_is_no_market_is_refused_with_the_place(changes, message):
    with pytest.raises(ValueError, match=message):
        two_doctors(**changes)


def test_numbers_of_tasks_are_integers():
    with pytest.raises(ValueError, match=r"tasks\.A: 3/2 is not an integer"):
        Market.make({"A": "3/2"}, ["j"], [["3/2"]])
    with pytest.raises(TypeError, match="float"):
        two_doctors(status_quo=[[0.5, 0.5], [0.5, 0.5]])


def test_costs_are_not_negative():
    with pytest.raises(ValueError, match="tasks are burdens"):
        Preferences.uniform([-1, 1], [2, 2])
    with pytest.raises(ValueError, match="outside the domain"):
        Preferences(Box((1, 1), (2, 2)), Law.on_box(Box((1, 1), (2, 3))))


def test_equal_laws_are_equal_however_they_are_put_together():
    box = Box((1, 1), (2, 2))
    at = (Fraction(1), Fraction(2))
    mixed = Law.mixture([(Law.on_box(box), HALF), (Law.finite({at: 1}), HALF)])
    assert mixed == Law(((at, HALF),), ((box, HALF),))
    assert Law.on_box(Box(at, at)) == Law.finite({at: 1})
    assert mixed.expectation() == (Fraction(5, 4), Fraction(7, 4))
    with pytest.raises(ValueError, match="sum to 1/2, not 1"):
        Law(((at, HALF),))


def test_full_support_is_that_of_the_whole_domain():
    box = Box((0, 0), (2, 1))
    left, right = Box((0, 0), (1, 1)), Box((1, 0), (2, 1))
    assert Preferences(box, Law(uniform=((left, HALF), (right, HALF)))).has_full_support()
    assert not Preferences(box, Law.on_box(left)).has_full_support()
    assert not Preferences(
        box, Law.mixture([(Law.on_box(left), HALF), (Law.on_box(Box((1, 0), (2, 0))), HALF)])
    ).has_full_support()
    assert Preferences.finite({(1, 2): HALF, (2, 1): HALF}).has_full_support()
    assert not Preferences.finite({(1, 2): 1, (2, 1): 0}).has_full_support()
    assert not Preferences.positive(2).has_full_support()


def test_domains_contain_one_another():
    closed, opened = Orthant(2), Orthant(2, strict=True)
    assert subset(opened, closed)
    assert not subset(closed, opened)
    assert subset(Box((1, 1), (2, 2)), opened)
    assert not subset(Box((0, 1), (2, 2)), opened)
    assert subset(FiniteDomain(((1, 1), (2, 2))), Box((1, 1), (2, 2)))
    assert subset(Box((1, 1), (1, 1)), FiniteDomain(((1, 1),)))
    assert not subset(Box((1, 1), (1, 2)), FiniteDomain(((1, 1),)))


@st.composite
def assignments(draw):
    tasks, agents = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    columns, numbers = [], []
    for _ in range(tasks):
        weights = draw(st.lists(st.integers(0, 6), min_size=agents, max_size=agents).filter(any))
        number = draw(st.integers(0, 4))
        numbers.append(number)
        columns.append([Fraction(number * weight, sum(weights)) for weight in weights])
    return numbers, tuple(zip(*columns, strict=True))


@settings(max_examples=150, deadline=None)
@given(assignments())
def test_every_assignment_with_the_right_sums_is_a_lottery_over_roundings(data):
    numbers, assignment = data
    verdict = random_allocation(numbers, assignment)
    assert verdict.holds
    assert verdict.verify()
    assert len(verdict.evidence.outcomes) <= len(numbers) * (len(assignment) - 1) + 1
    for allocation, _ in verdict.evidence.outcomes:
        for row, expected in zip(allocation, assignment, strict=True):
            assert all(abs(x - y) < 1 for x, y in zip(row, expected, strict=True))


def is_random_allocation(statement):
    numbers, rows = statement["about"]["numbers"], statement["about"]["assignment"]
    exact = [[Fraction(x) for x in row] for row in rows]
    sums = [sum(row[i] for row in exact) for i in range(len(numbers))]
    return statement["holds"] == (sums == numbers and all(x >= 0 for row in exact for x in row))


def test_changed_lotteries_are_refused():
    third = Fraction(1, 3)
    yes = random_allocation((1, 2), ((third, 1), (third, HALF), (third, HALF)))
    no = random_allocation((1, 2), ((third, 1), (third, HALF), (third, 1)))
    negative = random_allocation((1,), ((Fraction(2),), (Fraction(-1),)))
    for verdict in (yes, no, negative):
        assert verdict.verify()
        check_mutants(certificate(verdict), is_random_allocation)
