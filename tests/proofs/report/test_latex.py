# ruff: noqa: RUF001
"""LaTeX: every document that is printed compiles on its own, whatever characters the names have."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exact.cones import Cone, Generators
from exact.linear import LinearSystem
from exact.matrices import Matrix
from exact.pictures import latex
from exact.polyhedra import Hull, Polyhedron
from proofs.claims.claim import Claim
from proofs.cli import app, main
from proofs.formats.problems import load_problem
from proofs.hunt.hunting import Options, hunt_all
from proofs.reduced_form.facets.listing import facets
from proofs.report.answers import Answered
from proofs.report.claims import explain_claim
from proofs.report.listings import Listing
from proofs.report.paper import paper
from tests.proofs.claims import arithmetic
from tests.proofs.report.test_explain import explained

assert main  # makes the commands known to the app
PROBLEMS = Path(__file__).parents[3] / "examples" / "problems"
NASTY = (
    r"\end{document} \input{x} {a} _b_ ^c~ 50% of $5 & #1 <tag> |x| [o] -- --- ,, '' `q` \"quoted\" ?` é ü ñ Ş č ı ł ß "
    "αβγλΛΩ ≤ ≥ ∈ ∅ ∪ × … § – — “x” ’ ′ 中文 \U0001f600 \x07 \u200b a\u0301 x\u0302\u0323 line\nbreak\ttab"
)

needs_pdflatex = pytest.mark.skipif(
    shutil.which("pdflatex") is None, reason="pdflatex is not installed (Debian: texlive-latex-recommended)"
)


def compiled(source, folder):
    """The log of a run of pdflatex that must succeed."""
    (folder / "it.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", "it.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    log = run.stdout.decode("latin-1")
    assert run.returncode == 0, log[-2000:]
    assert (folder / "it.pdf").stat().st_size > 1000
    return log


def nasty_claim():
    (reading,) = arithmetic.claim("false-from-100", lambda n: [arithmetic.equals(min(n, 100), n)]).readings
    changed = {"wording": NASTY, "because": lambda n: "[" + NASTY, "describe": lambda n: "[" + NASTY}
    return Claim("arithmetic/false-from-100", NASTY, (type(reading)(**{**reading.__dict__, **changed}),))


def rows_of(claim, folder):
    row = {"claim": claim.id, "reading": "literal", "verdict": "refuted", "counterexample": "[" + NASTY}
    certified = next(hunt_all(arithmetic.CLAIMS[1:2], Options(folder, workers=0), ("tests.proofs.claims.arithmetic",)))
    return [{**certified, **row, "because": NASTY}]


def test_escaped_text_is_plain_ascii_and_holds_no_command_of_the_input():
    escaped = latex.escape(NASTY)
    assert escaped.isascii()
    assert r"\end{document}" not in escaped
    assert "\n" not in escaped
    assert latex.escape("a--b") == "a-{}-b"
    assert latex.escape("é") == latex.escape("e\u0301") == r"\'{e}"
    assert latex.escape("λ_1 ≤ 中") == r"\(\lambda\)\_1 \(\le\) \texttt{U+4E2D}"


@needs_pdflatex
def test_the_explanation_of_a_claim_compiles_on_its_own(tmp_path):
    claim = nasty_claim()
    log = compiled(explain_claim(claim, rows_of(claim, tmp_path / "out"), "latex"), tmp_path)
    assert "Missing character" not in log


@needs_pdflatex
def test_an_explanation_without_a_check_compiles(tmp_path):
    compiled(explain_claim(arithmetic.CLAIMS[0], [], "latex"), tmp_path)


@needs_pdflatex
@pytest.mark.parametrize("name", ["example_1_buyer_seller", "section_3_3_three_agents"])
def test_the_system_of_facets_compiles_in_a_minimal_document(tmp_path, name):
    system = facets(load_problem(str(PROBLEMS / f"{name}.json"))[0]).to_latex()
    head = "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n"
    compiled(f"{head}{system}\\end{{document}}\n", tmp_path)


@needs_pdflatex
def test_a_system_whose_names_would_break_it_compiles(tmp_path):
    source = (PROBLEMS / "example_1_buyer_seller.json").read_text(encoding="utf-8")
    problem, _ = load_problem(str(PROBLEMS / "example_1_buyer_seller.json"))
    renamed = source.replace(f'"{problem.agents[0]}"', '"ann % {\\n\\\\end{document} 中"')
    assert renamed != source
    (tmp_path / "problem.json").write_text(renamed, encoding="utf-8")
    system = facets(load_problem(str(tmp_path / "problem.json"))[0]).to_latex()
    compiled(
        f"\\documentclass{{article}}\\usepackage{{amsmath}}\\begin{{document}}\n{system}\\end{{document}}\n", tmp_path
    )


@needs_pdflatex
def test_the_formulas_of_values_compile_whatever_their_names(tmp_path):
    names = [NASTY, "x", ("a", "H")]
    values = [
        Matrix.dense([[1, -2], [0, 30]]),
        Matrix.dense([], columns=[1]),
        Cone.of([[1, -2, 3]] * 60, [[0, 1, 0]], coordinates=names),
        Generators.of([[1, 0, 0]], [[0, 1, 0]], coordinates=names),
        Polyhedron.of([[1, 2, 3]], ["1/2"], coordinates=names),
        Hull.of([("1/3", 0, -1)], [[1, 1, 1]]),
        LinearSystem.make(names, at_most=[([1, "2/3", -1], 5)], lower=0, upper={NASTY: "7/2"}),
    ]
    body = "\n\n".join(value._repr_latex_() for value in values)
    compiled(
        f"\\documentclass{{article}}\\usepackage[T1]{{fontenc}}\\usepackage{{amsmath,amssymb}}\n"
        f"\\begin{{document}}\n{body}\n\\end{{document}}\n",
        tmp_path,
    )


@needs_pdflatex
@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("lang-yang-2023/theorem-2.2", "literal"),
        ("lang-yang-2023/theorem-3.sufficiency", "literal"),
        ("valenzuela-stookey-2026/theorem-2.first", "rays beside the endowment"),
    ],
)
def test_no_line_of_an_explanation_runs_off_the_page(name, reading, tmp_path):
    folder = tmp_path / "whose_name_has_no_place_for_a_break2" / "no_line_of_an_explanation2"
    folder.mkdir(parents=True)
    log = compiled(explained(name, reading, folder, "latex"), folder)
    assert [float(width) for width in re.findall(r"Overfull .hbox .(\S+)pt", log) if float(width) > 5] == []


@needs_pdflatex
@pytest.mark.parametrize("option", [[], ["--coq"], ["--graph"]])
def test_lists_of_claims_compile_and_fit(option, tmp_path):
    told = CliRunner().invoke(app.app, ["claims", "lang-yang-2023/theorem-2", *option, "--format", "latex"])
    assert told.exit_code == 0
    log = compiled(told.stdout, tmp_path)
    assert [float(width) for width in re.findall(r"Overfull .hbox .(\S+)pt", log) if float(width) > 5] == []
    assert r"\begin{longtable}" in told.stdout


@needs_pdflatex
def test_a_list_with_nasty_words_compiles(tmp_path):
    rows = [{"a": NASTY, "b": [NASTY, {"claim": NASTY, "reading": "x"}], "c": None}]
    listed = Listing.of(NASTY, rows, {"a": NASTY, "b": "b", "c": "c"})
    compiled(paper([Answered("", (), "all", NASTY, shows=(listed,), heading="all")]), tmp_path)
