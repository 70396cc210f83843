"""The example of LY, section 3.3, whose ceilings are effective, and neither paramodular nor unimodular.

Shared by what section 3.3 says of it.
"""

from __future__ import annotations

from proofs.claims.claim import Family, Part
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import capacity, equal, value_of
from proofs.claims.families.quota_problems import one
from proofs.reduced_form.problem.problems import Problem, name_of


def remark_of_che(types: int = 2) -> Problem:
    """Three agents, one good: at most 6 in all, 4 for two agents, 3 for one; independent uniform types."""
    given = families.build(3, 1, range(1, 8), [types] * 3)
    quotas = {members: (0, {1: 3, 2: 4, 3: 6}[len(members)]) for members in given.constraint_sets}
    return families.problem_on(given, quotas)


EXAMPLE = Family("the example", one(remark_of_che()))


def effective_ceilings(problem: Problem) -> Part:
    for quota in problem.constraints:
        assert quota.ceiling is not None
        name = name_of(quota.cells)
        yield equal([(value_of(capacity(problem, quota.cells)), quota.ceiling)], f"beta({name}, {{}})", f"c({name})")


def all_capacities(problem: Problem) -> Part:
    return [capacity(problem, quota.cells) for quota in problem.constraints]
