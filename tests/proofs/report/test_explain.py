"""`proofs explain`: what a newcomer needs to check a counterexample by hand stands in it."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction

import pytest

from exact import total_unimodularity
from exact.linear import LinearSystem, feasibility, optimum
from exact.set_systems import bihierarchy, bipartite_graph, hierarchy
from proofs.certificates import certificate, load, save
from proofs.claims import registry
from proofs.claims.families.problems import types_in_words
from proofs.formats.problems import problem_of
from proofs.hunt.executors import InProcess
from proofs.hunt.rows import to_plain
from proofs.hunt.search import Hunt
from proofs.reduced_form.problem.problems import IndependentPrior, JointPrior
from proofs.report import explain
from proofs.report.claims import ENDINGS, explain_claim, print_table
from proofs.report.statements import MOST_LINES, told

CLAIMS = registry.claims()


def explained(name, reading, folder, style="text"):
    """What is told of one reading of a claim after a hunt."""
    claim = CLAIMS[name]
    result = Hunt(InProcess(), ahead=0).run(claim, claim.reading(reading))
    found = result.counterexample
    path = save(certificate(found.trial.verdicts, found.because), folder / "certificate.json")
    return explain_claim(dataclasses.replace(claim, title=""), [to_plain(result, path)], style)


def lines_of(verdict):
    return told(certificate(verdict)["statements"][0])


def test_the_readme_s_counterexample_can_be_followed(tmp_path):
    said = explained("lang-yang-2023/theorem-3.sufficiency", "literal", tmp_path)
    assert "2 x 2 x 2 types (u, v), uniform and independent; 0 <= x{1, 2} <= 1, 0 <= x{1, 3} <= 1" in said
    assert "Each has one end in {1} and the other in {2, 3}." in said
    assert "Q_1(u) = 1/2, Q_1(v) = 1, Q_2(v) = 1/2, Q_3(v) = 1/2, all other values 0." in said
    assert "It satisfies all 729 inequalities of Condition A" in said
    assert "is at most 13/8, and this one gives 7/4." in said
    assert "(u, u, u):  1/8 x 1" in said
    assert "which the checker does not check and the reader is to judge: the hypotheses hold" in said


def test_the_bound_that_is_told_holds_and_the_rule_exceeds_it(tmp_path):
    """Q(1, u)/2 + Q(1, v) + Q(2, v)/2 + Q(3, v)/2 by hand, profile by profile."""
    said = explained("lang-yang-2023/theorem-3.sufficiency", "literal", tmp_path)
    profiles = re.findall(r"\((\w), (\w), (\w)\):  1/8 x (\d)", said)
    assert len(profiles) == 8
    for one, two, three, bound in profiles:
        first, others = {"u": 1, "v": 2}[one], (two == "v") + (three == "v")
        assert int(bound) == max(first, others), "agent 1 is served, or both neighbours are"
    assert sum(Fraction(int(bound), 8) for *_, bound in profiles) == Fraction(13, 8)


@pytest.mark.parametrize("name", ["theorem-3", "theorem-2.2"])
def test_a_submatrix_is_drawn_with_its_odd_cycle(name, tmp_path):
    said = explained(f"lang-yang-2023/{name}", "literal", tmp_path)
    size = {"theorem-3": 7, "theorem-2.2": 5}[name]
    assert f"The {size} by {size} submatrix has determinant 2" in said
    assert f"make a cycle of {size} rows, whose entries sum to {2 * size}: 2 modulo 4." in said
    rows = re.findall(r"^   [BC]: .* at .*[ .1]+$", said, re.MULTILINE)
    assert len([row for row in rows if row.count("  1") == 2]) >= size


def test_a_failing_type_is_named_with_choices_bundles_and_costs(tmp_path):
    said = explained("valenzuela-stookey-2026/theorem-2.first", "rays beside the endowment", tmp_path)
    assert "endowment eta = (1, 1), all nonnegative costs, choice 0: {eta}, choice 1: the ray from eta along" in said
    assert "the choices of agents 1, 2 lead from (1, 1) to the bundles (2, 0), (0, 2); from all others to eta" in said
    assert "agent 1 with costs (0, 1)" in said
    assert "takes choice 1, which costs 1 at 1 1, 2 0," in said
    assert "At the choices (1, 0) of agents 1, 2 it gets the bundle (1, 1)." in said
    assert "At the choices (1, 1) of agents 1, 2 it gets the bundle (2, 0)." in said


def test_what_is_not_implementable_comes_with_its_inequality(tmp_path):
    said = explained("lang-yang-2023/lemma-1", "literal", tmp_path)
    assert "+ 1 x P(1 is u) x Q_1(u)   (P = 1, Q = 1/2)" in said
    assert "is at most 1, and this one gives 3/2." in said


def test_equal_steps_are_told_once(tmp_path):
    path = save(certificate([feasibility(LinearSystem.make(1))] * 2), tmp_path / "certificate.json")
    claim = CLAIMS["lang-yang-2023/lemma-1"]
    row = {"claim": claim.id, "reading": "literal", "verdict": "refuted", "counterexample": "x", "because": "y"}
    said = explain_claim(claim, [{**row, "certificate": str(path)}], "text")
    assert "1. the system has a solution (2 times)\n   A solution: all 0." in said
    assert "\n2. " not in said


def test_markdown_and_latex_keep_columns_in_place(tmp_path):
    markdown = explained("lang-yang-2023/theorem-3", "literal", tmp_path, "markdown")
    assert markdown.count("```") % 2 == 0
    assert "\n   The 7 by 7 submatrix" in markdown
    latex = explained("lang-yang-2023/theorem-3", "literal", tmp_path, "latex")
    assert "verbatim" not in latex
    assert latex.count(r"\toprule") == latex.count(r"\bottomrule") > 0


def test_a_solution_is_put_into_the_rows():
    system = LinearSystem.make(["x", ("f", "1", "u")], at_most=[([1, 2], 3)], lower=0, upper=[None, 2])
    assert lines_of(optimum(system, [1, 1], "max")) == [
        "The objective: x + f(1, u)",
        "A solution: x = 3, all else 0.",
        "  0 <= x",
        "  0 <= f(1, u) <= 2",
        "  x + 2 f(1, u) <= 3: here 3",
    ]
    fixed = LinearSystem.make(["x"], at_most=[([1], 3)], lower=1, upper=1)
    assert lines_of(feasibility(fixed)) == ["The point in question: x = 1.", "  x <= 3: here 1"]


def test_a_contradiction_is_added_up():
    told_of = lines_of(feasibility(LinearSystem.make(["x", "y"], at_most=[([1, 1], -1)], lower=0)))
    assert told_of == [
        "No solution, for these rows contradict each other:",
        "  1 x [ x + y <= -1 ]",
        "  0 <= each variable",
        "Added up: x + y <= -1. Within the bounds the left side is at least 0.",
    ]


def sets(written):
    return [frozenset(members) for members in written.split()]


def test_families_of_sets_are_told_with_what_shows_them():
    assert lines_of(hierarchy(sets("1 12"))) == ["The sets: {1}, {1, 2}"]
    assert lines_of(hierarchy(sets("13 12"))) == ["These two cross: {1, 3}, {1, 2}"]
    assert lines_of(bihierarchy(sets("13 12"))) == ["One hierarchy: {1, 3}", "The other hierarchy: {1, 2}"]
    assert lines_of(bipartite_graph(sets("12"), ["1", "2"]))[1].startswith("Each has one end in {")
    odd = lines_of(bihierarchy(sets("12 23 13")))
    assert odd[0].startswith("Each of these 3 sets crosses the next, and the last the first: {")


def test_long_evidence_is_cut_and_says_so():
    system = LinearSystem.make(100, lower=list(range(100)), upper=list(range(100, 200)))
    assert len(lines_of(feasibility(system))) <= MOST_LINES + 1
    rows = LinearSystem.make(["x"], at_most=[([1], k) for k in range(1, 40)])
    assert lines_of(feasibility(rows))[-1] == "  ... and 27 more, all in the certificate"


def test_the_prior_of_an_instance_is_told():
    problem = problem_of(agents=["1", "2"], types=["u", "v"], constraints=[{"set": ["1", "2"], "ceiling": 1}])
    assert types_in_words(problem) == "2 x 2 types (u, v), uniform and independent"
    shares = (Fraction(1, 3), Fraction(2, 3))
    apart = dataclasses.replace(problem, prior=IndependentPrior((shares, (Fraction(1, 2), Fraction(1, 2)))))
    said = "1 is u with 1/3, 1 is v with 2/3, 2 is u with 1/2, 2 is v with 1/2"
    assert types_in_words(apart) == f"2 x 2 types (u, v), independent: {said}"
    joint = dataclasses.replace(problem, prior=JointPrior(tuple(Fraction(k, 10) for k in (1, 2, 3, 4))))
    said = "uu 1/10, uv 1/5, vu 3/10, vv 2/5"
    assert types_in_words(joint) == f"2 x 2 types (u, v), type profiles with probabilities {said}"
    certain = problem_of(agents=["1"], types=["u"], constraints=[{"set": ["1"], "ceiling": 1}])
    assert types_in_words(certain) == "1 type"


def test_the_table_of_a_hunt_cuts_no_name_and_says_what_its_verdicts_mean(capsys):
    name = "valenzuela-stookey-2026/" + "-".join(["a-long-name"] * 12)
    row = {
        "claim": name,
        "reading": "repaired " * 9,
        "instances": 1,
        "hypothesis_held": 1,
        "seconds": 0.5,
        "reason": "no",
    }
    row |= {"exhausted": (), "left": (), "counterexample": "x", "certificate": None}
    rows = [{**row, "verdict": ending} for ending in ENDINGS]
    rows[0]["certificate"] = f"out/certificates/{name.partition('/')[2]}.json"
    print_table(rows)
    shown = capsys.readouterr().out
    assert f"certificates in out/certificates:\n  {name.partition('/')[2]}.json\n" in shown
    assert "…" not in shown
    for ending, meaning in ENDINGS.items():
        assert f"1 {ending}: {meaning}\n" in shown


def test_several_claims_are_told_apart():
    from typer.testing import CliRunner

    from proofs.cli.main import app

    told_of = CliRunner().invoke(app, ["explain", "lang-yang-2023/theorem-3", "--out", "absent"]).output
    assert told_of.count("lang-yang-2023/theorem-3 (Theorem 3)") == 1
    assert "run `proofs check lang-yang-2023/theorem-3` first" in told_of
    both = CliRunner().invoke(app, ["explain", "lang-yang-2023/example-3", "--out", "absent"]).output
    assert re.search(r"\n\nlang-yang-2023/example-3\.\w+ \(Example 3\)\n", both)


def test_a_certificate_is_told_statement_by_statement(tmp_path):
    verdict = total_unimodularity([[1, 1], [1, -1]])
    path = save(certificate([verdict, verdict], "So it is."), tmp_path / "c.json")
    told = explain(load(path))
    assert told.count(explain(verdict)) == 2
    assert told.endswith("So it is.\n\nAs the certificate has it; `proofs verify` checks it.")
