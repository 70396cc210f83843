"""Numbers, lists and comments as Coq reads them, and what a statement becomes.

Nothing of a certificate gets into a file of Coq but numbers, and names inside comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from exact.rationals import rational

WIDTH = 110
_SHOWN = 80


class NoForm(Exception):
    """A statement, or its evidence, has no form in Coq; the reason is a sentence."""


@dataclass(frozen=True)
class Theorem:
    """What is written about one statement: definitions, name by name, the statement, and tactics that prove it.

    Definitions are pairs of type and term. Names of definitions stand in braces in what comes after them.
    """

    title: str
    imports: tuple[str, ...]
    statement: str
    proof: str
    definitions: dict[str, tuple[str, str]] = field(default_factory=dict)
    lemma: tuple[str, str] | None = None
    """Before the theorem: that the data are an instance of the paper, and what proves it."""


def computed(sound: str) -> str:
    """The proof by a theorem of the library with its arguments, all of whose conditions are computed."""
    return f"apply ({sound}); vm_compute; reflexivity."


def number(value: Any) -> Fraction:
    """An exact number of a certificate. Raises `NoForm` for a formula in numbers left open."""
    try:
        return rational(value)
    except ValueError as error:
        raise NoForm(f"its numbers are not all given: {error}") from error


def rational_term(value: Any) -> str:
    """A number in Coq's Q."""
    exact = number(value)
    if exact.denominator != 1:
        return f"({exact.numerator} # {exact.denominator})"
    return str(exact.numerator) if exact >= 0 else f"({exact.numerator})"


def integer_term(value: Any) -> str:
    """An integer in Coq's Z."""
    exact = number(value)
    if exact.denominator != 1:
        raise NoForm(f"{exact} is not an integer, and LY's quotas and pure outcomes are")
    return f"{exact.numerator}%Z" if exact >= 0 else f"({exact.numerator})%Z"


def option(term: str | None) -> str:
    return "None" if term is None else f"(Some {term})"


def listed(items: Iterable[str], indent: int = 2) -> str:
    """A list, one line if it fits, else filled lines."""
    terms = list(items)
    one = f"[{'; '.join(terms)}]"
    if len(one) <= WIDTH - indent:
        return one
    lines, line = [], ""
    for term in terms:
        if line and len(line) + len(term) + 2 > WIDTH - indent:
            lines.append(line)
            line = ""
        line += f"{term}; "
    lines.append(line)
    pad = "\n" + " " * indent
    return f"[{pad}{pad.join(each.rstrip() for each in lines).removesuffix(';')}]"


def naturals(numbers: Iterable[int]) -> str:
    """A list of Coq's natural numbers: the types of a profile, places."""
    return f"[{'; '.join(map(str, numbers))}]%nat"


def sparse_form(coefficients: Iterable[tuple[int, Any]]) -> str:
    """A linear form by the numbers of its variables, in their order; zeros are left out."""
    chosen = [(k, exact) for k, value in sorted(coefficients) if (exact := number(value))]
    return listed((f"times {rational_term(exact)} {k}" for k, exact in chosen), 4)


def multipliers(weights: Iterable[tuple[int, Fraction]]) -> str:
    """Multipliers by the places of the limits that they weigh."""
    return listed((f"on {place} {rational_term(weight)}" for place, weight in weights if weight), 4)


def comment(text: Any) -> str:
    """A comment that holds a text as far as Coq lets it: nothing in it ends the comment or begins a string."""
    plain = re.sub(r"[^ -~\u00a1-\uffff]", " ", str(text)).replace('"', "'")
    plain = plain.replace("(*", "( *").replace("*)", "* )").replace("(*", "( *").rstrip("(*")
    return f"(* {plain} *)"


def name_in_words(name: Any) -> str:
    """A name, which may be a list of names, cut where it is long."""
    text = f"({', '.join(map(name_in_words, name))})" if isinstance(name, list) else str(name)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def names_comment(what: str, names: Iterable[Any]) -> str:
    """What the numbers of a list stand for: `variables: 0 = x, 1 = y`."""
    return f"{what}: " + ", ".join(f"{k} = {name_in_words(name)}" for k, name in enumerate(names))
