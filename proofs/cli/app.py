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
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from proofs.cli.sections import Sectioned
from proofs.formats.parameters import NO_VALUES
from proofs.plain import output
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.verdicts import Verdict
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

HOLDS, FAILS, BAD_INPUT, UNDECIDED = 0, 1, 2, 3
INTERRUPTED = 130
"""As shells have it: 128 and the number of the signal."""

Files = Annotated[list[str], typer.Argument(help="problem files (- is standard input)", metavar="FILE...")]
AsJson = Annotated[bool, typer.Option("--json", help="one JSON object per line on standard output")]
Out = Annotated[
    Path, typer.Option("--out", help="directory for certificates", metavar="DIR", callback=output.directory)
]
At = Annotated[
    list[str] | None,
    typer.Option(
        "--at", help="a number for a parameter of the files, for example p=1/3; can be repeated", metavar="NAME=NUMBER"
    ),
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
    more: Mapping[str, Any] = field(default_factory=dict)
    """What the JSON of the answer has beside them."""
    everywhere: bool | None = None
    """Of an answer for all values of a parameter, whether what was asked holds for every one of them."""
    interrupted: bool = False
    """Whether somebody interrupted, and it answers only what was done by then."""


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
        if self.holds and self.decision.everywhere is False:
            return FAILS
        return {True: HOLDS, False: FAILS, None: UNDECIDED}[self.holds]

    def to_plain(self) -> dict[str, Any]:
        from exact.verdicts import evidence_to_plain

        plain: dict[str, Any] = {
            "file": self.file,
            "statement": self.decision.verdict.statement.sentence(),
            "holds": self.holds,
            "evidence": evidence_to_plain(self.decision.verdict.evidence),
            "certificate": None if self.certificate is None else str(self.certificate),
            "seconds": round(self.seconds, 3),
            "checking_seconds": round(self.checking, 3),
        }
        if self.decision.everywhere is not None:
            plain["for_every_value"] = self.decision.everywhere
        if self.decision.others:
            plain["others"] = [{"statement": v.statement.sentence(), "holds": v.holds} for v in self.decision.others]
        return {**plain, **self.decision.more}


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
) -> Iterable[Answer | Fault | BadInput]:
    """The answer about each file, which is given with the name of what is written about it.

    That names the values of parameters: other values are another question. Who interrupts is told which files are left.
    """
    from proofs.certificates import NotAccepted

    names = names_at(files, at)
    for place, file in enumerate(files):
        try:
            yield answer(file, names[file])
        except BadInput as error:
            yield error
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


def leave_with(answers: Iterable[Answer | Fault | BadInput], as_json: bool) -> NoReturn:
    """Print the answers (a table when there are several) and leave with the status that they add up to.

    Who interrupts gets the answers about the files that are done.
    """
    collected: list[Answer] = []
    statuses: set[int] = set()
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
    if not as_json and len(collected) > 1:
        _print_table(collected)
    elif not as_json and collected:
        _print_one(collected[0])
    raise typer.Exit(next((s for s in (INTERRUPTED, BAD_INPUT, FAILS, UNDECIDED) if s in statuses), HOLDS))


def _status_told(answer: Answer | Fault | BadInput, as_json: bool) -> int:
    """The status of one answer; said at once are what is wrong, and its JSON."""
    if isinstance(answer, BadInput):
        complain(str(answer))
        return BAD_INPUT
    if isinstance(answer, Fault):
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


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def complain(message: str) -> None:
    print(f"proofs: {message}", file=sys.stderr)


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
