"""Problem files: every shorthand, and every mistake answered in one sentence with its place."""

from __future__ import annotations

import copy
import itertools
import json
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs.formats.conversions import load
from proofs.formats.market_schema import market_schema
from proofs.formats.markets import load_market
from proofs.formats.matrices import load_matrix
from proofs.formats.problems import load_problem, problem_of
from proofs.plain.reading import BadInput, Remark, _foreign, parse_json, read_json, read_text
from proofs.reduced_form.design.data import design_from_plain
from proofs.reduced_form.problem.data import problem_from_plain, problem_to_plain
from proofs.reduced_form.problem.model import problem_schema
from proofs.reduced_form.problem.problems import InterimRule, JointPrior
from tests.schemas import complaint, undescribed
from tests.strategies import interim_rules, problems

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "problems").glob("*.json"))
COURSE = {
    "format": "exact-proofs/problem/1",
    "agents": ["i1", "i2"],
    "objects": ["o1", "o2"],
    "types": {"i1": ["a", "b"], "i2": ["a", "b"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "floor": 1, "ceiling": 2}, {"each": "pair", "ceiling": 1}],
}


def with_change(change):
    data = copy.deepcopy(COURSE)
    change(data)
    return data


def cells(data):
    return [set(constraint.cells) for constraint in problem_from_plain(data)[0].constraints]


@settings(deadline=None)
@given(st.data())
def test_a_problem_written_out_reads_back(data):
    problem = data.draw(problems())
    rule = data.draw(st.none() | interim_rules(problem))
    plain = json.loads(json.dumps(problem_to_plain(problem, rule)))
    assert problem_from_plain(plain) == (problem, rule)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_file_is_read_and_asks_something(path):
    problem, rule = load_problem(path)
    assert rule is not None or "objective" in json.loads(path.read_text())
    assert problem.title


def test_the_shorthands_for_sets():
    def sets(entry, **changes):
        return cells({**COURSE, **changes, "constraints": [{**entry, "floor": 0}, {"each": "pair", "ceiling": 1}]})[:-4]

    pairs = set(itertools.product(["i1", "i2"], ["o1", "o2"]))
    assert sets({"set": [["i1", "o1"], ["i2", "o2"]]}) == [{("i1", "o1"), ("i2", "o2")}]
    assert sets({"agents": ["i1"]}) == [{("i1", "o1"), ("i1", "o2")}]
    assert sets({"objects": ["o2"]}) == [{("i1", "o2"), ("i2", "o2")}]
    assert sets({"agents": ["i1", "i2"], "objects": ["o1", "o2"]}) == [pairs]
    assert sets({"each": "object"}) == [{("i1", "o1"), ("i2", "o1")}, {("i1", "o2"), ("i2", "o2")}]


def test_edges_join_agents_when_there_is_one_anonymous_object():
    data = with_change(lambda d: d.pop("objects"))
    data["constraints"] = [{"edges": [["i1", "i2"]], "ceiling": 1}]
    assert cells(data) == [{("i1",), ("i2",)}]


def test_a_public_outcome_chooses_one_alternative_without_saying_so():
    data = {**COURSE, "outcome": "public", "constraints": [{"each": "object", "ceiling": 1}]}
    problem, _ = problem_from_plain(data)
    assert problem.public
    assert problem.constraints[-1].cells == {("o1",), ("o2",)}
    assert problem.constraints[-1].floor == problem.constraints[-1].ceiling == 1


def test_a_joint_prior_is_read_in_any_order():
    weights = {("b", "b"): "1/2", ("a", "a"): "1/4", ("b", "a"): "0.125", ("a", "b"): "1/8"}
    joint = [{"profile": {"i2": y, "i1": x}, "probability": p} for (x, y), p in weights.items()]
    problem, _ = problem_from_plain({**COURSE, "prior": {"joint": joint}})
    assert problem.prior == JointPrior((Fraction(1, 4), Fraction(1, 8), Fraction(1, 8), Fraction(1, 2)))
    assert problem.marginals["i1", "b"] == Fraction(5, 8)


def put(key, value):
    return lambda data: data.update({key: value})


def constrain(entry):
    return lambda data: data["constraints"].append(entry)


def independent(i1, i2=None):
    return put("prior", {"independent": {"i1": i1, "i2": i2 or {"a": "1/2", "b": "1/2"}}})


RULE = {"i1": {"a": {}, "b": {"o1": 1}}, "i2": {"a": {}, "b": {}}}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put("format", "other"), 'format: "exact-proofs/problem/1" was expected, not "other"'),
        (lambda d: d.pop("agents"), '"agents" is missing'),
        (
            put("colour", 1),
            'the key "colour" is unknown; known are format, title, comment, parameters, agents, objects, types',
        ),
        (lambda d: d.update(agnets=d.pop("agents")), 'the key "agnets" is unknown; did you mean "agents"? known are'),
        (lambda d: d.update(fromat=d.pop("format")), 'the key "fromat" is unknown; did you mean "format"?'),
        (lambda d: d.pop("format"), '"format" is missing; "exact-proofs/problem/1" was expected'),
        (put("format", "exact-proofs/market/1"), "this is a market file; a problem file was expected"),
        (put("agents", {"i1": 1}), "agents: groups with sizes are taken by implement, design, facets and tum"),
        (put("types", {"Kim": "any"}), 'types.Kim: a list was expected, not "any"'),
        (put("divisible", "yes"), 'divisible: true or false was expected, not "yes"'),
        (put("outcome", "secret"), 'outcome: "private" or "public" was expected, not "secret"'),
        (put("agents", []), "agents: there is no agent"),
        (put("agents", ["i1", "i1"]), 'agents: "i1" occurs twice'),
        (put("agents", ["i1"]), 'types: "i2" is not in agents; there are i1'),
        (put("objects", ["o1", "o1"]), 'objects: "o1" occurs twice'),
        (put("objects", []), "objects: the list is empty; leave it out for one anonymous object"),
        (lambda d: d["types"].update(i1=[]), "types.i1: the type set is empty"),
        (lambda d: d["types"].update(i1=["a", "a"]), 'types.i1: "a" occurs twice'),
        (lambda d: d["types"].pop("i1"), 'types: agent "i1" is missing'),
        (independent({"a": "2/5", "b": "1/2"}), "prior: the probabilities of agent i1 sum to 9/10, not 1"),
        (
            independent({"a": 1, "b": 0}),
            "prior: type b of agent i1 has probability 0; every profile must be possible: leave the type out",
        ),
        (independent({"a": "3/2", "b": "-1/2"}), "prior: type b of agent i1 has probability -1/2"),
        (independent({"a": 1}), 'prior.independent.i1: "b" is missing'),
        (
            independent({"a": 0.5, "b": "1/2"}),
            'prior.independent.i1.a: 0.5 is a float and floats are not exact; write "1/2"',
        ),
        (put("prior", "even"), 'prior: "uniform", {"independent": ...} or {"joint": [...]} was expected'),
        (put("prior", {"joint": []}), "prior.joint: profile (a, a) is missing; every profile must be possible"),
        (
            put("prior", {"joint": [{"profile": {"i1": x, "i2": y}, "probability": 0} for x in "ab" for y in "ab"]}),
            "prior: profile (a, a) has probability 0; every profile must be possible: give it a positive one",
        ),
        (
            put("prior", {"joint": [{"profil": {}, "probability": 1}]}),
            'prior.joint[0]: the key "profil" is unknown; did you mean "profile"? known are profile, probability',
        ),
        (
            put("prior", {"independant": {}}),
            'prior: "uniform", {"independent": ...} or {"joint": [...]} was expected',
        ),
        (
            put("prior", {"joint": [{"profile": {"i1": "a"}, "probability": 1}]}),
            'prior.joint[0].profile: "i2" is missing',
        ),
        (put("constraints", []), "constraints: x(i1, o1) is unbounded; put it in a set with a ceiling"),
        (constrain({"set": [["i1", "o9"]]}), 'constraints[2].set: "o9" is not in objects; there are o1, o2'),
        (constrain({"set": [["i9", "o1"]]}), 'constraints[2].set: "i9" is not in agents; there'),
        (constrain({"set": ["i1"]}), "constraints[2].set: a pair [agent, object] was expected"),
        (constrain({"set": []}), "constraints[2].set: the set is empty"),
        (constrain({"set": [["i1", "o1"], ["i1", "o1"]]}), "constraints[2].set: {(i1, o1)} occurs twice"),
        (
            constrain({"set": [["i1", "o1"]], "floor": 2}),
            "constraints[2], with constraints[1]: the set {(i1, o1)} has floor 2 above ceiling 1; both entries bind",
        ),
        (constrain({"objects": ["o1"], "floor": 3, "ceiling": 2}), "constraints[2]: floor 3 is above ceiling 2"),
        (constrain({"objects": ["o1"], "floor": -1}), "floor -1 is negative"),
        (constrain({"objects": ["o1"], "ceiling": "5/2"}), "ceiling: 5/2 is not an integer"),
        (constrain({"objects": ["o1"], "ceiling": 2.5}), "constraints[2].ceiling: 2.5 is a float"),
        (constrain({"objects": ["o1"], "ceiling": "lots"}), 'constraints[2].ceiling: "lots" is not an exact number'),
        (
            constrain({"objects": ["o1"], "celing": 1}),
            'constraints[2]: the key "celing" is unknown; did you mean "ceiling"? known are set, agents, objects, each',
        ),
        (
            constrain({"objects": ["o1"]}),
            'constraints[2]: there is no quota; give "floor" (0 for a set that binds nothing)',
        ),
        (constrain({"set": [5], "ceiling": 1}), "constraints[2].set[0]: a list or a string was expected, not the numb"),
        (constrain(["i1"]), "constraints[2]: an object was expected, not a list"),
        (constrain({"ceiling": 1}), 'constraints[2]: give one of "set", "agents"/"objects", "each" or "edges"'),
        (constrain({"edges": [["i1", "i2"]]}), "constraints[2].edges: edges join agents; this problem has objects"),
        (put("interim_rule", {"i1": RULE["i1"]}), 'interim_rule: "i2" is missing'),
        (put("interim_rule", {**RULE, "i3": {}}), 'interim_rule: "i3" is not in agents'),
        (put("interim_rule", {**RULE, "i2": {"a": {}}}), 'interim_rule.i2: "b" is missing'),
        (
            put("interim_rule", {**RULE, "i2": {"o1": 1}}),
            'interim_rule.i2: "o1" is not in types of agent i2; write {type: {object: Q}}',
        ),
        (put("interim_rule", {**RULE, "i2": {"a": {"o3": 1}, "b": {}}}), 'interim_rule.i2.a: "o3" is not in objects'),
        (put("interim_rule", {**RULE, "i2": {"a": {"o1": 0.1}, "b": {}}}), "interim_rule.i2.a.o1: 0.1 is a float"),
        (
            put("profiles", [{"profile": {"i1": "c"}, "constraints": []}]),
            'profiles[0]: "c" is not in types of agent i1; there are a, b',
        ),
        (
            put("profiles", [{"profile": {"i3": "a"}, "constraints": []}]),
            'profiles[0]: "i3" is not in agents; there are i1, i2',
        ),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(change, sentence):
    with pytest.raises(BadInput) as caught:
        problem_from_plain(with_change(change))
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("{", "not JSON"),
        ('{"a": [1,]}', "a comma too many"),
        ('{"a": 1,}', "a comma too many"),
        ('{"a": 1 "b": 2}', "a comma or a closing bracket missing"),
        ('{"a": yes}', "a word without quotes"),
        ("", "the file is empty"),
        ("[1] [2]", "one value was expected"),
        ('{"a": 1, "a": 2}', 'the key "a" occurs twice'),
        ("[" * 101 + "]" * 101, "nested deeper than 100 levels"),
        ('{"a": NaN}', "NaN is not an exact number"),
        ("9" * 1_000_001, "digits"),
    ],
)
def test_what_is_no_plain_json_is_one_sentence(source, sentence):
    with pytest.raises(BadInput, match=sentence):
        parse_json(source, "file.json")


def test_brackets_in_strings_are_no_nesting():
    assert parse_json(json.dumps({"a": "[" * 1000 + '"\\'}), "x") == {"a": "[" * 1000 + '"\\'}


def test_unreadable_files_are_one_sentence(tmp_path):
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        read_json(tmp_path / "absent.json")
    with pytest.raises(BadInput, match="cannot be read: Is a directory"):
        read_json(tmp_path)
    large = tmp_path / "large.json"
    with large.open("wb") as stream:
        stream.truncate(64 * 2**20 + 1)
    with pytest.raises(BadInput, match="larger than 64 MB"):
        read_json(large)
    large.write_bytes(b"\xff")
    with pytest.raises(BadInput, match="not UTF-8"):
        read_json(large)


@pytest.mark.parametrize("data", [[], 5, None, "text"])
def test_what_is_no_object_is_no_problem(data):
    with pytest.raises(BadInput, match=r'^an object with "format": ".*" was expected, not '):
        problem_from_plain(data)


def test_an_objective_concerns_no_question_but_design(tmp_path):
    """One that makes no sense is no matter of whether a rule is implementable."""
    joint = [{"profile": {"i1": x, "i2": y}, "probability": "1/3" if x == y else "1/6"} for x in "ab" for y in "ab"]
    tastes = {agent: {kind: {"o1": 1} for kind in "ab"} for agent in ("i1", "i2")}
    objective = {"weights": "welfare", "incentives": "ordinal", "preferences": tastes}
    data = {**COURSE, "prior": {"joint": joint}, "objective": objective}
    assert problem_from_plain(data)[1] is None
    with pytest.raises(BadInput, match="a ranking of all objects, best first, was expected"):
        design_from_plain(data)
    assert design_from_plain({**data, "objective": {**objective, "incentives": "none"}})


def test_an_objective_says_what_is_maximized():
    with pytest.raises(BadInput) as caught:
        design_from_plain(COURSE)
    assert 'for example "objective": {"weights": {"i1": {"a": {"o1": 1}}}}' in str(caught.value)
    with pytest.raises(BadInput, match='objective: "weights" is missing'):
        design_from_plain({**COURSE, "objective": {"incentives": "none"}})
    with pytest.raises(BadInput, match='objective: the key "wieghts" is unknown; did you mean "weights"'):
        design_from_plain({**COURSE, "objective": {"wieghts": {}}})
    assert design_from_plain({**COURSE, "objective": {"weights": {}}})


@pytest.mark.parametrize(
    "key",
    ["interim_rule", "interim_transfers", "capacity_costs", "objective", "incentives", "preferences", "transfers"],
)
def test_problem_of_takes_nothing_that_it_would_drop(key):
    with pytest.raises(BadInput, match=f"^{key}: problem_of makes a problem alone; give the "):
        problem_of(agents=["i1"], types=["a"], constraints=[{"each": "agent", "ceiling": 1}], **{key: {}})


def test_the_schema_names_every_key_of_the_examples():
    properties = problem_schema()["properties"]
    assert {key for path in EXAMPLES for key in json.loads(path.read_text())} <= set(properties)


def test_the_schema_accepts_the_examples_and_describes_every_key():
    for path in EXAMPLES:
        assert complaint(json.loads(path.read_text()), problem_schema()) is None
    assert undescribed(problem_schema()) == []
    assert complaint({**COURSE, "agnets": []}, problem_schema()) is not None


def test_the_schema_of_markets_accepts_the_examples_and_describes_every_key():
    folders = (EXAMPLES[0].parents[1] / name for name in ("markets", "goods"))
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        assert complaint(json.loads(path.read_text()), market_schema()) is None
        wrong = {**json.loads(path.read_text()), "task": {}}
        assert complaint(wrong, market_schema()) is not None
    assert undescribed({"properties": market_schema()["properties"]}) == []
    assert undescribed({"properties": market_schema()["$defs"]["Agent"]["properties"]}) == []


def test_a_set_given_twice_has_the_quotas_of_both_entries_and_that_is_said():
    once = problem_from_plain(with_change(put("constraints", [{"each": "agent", "floor": 1, "ceiling": 2}])))[0]
    for entries, said in (
        ([{"each": "agent", "ceiling": 2}, {"each": "agent", "floor": 1}], "2 sets, such as .*, are given before"),
        (
            [{"each": "agent", "ceiling": 2}, {"each": "agent", "floor": 1}, {"agents": ["i1"], "ceiling": 5}],
            r"constraints\[[12]\]: .* given before, in constraints\[0\]; both entries bind: the greater floor",
        ),
    ):
        with pytest.warns(Remark, match=said):
            twice, _ = problem_from_plain(with_change(put("constraints", entries)))
        assert twice == once


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_giving_a_set_again_changes_nothing(data):
    """The same entry again, or a looser one, wherever it stands."""
    problem = data.draw(problems())
    plain = problem_to_plain(problem)
    entries = plain["constraints"]
    again = copy.deepcopy(data.draw(st.sampled_from(entries)))
    if data.draw(st.booleans()):
        again["floor"] = 0
    with pytest.warns(Remark):
        assert problem_from_plain({**plain, "constraints": [*entries, again]})[0] == problem


FOREIGN = {
    "x.lp": "\\ a comment\nMaximize\n obj: x + y\nSubject To\n c1: x + y <= 1\nEnd\n",
    "lp_solve.txt": "max: 3x + 2y;\nc1: x + y <= 4;\n",
    "x.mps": "NAME          TEST\nROWS\n N  COST\nCOLUMNS\n    X  COST  1\nENDATA\n",
    "mps.txt": "* a comment\nNAME\nROWS\n N COST\nCOLUMNS\n X COST 1\nENDATA\n",
    "x.in": "amb_space 2\ncone 2\n1 0\n0 1\n",
    "old.in": "3\n2\n1 0\n0 1\n1 1\nintegral_closure\n",
    "x.poly": "_application polytope\n_version 2.3\n_type Polytope<Rational>\n\nPOINTS\n1 0 0\n",
    "new.txt": '{"_ns": {"polymake": ["https://polymake.org", "4.0"]}, "_type": "polytope::Polytope<Rational>"}',
}


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("read", [read_text, load_problem, load_market, load_matrix, partial(load, reduced=False)])
def test_other_programs_files_are_named_with_what_is_read(name, read, tmp_path):
    path = tmp_path / name
    path.write_text(FOREIGN[name])
    with pytest.raises(
        BadInput,
        match=r"this is .*(LP|MPS|Normaliz|polymake).*, which is not read( here, but by `proofs lp`)?; read are",
    ) as caught:
        read(str(path))
    assert str(caught.value).count(str(path)) == 1


def test_our_own_files_are_not_taken_for_others(tmp_path):
    """A title may begin with a keyword of other formats, and a matrix may be called anything."""
    for name, content in (
        ("a.in", "1 0\n1 1\n"),
        ("b.ine", "Max cut polytope\nH-representation\nbegin\n1 2 integer\n0 1\nend\nminimize\n0 1\n"),
        ("c.txt", "3 2\n1 0\n0 1\n1 1\n"),
    ):
        (tmp_path / name).write_text(content)
        assert read_text(tmp_path / name) == content


@settings(deadline=2000)
@given(st.text("\\* \nmaxROWSNE0 9/", max_size=4000))
def test_recognizing_formats_takes_no_time(content):
    assert isinstance(_foreign(content, ""), str)


def test_an_interim_rule_says_what_its_values_are_of():
    problem, rule = problem_from_plain({**COURSE, "interim_rule": RULE})
    assert repr(rule).startswith("<InterimRule: Q_i1(b, o1) = 1")
    assert "Q_i1(b, o1)" in str(rule.show())
    bare = InterimRule(rule.values)
    assert bare == rule
    assert str(problem.interim_rule(bare)) == str(rule)
    assert str(bare).startswith("Q = (")
    assert str(problem.interim_rule(InterimRule((Fraction(0),) * len(rule.values)))) == "Q = 0"
