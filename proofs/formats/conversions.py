"""Between the two descriptions of a cone or polyhedron in a file: inequalities to generators, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any, Literal, NamedTuple

from exact import aside, cones, polyhedra
from exact.adjacency import Estimate, Progress, orbits
from exact.aside import End
from exact.cones import Basis, Cone, Engine, Generators, Rows, Vector
from exact.double_descriptions import system_of
from exact.figures import ConeRays, cone_symmetries
from exact.linear import LinearSystem
from exact.polyhedra import Hull, Polyhedron
from exact.showing.display import Displayed
from proofs.formats import cone_matrices
from proofs.formats import cones as cone_files
from proofs.formats.matrices import matrix_if_rows
from proofs.formats.parameters import NO_VALUES, Values, read_at
from proofs.plain.keys import MATRIX, PROBLEM, check_format
from proofs.plain.reading import BadInput, blaming, parse_json, read_text
from proofs.reduced_form.problem.data import problem_from_plain

Described = Cone | Generators | Polyhedron | Hull

PATIENCE = 5.0
"""Seconds for a double description, of which nothing is left when it is ended; the search that follows leaves all."""

FACETS = "which interim rules are implementable is told, usually much faster, by `proofs facets`"
"""What is said before the rays of a problem are listed."""


class Loaded(NamedTuple):
    """What a file describes, what is to be said of it, and the numbers of its rows, counted from 1: of inequalities and
    equations, or of points, rays and lines."""

    described: Described
    notes: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]


def load(path: str, reduced: bool, at: Values = NO_VALUES) -> Loaded:
    """What the file describes; of a problem its projection cone, or the reduced one. A matrix A stands for A x >= 0."""
    return _load(path, reduced, at, cone_matrices.cone_from_matrix)


def load_generators(path: str) -> Loaded:
    """What the file describes; the rows of a matrix are points."""
    return _load(path, False, NO_VALUES, cone_matrices.points_from_matrix)


def _load(path: str, reduced: bool, at: Values, matrix: Callable[[Any], Described]) -> Loaded:
    content = read_text(path)
    with blaming(path):
        if not content.lstrip().startswith(("{", "[")):
            found = _text(content, path)
            return found._replace(described=_only_whole(found.described, path, reduced))

    def plain(data: Any) -> Loaded:
        data = matrix_if_rows(data)
        check_format(data, PROBLEM, MATRIX)
        problem = data["format"] == PROBLEM
        described, notes = _projection(data, reduced) if problem else (_only_whole(matrix(data), path, reduced), ())
        return Loaded(described, notes, _counted(described))

    return read_at(parse_json(content, path), plain, at, path)


def _counted(described: Described) -> tuple[tuple[int, ...], ...]:
    """Numbers of rows in the order in which they are listed."""
    if isinstance(described, Cone | Polyhedron):
        parts: tuple[Sequence[Any], ...] = described.inequalities, described.equations
    else:
        points = described.points if isinstance(described, Hull) else ()
        parts = points, described.rays, described.lines
    ends = list(accumulate(map(len, parts)))
    return tuple(tuple(range(end - len(part) + 1, end + 1)) for end, part in zip(ends, parts, strict=True))


def both_sides(one: Described, other: Described) -> tuple[LinearSystem, Hull]:
    """The rows among two descriptions as a system, and the generators as a hull; a cone has its apex as a point."""
    rows, generated = (one, other) if isinstance(one, Cone | Polyhedron) else (other, one)
    if isinstance(rows, Cone):
        above, level = (
            tuple((tuple(-x for x in row), 0) for row in part) for part in (rows.inequalities, rows.equations)
        )
        rows = Polyhedron(rows.coordinates, above, level)
    if isinstance(generated, Generators):
        apex = (Fraction(0),) * generated.dimension
        generated = Hull(generated.coordinates, (apex,), generated.rays, generated.lines)
    assert isinstance(rows, Polyhedron)
    assert isinstance(generated, Hull)
    return system_of(rows), generated


@dataclass(frozen=True)
class Converted(Displayed):
    """The other description of what a file describes, and the orbits of its rays (or inequalities).

    Two are in one orbit if a permutation of the coordinates, which keeps what was given, makes one of the other.
    `orbits` are their sizes, the greatest first, and `representatives` is the description with one of each. If a search
    ended early, for what `end` says, there is only what was met, and a polyhedron of which no vertex was met is told as
    empty.
    """

    described: Described
    representatives: Described
    orbits: tuple[int, ...]
    end: End


def convert(
    given: Described,
    engine: Engine | Literal["auto", "orbits"] = "auto",
    seconds: float | None = None,
    limit: int | None = None,
    tell: Callable[[Progress, Estimate], None] | None = None,
) -> Converted:
    """The other description; the work is done in a process of its own.

    "auto" is double description for `PATIENCE` seconds, and then "orbits", the search from ray to neighbouring ray
    (`exact.adjacency`), one of each orbit. It ends after so many `seconds`, or with so many rays as `limit`, or by an
    interrupt, and leaves what it has met; `tell` hears of its progress. Raises `BadInput` when the engine is not
    installed, and for bounds with another engine.
    """
    bounded = seconds is not None or limit is not None
    if bounded and engine not in ("auto", "orbits"):
        raise BadInput(f"--seconds and --limit end a search from ray to ray; the engine {engine} has none")
    listing = _Listing(engine, seconds, limit, tell)
    try:
        described = _described(given, listing)
    except cones.MissingEngineError as error:
        raise BadInput(str(error)) from error
    some = _described(given, lambda *_: ([orbit[0] for orbit in listing.orbits], listing.lines))
    sizes = sorted((len(orbit) for orbit in listing.orbits), reverse=True)
    return Converted(described, some, tuple(sizes), listing.end)


def _described(given: Described, engine: Engine) -> Described:
    if isinstance(given, Cone):
        return cones.generators(given, engine)
    if isinstance(given, Generators):
        return cones.constraints(given, engine)
    if isinstance(given, Polyhedron):
        return polyhedra.hull(given, engine)
    return polyhedra.constraints(given, engine)


class _Listing:
    """An engine of `exact.cones` that can end early, and that remembers how it ended, and the orbits."""

    def __init__(self, engine: Any, seconds: float | None, limit: int | None, tell: Any) -> None:
        self.engine, self.seconds, self.limit, self.tell = engine, seconds, limit, tell
        self.end: End = "complete"
        self.orbits: list[Sequence[Vector]] = []
        self.lines: Basis = ()

    def __call__(self, inequalities: Rows, equations: Rows, dimension: int) -> cones.RawGenerators:
        cone = Cone(tuple(range(dimension)), tuple(inequalities), tuple(equations))
        found = None
        if self.engine == "auto" and self.limit is None:
            patience = PATIENCE if self.seconds is None else min(PATIENCE, self.seconds / 2)
            found = aside.within(patience, cones.generators, cone)
            self.seconds = None if self.seconds is None else self.seconds - patience
        elif self.engine not in ("auto", "orbits"):
            found = aside.done(cones.generators, cone, self.engine)
        if found is None:
            self.search(cone)
        else:
            self.lines = found.lines
            self.orbits += orbits(found.rays, cone_symmetries(cone), found.lines)
        return [ray for orbit in self.orbits for ray in orbit], self.lines

    def search(self, cone: Cone) -> None:
        figure = ConeRays(cone)
        found = aside.met(figure, self.seconds, self.limit, self.tell)
        self.end, self.lines = found.end, figure.lines
        self.orbits += found.orbits


def _projection(data: object, reduced: bool) -> tuple[Cone, tuple[str, ...]]:
    from proofs.reduced_form.problem import projection

    problem, _ = problem_from_plain(data)
    if not reduced:
        return projection.projection_cone(problem), (FACETS,)
    dropped = projection.dropped_ceilings(problem)
    notes = (f"the reduced cone knows nothing of the ceilings of {', '.join(dropped)}",) if dropped else ()
    return projection.reduced_cone(problem), (FACETS, *notes)


def _text(content: str, path: str) -> Loaded:
    """A polyhedron in cddlib's format, as a cone if it is one."""
    described, notes, numbers, *_ = cone_files.read(content, path)
    made = _as_cone(described, path)
    return Loaded(made, notes, ((), *numbers[1:]) if isinstance(made, Generators) else numbers)


def _as_cone(described: Polyhedron | Hull, path: str) -> Described:
    if isinstance(described, Polyhedron) and all(
        bound == 0 for _, bound in (*described.inequalities, *described.equations)
    ):
        return cone_files.as_cone(described, path)
    if isinstance(described, Hull) and described.points and not any(map(any, described.points)):
        return cone_files.as_generators(described, path)
    return described


def _only_whole(described: Described, path: str, reduced: bool) -> Described:
    if reduced:
        raise BadInput(f"{path}: --reduced asks for the projection cone of a problem file")
    return described
