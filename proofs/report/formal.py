"""What Coq has of the papers' claims, which statements, which refuted, which proved; and what one has to believe.

A numbered statement is *refuted* if a theorem of Coq refutes it as printed, *proved* if one proves it as printed,
*vacuous* if it holds because nothing satisfies its printed hypothesis, else *stated* if its printed form is a
definition of Coq, else *not stated*. Its other readings are counted beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exact.showing.display import Displayed, counted
from proofs.claims.claim import LITERAL, Claim
from proofs.claims.resting import is_numbered
from proofs.coq.theorems import FOLDER, Formal, Formalized, formalized
from proofs.report.badges import badge
from proofs.report.html import Html, element, joined, table, verbatim

TITLE = "What you would have to believe"
PAGE = "believe.html"
PARTS = ("Proofs", "Refutations", "Certificates")
"""The folders of which nothing need be read: what they prove is said elsewhere."""
ENDINGS = ("refuted", "proved", "vacuous", "stated", "not stated")


@dataclass(frozen=True)
class Line(Displayed):
    """A statement, what Coq has of it as printed, and what of its other readings, by their names."""

    claim: str
    where: str
    printed: Formalized
    others: tuple[tuple[str, Formalized], ...]
    numbered: bool = True

    @property
    def ending(self) -> str:
        if self.printed.theorem is not None:
            return self.printed.theorem.role
        return "not stated" if self.printed.statement is None else "stated"

    def __str__(self) -> str:
        said = [f"{self.claim}  ({self.where}): {self.ending}{_by(self.printed)}"]
        said += [f"    {name}: {known.theorem.role}{_by(known)}" for name, known in self.others if known.theorem]
        return "\n".join(said)


def _by(known: Formalized) -> str:
    shown = known.theorem or known.statement
    return "" if shown is None else f", {shown}"


def lines(claims: Iterable[Claim]) -> list[Line]:
    """The numbered statements among the claims, in their order, and every other claim of which Coq has something."""
    found = []
    for claim in claims:
        known = [(reading.name, formalized(claim.id, reading.name)) for reading in claim.readings]
        if is_numbered(claim) or any(each != Formalized() for _, each in known):
            found.append(Line(claim.id, claim.where, known[0][1], tuple(known[1:]), is_numbered(claim)))
    return found


def has_any(claims: Iterable[Claim]) -> bool:
    """Whether Coq has something of some claim."""
    return any(formalized(claim.id, reading.name) != Formalized() for claim in claims for reading in claim.readings)


def counts(found: Sequence[Line]) -> str:
    """How many of the statements ended how, the numbered ones apart, and how many other readings are settled."""
    numbered, others = [line for line in found if line.numbered], [line for line in found if not line.numbered]
    settled = [each.theorem.role for line in found for _, each in line.others if each.theorem is not None]
    repaired = f"{settled.count('refuted')} refuted, {settled.count('proved')} proved"
    told = [f"{counted(len(numbered), 'numbered statement')} as printed: {_ended(numbered)}"]
    told += [f"{counted(len(others), 'other statement')}: {_ended(others)}"] if others else []
    return "; ".join([*told, f"of their other readings {repaired}"])


def _ended(found: Sequence[Line]) -> str:
    ended = ((ending, sum(line.ending == ending for line in found)) for ending in ENDINGS)
    return ", ".join(f"{count} {ending}" for ending, count in ended if count) or "none"


def text(claims: Iterable[Claim]) -> Iterator[str]:
    """The table for the terminal, and the counts."""
    found = lines(claims)
    yield from map(str, found)
    yield counts(found)


def plain(claims: Iterable[Claim]) -> Iterator[dict[str, object]]:
    """The same as data, one object for each reading of which Coq has something, and for each printed statement."""
    for line in lines(claims):
        for name, known in ((LITERAL, line.printed), *line.others):
            if name == LITERAL or known != Formalized():
                entry: dict[str, object] = {"claim": line.claim, "where": line.where, "reading": name}
                entry |= {role: None if each is None else each.name for role, each in known.by_role.items()}
                yield entry


# ------------------------------------------------------------------------------------------------------------ the site


def folded(known: Formalized) -> list[Html]:
    """What Coq has of a reading, folded away, for the page of its claim; nothing if it has nothing."""
    shown = [each for each in (known.statement, known.theorem) if each is not None]
    if not shown:
        return []
    told = f"In Coq: {'stated' if known.theorem is None else known.theorem.role}, {known.theorem or known.statement}"
    inside = [element("pre", verbatim(_code(each))) for each in shown]
    note = element("p", element("code", "make coq"), " compiles it and prints that nothing is assumed.", class_="note")
    return [element("details", element("summary", told), *inside, note)]


def _code(each: Formal) -> str:
    return f"(* {each.file} *)\n{each.text}"


def defining_files() -> list[tuple[str, int]]:
    """The files of Coq with the definitions and statements, and their numbers of lines; not what proves them."""
    paths = sorted(path.relative_to(FOLDER) for path in FOLDER.rglob("*.v"))
    chosen = [path for path in paths if path.parts[0] not in PARTS]
    return [(path.as_posix(), _length(path)) for path in chosen]


def _length(path: Path) -> int:
    return len((FOLDER / path).read_text(encoding="utf-8").splitlines())


def page(claims: Iterable[Claim]) -> Iterator[Html]:
    """What one has to believe, and the table of the numbered statements."""
    listed = list(claims)
    yield element("h1", TITLE)
    yield element(
        "p",
        "What the hunt refutes, a checker of one file verifies. Of the statements below there is more: a definition in "
        "Coq, and a theorem that refutes or proves it, which the kernel of Coq checks. Who believes such a theorem has "
        "to believe:",
    )
    yield element(
        "ul",
        element("li", "the kernel of Coq 8.16, which nobody here wrote;"),
        element("li", "that the definitions and statements are the paper's: the files below, to be read beside it;"),
        element("li", "nothing else: no axiom is used, and no proof is left open (", element("code", "make coq"), ")."),
    )
    rows = [[element("th", element("code", file), scope="row"), str(length)] for file, length in defining_files()]
    yield table(("File", "Lines"), rows, "Definitions and statements")
    found = lines(listed)
    yield element("h2", "The numbered statements", id="statements")
    yield element("p", f"{counts(found)}.")
    yield table(
        ("Statement", "In Coq, as printed", "Its other readings"), list(map(_row, found)), "What Coq says of each"
    )
    yield element("nav", element("a", "All claims", href="index.html"), aria_label="Claims")


def _row(line: Line) -> list[Html]:
    shown = line.printed.theorem or line.printed.statement
    others = [
        element(
            "p",
            f"{name}: ",
            badge(known.theorem.role),
            f" {known.theorem.name}",
            _remark(known.theorem),
            class_="rests",
        )
        for name, known in line.others
        if known.theorem is not None
    ]
    settled = badge(line.ending) if line.printed.theorem is not None else line.ending
    return [
        element("th", line.claim.partition("/")[2], element("small", line.where), scope="row"),
        joined([settled, "" if shown is None else element("code", f" {shown.name}"), _remark(shown)]),
        joined(others),
    ]


def _remark(shown: Formal | None) -> Html | None:
    return element("small", shown.remark) if shown is not None and shown.remark else None
