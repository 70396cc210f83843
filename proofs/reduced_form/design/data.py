"""Objectives and designs as plain data, and back: what problem files and certificates hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, get_args

from exact.plain_data import Converter, register
from exact.rationals import rational, text
from proofs.plain.keys import object_at, unknown_key, unknown_name, unknown_word
from proofs.plain.reading import BadInput
from proofs.reduced_form.design.checking import check_objective
from proofs.reduced_form.design.incentives import GivenRule
from proofs.reduced_form.design.task import Closing, Design, Further, Incentives, Objective, OwnConstraint, When
from proofs.reduced_form.problem import data as problem_data
from proofs.reduced_form.problem.data import SET_KEYS, cell_sets, cells_to_plain, read_problem
from proofs.reduced_form.problem.problems import Cell, InterimRule, Problem, name_of

_FURTHER = ("strategies", "participation", "constraints", "closing")
_BUDGET = ("balance", "no_deficit")
_TAKING_PART = ("interim", "ex post")


def design_from_plain(data: Any) -> tuple[Problem, Objective]:
    """The problem that plain data describes, and its objective, which it must have.

    A joint prior may have profiles of probability 0, which no other question takes.
    """
    problem, model = read_problem(data, impossible=True)
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
    `preferences`, `transfers` with `revenue` (the factor of the expected revenue, 1), `participation` (true), `balance`
    and `no_deficit`; `strategies`, `participation`, `constraints` and `closing`, see
    `proofs.reduced_form.design.task.Further`.
    """
    if not isinstance(plain, Mapping):
        raise ValueError("objective: an object was expected")
    known = ("weights", "incentives", "preferences", "transfers", *_FURTHER)
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
    revenue, participation, budget = _transfers(plain) if "transfers" in plain else (None, False, {})
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
        weights = _weights(problem, given, "objective.weights")
    taking_part, outside = _participation(problem, plain["participation"]) if "participation" in plain else (None, ())
    further = Further(
        _one_of(plain.get("strategies", "Bayesian"), ("Bayesian", "dominant"), "objective.strategies") == "dominant",
        taking_part == "ex post",
        outside,
        budget.get("balance"),
        budget.get("no_deficit"),
        _constraints(problem, plain.get("constraints", []), revenue is not None),
        _closing(problem, plain.get("closing", [])),
    )
    takes_part = participation or taking_part is not None
    by_default = participation and "participation" not in plain["transfers"]
    objective = Objective(
        weights, incentives, preferences, revenue, takes_part, further, problem.coordinates, by_default
    )
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


def _weights(problem: Problem, given: Any, place: str) -> tuple[Fraction, ...]:
    """Like an interim rule, but whatever is left out is 0."""
    if isinstance(given, str) and place == "objective.weights":
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


def _transfers(plain: Mapping[str, Any]) -> tuple[Fraction, bool, dict[str, Any]]:
    """The factor of the revenue, whether agents take part of their own will, and when the budget is balanced."""
    given, place = plain["transfers"], "objective.transfers"
    object_at(given, place, (), ("revenue", "participation", *_BUDGET))
    participation = given.get("participation", "participation" not in plain)
    if not isinstance(participation, bool):
        mend = ' (beside "transfers" it may be "interim" or "ex post")'
        raise ValueError(f"{place}.participation: true or false was expected{mend}")
    if participation and "participation" in plain:
        raise ValueError('"participation" is given twice, in objective.transfers and beside it; give it once')
    budget = {key: _one_of(given[key], get_args(When), f"{place}.{key}") for key in _BUDGET if key in given}
    return _number(given.get("revenue", 1), f"{place}.revenue"), participation, budget


def _participation(problem: Problem, given: Any) -> tuple[str, tuple[Fraction, ...]]:
    """When agents compare with not taking part, and what they then have, by type."""
    place = "objective.participation"
    if not isinstance(given, Mapping):
        return _one_of(given, _TAKING_PART, place), ()
    object_at(given, place, ("when",), ("outside",))
    outside = _by_type(problem, given["outside"], f"{place}.outside") if "outside" in given else ()
    return _one_of(given["when"], _TAKING_PART, f"{place}.when"), outside


def _constraints(problem: Problem, given: Any, paying: bool) -> tuple[OwnConstraint, ...]:
    found = []
    for number, entry in enumerate(_entries(given, "objective.constraints")):
        place = f"objective.constraints[{number}]"
        object_at(entry, place, (), ("name", "rule", "transfers", "floor", "ceiling"))
        name = entry.get("name", "")
        if not isinstance(name, str):
            raise ValueError(f"{place}.name: a string was expected")
        if "transfers" in entry and not paying:
            raise ValueError(f'{place}.transfers: there are no transfers; add "transfers" to the objective')
        rule = _weights(problem, entry.get("rule", {}), f"{place}.rule")
        paid = _by_type(problem, entry["transfers"], f"{place}.transfers") if "transfers" in entry else ()
        ends = {key: _number(entry[key], f"{place}.{key}") for key in ("floor", "ceiling") if key in entry}
        found.append(OwnConstraint(rule, paid, ends.get("floor"), ends.get("ceiling"), name))
    return tuple(found)


def _closing(problem: Problem, given: Any) -> tuple[Closing, ...]:
    found: dict[frozenset[Cell], Closing] = {}
    for number, entry in enumerate(_entries(given, "objective.closing")):
        place = f"objective.closing[{number}]"
        object_at(entry, place, ("least",), SET_KEYS)
        least = _number(entry["least"], f"{place}.least")
        for cells in cell_sets(problem, entry, place):
            if cells in found:
                raise ValueError(f"{place}: the set {name_of(cells)} is given twice")
            found[cells] = Closing(cells, least)
    return tuple(found.values())


def _entries(given: Any, place: str) -> list[Any]:
    if not isinstance(given, list):
        raise ValueError(f"{place}: a list was expected")
    return given


def _by_type(problem: Problem, given: Any, place: str) -> tuple[Fraction, ...]:
    """A number for every agent's type; whatever is left out is 0."""
    _known(given, problem.agents, place, "agents")
    numbers = []
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        own = given.get(agent, {})
        _known(own, kinds, f"{place}.{agent}", f"types of agent {agent}")
        numbers += [_number(own.get(kind, 0), f"{place}.{agent}.{kind}") for kind in kinds]
    return tuple(numbers)


def _one_of(given: Any, known: tuple[str, ...], place: str) -> Any:
    if given not in known:
        raise ValueError(unknown_word(given, known, place))
    return given


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
    return plain | _terms_to_plain(problem, objective)


def _terms_to_plain(problem: Problem, objective: Objective) -> dict[str, Any]:
    """Transfers and further terms, each only if there is such a thing."""
    further, plain = objective.further, dict[str, Any]()
    among = objective.revenue is not None and not further.ex_post_participation and not further.outside
    if objective.revenue is not None:
        transfers = {"revenue": text(objective.revenue), "participation": objective.participation and among}
        when = {"balance": further.balance, "no_deficit": further.no_deficit}
        plain["transfers"] = transfers | {key: given for key, given in when.items() if given}
    if objective.participation and not among:
        taking_part: dict[str, Any] = {"when": "ex post" if further.ex_post_participation else "interim"}
        outside = {"outside": _types_to_plain(problem, further.outside)} if further.outside else {}
        plain["participation"] = taking_part | outside
    if further.dominant:
        plain["strategies"] = "dominant"
    if further.constraints:
        plain["constraints"] = [_constraint_to_plain(problem, own) for own in further.constraints]
    if further.closing:
        plain["closing"] = [{"set": cells_to_plain(c.cells), "least": text(c.least)} for c in further.closing]
    return plain


def _constraint_to_plain(problem: Problem, own: OwnConstraint) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": own.name} if own.name else {}
    plain["rule"] = problem_data.rule_to_plain(problem, InterimRule(own.rule))
    if own.transfers:
        plain["transfers"] = _types_to_plain(problem, own.transfers)
    ends = {"floor": own.floor, "ceiling": own.ceiling}
    return plain | {key: text(end) for key, end in ends.items() if end is not None}


def _types_to_plain(problem: Problem, numbers: tuple[Fraction, ...]) -> dict[str, dict[str, str]]:
    left = iter(numbers)
    pairs = zip(problem.agents, problem.types, strict=True)
    return {agent: {kind: text(next(left)) for kind in kinds} for agent, kinds in pairs}


def to_plain(task: Design) -> dict[str, Any]:

    plain = problem_data.problem_to_plain(task.problem)
    return {**plain, "objective": objective_to_plain(task.problem, task.objective)}


def from_plain(plain: dict[str, Any]) -> Design:

    return Design(*design_from_plain(plain))


register(Design, Converter(to_plain, from_plain))
