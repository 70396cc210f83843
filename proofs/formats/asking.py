"""One entrance for a notebook: `ask(...)` takes what a question is about, and has the questions as methods.

    ask("courses.json").implementable()
    ask(agents=["ann", "bob"], types=["low", "high"], constraints=[{"each": "agent", "ceiling": 1}]).facets()
    ask(problem_of(...), rule).condition("A")

Every answer is a value that shows itself: a verdict, whose parts are attributes (`verdict.rule`, `verdict.inequality`)
and frames of pandas (`verdict.frame("rule")`), or what the question returns in this package.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exact.showing.display import Displayed
from proofs.formats.parameters import NO_VALUES

if TYPE_CHECKING:
    from exact.verdicts import Verdict
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.problem.problems import InterimRule, Problem
    from proofs.trading.markets.mechanisms import Mechanism


def ask(
    about: Any = None, rule: Any = None, at: Mapping[str, Fraction] = NO_VALUES, **keys: Any
) -> AboutProblem | AboutMarket:
    """What can be asked of a problem or a market: a file, the keys of one, or the value itself.

    The keys may be keywords; without a format they are those of a problem, or of a market if they have its keys, and
    the prior is uniform unless it is given. `rule` is an interim rule of the problem, instead of the file's own; `at`
    gives values for the parameters of a file. Raises `BadInput` for a file that is neither, `ValueError` for a rule of
    a market and for values where there are no parameters, and `TypeError` for other values.
    """
    if about is not None and keys:
        raise TypeError("ask: give what it is about or keywords, not both")
    found = _found(keys or about, at)
    if rule is None:
        return found
    if isinstance(found, AboutMarket):
        raise ValueError("ask: a market has no interim rule; leave the rule out")
    return replace(found, rule=found.own(rule))


def _found(about: Any, at: Mapping[str, Fraction]) -> AboutProblem | AboutMarket:
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.problem.problems import Problem
    from proofs.trading.markets.mechanisms import Mechanism

    if isinstance(about, str | Path | Mapping):
        return _read(about, at)
    if at:
        raise ValueError("ask: parameters are those of a file or its keys, and this is neither; leave `at` out")
    if isinstance(about, Mechanism):
        return AboutMarket(about)
    if not isinstance(about, Problem | GroupedProblem):
        expected = "a file, the keys of one, a problem or a mechanism, or keywords"
        raise TypeError(f"ask: {expected} were expected, not {type(about).__name__}")
    return AboutProblem(about)


def _read(given: str | Path | Mapping[str, Any], at: Mapping[str, Fraction]) -> AboutProblem | AboutMarket:
    """What a file, or its keys, are about."""
    from proofs.formats.parameters import read_at
    from proofs.plain.reading import read_json, written_plainly

    if isinstance(given, Mapping):
        return read_at(_in_full(written_plainly(dict(given), "")), _about, at, "the keys")
    return read_at(read_json(given), _about, at, str(given))


def _in_full(keys: Mapping[str, Any]) -> dict[str, Any]:
    """The keys with their format, and with what need not be said of a problem."""
    from proofs.formats.problems import file_of
    from proofs.plain.keys import MARKET, PROBLEM

    if "format" not in keys and "tasks" in keys:
        return {"format": MARKET, **keys}
    return file_of(keys) if keys.get("format", PROBLEM) == PROBLEM else dict(keys)


def _about(data: Any) -> AboutProblem | AboutMarket:
    """A market, or a problem with its rule and its objective, of plain data."""
    from proofs.formats.markets import market_from_plain
    from proofs.formats.problems import either_design_from_plain, either_from_plain
    from proofs.plain.keys import MARKET

    if data.get("format") == MARKET:
        return AboutMarket(market_from_plain(data))
    problem, rule = either_from_plain(data)
    if "objective" not in data:
        return AboutProblem(problem, rule, data=data)
    task = either_design_from_plain(data)
    return AboutProblem(problem, rule, task[1] if isinstance(task, tuple) else task.objective, data)


@dataclass(frozen=True)
class AboutProblem(Displayed):
    """What can be asked of an allocation problem: implementable, condition, facets, design, incentives, universal."""

    problem: Problem | GroupedProblem
    rule: InterimRule | None = None
    objective: Any = None
    data: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The keys of its file, if it has one: `incentives` reads preferences and transfers there."""

    def implementable(self, rule: Any = None) -> Verdict:
        """Whether the rule is implementable: `lotteries`, or the violated `inequality`.

        A single object with too many type profiles to be written down is decided by thresholds (`single_object`).
        """
        from proofs.reduced_form.classes.implementing import implementable_for_groups
        from proofs.reduced_form.implementation.deciding import MOST_WRITTEN, implementable
        from proofs.reduced_form.implementation.thresholds import single_object
        from proofs.reduced_form.problem.problems import Problem

        given = self._given(rule)
        if not isinstance(self.problem, Problem):
            return implementable_for_groups(self.problem, given)
        if self.problem.profile_count > MOST_WRITTEN:
            with suppress(ValueError):  # it is another kind of problem
                return single_object(self.problem, given)
        return implementable(self.problem, given)

    def condition(self, letter: Any = "A", rule: Any = None) -> Verdict:
        """Whether the rule satisfies LY's Condition A or B; the violated `inequality` if it does not."""
        from proofs.reduced_form.classes.conditions import condition_for_groups
        from proofs.reduced_form.conditions.deciding import condition
        from proofs.reduced_form.problem.problems import Problem

        given = self._given(rule)
        if isinstance(self.problem, Problem):
            return condition(self.problem, given, letter)
        return condition_for_groups(self.problem, given, letter)

    def facets(self) -> Any:
        """The irredundant system of all implementable rules, and whether Conditions A and B are complete."""
        from proofs.reduced_form.classes.describing import facets_for_groups
        from proofs.reduced_form.facets.listing import facets
        from proofs.reduced_form.problem.problems import Problem

        return facets(self.problem) if isinstance(self.problem, Problem) else facets_for_groups(self.problem)

    def universal(self, letter: Any = "A") -> Verdict:
        """Whether the condition describes the implementable rules for all quotas and all priors."""
        from proofs.reduced_form.problem.structures import structure_of
        from proofs.reduced_form.universal.deciding import universal_condition

        return universal_condition(structure_of(self._listed()), letter)

    def unimodular(self) -> Verdict:
        """Whether the projection cone preserves total unimodularity; the `submatrix` if it does not."""
        from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of

        return preserves_total_unimodularity(structure_of(self._listed()))

    def design(self, objective: Any = None) -> Verdict:
        """The best rule for an objective, or for the file's own: `value`, `rule`, `lotteries`, `transfers`."""
        from proofs.reduced_form.classes.designing import design_for_groups
        from proofs.reduced_form.design.deciding import design
        from proofs.reduced_form.problem.problems import Problem

        wanted = self.objective if objective is None else objective
        if wanted is None:
            raise ValueError('there is no objective: give one, or write "objective" in the file')
        if isinstance(self.problem, Problem):
            return design(self.problem, wanted)
        return design_for_groups(self.problem, wanted)

    def incentives(self, participation: bool = False) -> Verdict:
        """Whether truth is best for every type under the file's rule and transfers (LY (26), (27))."""
        from proofs.formats.problems import given_rule_from_plain
        from proofs.reduced_form.design.incentives import incentive_compatible

        if not self.data:
            raise ValueError("incentives: preferences are read from a file or its keys; ask about one of these")
        return incentive_compatible(given_rule_from_plain(dict(self.data)), participation)

    def capacity(self, plus: Any, minus: Any = (), profile: Any = None) -> Verdict:
        """LY's capacity beta(plus, minus): the greatest x(plus) - x(minus) at outcomes; `value`."""
        from proofs.reduced_form.conditions.capacity import capacity

        return capacity(self._listed(), plus, minus, profile)

    def own(self, rule: Any) -> InterimRule:
        """The rule as one of this problem; it may be nested mappings, `rule[agent][type][object]`."""
        return self.problem.interim_rule(rule)

    def _given(self, rule: Any) -> InterimRule:
        if rule is not None:
            return self.own(rule)
        if self.rule is None:
            raise ValueError("there is no interim rule to ask about: give one, as in ask(problem, rule)")
        return self.rule

    def _listed(self) -> Problem:
        from proofs.reduced_form.problem.problems import Problem

        if not isinstance(self.problem, Problem):
            raise ValueError("this is asked of agents by name: list the agents of the groups")
        return self.problem


@dataclass(frozen=True)
class AboutMarket(Displayed):
    """What can be asked of a market with its mechanism: obviously_strategy_proof, polarized, improving_trade, best."""

    mechanism: Mechanism

    def obviously_strategy_proof(self) -> Verdict:
        """Whether the mechanism is obviously strategy-proof; the `failing_type` if it is not."""
        from proofs.trading.dominance.explaining import decide_osp

        return decide_osp(self.mechanism)

    def polarized(self) -> Verdict:
        """Whether all menus are of polarized rays, or remedial."""
        from proofs.trading.dominance.polarized_menus import decide_polarized

        return decide_polarized(self.mechanism)

    def improving_trade(self) -> Verdict:
        """Whether a bilateral trade improves on the status quo; the `trade` if one does."""
        from proofs.trading.value.bilateral import improving_trade

        return improving_trade(self.mechanism.market)

    def best(self, seconds: float = 20) -> Any:
        """The least cost of six classes of mechanisms, with the mechanisms."""
        from proofs.trading.value.best import decide_best

        return decide_best(self.mechanism.market, seconds)
