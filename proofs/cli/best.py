"""`proofs best`: which mechanism to use in a market, and how much better it is than the status quo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

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
    values_of,
)
from proofs.cli.trading import Markets
from proofs.plain import output

if TYPE_CHECKING:
    from proofs.trading.markets.mechanisms import Mechanism
    from proofs.trading.value.best import BestReport, Row

    Mechanisms = dict[str, tuple[Mechanism, Path]]
    """The mechanisms of the rows, and the files that they go to."""

AMONG = (
    "a class of mechanisms, instead of all: status quo, constant, bilateral, rays (polarized rays, ex-post optimal), "
    "obvious (obviously strategy-proof on the types), incentive (Bayesian incentive compatible); can be repeated"
)


UNWRITTEN = (
    "no market file says the mechanism, for its menus are drawn at random, or it is no trading protocol; the "
    "certificate has it"
)


@app.command()
def best(
    files: Markets,
    large: Annotated[bool, typer.Option("--large", help="the large market: tasks are done in expectation")] = False,
    among: Annotated[list[str] | None, typer.Option(help=AMONG)] = None,
    seconds: Annotated[float, typer.Option(min=0, help="for each search; what is not decided is enclosed")] = 20,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Which mechanism should the market use? The least cost of six classes (VS, sections 2 to 5), from the status quo.

    The mechanism that attains it is written as a market file to DIR/mechanisms, where a file can say it. Menus,
    selection and endowment of the file are not used.
    """
    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.markets import load_market
        from proofs.plain.keys import unknown_word
        from proofs.plain.reading import BadInput, blaming
        from proofs.trading.value.best import CLASSES, BestInterrupted, decide_best

        for word in among or []:
            if word not in CLASSES:
                several = "; for several classes give --among once for each" if "," in word else ""
                raise BadInput(unknown_word(word, CLASSES, "--among") + several)
        market = load_market(file, values).market
        asked = " ".join([*(["large"] if large else []), *(among or [])])
        mechanisms: Mechanisms = {}

        def decide() -> Decision:
            interrupted = False
            try:
                with blaming(file):
                    report = decide_best(market, seconds, large=large, among=among or CLASSES)
            except BestInterrupted as stopped:
                report, interrupted = stopped.report, True
            for row in report.rows:
                if row.mechanism is not None:
                    written = certificate_name(name, output.part(row.among), asked)
                    mechanisms[row.among] = row.mechanism, out / "mechanisms" / f"{written}.json"
            return replace(_decision(report, mechanisms), interrupted=interrupted)

        found = decided(file, certificate_name(name, "best", asked), decide, out)
        for mechanism, path in mechanisms.values():
            _write(mechanism, path)
        return found

    leave_with(answers_about(files, answer, values), as_json)


def _decision(report: BestReport, mechanisms: Mechanisms) -> Decision:
    from proofs.trading.value.best import explain_best

    words = explain_best(report)
    where = [f"{among}: the mechanism is in {path}" for among, (_, path) in mechanisms.items()]
    if report.large and set(mechanisms) - {"status quo", "constant"}:
        where.append("what mechanisms of trade cost in the large market `proofs market` says, and not `proofs cost`")
    where += [f"{row.among}: {UNWRITTEN}" for row in report.rows if row.most is not None and row.mechanism is None]
    first, *others = report.verdicts
    more = {"table": [_plain(row, mechanisms) for row in report.rows], **_cheapest(report)}
    return Decision(first, words.splitlines()[-1], "\n".join([words, *where]), tuple(others), more)


def _cheapest(report: BestReport) -> dict[str, Any]:
    """The cheapest mechanism that a market file can say, of several the one of the first class."""
    from proofs.formats.market_writing import market_to_plain

    known = [(row.most, row.mechanism) for row in report.rows if row.most is not None and row.mechanism is not None]
    return {"mechanism": market_to_plain(min(known, key=lambda each: each[0])[1])} if known else {}


def _write(mechanism: Mechanism, path: Path) -> None:
    from proofs.formats.market_writing import market_to_plain

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(market_to_plain(mechanism), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(row: Row, mechanisms: Mechanisms) -> dict[str, Any]:
    from exact.rationals import text

    ends: Sequence[tuple[str, Any]] = (("least", row.least), ("most", row.most))
    return {
        "among": row.among,
        **{key: None if value is None else text(value) for key, value in ends},
        "mechanism": str(mechanisms[row.among][1]) if row.among in mechanisms else None,
        "note": row.note,
    }
