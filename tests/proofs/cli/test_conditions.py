"""`proofs condition` and `proofs capacity`: answers, data, certificates, and what is refused."""

from __future__ import annotations

import itertools
import json
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from proofs import checker
from proofs.cli import app, main
from proofs.formats.problems import load_problem, problem_of
from proofs.plain.reading import BadInput
from proofs.reduced_form.conditions.asked import asked_condition
from proofs.reduced_form.conditions.capacity import CapacityFunction
from proofs.reduced_form.conditions.deciding import GreatestViolation
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import InterimRule, Problem
from tests.proofs.reduced_form.certified import accepted, forged

assert main  # makes the commands known to the app
EXAMPLES = Path(__file__).parents[3] / "examples"
PROBLEMS = EXAMPLES / "problems"
COURSES = PROBLEMS / "example_2_course_allocation.json"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def asked(tmp_path: Path, *arguments: object) -> dict:
    told = run(*arguments, "--out", tmp_path, "--json")
    plain = json.loads(told.stdout)
    assert told.exit_code == {True: 0, False: 1, None: 3}[plain["holds"]]
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))
    return plain


def excess(problem: Problem, rule: InterimRule, signs: dict) -> Fraction:
    """The left side of an inequality less its right side, after LY's Propositions 1 and 2."""
    at = dict(zip(problem.coordinates, rule.values, strict=True))
    total = sum((sign * problem.marginals[c[0], c[1]] * at[c] for c, sign in signs.items()), Fraction(0))
    for profile in problem.profiles():
        kinds = dict(zip(problem.agents, profile, strict=True))
        there = [(c, problem.cell_of(c)) for c in problem.coordinates if kinds[c[0]] == c[1]]
        plus, minus = ([cell for c, cell in there if signs.get(c) == sign] for sign in (1, -1))
        total -= problem.probability(profile) * CapacityFunction(problem, profile).value(plus, minus)
    return total


def all_signs(problem: Problem, letter: str):
    for signs in itertools.product((-1, 0, 1), repeat=len(problem.coordinates)):
        if any(signs) and (letter == "A" or min(signs) >= 0 or max(signs) <= 0):
            yield dict(zip(problem.coordinates, signs, strict=True))


@pytest.mark.parametrize("letter", ["A", "B"])
@pytest.mark.parametrize("numerals", ["1/4 1/3 1/4 1/3", "1/2 1/2 1/2 1/2", "1 1/2 1/2 0", "3/4 1/4 0 1", "1/9 0 1 0"])
def test_the_tightest_inequality_is_that_of_all_sign_vectors(letter, numerals: str) -> None:
    types = {"a": ["s", "t"], "b": ["s", "t"]}
    problem = problem_of(agents=["a", "b"], types=types, constraints=[{"set": ["a", "b"], "ceiling": 1}])
    rule = InterimRule(tuple(map(Fraction, numerals.split())))
    found = asked_condition(problem, rule, letter)
    greatest = max(excess(problem, rule, signs) for signs in all_signs(problem, letter))
    assert isinstance(found.tightest.statement, GreatestViolation)
    assert found.tightest.statement.value == greatest
    assert found.condition.holds is (greatest <= 0)
    assert found.inequality is not None
    assert excess(problem, rule, {c: int(sign) for c, sign in found.inequality.inequality.coefficients}) == greatest
    assert accepted(found.condition)
    assert accepted(found.tightest)


def test_a_slack_is_not_that_of_the_empty_inequality_and_no_other_number() -> None:
    types = {"a": ["s"], "b": ["s"]}
    problem = problem_of(agents=["a", "b"], types=types, constraints=[{"set": ["a", "b"], "ceiling": 1}])
    found = asked_condition(problem, InterimRule((Fraction(1, 4), Fraction(1, 3)))).tightest
    assert str(found) == "the least slack in Condition A, but for the empty inequality, is 1/4"
    assert accepted(found)
    for value in ("-1/5", "-1/3", "1/4", "0"):
        forged(found, lambda statement, v=value: statement["about"].update(value=v))
    forged(found, lambda statement: statement["evidence"]["inequality"].update(coefficients=[]))


def test_both_conditions_with_their_tightest_inequalities(tmp_path: Path) -> None:
    plain = asked(tmp_path, "condition", PROBLEMS / "example_1_buyer_seller_not_implementable.json")
    assert {letter: each["holds"] for letter, each in plain["conditions"].items()} == {"A": False, "B": False}
    assert plain["conditions"]["A"]["violation"] == plain["conditions"]["B"]["violation"] == "1/2"
    assert all(each["tightest"] for each in plain["conditions"].values())
    quotas = [{"set": ["a", "b"], "ceiling": 1}]
    small = problem_of(agents=["a", "b"], types=["s"], constraints=quotas)
    path = tmp_path / "small.json"
    path.write_text(json.dumps(problem_to_plain(small, InterimRule((Fraction(1, 4), Fraction(1, 3))))))
    told = run("condition", path, "--out", tmp_path)
    assert told.exit_code == 0
    assert "The tightest of its inequalities holds with a slack of 1/4:" in told.stdout
    only = asked(tmp_path, "condition", PROBLEMS / "example_1_buyer_seller.json", "--condition", "B")
    assert (only["holds"], list(only["conditions"])) == (True, ["B"])


def test_groups_are_asked_as_groups(tmp_path: Path) -> None:
    path = next(path for path in sorted((EXAMPLES / "groups").glob("*.json")) if "interim_rule" in path.read_text())
    plain = asked(tmp_path, "condition", path)
    assert "Condition A" in plain["statement"]


def test_a_capacity_with_its_outcome_and_the_two_sets_apart(tmp_path: Path) -> None:
    problem, _ = load_problem(COURSES)
    plain = asked(tmp_path, "capacity", COURSES, "--plus", "i1,*", "--minus", "i2,c1")
    function = CapacityFunction(problem)
    mine = [cell for cell in problem.cells if cell[0] == "i1"]
    assert Fraction(plain["value"]) == function.value(mine, [("i2", "c1")])
    assert [Fraction(value) for value in plain["apart"]] == [function.value(mine), function.value((), [("i2", "c1")])]
    assert len(plain["others"]) == 2
    told = run("capacity", COURSES, "--plus", "i1,*", "--minus", "i2,c1", "--out", tmp_path)
    assert "It is attained by: i1 gets " in told.stdout
    assert "beta(U, {}) + beta({}, V) = " in told.stdout


def test_without_cells_it_is_that_of_all(tmp_path: Path) -> None:
    problem, _ = load_problem(COURSES)
    assert Fraction(asked(tmp_path, "capacity", COURSES)["value"]) == CapacityFunction(problem).value(problem.cells)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("capacity", COURSES, "--plus", "zz"), '--plus: "zz" is no cell; i1,c1 is one'),
        (("capacity", COURSES, "--plus", "i1,*", "--minus", "*,c1"), "the sets share {(i1, c1)}"),
        (("capacity", COURSES, "--profile", "x"), "a type profile has one type for each agent"),
        (("condition", PROBLEMS / "design_myerson.json"), '"interim_rule" is missing; add the rule'),
    ],
)
def test_what_is_refused(arguments: tuple[object, ...], said: str, tmp_path: Path) -> None:
    told = run(*arguments, "--out", tmp_path)
    sentence = told.stderr if told.exit_code == 2 else str(told.exception)
    assert told.exit_code == 2 or isinstance(told.exception, BadInput)
    assert said in sentence
