"""A box of costs that reaches 0 and the rays (1, -p): what they are worth rises as p falls and attains no maximum.

The instances of VS, Proposition 2, second sentence, and what is shown of them, as verdicts and as data.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Expected, Family, Part, either
from proofs.claims.families import rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.large_markets import value_of as value_in
from proofs.claims.families.stated_markets import AGENTS, MARKET, law
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, equal
from proofs.claims.stating import Stated, Term, defined, dot, each, given, operation, record, size, term, value_of
from proofs.trading.markets.bundles import Bundle, bundle, texts
from proofs.trading.markets.bundles import dot as product
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray
from proofs.trading.selection.probabilities import HalfSpace, decide_chance
from proofs.trading.value.outer_program import outer_program, support_value


@dataclass(frozen=True)
class Unbounded(Displayed):
    """Two tasks; agent 1's costs are uniform on [0, high] x [low, top], agent 2's on [1, 2] x [1, 2]; prices.

    The box is in R_+^I, as section 1 has it, and all costs are positive with probability 1.

    The prices lambda are agent 2's performance, so that w = lambda - pi is 0 for agent 2 and `gain` for agent 1, whose
    performance is 0. Types of agent 1 accept the ray (1, -p) if c_A <= p c_B, so with probability at most p E[c_B] /
    high, and exactly that for p <= high / top. The ray is left when B is used up, so it earns
    eta_B (w_A / p - w_B) times that probability: eta_B (w_A - p w_B) E[c_B] / high at most.
    """

    high: Fraction
    low: Fraction
    top: Fraction
    gain: Bundle
    endowment: Bundle

    @property
    def mean(self) -> Fraction:
        """E[c_B] / high."""
        return (self.low + self.top) / 2 / self.high

    @property
    def other(self) -> Bundle:
        """Agent 2's endowment: enough of A."""
        return Fraction(-(-self.endowment[1] * self.mean // 1)), Fraction(2)

    @property
    def market(self) -> Market:
        rows = (self.endowment, self.other)
        numbers = [int(sum(column)) for column in zip(*rows, strict=True)]
        return Market.make(
            dict(zip(rays.TASKS, numbers, strict=False)),
            rays.AGENTS[:2],
            rows,
            performance=[(0, 0), self.gain],
            preferences=[
                Preferences.uniform((0, self.low), (self.high, self.top)),
                Preferences.uniform((1, 1), (2, 2)),
            ],
        )

    @property
    def supremum(self) -> Fraction:
        """What all menus of agent 1 are worth less than, or at most, and what the rays (1, -p) tend to."""
        return product(self.gain, self.endowment) + self.endowment[1] * self.gain[0] * self.mean

    @property
    def dual(self) -> Fraction:
        """lambda . n less the support functions."""
        return product(self.gain, bundle(self.market.numbers)) - self.supremum


def _ray(first: Any, second: Any) -> Menu:
    return EndowmentOnly(), Ray(bundle((first, second)))


def prices_solve_the_dual(case: Unbounded) -> Part:
    """Nothing but the rays (1, -p) earns anything, and with a small p (5) costs hardly more than (6) at the prices."""
    market, law = case.market, case.market.preferences[0].law
    assert law is not None
    yield below(ZERO, ("the weight of A", case.gain[0]))
    yield at_most(ZERO, ("the weight of B", case.gain[1]))
    yield at_most(
        ("the greatest c_A times the weight of B", case.high * case.gain[1]),
        ("the least c_B times the weight of A", case.low * case.gain[0]),
    )
    edge = case.high / case.top
    yield decide_chance(law, [HalfSpace((Fraction(1), -edge))], edge * case.mean)
    small = Fraction(1, 64)
    menus: list[list[Menu]] = [[_ray(1, -small)], [_ray(-1, small)]]
    outer = outer_program(market, menus, ties="trade")
    yield outer
    yield equal(
        ("the value of (5) with p = 1/64, less lambda . n less the bounds on the support functions",
         value_in(outer) - case.dual),
        ("p eta_B w_B E[c_B] / high", small * case.endowment[1] * case.gain[1] * case.mean),
    )  # fmt: skip


def supremum_attained(case: Unbounded) -> Part:
    """Some ray attains the supremum: those with p = 1/4, 1/64 and 1/4096 stand for all (see `WHY_NOT_ATTAINED`)."""
    found = []
    for p in (Fraction(1, 4), Fraction(1, 64), Fraction(1, 4096)):
        verdict = support_value(case.market, 0, [_ray(1, -p)], case.gain, ties="trade")
        yield verdict
        earned = (f"what the ray with p = {p} is worth", value_in(verdict))
        found.append(Expected(equal(earned, ("the supremum over p", case.supremum))))
    yield either(*found)


def unbounded_in_words(case: Unbounded) -> str:
    return f"prices lambda = {common.vector(case.gain)}; {common.market_in_words(case.market)}"


def _unbounded_cases(seed: int) -> Iterator[Unbounded]:
    for high, (low, top) in itertools.product((1, 2), ((1, 2), (1, 3), (2, 3))):
        for gain in ((1, 0), (2, 0), (1, 1), (2, 1), (3, 1)):
            for endowment in ((1, 1), (0, 1), (1, 2)):
                yield Unbounded(Fraction(high), Fraction(low), Fraction(top), bundle(gain), bundle(endowment))


UNBOUNDED = Family(
    "2 agents and 2 tasks, costs of agent 1 uniform on [0, 1] or [0, 2] times [1, 2], [1, 3] or [2, 3], of agent 2 on "
    "[1, 2] x [1, 2], 5 vectors of prices, 3 endowments",
    _unbounded_cases,
)

WHY_NOT_ATTAINED = (
    "The types of agent 1 accept the ray (1, -p) with probability at most p E[c_B] / h, h the greatest c_A, and it is "
    "worth eta_B (w_A / p - w_B) to the designer; so it earns at most eta_B (w_A - p w_B) E[c_B] / h, which rises as p "
    "falls and never reaches eta_B w_A E[c_B] / h. A ray (-1, q) that a type accepts has q <= c_A / c_B <= w_A / w_B "
    "and earns nothing, nor does the remedial menu, nor can both rays beat the better. So no bundle in F_1, a mixture "
    "of these, attains the supremum of w . y, although the prices solve (6): there are no selections, and (5) has no "
    "solution."
)


LAW, ETA = law(term(0)), MARKET["endowment"][0]
LOW, HIGH = LAW["uniform"][0][0], LAW["uniform"][0][1]
WEIGHTS = given("weights")


@defined("E[c_B] / h, h the greatest c_A")
def mean() -> Term:
    return (LOW[1] + HIGH[1]) / 2 / HIGH[0]


@defined("the supremum of what the rays are worth")
def supremum() -> Term:
    return dot(WEIGHTS, ETA) + ETA[1] * WEIGHTS[0] * mean()


@defined("what the ray (1, -{0}) is worth")
def worth(price: Term) -> Term:
    menu = ["endowment", record(ray=[term(1), term(0) - price])]
    lists = record(
        numbers=MARKET["numbers"], endowment=[ETA], laws=[LAW], menus=[[menu]], ties="trade", reach="nonnegative"
    )
    return value_of("support function", lists=lists, weights=WEIGHTS)


@defined("the value of (5) with the rays (1, -{0}) and (-1, {0})")
def outer_value(price: Term) -> Term:
    menus = [[["endowment", record(ray=[term(1), term(0) - price])]], [["endowment", record(ray=[term(-1), price])]]]
    lists = record(
        numbers=MARKET["numbers"],
        endowment=MARKET["endowment"],
        laws=[LAW, law(term(1))],
        menus=menus,
        ties="trade",
        reach="nonnegative",
    )
    return value_of("outer program", lists=lists, performance=MARKET["performance"])


EDGE, SMALL = HIGH[0] / HIGH[1], term(Fraction(1, 64))
ACCEPT = value_of("chance", law=LAW, event=[[[term(1), term(0) - EDGE], term(0), term(False)]])
NOT_ATTAINED = Stated(
    sorts={"market": "market", "weights": "vector"},
    instances=lambda case: {"market": case.market.about(), "weights": texts(case.gain)},
    hypothesis=[
        size(MARKET["tasks"]).equals(2) & size(MARKET["agents"]).equals(2),
        size(LAW["atoms"]).equals(0) & size(LAW["uniform"]).equals(1) & LOW[0].equals(0),
        (WEIGHTS[0] > 0) & (WEIGHTS[1] >= 0),
        each("j", AGENTS, lambda j: operation("minus", WEIGHTS, MARKET["performance"][j])).same(
            [operation("numbers", WEIGHTS), [term(0), term(0)]]
        ),
    ],
    conclusion=(),
    facts=[
        HIGH[0] * WEIGHTS[1] <= LOW[1] * WEIGHTS[0],
        ACCEPT.equals(EDGE * mean()),
        (outer_value(SMALL) - (dot(WEIGHTS, MARKET["numbers"]) - supremum())).equals(
            SMALL * ETA[1] * WEIGHTS[1] * mean()
        ),
        *(worth(term(p)) < supremum() for p in (Fraction(1, 4), SMALL, Fraction(1, 4096))),
    ],
)
"""Prices `weights`, two tasks, the types of agent 0 uniform on a box that reaches 0: the rays are worth less and less
short of the supremum; that nothing attains it is the argument in words."""
