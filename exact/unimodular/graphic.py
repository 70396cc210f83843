"""Recognising network matrices, with their signs.

*Shape.* Is there a tree whose edges are the rows, in which the support of every column is a path? Tutte's method in
the form of Schrijver (1986, 20.1): if some column has three rows or more, one of them, i, is an inner edge of its
path. Drop i and all columns through it: the other rows fall apart into components, each of which lies on one side of
i, so with i each is a smaller problem of the same kind in which i is an end edge. Two components whose columns
through i overlap without being nested cannot lie on the same side of i; a tree exists exactly when the components can
be put on two sides.

*Signs.* The tree determines the signs up to negation of rows and columns, for any totally unimodular matrix with this
support (Camion 1963). If they fit, the matrix is a network matrix. If not, it is not totally unimodular, and a shortest
cycle of the bipartite row-column graph through an odd number of wrong entries has no chord and determinant 2 or -2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from exact.unimodular.evidence import Network
from exact.unimodular.reductions import signs_towards
from exact.unimodular.table import Table, bits, sum_of_bits, transposed

Edges = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class WrongSigns:
    """The support belongs to a network matrix, the signs do not: a violating submatrix, by positions."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def network(table: Table, rng: Random) -> Network | WrongSigns | None:
    """The network of a connected table, or a violator when only its signs are wrong, or `None`."""
    columns = table.transpose.support
    tree = tree_of_paths(table.support, columns, rng)
    signs = None if tree is None else _path_signs(tree, columns)
    if tree is None or signs is None:
        return None
    expected = transposed([signs[c][0] for c in range(len(columns))], len(table.rows))
    wrong = tuple(have ^ want for have, want in zip(table.negative, expected, strict=True))
    row_sign, column_sign = signs_towards(table, wrong)
    odd = _odd_entries(table, wrong, row_sign, column_sign)
    if any(odd):
        return _shortest_odd_cycle(table, odd)
    arcs = tuple((table.rows[r], *_turned(signs_up, row_sign[r])) for r, signs_up in _upward(tree))
    ends = ((*signs[c][1], column_sign[c]) for c in range(len(columns)))
    across = tuple(
        (name, *_turned((tail, head), sign)) for name, (tail, head, sign) in zip(table.columns, ends, strict=True)
    )
    return Network(arcs, across)


# ------------------------------------------------------------------------------------------------------- shape


@dataclass
class _Problem:
    """Find a tree with these edges in which each column, a set of positions of edges, is a path."""

    labels: list[int]
    rows: list[int]
    columns: list[int]
    inner: int = -1  # position of the row on which the problem is split
    parts: list[tuple[int, _Problem]] | None = None  # (positions of the component, its problem)


def tree_of_paths(rows: Sequence[int], columns: Sequence[int], rng: Random) -> Edges | None:
    """Ends of each row's edge in a tree in which each column is a path, if there is one."""
    whole = _problem(list(range(len(rows))), columns)
    problems = [whole]
    for problem in problems:  # grows: parts come after what they are parts of
        if not _split(problem, rng):
            return None
        problems.extend(part for _, part in problem.parts or ())
    fresh = iter(range(4 * sum(len(problem.rows) for problem in problems) + 4))
    trees: dict[int, Edges] = {}
    for problem in reversed(problems):
        if problem.parts is None:
            centre = next(fresh)
            trees[id(problem)] = {position: (centre, next(fresh)) for position in range(len(problem.rows))}
        else:
            parts = [(component, trees.pop(id(part))) for component, part in problem.parts]
            joined = _joined(problem, parts, (next(fresh), next(fresh)))
            if joined is None:
                return None
            trees[id(problem)] = joined
    return {whole.labels[position]: ends for position, ends in trees[id(whole)].items()}


def _problem(labels: list[int], columns: Sequence[int]) -> _Problem:
    distinct = sorted({column for column in columns if column & (column - 1)})
    return _Problem(labels, transposed(distinct, len(labels)), distinct)


def _split(problem: _Problem, rng: Random) -> bool:
    """Split the problem on an inner row, unless all its paths are short; false when it has no solution."""
    long = [column for column in problem.columns if column.bit_count() >= 3]
    if not long:
        return True
    best: list[int] = []
    for _ in range(3 if len(problem.rows) > 50 else 1):
        rows = list(bits(long[rng.randrange(len(long))]))
        for row in rng.sample(rows, 3):  # at most two are ends of the path, so one of any three must separate
            components = _components(problem, row)
            if len(components) > 1:
                break
        else:
            return False
        if not best or max(c.bit_count() for c in components) < max(c.bit_count() for c in best):
            best, problem.inner = components, row
    problem.parts = [(component, _part(problem, component)) for component in best]
    return True


def _components(problem: _Problem, inner: int) -> list[int]:
    """The classes of the other rows that are connected by columns which avoid the row `inner`."""
    avoided = ~problem.rows[inner]
    left = ((1 << len(problem.rows)) - 1) & ~(1 << inner)
    components = []
    while left:
        component = fresh = left & -left
        seen = 0
        while fresh:
            reached = 0
            for r in bits(fresh):
                reached |= problem.rows[r]
            reached &= avoided
            following = 0
            for c in bits(reached & ~seen):
                following |= problem.columns[c]
            seen |= reached
            fresh = following & ~component
            component |= following
        components.append(component)
        left &= ~component
    return components


def _part(problem: _Problem, component: int) -> _Problem:
    """The problem on the rows of the component and, last, the inner row."""
    positions = [*bits(component), problem.inner]
    place = {position: k for k, position in enumerate(positions)}
    within = component | 1 << problem.inner
    columns = {column & within for column in problem.columns}
    return _problem(
        [problem.labels[p] for p in positions], [sum_of_bits(place[p] for p in bits(column)) for column in columns]
    )


def _joined(problem: _Problem, parts: list[tuple[int, Edges]], ends: tuple[int, int]) -> Edges | None:
    """One tree from the parts' trees, in each of which the inner row is an end edge; `None` when two sides fail."""
    through = problem.rows[problem.inner]
    hangs = [_Hanging(component, tree, problem, through) for component, tree in parts]
    side = _two_sides(hangs)
    if side is None:
        return None
    joined: Edges = {problem.inner: ends}
    for which in (0, 1):
        own = [hanging for k, hanging in enumerate(hangs) if side[k] == which]
        own.sort(key=lambda hanging: (-hanging.all.bit_count(), len(hanging.patterns) > 1))
        placed: list[tuple[int, tuple[int, int]]] = []
        for hanging in own:
            node = ends[which]
            for pattern, (one, other) in placed:
                if hanging.all & ~pattern == 0 and hanging.all:
                    node ^= one ^ other  # what remains of all ends of a path from `node` is its other end
            hanging.hang(joined, placed, node)
    return joined


class _Hanging:
    """A component beside the inner row: its tree, and which columns through the inner row pass each of its edges."""

    def __init__(self, component: int, tree: Edges, problem: _Problem, through: int) -> None:
        self.positions = list(bits(component))
        self.tree = tree
        self.through = {position: problem.rows[position] & through for position in self.positions}
        self.patterns = set(self.through.values()) - {0}
        self.all = 0
        for pattern in self.patterns:
            self.all |= pattern

    def cuts(self, other: _Hanging) -> bool:
        """Whether some edge is passed by some but not all of the columns that reach `other`."""
        return any(pattern & other.all and other.all & ~pattern for pattern in self.patterns)

    def hang(self, joined: Edges, placed: list[tuple[int, tuple[int, int]]], node: int) -> None:
        """Add the edges, with the node at which the inner edge was attached identified with `node`."""
        inner = len(self.positions)
        incident = Counter(end for k in range(inner) for end in self.tree[k])
        attached = max(self.tree[inner], key=lambda end: incident[end])
        for k, position in enumerate(self.positions):
            one, other = (node if end == attached else end for end in self.tree[k])
            joined[position] = one, other
            if self.through[position]:
                placed.append((self.through[position], (one, other)))


def _two_sides(hangs: list[_Hanging]) -> list[int] | None:
    side = [-1] * len(hangs)
    for start in range(len(hangs)):
        if side[start] >= 0:
            continue
        side[start] = 0
        queue = [start]
        for k in queue:
            for other, hanging in enumerate(hangs):
                if other == k or not hanging.all & hangs[k].all or side[other] == 1 - side[k]:
                    continue
                if hanging.cuts(hangs[k]) and hangs[k].cuts(hanging):
                    if side[other] == side[k]:
                        return None
                    side[other] = 1 - side[k]
                    queue.append(other)
    return side


# ------------------------------------------------------------------------------------------------------- signs


def _upward(tree: Edges) -> list[tuple[int, tuple[int, int]]]:
    """Each row's edge as (lower node, upper node), by row, in the tree rooted somewhere."""
    neighbours: dict[int, list[tuple[int, int]]] = {}
    for row, (one, other) in tree.items():
        neighbours.setdefault(one, []).append((other, row))
        neighbours.setdefault(other, []).append((one, row))
    root = min(neighbours)
    seen = {root}
    order = [root]
    upward = []
    for node in order:
        for child, row in neighbours[node]:
            if child not in seen:
                seen.add(child)
                order.append(child)
                upward.append((row, (child, node)))
    return sorted(upward)


def _path_signs(tree: Edges, columns: Sequence[int]) -> list[tuple[int, tuple[int, int]]] | None:
    """For each column, as a path in the tree with all edges pointing up: its negative rows, and (tail, head)."""
    upward = dict(_upward(tree))
    above = {lower: row for row, (lower, _) in upward.items()}
    root = next(iter({upper for _, upper in upward.values()} - above.keys()))
    found = []
    for column in columns:
        inner = {upward[row] for row in bits(column)}
        lowers, uppers = [lower for lower, _ in inner], Counter(upper for _, upper in inner)
        tops = [lower for lower, upper in inner if upper not in above or not column >> above[upper] & 1]
        feet = [lower for lower in lowers if not uppers[lower]]
        apex = {upward[above[lower]][1] for lower in tops}
        branching = [node for node, count in uppers.items() if count > 1 and node not in apex]
        if len(tops) > 2 or len(apex) > 1 or len(feet) > 2 or branching or (len(feet) == 2 and len(tops) == 1):
            return None
        top = apex.pop() if apex else root
        tail = feet[0] if feet else top
        head = feet[1] if len(feet) == 2 else top
        negative = 0
        while head != top:
            negative |= 1 << above[head]
            head = upward[above[head]][1]
        found.append((negative, (tail, feet[1] if len(feet) == 2 else top)))
    return found


def _turned(ends: tuple[int, int], turn: int) -> tuple[int, int]:
    return (ends[1], ends[0]) if turn else ends


def _odd_entries(table: Table, wrong: tuple[int, ...], row_sign: list[int], column_sign: list[int]) -> tuple[int, ...]:
    """The entries whose sign is still wrong after the negations."""
    flipped = sum_of_bits(c for c, sign in enumerate(column_sign) if sign)
    return tuple(
        (wrong[r] ^ (support & ~flipped if row_sign[r] else support & flipped)) & support
        for r, support in enumerate(table.support)
    )


def _shortest_odd_cycle(table: Table, odd: tuple[int, ...]) -> WrongSigns:
    """A short chordless cycle with an odd number of the `odd` entries.

    A chord cuts a cycle in two, one of which has an odd number of them; so chords are cut until none is left.
    """
    row = next(r for r, entries in enumerate(odd) if entries)
    walk = _odd_walk(table, odd, row)
    last: dict[int, int] = {}
    spans = [(j - last[node], last[node], j) for j, node in enumerate(walk) if last.setdefault(node, j) != j]
    _, start, end = min(spans)  # a node met twice has met both parities, so what lies between is odd
    cycle = walk[start:end]
    while chord := _chord(table, cycle):
        one, other = chord
        inside = cycle[one : other + 1]
        cycle = inside if _odd(table, odd, inside) else cycle[other:] + cycle[: one + 1]
    height = len(table.rows)
    columns = sorted(node - height for node in cycle if node >= height)
    return WrongSigns(tuple(sorted(node for node in cycle if node < height)), tuple(columns))


def _odd_walk(table: Table, odd: tuple[int, ...], row: int) -> list[int]:
    """The nodes of a shortest closed walk from `row` with odd parity; columns are numbered after the rows."""
    height = len(table.rows)
    across = table.transpose.support
    before: dict[tuple[int, int], tuple[int, int]] = {(row, 0): (row, 0)}
    queue = [(row, 0)]
    for node, parity in queue:
        for other in bits(table.support[node] if node < height else across[node - height]):
            r, c = (node, other) if node < height else (other, node - height)
            state = (height + other if node < height else other, parity ^ (odd[r] >> c & 1))
            if state not in before:
                before[state] = (node, parity)
                queue.append(state)
        if (row, 1) in before:
            break
    state = (row, 1)
    walk = [row]
    while state != (row, 0):
        state = before[state]
        walk.append(state[0])
    return walk


def _odd(table: Table, odd: tuple[int, ...], cycle: list[int]) -> bool:
    height, parity = len(table.rows), 0
    for one, other in zip(cycle, cycle[1:] + cycle[:1], strict=True):
        parity ^= odd[min(one, other)] >> (max(one, other) - height) & 1
    return parity == 1


def _chord(table: Table, cycle: list[int]) -> tuple[int, int] | None:
    """Places in the cycle of a row and a column, not neighbours in it, whose entry is not zero."""
    height = len(table.rows)
    place = {node: k for k, node in enumerate(cycle)}
    within = sum_of_bits(node - height for node in cycle if node >= height)
    for node in cycle:
        if node < height and (table.support[node] & within).bit_count() > 2:
            for c in bits(table.support[node] & within):
                one, other = sorted((place[node], place[height + c]))
                if other - one not in (1, len(cycle) - 1):
                    return one, other
    return None
