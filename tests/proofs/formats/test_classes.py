"""Classes in market files: they stand for their tasks, and what is wrong with them is said in one sentence."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs.formats.classes import by_tasks
from proofs.formats.games import game_from_plain
from proofs.formats.lotteries import lottery_from_plain
from proofs.formats.market_schema import market_schema
from proofs.formats.markets import load_classes, market_from_plain
from proofs.plain.reading import BadInput
from tests.schemas import complaint

EXAMPLES = Path(__file__).parents[3] / "examples" / "markets"
FILE = json.loads((EXAMPLES / "two-classes.json").read_text(encoding="utf-8"))


def changed(more=None, **ann):
    """The example with other keys for ann, and others at the top."""
    data = copy.deepcopy(FILE)
    data["agents"]["ann"] |= ann
    return data | (more or {})


def test_a_class_is_its_tasks_in_the_shares_of_the_status_quo():
    mechanism, classes = load_classes(EXAMPLES / "two-classes.json")
    rays = [one.direction for one in mechanism.protocol.menus[0][1:]]
    third = Fraction(1, 3)
    assert rays == [(third, 2 * third, -1), (-third, -2 * third, Fraction(3, 2))]
    assert classes == {"routine": (0, 1), "urgent": (2,)}
    assert complaint(FILE, market_schema()) is None
    assert by_tasks({"tasks": {}}) == {"tasks": {}}


def test_classes_stand_wherever_a_bundle_of_an_agent_does():
    swap = {"choices": {"ann": 1, "bob": 1}, "assignment": {"ann": {"routine": 5}, "bob": {"routine": 1, "urgent": 4}}}
    rules = {"rules": [{"below": [{"routine": 1, "urgent": -1}], "choice": 1}]}
    data = changed({"selection": [swap], "strategy": {"ann": rules}})
    tasks = copy.deepcopy(data)
    del tasks["classes"]
    tasks["selection"][0]["assignment"] = {
        "ann": {"x": "5/3", "y": "10/3"},
        "bob": {"x": "1/3", "y": "2/3", "z": 4},
    }
    tasks["strategy"]["ann"]["rules"][0]["below"] = [{"x": "1/3", "y": "2/3", "z": -1}]
    for agent, signs in (("ann", (1, -1)), ("bob", (-1, 1))):
        for ray, sign in zip(tasks["agents"][agent]["menu"], signs, strict=True):
            urgent = ray["ray"]["urgent"]
            ray["ray"] = {"x": f"{sign}/3", "y": f"{2 * sign}/3", "z": urgent}
    assert market_from_plain(data) == market_from_plain(tasks)
    points = changed(menu=[{"trades": [{"routine": 3, "urgent": -2}]}, {"points": [{"x": 1, "y": 1, "urgent": 3}]}])
    menu = market_from_plain(points).protocol.menus[0]
    assert menu[1].points[1] == (2, 4, 0)
    assert menu[2].points[0] == (1, 1, 3)
    drawn = changed(menus=[{"probability": 1, "menu": FILE["agents"]["ann"]["menu"]}])
    del drawn["agents"]["ann"]["menu"]
    assert lottery_from_plain(drawn)[0][0] == market_from_plain(FILE)


def test_workloads_are_of_classes_too():
    data = changed(
        workloads=[{"type": "t", "bundles": [{"bundle": {"routine": 3, "urgent": 2}, "workload": 1}]}],
    )
    del data["agents"]["ann"]["costs"]
    data["agents"]["bob"]["costs"] = {"types": [{"x": 1, "y": 1, "z": 1}]}
    assert game_from_plain(data).types[0][0].workloads == (((1, 2, 2), 1),)


def test_a_class_of_one_task_may_have_its_name():
    data = changed({"classes": {"routine": ["x", "y"], "z": ["z"]}}, menu=[{"ray": {"routine": 3, "z": -1}}])
    data["agents"]["bob"]["menu"] = []
    assert market_from_plain(data).protocol.menus[0][1].direction == (1, 2, -1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed({"classes": []}), "classes: an object was expected, not a list"),
        (changed({"classes": {"r": "x"}}), 'classes.r: a list was expected, not "x"'),
        (changed({"classes": {"r": ["x", "y"]}}), "classes: z is in no class; every task belongs to exactly one"),
        (changed({"classes": {"r": ["x", "y"], "u": []}}), "classes.u: it is empty; a class has at least one task"),
        (changed({"classes": {"r": ["x", "w"], "u": ["z"]}}), 'classes.r[1]: "w" is not in tasks'),
        (
            changed({"classes": {"r": ["x", "y"], "u": ["z", "x"]}}),
            "classes.u[1]: x is in the class r already; take it out of one",
        ),
        (changed({"classes": {"x": ["x", "y"], "u": ["z"]}}), 'classes.x: "x" is the name of a task, too'),
        (
            changed(menu=[{"ray": {"routine": 1, "x": 1}}]),
            "agents.ann.menu[0].ray.x: the task is given, and its class too; give one of the two",
        ),
        (
            changed(menu=[{"ray": {"x": 1, "routine": 1}}]),
            "agents.ann.menu[0].ray.x: the task is given, and its class too; give one of the two",
        ),
        (changed(menu=[{"ray": {"routine": 0.5}}]), "agents.ann.menu[0].ray.routine: 0.5 is a float"),
        (changed(menu=[{"ray": {"rutine": 1}}]), 'agents.ann.menu[0].ray: the key "rutine" is unknown'),
        (
            changed(menu=[{"polyhedron": [{"coefficients": {"routine": 1}, "at_most": 1}]}]),
            'the key "routine" is unknown',
        ),
        (changed(menu=3), "agents.ann.menu: a list was expected, not the number 3"),
        (changed(status_quo=3), "agents.ann.status_quo: an object was expected, not the number 3"),
        (changed({"agents": {"ann": 3}}), "agents.ann: an object was expected, not the number 3"),
        (changed({"strategy": {"dan": "myopic"}}), 'strategy: "dan" is not in agents'),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(data, message):
    with pytest.raises((ValueError, TypeError)) as caught:
        market_from_plain(data)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_of_a_class_of_which_an_agent_has_nothing_there_are_no_shares():
    data = changed(status_quo={"x": 2, "y": 4}, menu=[{"ray": {"routine": -1, "urgent": 1}}])
    data["agents"]["bob"]["status_quo"] = {"z": 4}
    said = r"^agents\.ann\.menu\[0\]\.ray\.urgent: the agent has nothing of urgent in the status quo"
    with pytest.raises(ValueError, match=said):
        market_from_plain(data)
    data["agents"]["ann"]["menu"] = [{"ray": {"routine": -1, "urgent": 0, "z": 1}}]
    data["agents"]["bob"]["menu"] = []
    with pytest.raises(ValueError, match="the task is given, and its class too"):
        market_from_plain({**data, "classes": {"routine": ["x", "y", "z"]}})
    assert market_from_plain(data).protocol.menus[0][1].direction[2] == 1


def test_a_file_without_classes_is_not_asked_about_them(tmp_path):
    with pytest.raises(BadInput, match='"classes" is missing; divide the tasks'):
        load_classes(EXAMPLES / "two-price.json")
