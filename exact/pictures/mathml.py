# ruff: noqa: RUF001
"""MathML made of the formulas of LaTeX that values write of themselves, for pages: browsers set it without any script.

LaTeX is the one notation in which formulas are written here (`exact.pictures.formulas`, and SymPy's printer); this
reads the part of it that they use, and refuses the rest: fractions, roots, powers and indices, names as text, fences
that grow, arrays, cases and aligned relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from exact.pictures import latex
from exact.showing.display import cut
from exact.showing.drawing import escaped

_SYMBOLS = {
    r"\le": "≤",
    r"\leq": "≤",
    r"\ge": "≥",
    r"\geq": "≥",
    r"\ne": "≠",
    r"\neq": "≠",
    r"\in": "∈",
    r"\cdot": "⋅",
    r"\times": "\N{MULTIPLICATION SIGN}",
    r"\dots": "…",
    r"\ldots": "…",
    r"\cdots": "⋯",
    r"\vdots": "⋮",
    r"\sum": "∑",
    r"\forall": "∀",
    r"\mid": "|",
    r"\cup": "∪",
    r"\cap": "∩",
    r"\wedge": "∧",
    r"\vee": "∨",
    r"\subseteq": "⊆",
    r"\{": "{",
    r"\}": "}",
    r"\to": "→",
    r"\colon": ":",
    "-": "\N{MINUS SIGN}",
}
"""Operators."""
_SIGNS = {"-": '<mo form="prefix">\N{MINUS SIGN}</mo>', "+": '<mo form="prefix">+</mo>'}

_LETTERS = {r"\emptyset": "∅", r"\varnothing": "∅", r"\infty": "∞", r"\ell": "ℓ", r"\Gamma": "Γ", r"\Delta": "Δ"}
_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho final sigma tau"
_GREEK = {name: chr(0x3B1 + place) for place, name in enumerate(f"{_NAMES} upsilon phi chi psi omega".split())}
"""The small letters, as they follow each other in Unicode."""
_SPACES = {r"\,": "0.17em", r"\:": "0.22em", r"\;": "0.28em", r"\ ": "0.33em", "~": "0.33em", r"\quad": "1em"}
_IGNORED = frozenset({r"\displaystyle", r"\limits", r"\big", r"\Big", r"\bigl", r"\bigr", r"\!", r"\nolimits"})
_WORDS = frozenset({r"\operatorname", r"\mathrm", r"\mathit", r"\textrm"})
_TEXT = frozenset({r"\text", r"\mbox", r"\textit"})
ALIGNED = 5
"""So many relations may stand beside each other in aligned lines."""
_SIDES = {"l": "left", "r": "right", "c": "center"}

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:\.[0-9]+)?|\s+|.", re.DOTALL)


class NotRead(ValueError):
    """A formula has something that is not read here."""


def mathml(formula: str, block: bool = False) -> str:
    """The formula as a `math` element, on a line of its own if it is a `block`. Raises `NotRead`."""
    reading = _Reading([token for token in _TOKEN.findall(formula) if not token.isspace()], formula)
    inside = reading.row(until=())
    if reading.token is not None:
        raise NotRead(f"{cut(formula)!r}: {reading.token!r} closes nothing")
    display = ' display="block"' if block else ""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"{display}>{inside}</math>'


class _Reading:
    """One pass over the tokens of a formula."""

    def __init__(self, tokens: list[str], formula: str) -> None:
        self.tokens, self.place, self.formula = tokens, 0, formula
        self.texts: Iterator[re.Match[str]] = re.finditer(r"\\(?:text|mbox|textit|textrm)\s*\{", formula)

    @property
    def token(self) -> str | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self) -> str:
        if self.token is None:
            raise NotRead(f"{cut(self.formula)!r} ends too early")
        self.place += 1
        return self.tokens[self.place - 1]

    def expect(self, wanted: str) -> None:
        if self.take() != wanted:
            raise NotRead(f"{cut(self.formula)!r}: {wanted} was expected")

    def row(self, until: tuple[str, ...]) -> str:
        """What stands before one of these tokens, as one element."""
        parts: list[str] = []
        while self.token is not None and self.token not in until and self.token not in ("}", r"\right", r"\end"):
            # After another operator a sign belongs to what follows.
            is_first = not parts or parts[-1].endswith("</mo>")
            sign = _SIGNS.get(self.token, "") if is_first else ""
            parts.append(sign if sign and self.take() else self.scripted())
        shown = [part for part in parts if part]
        return shown[0] if len(shown) == 1 else f"<mrow>{''.join(shown)}</mrow>"

    def scripted(self) -> str:
        """An atom with its index and its power."""
        base = self.atom()
        below = above = ""
        while self.token in ("_", "^"):
            if self.take() == "_":
                below = self.argument()
            else:
                above = self.argument()
        if below and above:
            return f"<msubsup>{base}{below}{above}</msubsup>"
        if below or above:
            tag = "msub" if below else "msup"
            return f"<{tag}>{base}{below or above}</{tag}>"
        return base

    def argument(self) -> str:
        """What a command or a script is about: a group, or one atom."""
        if self.token != "{":
            return self.atom()
        return self.group()

    def group(self) -> str:
        self.expect("{")
        inside = self.row(until=())
        self.expect("}")
        return inside

    def raw(self) -> str:
        """The characters of a group of names or letters, which has no commands."""
        self.expect("{")
        letters = list(takewhile(lambda token: token != "}", self.tokens[self.place :]))
        self.place += len(letters)
        self.expect("}")
        return "".join(letters)

    def atom(self) -> str:
        token = self.take()
        if token in _IGNORED:
            return ""
        if token == "{":
            self.place -= 1
            return self.group()
        if token in _SPACES:
            return f'<mspace width="{_SPACES[token]}"/>'
        return self.command(token) if token.startswith("\\") and token not in _SYMBOLS else _simple(token)

    def command(self, token: str) -> str:
        if token in (r"\frac", r"\tfrac", r"\dfrac"):
            return f"<mfrac>{self.argument()}{self.argument()}</mfrac>"
        if token == r"\sqrt":
            return self.root()
        if token == r"\left":
            return self.fenced()
        if token == r"\begin":
            return self.lines()
        if token in _TEXT:
            return f"<mtext>{escaped(self.text())}</mtext>"
        if token in _WORDS:
            return f"<mi>{escaped(self.raw())}</mi>"
        if token == r"\mathbb":
            return f"<mi>{'ℝ' if (letters := self.raw()) == 'R' else escaped(letters)}</mi>"
        if token in _LETTERS or token[1:] in _GREEK:
            return f"<mi>{_LETTERS.get(token) or _GREEK[token[1:]]}</mi>"
        raise NotRead(f"{cut(self.formula)!r}: {token} is not read here")

    def root(self) -> str:
        if self.token != "[":
            return f"<msqrt>{self.argument()}</msqrt>"
        self.take()
        degree = self.row(until=("]",))
        self.expect("]")
        return f"<mroot>{self.argument()}{degree}</mroot>"

    def fenced(self) -> str:
        """What stands between two fences that grow with it; a full stop is no fence."""
        opening = self.take()
        inside = self.row(until=())
        self.expect(r"\right")
        closing = self.take()
        fences = ["" if fence == "." else _fence(fence) for fence in (opening, closing)]
        return f"<mrow>{fences[0]}{inside}{fences[1]}</mrow>"

    def lines(self) -> str:
        """An array, cases, or aligned relations."""
        kind = self.raw()
        if kind not in ("array", "cases", "aligned"):
            raise NotRead(f"{cut(self.formula)!r}: the environment {kind} is not read here")
        letters = self.raw() if kind == "array" else "ll" if kind == "cases" else "rl" * ALIGNED
        sides = [_SIDES[letter] for letter in letters if letter in _SIDES]
        rows, cells = [], [self.row(until=("&", r"\\"))]
        while self.token in ("&", r"\\"):
            if self.take() == r"\\":
                rows.append(cells)
                cells = []
            cells.append(self.row(until=("&", r"\\")))
        rows.append(cells)
        self.expect(r"\end")
        self.raw()
        body = "".join(f"<mtr>{''.join(map(_cell, row, sides))}</mtr>" for row in rows if any(map(_full, row)))
        table = f"<mtable>{body}</mtable>"
        return f"<mrow>{_fence('{')}{table}</mrow>" if kind == "cases" else table

    def text(self) -> str:
        """The text of a name, as it was before it was written for LaTeX; its spaces count, so it is read anew."""
        found = next(self.texts)
        inside = _balanced(self.formula, found.end())
        depth = 0
        for taken in iter(self.take, None):
            depth += {"{": 1, "}": -1}.get(taken, 0)
            if depth == 0:
                break
        found_text = latex.unescaped(inside)
        # Browsers drop spaces at the ends of a text.
        return re.sub(r"^ | $", "\N{NO-BREAK SPACE}", found_text)


def _simple(token: str) -> str:
    """A number, a letter, or a sign."""
    if token[0].isdigit():
        return f"<mn>{token}</mn>"
    if token.isalpha():
        return f"<mi>{escaped(token)}</mi>"
    if token in ("}", "&", r"\\", "#", "$", "%"):
        raise NotRead(f"{token!r} stands where it means nothing")
    sign = escaped(_SYMBOLS.get(token, token))
    return f"<mo>{sign}</mo>" if sign not in "()[]{}" else f'<mo stretchy="false">{sign}</mo>'


def _fence(token: str) -> str:
    return f'<mo stretchy="true">{escaped(_SYMBOLS.get(token, token))}</mo>'


def _cell(inside: str, side: str) -> str:
    return f'<mtd style="text-align:{side}">{inside}</mtd>'


def _full(cell: str) -> bool:
    return cell != "<mrow></mrow>"


def _balanced(formula: str, start: int) -> str:
    """The characters from `start` to the brace that closes what is open there."""
    depth, place = 1, start
    while place < len(formula):
        letter = formula[place]
        if letter == "\\":
            place += 2
            continue
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0:
            return formula[start:place]
        place += 1
    raise NotRead(f"{cut(formula)!r}: a brace is not closed")
