"""Conditions A and B (LY, Propositions 1 and 2) for a rule that is the same for all agents of a group.

An inequality of Condition A has signs for all agents by name, so it may treat agents of a group differently. That is
not idle: symmetric signs do not imply the others, for averaging signs over a group leaves fractions, and where quotas
are not those of a polymatroid the capacity of signs that differ may be less than the mean of the capacities of signs
that agree. So an inequality is written with parts of groups (`proofs.reduced_form.classes.dividing`), whose agents have
the same signs; what it allows is bounded in the classes of the parts, without agents or type profiles.

An implementable rule satisfies both conditions, and its pure rules show it. Else three searches look for a violated
inequality: all signs that are the same within groups (branch and bound, pruned by any point of the implementable rules
to which no completion of the signs prefers the given rule); parts of groups made by rounding weights that separate the
rule; and, for few agents, LY's condition for the agents by name, which decides either way.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from exact import arguments
from exact.plain_data import written
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.classes.counts import Block, blocks
from proofs.reduced_form.classes.dividing import Part, divided, rule_of_parts, whole_groups
from proofs.reduced_form.classes.evidence import ClassInequality, bounded
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import (
    AboutGroupRule,
    GroupInequality,
    NoClassOutcome,
    implementable_for_groups,
)
from proofs.reduced_form.classes.listed import listed, listed_rule
from proofs.reduced_form.classes.pricing import Explorer, Priced
from proofs.reduced_form.conditions import deciding
from proofs.reduced_form.conditions.deciding import Letter, SignInequality
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Weighted

MOST_PRICED = 4_000
"""So many vectors of signs are priced; a search that needs more does not say that there is none."""

FEW_AGENTS = 8
FEW_PROFILES = 300
"""Up to so many agents with so many type profiles, LY's condition is asked of the agents by name."""

MOST_DIVIDED = 40_000
"""Groups are divided as long as a block has at most so many classes."""

SCALES = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(3, 2), Fraction(4))
"""Separating weights are multiplied with these before they are rounded to signs."""


@dataclass(frozen=True)
class GroupCondition(AboutGroupRule):
    """The interim rule, the same for all agents of a group, satisfies Condition A, or B.

    Evidence: `GroupRules` (it is implementable); `GroupSigns`, a violated inequality; `NoClassOutcome`, for where a
    class has no outcome capacities do not exist, and no rule satisfies the condition.
    """

    kind: ClassVar[str] = "condition for groups"
    letter: Letter = field(metadata=written("condition"))

    def sentence(self) -> str:
        alike = "the interim rule, the same for all agents of a group, satisfies"
        return f"{alike} Condition {self.letter} for {self.problem.everybody}"


@dataclass(frozen=True)
class GroupSigns(Evidence):
    """A violated inequality of the condition: signs for the types of parts of groups, and a bound in all classes."""

    form: ClassVar[str] = "sign inequality by classes"
    parts: tuple[Part, ...]
    inequality: ClassInequality = field(metadata=written(inline=True))

    def belongs(self, letter: Letter) -> bool:
        """Whether it is an inequality of the condition."""
        found = {sign for _, sign in self.inequality.coefficients}
        return found <= {1, -1} if letter == "A" else found in ({Fraction(1)}, {Fraction(-1)}, set())

    def sides(self, statement: GroupCondition) -> tuple[Fraction, Fraction | None]:
        """What the rule reaches, and what is allowed. Raises `ValueError` unless the parts make up the groups."""
        own = divided(statement.problem, self.parts)
        expected = rule_of_parts(statement.problem, self.parts, statement.rule)
        left = sum((f * expected.get(c, Fraction(0)) for c, f in self.inequality.coefficients), Fraction(0))
        return left, self.inequality.right(own)

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, GroupCondition) or holds or not self.belongs(statement.letter):
            return False
        try:
            left, right = self.sides(statement)
        except ValueError:
            return False
        return right is not None and left > right


def condition_for_groups(
    problem: GroupedProblem, rule: InterimRule | Mapping[str, Any], letter: Letter = "A"
) -> Verdict:
    """Whether a rule that is the same for all agents of a group satisfies Condition A or B, of all signs.

    The rule may be nested mappings, `rule[group][type][object]`. For few agents a rule that passes without being
    implementable is shown to pass by a verdict on the agents by name; for many the answer is then undecided, and says
    what was tried. Raises `ValueError` beyond `proofs.reduced_form.classes.counts.MOST_CLASSES` classes in a block.
    """
    arguments.expected(problem, GroupedProblem, "problem", "load_groups makes one of a file")
    found = implementable_for_groups(problem, rule)
    statement = GroupCondition(problem, problem.interim_rule(rule), letter)
    if found.holds or isinstance(found.evidence, NoClassOutcome):
        return Verdict(statement, found.holds, found.evidence)
    searches = [_Signs(block, number, statement) for number, block in enumerate(blocks(problem))]
    for search in searches:
        signs = search.run()
        if signs is not None:
            return Verdict(statement, False, GroupSigns(whole_groups(problem), bounded(problem, signs)))
    if sum(problem.sizes) <= FEW_AGENTS and listed(problem).profile_count <= FEW_PROFILES:
        return _by_name(statement)
    tried = sum(search.priced for search in searches)
    whole = all(search.complete for search in searches)
    reason = f"{'all' if whole else 'not all'} signs that are the same within groups, {tried} of them priced"
    if isinstance(found.evidence, GroupInequality):
        rounds = 0
        for parts, weights in _rounded(statement, found.evidence):
            rounds += 1
            signs_of_parts = violated(statement, parts, weights)
            if signs_of_parts is not None:
                return Verdict(statement, False, signs_of_parts)
        reason += f"; {rounds} that differ within groups; none is violated, and the rule is not implementable"
    return Verdict(statement, None, Undecided((reason,)))


class _Signs:
    """All signs on the coordinates of a block, by branch and bound."""

    def __init__(self, block: Block, number: int, statement: GroupCondition) -> None:
        self.explorer, self.number, self.letter = Explorer(block), number, statement.letter
        self.explorer.nothing()
        expected = statement.expected()
        self.target = [expected[c] for c in block.coordinates]
        self.gaps: list[list[Fraction]] = []
        self.priced, self.complete = 0, True

    def run(self) -> dict[int, tuple[Priced, Fraction]] | None:
        """A violated inequality, priced."""
        self._meet([0] * len(self.target))
        for low, high in [(-1, 1)] if self.letter == "A" else [(0, 1), (-1, 0)]:
            found = self._branch([], low, high)
            if found is not None:
                return {self.number: (found, Fraction(1))}
        return None

    def _meet(self, weights: Sequence[int]) -> Priced:
        priced = self.explorer.price(weights)
        point = self.explorer.point(self.explorer.count - 1)
        self.gaps.append([y - p for y, p in zip(self.target, point, strict=True)])
        self.priced += 1
        return priced

    def _branch(self, signs: list[int], low: int, high: int) -> Priced | None:
        if self.priced >= MOST_PRICED:
            self.complete = False
            return None
        if any(self._reach(signs, gap, low, high) <= 0 for gap in self.gaps):
            return None
        if len(signs) < len(self.target):
            gap = self.gaps[-1][len(signs)]
            values = sorted(range(low, high + 1), key=lambda sign: -sign * gap)
            return next(filter(None, (self._branch([*signs, sign], low, high) for sign in values)), None)
        priced = self._meet(signs)
        reached = sum((s * y for s, y in zip(signs, self.target, strict=True)), Fraction(0))
        return priced if reached > priced.value else None

    @staticmethod
    def _reach(signs: Sequence[int], gap: Sequence[Fraction], low: int, high: int) -> Fraction:
        """The most by which signs that begin so prefer the rule to a point."""
        known = sum((s * g for s, g in zip(signs, gap, strict=False)), Fraction(0))
        return known + sum((max(low * g, high * g) for g in gap[len(signs) :]), Fraction(0))


def _by_name(statement: GroupCondition) -> Verdict:
    """The condition for the agents by name; a no is told of parts of groups."""
    problem = statement.problem
    by_name = listed(problem)
    verdict = deciding.condition(by_name, listed_rule(problem, statement.rule), statement.letter)
    if not isinstance(verdict.evidence, SignInequality):
        return verdict
    signs = dict(verdict.evidence.inequality.coefficients)
    names = iter(by_name.agents)
    patterns: dict[tuple[str, tuple[Weighted, ...]], int] = {}
    for group, size in problem.size_of.items():
        for agent in itertools.islice(names, size):
            own = [c for c in problem.coordinates if c[0] == group]
            pattern = tuple((c, signs.get((agent, *c[1:]), Fraction(0))) for c in own)
            patterns[group, pattern] = patterns.get((group, pattern), 0) + 1
    parts, weights = _named([(group, agents, dict(own)) for (group, own), agents in patterns.items()])
    found = violated(statement, parts, weights)
    assert found is not None, "the same inequality, with agents of the same signs taken together"
    return Verdict(statement, False, found)


def _named(
    given: Sequence[tuple[str, int, Mapping[Coordinate, Fraction]]],
) -> tuple[tuple[Part, ...], dict[Coordinate, Fraction]]:
    """Parts with names, in the order of the groups, and their signs by coordinate of the divided problem."""
    counts: dict[str, int] = {}
    taken, parts = {group for group, _, _ in given}, []
    weights: dict[Coordinate, Fraction] = {}
    for group, agents, signs in given:
        counts[group] = counts.get(group, 0) + 1
        name = f"{group}, part {counts[group]}"
        while name in taken:
            name += "'"
        taken.add(name)
        parts.append(Part(name, group, agents))
        weights |= {(name, *c[1:]): sign for c, sign in signs.items()}
    return tuple(parts), weights


def violated(
    statement: GroupCondition, parts: tuple[Part, ...], weights: Mapping[Coordinate, Fraction]
) -> GroupSigns | None:
    """The inequality with these signs, if the rule violates it and the classes of the parts are not too many."""
    own = divided(statement.problem, parts)
    priced: dict[int, tuple[Priced, Fraction]] = {}
    for number, block in enumerate(blocks(own)):
        if block.size > MOST_DIVIDED:
            return None
        explorer = Explorer(block)
        explorer.nothing()
        priced[number] = explorer.price([int(weights.get(c, Fraction(0))) for c in block.coordinates]), Fraction(1)
    found = GroupSigns(parts, bounded(own, priced))
    left, right = found.sides(statement)
    return found if right is not None and left > right else None


def _rounded(
    statement: GroupCondition, evidence: GroupInequality
) -> Iterator[tuple[tuple[Part, ...], dict[Coordinate, Fraction]]]:
    """Parts of groups with signs whose mean is near weights that separate the rule.

    Agents at a level get a sign where the weight is beyond it, so that as many of them do as the weight says.
    """
    problem, separating = statement.problem, dict(evidence.inequality.coefficients)
    top = max(map(abs, separating.values()), default=Fraction(1))
    for scale, turn in itertools.product(SCALES, (1, -1) if statement.letter == "B" else (0,)):
        weights = {c: max(Fraction(-1), min(Fraction(1), scale * f / top)) for c, f in separating.items()}
        weights = {c: f for c, f in weights.items() if f * turn >= 0}
        given = [each for group in problem.groups for each in _levels(problem, group, weights)]
        if len(given) > len(problem.groups):
            yield _named(given)


def _levels(
    problem: GroupedProblem, group: str, weights: Mapping[Coordinate, Fraction]
) -> Iterator[tuple[str, int, dict[Coordinate, Fraction]]]:
    own = {c: f for c, f in weights.items() if c[0] == group}
    size, before = problem.size_of[group], 0
    levels = sorted({round(abs(f) * size) for f in own.values()} | {size})
    for level in levels:
        if level > before:
            signs = {c: Fraction(1 if f > 0 else -1) for c, f in own.items() if round(abs(f) * size) > before}
            yield group, level - before, signs
        before = level
