"""The questions about groups of interchangeable agents, with what may be done to a problem of groups.

A case is a problem file as plain data, with a rule and weights.
"""

from __future__ import annotations

import copy
import math
import random
from fractions import Fraction
from typing import Any

from exact.rationals import text
from proofs.plain.keys import PROBLEM
from proofs.reduced_form.classes.conditions import condition_for_groups
from proofs.reduced_form.classes.data import grouped_from_plain
from proofs.reduced_form.classes.describing import facets_for_groups
from proofs.reduced_form.classes.designing import design_for_groups
from proofs.reduced_form.classes.implementing import implementable_for_groups
from proofs.reduced_form.classes.unimodular import preserves_for_groups
from tests.metamorphic.framework import Answer, Case, Changed, Question, Relation, same, shuffled


def grouped(rng: random.Random) -> Case:
    """One or two groups of up to five agents, up to two objects and types."""
    names = ["g", "h"][: rng.randint(1, 2)]
    objects = ["x", "y"][: rng.randint(1, 2)]
    types = {g: ["s", "t"][: rng.randint(1, 2)] for g in names}
    shares = {g: [rng.randint(1, 3) for _ in types[g]] for g in names}
    law = {g: {t: text(Fraction(k, sum(shares[g]))) for t, k in zip(types[g], shares[g], strict=True)} for g in names}
    constraints: list[dict[str, Any]] = [{"each": "object", "ceiling": rng.randint(1, 4)}]
    if rng.random() < 0.7:
        constraints += [{"each": "agent", "ceiling": rng.randint(1, 2)}]
    cells = [[g, j] for g in names for j in objects]
    if len(names) > 1 and rng.random() < 0.6:
        constraints.append({"set": rng.sample(cells, 1), "ceiling": rng.randint(1, 2)})
    weights = {g: {t: {j: rng.randint(-1, 3) for j in objects} for t in types[g]} for g in names}
    return {
        "format": PROBLEM,
        "agents": {g: rng.randint(1, 5) for g in names},
        "objects": objects,
        "types": types,
        "prior": {"independent": law},
        "constraints": constraints,
        "interim_rule": {
            g: {t: {j: text(Fraction(rng.randint(0, 4), rng.choice((4, 6)))) for j in objects} for t in types[g]}
            for g in names
        },
        "weights": weights,
        "values": {g: {t: {j: rng.randint(0, 3) for j in objects} for t in types[g]} for g in names},
    }


def file_of(case: Case) -> dict[str, Any]:
    return {key: value for key, value in case.items() if key not in ("weights", "values")}


def is_implementable(case: Case) -> Answer:
    problem, rule = grouped_from_plain(file_of(case))
    assert rule is not None
    return implementable_for_groups(problem, rule).holds


def best_value(case: Case) -> Answer:
    problem, _ = grouped_from_plain(file_of(case))
    objective = {"weights": case["weights"], "incentives": "cardinal", "preferences": case["values"]}
    return getattr(design_for_groups(problem, objective).statement, "value", "no outcome")


BY_GROUP = ("agents", "types", "interim_rule", "weights", "values")


def reordered(case: Case, rng: random.Random) -> Changed:
    """Groups, objects, types and constraints in another order."""
    groups = shuffled(list(case["agents"]), rng)
    changed = {key: {g: case[key][g] for g in groups} for key in BY_GROUP}
    changed["types"] = {g: shuffled(case["types"][g], rng) for g in groups}
    return case | changed | {key: shuffled(case[key], rng) for key in ("objects", "constraints")}, same


def renamed(case: Case, rng: random.Random) -> Changed:
    """All names new, and in the opposite alphabetical order."""
    new = {"g": "m9", "h": "m8", "x": "n9", "y": "n8", "s": "q9", "t": "q8"}

    def name(data: Any) -> Any:
        if isinstance(data, dict):
            return {new.get(key, key): name(value) for key, value in data.items()}
        return [name(each) for each in data] if isinstance(data, list) else new.get(data, data)

    return name(case), same


def group_split(case: Case, rng: random.Random) -> Changed | None:
    """A group of several agents becomes two, who are bound together by all that bound the group."""
    large = [g for g, size in case["agents"].items() if size > 1]
    if not large:
        return None
    old = rng.choice(large)
    changed = copy.deepcopy(case)
    for key in BY_GROUP[1:]:
        changed[key]["twin"] = copy.deepcopy(case[key][old])
    changed["prior"]["independent"]["twin"] = case["prior"]["independent"][old]
    changed["agents"]["twin"] = rng.randint(1, case["agents"][old] - 1)
    changed["agents"][old] -= changed["agents"]["twin"]
    for entry in changed["constraints"]:
        if "set" in entry:
            entry["set"] += [["twin", j] for g, j in entry["set"] if g == old]
    return changed, same


def idle_group(case: Case, rng: random.Random) -> Changed:
    """A group of agents of one type who get nothing."""
    changed = copy.deepcopy(case)
    nothing = {"only": dict.fromkeys(case["objects"], 0)}
    changed["agents"]["idle"], changed["types"]["idle"] = rng.randint(1, 9), ["only"]
    changed["prior"]["independent"]["idle"] = {"only": 1}
    for key in BY_GROUP[2:]:
        changed[key]["idle"] = copy.deepcopy(nothing)
    changed["constraints"].append({"agents": ["idle"], "ceiling": 0})
    return changed, same


def type_split(case: Case, rng: random.Random) -> Changed:
    """A type becomes two, who get the same and like the same; its weights are shared between them."""
    group = rng.choice(list(case["agents"]))
    old, share = rng.choice(case["types"][group]), Fraction(rng.randint(1, 3), 4)
    changed = copy.deepcopy(case)
    changed["types"][group].append("twin")
    law, chance = changed["prior"]["independent"][group], Fraction(case["prior"]["independent"][group][old])
    law[old], law["twin"] = text(share * chance), text((1 - share) * chance)
    for key in ("interim_rule", "values"):
        changed[key][group]["twin"] = dict(case[key][group][old])
    weights = case["weights"][group][old]
    changed["weights"][group][old] = {j: text(share * w) for j, w in weights.items()}
    changed["weights"][group]["twin"] = {j: text((1 - share) * w) for j, w in weights.items()}
    return changed, same


def as_counts(case: Case, rng: random.Random) -> Changed | None:
    """The same prior, written class by class; incentives, which need it to be written as independent, are left out."""
    problem, _ = grouped_from_plain(file_of(case))
    from proofs.reduced_form.classes.counts import blocks

    parts = blocks(problem)
    if len(parts) > 1:
        return None
    weights, below = parts[0].law
    counts = [
        {
            "counts": {
                g: {t: n for (owner, t), n in zip(problem.pairs, each, strict=True) if owner == g}
                for g in problem.groups
            },
            "probability": text(Fraction(weight, below)),
        }
        for each, weight in zip(parts[0].classes, weights, strict=True)
    ]
    return case | {"prior": {"counts": counts}}, same


def scaled(case: Case, rng: random.Random) -> Changed:
    factor = Fraction(rng.randint(1, 5), 2)
    weights = {
        g: {t: {j: text(factor * w) for j, w in own.items()} for t, own in kinds.items()}
        for g, kinds in case["weights"].items()
    }
    return case | {"weights": weights}, lambda answer: factor * answer if isinstance(answer, Fraction) else answer


def other_law(case: Case, rng: random.Random) -> Changed:
    """Other probabilities, all of them positive: normals do not depend on them."""
    law = {g: {t: rng.randint(1, 5) for t in own} for g, own in case["types"].items()}
    independent = {g: {t: text(Fraction(k, sum(own.values()))) for t, k in own.items()} for g, own in law.items()}
    return case | {"prior": {"independent": independent}}, same


ORDERS = [
    Relation("everything in another order", reordered),
    Relation("everything renamed", renamed),
]

RELATIONS = [
    *ORDERS,
    Relation("a group split in two", group_split),
    Relation("an idle group", idle_group),
    Relation("a type split in two", type_split),
]


def satisfies(case: Case) -> Answer:
    problem, rule = grouped_from_plain(file_of(case))
    assert rule is not None
    return condition_for_groups(problem, rule, "A").holds


def preserves(case: Case) -> Answer:
    """Whether three agents of each group, at most, have a structure that preserves total unimodularity."""
    problem, _ = grouped_from_plain(file_of(case) | {"agents": {g: min(n, 3) for g, n in case["agents"].items()}})
    return preserves_for_groups(problem).holds


def of_few_coordinates(rng: random.Random) -> Case:
    """One that has at most five."""
    while True:
        case = grouped(rng)
        if sum(map(len, case["types"].values())) * len(case["objects"]) <= 5:
            return case


def described(case: Case) -> Answer:
    """How many vertices and facets the set of all rules has, and what its dimension is."""
    problem, _ = grouped_from_plain(file_of(case))
    found = facets_for_groups(problem)
    return found.dimension, len(found.facets), math.prod(len(part.found.vertices) for part in found.parts)


QUESTIONS = [
    Question(
        "implementable for groups",
        ("proofs.reduced_form.classes.implementing.implementable_for_groups",),
        is_implementable,
        grouped,
        [*RELATIONS, Relation("the prior by classes", as_counts)],
    ),
    Question(
        "design for groups",
        ("proofs.reduced_form.classes.designing.design_for_groups",),
        best_value,
        grouped,
        [*RELATIONS, Relation("weights by one factor", scaled)],
        seeds=12,
    ),
    Question(
        "condition for groups",
        ("proofs.reduced_form.classes.conditions.condition_for_groups",),
        satisfies,
        of_few_coordinates,
        [*ORDERS, Relation("an idle group", idle_group), Relation("the prior by classes", as_counts)],
        seeds=12,
    ),
    Question(
        "total unimodularity for groups",
        ("proofs.reduced_form.classes.unimodular.preserves_for_groups",),
        preserves,
        of_few_coordinates,
        [*ORDERS, Relation("another law of types", other_law)],
        seeds=12,
    ),
    Question(
        "facets for groups",
        ("proofs.reduced_form.classes.describing.facets_for_groups",),
        described,
        of_few_coordinates,
        [*ORDERS, Relation("the prior by classes", as_counts), Relation("another law of types", other_law)],
        seeds=12,
    ),
]
