"""VS, section 4.2: weights of at most 0 => the remedial menu is best."""

from __future__ import annotations

from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Part
from proofs.claims.families.large_markets import value_of
from proofs.claims.families.valenzuela_stookey import ZERO, below, claim, equal, never
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
    Formula,
    Stated,
    Term,
    at_most_row,
    choose,
    defined,
    each,
    feasible,
    given,
    greatest,
    least,
    operation,
    size,
    system,
    term,
    total,
)
from proofs.trading.markets.bundles import dot, minus, texts
from proofs.trading.markets.menus import EndowmentOnly, Remedial
from proofs.trading.value.outer_program import support_value


def as_good_as_remedial(case: WeightCase) -> Part:
    """w <= 0: the support function is 0, which the remedial menu gives. Else: a polarized ray does nearly as well.

    All bundles are nonnegative, so with w <= 0 none is worth more than 0.
    """
    if max(case.weights) > 0:
        yield from almost_remedial(case)
        return
    verdict = support_value(case.market, 0, [(EndowmentOnly(), Remedial())], case.weights)
    yield verdict
    yield equal(("the value of the remedial menu", value_of(verdict)), ZERO)


def _one_type(case: WeightCase) -> Part:
    yield below(ZERO, ("the greatest weight", max(case.weights)))
    law = case.market.preferences[0].law
    assert law is not None
    yield equal(("the number of types", len(law.atoms)), ("", 1))
    away = minus(case.target, case.endowment)
    yield below(ZERO, ("what the remedial set is worth above eta", dot(case.weights, away)))


def _ray_losing(case: WeightCase, lost: int) -> Verdict:
    """Trades that lose this task and gain the other, up to scale: the type accepts, and w . d >= 0 even.

    A task of which eta has nothing cannot be lost.
    """
    law = case.market.preferences[0].law
    assert law is not None
    costs = law.atoms[0][0]
    lower: list[Any] = [None if i == lost else 1 for i in (0, 1)]
    upper: list[Any] = [(-1 if case.endowment[i] else None) if i == lost else None for i in (0, 1)]
    if not case.endowment[lost]:
        lower[lost], upper[lost] = 1, None
    rows = [(costs, 0), ([-w for w in case.weights], 0)]
    return feasibility(LinearSystem.make(["d_A", "d_B"], at_most=rows, lower=lower, upper=upper))


def _none_losing_a(case: WeightCase) -> Part:
    yield from _one_type(case)
    yield never(_ray_losing(case, 0))


def some_valuable_ray(case: WeightCase) -> Part:
    """In two tasks: a trade d of both signs that the type accepts, with eta + y d >= 0 for some y > 0, and w . d >= 0.

    None loses task A, by hypothesis; so one must lose task B.
    """
    yield _ray_losing(case, 1)


WEIGHTS, ETA, COSTS = given("weights"), given("eta"), given("costs")


@defined("some trade loses task {0} and not the other, suits the type, and is worth something or nothing")
def ray_losing(lost: Term) -> Formula:
    """`_ray_losing` as data: up to scale the other task rises by 1 at least, and the lost one falls by 1 at least."""
    places = operation("positions", ETA)
    none_left = operation("numbers", ETA)[lost].equals(0)
    lower = each("i", places, lambda i: choose(i.equals(lost), choose(none_left, 1, None), 1))
    upper = each("i", places, lambda i: choose(i.equals(lost), choose(none_left, None, -1), None))
    rows = [at_most_row(COSTS, 0), at_most_row(operation("times", -1, WEIGHTS), 0)]
    return feasible(system(["d_A", "d_B"], rows, lower, upper))


@defined("what the remedial set is worth above eta")
def remedial_worth() -> Term:
    """The weight of all that the endowment has of tasks with a negative weight, given away."""
    lost = each("i", operation("positions", ETA), lambda i: choose(WEIGHTS[i] < 0, WEIGHTS[i] * ETA[i], 0))
    return term(0) - total(lost)


SOME_RAY = Stated(
    sorts={"weights": "vector", "eta": "vector", "costs": "vector"},
    instances=lambda case: {
        "weights": texts(case.weights),
        "eta": texts(case.endowment),
        "costs": texts(case.market.preferences[0].law.atoms[0][0]),
    },
    hypothesis=[
        size(ETA).equals(2) & size(WEIGHTS).equals(2) & size(COSTS).equals(2),
        least(ETA) >= 0,
        least(COSTS) >= 0,
        greatest(WEIGHTS) > 0,
        remedial_worth() > 0,
    ],
    conclusion=[ray_losing(term(0)) | ray_losing(term(1))],
)
"""In two tasks, with one type: some ray of both signs that the type accepts has w . d >= 0 even."""


NONPOSITIVE_WEIGHT = claim(
    "section-4.2.nonpositive-weight",
    "section 4.2",
    "weights of at most 0 => the remedial menu is best",
    weight_reading(
        "literal",
        "If w <= 0, the support function is 0 and the remedial menu attains it; otherwise a polarized ray is worth "
        "as much as the remedial menu, up to 1/100 (costs positive with probability 1)",
        positive_surely,
        as_good_as_remedial,
        "The support function at w <= 0 is not 0, or no tilted ray is worth as much as the remedial menu.",
        POSITIVE_WEIGHTS,
        UNIFORM_WEIGHTS,
        SMALL_COSTS,
        *HARD_WEIGHTS,
    ),
    weight_reading(
        "zero costs allowed",
        "If some weight is positive and the remedial menu is worth more than eta to the designer, so is some ray "
        "of both signs that the only type accepts (nonnegative costs)",
        _none_losing_a,
        some_valuable_ray,
        "The type accepts no ray of both signs that is worth more than eta: what it does not mind giving away "
        "would have to come with some of the task that it minds. The remedial menu is worth more.",
        ZERO_WEIGHTS,
        stated=SOME_RAY,
    ),
    rests_on=("footnote-18",),
)

CLAIMS = [NONPOSITIVE_WEIGHT]
