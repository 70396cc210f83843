"""Small random markets of finitely many types."""

import random
from fractions import Fraction
from functools import cache

from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market


@cache
def small(seed: int, agents: int = 2, tasks: int = 2, types: int = 2) -> Market:
    """A random market of finitely many types with small numbers, so that ties abound."""
    draw = random.Random(seed)
    known = []
    for _ in range(agents):
        listed = sorted({tuple(Fraction(draw.randint(1, 4)) for _ in range(tasks)) for _ in range(types)})
        weights = [draw.randint(1, 3) for _ in listed]
        law = Law(tuple((at, Fraction(w, sum(weights))) for at, w in zip(listed, weights, strict=True)))
        known.append(Preferences(FiniteDomain(tuple(listed)), law))
    owned = [[Fraction(draw.randint(0, 2)) for _ in range(tasks)] for _ in range(agents)]
    numbers = {f"t{i}": int(sum(row[i] for row in owned)) for i in range(tasks)}
    performance = [[draw.randint(0, 3) for _ in range(tasks)] for _ in range(agents)]
    return Market.make(numbers, [f"a{j}" for j in range(agents)], owned, performance, preferences=known)


def of_types(status_quo, performance, types) -> Market:
    """Two tasks, and for each agent types that are equally likely."""
    known = [
        Preferences(FiniteDomain(each), Law(tuple((at, Fraction(1, len(each))) for at in each)))
        for each in (tuple(tuple(map(Fraction, at)) for at in listed) for listed in types)
    ]
    numbers = {task: int(sum(row[i] for row in status_quo)) for i, task in enumerate("AB")}
    names = [f"a{j}" for j in range(len(types))]
    return Market.make(numbers, names, status_quo, performance, preferences=known)
