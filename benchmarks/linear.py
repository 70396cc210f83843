"""Exact feasibility and Farkas vectors, side by side with every exact peer at hand: `python benchmarks/linear.py`.

Each solver gets the same system and CPU seconds are counted for solving alone (for QSopt_ex and GLPK, programs that
read a file, for the whole process). Ours includes writing and checking the evidence. The float solve of HiGHS is the
yardstick for what exactness costs. A peer that takes longer than LIMIT is stopped.
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from benchmarks.instances import implementation_system, implication_chain
from exact.linear import LinearSystem, feasibility, last_resort, optimum, programs, suggesting
from exact.rationals import common_denominator

SIZES = [(3, 1, 3), (3, 1, 8), (4, 1, 4), (2, 1, 50), (3, 3, 3)]


def ours(system: LinearSystem) -> tuple[float, bool]:
    start = time.process_time()
    answer = feasibility(system).holds
    return time.process_time() - start, bool(answer)


def highs_alone(system: LinearSystem) -> tuple[float, bool]:
    import highspy

    spent = [0.0]
    run = highspy.Highs.run

    def timed(solver: Any) -> Any:
        start = time.process_time()
        result = run(solver)
        spent[0] += time.process_time() - start
        return result

    highspy.Highs.run = timed
    phase_one = programs.standard_form(system, ())
    next(suggesting.suggestions(phase_one, suggesting.FOR_A_SOLUTION))
    return spent[0], feasibility(system).holds is True


def ppl(system: LinearSystem) -> tuple[float, bool]:
    start = time.process_time()
    rows = [(dict(row.coefficients), row.sense == "=", row.bound) for row in system.rows]
    rows += [({j: Fraction(-1)}, False, Fraction(0)) for j in range(len(system.variables))]
    rows += [({j: Fraction(1)}, False, high) for j, high in enumerate(system.upper) if high is not None]
    answer = last_resort._ppl_point(len(system.variables), rows) is not None
    return time.process_time() - start, answer


def cddlib(system: LinearSystem) -> tuple[float, bool]:
    import cdd.gmp

    size = len(system.variables)
    table, equations = [], set()
    for row in system.rows:
        if row.sense == "=":
            equations.add(len(table))
        dense = dict(row.coefficients)
        table.append([row.bound, *(-dense.get(j, 0) for j in range(size))])
    table += [[0, *(int(j == k) for k in range(size))] for j in range(size)]
    start = time.process_time()
    matrix = cdd.gmp.matrix_from_array(table, lin_set=equations, rep_type=cdd.RepType.INEQUALITY)
    matrix.obj_func, matrix.obj_type = [0] * (size + 1), cdd.LPObjType.MAX
    program = cdd.gmp.linprog_from_matrix(matrix)
    cdd.gmp.linprog_solve(program)
    return time.process_time() - start, program.status == cdd.LPStatusType.OPTIMAL


def z3(system: LinearSystem) -> tuple[float, bool]:
    import z3 as smt

    x = [smt.Real(f"x{j}") for j in range(len(system.variables))]
    solver = smt.Solver()
    start = time.process_time()
    for row in system.rows:
        left = smt.Sum([smt.Q(v.numerator, v.denominator) * x[j] for j, v in row.coefficients])
        bound = smt.Q(row.bound.numerator, row.bound.denominator)
        solver.add(left == bound if row.sense == "=" else left <= bound)
    solver.add(*(v >= 0 for v in x))
    answer = solver.check() == smt.sat
    return time.process_time() - start, answer


def by_program(system: LinearSystem, *command: str) -> tuple[float, bool]:
    """A program that reads the system from a file, its rows scaled to integers, and writes what it finds to another."""
    lines = ["Maximize", " obj: x0", "Subject To"]
    for i, row in enumerate(system.rows):
        scale = common_denominator([row.bound, *(value for _, value in row.coefficients)])
        left = " + ".join(f"{value * scale} x{j}" for j, value in row.coefficients)
        lines.append(f" c{i}: {left} {row.sense} {row.bound * scale}")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "system.lp").write_text("\n".join([*lines, "End", ""]))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        solution = Path(folder) / "out.sol"
        answer = "OPTIMAL" in (solution.read_text() if solution.exists() else result.stdout)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, answer


def qsopt_ex(system: LinearSystem) -> tuple[float, bool]:
    return by_program(system, "esolver", "-L", "-O", "out.sol", "system.lp")


def glpk(system: LinearSystem) -> tuple[float, bool]:
    """GLPK's simplex method in rational arithmetic; its reader rounds no integers below 2^53, as those here are."""
    return by_program(system, "glpsol", "--exact", "--nopresol", "--lp", "system.lp", "--output", "out.sol")


SOLVERS: dict[str, Callable[[LinearSystem], tuple[float, bool]]] = {
    "ours": ours,
    "HiGHS, float, alone": highs_alone,
    "QSopt_ex": qsopt_ex,
    "GLPK, exact": glpk,
    "PPL": ppl,
    "cddlib": cddlib,
    "Z3": z3,
}

PROGRAMS = {"QSopt_ex": "esolver", "GLPK, exact": "glpsol"}
"""Peers that are programs; a peer that is not there is left out."""


def _work(name: str, size: tuple[int, int, int], feasible: bool, queue: Any) -> None:
    system = implementation_system(*size, feasible)
    repeats = 3 if name in ("ours", "HiGHS, float, alone") else 1
    SOLVERS[name](implementation_system(2, 1, 2, True))  # load the library before the clock starts
    queue.put(min(SOLVERS[name](system) for _ in range(repeats)))


def measure(name: str, size: tuple[int, int, int], feasible: bool, limit: float) -> str:
    """CPU seconds as text, with a mark if the answer is wrong; `> limit` if stopped."""
    queue: Any = multiprocessing.Queue()
    process = multiprocessing.Process(target=_work, args=(name, size, feasible, queue))
    process.start()
    try:
        seconds, answer = queue.get(timeout=limit)
    except Exception:
        process.kill()
        process.join()
        return f"> {limit:.0f}"
    process.join()
    return f"{seconds:.4f}" + ("" if answer == feasible else " WRONG")


def measure_chain(size: int) -> list[str]:
    """CPU seconds for a chain of implications: feasibility, an optimum, and feasibility by PPL."""
    system = implication_chain(size)
    start = time.process_time()
    feasible = feasibility(system).holds
    between = time.process_time()
    least = optimum(system, [1] * size, "min").value
    spent = between - start, time.process_time() - between
    right = feasible and least == size - 1
    return [*(f"{seconds:.4f}" + ("" if right else " WRONG") for seconds in spent), f"{ppl(system)[0]:.4f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=20.0, help="wall seconds for each peer and instance")
    limit = parser.parse_args().limit
    names = [name for name in SOLVERS if name not in PROGRAMS or shutil.which(PROGRAMS[name])]
    print(f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}; CPU seconds\n")
    print("| agents, objects, types | columns | answer | " + " | ".join(names) + " |")
    print("|---|--:|---|" + "--:|" * len(names))
    for size in SIZES:
        for feasible in (True, False):
            columns = size[0] * size[1] * size[2] ** size[0]
            cells = [measure(name, size, feasible, limit) for name in names]
            answer = "feasible" if feasible else "infeasible"
            print(f"| {size} | {columns} | {answer} | " + " | ".join(cells) + " |", flush=True)
    print("\nGrowth, 2 bidders and k types (CPU seconds, feasible / infeasible):\n")
    print("| types | columns | ours | HiGHS, float, alone |\n|--:|--:|--:|--:|")
    for types in (10, 20, 40, 80):
        pair = [
            " / ".join(measure(name, (2, 1, types), feasible, limit) for feasible in (True, False))
            for name in names[:2]
        ]
        print(f"| {types} | {2 * types**2} | {pair[0]} | {pair[1]} |", flush=True)
    print("\nA chain of implications in [0, 1] (CPU seconds):\n")
    print("| variables | ours, feasibility | ours, optimum | PPL, feasibility |\n|--:|--:|--:|--:|")
    measure_chain(11)  # load the libraries before the clock starts
    for size in (51, 201, 801):
        print(f"| {size} | " + " | ".join(measure_chain(size)) + " |", flush=True)


if __name__ == "__main__":
    main()
