"""A certificate step by step, as HTML: what each statement says, its data, and the evidence in exact numbers.

Linear systems are shown with a solution put into every row, or with the Farkas combination added up; matrices with the
violating submatrix; everything else as `proofs explain` tells it, and as the plain data of the certificate, complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from exact.rationals import text
from proofs import checker
from proofs.report.html import SHORT, Html, data, element, name, table, with_code
from proofs.report.layout import blocks, joined
from proofs.report.statements import told

MOST_CELLS = 600
"""Entries of a matrix that is shown whole; of a larger one the submatrix is shown."""


MOST_OPEN = 4000
"""Characters of HTML that are shown without being asked for."""


def numbered(statements: list[dict[str, Any]], sentences: list[str]) -> Html:
    """All statements of a certificate that the checker accepts, in order, with what it says of each."""
    return element("ol", *map(_step, statements, _abridged(statements), sentences), class_="steps")


def _abridged(statements: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The statements; what a step of plain data has in common with an earlier one is not said again."""
    said: dict[str, int] = {}
    for place, statement in enumerate(statements, 1):
        about = dict(statement["about"])
        for key, value in about.items() if statement["kind"] not in _DETAILS else ():
            text = f"{key}: {name(value)}"
            if len(text) > SHORT and said.setdefault(text, place) != place:
                about[key] = f"the same as in step {said[text]}"
        yield {**statement, "about": about}


def _step(statement: dict[str, Any], abridged: dict[str, Any], sentence: str) -> Html:
    detail = _DETAILS.get(statement["kind"])
    return element(
        "li",
        element("p", sentence[:1].upper() + sentence[1:] + ".", class_="sentence"),
        *(_plain(told(statement), abridged) if detail is None else detail(statement)),
        class_="step",
    )


def prose(lines: list[str]) -> Iterator[Html]:
    """Told lines: sentences as paragraphs, set in as they are, columns with their spaces."""
    for columns, block in blocks(lines):
        if columns:
            yield element("pre", "\n".join(block), tabindex=0)
        else:
            yield from map(_paragraph, joined(block))


def _paragraph(line: str) -> Html:
    depth = len(line) - len(line.lstrip(" "))
    inset = f"padding-left:{depth * 0.75:g}rem" if depth else None
    return element("p", with_code(line.strip()), class_="told", style=inset)


def _plain(lines: list[str], statement: dict[str, Any]) -> Iterator[Html]:
    yield from prose(lines)
    for title, part in (("What it is about", statement["about"]), ("The evidence", statement["evidence"])):
        if part:
            yield unfold(title, data(part), len(lines) == 0)


def unfold(title: str, inside: Html, alone: bool = True) -> Html:
    """Something that may be long: open if it is not, and if nothing above has told it."""
    return element("details", element("summary", title), inside, open=alone and len(inside) <= MOST_OPEN)


def _nothing_more(statement: dict[str, Any]) -> Iterator[Html]:
    """For statements whose sentence is all there is to them."""
    yield from ()


# ------------------------------------------------------------------------------------------------- linear systems


def _system(statement: dict[str, Any]) -> Iterator[Html]:
    about, evidence = statement["about"]["system"], statement["evidence"]
    names = [name(variable) for variable in about["variables"]]
    system = checker.System(about)
    if statement["holds"]:
        point = [checker.number(value) for value in evidence["values"]]
        yield from _solution(system, names, point)
    else:
        multipliers = [checker.number(value) for value in evidence["multipliers"]]
        yield from _contradiction(system, names, multipliers)


def _solution(system: checker.System, names: list[str], point: list[Fraction]) -> Iterator[Html]:
    if names:
        rows = [
            [variable, _interval(low, high), text(value)]
            for variable, low, high, value in zip(names, system.lower, system.upper, point, strict=True)
        ]
        yield table(["variable", "between", "value"], rows, "A solution")
    if system.rows:
        lines = [
            [_sum(coefficients, names), _SIGN[sense], text(bound), text(checker.dot(coefficients, point))]
            for coefficients, sense, bound in system.rows
        ]
        yield table(["row", "", "bound", "at the solution"], lines, "It satisfies every row")
    if not names and not system.rows:
        yield element("p", "There is nothing to satisfy.")


def _contradiction(system: checker.System, names: list[str], multipliers: list[Fraction]) -> Iterator[Html]:
    combined: dict[int, Fraction] = {}
    total = Fraction(0)
    rows = []
    for multiplier, (coefficients, sense, bound) in zip(multipliers, system.rows, strict=True):
        rows.append([text(multiplier), _sum(coefficients, names), _SIGN[sense], text(bound)])
        total += multiplier * bound
        for column, value in coefficients.items():
            combined[column] = combined.get(column, Fraction(0)) + multiplier * value
    combined = {column: value for column, value in sorted(combined.items()) if value}
    if any(low is not None or high is not None for low, high in zip(system.lower, system.upper, strict=True)):
        bounds = zip(names, system.lower, system.upper, strict=True)
        yield unfold(
            "Bounds of the variables", table(["variable", "between"], [[n, _interval(a, b)] for n, a, b in bounds])
        )
    used = [row for row in rows if row[0] != "0"]
    yield table(["times", "row", "", "bound"], used, "The rows that are combined")
    if len(used) < len(rows):
        yield unfold(f"All {len(rows)} rows", table(["times", "row", "", "bound"], rows))
    yield element("p", f"Added up, they say {_sum(combined, names)} ≤ {text(total)}. ", _least(system, combined))


def _least(system: checker.System, combined: dict[int, Fraction]) -> str:
    """Why the combined row cannot hold: the least that its left side can be."""
    if not combined:
        return "No choice of the variables makes that true."
    ends = ((value, system.lower[c] if value > 0 else system.upper[c]) for c, value in combined.items())
    least = sum((value * (end or 0) for value, end in ends), Fraction(0))
    return f"Within the bounds of the variables the left side is at least {text(least)}, a contradiction."


_SIGN = {"<=": "≤", "=": "="}


def _interval(low: Fraction | None, high: Fraction | None) -> str:
    if low is not None and low == high:
        return f"= {text(low)}"
    return f"{'-∞' if low is None else text(low)} … {'∞' if high is None else text(high)}"


def _sum(coefficients: dict[int, Fraction], names: list[str]) -> str:
    """A linear form in names."""
    written = ""
    for column, value in coefficients.items():
        sign = ("- " if value < 0 else "+ ") if written else ("-" if value < 0 else "")
        size = "" if abs(value) == 1 else f"{text(abs(value))} "
        written += f"{' ' if written else ''}{sign}{size}{names[column]}" if value else ""
    return written or "0"


# ------------------------------------------------------------------------------------------------------- matrices


def _matrix(statement: dict[str, Any]) -> Iterator[Html]:
    yield from _unimodular(checker.grid_of(statement["about"]["matrix"]), statement)


def _structure(statement: dict[str, Any]) -> Iterator[Html]:
    yield unfold("The implementation structure", data(statement["about"]["structure"]))
    yield from _unimodular(checker.projection_cone_matrix(statement["about"]["structure"]), statement)


def _unimodular(grid: checker.Grid, statement: dict[str, Any]) -> Iterator[Html]:
    evidence = statement["evidence"]
    if statement["holds"]:
        if len(grid.rows) * len(grid.columns) <= MOST_CELLS:
            yield _drawn(grid, "The matrix", set(), set())
        yield unfold("The evidence", data(evidence))
        return
    rows, columns = (list(map(checker.hashable, evidence[key])) for key in ("rows", "columns"))
    whole = len(grid.rows) * len(grid.columns) <= MOST_CELLS
    if whole and (len(rows), len(columns)) != (len(grid.rows), len(grid.columns)):
        yield _drawn(grid, "The matrix, with a submatrix marked", set(rows), set(columns))
    part = grid.part(rows, columns)
    yield _drawn(part, "The submatrix", set(), set())
    yield element(
        "p", f"Its determinant is {evidence['determinant']}, which is none of -1, 0 and 1.", class_="sentence"
    )


def _drawn(grid: checker.Grid, caption: str, rows: set[Any], columns: set[Any]) -> Html:
    head = ["", *(_spoken(column) for column in grid.columns)]
    lines = []
    for row in grid.rows:
        cells = [_entry(grid.entry(row, column), row in rows and column in columns) for column in grid.columns]
        lines.append([element("th", _spoken(row), scope="row"), *cells])
    return table(head, lines, caption)


def _entry(value: int, marked: bool) -> Html:
    shown = element("strong", value) if marked else value
    return element(
        "td", shown, class_=" ".join(["entry", *(["zero"] if not value else []), *(["marked"] if marked else [])])
    )


def _spoken(label: Any) -> str:
    return "(" + ", ".join(map(_spoken, label)) + ")" if isinstance(label, tuple) else str(label)


_DETAILS = {
    "feasible": _system,
    "totally unimodular": _matrix,
    "preserves total unimodularity": _structure,
    "comparison": _nothing_more,
}

DETAILED = frozenset(_DETAILS)
"""The kinds whose steps show tables of their own."""
