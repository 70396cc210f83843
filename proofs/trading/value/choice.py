"""When is choice useful? (VS, section 2)

*Bilateral trades.* Agents j', j'' and a trade gamma: j' may move from sigma_j' to sigma_j' + gamma and j'' from
sigma_j'' to sigma_j'' - gamma; it happens if both want it. By VS, Lemma 2 it is feasible and improves on the status quo
if and only if sigma_j' + gamma >= 0, sigma_j'' - gamma >= 0, (pi_j' - pi_j'') . gamma < 0, some type of j' has
gamma . c < 0 and some type of j'' has gamma . c > 0. Exchanging the agents and the sign of gamma changes nothing, so
unordered pairs are enough. On a box, gamma . c is least at the vertex that is low where gamma is positive and high
where it is negative, so for each sign pattern of gamma only one pair of opposite vertices matters, and the conditions
are a linear system in gamma. All but the first two are invariant to positive scaling: `< 0` becomes `<= -1`, and a
trade with the right signs is scaled to as much as is feasible. So at most 2^I systems of three rows decide a pair of
agents. No: a Farkas vector for each.

*Constant mechanisms.* Assignments that satisfy (SQ), no type's workload above beta_j times that of the status quo, and
(MC). On a box the worst type is again a vertex, and (SQ) is linear with one more variable for each task. Is the status
quo the only one (VS, Lemma 1 and Corollary 1)? Which is the cheapest?

*Optimal mechanisms.* On finite type sets program (1), the cheapest mechanism that is Bayesian incentive compatible, is
a linear program. Choice is optimal (every solution is non-constant) exactly if it is cheaper than every constant
mechanism.

Readings of "improves". VS assume a law with full support on a box, under which all of these agree.

* `"indifferent trade"` (default where laws are given): the expected social cost falls, when agents trade if
  gamma . c' <= 0 and gamma . c'' >= 0, as printed. An atom of indifferent types trades. (As printed, Lemma 2 is not
  necessary: with one type each and gamma orthogonal to both, trade happens and may improve.)
* `"indifferent keep"`: the same when indifferent agents do not trade.
* `"lemma 2"`: the printed conditions, on the domains C_j, whatever the laws.
"""

from __future__ import annotations

import itertools
import math
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact.linear import FarkasVector, LinearSystem, Point, PrimalDual, Row, SparseVector, Vector, feasibility, optimum
from exact.rationals import rational, text
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.told import Told, ToldStatement
from proofs.trading.markets.market import (
    Assignment,
    Box,
    Bundle,
    FiniteDomain,
    Market,
    Orthant,
    bundle,
    dot,
    minus,
    require_kind,
    texts,
    times,
)
from proofs.trading.selection.probabilities import HalfSpace, chance

READINGS = ("indifferent trade", "indifferent keep", "lemma 2")
READINGS_IN_WORDS = {
    "indifferent trade": "the expected social cost falls, when indifferent agents trade",
    "indifferent keep": "the expected social cost falls, when indifferent agents do not trade",
    "lemma 2": "by the conditions of VS, Lemma 2: possible, cheaper, and some type of either agent gains",
}
CONSTANT = "no type works more than its slack times its status quo (SQ) and every task is done (MC)"
"""What VS ask of a constant mechanism."""
MAX_SYSTEMS = 8_192
"""The greatest number of sign patterns for one pair of boxes: 2^I in I tasks, so at most 13 tasks."""
MAX_VARIABLES = 6_000
"""The greatest number of variables of program (1)."""


# -------------------------------------------------------------------------------------------------- bilateral trades


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
        domain = preferences.domain
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

    def about(self) -> dict[str, Any]:
        return {"market": self.market.about(), "reading": self.reading}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(Market.from_about(about["market"]), about["reading"])


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
    chances: tuple[Fraction, ...]
    gain: Fraction | None
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

    def data(self) -> dict[str, Any]:
        gain = None if self.gain is None else text(self.gain)
        agents, found = {"first": self.first, "second": self.second}, {"trade": texts(self.trade), "gain": gain}
        return agents | found | {"chances": texts(self.chances), "system": self.system, "scale": text(self.scale)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        gain = None if data["gain"] is None else rational(data["gain"])
        trade, chances, scale = bundle(data["trade"]), bundle(data["chances"]), rational(data["scale"])
        return cls(int(data["first"]), int(data["second"]), trade, chances, gain, int(data["system"]), scale)


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

    def data(self) -> dict[str, Any]:
        return {"multipliers": [texts(vector) for vector in self.multipliers]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(bundle(vector) for vector in data["multipliers"]))


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
    first. Raises `ValueError` when a pair of agents needs more than `MAX_SYSTEMS` systems.
    """
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
    return Verdict(statement, True, max(found, key=lambda trade: trade.gain or Fraction(0)))


def _scaled(market: Market, first: int, second: int, gamma: Bundle, reading: str, system: int) -> BilateralTrade:
    """The greatest feasible multiple of gamma, in which the gain is linear."""
    after = zip(market.status_quo[first], market.status_quo[second], gamma, strict=True)
    most = min(-own / g if g < 0 else other / g for own, other, g in after if g)
    draft = BilateralTrade(first, second, times(most, gamma), (), None, system, 1 / most)
    chances, gain = _consequences(market, draft, reading)
    return replace(draft, chances=chances, gain=gain)


# ------------------------------------------------------------------------------------------------ constant mechanisms


def constant_system(market: Market) -> LinearSystem:
    """Constant mechanisms that satisfy (SQ) and (MC); variables ("m", j, i), and ("p", j, i) for boxes.

    On a box, max over c of (m - beta sigma) . c = low . (m - beta sigma) + (high - low) . p with p the positive part,
    and any greater p only makes that greater.
    """
    agents, tasks = range(len(market.agents)), range(len(market.tasks))
    names = [("m", j, i) for j in agents for i in tasks]
    at_most: list[tuple[dict[Any, Any], Fraction]] = []
    for j in agents:
        domain, right = market.preferences[j].domain, times(market.slack[j], market.status_quo[j])
        if isinstance(domain, Orthant):
            at_most += [({("m", j, i): 1}, right[i]) for i in tasks]
        elif isinstance(domain, FiniteDomain):
            at_most += [({("m", j, i): c[i] for i in tasks}, dot(c, right)) for c in domain.types]
        else:
            names += [("p", j, i) for i in tasks]
            at_most += [({("m", j, i): 1, ("p", j, i): -1}, right[i]) for i in tasks]
            row = {("m", j, i): domain.lower[i] for i in tasks}
            row |= {("p", j, i): domain.upper[i] - domain.lower[i] for i in tasks}
            at_most.append((row, dot(domain.lower, right)))
    equal = [({("m", j, i): 1 for j in agents}, market.numbers[i]) for i in tasks]
    return LinearSystem.make(names, at_most, equal, lower=0)


def satisfies_status_quo(market: Market, assignment: Assignment) -> bool:
    """(SQ) for a constant mechanism: no type of any agent works more than beta_j times the status quo."""
    for preferences, beta, sigma, m in zip(
        market.preferences, market.slack, market.status_quo, assignment, strict=True
    ):
        more = minus(m, times(beta, sigma))
        domain = preferences.domain
        if isinstance(domain, Orthant):
            worst = max(more)
        elif isinstance(domain, FiniteDomain):
            worst = max(dot(costs, more) for costs in domain.types)
        else:
            ends = zip(more, domain.lower, domain.upper, strict=True)
            worst = sum((x * (high if x > 0 else low) for x, low, high in ends), Fraction(0))
        if worst > 0:
            return False
    return True


def lemma_1_sides(market: Market, assignment: Assignment) -> tuple[Fraction, Fraction]:
    """The two sides of the inequality of VS, Lemma 1, for boxes (or finite types: their least and greatest costs)."""
    lows, highs = zip(*(_range(market, j) for j in range(len(market.agents))), strict=True)
    left = right = Fraction(0)
    for i in range(len(market.tasks)):
        hat = max(low[i] for low in lows)
        for j, beta in enumerate(market.slack):
            sigma = market.status_quo[j][i]
            left += (highs[j][i] - hat) * max(assignment[j][i] - beta * sigma, Fraction(0))
            right += hat * (beta - 1) * sigma
    return left, right


def _range(market: Market, agent: int) -> tuple[Bundle, Bundle]:
    domain = market.preferences[agent].domain
    if isinstance(domain, Orthant):
        raise ValueError(f"agents.{market.agents[agent]}.costs: Lemma 1 needs bounded costs")
    if isinstance(domain, Box):
        return domain.lower, domain.upper
    return tuple(map(min, zip(*domain.types, strict=True))), tuple(map(max, zip(*domain.types, strict=True)))


@dataclass(frozen=True)
class OnlyConstantMechanism(ToldStatement):
    """The status quo is the only constant mechanism that satisfies (SQ) and (MC) (conclusion of VS, Corollary 1).

    Evidence: `NothingElse`, or `AnotherConstant`.
    """

    kind: ClassVar[str] = "only constant mechanism"
    market: Market

    def sentence(self) -> str:
        return f"the status quo is the only constant mechanism in which {CONSTANT}"

    def about(self) -> dict[str, Any]:
        return {"market": self.market.about()}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(Market.from_about(about["market"]))


@dataclass(frozen=True)
class NothingElse(Evidence):
    """For every agent and task, multipliers of `constant_system` that prove m_j(i) <= sigma_j(i).

    The tasks' numbers being fixed, an assignment with no more of anything for anybody is the status quo.
    """

    form: ClassVar[str] = "nothing else"
    multipliers: tuple[Vector, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, OnlyConstantMechanism) or not holds:
            return False
        system, sigma = constant_system(statement.market), list(itertools.chain(*statement.market.status_quo))
        if len(sigma) != len(self.multipliers):
            return False
        for column, (most, vector) in enumerate(zip(sigma, self.multipliers, strict=True)):
            bound = system.proved_bound(((column, Fraction(1)),), vector)
            if bound is None or bound > most:
                return False
        return True

    def data(self) -> dict[str, Any]:
        return {"multipliers": [texts(vector) for vector in self.multipliers]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(bundle(vector) for vector in data["multipliers"]))


@dataclass(frozen=True)
class AnotherConstant(Evidence):
    """Another assignment that satisfies (SQ) and (MC)."""

    form: ClassVar[str] = "another constant mechanism"
    assignment: Assignment

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, OnlyConstantMechanism) or holds:
            return False
        market = statement.market
        columns = list(zip(*self.assignment, strict=True))
        cleared = [sum(column) for column in columns] == list(market.numbers) and min(map(min, columns)) >= 0
        return cleared and self.assignment != market.status_quo and satisfies_status_quo(market, self.assignment)

    def data(self) -> dict[str, Any]:
        return {"assignment": [texts(row) for row in self.assignment]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(bundle(row) for row in data["assignment"]))


def only_constant_mechanism(market: Market) -> Verdict:
    """Whether no constant mechanism but the status quo satisfies (SQ) and (MC): one linear program for each entry."""
    statement, system = OnlyConstantMechanism(market), constant_system(market)
    proofs: list[Vector] = []
    size = len(market.tasks)
    for j, sigma in enumerate(market.status_quo):
        for i, most in enumerate(sigma):
            verdict = optimum(system, {("m", j, i): 1}, "max")
            assert isinstance(verdict.evidence, PrimalDual), "the status quo satisfies (SQ), and bundles are bounded"
            if verdict.evidence.values[j * size + i] > most:
                return Verdict(statement, False, AnotherConstant(_assignment(verdict.evidence.values, market)))
            proofs.append(verdict.evidence.multipliers)
    return Verdict(statement, True, NothingElse(tuple(proofs)))


def _assignment(values: Vector, market: Market, start: int = 0) -> Assignment:
    size = len(market.tasks)
    return tuple(values[start + j * size : start + (j + 1) * size] for j in range(len(market.agents)))


# --------------------------------------------------------------------------------------------------- linear programs


@dataclass(frozen=True)
class CheapestMechanism(ToldStatement):
    """The least expected social cost among a market's mechanisms of a kind is `value`. Evidence: `CheapestProof`."""

    market: Market
    value: Fraction

    @abstractmethod
    def program(self) -> tuple[LinearSystem, SparseVector]:
        """The linear program whose minimum is meant."""

    def about(self) -> dict[str, Any]:
        return {"market": self.market.about(), "value": text(self.value)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(Market.from_about(about["market"]), rational(about["value"]))


@dataclass(frozen=True)
class CheapestConstant(CheapestMechanism):
    """The least social cost of a constant mechanism with (SQ) and (MC)."""

    kind: ClassVar[str] = "cheapest constant mechanism"

    def sentence(self) -> str:
        return f"the least social cost of a constant mechanism in which {CONSTANT} is {text(self.value)}"

    def program(self) -> tuple[LinearSystem, SparseVector]:
        flat = enumerate(itertools.chain(*self.market.performance))
        return constant_system(self.market), tuple((column, pi) for column, pi in flat if pi)


@dataclass(frozen=True)
class CheapestIncentiveCompatible(CheapestMechanism):
    """The optimal value of VS, program (1), for finite type sets."""

    kind: ClassVar[str] = "cheapest incentive compatible mechanism"

    def sentence(self) -> str:
        kind = "a Bayesian incentive compatible mechanism (VS, program (1))"
        return f"the least expected social cost of {kind} is {text(self.value)}"

    def program(self) -> tuple[LinearSystem, SparseVector]:
        return program_1(self.market)


@dataclass(frozen=True)
class CheapestProof(Evidence):
    """A solution of the statement's program that attains the value, and multipliers that prove it least."""

    form: ClassVar[str] = "cheapest mechanism"
    values: Vector
    multipliers: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, CheapestMechanism) or not holds:
            return False
        system, cost = statement.program()
        if not system.contains(self.values):
            return False
        attained = sum((a * self.values[i] for i, a in cost), Fraction(0))
        bound = system.proved_bound(tuple((i, -a) for i, a in cost), self.multipliers)
        return attained == statement.value and bound == -statement.value

    def data(self) -> dict[str, Any]:
        return {"values": texts(self.values), "multipliers": texts(self.multipliers)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(bundle(data["values"]), bundle(data["multipliers"]))


def cheapest_constant(market: Market) -> Verdict:
    """The cheapest constant mechanism with (SQ) and (MC), with dual."""
    return _cheapest(CheapestConstant(market, Fraction(0)), CheapestConstant)


def cheapest_incentive_compatible(market: Market) -> Verdict:
    """The optimum of program (1) on finite type sets, with dual; `ValueError` beyond `MAX_VARIABLES` variables."""
    return _cheapest(CheapestIncentiveCompatible(market, Fraction(0)), CheapestIncentiveCompatible)


def _cheapest(draft: CheapestMechanism, kind: type[CheapestMechanism]) -> Verdict:
    system, cost = draft.program()
    verdict = optimum(system, {system.variables[i]: a for i, a in cost}, "min")
    assert isinstance(verdict.evidence, PrimalDual), "the status quo is a solution, and bundles are bounded"
    value = sum((a * verdict.evidence.values[i] for i, a in cost), Fraction(0))
    return Verdict(
        kind(draft.market, value), True, CheapestProof(verdict.evidence.values, verdict.evidence.multipliers)
    )


def finite_types(market: Market) -> list[list[tuple[Bundle, Fraction]]]:
    """Every agent's types with their probabilities (0 for types of the domain without an atom).

    A box of one point is one type. Raises `ValueError` if an agent has a thick box, an orthant, or no law.
    """
    found = []
    for agent, preferences in zip(market.agents, market.preferences, strict=True):
        domain, law = preferences.domain, preferences.law
        if isinstance(domain, Box) and not domain.thick:
            domain = FiniteDomain((domain.lower,))
        if not isinstance(domain, FiniteDomain) or law is None or not law.is_finite:
            raise ValueError(f"{agent}'s costs are not finitely many types with probabilities, as program (1) asks")
        atoms = dict(law.atoms)
        found.append([(costs, atoms.get(costs, Fraction(0))) for costs in domain.types])
    return found


def program_1(market: Market) -> tuple[LinearSystem, SparseVector]:
    """VS, program (1): variables (profile of type numbers, agent, task); rows (SQ), (IC), then (MC)."""
    types = finite_types(market)
    agents, tasks = range(len(market.agents)), range(len(market.tasks))
    if math.prod(map(len, types)) * len(agents) * len(tasks) > MAX_VARIABLES:
        raise ValueError(f"program (1) has more than {MAX_VARIABLES} variables; take fewer types or agents")
    profiles = list(itertools.product(*(range(len(listed)) for listed in types)))
    names = [(profile, j, i) for profile in profiles for j in agents for i in tasks]

    def others(profile: tuple[int, ...], j: int) -> Fraction:
        return math.prod((types[k][t][1] for k, t in enumerate(profile) if k != j), start=Fraction(1))

    def workload(j: int, costs: Bundle, report: int) -> dict[Any, Fraction]:
        """The interim workload of agent j with these costs from reporting type `report`."""
        heard = [profile for profile in profiles if profile[j] == report]
        return {(profile, j, i): costs[i] * others(profile, j) for profile in heard for i in tasks}

    at_most: list[tuple[dict[Any, Fraction], Fraction]] = []
    for j in agents:
        for own, (costs, _) in enumerate(types[j]):
            at_most.append((workload(j, costs, own), market.slack[j] * dot(costs, market.status_quo[j])))
        for own, (costs, _) in enumerate(types[j]):
            for report in range(len(types[j])):
                if report != own:
                    other = {name: -value for name, value in workload(j, costs, report).items()}
                    at_most.append((workload(j, costs, own) | other, Fraction(0)))
    equal = [({(profile, j, i): 1 for j in agents}, market.numbers[i]) for profile in profiles for i in tasks]
    system = LinearSystem.make(names, at_most, equal, lower=0)
    probability = {profile: others(profile, -1) for profile in profiles}
    weights = (probability[profile] * market.performance[j][i] for profile, j, i in names)
    return system, tuple((column, weight) for column, weight in enumerate(weights) if weight)


# ------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class ChoiceReport(Told):
    """The answers of section 2 for one market.

    `incentive_compatible` is there for finite type sets within the bound. `choice_is_optimal`: program (1) is cheaper
    than every constant mechanism (`None`: not known). `notes` says what was left out, and why.
    """

    market: Market
    status_quo_cost: Fraction
    trade: Verdict
    only_constant: Verdict
    constant: Verdict
    incentive_compatible: Verdict | None
    choice_is_optimal: bool | None
    notes: tuple[str, ...]


def decide_choice(market: Market, reading: str | None = None, best: bool = True) -> ChoiceReport:
    """All of section 2 for a market; see `ChoiceReport`."""
    notes: list[str] = []
    try:
        trade = improving_trade(market, reading, best)
    except ValueError as error:
        if reading is not None and reading not in READINGS:
            raise
        trade = Verdict(BilateralTradeImproves(market, reading or "lemma 2"), None, Undecided((str(error),)))
        notes.append(f"whether a bilateral trade improves is not decided: {error}")
    constant = cheapest_constant(market)
    optimal: Verdict | None = None
    try:
        optimal = cheapest_incentive_compatible(market)
    except ValueError as error:
        notes.append(f"the value of VS, program (1), is not computed: {error}")
    cost = market.social_cost(market.status_quo)
    is_optimal = None if optimal is None else _value(optimal) < _value(constant)
    # Without program (1), a bilateral trade that is cheaper than every constant mechanism settles it: trading exactly
    # when it does not hurt is incentive compatible and satisfies (SQ).
    gain = trade.evidence.gain if isinstance(trade.evidence, BilateralTrade) else None
    if is_optimal is None and gain is not None and cost - gain < _value(constant):
        is_optimal = True
    only = only_constant_mechanism(market)
    return ChoiceReport(market, cost, trade, only, constant, optimal, is_optimal, tuple(notes))


def _value(verdict: Verdict) -> Fraction:
    assert isinstance(verdict.statement, CheapestMechanism)
    return verdict.statement.value


def explain_choice(report: ChoiceReport) -> str:
    """The report in words."""
    require_kind(report, ChoiceReport, "explain_choice", "the report of decide_choice is expected")
    market = report.market
    lines = [f"the status quo costs {text(report.status_quo_cost)}", str(report.trade)]
    found = report.trade.evidence
    if isinstance(found, BilateralTrade):
        lines += _explain_trade(market, found)
    elif isinstance(found, NoBilateralTrade):
        systems = counted(len(found.multipliers), "linear system")
        lines.append(f"  a trade would solve one of {systems}; Farkas vectors show that none has a solution")
    lines.append(str(report.only_constant))
    other = report.only_constant.evidence
    if isinstance(other, AnotherConstant):
        lines += _explain_assignment(market, other.assignment)
    lines.append(report.constant.statement.sentence())
    if report.incentive_compatible is not None:
        lines.append(report.incentive_compatible.statement.sentence())
    known = {True: "yes", False: "no", None: "not known"}[report.choice_is_optimal]
    lines.append(f"choice is optimal (the cheapest mechanisms of VS, program (1), depend on the types): {known}")
    return "\n".join([*lines, *report.notes])


def _explain_trade(market: Market, found: BilateralTrade) -> list[str]:
    first, second = market.agents[found.first], market.agents[found.second]
    moves = ", ".join(f"{task} {text(x)}" for task, x in zip(market.tasks, found.trade, strict=True) if x)
    lines = [f"  {first} takes {moves} from {second}"]
    if found.gain is not None:
        p, q = map(text, found.chances)
        lines.append(f"  {first} agrees with probability {p}, {second} with {q}; expected gain {text(found.gain)}")
    return lines


def _explain_assignment(market: Market, assignment: Iterable[Bundle]) -> list[str]:
    return [
        f"  {agent}: {', '.join(f'{task} {text(x)}' for task, x in zip(market.tasks, row, strict=True))}"
        for agent, row in zip(market.agents, assignment, strict=True)
    ]
