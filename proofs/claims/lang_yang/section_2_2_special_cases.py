"""LY, section 2.2: hierarchies and matroids are paramodular."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, equal, is_hierarchy
from proofs.claims.families.problems import Masks, described_problem, smaller_problems, structure_of
from proofs.claims.families.quota_problems import SHAPES, every_set
from proofs.claims.stating import Formula, Stated
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Problem


@dataclass(frozen=True)
class SpecialCase(Displayed):
    """A problem whose constraint sets are a hierarchy, or the rank function of a matroid as ceilings."""

    problem: Problem
    matroid: bool


@cache
def matroid_ranks(size: int) -> tuple[Masks, ...]:
    """The rank functions of all matroids on labelled elements, by mask: submodular, unit increase, 0 at {}."""
    found = []
    for table in itertools.product(*(range(min(mask.bit_count(), 3) + 1) for mask in range(1 << size))):
        steps = all(
            table[mask] <= table[mask | 1 << k] <= table[mask] + 1 for mask in range(1 << size) for k in range(size)
        )
        if steps and paramodular_module.is_submodular(table):
            found.append(table)
    return tuple(found)


def special_cases(seed: int) -> Iterator[SpecialCase]:
    """All matroids on up to 3 elements; hierarchies on which every set is listed: one or two cells, all quotas to 2."""
    for cells in (1, 2, 3):
        for agents, objects in SHAPES[cells]:
            given = every_set(agents, objects)
            for ranks in matroid_ranks(cells):
                yield SpecialCase(paramodular_module.quotas_on_all_sets(given, (0,) * len(ranks), ranks), True)
            if cells < 3:
                for single in (1, 2):
                    for problem in families.quota_systems(given, single):
                        yield SpecialCase(problem, False)


def hierarchy_cases(seed: int) -> Iterator[SpecialCase]:
    """All hierarchies on 3 x 1, 1 x 2 and 2 x 2 cells with quotas from six pairs, then random ones."""
    keep = families.is_hierarchy
    for cells in (1, 2, 3):
        for ranks in matroid_ranks(cells):
            yield SpecialCase(
                paramodular_module.quotas_on_all_sets(every_set(cells, 1), (0,) * len(ranks), ranks), True
            )
    for given in families.merged(
        families.structures(3, 1, 1, keep), families.structures(1, 2, 1, keep), families.structures(2, 2, 1, keep)
    ):
        for problem in families.quota_systems(given, 1):
            yield SpecialCase(problem, False)


def random_hierarchies(seed: int) -> Iterator[SpecialCase]:
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 1, families.is_hierarchy, 6):
        if len(given.cells) <= 4:
            yield SpecialCase(families.random_problem(draw, given), False)


def special_hypothesis(case: SpecialCase) -> Part:
    yield has_outcome(case.problem)
    if not case.matroid:
        yield is_hierarchy(structure_of(case.problem))


def every_set_listed(case: SpecialCase) -> Part:
    """As `special_hypothesis`, and b and c are given on every nonempty set, as Definition 5 wants."""
    yield from special_hypothesis(case)
    count = len(case.problem.constraints), 2 ** len(case.problem.cells) - 1
    yield equal([count], "the number of sets with quotas", "the number of nonempty sets of cells")


def stated_special_case(*more: Formula) -> Stated:
    return said.stated_problem(
        [said.has_outcome(), *more, said.is_hierarchy() | said.ranks_of_a_matroid()],
        [said.is_paramodular()],
        instances=lambda case: {"problem": problem_to_plain(case.problem)},
    )


def smaller_special_cases(case: SpecialCase) -> Iterator[SpecialCase]:
    return (SpecialCase(problem, case.matroid) for problem in smaller_problems(case.problem) if not case.matroid)


SPECIAL_CASES = claim(
    "section-2.2.special-cases",
    "section 2.2",
    "hierarchies and matroids are paramodular",
    Reading(
        wording="Quotas on a hierarchy, and floors 0 with the rank function of a matroid as ceilings, are "
        "paramodular. Definition 5 takes b and c on every set; a set without quotas has floor 0 and no ceiling.",
        hypothesis=special_hypothesis,
        conclusion=lambda case: [paramodular(case.problem, "listed")],
        families=(
            Family(
                "all matroids on up to 3 elements; all hierarchies on 3 x 1, 1 x 2, 2 x 2 cells, six quota pairs",
                hierarchy_cases,
            ),
        ),
        because=lambda case: (
            "the sets are a hierarchy with quotas that some outcome meets, and the two certified sets, of which "
            "some may have no quotas of their own, break a law of paramodularity"
        ),
        describe=lambda case: described_problem(case.problem),
        smaller=smaller_special_cases,
        budget=400,
        stated=stated_special_case(),
    ),
    Reading(
        name="quotas on every set",
        wording="Quotas on a hierarchy that contains every set, and floors 0 with the rank function of a matroid "
        "as ceilings, are paramodular.",
        hypothesis=every_set_listed,
        conclusion=lambda case: [paramodular(case.problem, "listed")],
        families=(
            Family(
                "all matroids on up to 3 elements; all hierarchies of every set on up to 2 cells, quotas up to 2",
                special_cases,
            ),
        ),
        because=lambda case: (
            "the sets are a hierarchy and the quotas are admissible, and two sets break a law of paramodularity"
        ),
        describe=lambda case: described_problem(case.problem),
        smaller=smaller_special_cases,
        budget=400,
        stated=stated_special_case(said.quotas_on_every_set()),
    ),
    Reading(
        name="effective quotas",
        wording="If quotas on a hierarchy have a feasible outcome, then the bounds that feasible outcomes attain, "
        "-beta({}, G) and beta(G, {}) on every set G, are paramodular; so are those of a matroid.",
        hypothesis=special_hypothesis,
        conclusion=lambda case: [paramodular(case.problem, "effective")],
        families=(
            Family(
                "all matroids on up to 3 elements; all hierarchies on 3 x 1, 1 x 2, 2 x 2 cells, six quota pairs",
                hierarchy_cases,
            ),
            Family("random hierarchies on up to 4 cells with random quotas", random_hierarchies, endless=True),
        ),
        because=lambda case: "the bounds attained break a law of paramodularity",
        describe=lambda case: described_problem(case.problem),
        smaller=smaller_special_cases,
        budget=150,
    ),
)


CLAIMS = [SPECIAL_CASES]
