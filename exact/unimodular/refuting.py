"""Searching for a square submatrix whose determinant is not -1, 0 or 1.

Two searches, each of which finds what the other misses.

*Odd holes.* A cycle of the bipartite graph of rows and columns whose entries sum to 2 modulo 4, if it has no chord,
is a submatrix of determinant 2 or -2 (Camion 1965). Breadth-first search over nodes and parities never turns back on
the spot; the walk it finds is cut at repeated nodes and at chords while it stays odd. Random restrictions of the
matrix make different cycles the shortest ones.

*Pivots.* Totally unimodular matrices stay so under pivots, so after pivots on entries 1 and -1 an entry 2 names a
violator: the rows and columns exchanged so far, together with its own.

What is found is verified by its exact determinant and shrunk while a minor with one row and one column less violates.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from exact.unimodular.table import Positions, Table, bits, sum_of_bits

NEARBY = 60
"""How many columns, from one on, are pivoted on at a time where there are more."""

PIVOTS = 200


def violator(table: Table, rng: Random, attempts: Iterable[int]) -> Positions | None:
    """Rows and columns (positions) of a violating submatrix, or `None`.

    The number of an attempt says how: in turn an odd hole, pivots on lines near each other, a hole again, and pivots on
    all; the very first hole is looked for in the whole, and others in a part.
    """
    searches = (_odd_hole, _nearby, _odd_hole, _pivot_to_two)
    for attempt in attempts:
        candidate = searches[attempt % 4](table, rng) if attempt else _odd_hole(table, rng, whole=True)
        small = None if candidate is None else shrunk(table, candidate)
        if small is not None:
            return small
    return None


def shrunk(table: Table, found: Positions) -> Positions | None:
    """A violating submatrix within the given one, no minor of which with one line less violates; `None` if none."""
    from flint import fmpz_mat

    rows, columns = list(found[0]), list(found[1])
    determinant = _determinant(table, rows, columns)
    if abs(determinant) < 2:
        return None
    if determinant % 2 == 0:
        rows, columns = _even(table, rows, columns)
        determinant = _determinant(table, rows, columns)
    while True:
        inverse, scale = fmpz_mat(_entries(table, rows, columns)).inv().numer_denom()
        minors = (abs(int(entry)) * abs(determinant) >= 2 * abs(int(scale)) for entry in inverse.entries())
        drop = next((place for place, large in enumerate(minors) if large), None)
        if drop is None:
            return tuple(sorted(rows)), tuple(sorted(columns))
        c, r = divmod(drop, len(rows))
        del rows[r], columns[c]
        determinant = _determinant(table, rows, columns)


def _even(table: Table, rows: list[int], columns: list[int]) -> tuple[list[int], list[int]]:
    """A nonsingular submatrix, of even determinant, of one that is so.

    Some columns sum to zero modulo 2. They are independent, so as many rows make a nonsingular submatrix with them, and
    its determinant is even again. The same with rows and columns exchanged, as long as something is left out.
    """
    unchanged = 0
    across = table
    while unchanged < 2:
        dependent = _dependent([across.transpose.support[c] for c in columns], rows)
        unchanged = unchanged + 1 if len(dependent) == len(columns) else 0
        if unchanged == 0:
            columns = [columns[k] for k in dependent]
            rows = [rows[k] for k in _independent(_entries(across.transpose, columns, rows))]
        rows, columns, across = columns, rows, across.transpose
    return (rows, columns) if across is table else (columns, rows)


def _dependent(vectors: list[int], within: list[int]) -> list[int]:
    """The places of vectors that sum to zero modulo 2 within some coordinates; there must be such."""
    inside = sum_of_bits(within)
    basis: dict[int, tuple[int, int]] = {}
    for k, vector in enumerate(vectors):
        rest, used = vector & inside, 1 << k
        while rest:
            top = rest.bit_length()
            if top not in basis:
                basis[top] = rest, used
                break
            rest, used = rest ^ basis[top][0], used ^ basis[top][1]
        else:
            return list(bits(used))
    raise ValueError("the vectors are independent")


def _independent(entries: list[list[int]]) -> list[int]:
    """The places of the first columns that are a basis of all."""
    from flint import fmpz_mat

    reduced, _, rank = fmpz_mat(entries).rref()
    return [next(c for c, entry in enumerate(row) if entry) for row in reduced.tolist()[:rank]]


def _entries(table: Table, rows: list[int], columns: list[int]) -> list[list[int]]:
    return [[table.entry(r, c) for c in columns] for r in rows]


def _determinant(table: Table, rows: list[int], columns: list[int]) -> int:
    from flint import fmpz_mat

    return int(fmpz_mat(_entries(table, rows, columns)).det())


# --------------------------------------------------------------------------------------------------- odd holes


def _restriction(table: Table, rng: Random) -> tuple[int, ...]:
    """The support with a random part of the rows and columns left out."""
    kept = rng.choice((0.3, 0.5, 0.7, 0.85))
    columns = sum_of_bits(c for c in range(len(table.columns)) if rng.random() < kept)
    return tuple(support & columns if rng.random() < kept else 0 for support in table.support)


def _odd_hole(table: Table, rng: Random, whole: bool = False) -> Positions | None:
    """A cycle that is odd, and chordless unless all its chords cut it in two even ones; in the whole or in a part."""
    support = table.support if whole else _restriction(table, rng)
    rows = [r for r, entries in enumerate(support) if entries & (entries - 1)]
    if not rows:
        return None
    walk = _odd_walk(_neighbours(table, support), rng.choice(rows))
    cycle = None if walk is None else _simple(table, walk)
    if cycle is None:
        return None
    cycle = _cut_chords(table, cycle)
    height = len(table.rows)
    return (
        tuple(sorted(node for node in cycle if node < height)),
        tuple(sorted(node - height for node in cycle if node >= height)),
    )


def _neighbours(table: Table, support: tuple[int, ...]) -> list[list[tuple[int, int]]]:
    """For each row, then each column: the nodes next to it, with the parity of the step.

    A cycle's entries sum to 2 modulo 4 exactly when its rows and its negative entries together are odd in number: a
    step from a row counts 1, a step along a negative entry counts 1.
    """
    height = len(table.rows)
    neighbours: list[list[tuple[int, int]]] = [[] for _ in range(height + len(table.columns))]
    for r, entries in enumerate(support):
        for c in bits(entries):
            negative = table.negative[r] >> c & 1
            neighbours[r].append((height + c, 1 - negative))
            neighbours[height + c].append((r, negative))
    return neighbours


def _odd_walk(neighbours: list[list[tuple[int, int]]], start: int) -> list[int] | None:
    """A closed walk from the row `start` that is odd and never turns back on the spot, shortest of its kind.

    A state is (node, where from, parity). For each node and parity two states suffice: what the first cannot do, going
    back where it came from, the second can.
    """
    first = (start, -1, 0)
    before: dict[tuple[int, int, int], tuple[int, int, int]] = {first: first}
    arrivals: dict[tuple[int, int], int] = {}
    queue = [first]
    for state in queue:
        node, came, parity = state
        for other, step in neighbours[node]:
            if other == came or arrivals.get((other, parity ^ step), 0) >= 2:
                continue
            following = (other, node, parity ^ step)
            if following in before:
                continue
            before[following] = state
            arrivals[other, parity ^ step] = arrivals.get((other, parity ^ step), 0) + 1
            if other == start and parity ^ step:
                return _walked(before, following, first)
            queue.append(following)
    return None


def _walked(
    before: dict[tuple[int, int, int], tuple[int, int, int]],
    state: tuple[int, int, int],
    first: tuple[int, int, int],
) -> list[int]:
    walk = []
    while state != first:
        walk.append(state[0])
        state = before[state]
    return walk


def _odd(table: Table, cycle: list[int]) -> bool:
    """Whether the entries of a closed walk, which alternates between rows and columns, sum to 2 modulo 4."""
    height = len(table.rows)
    negative = len(cycle) // 2
    for one, other in zip(cycle, cycle[1:] + cycle[:1], strict=True):
        negative += table.negative[min(one, other)] >> (max(one, other) - height) & 1
    return negative % 2 == 1


def _simple(table: Table, walk: list[int]) -> list[int] | None:
    """A cycle without repeated nodes within the closed walk that is odd, if there is one."""
    pending = [walk]
    while pending:
        closed = _without_spikes(pending.pop())
        seen: dict[int, int] = {}
        for k, node in enumerate(closed):
            if node in seen:
                pending += [closed[: seen[node]] + closed[k:], closed[seen[node] : k]]
                break
            seen[node] = k
        else:
            if len(closed) >= 4 and _odd(table, closed):
                return closed
    return None


def _without_spikes(walk: list[int]) -> list[int]:
    """The closed walk without steps that go and come straight back."""
    path: list[int] = []
    for node in walk:
        if len(path) >= 2 and path[-2] == node:
            path.pop()
        else:
            path.append(node)
    while len(path) > 2 and path[-2] == path[0]:
        path = path[:-2]
    while len(path) > 2 and path[1] == path[-1]:
        path = path[1:-1]
    return path


def _cut_chords(table: Table, cycle: list[int]) -> list[int]:
    """Cut the cycle at chords as long as what is left is odd."""
    height = len(table.rows)
    while True:
        place = {node: k for k, node in enumerate(cycle)}
        within = sum_of_bits(node - height for node in cycle if node >= height)
        best = cycle
        for node in cycle:
            if node >= height or (table.support[node] & within).bit_count() <= 2:
                continue
            for c in bits(table.support[node] & within):
                one, other = sorted((place[node], place[height + c]))
                if other - one in (1, len(cycle) - 1):
                    continue
                for half in (cycle[one : other + 1], cycle[other:] + cycle[: one + 1]):
                    if len(half) < len(best) and _odd(table, half):
                        best = half
        if best is cycle:
            return cycle
        cycle = best


# ------------------------------------------------------------------------------------------------------ pivots


def _nearby(table: Table, rng: Random) -> Positions | None:
    """Pivot at random on some columns, each of which shares a row with one before, and the rows that meet two."""
    if len(table.columns) <= NEARBY:
        return _pivot_to_two(table, rng)
    across = table.transpose.support
    start = rng.randrange(len(across))
    columns, rows = 1 << start, across[start]
    for _ in range(NEARBY - 1):
        row = rng.choice(list(bits(rows)))
        near = table.support[row] & ~columns
        if near:
            column = rng.choice(list(bits(near)))
            columns |= 1 << column
            rows |= across[column]
    chosen = list(bits(columns))
    meeting = [r for r in bits(rows) if (own := table.support[r] & columns) & (own - 1)]
    found = _pivot_to_two(table.part(meeting, chosen), rng)
    return None if found is None else (tuple(meeting[r] for r in found[0]), tuple(chosen[c] for c in found[1]))


def _pivot_to_two(table: Table, rng: Random) -> Positions | None:
    """Pivot at random, rather on full rows, until some entry would become 2 or -2; the submatrix that it names."""
    if not table.rows or not table.columns:
        return None
    height, width = len(table.rows), len(table.columns)
    basis, outside = list(range(height)), list(range(height, height + width))
    current = table
    for _ in range(PIVOTS):
        row = max((rng.randrange(height) for _ in range(3)), key=lambda r: current.support[r].bit_count())
        if not current.support[row]:
            continue
        column = rng.choice(list(bits(current.support[row])))
        pivoted = current.pivoted(row, column)
        if not isinstance(pivoted, Table):
            return violator_after_pivots(basis, outside, (row, column), pivoted, height)
        current = pivoted
        basis[row], outside[column] = outside[column], basis[row]
    return None


def violator_after_pivots(
    basis: list[int], outside: list[int], pivot: tuple[int, int], twice: tuple[int, int], height: int
) -> Positions:
    """The submatrix named by the 2 that the pivot would make at `twice`.

    `basis` and `outside` say which original line stands where (columns numbered after the rows). After exchanging
    lines, an entry (p, q) is, up to sign, the determinant of the rows outside the basis and the columns inside it once
    p and q are exchanged as well.
    """
    exchanged = set(basis) - {basis[pivot[0]], basis[twice[0]]} | {outside[pivot[1]], outside[twice[1]]}
    return (
        tuple(line for line in range(height) if line not in exchanged),
        tuple(sorted(line - height for line in exchanged if line >= height)),
    )
