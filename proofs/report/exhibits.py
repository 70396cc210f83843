"""What a verdict shows on a page: figures, formulas, and tables that one can sort, each once.

They are those that the values show of themselves (`exact.showing`), in notebooks too; what is told in words there
stands in words on the page already. Matrices and linear systems are shown with the steps (`proofs.report.steps`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from html import unescape
from typing import Any

from exact.linear import LinearSystem
from exact.matrices import Matrix
from exact.pictures.dark import with_dark
from exact.showing.display import Displayed
from exact.showing.drawing import Html as Shown
from exact.showing.drawing import Picture
from exact.showing.registry import registered
from exact.verdicts import Statement, Verdict
from proofs import certificates
from proofs.reduced_form.problem.problems import InterimRule
from proofs.report.formulas import formulas_of
from proofs.report.html import Html, capital, element, printable
from proofs.report.steps import DETAILED
from proofs.told import ToldStatement, Words

MOST = 12
"""So many figures, formulas and tables are shown of one certificate."""
WIDEST = 400_000
"""Characters of a table that is shown."""

TOLD_OTHERWISE = (Matrix, LinearSystem, InterimRule, Verdict, Statement)
"""What steps show, or what belongs to a table with more in it."""


def exhibits_of(written: dict[str, Any]) -> list[Html]:
    """What the statements of a certificate show. What cannot be shown is no fault of the certificate: its data are."""
    found = []
    for statement in certificates.statements(written):
        try:
            found += certificates.verdicts({"statements": [statement]})
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
            continue
    return exhibits(found, by_steps=True)


def exhibits(
    verdicts: Sequence[Verdict], values: Sequence[Displayed | Picture] = (), by_steps: bool = False
) -> list[Html]:
    """Figures, then formulas, then tables, of verdicts and of other values.

    Of several verdicts the figures say to which they belong, and formulas and tables are those of the first, unless the
    steps of the certificate stand on the page, open, `by_steps`; then what these show is left out.
    """
    figures: dict[str, Html] = {}
    formulas: dict[Html, None] = {}
    tables: dict[Html, None] = {}
    asked: list[tuple[Verdict | None, list[Any]]] = [(None, list(values))] if values else []
    asked += [(verdict, list(_values(verdict))) for verdict in verdicts]
    for verdict, parts in asked:
        try:
            drawings, shown = _shown(verdict, parts)
            written = formulas_of(verdict, parts)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
            continue
        said = str(verdict) if verdict is not None and len(verdicts) > 1 else None
        for svg in drawings:
            figures.setdefault(svg, figure(svg, title(svg), said))
        if verdict is None or (verdict.statement.kind not in DETAILED if by_steps else verdict is verdicts[0]):
            formulas |= dict.fromkeys(written)
            tables |= dict.fromkeys(shown)
    return [piece for kind in (figures.values(), formulas, tables) for piece in list(kind)[:MOST]]


def figure(svg: str, told: str, caption: str | None = None) -> Html:
    """A drawing embedded as an image, in which nothing runs; dark on dark pages.

    `told` is what those hear who do not see it.
    """
    source = "data:image/svg+xml;base64," + base64.b64encode(with_dark(svg).encode()).decode()
    said = None if caption is None else element("figcaption", capital(caption))
    return element("figure", element("img", src=source, alt=told), said)


def title(svg: str) -> str:
    """The title of a drawing, which is its caption."""
    found = re.search("<title>(.*?)</title>", svg, flags=re.DOTALL)
    return unescape(found[1]) if found else "a drawing"


def _shown(verdict: Verdict | None, values: list[Any]) -> tuple[list[str], list[Html]]:
    """Drawings, as SVG, and tables."""
    drawings: list[str] = []
    tables: list[Html] = []
    exhibited: list[Picture | Shown] = []
    if verdict is not None and _has_exhibits(verdict.statement):
        exhibited += verdict.statement.exhibits(verdict)
    for value in values:
        menus = list(_menus(value))
        drawings += menus
        if isinstance(value, Picture):
            exhibited.append(value)
        elif not menus and _shows_itself(value):
            exhibited.append(value.show())
    for each in exhibited:
        if isinstance(each, Picture):
            drawings.append(each.svg)
        elif not isinstance(each, Words) and len(each.html) <= WIDEST:
            tables.append(boxed(Html(printable(each.html))))
    return drawings, tables


def boxed(table: Html) -> Html:
    """A table that scrolls by itself and that one can sort."""
    return element("div", table, class_="scroll sorted", tabindex=0, role="region", aria_label="table")


def _has_exhibits(statement: Statement) -> bool:
    """Whether its verdicts have drawings and tables of their own."""
    usual = type(statement).exhibits in (Statement.exhibits, ToldStatement.exhibits)
    return not usual or registered("exhibits", type(statement)) is not None


def _shows_itself(value: Any) -> bool:
    """Whether a value has a drawing or a table of its own, and no step of the certificate shows it."""
    if not isinstance(value, Displayed) or isinstance(value, TOLD_OTHERWISE):
        return False
    return type(value).show is not Displayed.show or registered("show", type(value)) is not None


def _values(verdict: Verdict) -> Iterator[Any]:
    """The evidence, what the statement is about, and their parts."""
    for whole in (verdict.evidence, verdict.statement):
        yield whole
        for part in _parts(whole):
            yield part
            yield from (inner for inner in _parts(part) if isinstance(inner, Displayed))


def _parts(value: Any) -> list[Any]:
    return [getattr(value, field.name) for field in fields(value)] if is_dataclass(value) else []


def _menus(value: Any) -> Iterator[str]:
    """The menus of a trading protocol or mechanism of two tasks, and where each of their choices is made."""
    from proofs.trading.markets.mechanisms import Mechanism
    from proofs.trading.markets.protocols import Protocol
    from proofs.trading.pictures import acceptance_picture, menu_picture

    protocol = value.protocol if isinstance(value, Mechanism) else value
    if isinstance(protocol, Protocol) and len(protocol.market.tasks) == 2:
        for agent in protocol.market.agents:
            yield menu_picture(protocol, agent).svg
            if isinstance(value, Mechanism):
                yield acceptance_picture(value, agent).svg
