"""Single-object problems with independent types, where the type profiles are too many to list.

k units of one object go to n agents, at most one to each; types are independent. An interim rule Q is implementable
exactly if Q >= 0 and, for every set S of types (of one or more agents),

    y(S) = sum over (i, t) in S of lambda_i(t) Q_i(t)  <=  f(S) = E min(k, number of agents whose type is in S),

(Border 1991, 2007 for one unit; Che, Kim & Mierendorff 2013 for k). f is submodular, so the implementable rules are a
polymatroid, whose vertices are the *hierarchical* rules: rank some of the types and serve the k highest present.

One unit: f(S) = 1 - product of (1 - lambda_i(S_i)), and only the nested sets of one order matter (Border 2007; Cai,
Daskalakis & Weinberg 2012). For at a set that is violated most, a type t of i is in S exactly if Q_i(t) exceeds the
product of (1 - lambda_j(S_j)) over the others j, that is if `Q_i(t) Pr(Q_i <= Q_i(t))` exceeds the product over all.
So the types are sorted by that number, and each beginning of the list is one inequality: near-linear time.

k units: one order is not enough: the sets are thresholds for each agent. A set that violates f is sought by exact
column generation on the submodular function f (`exact.submodular`), practical up to about a hundred types.

No is shown by the violated set. Yes is shown, up to `MOST_MIXED` types in all, by a convex combination of hierarchical
rules; above that by the inequalities themselves, and then it rests on the theorems named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, ClassVar

from exact import arguments, submodular
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.implementation.single_object import (
    MOST_TYPES_OF_UNITS,
    SingleObject,
    SingleObjectImplementable,
    _total,
)
from proofs.reduced_form.problem.problems import InterimRule, Problem

MOST_MIXED = 300
"""The most types in all for which a yes comes with a convex combination of hierarchical rules."""

PRECISION = 256
"""Bits after the point in the enclosures that spare most exact comparisons."""

TOLERANCE = 1 << (PRECISION // 2)
"""What the rounded walk takes for zero, in units of the last bit."""

PRIME = (1 << 61) - 1

Rules = tuple[tuple[Fraction, tuple[int, ...]], ...]
"""Probabilities, each with the ranking of the types that a hierarchical rule serves."""

ONE_UNIT = "Border (2007); Cai, Daskalakis & Weinberg (2012): the nested sets of one order suffice"
"""The theorem on which a yes rests when it comes without a convex combination."""


class _ThresholdEvidence(Evidence):
    """What the kinds of evidence share: the data that a statement is about."""

    @staticmethod
    def case(statement: Statement) -> SingleObject | None:
        if not isinstance(statement, SingleObjectImplementable):
            return None
        return SingleObject.of(statement.problem, statement.rule)


@dataclass(frozen=True)
class ViolatedSet(_ThresholdEvidence):
    """Types, by their positions, that together get more than agents with such types can be given."""

    form: ClassVar[str] = "violated set"
    members: tuple[int, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        case = self.case(statement)
        if case is None or holds or len(set(self.members)) != len(self.members):
            return False
        return case.expected(self.members) > case.capacity(self.members)


@dataclass(frozen=True)
class NegativeValue(_ThresholdEvidence):
    """A type with a negative value."""

    form: ClassVar[str] = "negative value"
    position: int

    def supports(self, statement: Statement, holds: bool) -> bool:
        case = self.case(statement)
        return case is not None and not holds and case.value[self.position] < 0


@dataclass(frozen=True)
class RuleMixture(_ThresholdEvidence):
    """Hierarchical rules, each the ranking of the types it serves, with probabilities.

    On average they give each type at least what Q does; what is too much is thrown away, for there are no floors.
    """

    form: ClassVar[str] = "hierarchical rules"
    rules: Rules

    def supports(self, statement: Statement, holds: bool) -> bool:
        case = self.case(statement)
        if case is None or not holds or sum((p for p, _ in self.rules), Fraction(0)) != 1:
            return False
        average = [Fraction(0)] * len(case.owner)
        for probability, order in self.rules:
            if probability < 0 or len(set(order)) != len(order):
                return False
            for e, served in enumerate(case.hierarchical(order)):
                average[e] += probability * served
        pairs = zip(average, case.weighted, case.value, strict=True)
        return all(got >= wanted and value >= 0 for got, wanted, value in pairs)


@dataclass(frozen=True)
class AllThresholds(_ThresholdEvidence):
    """One unit: the inequality of every nested set of the order holds; enough by the theorem named."""

    form: ClassVar[str] = "threshold inequalities"
    theorem: str = ONE_UNIT

    def supports(self, statement: Statement, holds: bool) -> bool:
        case = self.case(statement)
        if case is None or not holds or case.units != 1 or self.theorem != ONE_UNIT:
            return False
        return min(case.value) >= 0 and violated_threshold(case, case.value) is None


def single_object(problem: Problem, rule: InterimRule | Mapping[str, Any]) -> Verdict:
    """Whether the interim rule of a single-object problem with independent types is implementable.

    The rule may be nested mappings (`Problem.interim_rule`). Near-linear in the number of types for one unit. With more
    units and more than `MOST_TYPES_OF_UNITS` types in all the answer is Undecided. Raises `ValueError` for a problem of
    another kind.
    """
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    given = problem.interim_rule(rule)
    case, statement = SingleObject.of(problem, given), SingleObjectImplementable(problem, given)
    negative = next((e for e, value in enumerate(case.value) if value < 0), None)
    if negative is not None:
        return Verdict(statement, False, NegativeValue(negative))
    if case.units > 1 and len(case.owner) > MOST_TYPES_OF_UNITS:
        tried = f"{len(case.owner)} types with {case.units} units; at most {MOST_TYPES_OF_UNITS} are tried"
        return Verdict(statement, None, Undecided((tried,)))
    if case.units > 1:
        answer = submodular.decide(case.capacity, case.weighted)
        if isinstance(answer, submodular.Combination):
            return Verdict(statement, True, RuleMixture(answer.parts))
        return Verdict(statement, False, ViolatedSet(tuple(sorted(answer))))
    violated = violated_threshold(case, case.value)
    if violated is not None:
        return Verdict(statement, False, ViolatedSet(tuple(sorted(violated))))
    if len(case.owner) > MOST_MIXED:
        return Verdict(statement, True, AllThresholds())
    return Verdict(statement, True, RuleMixture(_Mixture(case).rules()))


def violated_threshold(case: SingleObject, values: Sequence[Fraction], ignored: int = 0) -> list[int] | None:
    """One unit, values >= 0: a beginning of the one order whose inequality is violated, or `None`.

    Sums and products are enclosed in intervals of `PRECISION` bits; only where these leave it open is an inequality
    evaluated exactly, so the answer is exact and most steps cost a few machine words. With `ignored` > 0 the answer is
    a suggestion: violations of up to so many units of the last bit do not count.
    """
    order = _one_order(case, values)
    sweep = _Sweep(case, values)
    best, length = ignored, None
    for position, e in enumerate(order):
        sweep.add(e)
        excess = sweep.surely_exceeds()
        if excess > best or (length is None and not ignored and excess <= 0 and sweep.open() and sweep.exceeds()):
            best, length = max(best, excess), position + 1
    return None if length is None else order[:length]


def _one_order(case: SingleObject, values: Sequence[Fraction]) -> list[int]:
    """The types by `Q_i(t) Pr(Q_i <= Q_i(t))`, greatest first."""
    by_agent: dict[int, list[int]] = {}
    for e, i in enumerate(case.owner):
        by_agent.setdefault(i, []).append(e)
    keys: dict[int, tuple[int, Fraction]] = {}
    for members in by_agent.values():
        members.sort(key=lambda e: values[e])
        scale = lcm(*(case.weight[e].denominator for e in members))
        below = 0
        start = 0
        for position, e in enumerate(members):
            below += case.weight[e].numerator * (scale // case.weight[e].denominator)
            if position + 1 == len(members) or values[members[position + 1]] != values[e]:
                key = values[e] * Fraction(below, scale)
                rounded = -((key.numerator << PRECISION) // key.denominator)
                for same in members[start : position + 1]:
                    keys[same] = rounded, -key
                start = position + 1
    return sorted(range(len(case.owner)), key=keys.__getitem__)


class _Sweep:
    """y(S) + product of (1 - lambda_i(S_i)) - 1 while S grows: enclosures, and exact integers behind them."""

    def __init__(self, case: SingleObject, values: Sequence[Fraction]) -> None:
        self.case, self.values = case, values
        scales = [1] * case.agents
        for e, i in enumerate(case.owner):
            scales[i] = lcm(scales[i], case.weight[e].denominator)
        self.scales = scales
        self.left = list(scales)  # 1 - lambda_i(S_i), over the agent's scale
        self.members: list[int] = []
        self.sum = 0  # a lower bound of y(S); an upper bound is this plus one unit for each member
        self.low = self.high = 1 << PRECISION  # bounds of the product

    def add(self, e: int) -> None:
        weight, i = self.case.weight[e], self.case.owner[e]
        before = self.left[i]
        after = self.left[i] = before - weight.numerator * (self.scales[i] // weight.denominator)
        self.low = self.low * after // before
        self.high = -(-self.high * after // before)
        value = self.values[e]
        self.sum += ((weight.numerator * value.numerator) << PRECISION) // (weight.denominator * value.denominator)
        self.members.append(e)

    def surely_exceeds(self) -> int:
        """A lower bound of the excess."""
        return self.sum + self.low - (1 << PRECISION)

    def open(self) -> bool:
        """Whether the excess may still be positive."""
        return self.sum + len(self.members) + self.high > 1 << PRECISION

    def exceeds(self) -> bool:
        """Whether the excess is positive, exactly."""
        weighted = (self.case.weight[e] * self.values[e] for e in self.members)
        return _total(weighted) > self.case.capacity(self.members)


class _Mixture:
    """One unit: a point of the polymatroid as a convex combination of hierarchical rules.

    From the point, take a vertex of the smallest face around it (a ranking in which the tight sets come first, one
    inside the next, and zeros are left out), and walk away from that vertex until another inequality binds; the rest is
    a point on a smaller face. Each step binds a new one, so there are at most as many rules as types, plus one.

    Exact numbers grow on the way, so the walk is first made with numbers rounded to `PRECISION` bits. It only suggests
    the rankings; their probabilities then come from an exact linear system. If that fails, the walk is made exactly.
    """

    def __init__(self, case: SingleObject) -> None:
        self.case = case
        self.rounded = False

    def violated(self, point: list[Fraction]) -> list[int] | None:
        """A set whose inequality the nonnegative weighted point violates."""
        values = [y / w for y, w in zip(point, self.case.weight, strict=True)]
        return violated_threshold(self.case, values, TOLERANCE if self.rounded else 0)

    def rules(self) -> Rules:
        """The convex combination for the case's own rule, which must be implementable."""
        self.rounded = True
        rules = self._solved([order for _, order in self.walk()])
        self.rounded = False
        return self.walk() if rules is None else rules

    def _solved(self, orders: list[tuple[int, ...]]) -> Rules | None:
        """The probabilities with which these rankings make the rule, if there are any."""
        from flint import fmpz_mat, nmod_mat

        exact = [[*self.case.hierarchical(order), Fraction(1)] for order in orders]
        target = [*self.case.weighted, Fraction(1)]
        scale = lcm(*(entry.denominator for column in (*exact, target) for entry in column))
        columns = [[int(entry * scale) for entry in column] for column in exact]
        goal = [int(entry * scale) for entry in target]
        # Rows that are independent modulo a prime are independent; too few only means no suggestion.
        reduced, rank = nmod_mat(len(columns), len(goal), [x % PRIME for c in columns for x in c], PRIME).rref()
        if rank < len(orders):
            return None
        rows = [next(j for j in range(len(goal)) if int(reduced[r, j])) for r in range(rank)]
        solution = fmpz_mat([[column[j] for column in columns] for j in rows]).solve(
            fmpz_mat([[goal[j]] for j in rows])
        )
        shares = [Fraction(int(solution[k, 0].p), int(solution[k, 0].q)) for k in range(len(orders))]
        below = lcm(*(share.denominator for share in shares))
        parts = [int(share * below) for share in shares]
        reached = [sum(part * column[j] for part, column in zip(parts, columns, strict=True)) for j in range(len(goal))]
        if min(shares) < 0 or reached != [below * entry for entry in goal]:
            return None
        return tuple((share, order) for share, order in zip(shares, orders, strict=True) if share)

    def walk(self) -> Rules:
        """The walk, with numbers as `self.rounded` says."""
        point, remaining = list(self.case.weighted), Fraction(1)
        least = Fraction(TOLERANCE, 1 << PRECISION) if self.rounded else Fraction(0)
        chain: list[list[int]] = []  # the differences of successive tight sets
        found: list[tuple[Fraction, tuple[int, ...]]] = []
        while True:
            chain = [kept for block in chain if (kept := [e for e in block if point[e] > least])]
            ranked = {e for block in chain for e in block}
            order = [e for block in chain for e in block]
            order += [e for e in range(len(point)) if point[e] > least and e not in ranked]
            vertex = [self._round(v) for v in self.case.hierarchical(order)]
            if all(abs(y - v) <= least for y, v in zip(point, vertex, strict=True)) or len(found) > len(point):
                return (*found, (remaining, tuple(order)))
            stretch, tight = self._farthest(point, vertex, least)
            share = 1 / (1 + stretch)
            found.append((remaining * (1 - share), tuple(order)))
            remaining = self._round(remaining * share)
            point = [max(self._round(y + stretch * (y - v)), Fraction(0)) for y, v in zip(point, vertex, strict=True)]
            chain = _refined(chain, order, tight)

    def _round(self, number: Fraction) -> Fraction:
        if not self.rounded:
            return number
        return Fraction((number.numerator << PRECISION) // number.denominator, 1 << PRECISION)

    def _farthest(self, point: list[Fraction], vertex: list[Fraction], least: Fraction) -> tuple[Fraction, set[int]]:
        """The greatest s for which `point + s (point - vertex)` is in the polymatroid, and a set that binds there.

        Newton's method: a violated set says how far it lets the step go (the set is empty when only a zero binds).
        """
        away = [y - v for y, v in zip(point, vertex, strict=True)]
        steps = (y / -d for y, d in zip(point, away, strict=True) if d < -least)
        stretch = self._round(min(steps, default=Fraction(1)))
        tight: set[int] = set()
        while True:
            beyond = [max(y + stretch * d, Fraction(0)) for y, d in zip(point, away, strict=True)]
            violated = self.violated([self._round(y) for y in beyond])
            if violated is None or set(violated) == tight:
                return stretch, tight
            tight = set(violated)
            room = self.case.capacity(tight) - _total(point[e] for e in tight)
            gain = _total(away[e] for e in tight)
            if gain <= least:
                return stretch, tight
            stretch = max(self._round(room / gain), Fraction(0))


def _refined(chain: list[list[int]], order: Sequence[int], tight: set[int]) -> list[list[int]]:
    """The chain with each block split by a further tight set: unions and intersections of tight sets are tight."""
    ranked = {e for block in chain for e in block}
    parts = [
        part for block in chain for part in ([e for e in block if e in tight], [e for e in block if e not in tight])
    ]
    free = [e for e in order if e not in ranked and e in tight]
    return [part for part in [*parts, free] if part]
