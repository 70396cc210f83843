"""The command `proofs`.

Exit status: 0 the statement holds, 1 it does not, 2 bad input, 3 undecided; where several apply, 2 comes before 1 and
1 before 3. With `--json` standard output holds one JSON object per line and nothing else; progress goes to standard
error.

No yes or no is printed before the independent checker has accepted its certificate. If it does not, that is an internal
fault: one sentence on standard error, status 3, and the certificate is kept.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

from proofs.cli import (  # noqa: F401  # each registers its commands
    allocation,
    applications,
    best,
    boundary,
    conditions,
    cones,
    domination,
    files,
    lotteries,
    matrices,
    new,
    papers,
    polyhedra,
    programs,
    self_test,
    structures,
    trading,
    universal,
)
from proofs.cli.answers import BAD_INPUT
from proofs.cli.app import INTERRUPTED, app, complain, refuse
from proofs.plain.reading import BadInput, Remark

KEPT = "certificates written so far are kept"
ANEW = "what is not answered is begun anew when it is asked again"


def _interrupted() -> str:
    """What was under way when somebody interrupted, what is kept, and how to go on.

    A command with `--resume` says by itself where that goes on.
    """
    from typer.main import get_command

    from proofs.report.progress import stopped

    asked = getattr(get_command(app), "commands", {}).get(next(iter(sys.argv[1:]), ""))
    resumes = any("--resume" in option.opts for option in (asked.params if asked else ()))
    where = f" in {stopped()}" if stopped() else ""
    return "; ".join([f"interrupted{where}", KEPT, *([] if resumes else [ANEW])])


def _print_remarks() -> None:
    """Let remarks about the reading of a file be sentences on standard error."""
    other = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *rest: Any, **named: Any) -> None:
        if issubclass(category, Remark):
            complain(str(message))
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
        refuse(error, sys.argv[1:])
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        complain(_interrupted())
        sys.exit(INTERRUPTED)
    except SystemExit as left:
        # Within a command typer has already made a status of the interruption.
        if left.code == INTERRUPTED:
            complain(_interrupted())
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        complain(f"{error.filename or 'output'}: cannot be used: {error.strerror or error}; name another place")
        sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
