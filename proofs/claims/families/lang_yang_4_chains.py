"""What several claims of LY, section 4 chains, share: families of instances, statements, and instances in words."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact import cones
from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, Optimal, feasibility, optimum
from exact.showing.display import Displayed, counted
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part
from proofs.claims.cone_facts import some, words
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as ly
from proofs.claims.families import rules
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.problems import Cell, Problem, Profile
from proofs.reduced_form.problem.structures import ImplementationStructure


@dataclass(frozen=True)
class PairCase(Displayed):
    """b and c by mask on a few cells, and an objective f."""

    floors: tuple[int, ...]
    ceilings: tuple[int, ...]
    objective: tuple[int, ...]

    @property
    def cells(self) -> int:
        return len(self.objective)

    def words(self) -> str:
        sets = range(1, 1 << self.cells)
        quotas = ", ".join(f"{self.floors[m]} <= x{_members(m)} <= {self.ceilings[m]}" for m in sets)
        return f"{quotas}; f = {words(self.objective)}"

    @property
    def problem(self) -> Problem:
        """The quotas as a problem with one agent for each cell, one type each."""
        given = ly.build(self.cells, 1, (), [1] * self.cells)
        return paramodular_module.quotas_on_all_sets(given, self.floors, self.ceilings)


def _members(mask: int) -> str:
    return "{" + ", ".join(str(k + 1) for k in range(mask.bit_length()) if mask >> k & 1) + "}"


Sides = tuple[tuple[int, ...], tuple[int, ...]]


def dual(case: PairCase, sides: Sides | None = None, most: Fraction | None = None) -> LinearSystem:
    """(18): g and h on all nonempty sets, or on the sets of the two sides; at most a cost if one is given."""
    every = tuple(range(1, 1 << case.cells))
    upper, lower = sides if sides is not None else (every, every)
    names = [("g", m) for m in upper] + [("h", m) for m in lower]
    rows = [
        ({**{("g", m): 1 for m in upper if m >> k & 1}, **{("h", m): -1 for m in lower if m >> k & 1}}, value)
        for k, value in enumerate(case.objective)
    ]
    cost: list[tuple[Coefficients, Fraction]] = [] if most is None else [(price(case, (upper, lower)), most)]
    return LinearSystem.make(names, at_most=cost, equal=rows, lower=0)


def price(case: PairCase, sides: Sides | None = None) -> dict[Any, int]:
    every = tuple(range(1, 1 << case.cells))
    upper, lower = sides if sides is not None else (every, every)
    return {**{("g", m): case.ceilings[m] for m in upper}, **{("h", m): -case.floors[m] for m in lower}}


@cache
def least(case: PairCase) -> Verdict:
    """The optimum of (18)."""
    return optimum(dual(case), price(case), "min")


def chains_for(case: PairCase) -> Sides:
    """The chains that the order of f suggests: cells with f > 0, the greatest first; cells with f < 0 likewise."""
    places = range(case.cells)
    positive = sorted((k for k in places if case.objective[k] >= 0), key=lambda k: -case.objective[k])
    negative = sorted((k for k in places if case.objective[k] < 0), key=lambda k: case.objective[k])
    return prefixes(positive), prefixes(negative)


def prefixes(order: Iterable[int]) -> tuple[int, ...]:
    return tuple(itertools.accumulate((1 << k for k in order), lambda one, other: one | other))


def all_chain_pairs(cells: int) -> Iterator[Sides]:
    """All pairs of greatest chains on disjoint ground sets that hold all cells between them."""
    for size in range(cells, -1, -1):
        for ground in itertools.combinations(range(cells), size):
            rest = [k for k in range(cells) if k not in ground]
            for first in itertools.permutations(ground):
                for second in itertools.permutations(rest):
                    yield prefixes(first), prefixes(second)


def attained(case: PairCase, pairs: Iterable[Sides]) -> tuple[list[Verdict], Verdict]:
    """For "some optimum of (18) has its supports in one of the pairs"."""
    statement = least(case).statement
    assert isinstance(statement, Optimal)
    return some(feasibility(dual(case, sides, statement.value)) for sides in dict.fromkeys(pairs))


def chain_pairs(case: PairCase) -> Iterator[Sides]:
    yield chains_for(case)
    yield from all_chain_pairs(case.cells)


def smaller_pairs(case: PairCase) -> Iterator[PairCase]:
    """With a quota or an entry of f nearer to zero."""
    for mask in range(1, len(case.floors)):
        if case.floors[mask]:
            yield replace(case, floors=_less(case.floors, mask))
        if case.ceilings[mask] > case.floors[mask]:
            yield replace(case, ceilings=_less(case.ceilings, mask))
    for k, value in enumerate(case.objective):
        if value:
            nearer = value - 1 if value > 0 else value + 1
            yield replace(case, objective=(*case.objective[:k], nearer, *case.objective[k + 1 :]))


def _less(table: tuple[int, ...], place: int) -> tuple[int, ...]:
    return (*table[:place], table[place] - 1, *table[place + 1 :])


def paramodular_paired(case: PairCase) -> Part:
    yield paramodular(case.problem)
    yield least(case)


def paramodular_pair_cases(seed: int) -> Iterator[PairCase]:
    for cells, most in ((1, 2), (2, 2)):
        for b, c in paramodular_module.paramodular_pairs(cells, most):
            for f in itertools.product(range(-1, 2), repeat=cells):
                yield PairCase(b, c, f)


def random_pairs(seed: int) -> Iterator[PairCase]:
    draw = random.Random(seed)
    while True:
        cells = draw.choice((2, 3, 3, 4))
        b, c = paramodular_module.random_pair(draw, cells)
        yield PairCase(b, c, tuple(draw.randint(-3, 3) for _ in range(cells)))


PARAMODULAR_PAIRS = (
    Family("all paramodular pairs on 1 or 2 cells with c at most 2, f with entries -1, 0, 1", paramodular_pair_cases),
    Family("random paramodular pairs on 2 to 4 cells, f with entries -3 to 3", random_pairs, endless=True),
)


def chain_cone(
    given: ImplementationStructure, chains: Mapping[Profile, tuple[tuple[Cell, ...], ...]], side: int
) -> Cone:
    """W+(C) (side 1) or W-(C) (side -1): f of that sign, and g (or h) on the sets of the chains."""
    f = [(cell, own) for cell in given.cells for own in given.types_of(cell)]
    g = [(members, profile) for profile in given.profiles for members in chains[profile]]
    names = [("f", *name) for name in f] + [("g" if side > 0 else "h", *name) for name in g]
    place = {name: k for k, name in enumerate(names)}
    equations = []
    for profile in given.profiles:
        for cell in given.cells:
            row = [0] * len(names)
            row[place["f", cell, profile[given.agents.index(cell[0])]]] = -1
            for members in chains[profile]:
                if cell in members:
                    row[place["g" if side > 0 else "h", members, profile]] = side
            equations.append(row)
    signs = [[(side if name[0] == "f" else 1) * int(k == place[name]) for k in range(len(names))] for name in names]
    return Cone.of(signs, equations, coordinates=names)


Chains = tuple[tuple[tuple[Cell, ...], ...], ...]


@dataclass(frozen=True)
class ChainCase(Displayed):
    """A structure, a chain for each of its profiles in order, a side, and S (for "if") or a vector (for "only if")."""

    structure: ImplementationStructure
    chains: Chains
    side: int
    chosen: tuple[tuple[Cell, str], ...] = ()
    ray: tuple[int, ...] = ()

    @property
    def by_profile(self) -> dict[Profile, tuple[tuple[Cell, ...], ...]]:
        return dict(zip(self.structure.profiles, self.chains, strict=True))

    @property
    def cone(self) -> Cone:
        return chain_cone(self.structure, self.by_profile, self.side)

    def at(self, profile: Profile) -> tuple[Cell, ...]:
        """I(t, S)."""
        own = dict(zip(self.structure.agents, profile, strict=True))
        return tuple(cell for cell in self.structure.cells if (cell, own[cell[0]]) in self.chosen)

    def listed(self) -> tuple[int, ...] | None:
        """The vector of Lemma 7 for S, if the chains have its sets."""
        by_profile = self.by_profile
        if any(self.at(t) and self.at(t) not in by_profile[t] for t in self.structure.profiles):
            return None
        vector = []
        for name in self.cone.coordinates:
            assert isinstance(name, tuple)
            if name[0] == "f":
                vector.append(self.side * int((name[1], name[2]) in self.chosen))
            else:
                vector.append(int(bool(self.at(name[2])) and self.at(name[2]) == name[1]))
        return tuple(vector)

    def words(self) -> str:
        given = self.structure
        counts = [len(own) for own in given.types]
        types = counted(counts[0], "type") if len(counts) == 1 else f"{' x '.join(map(str, counts))} types"
        shown = []
        for profile, chain in self.by_profile.items():
            sets = ", ".join(ly.shown_set(members) if members else "the empty set" for members in chain) or "no set"
            shown.append(f"({', '.join(profile)}): {sets}")
        head = f"{ly.agents_in_words(given.agents)}, {counted(len(given.objects or '.'), 'object')}, {types}; "
        tail = f"; S = {_chosen(self.chosen)}" if not self.ray else f"; the vector {words(self.ray)}"
        return f"{head}W{'+' if self.side > 0 else '-'} of the chains {'; '.join(shown)}{tail}"


def _chosen(chosen: tuple[tuple[Cell, str], ...]) -> str:
    if not chosen:
        return "the empty set"
    return "{" + ", ".join(f"({''.join(cell)}, {own})" for cell, own in chosen) + "}"


def chain_structures() -> list[ImplementationStructure]:
    sizes = [(1, 1, (1,)), (1, 1, (2,)), (1, 2, (1,)), (2, 1, (1, 1)), (2, 1, (2, 1)), (1, 2, (2,)), (2, 1, (2, 2))]
    return [ly.build(n, m, (), counts) for n, m, counts in sizes]


def random_chain(
    draw: random.Random, given: ImplementationStructure, through: tuple[Cell, ...], empty: bool = False
) -> tuple[tuple[Cell, ...], ...]:
    """A greatest chain of nonempty sets that holds the set `through`, or a part of such a chain with the set."""
    inside = draw.sample(list(through), len(through))
    outside = draw.sample([c for c in given.cells if c not in through], len(given.cells) - len(through))
    order = inside + outside
    sets = [tuple(c for c in given.cells if c in order[: k + 1]) for k in range(len(order))]
    kept = [s for s in sets if s == through or draw.random() < 0.7]
    return (*([()] if empty and draw.random() < 0.5 else []), *kept)


def ray_cases(seed: int, empty: bool) -> Iterator[ChainCase]:
    """The extreme rays of the cones of random chains, the smallest structures first."""
    draw = random.Random(seed)
    sizes = chain_structures()
    for number in itertools.count():
        given = sizes[min(number // 4, len(sizes) - 1)]
        if number >= 4 * len(sizes):
            n, m = draw.choice(((2, 1), (3, 1), (2, 2)))
            given = ly.build(n, m, (), [draw.randint(1, 2) for _ in range(n)])
        side = draw.choice((1, -1))
        chains = tuple(random_chain(draw, given, (), empty) for _ in given.profiles)
        bare = ChainCase(given, chains, side)
        for ray in cones.generators(bare.cone).rays:
            yield replace(bare, ray=ray)


@dataclass(frozen=True)
class SystemCase(Displayed):
    """Quotas (b, c) on all sets of cells of a structure without listed sets, and a vector y."""

    structure: ImplementationStructure
    floors: tuple[int, ...]
    ceilings: tuple[int, ...]
    point: tuple[Fraction, ...]

    @property
    def problem(self) -> Problem:
        return paramodular_module.quotas_on_all_sets(self.structure, self.floors, self.ceilings)

    @property
    def coordinates(self) -> list[tuple[Cell, str]]:
        return [(cell, own) for cell in self.structure.cells for own in self.structure.types_of(cell)]

    def words(self) -> str:
        problem = ly.described_problem(self.problem)
        values = zip(self.coordinates, self.point, strict=True)
        return f"{problem}; y = " + ", ".join(f"{''.join(cell)} {own}: {v}" for (cell, own), v in values)


Supports = dict[Profile, Sides]


def violation(case: SystemCase, supports: Supports, weights: Mapping[Profile, Fraction], signs: int = 0) -> Verdict:
    """Whether some (f, g, h) of W with the given supports has f y - g c + h b = 1 (f of one sign if so wished)."""
    given = case.structure
    cells = given.cells
    f = case.coordinates
    names: list[Any] = [("f", *name) for name in f]
    cost: dict[Any, Fraction] = {("f", *name): y for name, y in zip(f, case.point, strict=True)}
    rows: list[tuple[Coefficients, int]] = []
    for t in given.profiles:
        upper, lower = supports[t]
        names += [("g", t, m) for m in upper] + [("h", t, m) for m in lower]
        cost |= {("g", t, m): -weights[t] * case.ceilings[m] for m in upper}
        cost |= {("h", t, m): weights[t] * case.floors[m] for m in lower}
        for k, cell in enumerate(cells):
            row: dict[Any, int] = {("f", cell, t[given.agents.index(cell[0])]): -1}
            row |= {("g", t, m): 1 for m in upper if m >> k & 1}
            row |= {("h", t, m): -1 for m in lower if m >> k & 1}
            rows.append((row, 0))
    low = {name: 0 for name in names if name[0] != "f" or signs > 0}
    high = {name: 0 for name in names if name[0] == "f" and signs < 0}
    return feasibility(LinearSystem.make(names, equal=[*rows, (cost, 1)], lower=low, upper=high))


def all_supports(case: SystemCase, upper: bool, lower: bool) -> Supports:
    every = tuple(range(1, 1 << len(case.structure.cells)))
    return dict.fromkeys(case.structure.profiles, (every if upper else (), every if lower else ()))


def supports_by_order(case: SystemCase, verdict: Verdict, sides: tuple[bool, bool]) -> Supports:
    """The chains that the order of the violating f suggests at each profile."""
    statement: Any = verdict.statement
    values: tuple[Fraction, ...] = verdict.evidence.values  # type: ignore[attr-defined]
    at = dict(zip(statement.system.variables, values, strict=True))
    found: Supports = {}
    for t in case.structure.profiles:
        own = dict(zip(case.structure.agents, t, strict=True))
        f = [at["f", cell, own[cell[0]]] for cell in case.structure.cells]
        positive = sorted((k for k, v in enumerate(f) if v > 0), key=lambda k: -f[k])
        negative = sorted((k for k, v in enumerate(f) if v < 0), key=lambda k: f[k])
        found[t] = (prefixes(positive) if sides[0] else (), prefixes(negative) if sides[1] else ())
    return found


def chain_violations(
    case: SystemCase, weights: Mapping[Profile, Fraction], sides: tuple[bool, bool], signs: int
) -> Iterator[Verdict]:
    """The verdicts on chains of these sides; the ones suggested by the violated inequality first."""
    whole = violation(case, all_supports(case, *sides), weights, signs)
    if not whole.holds:
        yield whole
        return
    yield violation(case, supports_by_order(case, whole, sides), weights, signs)
    cells = len(case.structure.cells)
    pairs = [pair for pair in all_chain_pairs(cells) if (sides[0] or not pair[0]) and (sides[1] or not pair[1])]
    for chosen in itertools.product(pairs, repeat=len(case.structure.profiles)):
        yield violation(case, dict(zip(case.structure.profiles, chosen, strict=True)), weights, signs)


def system_cases(seed: int) -> Iterator[SystemCase]:
    """Paramodular quotas on 1 or 2 cells with few types, and vectors y inside and outside; without end."""
    draw = random.Random(seed)
    sizes = ((1, 1, (1,)), (1, 1, (2,)), (2, 1, (1, 1)), (1, 2, (1,)), (2, 1, (2, 1)), (1, 2, (2,)), (2, 1, (2, 2)))
    for number in itertools.count():
        n, m, counts = sizes[number // 6] if number < 6 * len(sizes) else draw.choice(sizes[1:])
        given = ly.build(n, m, (), counts)
        b, c = paramodular_module.random_pair(draw, n * m)
        problem = paramodular_module.quotas_on_all_sets(given, b, c)
        rule = next(itertools.islice(rules.rules(problem, draw.randrange(1000), 4), draw.randrange(4), None))
        yield SystemCase(given, b, c, tuple(weighted_point(problem, rule.values, given)))


def weighted_point(problem: Problem, values: tuple[Fraction, ...], given: ImplementationStructure) -> list[Fraction]:
    """y(cell, type) = lambda_i(t_i) Q_i(t_i, j)."""
    at = dict(zip(problem.coordinates, values, strict=True))
    return [
        problem.marginals[cell[0], own] * at[(cell[0], own, *cell[1:])]
        for cell in given.cells
        for own in given.types_of(cell)
    ]


@cache
def lemma_6_verdicts(case: SystemCase, by_prior: bool) -> tuple[tuple[Verdict, ...], bool]:
    """The verdicts on violations of (19) and (20), and whether none is violated."""
    problem = case.problem
    weights = {t: problem.probability(t) if by_prior else Fraction(1) for t in case.structure.profiles}
    shown: list[Verdict] = []
    for sides, sign in (((True, False), 1), ((False, True), -1)):
        before, last = some(chain_violations(case, weights, sides, sign))
        shown += [*before, last]
        if last.holds:
            return (last,), False
    return tuple(shown), True


def smaller_systems(case: SystemCase) -> Iterator[SystemCase]:
    """With simpler numbers in y, or smaller quotas."""
    for k, value in enumerate(case.point):
        for simpler in (Fraction(0), Fraction(1, 2), Fraction(1)):
            if value.denominator > simpler.denominator or (value > simpler and value.denominator == 1):
                yield replace(case, point=(*case.point[:k], simpler, *case.point[k + 1 :]))
    for mask in range(1, len(case.floors)):
        if case.floors[mask]:
            yield replace(case, floors=_less(case.floors, mask))
        if case.ceilings[mask] > case.floors[mask]:
            yield replace(case, ceilings=_less(case.ceilings, mask))
