#!/usr/bin/env python3
"""The independent checker: `python checker.py CERTIFICATE...` says `verified`, or why not.

One file, the standard library alone, no line shared with the software whose certificates it reads. A certificate is a
JSON file with a list of *statements*: what each is about (explicit finite data, complete in itself), whether it
holds, and the evidence. The checker rebuilds every object from the statement, trusts nothing in the file, searches
for nothing, and accepts a statement only when the evidence shows it in exact arithmetic.

A statement may be one for all values of a parameter in a range. Then numbers may be formulas, rational functions of the
parameter on a piece of the range, which are compared only where the comparison has the same answer on the whole piece.

Reading order: work and numbers, formulas of a parameter, plain data and names, linear algebra, linear systems, total
unimodularity, implementation structures, families of sets, allocation problems, polyhedra, trading, claims, all values
of a parameter, then the table `KINDS` and the command.

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
import operator
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from copy import copy
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

FORMAT = "exact-proofs/certificate/1"  # statements alone
FORMAT_2 = "exact-proofs/certificate/2"  # statements about instances by name, and a claim that these refute
MAX_BYTES = 64 * 2**20
MAX_DEPTH = 100
MAX_DIGITS = 1_000_000
MAX_NAME_BITS = 3_000
MAX_NAME_DEPTH = 10
SURROGATE = re.compile("[\ud800-\udfff]")
MAX_STEP_BITS = 100_000  # of a common denominator of weights
MAX_PLACES = 1_000_000  # entries of a table that is made here, not read
CORNERS = 1_000_000  # sets of feasible steps at a vertex of a hull of outcomes
STEP = 50  # entries of a step
MAX_REACHED = 3_000_000  # quantities at all type profiles together, which are charged one by one

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
        self.burdens = False  # whether a claim is refuted: claims about markets are about costs from 0 on
        self.piece: Piece | None = None  # where the parameter is of which numbers may be formulas

    def begin(self, certificate: Any) -> None:
        self.done, self.limit = 0, max(self.least, self.for_each_character * characters(certificate))
        Name.known, self.problem, self.burdens, self.piece = {}, {}, False, None


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

    def bit_length(self) -> int:
        return size_of(self.numerator, self.denominator)

    def __hash__(self) -> int:  # type: ignore[override]
        if WORK.piece is not None and WORK.piece.holds_formulas:
            return 0  # a formula may be the same as any number
        spend(1 + (size_of(self.numerator, self.denominator) >> 11))
        return hash(f"{self.numerator:x}/{self.denominator:x}")


ZERO: Fraction = Exact(0)
ONE: Fraction = Exact(1)
NUMERAL = re.compile(r"(-?\d+)(?:/(\d+))?", re.ASCII)
MAX_BITS_SHOWN = 10_000


def number(value: Any) -> Fraction:
    """An integer, or a string `"3"` or `"-3/7"`, as an exact fraction; in a statement for all values also a formula."""
    spend(3)
    if isinstance(value, int) and not isinstance(value, bool):
        return Exact(value)
    short = isinstance(value, str) and len(value) <= 2 * MAX_DIGITS + 2
    match = NUMERAL.fullmatch(value) if short else None
    if match is None:
        require(short and WORK.piece is not None, f"{quoted(value)} is not an exact number")
        return piece_in_force().formula(value)
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


def nonnegative(values: Iterable[Fraction]) -> bool:
    """Whether none is negative; formulas cannot always be compared with each other."""
    return all(value >= 0 for value in values)


def matters(value: Fraction) -> bool:
    """Whether what is multiplied by the number must be looked at; a formula may be 0 for some values alone."""
    return value.__class__ is Formula or value != 0


def upward(value: Fraction) -> bool:
    """Whether a number is never negative; if not, it is never positive."""
    return value >= 0 if value.__class__ is not Formula or 1 in signs_of(value) else False


def has_both_signs(values: Iterable[Fraction]) -> bool:
    listed = list(values)
    return any(value < 0 for value in listed) and any(value > 0 for value in listed)


def least_of_all(values: list[Fraction]) -> Fraction:
    """The least; of formulas one that is the least on the whole piece, though others may change places there."""
    if not any(isinstance(value, Formula) for value in values):
        return min(values)
    for value in values:
        try:
            if all(value <= other for other in values):
                return value
        except Varies:
            continue
    raise Refused("of some numbers none is the least on the whole piece")


def greatest_of_all(values: list[Fraction]) -> Fraction:
    return -least_of_all([-value for value in values])


def is_whole(value: Fraction) -> bool:
    """Whether a number is an integer; a formula is not, for it takes other values too."""
    return not isinstance(value, Formula) and value.denominator == 1


def told(value: Any) -> str:
    """A number for a sentence; one too long to be read there by its size alone, for decimals take long to make."""
    exact = number(value) if isinstance(value, str) else value
    if isinstance(exact, Formula):
        return str(exact)
    exact = Exact(exact)
    bits = size_of(exact.numerator, exact.denominator)
    return str(exact) if bits <= MAX_BITS_SHOWN else f"a number of {bits} bits"


# ----------------------------------------------------------------------------------------- formulas of a parameter

Polynomial = tuple[int, ...]  # integer coefficients, the constant first and the last one not 0; () is the constant 0
MAX_POWER = 10_000


def trimmed(coefficients: Sequence[int]) -> Polynomial:
    """The polynomial with these coefficients, of which the last may be 0."""
    size = len(coefficients)
    while size and not coefficients[size - 1]:
        size -= 1
    return tuple(coefficients[:size])


def longest(*polynomials: Polynomial) -> int:
    """The length in bits of the longest coefficient."""
    return max(map(int.bit_length, itertools.chain(*polynomials)), default=0)


def weighed(one: Polynomial, factor: int, other: Polynomial, weight: int) -> Polynomial:
    """factor * one + weight * other."""
    size = longest(one, other)
    spend(1 + max(len(one), len(other)) * (2 + (size * size_of(factor, weight) >> 20)) // 4)
    pairs = itertools.zip_longest(one, other, fillvalue=0)
    return trimmed([factor * a + weight * b for a, b in pairs])


def product(one: Polynomial, other: Polynomial) -> Polynomial:
    spend(1 + len(one) * len(other) * (2 + (longest(one) * longest(other) >> 19)) // 8)
    total = [0] * (len(one) + len(other) - 1) if one and other else []
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            total[i + j] += a * b
    return tuple(total)


def primitive(polynomial: Polynomial) -> Polynomial:
    """The polynomial over the greatest common divisor of its coefficients."""
    size = longest(polynomial)
    spend(1 + len(polynomial) * (1 + (size * size >> 17)) // 4)
    content = math.gcd(*polynomial)
    return tuple(c // content for c in polynomial) if content > 1 else polynomial


def reduced(one: Polynomial, other: Polynomial) -> tuple[Polynomial, int]:
    """The rest of `one` modulo `other` times a positive integer, and that integer."""
    rest, factor, degree = list(one), 1, len(other) - 1
    while len(rest) > degree:
        top, size = rest.pop(), max(map(int.bit_length, rest), default=0)
        spend(1 + len(rest) * (3 + (size * size_of(other[-1], top) >> 20)) // 4)
        if top:
            common = math.gcd(top, other[-1])
            scale, weight = abs(other[-1]) // common, top // common * (1 if other[-1] > 0 else -1)
            start = len(rest) - degree
            rest = [scale * c for c in rest]
            for j in range(degree):
                rest[start + j] -= weight * other[j]
            factor *= scale
    return trimmed(rest), factor


def quotient(one: Polynomial, divisor: Polynomial) -> Polynomial:
    """`one` over a divisor without a common factor in its coefficients; then those of the quotient are integers."""
    rest, found = list(one), []
    size = longest(one, divisor)
    spend(1 + max(0, len(one) - len(divisor) + 1) * len(divisor) * (3 + (size * size >> 20)) // 8)
    for k in range(len(one) - len(divisor), -1, -1):
        found.append(rest[k + len(divisor) - 1] // divisor[-1])
        for j, c in enumerate(divisor):
            rest[k + j] -= found[-1] * c
    return trimmed(found[::-1])


def common_divisor(one: Polynomial, other: Polynomial) -> Polynomial:
    """The greatest common divisor, without a common factor in its coefficients (Euclid)."""
    while other:
        one, other = other, primitive(reduced(one, other)[0])
    return primitive(one)


def derivative(polynomial: Polynomial) -> Polynomial:
    return tuple(k * c for k, c in enumerate(polynomial))[1:]


def repeated(polynomial: Polynomial) -> Polynomial:
    """What has every root once less often: the greatest common divisor with the derivative."""
    return common_divisor(polynomial, derivative(polynomial))


def simple_part(polynomial: Polynomial) -> Polynomial:
    """What has the same roots, each once."""
    return quotient(polynomial, repeated(polynomial))


def odd_part(polynomial: Polynomial) -> Polynomial:
    """What has, once, the roots of odd multiplicity: those at which the sign changes."""
    at_least, rest = list[Polynomial](), polynomial  # the roots of multiplicity at least 1, 2, ...
    while len(rest) > 1:
        further = repeated(rest)
        at_least.append(quotient(rest, further))
        rest = further
    odd: Polynomial = (1,)
    for these, more in zip(at_least[::2], [*at_least[1::2], (1,)], strict=False):
        odd = product(odd, quotient(these, primitive(more)))
    return odd


def sign_of(number: Any) -> int:
    return int(number > 0) - int(number < 0)


def value_at(polynomial: Polynomial, place: Fraction) -> tuple[int, int]:
    """The value at a rational number, as an integer over a positive one."""
    above, below = place.numerator, place.denominator
    size, count = size_of(above, below), len(polynomial)
    spend(1 + count * (2 + (count * size * (size + 30) + longest(polynomial) * size >> 20)) // 4)
    total, scale = 0, 1
    for coefficient in reversed(polynomial):
        total, scale = total * above + coefficient * scale, scale * below
    return total * below, scale


def sign_at(polynomial: Polynomial, place: Fraction) -> int:
    return sign_of(value_at(polynomial, place)[0])


def changes(polynomial: Polynomial, low: Fraction, high: Fraction) -> tuple[int, int]:
    """How often the sign changes in the coefficients once (low, high) is moved to x > 0, and their last sign.

    They are those of (1 + x)^n f((low + high x) / (1 + x)). By Descartes' rule there are at most so many roots in the
    open interval, and as many or an even number less: without changes none, with one change one.
    """
    scale = math.lcm(low.denominator, high.denominator)
    a, b = (end.numerator * (scale // end.denominator) for end in (low, high))
    size, count = size_of(scale, a, b), len(polynomial)
    spend(4 + count * count * (4 + (count * size * size + longest(polynomial) * size >> 20)) // 8)
    found, power = [0], [1]  # (1 + x)^k times the value that Horner's rule has reached; scale^k (1 + x)^k
    for coefficient in reversed(polynomial):
        found = [
            x * a + y * b + coefficient * z for x, y, z in zip([*found, 0], [0, *found], [*power, 0], strict=False)
        ]
        power = [scale * (x + y) for x, y in zip([*power, 0], [0, *power], strict=True)]
    signs = [sign_of(each) for each in found if each]
    return sum(one != other for one, other in itertools.pairwise(signs)), signs[-1] if signs else 0


def roots_within(polynomial: Polynomial, low: Fraction, high: Fraction) -> int:
    """How many roots lie strictly between two rational numbers, if none is a double one: the interval is halved until
    Descartes' rule tells."""
    found, stack = 0, [(low, high)]
    while stack:
        a, b = stack.pop()
        at_most, _ = changes(polynomial, a, b)
        if at_most < 2:
            found += at_most
            continue
        middle = (a + b) / 2
        found += sign_at(polynomial, middle) == 0
        stack += [(a, middle), (middle, b)]
    return found


class Root:
    """The only root of a polynomial strictly between two rational numbers, which are moved towards it.

    The polynomial need not be irreducible, and the root may be rational; but there is one, and no other.
    """

    def __init__(self, polynomial: Polynomial, low: Fraction, high: Fraction) -> None:
        require(len(polynomial) > 1 and low < high, "a root of a constant, or between ends in the wrong order")
        self.polynomial, self.low, self.high = simple_part(polynomial), low, high
        crosses = sign_at(self.polynomial, low) * sign_at(self.polynomial, high) < 0
        alone = crosses and roots_within(self.polynomial, low, high) == 1
        require(alone, "the polynomial does not have one root between the two numbers, none of which is a root")
        self.shown = f"(the root of {polynomial_text(polynomial, 'x')} between {told(low)} and {told(high)})"

    def halve(self) -> None:
        """Halve the distance of the two numbers, of which none becomes the root."""
        middle = (self.low + self.high) / 2
        sign = sign_at(self.polynomial, middle)
        if not sign:
            quarter = (self.high - self.low) / 4
            self.low, self.high = middle - quarter, middle + quarter
        elif sign == sign_at(self.polynomial, self.low):
            self.low = middle
        else:
            self.high = middle

    def is_root_of(self, polynomial: Polynomial) -> bool:
        common = common_divisor(polynomial, self.polynomial)
        return len(common) > 1 and sign_at(common, self.low) != sign_at(common, self.high)

    def sign(self, polynomial: Polynomial) -> int:
        """The sign of a polynomial at the root."""
        if not polynomial or self.is_root_of(polynomial):
            return 0
        while (found := changes(polynomial, self.low, self.high))[0]:
            self.halve()
        return found[1]

    def leave_alone(self, polynomial: Polynomial) -> None:
        """Move the two numbers until a polynomial without double roots has no root but this one between or at them."""
        own = int(self.is_root_of(polynomial))
        while changes(polynomial, self.low, self.high)[0] != own or 0 in (
            sign_at(polynomial, self.low),
            sign_at(polynomial, self.high),
        ):
            self.halve()


Place = Fraction | Root


def place_of(plain: Any) -> Place:
    """A number, or a root: its polynomial, by integers from the constant on, and two numbers it lies between."""
    if not isinstance(plain, dict):
        return number(plain)
    coefficients, ends = fields(plain, "polynomial between")
    polynomial = trimmed([integer(each) for each in listing(coefficients)])
    low, high = numbers(ends, 2)
    return Root(polynomial, low, high)


def order_of(one: Place, other: Place) -> int:
    """-1, 0 or 1: whether one place is below the other, the same, or above it; roots are moved away from the other."""
    if not isinstance(one, Root) and not isinstance(other, Root):
        return sign_of(one - other)
    first, second = (each if isinstance(each, Root) else root_at(each) for each in (one, other))
    common, apart = common_divisor(first.polynomial, second.polynomial), False
    low, high = max(first.low, second.low), min(first.high, second.high)
    if len(common) > 1 and low < high and roots_within(common, low, high):
        return 0
    while not apart:
        first.halve()
        second.halve()
        apart = max(first.low, second.low) > min(first.high, second.high)
    return -1 if first.high < second.low else 1


def root_at(value: Fraction) -> Root:
    """A rational number as the root of a polynomial of degree 1."""
    return Root((-value.numerator, value.denominator), value - 1, value + 1)


class Piece:
    """Where the parameter is: strictly between two places (`None`: infinitely far away), or at one."""

    def __init__(self, parameter: str, low: Place | None, high: Place | None, at: Place | None = None) -> None:
        self.parameter, self.low, self.high, self.at = parameter, low, high, at
        self.known: dict[str, tuple[int, ...]] = {}
        term = rf"([+-])(?:(?:({NUMBER})\*)?({parameter})(?:\^([0-9]+))?|({NUMBER}))"
        self.term = re.compile(term, re.ASCII)
        if low is not None and high is not None:
            require(order_of(low, high) < 0, "an interval is empty")

    def __str__(self) -> str:
        return for_values(quoted(self.parameter), *ends_of(self))

    @property
    def holds_formulas(self) -> bool:
        """Whether numbers may be formulas: those at a rational number are not."""
        return not isinstance(self.at, Fraction)

    def formula(self, text: str) -> Fraction:
        """What a sum of powers of the parameter stands for, or `(SUM)/(SUM)`."""
        spend(len(text) // 10)
        halves = text[1:-1].split(")/(") if text[:1] == "(" and text[-1:] == ")" else [text]
        require(len(halves) <= 2 and (len(halves) == 2) == (text[:1] == "("), f"{quoted(text)} is no formula")
        (above, first), (below, second) = (*map(self.polynomial, halves), ((1,), 1))[:2]
        if not isinstance(self.at, Fraction):
            return divided((above, (first,)), (below, (second,)))
        over, under = (Exact(*value_at(each, self.at)) / unit for each, unit in ((above, first), (below, second)))
        require(under != 0, f"{quoted(text)} has no value there")
        value: Fraction = over / under
        return value

    def polynomial(self, text: str) -> tuple[Polynomial, int]:
        """A sum of terms with falling powers, as a polynomial over an integer."""
        terms, position, signed = dict[int, Fraction](), 0, text if text[:1] == "-" else "+" + text
        while position < len(signed):
            match = self.term.match(signed, position)
            if match is None:
                raise Refused(f"{quoted(text)} is no exact number, and no formula of {quoted(self.parameter)}")
            sign, factor, name, exponent, constant = match.groups()
            power = 0 if name is None else whole_number(exponent or "1")
            afford(power <= MAX_POWER, "a power is too high")
            require(not terms or power < next(reversed(terms)), f"the powers of {quoted(text)} do not fall")
            terms[power] = number(sign.strip("+") + (factor or constant or "1"))
            position = match.end()
        require(bool(terms), "a formula without terms")
        below = common_denominator(list(terms.values()))
        spend(1 + max(terms))  # a power alone takes few characters, and much room here
        listed = [terms.get(k, ZERO) for k in range(max(terms) + 1)]
        return trimmed([c.numerator * (below // c.denominator) for c in listed]), below

    def signs(self, polynomial: Polynomial) -> tuple[int, ...]:
        """The signs that a polynomial has somewhere on the piece."""
        if len(polynomial) < 2:
            return (sign_of(sum(polynomial)),)
        spend(2 + size_of(*polynomial) // 500)
        key = ",".join(f"{c:x}" for c in polynomial)  # nobody can foresee its hash
        if key not in self.known:
            self.known[key] = (
                (self.at.sign(polynomial),) if isinstance(self.at, Root) else self.signs_between(polynomial)
            )
        return self.known[key]

    def signs_between(self, polynomial: Polynomial) -> tuple[int, ...]:
        """The signs of a polynomial on the open interval."""
        ends = outer_end(self.low, 1), outer_end(self.high, -1)
        if None not in ends and not (found := changes(polynomial, *ends))[0]:
            return (found[1],)
        simple = simple_part(polynomial)
        low, high = self.around_roots(simple)
        inside = roots_within(simple, low, high)
        if inside and roots_within(odd_part(polynomial), low, high):
            return (-1, 0, 1)
        count = len(polynomial)  # of that many places one is no root
        steps = ((high - low) * k / (count + 1) for k in range(1, count + 1))
        sign = next(filter(None, (sign_at(polynomial, low + step) for step in steps)))
        return (0, sign) if inside else (sign,)

    def roots(self, polynomial: Polynomial) -> list[Root]:
        """The roots of a polynomial on the open interval, in order, each between two numbers of its own."""
        simple = simple_part(polynomial)
        for end in (self.low, self.high):
            if end is not None and not isinstance(end, Root) and sign_at(simple, end) == 0:
                simple = quotient(simple, (-end.numerator, end.denominator))
        found, stack = [], [self.around_roots(simple)] if len(simple) > 1 else []
        while stack:
            low, high = stack.pop()
            many = changes(simple, low, high)[0]
            if many == 1:
                found.append(Root(simple, low, high))
            elif many:
                shares = (Exact(1, k) for k in itertools.count(2))
                middle = next(m for share in shares if sign_at(simple, m := low + (high - low) * share))
                stack += [(middle, high), (low, middle)]
        return found

    def around_roots(self, polynomial: Polynomial) -> tuple[Fraction, Fraction]:
        """Two numbers, in the piece or at its ends, between which all its roots lie, of which none is a double one."""
        for end in (self.low, self.high):
            if isinstance(end, Root):
                end.leave_alone(polynomial)
        far = Exact(2 + max(map(abs, polynomial)) // abs(polynomial[-1]))  # beyond every root, by Cauchy's bound
        low, high = inner_end(self.low, 1), inner_end(self.high, -1)
        low = min(-far, far if high is None else high - 1) if low is None else low
        return low, max(far, low + 1) if high is None else high


def inner_end(end: Place | None, side: int) -> Any:
    """A rational number at an end of an interval, or on its inner side (1: above, -1: below)."""
    return (end.high if side > 0 else end.low) if isinstance(end, Root) else end


def outer_end(end: Place | None, side: int) -> Any:
    return inner_end(end, -side)


Ends = tuple[Place | None, bool, Place | None, bool]  # from where and to where, and whether these are included


def ends_of(piece: Piece) -> Ends:
    return (piece.low, False, piece.high, False) if piece.at is None else (piece.at, True, piece.at, True)


def for_values(name: str, low: Place | None, from_low: bool, high: Place | None, to_high: bool) -> str:
    """`for every "p" with 0 < "p" <= 1`."""
    if low is not None and low is high:
        return f"for {name} = {shown_place(low)}"
    below = "" if low is None else f"{shown_place(low)} {'<=' if from_low else '<'} "
    above = "" if high is None else f" {'<=' if to_high else '<'} {shown_place(high)}"
    return f"for every {name}" + (f" with {below}{name}{above}" if below or above else "")


def shown_place(place: Place) -> str:
    return place.shown if isinstance(place, Root) else told(place)


NUMBER = r"[0-9]+(?:/[0-9]+)?"
Parts = tuple[Polynomial, Polynomial]  # one polynomial over another that vanishes nowhere on the piece


def parts_of(value: Any) -> Parts | None:
    kind = value.__class__
    if kind is Formula:
        return value.above, value.below
    if kind is int:
        return trimmed((value,)), (1,)
    return (trimmed((value.numerator,)), (value.denominator,)) if kind is Exact or kind is Fraction else None


def piece_in_force() -> Piece:
    require(WORK.piece is not None, "a formula outside its piece")
    return WORK.piece  # type: ignore[return-value]


def lowest_terms(above: Polynomial, below: Polynomial) -> Fraction:
    """One polynomial over another as a formula, or as a number if it is one."""
    at = piece_in_force().at
    if isinstance(at, Root) and max(len(above), len(below)) >= len(at.polynomial):
        (above, scale), (below, factor) = reduced(above, at.polynomial), reduced(below, at.polynomial)
        above, below = weighed(above, factor, (), 0), weighed(below, scale, (), 0)
    if len(below) > 1:
        common = common_divisor(above, below)
        above, below = quotient(above, common), quotient(below, common)
    size = longest(above, below)
    spend(2 + (len(above) + len(below)) * (1 + (size * size >> 17)) // 4)
    content = math.gcd(*above, *below) * sign_of(below[-1])
    above, below = (tuple(c // content for c in each) if content != 1 else each for each in (above, below))
    if len(above) <= 1 and len(below) == 1:
        return Exact(sum(above), below[0])
    made = object.__new__(Formula)
    made.above, made.below = above, below
    return made


def added(one: Parts, other: Parts) -> Fraction:
    return subtracted(one, (weighed(other[0], -1, (), 0), other[1]))


def subtracted(one: Parts, other: Parts) -> Fraction:
    if one[1] == other[1]:
        return lowest_terms(weighed(one[0], 1, other[0], -1), one[1])
    if len(one[1]) == len(other[1]) == 1:
        below = math.lcm(one[1][0], other[1][0])
        return lowest_terms(weighed(one[0], below // one[1][0], other[0], -below // other[1][0]), (below,))
    above = weighed(product(one[0], other[1]), 1, product(other[0], one[1]), -1)
    return lowest_terms(above, product(one[1], other[1]))


def multiplied(one: Parts, other: Parts) -> Fraction:
    return lowest_terms(product(one[0], other[0]), product(one[1], other[1]))


def divided(one: Parts, other: Parts) -> Fraction:
    require(0 not in piece_in_force().signs(other[0]), "a divisor vanishes there")
    return lowest_terms(product(one[0], other[1]), product(one[1], other[0]))


def by_parts(combined: Callable[[Parts, Parts], Any], swapped: bool = False) -> Callable[..., Any]:
    """An operation on formulas and numbers, from what it does to polynomials over polynomials."""

    def operation(one: Any, other: Any) -> Any:
        left, right = parts_of(one), parts_of(other)
        if left is None or right is None:
            return NotImplemented
        return combined(right, left) if swapped else combined(left, right)

    return operation


def decides(test: Callable[[int], bool]) -> Callable[[Parts, Parts], bool]:
    """A comparison, by the sign of the difference, which must answer the same everywhere on the piece."""

    def comparison(one: Parts, other: Parts) -> bool:
        return decided(subtracted(one, other), test)

    return comparison


class NotFixed(Refused):
    """A number depends on the parameter where that cannot be."""


class Varies(Refused):
    """A comparison has not the same answer everywhere on the piece; `value` is the difference of its sides."""

    def __init__(self, value: Any) -> None:
        super().__init__(f"{told(value)} has not the same sign there")
        self.value = value


def signs_of(value: Fraction) -> set[int]:
    """The signs that a number has somewhere on the piece."""
    above, below = parts_of(value) or ((), (1,))
    (positive,) = piece_in_force().signs(below)
    return {sign * positive for sign in piece_in_force().signs(above)}


def decided(value: Fraction, test: Callable[[int], bool]) -> bool:
    """What a test says of the sign, if it says the same everywhere on the piece."""
    answers = set(map(test, signs_of(value)))
    if len(answers) > 1:
        raise Varies(value)
    return answers.pop()


class Formula(Exact):
    """A number that depends on the parameter: a rational function in lowest terms, on the piece in force.

    It has no numerator and denominator, so that nothing that needs them takes it for a number.
    """

    __slots__ = ("above", "below")
    above: Polynomial
    below: Polynomial

    def _none(self) -> int:
        raise NotFixed(f"{told(self)} depends on {quoted(piece_in_force().parameter)}, where a fixed number is needed")

    _numerator = _denominator = property(_none)

    __add__ = __radd__ = by_parts(added)
    __sub__, __rsub__ = by_parts(subtracted), by_parts(subtracted, swapped=True)
    __mul__ = __rmul__ = by_parts(multiplied)
    __truediv__, __rtruediv__ = by_parts(divided), by_parts(divided, swapped=True)
    __eq__, __lt__ = by_parts(decides(lambda sign: sign == 0)), by_parts(decides(lambda sign: sign < 0))
    __le__, __gt__ = by_parts(decides(lambda sign: sign <= 0)), by_parts(decides(lambda sign: sign > 0))
    __ge__ = by_parts(decides(lambda sign: sign >= 0))
    __hash__ = Exact.__hash__

    def bit_length(self) -> int:
        return size_of(*self.above, *self.below)

    def __bool__(self) -> bool:
        return decided(self, lambda sign: sign != 0)

    def __abs__(self) -> Any:
        return self if self >= 0 else -self

    def __pow__(self, exponent: int) -> Any:  # type: ignore[override]
        power: Fraction = ONE
        for bit in f"{exponent:b}":
            power = power * power * (self if bit == "1" else 1)
        return power

    def __str__(self) -> str:
        name = piece_in_force().parameter
        if len(self.below) == 1:
            return polynomial_text(self.above, name, self.below[0])
        return f"({polynomial_text(self.above, name)})/({polynomial_text(self.below, name)})"

    __repr__ = __str__


def polynomial_text(polynomial: Polynomial, name: str, below: int = 1) -> str:
    """A polynomial over an integer, highest power first: `-p^2+1/2*p-3`; of a long one its degree alone."""
    if size_of(*polynomial, below) + 30 * len(polynomial) > MAX_BITS_SHOWN:
        return f"a formula of degree {len(polynomial) - 1}"
    text = ""
    for power in range(len(polynomial) - 1, -1, -1):
        if polynomial[power]:
            factor = Exact(polynomial[power], below)
            sign, size = "-" if factor < 0 else "+" if text else "", abs(factor)
            powers = name + ("" if power == 1 else f"^{power}")
            text += sign + (str(size) if not power else powers if size == 1 else f"{size}*{powers}")
    return text or "0"


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

Sparse = dict[Any, Fraction]
Limits = tuple[Sparse, Fraction | None, Fraction | None]
"""The coefficients of a row, and what it is at least and at most; a bound may be missing (`None`)."""


class System:
    """A x <= b, A' x = b', lower <= x <= upper; a bound may be missing (`None`)."""

    def __init__(self, about: Any) -> None:
        variables, lower, upper, rows = fields(about, "variables lower upper rows")
        self.variables = distinct(variables)
        self.size = len(self.variables)
        self.lower = [None if value is None else number(value) for value in listing(lower, self.size)]
        self.upper = [None if value is None else number(value) for value in listing(upper, self.size)]
        self.rows: list[tuple[Sparse, str, Fraction]] = []
        for coefficients, sense, bound in records(rows, "coefficients sense bound"):
            require(sense in ("<=", "="), f"the sense {quoted(sense)} is neither <= nor =")
            self.rows.append((sparse(coefficients, self.size), sense, number(bound)))

    def limits(self) -> Iterator[Limits]:
        """The rows with both of their bounds."""
        spend(len(self.rows))
        return ((row, bound if sense == "=" else None, bound) for row, sense, bound in self.rows)

    def contains(self, point: list[Fraction]) -> bool:
        """Whether the point satisfies every bound and every row."""
        spend(self.size)
        boxed = all(between(*ends) for ends in zip(point, self.lower, self.upper, strict=True))
        return boxed and all(between(dot(row, point), low, high) for row, low, high in self.limits())

    def recession(self) -> System:
        """The directions along which nothing leaves the system: all bounds that it has are moved to 0."""
        cone = object.__new__(System)
        cone.size, cone.rows = self.size, [(row, sense, ZERO) for row, sense, _ in self.rows]
        cone.lower, cone.upper = ([None if end is None else ZERO for end in ends] for ends in (self.lower, self.upper))
        return cone

    def upper_bound(self, objective: Sparse, multipliers: list[Fraction]) -> Fraction:
        """What the multipliers prove: no point of the system has a greater value of the objective."""
        return proved_bound(objective, zip(self.limits(), multipliers, strict=True), self.lower, self.upper)


def between(value: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def proved_bound(objective: Sparse, weighed: Iterable[tuple[Limits, Fraction]], lower: Any, upper: Any) -> Fraction:
    """An upper bound on objective * x where all rows hold and lower <= x <= upper, from multipliers of the rows.

    With r = objective - multipliers * rows, objective * x = multipliers * rows * x + r * x. A positive multiplier
    weighs what its row is at most, a negative one what it is at least; so do the entries of r with the bounds of x.
    """
    rest, total = dict(objective), ZERO
    spend(len(rest) // 5)
    for (coefficients, low, high), multiplier in weighed:
        if matters(multiplier):
            total += weighed_end(multiplier, low, high, "a multiplier weighs a bound that its row does not have")
            for column, entry in coefficients.items():
                rest[column] = rest.get(column, ZERO) - multiplier * entry
    for column, entry in rest.items():
        if matters(entry):
            why = "the multipliers leave a coefficient on a variable without that bound"
            total += weighed_end(entry, lower[column], upper[column], why)
    return total


def weighed_end(weight: Fraction, low: Fraction | None, high: Fraction | None, why: str) -> Fraction:
    """A weight times the upper end where it is positive, or times the lower where it is negative.

    Of a formula the sign may change where both ends are the same number.
    """
    fixed = weight.__class__ is Formula and None not in (low, high) and not matters(high - low)  # type: ignore[operator]
    end = high if fixed or upward(weight) else low
    if end is None:
        raise Refused(why)
    return weight * end


def records(plain: Any, required: str, optional: str = "") -> list[list[Any]]:
    """The fields of each object of a list."""
    return [fields(each, required, optional) for each in listing(plain)]


def tuples(plain: Any, *readers: Callable[[Any], Any]) -> list[tuple[Any, ...]]:
    """A list of lists with an entry for each reader, read by it."""
    rows = [zip(readers, listing(row, len(readers)), strict=True) for row in listing(plain)]
    return [tuple(read(entry) for read, entry in row) for row in rows]


def entry_at(listed: Any) -> Callable[[Any], Any]:
    """Reads a position as what stands there in a list."""
    return lambda position: listed[index(position, len(listed))]


def sparse(pairs: Any, size: int) -> Sparse:
    """A vector written as [index, value] pairs."""
    listed = tuples(pairs, entry_at(range(size)), number)
    vector = dict(listed)
    require(len(vector) == len(listed), "an index occurs twice")
    return vector


def dot(coefficients: Sparse, point: Sequence[Fraction]) -> Fraction:
    spend(1 + len(coefficients))
    return sum((value * point[column] for column, value in coefficients.items() if matters(value)), ZERO)


def numbers(values: Any, length: int) -> list[Fraction]:
    return [number(value) for value in listing(values, length)]


def of_form(evidence: Any, form: str, required: str, optional: str = "") -> list[Any]:
    """The fields of a piece of evidence that must have the given form."""
    given, *rest = fields(evidence, "form " + required, optional)
    require(given == form, f'evidence of the form "{form}" was expected, not {quoted(given)}')
    return rest


def has_form(evidence: Any, form: str) -> bool:
    return isinstance(evidence, dict) and evidence.get("form") == form


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


def linear_program(about: Any, more: str = "") -> list[Any]:
    """System, sign and objective times the sign, which is -1 for `min`, and the values of further fields."""
    data, objective, sense, *rest = fields(about, "system objective sense " + more)
    system = System(data)
    require(sense in ("max", "min"), f"the sense {quoted(sense)} is neither max nor min")
    sign = 1 if sense == "max" else -1
    return [system, sign, {column: sign * weight for column, weight in sparse(objective, system.size).items()}, *rest]


def check_optimal(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the optimum of a linear program: a point that attains it, and multipliers that bound it."""
    system, sign, objective, value = linear_program(about, "value")
    require(holds, "only the optimum itself can be shown")
    point, multipliers = of_form(evidence, "primal and dual", "values multipliers")
    require_greatest(system, objective, sign * number(value), point, multipliers)
    return f"the {'max' if sign > 0 else 'min'}imum of the linear program is {told(value)}"


def check_unbounded(about: Any, holds: bool, evidence: Any) -> str:
    """A linear program has no optimum: a point, and a direction of recession along which the objective improves."""
    system, sign, objective = linear_program(about)
    require(holds, "only unboundedness itself can be shown")
    point, direction = (numbers(each, system.size) for each in of_form(evidence, "improving ray", "values direction"))
    require(system.contains(point), "the point is not in the system")
    require(system.recession().contains(direction), "the direction leaves the system")
    require(dot(objective, direction) > 0, "the direction does not improve the objective")
    return f"the {'max' if sign > 0 else 'min'}imization is unbounded"


def require_greatest(system: System, objective: Sparse, value: Fraction, point: Any, multipliers: Any) -> None:
    """Refuse unless the point attains the value of the objective, and the multipliers prove that none exceeds it."""
    solution = numbers(point, system.size)
    require(system.contains(solution), "the point is not in the system")
    require(dot(objective, solution) == value, "the point does not attain the value")
    bound = system.upper_bound(objective, numbers(multipliers, len(system.rows)))
    require(bound <= value, "the multipliers do not prove that the value is best")


class Branching:
    """A system some of whose variables are to be integers, an objective, and trees of splits of these variables.

    The nodes of a tree stand in a list, each before its halves, the lower half first. A half whose bounds leave the
    variable nothing is an empty leaf without multipliers.
    """

    def __init__(self, system: System, integers: Any, objective: Sparse) -> None:
        self.system, self.objective = system, objective
        self.integers = {index(place, system.size) for place in listing(integers)}
        require(len(self.integers) == len(integers), "a variable is twice among the integers")
        self.rows = list(system.limits())

    def point(self, plain: Any) -> list[Fraction]:
        """A solution with integers where they are wanted."""
        point = numbers(plain, self.system.size)
        require(self.system.contains(point), "the point is not in the system")
        require(all(is_whole(point[place]) for place in self.integers), "an integer variable is none at the point")
        return point

    def require_tree(self, nodes: Any, value: Fraction | None) -> None:
        """Refuse unless the tree shows that no integer point has a greater value (None: that there is none)."""
        step = self.step()
        boxes: list[tuple[Any, Any] | None] = [(self.system.lower, self.system.upper)]
        for node in listing(nodes):
            require(bool(boxes), "the tree has nodes that are in no half")
            box = boxes.pop()
            if box is None:
                (multipliers,) = fields(node, "empty")
                listing(multipliers, 0)
            elif isinstance(node, dict) and "split" in node:
                boxes += self.halves(box, *fields(node, "split"))
            else:
                self.require_closed(box, node, value, step)
        require(not boxes, "the tree lacks nodes")

    def halves(self, box: tuple[Any, Any], split: Any) -> Iterator[tuple[Any, Any] | None]:
        """The upper half of a box and the lower one; None for a half that the bounds leave nothing."""
        place, threshold = listing(split, 2)
        place, limit = index(place, self.system.size), number(threshold)
        require(place in self.integers, "a split of a variable that is to be no integer")
        require(is_whole(limit), "the threshold of a split is no integer")
        spend(2 + 2 * self.system.size // 5)
        lower, upper = list(box[0]), list(box[1])
        low, high = lower[place], upper[place]
        lower[place] = limit + 1 if low is None else max(low, limit + 1)
        upper[place] = limit if high is None else min(high, limit)
        yield None if high is not None and lower[place] > high else (lower, box[1])
        yield None if low is not None and low > upper[place] else (box[0], upper)

    def require_closed(self, box: tuple[Any, Any], leaf: Any, value: Fraction | None, step: Fraction | None) -> None:
        require(isinstance(leaf, dict) and len(leaf) == 1, "a node is no split and no leaf")
        ((kind, plain),) = leaf.items()
        multipliers = sparse(plain, len(self.rows))
        weighed = [(self.rows[row], multiplier) for row, multiplier in multipliers.items()]
        if kind == "indivisible":
            self.require_indivisible(weighed)
        elif kind == "empty":
            require(proved_bound({}, weighed, *box) < 0, "a leaf does not prove that it is empty")
        else:
            if kind != "bound" or value is None:
                raise Refused(f"a leaf of the kind {quoted(kind)} does not serve")
            bound = proved_bound(self.objective, weighed, *box)
            proved = bound if step is None or isinstance(bound, Formula) else step * math.floor(bound / step)
            require(proved <= value, "a leaf does not prove the bound")

    def require_indivisible(self, weighed: list[tuple[Limits, Fraction]]) -> None:
        """Refuse unless the equations add up to integers times integer variables on one side, and no integer on the
        other."""
        total, right = dict[Any, Fraction](), ZERO
        for (coefficients, low, high), multiplier in weighed:
            if low is None or high is None:
                raise Refused("divisibility is a matter of equations")
            right += multiplier * high
            for column, entry in coefficients.items():
                total[column] = total.get(column, ZERO) + multiplier * entry
        whole = all(is_whole(entry) and (entry == 0 or column in self.integers) for column, entry in total.items())
        fixed = not isinstance(right, Formula)
        require(whole and fixed and not is_whole(right), "the equations show no indivisibility")

    def step(self) -> Fraction | None:
        """A number of which the objective is a multiple at all integer points, if it is about integers alone."""
        weights = {column: weight for column, weight in self.objective.items() if matters(weight)}
        fixed = not any(isinstance(weight, Formula) for weight in weights.values())
        if not weights or not fixed or not weights.keys() <= self.integers:
            return None
        below = math.lcm(*(weight.denominator for weight in weights.values()))
        afford(size_of(below) <= MAX_STEP_BITS, "the weights have no short common denominator")
        return Exact(math.gcd(*(int(weight * below) for weight in weights.values())), below)


def check_integer_feasible(about: Any, holds: bool, evidence: Any) -> str:
    """A system has a solution with integers where they are wanted, by such a point, or none, by a branching tree."""
    data, integers = fields(about, "system integers")
    branching = Branching(System(data), integers, {})
    if holds:
        (point,) = of_form(evidence, "integer point", "values")
        branching.point(point)
        return f"the system has a solution with {counted(len(branching.integers), 'integer variable')}"
    (nodes,) = of_form(evidence, "branching tree", "nodes")
    branching.require_tree(nodes, None)
    return f"the system has no solution with {counted(len(branching.integers), 'integer variable')}"


def check_integer_optimal(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the optimum at integer points: one that attains it, and a branching tree that bounds all."""
    system, sign, objective, integers, value = linear_program(about, "integers value")
    require(holds, "only the optimum itself can be shown")
    branching, best = Branching(system, integers, objective), sign * number(value)
    point, nodes = of_form(evidence, "integer point and tree", "values nodes")
    require(dot(objective, branching.point(point)) == best, "the point does not attain the value")
    branching.require_tree(nodes, best)
    size = counted(len(branching.integers), "integer variable")
    return f"the {'max' if sign > 0 else 'min'}imum of the linear program with {size} is {told(value)}"


def check_integer_unbounded(about: Any, holds: bool, evidence: Any) -> str:
    """There is no optimum at integer points: one, and a direction of recession along which the objective improves.

    The numbers are rational: a multiple of the direction is an integer wherever it is wanted.
    """
    system, sign, objective, integers = linear_program(about, "integers")
    require(holds, "only unboundedness itself can be shown")
    branching = Branching(system, integers, objective)
    point, plain = of_form(evidence, "integer improving ray", "values direction")
    branching.point(point)
    direction = numbers(plain, system.size)
    require(system.recession().contains(direction), "the direction leaves the system")
    require(dot(objective, direction) > 0, "the direction does not improve the objective")
    size = counted(len(branching.integers), "integer variable")
    return f"the {'max' if sign > 0 else 'min'}imization with {size} is unbounded"


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
    across, down = distinct(rows), distinct(columns)
    triples = tuples(entries, entry_at(across), entry_at(down), integer)
    require(all(entry != 0 for _, _, entry in triples), "an entry that is zero is written out")
    grid = Grid(across, down, triples)
    require(len(triples) == sum(map(len, grid.rows.values())), "an entry is given twice")
    return grid


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
    grid = grid_of(*fields(about, "matrix"))
    show_unimodularity(grid, holds, evidence)
    return f"the {len(grid.rows)} by {len(grid.columns)} matrix is {'' if holds else 'not '}totally unimodular"


def check_preserves_total_unimodularity(about: Any, holds: bool, evidence: Any) -> str:
    """An implementation structure preserves total unimodularity: M(W) of Lang & Yang (10) is totally unimodular."""
    show_unimodularity(projection_cone_matrix(*fields(about, "structure")), holds, evidence)
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
    check, names = UNIMODULAR[evidence["form"]]
    check(grid, *of_form(evidence, evidence["form"], names))


def two_laminar_families(grid: Grid, first: Any, second: Any) -> None:
    """0/1 rows in two families, in each of which any two rows, as sets of columns, are nested or disjoint (Edmonds)."""
    require(all(entry == 1 for row in grid.rows.values() for entry in row.values()), "an entry is neither 0 nor 1")
    require(len(known(listing(first) + second, grid.rows)) == len(grid.rows), "a row is in neither family")
    for family in (first, second):
        require(laminar(frozenset(grid.rows[hashable(name)]) for name in family), "two rows of a family cross")


def laminar(sets: Iterable[frozenset[Any]]) -> bool:
    """Whether any two sets are nested or disjoint: by decreasing size, each lies within one innermost set so far."""
    innermost: dict[Any, int] = {}
    for position, members in enumerate(sorted(sets, key=len, reverse=True)):
        spend(1 + len(members))
        if len({innermost.get(member, -1) for member in members}) > 1:
            return False
        innermost.update(dict.fromkeys(members, position))
    return True


def network(grid: Grid, tree: Any, paths: Any) -> None:
    """Rows are arcs of a directed tree; a column has 1 and -1 where a path in it runs along and against the arcs.

    A column is a flow of 1 from its path's tail to its head; in a tree the path is the only one.
    """
    arcs, ends = named_arcs(tree, grid.rows), named_arcs(paths, grid.columns)
    component = {node: [node] for pair in arcs.values() for node in pair}
    require(not arcs or len(component) == len(arcs) + 1, "the arcs of the rows are not a tree")
    for pair in arcs.values():
        smaller, larger = sorted((component[node] for node in pair), key=len)
        require(smaller is not larger, "the arcs of the rows are not a tree")
        spend(1 + len(smaller))
        larger += smaller
        component.update(dict.fromkeys(smaller, larger))
    for name, (tail, head) in ends.items():
        spend(1 + len(grid.columns[name]))
        excess = Counter([tail])
        excess[head] -= 1
        for arc, entry in grid.columns[name].items():
            out_of, into = arcs[arc]
            excess[out_of], excess[into] = excess[out_of] - entry, excess[into] + entry
        require(not any(excess.values()), "a column is not the path between its ends")


def named_arcs(arcs: Any, names: dict[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    """[name, tail, head] for each of the names."""
    triples = tuples(arcs, hashable, hashable, hashable)
    found = {name: (tail, head) for name, tail, head in triples}
    require(len(triples) == len(found) and found.keys() == names.keys(), "an arc is missing, unknown or given twice")
    return found


def reduction(grid: Grid, steps: Any, rest: Any) -> None:
    """Steps that preserve total unimodularity both ways, and evidence for the matrix to which they lead."""
    left = Grid(grid.rows, grid.columns, grid.within(grid.rows, grid.columns))
    for step in listing(steps):
        what, which, *names = listing(step)
        require(which in ("row", "column"), "a step is about a row or a column")
        lines, across = (left.rows, left.columns) if which == "row" else (left.columns, left.rows)
        known_step = what in ("negate", "unit", "copy") and len(names) == (2 if what == "copy" else 1)
        require(known_step, "a step is unknown, or has too many or too few names")
        line, *other = known(names, lines)
        spend(1 + len(lines[line]))
        turned = {place: -entry for place, entry in lines[line].items()}
        if what == "negate":
            lines[line] = turned
            for place, entry in turned.items():
                across[place][line] = entry
            continue
        redundant = len(turned) <= 1 if what == "unit" else lines[other[0]] in (lines[line], turned)
        require(redundant, "a line is not a unit line, or not a copy of the other")
        for place in lines.pop(line):
            del across[place][line]
    unimodular(left, rest)


def direct_sum(grid: Grid, blocks: Any) -> None:
    """Blocks that share no row and no column, outside of which every entry is zero."""
    parts = records(blocks, "rows columns evidence")
    known([name for rows, _, _ in parts for name in listing(rows)], grid.rows)
    known([name for _, columns, _ in parts for name in listing(columns)], grid.columns)
    inside = 0
    for rows, columns, shown in parts:
        block = grid.part(distinct(rows), distinct(columns))
        inside += sum(map(len, block.rows.values()))
        unimodular(block, shown)
    require(inside == sum(map(len, grid.rows.values())), "an entry outside the blocks is not zero")


def two_sum(grid: Grid, rows: Any, columns: Any, link: Any, first: Any, second: Any) -> None:
    """[A ab; 0 B] from [A a] and [b; B]; `rows` and `columns` are A's, `link` is a nonzero entry of ab."""
    upper, left, lower, right = corners(grid, rows, columns)
    row, column = corner_entry(grid, link, upper, right)
    require(not grid.within(lower, left), "the corner that should be zero is not")
    unimodular(grid.part(upper, [*left, column]), first)
    unimodular(grid.part([row, *lower], right), second)


def three_sum(
    grid: Grid, rows: Any, columns: Any, upper: Any, lower: Any, e: Any, extra: Any, first: Any, second: Any
) -> None:
    """[A ab; dc B] from [A a a; c 0 e] and [e 0 b; d d B], e = 1 or -1; `rows` and `columns` are A's.

    `upper` is a nonzero entry of ab and `lower` of dc, both 1 or -1, so that a, b, c, d can be read off their lines.
    """
    above, left, below, right = corners(grid, rows, columns)
    (r1, c2), (r2, c1) = corner_entry(grid, upper, above, right), corner_entry(grid, lower, below, left)
    new = hashable(extra)
    signed = isinstance(e, int) and e in (1, -1)
    require(signed and new not in grid.columns, "the further column has no sign or no name of its own")
    a = [(r, c, grid.entry(r, c2)) for r in above for c in (c2, new)]
    own = [*grid.within(above, left), *a, *grid.within([r2], left)]
    unimodular(Grid([*above, r2], [*left, c2, new], [*own, (r2, new, e)]), first)
    d = [(r, c, grid.entry(r, c1) * grid.entry(r2, c1)) for r in below for c in (c1, new)]
    b = [(r1, c, entry * grid.entry(r1, c2)) for _, c, entry in grid.within([r1], right)]
    own = [*grid.within(below, right), *d, *b]
    unimodular(Grid([r1, *below], [new, c1, *right], [*own, (r1, new, e)]), second)


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
    across = grid.within([row], columns)
    spend(len(rows) + len(grid.columns[column]) * (1 + len(across)))
    factors = [(r, unit * grid.entry(r, column)) for r in rows]
    product = {(r, c): factor * entry for r, factor in factors if factor for _, c, entry in across}
    actual = {(r, c): entry for r, c, entry in grid.within(rows, columns)}
    require(actual == product, "a corner is not the product of a column and a row")
    return row, column


def pivot(grid: Grid, at_row: Any, at_column: Any, rest: Any) -> None:
    """The pivot [e c; b D] -> [-e ec; eb D - e bc] on an entry e that is 1 or -1; names stay in their places."""
    (row,), (column,) = known([at_row], grid.rows), known([at_column], grid.columns)
    e = grid.entry(row, column)
    require(e in (1, -1), "the pivot is neither 1 nor -1")
    spend(10 * len(grid.rows[row]) * len(grid.columns[column]))
    entries = {(r, c): entry for r, c, entry in grid.within(grid.rows, grid.columns)}
    for (r, b), (c, entry) in itertools.product(grid.columns[column].items(), grid.rows[row].items()):
        beside = r == row or c == column  # there b or the entry is e
        entries[r, c] = b * entry if beside else entries.get((r, c), 0) - e * b * entry
    entries[row, column] = -e
    unimodular(Grid(grid.rows, grid.columns, ((r, c, entry) for (r, c), entry in entries.items())), rest)


EXCEPTIONAL = {
    1: ((1, -1, 0, 0, -1), (-1, 1, -1, 0, 0), (0, -1, 1, -1, 0), (0, 0, -1, 1, -1), (-1, 0, 0, -1, 1)),
    2: ((1, 1, 1, 1, 1), (1, 1, 1, 0, 0), (1, 0, 1, 1, 0), (1, 0, 0, 1, 1), (1, 1, 0, 0, 1)),
}


def exceptional(grid: Grid, which: Any, rows: Any, columns: Any) -> None:
    """The two totally unimodular 5 by 5 matrices that no sum of network matrices yields (Schrijver 1986, 19.4 (7))."""
    chosen, across = known(rows, grid.rows), known(columns, grid.columns)
    require(len(chosen) == len(grid.rows) == 5 == len(grid.columns) == len(across), "a row or a column is left out")
    entries = tuple(tuple(grid.entry(r, c) for c in across) for r in chosen)
    require(entries == EXCEPTIONAL.get(index(which, 3)), "that is not the exceptional matrix")


def colourings(grid: Grid, columns: Any, plus: Any) -> None:
    """Every set of columns has signs such that every row of entries 0, 1, -1 sums to -1, 0 or 1 (Ghouila-Houri).

    Bit k of a set stands for the k-th column named; `plus[s]` holds the members of the set s that have sign 1.
    """
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

UNIMODULAR: dict[str, tuple[Callable[..., None], str]] = {
    "two laminar families": (two_laminar_families, "first second"),
    "network": (network, "tree arcs"),
    "transpose": (lambda grid, of: unimodular(grid.transpose(), of), "of"),
    "reduction": (reduction, "steps rest"),
    "blocks": (direct_sum, "blocks"),
    "2-sum": (two_sum, "rows columns link first second"),
    "3-sum": (three_sum, "rows columns upper lower sign extra first second"),
    "pivot": (pivot, "row column rest"),
    "exceptional": (exceptional, "which rows columns"),
    "colourings": (colourings, "columns plus"),
}
"""What shows that a matrix is totally unimodular, by the form of the evidence, with the names of its fields."""


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
        places = math.prod(map(len, self.types)) * (len(agents) * len(things) + sum(map(len, listing(sets))))
        afford(places <= MAX_PLACES, "too many sets for so many type profiles")
        spend(5 * places)
        self.cells = [compound(i, *thing) for i in self.agents for thing in things]
        self.profiles = list(itertools.product(*self.types))
        order = {cell: k for k, cell in enumerate(self.cells)}
        listed = [tuple(sorted(known(members, order), key=order.__getitem__)) for members in listing(sets)]
        require(all(listed), "a constraint set is empty")
        require(len(set(listed)) == len(listed), "a constraint set is listed twice")
        self.sets = [*(members for members in listed if len(members) > 1), *((cell,) for cell in self.cells)]


def projection_cone_matrix(about: Any) -> Grid:
    """M(W) = [-B' C' -C'; 0 I 0; 0 0 I], Lang & Yang (10); every single cell is a constraint set too.

    Columns: ("f", cell, type), the rows of B; ("g", set, profile) and ("h", set, profile), the rows of C, where a set
    is the list of its cells. Rows: ("x", cell, profile), the columns of B and C, and again the "g" and the "h".
    """
    given = Structure(about)
    place = {agent: k for k, agent in enumerate(given.agents)}
    owned = [(cell, place[cell.parts[0]]) for cell in given.cells]
    profiles = [(profile, compound(*profile)) for profile in given.profiles]
    f = [compound("f", cell, own) for cell, k in owned for own in given.types[k]]
    x = [compound("x", cell, named) for _, named in profiles for cell in given.cells]
    b = [compound("f", cell, profile[k]) for profile, _ in profiles for cell, k in owned]
    entries = [(row, column, -1) for row, column in zip(x, b, strict=True)]
    signs = []
    for which, sign in (("g", 1), ("h", -1)):
        for members, (_, named) in itertools.product(given.sets, profiles):
            signs.append(compound(which, compound(*members), named))
            entries.append((signs[-1], signs[-1], 1))
            entries += [(compound("x", cell, named), signs[-1], sign) for cell in members]
    return Grid([*x, *signs], [*f, *signs], entries)


# ---------------------------------------------------------------------------------------------- families of sets


def family(sets: Any) -> list[frozenset[Any]]:
    """Distinct sets of names."""
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
    else:
        first, second = (sets[index(k, len(sets))] for k in of_form(evidence, "crossing sets", "first second"))
        require(cross(first, second), "the two sets do not cross")
    return f"the family of {counted(len(sets), 'set')} is {'' if holds else 'not '}a hierarchy"


def check_bihierarchy(about: Any, holds: bool, evidence: Any) -> str:
    """The sets are the union of two disjoint hierarchies; no: an odd cycle, as crossing sets are in different ones."""
    sets = family(*fields(about, "sets"))
    if holds:
        parts = [listing(part) for part in of_form(evidence, "two hierarchies", "first second")]
        positions = [index(k, len(sets)) for part in parts for k in part]
        require(sorted(positions) == list(range(len(sets))), "a set is in neither hierarchy, or in both")
        require(all(laminar([sets[k] for k in part]) for part in parts), "two sets of a hierarchy cross")
    else:
        (cycle,) = of_form(evidence, "odd cycle of crossing sets", "cycle")
        around = [sets[index(k, len(sets))] for k in listing(cycle)]
        require(len(around) % 2 == 1, "the cycle is not odd")
        require(all(map(cross, around, around[1:] + around[:1])), "two neighbours on the cycle do not cross")
    return f"the family of {counted(len(sets), 'set')} is {'' if holds else 'not '}a bihierarchy"


def check_two_sided(about: Any, holds: bool, evidence: Any) -> str:
    """Sets of (agent, object) contain all rows {i} x A and all columns N x {j}."""
    agents, objects, sets = fields(about, "agents objects sets")
    listed, own, things = set(family(sets)), distinct(agents), distinct(objects)
    afford(len(own) * len(things) <= MAX_PLACES, "too many agents and objects")
    spend(5 * len(own) * len(things))
    rows = [[compound(i, j) for j in things] for i in own]
    required = {frozenset(line) for line in [*rows, *([row[k] for row in rows] for k in range(len(things)))]}
    if holds:
        of_form(evidence, "inspection", "")
        require(required <= listed, "a row or a column is missing")
    else:
        (missing,) = of_form(evidence, "missing set", "set")
        require(frozenset(distinct(missing)) in required - listed, "the set is not missing")
    return f"the sets are {'' if holds else 'not '}a canonical two-sided constraint structure"


def graph_of(about: Any) -> tuple[set[Any], list[frozenset[Any]], list[bool]]:
    """The vertices, the sets, and for each set whether it is a pair of vertices."""
    vertices, sets = fields(about, "vertices sets")
    nodes, listed = set(distinct(vertices)), family(sets)
    return nodes, listed, [len(members) == 2 and members <= nodes for members in listed]


def check_edges_of_a_graph(about: Any, holds: bool, evidence: Any) -> str:
    """Every set is a pair of vertices."""
    _, sets, are_edges = graph_of(about)
    if holds:
        of_form(evidence, "inspection", "")
        require(all(are_edges), "a set is not a pair of vertices")
    else:
        (position,) = of_form(evidence, "not an edge", "position")
        require(not are_edges[index(position, len(sets))], "the set is a pair of vertices")
    return f"the sets are {'' if holds else 'not '}the edges of a graph"


def check_bipartite_graph(about: Any, holds: bool, evidence: Any) -> str:
    """The sets are the edges of a graph on the vertices, and it has no odd cycle."""
    if not holds and has_form(evidence, "not an edge"):
        return check_edges_of_a_graph(about, holds, evidence)
    nodes, sets, are_edges = graph_of(about)
    if holds:
        (part,) = of_form(evidence, "bipartition", "side")
        side = frozenset(known(part, nodes))
        require(all(are_edges), "a set is not a pair of vertices")
        require(all(len(edge & side) == 1 for edge in sets), "an edge has both ends on one side")
    else:
        (around,) = of_form(evidence, "odd cycle of vertices", "cycle")
        cycle, edges = known(around, nodes), set(sets)
        joined = all(frozenset(pair) in edges for pair in zip(cycle, cycle[1:] + cycle[:1], strict=True))
        require(joined and len(cycle) >= 3 and len(cycle) % 2 == 1, "that is no odd cycle of the graph")
    return f"the sets are {'' if holds else 'not '}the edges of a graph without odd cycle"


# ---------------------------------------------------------------------------------------------- allocation problems

MOST_CLOSING = 8  # sets that may be closed, each of which is open or not
LISTED = 100_000  # partial outcomes that the checker visits to see that a list is complete

Cell = tuple[str, ...]
Coordinate = tuple[str, ...]
TypeProfile = tuple[str, ...]
Outcome = dict[Cell, Fraction]
Quotas = list[tuple[frozenset[Cell], Fraction, Fraction | None]]


class Problem:
    """Agents, objects, types, prior and quotas, rebuilt from a problem file in which every set is written out.

    Everything is read and checked here, whatever the question is; type profiles are gone through only by who needs
    them. `marginals` is there if the prior is said to be independent, and `joint` if it is written profile by profile.
    """

    def __init__(self, about: Any) -> None:
        names = "format agents types prior constraints"
        values = fields(about, names, "title objects profiles divisible outcome interim_rule objective")
        form, agents, types, prior, constraints, title, objects, restrictions, divisible, outcome, rule, goal = values
        require(form == "exact-proofs/problem/1", "the problem has an unknown format")
        known = (divisible is None or divisible is True) and (outcome is None or outcome == "public")
        require(known, "an unknown kind of problem")
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
        self.pairs = [(agent, kind) for agent, kinds in zip(self.agents, self.types, strict=True) for kind in kinds]
        self.things: list[tuple[str, ...]] = [(thing,) for thing in self.objects] or [()]
        afford(len(self.agents) * len(self.things) <= MAX_PLACES, "too many agents and objects")
        spend(len(self.agents) * len(self.things))
        self.cells = self.things if self.public else [(agent, *thing) for agent in self.agents for thing in self.things]
        self.places = frozenset(self.cells)
        self.restricted: dict[tuple[int, ...], Quotas] = {}  # by the restrictions that apply
        self.listed: dict[int, dict[frozenset[tuple[Cell, Fraction]], None]] = {}  # by the identity of the quotas
        independent = isinstance(prior, dict) and "independent" in prior
        self.marginals = self._marginals(*fields(prior, "independent")) if independent else None
        self.joint = None if independent else self._joint(*fields(prior, "joint"))
        self.constraints = self._constraints(constraints)
        everything = (self.places, ONE, ONE)
        require(not self.public or everything in self.constraints, "a public outcome chooses one alternative")
        self.restrictions = [self._restriction(each) for each in listing([] if restrictions is None else restrictions)]
        self.rule = None if rule is None else self.by_coordinate(rule, "the interim rule")
        self.objective = None if goal is None else Objective(self, goal)
        self.closing: list[tuple[frozenset[Cell], Fraction]] = []  # what a design says of sets that may be closed

    @cached_property
    def has_impossible(self) -> bool:
        """Whether some type profile has probability 0, but no type."""
        if self.joint is None or all(map(matters, self.joint.values())):
            return False
        require(all(map(matters, self.chances.values())), "a type has probability 0")
        return True

    def by_type(self, plain: Any, what: str) -> dict[tuple[str, str], Any]:
        """What is written by agent and by type, in order."""
        by_agent = table(plain, self.agents, what)
        owned = {agent: table(by_agent[agent], kinds, what) for agent, kinds in self.owned.items()}
        return {(agent, kind): owned[agent][kind] for agent, kind in self.pairs}

    def _marginals(self, prior: Any) -> dict[tuple[str, str], Fraction]:
        """The probability of every agent's types, which are independent."""
        found = {pair: number(chance) for pair, chance in self.by_type(prior, "the prior").items()}
        for agent, kinds in zip(self.agents, self.types, strict=True):
            require_law([found[agent, kind] for kind in kinds])
        return found

    def _joint(self, prior: Any) -> dict[TypeProfile, Fraction]:
        """The probability of every type profile, as it is written, in order."""
        weights: dict[TypeProfile, Fraction] = {}
        for profile, probability in records(prior, "profile probability"):
            chosen = table(profile, self.agents, "a profile")
            key = self.key([chosen[agent] for agent in self.agents])
            require(key not in weights, "a profile is given twice")
            weights[key] = number(probability)
        require(len(weights) == math.prod(map(len, self.types)), "the prior does not cover exactly the type profiles")
        require_law([weight for weight in weights.values() if matters(weight)])
        return {profile: weights[profile] for profile in itertools.product(*self.types)}

    @cached_property
    def prior(self) -> dict[TypeProfile, Fraction]:
        """The probability of every type profile, in order."""
        places = math.prod(map(len, self.types)) * len(self.agents) * len(self.things)
        afford(places <= MAX_REACHED, "too many type profiles")
        spend(places)
        if self.joint is not None:
            return self.joint
        pairs = {key: zip(self.agents, key, strict=True) for key in itertools.product(*self.types)}
        return {key: math.prod((self.chances[pair] for pair in own), start=ONE) for key, own in pairs.items()}

    @cached_property
    def chances(self) -> dict[tuple[str, str], Fraction]:
        """The probability of every agent's types."""
        if self.marginals is not None:
            return self.marginals
        found = dict.fromkeys(self.pairs, ZERO)
        for profile, probability in self.prior.items():
            for pair in zip(self.agents, profile, strict=True):
                found[pair] += probability
        return found

    def _constraints(self, entries: Any) -> Quotas:
        quotas: dict[frozenset[Cell], tuple[Fraction, Fraction | None]] = {}
        for members, floor, ceiling, label in records(entries, "set floor", "ceiling name"):
            require(label is None or isinstance(label, str), "the name of a constraint is not a text")
            single = self.public or not self.objects
            cells = cell_set(self, [[each] for each in listing(members)] if single else members)
            low, high = number(floor), None if ceiling is None else number(ceiling)
            require(bool(cells) and cells not in quotas, "a constraint set is empty, or given twice")
            require(low >= 0 and (high is None or low <= high), "a floor is negative or above its ceiling")
            whole = is_whole(low) and (high is None or is_whole(high))
            require(self.divisible or whole, "a quota is not an integer")
            quotas[cells] = low, high
        return [(cells, low, high) for cells, (low, high) in quotas.items()]

    def _restriction(self, entry: Any) -> tuple[dict[str, str], Quotas]:
        profile, constraints = fields(entry, "profile constraints")
        require(isinstance(profile, dict), "a profile is no object")
        require(all(kind in self.owned.get(agent, ()) for agent, kind in profile.items()), "no such profile")
        return profile, self._constraints(constraints)

    def by_coordinate(self, plain: Any, what: str) -> Factors:
        """Numbers by agent, type and object."""
        given = self.by_type(plain, what)
        return {(*pair, *thing): value for pair in self.pairs for thing, value in self.values(given[pair])}

    def values(self, plain: Any) -> list[tuple[tuple[str, ...], Fraction]]:
        """A number for each object, 0 where it is left out, or a number alone for one anonymous object."""
        if not self.objects:
            return [((), number(plain))]
        require(isinstance(plain, dict), "numbers by object were expected")
        require(plain.keys() <= set(self.objects), "an unknown object")
        return [(thing, number(plain.get(thing[0], 0))) for thing in self.things]

    def quotas(self, profile: TypeProfile) -> Quotas:
        """The quotas in force at a type profile: the general ones, tightened by every restriction that applies."""
        if not self.restrictions:
            return self.constraints
        kinds = dict(zip(self.agents, profile, strict=True))
        spend(len(kinds) + sum(1 + len(where) for where, _ in self.restrictions))
        applies = tuple(k for k, (where, _) in enumerate(self.restrictions) if where.items() <= kinds.items())
        if applies not in self.restricted:
            more = [each for k in applies for each in self.restrictions[k][1]]
            merged = {cells: (low, high) for cells, low, high in self.constraints}
            spend(len(merged) + len(more))
            for cells, low, high in more:
                floor, ceiling = merged.get(cells, (ZERO, None))
                merged[cells] = max(low, floor), min((end for end in (ceiling, high) if end is not None), default=None)
            self.restricted[applies] = [(cells, low, high) for cells, (low, high) in merged.items()]
        return self.restricted[applies]

    @cached_property
    def order(self) -> dict[Coordinate, int]:
        """The places of (agent, type, object), or (agent, type) for one anonymous object."""
        count = len(self.pairs) * len(self.things)
        afford(count <= MAX_PLACES, "too many types and objects")
        spend(count)
        return {(*pair, *thing): k for k, (pair, thing) in enumerate(itertools.product(self.pairs, self.things))}

    def at(self, profile: TypeProfile) -> Iterator[tuple[Coordinate, Cell]]:
        """The coordinates of the types at a profile, with their cells."""
        spend(len(self.agents) * len(self.things))
        for agent, kind in zip(self.agents, profile, strict=True):
            for thing in self.things:
                yield (agent, kind, *thing), thing if self.public else (agent, *thing)

    def key(self, plain: Any) -> TypeProfile:
        """A type profile, written as the list of the agents' types."""
        key = tuple(name(kind) for kind in listing(plain, len(self.agents)))
        require(all(map(frozenset.__contains__, self.owned.values(), key)), "an unknown type profile")
        return key

    def weighted_rule(self) -> Factors:
        """The probability of the type times the interim rule's value, by coordinate."""
        require(self.rule is not None, "there is no interim rule")
        return {place: self.chances[place[0], place[1]] * value for place, value in (self.rule or {}).items()}

    def all_outcomes(self, quotas: Quotas) -> dict[frozenset[tuple[Cell, Fraction]], None]:
        """All pure outcomes under quotas that `quotas` gave, listed once."""
        if id(quotas) not in self.listed:
            self.listed[id(quotas)] = dict.fromkeys(pure_outcomes(self, quotas))
        return self.listed[id(quotas)]

    def feasible(self, quantities: Outcome, quotas: Quotas) -> bool:
        """Whether the outcome meets the quotas; a pure one is integer."""
        whole = self.divisible or all(map(is_whole, quantities.values()))
        return whole and self.opens(quantities) and self.solves(quantities, quotas)

    def opens(self, quantities: Outcome) -> bool:
        """Whether each set that may be closed gets nothing, or at least its least number."""
        spend(sum(1 + len(cells) // 5 for cells, _ in self.closing))
        totals = [sum((quantities.get(cell, ZERO) for cell in cells), ZERO) for cells, _ in self.closing]
        return all(total == 0 or total >= least for total, (_, least) in zip(totals, self.closing, strict=True))

    def solves(self, quantities: Outcome, quotas: Quotas) -> bool:
        """Whether the quantities, not necessarily integers, are nonnegative and meet the quotas."""
        spend(sum(3 + len(cells) // 5 for cells, _, _ in quotas))
        return all(value >= 0 for value in quantities.values()) and all(
            between(sum((quantities[cell] for cell in cells if cell in quantities), ZERO), low, high)
            for cells, low, high in quotas
        )

    def limits(self, quotas: Quotas) -> tuple[dict[Cell, Any], dict[Cell, Any]]:
        """What each quantity alone is at least and at most under the quotas; at most `None` if nothing says so."""
        spend(len(quotas) + len(self.cells) // 5)
        alone = {min(members): (floor, ceiling) for members, floor, ceiling in quotas if len(members) == 1}
        lower, upper = ({cell: alone.get(cell, (ZERO, None))[end] for cell in self.cells} for end in (0, 1))
        return lower, upper

    def with_quotas(self, quotas: Quotas) -> Problem:
        """The problem with other quotas on the same sets."""
        ends = [(low, high) for _, low, high in quotas]
        require(all(low >= 0 and (high is None or low <= high) for low, high in ends), "a floor is above its ceiling")
        other = copy(self)
        other.constraints, other.restricted, other.listed = quotas, {}, {}
        return other

    def with_closing(self, closing: list[tuple[frozenset[Cell], Fraction]]) -> Problem:
        """The problem in which these sets may be closed."""
        other = copy(self)
        other.closing, other.listed = closing, {}
        return other

    def choices(self, quotas: Quotas) -> Iterator[Quotas]:
        """The quotas for each choice which of the sets that may be closed are open."""
        for opened in itertools.product((False, True), repeat=len(self.closing)):
            merged = {cells: (low, high) for cells, low, high in quotas}
            spend(len(merged) + len(opened))
            for (cells, least), is_open in zip(self.closing, opened, strict=True):
                low, high = merged.get(cells, (ZERO, None))
                merged[cells] = (max(low, least), high) if is_open else (low, ZERO)
            yield [(cells, low, high) for cells, (low, high) in merged.items()]

    def outcome(self, plain: Any) -> Outcome:
        """Quantities by cell, or weights."""
        return by_place(plain, self.places)


def require_law(chances: Sequence[Fraction]) -> None:
    require(all(p > 0 for p in chances) and sum_of(chances) == 1, "there are no positive probabilities whose sum is 1")


def by_place(plain: Any, places: Container[tuple[str, ...]]) -> dict[tuple[str, ...], Fraction]:
    """Numbers at some of the places, each written as a list of the names of its place and the number itself."""
    values: dict[tuple[str, ...], Fraction] = {}
    for entry in listing(plain):
        *names, value = listing(entry)
        place = tuple(map(name, names))
        require(place in places and place not in values, "a number has a wrong or repeated place")
        values[place] = number(value)
    return values


def cell_set(problem: Problem, plain: Any) -> frozenset[Cell]:
    cells = [tuple(map(name, listing(cell))) for cell in listing(plain)]
    require(set(cells) <= problem.places and len(set(cells)) == len(cells), "a set has a wrong or repeated cell")
    return frozenset(cells)


def name(value: Any) -> str:
    if not isinstance(value, str):
        raise Refused(f"{quoted(value)} is not a name")
    return value


def problem_of(plain: Any, impossible: bool = False) -> Problem:
    """The problem that the data describe; of statements about the same problem the first reads it for all.

    Profiles of probability 0 are refused unless they may be `impossible`.
    """
    key = marshal.dumps(plain, 2)
    spend(1 + len(key) // 100)
    if key not in WORK.problem:
        WORK.problem = {key: Problem(plain)}
    require(impossible or not WORK.problem[key].has_impossible, "a type profile has probability 0")
    return WORK.problem[key]


class Bounds:
    """Checks upper bounds on `weights * x` over the feasible outcomes at a type profile."""

    def __init__(self, problem: Problem, lists: Any) -> None:
        self.problem = problem
        self.lists = [[problem.outcome(outcome) for outcome in listing(each)] for each in listing(lists)]
        self.complete: set[tuple[int, int]] = set()

    def check(self, profile: TypeProfile, weights: Outcome, bound: Fraction | None, proof: Any) -> None:
        """Refuse unless the proof shows that no feasible outcome is worth more than `bound` (None: there is none).

        A proof is a list of all outcomes, or a tree of splits of quantities, whose leaves hold multipliers of quotas.
        Where sets may be closed it has such a tree for each choice of those that are open.
        """
        quotas = self.problem.quotas(profile)
        require(isinstance(proof, dict), "a proof is no object")
        if "list" in proof:
            (which,) = fields(proof, "list")
            outcomes = self.lists[index(which, len(self.lists))]
            self.require_complete(which, quotas)
            require(bound is not None or not outcomes, "the list of outcomes is not empty")
            spend(len(outcomes))
            within = all(bound is None or worth(weights, outcome) <= bound for outcome in outcomes)
            require(within, "a listed outcome exceeds the bound")
            return
        if self.problem.closing:
            afford(len(self.problem.closing) <= MOST_CLOSING, "too many sets may be closed")
            choices = list(self.problem.choices(quotas))
            (trees,) = fields(proof, "cases")
            for tree, chosen in zip(listing(trees, len(choices)), choices, strict=True):
                self.check_tree(chosen, weights, bound, tree)
            return
        self.check_tree(quotas, weights, bound, proof)

    def check_tree(self, quotas: Quotas, weights: Outcome, bound: Fraction | None, proof: Any) -> None:
        """The same by a tree, of the outcomes under these quotas."""
        require(isinstance(proof, dict), "a proof is no object")
        require(not self.problem.divisible or "split" not in proof, "divisible quantities cannot be split")
        for leaf, low, high in leaves(proof, *self.problem.limits(quotas)):
            empty = "empty" in leaf
            (multipliers,) = fields(leaf, "empty" if empty else "multipliers")
            proved = quotas_bound(quotas, {} if empty else weights, multipliers, low, high)
            shown = proved < 0 if empty else bound is not None and proved <= bound
            require(shown, "a leaf does not prove the bound, or not that it is empty")

    def require_complete(self, which: int, quotas: Quotas) -> None:
        """Refuse unless a list is that of all pure outcomes under the quotas."""
        require(not self.problem.divisible, "divisible outcomes cannot be listed")
        if (which, id(quotas)) not in self.complete:
            spend(sum(1 + len(outcome) for outcome in self.lists[which]))
            given = {frozenset((c, q) for c, q in outcome.items() if q) for outcome in self.lists[which]}
            require(given == self.problem.all_outcomes(quotas).keys(), "a list is not that of all pure outcomes")
            self.complete.add((which, id(quotas)))


def quotas_bound(quotas: Quotas, weights: Outcome, multipliers: Any, low: Any, high: Any) -> Fraction:
    """What multipliers of the quotas, by their places, prove that no outcome within these limits exceeds."""
    weighed = tuples(multipliers, entry_at(quotas), number)
    rows = (((dict.fromkeys(members, ONE), *ends), multiplier) for (members, *ends), multiplier in weighed)
    return proved_bound(weights, rows, low, high)


def leaves(tree: Any, lower: dict[Any, Any], upper: dict[Any, Any]) -> Iterator[tuple[dict[str, Any], Any, Any]]:
    """The leaves of a tree of splits of integer variables, with their parts of the box; empty parts are left out."""
    stack = [(tree, lower, upper)]
    while stack:
        node, low, high = stack.pop()
        require(isinstance(node, dict), "a proof is no object")
        if "split" not in node:
            yield node, low, high
            continue
        split, below, above = fields(node, "split at_most at_least")
        names, threshold = listing(split, 2)
        place, limit = tuple(map(name, listing(names))), number(threshold)
        require(place in low and is_whole(limit), "a split has a wrong place or threshold")
        spend(2 + 2 * len(low) // 5)
        if low[place] <= limit:
            stack.append((below, low, high | {place: limit if high[place] is None else min(limit, high[place])}))
        if high[place] is None or limit < high[place]:
            stack.append((above, low | {place: max(low[place], limit + 1)}, high))


def pure_outcomes(problem: Problem, quotas: Quotas) -> Iterator[frozenset[tuple[Cell, Fraction]]]:
    """All pure outcomes under the quotas, quantity by quantity, each as the set of its positive entries."""
    cells = problem.cells
    spend(len(cells) * len(quotas) // 5)
    ceilings = [(members, high) for members, _, high in quotas if high is not None]
    limits = {cell: [each for each in ceilings if cell in each[0]] for cell in cells}
    require(all(limits.values()), "a quantity is unbounded")
    stack: list[Outcome] = [{}]
    while stack:
        partial = stack.pop()
        spend(5 + len(partial))
        if len(partial) == len(cells):
            if problem.feasible(partial, quotas):
                yield frozenset((cell, value) for cell, value in partial.items() if value)
            continue
        cell = cells[len(partial)]
        spend(sum(len(members) // 5 for members, _ in limits[cell]))
        used = ((high, sum(partial[c] for c in members if c in partial)) for members, high in limits[cell])
        most = math.floor(min(high - total for high, total in used))
        spend(max(0, most + 1) * (2 + len(partial) // 5))
        afford(len(stack) + most < LISTED, "there are too many outcomes to see that a list is complete")
        stack += [{**partial, cell: Exact(value)} for value in range(most + 1)]


def worth(weights: Outcome, outcome: Outcome) -> Fraction:
    return sum((weights[cell] * value for cell, value in outcome.items() if cell in weights), ZERO)


def each_profile(problem: Problem, entries: Any, names: str) -> Iterator[list[Any]]:
    """The entries of a list with one for every type profile: the profile, and the values of the further fields."""
    seen = []
    for profile, *rest in records(entries, "profile " + names):
        seen.append(problem.key(profile))
        yield [seen[-1], *rest]
    require(len(seen) == len(problem.prior) == len(set(seen)), "a type profile is missing or given twice")


def feasible_outcome(problem: Problem, profile: TypeProfile, plain: Any) -> Outcome:
    outcome = problem.outcome(plain)
    require(problem.feasible(outcome, problem.quotas(profile)), "an outcome is not feasible")
    return outcome


def check_has_outcome(about: Any, holds: bool, evidence: Any) -> str:
    """At every type profile there is a feasible outcome: one for each. There is none at some profile: the proof."""
    problem = problem_of(*fields(about, "problem"))
    if not holds:
        return check_no_outcome(problem, evidence)
    (entries,) = of_form(evidence, "outcomes", "profiles")
    listed = [(problem.key(profile), outcome) for profile, outcome in records(entries, "profile outcome")]
    shown = {profile: feasible_outcome(problem, profile, outcome) for profile, outcome in listed}
    require(shown.keys() == problem.prior.keys(), "a type profile is missing")
    return "some outcome is feasible at every type profile"


def check_no_outcome(problem: Problem, evidence: Any) -> str:
    profile, proof = of_form(evidence, "no outcome", "profile proof")
    key = problem.key(profile)
    listed = isinstance(proof, dict) and "list" in proof
    Bounds(problem, [proof["list"]] if listed else []).check(key, {}, None, {"list": 0} if listed else proof)
    return f"no outcome is feasible at type profile ({', '.join(map(quoted, key))})"


def check_implementable(about: Any, holds: bool, evidence: Any) -> str:
    """An interim rule is implementable: an ex post rule. It is not: a violated inequality, or no outcome at all."""
    problem = problem_of(*fields(about, "problem"))
    weighted = problem.weighted_rule()
    if holds:
        reached = induced(problem, *of_form(evidence, "ex post rule", "profiles"))
        require(reached == weighted, "the ex post rule induces another interim rule")
        return "the interim rule is implementable"
    if has_form(evidence, "no outcome"):
        return f"the interim rule is not implementable: {check_no_outcome(problem, evidence)}"
    left, right = check_inequality(problem, weighted, evidence)
    require(left > right, "the rule does not violate the inequality")
    return (
        "the interim rule is not implementable: "
        f"it reaches {told(left)} where implementable rules reach at most {told(right)}"
    )


def induced(problem: Problem, entries: Any) -> Factors:
    """The reduced form of an ex post rule, weighted by the types' probabilities; its lotteries are checked."""
    return interim(problem, expectations(problem, entries))


def expectations(problem: Problem, entries: Any) -> dict[TypeProfile, Outcome]:
    """The expected outcome of an ex post rule at every type profile; its lotteries are checked."""
    listed = each_profile(problem, entries, "lottery")
    return {profile: expectation(problem, profile, lottery) for profile, lottery in listed}


def interim(problem: Problem, means: dict[TypeProfile, Outcome]) -> Factors:
    """What types expect of these outcomes, weighted by the types' probabilities."""
    total = dict.fromkeys(problem.order, ZERO)
    for profile, mean in means.items():
        chance = problem.prior[profile]
        for coordinate, cell in problem.at(profile):
            if cell in mean:
                total[coordinate] += chance * mean[cell]
    return total


def probabilities(plain: Iterable[Any]) -> list[Fraction]:
    """Numbers that are not negative and sum to 1."""
    shares = [number(share) for share in plain]
    require(nonnegative(shares) and sum(shares) == 1, "a probability is negative, or they do not sum to 1")
    return shares


def expectation(problem: Problem, profile: TypeProfile, lottery: Any) -> Outcome:
    """The expected outcome of a lottery over feasible outcomes at a type profile."""
    parts = records(lottery, "probability outcome")
    shares = probabilities(probability for probability, _ in parts)
    mean: Outcome = {}
    for share, (_, plain) in zip(shares, parts, strict=True):
        for cell, quantity in feasible_outcome(problem, profile, plain).items():
            mean[cell] = mean.get(cell, ZERO) + share * quantity
    return mean


def check_inequality(problem: Problem, weighted: Factors, evidence: Any) -> tuple[Any, Any]:
    """The two sides of an inequality that every implementable rule satisfies; the bounds are checked on the way."""
    factors, right = valid(problem, *of_form(evidence, "inequality", "coefficients lists bounds"))
    return worth(weighted, factors), right


def valid(problem: Problem, coefficients: Any, lists: Any, entries: Any) -> tuple[Factors, Fraction]:
    """The coefficients of an inequality that every implementable rule satisfies, and its right side.

    The right side is the expectation of bounds on the left side at every type profile, each with its proof.
    """
    factors, bounds, right = factors_of(problem, coefficients), Bounds(problem, lists), ZERO
    for profile, limit, proof in each_profile(problem, entries, "bound proof"):
        bounds.check(profile, weights_at(problem, profile, factors), number(limit), proof)
        right += problem.prior[profile] * number(limit)
    return factors, right


def weights_at(problem: Problem, profile: TypeProfile, factors: Factors) -> Outcome:
    """What coefficients of weighted variables make each cell worth at a type profile."""
    weights: Outcome = {}
    for coordinate, cell in problem.at(profile):
        if coordinate in factors:
            weights[cell] = weights[cell] + factors[coordinate] if cell in weights else factors[coordinate]
    return weights


# ------------------------------------------------------------------- reduced form: capacities and conditions

SUBSETS = 8  # statements about all sets of cells are checked up to so many cells
EMPTY: frozenset[Cell] = frozenset()
Table = dict[tuple[frozenset[Cell], frozenset[Cell]], Fraction]


def placed(about: Any, more: str = "") -> list[Any]:
    """Problem and type profile that a statement is about, and the values of its further fields."""
    plain, profile, *rest = fields(about, "problem profile " + more)
    problem = problem_of(plain)
    key = problem.key(profile)
    bounded = {cell for cells, _, high in problem.quotas(key) if high is not None for cell in cells}
    require(bounded == problem.places, "a quantity is unbounded")
    return [problem, key, *rest]


def subsets(cells: Sequence[Cell]) -> list[frozenset[Cell]]:
    afford(len(cells) <= SUBSETS, "there are too many cells to look at all sets of them")
    return [frozenset(each) for size in range(len(cells) + 1) for each in itertools.combinations(cells, size)]


def capacities(problem: Problem, profile: TypeProfile, evidence: Any) -> tuple[Table, list[Outcome]]:
    """Values of beta(plus, minus), each with an outcome that attains it and a bound, and further feasible outcomes."""
    entries, lists, outcomes = of_form(evidence, "capacities", "entries lists outcomes")
    bounds, table = Bounds(problem, lists), {}
    for plus, minus, value, outcome, proof in records(entries, "plus minus value outcome proof"):
        pair = cell_set(problem, plus), cell_set(problem, minus)
        require(not pair[0] & pair[1], "the two sets of a capacity meet")
        weights = dict.fromkeys(pair[0], ONE) | dict.fromkeys(pair[1], -ONE)
        best = feasible_outcome(problem, profile, outcome)
        require(worth(weights, best) == number(value), "the outcome does not attain the capacity")
        bounds.check(profile, weights, number(value), proof)
        table[pair] = number(value)
    return table, [feasible_outcome(problem, profile, outcome) for outcome in listing(outcomes)]


def check_capacity(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the greatest x(plus) - x(minus) over the feasible pure outcomes at a type profile."""
    problem, profile, plus, minus, value = placed(about, "plus minus value")
    require(holds, "only the capacity itself can be shown")
    table, _ = capacities(problem, profile, evidence)
    pair = cell_set(problem, plus), cell_set(problem, minus)
    require(table.get(pair) == number(value), "the capacity asked for is not among those shown")
    return f"the capacity is {told(value)}"


def best_for(cells: frozenset[Cell], value: Fraction, pool: list[Outcome]) -> int:
    """The outcomes of the pool that give the cells this value together, as bits."""
    spend(sum(1 + len(outcome) // 5 for outcome in pool))
    totals = (sum((quantity for cell, quantity in outcome.items() if cell in cells), ZERO) for outcome in pool)
    return sum(1 << k for k, total in enumerate(totals) if total == value)


def check_linear(about: Any, holds: bool, evidence: Any) -> str:
    """beta(U, V) = beta(U, {}) + beta({}, V) for all disjoint U, V. No: a pair. Yes: no floors, or every pair.

    Without floors nothing at all is feasible, and so is any part of a feasible outcome; the best part for U is in U.
    """
    problem, profile = placed(about)
    if holds and has_form(evidence, "only ceilings"):
        of_form(evidence, "only ceilings", "")
        require(all(low == 0 for _, low, _ in problem.quotas(profile)), "a floor is not zero")
        return "the capacity is linear: there are no floors"
    table, pool = capacities(problem, profile, evidence)
    if not holds:
        pairs = [(u, v) for u, v in table if (u, EMPTY) in table and (EMPTY, v) in table]
        require(any(table[u, v] < table[u, EMPTY] + table[EMPTY, v] for u, v in pairs), "no pair breaks linearity")
        return "the capacity is not linear"
    sets = subsets(problem.cells)
    at_most = {u: best_for(u, table[u, EMPTY], pool) for u in sets}
    at_least = {v: best_for(v, -table[EMPTY, v], pool) for v in sets}
    spend(len(sets) ** 2 * (1 + len(pool) // 1_000))
    for u, v in itertools.product(sets, repeat=2):
        require(bool(u & v) or at_most[u] & at_least[v] != 0, "no outcome is best for both sets of a pair")
    return "the capacity is linear"


LAWS: dict[str, Callable[..., tuple[tuple[Any, Any], tuple[Any, Any]]]] = {
    "ceiling": lambda g, h, b, c: ((c(g & h), c(g | h)), (c(g), c(h))),
    "floor": lambda g, h, b, c: ((b(g), b(h)), (b(g & h), b(g | h))),
    "compliant": lambda g, h, b, c: ((c(g - h), b(h)), (c(g), b(h - g))),
}
"""The laws of paramodular pairs: what together is at most what, for sets g and h, floors b and ceilings c."""


def obeys(law: Any, *instance: Any) -> bool:
    """Whether two sets, floors and ceilings obey a law; a ceiling that is `None` is infinite."""
    require(law in LAWS, f"the law {quoted(law)} is unknown")
    less, more = LAWS[law](*instance)
    return None in more or (None not in less and sum(less) <= sum(more))


def check_paramodular(about: Any, holds: bool, evidence: Any) -> str:
    """Ceilings are submodular, floors supermodular, and they are compliant; no: a law and two sets that break it.

    Listed quotas are 0 and infinite for sets that are not listed; effective ones come as capacities.
    """
    problem, profile, reading = placed(about, "quotas")
    form, required = ("all pairs", "") if holds else ("offending sets", "law sets")
    *offence, given = of_form(evidence, form, required, "capacities")
    require(reading in ("listed", "effective") and (given is None) == (reading == "listed"), "an unknown reading")
    table = None if given is None else capacities(problem, profile, given)[0]
    quotas = {cells: ends for cells, *ends in [*problem.quotas(profile), (EMPTY, ZERO, ZERO)]}

    def b(g: frozenset[Cell]) -> Any:
        return quotas.get(g, [ZERO, None])[0] if table is None else -table[EMPTY, g]

    def c(g: frozenset[Cell]) -> Any:
        return quotas.get(g, [ZERO, None])[1] if table is None else table[g, EMPTY]

    if not holds:
        first, second = (cell_set(problem, each) for each in listing(offence[1], 2))
        require(not obeys(offence[0], first, second, b, c), "the sets obey the law")
        return f"the {reading} quotas are not paramodular"
    for g, h in itertools.product(subsets(problem.cells), repeat=2):
        spend(10)
        require(all(obeys(law, g, h, b, c) for law in LAWS), "two sets break a law")
    return f"the {reading} quotas are paramodular"


def require_separated(problem: Problem, profile: TypeProfile, point: Any, *proof: Any) -> None:
    """Refuse unless the point is worth more than a bound that no feasible outcome exceeds."""
    weights, bound, shown, lists = proof
    factors, limit = problem.outcome(weights), number(bound)
    Bounds(problem, lists).check(profile, factors, limit, shown)
    require(worth(factors, problem.outcome(point)) > limit, "the weights do not separate the point")


def check_described(about: Any, holds: bool, evidence: Any) -> str:
    """Every nonnegative solution of the quotas is a lottery over pure outcomes.

    No: a solution that some weighting likes better than every pure outcome. Yes: divisible objects; or two laminar
    families that hold all sets, or two classes of cells between which all sets are edges, for either of which the
    quotas have integral vertices (Edmonds 1970; Heller and Tompkins 1956); or a list of faces.
    """
    problem, profile = placed(about)
    quotas = problem.quotas(profile)
    if not holds:
        point, *proof = of_form(evidence, "separated point", "point weights bound proof lists")
        require(not problem.divisible and problem.solves(problem.outcome(point), quotas), "the point is no solution")
        require_separated(problem, profile, point, *proof)
        return "the quotas do not describe the feasible random outcomes"
    form = evidence.get("form")
    require(problem.divisible == (form == "divisible"), "that shows nothing for these objects")
    sets = [cells for cells, _, _ in quotas]
    if form == "laminar families":
        one = {index(position, len(sets)) for position in listing(*of_form(evidence, form, "first"))}
        for part in (True, False):
            require(laminar(sets[k] for k in range(len(sets)) if (k in one) == part), "two sets of one family cross")
    elif form == "bipartite graph":
        side = cell_set(problem, *of_form(evidence, form, "first"))
        edges = all(len(cells) == 2 and len(cells & side) == 1 for cells in sets if len(cells) > 1)
        require(edges, "a set is no edge between classes")
    elif form != "divisible":
        check_faces(problem, quotas, *of_form(evidence, "faces", "faces"))
    return "the quotas describe the feasible random outcomes"


def check_faces(problem: Problem, quotas: Quotas, entries: Any) -> None:
    """The polytope is the hull of its pure outcomes, face by face.

    A bounded polytope is the hull of any point v of it and of its faces on which a limit that is slack at v is tight:
    follow the ray from v through a point until it leaves. Each face is given by limits that are tight on it.
    """
    rows: list[tuple[Sparse, Fraction]] = []
    for cells, low, high in quotas:  # of each quota its ceiling, then its floor
        rows += [] if high is None else [(dict.fromkeys(cells, ONE), high)]
        rows += [(dict.fromkeys(cells, -ONE), -low)] if low > 0 else []
    rows += [({cell: -ONE}, ZERO) for cell in problem.cells]
    faces = {}  # by their limits as a text: hashes of sets of numbers can be foreseen
    for tight, point, empty in records(entries, "tight point empty"):
        limits = {index(k, len(rows)) for k in listing(tight)}
        faces[str(sorted(limits))] = (limits, problem.outcome(point), listing(empty))
    require("[]" in faces, "the polytope itself is missing")
    unbounded = dict.fromkeys(problem.cells)
    for tight, point, empty in faces.values():
        require(problem.feasible(point, quotas), "the point of a face is no pure outcome")
        binding = {k for k, (row, bound) in enumerate(rows) if worth(row, point) == bound}
        require(tight <= binding, "the point is not on its face")
        spend(len(rows) * (1 + (len(tight) + len(empty)) // 5))
        face = {k: (row, bound if k in tight else None, bound) for k, (row, bound) in enumerate(rows)}
        for pair in empty:  # a limit, and multipliers that show that it is tight nowhere on the face
            k, multipliers = listing(pair, 2)
            row, bound = rows[index(k, len(rows))]
            weighed = tuples(multipliers, entry_at({**face, k: (row, bound, bound)}), number)
            require(proved_bound({}, weighed, unbounded, unbounded) < 0, "a face is not shown to be empty")
            binding.add(k)
        for k in range(len(rows)):
            require(k in binding or str(sorted({*tight, k})) in faces, "a face is missing")


def check_lines(about: Any, holds: bool, evidence: Any) -> str:
    """The least number of lines (agents, objects) that cover a set of pairs, or the most of it on a diagonal.

    Pairs on different lines, of which `size` are in the set, and as many lines that cover it, bound each other. For a
    cover all pairs are in the set; a diagonal has as many pairs as the shorter side has lines.
    """
    agents, objects, members, size, measure = fields(about, "agents objects set size measure")
    rows, columns = set(distinct(agents)), set(distinct(objects))
    elements, lines = of_form(evidence, "elements and lines", "elements lines")
    inside, pairs = set(tuples(members, hashable, hashable)), tuples(elements, hashable, hashable)
    cover = set(distinct(lines))
    require(all(i in rows and j in columns for i, j in {*pairs, *inside}), "a pair is not one of agent and object")
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
        proof = of_form(evidence, "separating inequality", "weights bound proof lists")
        require_separated(problem, profile, plain, *proof)
        return "the random outcome is no lottery over feasible outcomes"
    (lottery,) = of_form(evidence, "lottery", "lottery")
    mean = expectation(problem, profile, lottery)
    require(all(number(part["probability"]) > 0 for part in lottery), "a probability is not positive")
    require(len(lottery) <= len(problem.cells) + 1, "the lottery has too many outcomes")
    same = all(mean.get(cell, ZERO) == point.get(cell, ZERO) for cell in problem.cells)
    require(same, "the lottery has another expectation")
    return f"the random outcome is a lottery over {counted(len(lottery), 'feasible outcome')}"


def greatest_shares(
    problem: Problem, quotas: Quotas, point: Outcome
) -> dict[frozenset[tuple[Cell, Fraction]], Fraction]:
    """The pure outcomes that may be part of a lottery whose expectation is the point, with their greatest probability.

    A limit a.z <= b on all outcomes z gives p (b - a.s) <= b - a.point, if s has the probability p; and s is tight
    where the point is.
    """
    require(problem.solves(point, quotas), "the expectation breaks a quota")
    spend(sum(1 + len(cells) // 5 for cells, _, _ in quotas))
    totals = [(cells, low, high, worth(dict.fromkeys(cells, ONE), point)) for cells, low, high in quotas]
    tight: Quotas = [(frozenset([cell]), ZERO, ZERO) for cell in problem.cells if not point.get(cell)]
    tight += [
        (cells, total, total) if total in (low, high) else (cells, low, high) for cells, low, high, total in totals
    ]
    shares = {}
    for outcome in pure_outcomes(problem, tight):
        own, most = dict(outcome), [ONE]
        spend(len(own) + sum(2 + len(cells) // 5 for cells, _, _, _ in totals))
        most += [point[cell] / quantity for cell, quantity in own.items()]
        for cells, low, high, total in totals:
            mine = worth(dict.fromkeys(cells, ONE), own)
            most += [(high - total) / (high - mine)] if high is not None and mine < high else []
            most += [(total - low) / (mine - low)] if low < mine else []
        shares[outcome] = min(most)
    return shares


def check_needs_outcomes(about: Any, holds: bool, evidence: Any) -> str:
    """Every lottery with this expectation has at least `number` pure outcomes. No: one with fewer. Yes: a tree.

    It asks of one outcome after another whether it has a positive probability. At a leaf weights y and a constant c
    show that there is no such lottery with less than `number` of them: y.s + c is at most 0 for the outcomes that are
    kept and at most 1 / u for the others that are left, of which u is the greatest probability; its mean is thus at
    most the number of others; and it is more than how many there may be.
    """
    problem, profile, plain, asked = placed(about, "outcome number")
    require(not problem.divisible and is_whole(number(asked)), "that is no number of pure outcomes")
    point, least = {cell: value for cell, value in problem.outcome(plain).items() if value}, number(asked)
    if not holds:
        (lottery,) = of_form(evidence, "fewer outcomes", "lottery")
        mean = expectation(problem, profile, lottery)
        same = all(mean.get(cell, ZERO) == point.get(cell, ZERO) for cell in problem.cells)
        require(same and len(lottery) < least, "the lottery has another expectation, or not fewer outcomes")
        return f"a lottery with this expectation has fewer outcomes than {told(asked)}"
    (nodes,) = of_form(evidence, "share tree", "nodes")
    shares = greatest_shares(problem, problem.quotas(profile), point)
    limits, places = [1 / share for share in shares.values()], {outcome: k for k, outcome in enumerate(shares)}
    outcomes = [dict(outcome) for outcome in shares]
    parts: list[tuple[frozenset[int], frozenset[int]]] = [(frozenset(), frozenset())]
    for node in listing(nodes):
        require(bool(parts) and isinstance(node, dict), "there is a node too many, or one that is no object")
        kept, gone = parts.pop()
        spend(1 + len(kept) + len(gone) + len(outcomes))
        if "split" in node:
            chosen = frozenset(
                (cell, value) for cell, value in problem.outcome(*fields(node, "split")).items() if value
            )
            require(chosen in places, "a split is of no outcome that may be part of the lottery")
            parts += [(kept, gone | {places[chosen]}), (kept | {places[chosen]}, gone)]
            continue
        weights, constant = fields(node, "weights constant")
        factors, left = problem.outcome(weights), least - 1 - len(kept)
        require(left >= 0 and worth(factors, point) + number(constant) > left, "a leaf does not exceed what is left")
        for k in kept - gone if left == 0 else [k for k in range(len(outcomes)) if k not in gone]:
            within = worth(factors, outcomes[k]) + number(constant) <= (ZERO if k in kept else limits[k])
            require(within, "a leaf gives an outcome too much")
    require(not parts, "a part of the tree is missing")
    return f"every lottery with this expectation has at least so many pure outcomes: {told(asked)}"


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
    """`value` is the greatest violation of a condition: an inequality that reaches it, and a tree that bounds all.

    A negative one is the least slack: of inequalities other than the empty one, which has none.
    """
    problem, weighted, letter, value = conditioned(about, "value")
    require(holds, "only the greatest violation itself can be shown")
    inequality, tree = of_form(evidence, "most violated", "inequality tree")
    require(sign_excess(problem, weighted, letter, inequality) == number(value), "the inequality misses the value")
    check_signs(problem, weighted, letter, number(value), tree)
    if number(value) < 0:
        require(bool(listing(inequality["coefficients"])), "the empty inequality has no slack")
        return f"the least slack in Condition {letter}, but for the empty inequality, is {told(-number(value))}"
    if number(value) == 0:
        return f"no inequality of Condition {letter} is violated"
    return f"the greatest violation of Condition {letter} is {told(value)}"


def sign_excess(problem: Problem, weighted: Factors, letter: str, evidence: Any) -> Fraction:
    """Left side less right side of an inequality whose coefficients are signs; for B all signs are the same."""
    factors, right = valid(problem, *of_form(evidence, "sign inequality", "coefficients lists bounds"))
    signs = list(factors.values())
    alike = letter == "A" or all(sign == signs[0] for sign in signs)
    require(alike and all(sign in (1, -1) for sign in signs), "that is no inequality of the condition")
    return worth(factors, weighted) - right


def check_signs(problem: Problem, weighted: Factors, letter: str, bound: Fraction, evidence: Any) -> None:
    """No sign vector f exceeds the bound: f (y - B p) limits what f gains, for any ex post rule p.

    Each tree splits a box of vectors and ends in ex post rules for which that is at most the bound in the whole part.
    Of the vector 0 alone nothing is asked if the bound is negative: it gains 0.
    """
    trees, rules = of_form(evidence, "sign tree", "trees rules")
    reached = [induced(problem, entries) for entries in listing(rules)]
    left = [{coordinate: y - each[coordinate] for coordinate, y in weighted.items()} for each in reached]
    roots = [(-ONE, ONE)] if letter == "A" else [(ZERO, ONE), (-ONE, ZERO)]
    for tree, ends in zip(listing(trees, len(roots)), roots, strict=True):
        for leaf, low, high in leaves(tree, *(dict.fromkeys(weighted, end) for end in ends)):
            (which,) = fields(leaf, "rule")
            rest = left[index(which, len(left))]
            empty = bound < 0 and all(low[place] == high[place] == 0 for place in weighted)
            require(empty or proved_bound(rest, [], low, high) <= bound, "a leaf does not prove the bound")


# ----------------------------------------------------------------- reduced form: facets, design, thresholds

RAYS = 20_000  # extreme rays that a double description may have on the way
MOST_ROWS = 50_000  # outcomes at all profiles together
Factors = dict[tuple[str, ...], Fraction]


def factors_of(problem: Problem, plain: Any) -> Factors:
    """Coefficients of the weighted variables: the probability of the type times the interim rule's value."""
    return by_place(plain, problem.order)


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
    """The positive multiple whose entries are integers without a common factor.

    Where there is no such one, for there are formulas, that whose first entry other than 0 is 1 or -1.
    """
    if any(isinstance(entry, Formula) for entry in vector):
        first = abs(next((entry for entry in vector if entry), ONE))
        vector = tuple(ONE * entry / first for entry in vector)
        if any(isinstance(entry, Formula) for entry in vector):
            return vector
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
            common = tight & others
            if tight_on_all(common, tight_on, everyone).bit_count() == 2:
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


def tight_on_all(rows: int, tight_on: list[int], rays: int) -> int:
    """Those of the rays on which all of the rows are tight."""
    spend(1 + rows.bit_count() * (1 + rays.bit_length() // 3_000 + len(tight_on) // 1_000) // 4)
    while rows:
        rays &= tight_on[(rows & -rows).bit_length() - 1]
        rows &= rows - 1
    return rays


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
    return [{cell: ONE * x / ray[-1] for cell, x in zip(problem.cells, ray[:-1], strict=True) if x} for ray in rays]


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
    """The equations' normals (as a basis) and the facets' normals (modulo it) of the implementable rules."""
    return sum_description(list(by_profile(problem).values()), len(problem.order))


def sum_description(points: list[list[list[Fraction]]], size: int) -> tuple[dict[int, tuple[int, ...]], set[Any]]:
    """The same of the sum of the hulls of these points.

    In weighted variables the implementable rules are a sum of polytopes, one for each profile. Their facets are the
    extreme rays with f != 0, and their equations the lines, of the cone of all (b, f) such that f * x <= b_t for every
    outcome x at each profile t.
    """
    count = len(points)
    spend(sum(map(len, points)) * (count + size) // 10)
    rows = [
        whole([*(int(t == k) for k in range(count)), *(-entry for entry in point)])
        for t, listed in enumerate(points)
        for point in listed
    ]
    rays, lines = double_description(rows, count + size)
    basis = echelon([line[count:] for line in lines])
    return basis, {modulo(ray[count:], basis) for ray in rays if any(ray[count:])}


def require_description(problem: Problem, equations: Any, facets: Any, fan: Any = None) -> list[Factors]:
    """Refuse unless these are the equations and, modulo them, exactly the facets; returns all of them."""
    first, second = ([factors_of(problem, plain) for plain in listing(each)] for each in (equations, facets))
    given = echelon([vector_of(problem, factors) for factors in first])
    require(len(given) == len(first), "there are other equations")
    reduced = [modulo(vector_of(problem, factors), given) for factors in second]
    if fan is not None:
        require_fan(problem, given, reduced, *fields(fan, "cones direction"))
        return first + second
    basis, wanted = description(problem)
    require(given == basis, "there are other equations")
    require(len(reduced) == len(wanted) and set(reduced) == wanted, "these are not the facets")
    return first + second


def require_fan(problem: Problem, basis: dict[int, Any], normals: list[Any], cones: Any, direction: Any) -> None:
    """Refuse unless cones around the origin show that the normals are those of the facets modulo the equations.

    An outcome at a profile is *tight* for f_k if f_k is greatest there, c_k is the greatest value of f_k on the
    implementable rules P, and d the number of coordinates less that of equations. It is required that

    1. the equations' normals are constant at each profile, and no f_k has all the tight outcomes of another;
    2. a cone is spanned by d of the f_k and has at each profile an outcome that is tight for all of them; and d - 1 of
       the normals of a cone belong to an even number of cones;
    3. an odd number of cones contain `direction`, each in its interior.

    With one f_k alone 2 and 3 cannot both hold, and with more none is tight everywhere, by 1. So if o is the rule
    that draws from all outcomes at each profile, and v one whose outcomes are tight throughout a cone, each f_k of
    the cone has f_k (v - o) = c_k - f_k o > 0: modulo the equations the cones are simplices that avoid 0. By 2 they
    are a cycle modulo 2 around it, and the number of cones that contain a direction, unless it lies on a boundary,
    is odd for all directions or for none; by 3 it is odd. So each direction g is, modulo the equations, the sum of
    nonnegative multiples of the f_k of a cone, and no y that satisfies the equations and all f_k y <= c_k has a
    greater g y than v, which is in P. Hence there are no other y than those of P. If another equation held, some f_k
    were tight everywhere. All facets are listed; and an f_k that is none, or is one twice, has its tight outcomes
    among those of another.
    """
    size, rows, profiles = len(problem.order), list[tuple[int, ...]](), list[range]()
    for listed in by_profile(problem).values():
        profiles.append(range(len(rows), len(rows) + len(listed)))
        entries = whole([entry for point in listed for entry in point])
        rows += [entries[k : k + size] for k in range(0, len(entries), size)]
    vectors = [*basis.values(), *normals, around := modulo(numbers(direction, size), basis)]
    width = max(map(size_of, itertools.chain(*rows)), default=0)
    spend(len(rows) * (len(vectors) + (sum(size_of(*vector) for vector in vectors) * (1 + width // 30) >> 14)))
    constant = all(tight_outcomes(rows, profiles, row).bit_count() == len(rows) for row in basis.values())
    require(constant, "there are other equations")
    tight = [tight_outcomes(rows, profiles, normal) for normal in normals]
    tight_on, everyone = tight_rays(tight, len(rows)), (1 << len(normals)) - 1
    single = all(tight_on_all(mask, tight_on, everyone).bit_count() == 1 for mask in tight)
    require(single, "the tight outcomes of one facet are tight for another")
    free = [j for j in range(size) if j not in basis]
    best = tight_outcomes(rows, profiles, around)
    blocks = [(1 << len(profile)) - 1 << profile.start for profile in profiles]
    odd, inside = set[str](), 0
    for cone in listing(cones):
        chosen, common = positions(cone, len(normals)), (1 << len(rows)) - 1
        require(len(chosen) == len(free), "a cone is spanned by another number of facets than the dimension")
        spend(4 + len(free) * (2 + (len(free) + len(rows) // 300) // 10) + len(blocks) * (1 + len(rows) // 5_000) // 8)
        for k in chosen:
            common &= tight[k]
        require(all(common & block for block in blocks), "at some profile no outcome is tight throughout a cone")
        names = [str(k) for k in sorted(chosen)]
        odd ^= {" ".join(names[:k] + names[k + 1 :]) for k in range(len(names))}
        if not common & ~best:  # otherwise the direction is not in the cone
            inside += is_inside([around[j] for j in free], [[normals[k][j] for j in free] for k in chosen])
    require(not odd, "the cones leave a gap")
    require(inside % 2 == 1, "the cones do not go around")


def tight_outcomes(rows: list[tuple[int, ...]], profiles: list[range], normal: Sequence[int]) -> int:
    """The outcomes that are best for the normal at their profiles, as bits."""
    values, tight = [inner(row, normal) for row in rows], 0
    for profile in profiles:
        best = max(values[profile.start : profile.stop])
        spend(1 + len(rows) // 10_000)
        tight |= sum(1 << k - profile.start for k in profile if values[k] == best) << profile.start
    return tight


def is_inside(direction: list[int], normals: list[list[int]]) -> bool:
    """Whether a direction is in the interior of a simplicial cone, by Cramer's rule; refuses if on its boundary."""
    parts = [determinant([*normals[:k], direction, *normals[k + 1 :]]) for k in range(len(normals))]
    orientation = determinant(normals)
    require(orientation != 0 and all(parts), "the direction is not in general position")
    return all(part * orientation > 0 for part in parts)


def shown_valid(problem: Problem, evidence: Any) -> tuple[Factors, Fraction]:
    return valid(problem, *fields(evidence, "coefficients lists bounds"))


def check_valid(about: Any, holds: bool, evidence: Any) -> str:
    """Every implementable rule satisfies an inequality: capacities. Not: an outcome for each profile, beyond it."""
    plain, coefficients, limit = fields(about, "problem coefficients bound")
    problem, bound = problem_of(plain), number(limit)
    factors = factors_of(problem, coefficients)
    if holds:
        shown, right = valid(problem, *of_form(evidence, "capacities by profile", "coefficients lists bounds"))
        require(shown == factors and right <= bound, "the capacities do not prove the bound")
        return f"every implementable rule keeps the weighted sum at or below {told(limit)}"
    (outcomes,) = of_form(evidence, "exceeding outcomes", "outcomes")
    rule = pure_rule(problem, outcomes)
    require(reached(problem, vector_of(problem, factors), rule) > bound, "the outcomes do not exceed the bound")
    return f"some implementable rule has a weighted sum above {told(limit)}"


def pure_rule(problem: Problem, outcomes: Any) -> dict[tuple[str, ...], list[Fraction]]:
    """The rule that chooses one outcome at each profile, in the order of the prior: what it gives the types there."""
    pairs = zip(problem.prior, listing(outcomes, len(problem.prior)), strict=True)
    return {profile: feasible_at(problem, profile, plain) for profile, plain in pairs}


def feasible_at(problem: Problem, profile: tuple[str, ...], plain: Any) -> list[Fraction]:
    """A feasible outcome in the coordinates of the types at a profile."""
    outcome = problem.outcome(plain)
    require(problem.feasible(outcome, problem.quotas(profile)), "an outcome is not feasible")
    return spread(problem, profile, outcome)


def reached(problem: Problem, normal: Vector, rule: dict[tuple[str, ...], list[Fraction]]) -> Fraction:
    """The weighted sum of a rule."""
    return sum((problem.prior[profile] * times(normal, given) for profile, given in rule.items()), ZERO)


def check_facet(about: Any, holds: bool, evidence: Any) -> str:
    """An inequality is a facet: it is valid, enough affinely independent rules meet it with equality, and one not.

    These rules are one and its changes at single profiles.
    """
    plain, coefficients, limit = fields(about, "problem coefficients bound")
    problem, bound = problem_of(plain), number(limit)
    require(holds, "only that an inequality is a facet can be shown")
    inequality, equations, base, moves, away = of_form(evidence, "facet", "inequality equations base moves away")
    shown, right = shown_valid(problem, inequality)
    require(shown == factors_of(problem, coefficients) and right <= bound, "the capacities do not prove the bound")
    normal, levels = vector_of(problem, shown), []
    for pair in listing(equations):
        (above, most), (below, least) = (shown_valid(problem, each) for each in listing(pair, 2))
        opposite = {coordinate: -factor for coordinate, factor in above.items()}
        require(below == opposite and most == -least, "an equation is not shown")
        levels.append(vector_of(problem, above))
    require(len(echelon([normal, *levels])) == 1 + len(levels), "the equations and the facet are not independent")
    rule = pure_rule(problem, base)
    require(reached(problem, normal, rule) == bound, "the first rule does not meet the inequality with equality")

    def step(move: Any) -> list[Fraction]:
        names, outcome = listing(move, 2)
        profile = problem.key(names)
        return [a - b for a, b in zip(feasible_at(problem, profile, outcome), rule[profile], strict=True)]

    steps = [step(move) for move in listing(moves)]
    require(all(times(normal, each) == 0 for each in steps), "a rule does not meet the inequality with equality")
    require(times(normal, step(away)) < 0, "perhaps all rules meet the inequality with equality")
    require(len(echelon(steps)) == len(normal) - 1 - len(levels), "there are too few affinely independent rules")
    return "the inequality is a facet of the implementable rules"


def check_description(about: Any, holds: bool, evidence: Any) -> str:
    """Equations and facets describe the implementable rules: a fan, or they are listed again. Or there is no rule."""
    plain, equations, facets = fields(about, "problem equations facets")
    problem = problem_of(plain)
    require(holds, "only that a description is right can be shown")
    if evidence.get("form") == "nothing implementable":
        require(not equations and not facets, "there is nothing to describe")
        return check_no_outcome(problem, {**evidence, "form": "no outcome"})
    require_description(problem, equations, facets, *of_form(evidence, "enumeration", "", "fan"))
    counts = f"{counted(len(equations), 'equation')} and {counted(len(facets), 'facet')}"
    return f"the implementable rules have {counts}, and these are they"


def check_condition(about: Any, holds: bool, evidence: Any) -> str:
    """Condition A (signs) or B (signs all alike) describes the implementable rules; no: a rule that passes it."""
    plain, condition = fields(about, "problem condition")
    problem = problem_of(plain)
    require(condition in ("A", "B"), "an unknown condition")
    if not holds:
        values, passes, inequality = of_form(evidence, "passing rule", "rule passes inequality")
        at, chances = zip(problem.order, numbers(values, len(problem.order)), strict=True), problem.chances
        weighted = {c: chances[c[0], c[1]] * value for c, value in at}
        factors, right = shown_valid(problem, inequality)
        require(worth(weighted, factors) > right, "the rule may be implementable")
        check_signs(problem, weighted, condition, ZERO, passes)
        return f"Condition {condition} is not sufficient: a rule satisfies it and is not implementable"
    if evidence.get("form") == "nothing implementable":
        return check_no_outcome(problem, {**evidence, "form": "no outcome"})
    normals = require_description(problem, *of_form(evidence, "sign vectors", "equations facets", "fan"))
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
        self.owner = [i for i, kinds in enumerate(problem.types) for _ in kinds]
        self.weight = list((problem.marginals or {}).values())
        self.value = list((problem.rule or {}).values())
        self.weighted = [weight * value for weight, value in zip(self.weight, self.value, strict=True)]
        self.units = self._units(problem)

    def _units(self, problem: Problem) -> int:
        """The quotas must be a ceiling on all agents together, ceilings on single agents, and nothing else."""
        require(all(floor == 0 for _, floor, _ in problem.constraints), "a floor")
        ceilings = {cells: limit for cells, _, limit in problem.constraints}
        sizes = {1, len(problem.cells)}
        require(all(len(cells) in sizes for cells in ceilings), "a constraint on some of the agents")
        total, alone = ceilings.get(problem.places), [ceilings.get(frozenset([cell])) for cell in problem.cells]
        ones = all(limit == 1 for limit in alone)
        if total is None:
            require(ones, "the number of units is unbounded")
            return len(problem.cells)
        require(total >= 1, "the number of units is not positive")
        require(ones or (total == 1 and all(limit is None or limit >= 1 for limit in alone)), "other ceilings")
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
    if any(isinstance(value, Formula) for value in values):
        return sum(values, ZERO)
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
    weighted, form = case.weighted, evidence.get("form")
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
        require(case.units == 1 and theorem == ONE_UNIT and nonnegative(case.value), "that theorem shows nothing here")
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
    require(chance == 1 and nonnegative(case.value), "the shares do not sum to 1, or a value is negative")
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
    scale = common_denominator(case.weighted)
    spend(len(left) * size_of(*left) >> 10)
    full = product = math.prod(left)
    got = 0
    for e in sorted(range(len(keys)), key=lambda e: -keys[e]):
        i = case.owner[e]
        spend(2 + (size_of(full) * size_of(scale, left[i]) >> 20))
        product, left[i] = product // left[i] * (left[i] - parts[e]), left[i] - parts[e]
        got += case.weighted[e].numerator * (scale // case.weighted[e].denominator)
        require(got * full <= (full - product) * scale, "a threshold inequality is violated")


class Objective:
    """What is maximized, read with its problem: weights, incentives, preferences, transfers and further terms."""

    def __init__(self, problem: Problem, plain: Any) -> None:
        more = "preferences transfers strategies participation constraints closing"
        weights, self.incentives, preferences, transfers, strategies, taking_part, own, closing = fields(
            plain, "weights incentives", more
        )
        require(self.incentives in ("ordinal", "cardinal", "none"), "unknown incentives")
        self.weights = problem.by_coordinate(weights, "the weights")
        self.tastes: dict[tuple[str, str], Any] = {}
        if preferences is not None:
            liked = table(preferences, problem.agents, "the preferences")
            for agent, kinds in zip(problem.agents, problem.types, strict=True):
                tastes = table(liked[agent], kinds, "the preferences")
                self.tastes |= {(agent, kind): self.taste(problem, tastes[kind]) for kind in kinds}
        self.revenue, self.participation, self.balance, self.no_deficit = None, False, None, None
        if transfers is not None:
            revenue, self.participation, self.balance, self.no_deficit = fields(
                transfers, "revenue participation", "balance no_deficit"
            )
            self.revenue = number(revenue)
            require(isinstance(self.participation, bool), "participation is neither true nor false")
            require(self.incentives != "ordinal", "transfers with rankings")
            when = (None, "ex ante", "interim", "ex post")
            require(self.balance in when and self.no_deficit in when, "it is not said when the budget is balanced")
        require(strategies is None or strategies == "dominant", "unknown strategies")
        require(strategies is None or self.incentives != "none", "strategies without incentives")
        self.dominant, self.ex_post = strategies is not None, False
        self.outside: dict[tuple[str, str], Fraction] = {}
        if taking_part is not None:
            require(not self.participation and self.incentives != "ordinal", "participation is said twice, or of ranks")
            moment, outside = fields(taking_part, "when", "outside")
            require(moment in ("interim", "ex post"), "it is not said when agents take part")
            self.participation, self.ex_post = True, moment == "ex post"
            if outside is not None:
                self.outside = {pair: number(value) for pair, value in problem.by_type(outside, "outside").items()}
        needed = self.incentives != "none" or self.participation
        require(preferences is not None or not needed, "the preferences are missing")
        self.own = [self.constraint(problem, each) for each in listing([] if own is None else own)]
        self.closing = [self.closes(problem, each) for each in listing([] if closing is None else closing)]
        require(len({cells for cells, _ in self.closing}) == len(self.closing), "a set is closed twice")
        outwards = (strategies, taking_part, self.balance, self.no_deficit, own, closing)
        self.further = any(each is not None for each in outwards)

    def taste(self, problem: Problem, plain: Any) -> Any:
        """A ranking of all objects, or what each of them is worth (or the one anonymous object)."""
        if self.incentives != "ordinal":
            return dict(problem.values(plain))
        ranking = [name(thing) for thing in listing(plain, len(problem.objects))]
        require(bool(ranking) and set(ranking) == set(problem.objects), "a ranking is not one of all objects")
        return ranking

    def constraint(self, problem: Problem, plain: Any) -> tuple[Factors, dict[tuple[str, str], Fraction], Any, Any]:
        """A constraint of one's own: factors of the rule and of expected transfers, floor and ceiling."""
        rule, transfers, floor, ceiling, label = fields(plain, "rule", "transfers floor ceiling name")
        require(label is None or isinstance(label, str), "the name of a constraint is not a text")
        require(transfers is None or self.revenue is not None, "a constraint on transfers that are not there")
        low, high = (None if end is None else number(end) for end in (floor, ceiling))
        require(low is not None or high is not None, "a constraint has neither floor nor ceiling")
        paid = {} if transfers is None else problem.by_type(transfers, "factors of transfers")
        return problem.by_coordinate(rule, "a constraint"), {k: number(v) for k, v in paid.items()}, low, high

    def closes(self, problem: Problem, plain: Any) -> tuple[frozenset[Cell], Fraction]:
        """A set that gets nothing, or at least so much."""
        members, least = fields(plain, "set least")
        cells, size = (
            cell_set(problem, members if problem.objects else [[each] for each in listing(members)]),
            number(least),
        )
        require(bool(cells) and not problem.public, "a set that may be closed is empty, or the outcome is public")
        require(
            size > 0 and (problem.divisible or is_whole(size)), "the least number of a set is not positive or whole"
        )
        return cells, size


class Design:
    """A linear program over rules and payments: `goal * z` is maximized where each `row * z` is at least its limit, or
    equal to it where that is exact.

    The coordinates of z are those of the interim rule, with transfers payments of types or of agents at type profiles
    (`payment`), and what cells expect at type profiles (`given`).
    """

    def __init__(self, plain: Any) -> None:
        problem = problem_of(plain, impossible=True)
        require(problem.objective is not None, "there is no objective")
        read: Any = problem.objective
        self.read, self.problem = read, problem.with_closing(read.closing) if read.closing else problem
        self.incentives, self.tastes, self.transfers = read.incentives, read.tastes, read.revenue is not None
        self.beliefs_matter = self.incentives != "none" and not read.dominant and not self.independent
        self.beyond = read.further or self.beliefs_matter or problem.has_impossible
        self.demands = self.demanded()
        pairs = sum(len(ts) ** 2 for ts in self.problem.types) * max(1, len(self.problem.objects))
        spend(pairs * (len(self.problem.objects) + 2))
        self.by_profile = self.transfers and self.pays_by_profile()
        self.believed: dict[tuple[str, str], list[tuple[TypeProfile, Fraction]]] = {}
        self.givens: dict[tuple[str, ...], tuple[TypeProfile, Cell]] = {}
        self.payments: list[tuple[str, ...]] = []
        self.goal = dict(read.weights)
        if self.transfers:
            agents = self.problem.agents
            law: dict[tuple[str, ...], Fraction] = (
                {(agent, *profile): p for agent in agents for profile, p in self.problem.prior.items()}
                if self.by_profile
                else {pair: self.problem.chances[pair] for pair in self.problem.pairs}
            )
            self.law = {payment(*each): chance for each, chance in law.items()}
            self.payments = list(self.law)
            self.goal |= {place: read.revenue * chance for place, chance in self.law.items()}
        self.rows: list[Factors] = []
        self.limits: list[Fraction] = []
        self.exact: list[bool] = []
        for row, limit, is_exact in self.required():
            spend(2 + len(row))
            self.rows.append(row)
            self.limits.append(limit)
            self.exact.append(is_exact)

    def demanded(self) -> str:
        """What rules must satisfy, as the end of a noun phrase."""
        read, kinds = self.read, []
        if self.incentives != "none":
            kinds.append("dominant-strategy incentive" if read.dominant else "incentive")
        if read.participation:
            kinds.append("ex post participation" if read.ex_post else "participation")
        kinds += [f"{read.balance} budget balance"] if read.balance else []
        kinds += [f"{read.no_deficit} no-deficit"] if read.no_deficit else []
        kinds += ["closing"] if read.closing else []
        kinds += ["further"] if read.own else []
        listed = " and ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
        return f" that satisfies the {listed} constraints" if kinds else ""

    @cached_property
    def independent(self) -> bool:
        if self.problem.marginals is not None:
            return True
        chances = self.problem.chances
        pairs = ((p, zip(self.problem.agents, profile, strict=True)) for profile, p in self.problem.prior.items())
        return all(p == math.prod((chances[pair] for pair in own), start=ONE) for p, own in pairs)

    def pays_by_profile(self) -> bool:
        """Whether payments depend on all types, and not on the payer's own alone."""
        if self.read.dominant or self.read.ex_post or self.beliefs_matter:
            return True
        return any(when in ("interim", "ex post") for when in (self.read.balance, self.read.no_deficit))

    def required(self) -> Iterator[tuple[Factors, Fraction, bool]]:
        """The rows with their limits: incentives, participation, the budget, and constraints of one's own."""
        read = self.read
        for agent, kind in self.problem.pairs:
            for row in self.truth(agent, kind):
                yield row, ZERO, False
        for agent, kind in self.problem.pairs if read.participation else []:
            outside = read.outside.get((agent, kind), ZERO)
            if not read.ex_post:
                yield (
                    self.worth(agent, kind, self.tastes[agent, kind], 1) | self.paid(agent, kind, kind, -ONE),
                    outside,
                    False,
                )
                continue
            for profile in self.having(agent, kind):
                paid = {payment(agent, *profile): -ONE} if self.transfers else {}
                yield self.worth_at(profile, agent, self.tastes[agent, kind], ONE) | paid, outside, False
        for when, is_exact in ((read.balance, True), (read.no_deficit, False)):
            for row in self.budget(when) if when else ():
                yield row, ZERO, is_exact
        for rule, transfers, low, high in read.own:
            row = {place: factor for place, factor in rule.items() if matters(factor)}
            for (agent, kind), factor in transfers.items():
                row |= self.paid(agent, kind, kind, factor) if matters(factor) else {}
            if low is not None and high is not None and low == high:
                yield row, low, True
                continue
            if low is not None:
                yield row, low, False
            if high is not None:
                yield {place: -factor for place, factor in row.items()}, -high, False

    def truth(self, agent: str, true: str) -> Iterator[Factors]:
        """The incentive constraints of a type, in the order of the reports."""
        others = [told for told in self.problem.types[self.problem.agents.index(agent)] if told != true]
        for told in others if self.incentives != "none" else []:
            if self.read.dominant:
                for profile in self.having(agent, true):
                    other = self.reporting(profile, agent, told)
                    moved: Factors = (
                        {payment(agent, *profile): -ONE, payment(agent, *other): ONE} if self.transfers else {}
                    )
                    for valued in self.valued(agent, true):
                        yield (
                            self.worth_at(profile, agent, valued, ONE)
                            | self.worth_at(other, agent, valued, -ONE)
                            | moved
                        )
                continue
            paid = self.paid(agent, true, true, -ONE) | self.paid(agent, true, told, ONE)
            for valued in self.valued(agent, true):
                if not self.beliefs_matter:
                    yield self.worth(agent, true, valued, 1) | self.worth(agent, told, valued, -1) | paid
                    continue
                row = dict(paid)
                for profile, belief in self.beliefs(agent, true):
                    row |= self.worth_at(profile, agent, valued, belief)
                    row |= self.worth_at(self.reporting(profile, agent, told), agent, valued, -belief)
                yield row

    def valued(self, agent: str, true: str) -> list[Any]:
        """What of a report the type compares: its value; or, of rankings, the probability of the best k objects."""
        if self.incentives != "ordinal":
            return [self.tastes[agent, true]]
        ranking = self.tastes[agent, true]
        return [{(j,): ONE for j in ranking[:k]} for k in range(1, len(ranking) + 1)]

    def worth(self, agent: str, told: str, valued: Any, sign: int) -> Factors:
        """What is expected of a report that does not change what is believed of others, times the sign."""
        return {(agent, told, *rest): sign * value for rest, value in valued.items()}

    def worth_at(self, profile: TypeProfile, agent: str, valued: Any, factor: Fraction) -> Factors:
        """What is expected at a type profile, times the factor."""
        spend(1 + len(valued))
        row: Factors = {}
        for thing, value in valued.items():
            cell = thing if self.problem.public else (agent, *thing)
            place = (*profile, "", *cell, "given")
            self.givens[place] = profile, cell
            row[place] = factor * value
        return row

    def paid(self, agent: str, true: str, told: str, factor: Fraction) -> Factors:
        """What the type `true` expects to pay if it reports `told`, times the factor."""
        if not self.transfers:
            return {}
        if not self.by_profile:
            return {payment(agent, told): factor}
        pairs = self.beliefs(agent, true)
        return {payment(agent, *self.reporting(profile, agent, told)): factor * belief for profile, belief in pairs}

    def budget(self, when: str) -> Iterator[Factors]:
        """The sum of all payments: expected, expected by every type, or at every profile."""
        agents = self.problem.agents
        if when == "ex ante":
            yield {place: chance for place, chance in self.law.items() if matters(chance)}
            return
        if when == "ex post":
            for profile in self.problem.prior:
                yield {payment(agent, *profile): ONE for agent in agents}
            return
        for agent, kind in self.problem.pairs:
            yield {payment(each, *t): belief for t, belief in self.beliefs(agent, kind) for each in agents}

    def having(self, agent: str, kind: str) -> list[TypeProfile]:
        """All profiles at which the agent has the type."""
        pairs = zip(self.problem.agents, self.problem.types, strict=True)
        found = list(itertools.product(*([kind] if each == agent else kinds for each, kinds in pairs)))
        spend(len(found))
        return found

    def reporting(self, profile: TypeProfile, agent: str, kind: str) -> TypeProfile:
        spend(1)
        return tuple(kind if a == agent else t for a, t in zip(self.problem.agents, profile, strict=True))

    def beliefs(self, agent: str, kind: str) -> list[tuple[TypeProfile, Fraction]]:
        """The profiles that the type thinks possible, with their conditional probabilities."""
        if (agent, kind) not in self.believed:
            own, prior = self.problem.chances[agent, kind], self.problem.prior
            possible = [t for t in self.having(agent, kind) if matters(prior[t])]
            self.believed[agent, kind] = [(t, prior[t] / own) for t in possible]
        return self.believed[agent, kind]

    def bound(self, multipliers: Any, inequality: Any, factor: int) -> Fraction:
        """What no implementable rule exceeds with the goal, times the factor, plus the rows less their limits, times
        the multipliers.

        What they add up to is the left side of an inequality that is shown to be valid. A type profile counts with its
        probability, or once if that is 0.
        """
        weighted, weighed, constant = self.combined(multipliers, factor)
        coefficients, lists, entries = fields(inequality, "coefficients lists bounds")
        require(factors_of(self.problem, coefficients) == weighted, "the multipliers do not lead to the inequality")
        bounds, right = Bounds(self.problem, lists), -constant
        for profile, limit, proof in each_profile(self.problem, entries, "bound proof"):
            chance = self.problem.prior[profile]
            possible = matters(chance)
            scale, weights = (chance, weights_at(self.problem, profile, weighted)) if possible else (ONE, {})
            for cell, weight in weighed.get(profile, {}).items():
                weights[cell] = weights.get(cell, ZERO) + weight / scale
            bounds.check(profile, weights, number(limit), proof)
            right += scale * number(limit)
        return right

    def combined(self, multipliers: Any, factor: int) -> tuple[Factors, dict[TypeProfile, Outcome], Fraction]:
        """The goal, times the factor, plus the rows times the multipliers; payments cancel.

        In weighted variables of the rule, in cells at type profiles, and the limits times the multipliers.
        """
        total, constant = {place: factor * weight for place, weight in self.goal.items()}, ZERO
        terms = zip(numbers(multipliers, len(self.rows)), self.rows, self.limits, self.exact, strict=True)
        for multiplier, row, limit, is_exact in terms:
            require(is_exact or multiplier >= 0, "a multiplier is negative")
            constant += multiplier * limit
            for place, entry in row.items() if matters(multiplier) else ():
                total[place] = total.get(place, ZERO) + multiplier * entry
        require(not any(total.pop(place) for place in self.payments), "the transfers do not cancel")
        weighed: dict[TypeProfile, Outcome] = {}
        for place, (profile, cell) in self.givens.items():
            if place in total:
                weighed.setdefault(profile, {})[cell] = total.pop(place)
        chances = self.problem.chances
        return {place: w / chances[place[:2]] for place, w in total.items() if matters(w)}, weighed, constant

    def feasible(self, profiles: Any, transfers: Any) -> Factors:
        """The point that an ex post rule and transfers make; refuses if it violates a condition."""
        means = expectations(self.problem, profiles)
        point = {c: y / self.problem.chances[c[0], c[1]] for c, y in interim(self.problem, means).items()}
        point |= {place: means[profile].get(cell, ZERO) for place, (profile, cell) in self.givens.items()}
        listed = [listing(each) for each in listing(transfers)]
        paid = [(payment(*map(name, each[:-1])), number(each[-1])) for each in listed if each]
        require([place for place, _ in paid] == self.payments, "the transfers are not those of all types")
        point |= dict(paid)
        for row, limit, is_exact in zip(self.rows, self.limits, self.exact, strict=True):
            over = sum((f * point[place] for place, f in row.items()), ZERO) - limit
            require(over == 0 if is_exact else over >= 0, "a condition is violated")
        return point

    def value(self, point: Factors) -> Fraction:
        return sum((f * point[place] for place, f in self.goal.items()), ZERO)


def payment(*payer: str) -> tuple[str, ...]:
    """The coordinate of a payment, of an agent and its type or a type profile; those of the rule have two or three
    names."""
    return *payer, "", "paid"


def check_best_rule(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the best: a rule with transfers that attains it, and multipliers with capacities that bound it."""
    plain, value = fields(about, "problem value")
    task, limit = Design(plain), number(value)
    require(holds, "only the best value itself can be shown")
    profiles, transfers, multipliers, inequality = of_form(
        evidence, "optimal rule", "profiles transfers multipliers inequality"
    )
    require(task.value(task.feasible(profiles, transfers)) == limit, "the rule does not attain the value")
    require(task.bound(multipliers, inequality, 1) <= limit, "the multipliers do not bound the value")
    return f"the best implementable rule{task.demands} has value {told(value)}"


def check_some_rule(about: Any, holds: bool, evidence: Any) -> str:
    """No implementable rule satisfies the incentive constraints: multipliers and capacities, or no outcome at all."""
    (plain,) = fields(about, "problem")
    require(not holds, "that there is a rule is shown by the best one")
    task = Design(plain)
    if evidence.get("form") == "no rule":
        return f"there is no rule: {check_no_outcome(task.problem, {**evidence, 'form': 'no outcome'})}"
    multipliers, inequality = of_form(evidence, "contradiction", "multipliers inequality")
    require(task.bound(multipliers, inequality, 0) < 0, "the multipliers lead to no contradiction")
    return f"there is no implementable rule{task.demands}"


# ------------------------------------------------------------------------------ reduced form: several parameters

MOST_PARAMETERS = 6
Affine = tuple[list[Fraction], Fraction]
"""Slopes and a constant: `slopes * point + constant`."""
Corner = tuple[Fraction, ...]


class Box:
    """The box of the parameters' ranges, with names for sentences, and half-spaces `row * point <= bound` within it."""

    def __init__(self, plain: Any) -> None:
        ranges = records(plain, "name low high")
        afford(len(ranges) <= MOST_PARAMETERS, "too many parameters")
        self.names = distinct([name(each) for each, _, _ in ranges])
        self.low = [number(low) for _, low, _ in ranges]
        self.high = [number(high) for _, _, high in ranges]
        self.size = len(ranges)
        require(self.size > 0 and all(map(operator.lt, self.low, self.high)), "a range has no inner point")
        self.sides: list[Affine] = []
        for k in range(self.size):
            unit: list[Fraction] = [Exact(int(j == k)) for j in range(self.size)]
            self.sides += [([-x for x in unit], -self.low[k]), (unit, self.high[k])]

    def sides_of(self, plain: Any) -> list[Affine]:
        return [(numbers(row, self.size), number(bound)) for row, bound in records(plain, "coefficients bound")]

    def pieces_of(self, plain: Any) -> list[Affine]:
        return [(numbers(slopes, self.size), number(rest)) for slopes, rest in records(plain, "slopes constant")]

    def steps(self, point: Sequence[Fraction]) -> list[Fraction]:
        """How far the parameters are above the low ends."""
        return [x - low for x, low in zip(point, self.low, strict=True)]

    def moved(self, base: Factors, changes: list[Factors], point: Sequence[Fraction]) -> Factors:
        """Numbers at a point that are `base` at the low ends and change so much a unit."""
        total = dict(base)
        for step, change in zip(self.steps(point), changes, strict=True):
            for place, slope in change.items() if step else ():
                total[place] += step * slope
        return total

    def function(self, base: Fraction, slopes: list[Fraction]) -> Affine:
        """The affine function that is `base` at the low ends."""
        return slopes, base - times(slopes, self.low)

    def corners(self, sides: list[Affine], beyond: list[Affine] | None = None) -> set[Corner]:
        """The vertices of the part of the box within the sides; with `beyond`, of what in one more dimension lies
        above the graphs of these functions, without its last coordinate."""
        lifted = [] if beyond is None else [ZERO]
        rows = [whole([*(ZERO for _ in self.names), *lifted, ONE])]
        rows += [whole([*(-entry for entry in row), *lifted, bound]) for row, bound in self.sides + sides]
        rows += [whole([*(-slope for slope in slopes), ONE, -rest]) for slopes, rest in beyond or []]
        rays, _ = double_description(rows, len(rows[0]))
        return {tuple(Exact(x) / ray[-1] for x in ray[: self.size]) for ray in rays if ray[-1]}

    def __str__(self) -> str:
        ends = zip(self.names, self.low, self.high, strict=True)
        return " and ".join(f"{quoted(each)} from {told(low)} to {told(high)}" for each, low, high in ends)

    def sum_told(self, slopes: list[Fraction]) -> str:
        pairs = zip(self.names, slopes, strict=True)
        terms = [quoted(each) if slope == 1 else f"{told(slope)} {quoted(each)}" for each, slope in pairs if slope]
        return " + ".join(terms) or "0"

    def function_told(self, function: Affine) -> str:
        slopes, rest = function
        if not any(slopes):
            return told(rest)
        return self.sum_told(slopes) + (f" + {told(rest)}" if rest else "")

    def sides_told(self, sides: list[Affine]) -> str:
        return " and ".join(f"{self.sum_told(row)} <= {told(bound)}" for row, bound in sides)


def check_implementable_region(about: Any, holds: bool, evidence: Any) -> str:
    """Where a rule that is affine in parameters is implementable: at each corner of a polytope, by an ex post rule, so
    everywhere in it; and nowhere else, since each side follows from an inequality that implementable rules satisfy."""
    plain, parameters, changes, region = fields(about, "problem parameters changes region")
    require(holds, "only the region itself can be shown")
    problem, box = problem_of(plain), Box(parameters)
    base, chances = problem.weighted_rule(), problem.chances
    moves: list[Factors] = []
    for change in listing(changes, box.size):
        by_place = zip(problem.order, numbers(change, len(problem.order)), strict=True)
        moves.append({place: chances[place[0], place[1]] * value for place, value in by_place})
    corners, inequalities = of_form(evidence, "corners and inequalities", "corners inequalities")
    sides = box.sides_of(region)
    for (row, bound), inequality in zip(sides, listing(inequalities, len(sides)), strict=True):
        factors, right = shown_valid(problem, inequality)
        slopes, rest = box.function(worth(base, factors), [worth(move, factors) for move in moves])
        require(whole([*row, bound]) == whole([*slopes, right - rest]), "a side is not what its inequality says")
    shown = set()
    for point, profiles in records(corners, "point profiles"):
        place = tuple(numbers(point, box.size))
        require(induced(problem, profiles) == box.moved(base, moves, place), "the rule at a corner is another one")
        shown.add(place)
    require(shown == box.corners(sides), "the corners are others")
    if not sides:
        return f"for all {box} the interim rule is implementable"
    where = box.sides_told(sides)
    if not shown:
        return f"for no {box} is the interim rule implementable, for it would need {where}"
    return f"for {box} the interim rule is implementable exactly where {where}"


def check_best_rule_for_parameters(about: Any, holds: bool, evidence: Any) -> str:
    """The best value as a function of parameters: the greatest of affine functions where the objective moves, the least
    where the quotas do."""
    plain, parameters, moves, changes, where, pieces = fields(about, "problem parameters moves changes where pieces")
    require(holds, "only the best values themselves can be shown")
    require(moves in ("objective", "quotas"), "what moves is neither the objective nor the quotas")
    task, box = Design(plain), Box(parameters)
    require(not task.beyond, "of further terms several parameters are not asked")
    sides, parts = box.sides_of(where), box.pieces_of(pieces)
    show = show_objective_moves if moves == "objective" else show_quotas_move
    show(task, box, listing(changes, box.size), sides, parts, evidence)
    needed = box.sides_told(sides)
    if not parts:
        return f"for no {box} is there an implementable rule{task.demands}, for it would need {needed}"
    listed = ", ".join(box.function_told(part) for part in parts)
    value = f"{'max' if moves == 'objective' else 'min'}({listed})"
    only = f" where {needed}, and elsewhere there is none" if sides else ""
    return f"for {box} the best implementable rule{task.demands} has value {value}{only}"


def show_objective_moves(
    task: Design, box: Box, changes: list[Any], sides: list[Affine], parts: list[Affine], evidence: Any
) -> None:
    """The same rules are feasible for all parameters, so the best value is convex, and not below any rule's.

    It is nowhere above the greatest of the parts, which is affine between corners where multipliers say so.
    """
    order, goal, goals = list(task.problem.order), task.goal, list[Factors]()
    for change in changes:
        *weights, revenue = numbers(change, len(order) + 1) if task.transfers else [*numbers(change, len(order)), ZERO]
        paid = {place: revenue * task.problem.chances[place[0], place[1]] for place in task.payments}
        goals.append(dict(zip(order, weights, strict=True)) | paid)
    rules, corners = of_form(evidence, "rules, and bounds at corners", "rules corners")
    require(not sides and bool(parts), "the objective does not say whether there is a rule")
    for (profiles, transfers), part in zip(records(rules, "profiles transfers"), parts, strict=True):
        point = task.feasible(profiles, transfers)
        reached = box.function(worth(goal, point), [worth(each, point) for each in goals])
        require(reached == part, "a rule has other values")
    shown = set()
    for where, multipliers, inequality in records(corners, "point multipliers inequality"):
        place = tuple(numbers(where, box.size))
        task.goal = box.moved(goal, goals, place)
        most = max(at_point(part, place) for part in parts)
        require(task.bound(multipliers, inequality, 1) <= most, "the multipliers do not bound the value")
        shown.add(place)
    require(shown == box.corners([], parts), "the corners are others")


def show_quotas_move(
    task: Design, box: Box, changes: list[Any], sides: list[Affine], parts: list[Affine], evidence: Any
) -> None:
    """The same multipliers bound the value for all parameters, by what is affine in the quotas: so a part is nowhere
    below it if at the corners of the box they prove so, and no rule is there beyond a side, by a contradiction.

    The best value is concave, and not below the least of the parts, which is affine between corners where rules attain
    it.
    """
    problem = task.problem
    require(problem.divisible, "quotas of indivisible objects do not move")
    ends = [numbers(change, 2 * len(problem.constraints)) for change in changes]
    restricted = {cells for _, quotas in problem.restrictions for cells, _, _ in quotas}
    for k, (cells, _, ceiling) in enumerate(problem.constraints):
        moving = any(change[2 * k] or change[2 * k + 1] for change in ends)
        require(not moving or cells not in restricted, "a quota moves that is tightened at some type profiles")
        require(ceiling is not None or not any(change[2 * k + 1] for change in ends), "there is no ceiling to move")

    def at(place: Sequence[Fraction]) -> Design:
        steps = box.steps(place)

        def end(which: int, base: Fraction) -> Fraction:
            return sum((step * change[which] for step, change in zip(steps, ends, strict=True)), base)

        quotas = [
            (cells, end(2 * k, low), None if high is None else end(2 * k + 1, high))
            for k, (cells, low, high) in enumerate(problem.constraints)
        ]
        there = copy(task)
        there.problem = problem.with_quotas(quotas)
        return there

    names = "bounds contradictions corners"
    bounds, contradictions, corners = of_form(evidence, "bounds, and rules at corners", names)
    for place in itertools.product(*zip(box.low, box.high, strict=True)):
        there = at(place)
        for (multipliers, quotas), part in zip(records(bounds, "multipliers quotas"), parts, strict=True):
            most = bound_by_quotas(there, multipliers, quotas, 1)
            require(most <= at_point(part, place), "the multipliers do not bound the value")
        for (multipliers, quotas), side in zip(records(contradictions, "multipliers quotas"), sides, strict=True):
            row, limit = side
            proved = bound_by_quotas(there, multipliers, quotas, 0) <= limit - times(row, place)
            require(proved, "the multipliers lead to no contradiction")
    shown = set()
    for where, profiles, transfers in records(corners, "point profiles transfers"):
        place = tuple(numbers(where, box.size))
        there, least = at(place), min(at_point(part, place) for part in parts)
        require(there.value(there.feasible(profiles, transfers)) >= least, "the rule does not attain the value")
        shown.add(place)
    opposite = [([-slope for slope in slopes], -rest) for slopes, rest in parts]
    require(shown == box.corners(sides, opposite if parts else None), "the corners are others")


def at_point(function: Affine, place: Sequence[Fraction]) -> Fraction:
    slopes, rest = function
    return times(slopes, place) + rest


def bound_by_quotas(task: Design, multipliers: Any, entries: Any, factor: int) -> Fraction:
    """As `Design.bound`, by multipliers of the quotas at every type profile."""
    (factors, _, _), right, problem = task.combined(multipliers, factor), ZERO, task.problem
    for profile, weighed in each_profile(problem, entries, "multipliers"):
        quotas = problem.quotas(profile)
        limits = problem.limits(quotas)
        right += problem.prior[profile] * quotas_bound(quotas, weights_at(problem, profile, factors), weighed, *limits)
    return right


MOST_TERMS = 20_000  # of a polynomial, and of its coefficients in the Bernstein basis
MOST_WRITTEN = 2_000  # terms of a polynomial in a certificate
HIGHEST_POWER = 100
Terms = dict[tuple[int, ...], Fraction]
"""Coefficients, none of them 0, by exponents of the parameters."""


def polynomial_of(plain: Any, size: int) -> Terms:
    found: Terms = {}
    for powers, coefficient in tuples(plain, lambda each: listing(each, size), number):
        exponents = tuple(index(power, HIGHEST_POWER + 1) for power in powers)
        require(exponents not in found and coefficient != 0, "a term occurs twice, or is 0")
        found[exponents] = coefficient
    afford(len(found) <= MOST_WRITTEN, "a polynomial has too many terms")
    return found


def add_to(total: Terms, other: Terms, factor: Fraction) -> None:
    spend(1 + len(other))
    for exponents, coefficient in other.items():
        total[exponents] = total.get(exponents, ZERO) + factor * coefficient


def product_of(one: Terms, other: Terms) -> Terms:
    spend(4 * len(one) * len(other))
    total: Terms = {}
    for (first, a), (second, b) in itertools.product(one.items(), other.items()):
        exponents = tuple(map(operator.add, first, second))
        total[exponents] = total.get(exponents, ZERO) + a * b
    return total


def is_never_negative(polynomial: Terms, box: Box) -> bool:
    """Whether no coefficient in the Bernstein basis of the box is negative: then the polynomial is not, in the box.

    One parameter after the other is moved to the range from 0 to 1, and the powers x^j of it are replaced: with degree
    n, x^j is the sum over i of binomial(i, j) / binomial(n, j) times the i-th of the n + 1 functions of the basis.
    """
    degrees = [max((exponents[k] for exponents in polynomial), default=0) for k in range(box.size)]
    count = math.prod(degree + 1 for degree in degrees)
    afford(count <= MOST_TERMS, "a polynomial has too many coefficients in the Bernstein basis")
    table = polynomial
    for k, n in enumerate(degrees):
        spend(10 * count * (n + 1))
        low, width = box.low[k], box.high[k] - box.low[k]
        moved: Terms = {}
        for exponents, coefficient in table.items():
            m = exponents[k]
            for j in range(m + 1):
                place = (*exponents[:k], j, *exponents[k + 1 :])
                part = coefficient * math.comb(m, j) * low ** (m - j) * width**j
                moved[place] = moved.get(place, ZERO) + part
        table = {}
        for exponents, coefficient in moved.items():
            j = exponents[k]
            for i in range(j, n + 1):
                place = (*exponents[:k], i, *exponents[k + 1 :])
                part = coefficient * Exact(math.comb(i, j), math.comb(n, j))
                table[place] = table.get(place, ZERO) + part
    return nonnegative(table.values())


def check_implementable_by_polynomials(about: Any, holds: bool, evidence: Any) -> str:
    """Where a rule is implementable whose values, and whose prior, are polynomials: all facets, which are the same for
    every positive prior, each as a polynomial; those that the Bernstein basis shows not to be negative are left out."""
    plain, parameters, prior, rule, conditions = fields(about, "problem parameters prior rule conditions")
    require(holds, "only the conditions themselves can be shown")
    problem, box = problem_of(plain), Box(parameters)
    points = by_profile(problem)
    law = [polynomial_of(each, box.size) for each in listing(prior, len(points))]
    values = [polynomial_of(each, box.size) for each in listing(rule, len(problem.order))]
    total: Terms = {tuple([0] * box.size): -ONE}
    for chance in law:
        add_to(total, chance, ONE)
    require(not any(total.values()), "the probabilities do not sum to 1")
    chances: dict[tuple[str, str], Terms] = {pair: {} for pair in problem.pairs}
    for profile, chance in zip(problem.prior, law, strict=True):
        for pair in zip(problem.agents, profile, strict=True):
            add_to(chances[pair], chance, ONE)
    weighted = [
        product_of(chances[place[0], place[1]], value) for place, value in zip(problem.order, values, strict=True)
    ]
    equations, facets, fan = of_form(evidence, "conditions of facets", "equations facets", "fan")
    normals = require_description(problem, equations, facets, fan)
    vectors = [vector_of(problem, factors) for factors in normals]
    level = [[-entry for entry in vector] for vector in vectors[: len(listing(equations))]]
    listed = [polynomial_of(each, box.size) for each in listing(conditions)]
    needed = []
    for vector in vectors + level:
        gap: Terms = {}
        for chance, outcomes in zip(law, points.values(), strict=True):
            add_to(gap, chance, max(times(vector, outcome) for outcome in outcomes))
        for factor, share in zip(vector, weighted, strict=True):
            add_to(gap, share, -factor)
        needed.append(without_factor(gap))
    known = [without_factor(each) for each in listed]
    spend(10 * len(known) * len(needed))
    require(all(each in needed for each in known), "a condition is that of no facet")
    for each in needed:
        require(each in known or is_never_negative(each, box), "a condition is missing")
    opening = f"for {box}, wherever the prior is positive, the interim rule is implementable"
    where = " and ".join(f"{polynomial_told(each, box)} >= 0" for each in listed)
    return f"{opening} exactly where {where}" if listed else opening


def without_factor(polynomial: Terms) -> Terms:
    """The positive multiple in integers without a common factor."""
    kept = {exponents: coefficient for exponents, coefficient in polynomial.items() if coefficient}
    return dict(zip(kept, map(Exact, whole(list(kept.values()))), strict=True))


def polynomial_told(polynomial: Terms, box: Box) -> str:
    terms = []
    for exponents, coefficient in polynomial.items():
        pairs = zip(box.names, exponents, strict=True)
        powers = [quoted(each) + (f"^{power}" if power > 1 else "") for each, power in pairs if power]
        terms.append(" ".join(powers if coefficient == 1 and powers else [told(coefficient), *powers]))
    return " + ".join(terms) or "0"


# --------------------------------------------------------------- reduced form: a condition for all quotas at once

# On a structure (N, A, G, T) the quotas are any floors and ceilings, integers unless objects are divisible, for which
# some outcome is feasible, and the prior is any positive one. Let P be the hull of the feasible outcomes, f_t what
# coefficients f count at profile t, and h(f) = sum of lambda(t) h_P(f_t) the support function of the implementable
# rules. A condition describes them exactly if each f in a cone on which h is linear, that of a vertex, is a sum of
# nonnegative multiples of the condition's vectors in that cone (duality of linear programs). Hence:
#
# 1. The prior does not matter; and if the normal fan of P refines that of P', then h' is linear where h is, and a
#    condition that is complete for P is complete for P'.
# 2. Cells that no sets of two cells join are apart, so outcomes, rules and cones are products: components are decided
#    apart, with the types of their own agents. A single cell is its bounds.
# 3. With one agent the rules of a component are a product of copies of P, and with one type for everybody P itself: the
#    facets are sets, each an inequality of both conditions, if the quotas describe P.
# 4. If M(W) is totally unimodular, so are the sets, and W, which has all valid inequalities for all quotas, is
#    generated by vectors with entries -1, 0, 1: Condition A is complete (Lang & Yang, Theorem 1).
# 5. Sets that are nested or disjoint describe P, and both conditions are complete. A vector f_t that is best at a
#    vertex is a sum of z_S times the indicator of S, z_S >= 0 at ceilings, <= 0 at floors. Let F(S) be the sum of z
#    over S and the sets around it; for single cells that is f_t. For a > 0 let y_S be 1 if F(S) >= a, else 0, less the
#    same of the next set around S: it is positive only where z_S is, negative only where z_S is, and sums up to the
#    indicator of {f_t >= a}, which is therefore best at the vertex; likewise minus that of {f_t <= -a}. So the levels
#    {f >= a} and {f <= -a}, vectors of Condition B, are in the cone of f, and f is a sum of multiples of them.
# 6. Three cells, or fewer, with one agent or one type for everybody, and indivisible objects: the seven sets with the
#    amounts that outcomes attain describe P, and are inequalities of both conditions. At a vertex of theirs at which
#    two pairs bind at most, the sets without a pair are intervals of an order of the cells, so the vertex is integral.
#    If three pairs bind, half of s x(12) + t x(13) + u x(23), for signs s, t, u, is one cell or all three, up to its
#    sign: if no integer at the vertex, outcomes reach the integer below, which the vertex violates; else the vertex is
#    integral. Integral points within the quotas are outcomes.
# 7. With one agent, or one type for everybody, and indivisible objects all cones of normals can be listed: see
#    `Component.require_corners`.
# 8. If a condition fails with fewer types, it fails: let further types have the coefficients of one that is there.
# 9. Otherwise one quota system in each chamber decides, up to relabelling: see `Component.require_chambers`.


def require_steps(steps: list[tuple[int, ...]], rows: list[tuple[int, ...]]) -> list[list[int]]:
    """Refuse unless every vector of integers is a sum of steps of its own signs; the amounts of each step."""
    size = len(rows[0])
    wanted = {tuple(int(j == k) for j in range(size)) for k in range(size)}
    wanted |= {tuple(-entry for entry in step) for step in steps}
    require(wanted <= set(steps) and len(set(steps)) == len(steps), "a step is missing, or twice")
    require(all(map(any, steps)), "a step is 0")
    afford(all(abs(entry) <= STEP for step in steps for entry in step), "a step is very long")
    amounts = [[inner(row, step) for row in rows] for step in steps]
    for step, other in itertools.combinations(steps, 2):
        require_sum(tuple(map(operator.add, step, other)), rows, steps, amounts)
    return amounts


def feasible_sets(amounts: list[list[int]], count: int) -> set[int]:
    """The sets of so many steps, as bits, whose amounts are at most what is left above and below on each row."""
    found = {(1 << count) - 1}
    for row in zip(*amounts, strict=True):
        ends = range(max(row) + 1)
        spend(len(ends) ** 2 * (count + len(found)))
        masks = [sum(1 << k for k, a in enumerate(row) if -low <= a <= high) for low in ends for high in ends]
        found = {kept & mask for kept in found for mask in masks}
        afford(len(found) <= CORNERS, "there are too many sets of steps")
    return found


def require_sum(
    rest: tuple[int, ...], rows: list[tuple[int, ...]], steps: list[tuple[int, ...]], amounts: list[list[int]]
) -> None:
    """Refuse unless this is a sum of steps whose amounts have the signs that its own have."""
    while any(rest):
        own = [inner(row, rest) for row in rows]
        spend(len(steps) * (1 + len(rows) // 4))
        fitting = (
            step
            for step, parts in zip(steps, amounts, strict=True)
            if all(0 <= part <= all_of_it or all_of_it <= part <= 0 for part, all_of_it in zip(parts, own, strict=True))
        )
        part = next(fitting, None)
        if part is None:
            raise Refused("two steps have a sum that is no sum of steps of its own signs")
        rest = tuple(map(operator.sub, rest, part))


class Component:
    """Cells that sets of two cells or more join, with their agents.

    `rows` are the left sides of quotas: the sets of two cells or more, the single cells, and then all these negated.
    """

    def __init__(self, given: Structure, cells: list[Any]) -> None:
        self.cells, self.owners = cells, [cell.parts[0] for cell in cells]
        pairs = zip(given.agents, given.types, strict=True)
        self.types = {agent: own for agent, own in pairs if agent in set(self.owners)}
        self.sets = [members for members in given.sets if members[0] in set(cells)]
        spend(2 * len(self.sets) * len(cells))
        above = [tuple(int(cell in members) for cell in cells) for members in map(frozenset, self.sets)]
        self.rows = [*above, *(tuple(-entry for entry in row) for row in above)]
        self.profiles = list(itertools.product(*self.types.values()))

    def structure(self) -> dict[str, Any]:
        """The component as a structure by itself, in which cells of its agents and objects may be in no set."""
        names = [list(cell.parts) for cell in self.cells]
        things = {"objects": list(dict.fromkeys(cell[1] for cell in names))} if len(names[0]) > 1 else {}
        sets = [[list(cell.parts) for cell in members] for members in self.sets if len(members) > 1]
        return {"agents": list(self.types), **things, "sets": sets, "types": self.types}

    def require(self, letter: str, divisible: bool, evidence: Any) -> str:
        """Refuse unless the condition is complete for all quotas of the component; says why it is."""
        if has_form(evidence, "unimodular component"):
            (shown,) = of_form(evidence, "unimodular component", "unimodular")
            require(letter == "A", "total unimodularity of M(W) is a reason for Condition A alone")
            unimodular(projection_cone_matrix(self.structure()), shown)
            return "M(W) is totally unimodular"
        if has_form(evidence, "hierarchical component"):
            of_form(evidence, "hierarchical component", "")
            require(laminar(map(frozenset, self.sets)), "two sets of the component cross")
            return "the sets are nested or disjoint"
        if has_form(evidence, "three cells alone"):
            of_form(evidence, "three cells alone", "")
            require(len(self.types) == 1 or len(self.profiles) == 1, "several agents, and several type profiles")
            require(len(self.cells) <= 3 and not divisible, "more than three cells, or divisible objects")
            return "three cells of one agent, or with one type each"
        if has_form(evidence, "component alone"):
            (shown,) = of_form(evidence, "component alone", "unimodular")
            require(len(self.types) == 1 or len(self.profiles) == 1, "several agents, and several type profiles")
            self.require_integral(divisible, shown)
            return "one agent, or one type each"
        if has_form(evidence, "steps alone"):
            (steps,) = of_form(evidence, "steps alone", "steps")
            require(len(self.types) == 1 or len(self.profiles) == 1, "several agents, and several type profiles")
            require(not divisible, "the objects are divisible")
            self.require_corners(
                letter, [tuple(map(integer, listing(each, len(self.cells)))) for each in listing(steps)]
            )
            return f"one agent, or one type each, by {counted(len(steps), 'step')}"
        shown, listed = of_form(evidence, "chambers of quotas", "unimodular chambers")
        self.require_integral(divisible, shown)
        self.require_chambers(letter, listing(listed))
        return counted(len(listed), "chamber") + " of quotas"

    def require_integral(self, divisible: bool, evidence: Any) -> None:
        """Refuse unless the quotas describe the outcomes: divisible objects, or totally unimodular sets."""
        require(divisible == (evidence is None), "the sets are to be totally unimodular, or objects divisible")
        if evidence is not None:
            sets = [(hashable(k), members) for k, members in enumerate(self.sets) if len(members) > 1]
            entries = [(row, cell, 1) for row, members in sets for cell in members]
            unimodular(Grid([row for row, _ in sets], self.cells, entries), evidence)

    def require_corners(self, letter: str, steps: list[tuple[int, ...]]) -> None:
        """Refuse unless the condition's vectors generate the normals at all vertices of all hulls of outcomes.

        The amounts of a vector z are a_k z for the rows a_k of ceilings, single cells among them. The list has the unit
        vectors and all negatives, and the sum of two members is a sum of members whose amounts have the sum's signs.
        Then every integer z is a sum of members whose amounts have its signs: of all sums take one with the smallest
        total of |a_k g|; two summands with opposite amounts on a row would have a sum of less total.

        Let S be the outcomes at some quotas, x and y in S. So y - x is a sum of members g with x + g in S, and these,
        the *feasible* ones, generate the cone of S - x. Feasible are the g with -below_k <= a_k g <= above_k, where
        above and below are what quotas leave at x. So there are finitely many sets of feasible members. Where g and -g
        are feasible x is no vertex. A normal at x is an f with f g <= 0 for all feasible g. Let v be those vectors of
        the condition. If the cone {d : v d <= 0 for all v} has no line and its extreme rays are feasible members, up to
        length, f d <= 0 for all its d, so f is a sum of multiples of the v (Farkas' lemma). Relabelling cells so that
        sets are sets, and negation, take all this to the like.
        """
        size, count, rows = len(self.cells), len(steps), self.rows[: len(self.sets)]
        place = {step: k for k, step in enumerate(steps)}
        amounts = require_steps(steps, rows)
        opposite = [place[tuple(-entry for entry in step)] for step in steps]
        images = self.images_of(steps, place)
        images += [[opposite[k] for k in image] for image in images]
        signs = [each for each in itertools.product((-1, 0, 1), repeat=size) if any(each)]
        signs = [each for each in signs if letter == "A" or not {-1, 1} <= set(each)]
        known: set[int] = set()
        for corner in feasible_sets(amounts, count):
            feasible = bits(corner)
            spend(1 + len(feasible) // 4)
            if corner in known or any(corner >> opposite[k] & 1 for k in feasible):
                continue
            spend(len(images) * len(feasible) // 2)
            known |= {sum(1 << image[k] for k in feasible) for image in images}
            own = [v for v in signs if all(inner(v, steps[k]) <= 0 for k in feasible)]
            rays, lines = double_description([tuple(-entry for entry in v) for v in own], size)
            require(
                not lines and all(corner >> place.get(ray, count) & 1 for ray in map(whole, rays)),
                "normals of a hull of outcomes are no sums of vectors of the condition",
            )

    def images_of(self, steps: list[tuple[int, ...]], place: dict[tuple[int, ...], int]) -> list[list[int]]:
        """What the steps become, by their places, when cells are relabelled so that sets are sets."""
        size, rows = len(self.cells), self.rows[: len(self.sets)]
        spend(math.factorial(size) * len(rows))
        images = []
        for cells in itertools.permutations(range(size)):
            if {tuple(row[k] for k in cells) for row in rows} == set(rows):
                spend(len(steps))
                moved = [tuple(step[k] for k in cells) for step in steps]
                require(all(step in place for step in moved), "a step is missing")
                images.append([place[step] for step in moved])
        return images

    def require_chambers(self, letter: str, listed: list[Any]) -> None:
        """Refuse unless the condition is complete for the listed quotas, and these are enough for all.

        Quotas are right sides b of a_k x <= b_k, a_k being the rows. Absent ones, and those that no outcome attains,
        may be moved to where they are attained, as P is not empty and bounded: b is then *tight*, and the tight b are
        a convex cone, for P(b) + P(b') is within P(b + b').

        A *chamber*: at each vertex of P(b) just as many rows meet as there are dimensions, its *simplex*, and each row
        is in one. Two simplices with all rows but one in common have one *relation* r, the sum of r_k a_k = 0,
        positive where they differ; r b >= 0 says that the vertex of one satisfies the row of the other. If r b >= 0
        for all relations, the function that is b_k at a_k and linear on the cones of the simplices is convex, so it is
        the support function of P(b): that is linear on these cones, and 1 applies. That is the *closed chamber*.

        Take a straight way through tight b from one chamber to anywhere, in general position. It leaves closed
        chambers within facets r b = 0. Is there one negative r_k, or none, then r b >= 0 for all tight b: there is no
        beyond. Else let p be in such a facet, K the rows that meet at a vertex of P(p). Simplices within K that are
        neighbours have the relation r, as no other is 0 at p; so they are Z, the rows of r, without one row where
        r > 0, and the same other rows L for all. K, which is Z and L, has one relation and two triangulations, and
        beyond the facet is the other one: the rows of Z but one where r < 0, and L. It is required that this *flip* is
        a listed chamber, relabelled. Where the sets L are not the same for all rows where r > 0, r is no facet; nor if
        it is a sum of multiples, not negative, of other relations. So the way never ends before its goal, and all
        tight b are in closed chambers.

        Relabelled: cells change places so that sets are sets and those of one agent are those of an agent with as many
        types; *turned*, x becomes -x, and floors ceilings. Both take the condition's vectors to such.
        """
        systems = [fields(each, "quotas walls") for each in listed]
        simplices = [self.simplices(quotas) for quotas, _ in systems]
        for (_, walls), vertices in zip(systems, simplices, strict=True):
            self.require_described(letter, vertices)
            relations = self.relations(set(vertices))
            flips = [(r, flip) for r in relations if (flip := flipped(set(vertices), r)) is not None]
            for (relation, flip), wall in zip(flips, listing(walls, len(flips)), strict=True):
                if "implied" in wall:
                    require_implied(relation, relations, *fields(wall, "implied"))
                    continue
                to, cells, turned = fields(wall, "to cells turned")
                image = self.relabelled(positions(cells, len(self.cells)), turned)
                other = simplices[index(to, len(simplices))]
                spend(len(other) * (1 + len(self.cells)))
                require(flip == {sum(1 << image[k] for k in bits(each)) for each in other}, "a chamber is missing")
        require(bool(listed), "there is no chamber")

    def simplices(self, plain: Any) -> dict[int, list[Fraction]]:
        """The rows that meet at each vertex, as bits, with the vertex."""
        pairs = tuples(plain, integer, integer)
        require(len(pairs) == len(self.sets), "there are not as many quotas as sets")
        right = [*(high for _, high in pairs), *(-low for low, _ in pairs)]
        size = len(self.cells)
        above = [(*(-entry for entry in row), b) for row, b in zip(self.rows, right, strict=True)]
        rays, lines = double_description([(*(0,) * size, 1), *map(whole, above)], size + 1)
        require(bool(rays) and not lines, "no outcome is feasible")
        found, met = dict[int, list[Fraction]](), 0
        for ray in rays:
            tight = sum(1 << k for k, row in enumerate(above) if inner(row, ray) == 0)
            require(tight.bit_count() == size, "quotas are not in the interior of a chamber")
            found[tight] = [Exact(entry) / ray[-1] for entry in ray[:-1]]
            met |= tight
        require(met.bit_count() == len(self.rows), "a quota is not attained")
        return found

    def require_described(self, letter: str, vertices: dict[int, list[Fraction]]) -> None:
        """Refuse unless all facets of the implementable rules are inequalities of the condition."""
        place = {pair: k for k, pair in enumerate((c, own) for c, i in self.owned for own in self.types[i])}
        points = []
        for profile in self.profiles:
            kinds = dict(zip(self.types, profile, strict=True))
            at = [place[cell, kinds[owner]] for cell, owner in self.owned]
            spend(len(vertices) * len(place) // 5)
            points.append(
                [[dict(zip(at, x, strict=True)).get(k, ZERO) for k in range(len(place))] for x in vertices.values()]
            )
        basis, facets = sum_description(points, len(place))
        require(not basis, "the outcomes have not full dimension")
        for facet in facets:
            kinds_of = set(facet) - {0}
            require(
                kinds_of <= {1, -1} and (letter == "A" or len(kinds_of) == 1), "a facet is not one of the condition"
            )

    @property
    def owned(self) -> list[tuple[Any, Any]]:
        return list(zip(self.cells, self.owners, strict=True))

    def relations(self, simplices: set[int]) -> list[tuple[tuple[int, int], ...]]:
        """The relations of neighbouring simplices, each the list of its entries by row, in order."""
        beside: dict[int, list[int]] = {}
        for simplex in simplices:
            for k in bits(simplex):
                beside.setdefault(simplex & ~(1 << k), []).append(k)
        size, found = len(self.cells), set()
        spend(10 * len(beside))
        for wall, ends in beside.items():
            chosen = [*bits(wall), *ends]
            table = [(*self.rows[k], *(int(k == other) for other in chosen)) for k in chosen]
            (tail,) = (row[size:] for pivot, row in echelon(table).items() if pivot >= size)
            sign = 1 if tail[-1] > 0 else -1
            found.add(tuple(sorted((k, sign * entry) for k, entry in zip(chosen, tail, strict=True) if entry)))
        return sorted(found)

    def relabelled(self, cells: list[int], turned: Any) -> list[int]:
        """The rows that the rows become; refuses what is no relabelling."""
        require(len(cells) == len(self.cells) and isinstance(turned, bool), "that is no relabelling of all cells")
        spend(len(self.rows) * len(cells))
        agents = {(owner, self.owners[goal]) for owner, goal in zip(self.owners, cells, strict=True)}
        alike = all(len(self.types[one]) == len(self.types[other]) for one, other in agents)
        require(
            alike and len(agents) == len(self.types), "cells of an agent are not relabelled as those of one like it"
        )
        place, sign = {row: k for k, row in enumerate(self.rows)}, -1 if turned else 1
        order = [cells.index(k) for k in range(len(cells))]
        images = [tuple(sign * row[k] for k in order) for row in self.rows]
        require(all(image in place for image in images), "a set is not relabelled as a set")
        return [place[image] for image in images]


def bits(mask: int) -> list[int]:
    return [k for k in range(mask.bit_length()) if mask >> k & 1]


def flipped(simplices: set[int], relation: tuple[tuple[int, int], ...]) -> set[int] | None:
    """The simplices beyond a relation, or `None` if there are none."""
    spend(len(simplices) * (1 + len(relation)) // 3)
    rows = sum(1 << k for k, _ in relation)
    above, below = ([rows & ~(1 << k) for k, entry in relation if entry * sign > 0] for sign in (1, -1))
    links = [{each & ~rows for each in simplices if each & rows == part} for part in above]
    if len(below) < 2 or any(link != links[0] for link in links):
        return None
    gone, fresh = ({part | link for part in side for link in links[0]} for side in (above, below))
    return (simplices - gone) | fresh


def require_implied(relation: Any, relations: list[Any], weights: Any) -> None:
    """Refuse unless a relation is a sum of multiples, not negative, of others."""
    total: dict[int, Fraction] = {}
    for other, weight in tuples(weights, entry_at(relations), number):
        require(other != relation and weight >= 0, "a relation is not implied by others")
        for k, entry in other:
            total[k] = total.get(k, ZERO) + weight * entry
    require({k: value for k, value in total.items() if value} == dict(relation), "a relation is not implied by others")


def components(given: Structure) -> list[Component]:
    """The components with a set of two cells or more, in the order of their first cells."""
    home = {cell: {cell} for cell in given.cells}
    for members in given.sets:
        spend(sum(len(home[cell]) for cell in members))
        joined = set[Any]().union(*(home[cell] for cell in members))
        home |= dict.fromkeys(joined, joined)
    found, seen = [], set[Any]()
    for cell in given.cells:
        if cell not in seen and len(home[cell]) > 1:
            found.append(Component(given, [other for other in given.cells if other in home[cell]]))
        seen |= home[cell]
    return found


def check_universal(about: Any, holds: bool, evidence: Any) -> str:
    """A condition is complete for all quotas and priors: a reason for each component. It is not: a problem, a rule."""
    plain, letter, divided = fields(about, "structure condition", "divisible")
    given, divisible = Structure(plain), divided is True
    require(letter in ("A", "B") and divided in (None, True), "an unknown condition")
    for each in [*listing(plain.get("objects", [])), *itertools.chain(*given.types)]:
        name(each)
    if not holds:
        problem, *shown = of_form(evidence, "failing quotas", "problem rule passes inequality")
        require_quotas_on(given, plain, problem_of(problem), divisible)
        passing = dict(zip(("rule", "passes", "inequality"), shown, strict=True))
        check_condition({"problem": problem, "condition": letter}, False, {"form": "passing rule", **passing})
        return f"Condition {letter} does not describe the implementable rules of the structure for all quotas"
    (parts,) = of_form(evidence, "by components", "components")
    found = components(given)
    for component, part in zip(found, listing(parts, len(found)), strict=True):
        component.require(letter, divisible, part)
    return f"Condition {letter} describes the implementable rules of the structure for all quotas and priors"


def require_quotas_on(given: Structure, plain: Any, problem: Problem, divisible: bool) -> None:
    """Refuse unless a problem has the structure's agents, objects, sets, or fewer, and types, or fewer."""
    same = problem.agents == given.agents and problem.objects == plain.get("objects", [])
    require(same and not problem.public and not problem.restrictions, "the problem is none of the structure")
    require(problem.divisible == divisible, "objects are divisible in the problem or in the structure alone")
    pairs = zip(problem.types, given.types, strict=True)
    require(all(set(own) <= set(kinds) for own, kinds in pairs), "a type of the problem is none of the structure")
    sets = {frozenset(cell.parts for cell in members) for members in given.sets}
    require(all(cells in sets for cells, _, _ in problem.constraints), "a set of the problem is none of the structure")


# ---------------------------------------------------------------------------- reduced form: groups of agents alike

MOST_IN_A_GROUP = 10_000
EACH_AGENT_OF = "each agent of"
Counts = tuple[int, ...]
SingleQuota = tuple[str, frozenset[tuple[str, ...]], Fraction, Fraction | None]
CountRow = tuple[dict[Coordinate, Fraction], int | None, Fraction, Fraction | None]
"""The coordinates of a quota, whose agents it counts for (a place in the counts; `None`: once), and both its ends."""


class Groups:
    """A problem whose agents are groups with sizes, rebuilt from a problem file in which every set is written out.

    The agents of a group are alike: their types, the quotas on each single agent, and the prior. A *class* of type
    profiles says how many agents of each group have each type; within it all profiles are equally likely.
    """

    def __init__(self, about: Any) -> None:
        names = "format agents types prior constraints"
        values = fields(about, names, "title objects divisible interim_rule objective")
        form, agents, types, prior, constraints, title, objects, divisible, rule, self.goal = values
        require(form == "exact-proofs/problem/1", "the problem has an unknown format")
        require(divisible is None or divisible is True, "an unknown kind of problem")
        require(title is None or isinstance(title, str), "the title is not a text")
        require(isinstance(agents, dict) and bool(agents), "the groups are missing")
        self.divisible = divisible is True
        self.sizes = {name(group): natural(size) for group, size in agents.items()}
        require(min(self.sizes.values()) > 0, "a group is empty")
        afford(max(self.sizes.values()) <= MOST_IN_A_GROUP, "a group is too large")
        require(objects is None or bool(objects), "objects are missing")
        self.things = [(name(thing),) for thing in distinct(objects)] if objects is not None else [()]
        kinds = table(types, self.sizes, "types")
        self.types = {group: [name(kind) for kind in distinct(kinds[group])] for group in self.sizes}
        require(all(self.types.values()), "a type set is empty")
        self.pairs = [(group, kind) for group, own in self.types.items() for kind in own]
        afford(len(self.pairs) * len(self.things) <= MAX_PLACES, "too many types and objects")
        spend(len(self.pairs) * len(self.things))
        self.order = dict.fromkeys((*pair, *thing) for pair in self.pairs for thing in self.things)
        self.single: list[SingleQuota] = []
        self.together: Quotas = []
        for entry in listing(constraints):
            self.constraint(entry)
        self.states, self.counted = self.prior(prior)
        self.blocks = [Block(self, groups) for groups in self.bound_together()]
        self.expected = {p: e for block in self.blocks for p, e in zip(block.pairs, block.expected(), strict=True)}
        self.rule = None if rule is None else self.by_coordinate(rule)

    @property
    def everybody(self) -> str:
        return " and ".join(f"all {size} {quoted(group)}" for group, size in self.sizes.items())

    def by_type(self, plain: Any) -> dict[tuple[str, str], Any]:
        """What is written by group and by type, in order."""
        by_group = table(plain, self.sizes, "what is given by groups")
        owned = {group: table(by_group[group], own, "what is given by types") for group, own in self.types.items()}
        return {pair: owned[pair[0]][pair[1]] for pair in self.pairs}

    def by_coordinate(self, plain: Any) -> Factors:
        """Numbers by group, type and object, 0 where an object is left out; or a number alone for one anonymous."""
        found: Factors = {}
        for pair, given in self.by_type(plain).items():
            values = given if self.things != [()] else {"": given}
            known = {thing[0] if thing else "" for thing in self.things}
            require(isinstance(values, dict) and values.keys() <= known, "an unknown object")
            found |= {(*pair, *thing): number(values.get(thing[0] if thing else "", 0)) for thing in self.things}
        return found

    def constraint(self, entry: Any) -> None:
        """A quota on each single agent of a group, or on what groups get together."""
        alone = isinstance(entry, dict) and EACH_AGENT_OF in entry
        if alone:
            rest = {key: value for key, value in entry.items() if key != EACH_AGENT_OF}
            floor, objects, ceiling, label = fields(rest, "floor", "objects ceiling name")
        else:
            members, floor, ceiling, label = fields(entry, "set floor", "ceiling name")
        require(label is None or isinstance(label, str), "the name of a constraint is not a text")
        low, high = number(floor), None if ceiling is None else number(ceiling)
        require(low >= 0 and (high is None or low <= high), "a floor is negative or above its ceiling")
        whole = is_whole(low) and (high is None or is_whole(high))
        require(self.divisible or whole, "a quota is not an integer")
        spend(len(self.single) + len(self.together))
        if alone:
            group = name(entry[EACH_AGENT_OF])
            own = frozenset(self.things if objects is None else [(name(thing),) for thing in distinct(objects)])
            require(group in self.sizes and bool(own) and own <= set(self.things), "an unknown group or object")
            require((group, own) not in [quota[:2] for quota in self.single], "a constraint is given twice")
            self.single.append((group, own, low, high))
            return
        listed = [tuple(map(name, listing(cell if self.things != [()] else [cell]))) for cell in listing(members)]
        known = all(cell[:1] and cell[0] in self.sizes and cell[1:] in self.things for cell in listed)
        cells = frozenset(listed)
        require(bool(cells) and known and len(cells) == len(listed), "a set has a wrong or repeated cell")
        require(cells not in [quota[0] for quota in self.together], "a constraint is given twice")
        self.together.append((cells, low, high))

    def prior(
        self, plain: Any
    ) -> tuple[list[tuple[Fraction, dict[tuple[str, str], Fraction]]], dict[Counts, Fraction]]:
        """The states with their probabilities and, there, those of types; or the probabilities of all classes."""
        if isinstance(plain, dict) and "counts" in plain:
            classes: dict[Counts, Fraction] = {}
            (entries,) = fields(plain, "counts")
            for counts, probability in records(entries, "counts probability"):
                key = tuple(natural(count) for count in self.by_type(counts).values())
                require(key not in classes, "a class is given twice")
                classes[key] = number(probability)
            require(bool(classes), "there is no class")
            require_law(list(classes.values()))
            return [], classes
        if isinstance(plain, dict) and "states" in plain:
            (entries,) = fields(plain, "states")
            states = records(entries, "probability independent")
        else:
            states = [[1, *fields(plain, "independent")]]
        read = [(number(p), {pair: number(q) for pair, q in self.by_type(law).items()}) for p, law in states]
        require(bool(read), "there is no state")
        require_law([p for p, _ in read])
        for _, law in read:
            for group, own in self.types.items():
                require_law([law[group, kind] for kind in own])
        return read, {}

    def bound_together(self) -> list[list[str]]:
        """The groups, those in one list that quotas bind together, directly or by others."""
        home = {group: [group] for group in self.sizes}
        for cells, _, _ in self.together:
            spend(len(cells) * len(home) + len(home) ** 2)
            joined = [group for group in home if any(cell[0] in home[group] for cell in cells)]
            merged = [group for group in self.sizes if any(group in home[other] for other in joined)]
            home = {group: merged if group in merged else own for group, own in home.items()}
        return [own for group, own in home.items() if own[0] == group]

    def weighted(self, factors: Factors) -> Factors:
        """What the agents of a group and type expect together, if each expects so much."""
        return {place: self.expected[place[0], place[1]] * value for place, value in factors.items()}


class Block:
    """Groups that quotas bind together: their classes, the probabilities of these, and the quotas in a class."""

    def __init__(self, problem: Groups, groups: list[str]) -> None:
        self.problem, self.groups = problem, groups
        self.pairs = [pair for pair in problem.pairs if pair[0] in groups]
        self.order = [place for place in problem.order if place[0] in groups]
        shapes = [(problem.sizes[group], len(problem.types[group])) for group in groups]
        self.count = math.prod(math.comb(size + kinds - 1, kinds - 1) for size, kinds in shapes)
        afford(self.count * len(self.pairs) <= 20 * MAX_PLACES, "too many classes of type profiles")
        spend(self.count * (1 + len(self.pairs)))
        ways = [list(compositions(size, kinds)) for size, kinds in shapes]
        self.classes: list[Counts] = [tuple(itertools.chain(*parts)) for parts in itertools.product(*ways)]
        self.weights, self.below = self.counted() if problem.counted else self.multinomial()
        self.rows: list[CountRow] = []
        for group, own, low, high in problem.single:
            for k, pair in enumerate(self.pairs):
                if pair[0] == group:
                    self.rows.append((dict.fromkeys([(*pair, *thing) for thing in own], ONE), k, low, high))
        self.together = [quota for quota in problem.together if min(quota[0])[0] in groups]
        for cells, low, high in self.together:
            inside = [place for place in self.order if (place[0], *place[2:]) in cells]
            self.rows.append((dict.fromkeys(inside, ONE), None, low, high))
        self.rows += self.implied()
        spend(sum(1 + len(row[0]) for row in self.rows))

    def implied(self) -> Iterator[CountRow]:
        """Where single agents have no ceiling, nobody gets more than all: those of a type at most that, each."""
        alone = {(group, *thing) for group, own, _, high in self.problem.single if high is not None for thing in own}
        least: dict[Coordinate, Fraction] = {}
        for cells, _, high in self.together:
            spend(len(cells))
            if high is not None:
                least |= {cell: min(high, least.get(cell, high)) for cell in cells}
        for k, pair in enumerate(self.pairs):
            for thing in self.problem.things:
                cell = (pair[0], *thing)
                if cell in least and cell not in alone:
                    yield {(*pair, *thing): ONE}, k, ZERO, least[cell]

    def counted(self) -> tuple[list[int], int]:
        """The classes' probabilities from those of the classes of all groups, as integers over one denominator."""
        own = [k for k, pair in enumerate(self.problem.pairs) if pair[0] in self.groups]
        sums = dict.fromkeys(self.classes, ZERO)
        for counts, chance in self.problem.counted.items():
            key = tuple(counts[k] for k in own)
            require(key in sums, "a class does not count the agents of its groups")
            sums[key] += chance
        shapes = [(size, len(self.problem.types[group])) for group, size in self.problem.sizes.items()]
        everything = math.prod(math.comb(size + kinds - 1, kinds - 1) for size, kinds in shapes)
        require(len(self.problem.counted) == everything, "a class has no probability")
        below = common_denominator(list(sums.values()))
        return [int(chance * below) for chance in sums.values()], below

    def multinomial(self) -> tuple[list[int], int]:
        """The classes' probabilities: products of multinomials, averaged over the states."""
        parts: list[tuple[list[int], int]] = []
        for chance, law in self.problem.states:
            weights, below = [chance.numerator], chance.denominator
            for group in self.groups:
                chances = [law[group, kind] for kind in self.problem.types[group]]
                own, scale = multinomials(self.problem.sizes[group], chances)
                each = (size_of(scale, below) >> 9) + (size_of(scale) * size_of(below) >> 22)
                spend(len(weights) * len(own) * (1 + each))
                weights, below = [w * v for w in weights for v in own], below * scale
            parts.append((weights, below))
        whole = math.lcm(*(below for _, below in parts))
        spend(len(parts) * self.count * (1 + (size_of(whole) >> 9)))
        scaled = [[w * (whole // below) for w in weights] for weights, below in parts]
        return [sum(each) for each in zip(*scaled, strict=True)], whole

    def expected(self) -> list[Fraction]:
        """How many agents have each type, in expectation."""
        spend(self.count * len(self.pairs) * (1 + (size_of(self.below) >> 11)))
        columns = zip(*self.classes, strict=True)
        return [Exact(sum(w * n for w, n in zip(self.weights, own, strict=True)), self.below) for own in columns]

    def in_class(self, k: int, counts: Counts) -> Limits:
        """A quota in a class: its row with both ends, times the agents that it counts for."""
        coefficients, per, low, high = self.rows[k]
        agents = 1 if per is None else counts[per]
        return coefficients, low * agents, None if high is None else high * agents


def compositions(size: int, kinds: int) -> Iterator[Counts]:
    """All ways to divide so many agents among so many types, in lexicographic order."""
    if kinds == 1:
        yield (size,)
        return
    for first in range(size + 1):
        for rest in compositions(size - first, kinds - 1):
            yield (first, *rest)


def multinomials(size: int, chances: Sequence[Fraction]) -> tuple[list[int], int]:
    """How likely each way to divide a group is, as integers over one denominator."""
    scale = common_denominator(chances)
    parts = [chance.numerator * (scale // chance.denominator) for chance in chances]
    afford(size * size_of(scale) <= MAX_DIGITS, "the probabilities of classes are too long")
    longest = size * size_of(scale)
    spend(len(parts) * size * (1 + (longest >> 9)))
    powers = [[part**n for n in range(size + 1)] for part in parts]
    found = []
    for counts in compositions(size, len(parts)):
        spend(2 + len(counts) * (1 + (longest >> 9) + (longest * longest >> 22)))
        weight, left = 1, size
        for count, power in zip(counts, powers, strict=True):
            weight, left = weight * math.comb(left, count) * power[count], left - count
        found.append(weight)
    return found, scale**size


class Bundles:
    """Bundles of objects by number, and the groups whose agents may get them."""

    def __init__(self, problem: Groups, plain: Any) -> None:
        self.problem = problem
        self.listed = [by_place(bundle, problem.things) for bundle in listing(plain)]
        whole = all(q.denominator == 1 for bundle in self.listed for q in bundle.values())
        require(problem.divisible or whole, "a bundle is not whole")
        require(all(q >= 0 for bundle in self.listed for q in bundle.values()), "a quantity is negative")
        self.fits: set[tuple[str, int]] = set()
        self.scale = common_denominator([q for bundle in self.listed for q in bundle.values()])

    def in_units(self, quantity: Fraction) -> int:
        """A sum of whole multiples of what is in the bundles, in units of 1 / scale."""
        return quantity.numerator * (self.scale // quantity.denominator)

    def require_fit(self, group: str, k: int) -> None:
        """Refuse unless a single agent of the group may get the bundle."""
        if (group, k) in self.fits:
            return
        for owner, things, low, high in self.problem.single:
            if owner == group:
                got = sum((q for thing, q in self.listed[k].items() if thing in things), ZERO)
                require(between(got, low, high), "a bundle breaks a quota on single agents")
        self.fits.add((group, k))

    def given(self, block: Block, counts: Counts, plain: Any) -> Factors:
        """What an outcome of a class gives to groups and types together; it is feasible."""
        total: Factors = {}
        for pair, agents, parts in zip(block.pairs, counts, listing(plain, len(counts)), strict=True):
            served = 0
            for k, many in map(listing, listing(parts)):
                self.require_fit(pair[0], index(k, len(self.listed)))
                served += natural(many)
                for thing, quantity in self.listed[k].items():
                    place = (*pair, *thing)
                    total[place] = total.get(place, ZERO) + many * quantity
            require(served == agents, "an outcome does not serve every agent of a type once")
        for cells, low, high in block.together:
            spend(1 + len(total) // 5)
            got = sum((q for place, q in total.items() if (place[0], *place[2:]) in cells), ZERO)
            require(between(got, low, high), "an outcome breaks a quota")
        return total


def given_by_classes(problem: Groups, bundles: Any, blocks: Any) -> Factors:
    """What groups and types expect together under pure rules with probabilities, which are checked."""
    known, total = Bundles(problem, bundles), dict.fromkeys(problem.order, ZERO)
    for block, plain in zip(problem.blocks, listing(blocks, len(problem.blocks)), strict=True):
        if isinstance(plain, dict) and "maps" in plain:
            total |= given_by_maps(block, plain)
            continue
        shares, everywhere, sums = pure_rules(block, known, plain, block.weights)
        for place in block.order:
            mixed = sum((share * own[place] for share, own in zip(shares, sums, strict=True)), ZERO)
            total[place] = (everywhere[place] + mixed) / block.below
    return total


def given_by_maps(block: Block, plain: Any) -> Factors:
    """What groups and types expect together under pure rules whose outcomes are affine maps of the classes' counts.

    What the n agents of a type get together is dealt out like cards, the objects in an order in which the quotas on
    single agents, whose sets are nested or disjoint, are about intervals: so everybody gets an n-th of each set, up to
    rounding. Where there is nobody, ceilings let nothing be given. Divisible objects are shared equally. So quotas on
    single agents need to hold for sums, n times.
    """
    maps, rules, given = fields(plain, "maps rules shares")
    shares = probabilities(listing(given))
    nested = [[own for group, own, _, _ in block.problem.single if group == each] for each in block.groups]
    pairs = [pair for sets in nested for pair in itertools.combinations(map(frozenset, sets), 2)]
    require(all(a <= b or b <= a or not a & b for a, b in pairs), "quotas on single agents cross")
    ends = [end for _, _, low, high in block.problem.single for end in (low, ZERO if high is None else high)]
    require(
        block.problem.divisible or all(end.denominator == 1 for end in ends), "a quota on single agents is not whole"
    )
    bounded = {place for row, per, _, high in block.rows if per is not None and high is not None for place in row}
    require(set(block.order) <= bounded, "a quantity has no ceiling, so that agents who are not there might get it")
    known = [AffineOutcome(block, each) for each in listing(maps)]
    steps, total = 1 + (size_of(max(block.weights)) >> 11), dict.fromkeys(block.order, ZERO)
    for share, chosen in zip(shares, listing(rules, len(shares)), strict=True):
        sums = [[0] * (1 + len(block.pairs)) for _ in known]
        for counts, weight, k in zip(block.classes, block.weights, listing(chosen, block.count), strict=True):
            known[index(k, len(known))].require_feasible(counts)
            own = sums[k]
            spend(1 + len(own) * steps // 2)
            own[0] += weight
            for j, count in enumerate(counts, 1):
                own[j] += weight * count
        for outcome, own in zip(known, sums, strict=True):
            spend(len(outcome.rows))
            for place, row in outcome.rows.items() if own[0] else ():
                total[place] += share * sum((a * s for a, s in zip(row, own, strict=True) if a), ZERO)
    return {place: quantity / block.below for place, quantity in total.items()}


class AffineOutcome:
    """An affine map from a class's counts n to quantities by place: rows that are multiplied with (1, n)."""

    def __init__(self, block: Block, plain: Any) -> None:
        width = 1 + len(block.pairs)
        given = [[number(entry) for entry in listing(row, width)] for row in listing(plain, len(block.order))]
        spend(len(given) * width)
        self.rows = dict(zip(block.order, given, strict=True))
        conditions = list(given)
        for row, per, low, high in block.rows:
            spend(len(row) * width // 4)
            at = 0 if per is None else 1 + per
            got = [sum((self.rows[place][k] for place in row), ZERO) for k in range(width)]
            conditions.append([g - (low if k == at else 0) for k, g in enumerate(got)])
            if high is not None:
                conditions.append([(high if k == at else 0) - g for k, g in enumerate(got)])
        # Counts are not negative: what has no negative entry cannot fail.
        self.conditions = {whole(row) for row in conditions if min(row) < 0}
        self.divided: list[tuple[tuple[int, ...], int]] = []
        for own in given if not block.problem.divisible else []:
            below = common_denominator(own)
            if below > 1:
                self.divided.append((tuple(entry.numerator * (below // entry.denominator) for entry in own), below))
        every = [*self.conditions, *((*own, below) for own, below in self.divided)]
        self.steps = 1 + len(every) + sum(size_of(*own) >> 9 for own in every)

    def require_feasible(self, counts: Counts) -> None:
        """Refuse unless the outcome of this class is feasible."""
        entries = (1, *counts)
        spend(self.steps)
        for condition in self.conditions:
            require(sum(map(operator.mul, condition, entries)) >= 0, "an outcome breaks a quota, or is negative")
        for row, below in self.divided:
            require(sum(map(operator.mul, row, entries)) % below == 0, "a quantity is not whole")


def pure_rules(
    block: Block, known: Bundles, plain: Any, weights: Sequence[int]
) -> tuple[list[Fraction], Factors, list[Factors]]:
    """Probabilities of pure rules, and what these give in the classes, times the weights: all alike, and each more."""
    given_shares, classes = fields(plain, "probabilities classes")
    shares = probabilities(listing(given_shares))
    spend(len(shares) * len(block.order))
    sums = [dict.fromkeys(block.order, 0) for _ in shares]  # in units of 1 / known.scale, for whole numbers are fast
    everywhere = dict.fromkeys(block.order, 0)
    entries = zip(block.classes, weights, listing(classes, block.count), strict=True)
    steps = 1 + (size_of(max(weights)) >> 11)
    for counts, weight, entry in entries:
        said, outcomes, taken = fields(entry, "counts outcomes taken")
        require(listing(said, len(counts)) == list(counts), "a class is missing or misplaced")
        given = [known.given(block, counts, outcome) for outcome in listing(outcomes)]
        require(bool(given), "a class has no outcome")
        units = [{place: weight * known.in_units(q) for place, q in outcome.items()} for outcome in given]
        chosen = [index(k, len(given)) for k in listing(taken, len(shares) if len(given) > 1 else 0)]
        for k, owner in zip(chosen, sums, strict=True) if len(given) > 1 else [(0, everywhere)]:
            spend((2 + len(units[k])) * steps // 2)
            for place, quantity in units[k].items():
                owner[place] += quantity
    spend(len(everywhere) * (1 + len(sums)) // 4)
    total: list[Factors] = [{place: Exact(q, known.scale) for place, q in own.items()} for own in (everywhere, *sums)]
    return shares, total[0], total[1:]


def bounded_by_classes(problem: Groups, coefficients: Any, blocks: Any) -> tuple[Factors, Fraction]:
    """The coefficients of an inequality that all rules satisfy, and its right side: expected bounds in all classes."""
    factors, right = by_place(coefficients, problem.order), ZERO
    for block, plain in zip(problem.blocks, listing(blocks, len(problem.blocks)), strict=True):
        right += bounded_in_block(block, factors, plain, block.weights) / block.below
    return factors, right


def bounded_in_block(block: Block, factors: Factors, plain: Any, weights: Sequence[int]) -> Fraction:
    """The sum of the bounds in all classes of a block, times the weights."""
    prices, proofs = fields(plain, "prices proofs")
    affine, right = [priced(block, factors, each) for each in listing(prices)], ZERO
    sums, steps = [[0] * (1 + len(block.pairs)) for _ in affine], 1 + (size_of(max(weights)) >> 11)
    for counts, weight, proof in zip(block.classes, weights, listing(proofs, block.count), strict=True):
        if isinstance(proof, dict):
            right += weight * class_bound(block, factors, counts, proof)
            continue
        own = sums[index(proof, len(affine))]
        spend((2 + len(own)) * steps)
        for k, count in enumerate((1, *counts)):
            own[k] += weight * count
    terms = (a * s for bound, own in zip(affine, sums, strict=True) for a, s in zip(bound, own, strict=True))
    return sum(terms, right)


def priced(block: Block, factors: Factors, plain: Any) -> list[Fraction]:
    """The bound that multipliers of the quotas prove in every class, as an affine function of the counts."""
    bound, rest = [ZERO] * (1 + len(block.pairs)), {place: factors.get(place, ZERO) for place in block.order}
    for (row, per, low, high), multiplier in tuples(plain, entry_at(block.rows), number):
        limit = high if multiplier > 0 else low
        if limit is None:
            raise Refused("a multiplier weighs a bound that its row does not have")
        bound[0 if per is None else 1 + per] += multiplier * limit
        for place in row:
            rest[place] -= multiplier
    require(all(entry <= 0 for entry in rest.values()), "the multipliers leave a quantity that nothing bounds")
    return bound


def class_bound(block: Block, factors: Factors, counts: Counts, tree: Any, empty: bool = False) -> Fraction:
    """The greatest bound at the leaves of a tree of splits in a class; 0 where all show that there is no outcome."""
    require(not block.problem.divisible or "split" not in tree, "divisible quantities cannot be split")
    weights = {place: factors[place] for place in block.order if place in factors}
    lower: dict[Any, Any] = dict.fromkeys(block.order, ZERO)
    bounds = [ZERO] if empty else []
    for leaf, low, high in leaves(tree, lower, dict.fromkeys(block.order)):
        none = empty or "empty" in leaf
        (multipliers,) = fields(leaf, "empty" if none else "multipliers")
        rows = [(index(k, len(block.rows)), number(m)) for k, m in map(listing, listing(multipliers))]
        weighed = [(block.in_class(k, counts), multiplier) for k, multiplier in rows]
        proved = proved_bound({} if none else weights, weighed, low, high)
        require(not none or proved < 0, "a leaf does not prove that it is empty")
        bounds += [] if none else [proved]
    require(bool(bounds), "a tree proves no bound")
    return max(bounds)


def check_no_class(problem: Groups, evidence: Any) -> str:
    number_of_block, counts, proof = of_form(evidence, "no outcome in a class", "block counts proof")
    block = problem.blocks[index(number_of_block, len(problem.blocks))]
    key = tuple(natural(count) for count in listing(counts))
    require(key in block.classes, "there is no such class")
    class_bound(block, {}, key, proof, empty=True)
    counted_types = (f"{count} {quoted(g)} of type {quoted(t)}" for count, (g, t) in zip(key, block.pairs, strict=True))
    return f"no outcome is feasible for {', '.join(counted_types)}"


def check_groups_implementable(about: Any, holds: bool, evidence: Any) -> str:
    """A rule, the same for all agents of a group: pure rules with probabilities, an inequality, an empty class."""
    problem = Groups(*fields(about, "problem"))
    require(problem.rule is not None and problem.goal is None, "there is no interim rule, or an objective beside it")
    weighted = problem.weighted(problem.rule or {})
    alike = "the interim rule, the same for all agents of a group, is"
    if holds:
        reached = given_by_classes(problem, *of_form(evidence, "rules by classes", "bundles blocks"))
        require(reached == weighted, "the rules give another interim rule")
        return f"{alike} implementable for {problem.everybody}"
    if has_form(evidence, "no outcome in a class"):
        return f"{alike} not implementable for {problem.everybody}: {check_no_class(problem, evidence)}"
    factors, right = bounded_by_classes(problem, *of_form(evidence, "inequality by classes", "coefficients blocks"))
    left = worth(weighted, factors)
    require(left > right, "the rule does not violate the inequality")
    return (
        f"{alike} not implementable for {problem.everybody}: "
        f"it reaches {told(left)} where implementable rules reach at most {told(right)}"
    )


def check_groups_described(about: Any, holds: bool, evidence: Any) -> str:
    """Equations and facets describe the rules for groups that are implementable. No: there are none, and no row.

    In the quantities y that groups and types expect together these rules are the sum over the classes of probability
    times polytope, so that equations and facets have the same normals for any positive probabilities: they are checked
    for the sum W in which each class counts once. Pure rules give points of W. Each row has a bound in every class, and
    some of the points attains the sum of these, hence the bound in every class. And the hull of the points has just
    these equations and facets: it is W. The right sides are the expectations of the bounds.
    """
    plain, equations, facets = fields(about, "problem equations facets")
    problem = Groups(plain)
    require(problem.rule is None and problem.goal is None, "a rule or an objective is not asked about")
    rows = [[group_row(problem, row) for row in listing(each)] for each in (equations, facets)]
    if not holds:
        require(not rows[0] and not rows[1], "rows may describe that there is no rule")
        return f"no rows describe the rules for {problem.everybody}, of which there are none: " + check_no_class(
            problem, evidence
        )
    bundles, blocks, bounds = of_form(evidence, "vertices by classes", "bundles blocks bounds")
    known, count = Bundles(problem, bundles), len(problem.blocks)
    for block, vertices, plain_bounds in zip(
        problem.blocks, listing(blocks, count), listing(bounds, count), strict=True
    ):
        own = [[row for row in each if lies_in(block, row)] for each in rows]
        describe_block(block, known, vertices, own, *fields(plain_bounds, "equations facets"))
        rows = [[row for row in each if not lies_in(block, row)] for each in rows]
    require(not rows[0] and not rows[1], "a row joins groups that no quota binds together")
    counts = f"{counted(len(listing(equations)), 'equation')} and {counted(len(listing(facets)), 'facet')}"
    alike = "the implementable interim rules that are the same for all agents of a group"
    return f"{alike} have, for {problem.everybody}, {counts}, and these are they"


GroupRow = tuple[Factors, Fraction]


def group_row(problem: Groups, plain: Any) -> GroupRow:
    """Coefficients of what groups and types expect together, and the right side."""
    coefficients, bound = fields(plain, "coefficients bound")
    return by_place(coefficients, problem.order), number(bound)


def lies_in(block: Block, row: GroupRow) -> bool:
    spend(1 + len(row[0]) // 10)
    return bool(row[0]) and all(place[0] in block.groups for place in row[0])


def describe_block(
    block: Block, known: Bundles, vertices: Any, rows: list[list[GroupRow]], equations: Any, facets: Any
) -> None:
    """Refuse unless the rows are the equations and facets of a block."""
    _, everywhere, sums = pure_rules(block, known, vertices, [1] * block.count)
    spend(len(sums) * len(block.order))
    points = [[everywhere[place] + own[place] for place in block.order] for own in sums]
    bounds: list[list[Fraction]] = [[], []]
    for row, pair in zip(rows[0], listing(equations, len(rows[0])), strict=True):
        for sign, plain in zip((1, -1), listing(pair, 2), strict=True):
            turned = {place: sign * f for place, f in row[0].items()}, sign * row[1]
            bounds[0].append(sign * require_tight(block, turned, plain, points))
        require(bounds[0].pop() == bounds[0][-1], "an equation is not shown")
    for row, plain in zip(rows[1], listing(facets, len(rows[1])), strict=True):
        bounds[1].append(require_tight(block, row, plain, points))
    level, above = (
        [[*(row[0].get(place, ZERO) for place in block.order), -b] for row, b in zip(*each, strict=True)]
        for each in zip(rows, bounds, strict=True)
    )
    require_hull([[*point, ONE] for point in points], level, above)


def require_hull(
    generators: list[list[Fraction]],
    level: list[list[Fraction]],
    above: list[list[Fraction]],
    lines: Sequence[list[Fraction]] = (),
) -> None:
    """Refuse unless what is generated is all y with `row * (y, 1)` 0 or at most 0, and no row can be left out.

    Points are written (x, 1), rays and lines (x, 0); all are on the level and below the rows, and there is a point.
    """
    size = len(generators[0])
    basis = echelon(level)
    require(len(basis) == len(level), "the equations depend on each other")
    require(len(echelon([*generators, *lines])) == size - len(basis), "there are other equations")
    for row in above:
        spend(len(generators))
        tight = [generator for generator in generators if times(row, generator) == 0]
        require(len(echelon([*tight, *lines])) == size - len(basis) - 1, "a row is no facet")
        require(any(modulo(row, basis)[:-1]), "a row says nothing")
    distinct = dict.fromkeys(map(whole, ([*modulo(row, basis)] for row in above)))
    require(len(distinct) == len(above), "a facet is listed twice")
    require_generated(generators, level, above, lines)


def require_generated(
    generators: list[list[Fraction]],
    level: list[list[Fraction]],
    above: list[list[Fraction]],
    lines: Sequence[list[Fraction]] = (),
) -> tuple[int, int]:
    """Refuse unless the generators, which are on the level and below the rows, generate all that these allow.

    Extreme rays of what the rows allow, with a last coordinate that is not negative, are listed by double description.
    They have to be among the generators, modulo the lines. Returns how many rays and how many lines are needed.
    """
    size, basis = len(generators[0]), echelon(lines)
    within = [tuple(-entry for entry in whole(row)) for row in above]
    both = [tuple(sign * entry for entry in row) for row in echelon(level).values() for sign in (1, -1)]
    spend(size * (len(within) + len(both)) // 10)
    rays, free = double_description([*both, *within, (*[0] * (size - 1), 1)], size)
    require(not any(any(modulo(line, basis)) for line in free), "the rows do not bound a direction that is no line")
    known = {modulo(generator, basis) for generator in generators}
    require(all(modulo(ray, basis) in known for ray in rays), "the rows allow more than is generated")
    return len(rays), len(free)


def require_tight(block: Block, row: GroupRow, plain: Any, points: list[list[Fraction]]) -> Fraction:
    """The sum of bounds in all classes that prove the row; one of the points has to attain it."""
    factors, right = row
    normal = [factors.get(place, ZERO) for place in block.order]
    require(bounded_in_block(block, factors, plain, block.weights) / block.below == right, "a right side is another")
    bound = bounded_in_block(block, factors, plain, [1] * block.count)
    require(any(times(normal, point) == bound for point in points), "no rule attains the bounds in all classes")
    return bound


def check_group_condition(about: Any, holds: bool, evidence: Any) -> str:
    """A rule for groups satisfies Condition A, or B: it is implementable. It does not: a violated inequality.

    Its signs may differ between parts of a group, whose agents have types as before. It is bounded in the classes of
    the parts. Where some class has no outcome, capacities do not exist, and no rule satisfies the condition.
    """
    plain, letter = fields(about, "problem condition")
    problem = Groups(plain)
    require(letter in ("A", "B"), "an unknown condition")
    require(problem.rule is not None and problem.goal is None, "there is no interim rule, or an objective beside it")
    alike = "the interim rule, the same for all agents of a group,"
    if holds:
        reached = given_by_classes(problem, *of_form(evidence, "rules by classes", "bundles blocks"))
        require(reached == problem.weighted(problem.rule or {}), "the rules give another interim rule")
        return f"{alike} satisfies Condition {letter} for {problem.everybody}, for it is implementable"
    if has_form(evidence, "no outcome in a class"):
        shown = check_no_class(problem, evidence)
        return f"{alike} does not satisfy Condition {letter} for {problem.everybody}: {shown}"
    parts, coefficients, blocks = of_form(evidence, "sign inequality by classes", "parts coefficients blocks")
    divided, homes = divided_groups(problem, plain, parts)
    factors, right = bounded_by_classes(divided, coefficients, blocks)
    signs = set(factors.values())
    require(signs <= {ONE, -ONE} and (letter == "A" or len(signs) <= 1), "an inequality is not one of the condition")
    rule = problem.rule or {}
    left = sum(
        (f * divided.expected[place[0], place[1]] * rule[homes[place[0]], *place[1:]] for place, f in factors.items()),
        ZERO,
    )
    require(left > right, "the rule does not violate the inequality")
    return (
        f"{alike} violates an inequality of Condition {letter} for {problem.everybody}: "
        f"it reaches {told(left)} where at most {told(right)} is allowed"
    )


def divided_groups(problem: Groups, plain: Any, parts: Any) -> tuple[Groups, dict[str, str]]:
    """The problem whose groups are parts of the problem's groups, and the group of each part."""
    homes: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for called, group, agents in records(parts, "name group agents"):
        require(name(called) not in homes and name(group) in problem.sizes, "a part is named twice, or of no group")
        homes[called], sizes[called] = group, natural(agents)
    own = {g: [part for part, home in homes.items() if home == g] for g in problem.sizes}
    require(all(sum(sizes[p] for p in own[g]) == size for g, size in problem.sizes.items()), "agents are missing")
    spend(len(homes) * (len(problem.order) + len(problem.single) + len(problem.together)))

    def by_part(given: Any) -> dict[str, Any]:
        return {part: given[home] for part, home in homes.items()}

    quotas: list[Any] = []
    for entry in plain["constraints"]:
        if EACH_AGENT_OF in entry:
            quotas += [{**entry, EACH_AGENT_OF: part} for part in own[entry[EACH_AGENT_OF]]]
            continue
        alone = problem.things == [()]
        cells = [[cell] if alone else cell for cell in entry["set"]]
        spend(2 * sum(len(own[cell[0]]) for cell in cells))
        bound = [part if alone else [part, *cell[1:]] for cell in cells for part in own[cell[0]]]
        quotas.append({**entry, "set": bound})
    prior = plain["prior"]
    if "counts" in prior:
        prior = {"counts": list(divided_classes(problem, homes, sizes))}
    elif "states" in prior:
        prior = {"states": [{**state, "independent": by_part(state["independent"])} for state in prior["states"]]}
    else:
        prior = {"independent": by_part(prior["independent"])}
    kept = {key: value for key, value in plain.items() if key in ("format", "objects", "divisible")}
    changed = {"agents": sizes, "types": by_part(plain["types"]), "prior": prior, "constraints": quotas}
    return Groups(kept | changed), homes


def divided_classes(problem: Groups, homes: dict[str, str], sizes: dict[str, int]) -> Iterator[Any]:
    """The classes of parts: which agents have the types of a class is equally likely in all ways."""
    shapes = [(size, problem.types[homes[part]]) for part, size in sizes.items()]
    afford(
        math.prod(math.comb(size + len(kinds) - 1, size) for size, kinds in shapes) <= MAX_PLACES, "too many classes"
    )
    for each in itertools.product(*(compositions(size, len(kinds)) for size, kinds in shapes)):
        spend(10 * len(each) + sum(sizes.values()))
        total = dict.fromkeys(problem.pairs, 0)
        for home, counts in zip(homes.values(), each, strict=True):
            for kind, count in zip(problem.types[home], counts, strict=True):
                total[home, kind] += count
        ways = math.prod(map(ways_of, each))
        of_groups = (tuple(total[g, t] for t in kinds) for g, kinds in problem.types.items())
        chance = problem.counted[tuple(total.values())] * ways / math.prod(map(ways_of, of_groups))
        counted_types = {
            part: dict(zip(problem.types[home], counts, strict=True))
            for (part, home), counts in zip(homes.items(), each, strict=True)
        }
        yield {"counts": counted_types, "probability": str(Fraction(chance))}


def ways_of(counts: Counts) -> int:
    """In how many ways agents can have types of which these are the counts."""
    return math.factorial(sum(counts)) // math.prod(map(math.factorial, counts))


class GroupDesign:
    """The program of `Design` for one agent of each group, and what all of them together make of it."""

    def __init__(self, plain: Any) -> None:
        self.problem = Groups(plain)
        require(self.problem.goal is not None, "there is no objective")
        sizes = self.problem.sizes
        chances = {(g, t): str(Fraction(e / sizes[g])) for (g, t), e in self.problem.expected.items()}
        law = {g: {t: chances[g, t] for t in own} for g, own in self.problem.types.items()}
        named = {} if self.problem.things == [()] else {"objects": list(itertools.chain(*self.problem.things))}
        one = {"format": "exact-proofs/problem/1", "agents": list(sizes), "types": self.problem.types}
        self.of_one = Design(
            one | named | {"prior": {"independent": law}, "constraints": [], "objective": self.problem.goal}
        )
        money = self.of_one.transfers or not self.of_one.read.participation
        require(money and not self.of_one.beyond, "of groups no further terms are asked")
        correlated = len(self.problem.states) != 1
        require(self.of_one.incentives == "none" or not correlated, "incentives with correlated types")
        self.goal = {place: sizes[place[0]] * weight for place, weight in self.of_one.goal.items()}

    def bound(self, multipliers: Any, inequality: Any) -> Fraction:
        """What no implementable rule exceeds with the goal plus the rows times the multipliers."""
        total = dict(self.goal)
        for multiplier, row in zip(numbers(multipliers, len(self.of_one.rows)), self.of_one.rows, strict=True):
            require(multiplier >= 0, "a multiplier is negative")
            for place, entry in row.items() if matters(multiplier) else ():
                total[place] += multiplier * entry
        require(not any(total.pop(place) for place in self.of_one.payments), "the transfers do not cancel")
        weighted = {place: w / self.problem.expected[place[0], place[1]] for place, w in total.items() if matters(w)}
        factors, right = bounded_by_classes(self.problem, *fields(inequality, "coefficients blocks"))
        require(factors == weighted, "the multipliers do not lead to the inequality")
        return right


def check_best_group_rule(about: Any, holds: bool, evidence: Any) -> str:
    """`value` is the best for groups: rules with transfers that attain it, multipliers with bounds of all classes."""
    plain, value = fields(about, "problem value")
    task, limit = GroupDesign(plain), number(value)
    require(holds, "only the best value itself can be shown")
    bundles, blocks, transfers, multipliers, inequality = of_form(
        evidence, "optimal rule by classes", "bundles blocks transfers multipliers inequality"
    )
    expected = given_by_classes(task.problem, bundles, blocks)
    point = {place: y / task.problem.expected[place[0], place[1]] for place, y in expected.items()}
    listed = [listing(each, 3) for each in listing(transfers)]
    paid = [(payment(name(group), name(kind)), number(amount)) for group, kind, amount in listed]
    require([place for place, _ in paid] == task.of_one.payments, "the transfers are not those of all types")
    point |= dict(paid)
    values = [sum((f * point[place] for place, f in row.items()), ZERO) for row in [task.goal, *task.of_one.rows]]
    require(nonnegative(values[1:]), "a condition is violated")
    require(values[0] == limit, "the rule does not attain the value")
    require(task.bound(multipliers, inequality) <= limit, "the multipliers do not bound the value")
    rule = f"the best implementable rule{task.of_one.demands}, the same for all agents of a group,"
    return f"{rule} has value {told(value)} for {task.problem.everybody}"


def check_some_group_rule(about: Any, holds: bool, evidence: Any) -> str:
    """There is no rule for groups, for some class has no outcome; else a rule that ignores types would do."""
    (plain,) = fields(about, "problem")
    require(not holds, "that there is a rule is shown by the best one")
    return f"there is no rule: {check_no_class(GroupDesign(plain).problem, evidence)}"


# ------------------------------------------------------------------- polyhedra: two descriptions, projections, volumes

SIMPLICES = 100_000  # of a triangulation
NAMED = 12  # variables in a sentence


def homogeneous(system: System) -> tuple[list[list[Fraction]], list[list[Fraction]]]:
    """Rows and bounds as rows of (x, 1): those whose product is 0, and those whose product is at most 0."""
    level, above = list[list[Fraction]](), list[list[Fraction]]()
    units: Iterable[tuple[Sparse, str, Fraction]] = (
        ({k: sign * ONE}, "<=", sign * end)
        for sign, ends in ((-1, system.lower), (1, system.upper))
        for k, end in enumerate(ends)
        if end is not None
    )
    for row, sense, bound in [*system.rows, *units]:
        spend(1 + system.size // 5)
        (level if sense == "=" else above).append([*(row.get(k, ZERO) for k in range(system.size)), -bound])
    return level, above


def with_last(vectors: Iterable[Vector], last: Fraction) -> list[list[Fraction]]:
    return [[*vector, last] for vector in vectors]


def check_double_description(about: Any, holds: bool, evidence: Any) -> str:
    """A system and generators describe the same set, and of one side nothing can be spared."""
    data, *given, side = fields(about, "system points rays lines irredundant")
    require(holds, "only a double description itself can be shown")
    require(side in ("rows", "generators"), f'{quoted(side)} is neither "rows" nor "generators"')
    of_form(evidence, "listed again", "")
    system = System(data)
    points, rays, lines = ([numbers(each, system.size) for each in listing(part)] for part in given)
    require(bool(points), "there is no point")
    require(all(map(system.contains, points)), "a point is not in the system")
    cone = system.recession()
    require(all(map(cone.contains, [*rays, *lines, *map(opposite, lines)])), "a direction leaves the system")
    generators, free = with_last(points, ONE) + with_last(rays, ZERO), with_last(lines, ZERO)
    level, above = homogeneous(system)
    if side == "rows":
        require_hull(generators, level, above, free)
    else:
        needed = require_generated(generators, level, above, free)
        require(len(echelon(free)) == len(free) == needed[1], "a line can be spared")
        require(len(generators) == needed[0], "a generator can be spared")
    sizes = f"{counted(len(points), 'point')}, {counted(len(rays), 'ray')} and {counted(len(lines), 'line')}"
    return f"the solutions of the system are what {sizes} generate, and no {side[:-1]} can be spared"


def check_projection(about: Any, holds: bool, evidence: Any) -> str:
    """What a system leaves of some of its variables: rows that follow from it, and what they allow is lifted."""
    system, result = map(System, fields(about, "system result"))
    require(holds, "only the projection itself can be shown")
    multipliers, *lifts = of_form(evidence, "multipliers and lifts", "multipliers points rays lines")
    place = {name: k for k, name in enumerate(system.variables)}
    require(all(name in place for name in result.variables), "a variable of the result is not in the system")
    require(not any(end is not None for end in result.lower + result.upper), "the result has rows and no bounds")
    onto = [place[name] for name in result.variables]
    for (row, sense, bound), proofs in zip(result.rows, listing(multipliers, len(result.rows)), strict=True):
        signs = (1, -1) if sense == "=" else (1,)
        for sign, proof in zip(signs, listing(proofs, len(signs)), strict=True):
            objective = {onto[k]: sign * entry for k, entry in row.items()}
            proved = system.upper_bound(objective, spread_out(proof, len(system.rows)))
            require(proved <= sign * bound, "the multipliers do not prove a row of the result")
    points, rays = ([spread_out(each, system.size) for each in listing(part)] for part in lifts[:2])
    lines = [[spread_out(each, system.size) for each in listing(pair, 2)] for pair in listing(lifts[2])]
    require(bool(points), "there is no point")
    require(all(map(system.contains, points)), "a lifted point is not in the system")
    cone = system.recession()
    require(all(map(cone.contains, [*rays, *itertools.chain(*lines)])), "a lifted direction leaves the system")
    shadow = [[[each[k] for k in onto] for each in part] for part in (points, rays, *zip(*lines, strict=True))]
    there, back = shadow[2:] or ([], [])
    require(there == list(map(opposite, back)), "the two lifts of a line are not of opposite directions")
    generators = with_last(shadow[0], ONE) + with_last(shadow[1], ZERO)
    require_hull(generators, *homogeneous(result), with_last(there, ZERO))
    names = ", ".join(quoted(str(name)) for name in result.variables[:NAMED]) or "no variable"
    names += ", ..." if len(result.variables) > NAMED else ""
    return (
        f"the projection onto {names} is described by {counted(len(result.rows), 'row')}, none of which can be spared"
    )


def spread_out(pairs: Any, size: int) -> list[Fraction]:
    """A vector written as [index, value] pairs, with its zeros."""
    vector = sparse(pairs, size)
    spend(1 + size // 10)
    return [vector.get(k, ZERO) for k in range(size)]


def check_volume(about: Any, holds: bool, evidence: Any) -> str:
    """The volume of the solutions of a system, which are bounded, by simplices that fill them without overlap."""
    data, value = fields(about, "system value")
    require(holds, "only the volume itself can be shown")
    of_form(evidence, "listed again", "")
    system = System(data)
    level, above = homogeneous(system)
    rows = [whole([-entry for entry in row]) for row in above]
    both = [tuple(sign * entry for entry in row) for row in echelon(level).values() for sign in (1, -1)]
    spend((system.size + 1) * (len(rows) + len(both)) // 10)
    rays, lines = double_description([*both, *rows, (*[0] * system.size, 1)], system.size + 1)
    require(bool(rays), "the system has no solution")
    require(not lines and all(ray[-1] > 0 for ray in rays), "the solutions are not bounded")
    require(all(isinstance(entry, int) for ray in rays for entry in ray), "a volume is of numbers, not of formulas")
    total = ZERO
    if len(echelon(rays)) == system.size + 1:
        sides = [sum(1 << k for k, ray in enumerate(rays) if inner(row, ray) == 0) for row in rows]
        for simplex in Triangulation(sides).of((1 << len(rays)) - 1, system.size):
            corners = [rays[k] for k in simplex]
            total += Exact(abs(determinant(corners)), math.prod(corner[-1] for corner in corners))
    total /= math.factorial(system.size)
    require(total == number(value), "the volume is another")
    return f"the volume of the solutions of the system is {told(total)}"


class Triangulation:
    """Faces of a polytope, as sets of vertices in bits, cut into simplices: pulled from their first vertices.

    A face is the union of the cones from one of its vertices over those of its facets that miss it; these overlap in
    their boundaries alone. The facets of a face are the greatest of its intersections with the sides of the polytope.
    """

    def __init__(self, sides: list[int]) -> None:
        self.sides, self.known, self.count = sides, dict[int, list[tuple[int, ...]]](), 0

    def of(self, face: int, dimension: int) -> list[tuple[int, ...]]:
        if face not in self.known:
            first = (face & -face).bit_length() - 1
            found: list[tuple[int, ...]] = [(first,)] if dimension == 0 else []
            for side in self.facets(face) if dimension else ():
                if not side >> first & 1:
                    found += [(first, *rest) for rest in self.of(side, dimension - 1)]
            self.count += len(found)
            spend(len(found) * (1 + dimension // 10))
            afford(self.count <= SIMPLICES, "there are too many simplices to add up their volumes")
            self.known[face] = found
        return self.known[face]

    def facets(self, face: int) -> list[int]:
        parts = {face & side for side in self.sides} - {face, 0}
        spend(len(self.sides) + len(parts) ** 2 // 10)
        return [part for part in sorted(parts) if not any(part & other == part != other for other in parts)]


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
    return sum((a * b for a, b in zip(left, right, strict=True) if matters(a) and matters(b)), ZERO)


def combination(weights: Vector, vectors: Sequence[Vector], size: int) -> list[Fraction]:
    require(len(weights) == len(vectors), f"{len(weights)} multipliers for {len(vectors)} directions")
    total = [ZERO] * size
    spend(size + len(weights))
    for weight, vector in zip(weights, vectors, strict=True):
        if matters(weight):
            total = [a + weight * b if matters(b) else a for a, b in zip(total, vector, strict=True)]
    return total


def opposite(direction: Vector) -> list[Fraction]:
    spend(len(direction) // 5)
    return [-step if matters(step) else step for step in direction]


def along(direction: Vector) -> tuple[Fraction, ...]:
    """The positive multiple of a direction that `whole` gives."""
    return tuple(ONE * entry for entry in whole(direction))


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
    one_signed = [signed and not has_both_signs(ray) and (reading == "printed" or any(ray)) for ray in rays]
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
    """The cost vectors an agent may have: an orthant (open or closed), a box, a finite list, or what rows allow.

    All but the last are a list of boxes; the upper corner of the orthant is `None`. Costs may be negative (of goods)
    unless `require_burdens` refuses it.
    """

    def __init__(self, plain: Any, size: int) -> None:
        self.strict, self.size = plain == "positive", size
        self.types: list[list[Fraction]] = []  # if they are finitely many
        self.rows: list[tuple[list[Fraction], str, Fraction]] | None = None  # if they are a polyhedron
        self.is_box = isinstance(plain, dict) and "box" in plain
        self.boxes: list[tuple[list[Fraction], list[Fraction] | None]] = [([ZERO] * size, None)]
        if self.is_box:
            (ends,) = fields(plain, "box")
            lower, upper = (numbers(end, size) for end in listing(ends, 2))
            require(all(a <= b for a, b in zip(lower, upper, strict=True)), "a box is empty")
            self.boxes = [(lower, upper)]
        elif isinstance(plain, dict) and "polyhedron" in plain:
            given, inside = fields(plain, "polyhedron inside")
            rows = (listing(row, 3) for row in listing(given))
            self.rows, self.boxes = [(numbers(row, size), sense, number(bound)) for row, sense, bound in rows], []
            require(all(sense in ("<=", "<", "=") for _, sense, _ in self.rows), "a row has an unknown sense")
            require(self.contains(numbers(inside, size)), "a polyhedron does not hold its point")
        elif isinstance(plain, dict):
            self.types = [numbers(costs, size) for costs in listing(*fields(plain, "types"))]
            require(bool(self.types), "no types")
            self.boxes = [(costs, costs) for costs in self.types]
        else:
            require(plain in ("nonnegative", "positive"), f"the domain {quoted(plain)} is unknown")
        if WORK.burdens:
            self.require_burdens()

    def require_burdens(self) -> None:
        """Refuse costs below 0, for what is defined where all tasks are burdens."""
        within = self.rows is None and all(cost >= 0 for low, _ in self.boxes for cost in low)
        require(within, "costs may be negative")

    def sign(self, task: int) -> int:
        """1 if a unit of the task plainly costs at least 0, -1 if at most 0, 0 if neither; by rows about it alone."""
        if self.rows is not None:
            alone = [(r[task], sense, b) for r, sense, b in self.rows if r[task] and sum(map(bool, r)) == 1]
            least = [b / a for a, sense, b in alone if a < 0 or sense == "="]
            most = [b / a for a, sense, b in alone if a > 0 or sense == "="]
        else:
            least = [min(low[task] for low, _ in self.boxes)]
            most = [high[task] for _, high in self.boxes if high is not None]
            most = [max(most)] if most else []
        return 1 if any(b >= 0 for b in least) else -int(any(b <= 0 for b in most))

    def contains(self, low: Vector, high: Vector | None = None) -> bool:
        """Whether the costs, or all between two corners, are in the domain (in a polyhedron: the costs)."""
        if self.rows is not None:
            left = ((times(row, low), sense, bound) for row, sense, bound in self.rows)
            return high is None and all(
                x == bound if sense == "=" else x < bound or (x == bound and sense == "<=") for x, sense, bound in left
            )
        top = low if high is None else high
        return not (self.strict and any(cost <= 0 for cost in low)) and any(
            all(a <= cost for a, cost in zip(lower, low, strict=True))
            and (upper is None or all(cost <= b for cost, b in zip(top, upper, strict=True)))
            for lower, upper in self.boxes
        )

    def linear(self) -> list[tuple[list[Fraction], list[Fraction]]]:
        """Boxes that stand for all types in what is linear in costs: for an orthant, its extreme rays."""
        units = [unit_of(i, self.size) for i in range(self.size)]
        return [(low, high) for low, high in self.boxes if high is not None] or [(unit, unit) for unit in units]

    def excludes(self, case: Case, plain: Any) -> bool:
        """Whether evidence, multipliers of trades and of rows, shows that no type has the signs of the case."""
        below, at_most, *rows = plain if len(listing(plain)) == 3 else listing(plain, 2)
        return self.has_no_type(case, numbers(below, len(case[0])), numbers(at_most, len(case[1])), *rows)

    def has_no_type(self, case: Case, below: Vector, at_most: Vector, rows: Any = None) -> bool:
        """Whether the multipliers show that no type has the signs of the case: their sum cannot get negative enough."""
        require(nonnegative([*below, *at_most]), "a multiplier is negative")
        require(not self.types, "multipliers for a finite domain")
        weights = combination([*below, *at_most], [*case[0], *case[1]], self.size)
        if self.rows is not None:
            return self.cancels(weights, any(below), numbers([] if rows is None else rows, len(self.rows)))
        require(rows is None or rows == [], "multipliers of rows where there are none")
        lower, upper = self.boxes[0]
        if upper is None:
            return nonnegative(weights) and (any(below) or (self.strict and any(weights)))
        least = sum((w * (a if w > 0 else b) for w, a, b in zip(weights, lower, upper, strict=True)), ZERO)
        return least > 0 or (least == 0 and any(below))

    def cancels(self, weights: Vector, strict: bool, multipliers: Vector) -> bool:
        """w.c and the rows with their multipliers add up to 0, so that w.c is at least -bound: not as low as asked."""
        rows = self.rows or []
        signed = all(y >= 0 or sense == "=" for y, (_, sense, _) in zip(multipliers, rows, strict=True))
        require(signed, "a row that is no equation has a negative multiplier")
        total = combination([ONE, *multipliers], [weights, *(row for row, _, _ in rows)], self.size)
        bound = sum((y * bound for y, (_, _, bound) in zip(multipliers, rows, strict=True)), ZERO)
        strict = strict or any(y and sense == "<" for y, (_, sense, _) in zip(multipliers, rows, strict=True))
        return not any(total) and (bound < 0 or (bound == 0 and strict))


def check_polarized_on_domain(about: Any, holds: bool, evidence: Any) -> str:
    """No type of a domain is tempted by two rays, and (in two readings) each ray has types that gain and that lose."""
    plain, size, rows, reading = fields(about, "domain dimension directions reading")
    require(0 < natural(size) <= MAX_TRIALS, "the dimension is not a positive integer")
    check_rays_on(Domain(plain, size), [numbers(row, size) for row in listing(rows)], reading, holds, evidence)
    return f"the rays are {'' if holds else 'not '}polarized on the domain ({reading})"


def check_rays_on(domain: Domain, rays: list[list[Fraction]], reading: Any, holds: bool, evidence: Any) -> None:
    """The same of a domain and directions that were read; zero stands for {eta}."""
    require(reading in READINGS, f"the reading {quoted(reading)} is unknown")
    spend(len(rays) ** 2)
    counted_in = [k for k, ray in enumerate(rays) if any(ray) or reading == "printed"]
    sided = counted_in if reading in READINGS[:2] else []
    if reading == "lemma 5":
        pairs: dict[Any, Case] = {p: ([rays[p[0]]], [rays[p[1]]]) for p in itertools.permutations(counted_in, 2)}
    else:
        combined = itertools.combinations_with_replacement if reading == "printed" else itertools.combinations
        pairs = {p: ([rays[k] for k in p], []) for p in combined(counted_in, 2)}
    if not holds and has_form(evidence, "one-sided"):
        ray, gains, why = of_form(evidence, "one-sided", "ray gains why")
        require(index(ray, len(rays)) in sided and isinstance(gains, bool), "the ray need not have two sides")
        direction = rays[ray] if gains else opposite(rays[ray])
        require(excluded_by(domain, ([direction], []), why), "a type may gain, or lose, by the ray")
    elif not holds:
        first, second, costs = of_form(evidence, "tempted type", "first second costs")
        require(type(first) is type(second) is int and (first, second) in pairs, "that is no pair of the definition")
        require_type(domain, pairs[first, second], costs)
    else:
        given, sides = of_form(evidence, "multipliers on domain", "pairs sides")
        for k, both in zip(sided, listing(sides, len(sided)), strict=True):
            for direction, costs in zip((rays[k], opposite(rays[k])), listing(both, 2), strict=True):
                require_type(domain, ([direction], []), costs)
        require_excluded(domain, list(pairs.values()), given)


def require_type(domain: Domain, case: Case, plain: Any) -> None:
    """The costs are those of a type of the domain, and have the signs of the case."""
    costs = numbers(plain, domain.size)
    require(domain.contains(costs), "the type is not in the domain")
    require(has_signs(case, costs), "the type does not have the signs")


def require_excluded(domain: Domain, cases: list[Case], given: Any) -> None:
    """No type has the signs of any of the cases: by multipliers for each, or, of a finite domain, type by type."""
    if domain.types:
        require(not listing(given), "multipliers for a finite domain")
        require(not any(has_signs(case, costs) for case in cases for costs in domain.types), "a type has the signs")
        return
    for case, multipliers in zip(cases, listing(given, len(cases)), strict=True):
        require(domain.excludes(case, multipliers), "the multipliers do not exclude a type")


def excluded_by(domain: Domain, case: Case, evidence: Any) -> bool:
    """Whether evidence of a form shows that no type has the signs of the case."""
    if domain.types:
        of_form(evidence, "looked through", "")
        return not any(has_signs(case, costs) for costs in domain.types)
    u, v, rows = of_form(evidence, "no type", "below at_most", "rows")
    return domain.excludes(case, [u, v, [] if rows is None else rows])


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
    else:
        require(excluded_by(domain, case, evidence), "a type may have these signs")
    return f"{'some' if holds else 'no'} type gains by all of {len(case[0])} trades and loses by none of {len(case[1])}"


class Payment(NamedTuple):
    """A task that is a payment (VS, section 1.2): its sum need not be fixed, or a bundle may hold less than 0 of it."""

    number: int
    fixed: bool
    bounded: bool


Supply = int | Payment


def supply_of(plain: Any) -> Supply:
    """How much there is of a task: a number, or what a payment need not be."""
    if not isinstance(plain, dict):
        return natural(plain)
    amount, fixed, bounded = fields(plain, "number fixed bounded")
    truths = isinstance(fixed, bool) and isinstance(bounded, bool)
    require(type(amount) is int and truths, "that is no payment")
    require(not (fixed and bounded), "a payment that is a task")
    return Payment(amount, fixed, bounded)


def least_of(one: Supply) -> Fraction | None:
    """The least that a bundle holds of a task."""
    return None if isinstance(one, Payment) and not one.bounded else ZERO


def total_of(one: Supply) -> int | None:
    """What all have of a task adds up to that; `None`: to anything."""
    return (one.number if one.fixed else None) if isinstance(one, Payment) else one


def keeps_bounds(x: Vector, counts: Sequence[Supply], most: bool = True) -> bool:
    """Whether a bundle holds no less of each task than it must, and (`most`) of no task proper more than there is."""
    low = all(least_of(one) is None or value >= 0 for value, one in zip(x, counts, strict=True))
    return low and (
        not most or all(isinstance(one, Payment) or value <= one for value, one in zip(x, counts, strict=True))
    )


class TradingSet:
    """{eta}, a list of bundles, a ray, the remedial box, a polyhedron, or the choices {x, eta} for x in one."""

    def __init__(self, plain: Any, endowment: list[Fraction], counts: Sequence[Supply]) -> None:
        self.endowment, self.counts, size = endowment, counts, len(counts)
        self.kind, data = next(iter(plain.items())) if isinstance(plain, dict) and len(plain) == 1 else (plain, None)
        self.rows: list[tuple[list[Fraction], str, Fraction]] = []
        if self.kind == "points":
            self.points = [numbers(point, size) for point in listing(data)]
            within = all(keeps_bounds(x, counts, most=False) for x in self.points)
            require(bool(self.points) and within, "no bundles, or a negative one")
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
        if any(isinstance(one, Payment) for one in counts):
            self.require_no_mere_payment()

    def require_no_mere_payment(self) -> None:
        """Where tasks are payments, a ray moves another task, and a bundle differs in something whose sum is fixed.

        So market clearing gives the endowment to an agent when all others demand theirs. There are no other choices.
        """
        require(self.kind in ("endowment", "points", "ray"), "a set that is no ray or list of bundles, with payments")
        proper = [i for i, one in enumerate(self.counts) if not isinstance(one, Payment)]
        require(self.kind != "ray" or any(self.ray[i] for i in proper), "a ray of nothing but payments")
        fixed = [i for i, one in enumerate(self.counts) if total_of(one) is not None]
        for x in self.points if self.kind == "points" else ():
            moves = x == self.endowment or any(x[i] != self.endowment[i] for i in fixed)
            require(moves, "a bundle that differs in open payments alone")

    @cached_property
    def pieces(self) -> list[System]:
        """Systems of nonnegative bundles whose union is the set (or, of a continuum of choices, that of its x)."""
        size, eta, zero = len(self.endowment), self.endowment, list(map(least_of, self.counts))
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

    def candidates(self, reach: Any, liked: bool = False) -> list[Point]:
        """The bundles that can be its cheapest or, along a ray, its dearest; "feasible": of each task at most all.

        `liked`: costs may be below 0, so that all corners of the remedial box can be, and no ray is without an end.
        """
        require(reach in ("nonnegative", "feasible"), f"the reach {quoted(reach)} is unknown")
        eta, near = self.endowment, reach == "feasible"
        if self.kind == "endowment":
            return [eta]
        if self.kind == "remedial" and liked:
            afford(len(eta) <= 20, "a remedial box of more than 20 tasks")
            spend(2 ** len(eta))
            return [list(x) for x in itertools.product(*((ZERO, most) if most else (most,) for most in eta))]
        if self.kind == "remedial":
            return [[ZERO] * len(eta), eta]
        if self.kind == "points":
            return [x for x in self.points if not near or keeps_bounds(x, self.counts)]
        if self.kind != "ray":
            return self.corners()
        last = least_of_all(self.steps(near, liked) or [ONE])
        return [eta, [have + last * step for have, step in zip(eta, self.ray, strict=True)]]

    def steps(self, near: bool, liked: bool = False) -> list[Fraction]:
        """After how many steps along the ray each task is at its least, or (`near`) at its most."""
        every = list(zip(self.endowment, self.ray, self.counts, strict=True))
        found = [have / -step for have, step, one in every if step < 0 and least_of(one) is not None]
        tasks = [(have, step, one) for have, step, one in every if not isinstance(one, Payment)]
        found += [(one - have) / step for have, step, one in tasks if near and step > 0]
        may_gain = liked or not nonnegative(self.ray)
        require(not may_gain or bool(found), "a ray without a last bundle, along which a type may gain")
        return found

    def offers(self) -> list[tuple[Fraction, ...]]:
        """The distinct directions from the endowment to bundles of the set with at most n of each task."""
        if self.kind == "ray":
            return [along(self.ray)] if all(step > 0 for step in self.steps(near=True)) else []
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

    def corners(self) -> list[list[Fraction]]:
        """The vertices of the polyhedron within the bounds, in order: every choice of tight rows is tried."""
        size = len(self.counts)
        spend(2 * size * size)
        rows = [(list(row), b) for row, _, b in self.rows]
        for i, most in enumerate(self.counts):
            unit = unit_of(i, size)
            rows += [(unit, ZERO), (unit, Exact(total_of(most) or 0))]  # never both tight: the same object
        many = len(rows) > MAX_TRIALS or size > 20 or math.comb(len(rows), size) > MAX_TRIALS
        afford(not many, "a polyhedron with too many choices of tight rows")
        spend(math.comb(len(rows), size) * (1 + size))
        choices = (c for c in itertools.combinations(rows, size) if len({id(row) for row, _ in c}) == size)
        tried = (unique_solution(tight) for tight in choices)
        found = {tuple(x) for x in tried if x is not None and keeps_bounds(x, self.counts) and self.satisfies(x)}
        return [list(x) for x in sorted(found)]


def directions(endowment: Vector, points: Iterable[Vector]) -> list[tuple[Fraction, ...]]:
    steps = ([a - b for a, b in zip(point, endowment, strict=True)] for point in points)
    return list(dict.fromkeys(along(step) for step in steps if any(step)))


def unique_solution(rows: Sequence[tuple[list[Fraction], Fraction]]) -> list[Fraction] | None:
    """The solution of as many equations as unknowns; `None` if it is not unique."""
    basis, size = echelon([[*row, bound] for row, bound in rows]), len(rows)
    unique = all(k in basis for k in range(size))
    return [ONE * basis[k][size] / basis[k][k] for k in range(size)] if unique else None


def menu_of(plain: Any, endowment: list[Fraction], counts: Sequence[Supply]) -> list[TradingSet]:
    """The trading sets among which an agent chooses; choice 0 is to keep the endowment."""
    menu = [TradingSet(one, endowment, counts) for one in listing(plain)]
    require(bool(menu) and menu[0].kind == "endowment", "choice 0 is not the endowment")
    return menu


def require_within(small: TradingSet, large: TradingSet, plain: Any) -> None:
    """Refuse unless one trading set is shown to lie within another: bundle by bundle, or row by row by multipliers."""
    piece, multipliers = listing(plain, 2)
    require("pairs from" not in (small.kind, large.kind), "a continuum of choices is not one trading set")
    if small.kind in ("endowment", "points"):
        listed = [small.endowment] if small.kind == "endowment" else small.points
        require(all(map(large.holds, listed)), "a bundle is not in the larger set")
        return
    (system,), goal = small.pieces, large.pieces[index(piece, len(large.pieces))]
    needed = [
        each
        for row, sense, most in goal.rows
        for each in [(row, most), ({i: -a for i, a in row.items()}, -most)][: 2 if sense == "=" else 1]
    ]
    for (row, most), y in zip(needed, matrix_of(multipliers, len(needed), len(system.rows)), strict=True):
        require(system.upper_bound(row, y) <= most, "the multipliers do not keep the smaller set within the larger")


Profile = tuple[int, ...]


def endowed(counts: Any, endowment: Any, clears: bool = True) -> tuple[list[int], list[list[Fraction]]]:
    """The numbers of the tasks and the agents' endowments, which clear the market (or, of some agents, exceed it not).

    Whatever is about a market without payments begins with this.
    """
    numbers_of, rows = endowed_with_payments([natural(value) for value in listing(counts)], endowment, clears)
    return [one for one in numbers_of if not isinstance(one, Payment)], rows


def endowed_with_payments(
    counts: Any, endowment: Any, clears: bool = True
) -> tuple[list[Supply], list[list[Fraction]]]:
    """The same where tasks may be payments; whatever is about such a market begins with this."""
    supply = [supply_of(value) for value in listing(counts)]
    rows = [numbers(row, len(supply)) for row in listing(endowment)]
    require(bool(supply) and bool(rows), "there are no tasks, or no agents")
    if clears:
        require(is_assignment(rows, supply), "the endowment is no assignment")
    require(all(keeps_bounds(row, supply) for row in rows), "an endowment is negative, or more than there is")
    return supply, rows


def is_assignment(rows: Sequence[Vector], counts: Sequence[Supply]) -> bool:
    """Whether bundles, one for each agent, sum to the numbers of the tasks, and are nonnegative, as far as need be."""
    spend(len(rows) + len(counts))
    columns = zip(zip(*rows, strict=True), counts, strict=True)
    adds_up = all(total_of(one) is None or sum(column) == total_of(one) for column, one in columns)
    return adds_up and all(keeps_bounds(row, counts, most=False) for row in rows)


def is_selection(sets: Iterable[TradingSet], rows: Sequence[list[Fraction]], counts: Sequence[Supply]) -> bool:
    """Whether the bundles are an assignment, and each is in the set that its agent chose."""
    return is_assignment(rows, counts) and all(one.holds(x) for one, x in zip(sets, rows, strict=True))


def check_polarized_menus(about: Any, holds: bool, evidence: Any) -> str:
    """Each agent's trading sets lie in polarized rays from the endowment, or are {eta} and the remedial box."""
    counts, endowment, menus, reading = fields(about, "numbers endowment menus reading")
    require(reading in READINGS, f"the reading {quoted(reading)} is unknown")
    counts, have = endowed_with_payments(counts, endowment)
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
        tempting = not all(map(nonnegative, offers[j][k])) or reading in READINGS[:2]
        require(tempting or not sets[j][k].is_continuum(), "no bundle of the continuum tempts anybody")
    else:
        agent, why = of_form(evidence, "bad menu", "agent why")
        j = index(agent, len(sets))
        require(not remedial[j] and not any(wide[j]), "the menu is remedial, or not of rays")
        check_rays(rays[j], reading, False, why)
    return f"the menus are {'' if holds else 'not '}polarized rays or remedial ({reading})"


def check_polarized_menus_on_domains(about: Any, holds: bool, evidence: Any) -> str:
    """Each agent's sets lie in rays polarized on its domain, or are remedial for an agent who likes no task it has."""
    counts, endowment, menus, reading, domains = fields(about, "numbers endowment menus reading domains")
    counts, have = endowed_with_payments(counts, endowment)
    listed = [Domain(plain, len(counts)) for plain in listing(domains, len(have))]
    agents = [
        MenuOnDomain([TradingSet(plain, eta, counts) for plain in listing(menu)], domain, reading)
        for menu, eta, domain in zip(listing(menus, len(have)), have, listed, strict=True)
    ]
    if holds:
        (shown,) = of_form(evidence, "multipliers by domain", "agents")
        for agent, given in zip(agents, listing(shown, len(agents)), strict=True):
            agent.require_good(given)
    else:
        form = "spread on domain" if has_form(evidence, "spread on domain") else "bad menu on domain"
        j, found, costs = of_form(evidence, form, "agent choice" if form[0] == "s" else "agent why", "costs")
        agent = agents[index(j, len(agents))]
        if form == "spread on domain":
            agent.require_spread(found, costs)
        else:
            agent.require_not_remedial(costs)
            require(not any(agent.wide), "the menu is not of rays")
            check_rays_on(agent.domain, agent.rays, reading, False, found)
    return f"the menus are {'' if holds else 'not '}rays polarized on the domains or remedial ({reading})"


class MenuOnDomain:
    """What one agent is offered, and the costs it may have."""

    def __init__(self, menu: list[TradingSet], domain: Domain, reading: Any) -> None:
        require(reading in READINGS, f"the reading {quoted(reading)} is unknown")
        self.menu, self.domain, self.reading, size = menu, domain, reading, domain.size
        spend(len(menu) * size // 5)
        self.offers = [one.offers() for one in menu]
        pairs = list(zip(menu, self.offers, strict=True))
        self.wide = [len(found) > 1 or (bool(found) and one.is_continuum()) for one, found in pairs]
        self.rays = [list((found or [(ZERO,) * size])[0]) for found in self.offers]
        self.remedial = [one.kind for one in menu] == ["endowment", "remedial"]

    def likes(self) -> list[Case]:
        """The signs of types that like a task of which the remedial menu would leave them less."""
        return [([opposite(d)], []) for d in self.offers[1]] if self.remedial else []

    def require_good(self, plain: Any) -> None:
        """Remedial, shown task by task that no type likes it, or of polarized rays."""
        if has_form(plain, "remedial on domain"):
            (given,) = of_form(plain, "remedial on domain", "tasks")
            require(self.remedial, "the menu is not remedial")
            require_excluded(self.domain, self.likes(), given)
        else:
            require(not any(self.wide), "a trading set is not contained in a ray")
            check_rays_on(self.domain, self.rays, self.reading, True, plain)

    def require_not_remedial(self, costs: Any) -> None:
        """A remedial menu needs a type that likes a task; for others no type is to be given."""
        require((costs is None) == (not self.remedial), "a type is given where none is needed, or none is")
        if costs is not None:
            self.require_one(self.likes(), costs)

    def require_one(self, cases: list[Case], plain: Any) -> None:
        costs = numbers(plain, self.domain.size)
        require(self.domain.contains(costs), "the type is not in the domain")
        require(any(has_signs(case, costs) for case in cases), "the type has none of the signs")

    def require_spread(self, choice: Any, costs: Any) -> None:
        k = index(choice, len(self.menu))
        require(self.wide[k], "the set is contained in a ray")
        if self.remedial or not self.menu[k].is_continuum() or self.reading in READINGS[:2]:
            self.require_not_remedial(costs)
        else:  # choices of one sign are allowed, but a type tempted by one is tempted by its neighbours too
            self.require_one([([d], []) for d in self.offers[k]], costs)


class Protocol:
    """Endowment, domains, menus and a selection: a table (the endowment where it is silent), or any rule at all."""

    def __init__(self, about: Any) -> None:
        names = "numbers endowment domains menus selection"
        counts, endowment, domains, menus, selection, *rest = fields(about, names, "strategies dominance")
        self.strategies, self.dominance = rest
        self.counts, self.endowment = endowed_with_payments(counts, endowment)
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
        worst = greatest_of_all([times(costs, x) for x in self.reach(j, k)])
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
    require(sum(chances) == 1 and nonnegative(chances), "probabilities are negative or do not sum to 1")
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


def classes_of(plain: Any, size: int) -> list[list[int]]:
    """Classes of tasks: each task is in exactly one."""
    found = [[index(i, size) for i in listing(members)] for members in listing(plain)]
    require(sorted(itertools.chain(*found)) == list(range(size)) and all(found), "the classes do not divide the tasks")
    return found


def has_share(sigma: Sequence[Fraction], row: Sequence[Fraction], members: list[int], task: int) -> bool:
    """Whether a task has the share of its class that it has in the status quo; of a class without any, nothing."""
    before, now = sum_of([sigma[i] for i in members]), sum_of([row[i] for i in members])
    return row[task] * before == now * sigma[task] if before else row[task] == 0


def check_keeps_shares(about: Any, holds: bool, evidence: Any) -> str:
    """Whatever is selected has, agent by agent and class by class, the shares of the status quo; or one has not."""
    counts, sigma, classes, endowment, menus, selection = fields(
        about, "numbers status_quo classes endowment menus selection"
    )
    domains = ["nonnegative"] * len(listing(endowment))  # which costs are possible is not asked
    plain = {"numbers": counts, "endowment": endowment, "domains": domains, "menus": menus, "selection": selection}
    protocol = Protocol(plain)
    require(protocol.table is not None and protocol.is_feasible(), "no table that respects the choices")
    _, status_quo = endowed(counts, sigma)
    require(len(status_quo) == protocol.agents, "the status quo is of other agents")
    divided = classes_of(classes, len(protocol.counts))
    kept: Profile = (0,) * protocol.agents
    chosen = [(kept, protocol.endowment), *(protocol.table or {}).items()]
    if holds:
        (amounts,) = of_form(evidence, "amounts of classes", "amounts")
        for (_, rows), given in zip(chosen, listing(amounts, len(chosen)), strict=True):
            table = matrix_of(given, protocol.agents, len(divided))
            for before, row, pair in zip(status_quo, rows, table, strict=True):
                require(pair == [sum_of([row[i] for i in members]) for members in divided], "an amount is another")
                require(all(has_share(before, row, c, i) for c in divided for i in c), "a share is another")
    else:
        at, agent, task = of_form(evidence, "another share", "profile agent task")
        profile, j, i = protocol.profile(at), index(agent, protocol.agents), index(task, len(protocol.counts))
        require(profile == kept or profile in (protocol.table or {}), "that is not selected")
        members = next(c for c in divided if i in c)
        require(not has_share(status_quo[j], protocol.selected(profile)[j], members, i), "the share is the same")
    return f"what is selected {'keeps' if holds else 'does not keep'} the shares of the status quo within the classes"


def check_amounts_clear(about: Any, holds: bool, evidence: Any) -> str:
    """Within each class all agents have the same shares; or one, given all of the class, leaves a task undone."""
    counts, sigma, classes = fields(about, "numbers status_quo classes")
    counts, status_quo = endowed(counts, sigma)
    divided = classes_of(classes, len(counts))
    if holds:
        (shares,) = of_form(evidence, "common shares", "shares")
        for members, given in zip(divided, listing(shares, len(divided)), strict=True):
            common = numbers(given, len(members))
            for row in status_quo:
                whole = sum_of([row[i] for i in members])
                require([row[i] for i in members] == [whole * share for share in common], "a share is another")
    else:
        number_of, agent, task = of_form(evidence, "task left over", "class agent task")
        members, row = divided[index(number_of, len(divided))], status_quo[index(agent, len(status_quo))]
        i = index(task, len(counts))
        due, whole = sum(counts[k] for k in members), sum_of([row[k] for k in members])
        require(i in members and whole > 0, "the task is in another class, or the agent has nothing of it")
        require(due * row[i] != counts[i] * whole, "the task is done")
    return f"amounts of the classes that are divided without rest {'' if holds else 'need not '}divide every task"


def reduced_set(protocol: Protocol, j: int, k: int) -> TradingSet:
    """What is selected of a trading set, at some choices of the others."""
    one = TradingSet("endowment", protocol.endowment[j], protocol.counts)
    one.kind, one.points = "points", [list(x) for x in dict.fromkeys(map(tuple, protocol.reach(j, k)))]
    return one


def check_non_redundant(about: Any, holds: bool, evidence: Any) -> str:
    """A protocol equals its essential reduction: all bundles of all sets are selected somewhere; or one is not."""
    protocol = Protocol(about)
    require(protocol.table is not None and protocol.is_feasible(), "no table, or one that does not respect the choices")
    if holds:
        (sets,) = of_form(evidence, "contained", "sets")
        for j, given in enumerate(listing(sets, protocol.agents)):
            for k, shown in enumerate(listing(given, len(protocol.menus[j]))):
                require_within(protocol.menus[j][k], reduced_set(protocol, j, k), shown)
    else:
        agent, choice, bundle = of_form(evidence, "bundle beyond", "agent choice bundle")
        j = index(agent, protocol.agents)
        k, x = index(choice, len(protocol.menus[j])), numbers(bundle, len(protocol.counts))
        require(protocol.menus[j][k].holds(x), "the bundle is not in the trading set")
        require(x not in protocol.reach(j, k), "the bundle is selected")
    return f"the trading protocol has {'no ' if holds else ''}redundancies"


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
        best = [least_of_all(each) for each in values]
        cheapest = [k for k, each in enumerate(best) if each == least_of_all(best)]
        if named or self.kind == "any myopic":
            return named or cheapest
        worst = [greatest_of_all(values[k]) for k in cheapest]
        return [next(k for k, each in zip(cheapest, worst, strict=True) if each == least_of_all(worst))]


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
    used = strategies_of(protocol)
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


def strategies_of(protocol: Protocol) -> list[Strategy]:
    """The strategies of a mechanism, whose listed types are in the agents' domains."""
    used = list(map(Strategy, listing(protocol.strategies, protocol.agents), protocol.menus))
    for strategy, domain in zip(used, protocol.domains, strict=True):
        require(all(domain.contains(costs) for costs, _ in strategy.named), "a named type is not in the domain")
    return used


def check_dominated(about: Any, holds: bool, evidence: Any) -> str:
    """Another mechanism has the endowments, choices and strategies of this one, and larger trading sets; effectively:
    sets that hold what is selected of this one's.
    """
    plain, by, effectively = fields(about, "mechanism by effectively")
    require(isinstance(effectively, bool), '"effectively" is neither true nor false')
    one, other = Protocol(plain), Protocol(by)
    used = list(zip(strategies_of(one), strategies_of(other), strict=True))
    feasible = all(each.table is not None and each.is_feasible() for each in (one, other))
    require(feasible, "a selection is no table, or does not respect the choices")
    same = one.counts == other.counts and one.agents == other.agents and plain["domains"] == by["domains"]
    require(same, "the mechanisms are of different markets")
    if not holds:
        show_not_dominated(one, other, used, effectively, evidence)
        return f"the mechanism is not {'effectively ' if effectively else ''}dominated by the other"
    (contained,) = of_form(evidence, "dominates", "sets")
    (sets,) = fields(contained, "sets")
    require(one.endowment == other.endowment, "the endowments differ")
    for j, given in enumerate(listing(sets, one.agents)):
        require(len(one.menus[j]) == len(other.menus[j]), "an agent has other choices")
        require(choose_alike(one, other, j, *used[j]), "the strategies are not known to be the same")
        for k, shown in enumerate(listing(given, len(one.menus[j]))):
            small = reduced_set(one, j, k) if effectively else one.menus[j][k]
            require_within(small, other.menus[j][k], shown)
    return f"the mechanism is {'effectively ' if effectively else ''}dominated by the other"


def choose_alike(one: Protocol, other: Protocol, j: int, first: Strategy, second: Strategy) -> bool:
    """Whether all types are known to make the same choices: by the same rules, by the same word where the same bundles
    are selected for each choice, or as the list of types shows.
    """
    choices, types = range(len(one.menus[j])), one.domains[j].types
    if (first.kind, first.named, first.rules) == (second.kind, second.named, second.rules):
        selected = [[set(map(tuple, each.reach(j, k))) for k in choices] for each in (one, other)]
        if first.kind == "rules" or selected[0] == selected[1]:
            return True
    return bool(types) and all(
        sorted(first.choices(one, j, costs)) == sorted(second.choices(other, j, costs)) for costs in types
    )


def show_not_dominated(
    one: Protocol, other: Protocol, used: list[tuple[Strategy, Strategy]], effectively: bool, evidence: Any
) -> None:
    if has_form(evidence, "not held"):
        (beyond,) = of_form(evidence, "not held", "bundle")
        agent, choice, bundle = fields(beyond, "agent choice bundle")
        j = index(agent, one.agents)
        k, x = index(choice, min(len(one.menus[j]), len(other.menus[j]))), numbers(bundle, len(one.counts))
        small = reduced_set(one, j, k) if effectively else one.menus[j][k]
        require(small.holds(x) and not other.menus[j][k].holds(x), "the bundle is not in the one set alone")
        return
    what, agent, costs = of_form(evidence, "unlike", "what agent costs")
    j = index(agent, one.agents)
    require((costs is None) == (what != "strategy"), "costs are given for what does not depend on them, or missing")
    if what == "endowment":
        require(one.endowment[j] != other.endowment[j], "the endowments are the same")
    elif what == "choices":
        require(len(one.menus[j]) != len(other.menus[j]), "the numbers of choices are the same")
    else:
        require(what == "strategy", "what differs is unknown")
        at, (first, second) = numbers(costs, len(one.counts)), used[j]
        require(one.domains[j].contains(at), "the type is not in the domain")
        made = sorted(first.choices(one, j, at)), sorted(second.choices(other, j, at))
        require(made[0] != made[1], "the type makes the same choices")


def check_held_by_rays(about: Any, holds: bool, evidence: Any) -> str:
    """Polarized rays or remedial menus hold what every choice leads to, redundant choices that nobody makes aside."""
    protocol = Protocol(about)
    require(protocol.is_feasible(), "the protocol is not feasible")
    used = strategies_of(protocol)
    offers = [
        [[d for m, d in found if m == k] for k in range(len(menu))]
        for menu, found in zip(protocol.menus, map(protocol.offers, range(protocol.agents)), strict=True)
    ]
    signs = [[domain.sign(i) or 1 for i in range(domain.size)] for domain in protocol.domains]
    for j, (found, menu) in enumerate(zip(offers, protocol.menus, strict=True)):
        for k, one in enumerate(menu):
            found[k] = [tuple(turned(signs[j], d)) for d in found[k]]
            if one.is_continuum() and shape_of(found[k]) in ("ray", "remedial"):
                found[k] = [*found[k], *map(tuple, map(opposite, found[k]))]  # two choices on one ray: in no ray each
    if not holds:
        agent, choices, costs = of_form(evidence, "no rays", "agent choices costs")
        j = index(agent, protocol.agents)
        places = [index(k, len(offers[j])) for k in listing(choices)]
        require(len(set(places)) == len(places) in (1, 2), "neither one choice nor two")
        at = None if costs is None else numbers(costs, len(protocol.counts))
        show_no_rays(protocol, j, used[j], {k: offers[j][k] for k in places}, at, signs[j])
        return "no polarized rays or remedial menus hold all that the mechanism selects"
    kept, multipliers = of_form(evidence, "rays", "kept multipliers")
    given = zip(listing(kept, protocol.agents), listing(multipliers, protocol.agents), strict=True)
    for j, (stay, pairs) in enumerate(given):
        places = [index(k, len(offers[j])) for k in listing(stay)]
        require(places == sorted(set(places)) and places[:1] == [0], "the choices that stay are not in order, with 0")
        for k in set(range(len(offers[j]))) - set(places):
            redundant = shape_of(offers[j][k]) in ("redundant", "endowment") and never_made(protocol, j, used[j], k)
            require(redundant, "a choice is left out that is not redundant, or that some type may make")
        held = [(shape_of(offers[j][k]), offers[j][k]) for k in places if offers[j][k]]
        if [shape for shape, _ in held] == ["remedial"]:
            require(not listing(pairs), "multipliers for a remedial menu")
            continue
        require(all(shape == "ray" for shape, _ in held), "what a choice leads to is not in a ray of both signs")
        rays = [list(found[0]) for _, found in held]
        check_rays(rays, "beside endowment", True, {"form": "multipliers", "pairs": pairs})
    return "polarized rays or remedial menus hold all that the mechanism selects"


def turned(signs: Sequence[int], vector: Vector) -> list[Fraction]:
    """Directions or costs, with goods counted as burdens taken away."""
    return [sign * x for sign, x in zip(signs, vector, strict=True)]


def shape_of(offers: list[tuple[Fraction, ...]]) -> str:
    """What the set is whose bundles lie in these directions from the endowment (VS, Claim 4)."""
    if not offers:
        return "endowment"
    if all(map(nonnegative, offers)):
        return "redundant"
    if all(step <= 0 for d in offers for step in d):
        return "remedial"
    return "ray" if len(offers) == 1 else "none"


def never_made(protocol: Protocol, j: int, strategy: Strategy, k: int) -> bool:
    """Whether no type makes a redundant choice. It gains nobody anything, so that a cautious agent keeps choice 0."""
    domain, types = protocol.domains[j], protocol.domains[j].types
    if strategy.kind in ("myopic", "choices"):
        trades = [list(d) for m, d in protocol.offers(j) if m == k]
        if types:
            nobody = not any(times(costs, d) < 0 for d in trades for costs in types)
        elif domain.rows is None:
            nobody = all(domain.has_no_type(([d], []), [ONE], []) for d in trades)
        else:  # no trade moves a task in the direction that is liked, or a task of which that is not plain
            nobody = all(not x or x * domain.sign(i) > 0 for d in trades for i, x in enumerate(d))
        return nobody and k not in (made for _, made in strategy.named)
    if strategy.kind == "rules" and k not in (made for _, made in strategy.rules):
        return True
    known = protocol.table is not None or strategy.kind == "rules"
    return known and bool(types) and all(k not in strategy.choices(protocol, j, costs) for costs in types)


def show_no_rays(
    protocol: Protocol, j: int, strategy: Strategy, offers: dict[int, Any], costs: Any, signs: Sequence[int]
) -> None:
    shapes = sorted(map(shape_of, offers.values()))
    if len(shapes) == 1 and costs is None:
        require(shapes == ["none"], "what the choice leads to is in a ray, or all above or all below the endowment")
    elif len(shapes) == 1:
        (k,) = offers
        require(shapes == ["redundant"], "the choice is not redundant")
        require(protocol.domains[j].contains(costs), "the type is not in the domain")
        require(protocol.table is not None or strategy.kind == "rules", "without a table the choice is not known")
        require(k in strategy.choices(protocol, j, costs), "the type does not make the choice")
    elif costs is None:
        other = not {"endowment", "redundant"} & set(shapes)
        require("remedial" in shapes and other, "no choice is remedial, or the other needs no set")
    else:
        at = turned(signs, costs)
        require(shapes == ["ray", "ray"] and nonnegative(at), "the choices are no rays, or a cost has the wrong sign")
        tempted = all(times(at, d) < 0 for (d,) in offers.values())
        require(tempted, "the two rays do not both tempt the costs")


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
    for case, multipliers in zip(cases, given, strict=True):
        shown = domain.excludes(case, multipliers)
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
    open_sums = [i for i, one in enumerate(protocol.counts) if total_of(one) is None]
    require(not any(q[i] for q in prices for i in open_sums), "a price of what need not add up")
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


# ------------------------------------------------------------------------------------------- trading: induced games

MAX_GAME = 20_000  # profiles of strategies, or of choices at types, of one statement

Choices = tuple[int, ...]
Asked = tuple[int, int, list[list[int]], list[Choices]]  # agent, type, who may choose what there, strategies


class Game:
    """A protocol with a table, and for each agent its types: names, workloads (costs or a table), probabilities."""

    def __init__(self, plain: Any, concept: Any) -> None:
        counts, endowment, menus, selection, types = fields(plain, "numbers endowment menus selection types")
        domains = ["nonnegative"] * len(listing(endowment))  # which costs are possible is not asked
        about = {"numbers": counts, "endowment": endowment, "domains": domains, "menus": menus, "selection": selection}
        self.protocol, self.concept = Protocol(about), concept
        require(self.protocol.table is not None and self.protocol.is_feasible(), "no table that respects the choices")
        require(concept in ("obviously dominant", "dominant", "Nash", "Bayesian"), "that is no notion of equilibrium")
        self.sizes = list(map(len, self.protocol.menus))
        rows = listing(types, self.protocol.agents)
        self.types = [
            [self.workload_of(j, one) for one in records(own, "name", OF_A_TYPE)] for j, own in enumerate(rows)
        ]
        self.chances = [self.law(records(own, "name", OF_A_TYPE)) for own in rows]
        require(all(self.types), "an agent without types")
        require(concept != "Bayesian" or None not in self.chances, "types have no probabilities")

    def law(self, own: list[list[Any]]) -> list[Fraction] | None:
        """The probabilities of the types of an agent; `None` if there are none. A single type needs none."""
        require(len({name(kind) for kind, *_ in own}) == len(own), "two types of an agent have one name")
        given = [number(chance) for *_, chance in own if chance is not None]
        if not given:
            return [ONE] if len(own) == 1 else None
        require(len(given) == len(own) and nonnegative(given) and sum_of(given) == 1, "that is no law of types")
        return given

    def workload_of(self, j: int, one: list[Any]) -> dict[tuple[Fraction, ...], Fraction]:
        """The workload of each bundle that may be selected for agent j; nothing if it has no choice."""
        _, costs, rows, _ = one
        size = len(self.protocol.counts)
        require(costs is None or rows is None, "a type has costs and a table")
        listed = tuples(rows or [], lambda x: tuple(numbers(x, size)), number)
        found = dict(listed)
        require(len(found) == len(listed), "a bundle occurs twice")
        costs = None if costs is None else numbers(costs, size)
        if self.sizes[j] == 1:
            return {}
        reached = {tuple(x) for k in range(self.sizes[j]) for x in self.protocol.reach(j, k)}
        require(costs is not None or reached <= found.keys(), "a bundle that may be selected has no workload")
        return {x: found[x] if costs is None else times(costs, x) for x in reached}

    def workload(self, j: int, t: int, at: Choices) -> Fraction:
        """What type t of agent j thinks of what is selected for it; who has no choice compares nothing."""
        spend(len(at))
        return ZERO if self.sizes[j] == 1 else self.types[j][t][tuple(self.protocol.selected(at)[j])]

    def at(self, j: int, t: int, choices: Choices) -> list[Fraction]:
        """The workload of each choice, the others' choices as they are."""
        return [self.workload(j, t, with_choice(choices, j, k)) for k in range(self.sizes[j])]

    def expected(self, j: int, t: int, strategies: list[Choices]) -> list[Fraction]:
        """The expected workload of each choice, when the others' types choose by strategies."""
        found = [ZERO] * self.sizes[j]
        pairs = zip(strategies, self.chances, strict=True)
        drawn = [list(zip(own, chances or [], strict=True)) for own, chances in pairs]
        for others in itertools.product(*(own if i != j else [(0, ONE)] for i, own in enumerate(drawn))):
            chance = math.prod((p for _, p in others), start=ONE)
            row = self.at(j, t, tuple(k for k, _ in others))
            found = [total + chance * w for total, w in zip(found, row, strict=True)]
        return found

    def compared(self, asked: Asked) -> Iterator[tuple[int, list[Fraction]]]:
        """What a type compares: its choice, and the workload of each choice."""
        j, t, there, strategies = asked
        (k,) = there[j]
        if self.concept == "Bayesian":
            yield k, self.expected(j, t, strategies)
        elif self.concept == "obviously dominant":
            each = [
                [self.workload(j, t, with_choice(at, j, m)) for at in itertools.product(*there)] for m in self.own(j)
            ]
            yield k, [max(found) if m == k else min(found) for m, found in enumerate(each)]
        else:
            yield from ((k, self.at(j, t, at)) for at in itertools.product(*there))

    def own(self, j: int) -> list[int]:
        return list(range(self.sizes[j]))

    def of_strategies(self, strategies: list[Choices]) -> list[Asked]:
        """All that is asked of strategies: each type's choice, against those that the others make or may make."""
        made = [sorted(set(row)) if self.concept == "Nash" else self.own(i) for i, row in enumerate(strategies)]
        spend(sum(map(len, strategies)) * (1 + len(strategies)) + sum(self.sizes))
        return [
            (j, t, [[k] if i == j else others for i, others in enumerate(made)], strategies)
            for j, row in enumerate(strategies)
            for t, k in enumerate(row)
        ]

    def candidates(self) -> list[list[list[Asked]]]:
        """What may be an equilibrium, in groups of which each is to have one; and what is asked of each."""
        all_types = [list(range(len(own))) for own in self.types]
        every = list(map(self.own, range(len(self.types))))
        agents = len(every)
        spend(sum(map(len, all_types)) + sum(self.sizes))
        if self.concept == "Bayesian":
            many = math.prod(size ** len(own) for size, own in zip(self.sizes, self.types, strict=True))
            afford(many <= MAX_GAME, "a game with too many strategies")
            by_agent = [itertools.product(own, repeat=len(kinds)) for own, kinds in zip(every, all_types, strict=True)]
            return [[self.of_strategies(list(strategies)) for strategies in itertools.product(*by_agent)]]
        if self.concept == "Nash":
            many = math.prod(self.sizes) * math.prod(map(len, all_types))
            afford(many <= MAX_GAME, "a game with too many choices")
            spend(many * agents * (2 + agents))
            return [
                [[(j, t, [[k] for k in at], []) for j, t in enumerate(types)] for at in itertools.product(*every)]
                for types in itertools.product(*all_types)
            ]
        spend(sum(len(kinds) * size for kinds, size in zip(all_types, self.sizes, strict=True)) * (3 + agents))
        return [
            [[(j, t, [[k] if i == j else own for i, own in enumerate(every)], [])] for k in every[j]]
            for j, kinds in enumerate(all_types)
            for t in kinds
        ]

    def require_deviation(self, all_asked: list[Asked], deviation: list[Any]) -> None:
        """Refuse unless one of those who are asked has a lower workload by another choice."""
        agent, kind, to, own, lower, profiles = deviation
        j = index(agent, len(self.types))
        t, m = index(kind, len(self.types[j])), index(to, self.sizes[j])
        found = next((asked for asked in all_asked if asked[:2] == (j, t)), None)
        require(found is not None, "the type is not asked")
        _, _, there, strategies = found or all_asked[0]
        listed = [self.protocol.profile(at) for at in listing(profiles or [])]
        if self.concept == "Bayesian":
            require(not listed, "an expectation is at no choices")
            row = self.expected(j, t, strategies)
            pair = row[there[j][0]], row[m]
        else:
            require(
                len(listed) == (2 if self.concept == "obviously dominant" else 1), "it is not said at which choices"
            )
            last = with_choice(listed[0], j, m) if len(listed) == 1 else listed[1]
            require(
                all(k in made for k, made in zip(listed[0], there, strict=True)), "nobody is asked at these choices"
            )
            require(last[j] == m, "the deviation is another")
            pair = self.workload(j, t, listed[0]), self.workload(j, t, last)
        require([*pair] == [number(own), number(lower)], "the workloads are others")
        require(pair[0] > pair[1], "the deviation is not better")


OF_A_TYPE = "costs workloads probability"
A_DEVIATION = "agent type deviation own lower", "profiles"
EQUILIBRIA = {
    "obviously dominant": ("every type's choice is obviously dominant", "every type has an obviously dominant choice"),
    "dominant": ("every type's choice is dominant", "every type has a dominant choice"),
    "Nash": (
        "at every profile of types the choices are a Nash equilibrium",
        "at every profile of types there is a Nash equilibrium in pure choices",
    ),
    "Bayesian": (
        "the strategies are a Bayesian Nash equilibrium",
        "there is a Bayesian Nash equilibrium in pure strategies",
    ),
}


def with_choice(at: Choices, j: int, k: int) -> Choices:
    return (*at[:j], k, *at[j + 1 :])


def check_equilibrium(about: Any, holds: bool, evidence: Any) -> str:
    """Strategies are an equilibrium, by all that the types compare; or a type has a better choice."""
    plain, concept, given = fields(about, "game concept strategies")
    game = Game(plain, concept)
    rows = zip(listing(given, len(game.types)), game.types, game.sizes, strict=True)
    asked = game.of_strategies([tuple(index(k, size) for k in listing(own, len(kinds))) for own, kinds, size in rows])
    if holds:
        (table,) = of_form(evidence, "all compared", "workloads")
        found = [pair for one in asked for pair in game.compared(one)]
        for (k, row), said in zip(found, listing(table, len(found)), strict=True):
            require(row == numbers(said, len(row)), "the workloads are others")
            require(all(row[k] <= each for each in row), "a choice is better")
    else:
        game.require_deviation(asked, of_form(evidence, "deviation in a game", *A_DEVIATION))
    return f"{EQUILIBRIA[concept][0]}: {'yes' if holds else 'no'}"


def check_has_equilibrium(about: Any, holds: bool, evidence: Any) -> str:
    """Of each candidate a deviation from it, or none where there is none: all groups have an equilibrium, or not."""
    plain, concept = fields(about, "game concept")
    game = Game(plain, concept)
    (groups,) = of_form(evidence, "every candidate", "groups")
    asked = game.candidates()
    answers = []
    for candidates, given in zip(asked, listing(groups, len(asked)), strict=True):
        said = listing(given, len(candidates))
        for candidate, against in zip(candidates, said, strict=True):
            if against is not None:
                game.require_deviation(candidate, fields(against, *A_DEVIATION))
            else:
                rows = (pair for one in candidate for pair in game.compared(one))
                require(
                    all(row[k] <= each for k, row in rows for each in row),
                    "nothing is said against what is no equilibrium",
                )
        answers.append(None in said)
    require(holds == all(answers), "the table gives the other answer")
    return f"{EQUILIBRIA[concept][1]}: {'yes' if holds else 'no'}"


# ----------------------------------------------------------------------------- trading: probabilities and programs

MAX_CUT_DIMENSION = 8  # of a cube cut by several half-spaces; twice as much for a single one
MAX_CASES = 20_000  # choice profiles, or linear programs, of one statement

Condition = tuple[Point, Fraction, bool]
Offered = tuple[int, list[TradingSet], int]  # an agent, a menu, and how many copies get it
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
    require(not WORK.burdens or not likes_something(parts), "a cost is negative")
    return parts_there(parts) if WORK.piece is not None and WORK.piece.at is not None else parts


def parts_there(parts: list[Part]) -> list[Part]:
    """A law at one value of the parameter: no part has weight 0, boxes of one point are atoms, equal ones are one."""
    atoms, weights, boxes = list[list[Fraction]](), list[Fraction](), list[Part]()
    for weight, low, high in parts:
        if weight and low != high:
            boxes.append((weight, low, high))
        elif weight and low in atoms:
            weights[atoms.index(low)] += weight
        elif weight:
            atoms.append(low)
            weights.append(weight)
    return [*((weight, at, at) for weight, at in zip(weights, atoms, strict=True)), *boxes]


def likes_something(law: list[Part]) -> bool:
    """Whether a cost may be below 0: a good, of which more is better."""
    return any(a < 0 for _, low, _ in law for a in low)


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
            scale = abs(next(filter(None, weights)))
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
            k = next(i for i, w in enumerate(weights) if w)
            if matters(bound):
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
        functions = [[as_function((*(x[i] for i in thick), times(x, low))) for x in points] for points in menu]
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


def as_function(values: Iterable[Fraction]) -> tuple[Any, ...]:
    """Numbers that are the same if they are on the whole piece; formulas may also be the same as others somewhere.

    Whoever takes two for different then compares them, and is refused where that has no answer.
    """
    if WORK.piece is None or WORK.piece.at is not None:
        return tuple(values)
    polynomials = [(value.above, value.below) if isinstance(value, Formula) else value for value in values]
    spend(1 + sum(size_of(*above, *below) for above, below in (p for p in polynomials if isinstance(p, tuple))) // 500)
    return tuple(
        "/".join(",".join(f"{c:x}" for c in half) for half in each) if isinstance(each, tuple) else each
        for each in polynomials
    )


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
    points = [one.candidates(reach, likes_something(law)) for one in sets]
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


def has_no_point(system: System, multipliers: list[Fraction]) -> bool:
    """Whether the multipliers prove that the system has no point; they may prove something else."""
    try:
        return system.upper_bound({}, multipliers) < 0
    except TooMuch:
        raise
    except Refused:
        return False


def row_of(values: Sequence[Fraction], start: int = 0) -> Sparse:
    spend(1 + len(values) // 5)
    return {start + i: a for i, a in enumerate(values) if matters(a)}


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
        self.numbers, self.endowment = endowed_with_payments(counts, endowment)
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
        elif not has_no_point(system, multipliers):
            dearer = value is not None and system.upper_bound({i: -a for i, a in cost.items()}, multipliers) <= -value
            require(dearer, "a combination of sets may be cheaper")
    require(split is None or index(split, len(every)) == split, "the selection belongs to no combination")


def selection_program(setting: Setting, blocks: list[tuple[int, Any, int]]) -> tuple[System, Sparse]:
    """What blocks (agent, piece, copies) can get together, and what it costs."""
    size, rows = len(setting.numbers), []
    for b, (_, piece, count) in enumerate(blocks):
        rows += [(moved_by(row, b * size), sense, count * bound) for row, sense, bound in piece.rows]
    spend(size * (len(blocks) + (size_of(setting.copies) >> 9)))
    for i, one in enumerate(setting.numbers):
        n = total_of(one)
        if n is not None:
            every = {b * size + i: ONE for b in range(len(blocks))}
            rows.append((every, "=", Exact(n * setting.copies)))
    cost: Sparse = {}
    for b, (agent, _, _) in enumerate(blocks):
        cost |= row_of(setting.performance[agent], b * size)
    return built(rows, list(map(least_of, setting.numbers)) * len(blocks)), cost


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
    data, laws, offers, ties, reach, table, value, strategies, shares = fields(about, names, "strategies by_agent")
    setting = Setting(data)
    agents, size = len(setting.endowment), len(setting.numbers)
    optional = "choices parts settled"
    costs, selections, choices, parts, settled = of_form(evidence, "cost by profile", "costs selections", optional)
    require((choices is None) != (parts is None), "the choices are given, or what earlier versions wrote instead")
    read = [law_of(law, size) for law in listing(laws, agents)]
    made = offered(setting, offers)
    in_order = setting.copies == 1 and [a for a, _, _ in made] == list(range(agents))
    require(table is None or in_order, "a table of replicas")
    rows = [listing(row, 2) for row in listing([] if table is None else table)]
    selected = selection_table(rows, [len(menu) for _, menu, _ in made], size)
    given = ["any myopic"] * len(made) if strategies is None else listing(strategies, len(made))
    used = [Strategy(plain, menu) for plain, (_, menu, _) in zip(given, made, strict=True)]
    listed = listing(parts or choices, len(made))
    profiles, ways = profiles_of(made, used, read, ties, reach, listed, parts is not None)
    assignments = list[list[Point]]()
    for position, (groups, cost) in enumerate(zip(profiles, numbers(costs, len(profiles)), strict=True)):
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
            assignments.append(assignment)
    total = least_expected(numbers(costs, len(profiles)), ways)
    require((total == number(value) * setting.copies) == holds, "the expected cost is another")
    how = choosing([one for (_, menu, _), one in zip(made, used, strict=True) if len(menu) > 1], ties)
    require((shares is None) == (settled is None), "how ties are settled goes with what agents' tasks cost")
    if shares is not None:
        require(holds and table is not None, "agent by agent only what a table costs is shown")
        require_shares(setting, assignments, ways, settled, numbers(shares, agents), total)
    each = "" if shares is None else f", agent by agent {', '.join(map(told, shares))}"
    return f"the expected social cost is {'' if holds else 'not '}{told(value)}{each} ({how})"


def offered(setting: Setting, plain: Any) -> list[Offered]:
    """Who is offered which menu, and how many copies of each are: all of them."""
    rows = [listing(row, 3) for row in listing(plain)]
    made = [(a, [setting.set(a, t) for t in listing(menu)], natural(r)) for a, menu, r in rows]
    require(all(menu and menu[0].kind == "endowment" for _, menu, _ in made), "choice 0 is not the endowment")
    setting.require_all([(a, r) for a, _, r in made])
    return made


def profiles_of(
    made: list[Offered],
    used: list[Strategy],
    read: list[list[Part]],
    ties: str,
    reach: Any,
    given: list[Any],
    by_part: bool = False,
) -> tuple[list[list[tuple[int, int, TradingSet, int]]], list[list[Point]]]:
    """The possible profiles, as groups (agent, choice, set, copies), the last offer's counts changing fastest; and for
    each offer the ways to settle ties, as probabilities of its counts.
    """
    counts, ways, options = [], [], []
    for (a, menu, r), plain, strategy in zip(made, given, used, strict=True):
        left = strategy_choices(strategy, menu, read[a], ties, reach)
        require_choices(plain, left, read[a] if by_part else None)
        possible = sorted({k for tied in left for k in tied})
        options.append([(k, menu[k]) for k in possible])
        counts.append(divisions(r, len(possible)))
        ways.append(ways_to_settle(left, possible, counts[-1]))
    afford(math.prod(map(len, counts)) <= MAX_CASES, "too many choice profiles")
    spend(math.prod(map(len, counts)) * (len(made) + sum(len(menu) for _, menu, _ in made) // 10))
    profiles = []
    for profile in itertools.product(*counts):
        made_by = zip(made, options, profile, strict=True)
        profiles.append(
            [(a, *each, r) for (a, _, _), own, row in made_by for each, r in zip(own, row, strict=True) if r]
        )
    return profiles, ways


def check_cost_law(about: Any, holds: bool, evidence: Any) -> str:
    """The law of the cost per copy: how likely each profile of counts is, and the least cost there."""
    data, laws, offers, ties, reach, stated, beyond = fields(about, "setting laws offers ties reach costs", "beyond")
    setting = Setting(data)
    choices, costs, selections = of_form(evidence, "law by profile", "choices costs selections")
    require(holds, "that a law is another is not shown")
    read = [law_of(law, len(setting.numbers)) for law in listing(laws, len(setting.endowment))]
    made = offered(setting, offers)
    used = [Strategy("any myopic", menu) for _, menu, _ in made]
    profiles, ways = profiles_of(made, used, read, ties, reach, listing(choices, len(made)))
    require(all(len(rows) == 1 for rows in ways), "ties may be settled in several ways")
    given = zip(numbers(costs, len(profiles)), listing(selections, len(profiles)), strict=True)
    law: dict[Fraction, Fraction] = {}
    for groups, (cost, selection), chances in zip(
        profiles, given, itertools.product(*(w[0] for w in ways)), strict=True
    ):
        check_selected(setting, [(a, one, r) for a, _, one, r in groups], cost, selection)
        chance, each = math.prod(chances, start=ONE), cost / setting.copies
        if chance:
            law[each] = law.get(each, ZERO) + chance
    pairs = [[number(value) for value in fields(row, "cost probability")] for row in listing(stated)]
    require(pairs == [list(pair) for pair in sorted(law.items())], "the law is another")
    far = ""
    if beyond is not None:
        center, distance, chance = numbers(beyond, 3)
        require(distance >= 0, "a distance is negative")
        require(
            sum_of([p for cost, p in law.items() if abs(cost - center) > distance]) == chance, "it is as far otherwise"
        )
        far = f", and with probability {told(chance)} more than {told(distance)} from {told(center)}"
    how = choosing([one for (_, menu, _), one in zip(made, used, strict=True) if len(menu) > 1], ties)
    words = ", ".join(f"{told(cost)} with probability {told(p)}" for cost, p in pairs)
    return f"the social cost per copy, of {counted_copies(setting.copies)}, is {words}{far} ({how})"


def counted_copies(copies: int) -> str:
    return "1 copy" if copies == 1 else f"{copies} copies"


def check_lottery_cost(about: Any, holds: bool, evidence: Any) -> str:
    """The expected cost where one of several mechanisms of a market is drawn: that of each, weighed."""
    draws, value, shares = fields(about, "draws value by_agent")
    rows = [listing(row, 2) for row in listing(draws)]
    (proofs,) = of_form(evidence, "cost by draw", "costs")
    require(bool(rows), "nothing is drawn")
    costs = []
    for (_, cost), proof in zip(rows, listing(proofs, len(rows)), strict=True):
        check_expected_cost(cost, True, {"form": "cost by profile", **proof})
        require("by_agent" in cost, "what agents' tasks cost is not shown")
        same = all(cost[key] == rows[0][1][key] for key in ("setting", "laws"))
        require(same, "the mechanisms are of different markets")
        costs.append([number(cost["value"]), *map(number, cost["by_agent"])])
    chances = [number(chance) for chance, _ in rows]
    require(bool(chances) and all(p > 0 for p in chances), "a probability is not positive")
    total, *each = expectation_of(list(zip(chances, costs, strict=True)), len(costs[0]))
    stated = numbers(shares, len(each))
    require(((total, each) == (number(value), stated)) == holds, "the expected cost is another")
    found = f"{'' if holds else 'not '}{told(value)}, agent by agent {', '.join(map(told, shares))}"
    return f"drawing one of {counted(len(rows), 'mechanism')}, the expected social cost is {found}"


def require_shares(
    setting: Setting, assignments: list[list[Point]], ways: list[list[Point]], settled: Any, shares: Point, total: Any
) -> None:
    """Refuse unless agents' tasks cost the shares of the total in one way to settle ties, offer by offer."""
    rows = [numbers(row, len(way[0])) for row, way in zip(listing(settled, len(ways)), ways, strict=True)]
    require(all(row in way for row, way in zip(rows, ways, strict=True)), "that is no way to settle ties")
    spend(len(assignments) * (len(ways) + len(shares)))
    chances = [math.prod(way, start=ONE) for way in itertools.product(*rows)]
    costs = [[times(pi, x) for pi, x in zip(setting.performance, rows, strict=True)] for rows in assignments]
    require(combination(chances, costs, len(shares)) == shares, "what agents' tasks cost is another")
    require(sum_of(shares) == total, "in this way to settle ties the cost is another")


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
            return least_of_all([least_expected(mean, ways[position + 1 :]) for mean in means])
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

    def __init__(self, data: Any, payments: bool = False) -> None:
        names = "tasks numbers agents performance status_quo endowment slack preferences"
        tasks, counts, agents, performance, sigma, eta, slack, preferences = fields(data, names)
        self.size, self.agents = len(distinct(tasks)), len(distinct(agents))
        self.numbers, self.endowment = endowed_with_payments(counts, eta)
        require(payments or all(isinstance(one, int) for one in self.numbers), "a question about tasks alone")
        require((len(self.endowment), len(self.numbers)) == (self.agents, self.size), "other tasks or agents are named")
        self.performance, self.status_quo = (matrix_of(m, self.agents, self.size) for m in (performance, sigma))
        self.slack = numbers(slack, self.agents)
        require(all(each >= 1 for each in self.slack), "a slack is below 1")
        given = [fields(one, "domain law") for one in listing(preferences, self.agents)]
        self.domains = [Domain(domain, self.size) for domain, _ in given]
        self.laws = [None if law is None else law_of(law, self.size) for _, law in given]
        for domain, law in zip(self.domains, self.laws, strict=True):
            require(domain.rows is None, "no question about a whole market takes a polyhedron of costs")
            require(all(domain.contains(*ends) for weight, *ends in law or [] if weight), "the law leaves the domain")
        require(is_assignment(self.status_quo, self.numbers), "the status quo is no assignment")
        likes = [any(cost < 0 for low, _ in domain.boxes for cost in low) for domain in self.domains]
        slack_free = all(s == 1 for s, some in zip(self.slack, likes, strict=True) if some)
        require(slack_free, "slack above 1 of somebody who likes a task")

    def sums(self) -> list[tuple[int, Fraction]]:
        """The tasks of which what all have adds up, with the number to which it does."""
        return [(i, number(total)) for i, one in enumerate(self.numbers) if (total := total_of(one)) is not None]

    def lower(self) -> list[Fraction | None]:
        """The least that a bundle holds of each task."""
        return [least_of(one) for one in self.numbers]

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
            nonnegative(s + sign * g for s, g in zip(market.status_quo[agent], gamma, strict=True)), "a negative bundle"
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
    for i, n in market.sums():
        rows.append(({j * size + i: ONE for j in range(market.agents)}, "=", n))
    lower = market.lower() * market.agents
    return built(rows, lower + [ZERO] * (width - len(lower)))


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
    market = ChoiceMarket(data, payments=True)
    return Program(constant_program(market), row_of(flat(market.performance)))


def finite_laws(market: ChoiceMarket) -> list[list[tuple[Point, Fraction]]]:
    """Every agent's types with their probabilities; refused where they are not finitely many."""
    types: list[list[tuple[Point, Fraction]]] = []
    for domain, law in zip(market.domains, market.laws, strict=True):
        points = [low for low, high in domain.boxes if low == high]
        types.append([(c, sum((w for w, low, high in law or [] if low == c == high), ZERO)) for c in points])
        finite = sum(p for _, p in types[-1]) == 1
        require(finite, "the types or their law are not finite, or a type is listed twice")
    return types


def incentive_compatible(data: Any) -> Program:
    """The value of VS, program (1), on finite type sets: (SQ), (IC), (MC)."""
    market = ChoiceMarket(data, payments=True)
    types = finite_laws(market)
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
        for i, n in market.sums():
            rows.append(({s * block + j * market.size + i: ONE for j in range(market.agents)}, "=", n))
    cost = row_of([p * pi for p in chance for pi in flat(market.performance)])
    return Program(built(rows, market.lower() * (len(profiles) * market.agents)), cost)


def incentive_compatible_large(data: Any) -> Program:
    """The same in the large market: an agent's bundle depends on its own type alone; (SQ), (IC), (LM-MC)."""
    market = ChoiceMarket(data, payments=True)
    types, size = finite_laws(market), market.size
    starts = [size * k for k in itertools.accumulate(map(len, types), initial=0)]
    afford(starts[-1] * sum(len(t) ** 2 for t in types) <= MAX_PLACES, "the program is too large")
    spend(2 * size * sum(len(t) ** 2 for t in types))
    rows: list[tuple[Sparse, str, Fraction]] = []
    for j, (listed, start) in enumerate(zip(types, starts, strict=False)):
        for own, (c, _) in enumerate(listed):
            works = row_of(c, start + own * size)
            rows.append((works, "<=", market.slack[j] * times(c, market.status_quo[j])))
            others = [report for report in range(len(listed)) if report != own]
            rows += [(works | row_of([-x for x in c], start + report * size), "<=", ZERO) for report in others]
    every = [(j, start + t * size, p) for j, start in enumerate(starts[:-1]) for t, (_, p) in enumerate(types[j])]
    for i, n in market.sums():
        rows.append(({start + i: p for _, start, p in every}, "=", n))
    cost: Sparse = {}
    for j, start, p in every:
        cost |= row_of([p * pi for pi in market.performance[j]], start)
    return Program(built(rows, market.lower() * (starts[-1] // size)), cost)


def check_cheapest_obvious(about: Any, holds: bool, evidence: Any) -> str:
    """The cheapest trading mechanism that is obviously strategy-proof on finitely many types.

    Types that choose alike, a class, weakly like what is selected for them, and all others weakly dislike it. So what
    is selected for a list of classes is a program of its own, and the rest is a choice among partitions of the types.
    """
    data, value = fields(about, "market value")
    require(holds, "only the optimum itself can be shown")
    market = ChoiceMarket(data, payments=True)
    require(len(market.sums()) == market.size, "an open sum")
    types = finite_laws(market)
    counts = [2 ** len(listed) - 1 for listed in types]
    afford(math.prod(counts) <= MAX_CASES and max(map(len, types)) <= 10, "too many sets of types")
    division, selected, multipliers = of_form(evidence, "divided types", "division selected multipliers")
    lists = list(itertools.product(*(range(1, count + 1) for count in counts)))
    cost = {k: -pi for k, pi in enumerate(flat(market.performance)) if pi}
    bounds: dict[tuple[int, ...], Fraction] = {}
    for classes, vector in zip(lists, listing(multipliers, len(lists)), strict=True):
        system = class_system(market, types, classes)
        bounds[classes] = -chance_of(types, classes) * system.upper_bound(cost, numbers(vector, len(system.rows)))
    chosen = [[index(mask, count + 1) for mask in listing(each)] for each, count in zip(division, counts, strict=True)]
    for masks, count in zip(chosen, counts, strict=True):
        require(0 not in masks and sum(masks) == count, "that is no partition")
        require(all(not a & b for a, b in itertools.combinations(masks, 2)), "the classes overlap")
    attained, profiles = ZERO, list(itertools.product(*chosen))
    for classes, assignment in zip(profiles, listing(selected, len(profiles)), strict=True):
        point = flat(matrix_of(assignment, market.agents, market.size))
        require(class_system(market, types, classes).contains(point), "a class is given what it may not be")
        attained += chance_of(types, classes) * times(flat(market.performance), point)
    divisions = [list(partitions_of(count)) for count in counts]
    afford(math.prod(map(len, divisions)) <= MAX_PLACES, "too many partitions")
    least_cost: Fraction | None = None
    for each in itertools.product(*divisions):
        spend(math.prod(map(len, each)))
        total = sum((bounds[classes] for classes in itertools.product(*each)), ZERO)
        least_cost = total if least_cost is None or total < least_cost else least_cost
    require(attained == number(value) == least_cost, "the value is another")
    kind = "a trading mechanism that is obviously strategy-proof on the types"
    return f"the least expected social cost of {kind} is {told(value)}"


def class_system(market: ChoiceMarket, types: list[list[tuple[Point, Fraction]]], classes: tuple[int, ...]) -> System:
    """What may be selected where these classes choose: members weakly like it, others weakly dislike it; it clears."""
    rows: list[tuple[Sparse, str, Fraction]] = []
    for j, (mask, listed) in enumerate(zip(classes, types, strict=True)):
        for t, (costs, _) in enumerate(listed):
            signed = [c if mask >> t & 1 else -c for c in costs]
            rows.append((row_of(signed, j * market.size), "<=", times(signed, market.status_quo[j])))
    for i, n in market.sums():
        rows.append(({j * market.size + i: ONE for j in range(market.agents)}, "=", n))
    spend(market.size * sum(map(len, types)))
    return built(rows, market.lower() * market.agents)


def chance_of(types: list[list[tuple[Point, Fraction]]], classes: tuple[int, ...]) -> Fraction:
    """How likely it is that every agent's type is in its class."""
    every = zip(types, classes, strict=True)
    return math.prod(
        (sum((p for t, (_, p) in enumerate(one) if mask >> t & 1), ZERO) for one, mask in every), start=ONE
    )


def partitions_of(mask: int) -> Iterator[tuple[int, ...]]:
    """All ways to divide a set, a bit mask, into nonempty sets."""
    if not mask:
        yield ()
        return
    lowest = mask & -mask
    rest = part = mask ^ lowest
    while True:
        spend(1)
        yield from ((part | lowest, *others) for others in partitions_of(rest ^ part))
        if not part:
            return
        part = (part - 1) & rest


def check_best_rays(about: Any, holds: bool, evidence: Any) -> str:
    """Polarized rays with ex-post optimal selection, for finitely many types: menus that cost so much, and a bound.

    Types that choose the same ray are a class, 0 stands for the remedial menu. What is selected for a list of classes
    is a program of its own, which is bounded alone; where that is not enough, regions of rays are told apart.
    """
    data, value, bound = fields(about, "market value bound")
    require(holds, "only what is attained and a bound can be shown")
    rays = RayMarket(ChoiceMarket(data))
    form = "division rays selected multipliers opened"
    division, chosen, selected, multipliers, opened = of_form(evidence, "branched rays", form)
    divisions = [[*partitions_of(every), (0,)] for every in rays.every]
    afford(math.prod(map(len, divisions)) <= MAX_PLACES, "too many partitions")
    own = tuple(rays.classes_of(masks, every) for masks, every in zip(listing(division), rays.every, strict=True))
    attained = rays.cost_of(own, matrices(chosen, own, rays.market.size), listing(selected))
    require(attained == number(value), "the mechanism costs something else")
    lists = list(itertools.product(*(range(every + 1) for every in rays.every)))
    bounds = {
        at: rays.lower_bound(at, {}, vector) for at, vector in zip(lists, listing(multipliers, len(lists)), strict=True)
    }
    trees: dict[Any, Any] = {}
    for each in listing(opened):
        divided, regions = fields(each, "division regions")
        named = zip(listing(divided, len(rays.every)), rays.every, strict=True)
        trees[tuple(tuple(sorted(rays.classes_of(masks, every))) for masks, every in named)] = regions
    for given in itertools.product(*divisions):
        spend(math.prod(map(len, given)))
        if sum((bounds[at] for at in itertools.product(*given)), ZERO) < number(bound):
            sought = tuple(tuple(sorted(masks)) for masks in given)
            require(sought in trees, "a division that may cost less is not looked at")
            rays.require_bounded(sought, bounds, listing(trees[sought]), number(bound))
    start = "the best polarized ray mechanism with ex-post optimal selection costs"
    if number(value) == number(bound):
        return f"{start} {told(value)} in expectation"
    return f"{start} at most {told(value)} in expectation, and at least {told(bound)}"


def check_incentive_bound(about: Any, holds: bool, evidence: Any) -> str:
    """No incentive compatible mechanism costs less, costs being uniform on boxes that are cut into cells.

    Of a mechanism only averages over cells are looked at: x(K) for a list of cells, Q(k) of one agent given its cell,
    and U(k), the average of c . X(c). They satisfy the rows of a linear program, whose multipliers prove the bound.
    """
    data, bound = fields(about, "market bound")
    require(holds, "only a bound can be shown")
    market = ChoiceMarket(data)
    parts, multipliers = of_form(evidence, "cell multipliers", "parts multipliers")
    require(all(market.laws), "an agent has no law")
    counts = [index(n, MAX_CASES) for n in listing(parts, market.agents)]
    require(min(counts) > 0, "a box has no parts")
    # what has no weight may lie outside the domain, where nothing is asked of a mechanism
    likely = [([part for part in law or [] if part[0]], n) for law, n in zip(market.laws, counts, strict=True)]
    lists = math.prod(sum(n ** sum(map(operator.lt, *box)) for _, *box in law) for law, n in likely)
    afford(lists * market.agents * market.size <= 2 * MAX_CASES, "the program on cells is too large")
    program = CellProgram(market, [cost_cells(law, n) for law, n in likely])
    system = program.system()
    least_cost = -system.upper_bound(program.objective(), numbers(multipliers, len(system.rows)))
    require(least_cost >= number(bound), "the multipliers prove less")
    return f"no Bayesian incentive compatible mechanism has an expected social cost less than {told(bound)}"


class CostCell(NamedTuple):
    """A box of types with its probability, and where its neighbours along each side are in the list, if there are."""

    lower: Point
    widths: Point
    chance: Fraction
    before: list[int | None]
    after: list[int | None]

    @property
    def middle(self) -> Point:
        return [low + width / 2 for low, width in zip(self.lower, self.widths, strict=True)]


def cost_cells(law: list[Part], parts: int) -> list[CostCell]:
    """Every part of a law, each side that has length cut into so many pieces; the last task varies fastest."""
    found: list[CostCell] = []
    for weight, low, high in law:
        counts = [parts if a < b else 1 for a, b in zip(low, high, strict=True)]
        start, step = len(found), [math.prod(counts[i + 1 :]) for i in range(len(low))]
        widths = [(b - a) / n for a, b, n in zip(low, high, counts, strict=True)]
        for at in itertools.product(*map(range, counts)):
            here = start + sum(k * s for k, s in zip(at, step, strict=True))
            before = [here - s if k > 0 else None for k, s in zip(at, step, strict=True)]
            after = [here + s if k < n - 1 else None for k, s, n in zip(at, step, counts, strict=True)]
            corner = [a + k * width for a, k, width in zip(low, at, widths, strict=True)]
            found.append(CostCell(corner, widths, weight / math.prod(counts), before, after))
    return found


class CellProgram:
    """The program on cells: x(K) list by list, agent by agent; then for each agent and cell Q in every task, and U."""

    def __init__(self, market: ChoiceMarket, cells: list[list[CostCell]]) -> None:
        self.market, self.cells = market, cells
        self.lists = math.prod(map(len, cells))
        self.width = market.agents * market.size
        entries = self.lists * self.width * 2 + sum(len(own) ** 2 for own in cells) * (market.size + 2)
        afford(entries <= MAX_PLACES, "the program on cells is too large")
        spend(entries + sum(map(len, cells)) * 2**market.size)
        self.starts = [self.lists * self.width]
        for own in cells:
            self.starts.append(self.starts[-1] + len(own) * (market.size + 1))

    def q(self, j: int, k: int, i: int) -> int:
        return self.starts[j] + k * (self.market.size + 1) + i

    def objective(self) -> Sparse:
        cost = flat(self.market.performance)
        chances = (math.prod([cell.chance for cell in at], start=ONE) for at in itertools.product(*self.cells))
        return {
            s * self.width + place: -p * pi for s, p in enumerate(chances) for place, pi in enumerate(cost) if p * pi
        }

    def system(self) -> System:
        market, counts = self.market, [number(n) for n in self.market.numbers]
        lower, upper = [ZERO] * self.starts[0], counts * (self.lists * market.agents)
        for own in self.cells:
            for cell in own:
                tops = [low + width for low, width in zip(cell.lower, cell.widths, strict=True)]
                least = sum((n * min(a, ZERO) for n, a in zip(counts, cell.lower, strict=True)), ZERO)
                most = sum((n * max(b, ZERO) for n, b in zip(counts, tops, strict=True)), ZERO)
                lower += [*[ZERO] * market.size, least]
                upper += [*counts, most]
        rows: list[tuple[Sparse, str, Fraction]] = []
        for s in range(self.lists):
            for i, n in enumerate(counts):
                rows.append(({s * self.width + j * market.size + i: ONE for j in range(market.agents)}, "=", n))
        rows += self.averages()
        for j, own in enumerate(self.cells):
            for k in range(len(own)):
                rows += self.workload(j, k) + self.incentives(j, k)
        return built(rows, lower, upper)

    def averages(self) -> list[tuple[Sparse, str, Fraction]]:
        """Q_j(k) in task i is the average of x_j(K) over the cells of all others."""
        size = self.market.size
        rows: dict[tuple[int, int, int], Sparse] = {
            (j, k, i): {self.q(j, k, i): -ONE}
            for j, own in enumerate(self.cells)
            for k in range(len(own))
            for i in range(size)
        }
        for s, at in enumerate(itertools.product(*(range(len(own)) for own in self.cells))):
            for j, k in enumerate(at):
                others = [self.cells[m][n].chance for m, n in enumerate(at) if m != j]
                if share := math.prod(others, start=ONE):
                    for i in range(size):
                        rows[j, k, i][s * self.width + j * size + i] = share
        return [(row, "=", ZERO) for row in rows.values()]

    def workload(self, j: int, k: int) -> list[tuple[Sparse, str, Fraction]]:
        """U is at most what (SQ) says, and at least m . Q less, for every side, w Q / 2 or w (before - after) / 8."""
        market, cell = self.market, self.cells[j][k]
        u, sq = self.q(j, k, market.size), market.slack[j] * times(cell.middle, market.status_quo[j])
        rows: list[tuple[Sparse, str, Fraction]] = [({u: ONE}, "<=", sq)]
        for falls in itertools.product(*([False, True] if width else [False] for width in cell.widths)):
            row, limit = {u: -ONE}, ZERO
            for i, width in enumerate(cell.widths):
                row[self.q(j, k, i)] = cell.middle[i] if falls[i] else cell.middle[i] - width / 2
            for i, width in enumerate(cell.widths):
                before, after = cell.before[i], cell.after[i]
                if falls[i] and before is None:
                    limit += width / 8 * number(market.numbers[i])
                elif falls[i] and before is not None:
                    row[self.q(j, before, i)] = -width / 8
                if falls[i] and after is not None:
                    row[self.q(j, after, i)] = width / 8
            rows.append((row, "<=", limit))
        return rows

    def incentives(self, j: int, k: int) -> list[tuple[Sparse, str, Fraction]]:
        """U(k) <= m . Q(l), and with equal widths U(k) <= U(l) - (the way from k to l) . Q(l)."""
        own, u = self.cells[j][k], self.q(j, k, self.market.size)
        rows: list[tuple[Sparse, str, Fraction]] = []
        for m, other in enumerate(self.cells[j]):
            row, way = {u: ONE}, [-step for step in own.middle]
            if m != k and other.widths == own.widths:
                row[self.q(j, m, self.market.size)] = -ONE
                way = [b - a for a, b in zip(own.middle, other.middle, strict=True)]
            row |= {self.q(j, m, i): step for i, step in enumerate(way) if step}
            rows.append((row, "<=", ZERO))
        return rows


Sides = dict[tuple[int, int], list[Point]]


class RayMarket:
    """A market of finitely many types, of which those without probability are left out, and its programs."""

    def __init__(self, market: ChoiceMarket) -> None:
        self.market = market
        for domain in market.domains:
            domain.require_burdens()
        self.types = [[(c, p) for c, p in listed if p] for listed in finite_laws(market)]
        self.every = [2 ** len(listed) - 1 for listed in self.types]
        cases = math.prod(every + 1 for every in self.every)
        afford(cases <= MAX_CASES and max(map(len, self.types)) <= 10, "too many sets of types")
        self.cost = {k: -pi for k, pi in enumerate(flat(market.performance)) if pi}

    def classes_of(self, masks: Any, every: int) -> tuple[int, ...]:
        """The classes of one agent: a partition of the types, or 0 alone."""
        classes = tuple(index(mask, every + 1) for mask in listing(masks))
        if classes != (0,):
            require(0 not in classes and sum(classes) == every, "that is no partition")
            require(all(not a & b for a, b in itertools.combinations(classes, 2)), "the classes overlap")
        return classes

    def full(self, classes: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(mask or every for mask, every in zip(classes, self.every, strict=True))

    def system(self, classes: tuple[int, ...], sides: Sides) -> System:
        """What may be selected at these classes, for rays on these sides; a remedial agent takes on nothing."""
        plain, size = class_system(self.market, self.types, self.full(classes)), self.market.size
        rows: list[tuple[Sparse, str, Fraction]] = []
        for j, (mask, sigma) in enumerate(zip(classes, self.market.status_quo, strict=True)):
            if not mask:
                rows += [({j * size + k: ONE}, "<=", most) for k, most in enumerate(sigma)]
            for normal in sides.get((j, mask), []):
                signed = opposite(normal)
                rows.append((row_of(signed, j * size), "<=", times(signed, sigma)))
        return built(plain.rows + rows, plain.lower)

    def lower_bound(self, classes: tuple[int, ...], sides: Sides, vector: Any) -> Fraction:
        """What these classes contribute to the expected cost at least."""
        system = self.system(classes, sides)
        bound = -system.upper_bound(self.cost, numbers(vector, len(system.rows)))
        return chance_of(self.types, self.full(classes)) * bound

    def cost_of(self, division: tuple[tuple[int, ...], ...], rays: list[list[Point]], selected: list[Any]) -> Fraction:
        """The expected cost of what is selected, along polarized rays that the classes choose."""
        for masks, own, listed in zip(division, rays, self.types, strict=True):
            used = [(mask, ray) for mask, ray in zip(masks, own, strict=True) if any(ray)]
            for mask, ray in used:
                require(mask > 0 and has_both_signs(ray), "a direction does not have both signs")
                for t, (costs, _) in enumerate(listed):
                    sign = 1 if mask >> t & 1 else -1
                    require(sign * times(costs, ray) <= 0, "a type would choose otherwise")
            require(all(are_polarized(a, b) for (_, a), (_, b) in itertools.combinations(used, 2)), "not polarized")
        total, lists = ZERO, list(itertools.product(*(range(len(masks)) for masks in division)))
        require(len(selected) == len(lists), "an assignment is missing or too many")
        for places, plain in zip(lists, selected, strict=True):
            rows = matrix_of(plain, self.market.agents, self.market.size)
            classes = tuple(division[j][k] for j, k in enumerate(places))
            require(self.system(classes, {}).contains(flat(rows)), "a class is given what it may not be")
            for j, k in enumerate(places):
                moved = [x - s for x, s in zip(rows[j], self.market.status_quo[j], strict=True)]
                require(not classes[j] or is_along(moved, rays[j][k]), "a bundle is not on the ray")
            total += chance_of(self.types, self.full(classes)) * times(flat(self.market.performance), flat(rows))
        return total

    def require_bounded(
        self, division: tuple[tuple[int, ...], ...], bounds: dict[Any, Fraction], regions: list[Any], least: Fraction
    ) -> None:
        """Every region of a tree costs at least so much; a region comes before its two cases, the first case first."""
        waiting: list[tuple[Sides, dict[Any, Fraction]]] = [({}, bounds)]
        for region in regions:
            require(bool(waiting), "a region is too many")
            sides, known = waiting.pop()
            better, cut = fields(region, "bounds cut")
            if better:
                spend(len(known))
                known = dict(known)
            for each in listing(better):
                at, vector = fields(each, "classes multipliers")
                classes = tuple(index(m, e + 1) for m, e in zip(listing(at, len(self.every)), self.every, strict=True))
                known[classes] = self.lower_bound(classes, sides, vector)
            spend(math.prod(map(len, division)))
            if cut is None:
                total = sum((known[at] for at in itertools.product(*division)), ZERO)
                require(total >= least, "a region may cost less")
                continue
            for key, normal in reversed(self.cases(cut)):
                spend(len(sides) + len(sides.get(key, [])))
                waiting.append((sides | {key: [*sides.get(key, []), normal]}, known))
        require(not waiting, "a region is missing")

    def cases(self, cut: Any) -> list[tuple[tuple[int, int], Point]]:
        """Two cases, one of which holds: sides of a ray, or of two rays that are not both tempted by a cost vector."""
        agent, mask, other, normal = fields(cut, "agent mask other normal")
        j, steps = index(agent, len(self.every)), numbers(normal, self.market.size)
        first = (j, index(mask, self.every[j] + 1))
        require(first[1] > 0, "a remedial menu has no ray")
        if other is None:
            return [(first, steps), (first, [-step for step in steps])]
        second = (j, index(other, self.every[j] + 1))
        require(second[1] > 0 and second != first, "two classes were expected")
        require(nonnegative(steps), "a cost is negative")
        return [(first, steps), (second, steps)]


def matrices(plain: Any, shape: tuple[tuple[int, ...], ...], width: int) -> list[list[Point]]:
    """A matrix for each agent, with a row for each of its classes."""
    every = zip(listing(plain, len(shape)), shape, strict=True)
    return [matrix_of(rows, len(classes), width) for rows, classes in every]


def are_polarized(one: Point, two: Point) -> bool:
    """Whether one + r two >= 0 for some r > 0; both have both signs."""
    losses = [[i for i, step in enumerate(ray) if step < 0] for ray in (one, two)]
    return all(two[i] > 0 and one[k] > 0 and one[i] * two[k] <= two[i] * one[k] for i in losses[0] for k in losses[1])


def is_along(moved: Point, ray: Point) -> bool:
    """Whether a bundle moved along a ray, or stayed."""
    if not any(moved):
        return True
    length = next((m / h for m, h in zip(moved, ray, strict=True) if h), ZERO)
    return length >= 0 and all(m == length * h for m, h in zip(moved, ray, strict=True))


class Pair(NamedTuple):
    """Two agents who may trade: the first gets gamma from the second, if both want it."""

    market: ChoiceMarket
    first: int
    second: int
    large: bool

    def wanted(self, gamma: Point) -> list[Fraction]:
        """How likely either wants it; whoever is indifferent does."""
        found = []
        for agent, sign in ((self.first, 1), (self.second, -1)):
            law = self.market.laws[agent]
            require(law is not None, "an agent has no law")
            wish = [([sign * g for g in gamma], ZERO, False)]
            found.append(sum((w * box_chance(low, high, wish) for w, low, high in law or []), ZERO))
        return found

    def room(self, wanting: list[Fraction]) -> tuple[Point, Point]:
        """The ends of the box of possible trades; in a large market only those who want to take part."""
        own, other = self.market.status_quo[self.first], self.market.status_quo[self.second]
        shares = wanting if self.large else [ONE, ONE]
        return [-shares[0] * x for x in own], [shares[1] * x for x in other]

    def saved(self, gamma: Point) -> Fraction:
        """The expected social cost that a possible trade saves."""
        wanted = self.wanted(gamma)
        low, high = self.room(wanted if all(wanted) else [ZERO, ZERO])
        require(all(a <= g <= b for a, g, b in zip(low, gamma, high, strict=True)), "the trade is not possible")
        by_trade = times(self.market.delta(self.second, self.first), gamma)
        return by_trade if self.large else math.prod(wanted) * by_trade

    def bounded(self, tree: Any, decided: tuple[dict[int, bool], dict[int, bool]]) -> Fraction:
        """What no trade saves more than that pleases the types it must: by multipliers, or in two cases."""
        laws = [self.market.laws[agent] or [] for agent in (self.first, self.second)]
        spend(sum(map(len, laws)))
        if isinstance(tree, list):
            side, position, pleased, left_out = listing(tree, 4)
            k = index(position, len(laws[index(side, 2)]))
            found = []
            for case, answer in ((pleased, True), (left_out, False)):
                again = dict(decided[0]), dict(decided[1])
                again[side][k] = answer
                found.append(self.bounded(case, again))
            return max(found)
        rows: list[tuple[Sparse, str, Fraction]] = []
        likely = []
        for known, law, sign in zip(decided, laws, (1, -1), strict=True):
            likely.append(sum((w for t, (w, _, _) in enumerate(law) if known.get(t, True)), ZERO))
            pleased_types = (low for t, (_, low, _) in enumerate(law) if known.get(t))
            rows += [(row_of([sign * c for c in low]), "<=", ZERO) for low in pleased_types]
        (multipliers,) = fields(tree, "multipliers")
        system = built(rows, *self.room(likely))
        objective = row_of(self.market.delta(self.second, self.first))
        most = max(system.upper_bound(objective, numbers(multipliers, len(rows))), ZERO)
        chance = math.prod(likely)
        return most * chance if not self.large else most if chance else ZERO

    def most(self, low: Point, high: Point) -> Fraction:
        """What no trade in the box saves more than: the first wants the lowest most, the second the highest.

        Of a good it is the other way round.
        """
        gains = zip(self.market.delta(self.second, self.first), low, high, strict=True)
        most = max(sum((max(s * a, s * b) for s, a, b in gains), ZERO), ZERO)
        best = [self.corner(agent, *ends) for agent, ends in ((self.first, (low, high)), (self.second, (high, low)))]
        return most * self.wanted(best[0])[0] * self.wanted(best[1])[1]

    def corner(self, agent: int, burdens: Point, goods: Point) -> Point:
        """The one end of each burden, the other of each good."""
        signs = [self.market.domains[agent].sign(i) for i in range(self.market.size)]
        require(all(signs), "some types like a task and some do not")
        return [a if sign > 0 else b for sign, a, b in zip(signs, burdens, goods, strict=True)]

    def cut(self, low: Point, high: Point, tree: Any) -> Fraction:
        """The same of a box that is cut into boxes."""
        if tree is None:
            return self.most(low, high)
        task, at, below, above = listing(tree, 4)
        i, value = index(task, len(low)), number(at)
        require(low[i] < value < high[i], "a box is cut outside")
        first = self.cut(low, [*high[:i], value, *high[i + 1 :]], below)
        return max(first, self.cut([*low[:i], value, *low[i + 1 :]], high, above))


def check_best_trade(about: Any, holds: bool, evidence: Any) -> str:
    """Some bilateral trade saves so much, and none saves more than the bound."""
    data, large, saved, bound = fields(about, "market large saved bound")
    require(holds and isinstance(large, bool), "only what is saved and a bound can be shown")
    market = ChoiceMarket(data)
    spend(market.agents**2)
    pairs = [Pair(market, j, k, large) for j, k in itertools.combinations(range(market.agents), 2)]
    if isinstance(evidence, dict) and evidence.get("form") == "trade over types":
        trade, trees = of_form(evidence, "trade over types", "trade trees")
        finite = all(low == high for law in market.laws if law for _, low, high in law) and all(market.laws)
        require(finite, "the types are not finitely many")
        bounds = [pair.bounded(tree, ({}, {})) for pair, tree in zip(pairs, listing(trees, len(pairs)), strict=True)]
    else:
        trade, cuts = of_form(evidence, "trade in boxes", "trade cuts")
        require(not large, "a large market is for finitely many types")
        faces = [(pair, *face) for pair in pairs for face in full_faces(*pair.room([ONE, ONE]))]
        every = zip(faces, listing(cuts, len(faces)), strict=True)
        bounds = [pair.cut(low, high, cut) for (pair, low, high), cut in every]
    first, second, moves = fields(trade, "first second moves")
    pair = Pair(market, index(first, market.agents), index(second, market.agents), large)
    require(pair.first != pair.second, "an agent trades with itself")
    require(pair.saved(numbers(moves, market.size)) == number(saved), "the trade saves something else")
    require(all(each <= number(bound) for each in [ZERO, *bounds]), "another trade may save more")
    where = " of the large market" if large else ""
    if number(saved) == number(bound):
        return f"the best bilateral trade{where} saves {told(saved)}"
    return f"the best bilateral trade{where} saves at least {told(saved)}, and at most {told(bound)}"


def full_faces(low: Point, high: Point) -> Iterator[tuple[Point, Point]]:
    """The faces of a box around 0 that hold the greatest multiple of every trade: some task is given away whole."""
    for i in range(len(low)):
        for end in (low[i], high[i]):
            if end:
                spend(len(low))
                yield [*low[:i], end, *low[i + 1 :]], [*high[:i], end, *high[i + 1 :]]


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
            require(not likes_something(parts), "a cost is negative")
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


check_outer_program = optimum(outer_program, "lists performance", "outer solution", "chances")


def check_cost_settles(about: Any, holds: bool, evidence: Any) -> str:
    """For every N: how likely the cost per copy of N copies is far from the value v of the large market, at most.

    Let s be the cost of the endowment, p the probability of a choice and r its share among the copies. All sets are
    convex and hold the endowment, so that trades can be scaled: with d = min (1, r / p) over all choices the large
    market's trades, d p / r of each, balance in the replica, which so costs at most d v + (1 - d) s a copy; with r and
    p exchanged, v is at most u times the replica's cost a copy and (1 - u) s. So the cost is more than e from v only if
    some r is off by p e / (s - v) or more, which has at most the probability exp(-2 N (p e / (s - v))^2) to either side
    (Hoeffding). Each base is at least exp(-x) for its x = 2 (p e / (s - v))^2: base * (1 + x + x^2 / 2 + ...) >= 1.
    """
    data, performance, value, distance, bases = fields(about, "lists performance value distance bases")
    require(holds, "that the cost does not settle is not shown")
    (solution,) = of_form(evidence, "share bounds", "solution")
    require(isinstance(solution, dict), "there is no solution of the large-market program")
    solved = {"form": "outer solution", **solution}
    check_outer_program({"lists": data, "performance": performance, "value": value}, True, solved)
    counts, endowment, laws, menus, ties, reach = fields(data, "numbers endowment laws menus ties reach")
    supply, start = endowed(counts, endowment)
    rows = matrix_of(performance, len(start), len(supply))
    far, gap = number(distance), sum_of([times(pi, eta) for pi, eta in zip(rows, start, strict=True)]) - number(value)
    require(far > 0, "the distance is not positive")
    exponents = []
    for eta, law, listed in zip(start, laws, menus, strict=True):
        sets, parts = menu_of(listing(listed, 1)[0], eta, supply), law_of(law, len(supply))
        for tied, chance in mixed(parts, open_choices([one.candidates(reach) for one in sets], parts, ties)).items():
            require(len(tied) == 1, "ties may be settled in several ways")
            one = sets[tied[0]]
            require(one.kind != "points" and one.holds(eta), "trades cannot be scaled")
            if chance < 1 and gap:
                exponents.append(2 * (chance * far / gap) ** 2)
    given = numbers(bases, len(exponents))
    for base, x in zip(given, exponents, strict=True):
        series = sum_of([x**n / math.factorial(n) for n in range(12)])
        require(base < 1 and base * series >= 1, "a base is not below 1, or too small")
    shown = " + ".join(f"{told(base)}^N" for base in given)
    return (
        f"for every N the social cost per copy of N copies is more than {told(distance)} from {told(value)} with "
        f"probability at most 2 ({shown or 0}) ({TIES[ties]})"
    )


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
        require(nonnegative(self.eta), "a negative endowment")
        self.types = [numbers(costs, len(self.eta)) for costs in listing(types)]
        self.p = numbers(probabilities, len(types))
        require(1 <= len(types) <= 10 and all(c > 0 for costs in self.types for c in costs), "1 to 10 positive types")
        require(sum(self.p) == 1 and nonnegative(self.p), "the probabilities do not sum to 1")

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
    require(all(has_both_signs(d) or (len(trades) == 1 and not nonnegative(d)) for d in trades), "a trade has one sign")
    check_rays(trades, "pairs", True, {"form": "multipliers", "pairs": multipliers})
    return f"a menu polarized on the whole orthant attains {told(value)}"


class Polarized(NamedTuple):
    """Menus with these acceptance sets, polarized on the orthant, and the direction in which they earn."""

    agent: TypedAgent
    w: Vector
    packing: tuple[int, ...]

    def earned(self, trees: list[Any]) -> Fraction:
        """What none of the menus earns more than: the most over the ways to name each task's owner.

        Two polarized trades take away different tasks; the owner of a task is the only one that may take it away.
        """
        every = range(len(self.packing))
        afford(len(every) ** len(self.w) <= MAX_CASES, "too many ways to name owners")
        ways = [owners for owners in itertools.product(every, repeat=len(self.w)) if set(owners) == set(every)]
        free: list[tuple[Fraction, Fraction | None]] = [(ZERO, None)] * math.comb(len(every), 2)
        shown = zip(ways, listing(trees, len(ways)), strict=True)
        return max(self.bounded(owners, free, tree) for owners, tree in shown)

    def bounded(self, owners: tuple[int, ...], ratios: list[tuple[Fraction, Fraction | None]], tree: Any) -> Fraction:
        """The same for given owners and ratios: by multipliers, or in two cases of a ratio."""
        if isinstance(tree, list):
            pair, at, below, above = listing(tree, 4)
            k, cut = index(pair, len(ratios)), number(at)
            low, high = ratios[k]
            require(low < cut and (high is None or cut < high), "a ratio is cut outside")
            first = self.bounded(owners, [*ratios[:k], (low, cut), *ratios[k + 1 :]], below)
            return max(first, self.bounded(owners, [*ratios[:k], (cut, high), *ratios[k + 1 :]], above))
        (multipliers,) = fields(tree, "multipliers")
        rows: list[tuple[Sparse, str, Fraction]] = []
        lower: list[Fraction] = []
        objective: Sparse = {}
        size = len(self.w)
        for k, mask in enumerate(self.packing):
            own, start = self.agent.trades(mask), k * size
            rows += [(moved_by(row, start), sense, bound) for row, sense, bound in own.rows]
            lower += [-x if owner == k else ZERO for x, owner in zip(self.agent.eta, owners, strict=True)]
            objective |= row_of([self.agent.weight(mask) * value for value in self.w], start)
        for (k, m), (low, high) in zip(itertools.combinations(range(len(self.packing)), 2), ratios, strict=True):
            # d + r e >= 0 for a ratio between the ends: the most that e can bring, and the least that it takes
            for i, owner in enumerate(owners):
                ratio = high if owner == k else low if owner == m else ZERO
                if ratio:
                    rows.append(({k * size + i: -ONE, m * size + i: -ratio}, "<=", ZERO))
        spend(size * len(rows))
        return built(rows, lower).upper_bound(objective, numbers(multipliers, len(rows)))


def packings_above(worth: list[Fraction], most: int, room: Fraction) -> Iterator[tuple[int, ...]]:
    """Packings of at most so many sets worth something whose worths sum to more than the room; masks ascend."""
    best = [ZERO] * len(worth)
    for mask in range(1, len(worth)):
        best[mask], part = best[mask & (mask - 1)], mask
        while part:
            if part & mask & -mask:
                best[mask] = max(best[mask], worth[part] + best[mask ^ part])
            part = (part - 1) & mask
    spend(len(worth) ** 2)

    def extended(packing: tuple[int, ...], total: Fraction, left: int) -> Iterator[tuple[int, ...]]:
        spend(1)
        if total + best[left] <= room:
            return
        if not left:
            yield tuple(sorted(packing))
            return
        yield from extended(packing, total, left & (left - 1))
        part = left if len(packing) < most else 0
        while part:
            if part & left & -left and worth[part] > 0:
                yield from extended((*packing, part), total + worth[part], left ^ part)
            part = (part - 1) & left

    yield from extended((), ZERO, len(worth) - 1)


def check_polarized_support(about: Any, holds: bool, evidence: Any) -> str:
    """The support function over all menus polarized on the orthant: a menu that attains it, and a bound for all others.

    A packing of acceptance sets earns at most what their best trades earn each by itself; where that is more than the
    bound, owners and ratios are told apart.
    """
    data, weights, value, bound = fields(about, "agent weights value bound")
    require(holds, "only what is attained and a bound can be shown")
    agent = TypedAgent(data)
    menu, pairs, multipliers, opened = of_form(evidence, "enclosed menus", "menu pairs multipliers opened")
    attained = {"agent": data, "weights": weights, "value": value}
    check_polarized_menu(attained, True, {"form": "polarized menu", "menu": menu, "multipliers": pairs})
    w, room = numbers(weights, len(agent.eta)), number(bound) - times(numbers(weights, len(agent.eta)), agent.eta)
    require(room >= 0, "the bound is less than what the endowment earns")
    worth = [ZERO]
    for mask, vector in enumerate(listing(multipliers, 2 ** len(agent.types) - 1), 1):
        most = agent.trades(mask).upper_bound(row_of(w), numbers(vector, len(agent.types)))
        worth.append(max(agent.weight(mask) * most, ZERO))
    trees: dict[tuple[int, ...], Any] = {}
    for each in listing(opened):
        packing, own = fields(each, "packing trees")
        trees[tuple(index(mask, len(worth)) for mask in listing(packing))] = own
    for packing in packings_above(worth, len(w), room):
        require(packing in trees, "a packing that may earn more is not looked at")
        require(Polarized(agent, w, packing).earned(listing(trees[packing])) <= room, "a menu may earn more")
    start = "over all menus polarized on the whole orthant the support function is"
    if number(value) == number(bound):
        return f"{start} {told(value)}"
    return f"{start} at least {told(value)}, and at most {told(bound)}"


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


def check_best_polarized_large_market(about: Any, holds: bool, evidence: Any) -> str:
    """Polarized menus drawn at random clear in expectation at this cost; prices and support functions bound it."""
    counts, performance, agents, value, bound = fields(about, "numbers performance agents value bound")
    require(holds, "only what is attained and a bound can be shown")
    prices, mixtures, enclosures, bounds = of_form(
        evidence, "mixed polarized menus", "prices mixtures enclosures bounds"
    )
    supply = [Exact(natural(n)) for n in listing(counts)]
    everyone, size = listing(agents), len(supply)
    price, weights = numbers(prices, size), matrix_of(performance, len(everyone), size)
    dual, cost, total = times(price, supply), ZERO, [ZERO] * size
    known = (listing(each, len(everyone)) for each in (mixtures, enclosures, bounds))
    for data, pi, mixture, enclosure, most in zip(everyone, weights, *known, strict=True):
        agent = TypedAgent(data)
        w = [a - b for a, b in zip(price, pi, strict=True)]
        plain = [told(x) for x in w]
        earned = told(times(w, agent.read_menu(fields(enclosure, "menu pairs multipliers opened")[0])[1]))
        shown = {"agent": data, "weights": plain, "value": earned, "bound": most}
        check_polarized_support(shown, True, {**enclosure, "form": "enclosed menus"})
        dual -= number(most)
        drawn = []
        for p, menu, pairs in (listing(one, 3) for one in listing(mixture)):
            mean = agent.read_menu(menu)[1]
            attained = {"agent": data, "weights": plain, "value": told(times(w, mean))}
            check_polarized_menu(attained, True, {"form": "polarized menu", "menu": menu, "multipliers": pairs})
            drawn.append((number(p), mean))
        mean = expectation_of(drawn, size)
        cost, total = cost + times(pi, mean), [a + b for a, b in zip(total, mean, strict=True)]
    require(total == supply and cost == number(value) and dual == number(bound), "the menus do not clear, or cost less")
    start = "over all menus polarized on the whole orthant the large-market program has"
    if number(value) == number(bound):
        return f"{start} the value {told(value)}"
    return f"{start} a value of at most {told(value)}, and at least {told(bound)}"


# -------------------------------------------------------------------------------------------- claims and instances

# A *claim* is a sentence about all instances of some sorts: where the formulas of `if` hold, those of `then` do. A
# certificate that refutes one gives the instances by name; `if` must come out true on them, and `then` false.
#
# A *term* stands for data of the certificate. It is an integer; a name, of an instance, of a definition in `where` or
# of a bound variable; `{"value": data}`, the data themselves; `{"record": {field: term}}`; `{"the": kind, "about":
# {field: term}}`, the value that a statement shown names (the capacity, the optimum); or `[operation, term, ...]`, an
# operation of `OPERATIONS` or one of
#
#     ["each", x, list, term]      the term for each x of the list
#     ["those", x, list, formula]  the x of the list for which the formula is true
#     ["if", formula, term, term]  the first term if the formula is true, the second if it is false
#
# A *formula* is `{"kind": kind, "about": {field: term}}`, true or false as the statement of these data is shown to be;
# a comparison of two terms, `<`, `<=`, `=` for numbers and `same`, `in`, `within` for data; or `["not" | "and" | "or" |
# "implies" | "iff", formula, ...]`, `["every" | "some", x, list, formula]`. What no statement shows is neither true nor
# false; a formula that does not depend on it is.
#
# `define` gives names of the claim's own to terms and formulas with parameters, `{"name": name, "words": words, "of":
# [parameter, ...], "is": term or formula}`; used as `[name, term, ...]`, told by their words, and explained at the end.
#
# `unchecked` names hypotheses of which the certificate shows nothing: they are told, and left to the reader.
#
# Where the last step of a refutation is an argument in words, `then` is empty and `facts` are the formulas, true on the
# instances, that the argument starts from.

VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_']{0,40}", re.ASCII)
MAX_LISTED = 100_000  # entries of a list that a term makes


DEFINED = re.compile(r"[A-Za-z0-9 ,.'^()<>=/_{}\[\]+*-]{1,200}", re.ASCII)
NO_WORDS = re.compile(r"\. |\b(means|Here|then|implies|if and only if)\b")
JOINING = re.compile(r"\b(and|or|not|if|with|without|other)\b")
PLACE = re.compile(r"\{(\d|\*)\}", re.ASCII)
QUANTIFIED = ("not", "every", "some")
RESERVED = (*QUANTIFIED, "each", "those", "if")


class Unknown(Refused):
    """A term needs a value that no statement of the certificate shows."""

    def __init__(self) -> None:
        super().__init__("a term needs a value that no statement of the certificate shows")


def plain_data(value: Any) -> Any:
    """The data of a term as they would stand in a file: an integer, or a fraction or a formula as a text."""
    if isinstance(value, list):
        spend(3 + len(value))
        return [plain_data(each) for each in value]
    if isinstance(value, dict):
        spend(3 + len(value))
        return {key: plain_data(each) for key, each in value.items()}
    if isinstance(value, Formula):
        written = str(value)
        afford(" " not in written, "a formula is too long")  # of a long one its degree is told, in words
        return written
    if isinstance(value, (int, Fraction)):
        bits = size_of(value.numerator, value.denominator)
        spend((bits >> 7) + (bits * bits >> 19))  # digits are made of it, at a cost quadratic in their number
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value


def data_key(data: Any) -> str:
    """Data as one text, the same for the same data alone."""
    found = json.dumps(plain_data(data), sort_keys=True)
    spend(5 + len(found) // 50)
    return found


VALUES = {
    "capacity": "value",
    "optimal": "value",
    "integer optimal": "value",
    "best rule": "value",
    "best rule for groups": "value",
    "chance": "probability",
    "optimal selection": "value",
    "expected cost": "value",
    "cheapest constant mechanism": "value",
    "cheapest incentive compatible mechanism": "value",
    "cheapest incentive compatible large market": "value",
    "cheapest obviously strategy-proof mechanism": "value",
    "outer program": "value",
    "support function": "value",
    "support over all menus": "value",
    "best large market": "value",
}
"""The kinds of statements that name the value of something, and the field with it: of the same thing only one holds."""


class Shown:
    """What the statements of a certificate show, by kind and data; and the values that they name."""

    def __init__(self) -> None:
        self.holds: dict[tuple[str, str], bool] = {}
        self.values: dict[tuple[str, str], Any] = {}

    def add(self, kind: str, about: Any, holds: bool) -> None:
        self.holds[kind, data_key(about)] = holds
        if holds and kind in VALUES:
            rest = {field: data for field, data in about.items() if field != VALUES[kind]}
            value = about[VALUES[kind]]
            self.values[kind, data_key(rest)] = None if value is None else number(value)

    def truth(self, kind: str, about: Any) -> bool | None:
        return self.holds.get((kind, data_key(about)))

    def value(self, kind: str, about: Any) -> Any:
        """The value that a statement about these data names. Raises `Unknown`."""
        if (kind, data_key(about)) not in self.values:
            raise Unknown
        return self.values[kind, data_key(about)]


Scope = dict[str, Any]


class Definition:
    """A name of the claim's own for a term or a formula with parameters, and the words that it is called by."""

    def __init__(self, plain: Any) -> None:
        self.name, self.words, parameters, self.body = fields(plain, "name words of is")
        self.parameters = [variable(each) for each in listing(parameters)]
        known = variable(self.name) not in (*OPERATIONS, *COMPARED_TERMS, *JOINTS, *RESERVED)
        require(known, f"the name {quoted(self.name)} of a definition has a meaning already")
        require(isinstance(self.words, str) and DEFINED.fullmatch(self.words) is not None, "a definition without words")
        require(NO_WORDS.search(self.words) is None, "the words of a definition look like a sentence of their own")
        plain = VARIABLE.fullmatch(self.words) or NUMERAL.fullmatch(self.words) or self.words in TEMPLATES
        require(not plain, "the words of a definition have a meaning already")
        require(enclosed(self.words) is not None, "the words of a definition have brackets without their pairs")
        require(len(set(self.parameters)) == len(self.parameters), "a definition has a parameter twice")
        told = {m[1] for m in PLACE.finditer(self.words)}
        known = told == {str(k) for k in range(len(self.parameters))}
        require(known, "the words of a definition do not name just its parameters")

    def within(self, scope: Scope, values: list[Any]) -> Scope:
        require(len(values) == len(self.parameters), f"{quoted(self.name)} is given another number of terms")
        spend(len(scope) // 40)
        return {**scope, **dict(zip(self.parameters, values, strict=True))}


class Reader:
    """Terms and formulas evaluated on instances, by what is shown and with what the claim defines."""

    def __init__(self, shown: Any, defined: dict[str, Definition] | None = None) -> None:
        self.shown, self.defined = shown, defined or {}
        self.base: Scope = {}  # the instances and what is defined from them: all that a definition knows of

    def value(self, term: Any, scope: Scope) -> Any:
        """The data that a term stands for. Raises `Unknown`."""
        spend(3)
        if isinstance(term, int) and not isinstance(term, bool):
            return term
        if isinstance(term, str):
            require(term in scope, f"the name {quoted(term)} in a term is unknown")
            return scope[term]
        if isinstance(term, dict):
            return self.data(term, scope)
        operation, *parts = listing(term)
        if operation in ("each", "those"):
            return self.listed(operation, parts, scope)
        if operation == "if":
            condition, first, second = listing(parts, 3)
            holds = self.truth(condition, scope)
            if holds is None:
                raise Unknown
            return self.value(first if holds else second, scope)
        values = [self.value(part, scope) for part in parts]
        if operation in self.defined:
            definition = self.defined[operation]
            return self.value(definition.body, definition.within(self.base, values))
        require(operation in OPERATIONS, f"the operation {quoted(operation)} is unknown")
        return OPERATIONS[operation][1](*values)

    def data(self, term: dict[str, Any], scope: Scope) -> Any:
        if "value" in term:
            return fields(term, "value")[0]
        if "record" in term:
            return self.record(fields(term, "record")[0], scope)
        kind, about = fields(term, "the about")
        require(kind in VALUES, f"statements of the kind {quoted(kind)} name no value")
        return self.shown.value(kind, self.record(about, scope))

    def record(self, plain: Any, scope: Scope) -> dict[str, Any]:
        require(isinstance(plain, dict), "fields with their terms were expected")
        return {field: self.value(term, scope) for field, term in plain.items()}

    def listed(self, operation: str, parts: list[Any], scope: Scope) -> list[Any]:
        """The list that `each` or `those` makes."""
        name, among, body = listing(parts, 3)
        inner = ((each, with_name(scope, name, each)) for each in listing(self.value(among, scope)))
        if operation == "each":
            return [self.value(body, more) for _, more in inner]
        holds = [(each, self.truth(body, more)) for each, more in inner]
        if any(each is None for _, each in holds):
            raise Unknown
        return [each for each, kept in holds if kept]

    def truth(self, formula: Any, scope: Scope) -> bool | None:
        """Whether a formula is true; `None` if what is shown does not tell."""
        spend(3)
        try:
            if isinstance(formula, dict):
                kind, about = fields(formula, "kind about")
                require(kind in KINDS, f"the kind {quoted(kind)} is unknown")
                truth: bool | None = self.shown.truth(kind, self.record(about, scope))
                return truth
            word, *parts = listing(formula)
            if word in self.defined:
                definition = self.defined[word]
                values = [self.value(part, scope) for part in parts]
                return self.truth(definition.body, definition.within(self.base, values))
            if word in COMPARED_TERMS:
                left, right = (self.value(part, scope) for part in listing(parts, 2))
                return bool(COMPARED_TERMS[word][1](left, right))
            if word in ("every", "some"):
                name, among, body = listing(parts, 3)
                values = listing(self.value(among, scope))
                return joined_truth(word == "some", (self.truth(body, with_name(scope, name, v)) for v in values))
            if word in ("and", "or"):
                return joined_truth(word == "or", (self.truth(part, scope) for part in parts))
            require(word in ("not", "implies", "iff"), f"the word {quoted(word)} in a formula is unknown")
            return self.connected(word, parts, scope)
        except Unknown:
            return None

    def connected(self, word: str, parts: list[Any], scope: Scope) -> bool | None:
        first = self.truth(listing(parts, 1 if word == "not" else 2)[0], scope)
        opposite = None if first is None else not first
        if word == "not":
            return opposite
        if word == "implies":
            return joined_truth(True, (opposite if k == 0 else self.truth(parts[1], scope) for k in (0, 1)))
        second = self.truth(parts[1], scope)
        return None if first is None or second is None else first == second


def with_name(scope: Scope, name: Any, value: Any) -> Scope:
    """The scope with one more name, or another meaning of it."""
    spend(1 + len(scope) // 40)
    return {**scope, variable(name): value}


def joined_truth(wanted: bool, truths: Iterator[bool | None]) -> bool | None:
    """Whether one of the truths is the wanted one; the others are not looked at. `None` if that is not known."""
    unknown = False
    for truth in truths:
        if truth is wanted:
            return wanted
        unknown = unknown or truth is None
    return None if unknown else not wanted


def variable(name: Any) -> str:
    require(isinstance(name, str) and VARIABLE.fullmatch(name) is not None, f"{quoted(name)} is no variable")
    require(WORDS_OF_SENTENCES.fullmatch(name) is None, f"{quoted(name)} is no variable: sentences use the word")
    return str(name)


WORDS_OF_SENTENCES = re.compile(
    "null|true|false|and|or|not|if|then|else|implies|for|every|each|some|those|of|with|without|is|are|means|the|among|"
    "than|Here"
)


TEXT_NUMERAL = re.compile(r'"-?[0-9]+(?:/0*[1-9][0-9]*)?"')


def by_number(key: str) -> str:
    """A key in which numerals are the numbers that they write."""
    return TEXT_NUMERAL.sub(lambda match: data_key(number(match[0][1:-1])), key)


def told_apart(keys: Iterable[str], others: Iterable[str]) -> None:
    """Refuse to tell data apart, as `is` and `is among` do, where they are the same numbers, written in two ways.

    A sentence says `x is 3` of the text "3" as of the integer.
    """
    same = "a number that is written in two ways is compared with itself; numbers are compared by <, <= and ="
    require({by_number(key) for key in keys}.isdisjoint({by_number(key) for key in others}), same)


def in_list(value: Any, values: Any) -> bool:
    wanted, keys = data_key(value), set(map(data_key, listing(values)))
    if wanted not in keys:
        told_apart([wanted], keys)
    return wanted in keys


def same_data(left: Any, right: Any) -> bool:
    return in_list(left, [right])


COMPARED_TERMS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "<": ("{0} < {1}", lambda left, right: number_of(left) < number_of(right)),
    "<=": ("{0} <= {1}", lambda left, right: number_of(left) <= number_of(right)),
    "=": ("{0} = {1}", lambda left, right: number_of(left) == number_of(right)),
    "same": ("{0} is {1}", same_data),
    "in": ("{0} is among {1}", in_list),
    "within": ("{0} is contained in {1}", lambda left, right: not without(left, right)),
}


def number_of(value: Any) -> Fraction:
    spend(2)
    return value if isinstance(value, Fraction) else number(value)


def vector_from(values: Any) -> list[Fraction]:
    return [number_of(value) for value in listing(values)]


def sized(values: list[Any]) -> list[Any]:
    """A list that a term makes, if it is not too long."""
    afford(len(values) <= MAX_LISTED, "a term makes too long a list")
    spend(len(values))
    return values


def all_in(lists: Any) -> list[Any]:
    """The entries of all the lists."""
    afford(sum(map(len, lists)) <= MAX_LISTED, "a term makes too long a list")
    return sized([each for one in lists for each in listing(one)])


def pairs_of(values: Any) -> list[Any]:
    """All ordered pairs of entries at different places."""
    afford(len(values) ** 2 <= MAX_LISTED, "a term makes too long a list")
    spend(len(values) ** 2)
    return sized([list(pair) for pair in itertools.permutations(values, 2)])


def put_at(values: Any, place: Any, value: Any) -> list[Any]:
    """The list with another entry at a position."""
    k = index(plain_data(place), len(values))
    return sized([*values[:k], value, *values[k + 1 :]])


def at(values: Any, place: Any) -> Any:
    """An entry of a list by its position, or of an object by its key."""
    if isinstance(values, dict):
        require(place in values, f"a term asks for the field {quoted(place)} of what has none")
        return values[place]
    return values[index(plain_data(place), len(values))]


def as_numbers(values: Any) -> Any:
    """Numerals as the numbers that they write, in lists of any depth."""
    spend(3)
    return [as_numbers(each) for each in values] if isinstance(values, list) else number_of(values)


def entrywise(operation: Callable[[Fraction, Fraction], Fraction]) -> Callable[[Any, Any], list[Fraction]]:
    return lambda left, right: [operation(a, b) for a, b in zip(vector_from(left), vector_from(right), strict=True)]


def choices_from(lists: Any) -> list[Any]:
    """All lists with one entry of each of the lists."""
    entries = math.prod(map(len, lists)) * len(lists)
    afford(entries <= MAX_LISTED, "a term makes too long a list")
    spend(entries + sum(map(len, lists)))
    return sized([list(choice) for choice in itertools.product(*lists)])


def subsets_of(values: Any) -> list[Any]:
    afford(len(values) <= 14, "a term makes too long a list")
    sizes = range(len(values) + 1)
    spend(len(values) << len(values))
    return sized([list(chosen) for size in sizes for chosen in itertools.combinations(values, size)])


def position_of(value: Any, values: Any) -> int:
    wanted, keys = data_key(value), list(map(data_key, listing(values)))
    require(wanted in keys, "a term asks for the position of what is not in the list")
    return keys.index(wanted)


def without(values: Any, others: Any) -> list[Any]:
    gone = set(map(data_key, listing(others)))
    left = [(each, key) for each, key in ((each, data_key(each)) for each in listing(values)) if key not in gone]
    told_apart((key for _, key in left), gone)
    return [each for each, _ in left]


def distinct_values(values: Any) -> list[Any]:
    found = {data_key(each): each for each in listing(values)}
    require(len(set(map(by_number, found))) == len(found), "a number is written in two ways")
    return list(found.values())


def dense(vector: Any) -> list[Any]:
    """[index, value] pairs of the entries of a vector that are not 0."""
    return [[k, value] for k, value in enumerate(vector_from(vector)) if value]


def limits(bound: Any, count: int) -> list[Any]:
    """A bound for each variable: a list of them, or one for all."""
    return list(bound) if isinstance(bound, list) else [bound] * count


def system_of(variables: Any, rows: Any, lower: Any, upper: Any) -> dict[str, Any]:
    size = len(variables)
    return {"variables": variables, "lower": limits(lower, size), "upper": limits(upper, size), "rows": rows}


def row_with(sense: str) -> Callable[[Any, Any], dict[str, Any]]:
    return lambda left, right: {"coefficients": dense(left), "sense": sense, "bound": number_of(right)}


def matrix_from(rows: Any, columns: Any, entries: Any) -> dict[str, Any]:
    """A matrix by names, from its rows as lists of entries."""
    listed = [[r, c, integer(e)] for r, row in enumerate(entries) for c, e in enumerate(row) if number_of(e)]
    return {"rows": rows, "columns": columns, "entries": sized(listed)}


def determinant_of(entries: Any) -> int:
    rows = equally_long(entries)
    require(not rows or len(rows) == len(rows[0]), "a determinant of a matrix that is not square")
    return determinant([[integer(plain_data(entry)) for entry in row] for row in rows])


def equally_long(rows: Any) -> list[list[Any]]:
    """The rows of a matrix, as lists of entries."""
    listed = [listing(row) for row in listing(rows)]
    require(len(set(map(len, listed))) <= 1, "the rows of a matrix have different lengths")
    spend(sum(map(len, listed)))
    return listed


def remainder(left: Any, right: Any) -> Fraction:
    """What is left of a number when multiples of another are taken away."""
    one, other = number_of(left), number_of(right)
    bits = size_of(one.numerator, one.denominator, other.numerator, other.denominator)
    spend(3 + (bits * bits >> 19))
    return Exact(one % other)


def copied(record: Any) -> dict[str, Any]:
    """The record, of which a copy is to be made."""
    require(isinstance(record, dict), "fields with their data were expected")
    spend(1 + len(record))
    return dict(record)


def structure_from(problem: Any) -> dict[str, Any]:
    """The implementation structure of an allocation problem: its sets, without quotas, prior and rule."""
    given = problem_of(problem)
    require(not given.public and not given.restrictions, "the problem has no implementation structure")
    every = [in_order(given, cells) for cells, _, _ in given.constraints]
    sets = [[list(cell) for cell in cells] for cells in every if len(cells) > 1]
    objects = {"objects": problem["objects"]} if given.objects else {}
    return {"agents": problem["agents"], **objects, "sets": sets, "types": problem["types"]}


def allocation_problem(problem: Any) -> None:
    """A problem as in section 2 of LY: amounts are integers, and every quota is finite."""
    given = problem_of(problem)
    require(not given.divisible and not given.public and not given.restrictions, "the problem is of another kind")
    require(all(high is not None for _, _, high in given.constraints), "a ceiling is missing")


def cells_of(structure: Any) -> list[Any]:
    return [plain_name(cell) for cell in Structure(structure).cells]


def all_sets(structure: Any) -> list[Any]:
    """The constraint sets, single cells included."""
    return [[plain_name(cell) for cell in cells] for cells in Structure(structure).sets]


def plain_name(key: Any) -> Any:
    """The name that a key stands for."""
    spend(1)
    if not isinstance(key, Name):
        return key
    return [plain_name(part) for part in key.parts] if isinstance(key.parts, tuple) else int(key.parts)


def type_profiles(structure: Any) -> list[Any]:
    return sized([[plain_name(own) for own in profile] for profile in Structure(structure).profiles])


def quotas_of(problem: Any, cells: Any) -> tuple[Fraction, Fraction | None]:
    """Floor and ceiling of a set of cells, each a list of names; 0 and none if it has no quotas."""
    wanted = frozenset(tuple(map(name, cell)) for cell in cells)
    listed = problem_of(problem).constraints
    spend(len(cells) + len(listed))
    found = ((low, high) for members, low, high in listed if members == wanted)
    return next(found, (ZERO, None))


def quota_sets(problem: Any) -> list[Any]:
    """The sets with quotas, each as the list of its cells in order."""
    given = problem_of(problem)
    return [[list(cell) for cell in in_order(given, cells)] for cells, _, _ in given.constraints]


def in_order(problem: Problem, cells: frozenset[Cell]) -> list[Cell]:
    """The cells of a set in the order of the problem."""
    spend(5 + 2 * len(cells) + len(problem.cells) // 2)
    order = {cell: k for k, cell in enumerate(problem.cells)}
    return sorted(cells, key=order.__getitem__)


def quotas_in_force(problem: Any, profile: Any) -> list[Any]:
    """The quotas at a type profile, each as its set, in order, its floor and its ceiling."""
    given = problem_of(problem)
    listed = ((in_order(given, cells), low, high) for cells, low, high in given.quotas(given.key(profile)))
    return sized([[list(map(list, cells)), low, high] for cells, low, high in listed])


def cone_matrix(structure: Any) -> dict[str, Any]:
    """M(W) as a matrix by names."""
    grid = projection_cone_matrix(structure)
    rows, columns = list(grid.rows), {column: k for k, column in enumerate(grid.columns)}
    spend(2 * sum(map(len, grid.rows.values())))
    entries = [
        [r, columns[c], e]
        for r, row in enumerate(rows)
        for c, e in sorted(grid.rows[row].items(), key=lambda pair: columns[pair[0]])
    ]
    return {"rows": [plain_name(row) for row in rows], "columns": [plain_name(c) for c in columns], "entries": entries}


def rows_and_columns(structure: Any) -> list[Any]:
    """The sets {i} x A and N x {j}, each as the list of its cells in order."""
    given = cells_of(structure)
    ends = [(0, agent) for agent in structure["agents"]] + [
        (1, thing) for thing in distinct_values([c[1:] for c in given])
    ]
    spend(len(ends) * len(given))
    return [[cell for cell in given if (cell[1:] if place else cell[0]) == end] for place, end in ends]


def probability_of(problem: Any, profile: Any) -> Fraction:
    given = problem_of(problem)
    return given.prior[given.key(profile)]


def weighted_rule_at(problem: Any, cell: Any, own: Any) -> Fraction:
    """y: the probability of the agent's type times what the interim rule gives it of the object."""
    agent, *thing = cell
    return problem_of(problem).weighted_rule()[tuple(map(name, (agent, own, *thing)))]


def interim_rule_at(problem: Any, cell: Any, own: Any) -> Fraction:
    """Q: what the interim rule gives the agent's type of the object."""
    agent, *thing = cell
    rule = problem_of(problem).rule
    require(rule is not None, "there is no interim rule")
    return (rule or {})[tuple(map(name, (agent, own, *thing)))]


def orders_of(values: Any) -> list[Any]:
    afford(len(values) <= 7, "a term makes too long a list")
    spend(len(values) * math.factorial(len(values)))
    return sized([list(order) for order in itertools.permutations(values)])


def rows_of(matrix: Any) -> list[Any]:
    """The rows of a matrix by names, as lists of entries."""
    entries = len(matrix["rows"]) * len(matrix["columns"])
    afford(entries <= MAX_LISTED, "a matrix too large for a term")
    spend(entries)
    table = [[0] * len(matrix["columns"]) for _ in matrix["rows"]]
    for r, c, entry in matrix["entries"]:
        table[index(r, len(table))][index(c, len(matrix["columns"]))] = integer(entry)
    return sized(table)


def directions_offered(mechanism: Any, agent: Any) -> list[Any]:
    """For each choice of the agent the directions from the endowment to the bundles of the trading set, as printed."""
    protocol = Protocol(mechanism)
    return [[list(d) for d in one.offers()] for one in protocol.menus[index(agent, protocol.agents)]]


def tabled(mechanism: Any) -> Protocol:
    """The protocol of a mechanism whose selection is a table: only then is it known what is selected."""
    protocol = Protocol(mechanism)
    require(protocol.table is not None, "the selection is no table")
    return protocol


def bundles_selected(mechanism: Any, agent: Any) -> list[Any]:
    """For each choice of the agent the bundles that are selected for it at some choices of the others."""
    protocol = tabled(mechanism)
    j = index(agent, protocol.agents)
    return [distinct_values(protocol.reach(j, k)) for k in range(len(protocol.menus[j]))]


def directions_selected(mechanism: Any, agent: Any) -> list[Any]:
    """For each choice of the agent the directions from the endowment to the bundles that are selected for it."""
    protocol = tabled(mechanism)
    j = index(agent, protocol.agents)
    own, choices = protocol.endowment[j], range(len(protocol.menus[j]))
    return [[list(d) for d in directions(own, protocol.reach(j, k))] for k in choices]


def selected_at(mechanism: Any, choices: Any) -> list[Any]:
    """The bundles that are selected at a profile of choices."""
    protocol = tabled(mechanism)
    return list(protocol.selected(protocol.profile(plain_data(choices))))


def choices_made(mechanism: Any, agent: Any, costs: Any) -> list[Any]:
    """The choices that the agent's strategy allows it at a type."""
    protocol = tabled(mechanism)
    j = index(agent, protocol.agents)
    strategy = Strategy(listing(mechanism["strategies"], protocol.agents)[j], protocol.menus[j])
    vector = numbers(plain_data(costs), len(protocol.counts))
    require(protocol.domains[j].contains(vector), "the type is not in the domain")
    return list(strategy.choices(protocol, j, vector))


def outside_support(preferences: Any) -> list[Any]:
    """Types of a box, the middle of each cell into which the law's parts cut it, that no part holds.

    The support is closed, so that it covers a cell if it covers its interior; what is thin where the box is thick is a
    cut and holds no middle.
    """
    low, high = map(vector_from, listing(preferences["domain"]["box"], 2))
    law = law_of(preferences["law"], len(low)) if preferences["law"] else []
    parts = [list(zip(a, b, strict=True)) for weight, a, b in law if weight]
    cells = []
    for i, (a, b) in enumerate(zip(low, high, strict=True)):
        cuts = sorted({a, b, *(end for sides in parts for end in sides[i] if a < end < b)})
        cells.append([(x + y) / 2 for x, y in itertools.pairwise(cuts)] if a < b else cuts)
    middles = choices_from(cells)
    spend(len(middles) * (1 + len(parts) * len(low)))
    return [middle for middle in middles if not any(in_sides(middle, sides) for sides in parts)]


def in_sides(point: Sequence[Any], sides: Sequence[Any]) -> bool:
    return all(a <= x <= b for x, (a, b) in zip(point, sides, strict=True))


def rows_named(matrix: Any, kind: Any) -> list[Any]:
    """The rows of a matrix whose names start with a word."""
    return [row for named, row in zip(matrix["rows"], rows_of(matrix), strict=True) if named[0] == kind]


# How an operation reads in a sentence, and what it does. Numbers in braces are the terms it is applied to.
OPERATIONS: dict[str, tuple[str, Callable[..., Any]]] = {
    "+": ("({0} + {1})", lambda left, right: number_of(left) + number_of(right)),
    "-": ("({0} - {1})", lambda left, right: number_of(left) - number_of(right)),
    "*": ("{0} * {1}", lambda left, right: number_of(left) * number_of(right)),
    "/": ("({0} / {1})", lambda left, right: number_of(left) / number_of(right)),
    "modulo": ("({0} modulo {1})", remainder),
    "absolute": ("|{0}|", lambda one: abs(number_of(one))),
    "size": ("the number of {0}", lambda values: len(listing(values))),
    "sum": ("the sum of {0}", lambda values: sum(vector_from(values), ZERO)),
    "least": ("the least of {0}", lambda values: min(vector_from(values))),
    "greatest": ("the greatest of {0}", lambda values: max(vector_from(values))),
    "dot": ("{0} . {1}", lambda left, right: sum(entrywise(lambda a, b: a * b)(left, right), ZERO)),
    "plus": ("({0} + {1})", entrywise(lambda a, b: a + b)),
    "minus": ("({0} - {1})", entrywise(lambda a, b: a - b)),
    "times": ("{0} {1}", lambda factor, vector: [number_of(factor) * value for value in vector_from(vector)]),
    "list": ("({*})", lambda *values: list(values)),
    "at": ("{0}[{1}]", at),
    "field": ("the {1} of {0}", at),
    "with": ("({0} with {1} {2})", lambda record, field, value: {**copied(record), name(field): value}),
    "omitting": ("{0} without {1}", lambda record, field: {k: v for k, v in copied(record).items() if k != field}),
    "joined": ("{0} and {1}", lambda left, right: all_in([left, right])),
    "all of": ("all of {0}", all_in),
    "positions": ("the positions in {0}", lambda values: sized(list(range(len(listing(values)))))),
    "position": ("the position of {0} in {1}", position_of),
    "put": ("{0} with {2} at {1}", put_at),
    "numbers": ("{0}", as_numbers),
    "primitive": ("the direction of {0} in whole numbers", lambda vector: list(along(vector_from(vector)))),
    "keys": ("the fields of {0}", lambda record: sized(list(record)) if isinstance(record, dict) else []),
    "pairs": ("the pairs of different entries of {0}", pairs_of),
    "choices": ("the choices of an entry of each of {0}", choices_from),
    "subsets": ("the sublists of {0}", subsets_of),
    "distinct": ("the different ones of {0}", distinct_values),
    "without": ("{0} other than {1}", without),
    "common": ("what {0} and {1} have in common", lambda left, right: without(left, without(left, right))),
    "transposed": (
        "the transpose of {0}",
        lambda rows: [list(column) for column in zip(*equally_long(rows), strict=True)],
    ),
    "determinant": ("the determinant of {0}", determinant_of),
    "rank": ("the rank of {0}", lambda rows: len(echelon([vector_from(row) for row in equally_long(rows)]))),
    "orders": ("the orders of {0}", orders_of),
    "weights": ("the nonzero entries of {0}", dense),
    "system": ("the system of {1} in {0}, from {2} to {3}", system_of),
    "at most": ("{0} . x <= {1}", row_with("<=")),
    "equal to": ("{0} . x = {1}", row_with("=")),
    "matrix": ("the matrix with rows {0}, columns {1} and entries {2}", matrix_from),
    "rows": ("the rows of {0}", rows_of),
    "rows named": ("the rows {1} of {0}", rows_named),
    "structure": ("the structure of {0}", structure_from),
    "types": ("the types of {1} in {0}", lambda structure, agent: at(structure["types"], agent)),
    "cells": ("the cells of {0}", cells_of),
    "all sets": ("the constraint sets of {0}", all_sets),
    "profiles": ("the type profiles of {0}", type_profiles),
    "quota sets": ("the sets with quotas of {0}", quota_sets),
    "floor": ("the floor of {1} in {0}", lambda problem, cells: quotas_of(problem, cells)[0]),
    "ceiling": ("the ceiling of {1} in {0}", lambda problem, cells: quotas_of(problem, cells)[1]),
    "quotas at": ("the quotas of {0} at {1}", quotas_in_force),
    "M(W)": ("M(W) of {0}", cone_matrix),
    "rows and columns": ("the family of all rows {i} x A and columns N x {j} of {0}", rows_and_columns),
    "probability": ("the probability of {1} in {0}", probability_of),
    "y": ("y({1}, {2}) of {0}", weighted_rule_at),
    "Q": ("Q({1}, {2}) of {0}", interim_rule_at),
    # VS
    "directions": ("the directions that {0} offers agent {1}, by choice", directions_offered),
    "directions selected": ("the directions that {0} selects for agent {1}, by choice", directions_selected),
    "bundles selected": ("the bundles that {0} selects for agent {1}, by choice", bundles_selected),
    "selected": ("what {0} selects at choices {1}", selected_at),
    "choices made": ("the choices of agent {1} with costs {2} in {0}", choices_made),
    "outside support": ("the parts of the box of {0} outside the support of its law", outside_support),
}

SORTS: dict[str, Callable[[Any], Any]] = {
    "problem": problem_of,
    "allocation problem": allocation_problem,
    "structure": Structure,
    "market": lambda data: ChoiceMarket(data),
    "mechanism": lambda data: Protocol(data),
    "matrix": grid_of,
    "number": number,
    "vector": vector_from,
    "vectors": lambda data: [vector_from(vector) for vector in listing(data)],
    "sets": family,
    "data": lambda data: None,
}
"""What an instance may be said to be, and what its data must then be."""

NAMES_OF_SORTS = {
    "allocation problem": "problem with indivisible goods and finite quotas, called",
    "vectors": "list of vectors",
    "sets": "family of sets",
}


class Claim:
    """For all instances of the sorts named in `for_every`: `if` the formulas hold, `then` so do these."""

    def __init__(self, plain: Any) -> None:
        names = "id reading then"
        more = "for_every where if facts unchecked define"
        self.id, self.reading, then, sorts, where, given, facts, unchecked, define = fields(plain, names, more)
        self.defined = {each.name: each for each in map(Definition, listing(define or []))}
        words = {each.words for each in self.defined.values()}
        require(len(words) == len(listing(define or [])), "two definitions have the same name or words")
        self.unchecked = [name(text) for text in listing(unchecked or [])]
        require(isinstance(self.id, str) and isinstance(self.reading, str), "a claim has no name")
        require(isinstance(sorts, dict) and all(sort in SORTS for sort in sorts.values()), "an unknown sort")
        self.sorts: dict[str, str] = {variable(name): sort for name, sort in sorts.items()}
        self.where = [(variable(name), term) for name, term in (listing(pair, 2) for pair in listing(where or []))]
        names_used = [*self.sorts, *(name for name, _ in self.where)]
        require(len(set(names_used)) == len(names_used), "a name in a claim is given twice")
        self.given, self.then, self.facts = listing(given or []), listing(then), listing(facts or [])
        require(bool(self.then) != bool(self.facts), "a claim has a conclusion, or facts for an argument in words")

    def scope(self, instances: dict[str, Any], reader: Reader) -> Scope:
        """The instances, which must be of their sorts, and what is defined from them."""
        require(instances.keys() == self.sorts.keys(), "the instances are not those that the claim is about")
        for name, sort in self.sorts.items():
            SORTS[sort](instances[name])
        scope = reader.base = dict(instances)
        for name, term in self.where:
            scope[name] = reader.value(term, scope)
        return scope

    def truths(self, instances: dict[str, Any], shown: Any) -> tuple[bool | None, bool | None]:
        """Whether the hypothesis and the conclusion (or the facts) hold, as far as what is shown tells."""
        reader = Reader(shown, self.defined)
        scope = self.scope(instances, reader)
        hypothesis = reader.truth(["and", *self.given], scope)
        if hypothesis is not True:
            return hypothesis, None  # the conclusion may speak of what there is only under the hypothesis
        return hypothesis, reader.truth(["and", *self.then, *self.facts], scope)

    def require_refuted(self, instances: dict[str, Any], shown: Any) -> str:
        hypothesis, rest = self.truths(instances, shown)
        named = f"{json.dumps(self.sentence())} ({quoted(self.id)}, {quoted(self.reading)})"
        require(hypothesis is True, f"the hypothesis of the claim is {TRUTH[hypothesis]}")
        left = f" as far as it is checked (not checked: {', '.join(map(quoted, self.unchecked))})"
        if self.facts:
            require(rest is True, f"what the argument starts from is {TRUTH[rest]}")
            if self.unchecked:
                return f"facts hold for this instance, and hypothesis{left}: {named}"
            return f"hypothesis and facts hold for this instance: {named}"
        require(rest is False, f"the conclusion of the claim is {TRUTH[rest]}")
        if self.unchecked:
            return f"conclusion fails, and hypothesis holds{left}: {named}"
        return f"hypothesis holds, conclusion fails: this instance refutes {named}"

    def sentence(self) -> str:
        """The claim in words that are made from its formulas alone, and what its own words mean."""
        words = Words(self.defined)
        every = ", ".join(
            f"{NAMES_OF_SORTS.get(sort, sort)} {name}" if sort != name else name for name, sort in self.sorts.items()
        )
        where = "".join(f", with {name} = {words.term(term)}" for name, term in self.where)
        given = " and ".join([*map(words.formula, self.given), *(f"[{quoted(text)}]" for text in self.unchecked)])
        then = " and ".join(map(words.formula, self.then or self.facts))
        listed = "; ".join(self.meaning(words, definition) for definition in self.defined.values())
        means = f". Here {listed}" if listed else ""
        if self.facts:
            return f"For {every}{where}: {f'{given}; and ' if given else ''}{then}{means}"
        return f"For every {every}{where}: {f'if {given}, then ' if given else ''}{then}{means}"

    def meaning(self, words: Words, definition: Definition) -> str:
        """What a name of the claim's own stands for: `X is remedial means ...`."""
        said = (words.formula if self.is_formula(definition.body) else words.term)(definition.body)
        return f"{filled(definition.words, definition.parameters)} means {said}"

    def is_formula(self, body: Any) -> bool:
        if isinstance(body, list) and body and body[0] in self.defined:
            return self.is_formula(self.defined[body[0]].body)
        word = body[0] if isinstance(body, list) and body else None
        return (isinstance(body, dict) and "kind" in body) or word in (*COMPARED_TERMS, *JOINTS, *QUANTIFIED)


TRUTH = {True: "true", False: "false", None: "open: no statement of the certificate decides it"}


class Words:
    """Terms and formulas in words, made from their data alone; what the claim defines is called by its words."""

    def __init__(self, defined: dict[str, Definition]) -> None:
        self.defined = defined

    def term(self, term: Any) -> str:
        spend(3)
        if isinstance(term, int) and not isinstance(term, bool):
            return literal(term)
        if isinstance(term, str):
            return variable(term)
        if isinstance(term, dict):
            return self.data(term)
        operation, *parts = listing(term)
        if operation in self.defined:
            return filled(self.defined[operation].words, list(map(self.part, parts)))
        if operation == "each":
            return f"[{self.term(parts[2])} for each {variable(parts[0])} of {self.term(parts[1])}]"
        if operation == "those":
            return f"[those {variable(parts[0])} of {self.term(parts[1])} with {self.formula(parts[2])}]"
        if operation == "if":
            return f"[{self.term(parts[1])} if {self.formula(parts[0])}, else {self.term(parts[2])}]"
        if operation == "at":
            whole, place = map(self.term, parts)
            plain = isinstance(parts[0], str) or parts[0][:1] == ["at"]
            return f"{whole if plain else f'({whole})'}[{place}]"
        if operation == "system":
            return self.system(*map(self.term, parts))
        if operation == "field" and isinstance(parts[1], dict) and VARIABLE.fullmatch(str(parts[1].get("value"))):
            return f"the {parts[1]['value']} of {self.term(parts[0])}"
        require(operation in OPERATIONS, f"the operation {quoted(operation)} is unknown")
        return filled(OPERATIONS[operation][0], list(map(self.part, parts)))

    def part(self, term: Any) -> str:
        """A term as part of a term or formula: in brackets if its words could be taken for the words around it."""
        operation = term[0] if isinstance(term, list) and term and isinstance(term[0], str) else ""
        own = self.defined[operation].words if operation in self.defined else ""
        loose = operation in LOOSE or JOINING.search(own) is not None
        return bracketed(self.term(term)) if loose else self.term(term)

    def data(self, term: dict[str, Any]) -> str:
        if "value" in term:
            return literal(term["value"])
        if "record" in term:
            return f"({self.record(term['record'])})"
        named, sentence = VALUE_SENTENCES.get(term["the"], ("", ""))
        if named and term["about"].keys() == set(named.split()):
            return filled(sentence, [self.part(term["about"][field]) for field in named.split()])
        return f"[the value of {quoted(term['the'])}: {self.record(term['about'])}]"

    def system(self, variables: str, rows: str, low: str, high: str) -> str:
        ends = [f"at {which} {end}" for which, end in (("least", low), ("most", high)) if end != "null"]
        return " ".join([f"the system of {rows} in {variables}", *ends])

    def record(self, record: Any) -> str:
        """The fields with their terms; those that are fields of the same name of something are told together."""
        together: dict[str, list[str]] = {}
        parts = []
        for field, term in record.items():
            if isinstance(term, list) and len(term) == 3 and [term[0], term[2]] == ["field", {"value": field}]:
                together.setdefault(self.term(term[1]), []).append(quoted(field))
            else:
                parts.append(f"{quoted(field)} {self.term(term)}")
        return ", ".join([*(f"{', '.join(names)} of {whole}" for whole, names in together.items()), *parts])

    def formula(self, formula: Any) -> str:
        spend(3)
        if isinstance(formula, dict):
            return self.statement(formula["kind"], formula["about"])
        word, *parts = listing(formula)
        if word in self.defined:
            said = filled(self.defined[word].words, list(map(self.part, parts)))
            return bracketed(said) if JOINING.search(self.defined[word].words) else said
        if word in COMPARED_TERMS:
            return filled(COMPARED_TERMS[word][0], list(map(self.part, parts)))
        if word in ("every", "some"):
            start = f"for {word} {variable(parts[0])} of {self.term(parts[1])}"
            return f"({start}{':' if word == 'every' else ','} {self.formula(parts[2])})"
        if word == "not":
            return f"not {bracketed(self.formula(parts[0]))}"
        require(word in JOINTS, f"the word {quoted(word)} in a formula is unknown")
        require(bool(parts), f"{quoted(word)} joins nothing")
        return f"({JOINTS[word].join(map(self.formula, parts))})"

    def statement(self, kind: Any, about: Any) -> str:
        require(kind in KINDS, f"the kind {quoted(kind)} is unknown")
        require(kind != "comparison", "a comparison by names that anyone may give is no part of a claim")
        names, sentence = SENTENCES.get(kind, ("", ""))
        named = names.split()
        rest = {field: term for field, term in about.items() if field not in named}
        whole = self.whole(rest)
        if names and set(named) - {"*"} <= about.keys() and bool(whole) == bool(rest) == ("*" in named):
            return filled(sentence, [whole if field == "*" else self.sense(field, about[field]) for field in named])
        return f"[{kind}: {self.record(about)}]"

    def whole(self, record: dict[str, Any]) -> str:
        """What all terms of a record are the fields of, each under its own name; nothing if there is no such thing."""
        wholes = set()
        for field, term in record.items():
            own = isinstance(term, list) and len(term) == 3 and [term[0], term[2]] == ["field", {"value": field}]
            wholes.add(self.term(term[1]) if own else "")
        return wholes.pop() if len(wholes) == 1 else ""

    def sense(self, field: str, term: Any) -> str:
        """A term of a statement; the name of a reading is told by what the reading is."""
        plain = term.get("value") if isinstance(term, dict) else None
        return SENSES[field, plain] if isinstance(plain, str) and (field, plain) in SENSES else self.part(term)


def literal(value: Any) -> str:
    """Data of a claim in words; in full, for what is cut off could be what matters."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        short = len(value) <= MAX_SHOWN if isinstance(value, str) else size_of(value) <= 10_000
        require(short, "a text or number of a claim is too long to be told")
        numeral = isinstance(value, str) and NUMERAL.fullmatch(value) is not None
        return str(value) if numeral else quoted(value)
    plain_data(value)  # charges what it takes to write the data
    return json.dumps(value)


LOOSE = ("joined", "without", "omitting", "put")  # operations whose words are not held together

JOINTS = {"and": " and ", "or": " or ", "implies": " implies ", "iff": " if and only if "}


def bracketed(words: str) -> str:
    return words if enclosed(words) else f"({words})"


def enclosed(words: str) -> bool | None:
    """Whether one pair of brackets holds all the words; `None` if some bracket has no pair."""
    quoted_out, open_ones, whole = re.sub(r'"(?:[^"\\]|\\.)*"', "_", words), list[str](), words[:1] in ("(", "[")
    spend(len(words) // 20)
    for k, mark in enumerate(quoted_out):
        if mark in "([":
            open_ones.append(")" if mark == "(" else "]")
        elif mark in ")]" and (not open_ones or open_ones.pop() != mark):
            return None
        whole = whole and (bool(open_ones) or k == len(quoted_out) - 1)
    return None if open_ones else whole


def filled(template: str, words: list[str]) -> str:
    """A template with its places filled, once each: words may have braces of their own."""
    every = ", ".join(words)
    length = sum(len(every if m[1] == "*" else words[int(m[1])]) for m in PLACE.finditer(template))
    afford(length <= MAX_SENTENCE, "a sentence too long to be read")
    spend(1 + length // 20)
    return PLACE.sub(lambda m: every if m[1] == "*" else words[int(m[1])], template)


MAX_SENTENCE = 1_000_000  # characters


# Kinds whose statements read better than as their name with their data: the fields, and the sentence. `*` is what all
# other fields are the fields of.
SENTENCES = {
    "feasible": ("system", "{0} has a solution"),
    "totally unimodular": ("matrix", "{0} is totally unimodular"),
    "preserves total unimodularity": ("structure", "{0} preserves total unimodularity"),
    "hierarchy": ("sets", "{0} are a hierarchy"),
    "bihierarchy": ("sets", "{0} are a bihierarchy"),
    "canonical two-sided": ("sets agents objects", "{0} are a canonical two-sided structure of {1} and {2}"),
    "edges of a graph": ("sets vertices", "{0} are the edges of a graph on {1}"),
    "bipartite graph": ("sets vertices", "{0} are the edges of a graph on {1} without odd cycle"),
    "has a feasible outcome": ("problem", "{0} has a feasible outcome at every type profile"),
    "quotas describe": ("problem profile", "the quotas of {0} describe its feasible random outcomes at {1}"),
    "paramodular": ("problem profile quotas", "the {2} quotas of {0} at {1} are paramodular"),
    "implementable": ("problem", "the interim rule of {0} is implementable"),
    "condition complete": ("condition problem", "Condition {0} describes the implementable rules of {1}"),
    "universal condition": (
        "condition structure",
        "Condition {0} describes the implementable rules on {1} for all quotas and priors",
    ),
    "condition": ("condition problem", "the interim rule of {1} satisfies Condition {0}"),
    # VS
    "feasible protocol": ("*", "the protocol of {0} is feasible"),
    "non-redundant protocol": ("*", "the protocol of {0} has no redundancies"),
    "held by polarized rays": ("*", "polarized rays or remedial menus hold all that {0} selects"),
    "obviously strategy-proof": ("* dominance", "{0} is obviously strategy-proof ({1})"),
    "polarized": ("directions reading", "the rays along {0} are polarized ({1})"),
    "polarized menus": (
        "menus endowment numbers reading",
        "{0}, as menus for the endowments {1} of tasks to be done {2} times, are polarized rays or remedial ({3})",
    ),
    "some type": (
        "domain dimension below at_most",
        "some type c of {0}, with {1} entries, has c . d < 0 for all d of {2} and c . d <= 0 for all d of {3}",
    ),
    "random allocation": ("assignment numbers", "{0} is a random allocation of tasks to be done {1} times"),
    "chance": (
        "law event probability",
        "with probability {2} under {0}, a . c <= b for all [a, b, false] of {1}, and a . c < b for all [a, b, true]",
    ),
    "only constant mechanism": ("market", "the status quo of {0} is its only constant mechanism with (SQ) and (MC)"),
    "bilateral trade improves": ("market reading", "some bilateral trade in {0} improves upon the status quo {1}"),
}

# What the readings are that statements name, by field.
SENSES = {
    ("dominance", "printed"): "an action compared with all actions, itself included",
    ("dominance", "deviations"): "an action compared with the other actions",
    ("reading", "printed"): "the endowment being a ray, and every ray a pair with itself",
    ("reading", "beside endowment"): "the endowment being no ray, and pairs being of different rays",
    ("reading", "pairs"): "whatever their signs, pairs being of different rays",
    ("reading", "lemma 5"): "in that nobody who loses nothing by one gains by another",
    ("reading", "lemma 2"): "in that it satisfies i to iv of Lemma 2",
    ("reading", "indifferent trade"): "if agents who are indifferent trade",
    ("reading", "indifferent keep"): "if agents who are indifferent do not trade",
}

# What is said of operations, comparisons and statements, and therefore of no definition; lists may be equal too.
TEMPLATES = {template for template, _ in (*OPERATIONS.values(), *COMPARED_TERMS.values()) if template != "{0} = {1}"}
TEMPLATES |= {template for _, template in SENTENCES.values()}

# Values that read better than as the kind that names them with its data.
VALUE_SENTENCES = {
    "capacity": ("problem profile plus minus", "beta({2}, {3}) of {0} at {1}"),
    "optimal": ("system objective sense", "the optimum ({2}) of {1} . x over {0}"),
}


# ------------------------------------------------------------------------------------- all values of a parameter

PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,29}", re.ASCII)
ALTERNATIVES = (
    {"best rule", "some rule", "has a feasible outcome"},
    {"best rule for groups", "some rule for groups"},
    {"optimal", "unbounded", "feasible"},
)
"""Kinds that answer one question, so that one may hold on some pieces and another on others."""


def check_for_all_values(about: Any, holds: bool, evidence: Any) -> str:
    """Statements about the values of a parameter in a range: one for each piece, and the pieces cover the range.

    On a piece the parameter is a number of the ordered field of rational functions there, of which each is compared
    with others only where the answer is the same on the whole piece. So what is shown is shown for every value.
    """
    name, lower, upper, closed, common, pieces = fields(about, "parameter lower upper closed common pieces")
    require(WORK.piece is None, "a statement for all values is within another")
    require(holds, "only that statements hold for all values can be shown")
    known = isinstance(name, str) and PARAMETER.fullmatch(name) and not WORDS_OF_SENTENCES.fullmatch(name)
    require(bool(known), f"{quoted(name)} is no parameter")
    ends = [None if end is None else place_of(end) for end in (lower, upper)]
    stated = [fields(piece, "where kind holds about") for piece in listing(pieces)]
    places = [piece_of(name, where) for where, *_ in stated]
    require_cover(ends, listing(closed, 2), places)
    kinds = {name_of_kind(kind) for _, kind, _, _ in stated}
    require(len(kinds) == 1 or any(kinds <= one for one in ALTERNATIVES), "the pieces are about different questions")
    (proofs,) = of_form(evidence, "pieces", "pieces")
    said = list[tuple[Ends, str]]()
    for place, (_, kind, truth, own), proof in zip(places, stated, listing(proofs, len(stated)), strict=True):
        require(isinstance(truth, bool), '"holds" is neither true nor false')
        require(isinstance(common, dict) and isinstance(own, dict), "an object was expected")
        require(common.keys().isdisjoint(own), "what all pieces are about is said again of one")
        spend(len(common))
        said.append((ends_of(place), on_piece(place, kind, {**common, **own}, truth, proof)))
    return "; ".join(f"{for_values(quoted(name), *ends)}: {sentence}" for ends, sentence in together(said))


def name_of_kind(kind: Any) -> str:
    require(isinstance(kind, str) and kind in KINDS, f"the kind {quoted(kind)} is unknown")
    return str(kind)


def on_piece(place: Piece, kind: str, about: Any, holds: bool, evidence: Any) -> str:
    """Check a statement with numbers that may be formulas on the piece; nothing that was read outlives it.

    Where something is compared that is not the same on the whole piece, its parts are looked at one by one.
    """
    WORK.piece, WORK.problem = place, {}
    try:
        return KINDS[kind](about, holds, evidence)
    except TooMuch:
        raise
    except Varies as error:
        cuts = place.roots(error.value.above)
    except Refused as error:
        raise Refused(f"{place}: {error}") from error
    finally:
        WORK.piece, WORK.problem = None, {}
    ends = [place.low, *cuts, place.high]
    for root in cuts:
        on_piece(Piece(place.parameter, None, None, root), kind, about, holds, evidence)
    said = [on_piece(Piece(place.parameter, *pair), kind, about, holds, evidence) for pair in itertools.pairwise(ends)]
    return said[0]


def piece_of(parameter: str, where: Any) -> Piece:
    require(isinstance(where, dict), "an object was expected")
    if "at" in where:
        (at,) = fields(where, "at")
        return Piece(parameter, None, None, place_of(at))
    low, high = (None if end is None else place_of(end) for end in fields(where, "above below"))
    return Piece(parameter, low, high)


def require_cover(ends: list[Place | None], closed: list[Any], pieces: list[Piece]) -> None:
    """Refuse unless the pieces, in order, are the range: none left out, and none twice."""
    require(all(isinstance(each, bool) for each in closed), "an end belongs to the range or not")
    require(all(end is not None or not own for end, own in zip(ends, closed, strict=True)), "infinity is no value")
    reached, left_out = ends[0], closed[0]  # the end of what is covered, which itself may not be
    for piece in pieces:
        point = piece.at is not None
        adjoins = point == left_out and same_place(piece.at if point else piece.low, reached)
        require(adjoins, f"a piece does not begin where those before it end: {piece}")
        reached, left_out = (reached, False) if point else (piece.high, True)
    whole = bool(pieces) and same_place(reached, ends[1]) and left_out != closed[1]
    require(whole, "the pieces do not end where the range does")


def same_place(one: Place | None, other: Place | None) -> bool:
    return one is other if one is None or other is None else order_of(one, other) == 0


def together(said: list[tuple[Ends, str]]) -> Iterator[tuple[Ends, str]]:
    """The sentences for parts of the range: neighbours of which the same is said are told as one."""
    for sentence, group in itertools.groupby(said, key=lambda each: each[1]):
        parts = [ends for ends, _ in group]
        yield (*parts[0][:2], *parts[-1][2:]), sentence


def check_extreme_value(about: Any, holds: bool, evidence: Any) -> str:
    """Where a number is greatest, or least, of those that statements for all values have at a key, and nowhere else.

    Between neighbours of the places that are given a formula rises or falls, as the sign of its derivative shows. So
    its values come near to those at these places and at the ends of its piece, and to none beyond.
    """
    of, key, sense, value, places = fields(about, "of key sense value places")
    require(holds, "only what the extreme value is can be shown")
    require(sense in ("greatest", "least") and isinstance(key, str), "the sense or the key is unknown")
    proofs, critical = of_form(evidence, "monotone pieces", "pieces critical")
    sentence = check_for_all_values(of, True, {"form": "pieces", "pieces": proofs})
    name, _, _, _, common, pieces = fields(of, "parameter lower upper closed common pieces")
    search = Extreme(name, sense, None if value is None else place_of(value))
    for (where, _, truth, own), inner in zip(
        (fields(piece, "where kind holds about") for piece in pieces), listing(critical, len(pieces)), strict=True
    ):
        stated = {**common, **own}
        require(truth is True and key in stated, "a statement does not hold, or has no such number")
        search.look_at(where, stated[key], [place_of(place) for place in listing(inner)])
    attained = search.attained(listing(places))
    if value is None:
        return f"{quoted(key)} has no {sense} value, where {sentence}"
    return f"{quoted(key)} is {sense}, {shown_place(place_of(value))}, {attained}, where {sentence}"


class Extreme:
    """A supremum that is looked for piece by piece; of an infimum everything is taken times -1."""

    def __init__(self, parameter: str, sense: str, value: Place | None) -> None:
        self.parameter, self.turned = parameter, sense == "least"
        self.limit = opposite_place(value) if self.turned else value
        self.reached: list[Piece] = []  # where it is attained
        self.touched = self.unbounded = False  # whether it is a limit; whether there is none

    def look_at(self, where: Any, plain: Any, inner: list[Place]) -> None:
        """The numbers on a piece, which rise or fall between neighbours of the inner places."""
        piece = piece_of(self.parameter, where)
        found = self.number_on(piece, plain)
        if not isinstance(found, Formula) or piece.at is not None:
            require(not inner, "places are given where no formula rises or falls")
            self.attain(piece, plain)
            return
        slope = weighed(
            product(derivative(found.above), found.below), 1, product(found.above, derivative(found.below)), -1
        )
        ends = [piece.low, *inner, piece.high]
        signs = [Piece(self.parameter, *pair).signs(slope) for pair in itertools.pairwise(ends)]
        require(all(sign in ((1,), (-1,)) for sign in signs), "a formula does not rise or fall between two places")
        for place in inner:
            self.attain(Piece(self.parameter, None, None, place), plain)
        if signs[0] == (-1,):
            self.come_near(found, plain, piece.low)
        if signs[-1] == (1,):
            self.come_near(found, plain, piece.high)

    def number_on(self, piece: Piece, plain: Any) -> Fraction:
        WORK.piece = piece
        try:
            return number(plain) * (-1 if self.turned else 1)
        finally:
            WORK.piece = None

    def attain(self, piece: Piece, plain: Any) -> None:
        if self.order(piece, plain) == 0:
            self.reached.append(piece)

    def come_near(self, found: Formula, plain: Any, end: Place | None) -> None:
        """The limit at an end towards which the formula rises."""
        above, below = found.above, found.below
        if end is None:
            self.unbounded |= len(above) > len(below)
            limit: Any = Exact(above[-1], below[-1]) if len(above) == len(below) else ZERO
            if len(above) <= len(below) and self.limit is not None:
                order = order_of(limit, self.limit)
                require(order <= 0, "a limit is greater")
                self.touched |= order == 0
        elif root_of(end, below):
            self.unbounded = True
        else:
            self.touched |= self.order(Piece(self.parameter, None, None, end), plain) == 0

    def order(self, piece: Piece, plain: Any) -> int:
        """-1 or 0: whether the number on a piece, which does not vary there, is below the limit, or is it."""
        if self.limit is None:
            return -1
        found = self.number_on(piece, plain)
        WORK.piece = piece
        try:
            order = order_against(found, self.limit)
        finally:
            WORK.piece = None
        require(order <= 0, "a value is greater")
        return order

    def attained(self, places: list[Any]) -> str:
        """Where it is attained, if that is what is stated; refused if the value is not what was found."""
        require((self.limit is None) == self.unbounded, "there is a bound and none is stated, or none and one is")
        require(self.unbounded or bool(self.reached) or self.touched, "the value is a bound that nothing comes near to")
        stated = [ends_of(piece_of(self.parameter, where)) for where in places]
        found = [ends_of(piece) for piece in self.reached]
        same = len(stated) == len(found) and all(
            same_place(one[0], other[0]) and same_place(one[2], other[2]) and one[1] == other[1]
            for one, other in zip(stated, found, strict=True)
        )
        require(same, "the places where it is attained are others")
        return " and ".join(for_values(quoted(self.parameter), *ends) for ends in found) or "and it is not attained"


def opposite_place(place: Place | None) -> Any:
    """The place times -1."""
    if not isinstance(place, Root):
        return None if place is None else -place
    return Root(tuple(-c if k % 2 else c for k, c in enumerate(place.polynomial)), -place.high, -place.low)


def root_of(place: Place, polynomial: Polynomial) -> bool:
    return place.is_root_of(polynomial) if isinstance(place, Root) else not value_at(polynomial, place)[0]


def order_against(value: Fraction, place: Place) -> int:
    """-1, 0 or 1: whether a number on the piece in force is below a place, is it, or is above it."""
    if not isinstance(place, Root):
        return sign_of(value - place)
    if place.low < value < place.high:
        total = ZERO
        for coefficient in reversed(place.polynomial):
            total = total * value + coefficient
        if total == 0:
            return 0
    while place.low < value < place.high:
        place.halve()
    return -1 if value <= place.low else 1


# -------------------------------------------------------------------------------------------------- the command

KINDS: dict[str, Check] = {
    "comparison": check_comparison,
    "feasible": check_feasible,
    "optimal": check_optimal,
    "unbounded": check_unbounded,
    "double description": check_double_description,
    "projection": check_projection,
    "volume": check_volume,
    "integer feasible": check_integer_feasible,
    "integer optimal": check_integer_optimal,
    "integer unbounded": check_integer_unbounded,
    "totally unimodular": check_totally_unimodular,
    "preserves total unimodularity": check_preserves_total_unimodularity,
    "hierarchy": check_hierarchy,
    "bihierarchy": check_bihierarchy,
    "canonical two-sided": check_two_sided,
    "edges of a graph": check_edges_of_a_graph,
    "bipartite graph": check_bipartite_graph,
    "has a feasible outcome": check_has_outcome,
    "implementable": check_implementable,
    "implementable for parameters": check_implementable_region,
    "implementable by polynomials": check_implementable_by_polynomials,
    "implementable for groups": check_groups_implementable,
    "description for groups": check_groups_described,
    "condition for groups": check_group_condition,
    "valid inequality": check_valid,
    "facet": check_facet,
    "description": check_description,
    "condition complete": check_condition,
    "universal condition": check_universal,
    "single object implementable": check_single_object,
    "best rule": check_best_rule,
    "some rule": check_some_rule,
    "best rule for parameters": check_best_rule_for_parameters,
    "best rule for groups": check_best_group_rule,
    "some rule for groups": check_some_group_rule,
    "capacity": check_capacity,
    "linear capacity": check_linear,
    "paramodular": check_paramodular,
    "quotas describe": check_described,
    "lines": check_lines,
    "feasible random outcome": check_random_outcome,
    "needs outcomes": check_needs_outcomes,
    "condition": check_rule_condition,
    "greatest violation": check_violation,
    "polarized": check_polarized,
    "polarized menus": check_polarized_menus,
    "polarized on domain": check_polarized_on_domain,
    "polarized menus on domains": check_polarized_menus_on_domains,
    "some type": check_some_type,
    "random allocation": check_random_allocation,
    "feasible protocol": check_feasible_protocol,
    "keeps class shares": check_keeps_shares,
    "class amounts clear": check_amounts_clear,
    "non-redundant protocol": check_non_redundant,
    "dominated mechanism": check_dominated,
    "held by polarized rays": check_held_by_rays,
    "obviously dominant": check_obviously_dominant,
    "obviously strategy-proof": check_osp,
    "equilibrium": check_equilibrium,
    "has equilibrium": check_has_equilibrium,
    "chance": check_chance,
    "choice probabilities": check_choice_probabilities,
    "optimal selection": check_optimal_selection,
    "expected cost": check_expected_cost,
    "law of costs": check_cost_law,
    "expected cost of a lottery": check_lottery_cost,
    "weak improvement": check_weak_improvement,
    "bilateral trade improves": check_bilateral_trade,
    "only constant mechanism": check_only_constant,
    "cheapest constant mechanism": optimum(cheapest_constant, "market", "cheapest mechanism"),
    "cheapest incentive compatible mechanism": optimum(incentive_compatible, "market", "cheapest mechanism"),
    "cheapest incentive compatible large market": optimum(incentive_compatible_large, "market", "cheapest mechanism"),
    "cheapest obviously strategy-proof mechanism": check_cheapest_obvious,
    "best polarized ray mechanism": check_best_rays,
    "incentive compatible mechanisms at least": check_incentive_bound,
    "best bilateral trade": check_best_trade,
    "outer program": check_outer_program,
    "cost settles": check_cost_settles,
    "support function": optimum(support_function, "lists weights", "outer solution", "chances"),
    "support over all menus": check_all_menus,
    "polarized menu value": check_polarized_menu,
    "polarized support": check_polarized_support,
    "best large market": check_best_large_market,
    "best polarized large market": check_best_polarized_large_market,
    "for all values": check_for_all_values,
    "extreme value": check_extreme_value,
}


FOR_THE_READER = "conclusion, for the reader to judge, not checked"
SAID_BESIDE = "said of it, not checked"


def verify(certificate: Any) -> list[str]:
    """What the certificate shows, a sentence for each statement.

    Raises `Refused` when it does not show it, and `TooMuch` (which is a `Refused` too) when that is left open.
    """
    try:
        WORK.begin(certificate)
        more = "instances claim" if certificate["format"] == FORMAT_2 else ""
        _, statements, conclusion, *rest = fields(certificate, "format statements", "conclusion " + more)
        instances, claim = rest or (None, None)
        require(bool(listing(statements)) or claim is not None, "a certificate without statements")
        require(conclusion is None or isinstance(conclusion, str), "the conclusion is not a text")
        sentences = verify_all(statements, {} if instances is None else instances, claim)
    except (MemoryError, RecursionError, OverflowError) as error:
        raise TooMuch("it takes more memory than is used for one certificate") from error
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise Refused(f"malformed: {quoted(str(error))}") from error
    said = SAID_BESIDE if claim is not None and claim["then"] else FOR_THE_READER
    return sentences if conclusion is None else [*sentences, f"{said}: {quoted(conclusion)}"]


def verify_all(statements: Any, instances: Any, claim: Any) -> list[str]:
    """The sentences of the statements, and the one of the claim that they refute, if there is one."""
    require(isinstance(instances, dict), "the instances are no object")
    WORK.burdens = claim is not None
    scope = {variable(name): data for name, data in instances.items()}
    shown, sentences = Shown(), []
    for statement in statements:
        kind, holds, plain, evidence = fields(statement, "kind holds about evidence")
        require(isinstance(kind, str) and kind in KINDS, f"the kind {quoted(kind)} is unknown")
        require(isinstance(holds, bool), '"holds" is neither true nor false')
        about = with_instances(plain, scope)
        sentences.append(KINDS[kind](about, holds, evidence))
        if claim is not None:
            shown.add(kind, about, holds)
    return sentences if claim is None else [*sentences, Claim(claim).require_refuted(scope, shown)]


def with_instances(about: Any, scope: Scope) -> Any:
    """The data of a statement, with what stands there for a field that is `{"is": term}`."""
    if not scope or not isinstance(about, dict):
        return about
    reader = Reader(Shown())
    refers = {field: isinstance(data, dict) and data.keys() == {"is"} for field, data in about.items()}
    return {f: plain_data(reader.value(data["is"], scope)) if refers[f] else data for f, data in about.items()}


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
    if not isinstance(data, dict) or data.get("format") not in (FORMAT, FORMAT_2):
        raise NotACertificate(f'is not a certificate: "format" is neither "{FORMAT}" nor "{FORMAT_2}"')
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
