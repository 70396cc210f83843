"""VS, Lemma 2: when the bilateral trading mechanism with a trade improves upon the status quo.

* `lemma-2.if`: conditions i-iv => the bilateral trade saves costs
* `lemma-2.only-if`: the bilateral trade saves costs => conditions i-iv
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.rationals import primitive
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Part, Reading
from proofs.claims.families import bilateral, hard_trades
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.bilateral import BilateralCase
from proofs.claims.families.market_conditions import box_of
from proofs.claims.families.stated_trades import (
    CONDITIONS,
    IMPROVES,
    may_trade,
    no_atoms,
    possible_trade,
    saves,
    sometimes_not,
    stated_trade,
    thick_boxes,
)
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, claim, equal, never
from proofs.claims.stating import Stated
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


def lemma_2_conditions(case: BilateralCase) -> Part:
    yield _saves(case)
    yield from _feasible_trade(case)
    yield from _some_gain(case)


def lemma_2_improves(case: BilateralCase) -> Part:
    yield from _feasible_trade(case)
    yield _saves(case)
    yield from _may_trade(case)


def _lemma_2_improves_strictly(case: BilateralCase) -> Part:
    yield from _feasible_trade(case)
    yield _saves(case)
    yield from _may_trade(case, strict=True)


def _thick(case: BilateralCase) -> Part:
    for j in (0, 1):
        law = case.market.preferences[j].law
        assert law is not None
        width = min(high - low for low, high in box_of(case.market, j).intervals())
        yield below(ZERO, (f"the least width of the box of agent {j + 1}", width))
        atoms = sum((weight for _, weight in law.atoms), Fraction(0))
        yield equal((f"the weight of the atoms of agent {j + 1}", atoms), ZERO)
    yield from lemma_2_improves(case)


def _dense(case: BilateralCase) -> Part:
    """The laws have densities: all their weight is uniform on boxes of positive width in every task."""
    for j in (0, 1):
        law = case.market.preferences[j].law
        assert law is not None
        flat = sum((weight for box, weight in law.uniform if len(box.thick) < box.dimension), Fraction(0))
        yield equal((f"the weight of the law of agent {j + 1} on faces of its box", flat), ZERO)
    yield from _thick(case)


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


def _lemma_2(
    name: str,
    wording: str,
    hypothesis: Any,
    conclusion: Any,
    because: str,
    *tried: Any,
    stated: Stated | None = None,
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda case: because,
        describe=case_in_words,
        smaller=smaller_case,
        budget=400,
        stated=stated,
    )


_IMPROVES = (
    "the trade is feasible, happens with positive probability if all who do not lose by it agree, and saves cost"
)


def _thick_boxes(case: BilateralCase) -> Part:
    for j in (0, 1):
        width = min(high - low for low, high in box_of(case.market, j).intervals())
        yield below(ZERO, (f"the least width of the box of agent {j + 1}", width))


IF = claim(
    "lemma-2.if",
    "section 2.1, Lemma 2",
    "conditions i-iv => the bilateral trade saves costs",
    _lemma_2(
        "literal",
        f"If conditions i-iv hold for laws with full support on boxes, then {_IMPROVES}",
        lemma_2_conditions,
        lemma_2_improves,
        "Conditions i-iv hold, and the trade does not lower the expected social cost.",
        bilateral.BILATERAL_ATOMS,
        bilateral.RANDOM_BILATERAL_ATOMS,
        hard_trades.FACES,
        hard_trades.HARD_ZERO_TRADES,
    ),
    _lemma_2(
        "not constant",
        'As literal, and the mechanism is not constant, as the definition of "choice improves" asks',
        lemma_2_conditions,
        lambda case: (*lemma_2_improves(case), *_sometimes_not(case)),
        "Conditions i-iv hold, but both agents always want the trade, so that the mechanism does not respond to "
        "preferences and choice does not improve upon the status quo in the sense of its definition.",
        bilateral.BILATERAL,
        bilateral.RANDOM_BILATERAL,
        stated=stated_trade(CONDITIONS, [possible_trade(), saves(), *may_trade(), sometimes_not()]),
    ),
)

ONLY_IF = claim(
    "lemma-2.only-if",
    "section 2.1, Lemma 2",
    "the bilateral trade saves costs => conditions i-iv",
    _lemma_2(
        "literal",
        "If the laws have full support on boxes, the trade is feasible, and the expected social cost falls when "
        "agents trade if they do not lose by it, then conditions i-iv hold",
        lemma_2_improves,
        lemma_2_conditions,
        "The trade happens with positive probability and lowers the social cost whenever it does, but an agent who "
        "agrees to it never strictly gains: all of the positive probability is that of indifference.",
        bilateral.BILATERAL,
        bilateral.RANDOM_BILATERAL,
        stated=stated_trade(IMPROVES, CONDITIONS),
    ),
    _lemma_2(
        "positive widths",
        "As literal, for boxes of positive width in every task",
        lambda case: (*_thick_boxes(case), *lemma_2_improves(case)),
        lemma_2_conditions,
        "The boxes have positive width in every task and the law has full support, with an atom at a corner: the "
        "trade happens with positive probability and saves cost, but an agent who agrees never strictly gains.",
        bilateral.CORNER_ATOMS,
        stated=stated_trade([thick_boxes(), *IMPROVES], CONDITIONS),
    ),
    _lemma_2(
        "positive widths, no atoms",
        "As literal, for laws without atoms on boxes of positive width in every task",
        _thick,
        lemma_2_conditions,
        "The law has full support and no atoms, but weight on a face of its box whose types are all indifferent to "
        "the trade. They agree and nobody else does, so that the trade happens with positive probability and saves "
        "cost, and no type strictly gains.",
        hard_trades.FACES,
        bilateral.RANDOM_BILATERAL_THICK,
        stated=stated_trade([thick_boxes(), no_atoms(), *IMPROVES], CONDITIONS),
    ),
    _lemma_2(
        "positive widths, densities",
        "As literal, for laws with a density on boxes of positive width in every task",
        _dense,
        lemma_2_conditions,
        "The trade improves and one of i-iv fails.",
        bilateral.RANDOM_BILATERAL_THICK,
        hard_trades.HARD_DENSE_TRADES,
    ),
    _lemma_2(
        "indifferent agents do not trade",
        "As literal, for any laws with full support on boxes, when agents trade only if they strictly gain",
        _lemma_2_improves_strictly,
        lemma_2_conditions,
        "The trade improves and one of i-iv fails.",
        bilateral.BILATERAL_ATOMS,
        bilateral.RANDOM_BILATERAL_ATOMS,
        hard_trades.FACES,
        hard_trades.HARD_TRADES,
    ),
)

CLAIMS = [IF, ONLY_IF]
