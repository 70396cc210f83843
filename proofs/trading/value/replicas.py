"""Finite replicas of a market: exact expected cost, and simulation where that is too large (VS, section 4)."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.rationals import rational, text
from exact.showing.display import counted
from exact.verdicts import Verdict
from proofs.told import Told
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import (
    Menu,
)
from proofs.trading.selection.optimal import Setting, best_selection
from proofs.trading.selection.probabilities import TIES_IN_WORDS
from proofs.trading.value.costs import Offer, cost_of_offers, laws
from proofs.trading.value.outer_program import settled_in_program
from proofs.trading.value.ties import TooManyWays

MAX_EXACT_PROFILES = 2_000
"""The greatest number of profiles of counts for which `replica` is exact."""

RandomMenu = Menu | Sequence[tuple[Menu, Any]]
"""A menu, or menus with the probabilities with which one of them is offered."""


def replica_cost(
    market: Market,
    menus: Sequence[RandomMenu],
    copies: int,
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict:
    """The exact expected cost per copy of the market with N copies (`selection.ExpectedCost`).

    `menus[j]` is one menu, or a list of menus with probabilities, of which each is offered to the fitting number of
    copies, rounded down, and the first to the rest (VS, footnote 19). Raises `ValueError` when there are too many
    profiles; `simulate` then.
    """
    return cost_of_offers(Setting.of(market, copies), laws(market, menus), offers(menus, copies), None, ties, reach)


def offers(menus: Sequence[RandomMenu], copies: int) -> tuple[Offer, ...]:
    """Which menu how many copies of each agent get."""
    made: list[Offer] = []
    for j, given in enumerate(menus):
        drawn = _drawn(given)
        if sum(p for _, p in drawn) != 1:
            raise ValueError(f"menus: the probabilities of agent {j}'s menus do not sum to 1")
        counts = [math.floor(p * copies) for _, p in drawn]
        counts[0] += copies - sum(counts)
        made += [(j, tuple(menu), count) for (menu, _), count in zip(drawn, counts, strict=True) if count]
    return tuple(made)


def _drawn(given: Any) -> list[tuple[Menu, Fraction]]:
    """The menus with their probabilities; a menu by itself has probability 1."""
    if given and isinstance(given[0], tuple):
        return [(tuple(menu), rational(p, "menus")) for menu, p in given]
    return [(tuple(given), Fraction(1))]


@dataclass(frozen=True)
class Simulation(Told):
    """Costs per copy of draws of all choices, each solved exactly.

    With probability at least `confidence` over the draws, the expected cost lies within `radius` of `mean` (Hoeffding
    1963: costs lie between `lowest` and `highest`, which hold for every draw). A statistical statement, not a verdict.
    """

    copies: int
    draws: int
    mean: Fraction
    radius: Fraction
    confidence: Fraction
    lowest: Fraction
    highest: Fraction
    ties: str

    @property
    def settled(self) -> str:
        """How ties are settled, in words."""
        if self.ties == "designer":
            return "equally good choices are made as often as is best for the designer in the large market"
        return TIES_IN_WORDS[self.ties]


def simulate(
    market: Market,
    menus: Sequence[RandomMenu],
    copies: int,
    draws: int = 200,
    *,
    seed: int = 0,
    confidence: Any = "19/20",
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Simulation:
    """The mean cost per copy over random draws of the choices, from the exact choice probabilities.

    By the rule "designer" agents settle their ties with the probabilities that are best in the large market, whatever
    the number of copies.
    """
    rng, setting, made = random.Random(seed), Setting.of(market, copies), offers(menus, copies)
    chances = settled_in_program(market, laws(market, menus), made, ties, reach)
    known: dict[tuple[tuple[int, ...], ...], Fraction] = {}
    total = Fraction(0)
    for _ in range(draws):
        counts = tuple(_draw(rng, row, r) for row, (_, _, r) in zip(chances, made, strict=True))
        if counts not in known:
            groups = tuple(
                (j, menu[k], r) for (j, menu, _), row in zip(made, counts, strict=True) for k, r in enumerate(row) if r
            )
            cost, _ = best_selection(setting, groups)
            if cost is None:
                raise ValueError("menu: nothing can be selected at some choices; the protocol is not feasible")
            known[counts] = cost / copies
        total += known[counts]
    level = rational(confidence, "confidence")
    lowest = sum((n * min(pi[i] for pi in market.performance) for i, n in enumerate(market.numbers)), Fraction(0))
    highest = sum((n * max(pi[i] for pi in market.performance) for i, n in enumerate(market.numbers)), Fraction(0))
    radius = (highest - lowest) * _hoeffding(draws, level)
    return Simulation(copies, draws, total / draws, radius, level, lowest, highest, ties)


def replica(
    market: Market,
    menus: Sequence[RandomMenu],
    copies: int,
    draws: int = 200,
    *,
    seed: int = 0,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict | Simulation:
    """The expected cost per copy, exact up to `MAX_EXACT_PROFILES` possible profiles of counts, simulated beyond.

    It is simulated too where there are too many ways to settle ties.
    """
    profiles = math.prod(math.comb(r + len(menu) - 1, r) for _, menu, r in offers(menus, copies))
    if profiles <= MAX_EXACT_PROFILES:
        try:
            return replica_cost(market, menus, copies, ties=ties, reach=reach)
        except TooManyWays:
            pass
    return simulate(market, menus, copies, draws, seed=seed, ties=ties, reach=reach)


def explain_simulation(found: Simulation) -> str:
    """The simulation in words; decimals are rounded."""
    mean, radius = f"{float(found.mean):.4f}", f"{float(found.radius):.4f}"
    drawn = f"{counted(found.draws, 'draw')}, {text(100 * found.confidence)}% confidence, Hoeffding; {found.settled}"
    copies = counted(found.copies, "copy", "copies")
    return f"the simulated social cost per copy of a market with {copies} is {mean} +- {radius} ({drawn})"


def _draw(rng: random.Random, chances: Sequence[Fraction], copies: int) -> tuple[int, ...]:
    """How many of the copies make each choice: exact draws, by integers below the common denominator."""
    denominator = math.lcm(*(chance.denominator for chance in chances))
    bounds = list(itertools.accumulate(int(chance * denominator) for chance in chances))
    counts = [0] * len(chances)
    for _ in range(copies):
        u = rng.randrange(denominator)
        counts[next(k for k, bound in enumerate(bounds) if u < bound)] += 1
    return tuple(counts)


def _hoeffding(draws: int, confidence: Fraction) -> Fraction:
    """A rational number not below sqrt(ln(2 / (1 - confidence)) / (2 draws))."""
    if not 0 < confidence < 1 or draws < 1:
        raise ValueError("simulation: at least one draw, and a confidence between 0 and 1")
    ratio = 2 / (1 - confidence)
    power = 0  # ln x <= k ln 2 <= k * 7/10 where x <= 2^k, with k in sixteenths
    while ratio**16 > 2**power:
        power += 1
    square = Fraction(power * 7, 16 * 10) / (2 * draws)
    scale = 10**6
    return Fraction(math.isqrt(math.ceil(square * scale * scale)) + 1, scale)
