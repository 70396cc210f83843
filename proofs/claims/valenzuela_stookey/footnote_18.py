"""VS, footnote 18 (section 4.2): a tilted ray is chosen with positive probability."""

from __future__ import annotations

from fractions import Fraction

from proofs.claims.claim import Part
from proofs.claims.families.stated_markets import MARKET, law
from proofs.claims.families.valenzuela_stookey import ZERO, below, claim, equal
from proofs.claims.families.weights import (
    HARD_WEIGHTS,
    POSITIVE_WEIGHTS,
    SMALL_COSTS,
    UNIFORM_WEIGHTS,
    ZERO_WEIGHTS,
    WeightCase,
    almost_remedial,
    positive_surely,
    weight_reading,
)
from proofs.claims.stating import (
    Stated,
    Term,
    choose,
    defined,
    dot,
    each,
    given,
    greatest,
    operation,
    record,
    term,
    value_of,
)
from proofs.trading.markets.bundles import texts


def some_positive_weight(case: WeightCase) -> Part:
    yield below(ZERO, ("the greatest weight", max(case.weights)))


def _continuous(case: WeightCase) -> Part:
    """The type is continuously distributed: no atoms, and positive width in every task."""
    yield from some_positive_weight(case)
    law = case.market.preferences[0].law
    assert law is not None
    lumps = sum((p for _, p in law.atoms), Fraction(0))
    lumps += sum((p for box, p in law.uniform if len(box.thick) < box.dimension), Fraction(0))
    yield equal(("the probability of types that are not continuously distributed", lumps), ZERO)


_TILTED = (
    "if some weight is positive, the ray from eta towards x*, tilted by epsilon > 0 in the tasks of positive weight, "
    "is polarized and for small epsilon worth w . x*, approximately (here: up to 1/100 for some epsilon)"
)

_NEVER = (
    "The type does not mind the tasks that the ray takes away and does mind epsilon, so it refuses the tilted ray, "
    "however small epsilon is, while it does not refuse the remedial set."
)

WEIGHTS, ETA = given("weights"), MARKET["endowment"][0]


@defined("the endowment eta of agent 0 where the weight is not negative, and 0 elsewhere")
def best_remedial() -> Term:
    """x*."""
    return each("i", operation("positions", ETA), lambda i: choose(WEIGHTS[i] >= 0, ETA[i], 0))


@defined("the ray from eta towards x*, tilted by 2^-48 in the tasks of positive weight")
def tilted_ray() -> Term:
    tilted = operation("minus", best_remedial(), ETA)
    step = Fraction(1, 2**48)
    return each("i", operation("positions", ETA), lambda i: tilted[i] + choose(WEIGHTS[i] > 0, step, 0))


@defined("what the tilted ray is worth")
def worth() -> Term:
    """The support function of the menu {eta} and the ray, of ties the one that the designer prefers."""
    lists = record(
        numbers=MARKET["numbers"],
        endowment=[ETA],
        laws=[law(term(0))],
        menus=[[["endowment", record(ray=tilted_ray())]]],
        ties="designer",
        reach="nonnegative",
    )
    return value_of("support function", lists=lists, weights=WEIGHTS)


TILTED_RAY = Stated(
    sorts={"market": "market", "weights": "vector"},
    instances=lambda case: {"market": case.market.about(), "weights": texts(case.weights)},
    hypothesis=[greatest(WEIGHTS) > 0],
    conclusion=(),
    facts=[worth() < dot(WEIGHTS, best_remedial()) - Fraction(1, 100)],
)
"""Epsilon is 2^-48; that no other does better is the argument in words."""


FOOTNOTE_18 = claim(
    "footnote-18",
    "section 4.2, footnote 18",
    "a tilted ray is chosen with positive probability",
    weight_reading(
        "literal",
        f"For continuously distributed costs, {_TILTED}",
        _continuous,
        almost_remedial,
        "The tilted rays are worth less.",
        UNIFORM_WEIGHTS,
        SMALL_COSTS,
        *HARD_WEIGHTS[:2],
    ),
    weight_reading(
        "any law",
        f"For any law of nonnegative costs, {_TILTED}",
        some_positive_weight,
        almost_remedial,
        _NEVER,
        ZERO_WEIGHTS,
        stated=TILTED_RAY,
    ),
    weight_reading(
        "any law of positive costs",
        f"For any law of positive costs, {_TILTED}",
        lambda case: (*some_positive_weight(case), *positive_surely(case)),
        almost_remedial,
        "The tilted rays are worth less.",
        POSITIVE_WEIGHTS,
        UNIFORM_WEIGHTS,
        SMALL_COSTS,
        *HARD_WEIGHTS,
    ),
)

CLAIMS = [FOOTNOTE_18]
