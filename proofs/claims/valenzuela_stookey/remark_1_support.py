"""VS, Remark 1: with two tasks, the support function is that of the best posted prices."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from fractions import Fraction

from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_menus, rays
from proofs.claims.families.typed_markets import TWO_TASKS, no_hypothesis
from proofs.claims.families.valenzuela_stookey import claim, equal
from proofs.claims.families.weights import POSITIVE_WEIGHTS, WeightCase, weight_reading
from proofs.trading.markets.bundles import Bundle, dot, minus, times
from proofs.trading.value.all_menus import SupportOverAllMenus, TypedAgent, support_over_all_menus


def posted_prices(agent: TypedAgent, w: Bundle) -> Fraction:
    """The support function in two tasks, in closed form: two prices, set apart from each other, or the remedial menu.

    One more A costs p of B, so that B is used up at eta_B / p more of A: types with c_A / c_B <= p accept. One A less
    costs q of B: types with c_A / c_B >= q accept. A best price is the ratio of some type. With positive weights the
    best p is below w_A / w_B and the best q above, so that the rays are polarized; otherwise one of them is no use, or
    the remedial menu is better than both.
    """
    ratios = [costs[0] / costs[1] for costs in agent.types]
    eta_a, eta_b = agent.endowment

    def share(accepted: Callable[[Fraction, Fraction], bool], price: Fraction) -> Fraction:
        pairs = zip(agent.probabilities, ratios, strict=True)
        return sum((p for p, ratio in pairs if accepted(ratio, price)), Fraction(0))

    more = max((w[0] / p - w[1]) * eta_b * share(operator.le, p) for p in ratios)
    less = max((w[1] * q - w[0]) * eta_a * share(operator.ge, q) for q in ratios)
    remedial = max(-w[0], Fraction(0)) * eta_a + max(-w[1], Fraction(0)) * eta_b
    return dot(w, agent.endowment) + max(max(more, Fraction(0)) + max(less, Fraction(0)), remedial)


def supported_by_prices(case: WeightCase) -> Part:
    agent = TypedAgent.of(case.market, 0)
    support = support_over_all_menus(agent, case.weights)
    yield support
    assert isinstance(support.statement, SupportOverAllMenus)
    formula = posted_prices(agent, case.weights)
    yield equal(
        ("the support function over all menus", support.statement.value), ("the best of posted prices", formula)
    )


def _weighted(family: Family) -> Family:
    """The markets with the performance of agent 2 less that of agent 1 as weights, and the opposite."""

    def stream(seed: int) -> Iterator[WeightCase]:
        for market in family.instances(seed):
            w = minus(market.performance[1], market.performance[0])
            yield WeightCase(market, w)
            yield WeightCase(market, times(Fraction(-1), w))

    return Family(f"differences of performance as weights, {family.words}", rays.remembered(stream), family.endless)


SUPPORT = claim(
    "remark-1.support",
    "section 4.2, Remark 1",
    "with two tasks, the support function is that of the best posted prices",
    weight_reading(
        "literal",
        "With two tasks and finitely many types of positive costs, the support function over all menus is given in "
        "closed form: by the best price for more of A and the best price for less of A, each the ratio of some type's "
        "costs and the two chosen separately, or by the remedial menu",
        no_hypothesis,
        supported_by_prices,
        "The support function is not the best of posted prices.",
        POSITIVE_WEIGHTS,
        _weighted(TWO_TASKS),
        _weighted(hard_menus.HARD_TYPED),
        budget=150,
    ),
)

CLAIMS = [SUPPORT]
