"""What the public functions of `exact` ask of their arguments, and the sentence that is said when it is not so.

A precondition that is documented is checked where the argument comes in: what has the wrong type is a `TypeError`, what
has the right type and a wrong value a `ValueError`, each one sentence that names the argument and what would do.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Set
from fractions import Fraction
from typing import Any, TypeVar

from exact.names import check_name
from exact.rationals import rational
from exact.showing.display import brief, counted, cut

Kind = TypeVar("Kind")


def given(value: Any) -> str:
    """A value as an error message names it: its type, and what Python's own values are."""
    if value is None:
        return "None"
    kind = type(value).__name__
    return f"{_article(kind)} {kind}" + (f" {cut(brief(value), 40)}" if type(value).__module__ == "builtins" else "")


def _article(noun: str) -> str:
    return "an" if noun[0].lower() in "aeiou" else "a"


def expected(value: Any, kind: type[Kind], where: str, mend: str = "") -> Kind:
    """The value, which must be of this type."""
    if not isinstance(value, kind):
        name, plural = kind.__name__, kind.__name__.endswith("s")
        wanted = f"{name} were" if plural else f"{_article(name)} {name} was"
        raise TypeError(f"{where}: {wanted} expected, not {given(value)}" + (mend and f"; {mend}"))
    return value


def is_sympy_matrix(values: Any) -> bool:
    """Whether this is a matrix of SymPy, which nobody needs to have loaded to ask."""
    return bool(getattr(values, "is_Matrix", False)) and hasattr(values, "tolist")


def labelled(values: Any) -> bool:
    """Whether this is a series that names its values, as those of pandas do; a mapping is none."""
    named = hasattr(values, "items") and hasattr(values, "index") and not callable(values.index)
    return named and not isinstance(values, Mapping) and not hasattr(values, "columns")


def by_name(values: Any, where: str) -> Mapping[Any, Any] | None:
    """The values by name, of a mapping or of a series that names them; `None` for anything else.

    Raises `ValueError` for a series in which a name occurs twice.
    """
    if not labelled(values):
        return values if isinstance(values, Mapping) else None
    read: dict[Any, Any] = {}
    for each, value in values.items():
        if each in read:
            raise ValueError(f"{where}: {each!r} occurs twice in the {type(values).__name__}")
        read[each] = value
    return read


def refuse_names(values: Any, where: str) -> None:
    """Refuse data frames and series where places count: what they name may stand in another order."""
    kind = type(values).__name__
    if hasattr(values, "columns") and hasattr(values, "to_numpy"):  # iteration gives its column names, or its columns
        raise TypeError(f"{where}: a {kind} has names that are not read here; give its rows alone, by .to_numpy()")
    if labelled(values):
        raise TypeError(f"{where}: a {kind} has names that are not read here; give its values alone, by .to_numpy()")


def table(values: Any, where: str) -> list[Any]:
    """The rows of a table: of a matrix of SymPy, or of any collection."""
    return list(values.tolist()) if is_sympy_matrix(values) else collected(values, where)


def listed(values: Any, where: str) -> list[Any]:
    """The members of a sequence or another ordered collection; text, sets and mappings are none.

    Those of a matrix of SymPy are its entries if it is a single row or column, else its rows. Data frames, and series
    with names, are refused: they would be read by position, whatever their names say.
    """
    if is_sympy_matrix(values):
        return list(values) if 1 in values.shape else list(values.tolist())
    refuse_names(values, where)
    if isinstance(values, str | bytes | Mapping | Set) or not isinstance(values, Iterable):
        raise TypeError(f"{where}: a sequence was expected, not {given(values)}")
    return list(values)


def collected(values: Any, where: str) -> list[Any]:
    """The members of a sequence, a set or another collection; text and mappings are none."""
    return list(values) if isinstance(values, Set) else listed(values, where)


def vector(values: Any, size: int | None, where: str) -> tuple[Fraction, ...]:
    """A sequence of exact numbers, of this length where one is given."""
    numbers = tuple(rational(value, f"{where}[{k}]") for k, value in enumerate(listed(values, where)))
    if size is not None and len(numbers) != size:
        raise ValueError(f"{where}: {counted(len(numbers), 'number')} where {size} were expected")
    return numbers


def rows(given: Any, width: int | None, where: str) -> list[tuple[Fraction, ...]]:
    """Rows of exact numbers, all of one length: that of the first where none is given."""
    read: list[tuple[Fraction, ...]] = []
    for number, row in enumerate(table(given, where)):
        read.append(vector(row, width, f"{where}[{number}]"))
        width = len(read[0]) if width is None else width
    return read


def whole(value: Any, where: str, least: int | None = None) -> int:
    """What is an integer to Python, NumPy's too, as an `int`; not below `least`."""
    try:
        read = None if isinstance(value, bool | Iterable) else operator.index(value)
    except TypeError:
        read = None
    if read is None:
        raise TypeError(f"{where}: an integer was expected, not {given(value)}")
    if least is not None and read < least:
        raise ValueError(f"{where}: {read} is below {least}")
    return read


def time_limit(seconds: Any) -> float | None:
    """Seconds that a search may take; `None` for as long as it takes."""
    return None if seconds is None else time_in_seconds(seconds)


def time_in_seconds(seconds: Any) -> float:
    """A number of seconds from 0 on, infinity included."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float | Fraction):
        raise TypeError(f"seconds: a number of seconds such as 60 was expected, not {given(seconds)}")
    if not seconds >= 0:
        raise ValueError(f"seconds: a number from 0 on was expected, not {given(seconds)}")
    return float(seconds)


def name(value: Any, where: str) -> Any:
    """A name, as `exact.names` says what that is."""
    check_name(value, f"{where}: the name")
    return value


def names(values: Any, where: str) -> tuple[Any, ...]:
    """Distinct names. A string stands for its letters, as Python's sequences have it."""
    read = tuple(name(value, where) for value in (values if isinstance(values, str) else listed(values, where)))
    if len(set(read)) != len(read):
        twice = next(each for each in read if read.count(each) > 1)
        raise ValueError(f"{where}: {twice!r} occurs twice")
    return read
