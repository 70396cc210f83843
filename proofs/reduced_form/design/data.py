"""Objectives and designs as plain data, and back: what problem files and certificates hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from exact.plain_data import Converter, register
from exact.rationals import rational, text
from proofs.plain.keys import object_at, unknown_key, unknown_name, unknown_word
from proofs.reduced_form.problem import data as problem_data
from proofs.reduced_form.problem.problems import (
    InterimRule,
    Problem,
)

if TYPE_CHECKING:
    from proofs.reduced_form.design.task import Objective

from proofs.plain.reading import BadInput
from proofs.reduced_form.design.incentives import GivenRule
from proofs.reduced_form.design.task import Design, Incentives, Objective, check_objective
from proofs.reduced_form.problem.data import read_problem


def design_from_plain(data: Any) -> tuple[Problem, Objective]:
    """The problem that plain data describes, and its objective, which it must have."""
    problem, model = read_problem(data)
    try:
        return problem, objective_in_file(problem, model)
    except (TypeError, ValueError) as error:
        raise BadInput(str(error)) from error


def _example(problem: Problem) -> str:
    """The least objective, in the names of the problem."""
    weight: Any = {problem.objects[0]: 1} if problem.objects else 1
    weights = {problem.agents[0]: {problem.types[0][0]: weight}}
    return f'"objective": {json.dumps({"weights": weights}, ensure_ascii=False)}'


def objective_in_file(problem: Problem, model: Any) -> Objective:
    """The objective of a file's model, which it must have; raises `ValueError` with the place.

    `incentives`, `preferences` and `transfers` may stand in `objective` or beside it, and so may the weights.
    """
    if model.capacity_costs is not None:
        raise BadInput("capacity_costs: `proofs supplier` chooses capacities; here give ceilings in constraints")
    if model.objective is None:
        raise BadInput(f'"objective" is missing; give what is to be maximized, for example {_example(problem)}')
    plain = dict(model.objective)
    weights = {agent: plain.pop(agent) for agent in problem.agents if agent in plain and agent != "weights"}
    if weights:
        if "weights" in plain:
            raise BadInput("objective: the weights are given twice; give them under weights alone")
        plain["weights"] = weights
    for key in ("incentives", "preferences", "transfers"):
        beside = getattr(model, key)
        if beside is not None:
            if key in plain:
                raise BadInput(f'"{key}" is given twice, in objective and beside it; give it once')
            plain[key] = beside
    return objective_from_plain(problem, plain)


def objective_from_plain(problem: Problem, plain: Any) -> Objective:
    """The objective that a file's `objective` describes; raises `ValueError` with the place.

    Keys: `weights` (like an interim rule, or "welfare": each type's values times its probability), `incentives`,
    `preferences`, `transfers` with `revenue` (the factor of the expected revenue, 1) and `participation` (true).
    """
    if not isinstance(plain, Mapping):
        raise ValueError("objective: an object was expected")
    known = ("weights", "incentives", "preferences", "transfers")
    for key in plain:
        if key not in known:
            raise ValueError(unknown_key(key, known, "objective"))
    if "transfers" in plain and "incentives" not in plain:
        choices = '"cardinal" (nobody gains by a wrong report) or "none"'
        raise ValueError(f'objective: "incentives" is missing; where there are transfers, say {choices}')
    incentives = plain.get("incentives", "none")
    if incentives not in ("ordinal", "cardinal", "none"):
        raise ValueError(unknown_word(incentives, ("ordinal", "cardinal", "none"), "objective.incentives"))
    if "preferences" in plain and incentives != "ordinal":
        _require_values(plain["preferences"], "incentives" in plain)
    preferences = _preferences(problem, plain["preferences"], incentives) if "preferences" in plain else ()
    if incentives != "none" and not preferences:
        raise ValueError('objective: "preferences" is missing')
    revenue, participation = _transfers(plain["transfers"]) if "transfers" in plain else (None, False)
    if "weights" not in plain and revenue is None:
        raise ValueError('objective: "weights" is missing; give what each agent\'s quantities are worth, or "welfare"')
    given = plain.get("weights", {})
    if given == "welfare":
        if incentives == "ordinal" or not preferences:
            raise ValueError('objective.weights: "welfare" needs preferences with values')
        types = [(a, t) for a, kinds in zip(problem.agents, problem.types, strict=True) for t in kinds]
        pairs = zip(types, preferences, strict=True)
        weights = tuple(problem.marginals[kind] * value for kind, values in pairs for value in values)
    else:
        weights = _weights(problem, given)
    objective = Objective(weights, incentives, preferences, revenue, participation)
    check_objective(problem, objective)
    return objective


def given_rule_in_file(problem: Problem, model: Any, sizes: tuple[int, ...] = ()) -> GivenRule:
    """The interim rule of a file's model, with preferences and transfers; raises `ValueError` with the place.

    `preferences` and `incentives` may stand in `objective` or beside it; without the latter (or with "none") the form
    of the former says whether they are values or rankings.
    """
    if model.interim_rule is None:
        raise BadInput('"interim_rule" is missing; add the rule to be asked about')
    inside = model.objective or {}
    preferences = _once("preferences", inside, model)
    if preferences is None:
        raise BadInput(
            '"preferences" is missing; give {agent: {type: {object: value}}}, or rankings, best object first'
        )
    said = _once("incentives", inside, model) or "none"
    if said not in ("ordinal", "cardinal", "none"):
        raise ValueError(unknown_word(said, ("ordinal", "cardinal", "none"), "incentives"))
    ranked = _has_rankings(preferences) if said == "none" else said == "ordinal"
    incentives: Incentives = "ordinal" if ranked else "cardinal"
    if incentives == "cardinal":
        _require_values(preferences, True)
    tastes = _preferences(problem, preferences, incentives)
    transfers = () if model.interim_transfers is None else _paid(problem, model.interim_transfers)
    return GivenRule(problem, problem.interim_rule(model.interim_rule), incentives, tastes, transfers, sizes)


def _once(key: str, objective: Mapping[str, Any], model: Any) -> Any:
    """What stands at a key, in the objective or beside it."""
    beside = getattr(model, key)
    if beside is not None and key in objective:
        raise BadInput(f'"{key}" is given twice, in objective and beside it; give it once')
    return objective.get(key) if beside is None else beside


def _has_rankings(preferences: Any) -> bool:
    """Whether the first preference is a ranking."""
    first = next(iter(preferences.values()), None) if isinstance(preferences, Mapping) else None
    return isinstance(first, Mapping) and isinstance(next(iter(first.values()), None), list)


def _paid(problem: Problem, given: Any) -> tuple[tuple[tuple[str, str], Fraction], ...]:
    """What types pay; what is left out is 0."""
    place = "interim_transfers"
    _known(given, problem.agents, place, "agents")
    found = []
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        by_type = given.get(agent, {})
        _known(by_type, kinds, f"{place}.{agent}", f"types of agent {agent}")
        found += [((agent, kind), _number(by_type.get(kind, 0), f"{place}.{agent}.{kind}")) for kind in kinds]
    return tuple(found)


def _weights(problem: Problem, given: Any) -> tuple[Fraction, ...]:
    """Like an interim rule, but whatever is left out is 0."""
    place = "objective.weights"
    if isinstance(given, str):
        raise ValueError(unknown_word(given, ("welfare",), place) + ", or an object: agents, types, objects, numbers")
    _known(given, problem.agents, place, "agents")
    numbers = []
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        by_type = given.get(agent, {})
        _known(by_type, kinds, f"{place}.{agent}", f"types of agent {agent}")
        for kind in kinds:
            entry = by_type.get(kind, 0 if not problem.objects else {})
            if not problem.objects:
                numbers.append(_number(entry, f"{place}.{agent}.{kind}"))
                continue
            _known(entry, problem.objects, f"{place}.{agent}.{kind}", "objects")
            numbers += [_number(entry.get(j, 0), f"{place}.{agent}.{kind}.{j}") for j in problem.objects]
    return tuple(numbers)


def _preferences(problem: Problem, given: Any, incentives: str) -> tuple[tuple[Any, ...], ...]:
    place = "objective.preferences"
    _known(given, problem.agents, place, "agents")
    found: list[tuple[Any, ...]] = []
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        by_type = given.get(agent)
        _known(by_type, kinds, f"{place}.{agent}", f"types of agent {agent}")
        for kind in kinds:
            here = f"{place}.{agent}.{kind}"
            if kind not in by_type:
                raise ValueError(f'{place}.{agent}: "{kind}" is missing')
            entry = by_type[kind]
            if incentives == "ordinal":
                if not isinstance(entry, list) or sorted(map(str, entry)) != sorted(problem.objects):
                    mend = '; with values write "incentives": "cardinal"' if isinstance(entry, Mapping) else ""
                    raise ValueError(f"{here}: a ranking of all objects, best first, was expected{mend}")
                found.append(tuple(entry))
            elif not problem.objects:
                found.append((_number(entry, here),))
            else:
                _known(entry, problem.objects, here, "objects")
                found.append(tuple(_number(entry.get(j, 0), f"{here}.{j}") for j in problem.objects))
    return tuple(found)


def _require_values(preferences: Any, said: bool) -> None:
    """Raise `ValueError` for rankings where values belong, which is a matter of `incentives` and not of their form."""
    for agent, by_type in preferences.items() if isinstance(preferences, Mapping) else ():
        for kind, entry in by_type.items() if isinstance(by_type, Mapping) else ():
            if isinstance(entry, list):
                wrong = "are not ordinal, and" if said else "is missing, and"
                raise ValueError(
                    f'objective: "incentives" {wrong} objective.preferences.{agent}.{kind} is a ranking; '
                    'with rankings write "incentives": "ordinal", or leave them out where there are to be none'
                )


def _transfers(given: Any) -> tuple[Fraction, bool]:
    object_at(given, "objective.transfers", (), ("revenue", "participation"))
    participation = given.get("participation", True)
    if not isinstance(participation, bool):
        raise ValueError("objective.transfers.participation: true or false was expected")
    return _number(given.get("revenue", 1), "objective.transfers.revenue"), participation


def _known(given: Any, allowed: tuple[str, ...], place: str, what: str) -> None:
    if not isinstance(given, Mapping):
        raise ValueError(f"{place}: an object with keys from the {what} was expected")
    for key in given:
        if key not in allowed:
            raise ValueError(unknown_name(key, allowed, what, place))


def _number(value: Any, place: str) -> Fraction:
    try:
        return rational(value, place)
    except TypeError as error:
        raise ValueError(str(error)) from error


def objective_to_plain(problem: Problem, objective: Objective) -> dict[str, Any]:
    """The objective written out; `objective_from_plain` reads it back."""

    plain: dict[str, Any] = {
        "weights": problem_data.rule_to_plain(problem, InterimRule(objective.weights)),
        "incentives": objective.incentives,
    }
    if objective.preferences:
        nested: dict[str, Any] = {agent: {} for agent in problem.agents}
        types = [(a, t) for a, kinds in zip(problem.agents, problem.types, strict=True) for t in kinds]
        for (agent, kind), entry in zip(types, objective.preferences, strict=True):
            if objective.incentives == "ordinal":
                nested[agent][kind] = list(entry)
            elif problem.objects:
                nested[agent][kind] = {j: text(value) for j, value in zip(problem.objects, entry, strict=True)}
            else:
                nested[agent][kind] = text(entry[0])
        plain["preferences"] = nested
    if objective.revenue is not None:
        plain["transfers"] = {"revenue": text(objective.revenue), "participation": objective.participation}
    return plain


def to_plain(task: Design) -> dict[str, Any]:

    plain = problem_data.problem_to_plain(task.problem)
    return {**plain, "objective": objective_to_plain(task.problem, task.objective)}


def from_plain(plain: dict[str, Any]) -> Design:

    return Design(*design_from_plain(plain))


register(Design, Converter(to_plain, from_plain))
