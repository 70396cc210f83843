"""Projections of polyhedra onto some of their coordinates, with what shows that they are right.

The *projection* of `P = {(x, y) : B x + C y <= b}`, in which some rows may be equations, onto x is the set of all x for
which there is a y with (x, y) in P. A vector w of multipliers of the rows, not negative where these are inequalities,
with `w C = 0` gives an inequality `w B x <= w b` of the projection. These w are the *projection cone*. By Farkas' lemma
the inequalities of its extreme rays, and the equations of its lines, describe the projection (Lang & Yang 2023, Lemma
2; Balas & Pulleyblank 1983). They are many more than needed, as a rule; here the irredundant ones are kept, in the
canonical form of `exact.polyhedra`.

What is found is shown both ways. Each row of the result comes with multipliers of the rows of P which add up to it, or
to something stronger. And each vertex, ray and line of the result is *lifted*: it comes with values of y that make it a
point or a direction of P, so that by convexity every point of the result lifts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from exact import arguments, cones, polyhedra
from exact.cones import Cone, Engine
from exact.double_descriptions import MAKES, generate, polyhedron_of, sizes_of, system_of
from exact.linear.deciding import feasibility, optimum
from exact.linear.redundancy import without_bounds
from exact.linear.systems import LinearSystem, Point, PrimalDual, Row, SparseVector, Vector
from exact.matrices import Name, spoken
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import primitive
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Verdict

Pair = tuple[SparseVector, SparseVector]


@dataclass(frozen=True)
class Projection(Statement):
    """`result` describes the projection of `system` onto its variables, and no row of it can be spared.

    Evidence: `Lifted`.
    """

    kind: ClassVar[str] = "projection"
    system: LinearSystem
    result: LinearSystem

    def sentence(self) -> str:
        onto = ", ".join(map(spoken, self.result.variables)) or "no variable"
        rows = counted(len(self.result.rows), "row")
        return f"the projection onto {onto} is described by {rows}, of which none can be spared"


@dataclass(frozen=True)
class Lifted(Evidence):
    """Multipliers of the system's rows for each row of the result, and points, rays and lines that are lifted.

    An equation has multipliers for `<=` and for `>=`, a line has lifts of both of its directions. What is lifted is
    written in the variables of the system.
    """

    form: ClassVar[str] = "multipliers and lifts"
    multipliers: tuple[tuple[SparseVector, ...], ...]
    points: tuple[SparseVector, ...]
    rays: tuple[SparseVector, ...]
    lines: tuple[Pair, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Projection) or not holds:
            return False
        system, result = statement.system, statement.result
        if not set(result.variables) <= set(system.variables) or (*result.lower, *result.upper).count(None) < 2 * len(
            result.variables
        ):
            return False
        return self._are_proved(system, result) and self._describe(system, result)

    def _are_proved(self, system: LinearSystem, result: LinearSystem) -> bool:
        """Whether the multipliers prove every row of the result."""
        places = _places(system, result.variables)
        if len(self.multipliers) != len(result.rows):
            return False
        for row, proofs in zip(result.rows, self.multipliers, strict=True):
            signs = (1,) if row.sense == "<=" else (1, -1)
            if len(proofs) != len(signs):
                return False
            for sign, proof in zip(signs, proofs, strict=True):
                objective = tuple((places[column], sign * entry) for column, entry in row.coefficients)
                bound = system.proved_bound(objective, dense(proof, len(system.rows)))
                if bound is None or bound > sign * row.bound:
                    return False
        return True

    def _describe(self, system: LinearSystem, result: LinearSystem) -> bool:
        """Whether the lifts are in the system, and what they are lifts of generates the result, irredundantly."""
        size, places = len(system.variables), _places(system, result.variables)
        points, rays = ([dense(each, size) for each in part] for part in (self.points, self.rays))
        lines = [(dense(one, size), dense(other, size)) for one, other in self.lines]
        if not points or not all(map(system.contains, points)):
            return False
        if not all(map(system.recedes, [*rays, *(each for both in lines for each in both)])):
            return False
        shadow = [[[each[k] for k in places] for each in part] for part in (points, rays, [one for one, _ in lines])]
        opposite = [[-other[k] for k in places] for _, other in lines]
        if shadow[2] != opposite:
            return False
        described = polyhedron_of(result)
        generated = Hull.of(shadow[0], shadow[1], shadow[2], coordinates=described.coordinates)
        return generate(generated, described) and sizes_of(described) == sizes_of(polyhedra.irredundant(described))


def projection(system: LinearSystem, onto: Sequence[Name], engine: Engine = "ppl") -> Verdict:
    """The projection of the system's solutions onto some variables, in that order, by irredundant rows.

    The verdict's statement is `Projection`, about the system with its bounds as rows after the others, or `Feasible`
    with answer no and a Farkas vector. `engine` as for `cones.generators`, which lists the rays of the projection cone.
    Raises `ValueError` for a name that is no variable or occurs twice.
    """
    bare = without_bounds(arguments.expected(system, LinearSystem, "system", MAKES))
    kept = _kept(bare, arguments.names(onto, "onto"))
    solvable = feasibility(bare)
    if not solvable:
        return solvable
    combined = dict(_combinations(bare, kept, engine))
    implied = _polyhedron(combined, tuple(bare.variables[k] for k in kept))
    generated, result = polyhedra.hull(implied, engine), system_of(polyhedra.irredundant(implied, engine))
    multipliers = tuple(_multipliers(bare, kept, row, combined) for row in result.rows)
    return Verdict(Projection(bare, result), True, Lifted(multipliers, *_lifts(bare, kept, generated)))


def projection_cone(system: LinearSystem, onto: Sequence[Name]) -> Cone:
    """The multipliers of a system without bounds that leave the variables `onto` alone; coordinates are row numbers."""
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    if without_bounds(system) != system:
        raise ValueError("system: its bounds have no multipliers; give it without bounds (without_bounds)")
    return _cone(system, _kept(system, arguments.names(onto, "onto")))


def _kept(system: LinearSystem, onto: Sequence[Name]) -> list[int]:
    for name in onto:
        if name not in system.variables:
            raise ValueError(f"onto: {name!r} is no variable of the system")
    return [system.variables.index(name) for name in onto]


def _cone(system: LinearSystem, kept: Sequence[int]) -> Cone:
    gone = [column for column in range(len(system.variables)) if column not in set(kept)]
    place = {column: k for k, column in enumerate(gone)}
    table = [[Fraction(0)] * len(system.rows) for _ in gone]
    for number, row in enumerate(system.rows):
        for column, entry in row.coefficients:
            if column in place:
                table[place[column]][number] = entry
    signed = [number for number, row in enumerate(system.rows) if row.sense == "<="]
    units = [[int(number == other) for other in range(len(system.rows))] for number in signed]
    return Cone.of(units, table, dimension=len(system.rows))


Combination = tuple[tuple[int, ...], bool]
"""A row of the projection, primitive, with its right side last; whether it is an equation."""


def _combinations(
    system: LinearSystem, kept: Sequence[int], engine: Engine
) -> Iterator[tuple[Combination, SparseVector]]:
    """What the rays and lines of the projection cone add up to, with multipliers that give exactly that."""
    generated = cones.generators(_cone(system, kept), engine)
    for is_line, vectors in ((False, generated.rays), (True, generated.lines)):
        for vector in vectors:
            row = _added_up(system, kept, vector)
            whole = primitive(row)
            if any(whole):
                scale = next(Fraction(w) / r for w, r in zip(whole, row, strict=True) if r)
                yield (whole, is_line), tuple((k, scale * w) for k, w in enumerate(vector) if w)


def _added_up(system: LinearSystem, kept: Sequence[int], factors: Sequence[int]) -> list[Fraction]:
    """The coefficients of the variables that are kept in a combination of rows, and its right side."""
    place = {column: k for k, column in enumerate(kept)}
    total = [Fraction(0)] * (len(kept) + 1)
    for factor, row in zip(factors, system.rows, strict=True):
        if factor:
            total[-1] += factor * row.bound
            for column, entry in row.coefficients:
                if column in place:
                    total[place[column]] += factor * entry
    return total


def _polyhedron(combined: dict[Combination, SparseVector], names: tuple[Name, ...]) -> Polyhedron:
    above, level = (tuple((row[:-1], row[-1]) for row, equal in combined if equal == kind) for kind in (False, True))
    return Polyhedron(names, above, level)


def _multipliers(
    system: LinearSystem, kept: Sequence[int], row: Row, combined: dict[Combination, SparseVector]
) -> tuple[SparseVector, ...]:
    """Multipliers that prove a row of the result: those of an extreme ray that gives it, or of a linear program.

    With equations a row of the canonical form need not be that of a ray: it is one up to multiples of the equations.
    """
    whole = [0] * (len(kept) + 1)
    for column, entry in (*row.coefficients, (-1, row.bound)):
        whole[column] = int(entry)
    found: list[SparseVector] = []
    for sign in (1,) if row.sense == "<=" else (1, -1):
        signed = tuple(sign * entry for entry in whole)
        back = combined.get((tuple(-entry for entry in signed), True))
        ray = combined.get((signed, False)) or combined.get((signed, True))
        ray = ray or (back and tuple((place, -factor) for place, factor in back))
        found.append(ray or _by_program(system, kept, row, sign))
    return tuple(found)


def _by_program(system: LinearSystem, kept: Sequence[int], row: Row, sign: int) -> SparseVector:
    objective = {system.variables[kept[column]]: sign * entry for column, entry in row.coefficients}
    evidence = optimum(system, objective, "max").evidence
    assert isinstance(evidence, PrimalDual), "a row of the projection bounds its left side"
    return _sparse(evidence.multipliers)


def _lifts(
    system: LinearSystem, kept: Sequence[int], generated: Hull
) -> tuple[tuple[SparseVector, ...], tuple[SparseVector, ...], tuple[Pair, ...]]:
    ways = system.cone_of_recession()
    points = tuple(_lift(system, kept, point) for point in generated.points)
    rays = tuple(_lift(ways, kept, ray) for ray in generated.rays)
    lines = tuple((_lift(ways, kept, line), _lift(ways, kept, [-entry for entry in line])) for line in generated.lines)
    return points, rays, lines


def _lift(system: LinearSystem, kept: Sequence[int], values: Sequence[int | Fraction]) -> SparseVector:
    """A solution of the system, without bounds, that has these values of the variables that are kept."""
    given = dict(zip(kept, map(Fraction, values), strict=True))
    gone = [column for column in range(len(system.variables)) if column not in given]
    place = {column: k for k, column in enumerate(gone)}
    rows = []
    for row in system.rows:
        left = sum((entry * given[column] for column, entry in row.coefficients if column in given), Fraction(0))
        terms = tuple((place[column], entry) for column, entry in row.coefficients if column in place)
        rows.append(Row(terms, row.sense, row.bound - left))
    none = (None,) * len(gone)
    evidence = feasibility(LinearSystem(tuple(system.variables[column] for column in gone), tuple(rows), none, none))
    assert isinstance(evidence.evidence, Point), "what satisfies all combinations of rows lifts (Farkas)"
    whole = [given.get(column, Fraction(0)) for column in range(len(system.variables))]
    for column, value in zip(gone, evidence.evidence.values, strict=True):
        whole[column] = value
    return _sparse(whole)


def _sparse(vector: Sequence[Any]) -> SparseVector:
    """What is not 0, with its place."""
    return tuple((place, Fraction(value)) for place, value in enumerate(vector) if value)


def dense(vector: SparseVector, size: int) -> Vector:
    """A vector of so many numbers from its entries that are not 0. Raises `ValueError` for a place that it lacks."""
    whole = [Fraction(0)] * size
    for place, value in vector:
        if not 0 <= place < size:
            raise ValueError(f"there is no place {place} among {size}")
        whole[place] = value
    return tuple(whole)


def _places(system: LinearSystem, names: Sequence[Name]) -> list[int]:
    place = {name: column for column, name in enumerate(system.variables)}
    return [place[name] for name in names]
