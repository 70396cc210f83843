"""A bound from below on VS, program (4), for two agents of whom the first has two atoms, as data.

The bound is argued for at `proofs.claims.valenzuela_stookey.section_4_without_loss_on_boxes`: linear programs in the
trades of the first agent. With `w` = pi_2 - pi_1, no menu of polarized rays is worth more than the greatest of those
that treat the atoms, plus what the other types may earn.
"""

from __future__ import annotations

from fractions import Fraction

from proofs.claims.families.stated_markets import (
    AGENTS,
    MARKET,
    TASKS,
    domain,
    in_market,
    law,
    positive_boxes,
    setting,
    social_cost,
)
from proofs.claims.families.stated_mechanisms import MECHANISM, osp
from proofs.claims.stating import (
    Stated,
    Term,
    at_most_row,
    choose,
    defined,
    each,
    greatest,
    operation,
    record,
    size,
    system,
    term,
    value_of,
)

FIRST = term(0)
LAW, BOX, ETA = law(FIRST), domain(FIRST)["box"], MARKET["endowment"][0]
ONE, TWO = LAW["atoms"][0], LAW["atoms"][1]
REST = LAW["uniform"][0][2]
W = operation("minus", MARKET["performance"][1], MARKET["performance"][0])


def joined(*lists: Term) -> Term:
    first, *rest = lists
    for one in rest:
        first = operation("joined", first, one)
    return first


def times(factor: Term | int, vector: Term) -> Term:
    return operation("times", factor, vector)


def all_of(value: int | None) -> Term:
    """The value for each task."""
    return each("i", TASKS, lambda i: term(value))


def best(rows: Term | list[Term], lower: Term, upper: Term | None, weights: Term) -> Term:
    """The greatest value of the weights under the rows and bounds."""
    given = system(operation("positions", weights), rows, lower, upper)
    return value_of("optimal", system=given, objective=operation("weights", weights), sense="max")


@defined("the most that a type of the box of agent 0 may earn")
def earned_elsewhere() -> Term:
    """Trades d+ - d- with d- at most the endowment that are not too dear for all of the box: low . d+ <= high . d-."""
    dear = at_most_row(joined(BOX[0], times(-1, BOX[1])), 0)
    upper = joined(all_of(None), ETA)
    return best([dear], joined(all_of(0), all_of(0)), upper, joined(W, times(-1, W)))


@defined("the most that the atoms of agent 0 earn if they get the same trade")
def earned_together() -> Term:
    rows = [at_most_row(ONE[0], 0), at_most_row(TWO[0], 0)]
    return best(rows, times(-1, ETA), None, times(ONE[1] + TWO[1], W))


@defined("the most that they earn if the first may lose tasks {0} and the second the others")
def earned_apart(losing: Term) -> Term:
    """No two polarized rays take away the same task."""
    least = times(-1, ETA)
    first = each("i", TASKS, lambda i: choose(losing[i].equals(0), least[i], 0))
    second = each("i", TASKS, lambda i: choose(losing[i].equals(0), 0, least[i]))
    rows = [at_most_row(joined(ONE[0], all_of(0)), 0), at_most_row(joined(all_of(0), TWO[0]), 0)]
    return best(rows, joined(first, second), None, joined(times(ONE[1], W), times(TWO[1], W)))


@defined("what a polarized menu of agent 0 is worth at most")
def worth_at_most() -> Term:
    ways = operation("choices", each("i", TASKS, lambda i: [term(0), term(1)]))
    apart = each("losing", ways, earned_apart)
    return greatest(operation("joined", [earned_together()], apart)) + REST * earned_elsewhere()


@defined("what is ever selected of choice {1} of agent {0}")
def selected_set(agent: Term, choice: Term) -> Term:
    """The trading set of the essential reduction."""
    points = operation("bundles selected", MECHANISM, agent)[choice]
    return choose(choice.equals(0), "endowment", record(points=points))


@defined("the menu of agent {0} in the essential reduction")
def selected_menu(agent: Term) -> Term:
    return each("k", operation("positions", MECHANISM["menus"][agent]), lambda k: selected_set(agent, k))


@defined("the expected social cost of the mechanism")
def cost_of_mechanism() -> Term:
    rows = each(
        "row", MECHANISM["selection"]["table"], lambda row: operation("list", row["choices"], row["assignment"])
    )
    return value_of(
        "expected cost",
        setting=setting(),
        laws=each("j", AGENTS, law),
        offers=each("j", AGENTS, lambda j: operation("list", j, selected_menu(j), 1)),
        ties="cautious",
        reach="nonnegative",
        table=rows,
        strategies=MECHANISM["strategies"],
    )


CHEAPER_THAN_PROGRAM_4 = Stated(
    sorts={"market": "market", "mechanism": "mechanism"},
    instances=lambda mechanism: {"market": mechanism.market.about(), "mechanism": mechanism.about()},
    hypothesis=[in_market(), positive_boxes(), *osp("deviations")],
    conclusion=(),
    facts=[
        size(AGENTS).equals(2),
        size(LAW["atoms"]).equals(2) & size(LAW["uniform"]).equals(1) & (REST > 0),
        operation("list", LAW["uniform"][0][0], LAW["uniform"][0][1]).same(BOX),
        (ONE[1] + TWO[1] + REST).equals(Fraction(1)),
        cost_of_mechanism() < social_cost(MARKET["endowment"]) - worth_at_most(),
    ],
)
"""A mechanism with boxes that costs less than program (4) does at least; that it does is the argument in words."""
