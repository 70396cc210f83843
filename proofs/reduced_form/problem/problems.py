"""The allocation problem (N, A, G, T, lambda, b, c) of LY, section 2.

Agents N share objects A. A pure outcome x gives a nonnegative integer x(i, j) to every *cell* (i, j); it is
*feasible* if the quotas b(G) <= x(G) <= c(G) hold for every constraint set G of cells (LY (1)). A random outcome is
feasible if it is a lottery over feasible pure outcomes (LY (2)), in general fewer than the solutions of the quotas
alone. Every agent i has a type in T_i; type profiles follow a common prior that is positive everywhere. An interim
rule Q_i(t_i, j) is what agent i of type t_i expects of object j.

The value covers what LY treats in section 5 as well: objects may be divisible (feasible means the polytope of the
quotas), the outcome may be public (one lottery over alternatives seen by all; LY 5.6), there may be a single anonymous
object (adjacency structures; a cell is an agent), and quotas may be restricted further on some type profiles (LY 5.5).
Every cell is a constraint set with floor 0 and no ceiling even where it is not listed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any

from exact.names import check_texts
from exact.plain_data import alone, flattened, register
from exact.rationals import integer, rational, text
from exact.showing.display import ITEMS, Displayed, brief, counted, cut, told_number
from exact.showing.drawing import Html, escaped, table
from proofs.plain.keys import unknown_name

Cell = tuple[str, ...]
"""(agent, object); (agent,) with one anonymous object; (alternative,) for a public outcome."""

Profile = tuple[str, ...]
"""One type for each agent, in the order of the agents."""

Coordinate = tuple[str, ...]
"""(agent, type, object), or (agent, type) with one anonymous object: where an interim rule has a value."""

Weighted = Annotated[tuple[tuple[str, ...], Fraction], flattened]
"""A cell or a coordinate with a number, which is written behind the names."""


@dataclass(frozen=True)
class Constraint(Displayed):
    """A constraint set with its quotas: `floor <= x(cells) <= ceiling`; no ceiling is `None`."""

    cells: frozenset[Cell]
    floor: Fraction = Fraction(0)
    ceiling: Fraction | None = None
    name: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        return self.name or name_of(self.cells)


@dataclass(frozen=True)
class Restriction(Displayed):
    """Further quotas on the type profiles that agree with `profile`, a type for some of the agents (LY 5.5)."""

    profile: tuple[tuple[str, str], ...]
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True)
class IndependentPrior(Displayed):
    """A product of marginals: `marginals[i][k]` is the probability of agent i's k-th type."""

    marginals: tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True)
class JointPrior(Displayed):
    """A probability for each type profile, in the order of `itertools.product` over the agents' types.

    Where it says that profiles may be `impossible`, some of the probabilities are 0; only `design` takes that.
    """

    probabilities: tuple[Fraction, ...]
    impossible: bool = False


Prior = IndependentPrior | JointPrior


@dataclass(frozen=True)
class InterimRule(Displayed):
    """Q: one value for each coordinate of a problem, in its order (LY (7)); conditional on the type, not weighted.

    `coordinates` are for reading alone: a problem gives its own to the rules that it makes.
    """

    values: tuple[Fraction, ...]
    coordinates: tuple[Coordinate, ...] = field(default=(), compare=False, repr=False)

    def named(self) -> dict[str, Fraction]:
        """The values other than 0 by name, `Q_ann(keen, botany)`, if the rule was made by a problem."""
        return {value_name(c): value for c, value in zip(self.coordinates, self.values, strict=False) if value}

    def __str__(self) -> str:
        named = [f"{name} = {text(value)}" for name, value in self.named().items()]
        if not self.coordinates:
            return f"Q = {brief(self.values)}"
        shown = ", ".join(named[:ITEMS]) if named else "Q = 0"
        return shown + (f", ... {len(named)} in all" if len(named) > ITEMS else "")

    def show(self) -> Html:
        """A line for each value other than 0."""
        names = [value_name(c) for c in self.coordinates] or [f"value {k}" for k in range(len(self.values))]
        rows = [[escaped(name), text(value)] for name, value in zip(names, self.values, strict=True) if value]
        return table(rows, ("value", "is"), "An interim rule; what is not listed is 0")


register(InterimRule, alone(InterimRule))


@dataclass(frozen=True)
class Problem(Displayed):
    """A validated implementation problem; see the module's text. `types[i]` are the types of `agents[i]`."""

    agents: tuple[str, ...]
    objects: tuple[str, ...]
    types: tuple[tuple[str, ...], ...]
    prior: Prior
    constraints: tuple[Constraint, ...]
    restrictions: tuple[Restriction, ...] = ()
    divisible: bool = False
    public: bool = False
    title: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _check_names(self)
        _check_prior(self)
        _check_constraints(self)
        _check_restrictions(self)
        _check_bounded(self)

    def __str__(self) -> str:
        things = ", " + counted(len(self.objects), "alternative" if self.public else "object") if self.objects else ""
        sizes = [str(len(kinds)) for kinds in self.types]
        shown = f"{sizes[0]}^{len(sizes)}" if len(sizes) > 4 and len(set(sizes)) == 1 else " x ".join(sizes)
        agents, sets = counted(len(self.agents), "agent"), counted(len(self.constraints), "constraint set")
        types = "1 type" if shown == "1" else f"{shown} types"
        return f"{self.title + ': ' if self.title else ''}{agents}{things}, {types}, {sets}"

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The indices of an outcome, agent by agent."""
        if self.public:
            return tuple((alternative,) for alternative in self.objects)
        if not self.objects:
            return tuple((agent,) for agent in self.agents)
        return tuple(itertools.product(self.agents, self.objects))

    @cached_property
    def coordinates(self) -> tuple[Coordinate, ...]:
        """The indices of an interim rule: agent by agent, type by type, object by object."""
        return tuple(
            (agent, kind, *rest)
            for agent, kinds in zip(self.agents, self.types, strict=True)
            for kind in kinds
            for rest in self.object_parts
        )

    @property
    def object_parts(self) -> tuple[tuple[str, ...], ...]:
        """The last parts of coordinates: one name each, or a single empty part for one anonymous object."""
        return tuple((j,) for j in self.objects) or ((),)

    def cell_of(self, coordinate: Coordinate) -> Cell:
        """The cell whose quantity the coordinate reports."""
        agent, _, *rest = coordinate
        return tuple(rest) if self.public else (agent, *rest)

    @property
    def profile_count(self) -> int:
        return math.prod(len(kinds) for kinds in self.types)

    def profiles(self) -> Iterator[Profile]:
        """All type profiles, in the order of the prior; there may be very many."""
        return itertools.product(*self.types)

    def probability(self, profile: Profile) -> Fraction:
        """lambda(t), the prior probability of a type profile."""
        places = [kinds.index(kind) for kinds, kind in zip(self.types, profile, strict=True)]
        if isinstance(self.prior, IndependentPrior):
            pairs = zip(self.prior.marginals, places, strict=True)
            return math.prod((marginal[k] for marginal, k in pairs), start=Fraction(1))
        position = 0
        for kinds, k in zip(self.types, places, strict=True):
            position = position * len(kinds) + k
        return self.prior.probabilities[position]

    @cached_property
    def marginals(self) -> dict[tuple[str, str], Fraction]:
        """lambda_i(t_i) by (agent, type)."""
        if isinstance(self.prior, IndependentPrior):
            return {
                (agent, kind): weight
                for agent, kinds, weights in zip(self.agents, self.types, self.prior.marginals, strict=True)
                for kind, weight in zip(kinds, weights, strict=True)
            }
        sums = {(agent, kind): Fraction(0) for agent, kinds in self._typed_agents() for kind in kinds}
        for profile, weight in zip(self.profiles(), self.prior.probabilities, strict=True):
            for agent, kind in zip(self.agents, profile, strict=True):
                sums[agent, kind] += weight
        return sums

    @cached_property
    def independent(self) -> bool:
        """Whether types are independent: every profile has the product of its types' probabilities."""
        if isinstance(self.prior, IndependentPrior):
            return True
        own = ((t, [self.marginals[pair] for pair in zip(self.agents, t, strict=True)]) for t in self.profiles())
        return all(self.probability(t) == math.prod(chances, start=Fraction(1)) for t, chances in own)

    @property
    def has_impossible(self) -> bool:
        """Whether some type profile has probability 0."""
        return isinstance(self.prior, JointPrior) and self.prior.impossible

    def require_possible(self) -> None:
        """Raises `ValueError` if some type profile has probability 0."""
        if self.has_impossible:
            raise ValueError("prior: some profile has probability 0, which `design` alone takes")

    def quotas(self, profile: Profile) -> tuple[Constraint, ...]:
        """The constraints in force at a type profile: the problem's own, intersected with every restriction there."""
        return self._quotas_under(_matching(self, profile))

    def _quotas_under(self, restrictions: tuple[int, ...]) -> tuple[Constraint, ...]:
        known = self._quotas_cache.get(restrictions)
        if known is None:
            merged = {constraint.cells: constraint for constraint in self.constraints}
            for number in restrictions:
                for extra in self.restrictions[number].constraints:
                    merged[extra.cells] = _intersection(merged.get(extra.cells), extra)
            known = tuple(merged.values())
            self._quotas_cache[restrictions] = known
        return known

    @cached_property
    def _quotas_cache(self) -> dict[tuple[int, ...], tuple[Constraint, ...]]:
        return {}

    def _typed_agents(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return zip(self.agents, self.types, strict=True)

    def interim_rule(self, values: Mapping[str, Any] | InterimRule) -> InterimRule:
        """An interim rule from nested mappings `values[agent][type][object]`; objects left out are 0.

        With one anonymous object, `values[agent][type]` is the number itself. An interim rule that another problem made
        is read by its names; one without names, by its order. Raises `ValueError` with the place.
        """
        if isinstance(values, InterimRule):
            return self._own(values)
        numbers: list[Fraction] = []
        _only(values, self.agents, "interim_rule", "agents")
        for agent, kinds in self._typed_agents():
            by_type = _entry(values, agent, "interim_rule")
            flat = isinstance(by_type, Mapping) and set(by_type) <= set(self.objects) - set(kinds)
            shape = "; write {type: {object: Q}}" if flat else ""
            _only(by_type, kinds, f"interim_rule.{agent}", f"types of agent {agent}{shape}")
            for kind in kinds:
                place = f"interim_rule.{agent}.{kind}"
                given = _entry(by_type, kind, f"interim_rule.{agent}")
                if not self.objects:
                    numbers.append(rational(given, place))
                    continue
                _only(given, self.objects, place, "objects")
                numbers += [rational(given.get(j, 0), f"{place}.{j}") for j in self.objects]
        return InterimRule(tuple(numbers), self.coordinates)

    def _own(self, rule: InterimRule) -> InterimRule:
        """The rule with this problem's coordinates."""
        if len(rule.values) != len(self.coordinates):
            given = counted(len(rule.values), "value")
            raise ValueError(f"interim_rule: {given} for {counted(len(self.coordinates), 'coordinate')}")
        if not rule.coordinates:
            return replace(rule, coordinates=self.coordinates)
        if rule.coordinates == self.coordinates:
            return rule
        named = dict(zip(rule.coordinates, rule.values, strict=True))
        strange = next((name for name in self.coordinates if name not in named), None)
        if strange is not None:
            raise ValueError(f"interim_rule: this rule is of another problem, and has no {value_name(strange)}")
        return InterimRule(tuple(named[name] for name in self.coordinates), self.coordinates)

    def value(self, rule: InterimRule, *coordinate: str) -> Fraction:
        """What the rule gives: `value(rule, "ann", "keen", "algebra")`; without object for one anonymous object.

        Raises `ValueError` for names that are no coordinate of the problem.
        """
        if coordinate not in self.coordinates:
            shape = "an agent, a type and an object" if self.objects else "an agent and a type"
            raise ValueError(f"({', '.join(map(str, coordinate))}) is not {shape} of the problem")
        return self.interim_rule(rule).values[self.coordinates.index(coordinate)]


def value_name(coordinate: Coordinate) -> str:
    """An interim rule's value as it is written everywhere: `Q_ann(keen, botany)`."""
    agent, *inside = coordinate
    return f"Q_{agent}({', '.join(inside)})"


def name_of(cells: Iterable[Cell]) -> str:
    """A constraint set as the paper writes it: `{(i1, o1), (i2, o1)}`, or `{i1, i2}` when cells are single names."""
    listed = sorted(cells)
    return "{" + ", ".join(cell[0] if len(cell) == 1 else f"({', '.join(cell)})" for cell in listed) + "}"


def uniform_prior(types: Iterable[tuple[str, ...]]) -> IndependentPrior:
    """Independent and uniform types."""
    return IndependentPrior(tuple(tuple(Fraction(1, len(kinds)) for _ in kinds) for kinds in types))


def _intersection(old: Constraint | None, extra: Constraint) -> Constraint:
    """Both quotas at once. They may contradict each other: then floor is above ceiling and no outcome is feasible."""
    if old is None:
        return extra
    ceilings = [bound for bound in (old.ceiling, extra.ceiling) if bound is not None]
    return Constraint(old.cells, max(old.floor, extra.floor), min(ceilings) if ceilings else None, old.name)


def _check_names(problem: Problem) -> None:
    check_texts(problem.agents, "agent")
    check_texts(problem.objects, "object")
    check_texts((kind for kinds in problem.types for kind in kinds), "type")
    quotas = (*problem.constraints, *(quota for each in problem.restrictions for quota in each.constraints))
    check_texts((quota.name for quota in quotas), "constraint")
    check_texts((problem.title,), "title")
    check_distinct(problem.agents, "agents")
    check_distinct(problem.objects, "objects")
    if not problem.agents:
        raise ValueError("agents: there is no agent")
    if problem.public and not problem.objects:
        raise ValueError("objects: a public outcome needs alternatives")
    if len(problem.types) != len(problem.agents):
        lists, agents = counted(len(problem.types), "list"), counted(len(problem.agents), "agent")
        raise ValueError(f"types: {lists} for {agents}")
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        if not kinds:
            raise ValueError(f"types.{agent}: the type set is empty")
        check_distinct(kinds, f"types.{agent}")


def _check_prior(problem: Problem) -> None:
    if isinstance(problem.prior, IndependentPrior):
        if len(problem.prior.marginals) != len(problem.agents):
            marginals, agents = counted(len(problem.prior.marginals), "marginal"), counted(len(problem.agents), "agent")
            raise ValueError(f"prior: {marginals} for {agents}")
        for agent, kinds, weights in zip(problem.agents, problem.types, problem.prior.marginals, strict=True):
            _check_distribution(weights, [f"type {kind}" for kind in kinds], f"of agent {agent} ")
        return
    if len(problem.prior.probabilities) != problem.profile_count:
        given = counted(len(problem.prior.probabilities), "probability", "probabilities")
        raise ValueError(f"prior: {given} for {counted(problem.profile_count, 'type profile')}")
    names = [f"profile ({', '.join(profile)})" for profile in problem.profiles()]
    weights = problem.prior.probabilities
    if problem.prior.impossible:
        _check_impossible(problem)
        names = [name for name, weight in zip(names, weights, strict=True) if weight != 0]
        weights = tuple(weight for weight in weights if weight != 0)
    _check_distribution(weights, names, "")


def _check_impossible(problem: Problem) -> None:
    """Some profile has probability 0, and no type."""
    for (agent, kind), chance in problem.marginals.items():
        if chance == 0:
            raise ValueError(f"prior: type {kind} of agent {agent} has probability 0; leave the type out of types")
    if all(problem.probability(profile) != 0 for profile in problem.profiles()):
        raise ValueError("prior: no profile has probability 0, though it is said that some may be impossible")


def _check_distribution(weights: tuple[Fraction, ...], names: list[str], whose: str) -> None:
    if len(weights) != len(names):
        given = counted(len(weights), "probability", "probabilities")
        raise ValueError(f"prior: {given} {whose}for {counted(len(names), 'type')}")
    for weight, name in zip(weights, names, strict=True):
        if weight <= 0:
            owner = f" {whose.strip()}" if whose else ""
            mend = "leave the type out of types" if whose else "give it a positive one, however small"
            found = f"prior: {name}{owner} has probability {cut(told_number(weight))}"
            raise ValueError(f"{found}; every profile must be possible: {mend}")
    if sum(weights) != 1:
        raise ValueError(f"prior: the probabilities {whose}sum to {cut(told_number(sum(weights, Fraction(0))))}, not 1")


def _check_constraints(problem: Problem) -> None:
    seen: set[frozenset[Cell]] = set()
    for constraint in problem.constraints:
        _check_quotas(problem, constraint)
        if constraint.cells in seen:
            raise ValueError(f"constraints: the set {name_of(constraint.cells)} is given twice")
        seen.add(constraint.cells)
    one = Fraction(1)
    if problem.public and Constraint(frozenset(problem.cells), one, one) not in problem.constraints:
        raise ValueError("constraints: a public outcome chooses exactly one alternative; floor and ceiling must be 1")


def _check_quotas(problem: Problem, constraint: Constraint) -> None:
    label = f"constraint {constraint.label}"
    if not constraint.cells:
        raise ValueError("constraints: a constraint set is empty")
    unknown = sorted(constraint.cells - set(problem.cells))
    if unknown:
        raise ValueError(f"constraints: {name_of(unknown)} is not made of the problem's agents and objects")
    if constraint.floor < 0:
        raise ValueError(f"{label}: floor {text(constraint.floor)} is negative")
    if constraint.ceiling is not None and constraint.ceiling < constraint.floor:
        raise ValueError(f"{label}: floor {text(constraint.floor)} is above ceiling {text(constraint.ceiling)}")
    if not problem.divisible:
        integer(constraint.floor, f"{label}, floor")
        integer(constraint.ceiling or 0, f"{label}, ceiling")


def _check_restrictions(problem: Problem) -> None:
    kinds = dict(zip(problem.agents, problem.types, strict=True))
    for number, restriction in enumerate(problem.restrictions):
        for agent, kind in restriction.profile:
            if agent not in kinds:
                raise ValueError(unknown_name(agent, kinds, "agents", f"profiles[{number}]"))
            if kind not in kinds[agent]:
                raise ValueError(unknown_name(kind, kinds[agent], f"types of agent {agent}", f"profiles[{number}]"))
        for constraint in restriction.constraints:
            _check_quotas(problem, constraint)


def _check_bounded(problem: Problem) -> None:
    """A nonnegative quantity is unbounded exactly when no set with a ceiling contains its cell."""
    combinations = {()} if not problem.restrictions else {_matching(problem, t) for t in problem.profiles()}
    for matching in combinations:
        bounded: set[Cell] = set()
        for constraint in problem._quotas_under(matching):
            if constraint.ceiling is not None:
                bounded |= constraint.cells
        for cell in problem.cells:
            if cell not in bounded:
                raise ValueError(f"constraints: x({', '.join(cell)}) is unbounded; put it in a set with a ceiling")


def _matching(problem: Problem, profile: Profile) -> tuple[int, ...]:
    kinds = dict(zip(problem.agents, profile, strict=True))
    return tuple(
        number
        for number, restriction in enumerate(problem.restrictions)
        if all(kinds[agent] == kind for agent, kind in restriction.profile)
    )


def check_distinct(names: tuple[str, ...], place: str) -> None:
    """Raise `ValueError` with the place if a name occurs twice."""
    if len(set(names)) == len(names):
        return
    twice = next(name for position, name in enumerate(names) if name in names[:position])
    raise ValueError(f'{place}: "{twice}" occurs twice')


def _only(given: Any, allowed: Iterable[str], place: str, what: str) -> None:
    if not isinstance(given, Mapping):
        raise ValueError(f"{place}: an object with a value for each of the {what} was expected")
    known = dict.fromkeys(allowed)
    for key in given:
        if key not in known:
            raise ValueError(unknown_name(key, known, what, place))


def _entry(given: Mapping[str, Any], key: str, place: str) -> Any:
    if key not in given:
        raise ValueError(f'{place}: "{key}" is missing')
    return given[key]
