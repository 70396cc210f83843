"""Certificates with one number, name or index changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

Path = tuple[Any, ...]


def leaves(plain: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every number and string in plain data, with the keys that lead there."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from leaves(value, (*path, key))
    elif isinstance(plain, list):
        for position, value in enumerate(plain):
            yield from leaves(value, (*path, position))
    else:
        yield path, plain


def changed(plain: Any, path: Path, value: Any) -> Any:
    """A copy with one leaf replaced."""
    whole = copy.deepcopy(plain)
    place = whole
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return whole


def other_values(value: Any) -> list[Any]:
    """Near misses of a leaf."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1, -value, str(value)]
    if isinstance(value, str) and value.lstrip("-").isdigit():
        return [str(int(value) + 1), str(int(value) - 1), str(-int(value))]
    return [value + "'", ""]


def mutations(certificate: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every certificate that differs in one leaf of the first statement."""
    for path, value in leaves(certificate["statements"][0], ("statements", 0)):
        for other in other_values(value):
            if other != value:
                yield changed(certificate, path, other)


def shortened(certificate: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every certificate with one entry of one list of the evidence left out, or given twice."""
    for path in list_places(certificate["statements"][0]["evidence"], ("statements", 0, "evidence")):
        for twice in (False, True):
            whole = copy.deepcopy(certificate)
            place: Any = whole
            for key in path[:-1]:
                place = place[key]
            if twice:
                place.insert(path[-1], copy.deepcopy(place[path[-1]]))
            else:
                del place[path[-1]]
            yield whole


def list_places(plain: Any, path: Path) -> Iterator[Path]:
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from list_places(value, (*path, key))
    elif isinstance(plain, list):
        for position, value in enumerate(plain):
            yield (*path, position)
            yield from list_places(value, (*path, position))
