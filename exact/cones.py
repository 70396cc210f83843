"""Polyhedral cones both ways: inequalities and equations to rays and lines, and back.

A cone `{x : A x >= 0, E x = 0}` is also the set of all sums of nonnegative multiples of finitely many
*rays* and arbitrary multiples of finitely many *lines* (Minkowski and Weyl; Schrijver 1986, sections 7.2
and 8.8). The *lineality space* is the set of all x with `A x = 0, E x = 0`, spanned by the lines; the cone
is *pointed* if it is {0}. Both directions are the double description method (Motzkin, Raiffa, Thompson &
Thrall 1953), run exactly by the Parma Polyhedra Library or, as an independent second engine, by cddlib over
GMP. One direction is enough: the inequalities of a generated cone are the rays of its polar, `{y : r y >= 0
for each ray, l y = 0 for each line}`.

The output is canonical, so equal cones get equal generators from either engine. All vectors are primitive
(integers without a common factor). Lines are the reduced row echelon basis of the lineality space; rays,
which matter only modulo that space, have zeros in its pivot columns, and are sorted. Irredundant
constraints are written the same way, with equations in the place of lines and inequalities in the place of
rays.
"""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, Self

from exact import arguments
from exact.matrices import Matrix, Name
from exact.rationals import primitive, rational
from exact.showing.display import Displayed, counted

Vector = tuple[int, ...]
Basis = tuple[Vector, ...]
Rows = Sequence[Vector]
RawGenerators = tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]]
Lister = Callable[[Rows, Rows, int], RawGenerators]
"""Who lists rays and lines of the cone with these inequalities and equations in so many dimensions."""

Engine = Literal["ppl", "cddlib", "both"] | Lister


class MissingEngineError(RuntimeError):
    """The library behind an engine is not installed."""


class EngineDisagreementError(RuntimeError):
    """The two engines gave different answers, so at least one of them is wrong."""


@dataclass(frozen=True)
class InSpace(Displayed):
    """A set of points whose coordinates have names."""

    coordinates: tuple[Name, ...]

    @property
    def dimension(self) -> int:
        """The dimension of the space around the set."""
        return len(self.coordinates)


@dataclass(frozen=True)
class Cone(InSpace):
    """All x with `row x >= 0` for each inequality, `row x = 0` for each equation. `Cone.of` reads numbers."""

    inequalities: tuple[Vector, ...] = ()
    equations: tuple[Vector, ...] = ()

    def __post_init__(self) -> None:
        check_coordinates(self.coordinates)
        check_rows(self.inequalities, self.dimension, "inequality")
        check_rows(self.equations, self.dimension, "equation")

    @classmethod
    def of(
        cls,
        inequalities: Matrix | Iterable[Iterable[Any]] = (),
        equations: Matrix | Iterable[Iterable[Any]] = (),
        dimension: int | None = None,
        coordinates: Sequence[Name] | None = None,
    ) -> Self:
        """A cone from rows of exact numbers, each row scaled to a primitive one.

        The coordinates are named as told, else as the columns of the first `Matrix` given, else 0, 1, 2, ...;
        their number is needed only when there is no row to tell it. Raises `TypeError` for floats.
        """
        tables = read_table(inequalities), read_table(equations)
        space = space_of(tables, dimension, coordinates)
        return cls(
            space,
            primitive_rows(tables[0], len(space), "inequality"),
            primitive_rows(tables[1], len(space), "equation"),
        )


@dataclass(frozen=True)
class Generators(InSpace):
    """All sums of nonnegative multiples of rays and any multiples of lines. `Generators.of` reads numbers."""

    rays: tuple[Vector, ...] = ()
    lines: tuple[Vector, ...] = ()

    def __post_init__(self) -> None:
        check_coordinates(self.coordinates)
        check_rows(self.rays, self.dimension, "ray")
        check_rows(self.lines, self.dimension, "line")

    @classmethod
    def of(
        cls,
        rays: Matrix | Iterable[Iterable[Any]] = (),
        lines: Matrix | Iterable[Iterable[Any]] = (),
        dimension: int | None = None,
        coordinates: Sequence[Name] | None = None,
    ) -> Self:
        """Generators from rows of exact numbers; arguments as for `Cone.of`."""
        tables = read_table(rays), read_table(lines)
        space = space_of(tables, dimension, coordinates)
        return cls(space, primitive_rows(tables[0], len(space), "ray"), primitive_rows(tables[1], len(space), "line"))


def cone(
    inequalities: Matrix | Iterable[Iterable[Any]] = (),
    equations: Matrix | Iterable[Iterable[Any]] = (),
    dimension: int | None = None,
) -> Cone:
    """The cone of all x with `row x >= 0` for each inequality and `row x = 0` for each equation; as `Cone.of`."""
    return Cone.of(inequalities, equations, dimension)


def generators(cone: Cone, engine: Engine = "ppl") -> Generators:
    """The extreme rays of `cone` modulo its lineality space, and the basis of that space, in canonical form.

    Raises `MissingEngineError` when an engine is not installed, and, for `engine="both"`,
    `EngineDisagreementError` when they disagree.
    """
    arguments.expected(cone, Cone, "cone", "a polyhedron has a hull (exact.polyhedra.hull)")
    rays, lines = _double_description(cone.inequalities, cone.equations, cone.dimension, engine)
    return Generators(cone.coordinates, rays, lines)


def constraints(generated: Generators, engine: Engine = "ppl") -> Cone:
    """The irredundant constraints of a generated cone, in canonical form; raises as `generators`."""
    arguments.expected(generated, Generators, "generated")
    inequalities, equations = _double_description(generated.rays, generated.lines, generated.dimension, engine)
    return Cone(generated.coordinates, inequalities, equations)


def irredundant(cone: Cone, engine: Engine = "ppl") -> Cone:
    """The same cone by irredundant constraints: `constraints(generators(cone))`, by one double description.

    An inequality that is tight on every ray is an equation; another one is needed exactly when the rays it is
    tight on span a facet, that is when their rank is one less than the rank of all generators.
    """
    generated = generators(cone, engine)
    rank_of_all = rank(generated.rays + generated.lines, cone.dimension)
    equations = list(cone.equations)
    facets = []
    for row in dict.fromkeys(cone.inequalities):
        tight = tuple(ray for ray in generated.rays if product(row, ray) == 0)
        if len(tight) == len(generated.rays):
            equations.append(row)
        elif rank(tight + generated.lines, cone.dimension) == rank_of_all - 1:
            facets.append(row)
    return Cone(cone.coordinates, *_canonical(facets, equations, cone.dimension))


def lineality(cone: Cone) -> Basis:
    """The basis of the lineality space in reduced row echelon form, of primitive rows."""
    from flint import fmpz_mat

    arguments.expected(cone, Cone, "cone")
    rows = cone.inequalities + cone.equations
    if not rows or not cone.dimension:
        return _unit_vectors(cone.dimension)
    kernel, nullity = fmpz_mat([list(row) for row in rows]).nullspace()
    columns = [[int(entry) for entry in column] for column in kernel.transpose().tolist()[: int(nullity)]]
    return echelon_basis(columns, cone.dimension)


def is_pointed(cone: Cone) -> bool:
    """Whether the cone contains no line."""
    arguments.expected(cone, Cone, "cone")
    return rank(cone.inequalities + cone.equations, cone.dimension) == cone.dimension


def contains(cone: Cone, vector: Iterable[Any]) -> bool:
    """Whether `vector`, of exact numbers, lies in the cone."""
    arguments.expected(cone, Cone, "cone", "of generators take the constraints first")
    exact = read_vector(vector, cone.dimension)
    return all(product(row, exact) >= 0 for row in cone.inequalities) and all(
        product(row, exact) == 0 for row in cone.equations
    )


def is_extreme_ray(cone: Cone, vector: Iterable[Any]) -> bool:
    """Whether `vector` is an extreme ray of the cone modulo its lineality space.

    That is: it lies in the cone, and the constraints that bind at it have rank one less than all constraints
    together. For a pointed cone in q dimensions these are q - 1 (LY section 3).
    """
    arguments.expected(cone, Cone, "cone")
    exact = read_vector(vector, cone.dimension)
    if not contains(cone, exact):
        return False
    binding = tuple(row for row in cone.inequalities if product(row, exact) == 0) + cone.equations
    rank_of_all = rank(cone.inequalities + cone.equations, cone.dimension)
    return rank(binding, cone.dimension) == rank_of_all - 1


# --- rows, ranks, echelon forms: shared with exact.polyhedra ---


def product(row: Sequence[int], vector: Sequence[int | Fraction]) -> int | Fraction:
    """The inner product; zero entries of `row`, most of them in an incidence matrix, are skipped."""
    return sum(entry * other for entry, other in zip(row, vector, strict=True) if entry)


def rank(rows: Sequence[Vector], dimension: int) -> int:
    """The rank of the matrix with these rows of length `dimension`."""
    from flint import fmpz_mat

    return int(fmpz_mat([list(row) for row in rows]).rank()) if rows and dimension else 0


def echelon_basis(rows: Sequence[Sequence[int]], dimension: int) -> Basis:
    """The basis of the row space in reduced row echelon form, of primitive rows with positive pivots."""
    from flint import fmpz_mat

    if not rows or not dimension:
        return ()
    reduced, _, size = fmpz_mat([list(row) for row in rows]).rref()
    pivots_first = ([int(entry) for entry in row] for row in reduced.tolist()[: int(size)])
    return tuple(_primitive(row, 1 if _first_nonzero(row) > 0 else -1) for row in pivots_first)


def reduce_modulo(vector: Sequence[int], basis: Basis) -> Vector:
    """`vector` plus what in the span of the echelon `basis` clears the pivot columns, made primitive."""
    result = list(vector)
    for row in basis:
        pivot = next(place for place, entry in enumerate(row) if entry)
        if result[pivot]:
            scale, subtract = row[pivot], result[pivot]
            result = [scale * entry - subtract * other for entry, other in zip(result, row, strict=True)]
    return _primitive(result)


def check_coordinates(coordinates: tuple[Name, ...]) -> None:
    if not isinstance(coordinates, tuple):
        given = arguments.given(coordinates)
        raise TypeError(f"coordinates: a tuple of names was expected, not {given}; the method `of` reads rows")
    if len(set(coordinates)) != len(coordinates):
        twice = next(name for name in coordinates if coordinates.count(name) > 1)
        raise ValueError(f"the coordinate {twice!r} occurs twice")


def check_lengths(rows: Iterable[Sequence[Any]], dimension: int, kind: str) -> None:
    for index, row in enumerate(rows):
        if len(row) != dimension:
            raise ValueError(f"{kind} {index} has {counted(len(row), 'entry', 'entries')}, not {dimension}")


def check_rows(rows: Iterable[Sequence[Any]], dimension: int, kind: str) -> None:
    listed = list(rows)
    check_lengths(listed, dimension, kind)
    for index, row in enumerate(listed):
        if not all(isinstance(entry, int | Fraction) for entry in row):
            raise TypeError(f"{kind} {index} holds other numbers than int and Fraction; the method `of` reads them")


def read_vector(vector: Iterable[Any], dimension: int, where: str = "vector") -> tuple[int | Fraction, ...]:
    """A vector of exact numbers, of the given length."""
    entries = arguments.listed(vector, where)
    exact = tuple(entry if type(entry) is int else rational(entry, where) for entry in entries)
    if len(exact) != dimension:
        raise ValueError(f"{where} has {counted(len(exact), 'entry', 'entries')}, not {dimension}")
    return exact


def read_table(rows: Matrix | Iterable[Iterable[Any]]) -> Matrix | list[list[Any]]:
    """Rows as given, but so that they can be gone through twice."""
    if isinstance(rows, Matrix):
        return rows
    return [arguments.listed(row, f"row {number}") for number, row in enumerate(arguments.table(rows, "rows"))]


def space_of(
    tables: Sequence[Matrix | list[list[Any]]], dimension: int | None, coordinates: Sequence[Name] | None
) -> tuple[Name, ...]:
    """The names of the coordinates, from what the user told; see `Cone.of`."""
    if coordinates is None:
        coordinates = next((table.columns for table in tables if isinstance(table, Matrix)), None)
    if dimension is None and coordinates is None:
        widths = (len(row) for table in tables for row in listed(table))
        dimension = next(widths, None)
        if dimension is None:
            raise ValueError("there is no row to tell the dimension from; give dimension or coordinates")
    if dimension is not None:
        arguments.whole(dimension, "dimension", 0)
    if coordinates is None:
        return tuple(range(dimension or 0))
    names = arguments.names(coordinates, "coordinates")
    if dimension is not None and len(names) != dimension:
        raise ValueError(f"{counted(len(names), 'coordinate')} named, but the dimension is {dimension}")
    return names


def listed(table: Matrix | list[list[Any]]) -> list[list[Any]]:
    return table.to_lists() if isinstance(table, Matrix) else table


def primitive_rows(table: Matrix | list[list[Any]], dimension: int, kind: str) -> tuple[Vector, ...]:
    """The rows of a table, each made primitive."""
    return tuple(primitive_row(row, dimension, f"{kind} {index}") for index, row in enumerate(listed(table)))


def primitive_row(row: Iterable[Any], dimension: int, where: str) -> Vector:
    """A row of exact numbers, scaled by a positive factor to integers without a common factor."""
    exact = read_vector(row, dimension, where)
    integers = [entry for entry in exact if isinstance(entry, int)]
    return _primitive(integers) if len(integers) == len(exact) else primitive(exact)


def _primitive(row: Sequence[int], sign: int = 1) -> Vector:
    divisor = sign * (math.gcd(*row) or 1)
    return tuple(entry // divisor for entry in row)


def _first_nonzero(row: Sequence[int]) -> int:
    return next(entry for entry in row if entry)


def _unit_vectors(dimension: int) -> Basis:
    return tuple(tuple(int(row == column) for column in range(dimension)) for row in range(dimension))


# --- the engines ---


def _double_description(inequalities: Rows, equations: Rows, dimension: int, engine: Engine) -> tuple[Basis, Basis]:
    """Canonical rays and lines of `{x : inequalities x >= 0, equations x = 0}`."""
    if engine == "both":
        answers = [_double_description(inequalities, equations, dimension, name) for name in ("ppl", "cddlib")]
        _compare(*answers)
        return answers[0]
    if not callable(engine) and (not isinstance(engine, str) or engine not in _ENGINES):
        raise ValueError(f'there is no engine "{engine}"; give "ppl", "cddlib" or "both"')
    # Rows of zeros and repeated rows say nothing, and only make work for the engines.
    useful = [list(dict.fromkeys(row for row in rows if any(row))) for rows in (inequalities, equations)]
    rays, lines = (engine if callable(engine) else _ENGINES[engine])(useful[0], useful[1], dimension)
    return _canonical(rays, lines, dimension)


def _canonical(rays: Sequence[Sequence[int]], lines: Sequence[Sequence[int]], dimension: int) -> tuple[Basis, Basis]:
    basis = echelon_basis(lines, dimension)
    return tuple(sorted({reduce_modulo(ray, basis) for ray in rays})), basis


def _compare(by_ppl: tuple[Basis, Basis], by_cddlib: tuple[Basis, Basis]) -> None:
    if by_ppl == by_cddlib:
        return
    counts = [f"{len(rays)} rays and {len(lines)} lines" for rays, lines in (by_ppl, by_cddlib)]
    named = [{("ray", ray) for ray in rays} | {("line", line) for line in lines} for rays, lines in (by_ppl, by_cddlib)]
    kind, vector = min(named[0] ^ named[1])
    raise EngineDisagreementError(
        f"PPL finds {counts[0]}, cddlib {counts[1]}; only one of them has, for instance, the {kind} {vector}"
    )


_LOADING = threading.Lock()


@contextmanager
def _handlers_in_the_main_thread() -> Iterator[None]:
    """Let what is loaded inside do without handlers of signals, which Python refuses in any thread but the main one.

    PPL's package installs one as it is loaded. The workers of a cluster are threads.
    """
    with _LOADING:
        install = signal.signal

        def installed(number: Any, handler: Any) -> Any:
            in_main = threading.current_thread() is threading.main_thread()
            return install(number, handler) if in_main else signal.getsignal(number)

        signal.signal = installed  # type: ignore[assignment]
        try:
            yield
        finally:
            signal.signal = install


def _by_ppl(inequalities: Rows, equations: Rows, dimension: int) -> RawGenerators:
    try:
        with _handlers_in_the_main_thread():
            from ppl import C_Polyhedron, Constraint_System, Linear_Expression
    except ImportError as error:
        raise MissingEngineError("the ppl engine needs the module ppl; install passagemath-ppl or pplpy") from error

    system = Constraint_System()
    for row in inequalities:
        system.insert(Linear_Expression(row, 0) >= 0)
    for row in equations:
        system.insert(Linear_Expression(row, 0) == 0)
    polyhedron = C_Polyhedron(dimension, "universe")
    polyhedron.add_constraints(system)
    rays: list[list[int]] = []
    lines: list[list[int]] = []
    for generator in polyhedron.minimized_generators():
        if not generator.is_point():  # the one point is the apex
            (lines if generator.is_line() else rays).append([int(entry) for entry in generator.coefficients()])
    return rays, lines


def _by_cddlib(inequalities: Rows, equations: Rows, dimension: int) -> RawGenerators:
    try:
        from cdd import RepType, gmp
    except ImportError as error:
        raise MissingEngineError(
            'the cddlib engine needs pycddlib with GMP; install the extra: pip install "exact-proofs[cddlib]"'
        ) from error

    # cddlib reads a row [b, a] as b + a x >= 0; a matrix without rows would not know its width.
    rows = [[0, *row] for row in (*inequalities, *equations)] or [[0] * (dimension + 1)]
    matrix = gmp.matrix_from_array(
        rows,
        lin_set=range(len(inequalities), len(inequalities) + len(equations)),
        rep_type=RepType.INEQUALITY,
    )
    found = gmp.copy_generators(gmp.polyhedron_from_matrix(matrix))
    rays: list[list[int]] = []
    lines: list[list[int]] = []
    for index, (is_point, *direction) in enumerate(found.array):
        if not is_point:
            (lines if index in found.lin_set else rays).append(list(primitive(direction)))
    return rays, lines


_ENGINES: dict[str, Lister] = {"ppl": _by_ppl, "cddlib": _by_cddlib}
