"""Plain data, as JSON gives it: what kind of file it is, its keys, and one wording for what is wrong with them.

All readers of files say the same thing in the same words: an unknown key comes first, with the known one that is
nearest to it, for a misspelt key is also a missing one.

In certificates a *name* (of a row, a variable, a set's member) is what `exact.names` says, a list where it is a tuple.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

PROBLEM = "exact-proofs/problem/1"
STRUCTURE = "exact-proofs/structure/1"
MARKET = "exact-proofs/market/1"
MATRIX = "exact-proofs/matrix/1"
PROGRAM = "exact-proofs/program/1"
ASSIGNMENT = "exact-proofs/assignment/1"
CERTIFICATE = "exact-proofs/certificate/1"
REFUTATION = "exact-proofs/certificate/2"
"""A certificate with instances by name, and a claim that they refute."""

_KINDS = {
    PROBLEM: ("problem", "implement, design, facets, universal, condition, capacity, structure, rays and tum take"),
    STRUCTURE: ("structure", "universal, structure, boundary and tum take"),
    MARKET: ("market", "polarized, osp, choice, select, market, classes and equilibria take"),
    MATRIX: ("matrix", "rays, redundant and tum take"),
    PROGRAM: ("linear program", "lp, redundant and tum take"),
    ASSIGNMENT: ("fractional assignment", "lottery takes"),
    CERTIFICATE: ("certificate", "verify takes"),
    REFUTATION: ("certificate", "verify takes"),
}
"""What a file of each format is called, and which commands take it."""

_FAMILY = (
    "parameters: the numbers depend on them, so these are many problems or markets; "
    "proofs.formats.parameters.family_of(data, read).at(values) is one of them"
)

_MOST_SHOWN = 30
"""So many known keys are listed; names of people's agents may be many more."""


def _alternatives(words: Sequence[str]) -> str:
    """One, "one or two", or "one, two or three"."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def check_format(data: Any, *expected: str) -> None:
    """Raise `ValueError` unless `data` is an object of one of the expected formats; say which kind it is, if known."""
    wanted = _alternatives([f'"{name}"' for name in expected])
    if not isinstance(data, Mapping):
        raise ValueError(f'an object with "format": {wanted} was expected, not {kind_of(data)}')
    if "format" not in data:
        misspelt = next((key for key in data if nearest(str(key), ["format"])), None)
        if misspelt is not None:
            raise ValueError(f'the key "{misspelt}" is unknown; did you mean "format"?')
        raise ValueError(f'"format" is missing; {wanted} was expected')
    found = data["format"]
    if found in expected:
        if "parameters" in data and found in (PROBLEM, MARKET):
            raise ValueError(_FAMILY)
        return
    if isinstance(found, str) and found in _KINDS:
        what, commands = _KINDS[found]
        kinds = _alternatives(list(dict.fromkeys(_KINDS[name][0] for name in expected)))
        raise ValueError(f"this is a {what} file; a {kinds} file was expected ({commands} {what} files)")
    raise ValueError(f"format: {wanted} was expected, not {json.dumps(found, ensure_ascii=False)[:60]}")


def object_at(
    data: Any,
    where: str,
    required: Iterable[str],
    optional: Iterable[str] = (),
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """The object at a place, if it has the required keys and no other than the optional ones.

    `elsewhere` says of keys that belong to another place which that is. Raises `TypeError` for what is no object,
    `ValueError` for its keys.
    """
    plain = mapping_at(data, where)
    required = list(required)
    known = [*required, *optional]
    for key in plain:
        if key not in known and key in elsewhere:
            raise ValueError(f'{beginning(where)}the key "{key}" does not belong here; it stands {elsewhere[key]}')
        if key not in known:
            raise ValueError(unknown_key(key, known, where))
    for key in required:
        if key not in plain:
            raise ValueError(f'{beginning(where)}"{key}" is missing')
    return dict(plain)


def mapping_at(data: Any, where: str) -> Mapping[str, Any]:
    """The object at a place, whatever its keys; raises `TypeError` for what is none."""
    if not isinstance(data, Mapping):
        raise TypeError(f"{beginning(where)}an object was expected, not {kind_of(data)}")
    return data


def list_at(data: Any, where: str) -> list[Any]:
    """The list at a place; raises `TypeError` for what is none."""
    if not isinstance(data, list | tuple):
        raise TypeError(f"{beginning(where)}a list was expected, not {kind_of(data)}")
    return list(data)


def unknown_key(key: Any, known: Iterable[str], where: str = "") -> str:
    """The sentence about a key that is none of the known ones."""
    known = list(known)
    more = f", ... ({len(known)} in all)" if len(known) > _MOST_SHOWN else ""
    listed = ", ".join(known[:_MOST_SHOWN]) + more if known else "none"
    return f'{beginning(where)}the key "{key}" is unknown; {did_you_mean(str(key), known)}known are {listed}'


def unknown_name(name: Any, known: Iterable[str], what: str, where: str = "") -> str:
    """The sentence about a name that is none of the agents, types, objects or tasks there are."""
    known = list(known)
    more = f", ... ({len(known)} in all)" if len(known) > _MOST_SHOWN else ""
    listed = ", ".join(known[:_MOST_SHOWN]) + more
    return f'{beginning(where)}"{name}" is not in {what}; {did_you_mean(str(name), known)}there are {listed or "none"}'


def unknown_word(word: Any, known: Iterable[str], where: str = "") -> str:
    """The sentence about a value that is none of the words that may stand there."""
    known = list(known)
    near = did_you_mean(word, known) if isinstance(word, str) else ""
    listed = " or ".join(f'"{each}"' for each in known)
    return f"{beginning(where)}{kind_of(word)} is not known here; {near}write {listed}"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean "agents"? `, or nothing when no known name is near."""
    near = nearest(name, known)
    return f'did you mean "{near}"? ' if near is not None else ""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that this one misspells, the one with the fewest edits; `None` when it misspells none.

    An edit leaves out, adds or changes a letter, or swaps two neighbours; one is allowed for every four letters of the
    longer name, none for a digit (`i3` is another agent than `i1`), and capitals do not count. A beginning of at least
    four letters is near too.

    >>> nearest("wieghts", ["weights", "incentives"]), nearest("dan", ["ann", "bob"])
    ('weights', None)
    """
    near = []
    for other in known:
        one, two = name.casefold(), other.casefold()
        number = _edits(one, two)
        misspelt = number <= max(len(one), len(two)) // 4 and _digits(one) == _digits(two)
        if misspelt or (len(one) >= 4 and two.startswith(one)):
            near.append((number, other))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _edits(one: str, two: str) -> int:
    """How many edits lead from one text to the other, no letter edited twice (optimal string alignment)."""
    before, last = [0] * (len(two) + 1), list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, other in enumerate(two, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and (one[i - 2], letter) == (other, two[j - 2]):
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]


def kind_of(data: Any) -> str:
    """What a value is called in a sentence about a file."""
    if data is None or isinstance(data, bool):
        return json.dumps(data)
    if isinstance(data, str):
        return f'"{data}"' if len(data) <= 40 else f'"{data[:37]}..."'
    names = ((Mapping, "an object"), (list, "a list"), (int | float, f"the number {str(data)[:40]}"))
    return next((name for kind, name in names if isinstance(data, kind)), f"a {type(data).__name__}")


def placed(where: str, sentence: str) -> str:
    """What a value's own constructor says, at the place of its data, which is told once.

    >>> placed("agents.j1.costs", "costs: a cost is negative")
    'agents.j1.costs: a cost is negative'
    >>> placed("agents.j1.costs", "types: the list is empty")
    'agents.j1.costs.types: the list is empty'
    """
    if sentence.startswith(where):
        return sentence
    word, colon, rest = sentence.partition(": ")
    if not colon or not word.isidentifier():
        return f"{where}: {sentence}"
    return f"{where}: {rest}" if where.rsplit(".", 1)[-1] == word else f"{where}.{word}: {rest}"


def beginning(where: str) -> str:
    """The place as the beginning of a sentence; nothing for the whole file."""
    return f"{where}: " if where else ""
