"""Fractional assignments as files: a matrix of shares, rows being agents and columns objects, and quotas.

* CSV: numbers (`1/2`, `0.25`) with or without a first row and a first column of names, separated by commas, semicolons,
  tabs or blanks.
* JSON: the rows alone, `[["1/2", "1/2"], ...]`; or with names and quotas, written as in problem files:

    {"format": "exact-proofs/assignment/1", "agents": ["ann", "bob"], "objects": ["x", "y"],
     "assignment": [["1/2", "1/2"], ["1/2", 0]],
     "constraints": [{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}]}

  where `assignment` may also be `{"ann": {"x": "1/2"}}`, what is left out being 0.

Without names rows are r1, r2, ... and columns c1, c2, ... Quotas that the file does not have are given for all
rows, all columns and all entries. Without any each row and each column must sum to 1 (Birkhoff 1946; von Neumann 1953),
which takes as many rows as columns.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from exact.rationals import integer, rational
from exact.showing.display import Displayed, counted
from proofs.formats.numerals import number_in
from proofs.plain.keys import ASSIGNMENT, PROBLEM, check_format, kind_of, list_at, mapping_at, object_at, unknown_name
from proofs.plain.reading import BadInput, blaming, parse_json, read_text
from proofs.reduced_form.problem.data import problem_from_plain
from proofs.reduced_form.problem.problems import Cell, Problem

Ends = tuple[int, int | None]
"""The least and the greatest sum; `None` is no end."""

SHAPE = "give quotas, for example --rows 1 --columns 0..1"


@dataclass(frozen=True)
class Assignment(Displayed):
    """The quotas, as a problem in which everybody has one type, and the shares by cell (agent, object)."""

    problem: Problem
    shares: Mapping[Cell, Fraction]


@dataclass(frozen=True)
class _Table:
    """A matrix with its names, and the constraints of its file, if it has some."""

    rows: list[str]
    columns: list[str]
    entries: list[list[Fraction]]
    constraints: list[Any] | None = None


def load_assignment(path: Path | str, quotas: Mapping[str, Ends]) -> Assignment:
    """The assignment in a file; if it has no quotas, with these of all "rows", "columns" and "entries"."""
    content = read_text(path)
    with blaming(path):
        if content.lstrip().startswith(("{", "[")):
            table = _from_plain(parse_json(content, str(path)))
        else:
            table = _from_text(content)
        return _assignment(table, quotas)


def ends_in(numeral: str, where: str) -> Ends:
    """The quota that `1`, `0..2`, `..2` or `1..` writes. Raises `BadInput`."""
    low, dots, high = (part.strip() for part in numeral.partition(".."))
    try:
        least = integer(low, where) if low else 0
        most = (integer(high, where) if high else None) if dots else least
    except (TypeError, ValueError) as error:
        raise BadInput(f"{where} {numeral}: write a number or a range of integers, such as 1, 0..2 or 1..") from error
    if not (low or high) or least < 0 or (most is not None and most < least):
        raise BadInput(f"{where} {numeral}: that is no range of quotas; write 1, 0..2 or 1..")
    return least, most


def _from_plain(data: Any) -> _Table:
    if isinstance(data, list):
        numbers = _numbers(data, "")
        return _Table(_named("r", len(numbers)), _named("c", len(numbers[0])), numbers)
    check_format(data, ASSIGNMENT)
    required, optional = ("format", "assignment"), ("agents", "objects", "constraints", "title", "comment")
    plain = object_at(data, "", required, optional)
    given = plain["assignment"]
    constraints = list_at(plain["constraints"], "constraints") if "constraints" in plain else None
    if isinstance(given, Mapping):
        rows, columns = _names(plain, "agents", list(given)), _names(plain, "objects", _inner(given))
        return _Table(rows, columns, _by_name(given, rows, columns), constraints)
    entries = _numbers(given, "assignment")
    rows = _names(plain, "agents", _named("r", len(entries)))
    columns = _names(plain, "objects", _named("c", len(entries[0])))
    for what, names, size in (("agents", rows, len(entries)), ("objects", columns, len(entries[0]))):
        if len(names) != size:
            raise BadInput(f"{what}: {counted(len(names), 'name')}, and the assignment has {size}")
    return _Table(rows, columns, entries, constraints)


def _names(plain: Mapping[str, Any], key: str, otherwise: list[str]) -> list[str]:
    names = list_at(plain[key], key) if key in plain else otherwise
    for name in names:
        if not isinstance(name, str):
            raise BadInput(f"{key}: {kind_of(name)} is no name; write it in double quotes")
    return names


def _inner(given: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(name for agent, row in given.items() for name in mapping_at(row, f"assignment.{agent}")))


def _by_name(given: Mapping[str, Any], rows: list[str], columns: list[str]) -> list[list[Fraction]]:
    for agent, row in given.items():
        if agent not in rows:
            raise BadInput(unknown_name(agent, rows, "agents", "assignment"))
        for thing in mapping_at(row, f"assignment.{agent}"):
            if thing not in columns:
                raise BadInput(unknown_name(thing, columns, "objects", f"assignment.{agent}"))
    return [
        [rational(given.get(agent, {}).get(thing, 0), f"assignment.{agent}.{thing}") for thing in columns]
        for agent in rows
    ]


def _numbers(data: Any, where: str) -> list[list[Fraction]]:
    """Rows of equally many numbers."""
    entries = []
    for r, row in enumerate(list_at(data, where)):
        here = f"{where}[{r}]" if where else f"row {r + 1}"
        entries.append([rational(value, f"{here}[{c}]") for c, value in enumerate(list_at(row, here))])
    return _rectangular(entries)


def _rectangular(entries: list[list[Fraction]]) -> list[list[Fraction]]:
    if not entries or not entries[0]:
        raise BadInput("the matrix is empty; write a row a line")
    for number, row in enumerate(entries, 1):
        if len(row) != len(entries[0]):
            first = counted(len(entries[0]), "entry", "entries")
            raise BadInput(f"row {number} has {counted(len(row), 'entry', 'entries')}, and row 1 has {first}")
    return entries


def _from_text(content: str) -> _Table:
    lines = [line for line in content.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    separator = next((mark for mark in ("\t", ";", ",") if any(mark in line for line in lines)), None)
    split = csv.reader(lines, delimiter=separator, strict=True) if separator else (line.split() for line in lines)
    try:
        cells = [[cell.strip() for cell in row] for row in split]
    except csv.Error as error:
        raise BadInput(f"this is no CSV: {error}") from error
    headed = bool(cells) and (cells[0][0] == "" or any(cell and not _is_number(cell) for cell in cells[0]))
    columns = cells.pop(0) if headed else []
    width = max((len(row) for row in cells), default=0)
    labelled = any(not _is_number(row[0]) for row in cells if row) or (headed and columns[0] == "")
    rows = [row.pop(0) for row in cells] if labelled else _named("r", len(cells))
    columns = columns[1:] if labelled and len(columns) == width else columns or _named("c", width - labelled)
    entries = _rectangular([[_number(cell, r, c) for c, cell in enumerate(row)] for r, row in enumerate(cells)])
    if len(columns) != len(entries[0]):
        raise BadInput(f"{counted(len(columns), 'name')} above {counted(len(entries[0]), 'column')}")
    return _Table(rows, columns, entries)


def _is_number(cell: str) -> bool:
    try:
        number_in(cell)
    except ValueError:
        return False
    return True


def _number(cell: str, row: int, column: int) -> Fraction:
    place = f"row {row + 1}, column {column + 1}"
    if not cell:
        raise BadInput(f"{place} is empty; write 0")
    try:
        return number_in(cell)
    except ValueError as error:
        raise BadInput(f"{place}: {error}") from error


def _named(letter: str, count: int) -> list[str]:
    return [f"{letter}{k + 1}" for k in range(count)]


def _assignment(table: _Table, quotas: Mapping[str, Ends]) -> Assignment:
    if table.constraints is not None and quotas:
        raise BadInput(f"constraints: the file has its own; leave out --{next(iter(quotas))}")
    constraints = table.constraints if table.constraints is not None else _constraints(table, quotas)
    plain = {
        "format": PROBLEM,
        "agents": table.rows,
        "objects": table.columns,
        "types": {agent: ["any"] for agent in table.rows},
        "prior": "uniform",
        "constraints": constraints,
    }
    problem = problem_from_plain(plain)[0]
    cells: dict[Cell, Fraction] = {
        (agent, thing): value
        for agent, row in zip(table.rows, table.entries, strict=True)
        for thing, value in zip(table.columns, row, strict=True)
    }
    return Assignment(problem, cells)


def _constraints(table: _Table, quotas: Mapping[str, Ends]) -> list[dict[str, Any]]:
    if not quotas:
        height, width = len(table.rows), len(table.columns)
        if height != width:
            sizes = f"{counted(height, 'row')} and {counted(width, 'column')}"
            raise BadInput(f"{sizes} cannot all sum to 1; {SHAPE}")
        quotas = {"rows": (1, 1), "columns": (1, 1)}
    sets: dict[frozenset[Cell], dict[str, Any]] = {}
    for what, (low, high) in quotas.items():
        for name, members in _lines(table, what):
            same = sets.setdefault(frozenset(members), {"set": [list(cell) for cell in members], "name": name})
            same["floor"] = max(low, same.get("floor", 0))
            if high is not None:
                same["ceiling"] = min(high, same.get("ceiling", high))
    return list(sets.values())


def _lines(table: _Table, what: str) -> list[tuple[str, list[Cell]]]:
    """All rows, columns or entries, each with what it is called."""
    if what == "rows":
        return [(f"row {agent}", [(agent, thing) for thing in table.columns]) for agent in table.rows]
    if what == "columns":
        return [(f"column {thing}", [(agent, thing) for agent in table.rows]) for thing in table.columns]
    return [(f"entry ({agent}, {thing})", [(agent, thing)]) for agent in table.rows for thing in table.columns]
