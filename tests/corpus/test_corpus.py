"""The checker accepts the whole corpus, and the corpus is complete: kinds, answers, forms, lines of the checker."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from exact.verdicts import Evidence, Verdict
from proofs import checker
from proofs.certificates import NotAccepted, certificate, load, save, verdicts
from tests.corpus import CORPUS, answer
from tests.corpus.coverage import SOURCE, Reached
from tests.corpus.unreached import FUNCTIONS, UNREACHED

REACHED = Reached()


@cache
def refusal(name: str) -> str:
    """Why the checker does not accept the certificate of this question's answer; empty if it does.

    What is accepted is read back from the file, verifies itself, and is written as before.
    """
    verdict = answer(name)
    with TemporaryDirectory() as folder:
        try:
            with REACHED.watching():
                path = save(verdict, Path(folder) / "certificate.json")
        except NotAccepted as refused:
            return refused.reason
        (back,) = verdicts(load(path))
        assert back.verify()
        assert certificate(back) == certificate(verdict)
    return ""


def is_decided(verdict: Verdict) -> bool:
    return verdict.holds is not None


@pytest.mark.parametrize("name", CORPUS)
def test_the_checker_accepts(name: str) -> None:
    verdict = answer(name)
    assert is_decided(verdict)
    assert verdict.verify()
    assert refusal(name) == ""
    said = name.partition(": ")[2].partition(",")[0]
    if said in ("yes", "no"):
        assert verdict.holds is (said == "yes")


ONE_ANSWER = {
    True: (
        "optimal",
        "unbounded",
        "double description",
        "projection",
        "volume",
        "integer optimal",
        "integer unbounded",
        "capacity",
        "lines",
        "greatest violation",
        "facet",
        "description",
        "best rule",
        "best rule for groups",
        "best rule for parameters",
        "implementable for parameters",
        "implementable by polynomials",
        "optimal selection",
        "expected cost",
        "expected cost of a lottery",
        "law of costs",
        "cost settles",
        "outer program",
        "support function",
        "support over all menus",
        "polarized menu value",
        "polarized support",
        "best polarized large market",
        "best large market",
        "for all values",
        "extreme value",
        "cheapest constant mechanism",
        "cheapest incentive compatible mechanism",
        "cheapest incentive compatible large market",
        "cheapest obviously strategy-proof mechanism",
        "best bilateral trade",
        "best polarized ray mechanism",
        "incentive compatible mechanisms at least",
    ),
    False: ("some rule", "some rule for groups"),
}
"""Kinds that the software answers in one way alone: they state a value, or what another kind says when it is so."""


def test_every_kind_is_there_with_both_answers() -> None:
    there = {(verdict.statement.kind, verdict.holds) for verdict in map(answer, CORPUS)}
    single = {(kind, holds) for holds, kinds in ONE_ANSWER.items() for kind in kinds}
    both = {(kind, holds) for kind in checker.KINDS for holds in (True, False)}
    assert there == both - {(kind, not holds) for kind, holds in single}


def forms(plain: Any) -> set[str]:
    """The forms of evidence anywhere in a certificate."""
    parts = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    inside = set().union(*map(forms, parts))
    return inside | {plain["form"]} if isinstance(plain, dict) and isinstance(plain.get("form"), str) else inside


def test_every_form_of_evidence_is_there() -> None:
    there = set().union(*(forms(certificate(answer(name))) for name in CORPUS))
    assert Evidence.forms.keys() - there == {"undecided"}


def test_three_sums_are_there_with_both_signs_and_nested() -> None:
    signs, nested = set(), set()
    for name in CORPUS:
        for path, part in parts(certificate(answer(name))["statements"][0]["evidence"]):
            if part.get("form") == "3-sum":
                signs.add(part["sign"])
                nested |= set(path)
    assert signs == {1, -1}
    assert {"pivot", "reduction", "3-sum", "blocks"} <= nested


def parts(plain: Any, path: tuple[str, ...] = ()):
    """All objects in plain data, with the forms of those that they stand in."""
    if isinstance(plain, dict):
        yield path, plain
    below = (*path, str(plain["form"])) if isinstance(plain, dict) and "form" in plain else path
    for part in plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ():
        yield from parts(part, below)


def claims_section() -> range:
    """The lines of the checker's section on claims.

    `tests/proofs/test_checker_claims*.py` try its operations one by one and `test_claims_forged.py` the rest; and every
    refutation of the papers' claims is one more certificate that it accepts.
    """
    lines = SOURCE.splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line.startswith("# ----")]
    start = next(number for number in starts if lines[number - 1].endswith(" claims and instances"))
    return range(start, next(number for number in starts if number > start))


def test_every_line_of_the_checker_is_reached_by_an_accepted_certificate_or_has_a_reason(capsys, tmp_path) -> None:
    assert not [name for name in CORPUS if refusal(name)]
    path = save(certificate([answer("feasible: yes, free variables")] * 2, "so it is"), tmp_path / "x.json")
    with REACHED.watching():
        assert checker.main([str(path)]) == 0
    assert "verified: the system has a solution (2 times)" in capsys.readouterr().out
    missed = {number: line for number, line in REACHED.missed().items() if line[0] not in FUNCTIONS}
    missed = {number: line for number, line in missed.items() if number not in claims_section()}
    without = [f"line {number}, {line[0]}: {line[1]}" for number, line in missed.items() if line not in UNREACHED]
    assert not without, "add a certificate that reaches it to the corpus, or a reason to tests/corpus/unreached.py"
    assert not UNREACHED.keys() - set(missed.values()), "it is reached, or gone: take the reason out"
    assert all(hasattr(checker, function) for function in FUNCTIONS)
    assert all(UNREACHED.values())
