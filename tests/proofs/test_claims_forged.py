"""Certificates that claim to refute something: what is changed in one is refused, and each for its own reason."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from proofs import checker
from proofs.certificates import statements, verdicts
from proofs.claims import registry
from proofs.claims.claim import Outcome
from proofs.claims.refuting import refutation

THEOREM_3 = "lang-yang-2023/theorem-3"


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """A true certificate that Theorem 3 of LY is false as printed."""
    reading = registry.claims()[THEOREM_3].reading("literal")
    for family in reading.families:
        for instance in family.instances(0):
            trial = reading.trial(instance)
            if trial.outcome is Outcome.REFUTES:
                found: dict[str, Any] = json.loads(json.dumps(refutation(THEOREM_3, reading, instance, trial)))
                return found
    raise AssertionError


def test_the_true_one_is_verified_and_says_the_claim(written: dict[str, Any]) -> None:
    *_, last, said = checker.verify(written)
    assert last.startswith("hypothesis holds, conclusion fails: this instance refutes")
    assert "the edges of a graph on the agents of structure without odd cycle" in last
    assert "every agent of structure has at most 2 types" in last
    assert said.startswith(checker.SAID_BESIDE)


def test_statements_refer_to_the_instance_and_are_read_back(written: dict[str, Any]) -> None:
    (preserving,) = [each for each in written["statements"] if each["kind"] == "preserves total unimodularity"]
    assert preserving["about"] == {"structure": {"is": "structure"}}
    (read,) = [each for each in statements(written) if each["kind"] == "preserves total unimodularity"]
    assert read["about"]["structure"] == written["instances"]["structure"]
    assert [verdict.verify() for verdict in verdicts(written)] == [True, True]


def drop(part: str) -> Any:
    return lambda c: c.pop(part)


def to_format_1(c: dict[str, Any]) -> None:
    c["format"] = checker.FORMAT


def three_types(c: dict[str, Any]) -> None:
    c["instances"]["structure"]["types"]["1"] = ["u", "v", "w"]


def without_statement(k: int) -> Any:
    return lambda c: c["statements"].pop(k)


def opposite(k: int) -> Any:
    def change(c: dict[str, Any]) -> None:
        c["statements"][k]["holds"] = not c["statements"][k]["holds"]

    return change


def claim_with(**fields: Any) -> Any:
    return lambda c: c["claim"].update(fields)


def instance_is(data: Any) -> Any:
    return lambda c: c["instances"].update(structure=data)


ONE = {"kind": "preserves total unimodularity", "about": {"structure": "structure"}}

FORGED = {
    "no claim of format 1": (to_format_1, "unknown"),
    "no instances": (drop("instances"), '"agents" is missing'),
    "no statements": (drop("statements"), '"statements" is missing'),
    "another instance": (three_types, "a name does not occur|not|false"),
    "hypothesis not shown": (without_statement(0), "the hypothesis of the claim is open"),
    "conclusion not shown": (without_statement(1), "the conclusion of the claim is open"),
    "a statement turned": (opposite(0), '"cycle" is missing'),
    "a hypothesis that is false": (claim_with(**{"if": [["<=", 3, 2]]}), "the hypothesis of the claim is false"),
    "a conclusion that is true": (claim_with(then=[["<=", 2, 3]]), "the conclusion of the claim is true"),
    "no conclusion": (claim_with(then=[]), "a claim has a conclusion, or facts"),
    "facts beside a conclusion": (claim_with(facts=[["<=", 2, 3]]), "a claim has a conclusion, or facts"),
    "facts that are false": (claim_with(then=[], facts=[["<=", 3, 2]]), "what the argument starts from is false"),
    "an unknown sort": (claim_with(for_every={"structure": "castle"}), "an unknown sort"),
    "another sort": (claim_with(for_every={"structure": "problem"}), '"format" is missing'),
    "one more instance": (claim_with(for_every={"structure": "structure", "x": "number"}), "not those that the claim"),
    "no instance of the sort": (instance_is(3), "an object was expected"),
    "a name given twice": (claim_with(where=[["structure", 3]]), "given twice"),
    "a name like a sentence": (claim_with(where=[["x is verified", 3]]), "is no variable"),
    "an unknown operation": (claim_with(then=[["<=", ["eval", 3], 2]]), 'the operation "eval" is unknown'),
    "an unknown word": (claim_with(then=[["perhaps", ONE]]), 'the word "perhaps" in a formula is unknown'),
    "an unknown kind": (claim_with(then=[{"kind": "true", "about": {}}]), 'the kind "true" is unknown'),
    "an unknown name": (claim_with(then=[["<=", "y", 2]]), 'the name "y" in a term is unknown'),
    "a value of what has none": (
        claim_with(then=[["<=", {"the": "bihierarchy", "about": {}}, 2]]),
        "name no value",
    ),
    "a value that is not shown": (
        claim_with(where=[["v", {"the": "capacity", "about": {}}]]),
        "a value that no statement of the certificate shows",
    ),
    "a truth value": (claim_with(then=[["<=", True, 2]]), "a list was expected"),
    "a number that is none": (claim_with(then=[["<=", {"value": "0.5"}, 2]]), "is not an exact number"),
    "an id that is none": (claim_with(id=3), "a claim has no name"),
    "too long a list": (
        claim_with(where=[["big", ["choices", {"value": [list(range(10))] * 20}]]]),
        "a term makes too long a list",
    ),
}


@pytest.mark.parametrize("change", FORGED)
def test_a_forged_claim_is_refused(change: str, written: dict[str, Any]) -> None:
    forged, sentence = copy.deepcopy(written), FORGED[change][1]
    FORGED[change][0](forged)
    with pytest.raises(checker.Refused, match=sentence):
        checker.verify(forged)


def test_doubling_lists_without_end_is_left_open(written: dict[str, Any]) -> None:
    """Each definition holds the one before twice: the data would have 2 to the 60 entries."""
    forged = copy.deepcopy(written)
    names = [f"x{k}" for k in range(60)]
    doubled = [[name, ["list", before, before]] for before, name in zip(["structure", *names], names, strict=False)]
    forged["claim"]["where"] = [["x", 0], *doubled]
    forged["claim"]["then"] = [["same", "x59", "x58"]]
    with pytest.raises(checker.TooMuch):
        checker.verify(forged)


def test_squaring_numbers_without_end_is_left_open(written: dict[str, Any]) -> None:
    forged = copy.deepcopy(written)
    names = [f"x{k}" for k in range(60)]
    squared = [[name, ["*", before, before]] for before, name in zip(["start", *names], names, strict=False)]
    forged["claim"]["where"] = [["start", 3], *squared]
    with pytest.raises(checker.TooMuch):
        checker.verify(forged)


def test_a_false_branch_needs_no_statement(written: dict[str, Any]) -> None:
    """What is open does not matter where the rest decides: `false and open` is false."""
    changed = copy.deepcopy(written)
    changed["claim"]["then"] = [["and", ["<=", 3, 2], {"kind": "implementable", "about": {}}]]
    assert any(sentence.startswith("hypothesis holds") for sentence in checker.verify(changed))


def test_what_is_open_refutes_nothing(written: dict[str, Any]) -> None:
    changed = copy.deepcopy(written)
    changed["claim"]["then"] = [["or", ["<=", 3, 2], {"kind": "implementable", "about": {}}]]
    with pytest.raises(checker.Refused, match="the conclusion of the claim is open"):
        checker.verify(changed)


def test_facts_leave_the_last_step_to_the_reader(written: dict[str, Any]) -> None:
    changed = copy.deepcopy(written)
    changed["claim"] |= {"then": [], "facts": [["<=", ["size", ["field", "structure", {"value": "agents"}]], 3]]}
    *_, last, said = checker.verify(changed)
    assert last.startswith("hypothesis and facts hold for this instance")
    assert said.startswith(checker.FOR_THE_READER)
