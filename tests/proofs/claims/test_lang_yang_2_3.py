"""The claims of Lang & Yang, sections 2 and 3: how they end, what refutes them, and whether planted faults are seen."""

from __future__ import annotations

import itertools

import pytest

from proofs.claims.claim import Outcome
from proofs.claims.families import problems as families
from proofs.claims.families import structure_classes
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity
from tests.proofs.claims import planted_ly
from tests.proofs.claims.statements import Statements, check_fact, check_planted

STATEMENTS = """section_2_sublinear section_2_support section_2_1_bihierarchy_describes
section_2_1_canonical_is_bihierarchy example_1 example_2 example_3 section_2_2_capacities section_2_2_special_cases
example_4 proposition_1 proposition_2 section_2_4_single_good section_2_4_border example_5 section_3_remark_1 lemma_1
theorem_1_generators theorem_1 section_3_1_tighter corollary_1 corollary_1_no_floors theorem_2_1 theorem_2_2
theorem_2_3 theorem_2_1_sufficiency theorem_2_2_sufficiency theorem_2_2_canonical_sufficiency theorem_2_3_sufficiency
section_3_1_tables_1_2 theorem_3 theorem_3_sufficiency theorem_4_1 theorem_4_2 theorem_4_real
section_3_3_paramodular_necessary section_3_3_effective section_3_3_condition_b section_3_3_values
section_3_3_vertices section_6_four_classes"""
PLANTED = "tests.proofs.claims.planted_ly"

PATH = "agents 1, 2, 3 with 2, 2, 1 types; sets {1, 2}, {1, 3}"
NESTED = "agents 1, 2, 3 with 2, 1, 1 types; sets {1, 2}, {1, 3}, {1, 2, 3}"
TWO_TYPES = "2 x 2 x 2 types (u, v), uniform and independent"
UNIT_PATH = "0 <= x{1, 2} <= 1, 0 <= x{1, 3} <= 1, 0 <= x{1} <= 1, 0 <= x{2} <= 1, 0 <= x{3} <= 1"

REFUTED = {
    ("section-2.1.canonical-is-bihierarchy", "literal"): "sets {1a, 1b}, {2a, 2b}, {1a, 2a}, {1b, 2b}, {1b, 2a}",
    ("example-2", "literal"): "objects c1, o1, o2, o3",
    ("section-2.2.capacities", "literal"): "agent 1, 1 type; 1 <= x{1} <= 1",
    ("section-2.2.special-cases", "literal"): "agent 1, objects a, b, 1 type; 0 <= x{1a} <= 0, 0 <= x{1b} <= 0",
    ("section-2.2.special-cases", "quotas on every set"): "2 <= x{1, 2} <= 2, 0 <= x{1} <= 1, 0 <= x{2} <= 1",
    ("section-2.4.single-good", "literal"): "0 <= x{1, 2} <= 1, 0 <= x{1} <= 0, 0 <= x{2} <= 0",
    ("lemma-1", "literal"): "Q(1 u) = 1/2, Q(2 u) = 1/2, Q(3 u) = 1/2",
    ("theorem-1.generators", "literal"): "1 type each; sets none but single cells",
    ("theorem-2.2", "literal"): NESTED,
    ("theorem-2.2", "standard constraints"): PATH,
    ("theorem-2.2.sufficiency", "literal"): "Q(1 u a) = 1/2, Q(1 u b) = 1/2, Q(2 u b) = 1, Q(2 v a) = 1, all other",
    ("theorem-2.2.canonical-sufficiency", "rows and columns only"): "objects a, b, 2 x 2 x 1 types (u, v), uniform",
    ("theorem-2.2.canonical-sufficiency", "assignment markets with unit quotas"): "2 x 2 x 2 x 2 types (u, v)",
    ("theorem-3", "literal"): PATH,
    ("theorem-3.sufficiency", "literal"): f"{TWO_TYPES}; {UNIT_PATH}; Q(1 u) = 1/2, Q(1 v) = 1, Q(2 v)",
    ("theorem-4.1", "literal"): "f(1, v) = 2, f(2, u) = 1, f(3, u) = 1",
    ("theorem-4.real", "literal"): "0 <= x{1, 2} <= 3/2",
    ("section-3.3.paramodular-necessary", "literal"): "0 <= x{1, 2} <= 1, 0 <= x{1} <= 0, 0 <= x{2} <= 0",
    ("section-3.3.paramodular-necessary", "bounds that are attained"): f"1 x 1 x 1 types; {UNIT_PATH}",
    ("section-3.3.paramodular-necessary", "two types each"): "1 <= x{1, 2} <= 1, 1 <= x{1, 3} <= 1",
    ("section-6.four-classes", "literal"): NESTED,
    ("section-6.four-classes", "bihierarchies"): NESTED,
    ("section-6.four-classes", "adjacency"): "1 type each; sets {1, 2}, {1, 3}, {2, 3}",
    ("section-6.four-classes", "paramodularity"): "1 type each; sets {1, 2}, {1, 3}, {2, 3}, {1, 2, 3}",
}
SLOW = {("theorem-2.2.canonical-sufficiency", "literal")}
"""Refuted as well, by the same market as its repair with unit quotas."""

LY = Statements(STATEMENTS, REFUTED, SLOW)
CLAIMS = LY.claims


@pytest.mark.parametrize(("name", "reading"), REFUTED)
def test_a_refuted_claim_has_this_smallest_counterexample(name, reading):
    LY.check_refuted(name, reading)


@pytest.mark.parametrize(("name", "reading"), LY.surviving)
def test_the_other_readings_survive_the_smallest_instances(name, reading):
    LY.check_surviving(name, reading, 20)


def test_every_id_of_sections_2_and_3_is_registered_once():
    LY.check_complete(42)


@pytest.mark.parametrize("claim", planted_ly.FALSE, ids=lambda claim: claim.id)
def test_a_planted_fault_is_refuted(claim):
    check_planted(claim, PLANTED)


@pytest.mark.parametrize("claim", planted_ly.FACTS, ids=lambda claim: claim.id)
def test_a_textbook_fact_survives(claim):
    check_fact(claim, PLANTED)


# ------------------------------------------------------------------------------------------------------------ families


def relabelled(given):
    """All relabellings of a structure's agents and objects, without the names."""
    n, m = len(given.agents), len(given.objects or ".")
    place = {cell: k for k, cell in enumerate(given.cells)}
    masks = tuple(sorted(sum(1 << place[cell] for cell in members) for members in given.sets))
    counts = [len(own) for own in given.types]
    for order, cells in families.relabellings(n, m):
        renamed = [0] * n
        for old, new in enumerate(order):
            renamed[new] = counts[old]
        yield tuple(renamed), families.moved(masks, cells)


@pytest.mark.parametrize(("agents", "objects", "types"), [(2, 1, 3), (3, 1, 2), (1, 3, 2), (2, 2, 2)])
def test_structures_come_up_to_relabelling_once_and_all_of_them(agents, objects, types):
    listed = families.structures(agents, objects, types)
    keys = [min(relabelled(given)) for given in listed]
    assert len(set(keys)) == len(keys)
    sets = [mask for mask in range(1 << agents * objects) if mask.bit_count() > 1]
    if len(sets) <= 4:
        everything = {
            min(relabelled(families.build(agents, objects, masks, counts)))
            for size in range(len(sets) + 1)
            for masks in itertools.combinations(sets, size)
            for counts in itertools.product(range(1, types + 1), repeat=agents)
        }
        assert set(keys) == everything


def test_streams_are_the_same_for_the_same_seed():
    for claim in CLAIMS.values():
        for family in claim.readings[0].families:
            first, again = (list(itertools.islice(family.instances(5), 12)) for _ in range(2))
            assert first == again, (claim.id, family.words)


def test_structures_and_capacity_cases_occur_once():
    for reading in (*CLAIMS["lang-yang-2023/theorem-2.1"].readings, *CLAIMS["lang-yang-2023/theorem-3"].readings):
        listed = [given for family in reading.families if not family.endless for given in family.instances(0)]
        assert len(set(listed)) > (3 if reading.name.startswith("corrected") else 50), reading.name
        for family in reading.families:
            if not family.endless:
                once = list(family.instances(0))
                assert len(set(once)) == len(once), family.words


# ------------------------------------------------------------------------------- the counterexamples, without the hunt


def test_theorem_3_fails_on_a_path_by_hand():
    """Determinant 2, from the 7 rows and columns that the certificate names."""
    given = families.build(3, 1, (0b011, 0b101), (2, 2, 1))
    verdict = preserves_total_unimodularity(given)
    assert not verdict
    assert abs(verdict.evidence.determinant) == 2
    assert preserves_total_unimodularity(families.build(3, 1, (0b011, 0b101), (2, 1, 1)))


def test_a_market_with_unit_quotas_four_agents_and_two_objects_by_hand():
    """LY, section 5.2: agents 1 and 2 accept b alone, 3 accepts a alone, 4 accepts both; u and v equally likely."""
    accepted = {("1", "b"), ("2", "b"), ("3", "a"), ("4", "a"), ("4", "b")}
    rule = {"1ub": 1, "2ub": 4, "3ua": 3, "4ua": 2, "4ub": 1, "4va": 2, "4vb": 2}  # in quarters
    weights = {"1ub": 1, "2ub": 2, "3ua": 1, "4ua": 1, "4ub": 1, "4va": 1, "4vb": 2}

    def greatest(signs, profile):
        """The most that one unit of a and one of b can bring, nobody getting two."""
        worth = {(i, j): signs.get(i + kind + j, 0) for i, kind in zip("1234", profile, strict=True) for j in "ab"}
        single = [worth[cell] for cell in accepted]
        both = [worth[i, "a"] + worth[k, "b"] for i, j in accepted for k, m in accepted if i != k and j + m == "ab"]
        return max(0, *single, *both)

    def excess(signs):
        """16 times the two sides' difference: the prior is 1/16, a type's probability 8/16, quarters are 2/8."""
        left = sum(2 * sign * rule[name] for name, sign in signs.items())
        return left - sum(greatest(signs, profile) for profile in itertools.product("uv", repeat=4))

    assert excess(weights) == 42 - 41
    # Where the rule is zero, 1 adds to the right side alone and -1 to neither: nobody must be served.
    assert all(excess(dict(zip(rule, signs, strict=True))) <= 0 for signs in itertools.product((-1, 0, 1), repeat=7))


def test_a_rule_on_the_path_passes_every_inequality_of_condition_a():
    """Condition A, all 3^6 inequalities, from the definition and by hand."""
    given = families.build(3, 1, (0b011, 0b101), (2, 2, 2))
    problem = families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
    values = {"1": {"u": "1/2", "v": 1}, "2": {"u": 0, "v": "1/2"}, "3": {"u": 0, "v": "1/2"}}
    rule = problem.interim_rule(values)
    outcomes = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 1, 1)]
    for signs in itertools.product((-1, 0, 1), repeat=6):
        at = dict(zip(problem.coordinates, signs, strict=True))
        left = sum(at[c] * value / 2 for c, value in zip(problem.coordinates, rule.values, strict=True))
        right = sum(
            max(
                sum(at[i, kind] * x for i, kind, x in zip("123", profile, outcome, strict=True)) for outcome in outcomes
            )
            for profile in problem.profiles()
        )
        assert 8 * left <= right
    assert not implementable(problem, rule)


def test_a_trial_of_a_survivor_confirms():
    reading = CLAIMS["lang-yang-2023/theorem-2.1"].readings[0]
    given = families.build(3, 1, (0b011, 0b111), (3, 2, 2))
    assert reading.trial(given).outcome is Outcome.CONFIRMS
    assert structure_classes.crosses(families.build(3, 1, (0b011, 0b101), (1, 1, 1)))
