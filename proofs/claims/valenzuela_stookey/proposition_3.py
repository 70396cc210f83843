"""VS, Proposition 3: the cost per copy almost surely approaches the value of the large market.

The proposition is about random variables. Let v be the value of the large market, p the probabilities of the choices
and r their shares among N copies. If every ray that is chosen with probability p is used to the extent d p / r of its
use in the large market, trades still balance; d = min (1, r / p) keeps them feasible, so the cost per copy is at most
d v + (1 - d) times the cost of the endowment. The same with r and p exchanged bounds it from below. Both bounds are
checked at *every* outcome of N copies; they close on v as r approaches p, which it does almost surely. That the optimal
mechanism's cost per copy has the limit v too is not decided here: it does in mean (`proposition-3.lower-bound`).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_menus, rays
from proofs.claims.families import menus as menus_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.large_markets import (
    LOTTERIES,
    finite_laws,
    first_menus,
    menu_reading,
    polarized_lists,
    value_of,
)
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.typed_markets import TWO_TASKS, best_menus
from proofs.claims.families.valenzuela_stookey import at_most, claim, equal
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray, Remedial
from proofs.trading.selection.optimal import (
    OptimalSelection,
    SelectionProof,
    Setting,
    best_selection,
    candidates,
    compositions,
)
from proofs.trading.selection.probabilities import choice_probabilities
from proofs.trading.value.all_menus import TypedMenu
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.cost_laws import CostLaw, CostSettles, cost_law, cost_settles
from proofs.trading.value.costs import laws
from proofs.trading.value.outer_program import outer_program, settled_in_program
from proofs.trading.value.replicas import replica_cost


def solves_the_large_market(case: MenuCase) -> Part:
    """The menus are polarized and cost, in the large market, the least over all menus: they are a solution m*."""
    yield from polarized_lists(case)
    yield from finite_laws(case)
    best = best_large_market(case.market)
    outer = outer_program(case.market, [[menu] for menu in first_menus(case)], ties="trade")
    yield best
    yield outer
    yield equal(("the least cost in the large market", value_of(best)), ("that of these menus", value_of(outer)))


Counts = tuple[int, ...]


def _in_band(
    market: Market,
    menus: Sequence[Menu],
    copies: int,
    counts: Sequence[Counts],
    chances: Sequence[Sequence[Fraction]],
    value: Fraction,
    start: Fraction,
) -> Iterator[Verdict]:
    setting = Setting.of(market, copies)
    groups = tuple((j, menus[j][k], r) for j, row in enumerate(counts) for k, r in enumerate(row) if r)
    cost, selection = best_selection(setting, groups)
    assert cost is not None
    yield Verdict(OptimalSelection(setting, groups, cost), True, SelectionProof(selection))
    pairs = [
        (Fraction(r, copies), p)
        for row, own in zip(counts, chances, strict=True)
        for r, p in zip(row, own, strict=True)
    ]
    down = min(Fraction(1), *(share / p for share, p in pairs if p))
    up = min(Fraction(1), *(p / share for share, p in pairs if share))
    each = cost / copies
    words = f"the cost per copy at choices {', '.join(map(common.vector, counts))}"
    yield at_most((words, each), ("the bound from above", down * value + (1 - down) * start))
    yield at_most(("the value of the large market", value), ("the bound from below", up * each + (1 - up) * start))


def _counts(chances: Sequence[Fraction], copies: int) -> list[Counts]:
    """How many copies may make each choice, with positive probability."""
    open_to = [k for k, p in enumerate(chances) if p]
    found = []
    for division in compositions(copies, len(open_to)):
        made = dict(zip(open_to, division, strict=True))
        found.append(tuple(made.get(k, 0) for k in range(len(chances))))
    return found


def within_the_band(case: MenuCase) -> Part:
    """At every outcome of 1, 2 and 3 copies the cost per copy is within the bounds of the module's docstring."""
    market, menus = case.market, first_menus(case)
    outer = outer_program(market, [[menu] for menu in menus], ties="trade")
    value, start = value_of(outer), market.social_cost(market.endowment)
    chances = []
    for eta, menu, law in zip(market.endowment, menus, laws(market, menus), strict=True):
        chances.append(choice_probabilities(candidates(menu, eta, market.numbers), law, "trade"))
    for copies in (1, 2, 3):
        possible = [_counts(row, copies) for row in chances]
        for counts in itertools.product(*possible):
            yield from _in_band(market, menus, copies, counts, chances, value, start)


def _menu_of(menu: TypedMenu) -> Menu:
    trades = [trade for _, trade in menu]
    if len(trades) == 1 and max(trades[0]) <= 0:
        return EndowmentOnly(), Remedial()
    return EndowmentOnly(), *(Ray(trade) for trade in trades)


def _solved_cases(seed: int) -> Iterator[MenuCase]:
    """The best menus of random markets where nothing is drawn at random, as rays or the remedial menu."""
    for market in TWO_TASKS.instances(seed):
        best = best_large_market(market)
        mixtures = best_menus(best).mixtures
        if all(len(mixture) == 1 for mixture in mixtures):
            yield MenuCase(market, tuple((_menu_of(mixture[0][1]),) for mixture in mixtures))


SOLVED = Family(
    "the best menus of random markets of 2 agents with up to 4 types each and 2 tasks",
    rays.remembered(_solved_cases),
    endless=True,
)


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


def tails_are_bounded(case: MenuCase) -> Part:
    """With 1, 2 and 3 copies the cost per copy is far from the large market's value no more often than bounded.

    The bound's sum over all N is finite (`proofs.trading.value.cost_laws`), which is convergence almost surely.
    """
    market, menus = case.market, first_menus(case)
    outer = outer_program(market, [[menu] for menu in menus], ties="trade")
    yield outer
    value = value_of(outer)
    saved = market.social_cost(market.endowment) - value
    for distance in (saved / 10, saved / 2) if saved else (Fraction(1),):
        settles = cost_settles(market, menus, distance, ties="trade")
        yield settles
        assert isinstance(settles.statement, CostSettles)
        for copies in (1, 2, 3):
            verdict = cost_law(market, menus, copies, ties="trade", beyond=(value, distance))
            yield verdict
            assert isinstance(verdict.statement, CostLaw)
            assert verdict.statement.beyond is not None
            far = (
                f"how likely the cost per copy of {copies} copies is more than {distance} from the large market's value"
            )
            yield at_most((far, verdict.statement.beyond[2]), ("the bound for all N", settles.statement.bound(copies)))


PROPOSITION_3 = claim(
    "proposition-3",
    "section 4.3, Proposition 3",
    "the cost per copy almost surely approaches the value of the large market",
    menu_reading(
        "literal",
        "Almost surely the cost per copy of a solution of the large-market program (without random menus, for finitely "
        "many types of positive costs) tends to its value: at every outcome of N copies (here N = 1, 2, 3) it is "
        "within bounds that close on the value as the shares of the choices approach their probabilities",
        solves_the_large_market,
        within_the_band,
        "At these choices of the copies the cost per copy is outside the bounds.",
        LOTTERIES,
        menus_module.SMALL_MENUS,
        SOLVED,
        hard_menus.HARD_FINITE_MENUS,
        budget=70,
    ),
    menu_reading(
        "in expectation",
        "On replicas, the expected cost per copy of polarized menus is at least their value in the large market, does "
        "not rise from 1 to 2 to 4 copies, equals that value if choices are made in the expected numbers, and is near "
        "it if the numbers are nearly so",
        lambda case: (*polarized_lists(case), *finite_laws(case)),
        approaches_large_market,
        "The cost per copy does not approach the value of the large market.",
        menus_module.SMALL_MENUS,
        hard_menus.HARD_FINITE_MENUS,
        budget=60,
    ),
    menu_reading(
        "in law",
        "For every distance the probabilities that the cost per copy of N copies (here N = 1, 2, 3) of polarized menus "
        "is further from their value in the large market are at most those of an exponential bound, whose sum over all "
        "N is finite, so that by Borel and Cantelli the cost per copy tends to the value almost surely",
        lambda case: (*polarized_lists(case), *finite_laws(case)),
        tails_are_bounded,
        "The cost per copy is far from the value more often than the bound says.",
        menus_module.SMALL_MENUS,
        hard_menus.HARD_FINITE_MENUS,
        budget=60,
    ),
    # "which is a lower bound on V*(N) / N for any N"
    rests_on=("proposition-3.lower-bound",),
)

CLAIMS = [PROPOSITION_3]
