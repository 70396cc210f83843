"""Names of rows, columns, variables and members of sets: one grammar, which the independent checker shares.

A *name* is a text, an integer of at most 3,000 bits, or a tuple of names, nested at most 10 deep. A text is made of
Unicode characters, so that a file can hold it: half of a surrogate pair is none. The agents, objects and types of an
allocation problem, and the agents and tasks of a market, are texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Name = str | int | tuple[Any, ...]

MOST_BITS = 3_000
"""The most bits of an integer that is a name: about 900 digits."""
DEEPEST = 10
"""The deepest nesting of tuples in a name."""
LONGEST_SHOWN = 60
"""So many characters of a name are shown in a message."""


def check_names(names: Iterable[Any], what: str) -> None:
    """Raise `TypeError` for what is no name, `ValueError` for a name that is too large; `what` they are the names of.

    >>> check_names(["x", -1, ("y", 2)], "row")
    >>> check_names([2.5], "row")
    Traceback (most recent call last):
    TypeError: the row name 2.5 is a float; a name is a text, an integer, or a tuple of names
    """
    for name in names:
        check_name(name, f"the {what} name")


def check_name(name: Any, beginning: str) -> None:
    """The same for one name; `beginning` is what stands before it in a sentence: "the row name".

    >>> check_name(2.5, "rows: the name")
    Traceback (most recent call last):
    TypeError: rows: the name 2.5 is a float; a name is a text, an integer, or a tuple of names
    """
    _check(name, beginning, DEEPEST)


def check_texts(names: Iterable[Any], what: str) -> None:
    """The same as `check_names` for names that must be texts."""
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"the {what} name {shown(name)} is {_kind(name)}; it must be a text")
        _check_text(name, f"the {what} name")


def _check(name: Any, beginning: str, depth: int) -> None:
    if isinstance(name, str):
        _check_text(name, beginning)
    elif isinstance(name, tuple):
        if not depth:
            raise ValueError(f"{beginning} is nested more than {DEEPEST} deep; give a shorter name")
        for part in name:
            _check(part, beginning, depth - 1)
    elif isinstance(name, bool) or not isinstance(name, int):
        wanted = "a name is a text, an integer, or a tuple of names"
        raise TypeError(f"{beginning} {shown(name)} is {_kind(name)}; {wanted}")
    elif name.bit_length() > MOST_BITS:
        raise ValueError(f"{beginning} is an integer of {name.bit_length()} bits; a name has at most {MOST_BITS:,}")


def _check_text(name: str, beginning: str) -> None:
    if not name.isascii() and any("\ud800" <= character <= "\udfff" for character in name):
        raise ValueError(f"{beginning} {shown(name)} has half of a surrogate pair, which no file can hold")


def shown(name: Any) -> str:
    """A name, or what was given for one, as a message shows it: on one line, and not too long."""
    whole = f"of {name.bit_length()} bits" if isinstance(name, int) and name.bit_length() > MOST_BITS else repr(name)
    written = one_line(whole)
    return written if len(written) <= LONGEST_SHOWN else written[: LONGEST_SHOWN - 3] + "..."


def one_line(words: str) -> str:
    r"""The words with all that does not print escaped: what is told about a name must not look like something else.

    >>> one_line("two" + chr(10) + "lines") == r"two\nlines"
    True
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in words)


def _kind(name: Any) -> str:
    kind = type(name).__name__
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
