"""VS, section 4.2, footnote 18, section 4.2.

* `footnote-18` (section 4.2, footnote 18): a tilted ray is chosen with positive probability
* `section-4.2.nonpositive-weight` (section 4.2): weights of at most 0 => the remedial menu is best
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_menus, menus, rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import (
    ZERO,
    at_most,
    below,
    claim,
    equal,
    never,
)
from proofs.claims.families.valenzuela_stookey_4 import WeightCase, value_of
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.bundles import bundle, dot, minus
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Ray, Remedial
from proofs.trading.value.outer_program import support_value


def weight_in_words(case: WeightCase) -> str:
    return (
        f"weights w = {common.vector(case.weights)}, endowment eta = {common.vector(case.endowment)}, "
        f"{common.preferences_in_words(case.market.preferences[0])}"
    )


def _weight_cases(laws: Callable[[], Iterator[Preferences]]) -> Callable[[int], Iterator[WeightCase]]:
    def stream(seed: int) -> Iterator[WeightCase]:
        weights = sorted(itertools.product((-2, -1, 0, 1, 2), repeat=2), key=lambda w: (sum(map(abs, w)), w))
        for first in ((1, 1), (1, 0), (0, 1), (2, 1)):
            rest = [2 - x for x in first]
            for preferences, w in itertools.product(laws(), weights):
                yield WeightCase(
                    Market.make({"A": 2, "B": 2}, ("1", "2"), [first, rest], preferences=preferences), bundle(w)
                )

    return rays.remembered(stream)


def _positive_finite() -> Iterator[Preferences]:
    yield from map(Preferences.finite, menus.FINITE_LAWS)


def _uniform_laws() -> Iterator[Preferences]:
    for lower, upper in (((0, 0), (1, 1)), ((1, 1), (2, 2)), ((0, 1), (1, 2)), ((0, 0), (1, 3))):
        yield Preferences.uniform(lower, upper)


def _zero_cost_laws() -> Iterator[Preferences]:
    yield Preferences.finite({(0, 1): 1})
    yield Preferences.finite({(0, 1): "1/2", (1, 1): "1/2"})


def _small_laws() -> Iterator[Preferences]:
    """One task costs next to nothing, the other may cost much."""
    for tiny, much in (("1/1000", 1), ("1/100000", 5000)):
        yield Preferences.uniform((0, 1), (tiny, much) if much > 1 else (tiny, 2))


_WEIGHTS = "weights in {-2, ..., 2}^2, 4 endowments"
POSITIVE_WEIGHTS = Family(f"{_WEIGHTS}, 4 finite laws of positive costs", _weight_cases(_positive_finite))
UNIFORM_WEIGHTS = Family(f"{_WEIGHTS}, 4 uniform laws, zero costs among them", _weight_cases(_uniform_laws))
SMALL_COSTS = Family(f"{_WEIGHTS}, uniform costs of A up to 1/1000 or 1/100000", _weight_cases(_small_laws))


def _hard_weights(kind: str, words: str) -> Family:
    return Family(
        f"random weights up to 5,000 of 2 or 3 tasks, {words}, costs that differ by a factor of 5,000 and more",
        rays.remembered(lambda seed: itertools.starmap(WeightCase, hard_menus.weights(kind)(seed))),
        endless=True,
    )


HARD_WEIGHTS = (
    _hard_weights("wide", "uniform costs on boxes of positive widths, from 0 on among them"),
    _hard_weights("faces", "laws with weight on faces of a box of positive costs"),
    _hard_weights("types", "up to 4 types of positive costs"),
)
ZERO_WEIGHTS = Family(f"{_WEIGHTS}, 2 finite laws with a task that costs nothing", _weight_cases(_zero_cost_laws))


def some_positive_weight(case: WeightCase) -> Part:
    yield below(ZERO, ("the greatest weight", max(case.weights)))


TOLERANCE = Fraction(1, 100)
"""How near two values are that are the same approximately."""


def almost_remedial(case: WeightCase) -> Part:
    """Some small epsilon: the tilted ray is polarized and worth as much as the remedial set, up to the tolerance.

    Types accept the ray for all epsilon that are small enough, or for none; so epsilon is made smaller until the value
    is reached, and where 2^-48 does not do, none does (`_NEVER`).
    """
    wanted = dot(case.weights, case.target) - TOLERANCE
    for exponent in range(6, 49, 6):
        menu = case.ray(Fraction(1, 2**exponent))
        verdict = support_value(case.market, 0, [menu], case.weights)
        if value_of(verdict) >= wanted or len(menu) == 1:
            break
    if len(menu) > 1 and isinstance(menu[1], Ray):
        yield polarized((menu[1].direction,))
    yield verdict
    yield at_most(
        ("the value w . x* less 1/100", wanted),
        (f"the value of the ray tilted by 1/{2**exponent}", value_of(verdict)),
    )


def _continuous(case: WeightCase) -> Part:
    """The type is continuously distributed: no atoms, and positive width in every task."""
    yield from some_positive_weight(case)
    law = case.market.preferences[0].law
    assert law is not None
    lumps = sum((p for _, p in law.atoms), Fraction(0))
    lumps += sum((p for box, p in law.uniform if len(box.thick) < box.dimension), Fraction(0))
    yield equal(("the probability of types that are not continuously distributed", lumps), ZERO)


def positive_surely(case: WeightCase) -> Part:
    """Costs are positive with probability 1, as section 1 asks."""
    law = case.market.preferences[0].law
    assert law is not None
    free = sum((p for costs, p in law.atoms if min(costs) == 0), Fraction(0))
    free += sum((p for box, p in law.uniform if min(box.upper) == 0), Fraction(0))
    yield equal(("the probability of a task that costs nothing", free), ZERO)


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


def _none_losing_a(case: WeightCase) -> Part:
    yield from _one_type(case)
    yield never(_ray_losing(case, 0))


def some_valuable_ray(case: WeightCase) -> Part:
    """In two tasks: a trade d of both signs that the type accepts, with eta + y d >= 0 for some y > 0, and w . d >= 0.

    None loses task A, by hypothesis; so one must lose task B.
    """
    yield _ray_losing(case, 1)


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


def weight_reading(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 200
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda case: because,
        describe=weight_in_words,
        budget=budget,
    )


_TILTED = (
    "if some weight is positive, the ray from eta towards x*, tilted by epsilon > 0 in the tasks of positive weight, "
    "is polarized and for small epsilon worth w . x*, approximately (here: up to 1/100 for some epsilon)"
)
_NEVER = (
    "The type does not mind the tasks that the ray takes away and does mind epsilon, so it refuses the tilted ray, "
    "however small epsilon is, while it does not refuse the remedial set."
)


CLAIM_OF_FOOTNOTE_18 = claim(
    "footnote-18",
    "section 4.2, footnote 18",
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

CLAIM_OF_SECTION_4_2_NONPOSITIVE_WEIGHT = claim(
    "section-4.2.nonpositive-weight",
    "section 4.2",
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
    ),
)

CLAIMS = [CLAIM_OF_FOOTNOTE_18, CLAIM_OF_SECTION_4_2_NONPOSITIVE_WEIGHT]
