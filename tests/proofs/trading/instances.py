"""Markets that several tests use."""

from __future__ import annotations

import random

from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Ray

CYCLE = [(1, -1, 0), (0, 1, -1), (-1, 0, 1)]


def cycle_market() -> Market:
    """The three-agent cycle: no pair can trade, all three can."""
    return Market.make(
        {"A": 3, "B": 3, "C": 3},
        ["1", "2", "3"],
        [[1, 1, 1]] * 3,
        [[0, 2, 1], [1, 0, 2], [2, 1, 0]],
        preferences=Preferences.uniform([1, 1, 1], [2, 2, 2]),
    )


def cycle_menus() -> list:
    return [(EndowmentOnly(), Ray(kappa)) for kappa in CYCLE]


def random_market(rng: random.Random, agents: int, tasks: int) -> Market:
    eta = [[rng.randint(0, 2) for _ in range(tasks)] for _ in range(agents)]
    numbers = {f"t{i}": sum(row[i] for row in eta) for i in range(tasks)}
    performance = [[rng.randint(0, 4) for _ in range(tasks)] for _ in range(agents)]
    preferences = [
        Preferences.finite({(1,) * tasks: "1/2", tuple(range(1, tasks + 1)): "1/4", tuple(range(tasks, 0, -1)): "1/4"})
        for _ in range(agents)
    ]
    return Market.make(numbers, [f"j{j}" for j in range(agents)], eta, performance, preferences=preferences)
