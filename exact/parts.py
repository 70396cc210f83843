"""The parts of verdicts on linear systems and on matrices: solutions, multipliers, the violating submatrix."""

from __future__ import annotations

from exact.linear import Feasible, Optimal, Unbounded
from exact.matrices import spoken
from exact.showing.parts import Part, by_name
from exact.unimodular.evidence import Submatrix
from exact.verdicts import Verdict


def of_linear(verdict: Verdict) -> dict[str, Part]:
    """`values` and `direction` by variable, `multipliers` by the number of the row; what is not listed is 0."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, Feasible | Optimal | Unbounded)
    variables = statement.system.variables
    named = {"values": variables, "direction": variables, "multipliers": range(len(statement.system.rows))}
    return {
        name: by_name(names, getattr(evidence, name), "row" if name == "multipliers" else "variable")
        for name, names in named.items()
        if hasattr(evidence, name)
    }


def of_matrices(verdict: Verdict) -> dict[str, Part]:
    """The `submatrix` that is not unimodular, by the names of its rows and columns, with its determinant."""
    evidence = verdict.evidence
    if not isinstance(evidence, Submatrix):
        return {}
    rows, columns = (list(map(spoken, names)) for names in (evidence.rows, evidence.columns))
    return {
        "submatrix": Part(evidence, {"rows": rows, "columns": columns, "determinant": str(evidence.determinant)}),
    }
