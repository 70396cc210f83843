"""Matrices, vectors and linear systems, small ones first."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exact.matrices import Matrix
from exact.unimodular import total_unimodularity
from proofs.claims.families import matrices as small_matrices
from proofs.claims.instances import Instances
from proofs.hunt.families import unimodular

SMALL_MATRICES = 20_000
"""Matrices of a size are listed while there are no more of them, counted without regard to the order of rows."""

Rows = small_matrices.Rows
KINDS = ("any", "unimodular", "nearly unimodular", *unimodular.CONSTRUCTIONS)


def matrices(rows: int = 3, columns: int = 3, entries: Sequence[int] = (-1, 0, 1), kind: str = "any") -> Instances:
    """Matrices of at most the size with these entries, up to the order of rows and of columns; sort `matrix`.

    Of the kind `any` all are listed, size after size, while there are few, and larger ones drawn. `unimodular`: random
    ones with consecutive ones in their rows, or with the arcs of a graph, rows and columns negated; `nearly
    unimodular`: the same with an entry changed. `networks`, `transposed networks`, and `sums` of these (1-, 2- and
    3-sums): random ones, totally unimodular by construction. Raises `ValueError`.
    """
    if rows < 1 or columns < 1 or not entries:
        raise ValueError("a matrix has a row, a column and entries to choose from")
    if kind not in KINDS:
        raise ValueError(f'kind: "{kind}" is none of {", ".join(KINDS)}')
    size, values = f"at most {rows} x {columns}", tuple(sorted(set(entries)))
    if kind in unimodular.CONSTRUCTIONS:
        return _constructed(kind, rows, columns)
    first = Instances(
        f"random {'totally ' if kind == 'unimodular' else ''}{kind} matrices of {size}",
        lambda seed: small_matrices.random_unimodular(seed, rows, columns),
        endless=True,
        sorts=("matrix",),
        to_plain=lambda given: (Matrix.dense(given).about(),),
        describe=_rows_in_words,
        smaller=small_matrices.smaller_rows,
        nearby=lambda given: unimodular.near_unimodular(given, rows, columns),
    )
    if kind == "unimodular":
        return first
    if kind == "nearly unimodular":
        return replace(
            first,
            instances=lambda seed: _one_changed(seed, first.instances(seed), values),
            nearby=lambda given: _near_spoilt(given, rows, columns, values),
        )
    shapes = sorted(itertools.product(range(1, rows + 1), range(1, columns + 1)), key=lambda s: (s[0] * s[1], s))
    few = [(h, w) for h, w in shapes if _count(len(values), h, w) <= SMALL_MATRICES]
    own = ", ".join(map(str, values))
    up_to = size if len(few) == len(shapes) else ", ".join(f"{h} x {w}" for h, w in few)
    small = replace(
        first,
        words=f"all matrices of {up_to} with entries {own}",
        instances=lambda seed: small_matrices.small(few, values),
        endless=False,
        nearby=lambda given: _near_rows(given, rows, columns, values),
    )
    if len(few) == len(shapes):
        return small
    drawn = replace(
        small,
        endless=True,
        words=f"random matrices of {size} with entries {own}",
        instances=lambda seed: _random_rows(seed, rows, columns, values),
    )
    return small.and_then(drawn)


def _constructed(kind: str, rows: int, columns: int) -> Instances:
    """Matrices that are totally unimodular by construction. Raises `ValueError` for a size that there are none of."""
    least = unimodular.CONSTRUCTIONS[kind][1]
    if min(rows, columns) < least:
        raise ValueError(f"{kind} have {least} rows and columns or more")
    words = f"{kind} of networks and transposes (1-, 2- and 3-sums)" if kind == "sums" else f"{kind} (as matrices)"
    return Instances(
        f"random {words} of at most {rows} x {columns}",
        lambda seed: unimodular.random_of_kind(kind, seed, rows, columns),
        endless=True,
        sorts=("matrix",),
        to_plain=lambda given: (Matrix.dense(given).about(),),
        describe=_rows_in_words,
        smaller=small_matrices.smaller_rows,
        nearby=lambda given: unimodular.near_unimodular(given, rows, columns),
    )


def _near_rows(given: Rows, rows: int, columns: int, entries: tuple[int, ...]) -> Iterator[Rows]:
    """An entry changed into the next smaller or larger one, or a line less or more."""
    for r, row in enumerate(given):
        yield from ((*given[:r], near, *given[r + 1 :]) for near in _near_vectors(row, entries))
    yield from _lines_changed(given, rows, entries)
    turned = _lines_changed(tuple(zip(*given, strict=True)), columns, entries)
    yield from (tuple(zip(*near, strict=True)) for near in turned)


def _lines_changed(lines: Rows, most: int, entries: tuple[int, ...]) -> Iterator[Rows]:
    yield from unimodular.lines_removed(lines)
    if len(lines) < most:
        yield from unimodular.lines_added(lines, entries)


def _near_vectors(vector: tuple[int, ...], entries: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """An entry changed into the next smaller or larger one of the entries."""
    listed = sorted({*entries, *vector})
    for k, entry in enumerate(vector):
        at = listed.index(entry)
        for near in listed[max(at - 1, 0) : at + 2]:
            if near != entry:
                yield (*vector[:k], near, *vector[k + 1 :])


def _near_spoilt(given: Rows, rows: int, columns: int, entries: tuple[int, ...]) -> Iterator[Rows]:
    """A line less, a unit line more, or that entry changed which alone may keep a matrix from total unimodularity."""
    for turned in (False, True):
        lines = tuple(zip(*given, strict=True)) if turned else given
        near = itertools.chain(
            unimodular.lines_removed(lines),
            unimodular.lines_added(lines, (0, 1)) if len(lines) < (columns if turned else rows) else (),
        )
        yield from (tuple(zip(*each, strict=True)) if turned else each for each in near)
    for r, c in itertools.product(range(len(given)), range(len(given[0]))):
        if any(_is_unimodular(_with_entry(given, r, c, entry)) for entry in (0, 1, -1)):
            yield from (_with_entry(given, r, c, entry) for entry in entries if entry != given[r][c])


def _is_unimodular(rows: Rows) -> bool:
    return total_unimodularity(Matrix.dense(rows)).holds is True


def _with_entry(rows: Rows, r: int, c: int, entry: int) -> Rows:
    return (*rows[:r], (*rows[r][:c], entry, *rows[r][c + 1 :]), *rows[r + 1 :])


def _count(values: int, height: int, width: int) -> int:
    """How many lists of rows there are, without regard to the order of rows."""
    lines = values**width
    count = 1
    for k in range(height):
        count = count * (lines + k) // (k + 1)
    return count


def _random_rows(seed: int, rows: int, columns: int, entries: tuple[int, ...]) -> Iterator[Rows]:
    draw = random.Random(f"matrices {seed}")
    while True:
        height, width = draw.randint(max(1, rows - 1), rows), draw.randint(max(1, columns - 1), columns)
        yield tuple(tuple(draw.choice(entries) for _ in range(width)) for _ in range(height))


def _one_changed(seed: int, stream: Iterator[Rows], entries: tuple[int, ...]) -> Iterator[Rows]:
    draw = random.Random(f"one entry changed {seed}")
    for rows in stream:
        r, c = draw.randrange(len(rows)), draw.randrange(len(rows[0]))
        yield _with_entry(rows, r, c, draw.choice(entries))


def _rows_in_words(rows: Rows) -> str:
    return "rows " + ", ".join(_vector_in_words(row) for row in rows)


def _vector_in_words(vector: Sequence[int]) -> str:
    return f"({', '.join(map(str, vector))})"


def vectors(size: int, entries: Sequence[int] = (-1, 0, 1)) -> Instances:
    """All vectors of the size with these entries, small entries first; sort `vector`."""
    values = sorted(set(entries), key=lambda e: (abs(e), e))
    return Instances(
        f"all vectors of size {size} with entries {', '.join(map(str, values))}",
        lambda seed: iter(sorted(itertools.product(values, repeat=size), key=lambda v: sum(map(abs, v)))),
        sorts=("vector",),
        to_plain=lambda vector: (list(vector),),
        describe=_vector_in_words,
        smaller=_smaller_vectors,
        nearby=lambda vector: _near_vectors(vector, tuple(values)),
    )


def _smaller_vectors(vector: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for k, entry in enumerate(vector):
        if entry:
            yield (*vector[:k], entry - (1 if entry > 0 else -1), *vector[k + 1 :])


def systems(rows: int = 2, variables: int = 2, entries: Sequence[int] = (-1, 0, 1)) -> Instances:
    """A and b of linear systems A x <= b, A x = b and the like: sorts `vectors` (the rows of A) and `vector` (b).

    All of at most the size while there are few, then random ones, half of their entries 0 or nearly. Raises
    `ValueError`.
    """
    if rows < 1 or variables < 1 or not entries:
        raise ValueError("a system has a row, a variable and coefficients to choose from")
    values = tuple(sorted(set(entries), key=lambda e: (abs(e), e)))
    shapes = sorted(itertools.product(range(1, rows + 1), range(1, variables + 1)), key=lambda s: (s[0] * s[1], s))
    few = [(h, w) for h, w in shapes if _count(len(values), h, w + 1) <= SMALL_MATRICES]
    own = ", ".join(map(str, values))

    def listing(seed: int) -> Iterator[tuple[Rows, tuple[int, ...]]]:
        for height, width in few:
            lines = sorted(itertools.product(values, repeat=width + 1), key=lambda row: sum(map(abs, row)))
            for table in itertools.combinations_with_replacement(lines, height):
                yield _split(table)

    def drawing(seed: int) -> Iterator[tuple[Rows, tuple[int, ...]]]:
        return map(_split, _random_rows(seed, rows, variables + 1, (*values, *([0] * (len(values) - 1)))))

    up_to = f"at most {rows} x {variables}" if len(few) == len(shapes) else ", ".join(f"{h} x {w}" for h, w in few)
    small = Instances(
        f"all A, b with A of {up_to} and entries {own}",
        listing,
        sorts=("vectors", "vector"),
        to_plain=lambda case: ([list(row) for row in case[0]], list(case[1])),
        describe=lambda case: f"A with {_rows_in_words(case[0])}; b = {_vector_in_words(case[1])}",
        smaller=_smaller_systems,
        nearby=lambda case: _near_systems(case, rows, variables, values),
    )
    words = f"random A, b with A of at most {rows} x {variables} and entries {own}"
    return (
        small
        if len(few) == len(shapes)
        else small.and_then(replace(small, words=words, instances=drawing, endless=True))
    )


def _split(table: Rows) -> tuple[Rows, tuple[int, ...]]:
    wide = [row if len(row) > 1 else (*row, 0) for row in table]
    return tuple(row[:-1] for row in wide), tuple(row[-1] for row in wide)


def _near_systems(
    case: tuple[Rows, tuple[int, ...]], rows: int, variables: int, entries: tuple[int, ...]
) -> Iterator[tuple[Rows, tuple[int, ...]]]:
    """A coefficient or a bound changed into the next one, or a row or a variable less or more."""
    table = tuple((bound, *row) for row, bound in zip(*case, strict=True))
    for near in _near_rows(table, rows, variables + 1, entries):
        # the bounds are the first column, which is neither left out nor made anew
        if len(near[0]) > 1 and (len(near[0]) >= len(table[0]) or tuple(row[0] for row in near) == case[1]):
            yield tuple(row[1:] for row in near), tuple(row[0] for row in near)


def _smaller_systems(case: tuple[Rows, tuple[int, ...]]) -> Iterator[tuple[Rows, tuple[int, ...]]]:
    table = tuple((*row, bound) for row, bound in zip(*case, strict=True))
    yield from (_split(less) for less in small_matrices.smaller_rows(table) if len(less[0]) > 1)
