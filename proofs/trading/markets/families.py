"""The three families of trading mechanisms of VS, section 1.1, each in one call.

* `bilateral`: one agent may trade from eta' to eta' + gamma, another from eta'' to eta'' - gamma; they trade if both
  want to. Printed with the trading sets {eta' + gamma}; a set must hold the endowment (the other may refuse), so here
  it is {eta', eta' + gamma}, which is how the paper's Theorem 2 takes it.
* `two_price`: binary classification with two prices: take one more of class A for p1 fewer of class B, or give one of
  A away for p2 more of B.
* `pseudo_market`: prices p are fixed, and every bundle on the budget p.x = p.eta is a demand {x, eta}: a continuum of
  choices. `budget_grid` offers only the multiples of a step.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from exact.rationals import rational, text
from proofs.trading.markets.bundles import Bundle, bundle, dot, minus, plus
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Regions, Rule
from proofs.trading.markets.menus import Constraint, PairsFrom, Points, Ray, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, Selection, SelectionTable

MAX_GRID = 10_000
"""How many bundles of a budget grid are offered to an agent before the grid is refused."""


def bilateral(market: Market, first: str, second: str, trade: Sequence[Any]) -> Mechanism:
    """The bilateral trading mechanism in which `first` gets `trade` (gamma) from `second`, if both want to.

    The strategies are the natural ones: `first` trades if gamma.c <= 0, `second` if gamma.c >= 0. Raises `ValueError`
    if the trade takes from someone what they do not have.
    """
    j, i = market.agent(first), market.agent(second)
    if j == i:
        raise ValueError(f"bilateral: {first} cannot trade with themselves; name two agents")
    gamma = bundle(trade, len(market.tasks), "trade")
    after = {j: plus(market.endowment[j], gamma), i: minus(market.endowment[i], gamma)}
    for agent, x in after.items():
        short = next((task for task, value in zip(market.tasks, x, strict=True) if value < 0), None)
        if short is not None:
            raise ValueError(
                f"trade: it takes more of {short} from {market.agents[agent]} than they have; scale it down"
            )
    trades = {market.agents[k]: [Points((market.endowment[k], x))] for k, x in after.items()}
    profile = tuple(int(k in after) for k in range(len(market.agents)))
    assignment = tuple(after.get(k, x) for k, x in enumerate(market.endowment))
    protocol = Protocol.make(market, trades, SelectionTable(((profile, assignment),)))
    back = tuple(-value for value in gamma)
    strategies = {first: Regions((Rule((gamma,), (), 1),)), second: Regions((Rule((back,), (), 1),))}
    return Mechanism.make(protocol, strategies)


def two_price(
    market: Market,
    prices: Mapping[str, tuple[Any, Any]],
    classes: tuple[Sequence[str], Sequence[str]] | None = None,
    selection: Selection | None = None,
) -> Mechanism:
    """The two-price binary-classification mechanism: `prices[agent]` is (p1, p2).

    The classes A and B are the two tasks of the market, in order, unless `classes` partitions the tasks; then what is
    traded of a class is made up in proportion to the numbers n (VS, footnote 12, leaves open whose distribution is
    kept; with n everybody's is the same, so that trades clear). The selection is ex-post optimal unless given.
    """
    parts = classes or tuple((task,) for task in market.tasks)
    if len(parts) != 2 or sorted(itertools.chain(*parts)) != sorted(market.tasks):
        raise ValueError("classes: two classes are needed that partition the tasks; name the tasks of A and those of B")
    a, b = (_mix(market, part) for part in parts)
    trades: dict[str, list[TradingSet]] = {}
    for agent, pair in prices.items():
        first, second = (rational(price, f"prices.{agent}") for price in pair)
        take = tuple(x - first * y for x, y in zip(a, b, strict=True))
        give = tuple(second * y - x for x, y in zip(a, b, strict=True))
        trades[agent] = [Ray(take), Ray(give)]
    return Mechanism.make(Protocol.make(market, trades, selection or ExPostOptimal()))


def _mix(market: Market, part: Sequence[str]) -> Bundle:
    """One instance of a class: its tasks in proportion to their numbers."""
    numbers = dict(zip(market.tasks, market.numbers, strict=True))
    total = sum(numbers[task] for task in part)
    if total == 0:
        raise ValueError(f"classes: there is nothing to do in the class {', '.join(part)}")
    return tuple(Fraction(numbers[task], total) if task in part else Fraction(0) for task in market.tasks)


def pseudo_market(market: Market, prices: Sequence[Any], selection: AnySelection | None = None) -> Mechanism:
    """The fixed-price pseudo-market: for every x on agent j's budget p.x = p.eta_j, the choice {x, eta_j}."""
    p = _prices(market, prices)
    trades = {
        agent: [PairsFrom((Constraint(p, dot(p, endowment), equal=True),))]
        for agent, endowment in zip(market.agents, market.endowment, strict=True)
    }
    return Mechanism.make(Protocol.make(market, trades, selection or AnySelection()))


def budget_grid(market: Market, prices: Sequence[Any], step: Any, selection: Selection | None = None) -> Mechanism:
    """The pseudo-market with demands restricted to bundles of multiples of `step`, with at most n of each task."""
    p, size = _prices(market, prices), rational(step, "step")
    if size <= 0:
        raise ValueError(f"step: {text(size)}; the grid needs a positive step")
    trades: dict[str, list[TradingSet]] = {}
    for agent, endowment in zip(market.agents, market.endowment, strict=True):
        points = grid_points(market, p, size, endowment)
        trades[agent] = [Points((x, endowment)) for x in points if x != endowment]
    return Mechanism.make(Protocol.make(market, trades, selection or ExPostOptimal()))


def grid_points(market: Market, prices: Bundle, step: Fraction, endowment: Bundle) -> list[Bundle]:
    """The bundles of multiples of `step` on the budget, within the numbers; sorted."""
    ranges = [range(math.floor(number / step) + 1) for number in market.numbers]
    if math.prod(map(len, ranges)) > 100 * MAX_GRID:
        raise ValueError(f"step: a grid of {math.prod(map(len, ranges))} bundles to look through; take a larger step")
    wealth = dot(prices, endowment)
    candidates = (tuple(step * k for k in multiple) for multiple in itertools.product(*ranges))
    points = [x for x in candidates if dot(prices, x) == wealth]
    if len(points) > MAX_GRID:
        raise ValueError(f"step: {len(points)} bundles on a budget; at most {MAX_GRID} are offered; take a larger step")
    return points


def _prices(market: Market, prices: Sequence[Any]) -> Bundle:
    p = bundle(prices, len(market.tasks), "prices")
    if any(price <= 0 for price in p):
        raise ValueError("prices: a price is not positive; at price 0 or less a budget does not bind")
    return p
