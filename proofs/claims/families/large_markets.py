"""Markets with menus, and what the menus cost in the large market: VS, programs (4) to (6).

The large-market program is taken for finite lists of menus here; over *all* menus see `typed_markets`. Laws have
positive costs unless a reading says otherwise. Of tied choices the designer's preferred one is made, as the maximum
over strategies in the support function has it. Shared by section 4.1, Propositions 2 and 3, Remark 1 and what section
4.2 says of weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.valenzuela_stookey import ZERO, equal
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.value.best_large_market import BestLargeMarket
from proofs.trading.value.costs import ExpectedCost
from proofs.trading.value.outer_program import OuterProgram, SupportValue

TYPES = "finitely many types of positive costs"
FINITE_LISTS = "finite lists of menus"


def menu_case_in_words(case: MenuCase) -> str:
    lists = [
        f"agent {name}'s menu: {', or '.join(map(common.menu_in_words, listed))}"
        for name, listed in zip(case.market.agents, case.menus, strict=True)
    ]
    return f"{common.market_in_words(case.market)}; {'; '.join(lists)}"


menu_reading = common.ReadingsAbout(menu_case_in_words, 150)


def finite_laws(case: MenuCase) -> Part:
    """All laws are finite and of positive costs."""
    laws = [preferences.law for preferences in case.market.preferences]
    infinite = sum(law is None or not law.is_finite for law in laws)
    yield equal(("the number of laws that are not finite", infinite), ZERO)


def _lottery_cases(seed: int) -> Iterator[MenuCase]:
    """Two agents with one unit each of two tasks; one of them accepts an exchange half of the time."""
    sure, half = {(1, 1): 1}, {(1, 1): "1/2", (2, 1): "1/2"}
    rays: list[Menu] = [(EndowmentOnly(), Ray(bundle(d))) for d in ((-1, 1), (1, -1))]
    for first, second in ((sure, sure), (sure, half), (half, sure), (half, half)):
        for performance in ((1, 0), (0, 1), (1, -1), (-1, 1)):
            for one, two in ((rays[0], rays[1]), (rays[1], rays[0])):
                market = replace(
                    families.UNIT_MARKET,
                    performance=(bundle(performance), bundle((0, 0))),
                    preferences=(Preferences.finite(first), Preferences.finite(second)),
                )
                yield MenuCase(market, ((one,), (two,)))


LOTTERIES = Family("an exchange of two tasks between two agents, each with one or two types", _lottery_cases)


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
