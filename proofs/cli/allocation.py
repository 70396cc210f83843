"""Commands about problem files: `implement`, `design`, `facets`."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import Annotated

import typer

from proofs.cli.app import (
    OUT,
    Answer,
    AsJson,
    Decision,
    Fault,
    Files,
    Out,
    answers_about,
    app,
    decided,
    leave_with,
    print_json,
    saved,
)
from proofs.plain import output
from proofs.plain.reading import BadInput

MOST_PROFILES = 20_000
"""Beyond so many type profiles only single-object problems are decided, without listing profiles; and assignments."""

MOST_ASSIGNED = 100_000
"""Up to so many type profiles where each agent takes at most one object and the quotas are ceilings on objects."""


@app.command()
def implement(files: Files, as_json: AsJson = False, out: Out = OUT) -> None:
    """Is the interim rule implementable? An ex post rule with its lotteries, or the violated inequality."""

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import load_problem
        from proofs.reduced_form.implementation import thresholds
        from proofs.reduced_form.implementation.deciding import implementable
        from proofs.report.implementation import explain_implementation, explain_thresholds, in_short

        problem, rule = load_problem(file)
        if rule is None:
            mend = "add the rule to be decided (`proofs design` finds the best one for an objective)"
            raise BadInput(f'{file}: "interim_rule" is missing; {mend}')

        def decide() -> Decision:
            if problem.profile_count > MOST_PROFILES:
                from proofs.reduced_form.implementation.separating import of_assignments  # with numpy

                try:
                    verdict = thresholds.single_object(problem, rule)
                    explained = explain_thresholds(verdict)
                    return Decision(verdict, explained.splitlines()[0], explained)
                except ValueError as error:
                    most = MOST_ASSIGNED if of_assignments(problem) else MOST_PROFILES
                    if problem.profile_count > most:
                        count = f"{problem.profile_count} type profiles, more than {most}"
                        raise BadInput(f"{file}: {count}, and not a single-object problem: {error}") from error
            verdict = implementable(problem, rule)
            return Decision(verdict, in_short(verdict), explain_implementation(verdict))

        return decided(file, f"{name}.implement", decide, out)

    leave_with(answers_about(files, answer), as_json)


class Route(StrEnum):
    RAYS = "rays"
    VERTICES = "vertices"
    BOTH = "both"


@app.command()
def design(files: Files, as_json: AsJson = False, out: Out = OUT) -> None:
    """The best implementable, incentive compatible rule for a linear objective, with lotteries that carry it out."""

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import load_design
        from proofs.reduced_form.design.deciding import design as best
        from proofs.report.design import explain_design

        problem, objective = load_design(file)

        def decide() -> Decision:
            try:
                verdict = best(problem, objective)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error
            explained = explain_design(verdict)
            return Decision(verdict, explained.splitlines()[0], explained)

        return decided(file, f"{name}.design", decide, out)

    leave_with(answers_about(files, answer), as_json)


@app.command()
def facets(
    file: Annotated[str, typer.Argument(help="a problem file", metavar="FILE")],
    engine: Annotated[Route, typer.Option(help="both: list them twice, and insist that they agree")] = Route.RAYS,
    latex: Annotated[bool, typer.Option("--latex", help="print the system for a paper, in LY's symbols")] = False,
    symbolic: Annotated[bool, typer.Option("--symbolic", help="in LY's symbols, for any prior")] = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The irredundant description of all implementable interim rules; are Conditions A and B complete?

    The certificate shows the description, the completeness of both conditions, and every facet by itself.
    """
    from proofs.certificates import NotAccepted, certificate
    from proofs.formats.problems import load_problem
    from proofs.reduced_form.facets.listing import facets as listed
    from proofs.report.facets import explain_facets
    from proofs.report.progress import working

    problem, _ = load_problem(file)
    start = time.perf_counter()
    try:
        with working(f"facets {file}"):
            found = listed(problem, engine.value)
            shown = [found.outcome, found.description, found.condition_a, found.condition_b]
            shown += [found.proof(facet) for facet in found.facets]
    except ValueError as error:
        raise BadInput(f"{file}: {error}") from error
    written = certificate([verdict for verdict in shown if verdict.holds is not None])
    seconds = time.perf_counter() - start
    try:
        path, checking = saved(written, out, f"{output.names([file])[file]}.facets")
    except NotAccepted as refusal:
        leave_with([Fault(file, refusal)], as_json)
    if as_json:
        took = {"seconds": round(seconds, 3), "checking_seconds": round(checking, 3)}
        print_json({"file": file, **found.to_plain(), "certificate": str(path), **took})
        return
    print(found.to_latex() if latex else explain_facets(found, symbolic))
    if not latex:
        print(f"certificate: {path}  (check it: proofs verify {path})")
