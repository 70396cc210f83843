"""Polarized rays: both answers against brute force, every reading, largest menus, mutants."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.verdicts import Verdict
from proofs.certificates import certificate, verdicts
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.polarization import (
    READINGS,
    Multipliers,
    OneSigned,
    TemptingPair,
    explain_polarized,
    largest_extension,
    largest_menu,
    polarized,
    positive_costs,
)
from proofs.trading.dominance.polarized_menus import decide_polarized, explain_menus
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Points, Ray, Remedial
from proofs.trading.markets.protocols import Protocol
from tests.mutations import check_mutants

MULTIPLIERS = [(y, z) for y, z in itertools.product(range(3), repeat=2) if y or z]
"""Enough for entries in -2..2: only the ratios of two entries, 0 and infinity matter."""


def rays(tasks):
    return [ray for ray in itertools.product(range(-2, 3), repeat=tasks) if any(ray)]


def pair_polarized(first, second, strict=False):
    """By trying multipliers."""
    return any(
        all(y * a + z * b >= 0 for a, b in zip(first, second, strict=True)) for y, z in MULTIPLIERS if y or not strict
    )


def pair_tempts(first, second):
    """By trying costs with entries up to 4, the most that two crossing bounds of entries in -2..2 give."""
    return any(
        sum(c * a for c, a in zip(costs, first, strict=True)) < 0
        and sum(c * b for c, b in zip(costs, second, strict=True)) < 0
        for costs in itertools.product(range(5), repeat=len(first))
    )


def by_brute_force(menu, reading, pair=pair_polarized):
    def proper(ray):
        return min(ray) < 0 < max(ray)

    if reading == "printed":
        pairs = itertools.combinations_with_replacement(menu, 2)
        return all(map(proper, menu)) and all(pair(a, b) for a, b in pairs)
    if reading == "lemma 5":
        return all(pair_polarized(a, b, strict=True) for a, b in itertools.permutations(filter(any, menu), 2))
    fine = reading == "pairs" or all(proper(ray) for ray in menu if any(ray))
    return fine and all(pair(a, b) for a, b in itertools.combinations(filter(any, menu), 2))


@pytest.mark.parametrize("tasks", [2, 3])
def test_multipliers_exist_or_costs_tempt_for_all_pairs_with_entries_up_to_two(tasks):
    for first, second in itertools.combinations_with_replacement(rays(tasks), 2):
        assert pair_polarized(first, second) != pair_tempts(first, second)


@pytest.mark.parametrize("reading", READINGS)
def test_all_menus_of_up_to_three_rays_of_two_tasks_agree_with_brute_force(reading):
    for size in (1, 2, 3):
        for menu in itertools.combinations([(0, 0), *rays(2)], size):
            verdict = polarized(menu, reading)
            assert verdict.holds == by_brute_force(menu, reading), menu
            assert verdict.verify()


@pytest.mark.parametrize("reading", READINGS)
def test_all_menus_of_up_to_two_rays_of_three_tasks_agree_with_brute_force(reading):
    for size in (1, 2):
        for menu in itertools.combinations(rays(3), size):
            verdict = polarized(menu, reading)
            assert verdict.holds == by_brute_force(menu, reading), menu
            assert verdict.verify()


@pytest.mark.parametrize("reading", READINGS)
def test_menus_of_three_rays_of_three_tasks_up_to_symmetry_agree_with_brute_force(reading):
    """All of them up to positive multiples and renamed tasks."""
    primitive = [ray for ray in rays(3) if math.gcd(*ray) == 1]
    known = {}

    def pair(a, b):
        if (a, b) not in known:
            known[a, b] = pair_polarized(a, b)
        return known[a, b]

    tried = 0
    for menu in itertools.combinations(primitive, 3):
        columns = list(zip(*menu, strict=True))
        if columns != sorted(columns):
            continue  # one order of the tasks stands for all
        tried += 1
        assert polarized(menu, reading).holds == by_brute_force(menu, reading, pair), menu
    assert tried > 25_000


def test_nothing_is_polarized_as_printed_not_even_one_ray():
    verdict = polarized([(1, -1)], "printed")
    assert isinstance(verdict.evidence, TemptingPair)
    assert (verdict.evidence.first, verdict.evidence.second) == (0, 0)
    assert isinstance(polarized([(0, 0), (1, -1)], "printed").evidence, OneSigned)


def test_lemma_five_is_stronger_than_the_definition_for_rays_of_one_sign():
    menu = [(-1, 0), (0, 1)]
    assert polarized(menu, "pairs").holds
    assert not polarized(menu, "lemma 5").holds


entries = st.integers(-30, 30)


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 7).flatmap(lambda n: st.lists(st.lists(entries, min_size=n, max_size=n), min_size=1, max_size=4)))
def test_every_answer_carries_its_evidence(menu):
    for reading in READINGS:
        verdict = polarized(menu, reading)
        assert verdict.verify()
        assert not Verdict(verdict.statement, not verdict.holds, verdict.evidence).verify()
        assert verdicts(certificate(verdict)) == [verdict]


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 6).flatmap(lambda n: st.tuples(*[st.lists(entries, min_size=n, max_size=n)] * 2)))
def test_tempting_costs_can_be_made_positive(pair):
    evidence = polarized(pair, "pairs").evidence
    if isinstance(evidence, TemptingPair):
        costs = positive_costs(evidence.costs, *map(tuple, pair))
        assert min(costs) > 0
        assert all(sum(c * d for c, d in zip(costs, ray, strict=True)) < 0 for ray in pair)


def test_directions_may_be_fractions_and_not_floats():
    assert polarized([("1/2", -1), (-1, "5/2")]).holds
    with pytest.raises(TypeError, match="float"):
        polarized([(0.5, -1)])
    with pytest.raises(ValueError, match="different numbers of tasks"):
        polarized([(1, -1), (1, -1, 0)])
    with pytest.raises(ValueError, match="reading"):
        polarized([(1, -1)], "sensible")


@pytest.mark.parametrize("tasks", range(2, 8))
def test_the_largest_menu_has_as_many_rays_as_tasks(tasks):
    verdict = largest_menu(tasks)
    assert verdict.holds
    assert len(verdict.statement.directions) == tasks
    assert largest_extension(verdict.statement.directions) == []


def test_with_one_task_there_is_no_ray_of_both_signs():
    assert largest_menu(1).statement.directions == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(-3, 6), min_size=3, max_size=3), min_size=1, max_size=4), st.data())
def test_largest_extensions_stay_polarized_and_cannot_be_extended(menu, data):
    kept = []
    for ray in menu:
        if any(ray) and polarized([*kept, ray]).holds:
            kept.append(ray)
    if kept:
        larger = [*kept, *largest_extension(kept)]
        assert polarized(larger).holds
        further = data.draw(st.lists(st.integers(-9, 99), min_size=3, max_size=3).filter(any))
        assert not polarized([*larger, further]).holds


def test_a_menu_that_is_not_polarized_has_no_polarized_extension():
    with pytest.raises(ValueError, match="not polarized"):
        largest_extension([(1, -1), (1, -2)])


def polarized_indeed(statement):
    about = statement["about"]
    verdict = polarized(about["directions"], about["reading"])
    return verdict.verify() and verdict.holds == statement["holds"]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("menu", [[(2, -1, 0), (-1, 1, 1), (0, 2, -1)], [(1, -2, 0), (-1, 1, 0)], [(0, 0), (1, 1)]])
def test_changed_certificates_are_refused_or_true(reading, menu):
    check_mutants(certificate(polarized(menu, reading)), polarized_indeed)


# ------------------------------------------------------------------------------------------------------- whole menus


def market(agents=2):
    return Market.make({"A": 2 * agents, "B": 2 * agents}, [f"j{k}" for k in range(agents)], [[2, 2]] * agents)


def test_remedial_menus_are_allowed_beside_polarized_rays():
    protocol = Protocol.make(market(), {"j0": [Ray((1, -1)), Ray((-1, 2))], "j1": [Remedial()]})
    verdict = decide_polarized(protocol)
    assert verdict.holds
    assert verdict.verify()
    assert "remedial" in explain_menus(verdict)


def test_points_on_one_ray_count_as_the_ray_and_others_do_not():
    on_a_ray = Protocol.make(market(), {"j0": [Points(((2, 2), (3, 1), (4, 0)))]})
    assert decide_polarized(on_a_ray).holds
    spread = Protocol.make(market(), {"j0": [Points(((3, 1), (3, 0)))]})
    assert not decide_polarized(spread).holds
    assert "not contained in a ray" in explain_menus(decide_polarized(spread))


def test_as_printed_no_menu_is_polarized_because_the_endowment_is_in_it():
    protocol = Protocol.make(market(), {"j0": [Ray((1, -1))], "j1": [Remedial()]})
    assert decide_polarized(protocol).holds
    assert not decide_polarized(protocol, "printed").holds


def menus_indeed(statement):
    from proofs.trading.dominance.polarized_menus import PolarizedMenus

    about = PolarizedMenus.from_about(statement["about"])
    numbers = {f"t{i}": n for i, n in enumerate(about.numbers)}
    mechanism = Protocol(Market.make(numbers, [f"j{k}" for k in range(len(about.menus))], about.endowment), about.menus)
    return decide_polarized(mechanism, about.reading).holds == statement["holds"]


@pytest.mark.parametrize("reading", ["beside endowment", "lemma 5"])
def test_changed_certificates_of_menus_are_refused_or_true(reading):
    menus = [
        {"j0": [Ray((1, -1)), Ray((-1, 2))], "j1": [Remedial()]},
        {"j0": [Ray((1, -2)), Ray((-1, 1))], "j1": [Remedial()]},
        {"j0": [Points(((3, 1), (3, 0)))]},
    ]
    for trades in menus:
        check_mutants(certificate(decide_polarized(Protocol.make(market(), trades), reading)), lenient(menus_indeed))


def lenient(is_true):
    """A mutant about an endowment that clears no market is judged true: the checker need not know the market."""

    def judged(statement):
        try:
            return is_true(statement)
        except ValueError:
            return True

    return judged


def test_explanations_name_the_trades():
    assert "tempted by the ray in direction (A: 1, B: -2)" in explain_polarized(
        polarized([(1, -2), (-1, 1)]), ["A", "B"]
    )
    assert "1 (1, -1) + 1 (-1, 1) = (0, 0) >= 0" in explain_polarized(polarized([(1, -1), (-1, 1)]))
    assert "both a positive and a negative" in explain_polarized(polarized([(1, 1)]))
    assert isinstance(polarized([(1, -1), (-1, 1)]).evidence, Multipliers)


def test_market_files_go_through_the_same_door():
    mechanism = market_from_plain(
        {
            "format": "exact-proofs/market/1",
            "tasks": {"A": 1, "B": 1},
            "agents": {"j": {"status_quo": {"A": 1, "B": 1}, "menu": [{"ray": {"A": 1, "B": -1}}]}},
        }
    )
    assert decide_polarized(mechanism).holds
