"""Files with parameters: read at values they are the files with these values written out; mistakes are one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from fractions import Fraction
from pathlib import Path

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact.rationals import text
from exact.symbolic.splitting import piecewise
from exact.symbolic.substituting import at
from proofs import load_market, load_problem, problem_of
from proofs.formats.games import game_from_plain, load_game
from proofs.formats.lotteries import load_lottery, lottery_from_plain
from proofs.formats.market_schema import market_schema
from proofs.formats.markets import load_classes, market_from_plain
from proofs.formats.parameters import family_of, read_at
from proofs.formats.parametric import load_family, member_from_plain
from proofs.formats.parametric_schema import schema_with_parameters
from proofs.formats.problems import (
    either_from_plain,
    given_rule_from_plain,
    load_design,
    load_either,
    load_either_design,
    load_groups,
)
from proofs.formats.suppliers import stages_from_plain
from proofs.plain.keys import MARKET, PROBLEM
from proofs.plain.reading import BadInput
from proofs.reduced_form.problem.data import problem_from_plain
from proofs.reduced_form.problem.model import problem_schema
from tests.schemas import complaint, undescribed

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = [
    path
    for path in sorted(EXAMPLES.rglob("*.json"))
    if isinstance(plain := json.loads(path.read_text()), dict) and plain.get("format") in (PROBLEM, MARKET)
]
PLAIN = [path for path in FILES if "parameters" not in json.loads(path.read_text())]
NUMERAL = re.compile(r"-?\d+(/\d+|\.\d+)?")
INTEGERS = ("tasks", "counts", "choice", "choices")
NAMES = ("format", "title", "comment", "agents", "objects", "types", "set", "edges", "preferences", "goods", "classes")
"""Keys of what is never an expression; a list of names, or of objects, is told by what is in it."""

AUCTION = {
    "format": PROBLEM,
    "parameters": {"p": {"above": 0, "below": 1}},
    "agents": ["ann", "bob"],
    "types": {"ann": ["low", "high"], "bob": ["low", "high"]},
    "prior": {"independent": {"ann": {"low": "1 - p", "high": "p"}, "bob": {"low": "1-p", "high": "p"}}},
    "constraints": [{"agents": ["ann", "bob"], "ceiling": 1}],
    "interim_rule": {"ann": {"low": 0, "high": "1 - p/2"}, "bob": {"low": "(1-p)/2", "high": "1 - p/2"}},
}


def spread(data, key=""):
    """The same data with every exact number as an expression in p that is this number at p = 1/3."""
    if isinstance(data, dict):
        sizes = key == "agents" and all(isinstance(value, int) for value in data.values())
        return {name: value if sizes or name in INTEGERS else spread(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return data if key in NAMES and all(isinstance(x, str | list) for x in data) else [spread(x, key) for x in data]
    number = isinstance(data, int) or (isinstance(data, str) and NUMERAL.fullmatch(data) and key not in NAMES)
    return f"3*p*({data})" if number and not isinstance(data, bool) else data


def reader(data):
    """Who reads the file."""
    owners = data["agents"].values() if isinstance(data["agents"], Mapping) else ()
    if "capacity_costs" in data:
        return stages_from_plain
    if "interim_rule" in data and "preferences" in data:
        return given_rule_from_plain
    keys = {key for own in owners if isinstance(own, Mapping) for key in own}
    return lottery_from_plain if "menus" in keys else game_from_plain if "workloads" in keys else member_from_plain


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_every_number_of_every_example_may_be_an_expression(path):
    data = json.loads(path.read_text())
    varying = spread(data) | {"parameters": {"p": {"above": 0}}}
    assert varying != data
    assert read_at(varying, reader(data), {"p": "1/3"}, path) == reader(data)(data)


def changed(data, change):
    found = deepcopy(data)
    change(found)
    return found


def put(*place):
    *steps, key, value = place

    def change(data):
        for step in steps:
            data = data[step]
        data[key] = value

    return change


PRIOR = ("prior", "independent", "ann", "low")
MISTAKES = {
    "an import": (
        put(*PRIOR, "__import__('os')"),
        "prior.independent.ann.low: \"__import__('os')\" is no expression: ' ",
    ),
    "in a rule": (put("interim_rule", "ann", "low", "os.system"), 'interim_rule.ann.low: "os.system" is no expression'),
    "deep": (put(*PRIOR, "(" * 99 + "p" + ")" * 99), "is nested deeper than 50 parentheses"),
    "high": (put(*PRIOR, "p^1000000"), 'prior.independent.ann.low: "p^1000000" may be of degree 1000000; at most 100'),
    "unknown": (put(*PRIOR, "q"), 'prior.independent.ann.low: "q" is no parameter; there is p'),
    "unknown in a rule": (
        put("interim_rule", "ann", "low", "q"),
        'interim_rule.ann.low: "q" is no parameter; there is p',
    ),
    "a pole": (put(*PRIOR, "1/(p - 1/3)"), 'low: "1/(p - 1/3)" has no value at p = 1/3: it divides by 0'),
    "a pole elsewhere": (
        put(*PRIOR, "1 - p/(2*p - 1)"),
        'low: "1 - p/(2*p - 1)" has no value at p = 1/2: it divides by 0',
    ),
    "an irrational pole": (
        put(*PRIOR, "1/(p^2 - 1/2)"),
        'low: "1/(p^2 - 1/2)" has no value at p = sqrt(2)/2: it divides',
    ),
    "a pole at an end": (
        lambda data: (put("parameters", "p", {"from": 0})(data), put(*PRIOR, "p/p")(data)),
        'prior.independent.ann.low: "p/p" has no value at p = 0: it divides by 0',
    ),
    "a float": (put(*PRIOR, 0.5), 'prior.independent.ann.low: 0.5 is a float and floats are not exact; write "1/2"'),
    "not 1 in all": (put(*PRIOR, "p"), "the probabilities of agent ann sum to 2/3, not 1 (at p = 1/3)"),
    "no list": (put("parameters", ["p"]), "parameters: an object was expected, not a list"),
    "none": (put("parameters", {}), "parameters: there is none; leave the key out"),
    "a number": (put("parameters", "p", 1), "parameters.p: an object was expected, not the number 1"),
    "empty": (
        put("parameters", "p", {"from": 1, "to": 0}),
        "parameters.p: no number is from 1 to 0; give a range with",
    ),
    "empty, open": (put("parameters", "p", {"above": 1, "to": 1}), "parameters.p: no number is above 1 to 1"),
    "a point": (put("parameters", "p", {"from": 1, "to": 1}), "parameters.p: it can only be 1; write that number"),
    "both ends": (put("parameters", "p", {"from": 0, "above": 0}), 'parameters.p: give "from" (the end belongs to the'),
    "both ends above": (
        put("parameters", "p", {"to": 0, "below": 0}),
        'parameters.p: give "to" (the end belongs to the',
    ),
    "a key": (put("parameters", "p", {"form": 0}), 'parameters.p: the key "form" is unknown; did you mean "from"?'),
    "an end": (put("parameters", "p", {"from": "q"}), 'parameters.p.from: "q" is not an exact number'),
    "no end": (put("parameters", "p", {"from": None}), "parameters.p.from: None is not an exact number"),
    "a word": (put("parameters", {"lambda": {}}), 'parameters: "lambda" is no name of a parameter; use at most 30'),
    "many": (put("parameters", {f"p{k}": {} for k in range(7)}), "parameters: 7 parameters; at most 6"),
    "out of range": (put("parameters", "p", {"from": "1/2"}), "p = 1/3 is out of its range, 1/2 <= p"),
    "another": (put("parameters", {"v": {}}), '"p" is no parameter; there is v'),
    "two": (put("parameters", "v", {}), "no value is given for v"),
    "no parameters": (lambda data: data.pop("parameters"), "a value of p is given, and there are no parameters"),
}


@pytest.mark.parametrize(("change", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_sentence_with_its_place(change, said, tmp_path):
    path = tmp_path / "auction.json"
    path.write_text(json.dumps(changed(AUCTION, change)))
    with pytest.raises(BadInput, match=re.escape(said)) as caught:
        load_problem(path, {"p": "1/3"})
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_expressions_without_parameters_are_no_numbers_and_what_would_do_is_told(tmp_path):
    path = tmp_path / "auction.json"
    for change, said in (
        (put(*PRIOR, "1 - p"), '"1 - p" is not an exact number; write "3", "3/7" or "0.125", or name p in the file: '),
        (put(*PRIOR, "1 - p"), '"parameters": {"p": {"from": 0, "to": 1}}'),
        (put(*PRIOR, "1/3 + 1/3"), '"1/3 + 1/3" is not an exact number; write "3", "3/7" or "0.125", here "2/3"'),
        (put(*PRIOR, "1/"), '"1/" is not an exact number; write "3", "3/7" or "0.125"'),
        (put(*PRIOR, "1/0"), '"1/0" has denominator 0'),
    ):
        data = changed(AUCTION, change)
        del data["parameters"]
        path.write_text(json.dumps(data))
        with pytest.raises(BadInput, match=re.escape(said)):
            load_problem(path)


@pytest.mark.parametrize(
    "load",
    [load_problem, load_design, load_either, load_either_design, load_market, load_classes, load_lottery, load_game],
)
def test_without_values_a_file_with_parameters_is_refused_with_what_would_do(load, tmp_path):
    path = tmp_path / "auction.json"
    path.write_text(json.dumps(AUCTION))
    said = "the numbers depend on p, and this question is about numbers; give values, for example --at p=1/2 "
    with pytest.raises(BadInput, match=re.escape(said)):
        load(path)


def test_plain_readers_say_that_parameters_make_a_family():
    for read in (problem_from_plain, market_from_plain):
        with pytest.raises(ValueError, match=r"family_of\(data, read\)\.at\(values\) is one of them|a market file"):
            read(AUCTION)
    with pytest.raises(BadInput, match="parameters: problem_of makes a problem alone; give the whole file's data to"):
        problem_of(agents=["a"], parameters={"p": {}})


def test_numbers_of_copies_and_sizes_are_no_expressions(tmp_path):
    groups = {
        "format": PROBLEM,
        "parameters": {"n": {"from": 1}},
        "agents": {"juniors": "n"},
        "types": {"juniors": ["a"]},
        "prior": "uniform",
        "constraints": [{"each": "agent", "ceiling": 1}],
    }
    path = tmp_path / "groups.json"
    path.write_text(json.dumps(groups))
    with pytest.raises(BadInput, match="agents"):
        load_groups(path, {"n": 2})
    market = {
        "format": MARKET,
        "parameters": {"n": {}},
        "tasks": {"A": "n"},
        "agents": {"ann": {"status_quo": {"A": 2}}},
    }
    path.write_text(json.dumps(market))
    with pytest.raises(BadInput, match=r'tasks\.A: "n" is not an integer, and no expression may stand there'):
        load_market(path, {"n": 2})


def test_a_quota_that_varies_needs_a_divisible_problem():
    varying = changed(AUCTION, put("constraints", 0, "ceiling", "p"))
    (over,) = family_of(varying, either_from_plain).parameters
    with pytest.raises(BadInput, match="ceiling: p varies with a parameter; an integer was expected"):
        piecewise(over, lambda p: family_of(varying, either_from_plain).at({"p": p}))
    family = family_of(varying | {"divisible": True}, either_from_plain)
    (part,) = piecewise(over, lambda p: family.at({"p": p}))
    assert text(part.answer[0].constraints[0].ceiling) == "p"


# ------------------------------------------------------------------------------------------------------------ families


@given(st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100))
def test_a_member_with_formulas_is_at_each_value_the_member_there(value):
    family = family_of(AUCTION, either_from_plain)
    (over,) = family.parameters
    (part,) = piecewise(over, lambda p: family.at({"p": p}))
    assert at(part.answer, value) == family.at({"p": value})
    written = json.loads(
        json.dumps(AUCTION).replace("1 - p/2", text(1 - value / 2)).replace("(1-p)/2", text((1 - value) / 2))
    )
    written["prior"]["independent"] = {name: {"low": text(1 - value), "high": text(value)} for name in ("ann", "bob")}
    del written["parameters"]
    assert family.at({"p": value}) == either_from_plain(written)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("interim_rule", "ann", "low", "p/(p - 1/3)"), '"p/(p - 1/3)" has no value at p = 1/3: it divides by 0'),
        (put("interim_rule", "ann", "low", "1/(p^2 - 1/2)"), "has no value at p = sqrt(2)/2: it divides by 0"),
        (put("interim_rule", "ann", "low", "1/(p - p)"), '"1/(p - p)" has no value for 0 < p < 1: it divides by 0'),
        (put("parameters", "p", {"from": 0, "to": 1}), "prior: type high of agent ann has probability 0; every"),
        (put("parameters", "p", {"from": 0, "to": 1}), "leave the type out of types (at p = 0)"),
        (put("parameters", "p", {"above": 0}), "prior: type low of agent ann has probability 0; every"),
        (put(*PRIOR, "1 - p^2"), "prior: the probabilities of agent ann sum to 1 + p - p^2, not 1"),
    ],
)
def test_what_is_wrong_somewhere_in_the_range_is_told_with_the_place(change, said):
    family = family_of(changed(AUCTION, change), either_from_plain)
    (over,) = family.parameters
    with pytest.raises(BadInput, match=re.escape(said)):
        piecewise(over, lambda p: family.at({"p": p}))


def test_classes_are_spread_over_their_tasks_by_formulas():
    market = json.loads((EXAMPLES / "markets" / "two-classes.json").read_text())
    market["parameters"] = {"p": {"above": 0, "below": 1}}
    market["agents"]["ann"]["status_quo"] |= {"x": "1 + p", "y": "2 - p^2"}
    market["agents"]["bob"]["status_quo"] |= {"x": "1 - p", "y": "2 + p^2"}
    family = family_of(market, market_from_plain)
    (over,) = family.parameters
    parts = piecewise(over, lambda p: family.at({"p": p}))
    assert text(parts[0].answer.protocol.menus[0][1].direction[0]) == "(-p-1)/(p^2-p-3)"
    for part in parts:
        sample = getattr(part.piece, "sample", None) or part.piece.place
        assert at(part.answer, sample) == family.at({"p": sample})


def test_a_family_is_loaded_with_the_reader_that_fits(tmp_path):
    path = tmp_path / "file.json"
    path.write_text(json.dumps(AUCTION))
    family = load_family(path)
    assert family.parameters.names == ("p",)
    assert family.at({"p": "1/3"}) == load_problem(path, {"p": "1/3"})
    path.write_text(json.dumps(AUCTION | {"objective": {"weights": {"ann": {"high": "2*p"}}}}))
    assert load_family(path).at({"p": "1/3"}) == load_design(path, {"p": "1/3"})
    assert load_family(path, problem_from_plain).at({"p": "1/3"}) == load_problem(path, {"p": "1/3"})
    market = json.loads((EXAMPLES / "markets" / "two-price.json").read_text())
    path.write_text(json.dumps(market))
    assert not load_family(path).parameters
    assert load_family(path).at({}) == load_market(path)
    path.write_text(json.dumps(market | {"parameters": {}}))
    with pytest.raises(BadInput, match=f"^{re.escape(str(path))}: parameters: there is none; leave the key out$"):
        load_family(path)


def test_in_python_numbers_may_be_expressions_of_sympy():
    p = sympy.Symbol("p")
    data = changed(AUCTION, put(*PRIOR, 1 - p))
    data["interim_rule"]["bob"]["low"] = (1 - p) / 2
    assert family_of(data, either_from_plain).at({"p": "1/3"}) == family_of(AUCTION, either_from_plain).at({"p": "1/3"})
    with pytest.raises(BadInput, match=r"prior.independent.ann.low: sqrt\(p\) is no part of a rational function"):
        family_of(changed(data, put(*PRIOR, sympy.sqrt(p))), either_from_plain).at({"p": "1/3"})


# -------------------------------------------------------------------------------------------------------------- schemas

SCHEMAS = {PROBLEM: schema_with_parameters(problem_schema()), MARKET: schema_with_parameters(market_schema())}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_schema_accepts_the_examples(path):
    data = json.loads(path.read_text())
    assert complaint(data, SCHEMAS[data["format"]]) is None


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_the_schema_takes_expressions_beside_parameters_alone(path):
    data = json.loads(path.read_text())
    schema, varying = SCHEMAS[data["format"]], spread(data)
    assert complaint(varying | {"parameters": {"p": {"above": 0, "to": "1/2"}}}, schema) is None
    if data["format"] == MARKET:
        assert complaint(varying, schema) is not None


def test_the_schema_refuses_parameters_that_the_reader_refuses():
    schema = SCHEMAS[PROBLEM]
    assert complaint(AUCTION, schema) is None
    for wrong in ([], {}, {"p": 1}, {"p": {"form": 1}}, {"p": {"from": "q"}}, {"p q": {}}, {"2": {}}, {"p" * 31: {}}):
        assert complaint(AUCTION | {"parameters": wrong}, schema) is not None
    assert complaint(changed(AUCTION, put(*PRIOR, "p!")), schema) is not None
    plain = changed(AUCTION, lambda data: data.pop("parameters"))
    assert complaint(plain, schema) is not None
    assert all(
        undescribed(each["$defs"][name]) == []
        for each in SCHEMAS.values()
        for name in each["$defs"]
        if "Problem" in name
    )
