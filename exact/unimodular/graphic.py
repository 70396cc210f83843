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

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from exact.unimodular.evidence import Network
from exact.unimodular.reductions import signs_towards
from exact.unimodular.table import Table, bits, lowest, sum_of_bits

Edges = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class WrongSigns:
    """The support belongs to a network matrix, the signs do not: a violating submatrix, by positions."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True)
class NoTree:
    """There is no tree already for these rows, a bit set."""

    rows: int


def network(table: Table, rng: Random) -> Network | WrongSigns | NoTree:
    """The network of a connected table, or a violator when only its signs are wrong, or some rows without a tree."""
    across = table.transpose
    tree = tree_of_paths(table.support, across.support, rng)
    if isinstance(tree, NoTree):
        return tree
    ends = _ends(tree, table.support, len(table.columns))
    if ends is None:
        return NoTree((1 << len(table.rows)) - 1)
    upward, above = _upward(tree)
    wrong = tuple(
        (column & above[head]) ^ negative
        for column, negative, (_, head) in zip(across.support, across.negative, ends, strict=True)
    )
    column_sign, row_sign = signs_towards(across, wrong)
    odd = _odd_entries(across, wrong, column_sign, row_sign)
    if any(odd):
        columns, rows = _shortest_odd_cycle(across, odd)
        return WrongSigns(rows, columns)
    arcs = zip(table.rows, upward, row_sign, strict=True)
    paths = zip(table.columns, ends, column_sign, strict=True)
    return Network(
        *(tuple((name, *(ends[::-1] if sign else ends)) for name, ends, sign in lines) for lines in (arcs, paths))
    )


# ------------------------------------------------------------------------------------------------------- shape


class _Problem:
    """Find a tree with the edges `within`, in which each column, as far as it lies within, is a path.

    Of columns that are alike within, and have two rows there or more, `columns` holds one; `long` are the paths with
    three rows or more.
    """

    __slots__ = ("columns", "hangings", "inner", "long", "within")

    def __init__(self, within: int, candidates: int, columns: Sequence[int]) -> None:
        distinct: dict[int, int] = {}
        while candidates:
            at = candidates & -candidates
            candidates ^= at
            path = columns[at.bit_length() - 1] & within
            if path & (path - 1):
                distinct[path] = at
        self.within = within
        self.columns = sum(distinct.values())
        self.long = [path for path in distinct if path.bit_count() >= 3]
        self.inner = -1  # the row on which the problem is split
        self.hangings: list[_Hanging] = []


def tree_of_paths(rows: Sequence[int], columns: Sequence[int], rng: Random) -> Edges | NoTree:
    """Ends of each row's edge in a tree in which each column is a path, if there is one."""
    whole = _Problem((1 << len(rows)) - 1, (1 << len(columns)) - 1, columns)
    problems = [whole]
    for problem in problems:  # grows: parts come after what they are parts of
        if problem.long:
            if not _split(problem, rows, columns, rng):
                return NoTree(problem.within)
            problems.extend(hanging.part for hanging in problem.hangings if hanging.part is not None)
    nodes = _Nodes()
    trees: dict[_Problem, Edges] = {}
    for problem in reversed(problems):
        if not problem.long:
            trees[problem] = nodes.star(problem.within)
            continue
        joined = _joined(problem, trees, nodes)
        if joined is None:
            return NoTree(problem.within)
        trees[problem] = joined
    find = nodes.find
    return {row: (find(one), find(other)) for row, (one, other) in trees[whole].items()}


class _Nodes:
    """The nodes of the trees made so far: which have been made one, and how many edges end in each."""

    def __init__(self) -> None:
        self.same: list[int] = []
        self.degree: list[int] = []

    def fresh(self, degree: int) -> int:
        self.same.append(len(self.same))
        self.degree.append(degree)
        return len(self.same) - 1

    def star(self, rows: int) -> Edges:
        """A tree in which every pair of edges is a path."""
        centre = self.fresh(rows.bit_count())
        return {row: (centre, self.fresh(1)) for row in bits(rows)}

    def find(self, node: int) -> int:
        same = self.same
        while same[node] != node:
            same[node] = node = same[same[node]]
        return node

    def hang(self, end: tuple[int, int], node: int) -> None:
        """Make the inner end of an end edge, which goes, one with the node."""
        one, other = map(self.find, end)
        inner = one if self.degree[one] > 1 else other
        self.same[inner] = node
        self.degree[node] += self.degree[inner] - 1


def _split(problem: _Problem, rows: Sequence[int], columns: Sequence[int], rng: Random) -> bool:
    """Split the problem on an inner row, rather one that many paths pass; false if it has no solution."""
    path = list(bits(rng.choice(problem.long)))
    rng.shuffle(path)
    path.sort(key=lambda row: (rows[row] & problem.columns).bit_count())
    for row in path[:-4:-1]:  # at most two are ends of the path, so one of any three must separate
        components = _components(problem, row, rows, columns)
        if len(components) > 1:
            break
    else:
        return False
    problem.inner = row
    at, through = 1 << row, rows[row] & problem.columns
    for component, touched in components:
        part = _Problem(component | at, touched, columns) if component & (component - 1) else None
        problem.hangings.append(_Hanging(component, touched & through, rows, columns, part))
    return True


def _components(problem: _Problem, inner: int, rows: Sequence[int], columns: Sequence[int]) -> list[tuple[int, int]]:
    """The classes of the other rows that are connected by columns which avoid the row `inner`, and their columns."""
    chosen, through = problem.columns, rows[inner]
    left = problem.within & ~(1 << inner)
    components = []
    while left:
        component = fresh = left & -left
        met, seen = 0, through
        while fresh:
            reached = 0
            while fresh and reached != chosen:
                low = fresh & -fresh
                reached |= rows[low.bit_length() - 1] & chosen
                fresh ^= low
            met |= reached
            following, new, wanted = 0, reached & ~seen, left & ~component
            while new and wanted & ~following:
                low = new & -new
                following |= columns[low.bit_length() - 1]
                new ^= low
            seen |= reached
            fresh = following & wanted
            component |= fresh
        left &= ~component
        components.append((component, met))
    return components


class _Hanging:
    """A component beside the inner row, and which columns through the inner row pass each of its edges.

    What is left to do for the component is `part`; nothing, if it is a single row.
    """

    __slots__ = ("alike", "all", "part", "passed", "patterns", "row")

    def __init__(
        self, component: int, all_through: int, rows: Sequence[int], columns: Sequence[int], part: _Problem | None
    ) -> None:
        self.all = all_through
        self.part = part
        self.row = lowest(component)
        if part is None or not all_through:
            self.passed = [(self.row, all_through)] if all_through else []
            self.patterns = [all_through] if all_through else []
        else:
            passing = 0
            for c in bits(all_through):
                passing |= columns[c]
            self.passed = [(row, rows[row] & all_through) for row in bits(passing & component)]
            self.patterns = list({pattern for _, pattern in self.passed})
        self.alike = len(self.patterns) == 1  # all columns that reach the component pass the same edges

    def cuts(self, reached: int) -> bool:
        """Whether some edge is passed by some but not all of these columns."""
        for pattern in self.patterns:
            both = pattern & reached
            if both and both != reached:
                return True
        return False


def _joined(problem: _Problem, trees: dict[_Problem, Edges], nodes: _Nodes) -> Edges | None:
    """One tree from the parts' trees, in each of which the inner row is an end edge; `None` when two sides fail."""
    side = _two_sides(problem.hangings)
    if side is None:
        return None
    inner = problem.inner
    own = {hanging: trees.pop(hanging.part) for hanging in problem.hangings if hanging.part is not None}
    ends = {hanging: tree.pop(inner) for hanging, tree in own.items()}
    joined = max(own.values(), key=len, default={})
    for tree in own.values():
        if tree is not joined:
            joined.update(tree)
    joined[inner] = nodes.fresh(1), nodes.fresh(1)
    for which in (0, 1):
        hangings = [hanging for hanging, at in zip(problem.hangings, side, strict=True) if at == which]
        hangings.sort(key=lambda hanging: (-hanging.all.bit_count(), len(hanging.patterns) > 1))
        placed: list[_Hanging] = []
        for hanging in hangings:
            node = _place(hanging.all, joined, placed, nodes, joined[inner][which])
            if hanging in ends:
                nodes.hang(ends[hanging], node)
            else:
                joined[hanging.row] = node, nodes.fresh(1)
                nodes.degree[node] += 1
            if hanging.all:
                placed.append(hanging)
    return joined


def _place(reaching: int, joined: Edges, placed: list[_Hanging], nodes: _Nodes, start: int) -> int:
    """The end of the path, from the node `start`, of the edges that all the `reaching` columns pass."""
    node = start
    for hanging in placed:
        if reaching & hanging.all == reaching != 0:
            for row, pattern in hanging.passed:
                if reaching & pattern == reaching:
                    one, other = joined[row]
                    node ^= nodes.find(one) ^ nodes.find(other)  # all other nodes of the path are met twice
    return node


def _two_sides(hangings: list[_Hanging]) -> list[int] | None:
    """Two sides for the components, so that no two on one side cut each other; `None` if there are none."""
    side = [-1] * len(hangings)
    for start in range(len(hangings)):
        if side[start] >= 0:
            continue
        side[start] = 0
        queue = [start]
        for k in queue:
            one, opposite = hangings[k], 1 - side[k]
            reached = one.all
            for number, other in enumerate(hangings):
                met = reached & other.all
                if not met or side[number] == opposite or other is one:
                    continue
                if (one.alike and met == other.all) or (other.alike and met == reached):
                    continue  # what is quick to see comes first
                if (one.alike or one.cuts(other.all)) and (other.alike or other.cuts(reached)):
                    if side[number] >= 0:
                        return None
                    side[number] = opposite
                    queue.append(number)
    return side


# ------------------------------------------------------------------------------------------------------- signs


def _ends(tree: Edges, rows: Sequence[int], width: int) -> list[tuple[int, int]] | None:
    """The two ends of each column in the tree, or `None` if one is no path.

    Edges of a tree are a path exactly when two nodes meet an odd number of them. The columns of which a node meets an
    odd number are the sum, modulo 2, of the rows of its edges.
    """
    odd: dict[int, int] = {}
    for row, nodes in tree.items():
        for node in nodes:
            odd[node] = odd.get(node, 0) ^ rows[row]
    ends: list[list[int]] = [[] for _ in range(width)]
    for node, columns in odd.items():
        for c in bits(columns):
            ends[c].append(node)
    if any(len(nodes) > 2 for nodes in ends):
        return None
    anywhere = next(iter(odd))
    return [(nodes[0], nodes[1]) if nodes else (anywhere, anywhere) for nodes in ends]


def _upward(tree: Edges) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """Each row's edge as (lower node, upper node), and the edges above each node, in the tree rooted somewhere."""
    neighbours: dict[int, list[tuple[int, int]]] = {}
    for row, (one, other) in tree.items():
        neighbours.setdefault(one, []).append((other, row))
        neighbours.setdefault(other, []).append((one, row))
    root = min(neighbours)
    above = {root: 0}
    order = [root]
    upward = [(0, 0)] * len(tree)
    for node in order:
        for child, row in neighbours[node]:
            if child not in above:
                above[child] = above[node] | 1 << row
                order.append(child)
                upward[row] = child, node
    return upward, above


def _odd_entries(table: Table, wrong: tuple[int, ...], row_sign: list[int], column_sign: list[int]) -> tuple[int, ...]:
    """The entries whose sign is still wrong after the negations."""
    flipped = sum_of_bits(c for c, sign in enumerate(column_sign) if sign)
    return tuple(
        (wrong[r] ^ (support & ~flipped if row_sign[r] else support & flipped)) & support
        for r, support in enumerate(table.support)
    )


def _shortest_odd_cycle(table: Table, odd: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows and columns of a short chordless cycle with an odd number of the `odd` entries.

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
    return tuple(sorted(node for node in cycle if node < height)), tuple(columns)


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
