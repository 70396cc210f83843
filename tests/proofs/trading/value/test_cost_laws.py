"""The law of the cost of N copies, beside all type profiles one by one; bounds beside exact tails; certificates."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.trading.markets.bundles import dot
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.selection.optimal import Setting, best_selection
from proofs.trading.value import cost_laws
from proofs.trading.value.cost_laws import (
    _at_least_exp,
    cost_law,
    cost_settles,
    decide_cost_laws,
    explain_cost_laws,
)
from proofs.trading.value.outer_program import OuterProgram, outer_program
from proofs.trading.value.replicas import replica_cost
from tests.mutations import check_mutants
from tests.proofs.trading.instances import cycle_market, cycle_menus
from tests.proofs.trading.mutated_certificates import accepted, check_mutations, check_round_trip, replaced, written

KEEP = (EndowmentOnly(),)


def swap_market(laws=({(1, 2): "1/3", (2, 1): "2/3"}, {(1, 2): "3/4", (2, 1): "1/4"})) -> Market:
    """Two agents with half of each task, and costs (1, 2) or (2, 1): never indifferent about a swap."""
    known = [Preferences.finite(law) for law in laws]
    return Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], [[0, 3], [1, 1]], preferences=known)


SWAP = [(EndowmentOnly(), Ray((1, -1))), (EndowmentOnly(), Ray((-1, 1)))]


def by_type_profiles(market: Market, menus, copies: int) -> dict[Fraction, Fraction]:
    """Every profile of types of all copies, what each then takes, and the least cost of what is taken."""
    found: dict[Fraction, Fraction] = {}
    agents = [j for j in range(len(menus)) for _ in range(copies)]
    laws = [market.preferences[j].law.atoms for j in agents]
    for types in itertools.product(*laws):
        chance, groups = Fraction(1), {}
        for j, (costs, p) in zip(agents, types, strict=True):
            gains = [k for k, one in enumerate(menus[j]) if isinstance(one, Ray) and dot(costs, one.direction) < 0]
            groups[j, gains[0] if gains else 0] = groups.get((j, gains[0] if gains else 0), 0) + 1
            chance *= p
        chosen = tuple((j, menus[j][k], r) for (j, k), r in sorted(groups.items()))
        cost, _ = best_selection(Setting.of(market, copies), chosen)
        found[cost / copies] = found.get(cost / copies, 0) + chance
    return found


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_the_law_is_that_of_all_type_profiles(copies: int) -> None:
    law = cost_law(swap_market(), SWAP, copies).statement
    assert dict(law.costs) == by_type_profiles(swap_market(), SWAP, copies)
    assert list(law.costs) == sorted(law.costs)
    assert law.expectation == replica_cost(swap_market(), SWAP, copies).statement.value
    second = sum(cost**2 * p for cost, p in law.costs)
    assert law.variance == second - law.expectation**2


@pytest.mark.parametrize("seed", range(6))
def test_random_markets_have_the_law_of_all_type_profiles(seed: int) -> None:
    rng = random.Random(seed)
    share = Fraction(rng.randint(1, 4), 5)
    laws = [{(1, 3): share, (5, 2): 1 - share}, {(1, 4): "1/2", (2, 1): "1/4", (7, 2): "1/4"}]
    pi = [[rng.randint(0, 5) for _ in range(2)] for _ in range(2)]
    known = [Preferences.finite(law) for law in laws]
    market = Market.make({"A": 2, "B": 3}, ["1", "2"], [[1, 2], [1, 1]], pi, preferences=known)
    menus = [(EndowmentOnly(), Ray((1, -1)), Ray((-1, 1))), (EndowmentOnly(), Ray((-1, 1)))]
    for copies in (1, 2):
        assert dict(cost_law(market, menus, copies).statement.costs) == by_type_profiles(market, menus, copies)


def test_the_cycle_settles_on_6() -> None:
    """All three trade with probability 1/8, and one copy then costs 3; the value of the large market is 6."""
    law = cost_law(cycle_market(), cycle_menus(), 1, beyond=(6, 3)).statement
    assert law.costs == ((3, Fraction(1, 8)), (9, Fraction(7, 8)))
    assert law.beyond == (6, 3, 0)
    assert cost_law(cycle_market(), cycle_menus(), 1, beyond=(6, "5/2")).statement.beyond[2] == 1


def test_certificates_come_back_and_mutants_are_refused_or_true() -> None:
    for verdict in (
        cost_law(swap_market(), SWAP, 2, beyond=("3", "1/2")),
        cost_law(cycle_market(), cycle_menus(), 1),
    ):
        check_round_trip(verdict)
        assert check_mutations(verdict) > 20


def test_another_law_and_open_ties_are_refused() -> None:
    whole = written(cost_law(swap_market(), SWAP, 1, beyond=(3, "1/2")))
    about = ("statements", 0, "about")
    for path, value in (
        ((*about, "costs"), whole["statements"][0]["about"]["costs"][:1]),
        ((*about, "beyond"), ["3", "-1/2", "0"]),
        ((*about, "ties"), "sometimes"),
        (("statements", 0, "holds"), False),
    ):
        assert not accepted(replaced(whole, path, value)), path
    indifferent = written(cost_law(swap_market(({(1, 1): 1}, {(1, 2): 1})), SWAP, ties="trade"))
    with pytest.raises(checker.Refused):
        checker.verify(replaced(indifferent, (*about, "ties"), "designer"))


# ----------------------------------------------------------------------------------------------------- all N at once


@pytest.mark.parametrize("x", [Fraction(1, 10**6), Fraction(1, 3), Fraction(2), Fraction(9), Fraction(40)])
def test_the_exponential_is_bounded_from_above_and_below_1(x: Fraction) -> None:
    assert math.exp(-x) * (1 - 1e-12) <= _at_least_exp(x) < 1


@pytest.mark.parametrize("distance", [Fraction(1, 10), Fraction(1, 2), Fraction(1), Fraction(2)])
def test_exact_tails_stay_below_the_bound_for_all_numbers_of_copies(distance: Fraction) -> None:
    for market, menus in ((swap_market(), SWAP), (cycle_market(), cycle_menus())):
        settles = cost_settles(market, menus, distance)
        check_round_trip(settles)
        for copies in (1, 2, 3, 4, *((8, 15) if len(menus) == 2 else ())):
            law = cost_law(market, menus, copies, beyond=(settles.statement.value, distance)).statement
            assert law.beyond[2] <= settles.statement.bound(copies)


def test_the_bases_are_those_of_the_argument() -> None:
    """With probabilities 1/3, 2/3 and 3/4, 1/4, v = 2 and s = 3 the exponents are 2 (p e)^2 for e = 1."""
    settles = cost_settles(swap_market(), SWAP, 1).statement
    value = outer_program(swap_market(), [[menu] for menu in SWAP]).statement.value
    gap = swap_market().social_cost(swap_market().endowment) - value
    chances = [Fraction(1, 3), Fraction(2, 3), Fraction(3, 4), Fraction(1, 4)]
    assert sorted(settles.exponents()) == sorted(2 * (p / gap) ** 2 for p in chances)
    for base, x in zip(settles.bases, settles.exponents(), strict=True):
        assert math.exp(-x) * (1 - 1e-9) <= base < 1


def test_mutants_of_the_bound_are_refused_or_true() -> None:
    """A greater base that is below 1 is a weaker bound, and as true; the checker takes it, the software has one."""

    def weaker(statement) -> bool:
        (verdict,) = verdicts({"format": "exact-proofs/certificate/1", "statements": [statement]})
        asked = verdict.statement
        exponents = asked.exponents()
        outer = OuterProgram(asked.lists, asked.performance, asked.value)
        right = verdict.holds and exponents is not None and asked.distance > 0
        right = right and verdict.evidence.solution.supports(outer, True)
        return right and all(_at_least_exp(x) <= base < 1 for x, base in zip(exponents, asked.bases, strict=True))

    assert check_mutants(certificate(cost_settles(swap_market(), SWAP, 1)), weaker, every=2) > 50


def test_the_bounds_add_up_to_the_total() -> None:
    bound = replace(cost_settles(swap_market(), SWAP, 1).statement, bases=(Fraction(1, 2), Fraction(1, 4)))
    assert bound.total == 2 * (1 + Fraction(1, 3))
    assert [bound.bound(n) for n in (1, 2, 3)] == [1, Fraction(5, 8), Fraction(9, 32)]


def test_there_is_no_bound_where_trades_cannot_be_scaled() -> None:
    market = swap_market()
    points = [(EndowmentOnly(), Points(((1, 1), (2, 0)))), SWAP[1]]
    with pytest.raises(ValueError, match="cannot be scaled"):
        cost_settles(market, points, 1)
    whole = [(EndowmentOnly(), PolyhedralSet(())), SWAP[1]]
    assert cost_settles(market, whole, 1).verify()
    assert "so there is no bound for all N" in explain_cost_laws(decide_cost_laws(market, points, 1))


def test_where_nothing_is_saved_the_cost_is_always_the_same() -> None:
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], preferences=[swap_market().preferences[0]] * 2)
    report = decide_cost_laws(market, SWAP, 2)
    assert [verdict.statement.costs for verdict in report.laws] == [((0, 1),)] * 2
    assert "is more than 1 from 0 with probability 0" in explain_cost_laws(report)
    remedial = [(EndowmentOnly(), Remedial()), SWAP[1]]
    assert decide_cost_laws(market, remedial, 1).bound is not None


# ------------------------------------------------------------------------------------------------------ what is refused


def test_ties_need_one_rule() -> None:
    """With costs (1, 1) a swap makes no difference: the designer may settle that one way or the other."""
    market = swap_market(({(1, 1): 1}, {(1, 2): "3/4", (2, 1): "1/4"}))
    with pytest.raises(
        ValueError, match=r"the designer may settle that in several ways; take another rule for ties \(--ties\)"
    ):
        cost_law(market, SWAP)
    with pytest.raises(ValueError, match="open ties have no probabilities"):
        cost_settles(market, SWAP, 1)
    assert cost_law(market, SWAP, ties="trade").statement.costs != cost_law(market, SWAP, ties="keep").statement.costs


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(ValueError, match="no law is given"):
        cost_law(Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]]), SWAP)
    with pytest.raises(ValueError, match="the distance -1 is negative"):
        cost_law(swap_market(), SWAP, beyond=(0, -1))
    with pytest.raises(ValueError, match="the distance is positive"):
        decide_cost_laws(swap_market(), SWAP, 1, 0)
    with pytest.raises(ValueError, match="the distance is positive"):
        cost_settles(swap_market(), SWAP, "-1/2")


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost_laws, "MAX_EXACT_PROFILES", 9)
    report = decide_cost_laws(swap_market(), SWAP, 4, "1/3")
    assert (len(report.laws), report.more) == (2, (3, 4))
    words = explain_cost_laws(report)
    assert "no law of 3, 4 copies: more than 9 profiles of counts" in words
    assert "(Chebyshev)" in explain_cost_laws(decide_cost_laws(swap_market(), SWAP, 4, 2))
    assert "by the bound for all N at most" in explain_cost_laws(decide_cost_laws(swap_market(), SWAP, 4, 20))
