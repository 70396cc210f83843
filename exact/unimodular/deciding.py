"""The decision: which searches run, in which order, and how their finds become one piece of evidence.

The order is by price. Two laminar families and the two network shapes are recognised, or excluded, in nearly linear
time; an odd hole is mostly found as fast. What is neither is taken apart into 2-sums and 3-sums.

The decision is complete, in polynomial time (Seymour 1980; Schrijver 1986, 19.4; Truemper 1992). A block that is no
2-sum is 3-connected as a binary matroid. If it is totally unimodular, and neither it nor its transpose is a network
matrix, and it is none of the exceptional matrices, then the matroid, which is regular and neither graphic nor cographic
nor R10, has a minor R12, and a separation of R12 with six elements on both sides comes from one of the whole: between
its sides the corners have rank 2 in all. `three_sum` finds such a separation, with four lines or more, if there is one
with five. The parts of a 3-sum that is 3-connected are minors of it, so it is totally unimodular exactly when both are,
with the sign of `linking`. So what is none of all this is not totally unimodular. Mostly a violator has been found by
then, or follows from one of a part; if not, dropping lines finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, permutations
from random import Random
from typing import Any

from exact import arguments
from exact.matrices import Matrix, Name, matrix
from exact.unimodular.evidence import (
    EXCEPTIONAL,
    Blocks,
    Certifying,
    Exceptional,
    Network,
    Pivoted,
    Reduced,
    Step,
    Submatrix,
    ThreeSum,
    TotallyUnimodular,
    Transposed,
    TwoLaminarFamilies,
    TwoSum,
)
from exact.unimodular.graphic import WrongSigns, network
from exact.unimodular.laminar import two_laminar_families
from exact.unimodular.linking import FURTHER, Linked, before_pivot, in_the_whole, linked, wrong_corner
from exact.unimodular.reductions import blocks, reduced, unsigned
from exact.unimodular.refuting import shrunk, violator
from exact.unimodular.sum_parts import three_sum_parts, two_sum_parts
from exact.unimodular.sums import Split, likely_three_sum, sides, three_sum, two_sum
from exact.unimodular.table import Positions, Table
from exact.verdicts import Verdict

LINES_A_ROUND = 12
"""Violators and sums are looked for by chance, in turn, once for so many lines: then come the complete searches.

These take long where there are many lines, as the cube of their number and more."""


@dataclass(frozen=True)
class _Search:
    """How to decide: with which random numbers, and whether in the hope that a block is no 2-sum.

    A 3-sum that was found in this hope and comes to nothing is no answer; what follows is then done without it, so that
    no more than one decision without hope comes for each with it.
    """

    rng: Random
    hopeful: bool = True


@dataclass(frozen=True)
class Refuted:
    """The table, part of the given matrix, is not totally unimodular; a violator is still to be found."""

    table: Table


Finding = Certifying | Submatrix | Refuted


def total_unimodularity(values: Any, *, seed: int = 0) -> Verdict:
    """Whether an integer matrix is totally unimodular; never undecided.

    Takes what `exact.matrices.matrix` takes. The answer is the same for the same `seed`.

    Evidence: see `exact.unimodular.evidence`; rows and columns by name.
    """
    given = matrix(values)
    arguments.whole(seed, "seed")
    finding = decided(given, Random(seed))
    return Verdict(TotallyUnimodular(given), isinstance(finding, Certifying), finding)


def decided(given: Matrix, rng: Random) -> Certifying | Submatrix:
    """The evidence for or against the total unimodularity of a matrix."""
    finding = _decided(given, _Search(rng))
    return _exhibited(finding.table, rng) if isinstance(finding, Refuted) else finding


def _exhibited(table: Table, rng: Random) -> Submatrix:
    """A violator of a table that is not totally unimodular.

    Found by chance, or else by dropping lines as long as what is left is not totally unimodular: when none can go, all
    proper submatrices are totally unimodular, and the whole is square with determinant 2 or -2 (Gomory; Schrijver 1986,
    19.3). A line that could not go cannot go later.
    """
    found = violator(table, rng, range(100))
    if found is not None:
        return _submatrix(table, found)
    needed: set[tuple[bool, Name]] = set()
    while True:
        lines = [(True, name) for name in table.rows] + [(False, name) for name in table.columns]
        line = next((line for line in lines if line not in needed), None)
        if line is None:
            return _submatrix(table, (tuple(range(len(table.rows))), tuple(range(len(table.columns)))))
        is_row, name = line
        rows = [r for r, own in enumerate(table.rows) if not is_row or own != name]
        columns = [c for c, own in enumerate(table.columns) if is_row or own != name]
        finding = _decided_table(table.part(rows, columns), _Search(rng))
        if isinstance(finding, Submatrix):
            return finding
        if isinstance(finding, Refuted):
            table = finding.table
        else:
            needed.add(line)


def _decided(given: Matrix, search: _Search) -> Finding:
    for row, entries in zip(given.rows, given.entries, strict=True):
        if not {entry for _, entry in entries} <= {1, -1}:
            c, entry = next((c, entry) for c, entry in entries if abs(entry) > 1)
            return Submatrix((row,), (given.columns[c],), entry)
    return _decided_table(Table.of(given), search)


def _decided_table(table: Table, search: _Search) -> Finding:
    return two_laminar_families(table) or _transposed(two_laminar_families(table.transpose)) or _whole(table, search)


def _whole(table: Table, search: _Search) -> Finding:
    """Reduce the table, and decide its connected blocks."""
    steps, core = reduced(table)
    parts: list[tuple[tuple[Any, ...], tuple[Any, ...], Certifying]] = []
    for rows, columns in blocks(core):
        whole = len(rows) == len(core.rows) and len(columns) == len(core.columns)
        block = core if whole else core.part(rows, columns)
        finding = _block(block, search)
        if not isinstance(finding, Certifying):
            return finding
        parts.append((block.rows, block.columns, finding))
    if not parts:
        rest: Certifying = TwoLaminarFamilies((), ())
    elif len(parts) == 1:
        rest = parts[0][2]
    else:
        rest = Blocks(tuple(parts))
    return _after(steps, rest)


def _after(steps: tuple[Step, ...], rest: Certifying) -> Certifying:
    """The evidence `rest` for what the steps lead to, as one reduction."""
    if isinstance(rest, Reduced):
        return Reduced(steps + rest.steps, rest.rest)
    return Reduced(steps, rest) if steps else rest


def _block(block: Table, search: _Search) -> Finding:
    """Decide a connected table in which no reduction applies."""
    simple = _laminar(block) or _network(block, search.rng)
    if not isinstance(simple, tuple):
        return simple
    exceptional = _exceptional(block)
    if exceptional is not None:
        return exceptional
    likely: Split | None = None
    for number in range((len(block.rows) + len(block.columns)) // LINES_A_ROUND):
        found = violator(block, search.rng, range(max(0, 4 * number - 1), 4 * number + 3))
        if found is not None:
            return _submatrix(block, found)
        likely = likely_three_sum(block, *simple, search.rng)
        if likely is not None:
            break
    return _sum(block, likely, search)


def _laminar(block: Table) -> Certifying | None:
    without_signs = unsigned(block)
    if without_signs is None:
        return None
    steps, positive = without_signs
    found = two_laminar_families(positive) or _transposed(two_laminar_families(positive.transpose))
    return None if found is None else _after(steps, found)


def _network(block: Table, rng: Random) -> Finding | tuple[int, int]:
    """The block as a network matrix or a transposed one, or rows that are not the one and columns not the other."""
    treeless: list[int] = []
    for table in (block, block.transpose):
        found = network(table, rng)
        if isinstance(found, WrongSigns):
            places = (found.rows, found.columns) if table is block else (found.columns, found.rows)
            return _submatrix(block, places)
        if isinstance(found, Network):
            return found if table is block else Transposed(found)
        treeless.append(found.rows)
    return treeless[0], treeless[1]


def _sum(block: Table, likely: Split | None, search: _Search) -> Finding:
    """Take the block apart, and decide the parts; what is no sum is not totally unimodular, as the module says."""
    if likely is not None and search.hopeful:
        finding = _three_sum(block, likely, search)
        if finding is not None and not isinstance(finding, Refuted):
            return finding
        search = _Search(search.rng, hopeful=False)
    split = two_sum(block)
    if split is not None:
        return _two_sum(block, split, search)
    chosen = likely or three_sum(block)
    if chosen is None:
        return Refuted(block)
    if not isinstance(chosen, Split):
        return _submatrix(block, chosen)
    return _three_sum(block, chosen, search) or Refuted(block)


def _two_sum(block: Table, split: Split, search: _Search) -> Finding:
    mine, others = sides(block, split)
    wrong = wrong_corner(block, mine[0], others[1], split.upper)
    if wrong is not None:
        return _submatrix(block, wrong)
    rows, columns = _side(block, split)
    link = (block.rows[split.upper[0]], block.columns[split.upper[1]])
    parts = two_sum_parts(block.matrix(), rows, columns, link)
    assert parts is not None, "the corners have rank 1 and 0"
    first = _decided(parts[0], search)
    if not isinstance(first, Certifying):
        return first
    second = _decided(parts[1], search)
    return TwoSum(rows, columns, link, first, second) if isinstance(second, Certifying) else second


def _three_sum(block: Table, split: Split, search: _Search) -> Finding | None:
    """The block as this 3-sum, or what contradicts it; `None` only if the block is a 2-sum."""
    assert split.lower is not None
    turned = block if split.pivot is None else block.pivoted(*split.pivot)
    assert isinstance(turned, Table)
    found = linked(turned, sides(turned, split), split.upper, split.lower)
    if not isinstance(found, Linked):
        return None if found is None else _submatrix(block, before_pivot(found, split.pivot))
    rows, columns = _side(turned, split)
    upper, lower = ((turned.rows[r], turned.columns[c]) for r, c in (split.upper, split.lower))
    extra = next(("sum", k) for k in count() if ("sum", k) not in turned.columns)
    parts = three_sum_parts(turned.matrix(), rows, columns, upper, lower, found.sign, extra)
    assert parts is not None, "both corners have rank 1"
    shown: list[Certifying] = []
    crossings = (split.lower[0], split.upper[1]), (split.upper[0], split.lower[1])
    for part, path, crossing in zip(parts, found.paths, crossings, strict=True):
        finding = _decided(part, search)
        if isinstance(finding, Submatrix):
            places = in_the_whole(_positions(turned, finding), crossing, path)
            small = (shrunk(block, before_pivot(place, split.pivot)) for place in places)
            return next((_submatrix(block, place) for place in small if place is not None), Refuted(block))
        if isinstance(finding, Refuted):
            return Refuted(block)
        shown.append(finding)
    whole = ThreeSum(rows, columns, upper, lower, found.sign, extra, *shown)
    if split.pivot is None:
        return whole
    return Pivoted(turned.rows[split.pivot[0]], turned.columns[split.pivot[1]], whole)


def _positions(table: Table, found: Submatrix) -> Positions:
    """The places of named rows and columns; `FURTHER` for the further column of a part."""
    rows = {name: r for r, name in enumerate(table.rows)}
    columns = {name: c for c, name in enumerate(table.columns)}
    return tuple(rows[name] for name in found.rows), tuple(columns.get(name, FURTHER) for name in found.columns)


def _side(table: Table, split: Split) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    height = len(table.rows)
    rows = tuple(name for r, name in enumerate(table.rows) if split.side >> r & 1)
    return rows, tuple(name for c, name in enumerate(table.columns) if split.side >> height + c & 1)


def _exceptional(block: Table) -> Certifying | None:
    """The block as one of the two exceptional matrices, up to order and signs."""
    if (len(block.rows), len(block.columns)) != (5, 5):
        return None
    for which, entries in enumerate(EXCEPTIONAL, start=1):
        for order in permutations(range(5)):
            wanted = sorted((tuple(abs(row[c]) for row in entries), c) for c in range(5))
            have = sorted((tuple(abs(block.entry(r, c)) for r in order), c) for c in range(5))
            if [column for column, _ in wanted] == [column for column, _ in have]:
                place = {target: c for (_, target), (_, c) in zip(wanted, have, strict=True)}
                return _signed_exceptional(block, which, list(order), [place[c] for c in range(5)])
    return None


def _signed_exceptional(block: Table, which: int, rows: list[int], columns: list[int]) -> Certifying | None:
    entries = EXCEPTIONAL[which - 1]
    ordered = block.part(rows, columns)
    products = [[entries[r][c] * ordered.entry(r, c) for c in range(5)] for r in range(5)]
    agreed = unsigned(Table.of(Matrix.dense(products, ordered.rows, ordered.columns)))
    if agreed is None:
        return None
    return _after(agreed[0], Exceptional(which, ordered.rows, ordered.columns))


def _transposed(found: Certifying | None) -> Certifying | None:
    return None if found is None else Transposed(found)


def _submatrix(block: Table, found: Positions) -> Submatrix:
    """The violator by name, with its exact determinant."""
    rows, columns = shrunk(block, found) or found
    part = block.part(rows, columns)
    return Submatrix(part.rows, part.columns, part.matrix().determinant())


__all__ = ["decided", "total_unimodularity"]
