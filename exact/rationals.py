"""Reading and writing exact numbers; floats are refused.

An exact number is an integer or a quotient of integers. Accepted are `int`, `fractions.Fraction`, `decimal.Decimal`,
anything that is an integer to Python (`operator.index`), the strings `"3"`, `"-3/7"` and `"0.125"` (a decimal *string*
is exact), FLINT's `fmpz` and `fmpq`, and SymPy's rationals. A binary float is not the number its author wrote, so it is
refused with the mend.
"""

from __future__ import annotations

import json
import math
import operator
import re
import sys
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exact.names import one_line

MAX_DIGITS = 1_000_000
"""The longest numeral that is read or written."""

# Python refuses decimal conversions beyond 4,300 digits, a guard for servers that parse strangers' numbers in quadratic
# time. Certificates legitimately hold longer ones; we bound them ourselves and convert long ones in FLINT.
sys.set_int_max_str_digits(max(sys.get_int_max_str_digits(), MAX_DIGITS + 2))

_NUMERAL = re.compile(r"([+-]?)(\d+)(?:/(\d+)|\.(\d+))?", re.ASCII)
Numerals = Callable[[Any, str], Fraction]
"""What a value that is no number stands for, at the place that the second argument names."""

further_numerals: ContextVar[Numerals | None] = ContextVar("further_numerals", default=None)
"""How texts and SymPy's expressions that are no numerals are read: not at all, or as `exact.symbolic.reading` says."""

_LONG = 2_000  # digits beyond which FLINT's conversion is worth the call
_SHOWN = 60  # characters of a value that a sentence shows


class NotConstant(TypeError):
    """A number that varies with a parameter (`exact.symbolic`) has no integers to be made of."""


def rational(value: Any, where: str = "") -> Fraction:
    """`value` as an exact fraction.

    `where` names the place for the error message. Raises `TypeError` for floats and for what is not a number, and
    `ValueError` for a string that is not an exact numeral; while `further_numerals` are set they are asked first.

    >>> rational("0.125")
    Fraction(1, 8)
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool):
        raise TypeError(_at(where) + f"{value} is a truth value, not a number")
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, str):
        return _from_string(value, where, further_numerals.get())
    if isinstance(value, Decimal):
        return _from_decimal(value, where)
    if isinstance(value, float) or type(value).__name__.startswith(("float", "longdouble", "Float")):
        raise TypeError(_at(where) + _float_message(float(value)))
    return _from_foreign(value, where)


def integer(value: Any, where: str = "") -> int:
    """`value` as an exact integer, written as one: no expression. Raises `ValueError` when it is a fraction."""
    if isinstance(value, str):
        exact = _from_string(value, where, _no_integer if further_numerals.get() else None)
    else:
        exact = rational(value, where)
    if type(exact) is not Fraction:  # a formula
        raise NotConstant(_at(where) + f"{text(exact)} varies with a parameter; an integer was expected")
    if exact.denominator != 1:
        raise ValueError(_at(where) + f"{text(exact)} is not an integer")
    return exact.numerator


def text(number: int | Fraction) -> str:
    """The number as `"3"` or `"-3/7"`; `rational` reads it back."""
    if not isinstance(number, Fraction):
        if isinstance(number, int) and not isinstance(number, bool):
            return _digits(number)
        number = rational(number)
    if type(number) is not Fraction:  # a formula, which writes itself
        return str(number)
    if number.denominator == 1:
        return _digits(number.numerator)
    return f"{_digits(number.numerator)}/{_digits(number.denominator)}"


def common_denominator(numbers: Iterable[Fraction]) -> int:
    """The least positive integer that makes all `numbers` integers."""
    return math.lcm(*(rational(number).denominator for number in _many(numbers)))


def primitive(numbers: Iterable[int | Fraction]) -> tuple[int, ...]:
    """The positive multiple of the vector whose entries are integers without a common factor.

    >>> primitive([Fraction(1, 2), Fraction(-3, 4)])
    (2, -3)
    """
    vector = [rational(number) for number in _many(numbers)]
    scale = common_denominator(vector)
    integers = [number.numerator * (scale // number.denominator) for number in vector]
    divisor = math.gcd(*integers) or 1
    return tuple(number // divisor for number in integers)


def _many(numbers: Iterable[Any]) -> Iterable[Any]:
    if isinstance(numbers, str | bytes) or not isinstance(numbers, Iterable):
        raise TypeError(f"numbers were expected, not {numbers!r}")
    if hasattr(numbers, "items"):  # a mapping or a table of pandas, whose names would be lost or be read as numbers
        raise TypeError(f"numbers were expected, not a {type(numbers).__name__}; give its values alone")
    return numbers


def _from_decimal(value: Decimal, where: str) -> Fraction:
    if not value.is_finite():
        raise ValueError(_at(where) + f"{value} is not a number")
    if abs(value.adjusted()) + len(value.as_tuple().digits) > MAX_DIGITS:
        raise ValueError(_at(where) + f"a number of more than {MAX_DIGITS} digits")
    return Fraction(value)


def _from_string(numeral: str, where: str, further: Numerals | None) -> Fraction:
    if len(numeral) > 2 * MAX_DIGITS + 2:
        raise ValueError(_at(where) + f"a numeral of {len(numeral)} characters; at most {MAX_DIGITS} digits are read")
    match = _NUMERAL.fullmatch(numeral.strip())
    if match is None:
        if further is not None:
            return further(numeral, where)
        raise ValueError(_at(where) + f'{_quoted(numeral)} is not an exact number; write "3", "3/7" or "0.125"')
    sign, whole, denominator, decimals = match.groups()
    if max(len(whole) + len(decimals or ""), len(denominator or "")) > MAX_DIGITS:
        raise ValueError(_at(where) + f"a numeral of more than {MAX_DIGITS} digits")
    if decimals is not None:
        value = Fraction(_integer(whole + decimals), 10 ** len(decimals))
    elif denominator is not None:
        below = _integer(denominator)
        if below == 0:
            raise ValueError(_at(where) + f'"{numeral}" has denominator 0')
        value = Fraction(_integer(whole), below)
    else:
        value = Fraction(_integer(whole))
    return -value if sign == "-" else value


def _no_integer(given: Any, where: str) -> Fraction:
    raise ValueError(_at(where) + f"{_quoted(given)} is not an integer, and no expression may stand there")


def _quoted(numeral: str) -> str:
    return one_line(json.dumps(numeral if len(numeral) <= 40 else numeral[:37] + "...", ensure_ascii=False))


def _from_foreign(value: Any, where: str) -> Fraction:
    """FLINT's and SymPy's rationals by their numerator and denominator; other integers by `operator.index`."""
    for numerator, denominator in (("p", "q"), ("numerator", "denominator")):
        if hasattr(value, numerator) and hasattr(value, denominator):
            above, below = getattr(value, numerator), getattr(value, denominator)
            try:
                return Fraction(int(above), int(below))
            except (TypeError, ValueError, ZeroDivisionError):
                break
    if type(value).__name__ == "fmpz":
        return Fraction(int(value))
    try:
        return Fraction(operator.index(value))
    except TypeError:
        further = further_numerals.get()
        if further is not None and type(value).__module__.startswith("sympy."):
            return further(value, where)
        written = one_line(repr(value))
        shown = written if len(written) <= _SHOWN else written[: _SHOWN - 3] + "..."
        message = f'{shown} is not an exact number; give an integer, a Fraction or a string such as "3/7"'
        raise TypeError(_at(where) + message) from None


def _float_message(value: float) -> str:
    said = f"{value!r} is a float and floats are not exact"
    exact = text(Fraction(repr(value))) if math.isfinite(value) else ""
    return f'{said}; write "{exact}"' if 0 < len(exact) <= _SHOWN else said


def _integer(digits: str) -> int:
    if len(digits) < _LONG:
        return int(digits)
    from flint import fmpz

    return int(fmpz(digits))


def _digits(number: int) -> str:
    if number.bit_length() < 3 * _LONG:
        return str(number)
    from flint import fmpz

    return str(fmpz(number))


def _at(where: str) -> str:
    return f"{where}: " if where else ""
