"""Problems and interim rules as plain data, and back: what problem files and certificates hold."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from types import SimpleNamespace
from typing import Any, Protocol, TypeVar

from exact.plain_data import Converter, register
from exact.rationals import text
from proofs.plain.keys import PROBLEM, check_format, unknown_name, unknown_word
from proofs.plain.reading import BadInput, Remark
from proofs.reduced_form.problem.model import EACH_AGENT_OF, read_problem_file
from proofs.reduced_form.problem.problems import (
    Cell,
    Constraint,
    IndependentPrior,
    InterimRule,
    JointPrior,
    Prior,
    Problem,
    Restriction,
    check_distinct,
    name_of,
    uniform_prior,
)


def problem_from_plain(data: Any) -> tuple[Problem, InterimRule | None]:
    """The problem that plain data (a parsed problem file) describes, and its interim rule if it has one.

    An objective is looked at by `design_from_plain` alone: no other question needs it.
    """
    return with_rule(*read_problem(data))


def read_problem(data: Any, impossible: bool = False) -> tuple[Problem, Any]:
    """The problem, and the model of the file with the other keys; profiles may be impossible if that is said."""
    return read_with(partial(_problem, impossible=impossible), data)


class HasRules(Protocol):
    """What has interim rules: a problem, by agents or by groups."""

    def interim_rule(self, values: Any) -> InterimRule: ...


Ruled = TypeVar("Ruled", bound=HasRules)
Made = TypeVar("Made")


def with_rule(problem: Ruled, model: Any) -> tuple[Ruled, InterimRule | None]:
    """The problem with the file's interim rule, if there is one."""
    try:
        return problem, None if model.interim_rule is None else problem.interim_rule(model.interim_rule)
    except (TypeError, ValueError) as error:
        raise BadInput(str(error)) from error


def read_with(make: Callable[[Any], Made], data: Any) -> tuple[Made, Any]:
    """What is made of a problem file's model, and the model."""
    try:
        check_format(data, PROBLEM)
        model = read_problem_file(data)
        return make(model), model
    except (TypeError, ValueError) as error:
        raise BadInput(str(error)) from error


def says_groups(data: Any) -> bool:
    """Whether a problem file says how many agents of each group there are, instead of their names."""
    return isinstance(data, Mapping) and isinstance(data.get("agents"), Mapping)


def problem_to_plain(problem: Problem, rule: InterimRule | None = None) -> dict[str, Any]:
    """The problem (and rule) as a problem file with every shorthand written out; `problem_from_plain` reads it back."""
    plain: dict[str, Any] = {"format": PROBLEM}
    if problem.title:
        plain["title"] = problem.title
    plain["agents"] = list(problem.agents)
    if problem.objects:
        plain["objects"] = list(problem.objects)
    plain["types"] = {agent: list(kinds) for agent, kinds in zip(problem.agents, problem.types, strict=True)}
    plain["prior"] = _prior_to_plain(problem)
    plain["constraints"] = [_constraint_to_plain(constraint) for constraint in problem.constraints]
    if problem.restrictions:
        plain["profiles"] = [
            {"profile": dict(part.profile), "constraints": [_constraint_to_plain(c) for c in part.constraints]}
            for part in problem.restrictions
        ]
    if problem.divisible:
        plain["divisible"] = True
    if problem.public:
        plain["outcome"] = "public"
    if rule is not None:
        plain["interim_rule"] = rule_to_plain(problem, rule)
    return plain


register(Problem, Converter(problem_to_plain, lambda plain: problem_from_plain(plain)[0]))


def rule_to_plain(problem: Problem, rule: InterimRule) -> dict[str, Any]:
    """The interim rule as nested objects, agent by agent, type by type."""
    nested: dict[str, Any] = {}
    for (agent, kind, *rest), value in zip(problem.coordinates, rule.values, strict=True):
        by_type = nested.setdefault(agent, {})
        if rest:
            by_type.setdefault(kind, {})[rest[0]] = text(value)
        else:
            by_type[kind] = text(value)
    return nested


def _problem(model: Any, impossible: bool) -> Problem:
    if isinstance(model.agents, Mapping):
        raise BadInput(
            "agents: groups with sizes are taken by implement, design, facets and tum; here list the agents by name"
        )
    agents, objects = tuple(model.agents), tuple(model.objects or ())
    public = model.outcome == "public"
    if model.objects is not None and not objects:
        raise BadInput("objects: the list is empty; leave it out for one anonymous object")
    if not agents:
        raise BadInput("agents: there is no agent")
    check_distinct(agents, "agents")
    check_distinct(objects, "objects")
    for agent in model.types:
        if agent not in agents:
            raise BadInput(unknown_name(agent, agents, "agents", "types"))
    for agent in agents:
        if agent not in model.types:
            raise BadInput(f'types: agent "{agent}" is missing')
    types = tuple(tuple(model.types[agent]) for agent in agents)
    reader = _ConstraintReader(agents, objects, public)
    constraints = reader.read(model.constraints, "constraints")
    if public:
        everything = frozenset((alternative,) for alternative in objects)
        if all(constraint.cells != everything for constraint in constraints):
            constraints.append(Constraint(everything, Fraction(1), Fraction(1), "one alternative"))
    restrictions = [
        Restriction(tuple(part.profile.items()), tuple(reader.read(part.constraints, f"profiles[{k}].constraints")))
        for k, part in enumerate(model.profiles)
    ]
    return Problem(
        agents,
        objects,
        types,
        _prior(model.prior, agents, types, impossible),
        tuple(constraints),
        tuple(restrictions),
        model.divisible,
        public,
        model.title,
    )


def _prior(given: Any, agents: tuple[str, ...], types: tuple[tuple[str, ...], ...], impossible: bool) -> Prior:
    for agent, kinds in zip(agents, types, strict=True):
        if not kinds:
            raise BadInput(f"types.{agent}: the type set is empty")
    if given == "uniform":
        return uniform_prior(types)
    if hasattr(given, "states") or hasattr(given, "counts"):
        raise BadInput('prior: "states" and "counts" are for groups of agents; write "independent" or "joint"')
    if hasattr(given, "independent"):
        return _independent(given.independent, agents, types)
    table: dict[tuple[str, ...], Fraction] = {}
    for k, entry in enumerate(given.joint):
        place = f"prior.joint[{k}].profile"
        same_names(entry.profile, agents, place, "agents")
        profile = tuple(entry.profile[agent] for agent in agents)
        for agent, kind, kinds in zip(agents, profile, types, strict=True):
            if kind not in kinds:
                raise BadInput(unknown_name(kind, kinds, f"types of agent {agent}", place))
        if profile in table:
            raise BadInput(f"{place}: profile ({', '.join(profile)}) is given twice")
        table[profile] = entry.probability
    for profile in itertools.product(*types):
        if profile not in table:
            raise BadInput(f"prior.joint: profile ({', '.join(profile)}) is missing; every profile must be possible")
    weights = tuple(table[profile] for profile in itertools.product(*types))
    return JointPrior(weights, impossible and any(weight == 0 for weight in weights))


def _independent(
    given: Mapping[str, Mapping[str, Fraction]], agents: tuple[str, ...], types: tuple[tuple[str, ...], ...]
) -> IndependentPrior:
    same_names(given, agents, "prior.independent", "agents")
    for agent, kinds in zip(agents, types, strict=True):
        same_names(given[agent], kinds, f"prior.independent.{agent}", f"types of agent {agent}")
    marginals = (tuple(given[agent][kind] for kind in kinds) for agent, kinds in zip(agents, types, strict=True))
    return IndependentPrior(tuple(marginals))


def same_names(given: Iterable[str], names: tuple[str, ...], place: str, what: str) -> None:
    keys = list(given)
    for key in keys:
        if key not in names:
            raise BadInput(unknown_name(key, names, what, place))
    for name in names:
        if name not in keys:
            raise BadInput(f'{place}: "{name}" is missing')


SET_KEYS = ("set", "agents", "objects", "each")
"""What may say which sets of cells are meant, where no constraint is written."""


def cell_sets(problem: Problem, plain: Mapping[str, Any], place: str) -> list[frozenset[Cell]]:
    """The sets of cells that an object names by `set`, `agents`/`objects` or `each`; `ValueError` with its place."""
    lists = {key: plain.get(key) for key in ("set", "agents", "objects")}
    for key, given in lists.items():
        listed = given if isinstance(given, list) else [given]
        nested = [each if isinstance(each, list) and key == "set" else [each] for each in listed]
        named = all(isinstance(name, str) for each in nested for name in each)
        if given is not None and not (named and isinstance(given, list)):
            raise ValueError(f"{place}.{key}: a list of names{', or of pairs of them,' * (key == 'set')} was expected")
    each = plain.get("each")
    if each not in (None, "agent", "object", "pair"):
        raise ValueError(unknown_word(each, ("agent", "object", "pair"), f"{place}.each"))
    entry = SimpleNamespace(**lists, each=each, edges=None, each_agent_of=None)
    return _ConstraintReader(problem.agents, problem.objects, problem.public).sets(entry, place)


class _ConstraintReader:
    """Turns the shorthands for constraint sets into sets of cells."""

    def __init__(self, agents: tuple[str, ...], objects: tuple[str, ...], public: bool) -> None:
        self.agents, self.objects, self.public = agents, objects, public

    def read(self, entries: list[Any], place: str) -> list[Constraint]:
        """The constraint sets; one that is given more than once has the quotas of all entries together."""
        read: dict[frozenset[Cell], tuple[Constraint, int]] = {}
        for number, entry in enumerate(entries):
            here = f"{place}[{number}]"
            again = []
            for cells in self.sets(entry, here):
                given = Constraint(cells, entry.floor, entry.ceiling, entry.name)
                if cells in read:
                    known, first = read[cells]
                    again.append((cells, f"{place}[{first}]"))
                    read[cells] = both(known, given, f"{here}, with {again[-1][1]}"), first
                else:
                    read[cells] = given, number
            if again:
                warnings.warn(given_again(here, again), Remark, stacklevel=2)
            if "floor" not in entry.model_fields_set and entry.ceiling is None:
                raise BadInput(
                    f'{here}: there is no quota; give "floor" (0 for a set that binds nothing), "ceiling" or both'
                )
            if entry.ceiling is not None and entry.floor > entry.ceiling:
                raise BadInput(f"{here}: floor {text(entry.floor)} is above ceiling {text(entry.ceiling)}")
        return [constraint for constraint, _ in read.values()]

    def sets(self, entry: Any, place: str) -> list[frozenset[Cell]]:
        if entry.each_agent_of is not None:
            raise BadInput(f'{place}: "{EACH_AGENT_OF}" names a group; these agents are listed by name')
        kinds = [kind for kind in ("set", "each", "edges") if getattr(entry, kind) is not None]
        if entry.agents is not None or entry.objects is not None:
            kinds.append("agents/objects")
        if len(kinds) != 1:
            given = " and ".join(kinds) if kinds else "none of them"
            raise BadInput(f'{place}: give one of "set", "agents"/"objects", "each" or "edges", not {given}')
        if kinds == ["set"]:
            return [self._set(entry.set, f"{place}.set")]
        if kinds == ["each"]:
            return self._each(entry.each, place)
        if kinds == ["edges"]:
            if self.objects:
                raise BadInput(f"{place}.edges: edges join agents; this problem has objects")
            return [self._set(edge, f"{place}.edges[{k}]") for k, edge in enumerate(entry.edges)]
        return [self._product(entry, place)]

    def _product(self, entry: Any, place: str) -> frozenset[Cell]:
        agents = self._known(entry.agents, self.agents, f"{place}.agents", "agents")
        if not self.objects:
            if entry.objects is not None:
                raise BadInput(f"{place}.objects: this problem has one anonymous object")
            return frozenset((agent,) for agent in agents)
        objects = self._known(entry.objects, self.objects, f"{place}.objects", "objects")
        if self.public:
            if entry.agents is not None:
                raise BadInput(f"{place}.agents: a public outcome is the same for all agents; name objects only")
            return frozenset((alternative,) for alternative in objects)
        return frozenset(itertools.product(agents, objects))

    def _each(self, what: str, place: str) -> list[frozenset[Cell]]:
        if self.public and what != "object":
            raise BadInput(f'{place}.each: a public outcome has one entry for each "object"')
        if not self.objects and what == "object":
            raise BadInput(f"{place}.each: this problem has one anonymous object")
        if self.public or not self.objects:
            return [frozenset({(name,)}) for name in self.objects or self.agents]
        if what == "agent":
            return [frozenset((agent, j) for j in self.objects) for agent in self.agents]
        if what == "object":
            return [frozenset((agent, j) for agent in self.agents) for j in self.objects]
        return [frozenset({pair}) for pair in itertools.product(self.agents, self.objects)]

    def _set(self, members: list[Any], place: str) -> frozenset[Cell]:
        if not members:
            raise BadInput(f"{place}: the set is empty")
        cells = [self._cell(member, f"{place}[{k}]" if len(members) > 1 else place) for k, member in enumerate(members)]
        for k, cell in enumerate(cells):
            if cell in cells[:k]:
                raise BadInput(f"{place}: {name_of([cell])} occurs twice")
        return frozenset(cells)

    def _cell(self, member: Any, place: str) -> Cell:
        if self.public or not self.objects:
            if not isinstance(member, str):
                raise BadInput(f"{place}: a name was expected")
            known, what = (self.objects, "objects") if self.public else (self.agents, "agents")
            return (self._known([member], known, place, what)[0],)
        if isinstance(member, str) or len(member) != 2:
            raise BadInput(f"{place}: a pair [agent, object] was expected")
        agent, j = member
        place = place.rsplit("[", 1)[0] if place.endswith("]") else place
        self._known([agent], self.agents, place, "agents")
        self._known([j], self.objects, place, "objects")
        return agent, j

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


def both(known: Constraint, given: Constraint, place: str) -> Constraint:
    """One constraint with the quotas of both."""
    ceilings = [constraint.ceiling for constraint in (known, given) if constraint.ceiling is not None]
    floor, ceiling = max(known.floor, given.floor), min(ceilings, default=None)
    if ceiling is not None and floor > ceiling:
        crossed = f"the set {name_of(given.cells)} has floor {text(floor)} above ceiling {text(ceiling)}"
        raise BadInput(f"{place}: {crossed}; both entries bind, so nothing is feasible: change one of them")
    return Constraint(given.cells, floor, ceiling, known.name or given.name)


def given_again(place: str, again: list[tuple[frozenset[Cell], str]]) -> str:
    cells, first = again[0]
    sets = f"the set {name_of(cells)} is" if len(again) == 1 else f"{len(again)} sets, such as {name_of(cells)}, are"
    return f"{place}: {sets} given before, in {first}; both entries bind: the greater floor and the smaller ceiling"


def _prior_to_plain(problem: Problem) -> Any:
    if isinstance(problem.prior, IndependentPrior):
        pairs = zip(problem.agents, problem.types, problem.prior.marginals, strict=True)
        return {
            "independent": {
                agent: {kind: text(weight) for kind, weight in zip(kinds, weights, strict=True)}
                for agent, kinds, weights in pairs
            }
        }
    weights = zip(problem.profiles(), problem.prior.probabilities, strict=True)
    return {
        "joint": [
            {"profile": dict(zip(problem.agents, profile, strict=True)), "probability": text(weight)}
            for profile, weight in weights
        ]
    }


def _constraint_to_plain(constraint: Constraint) -> dict[str, Any]:
    plain: dict[str, Any] = {"set": cells_to_plain(constraint.cells)}
    if constraint.name:
        plain["name"] = constraint.name
    plain["floor"] = text(constraint.floor)
    if constraint.ceiling is not None:
        plain["ceiling"] = text(constraint.ceiling)
    return plain


def cells_to_plain(cells: Iterable[Cell]) -> list[Any]:
    return [cell[0] if len(cell) == 1 else list(cell) for cell in sorted(cells)]
