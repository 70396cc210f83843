"""The files of Coq: each mark names a claim and a reading, no proof is left open, and marks are read as they stand."""

from __future__ import annotations

import re

import pytest

from proofs.claims.registry import claims
from proofs.coq.theorems import COQ_ONLY, FOLDER, Formalized, formal, formalized, sentences, summarized

FILES = sorted(FOLDER.rglob("*.v"))
OPEN = re.compile(r"\b(Admitted|Axioms?|Parameters?|Conjecture|admit|give_up|bypass_check|functional_extensionality)\b")
COMMENT = re.compile(r"\(\*.*?\*\)", re.DOTALL)


def test_there_are_files():
    assert {"Rationals.v", "Linear.v", "LangYang.v"} <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(FOLDER).as_posix() for path in FILES])
def test_no_proof_is_left_open_and_nothing_is_assumed(path):
    """Hypotheses of sections are arguments of what is proved in them; `make coq` tells one that stands outside."""
    code = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert OPEN.findall(code) == []
    assert code.count("Proof.") == len(re.findall(r"\b(?:Qed|Defined)\.", code))


def test_every_mark_names_a_claim_and_a_reading():
    known = claims()
    for each in formal():
        assert each.claim in known, each
        names = [reading.name for reading in known[each.claim].readings]
        assert each.reading in names or each.reading.endswith(COQ_ONLY), f"{each}: {each.reading} is none of {names}"


def test_what_is_settled_is_stated_and_settled_once():
    for each in formal():
        known = formalized(each.claim, each.reading)
        assert known.statement is not None, f"{each} settles what no definition says"
        assert sum(one is not None for one in (known.refuted, known.proved, known.vacuous)) <= 1


def test_a_theorem_says_the_statement_or_its_negation():
    """`Theorem X_holds : X.`, `Theorem X_is_false : ~ X.`: nothing is added on the way."""
    for each in formal():
        if each.role == "statement":
            assert re.match(rf"Definition\s+{each.name}\s*:\s*Prop\s*:=", each.text), each
        else:
            statement = formalized(each.claim, each.reading).statement
            sign = r"~\s*" if each.role == "refuted" else ""
            assert re.fullmatch(
                rf"(?:Theorem|Lemma|Corollary)\s+{each.name}\s*:\s*{sign}{statement.name}\s*\.", each.text
            )


MARKED = """(** A file. *)
(*| paper/one | literal | statement |*)
(** What the paper says. *)
Definition One : Prop := forall x : nat, (x < 1.5)%Q -> x = 0.

(*| paper/one | literal | refuted |*)
Theorem One_is_false : ~ One.
Proof. intros H. Qed.
"""


def test_marks_are_read():
    statement, theorem = sentences(MARKED, "A.v")
    assert (statement.name, statement.role) == ("One", "statement")
    assert statement.text == "Definition One : Prop := forall x : nat, (x < 1.5)%Q -> x = 0."
    assert (theorem.name, theorem.role, theorem.text) == ("One_is_false", "refuted", "Theorem One_is_false : ~ One.")


def test_a_mark_may_end_with_a_remark():
    (theorem,) = sentences("(*| a | b | vacuous | no menu is one |*)\nTheorem X_holds : X.\n", "A.v")
    assert (theorem.role, theorem.remark, str(theorem)) == (
        "vacuous",
        "no menu is one",
        "X_holds (A.v); no menu is one",
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("(*| a | b |*)\nTheorem X : Y.\n", "A.v, line 1"),
        ("(*| a | b | shown |*)\nTheorem X : Y.\n", "statement, refuted, proved or vacuous"),
        ("(*| a | b | proved | so | and so |*)\nTheorem X : Y.\n", "with a remark at most"),
        ("\n(*| a | b | proved |*)\nProof.\n", "A.v, line 2: no definition"),
        ("(*| a | b | proved |*)\n(*| a | c | proved |*)\nTheorem X : Y.\n", "line 1: no definition"),
    ],
)
def test_a_mark_that_is_none_is_told(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        list(sentences(text, "A.v"))


def test_the_summaries_have_their_theorems():
    names = {each.name: each.file for each in summarized()}
    assert names["LY.Theorem_1"] == "Summary.v"
    assert any(file.startswith("SummaryValenzuela") for file in names.values())


def test_what_coq_does_not_know_is_empty():
    nothing = formalized("paper/none", "literal")
    assert nothing == Formalized()
    assert nothing.theorem is None
    assert str(nothing) == "not in Coq"
