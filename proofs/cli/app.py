"""What the commands share: answers, how they are printed, and the exit status.

Exit status: 0 the statement holds (for every value of a parameter that is left open), 1 it does not, 2 bad input, 3
undecided; where several apply, 2 comes before 1 and 1 before 3. With `--json` standard output holds one JSON object per
line and nothing else; progress goes to standard error.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from proofs.cli.answers import BAD_INPUT, FAILS, HOLDS, UNDECIDED, Answer, Decision
from proofs.cli.forms import document_asked, json_asked
from proofs.cli.sections import Sectioned
from proofs.formats.parameters import NO_VALUES
from proofs.plain import output
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from proofs.certificates import NotAccepted


app = typer.Typer(
    cls=Sectioned,
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Exact verdicts, with certificates, on two papers about allocation mechanisms.",
)

INTERRUPTED = 130
"""As shells have it: 128 and the number of the signal."""

Files = Annotated[list[str], typer.Argument(help="problem files (- is standard input)", metavar="FILE...")]
_asking: ContextVar[tuple[str, bool]] = ContextVar("asking", default=("", False))
"""The command that runs, and whether its answers are JSON."""


def _json(context: typer.Context, asked: bool) -> bool:
    """Whether JSON is asked for, by `--json` or by `--format json`; kept with the name of the command."""
    _asking.set((context.info_name or "", asked or json_asked()))
    return asked or json_asked()


AsJson = Annotated[bool, typer.Option("--json", help="one JSON object per line on standard output", callback=_json)]
Out = Annotated[
    Path, typer.Option("--out", help="directory for certificates", metavar="DIR", callback=output.directory)
]
At = Annotated[
    list[str] | None,
    typer.Option(
        "--at", help="a number for a parameter of the files, for example p=1/3; can be repeated", metavar="NAME=NUMBER"
    ),
]
Whole = Annotated[bool, typer.Option("--all", help="print long lists whole")]
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


def values_of(at: list[str] | None) -> dict[str, Fraction]:
    """What `--at` gives for each parameter. Raises `BadInput`."""
    from exact.rationals import rational

    found: dict[str, Fraction] = {}
    for given in at or ():
        name, equals, number = (part.strip() for part in given.partition("="))
        if not equals:
            raise BadInput(f"--at {given}: write NAME=NUMBER, for example p=1/3")
        if name in found:
            raise BadInput(f"--at {given}: a value of {name} is given already; give one")
        try:
            found[name] = rational(number, f"--at {name}")
        except ValueError as error:
            raise BadInput(str(error)) from error
    return found


def certificate_name(name: str, question: str, reading: str) -> str:
    """What the certificate of a question about a file is called: another reading is another certificate."""
    return ".".join([name, question, *([output.part(reading)] if reading else [])])


def in_full(whole: bool, decide: Callable[[], Decision]) -> Callable[[], Decision]:
    """The same decision with its lists told whole if that is asked for, else cut."""

    def told() -> Decision:
        from proofs.report.layout import printing

        with printing(whole):
            return decide()

    return told


def decided(file: str, name: str, decide: Callable[[], Decision], out: Path) -> Answer:
    """Decide, and write the certificate of this name at once; `NotAccepted` if the checker refuses it."""
    from proofs.certificates import certificate
    from proofs.report.progress import working

    start = time.perf_counter()
    with working(name):
        decision = decide()
    seconds = time.perf_counter() - start
    shown = [verdict for verdict in (decision.verdict, *decision.others) if verdict.holds is not None]
    path, checking = saved(certificate(shown), out, name) if shown else (None, 0.0)
    return Answer(file, decision, path, seconds, checking)


def answers_about(
    files: list[str], answer: Callable[[str, str], Answer], at: Mapping[str, Fraction] = NO_VALUES
) -> Iterable[Answer | Fault | Unread]:
    """The answer about each file, which is given with the name of what is written about it.

    That names the values of parameters: other values are another question. Who interrupts is told which files are left.
    """
    from proofs.certificates import NotAccepted

    names = names_at(files, at)
    for place, file in enumerate(files):
        try:
            yield answer(file, names[file])
        except BadInput as error:
            yield Unread(file, error)
        except NotAccepted as refusal:
            yield Fault(file, refusal)
        except KeyboardInterrupt:
            if len(files) > 1:
                complain(f"{place} of {len(files)} files answered; ask again about {' '.join(files[place:])}")
            raise


def names_at(files: list[str], at: Mapping[str, Fraction]) -> dict[str, str]:
    """The names of what is written about the files where their parameters have these values."""
    values = " ".join(f"{name}={value}" for name, value in sorted(at.items()))
    return {file: certificate_name(name, "at", values) if at else name for file, name in output.names(files).items()}


def leave_with(answers: Iterable[Answer | Fault | Unread], as_json: bool) -> NoReturn:
    """Print the answers (a table when there are several) in the form asked for; leave with the status they add up to.

    Who interrupts gets the answers about the files that are done.
    """
    collected: list[Answer] = []
    statuses: set[int] = set()
    document = document_asked()
    if as_json and document is not None:
        raise BadInput("--json, --html and --format choose one form; leave out the others")
    try:
        for answer in answers:
            statuses.add(_status_told(answer, as_json))
            if isinstance(answer, Answer):
                collected.append(answer)
                if answer.decision.interrupted:
                    if isinstance(answers, Generator):
                        answers.throw(KeyboardInterrupt())
                    raise KeyboardInterrupt
    except KeyboardInterrupt:
        statuses.add(INTERRUPTED)
    if document is not None and collected:
        print(document([answer.on_a_page() for answer in collected]))
    elif not as_json and len(collected) > 1:
        _print_table(collected)
    elif not as_json and collected:
        _print_one(collected[0])
    raise typer.Exit(next((s for s in (INTERRUPTED, BAD_INPUT, FAILS, UNDECIDED) if s in statuses), HOLDS))


def _status_told(answer: Answer | Fault | Unread, as_json: bool) -> int:
    """The status of one answer; said at once are what is wrong, and its JSON."""
    if isinstance(answer, Fault | Unread):
        complain(str(answer))
    if as_json:
        print_json(answer.to_plain())
    return answer.status


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


def print_json(value: Mapping[str, Any]) -> None:
    """One line of JSON, with the command that says it."""
    print(json.dumps(line_of(value), ensure_ascii=False), flush=True)


def line_of(value: Mapping[str, Any]) -> dict[str, Any]:
    """What a line of JSON says, with the command that says it first (`proofs.formats.answer_schema`)."""
    command, _ = _asking.get()
    return {"command": command, **value}


def refuse(error: BadInput, given: Iterable[str]) -> None:
    """Say what was wrong with the input, in JSON too if that is asked for; `given` are the arguments."""
    complain(str(error))
    if _asking.get()[1]:
        named = (file for file in given if str(error).startswith((f"{file}: ", f"{file}, line ")))
        print_json(Unread(next(named, None), error).to_plain())


def complain(message: str) -> None:
    print(f"proofs: {message}", file=sys.stderr)


@dataclass(frozen=True)
class Unread:
    """No answer about one file, or about what was asked: it cannot be read, or is not fit for the question."""

    file: str | None
    error: BadInput

    @property
    def status(self) -> int:
        return BAD_INPUT

    def __str__(self) -> str:
        return str(self.error)

    def to_plain(self) -> dict[str, Any]:
        return {"file": self.file, "holds": None, "error": str(self.error)}


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


def saved(written: dict[str, Any], out: Path, name: str) -> tuple[Path, float]:
    """Where the certificate of this name lies, and how many seconds the checker took to accept it."""
    from proofs.certificates import save
    from proofs.report.progress import working

    start = time.perf_counter()
    with working(f"{name}: decided; the checker reads the certificate"):
        path = save(written, out / "certificates" / f"{name}.json")
    return path, time.perf_counter() - start
