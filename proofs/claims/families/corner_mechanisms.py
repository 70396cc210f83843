"""A trade for each corner: mechanisms that are obviously strategy-proof on boxes, and as good as any (VS, section 4).

One of two agents is better at all tasks by the same; its types are corners of the box [l, u]^I, of costs l on L and u
on H, and those of the other agent lie in the box (`corrected_values.corner_types`). Each corner has a trade of its own:
h units of H for (u / l) h units of L, h as large as can be. At the corner it costs nothing, and nowhere in the box
less; the other agent minds no such trade anywhere in the box. So the mechanism is obviously strategy-proof on the
boxes, which VS have for types; no incentive compatible mechanism saves more (`corrected_values`); and the trades lie on
up to 2^I - 2 rays, of which no two tempt the same type, but many take away the same task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from proofs.claims.families.compared_markets import atoms_of, equally_likely
from proofs.claims.families.markets import constant
from proofs.trading.markets.bundles import Bundle, minus, plus
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism
from proofs.trading.markets.menus import Points
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable

SIX_CORNERS = equally_likely(
    [((1, 1, 2), (1, 2, 1), (2, 1, 1), (1, 2, 2), (2, 1, 2), (2, 2, 1)), ((1, 1, 1),)], ((0, 0, 0), (1, 1, 1))
)
"""All corners of [1, 2]^3 but two, equally likely, for an agent who is better at all three tasks by 1."""


def better_at_all(market: Market) -> int:
    """The one of two agents who is better at all tasks."""
    return 0 if market.performance[0][0] < market.performance[1][0] else 1


def corner_trade(costs: Bundle, own: Bundle, other: Bundle, rate: Fraction) -> Bundle:
    """What an agent of these costs gets: as much as can be of the tasks that it minds less, for less of the others."""
    low = [i for i, cost in enumerate(costs) if cost == min(costs)]
    high = [i for i, cost in enumerate(costs) if cost > min(costs)]
    given = min(sum((own[i] for i in high), Fraction(0)), sum((other[i] for i in low), Fraction(0)) / rate)
    trade = [Fraction(0)] * len(costs)
    for places, shares, sign, rest in ((high, own, -1, given), (low, other, 1, rate * given)):
        for i in places:
            step = min(shares[i], rest)
            trade[i], rest = sign * step, rest - step
    return tuple(trade)


def on_boxes(market: Market, ends: Sequence[Fraction]) -> Market:
    """The market with all of [l, u]^I as types; the laws stay."""
    size = len(market.tasks)
    box = Box((ends[0],) * size, (ends[1],) * size)
    return replace(market, preferences=tuple(Preferences(box, each.law) for each in market.preferences))


def corner_mechanism(market: Market) -> Mechanism:
    """The mechanism on boxes; types that are no corner, or to whom their trade gives nothing, keep the endowment."""
    j = better_at_all(market)
    types = [costs for costs, _ in atoms_of(market, j)]
    ends = min(map(min, types)), max(map(max, types))
    own, other = market.status_quo[j], market.status_quo[1 - j]
    corners = [costs for costs in types if min(costs) < max(costs)]
    trades = {costs: corner_trade(costs, own, other, ends[1] / ends[0]) for costs in corners}
    trades = {costs: trade for costs, trade in trades.items() if any(trade)}
    names = market.agents[j], market.agents[1 - j]
    given = dict.fromkeys(minus(other, trade) for trade in trades.values())
    menus = {names[0]: [Points((own, plus(own, trade))) for trade in trades.values()]}
    menus |= {names[1]: [Points((other, *given))]} if trades else {}
    entries = []
    for k, trade in enumerate(trades.values(), 1):
        at, z = [k, 1], [plus(own, trade), minus(other, trade)]
        entries.append((tuple(at if j == 0 else at[::-1]), tuple(z if j == 0 else z[::-1])))
    strategies = {names[0]: ChoiceTable(tuple((costs, k) for k, costs in enumerate(trades, 1)))}
    taking = {names[1]: constant(1)} if trades else {}
    protocol = Protocol.make(on_boxes(market, ends), menus, SelectionTable(tuple(entries)))
    return Mechanism.make(protocol, {**strategies, **taking})
