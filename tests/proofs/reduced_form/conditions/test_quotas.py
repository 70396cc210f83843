"""Systems of quotas: paramodular pairs (LY, Definition 5), effective quotas, and whether the quotas say all."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exact import polyhedra
from proofs.reduced_form.conditions import polytope as polytope_module
from proofs.reduced_form.conditions.polytope import (
    BipartiteQuotas,
    Faces,
    LaminarFamilies,
    SeparatedPoint,
    convex_hull,
    described,
    pure_outcomes,
    quota_polytope,
)
from proofs.reduced_form.conditions.quotas import effective_quotas, paramodular, quota_pair
from proofs.reduced_form.implementation.deciding import NoOutcome
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted, every_number_matters, forged, problem_of
from tests.proofs.reduced_form.conditions.test_capacity import courses, market
from tests.strategies import problems

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
indivisible = problems(kinds=("pairs", "anonymous", "public", "restricted"))


def anonymous(agents, *constraints, types=1):
    kinds = {i: [f"t{k + 1}" for k in range(types)] for i in agents}
    return problem_of(agents=list(agents), types=kinds, constraints=list(constraints))


def three_agents():
    """Che, Kim & Mierendorff (2013), Remark 1, as LY revisit it in section 3.3."""
    sets = [({"set": list(members), "ceiling": 4}) for members in ("ab", "ac", "bc")]
    return anonymous("abc", {"set": list("abc"), "ceiling": 6}, *sets, {"each": "agent", "ceiling": 3}, types=2)


def test_section_3_3_has_fourteen_vertices_all_integral():
    problem = three_agents()
    vertices = polyhedra.hull(quota_polytope(problem)).points
    wanted = {(0, 0, 0), (2, 2, 2)}
    # The paper names (3, 1, 0), (3, 0, 0) and their permutations; those of (3, 1, 1) make up the fourteen.
    for point in ((3, 1, 0), (3, 0, 0), (3, 1, 1)):
        wanted |= set(itertools.permutations(point))
    assert set(vertices) == wanted
    assert len(vertices) == 14


def test_section_3_3_is_effective_described_and_not_paramodular():
    problem = three_agents()
    assert all(quota.is_effective for quota in effective_quotas(problem))
    verdict = described(problem)
    assert verdict.holds
    assert isinstance(verdict.evidence, Faces)
    assert accepted(verdict)
    for reading in ("listed", "effective"):
        verdict = paramodular(problem, reading)
        assert verdict.holds is False
        assert verdict.evidence.law == "ceiling"
        assert accepted(verdict)


def test_example_4_the_effective_ceilings_of_a_bihierarchy_are_not_submodular():
    verdict = paramodular(market(2), "effective")
    assert verdict.holds is False
    assert accepted(verdict)
    pair = quota_pair(market(2), "effective")
    row, column = [("i1", "j1"), ("i1", "j2")], [("i1", "j2"), ("i2", "j2")]
    three = [*row, ("i2", "j2")]
    assert pair.ceiling(row) + pair.ceiling(column) == 2
    assert pair.ceiling(three) + pair.ceiling([("i1", "j2")]) == 3


def test_floors_and_ceilings_of_a_single_set_are_paramodular():
    problem = anonymous("abc", {"set": list("abc"), "floor": 1, "ceiling": 2}, {"each": "agent", "ceiling": 1})
    verdict = paramodular(problem, "effective")
    assert verdict.holds
    assert accepted(verdict)
    assert paramodular(problem, "listed").holds is False  # sets that are not listed have no ceiling
    forged(verdict, lambda statement: statement["evidence"]["capacities"]["entries"].pop())
    forged(verdict, lambda statement: statement["about"].update(quotas="listed"))
    forged(verdict, lambda statement: statement.update(holds=False))


def test_a_triangle_is_not_described_and_the_half_point_is_separated():
    edges = [["a", "b"], ["b", "c"], ["a", "c"]]
    verdict = described(anonymous("abc", {"edges": edges, "ceiling": 1}))
    assert verdict.holds is False
    assert isinstance(verdict.evidence, SeparatedPoint)
    assert [str(quantity) for _, quantity in verdict.evidence.point] == ["1/2"] * 3
    assert accepted(verdict)
    assert every_number_matters(verdict, ["proof"]) >= 1
    forged(verdict, lambda statement: statement["evidence"]["point"][0].__setitem__(1, "1"))
    forged(verdict, lambda statement: statement["evidence"].update(bound="1/2"))
    forged(verdict, lambda statement: statement["evidence"]["weights"].pop())


def test_the_graph_of_example_3_is_described_by_its_two_classes():
    edges = [[a, b] for a in "123" for b in "45"]
    problem = anonymous("12345", {"edges": edges, "ceiling": 1}, {"each": "agent", "ceiling": 1})
    verdict = described(problem)
    assert isinstance(verdict.evidence, BipartiteQuotas)
    assert accepted(verdict)
    forged(verdict, lambda statement: statement["evidence"]["first"].pop())
    forged(verdict, lambda statement: statement.update(evidence={"form": "laminar families", "first": [0, 1]}))


def test_forged_faces_are_refused():
    verdict = described(three_agents())
    forged(verdict, lambda statement: statement["evidence"]["faces"].pop())
    forged(verdict, lambda statement: statement["evidence"]["faces"][3]["empty"].pop())
    forged(verdict, lambda statement: statement["evidence"]["faces"][3].update(point=[["a", "1"]]))
    forged(verdict, lambda statement: statement["evidence"].update(faces=[]))
    forged(verdict, lambda statement: statement.update(holds=False))
    bare = next(k for k, face in enumerate(verdict.evidence.faces) if face.empty)
    forged(verdict, lambda statement: statement["evidence"]["faces"][bare]["empty"][0].__setitem__(1, []))
    forged(verdict, statement_without_ceilings)


def statement_without_ceilings(statement):
    """The same faces for a problem in which quantities are unbounded."""
    for constraint in statement["about"]["problem"]["constraints"]:
        constraint.pop("ceiling")


def test_too_many_faces_are_said_to_be_undecided(monkeypatch):
    monkeypatch.setattr(polytope_module, "MOST_FACES", 3)
    assert described(three_agents()).holds is None


def test_bihierarchies_are_described_by_two_laminar_families():
    verdict = described(courses())
    assert isinstance(verdict.evidence, LaminarFamilies)
    assert accepted(verdict)
    forged(verdict, lambda statement: statement["evidence"].update(first=[]))


@settings(relaxed, max_examples=150)
@given(st.data())
def test_quotas_agree_with_brute_force(data):
    problem = data.draw(indivisible)
    profile = data.draw(st.sampled_from(list(problem.profiles())))
    pure = brute_force.pure_outcomes(problem, profile)
    listed = pure_outcomes(problem, profile)
    assert {frozenset(x) for x in listed} == {frozenset((c, q) for c, q in x.items() if q) for x in pure}
    verdicts = [described(problem, profile), *(paramodular(problem, r, profile) for r in ("listed", "effective"))]
    assert all(accepted(verdict) for verdict in verdicts)
    if not pure:
        assert all(isinstance(verdict.evidence, NoOutcome) for verdict in verdicts)
        return
    vertices = polyhedra.hull(quota_polytope(problem, profile)).points
    assert verdicts[0].holds == all(x.denominator == 1 for point in vertices for x in point)
    hull = convex_hull(problem, profile)
    assert all(polyhedra.contains(hull, [x[cell] for cell in problem.cells]) for x in pure)
    assert verdicts[0].holds == (polyhedra.hull(hull).points == vertices)
    assert verdicts[2].holds == _is_paramodular(problem, pure)


def _is_paramodular(problem, pure):
    sets = [frozenset(s) for r in range(len(problem.cells) + 1) for s in itertools.combinations(problem.cells, r)]
    sums = {s: [sum(x[cell] for cell in s) for x in pure] for s in sets}
    b, c = ({s: pick(values) for s, values in sums.items()} for pick in (min, max))
    return all(
        c[g] + c[h] >= c[g & h] + c[g | h] and b[g] + b[h] <= b[g & h] + b[g | h] and c[g] - b[h] >= c[g - h] - b[h - g]
        for g, h in itertools.product(sets, repeat=2)
    )


def test_beyond_twelve_cells_a_fractional_vertex_is_sought_in_directions():
    names = [f"i{k}" for k in range(13)]
    ring = [[names[k], names[(k + 1) % 13]] for k in range(13)]
    verdict = described(anonymous(names, {"edges": ring, "ceiling": 1}))
    assert verdict.holds is False
    assert accepted(verdict)
    # Consecutive sets have a totally unimodular matrix, but are neither two laminar families nor edges.
    runs = [{"set": names[k : k + 4], "ceiling": 1} for k in range(10)]
    assert described(anonymous(names, *runs)).holds is None


def test_bad_input_is_refused_in_one_sentence():
    with pytest.raises(ValueError, match="at most 8"):
        quota_pair(market(3))
    with pytest.raises(ValueError, match="more than 2 feasible"):
        pure_outcomes(anonymous("abcdef", {"each": "agent", "ceiling": 3}), most=2)


def test_faces_number_the_limits_quota_by_quota():
    """A floor before further ceilings: the checker and the evidence must count the limits in the same order."""
    problem = problem_of(
        agents=["i1", "i2"],
        objects=["o1", "o2"],
        types={"i1": ["t"], "i2": ["t"]},
        constraints=[
            {"agents": ["i1"], "floor": 0},
            {"set": [["i1", "o2"], ["i2", "o1"]], "floor": 0},
            {"set": [["i2", "o1"], ["i1", "o1"]], "floor": 1},
            {"set": [["i1", "o1"]], "ceiling": 0},
            {"set": [["i1", "o2"]], "ceiling": 0},
            {"set": [["i2", "o1"]], "ceiling": 1},
            {"set": [["i2", "o2"]], "ceiling": 0},
        ],
    )
    assert accepted(described(problem))
