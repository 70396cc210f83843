"""Systems of linear inequalities in files: linear programs, cddlib's `.ine`, and matrices in JSON, with names of rows.

A row of an `.ine` file is called by its number, counted from 1 as in the line `linearity`; what its option
`nonnegative` adds has the numbers that follow, and its line `project` names variables. A matrix A in JSON stands for
`A x >= 0`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from exact.linear import LinearSystem
from exact.linear.named import Labelled, system_of
from exact.matrices import Name
from exact.polyhedra import Hull, Polyhedron
from proofs.formats import cone_matrices, cones
from proofs.formats.matrices import matrix_if_rows
from proofs.formats.programs import kind_of_text, program_from_plain, program_from_text
from proofs.plain.keys import MATRIX, PROGRAM, check_format
from proofs.plain.reading import BadInput, blaming, parse_json, read_text

POLYHEDRA = (None, "ine")
"""What a text is called that is no linear program: cddlib's format is tried."""


class Loaded(NamedTuple):
    """The system in a file with names of its rows, what is to be said about the way it was read, and the variables that
    the file asks to project onto, if it does."""

    labelled: Labelled
    notes: tuple[str, ...] = ()
    onto: tuple[Name, ...] | None = None


def load_either(path: str) -> tuple[Labelled | Hull, tuple[str, ...]]:
    """The system, or the generators, in a file, and what is to be said about the way it was read. Raises `BadInput`."""
    content = read_text(path, programs=True)
    with blaming(path):
        if kind_of_text(content, path) in POLYHEDRA:
            found = cones.read(content, path)
            if isinstance(found.described, Hull):
                return replace(found.described, coordinates=_named(found.described.coordinates)), found.notes
    return load_system(path)[:2]


def load_system(path: str) -> Loaded:
    """The system in a file. Raises `BadInput`."""
    content = read_text(path, programs=True)
    with blaming(path):
        kind = kind_of_text(content, path)
        if kind is None or kind in POLYHEDRA:
            return _polyhedron(content, path)
        if kind == "json":
            data = matrix_if_rows(parse_json(content, path))
            check_format(data, PROGRAM, MATRIX)
            if data["format"] == MATRIX:
                return Loaded(_matrix(data))
            program = program_from_plain(data)
        else:
            program = program_from_text(content, path, kind)
    notes = program.notes
    if program.integers:
        notes = (*notes, f"{path}: {program.integers[0]} must be an integer; here it may be any number in its bounds")
    return Loaded(system_of(program), notes)


def _polyhedron(content: str, path: str) -> Loaded:
    described, notes, numbers, onto, _, _, (inequalities, equations) = cones.read(content, path)
    if not isinstance(described, Polyhedron):
        raise BadInput(f"{path}: these are generators; `proofs hull` gives their inequalities")
    names = _named(described.coordinates)
    system = LinearSystem.make(names, inequalities, equations)
    labels = tuple(f"row {number}" for part in numbers for number in part)
    called = dict(zip(described.coordinates, names, strict=True))
    return Loaded(Labelled(system, labels), notes, None if onto is None else tuple(called[name] for name in onto))


def _named(coordinates: tuple[Name, ...]) -> tuple[Name, ...]:
    """Coordinates without names of their own are x0, x1, ..., as the commands write them."""
    if coordinates == tuple(range(len(coordinates))):
        return tuple(f"x{number}" for number in range(len(coordinates)))
    return coordinates


def _matrix(data: object) -> Labelled:
    rows, names = cone_matrices.rows_of_matrix(data)
    system = LinearSystem.make(_named(names), at_least=[(row, 0) for row in rows])
    return Labelled(system, tuple(f"row {number}" for number in range(1, len(system.rows) + 1)))
