"""Does some bilateral trade improve on the status quo? (VS, section 2, Lemma 2 and Proposition 1.)"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from exact import arguments
from exact.linear import FarkasVector, LinearSystem, Point, Row, Vector, feasibility
from exact.showing.display import Displayed
from exact.symbolic.formulas import greatest, least
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Bundle, dot, minus, times
from proofs.trading.markets.domains import Box, Orthant
from proofs.trading.markets.market import Market
from proofs.trading.selection.probabilities import HalfSpace, chance

READINGS = ("indifferent trade", "indifferent keep", "lemma 2")
READINGS_IN_WORDS = {
    "indifferent trade": "the expected social cost falls, when indifferent agents trade",
    "indifferent keep": "the expected social cost falls, when indifferent agents do not trade",
    "lemma 2": "by the conditions of VS, Lemma 2: possible, cheaper, and some type of either agent gains",
}
MAX_SYSTEMS = 8_192
"""The greatest number of sign patterns for one pair of boxes: 2^I in I tasks, so at most 13 tasks."""


@dataclass(frozen=True)
class Part(Displayed):
    """Types of one agent, any of which would do for the trade.

    `"strict"`: some type of the box strictly gains. `"flat"`: all types of the box are indifferent (an atom: gains
    or is indifferent). `"task"`: some type of the orthant gains, by taking or giving away the one task.
    """

    form: str
    box: Box | None
    task: int = 0

    @property
    def thick(self) -> tuple[int, ...]:
        return self.box.thick if self.box is not None else ()


def parts(market: Market, agent: int, reading: str) -> list[Part]:
    """The parts of the agent's types: the trade needs one of them to gain; see `Part`."""
    preferences = market.preferences[agent]
    if reading == "lemma 2":
        domain = preferences.listed
        if isinstance(domain, Orthant):
            return [Part("task", None, i) for i in range(len(market.tasks))]
        boxes = [domain] if isinstance(domain, Box) else [Box(costs, costs) for costs in domain.types]
        return [Part("strict", box) for box in boxes]
    if preferences.law is None:
        raise ValueError(f'agents.{market.agents[agent]}.costs: no law is given; only the reading "lemma 2" needs none')
    boxes = preferences.law.support()
    if reading == "indifferent keep":
        return [Part("strict", box) for box in boxes]
    return [Part(form, box) for box in boxes for form in (("strict", "flat") if box.thick else ("flat",))]


def signs(market: Market, first: int, second: int, one: Part, two: Part) -> list[tuple[int | None, ...]]:
    """The sign patterns of gamma to try: +1, -1 and 0 restrict a task's sign, `None` leaves it free.

    A task that j' does not have can only be taken on, and one that j'' does not have only given away.
    """
    patterns: list[list[int | None]] = []
    for i, (own, other) in enumerate(zip(market.status_quo[first], market.status_quo[second], strict=True)):
        if own > 0 and other > 0:
            patterns.append([1, -1] if i in one.thick or i in two.thick else [None])
        else:
            patterns.append([1 if other > 0 else -1 if own > 0 else 0])
    if math.prod(map(len, patterns)) > MAX_SYSTEMS:
        raise ValueError(f"more than {MAX_SYSTEMS} sign patterns of a trade; take fewer tasks or finite laws")
    return list(itertools.product(*patterns))


def trade_system(
    market: Market, first: int, second: int, one: Part, two: Part, pattern: tuple[int | None, ...]
) -> LinearSystem:
    """The trades gamma with these signs that lower the social cost and suit one type of either part, up to scale."""
    size = len(market.tasks)
    rows = [_at_most(minus(market.performance[first], market.performance[second]), -1)]
    for part, direction in ((one, 1), (two, -1)):
        rows += _gains(part, direction, pattern)
    zero = Fraction(0)
    lower = tuple(zero if sign in (0, 1) else None for sign in pattern)
    upper = tuple(zero if sign in (0, -1) else None for sign in pattern)
    return LinearSystem(tuple(range(size)), tuple(rows), lower, upper)


def _gains(part: Part, direction: int, pattern: tuple[int | None, ...]) -> list[Row]:
    """Rows that say that `direction * gamma` suits the part."""
    size = len(pattern)
    if part.box is None:
        return [_at_most(tuple(Fraction(direction * int(i == part.task)) for i in range(size)), -1)]
    if part.form == "flat":
        level = [Row(((i, Fraction(1)),), "=", Fraction(0)) for i in part.thick]
        return [*level, _at_most(times(Fraction(direction), part.box.lower), 0)]
    ends = zip(pattern, part.box.lower, part.box.upper, strict=True)
    vertex = tuple(high if sign == -direction else low for sign, low, high in ends)
    return [_at_most(times(Fraction(direction), vertex), -1)]


def _at_most(coefficients: Bundle, bound: int) -> Row:
    return Row(tuple((i, a) for i, a in enumerate(coefficients) if a), "<=", Fraction(bound))


Question = tuple[int, int, LinearSystem]


def trade_systems(market: Market, reading: str) -> Iterator[Question]:
    """All systems, one of which has a solution exactly if a bilateral trade improves: agents, system."""
    if reading not in READINGS:
        raise ValueError(f"{reading!r} is no reading; {', '.join(READINGS)} are")
    for first, second in itertools.combinations(range(len(market.agents)), 2):
        for one, two in itertools.product(parts(market, first, reading), parts(market, second, reading)):
            for pattern in signs(market, first, second, one, two):
                yield first, second, trade_system(market, first, second, one, two, pattern)


@dataclass(frozen=True)
class BilateralTradeImproves(ToldStatement):
    """Some bilateral trade improves on the status quo. Evidence: `BilateralTrade`, or `NoBilateralTrade`."""

    kind: ClassVar[str] = "bilateral trade improves"
    market: Market
    reading: str

    def sentence(self) -> str:
        return f"some bilateral trade improves on the status quo ({READINGS_IN_WORDS[self.reading]})"


@dataclass(frozen=True)
class BilateralTrade(Evidence):
    """Agent `first` moves by `trade` and `second` by its negative.

    `chances` are the probabilities that either wants it, `gain` what the expected social cost falls by; both are there
    when there are laws. The positive multiple `scale * trade` solves system number `system` of `trade_systems`.
    """

    form: ClassVar[str] = "bilateral trade"
    first: int
    second: int
    trade: Bundle
    gain: Fraction | None
    chances: tuple[Fraction, ...]
    system: int
    scale: Fraction

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BilateralTradeImproves) or not holds:
            return False
        market = statement.market
        systems = list(trade_systems(market, statement.reading))
        if self.system not in range(len(systems)) or systems[self.system][:2] != (self.first, self.second):
            return False
        after = zip(market.status_quo[self.first], market.status_quo[self.second], self.trade, strict=True)
        if any(own + g < 0 or other - g < 0 for own, other, g in after):
            return False
        solves = self.scale > 0 and systems[self.system][2].contains(times(self.scale, self.trade))
        return solves and (self.chances, self.gain) == _consequences(market, self, statement.reading)


@dataclass(frozen=True)
class NoBilateralTrade(Evidence):
    """A Farkas vector for every system of `trade_systems`, in order."""

    form: ClassVar[str] = "no bilateral trade"
    multipliers: tuple[Vector, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BilateralTradeImproves) or holds:
            return False
        systems = [system for _, _, system in trade_systems(statement.market, statement.reading)]
        if len(systems) != len(self.multipliers):
            return False
        bounds = [s.proved_bound((), y) for s, y in zip(systems, self.multipliers, strict=True)]
        return all(bound is not None and bound < 0 for bound in bounds)


def _consequences(market: Market, found: BilateralTrade, reading: str) -> tuple[tuple[Fraction, ...], Fraction | None]:
    """How likely either agent wants the trade, and the exact gain; nothing where laws are missing."""
    laws = [market.preferences[agent].law for agent in (found.first, found.second)]
    strict = reading == "indifferent keep"
    chances = []
    for law, trade in zip(laws, (found.trade, times(Fraction(-1), found.trade)), strict=True):
        if law is None:
            return (), None
        chances.append(chance(law, [HalfSpace(trade, strict=strict)]))
    saving = -dot(minus(market.performance[found.first], market.performance[found.second]), found.trade)
    return tuple(chances), chances[0] * chances[1] * saving


def improving_trade(market: Market, reading: str | None = None, best: bool = False) -> Verdict:
    """Whether some bilateral trade improves on the status quo.

    `reading` defaults to "indifferent trade", or to "lemma 2" when an agent has no law. With `best` every system is
    tried, and of the trades found (one for each system at most) the one with the greatest gain is given; otherwise the
    first. Raises `ValueError` when a pair of agents needs more than `MAX_SYSTEMS` systems, and for payments.
    """
    arguments.expected(market, Market, "market", "load_market gives a mechanism, whose .market is one")
    market.require_tasks()
    if reading is None:
        with_laws = all(preferences.law is not None for preferences in market.preferences)
        reading = "indifferent trade" if with_laws else "lemma 2"
    statement = BilateralTradeImproves(market, reading)
    refuted: list[Vector] = []
    found: list[BilateralTrade] = []
    for position, (first, second, system) in enumerate(trade_systems(market, reading)):
        verdict = feasibility(system)
        if isinstance(verdict.evidence, FarkasVector):
            refuted.append(verdict.evidence.multipliers)
            continue
        assert isinstance(verdict.evidence, Point)
        found.append(_scaled(market, first, second, verdict.evidence.values, reading, position))
        if not best:
            break
    if not found:
        return Verdict(statement, False, NoBilateralTrade(tuple(refuted)))
    gains = [Fraction(0) if trade.gain is None else trade.gain for trade in found]
    return Verdict(statement, True, found[greatest(gains)])


def _scaled(market: Market, first: int, second: int, gamma: Bundle, reading: str, system: int) -> BilateralTrade:
    """The greatest feasible multiple of gamma, in which the gain is linear."""
    after = zip(market.status_quo[first], market.status_quo[second], gamma, strict=True)
    multiples = [-own / g if g < 0 else other / g for own, other, g in after if g]
    most = multiples[least(multiples)]
    draft = BilateralTrade(first, second, times(most, gamma), None, (), system, 1 / most)
    chances, gain = _consequences(market, draft, reading)
    return replace(draft, chances=chances, gain=gain)
