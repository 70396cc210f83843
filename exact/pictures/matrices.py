"""Matrices as tables with the names of their rows and columns, and the odd cycle of a violating submatrix as a drawing.

In the *row-column graph* of a matrix every nonzero entry is an edge between its row and its column. A violator of total
unimodularity with two nonzero entries in every line is a cycle of that graph whose entries sum to 2 modulo 4.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from exact.matrices import Matrix, Name, spoken
from exact.showing.display import counted
from exact.showing.drawing import (
    COLOURS,
    HALO,
    LINE,
    MARGIN,
    MARK,
    Html,
    Picture,
    Plane,
    circle,
    decimal,
    document,
    escaped,
    legend,
    radius,
    segment,
    table_caption,
    words,
)
from exact.unimodular import Submatrix, UnimodularityStatement
from exact.verdicts import Verdict

PALE, INK = "var(--pale,#f7dcd7)", "var(--ink,black)"
"""The ground of the zeros of a violator, whose other entries stand on `MARK`, and what is written on it; a page that is
dark has colours of its own."""
SHOWN = 40
"""Larger matrices are shown without the rows and columns beyond so many, or by their violator alone."""


Speak = Callable[[Name], str]


def matrix_table(matrix: Matrix, violator: Submatrix | None = None, speak: Speak = spoken) -> Html:
    """The matrix as a table; the rows, columns and entries of the violator are marked."""
    rows, columns = list(matrix.rows), list(matrix.columns)
    note = ""
    if max(len(rows), len(columns)) > SHOWN:
        rows = list(violator.rows) if violator else rows[:SHOWN]
        columns = list(violator.columns) if violator else columns[:SHOWN]
        what = "the violating part" if violator else "a part"
        note = f"; {what} of {len(matrix.rows)} by {len(matrix.columns)}"
    bad_rows, bad_columns = (set(violator.rows), set(violator.columns)) if violator else (set(), set())
    head = "".join(_head(speak(name), "col", name in bad_columns) for name in columns)
    lines = [f"<tr><td></td>{head}</tr>"]
    for name, entries in zip(rows, matrix.submatrix(rows, columns).to_lists(), strict=True):
        cells = "".join(
            _entry(entry, name in bad_rows and column in bad_columns)
            for column, entry in zip(columns, entries, strict=True)
        )
        lines.append(f"<tr>{_head(speak(name), 'row', name in bad_rows)}{cells}</tr>")
    said = f"{len(rows)} by {len(columns)}{note}"
    if violator:
        said += f"; marked: a submatrix with determinant {violator.determinant}"
    style = "border-collapse:collapse;font-family:monospace"
    return Html(f'<table style="{style}">{table_caption(said)}{"".join(lines)}</table>')


def unimodularity_exhibits(statement: UnimodularityStatement, verdict: Verdict) -> tuple[Picture | Html, ...]:
    """The matrix beside the evidence; of a violating submatrix its row-column graph, and the matrix with it marked."""
    evidence, speak = verdict.evidence, statement.name_line
    if not isinstance(evidence, Submatrix):
        return (matrix_table(statement.matrix, speak=speak), evidence.show())
    violator = statement.matrix.submatrix(evidence.rows, evidence.columns)
    return (row_column_graph(violator, speak=speak), matrix_table(statement.matrix, evidence, speak=speak))


def row_column_graph(matrix: Matrix, speak: Speak = spoken) -> Picture:
    """The row-column graph: rows square, columns round, negative entries dashed; a cycle as a circle, or two rows."""
    cycle = odd_cycle(matrix)
    if cycle is None:
        places: dict[tuple[str, Name], Plane] = {
            ("r", name): (Fraction(50 + 60 * k), Fraction(50)) for k, name in enumerate(matrix.rows)
        }
        places |= {("c", name): (Fraction(50 + 60 * k), Fraction(190)) for k, name in enumerate(matrix.columns)}
        width = 100 + 60 * max(len(matrix.rows), len(matrix.columns))
        height = 240
    else:
        keys = [("rc"[k % 2], name) for k, name in enumerate(cycle)]
        places = dict(zip(keys, circle(len(cycle)), strict=True))
        width = height = 2 * (radius(len(cycle)) + MARGIN)
    numbers = {key: f"{key[0]}{k + 1}" for which in "rc" for k, key in enumerate(p for p in places if p[0] == which)}
    body, weights, colour = "", "", MARK if cycle else COLOURS[5]
    for name, row in zip(matrix.rows, matrix.entries, strict=True):
        for column, entry in row:
            (x, y), (u, v) = places["r", name], places["c", matrix.columns[column]]
            dashed = ' stroke-dasharray="5 4"' if entry < 0 else ""
            body += segment(x, y, u, v, f'stroke="{colour}" stroke-width="2"{dashed}')
            if abs(entry) > 1:
                weights += words((x + u) / 2, (y + v) / 2, entry, HALO)
    body += weights  # above all lines
    for key, (x, y) in places.items():
        body += _node(key[0], speak(key[1]), x, y, numbers[key])
    total = sum(entry for row in matrix.entries for _, entry in row)
    said = "The row-column graph"
    if cycle:
        said = f"A cycle of {counted(len(matrix.rows), 'row')} whose entries sum to {total}"
    lines = [f"{numbers[key]} = {speak(key[1])}" for key in sorted(places, key=lambda key: (key[0] != "r",))]
    if len(matrix.rows) == len(matrix.columns):
        said += f"; determinant {matrix.determinant()}"
    body += legend(lines, 12, height + LINE)
    if any(entry < 0 for row in matrix.entries for _, entry in row):
        said += "; dashed: negative entries"
    return document(body, said, width, height + LINE * (len(lines) + 1))


def odd_cycle(matrix: Matrix) -> list[Name] | None:
    """Rows and columns in turn along the only cycle, when every line has two nonzero entries and they make one
    cycle."""
    turned = matrix.transpose()
    if any(len(line) != 2 for line in (*matrix.entries, *turned.entries)) or not matrix.rows:
        return None
    row, column = 0, matrix.entries[0][0][0]
    cycle: list[Name] = []
    for _ in matrix.rows:
        cycle += [matrix.rows[row], matrix.columns[column]]
        row = next(r for r, _ in turned.entries[column] if r != row)
        column = next(c for c, _ in matrix.entries[row] if c != column)
    return cycle if len(set(cycle[0::2])) == len(matrix.rows) else None


def _node(which: str, name: str, x: Fraction, y: Fraction, number: str) -> str:
    if which == "r":
        place = f'x="{decimal(x - 12)}" y="{decimal(y - 12)}" width="24" height="24"'
        shape = f'<rect {place} fill="white" stroke="{COLOURS[0]}" stroke-width="2"/>'
    else:
        place = f'cx="{decimal(x)}" cy="{decimal(y)}" r="13"'
        shape = f'<circle {place} fill="white" stroke="{COLOURS[2]}" stroke-width="2"/>'
    label = words(x, y + 4, number, 'text-anchor="middle" font-size="10"')
    return f"<g><title>{escaped(name)}</title>{shape}{label}</g>"


def _head(name: str, scope: str, marked: bool) -> str:
    side = "right" if scope == "col" else "left"  # as the entries below, and as words
    style = f"padding:2px 6px;text-align:{side};{f'color:var(--marked,{MARK})' if marked else ''}"
    return f'<th scope="{scope}" style="{style}">{escaped(name)}</th>'


def _entry(entry: int, marked: bool) -> str:
    tint = "" if not marked else f"background:{MARK};color:white;" if entry else f"background:{PALE};color:{INK};"
    return f'<td style="padding:2px 6px;text-align:right;{tint}">{entry if entry else "&#183;"}</td>'
