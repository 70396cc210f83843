"""The best mechanisms of small markets, beside one mixed-integer program in HiGHS: `python -m benchmarks.best`.

The best obviously strategy-proof mechanism as one program in floating point (scipy's `milp`): a bundle for every agent
and profile of types, and a binary variable for every pair of an agent's types that says whether they choose alike; big
numbers switch on that the one weakly likes, or weakly dislikes, what the other gets. Ours is exact, with a certificate
that the checker has accepted in the time given.

More tables are ours alone: the best polarized rays of several markets each, decided or enclosed; the large market of
many agents; support functions over polarized menus; and, with costs uniform on boxes, how the best bilateral trade is
enclosed as time goes on, and what bounds Bayesian incentive compatible mechanisms.
"""

from __future__ import annotations

import itertools
import json
import random
import time
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from proofs import checker
from proofs.certificates import certificate
from proofs.trading.markets.bundles import dot
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.all_menus import TypedAgent
from proofs.trading.value.best import decide_best
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.best_obvious import CheapestObviouslyStrategyProof, cheapest_obviously_strategy_proof
from proofs.trading.value.best_rays import BestPolarizedRays
from proofs.trading.value.best_trade import BestBilateralTrade, best_bilateral_trade
from proofs.trading.value.enclosing import CLOSE
from proofs.trading.value.incentive_bound import IncentiveCompatibleBound, incentive_compatible_bound
from proofs.trading.value.linear_programs import cheapest_incentive_compatible_large, finite_types
from proofs.trading.value.polarized_support import PolarizedSupport, polarized_support
from proofs.trading.value.ray_search import best_polarized_rays

SIZES = ((2, 2, 3), (2, 3, 4), (3, 2, 3), (3, 3, 3), (2, 3, 5), (4, 3, 2), (3, 3, 4))
"""Agents, tasks and types each."""
MANY = 20
"""Directions of which a support function is asked."""
VARIABLES = (100, 1_000, 5_000, 20_000)
"""Bounds on the number of variables of a program on cells."""
TIMES = (0.1, 0.5, 2, 5)
"""Seconds after which an enclosure is told."""
BOXES = (
    ("[1, 2]^2", 2, [(0, 1), (1, 0)]),
    ("[1, 4]^2", 4, [(0, 1), (1, 0)]),
    ("[1, 2]^3", 2, [(0, 1, 2), (2, 1, 0)]),
)
MOST = 60.0
"""Seconds for HiGHS."""
RAYS = (((3, 2, 2), 12), ((3, 3, 2), 12), ((3, 2, 3), 12), ((3, 3, 3), 12), ((4, 3, 2), 6))
"""Agents, tasks and types each, and of how many markets the best polarized rays are asked."""


def market(agents: int, tasks: int, types: int, seed: int = 0) -> Market:
    """Costs from 1 to 5, performance from 0 to 4, one unit of each task for everybody."""
    draw = random.Random(f"{agents} {tasks} {types} {seed}")
    known = []
    for _ in range(agents):
        listed: set[tuple[Fraction, ...]] = set()
        while len(listed) < types:
            listed.add(tuple(Fraction(draw.randint(1, 5)) for _ in range(tasks)))
        weights = [draw.randint(1, 3) for _ in listed]
        atoms = zip(sorted(listed), weights, strict=True)
        known.append(
            Preferences(
                FiniteDomain(tuple(sorted(listed))), Law(tuple((c, Fraction(w, sum(weights))) for c, w in atoms))
            )
        )
    performance = [[draw.randint(0, 4) for _ in range(tasks)] for _ in range(agents)]
    named = {f"task {i}": agents for i in range(tasks)}
    return Market.make(
        named, [f"agent {j}" for j in range(agents)], [[1] * tasks] * agents, performance, preferences=known
    )


def by_highs(given: Market) -> tuple[float | None, float]:
    """The value of the mixed-integer program, if HiGHS proved it in time, and the seconds."""
    types, size = finite_types(given), len(given.tasks)
    agents = range(len(given.agents))
    profiles = list(itertools.product(*(range(len(listed)) for listed in types)))
    column = {
        (s, j, i): (s * len(given.agents) + j) * size + i
        for s in range(len(profiles))
        for j in agents
        for i in range(size)
    }
    pairs = [(j, t, u) for j in agents for t, u in itertools.combinations(range(len(types[j])), 2)]
    alike = {pair: len(column) + k for k, pair in enumerate(pairs)}
    rows: list[tuple[dict[int, float], float, float]] = []
    for s, profile in enumerate(profiles):
        for i, number in enumerate(given.numbers):
            rows.append(({column[s, j, i]: 1.0 for j in agents}, float(number), float(number)))
        for j, t in enumerate(profile):
            for u, (costs, _) in enumerate(types[j]):
                works = {column[s, j, i]: float(c) for i, c in enumerate(costs)}
                own = float(dot(costs, given.status_quo[j]))
                big = float(dot(costs, tuple(map(Fraction, given.numbers))))
                if u == t:
                    rows.append((works, -np.inf, own))
                    continue
                same = alike[j, min(t, u), max(t, u)]
                rows.append((works | {same: big}, -np.inf, own + big))
                rows.append((works | {same: big}, own, np.inf))
    for j in agents:
        for t, u, v in itertools.permutations(range(len(types[j])), 3):
            one, two, three = (alike[j, min(x, y), max(x, y)] for x, y in ((t, u), (u, v), (t, v)))
            rows.append(({one: 1.0, two: 1.0, three: -1.0}, -np.inf, 1.0))
    width = len(column) + len(alike)
    matrix = lil_matrix((len(rows), width))
    for r, (entries, _, _) in enumerate(rows):
        for c, value in entries.items():
            matrix[r, c] = value
    cost = np.zeros(width)
    for s, profile in enumerate(profiles):
        chance = float(np.prod([float(types[j][t][1]) for j, t in enumerate(profile)]))
        for j in agents:
            for i in range(size):
                cost[column[s, j, i]] = chance * float(given.performance[j][i])
    upper = np.array([np.inf] * len(column) + [1.0] * len(alike))
    integral = np.array([0] * len(column) + [1] * len(alike))
    limits = LinearConstraint(matrix.tocsr(), [low for _, low, _ in rows], [high for _, _, high in rows])
    begun = time.process_time()
    found = milp(cost, constraints=limits, bounds=Bounds(0, upper), integrality=integral, options={"time_limit": MOST})
    return (float(found.fun) if found.status == 0 else None), time.process_time() - begun


def small_markets() -> None:
    print("CPU seconds\n")
    heads = (
        "all six, exact",
        "of these the obviously strategy-proof one",
        "checker",
        "value",
        "HiGHS, float",
        "its value",
    )
    print(f"| agents, tasks, types | {' | '.join(heads)} |\n|---|{'--:|' * len(heads)}")
    for size in SIZES:
        given = market(*size)
        begun = time.process_time()
        table = decide_best(given, 60)
        everything = time.process_time() - begun
        begun = time.process_time()
        verdict = cheapest_obviously_strategy_proof(given)
        alone = time.process_time() - begun
        begun = time.process_time()
        checker.verify(certificate(table.verdicts))
        checking = time.process_time() - begun
        value, seconds = by_highs(given)
        told = f"> {MOST:.0f}" if value is None else f"{seconds:.2f}"
        assert isinstance(verdict.statement, CheapestObviouslyStrategyProof)
        ours = f"{everything:.2f}", f"{alone:.2f}", f"{checking:.2f}", f"{float(verdict.statement.value):.6f}"
        print(f"| {size} | {' | '.join((*ours, told, f'{value:.6f}' if value else ''))} |", flush=True)


def polarized_rays() -> None:
    """Exact; closed to a share of `CLOSE` of what is saved, or hardly more for rounding; or open after a minute."""
    heads = "markets", "exact", "closed", "widest gap of the rest", "mean", "slowest", "greatest certificate, kB"
    print(f"\n| agents, tasks, types, polarized rays | {' | '.join(heads)} |\n|---|{'--:|' * len(heads)}")
    for size, many in RAYS:
        seconds, sizes, exact, closed, gaps = [], [], 0, 0, [0.0]
        for seed in range(many):
            given = market(*size, seed)
            begun = time.process_time()
            verdict = best_polarized_rays(given, MOST)
            seconds.append(time.process_time() - begun)
            found = certificate([verdict])
            sizes.append(len(json.dumps(found)) // 1000)
            checker.verify(found)
            statement = verdict.statement
            assert isinstance(statement, BestPolarizedRays)
            gap, saved = statement.value - statement.bound, given.social_cost(given.status_quo) - statement.value
            exact += not gap
            closed += 0 < gap <= 2 * CLOSE * saved
            gaps.append(float(gap) if gap > 2 * CLOSE * saved else 0.0)
        told = f"{max(gaps):.4f}" if max(gaps) else ""
        times = f"{sum(seconds) / many:.2f}", f"{max(seconds):.2f}", str(max(sizes))
        print(f"| {size} | {' | '.join((str(many), str(exact), str(closed), told, *times))} |", flush=True)


def large_markets() -> None:
    heads = "menus obviously strategy-proof on the types", "incentive compatible"
    print(f"\n| agents, tasks, types, large market | {' | '.join(heads)} |\n|---|{'--:|' * len(heads)}")
    for size in ((10, 3, 6), (50, 3, 6)):
        given, cells = market(*size), []
        for solve in (best_large_market, cheapest_incentive_compatible_large):
            begun = time.process_time()
            solve(given)
            cells.append(f"{time.process_time() - begun:.2f}")
        print(f"| {size} | {' | '.join(cells)} |", flush=True)


def support_functions() -> None:
    heads = "directions", "decided", "widest gap", "mean", "slowest"
    print(f"\n| tasks, types of a support function | {' | '.join(heads)} |\n|---|{'--:|' * len(heads)}")
    for tasks, types in ((2, 10), (3, 3), (3, 5), (4, 3)):
        seconds, gaps = [], []
        for seed in range(MANY):
            agent = TypedAgent.of(market(1, tasks, types, seed), 0)
            w = tuple(Fraction(random.Random(seed * tasks + k).randint(-3, 3)) for k in range(tasks))
            begun = time.process_time()
            found = polarized_support(agent, w, 20).statement
            seconds.append(time.process_time() - begun)
            assert isinstance(found, PolarizedSupport)
            gaps.append(found.bound - found.value)
        decided = sum(not gap for gap in gaps)
        cells = f"{MANY}", f"{decided}", f"{float(max(gaps)):.6f}", f"{sum(seconds) / MANY:.2f}", f"{max(seconds):.2f}"
        print(f"| {tasks}, {types} | {' | '.join(cells)} |", flush=True)


def boxes() -> None:
    heads = [f"after {seconds} s" for seconds in TIMES]
    print(f"\n| best trade saves, costs uniform on | {' | '.join(heads)} |\n|---|{'---|' * len(heads)}")
    for words, given in in_boxes():
        cells = []
        for seconds in TIMES:
            found = best_bilateral_trade(given, seconds).statement
            assert isinstance(found, BestBilateralTrade)
            cells.append(f"{float(found.saved):.6f} to {float(found.bound):.6f}")
        print(f"| {words} | {' | '.join(cells)} |", flush=True)


def in_boxes() -> Iterator[tuple[str, Market]]:
    for words, high, performance in BOXES:
        tasks = len(performance[0])
        named = {f"task {i}": 2 for i in range(tasks)}
        costs = Preferences.uniform([1] * tasks, [high] * tasks)
        yield words, Market.make(named, ["1", "2"], [[1] * tasks] * 2, performance, preferences=costs)


def incentive_bounds() -> None:
    """What incentive compatible mechanisms can save at most, by programs on cells of growing size."""
    heads = [f"up to {most} variables" for most in VARIABLES]
    print(f"\n| no mechanism saves more, costs uniform on | {' | '.join(heads)} |\n|---|{'---|' * len(heads)}")
    for words, given in in_boxes():
        cells = []
        for most in VARIABLES:
            begun = time.process_time()
            found = incentive_compatible_bound(given, MOST, most).statement
            assert isinstance(found, IncentiveCompatibleBound)
            saved = given.social_cost(given.status_quo) - found.bound
            cells.append(f"{float(saved):.4f} ({time.process_time() - begun:.1f} s)")
        print(f"| {words} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    small_markets()
    polarized_rays()
    large_markets()
    support_functions()
    boxes()
    incentive_bounds()


if __name__ == "__main__":
    main()
