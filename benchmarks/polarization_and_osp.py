"""Polarization and obvious strategy-proofness against Z3's exact arithmetic: the same questions, a markdown table.

    python benchmarks/polarization_and_osp.py [--pairs 10000] [--z3-pairs 300] [--seed 1]

Polarization: random pairs of rays with entries in -9..9, half of them uniform (rarely polarized) and half built to be
polarized. Z3 is asked for multipliers y', y'' (its model or `unsat` is the answer), with one solver for each pair; it
answers a sample of the pairs, and both answers are compared. Ours includes making and verifying the evidence.

OSP: mechanisms of 5 tasks and 5 agents with rays on boxes, a table of assignments at every profile of choices; some are
OSP and some are not. Z3 is asked, for each agent, for costs in the box and a cautious myopic choice there that is not
obviously dominant. Both start from a protocol known to be feasible and from the bundles that each choice can lead to;
what it takes to find these out is reported beside.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import time
from fractions import Fraction

import z3

from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import SelectionTable


def random_pair(tasks: int, chance: random.Random) -> tuple[tuple[int, ...], tuple[int, ...]]:
    first = tuple(chance.choice([-1, 1]) * chance.randint(1, 9) for _ in range(tasks))
    if chance.random() < 0.5:
        return first, tuple(chance.randint(-9, 9) for _ in range(tasks))
    multiple = chance.randint(1, 3)
    return first, tuple(chance.randint(0, 3) - multiple * step for step in first)


def z3_polarized(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    y, z = z3.Reals("y z")
    solver = z3.Solver()
    solver.add(y >= 0, z >= 0, y + z == 1)
    solver.add(*[a * y + b * z >= 0 for a, b in zip(first, second, strict=True)])
    return solver.check() == z3.sat


def compare_polarization(tasks: int, pairs: int, sample: int, chance: random.Random) -> str:
    questions = [random_pair(tasks, chance) for _ in range(pairs)]
    start = time.perf_counter()
    ours = [polarized(pair, "pairs") for pair in questions]
    decided = time.perf_counter() - start
    assert all(verdict.verify() for verdict in ours)
    verified = time.perf_counter() - start
    start = time.perf_counter()
    theirs = [z3_polarized(*pair) for pair in questions[:sample]]
    other = (time.perf_counter() - start) * pairs / sample
    assert theirs == [verdict.holds for verdict in ours[:sample]]
    yes = sum(verdict.holds is True for verdict in ours)
    name = f"{pairs} pairs of rays, {tasks} tasks ({yes} polarized)"
    shown = f"{other:.1f} s" if sample == pairs else f"{other:.1f} s (from {sample})"
    return f"| {name} | {decided:.3f} s | {verified:.3f} s | {shown} | {other / verified:.0f} |"


def mechanism(polar: bool, chance: random.Random, agents: int = 5, tasks: int = 5) -> Mechanism:
    """Rays that give one task away and take some of all others; at every profile neighbours trade what both want."""
    market = Market.make(
        {f"t{i}": 4 * agents for i in range(tasks)},
        [f"j{k}" for k in range(agents)],
        [[4] * tasks] * agents,
        preferences=[Preferences(_box(tasks, dear=polar and j % 2 == 1)) for j in range(agents)],
    )
    rays = [tuple(-1 if i == k else (1 if polar else chance.choice([0, 0, 1])) for i in range(tasks)) for k in range(2)]
    rays = [ray if max(ray) > 0 else (*ray[:-1], 1) for ray in rays]
    menus = {
        name: [Ray(ray if j % 2 == 0 else [-x for x in ray]) for ray in rays] for j, name in enumerate(market.agents)
    }
    entries = []
    for profile in itertools.product(range(3), repeat=agents):
        rows = [list(row) for row in market.endowment]
        for j in range(0, agents - 1, 2):
            if profile[j] == profile[j + 1] != 0:
                size = Fraction(chance.randint(1, 3), 2)
                for i, step in enumerate(rays[profile[j] - 1]):
                    rows[j][i] += size * step
                    rows[j + 1][i] -= size * step
        entries.append((profile, tuple(tuple(row) for row in rows)))
    return Mechanism.make(Protocol.make(market, menus, SelectionTable(tuple(entries))))


def _box(tasks: int, dear: bool) -> Box:
    """Costs from 1 to 3; or, for who is to want only one of the reversed rays, much more for the first task."""
    return Box((20,) + (1,) * (tasks - 1), (30,) + (3,) * (tasks - 1)) if dear else Box((1,) * tasks, (3,) * tasks)


def z3_osp(asked: Mechanism) -> bool:
    """No agent has costs at which a cautious myopic choice is not obviously dominant."""
    for j, preferences in enumerate(asked.market.preferences):
        box = preferences.domain
        assert isinstance(box, Box)
        costs = [z3.Real(f"c{i}") for i in range(len(box.lower))]
        solver = z3.Solver()
        for cost, low, high in zip(costs, box.lower, box.upper, strict=True):
            solver.add(cost >= z3.Q(low.numerator, low.denominator), cost <= z3.Q(high.numerator, high.denominator))
        loads = [
            [
                z3.Sum([z3.Q(x.numerator, x.denominator) * c for x, c in zip(bundle, costs, strict=True)])
                for bundle in points
            ]
            for points in asked.protocol.reach[j]
        ]
        best, worst = z3.Reals("best"), [z3.Real(f"worst{k}") for k in range(len(loads))]
        lowest = [z3.Real(f"lowest{k}") for k in range(len(loads))]
        for k, each in enumerate(loads):
            solver.add(*[worst[k] >= load for load in each], z3.Or([worst[k] == load for load in each]))
            solver.add(*[lowest[k] <= load for load in each], z3.Or([lowest[k] == load for load in each]))
        solver.add(*[best[0] <= low for low in lowest], z3.Or([best[0] == low for low in lowest]))
        failing = []
        for k in range(len(loads)):
            chosen = [z3.Implies(lowest[m] == best[0], worst[m] >= worst[k]) for m in range(len(loads))]
            beaten = z3.Or([lowest[m] < worst[k] for m in range(len(loads)) if m != k])
            failing.append(z3.And(lowest[k] == best[0], *chosen, beaten))
        solver.add(z3.Or(failing))
        if solver.check() == z3.sat:
            return False
    return True


def compare_osp(polar: bool, seeds: range) -> str:
    ours, theirs, answers, before = [], [], [], []
    for seed in seeds:
        asked = mechanism(polar, random.Random(seed))
        start = time.perf_counter()
        assert feasible(asked.protocol)
        assert asked.protocol.reach
        before.append(time.perf_counter() - start)
        start = time.perf_counter()
        verdict = obviously_strategy_proof(asked)
        assert verdict.verify()
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        other = z3_osp(asked)
        theirs.append(time.perf_counter() - start)
        assert other == verdict.holds
        answers.append(other)
    name = f"OSP, 5 tasks, 5 agents, 243 profiles ({sum(answers)} of {len(answers)} yes)"
    mine, his = statistics.median(ours), statistics.median(theirs)
    name += f", after {statistics.median(before):.3f} s for feasibility"
    return f"| {name} | | {mine:.5f} s | {his:.3f} s | {his / mine:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--z3-pairs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    print(f"| question | decided | decided and verified | Z3 {z3.get_version_string()} | times faster |")
    print("|---|---|---|---|---|")
    for tasks in (10, 50):
        print(compare_polarization(tasks, given.pairs, min(given.z3_pairs, given.pairs), chance))
    for polar in (True, False):
        print(compare_osp(polar, range(given.seed, given.seed + 5)))


if __name__ == "__main__":
    main()
