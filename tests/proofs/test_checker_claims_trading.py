"""What the operations of claims about markets and mechanisms do, and how their statements read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from proofs import checker
from proofs.claims import registry
from proofs.claims.claim import Outcome
from proofs.claims.families.stated_mechanisms import MECHANISM, is_feasible, is_osp, polarized_menus
from proofs.claims.refuting import refutation
from proofs.claims.stating import Formula, Term, given, operation, statement

REFUTED = "valenzuela-stookey-2026/theorem-2.redundant-never-chosen"

MECHANISM_DATA = {
    "numbers": [2, 2],
    "endowment": [["1", "1"], ["1", "1"]],
    "domains": [{"box": [["1", "1"], ["1", "3"]]}, "positive"],
    "menus": [
        ["endowment", {"points": [["1", "1"], ["2", "0"], ["2", "1"]]}],
        ["endowment", {"points": [["1", "1"], ["0", "2"]]}, {"ray": ["-1/2", "1"]}],
    ],
    "selection": {"table": [{"choices": [1, 1], "assignment": [["2", "0"], ["0", "2"]]}]},
    "strategies": ["any myopic", "myopic"],
}


def uniform(*boxes: Any, domain: Any = (("0", "1"), ("2", "1")), atoms: Any = ()) -> dict[str, Any]:
    """Preferences on [0, 2] x {1}, with equal weight on boxes and atoms."""
    weight = f"1/{len(boxes) + len(atoms)}"
    law = {"atoms": [[list(at), weight] for at in atoms], "uniform": [[*map(list, box), weight] for box in boxes]}
    return {"domain": {"box": [list(end) for end in domain]}, "law": law}


LEFT, RIGHT, MIDDLE = (("0", "1"), ("1", "1")), (("1", "1"), ("2", "1")), (("1/2", "1"), ("3/2", "1"))


def value(term: Term, **scope: Any) -> Any:
    checker.WORK.begin(None)
    return checker.plain_data(checker.Reader(checker.Shown()).value(term.plain, scope))


def of_mechanism(name: str, *parts: Any) -> Any:
    return value(operation(name, MECHANISM, *parts), mechanism=MECHANISM_DATA)


def test_directions_of_the_sets_and_of_what_is_selected() -> None:
    assert of_mechanism("directions", 0) == [[], [[1, -1], [1, 0]]]
    assert of_mechanism("directions", 1) == [[], [[-1, 1]], [[-1, 2]]]
    assert of_mechanism("directions selected", 0) == [[], [[1, -1]]]
    assert of_mechanism("directions selected", 1) == [[], [[-1, 1]], []]


def test_bundles_selected_for_each_choice_and_at_a_profile() -> None:
    assert of_mechanism("bundles selected", 0) == [[[1, 1]], [[2, 0], [1, 1]]]
    assert of_mechanism("bundles selected", 1) == [[[1, 1]], [[0, 2], [1, 1]], [[1, 1]]]
    assert of_mechanism("selected", [1, 1]) == [[2, 0], [0, 2]]
    assert of_mechanism("selected", [1, 2]) == [[1, 1], [1, 1]]


def test_choices_made_at_a_type() -> None:
    assert of_mechanism("choices made", 0, ["1", "1"]) == [0, 1], "either choice is myopically optimal"
    assert of_mechanism("choices made", 0, ["1", "2"]) == [1]
    assert of_mechanism("choices made", 1, ["2", "1"]) == [1]
    with pytest.raises(checker.Refused, match="the type is not in the domain"):
        of_mechanism("choices made", 0, ["2", "1"])


@pytest.mark.parametrize(
    ("preferences", "outside"),
    [
        (uniform(LEFT, RIGHT), []),
        (uniform(LEFT), [["3/2", 1]]),
        (uniform(LEFT, MIDDLE), [["7/4", 1]]),
        (uniform(MIDDLE, LEFT, RIGHT), []),
        (uniform(atoms=[("0", "1"), ("2", "1")]), [[1, 1]]),
        (uniform(LEFT, atoms=[("2", "1")]), [["3/2", 1]]),
        (uniform(LEFT, domain=(("0", "0"), ("1", "1"))), [["1/2", "1/2"]]),
        (uniform(LEFT, domain=(("0", "0"), ("1", "2"))), [["1/2", "1/2"], ["1/2", "3/2"]]),
        (uniform(domain=(("1", "1"), ("1", "1")), atoms=[("1", "1")]), []),
        ({"domain": {"box": [["0"], ["1"]]}, "law": None}, [["1/2"]]),
    ],
    ids=["halves", "a half", "a gap", "overlap", "corners", "half and corner", "a face", "a wall", "a point", "no law"],
)  # fmt: skip
def test_what_the_support_of_a_law_does_not_reach(preferences: Any, outside: Any) -> None:
    term = operation("outside support", given("preferences"))
    assert value(term, preferences=preferences) == outside
    assert checker.Words({}).term(term.plain) == "the parts of the box of preferences outside the support of its law"


def test_parts_without_weight_are_no_support() -> None:
    preferences = uniform(LEFT, RIGHT)
    preferences["law"]["uniform"][0][2], preferences["law"]["uniform"][1][2] = "1", "0"
    assert value(operation("outside support", given("preferences")), preferences=preferences) == [["3/2", 1]]


WORDS: list[tuple[Formula, str]] = [
    (is_feasible(), "the protocol of mechanism is feasible"),
    (
        is_osp("printed"),
        "mechanism is obviously strategy-proof (an action compared with all actions, itself included)",
    ),
    (is_osp("deviations"), "mechanism is obviously strategy-proof (an action compared with the other actions)"),
    (
        polarized_menus("printed"),
        "the menus of mechanism, as menus for the endowments the endowment of mechanism of tasks to be done the "
        "numbers of mechanism times, are polarized rays or remedial (the endowment being a ray, and every ray a pair "
        "with itself)",
    ),
    (
        statement("bilateral trade improves", market=given("market"), reading="indifferent keep"),
        "some bilateral trade in market improves upon the status quo if agents who are indifferent do not trade",
    ),
]


@pytest.mark.parametrize(("formula", "words"), WORDS, ids=[str(k) for k in range(len(WORDS))])
def test_statements_read_as_sentences(formula: Formula, words: str) -> None:
    checker.WORK.begin(None)
    assert checker.Words({}).formula(formula.plain) == words


@pytest.mark.parametrize(
    ("menus", "told"),
    [
        (given("other")["menus"], '"menus" of other'),
        (MECHANISM["domains"], '"menus" the domains of mechanism'),
        (MECHANISM, '"menus" mechanism'),
    ],
    ids=["other thing", "other field", "no field"],
)
def test_fields_of_something_else_are_told_one_by_one(menus: Term, told: str) -> None:
    fields = {name: MECHANISM[name] for name in ("numbers", "endowment", "domains", "selection")}
    checker.WORK.begin(None)
    words = checker.Words({}).formula(statement("feasible protocol", **fields, menus=menus).plain)
    assert words.startswith("[feasible protocol: ")
    assert told in words


@pytest.mark.parametrize("kind", sorted(checker.SENTENCES))
def test_sentences_are_of_kinds_and_tell_all_their_fields(kind: str) -> None:
    names, sentence = checker.SENTENCES[kind]
    assert kind in checker.KINDS
    assert all(f"{{{k}}}" in sentence for k in range(len(names.split()))), json.dumps(sentence)


def test_claims_are_about_costs_from_0_on() -> None:
    """A certificate of a claim with goods is refused; a statement by itself may be about them."""
    reading = registry.claims()[REFUTED].reading("literal")
    instance = next(iter(reading.families[0].instances(0)))
    trial = reading.trial(instance)
    assert trial.outcome is Outcome.REFUTES
    written = json.loads(json.dumps(refutation(REFUTED, reading, instance, trial)))
    checker.verify(written)
    mechanism = written["instances"]["mechanism"]
    costs = ["1"] * (len(mechanism["numbers"]) - 1) + ["-1"]
    for domain in ({"polyhedron": [], "inside": costs}, {"types": [costs]}):
        mechanism["domains"][0] = domain
        with pytest.raises(checker.Refused, match="costs may be negative"):
            checker.verify(written)
        checker.verify({"format": checker.FORMAT, "statements": [feasible_with(mechanism)]})


def feasible_with(mechanism: dict[str, Any]) -> dict[str, Any]:
    """That the protocol of a mechanism is feasible."""
    about = {key: value for key, value in mechanism.items() if key not in ("strategies", "dominance")}
    return {"kind": "feasible protocol", "holds": True, "about": about, "evidence": {"form": "respects"}}


def test_a_claim_may_be_about_no_rays_at_all() -> None:
    checker.WORK.begin(None)
    checker.WORK.burdens = True
    said = checker.check_polarized({"directions": [], "reading": "pairs"}, True, {"form": "multipliers", "pairs": []})
    assert said == "the rays are polarized (pairs)"
    checker.WORK.begin(None)
    assert not checker.WORK.burdens
