"""Minkowski sums of polyhedra, as projections.

The *Minkowski sum* of polyhedra is the set of all sums of one point of each. It is a projection: of all (z, x_1, ...,
x_n) with x_k in the k-th polyhedron and `z = x_1 + ... + x_n`, onto z. So its inequalities and equations are found,
and shown, as those of any projection (`exact.projections`); what generates it is lifted to points of the summands. A
hull of points, rays and lines is itself such a projection: `x = sum a_i point_i + sum b_j ray_j + sum c_k line_k`, with
a, b nonnegative and `sum a_i = 1`. (`exact.minkowski` has what is particular to sums of many polytopes.)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact import arguments
from exact.cones import Engine
from exact.linear.systems import LinearSystem, Row
from exact.matrices import Name, spoken
from exact.polyhedra import Hull
from exact.projections import projection
from exact.showing.display import counted
from exact.verdicts import Verdict

Summand = LinearSystem | Hull


def minkowski_sum(summands: Sequence[Summand], engine: Engine = "ppl") -> Verdict:
    """The sum of polyhedra in one space, each given by a system or by generators, by irredundant rows.

    The verdict is that of a projection (`exact.projections`) of the system that `sum_system` makes, or says that the
    system, and so some summand, has no solution. Variables have the names of the first summand; the others must have
    the same names in the same order, unless they, or the first, have none but numbers (0, 1, ... or x1, x2, ...)
    """
    return projection(sum_system(summands), _names(summands[0]), engine)


def sum_system(summands: Sequence[Summand]) -> LinearSystem:
    """All (z, x_1, ..., x_n) with x_k in the k-th summand and z their sum; a name of x_k is `(k, name)`.

    Multipliers of points, rays and lines are `(k, "point", i)`, and so on. Raises `ValueError` for other spaces.
    """
    summands = _read(summands)
    names = _names(summands[0])
    variables: list[Name] = list(names)
    rows: list[Row] = []
    bounds: dict[int, tuple[Fraction | None, Fraction | None]] = {}
    total: list[list[tuple[int, Fraction]]] = [[(k, Fraction(1))] for k in range(len(names))]
    for number, summand in enumerate(summands, start=1):
        own = _names(summand)
        start = len(variables)
        if isinstance(summand, LinearSystem):
            variables += [(number, name) for name in own]
            rows += [Row(_moved(row.coefficients, start), row.sense, row.bound) for row in summand.rows]
            bounds |= {start + k: ends for k, ends in enumerate(zip(summand.lower, summand.upper, strict=True))}
            for k in range(len(names)):
                total[k].append((start + k, Fraction(-1)))
        else:
            _add_generated(summand, number, variables, rows, bounds, total)
    rows += [Row(tuple(each), "=", Fraction(0)) for each in total]
    lower, upper = (tuple(bounds.get(column, (None, None))[end] for column in range(len(variables))) for end in (0, 1))
    return LinearSystem(tuple(variables), tuple(rows), lower, upper)


def _read(summands: Sequence[Summand]) -> list[Summand]:
    """The summands, all in one space."""
    read = arguments.listed(summands, "summands")
    if not read:
        raise ValueError("summands: a Minkowski sum needs at least one summand")
    for number, summand in enumerate(read, start=1):
        if not isinstance(summand, LinearSystem | Hull):
            mend = "Hull.of makes a hull of points, exact.double_descriptions.system_of a system of a polyhedron"
            given = arguments.given(summand)
            raise TypeError(f"summand {number}: a linear system or a hull was expected, not {given}; {mend}")
    names = _names(read[0])
    for number, summand in enumerate(read, start=1):
        own = _names(summand)
        if len(own) != len(names):
            raise ValueError(f"summand {number} has {counted(len(own), 'coordinate')}, and the first has {len(names)}")
        if own != names and not (_are_numbers(own) or _are_numbers(names)):
            here, first = (", ".join(map(spoken, each)) for each in (own, names))
            raise ValueError(
                f"summand {number} has the coordinates {here}, and the first has {first}; give all the same"
            )
    return read


def _are_numbers(names: tuple[Name, ...]) -> bool:
    """Whether coordinates are known by their places alone: 0, 1, ..., or 1, 2, ..., or x1, x2, ...."""
    places = [str(name).removeprefix("x") for name in names]
    return any(places == [str(first + k) for k in range(len(names))] for first in (0, 1))


def _add_generated(
    summand: Hull,
    number: int,
    variables: list[Name],
    rows: list[Row],
    bounds: dict[int, tuple[Fraction | None, Fraction | None]],
    total: list[list[tuple[int, Fraction]]],
) -> None:
    start = len(variables)
    parts: dict[str, Sequence[Sequence[int | Fraction]]] = {}
    parts |= {"point": summand.points, "ray": summand.rays, "line": summand.lines}
    for kind, vectors in parts.items():
        for place, vector in enumerate(vectors, start=1):
            column = len(variables)
            variables.append((number, kind, place))
            bounds[column] = (None if kind == "line" else Fraction(0), None)
            for k, entry in enumerate(vector):
                if entry:
                    total[k].append((column, -Fraction(entry)))
    weights = tuple((start + k, Fraction(1)) for k in range(len(summand.points)))
    rows.append(Row(weights, "=", Fraction(1)))


def _moved(coefficients: Sequence[tuple[int, Fraction]], by: int) -> tuple[tuple[int, Fraction], ...]:
    return tuple((column + by, entry) for column, entry in coefficients)


def _names(summand: Summand) -> tuple[Name, ...]:
    return summand.variables if isinstance(summand, LinearSystem) else summand.coordinates
