"""Commands about files: `verify`, `schema`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from proofs.cli.app import BAD_INPUT, FAILS, HOLDS, UNDECIDED, AsJson, app, print_json


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
        print_json(result)
    raise typer.Exit(UNDECIDED if open_ and status == HOLDS else status)


@app.command()
def schema(market: Annotated[bool, typer.Option("--market", help="that of market files")] = False) -> None:
    """Print the JSON Schema of problem files, or of market files."""
    from proofs.formats.market_schema import market_schema
    from proofs.reduced_form.problem.model import problem_schema

    print(json.dumps(market_schema() if market else problem_schema(), indent=2))
