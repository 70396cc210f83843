"""The questions of `proofs.reduced_form`, with what may be done to an implementation problem.

A case holds a problem, a rule, sets of cells and an objective by names, so that a relation is a change of names, lists
and numbers. `plain` writes it as a problem file has it, and every question is asked about what the reader makes of it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.rationals import text
from exact.symbolic.affine import parameter
from exact.symbolic.polynomials import polynomial_parameter
from proofs.reduced_form.conditions.capacity import capacity, linear
from proofs.reduced_form.conditions.deciding import Letter, condition, most_violated, tightest
from proofs.reduced_form.conditions.decomposition import decompose
from proofs.reduced_form.conditions.fewest import Fewest, fewest, needs_outcomes
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.conditions.quotas import effective_quotas, paramodular
from proofs.reduced_form.design.data import design_from_plain
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.design.families import BestRuleForParameters
from proofs.reduced_form.design.for_parameters import design_for_parameters
from proofs.reduced_form.design.incentives import GivenRule, incentive_compatible
from proofs.reduced_form.design.task import Objective
from proofs.reduced_form.facets import completeness
from proofs.reduced_form.facets.for_parameters import ImplementableByPolynomials, implementable_by_polynomials
from proofs.reduced_form.facets.listing import facets, valid_inequality, with_prior
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.implementation.for_parameters import ImplementableRegion, implement_for_parameters
from proofs.reduced_form.implementation.separating import Separation
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.reduced_form.problem.data import problem_from_plain
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import IndependentPrior, InterimRule, Problem
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from proofs.reduced_form.universal.deciding import quotas_that_break, universal_condition
from tests.metamorphic.framework import Answer, Case, Changed, Question, Relation, same, shuffled


def problems(
    agents: int = 3,
    objects: int = 2,
    types: int = 2,
    divisible: bool = False,
    single: bool = False,
    floors: tuple[int, ...] = (0, 0, 0, 1, 2),
) -> Callable[[random.Random], Case]:
    """Random problems of at most so many agents, objects and types; of a single object with `single`."""

    def make(rng: random.Random) -> Case:
        people = [f"i{k}" for k in range(rng.randint(2, agents))]
        things = None if single else [f"o{k}" for k in range(rng.randint(1, objects))]
        kinds = {i: [f"t{k}" for k in range(rng.randint(1, types))] for i in people}
        if rng.random() < 0.7:
            kinds[people[0]] = [f"t{k}" for k in range(types)]
        cells = [(i,) for i in people] if things is None else list(itertools.product(people, things))
        marginals = {}
        for i in people:
            shares = [rng.randint(1, 2) for _ in kinds[i]]
            marginals |= {(i, t): Fraction(share, sum(shares)) for t, share in zip(kinds[i], shares, strict=True)}
        sets: dict[frozenset[Any], tuple[int, int]] = {frozenset([cell]): (0, 1) for cell in cells}
        if single:
            units = rng.choice((1, 1, 2))
            sets = {frozenset(cells): (0, units)} | (sets if units > 1 or rng.random() < 0.5 else {})
        for _ in range(0 if single else rng.randint(1, 4)):
            chosen = frozenset(rng.sample(cells, rng.randint(1, len(cells))))
            ceiling = rng.randint(1, 2)
            sets[chosen] = (min(rng.choice(floors), ceiling), ceiling)
        coordinates = [(i, t, *cell[1:]) for i in people for t in kinds[i] for cell in cells if cell[0] == i]
        marked = [rng.choice((-1, 0, 1)) for _ in cells]
        return {
            "agents": people,
            "objects": things,
            "types": kinds,
            "marginals": marginals,
            "sets": [(sorted(members), Fraction(low), Fraction(high)) for members, (low, high) in sets.items()],
            "everywhere": [],
            "divisible": divisible,
            "rule": {c: Fraction(rng.randint(0, 4), rng.choice((4, 6))) for c in coordinates},
            "plus": [cell for cell, mark in zip(cells, marked, strict=True) if mark == 1],
            "minus": [cell for cell, mark in zip(cells, marked, strict=True) if mark == -1],
            "quantities": {cell: Fraction(rng.randint(0, 2), 2) for cell in cells},
            "coefficients": {c: Fraction(rng.randint(-1, 2)) for c in coordinates},
            "bound": Fraction(rng.randint(0, 4), 2),
            "incentives": rng.choice(("none", "cardinal")),
            "revenue": rng.choice((None, Fraction(1))),
        }

    return make


# ------------------------------------------------------------------------------------------------------ as a file


def cells_of(case: Case) -> list[Any]:
    things = [()] if case["objects"] is None else [(o,) for o in case["objects"]]
    return [(i, *o) for i in case["agents"] for o in things]


def nested(case: Case, values: Any) -> Any:
    """Values by coordinate as a file nests them."""
    out: dict[str, Any] = {}
    for i in case["agents"]:
        out[i] = {}
        for t in case["types"][i]:
            if case["objects"] is None:
                out[i][t] = text(values[i, t])
            else:
                out[i][t] = {o: text(values[i, t, o]) for o in case["objects"]}
    return out


def plain(case: Case) -> dict[str, Any]:
    def listed(sets: list[Any]) -> list[Any]:
        return [
            {"set": [list(c) if len(c) > 1 else c[0] for c in members], "floor": text(low), "ceiling": text(high)}
            for members, low, high in sets
        ]

    file = {
        "format": "exact-proofs/problem/1",
        "agents": case["agents"],
        "types": case["types"],
        "prior": {
            "independent": {i: {t: text(case["marginals"][i, t]) for t in case["types"][i]} for i in case["agents"]}
        },
        "constraints": listed(case["sets"]),
        "interim_rule": nested(case, case["rule"]),
    }
    if case["objects"] is not None:
        file["objects"] = case["objects"]
    if case["everywhere"]:
        file["profiles"] = [{"profile": {}, "constraints": listed(case["everywhere"])}]
    if case["divisible"]:
        file["divisible"] = True
    return file


def read(case: Case) -> tuple[Problem, InterimRule]:
    problem, rule = problem_from_plain(plain(case))
    assert rule is not None
    return problem, rule


# -------------------------------------------------------------------------------------------------------- relations


def reordered(case: Case, rng: random.Random) -> Changed:
    """Agents, objects, types, sets and their members in another order."""
    changed = {"agents": shuffled(case["agents"], rng)}
    changed["objects"] = case["objects"] and shuffled(case["objects"], rng)
    changed["types"] = {i: shuffled(case["types"][i], rng) for i in shuffled(case["agents"], rng)}
    changed["sets"] = [(shuffled(members, rng), low, high) for members, low, high in shuffled(case["sets"], rng)]
    return case | changed, same


def renamed(case: Case, rng: random.Random) -> Changed:
    """All names new, and in the opposite alphabetical order."""
    agents = {i: f"n{9 - k} x" for k, i in enumerate(case["agents"])}
    objects = {o: f"m{9 - k}" for k, o in enumerate(case["objects"] or ())}
    types = {t: f"s{9 - k}" for k, t in enumerate(sorted({t for i in case["agents"] for t in case["types"][i]}))}

    def cell(old: Any) -> Any:
        return (agents[old[0]], *(objects[o] for o in old[1:]))

    def coordinate(old: Any) -> Any:
        return (agents[old[0]], types[old[1]], *(objects[o] for o in old[2:]))

    changed: Case = {"agents": [agents[i] for i in case["agents"]]}
    changed["objects"] = case["objects"] and [objects[o] for o in case["objects"]]
    changed["types"] = {agents[i]: [types[t] for t in case["types"][i]] for i in case["agents"]}
    for key in ("sets", "everywhere"):
        changed[key] = [(list(map(cell, members)), low, high) for members, low, high in case[key]]
    for key in ("rule", "coefficients", "marginals"):
        changed[key] = {coordinate(at): value for at, value in case[key].items()}
    changed |= {key: list(map(cell, case[key])) for key in ("plus", "minus")}
    changed["quantities"] = {cell(at): value for at, value in case["quantities"].items()}
    return case | changed, same


def given_again(case: Case, rng: random.Random) -> Changed:
    """Some sets once more, for all profiles, and with looser quotas."""
    again = []
    for members, low, high in rng.sample(case["sets"], rng.randint(1, len(case["sets"]))):
        again.append((members, *rng.choice([(low, high), (Fraction(0), high), (low, high + 1)])))
    return case | {"everywhere": [*case["everywhere"], *again]}, same


def idle_agent(case: Case, rng: random.Random) -> Changed:
    """An agent of one type who gets nothing."""
    new = [("idle", *o) for o in ([()] if case["objects"] is None else [(o,) for o in case["objects"]])]
    place = rng.randint(0, len(case["agents"]))
    changed = {"agents": [*case["agents"][:place], "idle", *case["agents"][place:]]}
    changed["types"] = case["types"] | {"idle": ["only"]}
    changed["marginals"] = case["marginals"] | {("idle", "only"): Fraction(1)}
    changed["sets"] = [*case["sets"], *(([cell], Fraction(0), Fraction(0)) for cell in new)]
    for key in ("rule", "coefficients"):
        changed[key] = case[key] | {("idle", "only", *cell[1:]): Fraction(0) for cell in new}
    changed["quantities"] = case["quantities"] | dict.fromkeys(new, Fraction(0))
    return case | changed, same


def idle_object(case: Case, rng: random.Random) -> Changed | None:
    """An object of which there is nothing."""
    if case["objects"] is None:
        return None
    new = [(i, "idle") for i in case["agents"]]
    changed: Case = {"objects": shuffled([*case["objects"], "idle"], rng)}
    changed["sets"] = [(new, Fraction(0), Fraction(0)), *case["sets"]]
    more = {(i, t, "idle"): Fraction(0) for i in case["agents"] for t in case["types"][i]}
    changed |= {key: case[key] | more for key in ("rule", "coefficients")}
    changed["quantities"] = case["quantities"] | dict.fromkeys(new, Fraction(0))
    return case | changed, same


def type_split(case: Case, rng: random.Random) -> Changed:
    """A type becomes two, who get the same; what is weighted by probability is shared between them."""
    agent = rng.choice(case["agents"])
    old = rng.choice(case["types"][agent])
    share = Fraction(rng.randint(1, 3), 4)
    changed = {"types": case["types"] | {agent: [*case["types"][agent], "twin"]}}
    p = case["marginals"][agent, old]
    changed["marginals"] = case["marginals"] | {(agent, old): share * p, (agent, "twin"): (1 - share) * p}
    for key in ("rule", "coefficients"):
        twins = {(agent, "twin", *at[2:]): value for at, value in case[key].items() if at[:2] == (agent, old)}
        changed[key] = case[key] | twins
    return case | changed, same


def redundant_set(case: Case, rng: random.Random) -> Changed | None:
    """The union of two disjoint sets, with the sums of their quotas."""
    known = {frozenset(members) for members, _, _ in case["sets"]}
    for (one, low, high), (two, low2, high2) in itertools.combinations(case["sets"], 2):
        union = frozenset(one) | frozenset(two)
        if not set(one) & set(two) and union not in known:
            return case | {"sets": [*case["sets"], (sorted(union), low + low2, high + high2)]}, same
    return None


def dilated(case: Case, rng: random.Random) -> Changed:
    """Divisible quantities, all quotas and rules by one factor."""
    factor = Fraction(rng.randint(1, 5), 3)
    changed = {key: [(m, factor * low, factor * high) for m, low, high in case[key]] for key in ("sets", "everywhere")}
    changed |= {key: {at: factor * v for at, v in case[key].items()} for key in ("rule", "quantities")}
    changed["bound"] = factor * case["bound"]
    return case | changed, lambda answer: factor * answer if isinstance(answer, Fraction) else answer


def sides_changed(case: Case, rng: random.Random) -> Changed | None:
    """Agents for objects and objects for agents, with one type each: for questions about one profile."""
    if case["objects"] is None:
        return None
    turned: Case = {"agents": case["objects"], "objects": case["agents"]}
    turned["types"] = {o: ["t"] for o in case["objects"]}
    turned["marginals"] = {(o, "t"): Fraction(1) for o in case["objects"]}
    for key in ("sets", "everywhere"):
        turned[key] = [([(o, i) for i, o in members], low, high) for members, low, high in case[key]]
    turned |= {key: [(o, i) for i, o in case[key]] for key in ("plus", "minus")}
    turned["quantities"] = {(o, i): value for (i, o), value in case["quantities"].items()}
    nothing = {(o, "t", i): Fraction(0) for o in case["objects"] for i in case["agents"]}
    return case | turned | {"rule": nothing, "coefficients": nothing}, same


def another_prior(case: Case, rng: random.Random) -> Changed:
    marginals = {}
    for i in case["agents"]:
        shares = [rng.randint(1, 4) for _ in case["types"][i]]
        marginals |= {(i, t): Fraction(s, sum(shares)) for t, s in zip(case["types"][i], shares, strict=True)}
    return case | {"marginals": marginals}, same


def inequality_scaled(case: Case, rng: random.Random) -> Changed:
    factor = Fraction(rng.randint(1, 5), 2)
    scaled = {at: factor * value for at, value in case["coefficients"].items()}
    return (
        case | {"coefficients": scaled, "bound": factor * case["bound"]},
        lambda answer: factor * answer if isinstance(answer, Fraction) else answer,
    )


ORDER, NAMES = Relation("everything in another order", reordered), Relation("everything renamed", renamed)
AGAIN, IDLE = Relation("sets given again", given_again), Relation("an idle agent", idle_agent)
NOTHING, SPLIT = Relation("an object that is not there", idle_object), Relation("a type split in two", type_split)
REDUNDANT, DILATED = Relation("an implied set", redundant_set), Relation("quotas and rule by one factor", dilated)
SIDES, PRIOR = Relation("agents and objects change sides", sides_changed), Relation("another prior", another_prior)
ALWAYS = [ORDER, NAMES, AGAIN, IDLE, NOTHING]

# -------------------------------------------------------------------------------------------------------- questions


def value_or_not(verdict: Any) -> Answer:
    """The value that the statement names; where there is no feasible outcome, that."""
    return getattr(verdict.statement, "value", "no outcome")


def about_rule(question: Callable[[Problem, InterimRule], Answer]) -> Callable[[Case], Answer]:
    return lambda case: question(*read(case))


def separated(problem: Problem, rule: InterimRule) -> Answer:
    """`implementable`, as it is decided where type profiles are many."""
    if not has_outcome(problem):
        return False
    separation = Separation.of(problem, OutcomeSets(problem))
    if separation is None:  # too many outcomes to list
        return implementable(problem, rule).holds
    pairs = zip(problem.coordinates, rule.values, strict=True)
    return isinstance(separation.decide([problem.marginals[c[0], c[1]] * q for c, q in pairs]), list)


def about_problem(question: Callable[[Problem], Answer]) -> Callable[[Case], Answer]:
    return lambda case: question(read(case)[0])


def beta(case: Case) -> Answer:
    return value_or_not(capacity(read(case)[0], case["plus"], case["minus"]))


def decomposed(case: Case) -> Answer:
    return decompose(read(case)[0], case["quantities"]).holds


def how_few(case: Case) -> Answer:
    """How few pure outcomes a lottery needs, where that is proved; and that no fewer do, nor is one more needed."""
    problem, quantities = read(case)[0], case["quantities"]
    found = fewest(problem, quantities)
    if not isinstance(found, Fewest):
        return "no lottery"
    if not found.proved:
        return "open"
    assert needs_outcomes(problem, quantities, found.size).holds
    assert not needs_outcomes(problem, quantities, found.size + 1).holds
    return found.size


def is_honest(case: Case) -> Answer:
    """Whether the rule is incentive compatible where types value objects by the coefficients, and nobody pays."""
    problem, rule = read(case)
    tastes = tuple(
        tuple(abs(case["coefficients"][i, t, *rest]) for rest in problem.object_parts)
        for i, kinds in zip(problem.agents, problem.types, strict=True)
        for t in kinds
    )
    return incentive_compatible(GivenRule(problem, rule, "cardinal", tastes)).holds


def most_violated_value(letter: Letter) -> Callable[[Problem, InterimRule], Answer]:
    """The greatest violation, which `tightest` finds too if there is one; else that one is no violation."""

    def answer(problem: Problem, rule: InterimRule) -> Answer:
        greatest, tight = (value_or_not(ask(problem, rule, letter)) for ask in (most_violated, tightest))
        if isinstance(tight, Fraction) and isinstance(greatest, Fraction):
            assert max(tight, Fraction(0)) == greatest
        return greatest

    return answer


def quotas_attained(case: Case) -> Answer:
    """What feasible outcomes attain on each set of at least one cell, by the set's size and quotas."""
    found = effective_quotas(read(case)[0])
    if not isinstance(found, tuple):
        return "no outcome"
    kept = [quota for quota in found if quota.constraint.ceiling != 0]
    return sorted((len(q.constraint.cells), q.constraint.floor, q.constraint.ceiling, *q.bounds) for q in kept)


def inequality_holds(case: Case) -> Answer:
    problem, _ = read(case)
    if not has_outcome(problem).holds:
        return "no outcome"
    return valid_inequality(problem, case["coefficients"], case["bound"]).holds


def described_by(case: Case) -> Answer:
    """How many facets, the dimension, whether Conditions A and B are complete; the same with a uniform prior."""
    problem, _ = read(case)
    found = facets(problem)
    conditions = [completeness.completeness(found, letter).holds for letter in ("A", "B")]
    assert [found.condition_a.holds, found.condition_b.holds] == conditions
    other = with_prior(found, read(another_prior(case, random.Random(0))[0])[0])
    assert len(other.facets) == len(found.facets)
    return len(found.facets), found.dimension, conditions


def keeps_unimodular(case: Case) -> Answer:
    sets = [members for members, _, _ in case["sets"]]
    return preserves_total_unimodularity(structure(case["agents"], case["objects"], sets, case["types"])).holds


def best_value(case: Case) -> Answer:
    """The value of the best rule, where weights are the coefficients and each type values objects by them."""
    file = plain(case)
    del file["interim_rule"]
    weights = {at: value * case["marginals"][at[:2]] for at, value in case["coefficients"].items()}
    objective: dict[str, Any] = {"weights": nested(case, weights), "incentives": case["incentives"]}
    if case["incentives"] == "cardinal":
        values = {at: abs(value) for at, value in case["coefficients"].items()}
        objective["preferences"] = nested(case, values)
        if case["revenue"] is not None:
            objective["transfers"] = {"revenue": text(case["revenue"]), "participation": True}
    problem, read_objective = design_from_plain(file | {"objective": objective})
    return value_or_not(design(problem, read_objective))


def best_further_value(case: Case) -> Answer:
    """The value of the best rule under further terms: truth a dominant strategy, all take part at every profile."""
    file = plain(case)
    del file["interim_rule"]
    weights = {at: value * case["marginals"][at[:2]] for at, value in case["coefficients"].items()}
    values = {at: abs(value) for at, value in case["coefficients"].items()}
    objective: dict[str, Any] = {
        "weights": nested(case, weights),
        "incentives": "cardinal",
        "strategies": "dominant",
        "preferences": nested(case, values),
        "participation": "ex post",
        "transfers": {"revenue": text(case["revenue"] or Fraction(0)), "no_deficit": "ex ante"},
        "constraints": [{"rule": nested(case, weights), "floor": text(case["bound"] / 4)}],
        "closing": [{"agents": case["agents"], "least": 2}],
    }
    problem, read_objective = design_from_plain(file | {"objective": objective})
    return value_or_not(design(problem, read_objective))


P, Q = parameter("p", 0, 1), parameter("q", "-1/2", 1)


def implementable_corners(case: Case) -> Answer:
    """The corners of where a rule is implementable that grows with one parameter and is tilted by another."""
    problem, rule = read(case)
    tilts = [case["coefficients"][c] / 6 for c in problem.coordinates]
    moved = tuple(value * (1 - P / 2) + tilt * Q for value, tilt in zip(rule.values, tilts, strict=True))
    verdict = implement_for_parameters(problem, InterimRule(moved))
    return verdict.statement.corners() if isinstance(verdict.statement, ImplementableRegion) else "no outcome"


X, Y = polynomial_parameter("x", "1/4", "3/4"), polynomial_parameter("y", 0, 1)


def implementable_values(case: Case) -> Answer:
    """At which of some values a rule is implementable, with a prior that moves from the case's to its opposite."""
    problem, rule = read(case)
    moved = []
    for weights in problem.prior.marginals:
        turned = [*weights[1:], weights[0]]
        moved.append(tuple((1 - X) * w + X * t for w, t in zip(weights, turned, strict=True)))
    tilts = [case["coefficients"][c] / 6 for c in problem.coordinates]
    values = tuple(value * (1 - X * Y) + tilt * Y * Y for value, tilt in zip(rule.values, tilts, strict=True))
    verdict = implementable_by_polynomials(replace(problem, prior=IndependentPrior(tuple(moved))), InterimRule(values))
    if not isinstance(verdict.statement, ImplementableByPolynomials):
        return "no outcome"
    grid = [Fraction(k, 8) for k in range(2, 7)], [Fraction(k, 8) for k in range(9)]
    names = [parameter.name for parameter in verdict.statement.parameters]
    points = [dict(zip("xy", point, strict=True)) for point in itertools.product(*grid)]
    return [verdict.statement.holds_at([point[name] for name in names]) for point in points]


def best_corners(case: Case) -> Answer:
    """The corners of the parts of the best value, with the values there: the weights or else the ceilings move."""
    problem, rule = read(case)
    rows = [
        (case["coefficients"][c] * problem.marginals[c[0], c[1]], v)
        for c, v in zip(problem.coordinates, rule.values, strict=True)
    ]
    if not case["divisible"]:
        shares = [
            value * problem.marginals[c[0], c[1]] for c, (_, value) in zip(problem.coordinates, rows, strict=True)
        ]
        weights = tuple(weight * (1 - P) + share * Q for (weight, _), share in zip(rows, shares, strict=True))
        verdict = design_for_parameters(problem, Objective(weights))
    else:
        grown = (
            each if not each.ceiling else replace(each, ceiling=each.ceiling * (1 + P)) for each in problem.constraints
        )
        family = replace(problem, constraints=tuple(grown))
        verdict = design_for_parameters(family, Objective(tuple(weight for weight, _ in rows)))
    statement = verdict.statement
    if not isinstance(statement, BestRuleForParameters):
        return "no outcome"
    return [(corner, statement.value_at(corner)) for corner in statement.corners()]


def design_scaled(case: Case, rng: random.Random) -> Changed | None:
    """Weights and values by one factor: payments follow, and so does the value."""
    factor = Fraction(rng.randint(1, 5), 2)
    scaled = {at: factor * value for at, value in case["coefficients"].items()}
    return (
        case | {"coefficients": scaled},
        lambda answer: factor * answer if isinstance(answer, Fraction) else answer,
    )


def structures(rng: random.Random) -> Case:
    return problems(agents=4, objects=2, types=2)(rng)


def universally(case: Case) -> Answer:
    """Whether Condition A and Condition B are complete for all quotas, and whether small quotas break them."""
    sets = [members for members, _, _ in case["sets"]]
    given = structure(case["agents"], case["objects"], sets, case["types"])
    answers = [universal_condition(given, letter).holds for letter in ("A", "B")]
    broken = [quotas_that_break(given, letter).holds for letter in ("A", "B")]
    assert not any(answer and known is False for answer, known in zip(answers, broken, strict=True))
    return answers, broken


def set_of_one(case: Case, rng: random.Random) -> Changed | None:
    """Single cells count as sets whether they are listed or not."""
    return case | {"sets": [one for one in case["sets"] if len(one[0]) > 1]}, same


def fewer_types(case: Case, rng: random.Random) -> Changed:
    """More than two types are no more than two, for a structure."""
    agent = rng.choice(case["agents"])
    kinds = case["types"][agent]
    grown = case["types"] | {agent: [*kinds, "third"]} if len(kinds) > 1 else case["types"]
    return case | {"types": grown}, same


QUESTIONS = [
    Question(
        "capacity",
        ("proofs.reduced_form.conditions.capacity.capacity",),
        beta,
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT, SIDES, PRIOR],
    ),
    Question(
        "capacity, divisible",
        ("proofs.reduced_form.conditions.capacity.capacity",),
        beta,
        problems(divisible=True),
        [*ALWAYS, DILATED],
    ),
    Question(
        "linear",
        ("proofs.reduced_form.conditions.capacity.linear",),
        about_problem(lambda p: linear(p).holds),
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT, SIDES, PRIOR],
        seeds=12,
    ),
    *(
        Question(
            f"condition {letter}",
            ("proofs.reduced_form.conditions.deciding.condition",),
            about_rule(lambda p, rule, letter=letter: condition(p, rule, letter).holds),  # type: ignore[misc]
            problems(agents=2),
            [*ALWAYS, SPLIT, REDUNDANT],
            seeds=10,
        )
        for letter in ("A", "B")
    ),
    *(
        Question(
            f"most_violated {letter}",
            (
                "proofs.reduced_form.conditions.deciding.most_violated",
                "proofs.reduced_form.conditions.deciding.tightest",
            ),
            about_rule(most_violated_value(letter)),
            problems(agents=2),
            [*ALWAYS, SPLIT, REDUNDANT],
            seeds=6,
        )
        for letter in ("A", "B")
    ),
    Question(
        "decompose",
        ("proofs.reduced_form.conditions.decomposition.decompose",),
        decomposed,
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT, SIDES, PRIOR],
    ),
    Question(
        "fewest",
        ("proofs.reduced_form.conditions.fewest.fewest", "proofs.reduced_form.conditions.fewest.needs_outcomes"),
        how_few,
        problems(agents=2, floors=(0,)),
        [*ALWAYS, SPLIT, REDUNDANT],
        seeds=6,
    ),
    Question(
        "incentive_compatible",
        ("proofs.reduced_form.design.incentives.incentive_compatible",),
        is_honest,
        problems(agents=2, objects=2),
        [*ALWAYS, SPLIT, REDUNDANT],
    ),
    Question(
        "design",
        ("proofs.reduced_form.design.deciding.design",),
        best_value,
        problems(agents=2),
        [*ALWAYS, SPLIT, REDUNDANT, Relation("the objective scaled", design_scaled)],
        seeds=10,
    ),
    Question(
        "design, further terms",
        ("proofs.reduced_form.design.deciding.design",),
        best_further_value,
        problems(agents=2, floors=(0,)),
        [*ALWAYS, SPLIT, REDUNDANT],
        seeds=5,
    ),
    Question(
        "design_for_parameters, weights",
        ("proofs.reduced_form.design.for_parameters.design_for_parameters",),
        best_corners,
        problems(agents=2),
        [*ALWAYS, SPLIT, REDUNDANT],
        seeds=6,
    ),
    Question(
        "design_for_parameters, quotas",
        ("proofs.reduced_form.design.for_parameters.design_for_parameters",),
        best_corners,
        problems(agents=2, divisible=True),
        [ORDER, NAMES, IDLE, NOTHING, SPLIT],
        seeds=6,
    ),
    Question(
        "universal_condition",
        (
            "proofs.reduced_form.universal.deciding.universal_condition",
            "proofs.reduced_form.universal.deciding.quotas_that_break",
        ),
        universally,
        problems(agents=3, objects=1, types=2),
        [ORDER, NAMES, IDLE, Relation("single cells listed or not", set_of_one)],
        seeds=6,
    ),
    Question(
        "facets",
        (
            "proofs.reduced_form.facets.listing.facets",
            "proofs.reduced_form.facets.listing.with_prior",
            "proofs.reduced_form.facets.completeness.completeness",
        ),
        described_by,
        problems(agents=2, objects=1),
        [*ALWAYS, REDUNDANT, PRIOR],
        seeds=6,
    ),
    Question(
        "valid_inequality",
        ("proofs.reduced_form.facets.listing.valid_inequality",),
        inequality_holds,
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT, Relation("scaled", inequality_scaled)],
    ),
    Question(
        "has_outcome",
        ("proofs.reduced_form.implementation.deciding.has_outcome",),
        about_problem(lambda p: has_outcome(p).holds),
        problems(floors=(0, 1, 2)),
        [*ALWAYS, SPLIT, REDUNDANT, SIDES, PRIOR],
    ),
    Question(
        "implementable",
        ("proofs.reduced_form.implementation.deciding.implementable",),
        about_rule(lambda p, rule: implementable(p, rule).holds),
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT],
    ),
    Question(
        "implementable, in the dimension of the rule",
        ("proofs.reduced_form.implementation.deciding.implementable",),
        about_rule(separated),
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT],
    ),
    Question(
        "implementable, divisible",
        ("proofs.reduced_form.implementation.deciding.implementable",),
        about_rule(lambda p, rule: implementable(p, rule).holds),
        problems(divisible=True),
        [*ALWAYS, SPLIT, REDUNDANT, DILATED],
    ),
    Question(
        "implement_for_parameters",
        ("proofs.reduced_form.implementation.for_parameters.implement_for_parameters",),
        implementable_corners,
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT],
        seeds=8,
    ),
    Question(
        "implementable_by_polynomials",
        ("proofs.reduced_form.facets.for_parameters.implementable_by_polynomials",),
        implementable_values,
        problems(agents=2, objects=1),
        [NAMES, AGAIN, IDLE, NOTHING, REDUNDANT],
        seeds=5,
    ),
    Question(
        "described",
        ("proofs.reduced_form.conditions.polytope.described",),
        about_problem(lambda p: described(p).holds),
        problems(),
        [*ALWAYS, SPLIT, REDUNDANT, SIDES, PRIOR],
    ),
    Question(
        "effective_quotas",
        ("proofs.reduced_form.conditions.quotas.effective_quotas",),
        quotas_attained,
        problems(),
        [ORDER, NAMES, IDLE, NOTHING, SPLIT, SIDES, PRIOR],
    ),
    *(
        Question(
            f"paramodular, {reading}",
            ("proofs.reduced_form.conditions.quotas.paramodular",),
            about_problem(lambda p, reading=reading: paramodular(p, reading).holds),  # type: ignore[misc]
            problems(agents=2),
            [ORDER, NAMES, SPLIT, SIDES, PRIOR, *([IDLE, AGAIN, REDUNDANT] if reading == "effective" else [])],
            seeds=8,
        )
        for reading in ("listed", "effective")
    ),
    Question(
        "preserves_total_unimodularity",
        ("proofs.reduced_form.problem.structures.preserves_total_unimodularity",),
        keeps_unimodular,
        structures,
        [
            ORDER,
            NAMES,
            IDLE,
            Relation("single cells listed or not", set_of_one),
            Relation("a third type beside two", fewer_types),
        ],
        seeds=8,
    ),
    Question(
        "single_object",
        ("proofs.reduced_form.implementation.thresholds.single_object",),
        about_rule(lambda p, rule: single_object(p, rule).holds),
        problems(single=True, agents=3),
        [ORDER, NAMES, SPLIT],
    ),
]
