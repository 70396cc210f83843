"""Problems of interchangeable agents: groups with a size instead of agents by name.

The agents of a *group* have the same types and the same place in every quota, and the prior does not tell them apart:
types are independent, or independent given a state that nobody sees, or at least exchangeable within each group. A
quota binds every single agent of a group (`SingleQuota`), or what groups get together (a `Constraint` whose cells are
(group, object)). A *symmetric* interim rule treats agents of a group alike: Q_g(t, j), what each agent of group g with
type t expects of object j.

Only symmetric rules are asked about. That is no loss for the best rule under a symmetric objective: the average of a
rule over all ways to exchange agents within groups is feasible, has the same value, and satisfies the same incentive
and participation constraints, which are linear.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact.names import check_texts
from exact.rationals import integer, text
from exact.set_systems import hierarchy
from exact.showing.display import Displayed, counted, cut, told_number
from proofs.reduced_form.problem.problems import (
    Cell,
    Constraint,
    Coordinate,
    IndependentPrior,
    InterimRule,
    Problem,
    check_distinct,
    name_of,
)

Counts = tuple[int, ...]
"""A class of type profiles: for each group's types, in order, how many agents have them."""


@dataclass(frozen=True)
class SingleQuota(Displayed):
    """Every single agent of `group` gets `floor` to `ceiling` of the objects together (no ceiling is `None`).

    `objects` holds the last parts of cells: one name each, or the empty part for one anonymous object.
    """

    group: str
    objects: frozenset[tuple[str, ...]]
    floor: Fraction = Fraction(0)
    ceiling: Fraction | None = None
    name: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        return self.name or f"of each agent of {self.group} on {name_of(self.objects)}"


@dataclass(frozen=True)
class StatesPrior(Displayed):
    """Types are independent given a state: its probability, and there each group's probabilities of types.

    With one state types are independent.
    """

    states: tuple[tuple[Fraction, tuple[tuple[Fraction, ...], ...]], ...]


@dataclass(frozen=True)
class CountsPrior(Displayed):
    """The probability of each class, by its counts; within a class all type profiles are equally likely."""

    classes: tuple[tuple[Counts, Fraction], ...]


GroupPrior = StatesPrior | CountsPrior


@dataclass(frozen=True)
class GroupedProblem(Displayed):
    """A validated problem of groups; see the module's text. `types[g]` are those of each agent of `groups[g]`."""

    groups: tuple[str, ...]
    sizes: tuple[int, ...]
    objects: tuple[str, ...]
    types: tuple[tuple[str, ...], ...]
    prior: GroupPrior
    single: tuple[SingleQuota, ...]
    together: tuple[Constraint, ...]
    divisible: bool = False
    title: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _check_names(self)
        _check_prior(self)
        _check_quotas(self)
        _check_bounded(self)

    def __str__(self) -> str:
        groups = ", ".join(f"{size} {group}" for group, size in zip(self.groups, self.sizes, strict=True))
        things = f", {counted(len(self.objects), 'object')}" if self.objects else ""
        return f"{self.title + ': ' if self.title else ''}groups of {groups}{things}"

    @property
    def everybody(self) -> str:
        """The agents in words: `all 60 juniors and all 40 seniors`."""
        named = [f"all {size} {group}" for group, size in zip(self.groups, self.sizes, strict=True)]
        return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(group, type), group by group: what counts are about."""
        return tuple((g, t) for g, kinds in zip(self.groups, self.types, strict=True) for t in kinds)

    @property
    def object_parts(self) -> tuple[tuple[str, ...], ...]:
        """The last parts of coordinates: one name each, or a single empty part for one anonymous object."""
        return tuple((j,) for j in self.objects) or ((),)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """(group, object): what groups get together."""
        return tuple((g, *rest) for g in self.groups for rest in self.object_parts)

    @cached_property
    def coordinates(self) -> tuple[Coordinate, ...]:
        """The indices of a symmetric interim rule: (group, type, object)."""
        return tuple((*pair, *rest) for pair in self.pairs for rest in self.object_parts)

    @cached_property
    def size_of(self) -> dict[str, int]:
        return dict(zip(self.groups, self.sizes, strict=True))

    @property
    def independent(self) -> bool:
        """Whether types are independent by the form of the prior."""
        return isinstance(self.prior, StatesPrior) and len(self.prior.states) == 1

    @cached_property
    def marginals(self) -> dict[tuple[str, str], Fraction]:
        """lambda_g(t): how likely an agent of group g is of type t."""
        if isinstance(self.prior, StatesPrior):
            laws = [
                (p, [chance for marginal in marginals for chance in marginal]) for p, marginals in self.prior.states
            ]
            return {pair: sum((p * law[k] for p, law in laws), Fraction(0)) for k, pair in enumerate(self.pairs)}
        expected = [Fraction(0)] * len(self.pairs)
        for counts, probability in self.prior.classes:
            for k, count in enumerate(counts):
                expected[k] += probability * count
        return {(g, t): e / self.size_of[g] for (g, t), e in zip(self.pairs, expected, strict=True)}

    @cached_property
    def expected_counts(self) -> dict[tuple[str, str], Fraction]:
        """How many agents of each group have each type, in expectation."""
        return {(g, t): self.size_of[g] * chance for (g, t), chance in self.marginals.items()}

    @cached_property
    def one_of_each(self) -> Problem:
        """A problem with one agent of each group: what rules, objectives and incentives are written and read by."""
        marginals = tuple(
            tuple(self.marginals[g, t] for t in kinds) for g, kinds in zip(self.groups, self.types, strict=True)
        )
        everything = Constraint(frozenset(self.cells), Fraction(0), Fraction(1))
        return Problem(self.groups, self.objects, self.types, IndependentPrior(marginals), (everything,))

    def interim_rule(self, values: Mapping[str, Any] | InterimRule) -> InterimRule:
        """A symmetric interim rule from nested mappings `values[group][type][object]`; see `Problem.interim_rule`."""
        return self.one_of_each.interim_rule(values)

    def expected_quantities(self, rule: InterimRule) -> tuple[Fraction, ...]:
        """What all agents of a group with a type together expect of an object, by coordinate."""
        pairs = zip(self.coordinates, rule.values, strict=True)
        return tuple(self.expected_counts[c[0], c[1]] * value for c, value in pairs)


def _check_names(problem: GroupedProblem) -> None:
    check_texts(problem.groups, "group")
    check_texts(problem.objects, "object")
    check_texts((kind for kinds in problem.types for kind in kinds), "type")
    names = [quota.name for quota in problem.single] + [quota.name for quota in problem.together]
    check_texts(names, "constraint")
    check_texts((problem.title,), "title")
    check_distinct(problem.groups, "agents")
    check_distinct(problem.objects, "objects")
    if not problem.groups:
        raise ValueError("agents: there is no group")
    if len(problem.sizes) != len(problem.groups) or len(problem.types) != len(problem.groups):
        raise ValueError(f"agents: {counted(len(problem.groups), 'group')} need as many sizes and lists of types")
    for group, size, kinds in zip(problem.groups, problem.sizes, problem.types, strict=True):
        if size < 1:
            raise ValueError(f"agents.{group}: a group of {size}; a group has at least one agent")
        if not kinds:
            raise ValueError(f"types.{group}: the type set is empty")
        check_distinct(kinds, f"types.{group}")


def _check_prior(problem: GroupedProblem) -> None:
    if isinstance(problem.prior, CountsPrior):
        _check_classes(problem, problem.prior)
        return
    _sums_to_one([p for p, _ in problem.prior.states], "the probabilities of the states")
    for _, marginals in problem.prior.states:
        if [len(m) for m in marginals] != [len(kinds) for kinds in problem.types]:
            raise ValueError("prior: every group needs a probability for each of its types, in every state")
        for group, marginal in zip(problem.groups, marginals, strict=True):
            _sums_to_one(marginal, f"the probabilities of {group}'s types")


def _check_classes(problem: GroupedProblem, prior: CountsPrior) -> None:
    seen = {counts for counts, _ in prior.classes}
    if len(seen) != len(prior.classes):
        raise ValueError("prior.counts: a class is given twice")
    for counts in seen:
        if not _fits(problem, counts):
            raise ValueError(f"prior.counts: {list(counts)} does not count each group's agents once")
    missing = math.prod(map(class_count, problem.sizes, map(len, problem.types))) - len(seen)
    if missing:
        raise ValueError(
            f"prior.counts: {counted(missing, 'class is', 'classes are')} missing; every class is possible"
        )
    _sums_to_one([p for _, p in prior.classes], "the probabilities of the classes")


def _fits(problem: GroupedProblem, counts: Counts) -> bool:
    rest = list(counts)
    for size, kinds in zip(problem.sizes, problem.types, strict=True):
        own, rest = rest[: len(kinds)], rest[len(kinds) :]
        if len(own) != len(kinds) or sum(own) != size or min(own) < 0:
            return False
    return not rest


def _sums_to_one(weights: Any, what: str) -> None:
    for weight in weights:
        if weight <= 0:
            raise ValueError(f"prior: of {what} one is {text(weight)}; every profile must be possible")
    if sum(weights) != 1:
        raise ValueError(f"prior: {what} sum to {cut(told_number(sum(weights, Fraction(0))))}, not 1")


def _check_quotas(problem: GroupedProblem) -> None:
    parts = set(problem.object_parts)
    single = [(quota.group, quota.objects) for quota in problem.single]
    together = [quota.cells for quota in problem.together]
    if len(set(single)) != len(single) or len(set(together)) != len(together):
        raise ValueError("constraints: a set is given twice")
    for each in problem.single:
        if each.group not in problem.groups or not each.objects or not each.objects <= parts:
            raise ValueError(f"constraint {each.label}: it is not made of the problem's groups and objects")
    for whole in problem.together:
        if not whole.cells or not whole.cells <= set(problem.cells):
            raise ValueError(f"constraint {whole.label}: it is not made of the problem's groups and objects")
    quotas: list[SingleQuota | Constraint] = [*problem.single, *problem.together]
    for quota in quotas:
        label = f"constraint {quota.label}"
        if quota.floor < 0:
            raise ValueError(f"{label}: floor {text(quota.floor)} is negative")
        if quota.ceiling is not None and quota.ceiling < quota.floor:
            raise ValueError(f"{label}: floor {text(quota.floor)} is above ceiling {text(quota.ceiling)}")
        if not problem.divisible:
            integer(quota.floor, f"{label}, floor")
            integer(quota.ceiling or 0, f"{label}, ceiling")
    for group in problem.groups:
        places = [{problem.object_parts.index(rest) for rest in q.objects} for q in problem.single if q.group == group]
        if not hierarchy(places):
            raise ValueError(
                f"constraints: the sets of objects that bind each agent of {group} cross; those of a group must be "
                "nested or disjoint, for then what the group gets can be dealt out; list the agents instead"
            )


def _check_bounded(problem: GroupedProblem) -> None:
    alone = {(q.group, *rest) for q in problem.single if q.ceiling is not None for rest in q.objects}
    bounded = alone.union(*(quota.cells for quota in problem.together if quota.ceiling is not None))
    for cell in problem.cells:
        if cell not in bounded:
            raise ValueError(f"constraints: x({', '.join(cell)}) is unbounded; put it in a set with a ceiling")


def class_count(size: int, kinds: int) -> int:
    """How many ways there are to divide a group among its types."""
    return math.comb(size + kinds - 1, kinds - 1)


def divisions(size: int, kinds: int) -> itertools.chain[Counts]:
    """All ways to divide a group among its types, in lexicographic order."""
    if kinds == 1:
        return itertools.chain([(size,)])
    return itertools.chain.from_iterable(
        ((first, *rest) for rest in divisions(size - first, kinds - 1)) for first in range(size + 1)
    )
