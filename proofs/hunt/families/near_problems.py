"""Small changes of structures, problems and interim rules, within the bounds of their family.

A set, a cell of a set, a type, an agent or an object more or less; a quota moved by one; a probability changed to the
next one of those that are drawn; a value of a rule moved by a quarter. What is near has the family's property again.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter

from exact.showing.display import Displayed
from proofs.claims.families.problems import (
    LIKE,
    UNLIKE,
    Keep,
    Quota,
    build,
    integer_quotas,
    problem_on,
    structure_of,
)
from proofs.reduced_form.problem.problems import Cell, IndependentPrior, InterimRule, JointPrior, Prior, Problem
from proofs.reduced_form.problem.structures import ImplementationStructure

FEW_CELLS = 6
"""With so many cells any set may be added at once; with more, a set of two cells, which may then grow."""


@dataclass(frozen=True)
class Bounds(Displayed):
    """What the structures of a family have at most, and the property of their sets."""

    agents: int
    objects: int
    types: int
    sets: int | None
    keep: Keep
    arranged: Callable[[ImplementationStructure], ImplementationStructure]


@dataclass(frozen=True)
class Change(Displayed):
    """A structure near another: the former place of each agent and object, and of each set, `None` for new ones."""

    structure: ImplementationStructure
    agents: tuple[int | None, ...]
    objects: tuple[int | None, ...]
    sets: tuple[int | None, ...]


Origins = Sequence[int | None]
Marked = Sequence[tuple[int, int | None]]
"""Sets as masks, each with the place of the set it comes from."""


def changes(given: ImplementationStructure, bounds: Bounds) -> Iterator[Change]:
    """The structures near one, each once."""
    agents, objects = len(given.agents), len(given.objects or ("",))
    place = {cell: k for k, cell in enumerate(given.cells)}
    masks = [sum(1 << place[cell] for cell in members) for members in given.sets]
    seen = {(agents, objects, frozenset(masks), tuple(map(len, given.types)))}
    for marked, counts, agents_from, objects_from in _changed(agents, objects, masks, given, bounds):
        large = [(mask, origin) for mask, origin in marked if mask.bit_count() > 1]
        kept = dict(sorted(dict(reversed(large)).items(), key=itemgetter(0)))
        key = len(agents_from), len(objects_from), frozenset(kept), tuple(counts)
        if key in seen or not _within(tuple(kept), len(masks), bounds):
            continue
        seen.add(key)
        near = build(len(agents_from), len(objects_from), kept, counts)
        if set(bounds.arranged(near).sets) == set(near.sets):
            yield Change(near, tuple(agents_from), tuple(objects_from), tuple(kept.values()))


def _within(masks: tuple[int, ...], before: int, bounds: Bounds) -> bool:
    """Whether the sets have the property and are not too many; where there are too many already, no more of them."""
    return bounds.keep(masks) and (bounds.sets is None or len(masks) <= max(bounds.sets, before))


def _changed(
    agents: int, objects: int, masks: Sequence[int], given: ImplementationStructure, bounds: Bounds
) -> Iterator[tuple[Marked, Sequence[int], Origins, Origins]]:
    """Sets with where they come from, numbers of types, and where agents and objects come from."""
    marked = [(mask, k) for k, mask in enumerate(masks)]
    counts = [len(own) for own in given.types]
    same = list(range(agents)), list(range(objects))
    for sets in _sets_changed(marked, agents * objects):
        yield sets, counts, *same
    for i, count in enumerate(counts):
        for other in (count + 1, count - 1):
            if 1 <= other <= bounds.types:
                yield marked, [*counts[:i], other, *counts[i + 1 :]], *same
    everyone, everything = same
    fewer_agents = [(everyone[:i] + everyone[i + 1 :], everything) for i in everyone if agents > 1]
    fewer_objects = [(everyone, everything[:j] + everything[j + 1 :]) for j in everything if objects > 1]
    more: list[tuple[Origins, Origins]] = [([*everyone, None], everything)] if agents < bounds.agents else []
    more += [(everyone, [*everything, None])] if objects < max(bounds.objects, 1) else []
    for kept_agents, kept_objects in [*fewer_agents, *fewer_objects, *more]:
        if len(kept_agents) * len(kept_objects) > 1:
            sets = [(_moved(mask, kept_agents, kept_objects, objects), origin) for mask, origin in marked]
            yield sets, [1 if i is None else counts[i] for i in kept_agents], kept_agents, kept_objects


def _sets_changed(marked: Marked, cells: int) -> Iterator[Marked]:
    """A set less, a cell of a set more or less, a set more."""
    present = {mask for mask, _ in marked}
    for k, (mask, origin) in enumerate(marked):
        others = [*marked[:k], *marked[k + 1 :]]
        yield others
        yield from ([*others, (new, origin)] for bit in range(cells) if (new := mask ^ 1 << bit) not in present)
    for size in range(2, cells + 1 if cells <= FEW_CELLS else 3):
        for chosen in itertools.combinations(range(cells), size):
            if (new := sum(1 << bit for bit in chosen)) not in present:
                yield [*marked, (new, None)]


def _moved(mask: int, agents: Origins, objects: Origins, width: int) -> int:
    """What is left of a set when agents and objects have come from other places."""
    places = itertools.product(agents, objects)
    return sum(
        1 << k for k, (i, j) in enumerate(places) if i is not None and j is not None and mask >> (i * width + j) & 1
    )


def near_structures(given: ImplementationStructure, bounds: Bounds) -> Iterator[ImplementationStructure]:
    """A set, a cell of a set, a type, an agent or an object more or less."""
    return (change.structure for change in changes(given, bounds))


# ----------------------------------------------------------------------------------------------------------- problems


def near_problems(
    problem: Problem,
    bounds: Bounds,
    quotas: Sequence[Quota] | None,
    priors: Sequence[str] | None,
    most: int,
) -> Iterator[Problem]:
    """On a structure near the problem's, with a quota moved by one (or another pair of `quotas`), or a prior near its.

    No problem has more pairs of a cell and a profile than `most`.
    """
    given = structure_of(problem)
    own = integer_quotas(problem)
    for change in changes(given, bounds):
        if len(change.structure.cells) * len(change.structure.profiles) <= most:
            kept = _carried_quotas(change, given, own, (0, 1) if quotas is None else quotas[0])
            yield problem_on(change.structure, kept, _carried_prior(change, problem), divisible=problem.divisible)
    for members, pair in own.items():
        for other in _pairs_near(pair, len(members), quotas):
            yield problem_on(given, {**own, members: other}, problem.prior, divisible=problem.divisible)
    yield from (replace(problem, prior=prior) for prior in _near_priors(problem, priors))


def _pairs_near(pair: Quota, size: int, quotas: Sequence[Quota] | None) -> Iterator[Quota]:
    """Floor and ceiling moved by one within what is drawn: ceilings up to 2, of larger sets up to 3."""
    if quotas is not None:
        yield from (other for other in quotas if other != pair and size > 1)
        return
    low, high = pair
    moved = [(low, high + 1), (low, high - 1)] + ([(low + 1, high), (low - 1, high)] if size > 1 else [])
    yield from ((a, b) for a, b in moved if 0 <= a <= b <= max(2 + (size > 2), high))


def _carried_quotas(
    change: Change, given: ImplementationStructure, own: dict[tuple[Cell, ...], Quota], new: Quota
) -> dict[tuple[Cell, ...], Quota]:
    """Each set has the quotas of the set that it comes from, each cell its own."""
    near, width = change.structure, len(change.objects)
    found = {
        members: new if origin is None else own[given.sets[origin]]
        for members, origin in zip(near.sets, change.sets, strict=True)
    }
    for k, cell in enumerate(near.cells):
        i, j = change.agents[k // width], change.objects[k % width]
        if i is not None and j is not None:
            before = given.cells[i * len(given.objects or ("",)) + j]
            found[cell,] = own.get((before,), (0, 1))
    return found


def _carried_prior(change: Change, problem: Problem) -> Prior:
    """The prior for other types: a new type is as likely as the last one was, and what is gone is left out."""
    sizes = [len(own) for own in problem.types]
    counts = [len(own) for own in change.structure.types]
    if isinstance(problem.prior, IndependentPrior):
        marginals = problem.prior.marginals
        return IndependentPrior(
            tuple(
                _scaled([marginals[i][min(k, sizes[i] - 1)] if i is not None else Fraction(1) for k in range(count)])
                for i, count in zip(change.agents, counts, strict=True)
            )
        )
    at = dict(zip(itertools.product(*map(range, sizes)), problem.prior.probabilities, strict=True))
    places = {i: k for k, i in enumerate(change.agents)}
    return JointPrior(
        _scaled(
            [
                at[tuple(min(t[places[i]], size - 1) if i in places else 0 for i, size in enumerate(sizes))]
                for t in itertools.product(*map(range, counts))
            ]
        )
    )


def _near_priors(problem: Problem, priors: Sequence[str] | None) -> Iterator[Prior]:
    """One probability is that of the next weight; priors keep their kind, if kinds were asked for."""
    prior = problem.prior
    if isinstance(prior, IndependentPrior):
        if priors is None or "independent" in priors:
            weights = (LIKE, UNLIKE) if priors is None else (LIKE,)
            for i, marginal in enumerate(prior.marginals):
                for other in _steps(marginal, weights):
                    yield IndependentPrior((*prior.marginals[:i], other, *prior.marginals[i + 1 :]))
        return
    kinds = [("correlated", LIKE), ("nearly degenerate", UNLIKE)]
    allowed = [weights for kind, weights in kinds if priors is None or kind in priors]
    yield from map(JointPrior, _steps(prior.probabilities, allowed))


def _steps(chances: Sequence[Fraction], allowed: Iterable[Sequence[int]]) -> Iterator[tuple[Fraction, ...]]:
    scale = math.lcm(*(chance.denominator for chance in chances))
    weights = [int(chance * scale) for chance in chances]
    for choices in map(sorted, map(set, allowed)):
        for k, weight in enumerate(weights if len(weights) > 1 and set(weights) <= set(choices) else ()):
            at = choices.index(weight)
            for other in choices[max(at - 1, 0) : at + 2]:
                if other != weight:
                    yield _scaled([*weights[:k], other, *weights[k + 1 :]])


def _scaled(weights: Sequence[int | Fraction]) -> tuple[Fraction, ...]:
    return tuple(Fraction(weight) / sum(weights) for weight in weights)


# -------------------------------------------------------------------------------------------------------------- rules

STEP = Fraction(1, 4)
Case = tuple[Problem, InterimRule]


def near_rules(
    case: Case, near: Callable[[Problem], Iterator[Problem]], few: Callable[..., Iterator[InterimRule]]
) -> Iterator[Case]:
    """A value a quarter more or less, half way to another rule, or a problem near the rule's.

    `few` gives rules of a problem, of each sort as many as a second argument says. The problem keeps the rule where
    it has the same coordinates, and has some of its own otherwise.
    """
    problem, rule = case
    ceilings = {min(quota.cells): quota.ceiling for quota in problem.constraints if len(quota.cells) == 1}
    for k, (value, coordinate) in enumerate(zip(rule.values, problem.coordinates, strict=True)):
        ceiling = ceilings.get(problem.cell_of(coordinate))
        if value >= STEP:
            yield problem, _with_value(rule, k, value - STEP)
        if ceiling is None or value + STEP <= ceiling:
            yield problem, _with_value(rule, k, value + STEP)
    for other in few(problem):
        if other.values != rule.values:
            pairs = zip(rule.values, other.values, strict=True)
            yield problem, InterimRule(tuple((one + two) / 2 for one, two in pairs))
    for changed in near(problem):
        if changed.coordinates == problem.coordinates:
            yield changed, rule
        else:
            yield from ((changed, own) for own in few(changed, 1))


def _with_value(rule: InterimRule, k: int, value: Fraction) -> InterimRule:
    return InterimRule((*rule.values[:k], value, *rule.values[k + 1 :]))
