"""LY, after Proposition 2: one good: Che, Kim & Mierendorff."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.lang_yang import capacity, claim, equal, value_of
from proofs.claims.families.problems import described_problem, smaller_problems
from proofs.claims.families.quota_problems import (
    group_capacities,
    groups,
    paramodular_problems,
    quotas_on_groups,
    random_paramodular,
)
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.problems import Problem, name_of


def same_bounds(problem: Problem) -> Part:
    """The bounds of Condition B at every profile and set of types are those of Che, Kim & Mierendorff: b and c."""
    for cells, floor, ceiling in groups(problem):
        most, least = value_of(capacity(problem, cells)), -value_of(capacity(problem, (), cells))
        yield equal([(most, ceiling)], f"the most that {name_of(cells)} can get", "its ceiling")
        yield equal([(least, floor)], f"the least that {name_of(cells)} can get", "its floor")


def single_good_hypothesis(problem: Problem) -> Part:
    yield from group_capacities(problem)
    yield paramodular(problem, "listed")


def one_good(problems: Callable[[int], Iterator[Problem]]) -> Callable[[int], Iterator[Problem]]:
    return lambda seed: (problem for problem in problems(seed) if not problem.objects)


SINGLE_GOOD = claim(
    "section-2.4.single-good",
    "after Proposition 2",
    "one good: Che, Kim & Mierendorff",
    Reading(
        wording="With one good and quotas on the groups of agents the bounds of Condition B are those of Che, Kim "
        "& Mierendorff: beta(G, {}) = c(G) and -beta({}, G) = b(G) for every G, so that the conditions are the "
        "same.",
        hypothesis=group_capacities,
        conclusion=same_bounds,
        families=(Family("all quotas up to 2 on the groups of one or two agents", quotas_on_groups),),
        because=lambda problem: "the quota of a group is not attained, so the two conditions have different bounds",
        describe=described_problem,
        smaller=smaller_problems,
        stated=said.stated_problem(
            [said.has_outcome(), said.one_good(), said.quotas_on_every_set()], [said.bounds_are_quotas(-1)]
        ),
    ),
    Reading(
        name="a paramodular pair",
        wording="The same for a paramodular pair on the groups of agents, which is what Che, Kim & Mierendorff assume.",
        hypothesis=single_good_hypothesis,
        conclusion=same_bounds,
        families=(
            Family("all paramodular pairs on up to two agents, ceilings up to 2", one_good(paramodular_problems)),
            Family("random paramodular pairs on three agents", one_good(random_paramodular), endless=True),
        ),
        because=lambda problem: "a bound of Condition B is not that of Che, Kim & Mierendorff",
        describe=described_problem,
        smaller=smaller_problems,
        budget=150,
    ),
)


CLAIMS = [SINGLE_GOOD]
