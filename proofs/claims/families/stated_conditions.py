"""What the stated claims of VS, sections 1 and 2, share: conditions on markets whose costs are boxes, and trades.

See `proofs.claims.stating` for the language, `stated_markets` for markets. j' and j'' are agents 0 and 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proofs.claims.families.stated_markets import AGENTS, MARKET, TASKS, domain, law
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    choose,
    defined,
    each,
    equal_row,
    every,
    feasible,
    given,
    greatest,
    least,
    operation,
    size,
    some,
    statement,
    system,
    term,
    those,
)
from proofs.trading.markets.bundles import texts

FIRST, SECOND = term(0), term(1)
SIGMA, SLACK = MARKET["status_quo"], MARKET["slack"]


@defined("(pi' - pi'')")
def difference() -> Term:
    """Of the performances of agents 0 and 1, j' and j''."""
    return operation("minus", MARKET["performance"][0], MARKET["performance"][1])


DELTA = difference()


def low(agent: Any) -> Term:
    return domain(term(agent))["box"][0]


def high(agent: Any) -> Term:
    return domain(term(agent))["box"][1]


@defined("the costs of agent {0} are a box")
def is_box(j: Term) -> Formula:
    return operation("keys", domain(j)).same(["box"])


@defined("all costs are in boxes")
def boxes() -> Formula:
    return every("j", AGENTS, is_box)


@defined("the law of agent {0} has full support on its box")
def has_full_support(j: Term) -> Formula:
    return is_box(j) & size(operation("outside support", MARKET["preferences"][j])).equals(0)


@defined("all laws have full support on boxes")
def full_support() -> Formula:
    """F_j has full support on a box (VS, section 1)."""
    return every("j", AGENTS, has_full_support)


@defined("types are inside their boxes with probability 1")
def types_inside() -> Formula:
    """No law has weight at a point or on a face of its box, but where that is all of the box."""

    def inside(j: Term) -> Formula:
        box, own = domain(j)["box"], law(j)
        wide = those("i", TASKS, lambda i: box[0][i] < box[1][i])
        uniform = every("part", own["uniform"], lambda part: every("i", wide, lambda i: part[0][i] < part[1][i]))
        return uniform & (size(own["atoms"]).equals(0) | size(wide).equals(0))

    return every("j", AGENTS, inside)


@defined("preferences have a common support")
def common_support() -> Formula:
    """All agents have the same box."""
    return every("j", AGENTS, lambda j: domain(j).same(domain(FIRST)))


@defined("the status quo has full support")
def positive_status_quo() -> Formula:
    """Everybody has some of every task."""
    return every("x", SIGMA, lambda x: least(x) > 0)


@defined("the box of agent 0 is more than a point")
def not_degenerate() -> Formula:
    """The common box is more than a point."""
    return greatest(operation("minus", high(0), low(0))) > 0


@defined("the box of agent 0 has positive width in every task")
def full_dimension() -> Formula:
    """The common box has positive width in every task."""
    return least(operation("minus", high(0), low(0))) > 0


@defined("performance is not identical")
def performance_differs() -> Formula:
    """In some task two agents have different performance."""
    performance = MARKET["performance"]
    return some("i", TASKS, lambda i: some("j", AGENTS, lambda j: ~performance[j][i].equals(performance[0][i])))


@defined("there is no slack")
def no_slack() -> Formula:
    return every("b", SLACK, lambda b: b.equals(1))


def only_constant() -> Formula:
    """The status quo is the only constant mechanism with (SQ) and (MC)."""
    return statement("only constant mechanism", market=MARKET)


@defined("the corners of the box of agent 0")
def corners() -> Term:
    sides = each("i", TASKS, lambda i: operation("distinct", [low(0)[i], high(0)[i]]))
    return operation("choices", sides)


@defined("the corners of the box of agent 0 span")
def corners_span() -> Formula:
    """Every unit vector is a combination of them."""

    def row(i: Term, unit: Term) -> Term:
        return equal_row(each("c", corners(), lambda c: c[i]), choose(i.equals(unit), 1, 0))

    def combination(unit: Term) -> Formula:
        rows = each("i", TASKS, lambda i: row(i, unit))
        return feasible(system(operation("positions", corners()), rows))

    return every("unit", TASKS, combination)


def trade_improves(reading: str = "lemma 2") -> Formula:
    """Some bilateral trade improves upon the status quo, by the conditions of VS, Lemma 2."""
    return statement("bilateral trade improves", market=MARKET, reading=reading)


@defined("the width of the intersection of the boxes of agents 0 and 1 in task {0}")
def common_width(i: Term) -> Term:
    """Negative where they do not meet."""
    return least([high(0)[i], high(1)[i]]) - greatest([low(0)[i], low(1)[i]])


def intersection_not_degenerate(tasks: Term = TASKS) -> tuple[Formula, Formula]:
    """The two boxes meet, and in more than a point (on these tasks)."""
    return every("i", tasks, lambda i: common_width(i) >= 0), some("i", tasks, lambda i: common_width(i) > 0)


def two_differ(tasks: Term = TASKS) -> Formula:
    """The performances of agents 0 and 1 differ (on these tasks)."""
    return some("i", tasks, lambda i: ~DELTA[i].equals(0))


@defined("agents 0 and 1 have some of every task")
def both_have_some() -> Formula:
    """Agents 0 and 1 have some of every task."""
    return (least(SIGMA[0]) > 0) & (least(SIGMA[1]) > 0)


@defined("the tasks of which agents 0 and 1 both have some")
def shared_tasks() -> Term:
    return those("i", TASKS, lambda i: (SIGMA[0][i] > 0) & (SIGMA[1][i] > 0))


ONE, TWO = given("c1"), given("c2")
"""c' and c''."""


@defined("{0} is a sum of nonnegative multiples of {1} and {2}")
def in_cone(point: Term, first: Term, second: Term) -> Formula:
    rows = each("i", TASKS, lambda i: equal_row([first[i], second[i]], point[i]))
    return feasible(system(["t", "u"], rows, 0))


@defined("{0} is a type of every agent")
def common_type(c: Term) -> Formula:
    def inside(j: Term) -> Formula:
        box = domain(j)["box"]
        return every("i", TASKS, lambda i: (box[0][i] <= c[i]) & (c[i] <= box[1][i]))

    return every("j", AGENTS, inside)


def stated_separated(hypothesis: Sequence[Formula], conclusion: Sequence[Formula]) -> Stated:
    """A claim about a market and common types c1, c2 (VS: c', c'') that the performances do not join (VS, Lemma 3).

    cvh(c2, 0) and cvh(pi' - pi'', c1, 0) meet in 0 only: c2 is 0, or no sum of multiples of pi' - pi'' and c1.
    """
    apart = every("i", TASKS, lambda i: TWO[i].equals(0)) | ~in_cone(TWO, DELTA, ONE)
    return Stated(
        sorts={"market": "market", "c1": "vector", "c2": "vector"},
        instances=lambda case: {"market": case[0].about(), "c1": texts(case[1]), "c2": texts(case[2])},
        hypothesis=[*hypothesis, two_differ(), both_have_some(), common_type(ONE), common_type(TWO), apart],
        conclusion=conclusion,
    )
