"""Between the two descriptions of a cone or polyhedron in a file: inequalities to generators, and back."""

from __future__ import annotations

from exact import cones, polyhedra
from exact.cones import Cone, Engine, Generators
from exact.polyhedra import Hull, Polyhedron
from proofs.formats import cones as cone_files
from proofs.formats.matrices import matrix_if_rows
from proofs.plain.keys import MATRIX, PROBLEM, check_format
from proofs.plain.reading import BadInput, blaming, parse_json, read_text
from proofs.reduced_form.problem.data import problem_from_plain

Described = Cone | Generators | Polyhedron | Hull

FACETS = "which interim rules are implementable is told, usually much faster, by `proofs facets`"
"""What is said before the rays of a problem are listed."""


def load(path: str, reduced: bool) -> tuple[Described, tuple[str, ...]]:
    """What the file describes (of a problem: its projection cone, or the reduced one), and what is to be said of it."""
    content = read_text(path)
    with blaming(path):
        if not content.lstrip().startswith(("{", "[")):
            described, notes = _text(content, path)
            return _only_whole(described, path, reduced), notes
        data = matrix_if_rows(parse_json(content, path))
        check_format(data, PROBLEM, MATRIX)
        if data["format"] == PROBLEM:
            return _projection(data, reduced)
        return _only_whole(cone_files.cone_from_matrix(data), path, reduced), ()


def convert(given: Described, engine: Engine) -> Described:
    """The other description. Raises `BadInput` when the engine is not installed."""
    try:
        if isinstance(given, Cone):
            return cones.generators(given, engine)
        if isinstance(given, Generators):
            return cones.constraints(given, engine)
        if isinstance(given, Polyhedron):
            return polyhedra.hull(given, engine)
        return polyhedra.constraints(given, engine)
    except cones.MissingEngineError as error:
        raise BadInput(str(error)) from error


def _projection(data: object, reduced: bool) -> tuple[Cone, tuple[str, ...]]:
    from proofs.reduced_form.problem import projection

    problem, _ = problem_from_plain(data)
    if not reduced:
        return projection.projection_cone(problem), (FACETS,)
    dropped = projection.dropped_ceilings(problem)
    notes = (f"the reduced cone knows nothing of the ceilings of {', '.join(dropped)}",) if dropped else ()
    return projection.reduced_cone(problem), (FACETS, *notes)


def _text(content: str, path: str) -> tuple[Described, tuple[str, ...]]:
    """A polyhedron in cddlib's format, as a cone if it is one, and what is to be said of it."""
    described, notes = cone_files.parse_with_notes(content, path)
    return _as_cone(described, path), notes


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
