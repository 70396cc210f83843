"""Commands about LY's applications (section 5): `incentives`, `supplier`."""

from __future__ import annotations

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
    from exact.verdicts import Verdict
    from proofs.reduced_form.classes.capacity_choice import Choice
    from proofs.reduced_form.design.incentives import GivenRule

Every = Annotated[bool, typer.Option("--all", help="print the whole list")]


@app.command()
def incentives(
    files: Files,
    transfers: Annotated[
        bool, typer.Option("--transfers", help="ask whether some transfers make it so, instead of those of the file")
    ] = False,
    participation: Annotated[
        bool, typer.Option("--participation", help="ask that no type expects less than 0, too")
    ] = False,
    every: Every = False,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the file's interim rule incentive compatible, and do some transfers make it so?

    With rankings by LY (26), with values by LY (27), less what types pay (`interim_transfers`). Who gains by which
    report, and how much; with values who would rather stay away, and the greatest transfers at which nobody gains and
    all participate, or the cycle of types for which there are none. Whether the rule is implementable asks `proofs
    implement`.
    """
    if transfers and participation:
        raise BadInput("with --transfers all participate in any case; leave out --participation")
    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import load_given_rule

        given = load_given_rule(file, values)

        def decide() -> Decision:
            try:
                return _incentives(given, transfers, participation, every)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        reading = " ".join(["transfers"] * transfers + ["participation"] * participation)
        return decided(file, certificate_name(name, "incentives", reading), decide, out)

    leave_with(answers_about(files, answer, values), as_json)


def _incentives(given: GivenRule, transfers: bool, participation: bool, every: bool) -> Decision:
    """The question, the gains one by one, and the transfers of each agent."""
    from exact.verdicts import ANSWER
    from proofs.reduced_form.design.incentives import incentive_compatible, transfers_for
    from proofs.report.incentives import explain_incentives, incentives_in_short, incentives_to_plain

    found = transfers_for(given) if given.priced or transfers else None
    verdict = found.verdict if found is not None and transfers else incentive_compatible(given, participation)
    others = [*_gains(given), *(() if found is None else found.of_agent.values())]
    long, plain = explain_incentives(given, found, every), incentives_to_plain(given, found)
    heading = f"{_asked(given, transfers, participation)}: {ANSWER[verdict.holds]}"
    return Decision(verdict, incentives_in_short(given), long, tuple(others), plain, heading=heading)


def _asked(given: GivenRule, transfers: bool, participation: bool) -> str:
    """The question of `incentives`, as a statement."""
    if transfers:
        return "Some transfers make the interim rule incentive compatible and individually rational"
    rule = "The interim rule with its transfers" if given.transfers else "The interim rule"
    kind = "" if given.priced else "ordinally "
    return f"{rule} is {kind}incentive compatible{' and individually rational' if participation else ''}"


def _gains(given: GivenRule) -> list[Verdict]:
    """The first gains as comparisons of what a type expects."""
    from proofs.claims.comparison import compare
    from proofs.reduced_form.design.incentives import misreports
    from proofs.report.layout import SHOWN

    found = []
    for each in misreports(given)[:SHOWN]:
        what = f" of its best {each.objects}" if each.objects else ""
        who = f"what {each.agent} of type {each.kind} expects{what} by reporting {each.report}"
        honest = f"what it expects{what} by the truth"
        found.append(compare((honest, each.honest), "<", (who, each.lying)))
    return found


@app.command()
def supplier(files: Files, every: Every = False, at: At = None, as_json: AsJson = False, out: Out = OUT) -> None:
    """Which capacities should a supplier install, with their costs, before it chooses the best rule (LY 5.1)?

    The file has an `objective`, as for `proofs design`, and `capacity_costs`: {object: {capacity: cost}}. Every vector
    of capacities is tried: its best rule with a proof that none is better, less its cost.
    """
    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.suppliers import load_stages
        from proofs.reduced_form.classes.capacity_choice import choices

        stages = load_stages(file, values)

        def decide() -> Decision:
            try:
                return _chosen(choices(stages), every)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        return decided(file, f"{name}.supplier", decide, out)

    leave_with(answers_about(files, answer, values), as_json)


GREATEST_PROFIT = "The capacities with the greatest profit, and the best rule with them"
"""The title of what `supplier` answers; the statement that it certifies first is about that rule alone."""


def _chosen(found: tuple[Choice, ...], every: bool) -> Decision:
    """The best rule with the best capacities, those with the others, and that none of them has a greater profit."""
    from proofs.claims.comparison import compare
    from proofs.report.capacity_choice import capacities_in_words, choices_to_plain, explain_choices

    long, plain, best = explain_choices(found, every), choices_to_plain(found), found[0]
    undecided = [each.verdict for each in found if each.verdict.holds is None]
    others = [each.verdict for each in found[1:]]
    if undecided or best.profit is None:
        main = undecided[0] if undecided else best.verdict
        return Decision(main, long.splitlines()[0], long, tuple(others), plain, heading=GREATEST_PROFIT)

    def profit(each: Choice) -> str:
        return f"the value with {capacities_in_words(each.capacities)} less the cost"

    most = (profit(best), best.profit)
    others += [compare((profit(each), each.profit), "<=", most) for each in found[1:] if each.profit is not None]
    return Decision(best.verdict, long.splitlines()[0], long, tuple(others), plain, heading=GREATEST_PROFIT)
