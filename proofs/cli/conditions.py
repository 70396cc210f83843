"""The commands `condition` and `capacity`: Conditions A and B for one rule, and the generalized capacity."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.answers import Answer, Decision
from proofs.cli.app import (
    OUT,
    AsJson,
    At,
    Files,
    Out,
    answers_about,
    app,
    certificate_name,
    decided,
    leave_with,
    values_of,
)
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.problem.problems import InterimRule, Problem


class Letters(StrEnum):
    """Which of LY's conditions."""

    A = "A"
    B = "B"
    BOTH = "both"


@app.command()
def condition(
    files: Files,
    letters: Annotated[
        Letters, typer.Option("--condition", help="A: weights 1, 0, -1; B: weights of one sign", metavar="A|B|both")
    ] = Letters.BOTH,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Does the interim rule satisfy LY's Conditions A and B? Which of their inequalities is the tightest?

    Of a condition that the rule violates the inequality that it violates most; of one that it satisfies the inequality
    with the least slack. Of both the exit status is about Condition A, which says the more. That a rule satisfies them
    does not say that it is implementable: `proofs implement` does.
    """
    values = values_of(at)
    asked = {Letters.A: "A", Letters.B: "B", Letters.BOTH: "AB"}[letters]

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import load_either

        problem, rule = load_either(file, values)
        if rule is None:
            raise BadInput(f'{file}: "interim_rule" is missing; add the rule that the conditions are asked of')
        given = rule

        def decide() -> Decision:
            try:
                return _conditions(problem, given, asked)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        reading = "" if letters is Letters.BOTH else letters.value
        return decided(file, certificate_name(name, "condition", reading), decide, out)

    leave_with(answers_about(files, answer, values), as_json)


def _conditions(problem: Problem | GroupedProblem, rule: InterimRule, letters: str) -> Decision:
    from proofs.reduced_form.classes.conditions import condition_for_groups
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.conditions.asked import asked_condition
    from proofs.report import conditions as words
    from proofs.report.groups import explain_group_condition

    if isinstance(problem, GroupedProblem):
        verdicts = [condition_for_groups(problem, rule, "A" if letter == "A" else "B") for letter in letters]
        told = "\n\n".join(map(explain_group_condition, verdicts))
        short = "; ".join(map(str, verdicts))
        return Decision(verdicts[0], short, told, tuple(verdicts[1:]))
    found = [asked_condition(problem, rule, "A" if letter == "A" else "B") for letter in letters]
    if found[0].empty is not None:
        told = words.explain_condition(found[0].empty)
        return Decision(found[0].empty, told, told)
    shown = [verdict for each in found for verdict in (each.condition, each.tightest)]
    return Decision(
        shown[0],
        "; ".join(map(words.condition_in_short, found)),
        "\n\n".join(map(words.explain_asked, found)),
        tuple(shown[1:]),
        {"conditions": {each.letter: words.condition_to_plain(each) for each in found}},
    )


Cells = Annotated[
    list[str] | None,
    typer.Option(help="a cell, such as ann,algebra; ann,* for all of an agent's; can be repeated", metavar="I,J"),
]


@app.command()
def capacity(
    files: Files,
    plus: Cells = None,
    minus: Cells = None,
    profile: Annotated[
        str | None,
        typer.Option(help="a type of each agent, in order, where quotas differ between profiles"),
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The generalized capacity beta(U, V) (LY, Definition 1): the most that --plus can have more than --minus.

    The greatest value of x(U) - x(V) over the feasible outcomes x, with an outcome that attains it and the proof that
    none exceeds it; beside it beta(U, {}) + beta({}, V), which is as much or more (LY (5)). Cells are pairs of agent
    and object; agents alone where the problem has one anonymous object, alternatives where the outcome is public.
    Without either option all cells are in U.
    """
    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import load_problem

        problem, _ = load_problem(file, values)

        def decide() -> Decision:
            try:
                return _capacity(problem, plus or [], minus or [], profile)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        named = [f"+{cell}" for cell in plus or []] + [f"-{cell}" for cell in minus or []]
        reading = " ".join([*named, *([f"at {profile}"] if profile else [])])
        return decided(file, certificate_name(name, "capacity", reading), decide, out)

    leave_with(answers_about(files, answer, values), as_json)


def _capacity(problem: Problem, plus: list[str], minus: list[str], profile: str | None) -> Decision:
    from proofs.reduced_form.conditions.capacity import Capacity, capacity
    from proofs.report import conditions as words

    at = None if profile is None else tuple(part.strip() for part in profile.split(","))
    above, below = _cells(problem, plus, "--plus"), _cells(problem, minus, "--minus")
    above = above or ([] if below else list(problem.cells))
    found = capacity(problem, above, below, at)
    if not isinstance(found.statement, Capacity):
        told = words.explain_condition(found)
        return Decision(found, told, told)
    apart = [capacity(problem, above, (), at), capacity(problem, (), below, at)] if above and below else []
    return Decision(
        found,
        f"beta = {words.capacity_value(found)}",
        words.explain_capacity(found, apart),
        tuple(apart),
        words.capacity_to_plain(found, apart),
    )


def _cells(problem: Problem, named: list[str], option: str) -> list[tuple[str, ...]]:
    """The cells that the options name; a part `*` is any name."""
    found: dict[tuple[str, ...], None] = {}
    for name in named:
        if name in (",".join(cell) for cell in problem.cells):
            chosen = [cell for cell in problem.cells if ",".join(cell) == name]
        else:
            parts = [part.strip() for part in name.split(",")]
            chosen = [
                cell
                for cell in problem.cells
                if len(cell) == len(parts) and all(part in ("*", own) for part, own in zip(parts, cell, strict=True))
            ]
        if not chosen:
            raise BadInput(f'{option}: "{name}" is no cell; {",".join(problem.cells[0])} is one')
        found.update(dict.fromkeys(chosen))
    return list(found)
