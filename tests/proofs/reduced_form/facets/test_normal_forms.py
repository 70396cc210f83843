"""Normal forms of facets: the same facets, in families, whatever the order of the file."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofs.reduced_form.design.applications import bilateral_trade, compromise
from proofs.reduced_form.facets import normal_forms as forms_of
from proofs.reduced_form.facets.listing import facets, is_facet
from proofs.reduced_form.facets.normal_forms import least_coefficients
from proofs.reduced_form.problem.data import problem_from_plain, problem_to_plain
from proofs.report.facets import explain_facets
from tests.proofs.reduced_form.facets.test_listing import courses, graph, market, single_item
from tests.strategies import problems

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
EVERY = ("pairs", "anonymous", "public", "restricted", "divisible")
TYPES = "uvw"


def compromising(one, two):
    return compromise(("a0", "a1", "a2"), {"1": list(TYPES[:one]), "2": list(TYPES[:two])})


def families(problem):
    found = facets(problem)
    counts = {}
    for form in found.forms:
        counts[form.family, form.missed] = counts.get((form.family, form.missed), 0) + form.count
    return counts


@relaxed
@given(problems(kinds=EVERY))
def test_a_normal_form_is_one_of_the_facets(problem):
    found = facets(problem)
    assert sum(form.count for form in found.forms) == len(found.facets)
    assert sorted(form.count for form in found.forms) == sorted(map(len, found.orbits))
    for form in found.forms:
        assert is_facet(problem, form.inequality)
        given_forms = [each for each in found.facets if all(abs(f) <= 1 for _, f in each.coefficients)]
        assert form.largest == max(abs(f) for _, f in form.inequality.coefficients)
        if len(given_forms) == len(found.facets):
            assert form.largest == 1


@relaxed
@given(problems(kinds=("pairs", "public")), st.randoms())
def test_the_order_of_the_file_does_not_matter(problem, random):
    plain = problem_to_plain(problem)
    turned = {
        **plain,
        "agents": shuffled(random, plain["agents"]),
        "constraints": shuffled(random, plain["constraints"]),
    }
    if "objects" in plain:
        turned["objects"] = shuffled(random, plain["objects"])
    turned["types"] = {agent: shuffled(random, own) for agent, own in plain["types"].items()}
    other, _ = problem_from_plain(turned)
    assert written(facets(problem)) == written(facets(other))


def shuffled(random, listed):
    return random.sample(list(listed), len(listed))


def written(found):
    return sorted(
        (sorted(form.inequality.coefficients), form.inequality.bound(found.problem), form.count, form.family)
        for form in found.forms
    )


def test_compromise_with_two_types_is_what_ly_say_and_with_three_it_is_not():
    assert families(compromising(2, 2)) == {("nonnegativity", False): 12, ("LY (34)", False): 12}
    assert families(compromising(3, 3)) == {
        ("nonnegativity", False): 18,
        ("LY (34)", False): 108,
        ("Condition A", True): 72,
    }
    assert least_coefficients(facets(compromising(3, 3)).forms) == 1


def test_trade_is_ly_32():
    """The object stays with the seller, or goes to the buyer: an outcome that both see."""
    trade = compromise(("trade", "none"), {"buyer": ["u", "v"], "seller": ["u", "v", "w"]})
    assert {family for family, _ in families(trade)} == {"nonnegativity", "LY (32)"}
    assert {family for family, _ in families(bilateral_trade(["u", "v"], ["u", "v"]))} == {"nonnegativity", "Border"}


def test_one_object_is_borders():
    assert {family for family, _ in families(single_item(3, 2))} == {"nonnegativity", "Border"}


def test_markets_without_floors_are_ly_25_as_far_as_that_goes():
    assert {family for family, _ in families(market(2, 2))} == {"nonnegativity", "LY (25)"}


def test_a_path_needs_a_coefficient_of_two():
    path = graph((2, 2, 2), [(2, 1), (1, 3)], ceiling=1)
    found = facets(path)
    assert least_coefficients(found.forms) == 2
    assert [(form.count, form.missed) for form in found.forms if form.family == "beyond signs"] == [(8, True)]
    told = explain_facets(found, symbolic=True)
    assert "Coefficients of the weighted variables from -2 to 2 suffice; 8 facets missed by LY's inequalities." in told


def test_too_many_are_told(monkeypatch):
    monkeypatch.setattr(forms_of, "MOST_ORBITS", 1)
    found = facets(courses())
    assert found.forms is None
    assert "Families are not told" in explain_facets(found)
    assert found.to_plain()["least_coefficients"] is None


def test_what_is_not_looked_through_is_told(monkeypatch):
    monkeypatch.setattr(forms_of, "shortest", lambda vector, lines: None)
    found = facets(compromising(2, 2))
    assert least_coefficients(found.forms) is None
    assert "is not known" in explain_facets(found)
