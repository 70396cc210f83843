"""An agent and weights of its tasks: what a tilted ray is worth, and what the support function is (VS, section 4.2).

Shared by footnote 18, what section 4.2 says of weights of at most 0, and Remark 1.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_menus, menus, rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.large_markets import value_of
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, equal
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.bundles import Bundle, bundle, dot, minus
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray
from proofs.trading.value.outer_program import support_value


@dataclass(frozen=True)
class WeightCase(Displayed):
    """An agent (the first of a market) and weights w of its tasks."""

    market: Market
    weights: Bundle

    @property
    def endowment(self) -> Bundle:
        return self.market.endowment[0]

    @property
    def target(self) -> Bundle:
        """x*: eta where w >= 0 and 0 elsewhere; the best bundle of the remedial set."""
        return tuple(x if w >= 0 else Fraction(0) for w, x in zip(self.weights, self.endowment, strict=True))

    def ray(self, epsilon: Fraction) -> Menu:
        """{eta} and the ray towards x*, tilted by epsilon in the tasks with w > 0; {eta} alone if x* = eta."""
        if self.target == self.endowment:
            return (EndowmentOnly(),)
        away = minus(self.target, self.endowment)
        tilted = tuple(step + (epsilon if w > 0 else 0) for step, w in zip(away, self.weights, strict=True))
        return EndowmentOnly(), Ray(tilted)


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


def positive_surely(case: WeightCase) -> Part:
    """Costs are positive with probability 1, as section 1 asks."""
    law = case.market.preferences[0].law
    assert law is not None
    free = sum((p for costs, p in law.atoms if min(costs) == 0), Fraction(0))
    free += sum((p for box, p in law.uniform if min(box.upper) == 0), Fraction(0))
    yield equal(("the probability of a task that costs nothing", free), ZERO)


weight_reading = common.ReadingsAbout(weight_in_words, 200)
