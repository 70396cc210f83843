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
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proofs.plain.reading import BadInput, Remark

if TYPE_CHECKING:
    from proofs.certificates import NotAccepted

from proofs.cli.app import BAD_INPUT, UNDECIDED, app, complain


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


TIES_READINGS = (
    "which of equally good choices is made. designer: the one that serves the designer best, as VS have it (4.2); "
    "trade: an indifferent agent trades, of equally good trades the first listed; keep: it keeps its endowment; last: "
    "the last listed; split: each as likely; cautious: the one with the best worst case, of several the first listed"
)


def saved(written: dict[str, Any], out: Path, name: str) -> tuple[Path, float]:
    """Where the certificate of this name lies, and how many seconds the checker took to accept it."""
    from proofs.certificates import save
    from proofs.report.progress import working

    start = time.perf_counter()
    with working(f"{name}: decided; the checker reads the certificate"):
        path = save(written, out / "certificates" / f"{name}.json")
    return path, time.perf_counter() - start


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
        complain(str(error))
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        complain("interrupted; certificates written so far are kept")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        complain(f"{error.filename or 'output'}: cannot be used: {error.strerror or error}; name another place")
        sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
