"""Names of agents, objects, types and tasks within sentences, which do not say where a name ends.

`Q_Ann Lee(1. choice)` has a name with a space and one with a dot. Who knows the names of an answer says so around what
is written (`known`); `covered` then puts one letter for each name that is not a plain word, and `uncovered` gives it
back, so that whoever looks for mathematics in a sentence sees names as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

FIRST, MOST = 0x30000, 0x1000
"""The first of the letters that stand for names (rare ones of CJK Extension G), and how many there are."""
DEEP = 4
"""So far within a statement its problem or market is looked for."""
NAMED = ("agents", "groups", "objects", "types", "tasks", "variables")
"""The fields of problems, structures, markets and linear systems that hold names."""
TIMES = "x"
"""A sentence writes so for a product too, of which the second factor is a number or in brackets."""
_PLAIN = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"-?\d+(?:[./]\d+)?")
_LETTERS = re.compile(f"[{chr(FIRST)}-{chr(FIRST + MOST - 1)}]")


@dataclass(frozen=True)
class _Names:
    """Which letter stands for which name, both ways, and where a sentence has such a name."""

    letters: Mapping[str, str]
    names: Mapping[str, str]
    pattern: re.Pattern[str]


_known: ContextVar[_Names | None] = ContextVar("names", default=None)


def names_of(*values: Any) -> frozenset[str]:
    """The names in the problems, structures and markets that the values are or hold."""
    return frozenset(name for value in values for name in _within(value, DEEP))


def _within(value: Any, depth: int) -> Iterator[str]:
    """The names in a value's fields, and in what these hold."""
    if isinstance(value, tuple | list):
        for each in value if depth and value and is_dataclass(value[0]) else ():
            yield from _within(each, depth - 1)
    elif is_dataclass(value) and depth:
        for field in fields(value):
            held = getattr(value, field.name)
            yield from _strings(held) if field.name in NAMED else _within(held, depth - 1)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for each in value:
            yield from _strings(each)


@contextmanager
def known(names: Iterable[str]) -> Iterator[None]:
    """Within it, sentences are read with these names known."""
    listed = sorted(filter(_is_odd, names), key=lambda name: (-len(name), name))[:MOST]
    found = None
    if listed and not any(map(_LETTERS.search, listed)):
        letters = {name: chr(FIRST + k) for k, name in enumerate(listed)}
        pattern = re.compile("|".join(map(_bounded, listed)))
        found = _Names(letters, {letter: name for name, letter in letters.items()}, pattern)
    token = _known.set(found)
    try:
        yield
    finally:
        _known.reset(token)


def _is_odd(name: str) -> bool:
    """Whether a name is no plain word: it has other signs, and is no number and not made of signs alone; or `x`."""
    has_letters = any(map(str.isalnum, name))
    return name == TIMES or (has_letters and not _PLAIN.fullmatch(name) and not _NUMBER.fullmatch(name))


def _bounded(name: str) -> str:
    """A pattern for the name where no letter or digit goes on at its ends; `_` may, as in `Q_Ann Lee(u)`."""
    before = r"(?<![^\W_])" if name[0].isalnum() else ""
    after = r"(?![^\W_])" if name[-1].isalnum() else ""
    if name == TIMES:
        after += r"(?! [\[(\d])"
    return before + re.escape(name) + after


def covered(sentence: str) -> str:
    """The sentence with a letter for each known name that is no plain word."""
    found = _known.get()
    return sentence if found is None else found.pattern.sub(lambda match: found.letters[match.group()], sentence)


def uncovered(words: str) -> str:
    """The words with the names that the letters stand for."""
    found = _known.get()
    return words if found is None else _LETTERS.sub(lambda match: found.names.get(match[0], match[0]), words)
