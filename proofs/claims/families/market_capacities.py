"""Sets of cells of an assignment market, and four numbers that equal their capacity (LY, section 5.2).

Shared by what section 5.2 says of covers, dual prices, diagonals and random assignments, and by Example 6.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from exact.showing.display import Displayed
from proofs.claims.claim import Claim, Family, Part, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import Cells, claim, equal, value_of
from proofs.reduced_form.conditions.market import representations
from proofs.reduced_form.problem.problems import Constraint, Problem, name_of, uniform_prior

ONE = Fraction(1)


@dataclass(frozen=True)
class MarketSet(Displayed):
    """A set U of cells (by mask) of the classical market with so many agents and objects."""

    agents: int
    objects: int
    mask: int

    @property
    def problem(self) -> Problem:
        names = tuple(str(k + 1) for k in range(self.agents))
        things = tuple("abcdefgh"[: self.objects])
        lines = [frozenset((i, j) for j in things) for i in names]
        lines += [frozenset((i, j) for i in names) for j in things]
        quotas = tuple(Constraint(cells, Fraction(0), ONE) for cells in dict.fromkeys(lines))
        types = tuple(("t",) for _ in names)
        return Problem(names, things, types, uniform_prior(types), quotas)

    @property
    def members(self) -> Cells:
        return frozenset(cell for k, cell in enumerate(self.problem.cells) if self.mask >> k & 1)

    def words(self) -> str:
        return f"{self.agents} agents, {self.objects} objects, U = {name_of(self.members)}"


def market_sets(seed: int, square: bool = False) -> Iterator[MarketSet]:
    """All sets on rectangles up to 3 x 3, up to the names of agents and objects."""
    for n, m in sorted(itertools.product(range(1, 4), repeat=2), key=lambda size: (size[0] * size[1], size)):
        if square and n != m:
            continue
        for mask in range(1 << n * m):
            least = min(ly.moved((mask,), places)[0] for _, places in ly.relabellings(n, m))
            if mask == least:
                yield MarketSet(n, m, mask)


def random_market_sets(seed: int) -> Iterator[MarketSet]:
    draw = random.Random(seed)
    while True:
        n = draw.choice((3, 4))
        yield MarketSet(n, n, draw.randrange(1 << n * n))


def smaller_market_sets(case: MarketSet) -> Iterator[MarketSet]:
    return (replace(case, mask=case.mask & ~(1 << k)) for k in range(case.agents * case.objects) if case.mask >> k & 1)


def represented(which: str) -> Callable[[MarketSet], Part]:
    """The capacity, another representation, and that the two numbers are equal."""

    def conclusion(case: MarketSet) -> Part:
        found = representations(case.problem, case.members)
        other = getattr(found, which)
        size = getattr(other.statement, "size", None)
        yield found.capacity
        yield other
        yield equal(
            [(value_of(found.capacity), value_of(other) if size is None else size)], "the capacity", f"the {which}"
        )

    return conclusion


def market_claim(
    name: str, title: str, wording: str, conclusion: Callable[[MarketSet], Part], square: bool = False
) -> Claim:
    which = "squares" if square else "rectangles"
    return claim(
        name,
        "section 5.2",
        title,
        Reading(
            wording=wording,
            conclusion=conclusion,
            families=(
                Family(
                    f"all sets of cells on {which} up to 3 x 3, up to the names of agents and objects",
                    lambda seed: market_sets(seed, square),
                ),
                Family("random sets of cells on 3 x 3 and 4 x 4", random_market_sets, endless=True),
            ),
            because=lambda case: "the two numbers differ",
            describe=MarketSet.words,
            smaller=smaller_market_sets,
            budget=120,
        ),
    )
