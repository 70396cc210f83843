"""Commands about market files: `polarized`, `osp`, `choice`, `select`, `cost`, `market`, `equilibria`, `classes`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from proofs.plain import output
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from proofs.cli.market_questions import Answered
    from proofs.trading.markets.mechanisms import Mechanism

from proofs.cli.answers import Answer, Decision
from proofs.cli.app import (
    OUT,
    AsJson,
    At,
    Out,
    answers_about,
    app,
    certificate_name,
    decided,
    leave_with,
    names_at,
    values_of,
)
from proofs.cli.for_all_values import market_for_all, opened

Markets = Annotated[list[str], typer.Argument(help="market files (- is standard input)", metavar="FILE...")]
TIES_READINGS = (
    "which of equally good choices is made. designer: the one that serves the designer best, as VS have it (4.2); "
    "trade: an indifferent agent trades, of equally good trades the first listed; keep: it keeps its endowment; last: "
    "the last listed; split: each as likely; cautious: the one with the best worst case, of several the first listed"
)
OPEN_TIES = (
    'how agents whose strategy is "any myopic" choose among equally good choices: designer (the default for these '
    "agents), trade, keep, last, split or cautious, as in `proofs select`"
)
POLARIZED_READINGS = (
    "how to read the definition. beside endowment: about the rays, of both signs, in pairs of different ones; printed: "
    "to the letter, where the endowment is a ray and a ray is paired with itself (nothing satisfies that); pairs: rays "
    "of one sign are allowed; lemma 5: nobody who loses nothing by one ray gains by another"
)
ON_DOMAIN = (
    "polarized on the costs that each agent may have by the file, not on all costs from 0 on: no type is tempted by "
    "two rays, and by each ray some type gains and some type loses"
)
DOMINANCE_READINGS = (
    "how to read obvious dominance. deviations: a choice's worst case against the best of every other choice, as the "
    "proofs of VS have it; printed: to the letter, against its own best case too"
)
CHOICE_READINGS = (
    "when a trade improves. indifferent trade (default if all agents have laws): the expected cost falls, indifferent "
    "agents trading; indifferent keep: the same, they do not trade; lemma 2 (default otherwise): the conditions of VS, "
    "Lemma 2, for which no law is needed"
)
LAW = "the exact law of the cost per copy of 1, 2, ... up to so many copies (VS, Proposition 3)"
WITHIN = (
    "how far from the large market's value is far; left out, a tenth of what the menus save there, or 1 if they save "
    "nothing"
)
CONCEPT = (
    "which equilibria the exit status is about (all are told). obviously dominant: every type of every agent has an "
    "obviously dominant choice; dominant: a dominant one; Nash: at every profile of types, known to all, some choices "
    "are a Nash equilibrium; Bayesian: some strategies are a Bayesian Nash equilibrium"
)


@app.command()
def polarized(
    files: Markets,
    reading: Annotated[str, typer.Option(help=POLARIZED_READINGS)] = "beside endowment",
    domain: Annotated[bool, typer.Option("--domain", help=ON_DOMAIN)] = False,
    svg: Annotated[
        Path | None,
        typer.Option(help="directory for a picture of every menu of two tasks", callback=output.directory),
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Does every agent choose among polarized rays, or have the remedial menu? (VS, before Theorem 2)"""
    from proofs.cli import market_questions as questions

    def decide(file: str, mechanism: Mechanism) -> Answered:
        if svg is not None:
            questions.draw(mechanism, svg, names_at(files, values_of(at))[file])
        return questions.polarized(file, mechanism, reading, domain)

    read = " ".join([*([reading] if reading != "beside endowment" else []), *(["domain"] if domain else [])])
    ask_markets(files, ("polarized", read), decide, at, as_json, out)


@app.command()
def osp(
    files: Markets,
    dominance: Annotated[str, typer.Option(help=DOMINANCE_READINGS)] = "deviations",
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the trading mechanism obviously strategy-proof?"""
    from proofs.cli import market_questions as questions

    read = "" if dominance == "deviations" else dominance
    ask_markets(files, ("osp", read), lambda file, given: questions.osp(file, given, dominance), at, as_json, out)


@app.command()
def choice(
    files: Markets,
    reading: Annotated[str, typer.Option(help=CHOICE_READINGS)] = "",
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The value of choice (VS, section 2): does a bilateral trade improve on the status quo? What can be constant?"""
    from proofs.cli import market_questions as questions

    ask_markets(
        files, ("choice", reading), lambda file, given: questions.choice(file, given, reading), at, as_json, out
    )


@app.command()
def select(
    files: Markets,
    choices: Annotated[str, typer.Option(help="a choice profile, for example j1=1,j2=0; others keep 0")] = "",
    ties: Annotated[str, typer.Option(help=TIES_READINGS)] = "designer",
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Ex-post optimal selection (VS, 3.1): at a choice profile, its expected cost, never worse than the status quo?

    A question about the menus alone: a selection or strategy in the file is not used. Agents choose myopically, and of
    equally good choices the one that the designer prefers, unless --ties says otherwise.
    """
    from proofs.cli import market_questions as questions

    read = " ".join([*([choices] if choices else []), *(["ties", ties] if ties != "designer" else [])])
    ask_markets(
        files, ("select", read), lambda file, given: questions.select(file, given, choices, ties), at, as_json, out
    )


@app.command()
def cost(
    files: Markets,
    ties: Annotated[str, typer.Option(help=OPEN_TIES)] = "",
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """What the file's own selection and strategies cost in expectation, agent by agent, beside the status quo.

    Where agents draw their menus, what each combination costs that may be drawn, and what all cost in expectation.
    """
    from proofs.cli import market_questions as questions

    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.lotteries import lottery_from_plain

        task = opened(file, lottery_from_plain, values)
        named = certificate_name(name, "cost", f"ties {ties}" if ties else "")
        if task.left:
            question = partial(questions.lottery_cost, file, ties=ties)
            return decided(file, named, lambda: market_for_all(task, question), out)
        draws = task.member()
        return decided(file, named, lambda: Decision(*questions.lottery_cost(file, draws, ties)), out)

    leave_with(answers_about(files, answer, values), as_json)


@app.command()
def market(
    files: Markets,
    copies: Annotated[list[int] | None, typer.Option(min=1, help="exact cost per capita of so many copies")] = None,
    law: Annotated[int, typer.Option(min=0, help=LAW)] = 0,
    within: Annotated[str, typer.Option(help=WITHIN)] = "",
    ties: Annotated[str, typer.Option(help=TIES_READINGS)] = "designer",
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The large-market program (VS, section 4) for the file's menus, its dual, and small replicas.

    With --law the whole distribution of the cost per copy (Proposition 3): its law for 1, 2, ... copies, how likely it
    is far from the large market's value, and a bound on that for every number of copies.
    """
    from proofs.cli import market_questions as questions

    if within and not law:
        raise BadInput("--within: it is for the laws of the cost per copy; give --law N, too")
    parts = [*(["copies", *copies] if copies else []), *(["law", law, *([within] if within else [])] if law else [])]
    read = " ".join(map(str, [*parts, *(["ties", ties] if ties != "designer" else [])]))

    def decide(file: str, given: Mechanism) -> Answered:
        return questions.large(file, given, copies or [], ties, law, within)

    ask_markets(files, ("market", read), decide, at, as_json, out)


@app.command()
def equilibria(
    files: Markets,
    concept: Annotated[str, typer.Option(help=CONCEPT)] = "obviously dominant",
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Which equilibria has the game that the mechanism makes, also where preferences are not linear? (VS, footnote 16)

    Every agent with a choice has finitely many types, with costs or with a table of workloads; mixtures are not looked
    at. Also whether the mechanism's own strategies are an equilibrium, and what the equilibria cost.
    """
    from proofs.cli import market_questions as questions

    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.games import load_game

        played = load_game(file, values)
        named = certificate_name(name, "equilibria", "" if concept == "obviously dominant" else concept)
        return decided(file, named, lambda: questions.equilibria(file, played, concept), out)

    leave_with(answers_about(files, answer, values), as_json)


@app.command()
def classes(
    files: Markets,
    write: Annotated[
        Path | None, typer.Option(help="a market file to write, of one file, with classes as tasks", metavar="FILE")
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the mechanism one of classes of tasks (VS, footnote 12)? The file names them: "classes".

    Whether whatever is selected keeps, for every agent, the shares of the status quo within each class, and how much of
    each class everybody does; and whether amounts of the classes that are divided without rest divide every task.
    """
    from proofs.cli import market_questions as questions
    from proofs.cli.domination import check_new, write_market

    if write is not None:
        check_new(write)
        if len(files) > 1:
            raise BadInput("--write: there are several files, and one is written; give one file")

    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.markets import load_classes

        given, divided = load_classes(file, values)
        smaller = None if write is None else questions.as_tasks(file, given, divided)
        named = certificate_name(name, "classes", "")
        found = decided(file, named, lambda: Decision(*questions.classes(file, given, divided), shows=(given,)), out)
        if smaller is not None and write is not None:
            write_market(smaller, write)
        return found

    leave_with(answers_about(files, answer, values), as_json)


def ask_markets(
    files: list[str],
    question: tuple[str, str],
    decide: Callable[[str, Mechanism], Answered],
    at: list[str] | None,
    as_json: bool,
    out: Path,
) -> NoReturn:
    """Put one question to every market file; of a parameter that `--at` gives no value, for all of its values.

    `question` is the command and its reading, empty for the default.
    """

    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.markets import market_from_plain

        task = opened(file, market_from_plain, values)
        named = certificate_name(name, *question)
        if task.left:
            return decided(file, named, lambda: market_for_all(task, lambda mechanism: decide(file, mechanism)), out)
        mechanism = task.member()
        return decided(file, named, lambda: Decision(*decide(file, mechanism), shows=(mechanism,)), out)

    leave_with(answers_about(files, answer, values), as_json)
