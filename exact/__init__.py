"""Exact mathematics: decisions over the rationals and the integers, each with evidence. Knows no economics.

The decisions named in `__all__` may be imported from here; they are loaded when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exact.unimodular import total_unimodularity

_HOME = {"total_unimodularity": "exact.unimodular"}

__all__ = ["total_unimodularity"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
