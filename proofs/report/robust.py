"""How far the counterexamples can be moved, in words: each by itself, a sentence for the first page, and the table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from exact.rationals import text
from exact.showing.display import counted
from exact.symbolic.splitting import Part, Range
from exact.symbolic.writing import written
from proofs.claims.claim import Claim
from proofs.claims.resting import result
from proofs.claims.robust import Along, Found, Moved, Robustness, Stretch
from proofs.plain.reading import BadInput
from proofs.reduced_form.problem.problems import InterimRule, value_name
from proofs.report.mathematics import typeset

FILE = "robust.json"
"""Where the output of a check keeps what was found of its counterexamples."""

SHOWN = 8
"""Values of a rule that a line shows."""


def told(
    reading: str, words: str, found: Moved, style: str = "text", certificates: Mapping[str, Path] | None = None
) -> str:
    """How far a counterexample can be moved, direction by direction; `style` is text, markdown or latex.

    `certificates` are, by the words of a direction, where it is shown that it remains one for all values around.
    """
    known = certificates or {}
    head = f"How far the counterexample ({reading} reading) can be moved: {words}."
    lines = [_capital(sentence(found)) + ".", *(_line(each, known.get(each.direction.words)) for each in found.along)]
    if style == "latex":
        items = "\n".join(rf"\item {typeset(line)}" for line in lines)
        return f"{typeset(head)}\n\n\\begin{{itemize}}\n{items}\n\\end{{itemize}}"
    mark = "- " if style == "markdown" else "  "
    return "\n".join([head, *([""] if style == "markdown" else []), *(mark + line for line in lines)])


def sentence(found: Moved) -> str:
    """The first thing to say, in a sentence without its full stop."""
    kind, decided, edges = found.robustness, len(found.decided), sum(each.is_knife_edge for each in found.decided)
    open_ones = len(found.along) - decided
    rest = f"; {counted(open_ones, 'direction')} could not be followed" if open_ones else ""
    if kind is Robustness.EVERY_PRIOR:
        return f"it is one for every positive prior: {found.argument}"
    if kind is Robustness.NO_NUMBER:
        return "there is no number in it that could be moved"
    if kind is Robustness.OPEN:
        return f"none of its {counted(open_ones, 'direction')} could be followed"
    if kind is Robustness.KNIFE_EDGE:
        return f"it is a knife edge: moved along any of {counted(decided, 'direction')} it is lost at once{rest}"
    if kind is Robustness.MIXED:
        stays = f"moved along {decided - edges} of {counted(decided, 'direction')} it remains one on an interval"
        return f"{stays}, and along the others it is lost at once{rest}"
    each = "the one direction" if decided == 1 else f"each of {counted(decided, 'direction')}"
    return f"it is no knife edge: moved along {each} it remains one on an interval{rest}"


def _line(each: Along, certificate: Path | None) -> str:
    what = f"{each.direction.words} ({text(each.direction.value)} there)"
    if each.failure:
        return f"not along {what}: {each.failure}"
    if each.is_knife_edge:
        others = [stretch for stretch in each.stretches if stretch != each.around]
        also = f"; it is one for {_joined(map(str, others))}, too" if others else ""
        return f"lost at once along {what}{also}"
    if [stretch.over for stretch in each.stretches] == [each.direction.over]:
        remains = _every(each.direction.over)
    else:
        wherever = "wherever there is such an instance, " if each.is_everywhere else ""
        remains = f"{wherever}for {_joined(str(stretch) for stretch in each.stretches)}"
    check = "" if certificate is None else f"; check it: proofs verify {certificate}"
    return f"along {what}: {remains}{_violated(each.around)}{check}"


def _every(over: Range) -> str:
    bounds = str(over)
    return f"for {bounds}" if bounds.startswith("every ") else f"for every {over.parameter} with {bounds}"


def _violated(stretch: Stretch | None) -> str:
    """`; violated by p/4 for 0 < p < 1/2, by Q_1(u) = 1/2, ...`."""
    if stretch is None or any(part.answer.margin is None for part in stretch.parts):
        return ""
    members = stretch.members
    parts = [f"{_by(part)}{f' for {part.piece}' if len(members) > 1 else ''}" for part in members]
    return f"; violated by {'; by '.join(parts)}"


def _by(part: Part[Found]) -> str:
    assert part.answer.margin is not None
    rule = part.answer.rule
    return written(part.answer.margin) + (f" with {_rule(rule)}" if rule is not None else "")


def _rule(rule: InterimRule) -> str:
    pairs = [(value_name(c), q) for c, q in zip(rule.coordinates, rule.values, strict=False) if not _is_zero(q)]
    shown = [f"{name} = {written(value)}" for name, value in pairs[:SHOWN]]
    return ", ".join(shown) + (f", ... {len(pairs)} in all" if len(pairs) > SHOWN else "")


def _is_zero(number: Fraction) -> bool:
    return text(number) == "0"


def row(claim: Claim, reading: str, found: Moved, fingerprint: dict[str, str]) -> dict[str, Any]:
    """What is kept of a counterexample in the output of a check."""
    return {
        "claim": claim.id,
        "reading": reading,
        "result": result(claim),
        "robustness": found.robustness.value,
        "sentence": sentence(found),
        "along": [
            {
                "number": each.direction.words,
                "value": text(each.direction.value),
                "remains": [str(stretch) for stretch in each.stretches],
                "knife_edge": each.is_knife_edge,
                "everywhere": each.is_everywhere,
                "failure": each.failure,
            }
            for each in found.along
        ],
        "fingerprint": fingerprint,
    }


def summary(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The table: of the refutations, how many hold for every prior, on intervals, at a point."""
    numbered = [each for each in rows if each["result"]]
    head = ("of the refutations", "numbered results", "all")
    lines = [
        (
            kind.value,
            str(sum(each["robustness"] == kind.value for each in numbered)),
            str(sum(each["robustness"] == kind.value for each in rows)),
        )
        for kind in Robustness
    ]
    lines.append(("in all", str(len(numbered)), str(len(rows))))
    return _columns([head, *lines])


def listing(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each refutation."""
    for each in rows:
        yield f"{each['claim']} ({each['reading']}): {each['sentence']}"


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(entry) for entry in column) for column in zip(*rows, strict=True)]
    return ["  ".join(entry.ljust(width) for entry, width in zip(one, widths, strict=True)).rstrip() for one in rows]


def save(rows: Sequence[Mapping[str, Any]], out: Path) -> None:
    """Keep the rows in the output of a check, in the place of those of the same readings. Raises `BadInput`."""
    new = {(each["claim"], each["reading"]) for each in rows}
    kept = [each for each in kept_rows(out) if (each["claim"], each["reading"]) not in new]
    path = out / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([*kept, *rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error


def kept_rows(out: Path) -> list[dict[str, Any]]:
    """What an earlier look kept, or nothing. Raises `BadInput` for a file that is something else."""
    path = out / FILE
    if not path.exists():
        return []
    try:
        rows: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: cannot be read: {error}; remove it, and run `proofs explain --robust`") from error
    keys = {"claim", "reading", "result", "robustness", "sentence"}
    if not isinstance(rows, list) or not all(isinstance(each, dict) and keys <= set(each) for each in rows):
        raise BadInput(f"{path}: is not what `proofs explain --robust` writes; remove it, and run that")
    return rows


def _joined(words: Iterable[str]) -> str:
    return ", and for ".join(words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
