"""How implementation and design grow with agents, types and objects: `python -m benchmarks.growth [SECONDS]`.

One group of agents with equally likely types takes seats of objects: everybody at most one, and there are four fifths
as many seats as agents. Rules are the mean of eight that are best for random weights, a twentieth lower ("yes") or a
twentieth higher ("no"); a design has random weights, and a random ranking of the objects for each type, about which the
truth must be worth telling. Agents by name, all different by their weights, are those of `benchmarks.separating`.

The peer is the float linear program (HiGHS) on the shares of all objects, at every class of type profiles or at every
type profile. Each question runs in a process of its own, ended after SECONDS (20) by the clock; told is processor time,
and for ours also the certificate's size, and time and memory of the checker, in a process of its own.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.curves import Curve, curves
from benchmarks.separating import courses, rule_of
from benchmarks.thresholds import run
from exact.linear.suggesting import PRIMAL, float_solver
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.designing import design_for_groups
from proofs.reduced_form.classes.group_design import GroupDesign
from proofs.reduced_form.classes.groups import GroupedProblem, SingleQuota, StatesPrior
from proofs.reduced_form.classes.implementing import implementable_for_groups
from proofs.reduced_form.classes.pricing import Explorer
from proofs.reduced_form.design.task import Objective
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Constraint, Coordinate, InterimRule

DRAWINGS = Path(__file__).parent
Size = tuple[int, int, int]
"""Agents, types, objects."""
BY_AGENTS = [(n, t, 3) for t in (2, 3) for n in (6, 8, 10, 20, 50, 100, 200)]
BY_TYPES = [(50, t, 3) for t in (2, 3, 4)]
BY_OBJECTS = [(50, 3, k) for k in (2, 3, 4, 5, 6)]
BY_NAME = (5, 6, 7, 8)
MOST_PROFILES = 10_000
"""The float program lists no more."""


def seats(size: Size) -> list[int]:
    agents, _, objects = size
    whole = agents * 4 // 5
    return [whole // objects + (k < whole % objects) for k in range(objects)]


def students(size: Size) -> GroupedProblem:
    agents, types, objects = size
    names = tuple(f"c{k}" for k in range(objects))
    law = StatesPrior(((Fraction(1), ((Fraction(1, types),) * types,)),))
    one = SingleQuota("students", frozenset((j,) for j in names), ceiling=Fraction(1))
    quotas = [
        Constraint(frozenset({("students", j)}), ceiling=Fraction(c)) for j, c in zip(names, seats(size), strict=True)
    ]
    kinds = (tuple(f"t{k}" for k in range(types)),)
    return GroupedProblem(("students",), (agents,), names, kinds, law, (one,), tuple(quotas))


def group_rule(problem: GroupedProblem, holds: bool) -> InterimRule:
    (block,) = blocks(problem)
    explorer, draw = Explorer(block), random.Random(1)
    for _ in range(8):
        explorer.price([draw.randint(1, 9) for _ in block.coordinates])
    factor = Fraction(19 if holds else 21, 20 * 8)
    sums = [sum(each, Fraction(0)) * factor for each in zip(*map(explorer.point, range(8)), strict=True)]
    counts = [problem.expected_counts[c[0], c[1]] for c in block.coordinates]
    return InterimRule(tuple(y / n for y, n in zip(sums, counts, strict=True)), block.coordinates)


def objective(problem: GroupedProblem) -> Objective:
    draw = random.Random(2)
    weights = tuple(Fraction(draw.randint(1, 9)) for _ in problem.coordinates)
    rankings = tuple(tuple(draw.sample(problem.objects, len(problem.objects))) for _ in problem.types[0])
    return Objective(weights, "ordinal", rankings)


# ------------------------------------------------------------------------------------------------------------- peer


@dataclass(frozen=True)
class States:
    """What the float program is about: states with their probabilities, and in each so many agents of each kind, who
    all take at most one object. What is expected is asked for by kind and object."""

    chances: list[float]
    present: list[tuple[int, ...]]
    seats: list[int]


def classes(problem: GroupedProblem, size: Size) -> States:
    (block,) = blocks(problem)
    weights, below = block.law
    return States([weight / below for weight in weights], list(block.classes), seats(size))


def profiles(agents: int, types: int, places: list[int], alike: bool) -> States:
    """A kind for each type, or for each agent's type."""
    present = []
    for profile in itertools.product(range(types), repeat=agents):
        if alike:
            present.append(tuple(profile.count(t) for t in range(types)))
        else:
            present.append(tuple(int(profile[i] == t) for i in range(agents) for t in range(types)))
    return States([types**-agents] * len(present), present, places)


class FloatProgram:
    """The shares of objects in every state, with what is expected of each kind and object as further variables."""

    def __init__(self, states: States) -> None:
        self.states, self.count = states, len(states.seats)
        self.kinds = len(states.present[0])
        self.rows: list[tuple[list[int], list[float], float, float]] = []
        infinity = math.inf
        self.width = self.kinds * self.count
        self.expected: list[tuple[list[int], list[float]]] = [([e], [-1.0]) for e in range(self.width)]
        for chance, present in zip(states.chances, states.present, strict=True):
            who = [k for k, n in enumerate(present) if n]
            first = self.width
            for place, k in enumerate(who):
                columns = [first + place * self.count + j for j in range(self.count)]
                self.rows.append((columns, [1.0] * self.count, -infinity, float(present[k])))
                for j, column in enumerate(columns):
                    self.expected[k * self.count + j][0].append(column)
                    self.expected[k * self.count + j][1].append(chance)
            for j, seat in enumerate(states.seats):
                mine = [first + place * self.count + j for place in range(len(who))]
                self.rows.append((mine, [1.0] * len(who), -infinity, float(seat)))
            self.width += len(who) * self.count

    def solve(
        self, low: Any, high: Any, costs: Any, more: Sequence[tuple[list[int], list[float]]] = ()
    ) -> float | None:
        """The greatest value with what is expected between bounds and `more` rows at least 0; `None` without one."""
        import highspy

        rows = [*self.rows, *((*row, 0.0, 0.0) for row in self.expected), *((*row, 0.0, math.inf) for row in more)]
        lp, shares = highspy.HighsLp(), self.width - len(self.expected)
        lp.num_col_, lp.num_row_, lp.sense_ = self.width, len(rows), highspy.ObjSense.kMaximize
        lp.col_cost_ = np.concatenate([costs, np.zeros(shares)])
        lp.col_lower_ = np.concatenate([low, np.zeros(shares)])
        lp.col_upper_ = np.concatenate([high, np.full(shares, highspy.kHighsInf)])
        lp.row_lower_ = np.array([row[2] for row in rows])
        lp.row_upper_ = np.array([row[3] for row in rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in rows)]).astype(np.int32)
        lp.a_matrix_.index_ = np.array([j for row in rows for j in row[0]], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([v for row in rows for v in row[1]])
        solver = float_solver()
        for option, value in PRIMAL.items():
            solver.setOptionValue(option, value)
        solver.passModel(lp)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(solver.getInfo().objective_function_value)


def float_implementable(states: States, expected: Sequence[float]) -> bool:
    program, wanted = FloatProgram(states), np.array(expected)
    return program.solve(wanted, wanted, np.zeros(len(wanted))) is not None


def float_design(problem: GroupedProblem, wanted: Objective, states: States) -> float | None:
    task, program = GroupDesign(problem, wanted), FloatProgram(states)
    place = {c: k for k, c in enumerate(problem.coordinates)}
    counts = [float(problem.expected_counts[c[0], c[1]]) for c in problem.coordinates]

    def row(terms: Sequence[tuple[Coordinate, Fraction]]) -> tuple[list[int], list[float]]:
        return [place[c] for c, _ in terms], [float(factor) / counts[place[c]] for c, factor in terms]

    costs = np.array([float(task.weights[c]) / counts[k] for c, k in place.items()])
    free = np.full(len(place), math.inf)
    return program.solve(np.zeros(len(place)), free, costs, [row(rule.coefficients) for rule in task.conditions])


# -------------------------------------------------------------------------------------------------------- questions


def timed(question: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    answer = question()
    return time.process_time() - start, answer


def written(seconds: float, verdict: Verdict, path: str) -> tuple[float, ...]:
    text = json.dumps(certificate(verdict))
    Path(path).write_text(text, encoding="utf-8")
    return seconds, len(text) / 1e6


def ask_group(size: Size, what: str, path: str) -> tuple[float, ...]:
    problem = students(size)
    if what == "design":
        wanted = objective(problem)
        return written(*timed(lambda: design_for_groups(problem, wanted)), path)
    rule = group_rule(problem, what == "yes")
    seconds, verdict = timed(lambda: implementable_for_groups(problem, rule))
    assert verdict.holds == (what == "yes")
    return written(seconds, verdict, path)


def ask_named(count: int, what: str, path: str) -> tuple[float, ...]:
    problem = courses(count)
    rule = rule_of(problem, "inside" if what == "yes" else "no")
    seconds, verdict = timed(lambda: implementable(problem, rule))
    assert verdict.holds == (what == "yes")
    return written(seconds, verdict, path)


def ask_float(size: Size, what: str, by: str) -> tuple[float, ...]:
    problem = students(size)

    def states() -> States:
        return classes(problem, size) if by == "classes" else profiles(size[0], size[1], seats(size), True)

    if what == "design":
        wanted = objective(problem)
        return (timed(lambda: float_design(problem, wanted, states()))[0],)
    rule = group_rule(problem, what == "yes")
    expected = [float(y) for y in problem.expected_quantities(rule)]
    seconds, answer = timed(lambda: float_implementable(states(), expected))
    assert answer == (what == "yes")
    return (seconds,)


def ask_float_named(count: int, what: str) -> tuple[float, ...]:
    problem = courses(count)
    rule = rule_of(problem, "inside" if what == "yes" else "no")
    expected = [float(y * problem.marginals[c[0], c[1]]) for c, y in zip(problem.coordinates, rule.values, strict=True)]
    places = [int(quota.ceiling or 0) for quota in problem.constraints[-3:]]
    seconds, answer = timed(lambda: float_implementable(profiles(count, 3, places, False), expected))
    assert answer == (what == "yes")
    return (seconds,)


def check(path: str) -> tuple[float, ...]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = json.loads(Path(path).read_text(encoding="utf-8"))
    seconds, _ = timed(lambda: checker.verify(text))
    return seconds, max(0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


# -------------------------------------------------------------------------------------------------------- the page


Measured = dict[tuple[Size, str, str], float]
"""Processor seconds by size, question and who answered."""


def ours(ask: Any, given: Any, what: str, path: str, limit: float) -> tuple[float | None, list[str]]:
    """Seconds, and the cells of a row: seconds, megabytes of the certificate, seconds and megabytes of the checker."""
    answer = run(ask, (given, what, path), limit)
    if answer is None:
        return None, [f"> {limit:g}", "", "", ""]
    checked = run(check, (path,), limit)
    return answer[0], [
        f"{answer[0]:.3f}",
        f"{answer[1]:.3f}",
        *([f"{checked[0]:.3f}", f"{checked[1]:.0f}"] if checked else [f"> {limit:g}", ""]),
    ]


def peer(ask: Any, arguments: tuple[Any, ...], limit: float) -> tuple[float | None, str]:
    answer = run(ask, arguments, limit)
    return (answer[0], f"{answer[0]:.3f}") if answer else (None, f"> {limit:g}")


def by_name(limit: float, path: str) -> Measured:
    print("| agents by name | profiles | rule | ours | certificate, MB | checker | its memory, MB | HiGHS, profiles |")
    print("|--:|--:|---|--:|--:|--:|--:|--:|")
    found: dict[tuple[Size, str, str], float | None] = {}
    for count in BY_NAME:
        for what in ("yes", "no"):
            size = (count, 3, 3)
            found[size, what, "by name"], cells = ours(ask_named, count, what, path, limit)
            found[size, what, "by name, HiGHS"], theirs = peer(ask_float_named, (count, what), limit)
            print(f"| {count} | {3**count:,} | {what} | " + " | ".join([*cells, theirs]) + " |", flush=True)
    return {key: seconds for key, seconds in found.items() if seconds is not None}


def by_count(limit: float, path: str) -> Measured:
    print("| agents, types, objects | classes | question | ours", end=" | ")
    print("certificate, MB | checker | its memory, MB | HiGHS, classes | HiGHS, profiles |")
    print("|---|--:|---|--:|--:|--:|--:|--:|--:|")
    found: dict[tuple[Size, str, str], float | None] = {}
    for size in dict.fromkeys([*BY_AGENTS, *BY_TYPES, *BY_OBJECTS]):
        (block,) = blocks(students(size))
        for what in ("yes", "no", "design"):
            found[size, what, "ours"], cells = ours(ask_group, size, what, path, limit)
            found[size, what, "HiGHS, classes"], theirs = peer(ask_float, (size, what, "classes"), limit)
            cells.append(theirs)
            if size[1] ** size[0] <= MOST_PROFILES:
                found[size, what, "HiGHS, profiles"], theirs = peer(ask_float, (size, what, "profiles"), limit)
                cells.append(theirs)
            else:
                cells.append("")
            print(f"| {size} | {block.size:,} | {what} | " + " | ".join(cells) + " |", flush=True)
    return {key: seconds for key, seconds in found.items() if seconds is not None}


def curve(measured: Measured, sizes: Sequence[Size], across: int, what: str, who: str) -> Curve:
    return [(size[across], measured[size, what, who]) for size in sizes if (size, what, who) in measured]


def draw(measured: Measured) -> None:
    """One drawing for each way to grow, beside this file."""
    two, three = ([size for size in BY_AGENTS if size[1] == t] for t in (2, 3))
    named = [(n, 3, 3) for n in BY_NAME]
    agents = {
        "yes, 2 types": curve(measured, two, 0, "yes", "ours"),
        "yes, 3 types": curve(measured, three, 0, "yes", "ours"),
        "design, 2 types": curve(measured, two, 0, "design", "ours"),
        "design, 3 types": curve(measured, three, 0, "design", "ours"),
        "yes, 3 types, HiGHS on classes": curve(measured, three, 0, "yes", "HiGHS, classes"),
        "yes, 3 types, HiGHS on profiles": curve(measured, three, 0, "yes", "HiGHS, profiles"),
        "yes, 3 types, agents by name": curve(measured, named, 0, "yes", "by name"),
        "yes, 3 types, agents by name, HiGHS": curve(measured, named, 0, "yes", "by name, HiGHS"),
    }
    drawings = {"agents": (agents, "agents", "3 objects")}
    for name, sizes, across, fixed in (
        ("types", BY_TYPES, 1, "50 agents, 3 objects"),
        ("objects", BY_OBJECTS, 2, "50 agents, 3 types"),
    ):
        lines = {what: curve(measured, sizes, across, what, "ours") for what in ("yes", "no", "design")}
        lines |= {
            f"{what}, HiGHS on classes": curve(measured, sizes, across, what, "HiGHS, classes")
            for what in ("yes", "no", "design")
        }
        drawings[name] = (lines, name, fixed)
    for name, (lines, across_name, fixed) in drawings.items():
        shown = {line: points for line, points in lines.items() if points}
        picture = curves(shown, across_name, "processor seconds", f"Growth with the number of {name}; {fixed}")
        (DRAWINGS / f"growth_{name}.svg").write_text(picture.svg, encoding="utf-8")
        print(f"\n![Processor seconds against the number of {name}, {fixed}](growth_{name}.svg)")


def main(limit: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "certificate.json")
        measured = by_name(limit, path)
        print()
        measured |= by_count(limit, path)
    draw(measured)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0)
