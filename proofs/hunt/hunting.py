"""A hunt through many claims: executors, the journal, certificates and the table in the output directory."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exact.showing.display import counted
from proofs.certificates import NotAccepted, save
from proofs.claims import registry
from proofs.claims.claim import Claim, Reading
from proofs.claims.fingerprints import UNFINISHED, fingerprint
from proofs.hunt.chunks import ClaimFaultError, Journal
from proofs.hunt.executors import InProcess, executor
from proofs.hunt.rows import to_plain
from proofs.hunt.search import Ended, Hunt, Result
from proofs.plain.reading import BadInput, read_json


@dataclass(frozen=True)
class Options:
    """Where and how to hunt; see `proofs check --help`."""

    out: Path
    budget: int | None = None
    seconds: float | None = None
    seed: int = 0
    workers: int | None = None
    scheduler: str | None = None
    resume: bool = False


def hunt_all(
    claims: list[Claim], options: Options, modules: tuple[str, ...] = registry.MODULES
) -> Iterator[dict[str, Any]]:
    """The rows of the table, one for each reading, as they are found; each is written to disk at once.

    An interruption ends the stream after the rows found so far.
    """
    journal = Journal(options.out / "journal.jsonl", options.resume)
    deadline = None if options.seconds is None else time.monotonic() + options.seconds
    readings = [(claim, reading) for claim in claims for reading in claim.readings]
    rows: list[dict[str, Any]] = []
    before = {(row["claim"], row["reading"]): row for row in table(options.out)}
    _tell_what_changed(journal, claims, modules)
    _mark_unfinished(readings, options.out)
    with executor(options.workers, options.scheduler) as workers, _progress(len(readings)) as advance:
        # In this process work is done when it is given out: nothing may be given out ahead of a counterexample.
        ahead = 0 if isinstance(workers, InProcess) else 8
        hunt = Hunt(workers, modules, options.budget, options.seed, journal, deadline, ahead)
        endings = hunt.run_all(readings)
        while True:
            try:
                ended = next(endings, None)
                if ended is None:
                    return
                result, written = _kept(ended, options.out)
            except KeyboardInterrupt:
                print("proofs: interrupted; go on with --resume", file=sys.stderr)
                return
            claim = ended.claim
            row = {**to_plain(result, written, registry.file_of(claim.id, modules)), "fingerprint": fingerprint(claim)}
            if isinstance(ended.result, Result) and written is None:
                _remove_stale(before.get((claim.id, ended.reading.name), {}), row, options.out)
            rows.append(row)
            _save_table(rows, options.out)
            advance(claim.id)
            yield row


def _tell_what_changed(journal: Journal, claims: list[Claim], modules: tuple[str, ...]) -> None:
    """Say of which claims the journal is not trusted, and why, once for each file of claims."""
    changed: dict[str, list[str]] = {}
    for claim in claims if journal.known else ():
        now, states = fingerprint(claim), journal.states(claim.id)
        if not states or "-".join(now.values()) in states:
            continue
        file = registry.file_of(claim.id, modules)
        what = "its words or its code have" if file is None else f"{file} or a module that it imports has"
        same = any(state.startswith(f"{now['claim']}-") for state in states)
        changed.setdefault("the software has" if same else what, []).append(claim.id)
    for what, names in changed.items():
        others = "" if len(names) == 1 else f" and {counted(len(names) - 1, 'other claim')}"
        print(f"proofs: {names[0]}{others}: {what} changed since; begun anew", file=sys.stderr)


def table(out: Path) -> list[dict[str, Any]]:
    """The rows of the last finished check, or none. Raises `BadInput` for what is no table."""
    path = out / "table.json"
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = read_json(path)
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and {"claim", "reading"} <= set(row) for row in rows
    ):
        raise BadInput(f"{path}: is not the table of a check; name the output of a check, or move the file away")
    return rows


def _kept(ended: Ended, out: Path) -> tuple[Result, Path | None]:
    """The result of a reading, and its certificate written down; what is to be told of it goes to standard error."""
    result, written = ended.result, None
    if isinstance(result, ClaimFaultError):
        raise result
    try:
        if isinstance(result, NotAccepted):
            raise result
        written = _written(result, out)
    except NotAccepted as refusal:
        result = _faulty(ended.claim, ended.reading, refusal, out, ended.seconds)
    if result.reason and (result.counterexample is not None or isinstance(ended.result, NotAccepted)):
        print(f"proofs: {ended.claim.id} ({ended.reading.name}): {result.reason}", file=sys.stderr)
    return result, written


def _written(result: Result, out: Path) -> Path | None:
    """The certificate of a refutation, written down."""
    found = result.counterexample
    if found is None:
        return None
    return save(found.certificate, _certificate_path(result.claim, result.reading, out))


def _remove_stale(before: dict[str, Any], now: dict[str, Any], out: Path) -> None:
    """Remove the certificate that the table named of a reading which is not refuted any more.

    It stays where the claim is as it was and was not tried to the end.
    """
    path = _certificate_path(now["claim"], now["reading"], out)
    same = now["verdict"] == "undecided" and before.get("fingerprint") == now["fingerprint"]
    if before.get("certificate") is not None and Path(before["certificate"]) == path and not same:
        path.unlink(missing_ok=True)


def _certificate_path(claim: str, reading: str, out: Path) -> Path:
    return out / "certificates" / f"{f'{claim}.{reading}'.replace('/', '.').replace(' ', '-')}.json"


def _faulty(claim: Claim, reading: Reading, refusal: NotAccepted, out: Path, seconds: float) -> Result:
    """What is said of a reading when the checker does not accept its refutation, which is kept: nothing is decided."""
    kept = refusal
    if refusal.kept is None:
        try:
            save(refusal.written, _certificate_path(claim.id, reading.name, out))
        except NotAccepted as again:
            kept = again
    return Result(claim.id, reading.name, "undecided", 0, 0, 0, (), (), None, str(kept), seconds)


def _mark_unfinished(readings: list[tuple[Claim, Reading]], out: Path) -> None:
    """Say in the table of an earlier check of which readings another one is begun: rows that it ends replace these."""
    begun = {(claim.id, reading.name) for claim, reading in readings}
    rows = table(out)
    if any((row["claim"], row["reading"]) in begun for row in rows):
        _write_table([{**r, UNFINISHED: True} if (r["claim"], r["reading"]) in begun else r for r in rows], out)


def _save_table(rows: list[dict[str, Any]], out: Path) -> None:
    """Put the rows in the place of those of the same claim and reading, and keep the others."""
    new = {(row["claim"], row["reading"]) for row in rows}
    kept = [row for row in table(out) if (row["claim"], row["reading"]) not in new]
    order = {name: place for place, name in enumerate(registry.claims())}
    _write_table(sorted([*kept, *rows], key=lambda row: order.get(row["claim"], len(order))), out)


def _write_table(rows: list[dict[str, Any]], out: Path) -> None:
    path = out / "table.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    """A bar on standard error while it is a terminal; otherwise nothing."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)
