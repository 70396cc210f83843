"""Questions about goods and payments (VS, section 1.2): laws of costs below 0, bundles below 0, sums that are open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product

from exact.verdicts import Verdict
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.dominance.polarized_on_domain import decide_polarized_on_domains
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, Points, Ray, Remedial
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import AnySelection, SelectionTable
from proofs.trading.markets.supply import Payment
from proofs.trading.selection.optimal import optimal_selection
from proofs.trading.selection.probabilities import HalfSpace, decide_chance
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.bilateral import READINGS, improving_trade
from proofs.trading.value.constant import only_constant_mechanism
from proofs.trading.value.costs import cost_of_mechanism, expected_cost
from proofs.trading.value.improvement import weak_improvement
from proofs.trading.value.linear_programs import (
    cheapest_constant,
    cheapest_incentive_compatible,
    cheapest_incentive_compatible_large,
)
from tests.corpus.trading import fractions

QUESTIONS: dict[str, Callable[[], Verdict]] = {}
TYPES = Preferences.finite({(1, -2): "1/3", (3, -1): "2/3"}, goods=[1])
BOX = Preferences.uniform((1, -2), (3, -1), goods=[1])
ONE = Preferences.finite({(2, -1): 1}, goods=[1])
KNOWN = {"types": (TYPES, ONE), "a box": (BOX, TYPES)}
SUPPLIES = {
    "a good": 4,
    "money below 0": Payment(4, True, False),
    "an open sum": Payment(0, False, True),
    "money without bounds": Payment(0, False, False),
}


def market(costs: str = "types", supply: str = "a good") -> Market:
    return Market.make(
        {"shift": 4, "money": SUPPLIES[supply]},
        ["a", "b"],
        [[2, 2], [2, 2]],
        [[0, "1/4"], [2, "1/2"]],
        preferences=KNOWN[costs],
    )


TAKES, GIVES = Ray((1, 2)), Ray((-1, -2))
ONE_SHIFT, MORE_SHIFTS = Points(((2, 2), (3, 4))), Points(((2, 2), (1, 0), (1, 1)))
MENUS = {
    "rays": ((EndowmentOnly(), TAKES, GIVES), (EndowmentOnly(), TAKES, GIVES)),
    "bundles": ((EndowmentOnly(), ONE_SHIFT), (EndowmentOnly(), MORE_SHIFTS)),
    "one side alone": ((EndowmentOnly(), Ray((-1, -1)), Ray((-2, -1))), (EndowmentOnly(), GIVES)),
    "prices that differ": ((EndowmentOnly(), TAKES), (EndowmentOnly(), Ray((-1, -3)))),
}
BELOW = {"into debt": ((EndowmentOnly(), Points(((2, 2), (1, -1)))), (EndowmentOnly(), Points(((2, 2), (3, 5)))))}

for (name, menus), supply in product(MENUS.items(), SUPPLIES):
    protocol = partial(lambda s, m: Protocol(market(supply=s), m, AnySelection()), supply, menus)
    of = f"{name}, {supply}"
    QUESTIONS[f"feasible protocol: {of}"] = partial(lambda make: feasible(make()), protocol)
    for dominance in ("deviations", "printed"):
        QUESTIONS[f"obviously strategy-proof: {of} ({dominance})"] = partial(
            lambda make, d: obviously_strategy_proof(Mechanism.make(make()), d), protocol, dominance
        )
    QUESTIONS[f"polarized menus: {of}"] = partial(lambda make: decide_polarized(make()), protocol)
    QUESTIONS[f"polarized menus on domains: {of}"] = partial(lambda make: decide_polarized_on_domains(make()), protocol)
    QUESTIONS[f"weak improvement: {of}"] = partial(lambda s, m: weak_improvement(market(supply=s), m), supply, menus)
    for costs in KNOWN:
        QUESTIONS[f"expected cost: {of}, {costs}"] = partial(
            lambda c, s, m: expected_cost(market(c, s), m, reach="feasible"), costs, supply, menus
        )
    QUESTIONS[f"optimal selection: {of}"] = partial(
        lambda s, m: optimal_selection(market(supply=s), [menu[-1] for menu in m]), supply, menus
    )
for (name, menus), supply in product(BELOW.items(), ("money below 0", "money without bounds")):
    table = SelectionTable((((1, 1), (fractions(1, -1), fractions(3, 5))),))
    made = partial(lambda s, m, t: Mechanism.make(Protocol(market(supply=s), m, t)), supply, menus, table)
    QUESTIONS[f"obviously strategy-proof: {name}, {supply}, a table"] = partial(
        lambda make: obviously_strategy_proof(make()), made
    )
    QUESTIONS[f"expected cost: {name}, {supply}, a table"] = partial(lambda make: cost_of_mechanism(make()), made)
QUESTIONS["feasible protocol: no, an open sum and no endowment"] = lambda: feasible(
    Protocol.make(market(supply="an open sum"), {"a": [Points(((3, 4),))]}, AnySelection())
)
QUESTIONS["feasible protocol: no, a sum that is not met"] = lambda: feasible(
    Protocol(
        market(supply="money below 0"),
        BELOW["into debt"],
        SelectionTable((((1, 1), (fractions(1, -1), fractions(3, 4))),)),
    )
)
QUESTIONS["optimal selection: none, money below 0"] = lambda: optimal_selection(
    market(supply="money below 0"), [Points(((3, 5),)), Points(((1, -2),))]
)
QUESTIONS["expected cost: the remedial set, of a good"] = lambda: expected_cost(
    market("a box"), ((EndowmentOnly(), Remedial()), (EndowmentOnly(), Ray((1, 1)))), reach="feasible"
)
QUESTIONS["chance: of a good"] = lambda: decide_chance(BOX.law, [HalfSpace.make((1, 2))])
for costs in KNOWN:
    QUESTIONS[f"only constant mechanism: a good, {costs}"] = partial(
        lambda c: only_constant_mechanism(market(c)), costs
    )
    QUESTIONS[f"cheapest constant mechanism: a good, {costs}"] = partial(lambda c: cheapest_constant(market(c)), costs)
    QUESTIONS[f"best bilateral trade: a good, {costs}"] = partial(
        lambda c: best_bilateral_trade(market(c), 0.2 if c == "a box" else 5), costs
    )
    for reading in READINGS:
        QUESTIONS[f"bilateral trade improves: a good, {costs} ({reading})"] = partial(
            lambda c, r: improving_trade(market(c), r), costs, reading
        )
QUESTIONS["best bilateral trade: a good, large"] = lambda: best_bilateral_trade(market(), large=True)
QUESTIONS["cheapest incentive compatible mechanism: a good"] = lambda: cheapest_incentive_compatible(market())
QUESTIONS["cheapest incentive compatible large market: a good"] = lambda: cheapest_incentive_compatible_large(market())
QUESTIONS["cheapest obviously strategy-proof mechanism: a good"] = lambda: cheapest_obviously_strategy_proof(market())
for supply in ("money below 0", "money without bounds", "an open sum"):
    QUESTIONS[f"cheapest constant mechanism: {supply}"] = partial(lambda s: cheapest_constant(market(supply=s)), supply)
    QUESTIONS[f"cheapest constant mechanism: {supply}, a box"] = partial(
        lambda s: cheapest_constant(market("a box", s)), supply
    )
    QUESTIONS[f"cheapest incentive compatible mechanism: {supply}"] = partial(
        lambda s: cheapest_incentive_compatible(market(supply=s)), supply
    )
    QUESTIONS[f"cheapest incentive compatible large market: {supply}"] = partial(
        lambda s: cheapest_incentive_compatible_large(market(supply=s)), supply
    )
QUESTIONS["cheapest obviously strategy-proof mechanism: money below 0"] = lambda: cheapest_obviously_strategy_proof(
    market(supply="money below 0")
)
