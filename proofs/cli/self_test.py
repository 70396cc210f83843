"""`self-test`: does what is installed here work? Engines that know nothing of each other answer the same questions.

A part asks random small questions, the same ones each time, and compares: FLINT's determinants with elimination in
plain Python; PPL's extreme rays with cddlib's, or, where cddlib is not installed, with the way back; optima, of a
basis that a float solver suggests, with the best vertex; total unimodularity with all subdeterminants; implementable
rules, by linear programs, with all facets. The verdicts' certificates are then read by the checker, as a program of
its own on Python's standard library alone, which must accept them, and refuse each with its answer turned round.
"""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.answers import FAILS, HOLDS
from proofs.cli.app import AsJson, app, print_json

if TYPE_CHECKING:
    from exact.verdicts import Verdict

Part = Callable[[random.Random, "list[Verdict]"], str]
"""Asks with these random numbers, and leaves the verdicts behind; what agrees, in words. Raises `Differs`."""
FILES = (
    "checker.py",
    "py.typed",
    "report/assets/site.css",
    "coq/LangYang.v",
    "coq/ValenzuelaStookey.v",
    "coq/Summary.v",
)
"""Of what is no code, some files that every installation has, below the package."""


class Differs(Exception):
    """Two answers to one question are not the same; the message says which."""


@dataclass(frozen=True)
class Outcome:
    """What became of one part."""

    told: str
    agrees: bool
    seconds: float


@app.command("self-test")
def self_test(
    seed: Annotated[int, typer.Option(min=0, help="other questions, by another number")] = 0,
    as_json: AsJson = False,
) -> None:
    """Does this installation work: do independent engines agree, and does the checker accept what they find?

    Less than a minute. Status 1 says that something differs, which is a fault of the software or of the installation.
    """
    outcomes = []
    for outcome in run(seed):
        outcomes.append(outcome)
        if as_json:
            reason = {} if outcome.agrees else {"reason": outcome.told}
            statement = outcome.told if outcome.agrees else "the answers agree"
            print_json(
                {"statement": statement, "holds": outcome.agrees, **reason, "seconds": round(outcome.seconds, 3)}
            )
        else:
            print(f"{'agrees' if outcome.agrees else 'DIFFERS'}: {outcome.told} ({outcome.seconds:.1f} s)", flush=True)
    good = all(outcome.agrees for outcome in outcomes)
    if not as_json:
        seconds = sum(outcome.seconds for outcome in outcomes)
        print(f"{'everything agrees' if good else 'not everything agrees: please report it'}, after {seconds:.0f} s")
    raise typer.Exit(HOLDS if good else FAILS)


def run(seed: int) -> Iterator[Outcome]:
    """The outcome of each part."""
    found: list[Verdict] = []
    for part in PARTS:
        start = time.perf_counter()
        try:
            told, agrees = part(random.Random(seed), found), True
        except Exception as fault:  # whatever happens is what the test is for
            told, agrees = f"{part.__name__.replace('_', ' ')}: {str(fault) or type(fault).__name__}", False
        yield Outcome(told, agrees, time.perf_counter() - start)


def the_package(numbers: random.Random, found: list[Verdict]) -> str:
    """Whether the files that are no code were installed with it."""
    folder = Path(__file__).parents[1]
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise Differs(f"of the package's files {', '.join(missing)} are missing; install it again")
    return f"Python {sys.version.split()[0]}, the checker, the theorems of Coq and what pages are made of are here"


def determinants(numbers: random.Random, found: list[Verdict]) -> str:
    from exact import matrix

    count = 60
    for _ in range(count):
        rows = entries(numbers, 5, 5)
        if (by_flint := matrix(rows).determinant()) != (by_hand := determinant(rows)):
            raise Differs(f"the determinant of {rows} is {by_flint} by FLINT and {by_hand} by elimination in Python")
    return f"FLINT and elimination in Python, on {count} determinants"


def extreme_rays(numbers: random.Random, found: list[Verdict]) -> str:
    from exact import cones

    count = 40
    asked = [cones.cone(entries(numbers, numbers.randint(3, 7), 4)) for _ in range(count)]
    try:
        for each in asked:
            cones.generators(each, "both")
    except cones.MissingEngineError:
        for each in asked:
            if cones.constraints(cones.generators(each)) != cones.irredundant(each):
                raise Differs(f"PPL does not find back from the rays to the cone: {each}") from None
        return f"PPL there and back, on the rays of {count} cones (cddlib, an extra, is not installed here)"
    return f"PPL and cddlib, on the rays of {count} cones"


def optima(numbers: random.Random, found: list[Verdict]) -> str:
    from exact import LinearSystem, Polyhedron, hull, optimum

    count, names = 25, ("x", "y", "z")
    for _ in range(count):
        rows, bounds, objective = entries(numbers, 4, 3), entries(numbers, 1, 4)[0], entries(numbers, 1, 3)[0]
        written = [(dict(zip(names, row, strict=True)), bound) for row, bound in zip(rows, bounds, strict=True)]
        system = LinearSystem.make(names, at_most=written, lower=-2, upper=2)
        box = [[sign * (k == j) for k in range(3)] for j in range(3) for sign in (1, -1)]
        vertices = hull(Polyhedron.of([*rows, *box], [*bounds, *[2] * 6])).points
        verdict = optimum(system, dict(zip(names, objective, strict=True)))
        found.append(verdict)
        best = max((sum(map(_times, objective, vertex)) for vertex in vertices), default=None)
        if (value := getattr(verdict.statement, "value", None)) != best:
            raise Differs(f"the optimum of {objective} on {system} is {value}, and the best vertex has {best}")
    return f"linear programs and the vertices by PPL, on {count} optima"


def unimodular_matrices(numbers: random.Random, found: list[Verdict]) -> str:
    from exact import total_unimodularity

    count = 60
    for _ in range(count):
        rows = [[numbers.choice((-1, 0, 0, 1)) for _ in range(4)] for _ in range(4)]
        verdict = total_unimodularity(rows)
        found.append(verdict)
        if verdict.holds is not (by_hand := all(abs(each) <= 1 for each in subdeterminants(rows))):
            raise Differs(f"{rows} is totally unimodular: {verdict.holds}; by all subdeterminants {by_hand}")
    return f"the decomposition and all subdeterminants, on {count} matrices"


def implementable_rules(numbers: random.Random, found: list[Verdict]) -> str:
    from proofs.formats.problems import problem_of
    from proofs.reduced_form.facets.listing import facets
    from proofs.reduced_form.implementation.deciding import implementable
    from proofs.reduced_form.problem.problems import InterimRule

    count = 40
    two = [{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1, "floor": 1}]
    problem = problem_of(agents=["ann", "bob"], objects=["a", "b"], types=["keen", "idle"], constraints=two)
    described = facets(problem).system()
    for k in range(count):
        share = [Fraction(numbers.randint(0, 4), 4) for _ in range(4)]
        values = [value for each in share for value in (each, 1 - each)]
        rule = InterimRule(tuple(values if k % 4 else [*values[:-1], Fraction(1)]), problem.coordinates)
        verdict = implementable(problem, rule)
        found.append(verdict)
        if verdict.holds is not (by_facets := described.contains(rule.values)):
            raise Differs(f"the rule {rule} is implementable: {verdict.holds}; by the facets {by_facets}")
    return f"single rules and all facets, on {count} rules"


def the_checker(numbers: random.Random, found: list[Verdict]) -> str:
    from proofs import checker
    from proofs.certificates import certificate

    with TemporaryDirectory() as folder:
        path = Path(folder) / "certificate.json"
        path.write_text(json.dumps(certificate(found)), encoding="utf-8")
        # -I and -S: nothing but the standard library can be imported.
        asked = [sys.executable, "-I", "-S", str(Path(checker.__file__)), str(path)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode or "verified" not in done.stdout:
        raise Differs(f"the checker does not accept what was found: {(done.stdout or done.stderr).strip()[:200]}")
    for verdict in found:
        turned = json.loads(json.dumps(certificate(verdict)))
        turned["statements"][0]["holds"] = not verdict.holds
        try:
            checker.verify(turned)
        except checker.Refused:
            continue
        raise Differs(f"the checker accepts the contrary of: {verdict}")
    return (
        f"the checker, alone on Python's standard library: {len(found)} certificates accepted, their contraries refused"
    )


PARTS: tuple[Part, ...] = (
    the_package,
    determinants,
    extreme_rays,
    optima,
    unimodular_matrices,
    implementable_rules,
    the_checker,
)


def entries(numbers: random.Random, rows: int, columns: int) -> list[list[int]]:
    """A matrix of small integers."""
    return [[numbers.randint(-3, 3) for _ in range(columns)] for _ in range(rows)]


def determinant(rows: Sequence[Sequence[int]]) -> Fraction:
    """By elimination, with Python's own fractions."""
    left, product = [[Fraction(entry) for entry in row] for row in rows], Fraction(1)
    while left:
        place = next((k for k, row in enumerate(left) if row[0]), None)
        if place is None:
            return Fraction(0)
        pivot = left.pop(place)
        product *= pivot[0] * (-1) ** place
        left = [[x - row[0] / pivot[0] * y for x, y in zip(row[1:], pivot[1:], strict=True)] for row in left]
    return product


def subdeterminants(rows: Sequence[Sequence[int]]) -> Iterator[Fraction]:
    """Of all square submatrices."""
    for size in range(1, min(len(rows), len(rows[0])) + 1):
        for chosen in itertools.combinations(rows, size):
            for columns in itertools.combinations(range(len(rows[0])), size):
                yield determinant([[row[column] for column in columns] for row in chosen])


def _times(left: int, right: Fraction) -> Fraction:
    return left * right
