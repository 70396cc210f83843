"""HTML that is escaped by construction.

`element` makes a piece of HTML; whatever is put into it is escaped unless it is such a piece already. Plain exact data
(strings, integers, lists, dictionaries, as certificates hold them) is shown by `data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

SHORT = 72
"""Lists up to so many characters are written on one line."""

_VOID = frozenset({"meta", "link", "input", "br", "img"})


class Html(str):
    """Text that is HTML already; only the functions below make it."""

    __slots__ = ()


def element(tag: str, /, *children: Any, **attributes: Any) -> Html:
    """`<tag attributes>children</tag>`: `class_` becomes `class`, `data_x` becomes `data-x`; `True` has no value."""
    written = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{joined(children)}</{tag}>")


def joined(children: Iterable[Any], between: str = "") -> Html:
    """Pieces one after the other; strings among them are escaped, `None` is left out."""
    return Html(between.join(_piece(child) for child in children if child is not None))


def with_code(words: str) -> Html:
    """A sentence: what stands between backticks is code."""
    parts = re.split("`([^`]*)`", words)
    return joined(element("code", part) if k % 2 else part for k, part in enumerate(parts))


def asset(text: str) -> Html:
    """A style sheet or a script of ours, as it stands in the package."""
    if "</" in text:
        raise ValueError('an asset must not hold "</"')
    return Html(text)


def drawing(svg: str) -> Html:
    """A drawing of ours, in which every string is escaped already, as a part of the page: its links work."""
    return Html(svg)


def verbatim(text: str) -> Html:
    """The text to the byte, also where it has characters that cannot be seen."""
    return Html(escape(text))


def _piece(child: Any) -> str:
    return child if isinstance(child, Html) else escape(printable(str(child)))


def _attribute(key: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    return f" {key}" if value is True else f' {key}="{escape(printable(str(value)))}"'


def printable(text: str) -> str:
    """The text without characters that HTML forbids; they are shown by their code points."""
    return "".join(c if c in "\n\t" or _allowed(ord(c)) else f"[U+{ord(c):04X}]" for c in text)


def _allowed(code: int) -> bool:
    controls = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
    # Marks that turn the direction of writing could make a number read as another.
    turning = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return not controls and not turning and code & 0xFFFE != 0xFFFE


def name(value: Any) -> str:
    """A name in a certificate (a string, an integer, a list of names) as one would write it: `(x, (1, a), (u, v))`.

    A list of one is written as its member, as the cell of an agent and the one anonymous object is.
    """
    if isinstance(value, list):
        if len(value) == 1:
            return name(value[0])
        return "(" + ", ".join(map(name, value)) + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {name(entry)}" for key, entry in value.items()) + "}"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else "none" if value is None else str(value)


def data(value: Any) -> Html:
    """Plain data: an object as a list of terms, like objects as a table, what is short on a line."""
    return _terms(value) if isinstance(value, dict) and value else _inner(value)


def _inner(value: Any) -> Html:
    """Plain data inside other data."""
    nested = isinstance(value, list) and any(isinstance(part, dict) for part in value)
    if value in ([], {}):
        return element("span", "none", class_="exact")
    if not isinstance(value, list | dict) or (len(name(value)) <= SHORT and not nested):
        return element("span", name(value), class_="exact")
    if isinstance(value, dict):
        return _terms(value)
    if all(isinstance(part, dict) and part and part.keys() == value[0].keys() for part in value):
        return table(list(value[0]), [[_inner(entry) for entry in part.values()] for part in value])
    return element("ol", *(element("li", _inner(part)) for part in value), start=0, class_="data")


def _terms(value: Mapping[str, Any]) -> Html:
    pairs = ((element("dt", key), element("dd", _entry(key, entry))) for key, entry in value.items())
    return element("dl", *(piece for pair in pairs for piece in pair), class_="data")


def _entry(key: str, value: Any) -> Html:
    """The value of a key; sets are written with braces."""
    many = key == "sets" and isinstance(value, list) and all(isinstance(each, list) for each in value)
    if many or (key == "set" and isinstance(value, list)):
        written = ", ".join(map(set_of, value if many else [value]))
        return element("span", written or "none", class_="exact")
    return _inner(value)


def set_of(members: Iterable[Any]) -> str:
    """A set in a certificate as one would write it: `{1, 2}`, `{(i, o), (i, p)}`."""
    return "{" + ", ".join(map(name, members)) + "}"


def capital(words: str) -> str:
    """Words that begin with a capital, unless a symbol of one letter begins them."""
    return words[:1].upper() + words[1:] if words[1:2].islower() or words.startswith("a ") else words


def table(head: Iterable[Any], rows: Iterable[Iterable[Any]], caption: str | None = None) -> Html:
    """A table in a box that scrolls by itself, so that a wide one does not widen the page."""
    top = element("tr", *(element("th", cell, scope="col") for cell in head))
    body = [element("tr", *(cell if _is_cell(cell) else element("td", cell) for cell in row)) for row in rows]
    said = None if caption is None else element("caption", caption)
    whole = element("table", said, element("thead", top), element("tbody", *body))
    return element("div", whole, class_="scroll", tabindex=0, role="region", aria_label=caption or "table")


def _is_cell(cell: Any) -> bool:
    return isinstance(cell, Html) and cell.startswith(("<td", "<th"))
