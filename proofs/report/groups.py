"""Answers about groups of interchangeable agents in words: the rule class by class, or the violated inequality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.classes.by_maps import RulesByMaps
from proofs.reduced_form.classes.conditions import GroupCondition, GroupSigns
from proofs.reduced_form.classes.counts import Block, blocks
from proofs.reduced_form.classes.dealing import deal_out, dealing_orders
from proofs.reduced_form.classes.designing import BestGroupRule, OptimalGroupRule, SomeGroupRule
from proofs.reduced_form.classes.evidence import ClassRules, EmptyClass, NamedBundle, RulesOfBlock
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import (
    GroupInequality,
    GroupRules,
    GroupsImplementable,
    NoClassOutcome,
)
from proofs.reduced_form.problem.problems import Coordinate, value_name
from proofs.report.design import binding_in_words
from proofs.report.layout import head, rest


def groups_in_short(verdict: Verdict) -> str:
    """The evidence for an answer about groups in a few words, for a table."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, GroupsImplementable)
    if isinstance(evidence, GroupRules):
        return f"rules for {counted(sum(block.size for block in blocks(statement.problem)), 'class', 'classes')}"
    if isinstance(evidence, NoClassOutcome):
        return f"no outcome is feasible for {_class(statement.problem, evidence.shown)}"
    if isinstance(evidence, GroupInequality):
        left, right = evidence.left(statement), evidence.inequality.right(statement.problem) or Fraction(0)
        terms = counted(len(evidence.inequality.coefficients), "term")
        return f"violates an inequality in {terms}: {about(left)} > {about(right)}"
    assert isinstance(evidence, Undecided)
    return f"tried: {'; '.join(evidence.tried)}"


def explain_groups(verdict: Verdict) -> str:
    """The answer of `implementable_for_groups` and its evidence; `TypeError` for another verdict."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, GroupsImplementable):
        expected = "a verdict of implementable_for_groups"
        raise TypeError(f"explain_groups: {expected} was expected, not one on {statement.kind!r}")
    problem = statement.problem
    for_all = f"for {problem.everybody}"
    if isinstance(evidence, GroupRules):
        first = f"The interim rule is implementable {for_all}, by counts of types:"
        return "\n".join([first, *rules_in_words(problem, evidence.rules)])
    if isinstance(evidence, NoClassOutcome):
        nothing = f"no outcome meets the quotas when {_class(problem, evidence.shown)}"
        return f"The interim rule is not implementable {for_all}: {nothing}."
    if isinstance(evidence, GroupInequality):
        return "\n".join([f"The interim rule is not implementable {for_all}.", *_violated(statement, evidence)])
    assert isinstance(evidence, Undecided)
    return f"Undecided whether the interim rule is implementable {for_all}: {'; '.join(evidence.tried)}."


def explain_group_condition(verdict: Verdict) -> str:
    """The answer of `condition_for_groups`, with a violated inequality; `TypeError` for another verdict."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, GroupCondition):
        expected = "a verdict of condition_for_groups"
        raise TypeError(f"explain_group_condition: {expected} was expected, not one on {statement.kind!r}")
    problem, letter = statement.problem, statement.letter
    of_rule = f"Condition {letter} for {problem.everybody}"
    if isinstance(evidence, GroupRules):
        first = f"The interim rule satisfies {of_rule}: it is implementable, by counts of types:"
        return "\n".join([first, *rules_in_words(problem, evidence.rules)])
    if isinstance(evidence, NoClassOutcome):
        nothing = f"no outcome meets the quotas when there are {_class(problem, evidence.shown)}"
        return f"The interim rule does not satisfy {of_rule}: {nothing}."
    assert isinstance(evidence, GroupSigns)
    left, right = evidence.sides(statement)
    terms = evidence.inequality.coefficients
    apart = [f"  {part.name}: {part.agents} of {part.group}" for part in evidence.parts if part.name != part.group]
    return "\n".join(
        [
            f"The interim rule does not satisfy {of_rule}. Of what the types expect together the sum",
            *[f"    {'+' if f > 0 else '-'} {' '.join(c)}" for c, f in head(terms)],
            *rest(len(terms), "term"),
            f"  is {about(left)}, and at most {about(right or Fraction(0))} is allowed.",
            *(["Agents of a group have different signs here, in these parts:", *apart] if apart else []),
        ]
    )


def explain_group_design(verdict: Verdict) -> str:
    """The answer of `design_for_groups`: the best rule, or why there is none; `TypeError` for another verdict."""
    statement, evidence = verdict.statement, verdict.evidence
    if isinstance(statement, BestGroupRule) and isinstance(evidence, OptimalGroupRule):
        return "\n".join(_best(statement, evidence))
    if isinstance(statement, SomeGroupRule) and isinstance(evidence, NoClassOutcome):
        nothing = f"no outcome meets the quotas when there are {_class(statement.grouped, evidence.shown)}"
        return f"There is no implementable rule at all: {nothing}."
    if isinstance(statement, SomeGroupRule) and isinstance(evidence, Undecided):
        return f"Undecided what the best implementable rule is: {'; '.join(evidence.tried)}."
    raise TypeError(f"explain_group_design: a verdict of design_for_groups was expected, not one on {statement.kind!r}")


def _best(statement: BestGroupRule, evidence: OptimalGroupRule) -> list[str]:
    task, problem = statement.design, statement.grouped
    imposed = "" if task.objective.incentives != "none" else "; no incentive constraints are imposed"
    best = f"The greatest value of an implementable rule{task.told_demands}"
    lines = [f"{best} for {problem.everybody} is {about(statement.value)}{imposed}."]
    values = zip(problem.coordinates, evidence.rule(task).values, strict=True)
    lines += ["", "interim rule of each agent:"]
    lines += [f"  {value_name(coordinate)} = {about(value)}" for coordinate, value in values if value] or ["  Q = 0"]
    if evidence.transfers:
        lines += ["transfers paid by each agent:"]
        lines += [f"  {group} of type {kind}: {about(paid)}" for (group, kind), paid in evidence.transfers]
    lines += ["rules that carry it out, by counts of types:", *rules_in_words(problem, evidence.rules)]
    binding = binding_in_words(task.of_one, evidence.multipliers)
    if binding:
        return [*lines, "a proof that nothing is better weighs, besides the quotas in every class:", *binding]
    return [*lines, "what limits the value: the quotas in every class of type profiles"]


def members_in_words(home: Mapping[str, str]) -> str:
    """Who was found to be interchangeable: a group is called by its first agent."""
    members: dict[str, list[str]] = {}
    for agent, group in home.items():
        members.setdefault(group, []).append(agent)
    groups = [f'"{group}" are {_listed(own)}' for group, own in members.items()]
    return f"Interchangeable agents are treated as groups, each called by its first agent: {'; '.join(groups)}."


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 4 else f"{', '.join(names[:3])}, ... {names[-1]} ({len(names)} agents)"


def rules_in_words(problem: GroupedProblem, rules: ClassRules) -> list[str]:
    """For each block the likeliest classes, with who gets what there under the first pure rule."""
    lines = []
    for block, own in zip(blocks(problem), rules.blocks, strict=True):
        shares = own.shares if isinstance(own, RulesByMaps) else own.probabilities
        many = counted(len(shares), "pure rule")
        classes = f"{many} for {counted(block.size, 'class', 'classes')} of type profiles"
        if isinstance(own, RulesByMaps):
            mixed = sum(len(set(chosen)) > 1 for chosen in zip(*own.rules, strict=True))
        else:
            mixed = sum(len(each.outcomes) > 1 for each in own.classes)
        lines.append(f"  {' and '.join(block.groups)}: {classes}, {mixed} of them mixed:")
        ranked = sorted(range(block.size), key=lambda c: -block.law[0][c])
        for c in head(ranked):
            outcomes = _dealt_in(block, rules, own, c)
            more = f", or {counted(len(outcomes) - 1, 'other outcome')}" if len(outcomes) > 1 else ""
            lines.append(f"    {counts_in_words(block, block.classes[c])}:  {_dealt(block, outcomes[0])}{more}")
        lines += rest(block.size, "class", "classes")
    return lines


Parts = Sequence[Sequence[tuple[int, NamedBundle]]]
"""For each group and type how many agents get which bundle."""


def _dealt_in(block: Block, rules: ClassRules, own: RulesOfBlock | RulesByMaps, number: int) -> list[Parts]:
    """The outcomes of a class, dealt out."""
    if isinstance(own, RulesOfBlock):
        listed = own.classes[number].outcomes
        return [[[(count, rules.bundles[k]) for k, count in parts] for parts in outcome] for outcome in listed]
    names, orders, counts = block.problem.object_parts, dealing_orders(block), block.classes[number]
    return [
        [
            [(count, tuple((n, q) for n, q in zip(names, b, strict=True) if q)) for count, b in parts]
            for parts in deal_out(block, outcome, counts, orders)
        ]
        for outcome in own.outcomes(number, counts)
    ]


def counts_in_words(block: Block, counts: Sequence[int]) -> str:
    """`40 juniors keen, 20 juniors idle`."""
    return ", ".join(f"{n} {group} {kind}" for n, (group, kind) in zip(counts, block.pairs, strict=True))


def _dealt(block: Block, outcome: Parts) -> str:
    parts = []
    for (group, kind), own in zip(block.pairs, outcome, strict=True):
        given = []
        for count, bundle in own:
            what = " and ".join(_quantity(names, q) for names, q in bundle) or "nothing"
            given.append(f"{count} get {what}")
        if given:
            parts.append(f"of {group} {kind} {', '.join(given)}")
    return "; ".join(parts)


def _quantity(names: Sequence[str], quantity: Fraction) -> str:
    thing = names[0] if names else "unit"
    return thing if quantity == 1 else f"{text(quantity)} {thing}"


def _class(problem: GroupedProblem, empty: EmptyClass) -> str:
    return counts_in_words(blocks(problem)[empty.block], empty.counts)


def _violated(statement: GroupsImplementable, evidence: GroupInequality) -> list[str]:
    problem = statement.problem
    at = dict(zip(problem.coordinates, statement.rule.values, strict=True))
    left, right = evidence.left(statement), evidence.inequality.right(problem) or Fraction(0)
    terms = evidence.inequality.coefficients
    return [
        "For every implementable rule Q the sum of",
        *[f"    {_term(problem, c, f, at)}" for c, f in head(terms)],
        *rest(len(terms), "term"),
        f"  is at most {about(right)}, and this one gives {about(left)}.",
        "  The bound adds up, over the classes of type profiles, probability x the most that a feasible outcome gives.",
    ]


def _term(problem: GroupedProblem, coordinate: Coordinate, weight: Fraction, at: Mapping[Coordinate, Fraction]) -> str:
    group, kind, *_ = coordinate
    sign, expected = "+" if weight > 0 else "-", text(problem.expected_counts[group, kind])
    known = f"(expected {group} {kind}: {expected}, Q = {text(at[coordinate])})"
    return f"{sign} {text(abs(weight))} x {expected} x {value_name(coordinate)}   {known}"


def about(number: Fraction) -> str:
    """A number made of classes' probabilities has very many digits: then its beginning is told, as about so much."""
    written = text(number)
    if len(written) <= 40:
        return written
    scaled = abs(number.numerator) * 10**6 // number.denominator
    sign = "-" if number < 0 else ""
    return f"about {sign}{scaled // 10**6}.{scaled % 10**6:06d}"
