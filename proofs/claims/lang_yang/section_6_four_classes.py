"""LY, sections 1 and 6: four classes that preserve total unimodularity."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from exact.set_systems import edges_of_a_graph
from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, is_bihierarchy, is_hierarchy
from proofs.claims.families.problems import shown, smaller_structures, structure_of
from proofs.claims.families.quota_problems import every_set
from proofs.claims.families.structure_classes import small_structures, violator
from proofs.claims.stating import Formula
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity


@dataclass(frozen=True)
class InClass(Displayed):
    """A structure and the class that it is taken from; for paramodularity with quotas on every set."""

    name: str
    structure: ImplementationStructure
    problem: Problem | None = None


def in_class(case: InClass) -> Part:
    if case.name == "hierarchies":
        yield is_hierarchy(case.structure)
    elif case.name == "bihierarchies":
        yield is_bihierarchy(case.structure)
    elif case.name == "adjacency":
        sets = [frozenset(cell[0] for cell in members) for members in case.structure.sets]
        yield edges_of_a_graph(sets, case.structure.agents)
    else:
        assert case.problem is not None
        yield paramodular(case.problem, "listed")


def smaller_in_class(case: InClass) -> Iterator[InClass]:
    if case.problem is None:
        for given in smaller_structures(case.structure):
            yield InClass(case.name, given)


def members_of(name: str) -> Callable[[int], Iterator[InClass]]:
    """The class `name`: small structures first, up to three types."""

    def stream(seed: int) -> Iterator[InClass]:
        if name == "paramodularity":
            for cells, types in itertools.product((1, 2, 3), (1, 2, 3)):
                ceilings = tuple(min(mask.bit_count(), 2) for mask in range(1 << cells))
                problem = paramodular_module.quotas_on_all_sets(
                    every_set(cells, 1, types), (0,) * len(ceilings), ceilings
                )
                yield InClass(name, structure_of(problem), problem)
        elif name == "adjacency":
            yield from (InClass(name, given) for given in families.graphs_with_counts(4, 2))
        else:
            keep = families.is_hierarchy if name == "hierarchies" else families.is_bihierarchy
            yield from (InClass(name, given) for given in small_structures(keep, 3)(seed))

    return stream


CLASSES = {
    "hierarchies": "all hierarchies on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, at most 3 types",
    "bihierarchies": "all bihierarchies on 2 x 1, 3 x 1, 1 x 2 and 2 x 2 cells, at most 3 types",
    "adjacency": "all graphs on 2 to 4 agents, at most 2 types",
    "paramodularity": "all sets of 1 to 3 cells, up to 3 types, ceilings min(|G|, 2)",
}


STATED = {
    "hierarchies": said.is_hierarchy(),
    "bihierarchies": said.is_bihierarchy(),
    "adjacency": said.is_adjacency(),
    "paramodularity": said.quotas_on_every_set() & said.is_paramodular(),
}


def with_quotas(case: InClass) -> dict[str, Any]:
    """The problem of the case; quotas (0, 1) where the class is one of structures, on which they have no bearing."""
    problem = case.problem or families.problem_on(case.structure, dict.fromkeys(case.structure.constraint_sets, (0, 1)))
    return {"problem": problem_to_plain(problem)}


def any_of(formulas: Iterable[Formula]) -> Formula:
    return reduce(or_, formulas)


def class_reading(name: str, wording: str, chosen: Sequence[str]) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=in_class,
        conclusion=lambda case: [preserves_total_unimodularity(case.structure)],
        families=tuple(Family(CLASSES[each], members_of(each)) for each in chosen),
        because=lambda case: f"the instance belongs to the class ({case.name}), and {violator(case.structure)}",
        describe=lambda case: f"{case.name}: {shown(case.structure)}",
        smaller=smaller_in_class,
        budget=600,
        stated=said.stated_problem(
            [any_of(STATED[each] for each in chosen)], [said.preserves()], instances=with_quotas
        ),
    )


FOUR_CLASSES = claim(
    "section-6.four-classes",
    "sections 1 and 6",
    "four classes that preserve total unimodularity",
    class_reading(
        "literal",
        "Hierarchies, bihierarchies, adjacency and paramodularity each ensure that the projection cone preserves "
        "total unimodularity (no bound on the numbers of types is stated there).",
        list(CLASSES),
    ),
    *(class_reading(name, f"The same for one of the four classes: {name}.", [name]) for name in CLASSES),
    rests_on=("theorem-2.1", "theorem-2.2", "theorem-3", "theorem-4.1"),
)


CLAIMS = [FOUR_CLASSES]
