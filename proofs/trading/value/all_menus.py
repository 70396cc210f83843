"""Support functions over all menus, and the best of all large markets (VS, section 4.2, which leaves them open).

For finitely many types of strictly positive costs, the support function S_j(w) is decided over *all* menus in which
every trading set contains the endowment and which are obviously dominant on those types (`RELAXED`). Because the
endowment is in every set and on the menu, a choice is obviously dominant exactly if the types who make it weakly like
everything in it and all other types weakly dislike everything in it. So a menu is a packing of disjoint acceptance sets
of types, and given its acceptance set the best trade is a linear program. This relaxes program (4) (`POLARIZED`), whose
menus must be polarized on the whole nonnegative orthant and not only on the types given: its value is bounded from
below by explicit polarized menus, and decided where the two agree. (With two tasks they do: two trades that both pay in
the direction w lie on its two sides, which makes them polarized.)

With these support functions the outer program (5) over all such menus is solved exactly by generating menus: a linear
program over the menus found so far gives prices lambda, the support functions at lambda - pi_j give better menus or
prove that there are none. Its value is a lower bound for program (4), and its menus are explicit.

Readings. Program (4) asks for non-monotone rays or the remedial menu; a single trade d <= 0 counts as polarized, since
the remedial menu induces it (footnote 18). Of tied choices the types make the one that the designer likes best, as the
maximum over s_j in S_j says. The bounds n on a bundle play no role: bundles are nonnegative.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact.linear import LinearSystem, PrimalDual, Row, Vector, optimum
from exact.rationals import text
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Bundle, bundle, dot, plus, texts, times
from proofs.trading.markets.market import Market

RELAXED = "obviously dominant on the types"
POLARIZED = "polarized on the whole orthant"
MAX_TYPES = 10
"""The greatest number of types for which all menus are searched: 2^m linear programs and 3^m packings."""
MAX_ROUNDS = 1_000
"""The greatest number of times that menus are generated for the best large market."""

TypedMenu = tuple[tuple[int, Bundle], ...]
"""Trades with the types that accept them, as a bit mask; the masks are disjoint."""


@dataclass(frozen=True)
class TypedAgent(Displayed):
    """Finitely many types of strictly positive costs, with probabilities, and an endowment."""

    types: tuple[Bundle, ...]
    probabilities: tuple[Fraction, ...]
    endowment: Bundle

    def __post_init__(self) -> None:
        if not self.types or len(self.types) > MAX_TYPES:
            raise ValueError(f"{counted(len(self.types), 'type')}; all menus are searched for 1 to {MAX_TYPES} types")
        if any(cost <= 0 for costs in self.types for cost in costs):
            raise ValueError("types: a cost is not positive; the search over all menus is for strictly positive costs")
        if len(self.probabilities) != len(self.types) or sum(self.probabilities) != 1 or min(self.probabilities) < 0:
            raise ValueError("types: the probabilities do not sum to 1")

    @classmethod
    def of(cls, market: Market, agent: int) -> Self:
        law = market.preferences[agent].law
        if law is None or not law.is_finite:
            raise ValueError(f"agents.{market.agents[agent]}.costs: all menus are searched for finitely many types")
        return cls(tuple(at for at, _ in law.atoms), tuple(weight for _, weight in law.atoms), market.endowment[agent])

    def weight(self, accepting: int) -> Fraction:
        """The probability of a set of types, given as a bit mask."""
        return sum((p for t, p in enumerate(self.probabilities) if accepting >> t & 1), Fraction(0))

    def trades(self, accepting: int) -> LinearSystem:
        """The trades d that the types in the mask weakly like and the others weakly dislike, with eta + d >= 0."""
        rows = []
        for t, costs in enumerate(self.types):
            sign = 1 if accepting >> t & 1 else -1
            rows.append(Row(tuple((i, sign * c) for i, c in enumerate(costs)), "<=", Fraction(0)))
        size = len(self.endowment)
        return LinearSystem(tuple(range(size)), tuple(rows), times(Fraction(-1), self.endowment), (None,) * size)

    def allows(self, menu: TypedMenu) -> bool:
        """Whether the acceptance sets are disjoint and nonempty, and each trade is accepted as stated."""
        used = 0
        for accepting, trade in menu:
            if accepting & used or not 0 < accepting < 2 ** len(self.types):
                return False
            if not self.trades(accepting).contains(trade):
                return False
            used |= accepting
        return True


@dataclass(frozen=True)
class SupportOverAllMenus(ToldStatement):
    """S(w) over all menus that are obviously dominant on the types (see above) is `value`. Evidence: `MenuPacking`."""

    kind: ClassVar[str] = "support over all menus"
    agent: TypedAgent
    weights: Bundle
    value: Fraction

    def sentence(self) -> str:
        return (
            f"over all menus {RELAXED} the support function at ({', '.join(texts(self.weights))}) is {text(self.value)}"
        )


@dataclass(frozen=True)
class MenuPacking(Evidence):
    """A best menu, as (accepting types, trade), and for every nonempty set of types multipliers that bound its trades.

    `multipliers[A - 1]` belong to the set with bit mask A. That no packing is better is a sum over the subsets.
    """

    form: ClassVar[str] = "menu packing"
    menu: TypedMenu
    multipliers: tuple[Vector, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, SupportOverAllMenus) or not holds:
            return False
        agent, w = statement.agent, statement.weights
        if not agent.allows(self.menu) or len(self.multipliers) != 2 ** len(agent.types) - 1:
            return False
        if dot(w, expected_bundle(agent, self.menu)) != statement.value:
            return False
        objective = tuple((i, value) for i, value in enumerate(w) if value)
        bounds = []
        for accepting, vector in enumerate(self.multipliers, 1):
            bound = agent.trades(accepting).proved_bound(objective, vector)
            if bound is None:
                return False
            bounds.append(agent.weight(accepting) * bound)
        return dot(w, agent.endowment) + best_packing(bounds, len(agent.types))[0] <= statement.value


def best_packing(values: Sequence[Fraction], types: int) -> tuple[Fraction, tuple[int, ...]]:
    """The greatest sum of values over disjoint nonempty sets of types; `values[A - 1]` is the value of bit mask A.

    By increasing set: its lowest type is in no chosen set, or in one of those that contain it.
    """
    best: list[tuple[Fraction, tuple[int, ...]]] = [(Fraction(0), ())]
    for whole in range(1, 2**types):
        lowest = whole & -whole
        rest = whole ^ lowest
        found, part = best[rest], rest
        while True:
            chosen = part | lowest
            total = values[chosen - 1] + best[whole ^ chosen][0]
            if total > found[0]:
                found = total, (chosen, *best[whole ^ chosen][1])
            if not part:
                break
            part = (part - 1) & rest
        best.append(found)
    return best[-1]


def support_over_all_menus(agent: TypedAgent, w: Sequence[Any]) -> Verdict:
    """The support function over all menus obviously dominant on the types: 2^m - 1 linear programs and a packing."""
    weights = bundle(w, len(agent.endowment), "weights")
    values, trades, proofs = [], [], []
    for accepting in range(1, 2 ** len(agent.types)):
        verdict = optimum(agent.trades(accepting), weights, "max")
        assert isinstance(verdict.evidence, PrimalDual), "0 is a trade, and positive costs bound what is accepted"
        trades.append(verdict.evidence.values)
        proofs.append(verdict.evidence.multipliers)
        values.append(agent.weight(accepting) * dot(weights, trades[-1]))
    gain, packing = best_packing(values, len(agent.types))
    menu = tuple((accepting, trades[accepting - 1]) for accepting in packing)
    statement = SupportOverAllMenus(agent, weights, dot(weights, agent.endowment) + gain)
    return Verdict(statement, True, MenuPacking(menu, tuple(proofs)))


@dataclass(frozen=True)
class PolarizedMenuValue(ToldStatement):
    """Some menu of program (4), polarized on the whole orthant, attains `value`. Evidence: `PolarizedMenu`."""

    kind: ClassVar[str] = "polarized menu value"
    agent: TypedAgent
    weights: Bundle
    value: Fraction

    def sentence(self) -> str:
        return f"some menu {POLARIZED} attains {text(self.value)} at ({', '.join(texts(self.weights))})"


@dataclass(frozen=True)
class PolarizedMenu(Evidence):
    """Trades with their accepting types, and for each pair positive y', y'' with y' d' + y'' d'' >= 0.

    Trades with a positive and a negative entry; a trade <= 0 only alone, as the remedial menu.
    """

    form: ClassVar[str] = "polarized menu"
    menu: TypedMenu
    multipliers: tuple[tuple[Fraction, Fraction], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedMenuValue) or not holds:
            return False
        agent, alone = statement.agent, len(self.menu) == 1
        mixed_signs = all(min(trade) < 0 and (max(trade) > 0 or alone) for _, trade in self.menu)
        if not mixed_signs or not agent.allows(self.menu):
            return False
        attained = dot(statement.weights, expected_bundle(agent, self.menu))
        pairs = list(itertools.combinations([trade for _, trade in self.menu], 2))
        if len(pairs) != len(self.multipliers) or attained != statement.value:
            return False
        return all(
            y > 0 and z > 0 and min(plus(times(y, d), times(z, e))) >= 0
            for (d, e), (y, z) in zip(pairs, self.multipliers, strict=True)
        )


def polarizing(d: Bundle, e: Bundle) -> tuple[Fraction, Fraction] | None:
    """Positive y, z with y d + z e >= 0: with y = 1, z between the ratios that the signs of e allow."""
    low = max((-a / b for a, b in zip(d, e, strict=True) if b > 0), default=Fraction(0))
    high = min((-a / b for a, b in zip(d, e, strict=True) if b < 0), default=None)
    z = max(low, Fraction(0))
    if z == 0:
        z = Fraction(1) if high is None else high
    possible = z > 0 and min(plus(d, times(z, e))) >= 0
    return (Fraction(1), z) if possible else None


def expected_bundle(agent: TypedAgent, menu: TypedMenu) -> Bundle:
    """What the agent expects from a menu."""
    x = agent.endowment
    for accepting, trade in menu:
        x = plus(x, times(agent.weight(accepting), trade))
    return x
