"""Commands about linear programs and systems of inequalities: `lp`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.app import (
    OUT,
    Answer,
    AsJson,
    Decision,
    Out,
    answers_about,
    app,
    certificate_name,
    complain,
    decided,
    leave_with,
)
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.verdicts import Verdict

MOST_SPARED = 100
"""Of a conflict with at most so many members the certificate shows too that none can be spared."""


@app.command()
def lp(
    files: Annotated[list[str], typer.Argument(help="linear programs: .lp, .mps or JSON", metavar="FILE...")],
    relax: Annotated[bool, typer.Option("--relax", help="let integer variables be any numbers")] = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The optimum of a linear program, exactly, or the rows and bounds that contradict each other.

    Decimals are read as they are written: 0.1 is a tenth. The optimum comes with a point that attains it, and
    multipliers that bound it. If there is no solution, a conflict is named of which no row and no bound can be spared,
    with the multipliers that add up to a contradiction; if there is no optimum, a direction in which the objective
    improves for ever. Status 1 says that there is no solution.
    """

    def answer(file: str, name: str) -> Answer:
        from exact.linear import FarkasVector, feasibility, optimum
        from exact.linear.conflicts import irreducible
        from exact.linear.named import system_of
        from proofs.formats.programs import load_program
        from proofs.report import programs as words

        program = load_program(file)
        for note in program.notes:
            complain(note)
        if program.integers and not relax:
            which = f"{program.integers[0]} must be an integer, and that is not decided"
            raise BadInput(f"{file}: {which}; --relax lets it be any number within its bounds")
        labelled = system_of(program)

        def decide() -> Decision:
            system = labelled.system
            verdict = (
                feasibility(system) if program.sense is None else optimum(system, program.objective, program.sense)
            )
            conflict = irreducible(system, verdict.evidence) if isinstance(verdict.evidence, FarkasVector) else None
            others: tuple[Verdict, ...] = ()
            if conflict is not None:
                verdict = conflict.verdict
                if len(conflict.members) <= MOST_SPARED:
                    others = conflict.others
                else:
                    complain(f"{file}: the certificate shows the conflict, and not that each of its members is needed")
            return Decision(
                verdict,
                words.program_in_short(program, verdict, conflict),
                words.explain_program(program, labelled, verdict, conflict),
                others,
                words.program_to_plain(program, labelled, verdict, conflict),
            )

        return decided(file, certificate_name(name, "lp", "relax" if relax and program.integers else ""), decide, out)

    leave_with(answers_about(files, answer), as_json)
