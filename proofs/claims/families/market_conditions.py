"""Conditions on a market whose costs are boxes, and readings about such markets (VS, section 2).

Costs are boxes ("hypercubes" in VS), of any dimension; as section 1 asks, costs are positive unless a reading says
otherwise. A constant mechanism is known by its assignment. What concerns bilateral trades is decided over all trades
and both orders of the agents; "improves" means that the expected social cost falls. Shared by the statements of section
2 and by section 1.2, Transfers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Part
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, equal
from proofs.trading.markets.domains import Box
from proofs.trading.markets.market import Market
from proofs.trading.value import bilateral


def box_of(market: Market, j: int) -> Box:
    domain = market.preferences[j].domain
    assert isinstance(domain, Box)
    return domain


def intersection(market: Market, agents: Any = None) -> list[tuple[Fraction, Fraction]]:
    """The sides of the intersection of the agents' boxes; a side may run down, and then it is empty."""
    boxes = [box_of(market, j) for j in (range(len(market.agents)) if agents is None else agents)]
    columns = list(zip(*(box.intervals() for box in boxes), strict=True))
    return [(max(low for low, _ in column), min(high for _, high in column)) for column in columns]


def common_type(market: Market) -> Verdict:
    """Some cost vector is in everybody's box: C_1, ..., C_J meet."""
    boxes = [box_of(market, j) for j in range(len(market.agents))]
    rows: list[tuple[list[int], Fraction]] = []
    for box in boxes:
        for i, (low, high) in enumerate(box.intervals()):
            unit = [int(i == k) for k in range(len(box.lower))]
            rows += [(unit, high), ([-entry for entry in unit], -low)]
    return feasibility(LinearSystem.make(len(boxes[0].lower), at_most=rows))


def full_dimension(market: Market) -> Verdict:
    """The intersection of all boxes has positive width in every task."""
    return below(
        ZERO, ("the least width of the intersection of the boxes", min(b - a for a, b in intersection(market)))
    )


def no_slack(market: Market) -> Verdict:
    return equal(("the greatest slack beta", max(market.slack)), ("", 1))


def positive_costs(market: Market) -> Verdict:
    return below(
        ZERO, ("the least cost of a type", min(min(box_of(market, j).lower) for j in range(len(market.agents))))
    )


def both_have_some(market: Market) -> Verdict:
    """Agents 1 and 2, who are j' and j'', have some of every task; what others have does not matter."""
    least = min(map(min, market.status_quo[:2]))
    return below(ZERO, ("the least entry of the status quo of agents 1 and 2", least))


def different_performance(market: Market, tasks: Any = None) -> Verdict:
    listed = range(len(market.tasks)) if tasks is None else tasks
    gap = max((abs(market.performance[0][i] - market.performance[1][i]) for i in listed), default=Fraction(0))
    return below(ZERO, ("the greatest difference of performance", gap))


def non_degenerate(market: Market, tasks: Any = None) -> Part:
    """The boxes of the two agents meet, and not in a single point (on these tasks)."""
    sides = intersection(market, (0, 1))
    widths = [sides[i][1] - sides[i][0] for i in (range(len(sides)) if tasks is None else tasks)]
    yield at_most(ZERO, ("the least width of the intersection", min(widths, default=Fraction(-1))))
    yield below(ZERO, ("the greatest width of the intersection", max(widths, default=Fraction(0))))


def with_zero_costs(market: Market) -> Part:
    yield different_performance(market)
    yield from non_degenerate(market)
    yield both_have_some(market)


def proposition_1(market: Market) -> Part:
    yield positive_costs(market)
    yield from with_zero_costs(market)


def improving(market: Market) -> Part:
    """Some trade satisfies the conditions of Lemma 2; between whichever agents."""
    yield bilateral.improving_trade(market, "lemma 2")


def smaller_market(market: Market) -> Iterator[Market]:
    """One entry of performance set to 0, slack set to 1."""
    for j, row in enumerate(market.performance):
        for i, value in enumerate(row):
            if value:
                rows = list(market.performance)
                rows[j] = (*row[:i], Fraction(0), *row[i + 1 :])
                yield replace(market, performance=tuple(rows))
    for j, beta in enumerate(market.slack):
        if beta > 1:
            yield replace(market, slack=(*market.slack[:j], Fraction(1), *market.slack[j + 1 :]))


market_reading = common.ReadingsAbout(common.market_in_words, 300, smaller_market)


NO_TRADE = "The hypotheses hold, and multipliers exclude every bilateral trade with the conditions of Lemma 2."
