"""What the stated claims of VS share about markets: costs, laws, boxes, and mechanisms in a market.

See `proofs.claims.stating` for the language. A market's data are tasks, numbers, agents, performance, status quo,
endowment, slack and preferences, each a domain and a law. Agents are numbered from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proofs.claims.families.stated_mechanisms import MECHANISM
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    defined,
    dot,
    each,
    every,
    given,
    least,
    operation,
    record,
    size,
    total,
    value_of,
)

MARKET = given("market")
AGENTS = operation("positions", MARKET["agents"])
TASKS = operation("positions", MARKET["tasks"])


def stated_market(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about markets, named `market`."""
    return Stated(
        sorts={"market": "market"},
        instances=lambda market: {"market": market.about()},
        hypothesis=hypothesis,
        conclusion=conclusion,
        **more,
    )


def stated_market_mechanism(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about a market and a mechanism in it, named `market` and `mechanism`."""
    return Stated(
        sorts={"market": "market", "mechanism": "mechanism"},
        instances=lambda mechanism: {"market": mechanism.market.about(), "mechanism": mechanism.about()},
        hypothesis=[in_market(), *hypothesis],
        conclusion=conclusion,
        **more,
    )


def in_market() -> Formula:
    """The mechanism is one for the market: the same tasks, endowments and domains."""
    domains = each("j", AGENTS, lambda j: domain(j))
    same = MECHANISM["numbers"].same(MARKET["numbers"]) & MECHANISM["endowment"].same(MARKET["endowment"])
    return same & MECHANISM["domains"].same(domains)


def domain(agent: Term) -> Term:
    return MARKET["preferences"][agent]["domain"]


def law(agent: Term) -> Term:
    return MARKET["preferences"][agent]["law"]


@defined("the social cost of {0}")
def social_cost(assignment: Term) -> Term:
    """The sum over the agents of pi_j . x_j (VS, section 1)."""
    return total(each("j", AGENTS, lambda j: dot(MARKET["performance"][j], assignment[j])))


@defined("{0} is a box of positive costs")
def positive_box(costs: Term) -> Formula:
    """A box whose least costs are positive."""
    return operation("keys", costs).same(["box"]) & (least(costs["box"][0]) > 0)


@defined("all costs are in boxes of positive costs")
def positive_boxes() -> Formula:
    """All types are in boxes of positive costs, as section 1 has them."""
    return every("j", AGENTS, lambda j: positive_box(domain(j)))


def setting() -> Term:
    """What a selection is made in: the market without preferences, one copy of everybody."""
    return record(
        numbers=MARKET["numbers"],
        performance=MARKET["performance"],
        endowment=MARKET["endowment"],
        copies=1,
    )


@defined("the least social cost of what is possible at choices {0}")
def least_cost_at(choices: Term) -> Term:
    """The cost of the ex-post optimal selection when the agents have made these choices."""
    groups = each("j", AGENTS, lambda j: operation("list", j, MECHANISM["menus"][j][choices[j]], 1))
    return value_of("optimal selection", setting=setting(), groups=groups)


def profiles() -> Term:
    """All profiles of choices."""
    return operation("choices", each("menu", MECHANISM["menus"], lambda menu: operation("positions", menu)))


def typed_agents() -> Term:
    """The agents with their types, the probabilities of these, and endowments."""

    def agent(j: Term) -> Term:
        atoms = law(j)["atoms"]
        return record(
            types=each("atom", atoms, lambda atom: atom[0]),
            probabilities=each("atom", atoms, lambda atom: atom[1]),
            endowment=MARKET["endowment"][j],
        )

    return each("j", AGENTS, agent)


@defined("every law has finitely many types")
def finitely_many_types() -> Formula:
    """Every law has atoms alone."""
    return every("j", AGENTS, lambda j: size(law(j)["uniform"]).equals(0) & (size(law(j)["atoms"]) > 0))


@defined("the value of the large market over all menus that are obviously dominant on the types")
def large_market_value() -> Term:
    """The value of the large market over all menus that are obviously dominant on the types (VS, program (4))."""
    return value_of(
        "best large market",
        numbers=MARKET["numbers"],
        performance=MARKET["performance"],
        agents=typed_agents(),
    )
