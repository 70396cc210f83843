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

from random import Random

from exact.unimodular.table import Table, bits, sum_of_bits

Positions = tuple[tuple[int, ...], tuple[int, ...]]

ATTEMPTS = 160
HOLES_FIRST = 6
ENOUGH = 2
"""How many violators are compared when they come easily."""


def violator(table: Table, rng: Random, effort: int = 1) -> Positions | None:
    """Rows and columns (positions) of the smallest violating submatrix found, or `None`.

    Holes are looked for first, then in turn with pivots.
    """
    violators: list[Positions] = []
    for attempt in range(ATTEMPTS * effort):
        pivots = attempt >= HOLES_FIRST and attempt % 2 == 1
        candidate = _pivot_to_two(table, rng) if pivots else _odd_hole(table, attempt, rng)
        small = None if candidate is None else shrunk(table, candidate)
        if small is not None:
            violators.append(small)
        if len(violators) >= ENOUGH or (violators and attempt >= HOLES_FIRST):
            break
    return min(violators, key=lambda found: (len(found[0]), found), default=None)


def shrunk(table: Table, found: Positions) -> Positions | None:
    """A violating submatrix within the given one, no minor of which with one line less violates; `None` if none."""
    from flint import fmpq_mat

    rows, columns = list(found[0]), list(found[1])
    entries = [[table.entry(r, c) for c in columns] for r in rows]
    determinant = _determinant(entries)
    if abs(determinant) < 2:
        return None
    while True:
        inverse = fmpq_mat(len(rows), len(rows), [x for row in entries for x in row]).inv()
        larger = ((r, c) for c in range(len(rows)) for r in range(len(rows)) if abs(inverse[c, r] * determinant) >= 2)
        drop = next(larger, None)
        if drop is None:
            return tuple(sorted(rows)), tuple(sorted(columns))
        determinant = int(inverse[drop[1], drop[0]] * determinant)
        del rows[drop[0]], columns[drop[1]]
        entries = [[table.entry(r, c) for c in columns] for r in rows]


def _determinant(entries: list[list[int]]) -> int:
    from flint import fmpz_mat

    return int(fmpz_mat(len(entries), len(entries), [x for row in entries for x in row]).det())


# --------------------------------------------------------------------------------------------------- odd holes


def _restriction(table: Table, rng: Random) -> tuple[int, ...]:
    """The support with a random part of the rows and columns left out."""
    kept = rng.choice((0.3, 0.5, 0.7, 0.85))
    columns = sum_of_bits(c for c in range(len(table.columns)) if rng.random() < kept)
    return tuple(support & columns if rng.random() < kept else 0 for support in table.support)


def _odd_hole(table: Table, attempt: int, rng: Random) -> Positions | None:
    """A cycle that is odd, and chordless unless all its chords cut it in two even ones; the first few in the whole."""
    support = table.support if attempt < HOLES_FIRST else _restriction(table, rng)
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


def _pivot_to_two(table: Table, rng: Random) -> Positions | None:
    """Pivot at random until some entry would become 2 or -2; the submatrix that it names."""
    if not table.rows or not table.columns:
        return None
    height, width = len(table.rows), len(table.columns)
    basis, outside = list(range(height)), list(range(height, height + width))
    current = table
    for _ in range(min(3 * min(height, width), 60) + 5):
        rows = [r for r in range(height) if current.support[r]]
        if not rows:
            return None
        row = rng.choice(rows)
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
