"""Numerals of text files: integers, quotients and decimals, each read as the number that it writes.

A decimal numeral such as `0.25` or `1.5e-3` is the decimal fraction that it writes; no float is made on the way.
"""

from __future__ import annotations

import re
from fractions import Fraction

from exact.rationals import rational

QUOTIENT = re.compile(r"[+-]?\d+(/\d+)?", re.ASCII)
DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,9}))?", re.ASCII)
MAX_EXPONENT = 1_000
"""The greatest exponent of ten that is read, up or down; a double reaches 308."""
INFINITE = 10**20
"""A bound of so much, or more, is none in the LP and MPS formats: many writers have no other word for it."""


def number_in(numeral: str) -> Fraction:
    """The number that a numeral writes. Raises `ValueError` for what is none, and for an exponent beyond the bound."""
    shown = numeral if len(numeral) <= 40 else numeral[:37] + "..."
    if QUOTIENT.fullmatch(numeral) is not None:
        return rational(numeral)
    decimal = DECIMAL.fullmatch(numeral)
    if decimal is None:
        raise ValueError(f'"{shown}" is no number such as 3, 3/7 or 0.125')
    if abs(int(decimal.group(1) or 0)) > MAX_EXPONENT:
        raise ValueError(f'"{shown}" has an exponent beyond {MAX_EXPONENT}')
    return decimal_fraction(numeral)


def decimal_fraction(numeral: str) -> Fraction:
    """The decimal fraction that a decimal numeral writes."""
    mantissa, _, exponent = numeral.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    shown = (whole + decimals).lstrip("+")
    return rational(shown) * Fraction(10) ** (int(exponent or 0) - len(decimals))


def bound_in(numeral: str) -> Fraction | None:
    """The bound of a variable in the LP and MPS formats; `None` for a word that means none. Raises `ValueError`."""
    word = numeral.lower().lstrip("+-")
    if word in ("inf", "infinity"):
        return None
    value = number_in(numeral)
    return None if abs(value) >= INFINITE else value
