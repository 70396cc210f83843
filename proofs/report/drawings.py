"""The pictures of a certificate: of the values in it that can draw themselves, and of menus of two tasks."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from exact.pictures.dark import with_dark
from exact.verdicts import Verdict
from proofs import certificates
from proofs.report.html import Html, capital, element

MOST = 12
"""Pictures shown of one certificate."""


def pictures(written: dict[str, Any]) -> list[Html]:
    """Figures, each drawn once. They are embedded as images, in which nothing runs."""
    seen: dict[str, str] = {}
    for statement in certificates.statements(written):
        for caption, svg in _drawn(statement):
            seen.setdefault(svg, caption)
    return [figure(svg, caption) for svg, caption in list(seen.items())[:MOST]]


def figure(svg: str, caption: str) -> Html:
    """A drawing embedded as an image, with its caption."""
    source = "data:image/svg+xml;base64," + base64.b64encode(with_dark(svg).encode()).decode()
    return element("figure", element("img", src=source, alt=caption), element("figcaption", capital(caption)))


def _drawn(statement: dict[str, Any]) -> list[tuple[str, str]]:
    """Captions and drawings. What cannot be drawn is no fault of the certificate: its data is shown all the same."""
    try:
        (verdict,) = certificates.verdicts({"statements": [statement]})
        return list(_drawings(verdict))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        return []


def _drawings(verdict: Verdict) -> Iterator[tuple[str, str]]:
    for value in (verdict, verdict.statement, verdict.evidence, *_parts(verdict.statement), *_parts(verdict.evidence)):
        yield from _menus(value)
        draw = getattr(value, "_repr_svg_", None)
        svg = draw() if draw is not None else None
        if isinstance(svg, str):
            yield str(verdict), svg


def _parts(value: Any) -> list[Any]:
    return [getattr(value, field.name) for field in fields(value)] if is_dataclass(value) else []


def _menus(value: Any) -> Iterator[tuple[str, str]]:
    """The menus of a trading protocol or mechanism of two tasks."""
    from proofs.trading.markets.mechanisms import Mechanism
    from proofs.trading.markets.protocols import Protocol
    from proofs.trading.pictures import menu_picture

    protocol = value.protocol if isinstance(value, Mechanism) else value
    if isinstance(protocol, Protocol) and len(protocol.market.tasks) == 2:
        for agent in protocol.market.agents:
            svg = str(menu_picture(protocol, agent))
            yield f"The menu of agent {agent}; tasks {' and '.join(map(str, protocol.market.tasks))}", svg
