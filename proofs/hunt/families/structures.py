"""Constraint structures with a property of their sets, allocation problems on them, and interim rules."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from exact.rationals import text
from exact.showing.display import Displayed, counted
from proofs.claims.claim import no_smaller
from proofs.claims.families import problems as small_problems
from proofs.claims.families.problems import LIKE, UNLIKE, Keep, Masks, Quota, only_pairs
from proofs.claims.families.structure_classes import with_quotas
from proofs.claims.instances import Instances
from proofs.hunt.families.box_rules import all_rules
from proofs.hunt.families.near_problems import Bounds, near_problems, near_rules, near_structures
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Cell, InterimRule, Prior, Problem, uniform_prior
from proofs.reduced_form.problem.structures import ImplementationStructure, structure

SMALL_CELLS = 4
"""Structures with so many cells are listed, larger ones drawn."""

Structures = Callable[[int], Iterator[ImplementationStructure]]


@dataclass(frozen=True)
class Sets(Displayed):
    """A class of families of constraint sets (single cells aside), by a property that passes to subfamilies.

    `keep` is asked of families of sets of cells, each set a number whose bit k is cell k (agent after agent); it must
    not depend on the order of agents and objects, since instances are listed up to relabelling. Where the class is
    about an order, `keep` says that there is one, and `arranged` puts a structure into it.
    """

    words: str
    keep: Keep
    arranged: Callable[[ImplementationStructure], ImplementationStructure] = lambda given: given
    one_good: bool = False
    """Whether the class is of sets of agents alone."""
    most_agents: int | None = None
    """With how many agents the property can be decided in reasonable time, if not with any number."""


@cache
def _in_some_order(masks: Masks) -> bool:
    """Whether the cells can be put in an order in which every set is a run of consecutive ones."""
    size = max((mask.bit_length() for mask in masks), default=0)
    members = [[k for k in range(size) if mask >> k & 1] for mask in masks]
    return any(all(map(_consecutive, _at(order, members))) for order in itertools.permutations(range(size)))


def _at(order: Sequence[int], members: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    return ([order[k] for k in one] for one in members)


def _consecutive(places: Sequence[int]) -> bool:
    return max(places) - min(places) + 1 == len(places)


def _arranged_as_intervals(given: ImplementationStructure) -> ImplementationStructure:
    """The structure with its agents renamed so that every set is a run of consecutive ones."""
    members = [[given.agents.index(cell[0]) for cell in one] for one in given.sets]
    size = len(given.agents)
    order = next(o for o in itertools.permutations(range(size)) if all(map(_consecutive, _at(o, members))))
    sets = [[(given.agents[k],) for k in sorted(one)] for one in _at(order, members)]
    types = {given.agents[order[k]]: own for k, own in enumerate(given.types)}
    return structure(given.agents, None, sorted(sets), {agent: types[agent] for agent in given.agents})


any_sets = Sets("constraint structures", small_problems.any_family)
hierarchies = Sets("hierarchies", small_problems.is_hierarchy)
bihierarchies = Sets("bihierarchies", small_problems.is_bihierarchy)
pairs = Sets("graphs (sets of two agents)", only_pairs, one_good=True)
intervals = Sets("structures of intervals of agents", _in_some_order, _arranged_as_intervals, True, most_agents=7)


def structures(
    agents: int = 3, objects: int = 0, types: int = 2, sets: Sets = any_sets, most_sets: int | None = None
) -> Instances:
    """Implementation structures on at most so many agents, objects and types, sets of a class; sort `structure`.

    `objects=0`: one anonymous good. All of at most four cells are listed, larger ones drawn with at most
    `most_sets` sets (5 unless said otherwise). Raises `ValueError` for numbers that there can be no structure with.
    """
    words, listing, drawing = _structures(agents, objects, types, sets, most_sets)
    bounds = Bounds(agents, objects, types, most_sets, sets.keep, sets.arranged)
    small = Instances(
        f"all {words[0]}",
        listing,
        sorts=("structure",),
        to_plain=lambda given: (given.about(),),
        describe=small_problems.shown,
        smaller=small_problems.smaller_structures,
        nearby=lambda given: near_structures(given, bounds),
    )
    return small if drawing is None else small.and_then(_drawn(small, words[1], drawing))


def two_sided(
    agents: int = 2, objects: int = 2, types: int = 2, sets: Sets = any_sets, most_sets: int | None = None
) -> Instances:
    """The structures of `structures` with all rows (cells of an agent) and all columns (of an object) as well."""
    found = structures(agents, objects, types, sets, most_sets)
    bounds = Bounds(agents, objects, types, most_sets, sets.keep, sets.arranged)

    def nearby(given: ImplementationStructure) -> Iterator[ImplementationStructure]:
        """Near are the further sets, which alone have the property; the rows and columns are made again."""
        lines = _rows_and_columns(given)
        bare = replace(given, sets=tuple(members for members in given.sets if members not in lines))
        made = map(_with_rows_and_columns, near_structures(bare, bounds))
        return (near for near in made if near != given)

    both = found.mapped(_with_rows_and_columns, "with all rows and columns")
    return replace(both, nearby=nearby, after=tuple(replace(family, nearby=nearby) for family in both.after))


def _rows_and_columns(given: ImplementationStructure) -> list[tuple[Cell, ...]]:
    rows = [tuple(cell for cell in given.cells if cell[0] == agent) for agent in given.agents]
    things = dict.fromkeys(cell[1:] for cell in given.cells)
    return rows + [tuple(cell for cell in given.cells if cell[1:] == thing) for thing in things]


def _with_rows_and_columns(given: ImplementationStructure) -> ImplementationStructure:
    chosen = dict.fromkeys(members for members in [*_rows_and_columns(given), *given.sets] if len(members) > 1)
    return structure(given.agents, given.objects, chosen, dict(zip(given.agents, given.types, strict=True)))


def problems(
    agents: int = 3,
    objects: int = 0,
    types: int = 2,
    sets: Sets = any_sets,
    quotas: Sequence[Quota] | None = None,
    priors: Sequence[str] | None = None,
    most_sets: int | None = None,
) -> Instances:
    """Allocation problems on the structures of `structures`, four systems of quotas for each; sort `problem`.

    Quotas are pairs (floor, ceiling) for the sets of two cells or more, single cells having (0, 1): the same pair on
    all sets for each of `quotas`, and then drawn pairs. Without them: all ceilings 1, all amounts 1, and two systems
    drawn with floors, ceilings of 0 and quotas of cells among them. `priors` are any of `uniform`, `independent`,
    `correlated`, `nearly degenerate` (some types 1,000 times as likely as others), all if none is named. Raises
    `ValueError`.
    """
    words, listing, drawing = _structures(agents, objects, types, sets, most_sets)
    unknown = sorted(set(priors or ()) - set(PRIORS))
    if unknown or priors == []:
        raise ValueError(f'priors: "{"".join(unknown[:1])}" is none of {", ".join(PRIORS)}')
    if quotas is not None and not all(0 <= low <= high for low, high in quotas or [(1, 0)]):
        raise ValueError("quotas: are pairs (floor, ceiling) with 0 <= floor <= ceiling, at least one")

    def on(source: Structures) -> Callable[[int], Iterator[Problem]]:
        given = with_quotas(source, most=_MOST_VARIABLES) if quotas is None else _with_pairs(source, tuple(quotas))
        return given if priors is None else _with_priors(given, tuple(priors))

    bounds = Bounds(agents, objects, types, most_sets, sets.keep, sets.arranged)
    how = "four systems of quotas each" if quotas is None else "quotas " + ", ".join(f"{a} to {b}" for a, b in quotas)
    how += "" if priors is None else f", {' or '.join(priors)} priors"
    small = Instances(
        f"all {words[0]}, {how}",
        on(listing),
        sorts=("problem",),
        to_plain=lambda problem: (problem_to_plain(problem),),
        describe=small_problems.described_problem,
        smaller=lambda problem: filter(_has_only(quotas), small_problems.smaller_problems(problem)),
        nearby=lambda problem: near_problems(problem, bounds, quotas, priors, _MOST_VARIABLES),
    )
    return small if drawing is None else small.and_then(_drawn(small, f"{words[1]}, {how}", on(drawing)))


def rules(of: Instances, each: int = 4, bounded: bool = False) -> Instances:
    """Each problem of a family with interim rules; sort `problem`, an instance being (problem, rule).

    First `each` rules about the implementable ones, in turn: what a random outcome for each profile induces (a vertex,
    mostly), a mixture of two, the best solution of the quotas alone for a random objective, which need not be
    implementable, and a point just beyond such ones, whose values may be negative or above the ceilings: `bounded=True`
    cuts these back. Then, on problems that are listed, all rules whose values are halves of the cells' ceilings, and
    quarters, if these are 125 at most. Then `each` of the box from 0 to the ceilings, in turn: halves, a small step
    beyond the implementable rules, quarters, a large step beyond. Raises `ValueError` for a family of no problems.
    """
    if of.sorts != ("problem",):
        raise ValueError(f"{of.words}: rules are for problems, and these are ({', '.join(of.sorts)})")
    inside = " within [0, ceiling]" if bounded else ""

    def on(family: Instances) -> Instances:
        def stream(seed: int) -> Iterator[tuple[Problem, InterimRule]]:
            for number, problem in enumerate(family.instances(seed)):
                own = all_rules(problem, seed + number, each, bounded, not family.endless)
                yield from ((problem, rule) for rule in own)

        grids = "" if family.endless else ", and the halves and quarters of a small box"
        words = (
            f"{family.words}, {counted(each, 'rule')} about the implementable ones{inside} and {each} of the box each"
        )
        return replace(family, words=f"{words}{grids}", instances=stream, after=())

    def few(problem: Problem, count: int = each) -> Iterator[InterimRule]:
        return all_rules(problem, 0, count, bounded, whole_grids=False)

    def smaller(case: tuple[Problem, InterimRule]) -> Iterator[tuple[Problem, InterimRule]]:
        for less in of.smaller(case[0]):
            yield from ((less, rule) for rule in few(less))

    near = of.nearby or no_smaller

    def nearby(case: tuple[Problem, InterimRule]) -> Iterator[tuple[Problem, InterimRule]]:
        return near_rules(case, near, few)

    first, *others = (
        replace(on(f), to_plain=problem_with_rule, describe=described_rule, smaller=smaller, nearby=nearby)
        for f in of.whole
    )
    return replace(first, after=tuple(others))


_MOST_VARIABLES = 48
"""Problems with more pairs of a cell and a profile are left out: too large to be decided by the hundred."""


def _structures(
    agents: int, objects: int, types: int, sets: Sets, most: int | None
) -> tuple[tuple[str, str], Structures, Structures | None]:
    """The words of the listed and of the drawn structures, and their streams; no drawn ones where all are listed."""
    if agents < 1 or objects < 0 or types < 1 or (most is not None and most < 0):
        raise ValueError("there is at least one agent and one type, and numbers of objects and sets are not negative")
    if sets.one_good and objects > 1:
        raise ValueError(f"{sets.words}: there is one good; leave out objects={objects}")
    if sets.most_agents is not None and agents > sets.most_agents:
        raise ValueError(f"{sets.words}: these are for at most {sets.most_agents} agents, not {agents}")
    wide = max(objects, 1)
    shapes = [(n, m) for n in range(1, agents + 1) for m in range(1, wide + 1) if n * m > 1 or agents * wide == 1]
    small = [(n, m) for n, m in shapes if n * m <= SMALL_CELLS]
    goods = "" if wide == 1 else f" and {counted(wide, 'object')}"
    own = f"with at most {counted(types, 'type')} each" + ("" if most is None else f" and {counted(most, 'set')}")

    def listing(seed: int) -> Iterator[ImplementationStructure]:
        found = (small_problems.structures(n, m, types, sets.keep, most) for n, m in small)
        return map(sets.arranged, small_problems.merged(*found))

    def drawing(seed: int) -> Iterator[ImplementationStructure]:
        drawn = small_problems.random_structures(seed, agents, wide, types, sets.keep, most or 5)
        return map(sets.arranged, drawn)

    cells = "" if len(small) == len(shapes) else f" of at most {SMALL_CELLS} cells"
    words = f"{sets.words}{cells} on at most {counted(agents, 'agent')}{goods} {own}"
    more = f"random {sets.words} on at most {counted(agents, 'agent')}{goods} {own}"
    return (words, more), listing, drawing if len(small) < len(shapes) else None


def _drawn(small: Instances, words: str, stream: Callable[[int], Iterator[Any]]) -> Instances:
    return replace(small, words=words, instances=stream, endless=True)


def _with_pairs(source: Structures, quotas: tuple[Quota, ...]) -> Callable[[int], Iterator[Problem]]:
    def stream(seed: int) -> Iterator[Problem]:
        draw = random.Random(seed)
        for given in source(seed):
            if len(given.cells) * len(given.profiles) > _MOST_VARIABLES:
                continue
            found = dict.fromkeys((pair,) * len(given.sets) for pair in quotas)
            if len(given.sets) > 1:
                found |= dict.fromkeys(tuple(draw.choice(quotas) for _ in given.sets) for _ in quotas)
            for chosen in found:
                yield small_problems.problem_on(given, dict(zip(given.sets, chosen, strict=True)))

    return stream


def _has_only(quotas: Sequence[Quota] | None) -> Callable[[Problem], bool]:
    """Whether a problem's sets have quotas among these and its cells (0, 1); any where none are named.

    So a counterexample is not shrunk to one with quotas that nobody asked for.
    """
    named = {True: {(0, 1)}, False: set(quotas or ())}
    return lambda problem: (
        quotas is None
        or all(pair in named[len(members) == 1] for members, pair in small_problems.integer_quotas(problem).items())
    )


PRIORS: dict[str, Callable[[random.Random, ImplementationStructure], Prior]] = {
    "uniform": lambda draw, given: uniform_prior(given.types),
    "independent": lambda draw, given: small_problems.independent(draw, given, LIKE),
    "correlated": lambda draw, given: small_problems.joint(draw, given, LIKE),
    "nearly degenerate": lambda draw, given: small_problems.joint(draw, given, UNLIKE),
}


def _with_priors(
    source: Callable[[int], Iterator[Problem]], priors: tuple[str, ...]
) -> Callable[[int], Iterator[Problem]]:
    def stream(seed: int) -> Iterator[Problem]:
        draw = random.Random(f"priors {seed}")
        for number, problem in enumerate(source(seed)):
            prior = PRIORS[priors[number % len(priors)]](draw, small_problems.structure_of(problem))
            yield replace(problem, prior=prior)

    return stream


def problem_with_rule(case: tuple[Problem, InterimRule | None]) -> tuple[Any]:
    """The data of an instance that has a rule, or `None`."""
    return (problem_to_plain(*case),)


def described_rule(case: tuple[Problem, InterimRule | None]) -> str:
    """The problem, and the entries of the rule that are not 0."""
    problem, rule = case
    if rule is None:
        return small_problems.described_problem(problem)
    values = zip(problem.coordinates, rule.values, strict=True)
    said = ", ".join(f"Q({', '.join(map(str, at))}) = {text(value)}" for at, value in values if value)
    rest = "" if all(rule.values) else ", all other values 0"
    return f"{small_problems.described_problem(problem)}; {said + rest if said else 'Q = 0'}"
