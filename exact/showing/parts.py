"""What an answer consists of, by name: `verdict.rule` as a value, the same as plain data, and as a table.

Statement and evidence are made for the checker. What a reader asks for is spread over both: the rule that is best is
induced by the lotteries of the evidence, for the problem of the statement. A *part* is such a thing under its name. A
package registers, by name, the function that finds the parts of the verdicts on a statement (aspect `parts`); every
verdict whose statement names a value that it has has the part `value` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any

from exact.showing.display import Displayed, told_number
from exact.showing.registry import registered

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Part(Displayed):
    """One thing that an answer consists of: as a value of this package, as plain data, and row by row.

    Numbers of plain data are exact strings, as everywhere; those of rows are exact numbers. What is no table has no
    columns.
    """

    value: Any
    plain: Any
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


Finder = Callable[[Any], Mapping[str, Part]]
"""Finds the parts of a verdict, whose class is above this module."""


def parts_of(verdict: Any) -> dict[str, Part]:
    """The parts of a verdict by name; none where nothing is registered for its statement."""
    found: dict[str, Part] = {}
    value = getattr(verdict.statement, "value", None)
    if verdict.holds and isinstance(value, Fraction | int):
        found["value"] = Part(value, told_number(Fraction(value) if isinstance(value, int) else value))
    find: Finder | None = registered("parts", type(verdict.statement))
    return found if find is None else {**found, **find(verdict)}


def parts_to_plain(verdict: Any) -> dict[str, Any]:
    """The parts of a verdict as plain data."""
    return {name: part.plain for name, part in parts_of(verdict).items()}


def frame(part: Part) -> Any:
    """The rows of a part as a frame of pandas, numbers as exact fractions. `ImportError` without pandas."""
    try:
        pandas: Any = import_module("pandas")
    except ImportError as error:
        raise ImportError("frames need pandas, which is not installed: pip install pandas") from error
    return pandas.DataFrame(list(part.rows), columns=list(part.columns))


def by_name(names: Iterable[Any], values: Iterable[Fraction], column: str) -> Part:
    """What is not 0 of a vector, by name."""
    found = {str(name): value for name, value in zip(names, values, strict=True) if value}
    return Part(found, {name: told_number(value) for name, value in found.items()}, (column, "value"), _items(found))


def _items(found: Mapping[str, Fraction]) -> tuple[Row, ...]:
    return tuple(found.items())
