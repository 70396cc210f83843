"""Linear systems in words: a solution put into the rows, or the combination of rows that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from exact.linear import LinearSystem, Row
from exact.matrices import Name
from exact.rationals import text
from proofs.report.layout import SHOWN


def solution(system: LinearSystem, values: Sequence[Fraction]) -> Iterator[str]:
    """The values, and each row with its left side there; rows without a variable are left out."""
    given = [f"{spoken(name)} = {text(value)}" for name, value in zip(system.variables, values, strict=True) if value]
    fixed = all(low is not None and low == high for low, high in zip(system.lower, system.upper, strict=True))
    shown = (", ".join(given) or "all 0") + (", all else 0" if 0 < len(given) < len(values) else "")
    yield f"{'The point in question' if fixed else 'A solution'}: {shown}."
    if not fixed:
        yield from _bounds(system)
    rows = [row for row in system.rows if row.coefficients]
    for row in rows[:SHOWN]:
        left = sum((value * values[column] for column, value in row.coefficients), Fraction(0))
        yield f"  {_row(row, system.variables)}: here {text(left)}"
    yield from _rest(len(rows))


def contradiction(system: LinearSystem, multipliers: Sequence[Fraction]) -> Iterator[str]:
    """The rows with their multipliers, their sum, and why that cannot hold."""
    used = [(factor, row) for factor, row in zip(multipliers, system.rows, strict=True) if factor]
    combined: dict[int, Fraction] = {}
    for factor, row in used:
        for column, value in row.coefficients:
            combined[column] = combined.get(column, Fraction(0)) + factor * value
    left = [(column, value) for column, value in sorted(combined.items()) if value]
    total = sum((factor * row.bound for factor, row in used), Fraction(0))
    yield "No solution, for these rows contradict each other:"
    for factor, row in used[:SHOWN]:
        yield f"  {text(factor)} x [ {_row(row, system.variables)} ]"
    yield from _rest(len(used))
    yield from _bounds(system, {column for column, _ in left})
    sense = "=" if all(row.sense == "=" for _, row in used) else "<="
    yield f"Added up: {combination(left, system.variables)} {sense} {text(total)}. {_least(system, left)}"


def _least(system: LinearSystem, left: Sequence[tuple[int, Fraction]]) -> str:
    if not left:
        return "That is false."
    least = Fraction(0)
    for column, value in left:
        least += value * ((system.lower[column] if value > 0 else system.upper[column]) or 0)
    return f"Within the bounds the left side is at least {text(least)}."


def _bounds(system: LinearSystem, columns: Iterable[int] | None = None) -> Iterator[str]:
    """The bounds of the variables, those alike together."""
    alike: dict[str, list[str]] = {}
    for column in range(len(system.variables)) if columns is None else sorted(columns):
        low, high = system.lower[column], system.upper[column]
        name = spoken(system.variables[column])
        if low is not None or high is not None:
            ends = f"{'' if low is None else f'{text(low)} <= '}#{'' if high is None else f' <= {text(high)}'}"
            alike.setdefault(f"# = {text(low)}" if low is not None and low == high else ends, []).append(name)
    for ends, names in list(alike.items())[:SHOWN]:
        every = "each variable" if len(names) == len(system.variables) > 1 else ", ".join(names)
        yield f"  {ends.replace('#', every)}"


def _row(row: Row, names: Sequence[Name]) -> str:
    return f"{combination(row.coefficients, names)} {row.sense} {text(row.bound)}"


def combination(terms: Iterable[tuple[int, Fraction]], names: Sequence[Name]) -> str:
    """`x + 2 y - z`; 0 if nothing is left."""
    written = ""
    for column, value in terms:
        sign = ("- " if value < 0 else "+ ") if written else ("-" if value < 0 else "")
        size = "" if abs(value) == 1 else f"{text(abs(value))} "
        written += f"{' ' if written else ''}{sign}{size}{spoken(names[column])}" if value else ""
    return written or "0"


def spoken(name: Name) -> str:
    """A variable as one would write it: `f(1, u)`, `x3` for one known by its number alone."""
    if isinstance(name, int):
        return f"x{name}"
    if not isinstance(name, tuple):
        return name
    head, *rest = name
    if isinstance(head, str) and len(head) == 1 and head.isalpha() and rest:
        return f"{head}({', '.join(map(_part, rest))})"
    return _part(name)


def _part(name: Name) -> str:
    return f"({', '.join(map(_part, name))})" if isinstance(name, tuple) else str(name)


def _rest(count: int) -> list[str]:
    return [f"  ... and {count - SHOWN} more, all in the certificate"] if count > SHOWN else []
