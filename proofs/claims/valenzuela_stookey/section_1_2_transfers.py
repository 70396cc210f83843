"""VS, section 1.2, Transfers: payments are a further task.

Payments are a further task m, whose number of instances is the revenue. The unit of account is free, so that the
revenue is a whole number; costs of m are 1 in that unit, and performance has nothing to do with m.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.choice_improves import condition_i
from proofs.claims.families.market_conditions import box_of, improving, market_reading, positive_costs
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
from proofs.trading.markets.bundles import Assignment, Bundle, bundle
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.random_allocation import random_allocation


@dataclass(frozen=True)
class PaymentCase(Displayed):
    """A market whose last task m is payments, and a division of tasks and payments among the agents."""

    market: Market
    division: Assignment


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


def _payment_market(tasks: int, first: Bundle, performance: Any, sides: Any, revenue: int) -> Market:
    names = (*rays.TASKS[:tasks], "m")
    numbers = (*([1] * tasks), revenue)
    rest = tuple(n - x for n, x in zip(numbers, first, strict=True))
    lower, upper = zip(*sides, (1, 1), strict=True)
    return Market.make(
        dict(zip(names, numbers, strict=True)),
        rays.AGENTS[:2],
        [first, rest],
        performance=[(*performance, 0), [0] * (tasks + 1)],
        preferences=[Preferences.uniform(lower, upper)] * 2,
    )


def _payment_markets(seed: int) -> Iterator[Market]:
    """One or two tasks to be done once, equal shares; revenue 0, 1 or 2, shared equally or paid by agent 2 alone."""
    half = Fraction(1, 2)
    for tasks in (1, 2):
        for revenue, share in ((0, Fraction(0)), (1, half), (1, Fraction(0)), (2, half), (2, Fraction(0))):
            for sides in itertools.product(((1, 2), (1, 1), (1, 3)), repeat=tasks):
                for performance in itertools.product((1, 0, -1), repeat=tasks):
                    first = bundle((*([half] * tasks), revenue * share))
                    yield _payment_market(tasks, first, performance, sides, revenue)


PAYMENT_MARKETS = Family(
    "2 agents, 1 or 2 tasks to be done once, equal shares, revenue 0, 1 or 2, costs of a task in {1}, [1, 2] or [1, 3]",
    rays.remembered(_payment_markets),
)


def _divisions(seed: int) -> Iterator[PaymentCase]:
    """Divisions in thirds of those markets."""
    third = Fraction(1, 3)
    for market in PAYMENT_MARKETS.instances(seed):
        if any(market.performance[0]):
            continue
        for first in itertools.product(*([third * k for k in range(3 * n + 1)] for n in market.numbers)):
            rest = tuple(n - x for n, x in zip(market.numbers, first, strict=True))
            yield PaymentCase(market, (tuple(first), rest))


DIVISIONS = Family(f"divisions in thirds, {PAYMENT_MARKETS.words}", rays.remembered(_divisions))


def payment_in_words(case: PaymentCase) -> str:
    return f"division {', '.join(map(common.vector, case.division))}; {common.market_in_words(case.market)}"


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
