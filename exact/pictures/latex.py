# ruff: noqa: RUF001
"""LaTeX: any string becomes text that pdflatex sets as it stands, with no package but T1 fonts; exact formulas.

What LaTeX reads as a command is escaped, accents and Greek letters are written as LaTeX has them, ligatures that would
change a name (`--`, `,,`) are held apart, and a character that no Latin font has is named by its code point. Formulas
need amsmath for the names in them.

Numbers, matrices and systems are not written by SymPy's printer, though it would do for numbers: it sets matrices in
centred columns, of which `amsmath` takes ten, has no form of a set of solutions, and does not escape the names of
users (`50% of_it`); and a fraction is not worth the 0.2 s of loading it. What is made of symbols of our own, the
facets, is left to it (`proofs.reduced_form.facets.relations`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction

from exact.matrices import Name, spoken
from exact.rationals import text

LINES = 40
"""So many lines of a system are written before the rest is counted."""

_BREAK = " " + 2 * "\\" + " "

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    "<": r"\(<\)",
    ">": r"\(>\)",
    "|": r"\(|\)",
    "≤": r"\(\le\)",
    "≥": r"\(\ge\)",
    "≠": r"\(\ne\)",
    "∈": r"\(\in\)",
    "∉": r"\(\notin\)",
    "∅": r"\(\emptyset\)",
    "∪": r"\(\cup\)",
    "∩": r"\(\cap\)",
    "⊂": r"\(\subset\)",
    "⊆": r"\(\subseteq\)",
    "⊇": r"\(\supseteq\)",
    "×": r"\(\times\)",
    "·": r"\(\cdot\)",
    "−": r"\(-\)",
    "±": r"\(\pm\)",
    "∞": r"\(\infty\)",
    "→": r"\(\to\)",
    "∀": r"\(\forall\)",
    "∃": r"\(\exists\)",
    "′": r"\('\)",
    "\N{NO-BREAK SPACE}": "~",
    "\N{EN DASH}": r"\textendash{}",
    "\N{EM DASH}": r"\textemdash{}",
    "\N{LEFT SINGLE QUOTATION MARK}": r"\textquoteleft{}",
    "\N{RIGHT SINGLE QUOTATION MARK}": r"\textquoteright{}",
    "\N{LEFT DOUBLE QUOTATION MARK}": r"\textquotedblleft{}",
    "\N{RIGHT DOUBLE QUOTATION MARK}": r"\textquotedblright{}",
    "…": r"\ldots{}",
    "§": r"\S{}",
    "ß": r"\ss{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
    "ı": r"\i{}",
}

_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0327": "c",
    "\u0328": "k",
}

_GREEK = (
    "Gamma Delta Theta Lamda Xi Pi Sigma Upsilon Phi Psi Omega alpha beta gamma delta epsilon zeta eta theta iota "
    "kappa lamda mu nu xi pi rho sigma tau upsilon phi chi psi omega"
)


_CHARACTERS = {command: character for character, command in _SPECIAL.items()} | {f"{c}{{}}": c for c in "-,'"}
_WRITTEN = re.compile(
    "|".join(
        [
            r"\\texttt\{U\+[0-9A-F]{4,6}\}",
            *(re.escape(command) for command in sorted(_CHARACTERS, key=len, reverse=True)),
            r"\\\(\\[A-Za-z]+\\\)",
            r"\\[`'^~=u.\"rHvck]\{\\?[A-Za-z]\}",
        ]
    )
)
"""What `escape` writes for a character that LaTeX would not take as it stands."""


def escape(sentence: str) -> str:
    """A sentence as LaTeX text, in ASCII."""
    escaped = "".join(map(_character, unicodedata.normalize("NFC", sentence)))
    return re.sub(r"([-,'])(?=\1)", r"\1{}", escaped)


def unescaped(written: str) -> str:
    """The sentence that `escape` has written so."""
    return _WRITTEN.sub(lambda found: _read(found[0]), written)


def _read(command: str) -> str:
    """The character of a command of `escape`."""
    if command.startswith(r"\texttt"):
        return chr(int(command[len(r"\texttt{U+") : -1], 16))
    if command in _CHARACTERS:
        return _CHARACTERS[command]
    if command.startswith(r"\("):
        letter = command[3:-2].replace("ambda", "amda")
        size = "CAPITAL" if letter[0].isupper() else "SMALL"
        return unicodedata.lookup(f"GREEK {size} LETTER {letter.upper()}")
    accent = next(mark for mark, name in _ACCENTS.items() if name == command[1])
    return unicodedata.normalize("NFC", command[3:-1].removeprefix("\\") + accent)


def number(value: Fraction | int) -> str:
    """An exact number as LaTeX."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return text(exact)
    sign = "-" if exact < 0 else ""
    return rf"{sign}\frac{{{text(Fraction(abs(exact.numerator)))}}}{{{text(Fraction(exact.denominator))}}}"


def named(name: Name) -> str:
    """A name within a formula of LaTeX."""
    return rf"\text{{{escape(spoken(name))}}}"


def variable(name: Name) -> str:
    """The coordinate of that name: itself if it is one letter, else x with the name below."""
    if isinstance(name, str) and len(name) == 1 and name.isascii() and name.isalpha():
        return name
    return rf"x_{{{name if isinstance(name, int) else named(name)}}}"


def vector(entries: Iterable[Fraction | int]) -> str:
    """A vector of exact numbers as LaTeX."""
    return rf"\left({', '.join(map(number, entries))}\right)"


def linear(coefficients: Iterable[tuple[Name, Fraction | int]]) -> str:
    """A linear expression as LaTeX, from (name, coefficient); zeros are left out."""
    terms = ""
    for name, entry in coefficients:
        if not entry:
            continue
        size = abs(Fraction(entry))
        sign = "-" if entry < 0 else "+" if terms else ""
        terms += sign + ("" if size == 1 else number(size)) + variable(name)
    return terms or "0"


def lines(written: Sequence[str]) -> str:
    """Lines of an array; at most `LINES` of them."""
    more = [rf"\dots\ \text{{({len(written)} in all)}}"] if len(written) > LINES else []
    return _BREAK.join([*written[:LINES], *more])


def system(
    names: Sequence[Name], constraints: Sequence[tuple[Sequence[int] | Sequence[Fraction], str, Fraction | int]]
) -> str:
    """The set of points with all constraints `(coefficients, sign, bound)`."""
    written = [rf"{linear(zip(names, row, strict=True))} {sign} {number(bound)}" for row, sign, bound in constraints]
    point = rf"\left({', '.join(map(variable, names))}\right)"
    if not written:
        return rf"\mathbb{{R}}^{{{len(names)}}}"
    return rf"\left\{{ {point} : \begin{{array}}{{l}}{lines(written)}\end{{array}} \right\}}"


def combinations(word: str, vectors: Sequence[Sequence[Fraction | int]]) -> str:
    """`conv`, `cone` or `span` of vectors."""
    more = [r"\dots"] if len(vectors) > LINES else []
    return rf"\operatorname{{{word}}}\left\{{ {', '.join([*map(vector, vectors[:LINES]), *more])} \right\}}"


def _character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character.isspace():
        return " "
    if " " < character <= "\x7e":
        return character
    return _greek(character) or _accented(character) or rf"\texttt{{U+{ord(character):04X}}}"


def _accented(character: str) -> str:
    """A letter of ASCII with one accent, as a command of LaTeX."""
    base, *accents = list(unicodedata.normalize("NFD", character))
    if len(accents) != 1 or accents[0] not in _ACCENTS or not base.isascii():
        return ""
    letter = rf"\{base}" if base in "ij" else base
    return rf"\{_ACCENTS[accents[0]]}{{{letter}}}"


def _greek(character: str) -> str:
    """A Greek letter as mathematics. Unicode names it `GREEK SMALL LETTER LAMDA`."""
    words = unicodedata.name(character, "").split()
    if len(words) != 4 or words[0] != "GREEK" or words[2] != "LETTER":
        return ""
    letter = words[3].lower() if words[1] == "SMALL" else words[3].capitalize()
    return rf"\(\{letter.replace('amda', 'ambda')}\)" if letter in _GREEK.split() else ""
