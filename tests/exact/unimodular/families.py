"""Families of {-1, 0, 1} matrices of any size that are totally unimodular by construction; made from a `Random`."""

from __future__ import annotations

from itertools import product

Entries = list[list[int]]

EXCEPTIONAL = [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 0, 1, 1, 0], [1, 0, 0, 1, 1], [1, 1, 0, 0, 1]]


R12 = [
    [1, 1, 1, 0, 0, 0],
    [1, 1, 0, 1, 0, 0],
    [1, 0, 0, 0, 1, 0],
    [0, 1, 0, 0, 0, 1],
    [0, 0, 1, 0, -1, -1],
    [0, 0, 0, 1, -1, -1],
]
"""Seymour's R12: regular, 3-connected, neither graphic nor cographic, and a 3-sum in one way only."""


class Tree:
    """A random directed tree; node v > 0 hangs on a node below v, and the edge above it is row v - 1."""

    def __init__(self, edges, rng, shape="random"):
        above = {
            "random": lambda v: rng.randrange(v),
            "path": lambda v: v - 1,
            "star": lambda v: 0,
            "caterpillar": lambda v: max(0, v - 1 - rng.randrange(3)),
            "spider": lambda v: 0 if v % 2 else v - 1,
        }[shape]
        self.parent = [0] + [above(v) for v in range(1, edges + 1)]
        self.sign = [0] + [rng.choice((1, -1)) for _ in range(edges)]
        self.depth = [0] * (edges + 1)
        for v in range(1, edges + 1):
            self.depth[v] = self.depth[self.parent[v]] + 1

    def path(self, tail, head):
        """The column of an arc from `tail` to `head`."""
        column = [0] * (len(self.parent) - 1)
        while tail != head:
            if self.depth[tail] >= self.depth[head]:
                column[tail - 1] = self.sign[tail]
                tail = self.parent[tail]
            else:
                column[head - 1] = -self.sign[head]
                head = self.parent[head]
        return column


def transposed(entries):
    return [list(line) for line in zip(*entries, strict=True)]


def shuffled(entries, rng):
    rows, columns = list(range(len(entries))), list(range(len(entries[0])))
    rng.shuffle(rows)
    rng.shuffle(columns)
    return [[entries[r][c] for c in columns] for r in rows]


def network(rows, columns, rng, shape="random"):
    tree = Tree(rows, rng, shape)
    return shuffled(transposed([tree.path(*rng.sample(range(rows + 1), 2)) for _ in range(columns)]), rng)


def interval(rows, columns, rng):
    """0/1 rows, in each of which the ones are consecutive before the columns are shuffled."""
    ends = (sorted(rng.sample(range(columns + 1), 2)) for _ in range(rows))
    return shuffled([[int(low <= c < high) for c in range(columns)] for low, high in ends], rng)


def bipartite_incidence(vertices, edges, rng):
    """Rows are vertices, columns edges between the first and the second half."""
    half = vertices // 2
    columns = []
    for _ in range(edges):
        one, other = rng.randrange(half), rng.randrange(half, vertices)
        columns.append([int(v in (one, other)) for v in range(vertices)])
    return shuffled(transposed(columns), rng)


def laminar_family(members, sets, rng):
    """Sets that are pairwise nested or disjoint, by splitting."""
    pending, found = [list(range(members))], []
    while pending and len(found) < sets:
        chosen = pending.pop(rng.randrange(len(pending)))
        found.append(chosen)
        if len(chosen) >= 2:
            cut = rng.randrange(1, len(chosen))
            pending += [chosen[:cut], chosen[cut:]]
    return found


def two_laminar(rows, columns, rng):
    lists = []
    for share in (rows // 2, rows - rows // 2):
        order = list(range(columns))
        rng.shuffle(order)
        lists += [[order[k] for k in chosen] for chosen in laminar_family(columns, share, rng)]
    sets = [set(chosen) for chosen in lists]
    return shuffled([[int(c in chosen) for c in range(columns)] for chosen in sets], rng)


def triangle(rows, columns, rng):
    """A network matrix [1 0 c; a a A]."""
    tree = Tree(rows, rng)
    tree.parent[rows] = rng.randrange(rows)  # the last node is a leaf
    tree.depth[rows] = tree.depth[tree.parent[rows]] + 1
    foot = tree.parent[rows]
    start = rng.choice([v for v in range(rows) if v != foot])
    arcs = [tree.path(*rng.sample(range(rows + 1), 2)) for _ in range(columns)]
    entries = transposed([tree.path(start, rows), tree.path(start, foot), *arcs])
    return _first_positive([entries[-1], *entries[:-1]])


def triad(rows, columns, rng):
    """The transpose of a network matrix, of the form [1 0 c; a a A]."""
    tree = Tree(columns, rng)
    split = rng.randrange(1, columns + 1)  # the edge above this node is cut in two
    arcs = [tree.path(*rng.sample(range(columns + 1), 2)) for _ in range(rows)]
    lower = [arc[split - 1] for arc in arcs]
    avoiding = [v for v in range(columns + 1) if not tree.path(split, v)[split - 1]]
    half = tree.path(split, rng.choice(avoiding))
    others = [[half[e], *(arc[e] for arc in arcs)] for e in range(columns) if e != split - 1]
    entering = -tree.sign[split]
    return _first_positive(transposed([[entering, *lower], [0, *lower], *others]))


def _first_positive(entries):
    return [[-entry for entry in entries[0]] if entries[0][0] < 0 else entries[0], *entries[1:]]


def two_sum(one, other):
    """[A ab; 0 B] from [A a] and [b; B]."""
    upper = [row[:-1] + [row[-1] * entry for entry in other[0]] for row in one]
    return upper + [[0] * (len(one[0]) - 1) + row for row in other[1:]]


def three_sum(one, other):
    """[A ab; dc B] from [1 0 c; a a A] and [1 0 b; d d B]."""
    c, b = one[0][2:], other[0][2:]
    upper = [row[2:] + [row[1] * entry for entry in b] for row in one[1:]]
    return upper + [[row[1] * entry for entry in c] + row[2:] for row in other[1:]]


def sum_of_many(rows, columns, parts, size, rng):
    """A network with transposed networks of about `size` rows added to as many of its leaves, one after the other."""
    tree = Tree(rows, rng)
    inner = rows - parts  # the last node that is no leaf
    pairs = []
    for leaf in range(inner + 1, rows + 1):
        tree.parent[leaf] = foot = rng.randrange(inner + 1)
        tree.depth[leaf] = tree.depth[foot] + 1
        start = rng.choice([v for v in range(inner + 1) if v != foot])
        pairs += [tree.path(start, leaf), tree.path(start, foot)]
    arcs = [tree.path(*rng.sample(range(rows + 1), 2)) for _ in range(columns)]
    entries = transposed([*pairs, *arcs])
    entries = entries[inner:] + entries[:inner]
    for _ in range(parts):  # the next leaf's row is the first one now, and its pair of columns
        other = triad(size + rng.randrange(3), size + rng.randrange(3), rng)
        entries = three_sum(_first_positive(entries), other)
    return entries


def resigned(entries, rng):
    """Rows and columns negated at random."""
    down, across = ([rng.choice((1, -1)) for _ in lines] for lines in (entries, entries[0]))
    return [[s * t * entry for t, entry in zip(across, row, strict=True)] for s, row in zip(down, entries, strict=True)]


def pivoted(entries, row, column):
    e = entries[row][column]
    new = [[x - e * line[column] * y for x, y in zip(line, entries[row], strict=True)] for line in entries]
    for k, line in enumerate(new):
        line[column] = e * entries[k][column]
    new[row] = [e * x for x in entries[row]]
    new[row][column] = -e
    return new


def pivoted_at_random(entries, times, rng):
    for _ in range(times):
        places = [(r, c) for r, c in product(range(len(entries)), range(len(entries[0]))) if entries[r][c]]
        if places:
            entries = pivoted(entries, *rng.choice(places))
    return entries
