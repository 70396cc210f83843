"""Names with spaces, dots and parentheses are names in formulas, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofs import ask, problem_of
from proofs.report.mathematics import typeset
from proofs.report.names import covered, known, names_of, uncovered
from tests.proofs.report.test_paper import in_latex

PROBLEMS = Path(__file__).parents[3] / "examples" / "problems"
NAMES = ["Ann Lee", "Dr. Adams", "C (3rd), x<1", "2.5 kg", "Ann", "1. choice", "u", "a_b", "100%", "1/2"]


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Q_Ann Lee(u) <= 1/2", r"\(Q_{\text{Ann Lee}}(u) \le 1/2\)"),
        ("Q_Dr. Adams(1. choice, 2.5 kg) = 1", r"\(Q_{\text{Dr. Adams}}(\text{1. choice}, \text{2.5 kg}) = 1\)"),
        ("Q_C (3rd), x<1(u) at most 1", r"\(Q_{\text{C (3rd), x\(<\)1}}(u)\) at most 1"),
        ("Q_Ann(100%) + 2 x Q_Ann(1/2) >= 0", r"\(Q_{\text{Ann}}(\text{100\%}) + 2 \times Q_{\text{Ann}}(1/2) \ge 0\)"),
        ("Ann Leeward and Dr. Adams's Q_a_b(u)", r"Ann Leeward and Dr. Adams's \(Q_{\text{a\_b}}(u)\)"),
        ('the "rule of Ann Lee" is 1/2', r"the ``rule of Ann Lee'' is \(1/2\)"),
    ],
)
def test_known_names_are_words(sentence, written):
    with known(NAMES):
        assert typeset(sentence) == written
        assert uncovered(covered(sentence)) == sentence


def test_names_are_known_no_longer_than_is_said():
    with known(NAMES):
        assert covered("Ann Lee") != "Ann Lee"
    assert covered("Ann Lee") == "Ann Lee"
    with known(["\U00030000 a", "Ann Lee"]):
        assert covered("Ann Lee") == "Ann Lee"


def test_the_names_of_a_statement_are_found():
    data = json.loads((PROBLEMS / "example_4_assignment_not_implementable.json").read_text(encoding="utf-8"))
    problem = problem_of(**{key: data[key] for key in ("agents", "objects", "types", "prior", "constraints")})
    asked = ask(problem, data["interim_rule"])
    assert names_of(asked.implementable().statement) == {"i1", "i2", "j1", "j2", "H", "L"}
    assert names_of(asked.facets()) >= {"i1", "j2", "H"}


@pytest.mark.parametrize("command", ["implement", "condition", "facets"])
def test_documents_about_such_names_write_them_whole(command, tmp_path):
    data = {
        "format": "exact-proofs/problem/1",
        "agents": ["Ann Lee", "Dr. Adams"],
        "types": {"Ann Lee": ["very keen", "1. choice"], "Dr. Adams": ["x (2)"]},
        "prior": "uniform",
        "constraints": [{"set": ["Ann Lee", "Dr. Adams"], "ceiling": 1}],
        "interim_rule": {"Ann Lee": {"very keen": 1, "1. choice": 0}, "Dr. Adams": {"x (2)": "3/4"}},
    }
    file = tmp_path / "names.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    body = in_latex(command, file, "--out", tmp_path / "out").partition(r"\begin{document}")[2]
    for wrong in (r"{\text{Ann}}", r"{\text{Dr}}", "Q_Ann", r"Q\_"):
        assert wrong not in body
    assert r"Q_{\text{Ann Lee}}(\text{very keen})" in body or command == "facets"
