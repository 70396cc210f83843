"""Offers that no selection rule can use.

A ray or a bundle in a menu may be beyond reach because nobody offers the other side of the trade. It is *idle* if no
assignment that respects the choices, at any profile, moves the agent along it. What shows this for one choice of every
other agent is a vector of prices q: the others' possible trades all have value q.d >= 0, and the idle trade has value
> 0, while by market clearing all trades together have value 0. (A payment that need not add up has no price.) A bundle
of a finite set is there or not, so each one is a separate choice in this respect; of the convex sets (rays, boxes,
polyhedra) only the directions they offer count.

For rays, boxes and polyhedra that hold the endowment the test is exact, by Farkas' lemma: trades in these directions
that cancel out stay possible when they are made small. With finite sets of bundles it is sufficient.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from exact.linear import LinearSystem, Point, feasibility
from exact.rationals import rational
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle, Direction, Whole, direction_of, dot, minus
from proofs.trading.markets.menus import Points, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.supply import adds_up

Prices = tuple[Whole, ...]
Trade = tuple[tuple[Direction, ...], Bundle | None]
"""What one choice of another agent can do: move along directions, or make one fixed trade."""

MAX_COMPANIES = 5_000
"""How many combinations of the others' choices are looked at before idleness is not claimed."""


def idle_prices(protocol: Protocol, j: int, k: int, offer: Direction) -> tuple[Prices, ...] | None:
    """Prices that show that agent j never moves along this offer of choice k; `None` if they are not found."""
    options = [_trades(protocol, i) for i in range(len(protocol.menus)) if i != j]
    if math.prod(len(trades) for trades in options) > MAX_COMPANIES:
        return None
    found: list[Prices] = []
    for move, company in itertools.product(_moves(protocol, j, k, offer), _companies(options)):
        if any(_values(prices, move, company) for prices in found):
            continue
        free = [i for i, one in enumerate(protocol.market.supply) if not adds_up(one)]
        prices = _price(move, company, options, free) or _price(move, company, None, free)
        if prices is None:
            return None
        found.append(prices)
    return tuple(found)


def is_idle(protocol: Protocol, j: int, k: int, offer: Direction, prices: Sequence[Prices]) -> bool:
    """Whether at every combination of the others' choices one of the prices shows that the offer is not used."""
    options = [_trades(protocol, i) for i in range(len(protocol.menus)) if i != j]
    if not isinstance(protocol.menus[j][k], Ray | Points):
        return False
    if any(q[i] for q in prices for i, one in enumerate(protocol.market.supply) if not adds_up(one)):
        return False
    return all(
        any(_values(q, move, company) for q in prices)
        for move, company in itertools.product(_moves(protocol, j, k, offer), _companies(options))
    )


Move = tuple[Bundle, bool]
"""A trade of the agent in question, and whether it can be made in any positive size."""


def _moves(protocol: Protocol, j: int, k: int, offer: Direction) -> list[Move]:
    trading_set, endowment = protocol.menus[j][k], protocol.market.endowment[j]
    if isinstance(trading_set, Points):
        trades = [minus(point, endowment) for point in trading_set.points if point != endowment]
        return [(trade, False) for trade in trades if direction_of(trade) == offer]
    return [(tuple(map(rational, offer)), True)]


def _trades(protocol: Protocol, i: int) -> list[Trade]:
    """What each choice of agent i can do; a finite set counts as one choice for each of its bundles."""
    endowment, numbers = protocol.market.endowment[i], protocol.market.supply
    trades: list[Trade] = []
    for trading_set in protocol.menus[i]:
        if isinstance(trading_set, Points):
            trades += [((), minus(point, endowment)) for point in trading_set.points]
        else:
            trades.append((menus.offers(trading_set, endowment, numbers), None))
    return trades


def _companies(options: Sequence[Sequence[Trade]]) -> Iterator[tuple[Trade, ...]]:
    return itertools.product(*options)


def _values(prices: Prices, move: Move, company: Sequence[Trade]) -> bool:
    """Whether at these prices the move and the company's trades cannot cancel out."""
    q = tuple(map(rational, prices))
    if any(dot(q, tuple(map(rational, d))) < 0 for directions, _ in company for d in directions):
        return False
    fixed = sum((dot(q, trade) for _, trade in company if trade is not None), Fraction(0))
    value, scalable = dot(q, move[0]), move[1]
    return value + fixed > 0 and (not scalable or (value >= 0 and fixed >= 0))


def _price(
    move: Move, company: Sequence[Trade], options: Sequence[Sequence[Trade]] | None, free: Sequence[int]
) -> Prices | None:
    """Prices against this company; with `options`, prices at which every trade of every other agent has value >= 0.

    What is `free`, a payment that need not add up, has no price.
    """
    trade, scalable = move
    size = len(trade)
    fixed = [
        sum(values) for values in zip((Fraction(0),) * size, *(t for _, t in company if t is not None), strict=True)
    ]
    rows: list[tuple[list[Fraction], int]] = []
    for directions, point in itertools.chain(*options) if options else company:
        rows += [([-rational(step) for step in d], 0) for d in directions]
        if options and point is not None:
            rows.append(([-step for step in point], 0))
    if scalable:
        rows += [([-step for step in trade], 0), ([-step for step in fixed], 0)]
    rows.append(([-a - b for a, b in zip(trade, fixed, strict=True)], -1))
    level = [([int(i == at) for i in range(size)], 0) for at in free]
    evidence = feasibility(LinearSystem.make(size, at_most=rows, equal=level)).evidence
    return direction_of(evidence.values) if isinstance(evidence, Point) else None
