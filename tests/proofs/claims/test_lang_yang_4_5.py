"""The claims of Lang & Yang, sections 4, 5 and appendix: how they end, what refutes them, whether faults are seen."""

from __future__ import annotations

import itertools

import pytest

from proofs.claims.cone_facts import extreme, generating_set, is_sign_vector, not_extreme, sign_vectors
from proofs.claims.families import bilateral_trade, compromises
from proofs.claims.families import matrices as families_matrices
from tests.proofs.claims import planted_ly_4_5
from tests.proofs.claims.statements import Statements, check_fact, check_planted

STATEMENTS = """lemma_2 lemma_3 section_4_remark_2 section_4_remark_3 lemma_4 section_4_paramodular_describes
section_4_paramodular_tdl lemma_5 lemma_6 lemma_7 lemma_8 section_5_2_linear theorem_5 section_5_2_support
section_5_2_dual section_5_2_cover section_5_2_diagonal example_6 corollary_2 corollary_2_two_objects corollary_3
section_5_3_club_goods section_5_5_equality lemma_9 lemma_10 lemma_10_generating proposition_3
section_5_6_inequalities section_5_6_inequalities_any_types lemma_11 section_5_6_three_laminars example_7
appendix_theorem_1 appendix_even_changes appendix_three_nonzeros appendix_theorem_2 appendix_theorem_3_cycles
appendix_theorem_3_paths appendix_extreme_ray_maximal lemma_12 lemma_13 lemma_14"""
PLANTED = "tests.proofs.claims.planted_ly_4_5"

CANONICAL = "agents 1, 2, 3 with 2 types each and objects a, b; sets {1a, 1b}, {2a, 2b}, {3a, 3b}, {1a, 2a, 3a}"
ONE_EDGE = "buyer's types a1, seller's types b1; compatible: a1-b1"
ALL_EDGES = "buyer's types a1, a2, seller's types b1, b2; compatible: a1-b1, a1-b2, a2-b1, a2-b2"

REFUTED = {
    ("section-4.remark-3", "literal"): "-g1 - g2 = 0, -g1 + g2 = 0; g1, g2 >= 0",
    ("section-4.remark-3", "pointed and not {0}"): "-g1 - g2 = 0, -g1 + g2 = 0; g1, g2, g3 >= 0",
    ("lemma-5", "literal"): "0 <= x{1} <= 0, 0 <= x{2} <= 0, 0 <= x{1, 2} <= 1; f = (1, 1)",
    ("lemma-5", "laminar supports"): "0 <= x{1} <= 0, 0 <= x{2} <= 1, 0 <= x{1, 2} <= 0; f = (0, 1)",
    ("lemma-6", "literal"): "agent 1, 2 types (u, v), uniform and independent; 1 <= x{1} <= 1; y = 1 u: 1/2, 1 v",
    ("lemma-7.if", "literal"): "S = the empty set",
    ("lemma-7.if", "S in the chains"): "2 types; W+ of the chains (u): {1}; (v): {1}; S = {(1, u), (1, v)}",
    ("lemma-7.only-if", "literal"): "(u): the empty set, {1}; the vector (0, 1, 0)",
    ("example-6", "literal"): "row i1 and cell (i2, j2)",
    ("corollary-2", "literal"): "agent 1, objects a, 1 type; 0 <= x{1a} <= 2; Q(1 u a) = -1/2",
    ("corollary-2", "unit quotas"): "Q(1 u b) = 1, Q(1 u c) = 0, Q(1 v a) = 9/10",
    ("corollary-2", "nonnegative rules"): "type profiles with probabilities uuu 4/17, uuv 1/17",
    ("corollary-2.two-objects", "literal"): CANONICAL,
    ("corollary-3", "literal"): "agent 1, objects a, 1 type; 0 <= x{1a} <= 2; Q(1 u a) = -1/2",
    ("corollary-3", "nonnegative rules"): "2 x 2 x 1 types (u, v), uniform and independent",
    ("lemma-10", "literal"): "compatible: none; f = (-1, 1), g = ()",
    ("lemma-10", "connected graph"): f"{ONE_EDGE}; f = (-1, 1), g = (1)",
    ("lemma-10", "connected graph, modulo lines"): f"{ALL_EDGES}; f = (0, 0, 0, 0), g = (0, 0, 0, 1)",
    ("lemma-10.generating", "literal"): "compatible: none",
    ("lemma-10.generating", "no type without partner"): "compatible: a1-b2, a2-b1",
    ("lemma-10.generating", "connected graph"): ALL_EDGES,
    ("section-5.5.equality", "literal"): "compatible: none, uniform prior; probabilities of trade (0) and (0)",
    ("lemma-11.unimodular", "a0 as well"): "2 x 2 types, alternatives a0, a1, a2",
    ("section-5.6.three-laminars", "a0 as well"): "2 x 2 types, alternatives a0, a1, a2",
    ("section-5.6.inequalities-any-types", "literal"): "3 x 3 types, uniform prior",
    ("example-7.solution", "literal"): "x(i1, o1) = 1, x(i2, o1) = 1, x(i2, o3) = 1, 0 otherwise",
    (
        "appendix.even-changes-objects",
        "literal",
    ): "1a at uuu - 1a at uuv - 2a at uuv - 2a at vuu - 3a at vuu - 3a at uuu",
    ("appendix.even-changes-types", "literal"): "1a at uuu - 1a at uuv - 2a at uuv - 2a at vuu - 3a at vuu - 3a at uuu",
    ("appendix.theorem-3.paths", "literal"): "agents 1, 2, 3 with 2 types each; sets {1, 2}, {1, 3}",
    ("appendix.extreme-ray-maximal", "literal"): "M = [-1], x = (0)",
    ("lemma-14", "literal"): "[-1/2]",
}

SLOW = {("section-5.6.inequalities-any-types", "corrected: three types of one player")}
"""Lists 705 facets; two and three types each are tried by themselves below."""

LY = Statements(STATEMENTS, REFUTED, SLOW)
CLAIMS = LY.claims


@pytest.mark.parametrize(("name", "reading"), REFUTED)
def test_a_refuted_claim_has_this_smallest_counterexample(name, reading):
    LY.check_refuted(name, reading)


@pytest.mark.parametrize(("name", "reading"), LY.surviving)
def test_the_other_readings_survive_the_smallest_instances(name, reading):
    LY.check_surviving(name, reading, 40)


def test_every_id_of_sections_4_and_5_and_the_appendix_is_registered_once():
    LY.check_complete(49)


@pytest.mark.parametrize("claim", planted_ly_4_5.FALSE, ids=lambda claim: claim.id)
def test_a_planted_fault_is_refuted(claim):
    check_planted(claim, PLANTED)


@pytest.mark.parametrize("claim", planted_ly_4_5.FACTS, ids=lambda claim: claim.id)
def test_a_textbook_fact_survives(claim):
    check_fact(claim, PLANTED, 60)


# ------------------------------------------------------------------------------------------------------------ families

FAMILIES = {family.words: family for claim in CLAIMS.values() for r in claim.readings for family in r.families}


@pytest.mark.parametrize("words", FAMILIES)
def test_a_family_is_the_same_for_the_same_seed_and_has_no_duplicates_where_it_ends(words):
    family = FAMILIES[words]
    searched = words.startswith("rules that (25) lets pass")  # it looks long for each
    most = 6 if searched else 12 if family.endless else 40
    first = list(itertools.islice(family.instances(3), most))
    assert first == list(itertools.islice(family.instances(3), most))
    assert family.endless or len(set(first)) == len(first)


@pytest.mark.parametrize(("height", "width", "count"), [(1, 1, 2), (2, 1, 3), (2, 2, 7), (3, 3, 36)])
def test_matrices_of_zeros_and_ones_up_to_order_are_as_many_as_bipartite_graphs(height, width, count):
    assert len(families_matrices.matrices(height, width, (0, 1))) == count


def test_a_case_of_projection_names_its_free_multipliers():
    case = families_matrices.ProjectionCase(((1, 0), (1, -1), (0, 2)), 1)
    assert case.words() == "f1 + g1 = 0, -g1 + 2 g2 = 0; g1, g2 >= 0"
    assert [case.matrix[row, "g2"] for row in case.matrix.rows] == [0, 2, 0, 1]


# ------------------------------------------------------------------------------------------------ rays, independently


@pytest.mark.parametrize("rows", list(families_matrices.matrices(3, 2))[:60])
def test_generators_have_no_rivals_and_their_sums_have_some(rows):
    cone = families_matrices.ProjectionCase(rows, 0).cone
    rays = generating_set(cone)
    assert all(expected.met for ray in rays for expected in extreme(cone, ray))
    for one, other in itertools.combinations(rays, 2):
        total = tuple(map(sum, zip(one, other, strict=True)))
        assert not_extreme(cone, total) is not None


def test_the_unit_vector_of_a_pair_is_a_generator_that_lemma_10_does_not_list():
    cone = bilateral_trade.Trade(((1, 1), (1, 1))).cone
    unit = (0, 0, 0, 0, 0, 0, 0, 1)
    assert unit in sign_vectors(cone)
    assert is_sign_vector(unit)
    assert all(expected.met for expected in extreme(cone, unit))


def test_beside_33_and_34_there_is_one_family_for_three_types_each():
    for counts in ((2, 2), (2, 3), (3, 3)):
        assert all(needed.holds for needed in compromises.unnamed(compromises.Types(counts)))
