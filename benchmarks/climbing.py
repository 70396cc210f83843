"""Counterexamples per thousand instances with a score and without: `python -m benchmarks.climbing [SEEDS]`.

Three refuted readings of LY, their families cut down to one of random structures, most of which do not satisfy the
hypothesis. The score counts what keeps a structure from satisfying it (sets that cross in the best split into two
families, or edges within a side of the best split of the agents), less its sets and types: with more of these a matrix
is less likely to be totally unimodular. Nearby are the structures with one set or one type more or less. The claims
themselves are as they are hunted; counterexamples are counted by what they are as well, as climbing may meet one twice.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from proofs.claims import registry
from proofs.claims.claim import Family, Outcome, Reading
from proofs.claims.families.problems import random_structures
from proofs.hunt.climbing import climbed
from proofs.reduced_form.problem.structures import ImplementationStructure, structure

MOST = 1000
WITH_SETS = Family("random structures of up to 3 x 2 cells", lambda seed: random_structures(seed), endless=True)
WITH_EDGES = Family(
    "random structures of up to 4 agents, at most 6 sets",
    lambda seed: random_structures(seed, 4, 1, 2, most=6),
    endless=True,
)


def crossings(given: ImplementationStructure) -> int:
    """Pairs of sets that cross within a family, at the best split of the sets into two families."""
    sets = [frozenset(members) for members in given.sets]
    cross = [
        (k, m)
        for (k, one), (m, two) in itertools.combinations(enumerate(sets), 2)
        if one & two and not one <= two and not two <= one
    ]
    splits = itertools.product((0, 1), repeat=len(sets))
    return min(sum(split[k] == split[m] for k, m in cross) for split in splits)


def nested(given: ImplementationStructure) -> int:
    sets = [frozenset(members) for members in given.sets]
    return sum(one < two or two < one for one, two in itertools.combinations(sets, 2))


def edges_astray(given: ImplementationStructure) -> int:
    """Cells beyond two in sets, and edges within a side at the best split of the agents."""
    beyond = sum(len(members) - 2 for members in given.sets)
    pairs = [(members[0][0], members[1][0]) for members in given.sets if len(members) == 2]
    splits = (
        dict(zip(given.agents, sides, strict=True)) for sides in itertools.product((0, 1), repeat=len(given.agents))
    )
    return beyond + min(sum(split[one] == split[two] for one, two in pairs) for split in splits)


def richness(given: ImplementationStructure) -> int:
    return len(given.sets) + sum(map(len, given.types))


def nearby(given: ImplementationStructure) -> Iterator[ImplementationStructure]:
    """One set more or less, or one type (two at most)."""
    sets = [frozenset(members) for members in given.sets]
    changed = [sets[:k] + sets[k + 1 :] for k in range(len(sets))]
    for size in range(2, len(given.cells) + 1):
        changed += [
            [*sets, new] for each in itertools.combinations(given.cells, size) if (new := frozenset(each)) not in sets
        ]
    for some in changed:
        if some:
            yield made(given, some, given.types)
    for k, types in enumerate(given.types):
        other = (types[0],) if len(types) == 2 else (types[0], f"{types[0]}'")
        yield made(given, sets, (*given.types[:k], other, *given.types[k + 1 :]))


def made(
    given: ImplementationStructure, sets: list[frozenset[tuple[str, ...]]], types: tuple[tuple[str, ...], ...]
) -> ImplementationStructure:
    return structure(given.agents, given.objects, map(sorted, sets), dict(zip(given.agents, types, strict=True)))


Score = Callable[[ImplementationStructure], int]
CASES: tuple[tuple[str, str, Family, Score], ...] = (
    ("lang-yang-2023/theorem-2.2", "literal", WITH_SETS, lambda given: 10 * crossings(given) - richness(given)),
    (
        "lang-yang-2023/theorem-2.2",
        "standard constraints",
        WITH_SETS,
        lambda given: 10 * (crossings(given) + nested(given)) - richness(given),
    ),
    ("lang-yang-2023/theorem-3", "literal", WITH_EDGES, lambda given: 10 * edges_astray(given) - richness(given)),
)


def found(reading: Reading, instances: Iterator[ImplementationStructure]) -> tuple[int, int]:
    """Counterexamples among the first thousand instances, and different ones."""
    hits = [one for one in itertools.islice(instances, MOST) if reading.trial(one).outcome is Outcome.REFUTES]
    return len(hits), len({(one.agents, one.objects, frozenset(map(frozenset, one.sets)), one.types) for one in hits})


def main(seeds: int) -> None:
    print(f"Counterexamples per {MOST} instances (different ones in brackets), mean of {seeds} seeds\n")
    print("| claim | reading | fresh tries alone | with the score | times as many |\n|---|---|--:|--:|--:|")
    for name, which, family, score in CASES:
        reading = replace(registry.claims()[name].reading(which), families=(family,), score=score, nearby=nearby)
        alone = [found(reading, family.instances(seed)) for seed in range(seeds)]
        climbing = [found(reading, climbed(reading, family, seed)) for seed in range(seeds)]
        means = [[sum(counts) / seeds for counts in zip(*runs, strict=True)] for runs in (alone, climbing)]
        cells = [f"{every:.1f} ({different:.1f})" for every, different in means]
        times = f"{means[1][0] / means[0][0]:.1f} ({means[1][1] / means[0][1]:.1f})" if means[0][0] else ""
        print(f"| {name} | {which} | {' | '.join(cells)} | {times} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
