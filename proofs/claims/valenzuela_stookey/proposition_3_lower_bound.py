"""VS, proof of Proposition 3: the large market bounds the cost per copy from below."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Part
from proofs.claims.families import hard_menus
from proofs.claims.families import menus as menus_module
from proofs.claims.families.large_markets import (
    LOTTERIES,
    finite_laws,
    first_menus,
    menu_reading,
    polarized_lists,
)
from proofs.claims.families.large_markets import value_of as value_in
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.stated_luck import LUCKY
from proofs.claims.families.valenzuela_stookey import at_most, claim, equal
from proofs.trading.selection.optimal import OptimalSelection, optimal_selection
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.costs import chances_of, expected_cost
from proofs.trading.value.replicas import replica_cost


def optimal_at_one_copy(case: MenuCase) -> Part:
    """The menus are polarized and cost in expectation, with one copy, what the large market costs over all menus.

    So with one copy they are optimal, as the large market is a lower bound in expectation.
    """
    yield from polarized_lists(case)
    yield from finite_laws(case)
    best, cost = best_large_market(case.market), expected_cost(case.market, first_menus(case))
    yield best
    yield cost
    yield equal(
        ("the least cost in the large market", value_in(best)), ("the expected cost with one copy", value_in(cost))
    )


def _cost_at_least(verdict: Verdict, bound: Fraction) -> Expected:
    """The optimal selection does not cost less than the bound."""
    statement = verdict.statement
    assert isinstance(statement, OptimalSelection)
    return Expected(verdict, holds=statement.value is not None and statement.value >= bound)


def never_below_large_market(case: MenuCase) -> Part:
    """The cost at the luckiest profile of types is at least the value of the large market."""
    market, menus = case.market, first_menus(case)
    possible = [[k for k, p in enumerate(row) if p] for row in chances_of(expected_cost(market, menus))]
    best = value_in(best_large_market(market))
    for profile in itertools.product(*possible):
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(menus, profile, strict=True)])
        assert isinstance(verdict.statement, OptimalSelection)
        assert verdict.statement.value is not None
        if verdict.statement.value < best:
            yield _cost_at_least(verdict, best)


def replicas_in_expectation(copies: tuple[int, ...]) -> Callable[[MenuCase], Part]:
    def conclusion(case: MenuCase) -> Part:
        best = best_large_market(case.market)
        yield best
        for count in copies:
            cost = replica_cost(case.market, first_menus(case), count)
            yield cost
            yield at_most(
                ("the least cost in the large market", value_in(best)),
                (f"the cost with {count} copies", value_in(cost)),
            )

    return conclusion


LOWER_BOUND = claim(
    "proposition-3.lower-bound",
    "proof of Proposition 3",
    "the large market bounds the cost per copy from below",
    menu_reading(
        "literal",
        "The value of the large market over all menus is a lower bound on the cost per copy of the optimal "
        "mechanism with N copies, a random variable, for every N (here N = 1)",
        optimal_at_one_copy,
        never_below_large_market,
        "The expected cost of this mechanism with one copy is the least cost of the large market over all menus, "
        "so the mechanism is optimal; but when the types come out luckily, with positive probability, it costs "
        "less than that.",
        LOTTERIES,
        budget=32,
        stated=LUCKY,
    ),
    menu_reading(
        "in expectation",
        "The value of the large market over all menus is a lower bound on the expected cost per copy of every "
        "mechanism of polarized menus with N copies (here N = 1, 2, 3)",
        lambda case: (*polarized_lists(case), *finite_laws(case)),
        replicas_in_expectation((1, 2, 3)),
        "The expected cost per copy is below the value of the large market over all menus.",
        LOTTERIES,
        menus_module.SMALL_MENUS,
        hard_menus.HARD_FINITE_MENUS,
        budget=100,
    ),
)

CLAIMS = [LOWER_BOUND]
