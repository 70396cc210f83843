"""The command `lottery`: a fractional assignment as a lottery over integer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.answers import Answer, Decision
from proofs.cli.app import (
    OUT,
    AsJson,
    Out,
    Whole,
    answers_about,
    app,
    certificate_name,
    decided,
    in_full,
    leave_with,
)
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from proofs.formats.assignments import Assignment

RANGE = "N|N..M"


@app.command()
def lottery(
    files: Annotated[list[str], typer.Argument(help="matrices of shares: CSV or JSON", metavar="FILE...")],
    rows: Annotated[str | None, typer.Option(help="what each row may sum to, such as 1 or 0..2", metavar=RANGE)] = None,
    columns: Annotated[str | None, typer.Option(help="what each column may sum to", metavar=RANGE)] = None,
    entries: Annotated[str | None, typer.Option(help="what each entry may be", metavar=RANGE)] = None,
    fewest: Annotated[
        bool, typer.Option("--fewest", help="over as few as there can be, with a proof that fewer do not do")
    ] = False,
    every: Whole = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """A fractional assignment as a lottery over integer ones that meet the quotas, or why there is none.

    Without quotas each row and each column must sum to 1, and the lottery is one over permutations (Birkhoff, von
    Neumann). A JSON file may have quotas on any sets, as problem files have. Of no: the row, column or set that breaks
    its quota; or, where all are met, an inequality that every integer assignment satisfies; or the quotas that
    contradict each other. Finding the fewest is hard: a search that is given up says how many it knows to be needed,
    with status 3.
    """
    from proofs.formats.assignments import ends_in, load_assignment

    given = {"rows": rows, "columns": columns, "entries": entries}
    quotas = {what: ends_in(ends, f"--{what}") for what, ends in given.items() if ends is not None}

    def answer(file: str, name: str) -> Answer:
        assignment = load_assignment(file, quotas)

        def decide() -> Decision:
            try:
                return _decomposed(assignment, fewest)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        reading = " ".join([f"{what}={ends}" for what, ends in given.items() if ends] + ["fewest"] * fewest)
        return decided(file, certificate_name(name, "lottery", reading), in_full(every, decide), out)

    leave_with(answers_about(files, answer), as_json)


def _decomposed(assignment: Assignment, few: bool) -> Decision:
    from exact.linear.conflicts import conflict
    from proofs.reduced_form.conditions.decomposition import OutcomeLottery, Separation, decompose
    from proofs.reduced_form.conditions.fewest import Fewest, fewest
    from proofs.report import lotteries as words
    from proofs.report import programs

    problem, shares = assignment.problem, assignment.shares
    found = fewest(problem, shares) if few else decompose(problem, shares)
    least = found if isinstance(found, Fewest) else None
    verdict = found.lottery if isinstance(found, Fewest) else found
    evidence = verdict.evidence
    if isinstance(evidence, OutcomeLottery):
        shown = [verdict, *([least.needs] if least is not None and least.needs is not None else [])]
        if least is not None and not least.proved:
            shown.insert(0, least.left_open())
        return Decision(
            shown[0],
            words.lottery_in_short(evidence, least),
            words.explain_lottery(evidence, least),
            tuple(shown[1:]),
            words.lottery_to_plain(evidence, least),
        )
    if isinstance(evidence, Separation):
        return Decision(
            verdict,
            words.separation_in_short(problem, shares),
            words.explain_separation(problem, shares, evidence),
            (),
            words.separation_to_plain(problem, shares, evidence),
        )
    labelled, nothing = words.quotas_by_name(problem), "No integer matrix meets the quotas."
    why = conflict(labelled.system)
    if why is None:
        return Decision(verdict, nothing, f"{nothing} Fractional ones do, but that does not help.")
    told = f"{nothing}\n{programs.explain_conflict(labelled, why)}"
    return Decision(verdict, nothing, told, (why.verdict, *why.others), programs.conflict_to_plain(labelled, why))
