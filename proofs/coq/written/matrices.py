"""Matrices that are totally unimodular or not, and structures that preserve total unimodularity or do not.

A minor that is neither 0, 1 nor -1 refutes (`Certificates/Minors.v`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofs.coq.written.terms import NoForm, Theorem, computed, listed, name_in_words, names_comment, naturals, number

MINORS = ("Certificates.Minors",)


def totally_unimodular(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """A matrix is totally unimodular, or has a submatrix with another determinant."""
    if holds:
        raise NoForm(f'evidence of the form "{evidence["form"]}" has no form in Coq yet')
    matrix = about["matrix"]
    across, down = (_positions(matrix[side]) for side in ("rows", "columns"))
    rows: list[list[str]] = [[] for _ in across]
    for r, c, entry in sorted(matrix["entries"], key=lambda each: (each[0], each[1])):
        rows[r].append(f"({c}%nat, {_integer(entry)})")
    chosen = (_chosen(evidence[side], names) for side, names in (("rows", across), ("columns", down)))
    some_rows, some_columns = chosen
    return Theorem(
        title=f"A matrix that is not totally unimodular: a submatrix of determinant {_integer(evidence['determinant'])}.\n"
        f"{names_comment('rows', matrix['rows'])}\n{names_comment('columns', matrix['columns'])}",
        imports=MINORS,
        definitions={"matrix": ("sparse_matrix", listed(f"[{'; '.join(row)}]%Z" for row in rows))},
        statement=f"~ unimodular_matrix {len(down)} {{matrix}}",
        proof=computed(f"matrix_sound {len(down)} {{matrix}} {some_rows} {some_columns}"),
    )


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
    if holds:
        raise NoForm(f'evidence of the form "{evidence["form"]}" has no form in Coq yet')
    given = Structure(about["structure"])
    some_rows = listed(map(given.row, evidence["rows"]), 4)
    some_columns = listed(map(given.column, evidence["columns"]), 4)
    return Theorem(
        title="A structure that does not preserve total unimodularity (LY, Definition 6): "
        f"a submatrix of M(W) of determinant {_integer(evidence['determinant'])}.\n{given.comment}",
        imports=("Certificates.WellFormed",),
        definitions={
            "structure": ("structure", given.term),
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
        things = about.get("objects")
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
        return f"{ {'g': 'Sign_g', 'h': 'Sign_h'}[which]} ({self.set_term(self.ordered(where))}, {self.profile(profile)})"

    def column(self, name: list[Any]) -> str:
        """A column of M(W) by its name in certificates."""
        which, where, last = name
        if which == "f":
            i, j = self.cell(where)
            return f"Entry_f ({i}, {self.types[i][repr(last)]}, {j})%nat"
        return f"{ {'g': 'Entry_g', 'h': 'Entry_h'}[which]} ({self.set_term(self.ordered(where))}, {self.profile(last)})"
