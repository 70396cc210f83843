"""Certificates as theorems of Coq: what it accepts, changed numbers that it refuses, and what has no form."""

from __future__ import annotations

import copy
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from proofs import checker
from proofs.certificates import certificate
from proofs.coq.compiling import LOGICAL, library
from proofs.coq.written.kinds import KINDS, theorem
from proofs.coq.written.terms import NoForm, comment, integer_term, listed, rational_term
from proofs.coq.written.verifying import verify, written
from tests.corpus import answer

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")

SYSTEMS = (
    "comparison: 1/3 < 1, both named",
    "comparison: 1 < 1, both named",
    "comparison: 1 <= 1, both named",
    "comparison: 2 <= -1/2, both named",
    "comparison: 1 = 1, both named",
    "comparison: 2 = -1/2, both named",
    "feasible: yes, rows and bounds of every sense",
    "feasible: yes, names beyond ASCII, and that do not print",
    "feasible: no, rows and bounds",
    "feasible: no, equations",
    "feasible: no, a row without variables",
    "optimal: max",
    "optimal: min",
    "optimal: at upper bounds",
    "unbounded: max",
    "unbounded: below, a variable with an upper bound",
)
MATRICES = (
    "totally unimodular: no, a determinant of -2",
    "totally unimodular: no, rows to be exchanged",
    "preserves total unimodularity: no, three agents",
)
PROBLEMS = (
    "valid inequality: courses, 0",
    "valid inequality: courses, -1/7",
    "has a feasible outcome: courses",
    "has a feasible outcome: nothing feasible",
    "has a feasible outcome: no integer between, by multipliers",
    "implementable: correlated types, a lottery over extremes",
    "implementable: courses, a lottery over extremes",
    "implementable: courses, too much",
    "implementable: a star with types, too much, by multipliers",
    "implementable: a crossed square, too little, by multipliers",
    "implementable: nothing feasible, too much",
)
ABOUT_PROBLEMS = (
    "condition: A, one object for two, a lottery over extremes",
    "condition: B, one object for two, a lottery over extremes",
    "condition: A, courses, to and fro",
    "condition: B, courses, to and fro",
    "capacity: courses, of 1 sets",
    "capacity: a band, of 2 sets",
    "feasible random outcome: courses, 1/2",
    "feasible random outcome: courses, 5",
    "quotas describe: a triangle",
)


def plain(name: str) -> dict[str, Any]:
    """A statement of the corpus as certificates have it."""
    return certificate(answer(name))["statements"][0]


def of_several(statements: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"format": "exact-proofs/certificate/1", "statements": list(statements)}


@needs_coq
@pytest.mark.parametrize(
    "names", [SYSTEMS, MATRICES, PROBLEMS, ABOUT_PROBLEMS], ids=["systems", "matrices", "problems", "about problems"]
)
def test_coq_accepts(names):
    found = verify(of_several(map(plain, names)))
    assert found.reasons == ()
    assert found.holds
    assert len(found.theorems) == len(names)
    assert str(found).startswith(f"Coq accepts {len(names)} theorems")


def changed(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The data with one number raised by 1, with its place, for each number in it."""
    if isinstance(value, dict):
        for key, part in value.items():
            for where, other in changed(part, (*place, key)):
                yield where, {**value, key: other}
    elif isinstance(value, list):
        for k, part in enumerate(value):
            for where, other in changed(part, (*place, k)):
                yield where, [*value[:k], other, *value[k + 1 :]]
    elif isinstance(value, str) and value.lstrip("-").replace("/", "").isdigit():
        above, _, below = value.partition("/")
        yield place, f"{int(above) + int(below or 1)}/{below}" if below else str(int(above) + 1)


def is_accepted(statement: dict[str, Any]) -> bool:
    try:
        checker.verify(copy.deepcopy(of_several([statement])))
    except checker.Refused:
        return False
    return True


def goals(statements: Iterable[tuple[dict[str, Any], bool]]) -> str:
    """A file in which each statement's proofs succeed, or fail, as they are said to."""
    imports: dict[str, None] = {}
    parts = []
    for place, (statement, succeeds) in enumerate(statements):
        made = theorem(statement)
        imports |= dict.fromkeys(made.imports)
        names = {name: f"{name}_{place}" for name in made.definitions}
        for name, (kind, term) in made.definitions.items():
            parts.append(f"Definition {names[name]} : {kind} := {term.format(**names)}.")
        proofs = [(made.statement, made.proof)] if made.lemma is None else [made.lemma, (made.statement, made.proof)]
        sentence = " /\\ ".join(f"({each.format(**names)})" for each, _ in proofs)
        tactics = " | ".join(each.format(**names).removesuffix(".") for _, each in proofs)
        proof = f"split; [{tactics}]" if made.lemma else tactics
        parts.append(f"Goal {sentence}. Proof. {'' if succeeds else 'Fail '}({proof}). Abort.")
    return "\n".join([f"From {LOGICAL} Require Import {' '.join(imports)}.", *parts])


@needs_coq
@pytest.mark.parametrize(
    "name",
    [
        "feasible: no, rows and bounds",
        "optimal: max",
        "unbounded: max",
        "implementable: courses, a lottery over extremes",
        "implementable: courses, too much",
        "implementable: a crossed square, too little, by multipliers",
        "condition: B, courses, to and fro",
        "capacity: courses, of 1 sets",
        "feasible random outcome: courses, 5",
        "quotas describe: a triangle",
    ],
)
def test_a_changed_number_is_refused_as_by_the_checker(name, tmp_path):
    """Of the statement and of the evidence: Coq and the checker agree about each certificate with another number."""
    given = plain(name)
    mutants = []
    for place, other in changed({key: given[key] for key in ("about", "evidence")}):
        mutant = {**given, **other}
        if "ceiling" in place or "floor" in place:
            continue  # for other quotas the certificate's lists are wrong, and Coq makes its own
        try:
            unread = theorem(mutant) == theorem(given)
        except (NoForm, ValueError):
            assert not is_accepted(mutant), place
            continue
        if not unread:
            mutants.append((mutant, is_accepted(mutant)))
    chosen = mutants[:: max(1, len(mutants) // 12)]
    assert sum(not accepted for _, accepted in chosen) >= 3
    path = tmp_path / "Mutants.v"
    path.write_text(goals(chosen), encoding="utf-8")
    parts = {f"{file.replace('.', '/')}.v" for file in theorem(given).imports}
    command = ["coqc", "-q", "-Q", str(library(parts).folder), LOGICAL, path.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@needs_coq
def test_another_statement_is_refused_and_named():
    wrong = copy.deepcopy(plain("totally unimodular: no, rows to be exchanged"))
    wrong["about"]["matrix"]["entries"] = wrong["about"]["matrix"]["entries"][1:]
    found = verify(of_several([plain("feasible: no, equations"), wrong]))
    assert found.holds is False
    assert found.theorems == {}
    (reason,) = found.reasons
    assert reason.startswith('statement_2: File "./Certificate.v"')
    assert "Unable to unify" in reason
    assert str(found).startswith("Coq refuses\n  statement_2")


@needs_coq
def test_the_opposite_has_no_proof():
    """A statement with the evidence for its opposite is not written."""
    for name in ("implementable: courses, too much", "feasible: no, equations", "quotas describe: a triangle"):
        given = plain(name)
        with pytest.raises((ValueError, NoForm)):
            theorem({**given, "holds": not given["holds"]})


def test_a_file_is_short_and_names_are_comments():
    text = written(of_several([plain("implementable: courses, too much")])).text
    assert len(text) < 2_500
    assert "(* objects: 0 = o1, 1 = o2 *)" in text
    assert "Theorem statement_1 : ~ implementable problem_1 rule_1." in text
    assert "Theorem well_formed_1 : well_formed_problem problem_1." in text


@pytest.mark.parametrize(
    "text", ['a "quoted', "ends *) Axiom x : False. (*", "(*) nested (*", "**)", "two\nlines", "(*(*)"]
)
def test_no_name_gets_out_of_its_comment(text):
    shown = comment(text)
    assert shown.startswith("(* ")
    assert shown.endswith(" *)")
    assert not set('"\n') & set(shown)
    assert shown.count("(*") == shown.count("*)") == 1


def test_what_has_no_form_says_so():
    found = written(of_several([plain("hierarchy: no"), plain("feasible: no, equations")]))
    assert found.without == {1: 'statement 1 ("hierarchy"): this kind has no form in Coq yet'}
    assert list(found.theorems) == ["statement_2"]
    divisible = written(of_several([plain("implementable: divisible, too much")])).without[1]
    assert divisible == """statement 1 ("implementable"): its objects are divisible, and LY's are not"""
    public = written(of_several([plain("implementable: public, too much")])).without[1]
    assert "its outcome is public" in public
    restricted = written(of_several([plain("implementable: quotas at some profiles, too much")])).without[1]
    assert "quotas depend on the type profile" in restricted


@pytest.mark.parametrize(
    "mutate",
    [
        lambda one: one["about"].pop("system"),
        lambda one: one["evidence"].pop("multipliers"),
        lambda one: one["about"]["system"]["rows"][0].update(sense=">"),
        lambda one: one["evidence"]["multipliers"].append("1"),
        lambda one: one.update(holds="no"),
        lambda one: one.update(about=[]),
    ],
)
def test_what_is_no_certificate_is_told_in_a_sentence(mutate):
    statement = copy.deepcopy(plain("feasible: no, equations"))
    mutate(statement)
    with pytest.raises(ValueError, match=r"holds: true or false|not written as certificates are"):
        written(of_several([statement]))


def test_every_form_is_tried():
    tried = {plain(name)["kind"] for name in (*SYSTEMS, *MATRICES, *PROBLEMS, *ABOUT_PROBLEMS)}
    assert tried | TRADING == set(KINDS)


TRADING = {"polarized", "obviously dominant", "obviously strategy-proof"}
"""These have their own tests."""


def test_numbers_and_lists_as_coq_reads_them():
    assert [rational_term(value) for value in ("3", "-3", "1/2", "-1/2")] == ["3", "(-3)", "(1 # 2)", "(-1 # 2)"]
    assert (integer_term("3"), integer_term("-3")) == ("3%Z", "(-3)%Z")
    assert listed(["1", "2"]) == "[1; 2]"
    assert max(map(len, listed(["12345"] * 100).split("\n"))) <= 110
    with pytest.raises(NoForm, match="not all given"):
        rational_term("p/2")
    with pytest.raises(NoForm, match="not an integer"):
        integer_term("1/2")
