"""Two cost vectors that all agents may have, apart from the difference of performance: VS, Lemma 3 and its proof."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from exact.linear import LinearSystem, feasibility
from proofs.claims.claim import Family, Part
from proofs.claims.families import boxes as boxes_module
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.market_conditions import (
    both_have_some,
    box_of,
    different_performance,
    intersection,
    positive_costs,
)
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, never
from proofs.trading.markets.bundles import Bundle, minus
from proofs.trading.markets.domains import Box
from proofs.trading.markets.market import Market

SeparatedCase = tuple[Market, Bundle, Bundle]
"""A market, and c', c'' in everybody's box."""


def separated(case: SeparatedCase) -> Part:
    """cvh(c'', 0) and cvh(pi' - pi'', c', 0) meet in 0 only: c'' is no t (pi' - pi'') + u c', and c'' is not 0."""
    market, one, two = case
    yield different_performance(market)
    yield both_have_some(market)
    for j in range(len(market.agents)):
        sides = zip(box_of(market, j).intervals(), one, two, strict=True)
        slacks = [min(a - low, b - low, high - a, high - b) for (low, high), a, b in sides]
        yield at_most(ZERO, (f"the least distance of c', c'' from the sides of the box of agent {j + 1}", min(slacks)))
    if any(two):
        delta = minus(market.performance[0], market.performance[1])
        rows = [([d, a], b) for d, a, b in zip(delta, one, two, strict=True)]
        yield never(feasibility(LinearSystem.make(["t", "u"], equal=rows, lower=0)))


def positive_separated(case: SeparatedCase) -> Part:
    yield positive_costs(case[0])
    yield from separated(case)


def _separated_cases(markets: Family) -> Any:
    """c' and c'' are corners of the intersection of the boxes."""

    def stream(seed: int) -> Iterator[SeparatedCase]:
        for market in markets.instances(seed):
            sides = intersection(market)
            if all(low <= high for low, high in sides):
                lower, upper = zip(*sides, strict=True)
                corners = list(Box(lower, upper).vertices())
                yield from ((market, one, two) for one, two in itertools.product(corners, repeat=2))

    return rays.remembered(stream)


def corners_of(family: Family) -> Family:
    return Family(f"corners c', c'' in {family.words}", _separated_cases(family), family.endless)


SEPARATED_ON = tuple(
    map(corners_of, (boxes_module.COMMON_BOXES, boxes_module.BOXES, boxes_module.RANDOM_FULL, hard.HARD_FULL))
)


def separated_in_words(case: SeparatedCase) -> str:
    market, one, two = case
    return f"c' = {common.vector(one)}, c'' = {common.vector(two)}; {common.market_in_words(market)}"
