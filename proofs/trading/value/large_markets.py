"""Large markets (VS, section 4): the OSP-feasible set, the outer program and its dual, support functions, replicas.

In the large-market relaxation tasks need only be assigned in expectation (LM-MC). For a *finite list of menus* of
agent j, a menu with choice probabilities p_k gives the expected bundles sum_k p_k x_k with x_k in the trading set T^k,
and the *OSP-feasible set* F_j is the convex hull over the menus in the list (the designer may draw the menu). Its
*support function* is S_j(w) = max of w . y over F_j: the best menu, and in each trading set the best bundle. By the
default rule for ties (`probabilities`, "designer") F_j is also the hull over the strategies s_j, as in the program of
section 4.2: where a type is indifferent among choices, its expected bundle is any point of the hull of their sets, and
S_j(w) takes the choice with the best bundle.

The *outer program* (5) minimizes the social cost over x_j in F_j with sum_j x_j = n, and (6) is its dual; both are
solved together as one linear program in the bundles of every choice of every menu, scaled by the weight of the menu,
and Proposition 2's selections are read off and checked. Whether the menus are obviously strategy-proof is not asked
here (`proofs.trading.dominance.polarization`): the set is what the given menus and myopic choices induce.

Support functions over *all* menus are in `proofs.trading.value.all_menus`. The bounds n on a bundle play no role here:
bundles are nonnegative.

*Replicas* (section 4.3): N copies of every agent; `replica_cost` is exact for small N, `simulate` draws choices for
large N, solves each draw exactly, and gives Hoeffding's confidence band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import told_number
from exact.verdicts import Verdict
from proofs.told import Told
from proofs.trading.markets.bundles import require_kind
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import (
    Menu,
    pieces,
)
from proofs.trading.selection.probabilities import OpenChoice
from proofs.trading.value.outer_program import OuterProgram, OuterSolution, Prices, outer_program, prices
from proofs.trading.value.replicas import Simulation, explain_simulation, replica

# ------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class LargeMarketReport(Told):
    """What `decide_large_market` finds: programs (5) and (6), prices and selections, and small replicas."""

    market: Market
    outer: Verdict
    prices: Prices
    replicas: tuple[Verdict | Simulation, ...]
    endowment_cost: Fraction


def decide_large_market(
    market: Market,
    menus: Sequence[Sequence[Menu]],
    copies: Sequence[int] = (),
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> LargeMarketReport:
    """The large-market program for the lists `menus[j]`; `copies`: replicas whose cost is wanted as well.

    In the replicas, copies of an agent are offered the menus of its list in the proportions of the solution. Their
    expected cost is exact up to `MAX_EXACT_PROFILES` profiles of counts, and simulated beyond.
    """
    outer = outer_program(market, menus, ties=ties, reach=reach)
    assert isinstance(outer.evidence, OuterSolution)
    start, drawn = 0, []
    for listed, row in zip(menus, outer.evidence.chances, strict=True):
        weights = outer.evidence.values[start : start + len(listed)]
        drawn.append([(tuple(menu), p) for menu, p in zip(listed, weights, strict=True) if p])
        start += len(listed) + sum(_scaled_width(market, menu, p) for menu, p in zip(listed, row, strict=True))
    replicas = tuple(replica(market, drawn, n, ties=ties, reach=reach) for n in copies)
    return LargeMarketReport(market, outer, prices(outer), replicas, market.social_cost(market.endowment))


def _scaled_width(market: Market, menu: Menu, left: Sequence[OpenChoice]) -> int:
    """How many variables of `feasible_program` belong to a menu, beside its weight."""
    eta = market.endowment[0]
    return sum((1 + len(eta)) * len(list(pieces(menu[k], eta))) for tied, _ in left for k in tied)


LEGEND = (
    "  (S(lambda - pi) is the support function: the most that an agent's menus earn in expectation, when a task earns "
    "its price lambda less the agent's performance pi; n says how often each task is to be done)"
)


def explain_large_market(report: LargeMarketReport) -> str:
    """The report in words."""
    require_kind(report, LargeMarketReport, "explain_large_market", "the report of decide_large_market is expected")
    market, found = report.market, report.prices
    assert isinstance(report.outer.statement, OuterProgram)
    lines = [f"the endowment costs {told_number(report.endowment_cost)}", report.outer.statement.sentence()]
    lines.append("agents choose by what the menus offer")
    listed = ", ".join(f"{task} {told_number(p)}" for task, p in zip(market.tasks, found.prices, strict=True))
    lines.append(f"prices lambda of the tasks, the solution of (6): {listed}")
    for agent, x, value in zip(market.agents, found.selections, found.support, strict=True):
        bought = ", ".join(f"{task} {told_number(v)}" for task, v in zip(market.tasks, x, strict=True))
        lines.append(
            f"  {agent} expects {bought}; S(lambda - pi) = {told_number(value) if value is not None else 'infinite'}"
        )
    lines.append(LEGEND)
    if found.dual_value is not None:
        lines.append(
            f"the value of (6), lambda . n minus the sum of all S(lambda - pi): {told_number(found.dual_value)}"
        )
    lines.append(f"the selections attain the support functions (Proposition 2): {'yes' if found.attain else 'no'}")
    for found_cost in report.replicas:
        if isinstance(found_cost, Verdict):
            lines.append(found_cost.statement.sentence())
        else:
            lines.append(explain_simulation(found_cost))
    return "\n".join(lines)
