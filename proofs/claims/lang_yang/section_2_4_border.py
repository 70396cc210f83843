"""LY, after Proposition 2: one unit: Border."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import capacity, claim, equal, value_of
from proofs.claims.families.problems import described_problem
from proofs.reduced_form.conditions.capacity import subsets
from proofs.reduced_form.problem.problems import Problem, name_of


def unit_problems(seed: int) -> Iterator[Problem]:
    """One unit for 1 to 5 agents: each nonempty group gets between 0 and 1."""
    for agents in range(1, 6):
        given = families.build(agents, 1, ((1 << agents) - 1,) if agents > 1 else (), [1] * agents)
        yield families.problem_on(given, dict.fromkeys(given.constraint_sets, (0, 1)))


def border_bounds(problem: Problem) -> Part:
    """Border's bound at a profile: 1 if some agent's type is in the set, and 0 otherwise."""
    for cells in subsets(problem.cells):
        if cells:
            yield capacity(problem, cells)
            yield equal([(value_of(capacity(problem, cells)), 1)], f"beta({name_of(cells)}, {{}})")
            yield equal([(value_of(capacity(problem, (), cells)), 0)], f"beta({{}}, {name_of(cells)})")


BORDER = claim(
    "section-2.4.border",
    "after Proposition 2",
    "one unit: Border",
    Reading(
        wording="For a single unit the bounds of Condition B are Border's: 1 where some agent's type is in the set "
        "and 0 elsewhere, and 0 from below.",
        conclusion=border_bounds,
        families=(Family("one unit for 1 to 5 agents", unit_problems),),
        because=lambda problem: "a bound of Condition B is not Border's",
        describe=described_problem,
    ),
)


CLAIMS = [BORDER]
