"""VS, Proposition 2, second sentence: selections from the dual's solution clear the market.

For finitely many types of positive costs the maximum is attained. With a box of costs that reaches 0, one argument
about the rays (1, -p) decides (`Unbounded`).
"""

from __future__ import annotations

from fractions import Fraction

from exact.verdicts import Verdict
from proofs.claims.claim import Part, Reading
from proofs.claims.families import hard_menus
from proofs.claims.families import menus as menus_module
from proofs.claims.families.large_markets import FINITE_LISTS, TYPES, menu_reading, polarized_lists
from proofs.claims.families.large_markets import value_of as value_in
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.typed_markets import (
    SMALL_TYPED,
    TWO_TASKS,
    are_polarized,
    best_menus,
    large_market_reading,
    no_hypothesis,
)
from proofs.claims.families.unbounded_rays import (
    NOT_ATTAINED,
    UNBOUNDED,
    WHY_NOT_ATTAINED,
    prices_solve_the_dual,
    supremum_attained,
    unbounded_in_words,
)
from proofs.claims.families.valenzuela_stookey import ZERO, claim, equal
from proofs.trading.markets.bundles import Assignment, Bundle, minus, plus, times
from proofs.trading.markets.bundles import dot as product
from proofs.trading.markets.market import Market
from proofs.trading.value.all_menus import SupportOverAllMenus, expected_bundle, support_over_all_menus
from proofs.trading.value.best_large_market import BestLargeMarket, best_large_market
from proofs.trading.value.outer_program import outer_program, prices

ALL_MENUS = f"all menus, {TYPES}"


def expected_bundles(verdict: Verdict) -> Assignment:
    """What every agent expects from the best random menus."""
    assert isinstance(verdict.statement, BestLargeMarket)
    found = []
    for agent, mixture in zip(verdict.statement.agents, best_menus(verdict).mixtures, strict=True):
        total: Bundle = (Fraction(0),) * len(agent.endowment)
        for p, menu in mixture:
            total = plus(total, times(p, expected_bundle(agent, menu)))
        found.append(total)
    return tuple(found)


def selections_over_all_menus(market: Market) -> Part:
    """What is expected of the best menus attains the support functions at the prices, and clears the market."""
    best = best_large_market(market)
    yield best
    yield from are_polarized(best)
    assert isinstance(best.statement, BestLargeMarket)
    price, bundles = best_menus(best).prices, expected_bundles(best)
    for j, (agent, pi, x) in enumerate(zip(best.statement.agents, market.performance, bundles, strict=True)):
        w = minus(price, pi)
        support = support_over_all_menus(agent, w)
        yield support
        assert isinstance(support.statement, SupportOverAllMenus)
        mine = f"the value of what agent {market.agents[j]} expects"
        yield equal((mine, product(w, x)), ("the support function", support.statement.value))
    total = [sum(column) for column in zip(*bundles, strict=True)]
    off = max(abs(a - n) for a, n in zip(total, market.numbers, strict=True))
    yield equal(("the greatest failure of market clearing", off), ZERO)
    yield equal(("the cost of the selections", market.social_cost(bundles)), ("the value of (5)", value_in(best)))


def selections_attain(case: MenuCase) -> Part:
    outer = outer_program(case.market, case.menus)
    yield outer
    found = prices(outer)
    gains = [minus(found.prices, pi) for pi in case.market.performance]
    short = [
        (value or Fraction(0)) - product(w, x)
        for w, x, value in zip(gains, found.selections, found.support, strict=True)
    ]
    yield equal(("the greatest shortfall of a selection from the support function", max(short)), ZERO)
    totals = [sum(column) for column in zip(*found.selections, strict=True)]
    off = max(abs(total - n) for total, n in zip(totals, case.market.numbers, strict=True))
    yield equal(("the greatest failure of market clearing", off), ZERO)
    yield equal(
        ("the cost of the selections", case.market.social_cost(found.selections)), ("the value of (5)", value_in(outer))
    )


SELECTIONS = claim(
    "proposition-2.selections",
    "section 4.2, Proposition 2",
    "selections from the dual's solution clear the market",
    Reading(
        wording=(
            "For a solution lambda of (6) some bundles that maximize (lambda - pi_j) . y over F_j, the hull over "
            "all menus, clear the market and solve (5); in particular the maximum is attained"
        ),
        hypothesis=prices_solve_the_dual,
        conclusion=supremum_attained,
        families=(UNBOUNDED,),
        because=lambda case: WHY_NOT_ATTAINED,
        stated=NOT_ATTAINED,
        describe=unbounded_in_words,
    ),
    large_market_reading(
        ALL_MENUS,
        f"As literal, for {TYPES}",
        no_hypothesis,
        selections_over_all_menus,
        "The bundles that solve (5) do not attain the support functions.",
        SMALL_TYPED,
        TWO_TASKS,
        hard_menus.HARD_TYPED,
        budget=80,
    ),
    menu_reading(
        FINITE_LISTS,
        "For finite lists of polarized or remedial menus and a solution lambda of (6), some bundles that maximize "
        "(lambda - pi_j) . y over F_j clear the market and solve (5)",
        polarized_lists,
        selections_attain,
        "The bundles that solve (5) do not attain the support functions.",
        menus_module.SMALL_MENUS,
        menus_module.RANDOM_MENU_LISTS,
        hard_menus.HARD_MENU_LISTS,
    ),
    # Appendix A.1 proves strong duality alone.
)

CLAIMS = [SELECTIONS]
