"""Good menus of polarized rays for the large market (VS, program (4)), by generating menus.

The outer program (5) over the menus found so far gives prices lambda; at lambda - pi_j the best polarized menu that a
search finds (`proofs.trading.value.polarized_support`) is added for every agent whom it earns more than all
those there. What is left when nothing is added is a list of menus for each agent with the exact value of the program
over them: an upper bound of program (4), which the best menus that are obviously strategy-proof on the types bound from
below.
"""

from __future__ import annotations

import time

from exact.rationals import primitive
from exact.verdicts import Verdict
from proofs.trading.markets.bundles import bundle, minus
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray, Remedial
from proofs.trading.markets.protocols import Protocol
from proofs.trading.value.all_menus import PolarizedMenu, PolarizedMenuValue, TypedAgent, TypedMenu
from proofs.trading.value.outer_program import OuterSolution, outer_program, prices
from proofs.trading.value.polarized_support import polarized_menu


def best_large_rays(market: Market, seconds: float) -> tuple[Verdict, Mechanism | None]:
    """The value of the outer program over the menus found in so many seconds.

    The mechanism is there where every agent is given one menu for certain. Raises `ValueError` where types are not
    finitely many, or a cost is 0.
    """
    until = time.monotonic() + seconds
    agents = [TypedAgent.of(market, j) for j in range(len(market.agents))]
    menus: list[list[Menu]] = [[(EndowmentOnly(),)] for _ in agents]
    while True:
        verdict = outer_program(market, menus)
        found, better = prices(verdict), False
        for agent, pi, own, value in zip(agents, market.performance, menus, found.support, strict=True):
            if time.monotonic() > until:
                break
            best = polarized_menu(agent, minus(found.prices, pi))
            assert isinstance(best.statement, PolarizedMenuValue)
            assert isinstance(best.evidence, PolarizedMenu)
            menu = menu_of(best.evidence.menu)
            if value is not None and best.statement.value > value and menu not in own:
                own.append(menu)
                better = True
        if not better:
            return verdict, _for_certain(market, menus, verdict)


def menu_of(typed: TypedMenu) -> Menu:
    """The rays of trades; a trade that takes on nothing is the remedial menu."""
    if any(max(trade) <= 0 for _, trade in typed):
        return (EndowmentOnly(), Remedial())
    return (EndowmentOnly(), *(Ray(bundle(primitive(trade))) for _, trade in typed))


def _for_certain(market: Market, menus: list[list[Menu]], verdict: Verdict) -> Mechanism | None:
    """The mechanism of the menus that are drawn, where no agent's are drawn from several."""
    assert isinstance(verdict.evidence, OuterSolution)
    drawn: list[Menu] = []
    start = 0
    for own, row in zip(menus, verdict.evidence.chances, strict=True):
        weights = verdict.evidence.values[start : start + len(own)]
        used = [menu for menu, weight in zip(own, weights, strict=True) if weight]
        if len(used) != 1:
            return None
        drawn.append(used[0])
        start += len(own) + sum((1 + len(market.tasks)) * len(tied) for left in row for tied, _ in left)
    trades = {agent: menu[1:] for agent, menu in zip(market.agents, drawn, strict=True)}
    return Mechanism.make(Protocol.make(market, trades))
