"""Forged certificates about the values of markets that the checker once accepted, and files that once stalled it."""

from __future__ import annotations

import itertools
import tracemalloc

import pytest

from tests.proofs.test_checker_attacks import accept, leave_open, refuse


def market(status_quo, performance, preferences, slack=1):
    """One agent for each row of the status quo, which is the endowment too."""
    return {
        "tasks": [f"t{i}" for i in range(len(status_quo[0]))],
        "numbers": [sum(column) for column in zip(*status_quo, strict=True)],
        "agents": [f"a{j}" for j in range(len(status_quo))],
        "performance": performance,
        "status_quo": status_quo,
        "endowment": status_quo,
        "slack": [slack] * len(status_quo),
        "preferences": preferences,
    }


def one_type(costs, *more):
    """An agent of one type, with a law that may have further atoms."""
    return {"domain": {"types": [costs]}, "law": {"atoms": [[costs, 1], *more], "uniform": []}}


# ------------------------------------------------------------------------------------------------- false statements


def test_types_without_probability_outside_the_domain_bound_no_mechanism():
    """The first agent, with costs (1, 1) and slack 2, can do both tasks at no social cost.

    Were (SQ) asked at (0, 1) too, a type that it cannot have, it could do only the first task: the second costs 1.
    """
    kind, evidence = "incentive compatible mechanisms at least", {"form": "cell multipliers", "parts": [1, 1]}
    other = one_type([1, 1])
    forged, honest = (
        market([[1, 0], [0, 1]], [[0, 0], [1, 1]], [one_type([1, 1], *more), other], 2) for more in ([[[0, 1], 0]], [])
    )
    weighed = [-1, -1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0]
    refuse(kind, True, {"market": forged, "bound": 1}, {**evidence, "multipliers": weighed}, "a list of 12 entries")
    for each in forged, honest:
        accept(kind, True, {"market": each, "bound": 0}, {**evidence, "multipliers": [0] * 12})
        refuse(kind, True, {"market": each, "bound": 1}, {**evidence, "multipliers": [0] * 12}, "prove less")


# ------------------------------------------------------------------------------------------------------ bounded work


def many_agents(agents):
    return market([[1]] * agents, [[0]] * agents, [one_type([1])] * agents)


def many_cells(agents):
    """A box for each of some agents, to be cut into 19,999 cells each."""
    box = {"domain": {"box": [[0], [1]]}, "law": {"atoms": [], "uniform": [[[0], [1], 1]]}}
    about = {"market": market([[1]] * agents, [[0]] * agents, [box] * agents), "bound": 0}
    return about, {"form": "cell multipliers", "parts": [19_999] * agents, "multipliers": []}


def many_pairs(agents):
    about = {"market": many_agents(agents), "large": False, "saved": 0, "bound": 0}
    return about, {"form": "trade over types", "trade": None, "trees": []}


def many_faces(tasks):
    both = market([[1] * tasks] * 2, [[0] * tasks] * 2, [one_type([1] * tasks)] * 2)
    about = {"market": both, "large": False, "saved": 0, "bound": 0}
    return about, {"form": "trade in boxes", "trade": None, "cuts": []}


def branched(about, every, rows, regions):
    """Everybody keeps the status quo, of one unit each; in the tree of regions one is missing at the end."""
    lists = itertools.product(*(range(types + 1) for types in every))
    division = [[types] for types in every]
    return {"market": about, "value": 0, "bound": 1}, {
        "form": "branched rays",
        "division": division,
        "rays": [[[0]]] * len(every),
        "selected": [[[1]] * len(every)],
        "multipliers": [[0] * (rows + at.count(0)) for at in lists],
        "opened": [{"division": division, "regions": regions}],
    }


CUT = {"agent": 0, "mask": 1, "other": None, "normal": [0]}


def deep_tree(regions):
    """Each region is cut again, so that its first case has one side more."""
    return branched(many_agents(1), [1], 2, [{"bounds": [], "cut": CUT}] * regions)


def many_bounds(regions):
    """Each region has a bound of its own, and those of all 512 lists of classes besides."""
    types = [[1], [2], [3]]
    law = {"atoms": [[costs, "1/3"] for costs in types], "uniform": []}
    three = market([[1]] * 3, [[0]] * 3, [{"domain": {"types": types}, "law": law}] * 3)
    better = [{"classes": [7] * 3, "multipliers": [0] * 10}]
    return branched(three, [7] * 3, 10, [{"bounds": better, "cut": CUT}] * regions)


def many_tasks(tasks):
    """Two agents of one type each; the second vector of multipliers is too short."""
    one, none = [1] * tasks, [0] * tasks
    about = {"market": market([one, none], [none] * 2, [one_type(one)] * 2), "value": 0, "bound": 0}
    return about, {
        "form": "branched rays",
        "division": [[1], [1]],
        "rays": [[none]] * 2,
        "selected": [[one, none]],
        "multipliers": [[0] * (2 + 3 * tasks)] * 4,
        "opened": [],
    }


@pytest.mark.usefixtures("small_limit")
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("best bilateral trade", many_pairs(1_200)),
        ("best bilateral trade", many_faces(800)),
        ("best polarized ray mechanism", deep_tree(2_000)),
        ("best polarized ray mechanism", many_bounds(1_500)),
    ],
    ids=["pairs", "faces", "a deep tree", "bounds"],
)
def test_what_is_made_is_paid_for(kind, data):
    """Ten times as large, these took up to half a minute and gigabytes, and hardly a step."""
    leave_open(kind, True, *data)


@pytest.mark.usefixtures("small_limit")
def test_a_short_tree_and_few_pairs_are_refused_for_what_they_are():
    refuse("best bilateral trade", True, *many_pairs(100), "a list of 4950 entries was expected")
    refuse("best bilateral trade", True, *many_faces(100), "a list of 200 entries was expected")
    refuse("best polarized ray mechanism", True, *deep_tree(100), "a region is missing")
    refuse("best polarized ray mechanism", True, *many_bounds(10), "a region is missing")


def test_cells_are_counted_before_they_are_made():
    tracemalloc.start()
    leave_open("incentive compatible mechanisms at least", True, *many_cells(8))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.usefixtures("small_limit")
def test_rows_of_a_remedial_menu_are_short():
    """A million entries were written for each list of classes, most of them 0."""
    refuse("best polarized ray mechanism", True, *many_tasks(1_000), "a list of 2002 entries was expected")
