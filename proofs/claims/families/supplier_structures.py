"""The constraint sets (21) to (24) of multiple suppliers (LY, section 5.1): Lemma 8 and its proof."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from exact.showing.display import Displayed
from proofs.claims.claim import Family
from proofs.claims.families.lang_yang import Cells


@dataclass(frozen=True)
class Suppliers(Displayed):
    """Numbers of families that want one car (X) and two cars (Y), and of models."""

    single: int
    double: int
    models: int

    @property
    def sets(self) -> tuple[Cells, ...]:
        """The constraint sets of (21)-(24), each once: models, families, single cells."""
        agents = [f"x{k + 1}" for k in range(self.single)] + [f"y{k + 1}" for k in range(self.double)]
        models = [f"m{k + 1}" for k in range(self.models)]
        listed = [frozenset((i, j) for i in agents) for j in models]
        listed += [frozenset((i, j) for j in models) for i in agents]
        listed += [frozenset({cell}) for cell in itertools.product(agents, models)]
        return tuple(dict.fromkeys(listed))

    @property
    def demand(self) -> tuple[Cells, ...]:
        """The constraint sets of (22)-(24), each once: families, single cells."""
        return tuple(members for members in self.sets if len({agent for agent, _ in members}) == 1)

    def words(self) -> str:
        return f"{self.single} families of type X, {self.double} of type Y, {self.models} models"


def suppliers() -> Family:
    return Family(
        "all numbers of families up to 4 of either type and of models up to 5",
        lambda seed: (Suppliers(x, y, m) for x, y, m in itertools.product(range(5), range(5), range(1, 6)) if x + y),
    )
