"""LY, section 3.3: 18.375 > 18."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, optimum
from exact.verdicts import Verdict
from proofs.claims.claim import Part, Reading
from proofs.claims.families.ceilings_example import EXAMPLE
from proofs.claims.families.lang_yang import claim, equal, value_of
from proofs.claims.families.problems import described_problem
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.problem.problems import Problem


def separate_system(problem: Problem) -> LinearSystem:
    """Condition B in the variables Q_i(t_i)."""
    rows = []
    for size in range(len(problem.coordinates) + 1):
        for chosen in itertools.combinations(problem.coordinates, size):
            for sign in (1, -1):
                bound = inequality(problem, dict.fromkeys(chosen, sign)).bound(problem)
                rows.append(({c: sign * problem.marginals[c[0], c[1]] for c in chosen}, bound))
    return LinearSystem.make(problem.coordinates, at_most=rows)


def ex_post_system(problem: Problem) -> LinearSystem:
    """LY (6) and (7): ex post quantities within the quotas, and Q their conditional expectation."""
    profiles = list(problem.profiles())
    equations: list[tuple[dict[Any, Any], int]] = []
    for agent, kind in problem.coordinates:
        place = problem.agents.index(agent)
        row: dict[Any, Any] = {
            ((agent,), t): problem.probability(t) / problem.marginals[agent, kind] for t in profiles if t[place] == kind
        }
        equations.append(({**row, (agent, kind): -1}, 0))
    limits = [({(cell, t): 1 for cell in quota.cells}, quota.ceiling) for t in profiles for quota in problem.quotas(t)]
    names = [*problem.coordinates, *((cell, t) for t in profiles for cell in problem.cells)]
    return LinearSystem.make(names, at_most=limits, equal=equations, lower=0)


def two_values(problem: Problem) -> list[Verdict]:
    """The greatest sum of Q_i(t1) + 2 Q_i(t2), subject to Condition B and subject to (6) and (7)."""
    objective = {c: 1 if c[1] == "u" else 2 for c in problem.coordinates}
    return [optimum(separate_system(problem), objective), optimum(ex_post_system(problem), objective)]


def stated_values(problem: Problem) -> Part:
    promised, possible = map(value_of, two_values(problem))
    yield equal([(promised, Fraction("18.375"))], "the maximum under Condition B")
    yield equal([(possible, 18)], "the maximum under (6) and (7)")


VALUES = claim(
    "section-3.3.values",
    "section 3.3",
    "18.375 > 18",
    Reading(
        wording="The maximum of the sum of Q_i(t1) + 2 Q_i(t2) is 18.375 under Condition B and 18 under (6), (7).",
        hypothesis=two_values,
        conclusion=stated_values,
        families=(EXAMPLE,),
        because=lambda problem: "one of the two maxima is another number",
        describe=described_problem,
    ),
)


CLAIMS = [VALUES]
