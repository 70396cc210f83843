"""What the operations of claims do, and how they read."""

from __future__ import annotations

from typing import Any

import pytest

from proofs import checker
from proofs.claims.stating import Term, each, given, operation, term, value_of

PROBLEM = {
    "format": "exact-proofs/problem/1",
    "agents": ["1", "2"],
    "objects": ["a", "b"],
    "types": {"1": ["u", "v"], "2": ["u"]},
    "prior": {"joint": [
        {"profile": {"1": "u", "2": "u"}, "probability": "1/4"},
        {"profile": {"1": "v", "2": "u"}, "probability": "3/4"},
    ]},
    "constraints": [{"set": [["2", "b"], ["1", "a"]], "floor": 0, "ceiling": 1}],
    "interim_rule": {"1": {"u": {"a": "1/2"}, "v": {"b": 1}}, "2": {"u": {"b": "1/3"}}},
}  # fmt: skip
ONE_GOOD = {"agents": ["1", "2"], "sets": [[["1"], ["2"]]], "types": {"1": ["u"], "2": ["u"]}}
MATRIX = {"rows": [["x", 1], ["g", 1], ["x", 2]], "columns": ["p", "q"], "entries": [[0, 0, 1], [1, 1, 1], [2, 1, -1]]}
RESTRICTED = {
    **PROBLEM,
    "profiles": [
        {
            "profile": {"1": "v"},
            "constraints": [
                {"set": [["1", "a"], ["2", "b"]], "floor": 1},
                {"set": [["2", "a"]], "floor": 0, "ceiling": 2},
            ],
        }
    ],
}
INSTANCES = {"problem": PROBLEM, "restricted": RESTRICTED, "one": ONE_GOOD, "matrix": MATRIX}
STRUCTURE = operation("structure", given("problem"))

TERMS: list[tuple[Term, Any, str]] = [
    (-term(3), -3, "-1 * 3"),
    (operation("rank", [[0, 0], [0, 0]]), 0, "the rank of [[0, 0], [0, 0]]"),
    (operation("rank", []), 0, "the rank of []"),
    (operation("rank", [[0, 1], [0, "1/2"], [3, 1], [3, 2]]), 2, 'the rank of [[0, 1], [0, "1/2"], [3, 1], [3, 2]]'),
    (operation("rank", [[1, 2, 3], [4, 5, 6], [7, 8, 9]]), 2, "the rank of [[1, 2, 3], [4, 5, 6], [7, 8, 9]]"),
    (operation("orders", [1, 2]), [[1, 2], [2, 1]], "the orders of [1, 2]"),
    (operation("rows named", given("matrix"), "x"), [[1, 0], [0, -1]], 'the rows "x" of matrix'),
    (
        operation("rows and columns", STRUCTURE),
        [
            [["1", "a"], ["1", "b"]],
            [["2", "a"], ["2", "b"]],
            [["1", "a"], ["2", "a"]],
            [["1", "b"], ["2", "b"]],
        ],
        "the family of all rows {i} x A and columns N x {j} of the structure of problem",
    ),
    (
        operation("rows and columns", given("one")),
        [[["1"]], [["2"]], [["1"], ["2"]]],
        "the family of all rows {i} x A and columns N x {j} of one",
    ),
    (operation("probability", given("problem"), ["v", "u"]), "3/4", 'the probability of ["v", "u"] in problem'),
    (operation("y", given("problem"), ["1", "a"], "u"), "1/8", 'y(["1", "a"], "u") of problem'),
    (operation("y", given("problem"), ["1", "a"], "v"), 0, 'y(["1", "a"], "v") of problem'),
    (operation("y", given("problem"), ["2", "b"], "u"), "1/3", 'y(["2", "b"], "u") of problem'),
    (operation("Q", given("problem"), ["1", "a"], "u"), "1/2", 'Q(["1", "a"], "u") of problem'),
    (operation("Q", given("problem"), ["1", "a"], "v"), 0, 'Q(["1", "a"], "v") of problem'),
    (
        operation("quotas at", given("problem"), ["u", "u"]),
        [[[["1", "a"], ["2", "b"]], 0, 1]],
        'the quotas of problem at ["u", "u"]',
    ),
    (
        operation("quotas at", given("restricted"), ["v", "u"]),
        [[[["1", "a"], ["2", "b"]], 1, 1], [[["2", "a"]], 0, 2]],
        'the quotas of restricted at ["v", "u"]',
    ),
    (
        operation("quotas at", given("restricted"), ["u", "u"]),
        [[[["1", "a"], ["2", "b"]], 0, 1]],
        'the quotas of restricted at ["u", "u"]',
    ),
    (operation("cells", STRUCTURE)[3], ["2", "b"], "(the cells of the structure of problem)[3]"),
    (given("matrix")["rows"][0][1], 1, "(the rows of matrix)[0][1]"),
    (each("r", [[5, 6]], lambda r: r[1]), [6], "[r[1] for each r of [[5, 6]]]"),
]


@pytest.mark.parametrize(("written", "value", "words"), TERMS, ids=[words for *_, words in TERMS])
def test_terms_have_their_value_and_their_words(written: Term, value: Any, words: str) -> None:
    checker.WORK.begin(None)
    found = checker.Reader(checker.Shown()).value(written.plain, dict(INSTANCES))
    assert checker.plain_data(found) == value
    assert checker.Words({}).term(written.plain) == words


def test_values_that_statements_name_read_as_such() -> None:
    beta = value_of("capacity", problem=given("problem"), profile=given("t"), plus=given("G"), minus=[])
    assert checker.Words({}).term(beta.plain) == "beta(G, []) of problem at t"
    least = value_of("optimal", system=given("P"), objective=given("c"), sense="min")
    assert checker.Words({}).term(least.plain) == 'the optimum ("min") of c . x over P'


@pytest.mark.parametrize(
    "written",
    [operation("orders", list(range(8))), operation("subsets", list(range(15)))],
    ids=["orders", "subsets"],
)
def test_long_lists_are_left_open(written: Term) -> None:
    checker.WORK.begin(None)
    with pytest.raises(checker.TooMuch):
        checker.Reader(checker.Shown()).value(written.plain, {})


@pytest.mark.parametrize(
    "change",
    [
        {"divisible": True},
        {"constraints": [{"set": [["1", "a"]], "floor": 0}]},
        {"profiles": [{"profile": {"1": "u"}, "constraints": []}]},
    ],
    ids=["divisible goods", "no ceiling", "quotas of a profile"],
)
def test_an_allocation_problem_is_one_of_section_2(change: dict[str, Any]) -> None:
    checker.WORK.begin(None)
    checker.SORTS["problem"]({**PROBLEM, **change})
    checker.SORTS["allocation problem"](PROBLEM)
    with pytest.raises(checker.Refused):
        checker.SORTS["allocation problem"]({**PROBLEM, **change})


def test_a_field_that_is_not_there_is_refused() -> None:
    checker.WORK.begin(None)
    with pytest.raises(checker.Refused, match='the field "outcome" of what has none'):
        checker.Reader(checker.Shown()).value(given("problem")["outcome"].plain, dict(INSTANCES))


def test_sorts_have_names_that_can_be_read() -> None:
    plain = {"id": "p/c", "reading": "r", "for_every": {"one": "allocation problem"}, "then": [["=", 1, 1]]}
    said = checker.Claim(plain).sentence()
    assert said == "For every problem with indivisible goods and finite quotas, called one: 1 = 1"
