"""Cones and polyhedra as files: cddlib's `.ine` and `.ext`, and a JSON matrix read as inequalities.

A text file (Fukuda, cddlib reference manual, section 2; also read and written by lrs) looks like

    * a comment
    H-representation                 or  V-representation
    linearity 1 3
    begin
     3 4 rational                    rows, columns, number type
     ...
    end

A row `b a` of an H-representation says `b + a x >= 0`, or `= 0` if its number, counted from 1, stands in the line
`linearity`. A row of a V-representation is a point `1 v` or a ray `0 r`, or a line if its number stands there; rays
without any point start at 0. Numbers are of type `integer`, `rational` or `real`; a decimal numeral, such as `0.25` or
`1.5e-3`, is the decimal fraction that it writes, and that it was read so is among the notes. Keywords are taken in
upper and lower case, and options before `begin` or after `end`: `nonnegative` adds the inequalities `x >= 0`, `hull`
says that the rows are generators, `equality` and `partial_enum` are other words for `linearity`, and `project 2 1 3`
names the columns to project onto (or `eliminate` those that go), counted from 1 after the first; options that change
what the rows mean in other ways are refused. After `end`, `maximize` or `minimize` and as many numbers as a row has,
`c0 c`, ask for the best value of `c0 + c x`, which only linear programs are read for. Without a representation line a
file is an H-representation. Coordinates that have names of their own are kept in comments that hold one name each, as
JSON: `* coordinate "x"`.

Everything wrong raises `ValueError` with one sentence; it starts with the name of a text file, if that is given.
"""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, NamedTuple, NoReturn

from exact.cones import Cone, Generators
from exact.matrices import Name, name_to_plain
from exact.polyhedra import Constraint, Hull, Polyhedron
from exact.rationals import text
from exact.showing.display import counted
from proofs.formats.numerals import DECIMAL, QUOTIENT, number_in

_BEGINNING = re.compile(r"^[ \t]*begin[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
MAX_ENTRIES = 2_000_000

Rows = list[list[int | Fraction]]

_TYPES = ("integer", "rational", "real")
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_REPRESENTATION = re.compile(r"([hv])-?representation:?", re.IGNORECASE)
_SIZE = re.compile(r"(\d{1,9}|\*{5})\s+(\d{1,9})\s+(\w+)", re.ASCII)  # lrs writes ***** when it does not know
_COORDINATE = re.compile(r"\*\s*coordinate\s+(.*)")
_LINEARITY = ("linearity", "equality", "partial_enum", "partial_enumeration")
_CHANGE_MEANING = ("strict_ineq", "strict_inequality")
_SENSES: dict[str, Literal["max", "min"]] = {
    "maximize": "max",
    "maximum": "max",
    "minimize": "min",
    "minimum": "min",
}
_MEANINGFUL = (*_LINEARITY, *_CHANGE_MEANING, *_SENSES, "project", "eliminate", "nonnegative", "hull")
"""Options that are about what the rows mean; others say how to compute, and a name may be any word."""


def looks_like(content: str) -> bool:
    """Whether the text has the line `begin` that these files have."""
    return _BEGINNING.search(content) is not None


WrittenRow = tuple[tuple[Fraction, ...], Fraction]
"""The coefficients of `row x <= bound` or `row x = bound`, and the bound."""


class Read(NamedTuple):
    """What a text file describes, what is to be said of the way it was read, and the numbers of its rows.

    These are those of inequalities and of equations (what `nonnegative` adds comes last), or those of points, rays and
    lines. `onto` are the coordinates that it is to be projected onto, if the file says so. With a `sense`, the best
    value of the `weights`, of which the first is a constant, is asked for. `rows` are the inequalities and the
    equations as they are written, each with its bound: `described` has multiples of them, and multipliers are about the
    file's.
    """

    described: Polyhedron | Hull
    notes: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]
    onto: tuple[Name, ...] | None
    sense: Literal["max", "min"] | None
    weights: tuple[Fraction, ...]
    rows: tuple[tuple[WrittenRow, ...], tuple[WrittenRow, ...]]


def parse(content: str, place: str = "input") -> Polyhedron | Hull:
    """The polyhedron that `content` describes; `place` opens the error messages."""
    return read(content, place).described


def read(content: str, place: str = "input") -> Read:
    """The same, with what else is read."""
    reader = _Reader(place)
    for number, line in enumerate(content.split("\n"), start=1):
        reader.line = number
        reader.take(line.strip())
    described = reader.finish()
    onto, weights = reader.onto(described.coordinates), tuple(map(Fraction, reader.objective or ()))
    return Read(described, reader.notes(), reader.numbers(), onto, reader.sense, weights, reader.written)


def as_cone(polyhedron: Polyhedron, place: str = "input") -> Cone:
    """The polyhedron as a cone, when all its bounds are 0."""
    for kind, constraints in (("inequality", polyhedron.inequalities), ("equation", polyhedron.equations)):
        for index, (_, bound) in enumerate(constraints):
            if bound:
                raise ValueError(f"{place}: not a cone: {kind} {index + 1} has the constant {bound}, not 0")
    return Cone(
        polyhedron.coordinates,
        tuple(_negated(row) for row, _ in polyhedron.inequalities),
        tuple(_negated(row) for row, _ in polyhedron.equations),
    )


def as_generators(hull: Hull, place: str = "input") -> Generators:
    """The hull as a cone, when its only point is 0."""
    if not hull.points or any(any(point) for point in hull.points):
        raise ValueError(f"{place}: not a cone: it must have the point 0 and no other")
    return Generators(hull.coordinates, hull.rays, hull.lines)


def write(described: Cone | Polyhedron | Generators | Hull) -> str:
    """The text of an `.ine` file (cone or polyhedron) or of an `.ext` file (generators or hull)."""
    if isinstance(described, Cone | Polyhedron):
        rows, linear = _inequality_rows(described)
        representation = "H-representation"
    else:
        rows, linear = _generator_rows(described)
        representation = "V-representation"
    whole = all(isinstance(entry, int) or entry.denominator == 1 for row in rows for entry in row)
    lines = [*_coordinate_comments(described.coordinates), representation]
    if linear:
        lines.append(f"linearity {len(linear)} {' '.join(map(str, linear))}")
    lines += ["begin", f" {len(rows)} {described.dimension + 1} {'integer' if whole else 'rational'}"]
    lines += [" " + " ".join(map(text, row)) for row in rows]
    return "\n".join([*lines, "end", ""])


@dataclass
class _Reader:
    """Reads a text file line by line; `take` is called with each, then `finish`."""

    place: str
    line: int = 0
    stage: str = "preamble"  # preamble, size, rows, after
    representation: str = ""  # H or V, once that was said
    nonnegative: bool = False
    decimal: str = ""  # the first decimal numeral
    linear: dict[int, int] = field(default_factory=dict)  # row number -> line where that was said
    linearity_line: int = 0
    projected: tuple[str, list[int]] | None = None  # the word, and the columns that it names
    projected_line: int = 0
    coordinates: list[Name] = field(default_factory=list)
    height: int | None = None
    width: int = 0
    number: str = "integer"
    values: list[int | Fraction] = field(default_factory=list)
    row_lines: list[int] = field(default_factory=list)  # where each row starts
    sense: Literal["max", "min"] | None = None
    objective: list[int | Fraction] = field(default_factory=list)
    written: tuple[tuple[WrittenRow, ...], tuple[WrittenRow, ...]] = ((), ())
    misspelt: list[str] = field(default_factory=list)  # what is said of words that are nearly options
    uneven: str = ""  # a line that does not hold one row: not wrong, but a likely cause

    def take(self, line: str) -> None:
        unknown_height = self.stage == "size" and line.startswith("*****")
        if line.startswith(("*", "#")) and not unknown_height:
            self._comment(line)
        elif line:
            steps = {"preamble": self._preamble, "size": self._size, "rows": self._rows, "after": self._after}
            steps[self.stage](line)

    def finish(self) -> Polyhedron | Hull:
        if self.stage != "after":
            missing = "begin" if self.stage == "preamble" else "end"
            raise ValueError(f'{self.place}: the file has no line "{missing}"')
        rows = [self.values[start : start + self.width] for start in range(0, len(self.values), self.width)]
        for index, line in self.linear.items():
            if index > len(rows):
                self._wrong(f"linearity names row {index}, but the last row is {len(rows)}", line)
        names: tuple[Name, ...] = tuple(self.coordinates) or tuple(range(self.width - 1))
        if len(names) != self.width - 1:
            named = f"{counted(len(names), 'coordinate name')} for {counted(self.width - 1, 'column')}"
            self._wrong(f"{named} after the first number")
        if len(set(names)) != len(names):
            self._wrong("two coordinates have the same name")
        if not self.representation and self.place.endswith(".ext"):
            raise ValueError(f'{self.place}: an .ext file holds generators; write "V-representation" before "begin"')
        if self.sense is not None and len(self.objective) != self.width:
            told = f"{counted(self.width, 'number')}, like a row"
            self._wrong(f"the objective has {told}, and {counted(len(self.objective), 'number')} stands there")
        if self.representation != "V":
            return self._polyhedron(rows, names)
        if self.nonnegative:
            raise ValueError(f'{self.place}: the option "nonnegative" is about inequalities, and these are generators')
        return self._hull(rows, names)

    def notes(self) -> tuple[str, ...]:
        found = list(self.misspelt)
        if self.decimal:
            value = text(number_in(self.decimal))
            found.append(
                f"{self.place}: decimal numbers are read exactly, as they are written: {self.decimal} is {value}"
            )
        return tuple(found)

    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the rows, by what they are."""
        count = len(self.values) // self.width
        if self.representation == "V":
            kinds = [2 if k in self.linear else int(not self.values[(k - 1) * self.width]) for k in range(1, count + 1)]
            return tuple(tuple(k for k, kind in enumerate(kinds, start=1) if kind == each) for each in range(3))
        rows = range(1, count + (self.width if self.nonnegative else 1))
        return tuple(k for k in rows if k not in self.linear), tuple(k for k in rows if k in self.linear)

    def onto(self, names: tuple[Name, ...]) -> tuple[Name, ...] | None:
        """The coordinates that the file is to be projected onto."""
        if self.projected is None:
            return None
        word, columns = self.projected
        if any(column > len(names) for column in columns):
            self._wrong(f"{word} names a column beyond the last, which is {len(names)}", self.projected_line)
        if word == "project":
            return tuple(names[column - 1] for column in columns)
        return tuple(name for column, name in enumerate(names, start=1) if column not in columns)

    def _wrong(self, message: str, line: int | None = None) -> NoReturn:
        raise ValueError(f"{self.place}, line {line or self.line}: {message}")

    def _comment(self, line: str) -> None:
        named = _COORDINATE.fullmatch(line)
        if named is None:
            return
        try:
            plain = json.loads(named.group(1))
        except (ValueError, RecursionError):
            return  # somebody's prose
        self.coordinates.append(name_from_plain(plain, f"{self.place}, line {self.line}"))

    def _preamble(self, line: str) -> None:
        word, *rest = line.split()
        told = _REPRESENTATION.fullmatch(word)
        if told is not None:
            self._represent(told.group(1).upper())
        elif "representation" in word.lower():
            self._wrong(f'"{word}" is neither "H-representation" nor "V-representation"')
        elif word.lower() == "begin":
            self.stage = "size"
        else:
            self._option(word.lower(), rest)

    def _represent(self, letter: str) -> None:
        if self.representation not in ("", letter):
            self._wrong(f"the rows are said to be a {self.representation}- and a {letter}-representation")
        self.representation = letter

    def _option(self, word: str, rest: list[str]) -> None:
        """An option, before "begin" or after "end"; everything else is a name or says how to compute."""
        if word in _LINEARITY:
            self._linearity(rest)
        elif word in ("project", "eliminate"):
            self._projection(word, rest)
        elif word == "nonnegative":
            self.nonnegative = True
        elif word == "hull":
            self._represent("V")
        elif word.rstrip(":") in _SENSES:
            self._wrong(f'"{word}" stands after "end", with the numbers of the objective')
        elif word in _CHANGE_MEANING:
            self._wrong(f'the option "{word}" is not supported; use the representation and linearity lines')
        elif near := difflib.get_close_matches(word, _MEANINGFUL, 1, 0.75):
            self.misspelt.append(f'{self.place}, line {self.line}: "{word}" is left aside; is "{near[0]}" meant?')

    def _linearity(self, numbers: list[str]) -> None:
        if self.linearity_line:
            self._wrong(f"a second linearity line; the first is line {self.linearity_line}")
        self.linearity_line = self.line
        self.linear = dict.fromkeys(self._listed("linearity", "row", numbers), self.line)

    def _projection(self, word: str, numbers: list[str]) -> None:
        if self.projected is not None:
            self._wrong(f"a second line with columns to project onto; the first is line {self.projected_line}")
        self.projected_line = self.line
        self.projected = word, self._listed(word, "column", numbers)
        if len(set(self.projected[1])) != len(self.projected[1]):
            self._wrong(f"{word} names a column twice")

    def _listed(self, word: str, kind: str, numbers: list[str]) -> list[int]:
        """How many there are, and then their numbers; cddlib takes commas between them too."""
        numbers = " ".join(numbers).replace(",", " ").split()
        if not all(re.fullmatch(r"\d{1,9}", number, re.ASCII) for number in numbers) or not numbers:
            self._wrong(f"{word} is followed by how many {kind}s there are, and their numbers")
        count, *listed = map(int, numbers)
        if count != len(listed):
            self._wrong(f"{word} announces {counted(count, kind)} and names {len(listed)}")
        if 0 in listed:
            self._wrong(f"{word} names {kind} 0, but {kind}s are counted from 1")
        return listed

    def _size(self, line: str) -> None:
        match = _SIZE.fullmatch(line)
        if match is None:
            self._wrong('after "begin" stand the numbers of rows and columns and the number type: "3 4 rational"')
        height, width, self.number = match.groups()
        self.number = self.number.lower()
        if self.number not in _TYPES:
            self._wrong(f'the number type is "integer", "rational" or "real", not "{self.number}"')
        self.height, self.width = None if height == "*****" else int(height), int(width)
        if self.width == 0:
            self._wrong("a row has at least one number")
        if (self.height or 0) * self.width > MAX_ENTRIES:
            self._wrong(f"more than {MAX_ENTRIES} entries")
        self.stage = "rows"

    def _rows(self, line: str) -> None:
        numerals = line.split()
        if numerals[0].lower() == "end":
            self._end()
            return
        if len(numerals) != self.width and not self.uneven:
            self.uneven = f"; line {self.line} has {len(numerals)}"
        for numeral in numerals:
            if len(self.values) % self.width == 0:
                self.row_lines.append(self.line)
            self.values.append(self._value(numeral))
        limit = MAX_ENTRIES if self.height is None else self.height * self.width
        if len(self.values) > limit:
            self._wrong(f"more numbers than {self._rows_said()} of {self.width}{self.uneven}")

    def _value(self, numeral: str) -> int | Fraction:
        """An integer, a quotient or a decimal numeral, exactly."""
        shown = numeral if len(numeral) <= 40 else numeral[:37] + "..."
        if self.number == "integer" and _INTEGER.fullmatch(numeral) is None:
            other = QUOTIENT.fullmatch(numeral) or DECIMAL.fullmatch(numeral)
            self._wrong(
                f'"{shown}" is not an integer' + ('; put "rational" for "integer" after "begin"' if other else "")
            )
        try:
            value = number_in(numeral)
        except ValueError as error:
            self._wrong(str(error))
        if QUOTIENT.fullmatch(numeral) is None:
            self.decimal = self.decimal or numeral
        return value.numerator if value.denominator == 1 else value

    def _end(self) -> None:
        found, height = len(self.values), self.height
        if found % self.width or (height is not None and found != height * self.width):
            verb = "is" if found == 1 else "are"
            self._wrong(f"{counted(found, 'number')} {verb} not {self._rows_said()} of {self.width}{self.uneven}")
        self.stage = "after"

    def _rows_said(self) -> str:
        return "rows" if self.height is None else counted(self.height, "row")

    def _after(self, line: str) -> None:
        word, *rest = line.split()
        sense = _SENSES.get(word.lower().rstrip(":"))
        if sense is None and self.sense is not None and len(self.objective) < self.width:
            rest = [word, *rest]
        elif sense is None:
            self._option(word.lower(), rest)
            return
        elif self.sense is not None:
            self._wrong("a second objective; a linear program has one")
        else:
            self.sense = sense
        self.objective += [self._value(numeral) for numeral in rest]
        if len(self.objective) > self.width:
            self._wrong(f"the objective has {counted(self.width, 'number')}, like a row, and more stand there")

    def _polyhedron(self, rows: Rows, names: tuple[Name, ...]) -> Polyhedron:
        # b + a x >= 0 is -a x <= b.
        tables: dict[bool, tuple[list[list[Any]], list[Any]]] = {True: ([], []), False: ([], [])}
        for index, (bound, *row) in enumerate(rows, start=1):
            coefficients, bounds = tables[index in self.linear]
            coefficients.append([-entry for entry in row])
            bounds.append(bound)
        if self.nonnegative:
            tables[False][0].extend([-int(j == k) for j in range(len(names))] for k in range(len(names)))
            tables[False][1].extend([0] * len(names))
        self.written = _rows(*tables[False]), _rows(*tables[True])
        return Polyhedron.of(*tables[False], *tables[True], coordinates=names)

    def _hull(self, rows: Rows, names: tuple[Name, ...]) -> Hull:
        points: list[list[Any]] = []
        rays: list[list[Any]] = []
        lines: list[list[Any]] = []
        for index, (kind, *entries) in enumerate(rows, start=1):
            if kind not in (0, 1):
                message = f"row {index} starts with {text(kind)}; a point starts with 1, a ray or line with 0"
                self._wrong(message, self.row_lines[index - 1])
            if kind == 1 and index in self.linear:
                self._wrong(f"linearity names row {index}, but that is a point", self.linearity_line)
            (points if kind == 1 else lines if index in self.linear else rays).append(entries)
        if rows and not points:
            points = [[0] * len(names)]
        return Hull.of(points, rays, lines, coordinates=names)


def _inequality_rows(described: Cone | Polyhedron) -> tuple[Rows, list[int]]:
    """Rows `b a`, inequalities first, and the numbers of the equations, counted from 1."""
    if isinstance(described, Cone):
        rows: Rows = [[0, *row] for row in (*described.inequalities, *described.equations)]
    else:
        bounded: list[Constraint] = [*described.inequalities, *described.equations]
        rows = [[bound, *_negated(row)] for row, bound in bounded]
    return rows, list(range(len(described.inequalities) + 1, len(rows) + 1))


def _generator_rows(described: Generators | Hull) -> tuple[Rows, list[int]]:
    """Rows `1 v` and `0 r`, lines last, and the numbers of the lines, counted from 1."""
    points = described.points if isinstance(described, Hull) else ((0,) * described.dimension,)
    rows: Rows = [[1, *point] for point in points]
    rows += [[0, *row] for row in (*described.rays, *described.lines)]
    return rows, list(range(len(rows) - len(described.lines) + 1, len(rows) + 1))


def _coordinate_comments(coordinates: tuple[Name, ...]) -> list[str]:
    if coordinates == tuple(range(len(coordinates))):
        return []
    # cddlib looks for its keywords word by word, in comments too, so a name must be one word and no keyword.
    plain = (json.dumps(name_to_plain(name), separators=(",", ":")) for name in coordinates)
    return ["* coordinate " + name.replace(" ", "\\u0020") for name in plain]


def name_from_plain(plain: Any, place: str, depth: int = 0) -> Name:
    """A name: a string, an integer, or a list of such (lists within lists, but not deeper)."""
    if isinstance(plain, str) or (isinstance(plain, int) and not isinstance(plain, bool)):
        return plain
    if isinstance(plain, list) and depth < 3:
        return tuple(name_from_plain(part, place, depth + 1) for part in plain)
    raise ValueError(f"{place}: a name is a string, an integer, or a list of names")


def _rows(coefficients: list[list[Any]], bounds: list[Any]) -> tuple[WrittenRow, ...]:
    return tuple((tuple(map(Fraction, row)), Fraction(bound)) for row, bound in zip(coefficients, bounds, strict=True))


def _negated(row: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(-entry for entry in row)
