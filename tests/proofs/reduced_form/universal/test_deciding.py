"""A condition for all quotas, beside every quota system up to a bound; fewer types, components, forged certificates."""

from __future__ import annotations

import copy
import itertools
import json
import random
import time
from fractions import Fraction
from unittest import mock

import pytest

from exact import chambers, steps
from exact.verdicts import Undecided, Verdict
from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.claims.deciding import DECIDERS
from proofs.claims.families import problems as families
from proofs.reduced_form.facets.completeness import is_complete
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from proofs.reduced_form.universal import deciding, smallest
from proofs.reduced_form.universal.components import components, fewer_types
from proofs.reduced_form.universal.deciding import quotas_that_break, universal_condition
from proofs.reduced_form.universal.listing import QuotaSystems, size
from proofs.reduced_form.universal.statements import (
    AloneComponent,
    ByComponents,
    Chambers,
    FailingQuotas,
    HierarchicalComponent,
    StepsAlone,
    ThreeCells,
    UnimodularComponent,
    UniversalCondition,
    corners,
)
from tests.corpus.universal import agents
from tests.mutations import check_mutants

SMALL = [
    given
    for given in families.merged(
        *(families.structures(n, m, 2, families.any_family) for n, m in ((2, 1), (1, 2), (3, 1)))
    )
    if given.sets
]


def all_quotas(given, bound):
    """All quota systems with ceilings up to the bound, one for each set of feasible outcomes, by plain enumeration."""
    grid = list(itertools.product(range(bound + 1), repeat=len(given.cells)))
    place = {cell: k for k, cell in enumerate(given.cells)}
    pairs = [(low, high) for high in range(bound + 1) for low in range(high + 1)]
    seen = {}
    for chosen in itertools.product(pairs, repeat=len(given.sets)):
        quotas = dict(zip(given.sets, chosen, strict=True))
        kept = tuple(
            x for x in grid if all(low <= sum(x[place[c]] for c in s) <= high for s, (low, high) in quotas.items())
        )
        if kept and kept not in seen:
            seen[kept] = quotas
    return seen.values()


def breaks(given, quotas, condition, single):
    return not is_complete(facets(families.problem_on(given, quotas, single=single)), condition)


@pytest.mark.parametrize("condition", ["A", "B"])
def test_against_all_quotas_of_sets_up_to_two(condition):
    """A sample: `benchmarks/every_quota.py` tries all. Cells may have up to two units each."""
    tried = [*random.Random(condition).sample(SMALL, 6), agents("212", "12", "13")]
    answers = set()
    for given in tried:
        verdict = universal_condition(given, condition)
        broken = [quotas for quotas in all_quotas(given, 2) if breaks(given, quotas, condition, 2)]
        answers.add(verdict.holds)
        if verdict.holds:
            assert not broken, families.shown(given)
        if broken:
            assert verdict.holds is False, families.shown(given)
        if verdict.holds is not None:
            assert verdict.verify()
            checker.verify(json.loads(json.dumps(certificate(verdict))))
    assert {True, False} <= answers


def test_random_quotas_and_priors_where_the_answer_is_yes():
    draw = random.Random(7)
    certain = agents("122", "12", "13", "123")
    assert universal_condition(certain, "A").holds
    for _ in range(25):
        problem = families.random_problem(draw, certain, most=3)
        found = facets(problem)
        assert not found.outcome or is_complete(found, "A"), families.described_problem(problem)


def test_between_unimodularity_and_completeness():
    """Sets {1, 2}, {1, 3}, {1, 2, 3}, agents 2 and 3 of two types: M(W) is not unimodular, A complete all the same."""
    given = agents("122", "12", "13", "123")
    assert not preserves_total_unimodularity(given)
    verdict = universal_condition(given, "A")
    assert verdict.holds
    assert [type(each) for each in verdict.evidence.components] == [Chambers]
    assert not universal_condition(agents("222", "12", "13", "123"), "A")


def test_a_claim_of_ones_own_may_ask():
    for letter, answer in (("A", True), ("B", False)):
        asked = UniversalCondition(agents("122", "12", "13", "123"), letter)
        assert DECIDERS[asked.kind](asked).holds is answer


def test_unimodular_structures_are_complete_for_condition_a():
    for given in SMALL:
        if preserves_total_unimodularity(given):
            verdict = universal_condition(given)
            assert verdict.holds
            assert {type(each) for each in verdict.evidence.components} == {UnimodularComponent}


HIERARCHIES = (("112", "12", "123"), ("31", "12"), ("221", "123"), ("211", "12", "123"))


@pytest.mark.parametrize("shape", HIERARCHIES, ids=" ".join)
def test_hierarchies_need_no_quotas_and_chambers_agree(shape):
    known = universal_condition(agents(*shape), "B")
    with mock.patch.object(deciding, "hierarchy", return_value=False):
        looked_at = universal_condition(agents(*shape), "B")
    assert known.holds is looked_at.holds is True
    assert known.evidence == ByComponents((HierarchicalComponent(),))
    assert [type(each) for each in looked_at.evidence.components] == [Chambers]
    for verdict in (known, looked_at):
        assert verdict.verify()
        checker.verify(plain(verdict))


def test_levels_of_a_vector_are_best_where_it_is():
    """What is proved of hierarchies, with quotas at random: the levels of a vector have an outcome where it is best."""
    draw, met = random.Random(5), 0
    (component,) = components(agents("1111", "12", "34", "1234"))
    rows = component.rows[: len(component.sets)]
    for _ in range(40):
        low = [draw.randint(0, 1) for _ in rows]
        quotas = [(a, a + draw.randint(0, 4)) for a in low]
        outcomes = [
            x
            for x in itertools.product(range(5), repeat=4)
            if all(a <= inner(row, x) <= b for row, (a, b) in zip(rows, quotas, strict=True))
        ]
        vector = [draw.randint(-3, 3) for _ in range(4)]
        above = [[int(v >= a) for v in vector] for a in (1, 2, 3)]
        below = [[-int(v <= -a) for v in vector] for a in (1, 2, 3)]
        if outcomes:
            met += 1
            assert best(vector, outcomes) == sum(best(level, outcomes) for level in above + below)
    assert met > 10


def inner(row, point):
    return sum(a * b for a, b in zip(row, point, strict=True))


def best(vector, outcomes):
    return max(inner(vector, x) for x in outcomes)


def test_what_one_agent_or_one_type_each_leaves():
    for given in (agents("3", "1a 1b", "1b 1c", objects="abc"), agents("111", "12", "23")):
        verdict = universal_condition(given, "B")
        assert verdict.holds
        assert [type(each) for each in verdict.evidence.components] == [AloneComponent]


def test_one_type_each_is_no_reason_where_sets_are_not_unimodular():
    """On a wheel with five spokes one unit for each edge leaves the facet x1 + ... + x5 + 2 x6 <= 2."""
    rim = [f"{k}{k % 5 + 1}" for k in range(1, 6)]
    wheel = agents("111111", *rim, *(f"{k}6" for k in range(1, 6)))
    verdict = universal_condition(wheel)
    assert verdict.holds is False
    assert verdict.verify()
    checker.verify(plain(verdict))
    assert universal_condition(wheel, divisible=True).holds


def test_without_sets_everything_is_complete():
    assert universal_condition(agents("22"), "B").evidence == ByComponents(())


def test_components_are_decided_apart_and_idle_agents_dropped():
    path = agents("222", "12", "23")
    with_more = agents("22232", "12", "23", "45")
    assert [each.structure.agents for each in components(with_more)] == [("1", "2", "3"), ("4", "5")]
    one, other = universal_condition(path), universal_condition(with_more)
    assert one.holds is other.holds is False
    assert [len(own) for own in other.evidence.problem.types] == [2, 2, 2, 1, 1]
    both = agents("2222", "12", "34")
    assert len(universal_condition(both, "B").evidence.components) == 2


def test_fewer_types_of_a_structure_with_a_yes_have_a_yes():
    for given in (agents("122", "12", "123"), agents("122", "12", "13", "123")):
        assert universal_condition(given).holds
        assert all(universal_condition(fewer).holds for fewer in fewer_types(given))


def test_relabelling_changes_nothing():
    draw = random.Random(3)
    for given in draw.sample(SMALL, 8):
        names = list(given.agents)
        draw.shuffle(names)
        new = dict(zip(given.agents, names, strict=True))
        sets = [[(new[cell[0]], *cell[1:]) for cell in members] for members in given.sets]
        types = {new[agent]: own for agent, own in zip(given.agents, given.types, strict=True)}
        other = structure(sorted(names), given.objects, sets, types)
        for condition in ("A", "B"):
            assert universal_condition(given, condition).holds is universal_condition(other, condition).holds


def test_the_smallest_quotas_that_break_it():
    given = agents("221", "12", "13")
    verdict = quotas_that_break(given, "A", 2)
    assert not verdict
    ceilings = {len(q.cells): q.ceiling for q in verdict.evidence.problem.constraints}
    assert max(ceilings.values()) == 2
    assert all(not breaks(given, quotas, "A", 1) for quotas in all_quotas(given, 1)), "one unit is not enough"
    assert quotas_that_break(given, "A", 1).holds is None


def moved_to_axes(component, outcomes):
    """A set of outcomes and its images under relabelling, each moved so that the least of each cell is 0."""
    found = set()
    for by in component.relabellings:
        images = []
        for x in outcomes:
            image = [0] * len(x)
            for k, value in enumerate(x):
                image[by.cells[k]] = -value if by.turned else value
            images.append(image)
        least = [min(column) for column in zip(*images, strict=True)]
        found.add(tuple(sorted(tuple(a - b for a, b in zip(x, least, strict=True)) for x in images)))
    return found


@pytest.mark.parametrize("shape", [("22", "12"), ("122", "12", "13"), ("211", "12", "123")], ids=" ".join)
def test_every_quota_system_is_listed_once(shape):
    """Beside plain enumeration, with floors of single cells, and with quotas that nothing attains."""
    (component,) = components(agents(*shape))
    systems = QuotaSystems(component, 2)
    sizes = [size(quotas) for quotas in systems.listed]
    assert sizes == sorted(sizes)
    orbits = [moved_to_axes(component, systems.outcomes(quotas)) for quotas in systems.listed]
    listed = set().union(*orbits)
    assert len(listed) == sum(map(len, orbits)), "none twice"
    grid = list(itertools.product(range(3), repeat=len(component.cells)))
    slabs = [
        [frozenset(x for x in grid if low <= inner(row, x) <= high) for low in range(3) for high in (0, 1, 2, 9)]
        for row in component.rows[: len(component.sets)]
    ]
    kept = {frozenset(grid)}
    for own in slabs:
        kept = {one & slab for one in kept for slab in own if one & slab}
    assert kept
    assert all(moved_to_axes(component, one) & listed for one in kept)


def test_vertices_chambers_and_facets_near_a_quota_system():
    """Fans beside the hull; a chamber near by refines the fan; guided and unguided trials agree on both answers."""
    for shape, condition in (
        (("221", "12", "13"), "A"),
        (("212", "12", "23"), "B"),
    ):
        (component,) = components(agents(*shape))
        guided, plainly = (smallest.Trial(component, 2, condition, guided=way) for way in (True, False))
        answers = dict(guided)
        assert set(answers.values()) == {True, False}
        assert guided.normals
        assert not plainly.normals
        for quotas in random.Random(1).sample(sorted(answers), 12):
            assert answers[quotas] == plainly.fails(quotas)
            fan = guided.systems.fan(quotas)
            outcomes = guided.systems.outcomes(quotas)
            assert sorted(fan.values()) == sorted(map(tuple, smallest.extreme(outcomes)))
            chamber = guided.systems.chamber(quotas)
            near = guided.systems.near(quotas, chamber)
            assert chambers.simplices(component.rows, near) == chamber
            assert all(any(one & met == one for met in fan) for one in chamber)


def test_beyond_six_cells_some_quotas_are_tried():
    pairs = [f"{k}{k + 1}" for k in range(1, 9)]
    verdict = universal_condition(agents("222111111", *pairs), "A")
    assert verdict.holds is False
    assert verdict.verify()
    assert [len(own) for own in verdict.evidence.problem.types[3:]] == [1] * 6
    left_open = universal_condition(agents("222111111", *pairs), "A", divisible=True)
    assert "chambers of quotas are not listed for more than 6 cells" in left_open.evidence.tried[-1]


def test_divisible_objects_and_sets_that_are_not_unimodular():
    triangle = agents("111", "12", "23", "13")
    assert universal_condition(triangle, "A", divisible=True).holds
    assert universal_condition(triangle, "B").evidence == ByComponents((ThreeCells(),))
    found = universal_condition(agents("211", "12", "23", "13"), "A")
    assert not found
    assert found.evidence.problem.constraints[0].ceiling.denominator == 1
    halves = universal_condition(agents("211", "12", "23", "13"), "A", divisible=True)
    assert halves.holds is False
    assert halves.evidence.problem.divisible


def test_what_only_divisible_objects_decide_is_left_open(monkeypatch):
    """Chambers say nothing of indivisible objects where the sets are not totally unimodular."""
    monkeypatch.setattr(deciding, "describes", lambda *given: True)
    monkeypatch.setattr(deciding._Search, "small", lambda *given: None)
    verdict = universal_condition(agents("211", "12", "23", "13"), "A")
    assert verdict.holds is None
    assert "the sets are not totally unimodular" in verdict.evidence.tried[-1]


PAW, KITE, ALL_PAIRS = (
    agents("1111", *pairs)
    for pairs in (("12", "23", "13", "34"), ("12", "23", "13", "34", "24"), ("12", "13", "14", "23", "24", "34"))
)


@pytest.mark.parametrize("condition", ["A", "B"])
@pytest.mark.parametrize("given", [PAW, KITE, ALL_PAIRS], ids=["paw", "kite", "all pairs"])
def test_pairs_of_four_agents_with_one_type_each(given, condition):
    """By the cones of all hulls; and drawn quotas up to 3 by their own facets."""
    verdict = universal_condition(given, condition)
    assert [each.form for each in verdict.evidence.components] == ["steps alone"]
    (component,) = components(given)
    draw = random.Random(condition)
    tried = 0
    while tried < 25:
        lows = [draw.randint(0, 2) if len(members) > 1 else 0 for members in component.sets]
        quotas = tuple(
            (low, draw.randint(low, 3 if len(each) == 1 else 5)) for low, each in zip(lows, component.sets, strict=True)
        )
        kept = [
            x
            for x in itertools.product(range(4), repeat=4)
            if all(low <= inner(row, x) <= high for row, (low, high) in zip(component.rows, quotas, strict=False))
        ]
        if len(kept) > 3:
            assert not smallest.beyond(component, smallest.extreme(kept), condition)
            tried += 1


def test_a_corner_at_which_a_condition_fails_has_quotas_around_it():
    triples = agents("1111", "123", "124", "134")
    for condition in ("A", "B"):
        found = deciding._Search(condition, False, None, None).by_steps(components(triples)[0], [])
        assert isinstance(found, deciding.Fails)
        verdict = deciding._refuted(UniversalCondition(triples, condition), found)
        assert verdict.holds is False
        assert verdict.verify()
        checker.verify(plain(verdict))


def test_corners_are_given_up_when_they_are_too_many_or_time_is_up(monkeypatch):
    (component,) = components(PAW)
    late = deciding._Search("A", False, 0.0, None).by_steps(component, [])
    assert "until time was up" in late.tried[-1]
    monkeypatch.setattr(steps, "MOST_CORNERS", 100)
    many = universal_condition(PAW, "A")
    assert many.holds is None
    assert "more than 100 sets of feasible steps" in many.evidence.tried[-1]


def test_a_corner_that_shows_nothing_is_no_answer(monkeypatch):
    """If the vectors are not seen to generate the normals there, and the hull around it has no other facets."""
    monkeypatch.setattr(steps, "generate", lambda *given: False)
    verdict = universal_condition(PAW, "A")
    assert verdict.holds is None
    assert "a corner that may be none of a hull" in verdict.evidence.tried[-1]


def test_trials_of_both_conditions_share_what_is_listed():
    (component,) = components(agents("221", "12", "13"))
    one = smallest.Trial(component, 2, "A")
    answers = {"A": dict(one), "B": dict(one.about("B"))}
    for condition, found in answers.items():
        assert found == dict(smallest.Trial(component, 2, condition))
    assert answers["A"] != answers["B"]


def test_time_is_up():
    verdict = universal_condition(agents("2111", "12", "13", "14"), "B", seconds=0)
    assert verdict.holds is None
    assert isinstance(verdict.evidence, Undecided)
    assert all("until time was up" in each for each in verdict.evidence.tried)


def test_time_is_up_in_the_midst_of_a_listing(monkeypatch):
    monkeypatch.setattr(deciding, "describes", lambda *given: time.sleep(60))
    start = time.monotonic()
    verdict = universal_condition(agents("2111", "12", "13", "14"), "B", divisible=True, seconds=0.3)
    assert verdict.holds is None
    assert "until time was up" in verdict.evidence.tried[-1]
    assert time.monotonic() - start < 10


def test_bad_input():
    given = agents("22", "12")
    with pytest.raises(ValueError, match='condition: "A" or "B" was expected'):
        universal_condition(given, "C")
    with pytest.raises(ValueError, match="up_to"):
        quotas_that_break(given, "A", 0)


def test_too_many_quotas_are_said_not_to_be_tried():
    with mock.patch.object(smallest, "MOST_LISTED", 5):
        verdict = quotas_that_break(agents("22", "12"), "A", 2)
    assert verdict.holds is None
    assert "all quotas were not tried" in verdict.evidence.tried[0]
    assert "all ceilings were not tried" in verdict.evidence.tried[1]


# ------------------------------------------------------------------------------------------------------- certificates


def plain(verdict):
    return json.loads(json.dumps(certificate(verdict)))


def test_certificates_come_back():
    for verdict in (
        universal_condition(agents("112", "12", "123"), "B"),
        universal_condition(agents("211", "12", "13"), "B"),
        universal_condition(agents("222", "12", "23")),
    ):
        (back,) = verdicts(plain(verdict))
        assert back == verdict
        assert back.verify()


def refused(data, *words):
    with pytest.raises(checker.Refused) as caught:
        checker.verify(data)
    assert any(word in str(caught.value) for word in words), str(caught.value)
    (verdict,) = verdicts(data)
    assert not verdict.verify()


def star():
    return plain(universal_condition(agents("211", "12", "13"), "B"))


def listed_in(data):
    return data["statements"][0]["evidence"]["components"][0]["chambers"]


def test_a_chamber_left_out_is_missed():
    for k in range(len(listed_in(star()))):
        data = star()
        del listed_in(data)[k]
        refused(data, "a chamber is missing", "is no index", "a list of")


def test_a_wall_that_leads_elsewhere_is_refused():
    data = star()
    for k, each in enumerate(listed_in(data)):
        for place, wall in enumerate(each["walls"]):
            if "to" in wall:
                changed = copy.deepcopy(data)
                listed_in(changed)[k]["walls"][place]["to"] = k
                refused(changed, "a chamber is missing")


def test_quotas_on_the_boundary_of_a_chamber_are_refused():
    data = star()
    listed_in(data)[0]["quotas"] = [[0, 2], [0, 2], *([[0, 1]] * 3)]
    refused(data, "not in the interior", "not attained")


def test_another_structure_another_condition_and_other_objects_are_refused():
    data = star()
    data["statements"][0]["about"]["structure"]["types"]["2"] = ["u", "v"]
    refused(data, "a chamber is missing", "not relabelled as those of one like it", "is not one of the condition")
    path = plain(universal_condition(agents("212", "12", "23"), "A"))
    path["statements"][0]["about"]["condition"] = "B"
    refused(path, "a reason for Condition A alone")
    data = star()
    data["statements"][0]["about"]["divisible"] = True
    refused(data, "the sets are to be totally unimodular, or objects divisible")


def test_a_condition_that_fails_in_a_chamber_is_refused():
    """The chambers of Condition A do not show Condition B, which fails there."""
    data = plain(universal_condition(agents("122", "12", "13", "123"), "A"))
    data["statements"][0]["about"]["condition"] = "B"
    refused(data, "a facet is not one of the condition")


def test_sets_that_cross_are_no_hierarchy():
    data = plain(universal_condition(agents("112", "12", "123"), "B"))
    checker.verify(data)
    data["statements"][0]["about"]["structure"]["sets"].append([["2"], ["3"]])
    refused(data, "two sets of the component cross")


def test_three_cells_alone_are_three_alone_and_indivisible():
    good = plain(universal_condition(agents("111", "12", "23", "13"), "A"))
    checker.verify(good)
    for change, words in (
        (lambda about: about["structure"]["types"].update({"1": ["u", "v"]}), "several agents"),
        (lambda about: about.update(divisible=True), "divisible objects"),
        (lambda about: about["structure"]["sets"].append([["1"], ["4"]]), "more than three cells"),
    ):
        data = copy.deepcopy(good)
        about = data["statements"][0]["about"]
        about["structure"]["agents"] = [*about["structure"]["agents"], "4"]
        about["structure"]["types"]["4"] = ["u"]
        checker.verify(data)
        change(about)
        refused(data, words)


def test_three_cells_alone_are_described_at_all_quotas_up_to_two():
    """What is proved of three cells: every system by its own facets."""
    for sets in (("12", "13", "23"), ("12", "13", "23", "123")):
        (component,) = components(agents("111", *sets))
        listed = list(smallest.Trial(component, 2, "B"))
        assert len(listed) > 90
        assert not any(fails for _, fails in listed)


def test_steps_that_are_not_all_or_for_another_structure_are_refused():
    good = plain(universal_condition(PAW, "A"))
    checker.verify(good)

    def shown(data):
        return data["statements"][0]["evidence"]["components"][0]

    def structured(data):
        return data["statements"][0]["about"]["structure"]

    for change, words in (
        (lambda data: structured(data)["types"].update({"1": ["u", "v"]}), "several agents"),
        (lambda data: data["statements"][0]["about"].update(divisible=True), "divisible"),
        (lambda data: shown(data)["steps"].pop(), "a step is missing"),
        (lambda data: shown(data)["steps"].append([0, 0, 0, 0]), "a step is 0"),
        (lambda data: shown(data)["steps"].append(shown(data)["steps"][0]), "a step is missing, or twice"),
        (lambda data: shown(data)["steps"].extend([[60, 0, 0, 0], [-60, 0, 0, 0]]), "a step is very long"),
        (lambda data: shown(data).update(steps=units(4)), "no sum of steps of its own signs"),
        (lambda data: structured(data).update(sets=[[["1"], ["2"]], [["2"], ["3"], ["4"]]]), "no sum of steps"),
        (lambda data: structured(data).update(sets=TRIPLES), "no sum"),
    ):
        data = copy.deepcopy(good)
        change(data)
        refused(data, words)


TRIPLES = [[[k] for k in members] for members in ("123", "124", "134")]


def units(size):
    return [[sign * int(j == k) for j in range(size)] for k in range(size) for sign in (1, -1)]


def test_right_steps_do_not_show_what_is_false():
    """The steps of triples are all there, and the condition fails: the checker sees it at a corner."""
    triples = agents("1111", "123", "124", "134")
    data = plain(universal_condition(PAW, "A"))
    data["statements"][0]["about"]["structure"]["sets"] = TRIPLES
    data["statements"][0]["evidence"]["components"][0]["steps"] = [
        list(each) for each in corners(components(triples)[0]).steps
    ]
    refused(data, "normals of a hull of outcomes")


def test_quotas_on_another_structure_are_refused():
    good = plain(universal_condition(agents("222", "12", "23")))
    checker.verify(good)
    for change in (
        lambda about: about["structure"]["sets"].pop(),
        lambda about: about["structure"]["types"].update({"1": ["u"]}),
        lambda about: about["structure"].update(agents=["1", "3", "2"]),
        lambda about: about.update(divisible=True),
    ):
        data = copy.deepcopy(good)
        change(data["statements"][0]["about"])
        refused(data, "is none of the structure", "the problem is none", "divisible in the problem")


def test_mutants_are_refused_or_true():
    def is_true(statement):
        (verdict,) = verdicts({"statements": [statement]})
        assert isinstance(verdict.statement, UniversalCondition)
        about = verdict.statement
        return universal_condition(about.structure, about.condition, divisible=about.divisible).holds == verdict.holds

    count = check_mutants(star(), is_true, every=3)
    count += check_mutants(plain(universal_condition(agents("112", "12", "123"), "B")), is_true, every=3)
    count += check_mutants(plain(universal_condition(agents("222", "12", "23"))), is_true, every=7)
    triangle = agents("111", "12", "23", "13")
    by_steps = ByComponents((StepsAlone(corners(components(triangle)[0]).steps),))
    count += check_mutants(plain(Verdict(UniversalCondition(triangle, "A"), True, by_steps)), is_true, every=3)
    assert count > 60


def test_a_rule_that_passes_and_is_not_implementable_is_what_a_no_shows():
    verdict = universal_condition(agents("222", "12", "23"))
    assert isinstance(verdict.evidence, FailingQuotas)
    rule = verdict.evidence.shown.rule
    assert all(0 <= value <= 1 and Fraction(value).denominator <= 2 for value in rule.values)
