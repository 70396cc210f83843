"""Families of menus and of markets with finitely many types, made to fail."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from proofs.claims.claim import Family
from proofs.claims.families.hard_markets import MAGNITUDES, RATIOS, STEPS, _law, hard_endowment, side
from proofs.claims.families.hard_mechanisms import narrow_rays
from proofs.claims.families.menus import MenuCase
from proofs.claims.families.rays import AGENTS, TASKS, Rays, remembered
from proofs.trading.markets.bundles import Bundle, bundle, dot
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray, Remedial


def hard_menu_cases(listed: int, finite: bool = False) -> Callable[[int], Iterator[MenuCase]]:
    """2 or 3 agents, 2 or 3 tasks, polarized or remedial menus; types that are indifferent to a ray on purpose.

    Costs, performance and steps differ by a factor of 5,000 and more; some have nothing of a task.
    """

    def stream(seed: int) -> Iterator[MenuCase]:
        draw = random.Random(f"hard menu cases {listed} {finite} {seed}")
        while True:
            agents, tasks = draw.choice(((2, 2), (2, 2), (2, 3), (3, 2)))
            numbers, rows = hard_endowment(draw, agents, tasks, False)
            menus = [[_hard_menu(draw, tasks) for _ in range(listed)] for _ in range(agents)]
            market = Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=[
                    [draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(tasks)] for _ in range(agents)
                ],
                preferences=[_menu_law(draw, tasks, of, finite) for of in menus],
            )
            yield MenuCase(market, tuple(map(tuple, menus)))

    return stream


def _hard_menu(draw: random.Random, tasks: int) -> Menu:
    if draw.random() < 0.15:
        return (EndowmentOnly(), Remedial())
    from proofs.trading.dominance.polarization import polarized

    rays = narrow_rays(draw, tasks, draw.randint(1, tasks))
    kept: Rays = ()
    for ray in rays:
        if min(ray) < 0 < max(ray) and polarized((*kept, ray)).holds:
            kept = (*kept, ray)
    return (EndowmentOnly(), *(Ray(bundle(ray)) for ray in kept))


def _menu_law(draw: random.Random, tasks: int, menus: Sequence[Menu], finite: bool) -> Preferences:
    """A law of positive costs: atoms, some of them indifferent to a ray, or a box with weight on faces."""
    if not finite and draw.random() < 0.4:
        lower, upper = zip(*(side(draw, False, False) for _ in range(tasks)), strict=True)
        return _law(draw, Box(lower, upper))
    rays = [one.direction for menu in menus for one in menu if isinstance(one, Ray)]
    atoms: list[Bundle] = []
    for _ in range(draw.randint(1, 3)):
        costs = tuple(draw.choice(MAGNITUDES) for _ in range(tasks))
        ray = draw.choice(rays) if rays and draw.random() < 0.6 else None
        if ray is not None:
            gained = draw.choice([i for i, step in enumerate(ray) if step > 0])
            rest = dot(costs, ray) - costs[gained] * ray[gained]
            if rest < 0:
                costs = tuple(-rest / ray[i] if i == gained else c for i, c in enumerate(costs))
        if costs not in atoms:
            atoms.append(costs)
    return Preferences.finite(dict.fromkeys(atoms, Fraction(1, len(atoms))))


_HARD_MENUS = (
    "of 2 or 3 agents, 2 or 3 tasks, costs and steps that differ by a factor of 5,000 and more, types indifferent to a "
    "ray"
)
HARD_MENUS = Family(
    f"random menus of polarized rays or remedial ones {_HARD_MENUS}, weight on faces",
    remembered(hard_menu_cases(1)),
    endless=True,
)
HARD_FINITE_MENUS = Family(
    f"random menus of polarized rays or remedial ones {_HARD_MENUS}, finite laws",
    remembered(hard_menu_cases(1, finite=True)),
    endless=True,
)
HARD_MENU_LISTS = Family(
    f"random lists of 2 menus {_HARD_MENUS}, weight on faces", remembered(hard_menu_cases(2)), endless=True
)


def hard_typed_markets(tasks: int) -> Callable[[int], Iterator[Market]]:
    """2 or 3 agents with up to 4 types each; near and extreme types, probabilities and shares, some have nothing."""

    def stream(seed: int) -> Iterator[Market]:
        draw = random.Random(f"hard typed markets {tasks} {seed}")
        while True:
            agents = draw.choice((2, 2, 3))
            numbers, rows = hard_endowment(draw, agents, tasks, False)
            yield Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=[
                    [draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(tasks)] for _ in range(agents)
                ],
                preferences=[_hard_types(draw, tasks) for _ in range(agents)],
            )

    return stream


def _hard_types(draw: random.Random, tasks: int) -> Preferences:
    """Up to 4 types: some drawn anew, some the type before with one cost a little higher, or many times as high."""
    types: list[Bundle] = []
    for _ in range(draw.randint(1, 4)):
        costs = tuple(draw.choice(MAGNITUDES) for _ in range(tasks))
        if types and draw.random() < 0.5:
            moved, rate = draw.randrange(tasks), draw.choice(RATIOS[2:])
            costs = tuple(cost * (rate if i == moved else 1) for i, cost in enumerate(types[-1]))
        if costs not in types:
            types.append(costs)
    parts = [draw.choice((1, 1, 2, 5000)) for _ in types]
    return Preferences.finite({costs: Fraction(part, sum(parts)) for costs, part in zip(types, parts, strict=True)})


_TYPED = (
    "random markets of 2 or 3 agents with up to 4 types each, near each other or differing by a factor of 5,000 and "
    "more"
)
HARD_TYPED = Family(f"{_TYPED}, 2 tasks", remembered(hard_typed_markets(2)), endless=True)


def weights(kind: str) -> Callable[[int], Iterator[tuple[Market, Bundle]]]:
    """An agent, the first of two, and weights of 2 or 3 tasks; `kind` of its law: "wide", "faces" or "types".

    The uniform law on a box of positive widths; a law with weight on faces; or atoms. All costs are positive, except
    that boxes of positive widths may begin at 0.
    """

    def stream(seed: int) -> Iterator[tuple[Market, Bundle]]:
        draw = random.Random(f"hard weights {kind} {seed}")
        while True:
            tasks = draw.choice((2, 2, 3))
            numbers, rows = hard_endowment(draw, 2, tasks, False)
            if kind == "types":
                preferences = _hard_types(draw, tasks)
            else:
                lower, upper = zip(*(side(draw, kind == "wide", kind == "wide") for _ in range(tasks)), strict=True)
                box = Box(lower, upper)
                preferences = Preferences.uniform(lower, upper) if kind == "wide" else _law(draw, box)
            market = Market.make(dict(zip(TASKS, numbers, strict=False)), AGENTS[:2], rows, preferences=preferences)
            yield market, bundle([draw.choice((-1, 0, 1)) * draw.choice(STEPS) for _ in range(tasks)])

    return stream
