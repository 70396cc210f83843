"""The matrices B, C and M(W) of an implementation problem, and its projection cone (LY, section 3).

In the weighted variables x = lambda(t) p(i, j, t) and y = lambda_i(t_i) Q_i(t_i, j), a rule is implementable, as far as
the quotas alone can tell, if `y = B x, b <= C x <= c` (LY (8)). B has a row (i, t_i, j) for each coordinate and a one
where a column (i, j, t) has t_i in t; C has a row (G, t) for each constraint set and profile, with ones at the cells of
G at t. The projection cone (LY (9)) is

    W = {(f, g, h) : -B'f + C'g - C'h = 0, g >= 0, h >= 0},

and M(W) (LY (10)) is the matrix of its constraints. Every cell is a constraint set, so C ends with an identity matrix.
Columns go object by object, as in the paper's Example 5, so that B is block-diagonal.

With zero floors the multipliers of the singletons' floors can be eliminated, which leaves the *reduced* cone

    {(f, g) : -B'f + C'g >= 0, g >= 0}

where C has lost the rows of singletons (LY 5.2). A set whose floor equals its ceiling has a multiplier g of either sign
(LY 5.5, 5.6), and the column of a cell whose quantity is fixed at a profile by its own quotas is left out (LY 5.5: only
compatible profiles count). The reduced cone knows nothing of ceilings of single cells; `singletons=True` keeps them.

For a public outcome (LY 5.6) a cell is an alternative, which counts for every agent: row (i, t_i, a) has its ones at
the columns (a, t).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact import cones
from exact.cones import Cone, Generators
from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from proofs.reduced_form.problem.problems import Cell, Constraint, Coordinate, Problem, Profile, name_of

MOST_ENTRIES = 2_000_000
"""Beyond so many entries of B or C the matrices are refused: they have a column for each cell and type profile."""


def incidence_b(problem: Problem) -> Matrix:
    """B: a row (i, t_i, j) for each coordinate, a column (i, j, t) for each cell and profile.

    `structures.structure_incidence_b` is the same matrix with the lines named, and ordered, as certificates have them.
    """
    return Matrix.sparse(_coordinates(problem), _columns(problem), _entries_of_b(problem))


def incidence_c(problem: Problem) -> Matrix:
    """C: a row (G, t) for each constraint set, singletons last, and profile; a column (i, j, t) as in B.

    `structures.structure_incidence_c` is the same matrix with the lines named, and ordered, as certificates have them.
    """
    columns = _columns(problem)
    rows = [(name_of(cells), profile) for cells in _sets(problem) for profile in problem.profiles()]
    rows += [(name_of([column[0]]), column[1]) for column in map(_parts, columns)]
    entries: dict[tuple[Name, Name], int] = {
        ((name_of(cells), profile), (*cell, profile)): 1
        for cells in _sets(problem)
        for profile in problem.profiles()
        for cell in cells
    }
    entries.update({((name_of([cell]), profile), (*cell, profile)): 1 for cell, profile in map(_parts, columns)})
    return Matrix.sparse(rows, columns, entries)


def projection_matrix(problem: Problem) -> Matrix:
    """M(W) (LY (10)): columns ("f", i, t_i, j), ("g", G, t), ("h", G, t); rows (i, j, t), then those of g and of h.

    `structures.structure_projection_matrix` is the same matrix of an implementation structure, with other names.
    """
    b, c = incidence_b(problem), incidence_c(problem)
    entries: dict[tuple[Name, Name], int] = {(column, ("f", *row)): -1 for row, column in _nonzeros(b)}
    for row, column in _nonzeros(c):
        entries[column, ("g", *row)], entries[column, ("h", *row)] = 1, -1
    signed: list[Name] = [(sign, *row) for sign in ("g", "h") for row in _tuples(c.rows)]
    entries.update({(name, name): 1 for name in signed})
    rows = [*c.columns, *signed]
    return Matrix.sparse(rows, [("f", *row) for row in _tuples(b.rows)] + signed, entries)


def projection_cone(problem: Problem) -> Cone:
    """W (LY (9)), its coordinates named as the columns of M(W)."""
    matrix = projection_matrix(problem)
    rows = [tuple(row) for row in matrix.to_lists()]
    equations = problem.profile_count * len(problem.cells)
    return Cone(matrix.columns, tuple(rows[equations:]), tuple(rows[:equations]))


def reduced_cone(problem: Problem, singletons: bool = False) -> Cone:
    """The reduced cone in (f, g): see the module's text. Raises `ValueError` where a floor is positive and not fixed.

    Coordinates ("f", i, t_i, j) and ("g", G, t) where the set G has a ceiling and a quantity that is not fixed. With
    `singletons` the ceilings of single cells have their multipliers too.
    """
    reduction = _Reduction(problem, singletons)
    coordinates: list[Name] = [("f", *row) for row in _coordinates(problem)]
    coordinates += [("g", name_of(row.quota.cells), row.profile) for row in reduction.rows]
    place = {name: position for position, name in enumerate(coordinates)}
    inequalities = []
    for column in reduction.columns:
        cell, profile = _parts(column)
        entries = [0] * len(coordinates)
        for coordinate in _reported(problem, cell, profile):
            entries[place["f", *coordinate]] = -1
        for row in reduction.rows:
            if row.profile == profile and cell in row.quota.cells:
                entries[place["g", name_of(row.quota.cells), profile]] = 1
        inequalities.append(tuple(entries))
    for row in reduction.rows:
        if row.quota.floor != row.quota.ceiling:
            unit = place["g", name_of(row.quota.cells), row.profile]
            inequalities.append(tuple(int(position == unit) for position in range(len(coordinates))))
    return Cone(tuple(coordinates), tuple(inequalities))


def dropped_ceilings(problem: Problem) -> list[str]:
    """The single cells whose ceiling the reduced cone leaves out although no larger set's ceiling implies it."""
    found: dict[str, None] = {}
    for profile in problem.profiles():
        quotas = problem.quotas(profile)
        larger = [quota for quota in quotas if len(quota.cells) > 1 and quota.ceiling is not None]
        for quota in quotas:
            if len(quota.cells) == 1 and quota.ceiling is not None and quota.ceiling != quota.floor:
                bound = quota.ceiling
                if not any(quota.cells <= q.cells and q.ceiling is not None and q.ceiling <= bound for q in larger):
                    found[name_of(quota.cells)] = None
    return list(found)


def in_projection_cone(problem: Problem, f: Sequence[Any], g: Sequence[Any], h: Sequence[Any]) -> bool:
    """Whether (f, g, h) lies in W: f in the order of B's rows, g and h in the order of C's."""
    return cones.contains(projection_cone(problem), [*f, *g, *h])


@dataclass(frozen=True)
class SignGenerators(Displayed):
    """The generators of a cone by whether all their entries are -1, 0 or 1 (LY, Lemma 3)."""

    signs: Generators
    others: Generators


def sign_generators(generated: Generators) -> SignGenerators:
    """Which rays and lines are sign vectors and which are not; they are primitive, so scaling plays no part."""

    def part(wanted: bool) -> Generators:
        def kept(vectors: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
            return tuple(vector for vector in vectors if (max(map(abs, vector), default=0) <= 1) == wanted)

        return Generators(generated.coordinates, kept(generated.rays), kept(generated.lines))

    return SignGenerators(part(True), part(False))


# ------------------------------------------------------------------------------------------------- names and entries


def _cells(problem: Problem) -> list[Cell]:
    """Object by object (LY, Example 5)."""
    if problem.public or not problem.objects:
        return list(problem.cells)
    return [(agent, j) for j in problem.objects for agent in problem.agents]


def _columns(problem: Problem) -> list[Name]:
    size = problem.profile_count * len(problem.cells)
    if size * (len(problem.agents) + len(problem.constraints) + 1) > MOST_ENTRIES:
        raise ValueError(f"the matrices have {size} columns, one for each cell and type profile; that is too many")
    return [(*cell, profile) for cell in _cells(problem) for profile in problem.profiles()]


def _parts(column: Any) -> tuple[Cell, Profile]:
    return column[:-1], column[-1]


def _coordinates(problem: Problem) -> list[Coordinate]:
    """The coordinates object by object; within an object in the problem's order."""
    return [c for rest in problem.object_parts for c in problem.coordinates if c[2:] == rest]


def _reported(problem: Problem, cell: Cell, profile: Profile) -> list[Coordinate]:
    """The coordinates for which the cell counts at the profile."""
    typed = zip(problem.agents, profile, strict=True)
    found = [(agent, kind, *rest) for agent, kind in typed for rest in problem.object_parts]
    return [coordinate for coordinate in found if problem.cell_of(coordinate) == cell]


def _entries_of_b(problem: Problem) -> dict[tuple[Name, Name], int]:
    entries: dict[tuple[Name, Name], int] = {}
    for profile in problem.profiles():
        for agent, kind in zip(problem.agents, profile, strict=True):
            for rest in problem.object_parts:
                coordinate = (agent, kind, *rest)
                entries[coordinate, (*problem.cell_of(coordinate), profile)] = 1
    return entries


def _sets(problem: Problem) -> list[frozenset[Cell]]:
    """The constraint sets that are no singletons, those of restrictions included (a row of C is no quota)."""
    listed = [quota.cells for quota in problem.constraints]
    listed += [quota.cells for restriction in problem.restrictions for quota in restriction.constraints]
    return [cells for cells in dict.fromkeys(listed) if len(cells) > 1]


def _tuples(names: Iterable[Name]) -> list[tuple[Any, ...]]:
    return [name for name in names if isinstance(name, tuple)]


def _nonzeros(matrix: Matrix) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    columns = _tuples(matrix.columns)
    rows = zip(_tuples(matrix.rows), matrix.entries, strict=True)
    return [(row, columns[c]) for row, entries in rows for c, _ in entries]


@dataclass(frozen=True)
class _Row:
    quota: Constraint
    profile: Profile


class _Reduction:
    """The columns whose quantity is not fixed, and the rows that bear on them."""

    def __init__(self, problem: Problem, singletons: bool) -> None:
        free: dict[Profile, set[Cell]] = {}
        self.rows: list[_Row] = []
        for profile in problem.profiles():
            quotas = problem.quotas(profile)
            fixed = {cell for quota in quotas if quota.floor == quota.ceiling for cell in _single(quota)}
            free[profile] = set(problem.cells) - fixed
            for quota in quotas:
                self._check(quota, free[profile], profile)
        sets = sorted(_quotas(problem), key=lambda cells: len(cells) == 1)  # stable: the singletons last
        for cells, profile in itertools.product(sets, problem.profiles()):
            own = next((quota for quota in problem.quotas(profile) if quota.cells == cells), None)
            if own is None or own.ceiling is None or not own.cells & free[profile]:
                continue
            if singletons or len(cells) > 1:
                self.rows.append(_Row(own, profile))
        self.columns = [column for column in _columns(problem) if _parts(column)[0] in free[_parts(column)[1]]]

    @staticmethod
    def _check(quota: Constraint, free: set[Cell], profile: Profile) -> None:
        if quota.floor > 0 and quota.floor != quota.ceiling and quota.cells & free:
            where = f"at type profile ({', '.join(profile)}) "
            raise ValueError(f"the reduced cone needs zero floors, but {where}{quota.label} has a positive floor")


def _quotas(problem: Problem) -> list[frozenset[Cell]]:
    listed = [quota.cells for quota in problem.constraints]
    listed += [quota.cells for restriction in problem.restrictions for quota in restriction.constraints]
    return list(dict.fromkeys(listed))


def _single(quota: Constraint) -> tuple[Cell, ...]:
    return tuple(quota.cells) if len(quota.cells) == 1 else ()


# ------------------------------------------------------------------------------------------------------ block form


def block_form(problem: Problem) -> str:
    """B, C and M(W) in the block form of LY, Example 5, as text.

    Columns are grouped by object (by alternative or agent where cells are single names). The rows of B are grouped
    alike; the rows of C are one block for the sets of one agent's cells, one for each other set, and one for the
    singletons. A block is `0`, an identity `I_k`, several of them side by side, or it is written out with its name.
    """
    b, c = incidence_b(problem), incidence_c(problem)
    columns = _runs(
        [column[-2] if problem.objects and not problem.public else column[0] for column in _tuples(b.columns)]
    )
    groups_b = _runs([row[-1] if problem.objects else row[0] for row in _tuples(b.rows)])
    groups_c = _runs(_group_names(problem))
    legend: list[str] = []
    parts = [
        _shown("B", b, groups_b, columns, legend),
        _shown("C", c, groups_c, columns, legend),
        "M(W) =\n" + _table([["-B'", "C'", "-C'"], ["0", f"I_{c.shape[0]}", "0"], ["0", "0", f"I_{c.shape[0]}"]]),
    ]
    return "\n\n".join(parts + legend)


def _group_names(problem: Problem) -> list[Any]:
    """For each row of C, what its block is named after."""
    names: list[Any] = []
    for cells in _sets(problem):
        one_agent = not problem.public and bool(problem.objects) and len({cell[0] for cell in cells}) == 1
        names += ["agents" if one_agent else cells] * problem.profile_count
    return names + ["singletons"] * (problem.profile_count * len(problem.cells))


def _runs(names: Sequence[Any]) -> list[range]:
    """The positions of equal neighbours."""
    starts = [k for k, name in enumerate(names) if k == 0 or name != names[k - 1]]
    return [range(start, end) for start, end in itertools.pairwise([*starts, len(names)])]


def _shown(letter: str, matrix: Matrix, rows: list[range], columns: list[range], legend: list[str]) -> str:
    dense = matrix.to_lists()
    blocks = [[[[dense[r][c] for c in across] for r in down] for across in columns] for down in rows]
    if letter == "C" and rows and blocks[-1] and all(len(across) for across in columns):
        blocks, last = blocks[:-1], f"I_{len(rows[-1])}"
    else:
        last = ""
    names = [[_block_name(letter, block, r, c, legend) for c, block in enumerate(row)] for r, row in enumerate(blocks)]
    text = f"{letter} =\n" + _table(names)
    return text + (f"\n[ {last} ]  (singletons)" if last else "")


def _block_name(letter: str, block: list[list[int]], row: int, column: int, legend: list[str]) -> str:
    if not any(map(any, block)):
        return "0"
    height, width = len(block), len(block[0])
    tiled = [[int(c % height == r) for c in range(width)] for r in range(height)]
    if width % height == 0 and block == tiled and height > 1:
        return f"I_{height}" if width == height else "[" + " ".join([f"I_{height}"] * (width // height)) + "]"
    name = f"B_{row + 1}" if letter == "B" and row == column else f"{letter}_{{{row + 1},{column + 1}}}"
    legend.append(f"{name} =\n" + _table([[str(entry) if entry else "." for entry in line] for line in block]))
    return name


def _table(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (" ".join(entry.rjust(width) for entry, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(f"[ {line} ]" for line in lines)


def weighted(problem: Problem, values: Sequence[Fraction]) -> list[Fraction]:
    """y = lambda_i(t_i) Q_i(t_i, j) in the order of B's rows, from Q in the problem's order."""
    at = dict(zip(problem.coordinates, values, strict=True))
    return [problem.marginals[c[0], c[1]] * at[c] for c in _coordinates(problem)]
