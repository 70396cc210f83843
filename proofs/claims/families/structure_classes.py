"""Classes of constraint structures, and readings "preserves total unimodularity" and "the condition suffices".

Shared by LY, Theorems 1 to 4, Corollary 1, Lemma 1, section 3.1, section 3.3, section 4, Theorem 5, Corollary 3 and
section 6.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem
from exact.matrices import Name
from exact.unimodular import Submatrix
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import (
    at_most,
    complete,
    completeness_of,
    is_bihierarchy,
    is_bipartite,
    is_hierarchy,
    types_at_most,
)
from proofs.claims.families.problems import (
    Keep,
    described_problem,
    shown,
    smaller_problems,
    smaller_structures,
    structure_of,
)
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity, structure


def bipartite_binary(given: ImplementationStructure) -> Part:
    yield is_bipartite(given)
    yield types_at_most(given, 2)


def bipartite_one_uncertain(given: ImplementationStructure) -> Part:
    yield from bipartite_binary(given)
    yield at_most([(sum(len(own) > 1 for own in given.types), 1)], "the number of agents with two types or more")


def graph_structures(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 2 to 4 agents with 1 or 2 types each, then those on 5 agents with two types each."""
    yield from families.graphs_with_counts(4, 2)
    yield from (given for given in families.graphs(5, 2) if len(given.agents) == 5)


def uncertain_graphs(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 5 to 7 agents, one agent with two types, which is each agent in turn."""
    for given in families.graphs(7, 1):
        types = dict(zip(given.agents, given.types, strict=True))
        for agent in given.agents:
            yield structure(given.agents, None, given.sets, {**types, agent: ("u", "v")})


GRAPHS = Family(
    "all graphs on 2 to 4 agents with 1 or 2 types each, and on 5 agents with 2 types each", graph_structures
)


Keeps = Callable[[ImplementationStructure], Part]


def small_structures(keep: Keep, types: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """All structures with the property on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, at most so many types each."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        shapes = ((2, 1), (3, 1), (1, 2), (2, 2))
        return iter(families.merged(*(families.structures(n, m, types, keep) for n, m in shapes)))

    return stream


def larger_structures(keep: Keep, types: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """Random structures with the property up to 4 x 2 or 3 x 3 cells, with at most 200 variables."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        pairs = zip(
            families.random_structures(seed, 4, 2, types, keep, 6),
            families.random_structures(seed + 1, 3, 3, types, keep, 8),
            strict=True,
        )
        for given in itertools.chain.from_iterable(pairs):
            if len(given.cells) * len(given.profiles) <= 200:
                yield given

    return stream


def class_of_structures(keep: Keep, types: int, name: str) -> tuple[Family, ...]:
    """All small structures with the property, then larger random ones."""
    most = {1: "one type each", 2: "at most 2 types each", 3: "at most 3 types each"}[types]
    return (
        Family(f"all {name} on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, {most}", small_structures(keep, types)),
        Family(f"random {name} up to 4 x 2 and 3 x 3 cells, {most}", larger_structures(keep, types), endless=True),
    )


def with_quotas(
    structures: Callable[[int], Iterator[ImplementationStructure]], each: int = 4, most: int = 48
) -> Callable[[int], Iterator[Problem]]:
    """Each structure with all ceilings 1, with all amounts 1, and with random quotas and priors.

    Structures with more variables than `most` are left out.
    """

    def stream(seed: int) -> Iterator[Problem]:
        draw = random.Random(seed)
        for given in structures(seed):
            if len(given.cells) * len(given.profiles) > most:
                continue
            yield families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
            yield families.problem_on(given, dict.fromkeys(given.sets, (1, 1)))
            for _ in range(each - 2):
                yield families.random_problem(draw, given)

    return stream


def crossing_structures(keep: Keep, types: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """The small structures with sets that cross, in random order: hierarchies are the harmless ones."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        listed = [given for given in small_structures(keep, types)(seed) if crosses(given)]
        random.Random(seed).shuffle(listed)
        return iter(listed)

    return stream


def crosses(given: ImplementationStructure) -> bool:
    pairs = itertools.combinations([set(members) for members in given.sets], 2)
    return any(a & b and not a <= b and not b <= a for a, b in pairs)


def class_of_problems(keep: Keep, types: int, name: str) -> tuple[Family, ...]:
    """Quotas on all small structures, on those of them with crossing sets, and on larger random ones, in turn."""
    sources = [make(keep, types) for make in (small_structures, crossing_structures, larger_structures)]

    def stream(seed: int) -> Iterator[Problem]:
        for row in itertools.zip_longest(*(with_quotas(source)(seed) for source in sources)):
            yield from (problem for problem in row if problem is not None)

    most = {1: "one type each", 2: "at most 2 types each", 3: "at most 3 types each"}[types]
    words = (
        f"all {name} on 2 x 1, 3 x 1, 1 x 2, 2 x 2 cells and random larger ones, {most}, with four quota systems each"
    )
    return (Family(words, stream, endless=True),)


def unimodular_problems(seed: int) -> Iterator[Problem]:
    """Random problems on structures that often preserve total unimodularity though they are larger; without end.

    Hierarchies with up to three types, bihierarchies with one type, and pairs of cells of two agents with two types,
    in turn; quotas up to 3, priors of all kinds.
    """
    draw = random.Random(seed)
    sources = (
        families.random_structures(seed, 4, 2, 3, families.is_hierarchy, 4),
        families.random_structures(seed + 1, 4, 3, 1, families.is_bihierarchy, 7),
        families.random_structures(seed + 2, 2, 3, 2, only_pairs, 4),
    )
    for source in itertools.cycle(sources):
        given = next(given for given in source if not_large(given))
        yield families.random_problem(draw, given, draw.choice((1, 2, 3)))


def not_large(given: ImplementationStructure) -> bool:
    """At most 9 cells, 12 coordinates (i, t_i, j) and 60 variables of an ex post rule."""
    coordinates = sum(map(len, given.types)) * len(given.objects or ".")
    return len(given.cells) <= 9 and coordinates <= 12 and len(given.cells) * len(given.profiles) <= 60


def only_pairs(masks: families.Masks) -> bool:
    """Sets of two cells that are a bihierarchy."""
    return all(mask.bit_count() == 2 for mask in masks) and families.is_bihierarchy(masks)


UNIMODULAR = Family(
    "random hierarchies with up to 3 types each, bihierarchies with one type and pairs of cells of two agents, up to "
    "4 x 3 cells, quotas up to 3, some of them zero or equal, and priors of all kinds",
    unimodular_problems,
    endless=True,
)


def cone_system(
    problem: Problem,
    fixed: dict[Name, int] | None = None,
    at_most_rows: Iterable[tuple[dict[Name, Fraction], Fraction]] = (),
    bound: int | None = None,
) -> LinearSystem:
    """W (LY (9)), with some variables fixed, further rows, and all entries between -bound and bound."""
    matrix = projection.projection_matrix(problem)
    size = problem.profile_count * len(problem.cells)
    equations = [({matrix.columns[c]: e for c, e in entries}, 0) for entries in matrix.entries[:size]]
    lower: dict[Name, Any] = {}
    upper: dict[Name, Any] = {}
    for name in matrix.columns:
        signed = isinstance(name, tuple) and name[0] != "f"
        lower[name] = 0 if signed else (None if bound is None else -bound)
        upper[name] = bound
    for name, number in (fixed or {}).items():
        lower[name] = upper[name] = number
    free = {name for name in matrix.columns if lower[name] is None}
    return LinearSystem.make(
        matrix.columns,
        at_most=list(at_most_rows),
        equal=equations,
        lower={name: bound for name, bound in lower.items() if name not in free},
        upper={name: bound for name, bound in upper.items() if bound is not None},
    )


def passing(problem: Problem, letter: str) -> str:
    """The problem, and the rule that satisfies the condition without being implementable, if one was found."""
    from exact.rationals import text

    verdict = completeness_of(problem, letter)
    rule = None if verdict is None else getattr(verdict.evidence, "rule", None)
    if rule is None:
        return described_problem(problem)
    pairs = zip(problem.coordinates, rule.values, strict=True)
    values = ", ".join(f"Q({' '.join(coordinate)}) = {text(value)}" for coordinate, value in pairs if value)
    return f"{described_problem(problem)}; {values}, all other values 0"


def insufficient(letter: str) -> Callable[[Problem], str]:
    return lambda problem: (
        f"the hypotheses hold, and an interim rule satisfies every inequality of Condition {letter} without being "
        "implementable"
    )


def unimodular(problem: Problem) -> Part:
    yield preserves_total_unimodularity(structure_of(problem))


def sufficiency(letter: str, hypothesis: Callable[[Problem], Part], **more: Any) -> Reading:
    """A reading that says: then Condition A (or B) holds exactly for the implementable rules."""
    return Reading(
        hypothesis=hypothesis,
        conclusion=complete(letter),
        because=insufficient(letter),
        describe=lambda problem: passing(problem, letter),
        smaller=more.pop("smaller", smaller_problems),
        **more,
    )


def hierarchical(given: ImplementationStructure) -> Part:
    yield is_hierarchy(given)


def binary_bihierarchy(given: ImplementationStructure) -> Part:
    yield is_bihierarchy(given)
    yield types_at_most(given, 2)


def pairs_only(given: ImplementationStructure) -> Verdict:
    """Every set has at most two cells."""
    return at_most(((len(members), 2) for members in given.constraint_sets), "the size of the largest constraint set")


def one_uncertain_agent(given: ImplementationStructure) -> Part:
    """A binary bihierarchy of sets of at most two cells in which one agent has two types and the others have one."""
    yield from binary_bihierarchy(given)
    yield pairs_only(given)
    yield at_most([(sum(len(own) > 1 for own in given.types), 1)], "the number of agents with two types or more")


def single_types(given: ImplementationStructure) -> Part:
    yield is_bihierarchy(given)
    yield types_at_most(given, 1)


def violator(given: ImplementationStructure) -> str:
    """The submatrix of M(W) that is not unimodular, by its columns."""
    found = preserves_total_unimodularity(given).evidence
    if not isinstance(found, Submatrix):
        return "no square submatrix of M(W) with a determinant other than 0, 1, -1 is at hand"
    columns = ", ".join(_shown_column(name) for name in found.columns)
    size = len(found.columns)
    return f"a {size} x {size} submatrix of M(W) has determinant {found.determinant}; its columns are {columns}"


def _shown_column(name: Name) -> str:
    """`f(2, u)`, `g({1, 2}, uvu)`."""
    assert isinstance(name, tuple)
    kind, where, at = name
    if kind == "f":
        return f"f({''.join(where)}, {at})"
    return f"{kind}({families.shown_set(where)}, {''.join(at)})"


def preserving(hypothesis: Keeps, **more: Any) -> Reading:
    """A reading that says: then the projection cone preserves total unimodularity."""
    return Reading(
        hypothesis=hypothesis,
        conclusion=lambda given: [preserves_total_unimodularity(given)],
        because=lambda given: f"the structure has the property, and {violator(given)}",
        describe=shown,
        smaller=smaller_structures,
        **more,
    )


def of_structure(hypothesis: Keeps) -> Callable[[Problem], Part]:
    """A hypothesis on the structure, asked of a problem."""
    return lambda problem: hypothesis(structure_of(problem))


SHAPES = ((3, 2, (2, 2, 1)), (2, 2, (2, 2)), (2, 3, (2, 2)), (3, 2, (2, 1, 1)), (4, 2, (2, 2, 1, 1)))
"""Agents, objects and numbers of types of small canonical markets."""


def plain_canonical_problems(
    seed: int, shapes: tuple[tuple[int, int, tuple[int, ...]], ...] = SHAPES
) -> Iterator[Problem]:
    """Rows and columns only, the shapes in turn; ceilings of rows and columns 1 to 3, of single cells 0 to 2."""
    draw = random.Random(seed)
    for shape in itertools.cycle(shapes):
        given = families.canonical(*shape)
        quotas = {
            members: (0, draw.choice((0, 1, 2, 2) if len(members) == 1 else (1, 2, 2, 3)))
            for members in given.constraint_sets
        }
        yield families.problem_on(given, quotas)


def unit_markets(seed: int) -> Iterator[Problem]:
    """All ceilings 1 in all canonical markets with at most 16 coordinates and 16 type profiles; small ones first."""
    for given in families.markets_by_size(16, 16):
        yield families.problem_on(given, dict.fromkeys(given.constraint_sets, (0, 1)))


def incomplete(letter: str) -> Callable[[Problem], Part]:
    return lambda problem: (Expected(verdict, holds=False) for verdict in map(_verdict, complete(letter)(problem)))


def _verdict(given: Expected | Verdict) -> Verdict:
    return given.verdict if isinstance(given, Expected) else given


def complete_anyway(letter: str) -> Callable[[Problem], str]:
    return lambda problem: f"the property fails, and Condition {letter} describes exactly the implementable rules"
