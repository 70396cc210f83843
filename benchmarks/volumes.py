"""Exact fractions of boxes cut by half-spaces, beside Normaliz (exact, if PyNormaliz is installed) and sampling.

    python benchmarks/volumes.py [SECONDS]

prints a Markdown table: dimension, number of half-spaces, the fraction, and CPU seconds. SECONDS (60) bounds each
question to Normaliz, which runs in a process of its own. The two exact answers are compared; a difference is an error.
Monte Carlo with a million samples stands beside them for context, with its error.
"""

from __future__ import annotations

import itertools
import math
import multiprocessing
import random
import sys
import time
from fractions import Fraction
from typing import Any

import numpy as np

from exact.volumes import fraction

HalfSpaces = list[tuple[list[int], int]]


def question(rng: random.Random, dimension: int, count: int) -> HalfSpaces:
    """Integer half-spaces that cut the unit cube near its centre."""
    half_spaces = []
    for _ in range(count):
        normal = [rng.choice([-1, 1]) * rng.randint(1, 9) for _ in range(dimension)]
        half_spaces.append((normal, (sum(normal) + rng.randint(0, 3)) // 2))
    return half_spaces


def normaliz(dimension: int, half_spaces: HalfSpaces, answer: Any) -> None:
    """The same by Normaliz, which gives d! times the volume."""
    from PyNormaliz import Cone

    unit = [[int(i == k) for i in range(dimension)] for k in range(dimension)]
    rows = [[*row, 0] for row in unit] + [[*(-x for x in row), 1] for row in unit]
    rows += [[*(-a for a in normal), bound] for normal, bound in half_spaces]
    start = time.process_time()
    volume = Cone(inhom_inequalities=rows).Volume()
    answer.put((str(volume), time.process_time() - start))


def by_normaliz(dimension: int, half_spaces: HalfSpaces, limit: float) -> tuple[Fraction | None, str]:
    try:
        import PyNormaliz  # noqa: F401
    except ImportError:
        return None, "not installed"
    answer: Any = multiprocessing.Queue()
    process = multiprocessing.Process(target=normaliz, args=(dimension, half_spaces, answer))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        process.join()
        return None, f"over {limit:g}"
    if process.exitcode or answer.empty():
        return None, "failed"
    volume, seconds = answer.get()
    return Fraction(volume) / math.factorial(dimension), f"{seconds:.3f}"


def by_sampling(dimension: int, half_spaces: HalfSpaces) -> tuple[float, float, float]:
    draws, samples = np.random.default_rng(1), 1_000_000
    start = time.process_time()
    points = draws.random((samples, dimension))
    inside = np.ones(samples, dtype=bool)
    for normal, bound in half_spaces:
        inside &= points @ np.array(normal) <= bound
    share = float(inside.mean())
    return share, math.sqrt(share * (1 - share) / samples), time.process_time() - start


def main() -> int:
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    rng = random.Random(2026)
    print("| dimension | half-spaces | fraction | ours, s | Normaliz, s | sampling (error), s |")
    print("|---|---|---|---|---|---|")
    for dimension, count in itertools.product(range(2, 9), (1, 2, 3)):
        half_spaces = question(rng, dimension, count)
        start = time.process_time()
        ours = fraction([(0, 1)] * dimension, half_spaces)
        seconds = time.process_time() - start
        theirs, shown = by_normaliz(dimension, half_spaces, limit)
        if theirs is not None and theirs != ours:
            print(f"dimension {dimension}: {ours} here, {theirs} by Normaliz", file=sys.stderr)
            return 1
        share, error, sampled = by_sampling(dimension, half_spaces)
        sampling = f"{share:.5f} ({error:.5f}), {sampled:.2f}"
        print(f"| {dimension} | {count} | {float(ours):.6f} | {seconds:.4f} | {shown} | {sampling} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
