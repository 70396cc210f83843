"""The claims of Lang & Yang on what stands between their theorems: how they end, what refutes them, planted faults."""

from __future__ import annotations

import itertools
import json

import pytest
from typer.testing import CliRunner

from proofs import checker
from proofs.certificates import certificate
from proofs.claims.families import compromise_cones, compromises, paid_rules, quotas_tried
from proofs.claims.families import problems as families_ly
from proofs.claims.families.quotas_tried import distinct_quotas
from proofs.claims.lang_yang import section_5_1_revenue_equivalence, section_5_6_cone
from proofs.cli.main import app
from proofs.reduced_form.facets.listing import facets
from proofs.report.claims import explain_claim
from tests.proofs.claims import planted_ly_steps
from tests.proofs.claims.statements import Statements, check_planted

STATEMENTS = """section_2_effective section_2_support_contains section_2_3_linear section_2_4_subset
section_3_1_m_star section_3_1_not_separable section_3_1_laminars section_3_3_unimodular_necessary section_4_remark_1
section_4_remark_1_redundant section_4_unimodular_describes section_4_tightest_bound section_4_chain_rays
section_5_1_revenue_equivalence section_5_5_cone section_5_6_from_cone section_5_6_cone section_5_6_generated
appendix_two_laminars appendix_camion appendix_cycle_is_even appendix_theorem_3_even_sums appendix_theorem_3_path_sums
appendix_theorem_3_cycle_sums appendix_extreme_ray_scaling appendix_lemma_6 appendix_lemma_8 appendix_lemma_11"""
PLANTED = "tests.proofs.claims.planted_ly_steps"

NOTHING = "uniform prior; " + ", ".join(f"Q_{i}({t}, {a}) = 0" for i in "12" for t in "uv" for a in ("a1", "a2"))
REFUTED = {
    ("section-2.support-contains", "literal"): "0 <= x{1, 2} <= 0, 0 <= x{1} <= 0, 0 <= x{2} <= 1",
    ("section-3.3.unimodular-necessary", "literal"): "1 x 1 types; 0 <= x{1a, 1b} <= 0, 0 <= x{1a, 2a} <= 0",
    (
        "section-3.3.unimodular-necessary",
        "for some quotas",
    ): "agents 1, 2, 3 with 1 type each; sets {1, 2}, {1, 3}, {2, 3}",
    (
        "section-3.3.unimodular-necessary",
        "for some quotas, graphs without odd cycle",
    ): "agents 1, 2, 3, 4 with 2, 1, 1, 2 types; sets {1, 2}, {1, 3}",
    ("section-4.tightest-bound", "literal"): "0 <= x{1} <= 0; f = (0); g = 1 on {1}; h = 1 on {1}",
    ("section-4.chain-rays", "literal"): "1 type; W- of the chains (u): {1}; the vector (-1, 1)",
    ("appendix.extreme-ray-scaling", "literal"): "0 = 0; g1 >= 0; x = (1), lambda = 0",
    ("section-5.1.revenue-equivalence", "literal"): "1 u: payoffs (0), gets (0); 1 v: payoffs (1), gets (1)",
    ("section-5.5.cone", "literal"): "compatible: none, uniform prior; probabilities of trade (0) and (0)",
    ("section-5.6.cone", "literal"): NOTHING,
    ("section-5.6.from-cone", "literal"): NOTHING,
    ("appendix.cycle-is-even", "literal"): "{1a, 2a, 3a}, {1b, 2b, 3b}; cycle 1a at uuv - 1a at uvv - 3a at uvv",
    ("appendix.theorem-3.cycle-sums", "literal"): "sets {1, 2}, {1, 3}; cycle 1 at uvu - 2 at uvu - 2 at vvv",
}

LY = Statements(STATEMENTS, REFUTED)
CLAIMS = LY.claims


@pytest.mark.parametrize(("name", "reading"), REFUTED)
def test_a_refuted_claim_has_this_smallest_counterexample(name, reading):
    LY.check_refuted(name, reading)


@pytest.mark.parametrize(("name", "reading"), LY.surviving)
def test_the_other_readings_survive_the_smallest_instances(name, reading):
    LY.check_surviving(name, reading, 20)


@pytest.mark.parametrize("name", ["section-4.remark-1.redundant", "section-3.1.not-separable"])
def test_what_is_said_to_exist_is_certified(name):
    (reading,) = CLAIMS[f"lang-yang-2023/{name}"].readings
    (instance,) = reading.families[0].instances(0)
    trial = reading.trial(instance)
    assert trial.outcome.name == "CONFIRMS"
    written = json.loads(json.dumps(certificate(trial.verdicts, "so it is")))
    assert checker.verify(written)[-1].endswith(checker.quoted("so it is"))


@pytest.mark.parametrize("claim", planted_ly_steps.FALSE, ids=lambda claim: claim.id)
def test_a_planted_fault_is_refuted(claim):
    check_planted(claim, PLANTED)


FAMILIES = {family.words: family for claim in CLAIMS.values() for r in claim.readings for family in r.families}


@pytest.mark.parametrize("words", FAMILIES)
def test_a_family_is_the_same_for_the_same_seed_and_has_no_duplicates_where_it_ends(words):
    family = FAMILIES[words]
    first = list(itertools.islice(family.instances(3), 30))
    assert first == list(itertools.islice(family.instances(3), 30))
    assert family.endless or len(set(first)) == len(first)


@pytest.mark.parametrize("style", ["text", "markdown", "latex"])
def test_an_explanation_quotes_the_paper_once(style):
    claim = CLAIMS["lang-yang-2023/section-5.1.revenue-equivalence"]
    told = explain_claim(claim, [], style)
    assert told.count("our model satisfies the sufficient conditions") == 1
    assert "Printed: " in told


def test_the_list_of_claims_quotes_the_paper_for_literal_readings():
    said = CliRunner().invoke(app, ["claims", "LY/section-5.6.cone", "--json"])
    literal, *repairs = map(json.loads, said.stdout.splitlines())
    assert literal["printed"][0] == "The projection cone is given by"
    assert [entry["reading"] for entry in repairs if "printed" in entry] == []


# ----------------------------------------------------------------------------------------- by hand, without the hunt

TRIANGLE = families_ly.build(3, 1, (0b011, 0b101, 0b110), (1, 1, 1))


def test_quotas_of_the_triangle_leave_each_set_of_outcomes_once():
    """All quotas on single agents, 0 to 1, and on pairs, 0 to 2, by brute force."""

    def named(points):
        return min(tuple(sorted(tuple(x[i] for i in order) for x in points)) for order in ORDERS)

    ranges = [[(low, high) for high in range(size + 1) for low in range(high + 1)] for size in (1, 1, 1, 2, 2, 2)]
    wanted = set()
    for quotas in itertools.product(*ranges):
        left = tuple(
            x for x in CUBE if all(b <= sum(x[i] for i in s) <= c for (b, c), s in zip(quotas, SETS, strict=True))
        )
        if left:
            wanted.add(named(left))
    found = [named([x for x in CUBE if allowed(problem, x)]) for problem in distinct_quotas(TRIANGLE)]
    assert len(found) == len(set(found))
    assert set(found) == wanted


ORDERS = list(itertools.permutations(range(3)))
CUBE = list(itertools.product((0, 1), repeat=3))
SETS = ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2))


def allowed(problem, x):
    at = dict(zip(problem.cells, x, strict=True))
    return all(quota.floor <= sum(at[cell] for cell in quota.cells) <= quota.ceiling for quota in problem.constraints)


@pytest.mark.parametrize("seed", range(25))
def test_condition_a_is_sufficient_on_the_triangle_with_large_quotas_too(seed):
    """What the argument for all quotas says, on quotas beyond one unit in a cell."""
    import random

    problem = quotas_tried.wide_problem(random.Random(seed), TRIANGLE)
    assert facets(problem).condition_a_complete


def test_payments_for_two_types_are_free_within_the_gap():
    """P(v) - P(u) is anything from 0 to 1 where type v alone values the object, at 1, and gets it."""
    case = next(paid_rules.paid_rules(0))
    (each,) = section_5_1_revenue_equivalence.differences(case)
    assert each.range == 1
    assert case.gain(0, 0, 1) == 0
    assert case.gain(0, 1, 0) == 1


def test_always_the_compromise_violates_the_printed_cone_only():
    case = next(compromise_cones.never_a_side(0))
    assert compromise_cones.violated(case, compromises.TWO, False)
    assert not compromise_cones.violated(case, compromises.TWO, True)
    assert section_5_6_cone.is_implementable(case)
