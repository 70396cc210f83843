r"""Our sentences as LaTeX: what is mathematics in them as mathematics, the rest as text.

Sentences are written for a terminal: `Q_1(u) + 2 x Q_1(v) <= 13/8 at (u, v)`. A *run* is a stretch of them made of
numbers, variables, values of rules, vectors and sets, with operators between; it becomes one formula. A word belongs to
a run only beside a relation (`cake = 9/2`), so that prose stays prose. Nothing is lost: what is no run is escaped, sign
by sign (`exact.pictures.latex`). Names with other signs than letters and digits are found if they are known
(`proofs.report.names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from exact.pictures import latex
from proofs.report.names import covered, uncovered

_GREEK = "alpha|beta|gamma|delta|eta|theta|lambda|mu|pi|sigma|tau|phi|psi|omega"

_OPERATORS = {
    "<=": r"\le",
    ">=": r"\ge",
    "!=": r"\ne",
    "=": "=",
    "<": "<",
    ">": ">",
    "+": "+",
    "-": "-",
    "x": r"\times",
    ".": r"\cdot",
    "in": r"\in",
}
_RELATION = r"<=|>=|!=|=|<|>"

_NUMBER = r"\d+(?:\.\d+)?(?:/\d+)?"
_NAME = r"[^\W_]+"
_ENTRY = rf"(?:-?{_NUMBER}|[A-Za-z]\d*'?|{_GREEK})"
_TUPLE = rf"\({_ENTRY}(?:,\s?{_ENTRY})*\)"
_TUPLES = rf"\((?:{_ENTRY}|{_TUPLE})(?:,\s?(?:{_ENTRY}|{_TUPLE}))*\)"
_INSIDE = rf"(?:{_ENTRY}|{_TUPLES})"
_VECTOR = rf"\((?:{_INSIDE},\s?)+{_INSIDE}\)"
_SET = r"\{(?:[\w']+(?:,\s?[\w']+)*)?\}"
_CELLS = r"\{\([\w', ]+\)(?:,\s?\([\w', ]+\))*\}"
_CAPACITY = rf"beta\((?:{_SET}|{_CELLS}), (?:{_SET}|{_CELLS})\)"
_VALUE = r"Q_(?:[^\s(),]+)\([^()]*\)"
_CHANCE = r"P\([^()]*\)"
_INDEXED = r"(?:[A-Za-z]|" + _GREEK + r")_\w+(?:,\w+)*(?:\^\w+)?"
_APPLIED = r"(?:[A-Za-z]|" + _GREEK + r")'?(?:\([\w', ]*\)|" + _SET + ")"
_SIMPLE = r"(?:(?:\d+\s?)?[A-Za-z](?!\w)|\d+(?:/\d+)?)"
_SUM = rf"\({_SIMPLE}(?:\s[+\-]\s{_SIMPLE})+\)(?:/\d+)?"
_SHARE = r"[A-Za-z]/\d+"
_POWER = r"[A-Za-z]\^\w+"
_LETTER = r"(?:[B-HJ-Zb-z]'?|" + _GREEK + r")(?![\w'])"

_STRONG = "|".join(
    [
        _VALUE,
        _CHANCE,
        _CAPACITY,
        _CELLS,
        _INDEXED,
        _APPLIED,
        _VECTOR,
        _SET,
        _SUM,
        _SHARE,
        _POWER,
        r"\d+/\d+",
        rf"(?:{_GREEK})(?!\w)",
    ]
)
_ATOM = rf"(?:{_STRONG}|{_NUMBER}(?:\s(?=(?!x\s)[A-Za-z]'?(?![\w'])))?|{_LETTER})"
_TERM = rf"-?{_ATOM}(?:(?<=\d)\s?(?!x\s){_ATOM})?"
_BETWEEN = rf"\s(?:{_RELATION}|[+\-x.]|(?<=[A-Za-z')]\s)in(?=\s[A-Z{{]))\s"
_START = r"(?<![\w/.'^])"
_END = r"(?![\w/'])"
_WORD = rf"-?(?:{_NUMBER}\s)?{_NAME}(?=\s(?:{_RELATION}|[+\-])\s)"
_RUN = re.compile(
    rf"(?:^[+\-]\s)?{_START}(?:"
    rf"(?:{_WORD}|{_TERM})(?:{_BETWEEN}(?:{_WORD}|{_TERM}))+"
    rf"|-?(?:{_STRONG})|-{_NUMBER})"
    rf"{_END}"
)
_PIECE = re.compile(
    rf"(?P<value>{_VALUE})|(?P<chance>{_CHANCE})|(?P<capacity>{_CAPACITY})|(?P<cells>{_CELLS})|(?P<set>{_SET})|(?P<vector>{_VECTOR})|(?P<power>{_POWER})|(?P<sum>{_SUM})"
    rf"|(?P<indexed>{_INDEXED})|(?P<applied>{_APPLIED})|(?P<fraction>\d+/\d+)|(?P<number>\d+(?:\.\d+)?)"
    rf"|(?P<operator>(?<=\s)(?:{_RELATION}|[+\-x.]|in)(?=\s))|(?P<minus>-)|(?P<greek>(?:{_GREEK})'?(?!\w))"
    rf"|(?P<letter>[A-Za-z]'?(?![\w']))|(?P<word>{_NAME})|(?P<space>\s+)|(?P<other>.)"
)


def typeset(sentence: str) -> str:
    """The sentence as LaTeX text, with its mathematics between `\\(` and `\\)`.

    Known names (`proofs.report.names`) are words, whatever signs they have.
    """
    sentence = covered(sentence)
    parts = _QUOTED.split(sentence)
    if len(parts) > 1:
        return "".join(_quoted(part) if k % 2 else typeset(part) for k, part in enumerate(parts))
    written, place = "", 0
    for run in _RUN.finditer(sentence):
        written += text(sentence[place : run.start()]) + rf"\({formula(run.group())}\)"
        place = run.end()
    return written + text(sentence[place:])


_QUOTED = re.compile(r"(`[^`]+`|\"(?:[^\"\\]|\\.)+\"|[\w.+-]*/[\w./+=-]+\.(?:json|svg|pdf|py|v)\b)")


def _quoted(part: str) -> str:
    """Words between quotes, code, or the path of a file. Quotes within quotes are single ones.

    The checker quotes as JSON does, so that quotes within quotes have a backslash there.
    """
    if part[0] != '"':
        return code(part.strip("`"))
    inside = typeset(re.sub(r"\\([\"\\])", r"\1", part[1:-1]))
    return f"``{inside.replace('``', '`').replace(_CLOSED, _CLOSED[:1])}{_CLOSED}"


_CLOSED = "''"


def code(written: str) -> str:
    """Code, a path or the name of a theorem in typewriter; it may be broken behind its signs."""
    breaking = re.sub(r"(/|[.:-]|\\_|[a-z](?=[A-Z]))", r"\1\\allowbreak{}", latex.escape(uncovered(written)))
    return rf"\texttt{{{breaking}}}"


def text(words: str) -> str:
    """Words without a formula, but for relations that stand alone."""
    return "".join(
        rf"\({_OPERATORS[part]}\)" if part in ("<=", ">=", "!=") else latex.escape(uncovered(part))
        for part in re.split(r"(<=|>=|!=)", words)
    )


def formula(run: str) -> str:
    """A run as a formula, without the signs that begin and end it."""
    return "".join(_piece(piece) for piece in _PIECE.finditer(run)).strip()


def _piece(piece: re.Match[str]) -> str:
    kind, found = piece.lastgroup, piece.group()
    if kind == "value":
        agent, inside = re.fullmatch(r"Q_(\S+?)\((.*)\)", found, re.DOTALL).groups()  # type: ignore[union-attr]
        return value(agent, re.split(r",\s?", inside))
    if kind == "chance":
        return rf"\Pr({name(found[2:-1])})"
    if kind == "capacity":
        sets = re.findall(rf"{_CELLS}|{_SET}", found)
        return rf"\beta({', '.join(map(formula, sets))})"
    if kind in ("set", "cells"):
        return rf"\{{{_listed(found[1:-1])}\}}"
    if kind == "vector":
        return f"({_listed(found[1:-1])})"
    if kind == "power":
        base, _, high = found.partition("^")
        return f"{chr(92) + 'mathbb{R}' if base == 'R' else base}^{{{name(high)}}}"
    if kind == "sum":
        inside, _, below = found.rpartition(")")
        return f"({formula(inside[1:])}){below}"
    if kind == "indexed":
        head, _, rest = found.partition("_")
        low, _, high = rest.partition("^")
        return f"{name(head)}_{{{_listed(low)}}}" + (f"^{{{_listed(high)}}}" if high else "")
    if kind == "applied":
        head, inside = re.fullmatch(r"(\w+'?)(.*)", found).groups()  # type: ignore[union-attr]
        if inside.startswith("{"):
            return rf"{name(head)}_{{\{{{_listed(inside[1:-1])}\}}}}"
        return f"{name(head)}({_UNITED.get(inside[1:-1]) or _listed(inside[1:-1])})"
    if kind == "operator":
        return f" {_OPERATORS[found]} "
    if kind in ("greek", "word", "letter"):
        return name(found)
    return "" if kind == "space" else found


_UNITED = {
    "G and G' united": r"G \cup G'",
    "what they share": r"G \cap G'",
    "G without G'": r"G \setminus G'",
    "G' without G": r"G' \setminus G",
}
"""Sets in words (`c(G and G' united)`) as the papers write them."""


def value(agent: str, inside: Iterable[str]) -> str:
    """A value of an interim rule: `Q_{\\text{ann}}(\\text{keen}, \\text{botany})`."""
    return rf"Q_{{{name(agent)}}}({', '.join(map(name, inside))})"


def name(word: str) -> str:
    """A name within a formula: numbers, letters and Greek letters as they are, else as text."""
    bare = word.strip()
    bare = "x" if uncovered(bare) == "x" else bare
    if re.fullmatch(rf"(?:{_GREEK})'?", bare):
        return f"\\{bare}"
    if re.fullmatch(r"[A-Za-z]'?|-?\d+(?:/\d+)?", bare):
        return bare
    indexed = re.fullmatch(r"([A-Za-z])_?(\d+)('?)", bare)
    if indexed:
        letter, low, mark = indexed.groups()
        return f"{letter}_{{{low}}}{mark}" if len(low) > 1 else f"{letter}_{low}{mark}"
    return rf"\text{{{latex.escape(uncovered(bare))}}}"


def _listed(inside: str) -> str:
    """Names and tuples of names, separated by commas."""
    return ", ".join(
        "" if not part else f"({_listed(part[1:-1])})" if part.startswith("(") else name(part)
        for part in map(str.strip, _split(inside))
    )


def _split(inside: str) -> list[str]:
    """What stands between the commas that are in no parentheses."""
    parts, depth = [""], 0
    for sign in inside:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
