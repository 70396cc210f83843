"""Constant mechanisms: what participation and feasibility leave (VS, section 2, Lemma 1 and Corollary 1).

Costs may have any sign (VS, section 1.2), with slack 1.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from exact.linear import LinearSystem, PrimalDual, Vector, optimum
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, Bundle, dot, minus, times
from proofs.trading.markets.domains import Box, FiniteDomain, Orthant
from proofs.trading.markets.market import Market
from proofs.trading.markets.supply import adds_up, least, number_of

CONSTANT = "no type works more than its slack times its status quo (SQ) and every task is done (MC)"
"""What VS ask of a constant mechanism."""


def constant_system(market: Market) -> LinearSystem:
    """Constant mechanisms that satisfy (SQ) and (MC); variables ("m", j, i), and ("p", j, i) for boxes.

    On a box, max over c of (m - beta sigma) . c = low . (m - beta sigma) + (high - low) . p with p the positive part,
    and any greater p only makes that greater.
    """
    market.require_unslackened()
    agents, tasks = range(len(market.agents)), range(len(market.tasks))
    names = [("m", j, i) for j in agents for i in tasks]
    at_most: list[tuple[dict[Any, Any], Fraction]] = []
    for j in agents:
        domain, right = market.preferences[j].listed, times(market.slack[j], market.status_quo[j])
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
    supply = list(enumerate(market.supply))
    equal = [({("m", j, i): 1 for j in agents}, number_of(one)) for i, one in supply if adds_up(one)]
    lower = [least(market.supply[i]) if kind == "m" else Fraction(0) for kind, _, i in names]
    return LinearSystem.make(names, at_most, equal, lower=lower)


def satisfies_status_quo(market: Market, assignment: Assignment) -> bool:
    """(SQ) for a constant mechanism: no type of any agent works more than beta_j times the status quo."""
    for preferences, beta, sigma, m in zip(
        market.preferences, market.slack, market.status_quo, assignment, strict=True
    ):
        more = minus(m, times(beta, sigma))
        domain = preferences.listed
        if isinstance(domain, Orthant):
            workloads = list(more)
        elif isinstance(domain, FiniteDomain):
            workloads = [dot(costs, more) for costs in domain.types]
        else:
            ends = zip(more, domain.lower, domain.upper, strict=True)
            workloads = [sum((x * (high if x > 0 else low) for x, low, high in ends), Fraction(0))]
        if any(worst > 0 for worst in workloads):
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
    domain = market.preferences[agent].burdens
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
        cleared = [sum(column) for column in columns] == list(market.numbers) and all(
            value >= 0 for column in columns for value in column
        )
        return cleared and self.assignment != market.status_quo and satisfies_status_quo(market, self.assignment)


def only_constant_mechanism(market: Market) -> Verdict:
    """Whether no constant mechanism but the status quo satisfies (SQ) and (MC): one linear program for each entry."""
    market.require_tasks()
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
