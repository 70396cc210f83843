"""Counterexamples per thousand instances with a score and without: `python -m benchmarks.climbing [SEEDS]`.

Refuted readings of both papers, each on one random family of `proofs.hunt.families`, with the small changes (`nearby`)
that the family has itself. The claims are as they are hunted; only their families are cut down, and a score is added.
A score says how far an instance is from the hypothesis, and then how much there is in it for the conclusion to fail
on; what each counts is its docstring. Counterexamples are counted by what they are as well, as a climb may meet one
twice.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from proofs.claims import registry
from proofs.claims.claim import Outcome
from proofs.claims.families.problems import integer_quotas, structure_of
from proofs.claims.instances import Instances
from proofs.hunt import families
from proofs.hunt.climbing import climbed
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import ImplementationStructure
from proofs.trading.markets.domains import Box
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.selections import SelectionTable

MOST = 1000
Score = int | Fraction
Rays = Sequence[Sequence[int]]


# ------------------------------------------------------------------------------------------------------------- scores


def crossing_pairs(given: ImplementationStructure) -> list[tuple[int, int]]:
    """The places of sets that meet and of which neither contains the other."""
    sets = [frozenset(members) for members in given.sets]
    pairs = itertools.combinations(enumerate(sets), 2)
    return [(k, m) for (k, one), (m, two) in pairs if one & two and not one <= two and not two <= one]


def crossings(given: ImplementationStructure) -> int:
    """Pairs of sets that cross within a family, at the best split of the sets into two families."""
    cross = crossing_pairs(given)
    splits = itertools.product((0, 1), repeat=len(given.sets))
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


def bihierarchy_first(given: ImplementationStructure) -> int:
    """Crossings in the best split, then as many sets and types as may be."""
    return 10 * crossings(given) - richness(given)


def standard_first(given: ImplementationStructure) -> int:
    """The same, and no nested sets."""
    return 10 * (crossings(given) + nested(given)) - richness(given)


def bipartite_first(given: ImplementationStructure) -> int:
    """What keeps the sets from being the edges of a bipartite graph, then as many sets and types as may be."""
    return 10 * edges_astray(given) - richness(given)


def tight(problem: Problem) -> int:
    """The ceilings of the sets of two cells or more, together."""
    return sum(high for members, (_, high) in integer_quotas(problem).items() if len(members) > 1)


def crossing_and_tight(problem: Problem) -> int:
    """Crossings in the best split, then many crossing pairs and types, and low ceilings."""
    given = structure_of(problem)
    return 20 * crossings(given) - 4 * len(crossing_pairs(given)) - 2 * richness(given) + tight(problem)


def edges_and_tight(problem: Problem) -> int:
    """Edges astray, then many edges that meet and types, and low ceilings."""
    given = structure_of(problem)
    return 20 * edges_astray(given) - 4 * len(crossing_pairs(given)) - 2 * richness(given) + tight(problem)


def ceiling_beyond_reach(problem: Problem) -> int:
    """How much the cells of a set can have together by their own ceilings, above the set's ceiling; the least."""
    quotas = integer_quotas(problem)
    own = {members[0]: high for members, (_, high) in quotas.items() if len(members) == 1}
    return min(
        (sum(own[cell] for cell in members) - high for members, (_, high) in quotas.items() if len(members) > 1),
        default=9,
    )


def gains_alone(rays: Rays) -> int:
    """How many entries of a ray are negative, the least; and rays beyond two, which may spoil the hypothesis."""
    return min(sum(step < 0 for step in ray) for ray in rays) + abs(len(rays) - 2)


def idle_and_many(mechanism: Mechanism) -> int:
    """Selected trades, which make a mechanism no longer obviously strategy-proof as printed; then, many sets."""
    selection = mechanism.protocol.selection
    assert isinstance(selection, SelectionTable)
    return 10 * len(selection.entries) - sum(map(len, mechanism.protocol.menus))


def unlike_boxes(market: Market) -> Score:
    """How far the boxes of costs are from being the same, and how many shares of the status quo are 0."""
    boxes = [preferences.domain for preferences in market.preferences]
    first = boxes[0]
    apart = Fraction(0)
    for box in boxes[1:]:
        assert isinstance(first, Box)
        assert isinstance(box, Box)
        ends = zip((*first.lower, *first.upper), (*box.lower, *box.upper), strict=True)
        apart += sum(abs(one - two) for one, two in ends)
    return apart + sum(share == 0 for row in market.status_quo for share in row)


# ------------------------------------------------------------------------------------------------------------- cases


@dataclass(frozen=True)
class Case:
    claim: str
    reading: str
    family: Instances
    score: Callable[[Any], Score]


def drawn(family: Instances, place: int = -1) -> Instances:
    """One of the parts of a family, a random one."""
    chosen = family.whole[place]
    assert chosen.endless, chosen.words
    return chosen


LY, VS = "lang-yang-2023", "valenzuela-stookey-2026"
STRUCTURES = drawn(families.structures(3, 2))
MECHANISMS = drawn(families.mechanisms(), 3)
CASES = (
    Case(f"{LY}/theorem-2.2", "literal", STRUCTURES, bihierarchy_first),
    Case(f"{LY}/theorem-2.2", "standard constraints", STRUCTURES, standard_first),
    Case(f"{LY}/theorem-3", "literal", drawn(families.structures(5, most_sets=6)), bipartite_first),
    Case(f"{LY}/theorem-2.2.sufficiency", "literal", drawn(families.problems(3, 2)), crossing_and_tight),
    Case(f"{LY}/theorem-3.sufficiency", "literal", drawn(families.problems(5, sets=families.pairs)), edges_and_tight),
    Case(f"{LY}/section-2.support-contains", "literal", drawn(families.problems(3, 2, types=1)), ceiling_beyond_reach),
    Case(f"{VS}/lemma-5", "second condition alone", drawn(families.rays(), 1), gains_alone),
    Case(f"{VS}/claim-5", "literal", MECHANISMS, idle_and_many),
    Case(f"{VS}/claim-6", "literal", MECHANISMS, idle_and_many),
    Case(f"{VS}/theorem-2.two-forms", "literal", MECHANISMS, idle_and_many),
    Case(f"{VS}/theorem-1.i-ii", "literal", drawn(families.markets(), 1), unlike_boxes),
)


def found(case: Case, trial: Callable[[Any], Outcome], instances: Iterator[Any]) -> tuple[int, int]:
    """Counterexamples among the first thousand instances, and different ones."""
    hits = [one for one in itertools.islice(instances, MOST) if trial(one) is Outcome.REFUTES]
    return len(hits), len({json.dumps(case.family.to_plain(one)) for one in hits})


def main(seeds: int) -> None:
    print(f"Counterexamples per {MOST} instances (different ones in brackets), mean of the seeds; seconds for all.\n")
    print("| claim | reading | family | seeds | fresh tries alone | with the score | times as many | seconds |")
    print("|---|---|---|--:|--:|--:|--:|--:|")
    for case in CASES:
        reading = replace(
            registry.claims()[case.claim].reading(case.reading),
            families=(case.family,),
            score=case.score,
            nearby=case.family.nearby,
        )

        def trial(one: Any, reading: Any = reading) -> Outcome:
            outcome: Outcome = reading.trial(one).outcome
            return outcome

        begun = time.process_time()
        alone = [found(case, trial, case.family.instances(seed)) for seed in range(seeds)]
        between = time.process_time()
        climbing = [found(case, trial, climbed(reading, case.family, seed)) for seed in range(seeds)]
        ended = time.process_time()
        means = [[sum(counts) / seeds for counts in zip(*runs, strict=True)] for runs in (alone, climbing)]
        cells = [f"{every:.1f} ({different:.1f})" for every, different in means]
        times = f"{means[1][0] / means[0][0]:.1f} ({means[1][1] / means[0][1]:.1f})" if means[0][0] else "-"
        spent = f"{between - begun:.0f} and {ended - between:.0f}"
        row = [case.claim, case.reading, case.family.words, str(seeds), *cells, times, spent]
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
