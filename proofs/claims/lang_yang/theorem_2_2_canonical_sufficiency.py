"""LY, Theorems 1 and 2(2): canonical structures with binary types make Condition A sufficient."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from proofs.claims.claim import Family, Part
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import at_most, claim, equal, is_bihierarchy, is_canonical, types_at_most
from proofs.claims.families.problems import smaller_problems, structure_of
from proofs.claims.families.structure_classes import of_structure, plain_canonical_problems, sufficiency, unit_markets
from proofs.claims.stating import Formula, Stated, every
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import ImplementationStructure


def canonical_binary(given: ImplementationStructure) -> Part:
    yield is_canonical(given)
    yield types_at_most(given, 2)


def rows_and_columns(given: ImplementationStructure) -> Part:
    """Canonical, a bihierarchy, and no set but rows, columns and single cells."""
    yield from canonical_binary(given)
    yield is_bihierarchy(given)
    plain = families.canonical(len(given.agents), len(given.objects or "."), map(len, given.types))
    yield equal(
        [(len(given.sets), len(plain.sets))], "the number of sets, single cells aside,", "that of rows and columns"
    )


def canonical_problems(seed: int) -> Iterator[Problem]:
    """Rows, columns and up to one further set, ceilings only; then with random quotas."""
    draw = random.Random(seed)
    shapes = ((1, 2, (2,)), (2, 1, (2, 2)), (2, 2, (1, 1)), (2, 2, (2, 1)), (2, 2, (2, 2)), (3, 2, (2, 2, 1)))
    for agents, objects, counts in shapes:
        plain = families.canonical(agents, objects, counts)
        yield families.problem_on(plain, dict.fromkeys(plain.sets, (0, 1)))
        yield families.problem_on(plain, dict.fromkeys(plain.sets, (1, 1)))
        for extra in range(1, 1 << agents * objects):
            given = families.canonical(agents, objects, counts, (extra,))
            if extra.bit_count() > 1 and len(given.sets) > len(plain.sets) and len(plain.cells) < 6:
                yield families.problem_on(
                    given, {**dict.fromkeys(plain.sets, (0, 1)), **dict.fromkeys(given.sets, (0, 1))}
                )
                yield families.random_problem(draw, given)


def unit_market(problem: Problem) -> Part:
    yield from rows_and_columns(structure_of(problem))
    yield at_most(((quota.floor, 0) for quota in problem.constraints), "the greatest floor")
    yield at_most(((quota.ceiling or 0, 1) for quota in problem.constraints), "the greatest ceiling")


def fewer_or_lower(problem: Problem) -> Iterator[Problem]:
    """Without an agent, an object, a set or a type; then with a ceiling lower by one."""
    yield from fewer(problem)
    for k, quota in enumerate(problem.constraints):
        if quota.ceiling:
            lower = replace(quota, ceiling=quota.ceiling - 1, floor=min(quota.floor, quota.ceiling - 1))
            yield replace(problem, constraints=(*problem.constraints[:k], lower, *problem.constraints[k + 1 :]))


def fewer(problem: Problem) -> Iterator[Problem]:
    """Smaller problems with fewer cells, sets or profiles, or with a simpler prior; quotas are left alone."""
    size = len(problem.constraints) * problem.profile_count
    for less in smaller_problems(problem):
        if len(less.constraints) * less.profile_count < size or less.prior != problem.prior:
            yield less


def assignment_markets(seed: int) -> Iterator[Problem]:
    """Rows, columns and cells at most 1, some cells ruled out, and any prior, in the same markets."""
    draw = random.Random(seed)
    listed = families.markets_by_size(16, 16)
    while True:
        given = draw.choice(listed)
        quotas = {
            members: (0, draw.choice((0, 1, 1, 1)) if len(members) == 1 else 1) for members in given.constraint_sets
        }
        yield families.problem_on(given, quotas, families.random_prior(draw, given))


UNIT_MARKETS = Family(
    "all canonical markets with unit quotas, at most two types each, at most 16 pairs of a type and an object and at "
    "most 16 type profiles",
    unit_markets,
)


RULED_OUT = Family("such markets with some cells ruled out", assignment_markets, endless=True)


PLAIN_MARKETS = Family(
    "rows and columns of 2 x 2, 2 x 3, 3 x 2 and 4 x 2 cells, ceilings 1 to 3, single cells 0 to 2",
    plain_canonical_problems,
    endless=True,
)


def stated_canonical(*more: Formula) -> Stated:
    """A canonical structure of agents with at most two types, and what more there is: then Condition A suffices."""
    return said.stated_problem([said.is_canonical(), said.types_at_most(2), *more], [said.condition_complete("A")])


NO_MORE_SETS = said.sets().within(said.rows_and_columns())


UNIT_QUOTAS = every("G", said.quota_sets(), lambda one: said.floor(one).equals(0) & (said.ceiling(one) <= 1))


CANONICAL_SUFFICIENCY = claim(
    "theorem-2.2.canonical-sufficiency",
    "Theorems 1 and 2(2)",
    "canonical structures with binary types make Condition A sufficient",
    sufficiency(
        "A",
        of_structure(canonical_binary),
        wording="If G is a canonical two-sided constraint structure (it contains all rows and all columns) and "
        "every agent has at most two types, an interim rule is implementable if and only if Condition A holds.",
        families=(
            Family("rows, columns and up to one further set on small markets", canonical_problems),
            UNIT_MARKETS,
            PLAIN_MARKETS,
        ),
        smaller=fewer_or_lower,
        budget=600,
        stated=stated_canonical(),
    ),
    sufficiency(
        "A",
        of_structure(rows_and_columns),
        name="rows and columns only",
        wording="The same if G consists of all rows, all columns and all single cells.",
        families=(PLAIN_MARKETS, UNIT_MARKETS),
        smaller=fewer_or_lower,
        budget=600,
        stated=stated_canonical(NO_MORE_SETS),
    ),
    sufficiency(
        "A",
        unit_market,
        name="assignment markets with unit quotas",
        wording="The same if G consists of all rows, all columns and all single cells, all floors are 0 and all "
        "ceilings at most 1.",
        families=(UNIT_MARKETS, RULED_OUT),
        smaller=fewer_or_lower,
        budget=150,
        stated=stated_canonical(NO_MORE_SETS, UNIT_QUOTAS),
    ),
    rests_on=("theorem-1", "theorem-2.2", "section-2.1.canonical-is-bihierarchy"),
)


CLAIMS = [CANONICAL_SUFFICIENCY]
