"""The directions in which a counterexample can be moved: one number of it varies, the rest goes along or stays.

* The probability of a type, of a type profile or of a part of a law varies between 0 and 1; the others of the same
  distribution stay in proportion. Where there is an interim rule beside the prior, there are two such directions: the
  rule stays, or what it gives in expectation, lambda_i(t_i) Q_i(t_i, j), stays.
* What an agent has of a task, as endowment and as status quo, varies at the expense of the last agent.
* Any other number varies alone, over the whole line. Where the counterexample is lost then at once (the law of costs
  lies on their box, the agents are alike), the equal numbers of equal vectors vary together, if that serves.

Quotas on indivisible objects are integers and stay; and so do counts, names that are numbers, and the entries of a
selection, which have to add up.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from exact.symbolic.places import Place, numbers, part_at, parts, replaced
from exact.symbolic.splitting import Range
from proofs.reduced_form.problem.problems import (
    Constraint,
    IndependentPrior,
    InterimRule,
    JointPrior,
    Problem,
    name_of,
    value_name,
)
from proofs.trading.markets.laws import Law
from proofs.trading.markets.market import Market

PARAMETER = "p"

ANYWHERE = Range(PARAMETER, None, None)

DISTRIBUTIONS = ("prior",)
"""Fields of instances that are a law as a bare list of probabilities."""

INTEGERS = frozenset({"floors", "ceilings", "objective", "ray", "vector", "payoffs", "by_type", "point", "factor"})
"""Fields in which integers are numbers of the instance, and no counts or names."""

TOGETHER = (frozenset({"lower"}), frozenset({"upper"}), frozenset({"types", "atoms"}))
"""Fields in which equal vectors may have to stay equal."""

ALLOCATIONS = ("endowment", "status_quo")
"""Fields of a market that allocate all tasks."""

STAYING = frozenset({"entries", *ALLOCATIONS})
"""Fields whose numbers do not vary by themselves."""


@dataclass(frozen=True)
class Direction(Displayed):
    """A number of an instance that varies: what it is, its value, its range, and the instance that it makes.

    `of_prior` says that it is a probability of types. `moved` raises `ValueError` where there is no such instance.
    """

    words: str
    value: Fraction
    over: Range
    moved: Callable[[Fraction], Any]
    of_prior: bool = False
    instead: Direction | None = None
    """The direction to look along as well where along this one the counterexample is lost at once."""

    def __str__(self) -> str:
        return self.words


def directions(instance: Any) -> tuple[Direction, ...]:
    """All directions of an instance, probabilities first."""
    return (*_probabilities(instance), *_allocations(instance), *_alone(instance))


@dataclass(frozen=True)
class _Distribution:
    """Where the probabilities of a distribution stand, and what each is the probability of."""

    places: tuple[Place, ...]
    words: tuple[str, ...]
    of_prior: bool


def _distributions(instance: Any) -> Iterator[_Distribution]:
    for place, part in parts(instance):
        last = place[-1] if place else None
        if isinstance(part, IndependentPrior):
            problem = part_at(instance, place[:-1])
            for i, weights in enumerate(part.marginals):
                names = _type_names(problem, i, len(weights))
                yield _Distribution(tuple((*place, "marginals", i, k) for k in range(len(weights))), names, True)
        elif isinstance(part, JointPrior):
            problem = part_at(instance, place[:-1])
            profiles = [", ".join(profile) for profile in problem.profiles()]
            names = tuple(f"the probability of the type profile ({profile})" for profile in profiles)
            yield _Distribution(tuple((*place, "probabilities", k) for k in range(len(names))), names, True)
        elif isinstance(part, Law):
            places = [(*place, name, k, 1) for name in ("atoms", "uniform") for k in range(len(getattr(part, name)))]
            yield _Distribution(tuple(places), tuple(f"the probability at {told(each[:-1])}" for each in places), False)
        elif last in DISTRIBUTIONS and isinstance(part, tuple) and all(isinstance(each, Fraction) for each in part):
            places = [(*place, k) for k in range(len(part))]
            yield _Distribution(tuple(places), tuple(f"the probability at {told(each)}" for each in places), True)


def _type_names(problem: Any, agent: int, count: int) -> tuple[str, ...]:
    if not isinstance(problem, Problem):
        return tuple(f"the probability of type {k} of agent {agent}" for k in range(count))
    return tuple(f"the probability of type {kind} of agent {problem.agents[agent]}" for kind in problem.types[agent])


def _probabilities(instance: Any) -> Iterator[Direction]:
    found = list(_distributions(instance))
    rules = [place for place, part in parts(instance) if isinstance(part, InterimRule)]
    problems = [place for place, part in parts(instance) if isinstance(part, Problem)]
    for law in found:
        present = [part_at(instance, place) for place in law.places]
        # of two probabilities one says both
        for k in range(1 if len(present) == 2 else len(present)):
            if 0 < present[k] < 1:
                move = _scaled(instance, law.places, present, k)
                over = Range(PARAMETER, Fraction(0), Fraction(1), (False, False))
                yield Direction(law.words[k], present[k], over, move, law.of_prior)
                if law.of_prior and len(rules) == len(problems) == 1:
                    along = _with_rule(instance, move, problems[0], rules[0])
                    words = f"{law.words[k]}, the weighted values of the rule staying"
                    yield Direction(words, present[k], over, along)


def _scaled(
    instance: Any, places: Sequence[Place], present: Sequence[Fraction], chosen: int
) -> Callable[[Fraction], Any]:
    """One probability of a distribution varies, and the others stay in proportion."""

    def moved(value: Fraction) -> Any:
        factor = (1 - value) / (1 - present[chosen])
        changes = {place: was * factor for place, was in zip(places, present, strict=True)}
        return replaced(instance, {**changes, places[chosen]: value})

    return moved


def _with_rule(
    instance: Any, move: Callable[[Fraction], Any], problem: Place, rule: Place
) -> Callable[[Fraction], Any]:
    """The rule moves along with the prior, so that lambda_i(t_i) Q_i(t_i, j) stays."""
    old: Problem = part_at(instance, problem)

    def moved(value: Fraction) -> Any:
        there = move(value)
        new: Problem = part_at(there, problem)
        values = tuple(
            q * old.marginals[c[0], c[1]] / new.marginals[c[0], c[1]]
            for c, q in zip(old.coordinates, part_at(there, rule).values, strict=True)
        )
        return replaced(there, {(*rule, "values"): values})

    return moved


def _allocations(instance: Any) -> Iterator[Direction]:
    """Every agent but the last has more of a task, and the last one less; endowment and status quo where equal."""
    for place, part in parts(instance):
        if not isinstance(part, Market):
            continue
        same = part.endowment == part.status_quo
        for what in ALLOCATIONS[: 1 if same else 2]:
            fields = ALLOCATIONS if same else (what,)
            table = getattr(part, what)
            for j, i in itertools.product(range(len(part.agents) - 1), range(len(part.tasks))):
                words = f"the {what.replace('_', ' ')} of agent {part.agents[j]} in task {part.tasks[i]}"
                yield Direction(words, table[j][i], ANYWHERE, _exchanged(instance, place, fields, j, i))


def _exchanged(instance: Any, market: Place, fields: Sequence[str], agent: int, task: int) -> Callable[[Fraction], Any]:
    old: Market = part_at(instance, market)

    def moved(value: Fraction) -> Any:
        changes = {}
        for name in fields:
            table, last = getattr(old, name), len(old.agents) - 1
            changes[(*market, name, agent, task)] = value
            changes[(*market, name, last, task)] = table[last][task] + table[agent][task] - value
        return replaced(instance, changes)

    return moved


def _alone(instance: Any) -> Iterator[Direction]:
    taken = {place for law in _distributions(instance) for place in law.places}
    listed = [(place, number) for place, number in numbers(instance) if place not in taken]
    for place, number in listed:
        if not _varies(instance, place, number):
            continue
        like = _like(instance, place, [each for each, _ in listed])
        together = None
        if len(like) > 1:
            words = f"{_words(instance, like[0])}, with all that is like it"
            together = Direction(words, Fraction(number), ANYWHERE, _put(instance, like))
        yield Direction(_words(instance, place), Fraction(number), ANYWHERE, _put(instance, [place]), False, together)


def _put(instance: Any, places: Sequence[Place]) -> Callable[[Fraction], Any]:
    def moved(value: Fraction) -> Any:
        whole = type(value) is Fraction and value.denominator == 1
        same_kind = {
            place: int(value) if whole and isinstance(part_at(instance, place), int) else value for place in places
        }
        return replaced(instance, same_kind)

    return moved


def _varies(instance: Any, place: Place, number: int | Fraction) -> bool:
    """Whether the number is one that the claim is about: no count, no name, no quota on what cannot be divided."""
    if _constraint(instance, place) is not None:
        problems = [part_at(instance, place[:k]) for k in range(len(place))]
        return any(isinstance(part, Problem) and part.divisible for part in problems)
    if STAYING & set(_names(place)):
        return False
    return isinstance(number, Fraction) or not _names(place) or _names(place)[-1] in INTEGERS


def _constraint(instance: Any, place: Place) -> Constraint | None:
    holder = part_at(instance, place[:-1]) if place else None
    return holder if isinstance(holder, Constraint) else None


def _like(instance: Any, place: Place, listed: Sequence[Place]) -> list[Place]:
    """The places where the same number stands in an equal vector of the same kind."""
    names = _names(place)
    group = next((group for group in TOGETHER if names and names[-1] in group), None)
    if group is None:
        return [place]
    vector = part_at(instance, place[:-1])
    alike = [each for each in listed if _names(each) and _names(each)[-1] in group and each[-1] == place[-1]]
    return [each for each in alike if part_at(instance, each[:-1]) == vector]


def _names(place: Place) -> list[str]:
    return [step for step in place if isinstance(step, str)]


def _words(instance: Any, place: Place) -> str:
    """What the number is: by the words of the field where there are some, else its place."""
    constraint = _constraint(instance, place)
    if constraint is not None:
        return f"the {place[-1]} of {name_of(constraint.cells)}"
    holder = part_at(instance, place[:-2]) if len(place) > 1 else None
    if isinstance(holder, InterimRule):
        problems = [part for _, part in parts(instance) if isinstance(part, Problem)]
        return value_name((holder.coordinates or problems[0].coordinates)[place[-1]])
    return told(place)


def told(place: Place) -> str:
    """A place as files have it: `market.performance[0][1]`."""
    return "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in place).lstrip(".") or "the number"
