"""The lines of the checker that no accepted certificate of the corpus reaches, with the reason for each.

Lines that only refuse are not counted in the first place. A line is named by its function and its text; a reason that
is no longer needed has to go.
"""

from __future__ import annotations

REFUSES = "the value makes the caller refuse"
USAGE = "the command was called without a certificate"

UNREACHED: dict[tuple[str, str], str] = {
    ("determinant", "return 0"): "a submatrix that shows something has determinant 2 or more, in size",
    ("System.contains", "return False"): REFUSES,
    ("System.recedes", "return False"): REFUSES,
    ("laminar", "return False"): REFUSES,
    ("Problem.solves", "return False"): REFUSES,
    ("TradingSet.holds", "return False"): "it is asked of bundles that must be in the set, or the caller refuses",
    ("unique_solution", "return None"): "",
    ("Protocol.is_feasible", "return False"): REFUSES,
    ("Work.__init__", "self.done = 0"): "it runs once, when the checker is imported",
    ("main", "print(USAGE, file=sys.stdout if paths else sys.stderr)"): USAGE,
    ("main", "return 0 if paths else 2"): USAGE,
    ("main", "except NotACertificate as error:"): "what is no certificate is not accepted",
    ("main", 'print(line(f"{path}: {error}"), file=sys.stderr)'): "what is no certificate is not accepted",
    ("main", "status = 2"): "what is no certificate is not accepted",
    ("main", "except Refused as error:"): REFUSES,
    ("main", 'print(line(f"{path}: refused: {error}"))'): REFUSES,
    ("main", "status = max(status, 1)"): REFUSES,
}
