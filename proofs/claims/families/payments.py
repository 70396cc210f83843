"""Families of markets with payments as the last task, m, and of divisions of tasks and payments: VS, section 1.2."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family
from proofs.claims.families import rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.trading.markets.bundles import Assignment, Bundle, bundle
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market


@dataclass(frozen=True)
class PaymentCase(Displayed):
    """A market whose last task m is payments, and a division of tasks and payments among the agents."""

    market: Market
    division: Assignment


def _payment_market(tasks: int, first: Bundle, performance: Any, sides: Any, revenue: int) -> Market:
    names = (*rays.TASKS[:tasks], "m")
    numbers = (*([1] * tasks), revenue)
    rest = tuple(n - x for n, x in zip(numbers, first, strict=True))
    lower, upper = zip(*sides, (1, 1), strict=True)
    return Market.make(
        dict(zip(names, numbers, strict=True)),
        rays.AGENTS[:2],
        [first, rest],
        performance=[(*performance, 0), [0] * (tasks + 1)],
        preferences=[Preferences.uniform(lower, upper)] * 2,
    )


def _payment_markets(seed: int) -> Iterator[Market]:
    """One or two tasks to be done once, equal shares; revenue 0, 1 or 2, shared equally or paid by agent 2 alone."""
    half = Fraction(1, 2)
    for tasks in (1, 2):
        for revenue, share in ((0, Fraction(0)), (1, half), (1, Fraction(0)), (2, half), (2, Fraction(0))):
            for sides in itertools.product(((1, 2), (1, 1), (1, 3)), repeat=tasks):
                for performance in itertools.product((1, 0, -1), repeat=tasks):
                    first = bundle((*([half] * tasks), revenue * share))
                    yield _payment_market(tasks, first, performance, sides, revenue)


PAYMENT_MARKETS = Family(
    "2 agents, 1 or 2 tasks to be done once, equal shares, revenue 0, 1 or 2, costs of a task in {1}, [1, 2] or [1, 3]",
    rays.remembered(_payment_markets),
)


def _divisions(seed: int) -> Iterator[PaymentCase]:
    """Divisions in thirds of those markets."""
    third = Fraction(1, 3)
    for market in PAYMENT_MARKETS.instances(seed):
        if any(market.performance[0]):
            continue
        for first in itertools.product(*([third * k for k in range(3 * n + 1)] for n in market.numbers)):
            rest = tuple(n - x for n, x in zip(market.numbers, first, strict=True))
            yield PaymentCase(market, (tuple(first), rest))


DIVISIONS = Family(f"divisions in thirds, {PAYMENT_MARKETS.words}", rays.remembered(_divisions))


def payment_in_words(case: PaymentCase) -> str:
    return f"division {', '.join(map(common.vector, case.division))}; {common.market_in_words(case.market)}"
