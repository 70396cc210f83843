"""VS, section 1.2, Transfers: payments are a further task.

Payments are a further task m, whose number of instances is the revenue. The unit of account is free, so that the
revenue is a whole number; costs of m are 1 in that unit, and performance has nothing to do with m.
"""

from __future__ import annotations

from collections.abc import Callable

from proofs.claims.claim import Part, Reading
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.choice_improves import condition_i
from proofs.claims.families.market_conditions import box_of, improving, market_reading, positive_costs
from proofs.claims.families.payments import DIVISIONS, PAYMENT_MARKETS, PaymentCase, payment_in_words
from proofs.claims.families.stated_conditions import (
    SIGMA,
    common_support,
    full_support,
    not_degenerate,
    performance_differs,
    trade_improves,
)
from proofs.claims.families.stated_markets import AGENTS, MARKET, TASKS, domain, positive_boxes, stated_market
from proofs.claims.families.valenzuela_stookey import ZERO, below, claim, equal
from proofs.claims.stating import Formula, Term, defined, every, size, those
from proofs.trading.markets.market import Market
from proofs.trading.markets.random_allocation import random_allocation


def payments_are_a_task(case: PaymentCase) -> Part:
    """Payments are at least 0 and add up to the revenue, tasks are divided, and nobody likes to pay."""
    market = case.market
    yield common.at_most(ZERO, ("the least entry of the division", min(map(min, case.division))))
    for i, name in enumerate(market.tasks):
        given, due = sum(row[i] for row in case.division), market.numbers[i]
        what = "payments" if name == "m" else f"task {name}"
        yield equal((f"the sum of {what}", given), ("what it must be", due))
    yield positive_costs(market)


def division_is_allocation(case: PaymentCase) -> Part:
    yield random_allocation(case.market.numbers, case.division)


def improvable(paying: bool) -> Callable[[Market], Part]:
    """What Theorem 1 asks on the tasks; `paying`: everybody pays something in the status quo as well."""

    def hypothesis(market: Market) -> Part:
        yield positive_costs(market)
        boxes = {box_of(market, j) for j in range(len(market.agents))}
        yield equal(("the number of different supports", len(boxes)), ("", 1))
        least = min(min(row[:-1]) for row in market.status_quo)
        yield below(ZERO, ("the least that an agent has of a task", least))
        if paying:
            yield below(ZERO, ("the least payment in the status quo", min(row[-1] for row in market.status_quo)))
        yield from condition_i(market)

    return hypothesis


@defined("the last task, that of payments")
def payments() -> Term:
    return size(MARKET["tasks"]) - 1


PAYMENTS = payments()


@defined("payments cost everybody 1 and nothing else")
def are_payments() -> Formula:
    """Their cost is 1 in the unit of account for all types, and performance has nothing to do with them."""

    def costs_one(j: Term) -> Formula:
        box = domain(j)["box"]
        return box[0][PAYMENTS].equals(1) & box[1][PAYMENTS].equals(1)

    return every("j", AGENTS, lambda j: costs_one(j) & MARKET["performance"][j][PAYMENTS].equals(0))


@defined("everybody has some of every task other than payments")
def everybody_has_tasks() -> Formula:
    others = those("i", TASKS, lambda i: i < PAYMENTS)
    return every("j", AGENTS, lambda j: every("i", others, lambda i: SIGMA[j][i] > 0))


TRANSFERS = claim(
    "section-1.2.transfers",
    "section 1.2, Transfers",
    "payments are a further task",
    Reading(
        wording=(
            "If tasks are burdensome, payments nonnegative and revenue fixed (a whole number in some unit), every "
            "division of tasks and payments is a random allocation of the model with payments as a further task"
        ),
        hypothesis=payments_are_a_task,
        conclusion=division_is_allocation,
        families=(DIVISIONS,),
        because=lambda case: "The division is no random allocation.",
        describe=payment_in_words,
    ),
    market_reading(
        "Theorem 1, everybody paying",
        "If moreover everybody has some of every task and pays something in the status quo, preferences are not "
        "degenerate and performance differs, a bilateral trade of tasks and payments improves upon the status quo",
        improvable(True),
        improving,
        "Multipliers exclude every improving bilateral trade.",
        PAYMENT_MARKETS,
    ),
    market_reading(
        "Theorem 1, nobody need pay",
        "As the second reading, without asking that anybody pays in the status quo",
        improvable(False),
        improving,
        "Nobody pays in the status quo and payments are not negative and add up to 0, so that nothing can be paid for "
        "taking on the task; and with one task nobody takes on more of it for nothing. The status quo does not have "
        "full support, for payments are a task of which nobody has any.",
        PAYMENT_MARKETS,
        stated=stated_market(
            [
                positive_boxes(),
                full_support(),
                common_support(),
                everybody_has_tasks(),
                are_payments(),
                not_degenerate(),
                performance_differs(),
            ],
            [trade_improves()],
        ),
    ),
)

CLAIMS = [TRANSFERS]
