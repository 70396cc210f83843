"""Where numbers stand in a value, and the value with other numbers there.

A *place* leads from a value to a number inside: names of fields of dataclasses, positions in tuples and lists, keys of
dictionaries. Sets have no places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

Step = Any
"""The name of a field, a position, or a key."""

Place = tuple[Step, ...]


def parts(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Whatever is in a value with its place, the value itself first, each whole before its parts."""
    yield place, value
    for step, part in _steps(value):
        yield from parts(part, (*place, step))


def numbers(value: Any) -> Iterator[tuple[Place, int | Fraction]]:
    """The numbers in a value, with their places, in the order in which they are written.

    >>> list(numbers((Fraction(1, 2), ("a", 3))))
    [((0,), Fraction(1, 2)), ((1, 1), 3)]
    """
    for place, part in parts(value):
        if isinstance(part, int | Fraction) and not isinstance(part, bool):
            yield place, part


def part_at(value: Any, place: Place) -> Any:
    """What stands at a place."""
    for step in place:
        value = getattr(value, step) if is_dataclass(value) else value[step]
    return value


def replaced(value: Any, changes: Mapping[Place, Any]) -> Any:
    """The value with other parts at some places; a dataclass is made anew, so that it checks what it is made of.

    >>> replaced((1, (2, 3)), {(1, 0): 5})
    (1, (5, 3))
    """
    if () in changes:
        return changes[()]
    inside: dict[Step, dict[Place, Any]] = {}
    for place, part in changes.items():
        inside.setdefault(place[0], {})[place[1:]] = part
    new = {step: replaced(part_at(value, (step,)), further) for step, further in inside.items()}
    if not new:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **new)
    if isinstance(value, Mapping):
        return {**value, **new}
    entries = [new.get(k, part) for k, part in enumerate(value)]
    return type(value)(*entries) if hasattr(value, "_fields") else type(value)(entries)


def _steps(value: Any) -> Iterator[tuple[Step, Any]]:
    if is_dataclass(value) and not isinstance(value, type):
        yield from ((each.name, getattr(value, each.name)) for each in fields(value) if each.init)
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple | list):
        yield from enumerate(value)
