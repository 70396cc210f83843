r"""Answers as LaTeX: mathematics is mathematics, tables have every entry, and every command's document compiles."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from exact import Matrix, total_unimodularity
from exact.pictures.pdf import figure
from exact.showing.drawing import document
from exact.showing.parts import parts_of
from proofs import ask, problem_of
from proofs.cli import app, main
from proofs.report.mathematics import formula, typeset
from proofs.report.paper import lines_in_latex, told
from proofs.report.paper_parts import booktabs, part_in_latex
from tests.proofs.report.test_latex import NASTY, compiled, needs_pdflatex

EXAMPLES = Path(__file__).parents[3] / "examples"
PROBLEMS, MARKETS = EXAMPLES / "problems", EXAMPLES / "markets"
assert main  # makes the commands known to the app


def in_latex(*arguments):
    told = CliRunner().invoke(app.app, [*map(str, arguments), "--format", "latex"])
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    return told.stdout


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Q_1(u) <= 1/2", r"\(Q_{1}(u) \le 1/2\)"),
        ("Q_ann(keen, o1) = 3/4", r"\(Q_{\text{ann}}(\text{keen}, o_1) = 3/4\)"),
        ("at (u, v): 1/2 x 3", r"at \((u, v)\): \(1/2 \times 3\)"),
        ("0 <= x{1, 2} <= 1", r"\(0 \le x_{\{1, 2\}} \le 1\)"),
        ("cake + 2 pie <= 5", r"\(\text{cake} + 2\text{pie} \le 5\)"),
        ("costs c . (1, -1) < 0", r"costs \(c \cdot (1, -1) < 0\)"),
        ("Q in R^l is implementable", r"\(Q \in \mathbb{R}^{l}\) is implementable"),
        ("16 in 4 orbits", "16 in 4 orbits"),
        ("2 x 2 x 2 types", r"\(2 \times 2 \times 2\) types"),
        ("(1 - p)/4 beyond", r"\((1 - p)/4\) beyond"),
        ('the "reading of p = 1/2" of `a_b`', r"the ``reading of \(p = 1/2\)'' of \texttt{a\_\allowbreak{}b}"),
        (r'refutes "not (Condition \"B\" holds)" (1)', "refutes ``not (Condition `B' holds)'' (1)"),
        ("c(G) >= c(G and G' united) + c(what they share)", r"\(c(G) \ge c(G \cup G') + c(G \cap G')\)"),
        ("beta({(a, o1)}, {}) is 6", r"\(\beta(\{(a, o_1)\}, \{\})\) is 6"),
        ("8 outcomes - or more - exist", "8 outcomes - or more - exist"),
        ("a <= ... >= b", r"a \(\le\) ... \(\ge\) b"),
        ("it satisfies all 729 inequalities", "it satisfies all 729 inequalities"),
        ("the set {(i1, o1), (i2, o1)}", r"the set \(\{(i_1, o_1), (i_2, o_1)\}\)"),
    ],
)
def test_mathematics_is_mathematics_and_prose_is_prose(sentence, written):
    assert typeset(sentence) == written


@given(st.text(alphabet=st.sampled_from('Q_1(u,v)<=>+-x.{} 1/2abp^"`~%$&#\\é中 \n'), max_size=40))
def test_any_sentence_becomes_text_in_which_signs_of_mathematics_are_balanced(sentence):
    written = typeset(sentence)
    assert written.isascii()
    assert written.count(r"\(") == written.count(r"\)")
    plain = re.sub(r"\\[\\{}$&#%_]", "", written)
    assert plain.count("{") == plain.count("}")
    assert not re.search(r"(?<!\\)[%&#$]", plain)


def test_the_paper_is_quoted_in_a_document_and_in_pieces_in_json():
    assert "if'' ... ``(1) G is a hierarchy.''" in in_latex("claims", "lang-yang-2023/theorem-2.1")
    told = CliRunner().invoke(app.app, ["claims", "lang-yang-2023/theorem-2.1", "--json"]).stdout
    assert json.loads(told.splitlines()[0])["printed"][1] == "(1) G is a hierarchy."


def test_a_formula_keeps_its_numbers():
    assert re.findall(r"\d+", formula("Q_1(u) + 2 x Q_1(v) <= 13/8")) == re.findall(r"\d+", "1 2 1 13 8")


def test_no_document_says_what_a_terminal_says():
    source = in_latex("implement", PROBLEMS / "example_7_course_allocation_not_implementable.json", "--out", "/dev/shm")
    body = source.partition(r"\begin{document}")[2]
    for ugly in (r"\(<\)=", "<=", r"Q\_", "verbatim", " x P("):
        assert ugly not in body


def test_a_violated_inequality_is_displayed_with_its_bound():
    verdict = ask(PROBLEMS / "example_4_assignment_not_implementable.json").implementable()
    (first, shown, gives, _, table) = part_in_latex("inequality", verdict.parts["inequality"], verdict)
    assert first == "Every implementable interim rule satisfies"
    assert shown.startswith(r"\[")
    assert r"\le \frac{1}{3}" in shown
    assert gives == r"and this one gives \(\frac{5}{12}\)."
    assert table.count(r"\\") == 1 + len(verdict.inequality.bounds)


def test_tables_have_every_lottery_and_every_value():
    verdict = ask(PROBLEMS / "example_7_course_allocation.json").implementable()
    (table,) = part_in_latex("lotteries", verdict.parts["lotteries"], verdict)
    drawn = sum(len(lottery) for _, lottery in verdict.lotteries.lotteries)
    assert table.count(" gets ") >= drawn
    assert len([line for line in table.splitlines() if line.endswith(r"\\")]) == drawn + 1
    (rule,) = part_in_latex("rule", verdict.parts["rule"], verdict)
    assert rule.count("$") // 2 >= len(verdict.rule.values)


def test_a_long_table_goes_over_pages():
    assert r"\begin{longtable}" in booktabs(["a", "b"], [["1", "2"]] * 40)
    assert r"\begin{tabular}" in booktabs(["a", "b"], [["1", "2"]])


def test_a_wide_table_is_set_smaller():
    assert "size" not in booktabs(["a" * 30, "b"], [["1", "2"]])
    assert booktabs(["a" * 45, "b" * 45], [["1", "2"]]).startswith(r"{\small")
    assert booktabs(["a" * 90, "b" * 45], [["1", "2"]] * 40).startswith(r"{\scriptsize")


def test_lotteries_of_agents_with_long_names_share_the_width():
    agents, objects = ["Professor Margarethe", "Doctor Bartholomew"], ["introductory algebra", "advanced botany"]
    problem = problem_of(
        agents=agents,
        objects=objects,
        types=["prefers the mornings", "prefers the evenings"],
        constraints=[{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}],
    )
    rule = {a: {t: dict.fromkeys(objects, "1/2") for t in problem.types[0]} for a in agents}
    verdict = ask(problem, rule).implementable()
    (table,) = part_in_latex("lotteries", verdict.parts["lotteries"], verdict)
    (share,) = re.findall(r"p{(\S+)\\textwidth}", table)
    assert 0.25 <= float(share) <= 0.5
    assert table.startswith("{\\")


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (
            ("incentives", PROBLEMS / "incentives_auction.json"),
            "The interim rule with its transfers is incentive compatible: no.",
        ),
        (
            ("incentives", PROBLEMS / "incentives_auction.json", "--transfers"),
            "Some transfers make the interim rule incentive compatible and individually rational: yes.",
        ),
        (
            ("supplier", EXAMPLES / "suppliers" / "section_5_1_capacity_costs.json"),
            "The capacities with the greatest profit, and the best rule with them.",
        ),
        (("capacity", PROBLEMS / "section_3_3_three_agents.json"), r"\(\beta(\{i_1, i_2, i_3\}, \{\})\) is 6."),
        (
            ("boundary", PROBLEMS / "section_3_3_three_agents.json", "--types", "1"),
            "Where this ends: the projection cone preserves total unimodularity",
        ),
    ],
)
def test_a_title_says_what_was_asked_and_stands_once(arguments, title, tmp_path):
    body = in_latex(*arguments, "--out", tmp_path).partition(r"\begin{document}")[2]
    assert body.strip().startswith(rf"\textbf{{{title}}}")
    assert body.count(title) == 1
    assert body.count("preserves total unimodularity") <= 1


def test_a_submatrix_is_a_table_with_its_determinant():
    verdict = total_unimodularity(Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]]))
    assert verdict.submatrix.determinant in (2, -2)
    written = "\n".join(part_in_latex("submatrix", parts_of(verdict)["submatrix"], verdict))
    assert rf"\({verdict.submatrix.determinant}\)" in written
    assert written.count(r"\cdot") == 3


def test_lines_that_announce_a_part_are_followed_by_it_alone():
    verdict = ask(PROBLEMS / "design_myerson.json").design()
    lines = ["The greatest value is 71/25.", "interim rule:", "  Q_b1(v3) = 3/5", "  Q_b1(v4) = 3/5", "the end"]
    written = told(lines, [verdict])
    assert written[0] == r"The greatest value is \(71/25\)."
    assert written[1] == "Interim rule:"
    assert r"\toprule" in written[2]
    assert written[3:] == ["the end"]
    assert lines_in_latex(["a  1  2", "b  3  4"]) != []


def test_a_drawing_becomes_shapes_and_texts_at_their_places():
    body = '<rect x="0" y="0" width="100" height="60" fill="none" stroke="#555"/><circle cx="50" cy="30" r="10" '
    body += 'fill="#c1442e" fill-opacity="0.5"/><path d="M0 0H20C30 0 30 60 40 60" fill="none" stroke="black"/>'
    body += '<text x="50" y="30" text-anchor="middle">p = 1/2</text>'
    drawn = figure(document(body, "The title of it", 100, 60))
    assert drawn.title == "The title of it"
    (text,) = drawn.texts
    assert (text.text, text.anchor) == ("p = 1/2", "middle")
    assert drawn.pdf.startswith(b"%PDF-1.4")
    for operator in (b"re S", b"/O0p5 gs", b"20 0 l 30 0 30 60 40 60 c"):
        assert operator in drawn.pdf
    place = int(drawn.pdf.rpartition(b"startxref\n")[2].split()[0])
    assert drawn.pdf[place:].startswith(b"xref")


@needs_pdflatex
def test_a_problem_with_any_names_compiles_with_its_figure(tmp_path):
    names = [NASTY[:40].replace("\\end", "end"), "x_1"]
    problem = problem_of(
        agents=names, types={names[0]: ["u", "50%"], names[1]: ["&"]}, constraints=[{"each": "agent", "ceiling": 1}]
    )
    rule = {names[0]: {"u": "1/2", "50%": 2}, names[1]: {"&": Fraction(1, 3)}}
    verdict = ask(problem, rule).implementable()
    from proofs.report.answers import Answered
    from proofs.report.paper import paper

    (tmp_path / "certificates").mkdir()
    path = tmp_path / "certificates" / "it_is.json"
    source = paper([Answered("a_file.json", [verdict], "no", "The rule: 50% of <= it", path)] * 2)
    log = compiled(source, tmp_path)
    assert "Missing character" not in log


@needs_pdflatex
@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("implement", PROBLEMS / "example_7_course_allocation.json"),
        ("facets", PROBLEMS / "example_1_buyer_seller.json"),
        ("select", MARKETS / "two-price.json"),
    ],
)
def test_the_documents_of_commands_compile_and_nothing_runs_off_the_page(command, file, tmp_path):
    log = compiled(in_latex(command, file, "--out", tmp_path), tmp_path)
    assert [float(width) for width in re.findall(r"Overfull .hbox .(\S+)pt", log) if float(width) > 5] == []
