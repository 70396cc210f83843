"""LY, Theorem 4(1): paramodular quotas split the projection cone."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exact.linear import feasibility
from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import described_problem, shown
from proofs.claims.families.stated_cones import CONE, cone_vector, in_w, sign_vectors_within
from proofs.claims.families.structure_classes import cone_system
from proofs.claims.stating import given
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.problem.structures import ImplementationStructure, stacked_incidence


@dataclass(frozen=True)
class ConeVector(Displayed):
    """A problem in which agent 1 has two types and the others one, and a vector of W by the sets at either profile.

    g is 1 on the sets, h is 0, and f(i, t_i, j) is how many of the sets contain the cell at a profile with that type.
    """

    problem: Problem
    first: tuple[int, ...]
    second: tuple[int, ...]

    def vector(self) -> dict[Name, int]:
        problem = self.problem
        vector: dict[Name, int] = dict.fromkeys(projection.projection_matrix(problem).columns, 0)
        for profile, masks in zip(problem.profiles(), (self.first, self.second), strict=True):
            for mask in masks:
                cells = [cell for k, cell in enumerate(problem.cells) if mask >> k & 1]
                vector["g", name_of(cells), profile] = 1
            for k, (agent, *rest) in enumerate(problem.cells):
                kind = profile[problem.agents.index(agent)]
                vector["f", agent, kind, *rest] = sum(mask >> k & 1 for mask in masks)
        return vector


def cone_vectors(seed: int) -> Iterator[ConeVector]:
    """Paramodular quotas on all sets of two, then three cells; vectors of W with at most two sets at a profile."""
    for agents, objects in ((2, 1), (3, 1), (2, 2)):
        cells = agents * objects
        given = families.build(agents, objects, range(1, 1 << cells), [2] + [1] * (agents - 1))
        ceilings = tuple(min(mask.bit_count(), 2) for mask in range(1 << cells))
        problem = paramodular_module.quotas_on_all_sets(given, (0,) * len(ceilings), ceilings)
        own = (1 << objects) - 1
        choices = [c for size in (1, 2) for c in itertools.combinations(range(1, 1 << cells), size)]
        for first, second in itertools.product(choices, repeat=2):
            counts = [[sum(m >> k & 1 for m in masks) for k in range(cells)] for masks in (first, second)]
            if all(a == b for k, (a, b) in enumerate(zip(*counts, strict=True)) if not own >> k & 1):
                yield ConeVector(problem, first, second)


def decomposition_hypothesis(case: ConeVector) -> Part:
    yield paramodular(case.problem, "listed")
    yield feasibility(cone_system(case.problem, case.vector()))


def decomposition_conclusion(case: ConeVector) -> Part:
    """Some sign vector of W vanishes wherever g or h of the vector does, and is 1 where g is, on the last set."""
    vector = case.vector()
    fixed: dict[Name, int] = {
        name: 0 for name, entry in vector.items() if isinstance(name, tuple) and name[0] != "f" and not entry
    }
    marked = [name for name, entry in vector.items() if isinstance(name, tuple) and name[0] == "g" and entry]
    for name in marked:
        yield feasibility(cone_system(case.problem, {**fixed, name: 1}, bound=1))


def stated_vector(case: ConeVector) -> dict[str, Any]:
    plain = problem_to_plain(case.problem)
    return {"problem": plain, "z": cone_vector(plain, case.vector())}


def shown_cone_vector(case: ConeVector) -> str:
    vector = case.vector()
    entries = ", ".join(f"{_shown_entry(name)} = {entry}" for name, entry in vector.items() if entry)
    return f"{described_problem(case.problem)}; {entries}"


def _shown_entry(name: Name) -> str:
    assert isinstance(name, tuple)
    kind, *rest = name
    return f"{kind}({', '.join(''.join(part) if isinstance(part, tuple) else str(part) for part in rest)})"


@dataclass(frozen=True)
class ChainCase(Displayed):
    """A structure of single cells, and a chain of masks of cells at each profile."""

    structure: ImplementationStructure
    chains: tuple[tuple[int, ...], ...]

    def matrix(self) -> Matrix:
        """[B; C] with the rows of the chains alone: the constraint matrix of W+(C1) up to signs and unit rows."""
        given = self.structure
        every = families.build(
            len(given.agents), len(given.objects or "."), range(1, 1 << len(given.cells)), map(len, given.types)
        )
        matrix = stacked_incidence(every)
        rows: list[Name] = [row for row in matrix.rows if isinstance(row, tuple) and row[0] == "f"]
        for profile, chain in zip(every.profiles, self.chains, strict=True):
            for mask in chain:
                if mask.bit_count() > 1:
                    members = tuple(cell for k, cell in enumerate(every.cells) if mask >> k & 1)
                    rows.append(("g", members, profile))
        return matrix.submatrix(rows, matrix.columns)


def chain_cases(seed: int) -> Iterator[ChainCase]:
    """Random chains at every profile on up to 3 x 1 and 2 x 2 cells with up to 3 types."""
    draw = random.Random(seed)
    while True:
        agents, objects = draw.choice(((2, 1), (3, 1), (2, 2), (1, 3)))
        counts = [draw.randint(1, 3) for _ in range(agents)]
        given = families.build(agents, objects, (), counts)
        chains = []
        for _ in given.profiles:
            order = list(range(len(given.cells)))
            draw.shuffle(order)
            sizes = [size for size in range(1, len(order) + 1) if draw.random() < 0.7]
            chains.append(tuple(sum(1 << k for k in order[:size]) for size in sizes))
        yield ChainCase(given, tuple(chains))


THEOREM_4_1 = claim(
    "theorem-4.1",
    "Theorem 4(1)",
    "paramodular quotas split the projection cone",
    Reading(
        wording="If (b, c) is paramodular on all sets, W is the sum (or the union) of two cones with totally "
        "unimodular constraint matrices. Such cones are generated by {0, +-1} vectors, so every vector of W is a "
        "nonnegative combination of {0, +-1} vectors of W, which vanish wherever its g and h do.",
        hypothesis=decomposition_hypothesis,
        conclusion=decomposition_conclusion,
        families=(Family("vectors of W with at most two sets at each of two profiles, 2 to 4 cells", cone_vectors),),
        because=lambda case: (
            "the quotas are paramodular and the vector lies in W; were W made of two cones with "
            "totally unimodular matrices, some {0, +-1} vector of W would vanish where g and h of the vector "
            "do and be 1 on one of its sets, but no vector of W with entries between -1 and 1 does"
        ),
        describe=shown_cone_vector,
        budget=200,
        stated=said.stated_problem(
            [said.quotas_on_every_set(), said.is_paramodular(), in_w(given("z"))],
            [sign_vectors_within(given("z"))],
            sorts={"problem": "allocation problem", "z": "vector"},
            instances=stated_vector,
            where=CONE,
        ),
    ),
    Reading(
        name="the cones of chains of section 4",
        wording="For any profile of chains the constraint matrices of W+(C1) and W-(C2) are totally unimodular.",
        conclusion=lambda case: [total_unimodularity(case.matrix())],
        families=(Family("random profiles of chains up to 3 x 1 and 2 x 2 cells, up to 3 types", chain_cases, True),),
        because=lambda case: "a square submatrix of [B; C1] has a determinant other than 0, 1, -1",
        describe=lambda case: f"{shown(case.structure)}; chains {case.chains}",
        budget=160,
    ),
    # Section 4, after Lemma 6: "From Lemma 6, ... By Edmonds (1970), the union of two laminars ...".
    rests_on=("lemma-6", "appendix.two-laminars"),
)


CLAIMS = [THEOREM_4_1]
