"""Every example of a problem with an objective, and every market, shows itself in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exact.showing.drawing import Html, Picture
from proofs import ask, explain
from proofs.report.answers import Answered, answers_page
from proofs.report.paper import paper
from proofs.report.paper_parts import part_in_latex
from tests.showing import parsed, said

EXAMPLES = Path(__file__).parents[2] / "examples"
PROBLEMS = sorted((EXAMPLES / "problems").glob("*.json"))
GROUPS = sorted((EXAMPLES / "groups").glob("*.json"))
DESIGNS = [file for file in PROBLEMS if "objective" in json.loads(file.read_text(encoding="utf-8"))]
MARKETS = sorted([*(EXAMPLES / "goods").glob("*.json"), *(EXAMPLES / "markets").glob("*.json")])


def shows_itself(value):
    """Asks a value for all the forms that notebooks and pages ask for."""
    shown = value.show()
    assert isinstance(shown, Picture | Html)
    parsed(shown)
    for form in (value._repr_html_(), value._repr_svg_(), value._repr_latex_()):
        assert form is None or isinstance(form, str)


@pytest.mark.parametrize("file", DESIGNS, ids=lambda file: file.stem)
def test_the_best_rule_of_an_example_shows_itself(file):
    best = ask(file).design()
    shows_itself(best)
    parsed(best.card())
    answer = Answered(file.name, [best], "the best rule", explain(best))
    assert "<h1" in answers_page([answer])
    assert r"\begin{document}" in paper([answer])


def test_transfers_that_depend_on_the_profile_stand_with_their_profiles():
    best = ask(EXAMPLES / "problems" / "design_bilateral_trade.json").design()
    (transfers,) = [each for each in best.statement.exhibits(best) if said(each).startswith("Transfers")]
    assert "agent type of seller type of buyer pays seller low low 0 seller low high -32/3" in said(transfers)
    (written,) = part_in_latex("transfers", best.parts["transfers"], best)
    assert r"seller & buyer & seller pays & buyer pays" in written
    assert r"low & high & $-32/3$ & $32/3$ \\" in written


@pytest.mark.parametrize("file", [*PROBLEMS, *GROUPS], ids=lambda file: file.stem)
def test_every_problem_of_the_examples_shows_itself(file):
    asked = ask(file)
    for value in (asked, asked.problem):
        shows_itself(value)


@pytest.mark.parametrize("file", MARKETS, ids=lambda file: file.stem)
def test_every_market_and_mechanism_of_the_examples_shows_itself(file):
    mechanism = ask(file).mechanism
    for value in (mechanism, mechanism.protocol, mechanism.protocol.market, ask(file)):
        shows_itself(value)
