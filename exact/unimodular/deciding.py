"""The decision: which searches run, in which order, and how their finds become one piece of evidence.

The order is by price. Two laminar families and the two network shapes are recognised, or excluded, in nearly linear
time; an odd hole is mostly found as fast. What is neither is taken apart (2-sums, 3-sums) or, if narrow, settled by
colourings. By Seymour's theorem (1980) every totally unimodular matrix comes apart in this way; only the budget of
the search for 3-sums can leave a large matrix undecided.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, permutations
from random import Random
from typing import Any

from exact import arguments
from exact.matrices import Matrix, matrix
from exact.unimodular.cmr import hint
from exact.unimodular.colouring_evidence import MAX_COLOURED
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
from exact.unimodular.exhaustive import colourings
from exact.unimodular.graphic import WrongSigns, network
from exact.unimodular.laminar import two_laminar_families
from exact.unimodular.reductions import blocks, reduced, unsigned
from exact.unimodular.refuting import shrunk, violator
from exact.unimodular.sum_parts import three_sum_parts, two_sum_parts
from exact.unimodular.sums import Split, three_sum, two_sum
from exact.unimodular.table import Table
from exact.verdicts import Undecided, Verdict

COLOURED = 12
"""Blocks with at most this many columns (or rows) are settled by colourings when nothing else applies."""


@dataclass(frozen=True)
class Open:
    """Not decided: what was tried."""

    tried: tuple[str, ...]


Finding = Certifying | Submatrix | Open


def total_unimodularity(values: Any, *, seed: int = 0, effort: int = 1) -> Verdict:
    """Whether an integer matrix is totally unimodular.

    Takes what `exact.matrices.matrix` takes. The answer is the same for the same `seed`; `effort` multiplies the random
    searches for a violator that run before a matrix is given up as undecided.

    Evidence: see `exact.unimodular.evidence`; rows and columns by name.
    """
    given = matrix(values)
    arguments.whole(seed, "seed")
    arguments.whole(effort, "effort", 0)
    statement = TotallyUnimodular(given)
    finding = decided(given, Random(seed), effort)
    if isinstance(finding, Open):
        return Verdict(statement, None, Undecided(finding.tried))
    return Verdict(statement, isinstance(finding, Certifying), finding)


def decided(given: Matrix, rng: Random, effort: int = 1) -> Finding:
    """The evidence for or against the total unimodularity of a matrix."""
    for row, entries in zip(given.rows, given.entries, strict=True):
        if not {entry for _, entry in entries} <= {1, -1}:
            c, entry = next((c, entry) for c, entry in entries if abs(entry) > 1)
            return Submatrix((row,), (given.columns[c],), entry)
    table = Table.of(given)
    return (
        two_laminar_families(table) or _transposed(two_laminar_families(table.transpose)) or _whole(table, rng, effort)
    )


def _whole(table: Table, rng: Random, effort: int) -> Finding:
    """Reduce the table, and decide its connected blocks."""
    steps, core = reduced(table)
    parts: list[tuple[tuple[Any, ...], tuple[Any, ...], Certifying]] = []
    undecided: Open | None = None
    for rows, columns in blocks(core):
        block = core.part(rows, columns)
        finding = _block(block, rng, effort)
        if isinstance(finding, Submatrix):
            return finding
        if isinstance(finding, Open):
            undecided = finding
        else:
            parts.append((block.rows, block.columns, finding))
    if undecided is not None:
        return undecided
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


def _block(block: Table, rng: Random, effort: int) -> Finding:
    """Decide a connected table in which no reduction applies."""
    simple = _laminar(block) or _network(block, rng)
    if simple is not None:
        return simple
    found = violator(block, rng)
    if found is not None:
        return _submatrix(block, found)
    finding = _exceptional(block) or _sum(block, rng, effort)
    if not isinstance(finding, Open):
        return finding
    if min(len(block.rows), len(block.columns)) <= COLOURED:
        return _coloured(block)
    found = violator(block, rng, 20 * effort)
    if found is not None:
        return _submatrix(block, found)
    hinted = hint(block)
    if isinstance(hinted, tuple) and shrunk(block, hinted) is not None:
        return _submatrix(block, hinted)
    height, width = len(block.rows), len(block.columns)
    opening = f"of the {height} by {width} block that is left after reductions:"
    heard = (f"CMR: says {'yes' if hinted else 'no'}, without evidence",) if isinstance(hinted, bool) else ()
    return Open((opening, *finding.tried, *heard))


def _laminar(block: Table) -> Certifying | None:
    without_signs = unsigned(block)
    if without_signs is None:
        return None
    steps, positive = without_signs
    found = two_laminar_families(positive) or _transposed(two_laminar_families(positive.transpose))
    return None if found is None else _after(steps, found)


def _network(block: Table, rng: Random) -> Finding | None:
    for table in (block, block.transpose):
        found = network(table, rng)
        if isinstance(found, WrongSigns):
            places = (found.rows, found.columns) if table is block else (found.columns, found.rows)
            return _submatrix(block, places)
        if isinstance(found, Network):
            return found if table is block else Transposed(found)
    return None


def _sum(block: Table, rng: Random, effort: int) -> Finding:
    """Take the block apart, and decide the parts."""
    split = two_sum(block)
    if split is not None:
        return _two_sum(block, split, rng, effort)
    split, exhausted = three_sum(block, rng)
    if split is not None:
        return _three_sum(block, split, rng, effort)
    searched = "all 3-separations" if exhausted else "3-separations, until the budget ran out"
    return Open(
        (
            "two laminar families, network matrices and their transposes: it is none of these",
            f"2-separations and {searched}: none found",
            "odd holes and random pivots: no violating submatrix found",
        )
    )


def _two_sum(block: Table, split: Split, rng: Random, effort: int) -> Finding:
    rows, columns = _side(block, split)
    link = (block.rows[split.upper[0]], block.columns[split.upper[1]])
    parts = two_sum_parts(block.matrix(), rows, columns, link)
    if parts is None:
        return Open(("a 2-separation of the support whose signs do not fit",))
    first = decided(parts[0], rng, effort)
    if not isinstance(first, Certifying):
        return first
    second = decided(parts[1], rng, effort)
    return TwoSum(rows, columns, link, first, second) if isinstance(second, Certifying) else second


def _three_sum(block: Table, split: Split, rng: Random, effort: int) -> Finding:
    assert split.lower is not None
    turned = block if split.pivot is None else block.pivoted(*split.pivot)
    assert isinstance(turned, Table)
    rows, columns = _side(turned, split)
    upper, lower = ((turned.rows[r], turned.columns[c]) for r, c in (split.upper, split.lower))
    extra = next(("sum", k) for k in count() if ("sum", k) not in turned.columns)
    for sign in (1, -1):
        parts = three_sum_parts(turned.matrix(), rows, columns, upper, lower, sign, extra)
        if parts is None:
            return Open(("a 3-separation of the support whose signs do not fit",))
        first, second = (decided(part, rng, effort) for part in parts)
        if isinstance(first, Certifying) and isinstance(second, Certifying):
            found = ThreeSum(rows, columns, upper, lower, sign, extra, first, second)
            if split.pivot is None:
                return found
            return Pivoted(turned.rows[split.pivot[0]], turned.columns[split.pivot[1]], found)
    return Open(("a 3-sum, the parts of which were not certified",))


def _side(table: Table, split: Split) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    height = len(table.rows)
    rows = tuple(name for r, name in enumerate(table.rows) if split.side >> r & 1)
    return rows, tuple(name for c, name in enumerate(table.columns) if split.side >> height + c & 1)


def _coloured(block: Table) -> Finding:
    narrow = block if len(block.columns) <= len(block.rows) else block.transpose
    found = colourings(narrow)
    if isinstance(found, tuple):
        return _submatrix(block, found if narrow is block else (found[1], found[0]))
    return found if narrow is block else Transposed(found)


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


def _submatrix(block: Table, found: tuple[tuple[int, ...], tuple[int, ...]]) -> Submatrix:
    """The violator by name, with its exact determinant."""
    rows, columns = shrunk(block, found) or found
    part = block.part(rows, columns)
    return Submatrix(part.rows, part.columns, part.matrix().determinant())


__all__ = ["COLOURED", "MAX_COLOURED", "Finding", "Open", "decided", "total_unimodularity"]
