"""What the readings named "corrected" rest on: their families, and brute force beside what is proved."""

from __future__ import annotations

import itertools
from fractions import Fraction

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.cones import cone, generators
from exact.rationals import primitive
from proofs.claims.claim import Expected
from proofs.claims.families import (
    compared_markets,
    compromises,
    corrected_menus,
    corrected_values,
    ordinal_borders,
    path_coefficients,
    unimodular_needed,
)
from proofs.claims.families import problems as families_ly
from proofs.claims.families.market_rules import condition_25
from proofs.claims.lang_yang import theorem_5
from proofs.claims.registry import claims
from proofs.reduced_form.facets.listing import facet_proof, facets, is_facet
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.projection import projection_cone
from proofs.trading.dominance.polarization import largest_menu
from proofs.trading.dominance.polarized_on_domain import polarized_on_domain
from proofs.trading.markets.bundles import bundle, plus
from proofs.trading.markets.domains import Box
from proofs.trading.value.best_trade import best_bilateral_trade
from tests.proofs.claims.test_valenzuela_stookey import written_out

CORRECTED = {
    "theorem-2.2": 8,
    "theorem-3": 3,
    "section-3.3.unimodular-necessary": 5,
    "theorem-5": 4,
    "corollary-2": 1,
    "section-5.6.inequalities-any-types": 2,
    "theorem-1.i-ii": 1,
    "theorem-1.ii-iii": 2,
    "theorem-2.first": 1,
    "claim-4": 1,
    "claim-5": 1,
    "theorem-2.two-forms": 1,
    "corollary-2.first": 2,
    "corollary-2.second": 1,
    "section-4.without-loss": 2,
    "section-4.without-loss-on-boxes": 1,
    "remark-1": 3,
}
EXHAUSTIVE = (
    compared_markets.SMALL_TWO_TASKS,
    compared_markets.SMALL_THREE_TASKS,
    compared_markets.SMALL_COMMON,
    compared_markets.SMALL_CORNERS,
    corrected_menus.SMALL_MENUS_ON_BOXES,
)


def test_the_corrected_readings_are_those_and_say_whether_they_are_proved():
    found = {}
    for claim in claims().values():
        for reading in claim.readings:
            if reading.name.startswith("corrected"):
                short = claim.id.partition("/")[2]
                found[short] = found.get(short, 0) + 1
                assert reading.wording.endswith(("(proved)", "(tested, not proved)"))
    assert found == CORRECTED


def test_without_ordinal_incentives_the_farthest_rules_are_not_implementable(monkeypatch):
    """What Corollary 2 is rescued from: (25) alone lets them pass."""
    monkeypatch.setattr(ordinal_borders, "incentive_rows", lambda problem, taste: [])
    for case in itertools.islice(ordinal_borders.ordinal_borders(0), 3):
        assert condition_25(case)
        assert not implementable(case.problem, case.rule)


@pytest.mark.parametrize("family", EXHAUSTIVE, ids=lambda family: family.words[:40])
def test_an_exhaustive_family_holds_no_instance_twice(family):
    listed = [written_out(instance) for instance in family.instances(0)]
    assert len(set(listed)) == len(listed)
    assert not family.endless


@pytest.mark.parametrize(("agents", "tasks", "forms"), [(2, 2, 3), (2, 3, 5), (3, 2, 8)])
def test_performances_are_listed_up_to_names(agents, tasks, forms):
    """Every table of 0 and 1 that is not the same for all has one of the forms, and the counts add up."""
    listed = compared_markets.performances(agents, tasks)
    assert len(listed) == forms
    assert sum(count for _, count in listed) == (2**agents - 1) ** tasks - 1


def boxes(sizes=(2, 3)):
    ends = st.tuples(st.integers(1, 5), st.integers(1, 5))
    sides = st.sampled_from(sizes).flatmap(lambda size: st.lists(ends, min_size=size, max_size=size))
    return sides.map(lambda listed: Box(bundle([low for low, _ in listed]), bundle([sum(each) for each in listed])))


@given(boxes((2, 3, 4)))
def test_corner_rays_are_polarized_on_the_box_and_are_all_corners_but_two(box):
    rays = corrected_menus.corner_rays(box)
    assert len(set(rays)) == 2**box.dimension - 2
    assert polarized_on_domain(box, rays).holds


@given(boxes())
def test_the_cone_of_a_box_has_as_many_extreme_rays(box):
    """The bound counts them: found from the inequalities l_i c_k <= u_k c_i of the cone."""
    size = box.dimension
    rows = []
    for i, k in itertools.permutations(range(size), 2):
        row = [0] * size
        row[k], row[i] = -box.lower[i], box.upper[k]
        rows.append(row)
    assert len(generators(cone(rows)).rays) == 2**size - 2


def largest_clique(box, most):
    """As many of the corner rays and the rays with small steps as are polarized together on the box, by brute force."""
    steps = itertools.product(range(-most, most + 1), repeat=box.dimension)
    small = [d for d in steps if min(d) < 0 < max(d) and primitive(bundle(d)) == d]
    listed = dict.fromkeys([*small, *corrected_menus.corner_rays(box)])
    good = [d for d in listed if polarized_on_domain(box, [d]).holds]
    graph = nx.Graph()
    graph.add_nodes_from(good)
    graph.add_edges_from(pair for pair in itertools.combinations(good, 2) if polarized_on_domain(box, pair).holds)
    return max(map(len, nx.find_cliques(graph)), default=0)


def test_brute_force_finds_no_more_rays_than_the_corners():
    assert largest_clique(corrected_menus.box_of_ends((1, 3), (1, 3)), 4) == 2
    assert largest_clique(corrected_menus.box_of_ends((1, 4), (1, 4), (1, 4)), 2) == 6
    assert len(largest_menu(3).statement.directions) == 3, "the orthant allows three"


def test_smaller_markets_are_markets_and_smaller():
    market = compared_markets.equally_likely([((1, 2), (3, 1)), ((2, 2),), ((1, 1),)], ((0, 1), (1, 0), (2, 2)))
    smaller = list(compared_markets.smaller_typed_market(market))
    assert {len(one.agents) for one in smaller} == {2, 3}
    for one in smaller:
        assert all(sum(p for _, p in compared_markets.atoms_of(one, j)) == 1 for j in range(len(one.agents)))
        total = [sum(column) for column in zip(*one.status_quo, strict=True)]
        assert tuple(total) == one.numbers


def test_the_best_trade_between_types_on_both_sides_is_not_the_best_obvious_mechanism():
    """The condition on ratios is needed: agent 2 is better at both tasks, and its ratios lie around that of delta."""
    market = compared_markets.equally_likely([((1, 1),), ((1, 2), (2, 1))], ((1, 1), (0, 0)))
    trade, obvious, _ = list(corrected_values.trade_is_best_obvious(market))
    assert corrected_values.least_cost(trade) > corrected_values.least_cost(obvious)
    assert corrected_values.least_cost(best_bilateral_trade(market)) == corrected_values.least_cost(trade)


def test_boxes_lie_where_they_are_said_to():
    for case in itertools.islice(corrected_menus.GROWN_MENUS_ON_BOXES.instances(0), 50):
        middle = [x / 2 for x in plus(case.box.lower, case.box.upper)]
        assert case.box.contains(middle)
        assert min(case.box.lower) > 0


def even_cycle(length):
    """A cycle with three types of one agent."""
    edges = [1 << k | 1 << (k + 1) % length for k in range(length)]
    return families_ly.build(length, 1, edges, [3] + [1] * (length - 1))


@pytest.mark.parametrize(
    ("edges", "counts", "complete"),
    [
        ([(0, 1), (0, 2), (0, 3)], [3, 1, 1, 1], True),  # a star, three types in the middle
        ([(0, 1), (0, 2), (0, 3), (1, 4)], [1, 3, 1, 1, 1], True),  # three types at a leaf with another neighbour
        ([(0, 1), (0, 2), (0, 3)], [1, 1, 1, 1, 3], False),
        ([(0, 1), (0, 2), (0, 3)], [1, 2, 2, 1], False),
        ([(0, 1), (0, 2)], [2, 1, 1, 2], False),
    ],
)
def test_graphs_on_which_quotas_at_each_profile_do_no_harm(edges, counts, complete):
    masks = [1 << one | 1 << other for one, other in edges]
    given = families_ly.build(len(counts), 1, masks, counts)
    assert (unimodular_needed.unlike_signs(given) == 0) == complete == (unimodular_needed.unwanted(given) == 0)


def test_a_ray_of_a_square_leaves_an_edge_free_at_some_profile():
    """What the proof puts longer cycles on: not at agent 1, at a profile, no multiplier of the edge."""
    given = even_cycle(4)
    cone = projection_cone(families_ly.problem_on(given, dict.fromkeys(given.sets, (0, 1))))
    place = {name: k for k, name in enumerate(cone.coordinates)}
    names = [
        [name for name in cone.coordinates if name[0] in "gh" and name[1:] == ("{2, 3}", p)] for p in given.profiles
    ]
    unlike = [ray for ray in generators(cone).rays if len({abs(ray[place[n]]) for n in place if n[0] == "f"} - {0}) > 1]
    assert any(all(ray[place[name]] == 0 for name in at) for ray in unlike for at in names)
    assert all(unimodular_needed.unwanted(even_cycle(length)) == 1 for length in (4, 6, 8))


@pytest.mark.parametrize("types", [2, 3])
def test_coefficients_on_a_path_are_those_of_a_listed_facet(types):
    """Beside the proof: for two types the facet is in the list, and a changed coefficient makes none."""
    case = path_coefficients.Path(types)
    wanted = {key: value for key, value in case.coefficients.items() if value}
    assert max(wanted.values()) == 2 ** (types - 1)
    assert all(needed.met for needed in map(_expected, path_coefficients.large_coefficients(case)))
    if types == 2:
        assert wanted in [dict(each.coefficients) for each in facets(case.problem).facets]
    changed = {**wanted, max(wanted): max(wanted.values()) + 1}
    assert not is_facet(case.problem, inequality(case.problem, changed))
    with pytest.raises(ValueError, match="are no facet"):
        facet_proof(case.problem, inequality(case.problem, changed))


def _expected(needed):
    return needed if isinstance(needed, Expected) else Expected(needed)


def test_more_types_than_said_are_not_harmless_for_all_ceilings():
    """Three types of one of three agents: with ceilings that depend on the type profile (25) is not enough."""
    assert not any(needed.holds for needed in theorem_5.all_ceilings(families_ly.canonical(3, 2, (3, 1, 1))))
    assert all(needed.holds for needed in theorem_5.all_ceilings(families_ly.canonical(3, 2, (2, 1, 1))))


def test_what_the_inequalities_35_look_like():
    def vector(text):
        return {
            tuple(name.split(".")): Fraction(sign + "1")
            for sign, name in ((word[0], word[1:]) for word in text.split())
        }

    assert compromises.is_35(vector("-1.u.a2 +1.w.a1 -2.v.a1 +2.w.a2"))
    assert not compromises.is_35(vector("-1.u.a2 +1.w.a1 +2.v.a1 +2.w.a2")), "player 2 takes nothing"
    assert not compromises.is_35(vector("-1.w.a2 +1.w.a1 -2.v.a1 +2.w.a2")), "a type on both sides"
    assert not compromises.is_35(vector("+1.w.a1 -2.v.a1")), "(34)"
