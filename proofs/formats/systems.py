"""Systems of linear inequalities in files: linear programs, cddlib's `.ine`, and matrices in JSON, with names of rows.

A row of an `.ine` file is called by its number, counted from 1 as in the line `linearity`; what its option
`nonnegative` adds has the numbers that follow. A matrix A in JSON stands for `A x >= 0`.
"""

from __future__ import annotations

from exact.linear import LinearSystem
from exact.linear.named import Labelled, system_of
from exact.matrices import Name
from proofs.formats import cones
from proofs.formats.matrices import matrix_if_rows
from proofs.formats.programs import kind_of_text, program_from_plain, program_from_text
from proofs.plain.keys import MATRIX, PROGRAM, check_format
from proofs.plain.reading import blaming, parse_json, read_text


def load_system(path: str) -> tuple[Labelled, tuple[str, ...]]:
    """The system in a file, and what is to be said about the way it was read. Raises `BadInput`."""
    content = read_text(path, programs=True)
    with blaming(path):
        kind = kind_of_text(content, path) or "ine"
        if kind == "json":
            data = matrix_if_rows(parse_json(content, path))
            check_format(data, PROGRAM, MATRIX)
            if data["format"] == MATRIX:
                return _matrix(data), ()
            program = program_from_plain(data)
        else:
            program = program_from_text(content, path, kind)
    notes = program.notes
    if program.integers:
        notes = (*notes, f"{path}: {program.integers[0]} must be an integer; here it may be any number in its bounds")
    return system_of(program), notes


def _named(coordinates: tuple[Name, ...]) -> tuple[Name, ...]:
    """Coordinates without names of their own are x0, x1, ..., as the commands write them."""
    if coordinates == tuple(range(len(coordinates))):
        return tuple(f"x{number}" for number in range(len(coordinates)))
    return coordinates


def _matrix(data: object) -> Labelled:
    cone = cones.cone_from_matrix(data)
    system = LinearSystem.make(_named(cone.coordinates), at_least=[(row, 0) for row in cone.inequalities])
    return Labelled(system, tuple(f"row {number}" for number in range(1, len(system.rows) + 1)))
