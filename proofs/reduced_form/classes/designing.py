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
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from exact import arguments
from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.plain_data import flattened, written
from exact.rationals import primitive, text
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.classes.choices import MOST_LISTED, BlockRule, Choices, WholeRules, alternating, of_rules
from proofs.reduced_form.classes.class_program import Nothing
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.evidence import ClassInequality, ClassRules, EmptyClass, bounded, rules_of
from proofs.reduced_form.classes.group_design import GroupDesign
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import AboutGroups, NoClassOutcome
from proofs.reduced_form.classes.optimal_face import BlockTask, FaceSearch, exact_multipliers
from proofs.reduced_form.classes.pricing import FINE, GRID, Explorer, FloatProgram, Priced, rounded
from proofs.reduced_form.design.checking import check_objective
from proofs.reduced_form.design.data import objective_from_plain
from proofs.reduced_form.design.task import Objective, Payer
from proofs.reduced_form.problem.problems import InterimRule

NEGLIGIBLE = 1e-9
"""A gain that ends the suggestions of the float solver."""

MOST_ROUNDS = 40
"""So often rules join the last program; then the search is given up, and what is known is said."""

MOST_DESCENTS = 30
"""So often multipliers are improved one after the other."""

MOST_LARGE = 4
"""So often where the classes are too many for their outcomes to be listed."""

DIGITS = 10**6
"""Bounds that are told when the search is given up are rounded to a fraction with this denominator."""


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
    """Some implementable rule satisfies the conditions. Evidence for no: `NoClassOutcome`; there is no other reason.

    Quotas do not depend on types. So where every class has an outcome, some rule looks at no type at all, and nobody
    gains by a wrong report; transfers low enough let everybody participate.
    """

    kind: ClassVar[str] = "some rule for groups"
    design: GroupDesign = field(metadata=written("problem"))

    @property
    def grouped(self) -> GroupedProblem:
        return self.design.problem

    def sentence(self) -> str:
        return f"there is an implementable rule{self.design.demands} for {self.grouped.everybody}"


@dataclass(frozen=True)
class OptimalGroupRule(Evidence):
    """Pure rules with probabilities and transfers that attain the value; multipliers with bounds of all rules."""

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
        bound = _bound(design, self.multipliers, self.inequality)
        return design.value(expected, transfers) == statement.value and bound is not None and bound <= statement.value


def _bound(design: GroupDesign, multipliers: Sequence[Fraction], inequality: ClassInequality) -> Fraction | None:
    """What the multipliers and the bounds of classes prove; `None` if they prove nothing."""
    if len(multipliers) != len(design.conditions) or min(multipliers, default=Fraction(0)) < 0:
        return None
    weights, paid = design.combined(dict(enumerate(multipliers)))
    if any(paid.values()) or weights != dict(inequality.coefficients):
        return None
    return inequality.right(design.problem)


def design_for_groups(problem: GroupedProblem, objective: Objective | Mapping[str, Any]) -> Verdict:
    """The best implementable rule of groups that satisfies the objective's incentive and participation constraints.

    `objective` may be what a file has there. The statement is `BestGroupRule` with its value, or `SomeGroupRule` with
    answer no. Raises `ValueError` where the constraints make no sense, as `proofs.reduced_form.design.deciding.design`
    does, and beyond `proofs.reduced_form.classes.counts.MOST_CLASSES` classes in a block.
    """
    arguments.expected(problem, GroupedProblem, "problem", "load_groups makes one of a file")
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
    for explorer in explorers:
        own = _BlockDesign(task, explorer).run()
        if isinstance(own, Undecided):
            return Verdict(SomeGroupRule(task), None, own)
        found.append(own)
    return _joined(task, explorers, found)


@dataclass(frozen=True)
class _Designed(Displayed):
    """The best rule of a block with its transfers, and multipliers by condition's number.

    The weights that they lead to are `factor` times the integer weights that were priced.
    """

    rule: BlockRule | WholeRules
    transfers: tuple[tuple[Payer, Fraction], ...]
    multipliers: Mapping[int, Fraction]
    priced: Priced
    factor: Fraction


def _all(task: GroupDesign, parts: Sequence[_Designed]) -> tuple[Fraction, ...]:
    """The multipliers of all conditions."""
    known = {number: m for part in parts for number, m in part.multipliers.items()}
    return tuple(known.get(number, Fraction(0)) for number in range(len(task.conditions)))


def _joined(task: GroupDesign, explorers: Sequence[Explorer], found: Sequence[_Designed]) -> Verdict:
    rules = rules_of([(e.block, d.rule) for e, d in zip(explorers, found, strict=True)])
    paid = {payer: amount for part in found for payer, amount in part.transfers}
    transfers = tuple((payer, paid[payer]) for payer in task.payers)
    inequality = bounded(task.problem, {k: (part.priced, part.factor) for k, part in enumerate(found)})
    value = inequality.right(task.problem)
    assert value is not None
    evidence = OptimalGroupRule(rules, transfers, _all(task, found), inequality)
    return Verdict(BestGroupRule(task, value), True, evidence)


@dataclass(frozen=True)
class _Solved:
    """The exact answer of a program over rules: which are taken how often, with the rest of its primal and dual."""

    choices: Choices
    mixed: BlockRule | None
    shares: dict[int | None, Fraction]
    """By the number of a rule; `None` for the one by which classes choose, which is `mixed`."""
    transfers: tuple[tuple[Payer, Fraction], ...]
    multipliers: Mapping[int, Fraction]
    priced: Priced
    factor: Fraction
    value: Fraction
    lacking: Fraction


def _block_task(task: GroupDesign, explorer: Explorer, numbers: Sequence[int], payers: tuple[Payer, ...]) -> BlockTask:
    """What is to be found for a block, with the conditions of these numbers."""
    place = {c: k for k, c in enumerate(explorer.block.coordinates)}
    payer = {p: k for k, p in enumerate(payers)}
    counts = task.problem.expected_counts
    conditions = [task.conditions[k] for k in numbers]
    return BlockTask(
        goal=tuple(task.weights[c] / counts[c[0], c[1]] for c in explorer.block.coordinates),
        rows=tuple({place[c]: f / counts[c[0], c[1]] for c, f in each.coefficients} for each in conditions),
        paid=tuple({payer[p]: f for p, f in each.payments} for each in conditions),
        revenues=tuple(task.revenues[p] for p in payers),
    )


class _BlockDesign:
    """The linear program of one block."""

    def __init__(self, task: GroupDesign, explorer: Explorer) -> None:
        self.task, self.explorer, self.block = task, explorer, explorer.block
        groups = set(self.block.groups)
        self.numbers = [k for k, each in enumerate(task.conditions) if each.name[1] in groups]
        self.payers = tuple(payer for payer in task.payers if payer[0] in groups)
        self.own = _block_task(task, explorer, self.numbers, self.payers)
        self.penalty = 1000 * (1 + max(map(abs, self.own.goal), default=Fraction(0)))

    def run(self) -> _Designed | Undecided:
        """The best rule: rules join the program until none is better for its multipliers."""
        self.explorer.price(primitive(self.own.goal))
        choices, attained = Choices(self.explorer), []
        bounds: list[Fraction] = []
        for _ in range(MOST_LARGE if self.block.size > MOST_LISTED else MOST_ROUNDS):
            mixture, duals = self._suggested()
            answer = self._from_both_sides(duals, bounds)
            if answer is not None:
                return answer
            choices.thin([(self.explorer.rule(k), share) for k, share in mixture])
            recent = range(max(0, self.explorer.count - 8), self.explorer.count)
            found = self._solved(choices, sorted({k for k, _ in mixture}.union(recent)))
            attained += [] if found.lacking else [found.value]
            bounds.append(found.priced.value * found.factor)
            if bounds[-1] == found.value:
                if not found.lacking:
                    return self._answer(found)
                self.penalty *= 1000  # there is a rule that satisfies the conditions, so this ends
            choices.join_likely(found.priced.best)
        return Undecided((self._between(attained, bounds),))

    def _from_both_sides(self, suggested: Sequence[float] | None, bounds: list[Fraction]) -> _Designed | None:
        """The answer by exact multipliers and a rule on the face that they lead to, if both are found.

        What multipliers prove is added to the bounds.
        """
        for _ in range(MOST_DESCENTS):
            found = None if suggested is None else exact_multipliers(self.own, self.explorer, suggested)
            if found is None:
                return None
            multipliers = {self.numbers[k]: m for k, m in found.items()}
            priced, factor = self._priced(multipliers)
            bounds.append(priced.value * factor)
            search = FaceSearch(self.own, self.explorer, found)
            on_face = search.run()
            if on_face is not None:
                rule, paid = on_face
                return _Designed(rule, tuple(zip(self.payers, paid, strict=True)), multipliers, priced, factor)
            suggested = search.lower
        return None

    def _between(self, attained: Sequence[Fraction], bounds: Sequence[Fraction]) -> str:
        """What is known when the search is given up, rounded outwards."""
        least = [f"at least {text(Fraction(math.floor(max(attained) * DIGITS), DIGITS))}"] if attained else []
        most = [f"at most {text(Fraction(math.ceil(min(bounds) * DIGITS), DIGITS))}"] if bounds else []
        known = " and ".join([*least, *most]) or "unknown"
        programs = f"{counted(len(bounds), 'program')} over the rules met so far"
        return f"{programs}; the greatest value of {' and '.join(self.block.groups)} is {known}"

    def _answer(self, found: _Solved) -> _Designed:
        if set(found.shares) != {None}:
            thin = self._solved(found.choices, ())
            if thin.value == found.value and not thin.lacking:
                found = replace(thin, multipliers=found.multipliers, priced=found.priced, factor=found.factor)
        parts = []
        for k, share in found.shares.items():
            rule = found.mixed if k is None else of_rules([(self.explorer.rule(k), Fraction(1))])
            assert rule is not None
            parts.append((rule, share))
        return _Designed(alternating(parts), found.transfers, found.multipliers, found.priced, found.factor)

    # In floating point.

    def _suggested(self) -> tuple[list[tuple[int, float]], list[float] | None]:
        """A mixture of rules that is nearly the best, and multipliers; rules are met until it is."""
        program, grid = self._program(float(self.penalty)), GRID
        while True:
            found = program.solve()
            if found is None:
                return [(self.explorer.count - 1, 1.0)], None
            _, values, duals = found
            weights = self.own.float_weights(duals[:-1]).tolist()
            scale = max(map(abs, weights), default=0.0) or 1.0
            self.explorer.price(rounded(weights, grid))
            gain = float(sum(w * y for w, y in zip(weights, self.explorer.floats[-1], strict=True))) + duals[-1]
            if gain <= NEGLIGIBLE * scale * max(1.0, abs(duals[-1] / scale)) or self.explorer.met_before():
                if grid < FINE:
                    grid = FINE
                    continue
                mixture = [(k, share) for k, share in enumerate(values[self._first :]) if share > NEGLIGIBLE]
                return mixture, [max(dual, 0.0) for dual in duals[:-1]]
            self._add(program, self.explorer.count - 1)

    def _program(self, penalty: float) -> FloatProgram:
        """Transfers; what the conditions lack, at a penalty; and the shares of all rules known."""
        height = len(self.numbers)
        program = FloatProgram([*([0.0] * height), 1.0], [*([math.inf] * height), 1.0])
        for k, payer in enumerate(self.payers):
            column = [(i, float(paid[k])) for i, paid in enumerate(self.own.paid) if k in paid]
            program.add(-float(self.task.revenues[payer]), column, free=True)
        program.add(penalty, [(i, 1.0) for i in range(height)])
        self._first = len(self.payers) + 1
        for k in range(self.explorer.count):
            self._add(program, k)
        return program

    def _add(self, program: FloatProgram, k: int) -> None:
        point = self.explorer.floats[k]
        cost = -sum(float(w) * y for w, y in zip(self.own.goal, point, strict=True))
        column = [(i, sum(float(f) * point[c] for c, f in row.items())) for i, row in enumerate(self.own.rows)]
        program.add(float(cost), [*((i, float(v)) for i, v in column if v), (len(self.own.rows), 1.0)])

    # Exactly.

    def _solved(self, choices: Choices, numbers: Sequence[int]) -> _Solved:
        """The program that mixes the rules with these numbers and a rule by which classes choose.

        Its columns: transfers; what the conditions lack; how often classes choose, and how often each rule is taken;
        the probabilities with which open classes choose an outcome. Everything is scaled for the float solver's eyes.
        """
        first, zero, one = len(self.payers) + 2 + len(numbers), Fraction(0), Fraction(1)
        lacking, chosen, large = len(self.payers), len(self.payers) + 1, choices.scale
        class_rows, entries, fixed = choices.program(first)
        points = {chosen + 1 + j: self.explorer.point(k) for j, k in enumerate(numbers)} | {chosen: fixed}
        rows = []
        for row, paid in zip(self.own.rows, self.own.paid, strict=True):
            column: dict[int, Fraction] = {k: -f for k, f in paid.items()} | {lacking: -one}
            column |= {j: -sum((f * p[c] for c, f in row.items()), zero) for j, p in points.items()}
            for c, f in row.items():
                for j, q in entries[c]:
                    column[j] = column.get(j, zero) - f * q
            rows.append(Row(tuple((j, v) for j, v in sorted(column.items()) if v), "<=", zero))
        rows += [Row(((chosen, -row.bound), *row.coefficients), "=", zero) for row in class_rows]
        rows.append(Row(tuple((j, one) for j in sorted(points)), "=", Fraction(large)))
        size = first + sum(len(choices.known[c]) for c in choices.open)
        cost = [self.task.revenues[payer] for payer in self.payers] + [-self.penalty] + [zero] * (size - lacking - 1)
        for j, p in points.items():
            cost[j] = sum((w * y for w, y in zip(self.own.goal, p, strict=True) if w), zero)
        for c, weight in enumerate(self.own.goal):
            for j, q in entries[c] if weight else ():
                cost[j] += weight * q
        lower = (None,) * lacking + (zero,) * (size - lacking)
        evidence = optimum(LinearSystem(tuple(range(size)), tuple(rows), lower, (None,) * size), cost).evidence
        assert isinstance(evidence, PrimalDual), "participation bounds what agents pay"
        values = [value / large for value in evidence.values]
        multipliers = {k: m for k, m in zip(self.numbers, evidence.multipliers, strict=False) if m}
        shares = {None: values[chosen]} | dict(zip(numbers, values[chosen + 1 :], strict=False))
        used = {k: share for k, share in shares.items() if share}
        mixed = choices.mixed(v / (values[chosen] or one) for v in values[first:]) if values[chosen] else None
        value = sum((w * x for w, x in zip(cost, values, strict=True) if w and x), zero)
        transfers = tuple(zip(self.payers, values, strict=False))
        return _Solved(choices, mixed, used, transfers, multipliers, *self._priced(multipliers), value, values[lacking])

    def _priced(self, multipliers: Mapping[int, Fraction]) -> tuple[Priced, Fraction]:
        """The best rule for the weights that multipliers lead to, which are a factor times those priced."""
        total, paid_off = self.task.combined(multipliers)
        assert not any(paid_off[payer] for payer in self.payers), "transfers are free, so their column is balanced"
        vector = [total.get(c, Fraction(0)) for c in self.block.coordinates]
        whole = primitive(vector)
        factor = next((v / f for v, f in zip(vector, whole, strict=True) if f), Fraction(1))
        return self.explorer.price(whole), factor
