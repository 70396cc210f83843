"""B, C, M(W) and the projection cone (LY, section 3): Example 5's blocks, rays of known cones, sign vectors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exact import cones
from proofs.reduced_form.implementation.deciding import Inequality, implementable
from proofs.reduced_form.problem.projection import (
    block_form,
    dropped_ceilings,
    in_projection_cone,
    incidence_b,
    incidence_c,
    projection_cone,
    projection_matrix,
    reduced_cone,
    sign_generators,
    weighted,
)
from tests.proofs.reduced_form.certified import problem_of
from tests.proofs.reduced_form.conditions.test_capacity import LINES, courses, market
from tests.proofs.reduced_form.conditions.test_quotas import anonymous, three_agents
from tests.strategies import interim_rules, problems

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def test_example_5_block_form():
    shown = block_form(market(2, types=2))
    assert "B =\n[ B_1   0 ]\n[   0 B_2 ]" in shown
    assert "C =\n[       I_8       I_8 ]\n[ [I_4 I_4]         0 ]\n[         0 [I_4 I_4] ]\n[ I_16 ]" in shown
    assert "M(W) =\n[ -B'   C'  -C' ]\n[   0 I_32    0 ]\n[   0    0 I_32 ]" in shown


def test_example_5_entries():
    problem = market(2, types=2)
    b, c = incidence_b(problem), incidence_c(problem)
    assert (b.shape, c.shape) == ((8, 16), (32, 16))
    for i, kind, j in b.rows:
        for *cell, profile in b.columns:
            assert b[(i, kind, j), (*cell, profile)] == (cell == [i, j] and profile[problem.agents.index(i)] == kind)
    row = ("{(i1, j1), (i1, j2)}", ("t1", "t2"))
    assert [column for column in c.columns if c[row, column]] == [("i1", j, ("t1", "t2")) for j in ("j1", "j2")]
    assert projection_matrix(problem).shape == (16 + 64, 8 + 64)


def single_item(agents, types):
    return anonymous("abcd"[:agents], {"set": list("abcd"[:agents]), "ceiling": 1}, types=types)


@pytest.mark.parametrize(("agents", "types", "rays"), [(2, 2, 13 + 4), (2, 3, 49 + 9), (3, 2, 33 + 8)])
def test_rays_of_single_item_cones_are_the_known_facets_and_the_unit_rays(agents, types, rays):
    generated = cones.generators(reduced_cone(single_item(agents, types)))
    assert (len(generated.rays), generated.lines) == (rays, ())
    assert sign_generators(generated).others.rays == ()


def test_the_reduced_cone_says_which_ceilings_it_leaves_out():
    assert dropped_ceilings(three_agents()) == ["{a}", "{b}", "{c}"]
    assert dropped_ceilings(market(2)) == []


def test_three_agents_on_a_path_with_binary_types_have_rays_that_are_no_sign_vectors():
    """Against LY's Theorems 2 (2) and 3 with Lemma 3: edges ab and bc are a bihierarchy and have no odd cycle."""
    path = anonymous("abc", {"edges": [["a", "b"], ["b", "c"]], "ceiling": 1}, types=2)
    cone = reduced_cone(path)
    generated = cones.generators(cone)
    sorted_out = sign_generators(generated)
    assert (len(generated.rays), len(sorted_out.others.rays), generated.lines) == (312, 128, ())
    ray = sorted_out.others.rays[0]
    assert cones.is_extreme_ray(cone, ray)
    assert max(map(abs, ray)) == 2


def test_the_whole_cone_is_pointed_and_holds_its_own_rays():
    problem = anonymous("ab", {"set": ["a", "b"], "floor": 0, "ceiling": 1})
    cone = projection_cone(problem)
    assert cones.is_pointed(cone)
    generated = cones.generators(cone)
    size = len(incidence_b(problem).rows), len(incidence_c(problem).rows)
    for ray in generated.rays:
        f, g, h = ray[: size[0]], ray[size[0] : sum(size)], ray[sum(size) :]
        assert in_projection_cone(problem, f, g, h)
        assert not in_projection_cone(problem, [entry + 1 for entry in f], g, h)


def test_bilateral_trade_is_not_pointed():
    """LY, Lemma 9: the vector of ones spans the lineality space of the reduced cone on a connected graph."""
    trade = anonymous("ab", {"set": ["a", "b"], "floor": 1, "ceiling": 1}, types=2)
    cone = reduced_cone(trade)
    assert cones.lineality(cone) == ((1,) * 8,)


def test_positive_floors_are_no_matter_for_the_reduced_cone():
    with pytest.raises(ValueError, match="zero floors"):
        reduced_cone(courses())


def test_a_market_has_sign_rays_with_two_types_and_others_with_three():
    assert not sign_generators(cones.generators(reduced_cone(market(2, types=2)))).others.rays


def test_matrices_that_are_too_large_are_refused():
    kinds = {f"i{k}": [str(t) for t in range(100)] for k in range(3)}
    problem = problem_of(agents=list(kinds), objects=["o"], types=kinds, constraints=LINES)
    with pytest.raises(ValueError, match="too many"):
        incidence_b(problem)


@settings(relaxed, max_examples=60)
@given(st.data())
def test_lemma_1_each_violated_inequality_of_the_relaxation_comes_from_the_cone(data):
    """A rule that solves F of LY (8) satisfies every inequality of the cone's rays; the converse is Farkas' lemma."""
    problem = data.draw(problems(kinds=("anonymous",)))
    if problem.profile_count * len(problem.cells) > 4:
        return
    rule = data.draw(interim_rules(problem))
    b, c = incidence_b(problem), incidence_c(problem)
    generated = cones.generators(projection_cone(problem))
    verdict = implementable(problem, rule)
    y = weighted(problem, rule.values)
    quotas = {quota.cells: quota for quota in problem.constraints}
    broken = False
    for ray in (*generated.rays, *generated.lines):
        f, g, h = ray[: len(y)], ray[len(y) : len(y) + len(c.rows)], ray[len(y) + len(c.rows) :]
        right = Fraction(0)
        for (label, profile), up, down in zip(c.rows, g, h, strict=True):
            quota = next(
                (q for cells, q in quotas.items() if label == "{" + ", ".join(x[0] for x in sorted(cells)) + "}"), None
            )
            ceiling = None if quota is None else quota.ceiling
            if up and ceiling is None:
                break
            floor = quota.floor if quota is not None else Fraction(0)
            right += problem.probability(profile) * (up * (ceiling or 0) - down * floor)
        else:
            broken = broken or cones.product(f, y) > right
    assert b.shape[0] == len(y)
    if verdict.holds:
        assert not broken
    elif isinstance(verdict.evidence, Inequality) and not broken:
        # The relaxation has a solution; only lotteries over pure outcomes do not reach the rule.
        assert any(quota.ceiling is not None for quota in problem.constraints)


@settings(relaxed, max_examples=60)
@given(problems())
def test_every_problem_has_a_block_form_and_the_matrices_their_definition(problem):
    shown = block_form(problem)
    assert shown.startswith("B =")
    b, c = incidence_b(problem), incidence_c(problem)
    place = {agent: k for k, agent in enumerate(problem.agents)}
    for *cell, profile in b.columns:
        ones = {row for row in b.rows if b[row, (*cell, profile)]}
        assert ones == {
            r for r in problem.coordinates if problem.cell_of(r) == tuple(cell) and profile[place[r[0]]] == r[1]
        }
    sets = {quota.cells for t in problem.profiles() for quota in problem.quotas(t)} | {
        frozenset({cell}) for cell in problem.cells
    }
    assert len(c.rows) == len(sets) * problem.profile_count
    assert c.nonzeros == sum(map(len, sets)) * problem.profile_count
