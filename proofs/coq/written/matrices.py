"""Matrices that are totally unimodular or not, and structures that preserve total unimodularity or do not.

A minor that is neither 0, 1 nor -1 refutes (`Certificates/Minors.v`); for what shows that all are, see
`proofs.coq.written.unimodular`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from proofs.coq.written.terms import Theorem, computed, listed, name_in_words, names_comment, naturals, number
from proofs.coq.written.unimodular import evidence_term, lines

MINORS = ("Certificates.Minors",)
UNIMODULAR = ("Certificates.Unimodular",)
FORMED = ("Certificates.WellFormed",)


def totally_unimodular(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """A matrix is totally unimodular, or has a submatrix with another determinant."""
    matrix = about["matrix"]
    names = f"{names_comment('rows', matrix['rows'])}\n{names_comment('columns', matrix['columns'])}"
    entries: list[list[tuple[int, int]]] = [[] for _ in matrix["rows"]]
    for r, c, entry in sorted(matrix["entries"], key=lambda each: (each[0], each[1])):
        entries[r].append((c, _integer(entry)))
    width = len(matrix["columns"])
    definitions = {"matrix": ("sparse_matrix", _sparse(entries))}
    if holds:
        shown = evidence_term(evidence, lines(matrix["rows"]), lines(matrix["columns"]))
        return Theorem(
            title=f"A totally unimodular matrix.\n{names}",
            imports=UNIMODULAR,
            definitions={**definitions, "shown": ("evidence", shown)},
            statement=f"unimodular_matrix {width} {{matrix}}",
            proof=computed(f"matrix_unimodular {width} {{matrix}} {{shown}}"),
        )
    across, down = (_positions(matrix[side]) for side in ("rows", "columns"))
    some_rows, some_columns = _chosen(evidence["rows"], across), _chosen(evidence["columns"], down)
    determinant = _integer(evidence["determinant"])
    return Theorem(
        title=f"A matrix that is not totally unimodular: a submatrix of determinant {determinant}.\n{names}",
        imports=MINORS,
        definitions=definitions,
        statement=f"~ unimodular_matrix {width} {{matrix}}",
        proof=computed(f"matrix_sound {width} {{matrix}} {some_rows} {some_columns}"),
    )


def _sparse(entries: list[list[tuple[int, int]]]) -> str:
    """A matrix row by row: the nonzero entries with their columns."""
    rows = ("; ".join(f"({c}%nat, {entry})" for c, entry in row) for row in entries)
    return listed(f"[{row}]%Z" for row in rows)


def _positions(names: list[Any]) -> dict[str, int]:
    return {repr(name): k for k, name in enumerate(names)}


def _chosen(names: list[Any], among: Mapping[str, int]) -> str:
    return naturals(among[repr(name)] for name in names)


def _integer(value: Any) -> int:
    exact = number(value)
    if exact.denominator != 1:
        raise ValueError(f"{exact} is not an integer")
    return exact.numerator


def preserves_total_unimodularity(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """A structure preserves total unimodularity (LY, Definition 6), or M(W) has such a submatrix."""
    given = Structure(about["structure"])
    definitions = {"structure": ("structure", given.term)}
    if holds:
        names, across, entries = given.projection()
        shown = evidence_term(evidence, lines(names), lines(across))
        return Theorem(
            title=f"A structure that preserves total unimodularity (LY, Definition 6).\n{given.comment}",
            imports=(*UNIMODULAR, *FORMED),
            definitions={
                **definitions,
                "matrix": ("sparse_matrix", _sparse(entries)),
                "shown": ("evidence", shown),
            },
            lemma=("well_formed {structure}", computed("structure_sound {structure}")),
            statement="preserves_total_unimodularity {structure}",
            proof=computed("projection_unimodular {structure} {matrix} {shown}"),
        )
    some_rows = listed(map(given.row, evidence["rows"]), 4)
    some_columns = listed(map(given.column, evidence["columns"]), 4)
    return Theorem(
        title="A structure that does not preserve total unimodularity (LY, Definition 6): "
        f"a submatrix of M(W) of determinant {_integer(evidence['determinant'])}.\n{given.comment}",
        imports=FORMED,
        definitions={
            **definitions,
            "rows": ("list cone_row", some_rows),
            "columns": ("list cone_column", some_columns),
        },
        lemma=("well_formed {structure}", computed("structure_sound {structure}")),
        statement="~ preserves_total_unimodularity {structure}",
        proof=computed("projection_sound {structure} {rows} {columns}"),
    )


class Structure:
    """Agents, objects, types and constraint sets by their numbers, as `LangYang.v` has them."""

    def __init__(self, about: Mapping[str, Any]) -> None:
        self.agents = _positions(about["agents"])
        self.given = about
        things = about.get("objects")
        self.things = [None] if things is None else things
        self.objects = {repr(None): 0} if things is None else _positions(things)
        self.anonymous = things is None
        kinds = [about["types"][agent] for agent in about["agents"]]
        self.types = [_positions(each) for each in kinds]
        sets = [self.ordered(members) for members in about["sets"]]
        alone = [[(i, j)] for i in range(len(self.agents)) for j in range(len(self.objects))]
        self.sets = [*sets, *(cell for cell in alone if cell not in sets)]
        self.comment = "\n".join(
            [
                names_comment("agents", about["agents"]),
                *([] if things is None else [names_comment("objects", things)]),
                *(
                    names_comment(f"types of {name_in_words(agent)}", each)
                    for agent, each in zip(about["agents"], kinds, strict=True)
                ),
            ]
        )

    @property
    def term(self) -> str:
        counts = naturals(map(len, self.types))
        sets = listed((self.set_term(each) for each in self.sets), 4)
        return f"Build_structure {len(self.agents)} {len(self.objects)} {counts}\n    {sets}"

    def cell(self, name: Any) -> tuple[int, int]:
        agent, *thing = name if isinstance(name, list) else [name]
        return self.agents[repr(agent)], self.objects[repr(thing[0] if thing else None)]

    def ordered(self, members: list[Any]) -> list[tuple[int, int]]:
        return sorted(map(self.cell, members))

    def set_term(self, cells: list[tuple[int, int]]) -> str:
        return f"[{'; '.join(f'({i}, {j})' for i, j in cells)}]%nat"

    def profile(self, types: list[Any]) -> str:
        return naturals(own[repr(name)] for own, name in zip(self.types, types, strict=True))

    def row(self, name: list[Any]) -> str:
        """A row of M(W) by its name in certificates."""
        which, where, profile = name
        if which == "x":
            i, j = self.cell(where)
            return f"Equation (({i}, {j})%nat, {self.profile(profile)})"
        return (
            f"{ {'g': 'Sign_g', 'h': 'Sign_h'}[which] } ({self.set_term(self.ordered(where))}, {self.profile(profile)})"
        )

    def column(self, name: list[Any]) -> str:
        """A column of M(W) by its name in certificates."""
        which, where, last = name
        if which == "f":
            i, j = self.cell(where)
            return f"Entry_f ({i}, {self.types[i][repr(last)]}, {j})%nat"
        return (
            f"{ {'g': 'Entry_g', 'h': 'Entry_h'}[which] } ({self.set_term(self.ordered(where))}, {self.profile(last)})"
        )

    def projection(self) -> tuple[list[Any], list[Any], list[list[tuple[int, int]]]]:
        """M(W) written out: the names of its rows and columns in Coq's order, and its entries row by row."""
        agents = self.given["agents"]
        named = [[agent] if self.anonymous else [agent, thing] for agent in agents for thing in self.things]
        own = [self.given["types"][agent] for agent in agents]
        profiles = [list(types) for types in product(*own)]
        in_words = {
            (i, j): named[i * len(self.objects) + j] for i, j in product(range(len(agents)), range(len(self.objects)))
        }
        cells = list(in_words)
        sets = [(members, [in_words[cell] for cell in members]) for members in self.sets]
        signs = [[which, words, types] for which in "gh" for _, words in sets for types in profiles]
        f = [
            ["f", in_words[i, j], kind]
            for i, kinds in enumerate(own)
            for kind in kinds
            for j in range(len(self.objects))
        ]
        x = [["x", in_words[cell], types] for cell in cells for types in profiles]
        place = {repr(name): k for k, name in enumerate([*f, *signs])}
        rows: list[list[tuple[int, int]]] = []
        for cell, types in product(cells, profiles):
            entries = [(place[repr(["f", in_words[cell], types[cell[0]]])], -1)]
            for which, sign in (("g", 1), ("h", -1)):
                entries += [(place[repr([which, words, types])], sign) for members, words in sets if cell in members]
            rows.append(entries)
        rows += [[(len(f) + k, 1)] for k in range(len(signs))]
        return [*x, *signs], [*f, *signs], rows
