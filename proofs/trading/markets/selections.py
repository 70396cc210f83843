"""What is selected once all have chosen (VS, section 1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exact.showing.display import Displayed
from proofs.trading.markets.bundles import Assignment, bundle, texts

Profile = tuple[int, ...]
"""A choice for each agent: positions in their menus."""


@dataclass(frozen=True)
class SelectionTable(Displayed):
    """The assignment at some profiles of choices; the endowment at all others."""

    entries: tuple[tuple[Profile, Assignment], ...] = ()

    @cached_property
    def by_profile(self) -> dict[Profile, Assignment]:
        return dict(self.entries)

    def plain(self) -> Any:
        rows = [{"choices": list(at), "assignment": [texts(row) for row in z]} for at, z in self.entries]
        return {"table": rows}


@dataclass(frozen=True)
class ExPostOptimal(Displayed):
    """The assignment of least social cost among those that respect the choices."""

    def plain(self) -> Any:
        return "ex-post optimal"


@dataclass(frozen=True)
class AnySelection(Displayed):
    """Every rule that respects the choices."""

    def plain(self) -> Any:
        return "any"


Selection = SelectionTable | ExPostOptimal | AnySelection


def selection_from_plain(plain: Any) -> Selection:
    if plain == "ex-post optimal":
        return ExPostOptimal()
    if plain == "any":
        return AnySelection()
    entries = [(tuple(row["choices"]), tuple(bundle(x) for x in row["assignment"])) for row in plain["table"]]
    return SelectionTable(tuple(entries))
