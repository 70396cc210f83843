"""Families of menus for one agent, with finite laws."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family
from proofs.claims.families.markets import UNIT_MARKET, random_endowment, random_polarized
from proofs.claims.families.rays import AGENTS, TASKS, remembered
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray, Remedial


@dataclass(frozen=True)
class MenuCase(Displayed):
    """A market with laws, and a list of menus for every agent."""

    market: Market
    menus: tuple[tuple[Menu, ...], ...]


FINITE_LAWS: tuple[dict[Any, Any], ...] = (
    {(1, 1): 1},
    {(1, 2): "1/2", (2, 1): "1/2"},
    {(1, 3): "1/3", (1, 1): "2/3"},
    {(3, 1): "1/4", (1, 1): "1/2", (1, 3): "1/4"},
)


def _random_law(draw: random.Random, tasks: int) -> Preferences:
    if tasks == 2 and draw.random() < 0.6:
        return Preferences.finite(draw.choice(FINITE_LAWS))
    return Preferences.uniform(*zip(*([(1, draw.randint(1, 3)) for _ in range(tasks)]), strict=True))


def random_menu_cases(listed: int, shared: bool = False) -> Callable[[int], Iterator[MenuCase]]:
    """Polarized and remedial menus, `listed` for each agent; the status quo is the endowment."""

    def stream(seed: int) -> Iterator[MenuCase]:
        draw = random.Random(f"menu cases {listed} {shared} {seed}")
        while True:
            agents, tasks = 2, draw.choice((2, 2, 3))
            numbers, rows = random_endowment(draw, agents, tasks)
            market = Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=[[draw.randint(0, 3) for _ in range(tasks)] for _ in range(agents)],
                preferences=[_random_law(draw, tasks) for _ in range(agents)],
            )
            yield MenuCase(market, tuple(tuple(_a_menu(draw, tasks) for _ in range(listed)) for _ in range(agents)))

    return stream


def _a_menu(draw: random.Random, tasks: int) -> Menu:
    if draw.random() < 0.15:
        return (EndowmentOnly(), Remedial())
    rays = random_polarized(draw, tasks, draw.randint(1, tasks))
    return (EndowmentOnly(), *(Ray(bundle(ray)) for ray in rays))


def _small_menu_cases(seed: int) -> Iterator[MenuCase]:
    """Two agents with one unit each of two tasks, finite laws, at most one ray each or the remedial menu."""
    rays: list[Menu] = [(EndowmentOnly(),), (EndowmentOnly(), Remedial())]
    rays += [(EndowmentOnly(), Ray(bundle(d))) for d in ((1, -1), (-1, 1), (1, -2), (-2, 1), (2, -1), (-1, 2))]
    for law in FINITE_LAWS:
        for one, two in itertools.product(rays, repeat=2):
            market = replace(
                UNIT_MARKET,
                performance=(bundle((1, 0)), bundle((0, 0))),
                preferences=(Preferences.finite(law), Preferences.finite(FINITE_LAWS[0])),
            )
            yield MenuCase(market, ((one,), (two,)))


SMALL_MENUS = Family(
    "2 agents with one unit each of 2 tasks, no ray, one of 6 rays or the remedial menu each, 4 finite laws",
    remembered(_small_menu_cases),
)
RANDOM_MENUS = Family(
    "random polarized and remedial menus of 2 agents, 2 or 3 tasks, finite and uniform laws of positive costs",
    remembered(random_menu_cases(1)),
    endless=True,
)
RANDOM_MENU_LISTS = Family(
    "random lists of 2 polarized or remedial menus for each of 2 agents, 2 or 3 tasks, laws of positive costs",
    remembered(random_menu_cases(2)),
    endless=True,
)
