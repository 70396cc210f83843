"""A certified statement told so that it can be checked by hand: what it is about, and what its evidence shows.

Each kind is told by the explainer of its own command (`proofs implement`, `tum`, `osp`, `polarized`); kinds without a
command are told here. The sentence of the statement is not repeated. Nothing is checked: that is the checker's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Literal

from exact import set_systems
from exact.linear import FarkasVector, Feasible, LinearSystem, Optimal, Point, PrimalDual, Unbounded
from exact.linear.named import Labelled, Program
from exact.mixed_integer import IntegerFeasible, IntegerOptimal, IntegerUnbounded, NoIntegerPoint
from exact.projections import Projection
from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import Verdict
from proofs import certificates
from proofs.reduced_form.conditions import capacity, quotas
from proofs.reduced_form.conditions import deciding as conditions
from proofs.reduced_form.facets import descriptions
from proofs.reduced_form.implementation.deciding import HasOutcome, Implementable
from proofs.reduced_form.problem.problems import InterimRule, Problem, name_of
from proofs.report import implementation, integer_programs, lotteries, matrices, polyhedra, programs, systems
from proofs.trading.dominance import (
    cost_types,
    dominating,
    domination,
    explaining,
    mechanisms,
    polarization,
    polarized_menus,
    polarized_on_domain,
)
from proofs.trading.markets import reduction
from proofs.trading.selection import probabilities
from proofs.trading.value import bilateral, improvement

MOST_LINES = 60
"""Lines told of one statement before the rest is left to the certificate."""


def told(statement: dict[str, Any]) -> list[str]:
    """Lines about a statement that the checker accepts; none where its sentence says all."""
    tell = TELLERS.get(statement["kind"])
    if tell is None:
        return []
    try:
        (verdict,) = certificates.verdicts({"statements": [statement]})
        lines = list(tell(verdict))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        return []  # the checker accepts more names and numbers than our own values do; its sentence stands
    more = len(lines) - MOST_LINES
    return lines if more <= 0 else [*lines[:MOST_LINES], f"... and {counted(more, 'line')} more, in the certificate"]


def verdicts_of(statement: Mapping[str, Any]) -> list[Verdict]:
    """The verdict that a statement of a certificate is, where our own values can say it."""
    try:
        return certificates.verdicts({"statements": [statement]})
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        return []  # the checker accepts more names and numbers than our own values do


# ------------------------------------------------------------------------------------------------- by their commands


def _implementable(verdict: Verdict) -> Iterable[str]:
    if isinstance(verdict.statement, HasOutcome) and verdict.holds:
        return []
    return implementation.explain_implementation(verdict).splitlines()


def _unimodular(verdict: Verdict) -> Iterable[str]:
    return matrices.explain_unimodularity(verdict).splitlines()[1:]


def _osp(verdict: Verdict) -> Iterable[str]:
    yield from explaining.explain_osp(verdict).splitlines()
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, mechanisms.ObviouslyStrategyProof)
    if isinstance(evidence, mechanisms.FailingType) and evidence.entries is None:
        agents = ", ".join(statement.mechanism.market.agents)
        for outcome in (evidence.action, evidence.deviation):
            got = statement.mechanism.protocol.selected(outcome.profile)[evidence.agent]
            yield f"  At the choices {_vector(outcome.profile)} of agents {agents} it gets the bundle {_vector(got)}."


def _menus(verdict: Verdict) -> Iterable[str]:
    return polarized_menus.explain_menus(verdict).splitlines()


def _rays(verdict: Verdict) -> Iterable[str]:
    return polarization.explain_polarized(verdict).splitlines()


def _menus_on_domains(verdict: Verdict) -> Iterable[str]:
    return polarized_on_domain.explain_menus_on_domains(verdict).splitlines()


def _rays_on_domain(verdict: Verdict) -> Iterable[str]:
    return polarized_on_domain.explain_on_domain(verdict).splitlines()


def _feasible(verdict: Verdict) -> Iterable[str]:
    assert isinstance(verdict.statement, Feasible)
    if isinstance(verdict.evidence, Point):
        return systems.solution(verdict.statement.system, verdict.evidence.values)
    assert isinstance(verdict.evidence, FarkasVector)
    return systems.contradiction(verdict.statement.system, verdict.evidence.multipliers)


def _optimal(verdict: Verdict) -> Iterable[str]:
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, Optimal)
    assert isinstance(evidence, PrimalDual)
    yield f"The objective: {systems.combination(statement.objective, statement.system.variables)}"
    yield from systems.solution(statement.system, evidence.values)


def _unbounded(verdict: Verdict) -> Iterable[str]:
    statement = verdict.statement
    assert isinstance(statement, Unbounded)
    yield f"The objective: {systems.combination(statement.objective, statement.system.variables)}"
    yield from _by_rows(programs.explain_program, verdict, statement.sense)[1:]


def _integers(verdict: Verdict) -> Iterable[str]:
    """The integer point and the branching tree, as `proofs lp` tells them."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, IntegerFeasible | IntegerOptimal | IntegerUnbounded)
    names = statement.system.variables
    yield f"Integers: {', '.join(systems.spoken(names[place]) for place in statement.integers) or 'none'}"
    if not isinstance(statement, IntegerFeasible):
        yield f"The objective: {systems.combination(statement.objective, names)}"
    if isinstance(evidence, NoIntegerPoint):
        yield from integer_programs.tree_in_words(_labelled(statement.system), evidence.nodes)
    else:
        sense = None if isinstance(statement, IntegerFeasible) else statement.sense
        yield from _by_rows(integer_programs.explain, verdict, sense)[1:]


def _by_rows(
    tell: Callable[[Program, Labelled, Verdict], str], verdict: Verdict, sense: Literal["max", "min"] | None
) -> list[str]:
    """What a command says of a program in a file, of one in Python: its rows are known by their numbers."""
    labelled = _labelled(verdict.statement.system)  # type: ignore[attr-defined]
    return tell(Program(sense, {}, Fraction(0), (), (), {}), labelled, verdict).splitlines()


def _labelled(system: LinearSystem) -> Labelled:
    named = replace(system, variables=tuple(map(systems.spoken, system.variables)))
    return Labelled(named, tuple(f"row {number}" for number in range(len(system.rows))))


def _projection(verdict: Verdict) -> Iterable[str]:
    statement = verdict.statement
    assert isinstance(statement, Projection)
    labels = tuple(f"row {number}" for number in range(len(statement.system.rows)))
    return polyhedra.explain_projection(Labelled(statement.system, labels), verdict).splitlines()[1:]


def _listed_again(verdict: Verdict) -> Iterable[str]:
    yield "To check it, the vertices and rays are listed again: the statement itself is all the evidence there is."


# ------------------------------------------------------------------------------------------------ families of sets


def _sets(verdict: Verdict) -> Iterable[str]:
    """The parts into which the sets split, or those that keep them from it."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, set_systems.SetSystem)
    if isinstance(evidence, set_systems.TwoHierarchies):
        for number, part in (("One", evidence.first), ("The other", evidence.second)):
            yield f"{number} hierarchy: {_listed(statement.sets[k] for k in part)}"
    elif isinstance(evidence, set_systems.Bipartition):
        rest = [vertex for vertex in statement.vertices if vertex not in evidence.side]  # type: ignore[attr-defined]
        yield f"The sets: {_listed(statement.sets)}"
        yield f"Each has one end in {_members(evidence.side)} and the other in {_members(rest)}."
    elif isinstance(evidence, set_systems.MissingSet):
        yield f"The sets: {_listed(statement.sets)}"
        yield f"Missing: {_members(evidence.members)}"
    elif isinstance(evidence, set_systems.OddCycleOfCrossingSets):
        chosen = [statement.sets[k] for k in evidence.cycle]
        yield f"Each of these {len(chosen)} sets crosses the next, and the last the first: {_listed(chosen)}"
    elif isinstance(evidence, set_systems.CrossingSets):
        yield f"These two cross: {_listed([statement.sets[evidence.first], statement.sets[evidence.second]])}"
    else:
        yield f"The sets: {_listed(statement.sets)}"


def _listed(sets: Iterable[Iterable[Any]]) -> str:
    return ", ".join(map(_members, sets)) or "none"


def _members(names: Iterable[Any]) -> str:
    return "{" + ", ".join(sorted(map(_name, names))) + "}"


def _name(name: Any) -> str:
    """A cell of one name by that name, others as `(i, j)`."""
    if not isinstance(name, tuple):
        return str(name)
    return _name(name[0]) if len(name) == 1 else f"({', '.join(map(_name, name))})"


# ---------------------------------------------------------------------------------------- quotas and conditions (LY)


def _capacity(verdict: Verdict) -> Iterable[str]:
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, capacity.Capacity)
    assert isinstance(evidence, capacity.Extremes)
    signed = ((statement.plus, " "), (statement.minus, " minus "))
    amount = "".join(f"{sign}what {name_of(cells)} gets" for cells, sign in signed if cells) or " 0"
    yield f"{statement.sentence()}: the greatest value of{amount} in a feasible outcome."


def _paramodular(verdict: Verdict) -> Iterable[str]:
    """The two sets that break a law of LY's Definition 5, with the law."""
    evidence = verdict.evidence
    if isinstance(evidence, quotas.OffendingSets):
        one, two = name_of(evidence.first), name_of(evidence.second)
        yield f"The sets G = {one} and G' = {two} break the law {_LAWS[evidence.law]}."


_LAWS = {
    "ceiling": "c(G) + c(G') >= c(G and G' united) + c(what they share)",
    "floor": "b(G) + b(G') <= b(G and G' united) + b(what they share)",
    "compliant": "c(G) - b(G') >= c(G without G') - b(G' without G)",
}


def _complete(verdict: Verdict) -> Iterable[str]:
    """The rule that passes, how many inequalities it passes, and the inequality that it violates."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, descriptions.ConditionComplete)
    if not isinstance(evidence, descriptions.PassingRule):
        return
    yield f"The rule: {_rule(statement.problem, evidence.rule)}."
    yield _passed(statement.problem, statement.condition, evidence.passes)
    violated = Verdict(Implementable(statement.problem, evidence.rule), False, evidence.inequality)
    yield from implementation.explain_implementation(violated).splitlines()


def _condition(verdict: Verdict) -> Iterable[str]:
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, conditions.Condition)
    yield f"The rule: {_rule(statement.problem, statement.rule)}."
    if isinstance(evidence, conditions.SignTree):
        yield _passed(statement.problem, statement.letter, evidence)
    elif isinstance(evidence, conditions.SignInequality):
        violated = Verdict(Implementable(statement.problem, statement.rule), False, evidence.inequality)
        yield f"It violates the inequality of: {evidence.words()}."
        yield from implementation.explain_implementation(violated).splitlines()[1:]


def _passed(problem: Problem, letter: str, tree: conditions.SignTree) -> str:
    size = len(problem.coordinates)
    count = 3**size if letter == "A" else 2 ** (size + 1) - 1
    signs = "a weight of 1, 0 or -1 on each entry" if letter == "A" else "weights 0 and 1, or 0 and -1, on the entries"
    return (
        f"It satisfies all {counted(count, 'inequality', 'inequalities')} of Condition {letter} ({signs} of the rule): "
        f"shown case by case, with {counted(len(tree.rules), 'implementable rule')} to compare with."
    )


def _rule(problem: Problem, rule: InterimRule) -> str:
    """`Q_1(u) = 1/2, all other values 0`."""
    pairs = zip(problem.coordinates, rule.values, strict=True)
    shown = [f"Q_{agent}({', '.join(rest)}) = {text(value)}" for (agent, *rest), value in pairs if value]
    return ", ".join([*shown, "all other values 0"] if len(shown) < len(rule.values) else shown)


# ------------------------------------------------------------------------------------------------------ trading (VS)


def _trade(verdict: Verdict) -> Iterable[str]:
    """Who moves, by how much of each task, with what probability, and what it saves."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, bilateral.BilateralTradeImproves)
    market = statement.market
    if isinstance(evidence, bilateral.BilateralTrade):
        one, other = (market.agents[agent] for agent in (evidence.first, evidence.second))
        moves = ", ".join(f"{text(x)} of {task}" for task, x in zip(market.tasks, evidence.trade, strict=True) if x)
        yield f"The trade: agent {one} takes {moves}; agent {other} the opposite."
        if evidence.gain is not None:
            first, second = map(text, evidence.chances)
            yield f"Agent {one} wants it with probability {first}, agent {other} with probability {second}."
            yield f"The expected social cost falls by {text(evidence.gain)}."
    elif isinstance(evidence, bilateral.NoBilateralTrade):
        count = counted(len(evidence.multipliers), "linear system")
        yield f"All trades of two agents are the solutions of {count}; multipliers of its rows show that each has none."


def _redundant(verdict: Verdict) -> Iterable[str]:
    evidence = verdict.evidence
    if isinstance(evidence, reduction.Beyond):
        whose = f"choice {evidence.choice} of agent {evidence.agent}"
        yield f"The bundle {_vector(evidence.bundle)} of {whose} is never selected."


def _dominated(verdict: Verdict) -> Iterable[str]:
    return domination.explain_domination(verdict).splitlines()


def _held(verdict: Verdict) -> Iterable[str]:
    statement = verdict.statement
    assert isinstance(statement, dominating.HeldByRays)
    return dominating.explain_dominating(dominating.dominating_mechanism(statement.mechanism)).splitlines()


def _some_type(verdict: Verdict) -> Iterable[str]:
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, cost_types.SomeType)
    wanted = [f"c . {_vector(d)} < 0" for d in statement.below] + [f"c . {_vector(d)} <= 0" for d in statement.at_most]
    yield f"The costs c are to satisfy {' and '.join(wanted)}."
    if isinstance(evidence, cost_types.TypeFound):
        yield f"So do c = {_vector(evidence.costs)}."
    elif isinstance(evidence, cost_types.NoType):
        used = zip((*evidence.below, *evidence.at_most), (*statement.below, *statement.at_most), strict=True)
        total = " + ".join(f"{y} x {_vector(d)}" for y, d in used if y)
        yield f"No costs of the domain do: {total} costs no type less than 0."


def _chance(verdict: Verdict) -> Iterable[str]:
    statement = verdict.statement
    assert isinstance(statement, probabilities.ChanceOf)
    event = [
        f"c . {_vector(each.coefficients)} {'<' if each.strict else '<='} {text(each.bound)}"
        for each in statement.event
    ]
    yield f"The event: {' and '.join(event)}."


def _worse(verdict: Verdict) -> Iterable[str]:
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, improvement.WeakImprovement)
    if isinstance(evidence, improvement.WorseProfile) and evidence.value is not None:
        owed = zip(statement.setting.performance, statement.status_quo, strict=True)
        cost = sum(p * x for row, own in owed for p, x in zip(row, own, strict=True))
        yield f"The cheapest selection there costs {text(evidence.value)}, the status quo {text(cost)}."


def _vector(values: Sequence[Any]) -> str:
    return f"({', '.join(map(text, values))})"


TELLERS: dict[str, Callable[[Verdict], Iterable[str]]] = {
    "feasible": _feasible,
    "optimal": _optimal,
    "unbounded": _unbounded,
    "integer feasible": _integers,
    "integer optimal": _integers,
    "integer unbounded": _integers,
    "projection": _projection,
    "volume": _listed_again,
    "double description": _listed_again,
    "totally unimodular": _unimodular,
    "preserves total unimodularity": _unimodular,
    "hierarchy": _sets,
    "bihierarchy": _sets,
    "canonical two-sided": _sets,
    "edges of a graph": _sets,
    "bipartite graph": _sets,
    "has a feasible outcome": _implementable,
    "implementable": _implementable,
    "capacity": _capacity,
    "needs outcomes": lotteries.needs_in_words,
    "paramodular": _paramodular,
    "condition complete": _complete,
    "condition": _condition,
    "polarized": _rays,
    "polarized menus": _menus,
    "polarized on domain": _rays_on_domain,
    "polarized menus on domains": _menus_on_domains,
    "obviously strategy-proof": _osp,
    "some type": _some_type,
    "non-redundant protocol": _redundant,
    "dominated mechanism": _dominated,
    "held by polarized rays": _held,
    "chance": _chance,
    "weak improvement": _worse,
    "bilateral trade improves": _trade,
}
