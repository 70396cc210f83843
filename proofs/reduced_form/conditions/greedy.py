"""Paramodular quotas: the greedy optimum, its chains, and the cones W+ and W- (LY, Theorem 4 and Lemmas 5-7, 13).

Take a pair (b, c) on all sets of cells and weights f. The greedy outcome goes through the cells of nonnegative weight
from the heaviest on and gives each what the ceiling of those so far leaves, c(U_k) - c(U_{k-1}); and through the cells
of negative weight from the most negative on and gives each what the floor asks, b(V_k) - b(V_{k-1}). The sets U_k and
those V_k are two *chains* on disjoint grounds, and with the differences of successive weights as multipliers g and h on
them the dual value `g c - h b` (LY (18)) equals `f x`. So the greedy outcome is optimal as soon as it is feasible. That
is looked up, not taken from the paramodularity of the pair: where the pair is not paramodular it can fail.

For a profile of chains C1 (a chain of sets of cells for each type profile) the cone W+(C1) holds the (f, g) of the
projection cone with f >= 0, h = 0 and g supported on C1; W-(C2) those (f, h) with f <= 0 and g = 0. Lemma 7 says that
the extreme rays are the vectors of sets S of coordinates, f = 1 on S and g = 1 on I(t, S), for S whose I(t, S) lie in
the chains. `chain_rays` computes the extreme rays and compares. (As printed the lemma is not right: such a vector need
not be extreme. With the chain {i1} at every profile the set S of all types of i1 is the sum of its types.)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from exact import cones
from exact.cones import Cone
from exact.linear import LinearSystem, Optimal, PrimalDual, Row
from exact.matrices import Name
from exact.rationals import rational
from exact.showing.display import Displayed, counted
from exact.verdicts import Verdict
from proofs.reduced_form.conditions.capacity import Cells
from proofs.reduced_form.conditions.quotas import QuotaPair, quota_pair
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import Cell, Coordinate, Problem, Profile, name_of

Chain = tuple[tuple[Cells, Fraction], ...]
"""Nested sets, the smallest first, with positive multipliers."""

Sign = Literal[1, -1]

MOST_COORDINATES = 14
"""Sets of coordinates are enumerated up to so many of them."""


@dataclass(frozen=True)
class Greedy(Displayed):
    """The greedy outcome for a weighting, and the chains that carry the dual solution.

    `broken` is a set whose quota the outcome violates, and then nothing is optimal about it; otherwise `verdict` states
    that the value is the maximum over all solutions of the quotas, with the outcome and the chains as evidence.
    """

    outcome: tuple[tuple[Cell, Fraction], ...]
    upper: Chain
    lower: Chain
    value: Fraction
    broken: Cells | None
    verdict: Verdict | None


@dataclass(frozen=True)
class ChainRays(Displayed):
    """The extreme rays of W+(C1) or W-(C2) beside the vectors of Lemma 7 that lie in the cone.

    `other` are extreme rays that are not of the lemma's form, `split` vectors of its form that are not extreme.
    """

    cone: Cone
    rays: tuple[tuple[int, ...], ...]
    other: tuple[tuple[int, ...], ...]
    split: tuple[tuple[int, ...], ...]


def greedy_optimum(pair: QuotaPair, weights: Mapping[Cell, Any]) -> Greedy:
    """The greedy outcome for exact weights (cells left out weigh 0).

    Raises `ValueError` for an unknown cell, and where a set on the way has no ceiling.
    """
    unknown = sorted(set(weights) - set(pair.cells))
    if unknown:
        raise ValueError(f"{name_of(unknown)} is not made of the pair's cells")
    exact = {cell: rational(weights.get(cell, 0), f"weight of {name_of([cell])}") for cell in pair.cells}
    up = sorted((cell for cell in pair.cells if exact[cell] >= 0), key=lambda cell: -exact[cell])
    down = sorted((cell for cell in pair.cells if exact[cell] < 0), key=lambda cell: exact[cell])
    quantities: dict[Cell, Fraction] = {}
    for order, bound in ((up, _ceiling), (down, _floor)):
        for k, cell in enumerate(order):
            quantities[cell] = bound(pair, order[: k + 1]) - bound(pair, order[:k])
    outcome = tuple((cell, quantities[cell]) for cell in pair.cells)
    value = sum((exact[cell] * quantity for cell, quantity in outcome), Fraction(0))
    upper, lower = _chain(up, exact), _chain(down, exact)
    broken = _broken(pair, quantities)
    verdict = None if broken is not None else _verdict(pair, exact, quantities, value, upper, lower)
    return Greedy(outcome, upper, lower, value, broken, verdict)


def profile_chains(
    problem: Problem, coefficients: Mapping[Coordinate, Any]
) -> tuple[dict[Profile, Chain], dict[Profile, Chain]]:
    """The upper and the lower chain of f_t at every type profile, over the effective quotas (LY, Lemma 13)."""
    sets = OutcomeSets(problem)
    exact = {coordinate: rational(f, str(coordinate)) for coordinate, f in coefficients.items()}
    upper, lower = {}, {}
    for profile in problem.profiles():
        found = greedy_optimum(quota_pair(problem, "effective", profile), sets.weights(exact, profile))
        upper[profile], lower[profile] = found.upper, found.lower
    return upper, lower


def chain_cone(problem: Problem, chains: Mapping[Profile, Iterable[Iterable[Cell]]], sign: Sign = 1) -> Cone:
    """W+(C1) for sign 1, in (f, g); W-(C2) for sign -1, in (f, h). A profile that is left out has the empty chain.

    Coordinates ("f", i, t_i, j), then ("g", U, t) or ("h", U, t). Raises `ValueError` for sets that are no chain.
    """
    listed = {profile: _checked(problem, profile, sets) for profile, sets in chains.items()}
    letter = "g" if sign > 0 else "h"
    places: list[Name] = [("f", *coordinate) for coordinate in problem.coordinates]
    members = [(cells, profile) for profile, sets in listed.items() for cells in sets]
    places += [(letter, name_of(cells), profile) for cells, profile in members]
    first = len(problem.coordinates)
    equations = []
    for profile in problem.profiles():
        at = dict(zip(problem.agents, profile, strict=True))
        for cell in problem.cells:
            row = [-int(at[c[0]] == c[1] and problem.cell_of(c) == cell) for c in problem.coordinates]
            row += [sign * int(profile == where and cell in cells) for cells, where in members]
            if any(row):
                equations.append(tuple(row))
    size = len(places)
    signs = [sign] * first + [1] * (size - first)
    inequalities = tuple(tuple(s * int(k == place) for k in range(size)) for place, s in enumerate(signs))
    return Cone(tuple(places), inequalities, tuple(equations))


def chain_rays(problem: Problem, chains: Mapping[Profile, Iterable[Iterable[Cell]]], sign: Sign = 1) -> ChainRays:
    """The extreme rays of the cone of a profile of chains, compared with Lemma 7.

    Raises `ValueError` beyond 14 coordinates, where the sets S are too many to list.
    """
    if len(problem.coordinates) > MOST_COORDINATES:
        raise ValueError(
            f"{counted(len(problem.coordinates), 'coordinate')}; sets of at most {MOST_COORDINATES} are listed"
        )
    listed = {profile: [frozenset(cells) for cells in sets] for profile, sets in chains.items()}
    cone = chain_cone(problem, listed, sign)
    rays = cones.generators(cone).rays
    printed = _printed(problem, cone, listed, sign)
    other = tuple(ray for ray in rays if ray not in printed)
    return ChainRays(cone, rays, other, tuple(sorted(printed - set(rays))))


def _ceiling(pair: QuotaPair, cells: Sequence[Cell]) -> Fraction:
    found = pair.ceiling(cells)
    if found is None:
        raise ValueError(f"{name_of(cells)} has no ceiling; the greedy outcome needs one")
    return found


def _floor(pair: QuotaPair, cells: Sequence[Cell]) -> Fraction:
    return pair.floor(cells)


def _chain(order: Sequence[Cell], weights: Mapping[Cell, Fraction]) -> Chain:
    """The initial segments, each with what its last cell's weight exceeds the next one's by, in absolute value."""
    sizes = [abs(weights[cell]) for cell in order] + [Fraction(0)]
    steps = [(frozenset(order[: k + 1]), sizes[k] - sizes[k + 1]) for k in range(len(order))]
    return tuple((cells, step) for cells, step in steps if step)


def _broken(pair: QuotaPair, quantities: Mapping[Cell, Fraction]) -> Cells | None:
    """A set whose quota the quantities violate; the smallest masks first."""
    for mask in range(1, 2 ** len(pair.cells)):
        total = sum((quantities[cell] for cell in pair.members(mask)), Fraction(0))
        ceiling = pair.ceilings[mask]
        if total < pair.floors[mask] or (ceiling is not None and total > ceiling):
            return pair.members(mask)
    return None


def _verdict(
    pair: QuotaPair,
    weights: Mapping[Cell, Fraction],
    quantities: Mapping[Cell, Fraction],
    value: Fraction,
    upper: Chain,
    lower: Chain,
) -> Verdict:
    """The linear program over all sets' quotas (LY (6)), with the greedy outcome and its chains."""
    ceilings = {pair.mask(cells): step for cells, step in upper}
    floors = {pair.mask(cells): step for cells, step in lower}
    rows: list[Row] = []
    multipliers: list[Fraction] = []
    for mask in range(1, 2 ** len(pair.cells)):
        columns = [k for k in range(len(pair.cells)) if mask >> k & 1]
        sides = [(1, pair.ceilings[mask], ceilings), (-1, pair.floors[mask], floors)]
        for sign, bound, steps in sides:
            if bound is not None:
                rows.append(Row(tuple((k, Fraction(sign)) for k in columns), "<=", sign * bound))
                multipliers.append(steps.get(mask, Fraction(0)))
    free = (None,) * len(pair.cells)
    objective = tuple((k, weights[cell]) for k, cell in enumerate(pair.cells) if weights[cell])
    statement = Optimal(LinearSystem(pair.cells, tuple(rows), free, free), objective, "max", value)
    return Verdict(statement, True, PrimalDual(tuple(quantities[cell] for cell in pair.cells), tuple(multipliers)))


def _checked(problem: Problem, profile: Profile, sets: Iterable[Iterable[Cell]]) -> list[Cells]:
    listed = [frozenset(cells) for cells in sets]
    for cells in listed:
        if not cells or not cells <= set(problem.cells):
            raise ValueError(f"{name_of(cells)} is not a nonempty set of the problem's cells")
    for one, other in itertools.combinations(listed, 2):
        if one == other or not (one <= other or other <= one):
            raise ValueError(f"at profile ({', '.join(profile)}) {name_of(one)} and {name_of(other)} are no chain")
    return listed


def _printed(problem: Problem, cone: Cone, chains: Mapping[Profile, list[Cells]], sign: Sign) -> set[tuple[int, ...]]:
    """The vectors of Lemma 7: for every set S of coordinates whose cells at each profile are none or in the chain."""
    coordinates = problem.coordinates
    places = [name[1:] for name in cone.coordinates[len(coordinates) :] if isinstance(name, tuple)]
    profiles = [dict(zip(problem.agents, profile, strict=True)) for profile in problem.profiles()]
    names = list(problem.profiles())
    found: set[tuple[int, ...]] = set()
    for size in range(1, len(coordinates) + 1):
        for chosen in itertools.combinations(coordinates, size):
            met = [frozenset(problem.cell_of(c) for c in chosen if at[c[0]] == c[1]) for at in profiles]
            if all(not cells or cells in chains.get(profile, []) for cells, profile in zip(met, names, strict=True)):
                marks = {(name_of(cells), profile) for cells, profile in zip(met, names, strict=True) if cells}
                f = [sign * int(c in chosen) for c in coordinates]
                found.add((*f, *(int(place in marks) for place in places)))
    return found
