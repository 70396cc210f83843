"""Families of problems and markets: what a file with `parameters` says, for all values of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar, overload

from proofs.formats.parameters import Family, family_of
from proofs.plain.keys import MARKET
from proofs.plain.reading import blaming, read_json

Made = TypeVar("Made")


def member_from_plain(data: Any) -> Any:
    """What data say without parameters: a market's mechanism; a problem with its objective, or else with its rule."""
    if isinstance(data, Mapping) and data.get("format") == MARKET:
        from proofs.formats.markets import market_from_plain

        return market_from_plain(data)
    from proofs.formats.problems import either_design_from_plain, either_from_plain

    designed = isinstance(data, Mapping) and ("objective" in data or "transfers" in data)
    return either_design_from_plain(data) if designed else either_from_plain(data)


@overload
def load_family(path: Path | str) -> Family[Any]: ...
@overload
def load_family(path: Path | str, read: Callable[[Any], Made]) -> Family[Made]: ...
def load_family(path: Path | str, read: Callable[[Any], Any] = member_from_plain) -> Family[Any]:
    """The family in a problem or market file, of which `read` reads one member; without parameters it has one.

    Raises `BadInput` for the parameters; what is wrong elsewhere is told when a member is read (`Family.at`).
    """
    data = read_json(path)
    with blaming(path):
        return family_of(data, read, path)
