"""Is a symmetric interim rule of groups implementable? (LY, section 2.3, by classes of type profiles.)

The question is that of `proofs.reduced_form.implementation.deciding` about all agents of the groups, each with the same
rule. Yes is shown by pure rules with probabilities, class by class; no by an inequality with a bound in every class
(`proofs.reduced_form.classes.evidence` says why either is enough). Blocks of groups that no quota binds together are
decided one by one.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact import arguments
from exact.plain_data import at_key, fields_from_plain, fields_to_plain, written
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.classes.choices import BlockRule, WholeRules
from proofs.reduced_form.classes.class_program import Nothing
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.data import grouped_from_plain, grouped_to_plain
from proofs.reduced_form.classes.evidence import (
    ClassInequality,
    ClassRules,
    EmptyClass,
    bounded,
    rules_of,
)
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.mixing import Mixing
from proofs.reduced_form.classes.pricing import Explorer, Priced
from proofs.reduced_form.problem.problems import InterimRule
from proofs.told import ToldStatement


@dataclass(frozen=True)
class AboutGroups(ToldStatement):
    """A statement about a problem of groups."""

    @property
    @abstractmethod
    def grouped(self) -> GroupedProblem:
        """The problem."""

    @property
    def fails_without_outcome(self) -> bool:
        """Whether the statement is wrong where some class has no outcome."""
        return True


@dataclass(frozen=True)
class AboutGroupRule(AboutGroups):
    """A statement about an interim rule that is the same for all agents of a group."""

    problem: GroupedProblem
    rule: InterimRule

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", self.problem.one_of_each.interim_rule(self.rule))

    @property
    def grouped(self) -> GroupedProblem:
        return self.problem

    # The rule is written within the problem, as in a problem file.
    def about(self) -> dict[str, Any]:
        plain = fields_to_plain(self)
        del plain["rule"]
        return {**plain, "problem": grouped_to_plain(self.problem, self.rule)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        problem, rule = grouped_from_plain(at_key(about, "problem"))
        if rule is None:
            raise ValueError("the problem has no interim rule")
        return fields_from_plain(cls, about, problem=problem, rule=rule)

    def expected(self) -> dict[tuple[str, ...], Fraction]:
        """What all agents of a group and type together expect, by coordinate."""
        return dict(zip(self.problem.coordinates, self.problem.expected_quantities(self.rule), strict=True))


@dataclass(frozen=True)
class GroupsImplementable(AboutGroupRule):
    """The interim rule, the same for all agents of a group, is implementable.

    Evidence: `GroupRules`, or `GroupInequality`, or `NoClassOutcome`.
    """

    kind: ClassVar[str] = "implementable for groups"

    def sentence(self) -> str:
        return f"the interim rule, the same for all agents of a group, is implementable for {self.problem.everybody}"


@dataclass(frozen=True)
class GroupRules(Evidence):
    """Pure rules with probabilities that together give every agent the interim rule.

    What every implementable rule satisfies, this one satisfies, too.
    """

    form: ClassVar[str] = "rules by classes"
    rules: ClassRules = field(metadata=written(inline=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, AboutGroupRule) or not holds:
            return False
        return self.rules.weighted(statement.problem) == statement.expected()


@dataclass(frozen=True)
class GroupInequality(Evidence):
    """An inequality that every implementable rule satisfies, and this one violates."""

    form: ClassVar[str] = "inequality by classes"
    inequality: ClassInequality = field(metadata=written(inline=True))

    def left(self, statement: GroupsImplementable) -> Fraction:
        """What the rule reaches."""
        expected = statement.expected()
        return sum((f * expected[c] for c, f in self.inequality.coefficients), Fraction(0))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, GroupsImplementable) or holds:
            return False
        right = self.inequality.right(statement.problem)
        return right is not None and self.left(statement) > right


@dataclass(frozen=True)
class NoClassOutcome(Evidence):
    """A class of type profiles in which no outcome is feasible."""

    form: ClassVar[str] = "no outcome in a class"
    shown: EmptyClass = field(metadata=written(inline=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, AboutGroups) or holds or not statement.fails_without_outcome:
            return False
        return self.shown.shown(statement.grouped)


def implementable_for_groups(problem: GroupedProblem, rule: InterimRule | Mapping[str, Any]) -> Verdict:
    """Whether every agent of every group can be given the same interim rule; evidence for both answers.

    The rule may be nested mappings, `rule[group][type][object]`. Raises `ValueError` beyond
    `proofs.reduced_form.classes.counts.MOST_CLASSES` classes in a block.
    """
    arguments.expected(problem, GroupedProblem, "problem", "load_groups makes one of a file")
    statement = GroupsImplementable(problem, problem.interim_rule(rule))
    expected, parts = statement.expected(), []
    explorers = [Explorer(block) for block in blocks(problem)]
    for number, explorer in enumerate(explorers):
        nothing = explorer.nothing()
        if isinstance(nothing, Nothing):
            return Verdict(statement, False, NoClassOutcome(EmptyClass(number, nothing.counts, nothing.proof)))
    for number, explorer in enumerate(explorers):
        found = Mixing(explorer, [expected[c] for c in explorer.block.coordinates]).run()
        if isinstance(found, Undecided):
            return Verdict(statement, None, found)
        if isinstance(found, Priced):
            return Verdict(statement, False, GroupInequality(bounded(problem, {number: (found, Fraction(1))})))
        assert isinstance(found, BlockRule | WholeRules)
        parts.append((explorer.block, found))
    return Verdict(statement, True, GroupRules(rules_of(parts)))
