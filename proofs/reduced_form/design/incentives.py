"""Is a given interim rule incentive compatible, and do some transfers make it so? (LY, (26) and (27).)

Types are independent, so Q_i(t') is what type t of agent i expects of the report t'. Where types have values, a rule Q
with transfers m, paid by the agents, is *Bayesian incentive compatible* if

    v_i(t) * Q_i(t) - m_i(t) >= v_i(t) * Q_i(t') - m_i(t')    for all types t, t' of every agent i,

which is (27) where nobody pays, and *individually rational* if v_i(t) * Q_i(t) - m_i(t) >= 0. Where types are rankings,
Q is *ordinally* incentive compatible, (26), if for every k a type gets at least as much of its best k objects by the
truth as by any other report.

**Transfers that make it so** (Rochet 1987) are there exactly if along no cycle of types the sum of
v_i(t) * (Q_i(t) - Q_i(t')), t' being the type that follows t, is negative. *Proof.* Along a cycle transfers cancel, so
that the constraints add up to this sum being at least 0. Conversely let m_i(t) be the least, over the chains
t = t_1, ..., t_n of different types, of v(t_1) * (Q(t_1) - Q(t_2)) + ... + v(t_n) * Q(t_n). Where no cycle is negative,
no chain with repetitions has less, so that m_i(t) <= v(t) * (Q(t) - Q(t')) + m_i(t'), and m_i(t) <= v(t) * Q(t). QED.
These are the *greatest* transfers: by the same inequalities, no others at which all types participate make a type pay
more.

What is stated are linear systems and programs (`exact.linear`) in the rule's values ("Q", agent, type, object), which
are fixed by bounds, and transfers ("m", agent, type), fixed or free; a row for each constraint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact.linear import FarkasVector, Feasible, LinearSystem, Point, PrimalDual, optimum
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.reduced_form.design.checking import check_objective
from proofs.reduced_form.design.task import Design, Incentives, Objective, Payer, Requirement
from proofs.reduced_form.problem.problems import InterimRule, Problem

CORRELATED = (
    "prior: only of independent types says an interim rule what a type expects of a report; types are correlated"
)


@dataclass(frozen=True)
class GivenRule(Displayed):
    """An interim rule with the preferences of types, and what they pay: nothing in `transfers` is nobody pays.

    `preferences` has one entry for each agent's type in order, as in `Objective`. `sizes` says how many agents each of
    the problem's stands for. Raises `ValueError` where types are not independent, or preferences do not fit.
    """

    problem: Problem
    rule: InterimRule
    incentives: Incentives
    preferences: tuple[tuple[Any, ...], ...]
    transfers: tuple[tuple[Payer, Fraction], ...] = ()
    sizes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.incentives == "none":
            raise ValueError('incentives: "ordinal" (rankings) or "cardinal" (values) was expected')
        if not self.problem.independent:
            raise ValueError(CORRELATED)
        check_objective(self.problem, self.design.objective)
        if self.transfers and not self.priced:
            raise ValueError("interim_transfers: transfers need preferences with values, not rankings")

    @property
    def priced(self) -> bool:
        """Whether types have values, to which transfers can be compared."""
        return self.incentives == "cardinal"

    @cached_property
    def design(self) -> Design:
        """The design whose conditions are asked of the rule: incentives and, where types have values, participation."""
        weights = (Fraction(0),) * len(self.problem.coordinates)
        revenue = Fraction(0) if self.priced else None
        return Design(self.problem, Objective(weights, self.incentives, self.preferences, revenue, self.priced))

    @cached_property
    def paid(self) -> dict[Payer, Fraction]:
        """What each type pays, where types have values."""
        given = dict(self.transfers)
        return {payer: given.get(payer, Fraction(0)) for payer in self.design.payers}

    @cached_property
    def shares(self) -> dict[Payer, Fraction]:
        """How many agents pay what a type pays, in expectation."""
        sizes = dict(zip(self.problem.agents, self.sizes or (1,) * len(self.problem.agents), strict=True))
        return {payer: sizes[payer[0]] * self.problem.marginals[payer[0], payer[1]] for payer in self.design.payers}

    def revenue(self, paid: Iterable[tuple[Payer, Fraction]]) -> Fraction:
        """The expected sum of transfers."""
        return sum((self.shares[payer] * amount for payer, amount in paid), Fraction(0))

    def slack(self, condition: Requirement) -> Fraction:
        """By how much the rule with its transfers keeps a condition; negative where it violates it."""
        at = dict(zip(self.problem.coordinates, self.rule.values, strict=True))
        left = sum((f * at[c] for c, f in condition.coefficients), Fraction(0))
        return left + sum((f * self.paid[payer] for payer, f in condition.payments), Fraction(0))

    def system(self, conditions: Sequence[Requirement], free: bool, agents: Sequence[str]) -> LinearSystem:
        """The conditions at the rule, with the transfers that it has or with any."""
        own = [c for c in self.problem.coordinates if c[0] in agents]
        values = dict(zip(self.problem.coordinates, self.rule.values, strict=True))
        fixed = {("Q", *c): values[c] for c in own}
        paid = {("m", *payer): amount for payer, amount in self.paid.items() if payer[0] in agents}
        rows = []
        for condition in conditions:
            row: dict[Any, Fraction] = {("Q", *c): -f for c, f in condition.coefficients if f}
            rows.append((row | {("m", *payer): -f for payer, f in condition.payments}, Fraction(0)))
        known = fixed if free else fixed | paid
        return LinearSystem.make([*fixed, *paid], at_most=rows, lower=known, upper=known)


@dataclass(frozen=True)
class Misreport(Displayed):
    """A type that gains by a report: `honest` and `lying` are what it expects by the truth and by the report.

    Of rankings that is the probability of (or what it gets of) its best `objects` objects; else `objects` is 0.
    """

    agent: str
    kind: str
    report: str
    honest: Fraction
    lying: Fraction
    objects: int = 0

    @property
    def gain(self) -> Fraction:
        return self.lying - self.honest


def misreports(given: GivenRule) -> tuple[Misreport, ...]:
    """All reports by which a type gains, the greatest gain first."""
    at, found = dict(zip(given.problem.coordinates, given.rule.values, strict=True)), []
    for condition in _truthful(given):
        if given.slack(condition) < 0:
            _, agent, kind, report, *k = condition.name
            honest = sum((f * at[c] for c, f in condition.coefficients if c[1] == kind), Fraction(0))
            paid = given.paid.get((agent, kind), Fraction(0))
            own = honest - paid
            found.append(Misreport(agent, kind, report, own, own - given.slack(condition), int(k[0]) if k else 0))
    return tuple(sorted(found, key=lambda each: -each.gain))


def incentive_compatible(given: GivenRule, participation: bool = False) -> Verdict:
    """Is the rule with its transfers incentive compatible, and, if asked, individually rational?

    The statement is `Feasible`: evidence `Point`, or `FarkasVector` with the constraint that is violated most. Raises
    `ValueError` where participation is asked of rankings.
    """
    if participation and not given.priced:
        raise ValueError("participation compares values with 0, and preferences are rankings; leave it out")
    asked = given.design.conditions if participation else _truthful(given)
    system = given.system(asked, False, given.problem.agents)
    slacks = [given.slack(condition) for condition in asked]
    least = min(slacks, default=Fraction(0))
    if least >= 0:
        return _shown(Verdict(Feasible(system), True, Point((*given.rule.values, *given.paid.values()))))
    worst = slacks.index(least)
    return _shown(
        Verdict(Feasible(system), False, FarkasVector(tuple(Fraction(k == worst) for k in range(len(asked)))))
    )


@dataclass(frozen=True)
class TransfersFound(Displayed):
    """Whether some transfers make the rule incentive compatible and individually rational.

    `verdict` says so for all agents together. `of_agent` has the linear program of each agent's greatest transfers, or
    that it has no solution, for a cycle in `cycles`; `transfers` are those of the agents that have some.
    """

    verdict: Verdict
    of_agent: dict[str, Verdict]
    transfers: dict[Payer, Fraction]
    cycles: dict[str, tuple[str, ...]]


def transfers_for(given: GivenRule) -> TransfersFound:
    """The greatest transfers that make the rule incentive compatible and individually rational, or why there are none.

    Raises `ValueError` for rankings.
    """
    if not given.priced:
        raise ValueError("transfers need preferences with values, not rankings")
    by_agent: dict[str, Verdict] = {}
    found: dict[Payer, Fraction] = {}
    cycles: dict[str, tuple[str, ...]] = {}
    for agent in given.problem.agents:
        own = [condition for condition in given.design.conditions if condition.name[1] == agent]
        system, payers = given.system(own, True, [agent]), [each for each in given.design.payers if each[0] == agent]
        verdict = optimum(system, {("m", *payer): given.shares[payer] for payer in payers})
        if isinstance(verdict.evidence, PrimalDual):
            named = system.named(verdict.evidence.values)
            found |= {payer: named["m", *payer] for payer in payers}
        else:
            cycles[agent] = _least_cycle(given, agent)
            verdict = Verdict(Feasible(system), False, _around(own, agent, cycles[agent]))
        by_agent[agent] = _shown(verdict)
    conditions, agents = given.design.conditions, given.problem.agents
    statement = Feasible(given.system(conditions, True, agents))
    if not cycles:
        values = (*given.rule.values, *(found[payer] for payer in given.design.payers))
        return TransfersFound(_shown(Verdict(statement, True, Point(values))), by_agent, found, cycles)
    agent, cycle = next(iter(cycles.items()))
    verdict = _shown(Verdict(statement, False, _around(conditions, agent, cycle)))
    return TransfersFound(verdict, by_agent, found, cycles)


def cycle_terms(given: GivenRule, agent: str, cycle: Sequence[str]) -> tuple[Fraction, ...]:
    """v(t) * (Q(t) - Q(t')) for every type of a cycle and the one that follows it."""
    return tuple(_lengths(given, agent)[pair] for pair in _steps(cycle))


def _steps(cycle: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(cycle, (*cycle[1:], cycle[0]), strict=True))


def _truthful(given: GivenRule) -> list[Requirement]:
    return [condition for condition in given.design.conditions if condition.name[0] == "truth"]


def _shown(verdict: Verdict) -> Verdict:
    if not verdict.verify():
        raise AssertionError("evidence does not support the verdict")
    return verdict


def _around(conditions: Sequence[Requirement], agent: str, cycle: Sequence[str]) -> FarkasVector:
    """The constraints along the cycle, each once."""
    names = {("truth", agent, *pair) for pair in _steps(cycle)}
    return FarkasVector(tuple(Fraction(condition.name in names) for condition in conditions))


def _lengths(given: GivenRule, agent: str) -> dict[tuple[str, str], Fraction]:
    """v(t) * (Q(t) - Q(t')) by the pair (t, t')."""
    at = dict(zip(given.problem.coordinates, given.rule.values, strict=True))
    return {
        (condition.name[2], condition.name[3]): sum((f * at[c] for c, f in condition.coefficients), Fraction(0))
        for condition in _truthful(given)
        if condition.name[1] == agent
    }


def _least_cycle(given: GivenRule, agent: str) -> tuple[str, ...]:
    """A negative cycle of as few types as can be: walks of one more step at a time, the shortest between each two."""
    kinds = given.problem.types[given.problem.agents.index(agent)]
    lengths = _lengths(given, agent)
    walks: dict[tuple[str, str], tuple[Fraction, tuple[str, ...]]] = {
        pair: (length, pair) for pair, length in lengths.items()
    }
    for _ in kinds[1:]:
        longer: dict[tuple[str, str], tuple[Fraction, tuple[str, ...]]] = {}
        for (start, end), (length, walk) in walks.items():
            for after in kinds:
                if after != end:
                    total = length + lengths[end, after]
                    if (start, after) not in longer or total < longer[start, after][0]:
                        longer[start, after] = (total, (*walk, after))
        closed = min((longer[kind, kind] for kind in kinds if (kind, kind) in longer), default=None)
        if closed is not None and closed[0] < 0:
            return closed[1][:-1]
        walks = longer
    raise AssertionError("a rule that no transfers make incentive compatible has a negative cycle")
