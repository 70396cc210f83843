"""The checker accepts what is true, and no change of a single number makes it accept a falsehood."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from exact.linear import LinearSystem, feasibility, optimum
from exact.plain_data import converter
from proofs import checker
from proofs.certificates import certificate, save
from proofs.formats import problems as files
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem import data as problem_data
from proofs.reduced_form.problem import outcomes as outcomes_module
from proofs.reduced_form.problem.problems import Constraint, InterimRule, Problem, uniform_prior
from tests.exact.linear.test_deciding import by_cddlib
from tests.mutations import check_mutants
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.implementation.test_deciding import triangle

ROOT = Path(__file__).parents[2]


def system_of(statement):
    return converter(LinearSystem).from_plain(statement["about"]["system"])


def dense(statement, system):
    pairs = {j: Fraction(w) for j, w in statement["about"]["objective"]}
    return [pairs.get(j, Fraction(0)) for j in range(len(system.variables))]


def feasible_is_true(statement):
    system = system_of(statement)
    status, _ = by_cddlib(system, [Fraction(0)] * len(system.variables), "max")
    return (status == "optimal") == statement["holds"]


def optimal_is_true(statement):
    system, about = system_of(statement), statement["about"]
    status = by_cddlib(system, dense(statement, system), about["sense"])
    return statement["holds"] and status == ("optimal", Fraction(about["value"]))


def unbounded_is_true(statement):
    system = system_of(statement)
    solvable, _ = by_cddlib(system, [Fraction(0)] * len(system.variables), "max")
    status, _ = by_cddlib(system, dense(statement, system), statement["about"]["sense"])
    return statement["holds"] and solvable == "optimal" and status == "unbounded"


def implementable_is_true(statement):
    problem, rule = problem_data.problem_from_plain(statement["about"]["problem"])
    return brute_force.is_implementable(problem, rule) == statement["holds"]


def has_outcome_is_true(statement):
    problem, _ = problem_data.problem_from_plain(statement["about"]["problem"])
    return all(brute_force.pure_outcomes(problem, t) for t in problem.profiles()) == statement["holds"]


SYSTEM = LinearSystem.make(
    3,
    at_most=[([1, 2, 0], 4), ([0, "1/2", 1], 3)],
    equal=[([1, 1, 1], "7/2")],
    lower=[0, -1, 0],
    upper=[None, 2, None],
)
IMPOSSIBLE = LinearSystem.make(2, at_most=[([1, 1], 1), ([-1, 0], -1)], equal=[([0, 3], 2)], lower=0)
ENDLESS = LinearSystem.make(2, at_most=[([1, -1], 1)], lower=0)


@pytest.mark.parametrize(
    ("verdict", "is_true"),
    [
        (feasibility(SYSTEM), feasible_is_true),
        (feasibility(IMPOSSIBLE), feasible_is_true),
        (optimum(SYSTEM, [1, "2/3", 2]), optimal_is_true),
        (optimum(SYSTEM, [1, "2/3", 2], "min"), optimal_is_true),
        (optimum(ENDLESS, [1, 0]), unbounded_is_true),
    ],
    ids=["feasible", "infeasible", "max", "min", "unbounded"],
)
def test_mutants_of_linear_certificates(verdict, is_true):
    assert check_mutants(certificate(verdict), is_true) >= 40


EXAMPLES = [
    "example_1_buyer_seller",
    "example_4_assignment",
    "example_4_assignment_not_implementable",
    "example_1_buyer_seller_not_implementable",
    "section_3_3_three_agents",
    "section_3_3_three_agents_not_implementable",
    "example_7_course_allocation_not_implementable",
]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("shortest", [60, 0], ids=["lists", "multipliers"])
def test_mutants_of_implementation_certificates(name, shortest, monkeypatch):
    monkeypatch.setattr(outcomes_module, "SHORT_LIST", shortest)
    problem, rule = files.load_problem(ROOT / "examples" / "problems" / f"{name}.json")
    written = certificate(implementable(problem, rule))
    assert check_mutants(written, implementable_is_true, every=7 if "3_3" in name or "7" in name else 3) >= 20


@pytest.mark.parametrize("shortest", [60, 0], ids=["lists", "branching"])
def test_mutants_where_the_relaxation_is_not_tight(shortest, monkeypatch):
    monkeypatch.setattr(outcomes_module, "SHORT_LIST", shortest)
    for value in (Fraction(1, 2), Fraction(1, 3)):
        verdict = implementable(*triangle((value,) * 3))
        assert check_mutants(certificate(verdict), implementable_is_true) >= 40


def contradictory(floor):
    agents, types = ("i1", "i2"), (("t",), ("t",))
    pair = Constraint(frozenset({("i1",), ("i2",)}), Fraction(floor), Fraction(floor))
    singles = tuple(Constraint(frozenset({(agent,)}), Fraction(0), Fraction(1)) for agent in agents)
    return Problem(agents, (), types, uniform_prior(types), (pair, *singles))


@pytest.mark.parametrize("shortest", [60, 0], ids=["lists", "multipliers"])
@pytest.mark.parametrize("floor", [2, 3])
def test_mutants_of_certificates_that_outcomes_exist_or_not(floor, shortest, monkeypatch):
    monkeypatch.setattr(outcomes_module, "SHORT_LIST", shortest)
    problem = contradictory(floor)
    verdict = has_outcome(problem)
    assert verdict.holds == (floor == 2)
    assert check_mutants(certificate(verdict), has_outcome_is_true) >= 10
    if floor == 3:
        refused = implementable(problem, InterimRule((Fraction(1), Fraction(1))))
        assert check_mutants(certificate(refused), implementable_is_true) >= 10


def some_certificate():
    return certificate(feasibility(IMPOSSIBLE))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda c: c["statements"][0].pop("evidence"), '"evidence" is missing'),
        (lambda c: c["statements"][0].update(kind="miracle"), "unknown"),
        (lambda c: c["statements"][0].update(extra=1), '"extra" is unknown'),
        (lambda c: c["statements"][0].update(holds="yes"), "neither true nor false"),
        (lambda c: c["statements"][0]["evidence"].update(form="point"), "form"),
        (lambda c: c["statements"][0]["evidence"].update(multipliers=["1/0", "1", "1"]), "denominator 0"),
        (lambda c: c["statements"][0]["evidence"].update(multipliers=["1"]), "list of 3"),
        (lambda c: c["statements"][0]["evidence"].update(multipliers=[["1"], "1", "1"]), "not an exact number"),
        (lambda c: c.update(statements=[]), "without statements"),
        (lambda c: c.update(statements={}), "list was expected"),
        (lambda c: c["statements"][0].update(about=None), "object was expected"),
        (lambda c: c["statements"][0]["about"]["system"].update(lower=3), "list was expected"),
        (lambda c: c["statements"][0]["about"]["system"]["rows"][0].update(coefficients=[[9, "1"]]), "no index"),
    ],
)
def test_a_malformed_certificate_is_refused_with_a_reason(change, reason):
    written = some_certificate()
    change(written)
    with pytest.raises(checker.Refused, match=reason):
        checker.verify(written)


def run(*paths):
    """The checker alone: isolated from this environment, as on a machine that has nothing else."""
    command = [sys.executable, "-I", "-S", str(ROOT / "proofs" / "checker.py"), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_checker_runs_alone(tmp_path):
    good = save(some_certificate(), tmp_path / "good.json")
    wrong = some_certificate()
    wrong["statements"][0]["holds"] = True
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(wrong), encoding="utf-8")
    assert run(good).returncode == 0
    assert "verified" in run(good).stdout
    assert run(good, bad).returncode == 1
    assert "refused" in run(bad).stdout
    assert run().returncode == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "not a certificate"),
        (b'{"format": "other"}', "not a certificate"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 101 + b"]" * 101, "nested deeper than 100"),
        (b'{"format": "exact-proofs/certificate/1", "statements": [0.5]}', "0.5, which is not exact"),
        (b'{"format": "exact-proofs/certificate/1", "statements": [NaN]}', "NaN, which is not exact"),
        (b'{"format": "exact-proofs/certificate/1", "format": 1}', "same key twice"),
        (b'{"format": "exact-proofs/certificate/1", "statements": [1e400]}', "not exact"),
        (b'{"a": ' + b"9" * 1_000_001 + b"}", "digits"),
    ],
)
def test_what_is_no_certificate_is_one_sentence_and_status_2(tmp_path, content, reason):
    path = tmp_path / "file.json"
    path.write_bytes(content)
    result = run(path)
    assert result.returncode == 2
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_beyond_64_megabytes_is_not_read(tmp_path):
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(64 * 2**20 + 1)
    result = run(path)
    assert result.returncode == 2
    assert "larger than 64 MB" in result.stderr
    assert run(tmp_path / "absent.json").returncode == 2


def test_numbers_of_a_million_digits_are_checked(tmp_path):
    """x = y for two long numerals, and x = y + 1 impossible."""
    digits = "7" * 999_999
    system = LinearSystem.make(1, equal=[([1], digits)])
    path = save(certificate(feasibility(system)), tmp_path / "long.json")
    assert run(path).returncode == 0
    path.write_text(path.read_text().replace(f'"{digits}"', f'"{digits[:-1]}8"', 1))
    assert run(path).returncode == 1


def test_the_checker_imports_the_standard_library_alone():
    source = (ROOT / "proofs" / "checker.py").read_text()
    imported = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)


def test_a_conclusion_is_shown_after_the_statements():
    written = certificate([feasibility(IMPOSSIBLE), feasibility(SYSTEM)], "one is empty, the other is not")
    shown = checker.verify(json.loads(json.dumps(written)))[-1]
    assert shown == 'conclusion, for the reader to judge, not checked: "one is empty, the other is not"'


def test_equal_sentences_are_said_once_with_their_number(tmp_path):
    path = save(certificate([feasibility(SYSTEM), feasibility(IMPOSSIBLE), feasibility(SYSTEM)]), tmp_path / "c.json")
    assert run(path).stdout.endswith("verified: the system has a solution (2 times); the system has no solution\n")
