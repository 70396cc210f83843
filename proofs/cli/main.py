"""The command `proofs`.

Exit status: 0 the statement holds, 1 it does not, 2 bad input, 3 undecided; where several apply, 2 comes before 1 and
1 before 3. With `--json` standard output holds one JSON object per line and nothing else; progress goes to standard
error.

No yes or no is printed before the independent checker has accepted its certificate. If it does not, that is an internal
fault: one sentence on standard error, status 3, and the certificate is kept.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from exact.showing.display import counted
from exact.verdicts import Verdict
from proofs.plain import output
from proofs.plain.reading import BadInput, Remark

if TYPE_CHECKING:
    from proofs.certificates import NotAccepted
    from proofs.cli.market_questions import Answered
    from proofs.trading.markets.protocols import Mechanism

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Exact verdicts, with certificates, on two papers about allocation mechanisms.",
)

HOLDS, FAILS, BAD_INPUT, UNDECIDED = 0, 1, 2, 3
MOST_PROFILES = 20_000
"""Beyond so many type profiles only single-object problems are decided, without listing profiles."""

Files = Annotated[list[str], typer.Argument(help="problem files (- is standard input)", metavar="FILE...")]
AsJson = Annotated[bool, typer.Option("--json", help="one JSON object per line on standard output")]
Out = Annotated[
    Path, typer.Option("--out", help="directory for certificates", metavar="DIR", callback=output.directory)
]
OUT = Path("out")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"proofs {version('exact-proofs')}")
        except PackageNotFoundError:
            print("proofs, not installed: run from its sources")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="print the version")
    ] = False,
) -> None:
    """What stands before the name of a command."""


@dataclass(frozen=True)
class Decision:
    """The verdict that answers a question, others found on the way, and both in words."""

    verdict: Verdict
    short: str
    long: str
    others: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A decision about one file, the certificate that the checker has accepted, and the seconds that both took."""

    file: str
    decision: Decision
    certificate: Path | None
    seconds: float
    checking: float

    @property
    def holds(self) -> bool | None:
        return self.decision.verdict.holds

    @property
    def status(self) -> int:
        return {True: HOLDS, False: FAILS, None: UNDECIDED}[self.holds]

    def to_plain(self) -> dict[str, Any]:
        from proofs.certificates import evidence_to_plain

        plain: dict[str, Any] = {
            "file": self.file,
            "statement": self.decision.verdict.statement.sentence(),
            "holds": self.holds,
            "evidence": evidence_to_plain(self.decision.verdict.evidence),
            "certificate": None if self.certificate is None else str(self.certificate),
            "seconds": round(self.seconds, 3),
            "checking_seconds": round(self.checking, 3),
        }
        if self.decision.others:
            plain["others"] = [{"statement": v.statement.sentence(), "holds": v.holds} for v in self.decision.others]
        return plain


@dataclass(frozen=True)
class Fault:
    """No answer about one file: the checker does not accept the certificate."""

    file: str
    refusal: NotAccepted

    @property
    def status(self) -> int:
        return UNDECIDED

    def __str__(self) -> str:
        return f"{self.file}: {self.refusal}"

    def to_plain(self) -> dict[str, Any]:
        return {"file": self.file, "holds": None, "error": str(self.refusal), "certificate": str(self.refusal.kept)}


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
                try:
                    verdict = thresholds.single_object(problem, rule)
                except ValueError as error:
                    count = f"{problem.profile_count} type profiles, more than {MOST_PROFILES}"
                    raise BadInput(f"{file}: {count}, and not a single-object problem: {error}") from error
                explained = explain_thresholds(verdict)
                return Decision(verdict, explained.splitlines()[0], explained)
            verdict = implementable(problem, rule)
            return Decision(verdict, in_short(verdict), explain_implementation(verdict))

        return _decided(file, f"{name}.implement", decide, out)

    _report(_answers(files, answer), as_json)


class Engine(StrEnum):
    PPL = "ppl"
    CDDLIB = "cddlib"
    BOTH = "both"


class Layout(StrEnum):
    AUTO = "auto"
    DENSE = "dense"
    SPARSE = "sparse"
    PLAIN = "plain"


class Route(StrEnum):
    RAYS = "rays"
    VERTICES = "vertices"
    BOTH = "both"


@app.command()
def rays(
    file: Annotated[str, typer.Argument(help="a problem, a matrix, or cddlib's .ine or .ext", metavar="FILE")],
    reduced: Annotated[bool, typer.Option("--reduced", help="a problem's reduced cone: g >= 0 alone")] = False,
    engine: Annotated[Engine, typer.Option(help="both: run both, and insist that they agree")] = Engine.PPL,
    as_json: AsJson = False,
) -> None:
    """Extreme rays and lineality of a problem's projection cone W (LY (9)), or of the cone in a file.

    A matrix A stands for the cone A x >= 0. A polyhedron that is no cone gives its vertices as well, and generators
    (.ext) give inequalities back. The cone of a problem may have very many rays: its size is said first, and which
    interim rules are implementable is told faster by `proofs facets`. No certificate is written.
    """
    from proofs.formats import conversions
    from proofs.report import cones as words
    from proofs.report.progress import working

    start = time.perf_counter()
    given, notes = conversions.load(file, reduced)
    _complain(f"{file}: {words.size_in_words(given)}")
    for note in notes:
        _complain(note)
    with working(f"rays {file}"):
        found = conversions.convert(given, engine.value)
    if as_json:
        seconds = round(time.perf_counter() - start, 3)
        _print_json({"file": file, "engine": engine.value, **words.to_plain(found), "seconds": seconds})
    else:
        print(words.explain_cone(found))


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

        return _decided(file, f"{name}.design", decide, out)

    _report(_answers(files, answer), as_json)


@app.command()
def tum(
    files: Annotated[list[str], typer.Argument(help="matrices (JSON, or text) or problems", metavar="FILE...")],
    layout: Annotated[Layout, typer.Option(help="how a text file is laid out")] = Layout.AUTO,
    seed: Annotated[int, typer.Option(help="seed of the search")] = 0,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the matrix totally unimodular? Of a problem: does its projection cone preserve total unimodularity?

    Text files may be CMR's dense or sparse layout, or plain rows of integers.
    """

    def answer(file: str, name: str) -> Answer:
        from proofs.cli.unimodularity import question
        from proofs.report import matrices as words

        asked = question(file, layout.value, seed)
        read = "" if layout is Layout.AUTO else layout.value

        def decide() -> Decision:
            verdict = asked()
            return Decision(verdict, words.unimodularity_in_short(verdict), words.explain_unimodularity(verdict))

        return _decided(file, _named(name, "tum", read), decide, out)

    _report(_answers(files, answer), as_json)


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
        path, checking = _saved(written, out, f"{output.names([file])[file]}.facets")
    except NotAccepted as refusal:
        _report([Fault(file, refusal)], as_json)
    if as_json:
        took = {"seconds": round(seconds, 3), "checking_seconds": round(checking, 3)}
        _print_json({"file": file, **found.to_plain(), "certificate": str(path), **took})
        return
    print(found.to_latex() if latex else explain_facets(found, symbolic))
    if not latex:
        print(f"certificate: {path}  (check it: proofs verify {path})")


Markets = Annotated[list[str], typer.Argument(help="market files", metavar="FILE...")]
POLARIZED_READINGS = (
    "how to read the definition. beside endowment: about the rays, of both signs, in pairs of different ones; printed: "
    "to the letter, where the endowment is a ray and a ray is paired with itself (nothing satisfies that); pairs: rays "
    "of one sign are allowed; lemma 5: nobody who loses nothing by one ray gains by another"
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


TIES_READINGS = (
    "which of equally good choices is made. designer: the one that serves the designer best, as VS have it (4.2); "
    "trade: an indifferent agent trades, of equally good trades the first listed; keep: it keeps its endowment; last: "
    "the last listed; split: each as likely; cautious: the one with the best worst case, of several the first listed"
)


@app.command()
def polarized(
    files: Markets,
    reading: Annotated[str, typer.Option(help=POLARIZED_READINGS)] = "beside endowment",
    svg: Annotated[
        Path | None,
        typer.Option(help="directory for a picture of every menu of two tasks", callback=output.directory),
    ] = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Does every agent choose among polarized rays, or have the remedial menu? (VS, before Theorem 2)"""
    from proofs.cli import market_questions as questions

    def decide(file: str, mechanism: Mechanism) -> Answered:
        if svg is not None:
            questions.draw(mechanism, svg, output.names(files)[file])
        return questions.polarized(file, mechanism, reading)

    read = "" if reading == "beside endowment" else reading
    _ask_markets(files, ("polarized", read), decide, as_json, out)


@app.command()
def osp(
    files: Markets,
    dominance: Annotated[str, typer.Option(help=DOMINANCE_READINGS)] = "deviations",
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the trading mechanism obviously strategy-proof?"""
    from proofs.cli import market_questions as questions

    read = "" if dominance == "deviations" else dominance
    _ask_markets(files, ("osp", read), lambda file, given: questions.osp(file, given, dominance), as_json, out)


@app.command()
def choice(
    files: Markets,
    reading: Annotated[str, typer.Option(help=CHOICE_READINGS)] = "",
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The value of choice (VS, section 2): does a bilateral trade improve on the status quo? What can be constant?"""
    from proofs.cli import market_questions as questions

    _ask_markets(files, ("choice", reading), lambda file, given: questions.choice(file, given, reading), as_json, out)


@app.command()
def select(
    files: Markets,
    choices: Annotated[str, typer.Option(help="a choice profile, for example j1=1,j2=0; others keep 0")] = "",
    ties: Annotated[str, typer.Option(help=TIES_READINGS)] = "designer",
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Ex-post optimal selection (VS, 3.1): at a choice profile, its expected cost, never worse than the status quo?

    A question about the menus alone: a selection or strategy in the file is not used. Agents choose myopically, and of
    equally good choices the one that the designer prefers, unless --ties says otherwise.
    """
    from proofs.cli import market_questions as questions

    read = " ".join([*([choices] if choices else []), *(["ties", ties] if ties != "designer" else [])])
    _ask_markets(
        files, ("select", read), lambda file, given: questions.select(file, given, choices, ties), as_json, out
    )


@app.command()
def market(
    files: Markets,
    copies: Annotated[list[int] | None, typer.Option(min=1, help="exact cost per capita of so many copies")] = None,
    ties: Annotated[str, typer.Option(help=TIES_READINGS)] = "designer",
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The large-market program (VS, section 4) for the file's menus, its dual, and small replicas."""
    from proofs.cli import market_questions as questions

    read = " ".join(
        map(str, [*(["copies", *copies] if copies else []), *(["ties", ties] if ties != "designer" else [])])
    )
    _ask_markets(
        files, ("market", read), lambda file, given: questions.large(file, given, copies or [], ties), as_json, out
    )


def _ask_markets(
    files: list[str], question: tuple[str, str], decide: Callable[[str, Mechanism], Answered], as_json: bool, out: Path
) -> NoReturn:
    """Put one question to every market file; `question` is the command and its reading, empty for the default."""

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.markets import load_market

        mechanism = load_market(file)
        return _decided(file, _named(name, *question), lambda: Decision(*decide(file, mechanism)), out)

    _report(_answers(files, answer), as_json)


@app.command()
def verify(
    files: Annotated[list[str], typer.Argument(help="certificates", metavar="FILE...")], as_json: AsJson = False
) -> None:
    """Run the independent checker over certificates."""
    from proofs import checker

    if not as_json:
        raise typer.Exit(checker.main(files))
    status, open_ = HOLDS, False
    for file in files:
        try:
            result = {"file": file, "verified": True, "shows": checker.verify(checker.read(file))}
        except checker.TooMuch as error:
            result, open_ = {"file": file, "verified": None, "reason": f"undecided: {error}"}, True
        except checker.Refused as error:
            result, status = {"file": file, "verified": False, "reason": str(error)}, max(status, FAILS)
        except checker.NotACertificate as error:
            result, status = {"file": file, "verified": None, "reason": str(error)}, BAD_INPUT
        _print_json(result)
    raise typer.Exit(UNDECIDED if open_ and status == HOLDS else status)


@app.command()
def schema(market: Annotated[bool, typer.Option("--market", help="that of market files")] = False) -> None:
    """Print the JSON Schema of problem files, or of market files."""
    from proofs.formats.market_schema import market_schema
    from proofs.reduced_form.problem.model import problem_schema

    print(json.dumps(market_schema() if market else problem_schema(), indent=2))


@app.command()
def claims(
    names: Annotated[list[str] | None, typer.Argument(help="papers, claims or beginnings of ids")] = None,
    as_json: AsJson = False,
) -> None:
    """List the claims of the papers, with section and wording."""
    for claim in _selected(names):
        for reading in claim.readings:
            if as_json:
                entry = {"claim": claim.id, "where": claim.where, "reading": reading.name, "wording": reading.wording}
                _print_json({**entry, "printed": list(claim.printed)} if reading is claim.readings[0] else entry)
            else:
                print(f"{claim.id}  ({claim.where}; {reading.name})\n    {reading.wording}")
                if claim.printed and reading is claim.readings[0]:
                    print(f"    printed: {claim.quotation}")


@app.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(help="papers, claims or beginnings of ids")] = None,
    budget: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="instances for each reading (default: finite families whole, and its own number of random ones)",
        ),
    ] = None,
    seconds: Annotated[float | None, typer.Option(min=0, help="stop beginning new work after so many")] = None,
    seed: Annotated[int, typer.Option(help="seed of the random families")] = 0,
    workers: Annotated[int | None, typer.Option(min=0, help="processes (default: cores; 0: none but this one)")] = None,
    scheduler: Annotated[str | None, typer.Option(help="a Dask scheduler, tcp://host:port")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on with the journal of an interrupted run")] = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Hunt for counterexamples to the papers' claims; write a certificate for each that is found."""
    from proofs.hunt.hunting import Options, hunt_all
    from proofs.report.claims import print_table

    options = Options(out, budget, seconds, seed, workers, scheduler, resume)
    chosen = _selected(names)
    rows = []
    for row in hunt_all(chosen, options):
        rows.append(row)
        if as_json:
            _print_json(row)
    if not as_json:
        print_table(rows)
    endings = {row["verdict"] for row in rows}
    asked = sum(len(claim.readings) for claim in chosen)
    if len(rows) < asked:
        _complain(f"{len(rows)} of {counted(asked, 'reading')} checked")
        endings.add("undecided")
    raise typer.Exit(FAILS if "refuted" in endings else UNDECIDED if "undecided" in endings else HOLDS)


class Style(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    LATEX = "latex"


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(help="the id of a claim; `proofs claims` lists them")],
    style: Annotated[Style, typer.Option("--format", help="text, markdown or latex")] = Style.TEXT,
    out: Annotated[Path, typer.Option("--out", help="output of the check", metavar="DIR")] = OUT,
) -> None:
    """Tell a claim and its counterexample, step by step, from the last `proofs check`."""
    from proofs.hunt.hunting import table
    from proofs.report.claims import explain_claim

    rows, told = table(out), _selected([claim])
    print("\n\n".join(explain_claim(chosen, rows, style.value) for chosen in told))
    asked = {(chosen.id, reading.name) for chosen in told for reading in chosen.readings}
    if not asked <= {(row["claim"], row["reading"]) for row in rows}:
        path = (out / "table.json").absolute()
        where = f"not all of this is in {path}" if rows else f"there is no table of a check at {path}"
        _complain(f"{where}; run `proofs check`, or name the output of another check with --out")


@app.command()
def report(
    source: Annotated[Path, typer.Option("--from", help="output of the check", metavar="DIR")] = OUT,
    out: Annotated[
        Path, typer.Option("--out", help="directory for the site", metavar="DIR", callback=output.directory)
    ] = Path("site"),
) -> None:
    """Write a finished `proofs check` as a static site: the claims, their counterexamples, the worked examples."""
    from proofs.report.examples import beside_package
    from proofs.report.site import build

    site = build(source, out, _selected(None), beside_package())
    for complaint in site.complaints:
        _complain(complaint)
    print(f"{counted(site.pages, 'page')}; open {site.index}")
    raise typer.Exit(FAILS if site.complaints else HOLDS)


def _selected(names: list[str] | None) -> list[Any]:
    from proofs.claims.registry import select

    try:
        return list(select(names or []))
    except ValueError as error:
        raise BadInput(str(error)) from error


def _named(name: str, question: str, reading: str) -> str:
    """What the certificate of a question about a file is called: another reading is another certificate."""
    return ".".join([name, question, *([output.part(reading)] if reading else [])])


def _decided(file: str, name: str, decide: Callable[[], Decision], out: Path) -> Answer:
    """Decide, and write the certificate of this name at once; `NotAccepted` if the checker refuses it."""
    from proofs.certificates import certificate
    from proofs.report.progress import working

    start = time.perf_counter()
    with working(name):
        decision = decide()
    seconds = time.perf_counter() - start
    shown = [verdict for verdict in (decision.verdict, *decision.others) if verdict.holds is not None]
    path, checking = _saved(certificate(shown), out, name) if shown else (None, 0.0)
    return Answer(file, decision, path, seconds, checking)


def _saved(written: dict[str, Any], out: Path, name: str) -> tuple[Path, float]:
    """Where the certificate of this name lies, and how many seconds the checker took to accept it."""
    from proofs.certificates import save
    from proofs.report.progress import working

    start = time.perf_counter()
    with working(f"{name}: decided; the checker reads the certificate"):
        path = save(written, out / "certificates" / f"{name}.json")
    return path, time.perf_counter() - start


def _answers(files: list[str], answer: Callable[[str, str], Answer]) -> Iterable[Answer | Fault | BadInput]:
    """The answer about each file, which is given with the name of what is written about it."""
    from proofs.certificates import NotAccepted

    names = output.names(files)
    for file in files:
        try:
            yield answer(file, names[file])
        except BadInput as error:
            yield error
        except NotAccepted as refusal:
            yield Fault(file, refusal)


def _report(answers: Iterable[Answer | Fault | BadInput], as_json: bool) -> NoReturn:
    """Print the answers (a table when there are several) and leave with the status that they add up to."""
    collected: list[Answer] = []
    statuses: set[int] = set()
    for answer in answers:
        if isinstance(answer, BadInput):
            _complain(str(answer))
            statuses.add(BAD_INPUT)
            continue
        statuses.add(answer.status)
        if isinstance(answer, Fault):
            _complain(str(answer))
        else:
            collected.append(answer)
        if as_json:
            _print_json(answer.to_plain())
    if not as_json and len(collected) > 1:
        _print_table(collected)
    elif not as_json and collected:
        _print_one(collected[0])
    raise typer.Exit(next((s for s in (BAD_INPUT, FAILS, UNDECIDED) if s in statuses), HOLDS))


def _print_one(answer: Answer) -> None:
    print(answer.decision.long)
    if answer.certificate is not None:
        print(f"certificate: {answer.certificate}  (check it: proofs verify {answer.certificate})")


def _print_table(answers: list[Answer]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("file", "holds", "evidence", "certificate", "seconds")
    table.columns[-1].justify = "right"
    short = {answer.file: Path(answer.file).name for answer in answers}
    told = short if len(set(short.values())) == len(short) else {file: file for file in short}
    for answer in answers:
        holds = {True: "yes", False: "no", None: "undecided"}[answer.holds]
        table.add_row(told[answer.file], holds, answer.decision.short, str(answer.certificate), f"{answer.seconds:.2f}")
    # Piped output is not cut to the width of a terminal that is not there.
    Console(width=None if sys.stdout.isatty() else 200, markup=False).print(table)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _complain(message: str) -> None:
    print(f"proofs: {message}", file=sys.stderr)


def _print_remarks() -> None:
    """Let remarks about the reading of a file be sentences on standard error."""
    other = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *rest: Any, **named: Any) -> None:
        if issubclass(category, Remark):
            _complain(str(message))
        else:
            other(message, category, *rest, **named)

    warnings.simplefilter("always", Remark)
    warnings.showwarning = show


def main() -> None:
    """The entry point: bad input is one sentence and status 2; an interruption is no traceback."""
    _print_remarks()
    try:
        app()
    except BadInput as error:
        _complain(str(error))
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        _complain("interrupted; certificates written so far are kept")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        _complain(f"{error.filename or 'output'}: cannot be used: {error.strerror or error}; name another place")
        sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
