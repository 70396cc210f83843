"""What is selected once all have chosen (VS, section 1.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from exact.plain_data import alternatives, keyed, register, written
from exact.showing.display import Displayed
from proofs.trading.markets.bundles import Assignment

Profile = tuple[int, ...]
"""A choice for each agent: positions in their menus."""


@dataclass(frozen=True)
class SelectionTable(Displayed):
    """The assignment at some profiles of choices; the endowment at all others."""

    entries: tuple[Annotated[tuple[Profile, Assignment], keyed("choices", "assignment")], ...] = field(
        default=(), metadata=written("table")
    )

    @cached_property
    def by_profile(self) -> dict[Profile, Assignment]:
        return dict(self.entries)


@dataclass(frozen=True)
class ExPostOptimal(Displayed):
    """The assignment of least social cost among those that respect the choices."""


@dataclass(frozen=True)
class AnySelection(Displayed):
    """Every rule that respects the choices."""


Selection = SelectionTable | ExPostOptimal | AnySelection


register(Selection, alternatives({"any": AnySelection(), "ex-post optimal": ExPostOptimal()}, SelectionTable))
