"""Implementability of an interim rule of a single object with independent types, as a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import ClassVar, Self

from exact import submodular
from exact.showing.display import Displayed
from proofs.reduced_form.problem.problems import IndependentPrior, InterimRule, Problem
from proofs.reduced_form.problem.statements import RuleStatement
from proofs.told import ToldStatement

MOST_TYPES_OF_UNITS = 100
"""The most types in all with more than one unit."""


@dataclass(frozen=True)
class SingleObject(Displayed):
    """The data of such a problem: for each type in the problem's order its agent, probability and interim value."""

    agents: int
    units: int
    owner: tuple[int, ...]
    weight: tuple[Fraction, ...]
    value: tuple[Fraction, ...]

    @classmethod
    def of(cls, problem: Problem, rule: InterimRule) -> Self:
        """Raises `ValueError` for a problem of another kind."""
        prior = problem.prior
        if not isinstance(prior, IndependentPrior):
            raise ValueError("prior: thresholds need independent types; give marginals")
        owner = tuple(i for i, kinds in enumerate(problem.types) for _ in kinds)
        weight = tuple(p for marginal in prior.marginals for p in marginal)
        return cls(len(problem.agents), _units(problem), owner, weight, problem.interim_rule(rule).values)

    @cached_property
    def weighted(self) -> tuple[Fraction, ...]:
        return tuple(p * q for p, q in zip(self.weight, self.value, strict=True))

    def expected(self, members: Iterable[int]) -> Fraction:
        """y(S): the expected number of units that the rule gives to types in S."""
        return _total(self.weighted[e] for e in members)

    def capacity(self, members: Iterable[int]) -> Fraction:
        """f(S): the expected number of units that agents with types in S can take."""
        chances: dict[int, Fraction] = {}
        for e in members:
            chances[self.owner[e]] = chances.get(self.owner[e], Fraction(0)) + self.weight[e]
        if self.units == 1:
            return 1 - _product([1 - chance for chance in chances.values()])
        law = self._numbers(chances.values())
        return self.units - sum(((self.units - m) * chance for m, chance in enumerate(law)), Fraction(0))

    def _numbers(self, chances: Iterable[Fraction]) -> list[Fraction]:
        """The probabilities that 0, 1, ..., k - 1 of independent events happen (Poisson-binomial)."""
        law = [Fraction(1)] + [Fraction(0)] * (self.units - 1)
        for chance in chances:
            for m in range(self.units - 1, -1, -1):
                law[m] = law[m] * (1 - chance) + (law[m - 1] * chance if m else 0)
        return law

    def hierarchical(self, order: Sequence[int]) -> list[Fraction]:
        """The weighted interim rule that serves the highest ranked types present; what is not ranked gets nothing."""
        served = [Fraction(0)] * len(self.owner)
        if self.units > 1:
            return list(submodular.greedy(self.capacity, order, len(served)))
        ranked, nobody = [Fraction(0)] * self.agents, Fraction(1)
        for e in order:
            i = self.owner[e]
            others = nobody / (1 - ranked[i])
            served[e] = self.weight[e] * others
            ranked[i] += self.weight[e]
            nobody = others * (1 - ranked[i])
            if not nobody:
                break
        return served


@dataclass(frozen=True)
class SingleObjectImplementable(RuleStatement, ToldStatement):
    """An interim rule of a single-object problem with independent types is implementable.

    Evidence: `RuleMixture` or `AllThresholds`; when it is not, `ViolatedSet` or `NegativeValue`.
    """

    kind: ClassVar[str] = "single object implementable"

    def sentence(self) -> str:
        return "the interim rule is implementable"


def _units(problem: Problem) -> int:
    """k, if the quotas are those of k units of one object, at most one for each agent."""
    if problem.public or len(problem.objects) > 1 or problem.restrictions:
        raise ValueError("thresholds need a single private object and the same quotas at every type profile")
    cells = frozenset(problem.cells)
    total = next((each for each in problem.constraints if each.cells == cells), None)
    alone = dict.fromkeys(problem.cells) | {
        next(iter(each.cells)): each.ceiling for each in problem.constraints if len(each.cells) == 1
    }
    known = all(len(each.cells) == 1 or each.cells == cells for each in problem.constraints)
    if not known or any(each.floor for each in problem.constraints):
        raise ValueError("thresholds need ceilings on all agents together, or on single agents, and no floors")
    units = None if total is None else total.ceiling
    ones = all(ceiling == 1 for ceiling in alone.values())
    if units is None and ones:
        units = Fraction(len(cells))
    if units is None or units.denominator != 1 or units < 1:
        raise ValueError("thresholds need a whole number of units, at least 1, as the ceiling on all agents together")
    if units > 1 and not ones:
        raise ValueError("thresholds need ceiling 1 for each agent where there is more than one unit")
    if any(ceiling is not None and ceiling < 1 for ceiling in alone.values()):
        raise ValueError("thresholds need ceilings of at least 1 for single agents")
    return min(int(units), len(cells))


def _total(numbers: Iterable[Fraction]) -> Fraction:
    """The sum, over one common denominator."""
    listed = list(numbers)
    scale = lcm(*(each.denominator for each in listed))
    return Fraction(sum(each.numerator * (scale // each.denominator) for each in listed), scale)


def _product(numbers: Iterable[Fraction]) -> Fraction:
    above = below = 1
    for each in numbers:
        above *= each.numerator
        below *= each.denominator
    return Fraction(above, below)
