"""Certificates as cards."""

from __future__ import annotations

from exact import total_unimodularity
from exact.verdicts import Undecided, Verdict
from proofs.certificates import certificate, certificate_card
from proofs.files import problem_of
from proofs.reduced_form.implementation import implementable
from tests.showing import NASTY, said


def auction(agents=("a", "b")):
    return problem_of(agents=list(agents), types=["L", "H"], constraints=[{"set": list(agents), "ceiling": 1}])


def test_a_certificate_is_a_statement_its_evidence_and_how_to_check_it():
    problem = auction()
    verdict = implementable(problem, problem.interim_rule({i: {"L": 0, "H": 1} for i in "ab"}))
    card = said(verdict.card())
    assert "the interim rule is implementable: no" in card
    assert "checker.py" in card
    assert "The evidence verifies: yes." in card
    written = said(certificate_card(certificate(verdict, NASTY)))
    assert NASTY in written
    assert "python checker.py FILE" in written


def test_a_stranger_s_certificate_is_shown_and_not_believed():
    strange = {"format": "exact-proofs/certificate/1", "statements": [{"kind": NASTY, "holds": NASTY}]}
    assert NASTY in said(certificate_card(strange))


def test_an_undecided_verdict_is_a_card_without_a_check():
    statement = total_unimodularity([[1]]).statement
    card = said(Verdict(statement, None, Undecided((NASTY,))).show())
    assert "undecided" in card
    assert NASTY in card.replace('\\"', '"')
    assert "To check it" not in card
