"""VS, Proposition 2, first sentence: the outer program and its dual have one value."""

from __future__ import annotations

from proofs.claims.claim import Part
from proofs.claims.families import hard_menus
from proofs.claims.families import menus as menus_module
from proofs.claims.families.large_markets import FINITE_LISTS, TYPES, menu_reading, polarized_lists, value_of
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.typed_markets import (
    SMALL_TYPED,
    TWO_TASKS,
    are_polarized,
    large_market_reading,
    no_hypothesis,
)
from proofs.claims.families.valenzuela_stookey import claim, equal
from proofs.trading.markets.market import Market
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.outer_program import outer_program, prices


def duality_over_all_menus(market: Market) -> Part:
    """(5) is at most, and (6) at least, the value over the larger set of menus, if that is attained by polarized ones.

    For (6), support functions over fewer menus are smaller; and (6) is never above (5).
    """
    best = best_large_market(market)
    yield best
    yield from are_polarized(best)


def strong_duality(case: MenuCase) -> Part:
    outer = outer_program(case.market, case.menus)
    yield outer
    dual = prices(outer).dual_value
    assert dual is not None
    yield equal(("the value of (5)", value_of(outer)), ("lambda . n less the support functions", dual))


DUALITY = claim(
    "proposition-2.duality",
    "section 4.2, Proposition 2",
    "the outer program and its dual have one value",
    large_market_reading(
        "literal",
        f"The outer program (5) and its dual (6), over all menus, have one value (for {TYPES})",
        no_hypothesis,
        duality_over_all_menus,
        "The two values differ.",
        SMALL_TYPED,
        TWO_TASKS,
        hard_menus.HARD_TYPED,
        budget=80,
    ),
    menu_reading(
        FINITE_LISTS,
        "For finite lists of polarized or remedial menus, the outer program (5) and its dual (6) have one value",
        polarized_lists,
        strong_duality,
        "The dual value differs from the primal one.",
        menus_module.SMALL_MENUS,
        menus_module.RANDOM_MENU_LISTS,
        hard_menus.HARD_MENU_LISTS,
    ),
    rests_on=("proposition-2.interior",),
)

CLAIMS = [DUALITY]
