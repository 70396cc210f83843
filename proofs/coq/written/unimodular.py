"""Evidence that a matrix is totally unimodular, as `Certificates/Unimodular.v` reads it.

Certificates name rows and columns, Coq numbers them. What the evidence says of a part of the matrix depends on the
order of the rows and columns that are left there, which is followed here as Coq follows it. Nothing is computed of the
matrix itself, but for the two matrices of fixed entries that certificates call exceptional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from proofs.coq.written.terms import NoForm, listed, naturals

EXCEPTIONAL = {
    1: ((1, -1, 0, 0, -1), (-1, 1, -1, 0, 0), (0, -1, 1, -1, 0), (0, 0, -1, 1, -1), (-1, 0, 0, -1, 1)),
    2: ((1, 1, 1, 1, 1), (1, 1, 1, 0, 0), (1, 0, 1, 1, 0), (1, 0, 0, 1, 1), (1, 1, 0, 0, 1)),
}
"""The matrices of Schrijver (1986), section 19.4 (7), by the numbers that certificates give them."""


@dataclass(frozen=True)
class Lines:
    """The rows or the columns that are left, in order, and the numbers of all by name."""

    left: tuple[int, ...]
    numbers: Mapping[str, int]

    def number(self, name: Any) -> int:
        return self.numbers[repr(name)]

    def all(self, names: Sequence[Any]) -> list[int]:
        return [self.number(name) for name in names]

    def among(self, chosen: Sequence[int], first: tuple[int, ...] = ()) -> Lines:
        """The chosen ones in order, after those that come first."""
        return replace(self, left=(*first, *(line for line in self.left if line in chosen)))

    def beside(self, chosen: Sequence[int], first: tuple[int, ...] = ()) -> Lines:
        """Those that are not chosen, in order, after those that come first."""
        return replace(self, left=(*first, *(line for line in self.left if line not in chosen)))

    def further(self, name: Any) -> Lines:
        """With a name for a line that is new, and is not left yet."""
        return replace(self, numbers={**self.numbers, repr(name): 1 + max(self.numbers.values(), default=0)})


def lines(names: Sequence[Any]) -> Lines:
    """All lines of a matrix."""
    numbers = {repr(name): k for k, name in enumerate(names)}
    return Lines(tuple(range(len(names))), numbers)


def evidence_term(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    """The evidence for the part of the matrix with these rows and columns."""
    form = evidence["form"]
    if form not in _FORMS:
        raise NoForm(f'evidence of the form "{form}" has no form in Coq yet')
    return f"({_FORMS[form](evidence, rows, columns)})"


def _families(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    first, second = (naturals(rows.all(evidence[side])) for side in ("first", "second"))
    return f"Two_families {first} {second}"


def _network(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    nodes: dict[str, int] = {}

    def ends(arcs: list[Any], own: Lines) -> str:
        found = {own.number(name): (repr(tail), repr(head)) for name, tail, head in arcs}
        pairs = (found[line] for line in own.left)
        numbered = (tuple(nodes.setdefault(node, len(nodes)) for node in pair) for pair in pairs)
        return listed(f"({tail}, {head})%nat" for tail, head in numbered)

    return f"Network {ends(evidence['tree'], rows)}\n  {ends(evidence['arcs'], columns)}"


def _transpose(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    return f"Transpose {evidence_term(evidence['of'], columns, rows)}"


def _reduction(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    if not evidence["steps"]:
        return evidence_term(evidence["rest"], rows, columns)
    (what, which, *names), *later = evidence["steps"]
    rest = {**evidence, "steps": later}
    if which == "column":
        turned = {**evidence, "steps": [[what, "row", *names]]}
        return f"Transpose ({_step(turned['steps'][0], columns, rows, rest, True)})"
    return _step([what, which, *names], rows, columns, rest, False)


def _step(step: list[Any], own: Lines, other: Lines, rest: Mapping[str, Any], turned: bool) -> str:
    """A step about one of the lines `own`; where the matrix was turned for it, it is turned back for the rest."""
    what, _, *names = step
    numbers = own.all(names)
    left = own if what == "negate" else own.beside(numbers[:1])
    after = _reduction(rest, other, left) if turned else _reduction(rest, left, other)
    after = f"(Transpose ({after}))" if turned else f"({after})"
    name = {"negate": "Negated", "unit": "Unit_row", "copy": "Copied"}[what]
    return f"{name} {' '.join(map(str, numbers))} {after}"


def _blocks(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    if not evidence["blocks"]:
        return f"Two_families {naturals(rows.left)} {naturals(())}"
    block, *later = evidence["blocks"]
    ups, lefts = rows.all(block["rows"]), columns.all(block["columns"])
    first = evidence_term(block["evidence"], rows.among(ups), columns.among(lefts))
    rest = _blocks({**evidence, "blocks": later}, rows.beside(ups), columns.beside(lefts))
    return f"Direct_sum {naturals(ups)} {naturals(lefts)}\n  {first}\n  ({rest})"


def _two_sum(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    ups, lefts = rows.all(evidence["rows"]), columns.all(evidence["columns"])
    row, column = rows.number(evidence["link"][0]), columns.number(evidence["link"][1])
    first = evidence_term(evidence["first"], rows.among(ups), columns.among(lefts, (column,)))
    second = evidence_term(evidence["second"], rows.beside(ups, (row,)), columns.beside(lefts))
    return f"Two_sum {naturals(ups)} {naturals(lefts)} {row} {column}\n  {first}\n  {second}"


def _three_sum(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    ups, lefts = rows.all(evidence["rows"]), columns.all(evidence["columns"])
    (r1, c2), (r2, c1) = (
        (rows.number(row), columns.number(column)) for row, column in (evidence["upper"], evidence["lower"])
    )
    known = columns.further(evidence["extra"])
    new, sign = known.number(evidence["extra"]), int(evidence["sign"])
    first = evidence_term(evidence["first"], rows.among(ups, (r2,)), known.among(lefts, (c2, new)))
    second = evidence_term(evidence["second"], rows.beside(ups, (r1,)), known.beside(lefts, (c1, new)))
    return f"Three_sum {naturals(ups)} {naturals(lefts)} {r1} {c2} {r2} {c1} ({sign}) {new}\n  {first}\n  {second}"


def _pivot(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    place = f"{rows.number(evidence['row'])} {columns.number(evidence['column'])}"
    return f"Pivot {place} {evidence_term(evidence['rest'], rows, columns)}"


def _sublists(line: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """All sublists, in the order of Coq's `subsets`."""
    if not line:
        yield ()
        return
    first, *rest = line
    later = list(_sublists(tuple(rest)))
    yield from ((first, *each) for each in later)
    yield from later


def _colourings(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    named = columns.all(evidence["columns"])
    place = {column: k for k, column in enumerate(named)}
    plus = []
    for members in _sublists(columns.left):
        chosen = int(evidence["plus"][sum(1 << place[column] for column in members)])
        plus.append([column for column in members if chosen >> place[column] & 1])
    return f"Transpose (Colourings {listed(map(naturals, plus))})"


def _exceptional(evidence: Mapping[str, Any], rows: Lines, columns: Lines) -> str:
    entries = dict(zip(rows.all(evidence["rows"]), EXCEPTIONAL[int(evidence["which"])], strict=True))
    plus = []
    for members in _sublists(rows.left):
        for signs in product((1, -1), repeat=len(members)):
            lists = [[sign * entry for entry in entries[row]] for row, sign in zip(members, signs, strict=True)]
            if all(abs(sum(column)) <= 1 for column in zip(*lists, strict=True)):
                plus.append([row for row, sign in zip(members, signs, strict=True) if sign == 1])
                break
    return f"Colourings {listed(map(naturals, plus))}"


_FORMS = {
    "two laminar families": _families,
    "network": _network,
    "transpose": _transpose,
    "reduction": _reduction,
    "blocks": _blocks,
    "2-sum": _two_sum,
    "3-sum": _three_sum,
    "pivot": _pivot,
    "exceptional": _exceptional,
    "colourings": _colourings,
}
"""What writes each form of evidence."""
