"""The lines of the checker that no accepted certificate of the corpus reaches, with the reason for each.

Lines that only refuse are not counted in the first place. A line is named by its function and its text; a reason that
is no longer needed has to go.
"""

from __future__ import annotations

REFUSES = "after that the certificate is refused"
OPEN = "after that the certificate is left open"
NONE = "what is no certificate is not accepted"
USAGE = "the command was called without a certificate"
IMPORT = "it runs once, when the checker is imported"
EARLIER = "earlier versions wrote that, and the software no longer does; tests/proofs/test_old_certificates.py reads it"
PROCESS = "it bounds or mutes the process of the command, which is not that of the tests; tests of the command try it"

TRIED = "the software asks for none in the corpus; tests/proofs/test_checker_for_all_values.py does"
CLAIMED = "certificates of claims are accepted in the tests of claims"
FUNCTIONS: dict[str, str] = {"bound": PROCESS, "unprinted": PROCESS, "with_instances": CLAIMED}
"""Functions that serve the command alone."""

UNREACHED: dict[tuple[str, str], str] = {
    ("verify_all", "shown.add(kind, about, holds)"): CLAIMED,
    ("Domain.__init__", "self.require_burdens()"): CLAIMED,
    ("Work.__init__", "self.done, self.limit = 0, self.least"): IMPORT,
    (
        "Work.__init__",
        "self.burdens = False  # whether a claim is refuted: claims about markets are about costs from 0 on",
    ): IMPORT,
    (
        "Work.__init__",
        "self.problem: dict[bytes, Problem] = {}  # the last one read, by the data that describe it",
    ): IMPORT,
    (
        "Work.__init__",
        "self.piece: Piece | None = None  # where the parameter is of which numbers may be formulas",
    ): IMPORT,
    ("charged", "return operation"): IMPORT,
    ("by_parts", "return operation"): IMPORT,
    ("decides", "return comparison"): IMPORT,
    (
        "Root.sign",
        "return 0",
    ): "the software's polynomials are irreducible; tests/proofs/test_checker_formulas.py has others",
    ("Piece.roots", "simple = quotient(simple, (-end.numerator, end.denominator))"): TRIED,
    ("Piece.roots", "elif many:"): TRIED,
    ("Piece.roots", "shares = (Exact(1, k) for k in itertools.count(2))"): TRIED,
    (
        "Piece.roots",
        "middle = next(m for share in shares if sign_at(simple, m := low + (high - low) * share))",
    ): TRIED,
    ("Piece.roots", "stack += [(middle, high), (low, middle)]"): TRIED,
    ("parts_there", "weights[atoms.index(low)] += weight"): TRIED,
    ("Exact.bit_length", "return size_of(self.numerator, self.denominator)"): TRIED,
    ("Formula.bit_length", "return size_of(*self.above, *self.below)"): TRIED,
    ("optimum", "return check"): IMPORT,
    ("quoted", "if isinstance(value, int) and not isinstance(value, bool):"): REFUSES,
    ("quoted", "return told(value)"): REFUSES,
    ("quoted", 'return json.dumps(value) if value is None or isinstance(value, bool) else "that"'): REFUSES,
    (
        "Name.__str__",
        "return f\"({', '.join(map(str, self.parts))})\" if isinstance(self.parts, tuple) else self.parts.decode()",
    ): "no sentence about an accepted statement shows a name that is not a text",
    ("determinant", "return 0"): "a submatrix that shows something has a determinant of at least 2, in size",
    ("laminar", "return False"): REFUSES,
    ("require_choices", "law, rows = law_of(None, 0), [rows]"): EARLIER,
    ("require_choices", "table = matrix_of(rows, len(law), len(listing(rows[0])))"): EARLIER,
    (
        "require_choices",
        "read = list(mixed(law, [{(k,): chance for k, chance in enumerate(row)} for row in table]).items())",
    ): EARLIER,
    ("main", "print(USAGE, file=sys.stdout if paths else sys.stderr, flush=True)"): USAGE,
    ("main", "return VERIFIED if paths else NO_CERTIFICATE"): USAGE,
    ("main", "except OSError as error:"): PROCESS,
    ("main", "return unprinted(error)"): PROCESS,
    ("answer", "except NotACertificate as error:"): NONE,
    ("answer", "return NO_CERTIFICATE, str(error)"): NONE,
    ("answer", "except TooMuch as error:"): OPEN,
    ("answer", 'return OPEN, f"undecided: {error}"'): OPEN,
    ("answer", "except Refused as error:"): REFUSES,
    ("answer", 'return REFUSED, f"refused: {error}"'): REFUSES,
    ("answer", "except MemoryError:"): OPEN,
    ("answer", 'return OPEN, "undecided: it takes more memory than is used for one certificate"'): OPEN,
    ("answer", "except Exception as error:  # a fault of the checker says nothing about the certificate"): OPEN,
    ("answer", 'return OPEN, f"undecided: the checker fails ({type(error).__name__})"'): OPEN,
}
