"""Questions about markets for all values of a parameter: in costs, laws, bundles, rays and performance.

Among the pieces are irrational places, points at which a law or a menu is another one (an atom without weight, a box of
one point), and places where a cut passes a corner of a box. What is greatest or least over all values is asked as well.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from exact.linear import LinearSystem, optimum
from exact.symbolic.algebraic import real_roots
from exact.symbolic.extremes import extreme_value
from exact.symbolic.reading import in_force
from exact.symbolic.splitting import Range
from exact.symbolic.statements import for_all_values
from exact.verdicts import Verdict
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.deciding import ex_post_table, obviously_strategy_proof
from proofs.trading.dominance.mechanisms import with_table
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.dominance.polarized_on_domain import decide_polarized_on_domains
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.selection.optimal import optimal_selection
from proofs.trading.selection.probabilities import HalfSpace, decide_chance, decide_choice_probabilities
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.bilateral import improving_trade
from proofs.trading.value.constant import only_constant_mechanism
from proofs.trading.value.costs import expected_cost
from proofs.trading.value.linear_programs import cheapest_constant, cheapest_incentive_compatible
from proofs.trading.value.mechanism_costs import decide_cost
from proofs.trading.value.outer_program import outer_program

ONE = Fraction(1)
Asked = tuple[Range, Callable[[Fraction], Verdict]]


def between(low: int | None, high: int | None, closed: tuple[bool, bool] = (True, True)) -> Range:
    return Range("p", *(None if end is None else Fraction(end) for end in (low, high)), closed)


def agent(performance: dict[str, Any], costs: Any = None, menu: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    uniform = {"box": {"A": [1, 2], "B": [1, 2]}, "law": "uniform"}
    own = {"status_quo": {"A": 2, "B": 2}, "performance": performance, "costs": costs or uniform}
    return {**own, **({"menu": menu} if menu else {}), **more}


def market(*agents: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A market of two tasks, with names for its agents."""
    total = sum(one["status_quo"]["A"] for one in agents)
    named = {f"j{k}": one for k, one in enumerate(agents, 1)}
    return {"format": "exact-proofs/market/1", "tasks": {"A": total, "B": total}, "agents": named, **more}


def at(plain: dict[str, Any], value: Fraction) -> Mechanism:
    """The mechanism of a file at a value of its parameter."""
    with in_force({"p": value}):
        return market_from_plain(plain)


def square(value: Fraction) -> Law:
    return Law.on_box(Box((ONE, ONE), (value, value)))


SELLS, BUYS = {"A": 1}, {"B": "1/2"}
TRADE = market(
    agent(SELLS, menu=[{"trades": [{"A": -1, "B": "p"}]}]), agent(BUYS, menu=[{"trades": [{"A": 1, "B": "-p"}]}])
)
RAYS = market(agent(SELLS, menu=[{"ray": {"A": -1, "B": "p"}}]), agent(BUYS, menu=[{"ray": {"A": 1, "B": "-p"}}]))
ONE_BUNDLE_AT_0 = market(
    agent(SELLS, menu=[{"points": [{"A": 2, "B": 2}, {"A": "2+p", "B": "2-p^2/2"}]}]), agent(BUYS, menu=["remedial"])
)
WORTH = market(agent({"A": "p"}, menu=[{"ray": {"A": -1, "B": 1}}]), agent(BUYS, menu=[{"ray": {"A": 1, "B": -1}}]))
PRICES = [{"ray": {"A": 1, "B": "-p"}}, {"ray": {"A": -1, "B": 2}}]
TWO_PRICES = market(
    agent(SELLS, "nonnegative", PRICES),
    agent(BUYS, "nonnegative", [{"ray": {"A": -1, "B": "p"}}]),
    agent(BUYS, "nonnegative", [{"ray": {"A": 1, "B": -2}}]),
    selection="any",
)
BOTH_TRADED = market(
    agent({"A": 1, "B": 1}, {"types": [{"A": 5, "B": 1}]}, PRICES),
    agent({"A": 2}, "nonnegative", [{"ray": {"A": -1, "B": "p"}}]),
    agent({"B": 1}, "nonnegative", [{"ray": {"A": 1, "B": -2}}]),
)
STEEP = {
    "format": "exact-proofs/market/1",
    "tasks": dict.fromkeys("ABCD", 4),
    "agents": {
        "j1": {
            "status_quo": dict.fromkeys("ABCD", 2),
            "costs": {"types": [{**dict.fromkeys("ABC", 1), "D": 2, "probability": 1}]},
            "menu": [{"ray": {"A": "-p", "B": -1, "C": -3, "D": 1}}],
        },
        "j2": {"status_quo": dict.fromkeys("ABCD", 2), "performance": {"A": "p"}},
    },
}
WIDE = {"box": {"A": [1, "1+p"], "B": [1, 2]}, "law": "uniform"}
HIGH = {"box": {"A": [2, 3], "B": [1, 2]}, "law": "uniform"}
TYPES = {"types": [{"A": 1, "B": 2, "probability": "p/4"}, {"A": 2, "B": 1, "probability": "1-p/4"}]}
MIXED = {
    "box": {"A": [1, 2], "B": [1, 2]},
    "law": {
        "mixture": [{"weight": "p", "box": {"A": [1, "1+p"], "B": [1, 2]}}, {"weight": "1-p", "at": {"A": 1, "B": 1}}]
    },
}
MEETING = {
    "box": {"A": [1, 2], "B": [1, 2]},
    "law": {
        "atoms": [{"at": {"A": cost, "B": 1}, "probability": "1/3"} for cost in ("p", 2)],
        "rest": "uniform",
    },
}
"""Two atoms that are one for p = 2."""


def with_costs(*costs: Any, menus: bool = False) -> dict[str, Any]:
    """A market in which agents have these costs, and menus of the prices if they have any."""
    performance = ({"A": "p"}, BUYS)
    menu = [{"ray": {"A": 1, "B": "-p/2"}}, {"ray": {"A": -1, "B": 2}}] if menus else None
    return market(*(agent(own, cost, menu) for own, cost in zip(performance, costs, strict=True)))


def cost(plain: dict[str, Any]) -> Callable[[Fraction], Verdict]:
    def ask(value: Fraction) -> Verdict:
        mechanism = at(plain, value)
        return expected_cost(mechanism.market, mechanism.protocol.menus)

    return ask


def of_market(question: Callable[..., Verdict], plain: dict[str, Any], *more: Any) -> Callable[[Fraction], Verdict]:
    return lambda value: question(at(plain, value).market, *more)


def of_mechanism(question: Callable[..., Verdict], plain: dict[str, Any], *more: Any) -> Callable[[Fraction], Verdict]:
    return lambda value: question(at(plain, value), *more)


def of_table(plain: dict[str, Any]) -> Callable[[Fraction], Verdict]:
    """Whether the mechanism is OSP with its ex-post optimal table."""

    def ask(value: Fraction) -> Verdict:
        mechanism = at({**plain, "selection": "ex-post optimal"}, value)
        return obviously_strategy_proof(with_table(mechanism, ex_post_table(mechanism.protocol)))

    return ask


def selected(value: Fraction) -> Verdict:
    mechanism = at(WORTH, value)
    return optimal_selection(mechanism.market, [menu[1] for menu in mechanism.protocol.menus])


def large(plain: dict[str, Any]) -> Callable[[Fraction], Verdict]:
    def ask(value: Fraction) -> Verdict:
        mechanism = at(plain, value)
        return outer_program(mechanism.market, [[menu] for menu in mechanism.protocol.menus])

    return ask


def chance(*rows: Any) -> Callable[[Fraction], Verdict]:
    """The probability of half-spaces, whose numbers are functions of the parameter, on the square of side 1."""
    box = Law.on_box(Box((ONE, ONE), (2 * ONE, 2 * ONE)))
    return lambda value: decide_chance(box, [HalfSpace.make(row(value), bound) for row, bound in rows])


def turning(wide: bool, *rows: tuple[int, ...]) -> Callable[[Fraction], Verdict]:
    """The probability of half-spaces, with weights and bounds a + b p, where the checker compares what we do not.

    It eliminates variables in another order, and cuts the pieces further for itself.
    """

    def ask(p: Fraction) -> Verdict:
        law = Law.on_box(Box((Fraction(0), Fraction(0)), (ONE, 1 + p * p if wide else ONE)))
        event = [HalfSpace.make((a + c * p, b + d * p), e + f * p) for a, b, c, d, e, f in rows]
        return decide_chance(law, event)

    return ask


def choices(ties: str) -> Callable[[Fraction], Verdict]:
    def ask(value: Fraction) -> Verdict:
        menu = (((ONE, ONE),), ((Fraction(0), 1 + value), (ONE, ONE)), ((2 * ONE, 1 - value / 2),))
        return decide_choice_probabilities(menu, square(2 * ONE), ties=ties)

    return ask


def of_types(value: Fraction) -> Verdict:
    menu = (((ONE, ONE),), ((Fraction(0), 1 + value),), ((2 * ONE, 1 - value / 2),))
    return decide_choice_probabilities(menu, Law.finite({(1, 2): value, (2, 1): 1 - value}))


MARKETS: dict[str, Asked] = {
    "a cost whose atoms meet": (between(1, 2), cost(with_costs(MEETING, HIGH, menus=True))),
    "the chance of a half-space on a square that grows": (
        between(1, None, (True, False)),
        lambda value: decide_chance(square(value), [HalfSpace.make((1, Fraction(-3, 2)))]),
    ),
    "the chance that a trade is liked": (between(0, 3), chance((lambda p: (1, -p), 0))),
    "the chance of a strip": (
        between(0, 3),
        chance((lambda p: (1, -p), 0), (lambda p: (-1, p - Fraction(1, 4)), 0)),
    ),
    "the chance under a half-space that turns": (between(-2, 2), chance((lambda p: (p * p - 2, 1), 1))),
    "the chance of a triangle that turns": (
        between(-2, 2),
        turning(False, (-2, -1, 1, 0, -1, -1), (0, 2, -2, 0, 2, 1), (-2, 2, -2, 2, 1, 0)),
    ),
    "the chance of a triangle that turns in a box that grows": (
        between(-2, 2),
        turning(True, (1, -2, -2, 1, 0, -1), (-1, 2, 1, 0, 1, 2), (0, -1, 1, -2, 0, 1)),
    ),
    "the chance under a mixture": (
        between(0, 1),
        lambda value: decide_chance(
            at(with_costs(MIXED, MIXED), value).market.preferences[0].law, [HalfSpace.make((2, -3))]
        ),
    ),
    "the chance under a mixture of which one atom is left": (
        between(0, 1),
        lambda value: decide_chance(
            Law.mixture([(Law.on_box(Box((ONE, ONE), (1 + value, ONE))), "1/2"), (Law.finite({(1, 1): 1}), "1/2")]),
            [HalfSpace.make((2, -3), "-1/2")],
        ),
    ),
    "choices, ties split": (between(0, 3), choices("split")),
    "choices, cautious": (between(0, 3), choices("cautious")),
    "choices of finitely many types": (between(0, 1), of_types),
    "the cost of one exchange": (between(0, 2), cost(TRADE)),
    "the cost of rays": (between(0, 3, (False, True)), cost(RAYS)),
    "the cost where a ray ends by the third of its tasks": (Range("p", ONE / 2, 2 * ONE), cost(STEEP)),
    "the cost of a mechanism": (
        between(0, 3, (False, True)),
        lambda value: decide_cost(at(RAYS, value)).expected,
    ),
    "the cost of what finitely many types choose": (
        between(0, 4, (False, True)),
        cost(with_costs(TYPES, TYPES, menus=True)),
    ),
    "optimal selection": (between(0, 3), selected),
    "the value of a large market": (between(0, 4, (False, True)), large(with_costs(None, None, menus=True))),
    "polarized rays": (
        between(0, 4, (False, True)),
        lambda value: polarized([(1, -value, 0), (-1, value * value, 1), (0, 1 - value, -1)], "pairs"),
    ),
    "two prices are polarized": (between(0, None, (False, False)), lambda value: polarized([(1, -value), (-1, 2)])),
    "two prices are polarized, by Lemma 5": (
        Range("p", real_roots((-2, 0, 1))[1], Fraction(4)),
        lambda value: polarized([(1, -value), (-1, 2)], "lemma 5"),
    ),
    "menus are polarized": (between(0, 4, (False, True)), of_mechanism(decide_polarized, TWO_PRICES)),
    "two prices are OSP": (between(0, 4, (False, True)), of_mechanism(obviously_strategy_proof, TWO_PRICES)),
    "two prices are OSP, as printed": (
        between(0, 4, (False, True)),
        of_mechanism(obviously_strategy_proof, TWO_PRICES, "printed"),
    ),
    "two prices are OSP, by a table": (between(0, 4, (False, True)), of_table(TWO_PRICES)),
    "two prices are OSP for one type, by a table": (between(4, 6), of_table(BOTH_TRADED)),
    "rays are OSP on a box": (
        between(2, 4),
        of_mechanism(
            obviously_strategy_proof,
            market(
                agent(SELLS, WIDE, [{"ray": {"A": 1, "B": -3}}, {"ray": {"A": -1, "B": 2}}]),
                agent(BUYS, None, [{"ray": {"A": -1, "B": 3}}]),
                agent(BUYS, None, [{"ray": {"A": 1, "B": -2}}]),
                selection="any",
            ),
        ),
    ),
    "the expected cost where two bundles become one": (between(0, 2), cost(ONE_BUNDLE_AT_0)),
    "a bilateral trade improves": (between(0, 4), of_market(improving_trade, with_costs(None, None))),
    "a bilateral trade improves, if costs may be high": (
        between(0, 4),
        of_market(improving_trade, with_costs(WIDE, HIGH)),
    ),
    "a bilateral trade improves, by Lemma 2": (
        between(0, 4),
        of_market(improving_trade, with_costs(WIDE, HIGH), "lemma 2"),
    ),
    "only the status quo is constant": (between(0, 4), of_market(only_constant_mechanism, with_costs(WIDE, HIGH))),
    "the cheapest constant mechanism": (between(0, 4), of_market(cheapest_constant, with_costs(WIDE, HIGH))),
    "the best bilateral trade of finitely many types": (
        between(0, 4),
        of_market(best_bilateral_trade, with_costs(TYPES, TYPES)),
    ),
    "the cheapest OSP mechanism": (
        between(0, 4),
        of_market(cheapest_obviously_strategy_proof, with_costs(TYPES, TYPES)),
    ),
    "the best large market": (between(0, 4), of_market(best_large_market, with_costs(TYPES, TYPES))),
    "rays are polarized on a box": (
        between(0, 3, (False, True)),
        of_mechanism(decide_polarized_on_domains, market(agent(SELLS, WIDE, PRICES), agent(BUYS, HIGH, PRICES))),
    ),
    "the cheapest incentive compatible mechanism": (
        between(0, 4),
        of_market(cheapest_incentive_compatible, with_costs(TYPES, TYPES)),
    ),
}


def program(bound: Callable[[Fraction], Fraction]) -> Callable[[Fraction], Verdict]:
    return lambda value: optimum(LinearSystem.make(1, at_most=[([1], bound(value))]), [1])


EXTREMES: dict[str, tuple[Range, Callable[[Fraction], Verdict], str, str]] = {
    "the best exchange rate": (*MARKETS["the cost of one exchange"], "least", "value"),
    "the worst exchange rate": (*MARKETS["the cost of one exchange"], "greatest", "value"),
    "a chance that comes near to its least": (
        *MARKETS["the chance of a half-space on a square that grows"],
        "least",
        "probability",
    ),
    "no bound at a pole": (between(0, 3, (False, True)), program(lambda p: 1 / p), "greatest", "value"),
    "no bound without end": (between(0, None), program(lambda p: -p * p), "least", "value"),
    "a bound at an end that is left out": (
        between(0, 1, (False, False)),
        program(lambda p: p * p),
        "greatest",
        "value",
    ),
    "a limit far away": (between(0, None), program(lambda p: p / (1 + p)), "greatest", "value"),
    "a limit of 0 far away": (between(None, None), program(lambda p: 1 / (1 + p * p)), "least", "value"),
    "two irrational places": (between(-3, 3), program(lambda p: p**4 - 4 * p * p), "least", "value"),
    "an irrational value": (between(-1, 3), program(lambda p: p**3 - 2 * p), "least", "value"),
    "a constant": (between(0, 1), program(lambda p: 0 * p + 1), "greatest", "value"),
}


def extreme(over: Range, ask: Callable[[Fraction], Verdict], sense: Any, key: str) -> Verdict:
    return extreme_value(for_all_values(over, ask)[0], sense, key)[0]


QUESTIONS: dict[str, Callable[[], Verdict]] = {
    f"for all values: {name}": partial(lambda over, ask: for_all_values(over, ask)[0], over, ask)
    for name, (over, ask) in MARKETS.items()
} | {f"extreme value: {name}": partial(extreme, *asked) for name, asked in EXTREMES.items()}
