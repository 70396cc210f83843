"""Implementability where type profiles are many: `python -m benchmarks.separating [SECONDS [AGENTS...]]`.

Agents that all differ by their weights, three types each, equally likely, and three courses with ceilings; everybody
takes at most one. Rules: the mean of 40 deterministic ex post rules, each best for weights from a seed, lowered by a
twentieth (inside); the mean of three of them (on the boundary), and that a hundredth larger at the second agent (no).
Each question runs in a process of its own, ended after SECONDS (120) by the clock; told is processor time, for the
large program over all ex post rules (before) and in the dimension of the rule, and the certificate's size and check.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from fractions import Fraction
from typing import Any

from benchmarks.thresholds import run
from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.implementation import deciding
from proofs.reduced_form.implementation.separating import Separation
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import Constraint, InterimRule, Problem, uniform_prior

CEILINGS = {5: (2, 1, 1), 6: (2, 2, 1), 7: (2, 3, 2), 8: (3, 3, 2), 9: (3, 3, 2), 10: (3, 3, 3)}
RULES = ("inside", "boundary", "no")


def courses(count: int) -> Problem:
    agents, objects = tuple(f"i{k}" for k in range(count)), ("c0", "c1", "c2")
    types = (("t0", "t1", "t2"),) * count
    rows = [Constraint(frozenset((i, j) for j in objects), ceiling=Fraction(1)) for i in agents]
    columns = zip(objects, CEILINGS[count], strict=True)
    seats = [Constraint(frozenset((i, j) for i in agents), ceiling=Fraction(c)) for j, c in columns]
    return Problem(agents, objects, types, uniform_prior(types), (*rows, *seats))


def rule_of(problem: Problem, kind: str) -> InterimRule:
    separation = Separation.of(problem, OutcomeSets(problem))
    assert separation is not None
    draw, mixed = random.Random(1), 40 if kind == "inside" else 3
    size = len(problem.coordinates)
    rules = [separation.best_rule([draw.randint(-3, 9) for _ in range(size)]) for _ in range(mixed)]
    values = [sum(each, Fraction(0)) / mixed for each in zip(*rules, strict=True)]
    if kind == "inside":
        values = [value * Fraction(19, 20) for value in values]
    if kind == "no":
        agent = problem.agents[1]
        more = [Fraction(101, 100) if c[0] == agent else Fraction(1) for c in problem.coordinates]
        values = [value * factor for value, factor in zip(values, more, strict=True)]
    pairs = zip(problem.coordinates, values, strict=True)
    return InterimRule(tuple(y / problem.marginals[c[0], c[1]] for c, y in pairs))


def decide(count: int, kind: str, before: bool) -> tuple[float, ...]:
    problem = courses(count)
    rule = rule_of(problem, kind)
    if before:
        deciding.MANY_PROFILES = problem.profile_count + 1
    start = time.process_time()
    verdict = deciding.implementable(problem, rule)
    seconds = time.process_time() - start
    assert verdict.holds == (kind != "no")
    if before:
        return (seconds,)
    text = json.dumps(certificate(verdict))
    start = time.process_time()
    checker.verify(json.loads(text))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, len(text) / 1e6, time.process_time() - start, memory


def told(answer: tuple[float, ...] | None, width: int, limit: float) -> list[Any]:
    return [f"{value:.1f}" for value in answer] if answer else [f"> {limit:g}", *[""] * (width - 1)]


def main(limit: float, counts: list[int]) -> None:
    print("| agents | profiles | rule | before | now | certificate, MB | checker | memory, MB |")
    print("|--:|--:|---|--:|--:|--:|--:|--:|")
    for count in counts:
        for kind in RULES:
            before = told(run(decide, (count, kind, True), limit), 1, limit) if count < 9 else ["not tried"]
            longer = limit * (1 if count < 9 else 5)
            now = told(run(decide, (count, kind, False), longer), 4, longer)
            print("| " + " | ".join([str(count), f"{3**count:,}", kind, *before, *now]) + " |", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 120.0, [int(n) for n in sys.argv[2:]] or list(CEILINGS))
