"""A supplier's capacities beside all pure outcomes, and groups beside the agents that they stand for."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from proofs.formats.suppliers import stages_from_plain
from proofs.reduced_form.classes.capacity_choice import choices
from proofs.reduced_form.classes.group_design import GroupDesign

OBJECTS, FAMILIES = ("x", "y"), ("a", "b")


def plain_market(draw: random.Random) -> dict:
    """Two families with two types each who take at most one or two of two models."""
    payoffs = {a: {t: {j: draw.randint(0, 4) for j in OBJECTS} for t in "st"} for a in FAMILIES}
    return {
        "format": "exact-proofs/problem/1",
        "agents": list(FAMILIES),
        "objects": list(OBJECTS),
        "types": {a: ["s", "t"] for a in FAMILIES},
        "prior": {"independent": {a: {"s": "1/3", "t": "2/3"} for a in FAMILIES}},
        "constraints": [
            *({"agents": [a], "ceiling": draw.randint(1, 2)} for a in FAMILIES),
            {"each": "pair", "ceiling": 1},
        ],
        "objective": {"weights": {a: payoffs[a] for a in FAMILIES}},
        "capacity_costs": {j: {str(k): f"{draw.randint(0, 4)}/2" for k in range(3)} for j in OBJECTS},
    }


def best_value(data: dict, capacities: dict[str, int]) -> Fraction:
    """The expected greatest sum of weights, each divided by the probability of its type, over all pure outcomes."""
    cells = list(itertools.product(FAMILIES, OBJECTS))
    wants = {a: entry["ceiling"] for a, entry in zip(FAMILIES, data["constraints"], strict=False)}
    chance = {"s": Fraction(1, 3), "t": Fraction(2, 3)}
    total = Fraction(0)
    for kinds in itertools.product("st", repeat=2):
        kind, best = dict(zip(FAMILIES, kinds, strict=True)), Fraction(0)
        for chosen in itertools.product((0, 1), repeat=4):
            taken = [cell for cell, one in zip(cells, chosen, strict=True) if one]
            fits = all(sum(a == i for i, _ in taken) <= wants[a] for a in FAMILIES)
            if fits and all(sum(j == k for _, k in taken) <= capacities[j] for j in OBJECTS):
                worth = (data["objective"]["weights"][a][kind[a]][j] / chance[kind[a]] for a, j in taken)
                best = max(best, sum(worth, Fraction(0)))
        total += chance[kinds[0]] * chance[kinds[1]] * best
    return total


@pytest.mark.parametrize("seed", range(3))
def test_beside_all_pure_outcomes(seed):
    data = plain_market(random.Random(seed))
    found = choices(stages_from_plain(data))
    assert len(found) == 9
    for each in found:
        capacities = {j: int(k) for j, k in each.capacities}
        cost = sum(Fraction(data["capacity_costs"][j][str(k)]) for j, k in capacities.items())
        assert each.value == best_value(data, capacities)
        assert (each.cost, each.profit) == (cost, each.value - cost)
        assert each.verdict.verify()
    profits = [each.profit for each in found]
    assert profits == sorted(profits, reverse=True)


def test_groups_have_the_capacities_of_their_agents():
    data = {
        "format": "exact-proofs/problem/1",
        "agents": {"many": 3},
        "objects": ["x"],
        "types": {"many": ["s", "t"]},
        "prior": "uniform",
        "constraints": [{"each": "agent", "ceiling": 1}],
        "objective": {"weights": {"many": {"s": {"x": 1}, "t": {"x": 3}}}},
        "capacity_costs": {"x": {"1": 0, "2": 1, "3": 4}},
    }
    stages = stages_from_plain(data)
    assert all(isinstance(each.design, GroupDesign) for each in stages)
    agents = ["i1", "i2", "i3"]
    weights = dict.fromkeys(agents, data["objective"]["weights"]["many"])
    listed = data | {"agents": agents, "types": {i: ["s", "t"] for i in agents}, "objective": {"weights": weights}}
    alone = {each.capacities: each.profit for each in choices(stages_from_plain(listed))}
    assert {each.capacities: each.profit for each in choices(stages)} == alone
