#!/usr/bin/env python3
"""The independent checker: `python checker.py CERTIFICATE...` says `verified`, or why not.

One file, the standard library alone, no line shared with the software whose certificates it reads. A certificate is a
JSON file with a list of *statements*: what each is about (explicit finite data, complete in itself), whether it
holds, and the evidence. The checker rebuilds every object from the statement, trusts nothing in the file, searches
for nothing, and accepts a statement only when the evidence shows it in exact arithmetic.

Reading order: numbers and plain data, linear algebra, linear systems, total unimodularity, allocation problems, then
the table `KINDS` and the command at the end.

Exit status: 0 every certificate is verified, 1 one is refused, 2 a file is not a certificate at all.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

FORMAT = "exact-proofs/certificate/1"
MAX_BYTES = 64 * 2**20
MAX_DEPTH = 100
MAX_DIGITS = 1_000_000

# Python refuses decimal conversions beyond 4,300 digits unless told otherwise; numerals here are bounded by MAX_DIGITS.
sys.set_int_max_str_digits(MAX_DIGITS + 2)


class Refused(Exception):
    """The certificate does not show what it states."""


class NotACertificate(Exception):
    """The file cannot be read as a certificate."""


def require(condition: bool, why: str) -> None:
    """Refuse the certificate, saying `why`, unless the condition is met."""
    if not condition:
        raise Refused(why)


# ------------------------------------------------------------------------------------------ numbers and plain data

NUMERAL = re.compile(r"(-?\d+)(?:/(\d+))?", re.ASCII)


def number(value: Any) -> Fraction:
    """An integer, or a string `"3"` or `"-3/7"`, as an exact fraction."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    short = isinstance(value, str) and len(value) <= 2 * MAX_DIGITS + 2
    match = NUMERAL.fullmatch(value) if short else None
    if match is None:
        raise Refused(f"{str(value)[:40]!r} is not an exact number")
    above, below = match.groups()
    require(below is None or below.strip("0") != "", "a number with denominator 0")
    return Fraction(whole_number(above), whole_number(below or "1"))


def whole_number(digits: str) -> int:
    """The integer that `digits` write, halving long ones: Python's own conversion is quadratic in their length."""
    if digits.startswith("-"):
        return -whole_number(digits[1:])
    if len(digits) < 3000:
        return int(digits)
    half = len(digits) // 2
    return whole_number(digits[:-half]) * int(10**half) + whole_number(digits[-half:])


def index(value: Any, length: int) -> int:
    """A position in a list of the given length."""
    require(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < length, f"{value!r} is no index")
    return int(value)


def fields(data: Any, required: str, optional: str = "") -> list[Any]:
    """The values of the keys named in `required` and `optional` (`None` if absent); no other key may occur."""
    require(isinstance(data, dict), "an object was expected")
    names, extra = required.split(), optional.split()
    for name in names:
        require(name in data, f'"{name}" is missing')
    for key in data:
        require(key in names or key in extra, f'"{key}" is unknown')
    return [data.get(name) for name in names + extra]


def listing(value: Any, length: int | None = None) -> list[Any]:
    """A list, of the given length if one is given."""
    require(isinstance(value, list), "a list was expected")
    require(length is None or len(value) == length, f"a list of {length} entries was expected")
    return list(value)


def distinct(values: Any) -> list[Any]:
    """A list of distinct names; a name is a string, an integer or a list of names."""
    names = [hashable(value) for value in listing(values)]
    require(len(set(names)) == len(names), "a name occurs twice")
    return names


def hashable(name: Any) -> Any:
    """A name with its lists made tuples."""
    if isinstance(name, list):
        return tuple(hashable(part) for part in name)
    require(isinstance(name, str) or (isinstance(name, int) and not isinstance(name, bool)), "that is no name")
    return name


# ------------------------------------------------------------------------------------------------- linear algebra


def determinant(matrix: Sequence[Sequence[int]]) -> int:
    """The determinant of a square integer matrix, by fraction-free elimination (Bareiss)."""
    rows, sign, previous = [list(row) for row in matrix], 1, 1
    for k in range(len(rows)):
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
            require(sense in ("<=", "="), f"the sense {sense!r} is neither <= nor =")
            self.rows.append((sparse(coefficients, self.size), sense, number(bound)))

    def contains(self, point: list[Fraction]) -> bool:
        """Whether the point satisfies every row and every bound."""
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
        total = Fraction(0)
        for multiplier, (coefficients, sense, bound) in zip(multipliers, self.rows, strict=True):
            require(sense == "=" or multiplier >= 0, "a multiplier of an inequality is negative")
            if multiplier:
                total += multiplier * bound
                for column, entry in coefficients.items():
                    rest[column] = rest.get(column, Fraction(0)) - multiplier * entry
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
    return sum((value * point[column] for column, value in coefficients.items() if value), Fraction(0))


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


def check_optimal(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the optimum of a linear program: a point that attains it, and multipliers that bound it."""
    data, objective, sense, value = fields(about, "system objective sense value")
    system = System(data)
    require(holds, "only the optimum itself can be shown")
    require(sense in ("max", "min"), f"the sense {sense!r} is neither max nor min")
    sign = 1 if sense == "max" else -1
    weights = {column: sign * weight for column, weight in sparse(objective, system.size).items()}
    point, multipliers = of_form(evidence, "primal and dual", "values multipliers")
    solution = numbers(point, system.size)
    require(system.contains(solution), "the point is not in the system")
    require(dot(weights, solution) == sign * number(value), "the point does not attain the value")
    bound = system.upper_bound(weights, numbers(multipliers, len(system.rows)))
    require(bound == sign * number(value), "the multipliers do not prove that the value is best")
    return f"the {sense}imum of the linear program is {value}"


def check_unbounded(about: Any, holds: bool, evidence: Any) -> str:
    """A linear program has no optimum: a point, and a direction of recession along which the objective improves."""
    data, objective, sense = fields(about, "system objective sense")
    system = System(data)
    require(holds, "only unboundedness itself can be shown")
    require(sense in ("max", "min"), f"the sense {sense!r} is neither max nor min")
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
    require(given == form, f'evidence of the form "{form}" was expected, not "{given}"')
    return rest


# --------------------------------------------------------------------------------------------- total unimodularity


def integer_matrix(about: Any) -> tuple[list[Any], list[Any], list[dict[int, int]]]:
    """Row names, column names and, row by row, the nonzero entries by column index."""
    rows, columns, entries = fields(about, "rows columns entries")
    row_names, column_names = distinct(rows), distinct(columns)
    table: list[dict[int, int]] = [{} for _ in row_names]
    for triple in listing(entries):
        r, c, entry = listing(triple, 3)
        value = number(entry)
        require(value.denominator == 1, "an entry is not an integer")
        require(index(c, len(column_names)) not in table[index(r, len(row_names))], "an entry is given twice")
        table[r][c] = int(value)
    return row_names, column_names, table


# -------------------------------------------------------------------------------------------------- the command

Check = Callable[[Any, bool, Any], str]

KINDS: dict[str, Check] = {
    "feasible": check_feasible,
    "optimal": check_optimal,
    "unbounded": check_unbounded,
}


def verify(certificate: Any) -> list[str]:
    """What the certificate shows, a sentence for each statement; raises `Refused` when it does not show it."""
    try:
        _, statements, conclusion = fields(certificate, "format statements", "conclusion")
        require(bool(listing(statements)), "a certificate without statements")
        sentences = [verify_statement(statement) for statement in statements]
    except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError, RecursionError, AttributeError) as error:
        raise Refused(f"malformed: {error}") from error
    return [*sentences, str(conclusion)] if conclusion is not None else sentences


def verify_statement(statement: Any) -> str:
    kind, holds, about, evidence = fields(statement, "kind holds about evidence")
    require(isinstance(kind, str) and kind in KINDS, f"the kind {kind!r} is unknown")
    require(isinstance(holds, bool), '"holds" is neither true nor false')
    return KINDS[kind](about, holds, evidence)


def read(path: str) -> Any:
    """The JSON file at `path`, bounded in size and depth, without floats and without repeated keys."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotACertificate(f"cannot be read: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise NotACertificate(f"larger than {MAX_BYTES // 2**20} MB")
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotACertificate(f"is not UTF-8 text (byte {error.start})") from error
    if nesting(source) > MAX_DEPTH:
        raise NotACertificate(f"nested deeper than {MAX_DEPTH}")
    try:
        data = json.loads(
            source, parse_float=no_float, parse_constant=no_float, parse_int=whole_number, object_pairs_hook=unique
        )
    except json.JSONDecodeError as error:
        raise NotACertificate(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotACertificate(f'is not a certificate: "format" is not "{FORMAT}"')
    return data


def nesting(source: str) -> int:
    """The greatest depth of brackets outside strings."""
    depth = deepest = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', source):
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    return deepest


def no_float(numeral: str) -> Any:
    raise NotACertificate(
        f"holds the number {numeral[:40]}, which is not exact; a certificate has integers and strings"
    )


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise NotACertificate("an object has the same key twice")
    return dict(pairs)


def main(paths: Sequence[str]) -> int:
    """Check the files and print one line each (more for what they show); see the exit status above."""
    if not paths:
        print("usage: python checker.py CERTIFICATE...", file=sys.stderr)
        return 2
    status = 0
    for path in paths:
        try:
            sentences = verify(read(path))
        except NotACertificate as error:
            print(f"{path}: {error}", file=sys.stderr)
            status = 2
        except Refused as error:
            print(f"{path}: refused: {error}")
            status = max(status, 1)
        else:
            print(f"{path}: verified: {'; '.join(sentences)}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
