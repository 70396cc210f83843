#!/usr/bin/env python3
"""The independent checker: `python checker.py CERTIFICATE...` says `verified`, or why not.

One file, the standard library alone, no line shared with the software whose certificates it reads. A certificate is a
JSON file with a list of *statements*: what each is about (explicit finite data, complete in itself), whether it
holds, and the evidence. The checker rebuilds every object from the statement, trusts nothing in the file, searches
for nothing, and accepts a statement only when the evidence shows it in exact arithmetic.

Reading order: work and numbers, plain data and names, linear algebra, linear systems, total unimodularity,
implementation structures, families of sets, allocation problems, trading, then the table `KINDS` and the command.

A *name* is a string without halves of surrogate pairs, an integer of at most 3,000 bits (900 digits), or a list of
names, nested at most 10 deep (`exact/names.py` says the same). The agents, objects and types of an allocation problem
are strings. Whatever a file's author may choose is shown in quotation marks, and beyond printable ASCII escaped, so
that no name can read like a sentence.

Work is counted in *steps*, of about a microsecond each: the arithmetic of `Exact`, by the length of its numbers, and
whatever is built, compared or tried, by its size. A certificate may cost 10 million steps, or 10 for each character of
its data if it has more than a million; beyond that its truth is left open. Run as a command, the checker bounds its
memory and the processor's time as well, at 800 MB and 15 seconds, and in proportion for files above a megabyte.

Exit status, the first that applies: 2 a file is not a certificate at all, 1 a certificate is refused, 3 one would take
more work or memory than is allowed (or the answers could not be printed), 0 every certificate is verified.
"""

from __future__ import annotations

import errno
import itertools
import json
import marshal
import math
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

FORMAT = "exact-proofs/certificate/1"
MAX_BYTES = 64 * 2**20
MAX_DEPTH = 100
MAX_DIGITS = 1_000_000
MAX_NAME_BITS = 3_000
MAX_NAME_DEPTH = 10
SURROGATE = re.compile("[\ud800-\udfff]")
MAX_PLACES = 1_000_000  # entries of a table that is made here, not read

# Python refuses decimal conversions beyond 4,300 digits unless told otherwise; numerals here are bounded by MAX_DIGITS.
sys.set_int_max_str_digits(MAX_DIGITS + 2)


class Refused(Exception):
    """The certificate does not show what it states."""


class TooMuch(Refused):
    """To see whether the certificate shows what it states would take more than is allowed: that is left open."""


class NotACertificate(Exception):
    """The file cannot be read as a certificate."""


def require(condition: bool, why: str) -> None:
    """Refuse the certificate, saying `why`, unless the condition is met."""
    if not condition:
        raise Refused(why)


def afford(condition: bool, why: str) -> None:
    """Leave the certificate open, saying `why`, unless the condition is met."""
    if not condition:
        raise TooMuch(why)


# ------------------------------------------------------------------------------------------------ work and numbers


class Work:
    """What the certificate at hand has cost so far, in steps, and what it may cost."""

    least = 10_000_000
    for_each_character = 10

    def __init__(self) -> None:
        self.done, self.limit = 0, self.least
        self.problem: dict[bytes, Problem] = {}  # the last one read, by the data that describe it

    def begin(self, certificate: Any) -> None:
        self.done, self.limit = 0, max(self.least, self.for_each_character * characters(certificate))
        Name.known, self.problem = {}, {}


WORK = Work()


def spend(steps: int) -> None:
    """Charge so many steps to the certificate at hand."""
    WORK.done += steps
    if WORK.done > WORK.limit:
        raise TooMuch("it asks for more work than is done for one certificate")


def characters(data: Any) -> int:
    """About how many characters the data take, written without spaces."""
    count, stack = 0, [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack += item.values()
            count += sum(map(len, item)) + 3 * len(item)
        elif isinstance(item, list):
            stack += item
        count += len(item) + 2 if isinstance(item, str) else 1 + size_of(item) // 3 if isinstance(item, int) else 2
    return count


def size_of(*numbers: int) -> int:
    """The length of integers in bits."""
    return sum(number.bit_length() for number in numbers)


def charged(plain: Callable[..., Any]) -> Callable[..., Any]:
    """Fraction's operation at its cost: products of numerators, and common factors where there are denominators."""

    def operation(one: Fraction, other: Any) -> Any:
        kind = other.__class__
        if kind is not Exact and kind is not int and kind is not Fraction:
            return NotImplemented
        first, second = one.numerator.bit_length(), other.numerator.bit_length()
        below = one.denominator.bit_length() + other.denominator.bit_length()
        above = first + second
        spend(3 + ((above + below) * below >> 17) + (first * second >> 22) + (above >> 14))
        result = plain(one, other)
        if result.__class__ is Fraction:
            result.__class__ = Exact
        return result

    return operation


class Exact(Fraction):
    """A rational number whose arithmetic is charged, and whose hash nobody who writes a file can foresee."""

    __slots__ = ()

    def __new__(cls, numerator: Any = 0, denominator: int = 1) -> Exact:
        if denominator != 1:
            spend(1 + (size_of(numerator) * size_of(denominator) >> 17))
        return super().__new__(cls, numerator, denominator)

    __add__, __radd__ = charged(Fraction.__add__), charged(Fraction.__radd__)
    __sub__, __rsub__ = charged(Fraction.__sub__), charged(Fraction.__rsub__)
    __mul__, __rmul__ = charged(Fraction.__mul__), charged(Fraction.__rmul__)
    __truediv__, __rtruediv__ = charged(Fraction.__truediv__), charged(Fraction.__rtruediv__)
    __eq__, __lt__, __le__ = charged(Fraction.__eq__), charged(Fraction.__lt__), charged(Fraction.__le__)
    __gt__, __ge__ = charged(Fraction.__gt__), charged(Fraction.__ge__)

    def __pow__(self, exponent: int) -> Any:  # type: ignore[override]
        size = (size_of(self.numerator, self.denominator) - 2) * exponent  # powers of 1 stay short
        spend(1 + (max(0, size) ** 2 >> 22))
        return Exact(self.numerator**exponent) / self.denominator**exponent

    def __neg__(self) -> Any:
        return 0 - self

    def __abs__(self) -> Any:
        return self if self.numerator >= 0 else -self

    def __hash__(self) -> int:  # type: ignore[override]
        spend(1 + (size_of(self.numerator, self.denominator) >> 11))
        return hash(f"{self.numerator:x}/{self.denominator:x}")


ZERO: Fraction = Exact(0)
ONE: Fraction = Exact(1)
NUMERAL = re.compile(r"(-?\d+)(?:/(\d+))?", re.ASCII)


def number(value: Any) -> Fraction:
    """An integer, or a string `"3"` or `"-3/7"`, as an exact fraction."""
    spend(3)
    if isinstance(value, int) and not isinstance(value, bool):
        return Exact(value)
    short = isinstance(value, str) and len(value) <= 2 * MAX_DIGITS + 2
    match = NUMERAL.fullmatch(value) if short else None
    if match is None:
        raise Refused(f"{quoted(value)} is not an exact number")
    above, below = match.groups()
    require(below is None or below.strip("0") != "", "a number with denominator 0")
    return Exact(whole_number(above), whole_number(below or "1"))


def whole_number(digits: str) -> int:
    """The integer that `digits` write, halving long ones: Python's own conversion is quadratic in their length."""
    if digits.startswith("-"):
        return -whole_number(digits[1:])
    if len(digits) < 3000:
        return int(digits)
    spend(len(digits) ** 2 >> 19)
    half = len(digits) // 2
    return whole_number(digits[:-half]) * int(10**half) + whole_number(digits[-half:])


def told(value: Any) -> str:
    """A number for a sentence; one too long to be read there by its size alone, for decimals take long to make."""
    exact = number(value) if isinstance(value, str) else Exact(value)
    bits = size_of(exact.numerator, exact.denominator)
    return str(exact) if bits <= 10_000 else f"a number of {bits} bits"


# ------------------------------------------------------------------------------------------------------- plain data


def quoted(value: Any) -> str:
    """What a file's author chose, for a sentence: a text within quotation marks, in printable ASCII, and shortened."""
    if isinstance(value, str):
        return json.dumps(value if len(value) <= MAX_SHOWN else value[:MAX_SHOWN] + "...")
    if isinstance(value, int) and not isinstance(value, bool):
        return told(value)
    return json.dumps(value) if value is None or isinstance(value, bool) else "that"


MAX_SHOWN = 1_000  # characters of a name in a sentence


def index(value: Any, length: int) -> int:
    """A position in a list of the given length."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < length:
        raise Refused(f"{quoted(value)} is no index")
    return value


def counted(count: int, one: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{count} {one}" + ("" if count == 1 else "s")


def fields(data: Any, required: str, optional: str = "") -> list[Any]:
    """The values of the keys named in `required` and `optional` (`None` if absent); no other key may occur."""
    require(isinstance(data, dict), "an object was expected")
    names, extra = required.split(), optional.split()
    spend(len(names) + len(extra))
    for name in names:
        require(name in data, f'"{name}" is missing')
    for key in data:
        if key not in names and key not in extra:
            raise Refused(f"{quoted(key)} is unknown")
    return [data.get(name) for name in names + extra]


def listing(value: Any, length: int | None = None) -> list[Any]:
    """A list, of the given length if one is given."""
    require(isinstance(value, list), "a list was expected")
    require(length is None or len(value) == length, f"a list of {length} entries was expected")
    spend(1 + len(value) // 50)
    return list(value)


def table(value: Any, keys: Iterable[str], what: str) -> dict[str, Any]:
    """An object with exactly the given keys."""
    wanted = set(keys)
    spend(1 + len(wanted) // 10)
    require(isinstance(value, dict), f"{what}: an object was expected")
    require(set(value) == wanted, f"{what}: an entry is missing or unknown")
    return dict(value)


def distinct(values: Any) -> list[Any]:
    """A list of distinct names."""
    names = [hashable(value) for value in listing(values)]
    require(len(set(names)) == len(names), "a name occurs twice")
    return names


class Name:
    """A name that is an integer or a list; there is one `Name` for each, so that it is compared by identity alone.

    Nobody who writes a file can foresee the hash of a text or of a `Name`. Those of integers, and of tuples of them,
    could be chosen to be all the same, and every table would be searched from end to end.
    """

    __slots__ = ("parts",)
    known: ClassVar[dict[Any, Name]] = {}

    def __init__(self, parts: Any) -> None:
        self.parts = parts

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.parts))})" if isinstance(self.parts, tuple) else self.parts.decode()


def hashable(name: Any, depth: int = MAX_NAME_DEPTH) -> Any:
    """A name as a key: a text as it is, and anything else as its `Name`."""
    spend(1)
    if isinstance(name, list):
        require(depth > 0, "a name is nested more than 10 deep")
        return compound(*(hashable(part, depth - 1) for part in name))
    if isinstance(name, int) and not isinstance(name, bool):
        require(size_of(name) <= MAX_NAME_BITS, "a name is an integer of more than 3,000 bits")
        return Name.known.setdefault(key := b"%d" % name, Name(key))
    require(isinstance(name, str), "that is no name")
    if not name.isascii():
        spend(len(name) // 1_000)
        require(SURROGATE.search(name) is None, "a name has half of a surrogate pair")
    return name


def compound(*parts: Any) -> Name:
    """The name that is the list of the given names, which are keys already."""
    spend(1 + len(parts) // 10)
    return Name.known.setdefault(parts, Name(parts))


# ------------------------------------------------------------------------------------------------- linear algebra


def determinant(matrix: Sequence[Sequence[int]]) -> int:
    """The determinant of a square integer matrix, by fraction-free elimination (Bareiss)."""
    rows, sign, previous = [list(row) for row in matrix], 1, 1
    for k in range(len(rows)):
        size = max(size_of(entry) for row in rows[k:] for entry in row[k:])
        spend((len(rows) - k) ** 2 * (1 + (size * size >> 15)))
        pivot = next((r for r in range(k, len(rows)) if rows[r][k]), None)
        if pivot is None:
            return 0
        if pivot != k:
            rows[k], rows[pivot], sign = rows[pivot], rows[k], -sign
        for r in range(k + 1, len(rows)):
            for c in range(k + 1, len(rows)):
                rows[r][c] = (rows[r][c] * rows[k][k] - rows[r][k] * rows[k][c]) // previous
        previous = rows[k][k]
    return sign * previous


# ------------------------------------------------------------------------------------------------ linear systems

Sparse = dict[int, Fraction]


class System:
    """A x <= b, A' x = b', lower <= x <= upper; a bound may be missing (`None`)."""

    def __init__(self, about: Any) -> None:
        variables, lower, upper, rows = fields(about, "variables lower upper rows")
        self.size = len(distinct(variables))
        self.lower = [None if value is None else number(value) for value in listing(lower, self.size)]
        self.upper = [None if value is None else number(value) for value in listing(upper, self.size)]
        self.rows: list[tuple[Sparse, str, Fraction]] = []
        for row in listing(rows):
            coefficients, sense, bound = fields(row, "coefficients sense bound")
            require(sense in ("<=", "="), f"the sense {quoted(sense)} is neither <= nor =")
            self.rows.append((sparse(coefficients, self.size), sense, number(bound)))

    def contains(self, point: list[Fraction]) -> bool:
        """Whether the point satisfies every row and every bound."""
        spend(self.size)
        for value, low, high in zip(point, self.lower, self.upper, strict=True):
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        for coefficients, sense, bound in self.rows:
            left = dot(coefficients, point)
            if left > bound or (sense == "=" and left != bound):
                return False
        return True

    def recedes(self, direction: list[Fraction]) -> bool:
        """Whether moving along `direction` never leaves the system."""
        spend(self.size)
        for value, low, high in zip(direction, self.lower, self.upper, strict=True):
            if (low is not None and value < 0) or (high is not None and value > 0):
                return False
        for coefficients, sense, _ in self.rows:
            left = dot(coefficients, direction)
            if left > 0 or (sense == "=" and left != 0):
                return False
        return True

    def upper_bound(self, objective: Sparse, multipliers: list[Fraction]) -> Fraction:
        """What the multipliers prove: no point of the system has a greater value of the objective.

        Multipliers of `<=` rows must be nonnegative. With r = objective - multipliers * rows, every point x satisfies
        objective * x <= multipliers * bounds + r * x, and r * x is at most its maximum over the bounds of x.
        """
        rest = dict(objective)
        total = ZERO
        spend(len(self.rows))
        for multiplier, (coefficients, sense, bound) in zip(multipliers, self.rows, strict=True):
            require(sense == "=" or multiplier >= 0, "a multiplier of an inequality is negative")
            if multiplier:
                total += multiplier * bound
                for column, entry in coefficients.items():
                    rest[column] = rest.get(column, ZERO) - multiplier * entry
        for column, entry in rest.items():
            limit = self.upper[column] if entry > 0 else self.lower[column]
            if entry:
                require(limit is not None, "the multipliers leave a coefficient on a variable without that bound")
                total += entry * (limit or 0)
        return total


def sparse(pairs: Any, size: int) -> Sparse:
    """A vector written as [index, value] pairs."""
    vector: Sparse = {}
    for pair in listing(pairs):
        position, value = listing(pair, 2)
        require(index(position, size) not in vector, "an index occurs twice")
        vector[position] = number(value)
    return vector


def dot(coefficients: Sparse, point: Sequence[Fraction]) -> Fraction:
    spend(1 + len(coefficients))
    return sum((value * point[column] for column, value in coefficients.items() if value), ZERO)


def numbers(values: Any, length: int) -> list[Fraction]:
    return [number(value) for value in listing(values, length)]


def check_feasible(about: Any, holds: bool, evidence: Any) -> str:
    """A system has a solution: a point. It has none: Farkas multipliers that prove 0 <= something negative."""
    system = System(*fields(about, "system"))
    if holds:
        (point,) = of_form(evidence, "point", "values")
        require(system.contains(numbers(point, system.size)), "the point is not in the system")
        return "the system has a solution"
    (multipliers,) = of_form(evidence, "farkas", "multipliers")
    bound = system.upper_bound({}, numbers(multipliers, len(system.rows)))
    require(bound < 0, "the multipliers prove no contradiction")
    return "the system has no solution"


def check_comparison(about: Any, holds: bool, evidence: Any) -> str:
    """Two numbers, each with what it is, compared; that each is what it says is seen from the instance."""
    what, values, sense = fields(about, "what values sense")
    of_form(evidence, "arithmetic", "")
    names, (left, right) = listing(what, 2), numbers(values, 2)
    require(all(isinstance(name, str) for name in names) and sense in ("<", "<=", "="), "no comparison")
    require(sum(map(len, names)) <= MAX_SHOWN, "the names of the numbers are too long")
    true = {"<": left < right, "<=": left <= right, "=": left == right}[sense]
    require(true == holds, f"{told(left)} {sense} {told(right)} is {'true' if true else 'false'}")
    return compared(names[0], names[1], left, right, sense, holds)


COMPARED = {
    ("<", True): ("below", "above"),
    ("<", False): ("not below", "not above"),
    ("<=", True): ("at most", "at least"),
    ("<=", False): ("more than", "less than"),
    ("=", True): ("equal to", ""),
    ("=", False): ("not equal to", "not"),
}


def compared(first: str, second: str, left: Fraction, right: Fraction, sense: str, holds: bool) -> str:
    """The comparison in words; a number without a name is a plain bound: "the least cost is 1, above 0"."""
    after, before = COMPARED[sense, holds]
    if first and second:
        return f"{quoted(first)} is {told(left)}, {after} {quoted(second)}, which is {told(right)}"
    if sense == "=":
        after = before
    name, own, how, bound = (first, left, after, right) if first else (second, right, before, left)
    return f"{quoted(name) if name else 'the number'} is {told(own)}" + (f", {how} {told(bound)}" if how else "")


def check_optimal(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the optimum of a linear program: a point that attains it, and multipliers that bound it."""
    data, objective, sense, value = fields(about, "system objective sense value")
    system = System(data)
    require(holds, "only the optimum itself can be shown")
    require(sense in ("max", "min"), f"the sense {quoted(sense)} is neither max nor min")
    sign = 1 if sense == "max" else -1
    weights = {column: sign * weight for column, weight in sparse(objective, system.size).items()}
    point, multipliers = of_form(evidence, "primal and dual", "values multipliers")
    solution = numbers(point, system.size)
    require(system.contains(solution), "the point is not in the system")
    require(dot(weights, solution) == sign * number(value), "the point does not attain the value")
    bound = system.upper_bound(weights, numbers(multipliers, len(system.rows)))
    require(bound == sign * number(value), "the multipliers do not prove that the value is best")
    return f"the {sense}imum of the linear program is {told(value)}"


def check_unbounded(about: Any, holds: bool, evidence: Any) -> str:
    """A linear program has no optimum: a point, and a direction of recession along which the objective improves."""
    data, objective, sense = fields(about, "system objective sense")
    system = System(data)
    require(holds, "only unboundedness itself can be shown")
    require(sense in ("max", "min"), f"the sense {quoted(sense)} is neither max nor min")
    point, direction = of_form(evidence, "improving ray", "values direction")
    ray = numbers(direction, system.size)
    require(system.contains(numbers(point, system.size)), "the point is not in the system")
    require(system.recedes(ray), "the direction leaves the system")
    gain = dot(sparse(objective, system.size), ray)
    require(gain > 0 if sense == "max" else gain < 0, "the direction does not improve the objective")
    return f"the {sense}imization is unbounded"


def of_form(evidence: Any, form: str, required: str, optional: str = "") -> list[Any]:
    """The fields of a piece of evidence that must have the given form."""
    given, *rest = fields(evidence, "form " + required, optional)
    require(given == form, f'evidence of the form "{form}" was expected, not {quoted(given)}')
    return rest


def has_form(evidence: Any, form: str) -> bool:
    return isinstance(evidence, dict) and evidence.get("form") == form


# --------------------------------------------------------------------------------------------- total unimodularity


class Grid:
    """An integer matrix by names: `rows[r][c]` and `columns[c][r]` are its nonzero entries."""

    def __init__(self, rows: Iterable[Any], columns: Iterable[Any], entries: Iterable[tuple[Any, Any, int]]) -> None:
        self.rows: dict[Any, dict[Any, int]] = {name: {} for name in rows}
        self.columns: dict[Any, dict[Any, int]] = {name: {} for name in columns}
        spend(len(self.rows) + len(self.columns))
        for row, column, entry in entries:
            spend(2)
            if entry:
                self.rows[row][column] = self.columns[column][row] = entry

    def entry(self, row: Any, column: Any) -> int:
        return self.rows[row].get(column, 0)

    def within(self, rows: Iterable[Any], columns: Container[Any]) -> list[tuple[Any, Any, int]]:
        """The nonzero entries in these rows and columns."""
        chosen = list(rows)
        spend(len(chosen) + sum(len(self.rows[r]) for r in chosen))
        return [(r, c, entry) for r in chosen for c, entry in self.rows[r].items() if c in columns]

    def part(self, rows: Iterable[Any], columns: Iterable[Any]) -> Grid:
        """The submatrix with these rows and columns."""
        chosen, across = list(rows), dict.fromkeys(columns)
        return Grid(chosen, across, self.within(chosen, across))

    def transpose(self) -> Grid:
        """The transpose, which shares its entries with this matrix."""
        other = object.__new__(Grid)
        other.rows, other.columns = self.columns, self.rows
        return other


def grid_of(about: Any) -> Grid:
    """A matrix written as row names, column names, and [row index, column index, entry] for the nonzero entries."""
    rows, columns, entries = fields(about, "rows columns entries")
    row_names, column_names = distinct(rows), distinct(columns)
    table: dict[tuple[int, int], int] = {}
    for triple in listing(entries):
        r, c, entry = listing(triple, 3)
        place = (index(r, len(row_names)), index(c, len(column_names)))
        require(place not in table, "an entry is given twice")
        table[place] = integer(entry)
        require(table[place] != 0, "an entry that is zero is written out")
    return Grid(row_names, column_names, [(row_names[r], column_names[c], e) for (r, c), e in table.items()])


def integer(value: Any) -> int:
    exact = number(value)
    if exact.denominator != 1:
        raise Refused(f"{quoted(value)} is not an integer")
    return exact.numerator


def known(values: Any, among: Container[Any]) -> list[Any]:
    """Distinct names, all of which occur among the given ones."""
    names = distinct(values)
    require(all(name in among for name in names), "a name does not occur in the matrix")
    return names


def check_totally_unimodular(about: Any, holds: bool, evidence: Any) -> str:
    """Every square submatrix of an integer matrix has determinant -1, 0 or 1."""
    (matrix,) = fields(about, "matrix")
    grid = grid_of(matrix)
    show_unimodularity(grid, holds, evidence)
    return f"the {len(grid.rows)} by {len(grid.columns)} matrix is {'' if holds else 'not '}totally unimodular"


def check_preserves_total_unimodularity(about: Any, holds: bool, evidence: Any) -> str:
    """An implementation structure preserves total unimodularity: M(W) of Lang & Yang (10) is totally unimodular."""
    (structure,) = fields(about, "structure")
    show_unimodularity(projection_cone_matrix(structure), holds, evidence)
    return f"the implementation structure {'preserves' if holds else 'does not preserve'} total unimodularity"


def show_unimodularity(grid: Grid, holds: bool, evidence: Any) -> None:
    if holds:
        unimodular(grid, evidence)
        return
    rows, columns, value = of_form(evidence, "submatrix", "rows columns determinant")
    chosen, across = known(rows, grid.rows), known(columns, grid.columns)
    require(len(chosen) == len(across), "the submatrix is not square")
    spend(len(chosen) ** 2)
    found = determinant([[grid.entry(r, c) for c in across] for r in chosen])
    require(found == integer(value) and abs(found) >= 2, f"the submatrix has determinant {told(found)}")


def unimodular(grid: Grid, evidence: Any) -> None:
    """The matrix is totally unimodular, by evidence of one of the forms in `UNIMODULAR`."""
    require(isinstance(evidence, dict) and evidence.get("form") in UNIMODULAR, "evidence of an unknown form")
    spend(sum(map(len, grid.rows.values())))
    signs = all(abs(entry) == 1 for row in grid.rows.values() for entry in row.values())
    require(signs, "an entry is not 0, 1 or -1")
    UNIMODULAR[evidence["form"]](grid, evidence)


def two_laminar_families(grid: Grid, evidence: Any) -> None:
    """0/1 rows in two families, in each of which any two rows, as sets of columns, are nested or disjoint (Edmonds)."""
    families = of_form(evidence, "two laminar families", "first second")
    require(all(entry == 1 for row in grid.rows.values() for entry in row.values()), "an entry is neither 0 nor 1")
    require(len(known(families[0] + families[1], grid.rows)) == len(grid.rows), "a row is in neither family")
    for family in families:
        sets = [frozenset(grid.rows[name]) for name in distinct(family)]
        require(laminar(sets), "two rows of a family cross")


def laminar(sets: Iterable[frozenset[Any]]) -> bool:
    """Whether any two sets are nested or disjoint: by decreasing size, each lies within one innermost set so far."""
    innermost: dict[Any, int] = {}
    for position, members in enumerate(sorted(sets, key=len, reverse=True)):
        spend(1 + len(members))
        if len({innermost.get(member, -1) for member in members}) > 1:
            return False
        innermost.update(dict.fromkeys(members, position))
    return True


def network(grid: Grid, evidence: Any) -> None:
    """Rows are arcs of a directed tree; a column has 1 and -1 where a path in it runs along and against the arcs."""
    tree, paths = of_form(evidence, "network", "tree arcs")
    arcs, ends = named_arcs(tree, grid.rows), named_arcs(paths, grid.columns)
    above = rooted(arcs)
    for name, (tail, head) in ends.items():
        column: dict[Any, int] = {}
        while tail != head:
            require(tail in above and head in above and len(column) <= len(grid.columns[name]), "a column is no path")
            spend(1)
            if above[tail][0] >= above[head][0]:
                _, tail, arc, upwards = above[tail]
                column[arc] = upwards
            else:
                _, head, arc, upwards = above[head]
                column[arc] = -upwards
        require(column == grid.columns[name], "a column is not the path between its ends")


def named_arcs(arcs: Any, names: dict[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    """[name, tail, head] for each of the names."""
    triples = [listing(arc, 3) for arc in listing(arcs)]
    require(len(known([name for name, _, _ in triples], names)) == len(names), "an arc is missing")
    return {hashable(name): (hashable(tail), hashable(head)) for name, tail, head in triples}


def rooted(arcs: dict[Any, tuple[Any, Any]]) -> dict[Any, tuple[int, Any, Any, int]]:
    """For each node of a tree: depth, parent, the arc between, and 1 if that points to the parent, else -1."""
    neighbours: dict[Any, list[tuple[Any, Any, int]]] = {}
    for name, (tail, head) in arcs.items():
        neighbours.setdefault(tail, []).append((head, name, -1))
        neighbours.setdefault(head, []).append((tail, name, 1))
    order = list(neighbours)[:1]
    above = {root: (0, root, None, 0) for root in order}
    for node in order:
        for child, name, upwards in neighbours[node]:
            if child not in above:
                above[child] = (above[node][0] + 1, node, name, upwards)
                order.append(child)
    require(not arcs or len(above) == len(neighbours) == len(arcs) + 1, "the arcs of the rows are not a tree")
    return above


def transposed(grid: Grid, evidence: Any) -> None:
    (of,) = of_form(evidence, "transpose", "of")
    unimodular(grid.transpose(), of)


def reduction(grid: Grid, evidence: Any) -> None:
    """Steps that preserve total unimodularity both ways, and evidence for the matrix to which they lead."""
    steps, rest = of_form(evidence, "reduction", "steps rest")
    left = Grid(grid.rows, grid.columns, grid.within(grid.rows, grid.columns))
    for step in listing(steps):
        what, which, *names = listing(step)
        require(which in ("row", "column"), "a step is about a row or a column")
        lines, across = (left.rows, left.columns) if which == "row" else (left.columns, left.rows)
        require(len(names) == (2 if what == "copy" else 1), "a step with too many or too few names")
        line, *other = known(names, lines)
        spend(1 + len(lines[line]))
        if what == "negate":
            for place in lines[line]:
                lines[line][place] = across[place][line] = -lines[line][place]
            continue
        if what == "copy":
            require(lines[line].keys() == lines[other[0]].keys(), "a line is not a copy of the other")
            pairs = [(entry, lines[other[0]][place]) for place, entry in lines[line].items()]
            copies = any(all(abs(e) == 1 and e == sign * other_e for e, other_e in pairs) for sign in (1, -1))
            require(copies, "a line is not a copy of the other")
        else:
            require(what == "unit", f"the step {quoted(what)} is unknown")
            unit = len(lines[line]) <= 1 and all(abs(entry) == 1 for entry in lines[line].values())
            require(unit, "a line is not a unit line")
        for place in lines.pop(line):
            del across[place][line]
    unimodular(left, rest)


def direct_sum(grid: Grid, evidence: Any) -> None:
    """Blocks that share no row and no column, outside of which every entry is zero."""
    (blocks,) = of_form(evidence, "blocks", "blocks")
    parts = [fields(block, "rows columns evidence") for block in listing(blocks)]
    known([name for rows, _, _ in parts for name in listing(rows)], grid.rows)
    known([name for _, columns, _ in parts for name in listing(columns)], grid.columns)
    inside = 0
    for rows, columns, shown in parts:
        block = grid.part(distinct(rows), distinct(columns))
        inside += sum(map(len, block.rows.values()))
        unimodular(block, shown)
    require(inside == sum(map(len, grid.rows.values())), "an entry outside the blocks is not zero")


def two_sum(grid: Grid, evidence: Any) -> None:
    """[A ab; 0 B] from [A a] and [b; B]; `rows` and `columns` are A's, `link` is a nonzero entry of ab."""
    rows, columns, link, first, second = of_form(evidence, "2-sum", "rows columns link first second")
    upper, left, lower, right = corners(grid, rows, columns)
    row, column = corner_entry(grid, link, upper, right)
    spend(sum(len(grid.rows[r]) for r in lower))
    require(not any(c in left for r in lower for c in grid.rows[r]), "the corner that should be zero is not")
    unimodular(grid.part(upper, [*left, column]), first)
    unimodular(grid.part([row, *lower], right), second)


def three_sum(grid: Grid, evidence: Any) -> None:
    """[A ab; dc B] from [A a a; c 0 e] and [e 0 b; d d B], e = 1 or -1; `rows` and `columns` are A's.

    `upper` is a nonzero entry of ab and `lower` of dc, both 1 or -1, so that a, b, c, d can be read off their lines.
    """
    keys = "rows columns upper lower sign extra first second"
    rows, columns, above, below, sign, extra, first, second = of_form(evidence, "3-sum", keys)
    upper, left, lower, right = corners(grid, rows, columns)
    r1, c2 = corner_entry(grid, above, upper, right)
    r2, c1 = corner_entry(grid, below, lower, left)
    new, e = hashable(extra), sign
    require(
        isinstance(e, int) and e in (1, -1) and new not in grid.columns,
        "the further column has no sign or no name of its own",
    )
    a = [(r, c, grid.entry(r, c2)) for r in upper for c in (c2, new)]
    c_row = [(r2, c, entry) for c, entry in grid.rows[r2].items() if c in left]
    own = grid.within(upper, left)
    unimodular(Grid([*upper, r2], [*left, c2, new], [*own, *a, *c_row, (r2, new, e)]), first)
    d = [(r, c, grid.entry(r, c1) * grid.entry(r2, c1)) for r in lower for c in (c1, new)]
    b = [(r1, c, entry * grid.entry(r1, c2)) for c, entry in grid.rows[r1].items() if c in right]
    own = grid.within(lower, right)
    unimodular(Grid([r1, *lower], [new, c1, *right], [*own, *d, *b, (r1, new, e)]), second)


def corners(grid: Grid, rows: Any, columns: Any) -> tuple[list[Any], dict[Any, None], list[Any], dict[Any, None]]:
    """The rows and columns of A, and those of B, which are the others."""
    upper, left = dict.fromkeys(known(rows, grid.rows)), dict.fromkeys(known(columns, grid.columns))
    lower = [row for row in grid.rows if row not in upper]
    return list(upper), left, lower, {column: None for column in grid.columns if column not in left}


def corner_entry(grid: Grid, link: Any, rows: list[Any], columns: dict[Any, None]) -> tuple[Any, Any]:
    """The place of an entry 1 or -1 of a corner whose entries are the products of that entry's row and column."""
    row, column = (hashable(name) for name in listing(link, 2))
    require(row in set(rows) and column in columns, "a link lies outside its corner")
    unit = grid.entry(row, column)
    require(unit in (1, -1), "a link is neither 1 nor -1")
    across = {c: entry for c, entry in grid.rows[row].items() if c in columns}
    for other in rows:
        factor = unit * grid.entry(other, column)
        spend(1 + len(grid.rows[other]) + (len(across) if factor else 0))
        expected = {c: factor * entry for c, entry in across.items()} if factor else {}
        actual = {c: entry for c, entry in grid.rows[other].items() if c in columns}
        require(actual == expected, "a corner is not the product of a column and a row")
    return row, column


def pivot(grid: Grid, evidence: Any) -> None:
    """The pivot [e c; b D] -> [-e ec; eb D - e bc] on an entry e that is 1 or -1; names stay in their places."""
    at_row, at_column, rest = of_form(evidence, "pivot", "row column rest")
    (row,), (column,) = known([at_row], grid.rows), known([at_column], grid.columns)
    e = grid.entry(row, column)
    require(e in (1, -1), "the pivot is neither 1 nor -1")
    spend(10 * len(grid.rows[row]) * len(grid.columns[column]))
    lines = {r: dict(line) for r, line in grid.rows.items()}
    for r, b in grid.columns[column].items():
        if r != row:
            for c, entry in grid.rows[row].items():
                lines[r][c] = lines[r].get(c, 0) - e * b * entry
            lines[r][column] = e * b
    lines[row] = {c: e * entry if c != column else -e for c, entry in grid.rows[row].items()}
    unimodular(Grid(lines, grid.columns, ((r, c, x) for r, line in lines.items() for c, x in line.items())), rest)


EXCEPTIONAL = {
    1: ((1, -1, 0, 0, -1), (-1, 1, -1, 0, 0), (0, -1, 1, -1, 0), (0, 0, -1, 1, -1), (-1, 0, 0, -1, 1)),
    2: ((1, 1, 1, 1, 1), (1, 1, 1, 0, 0), (1, 0, 1, 1, 0), (1, 0, 0, 1, 1), (1, 1, 0, 0, 1)),
}


def exceptional(grid: Grid, evidence: Any) -> None:
    """The two totally unimodular 5 by 5 matrices that no sum of network matrices yields (Schrijver 1986, 19.4 (7))."""
    which, rows, columns = of_form(evidence, "exceptional", "which rows columns")
    chosen, across = known(rows, grid.rows), known(columns, grid.columns)
    require(len(chosen) == len(grid.rows) and len(across) == len(grid.columns), "a row or a column is left out")
    require(len(chosen) == len(across) == 5, "that is not the exceptional matrix")
    entries = tuple(tuple(grid.entry(r, c) for c in across) for r in chosen)
    require(entries == EXCEPTIONAL.get(index(which, 3)), "that is not the exceptional matrix")


def colourings(grid: Grid, evidence: Any) -> None:
    """Every set of columns has signs such that every row of entries 0, 1, -1 sums to -1, 0 or 1 (Ghouila-Houri).

    Bit k of a set stands for the k-th column named; `plus[s]` holds the members of the set s that have sign 1.
    """
    columns, plus = of_form(evidence, "colourings", "columns plus")
    names = known(columns, grid.columns)
    require(len(names) == len(grid.columns) <= MAX_COLOURED, "not all columns, or too many for all their subsets")
    spend(len(grid.rows) * (len(names) + (1 << len(names))))
    ups = [sum(1 << k for k, name in enumerate(names) if row.get(name) == 1) for row in grid.rows.values()]
    downs = [sum(1 << k for k, name in enumerate(names) if row.get(name) == -1) for row in grid.rows.values()]
    for subset, chosen in enumerate(listing(plus, 1 << len(names))):
        one = index(chosen, 1 << len(names))
        require(one & ~subset == 0, "a sign for a column outside the set")
        other = subset & ~one
        for up, down in zip(ups, downs, strict=True):
            total = (up & one | down & other).bit_count() - (up & other | down & one).bit_count()
            require(abs(total) <= 1, "the signed entries of a row sum to more than 1")


MAX_COLOURED = 14

UNIMODULAR: dict[str, Callable[[Grid, Any], None]] = {
    "two laminar families": two_laminar_families,
    "network": network,
    "transpose": transposed,
    "reduction": reduction,
    "blocks": direct_sum,
    "2-sum": two_sum,
    "3-sum": three_sum,
    "pivot": pivot,
    "exceptional": exceptional,
    "colourings": colourings,
}


# ------------------------------------------------------------------------------------ implementation structures


class Structure:
    """Agents, objects, constraint sets and types of Lang & Yang (2023); a cell is named [agent, object], or [agent].

    `sets` are the constraint sets and all single cells, each as the list of its cells in order.
    """

    def __init__(self, about: Any) -> None:
        agents, sets, types, objects = fields(about, "agents sets types", "objects")
        self.agents = distinct(agents)
        require(bool(self.agents) and all(isinstance(agent, str) for agent in self.agents), "an agent has no name")
        kinds = table(types, self.agents, "types")
        self.types = [distinct(kinds[agent]) for agent in self.agents]
        require(all(self.types), "a type set is empty")
        things = [()] if objects is None else [(j,) for j in distinct(objects)]
        count = math.prod(map(len, self.types))
        places = count * (len(self.agents) * len(things) + sum(map(len, listing(sets))))
        afford(places <= MAX_PLACES, "too many sets for so many type profiles")
        spend(5 * places)
        self.cells = [compound(i, *thing) for i in self.agents for thing in things]
        self.profiles = list(itertools.product(*self.types))
        order = {cell: k for k, cell in enumerate(self.cells)}
        listed = [sorted(known(members, order), key=order.__getitem__) for members in listing(sets)]
        require(all(listed), "a constraint set is empty")
        every = dict.fromkeys([*(tuple(members) for members in listed if len(members) > 1)])
        require(len(set(map(tuple, listed))) == len(listed), "a constraint set is listed twice")
        self.sets = [*every, *((cell,) for cell in self.cells)]


def projection_cone_matrix(about: Any) -> Grid:
    """M(W) = [-B' C' -C'; 0 I 0; 0 0 I], Lang & Yang (10); every single cell is a constraint set too.

    Columns: ("f", cell, type), the rows of B; ("g", set, profile) and ("h", set, profile), the rows of C, where a set
    is the list of its cells. Rows: ("x", cell, profile), the columns of B and C, and again the "g" and the "h".
    """
    given = Structure(about)
    place = {agent: k for k, agent in enumerate(given.agents)}
    profiles = [(profile, compound(*profile)) for profile in given.profiles]
    f: dict[tuple[Any, Any], Name] = {}
    x, entries = [], []
    for cell in given.cells:
        k = place[cell.parts[0]]
        f |= {(cell, own): compound("f", cell, own) for own in given.types[k]}
    for profile, named in profiles:
        for cell in given.cells:
            x.append(compound("x", cell, named))
            entries.append((x[-1], f[cell, profile[place[cell.parts[0]]]], -1))
    signs = []
    for which, sign in (("g", 1), ("h", -1)):
        for members in given.sets:
            together = compound(*members)
            for _, named in profiles:
                signs.append(compound(which, together, named))
                entries.append((signs[-1], signs[-1], 1))
                entries += [(compound("x", cell, named), signs[-1], sign) for cell in members]
    return Grid([*x, *signs], [*f.values(), *signs], entries)


# ---------------------------------------------------------------------------------------------- families of sets


def family(sets: Any) -> list[frozenset[Any]]:
    """Distinct sets of names."""
    spend(sum(map(len, listing(sets))))
    found = [frozenset(distinct(members)) for members in listing(sets)]
    require(len(set(found)) == len(found), "the same set is listed twice")
    return found


def cross(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Whether the sets meet and neither contains the other."""
    spend(1 + (len(one) + len(other)) // 10)
    return bool(one & other) and not one <= other and not other <= one


def check_hierarchy(about: Any, holds: bool, evidence: Any) -> str:
    """Any two sets are nested or disjoint."""
    sets = family(*fields(about, "sets"))
    if holds:
        of_form(evidence, "inspection", "")
        require(laminar(sets), "two of the sets cross")
        return f"the family of {counted(len(sets), 'set')} is a hierarchy"
    first, second = (sets[index(k, len(sets))] for k in of_form(evidence, "crossing sets", "first second"))
    require(cross(first, second), "the two sets do not cross")
    return f"the family of {counted(len(sets), 'set')} is not a hierarchy"


def check_bihierarchy(about: Any, holds: bool, evidence: Any) -> str:
    """The sets are the union of two disjoint hierarchies."""
    sets = family(*fields(about, "sets"))
    if holds:
        parts = [listing(part) for part in of_form(evidence, "two hierarchies", "first second")]
        positions = [index(k, len(sets)) for part in parts for k in part]
        require(sorted(positions) == list(range(len(sets))), "a set is in neither hierarchy, or in both")
        require(all(laminar([sets[k] for k in part]) for part in parts), "two sets of a hierarchy cross")
        return f"the family of {counted(len(sets), 'set')} is a bihierarchy"
    (cycle,) = of_form(evidence, "odd cycle of crossing sets", "cycle")
    around = [sets[index(k, len(sets))] for k in listing(cycle)]
    require(len(around) % 2 == 1, "the cycle is not odd")
    require(all(map(cross, around, around[1:] + around[:1])), "two neighbours on the cycle do not cross")
    return f"the family of {counted(len(sets), 'set')} is not a bihierarchy"


def check_two_sided(about: Any, holds: bool, evidence: Any) -> str:
    """Sets of (agent, object) contain all rows {i} x A and all columns N x {j}."""
    agents, objects, sets = fields(about, "agents objects sets")
    listed, own, things = family(sets), distinct(agents), distinct(objects)
    afford(len(own) * len(things) <= MAX_PLACES, "too many agents and objects")
    spend(5 * len(own) * len(things))
    pairs = {(i, j): compound(i, j) for i in own for j in things}
    rows = {frozenset(pairs[i, j] for j in things) for i in own}
    required = rows | {frozenset(pairs[i, j] for i in own) for j in things}
    if holds:
        of_form(evidence, "inspection", "")
        require(required <= set(listed), "a row or a column is missing")
        return "the sets are a canonical two-sided constraint structure"
    (missing,) = of_form(evidence, "missing set", "set")
    require(frozenset(distinct(missing)) in required - set(listed), "the set is not missing")
    return "the sets are not a canonical two-sided constraint structure"


def is_edge(members: frozenset[Any], vertices: set[Any]) -> bool:
    return len(members) == 2 and members <= vertices


def check_edges_of_a_graph(about: Any, holds: bool, evidence: Any) -> str:
    """Every set is a pair of vertices."""
    vertices, sets = fields(about, "vertices sets")
    nodes, edges = set(distinct(vertices)), family(sets)
    if holds:
        of_form(evidence, "inspection", "")
        require(all(is_edge(members, nodes) for members in edges), "a set is not a pair of vertices")
        return "the sets are the edges of a graph"
    (position,) = of_form(evidence, "not an edge", "position")
    require(not is_edge(edges[index(position, len(edges))], nodes), "the set is a pair of vertices")
    return "the sets are not the edges of a graph"


def check_bipartite_graph(about: Any, holds: bool, evidence: Any) -> str:
    """The sets are the edges of a graph on the vertices, and it has no odd cycle."""
    vertices, sets = fields(about, "vertices sets")
    nodes, edges = set(distinct(vertices)), dict.fromkeys(family(sets))
    if holds:
        (part,) = of_form(evidence, "bipartition", "side")
        side = frozenset(known(part, nodes))
        require(all(is_edge(edge, nodes) for edge in edges), "a set is not a pair of vertices")
        require(all(len(edge & side) == 1 for edge in edges), "an edge has both ends on one side")
        return "the sets are the edges of a graph without odd cycle"
    if has_form(evidence, "not an edge"):
        return check_edges_of_a_graph(about, holds, evidence)
    (around,) = of_form(evidence, "odd cycle of vertices", "cycle")
    cycle = known(around, nodes)
    joined = all(frozenset(pair) in edges for pair in zip(cycle, cycle[1:] + cycle[:1], strict=True))
    require(joined and len(cycle) >= 3 and len(cycle) % 2 == 1, "that is no odd cycle of the graph")
    return "the sets are not the edges of a graph without odd cycle"


# ---------------------------------------------------------------------------------------------- allocation problems

LISTED = 100_000  # partial outcomes that the checker visits to see that a list is complete

Cell = tuple[str, ...]
Coordinate = tuple[str, ...]
Quotas = list[tuple[frozenset[Cell], Fraction, Fraction | None]]


class Problem:
    """Agents, objects, types, prior and quotas, rebuilt from a problem file in which every set is written out.

    Everything is read and checked here, whatever the question is; type profiles are gone through only by who needs
    them. `marginals` is there if the prior is said to be independent.
    """

    def __init__(self, about: Any) -> None:
        names = "format agents types prior constraints"
        values = fields(about, names, "title objects profiles divisible outcome interim_rule objective")
        form, agents, types, prior, constraints, title, objects, restrictions, divisible, outcome, rule, goal = values
        require(form == "exact-proofs/problem/1", "the problem has an unknown format")
        require(divisible is None or divisible is True, "an unknown kind of problem")
        require(outcome is None or outcome == "public", "an unknown kind of problem")
        require(title is None or isinstance(title, str), "the title is not a text")
        self.divisible, self.public = divisible is True, outcome == "public"
        self.agents = [name(agent) for agent in distinct(agents)]
        self.objects = [name(thing) for thing in distinct(objects)] if objects is not None else []
        require(bool(self.agents) and (objects is None or bool(self.objects)), "agents or objects are missing")
        require(bool(self.objects) or not self.public, "alternatives are missing")
        kinds = table(types, self.agents, "types")
        self.types = [[name(kind) for kind in distinct(kinds[agent])] for agent in self.agents]
        require(all(self.types), "a type set is empty")
        self.owned = dict(zip(self.agents, map(frozenset, self.types), strict=True))
        self.cells = self._cells()
        self.places = frozenset(self.cells)
        self.restricted: dict[tuple[int, ...], Quotas] = {}  # by the restrictions that apply
        self.listed: dict[int, dict[frozenset[tuple[Cell, Fraction]], None]] = {}  # by the identity of the quotas
        self.marginals, self.joint = self._marginals(prior), None if "independent" in prior else self._joint(prior)
        self.constraints = self._constraints(constraints)
        everything = (self.places, ONE, ONE)
        require(not self.public or everything in self.constraints, "a public outcome chooses one alternative")
        self.restrictions = [self._restriction(each) for each in listing([] if restrictions is None else restrictions)]
        self.rule = None if rule is None else self._rule(rule)
        self.objective = None if goal is None else Objective(self, goal)

    def _cells(self) -> list[Cell]:
        if self.public:
            return [(alternative,) for alternative in self.objects]
        if not self.objects:
            return [(agent,) for agent in self.agents]
        afford(len(self.agents) * len(self.objects) <= MAX_PLACES, "too many agents and objects")
        spend(len(self.agents) * len(self.objects))
        return list(itertools.product(self.agents, self.objects))

    def _marginals(self, prior: Any) -> dict[tuple[str, str], Fraction] | None:
        """The probability of every agent's types, positive and 1 in all, if they are independent."""
        require(isinstance(prior, dict), "the prior is no object")
        if "independent" not in prior:
            return None
        (plain,) = fields(prior, "independent")
        marginals = table(plain, self.agents, "the prior")
        found: dict[tuple[str, str], Fraction] = {}
        for agent, kinds in zip(self.agents, self.types, strict=True):
            chances = table(marginals[agent], kinds, "the prior")
            found |= {(agent, kind): number(chances[kind]) for kind in kinds}
            own = [found[agent, kind] for kind in kinds]
            require(min(own) > 0, "a type has no positive probability")
            require(sum_of(own) == 1, "the probabilities of an agent's types do not sum to 1")
        return found

    def _joint(self, prior: Any) -> dict[tuple[str, ...], Fraction]:
        """The probability of every type profile, as it is written: positive, and 1 in all."""
        weights: dict[tuple[str, ...], Fraction] = {}
        for entry in listing(*fields(prior, "joint")):
            profile, probability = fields(entry, "profile probability")
            chosen = table(profile, self.agents, "a profile")
            key = tuple(chosen[agent] for agent in self.agents)
            spend(len(key))
            known = all(kind in kinds for kind, kinds in zip(key, self.owned.values(), strict=True))
            require(known and key not in weights, "a profile is wrong or given twice")
            weights[key] = number(probability)
        require(len(weights) == math.prod(map(len, self.types)), "the prior does not cover exactly the type profiles")
        require(all(weight > 0 for weight in weights.values()), "a type profile has no positive probability")
        require(sum_of(list(weights.values())) == 1, "the prior does not sum to 1")
        return weights

    @cached_property
    def prior(self) -> dict[tuple[str, ...], Fraction]:
        """The probability of every type profile, in order."""
        places = math.prod(map(len, self.types)) * len(self.agents) * max(1, len(self.objects))
        afford(places <= MAX_PLACES, "too many type profiles")
        spend(places)
        profiles = itertools.product(*self.types)
        if self.joint is not None:
            return {profile: self.joint[profile] for profile in profiles}
        chances = self.chances
        pairs = {profile: zip(self.agents, profile, strict=True) for profile in profiles}
        return {profile: math.prod((chances[pair] for pair in own), start=ONE) for profile, own in pairs.items()}

    def _constraints(self, entries: Any) -> Quotas:
        quotas: Quotas = []
        seen: set[frozenset[Cell]] = set()
        for entry in listing(entries):
            members, floor, ceiling, label = fields(entry, "set floor", "ceiling name")
            require(label is None or isinstance(label, str), "the name of a constraint is not a text")
            single = self.public or not self.objects
            cells = [tuple(name(part) for part in ([each] if single else listing(each))) for each in listing(members)]
            spend(2 * len(cells))
            low, high = number(floor), None if ceiling is None else number(ceiling)
            require(bool(cells) and set(cells) <= self.places, "a constraint set has a member that is no cell")
            require(len(set(cells)) == len(cells), "a constraint set has a member twice")
            require(low >= 0 and (high is None or low <= high), "a floor is negative or above its ceiling")
            whole = low.denominator == 1 and (high is None or high.denominator == 1)
            require(self.divisible or whole, "a quota is not an integer")
            require(frozenset(cells) not in seen, "a constraint set is given twice")
            seen.add(frozenset(cells))
            quotas.append((frozenset(cells), low, high))
        return quotas

    def _restriction(self, entry: Any) -> tuple[dict[str, str], Quotas]:
        profile, constraints = fields(entry, "profile constraints")
        require(isinstance(profile, dict), "a profile is no object")
        require(all(kind in self.owned.get(agent, ()) for agent, kind in profile.items()), "no such profile")
        return profile, self._constraints(constraints)

    def _rule(self, plain: Any) -> dict[Coordinate, Fraction]:
        """The interim rule, by coordinate; an object that is left out is never given."""
        by_agent = table(plain, self.agents, "the interim rule")
        values: dict[Coordinate, Fraction] = {}
        for agent, kinds in zip(self.agents, self.types, strict=True):
            by_type = table(by_agent[agent], kinds, "the interim rule")
            values |= {(agent, kind, *rest): value for kind in kinds for rest, value in self.values(by_type[kind])}
        return values

    def values(self, plain: Any) -> list[tuple[tuple[str, ...], Fraction]]:
        """A number for each object, 0 where it is left out, or a number alone for one anonymous object."""
        if not self.objects:
            return [((), number(plain))]
        require(isinstance(plain, dict), "numbers by object were expected")
        spend(len(self.objects))
        require(plain.keys() <= set(self.objects), "an unknown object")
        return [((thing,), number(plain.get(thing, 0))) for thing in self.objects]

    def quotas(self, profile: tuple[str, ...]) -> Quotas:
        """The quotas in force at a type profile: the general ones, tightened by every restriction that applies."""
        if not self.restrictions:
            return self.constraints
        kinds = dict(zip(self.agents, profile, strict=True))
        spend(len(kinds) + sum(1 + len(where) for where, _ in self.restrictions))
        applies = tuple(
            k
            for k, (where, _) in enumerate(self.restrictions)
            if all(kinds[agent] == kind for agent, kind in where.items())
        )
        if applies not in self.restricted:
            self.restricted[applies] = self._merged([self.restrictions[k][1] for k in applies])
        return self.restricted[applies]

    def _merged(self, more: list[Quotas]) -> Quotas:
        merged = {cells: (low, high) for cells, low, high in self.constraints}
        spend(len(merged) + sum(map(len, more)))
        for constraints in more:
            for cells, low, high in constraints:
                old_low, old_high = merged.get(cells, (ZERO, None))
                ceilings = [bound for bound in (old_high, high) if bound is not None]
                merged[cells] = (max(low, old_low), min(ceilings) if ceilings else None)
        return [(cells, low, high) for cells, (low, high) in merged.items()]

    @cached_property
    def order(self) -> dict[Coordinate, int]:
        """The places of (agent, type, object), or (agent, type) for one anonymous object."""
        things = [(thing,) for thing in self.objects] if self.objects else [()]
        count = sum(map(len, self.types)) * len(things)
        afford(count <= MAX_PLACES, "too many types and objects")
        spend(count)
        pairs = zip(self.agents, self.types, strict=True)
        every = ((agent, kind, *thing) for agent, kinds in pairs for kind in kinds for thing in things)
        return {coordinate: k for k, coordinate in enumerate(every)}

    def at(self, profile: tuple[str, ...]) -> Iterator[tuple[Coordinate, Cell]]:
        """The coordinates of the types at a profile, with their cells."""
        spend(len(self.agents) * max(1, len(self.objects)))
        things = [(thing,) for thing in self.objects] if self.objects else [()]
        for agent, kind in zip(self.agents, profile, strict=True):
            for thing in things:
                yield (agent, kind, *thing), thing if self.public else (agent, *thing)

    def key(self, plain: Any) -> tuple[str, ...]:
        """A type profile, written as the list of the agents' types."""
        key = tuple(name(kind) for kind in listing(plain, len(self.agents)))
        spend(len(key))
        known = all(kind in kinds for kind, kinds in zip(key, self.owned.values(), strict=True))
        require(known, "an unknown type profile")
        return key

    def weighted_rule(self) -> dict[Coordinate, Fraction]:
        """The probability of the type times the interim rule's value, by coordinate."""
        require(self.rule is not None, "there is no interim rule")
        chances = self.chances
        return {place: chances[place[0], place[1]] * value for place, value in (self.rule or {}).items()}

    @cached_property
    def chances(self) -> dict[tuple[str, str], Fraction]:
        """The probability of every agent's types."""
        if self.marginals is not None:
            return self.marginals
        found = {(agent, kind): ZERO for agent, kinds in zip(self.agents, self.types, strict=True) for kind in kinds}
        for profile, probability in self.prior.items():
            for pair in zip(self.agents, profile, strict=True):
                found[pair] += probability
        return found

    def all_outcomes(self, quotas: Quotas) -> dict[frozenset[tuple[Cell, Fraction]], None]:
        """All pure outcomes under quotas that `quotas` gave, listed once."""
        if id(quotas) not in self.listed:
            self.listed[id(quotas)] = dict.fromkeys(pure_outcomes(self, quotas))
        return self.listed[id(quotas)]

    def feasible(self, quantities: dict[Cell, Fraction], quotas: Quotas) -> bool:
        """Whether the outcome meets the quotas; a pure one is integer."""
        whole = self.divisible or all(value.denominator == 1 for value in quantities.values())
        return whole and self.solves(quantities, quotas)

    def solves(self, quantities: dict[Cell, Fraction], quotas: Quotas) -> bool:
        """Whether the quantities, not necessarily integers, are nonnegative and meet the quotas."""
        if any(value < 0 for value in quantities.values()):
            return False
        spend(sum(3 + len(cells) // 5 for cells, _, _ in quotas))
        for cells, low, high in quotas:
            total = sum((quantities[cell] for cell in cells if cell in quantities), ZERO)
            if total < low or (high is not None and total > high):
                return False
        return True

    def outcome(self, plain: Any) -> dict[Cell, Fraction]:
        quantities: dict[Cell, Fraction] = {}
        for entry in listing(plain):
            *names, quantity = listing(entry)
            cell = tuple(name(part) for part in names)
            require(cell in self.places and cell not in quantities, "an outcome has a wrong or repeated cell")
            quantities[cell] = number(quantity)
        return quantities


def name(value: Any) -> str:
    if not isinstance(value, str):
        raise Refused(f"{quoted(value)} is not a name")
    return value


def problem_of(plain: Any) -> Problem:
    """The problem that the data describe; of statements about the same problem the first reads it for all."""
    key = marshal.dumps(plain, 2)
    spend(1 + len(key) // 1_000)
    if key not in WORK.problem:
        WORK.problem = {key: Problem(plain)}
    return WORK.problem[key]


class Bounds:
    """Checks upper bounds on `weights * x` over the feasible outcomes at a type profile."""

    def __init__(self, problem: Problem, lists: Any) -> None:
        self.problem = problem
        self.lists = [[problem.outcome(outcome) for outcome in listing(each)] for each in listing(lists)]
        self.complete: dict[int, list[Quotas]] = {}

    def check(
        self, profile: tuple[str, ...], weights: dict[Cell, Fraction], bound: Fraction | None, proof: Any
    ) -> None:
        """Refuse unless the proof shows that no feasible outcome is worth more than `bound` (None: there is none)."""
        quotas = self.problem.quotas(profile)
        require(isinstance(proof, dict), "a proof is no object")
        if "list" in proof:
            (which,) = fields(proof, "list")
            outcomes = self.listed(index(which, len(self.lists)), quotas)
            require(bound is not None or not outcomes, "the list of outcomes is not empty")
            spend(len(outcomes))
            best = max((worth(weights, outcome) for outcome in outcomes), default=bound)
            require(bound is None or best is None or best <= bound, "a listed outcome exceeds the bound")
            return
        spend(len(quotas) + len(self.problem.cells) // 5)
        low: dict[Cell, Fraction] = {}
        high: dict[Cell, Fraction | None] = {}
        for cells, floor, ceiling in quotas:
            if len(cells) == 1:
                (cell,) = cells
                low[cell], high[cell] = floor, ceiling
        self.tree(proof, quotas, weights, bound, low, high)

    def tree(self, proof: Any, quotas: Quotas, weights: Any, bound: Any, low: Any, high: Any) -> None:
        """A branching on integer quantities, whose leaves hold multipliers of the quotas.

        `low` and `high` are the box on the way; a cell without an entry has at least 0, or no ceiling.
        """
        require(isinstance(proof, dict), "a proof is no object")
        if "split" in proof:
            split, below, above = fields(proof, "split at_most at_least")
            require(not self.problem.divisible, "divisible quantities cannot be split")
            members, threshold = listing(split, 2)
            cell, limit = tuple(map(name, listing(members))), number(threshold)
            require(cell in self.problem.places and limit.denominator == 1, "a split has a wrong cell or threshold")
            spend((len(low) + len(high)) // 5)
            ceiling = limit if high.get(cell) is None else min(limit, high[cell])
            self.tree(below, quotas, weights, bound, low, {**high, cell: ceiling})
            floor = max(low.get(cell, ZERO), limit + 1)
            self.tree(above, quotas, weights, bound, {**low, cell: floor}, high)
            return
        if "empty" in proof:
            (multipliers,) = fields(proof, "empty")
            proved = proved_bound(quotas, {}, multipliers, low, high)
            require(proved < 0, "a leaf does not show that it is empty")
            return
        (multipliers,) = fields(proof, "multipliers")
        proved = proved_bound(quotas, weights, multipliers, low, high)
        require(bound is not None and proved <= bound, "a leaf does not prove the bound")

    def listed(self, which: int, quotas: Quotas) -> list[dict[Cell, Fraction]]:
        """The outcomes of a list, once it is shown to be all pure outcomes under the quotas."""
        require(not self.problem.divisible, "divisible outcomes cannot be listed")
        shown = self.complete.setdefault(which, [])
        if not any(quotas is each for each in shown):
            spend(sum(1 + len(outcome) for outcome in self.lists[which]))
            given = {frozenset((c, q) for c, q in outcome.items() if q) for outcome in self.lists[which]}
            require(given == self.problem.all_outcomes(quotas).keys(), "a list is not that of all pure outcomes")
            shown.append(quotas)
        return self.lists[which]


def proved_bound(quotas: Quotas, weights: Any, multipliers: Any, low: Any, high: Any) -> Fraction:
    """The upper bound on `weights * x` from multipliers of constraint sets and the box low <= x <= high.

    A positive multiplier weighs the set's ceiling, a negative one its floor; what they leave of the weights is
    bounded by the box, which is sound even where the box is empty.
    """
    rest = dict(weights)
    total = ZERO
    spend(len(rest) // 5)
    for pair in listing(multipliers):
        position, multiplier = listing(pair, 2)
        value = number(multiplier)
        cells, floor, ceiling = quotas[index(position, len(quotas))]
        require(value <= 0 or ceiling is not None, "a multiplier weighs a ceiling that does not exist")
        total += value * (ceiling if value > 0 and ceiling is not None else floor)
        for cell in cells:
            rest[cell] = rest.get(cell, ZERO) - value
    for cell, entry in rest.items():
        limit = high.get(cell) if entry > 0 else low.get(cell, ZERO)
        if entry:
            require(limit is not None, "the multipliers leave a weight on a quantity without a ceiling")
            total += entry * limit
    return total


def pure_outcomes(problem: Problem, quotas: Quotas) -> Iterator[frozenset[tuple[Cell, Fraction]]]:
    """All pure outcomes under the quotas, quantity by quantity, each as the set of its positive entries."""
    cells = problem.cells
    limits: dict[Cell, list[tuple[frozenset[Cell], Fraction]]] = {cell: [] for cell in cells}
    for members, _, high in quotas:
        spend(len(members))
        if high is not None:
            for cell in members:
                limits[cell].append((members, high))
    require(all(limits.values()), "a quantity is unbounded")
    stack: list[dict[Cell, Fraction]] = [{}]
    while stack:
        partial = stack.pop()
        spend(5 + len(partial))
        if len(partial) == len(cells):
            if problem.feasible(partial, quotas):
                yield frozenset((cell, value) for cell, value in partial.items() if value)
            continue
        cell = cells[len(partial)]
        spend(sum(len(members) // 5 for members, _ in limits[cell]))
        used = [(high, sum(partial[c] for c in members if c in partial)) for members, high in limits[cell]]
        most = math.floor(min(high - total for high, total in used))
        spend(max(0, most + 1) * (2 + len(partial) // 5))
        afford(len(stack) + most < LISTED, "there are too many outcomes to see that a list is complete")
        stack += [{**partial, cell: Exact(value)} for value in range(most + 1)]


def worth(weights: dict[Cell, Fraction], outcome: dict[Cell, Fraction]) -> Fraction:
    return sum((weights[cell] * value for cell, value in outcome.items() if cell in weights), ZERO)


def check_has_outcome(about: Any, holds: bool, evidence: Any) -> str:
    """At every type profile there is a feasible outcome: one for each. There is none at some profile: the proof."""
    problem = problem_of(*fields(about, "problem"))
    if not holds:
        return check_no_outcome(problem, evidence)
    (entries,) = of_form(evidence, "outcomes", "profiles")
    seen = set()
    for entry in listing(entries):
        profile, outcome = fields(entry, "profile outcome")
        key = problem.key(profile)
        require(problem.feasible(problem.outcome(outcome), problem.quotas(key)), "an outcome is not feasible")
        seen.add(key)
    require(seen == set(problem.prior), "a type profile is missing")
    return "some outcome is feasible at every type profile"


def check_no_outcome(problem: Problem, evidence: Any) -> str:
    profile, proof = of_form(evidence, "no outcome", "profile proof")
    key = problem.key(profile)
    listed = isinstance(proof, dict) and "list" in proof
    bounds = Bounds(problem, [proof["list"]] if listed else [])
    bounds.check(key, {}, None, {"list": 0} if listed else proof)
    return f"no outcome is feasible at type profile ({', '.join(map(quoted, key))})"


def check_implementable(about: Any, holds: bool, evidence: Any) -> str:
    """An interim rule is implementable: an ex post rule. It is not: a violated inequality, or no outcome at all."""
    problem = problem_of(*fields(about, "problem"))
    weighted = problem.weighted_rule()
    if holds:
        check_ex_post_rule(problem, weighted, evidence)
        return "the interim rule is implementable"
    if isinstance(evidence, dict) and evidence.get("form") == "no outcome":
        return f"the interim rule is not implementable: {check_no_outcome(problem, evidence)}"
    left, right = check_inequality(problem, weighted, evidence)
    require(left > right, "the rule does not violate the inequality")
    return (
        "the interim rule is not implementable: "
        f"it reaches {told(left)} where implementable rules reach at most {told(right)}"
    )


def check_ex_post_rule(problem: Problem, weighted: dict[tuple[str, ...], Fraction], evidence: Any) -> None:
    """Lotteries over feasible outcomes at every type profile, whose expectations are the interim rule."""
    (entries,) = of_form(evidence, "ex post rule", "profiles")
    require(induced(problem, entries) == weighted, "the ex post rule induces another interim rule")


def induced(problem: Problem, entries: Any) -> dict[tuple[str, ...], Fraction]:
    """The reduced form of an ex post rule, weighted by the types' probabilities; its lotteries are checked."""
    total = dict.fromkeys(problem.order, ZERO)
    seen = []
    for entry in listing(entries):
        profile, lottery = fields(entry, "profile lottery")
        key = problem.key(profile)
        seen.append(key)
        quotas, chance = problem.quotas(key), ZERO
        for part in listing(lottery):
            probability, outcome = fields(part, "probability outcome")
            share, quantities = number(probability), problem.outcome(outcome)
            require(share >= 0 and problem.feasible(quantities, quotas), "a lottery has an infeasible outcome")
            chance += share
            weight = problem.prior[key] * share
            for coordinate, cell in problem.at(key):
                if cell in quantities:
                    total[coordinate] += weight * quantities[cell]
        require(chance == 1, "the probabilities of a lottery do not sum to 1")
    require(len(seen) == len(problem.prior) == len(set(seen)), "a type profile is missing or given twice")
    return total


def check_inequality(problem: Problem, weighted: dict[tuple[str, ...], Fraction], evidence: Any) -> tuple[Any, Any]:
    """The two sides of an inequality that every implementable rule satisfies; the bounds are checked on the way."""
    coefficients, lists, entries = of_form(evidence, "inequality", "coefficients lists bounds")
    factors: dict[tuple[str, ...], Fraction] = {}
    for entry in listing(coefficients):
        *names, factor = listing(entry)
        coordinate = tuple(map(name, names))
        require(coordinate in weighted and coordinate not in factors, "a coefficient has a wrong or repeated place")
        factors[coordinate] = number(factor)
    bounds, right, seen = Bounds(problem, lists), ZERO, []
    for entry in listing(entries):
        profile, limit, proof = fields(entry, "profile bound proof")
        key, bound = problem.key(profile), number(limit)
        seen.append(key)
        weights: dict[Cell, Fraction] = {}
        for coordinate, cell in problem.at(key):
            if coordinate in factors:
                weights[cell] = weights[cell] + factors[coordinate] if cell in weights else factors[coordinate]
        bounds.check(key, weights, bound, proof)
        right += problem.prior[key] * bound
    require(len(seen) == len(problem.prior) == len(set(seen)), "a type profile is missing or given twice")
    return sum((factor * weighted[c] for c, factor in factors.items()), ZERO), right


# ------------------------------------------------------------------- reduced form: capacities and conditions

SUBSETS = 8  # statements about all sets of cells are checked up to so many cells
Table = dict[tuple[frozenset[Cell], frozenset[Cell]], Fraction]


def placed(about: Any, more: str = "") -> list[Any]:
    """Problem and type profile that a statement is about, and the values of its further fields."""
    plain, profile, *rest = fields(about, "problem profile " + more)
    problem = problem_of(plain)
    key = problem.key(profile)
    bounded = {cell for cells, _, high in problem.quotas(key) if high is not None for cell in cells}
    require(bounded == set(problem.cells), "a quantity is unbounded")
    return [problem, key, *rest]


def cell_set(problem: Problem, plain: Any) -> frozenset[Cell]:
    cells = [tuple(map(name, listing(cell))) for cell in listing(plain)]
    spend(2 * len(cells))
    require(set(cells) <= problem.places and len(set(cells)) == len(cells), "a set has a wrong or repeated cell")
    return frozenset(cells)


def total(cells: frozenset[Cell], outcome: dict[Cell, Fraction]) -> Fraction:
    spend(1 + len(outcome) // 5)
    return sum((value for cell, value in outcome.items() if cell in cells), ZERO)


def subsets(cells: Sequence[Cell]) -> list[frozenset[Cell]]:
    afford(len(cells) <= SUBSETS, "there are too many cells to look at all sets of them")
    return [frozenset(each) for size in range(len(cells) + 1) for each in itertools.combinations(cells, size)]


def capacities(problem: Problem, profile: tuple[str, ...], evidence: Any) -> tuple[Table, list[dict[Cell, Fraction]]]:
    """Values of beta(plus, minus), each with an outcome that attains it and a bound, and further feasible outcomes."""
    entries, lists, outcomes = of_form(evidence, "capacities", "entries lists outcomes")
    bounds, quotas, table = Bounds(problem, lists), problem.quotas(profile), {}
    for entry in listing(entries):
        plus, minus, value, outcome, proof = fields(entry, "plus minus value outcome proof")
        pair, best = (cell_set(problem, plus), cell_set(problem, minus)), problem.outcome(outcome)
        require(not pair[0] & pair[1], "the two sets of a capacity meet")
        weights = {**dict.fromkeys(pair[0], ONE), **dict.fromkeys(pair[1], -ONE)}
        require(problem.feasible(best, quotas), "the outcome of a capacity is not feasible")
        require(worth(weights, best) == number(value), "the outcome does not attain the capacity")
        bounds.check(profile, weights, number(value), proof)
        table[pair] = number(value)
    pool = [problem.outcome(outcome) for outcome in listing(outcomes)]
    require(all(problem.feasible(outcome, quotas) for outcome in pool), "an outcome is not feasible")
    return table, pool


def check_capacity(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the greatest x(plus) - x(minus) over the feasible pure outcomes at a type profile."""
    problem, profile, plus, minus, value = placed(about, "plus minus value")
    require(holds, "only the capacity itself can be shown")
    table, _ = capacities(problem, profile, evidence)
    pair = cell_set(problem, plus), cell_set(problem, minus)
    require(table.get(pair) == number(value), "the capacity asked for is not among those shown")
    return f"the capacity is {told(value)}"


def best_for(cells: frozenset[Cell], value: Fraction, pool: list[dict[Cell, Fraction]]) -> int:
    """The outcomes of the pool that give the cells this value together, as bits."""
    return sum(1 << k for k, outcome in enumerate(pool) if total(cells, outcome) == value)


def check_linear(about: Any, holds: bool, evidence: Any) -> str:
    """beta(U, V) = beta(U, {}) + beta({}, V) for all disjoint U, V. No: a pair. Yes: no floors, or every pair.

    Without floors nothing at all is feasible, and so is any part of a feasible outcome; the best part for U is in U.
    """
    problem, profile = placed(about)
    none: frozenset[Cell] = frozenset()
    if holds and isinstance(evidence, dict) and evidence.get("form") == "only ceilings":
        of_form(evidence, "only ceilings", "")
        require(all(low == 0 for _, low, _ in problem.quotas(profile)), "a floor is not zero")
        return "the capacity is linear: there are no floors"
    table, pool = capacities(problem, profile, evidence)
    if not holds:
        pairs = [(u, v) for u, v in table if (u, none) in table and (none, v) in table]
        require(any(table[u, v] < table[u, none] + table[none, v] for u, v in pairs), "no pair breaks linearity")
        return "the capacity is not linear"
    sets = subsets(problem.cells)
    at_most = {u: best_for(u, table[u, none], pool) for u in sets}
    at_least = {v: best_for(v, -table[none, v], pool) for v in sets}
    spend(len(sets) ** 2 * (1 + len(pool) // 1_000))
    for u, v in itertools.product(sets, repeat=2):
        require(bool(u & v) or at_most[u] & at_least[v] != 0, "no outcome is best for both sets of a pair")
    return "the capacity is linear"


def obeys(law: str, g: frozenset[Cell], h: frozenset[Cell], b: Any, c: Any) -> bool:
    """Whether two sets obey a law of paramodular pairs; a ceiling that is `None` is infinite."""
    require(law in ("ceiling", "floor", "compliant"), f"the law {quoted(law)} is unknown")
    if law == "floor":
        left, right = (b(g), b(h)), (b(g & h), b(g | h))
    elif law == "ceiling":
        left, right = (c(g & h), c(g | h)), (c(g), c(h))
    else:
        left, right = (c(g - h), b(h)), (c(g), b(h - g))
    return None in right or (None not in left and sum(left) <= sum(right))


def check_paramodular(about: Any, holds: bool, evidence: Any) -> str:
    """Ceilings are submodular, floors supermodular, and they are compliant; no: a law and two sets that break it.

    Listed quotas are 0 and infinite for sets that are not listed; effective ones come as capacities.
    """
    problem, profile, reading = placed(about, "quotas")
    form, required = ("all pairs", "") if holds else ("offending sets", "law sets")
    *offence, given = of_form(evidence, form, required, "capacities")
    require(reading in ("listed", "effective") and (given is None) == (reading == "listed"), "an unknown reading")
    table = None if given is None else capacities(problem, profile, given)[0]
    quotas = {cells: (low, high) for cells, low, high in [*problem.quotas(profile), (frozenset(), 0, 0)]}
    spend(len(quotas))

    def b(g: frozenset[Cell]) -> Any:
        return quotas.get(g, (0, None))[0] if table is None else -table[frozenset(), g]

    def c(g: frozenset[Cell]) -> Any:
        return quotas.get(g, (0, None))[1] if table is None else table[g, frozenset()]

    if not holds:
        first, second = (cell_set(problem, each) for each in listing(offence[1], 2))
        require(not obeys(offence[0], first, second, b, c), "the sets obey the law")
        return f"the {reading} quotas are not paramodular"
    for g, h in itertools.product(subsets(problem.cells), repeat=2):
        spend(10)
        require(all(obeys(law, g, h, b, c) for law in ("ceiling", "floor", "compliant")), "two sets break a law")
    return f"the {reading} quotas are paramodular"


def check_described(about: Any, holds: bool, evidence: Any) -> str:
    """Every nonnegative solution of the quotas is a lottery over pure outcomes.

    No: a solution that some weighting likes better than every pure outcome. Yes: divisible objects; or two laminar
    families that hold all sets, or two classes of cells between which all sets are edges, for either of which the
    quotas have integral vertices (Edmonds 1970; Heller and Tompkins 1956); or a list of faces.
    """
    problem, profile = placed(about)
    quotas = problem.quotas(profile)
    if not holds:
        point, weights, bound, proof, lists = of_form(evidence, "separated point", "point weights bound proof lists")
        factors = problem.outcome(weights)
        require(not problem.divisible and problem.solves(problem.outcome(point), quotas), "the point is no solution")
        Bounds(problem, lists).check(profile, factors, number(bound), proof)
        require(worth(factors, problem.outcome(point)) > number(bound), "the weights do not separate the point")
        return "the quotas do not describe the feasible random outcomes"
    form = evidence.get("form")
    require(problem.divisible == (form == "divisible"), "that shows nothing for these objects")
    if form == "laminar families":
        (first,) = of_form(evidence, form, "first")
        one = {index(position, len(quotas)) for position in listing(first)}
        sets = [cells for cells, _, _ in quotas]
        for part in ([sets[k] for k in one], [cells for k, cells in enumerate(sets) if k not in one]):
            require(laminar(part), "two sets of one family cross")
    elif form == "bipartite graph":
        (first,) = of_form(evidence, form, "first")
        side, sets = cell_set(problem, first), [cells for cells, _, _ in quotas if len(cells) > 1]
        spend(len(sets))
        require(all(len(cells) == 2 and len(cells & side) == 1 for cells in sets), "a set is no edge between classes")
    elif form != "divisible":
        check_faces(problem, quotas, *of_form(evidence, "faces", "faces"))
    return "the quotas describe the feasible random outcomes"


def check_faces(problem: Problem, quotas: Quotas, entries: Any) -> None:
    """The polytope is the hull of its pure outcomes, face by face.

    A bounded polytope is the hull of any point v of it and of its faces on which a limit that is slack at v is tight:
    follow the ray from v through a point until it leaves. Each face is given by limits that are tight on it.
    """
    rows = []
    for cells, low, high in quotas:  # of each quota its ceiling, then its floor
        spend(len(cells))
        rows += [] if high is None else [(dict.fromkeys(cells, ONE), high)]
        rows += [(dict.fromkeys(cells, -ONE), -low)] if low > 0 else []
    rows += [({cell: -ONE}, ZERO) for cell in problem.cells]
    faces = {}
    for entry in listing(entries):
        tight, point, empty = fields(entry, "tight point empty")
        limits = {index(k, len(rows)) for k in listing(tight)}
        faces[face_key(limits)] = (limits, problem.outcome(point), listing(empty))
    require(face_key(set()) in faces, "the polytope itself is missing")
    for tight, point, empty in faces.values():
        require(problem.feasible(point, quotas), "the point of a face is no pure outcome")
        binding = {k for k, (row, bound) in enumerate(rows) if worth(row, point) == bound}
        require(tight <= binding, "the point is not on its face")
        shown = {empty_face(rows, tight, pair) for pair in empty}
        spend(len(rows) * (1 + len(tight) // 5))
        for k in range(len(rows)):
            require(k in binding or k in shown or face_key(tight | {k}) in faces, "a face is missing")


def face_key(limits: set[int]) -> str:
    """A set of positions as a text: hashes of sets of numbers can be foreseen."""
    return " ".join(map(str, sorted(limits)))


def empty_face(rows: list[tuple[dict[Cell, Fraction], Fraction]], tight: set[int], pair: Any) -> int:
    """The limit that multipliers show not to be tight anywhere on a face."""
    limit_of, multipliers = listing(pair, 2)
    k, rest, total = index(limit_of, len(rows)), dict[Cell, Fraction](), ZERO
    for position, text in (listing(each, 2) for each in listing(multipliers)):
        row, bound = rows[index(position, len(rows))]
        factor = number(text)
        require(factor >= 0 or position == k or position in tight, "a multiplier is negative")
        total += factor * bound
        for cell, entry in row.items():
            rest[cell] = rest.get(cell, ZERO) + factor * entry
    require(total < 0 and not any(rest.values()), "a face is not shown to be empty")
    return k


def check_lines(about: Any, holds: bool, evidence: Any) -> str:
    """The least number of lines (agents, objects) that cover a set of pairs, or the most of it on a diagonal.

    Pairs on different lines, of which `size` are in the set, and as many lines that cover it, bound each other. For a
    cover all pairs are in the set; a diagonal has as many pairs as the shorter side has lines.
    """
    agents, objects, members, size, measure = fields(about, "agents objects set size measure")
    rows, columns = distinct(agents), distinct(objects)
    inside = {tuple(map(hashable, listing(pair, 2))) for pair in listing(members)}
    elements, lines = of_form(evidence, "elements and lines", "elements lines")
    pairs, cover = [tuple(map(hashable, listing(pair, 2))) for pair in listing(elements)], set(distinct(lines))
    own, things = set(rows), set(columns)
    require(all(i in own and j in things for i, j in {*pairs, *inside}), "a pair is not one of agent and object")
    for side in (0, 1):
        require(len({pair[side] for pair in pairs}) == len(pairs), "two elements are on a line")
    covered = all(compound("agent", i) in cover or compound("object", j) in cover for i, j in inside)
    require(holds and covered, "the lines do not cover the set")
    count = sum(pair in inside for pair in pairs)
    require(count == len(cover) == number(size), "elements and lines do not meet at the size")
    require(measure in ("cover", "diagonal"), "an unknown measure")
    wanted = count if measure == "cover" else min(len(rows), len(columns))
    require(len(pairs) == wanted, "the elements are not a diagonal, or not in the set")
    return f"the {'least cover' if measure == 'cover' else 'greatest diagonal'} of the set has size {told(size)}"


def check_random_outcome(about: Any, holds: bool, evidence: Any) -> str:
    """A random outcome is feasible: a lottery over few feasible outcomes. It is not: a separating inequality."""
    problem, profile, plain = placed(about, "outcome")
    point = problem.outcome(plain)
    if not holds:
        weights, bound, proof, lists = of_form(evidence, "separating inequality", "weights bound proof lists")
        factors = problem.outcome(weights)
        Bounds(problem, lists).check(profile, factors, number(bound), proof)
        require(worth(factors, point) > number(bound), "the weights do not separate the random outcome")
        return "the random outcome is no lottery over feasible outcomes"
    (lottery,) = of_form(evidence, "lottery", "lottery")
    parts = [fields(part, "probability outcome") for part in listing(lottery)]
    shares, outcomes = [number(p) for p, _ in parts], [problem.outcome(x) for _, x in parts]
    require(sum(shares) == 1 and min(shares) > 0, "the probabilities are not positive or do not sum to 1")
    require(len(shares) <= len(problem.cells) + 1, "the lottery has too many outcomes")
    require(all(problem.feasible(x, problem.quotas(profile)) for x in outcomes), "an outcome is not feasible")
    mean = dict.fromkeys(problem.cells, ZERO)
    for share, x in zip(shares, outcomes, strict=True):
        for cell, quantity in x.items():
            mean[cell] += share * quantity
    require(all(mean[cell] == point.get(cell, 0) for cell in problem.cells), "the lottery has another expectation")
    return f"the random outcome is a lottery over {counted(len(shares), 'feasible outcome')}"


def conditioned(about: Any, more: str = "") -> list[Any]:
    plain, letter, *rest = fields(about, "problem condition " + more)
    require(letter in ("A", "B"), f"the condition {quoted(letter)} is unknown")
    problem = problem_of(plain)
    return [problem, problem.weighted_rule(), letter, *rest]


def check_rule_condition(about: Any, holds: bool, evidence: Any) -> str:
    """An interim rule satisfies Condition A or B: a tree of ex post rules. It does not: a violated inequality."""
    problem, weighted, letter = conditioned(about)
    if holds:
        check_signs(problem, weighted, letter, ZERO, evidence)
        return f"the interim rule satisfies Condition {letter}"
    excess = sign_excess(problem, weighted, letter, evidence)
    require(excess > 0, "the rule does not violate the inequality")
    return f"the interim rule violates an inequality of Condition {letter} by at least {told(excess)}"


def check_violation(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the greatest violation of a condition: an inequality that reaches it, and a tree that bounds all."""
    problem, weighted, letter, value = conditioned(about, "value")
    require(holds, "only the greatest violation itself can be shown")
    inequality, tree = of_form(evidence, "most violated", "inequality tree")
    require(sign_excess(problem, weighted, letter, inequality) == number(value), "the inequality misses the value")
    check_signs(problem, weighted, letter, number(value), tree)
    if number(value) == 0:
        return f"no inequality of Condition {letter} is violated"
    return f"the greatest violation of Condition {letter} is {told(value)}"


def sign_excess(problem: Problem, weighted: dict[tuple[str, ...], Fraction], letter: str, evidence: Any) -> Fraction:
    """Left side less right side of an inequality whose coefficients are signs; for B all signs are the same."""
    given = [number(listing(entry)[-1]) for entry in listing(evidence["coefficients"])]
    alike = letter == "A" or all(each == given[0] for each in given)
    require(alike and all(each in (1, -1) for each in given), "that is no inequality of the condition")
    require(evidence["form"] == "sign inequality", "a sign inequality was expected")
    left, right = check_inequality(problem, weighted, {**evidence, "form": "inequality"})
    return Exact(left - right)


def check_signs(problem: Problem, weighted: Any, letter: str, bound: Fraction, evidence: Any) -> None:
    """No sign vector f exceeds the bound: f (y - B p) limits what f gains, for any ex post rule p.

    Each tree splits a box of vectors and ends in ex post rules for which that is at most the bound in the whole part.
    """
    trees, rules = of_form(evidence, "sign tree", "trees rules")
    left = []
    for entries in listing(rules):
        reached = induced(problem, entries)
        left.append({coordinate: y - reached[coordinate] for coordinate, y in weighted.items()})
    roots = [(-1, 1)] if letter == "A" else [(0, 1), (-1, 0)]
    stack = [
        (tree, dict.fromkeys(weighted, root)) for tree, root in zip(listing(trees, len(roots)), roots, strict=True)
    ]
    while stack:
        node, box = stack.pop()
        spend(len(box))
        if "rule" in node:
            (which,) = fields(node, "rule")
            rest = left[index(which, len(left))]
            most = sum((max(low * rest[c], high * rest[c]) for c, (low, high) in box.items()), ZERO)
            require(most <= bound, "a leaf does not prove the bound")
            continue
        split, below, above = fields(node, "split at_most at_least")
        names, threshold = listing(split, 2)
        coordinate, limit = tuple(map(name, listing(names))), number(threshold)
        require(coordinate in box and limit.denominator == 1, "a split has a wrong coordinate or threshold")
        low, high = box[coordinate]
        stack += [(below, {**box, coordinate: (low, min(high, int(limit)))})] if low <= limit else []
        stack += [(above, {**box, coordinate: (max(low, int(limit) + 1), high)})] if limit < high else []


# ----------------------------------------------------------------- reduced form: facets, design, thresholds

RAYS = 20_000  # extreme rays that a double description may have on the way
MOST_ROWS = 50_000  # outcomes at all profiles together
Factors = dict[tuple[str, ...], Fraction]


def factors_of(problem: Problem, plain: Any) -> Factors:
    """Coefficients of the weighted variables: the probability of the type times the interim rule's value."""
    factors: Factors = {}
    for entry in listing(plain):
        *names, factor = listing(entry)
        place = tuple(map(name, names))
        require(place in problem.order and place not in factors, "a coefficient has a wrong or repeated place")
        factors[place] = number(factor)
    return factors


def vector_of(problem: Problem, factors: Factors) -> list[Fraction]:
    spend(len(problem.order) // 10)
    return [factors.get(coordinate, ZERO) for coordinate in problem.order]


def spread(problem: Problem, profile: tuple[str, ...], quantities: dict[Cell, Fraction]) -> list[Fraction]:
    """An outcome in the coordinates of the types at the profile."""
    spend(len(problem.order) // 10)
    vector = [ZERO] * len(problem.order)
    for coordinate, cell in problem.at(profile):
        if cell in quantities:
            vector[problem.order[coordinate]] = quantities[cell]
    return vector


def inner(left: Sequence[int], right: Sequence[int]) -> int:
    spend(1 + len(left) // 10)
    return sum(a * b for a, b in zip(left, right, strict=True) if a)


def whole(vector: Sequence[Any]) -> tuple[int, ...]:
    """The positive multiple whose entries are integers without a common factor."""
    scale = common_denominator(vector)
    spend(len(vector) * size_of(scale) >> 9)  # the entries that are made here are about as long as the scale
    entries = [entry.numerator * (scale // entry.denominator) for entry in vector]
    longest = max(map(size_of, entries), default=0)
    spend(3 + len(entries) * (2 + (longest * longest >> 17)) // 2)
    divisor = math.gcd(*entries) or 1
    return tuple(entry // divisor for entry in entries) if divisor != 1 else tuple(entries)


def common_denominator(vector: Sequence[Any]) -> int:
    scale = 1
    for entry in vector:
        if entry.denominator != 1:
            spend(1 + (size_of(scale) * size_of(entry.denominator) >> 17))
            scale = math.lcm(scale, entry.denominator)
    return scale


def echelon(rows: Sequence[Sequence[Any]]) -> dict[int, tuple[int, ...]]:
    """The reduced row echelon basis of the row space, by pivot column."""
    basis: dict[int, tuple[int, ...]] = {}
    for row in rows:
        rest = modulo(row, basis)
        pivot = next((k for k, entry in enumerate(rest) if entry), None)
        if pivot is not None:
            basis[pivot] = rest if rest[pivot] > 0 else tuple(-entry for entry in rest)
            for other in basis:
                if other != pivot:
                    basis[other] = modulo(basis[other], {pivot: basis[pivot]})
    return basis


def modulo(row: Sequence[Any], basis: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    """The row without its part in the pivot columns, up to a positive factor."""
    rest = whole(row)
    spend(len(basis))
    for pivot, other in basis.items():
        if rest[pivot]:
            rest = joined(rest, other, other[pivot], -rest[pivot])
    return rest


def joined(left: Sequence[int], right: Sequence[int], a: int, b: int) -> tuple[int, ...]:
    """a * left + b * right, up to a positive factor."""
    size = size_of(a, b) + max(map(size_of, (*left, *right)))
    spend(1 + len(left) * (1 + (size * size >> 20)) // 4)
    return whole([a * x + b * y for x, y in zip(left, right, strict=True)])


Ray = tuple[tuple[int, ...], int]  # with the set of tight rows, as bits


def double_description(rows: Sequence[tuple[int, ...]], size: int) -> tuple[list[Any], list[Any]]:
    """Extreme rays and lines of {z : row * z >= 0 for each row} (Motzkin, Raiffa, Thompson & Thrall 1953).

    Rows are added one by one. While a line leaves the new half-space, it becomes a ray and the rest moves along it into
    the boundary. After that rays beyond the boundary go, and each edge that crosses it leaves a ray there.
    """
    spend(size * size)
    lines = [tuple(int(j == k) for j in range(size)) for k in range(size)]
    rays: list[Ray] = []
    for k, row in enumerate(rows):
        moving = next((line for line in lines if inner(row, line)), None)
        if moving is not None:
            lines.remove(moving)
            moving = moving if inner(row, moving) > 0 else tuple(-entry for entry in moving)
            lines = [slide(line, moving, row) for line in lines]
            rays = [(slide(ray, moving, row), tight | 1 << k) for ray, tight in rays] + [(moving, (1 << k) - 1)]
            continue
        sides: dict[int, list[tuple[Ray, int]]] = {1: [], 0: [], -1: []}
        for ray in rays:
            value = inner(row, ray[0])
            sides[(value > 0) - (value < 0)].append((ray, value))
        edges = crossing_edges(sides[1], sides[-1], [tight for _, tight in rays], k, size - len(lines) - 2)
        on = [(ray, tight | 1 << k) for (ray, tight), _ in sides[0]]
        rays = [ray for ray, _ in sides[1]] + on + edges
        afford(len(rays) <= RAYS, "there are too many extreme rays to list them again")
    return [ray for ray, _ in rays], lines


def crossing_edges(
    above: list[tuple[Ray, int]], below: list[tuple[Ray, int]], masks: list[int], k: int, least: int
) -> list[Ray]:
    """Where the edges between rays on either side of the boundary of row k cross it.

    Two rays span an edge if at least `least` rows are tight on both, and no third ray is tight on all of these.
    """
    edges: list[Ray] = []
    tight_on, everyone = tight_rays(masks, k) if above and below else [], (1 << len(masks)) - 1
    for (ray, tight), value in above:
        spend(1 + len(below) * (1 + k // 500) // 8)
        for (other, others), depth in [each for each in below if (tight & each[0][1]).bit_count() >= least]:
            common, rays = tight & others, everyone
            spend(1 + common.bit_count() * (1 + len(masks) // 3_000 + k // 1_000) // 4)
            rest = common
            while rest:
                rays &= tight_on[(rest & -rest).bit_length() - 1]
                rest &= rest - 1
            if rays.bit_count() == 2:
                edges.append((joined(other, ray, value, -depth), common | 1 << k))
    return edges


def tight_rays(masks: list[int], count: int) -> list[int]:
    """For each row the rays on which it is tight, as bits: the transpose of `masks`."""
    tight_on = [0] * count
    for place, mask in enumerate(masks):
        spend(1 + mask.bit_count() * (1 + place // 3_000 + count // 1_000) // 4)
        while mask:
            tight_on[(mask & -mask).bit_length() - 1] |= 1 << place
            mask &= mask - 1
    return tight_on


def slide(vector: tuple[int, ...], line: tuple[int, ...], row: tuple[int, ...]) -> tuple[int, ...]:
    """The vector moved along the line into the hyperplane row * z = 0, up to a positive factor; row * line > 0."""
    return joined(vector, line, inner(row, line), -inner(row, vector))


def extreme_outcomes(problem: Problem, quotas: Quotas) -> list[dict[Cell, Fraction]]:
    """Outcomes whose convex hull is that of all feasible ones: all pure outcomes, or the vertices of the polytope."""
    if not problem.divisible:
        return [dict(outcome) for outcome in problem.all_outcomes(quotas)]
    size = len(problem.cells)
    spend((size + 1) ** 2 + 2 * size * len(quotas))
    rows = [tuple(int(j == k) for j in range(size + 1)) for k in range(size + 1)]
    for cells, low, high in quotas:
        inside = [int(cell in cells) for cell in problem.cells]
        rows.append(whole([*inside, -low]))
        if high is not None:
            rows.append(whole([*(-entry for entry in inside), high]))
    rays, lines = double_description(rows, size + 1)
    require(not lines and all(ray[-1] for ray in rays), "a quantity is unbounded")
    return [{cell: Exact(x) / ray[-1] for cell, x in zip(problem.cells, ray[:-1], strict=True) if x} for ray in rays]


def by_profile(problem: Problem) -> dict[tuple[str, ...], list[list[Fraction]]]:
    """The extreme outcomes at every type profile, in the problem's coordinates."""
    known: dict[int, list[dict[Cell, Fraction]]] = {}
    points, count = {}, 0
    for profile in problem.prior:
        quotas = problem.quotas(profile)
        key = id(quotas)
        if key not in known:
            known[key] = extreme_outcomes(problem, quotas)
        require(bool(known[key]), "no outcome is feasible at a type profile")
        count += len(known[key])
        afford(count <= MOST_ROWS, "too many outcomes to list them at every profile")
        points[profile] = [spread(problem, profile, outcome) for outcome in known[key]]
    return points


def description(problem: Problem) -> tuple[dict[int, tuple[int, ...]], set[tuple[int, ...]]]:
    """The equations' normals (as a basis) and the facets' normals (modulo it) of the implementable rules.

    In weighted variables the implementable rules are a sum of polytopes, one for each profile. Their facets are the
    extreme rays with f != 0, and their equations the lines, of the cone of all (b, f) such that f * x <= b_t for every
    outcome x at each profile t.
    """
    points = by_profile(problem)
    count, size = len(points), len(problem.order)
    spend(sum(map(len, points.values())) * (count + size) // 10)
    rows = [
        whole([*(int(t == k) for k in range(count)), *(-entry for entry in point)])
        for t, listed in enumerate(points.values())
        for point in listed
    ]
    rays, lines = double_description(rows, count + size)
    basis = echelon([line[count:] for line in lines])
    return basis, {modulo(ray[count:], basis) for ray in rays if any(ray[count:])}


def require_description(problem: Problem, equations: Any, facets: Any) -> list[Factors]:
    """Refuse unless these are the equations and, modulo them, exactly the facets; returns all of them."""
    first, second = ([factors_of(problem, plain) for plain in listing(each)] for each in (equations, facets))
    basis, wanted = description(problem)
    require(len(first) == len(basis), "there are other equations")
    given = echelon([vector_of(problem, factors) for factors in first])
    require(given == basis, "there are other equations")
    reduced = [modulo(vector_of(problem, factors), basis) for factors in second]
    require(len(reduced) == len(wanted) and set(reduced) == wanted, "these are not the facets")
    return first + second


def require_capacities(problem: Problem, evidence: Any) -> tuple[Factors, Fraction]:
    """The coefficients of an inequality that every implementable rule satisfies, and its right side."""
    coefficients, lists, bounds = fields(evidence, "coefficients lists bounds")
    nothing = dict.fromkeys(problem.order, ZERO)
    spend(len(nothing) // 10)
    shaped = {"form": "inequality", "coefficients": coefficients, "lists": lists, "bounds": bounds}
    return factors_of(problem, coefficients), check_inequality(problem, nothing, shaped)[1]


def check_valid(about: Any, holds: bool, evidence: Any) -> str:
    """Every implementable rule satisfies an inequality: capacities. Not: an outcome for each profile, beyond it."""
    plain, coefficients, limit = fields(about, "problem coefficients bound")
    problem, bound = problem_of(plain), number(limit)
    factors = factors_of(problem, coefficients)
    if holds:
        lists = of_form(evidence, "capacities by profile", "coefficients lists bounds")
        shown, right = require_capacities(problem, dict(zip(("coefficients", "lists", "bounds"), lists, strict=True)))
        require(shown == factors and right <= bound, "the capacities do not prove the bound")
        return f"every implementable rule keeps the weighted sum at or below {told(limit)}"
    (outcomes,) = of_form(evidence, "exceeding outcomes", "outcomes")
    require(reached(problem, factors, listing(outcomes)) > bound, "the outcomes do not exceed the bound")
    return f"some implementable rule has a weighted sum above {told(limit)}"


def reached(problem: Problem, factors: Factors, outcomes: list[Any]) -> Fraction:
    """The weighted sum of the rule that chooses one outcome at each profile, in the order of the prior."""
    require(len(outcomes) == len(problem.prior), "there is not one outcome for each profile")
    each = zip(problem.prior, outcomes, strict=True)
    return sum((gain(problem, factors, profile, feasible_at(problem, profile, plain)) for profile, plain in each), ZERO)


def feasible_at(problem: Problem, profile: tuple[str, ...], plain: Any) -> dict[Cell, Fraction]:
    outcome = problem.outcome(plain)
    require(problem.feasible(outcome, problem.quotas(profile)), "an outcome is not feasible")
    return outcome


def gain(problem: Problem, factors: Factors, profile: tuple[str, ...], outcome: dict[Cell, Fraction]) -> Fraction:
    """What an outcome at a profile adds to the weighted sum."""
    own = ((c, cell) for c, cell in problem.at(profile) if c in factors and cell in outcome)
    return problem.prior[profile] * sum((factors[c] * outcome[cell] for c, cell in own), ZERO)


def check_facet(about: Any, holds: bool, evidence: Any) -> str:
    """An inequality is a facet: it is valid, enough affinely independent rules meet it with equality, and one not."""
    plain, coefficients, limit = fields(about, "problem coefficients bound")
    problem, bound = problem_of(plain), number(limit)
    require(holds, "only that an inequality is a facet can be shown")
    valid, equations, base, moves, away = of_form(evidence, "facet", "inequality equations base moves away")
    shown, right = require_capacities(problem, valid)
    require(shown == factors_of(problem, coefficients) and right <= bound, "the capacities do not prove the bound")
    normals = [vector_of(problem, shown)]
    for pair in listing(equations):
        (above, most), (below, least) = (require_capacities(problem, each) for each in listing(pair, 2))
        opposite = {coordinate: -factor for coordinate, factor in above.items()}
        require(below == opposite and most == -least, "an equation is not shown")
        normals.append(vector_of(problem, above))
    require(len(echelon(normals)) == len(normals), "the equations and the facet are not independent")
    rule, steps = listing(base), []
    start = reached(problem, shown, rule)
    require(start == bound, "the first rule does not meet the inequality with equality")
    require(moved(problem, shown, rule, away)[0] < 0, "perhaps all rules meet the inequality with equality")
    for move in listing(moves):
        change, step = moved(problem, shown, rule, move)
        require(change == 0, "a rule does not meet the inequality with equality")
        steps.append(step)
    require(len(echelon(steps)) == len(normals[0]) - len(normals), "there are too few affinely independent rules")
    return "the inequality is a facet of the implementable rules"


def moved(problem: Problem, factors: Factors, rule: list[Any], move: Any) -> tuple[Fraction, list[Fraction]]:
    """How another outcome at one profile changes the weighted sum of a rule, and how far that moves the rule."""
    plain, outcome = listing(move, 2)
    profile = problem.key(plain)
    spend(len(problem.prior) // 50)
    place = next(k for k, each in enumerate(problem.prior) if each == profile)
    before, after = (feasible_at(problem, profile, each) for each in (rule[place], outcome))
    change = gain(problem, factors, profile, after) - gain(problem, factors, profile, before)
    pairs = zip(spread(problem, profile, after), spread(problem, profile, before), strict=True)
    return change, [a - b for a, b in pairs]


def check_description(about: Any, holds: bool, evidence: Any) -> str:
    """Equations and facets describe the implementable rules: they are listed again. Or there is no rule at all."""
    plain, equations, facets = fields(about, "problem equations facets")
    problem = problem_of(plain)
    require(holds, "only that a description is right can be shown")
    if evidence.get("form") == "nothing implementable":
        require(not equations and not facets, "there is nothing to describe")
        return check_no_outcome(problem, {**evidence, "form": "no outcome"})
    of_form(evidence, "enumeration", "")
    require_description(problem, equations, facets)
    counts = f"{counted(len(equations), 'equation')} and {counted(len(facets), 'facet')}"
    return f"the implementable rules have {counts}, and these are they"


def check_condition(about: Any, holds: bool, evidence: Any) -> str:
    """Condition A (signs) or B (signs all alike) describes the implementable rules; no: a rule that passes it."""
    plain, condition = fields(about, "problem condition")
    problem = problem_of(plain)
    require(condition in ("A", "B"), "an unknown condition")
    if not holds:
        values, passes, inequality = of_form(evidence, "passing rule", "rule passes inequality")
        at = dict(zip(problem.order, numbers(values, len(problem.order)), strict=True))
        chances = problem.chances
        weighted = {c: chances[c[0], c[1]] * value for c, value in at.items()}
        factors, right = require_capacities(problem, inequality)
        reaches = sum((factor * weighted[c] for c, factor in factors.items()), ZERO)
        require(reaches > right, "the rule may be implementable")
        check_signs(problem, weighted, condition, ZERO, passes)
        return f"Condition {condition} is not sufficient: a rule satisfies it and is not implementable"
    if evidence.get("form") == "nothing implementable":
        return check_no_outcome(problem, {**evidence, "form": "no outcome"})
    normals = require_description(problem, *of_form(evidence, "sign vectors", "equations facets"))
    for factors in normals:
        kinds = [factor for factor in factors.values() if factor]
        alike = condition == "A" or (bool(kinds) and all(each == kinds[0] for each in kinds))
        require(alike and all(each in (1, -1) for each in kinds), "a facet is not one of the condition")
    return f"Condition {condition} describes the implementable rules"


ONE_UNIT = "Border (2007); Cai, Daskalakis & Weinberg (2012): the nested sets of one order suffice"


class SingleObject:
    """k units of one object, at most one for each agent, independent types; profiles are never listed.

    For each type, in the order of the file: its agent, its probability, its interim value.
    """

    def __init__(self, problem: Problem) -> None:
        require(not problem.divisible and not problem.public, "the object is divisible, or the outcome public")
        require(len(problem.objects) <= 1 and not problem.restrictions, "there is more than one object, or quotas vary")
        require(problem.marginals is not None, "the types are not independent")
        require(problem.rule is not None, "there is no interim rule")
        self.agents = problem.agents
        self.owner = [i for i, kinds in enumerate(problem.types) for _ in kinds]
        self.weight = list((problem.marginals or {}).values())
        self.value = list((problem.rule or {}).values())
        self.units = self._units(problem)

    def _units(self, problem: Problem) -> int:
        """The quotas must be a ceiling on all agents together, ceilings on single agents, and nothing else."""
        total, alone = None, dict.fromkeys(problem.cells)
        for cells, floor, limit in problem.constraints:
            require(floor == 0, "a floor")
            require(len(cells) in (1, len(problem.cells)), "a constraint on some of the agents")
            if len(cells) == len(problem.cells):
                total = limit
            if len(cells) == 1:
                alone[min(cells)] = limit
        ones = all(limit == 1 for limit in alone.values())
        if total is None:
            require(ones, "the number of units is unbounded")
            return len(problem.cells)
        require(total >= 1, "the number of units is not positive")
        require(ones or (total == 1 and all(limit is None or limit >= 1 for limit in alone.values())), "other ceilings")
        return min(int(total), len(problem.cells))

    def capacity(self, members: Sequence[int]) -> Fraction:
        """The expectation of min(k, number of agents whose type is a member)."""
        chances: dict[int, Fraction] = {}
        for e in members:
            chances[self.owner[e]] = chances.get(self.owner[e], ZERO) + self.weight[e]
        return self.expected(chances)

    def expected(self, chances: dict[int, Fraction]) -> Fraction:
        """The expectation of min(k, number of agents who are there) when each is there with the given chance."""
        spend(len(chances) * self.units)
        law = [ONE] + [ZERO] * (self.units - 1)  # that 0, 1, ..., k - 1 agents are there
        for chance in chances.values():
            law = [law[m] * (1 - chance) + (law[m - 1] * chance if m else 0) for m in range(self.units)]
        return self.units - sum_of([(self.units - m) * chance for m, chance in enumerate(law)])

    def hierarchical(self, order: list[int]) -> list[Fraction]:
        """The probability of the type times that of being served, when the k highest ranked types present are."""
        served, before = [ZERO] * len(self.owner), ZERO
        chances: dict[int, Fraction] = {}
        for e in order:
            chances[self.owner[e]] = chances.get(self.owner[e], ZERO) + self.weight[e]
            after = self.expected(chances)
            served[e], before = after - before, after
        return served


def sum_of(values: Sequence[Fraction]) -> Fraction:
    """The sum, over one common denominator."""
    scale = common_denominator(values)
    longest = max((size_of(value.numerator) for value in values), default=0)
    spend(1 + len(values) * (1 + (size_of(scale) * (longest + size_of(scale)) >> 20)) // 2)
    return Exact(sum(value.numerator * (scale // value.denominator) for value in values), scale)


def check_single_object(about: Any, holds: bool, evidence: Any) -> str:
    """An interim rule of a single-object problem is implementable: hierarchical rules that give each type
    at least as much on average (the rest is thrown away: there are no floors), or thresholds.

    It is not: a set of types that together expect more than agents with such types can be given, or a negative value.
    """
    case = SingleObject(problem_of(*fields(about, "problem")))
    weighted = [w * q for w, q in zip(case.weight, case.value, strict=True)]
    form = evidence.get("form")
    if not holds and form == "negative value":
        (position,) = of_form(evidence, form, "position")
        require(case.value[index(position, len(weighted))] < 0, "the value is not negative")
        return "the interim rule is not implementable: a value is negative"
    if not holds:
        (members,) = of_form(evidence, "violated set", "members")
        chosen = positions(members, len(weighted))
        require(sum_of([weighted[e] for e in chosen]) > case.capacity(chosen), "the set does not get too much")
        return "the interim rule is not implementable: a set of types expects more than can go to it"
    if form == "threshold inequalities":
        (theorem,) = of_form(evidence, form, "theorem")
        require(case.units == 1 and theorem == ONE_UNIT and min(case.value) >= 0, "that theorem shows nothing here")
        require_thresholds(case)
        return f"the interim rule is implementable ({theorem})"
    (rules,) = of_form(evidence, "hierarchical rules", "rules")
    average, chance = [ZERO] * len(weighted), ZERO
    for rule in listing(rules):
        probability, order = listing(rule, 2)
        share = number(probability)
        require(share >= 0, "a probability is negative")
        served = case.hierarchical(positions(order, len(weighted)))
        average, chance = [a + share * s for a, s in zip(average, served, strict=True)], chance + share
    require(chance == 1 and min(case.value) >= 0, "the shares do not sum to 1, or a value is negative")
    require(all(a >= y for a, y in zip(average, weighted, strict=True)), "the rules give less than the interim rule")
    return "the interim rule is implementable"


def positions(plain: Any, size: int) -> list[int]:
    chosen = [index(position, size) for position in listing(plain)]
    require(len(set(chosen)) == len(chosen), "a position occurs twice")
    return chosen


def require_thresholds(case: SingleObject) -> None:
    """The inequality of every beginning of the list of types by Q_i(t) Pr(Q_i <= Q_i(t)), greatest first.

    The product of the 1 - lambda_i(S_i) is kept as one integer over a fixed one.
    """
    groups: dict[int, list[int]] = {}
    for e, i in enumerate(case.owner):
        groups.setdefault(i, []).append(e)
    left = [common_denominator([case.weight[e] for e in group]) for group in groups.values()]
    parts, keys = [0] * len(case.owner), [ZERO] * len(case.owner)
    for i, group in groups.items():
        below = 0
        for value, same in itertools.groupby(sorted(group, key=lambda e: case.value[e]), key=lambda e: case.value[e]):
            tied = list(same)
            for e in tied:
                parts[e] = int(case.weight[e] * left[i])
            below += sum(parts[e] for e in tied)
            for e in tied:
                keys[e] = value * Exact(below, left[i])
    weighted = [w * q for w, q in zip(case.weight, case.value, strict=True)]
    scale = common_denominator(weighted)
    spend(len(left) * size_of(*left) >> 10)
    full = product = math.prod(left)
    got = 0
    for e in sorted(range(len(keys)), key=lambda e: -keys[e]):
        i = case.owner[e]
        spend(2 + (size_of(full) * size_of(scale, left[i]) >> 20))
        product, left[i] = product // left[i] * (left[i] - parts[e]), left[i] - parts[e]
        got += weighted[e].numerator * (scale // weighted[e].denominator)
        require(got * full <= (full - product) * scale, "a threshold inequality is violated")


class Objective:
    """What is maximized, read with its problem: weights, incentives, preferences and transfers."""

    def __init__(self, problem: Problem, plain: Any) -> None:
        weights, self.incentives, preferences, transfers = fields(plain, "weights incentives", "preferences transfers")
        require(self.incentives in ("ordinal", "cardinal", "none"), "unknown incentives")
        self.weights: Factors = {}
        self.tastes: dict[tuple[str, str], Any] = {}
        worth, liked = table(weights, problem.agents, "the weights"), None
        if preferences is not None:
            liked = table(preferences, problem.agents, "the preferences")
        for agent, kinds in zip(problem.agents, problem.types, strict=True):
            given = table(worth[agent], kinds, "the weights")
            self.weights |= {(agent, t, *rest): value for t in kinds for rest, value in problem.values(given[t])}
            if liked is not None:
                tastes = table(liked[agent], kinds, "the preferences")
                self.tastes |= {(agent, t): self.taste(problem, tastes[t]) for t in kinds}
        self.revenue, self.participation = None, False
        if transfers is not None:
            revenue, self.participation = fields(transfers, "revenue participation")
            self.revenue = number(revenue)
            require(isinstance(self.participation, bool), "participation is neither true nor false")
            require(self.incentives != "ordinal", "transfers with rankings")
        needed = self.incentives != "none" or self.participation
        require(liked is not None or not needed, "the preferences are missing")

    def taste(self, problem: Problem, plain: Any) -> Any:
        """A ranking of all objects, or what each of them is worth (or the one anonymous object)."""
        if self.incentives != "ordinal":
            return dict(problem.values(plain))
        ranking = [name(thing) for thing in listing(plain, len(problem.objects))]
        require(bool(ranking) and set(ranking) == set(problem.objects), "a ranking is not one of all objects")
        return ranking


class Design:
    """A linear objective over interim rules, and the conditions `sum of factors * Q + payments * m >= 0`."""

    def __init__(self, plain: Any) -> None:
        self.problem = problem_of(plain)
        require(self.problem.objective is not None, "there is no objective")
        goal: Any = self.problem.objective
        self.weights, self.incentives, self.tastes = goal.weights, goal.incentives, goal.tastes
        require(self.incentives == "none" or self.independent(), "incentives with correlated types")
        self.types = [(a, t) for a, ts in zip(self.problem.agents, self.problem.types, strict=True) for t in ts]
        self.payers = self.types if goal.revenue is not None else []
        self.revenue = ZERO if goal.revenue is None else goal.revenue
        kinds = [] if self.incentives == "none" else ["incentive"]
        kinds += ["participation"] if goal.participation else []
        self.demands = f" that satisfies the {' and '.join(kinds)} constraints" if kinds else ""
        pairs = sum(len(ts) ** 2 for ts in self.problem.types) * max(1, len(self.problem.objects))
        spend(pairs * (len(self.problem.objects) + 2))
        self.conditions = [each for agent, kind in self.types for each in self.truth(agent, kind)]
        if goal.participation:
            self.conditions += [(self.worth(a, t, t, 1), {(a, t): -ONE}) for a, t in self.types]

    def independent(self) -> bool:
        if self.problem.marginals is not None:
            return True
        chances = self.problem.chances
        pairs = ((p, zip(self.problem.agents, profile, strict=True)) for profile, p in self.problem.prior.items())
        return all(p == math.prod((chances[pair] for pair in own), start=ONE) for p, own in pairs)

    def worth(self, agent: str, true: str, told: str, sign: int) -> Factors:
        """What type `true` expects of the report `told`, times the sign."""
        return {(agent, told, *rest): sign * value for rest, value in self.tastes[agent, true].items()}

    def truth(self, agent: str, true: str) -> list[tuple[Factors, Factors]]:
        """The incentive constraints of a type, in the order of the reports."""
        found: list[tuple[Factors, Factors]] = []
        if self.incentives == "none":
            return found
        for told in self.problem.types[self.problem.agents.index(agent)]:
            if told == true:
                continue
            if self.incentives == "cardinal":
                paid: Factors = {(agent, true): -ONE, (agent, told): ONE} if self.payers else {}
                found.append((self.worth(agent, true, true, 1) | self.worth(agent, true, told, -1), paid))
                continue
            ranking = self.tastes[agent, true]
            for k in range(1, len(ranking) + 1):
                best = {(agent, true, j): ONE for j in ranking[:k]}
                found.append((best | {(agent, told, j): -ONE for j in ranking[:k]}, {}))
        return found

    def combined(self, plain: Any, factor: int) -> Factors:
        """Objective times the factor plus multiples of the conditions, per weighted variable; transfers must cancel."""
        chance = self.problem.chances
        total = {c: factor * weight for c, weight in self.weights.items()}
        paid: Factors = {payer: factor * self.revenue * chance[payer] for payer in self.payers}
        for multiplier, (factors, payments) in zip(numbers(plain, len(self.conditions)), self.conditions, strict=True):
            require(multiplier >= 0, "a multiplier is negative")
            if not multiplier:
                continue
            for goal, given in ((total, factors), (paid, payments)):
                for key, each in given.items():
                    goal[key] += multiplier * each
        require(not any(paid.values()), "the transfers do not cancel")
        return {c: weight / self.problem.chances[c[0], c[1]] for c, weight in total.items() if weight}


def check_best_rule(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the best: a rule with transfers that attains it, and multipliers with capacities that bound it."""
    plain, value = fields(about, "problem value")
    task, limit = Design(plain), number(value)
    require(holds, "only the best value itself can be shown")
    profiles, transfers, multipliers, inequality = of_form(
        evidence, "optimal rule", "profiles transfers multipliers inequality"
    )
    weighted = induced(task.problem, profiles)
    rule = {c: y / task.problem.chances[c[0], c[1]] for c, y in weighted.items()}
    listed = [listing(each, 3) for each in listing(transfers)]
    paid: Factors = {(name(a), name(t)): number(amount) for a, t, amount in listed}
    require(len(listed) == len(paid) and list(paid) == task.payers, "the transfers are not those of all types")
    for factors, payments in task.conditions:
        left = sum((f * rule[c] for c, f in factors.items()), ZERO)
        require(left + sum((f * paid[p] for p, f in payments.items()), ZERO) >= 0, "a condition is violated")
    revenue = sum((task.problem.chances[payer[0], payer[1]] * amount for payer, amount in paid.items()), ZERO)
    reaches = sum((w * rule[c] for c, w in task.weights.items()), task.revenue * revenue)
    require(reaches == limit, "the rule does not attain the value")
    factors, right = require_capacities(task.problem, inequality)
    require(factors == task.combined(multipliers, 1) and right <= limit, "the multipliers do not bound the value")
    return f"the best implementable rule{task.demands} has value {told(value)}"


def check_some_rule(about: Any, holds: bool, evidence: Any) -> str:
    """No implementable rule satisfies the incentive constraints: multipliers and capacities, or no outcome at all."""
    (plain,) = fields(about, "problem")
    require(not holds, "that there is a rule is shown by the best one")
    task = Design(plain)
    if evidence.get("form") == "no rule":
        return f"there is no rule: {check_no_outcome(task.problem, {**evidence, 'form': 'no outcome'})}"
    multipliers, inequality = of_form(evidence, "contradiction", "multipliers inequality")
    factors, right = require_capacities(task.problem, inequality)
    require(factors == task.combined(multipliers, 0) and right < 0, "the multipliers lead to no contradiction")
    return f"there is no implementable rule{task.demands}"


# ---------------------------------------------------------------------------------- trading: markets and menus

Check = Callable[[Any, bool, Any], str]
Vector = Sequence[Fraction]
Case = tuple[Sequence[Vector], Sequence[Vector]]  # directions d with c.d < 0, and with c.d <= 0
Trade = tuple[Vector, Sequence[Vector]]
Point = list[Fraction]
MAX_TRIALS = 200_000


def built(rows: list[tuple[Sparse, str, Fraction]], lower: list[Any], upper: list[Any] | None = None) -> System:
    """A linear system made here, not read."""
    system = object.__new__(System)
    system.size, system.rows, system.lower = len(lower), rows, lower
    system.upper = upper or [None] * len(lower)
    return system


def times(left: Vector, right: Vector) -> Fraction:
    require(len(left) == len(right), "vectors of different lengths")
    spend(1 + len(left) // 5)
    return sum((a * b for a, b in zip(left, right, strict=True) if a and b), ZERO)


def combination(weights: Vector, vectors: Sequence[Vector], size: int) -> list[Fraction]:
    require(len(weights) == len(vectors), f"{len(weights)} multipliers for {len(vectors)} directions")
    total = [ZERO] * size
    spend(size + len(weights))
    for weight, vector in zip(weights, vectors, strict=True):
        if weight:
            total = [a + weight * b if b else a for a, b in zip(total, vector, strict=True)]
    return total


def opposite(direction: Vector) -> list[Fraction]:
    spend(len(direction) // 5)
    return [-step if step else step for step in direction]


def along(direction: Vector) -> tuple[Fraction, ...]:
    """The positive multiple of a direction whose entries are integers without a common factor."""
    return tuple(map(Exact, whole(direction)))


READINGS = ("beside endowment", "printed", "pairs", "lemma 5")


def check_polarized(about: Any, holds: bool, evidence: Any) -> str:
    """Rays in the given directions are polarized, in one of four readings of the definition; zero stands for {eta}."""
    rows, reading = fields(about, "directions reading")
    check_rays([[number(step) for step in listing(row)] for row in listing(rows)], reading, holds, evidence)
    return f"the rays are {'' if holds else 'not '}polarized ({reading})"


def check_rays(rays: list[list[Fraction]], reading: Any, holds: bool, evidence: Any) -> None:
    """No type of the orthant is tempted by both rays of a pair; in the first two readings, rays have both signs."""
    require(all(len(ray) == len(rays[0]) > 0 for ray in rays), "directions of different lengths")
    require(reading in READINGS, f"the reading {quoted(reading)} is unknown")
    signed = reading in READINGS[:2]
    one_signed = [signed and not min(ray) < 0 < max(ray) and (reading == "printed" or any(ray)) for ray in rays]
    spend(len(rays) ** 2)
    places = [k for k, ray in enumerate(rays) if any(ray) or reading == "printed"]
    pairs = {
        (k, m): ([rays[k], rays[m]], []) if reading != "lemma 5" else ([rays[k]], [rays[m]])
        for k, m in itertools.product(places, repeat=2)
        if k < m or (k == m and reading == "printed") or (k != m and reading == "lemma 5")
    }
    if not holds and has_form(evidence, "one-signed"):
        (ray,) = of_form(evidence, "one-signed", "ray")
        require(one_signed[index(ray, len(rays))], "the direction has both signs, or need not")
        return
    orthant = Domain("nonnegative", len(rays[0]) if rays else 0)
    if holds:
        (given,) = of_form(evidence, "multipliers", "pairs")
        require(not any(one_signed), "a direction does not have both signs")
        for case, y in zip(pairs.values(), matrix_of(given, len(pairs), 2), strict=True):
            strict = len(case[0])
            require(orthant.has_no_type(case, y[:strict], y[strict:]), "the multipliers do not show a pair polarized")
    else:
        first, second, costs = of_form(evidence, "tempting pair", "first second costs")
        require((first, second) in pairs, "the two rays are not a pair of the definition")
        values = numbers(costs, orthant.size)
        require(orthant.contains(values), "a cost is negative")
        require(has_signs(pairs[first, second], values), "the two rays do not tempt the type")


class Domain:
    """The cost vectors an agent may have: an orthant (open or closed), a box, or a finite list.

    Each is a list of boxes; the upper corner of the orthant is `None`.
    """

    def __init__(self, plain: Any, size: int) -> None:
        self.strict, self.size = plain == "positive", size
        self.types: list[list[Fraction]] = []  # if they are finitely many
        self.is_box = isinstance(plain, dict) and "box" in plain
        self.boxes: list[tuple[list[Fraction], list[Fraction] | None]] = [([ZERO] * size, None)]
        if self.is_box:
            (ends,) = fields(plain, "box")
            lower, upper = (numbers(end, size) for end in listing(ends, 2))
            require(
                all(0 <= a <= b for a, b in zip(lower, upper, strict=True)), "a box is empty, or has negative costs"
            )
            self.boxes = [(lower, upper)]
        elif isinstance(plain, dict):
            self.types = [numbers(costs, size) for costs in listing(*fields(plain, "types"))]
            require(bool(self.types) and min(map(min, self.types)) >= 0, "no types, or negative costs")
            self.boxes = [(costs, costs) for costs in self.types]
        else:
            require(plain in ("nonnegative", "positive"), f"the domain {quoted(plain)} is unknown")

    def contains(self, low: Vector, high: Vector | None = None) -> bool:
        """Whether the costs, or all between two corners, are in the domain."""
        top = low if high is None else high
        return not (self.strict and min(low) <= 0) and any(
            all(a <= cost for a, cost in zip(lower, low, strict=True))
            and (upper is None or all(cost <= b for cost, b in zip(top, upper, strict=True)))
            for lower, upper in self.boxes
        )

    def linear(self) -> list[tuple[list[Fraction], list[Fraction]]]:
        """Boxes that stand for all types in what is linear in costs: for an orthant, its extreme rays."""
        units = [unit_of(i, self.size) for i in range(self.size)]
        return [(low, high) for low, high in self.boxes if high is not None] or [(unit, unit) for unit in units]

    def has_no_type(self, case: Case, below: Vector, at_most: Vector) -> bool:
        """Whether the multipliers show that no type has the signs of the case: their sum cannot get negative enough."""
        require(min([ZERO, *below, *at_most]) >= 0, "a multiplier is negative")
        require(not self.types, "multipliers for a finite domain")
        weights = combination([*below, *at_most], [*case[0], *case[1]], self.size)
        lower, upper = self.boxes[0]
        if upper is None:
            return min(weights) >= 0 and (any(below) or (self.strict and any(weights)))
        least = sum((w * (a if w > 0 else b) for w, a, b in zip(weights, lower, upper, strict=True)), ZERO)
        return least > 0 or (least == 0 and any(below))


def has_signs(case: Case, costs: Vector) -> bool:
    return all(times(costs, d) < 0 for d in case[0]) and all(times(costs, d) <= 0 for d in case[1])


def check_some_type(about: Any, holds: bool, evidence: Any) -> str:
    """Some type of a domain has c.d < 0 for the directions of one list and c.d <= 0 for those of another."""
    plain, size, below, at_most = fields(about, "domain dimension below at_most")
    require(0 < natural(size) <= MAX_TRIALS, "the dimension is not a positive integer")
    domain = Domain(plain, size)
    case: Case = ([numbers(d, size) for d in listing(below)], [numbers(d, size) for d in listing(at_most)])
    if holds:
        (costs,) = of_form(evidence, "type", "costs")
        require(domain.contains(numbers(costs, size)), "the type is not in the domain")
        require(has_signs(case, numbers(costs, size)), "the type does not have these signs")
    elif domain.types:
        of_form(evidence, "looked through", "")
        require(not any(has_signs(case, costs) for costs in domain.types), "a type has these signs")
    else:
        u, v = of_form(evidence, "no type", "below at_most")
        shown = domain.has_no_type(case, numbers(u, len(case[0])), numbers(v, len(case[1])))
        require(shown, "the multipliers do not exclude such a type")
    return f"{'some' if holds else 'no'} type gains by all of {len(case[0])} trades and loses by none of {len(case[1])}"


class TradingSet:
    """{eta}, a list of bundles, a ray, the remedial box, a polyhedron, or the choices {x, eta} for x in one."""

    def __init__(self, plain: Any, endowment: list[Fraction], counts: list[int]) -> None:
        self.endowment, self.counts, size = endowment, counts, len(counts)
        self.kind, data = next(iter(plain.items())) if isinstance(plain, dict) and len(plain) == 1 else (plain, None)
        self.rows: list[tuple[list[Fraction], str, Fraction]] = []
        if self.kind == "points":
            self.points = [numbers(point, size) for point in listing(data)]
            require(bool(self.points) and min(map(min, self.points)) >= 0, "no bundles, or a negative one")
        elif self.kind == "ray":
            self.ray = numbers(data, size)
            require(any(self.ray), "a ray in the direction zero")
        elif self.kind in ("polyhedron", "pairs from"):
            for row in listing(data):
                coefficients, sense, bound = listing(row, 3)
                require(sense in ("<=", "="), f"the sense {quoted(sense)} is neither <= nor =")
                self.rows.append((numbers(coefficients, size), sense, number(bound)))
        else:
            require(plain in ("endowment", "remedial"), f"the trading set {quoted(self.kind)} is unknown")

    @cached_property
    def pieces(self) -> list[System]:
        """Systems of nonnegative bundles whose union is the set (or, of a continuum of choices, that of its x)."""
        size, eta, zero = len(self.endowment), self.endowment, [ZERO] * len(self.endowment)
        spend(2 * size * (len(self.points) if self.kind == "points" else 1))
        if self.kind in ("endowment", "remedial"):
            return [built([({i: ONE}, "=" if self.kind == "endowment" else "<=", eta[i]) for i in range(size)], zero)]
        if self.kind == "points":
            return [built([({i: ONE}, "=", x[i]) for i in range(size)], zero) for x in self.points]
        if self.kind != "ray":
            return [built([(row_of(row), sense, bound) for row, sense, bound in self.rows], zero)]
        pivot = next(i for i in range(size) if self.ray[i])  # ray_pivot d_i = ray_i d_pivot, and their signs agree
        level = [{i: self.ray[pivot], pivot: -self.ray[i]} for i in range(size) if i != pivot]
        forward = {pivot: -self.ray[pivot]}
        return [built([*((row, "=", dot(row, eta)) for row in level), (forward, "<=", dot(forward, eta))], zero)]

    def satisfies(self, x: list[Fraction]) -> bool:
        """Whether x is a bundle of one of the pieces."""
        return any(piece.contains(x) for piece in self.pieces)

    def holds(self, x: list[Fraction]) -> bool:
        """Whether x is a bundle of the set, or of one of the continuum of sets; most sets hold the endowment."""
        if self.kind == "points":
            return x in self.points
        return (x == self.endowment and self.kind != "polyhedron") or self.satisfies(x)

    def candidates(self, reach: Any) -> list[Point]:
        """The bundles that can be its cheapest or, along a ray, its dearest; "feasible": of each task at most all."""
        require(reach in ("nonnegative", "feasible"), f"the reach {quoted(reach)} is unknown")
        eta, near = self.endowment, reach == "feasible"
        if self.kind == "endowment":
            return [eta]
        if self.kind == "remedial":
            return [[ZERO] * len(eta), eta]
        if self.kind == "points":
            return [x for x in self.points if self.in_bounds(x) or not near]
        if self.kind != "ray":
            return self.corners()
        every = list(zip(eta, self.ray, self.counts, strict=True))
        steps = [have / -step for have, step, _ in every if step < 0]
        steps += [(most - have) / step for have, step, most in every if near and step > 0]
        return [eta, [have + min(steps, default=ONE) * step for have, step, _ in every]]

    def offers(self) -> list[tuple[Fraction, ...]]:
        """The distinct directions from the endowment to bundles of the set with at most n of each task."""
        if self.kind != "remedial":
            return directions(self.endowment, self.candidates("feasible"))
        size = len(self.counts)
        spend(size * size)
        return [tuple(opposite(unit_of(i, size))) for i, amount in enumerate(self.endowment) if amount > 0]

    def is_continuum(self) -> bool:
        """Whether this stands for several choices {x, eta}: two that lie close together tempt the same types."""
        return self.kind == "pairs from" and len(self.corners()) > 1

    def trades(self) -> list[Trade]:
        """The ways to trade: a fixed trade each, and directions along which to move freely."""
        if self.kind == "points":
            return [([a - b for a, b in zip(x, self.endowment, strict=True)], []) for x in self.points]
        return [([ZERO] * len(self.counts), self.offers())]

    def in_bounds(self, x: Vector) -> bool:
        return all(0 <= a <= most for a, most in zip(x, self.counts, strict=True))

    def corners(self) -> list[list[Fraction]]:
        """The vertices of the polyhedron within the bounds, in order: every choice of tight rows is tried."""
        size = len(self.counts)
        spend(2 * size * size)
        rows = [(list(row), b) for row, _, b in self.rows]
        for i, most in enumerate(self.counts):
            unit = unit_of(i, size)
            rows += [(unit, ZERO), (unit, Exact(most))]  # never both tight: the same object
        many = len(rows) > MAX_TRIALS or size > 20 or math.comb(len(rows), size) > MAX_TRIALS
        afford(not many, "a polyhedron with too many choices of tight rows")
        spend(math.comb(len(rows), size) * (1 + size))
        choices = (c for c in itertools.combinations(rows, size) if len({id(row) for row, _ in c}) == size)
        tried = (unique_solution(tight) for tight in choices)
        found = {tuple(x) for x in tried if x is not None and self.in_bounds(x) and self.satisfies(x)}
        return [list(x) for x in sorted(found)]


def directions(endowment: Vector, points: Iterable[Vector]) -> list[tuple[Fraction, ...]]:
    steps = ([a - b for a, b in zip(point, endowment, strict=True)] for point in points)
    return list(dict.fromkeys(along(step) for step in steps if any(step)))


def unique_solution(rows: Sequence[tuple[list[Fraction], Fraction]]) -> list[Fraction] | None:
    """The solution of as many equations as unknowns; `None` if it is not unique."""
    basis, size = echelon([[*row, bound] for row, bound in rows]), len(rows)
    unique = all(k in basis for k in range(size))
    return [Exact(basis[k][size]) / basis[k][k] for k in range(size)] if unique else None


def menu_of(plain: Any, endowment: list[Fraction], counts: list[int]) -> list[TradingSet]:
    """The trading sets among which an agent chooses; choice 0 is to keep the endowment."""
    menu = [TradingSet(one, endowment, counts) for one in listing(plain)]
    require(bool(menu) and menu[0].kind == "endowment", "choice 0 is not the endowment")
    return menu


Profile = tuple[int, ...]


def endowed(counts: Any, endowment: Any, clears: bool = True) -> tuple[list[int], list[list[Fraction]]]:
    """The numbers of the tasks and the agents' endowments, which clear the market (or, of some agents, exceed it not).

    Whatever is about a market begins with this.
    """
    numbers_of = [natural(value) for value in listing(counts)]
    rows = [numbers(row, len(numbers_of)) for row in listing(endowment)]
    require(bool(numbers_of) and bool(rows), "there are no tasks, or no agents")
    if clears:
        require(is_assignment(rows, numbers_of), "the endowment is no assignment")
    within = all(0 <= x <= most for row in rows for x, most in zip(row, numbers_of, strict=True))
    require(within, "an endowment is negative, or more than there is")
    return numbers_of, rows


def is_assignment(rows: Sequence[Vector], counts: Sequence[Any]) -> bool:
    """Whether nonnegative bundles, one for each agent, sum to the numbers of the tasks."""
    spend(len(rows) + len(counts))
    return [sum(column) for column in zip(*rows, strict=True)] == counts and all(min(row) >= 0 for row in rows)


def is_selection(sets: Iterable[TradingSet], rows: Sequence[list[Fraction]], counts: Sequence[Any]) -> bool:
    """Whether the bundles are an assignment, and each is in the set that its agent chose."""
    return is_assignment(rows, counts) and all(one.holds(x) for one, x in zip(sets, rows, strict=True))


def check_polarized_menus(about: Any, holds: bool, evidence: Any) -> str:
    """Each agent's trading sets lie in polarized rays from the endowment, or are {eta} and the remedial box."""
    counts, endowment, menus, reading = fields(about, "numbers endowment menus reading")
    require(reading in READINGS, f"the reading {quoted(reading)} is unknown")
    counts, have = endowed(counts, endowment)
    offered = zip(listing(menus, len(have)), have, strict=True)
    sets = [[TradingSet(plain, eta, counts) for plain in listing(menu)] for menu, eta in offered]
    spend(sum(map(len, sets)) * len(counts) // 5)
    remedial = [[one.kind for one in menu] == ["endowment", "remedial"] for menu in sets]
    offers = [[one.offers() for one in menu] for menu in sets]
    wide = [
        [len(found) > 1 or (bool(found) and one.is_continuum()) for one, found in zip(menu, rows, strict=True)]
        for menu, rows in zip(sets, offers, strict=True)
    ]
    rays = [[list((found or [(ZERO,) * len(counts)])[0]) for found in rows] for rows in offers]
    if holds:
        (agents,) = of_form(evidence, "multipliers by agent", "agents")
        for j, pairs in enumerate(listing(agents, len(sets))):
            require(remedial[j] or not any(wide[j]), "a trading set is not contained in a ray")
            if not remedial[j]:
                check_rays(rays[j], reading, True, {"form": "multipliers", "pairs": pairs})
    elif has_form(evidence, "spread"):
        agent, choice = of_form(evidence, "spread", "agent choice")
        j = index(agent, len(sets))
        k = index(choice, len(sets[j]))
        require(wide[j][k] and not remedial[j], "the set is contained in a ray")
        tempting = any(min(d) < 0 for d in offers[j][k]) or reading in READINGS[:2]
        require(tempting or not sets[j][k].is_continuum(), "no bundle of the continuum tempts anybody")
    else:
        agent, why = of_form(evidence, "bad menu", "agent why")
        j = index(agent, len(sets))
        require(not remedial[j] and not any(wide[j]), "the menu is remedial, or not of rays")
        check_rays(rays[j], reading, False, why)
    return f"the menus are {'' if holds else 'not '}polarized rays or remedial ({reading})"


class Protocol:
    """Endowment, domains, menus and a selection: a table (the endowment where it is silent), or any rule at all."""

    def __init__(self, about: Any) -> None:
        names = "numbers endowment domains menus selection"
        counts, endowment, domains, menus, selection, *rest = fields(about, names, "strategies dominance")
        self.strategies, self.dominance = rest
        self.counts, self.endowment = endowed(counts, endowment)
        size, self.agents = len(self.counts), len(self.endowment)
        self.domains = [Domain(plain, size) for plain in listing(domains, self.agents)]
        offered = zip(listing(menus, self.agents), self.endowment, strict=True)
        self.menus = [menu_of(menu, eta, self.counts) for menu, eta in offered]
        self.table = None if selection == "any" else self.by_table(selection)
        self.continuum = any(one.kind == "pairs from" for menu in self.menus for one in menu)
        require(self.table is None or not self.continuum, "a table for a continuum of choices")

    def by_table(self, plain: Any) -> dict[Profile, list[Point]]:
        rows = [fields(row, "choices assignment") for row in listing(*fields(plain, "table"))]
        return selection_table(rows, list(map(len, self.menus)), len(self.counts))

    def profile(self, choices: Any) -> Profile:
        listed = listing(choices, self.agents)
        return tuple(index(k, len(menu)) for k, menu in zip(listed, self.menus, strict=True))

    def selected(self, profile: Profile) -> list[list[Fraction]]:
        return (self.table or {}).get(profile, self.endowment)

    def silent(self, j: int, k: int) -> bool:
        """Whether some profile with this choice is not in the table."""
        spend(len(self.table or ()) + self.agents)
        profiles = math.prod(len(menu) for i, menu in enumerate(self.menus) if i != j)
        return sum(at[j] == k for at in self.table or ()) < profiles

    def is_feasible(self) -> bool:
        table = self.table or {}
        sets = {at: [menu[k] for menu, k in zip(self.menus, at, strict=True)] for at in table}
        return all(is_selection(sets[at], rows, self.counts) for at, rows in table.items()) and all(
            one.holds(self.endowment[j]) or not self.silent(j, k)
            for j, menu in enumerate(self.menus)
            for k, one in enumerate(menu)
        )

    def reach(self, j: int, k: int) -> list[list[Fraction]]:
        spend(len(self.table or ()))
        found = [rows[j] for at, rows in (self.table or {}).items() if at[j] == k]
        return [*found, self.endowment[j]] if self.silent(j, k) else found

    def offers(self, j: int) -> list[tuple[int, tuple[Fraction, ...]]]:
        """The choices of an agent with the directions they offer: by the table, or by the sets if there is none."""
        if self.table is None:
            return [(k, d) for k, one in enumerate(self.menus[j]) for d in one.offers()]
        start = self.endowment[j]
        return [(k, d) for k in range(len(self.menus[j])) for d in directions(start, self.reach(j, k))]

    def dominant(self, j: int, k: int, costs: Vector, printed: bool) -> bool:
        worst = max(times(costs, x) for x in self.reach(j, k))
        others = [m for m in range(len(self.menus[j])) if m != k or printed]
        return all(worst <= times(costs, x) for m in others for x in self.reach(j, m))


def selection_table(rows: list[list[Any]], sizes: list[int], width: int) -> dict[Profile, list[Point]]:
    """The assignments that a table selects, in the order of the agents' choices."""
    found = {
        tuple(map(index, listing(choices, len(sizes)), sizes)): matrix_of(assignment, len(sizes), width)
        for choices, assignment in rows
    }
    require(len(found) == len(rows), "a profile occurs twice")
    return dict(sorted(found.items()))


def natural(value: Any) -> int:
    require(isinstance(value, int) and not isinstance(value, bool) and value >= 0, "a count is no natural number")
    return int(value)


def flat(rows: Iterable[Sequence[Fraction]]) -> Point:
    return [x for row in rows for x in row]


def expectation_of(lottery: list[tuple[Fraction, Point]], size: int) -> Point:
    """The expectation of a vector that is drawn with the given probabilities."""
    chances = [chance for chance, _ in lottery]
    require(sum(chances) == 1 and min(chances) >= 0, "probabilities are negative or do not sum to 1")
    return combination(chances, [x for _, x in lottery], size)


def check_random_allocation(about: Any, holds: bool, evidence: Any) -> str:
    """An assignment is the expectation of a lottery over integer allocations."""
    counts, rows = fields(about, "numbers assignment")
    counts = [natural(value) for value in listing(counts)]
    assignment = [numbers(row, len(counts)) for row in listing(rows)]
    require(bool(counts) and bool(assignment), "there are no tasks, or no agents")
    if not holds:
        task, agent = of_form(evidence, "misallocation", "task agent")
        task = index(task, len(counts))
        if agent is None:
            require(sum(row[task] for row in assignment) != counts[task], "the task sums to its number")
        else:
            require(assignment[index(agent, len(assignment))][task] < 0, "the entry is not negative")
        return "the assignment is not that of a random allocation"
    (outcomes,) = of_form(evidence, "lottery over allocations", "outcomes")
    drawn = []
    for allocation, probability in (listing(outcome, 2) for outcome in listing(outcomes)):
        rows = [
            list(map(Exact, map(natural, listing(row, len(counts))))) for row in listing(allocation, len(assignment))
        ]
        require(is_assignment(rows, counts), "an outcome does not clear")
        drawn.append((number(probability), flat(rows)))
    require(expectation_of(drawn, len(flat(assignment))) == flat(assignment), "the lottery has another expectation")
    return "the assignment is that of a random allocation"


def check_feasible_protocol(about: Any, holds: bool, evidence: Any) -> str:
    """The selection respects the choices, or, left open, some selection does: iff every set holds the endowment."""
    protocol = Protocol(about)
    if holds:
        of_form(evidence, "respects", "")
        require(protocol.is_feasible(), "a bundle is not in the chosen set, or an assignment is none")
    else:
        choices, agent = of_form(evidence, "breach", "profile agent")
        profile = protocol.profile(choices)
        require(protocol.table is not None or sum(map(bool, profile)) <= 1, "the others do not demand the endowment")
        rows, j = protocol.selected(profile), None if agent is None else index(agent, protocol.agents)
        kept = is_assignment(rows, protocol.counts) if j is None else protocol.menus[j][profile[j]].holds(rows[j])
        require(not kept, "the assignment respects the choices")
    return f"the trading protocol is {'' if holds else 'not '}feasible"


def check_outcome(protocol: Protocol, j: int, costs: Vector, plain: Any) -> tuple[int, Fraction]:
    """A choice and what it costs at a profile that has it."""
    choice, profile, cost = listing(plain, 3)
    at = protocol.profile(profile)
    require(at[j] == choice, "the profile does not have the choice")
    require(times(costs, protocol.selected(at)[j]) == number(cost), "the outcome does not cost that")
    return at[j], number(cost)


def check_obviously_dominant(about: Any, holds: bool, evidence: Any) -> str:
    """The worst outcome of an action costs at most the best of every deviation, at one type."""
    plain, agent, cost_list, action, dominance = fields(about, "protocol agent costs action dominance")
    protocol = Protocol(plain)
    require(protocol.table is not None and dominance in ("deviations", "printed"), "no table, or no such reading")
    j = index(agent, protocol.agents)
    costs, k = numbers(cost_list, len(protocol.counts)), index(action, len(protocol.menus[j]))
    if holds:
        own, others = of_form(evidence, "worst and best", "worst best")
        for outcome in (own, *listing(others, len(protocol.menus[j]))):
            check_outcome(protocol, j, costs, outcome)
        require(protocol.dominant(j, k, costs, dominance == "printed"), "a deviation has a cheaper outcome")
    else:
        check_deviation(protocol, j, costs, k, dominance, of_form(evidence, "deviation", "action deviation"))
    return f"choice {k} is {'' if holds else 'not '}obviously dominant for agent {j} at that type"


def check_deviation(protocol: Protocol, j: int, costs: Vector, k: int, dominance: str, outcomes: list[Any]) -> None:
    own, other = (check_outcome(protocol, j, costs, outcome) for outcome in outcomes)
    require(own[0] == k and (other[0] != k or dominance == "printed"), "that is no deviation from the action")
    require(own[1] > other[1], "the deviation is not cheaper")


# ............................................................................ strategies, and mechanisms as a whole


class Strategy:
    """How an agent chooses: myopically (the most cautious of the cheapest, or any), by rules, or type by type."""

    def __init__(self, plain: Any, menu: list[TradingSet]) -> None:
        size, self.named, self.rules = len(menu[0].counts), list[tuple[list[Fraction], int]](), list[tuple[Case, int]]()
        self.kind = plain if not isinstance(plain, dict) else "rules" if "rules" in plain else "choices"
        if self.kind == "rules":
            for rule in listing(*fields(plain, "rules")):
                signs, position = listing(rule, 3)[:2], rule[2]
                at_most, below = ([along(numbers(d, size)) for d in listing(some)] for some in signs)
                self.rules.append(((below, at_most), single_choice(menu, position)))
        elif self.kind == "choices":
            rows = [listing(row, 2) for row in listing(*fields(plain, "choices"))]
            self.named = [(numbers(costs, size), single_choice(menu, k)) for costs, k in rows]
            require(len({tuple(costs) for costs, _ in self.named}) == len(rows), "a type is named twice")
        else:
            require(plain in ("myopic", "any myopic"), f"the strategy {quoted(plain)} is unknown")

    def choices(self, protocol: Protocol, j: int, costs: list[Fraction]) -> list[int]:
        """The choices it allows at a type."""
        if self.kind == "rules":
            return [next((k for rule, k in self.rules if has_signs(rule, costs)), 0)]
        named = [k for at, k in self.named if at == costs]
        values = [[times(costs, x) for x in protocol.reach(j, k)] for k in range(len(protocol.menus[j]))]
        cheapest = [k for k, each in enumerate(values) if min(each) == min(map(min, values))]
        if named or self.kind == "any myopic":
            return named or cheapest
        return [min(cheapest, key=lambda k: (max(values[k]), k))]


def single_choice(menu: list[TradingSet], plain: Any) -> int:
    """The position of a trading set; that of a continuum of choices would not say which of them is meant."""
    k = index(plain, len(menu))
    require(menu[k].kind != "pairs from", "a strategy takes one of a continuum of choices")
    return k


Offers = list[tuple[int, tuple[Fraction, ...]]]


def failing_cases(protocol: Protocol, j: int, strategy: Strategy, printed: bool, offers: Offers) -> Iterator[Case]:
    """The signs of types at which the strategy fails (choice 0, and every choice when others pass, gives eta)."""
    if strategy.kind == "rules":
        for k, region in regions(strategy.rules):
            yield from choice_cases(offers, k, printed, region)
        return
    continua = {k for k, one in enumerate(protocol.menus[j]) if one.kind == "pairs from"}
    yield from (([d], []) for k, d in offers if printed or k in continua)
    for (k, d), (m, e) in itertools.combinations([] if printed else offers, 2):
        if k != m:
            yield [d, e], []
        elif k not in continua:
            yield from (([d, opposite(e)], []), ([opposite(d), e], []))
    if strategy.kind == "any myopic":  # an open selection may leave what a type likes better to nobody
        nowhere = [opposite(e) for _, e in offers] if protocol.table is not None else []
        yield from (([opposite(d)], nowhere) for _, d in offers)


def choice_cases(offers: Offers, choice: int, printed: bool, region: Case) -> Iterator[Case]:
    for k, d in offers:
        spend(2 + len(region[0]) + len(region[1]))
        if k == choice:
            yield [*region[0], opposite(d)], region[1]
        if k != choice or printed:
            yield [*region[0], d], region[1]


def regions(rules: list[tuple[Case, int]]) -> Iterator[tuple[int, Case]]:
    """The types of each rule: it applies, and each earlier one breaks in one of the ways it can."""
    breaks: list[list[Case]] = []
    for own, k in [*rules, (([], []), 0)]:
        afford(math.prod(map(len, breaks)) <= MAX_TRIALS, "too many ways for rules not to apply")
        for ways in itertools.product(*breaks):
            spend(5 + 3 * len(ways))
            yield k, ([d for c in (own, *ways) for d in c[0]], [d for c in (own, *ways) for d in c[1]])
        below, at_most = own
        breaks.append([*(([opposite(d)], []) for d in at_most), *(([], [opposite(d)]) for d in below)])


def check_osp(about: Any, holds: bool, evidence: Any) -> str:
    """A mechanism is obviously strategy-proof; with the selection "any", under every rule that respects choices."""
    protocol = Protocol(about)
    dominance = protocol.dominance
    require(dominance in ("deviations", "printed"), f"the reading {quoted(dominance)} is unknown")
    require(protocol.is_feasible(), "the protocol is not feasible")
    used = list(map(Strategy, listing(protocol.strategies, protocol.agents), protocol.menus))
    for strategy, domain in zip(used, protocol.domains, strict=True):
        require(all(domain.contains(costs) for costs, _ in strategy.named), "a named type is not in the domain")
    if holds:
        multipliers, idle = of_form(evidence, "no failing type", "multipliers idle")
        for j, given in enumerate(listing(multipliers, protocol.agents)):
            offers = used_offers(protocol, j, listing(idle))
            check_no_failure(protocol, j, used[j], dominance == "printed", offers, listing(given))
    elif has_form(evidence, "two bundles"):
        check_two_bundles(protocol, evidence)
    else:
        agent, costs, own, other, rule = of_form(evidence, "failing type", "agent costs action deviation", "selection")
        require((rule is None) == (protocol.table is not None), "a selection rule is needed exactly if it is open")
        if rule is not None:
            protocol.table = protocol.by_table(rule)
            require(protocol.is_feasible() and not protocol.continuum, "the rule does not respect the choices")
        j = index(agent, protocol.agents)
        values = numbers(costs, len(protocol.counts))
        require(protocol.domains[j].contains(values), "the type is not in the domain")
        k = index(listing(own, 3)[0], len(protocol.menus[j]))
        require(k in used[j].choices(protocol, j, values), "the strategy does not take the action")
        check_deviation(protocol, j, values, k, dominance, [own, other])
    return f"the mechanism is {'' if holds else 'not '}obviously strategy-proof"


def check_no_failure(
    protocol: Protocol, j: int, strategy: Strategy, printed: bool, offers: Offers, given: list[Any]
) -> None:
    """No type of agent j fails: types in a list are tried, all others are excluded case by case by multipliers."""
    domain = protocol.domains[j]
    cases = []
    for case in failing_cases(protocol, j, strategy, printed, offers):
        spend(10 + len(case[0]) + len(case[1]))
        cases.append(case)
    for costs in [*(at for at, _ in strategy.named), *domain.types]:
        own = [k for at, k in strategy.named if at == costs]
        here = list(choice_cases(offers, own[0], printed, ([], []))) if own else cases
        require(not any(has_signs(case, costs) for case in here), "a listed type fails")
    if domain.types:
        require(not given, "multipliers for a finite domain")
        return
    require(len(given) == len(cases), f"{len(given)} multipliers for {len(cases)} cases")
    for case, pair in zip(cases, given, strict=True):
        u, v = listing(pair, 2)
        shown = domain.has_no_type(case, numbers(u, len(case[0])), numbers(v, len(case[1])))
        require(shown, f"the multipliers do not exclude a failing type of agent {j}")


def used_offers(protocol: Protocol, j: int, idle: list[Any]) -> Offers:
    """The offers of agent j without those that prices show to be idle under every selection rule."""
    offers, dropped = protocol.offers(j), set()
    for row in idle:
        agent, place, prices = listing(row, 3)
        if index(agent, protocol.agents) == j:
            require(protocol.table is None, "idle offers under a table")
            k, offer = offers[index(place, len(offers))]
            check_idle(protocol, j, protocol.menus[j][k], offer, [numbers(q, len(offer)) for q in listing(prices)])
            dropped.add(place)
    return [offer for place, offer in enumerate(offers) if place not in dropped]


def check_idle(protocol: Protocol, j: int, own: TradingSet, offer: Vector, prices: list[list[Fraction]]) -> None:
    """Whatever the others choose, at one of the prices the trades of all cannot add up to zero."""
    require(own.kind in ("ray", "points"), "only rays and bundles are shown to be idle")
    options = [[trade for one in menu for trade in one.trades()] for i, menu in enumerate(protocol.menus) if i != j]
    afford(math.prod(map(len, options)) <= MAX_TRIALS, "too many combinations of choices")
    moves = [offer] if own.kind == "ray" else [fixed for fixed, _ in own.trades() if along(fixed) == offer]
    for company in itertools.product(*options):
        for move in moves:
            spend(1 + len(company))
            require(any(cannot_cancel(q, move, company, own.kind == "ray") for q in prices), "an offer may be used")


def cannot_cancel(q: Vector, move: Vector, company: Sequence[Trade], scalable: bool) -> bool:
    if any(times(q, d) < 0 for _, free in company for d in free):
        return False
    value, others = times(q, move), sum((times(q, fixed) for fixed, _ in company), ZERO)
    return value + others > 0 and (not scalable or (value >= 0 and others >= 0))


def check_two_bundles(protocol: Protocol, evidence: Any) -> None:
    """A continuum of choices {x, eta}: two different tempting x, each in an assignment; one of them is a deviation."""
    agent, cost_list, both = of_form(evidence, "two bundles", "agent costs assignments")
    require(protocol.table is None, "a continuum of choices has no table")
    j, size = index(agent, protocol.agents), len(protocol.counts)
    costs = numbers(cost_list, size)
    require(protocol.domains[j].contains(costs), "the type is not in the domain")
    continua = [one for one in protocol.menus[j] if one.kind == "pairs from"]
    seen = []
    for assignment in listing(both, 2):
        rows = [numbers(x, size) for x in listing(assignment, protocol.agents)]
        require(is_assignment(rows, protocol.counts), "that is no assignment")
        fits = [any(one.holds(x) for one in menu) for x, menu in zip(rows, protocol.menus, strict=True)]
        require(all(fits), "a bundle is in none of the sets")
        require(any(one.satisfies(rows[j]) for one in continua), "the bundle is not in the continuum")
        require(times(costs, rows[j]) < times(costs, protocol.endowment[j]), "the bundle does not tempt")
        seen.append(rows[j])
    require(seen[0] != seen[1], "the two bundles are the same")


# ----------------------------------------------------------------------------- trading: probabilities and programs

MAX_CUT_DIMENSION = 8  # of a cube cut by several half-spaces; twice as much for a single one
MAX_CASES = 20_000  # choice profiles, or linear programs, of one statement

Condition = tuple[Point, Fraction, bool]
Part = tuple[Fraction, Point, Point]


def matrix_of(rows: Any, height: int, width: int) -> list[Point]:
    return [numbers(row, width) for row in listing(rows, height)]


def law_of(data: Any, size: int) -> list[Part]:
    """A law as parts (weight, lower corner, upper corner): atoms first, then boxes with a uniform law.

    Without a law (`None`) any type will do, for an agent without a choice: `strategy_choices` refuses others.
    """
    if data is None:
        return [(ONE, [], [])]
    atoms, uniform = fields(data, "atoms uniform")
    boxes = [(at, at, w) for at, w in (listing(atom, 2) for atom in listing(atoms))]
    boxes += [(low, high, w) for low, high, w in (listing(box, 3) for box in listing(uniform))]
    parts = [(number(w), numbers(low, size), numbers(high, size)) for low, high, w in boxes]
    require(sum(w for w, _, _ in parts) == 1 and all(w >= 0 for w, _, _ in parts), "the weights of a law sum to 1")
    require(all(a <= b for _, low, high in parts for a, b in zip(low, high, strict=True)), "a box is upside down")
    require(all(a >= 0 for _, low, _ in parts for a in low), "a cost is negative")
    return parts


def box_chance(low: Point, high: Point, event: list[Condition]) -> Fraction:
    """The probability that a . c <= b (or <) for all conditions, c uniform on the sides of the box that have length."""
    spend((1 + len(event)) * (1 + len(low)))
    cuts = []
    for coefficients, bound, strict in event:
        rest = bound - times(coefficients, low)
        weights = tuple(a * (h - lo) for a, lo, h in zip(coefficients, low, high, strict=True))
        if any(weights):
            cuts.append((weights, rest))
        elif rest < 0 or (strict and rest == 0):
            return ZERO
    used = [i for i in range(len(low)) if any(weights[i] for weights, _ in cuts)]
    afford(len(used) <= (1 + (len(cuts) < 2)) * MAX_CUT_DIMENSION, "more dimensions than are checked")
    return cube_volume([(tuple(weights[i] for i in used), rest) for weights, rest in cuts], len(used), {})


def cube_volume(cuts: list[tuple[Any, Fraction]], size: int, known: dict[Any, Fraction]) -> Fraction:
    """The volume of the unit cube where w . u <= b for all cuts: facet by facet (Lasserre's recursion).

    The polytope is a union of cones from the origin over its facets, so its volume is 1 / size times the sum of
    distance times area; on a facet one variable is eliminated. Equal directions are merged, or they would count twice.
    """
    kept: dict[Any, Fraction] = {}
    for weights, bound in cuts:
        if bound < sum(w for w in weights if w > 0):
            lowest = sum(w for w in weights if w < 0)
            if bound < lowest or (bound == lowest and any(weights)):
                return ZERO
            scale = max(map(abs, weights))
            direction = tuple(w / scale for w in weights)
            kept[direction] = min(bound / scale, kept.get(direction, bound / scale))
    if len(kept) < 2:
        return one_cut_volume(*next(iter(kept.items()))) if kept else ONE
    key = frozenset(kept.items())
    if key not in known:
        spend(size * len(kept) ** 2)
        total = ZERO
        for i in range(size):
            total += cube_volume([(w[:i] + w[i + 1 :], b - w[i]) for w, b in kept.items()], size - 1, known)
        for weights, bound in kept.items():
            k = max(range(size), key=lambda i, w=weights: abs(w[i]))  # type: ignore[misc]
            if bound:
                facet = [on_facet(w, b, weights, bound, k) for w, b in kept.items() if w != weights]
                for sign in (1, -1):
                    unit = tuple(sign * Exact(int(i == k)) for i in range(size))
                    facet.append(on_facet(unit, Exact(max(sign, 0)), weights, bound, k))
                total += bound / abs(weights[k]) * cube_volume(facet, size - 1, known)
        known[key] = total / size
    return known[key]


def on_facet(w: Any, b: Fraction, weights: Any, bound: Fraction, k: int) -> tuple[Any, Fraction]:
    """The cut w . u <= b on the hyperplane weights . u = bound, without u_k."""
    factor = w[k] / weights[k]
    return tuple(x - factor * y for i, (x, y) in enumerate(zip(w, weights, strict=True)) if i != k), b - factor * bound


def one_cut_volume(weights: Any, bound: Fraction) -> Fraction:
    """The volume of w . u <= b in the unit cube: inclusion and exclusion over its vertices."""
    bound -= sum(w for w in weights if w < 0)
    positive = [abs(w) for w in weights if w]
    corners = [(ZERO, 1)]
    for w in positive:
        spend(len(corners))
        corners += [(total + w, -sign) for total, sign in corners if total + w < bound]
    above = sum((sign * (bound - total) ** len(positive) for total, sign in corners), ZERO)
    return above / math.prod(positive, start=Exact(math.factorial(len(positive))))


TIES = {
    "designer": "of equally good choices the designer's preferred one is made",
    "trade": "indifferent agents trade, of equally good trades the first listed",
    "keep": "indifferent agents keep their endowment, of equally good trades they make the first listed",
    "last": "of equally good choices the last listed is made",
    "split": "equally good choices are equally likely",
    "cautious": "of equally good choices the one with the best worst case is made, of several the first listed",
}
OpenChoices = dict[tuple[int, ...], Fraction]  # choices among which a tie is open, and how likely it is


def open_choices(menu: list[list[Point]], law: list[Part], ties: Any) -> list[OpenChoices]:
    """For each part of the law, how likely each choice is: of the sets with the bundle of least workload, see `tie`."""
    require(isinstance(ties, str) and ties in TIES, f"the rule {quoted(ties)} for ties is unknown")
    require(all(menu) and len(menu[0]) == 1, "a menu starts with the endowment, and no set on it is empty")
    if len(menu) == 1:
        return [{(0,): ONE} for _ in law]
    parts = []
    for _, low, high in law:
        thick = [i for i in range(len(low)) if low[i] < high[i]]  # points that cost the same everywhere are as one
        functions = [[(*(x[i] for i in thick), times(x, low)) for x in points] for points in menu]
        points_of = dict(zip(itertools.chain(*functions), itertools.chain(*menu), strict=True))
        found: OpenChoices = {}
        for function, x in points_of.items():
            event = [no_dearer(x, y) for f, y in points_of.items() if f != function]
            for made, further in tie(function, functions, points_of, ties):
                area = box_chance(low, high, event + further)
                for left in made:
                    found[left] = found.get(left, ZERO) + area / len(made)
        parts.append(found)
    return parts


def tie(function: Any, functions: list[list[Any]], points_of: Any, ties: str) -> Iterator[tuple[Any, list[Condition]]]:
    """What is made where a function is least, under further conditions: one of several sets of choices, by lot.

    The designer's rule leaves a set open: all choices that are best; where the endowment is, those that hold nothing
    worse. By "trade" the endowment gives way to the first of these. All other rules leave sets of one choice.
    """
    tied = [k for k, row in enumerate(functions) if function in row]
    safe = [k for k in tied if tied[0] != 0 or set(functions[k]) == {function}]
    if ties == "cautious" and 0 not in tied:
        for k, worst in worst_cases([[points_of[f] for f in dict.fromkeys(functions[k])] for k in tied]):
            yield [(tied[k],)], worst
    elif ties == "designer":
        yield [tuple(safe)], []
    elif ties == "trade" and tied[0] == 0:
        yield [(next(iter(safe[1:]), 0),)], []
    else:
        yield [(k,) for k in (tied if ties == "split" else tied[-1:] if ties == "last" else tied[:1])], []


def mixed(law: list[Part], parts: list[OpenChoices]) -> OpenChoices:
    """What is possible under the whole law, in order."""
    found: OpenChoices = {}
    for (weight, _, _), part in zip(law, parts, strict=True):
        for left, chance in part.items():
            found[left] = found.get(left, ZERO) + weight * chance
    return {left: found[left] for left in sorted(found) if found[left]}


def require_choices(given: Any, found: OpenChoices, law: list[Part] | None = None) -> None:
    """The choices are those found: sets of tied ones, with probabilities.

    Earlier versions left no tie open, and wrote a probability for each choice, or such a row for each part of the law.
    """
    rows = listing(given)
    if law is None and rows and not isinstance(rows[0], list):
        law, rows = law_of(None, 0), [rows]
    if law is not None:
        table = matrix_of(rows, len(law), len(listing(rows[0])))
        read = list(mixed(law, [{(k,): chance for k, chance in enumerate(row)} for row in table]).items())
    else:
        pairs = (listing(row, 2) for row in rows)
        read = [(tuple(map(natural, listing(tied))), number(chance)) for tied, chance in pairs]
    require(read == list(found.items()), "the choice probabilities are others")


def no_dearer(x: Point, y: Point) -> Condition:
    return [a - b for a, b in zip(x, y, strict=True)], ZERO, False


def worst_cases(sets: list[list[Point]]) -> Iterator[tuple[int, list[Condition]]]:
    """Which of some sets has the cheapest dearest point (of equals the first), and under which conditions on costs."""
    cases, size = math.prod(map(len, sets)), sum(map(len, sets))
    afford(cases <= MAX_CASES, "too many worst cases")
    spend(cases * size * len(sets))
    for worst in itertools.product(*sets):
        dearest = [no_dearer(x, y) for points, y in zip(sets, worst, strict=True) for x in points if x != y]
        for k, y in enumerate(worst):
            if y not in worst[:k]:
                yield k, dearest + [no_dearer(y, other) for other in worst if other != y]


def strategy_choices(strategy: Strategy, sets: list[TradingSet], law: list[Part], ties: str, reach: Any) -> OpenChoices:
    """How likely the strategy makes each choice; ties that it leaves open go by `ties`."""
    require(bool(law[0][1]) or len(sets) == 1, "an agent with a choice has no law")
    if strategy.kind == "rules":
        rules = strategy.rules
        return mixed(law, [rule_chances(rules, low, high) if low else {(0,): ONE} for _, low, high in law])
    points = [one.candidates(reach) for one in sets]
    parts = open_choices(points, law, ties if strategy.kind == "any myopic" else "cautious")
    named = [[k for at, k in strategy.named if at == low == high] for _, low, high in law]
    return mixed(law, [{(own[0],): ONE} if own else part for own, part in zip(named, parts, strict=True)])


def rule_chances(rules: list[tuple[Case, int]], low: Point, high: Point) -> OpenChoices:
    """How likely each choice is when the first rule that applies counts, and choice 0 is made where none does."""
    if low == high:
        return {(next((k for rule, k in rules if has_signs(rule, low)), 0),): ONE}
    chances: OpenChoices = {}
    broken: list[list[Condition]] = [[]]  # disjoint: each rule breaks at the first of its conditions that fails
    for (below, at_most), k in [*rules, (([], []), 0)]:
        conditions = dict.fromkeys(
            (tuple(d), strict) for some, strict in ((below, True), (at_most, False)) for d in some
        )
        own: list[Condition] = [(list(d), ZERO, strict) for d, strict in conditions]
        spend(sum((len(cell) + len(own)) * (1 + len(own)) * len(low) for cell in broken))
        chances[(k,)] = sum((box_chance(low, high, cell + own) for cell in broken), chances.get((k,), ZERO))
        fails = [[*own[:i], (list(opposite(d)), b, not strict)] for i, (d, b, strict) in enumerate(own)]
        left = (cell + fail for cell in broken for fail in fails)
        broken = [
            cell for cell in left if box_chance(low, high, cell)
        ]  # the others are not met by any type that counts
    return chances


def choosing(strategies: list[Strategy], ties: str) -> str:
    """How agents choose, in words."""
    words = {
        "rules": "choices follow the rules of the strategies",
        "choices": f"choices are those listed, elsewhere {TIES['cautious']}",
        "myopic": TIES["cautious"],
        "any myopic": TIES[ties],
    }
    return "; ".join(dict.fromkeys(words[one.kind] for one in strategies)) or "nobody has a choice"


def require_mixture(law: list[Part], parts: list[Point], stated: Any, holds: bool, evidence: Any) -> None:
    """Refuse unless the probabilities by part of the law are those given, and whether all are as stated is as said."""
    (given,) = of_form(evidence, "by part", "parts")
    require(matrix_of(given, len(parts), len(parts[0])) == parts, "the probabilities by part are others")
    chances = [times([weight for weight, _, _ in law], column) for column in zip(*parts, strict=True)]
    require((chances == numbers(stated, len(chances))) == holds, "the probabilities are others")


def check_chance(about: Any, holds: bool, evidence: Any) -> str:
    """An event in cost space has a probability: computed again for every part of the law."""
    law_data, event, probability = fields(about, "law event probability")
    require(law_data is not None, "a probability needs a law")
    conditions = [listing(condition, 3) for condition in listing(event)]
    require(bool(conditions), "an event without conditions")
    law = law_of(law_data, len(listing(conditions[0][0])))
    require(all(isinstance(strict, bool) for _, _, strict in conditions), "a condition is strict or not")
    read = [(numbers(a, len(law[0][1])), number(b), strict) for a, b, strict in conditions]
    parts = [[box_chance(low, high, read)] for _, low, high in law]
    require_mixture(law, parts, [probability], holds, evidence)
    return f"the probability of the event is {'' if holds else 'not '}{told(probability)}"


def check_choice_probabilities(about: Any, holds: bool, evidence: Any) -> str:
    """How likely the choices from a menu of candidate bundles are."""
    menu, law_data, ties, stated = fields(about, "menu law ties probabilities")
    size = len(listing(listing(listing(menu)[0])[0]))
    points = [[numbers(x, size) for x in listing(row)] for row in menu]
    law = law_of(law_data, size)
    require(ties != "designer", "the designer's ties have no probabilities of their own")
    parts = [[part.get((k,), ZERO) for k in range(len(points))] for part in open_choices(points, law, ties)]
    require_mixture(law, parts, stated, holds, evidence)
    listed = ", ".join(map(told, stated))
    return f"the choices have {'' if holds else 'not '}the probabilities {listed} ({TIES[ties]})"


def least(system: System, cost: Sparse, value: Fraction, point: Any, multipliers: Any) -> None:
    """Require that the point attains the value, and that the multipliers prove that no point costs less."""
    solution = numbers(point, system.size)
    require(system.contains(solution) and dot(cost, solution) == value, "the solution does not attain the value")
    gain = {i: -a for i, a in cost.items()}
    bound = system.upper_bound(gain, numbers(multipliers, len(system.rows)))
    require(bound <= -value, "the multipliers do not prove the value least")


def row_of(values: Sequence[Fraction], start: int = 0) -> Sparse:
    spend(1 + len(values) // 5)
    return {start + i: a for i, a in enumerate(values) if a}


def moved_by(row: Sparse, start: int) -> Sparse:
    """The row on the variables from `start` on."""
    spend(1 + len(row))
    return {start + i: a for i, a in row.items()}


def unit_of(i: int, size: int) -> Point:
    spend(size // 10)
    return [ONE if i == k else ZERO for k in range(size)]


class Setting:
    """Task numbers, performance and endowment (agents x tasks), and how many copies there are of everything."""

    def __init__(self, data: Any) -> None:
        counts, performance, endowment, copies = fields(data, "numbers performance endowment copies")
        self.numbers, self.endowment = endowed(counts, endowment)
        self.performance = matrix_of(performance, len(self.endowment), len(self.numbers))
        self.copies = natural(copies)
        require(self.copies >= 1, "there is at least one copy")

    def cost(self, assignment: list[Point]) -> Fraction:
        return sum((times(pi, x) for pi, x in zip(self.performance, assignment, strict=True)), ZERO)

    def set(self, agent: Any, plain: Any) -> TradingSet:
        one = TradingSet(plain, self.endowment[index(agent, len(self.endowment))], self.numbers)
        require(one.kind != "pairs from", "a continuum of choices is not one trading set")
        return one

    def require_all(self, groups: list[tuple[int, int]]) -> None:
        """Refuse unless groups (agent, copies) hold all copies of every agent."""
        copies = [0] * len(self.endowment)
        for agent, count in groups:
            copies[agent] += count
        require(all(count == self.copies for count in copies), "not all copies of an agent are in a group")


def divisions(total: int, parts: int) -> list[Profile]:
    """The ways to write `total` as an ordered sum of nonnegative integers, by falling first part."""
    afford(count_divisions(total, parts) <= MAX_CASES, "too many ways to divide the copies")
    spend(1 + count_divisions(total, parts) * (1 + parts // 5))
    if total == 0 and parts:  # the loop would copy ever longer beginnings of this one way
        return [(0,) * parts]
    ways: list[tuple[int, ...]] = [()]
    for _ in range(parts - 1):
        ways = [(*way, part) for way in ways for part in range(total - sum(way), -1, -1)]
        spend(len(ways))
    return [(*way, total - sum(way)) for way in ways]


def count_divisions(total: int, parts: int) -> int:
    """How many divisions there are: at least as many as each of the two, unless there is only one."""
    few = total == 0 or parts == 1 or max(total, parts) <= MAX_CASES
    return math.comb(total + parts - 1, total) if few else MAX_CASES + 1


def check_selected(
    setting: Setting, groups: list[tuple[int, TradingSet, int]], value: Fraction | None, data: Any
) -> None:
    """Require that `value` is the least cost when each group (agent, set, copies) chose its set; `None`: impossible.

    A group in a finite set of points is divided over the points in every way, each a linear program of its own.
    """
    split, bundles, proofs = fields(data, "split bundles proofs")
    parts = [one.pieces for _, one, _ in groups]
    shapes = [(count, len(p)) for (_, _, count), p in zip(groups, parts, strict=True)]
    afford(math.prod(count_divisions(*each) for each in shapes) <= MAX_CASES, "too many ways to divide the groups")
    ways = [divisions(count, pieces) for count, pieces in shapes]
    spend(math.prod(map(len, ways)) * (1 + len(ways)))
    every = list(itertools.product(*ways))
    require((split is None) == (value is None), "a selection is given exactly if there is one")
    for position, (way, proof) in enumerate(zip(every, listing(proofs, len(every)), strict=True)):
        blocks = [
            (groups[g][0], piece, r)
            for g, division in enumerate(way)
            for piece, r in zip(parts[g], division, strict=True)
            if r
        ]
        spend(sum(map(len, parts)))
        system, cost = selection_program(setting, blocks)
        multipliers = numbers(proof, len(system.rows))
        if position == split and value is not None:
            solution = [v for x in listing(bundles) for v in listing(x)]
            least(system, cost, value, solution, proof)
        elif value is None or system.upper_bound({i: -a for i, a in cost.items()}, multipliers) > -value:
            require(system.upper_bound({}, multipliers) < 0, "a combination of sets may be cheaper")
    require(split is None or index(split, len(every)) == split, "the selection belongs to no combination")


def selection_program(setting: Setting, blocks: list[tuple[int, Any, int]]) -> tuple[System, Sparse]:
    """What blocks (agent, piece, copies) can get together, and what it costs."""
    size, rows = len(setting.numbers), []
    for b, (_, piece, count) in enumerate(blocks):
        rows += [(moved_by(row, b * size), sense, count * bound) for row, sense, bound in piece.rows]
    spend(size * (len(blocks) + (size_of(setting.copies) >> 9)))
    for i, n in enumerate(setting.numbers):
        every = {b * size + i: ONE for b in range(len(blocks))}
        rows.append((every, "=", Exact(n * setting.copies)))
    cost: Sparse = {}
    for b, (agent, _, _) in enumerate(blocks):
        cost |= row_of(setting.performance[agent], b * size)
    return built(rows, [ZERO] * (len(blocks) * size)), cost


def check_optimal_selection(about: Any, holds: bool, evidence: Any) -> str:
    """The least social cost given the chosen trading sets."""
    setting, groups, value = fields(about, "setting groups value")
    require(holds, "only the optimum itself can be shown")
    read = Setting(setting)
    chosen = [(a, read.set(a, t), natural(r)) for a, t, r in map(listing, listing(groups))]
    read.require_all([(a, r) for a, _, r in chosen])
    (selection,) = of_form(evidence, "selection", "selection")
    check_selected(read, chosen, None if value is None else number(value), selection)
    return "no selection is possible" if value is None else f"the least social cost at these choices is {told(value)}"


def check_expected_cost(about: Any, holds: bool, evidence: Any) -> str:
    """The expected social cost: chances of all choices, and the least cost (or the table's) at every profile."""
    names = "setting laws offers ties reach table value"
    data, laws, offers, ties, reach, table, value, strategies = fields(about, names, "strategies")
    setting = Setting(data)
    agents, size = len(setting.endowment), len(setting.numbers)
    costs, selections, choices, parts = of_form(evidence, "cost by profile", "costs selections", "choices parts")
    require((choices is None) != (parts is None), "the choices are given, or what earlier versions wrote instead")
    read = [law_of(law, size) for law in listing(laws, agents)]
    made = [(a, [setting.set(a, t) for t in listing(menu)], natural(r)) for a, menu, r in map(listing, listing(offers))]
    require(all(menu and menu[0].kind == "endowment" for _, menu, _ in made), "choice 0 is not the endowment")
    in_order = setting.copies == 1 and [a for a, _, _ in made] == list(range(agents))
    require(table is None or in_order, "a table of replicas")
    rows = [listing(row, 2) for row in listing([] if table is None else table)]
    selected = selection_table(rows, [len(menu) for _, menu, _ in made], size)
    setting.require_all([(a, r) for a, _, r in made])
    given = ["any myopic"] * len(made) if strategies is None else listing(strategies, len(made))
    used = [Strategy(plain, menu) for plain, (_, menu, _) in zip(given, made, strict=True)]
    counts, ways, options = [], [], []
    for (a, menu, r), plain, strategy in zip(made, listing(parts or choices, len(made)), used, strict=True):
        left = strategy_choices(strategy, menu, read[a], ties, reach)
        require_choices(plain, left, read[a] if parts else None)
        possible = sorted({k for tied in left for k in tied})
        options.append([(k, menu[k]) for k in possible])
        counts.append(divisions(r, len(possible)))
        ways.append(ways_to_settle(left, possible, counts[-1]))
    afford(math.prod(map(len, counts)) <= MAX_CASES, "too many choice profiles")
    spend(math.prod(map(len, counts)) * (len(made) + sum(len(menu) for _, menu, _ in made) // 10))
    profiles = list(itertools.product(*counts))
    for position, (profile, cost) in enumerate(zip(profiles, numbers(costs, len(profiles)), strict=True)):
        made_by = zip(made, options, profile, strict=True)
        groups = [(a, *each, r) for (a, _, _), own, row in made_by for each, r in zip(own, row, strict=True) if r]
        if table is None:
            chosen = [(a, one, r) for a, _, one, r in groups]
            check_selected(setting, chosen, cost, listing(selections, len(profiles))[position])
        else:
            assignment = selected.get(tuple(k for _, k, _, _ in groups), setting.endowment)
            require(
                is_selection([t for _, _, t, _ in groups], assignment, setting.numbers),
                "the table does not respect the choices",
            )
            require(setting.cost(assignment) == cost, "the cost of a profile is another")
    total = least_expected(numbers(costs, len(profiles)), ways)
    require((total == number(value) * setting.copies) == holds, "the expected cost is another")
    how = choosing([one for (_, menu, _), one in zip(made, used, strict=True) if len(menu) > 1], ties)
    return f"the expected social cost is {'' if holds else 'not '}{told(value)} ({how})"


def ways_to_settle(left: OpenChoices, possible: list[int], counts: list[Profile]) -> list[Point]:
    """The ways to settle ties, each copy in one way: how likely each of the counts is. They are linear in each copy's
    probabilities, so that no randomization does better than the best of these.
    """
    afford(math.prod(map(len, left)) <= MAX_CASES, "too many ways to settle ties")
    rows: dict[tuple[Fraction, ...], None] = {}
    for made in itertools.product(*left):
        spend(len(possible) + len(left))
        chosen = dict.fromkeys(possible, ZERO)
        for k, chance in zip(made, left.values(), strict=True):
            chosen[k] += chance
        rows[tuple(chosen.values())] = None
    found = []
    spend(count_divisions(sum(counts[0]), len(rows)) * len(counts) * len(rows))
    for division in divisions(sum(counts[0]), len(rows)):
        chances = {(0,) * len(possible): ONE}
        for row, r in zip(rows, division, strict=True):
            chances = convolved(chances, multinomial(row, r))
        found.append([chances.get(count, ZERO) for count in counts])
    return found


def multinomial(row: Any, copies: int) -> dict[Profile, Fraction]:
    """How likely the numbers of copies that make each choice are, each copy with the probabilities of the row."""
    found = {}
    for counts in divisions(copies, len(row)):
        spend(len(row) * (2 + (min(copies, MAX_CASES) ** 2 >> 15)))
        if not any(r and not chance for r, chance in zip(counts, row, strict=True)):
            orders = math.prod(map(math.comb, itertools.accumulate(counts), counts))
            found[counts] = orders * math.prod((chance**r for r, chance in zip(counts, row, strict=True)), start=ONE)
    return found


def convolved(one: dict[Profile, Fraction], other: dict[Profile, Fraction]) -> dict[Profile, Fraction]:
    spend(len(one) * len(other) * (1 + max(map(len, one), default=0) // 5))
    found: dict[Profile, Fraction] = {}
    for (a, p), (b, q) in itertools.product(one.items(), other.items()):
        both = tuple(x + y for x, y in zip(a, b, strict=True))
        found[both] = found.get(both, ZERO) + p * q
    return found


def least_expected(costs: Point, ways: list[list[Point]]) -> Fraction:
    """The least expectation of the costs of all profiles, in which the last offer changes fastest, over all ways."""
    for position, rows in enumerate(ways):
        spend(len(costs) * len(rows))
        block = len(costs) // len(rows[0])
        means = (
            [sum_of([p * costs[i * block + at] for i, p in enumerate(way) if p]) for at in range(block)] for way in rows
        )
        if len(rows) > 1:  # that happens a few times alone: each doubles the number of profiles at least
            return min(least_expected(mean, ways[position + 1 :]) for mean in means)
        costs = next(means)
    return costs[0]


def check_weak_improvement(about: Any, holds: bool, evidence: Any) -> str:
    """At every choice profile something costs no more than the status quo; or at one profile nothing does."""
    data, sigma, menus = fields(about, "setting status_quo menus")
    setting = Setting(data)
    agents, size = len(setting.endowment), len(setting.numbers)
    limit = setting.cost(matrix_of(sigma, agents, size))
    offered = [[setting.set(j, t) for t in listing(menu)] for j, menu in enumerate(listing(menus, agents))]
    afford(setting.copies == 1 and math.prod(map(len, offered)) <= MAX_CASES, "too many choice profiles")
    spend(math.prod(map(len, offered)) * agents)
    if holds:
        witnesses, used = of_form(evidence, "witness by profile", "assignments used")
        read = [matrix_of(z, agents, size) for z in listing(witnesses)]
        profiles = list(itertools.product(*offered))
        for sets, which in zip(profiles, listing(used, len(profiles)), strict=True):
            spend(len(sets))
            z = read[index(which, len(read))]
            require(
                is_selection(sets, z, setting.numbers) and setting.cost(z) <= limit, "an assignment is not a witness"
            )
        return "at every choice profile some selection costs at most as much as the status quo"
    choices, value, selection = of_form(evidence, "worse profile", "choices value selection")
    picked = [menu[index(k, len(menu))] for menu, k in zip(offered, listing(choices, agents), strict=True)]
    require(value is None or number(value) > limit, "the profile is not worse")
    check_selected(
        setting, [(j, t, 1) for j, t in enumerate(picked)], None if value is None else number(value), selection
    )
    return f"at the choices {choices} every selection costs more than the status quo"


class ChoiceMarket:
    """A market (VS, sections 1 and 2): what each agent may do, may demand and may be like."""

    def __init__(self, data: Any) -> None:
        names = "tasks numbers agents performance status_quo endowment slack preferences"
        tasks, counts, agents, performance, sigma, eta, slack, preferences = fields(data, names)
        self.size, self.agents = len(distinct(tasks)), len(distinct(agents))
        self.numbers, self.endowment = endowed(counts, eta)
        require((len(self.endowment), len(self.numbers)) == (self.agents, self.size), "other tasks or agents are named")
        self.performance, self.status_quo = (matrix_of(m, self.agents, self.size) for m in (performance, sigma))
        self.slack = numbers(slack, self.agents)
        require(min(self.slack) >= 1, "a slack is below 1")
        given = [fields(one, "domain law") for one in listing(preferences, self.agents)]
        self.domains = [Domain(domain, self.size) for domain, _ in given]
        self.laws = [None if law is None else law_of(law, self.size) for _, law in given]
        for domain, law in zip(self.domains, self.laws, strict=True):
            require(all(domain.contains(*ends) for weight, *ends in law or [] if weight), "the law leaves the domain")
        require(is_assignment(self.status_quo, self.numbers), "the status quo is no assignment")

    def delta(self, first: int, second: int) -> Point:
        return [a - b for a, b in zip(self.performance[first], self.performance[second], strict=True)]


def trade_parts(market: ChoiceMarket, agent: int, reading: Any) -> list[tuple[bool, Any]]:
    """Ways to want a trade: a type of a box gains, or (flat) all types of a box are indifferent."""
    if reading == "lemma 2":
        return [(False, box) for box in market.domains[agent].linear()]
    require(reading in ("indifferent trade", "indifferent keep"), f"the reading {quoted(reading)} is unknown")
    boxes = [(low, high) for weight, low, high in market.laws[agent] or [] if weight]
    require(bool(boxes), "an agent has no law")
    if reading == "indifferent keep":
        return [(False, box) for box in boxes]
    return [(flat, box) for box in boxes for flat in (False, True) if flat or box[0] != box[1]]


def trade_programs(market: ChoiceMarket, reading: Any) -> list[tuple[tuple[int, int], System]]:
    """Pairs of agents with systems in gamma, one of which has a solution exactly if some bilateral trade improves."""
    systems: list[tuple[tuple[int, int], System]] = []
    for first, second in itertools.combinations(range(market.agents), 2):
        parts = itertools.product(trade_parts(market, first, reading), trade_parts(market, second, reading))
        for one, two in parts:
            options: list[Any] = []
            for i, (own, other) in enumerate(zip(market.status_quo[first], market.status_quo[second], strict=True)):
                thick = any(low[i] < high[i] for _, (low, high) in (one, two))
                both = ((1, -1) if thick else (None,)) if other > 0 else (-1,)
                options.append(both if own > 0 else (1,) if other > 0 else (0,))
            afford(math.prod(map(len, options)) + len(systems) <= MAX_CASES, "too many linear systems")
            for signs in itertools.product(*options):
                spend(10 * market.size)
                rows = [(row_of(market.delta(first, second)), "<=", -ONE)]
                rows += wants(one, 1, signs) + wants(two, -1, signs)
                lower = [ZERO if sign in (0, 1) else None for sign in signs]
                upper = [ZERO if sign in (0, -1) else None for sign in signs]
                systems.append(((first, second), built(rows, lower, upper)))
    return systems


def wants(part: tuple[bool, Any], direction: int, signs: Any) -> list[tuple[Sparse, str, Fraction]]:
    """The rows by which direction * gamma suits the part, gamma having the given signs."""
    flat, (low, high) = part
    if flat:
        level = [({i: ONE}, "=", ZERO) for i in range(len(low)) if low[i] < high[i]]
        return [*level, (row_of([direction * c for c in low]), "<=", ZERO)]
    vertex = [high[i] if sign == -direction else low[i] for i, sign in enumerate(signs)]
    return [(row_of([direction * c for c in vertex]), "<=", -ONE)]


def check_bilateral_trade(about: Any, holds: bool, evidence: Any) -> str:
    """A bilateral trade improves on the status quo: the trade; none does: a Farkas vector for every system."""
    data, reading = fields(about, "market reading")
    market = ChoiceMarket(data)
    if not holds:
        (multipliers,) = of_form(evidence, "no bilateral trade", "multipliers")
        systems = trade_programs(market, reading)
        for (_, system), vector in zip(systems, listing(multipliers, len(systems)), strict=True):
            require(system.upper_bound({}, numbers(vector, len(system.rows))) < 0, "a system is not refuted")
        return "no bilateral trade improves on the status quo"
    names = "first second trade chances gain system scale"
    first, second, trade, chances, gain, system, scale = of_form(evidence, "bilateral trade", names)
    gamma, up = numbers(trade, market.size), number(scale)
    for agent, sign in ((index(first, market.agents), 1), (index(second, market.agents), -1)):
        require(
            min(s + sign * g for s, g in zip(market.status_quo[agent], gamma, strict=True)) >= 0, "a negative bundle"
        )
    systems = trade_programs(market, reading)
    pair, program = systems[index(system, len(systems))]
    require(
        pair == (first, second) and up > 0 and program.contains([up * g for g in gamma]), "the trade does not improve"
    )
    laws, event = (market.laws[first], market.laws[second]), reading == "indifferent keep"
    if all(laws):
        shown = [-times(market.delta(first, second), gamma)]
        for law, sign in zip(laws, (1, -1), strict=True):
            wish = [([sign * g for g in gamma], ZERO, event)]
            shown.append(sum((w * box_chance(low, high, wish) for w, low, high in law or []), ZERO))
        require([*numbers(chances, 2), number(gain)] == [*shown[1:], math.prod(shown)], "the gain is another")
    return f"the trade of {', '.join(map(told, trade))} improves on the status quo"


CONSTANT = "no type works more than its slack times its status quo (SQ) and every task is done (MC)"


def constant_program(market: ChoiceMarket) -> System:
    """Constant mechanisms with (SQ) and (MC): m(j, i), then, box by box, an upper bound p(j, i) of the excess."""
    size = market.size
    rows: list[tuple[Sparse, str, Fraction]] = []
    width = market.agents * size
    for j, domain in enumerate(market.domains):
        right, own = [market.slack[j] * s for s in market.status_quo[j]], j * size
        for low, high in domain.linear():
            excess: Sparse = {}
            if domain.is_box:
                rows += [({own + i: ONE, width + i: -ONE}, "<=", right[i]) for i in range(size)]
                excess = row_of([b - a for a, b in zip(low, high, strict=True)], width)
                width += size
            rows.append((row_of(low, own) | excess, "<=", times(low, right)))
    spend(market.agents * size)
    for i, n in enumerate(market.numbers):
        rows.append(({j * size + i: ONE for j in range(market.agents)}, "=", number(n)))
    return built(rows, [ZERO] * width)


def check_only_constant(about: Any, holds: bool, evidence: Any) -> str:
    """The status quo is the only constant mechanism with (SQ) and (MC): nobody can have more of anything."""
    market = ChoiceMarket(*fields(about, "market"))
    system, sigma = constant_program(market), flat(market.status_quo)
    if holds:
        require(system.contains(sigma + excess_of(market, sigma)), "the status quo does not satisfy (SQ)")
        (multipliers,) = of_form(evidence, "nothing else", "multipliers")
        for i, vector in enumerate(listing(multipliers, len(sigma))):
            bound = system.upper_bound({i: ONE}, numbers(vector, len(system.rows)))
            require(bound <= sigma[i], "somebody may have more of something")
        return f"the status quo is the only constant mechanism in which {CONSTANT}"
    (assignment,) = of_form(evidence, "another constant mechanism", "assignment")
    point = flat(matrix_of(assignment, market.agents, market.size))
    other = point != sigma and system.contains(point + excess_of(market, point))
    require(other, "that is no other constant mechanism")
    return f"in another constant mechanism {CONSTANT}"


def excess_of(market: ChoiceMarket, point: Point) -> Point:
    """By how much the agents with a box of types have more than the status quo allows, for `constant_program`."""
    right = [slack * s for slack, row in zip(market.slack, market.status_quo, strict=True) for s in row]
    boxed = [domain.is_box for domain in market.domains for _ in range(market.size)]
    return [max(x - r, ZERO) for x, r, box in zip(point, right, boxed, strict=True) if box]


class Program(NamedTuple):
    """What is minimized over which system; `sign` times the minimum is a value that `words` tell."""

    system: System
    cost: Sparse
    words: str = "the least social cost of such a mechanism is {}"
    sign: int = 1
    allow: Callable[[Any], None] = lambda point: None  # refuses points of a closure that are not points themselves


def optimum(build: Callable[..., Program], data: str, form: str, listed: str = "") -> Check:
    """A check that `value` is the optimum of the program built from the data, and from what is listed as evidence."""

    def check(about: Any, holds: bool, evidence: Any) -> str:
        *given, value = fields(about, f"{data} value")
        require(holds, "only the optimum itself can be shown")
        program = build(*given, *(evidence.get(key) for key in listed.split()))
        *_, point, multipliers = of_form(evidence, form, f"{listed} values multipliers")
        program.allow(point)
        least(program.system, program.cost, program.sign * number(value), point, multipliers)
        return program.words.format(told(value))

    return check


def cheapest_constant(data: Any) -> Program:
    """The least cost of a constant mechanism with (SQ) and (MC)."""
    market = ChoiceMarket(data)
    return Program(constant_program(market), row_of(flat(market.performance)))


def incentive_compatible(data: Any) -> Program:
    """The value of VS, program (1), on finite type sets: (SQ), (IC), (MC)."""
    market = ChoiceMarket(data)
    types: list[list[tuple[Point, Fraction]]] = []
    for domain, law in zip(market.domains, market.laws, strict=True):
        points = [low for low, high in domain.boxes if low == high]
        types.append([(c, sum((w for w, low, high in law or [] if low == c == high), ZERO)) for c in points])
        finite = sum(p for _, p in types[-1]) == 1
        require(finite, "the types or their law are not finite, or a type is listed twice")
    block = market.agents * market.size
    size = math.prod(map(len, types)) * block
    entries = size * sum(len(t) ** 2 for t in types)
    afford(size <= MAX_CASES and entries <= MAX_PLACES, "program (1) is too large")
    spend(2 * entries)
    profiles = list(itertools.product(*(range(len(listed)) for listed in types)))
    chance = [math.prod(types[k][t][1] for k, t in enumerate(profile)) for profile in profiles]

    def workload(j: int, costs: Point, report: int, sign: int) -> Sparse:
        row: Sparse = {}
        for s, profile in enumerate(profiles):
            if profile[j] == report:
                others = sign * math.prod(types[k][t][1] for k, t in enumerate(profile) if k != j)
                row |= row_of([others * c for c in costs], s * block + j * market.size)
        return row

    rows: list[tuple[Sparse, str, Fraction]] = []
    for j, listed in enumerate(types):
        for own, (c, _) in enumerate(listed):
            rows.append((workload(j, c, own, 1), "<=", market.slack[j] * times(c, market.status_quo[j])))
        for own, (c, _) in enumerate(listed):
            others = [report for report in range(len(listed)) if report != own]
            rows += [(workload(j, c, own, 1) | workload(j, c, report, -1), "<=", ZERO) for report in others]
    for s in range(len(profiles)):
        for i, n in enumerate(market.numbers):
            rows.append(({s * block + j * market.size + i: ONE for j in range(market.agents)}, "=", number(n)))
    cost = row_of([p * pi for p in chance for pi in flat(market.performance)])
    return Program(built(rows, [ZERO] * (len(profiles) * block)), cost)


class Lists:
    """Lists of menus, the chances of their choices, and the OSP-feasible sets as one linear system (VS, section 4)."""

    def __init__(self, data: Any, chances: Any, clears: bool) -> None:
        counts, endowment, laws, menus, ties, reach = fields(data, "numbers endowment laws menus ties reach")
        self.numbers, start = endowed(counts, endowment, clears)
        self.size, agents = len(self.numbers), len(start)
        self.rows: list[tuple[Sparse, str, Fraction]] = []
        self.bundles: list[list[tuple[Fraction, int]]] = []
        self.width = 0
        every = zip(start, listing(laws, agents), listing(menus, agents), strict=True)
        for (eta, law, listed), given in zip(every, listing(chances, agents), strict=True):
            self.bundles.append([])
            first, parts = self.width, law_of(law, self.size)
            self.width += len(listing(listed))
            self.rows.append(({first + m: ONE for m in range(len(listed))}, "=", ONE))
            for m, (menu, row) in enumerate(zip(listed, listing(given, len(listed)), strict=True)):
                sets = menu_of(menu, eta, self.numbers)
                require(all(one.kind != "pairs from" for one in sets), "a continuum of choices is not one trading set")
                found = mixed(parts, open_choices([one.candidates(reach) for one in sets], parts, ties))
                require_choices(row, found)
                for tied, p in found.items():
                    self.add([piece for k in tied for piece in sets[k].pieces], first + m, p)
        self.ties = TIES[ties]

    def add(self, pieces: list[System], weight: int, probability: Fraction) -> None:
        """A tie: pieces of its choices with weights that sum to that of the menu, and bundles in them, all scaled."""
        starts = [self.width + q * (1 + self.size) for q in range(len(pieces))]
        self.width += len(pieces) * (1 + self.size)
        self.rows.append(({weight: -ONE} | dict.fromkeys(starts, ONE), "=", ZERO))
        for piece, start in zip(pieces, starts, strict=True):
            self.bundles[-1].append((probability, start + 1))
            self.rows += [({start: -bound} | moved_by(a, start + 1), sense, ZERO) for a, sense, bound in piece.rows]

    def require_drawn(self, plain: Any) -> None:
        """Refuse bundles that come with weight 0: they may run along an unbounded set, and no draw of menus gives them.

        The system describes the closure of what can be drawn; a point of it without such bundles can be drawn.
        """
        solution = numbers(plain, self.width)
        for _, start in itertools.chain(*self.bundles):
            bundle = solution[start : start + self.size]
            require(solution[start - 1] > 0 or not any(bundle), "a bundle has the weight 0")

    def weigh(self, vectors: list[Point]) -> Sparse:
        """The sum over agents of vector . (expected bundle)."""
        every = zip(vectors, self.bundles, strict=True)
        spend(self.size * sum(map(len, self.bundles)))
        return {start + i: p * v for w, own in every for p, start in own for i, v in enumerate(w) if v}


def outer_program(data: Any, performance: Any, chances: Any) -> Program:
    """The value of the large-market program (5) and of its dual (6), for lists of menus."""
    lists = Lists(data, chances, clears=True)
    agents = len(lists.bundles)
    for i, n in enumerate(lists.numbers):
        lists.rows.append((lists.weigh([unit_of(i, lists.size)] * agents), "=", Exact(n)))
    cost = lists.weigh(matrix_of(performance, agents, lists.size))
    words = f"the large-market program for these menus has the value {{}} ({lists.ties})"
    return Program(built(lists.rows, [ZERO] * lists.width), cost, words, allow=lists.require_drawn)


def support_function(data: Any, weights: Any, chances: Any) -> Program:
    """The support function of one agent's OSP-feasible set."""
    lists = Lists(data, chances, clears=False)
    cost = lists.weigh([[-w for w in numbers(weights, lists.size)]])
    return Program(
        built(lists.rows, [ZERO] * lists.width), cost, f"the support function is {{}} ({lists.ties})", sign=-1
    )


class TypedAgent:
    """Finitely many types of positive costs and an endowment; sets of types are bit masks."""

    def __init__(self, data: Any) -> None:
        types, probabilities, endowment = fields(data, "types probabilities endowment")
        self.eta = numbers(endowment, len(listing(endowment)))
        require(min(self.eta) >= 0, "a negative endowment")
        self.types = [numbers(costs, len(self.eta)) for costs in listing(types)]
        self.p = numbers(probabilities, len(types))
        require(1 <= len(types) <= 10 and all(c > 0 for costs in self.types for c in costs), "1 to 10 positive types")
        require(sum(self.p) == 1 and min(self.p) >= 0, "the probabilities do not sum to 1")

    def weight(self, mask: int) -> Fraction:
        return sum((p for t, p in enumerate(self.p) if mask >> t & 1), ZERO)

    def trades(self, mask: int) -> System:
        """The trades d with eta + d >= 0 that exactly the types in the mask accept, ties either way."""
        spend(len(self.types) * len(self.eta))
        signed = [[c if mask >> t & 1 else -c for c in costs] for t, costs in enumerate(self.types)]
        return built([(row_of(row), "<=", ZERO) for row in signed], [-x for x in self.eta])

    def read_menu(self, menu: Any) -> tuple[list[Point], Point]:
        """The trades of a menu with disjoint acceptance sets, and the bundle that the agent expects from it."""
        used, trades, expected = 0, [], list(self.eta)
        for mask, trade in map(listing, listing(menu)):
            trades.append(numbers(trade, len(self.eta)))
            require(index(mask, 2 ** len(self.types)) > 0 and not mask & used, "acceptance sets overlap")
            require(self.trades(mask).contains(trades[-1]), "a trade is not accepted as stated")
            used, expected = used | mask, [x + self.weight(mask) * d for x, d in zip(expected, trades[-1], strict=True)]
        return trades, expected

    def support(self, w: Vector, packing: list[Any]) -> Fraction:
        """S(w) over all menus: attained by a menu; each set of types' best trade bounded, and all packings summed."""
        menu, multipliers = packing
        value = times(w, self.read_menu(menu)[1])
        every = 2 ** len(self.types)
        best = [ZERO] * every
        bounds = [ZERO]
        for mask, vector in enumerate(listing(multipliers, every - 1), 1):
            bound = self.trades(mask).upper_bound(row_of(w), numbers(vector, len(self.types)))
            bounds.append(self.weight(mask) * bound)
        for mask in range(1, every):
            best[mask], part = best[mask & (mask - 1)], mask
            while part:
                best[mask] = max(best[mask], bounds[part] + best[mask ^ part])
                part = (part - 1) & mask
        require(times(w, self.eta) + best[-1] <= value, "another packing may be better")
        return value


def check_all_menus(about: Any, holds: bool, evidence: Any) -> str:
    """The support function over all menus that are obviously dominant on the types."""
    data, weights, value = fields(about, "agent weights value")
    agent = TypedAgent(data)
    require(holds, "only the value itself can be shown")
    found = agent.support(numbers(weights, len(agent.eta)), of_form(evidence, "menu packing", "menu multipliers"))
    require(found == number(value), "the value is another")
    return f"over all menus obviously dominant on the types the support function is {told(value)}"


def check_polarized_menu(about: Any, holds: bool, evidence: Any) -> str:
    """A menu of rays polarized on the whole orthant, or of one remedial trade, attains the value."""
    data, weights, value = fields(about, "agent weights value")
    agent = TypedAgent(data)
    require(holds, "only an attained value can be shown")
    menu, multipliers = of_form(evidence, "polarized menu", "menu multipliers")
    trades, expected = agent.read_menu(menu)
    require(times(numbers(weights, len(agent.eta)), expected) == number(value), "the menu does not attain the value")
    require(all(min(d) < 0 and (max(d) > 0 or len(trades) == 1) for d in trades), "a trade has one sign")
    check_rays(trades, "pairs", True, {"form": "multipliers", "pairs": multipliers})
    return f"a menu polarized on the whole orthant attains {told(value)}"


def check_best_large_market(about: Any, holds: bool, evidence: Any) -> str:
    """Menus drawn at random clear in expectation at this cost, and prices with support functions show it least."""
    counts, performance, agents, value = fields(about, "numbers performance agents value")
    require(holds, "only the value itself can be shown")
    prices, mixtures, packings = of_form(evidence, "mixed menus", "prices mixtures packings")
    supply = [Exact(natural(n)) for n in listing(counts)]
    everyone, size = [TypedAgent(data) for data in listing(agents)], len(supply)
    price, weights = numbers(prices, size), matrix_of(performance, len(everyone), size)
    dual, cost, total = times(price, supply), ZERO, [ZERO] * size
    for agent, pi, mixture, packing in zip(
        everyone, weights, listing(mixtures, len(everyone)), listing(packings, len(everyone)), strict=True
    ):
        w = [a - b for a, b in zip(price, pi, strict=True)]
        dual -= agent.support(w, fields(packing, "menu multipliers"))
        drawn = [(number(p), agent.read_menu(menu)[1]) for p, menu in map(listing, listing(mixture))]
        mean = expectation_of(drawn, size)
        cost, total = cost + times(pi, mean), [a + b for a, b in zip(total, mean, strict=True)]
    require(total == supply and cost == dual == number(value), "the menus do not clear, or are not best")
    return f"over all menus obviously dominant on the types the large-market program has the value {told(value)}"


# -------------------------------------------------------------------------------------------------- the command

KINDS: dict[str, Check] = {
    "comparison": check_comparison,
    "feasible": check_feasible,
    "optimal": check_optimal,
    "unbounded": check_unbounded,
    "totally unimodular": check_totally_unimodular,
    "preserves total unimodularity": check_preserves_total_unimodularity,
    "hierarchy": check_hierarchy,
    "bihierarchy": check_bihierarchy,
    "canonical two-sided": check_two_sided,
    "edges of a graph": check_edges_of_a_graph,
    "bipartite graph": check_bipartite_graph,
    "has a feasible outcome": check_has_outcome,
    "implementable": check_implementable,
    "valid inequality": check_valid,
    "facet": check_facet,
    "description": check_description,
    "condition complete": check_condition,
    "single object implementable": check_single_object,
    "best rule": check_best_rule,
    "some rule": check_some_rule,
    "capacity": check_capacity,
    "linear capacity": check_linear,
    "paramodular": check_paramodular,
    "quotas describe": check_described,
    "lines": check_lines,
    "feasible random outcome": check_random_outcome,
    "condition": check_rule_condition,
    "greatest violation": check_violation,
    "polarized": check_polarized,
    "polarized menus": check_polarized_menus,
    "some type": check_some_type,
    "random allocation": check_random_allocation,
    "feasible protocol": check_feasible_protocol,
    "obviously dominant": check_obviously_dominant,
    "obviously strategy-proof": check_osp,
    "chance": check_chance,
    "choice probabilities": check_choice_probabilities,
    "optimal selection": check_optimal_selection,
    "expected cost": check_expected_cost,
    "weak improvement": check_weak_improvement,
    "bilateral trade improves": check_bilateral_trade,
    "only constant mechanism": check_only_constant,
    "cheapest constant mechanism": optimum(cheapest_constant, "market", "cheapest mechanism"),
    "cheapest incentive compatible mechanism": optimum(incentive_compatible, "market", "cheapest mechanism"),
    "outer program": optimum(outer_program, "lists performance", "outer solution", "chances"),
    "support function": optimum(support_function, "lists weights", "outer solution", "chances"),
    "support over all menus": check_all_menus,
    "polarized menu value": check_polarized_menu,
    "best large market": check_best_large_market,
}


FOR_THE_READER = "conclusion, for the reader to judge, not checked"


def verify(certificate: Any) -> list[str]:
    """What the certificate shows, a sentence for each statement.

    Raises `Refused` when it does not show it, and `TooMuch` (which is a `Refused` too) when that is left open.
    """
    try:
        WORK.begin(certificate)
        _, statements, conclusion = fields(certificate, "format statements", "conclusion")
        require(bool(listing(statements)), "a certificate without statements")
        require(conclusion is None or isinstance(conclusion, str), "the conclusion is not a text")
        sentences = [verify_statement(statement) for statement in statements]
    except (MemoryError, RecursionError, OverflowError) as error:
        raise TooMuch("it takes more memory than is used for one certificate") from error
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise Refused(f"malformed: {quoted(str(error))}") from error
    return sentences if conclusion is None else [*sentences, f"{FOR_THE_READER}: {quoted(conclusion)}"]


def verify_statement(statement: Any) -> str:
    kind, holds, about, evidence = fields(statement, "kind holds about evidence")
    require(isinstance(kind, str) and kind in KINDS, f"the kind {quoted(kind)} is unknown")
    require(isinstance(holds, bool), '"holds" is neither true nor false')
    return KINDS[kind](about, holds, evidence)


def read(path: str) -> Any:
    """The JSON file at `path`, bounded in size and depth, without floats and without repeated keys."""
    WORK.begin(None)
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotACertificate(f"cannot be read: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise NotACertificate(f"larger than {MAX_BYTES // 2**20} MB")
    try:
        source = content.decode("utf-8")
        if nesting(source) > MAX_DEPTH:
            raise NotACertificate(f"nested deeper than {MAX_DEPTH}")
        data = json.loads(
            source, parse_float=no_float, parse_constant=no_float, parse_int=bounded_integer, object_pairs_hook=unique
        )
    except UnicodeDecodeError as error:
        raise NotACertificate(f"is not UTF-8 text (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise NotACertificate(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except (MemoryError, RecursionError) as error:
        raise TooMuch("to read it takes more memory than is used for one certificate") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotACertificate(f'is not a certificate: "format" is not "{FORMAT}"')
    return data


def nesting(source: str) -> int:
    """The greatest depth of brackets outside strings; one that never ends is a string too."""
    without = source.replace("\\\\", "").replace('\\"', "")  # pairs of backslashes, then quotation marks in strings
    brackets = re.sub(r'"[^"]*"?|[^\[\]{}"]+', "", without)
    return max(itertools.accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0)


def no_float(numeral: str) -> Any:
    raise NotACertificate(
        f"holds the number {numeral[:40]}, which is not exact; a certificate has integers and strings"
    )


def bounded_integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise NotACertificate(f"holds a number of {len(digits)} digits; at most {MAX_DIGITS} are read")
    return whole_number(digits)


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise NotACertificate("an object has the same key twice")
    return dict(pairs)


def line(text: str) -> str:
    """The text on one line of printable characters: names of files must not look like answers."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    encoding = sys.stdout.encoding or "ascii"
    return shown.encode(encoding, "backslashreplace").decode(encoding)


def each_once(sentences: list[str]) -> list[str]:
    """The sentences in order; one that several statements have in common stands once, with their number."""
    counts = Counter(sentences)
    return [sentence if count == 1 else f"{sentence} ({count} times)" for sentence, count in counts.items()]


USAGE = """usage: python checker.py CERTIFICATE...
Exit status, the first that applies: 2 a file is not a certificate at all, 1 a certificate is refused, 3 one would take
more work or memory than is allowed (or the answers could not be printed), 0 every certificate is verified."""

VERIFIED, REFUSED, NO_CERTIFICATE, OPEN = 0, 1, 2, 3


def main(paths: Sequence[str], within: Callable[[str], Any] = lambda path: None) -> int:
    """Check the files and print one line each; see the exit status above. `within` sets bounds for each file."""
    try:
        if sys.stdout is None:  # that is how Python starts when the shell has closed it
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        if not paths or {"-h", "--help"} & set(paths):
            print(USAGE, file=sys.stdout if paths else sys.stderr, flush=True)
            return VERIFIED if paths else NO_CERTIFICATE
        return answers(paths, within)
    except OSError as error:
        return unprinted(error)


def answers(paths: Sequence[str], within: Callable[[str], Any]) -> int:
    """Print what there is to say about each file, a line each; the exit status of all of them."""
    found = set()
    for path in paths:
        status, said = answer(path, within)
        found.add(status)
        print(line(f"{path}: {said}"), file=sys.stderr if status == NO_CERTIFICATE else sys.stdout, flush=True)
    return next(status for status in (NO_CERTIFICATE, REFUSED, OPEN, VERIFIED) if status in found)


def answer(path: str, within: Callable[[str], Any]) -> tuple[int, str]:
    """The status of one file, and what there is to say about it."""
    try:
        within(path)
        return VERIFIED, f"verified: {'; '.join(each_once(verify(read(path))))}"
    except NotACertificate as error:
        return NO_CERTIFICATE, str(error)
    except TooMuch as error:
        return OPEN, f"undecided: {error}"
    except Refused as error:
        return REFUSED, f"refused: {error}"
    except MemoryError:
        return OPEN, "undecided: it takes more memory than is used for one certificate"
    except Exception as error:  # a fault of the checker says nothing about the certificate
        return OPEN, f"undecided: the checker fails ({type(error).__name__})"
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)


def unprinted(error: OSError) -> int:
    """Say that the answers could not be printed, if that can be said; what is left of them is for nobody."""
    sink = os.open(os.devnull, os.O_WRONLY)
    if sys.stdout is not None:
        os.dup2(sink, sys.stdout.fileno())
    try:
        print(f"the answers cannot be printed: {error.strerror}", file=sys.stderr, flush=True)
    except OSError:
        os.dup2(sink, sys.stderr.fileno())
    return OPEN


SECONDS, MEMORY = 15, 800 * 2**20  # for a file of at most a megabyte


def bound(path: str) -> None:
    """Bound the processor's time and the memory of this process: should steps be counted too low, this is the end."""
    try:
        size = min(Path(path).stat().st_size, MAX_BYTES)
    except OSError:
        return
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, out_of_time)
        signal.setitimer(signal.ITIMER_PROF, SECONDS * max(1, size / 2**20), 5)
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = MEMORY + 40 * max(0, size - 2**20)
    resource.setrlimit(resource.RLIMIT_AS, (allowed if hard < 0 else min(allowed, hard), hard))


def out_of_time(*_: Any) -> None:
    raise TooMuch("it takes more time than is spent on one certificate")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], bound))
