"""The best of all large-market mechanisms for finite types (VS, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from exact import arguments
from exact.linear import LinearSystem, PrimalDual, optimum
from exact.rationals import text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, Bundle, bundle, dot, minus, plus, times
from proofs.trading.markets.market import Market
from proofs.trading.value.all_menus import (
    MAX_ROUNDS,
    RELAXED,
    MenuPacking,
    SupportOverAllMenus,
    TypedAgent,
    TypedMenu,
    expected_bundle,
    support_over_all_menus,
)


@dataclass(frozen=True)
class BestLargeMarket(ToldStatement):
    """Over all menus obviously dominant on the types, drawn at random, the least cost under (LM-MC) is `value`.

    The outer program (5) with every F_j replaced by the hull over all such menus: a lower bound for program (4).
    Evidence: `MixedMenus`.
    """

    kind: ClassVar[str] = "best large market"
    numbers: tuple[int, ...]
    performance: Assignment
    agents: tuple[TypedAgent, ...]
    value: Fraction

    def sentence(self) -> str:
        return f"over all menus {RELAXED} the large-market program has the value {text(self.value)}"


Mixture = tuple[tuple[Fraction, TypedMenu], ...]


@dataclass(frozen=True)
class MixedMenus(Evidence):
    """For each agent menus with probabilities, so that expected bundles clear, and prices that prove them best.

    `packings[j]` certifies the support function of agent j at lambda - pi_j: lambda . n - sum_j S_j is the value.
    """

    form: ClassVar[str] = "mixed menus"
    prices: Bundle
    mixtures: tuple[Mixture, ...]
    packings: tuple[MenuPacking, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestLargeMarket) or not holds:
            return False
        agents, performance = statement.agents, statement.performance
        if not len(agents) == len(performance) == len(self.mixtures) == len(self.packings):
            return False
        dual, cost, total = dot(self.prices, bundle(statement.numbers)), Fraction(0), (Fraction(0),) * len(self.prices)
        for agent, pi, mixture, packing in zip(agents, performance, self.mixtures, self.packings, strict=True):
            w = minus(self.prices, pi)
            best = SupportOverAllMenus(agent, w, dot(w, expected_bundle(agent, packing.menu)))
            allowed = all(p >= 0 and agent.allows(menu) for p, menu in mixture)
            if not allowed or sum(p for p, _ in mixture) != 1 or not packing.supports(best, True):
                return False
            dual -= best.value
            for p, menu in mixture:
                x = times(p, expected_bundle(agent, menu))
                cost, total = cost + dot(pi, x), plus(total, x)
        return total == bundle(statement.numbers) and cost == dual == statement.value


def best_large_market(market: Market) -> Verdict:
    """The outer program over all menus obviously dominant on finitely many types of positive costs, exactly.

    Ends because every round adds a menu that is better than all earlier ones at the prices, made of vertices; raises
    `ValueError` after `MAX_ROUNDS` rounds.
    """
    arguments.expected(market, Market, "market", "load_market gives a mechanism, whose .market is one")
    agents = tuple(TypedAgent.of(market, j) for j in range(len(market.agents)))
    return best_of_typed(market.numbers, market.performance, agents)


def best_of_typed(numbers: tuple[int, ...], performance: Assignment, agents: tuple[TypedAgent, ...]) -> Verdict:
    """The same, of agents with their types."""
    found: list[list[TypedMenu]] = [[()] for _ in agents]
    for _ in range(MAX_ROUNDS):
        shares, prices = cheapest_mixture(numbers, performance, agents, found)
        packings, better = [], False
        for agent, pi, menus in zip(agents, performance, found, strict=True):
            w = minus(prices, pi)
            packing = support_over_all_menus(agent, w).evidence
            assert isinstance(packing, MenuPacking)
            packings.append(packing)
            known = max(dot(w, expected_bundle(agent, menu)) for menu in menus)
            if dot(w, expected_bundle(agent, packing.menu)) > known:
                menus.append(packing.menu)
                better = True
        if not better:
            mixtures = tuple(
                tuple((p, menu) for p, menu in zip(row, menus, strict=True) if p)
                for row, menus in zip(shares, found, strict=True)
            )
            everyone = zip(agents, performance, mixtures, strict=True)
            costs = [p * dot(pi, expected_bundle(a, menu)) for a, pi, mixture in everyone for p, menu in mixture]
            cost = sum(costs, Fraction(0))
            statement = BestLargeMarket(numbers, performance, agents, cost)
            return Verdict(statement, True, MixedMenus(prices, mixtures, tuple(packings)))
    raise ValueError(f"more than {MAX_ROUNDS} rounds of menus; take fewer types")


def cheapest_mixture(
    numbers: Sequence[int],
    performance: Assignment,
    agents: Sequence[TypedAgent],
    found: Sequence[Sequence[TypedMenu]],
) -> tuple[list[list[Fraction]], Bundle]:
    """The best probabilities of the menus found so far, and the prices of the tasks."""
    names = [(j, k) for j, menus in enumerate(found) for k in range(len(menus))]
    bundles = {(j, k): expected_bundle(agents[j], found[j][k]) for j, k in names}
    rows: list[tuple[dict[Any, Any], Any]] = [
        ({(j, k): 1 for k in range(len(menus))}, 1) for j, menus in enumerate(found)
    ]
    rows += [({name: x[i] for name, x in bundles.items()}, number) for i, number in enumerate(numbers)]
    system = LinearSystem.make(names, (), rows, lower=0)
    verdict = optimum(system, {(j, k): dot(performance[j], x) for (j, k), x in bundles.items()}, "min")
    assert isinstance(verdict.evidence, PrimalDual), "the empty menus clear, and probabilities are bounded"
    values = iter(verdict.evidence.values)
    shares = [[next(values) for _ in menus] for menus in found]
    return shares, times(Fraction(-1), verdict.evidence.multipliers[len(found) :])
