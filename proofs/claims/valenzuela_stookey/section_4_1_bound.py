"""VS, section 4.1: the large market bounds the expected cost from below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_mechanisms, hard_menus, rays
from proofs.claims.families import markets as families
from proofs.claims.families import menus as menus_module
from proofs.claims.families.large_markets import (
    first_menus,
    menu_case_in_words,
    menu_reading,
    polarized_lists,
    value_of,
)
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.trading_mechanisms import mechanism_reading, osp
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, at_most, claim
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly
from proofs.trading.selection.probabilities import TIES_IN_WORDS
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.costs import expected_cost
from proofs.trading.value.outer_program import outer_program


def costs_at_least_no_choice(mechanism: Mechanism) -> Part:
    """Offering nobody a choice is feasible in (4) and gives the endowment; no outcome of the mechanism is cheaper."""
    market = mechanism.market
    program = outer_program(market, [[(EndowmentOnly(),)] for _ in market.agents], ties="trade")
    yield program
    least = min(market.social_cost(mechanism.protocol.selected(at)) for at in mechanism.protocol.profiles)
    yield at_most(("the value of (4) where nobody has a choice", value_of(program)), ("the least cost selected", least))


@dataclass(frozen=True)
class TiedCase(Displayed):
    """Menus, and how ties between them are broken in the mechanism whose cost is asked."""

    case: MenuCase
    ties: str


def tied_in_words(tied: TiedCase) -> str:
    return f"{menu_case_in_words(tied.case)}; {TIES_IN_WORDS[tied.ties]}"


def tied_polarized(tied: TiedCase) -> Part:
    yield from polarized_lists(tied.case)


def bounded_by_all_menus(tied: TiedCase) -> Part:
    """(4) is at most its value for the mechanism's own menus and choices; if that fails, over all menus (from below).

    The second is not above (4), so (4) is refuted as a bound where even that is above the cost.
    """
    market, menus = tied.case.market, first_menus(tied.case)
    cost = expected_cost(market, menus, ties=tied.ties)
    yield cost
    bound = outer_program(market, [[menu] for menu in menus], ties=tied.ties)
    if value_of(bound) > value_of(cost):
        bound = best_large_market(market)
    yield bound
    yield at_most(("the value of the large-market program", value_of(bound)), ("the expected cost", value_of(cost)))


def with_ties(family: Family) -> Family:
    """Ties are the designer's; or indifferent types trade, keep the endowment, or take the best worst case."""

    def stream(seed: int) -> Iterator[TiedCase]:
        for case in family.instances(seed):
            yield from (TiedCase(case, ties) for ties in ("designer", "trade", "keep", "cautious"))

    return Family(f"{family.words}, 4 rules for ties", rays.remembered(stream), family.endless)


def _tied(name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda tied: because,
        describe=tied_in_words,
        budget=200,
    )


def bounded_by_program(case: MenuCase) -> Part:
    """The large-market value of the menus is at most the expected cost of the mechanism with the best selection."""
    menus = first_menus(case)
    relaxed, cost = outer_program(case.market, [[menu] for menu in menus]), expected_cost(case.market, menus)
    yield relaxed
    yield cost
    yield at_most(("the value of the large-market program", value_of(relaxed)), ("the expected cost", value_of(cost)))


BOUND = claim(
    "section-4.1.bound",
    "section 4.1",
    "the large market bounds the expected cost from below",
    mechanism_reading(
        "literal",
        "The value of program (4), over all menus, is at most the cost of every mechanism with the same endowment that "
        "is obviously strategy-proof as printed: such a mechanism never costs less than the endowment, which (4) can "
        "give",
        osp("printed"),
        costs_at_least_no_choice,
        "The mechanism is obviously strategy-proof as printed and cheaper than the endowment.",
        families.with_performance(families.STRICT_IDLE),
        families.with_performance(families.STRICT_TABLES),
        families.with_performance(hard_mechanisms.MATCHED_STRICT),
        budget=300,
    ),
    _tied(
        OTHER_ACTIONS,
        "The value of program (4), over all menus, is at most the expected cost of every mechanism of polarized rays "
        "or remedial menus with ex-post optimal selection, however its ties are broken",
        tied_polarized,
        bounded_by_all_menus,
        "The mechanism costs less in expectation than the large-market program over all menus.",
        with_ties(menus_module.SMALL_MENUS),
        with_ties(menus_module.RANDOM_MENUS),
        with_ties(hard_menus.HARD_FINITE_MENUS),
    ),
    menu_reading(
        "the same menus",
        "The large-market program with the menus of such a mechanism alone, ties being the designer's in both, is at "
        "most its expected cost",
        polarized_lists,
        bounded_by_program,
        "The mechanism costs less in expectation than the large-market program with the same menus.",
        menus_module.SMALL_MENUS,
        menus_module.RANDOM_MENUS,
        hard_menus.HARD_MENUS,
    ),
)

CLAIMS = [BOUND]
