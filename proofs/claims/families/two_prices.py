"""Families of two prices, and of mechanisms with two prices: VS, section 1.1.

An agent takes one more of A for p1 fewer of B, or gives one of A away for p2 more of B.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import rays as rays_module
from proofs.trading.markets.bundles import Bundle, bundle
from proofs.trading.markets.families import two_price
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.selections import AnySelection


@dataclass(frozen=True)
class TwoPrices(Displayed):
    """The two prices of an agent."""

    first: Fraction
    second: Fraction

    @property
    def rays(self) -> tuple[Bundle, Bundle]:
        return (Fraction(1), -self.first), (Fraction(-1), self.second)


def _prices(values: Sequence[Any]) -> Callable[[int], Iterator[TwoPrices]]:
    pairs = sorted(itertools.product(map(Fraction, values), repeat=2), key=lambda p: (p[0] + p[1], p))
    return lambda seed: (TwoPrices(*pair) for pair in pairs)


_GRID = [Fraction(a, b) for a, b in itertools.product(range(1, 7), (1, 2, 3))]
PRICES = Family("all pairs of positive prices that are halves or thirds up to 6", _prices(sorted(set(_GRID))))
ZERO_PRICES = Family("all pairs of prices 0, 1/2, 1, 3/2, 2", _prices([0, "1/2", 1, "3/2", 2]))
HARD_PRICES = Family("all pairs of prices from 1/5000 to 5000, nearly equal ones among them", _prices(hard.PRICES))


def _two_price_mechanisms(seed: int) -> Iterator[Mechanism]:
    """Two agents with the same prices; agent 1 may have nothing of a task."""
    for first in ((1, 1), (0, 1), (1, 0), (0, 0)):
        market = Market.make({"A": 2, "B": 2}, ("1", "2"), [first, [2 - x for x in first]])
        for prices in itertools.product(bundle((1, 2, "1/2")), repeat=2):
            for other in (bundle((1, 1)), prices):
                yield two_price(
                    market, {"1": (prices[0], prices[1]), "2": (other[0], other[1])}, selection=AnySelection()
                )


TWO_PRICE_MECHANISMS = Family(
    "two-price mechanisms of 2 agents with prices 1/2, 1 and 2, of whom agent 1 may have nothing of a task",
    lambda seed: rays_module.once(_two_price_mechanisms(seed), lambda m: (m.market.endowment, m.protocol.menus)),
)
