"""VS, Lemma 1: what slack lets a constant assignment exceed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, Optimal, Row, feasibility, optimum
from proofs.claims.claim import Expected, Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.market_conditions import box_of, common_type, intersection, market_reading
from proofs.claims.families.valenzuela_stookey import claim, never
from proofs.trading.markets.market import Market
from proofs.trading.value import constant


def _exceeds(system: LinearSystem, objective: dict[Any, Fraction], bound: Fraction) -> Expected:
    """No solution of the system has an objective above the bound (if one has: its greatest value is attained)."""
    verdict = optimum(system, objective)
    assert isinstance(verdict.statement, Optimal)
    level = verdict.statement.value if verdict.statement.value > bound else bound + 1
    place = {name: column for column, name in enumerate(system.variables)}
    row = Row(tuple(sorted((place[name], -value) for name, value in objective.items())), "<=", -level)
    return never(feasibility(replace(system, rows=(*system.rows, row))))


def _subsets(agents: range) -> Iterator[tuple[int, ...]]:
    for size in range(1, len(agents)):
        yield from itertools.combinations(agents, size)


def _bound(market: Market, weight: dict[tuple[int, int], Fraction], chosen: Any, right: Fraction) -> Fraction:
    return right + sum((weight[j, i] * market.slack[j] * market.status_quo[j][i] for j, i in chosen), Fraction(0))


def lemma_1(market: Market) -> Iterator[Expected]:
    """The left side is the maximum, over sets S of pairs (agent, task), of a linear function of the assignment.

    In S are tasks of which an agent is to get more than beta times the status quo; for each S the linear function is
    maximized over the constant mechanisms with (SQ) and (MC). Everybody cannot get more of a task.
    """
    agents, tasks = range(len(market.agents)), range(len(market.tasks))
    hat = [low for low, _ in intersection(market)]
    right = sum((hat[i] * (market.slack[j] - 1) * market.status_quo[j][i] for j in agents for i in tasks), Fraction(0))
    weight = {(j, i): box_of(market, j).upper[i] - hat[i] for j in agents for i in tasks}
    useful = [[()] + [s for s in _subsets(agents) if all(weight[j, i] > 0 for j in s)] for i in tasks]
    system = constant.constant_system(market)
    for sets in itertools.product(*useful):
        chosen = [(j, i) for i, members in enumerate(sets) for j in members]
        if chosen:
            yield _exceeds(system, {("m", *at): weight[at] for at in chosen}, _bound(market, weight, chosen, right))


def _meeting(market: Market) -> Part:
    yield common_type(market)


LEMMA_1 = claim(
    "lemma-1",
    "section 2.1, Lemma 1",
    "what slack lets a constant assignment exceed",
    market_reading(
        "literal",
        "If some cost vector is in everybody's box, every constant assignment m with (SQ) and (MC) satisfies sum over "
        "i, j of (c-bar - c-hat) (m - beta sigma)+ <= sum over i, j of c-hat (beta - 1) sigma",
        _meeting,
        lemma_1,
        "A constant assignment satisfies (SQ) and (MC), and on the tasks of which agents get more, the weighted excess "
        "is above the right side.",
        boxes.COMMON_BOXES,
        boxes.RANDOM_SLACK,
        hard.HARD_SLACK,
        budget=80,
    ),
    rests_on=("section-2.1.c-hat",),
)

CLAIMS = [LEMMA_1]
