"""Projections, hulls, sums and volumes of polyhedra in words and as data, by the names of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from exact.linear import LinearSystem, Row, SparseVector
from exact.linear.named import Labelled
from exact.matrices import Name
from exact.polyhedra import Hull
from exact.projections import Lifted, Projection
from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import Verdict
from proofs.report.layout import head, others
from proofs.report.systems import combination, spoken


def explain_projection(labelled: Labelled, verdict: Verdict) -> str:
    """The rows of the projection with the multiples of rows that add up to them, and what lifts, several lines."""
    onto = ", ".join(map(spoken, _projection(verdict)[0].result.variables)) or "no variable"
    return _explained(f"The projection onto {onto}", labelled, verdict)


def explain_sum(labelled: Labelled, verdict: Verdict) -> str:
    """The same of a Minkowski sum (`exact.sums`): what generates it comes with points of the summands."""
    legend = (
        "(k, x) is the x of a point of the k-th, and (k, point, i) the weight of its i-th point; so of rays and lines."
    )
    return f"{_explained('The sum', labelled, verdict)}\n{legend}"


def _explained(what: str, labelled: Labelled, verdict: Verdict) -> str:
    statement, evidence = _projection(verdict)
    lines = [f"{what} is described by {rows_in_words(statement.result)}; none can be spared."]
    told = list(_proved(labelled, statement.result, evidence))
    lines += [*head(told), *others(len(told))]
    lifted = list(_lifted(statement, evidence))
    lines += ["All of it is reached: what generates it lifts.", *head(lifted), *others(len(lifted))]
    return "\n".join(lines)


def rows_in_words(system: LinearSystem) -> str:
    """How many inequalities and equations it has."""
    level = sum(row.sense == "=" for row in system.rows)
    above = counted(len(system.rows) - level, "inequality", "inequalities")
    return f"{above} and {counted(level, 'equation')}" if level else above


def _proved(labelled: Labelled, result: LinearSystem, evidence: Lifted) -> Iterator[str]:
    for row, proofs in zip(result.rows, evidence.multipliers, strict=True):
        yield f"  {_row(row, result.variables)}: {_sum(labelled, proofs[0])}"
        if row.sense == "=" and proofs[1] != tuple((place, -factor) for place, factor in proofs[0]):
            yield f"    and at least that: {_sum(labelled, proofs[1])}"


def _lifted(statement: Projection, evidence: Lifted) -> Iterator[str]:
    names, kept = statement.system.variables, statement.result.variables
    for kind, vectors in (
        ("point", evidence.points),
        ("ray", evidence.rays),
        ("line", (one for one, _ in evidence.lines)),
    ):
        for vector in vectors:
            values = {names[place]: value for place, value in vector}
            here = ", ".join(text(values.get(name, 0)) for name in kept)
            gone = _divided(vector, statement)[1]
            rest = ", ".join(f"{spoken(names[place])} = {text(value)}" for place, value in gone) or "all else 0"
            yield f"  the {kind} ({here})" + (f", with {rest}" if len(names) > len(kept) else "")


def _divided(vector: SparseVector, statement: Projection) -> tuple[SparseVector, SparseVector]:
    """The entries of the variables that are kept, and of the others."""
    names, kept = statement.system.variables, set(statement.result.variables)
    one, other = (tuple(each for each in vector if (names[each[0]] in kept) == own) for own in (True, False))
    return one, other


def _sum(labelled: Labelled, multipliers: SparseVector) -> str:
    labels = labelled.bare_labels
    return " + ".join(f"{text(factor)} x [{labels[place]}]" for place, factor in multipliers) or "it says nothing"


def _row(row: Row, names: Sequence[Name]) -> str:
    return f"{combination(row.coefficients, names)} {row.sense} {text(row.bound)}"


def projection_in_short(verdict: Verdict) -> str:
    """The same in a few words, for a table."""
    return rows_in_words(_projection(verdict)[0].result)


def projection_to_plain(labelled: Labelled, verdict: Verdict) -> dict[str, Any]:
    """The same as data: the rows with their multipliers, and what generates the projection with what lifts it."""
    statement, evidence = _projection(verdict)
    labels, names = labelled.bare_labels, statement.system.variables
    rows: dict[str, list[dict[str, Any]]] = {"<=": [], "=": []}
    for row, proofs in zip(statement.result.rows, evidence.multipliers, strict=True):
        told = [{labels[place]: text(factor) for place, factor in proof} for proof in proofs]
        shown = {"multipliers": told[0]} if row.sense == "<=" else {"at_most": told[0], "at_least": told[1]}
        rows[row.sense].append({**row_to_plain(row, statement.result.variables), **shown})

    def point(vector: SparseVector) -> dict[str, Any]:
        kept, gone = _divided(vector, statement)
        return {"point": _by_name(kept, names), "with": _by_name(gone, names)}

    return {
        "answer": "projection",
        "onto": [str(spoken(name)) for name in statement.result.variables],
        "facets": rows["<="],
        "equations": rows["="],
        "vertices": list(map(point, evidence.points)),
        "rays": list(map(point, evidence.rays)),
        "lines": [point(one) for one, _ in evidence.lines],
    }


def row_to_plain(row: Row, names: Sequence[Name]) -> dict[str, Any]:
    """A row by the names of its variables."""
    return {"coefficients": _by_name(row.coefficients, names), "bound": text(row.bound)}


def _by_name(vector: SparseVector, names: Sequence[Name]) -> dict[str, str]:
    return {spoken(names[place]): text(value) for place, value in vector}


def _projection(verdict: Verdict) -> tuple[Projection, Lifted]:
    assert isinstance(verdict.statement, Projection)
    assert isinstance(verdict.evidence, Lifted)
    return verdict.statement, verdict.evidence


def sum_labels(summands: Sequence[tuple[str, Labelled | Hull]]) -> tuple[str, ...]:
    """What the rows of the system of a sum (`exact.sums.sum_system`) are called, from the files and their rows."""
    labels: list[str] = []
    for file, summand in summands:
        if isinstance(summand, Hull):
            labels.append(f"the weights of {file} add up to 1")
        else:
            labels += (f"{label} of {file}" for label in summand.labels)
    first = summands[0][1]
    names = first.coordinates if isinstance(first, Hull) else first.system.variables
    return (*labels, *(f"{spoken(name)} is the sum" for name in names))
