"""Total unimodularity: our decision with evidence against CMR, with and without its evidence, and against brute force.

    python -m benchmarks.unimodular [--cmr-python PYTHON] [--seconds LIMIT] [--repeat N]

Prints the tables of `unimodular.md`. CMR runs in a subprocess of the given interpreter (default: this one), one for
each matrix and question, with a time limit, for it aborts on some matrices; only the call itself is timed there, in
seconds, the best of N. Our time is that of the whole decision with its evidence, from a named matrix; `verify` and
`checker` are the times of re-checking the evidence and of the independent checker on the certificate.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from random import Random
from time import process_time

import networkx

from exact.matrices import Matrix, matrix
from exact.unimodular import total_unimodularity
from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.problem.structures import stacked_incidence
from tests.exact.unimodular import families
from tests.exact.unimodular.brute_force import unimodular_by_colourings, unimodular_by_minors
from tests.proofs.reduced_form.problem.test_structures import adjacency, canonical

CMR = """
import json, sys, time
from sage.matrix.matrix_cmr_sparse import Matrix_cmr_chr_sparse
from sage.matrix.matrix_space import MatrixSpace
from sage.rings.integer_ring import ZZ

height, width, triples, certificate, repeat = json.load(sys.stdin)
space = MatrixSpace(ZZ, height, width, sparse=True)
best = None
for _ in range(repeat):
    given = Matrix_cmr_chr_sparse(space, {(r, c): entry for r, c, entry in triples})
    start = time.process_time()
    answer = given.is_totally_unimodular(certificate=True)[0] if certificate else given.is_totally_unimodular()
    spent = time.process_time() - start
    best = spent if best is None else min(best, spent)
print(json.dumps([bool(answer), best]))
"""

NEGATIVE = {
    "canonical 2x3, 2 types": lambda: canonical(2, 3, 2),
    "canonical 3x2, 2 types": lambda: canonical(3, 2, 2),
    "canonical 3x3, 2 types": lambda: canonical(3, 3, 2),
    "canonical 4x4, 2 types": lambda: canonical(4, 4, 2),
    "canonical 2x2, 3 types": lambda: canonical(2, 2, 3),
    "canonical 3x3, 3 types": lambda: canonical(3, 3, 3),
    "canonical 4x4, 3 types": lambda: canonical(4, 4, 3),
    "adjacency P3": lambda: adjacency(networkx.path_graph(3)),
    "adjacency P4": lambda: adjacency(networkx.path_graph(4)),
    "adjacency P5": lambda: adjacency(networkx.path_graph(5)),
    "adjacency C4": lambda: adjacency(networkx.cycle_graph(4)),
    "adjacency C6": lambda: adjacency(networkx.cycle_graph(6)),
    "adjacency K1,4": lambda: adjacency(networkx.star_graph(4)),
    "adjacency K2,3": lambda: adjacency(networkx.complete_bipartite_graph(2, 3)),
    "adjacency K3,3": lambda: adjacency(networkx.complete_bipartite_graph(3, 3)),
}

POSITIVE = {
    "two laminar families": lambda size, rng: families.two_laminar(size, size, rng),
    "intervals": lambda size, rng: families.interval(size, min(size, 400), rng),
    "bipartite incidence": lambda size, rng: families.bipartite_incidence(size, size, rng),
    "network": lambda size, rng: families.network(size, size, rng),
    "transposed network": lambda size, rng: families.transposed(families.network(size, size, rng)),
    "3-sum": lambda size, rng: three_sum(size, rng),
    "many 3-sums": lambda size, rng: many_three_sums(size, rng),
}

LARGEST = {"3-sum": 200, "many 3-sums": 200}
"""Families that are not tried at every size."""


def three_sum(size: int, rng: Random) -> list[list[int]]:
    """A network and a transposed network in one, about `size` rows."""
    part = max(3, size // 8)
    many = size - part
    return families.shuffled(
        families.three_sum(families.triangle(part, many, rng), families.triad(many, part, rng)), rng
    )


def many_three_sums(size: int, rng: Random) -> list[list[int]]:
    """A network to which transposed ones are added, about `size` rows, after three pivots."""
    parts = max(1, size // 12)
    entries = families.sum_of_many(3 * parts + 3, 8 * parts + 4, parts, 9, rng)
    return families.pivoted_at_random(families.shuffled(entries, rng), 3, rng)


def cmr(given: Matrix, python: str, with_certificate: bool, seconds: float, repeat: int) -> tuple[str, float | None]:
    """CMR's answer and time, or what happened instead."""
    triples = [[r, c, entry] for r, row in enumerate(given.entries) for c, entry in row]
    question = json.dumps([*given.shape, triples, with_certificate, repeat])
    try:
        done = subprocess.run(
            [python, "-c", CMR], input=question, capture_output=True, text=True, timeout=seconds * repeat
        )
    except subprocess.TimeoutExpired:
        return f"over {seconds:g} s", None
    if "ModuleNotFoundError" in done.stderr:
        return "not installed", None
    if done.returncode != 0:
        return "aborts", None
    answer, spent = json.loads(done.stdout)
    return "yes" if answer else "no", spent


def ours(given: Matrix, repeat: int) -> tuple[str, float, float, float]:
    """Our answer, and the times of decision, verification and checker."""
    times = []
    for _ in range(repeat):
        start = process_time()
        verdict = total_unimodularity(given)
        times.append(process_time() - start)
    start = process_time()
    assert verdict.verify()
    verified = process_time() - start
    written = json.loads(json.dumps(certificate(verdict)))
    start = process_time()
    checker.verify(written)
    return "yes" if verdict.holds else "no", min(times), verified, process_time() - start


def shown(outcome: tuple[str, float | None]) -> str:
    answer, spent = outcome
    return answer if spent is None else f"{answer} {spent:.4f}"


def compare(name: str, given: Matrix, options: argparse.Namespace) -> tuple[int, float]:
    """Print a row of the table; the number of nonzeros and our time."""
    answer, spent, verified, checked = ours(given, options.repeat)
    bare, full = (cmr(given, options.cmr_python, which, options.seconds, options.repeat) for which in (False, True))
    ratios = [f"{other[1] / spent:.2g}" if other[1] is not None else "" for other in (bare, full)]
    size = f"{given.shape[0]} x {given.shape[1]}"
    cells = [name, size, given.nonzeros, f"{answer} {spent:.4f}", f"{verified:.4f}", f"{checked:.4f}"]
    print("| " + " | ".join(map(str, [*cells, shown(bare), shown(full), *ratios])) + " |", flush=True)
    return given.nonzeros, spent


def header() -> None:
    titles = (
        "matrix | size | nonzeros | ours | verify | checker | CMR bare | CMR certifying | bare/ours | certifying/ours"
    )
    print(f"\n| {titles} |\n|{'---|' * len(titles.split('|'))}", flush=True)


def growth(points: list[tuple[int, float]]) -> float:
    """The exponent of time in the number of nonzeros, by least squares on logarithms."""
    logs = [(math.log(count), math.log(spent)) for count, spent in points]
    centre = [sum(values) / len(logs) for values in zip(*logs, strict=True)]
    above = sum((x - centre[0]) * (y - centre[1]) for x, y in logs)
    return above / sum((x - centre[0]) ** 2 for x, _ in logs)


def brute_force() -> None:
    """Random matrices of growing size: ours, all minors, all colourings."""
    print("\n| size | ours | all minors | all colourings |\n|---|---|---|---|")
    rng = Random(1)
    for size in (3, 4, 5, 6, 7, 8, 10, 12):
        matrices = [families.network(size, size, rng) for _ in range(5)]
        row = [f"{size} x {size}"]
        for decide, most in ((total_unimodularity, 12), (unimodular_by_minors, 6), (unimodular_by_colourings, 12)):
            start = process_time()
            if size <= most:
                for entries in matrices:
                    decide(entries)
            row.append(f"{(process_time() - start) / len(matrices):.5f}" if size <= most else "")
        print("| " + " | ".join(row) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cmr-python", default=sys.executable, help="an interpreter that has passagemath-cmr")
    parser.add_argument("--seconds", type=float, default=60, help="time limit for a call of CMR")
    parser.add_argument("--repeat", type=int, default=3, help="the best of so many runs")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[20, 60, 200, 600], help="rows of the positive families"
    )
    options = parser.parse_args()
    header()
    points = [compare(name, stacked_incidence(make()), options) for name, make in NEGATIVE.items()]
    print(f"\nGrowth on the negatives: time ~ nonzeros^{growth(points):.2f}")
    header()
    exponents = {}
    for name, make in POSITIVE.items():
        sizes = [size for size in options.sizes if size <= LARGEST.get(name, size)]
        points = [compare(name, matrix(make(size, Random(size))), options) for size in sizes]
        if len(points) > 1:
            exponents[name] = growth(points)
    print("\nGrowth: " + ", ".join(f"{name} nonzeros^{exponent:.2f}" for name, exponent in exponents.items()))
    brute_force()


if __name__ == "__main__":
    main()
