"""The cheapest constant and the cheapest Bayesian incentive compatible mechanism (VS, program (1)).

In a *large market* (VS, section 4.1) tasks need be done in expectation only, so that what an agent gets depends on its
own type alone: (SQ), (IC) and (LM-MC) in the bundles x_j(c_j). This is the program of Baron et al. for any tasks, with
which VS's Remark 1 compares the large-market OSP program.

Costs may have any sign (VS, section 1.2), with slack 1. Payments may be below 0 and add up to anything, as they say;
then there may be no least cost.
"""

from __future__ import annotations

import itertools
import math
from abc import abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from exact.linear import LinearSystem, PrimalDual, SparseVector, Vector, optimum
from exact.rationals import text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Bundle, dot
from proofs.trading.markets.domains import Box, FiniteDomain
from proofs.trading.markets.market import Market
from proofs.trading.markets.supply import UNBOUNDED, adds_up, least, number_of
from proofs.trading.value.constant import CONSTANT, constant_system

MAX_VARIABLES = 6_000
"""The greatest number of variables of program (1)."""


@dataclass(frozen=True)
class CheapestMechanism(ToldStatement):
    """The least expected social cost among a market's mechanisms of a kind is `value`. Evidence: `CheapestProof`."""

    market: Market
    value: Fraction

    @abstractmethod
    def program(self) -> tuple[LinearSystem, SparseVector]:
        """The linear program whose minimum is meant."""


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
class CheapestIncentiveCompatibleLarge(CheapestMechanism):
    """The same in the large market: (MC) in expectation only, for finite type sets."""

    kind: ClassVar[str] = "cheapest incentive compatible large market"

    def sentence(self) -> str:
        kind = "a Bayesian incentive compatible mechanism of the large market"
        return f"the least expected social cost of {kind} is {text(self.value)}"

    def program(self) -> tuple[LinearSystem, SparseVector]:
        return large_program_1(self.market)


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


def cheapest_constant(market: Market) -> Verdict:
    """The cheapest constant mechanism with (SQ) and (MC), with dual."""
    return _cheapest(CheapestConstant(market, Fraction(0)), CheapestConstant)


def cheapest_incentive_compatible(market: Market) -> Verdict:
    """The optimum of program (1) on finite type sets, with dual; `ValueError` beyond `MAX_VARIABLES` variables."""
    return _cheapest(CheapestIncentiveCompatible(market, Fraction(0)), CheapestIncentiveCompatible)


def cheapest_incentive_compatible_large(market: Market) -> Verdict:
    """The optimum of program (1) with (LM-MC) in the place of (MC); `ValueError` for infinitely many types."""
    return _cheapest(CheapestIncentiveCompatibleLarge(market, Fraction(0)), CheapestIncentiveCompatibleLarge)


def _cheapest(draft: CheapestMechanism, kind: type[CheapestMechanism]) -> Verdict:
    system, cost = draft.program()
    verdict = optimum(system, {system.variables[i]: a for i, a in cost}, "min")
    if not isinstance(verdict.evidence, PrimalDual):  # the status quo is a solution, and tasks are bounded
        raise ValueError(UNBOUNDED)
    value = sum((a * verdict.evidence.values[i] for i, a in cost), Fraction(0))
    return Verdict(
        kind(draft.market, value), True, CheapestProof(verdict.evidence.values, verdict.evidence.multipliers)
    )


def finite_types(market: Market) -> list[list[tuple[Bundle, Fraction]]]:
    """Every agent's types with their probabilities (0 for types of the domain without an atom).

    A box of one point is one type. Raises `ValueError` if an agent has a thick box, an orthant, or no law; and for
    slack above 1 among goods.
    """
    market.require_unslackened()
    found = []
    for agent, preferences in zip(market.agents, market.preferences, strict=True):
        domain, law = preferences.listed, preferences.law
        if isinstance(domain, Box) and not domain.thick:
            domain = FiniteDomain((domain.lower,))
        if not isinstance(domain, FiniteDomain) or law is None or not law.is_finite:
            raise ValueError(f"{agent}'s costs are not finitely many types with probabilities")
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
    sums = [(i, number_of(one)) for i, one in enumerate(market.supply) if adds_up(one)]
    equal = [({(profile, j, i): 1 for j in agents}, number) for profile in profiles for i, number in sums]
    system = LinearSystem.make(names, at_most, equal, lower=[least(market.supply[i]) for _, _, i in names])
    probability = {profile: others(profile, -1) for profile in profiles}
    weights = (probability[profile] * market.performance[j][i] for profile, j, i in names)
    return system, tuple((column, weight) for column, weight in enumerate(weights) if weight)


def large_program_1(market: Market) -> tuple[LinearSystem, SparseVector]:
    """Program (1) with (LM-MC): variables (agent, type, task); rows (SQ) and (IC) agent by agent, then (LM-MC)."""
    types = finite_types(market)
    tasks = range(len(market.tasks))
    names = [(j, t, i) for j, listed in enumerate(types) for t in range(len(listed)) for i in tasks]
    if len(names) > MAX_VARIABLES:
        raise ValueError(f"the program has more than {MAX_VARIABLES} variables; take fewer types or agents")
    at_most: list[tuple[dict[Any, Fraction], Fraction]] = []
    for j, listed in enumerate(types):
        for own, (costs, _) in enumerate(listed):
            workload = {(j, own, i): costs[i] for i in tasks}
            at_most.append((workload, market.slack[j] * dot(costs, market.status_quo[j])))
            at_most += [
                (workload | {(j, report, i): -costs[i] for i in tasks}, Fraction(0))
                for report in range(len(listed))
                if report != own
            ]
    equal = [
        ({(j, t, i): p for j, listed in enumerate(types) for t, (_, p) in enumerate(listed)}, number_of(one))
        for i, one in enumerate(market.supply)
        if adds_up(one)
    ]
    system = LinearSystem.make(names, at_most, equal, lower=[least(market.supply[i]) for _, _, i in names])
    weights = (types[j][t][1] * market.performance[j][i] for j, t, i in names)
    return system, tuple((column, weight) for column, weight in enumerate(weights) if weight)
