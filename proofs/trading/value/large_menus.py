"""A mechanism of the large market as a protocol, where every agent has a single menu (VS, section 4).

In the large market a best mechanism draws menus at random, one for each member of a population; a protocol has one menu
for each agent. So it can be written where nobody's menu is drawn. `decide_large_market` of the protocol then finds what
it costs, of equally good choices the designer's, or less, for it selects anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofs.trading.markets.bundles import Bundle, plus
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Points, Ray, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import ExPostOptimal


def mechanism_of_rays(market: Market, menus: Sequence[Sequence[Sequence[Bundle]]]) -> Mechanism | None:
    """The protocol of rays in these directions, `menus[j]` being what agent j may draw; `None` if several menus."""
    return _mechanism(market, menus, rays=True)


def mechanism_of_trades(market: Market, menus: Sequence[Sequence[Sequence[Bundle]]]) -> Mechanism | None:
    """The same of single trades, each of which the agent may be given or not."""
    return _mechanism(market, menus, rays=False)


def _mechanism(market: Market, menus: Sequence[Sequence[Sequence[Bundle]]], *, rays: bool) -> Mechanism | None:
    if any(len(drawn) != 1 for drawn in menus):
        return None
    trades: dict[str, list[TradingSet]] = {}
    for agent, (menu,), eta in zip(market.agents, menus, market.endowment, strict=True):
        moves = [move for move in menu if any(move)]
        trades[agent] = [Ray(move) if rays else Points((eta, plus(eta, move))) for move in moves]
    return Mechanism.make(Protocol.make(market, trades, ExPostOptimal()))
