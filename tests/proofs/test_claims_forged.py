"""Certificates that claim to refute something: what is changed in one is refused, and each for its own reason."""

from __future__ import annotations

import copy
import json
import time
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


def of_data(data: Any, then: list[Any], **more: Any) -> dict[str, Any]:
    """A certificate without statements, of a claim about the data x."""
    claim = {"id": "forged", "reading": "literal", "for_every": {"x": "data"}, "if": [], "then": then} | more
    return {"format": checker.FORMAT_2, "instances": {"x": data}, "claim": claim, "statements": []}


def defining(words: str, parameters: list[str], body: Any, *terms: Any) -> dict[str, Any]:
    """A claim that one definition of these words is true."""
    definition = {"name": "p", "words": words, "of": parameters, "is": body}
    return of_data(3, [["p", *terms]], define=[definition])


FALSE = ["<=", 2, 1]
TWO_WAYS = "written in two ways"

MISLEADING = {
    "3 is 3": (of_data(3, [["same", "x", {"value": "3"}]]), TWO_WAYS),
    "1/2 is 2/4": (of_data("1/2", [["same", "x", {"value": "2/4"}]]), TWO_WAYS),
    "3 is among (3)": (of_data(3, [["in", "x", {"value": ["3"]}]]), TWO_WAYS),
    "(3) is contained in (3)": (of_data([3], [["within", "x", {"value": ["03"]}]]), TWO_WAYS),
    "the different ones of (3, 3)": (of_data([3, "3"], [["=", ["size", ["distinct", "x"]], 1]]), TWO_WAYS),
    "what (3) and (3) have in common": (
        of_data([3], [["=", ["size", ["common", "x", {"value": ["3"]}]], 1]]),
        TWO_WAYS,
    ),
    "numbers as they are": (of_data(["3"], [["same", ["numbers", "x"], "x"]]), TWO_WAYS),
    "texts as lists": (of_data("abc", [["=", ["size", "x"], 1]]), "a list was expected"),
    "a letter of a text": (of_data("abc", [["not", ["in", {"value": "a"}, "x"]]]), "a list was expected"),
    "numbers too long to be told": (of_data(3, [["=", 2**20_000, 2**20_000 + 1]]), "too long to be told"),
    "texts too long to be told": (of_data("a" * 1_001, [["same", "x", {"value": "a" * 1_002}]]), "too long to be told"),
    "a conjunction of nothing": (of_data(3, [["or"]]), "joins nothing"),
    "a comparison by free names": (
        of_data(
            3, [["and", FALSE, {"kind": "comparison", "about": {"what": {"value": ["the optimum", "the bound"]}}}]]
        ),
        "no part of a claim",
    ),
    "no bound that is one": (
        of_data(3, [FALSE], where=[["null", 0]]),
        "sentences use the word",
    ),
    "a name that joins": (of_data(3, [FALSE], where=[["or", 0]]), "sentences use the word"),
    "a determinant of a part": (
        of_data([[1, 2, 3], [4, 5, 6]], [["=", ["determinant", "x"], 0]]),
        "not square",
    ),
    "a rank of no matrix": (of_data([[1], [0, 1]], [["=", ["rank", "x"], 1]]), "different lengths"),
    "words without their parameter": (defining("it holds", ["y"], ["<=", "y", 1], 2), "just its parameters"),
    "words with one parameter more": (defining("{0} and {1} hold", ["y"], ["<=", "y", 1], 2), "just its parameters"),
    "a parameter given twice": (defining("{0} and {1} hold", ["y", "y"], ["<=", "y", 1], 1, 2), "a parameter twice"),
    "words that explain themselves": (
        defining("x is small. Here x is small", [], FALSE),
        "look like a sentence of their own",
    ),
    "words that are a name": (defining("x", [], 5), "have a meaning already"),
    "words that are a number": (defining("3", [], 5), "have a meaning already"),
    "words of a comparison": (defining("{0} <= {1}", ["y", "z"], FALSE, 1, 2), "have a meaning already"),
    "words of a statement": (defining("{0} is totally unimodular", ["y"], FALSE, "x"), "have a meaning already"),
    "words that break out": (defining("1 = 2) or (1 = 1", [], FALSE), "brackets without their pairs"),
    "two definitions with the same words": (
        of_data(
            3,
            [["p"]],
            define=[
                {"name": "p", "words": "it holds", "of": [], "is": FALSE},
                {"name": "q", "words": "it holds", "of": [], "is": ["not", FALSE]},
            ],
        ),
        "the same name or words",
    ),
}


@pytest.mark.parametrize("what", MISLEADING)
def test_what_would_be_read_for_something_else_is_refused(what: str) -> None:
    with pytest.raises(checker.Refused, match=MISLEADING[what][1]):
        checker.verify(MISLEADING[what][0])


LISTS = {"value": [1]}, {"value": [2]}, {"value": [1, 2]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["without", ["joined", *LISTS[:2]], LISTS[2]], ["joined", LISTS[0], ["without", *LISTS[1:]]]),
        (["distinct", ["put", LISTS[0], 0, 1]], ["put", ["distinct", LISTS[0]], 0, 1]),
        (["common", ["joined", *LISTS[:2]], LISTS[2]], ["common", LISTS[0], ["joined", *LISTS[1:]]]),
        (["list", ["joined", *LISTS[:2]]], ["joined", *LISTS[:2]]),
        (["weights", LISTS[0]], LISTS[0]),
    ],
)
def test_different_terms_read_differently(one: Any, other: Any) -> None:
    words = checker.Words({})
    assert words.part(one) != words.part(other)


def test_definitions_are_held_together() -> None:
    """`not A or B` would be read as `(not A) or B`."""
    *_, said = checker.verify(defining("(1 = 1) or (1 = 2)", [], ["not", FALSE]) | {"claim": negated()})
    assert "not ((1 = 1) or (1 = 2))" in said


def negated() -> dict[str, Any]:
    claim: dict[str, Any] = defining("(1 = 1) or (1 = 2)", [], ["not", FALSE])["claim"]
    return claim | {"then": [["not", ["p"]]]}


def test_values_are_numbers_however_they_are_written() -> None:
    shown = checker.Shown()
    shown.add("capacity", {"problem": 1, "value": "6/2"}, holds=True)
    reader = checker.Reader(shown)
    assert reader.truth(["same", {"the": "capacity", "about": {"problem": 1}}, 3], {}) is True


def test_unchecked_hypotheses_are_told_beside_facts() -> None:
    *_, said = checker.verify(of_data(3, [], facts=[["<=", 1, 2]], unchecked=["it rains], then 1 = 2. Here [z"]))
    assert said.startswith(
        'facts hold for this instance, and hypothesis as far as it is checked (not checked: "it rains'
    )
    assert json.dumps('["it rains], then')[1:-1] in said


MANY = list(range(1_000))
RECORD = {str(k): k for k in range(3_000)}
LARGE = 10**60_000 + 1

COSTLY = {
    "copies of records": (RECORD, ["with", "x", {"value": "0"}, 1]),
    "shorter records": (RECORD, ["omitting", "x", {"value": "0"}]),
    "a row repeated": (MANY, ["transposed", ["each", "m", "x", "x"]]),
    "a table of zeros": ({"rows": [1], "columns": MANY * 90, "entries": []}, ["rows", "x"]),
    "a matrix of zeros": (MANY, ["matrix", "x", "x", ["each", "m", "x", ["times", 0, "x"]]]),
    "remainders of long numbers": (LARGE, ["modulo", ["*", "x", "x"], ["+", "x", 2]]),
    "short data compared": (MANY, ["position", 999, "x"]),
    "long numbers compared": (LARGE, ["if", ["same", "x", ["list", "x"]], 1, 2]),
    "long numbers in a list": (
        10**900,
        ["if", ["same", ["each", "m", ["positions", ["choices", {"value": [MANY[:10]] * 3}]], "x"], 0], 1, 2],
    ),
}


@pytest.mark.parametrize("what", COSTLY)
def test_work_of_terms_is_counted_as_it_is_done(what: str) -> None:
    """Each is left open by the count of steps, which made in full would be hours; a busy machine may be slow."""
    data, costly = COSTLY[what]
    where = [["many", ["positions", {"value": MANY}]], ["y", ["each", "m", "many", ["each", "n", "many", costly]]]]
    started = time.process_time()
    with pytest.raises(checker.TooMuch, match="more work than is done"):
        checker.verify(of_data(data, [FALSE], where=where))
    assert time.process_time() - started < 4 * checker.SECONDS


def test_scopes_of_many_names_are_counted() -> None:
    names = [[f"n{k}", k] for k in range(3_000)]
    with pytest.raises(checker.TooMuch, match="more work than is done"):
        checker.verify(of_data(MANY, [["every", "k", "x", ["every", "l", "x", ["<=", 1, 2]]]], where=names))


def test_words_that_double_are_not_made() -> None:
    term: Any = "x"
    for _ in range(40):
        term = ["p", term]
    doubling = {"name": "p", "words": "{0} " * 30 + "{0}", "of": ["y"], "is": "y"}
    with pytest.raises(checker.TooMuch, match="too long to be read"):
        checker.verify(of_data(3, [["<=", term, 2]], define=[doubling]))


@pytest.mark.parametrize("change", [{"instances": 4}, {"instances": {"s": 1}, "statements": [{"kind": "feasible"}]}])
def test_what_is_no_certificate_of_a_claim_is_a_sentence(change: dict[str, Any], written: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"instances: an object was expected|about"):
        verdicts({**written, **change})
