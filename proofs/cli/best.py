"""`proofs best`: which mechanism to use in a market, and how much better it is than the status quo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from proofs.cli.app import OUT, Answer, AsJson, Decision, Out, answers_about, app, certificate_name, decided, leave_with
from proofs.cli.trading import Markets
from proofs.plain import output

if TYPE_CHECKING:
    from proofs.trading.value.best import BestReport, Row

AMONG = (
    "a class of mechanisms, instead of all: status quo, constant, bilateral, rays (polarized rays, ex-post optimal), "
    "obvious (obviously strategy-proof on the types), incentive (Bayesian incentive compatible); can be repeated"
)


@app.command()
def best(
    files: Markets,
    large: Annotated[bool, typer.Option("--large", help="the large market: tasks are done in expectation")] = False,
    among: Annotated[list[str] | None, typer.Option(help=AMONG)] = None,
    seconds: Annotated[float, typer.Option(min=0, help="for each search; what is not decided is enclosed")] = 20,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Which mechanism should the market use? The least cost of six classes (VS, sections 2 to 5), from the status quo.

    The mechanism that attains it is written as a market file to DIR/mechanisms. Menus, selection and endowment of the
    file are not used.
    """

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.markets import load_market
        from proofs.plain.reading import blaming
        from proofs.trading.value.best import CLASSES, decide_best

        market = load_market(file).market

        def decide() -> Decision:
            with blaming(file):
                report = decide_best(market, seconds, large=large, among=among or CLASSES)
            return _decision(report, out, name)

        asked = " ".join([*(["large"] if large else []), *(among or [])])
        return decided(file, certificate_name(name, "best", asked), decide, out)

    leave_with(answers_about(files, answer), as_json)


def _decision(report: BestReport, out: Path, name: str) -> Decision:
    from proofs.trading.value.best import explain_best

    written = {row.among: path for row in report.rows if (path := _written(report, row, out, name)) is not None}
    words = [explain_best(report), *(f"{among}: the mechanism is in {path}" for among, path in written.items())]
    more = {"table": [_plain(row, written) for row in report.rows]}
    first, *others = report.verdicts
    return Decision(first, words[0].splitlines()[-1], "\n".join(words), tuple(others), more)


def _written(report: BestReport, row: Row, out: Path, name: str) -> Path | None:
    """Where the market file of the row's mechanism was written, or `None` where there is none."""
    from proofs.formats.market_writing import market_to_plain

    if row.mechanism is None:
        return None
    kind = output.part(row.among)
    path = out / "mechanisms" / f"{name}.{'large.' if report.large else ''}{kind}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(market_to_plain(row.mechanism), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _plain(row: Row, written: dict[str, Path]) -> dict[str, Any]:
    from exact.rationals import text

    ends: Sequence[tuple[str, Any]] = (("least", row.least), ("most", row.most))
    return {
        "among": row.among,
        **{key: None if value is None else text(value) for key, value in ends},
        "mechanism": str(written[row.among]) if row.among in written else None,
        "note": row.note,
    }
