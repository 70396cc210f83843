"""Values made of formulas, at one value of the parameter: the same value made of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from exact.symbolic.algebraic import AlgebraicNumber
from exact.symbolic.formulas import NEAR, Formula
from exact.symbolic.pieces import AtPoint, Interval


def at(value: Any, number: Fraction) -> Any:
    """The value with every formula in it replaced by what it is at a value of its parameter.

    Looks into tuples, lists, sets, dictionaries and the fields of frozen dataclasses, which are made anew; whatever
    holds no formula is the same object. Raises `ZeroDivisionError` at a pole.
    """
    if isinstance(value, Formula):
        return value.at(number)
    if isinstance(value, tuple | list | frozenset | set):
        parts = [at(part, number) for part in value]
        if all(one is two for one, two in zip(parts, value, strict=True)):
            return value
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    if isinstance(value, Mapping):
        entries = {at(key, number): at(part, number) for key, part in value.items()}
        changed = any(one is not two for one, two in zip(entries.values(), value.values(), strict=True))
        return entries if changed else value
    if is_dataclass(value) and not isinstance(value, type):
        made = {field.name: at(getattr(value, field.name), number) for field in fields(value) if field.init}
        if all(part is getattr(value, name) for name, part in made.items()):
            return value
        return type(value)(**made)
    return value


def scope_of(value: Any) -> Any:
    """The piece of the first formula found in a value; `None` if it has none."""
    if isinstance(value, Formula):
        return value.scope
    if isinstance(value, Mapping):
        parts: Any = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list | frozenset | set):
        parts = value
    elif is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in fields(value)]
    else:
        return None
    return next((found for part in parts if (found := scope_of(part)) is not None), None)


def at_sample(value: Any) -> Any:
    """The value at the sample of the interval on which its formulas are; without an interval the value itself."""
    scope = scope_of(value)
    return at(value, scope.sample) if isinstance(scope, Interval) else value


def samples(value: Any) -> tuple[Fraction, ...]:
    """Rational values of the parameter where a value made of formulas may be looked at for a suggestion: one within
    the interval, or one on each side of an algebraic point."""
    scope = scope_of(value)
    if isinstance(scope, Interval):
        return (scope.sample,)
    if isinstance(scope, AtPoint) and isinstance(scope.place, AlgebraicNumber):
        near = scope.place.within(NEAR)
        return (near.low, near.high)
    return ()
