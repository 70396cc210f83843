"""Is an interim rule implementable? (LY, section 2.3)

Q is implementable if a feasible ex post rule p induces it: p gives every type profile t a lottery over the outcomes
that are feasible there, and `Q_i(t_i, j) lambda_i(t_i) = sum of lambda(t) p(i, j, t)` over the profiles t that
contain t_i (LY (7), multiplied by the type's probability).

Yes is shown by such a rule, with its lotteries. No is shown by a linear inequality: weights f(i, t_i, j), and for every
profile t the greatest value that the weighted cells reach on the feasible outcomes there. Every implementable rule
satisfies `sum f lambda_i Q_i <= sum over t of lambda(t) * (that value)`, and this one does not.

Method: the quotas' linear relaxation is solved first. If it fails, its Farkas vector is the inequality. If it succeeds,
each profile's random outcome is decomposed into pure outcomes. Where the relaxation has fractional vertices and that
fails, lotteries are sought directly, a column at a time: each Farkas vector of the lotteries known so far either is the
inequality or names pure outcomes that are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from exact import arguments, lotteries
from exact.linear import FarkasVector, LinearSystem, Point, Row, feasibility
from exact.plain_data import at_key, keyed, written
from exact.rationals import NotConstant, primitive
from exact.showing.display import Displayed
from exact.symbolic.substituting import at, samples, scope_of
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.problem.outcomes import (
    Outcome,
    OutcomeSets,
    Proof,
    share_lists,
    value,
    with_lists,
)
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem, Profile, Weighted
from proofs.reduced_form.problem.statements import RuleStatement
from proofs.told import ToldStatement

if TYPE_CHECKING:
    from proofs.reduced_form.implementation.separating import Asking

Lottery = tuple[Annotated[tuple[Fraction, Outcome], keyed("probability", "outcome")], ...]


MANY_PROFILES = 500
"""From so many type profiles on it is asked in the dimension of the rule (`separating`), where that can be done."""

MOST_WRITTEN = 20_000
"""With more type profiles than that they are not written down in one large program."""


@dataclass(frozen=True)
class HasOutcome(ToldStatement):
    """At every type profile some outcome is feasible. Evidence: `SomeOutcomes`, or `NoOutcome`."""

    kind: ClassVar[str] = "has a feasible outcome"
    problem: Problem

    def sentence(self) -> str:
        return "some outcome is feasible at every type profile"


@dataclass(frozen=True)
class Implementable(RuleStatement):
    """The interim rule is implementable. Evidence: `ExPostRule`, or `Inequality`, or `NoOutcome`."""

    kind: ClassVar[str] = "implementable"

    def sentence(self) -> str:
        return "the interim rule is implementable"


@dataclass(frozen=True)
class SomeOutcomes(Evidence):
    """A feasible outcome for every type profile."""

    form: ClassVar[str] = "outcomes"
    outcomes: tuple[Annotated[tuple[Profile, Outcome], keyed("profile", "outcome")], ...] = field(
        metadata=written("profiles")
    )

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, HasOutcome) or not holds:
            return False
        sets, given = OutcomeSets(statement.problem), dict(self.outcomes)
        return all(t in given and sets.at(t).contains(given[t]) for t in statement.problem.profiles())


@dataclass(frozen=True)
class NoOutcome(Evidence):
    """A type profile at which no outcome is feasible, with the proof."""

    form: ClassVar[str] = "no outcome"
    profile: Profile
    proof: Proof

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, HasOutcome | Implementable) or holds:
            return False
        return OutcomeSets(statement.problem).at(self.profile).proves(self.proof, {}, None)


@dataclass(frozen=True)
class ExPostRule(Evidence):
    """p: for every type profile a lottery over feasible outcomes (a single outcome, if objects are divisible)."""

    form: ClassVar[str] = "ex post rule"
    lotteries: tuple[Annotated[tuple[Profile, Lottery], keyed("profile", "lottery")], ...] = field(
        metadata=written("profiles")
    )

    def at(self, *profile: str) -> Lottery:
        """The lottery at a type profile: `at("keen", "any")`. Raises `ValueError` for another profile."""
        for known, lottery in self.lotteries:
            if known == profile:
                return lottery
        raise ValueError(f"({', '.join(map(str, profile))}) is not a type profile of the ex post rule")

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Implementable) or not holds:
            return False
        problem, sets, given = statement.problem, OutcomeSets(statement.problem), dict(self.lotteries)
        for profile in problem.profiles():
            lottery = given.get(profile, ())
            if sum(share for share, _ in lottery) != 1 or any(share <= 0 for share, _ in lottery):
                return False
            if not all(sets.at(profile).contains(outcome) for _, outcome in lottery):
                return False
        return induced_rule(problem, self) == statement.rule


@dataclass(frozen=True)
class ProfileBound(Displayed):
    """No feasible outcome at `profile` gives the weighted cells a value above `bound`."""

    profile: Profile
    bound: Fraction
    proof: Proof


@dataclass(frozen=True)
class Inequality(Evidence):
    """`sum f lambda_i Q_i <= sum lambda(t) bound(t)`: true of every implementable rule, and violated by the rule."""

    form: ClassVar[str] = "inequality"
    coefficients: tuple[Weighted, ...]
    bounds: tuple[ProfileBound, ...]

    def left(self, problem: Problem, rule: InterimRule) -> Fraction:
        """`sum f(i, t_i, j) lambda_i(t_i) Q_i(t_i, j)`."""
        at = dict(zip(problem.coordinates, rule.values, strict=True))
        terms = (f * problem.marginals[c[0], c[1]] * at[c] for c, f in self.coefficients)
        return sum(terms, Fraction(0))

    def right(self, problem: Problem) -> Fraction:
        """`sum over t of lambda(t) bound(t)`."""
        return sum((problem.probability(entry.profile) * entry.bound for entry in self.bounds), Fraction(0))

    def proves(self, problem: Problem, bound: Fraction) -> bool:
        """Whether the bounds are proved, for every type profile once, and their expectation is at most this one."""
        sets, coefficients = OutcomeSets(problem), dict(self.coefficients)
        if [entry.profile for entry in self.bounds] != list(problem.profiles()):
            return False
        for entry in self.bounds:
            weights = sets.weights(coefficients, entry.profile)
            if not sets.at(entry.profile).proves(entry.proof, weights, entry.bound):
                return False
        return self.right(problem) <= bound

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Implementable) or holds:
            return False
        problem, right = statement.problem, self.right(statement.problem)
        return self.proves(problem, right) and self.left(problem, statement.rule) > right

    # The profiles share their lists of outcomes, which are written once.
    def data(self) -> dict[str, Any]:
        plain = super().data()
        lists = share_lists(plain["bounds"])
        return {"coefficients": plain["coefficients"], "lists": lists, "bounds": plain["bounds"]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return super().from_data({**data, "bounds": with_lists(at_key(data, "bounds"), at_key(data, "lists"))})


def has_outcome(problem: Problem) -> Verdict:
    """Whether at every type profile some outcome is feasible; evidence for both answers."""
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    sets = OutcomeSets(problem)
    statement = HasOutcome(problem)
    none = tuple(Fraction(0) for _ in problem.cells)
    found: list[tuple[Profile, Outcome]] = []
    for profile in problem.profiles():
        best = sets.at(profile).maximum(none)
        if best.outcome is None:
            return Verdict(statement, False, NoOutcome(profile, best.proof))
        found.append((profile, best.outcome))
    return Verdict(statement, True, SomeOutcomes(tuple(found)))


def implementable(problem: Problem, rule: InterimRule | Mapping[str, Any], asking: Asking | None = None) -> Verdict:
    """Whether the interim rule is the reduced form of a feasible ex post rule; evidence for both answers.

    The rule may be nested mappings (`Problem.interim_rule`). Where the question is decided in the dimension of the rule
    (`proofs.reduced_form.implementation.separating`), `asking` says who does the work and hears of it. That is given up
    after so many ex post rules; then, with more than `MOST_WRITTEN` type profiles, the verdict is undecided.
    """
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    statement = Implementable(problem, problem.interim_rule(rule))
    some = has_outcome(problem)
    if not some:
        return Verdict(statement, False, some.evidence)
    if scope_of(statement) is not None:
        return _varying(statement, asking)
    separated = _separated(statement, asking) if problem.profile_count >= MANY_PROFILES else None
    if separated is not None and separated.holds is None:
        return separated
    verdict = _Implementation(statement).decide() if separated is None else separated
    if not verdict.verify():
        raise AssertionError("evidence does not support the verdict")
    return verdict


def _varying(statement: Implementable, asking: Asking | None) -> Verdict:
    """The verdict where numbers are formulas, on the piece on which they are.

    A rule that is not implementable at a value near by breaks an inequality there, whose weights are numbers: it is
    tried on the piece. Else lotteries are sought over all pure outcomes, or over those that serve near by.
    """
    task = _Implementation(statement)
    values = (at(statement, value) for value in samples(statement))
    near = [implementable(number.problem, number.rule, asking) for number in values]
    for verdict in near:
        if isinstance(verdict.evidence, Inequality):
            weights = dict(verdict.evidence.coefficients)
            evidence = task.inequality([weights.get(c, Fraction(0)) for c in statement.problem.coordinates])
            if evidence is not None:
                return Verdict(statement, False, evidence)
    rules = [verdict.evidence for verdict in near if isinstance(verdict.evidence, ExPostRule)]
    found = task.decide() if statement.problem.divisible else task.by_columns(rules)
    if not found.verify():
        raise AssertionError("evidence does not support the verdict")
    return found


def _separated(statement: Implementable, asking: Asking | None) -> Verdict | None:
    """The verdict in the dimension of the rule, where the best outcomes at all profiles at once are to be had."""
    from proofs.reduced_form.implementation.separating import MOST_ASKED, Separation  # numpy, which few questions need

    problem = statement.problem
    separation = Separation.of(problem, OutcomeSets(problem), asking)
    if separation is None:
        return None
    marginals = problem.marginals
    pairs = zip(problem.coordinates, statement.rule.values, strict=True)
    answer = separation.decide([marginals[c[0], c[1]] * quantity for c, quantity in pairs])
    if isinstance(answer, list):
        return Verdict(statement, True, ExPostRule(tuple(answer)))
    if answer is None:
        tried = f"{MOST_ASKED} best deterministic ex post rules, of which neither a mixture nor weights came"
        written = problem.profile_count <= MOST_WRITTEN
        return None if written else Verdict(statement, None, Undecided((tried,)))
    coefficients = tuple((c, Fraction(f)) for c, f in zip(problem.coordinates, answer, strict=True) if f)
    bounds = tuple(ProfileBound(*found) for found in separation.bounds(answer))
    return Verdict(statement, False, Inequality(coefficients, bounds))


def induced_rule(problem: Problem, ex_post: ExPostRule) -> InterimRule:
    """The reduced form of an ex post rule (LY (7))."""
    weighted = dict.fromkeys(problem.coordinates, Fraction(0))
    by_cell: dict[str, dict[tuple[str, ...], list[Coordinate]]] = {agent: {} for agent in problem.agents}
    for coordinate in problem.coordinates:
        cells = by_cell[coordinate[0]]
        cells.setdefault((coordinate[1], *problem.cell_of(coordinate)), []).append(coordinate)
    for profile, lottery in ex_post.lotteries:
        weight = problem.probability(profile)
        for share, outcome in lottery:
            for cell, quantity in outcome:
                for agent, kind in zip(problem.agents, profile, strict=True):
                    for coordinate in by_cell[agent].get((kind, *cell), ()):
                        weighted[coordinate] += weight * share * quantity
    marginals = problem.marginals
    values = tuple(weighted[c] / marginals[c[0], c[1]] for c in problem.coordinates)
    return InterimRule(values, problem.coordinates)


class _Implementation:
    """One decision, in the variables x = lambda(t) p(., t) and y = lambda_i(t_i) Q_i (LY, section 3)."""

    def __init__(self, statement: Implementable) -> None:
        self.statement = statement
        self.problem = statement.problem
        self.sets = OutcomeSets(self.problem)
        self.profiles = list(self.problem.profiles())
        self.prior = [self.problem.probability(profile) for profile in self.profiles]
        marginals = self.problem.marginals
        pairs = zip(self.problem.coordinates, statement.rule.values, strict=True)
        self.weighted = {c: marginals[c[0], c[1]] * quantity for c, quantity in pairs}

    def decide(self) -> Verdict:
        relaxed = feasibility(self._relaxation())
        if isinstance(relaxed.evidence, FarkasVector):
            return self._refused(relaxed.evidence)
        assert isinstance(relaxed.evidence, Point)
        rule = self._decomposed(relaxed.evidence.values)
        return Verdict(self.statement, True, rule) if rule is not None else self.by_columns()

    def coordinates_of(self, profile: Profile) -> Iterator[tuple[int, Coordinate]]:
        """(cell index, coordinate) wherever a cell counts for a coordinate at the profile."""
        place = {cell: j for j, cell in enumerate(self.problem.cells)}
        for agent, kind in zip(self.problem.agents, profile, strict=True):
            for rest in self.problem.object_parts:
                coordinate = (agent, kind, *rest)
                yield place[self.problem.cell_of(coordinate)], coordinate

    def _relaxation(self) -> LinearSystem:
        """F of LY (8): `y = B x`, and the quotas weighted by the prior, at every profile."""
        size, zero = len(self.problem.cells), Fraction(0)
        reported: dict[Coordinate, list[tuple[int, Fraction]]] = {c: [] for c in self.problem.coordinates}
        quotas: list[Row] = []
        lower: list[Fraction | None] = []
        upper: list[Fraction | None] = []
        for number, (profile, weight) in enumerate(zip(self.profiles, self.prior, strict=True)):
            first = number * size
            for j, coordinate in self.coordinates_of(profile):
                reported[coordinate].append((first + j, Fraction(1)))
            system = self.sets.at(profile).system
            for row in system.rows:
                shifted = tuple((first + j, entry) for j, entry in row.coefficients)
                quotas.append(Row(shifted, row.sense, row.bound * weight))
            lower += [(bound or zero) * weight for bound in system.lower]
            upper += [None if bound is None else bound * weight for bound in system.upper]
        equations = [Row(tuple(reported[c]), "=", self.weighted[c]) for c in self.problem.coordinates]
        variables = tuple(range(size * len(self.profiles)))
        return LinearSystem(variables, (*equations, *quotas), tuple(lower), tuple(upper))

    def _refused(self, farkas: FarkasVector) -> Verdict:
        """The Farkas multipliers of the equations, negated, are the weights of a violated inequality."""
        evidence = self.inequality([-m for m in farkas.multipliers[: len(self.problem.coordinates)]])
        assert evidence is not None, "every implementable rule solves the relaxation"
        return Verdict(self.statement, False, evidence)

    def inequality(self, weights: list[Fraction]) -> Inequality | None:
        """The inequality with these weights, if the rule violates it."""
        pairs = zip(self.problem.coordinates, _scaled(weights), strict=True)
        coefficients = {coordinate: f for coordinate, f in pairs if f}
        left = sum((f * self.weighted[c] for c, f in coefficients.items()), Fraction(0))
        bounds: list[ProfileBound] = []
        for profile in self.profiles:
            best = self.sets.at(profile).maximum(self.sets.vector(self.sets.weights(coefficients, profile)))
            assert best.value is not None
            bounds.append(ProfileBound(profile, best.value, best.proof))
        right = sum((p * entry.bound for p, entry in zip(self.prior, bounds, strict=True)), Fraction(0))
        return Inequality(tuple(coefficients.items()), tuple(bounds)) if left > right else None

    def _decomposed(self, point: tuple[Fraction, ...]) -> ExPostRule | None:
        """Each profile's random outcome as a lottery over pure outcomes, or `None` if that failed somewhere."""
        size = len(self.problem.cells)
        rule: list[tuple[Profile, Lottery]] = []
        for number, (profile, weight) in enumerate(zip(self.profiles, self.prior, strict=True)):
            random = tuple(x / weight for x in point[number * size : (number + 1) * size])
            outcomes = self.sets.at(profile)
            if self.problem.divisible:
                rule.append((profile, ((Fraction(1), outcomes.outcome(random)),)))
                continue
            lottery = lotteries.walk(outcomes.system, random)
            if lottery is None:
                return None
            rule.append((profile, tuple((p, outcomes.outcome(pure)) for p, pure in lottery.entries)))
        return ExPostRule(tuple(rule))

    def by_columns(self, serving: Sequence[ExPostRule] = ()) -> Verdict:
        """Lotteries over the pure outcomes known so far; each failure adds outcomes or is the answer.

        Known are those that these rules draw, and all where they are few.
        """
        zero = tuple(Fraction(0) for _ in self.problem.cells)
        known: list[list[Outcome]] = []
        for profile in self.profiles:
            outcomes = self.sets.at(profile)
            first = outcomes.maximum(zero).outcome
            assert first is not None
            drawn = dict.fromkeys(outcome for rule in serving for _, outcome in rule.at(*profile))
            known.append(list(outcomes.short_list or (drawn or {first: None})))
        while True:
            verdict = feasibility(self._over(known))
            if isinstance(verdict.evidence, Point):
                return Verdict(self.statement, True, self._rule_over(known, verdict.evidence.values))
            assert isinstance(verdict.evidence, FarkasVector)
            weights = [-m for m in verdict.evidence.multipliers[: len(self.problem.coordinates)]]
            evidence = self.inequality(weights)
            if evidence is not None:
                return Verdict(self.statement, False, evidence)
            grown = self._add_best(known, weights)
            assert grown, "a Farkas vector that no missing outcome contradicts is the inequality"

    def _over(self, known: list[list[Outcome]]) -> LinearSystem:
        """`y = B x` with x a combination of known outcomes, whose weights sum to lambda(t) at profile t."""
        reported: dict[Coordinate, list[tuple[int, Fraction]]] = {c: [] for c in self.problem.coordinates}
        shares: list[Row] = []
        column = 0
        for profile, weight, outcomes in zip(self.profiles, self.prior, known, strict=True):
            owners = [(self.problem.cells[j], coordinate) for j, coordinate in self.coordinates_of(profile)]
            share = tuple((column + k, Fraction(1)) for k in range(len(outcomes)))
            shares.append(Row(share, "=", weight))
            for outcome in outcomes:
                quantities = dict(outcome)
                for cell, coordinate in owners:
                    if cell in quantities:
                        reported[coordinate].append((column, quantities[cell]))
                column += 1
        equations = [Row(tuple(reported[c]), "=", self.weighted[c]) for c in self.problem.coordinates]
        zero: tuple[Fraction | None, ...] = tuple(Fraction(0) for _ in range(column))
        return LinearSystem(tuple(range(column)), (*equations, *shares), zero, (None,) * column)

    def _rule_over(self, known: list[list[Outcome]], point: tuple[Fraction, ...]) -> ExPostRule:
        rule: list[tuple[Profile, Lottery]] = []
        column = 0
        for profile, weight, outcomes in zip(self.profiles, self.prior, known, strict=True):
            shares = point[column : column + len(outcomes)]
            points = [[dict(outcome).get(cell, Fraction(0)) for cell in self.problem.cells] for outcome in outcomes]
            drawn = _drawn(shares, points)
            rule.append((profile, tuple((share / weight, outcomes[k]) for k, share in drawn)))
            column += len(outcomes)
        return ExPostRule(tuple(rule))

    def _add_best(self, known: list[list[Outcome]], weights: list[Fraction]) -> bool:
        """Add to each profile the outcome that the weights like best, if it is new there."""
        coefficients = dict(zip(self.problem.coordinates, _scaled(weights), strict=True))
        grown = False
        for profile, outcomes in zip(self.profiles, known, strict=True):
            at = self.sets.weights(coefficients, profile)
            best = self.sets.at(profile).maximum(self.sets.vector(at)).outcome
            assert best is not None
            if best not in outcomes and value(at, best) > max(value(at, outcome) for outcome in outcomes):
                outcomes.append(best)
                grown = True
        return grown


def _scaled(weights: Sequence[Fraction]) -> Sequence[Fraction]:
    """The weights as integers without a common factor, unless they are formulas."""
    try:
        return tuple(map(Fraction, primitive(weights)))
    except NotConstant:
        return weights


def _drawn(shares: Sequence[Fraction], points: Sequence[Sequence[Fraction]]) -> list[tuple[int, Fraction]]:
    """Which points are drawn with which shares, as few as can be; formulas are left as they are."""
    if scope_of(shares) is not None:
        return [(k, share) for k, share in enumerate(shares) if share]
    return lotteries.fewest(shares, points)
