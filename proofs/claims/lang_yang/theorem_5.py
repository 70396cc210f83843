"""LY, section 5.2, Theorem 5: zero floors: (25) characterizes implementability.

**Assignment markets**: rows, columns and single cells, floors 0 and ceilings 1. `proofs boundary markets --property B`
finds three least markets in which (25) with Q >= 0 is not enough: 3 agents with 3, 2 and 2 types and 2 objects; 4
agents with 2 types each and 2 objects; 4 agents with 2, 2, 2 and 1 types and 3 objects. With them fails whatever
contains one: fewer types and fewer agents or objects inherit that (25) is enough (`proofs.hunt.boundary.properties`).
That nothing else fails is tested, not proved: on all markets of 4 agents, 2 objects and 3 types; 3 agents, 3 objects, 3
types; 3 agents, 4 objects, 2 types; 4 agents, 3 objects, 2 types; 5 agents, 2 objects, 2 types; and on larger ones.

**Any ceilings.** With zero floors the extreme rays (f, g) of the reduced cone
(`proofs.reduced_form.problem.projection`, with the ceilings of single cells) are -1 at one coordinate, which is Q >= 0,
or have f >= 0; and (25) is enough for all ceilings, also for those that depend on the type profile, exactly if each
such f is a multiple of a vector of 0 and 1 (`proofs.claims.families.unimodular_needed` has the argument, for floors and
ceilings). With the same ceilings at all profiles (F) it is not enough for 2 agents with 3 and 2 types and 2 objects,
nor for 3 agents with 2, 2 and 1 types and 2 objects; nor for what contains one of these: other cells have ceiling 0,
and further types the coefficients of one that is there. Open for such ceilings: 2 agents with 2 types each and 3
objects or more; 3 agents or more of whom one has 3 types or more and the others one.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from exact.cones import generators
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import LISTED, at_most, claim, complete, equal, is_canonical
from proofs.claims.families.structure_classes import UNIMODULAR, complete_anyway, incomplete
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.projection import reduced_cone
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity


def zero_floor_problems(seed: int) -> Iterator[Problem]:
    """Structures on up to 4 cells with all ceilings up to 2, then random ones on up to 6 cells; without end."""
    draw = random.Random(seed)
    small = ly.merged(ly.structures(1, 1, 3), ly.structures(2, 1, 3), ly.structures(1, 2, 2), ly.structures(3, 1, 2))
    for given in small:
        yield ly.random_problem(draw, given, 2, floors=False)
    for given in ly.random_structures(seed, 3, 2, 2, ly.is_bihierarchy):
        if len(given.profiles) * len(given.cells) <= 32:
            yield ly.random_problem(draw, given, 2, floors=False)


def without_floors(problem: Problem) -> Problem:
    return replace(problem, constraints=tuple(replace(quota, floor=Fraction(0)) for quota in problem.constraints))


def zero_floors(problem: Problem) -> bool:
    return all(quota.floor == 0 for quota in problem.constraints)


def enough(counts: list[int], objects: int) -> bool:
    """Whether a market with these numbers of types and objects is one in which (25) is said to be enough."""
    uncertain = [count for count in counts if count > 1]
    three = len(uncertain) == 3 and max(uncertain) == 2 and (len(counts) == 3 or objects == 2)
    return objects == 1 or len(uncertain) <= 2 or three


def assignment_market(problem: Problem, said: bool) -> Part:
    """Rows, columns and single cells with floors 0 and ceilings 1, and whether (25) is said to be enough."""
    given = ly.structure_of(problem)
    counts, objects = list(map(len, given.types)), len(given.objects or ".")
    yield is_canonical(given)
    plain = ly.canonical(len(given.agents), objects, counts)
    yield equal([(len(given.sets), len(plain.sets))], "the number of sets, single cells aside,", "of rows and columns")
    yield at_most([(max(quota.floor for quota in problem.constraints), 0)], "the greatest floor")
    yield equal([(quota.ceiling or 0, 1) for quota in problem.constraints], "the ceilings")
    yield equal([(int(enough(counts, objects)), int(said))], "1 if (25) is said to be enough for the market, else 0,")


def unit_markets(seed: int) -> Iterator[Problem]:
    """With 2 to 5 agents, so that all are decided by their facets or refuted quickly."""
    sizes = ((2, 4, 3), (3, 2, 4), (3, 3, 3), (3, 4, 2), (4, 2, 3), (4, 3, 2), (5, 2, 2))
    for agents, objects, types in sizes:
        for counts in itertools.combinations_with_replacement(range(types, 0, -1), agents):
            given = ly.canonical(agents, objects, counts)
            problem = ly.problem_on(given, dict.fromkeys(given.constraint_sets, (0, 1)))
            size, said = len(problem.coordinates), enough(list(counts), objects)
            if size <= LISTED or problem.profile_count <= 4 or (not said and size <= 16):
                yield problem


def all_ceilings(given: ImplementationStructure) -> Part:
    """(25) is enough for all ceilings at once: f of the reduced cone's rays are vectors of 0 and 1."""
    problem = ly.problem_on(given, dict.fromkeys(given.constraint_sets, (0, 1)))
    cone = reduced_cone(problem, singletons=True)
    places = [k for k, name in enumerate(cone.coordinates) if isinstance(name, tuple) and name[0] == "f"]
    unlike = sum(len({ray[k] for k in places if ray[k]}) > 1 for ray in generators(cone).rays)
    what = "the number of extreme rays of the reduced cone whose f is no multiple of a vector of 0 and 1"
    yield equal([(unlike, 0)], what)


def plain_market(given: ImplementationStructure) -> Part:
    """Rows, columns and single cells, at most two type profiles, or two agents of whom one is certain, or 2 x 2."""
    counts, objects = sorted(map(len, given.types)), len(given.objects or ".")
    yield is_canonical(given)
    said = len(given.profiles) <= 2 or counts[:-1] == [1] or (counts == [2, 2] and objects == 2)
    yield equal([(int(said), 1)], "1 if (25) is said to be enough for the market, else 0,")


def small_plain_markets(seed: int) -> Iterator[ImplementationStructure]:
    """Up to 5 agents, 4 objects and 5 types, those of which the rays are listed at once."""
    two = ((2, 2, (2, 1)), (2, 2, (3, 1)), (2, 2, (5, 1)), (2, 3, (2, 1)), (2, 3, (3, 1)), (2, 2, (2, 2)))
    more = ((3, 2, (2, 1, 1)), (4, 2, (2, 1, 1, 1)), (5, 2, (2, 1, 1, 1, 1)), (3, 3, (2, 1, 1)))
    return (ly.canonical(*shape) for shape in (*two, *more))


def other_ceilings(seed: int) -> Iterator[Problem]:
    """The two least markets, with ceilings of rows, columns and cells for which (25) is not enough."""
    two, three = ly.canonical(2, 2, (3, 2)), ly.canonical(3, 2, (2, 2, 1))
    yield ceilings(two, (3, 2, 1, 2), (1, 2, 1, 2))
    yield ceilings(three, (2, 2, 2, 3, 2), (2, 1, 2, 2, 1, 2))


def ceilings(given: ImplementationStructure, lines: Sequence[int], cells: Sequence[int]) -> Problem:
    """With ceilings of rows, then columns; and of the cells in their order."""
    rows = [tuple(cell for cell in given.cells if cell[0] == agent) for agent in given.agents]
    columns = [tuple(cell for cell in given.cells if cell[1] == thing) for thing in given.objects or ()]
    quotas = {members: (0, high) for members, high in zip([*rows, *columns], lines, strict=True)}
    quotas |= {(cell,): (0, high) for cell, high in zip(given.cells, cells, strict=True)}
    return ly.problem_on(given, quotas)


def two_uncertain(problem: Problem) -> Part:
    """A market with zero floors, and two agents with 3 and 2 types or three with 2, 2 and 1, or more."""
    given = ly.structure_of(problem)
    counts = sorted(map(len, given.types), reverse=True)
    yield is_canonical(given)
    yield at_most([(max(quota.floor for quota in problem.constraints), 0)], "the greatest floor")
    yield at_most([(2, len(given.objects or "."))], "two", "the number of objects")
    many = len(counts) > 1 and counts[1] > 1 and (counts[0] > 2 or len(counts) > 2)
    yield equal([(int(many), 1)], "1 if the numbers of types are 3 and 2, or 2, 2 and 1, or more, else 0,")


SMALL_MARKETS = Family(
    "markets with unit quotas of 2 to 5 agents, up to 4 objects and 4 types, few coordinates or profiles",
    unit_markets,
)


PLAIN_MARKETS = Family("ten markets of 2 to 5 agents, 2 or 3 objects and up to 5 types", small_plain_markets)
OTHER_CEILINGS = Family("the two least markets, with ceilings up to 3", other_ceilings)


THEOREM_5 = claim(
    "theorem-5",
    "section 5.2, Theorem 5",
    "zero floors: (25) characterizes implementability",
    Reading(
        wording="With zero floors and any ceilings, if the projection cone preserves total unimodularity, the rules Q "
        ">= 0 that satisfy (25) for every S are the implementable ones (this is Condition B with zero floors).",
        hypothesis=lambda problem: [preserves_total_unimodularity(ly.structure_of(problem))],
        conclusion=complete("B"),
        families=(
            Family(
                "random ceilings and priors on all structures with at most 3 cells, then on random bihierarchies with "
                "at most 3 agents, 2 objects and 2 types each",
                zero_floor_problems,
                endless=True,
            ),
            Family(
                f"{UNIMODULAR.words}, all floors zero",
                lambda seed: map(without_floors, UNIMODULAR.instances(seed)),
                endless=True,
            ),
        ),
        because=lambda problem: (
            "all floors are zero and the projection cone preserves total unimodularity, but a rule that satisfies "
            "every inequality (25) is not implementable"
        ),
        describe=ly.described_problem,
        smaller=lambda problem: filter(zero_floors, ly.smaller_problems(problem)),
        budget=170,
    ),
    Reading(
        name="corrected: assignment markets",
        wording="In a market whose only sets are rows, columns and single cells, with floors 0 and ceilings 1, the "
        "rules Q >= 0 that satisfy (25) for every S are the implementable ones, if there is one object, or at most two "
        "agents have more than one type, or three have two types and the others one, and there are three agents or two "
        "objects (tested, not proved)",
        hypothesis=lambda problem: assignment_market(problem, True),
        conclusion=complete("B"),
        families=(SMALL_MARKETS,),
        because=lambda problem: "the market is as said, and a rule Q >= 0 that satisfies (25) is not implementable",
        describe=ly.described_problem,
    ),
    Reading(
        name="corrected: no other assignment markets",
        wording="In any other such market a rule Q >= 0 satisfies (25) for every S without being implementable "
        "(proved)",
        hypothesis=lambda problem: assignment_market(problem, False),
        conclusion=incomplete("B"),
        families=(SMALL_MARKETS,),
        because=complete_anyway("B"),
        describe=ly.described_problem,
    ),
    Reading(
        name="corrected: any ceilings",
        wording="In a market whose only sets are rows, columns and single cells, with zero floors, the rules Q >= 0 "
        "that satisfy (25) for every S are the implementable ones for all ceilings, also for ceilings that depend on "
        "the type profile, if there are at most two type profiles, or two agents of whom one has one type, or two "
        "agents with two types each and two objects (tested, not proved)",
        hypothesis=plain_market,
        conclusion=all_ceilings,
        families=(PLAIN_MARKETS,),
        because=lambda given: "the market is as said, and the f of some extreme ray is no multiple of a vector of 0, 1",
        describe=ly.shown,
    ),
    Reading(
        name="corrected: some ceilings",
        wording="In such a market with two objects or more there are ceilings for which a rule Q >= 0 satisfies (25) "
        "for every S without being implementable, if two agents have three types and two or more, or there are three "
        "agents or more of whom two have two types or more (proved)",
        hypothesis=two_uncertain,
        conclusion=incomplete("B"),
        families=(OTHER_CEILINGS,),
        because=complete_anyway("B"),
        describe=ly.described_problem,
    ),
    rests_on=("corollary-1", "section-5.2.linear"),
)


CLAIMS = [THEOREM_5]
