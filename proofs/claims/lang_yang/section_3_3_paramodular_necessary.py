"""LY, section 3.3: paramodularity is necessary for Condition B."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import at_most, claim, equal
from proofs.claims.families.problems import described_problem, smaller_problems
from proofs.claims.families.quota_problems import quotas_on_groups
from proofs.claims.families.structure_classes import complete_anyway, incomplete
from proofs.claims.stating import Formula, Stated, every, size
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem, uniform_prior


def not_paramodular(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield Expected(paramodular(problem, "effective"), holds=False)


def quotas_not_paramodular(problem: Problem) -> Part:
    """b and c are listed for every nonempty set of cells, some outcome meets them, and they break Definition 5."""
    yield has_outcome(problem)
    count = len(problem.constraints), 2 ** len(problem.cells) - 1
    yield equal([count], "the number of sets with quotas", "the number of nonempty sets of cells")
    yield Expected(paramodular(problem, "listed"), holds=False)


def one_good(types: int, floors: bool = True) -> Callable[[int], Iterator[Problem]]:
    """Three agents and one good: ceilings 1 first, then random quotas on all groups that are not paramodular."""

    def stream(seed: int) -> Iterator[Problem]:
        draw = random.Random(seed)
        for masks in families.set_families(3, 1):
            given = families.build(3, 1, masks, [types] * 3)
            yield families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
            if floors:
                yield families.problem_on(given, dict.fromkeys(given.sets, (1, 1)))
        given = families.build(3, 1, (3, 5, 6, 7), [types] * 3)
        while True:
            problem = families.random_problem(draw, given, 3, floors=floors)
            if not seems_paramodular(problem):
                yield replace(problem, prior=uniform_prior(given.types))

    return stream


def all_ceilings(seed: int) -> Iterator[Problem]:
    """All ceilings up to 2 for an agent, 4 for two, 6 for three that are not paramodular; each set of outcomes once."""
    given = families.build(3, 1, (3, 5, 6, 7), [2] * 3)
    groups = sorted(given.constraint_sets, key=len)
    seen: set[tuple[tuple[int, ...], ...]] = set()
    for single in itertools.combinations_with_replacement((1, 2), 3):
        for pairs in itertools.product(range(1, 5), repeat=3):
            for total in range(1, 7):
                quotas = {g: (0, high) for g, high in zip(groups, (*single, *pairs, total), strict=True)}
                problem = families.problem_on(given, quotas)
                allowed = tuple(outcomes(problem))
                if allowed not in seen:
                    seen.add(allowed)
                    if not seems_paramodular(problem):
                        yield problem


def outcomes(problem: Problem) -> list[tuple[int, ...]]:
    """The feasible outcomes with at most 3 for each of three agents."""
    return [
        point
        for point in itertools.product(range(4), repeat=3)
        if all(
            quota.floor <= sum(point[problem.cells.index(cell)] for cell in quota.cells) <= (quota.ceiling or 0)
            for quota in problem.constraints
        )
    ]


def seems_paramodular(problem: Problem) -> bool:
    """Whether the bounds attained are paramodular, or there is no outcome; quick, and not certified."""
    points = outcomes(problem)
    if not points:
        return True
    sums = [[sum(x[k] for k in range(3) if mask >> k & 1) for x in points] for mask in range(8)]
    low, high = tuple(map(min, sums)), tuple(map(max, sums))
    submodular = paramodular_module.is_submodular(high) and paramodular_module.is_submodular(tuple(-b for b in low))
    return submodular and paramodular_module.is_compliant(low, high)


def ceilings_only(problem: Problem) -> Part:
    yield from not_paramodular(problem)
    yield at_most(((quota.floor, 0) for quota in problem.constraints), "the greatest floor")


def stated_necessity(*hypothesis: Formula) -> Stated:
    return said.stated_problem([said.has_outcome(), *hypothesis], [~said.condition_complete("B")])


NOT_ATTAINED = ~said.attained_is_paramodular()


TWO_LIKELY_TYPES = every("i", said.agents(), lambda i: size(said.types(i)).equals(2)) & said.at_every_profile(
    lambda t: said.probability(t).equals(Fraction(1, 8))
)
"""Of three agents: their types are independent and equally likely."""


PARAMODULAR_NECESSARY = claim(
    "section-3.3.paramodular-necessary",
    "section 3.3",
    "paramodularity is necessary for Condition B",
    Reading(
        wording="If the quotas (b, c), on every set as in section 2.2, are not paramodular, Condition B does not "
        "describe the implementable interim rules.",
        hypothesis=quotas_not_paramodular,
        conclusion=incomplete("B"),
        families=(Family("all quotas up to 2 on the groups of one or two agents, one type", quotas_on_groups),),
        because=complete_anyway("B"),
        describe=described_problem,
        smaller=smaller_problems,
        budget=200,
        stated=stated_necessity(said.quotas_on_every_set(), ~said.is_paramodular()),
    ),
    Reading(
        name="bounds that are attained",
        wording="If the bounds that feasible outcomes attain are not paramodular, Condition B does not describe "
        "the implementable interim rules.",
        hypothesis=not_paramodular,
        conclusion=incomplete("B"),
        families=(Family("three agents, one good, one type each", one_good(1), True),),
        because=complete_anyway("B"),
        describe=described_problem,
        smaller=smaller_problems,
        budget=200,
        stated=stated_necessity(NOT_ATTAINED),
    ),
    Reading(
        name="two types each",
        wording="The same for one good and three agents with two independent, equally likely types each.",
        hypothesis=not_paramodular,
        conclusion=incomplete("B"),
        families=(Family("three agents, one good, two types each", one_good(2), True),),
        because=complete_anyway("B"),
        describe=described_problem,
        budget=300,
        stated=stated_necessity(said.one_good(), size(said.agents()).equals(3), TWO_LIKELY_TYPES, NOT_ATTAINED),
    ),
    Reading(
        name="two types each, ceilings only",
        wording="The same for one good and three agents with two independent, equally likely types each, and "
        "without floors.",
        hypothesis=ceilings_only,
        conclusion=incomplete("B"),
        families=(
            Family(
                "three agents, one good, two types each, all ceilings up to 2 for an agent, 4 for two, 6 for three",
                all_ceilings,
            ),
            Family("three agents, one good, two types each, no floors", one_good(2, False), True),
        ),
        because=complete_anyway("B"),
        describe=described_problem,
        budget=40,
    ),
)


CLAIMS = [PARAMODULAR_NECESSARY]
