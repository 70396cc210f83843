"""What `proofs facets` says of a file: the system of agents by name, or that of groups with sizes; and its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.verdicts import Verdict
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.problem.problems import InterimRule, Problem


@dataclass(frozen=True)
class Description:
    """What is certified, the data for `--json`, and the words."""

    verdicts: list[Verdict]
    plain: dict[str, Any]
    words: str


def described(problem: Problem | GroupedProblem, engine: Literal["rays", "vertices", "both"], form: str) -> Description:
    """The system of a problem; `form` is that of the words: `numbers`, `symbolic` or `latex`."""
    from proofs.reduced_form.classes.groups import GroupedProblem

    if isinstance(problem, GroupedProblem):
        if engine != "rays":
            raise ValueError(f"--engine {engine}: agents in groups have one way; leave it out")
        return _of_groups(problem, form)
    from proofs.reduced_form.facets.listing import facets
    from proofs.report.facets import explain_facets

    found = facets(problem, engine)
    shown = [found.outcome, found.description, found.condition_a, found.condition_b]
    shown += [found.proof(facet) for facet in found.facets]
    words = found.to_latex() if form == "latex" else explain_facets(found, form == "symbolic")
    return Description([verdict for verdict in shown if verdict.holds is not None], found.to_plain(), words)


def _of_groups(problem: GroupedProblem, form: str) -> Description:
    from proofs.reduced_form.classes.describing import facets_for_groups
    from proofs.report.group_facets import explain_group_facets, group_facets_in_latex

    found = facets_for_groups(problem)
    words = group_facets_in_latex(found) if form == "latex" else explain_group_facets(found, form == "symbolic")
    return Description([found.description], found.to_plain(), words)


def draw(problem: Problem | GroupedProblem, rule: InterimRule | None, axes: Sequence[str], svg: Path) -> None:
    """Draw the implementable rules in two or three coordinates, with the file's rule, if it has one."""
    from proofs.reduced_form.pictures import implementable_picture

    chosen = [_coordinate(problem, axis) for axis in axes] or list(problem.coordinates)
    if len(chosen) not in (2, 3):
        example = ",".join(problem.coordinates[0])
        raise BadInput(
            f"--svg draws two or three coordinates, not {len(chosen)}; name them: --axis {example} --axis ..."
        )
    picture = implementable_picture(problem, chosen, [] if rule is None else [rule])
    try:
        svg.write_text(picture.svg, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{svg}: {error.strerror}") from error


def _coordinate(problem: Problem | GroupedProblem, axis: str) -> tuple[str, ...]:
    """The coordinate whose names, joined by commas, these are."""
    found = [c for c in problem.coordinates if ",".join(c) == axis]
    if not found:
        raise BadInput(f'--axis: "{axis}" is no coordinate; {",".join(problem.coordinates[0])} is one')
    return found[0]
