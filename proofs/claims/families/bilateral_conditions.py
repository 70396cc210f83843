"""Conditions i to iv of VS, Lemma 2, on a bilateral trade, and what the trade does: agent 1 gets it from agent 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.rationals import primitive
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Part
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.bilateral import BilateralCase
from proofs.claims.families.market_conditions import box_of
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, equal, never
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.markets.bundles import dot, minus, plus, times
from proofs.trading.selection.probabilities import HalfSpace, chance, decide_chance


def _feasible_trade(case: BilateralCase) -> Iterator[Verdict]:
    sigma = case.market.status_quo
    yield at_most(ZERO, ("the least entry of sigma' + gamma", min(plus(sigma[0], case.trade))))
    yield at_most(ZERO, ("the least entry of sigma'' - gamma", min(minus(sigma[1], case.trade))))


def _saves(case: BilateralCase) -> Verdict:
    delta = minus(case.market.performance[0], case.market.performance[1])
    return below(("the product (pi' - pi'') . gamma", dot(delta, case.trade)), ZERO)


def _some_gain(case: BilateralCase) -> Iterator[Verdict]:
    gamma = primitive(case.trade)
    yield some_type(case.market.preferences[0].domain, (gamma,))
    yield some_type(case.market.preferences[1].domain, (common.negative(gamma),))


def _wanted(case: BilateralCase, strict: bool = False) -> Iterator[tuple[Any, list[HalfSpace]]]:
    for j, direction in enumerate((case.trade, times(Fraction(-1), case.trade))):
        yield case.market.preferences[j].law, [HalfSpace(direction, strict=strict)]


def _may_trade(case: BilateralCase, strict: bool = False) -> Iterator[Expected]:
    """Both agents want the trade with positive probability."""
    yield from (never(decide_chance(law, event, 0)) for law, event in _wanted(case, strict))


def _sometimes_not(case: BilateralCase) -> Iterator[Expected]:
    """One of the agents does not want the trade with positive probability, so that the mechanism is not constant."""
    law, event = min(_wanted(case), key=lambda wanted: chance(*wanted))
    yield never(decide_chance(law, event, 1))


def conditions(case: BilateralCase) -> Part:
    """i to iv of the lemma."""
    yield _saves(case)
    yield from _feasible_trade(case)
    yield from _some_gain(case)


def improves(case: BilateralCase) -> Part:
    """The trade is feasible, saves cost, and happens with positive probability if all who do not lose by it agree."""
    yield from _feasible_trade(case)
    yield _saves(case)
    yield from _may_trade(case)


def improves_strictly(case: BilateralCase) -> Part:
    """As `improves`, if all agree who strictly gain."""
    yield from _feasible_trade(case)
    yield _saves(case)
    yield from _may_trade(case, strict=True)


def improves_on_thick_boxes(case: BilateralCase) -> Part:
    """The boxes have positive width in every task, and the trade improves."""
    for j in (0, 1):
        width = min(high - low for low, high in box_of(case.market, j).intervals())
        yield below(ZERO, (f"the least width of the box of agent {j + 1}", width))
    yield from improves(case)


def improves_and_responds(case: BilateralCase) -> Part:
    """The trade improves, and is not always made."""
    yield from improves(case)
    yield from _sometimes_not(case)


def improves_without_atoms(case: BilateralCase) -> Part:
    """The laws have no atoms, the boxes are thick, and the trade improves."""
    for j in (0, 1):
        law = case.market.preferences[j].law
        assert law is not None
        atoms = sum((weight for _, weight in law.atoms), Fraction(0))
        yield equal((f"the weight of the atoms of agent {j + 1}", atoms), ZERO)
    yield from improves_on_thick_boxes(case)


def improves_with_densities(case: BilateralCase) -> Part:
    """The laws have densities: all their weight is uniform on boxes of positive width in every task."""
    for j in (0, 1):
        law = case.market.preferences[j].law
        assert law is not None
        flat = sum((weight for box, weight in law.uniform if len(box.thick) < box.dimension), Fraction(0))
        yield equal((f"the weight of the law of agent {j + 1} on faces of its box", flat), ZERO)
    yield from improves_without_atoms(case)


def case_in_words(case: BilateralCase) -> str:
    return f"gamma {common.vector(case.trade)}; {common.market_in_words(case.market)}"


def smaller_case(case: BilateralCase) -> Iterator[BilateralCase]:
    """The trade with one step fewer, or performance with one entry 0."""
    market = case.market
    for i, step in enumerate(case.trade):
        if step:
            yield replace(case, trade=(*case.trade[:i], Fraction(0), *case.trade[i + 1 :]))
    for i, value in enumerate(market.performance[0]):
        if value:
            row = (*market.performance[0][:i], Fraction(0), *market.performance[0][i + 1 :])
            yield replace(case, market=replace(market, performance=(row, market.performance[1])))
