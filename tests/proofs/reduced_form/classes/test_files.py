"""Problem files of groups: what they say, what is wrong with them, and what the commands answer."""

from __future__ import annotations

import copy
import itertools
import json
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs import checker
from proofs.cli import app, main
from proofs.formats.problems import load_design, load_groups
from proofs.plain.reading import BadInput, Remark
from proofs.reduced_form.classes import counts
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.data import grouped_from_plain, grouped_to_plain
from proofs.reduced_form.classes.group_design import group_design_from_plain, group_design_to_plain
from proofs.reduced_form.classes.implementing import implementable_for_groups
from proofs.reduced_form.classes.listed import groups_of, listed
from proofs.reduced_form.problem.data import problem_from_plain, problem_to_plain
from proofs.reduced_form.problem.model import problem_schema
from tests.corpus.groups import PROBLEMS, problem
from tests.schemas import complaint

assert main  # makes the commands known to the app

FILE = {
    "format": "exact-proofs/problem/1",
    "agents": {"juniors": 6, "seniors": 4},
    "objects": ["a", "b"],
    "types": {"juniors": ["x", "y"], "seniors": ["x"]},
    "prior": "uniform",
    "constraints": [
        {"each": "agent", "ceiling": 1},
        {"each agent of": "juniors", "objects": ["a"], "ceiling": 1},
        {"each": "object", "ceiling": 3},
        {"agents": ["juniors"], "objects": ["b"], "ceiling": 2},
    ],
    "interim_rule": {"juniors": {"x": {"a": "1/2"}, "y": {"b": "1/4"}}, "seniors": {"x": {}}},
}
OBJECTIVE = {"weights": {"juniors": {"x": {"a": 1}}}, "incentives": "none"}


def run(*arguments, given=None):
    return CliRunner().invoke(app.app, list(map(str, arguments)), input=given)


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_of_groups_is_read_as_it_is_written(name):
    written = grouped_to_plain(problem(name))
    assert grouped_from_plain(written)[0] == problem(name)
    assert complaint(json.loads(json.dumps(written)), problem_schema()) is None


def test_the_shorthands_bind_single_agents_or_groups_together():
    found, rule = grouped_from_plain(FILE)
    assert rule is not None
    assert [(q.group, len(q.objects), q.ceiling) for q in found.single] == [
        ("juniors", 2, 1),
        ("seniors", 2, 1),
        ("juniors", 1, 1),
    ]
    assert [(sorted(q.cells), q.ceiling) for q in found.together] == [
        ([("juniors", "a"), ("seniors", "a")], 3),
        ([("juniors", "b"), ("seniors", "b")], 3),
        ([("juniors", "b")], 2),
    ]
    assert found.everybody == "all 6 juniors and all 4 seniors"


def test_an_objective_is_read_as_it_is_written():
    task = group_design_from_plain({**FILE, "objective": OBJECTIVE})
    assert group_design_from_plain(group_design_to_plain(task)) == task


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agents": {"juniors": 0, "seniors": 4}}, "agents.juniors: a group of 0; a group has at least one agent"),
        ({"agents": {"juniors": "6", "seniors": 4}}, 'agents.juniors: an integer was expected, not "6"'),
        ({"agents": {}}, 'types: "juniors" is not in agents'),
        ({"agents": ["juniors"]}, "agents: groups with sizes were expected"),
        ({"objects": []}, "objects: the list is empty"),
        ({"types": {"juniors": ["x"]}}, 'types: "seniors" is missing'),
        ({"types": {"juniors": [], "seniors": ["x"]}}, "types.juniors: the type set is empty"),
        ({"types": {"juniors": ["x", "x"], "seniors": ["x"]}}, 'types.juniors: "x" occurs twice'),
        ({"outcome": "public"}, "outcome: a public outcome takes the agents by name"),
        ({"profiles": [{"profile": {"juniors": "x"}, "constraints": []}]}, "profiles: quotas on some type profiles"),
        ({"prior": {"joint": []}}, 'prior: a "joint" prior takes the agents by name'),
        ({"prior": {"independent": {"juniors": {"x": 1}}}}, 'prior.independent: "seniors" is missing'),
        ({"prior": {"states": [{"probability": "1/2"}]}}, 'prior.states[0]: "independent" is missing'),
        ({"prior": {"counts": [{"counts": {}}]}}, 'prior.counts[0]: "probability" is missing'),
        (
            {"prior": {"counts": [{"counts": {"juniors": {"x": 1, "y": 5}, "seniors": {"x": 4}}, "probability": 1}]}},
            "prior.counts: 6 classes are missing; every class is possible",
        ),
        (
            {"prior": {"counts": [{"counts": {"juniors": {"x": 1, "y": 4}, "seniors": {"x": 4}}, "probability": 1}]}},
            "prior.counts: [1, 4, 4] does not count each group's agents once",
        ),
        ({"constraints": [{"each agent": "x", "ceiling": 1}]}, 'did you mean "each agent of"?'),
        ({"constraints": [{"each agent of": "x", "ceiling": 1}]}, 'constraints[0].each agent of: "x" is not in agents'),
        ({"constraints": [{"each agent of": "juniors"}]}, "constraints[0]: there is no quota"),
        (
            {"constraints": [{"each": "agent", "ceiling": 1}, {"each": "agent", "floor": 2}]},
            "constraints[1], with constraints[0]: the set {(juniors, a), (juniors, b)} has floor 2 above ceiling 1",
        ),
        ({"constraints": [{"each": "agent", "ceiling": 1, "floor": 2}]}, "floor 2 is above ceiling 1"),
        ({"constraints": [{"each": "agent", "ceiling": "1/2"}]}, "1/2 is not an integer"),
        ({"constraints": [{"each agent of": "juniors", "ceiling": 1}]}, "x(seniors, a) is unbounded"),
        ({"constraints": [{"edges": [["juniors", "seniors"]], "ceiling": 1}]}, "edges join agents by name"),
        ({"constraints": [{"each": "agent", "objects": ["a"], "ceiling": 1}]}, '"each" is about all objects'),
        ({"constraints": [{"ceiling": 1}]}, 'give one of "set", "agents"/"objects", "each" or "each agent of"'),
        ({"constraints": [{"set": ["juniors"], "ceiling": 1}]}, "constraints[0].set[0]: a pair [group, object] was"),
        ({"constraints": [{"set": [["juniors", "c"]], "ceiling": 1}]}, '"c" is not in objects'),
        ({"interim_rule": {"x": {}}}, 'interim_rule: "x" is not in agents'),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(changes, sentence):
    with pytest.raises(BadInput) as caught:
        grouped_from_plain({**copy.deepcopy(FILE), **changes})
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_set_that_is_given_twice_has_the_quotas_of_both_entries_which_is_said():
    entries = [
        {"each": "agent", "ceiling": 2},
        {"each": "object", "ceiling": 3},
        {"each agent of": "juniors", "floor": 1, "ceiling": 3},
        {"agents": ["juniors", "seniors"], "objects": ["a"], "ceiling": 1},
    ]
    with pytest.warns(Remark) as said:
        problem, _ = grouped_from_plain({**copy.deepcopy(FILE), "constraints": entries})
    ends = {(quota.group, quota.floor, quota.ceiling) for quota in problem.single}
    assert ends == {("juniors", 1, 2), ("seniors", 0, 2)}
    assert sorted(quota.ceiling for quota in problem.together) == [1, 3]
    told = [str(each.message) for each in said]
    assert len(told) == 2
    assert told[0].startswith("constraints[2]: the set {(juniors, a), (juniors, b)} is given before, in constraints[0]")


def test_quotas_of_single_agents_that_cross_are_refused():
    pairs = [{"each agent of": "g", "objects": list(pair), "ceiling": 1} for pair in ("ab", "bc")]
    file = {**FILE, "agents": {"g": 2}, "objects": ["a", "b", "c"], "types": {"g": ["x"]}, "constraints": pairs}
    del file["interim_rule"]
    with pytest.raises(BadInput, match="the sets of objects that bind each agent of g cross"):
        grouped_from_plain(file)


def test_incentives_with_types_that_depend_on_a_state_are_refused():
    law = {"juniors": {"x": "1/2", "y": "1/2"}, "seniors": {"x": 1}}
    other = {"juniors": {"x": "1/3", "y": "2/3"}, "seniors": {"x": 1}}
    prior = {"states": [{"probability": "1/2", "independent": each} for each in (law, other)]}
    liked = {"juniors": {"x": {"a": 1}, "y": {}}, "seniors": {"x": {}}}
    objective = {"weights": "welfare", "incentives": "cardinal", "preferences": liked}
    with pytest.raises(BadInput, match="prior: incentive constraints on interim rules"):
        group_design_from_plain({**FILE, "prior": prior, "objective": objective})


def test_words_for_groups_are_refused_where_agents_have_names():
    listed_file = problem_to_plain(*problem_from_plain(problem_to_plain(listed(problem("one object")))))
    with pytest.raises(BadInput, match='"states" and "counts" are for groups of agents'):
        problem_from_plain({**listed_file, "prior": {"counts": []}})
    constraint = [{"each agent of": "g", "ceiling": 1}]
    with pytest.raises(BadInput, match='"each agent of" names a group'):
        problem_from_plain({**listed_file, "constraints": constraint})


def test_too_many_classes_are_refused_in_one_sentence(monkeypatch):
    monkeypatch.setattr(counts, "MOST_CLASSES", 6)
    found, rule = grouped_from_plain(FILE)
    with pytest.raises(ValueError, match="7 classes of type profiles of juniors and seniors; at most 6 are gone"):
        implementable_for_groups(found, rule)


def test_groups_that_no_quota_binds_together_are_blocks_of_their_own():
    assert [block.groups for block in blocks(problem("two groups apart"))] == [("g",), ("h",)]
    assert [block.groups for block in blocks(problem("two groups bound together"))] == [("g", "h")]


def test_the_commands_take_groups(tmp_path):
    path = tmp_path / "groups.json"
    path.write_text(json.dumps({**FILE, "objective": OBJECTIVE}))
    assert load_groups(path)[0].title == ""
    found = run("implement", path, "--out", tmp_path)
    assert found.exit_code == 0
    assert found.stdout.startswith("The interim rule is implementable for all 6 juniors and all 4 seniors")
    best = run("design", path, "--out", tmp_path)
    assert best.exit_code == 0
    assert "for all 6 juniors and all 4 seniors is" in best.stdout
    with pytest.raises(BadInput, match="groups with sizes are taken by implement, design, facets and tum"):
        load_design(path)


def by_name(tmp_path, size=10, **more):
    """A file of so many agents by name, with two types and one object."""
    agents = [f"i{k}" for k in range(size)]
    rule = {agent: {"s": "1/20", "t": "1/20"} for agent in agents}
    file = {
        "format": "exact-proofs/problem/1",
        "agents": agents,
        "types": {key: ["s", "t"] for key in agents},
        "prior": "uniform",
        "constraints": [{"each": "agent", "ceiling": 1}, {"agents": agents[:-1], "ceiling": 2}, *more.pop("sets", [])],
        "interim_rule": rule,
        **more,
    }
    path = tmp_path / "names.json"
    path.write_text(json.dumps(file))
    return path, file


def test_groups_are_found_in_a_file_of_agents_and_the_answer_says_so(tmp_path):
    path, file = by_name(tmp_path)
    found = run("implement", path, "--out", tmp_path)
    assert found.exit_code == 0
    assert found.stdout.startswith(
        "Interchangeable agents are treated as groups, each called by its first agent: "
        '"i0" are i0, i1, i2, ... i8 (9 agents); "i9" are i9.\n'
    )
    file["interim_rule"]["i3"]["s"] = "1/10"
    path.write_text(json.dumps({**file, "agents": file["agents"]}))
    assert "Interchangeable" not in run("implement", path, "--out", tmp_path).stdout
    weights = {agent: {"s": 1, "t": 2} for agent in file["agents"]}
    path.write_text(json.dumps({**file, "objective": {"weights": weights, "incentives": "none"}}))
    best = run("design", path, "--out", tmp_path)
    assert best.stdout.startswith("Interchangeable agents")


def test_a_complete_graph_is_symmetric_but_has_no_groups():
    pairs = [{"edges": [list(pair) for pair in itertools.combinations("abc", 2)], "ceiling": 1}]
    types = {key: ["t"] for key in "abc"}
    given = {"format": "exact-proofs/problem/1", "agents": list("abc"), "types": types, "prior": "uniform"}
    assert groups_of(problem_from_plain({**given, "constraints": pairs})[0]) is None


def test_the_example_costs_the_checker_less_than_a_tenth_of_its_limit(tmp_path):
    path = Path(__file__).parents[4] / "examples" / "groups" / "course_allocation.json"
    assert run("implement", path, "--out", tmp_path).exit_code == 0
    checker.verify(checker.read(str(tmp_path / "certificates" / "course_allocation.implement.json")))
    assert 10 * checker.WORK.done < checker.WORK.limit


def test_a_rule_for_groups_has_the_expected_quantities():
    found, rule = grouped_from_plain(FILE)
    assert found.expected_quantities(rule) == tuple(map(Fraction, ("3/2", 0, 0, "3/4", 0, 0)))


def test_facets_of_groups_are_told_drawn_and_certified(tmp_path):
    file, svg = tmp_path / "file.json", tmp_path / "drawn.svg"
    file.write_text(json.dumps(FILE))
    told = run("facets", file, "--out", tmp_path)
    assert told.exit_code == 0
    assert "for all 6 juniors and all 4 seniors: 0 equations and " in told.stdout
    assert "3 Q_juniors(x, b) + 3 Q_juniors(y, b) <= 2\n" in told.stdout
    assert checker.verify(checker.read(tmp_path / "certificates" / "file.facets.json"))
    symbolic = run("facets", file, "--symbolic", "--out", tmp_path).stdout
    assert "  Q_1,1^1 <= E min(n_1,1, 3)\n" in symbolic
    latex = run("facets", file, "--latex", "--out", tmp_path).stdout
    assert r"Q_{1,1}^{1} &\le \mathbb{E}\min\{n_{1,1}, 3\}" in latex
    plain = json.loads(run("facets", file, "--json", "--out", tmp_path).stdout)
    assert plain["dimension"] == 6
    assert plain["condition_a_complete"] is True
    axes = ("--axis", "juniors,x,a", "--axis", "juniors,y,b")
    assert run("facets", file, "--svg", svg, *axes, "--out", tmp_path).exit_code == 0
    assert svg.read_text().startswith("<svg")


def test_what_is_wrong_with_a_drawing_or_an_engine_is_said_in_a_sentence(tmp_path):
    file = tmp_path / "file.json"
    file.write_text(json.dumps(FILE))
    for arguments, sentence in (
        (("--svg", tmp_path / "x.svg"), "two or three coordinates, not 6; name them: --axis juniors,x,a"),
        (("--svg", tmp_path / "x.svg", "--axis", "juniors,q,a"), '"juniors,q,a" is no coordinate; juniors,x,a is one'),
        (("--svg", tmp_path, "--axis", "juniors,x,a", "--axis", "juniors,y,a"), "Is a directory"),
        (("--axis", "juniors,x,a"), "--axis names what --svg draws"),
        (("--engine", "both"), "agents in groups have one way, which lists all facets or none; leave out --engine"),
    ):
        refused = run("facets", file, *arguments, "--out", tmp_path)
        assert isinstance(refused.exception, BadInput)
        assert sentence in str(refused.exception)


def test_facets_of_groups_without_outcome_say_which_class_has_none(tmp_path):
    file = tmp_path / "file.json"
    nothing = FILE | {
        "constraints": [{"each": "agent", "ceiling": 1}, {"agents": ["juniors"], "floor": 7, "ceiling": 9}]
    }
    del nothing["interim_rule"]
    file.write_text(json.dumps(nothing))
    told = run("facets", file, "--out", tmp_path)
    assert told.exit_code == 0
    assert "no outcome meets the quotas when there are 0 juniors x, 6 juniors y." in told.stdout
