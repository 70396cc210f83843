"""What the stated claims of LY share about assignment markets whose agents report tastes (sections 5.1 and 5.2).

See `proofs.claims.stating` for the language. `tastes` gives for every agent and type the objects from best to worst, or
a payoff for each object.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from exact.rationals import text
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.market_rules import MarketRule
from proofs.claims.stating import (
    Formula,
    Plain,
    Stated,
    Term,
    defined,
    dot,
    each,
    every,
    given,
    operation,
    positions,
    size,
    statement,
    those,
    total,
)
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Problem

TASTES, OBJECTS = given("tastes"), given("A")


def stated_market(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about markets with a rule and tastes, and about what else `sorts` and `instances` name."""
    return said.stated_problem(
        [said.is_assignment_market(), *hypothesis],
        conclusion,
        sorts={"problem": "allocation problem", "tastes": "data", **more.pop("sorts", {})},
        instances=more.pop("instances", market_data),
        where=[("A", said.STRUCTURE["objects"])],
    )


@defined("all pairs of a cell and a type of its agent")
def coordinates() -> Term:
    """T_i x A of all agents i."""

    def own(cell: Term) -> Term:
        return each("t", said.types(cell[0]), lambda kind: operation("list", cell, kind))

    return operation("all of", each("cell", said.cells(), own))


def market_data(case: MarketRule) -> dict[str, Plain]:
    return {
        "problem": problem_to_plain(case.problem, case.rule),
        "tastes": by_agent_and_type(case.problem, case.taste.by_type),
    }


def by_agent_and_type(problem: Problem, values: Sequence[Sequence[Any]]) -> Plain:
    agents = zip(problem.agents, problem.types, values, strict=True)
    return {agent: dict(zip(kinds, map(_plain, own), strict=True)) for agent, kinds, own in agents}


def _plain(value: Any) -> Plain:
    return list(value) if isinstance(value, tuple) else text(value)


def taste(agent: Term, kind: Term) -> Term:
    return TASTES[agent][kind]


def at_every_type(body: Callable[[Term, Term], Formula]) -> Formula:
    return every("i", said.agents(), lambda i: every("t", said.types(i), lambda t: body(i, t)))


def at_every_pair(body: Callable[[Term, Term, Term], Formula]) -> Formula:
    """For every agent, type t and report t'."""
    return at_every_type(lambda i, t: every("t'", said.types(i), lambda report: body(i, t, report)))


def all_different(told: Callable[[Term], Term]) -> Formula:
    """T_i is a set of tastes: an agent's types have different ones."""

    def tastes(i: Term) -> Term:
        return each("t", said.types(i), lambda t: told(taste(i, t)))

    agents = "i", said.agents()
    return every(*agents, lambda i: size(operation("distinct", tastes(i))).equals(size(said.types(i))))


@defined("every type is a strict preference over A, and no two types of an agent are the same")
def are_ordinal() -> Formula:
    orders = operation("orders", OBJECTS)
    return at_every_type(lambda i, t: taste(i, t).among(orders)) & all_different(lambda one: one)


@defined("every type is a vector of payoffs, one for each object, and no two types of an agent are the same")
def are_cardinal() -> Formula:
    payoffs = at_every_type(lambda i, t: size(taste(i, t)).equals(size(OBJECTS)))
    return payoffs & all_different(lambda one: operation("numbers", one))


@defined("Q_{0}({1}, {2})")
def q(agent: Term, kind: Term, thing: Term) -> Term:
    """The interim rule: what a report gives the agent of the object."""
    return operation("Q", said.PROBLEM, operation("list", agent, thing), kind)


@defined("(26) holds")
def is_26() -> Formula:
    """For every k the k best objects by t: their probability is at least as great as with another report."""

    def best(i: Term, t: Term, last: Term) -> Term:
        return those("j", taste(i, t), lambda j: operation("position", j, taste(i, t)) <= last)

    def chance(i: Term, report: Term, things: Term) -> Term:
        return total(each("j", things, lambda j: q(i, report, j)))

    return at_every_pair(
        lambda i, t, report: every(
            "k",
            positions(OBJECTS),
            lambda k: chance(i, t, best(i, t, k)) >= chance(i, report, best(i, t, k)),
        )
    )


@defined("[the payoff of {0} from Q_{0}({2}) if it is of type {1}]")
def worth(agent: Term, kind: Term, report: Term) -> Term:
    """Q_i(t') . t."""
    return dot(each("j", OBJECTS, lambda j: q(agent, report, j)), taste(agent, kind))


@defined("(27) holds")
def is_27() -> Formula:
    return at_every_pair(lambda i, t, report: worth(i, t, t) >= worth(i, t, report))


@defined("I({0}, {1})")
def cells_at(profile: Term, chosen: Term) -> Term:
    """The cells whose agent has with its type in the profile an element of S."""

    def own(cell: Term) -> Term:
        return operation("list", cell, profile[operation("position", cell[0], said.agents())])

    return those("cell", said.cells(), lambda cell: own(cell).among(chosen))


@defined("(25) holds")
def is_25() -> Formula:
    """For every S, and nothing else."""

    def left(chosen: Term) -> Term:
        return total(each("place", chosen, lambda place: operation("y", said.PROBLEM, place[0], place[1])))

    def right(chosen: Term) -> Term:
        return total(each("t", said.profiles(), lambda t: said.probability(t) * said.beta(cells_at(t, chosen), [], t)))

    return every("S", operation("subsets", coordinates()), lambda chosen: left(chosen) <= right(chosen))


@defined("Q >= 0 and (25) hold, which for zero floors is Condition B")
def is_25_and_nonnegative() -> Formula:
    """With zero floors beta({}, V) is 0 for every V, so that Condition B asks for (25) and Q >= 0 (LY, Theorem 5)."""
    return statement("condition", problem=said.PROBLEM, condition="B")


@defined("every agent of problem takes at most two objects and of each at most one")
def are_families() -> Formula:
    """(22) to (24) of LY, section 5.1; (21) has any capacities."""
    rows = every(
        "i",
        said.agents(),
        lambda i: said.ceiling(those("cell", said.cells(), lambda cell: cell[0].same(i))) <= 2,
    )
    return rows & every("cell", said.cells(), lambda cell: said.ceiling(operation("list", cell)).equals(1))


@defined("with payments {0} nobody gains by a false report")
def is_incentive_compatible(payments: Term) -> Formula:
    """Interim payments by agent and type, with payoffs Q_i(t') . t less P_i(t')."""

    def left(i: Term, t: Term, report: Term) -> Formula:
        return worth(i, t, t) - payments[i][t] >= worth(i, t, report) - payments[i][report]

    return at_every_pair(left)


@defined("{0} and {1} differ by a constant for each agent")
def differ_by_constants(first: Term, second: Term) -> Formula:
    return at_every_pair(lambda i, t, other: (first[i][t] - second[i][t]).equals(first[i][other] - second[i][other]))
