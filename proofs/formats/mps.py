"""Linear programs in MPS format, fixed and free.

A file has sections, whose names begin in the first column, and lines of fields that are indented:

    NAME, OBJSENSE (MAX or MIN, on its line or the next; MIN if nothing is said)
    ROWS      N, L, G or E, and a name; the first N row is the objective, further ones are left out
    COLUMNS   variable, row, number, and perhaps one more row and number;
              M 'MARKER' 'INTORG' and M 'MARKER' 'INTEND' enclose variables that are integers
    RHS       [set] row number ...; that of the objective is minus its constant
    RANGES    [set] row number ...; L: [rhs - |R|, rhs], G: [rhs, rhs + |R|], E: from rhs to rhs + R
    BOUNDS    LO, UP, FX, FR, MI, PL, BV, LI or UI, [set], variable, and a number where the type has one
    ENDATA

`*` begins a comment. Free: fields are apart by blanks. Fixed: they stand in columns 2-3, 5-12, 15-22, 25-36, 40-47 and
50-61, and names may hold blanks; a file is read so if it cannot be read as free. Variables lie between 0 and infinity
if nothing else is said. What programs read differently is refused: an upper bound below 0 without a lower one, an
integer without bounds, a right side of 1e20 or more. So are quadratic, special-ordered and semi-continuous parts, and a
second set of right sides, ranges or bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NoReturn

from exact.linear.named import Ends, Program, ProgramRow
from exact.names import shown
from proofs.formats.numerals import INFINITE, bound_in, number_in

_BEGINNING = re.compile(
    r"(?:\s*(?:\*[^\n]*)?\n)*(?:NAME\b[^\n]*\n|(?:OBJSENSE\b[^\n]*\n(?:\s+MAX\w*|\s+MIN\w*)?\s*)?ROWS\s)"
)
_FIELDS = ((1, 3), (4, 12), (14, 22), (24, 36), (39, 47), (49, 61))
"""Where the fields of the fixed format stand, the first column 0."""
_SECTIONS = ("NAME", "OBJSENSE", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA")
_WITH_NUMBER = ("LO", "UP", "FX", "LI", "UI")
_WITHOUT_NUMBER = ("FR", "MI", "PL", "BV")


def looks_like(content: str) -> bool:
    """Whether the text begins as an MPS file does."""
    return _BEGINNING.match(content) is not None


def parse(content: str, place: str = "input") -> Program:
    """The program that the text describes; `place` opens the error messages. Raises `ValueError`."""
    try:
        return _Reader(place, fixed=False).read(content)
    except ValueError as error:
        try:
            return _Reader(place, fixed=True).read(content)
        except ValueError:
            raise error from None


@dataclass
class _Reader:
    """Reads line by line."""

    place: str
    fixed: bool
    line: int = 0
    section: str = ""
    sense: Literal["max", "min"] = "min"
    objective: str | None = None
    left_out: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    entries: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    right: dict[str, Fraction] = field(default_factory=dict)
    ranges: dict[str, Fraction] = field(default_factory=dict)
    lower: dict[str, Fraction | None] = field(default_factory=dict)
    upper: dict[str, Fraction | None] = field(default_factory=dict)
    integers: dict[str, int] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    within_integers: bool = False
    infinite: str = ""

    def read(self, content: str) -> Program:
        for self.line, line in enumerate(content.split("\n"), start=1):
            line = line.rstrip().expandtabs(8) if self.fixed else line.rstrip()
            if not line.strip() or line.startswith("*"):
                continue
            if self.section == "ENDATA":
                self.wrong("something stands after ENDATA; leave it out")
            if line[0].isspace():
                self.data(line)
            else:
                self.begin(line.split())
        if self.section != "ENDATA":
            raise ValueError(f"{self.place}: the file has no line ENDATA; is it whole?")
        return self.program()

    def wrong(self, message: str, line: int | None = None) -> NoReturn:
        raise ValueError(f"{self.place}, line {line or self.line}: {message}")

    def begin(self, words: list[str]) -> None:
        name = words[0].upper()
        if name not in _SECTIONS:
            self.wrong(f"the section {shown(words[0])} is not read; linear programs have {', '.join(_SECTIONS)}")
        if name in ("RHS", "RANGES", "BOUNDS", "COLUMNS") and len(words) > 1:
            self.wrong(f"something stands beside {name}; fields stand on lines of their own that begin with a blank")
        self.section = name
        if name == "OBJSENSE" and len(words) > 1:
            self.set_sense(words[1])

    def data(self, line: str) -> None:
        fields = self.fields(line)
        steps = {
            "OBJSENSE": lambda: self.set_sense(fields[0]),
            "ROWS": lambda: self.row(fields),
            "COLUMNS": lambda: self.column(fields),
            "RHS": lambda: self.side(fields, self.right, "right side"),
            "RANGES": lambda: self.side(fields, self.ranges, "range"),
            "BOUNDS": lambda: self.bound(fields),
        }
        if self.section not in steps:
            self.wrong(f"fields under {self.section or 'no section'}; which section do they belong to?")
        steps[self.section]()

    def fields(self, line: str) -> list[str]:
        if not self.fixed:
            return line.split()
        between = [line[end:start] for (_, end), (start, _) in pairwise(_FIELDS)]
        if any(map(str.strip, (*between, line[61:]))):
            self.wrong("something stands between the columns of the fixed format")
        fields = [line[start:end].strip() for start, end in _FIELDS]
        if self.section in ("RHS", "RANGES") and not fields[1]:
            return [each for each in fields[2:] if each]
        return [each for each in fields if each]

    def set_sense(self, word: str) -> None:
        senses: dict[str, Literal["max", "min"]] = {"MAX": "max", "MAXIMIZE": "max", "MIN": "min", "MINIMIZE": "min"}
        if word.upper() not in senses:
            self.wrong(f"OBJSENSE is MAX or MIN, not {shown(word)}")
        self.sense = senses[word.upper()]

    def row(self, fields: list[str]) -> None:
        if len(fields) != 2 or fields[0].upper() not in ("N", "L", "G", "E"):
            self.wrong("a line of ROWS is N, L, G or E, and a name")
        kind, name = fields[0].upper(), fields[1]
        if name in self.kinds:
            self.wrong(f"the row {shown(name)} stands there twice")
        self.kinds[name] = kind
        self.entries[name] = {}
        if kind == "N" and self.objective is None:
            self.objective = name
        elif kind == "N":
            self.left_out.append(name)

    def column(self, fields: list[str]) -> None:
        if len(fields) >= 2 and fields[1].strip("'").upper() == "MARKER":
            self.marker(fields)
            return
        name = fields[0]
        self.columns.setdefault(name, self.line)
        if self.within_integers:
            self.integers.setdefault(name, self.line)
        for row, value in self.pairs(fields[1:]):
            if name in self.entries[row]:
                self.wrong(f"the entry of {shown(name)} in {shown(row)} stands there twice")
            self.entries[row][name] = value

    def marker(self, fields: list[str]) -> None:
        what = fields[-1].strip("'").upper()
        if what not in ("INTORG", "INTEND"):
            self.wrong("a marker is 'INTORG' or 'INTEND'; special-ordered sets are not read")
        self.within_integers = what == "INTORG"

    def pairs(self, fields: list[str]) -> list[tuple[str, Fraction]]:
        if not fields or len(fields) % 2 or len(fields) > 4:
            self.wrong("a name is followed by one or two pairs of a row and a number")
        for row in fields[::2]:
            if row not in self.kinds:
                self.wrong(f"there is no row {shown(row)}")
        return [(row, self.number(word)) for row, word in zip(fields[::2], fields[1::2], strict=True)]

    def number(self, word: str) -> Fraction:
        try:
            return number_in(word)
        except ValueError as error:
            self.wrong(str(error))

    def side(self, fields: list[str], table: dict[str, Fraction], what: str) -> None:
        if len(fields) % 2:
            self.same_set(what, fields[0])
            fields = fields[1:]
        for row, value in self.pairs(fields):
            if row in table:
                self.wrong(f"a second {what} of {shown(row)}")
            if what == "range" and self.kinds[row] == "N":
                self.wrong(f"{shown(row)} is an objective and has no range")
            if abs(value) >= INFINITE:
                self.wrong(f"programs take a {what} of 1e20 or more for none; leave the row out, or scale it")
            table[row] = value

    def same_set(self, what: str, name: str) -> None:
        if self.sets.setdefault(what, name) != name:
            self.wrong(f"a second set of {what}s, {shown(name)} beside {shown(self.sets[what])}; keep one")

    def bound(self, fields: list[str]) -> None:
        kind = fields[0].upper()
        if kind not in (*_WITH_NUMBER, *_WITHOUT_NUMBER):
            self.wrong(f"the type of bound {shown(fields[0])} is not read; read are LO, UP, FX, FR, MI, PL, BV, LI, UI")
        rest = fields[1:]
        word = "0"
        if kind in _WITH_NUMBER:
            word = rest.pop() if rest else ""
        elif len(rest) == 3 or (len(rest) == 2 and rest[1] not in self.columns):
            rest.pop()  # a number that says nothing
        if len(rest) == 2:
            self.same_set("bound", rest[0])
        if not 1 <= len(rest) <= 2:
            self.wrong(f"a bound {kind} has a set, a variable{' and a number' if kind in _WITH_NUMBER else ''}")
        if rest[-1] not in self.columns:
            self.wrong(f"there is no variable {shown(rest[-1])}")
        self.take_bound(kind, rest[-1], word)

    def take_bound(self, kind: str, name: str, word: str) -> None:
        if kind in ("BV", "LI", "UI"):
            self.integers.setdefault(name, self.line)
        value = self.finite(kind, word)
        if kind in ("LO", "LI", "FX"):
            self.once(self.lower, name, value, "lower")
        if kind in ("UP", "UI", "FX"):
            self.once(self.upper, name, value, "upper")
        if kind in ("FR", "MI", "BV"):
            self.once(self.lower, name, Fraction(0) if kind == "BV" else None, "lower")
        if kind in ("FR", "PL", "BV"):
            self.once(self.upper, name, Fraction(1) if kind == "BV" else None, "upper")

    def finite(self, kind: str, word: str) -> Fraction | None:
        try:
            value = bound_in(word)
        except ValueError as error:
            self.wrong(str(error))
        if value is None:
            below = word.startswith("-")
            if kind == "FX" or below == (kind in ("UP", "UI")):
                self.wrong(f"a bound {kind} of {word} leaves no number")
            self.infinite = self.infinite or word
        return value

    def once(self, table: dict[str, Fraction | None], name: str, value: Fraction | None, side: str) -> None:
        if name in table and table[name] != value:
            self.wrong(f"a second {side} bound of {shown(name)}; keep one")
        table[name] = value

    def program(self) -> Program:
        rows = tuple(self.made(name, kind) for name, kind in self.kinds.items() if kind != "N")
        names = tuple(self.columns)
        objective = self.entries[self.objective] if self.objective is not None else {}
        constant = -self.right.get(self.objective, Fraction(0)) if self.objective is not None else Fraction(0)
        notes = [f"{self.place}: the row {name} is a second objective and is left out" for name in self.left_out]
        if self.infinite:
            notes.append(f"{self.place}: a bound of {self.infinite} is read as none")
        sense = None if self.objective is None else self.sense
        bounds = {name: self.ends(name) for name in names}
        integers = tuple(self.integers)
        return Program(sense, objective, constant, names, rows, bounds, integers, tuple(notes))

    def made(self, name: str, kind: str) -> ProgramRow:
        right = self.right.get(name, Fraction(0))
        width = self.ranges.get(name)
        low, high = {"L": (None, right), "G": (right, None), "E": (right, right)}[kind]
        if width is not None and kind == "E":
            low, high = min(right, right + width), max(right, right + width)
        elif width is not None:
            low, high = (right - abs(width), right) if kind == "L" else (right, right + abs(width))
        return ProgramRow(name, self.entries[name], low, high)

    def ends(self, name: str) -> Ends:
        high = self.upper.get(name)
        if name not in self.lower and high is not None and high < 0:
            told = "has an upper bound below 0 and no lower one; programs differ on whether that is 0; write LO or MI"
            raise ValueError(f"{self.place}: {name} {told}")
        if name in self.integers and name not in self.lower and name not in self.upper:
            told = "programs differ on whether the upper one is 1"
            raise ValueError(f"{self.place}: {name} is an integer without bounds; {told}; write UP or PL")
        return self.lower.get(name, Fraction(0)), high
