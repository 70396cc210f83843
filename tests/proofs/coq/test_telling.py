"""What Coq says of a reading is told: in the rows of a check, by `explain`, by `claims --coq`, and on the site."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs.claims.registry import claims
from proofs.cli import app, main
from proofs.coq import theorems
from proofs.coq.theorems import Formal, Formalized
from proofs.hunt.hunting import Options, hunt_all
from proofs.hunt.rows import to_plain
from proofs.hunt.search import Result
from proofs.report import formal
from proofs.report.claims import explain_claim, print_table
from proofs.report.site import build
from tests.proofs.claims import arithmetic

assert main  # makes the commands known to the app
TRUE, FALSE = "arithmetic/true", "arithmetic/false-from-100"
RESULT = Result(TRUE, "literal", "survived", 5, 4, 0, (), (), None, "", 0.0)


def sentence(claim, role):
    ends = {"statement": "", "refuted": "_is_false", "proved": "_holds"}
    sign = "~ " if role == "refuted" else ""
    text = "Definition X : Prop := True." if role == "statement" else f"Theorem X{ends[role]} : {sign}X."
    return Formal(claim, "literal", role, f"X{ends[role]}", "Claims/Numbers.v", text)


@pytest.fixture
def known(monkeypatch):
    """Coq proves the true claim, and refutes the false one."""
    table = {
        (TRUE, "literal"): Formalized(sentence(TRUE, "statement"), None, sentence(TRUE, "proved")),
        (FALSE, "literal"): Formalized(sentence(FALSE, "statement"), sentence(FALSE, "refuted")),
    }
    monkeypatch.setattr(theorems, "_by_reading", lambda: table)
    return table


def test_a_reading_that_coq_proves_and_no_hunt_refutes_is_proved(known):
    row = to_plain(RESULT, None)
    assert (row["verdict"], row["hypothesis_held"]) == ("proved", 4)
    assert row["coq"] == {"statement": "X", "refuted": None, "proved": "X_holds", "vacuous": None}


def test_a_hunt_that_ended_early_does_not_unprove(known):
    assert to_plain(replace(RESULT, ending="undecided", reason="out of time"), None)["verdict"] == "proved"


def test_a_hunt_that_a_fault_stopped_decides_nothing(known):
    row = to_plain(replace(RESULT, ending="undecided", instances=0, reason="the checker refuses"), None)
    assert row["verdict"] == "undecided"


def test_without_a_theorem_a_survivor_survived():
    row = to_plain(RESULT, None)
    assert (row["verdict"], row["coq"]) == ("survived", dict.fromkeys(("statement", "refuted", "proved", "vacuous")))


def test_a_refutation_of_what_coq_proves_raises_an_alarm(known):
    known[FALSE, "literal"] = Formalized(sentence(FALSE, "statement"), None, sentence(FALSE, "proved"))
    row = to_plain(Result(FALSE, "literal", "refuted", 5, 4, 0, (), (), None, "", 0.0), None)
    assert row["verdict"] == "refuted"
    assert "Coq proves X_holds" in row["reason"]


@pytest.fixture
def checked(known, tmp_path):
    chosen = [claim for claim in arithmetic.CLAIMS if claim.id in (TRUE, FALSE)]
    return chosen, list(hunt_all(chosen, Options(tmp_path, budget=150, workers=0), ("tests.proofs.claims.arithmetic",)))


def test_the_table_says_what_is_proved(checked, capsys):
    print_table(checked[1])
    said = capsys.readouterr().out
    assert "in Coq: X_holds" in said
    assert "1 proved: proved in Coq for all instances" in said
    assert "1 of 1 refutations are theorems of Coq" in said


def test_a_paper_names_the_theorem_and_its_file(checked):
    chosen, rows = checked
    said = "\n".join(explain_claim(claim, rows, "latex") for claim in chosen).replace(r"\allowbreak{}", "")
    for name, role in ((r"X\_holds", "proved"), (r"X\_is\_false", "refuted")):
        assert rf"In Coq, {role}: \texttt{{{name}}} in \texttt{{Claims/Numbers.v}}." in said


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_explain_shows_statement_and_theorem(checked, style):
    chosen, rows = checked
    said = "\n".join(explain_claim(claim, rows, style) for claim in chosen)
    for words in ("Definition X : Prop := True.", "Theorem X_holds : X.", "Theorem X_is_false : ~ X.", "make coq"):
        assert words in said


def test_the_site_folds_coq_into_the_claims_and_has_a_page_on_what_to_believe(checked, tmp_path):
    chosen, _ = checked
    folder = build(tmp_path, tmp_path / "site", chosen).index.parent
    assert "Theorem X_holds : X." in (folder / "claims" / "arithmetic-true.html").read_text("utf-8")
    page = (folder / formal.PAGE).read_text("utf-8")
    assert "LangYang.v" in page
    assert "X_is_false" in page
    assert formal.PAGE in (folder / "index.html").read_text("utf-8")


def test_a_site_of_which_coq_has_nothing_has_no_such_page(tmp_path):
    rows = list(
        hunt_all(arithmetic.CLAIMS[:1], Options(tmp_path, budget=20, workers=0), ("tests.proofs.claims.arithmetic",))
    )
    assert rows
    folder = build(tmp_path, tmp_path / "site", arithmetic.CLAIMS[:1]).index.parent
    assert not (folder / formal.PAGE).exists()


def test_every_numbered_statement_has_a_line():
    found = formal.lines(claims().values())
    named = {line.claim for line in found}
    assert {"lang-yang-2023/theorem-3", "lang-yang-2023/lemma-5", "valenzuela-stookey-2026/claim-4"} <= named
    assert all(line.ending in formal.ENDINGS for line in found)
    assert f"{sum(line.numbered for line in found)} numbered statements as printed: " in formal.counts(found)


def test_the_readme_has_the_counts():
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    assert formal.counts(formal.lines(claims().values())) in " ".join(readme.replace("\n> ", " ").split())


def test_claims_coq_prints_the_table():
    run = CliRunner().invoke(app.app, ["claims", "--coq", "lang-yang-2023/theorem-3"])
    assert run.exit_code == 0
    assert run.stdout.startswith("lang-yang-2023/theorem-3  (Theorem 3): ")
    plain = CliRunner().invoke(app.app, ["claims", "--coq", "--json", "lang-yang-2023/theorem-3"])
    assert json.loads(plain.stdout.splitlines()[0])["claim"] == "lang-yang-2023/theorem-3"


def test_the_files_that_define_are_listed_with_their_lengths():
    files = dict(formal.defining_files())
    assert files["LangYang.v"] == len((Path(theorems.FOLDER) / "LangYang.v").read_text("utf-8").splitlines())
    assert not any(name.startswith(formal.PARTS) for name in files)
