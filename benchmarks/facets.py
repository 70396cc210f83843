"""Facets of implementable sets against general tools: `python benchmarks/facets.py [SECONDS]`.

Single items (types of each bidder), then four agents with two types on a path with floor 1 and ceiling 2 for each edge,
and on a star with ceiling 1; markets with unit demand and one unit of each object; a cycle of five agents with two
types and ceiling 1 for each edge. Columns, all in processor time, each run in a process of its own and ended after
SECONDS (120):

* facets: `proofs.reduced_form.facets.listing.facets`, everything included: by orbits where outcomes are many;
* at once: the same by one double description of the cone of valid inequalities;
* rays alone: PPL's extreme rays of the reduced projection cone (LY (9), zero floors left out), nothing more;
* PPL: those rays as inequalities, minimized by PPL;
* cddlib: block elimination of the ex post variables from LY (8), then its canonicalization;
* Normaliz: the rays' inequalities, where PyNormaliz is installed.

The counts of facets must agree.
"""

from __future__ import annotations

import multiprocessing
import platform
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from multiprocessing.connection import Connection
from typing import Any

from exact import cones
from exact.rationals import primitive
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.problem.problems import Constraint, Problem, uniform_prior

Answer = tuple[float, int]


def single_item(*counts: int) -> Problem:
    return edges(counts, [tuple(range(len(counts)))], 0, 1)


def edges(counts: tuple[int, ...], sets: list[tuple[int, ...]], floor: int, ceiling: int) -> Problem:
    agents = tuple(f"i{k}" for k in range(len(counts)))
    types = tuple(tuple(f"t{k}" for k in range(count)) for count in counts)
    quotas = tuple(
        Constraint(frozenset((agents[k],) for k in each), Fraction(floor), Fraction(ceiling)) for each in sets
    )
    return Problem(agents, (), types, uniform_prior(types), quotas)


def market(counts: tuple[int, ...], things: int) -> Problem:
    agents = tuple(f"i{k}" for k in range(len(counts)))
    objects = tuple(f"j{k}" for k in range(things))
    types = tuple(tuple(f"t{k}" for k in range(count)) for count in counts)
    sets = [frozenset((agent, thing) for thing in objects) for agent in agents]
    sets += [frozenset((agent, thing) for agent in agents) for thing in objects]
    quotas = tuple(Constraint(cells, Fraction(0), Fraction(1)) for cells in sets)
    return Problem(agents, objects, types, uniform_prior(types), quotas)


INSTANCES: dict[str, Callable[[], Problem]] = {
    "2 x 3": lambda: single_item(3, 3),
    "2 x 4": lambda: single_item(4, 4),
    "2 x 5": lambda: single_item(5, 5),
    "2 x 6": lambda: single_item(6, 6),
    "3 x 3": lambda: single_item(3, 3, 3),
    "3 x 4": lambda: single_item(4, 4, 4),
    "star, ceiling 1": lambda: edges((2,) * 4, [(0, 1), (0, 2), (0, 3)], 0, 1),
    "path, floor 1, ceiling 2": lambda: edges((2,) * 4, [(0, 1), (1, 2), (2, 3)], 1, 2),
    "market, 3 x 2": lambda: market((2, 2, 2), 2),
    "market, 4 x 2": lambda: market((2, 2, 2, 2), 2),
    "market, 3 x 3, (2, 2, 3) types": lambda: market((2, 2, 3), 3),
    "five-cycle": lambda: edges((2,) * 5, [(k, (k + 1) % 5) for k in range(5)], 0, 1),
}


class Relaxation:
    """The rows of LY (8): ex post variables x by profile and cell, weighted variables y by coordinate."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        place = {coordinate: k for k, coordinate in enumerate(problem.coordinates)}
        self.size = len(place)
        self.columns = [(t, cell) for t in problem.profiles() for cell in problem.cells]
        self.owner = [place[cell[0], t[problem.agents.index(cell[0])], *cell[1:]] for t, cell in self.columns]
        self.rows: list[tuple[list[int], Fraction]] = []  # entries * x <= bound
        for profile in problem.profiles():
            for quota in problem.quotas(profile):
                inside = [int(t == profile and cell in quota.cells) for t, cell in self.columns]
                weight = problem.probability(profile)
                assert quota.ceiling is not None
                self.rows.append((inside, weight * quota.ceiling))
                if quota.floor:
                    self.rows.append(([-entry for entry in inside], -weight * quota.floor))

    def rays(self) -> list[tuple[tuple[int, ...], Fraction]]:
        """Inequalities f * y <= bound from the rays of {(f, g) : g >= 0, g C - f B >= 0}."""
        rows = [[int(k == j) for j in range(len(self.rows))] + [0] * self.size for k in range(len(self.rows))]
        for k, owner in enumerate(self.owner):
            entries = [row[k] for row, _ in self.rows]
            rows.append(entries + [-int(j == owner) for j in range(self.size)])
        generated = cones.generators(cones.Cone.of(rows))
        assert not generated.lines
        split = len(self.rows)
        bounds = [bound for _, bound in self.rows]
        return [(ray[split:], Fraction(cones.product(ray[:split], bounds))) for ray in generated.rays]


def ours(problem: Problem) -> int:
    return len(facets(problem).facets)


def at_once(problem: Problem) -> int:
    return len(facets(problem, "rays").facets)


def rays_alone(problem: Problem) -> int:
    return len(Relaxation(problem).rays())


def by_ppl(problem: Problem) -> int:
    from ppl import C_Polyhedron, Constraint_System, Linear_Expression

    system = Constraint_System()
    for row, bound in Relaxation(problem).rays():
        *entries, right = primitive([*(-entry for entry in row), bound])
        system.insert(Linear_Expression(entries, right) >= 0)
    return len(C_Polyhedron(system).minimized_constraints())


def by_cddlib(problem: Problem) -> int:
    from cdd import RepType, gmp

    relaxed = Relaxation(problem)
    size, count = relaxed.size, len(relaxed.columns)
    rows = [[bound, *([0] * size), *(-entry for entry in row)] for row, bound in relaxed.rows]
    rows += [[0, *([0] * size), *(int(j == k) for j in range(count))] for k in range(count)]
    equal = []
    for j in range(size):
        equal.append(len(rows))
        rows.append([0, *(-int(i == j) for i in range(size)), *(int(owner == j) for owner in relaxed.owner)])
    matrix = gmp.matrix_from_array(rows, lin_set=equal, rep_type=RepType.INEQUALITY)
    left = gmp.block_elimination(matrix, set(range(size + 1, size + count + 1)))
    gmp.matrix_canonicalize(left)
    return len(left.array)


def by_normaliz(problem: Problem) -> int:
    from PyNormaliz import Cone

    rows = [primitive([*(-entry for entry in row), bound]) for row, bound in Relaxation(problem).rays()]
    return len(Cone(inhom_inequalities=[list(row) for row in rows]).SupportHyperplanes())


TOOLS: dict[str, Callable[[Problem], int]] = {
    "facets": ours,
    "at once": at_once,
    "rays alone": rays_alone,
    "PPL": by_ppl,
    "cddlib": by_cddlib,
    "Normaliz": by_normaliz,
}


def measure(instance: str, tool: str, answer: Connection) -> None:
    """Send the processor time and the count."""
    TOOLS[tool](single_item(2, 2))  # loads the libraries
    problem = INSTANCES[instance]()
    start = time.process_time()
    count = TOOLS[tool](problem)
    answer.send((time.process_time() - start, count))


def run(instance: str, tool: str, limit: float) -> Answer | None:
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=measure, args=(instance, tool, sender))
    process.start()
    sender.close()  # so that a process that dies ends the wait
    answer: Any = None
    try:
        answer = receiver.recv() if receiver.poll(limit) else None
    except EOFError:
        answer = None
    process.kill()
    process.join()
    return answer


def main(limit: float) -> None:
    try:
        import PyNormaliz  # noqa: F401
    except ImportError:
        del TOOLS["Normaliz"]
    print(f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}; seconds\n")
    print("| instance | facets | rays | " + " | ".join(TOOLS) + " |")
    print("|---|--:|--:|" + "--:|" * len(TOOLS))
    for instance in INSTANCES:
        answers = {tool: run(instance, tool, limit) for tool in TOOLS}
        counts = {answer[1] for tool, answer in answers.items() if answer and tool != "rays alone"}
        if len(counts) > 1:
            raise SystemExit(f"{instance}: the tools disagree: {sorted(counts)}")
        rays = answers["rays alone"]
        times = [f"{answer[0]:.3f}" if answer else f"> {limit:g}" for answer in answers.values()]
        shown = [instance, *map(str, counts or {"?"}), str(rays[1]) if rays else "?", *times]
        print("| " + " | ".join(shown) + " |", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 120.0)
