"""Instances for the claims of Lang & Yang (2023): constraint structures, graphs, quotas, priors and interim rules.

Streams come small ones first, each instance up to relabelling of agents and objects once. Agents are "1", "2", ...,
objects "a", "b", ... (one object stays anonymous), types of an agent "u", "v", "w". Single cells are always constraint
sets, so a structure is named by its other sets. A problem lists the quotas of every single cell as well, as LY do.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import permutations, product

from exact.rationals import text
from exact.set_systems import two_colouring
from exact.showing.display import counted
from proofs.reduced_form.problem.problems import (
    Cell,
    Constraint,
    IndependentPrior,
    JointPrior,
    Prior,
    Problem,
    uniform_prior,
)
from proofs.reduced_form.problem.structures import ImplementationStructure, structure

Masks = tuple[int, ...]
"""A family of sets of cells: bit k of a mask is cell number k."""

Keep = Callable[[Masks], bool]
"""A property of families of sets that passes to subfamilies."""


# ----------------------------------------------------------------------------------------------- families of sets


def crossing(one: int, other: int) -> bool:
    """Whether the sets meet and neither contains the other."""
    return one & other not in (0, one, other)


def any_family(masks: Masks) -> bool:
    return True


def is_hierarchy(masks: Masks) -> bool:
    """No two sets cross (LY, Definition 2)."""
    return not any(crossing(one, other) for one, other in itertools.combinations(masks, 2))


def is_bihierarchy(masks: Masks) -> bool:
    """The sets split into two hierarchies (LY, Definition 3)."""
    neighbours = {one: [other for other in masks if crossing(one, other)] for one in masks}
    return two_colouring(neighbours)[1] is None


@cache
def relabellings(agents: int, objects: int) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Each permutation of agents and of objects: the new place of every agent, and of every cell."""
    return tuple(
        (order, tuple(order[i] * objects + column[j] for i in range(agents) for j in range(objects)))
        for order in permutations(range(agents))
        for column in permutations(range(objects))
    )


def moved(masks: Masks, cells: tuple[int, ...]) -> Masks:
    """The family after cell k has gone to place cells[k]."""
    return tuple(sorted(sum(1 << place for k, place in enumerate(cells) if mask >> k & 1) for mask in masks))


@cache
def set_families(agents: int, objects: int, keep: Keep = any_family, most: int | None = None) -> tuple[Masks, ...]:
    """All families with the property of sets of two cells or more, at most `most` of them, up to relabelling once."""
    cells = agents * objects
    sets = [mask for mask in range(1 << cells) if mask.bit_count() > 1]
    level: list[Masks] = [()]
    found: list[Masks] = [()]
    for _ in range(len(sets) if most is None else most):
        larger: dict[Masks, None] = {}
        for masks in level:
            for extra in sets:
                if extra not in masks and keep(grown := (*masks, extra)):
                    larger[min(moved(grown, places) for _, places in relabellings(agents, objects))] = None
        if not larger:
            break
        level = list(larger)
        found += level
    return tuple(found)


# ------------------------------------------------------------------------------------------ implementation structures


def build(agents: int, objects: int, masks: Iterable[int], counts: Iterable[int]) -> ImplementationStructure:
    """The structure with the given sets, and counts[i] types for agent i; one object is anonymous."""
    names = [str(i + 1) for i in range(agents)]
    things = None if objects == 1 else list("abcdefgh"[:objects])
    cells = [(name,) for name in names] if things is None else list(product(names, things))
    sets = [[cell for k, cell in enumerate(cells) if mask >> k & 1] for mask in masks]
    types = {name: list("uvwxyz"[:count]) for name, count in zip(names, counts, strict=True)}
    return structure(names, things, sets, types)


@cache
def structures(
    agents: int, objects: int, types: int, keep: Keep = any_family, most: int | None = None
) -> tuple[ImplementationStructure, ...]:
    """All structures with the property and at most `types` types each, few profiles first."""
    found: list[tuple[int, int, tuple[int, ...], Masks]] = []
    for masks in set_families(agents, objects, keep, most):
        same = [order for order, places in relabellings(agents, objects) if moved(masks, places) == masks]
        for counts in product(range(1, types + 1), repeat=agents):
            if counts == max(tuple(counts[order[i]] for i in range(agents)) for order in same):
                size = 1
                for count in counts:
                    size *= count
                found.append((size, len(masks), counts, masks))
    return tuple(build(agents, objects, masks, counts) for _, _, counts, masks in sorted(found))


def merged(*streams: Iterable[ImplementationStructure]) -> list[ImplementationStructure]:
    """Several lists of structures as one, in the order of their numbers of variables and sets."""
    return sorted(itertools.chain(*streams), key=lambda s: (len(s.cells) * len(s.profiles), len(s.sets)))


def random_structures(
    seed: int, agents: int = 3, objects: int = 2, types: int = 2, keep: Keep = any_family, most: int = 5
) -> Iterator[ImplementationStructure]:
    """Random structures with the property on at most so many agents, objects and types; without end."""
    draw = random.Random(seed)
    while True:
        n, m = draw.randint(2, agents), draw.randint(1, objects)
        masks: Masks = ()
        for _ in range(draw.randint(1, most)):
            extra = draw.randrange(1, 1 << n * m)
            if extra.bit_count() > 1 and extra not in masks and keep((*masks, extra)):
                masks = (*masks, extra)
        yield build(n, m, sorted(masks), [draw.randint(1, types) for _ in range(n)])


def canonical(agents: int, objects: int, counts: Iterable[int], extra: Iterable[int] = ()) -> ImplementationStructure:
    """All rows {i} x A and all columns N x {j} (LY, section 2.1), with further sets if wished."""
    row, column = (1 << objects) - 1, sum(1 << i * objects for i in range(agents))
    masks = [row << i * objects for i in range(agents)] + [column << j for j in range(objects)]
    chosen = dict.fromkeys(mask for mask in [*masks, *extra] if mask.bit_count() > 1)
    return build(agents, objects, chosen, counts)


def canonical_markets(agents: int, objects: int, types: int) -> Iterator[ImplementationStructure]:
    """Canonical structures without further sets, for all sizes up to the given ones; small ones first."""
    listed = [
        canonical(n, m, counts)
        for n in range(1, agents + 1)
        for m in range(1, objects + 1)
        for counts in itertools.combinations_with_replacement(range(types, 0, -1), n)
    ]
    return iter(merged(listed))


def markets_by_size(coordinates: int, profiles: int) -> list[ImplementationStructure]:
    """Canonical structures without further sets in which some agent has two types and none more.

    All shapes and numbers of types with at most so many coordinates (i, t_i, j) and type profiles; small ones first.
    """
    shapes = itertools.product(range(1, coordinates // 2 + 1), range(1, coordinates // 2 + 1))
    listed = [
        canonical(n, m, (2,) * binary + (1,) * (n - binary))
        for n, m in shapes
        for binary in range(1, n + 1)
        if (n + binary) * m <= coordinates and 2**binary <= profiles
    ]
    return merged(listed)


@cache
def graphs(agents: int, types: int) -> tuple[ImplementationStructure, ...]:
    """All graphs on at most 7 agents up to isomorphism without isolated agents, every agent with so many types.

    An agent without an edge and with a second type matters too, so each graph comes with such an agent as well.
    """
    from networkx.generators.atlas import graph_atlas_g

    found: list[ImplementationStructure] = []
    for graph in graph_atlas_g():
        size = graph.number_of_nodes()
        isolated = sum(degree == 0 for _, degree in graph.degree())
        if not 2 <= size <= agents or isolated > 1 or not graph.number_of_edges():
            continue
        masks = sorted(1 << one | 1 << other for one, other in graph.edges())
        found.append(build(size, 1, masks, [types] * size))
    return tuple(merged(found))


@cache
def graphs_with_counts(agents: int, types: int) -> tuple[ImplementationStructure, ...]:
    """All graphs on at most so many agents, each agent with at most so many types; up to relabelling once."""
    return tuple(merged(*(structures(n, 1, types, only_pairs) for n in range(2, agents + 1))))


def only_pairs(masks: Masks) -> bool:
    return all(mask.bit_count() == 2 for mask in masks)


def shown(given: ImplementationStructure) -> str:
    """A structure in a line: `3 agents with 2, 2, 1 types; sets {1, 2}, {2, 3}`."""
    things = "" if given.objects is None else f" and objects {', '.join(given.objects)}"
    sets = ", ".join(shown_set(members) for members in given.sets) or "none but single cells"
    counts = [len(own) for own in given.types]
    types = f"{counted(counts[0], 'type')} each" if len(set(counts)) == 1 else (", ".join(map(str, counts)) + " types")
    return f"{agents_in_words(given.agents)} with {types}{things}; sets {sets}"


def shown_set(members: Iterable[Cell]) -> str:
    """`{1, 2}` for anonymous objects, `{1a, 2b}` otherwise."""
    return "{" + ", ".join("".join(cell) for cell in members) + "}"


def smaller_structures(given: ImplementationStructure) -> Iterator[ImplementationStructure]:
    """Without an agent, an object, a set, a cell of a set, or a type; sets keep what is left of them."""
    types = dict(zip(given.agents, given.types, strict=True))
    for agent in given.agents:
        if len(given.agents) > 1:
            kept = {name: own for name, own in types.items() if name != agent}
            yield _restricted_to(tuple(kept), given.objects, given.sets, kept)
    for thing in given.objects or ():
        if given.objects is not None and len(given.objects) > 1:
            yield _restricted_to(given.agents, tuple(j for j in given.objects if j != thing), given.sets, types)
    for agent, own in types.items():
        if len(own) > 1:
            yield _restricted_to(given.agents, given.objects, given.sets, {**types, agent: own[:-1]})
    for gone in given.sets:
        yield _restricted_to(given.agents, given.objects, [s for s in given.sets if s != gone], types)
    for own_set in given.sets:
        for cell in own_set if len(own_set) > 2 else ():
            reduced = tuple(c for c in own_set if c != cell)
            yield _restricted_to(
                given.agents, given.objects, [reduced if s == own_set else s for s in given.sets], types
            )


def _restricted_to(
    agents: tuple[str, ...],
    objects: tuple[str, ...] | None,
    sets: Iterable[Iterable[Cell]],
    types: Mapping[str, tuple[str, ...]],
) -> ImplementationStructure:
    """The structure on what is left of the cells."""
    left = [
        tuple(cell for cell in members if cell[0] in agents and (objects is None or cell[1] in objects))
        for members in sets
    ]
    return structure(agents, objects, dict.fromkeys(members for members in left if len(members) > 1), types)


# ------------------------------------------------------------------------------------------------ quotas and problems

Quota = tuple[int, int]
Quotas = Mapping[tuple[Cell, ...], Quota]


def problem_on(
    given: ImplementationStructure, quotas: Quotas, prior: Prior | None = None, single: int = 1, divisible: bool = False
) -> Problem:
    """The problem with quotas (floor, ceiling) for the structure's sets; cells not named have floor 0 and `single`."""
    constraints = []
    for members in given.constraint_sets:
        if members in quotas or len(members) == 1:
            low, high = quotas.get(members, (0, single))
            constraints.append(Constraint(frozenset(members), Fraction(low), Fraction(high)))
    chosen = prior if prior is not None else uniform_prior(given.types)
    return Problem(given.agents, given.objects or (), given.types, chosen, tuple(constraints), divisible=divisible)


def structure_of(problem: Problem) -> ImplementationStructure:
    """(N, A, G, T) of a problem."""
    types = dict(zip(problem.agents, problem.types, strict=True))
    sets = [sorted(quota.cells) for quota in problem.constraints]
    return structure(problem.agents, problem.objects or None, sets, types)


PAIRS: tuple[Quota, ...] = ((0, 1), (1, 1), (0, 2), (1, 2), (2, 2), (0, 0))


def quota_systems(
    given: ImplementationStructure, single: int = 1, pairs: tuple[Quota, ...] = PAIRS
) -> Iterator[Problem]:
    """All quotas from `pairs` for the sets, every single cell between 0 and `single`; uniform independent types."""
    for chosen in product(pairs, repeat=len(given.sets)):
        yield problem_on(given, dict(zip(given.sets, chosen, strict=True)), None, single)


def random_problem(draw: random.Random, given: ImplementationStructure, most: int = 2, floors: bool = True) -> Problem:
    """Random quotas up to `most` (more for larger sets) on the sets and the cells, and a random prior.

    Some ceilings are zero, and some floors are equal to the ceilings.
    """
    quotas: dict[tuple[Cell, ...], Quota] = {}
    for members in given.constraint_sets:
        high = draw.randint(0 if len(members) > 2 or not draw.randrange(10) else 1, most + (len(members) > 2))
        low = (
            draw.choice((0, 0, 0, draw.randint(0, high), draw.randint(0, high), high))
            if floors and len(members) > 1
            else 0
        )
        quotas[members] = (low, high)
    return problem_on(given, quotas, random_prior(draw, given))


def random_prior(draw: random.Random, given: ImplementationStructure) -> Prior:
    """Uniform, independent or correlated, with alike probabilities or with some a thousand times as great as others."""
    kind = draw.randrange(6)
    if kind < 2:
        return uniform_prior(given.types)
    weights = LIKE if kind < 5 else UNLIKE
    return (
        independent(draw, given, weights)
        if kind == 2 or (kind == 5 and draw.randrange(2))
        else joint(draw, given, weights)
    )


def independent(draw: random.Random, given: ImplementationStructure, weights: Sequence[int]) -> IndependentPrior:
    """Independent types, the probabilities of each agent's being drawn weights, scaled."""
    return IndependentPrior(tuple(_distribution(draw, len(own), weights) for own in given.types))


def joint(draw: random.Random, given: ImplementationStructure, weights: Sequence[int]) -> JointPrior:
    """The probabilities of type profiles being drawn weights, scaled: most are correlated."""
    return JointPrior(_distribution(draw, len(given.profiles), weights))


LIKE, UNLIKE = (1, 2, 3, 4), (1, 1, 7, 1000)
"""Weights from which probabilities are drawn."""


def _distribution(draw: random.Random, size: int, choices: Sequence[int]) -> tuple[Fraction, ...]:
    weights = [draw.choice(choices) for _ in range(size)]
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


CHANCES = 27
"""Probabilities of a prior that are written before the rest is left out."""


def described_problem(problem: Problem) -> str:
    """A problem in a line: its agents, objects and types, its prior and its quotas."""
    given = structure_of(problem)
    quotas = ", ".join(
        f"{text(q.floor)} <= x{shown_set(sorted(q.cells))}" + ("" if q.ceiling is None else f" <= {text(q.ceiling)}")
        for q in sorted(problem.constraints, key=lambda q: (-len(q.cells), sorted(q.cells)))
    )
    things = "" if given.objects is None else f", objects {', '.join(given.objects)}"
    return f"{agents_in_words(given.agents)}{things}, {types_in_words(problem)}; {quotas}"


def agents_in_words(agents: Sequence[str]) -> str:
    return f"{'agent' if len(agents) == 1 else 'agents'} {', '.join(agents)}"


def types_in_words(problem: Problem) -> str:
    """The numbers and names of the types and the prior: `2 x 2 types (u, v), uniform and independent`."""
    counts = [len(own) for own in problem.types]
    said = counted(counts[0], "type") if len(counts) == 1 else f"{' x '.join(map(str, counts))} types"
    if max(counts) == 1:
        return said
    longest = max(problem.types, key=len)
    named = {own == longest[: len(own)] for own in problem.types} == {True}
    pairs = list(zip(problem.agents, problem.types, strict=True))
    said += " (" + (", ".join(longest) if named else "; ".join(f"{i}: {', '.join(own)}" for i, own in pairs)) + ")"
    if problem.prior == uniform_prior(problem.types):
        return f"{said}, uniform and independent"
    if isinstance(problem.prior, JointPrior):
        chances = [
            f"{''.join(t)} {text(problem.probability(t))}" for t in itertools.islice(problem.profiles(), CHANCES)
        ]
        more = ", ..." if problem.profile_count > CHANCES else ""
        return f"{said}, type profiles with probabilities {', '.join(chances)}{more}"
    shares = [f"{i} is {kind} with {text(problem.marginals[i, kind])}" for i, own in pairs for kind in own]
    return f"{said}, independent: {', '.join(shares)}"


def smaller_problems(problem: Problem) -> Iterator[Problem]:
    """With uniform types, without an agent, an object, a type or a set, or with a quota moved by one or dropped."""
    given = structure_of(problem)
    quotas = integer_quotas(problem)
    if problem.prior != uniform_prior(problem.types):
        yield replace(problem, prior=uniform_prior(problem.types))
    for less in smaller_structures(given):
        kept = {s: _restricted(quotas, s) for s in less.constraint_sets}
        if all(low <= high for low, high in kept.values()):
            yield problem_on(less, kept, divisible=problem.divisible)
    for members, (low, high) in quotas.items():
        for pair in ((0, high), (low - 1, high), (low, high - 1), (low - 1, high - 1)):
            if 0 <= pair[0] <= pair[1] and pair != (low, high):
                yield problem_on(given, {**quotas, members: pair}, problem.prior, divisible=problem.divisible)


def integer_quotas(problem: Problem) -> dict[tuple[Cell, ...], Quota]:
    """The quotas of every set, its cells in the problem's order; they are integers, and no set is without a ceiling."""
    order = {cell: k for k, cell in enumerate(problem.cells)}
    found: dict[tuple[Cell, ...], Quota] = {}
    for quota in problem.constraints:
        assert quota.ceiling is not None
        found[tuple(sorted(quota.cells, key=order.__getitem__))] = (int(quota.floor), int(quota.ceiling))
    return found


def _restricted(quotas: Mapping[tuple[Cell, ...], Quota], members: tuple[Cell, ...]) -> Quota:
    """The quotas of the set itself, or of the smallest set that it is a part of; its floor is then dropped."""
    if members in quotas:
        return quotas[members]
    above = [(len(other), high) for other, (_, high) in quotas.items() if set(members) <= set(other)]
    return (0, min(above)[1] if above else 1)
