"""Linear programs with names: what a file says, and the linear system that is decided about it.

A *program* is an objective, rows `low <= terms <= high` with a name, bounds of variables, and which variables are to be
integers. Its *relaxation* is the system of its rows and bounds, in which these are any numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from exact.linear.conflicts import Member
from exact.linear.systems import LinearSystem, Row, SparseVector
from exact.matrices import Matrix, Name, spoken
from exact.names import check_texts, shown
from exact.showing.display import Displayed

Terms = Mapping[str, Fraction]
Ends = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value; `None` is no end."""


@dataclass(frozen=True)
class ProgramRow(Displayed):
    """`low <= terms <= high`, under a name."""

    name: str
    terms: Terms
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True)
class Program(Displayed):
    """A linear program with the names of its file. Raises `ValueError` for a name that is none or occurs twice."""

    sense: Literal["max", "min"] | None
    objective: Terms
    constant: Fraction
    variables: tuple[str, ...]
    rows: tuple[ProgramRow, ...]
    bounds: Mapping[str, Ends]
    integers: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        check_texts(self.variables, "variable")
        names = Counter(row.name for row in self.rows)
        check_texts(names, "row")
        for name, count in names.items():
            if count > 1:
                raise ValueError(f"two rows have the name {shown(name)}; give each its own")

    def ends(self, variable: str) -> Ends:
        """The bounds of a variable."""
        return self.bounds.get(variable, (None, None))


@dataclass(frozen=True)
class Labelled(Displayed):
    """The system of a program, and what each of its rows is called.

    A row with two ends is two rows of the system, and so is a bound that leaves a variable nothing: a system's lower
    bounds are not above its upper ones.
    """

    system: LinearSystem
    labels: tuple[str, ...]

    def told(self, member: Member) -> str:
        """What a row or a bound is called."""
        kind, place = member
        return self.labels[place] if kind == "row" else self._bound(kind, self.system.variables[place])

    def _bound(self, kind: str, name: Name) -> str:
        return _unlike(f"the {kind} bound of {spoken(name)}", self.labels)

    @property
    def bare_labels(self) -> tuple[str, ...]:
        """What the rows are called of the system with its bounds as rows (`exact.linear.redundancy.without_bounds`)."""
        names = self.system.variables
        lower = (
            self._bound("lower", name) for name, low in zip(names, self.system.lower, strict=True) if low is not None
        )
        upper = (
            self._bound("upper", name) for name, high in zip(names, self.system.upper, strict=True) if high is not None
        )
        return (*self.labels, *lower, *upper)


def coefficients_of(program: Program) -> Matrix:
    """The coefficients of the rows, without bounds and right sides. Raises `ValueError` for one that is no integer."""
    entries: dict[tuple[Name, Name], int] = {}
    for row in program.rows:
        for variable, value in row.terms.items():
            if value.denominator != 1:
                raise ValueError(
                    f"the coefficient of {shown(variable)} in {shown(row.name)} is {value}; the matrix is to be one of "
                    "integers, so multiply the row by a number that makes it so"
                )
            if value:
                entries[row.name, variable] = value.numerator
    return Matrix.sparse([row.name for row in program.rows], program.variables, entries)


def _unlike(label: str, taken: Collection[str]) -> str:
    """The label, with a mark if a row of the file is called so."""
    while label in taken:
        label += "'"
    return label


def system_of(program: Program) -> Labelled:
    """The linear system of a program, integers taken as any numbers."""
    place = {name: column for column, name in enumerate(program.variables)}
    rows: list[Row] = []
    labels: list[str] = []
    own = {row.name for row in program.rows}
    for each in program.rows:
        terms = tuple(sorted((place[name], value) for name, value in each.terms.items() if value))
        two = each.low is not None and each.high is not None and each.low != each.high
        for row, end in _ends(terms, each.low, each.high):
            rows.append(row)
            labels.append(_unlike(f"{each.name} ({end} end)", own) if two else each.name)
    lower: list[Fraction | None] = []
    upper: list[Fraction | None] = []
    for column, name in enumerate(program.variables):
        low, high = program.ends(name)
        if low is not None and high is not None and low > high:
            rows.append(Row(((column, Fraction(1)),), "<=", high))
            labels.append(_unlike(f"the upper bound of {name}", own))
            high = None
        lower.append(low)
        upper.append(high)
    return Labelled(LinearSystem(program.variables, tuple(rows), tuple(lower), tuple(upper)), tuple(labels))


def _ends(terms: SparseVector, low: Fraction | None, high: Fraction | None) -> Iterator[tuple[Row, str]]:
    if low is not None and low == high:
        yield Row(terms, "=", low), ""
        return
    if high is not None:
        yield Row(terms, "<=", high), "upper"
    if low is not None:
        yield Row(tuple((column, -value) for column, value in terms), "<=", -low), "lower"
