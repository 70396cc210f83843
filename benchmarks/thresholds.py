"""The threshold test as bidders and types grow: `python benchmarks/thresholds.py [SECONDS]`.

One unit, uniform independent types, and the rule that serves the highest type with ties broken evenly, its values
lowered to nine decimals (implementable) or half as large again (not). Each size runs in a process of its own and is
ended after SECONDS (120); the columns are processor time for the decision, for the verdict's own verification and for
the checker, and the growth of the decision against the number of types. The peer is the linear program over ex post
rules (`implementable`), which lists type profiles. Then several units, up to the sizes that are practical.
"""

from __future__ import annotations

import json
import multiprocessing
import platform
import random
import sys
import time
from fractions import Fraction
from multiprocessing.connection import Connection
from typing import Any

from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.implementation.single_object import SingleObject
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.reduced_form.problem.problems import Constraint, InterimRule, Problem, uniform_prior

SIZES = [(n, m) for n in (10, 100, 1000) for m in (10, 100)]
PEER_SIZES = [(2, 10), (2, 30), (3, 8), (4, 5)]
UNITS = [(5, 4, 2), (10, 4, 3), (10, 6, 3)]


def auction(bidders: int, kinds: int, units: int = 1) -> Problem:
    agents = tuple(f"i{k}" for k in range(bidders))
    types = (tuple(f"t{k}" for k in range(kinds)),) * bidders
    quotas = [Constraint(frozenset((agent,) for agent in agents), Fraction(0), Fraction(units))]
    if units > 1:
        quotas += [Constraint(frozenset({(agent,)}), Fraction(0), Fraction(1)) for agent in agents]
    return Problem(agents, (), types, uniform_prior(types), tuple(quotas))


def highest(bidders: int, kinds: int, holds: bool) -> InterimRule:
    """The rule that serves the highest type, a little less or much more."""
    values = []
    for k in range(kinds):
        share = ((k + 1) / kinds) ** bidders - (k / kinds) ** bidders  # only to write down a rule: any will do
        value = Fraction(int(share * kinds / bidders * 10**9 * (0.999999 if holds else 1.5)), 10**9)
        values.append(value)
    return InterimRule(tuple(values) * bidders)


def mixed(problem: Problem) -> InterimRule:
    """The average of six random hierarchical rules."""
    draw = random.Random(1)
    size = len(problem.coordinates)
    case = SingleObject.of(problem, InterimRule((Fraction(0),) * size))
    total = [Fraction(0)] * size
    for _ in range(6):
        order = draw.sample(range(size), draw.randint(size // 2, size))
        total = [a + b / 6 for a, b in zip(total, case.hierarchical(order), strict=True)]
    return InterimRule(tuple(y / w for y, w in zip(total, case.weight, strict=True)))


def timed(action: Any) -> tuple[float, Any]:
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def decide(bidders: int, kinds: int, holds: bool) -> tuple[float, ...]:
    problem, rule = auction(bidders, kinds), highest(bidders, kinds, holds)
    decision, verdict = timed(lambda: single_object(problem, rule))
    assert verdict.holds == holds
    verification, _ = timed(verdict.verify)
    written = json.loads(json.dumps(certificate(verdict)))
    checking, _ = timed(lambda: checker.verify(written))
    return decision, verification, checking


def peer(bidders: int, kinds: int) -> tuple[float, ...]:
    problem, rule = auction(bidders, kinds), highest(bidders, kinds, True)
    return timed(lambda: single_object(problem, rule))[0], timed(lambda: implementable(problem, rule))[0]


def several(bidders: int, kinds: int, units: int) -> tuple[float, ...]:
    problem = auction(bidders, kinds, units)
    rule = mixed(problem)
    more = InterimRule(tuple(value * Fraction(101, 100) for value in rule.values))
    return timed(lambda: single_object(problem, rule))[0], timed(lambda: single_object(problem, more))[0]


def measure(action: Any, arguments: tuple[Any, ...], answer: Connection) -> None:
    answer.send(action(*arguments))


def run(action: Any, arguments: tuple[Any, ...], limit: float) -> tuple[float, ...] | None:
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=measure, args=(action, arguments, sender))
    process.start()
    sender.close()
    answer: tuple[float, ...] | None = None
    try:
        answer = receiver.recv() if receiver.poll(limit) else None
    except EOFError:
        answer = None
    process.kill()
    process.join()
    return answer


def line(names: list[Any], answer: tuple[float, ...] | None, width: int, limit: float, *more: str) -> None:
    times = [f"{value:.3f}" for value in answer] if answer else [f"> {limit:g}"] + [""] * (width - 1)
    print("| " + " | ".join([*map(str, names), *times, *more]) + " |", flush=True)


def main(limit: float) -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}; seconds\n")
    print(
        "| bidders | types each | implementable | decision | verify | checker | growth |\n|--:|--:|---|--:|--:|--:|--:|"
    )
    for holds in (True, False):
        before: tuple[int, float] | None = None
        for bidders, kinds in SIZES:
            answer = run(decide, (bidders, kinds, holds), limit)
            growth = ""
            if answer and before and before[0] < bidders * kinds:
                growth = f"{answer[0] / before[1]:.1f} for {bidders * kinds // before[0]}"
            before = (bidders * kinds, answer[0]) if answer else None
            line([bidders, kinds, "yes" if holds else "no"], answer, 3, limit, growth)
    print("\n| bidders | types each | thresholds, with hierarchical rules | linear program |\n|--:|--:|--:|--:|")
    for bidders, kinds in PEER_SIZES:
        line([bidders, kinds], run(peer, (bidders, kinds), limit), 2, limit)
    print("\n| bidders | types each | units | yes | a hundredth more |\n|--:|--:|--:|--:|--:|")
    for bidders, kinds, units in UNITS:
        line([bidders, kinds, units], run(several, (bidders, kinds, units), limit), 2, limit)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 120.0)
