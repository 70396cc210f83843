"""Trading sets, protocols, the essential reduction, domination, and the claims of the characterization."""

import itertools
import json
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.trading.dominance.characterization import claims, classify
from proofs.trading.dominance.dominating import dominating_mechanism, explain_dominating
from proofs.trading.dominance.domination import dominated, explain_domination
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Myopic, mechanism_from_plain
from proofs.trading.markets.menus import (
    Constraint,
    PairsFrom,
    Points,
    PolyhedralSet,
    Ray,
    Remedial,
    in_set,
    offers,
    shape,
    vertices,
)
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.reduction import essential_reduction, non_redundant
from proofs.trading.markets.selections import SelectionTable
from tests.mutations import check_mutants

ENDOWMENT = (Fraction(2), Fraction(2))


def market(preferences=None, agents=("a", "b")):
    return Market.make(
        {"A": 2 * len(agents), "B": 2 * len(agents)},
        agents,
        [[2, 2]] * len(agents),
        preferences=preferences or Preferences.positive(2),
    )


def swap(first, second, moves):
    """A protocol of two agents with finite sets of trades; `moves` are (choice of a, choice of b, trade of a)."""
    table = [((k, m), ((2 + x, 2 + y), (2 - x, 2 - y))) for k, m, (x, y) in moves]
    exact = tuple((at, tuple(tuple(map(Fraction, row)) for row in rows)) for at, rows in table)

    def sets(trades):
        return [Points(((2, 2), *((2 + x, 2 + y) for x, y in one))) for one in trades]

    return Protocol.make(market(), {"a": sets(first), "b": sets(second)}, SelectionTable(exact))


# -------------------------------------------------------------------------------------------------------- trading sets


@settings(max_examples=200, deadline=None)
@given(st.tuples(*[st.integers(-3, 3)] * 2).filter(any), st.tuples(*[st.integers(0, 8)] * 2))
def test_a_bundle_is_on_a_ray_if_it_is_the_endowment_plus_a_multiple(direction, halves):
    x = tuple(Fraction(value, 2) for value in halves)
    step = [a - b for a, b in zip(x, ENDOWMENT, strict=True)]
    lengths = {s / d for s, d in zip(step, direction, strict=True) if d}
    expected = (
        len(lengths) == 1 and min(lengths) >= 0 and all(s == 0 for s, d in zip(step, direction, strict=True) if not d)
    )
    assert in_set(Ray(direction), ENDOWMENT, x) == expected


def test_the_remedial_set_holds_what_is_below_the_endowment():
    assert in_set(Remedial(), ENDOWMENT, (Fraction(0), Fraction(2)))
    assert not in_set(Remedial(), ENDOWMENT, (Fraction(0), Fraction(3)))
    assert offers(Remedial(), (Fraction(0), Fraction(2)), (4, 4)) == ((0, -1),)


def test_a_ray_that_leaves_the_bounds_at_once_offers_nothing():
    assert offers(Ray((1, -1)), (Fraction(2), Fraction(0)), (4, 4)) == ()
    assert offers(Ray((1, -1)), (Fraction(4), Fraction(2)), (4, 4)) == ()
    assert offers(Ray((2, -2)), ENDOWMENT, (4, 4)) == ((1, -1),)


def test_vertices_of_a_budget_are_its_ends():
    budget = (Constraint((1, 1), 4, equal=True),)
    assert vertices(budget, (4, 4)) == [(0, 4), (4, 0)]
    assert vertices((Constraint((1, 1), -1),), (4, 4)) == []
    assert offers(PolyhedralSet(budget), ENDOWMENT, (4, 4)) == ((-1, 1), (1, -1))


def test_shapes_are_those_of_claim_four():
    assert shape([]) == "endowment"
    assert shape([(1, 0), (0, 1)]) == "redundant"
    assert shape([(-1, 0), (0, -1)]) == "remedial"
    assert shape([(1, -1)]) == "ray"
    assert shape([(1, -1), (0, 1)]) == "none"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Ray((0, 0)), "the direction is zero"),
        (lambda: Points(()), "at least one bundle"),
        (lambda: Protocol.make(market(), {"a": [Points(((1, -1),))]}), "bundles are nonnegative"),
        (lambda: Protocol.make(market(), {"a": [Ray((1, -1, 0))]}), "do not have 2 tasks"),
        (lambda: Protocol.make(market(), {"c": []}), "is not in agents; there are a, b"),
        (lambda: Protocol(market(), ((Remedial(),), (Remedial(),))), "choice 0 is not the endowment"),
        (lambda: Protocol.make(market(), {}, SelectionTable((((1, 0), (ENDOWMENT,) * 2),))), "no profile of choices"),
        (
            lambda: Protocol.make(market(), {"a": [PairsFrom(())]}, SelectionTable()),
            "a continuum of choices has no table",
        ),
    ],
)
def test_what_is_no_protocol_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


# --------------------------------------------------------------------------------------------------------- feasibility


def test_a_trading_set_without_the_endowment_is_infeasible():
    """VS, Claim 1: when the others pass, market clearing leaves the endowment."""
    protocol = Protocol.make(market(), {"a": [Points(((3, 1),))]})
    verdict = feasible(protocol)
    assert not verdict.holds
    assert verdict.verify()
    assert verdict.evidence.profile == (1, 0)
    assert feasible(Protocol.make(market(), {"a": [Ray((1, -1))], "b": [Remedial()]})).holds


def feasible_indeed(statement):
    try:
        protocol = mechanism_from_plain({**statement["about"], "strategies": ["myopic", "myopic"]}).protocol
        return feasible(protocol).holds == statement["holds"]
    except ValueError:
        return False


def test_selections_must_respect_the_choices():
    good = swap([[(1, -1)]], [[(-1, 1)]], [(1, 1, (1, -1))])
    stray = swap([[(1, -1)]], [[(-1, 1)]], [(1, 1, (2, -2))])
    unlisted = Protocol.make(market(), {"a": [Points(((3, 1),))]}, SelectionTable())
    for protocol, holds in ((good, True), (stray, False), (unlisted, False)):
        verdict = feasible(protocol)
        assert verdict.holds == holds
        assert verdict.verify()
        written = json.loads(json.dumps(certificate(verdict)))
        assert verdicts(written)[0].verify()
        checker.verify(written)
        check_mutants(written, feasible_indeed)


# ----------------------------------------------------------------------------------------- reduction and domination


def test_the_essential_reduction_keeps_what_is_selected():
    protocol = swap([[(1, -1), (2, -2)]], [[(-1, 1), (-2, 2)]], [(1, 1, (1, -1))])
    reduced = essential_reduction(protocol)
    assert set(reduced.menus[0][1].points) == {(2, 2), (3, 1)}
    assert not non_redundant(protocol)
    assert non_redundant(reduced)
    assert essential_reduction(reduced) == reduced


def test_rays_dominate_the_points_on_them():
    small = Mechanism.make(swap([[(1, -1)]], [[(-1, 1)]], [(1, 1, (1, -1))]))
    large = Mechanism.make(
        Protocol.make(market(), {"a": [Ray((1, -1))], "b": [Ray((-1, 1))]}, small.protocol.selection)
    )
    assert dominated(small, large)
    assert dominated(small, large, effectively=True)
    other = Mechanism.make(Protocol.make(market(), {"a": [Ray((1, -2))], "b": [Ray((-1, 1))]}, SelectionTable()))
    assert "the bundle (3, 1) of choice 1 of agent a" in explain_domination(dominated(small, other))
    fewer = Mechanism.make(Protocol.make(market(), {"a": [Ray((1, -1))]}, SelectionTable()))
    assert "agent b has 2 choices in one and 1 in the other" in explain_domination(dominated(small, fewer))
    assert "is not in the other mechanism's set" in explain_domination(dominated(large, small))
    assert dominated(large, small, effectively=True)


# -------------------------------------------------------------------------------------------------------------- claims


def outcome(protocol, **readings):
    return [finding.holds for finding in claims(Mechanism.make(protocol), **readings)]


def test_all_claims_hold_for_polarized_rays_and_remedial_menus():
    protocol = Protocol.make(market(), {"a": [Ray((1, -1)), Ray((-1, 2))], "b": [Remedial()]})
    assert outcome(protocol) == [True] * 6


def test_each_claim_can_fail():
    def one(*sets):
        return Protocol.make(market(), {"a": list(sets)})

    assert not outcome(one(Points(((3, 1),))))[0]
    assert not outcome(one(Ray((1, -1)), Ray((1, -2))))[1]
    assert not outcome(one(Points(((2, 2), (3, 1), (1, 3)))))[2]
    assert not outcome(one(Points(((2, 2), (3, 1), (3, 2)))))[3]
    assert not outcome(one(Ray((1, -1)), Ray((1, -2))))[4]
    assert not outcome(one(Remedial(), Ray((1, -1))))[5]


def test_a_claim_that_fails_says_for_whom():
    protocol = Protocol.make(market(), {"a": [Ray((1, -1)), Ray((1, -2))]})
    assert re.fullmatch(
        r"agent a with costs \(.*\) gains by choices 1 and 2", claims(Mechanism.make(protocol))[1].where
    )


def test_claims_about_sets_as_printed_can_fail_where_the_selected_bundles_satisfy_them():
    """VS, Claim 3, speaks of T, its proof of bundles that are chosen."""
    protocol = swap([[(1, -1), (-1, 1)]], [[(-1, 1)]], [(1, 1, (1, -1))])
    assert outcome(protocol, sets="reduced")[2]
    assert not outcome(protocol, sets="printed")[2]
    assert decide_osp(Mechanism.make(protocol)).holds
    assert classify(protocol, "a") == ("endowment", "ray")
    assert classify(protocol, "a", "printed") == ("endowment", "none")


def test_the_findings_behind_claims_are_checked_statements():
    protocol = Protocol.make(market(), {"a": [Ray((1, -1)), Ray((1, -2)), Points(((2, 2), (3, 1), (1, 3)))]})
    fine = Protocol.make(market(), {"a": [Ray((1, -1)), Ray((-1, 2)), Points(((2, 2), (3, 2), (3, 3)))]})
    assert [len(finding.verdicts) for finding in claims(Mechanism.make(fine))] == [0, 5, 2, 0, 5, 0]
    for finding in (*claims(Mechanism.make(protocol)), *claims(Mechanism.make(fine))):
        for verdict in finding.verdicts:
            assert verdict.verify()
            checker.verify(json.loads(json.dumps(certificate(verdict))))


TRADES = [(1, -1), (-1, 1), (1, -2), (-1, 2), (1, 1), (-1, -1), (2, -1), (1, 0), (0, -1)]


def test_a_redundant_set_has_no_dominating_ray_as_printed():
    """VS, Theorem 2, to the letter keeps all choices; its proof removes the redundant ones."""
    both = swap([[(1, 1)]], [[(-1, -1)]], [(1, 1, (1, 1))])
    mechanism = Mechanism.make(both)
    assert decide_osp(mechanism).holds
    default = dominating_mechanism(mechanism)
    assert default
    assert default.dropped == (("a", 1),)
    assert default.verdict.verify()
    assert decide_polarized(default.mechanism).holds
    assert decide_osp(default.mechanism).holds


def test_bilateral_trade_is_dominated_by_its_rays():
    mechanism = bilateral(market(), "a", "b", (1, -1))
    found = dominating_mechanism(mechanism)
    assert found
    assert dominated(mechanism, found.mechanism, effectively=True)
    assert [type(one) for one in found.mechanism.protocol.menus[0][1:]] == [Ray]


def test_why_there_is_no_dominating_mechanism():
    def why(*sets):
        return explain_dominating(dominating_mechanism(Mechanism.make(Protocol.make(market(), {"a": list(sets)}))))

    assert "not polarized" in why(Ray((1, -1)), Ray((1, -2)))
    assert "which are on no ray" in why(Points(((2, 2), (3, 1), (1, 3))))
    assert "leads to less work only, as the remedial menu does" in why(Remedial(), Ray((1, -1)))
    more = swap([[(1, 1)]], [[(-1, -1)]], [(1, 1, (1, 1))])
    assert "and the type with costs" in explain_dominating(
        dominating_mechanism(Mechanism.make(more, {"a": Myopic("any")}))
    )


def test_theorem_two_holds_on_all_small_finite_mechanisms_in_the_default_reading():
    """Polarized rays are OSP, and OSP mechanisms on positive costs are effectively dominated by polarized rays."""
    indifferent = Preferences.finite({(0, 0): 1})
    for first, second in itertools.product(TRADES, repeat=2):
        base = swap([[first], [second]], [[(-x, -y) for x, y in (first, second)]], [(1, 1, first), (2, 1, second)])
        eased = market([Preferences.positive(2), indifferent])
        mechanism = Mechanism.make(Protocol(eased, base.menus, base.selection))
        findings = claims(mechanism)
        if decide_osp(mechanism).holds:
            menus_of_a = base.menus[0]
            single = Mechanism.make(Protocol.make(eased, {"a": list(menus_of_a[1:])}))
            assert dominating_mechanism(single), (first, second)
            assert all(finding.holds for finding in findings[:2])
