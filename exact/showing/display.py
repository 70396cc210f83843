"""Values that show themselves.

A value of this package is a frozen dataclass that inherits `Displayed`. Its `repr` is a line that says what it is and
never floods a terminal; `show()` is a drawing or a table of it; `latex()` is it as mathematics, where it has such a
form. Notebooks call the `_repr_*_` methods, which are made of these two. Showing decides nothing, and what is cut says
so.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

from exact.rationals import text
from exact.showing.drawing import Html, Picture, escaped, table
from exact.showing.registry import registered

ITEMS = 12
"""So many members of a tuple are written before the rest is counted."""
WIDTH = 72
"""So many characters of one field are written in a `repr`."""
LINES = 100
"""So many rows of a system or a polyhedron are shown before the rest is counted."""
ROOM = 1_000
"""So many characters of one field, and of the data of evidence, are written in a table."""


class Displayed:
    """A frozen dataclass that shows itself."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        # A class with a `__repr__` of its own keeps it when `dataclass` comes by; ours is not to be written over.
        cls.__repr__ = cls.__repr__  # type: ignore[method-assign]

    def show(self) -> Picture | Html:
        """The value as a drawing (`str` of it is SVG) or as a table (`str` of it is HTML)."""
        draw = registered("show", type(self))
        if draw is not None:
            drawn: Picture | Html = draw(self)
            return drawn
        rows = [[escaped(field), escaped(cut(brief(entry), ROOM))] for field, entry in _fields(self)]
        return table(rows, (), f"{type(self).__name__}: {_meaning(type(self))}")

    def latex(self) -> str | None:
        """The value as a formula of LaTeX's mathematics mode; `None` if it is no mathematical expression."""
        write = registered("latex", type(self))
        formula: str | None = None if write is None else write(self)
        return formula

    def sympy(self) -> Any:
        """The value as SymPy has it: a number, a matrix, relations. Raises `TypeError` if it is none of these."""
        make = registered("sympy", type(self))
        if make is None:
            raise TypeError(
                f"{type(self).__name__}: SymPy has no such values; its parts may be numbers, matrices, systems"
            )
        return make(self)

    def __repr__(self) -> str:
        if type(self).__str__ is not object.__str__:
            return f"<{type(self).__name__}: {self}>"
        told = ", ".join(f"{field}={cut(brief(entry))}" for field, entry in _fields(self))
        return f"{type(self).__name__}({told})"

    def _repr_html_(self) -> str:
        return str(self.show())

    def _repr_svg_(self) -> str | None:
        shown = self.show()
        return shown.svg if isinstance(shown, Picture) else None

    def _repr_latex_(self) -> str | None:
        formula = self.latex()
        return None if formula is None else f"$\\displaystyle {formula}$"


def brief(value: Any) -> str:
    """A value in a line: rationals as `1/2`; of the members of a tuple or set the first few, and how many there are."""
    if isinstance(value, Fraction):
        return text(value)
    if isinstance(value, Mapping):
        shown = (f"{brief(key)}: {brief(entry)}" for key, entry in islice(value.items(), ITEMS))
        return _members(shown, len(value), "{", "}")
    if isinstance(value, tuple | list):
        return _members((brief(entry) for entry in value[:ITEMS]), len(value), "(", ",)" if len(value) == 1 else ")")
    if isinstance(value, set | frozenset):
        return _members(sorted(map(brief, value))[:ITEMS], len(value), "{", "}")
    return str(value)


def told_number(value: Fraction) -> str:
    """An exact number in a sentence: `3/7`; of a formula (`exact.symbolic`) the shortest of its forms."""
    write = None if type(value) is Fraction else registered("words", type(value))
    return text(value) if write is None else str(write(value))


def is_just(value: Fraction, number: int) -> bool:
    """Whether it is that number; one that depends on parameters is none, and cannot always be compared."""
    return type(value) in (Fraction, int) and value == number


def told_factor(value: Fraction) -> str:
    """The same as a factor of a product: a sum stands in parentheses."""
    told = told_number(value)
    return f"({told})" if " " in told else told


def counted(count: int, one: str, more: str = "") -> str:
    """`1 row`, `2 rows`: a number of things, with their plural where it is irregular."""
    return f"{count} {one}" if count == 1 else f"{count} {more or one + 's'}"


def cut(written: str, room: int = WIDTH) -> str:
    """The text, or its beginning with three dots."""
    return written if len(written) <= room else written[: room - 4] + " ..."


def card(
    heading: str, form: str, data: Any, *, shown: str = "", verified: bool | None = None, checks: str = ""
) -> Html:
    """What is stated with the answer, a picture of the evidence, the evidence as data, and how to check it.

    `shown` and `checks` are HTML already; `verified` says whether the evidence was checked again just now.
    """
    written = json.dumps(data, ensure_ascii=False)
    again = "" if verified is None else f"<p>The evidence verifies: {'yes' if verified else 'no'}.</p>"
    return Html(
        f'<div class="verdict"><p><b>{escaped(heading)}</b></p><p>Evidence: {escaped(form)}</p>'
        f"{shown}<details><summary>as data</summary><pre>{escaped(cut(written, ROOM))}</pre></details>"
        f"{again}{checks}</div>"
    )


def _fields(value: Any) -> list[tuple[str, Any]]:
    if not dataclasses.is_dataclass(value):
        return []
    return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value) if field.repr]


def _members(shown: Iterable[str], count: int, opened: str, closed: str) -> str:
    more = [f"... {count} in all"] if count > ITEMS else []
    return opened + ", ".join([*shown, *more]) + closed


def _meaning(kind: type) -> str:
    """The first line of the class's description."""
    return (kind.__doc__ or "").strip().partition("\n")[0].replace("`", "")
