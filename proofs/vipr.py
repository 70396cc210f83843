#!/usr/bin/env python3
"""Certificates of linear and mixed-integer programs in the format VIPR: `python vipr.py FILE...` says what each shows.

VIPR (Cheung, Gleixner & Steffy 2017, *Verifying Integer Programming Results*) writes a program, what is to be proved of
it, solutions, and constraints derived one after another. This file checks all of it in exact arithmetic, with the
standard library alone; it shares no line with what writes such files here. Versions 1.0 and 1.1 are read:

    VER 1.1
    VAR 2  x y                              INT 1  0
    OBJ max  2  0 3  1 2                    the objective 3x + 2y
    CON 2 1  B L 4  1 0 1  C L 5/2 2 0 1 1 1   constraints, bounds first: a name, E, L or G, a right side, coefficients
    RTP range 10 10                         or: RTP infeas
    SOL 1  best 2  0 4  1 -1
    DER 1  D L 10 OBJ { lin 2  0 1  1 2 } -1

A constraint is derived by a reason: `asm` (assumed), `lin` (it follows from a sum of multiples), `rnd` (from one whose
right side is rounded, where all coefficients are integers and all variables too), `uns` (it follows from both halves
a x <= k and a x >= k + 1 of all integer points, which are no longer assumed), or `sol` (only solutions better than the
best that is given are looked for). What is to be proved is the last constraint, which must rest on no assumption.

Where the description leaves something open, this file asks for more: k is an integer, what is rounded is no equation, a
bound from solutions needs one, and a bound that is derived by `sol` is none beyond the best solution. Derivations that
are incomplete (`lin weak`, `lin incomplete`, version 1.1) are refused: `viprcomp` completes them.

Exit status, the first that applies: 2 a file is no such certificate, 1 one is refused, 0 all are verified.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, NoReturn

MAX_BYTES = 64 * 2**20
MAX_DIGITS = 10_000
MAX_EXPONENT = 1_000
CUTOFF = -1
"""What stands among the assumptions of a constraint that holds for better solutions alone."""
NUMERAL = re.compile(r"([+-]?)(\d+)(?:/(\d+)|(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?)", re.ASCII)
INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
SENSES = {"L": -1, "E": 0, "G": 1}

Sparse = dict[int, Fraction]


class NotACertificate(Exception):
    """What is read is not written as the format says."""


class Refused(Exception):
    """The certificate does not show what it is to prove."""


class Constraint(NamedTuple):
    """`coefficients x <= bound`, `=` or `>=` (sense -1, 0, 1), where the assumptions with these numbers hold."""

    coefficients: Sparse
    sense: int
    bound: Fraction
    assumptions: frozenset[int] = frozenset()

    @property
    def is_absurd(self) -> bool:
        """Whether it says that 0 is something else, more or less."""
        below, above = self.bound < 0 and self.sense <= 0, self.bound > 0 and self.sense >= 0
        return not self.coefficients and (below or above)

    def dominates(self, other: Constraint) -> bool:
        """Whether the other follows: this one is absurd, or has the same coefficients and as strict a bound."""
        if self.is_absurd:
            return True
        if self.coefficients != other.coefficients or self.sense not in (0, other.sense):
            return False
        return self.bound == other.bound if not other.sense else (self.bound - other.bound) * other.sense >= 0


class Words:
    """The words of a certificate, one after another."""

    def __init__(self, text: str) -> None:
        self.words = [(word, number) for number, line in enumerate(text.split("\n"), 1) for word in line.split()]
        self.lines = text.split("\n")
        self.at = 0

    def wrong(self, why: str) -> NoReturn:
        line = self.words[min(self.at, len(self.words)) - 1][1] if self.words else 1
        raise NotACertificate(f"line {line}: {why}")

    def word(self, what: str) -> str:
        if self.at == len(self.words):
            self.wrong(f"the file ends where {what} was expected")
        self.at += 1
        return self.words[self.at - 1][0]

    def keyword(self, word: str) -> None:
        found = self.word(word)
        if found != word:
            self.wrong(f"{word} was expected, not {found[:40]!r}")

    def integer(self, what: str, low: int, high: int | None = None) -> int:
        word = self.word(f"a {what}")
        if INTEGER.fullmatch(word) is None or int(word) < low or (high is not None and int(word) >= high):
            self.wrong(f"{word[:40]!r} is no {what}")
        return int(word)

    def number(self) -> Fraction:
        word = self.word("a number")
        found = NUMERAL.fullmatch("0" + word if word[:1] == "." else word) if len(word) <= MAX_DIGITS else None
        if found is None:
            self.wrong(f"{word[:40]!r} is no number")
        sign, whole, below, decimals, exponent = found.groups()
        if (below is not None and not int(below)) or abs(int(exponent or 0)) > MAX_EXPONENT:
            self.wrong(f"{word[:40]!r} is no number that is read")
        value = Fraction(int(whole), int(below or 1)) + Fraction(int(decimals or 0), 10 ** len(decimals or ""))
        return value * Fraction(10) ** int(exponent or 0) * (-1 if sign == "-" else 1)

    def pairs(self, what: str, size: int, count: int | None = None) -> Sparse:
        """So many pairs of a place below `size`, each once, and a number."""
        found: Sparse = {}
        for _ in range(self.integer("number of pairs", 0) if count is None else count):
            place = self.integer(what, 0, size)
            if place in found:
                self.wrong(f"the {what} {place} stands there twice")
            found[place] = self.number()
        return {place: value for place, value in found.items() if value}

    def rest_of_line(self) -> None:
        """Leave out a remark at the end of a line, and refuse anything else there."""
        line = self.words[self.at - 1][1]
        remark = self.at < len(self.words) and self.words[self.at][0].startswith("%")
        while self.at < len(self.words) and self.words[self.at][1] == line:
            if not remark:
                self.wrong(f"{self.words[self.at][0][:40]!r} stands after a derivation")
            self.at += 1


class Certificate:
    """A certificate, read and checked section by section."""

    def __init__(self, text: str) -> None:
        self.words = Words(text)
        self.constraints: list[Constraint] = []
        self.best: Fraction | None = None
        while self.words.at < len(self.words.words) and self.words.words[self.words.at][0].startswith("%"):
            line = self.words.words[self.words.at][1]
            while self.words.at < len(self.words.words) and self.words.words[self.words.at][1] == line:
                self.words.at += 1
        self.words.keyword("VER")
        version = self.words.word("a version")
        if version not in ("1.0", "1.1"):
            self.words.wrong(f"the version {version[:40]!r} is not read; read are 1.0 and 1.1")
        self.program()
        self.goal()
        self.solutions()
        self.derivations()

    def program(self) -> None:
        words = self.words
        words.keyword("VAR")
        self.size = words.integer("number of variables", 0)
        for _ in range(self.size):
            words.word("the name of a variable")
        words.keyword("INT")
        self.integers = {
            words.integer("variable", 0, self.size) for _ in range(words.integer("number of integer variables", 0))
        }
        words.keyword("OBJ")
        self.direction = words.word("min or max")
        if self.direction not in ("min", "max"):
            words.wrong(f"an objective is min or max, not {self.direction[:40]!r}")
        self.objective = words.pairs("variable", self.size)
        words.keyword("CON")
        count = words.integer("number of constraints", 0)
        words.integer("number of bounds", 0, count + 1)
        for _ in range(count):
            self.constraints.append(self.constraint()[1])

    def constraint(self) -> tuple[str, Constraint]:
        """A constraint with its name."""
        words = self.words
        name, letter = words.word("the name of a constraint"), words.word("E, L or G")
        if letter not in SENSES:
            words.wrong(f"a constraint is E, L or G, not {letter[:40]!r}")
        bound, word = words.number(), words.word("the coefficients")
        if word == "OBJ":
            return name, Constraint(self.objective, SENSES[letter], bound)
        if INTEGER.fullmatch(word) is None or int(word) < 0:
            words.wrong(f"{word[:40]!r} is neither OBJ nor a number of coefficients")
        return name, Constraint(words.pairs("variable", self.size, int(word)), SENSES[letter], bound)

    def goal(self) -> None:
        words = self.words
        words.keyword("RTP")
        what = words.word("infeas or range")
        if what not in ("infeas", "range"):
            words.wrong(f"what is to be proved is infeas or range, not {what[:40]!r}")
        self.infeasible = what == "infeas"
        self.ends: list[Fraction | None] = [None, None]
        for place, none in enumerate(() if self.infeasible else ("-inf", "inf")):
            if words.at < len(words.words) and words.words[words.at][0] == none:
                words.at += 1
            else:
                self.ends[place] = words.number()
        low, high = self.ends
        if low is not None and high is not None and low > high:
            words.wrong("the range to be proved is empty")

    def solutions(self) -> None:
        """Read the solutions, check each, and remember the best value."""
        self.words.keyword("SOL")
        for _ in range(self.words.integer("number of solutions", 0)):
            name = self.words.word("the name of a solution")
            point = self.words.pairs("variable", self.size)
            if any(point.get(place, Fraction(0)).denominator != 1 for place in self.integers):
                raise Refused(f"the solution {name[:40]!r} is fractional where an integer is wanted")
            for number, each in enumerate(self.constraints):
                value = dot(each.coefficients, point) - each.bound
                if (value and not each.sense) or value * each.sense < 0:
                    raise Refused(f"the solution {name[:40]!r} does not satisfy constraint {number}")
            value = dot(self.objective, point)
            choice = min if self.direction == "min" else max
            self.best = value if self.best is None else choice(self.best, value)

    def derivations(self) -> None:
        words = self.words
        words.keyword("DER")
        for _ in range(words.integer("number of derivations", 0)):
            name, stated = self.constraint()
            words.keyword("{")
            reason = words.word("a reason")
            try:
                assumptions = self.reasoned(stated, reason)
            except Refused as error:
                raise Refused(f"{name[:40]!r}, constraint {len(self.constraints)}: {error}") from error
            words.keyword("}")
            words.integer("last reference", -1)
            words.rest_of_line()
            self.constraints.append(stated._replace(assumptions=assumptions))
        if words.at < len(words.words):
            words.wrong(f"{words.words[words.at][0][:40]!r} stands after the last derivation")

    def reasoned(self, stated: Constraint, reason: str) -> frozenset[int]:
        """Refuse unless the constraint follows by the reason that is read now; on which assumptions it rests."""
        if reason == "asm":
            return frozenset([len(self.constraints)])
        if reason in ("lin", "rnd"):
            derived = self.sum()
            if reason == "rnd":
                derived = self.rounded(derived)
            if not derived.dominates(stated):
                raise Refused("it does not follow from that sum")
            return derived.assumptions
        if reason == "uns":
            return self.unsplit(stated)
        if reason != "sol":
            self.words.wrong(f"the reason {reason[:40]!r} is unknown")
        return self.cutoff(stated)

    def sum(self) -> Constraint:
        """The sum of multiples of constraints, all of which point the same way."""
        words = self.words
        if words.at < len(words.words) and words.words[words.at][0] in ("weak", "incomplete"):
            raise Refused("its derivation is incomplete; viprcomp completes it")
        multipliers = words.pairs("constraint", len(self.constraints))
        coefficients, bound = Sparse(), Fraction(0)
        senses, assumptions = set[int](), frozenset[int]()
        for place, multiplier in multipliers.items():
            each = self.constraints[place]
            senses.add(each.sense * (1 if multiplier > 0 else -1))
            bound += multiplier * each.bound
            assumptions |= each.assumptions
            for column, entry in each.coefficients.items():
                coefficients[column] = coefficients.get(column, Fraction(0)) + multiplier * entry
        senses.discard(0)
        if len(senses) > 1:
            raise Refused("some multiples are at least and some at most their right sides")
        left = {column: entry for column, entry in coefficients.items() if entry}
        return Constraint(left, senses.pop() if senses else 0, bound, assumptions)

    def rounded(self, derived: Constraint) -> Constraint:
        if not derived.sense or not self.is_integral(derived.coefficients):
            raise Refused("what is rounded is an inequality of integer variables with integer coefficients")
        return derived._replace(bound=Fraction((math.floor if derived.sense < 0 else math.ceil)(derived.bound)))

    def is_integral(self, coefficients: Sparse) -> bool:
        return all(place in self.integers and entry.denominator == 1 for place, entry in coefficients.items())

    def unsplit(self, stated: Constraint) -> frozenset[int]:
        numbers = [self.words.integer("constraint", 0, len(self.constraints)) for _ in range(4)]
        first, below, second, above = (self.constraints[number] for number in numbers)
        if not first.dominates(stated) or not second.dominates(stated):
            raise Refused("it does not follow in both halves")
        low, high = (below, above) if below.sense < 0 else (above, below)
        halves = (low.sense, high.sense) == (-1, 1) and low.coefficients == high.coefficients
        whole = self.is_integral(low.coefficients) and low.bound.denominator == 1
        if not halves or not whole or high.bound != low.bound + 1:
            raise Refused("what is assumed in the halves leaves out integer points")
        return (first.assumptions - {numbers[1]}) | (second.assumptions - {numbers[3]})

    def cutoff(self, stated: Constraint) -> frozenset[int]:
        if self.best is None:
            raise Refused("there is no solution that others could be better than")
        sign = -1 if self.direction == "min" else 1
        better = self.best + sign * self.is_integral(self.objective)
        if not Constraint(self.objective, sign, better).dominates(stated):
            raise Refused("it is more than that solutions are better than the best one given")
        return frozenset([CUTOFF])

    def shown(self) -> str:
        """What is proved, in a sentence. Raises `Refused` if it is not what is to be proved."""
        last = self.constraints[-1] if self.constraints else Constraint({}, 0, Fraction(0))
        size = f"{counted(self.size, 'variable')} ({counted(len(self.integers), 'integer')})"
        if self.infeasible:
            if not last.is_absurd or last.assumptions:
                raise Refused("the last constraint is no contradiction, or rests on assumptions")
            return f"the program in {size} has no solution"
        sign = 1 if self.direction == "min" else -1
        proved, attained = self.ends[::sign]
        if proved is not None:
            self.require_bound(last, Constraint(self.objective, sign, proved))
        if attained is not None and (self.best is None or (self.best - attained) * sign > 0):
            raise Refused(f"no solution has the value {attained} or a better one")
        low, high = self.ends
        ends = [f"at least {low}" if low is not None else "", f"at most {high}" if high is not None else ""]
        told = str(low) if low is not None and low == high else " and ".join(filter(None, ends))
        return f"the {self.direction}imum of the program in {size} is {told or 'something'}"

    def require_bound(self, last: Constraint, wanted: Constraint) -> None:
        """Refuse unless the last constraint gives the bound on the objective."""
        if not self.objective and wanted.bound * wanted.sense <= 0:
            return
        if not last.dominates(wanted) or last.assumptions - {CUTOFF}:
            raise Refused("the last constraint does not give the bound, or rests on assumptions")
        if CUTOFF in last.assumptions and (self.best is None or (self.best - wanted.bound) * wanted.sense < 0):
            raise Refused("the bound is beyond the best solution, and was derived for better ones alone")


def dot(coefficients: Sparse, point: Sparse) -> Fraction:
    return sum((value * point[place] for place, value in coefficients.items() if place in point), Fraction(0))


def counted(count: int, one: str) -> str:
    return f"{count} {one if count == 1 else one + 's'}"


def check(text: str) -> str:
    """What the certificate shows, in a sentence. Raises `NotACertificate` and `Refused`."""
    return Certificate(text).shown()


def read(path: str) -> str:
    """The text of a file of at most 64 MB. Raises `NotACertificate`."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotACertificate(f"cannot be read: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise NotACertificate(f"larger than {MAX_BYTES // 2**20} MB")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotACertificate(f"is not UTF-8 text (byte {error.start})") from error


def main(paths: Iterable[str]) -> int:
    statuses = {0}
    for path in paths:
        try:
            print(f"{path}: verified: {check(read(path))}")
        except NotACertificate as error:
            statuses.add(2)
            print(f"{path}: not a certificate: {error}")
        except Refused as error:
            statuses.add(1)
            print(f"{path}: refused: {error}")
    return max(statuses)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
