"""Linear programs in the LP format of CPLEX, which HiGHS, Gurobi and SCIP read and write too.

    \\ a comment, to the end of the line
    maximize                                 or minimize, max, min, maximum, minimum
     profit: 3 cake + 2.5 pie + 10           name, terms and a constant, each of which may be missing
    subject to                               or st, s.t., such that
     flour: 2 cake + pie <= 10               <, <=, =<, >, >=, =>, =; a strict sign means the same as the other
     1 <= cake + pie <= 5                    a row with two ends
    bounds
     cake <= 4      0 <= pie <= 1/2      x >= -inf      y free      z = 3
    general, binary                          or integer, gen, bin: names of variables
    end

A row's right side is one number, and all numbers beside variables are factors. Variables lie between 0 and infinity if
`bounds` says nothing else. Names have letters, digits and `! " # $ % & ( ) , . / ? @ _ ' { } | ~ [ ]` and begin with
none of a digit, a point, or a bracket. What programs read differently is refused: a constant beside the variables of a
row, a variable twice in one sum, a variable called inf, and right sides from 1e20 on. Not read: products and squares,
semi-continuous variables, special-ordered sets, indicators, and the LP format of lp_solve, which has semicolons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NoReturn

from exact.linear.named import Ends, Program, ProgramRow, Terms
from exact.names import shown
from proofs.formats.numerals import INFINITE, bound_in, number_in

_SENSES: dict[str, Literal["max", "min"]] = {"max": "max", "min": "min"}
_SECTION = re.compile(
    r"\s*(?:(?P<objective>(?P<sense>max|min)(?:imi[sz]e|imum)?)"
    r"|(?P<rows>subject\s+to|such\s+that|st\.?|s\.\s?t\.)"
    r"|(?P<bounds>bounds?)|(?P<general>generals?|gen|integers?|int)|(?P<binary>binar(?:y|ies)|bin)"
    r"|(?P<refused>semi(?:-continuous|s)?|sos[12]?|pwlobj|lazy\s+constraints|user\s+cuts)|(?P<end>end))"
    r"(?P<rest>:?)(?=\s|$|:)",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"\s*(?:(?P<sense><=|=<|>=|=>|<|>|=)|(?P<sign>[+-])|(?P<colon>::?)"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:/\d+)?)"
    r"|(?P<name>[A-Za-z!\"#$%&(),/?@_'{}|~][A-Za-z0-9!\"#$%&(),./?@_'{}|~\[\]]*)|(?P<other>\S))",
    re.ASCII,
)
_OTHERS = {
    ";": "semicolons belong to the LP format of lp_solve, which is not read; write that of CPLEX",
    "^": "squares are not read; a linear program has none",
    "*": "products are not read; write 3 x for 3 * x",
    "[": "quadratic parts are not read; a linear program has none",
}
_KINDS = ("objective", "rows", "bounds", "general", "binary", "refused", "end")
_BINARY: Ends = (Fraction(0), Fraction(1))
_INFINITY = ("inf", "infinity")


@dataclass(frozen=True)
class _Token:
    kind: str
    word: str
    line: int


def looks_like(content: str) -> bool:
    """Whether the text begins as an LP file does."""
    lines = (line.partition("\\")[0] for line in content.split("\n", 200))
    first = next((line for line in lines if line.strip()), "")
    found = _SECTION.match(first)
    return found is not None and found["objective"] is not None


def parse(content: str, place: str = "input") -> Program:
    """The program that the text describes; `place` opens the error messages. Raises `ValueError`."""
    return _Reader(place).read(content)


@dataclass
class _Reader:
    """Cuts the text into sections, and these into words; each section has its own grammar."""

    place: str
    words: list[_Token] = field(default_factory=list)
    at: int = 0
    line: int = 0
    sense: Literal["max", "min"] | None = None
    objective: Terms = field(default_factory=dict)
    constant: Fraction = Fraction(0)
    rows: list[ProgramRow] = field(default_factory=list)
    variables: dict[str, None] = field(default_factory=dict)
    bounds: dict[str, Ends] = field(default_factory=dict)
    integers: dict[str, None] = field(default_factory=dict)
    infinite: str = ""

    def read(self, content: str) -> Program:
        section = ""
        for number_of_line, line in enumerate(content.split("\n"), start=1):
            line = line.partition("\\")[0]
            found = None if section == "end" else _SECTION.match(line)
            if found is not None and not (found["rest"] and section):
                self.finish(section)
                section = self.begin(found, section, number_of_line)
                line = line[found.end() :]
            self.cut(line, number_of_line)
            if self.words and section in ("", "end"):
                self.line = number_of_line
                told = "END; leave it out" if section else "maximize or minimize, with which an LP file begins"
                self.wrong(f"something stands {'after' if section else 'before'} {told}")
        if section != "end":
            raise ValueError(f"{self.place}: the file has no line end; is it whole?")
        return self.program()

    def begin(self, found: re.Match[str], before: str, line: int) -> str:
        kind = next(kind for kind in _KINDS if found[kind])
        self.line = line
        if found["rest"]:
            self.wrong("a word and a colon at the beginning belong to the LP format of lp_solve; write that of CPLEX")
        if kind == "refused":
            self.wrong(f"{shown(found[kind])} is not read; linear programs have rows, bounds, general and binary")
        if (kind == "objective") != (before == ""):
            self.wrong("an LP file begins with maximize or minimize, once")
        if kind == "rows" and before != "objective":
            self.wrong("the rows follow the objective, once")
        if kind == "objective":
            self.sense = _SENSES[found["sense"].lower()]
        return kind

    def cut(self, line: str, number_of_line: int) -> None:
        self.line = number_of_line
        for match in _TOKEN.finditer(line.rstrip()):
            kind = str(match.lastgroup)
            word = match[kind]
            if kind == "other" or word == "::":
                self.wrong(_OTHERS.get(word, f"{shown(word)} has no meaning in an LP file"))
            self.words.append(_Token(kind, word, number_of_line))

    def wrong(self, message: str) -> NoReturn:
        raise ValueError(f"{self.place}, line {self.line}: {message}")

    def finish(self, section: str) -> None:
        """Take the words of a section that has ended."""
        self.at = 0
        if section == "objective":
            self.name()
            self.objective, self.constant = self.expression()
            if self.kind():
                self.wrong(f"{shown(self.next().word)} does not belong into the objective")
        while self.kind():
            if section == "rows":
                self.row()
            elif section == "bounds":
                self.bound()
            else:
                self.integer(section)
        self.words.clear()

    def kind(self, ahead: int = 0) -> str:
        """What kind of word comes; nothing at the end of the section."""
        return self.words[self.at + ahead].kind if self.at + ahead < len(self.words) else ""

    def next(self) -> _Token:
        token = self.words[self.at]
        self.at += 1
        self.line = token.line
        return token

    def name(self) -> str:
        """The name with a colon that comes, if one does."""
        if self.kind(1) != "colon":
            return ""
        self.at += 2
        token = self.words[self.at - 2]
        self.line = token.line
        if token.kind not in ("name", "number"):
            self.wrong("a name stands before a colon")
        return token.word

    def expression(self) -> tuple[dict[str, Fraction], Fraction]:
        """Terms and the constant, up to a word that can go on with neither."""
        terms: dict[str, Fraction] = {}
        constant = Fraction(0)
        first = True
        while self.kind() == "sign" or (first and self.kind() in ("number", "name")):
            first = False
            factor = Fraction(self.signs())
            has_number = self.kind() == "number"
            if has_number:
                factor *= self.number(self.next().word)
            if self.kind() == "name" and self.kind(1) != "colon":
                if self.infinity():
                    self.wrong(f"{shown(self.next().word)} is no variable; give it another name")
                name = self.next().word
                if name in terms:
                    told = "stands twice in one sum, which programs read differently; add its factors"
                    self.wrong(f"{shown(name)} {told}")
                terms[name] = factor
                self.variables.setdefault(name)
            elif has_number:
                constant += factor
            else:
                self.wrong("a sign is followed by a number or a variable")
        return terms, constant

    def signs(self) -> int:
        sign = 1
        while self.kind() == "sign":
            sign = -sign if self.next().word == "-" else sign
        return sign

    def number(self, word: str) -> Fraction:
        try:
            return number_in(word)
        except ValueError as error:
            self.wrong(str(error))

    def row(self) -> None:
        name = self.name() or f"row {len(self.rows) + 1}"
        begin = self.at
        first = self.expression()
        low: Fraction | None = None
        high: Fraction | None = None
        if not first[0]:
            if self.at - begin not in (1, 2):
                self.wrong("a row begins with its terms, or with one number and <=, >= or =")
            low, high = self.end(first[1], self.sign_of_row(), flipped=True)
            first = self.expression()
            if not first[0] or self.kind() != "sense":
                self.wrong("a row that begins with a number has two ends, such as 1 <= x + y <= 5; write x + y >= 1")
        sense = self.sign_of_row()
        value = self.side()
        if self.kind() not in ("", "colon") and self.kind(1) != "colon" and self.words[self.at].line == self.line:
            self.wrong("the right side of a row is one number; bring the variables to the left")
        other = self.end(value, sense)
        if low is not None or high is not None:
            if sense == "=" or (low is None) == (other[0] is None):
                self.wrong("of the two ends of a row one is below and one above: 1 <= x + y <= 5")
            low, high = (low, other[1]) if low is not None else (other[0], high)
        else:
            low, high = other
        if first[1]:
            self.wrong("a row has no constant beside its variables (programs differ on it); bring it to the right")
        self.rows.append(ProgramRow(name, first[0], low, high))

    def sign_of_row(self) -> str:
        if self.kind() != "sense":
            self.wrong("a row has <=, >= or = after its terms")
        word = self.next().word
        return "=" if word == "=" else "<" if "<" in word else ">"

    def side(self) -> Fraction:
        sign = self.signs()
        if self.kind() != "number":
            self.wrong("the right side of a row is one number; bring the variables to the left")
        value = sign * self.number(self.next().word)
        if abs(value) >= INFINITE:
            self.wrong("programs take a right side of 1e20 or more for none; leave the row out, or scale it")
        return value

    def end(self, value: Fraction, sense: str, *, flipped: bool = False) -> Ends:
        if sense == "=":
            if flipped:
                self.wrong("an equation has its number on the right")
            return value, value
        return (value, None) if (sense == ">") != flipped else (None, value)

    def bound(self) -> None:
        before = None if self.kind() == "name" and not self.infinity() else self.limit()
        flipped = None if before is None else self.sign_of_row()
        if self.kind() != "name":
            self.wrong("a bound is about one variable, such as 0 <= x <= 4, or x free")
        name = self.next().word
        self.variables.setdefault(name)
        if before is not None and flipped is not None:
            self.limit_by(name, before, {"<": ">", ">": "<", "=": "="}[flipped])
        elif self.kind() == "name" and self.words[self.at].word.lower() == "free":
            self.next()
            self.bounds[name] = None, None
            return
        elif self.kind() != "sense":
            self.wrong(f"what is the bound of {shown(name)}? write 0 <= x <= 4, or x free")
        if self.kind() == "sense":
            sense = self.sign_of_row()
            self.limit_by(name, self.limit(), sense)

    def infinity(self, ahead: int = 0) -> bool:
        return self.kind(ahead) == "name" and self.words[self.at + ahead].word.lower() in _INFINITY

    def limit(self) -> str:
        """The numeral of a bound, with its sign."""
        sign = "-" if self.signs() < 0 else ""
        if self.kind() != "number" and not self.infinity():
            self.wrong("a bound is a number, or inf")
        return sign + self.next().word

    def limit_by(self, name: str, numeral: str, sense: str) -> None:
        low, high = self.bounds.get(name, (Fraction(0), None))
        try:
            value = bound_in(numeral)
        except ValueError as error:
            self.wrong(str(error))
        if value is None:
            if sense == "=" or (sense == "<") == numeral.startswith("-"):
                self.wrong(f"a bound of {numeral} on this side leaves {shown(name)} no number")
            if not numeral.lstrip("-").lower().startswith("inf"):
                self.infinite = self.infinite or numeral
        if sense in (">", "="):
            low = value
        if sense in ("<", "="):
            high = value
        self.bounds[name] = low, high

    def integer(self, section: str) -> None:
        token = self.next()
        if token.kind != "name" or token.word not in self.variables:
            self.wrong(f"{shown(token.word)} is no variable of the rows, the bounds or the objective")
        self.integers.setdefault(token.word)
        if section == "binary":
            if self.bounds.get(token.word, _BINARY) != _BINARY:
                self.wrong(f"{shown(token.word)} is binary and has other bounds; write it under general")
            self.bounds[token.word] = _BINARY

    def program(self) -> Program:
        names = tuple(self.variables)
        bounds = {name: self.bounds.get(name, (Fraction(0), None)) for name in names}
        notes = (f"{self.place}: a bound of {self.infinite} is read as none",) if self.infinite else ()
        return Program(
            self.sense, self.objective, self.constant, names, tuple(self.rows), bounds, tuple(self.integers), notes
        )
