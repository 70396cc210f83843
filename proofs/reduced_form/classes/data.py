"""Problems of groups as plain data, and back: a problem file whose `agents` are groups with sizes."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from exact.plain_data import Converter, register
from exact.rationals import text
from proofs.plain.keys import PROBLEM, unknown_name
from proofs.plain.reading import BadInput, Remark
from proofs.reduced_form.classes.groups import (
    CountsPrior,
    GroupedProblem,
    GroupPrior,
    SingleQuota,
    StatesPrior,
)
from proofs.reduced_form.problem.data import both, given_again, read_with, rule_to_plain, same_names, with_rule
from proofs.reduced_form.problem.model import EACH_AGENT_OF
from proofs.reduced_form.problem.problems import Constraint, InterimRule

NOT_FOR_GROUPS = "takes the agents by name; write them as a list, or leave it out"


def grouped_from_plain(data: Any) -> tuple[GroupedProblem, InterimRule | None]:
    """The problem of groups that plain data (a parsed problem file) describes, and its interim rule if it has one."""
    return with_rule(*read_grouped(data))


def read_grouped(data: Any) -> tuple[GroupedProblem, Any]:
    """The problem of groups, and the model of the file with the other keys."""
    return read_with(_grouped, data)


def grouped_to_plain(problem: GroupedProblem, rule: InterimRule | None = None) -> dict[str, Any]:
    """The problem (and rule) as a problem file with every shorthand written out; `grouped_from_plain` reads it back."""
    plain: dict[str, Any] = {"format": PROBLEM}
    if problem.title:
        plain["title"] = problem.title
    plain["agents"] = dict(zip(problem.groups, problem.sizes, strict=True))
    if problem.objects:
        plain["objects"] = list(problem.objects)
    plain["types"] = {group: list(kinds) for group, kinds in zip(problem.groups, problem.types, strict=True)}
    plain["prior"] = _prior_to_plain(problem)
    plain["constraints"] = [_single_to_plain(quota) for quota in problem.single]
    plain["constraints"] += [_together_to_plain(quota) for quota in problem.together]
    if problem.divisible:
        plain["divisible"] = True
    if rule is not None:
        plain["interim_rule"] = rule_to_plain(problem.one_of_each, rule)
    return plain


register(GroupedProblem, Converter(grouped_to_plain, lambda plain: grouped_from_plain(plain)[0]))


def _grouped(model: Any) -> GroupedProblem:
    if not isinstance(model.agents, Mapping):
        raise BadInput('agents: groups with sizes were expected, such as {"juniors": 60, "seniors": 40}')
    groups, objects = tuple(model.agents), tuple(model.objects or ())
    if model.objects is not None and not objects:
        raise BadInput("objects: the list is empty; leave it out for one anonymous object")
    if model.outcome == "public":
        raise BadInput(f"outcome: a public outcome {NOT_FOR_GROUPS}")
    if model.profiles:
        raise BadInput(f"profiles: quotas on some type profiles {NOT_FOR_GROUPS}")
    same_names(model.types, groups, "types", "agents")
    types = tuple(tuple(model.types[group]) for group in groups)
    single, together = _Quotas(groups, objects).read(model.constraints)
    return GroupedProblem(
        groups,
        tuple(model.agents.values()),
        objects,
        types,
        _prior(model.prior, groups, types),
        single,
        together,
        model.divisible,
        model.title,
    )


def _prior(given: Any, groups: tuple[str, ...], types: tuple[tuple[str, ...], ...]) -> GroupPrior:
    for group, kinds in zip(groups, types, strict=True):
        if not kinds:
            raise BadInput(f"types.{group}: the type set is empty")
    if given == "uniform":
        return StatesPrior(((Fraction(1), tuple((Fraction(1, len(kinds)),) * len(kinds) for kinds in types)),))
    if hasattr(given, "joint"):
        raise BadInput('prior: a "joint" prior takes the agents by name; of groups write "states" or "counts"')
    if hasattr(given, "independent"):
        return StatesPrior(((Fraction(1), _law(given.independent, groups, types, "prior.independent")),))
    if hasattr(given, "states"):
        places = (f"prior.states[{k}].independent" for k in itertools.count())
        laws = [
            (s.probability, _law(s.independent, groups, types, p)) for s, p in zip(given.states, places, strict=False)
        ]
        return StatesPrior(tuple(laws))
    classes = []
    for k, entry in enumerate(given.counts):
        counts = _by_group(entry.counts, groups, types, f"prior.counts[{k}].counts")
        classes.append((tuple(itertools.chain(*counts)), entry.probability))
    return CountsPrior(tuple(classes))


def _law(given: Any, groups: Any, types: Any, place: str) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(tuple(own) for own in _by_group(given, groups, types, place))


def _by_group(given: Any, groups: Any, types: Any, place: str) -> list[list[Any]]:
    """What is written by group and type, in order."""
    same_names(given, groups, place, "agents")
    for group, kinds in zip(groups, types, strict=True):
        same_names(given[group], kinds, f"{place}.{group}", f"types of {group}")
    return [[given[group][kind] for kind in kinds] for group, kinds in zip(groups, types, strict=True)]


class _Quotas:
    """Turns the entries of `constraints` into quotas on single agents and on groups together."""

    def __init__(self, groups: tuple[str, ...], objects: tuple[str, ...]) -> None:
        self.groups, self.objects = groups, objects
        self.parts: tuple[tuple[str, ...], ...] = tuple((j,) for j in objects) or ((),)

    def read(self, entries: list[Any]) -> tuple[tuple[SingleQuota, ...], tuple[Constraint, ...]]:
        """The quotas; a set that is given more than once has the quotas of all entries together."""
        single: dict[Any, tuple[Constraint, int]] = {}
        together: dict[Any, tuple[Constraint, int]] = {}
        for k, entry in enumerate(entries):
            place, again = f"constraints[{k}]", []
            if "floor" not in entry.model_fields_set and entry.ceiling is None:
                raise BadInput(f'{place}: there is no quota; give "floor", "ceiling" or both')
            alone, sets = self._sets(entry, place)
            named = [(single, key, frozenset((key[0], *rest) for rest in key[1])) for key in alone]
            for known, key, cells in [*named, *((together, cells, cells) for cells in sets)]:
                quota, first = Constraint(cells, entry.floor, entry.ceiling, entry.name), k
                if key in known:
                    before, first = known[key]
                    again.append((cells, f"constraints[{first}]"))
                    quota = both(before, quota, f"{place}, with {again[-1][1]}")
                known[key] = quota, first
            if again:
                warnings.warn(given_again(place, again), Remark, stacklevel=2)
        own = (SingleQuota(g, things, q.floor, q.ceiling, q.name) for (g, things), (q, _) in single.items())
        return tuple(own), tuple(q for q, _ in together.values())

    def _sets(self, entry: Any, place: str) -> tuple[list[tuple[str, frozenset[Any]]], list[frozenset[Any]]]:
        kinds = [kind for kind in ("set", "each") if getattr(entry, kind) is not None]
        kinds += [EACH_AGENT_OF] if entry.each_agent_of is not None else []
        kinds += ["agents/objects"] if entry.agents is not None or (entry.objects is not None and not kinds) else []
        if entry.edges is not None:
            raise BadInput(f"{place}.edges: edges join agents by name; this problem has groups")
        if len(kinds) != 1:
            given = " and ".join(kinds) if kinds else "none of them"
            raise BadInput(f'{place}: give one of "set", "agents"/"objects", "each" or "{EACH_AGENT_OF}", not {given}')
        if kinds == [EACH_AGENT_OF]:
            (group,) = self._known([entry.each_agent_of], self.groups, f"{place}.{EACH_AGENT_OF}", "agents")
            return [(group, self._objects(entry, place))], []
        if kinds == ["each"]:
            if entry.objects is not None:
                raise BadInput(f'{place}.objects: "each" is about all objects; write "{EACH_AGENT_OF}" with a group')
            return self._each(entry.each, place)
        if kinds == ["set"]:
            return [], [self._set(entry.set, f"{place}.set")]
        named = self._known(entry.agents, self.groups, f"{place}.agents", "agents")
        return [], [frozenset((g, *rest) for g in named for rest in self._objects(entry, place))]

    def _each(self, what: str, place: str) -> tuple[list[tuple[str, frozenset[Any]]], list[frozenset[Any]]]:
        if what == "agent":
            return [(group, frozenset(self.parts)) for group in self.groups], []
        if not self.objects and what == "object":
            raise BadInput(f"{place}.each: this problem has one anonymous object")
        if what == "object":
            return [], [frozenset((g, j) for g in self.groups) for j in self.objects]
        return [(group, frozenset({part})) for group in self.groups for part in self.parts], []

    def _objects(self, entry: Any, place: str) -> frozenset[tuple[str, ...]]:
        if entry.objects is None:
            return frozenset(self.parts)
        if not self.objects:
            raise BadInput(f"{place}.objects: this problem has one anonymous object")
        return frozenset((j,) for j in self._known(entry.objects, self.objects, f"{place}.objects", "objects"))

    def _set(self, members: list[Any], place: str) -> frozenset[tuple[str, ...]]:
        cells = []
        for k, member in enumerate(members):
            cell = (member,) if isinstance(member, str) else tuple(member)
            if len(cell) != (2 if self.objects else 1):
                raise BadInput(f"{place}[{k}]: {'a pair [group, object]' if self.objects else 'a group'} was expected")
            self._known([cell[0]], self.groups, f"{place}[{k}]", "agents")
            self._known(list(cell[1:]), self.objects, f"{place}[{k}]", "objects") if self.objects else None
            cells.append(cell)
        if not cells or len(set(cells)) != len(cells):
            raise BadInput(f"{place}: the set is empty, or has a member twice")
        return frozenset(cells)

    @staticmethod
    def _known(names: list[str] | None, known: tuple[str, ...], place: str, what: str) -> list[str]:
        if names is None:
            return list(known)
        if not names:
            raise BadInput(f"{place}: the list is empty")
        for name in names:
            if name not in known:
                raise BadInput(unknown_name(name, known, what, place))
        return names


def _prior_to_plain(problem: GroupedProblem) -> Any:
    prior = problem.prior
    if isinstance(prior, CountsPrior):
        return {
            "counts": [
                {"counts": _nested(problem, list(counts)), "probability": text(probability)}
                for counts, probability in prior.classes
            ]
        }
    laws = [
        (text(p), _nested(problem, [text(chance) for own in marginals for chance in own]))
        for p, marginals in prior.states
    ]
    if len(laws) == 1:
        return {"independent": laws[0][1]}
    return {"states": [{"probability": p, "independent": law} for p, law in laws]}


def _nested(problem: GroupedProblem, values: list[Any]) -> dict[str, dict[str, Any]]:
    nested: dict[str, dict[str, Any]] = {group: {} for group in problem.groups}
    for (group, kind), value in zip(problem.pairs, values, strict=True):
        nested[group][kind] = value
    return nested


def _single_to_plain(quota: SingleQuota) -> dict[str, Any]:
    plain: dict[str, Any] = {EACH_AGENT_OF: quota.group}
    if any(quota.objects):
        plain["objects"] = sorted(j for (j,) in quota.objects)
    return plain | _quotas_to_plain(quota)


def _together_to_plain(quota: Constraint) -> dict[str, Any]:
    cells = sorted(quota.cells)
    return {"set": [cell[0] if len(cell) == 1 else list(cell) for cell in cells]} | _quotas_to_plain(quota)


def _quotas_to_plain(quota: SingleQuota | Constraint) -> dict[str, Any]:
    plain = {"name": quota.name} if quota.name else {}
    plain["floor"] = text(quota.floor)
    return plain if quota.ceiling is None else plain | {"ceiling": text(quota.ceiling)}
