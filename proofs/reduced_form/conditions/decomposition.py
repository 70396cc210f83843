"""A random outcome as a lottery over feasible pure outcomes (Birkhoff 1946; von Neumann 1953; BCKM 2013; LY (2)).

A random outcome x is feasible if it is the expectation of a lottery over feasible pure outcomes. Yes is shown by such a
lottery, with at most dimension + 1 of them (Carathéodory); no by a *separating inequality*: weights under which x is
worth more than every feasible pure outcome. BCKM is Budish, Che, Kojima & Milgrom (2013); their Theorem 1 says that
on a bihierarchy every solution of the quotas is feasible; it is not used, and other structures are treated alike.

Method: a quota that x violates separates it. Otherwise walk from vertex to vertex (`exact.lotteries`); where that meets
a fractional vertex, seek the shares by linear programs over the pure outcomes known so far, whose Farkas vectors either
separate x or name an outcome that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact import lotteries
from exact.linear import FarkasVector, LinearSystem, Point, Row, feasibility
from exact.plain_data import at_key, written
from exact.rationals import primitive, rational
from exact.verdicts import Evidence, Statement, Verdict
from proofs.reduced_form.conditions.capacity import AtProfile, CapacityFunction
from proofs.reduced_form.implementation.deciding import Lottery
from proofs.reduced_form.problem.outcomes import Outcome, Outcomes, Proof, share_lists, value, with_lists
from proofs.reduced_form.problem.problems import Cell, Problem, Profile, Weighted, name_of


@dataclass(frozen=True)
class FeasibleRandomOutcome(AtProfile):
    """The random outcome is a lottery over feasible pure outcomes (a solution of the quotas, if objects are divisible).

    Evidence for yes: `OutcomeLottery`; for no: `Separation`.
    """

    kind: ClassVar[str] = "feasible random outcome"
    outcome: Outcome

    def sentence(self) -> str:
        return "the random outcome is a lottery over feasible pure outcomes"


@dataclass(frozen=True)
class OutcomeLottery(Evidence):
    """Positive probabilities that sum to 1, each with a feasible outcome; at most as many as cells, and one more."""

    form: ClassVar[str] = "lottery"
    entries: Lottery = field(metadata=written("lottery"))

    def mean(self) -> dict[Cell, Fraction]:
        """The expectation, where it is not zero."""
        total: dict[Cell, Fraction] = {}
        for share, outcome in self.entries:
            for cell, quantity in outcome:
                total[cell] = total.get(cell, Fraction(0)) + share * quantity
        return total

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, FeasibleRandomOutcome) or not holds:
            return False
        outcomes = statement.outcomes()
        shares = [share for share, _ in self.entries]
        if sum(shares) != 1 or min(shares) <= 0 or len(shares) > len(outcomes.cells) + 1:
            return False
        if not all(outcomes.contains(outcome) for _, outcome in self.entries):
            return False
        return self.mean() == dict(statement.outcome)


@dataclass(frozen=True)
class Separation(Evidence):
    """Weights under which no feasible outcome is worth more than `bound`, and the random outcome is."""

    form: ClassVar[str] = "separating inequality"
    weights: tuple[Weighted, ...]
    bound: Fraction
    proof: Proof

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, FeasibleRandomOutcome) or holds:
            return False
        weights, outcomes = dict(self.weights), statement.outcomes()
        exceeds = set(weights) <= set(outcomes.cells) and value(weights, statement.outcome) > self.bound
        return exceeds and outcomes.proves(self.proof, weights, self.bound)

    # The list of outcomes of the proof stands apart, as where several proofs share it.
    def data(self) -> dict[str, Any]:
        plain = super().data()
        lists = share_lists([plain])
        return {**plain, "lists": lists}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        (whole,) = with_lists([data], at_key(data, "lists"))
        return super().from_data(whole)


def decompose(problem: Problem, quantities: Mapping[Cell, Any], profile: Profile | None = None) -> Verdict:
    """Whether the random outcome (a quantity by cell; cells left out are 0) is feasible at a type profile.

    Where no outcome at all is feasible the verdict says that instead. Raises `ValueError` for an unknown cell and
    `TypeError` for a float.
    """
    unknown = sorted(set(quantities) - set(problem.cells))
    if unknown:
        raise ValueError(f"{name_of(unknown)} is not made of the problem's cells, such as {problem.cells[0]}")
    function = CapacityFunction(problem, profile)
    empty = function.emptiness()
    if empty is not None:
        return empty
    exact = [rational(quantities.get(cell, 0), f"quantity of {name_of([cell])}") for cell in problem.cells]
    outcomes = function.outcomes
    statement = FeasibleRandomOutcome(problem, function.profile, outcomes.outcome(tuple(exact)))
    weights = _broken_quota(outcomes, exact)
    if weights is not None:
        return Verdict(statement, False, _separation(outcomes, weights))
    if problem.divisible:
        return Verdict(statement, True, OutcomeLottery(((Fraction(1), statement.outcome),)))
    lottery = lotteries.walk(outcomes.system, exact)
    if lottery is not None:
        entries = tuple((share, outcomes.outcome(point)) for share, point in lottery.entries)
        return Verdict(statement, True, OutcomeLottery(entries))
    return _by_columns(statement, outcomes, exact)


def _broken_quota(outcomes: Outcomes, point: Sequence[Fraction]) -> list[Fraction] | None:
    """The weights of a quota that the point violates: +1 on a set above its ceiling, -1 on one below its floor."""
    for j, quantity in enumerate(point):
        if quantity < 0:
            return [Fraction(-int(k == j)) for k in range(len(point))]
    for quota in outcomes.quotas:
        total = sum((x for cell, x in zip(outcomes.cells, point, strict=True) if cell in quota.cells), Fraction(0))
        for broken, sign in ((quota.ceiling is not None and total > quota.ceiling, 1), (total < quota.floor, -1)):
            if broken:
                return [Fraction(sign * (cell in quota.cells)) for cell in outcomes.cells]
    return None


def _separation(outcomes: Outcomes, weights: Sequence[Fraction]) -> Separation:
    best = outcomes.maximum(tuple(weights))
    assert best.value is not None
    named = tuple((cell, weight) for cell, weight in zip(outcomes.cells, weights, strict=True) if weight)
    return Separation(named, best.value, best.proof)


def _by_columns(statement: FeasibleRandomOutcome, outcomes: Outcomes, point: Sequence[Fraction]) -> Verdict:
    first = outcomes.maximum(tuple(Fraction(0) for _ in point)).outcome
    assert first is not None
    known = [first]
    while True:
        found = feasibility(_over(outcomes.cells, known, point)).evidence
        if isinstance(found, Point):
            points = [[dict(outcome).get(cell, Fraction(0)) for cell in outcomes.cells] for outcome in known]
            drawn = lotteries.fewest(found.values, points)
            return Verdict(statement, True, OutcomeLottery(tuple((share, known[k]) for k, share in drawn)))
        assert isinstance(found, FarkasVector)
        weights = list(map(Fraction, primitive([-m for m in found.multipliers[: len(point)]])))
        separation = _separation(outcomes, weights)
        if value(dict(separation.weights), statement.outcome) > separation.bound:
            return Verdict(statement, False, separation)
        best = outcomes.maximum(tuple(weights)).outcome
        assert best is not None
        assert best not in known, "a Farkas vector that no missing outcome contradicts separates"
        known.append(best)


def _over(cells: Sequence[Cell], known: Sequence[Outcome], point: Sequence[Fraction]) -> LinearSystem:
    """Shares of the known outcomes that sum to 1 and whose expectation is the point."""
    quantities = [dict(outcome) for outcome in known]
    rows = [
        Row(tuple((k, x[cell]) for k, x in enumerate(quantities) if cell in x), "=", bound)
        for cell, bound in zip(cells, point, strict=True)
    ]
    rows.append(Row(tuple((k, Fraction(1)) for k in range(len(known))), "=", Fraction(1)))
    size = len(known)
    return LinearSystem(tuple(range(size)), tuple(rows), (Fraction(0),) * size, (None,) * size)
