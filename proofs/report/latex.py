# ruff: noqa: RUF001
"""Sentences for LaTeX: any string becomes text that pdflatex sets as it stands, with no package but T1 fonts.

What LaTeX reads as a command is escaped, accents and Greek letters are written as LaTeX has them, ligatures that would
change a name (`--`, `,,`) are held apart, and a character that no Latin font has is named by its code point.
"""

from __future__ import annotations

import re
import unicodedata

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


def escape(sentence: str) -> str:
    """A sentence as LaTeX text, in ASCII."""
    escaped = "".join(map(_character, unicodedata.normalize("NFC", sentence)))
    return re.sub(r"([-,'])(?=\1)", r"\1{}", escaped)


def document(body: str) -> str:
    """A document of its own around `body`, in Latin Modern where it is installed (else T1 fonts may be bitmaps)."""
    fonts = "\\usepackage[T1]{fontenc}\n\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}\n"
    return f"\\documentclass{{article}}\n{fonts}\\begin{{document}}\n\\raggedright\n{body}\n\\end{{document}}\n"


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
