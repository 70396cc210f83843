"""What several claims of VS, section 4, share: families of instances, statements, and instances in words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.valenzuela_stookey import (
    ZERO,
    at_most,
    equal,
)
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import Bundle, dot, minus
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.selection.optimal import (
    OptimalSelection,
    SelectionProof,
    Setting,
    best_selection,
)
from proofs.trading.value.best_large_market import BestLargeMarket
from proofs.trading.value.costs import ExpectedCost, expected_cost, laws
from proofs.trading.value.outer_program import OuterProgram, SupportValue, outer_program, prices, settled_in_program
from proofs.trading.value.replicas import replica_cost


def value_of(verdict: Verdict) -> Fraction:
    statement = verdict.statement
    assert isinstance(statement, ExpectedCost | OuterProgram | SupportValue | BestLargeMarket)
    return statement.value


def polarized_lists(case: MenuCase) -> Part:
    for number in range(max(map(len, case.menus))):
        menus = tuple(listed[min(number, len(listed) - 1)] for listed in case.menus)
        yield decide_polarized(Protocol(case.market, menus))


def first_menus(case: MenuCase) -> list[Menu]:
    return [listed[0] for listed in case.menus]


def bounded_by_program(case: MenuCase) -> Part:
    """The large-market value of the menus is at most the expected cost of the mechanism with the best selection."""
    menus = first_menus(case)
    relaxed, cost = outer_program(case.market, [[menu] for menu in menus]), expected_cost(case.market, menus)
    yield relaxed
    yield cost
    yield at_most(("the value of the large-market program", value_of(relaxed)), ("the expected cost", value_of(cost)))


def strong_duality(case: MenuCase) -> Part:
    outer = outer_program(case.market, case.menus)
    yield outer
    dual = prices(outer).dual_value
    assert dual is not None
    yield equal(("the value of (5)", value_of(outer)), ("lambda . n less the support functions", dual))


def selections_attain(case: MenuCase) -> Part:
    outer = outer_program(case.market, case.menus)
    yield outer
    found = prices(outer)
    gains = [minus(found.prices, pi) for pi in case.market.performance]
    short = [
        (value or Fraction(0)) - dot(w, x) for w, x, value in zip(gains, found.selections, found.support, strict=True)
    ]
    yield equal(("the greatest shortfall of a selection from the support function", max(short)), ZERO)
    totals = [sum(column) for column in zip(*found.selections, strict=True)]
    off = max(abs(total - n) for total, n in zip(totals, case.market.numbers, strict=True))
    yield equal(("the greatest failure of market clearing", off), ZERO)
    yield equal(
        ("the cost of the selections", case.market.social_cost(found.selections)), ("the value of (5)", value_of(outer))
    )


@dataclass(frozen=True)
class WeightCase(Displayed):
    """An agent (the first of a market) and weights w of its tasks."""

    market: Market
    weights: Bundle

    @property
    def endowment(self) -> Bundle:
        return self.market.endowment[0]

    @property
    def target(self) -> Bundle:
        """x*: eta where w >= 0 and 0 elsewhere; the best bundle of the remedial set."""
        return tuple(x if w >= 0 else Fraction(0) for w, x in zip(self.weights, self.endowment, strict=True))

    def ray(self, epsilon: Fraction) -> Menu:
        """{eta} and the ray towards x*, tilted by epsilon in the tasks with w > 0; {eta} alone if x* = eta."""
        if self.target == self.endowment:
            return (EndowmentOnly(),)
        away = minus(self.target, self.endowment)
        tilted = tuple(step + (epsilon if w > 0 else 0) for step, w in zip(away, self.weights, strict=True))
        return EndowmentOnly(), Ray(tilted)


def approaches_large_market(case: MenuCase) -> Part:
    """The value of the menus in the large market is that of replicas whose choices come out as expected.

    And the expected cost per copy does not rise when copies double, while staying above it; if agent 1's counts are
    off by one copy, the cost is above it by at most the share of the worst deviation, as the proof scales trades down.
    """
    market, menus = case.market, first_menus(case)
    outer = outer_program(market, [[menu] for menu in menus])
    yield outer
    value, start = value_of(outer), market.social_cost(market.endowment)
    offers = tuple((j, menu, 1) for j, menu in enumerate(menus))
    chances = settled_in_program(market, laws(market, menus), offers, "designer", "nonnegative")
    copies = math.lcm(*(p.denominator for row in chances for p in row))
    yield from _at_counts(market, menus, copies, [[int(copies * p) for p in row] for row in chances], value, value)
    costs = [value_of(replica_cost(market, menus, count)) for count in (1, 2, 4)]
    yield at_most(("the value of the large market", value), ("the expected cost per copy, 4 copies", costs[2]))
    yield at_most(("the expected cost per copy, 4 copies", costs[2]), ("with 2 copies", costs[1]))
    yield at_most(("the expected cost per copy, 2 copies", costs[1]), ("with 1 copy", costs[0]))
    moved = [[int(4 * copies * p) for p in row] for row in chances]
    busy = [k for k, count in enumerate(moved[0]) if count]
    if len(busy) > 1:
        moved[0][busy[0]] -= 1
        moved[0][busy[1]] += 1
        share = max(abs(1 - Fraction(r) / (4 * copies * p)) for r, p in zip(moved[0], chances[0], strict=True) if p)
        yield from _at_counts(market, menus, 4 * copies, moved, None, value + share * (start - value))


def _at_counts(
    market: Market, menus: list[Menu], copies: int, counts: list[list[int]], low: Fraction | None, high: Fraction
) -> Iterator[Verdict]:
    """The cost per copy when the choices are made by these numbers of copies is between the bounds."""
    setting = Setting.of(market, copies)
    groups = tuple((j, menus[j][k], r) for j, row in enumerate(counts) for k, r in enumerate(row) if r)
    value, selection = best_selection(setting, groups)
    assert value is not None
    yield Verdict(OptimalSelection(setting, groups, value), True, SelectionProof(selection))
    yield at_most((f"the cost per copy with {copies} copies", value / copies), ("", high))
    if low is not None:
        yield at_most(("", low), (f"the cost per copy with {copies} copies", value / copies))


def market_mechanism_reading(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 300
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda mechanism: because,
        describe=lambda mechanism: (
            f"{common.market_in_words(mechanism.market)}; {common.mechanism_in_words(mechanism)}"
        ),
        smaller=families.smaller_mechanisms,
        budget=budget,
    )
