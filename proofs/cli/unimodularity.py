"""What `proofs tum` asks of a file: total unimodularity of its matrix, or of a problem's projection cone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from exact import total_unimodularity
from exact.verdicts import Verdict
from proofs.formats.matrices import matrix_from_plain, matrix_from_text, matrix_if_rows
from proofs.plain.keys import MATRIX, PROBLEM, check_format
from proofs.plain.reading import blaming, parse_json, read_text
from proofs.reduced_form.problem.data import problem_from_plain


def question(path: str, layout: str, seed: int) -> Callable[[], Verdict]:
    """The decision to be taken about the file. Raises `BadInput`."""
    content = read_text(path)
    with blaming(path):
        if not content.lstrip().startswith(("{", "[")):
            return partial(total_unimodularity, matrix_from_text(content, layout), seed=seed)
        data = matrix_if_rows(parse_json(content, path))
        check_format(data, PROBLEM, MATRIX)
        if data["format"] == PROBLEM:
            return _projection_cone(data, seed)
        return partial(total_unimodularity, matrix_from_plain(data), seed=seed)


def _projection_cone(data: object, seed: int) -> Callable[[], Verdict]:
    """M(W) of LY (10); where quotas depend on the profile or the outcome is public, of its counterpart there."""
    from proofs.reduced_form.problem import projection, structures

    problem, _ = problem_from_plain(data)
    if problem.public or problem.restrictions:
        return partial(total_unimodularity, projection.projection_matrix(problem), seed=seed)
    return partial(structures.preserves_total_unimodularity, structures.structure_of(problem), seed=seed)
