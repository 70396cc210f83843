"""Descriptions and inequalities of groups that are not so, each with evidence that is right but for one thing."""

from __future__ import annotations

import copy

import pytest

from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.classes.describing import facets_for_groups
from tests.corpus.groups import problem, told_apart


def forged(written, change):
    """A statement of a certificate after a change of its data and evidence."""
    changed = copy.deepcopy(written)
    (statement,) = changed["statements"]
    change(statement["about"], statement["evidence"])
    return changed


def refusal(written, change):
    with pytest.raises(checker.Refused) as caught:
        checker.verify(forged(written, change))
    return str(caught.value)


@pytest.fixture(scope="module")
def described():
    return certificate(facets_for_groups(problem("one object")).description)


@pytest.fixture(scope="module")
def given_away():
    return certificate(facets_for_groups(problem("everything is given away")).description)


def drop_facet(about, evidence):
    del about["facets"][0], evidence["bounds"][0]["facets"][0]


def repeat_facet(about, evidence):
    about["facets"].append(about["facets"][0])
    evidence["bounds"][0]["facets"].append(evidence["bounds"][0]["facets"][0])


def drop_vertex(about, evidence):
    block = evidence["blocks"][0]
    block["probabilities"] = ["1", *["0"] * (len(block["probabilities"]) - 2)]
    for each in block["classes"]:
        if each["taken"]:
            each["taken"] = each["taken"][1:]


def larger_bound(about, evidence):
    about["facets"][-1]["bound"] = "9/8"


def redundant(about, evidence):
    """The sum of two facets at 0, which holds with equality at 0 alone."""
    rows = about["facets"][:2]
    about["facets"].append({"coefficients": [c for row in rows for c in row["coefficients"]], "bound": "0"})
    evidence["bounds"][0]["facets"].append(evidence["bounds"][0]["facets"][0])


def drop_equation(about, evidence):
    del about["equations"][0], evidence["bounds"][0]["equations"][0]


def joined_groups(about, evidence):
    about["facets"].append({"coefficients": [], "bound": "0"})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (drop_facet, "the rows"),
        (repeat_facet, "a facet is listed twice"),
        (drop_vertex, ""),
        (larger_bound, "a right side is another"),
        (redundant, "a row is no facet"),
        (joined_groups, "a row joins groups"),
    ],
)
def test_a_description_that_is_changed_is_refused(described, change, reason):
    checker.verify(described)
    assert reason in refusal(described, change)


def test_an_equation_left_out_is_noticed(given_away):
    checker.verify(given_away)
    assert "there are other equations" in refusal(given_away, drop_equation)


def test_that_nothing_describes_is_shown_by_a_class_without_outcome_alone():
    nothing = certificate(facets_for_groups(problem("nothing feasible")).description)
    checker.verify(nothing)

    def with_a_row(about, evidence):
        about["facets"] = [{"coefficients": [["g", "t1", "1"]], "bound": "0"}]

    assert "rows may describe that there is no rule" in refusal(nothing, with_a_row)


@pytest.fixture(scope="module")
def violated():
    return certificate(told_apart("one object", "A", "1 0 5/6"))


def lost_agents(about, evidence):
    evidence["parts"][1]["agents"] = 1


def twice(about, evidence):
    evidence["parts"][1]["name"] = evidence["parts"][0]["name"]


def of_a_ghost(about, evidence):
    evidence["parts"][0]["group"] = "ghost"


def doubled(about, evidence):
    evidence["coefficients"] = [[*place, "2"] for *place, _ in evidence["coefficients"]]


def modest(about, evidence):
    about["problem"]["interim_rule"]["g"] = {"t1": "1/9", "t2": "1/9"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lost_agents, "agents are missing"),
        (twice, "a part is named twice, or of no group"),
        (of_a_ghost, "a part is named twice, or of no group"),
        (doubled, ""),
        (modest, "the rule does not violate the inequality"),
    ],
)
def test_a_violation_that_is_none_is_refused(violated, change, reason):
    checker.verify(violated)
    assert reason in refusal(violated, change)
