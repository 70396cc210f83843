"""Ex-post optimal selection, beside brute force."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, PrimalDual, optimum
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.menus import Constraint, EndowmentOnly, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.selection.optimal import optimal_selection, selected_assignment
from proofs.trading.value.costs import expected_cost
from tests.proofs.trading.instances import cycle_market, cycle_menus, random_market
from tests.proofs.trading.mutated_certificates import check_mutations, check_round_trip


def test_the_cycle_trades_exactly_when_all_three_accept() -> None:
    market, menus = cycle_market(), cycle_menus()
    for choices in itertools.product((0, 1), repeat=3):
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(menus, choices, strict=True)])
        assert verdict.statement.value == (3 if choices == (1, 1, 1) else 9)
        check_round_trip(verdict)


@pytest.mark.parametrize("seed", range(8))
def test_finite_sets_agree_with_trying_all_combinations(seed: int) -> None:
    rng = random.Random(seed)
    market = random_market(rng, 3, 2)
    sets = []
    for eta in market.endowment:
        others = [tuple(max(x + rng.randint(-1, 1), Fraction(0)) for x in eta) for _ in range(2)]
        sets.append(Points((eta, *others) if seed % 4 else tuple(others)))
    fits = [
        market.social_cost(z)
        for z in itertools.product(*(one.points for one in sets))
        if [sum(column) for column in zip(*z, strict=True)] == list(market.numbers)
    ]
    verdict = optimal_selection(market, sets)
    assert verdict.statement.value == (min(fits) if fits else None)
    assert (selected_assignment(verdict) is None) == (not fits)
    check_round_trip(verdict)


@pytest.mark.parametrize("seed", range(8))
def test_rays_agree_with_a_program_in_their_lengths(seed: int) -> None:
    rng = random.Random(seed)
    market = random_market(rng, 3, 3)
    rays = [Ray([rng.randint(-2, 2) or 1 for _ in range(3)]) for _ in range(3)]
    lengths = LinearSystem.make(
        3,
        [
            ([-ray.direction[i] if k == j else 0 for k in range(3)], market.endowment[j][i])
            for j, ray in enumerate(rays)
            for i in range(3)
        ],
        [([ray.direction[i] for ray in rays], 0) for i in range(3)],
        lower=0,
    )
    saved = [
        sum((a * b for a, b in zip(pi, ray.direction, strict=True)), Fraction(0))
        for pi, ray in zip(market.performance, rays, strict=True)
    ]
    best = optimum(lengths, saved, "min")
    assert isinstance(best.evidence, PrimalDual)
    change = sum((a * y for a, y in zip(saved, best.evidence.values, strict=True)), Fraction(0))
    verdict = optimal_selection(market, rays)
    assert verdict.statement.value == market.social_cost(market.endowment) + change
    check_round_trip(verdict)


def test_remedial_sets_and_polyhedra() -> None:
    market = cycle_market()
    budget = PolyhedralSet((Constraint(bundle((1, 1, 1)), Fraction(3), True),))
    verdict = optimal_selection(market, [budget, budget, budget])
    assert verdict.statement.value == 0
    check_round_trip(verdict)
    verdict = optimal_selection(market, [Remedial(), budget, EndowmentOnly()])
    check_round_trip(verdict)


def test_an_impossible_profile_is_shown_impossible() -> None:
    market = cycle_market()
    verdict = optimal_selection(market, [Points(((3, 3, 3),)), EndowmentOnly(), EndowmentOnly()])
    assert verdict.statement.value is None
    check_round_trip(verdict)
    with pytest.raises(ValueError, match="not feasible"):
        expected_cost(market, [(EndowmentOnly(), Points(((0, 0, 1),))), (EndowmentOnly(),), (EndowmentOnly(),)])


def test_mutated_certificates_of_selections_are_refused() -> None:
    market, menus = cycle_market(), cycle_menus()
    assert check_mutations(optimal_selection(market, [menu[1] for menu in menus]), "value") > 20
    points = [Points(((1, 1, 1), (2, 0, 1))), Points(((1, 1, 1), (0, 2, 1))), EndowmentOnly()]
    assert check_mutations(optimal_selection(market, points), "value") > 20
