"""The best symmetric rule of groups for a linear objective (LY, Corollaries 2 and 3, by classes of type profiles).

Under an objective that counts all agents of a group alike, the best rule may be taken to be symmetric (see
`proofs.reduced_form.classes.groups`). Blocks of groups that no quota binds together are designed one by one, for
incentive and participation constraints are about single agents.

The linear program mixes pure rules. Its multipliers of the constraints turn the objective into weights f; by the bounds
of all classes no rule whatever has a greater value of f, and a rule that attains the bound is best. Suggestions come
from a float solver; then a last program, with exact answers, lets the likeliest classes choose among outcomes, each
other class taking one of them. If its multipliers do not bound all rules by its value, the best outcomes for them join.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from exact.linear import FarkasVector, LinearSystem, PrimalDual, Row, optimum
from exact.plain_data import flattened, written
from exact.rationals import primitive, text
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.classes.choices import BlockRule, Choices
from proofs.reduced_form.classes.class_program import Best, Nothing
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.evidence import ClassInequality, ClassRules, EmptyClass, bounded, rules_of
from proofs.reduced_form.classes.group_design import GroupDesign
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import AboutGroups, NoClassOutcome
from proofs.reduced_form.classes.pricing import Explorer, FloatProgram, Priced, rounded
from proofs.reduced_form.design.data import objective_from_plain
from proofs.reduced_form.design.task import Objective, Payer, check_objective
from proofs.reduced_form.problem.problems import InterimRule

NEGLIGIBLE = 1e-9
"""A gain that ends the suggestions of the float solver."""

MOST_ROUNDS = 300
"""So often outcomes join the last program; then the search is given up."""


@dataclass(frozen=True)
class BestGroupRule(AboutGroups):
    """`value` is the greatest value of the objective over implementable rules that satisfy the conditions.

    Evidence: `OptimalGroupRule`.
    """

    kind: ClassVar[str] = "best rule for groups"
    design: GroupDesign = field(metadata=written("problem"))
    value: Fraction

    @property
    def grouped(self) -> GroupedProblem:
        return self.design.problem

    def sentence(self) -> str:
        rule = f"the best implementable rule{self.design.demands}"
        return f"{rule}, the same for all agents of a group, has value {text(self.value)} for {self.grouped.everybody}"


@dataclass(frozen=True)
class SomeGroupRule(AboutGroups):
    """Some implementable rule satisfies the conditions. Evidence for no: `GroupContradiction`, `NoClassOutcome`."""

    kind: ClassVar[str] = "some rule for groups"
    design: GroupDesign = field(metadata=written("problem"))

    @property
    def grouped(self) -> GroupedProblem:
        return self.design.problem

    def sentence(self) -> str:
        return f"there is an implementable rule{self.design.demands} for {self.grouped.everybody}"


@dataclass(frozen=True)
class OptimalGroupRule(Evidence):
    """Pure rules with probabilities and transfers that attain the value; multipliers with bounds that nothing exceeds."""

    form: ClassVar[str] = "optimal rule by classes"
    rules: ClassRules = field(metadata=written(inline=True))
    transfers: tuple[Annotated[tuple[Payer, Fraction], flattened], ...]
    multipliers: tuple[Fraction, ...]
    inequality: ClassInequality

    def rule(self, design: GroupDesign) -> InterimRule:
        """The best interim rule itself, by group."""
        expected = self.rules.weighted(design.problem)
        if expected is None:
            raise ValueError("the rules are not feasible for this problem")
        return design.rule(expected)

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestGroupRule) or not holds:
            return False
        design, transfers = statement.design, dict(self.transfers)
        expected = self.rules.weighted(design.problem)
        if expected is None or not design.satisfied(expected, transfers):
            return False
        bound = _bound(design, self.multipliers, self.inequality, True)
        return design.value(expected, transfers) == statement.value and bound is not None and bound <= statement.value


@dataclass(frozen=True)
class GroupContradiction(Evidence):
    """Multiples of the conditions add up to f * y >= 0, but by its bounds f * y is negative at every rule."""

    form: ClassVar[str] = "contradiction by classes"
    multipliers: tuple[Fraction, ...]
    inequality: ClassInequality

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, SomeGroupRule) or holds:
            return False
        bound = _bound(statement.design, self.multipliers, self.inequality, False)
        return bound is not None and bound < 0


def _bound(
    design: GroupDesign, multipliers: Sequence[Fraction], inequality: ClassInequality, with_objective: bool
) -> Fraction | None:
    """What the multipliers and the bounds of classes prove; `None` if they prove nothing."""
    if len(multipliers) != len(design.conditions) or min(multipliers, default=Fraction(0)) < 0:
        return None
    weights, paid = design.combined(dict(enumerate(multipliers)), with_objective)
    if any(paid.values()) or weights != dict(inequality.coefficients):
        return None
    return inequality.right(design.problem)


def design_for_groups(problem: GroupedProblem, objective: Objective | Mapping[str, Any]) -> Verdict:
    """The best implementable rule of groups that satisfies the objective's incentive and participation constraints.

    `objective` may be what a file has there. The statement is `BestGroupRule` with its value, or `SomeGroupRule` with
    answer no. Raises `ValueError` where the constraints make no sense, as `proofs.reduced_form.design.deciding.design`
    does, and beyond `proofs.reduced_form.classes.counts.MOST_CLASSES` classes in a block.
    """
    if isinstance(objective, Mapping):
        objective = objective_from_plain(problem.one_of_each, objective)
    check_objective(problem.one_of_each, objective)
    task = GroupDesign(problem, objective)
    explorers = [Explorer(block) for block in blocks(problem)]
    for number, explorer in enumerate(explorers):
        nothing = explorer.nothing()
        if isinstance(nothing, Nothing):
            empty = EmptyClass(number, nothing.counts, nothing.proof)
            return Verdict(SomeGroupRule(task), False, NoClassOutcome(empty))
    found = []
    for number, explorer in enumerate(explorers):
        own = _BlockDesign(task, explorer).run()
        if isinstance(own, Undecided):
            return Verdict(SomeGroupRule(task), None, own)
        if own.rule is None:
            inequality = bounded(problem, {number: (own.priced, own.factor)})
            return Verdict(SomeGroupRule(task), False, GroupContradiction(_all(task, [own]), inequality))
        found.append(own)
    return _joined(task, explorers, found)


@dataclass(frozen=True)
class _Designed(Displayed):
    """The best rule of a block with its transfers (or `None`: a contradiction), and multipliers by condition's number.

    The weights that they lead to are `factor` times the integer weights that were priced.
    """

    rule: BlockRule | None
    transfers: tuple[tuple[Payer, Fraction], ...]
    multipliers: Mapping[int, Fraction]
    priced: Priced
    factor: Fraction


def _all(task: GroupDesign, parts: Sequence[_Designed]) -> tuple[Fraction, ...]:
    """The multipliers of all conditions."""
    known = {number: m for part in parts for number, m in part.multipliers.items()}
    return tuple(known.get(number, Fraction(0)) for number in range(len(task.conditions)))


def _joined(task: GroupDesign, explorers: Sequence[Explorer], found: Sequence[_Designed]) -> Verdict:
    rules = rules_of([(e.block, d.rule) for e, d in zip(explorers, found, strict=True) if d.rule is not None])
    paid = {payer: amount for part in found for payer, amount in part.transfers}
    transfers = tuple((payer, paid[payer]) for payer in task.payers)
    inequality = bounded(task.problem, {k: (part.priced, part.factor) for k, part in enumerate(found)})
    value = inequality.right(task.problem)
    assert value is not None
    evidence = OptimalGroupRule(rules, transfers, _all(task, found), inequality)
    return Verdict(BestGroupRule(task, value), True, evidence)


class _BlockDesign:
    """The linear program of one block."""

    def __init__(self, task: GroupDesign, explorer: Explorer) -> None:
        self.task, self.explorer, self.block = task, explorer, explorer.block
        groups = set(self.block.groups)
        self.numbers = [k for k, each in enumerate(task.conditions) if each.name[1] in groups]
        self.payers = [payer for payer in task.payers if payer[0] in groups]
        place = {c: k for k, c in enumerate(self.block.coordinates)}
        counts = task.problem.expected_counts
        self.goal = [task.weights[c] / counts[c[0], c[1]] for c in self.block.coordinates]
        self.rows = [
            {place[c]: f / counts[c[0], c[1]] for c, f in task.conditions[k].coefficients} for k in self.numbers
        ]
        payer = {p: k for k, p in enumerate(self.payers)}
        self.paid = [{payer[p]: f for p, f in task.conditions[k].payments} for k in self.numbers]

    def run(self) -> _Designed | Undecided:
        weights, shares = self._suggested()
        return self._finished(weights, shares)

    # In floating point.

    def _suggested(self) -> tuple[list[float], list[float]]:
        """Weights under which the best rules known are mixed, and their shares."""
        largest = max((abs(float(w)) for w in self.goal), default=0.0) or 1.0
        penalty = 100 * largest * float(self.explorer.program.most)
        self.explorer.price(primitive(self.goal))
        while True:
            program, first = self._program(penalty), self._first
            while True:
                found = program.solve()
                if found is None:
                    return list(map(float, self.goal)), [1.0] * len(self.explorer.rules)
                _, values, duals = found
                weights = self._weights(duals)
                bound = -duals[-1]
                scale = max(map(abs, weights), default=0.0) or 1.0
                self.explorer.price(rounded(weights))
                gain = float(sum(w * y for w, y in zip(weights, self.explorer.floats[-1], strict=True))) - bound
                if gain <= NEGLIGIBLE * scale * max(1.0, abs(bound / scale)):
                    break
                self._add(program, len(self.explorer.rules) - 1)
            lacking = values[first - 1]
            if lacking <= NEGLIGIBLE or penalty > 1e9 * largest:
                shares = values[first:]
                return weights, [*shares, *([0.0] * (len(self.explorer.rules) - len(shares)))]
            penalty *= 1000

    def _program(self, penalty: float) -> FloatProgram:
        """Transfers; what the conditions lack, at a penalty; and the shares of all rules known."""
        height = len(self.numbers)
        program = FloatProgram([*([0.0] * height), 1.0], [*([math.inf] * height), 1.0])
        for k, payer in enumerate(self.payers):
            column = [(i, float(paid[k])) for i, paid in enumerate(self.paid) if k in paid]
            program.add(-float(self.task.revenues[payer]), column, free=True)
        program.add(penalty, [(i, 1.0) for i in range(height)])
        self._first = len(self.payers) + 1
        for k in range(len(self.explorer.rules)):
            self._add(program, k)
        return program

    def _add(self, program: FloatProgram, k: int) -> None:
        point = self.explorer.floats[k]
        cost = -sum(float(w) * y for w, y in zip(self.goal, point, strict=True))
        column = [(i, sum(float(f) * point[c] for c, f in row.items())) for i, row in enumerate(self.rows)]
        program.add(float(cost), [*((i, float(v)) for i, v in column if v), (len(self.rows), 1.0)])

    def _weights(self, duals: Sequence[float]) -> list[float]:
        weights = list(map(float, self.goal))
        for dual, row in zip(duals, self.rows, strict=False):
            if dual > 0:
                for c, f in row.items():
                    weights[c] += dual * float(f)
        return weights

    # Exactly.

    def _finished(self, weights: Sequence[float], shares: Sequence[float]) -> _Designed | Undecided:
        used = [k for k, share in enumerate(shares) if share > NEGLIGIBLE] or [0]
        mixture = [(self.explorer.rules[k], Fraction(shares[k])) for k in used]
        choices = Choices(self.explorer).thinned(mixture)
        choices.join_likely(self.explorer.rules[-1])
        for _ in range(MOST_ROUNDS):
            found = self._solved(choices)
            if isinstance(found, _Designed):
                return found
            if not choices.join_likely(found):
                choices.join(found)
        return Undecided((f"{MOST_ROUNDS} programs over outcomes that classes may choose",))

    def _solved(self, choices: Choices) -> _Designed | Best:
        """The answer of the program over the outcomes that classes may choose if it is that about all rules; else the
        rule that is best for its multipliers."""
        first = len(self.payers)
        class_rows, entries, fixed = choices.program(first)
        rows = []
        for row, paid in zip(self.rows, self.paid, strict=True):
            column: dict[int, Fraction] = {k: -f for k, f in paid.items()}
            for c, f in row.items():
                for j, q in entries[c]:
                    column[j] = column.get(j, Fraction(0)) - f * q
            bound = sum((f * fixed[c] for c, f in row.items()), Fraction(0))
            rows.append(Row(tuple((j, v) for j, v in sorted(column.items()) if v), "<=", bound))
        size = first + sum(len(choices.known[c]) for c in choices.open)
        lower = (None,) * first + (Fraction(0),) * (size - first)
        cost = [self.task.revenues[payer] for payer in self.payers] + [Fraction(0)] * (size - first)
        for c, weight in enumerate(self.goal):
            for j, q in entries[c] if weight else ():
                cost[j] += weight * q
        system = LinearSystem(tuple(range(size)), (*rows, *class_rows), lower, (None,) * size)
        evidence = optimum(system, cost).evidence
        assert isinstance(evidence, FarkasVector | PrimalDual), "participation bounds what agents pay"
        feasible = isinstance(evidence, PrimalDual)
        multipliers = {k: m for k, m in zip(self.numbers, evidence.multipliers, strict=False) if m}
        total, paid_off = self.task.combined(multipliers, feasible)
        assert not any(paid_off[payer] for payer in self.payers), "transfers are free, so their column is balanced"
        vector = [total.get(c, Fraction(0)) for c in self.block.coordinates]
        whole = primitive(vector)
        factor = next((v / f for v, f in zip(vector, whole, strict=True) if f), Fraction(1))
        priced = self.explorer.price(whole)
        bound = priced.value * factor
        if isinstance(evidence, FarkasVector):
            return _Designed(None, (), multipliers, priced, factor) if bound < 0 else priced.best
        constant = sum((w * y for w, y in zip(self.goal, fixed, strict=True)), Fraction(0))
        reached = constant + sum((w * x for w, x in zip(cost, evidence.values, strict=True) if w and x), Fraction(0))
        if bound != reached:
            return priced.best
        transfers = tuple(zip(self.payers, evidence.values, strict=False))
        return _Designed(choices.mixed(evidence.values[first:]), transfers, multipliers, priced, factor)
