"""The value of choice (VS, section 2): bilateral trades, constant mechanisms, program (1), beside brute force."""

from __future__ import annotations

import itertools
import json
import random
from fractions import Fraction
from pathlib import Path

import pytest

from proofs.formats.markets import market_from_plain
from proofs.trading.markets.bundles import bundle, dot, minus
from proofs.trading.markets.domains import Box, FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.selection.probabilities import HalfSpace, chance
from proofs.trading.value.bilateral import READINGS, BilateralTrade, improving_trade
from proofs.trading.value.choice import decide_choice, explain_choice
from proofs.trading.value.constant import AnotherConstant, lemma_1_sides, only_constant_mechanism
from proofs.trading.value.linear_programs import (
    CheapestProof,
    cheapest_constant,
    cheapest_incentive_compatible,
    finite_types,
)
from tests.proofs.trading.mutated_certificates import check_mutations, check_round_trip

EXAMPLES = Path(__file__).parents[4] / "examples" / "markets"


def two_doctors(
    preferences: Preferences | list[Preferences], performance: object = ((0, 1), (1, 0)), **rest: object
) -> Market:
    return Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], performance, preferences=preferences, **rest)


def random_preferences(rng: random.Random, tasks: int) -> Preferences:
    if rng.random() < 0.5:
        low = [rng.randint(1, 3) for _ in range(tasks)]
        return Preferences.uniform(low, [x + rng.randint(0, 2) for x in low])
    types = {tuple(rng.randint(1, 3) for _ in range(tasks)) for _ in range(rng.randint(1, 2))}
    return Preferences.finite({costs: Fraction(1, len(types)) for costs in types})


def random_market(rng: random.Random, agents: int = 2, tasks: int = 2, slack: object = 1) -> Market:
    sigma = [[rng.randint(0, 2) for _ in range(tasks)] for _ in range(agents)]
    numbers = {f"t{i}": sum(row[i] for row in sigma) for i in range(tasks)}
    performance = [[rng.randint(0, 2) for _ in range(tasks)] for _ in range(agents)]
    preferences = [random_preferences(rng, tasks) for _ in range(agents)]
    return Market.make(
        numbers, [f"j{j}" for j in range(agents)], sigma, performance, preferences=preferences, slack=slack
    )


def gain_of(market: Market, trade: tuple, strict: bool) -> Fraction:
    """The expected gain of a bilateral trade of agents 0 and 1, from the definition; 0 if it is not feasible."""
    step = bundle(trade)
    after = zip(market.status_quo[0], market.status_quo[1], step, strict=True)
    if any(own + x < 0 or other - x < 0 for own, other, x in after):
        return Fraction(0)
    laws = [preferences.law for preferences in market.preferences]
    first = chance(laws[0], [HalfSpace(step, strict=strict)])
    second = chance(laws[1], [HalfSpace(tuple(-x for x in step), strict=strict)])
    return -first * second * dot(minus(market.performance[0], market.performance[1]), step)


@pytest.mark.parametrize("reading", ["indifferent trade", "indifferent keep"])
def test_trades_agree_with_trying_many(reading: str) -> None:
    rng = random.Random(reading)
    answers = set()
    for _ in range(40):
        market = random_market(rng)
        verdict = improving_trade(market, reading)
        check_round_trip(verdict)
        answers.add(verdict.holds)
        trials = ((a / 6, b / 6) for a, b in itertools.product(map(Fraction, range(-12, 13)), repeat=2))
        best = max(gain_of(market, trade, reading == "indifferent keep") for trade in trials)
        assert verdict.holds or best <= 0
        if verdict.holds:
            assert isinstance(verdict.evidence, BilateralTrade)
            assert gain_of(market, verdict.evidence.trade, reading == "indifferent keep") == verdict.evidence.gain > 0
    assert answers == {True, False}


def test_with_full_support_on_boxes_all_readings_agree() -> None:
    rng = random.Random(11)
    for _ in range(15):
        low = [rng.randint(1, 3) for _ in range(3)]
        preferences = Preferences.uniform(low, [x + rng.randint(1, 2) for x in low])
        sigma = [[rng.randint(0, 1) for _ in range(3)] for _ in range(3)]
        numbers = {f"t{i}": sum(row[i] for row in sigma) for i in range(3)}
        performance = [[rng.randint(0, 1) for _ in range(3)] for _ in range(3)]
        market = Market.make(numbers, ["a", "b", "c"], sigma, performance, preferences=preferences)
        assert len({improving_trade(market, reading).holds for reading in READINGS}) == 1


def test_one_type_each_and_an_orthogonal_trade_lemma_2_is_not_necessary() -> None:
    """Degenerate laws: indifferent agents trade "if and only if gamma . c <= 0", and the social cost falls surely."""
    market = two_doctors(Preferences.finite({(1, 1): 1}))
    answers = {reading: improving_trade(market, reading).holds for reading in READINGS}
    assert answers == {"indifferent trade": True, "indifferent keep": False, "lemma 2": False}
    assert improving_trade(market, "indifferent trade").evidence.gain == 2


def test_orthants_have_only_the_reading_of_lemma_2() -> None:
    market = two_doctors(Preferences.positive(2))
    verdict = improving_trade(market)
    assert verdict.statement.reading == "lemma 2"
    assert verdict.evidence.gain is None
    check_round_trip(verdict)
    with pytest.raises(ValueError, match="no law is given"):
        improving_trade(market, "indifferent trade")


def test_identical_performance_leaves_nothing_to_gain() -> None:
    verdict = improving_trade(two_doctors(Preferences.uniform([1, 1], [2, 2]), ((0, 1), (0, 1))))
    assert verdict.holds is False
    check_round_trip(verdict)


def corners(market: Market) -> Market:
    """The same market with each box replaced by the list of its vertices."""
    changed = [
        Preferences(FiniteDomain(tuple(p.domain.vertices()))) if isinstance(p.domain, Box) else Preferences(p.domain)
        for p in market.preferences
    ]
    return Market.make(
        dict(zip(market.tasks, market.numbers, strict=True)),
        market.agents,
        market.status_quo,
        market.performance,
        preferences=changed,
        slack=market.slack,
    )


@pytest.mark.parametrize("slack", [1, "3/2"])
def test_a_box_constrains_constant_mechanisms_as_its_vertices_do(slack: object) -> None:
    rng = random.Random(str(slack))
    answers = set()
    for _ in range(20):
        market = random_market(rng, 3, 2, slack)
        listed = corners(market)
        verdict = cheapest_constant(market)
        check_round_trip(verdict)
        assert verdict.statement.value == cheapest_constant(listed).statement.value
        only = only_constant_mechanism(market)
        check_round_trip(only)
        assert only.holds == only_constant_mechanism(listed).holds
        answers.add(only.holds)
    assert False in answers


@pytest.mark.parametrize("seed", range(10))
def test_lemma_1_holds_for_the_constant_mechanisms_found(seed: int) -> None:
    rng = random.Random(seed)
    low = [rng.randint(1, 2) for _ in range(3)]
    preferences = [Preferences.uniform(low, [x + rng.randint(0, 2) for x in low]) for _ in range(3)]
    sigma = [[rng.randint(0, 2) for _ in range(3)] for _ in range(3)]
    numbers = {f"t{i}": sum(row[i] for row in sigma) for i in range(3)}
    market = Market.make(numbers, ["a", "b", "c"], sigma, preferences=preferences, slack=rng.choice([1, "5/4"]))
    verdict = only_constant_mechanism(market)
    if isinstance(verdict.evidence, AnotherConstant):
        left, right = lemma_1_sides(market, verdict.evidence.assignment)
        assert left <= right
    thick = all(len(p.domain.thick) == 3 for p in market.preferences)
    if thick and set(market.slack) == {1}:
        assert verdict.holds


@pytest.mark.parametrize("seed", range(6))
def test_program_1_satisfies_its_constraints_one_by_one(seed: int) -> None:
    rng = random.Random(seed)
    preferences = []
    for _ in range(2):
        types = {tuple(rng.randint(1, 3) for _ in range(2)) for _ in range(3)}
        preferences.append(Preferences.finite({costs: Fraction(1, len(types)) for costs in types}))
    market = two_doctors(preferences, [[rng.randint(0, 2) for _ in range(2)] for _ in range(2)])
    verdict = cheapest_incentive_compatible(market)
    check_round_trip(verdict)
    assert verdict.statement.value <= cheapest_constant(market).statement.value
    assert isinstance(verdict.evidence, CheapestProof)
    types = finite_types(market)
    profiles = list(itertools.product(*(range(len(listed)) for listed in types)))
    mechanism = {
        p: [verdict.evidence.values[4 * s + 2 * j : 4 * s + 2 * j + 2] for j in range(2)]
        for s, p in enumerate(profiles)
    }

    def interim(j: int, costs: tuple, report: int) -> Fraction:
        total = Fraction(0)
        for profile in profiles:
            if profile[j] == report:
                total += types[1 - j][profile[1 - j]][1] * dot(costs, mechanism[profile][j])
        return total

    for j, listed in enumerate(types):
        for own, (costs, _) in enumerate(listed):
            truth = interim(j, costs, own)
            assert truth <= dot(costs, market.status_quo[j])
            assert all(truth <= interim(j, costs, report) for report in range(len(listed)))
    for allocation in mechanism.values():
        assert [a + b for a, b in zip(*allocation, strict=True)] == [2, 2]


def test_with_one_type_each_program_1_is_the_cheapest_constant() -> None:
    market = two_doctors([Preferences.finite({(1, 2): 1}), Preferences.uniform([2, 1], [2, 1])])
    found = cheapest_incentive_compatible(market)
    assert found.statement.value == cheapest_constant(market).statement.value
    check_round_trip(found)


def test_the_report_on_two_types() -> None:
    report = decide_choice(two_doctors(Preferences.finite({(1, 2): "1/2", (2, 1): "1/2"})))
    assert report.choice_is_optimal
    assert report.incentive_compatible.statement.value == Fraction(4, 5)
    said = explain_choice(report)
    assert "choice is optimal (the cheapest mechanisms of VS, program (1), depend on the types): yes" in said
    assert "expected gain 3/4" in said


def test_a_trade_that_beats_every_constant_mechanism_settles_optimality() -> None:
    report = decide_choice(two_doctors(Preferences.uniform([1, 1], [2, 2])))
    assert report.choice_is_optimal
    assert report.incentive_compatible is None
    assert any("finitely many types" in note for note in report.notes)


def test_mutated_certificates_are_refused() -> None:
    market = two_doctors(Preferences.uniform([1, 1], [2, 2]))
    assert check_mutations(improving_trade(market), "gain chances") > 20
    same = two_doctors(Preferences.uniform([1, 1], [2, 2]), ((0, 1), (0, 1)))
    assert check_mutations(improving_trade(same)) > 10
    assert check_mutations(only_constant_mechanism(market)) > 20
    assert check_mutations(only_constant_mechanism(two_doctors(Preferences.uniform([1, 1], [2, 2]), slack=2))) > 5
    assert check_mutations(cheapest_constant(market), "value") > 20
    types = two_doctors(Preferences.finite({(1, 2): "1/2", (2, 1): "1/2"}))
    assert check_mutations(cheapest_incentive_compatible(types), "value") > 40


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_the_example_markets_have_certified_answers(path: Path) -> None:
    market = market_from_plain(json.loads(path.read_text(encoding="utf-8"))).market
    report = decide_choice(market)
    for verdict in (report.trade, report.only_constant, report.constant):
        check_round_trip(verdict)
    assert "the status quo costs" in explain_choice(report)


def test_bounds_and_bad_input_are_said() -> None:
    market = two_doctors(Preferences.uniform([1, 1], [2, 2]))
    with pytest.raises(ValueError, match="is no reading"):
        improving_trade(market, "printed")
    with pytest.raises(ValueError, match="finitely many types"):
        cheapest_incentive_compatible(market)
    wide = {f"t{i}": 2 for i in range(14)}
    many = Market.make(
        wide, ["1", "2"], [[1] * 14] * 2, [[0] * 14] * 2, preferences=Preferences.uniform([1] * 14, [2] * 14)
    )
    with pytest.raises(ValueError, match="more than 8192 sign patterns"):
        improving_trade(many)
    with pytest.raises(ValueError, match="bounded costs"):
        lemma_1_sides(two_doctors(Preferences.positive(2)), market.status_quo)


def test_laws_with_atoms_and_boxes() -> None:
    box = Box(bundle((1, 1)), bundle((2, 2)))
    law = Law.mixture([(Law.on_box(box), "1/2"), (Law.finite({(1, 1): 1}), "1/2")])
    market = two_doctors(Preferences(box, law))
    for reading in READINGS:
        check_round_trip(improving_trade(market, reading, best=True))
