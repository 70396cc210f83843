"""Exact feasibility and Farkas vectors, side by side with every exact peer at hand: `python -m benchmarks.linear`.

Each solver gets the same system and CPU seconds are counted for solving alone (for QSopt_ex and GLPK, programs that
read a file, for the whole process; for SCIP with reading the file). Ours includes finding and checking the evidence.
The float solve of HiGHS is the yardstick for what exactness costs: as it comes (its own settings; its arrays made from
the system), and alone under the setting under which it suggests bases to ours. A peer that takes longer than LIMIT is
stopped.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
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
from benchmarks.peers import soplex_is_exact
from exact.linear import LinearSystem, feasibility, last_resort, optimum, programs, suggesting
from exact.rationals import common_denominator

SIZES = [(3, 1, 3), (3, 1, 8), (4, 1, 4), (2, 1, 50), (3, 3, 3)]


def ours(system: LinearSystem) -> tuple[float, bool]:
    start = time.process_time()
    answer = feasibility(system).holds
    return time.process_time() - start, bool(answer)


def highs(system: LinearSystem) -> tuple[float, bool]:
    """The float solver as it comes."""
    import highspy

    start = time.process_time()
    solver = suggesting.float_solver()
    solver.passModel(suggesting._float_model(programs.standard_form(system, ())))
    solver.run()
    return time.process_time() - start, solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


def highs_alone(system: LinearSystem) -> tuple[float, bool]:
    """The run of the float solver that ours begins with."""
    solver = suggesting.float_solver()
    for option, value in suggesting.PRIMAL.items():
        solver.setOptionValue(option, value)
    solver.passModel(suggesting._float_model(programs.standard_form(system, ())))
    start = time.process_time()
    solver.run()
    spent = time.process_time() - start
    return spent, solver.getInfo().num_primal_infeasibilities == 0


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


def write(system: LinearSystem, path: Path) -> None:
    """The system as a file, its rows scaled to integers."""
    lines = ["Maximize", " obj: x0", "Subject To"]
    for i, row in enumerate(system.rows):
        scale = common_denominator([row.bound, *(value for _, value in row.coefficients)])
        left = " + ".join(f"{value * scale} x{j}" for j, value in row.coefficients)
        lines.append(f" c{i}: {left} {row.sense} {row.bound * scale}")
    path.write_text("\n".join([*lines, "End", ""]), encoding="utf-8")


def by_program(system: LinearSystem, *command: str) -> tuple[float, bool]:
    """A program that reads the system from a file and writes what it finds to another."""
    with tempfile.TemporaryDirectory() as folder:
        write(system, Path(folder) / "system.lp")
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


def scip(system: LinearSystem, exact: bool) -> tuple[float, bool]:
    """SCIP, whose linear programs SoPlex solves: in floating point, or exactly by iterative refinement."""
    from pyscipopt import Model

    model = Model()
    model.hideOutput()
    if exact:
        model.enableExactSolving(True)
    with tempfile.TemporaryDirectory() as folder:
        write(system, Path(folder) / "system.lp")
        start = time.process_time()
        model.readProblem(str(Path(folder) / "system.lp"))
        model.optimize()
        spent = time.process_time() - start
    return spent, model.getStatus() == "optimal"


Solver = Callable[[LinearSystem], tuple[float, bool]]
FLOAT: dict[str, Solver] = {"HiGHS, float": highs, "HiGHS, alone": highs_alone}
EXACT: dict[str, Solver] = {"QSopt_ex": qsopt_ex, "GLPK, exact": glpk, "PPL": ppl, "cddlib": cddlib, "Z3": z3}
PROGRAMS = {"QSopt_ex": "esolver", "GLPK, exact": "glpsol"}
"""Peers that are programs."""
MODULES = {"PPL": "ppl", "cddlib": "cdd", "Z3": "z3"}
"""Peers that are Python modules."""


def peers() -> tuple[dict[str, Solver], dict[str, Solver]]:
    """The float solvers and the exact ones that are at hand; what is not is left out."""
    exact = {
        name: solver
        for name, solver in EXACT.items()
        if (shutil.which(PROGRAMS[name]) if name in PROGRAMS else importlib.util.find_spec(MODULES[name])) is not None
    }
    built = soplex_is_exact()
    if built:
        exact["SoPlex, exact"] = functools.partial(scip, exact=True)
    return FLOAT | ({} if built is None else {"SoPlex, float": functools.partial(scip, exact=False)}), exact


def _work(solver: Solver, repeats: int, size: tuple[int, int, int], feasible: bool, queue: Any) -> None:
    system = implementation_system(*size, feasible)
    solver(implementation_system(2, 1, 2, True))  # load the library before the clock starts
    queue.put(min(solver(system) for _ in range(repeats)))


def measure(solver: Solver, size: tuple[int, int, int], feasible: bool, limit: float) -> tuple[float | None, str]:
    """CPU seconds, and as text, with a mark if the answer is wrong; `None` and `> limit` if stopped."""
    queue: Any = multiprocessing.Queue()
    repeats = 3 if solver in (ours, *FLOAT.values()) else 1
    process = multiprocessing.Process(target=_work, args=(solver, repeats, size, feasible, queue))
    process.start()
    try:
        seconds, answer = queue.get(timeout=limit)
    except Exception:
        process.kill()
        process.join()
        return None, f"> {limit:.0f}"
    process.join()
    return seconds, f"{seconds:.4f}" + ("" if answer == feasible else " WRONG")


def ratio(mine: float | None, *others: float | None) -> str:
    """Ours by the least of the others."""
    known = [other for other in others if other is not None]
    return f"{mine / min(known):.2f}" if mine is not None and known else ""


def beside_peers(limit: float) -> None:
    by_float, exact = peers()
    names = ["ours", *exact, *by_float]
    print("| agents, objects, types | columns | answer | " + " | ".join(names), end=" | ")
    print("ours / best exact peer | ours / HiGHS, float | ours / HiGHS, alone |")
    print("|---|--:|---|" + "--:|" * (len(names) + 3))
    for size in SIZES:
        for feasible in (True, False):
            columns = size[0] * size[1] * size[2] ** size[0]
            found = {
                name: measure(solver, size, feasible, limit)
                for name, solver in ({"ours": ours} | exact | by_float).items()
            }
            spent = {name: seconds for name, (seconds, _) in found.items()}
            ratios = [
                ratio(spent["ours"], *(spent[name] for name in exact)),
                *(ratio(spent["ours"], spent[name]) for name in FLOAT),
            ]
            cells = [*(text for _, text in found.values()), *ratios]
            answer = "feasible" if feasible else "infeasible"
            print(f"| {size} | {columns} | {answer} | " + " | ".join(cells) + " |", flush=True)


def growth(limit: float) -> None:
    print("| types | columns | ours | HiGHS, float | HiGHS, alone |\n|--:|--:|--:|--:|--:|")
    for types in (10, 20, 40):
        cells = [
            " / ".join(measure(solver, (2, 1, types), feasible, limit)[1] for feasible in (True, False))
            for solver in (ours, *FLOAT.values())
        ]
        print(f"| {types} | {2 * types**2} | " + " | ".join(cells) + " |", flush=True)


def measure_chain(size: int) -> list[str]:
    """CPU seconds for a chain of implications: feasibility, an optimum, the bound on the last variable that the others
    imply, a contradiction at its end; and feasibility by PPL."""
    chain, broken = implication_chain(size), implication_chain(size, Fraction(9, 10))
    questions: list[tuple[Callable[[], Any], Any]] = [
        (lambda: feasibility(chain).holds, True),
        (lambda: optimum(chain, [1] * size, "min").value, size - 1),
        (lambda: optimum(chain, {size - 1: 1}, "min").value, 1),
        (lambda: feasibility(broken).holds, False),
    ]
    cells = []
    for question, right in questions:
        start = time.process_time()
        answer = question()
        cells.append(f"{time.process_time() - start:.4f}" + ("" if answer == right else " WRONG"))
    return [*cells, f"{ppl(chain)[0]:.4f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=20.0, help="wall seconds for each peer and instance")
    limit = parser.parse_args().limit
    print(f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}; CPU seconds\n")
    beside_peers(limit)
    print("\nGrowth, 2 bidders and k types (CPU seconds, feasible / infeasible):\n")
    growth(max(limit, 60.0))  # nobody else is measured there
    print("\nA chain of implications in [0, 1] (CPU seconds):\n")
    print("| variables | feasibility | an optimum | an implied bound | a contradiction | PPL, feasibility |")
    print("|--:|--:|--:|--:|--:|--:|")
    measure_chain(11)  # load the libraries before the clock starts
    for size in (51, 201, 801):
        print(f"| {size} | " + " | ".join(measure_chain(size)) + " |", flush=True)


if __name__ == "__main__":
    main()
