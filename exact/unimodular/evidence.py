"""The statement "this matrix is totally unimodular" and the evidence for either answer.

A matrix is *totally unimodular* if every square submatrix of it has determinant -1, 0 or 1. Evidence against it is one
square submatrix. Evidence for it follows the structure of such matrices (Seymour 1980; Schrijver 1986, chapters 19-21):
two laminar families (Edmonds 1970) and network matrices (Tutte 1965) carry the property themselves; transposition,
pivots, the reductions and the 1-, 2- and 3-sums carry it from smaller matrices to larger ones; and there are the two
exceptional matrices. By Seymour's theorem nothing else is needed.

Every piece of evidence re-checks itself against a matrix with `shows`, without any search.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from exact.matrices import Matrix, Name, spoken
from exact.plain_data import Converter, in_a_row, keyed, register, written
from exact.rationals import integer, text
from exact.showing.display import Displayed
from exact.unimodular.sum_parts import Names, three_sum_parts, two_sum_parts
from exact.verdicts import Evidence, Statement

Arc = tuple[Name, int, int]

EXCEPTIONAL = (
    ((1, -1, 0, 0, -1), (-1, 1, -1, 0, 0), (0, -1, 1, -1, 0), (0, 0, -1, 1, -1), (-1, 0, 0, -1, 1)),
    ((1, 1, 1, 1, 1), (1, 1, 1, 0, 0), (1, 0, 1, 1, 0), (1, 0, 0, 1, 1), (1, 1, 0, 0, 1)),
)
"""The two matrices of Bixby (Schrijver 1986, 19.4 (7)): totally unimodular, and neither network nor a sum of such."""


class UnimodularityStatement(Statement):
    """A statement that says of one matrix that it is totally unimodular."""

    @property
    @abstractmethod
    def matrix(self) -> Matrix:
        """The matrix in question."""

    def name_line(self, name: Name) -> str:
        """The name of a row or column in words."""
        return spoken(name)


@dataclass(frozen=True)
class TotallyUnimodular(UnimodularityStatement):
    """A given matrix is totally unimodular."""

    kind: ClassVar[str] = "totally unimodular"
    given: Matrix = field(metadata=written("matrix"))

    @property
    def matrix(self) -> Matrix:
        return self.given

    def sentence(self) -> str:
        height, width = self.given.shape
        return f"the {height} by {width} matrix is totally unimodular"


@dataclass(frozen=True)
class Submatrix(Evidence):
    """A square submatrix whose determinant is not -1, 0 or 1; rows and columns by name."""

    form: ClassVar[str] = "submatrix"
    rows: Names
    columns: Names
    determinant: Annotated[int, Converter(text, integer)]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if holds or not isinstance(statement, UnimodularityStatement) or len(self.rows) != len(self.columns):
            return False
        try:
            chosen = statement.matrix.submatrix(self.rows, self.columns)
        except (KeyError, ValueError):
            return False
        return chosen.determinant() == self.determinant and abs(self.determinant) >= 2


class Certifying(Evidence):
    """Evidence for total unimodularity."""

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not holds or not isinstance(statement, UnimodularityStatement):
            return False
        try:
            return self.shows(statement.matrix)
        except (KeyError, ValueError):
            return False

    @abstractmethod
    def shows(self, matrix: Matrix) -> bool:
        """Whether this shows that `matrix` is totally unimodular; `KeyError` for a name that does not occur."""


@dataclass(frozen=True)
class TwoLaminarFamilies(Certifying):
    """A 0/1 matrix whose rows, as sets of columns, are the union of two laminar families (Edmonds 1970)."""

    form: ClassVar[str] = "two laminar families"
    first: Names
    second: Names

    def shows(self, matrix: Matrix) -> bool:
        ones = all(entry == 1 for row in matrix.entries for _, entry in row)
        split = len(self.first) + len(self.second) == len(matrix.rows) and {*self.first, *self.second} == {*matrix.rows}
        return ones and split and _laminar(matrix, self.first) and _laminar(matrix, self.second)


@dataclass(frozen=True)
class Network(Certifying):
    """A network matrix: rows are arcs of a directed tree, columns are further arcs between its nodes.

    The entry at (row, column) is 1 where the path in the tree from the column's tail to its head runs along the row's
    arc, -1 where it runs against it, and 0 elsewhere (Tutte 1965; Schrijver 1986, 19.3, example 4). Incidence matrices
    of bipartite and of directed graphs and interval matrices are network matrices.
    """

    form: ClassVar[str] = "network"
    tree: tuple[Arc, ...]
    arcs: tuple[Arc, ...]

    def shows(self, matrix: Matrix) -> bool:
        above = _rooted(self.tree)
        exact = tuple(name for name, _, _ in self.tree), tuple(name for name, _, _ in self.arcs)
        if above is None or {*exact[0]} != {*matrix.rows} or {*exact[1]} != {*matrix.columns}:
            return False
        if len(exact[0]) != len(matrix.rows) or len(exact[1]) != len(matrix.columns):
            return False
        columns = dict(zip(matrix.columns, matrix.transpose().entries, strict=True))
        return all(
            _path(above, tail, head) == {matrix.rows[r]: entry for r, entry in columns[name]}
            for name, tail, head in self.arcs
        )


@dataclass(frozen=True)
class Transposed(Certifying):
    """The transposed matrix is totally unimodular, by the evidence `of`."""

    form: ClassVar[str] = "transpose"
    of: Certifying

    def shows(self, matrix: Matrix) -> bool:
        return self.of.shows(matrix.transpose())


@dataclass(frozen=True)
class Step(Displayed):
    """One reduction: `unit` drops a line with at most one nonzero entry, which is 1 or -1; `copy` drops a line that is
    `other` or its negative; `negate` changes the signs of a line. A line is a row or a column."""

    what: str
    line: str
    name: Name
    other: Name | None = field(default=None, metadata=written(left_out=True))


register(Step, in_a_row(Step))


@dataclass(frozen=True)
class Reduced(Certifying):
    """The steps, one after the other, lead to a matrix that is totally unimodular by the evidence `rest`."""

    form: ClassVar[str] = "reduction"
    steps: tuple[Step, ...]
    rest: Certifying

    def shows(self, matrix: Matrix) -> bool:
        reduced = _apply(matrix, self.steps)
        return reduced is not None and self.rest.shows(reduced)


@dataclass(frozen=True)
class Blocks(Certifying):
    """A 1-sum: every nonzero entry lies in one of the blocks, each (rows, columns, evidence) totally unimodular."""

    form: ClassVar[str] = "blocks"
    blocks: tuple[Annotated[tuple[Names, Names, Certifying], keyed("rows", "columns", "evidence")], ...]

    def shows(self, matrix: Matrix) -> bool:
        parts = [(matrix.submatrix(rows, columns), evidence) for rows, columns, evidence in self.blocks]
        disjoint = all(
            len(named) == len(set(named))
            for named in (
                [n for rows, _, _ in self.blocks for n in rows],
                [n for _, columns, _ in self.blocks for n in columns],
            )
        )
        inside = sum(part.nonzeros for part, _ in parts)
        return disjoint and inside == matrix.nonzeros and all(evidence.shows(part) for part, evidence in parts)


@dataclass(frozen=True)
class TwoSum(Certifying):
    """[A ab; 0 B] from [A a] and [b; B]: `rows` and `columns` are A's; `link` is a nonzero entry of ab.

    The first part is A with the link's column, the second is B with the link's row (Schrijver 1986, 19.4 (9)).
    """

    form: ClassVar[str] = "2-sum"
    rows: Names
    columns: Names
    link: tuple[Name, Name]
    first: Certifying
    second: Certifying

    def shows(self, matrix: Matrix) -> bool:
        parts = two_sum_parts(matrix, self.rows, self.columns, self.link)
        return parts is not None and self.first.shows(parts[0]) and self.second.shows(parts[1])


@dataclass(frozen=True)
class ThreeSum(Certifying):
    """[A ab; dc B] from [A a a; c 0 e] and [e 0 b; d d B] with e = 1 or -1: `rows` and `columns` are A's.

    `upper` is a nonzero entry of ab and `lower` one of dc. The first part is A with the row of `lower`, the column of
    `upper` and a further column; the second is B with the row of `upper`, a further column and the column of `lower`;
    the further columns are called `extra` (Schrijver 1986, 19.4 (9), up to signs).
    """

    form: ClassVar[str] = "3-sum"
    rows: Names
    columns: Names
    upper: tuple[Name, Name]
    lower: tuple[Name, Name]
    sign: int
    extra: Name
    first: Certifying
    second: Certifying

    def shows(self, matrix: Matrix) -> bool:
        place = self.upper, self.lower, self.sign, self.extra
        parts = three_sum_parts(matrix, self.rows, self.columns, *place)
        return parts is not None and self.first.shows(parts[0]) and self.second.shows(parts[1])


@dataclass(frozen=True)
class Pivoted(Certifying):
    """The pivot [e c; b D] -> [-e ec; eb D - e bc] on the entry e at (row, column) is totally unimodular.

    Names stay in their places (Schrijver 1986, 19.4 (8))."""

    form: ClassVar[str] = "pivot"
    row: Name
    column: Name
    rest: Certifying

    def shows(self, matrix: Matrix) -> bool:
        pivoted = _pivot(matrix, self.row, self.column)
        return pivoted is not None and self.rest.shows(pivoted)


@dataclass(frozen=True)
class Exceptional(Certifying):
    """The rows and columns, in this order, make the first or second of the two exceptional matrices (`which`: 1, 2)."""

    form: ClassVar[str] = "exceptional"
    which: int
    rows: Names
    columns: Names

    def shows(self, matrix: Matrix) -> bool:
        if self.which not in (1, 2) or {*self.rows} != {*matrix.rows} or {*self.columns} != {*matrix.columns}:
            return False
        ordered = matrix.submatrix(self.rows, self.columns).to_lists()
        return ordered == [list(row) for row in EXCEPTIONAL[self.which - 1]]


def _laminar(matrix: Matrix, family: Names) -> bool:
    """Whether the named rows are pairwise nested or disjoint: by decreasing size, each lies in one innermost set."""
    rows = [[c for c, _ in matrix.entries[matrix.row_index[name]]] for name in family]
    innermost: dict[int, int] = {}
    for number, row in enumerate(sorted(rows, key=len, reverse=True)):
        if len({innermost.get(c, -1) for c in row}) > 1:
            return False
        innermost.update(dict.fromkeys(row, number))
    return True


Above = dict[int, tuple[int, int, Name, int]]


def _rooted(tree: tuple[Arc, ...]) -> Above | None:
    """For each node of the tree: its depth, parent, the arc between and that arc's sign upwards; `None` if no tree."""
    if not tree:
        return {}
    neighbours: dict[int, list[tuple[int, Name, int]]] = {}
    for name, tail, head in tree:
        neighbours.setdefault(tail, []).append((head, name, -1))
        neighbours.setdefault(head, []).append((tail, name, 1))
    root = tree[0][1]
    above: Above = {root: (0, root, 0, 0)}
    order = [root]
    for node in order:
        for child, name, upwards in neighbours[node]:
            if child not in above:
                above[child] = (above[node][0] + 1, node, name, upwards)
                order.append(child)
    return above if len(above) == len(neighbours) == len(tree) + 1 else None


def _path(above: Above, tail: int, head: int) -> dict[Name, int]:
    """The signed arcs on the path in the tree from `tail` to `head`."""
    signs: dict[Name, int] = {}
    while tail != head:
        if above[tail][0] >= above[head][0]:
            _, tail, name, upwards = above[tail]
            signs[name] = upwards
        else:
            _, head, name, upwards = above[head]
            signs[name] = -upwards
    return signs


def _apply(matrix: Matrix, steps: Iterable[Step]) -> Matrix | None:
    """The matrix after the steps, or `None` when a step does not apply."""
    rows = {name: {matrix.columns[c]: e for c, e in row} for name, row in zip(matrix.rows, matrix.entries, strict=True)}
    columns: dict[Name, dict[Name, int]] = {name: {} for name in matrix.columns}
    for r, row in rows.items():
        for c, entry in row.items():
            columns[c][r] = entry
    for step in steps:
        lines, across = (rows, columns) if step.line == "row" else (columns, rows)
        if not _applies(step, lines):
            return None
        if step.what == "negate":
            for name in lines[step.name]:
                lines[step.name][name] = across[name][step.name] = -lines[step.name][name]
        else:
            for name in lines.pop(step.name):
                del across[name][step.name]
    kept = {(r, c): entry for r, row in rows.items() for c, entry in row.items()}
    return Matrix.sparse(tuple(rows), tuple(columns), kept)


def _applies(step: Step, lines: dict[Name, dict[Name, int]]) -> bool:
    line = lines[step.name]
    if step.what == "unit":
        return len(line) <= 1 and all(abs(entry) == 1 for entry in line.values())
    if step.what == "copy":
        if step.other is None or step.other == step.name:
            return False
        other = lines[step.other]
        return line in (other, {name: -entry for name, entry in other.items()})
    return step.what == "negate"


def _pivot(matrix: Matrix, row: Name, column: Name) -> Matrix | None:
    entries = matrix.to_lists()
    r, c = matrix.row_index[row], matrix.column_index[column]
    e = entries[r][c]
    if abs(e) != 1:
        return None
    pivoted = [[x - e * line[c] * y for x, y in zip(line, entries[r], strict=True)] for line in entries]
    for k, line in enumerate(pivoted):
        line[c] = e * entries[k][c]
    pivoted[r] = [e * x for x in entries[r]]
    pivoted[r][c] = -e
    return Matrix.dense(pivoted, matrix.rows, matrix.columns)
