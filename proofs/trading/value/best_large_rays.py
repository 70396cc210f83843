"""The best menus of polarized rays for the large market of finitely many types (VS, program (4), left open there).

Program (4) by generating menus: a linear program over the polarized menus found so far gives prices lambda; at
lambda - pi_j the support function over all polarized menus (`proofs.trading.value.polarized_support`) gives a menu that
earns more than those there, or proves that there is none. What the menus found cost, drawn at random so that tasks are
done in expectation, is attained; and by (6) lambda . n - sum_j B_j is a bound for all others, where B_j is the bound of
the support function at lambda - pi_j. Where support functions are known exactly the two are equal in the end; where
they are enclosed, so is the cost.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exact.rationals import text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, Bundle, bundle, dot, minus, plus, times
from proofs.trading.markets.market import Market
from proofs.trading.value.all_menus import (
    POLARIZED,
    PolarizedMenu,
    PolarizedMenuValue,
    TypedAgent,
    TypedMenu,
    expected_bundle,
    polarizing,
)
from proofs.trading.value.best_large_market import cheapest_mixture
from proofs.trading.value.polarized_support import EnclosedMenus, PolarizedSupport, polarized_support

Pairs = tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True)
class BestPolarizedLargeMarket(ToldStatement):
    """Over all menus polarized on the whole orthant, drawn at random, the least cost under (LM-MC) is enclosed.

    `value` is attained, and nothing costs less than `bound`. Evidence: `MixedPolarizedMenus`.
    """

    kind: ClassVar[str] = "best polarized large market"
    numbers: tuple[int, ...]
    performance: Assignment
    agents: tuple[TypedAgent, ...]
    value: Fraction
    bound: Fraction

    def sentence(self) -> str:
        start = f"over all menus {POLARIZED} the large-market program has"
        if self.value == self.bound:
            return f"{start} the value {text(self.value)}"
        return f"{start} a value of at most {text(self.value)}, and at least {text(self.bound)}"


@dataclass(frozen=True)
class MixedPolarizedMenus(Evidence):
    """For each agent polarized menus with probabilities, so that expected bundles clear; and prices that bound others.

    `mixtures[j]` has (probability, menu, what polarizes its pairs); `enclosures[j]` encloses the support function of
    agent j at lambda - pi_j between what its menu earns and `bounds[j]`.
    """

    form: ClassVar[str] = "mixed polarized menus"
    prices: Bundle
    mixtures: tuple[tuple[tuple[Fraction, TypedMenu, Pairs], ...], ...]
    enclosures: tuple[EnclosedMenus, ...]
    bounds: tuple[Fraction, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestPolarizedLargeMarket) or not holds:
            return False
        agents, performance = statement.agents, statement.performance
        if not len(agents) == len(performance) == len(self.mixtures) == len(self.enclosures) == len(self.bounds):
            return False
        dual, cost, total = dot(self.prices, bundle(statement.numbers)), Fraction(0), (Fraction(0),) * len(self.prices)
        every = zip(agents, performance, self.mixtures, self.enclosures, self.bounds, strict=True)
        for agent, pi, mixture, enclosure, bound in every:
            w = minus(self.prices, pi)
            earned = dot(w, expected_bundle(agent, enclosure.menu))
            if not enclosure.supports(PolarizedSupport(agent, w, earned, bound), True):
                return False
            if sum(p for p, _, _ in mixture) != 1 or any(p < 0 for p, _, _ in mixture):
                return False
            dual -= bound
            for p, menu, pairs in mixture:
                x = expected_bundle(agent, menu)
                if not PolarizedMenu(menu, pairs).supports(PolarizedMenuValue(agent, w, dot(w, x)), True):
                    return False
                cost, total = cost + p * dot(pi, x), plus(total, times(p, x))
        return total == bundle(statement.numbers) and cost == statement.value and dual == statement.bound


def best_large_rays(market: Market, seconds: float = 20) -> Verdict:
    """The least cost of polarized menus in the large market, enclosed as tightly as the time allows.

    Raises `ValueError` where types are not finitely many, or a cost is 0.
    """
    until = time.monotonic() + seconds
    agents = tuple(TypedAgent.of(market, j) for j in range(len(market.agents)))
    found: list[list[TypedMenu]] = [[()] for _ in agents]
    best: tuple[Fraction, Bundle, list[Verdict]] | None = None
    while True:
        shares, prices = cheapest_mixture(market.numbers, market.performance, agents, found)
        left = max(until - time.monotonic(), 0) / len(agents)
        shown = [
            polarized_support(agent, minus(prices, pi), left)
            for agent, pi in zip(agents, market.performance, strict=True)
        ]
        bound = dot(prices, bundle(market.numbers)) - sum((_enclosed(v).bound for v in shown), Fraction(0))
        if best is None or bound > best[0]:
            best = bound, prices, shown
        if time.monotonic() > until or not _added(agents, market.performance, prices, found, shown):
            return _verdict(market, agents, shares, found, best)


def _enclosed(verdict: Verdict) -> PolarizedSupport:
    assert isinstance(verdict.statement, PolarizedSupport)
    return verdict.statement


def _evidence(verdict: Verdict) -> EnclosedMenus:
    assert isinstance(verdict.evidence, EnclosedMenus)
    return verdict.evidence


def _added(
    agents: Sequence[TypedAgent],
    performance: Assignment,
    prices: Bundle,
    found: Sequence[list[TypedMenu]],
    shown: Sequence[Verdict],
) -> bool:
    """Whether menus were found that earn more than those there; they are added."""
    added = False
    for agent, pi, menus, verdict in zip(agents, performance, found, shown, strict=True):
        w, menu = minus(prices, pi), _evidence(verdict).menu
        if _enclosed(verdict).value > max(dot(w, expected_bundle(agent, each)) for each in menus):
            menus.append(menu)
            added = True
    return added


def _verdict(
    market: Market,
    agents: tuple[TypedAgent, ...],
    shares: Sequence[Sequence[Fraction]],
    found: Sequence[Sequence[TypedMenu]],
    best: tuple[Fraction, Bundle, list[Verdict]],
) -> Verdict:
    bound, prices, shown = best
    mixtures = tuple(
        tuple((p, menu, _pairs(menu)) for p, menu in zip(row, menus, strict=False) if p)
        for row, menus in zip(shares, found, strict=True)
    )
    everyone = zip(agents, market.performance, mixtures, strict=True)
    costs = [p * dot(pi, expected_bundle(a, menu)) for a, pi, mixture in everyone for p, menu, _ in mixture]
    cost = sum(costs, Fraction(0))
    statement = BestPolarizedLargeMarket(market.numbers, market.performance, agents, cost, bound)
    bounds = tuple(_enclosed(verdict).bound for verdict in shown)
    return Verdict(statement, True, MixedPolarizedMenus(prices, mixtures, tuple(map(_evidence, shown)), bounds))


def _pairs(menu: TypedMenu) -> Pairs:
    found = (polarizing(d, e) for (_, d), (_, e) in itertools.combinations(menu, 2))
    return tuple(pair for pair in found if pair is not None)
