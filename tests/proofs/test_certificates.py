"""Certificates as files and as cards."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from exact import total_unimodularity
from exact.verdicts import Undecided, Verdict
from proofs.certificates import certificate, certificate_card, load, save, verdicts
from proofs.formats.problems import problem_of
from proofs.plain.reading import BadInput
from proofs.reduced_form.implementation.deciding import implementable
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


def test_a_verdict_saved_is_loaded_again(tmp_path):
    verdict = total_unimodularity([[1, 1], [1, -1]])
    path = save(verdict, str(tmp_path / "deep" / "x.json"))
    assert path == tmp_path / "deep" / "x.json"
    assert load(str(path)) == load(path) == certificate(verdict)
    assert verdicts(load(path)) == [verdict]
    assert save(certificate(verdict), path).read_text() == save(verdict, path).read_text()


def test_whoever_loads_a_certificate_need_not_know_which_module_it_comes_from(tmp_path):
    problem = auction()
    path = save(implementable(problem, problem.interim_rule({i: {"L": 0, "H": 1} for i in "ab"})), tmp_path / "x.json")
    code = "import sys; from proofs.certificates import *; print(verdicts(load(sys.argv[1]))[0].verify())"
    command = [sys.executable, "-c", code, str(path)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert found.stdout == "True\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "not JSON"),
        ("[]", 'certificate/2" was expected, not a list'),
        ('{"format": "exact-proofs/problem/1"}', "this is a problem file; a certificate file was expected"),
        ('{"format": "exact-proofs/certificate/1"}', "statements: a list was expected, not null"),
    ],
)
def test_what_is_no_certificate_is_one_sentence(content, sentence, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(BadInput) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert sentence in str(caught.value)


def test_verdicts_are_read_from_what_load_gives():
    with pytest.raises(TypeError, match=r'a certificate was expected, not "f.json"; certificates.load reads one'):
        verdicts("f.json")
    strange = {"kind": "strange", "holds": True, "about": {}, "evidence": {"form": "undecided", "tried": []}}
    with pytest.raises(ValueError, match='the kind "strange" is unknown'):
        verdicts(json.loads(json.dumps({"statements": [strange]})))
