"""What `proofs tum` asks of a file: total unimodularity of its matrix, of the rows of its linear program, or of the
projection cone of a problem or structure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from exact import total_unimodularity
from exact.linear.named import Program, coefficients_of
from exact.verdicts import Verdict
from proofs.formats.matrices import matrix_from_plain, matrix_from_text, matrix_if_rows
from proofs.formats.parameters import NO_VALUES, Values, read_at
from proofs.formats.programs import kind_of_text, program_from_plain, program_from_text
from proofs.formats.structures import structure_from_plain
from proofs.plain.keys import MATRIX, PROBLEM, PROGRAM, STRUCTURE, check_format
from proofs.plain.reading import blaming, parse_json, read_text
from proofs.reduced_form.problem.data import problem_from_plain, says_groups

VERTICES = "So with whole right sides and bounds every vertex of the program is whole (Hoffman and Kruskal)."


@dataclass(frozen=True)
class Question:
    """The decision to be taken about a file, and what is to be said beside a yes and a no."""

    decide: Callable[[], Verdict]
    if_so: str = ""
    if_not: str = ""


def question(path: str, layout: str, seed: int, at: Values = NO_VALUES) -> Question:
    """What is asked of the file, with values for the parameters of a problem. Raises `BadInput`."""
    content = read_text(path, programs=True)
    with blaming(path):
        kind = kind_of_text(content, path)
        if kind in ("lp", "mps", "ine"):
            return _of_program(program_from_text(content, path, kind), seed)
        if not content.lstrip().startswith(("{", "[")):
            return Question(partial(total_unimodularity, matrix_from_text(content, layout), seed=seed))
    return read_at(parse_json(content, path), partial(_asked, seed=seed), at, path)


def _asked(data: Any, seed: int) -> Question:
    """What is asked of a matrix, of a program, of a problem, or of a structure."""
    data = matrix_if_rows(data)
    check_format(data, PROBLEM, MATRIX, STRUCTURE, PROGRAM)
    if data["format"] == PROGRAM:
        return _of_program(program_from_plain(data), seed)
    if data["format"] == STRUCTURE:
        from proofs.reduced_form.problem.structures import preserves_total_unimodularity

        return Question(partial(preserves_total_unimodularity, structure_from_plain(data), seed=seed))
    if data["format"] == PROBLEM:
        return _projection_cone(data, seed)
    return Question(partial(total_unimodularity, matrix_from_plain(data), seed=seed))


def _of_program(program: Program, seed: int) -> Question:
    """The coefficients of its rows."""
    return Question(partial(total_unimodularity, coefficients_of(program), seed=seed), VERTICES)


def _projection_cone(data: object, seed: int) -> Question:
    """M(W) of LY (10); where quotas depend on the profile or the outcome is public, of its counterpart there."""
    from proofs.reduced_form.problem import projection, structures

    if says_groups(data):
        from proofs.reduced_form.classes.data import grouped_from_plain
        from proofs.reduced_form.classes.unimodular import preserves_for_groups

        grouped, _ = grouped_from_plain(data)
        note = f"The matrix M(W) for {grouped.everybody} has that of the agents named here among its submatrices."
        return Question(partial(preserves_for_groups, grouped, seed=seed), if_not=note)
    problem, _ = problem_from_plain(data)
    if problem.public or problem.restrictions:
        return Question(partial(total_unimodularity, projection.projection_matrix(problem), seed=seed))
    return Question(partial(structures.preserves_total_unimodularity, structures.structure_of(problem), seed=seed))
