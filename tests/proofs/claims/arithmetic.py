"""Claims of arithmetic, true and false, to try the hunt on."""

from __future__ import annotations

import itertools
import random

from exact.linear import LinearSystem, feasibility
from proofs.claims.claim import Claim, Expected, Family, Reading


def equals(left, right):
    """The verdict on `left = right`, as a linear system without variables: 0 = right - left."""
    return feasibility(LinearSystem.make(0, equal=[([], right - left)]))


def naturals(seed):
    return iter(range(1, 400))


def random_naturals(seed):
    draw = random.Random(seed)
    return (draw.randint(1, 10**6) for _ in itertools.count())


SMALL = Family("all numbers below 400", naturals)
RANDOM = Family("random numbers up to a million", random_naturals, endless=True)


def smaller(number):
    return iter(range(number // 2, number)) if number > 1 else iter(())


def claim(name, conclusion, families=(SMALL,), **more):
    reading = Reading(
        wording=name, conclusion=conclusion, families=families, because=lambda n: f"{n} contradicts it", **more
    )
    return Claim(f"arithmetic/{name}", "nowhere", (reading,))


CLAIMS = [
    claim("true", lambda n: [equals((n + 1) ** 2, n**2 + 2 * n + 1)], (SMALL, RANDOM)),
    claim("false-from-100", lambda n: [equals(min(n, 100), n)], (SMALL,), smaller=smaller),
    claim("false-among-large", lambda n: [equals(min(n, 1000), n)], (SMALL, RANDOM), smaller=smaller, budget=1000),
    claim("hypothesis-never-holds", lambda n: [], hypothesis=lambda n: [equals(0, 1)]),
    claim("even-squares", lambda n: [equals(n * n % 4, 0)], hypothesis=lambda n: [equals(n % 2, 0)]),
    claim("not-equal", lambda n: [Expected(equals(n, n + 1), holds=False)]),
    claim("heavy", lambda n: [equals(pow(3, 5000 + n % 100) % 2, 1)], (RANDOM,), budget=600),
    claim("vacuous", lambda n: [], vacuous="there is no such number"),
]
