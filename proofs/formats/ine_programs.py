"""Linear programs in cddlib's `.ine` files (`proofs.formats.cones`): H-representations with or without objective."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from exact.linear.named import Program, ProgramRow
from exact.matrices import spoken
from exact.polyhedra import Polyhedron
from proofs.formats import cones


def parse(content: str, place: str = "input") -> Program:
    """The linear program of an H-representation, without an objective unless a line `maximize` or `minimize` gives one.

    Its rows are called by their numbers, those that `nonnegative` adds last; coordinates without names are x0, x1, ...
    Raises `ValueError`; `place` opens the error messages.
    """
    found = cones.read(content, place)
    described = found.described
    if not isinstance(described, Polyhedron):
        raise ValueError(f"{place}: these are generators; `proofs hull` gives their inequalities")
    plain = described.coordinates == tuple(range(described.dimension))
    names = tuple(f"x{k}" if plain else spoken(name) for k, name in enumerate(described.coordinates))
    inequalities, equations = found.numbers
    rows = {
        number: ProgramRow(f"row {number}", _terms(names, row), None, bound)
        for number, (row, bound) in zip(inequalities, found.rows[0], strict=True)
    } | {
        number: ProgramRow(f"row {number}", _terms(names, row), bound, bound)
        for number, (row, bound) in zip(equations, found.rows[1], strict=True)
    }
    constant, *weights = found.weights or (Fraction(0),)
    listed = tuple(rows[number] for number in sorted(rows))
    return Program(found.sense, _terms(names, weights), Fraction(constant), names, listed, {}, notes=found.notes)


def _terms(names: tuple[str, ...], row: Iterable[int | Fraction]) -> dict[str, Fraction]:
    return {name: Fraction(entry) for name, entry in zip(names, row, strict=False) if entry}
