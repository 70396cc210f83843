"""Answers for all values of a parameter: `python -m benchmarks.for_all_values [SECONDS]`.

Revenue of auctions of one object, and whether a rule of theirs is implementable, where one probability is left open;
the cost of a bilateral trade as a function of its exchange rate; Condition A and facets of an auction. Beside the
answer for all values stands that for one value (loading included), which is what a grid asks of each of its points, and
the size of the certificate with its check. Each question runs in a process of its own, ended after SECONDS (100) by the
clock; told is processor time.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from benchmarks.thresholds import run
from exact.symbolic.reading import in_force
from exact.symbolic.splitting import Range
from exact.symbolic.statements import for_all_values
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate
from proofs.formats.markets import market_from_plain
from proofs.plain.keys import MARKET, PROBLEM
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.design.data import design_from_plain
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import InterimRule, Problem
from proofs.trading.value.costs import expected_cost

Question = tuple[Range, Callable[[Fraction], Verdict], Fraction]
HALF = Range("p", Fraction(0), Fraction(1, 2), (False, False))


def auction(bidders: int, kinds: int) -> dict[str, Any]:
    """Values 3, 4, 10, 12, ...; the lowest has probability 1/2, the second p, the others share what is left."""
    agents = [f"b{k}" for k in range(bidders)]
    types = [f"t{k}" for k in range(kinds)]
    values = dict(zip(types, ("3", "4", "10", "12", "15"), strict=False))
    rest = dict.fromkeys(types[2:], f"(1/2 - p)/{kinds - 2}")
    return {
        "format": PROBLEM,
        "agents": agents,
        "objects": ["o"],
        "types": dict.fromkeys(agents, types),
        "prior": {"independent": {agent: {types[0]: "1/2", types[1]: "p", **rest} for agent in agents}},
        "constraints": [{"each": "object", "ceiling": 1}],
        "objective": {
            "incentives": "cardinal",
            "preferences": {agent: {kind: {"o": value} for kind, value in values.items()} for agent in agents},
            "transfers": {"revenue": 1, "participation": True},
        },
    }


def best_revenue(bidders: int, kinds: int) -> Question:
    def ask(p: Fraction) -> Verdict:
        with in_force({"p": p}):
            return design(*design_from_plain(auction(bidders, kinds)))

    return HALF, ask, Fraction(2, 7)


def with_rule(bidders: int, kinds: int) -> Callable[[Fraction], tuple[Problem, InterimRule]]:
    def at(p: Fraction) -> tuple[Problem, InterimRule]:
        with in_force({"p": p}):
            problem, _ = design_from_plain(auction(bidders, kinds))
        steps = [(k + 1) * (1 + p) / (kinds * (bidders - 1) + 1) for k in range(kinds)]
        one = {kind: {"o": step} for kind, step in zip(problem.types[0], steps, strict=True)}
        return problem, problem.interim_rule(dict.fromkeys(problem.agents, one))

    return at


def rule(bidders: int, kinds: int) -> Question:
    at = with_rule(bidders, kinds)
    return HALF, lambda p: implementable(*at(p)), Fraction(2, 7)


def satisfies(bidders: int, kinds: int) -> Question:
    at = with_rule(bidders, kinds)
    return HALF, lambda p: condition(*at(p)), Fraction(2, 7)


def described(bidders: int, kinds: int) -> Question:
    at = with_rule(bidders, kinds)
    return HALF, lambda p: facets(at(p)[0]).description, Fraction(2, 7)


def trade(agents: int) -> Question:
    """Agents sell A, or buy it, at the exchange rate p; costs are uniform on [1, 2] x [1, 2]."""
    uniform = {"box": {"A": [1, 2], "B": [1, 2]}, "law": "uniform"}
    ends = ({"A": 1}, {"A": -1, "B": "p"}), ({"B": 1}, {"A": 1, "B": "-p"})
    own = {
        f"j{k}": {
            "status_quo": {"A": 1, "B": 1},
            "performance": ends[k % 2][0],
            "costs": uniform,
            "menu": [{"ray": ends[k % 2][1]}],
        }
        for k in range(agents)
    }
    data = {"format": MARKET, "tasks": {"A": agents, "B": agents}, "agents": own}

    def ask(p: Fraction) -> Verdict:
        with in_force({"p": p}):
            mechanism = market_from_plain(data)
        return expected_cost(mechanism.market, mechanism.protocol.menus)

    return Range("p", Fraction(1, 2), Fraction(2)), ask, Fraction(8, 7)


QUESTIONS: dict[str, Callable[[], Question]] = {
    "best revenue, 2 bidders of 3 types": lambda: best_revenue(2, 3),
    "best revenue, 2 bidders of 5 types": lambda: best_revenue(2, 5),
    "best revenue, 3 bidders of 3 types": lambda: best_revenue(3, 3),
    "best revenue, 4 bidders of 3 types": lambda: best_revenue(4, 3),
    "a rule implementable, 2 bidders of 3 types": lambda: rule(2, 3),
    "a rule implementable, 3 bidders of 3 types": lambda: rule(3, 3),
    "a rule implementable, 4 bidders of 3 types": lambda: rule(4, 3),
    "Condition A of a rule, 3 bidders of 3 types": lambda: satisfies(3, 3),
    "facets, 2 bidders of 3 types": lambda: described(2, 3),
    "facets, 3 bidders of 3 types": lambda: described(3, 3),
    "expected cost of a trade, 2 agents": lambda: trade(2),
    "expected cost of trades, 4 agents": lambda: trade(4),
}


def measured(name: str) -> tuple[float, ...]:
    """The pieces; seconds for all values, for one, for the check; the certificate's kilobytes, and megabytes used."""
    over, ask, value = QUESTIONS[name]()
    start = time.process_time()
    ask(value)
    one = time.process_time() - start
    start = time.process_time()
    verdict, parts = for_all_values(over, ask)
    taken = time.process_time() - start
    written = json.dumps(certificate(verdict))
    start = time.process_time()
    checker.verify(json.loads(written))
    checking = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return len(parts), taken, one, len(written) / 1000, checking, memory


def main(limit: float) -> None:
    print("| question | pieces | all values | one value | certificate, kB | checker | memory, MB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name in QUESTIONS:
        found = run(measured, (name,), limit)
        if found is None:
            print(f"| {name} | | > {limit:g} | | | | |", flush=True)
            continue
        pieces, taken, one, size, checking, memory = found
        told = (f"{pieces:.0f}", f"{taken:.2f}", f"{one:.2f}", f"{size:.0f}", f"{checking:.2f}", f"{memory:.0f}")
        print(f"| {name} | {' | '.join(told)} |", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 100.0)
