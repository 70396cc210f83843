"""Markets of finitely many types, over all menus (VS, sections 4.1 to 4.3): families of them, and the best menus.

Section 4.2 writes the constraint on rays anew, with kappa = 0 for {eta}; so the literal readings here take polarized
rays beside the endowment, each pair of different rays. (As section 3 prints the definition no ray could be offered, and
every program would give the endowment.) Of tied choices the designer's preferred one is made, as the maximum over s_j
in the support function has it.

Over all menus the programs are decided for finitely many types of positive costs: `best_large_market` minimizes over
all menus that are obviously dominant on the types, which include all polarized ones; where its best menus are polarized
themselves, (4), (5) and (6) have its value. Shared by Proposition 2, Remark 1 and Proposition 3.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from exact.verdicts import Undecided, Verdict
from proofs.claims.claim import Family, Part
from proofs.claims.families import markets as families
from proofs.claims.families import menus, rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.best_large_market import MixedMenus


def best_menus(verdict: Verdict) -> MixedMenus:
    """The random menus that attain the value of the large market."""
    assert isinstance(verdict.evidence, MixedMenus)
    return verdict.evidence


def are_polarized(verdict: Verdict) -> Iterator[Verdict]:
    """The best menus are polarized rays or the remedial menu, so that program (4) offers them; else undecided.

    A single trade d <= 0 is one that the remedial menu gives.
    """
    for mixture in best_menus(verdict).mixtures:
        for _, menu in mixture:
            trades = [trade for _, trade in menu]
            if (len(trades) == 1 and max(trades[0]) <= 0) or not trades:
                continue
            found = polarized(trades)
            if not found.holds:
                tried = "the best menus that are obviously dominant on the types are not polarized on the orthant"
                found = Verdict(found.statement, None, Undecided((tried,)))
            yield found


def _random_typed_market(draw: random.Random, tasks: int) -> Market:
    """Two agents with up to 4 types each, costs from 1 to 9 or now and then extreme; endowments in halves."""
    numbers, rows = families.random_endowment(draw, 2, tasks)
    top = draw.choice((3, 9, 9, 500))
    laws = []
    for _ in range(2):
        count = draw.randint(1, 4)
        weights = [draw.randint(1, 5) for _ in range(count)]
        law: dict[Any, Fraction] = {}
        for weight in weights:
            costs = tuple(draw.randint(1, top) for _ in range(tasks))
            law[costs] = law.get(costs, Fraction(0)) + Fraction(weight, sum(weights))
        laws.append(Preferences.finite(law))
    performance = [[draw.randint(-3, 3) for _ in range(tasks)] for _ in range(2)]
    return Market.make(
        dict(zip(rays.TASKS, numbers, strict=False)),
        rays.AGENTS[:2],
        rows,
        performance=performance,
        preferences=laws,
    )


def typed_markets(tasks: Sequence[int]) -> Callable[[int], Iterator[Market]]:
    def stream(seed: int) -> Iterator[Market]:
        draw = random.Random(f"typed markets {tuple(tasks)} {seed}")
        while True:
            yield _random_typed_market(draw, draw.choice(tasks))

    return rays.remembered(stream)


def _small_typed_markets(seed: int) -> Iterator[Market]:
    """One unit of each of two tasks for both agents; all pairs of four laws, performances in {-1, 0, 1}."""
    for one, two in itertools.product(menus.FINITE_LAWS, repeat=2):
        for performance in itertools.product((-1, 0, 1), repeat=2):
            yield Market.make(
                {"A": 2, "B": 2},
                rays.AGENTS[:2],
                [[1, 1], [1, 1]],
                performance=[performance, (0, 0)],
                preferences=[Preferences.finite(one), Preferences.finite(two)],
            )


SMALL_TYPED = Family(
    "2 agents with one unit each of 2 tasks, 4 finite laws each, performances in {-1, 0, 1}",
    rays.remembered(_small_typed_markets),
)

TWO_TASKS = Family(
    "random markets of 2 agents with up to 4 types each, 2 tasks, costs up to 3, 9 or 500",
    typed_markets((2,)),
    endless=True,
)


large_market_reading = common.ReadingsAbout(common.market_in_words, 150)


def no_hypothesis(market: Any) -> Part:
    return ()
