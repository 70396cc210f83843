"""Commands about files: `verify`, `schema`."""

from __future__ import annotations

import json
import signal
from typing import Annotated, Any

import typer

from proofs.cli.app import BAD_INPUT, FAILS, HOLDS, UNDECIDED, AsJson, app, print_json


@app.command()
def verify(
    files: Annotated[list[str], typer.Argument(help="certificates (- is standard input)", metavar="FILE...")],
    as_json: AsJson = False,
) -> None:
    """Run the independent checker over certificates, within the time and memory that it allows itself for each."""
    from proofs import checker

    files = ["/dev/stdin" if file == "-" else file for file in files]
    if not as_json:
        raise typer.Exit(checker.main(files, checker.bound))
    statuses = set()
    for file in files:
        status, found = _checked(file)
        statuses.add(status)
        print_json({"file": file, **found})
    raise typer.Exit(next((s for s in (BAD_INPUT, FAILS, UNDECIDED) if s in statuses), HOLDS))


def _checked(file: str) -> tuple[int, dict[str, Any]]:
    """The exit status of one certificate, and what `proofs verify --json` says of it."""
    from proofs import checker

    try:
        checker.bound(file)
        return HOLDS, {"verified": True, "shows": checker.verify(checker.read(file))}
    except checker.NotACertificate as error:
        return BAD_INPUT, {"verified": None, "reason": str(error)}
    except checker.TooMuch as error:
        return UNDECIDED, {"verified": None, "reason": f"undecided: {error}"}
    except MemoryError:
        reason = "undecided: it takes more memory than is used for one certificate"
        return UNDECIDED, {"verified": None, "reason": reason}
    except checker.Refused as error:
        return FAILS, {"verified": False, "reason": str(error)}
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)


@app.command()
def schema(market: Annotated[bool, typer.Option("--market", help="that of market files")] = False) -> None:
    """Print the JSON Schema of problem files, or of market files."""
    from proofs.formats.market_schema import market_schema
    from proofs.formats.parametric_schema import schema_with_parameters
    from proofs.reduced_form.problem.model import problem_schema

    print(json.dumps(schema_with_parameters(market_schema() if market else problem_schema()), indent=2))
