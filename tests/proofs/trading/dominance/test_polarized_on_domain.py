"""Polarized on the domain: against the orthant, against types tried one by one, on goods and polyhedra; mutants."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.verdicts import Undecided, Verdict
from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.cost_types import SomeType, TypeFound, some_type
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarization import READINGS, polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.dominance.polarized_on_domain import (
    BadMenuOnDomain,
    MultipliersOnDomain,
    OneSided,
    PolarizedMenusOnDomains,
    PolarizedOnDomain,
    RemedialOnDomain,
    SpreadOnDomain,
    TemptedType,
    decide_menus_on_domains,
    decide_polarized_on_domains,
    decide_rays,
    explain_menus_on_domains,
    explain_on_domain,
    polarized_on_domain,
)
from proofs.trading.markets.domains import Box, CostRow, FiniteDomain, Orthant, PolyhedralDomain, signed_orthant
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Constraint, PairsFrom, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, SelectionTable
from tests.mutations import check_mutants

ENTRIES = st.integers(-3, 3)


def accepted(verdict):
    """The verdict verifies, its certificate is read back and accepted, and the opposite is not shown by it."""
    assert verdict.verify()
    assert not Verdict(verdict.statement, not verdict.holds, verdict.evidence).verify()
    written = certificate(verdict)
    assert verdicts(written) == [verdict]
    checker.verify(written)
    return verdict


def menus_of_rays(tasks, most=3):
    return st.lists(st.tuples(*[ENTRIES] * tasks), min_size=0, max_size=most)


def costs(tasks):
    return st.tuples(*[st.integers(-3, 4).map(Fraction)] * tasks)


@st.composite
def boxes(draw, tasks):
    lower = draw(costs(tasks))
    return Box(lower, tuple(low + draw(st.integers(0, 3)) for low in lower))


@st.composite
def polyhedra(draw, tasks):
    """Rows that a point drawn beforehand satisfies."""
    inside = draw(costs(tasks))
    rows = []
    for coefficients in draw(st.lists(costs(tasks), max_size=4)):
        at = sum(a * c for a, c in zip(coefficients, inside, strict=True))
        sense = draw(st.sampled_from(["<=", "<", "="]))
        rows.append(CostRow(coefficients, sense, at + (0 if sense == "=" else draw(st.integers(sense == "<", 2)))))
    return PolyhedralDomain(tasks, tuple(rows))


def types_by_definition(domain, reading, rays, types):
    """Polarized by looking through types; right for a finite domain of just these."""

    def dot(c, d):
        return sum(a * b for a, b in zip(c, d, strict=True))

    present = [d for d in rays if any(d) or reading == "printed"]
    if reading in ("beside endowment", "printed"):
        for d in present:
            if not (any(dot(c, d) < 0 for c in types) and any(dot(c, d) > 0 for c in types)):
                return False
    if reading == "lemma 5":
        return not any(dot(c, d) < 0 and dot(c, e) <= 0 for d, e in _pairs_in_both_orders(present) for c in types)
    pairs = itertools.combinations_with_replacement if reading == "printed" else itertools.combinations
    return not any(dot(c, d) < 0 and dot(c, e) < 0 for d, e in pairs(present, 2) for c in types)


def _pairs_in_both_orders(rays):
    places = itertools.permutations(range(len(rays)), 2)
    return [(rays[k], rays[m]) for k, m in places]


# ------------------------------------------------------------------------------------------------------------- rays


@settings(max_examples=200, deadline=None)
@given(menus_of_rays(3), st.booleans(), st.sampled_from(READINGS))
def test_on_the_orthants_it_is_the_definition_of_vs(rays, strict, reading):
    verdict = accepted(polarized_on_domain(Orthant(3, strict), rays, reading))
    if reading != "lemma 5" or not strict:  # Lemma 5 has the closed orthant
        assert verdict.holds == polarized(rays, reading).holds


@settings(max_examples=200, deadline=None)
@given(menus_of_rays(2), st.lists(costs(2), min_size=1, max_size=4, unique=True), st.sampled_from(READINGS))
def test_finite_domains_of_any_sign_are_looked_through(rays, types, reading):
    verdict = accepted(polarized_on_domain(FiniteDomain(tuple(types)), rays, reading))
    rays = verdict.statement.directions
    assert verdict.holds == types_by_definition(verdict.statement.domain, reading, rays, types)


@settings(max_examples=150, deadline=None)
@given(menus_of_rays(3), boxes(3), st.sampled_from(["beside endowment", "pairs"]))
def test_a_box_is_the_polyhedron_of_its_sides(rays, box, reading):
    sides = []
    for i, (low, high) in enumerate(box.intervals()):
        unit = tuple(Fraction(int(i == k)) for k in range(3))
        sides += [CostRow(unit, "<=", high), CostRow(tuple(-x for x in unit), "<=", -low)]
    as_polyhedron = accepted(polarized_on_domain(PolyhedralDomain(3, tuple(sides)), rays, reading))
    assert accepted(polarized_on_domain(box, rays, reading)).holds == as_polyhedron.holds


@settings(max_examples=150, deadline=None)
@given(menus_of_rays(3), st.sets(st.integers(0, 2)), st.booleans(), st.sampled_from(READINGS))
def test_goods_are_burdens_with_the_sign_changed(rays, goods, strict, reading):
    turned = [tuple(-d if i in goods else d for i, d in enumerate(ray)) for ray in rays]
    there = accepted(polarized_on_domain(signed_orthant(3, goods, strict), rays, reading))
    assert there.holds == polarized_on_domain(Orthant(3, strict), turned, reading).holds


@settings(max_examples=200, deadline=None)
@given(menus_of_rays(2), polyhedra(2), st.sampled_from(READINGS))
def test_polyhedra_have_evidence_both_ways(rays, domain, reading):
    verdict = accepted(polarized_on_domain(domain, rays, reading))
    if isinstance(verdict.evidence, TemptedType):
        assert domain.contains(verdict.evidence.costs)


@settings(max_examples=100, deadline=None)
@given(
    polyhedra(2), st.lists(st.tuples(ENTRIES, ENTRIES), max_size=2), st.lists(st.tuples(ENTRIES, ENTRIES), max_size=2)
)
def test_types_of_polyhedra_are_found_or_excluded(domain, below, at_most):
    verdict = accepted(some_type(domain, below, at_most))
    if not verdict.holds:
        grid = [Fraction(n, 2) for n in range(-10, 11)]
        assert not any(SomeType(domain, tuple(below), tuple(at_most)).has(c) for c in itertools.product(grid, repeat=2))


@settings(max_examples=150, deadline=None)
@given(menus_of_rays(2), boxes(2))
def test_a_smaller_domain_tempts_less(rays, box):
    if polarized_on_domain(box, rays, "pairs").holds:
        assert polarized_on_domain(FiniteDomain(tuple(box.vertices())), rays, "pairs").holds
        assert polarized_on_domain(Box(box.lower, box.lower), rays, "pairs").holds


def test_rays_that_are_not_polarized_can_be_so_on_the_domain():
    """(2, -3) tempts c_1 < 3/2 c_2, and (-3, 2) tempts c_1 > 2/3 c_2: both tempt what lies between."""
    rays = [(2, -3), (-3, 2)]
    assert not polarized(rays).holds
    assert isinstance(accepted(polarized_on_domain(Box((1, 1), (2, 2)), rays)).evidence, TemptedType)
    assert not accepted(polarized_on_domain(FiniteDomain(((1, 1), (4, 1), (1, 4))), rays)).holds
    assert accepted(polarized_on_domain(FiniteDomain(((4, 1), (1, 4))), rays)).holds
    at_the_edge, beyond = Box((3, 2), (4, 2)), Box(("29/10", 2), (4, 2))
    assert accepted(polarized_on_domain(at_the_edge, rays, "pairs")).holds
    assert not accepted(polarized_on_domain(beyond, rays, "pairs")).holds


def test_strict_inequalities_at_the_edge_of_a_box():
    """On {1} x [1, 2] a type gains by (1, -1) unless it is indifferent, at the corner, and nobody gains by (-1, 1)."""
    corner = Box((1, 1), (1, 2))
    assert polarized_on_domain(corner, [(-1, 1), (1, -1)], "pairs").holds
    assert isinstance(polarized_on_domain(corner, [(-1, 1)]).evidence, OneSided)
    assert not polarized_on_domain(Box((1, 1), (1, 1)), [(1, -1)]).holds
    assert polarized_on_domain(Box((1, 1), (1, 1)), [(1, -1), (2, -2), (-1, 1)], "pairs").holds


def test_a_cone_away_from_the_axes_allows_more_rays():
    """Where A costs from once to twice as much as B: (2, -3) and (-2, 3) divide the types, and no others do here."""
    cone = PolyhedralDomain(2, (CostRow((-1, 1), "<=", 0), CostRow((1, -2), "<=", 0), CostRow((0, -1), "<", 0)))
    wide = [(2, -3), (-2, 3)]
    assert polarized_on_domain(cone, wide).holds
    for first, second in [((2, -3), (-3, 4)), ((4, -5), (-2, 3))]:
        verdict = accepted(polarized_on_domain(cone, [first, second]))
        assert verdict.holds == polarized([first, second]).holds


def test_a_domain_without_types_is_refused():
    with pytest.raises(ValueError, match="no costs satisfy all rows"):
        PolyhedralDomain(1, (CostRow((1,), "<", 0), CostRow((-1,), "<=", 0)))
    with pytest.raises(ValueError, match=r"\(1, 0\) is not inside"):
        PolyhedralDomain(2, (CostRow((1, 0), "<", 1),), (1, 0))
    with pytest.raises(ValueError, match="give one number for each"):
        PolarizedOnDomain(Orthant(2), ((1, -1, 0),))


# ------------------------------------------------------------------------------------------------------------- menus


def protocol(domain, *sets, endowment=(2, 2), selection=None):
    preferences = [Preferences(domain, goods=(0, 1)), Preferences(Orthant(2))]
    market = Market.make(
        {"A": 4, "B": 4}, ["a", "b"], [endowment, tuple(4 - x for x in endowment)], preferences=preferences
    )
    return Protocol.make(market, {"a": list(sets)}, selection)


GOOD = signed_orthant(2, [1])
MENUS = {
    "rays on a box": protocol(Box((1, 1), (2, 2)), Ray((1, -1)), Ray((-1, 1))),
    "the same among goods": protocol(GOOD, Ray((1, 1)), Ray((-1, -1))),
    "rays of burdens among goods": protocol(GOOD, Ray((1, -1))),
    "rays that tempt together": protocol(FiniteDomain(((1, -1), (2, -1))), Ray((2, 3)), Ray((1, 2))),
    "remedial": protocol(Orthant(2), Remedial()),
    "remedial of types": protocol(FiniteDomain(((1, 2), (0, 1))), Remedial()),
    "remedial on a cone": protocol(
        PolyhedralDomain(2, (CostRow((-1, 1), "<=", 0), CostRow((0, -1), "<=", 0))), Remedial()
    ),
    "remedial among goods": protocol(GOOD, Remedial()),
    "remedial of a good that it does not have": protocol(GOOD, Remedial(), endowment=(2, 0)),
    "remedial of one task that some like": protocol(Box((-1, 1), (1, 2)), Remedial(), endowment=(2, 0)),
    "remedial of one good": protocol(Box((-2, 1), (-1, 2)), Remedial(), endowment=(2, 0)),
    "bundles in two directions": protocol(GOOD, Points(((3, 3), (3, 1)))),
    "a continuum": protocol(Box((1, 1), (1, 2)), PairsFrom((Constraint((1, 1), 4, equal=True),))),
}


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", MENUS)
def test_menus_have_evidence_both_ways(name, reading):
    verdict = accepted(decide_polarized_on_domains(MENUS[name], reading))
    assert explain_menus_on_domains(verdict)


def answers(reading="beside endowment"):
    return {name: decide_polarized_on_domains(one, reading) for name, one in MENUS.items()}


def test_what_the_menus_are():
    found = answers()
    good = {name for name, verdict in found.items() if verdict.holds}
    assert good == {
        "rays on a box",
        "the same among goods",
        "remedial",
        "remedial of types",
        "remedial on a cone",
        "remedial of a good that it does not have",
        "remedial of one task that some like",  # a ray of both sorts of types
    }
    assert isinstance(found["remedial among goods"].evidence, SpreadOnDomain)
    assert isinstance(found["remedial of one good"].evidence, BadMenuOnDomain)
    assert isinstance(found["remedial on a cone"].evidence.agents[0], RemedialOnDomain)
    assert isinstance(found["remedial of one task that some like"].evidence.agents[0], MultipliersOnDomain)


@pytest.mark.parametrize(("domain", "serves"), [(Orthant(2), True), (GOOD, False)])
def test_the_remedial_menu_is_obviously_strategy_proof_for_burdens_alone(domain, serves):
    """b takes one task or the other from a, who would lose by less of a good and cannot know which it is."""
    taking = PolyhedralSet((Constraint((-1, 0), -2), Constraint((0, -1), -2)))
    preferences = [Preferences(domain), Preferences(FiniteDomain(((0, 0),)))]
    market = Market.make({"A": 4, "B": 4}, ["a", "b"], [(2, 2)] * 2, preferences=preferences)
    less = [((1, 2), (3, 2)), ((2, 1), (2, 3))]
    entries = tuple(((1, m), tuple(tuple(map(Fraction, x)) for x in rows)) for m, rows in enumerate(less, 1))
    protocol = Protocol.make(market, {"a": [Remedial()], "b": [taking] * 2}, SelectionTable(entries))
    mechanism = Mechanism.make(protocol)
    verdict = obviously_strategy_proof(mechanism)
    assert verdict.holds is serves
    checker.verify(certificate(verdict))


def test_a_continuum_that_nobody_likes_is_left_undecided_where_rays_may_have_one_sign():
    nobody = protocol(Box((1, 1), (1, 1)), PairsFrom((Constraint((1, 1), 4, equal=True),)))
    assert isinstance(decide_polarized_on_domains(nobody, "pairs").evidence, Undecided)
    assert decide_polarized_on_domains(nobody).holds is False


@settings(max_examples=80, deadline=None)
@given(boxes(2), st.lists(st.tuples(ENTRIES, ENTRIES).filter(any), min_size=1, max_size=3))
def test_menus_of_rays_polarized_in_pairs_are_obviously_strategy_proof(box, rays):
    """One half of VS, Theorem 2, on any domain: where no type gains by two rays, myopic choices obviously dominate."""
    one = protocol(box, *map(Ray, rays), selection=AnySelection())
    if decide_polarized_on_domains(one, "pairs").holds:
        assert obviously_strategy_proof(Mechanism.make(one)).holds


def menus_indeed(statement):
    try:
        asked = PolarizedMenusOnDomains.from_about(statement["about"])
        Market.make({str(i): n for i, n in enumerate(asked.offered.numbers)}, ["a", "b"], asked.offered.endowment)
    except ValueError:
        return True  # a market that the software does not even build; the checker needs less of it
    return decide_menus_on_domains(asked).holds == statement["holds"]


@pytest.mark.parametrize("name", MENUS)
def test_changed_certificates_of_menus_are_refused_or_true(name):
    for reading in ("beside endowment", "lemma 5"):
        check_mutants(certificate(decide_polarized_on_domains(MENUS[name], reading)), menus_indeed)


def rays_indeed(statement):
    return decide_rays(PolarizedOnDomain.from_about(statement["about"])).holds == statement["holds"]


CONE = PolyhedralDomain(2, (CostRow((-1, 1), "<=", 0), CostRow((1, -2), "<", 0), CostRow((1, 1), "=", 3)))


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("rays", [[(2, -3), (-2, 3)], [(4, -5), (-3, 4)], [(1, 1)]])
@pytest.mark.parametrize("domain", [CONE, GOOD, Box((1, 1), (2, 3)), FiniteDomain(((1, 2), (2, -1)))])
def test_changed_certificates_of_rays_are_refused_or_true(domain, rays, reading):
    check_mutants(certificate(polarized_on_domain(domain, rays, reading)), rays_indeed)


@pytest.mark.parametrize("below", [[(1, -1)], [(1, -2)], [(-2, 1), (1, -1)]])
def test_changed_certificates_about_types_of_polyhedra_are_refused_or_true(below):
    def indeed(statement):
        asked = SomeType.from_about(statement["about"])
        return isinstance(some_type(asked.domain, asked.below, asked.at_most).evidence, TypeFound) == statement["holds"]

    check_mutants(certificate(some_type(CONE, below)), indeed)
    check_mutants(certificate(some_type(CONE, (), below)), indeed)


def test_explanations_name_types_and_rows():
    told = explain_on_domain(polarized_on_domain(CONE, [(2, -3), (-2, 3)]), ["A", "B"])
    assert told.startswith("Polarized on the costs with A - B >= 0, A - 2 B < 0, A + B = 3: no type is tempted")
    tempted = explain_on_domain(polarized_on_domain(GOOD, [(1, 2), (1, 1)]))
    assert "is tempted by the ray in direction (1, 2)" in tempted
    assert "no type gains" in explain_on_domain(polarized_on_domain(GOOD, [(1, -1)]))


# ------------------------------------------------------------------------------------------------------------- files


def file(costs, menu=(), goods=None):
    agent = {"status_quo": {"shift": 1, "pay": 1}, "menu": list(menu)} | ({} if costs is None else {"costs": costs})
    data = {"format": "exact-proofs/market/1", "tasks": {"shift": 1, "pay": 1}, "agents": {"j": agent}}
    return data | ({} if goods is None else {"goods": goods})


def domain_of(*given, **more):
    return market_from_plain(file(*given, **more)).market.preferences[0].domain


def test_files_say_where_costs_are_negative():
    assert domain_of(None, goods=["pay"]) == signed_orthant(2, [1])
    assert domain_of("positive", goods=["pay"]) == signed_orthant(2, [1], strict=True)
    assert domain_of("nonnegative", goods=[]) == Orthant(2)
    assert domain_of({"box": {"shift": [1, 2], "pay": [-2, -1]}}, goods=["pay"]) == Box((1, -2), (2, -1))
    assert domain_of({"types": [{"shift": 1, "pay": -2}]}, goods=["pay"]) == FiniteDomain(((1, -2),))
    rows = [
        {"coefficients": {"shift": 1, "pay": -1}, "at_least": 1},
        {"coefficients": {"pay": 1}, "above": -3},
        {"coefficients": {"shift": 1}, "at_most": "5/2"},
        {"coefficients": {"pay": 1}, "below": 0},
        {"coefficients": {"shift": 1, "pay": 1}, "equal": 1},
    ]
    assert domain_of({"polyhedron": rows}).rows == (
        CostRow((-1, 1), "<=", -1),
        CostRow((0, -1), "<", 3),
        CostRow((1, 0), "<=", "5/2"),
        CostRow((0, 1), "<", 0),
        CostRow((1, 1), "=", 1),
    )


@pytest.mark.parametrize(
    ("costs", "goods", "sentence"),
    [
        ({"box": {"shift": [1, 2], "pay": [-2, -1]}}, None, 'a task that is liked goes into "goods"'),
        ({"types": [{"shift": -1, "pay": -2}]}, ["pay"], "a cost is negative"),
        ({"box": {"shift": [1, 2], "pay": [-2, 1]}}, ["pay"], "a cost of pay is above 0, but it is one of the goods"),
        ({"types": [{"shift": 1, "pay": 2}]}, ["pay"], "a cost of pay is above 0"),
        ({"polyhedron": [], "law": "uniform"}, None, "no question goes by the law"),
        ({"polyhedron": [{"coefficients": {"pay": 1}}]}, None, "give one of at_most"),
        ({"polyhedron": [{"coefficients": {"pay": 1}, "below": 0, "above": 1}]}, None, "give one of at_most"),
        ({"polyhedron": [{"coefficients": {}, "below": 0}]}, None, "no costs satisfy all rows"),
        ({"box": {}, "polyhedron": []}, None, "give one of box, types and polyhedron"),
        (None, ["wage"], '"wage" is not in tasks'),
        (None, "pay", "goods"),
    ],
)
def test_what_is_wrong_with_costs_of_any_sign_is_said(costs, goods, sentence):
    with pytest.raises((ValueError, TypeError), match=sentence):
        market_from_plain(file(costs, goods=goods))


def test_what_takes_tasks_for_burdens_says_so():
    for domain in (GOOD, Box((1, -1), (1, 0)), FiniteDomain(((1, -1),))):
        with pytest.raises(ValueError, match="takes all tasks for burdens"):
            Preferences(domain, goods=(1,)).burdens  # noqa: B018
    assert Preferences(Box((1, 1), (1, 2))).burdens == Box((1, 1), (1, 2))
    with pytest.raises(ValueError, match="a cost is negative"):
        Preferences(Box((1, -1), (1, 0)))


def test_on_a_domain_and_on_the_orthant_the_answers_may_differ_both_ways():
    """On [1, 2]^2 nobody loses by (1, -3), which has both signs; and everybody who might be tempted by two is away."""
    one = protocol(Box((1, 1), (2, 2)), Ray((1, -3)))
    assert decide_polarized(one).holds
    assert not decide_polarized_on_domains(one).holds
    two = protocol(FiniteDomain(((4, 1), (1, 4))), Ray((1, -2)), Ray((-3, 1)))
    assert not decide_polarized(two).holds
    assert decide_polarized_on_domains(two).holds
