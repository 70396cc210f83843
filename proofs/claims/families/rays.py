"""Families of lists of rays."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from threading import Lock
from typing import Any

from proofs.claims.claim import Family
from proofs.trading.markets.bundles import Direction

HALF = Fraction(1, 2)
TASKS = ("A", "B", "C", "D")
AGENTS = ("1", "2", "3", "4")


def remembered(make: Callable[[int], Iterator[Any]]) -> Callable[[int], Iterator[Any]]:
    """The same stream for the same seed, made only once: every chunk of a hunt begins it anew."""
    made: dict[int, tuple[list[Any], Iterator[Any]]] = {}
    lock = Lock()

    def stream(seed: int) -> Iterator[Any]:
        for position in itertools.count():
            with lock:
                listed, rest = made.setdefault(seed, ([], make(seed)))
                if position == len(listed):
                    try:
                        listed.append(next(rest))
                    except StopIteration:
                        return
            yield listed[position]

    return stream


def once(stream: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[Any]:
    """The stream without instances whose key has occurred."""
    seen = set()
    for instance in stream:
        found = key(instance)
        if found not in seen:
            seen.add(found)
            yield instance


Rays = tuple[Direction, ...]


def rays_key(rays: Rays) -> Any:
    """Equal for lists that differ in the order of rays or of tasks."""
    size = len(rays[0])
    return min(tuple(sorted(tuple(ray[i] for i in order) for ray in rays)) for order in _orders(size))


def _orders(size: int) -> Iterator[tuple[int, ...]]:
    return itertools.permutations(range(size))


def _small_rays(seed: int) -> Iterator[Rays]:
    """Directions in {-2, ..., 2}^2 up to scale: all lists of at most 3; in {-1, 0, 1}^3: all lists of at most 2."""
    steps = itertools.product(range(-2, 3), repeat=2)
    plane = sorted((d for d in steps if math.gcd(*d) <= 1), key=lambda d: (sum(map(abs, d)), [-x for x in d]))
    space = sorted(itertools.product((-1, 0, 1), repeat=3), key=lambda d: (sum(map(abs, d)), [-x for x in d]))
    for count, directions in ((1, plane), (2, plane), (1, space), (3, plane), (2, space)):
        yield from itertools.combinations_with_replacement(directions, count)


def _random_rays(seed: int) -> Iterator[Rays]:
    """Up to 5 directions in 2 to 4 tasks, half of the time with distinct coordinates of loss, so that many polarize."""
    draw = random.Random(f"rays {seed}")
    while True:
        size, count = draw.randint(2, 4), draw.randint(1, 5)
        if draw.random() < 0.5:
            yield tuple(tuple(draw.randint(-3, 3) for _ in range(size)) for _ in range(count))
            continue
        losing = draw.sample(range(size), min(size, count))
        yield tuple(tuple(-draw.randint(1, 3) if i == k else draw.randint(0, 4) for i in range(size)) for k in losing)


SMALL_RAYS = Family(
    "all lists of at most 3 rays in 2 tasks with steps up to 2, and of at most 2 rays in 3 tasks with steps up to 1",
    remembered(lambda seed: once(_small_rays(seed), rays_key)),
)
RANDOM_RAYS = Family("random lists of up to 5 rays in 2 to 4 tasks", remembered(_random_rays), endless=True)


def smaller_rays(rays: Rays) -> Iterator[Rays]:
    """Without a ray, without a task, or with a step nearer to 0."""
    if len(rays) > 1:
        yield from (rays[:k] + rays[k + 1 :] for k in range(len(rays)))
    if len(rays[0]) > 2:
        yield from (tuple(ray[:i] + ray[i + 1 :] for ray in rays) for i in range(len(rays[0])))
    for k, ray in enumerate(rays):
        for i, step in enumerate(ray):
            if step:
                nearer = (*ray[:i], step - (1 if step > 0 else -1), *ray[i + 1 :])
                yield (*rays[:k], nearer, *rays[k + 1 :])
