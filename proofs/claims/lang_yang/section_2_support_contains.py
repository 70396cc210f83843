"""LY, section 2, after Definition 1: the capacity inequalities contain those of the quotas."""

from __future__ import annotations

from proofs.claims.claim import Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.lang_yang import at_most, capacity, claim, value_of
from proofs.claims.families.problems import described_problem, smaller_problems
from proofs.claims.families.quota_problems import RANDOM_UNTYPED, UNTYPED, attained, group_capacities
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem, name_of


def quotas_among_the_bounds(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield described(problem)
    yield from group_capacities(problem)


def within_the_quotas(problem: Problem) -> Part:
    for quota in problem.constraints:
        assert quota.ceiling is not None
        name = name_of(quota.cells)
        most, least = value_of(capacity(problem, quota.cells)), value_of(capacity(problem, (), quota.cells))
        yield at_most([(most, quota.ceiling)], f"beta({name}, {{}})", f"c({name})")
        yield at_most([(least, -quota.floor)], f"beta({{}}, {name})", f"-b({name})")


CONTAINS = claim(
    "section-2.support-contains",
    "section 2, after Definition 1",
    "the capacity inequalities contain those of the quotas",
    Reading(
        wording="Where the quotas (1) describe the feasible random outcomes, the inequalities of P contain those of "
        "the constraint sets: beta(G, {}) = c(G) and beta({}, G) = -b(G) for every constraint set G.",
        hypothesis=quotas_among_the_bounds,
        conclusion=lambda problem: attained(problem, -1),
        families=(UNTYPED, RANDOM_UNTYPED),
        because=lambda problem: (
            "a quota is not attained by any feasible outcome, so P has a tighter inequality for this set and not that "
            "of the quota"
        ),
        describe=described_problem,
        smaller=smaller_problems,
        stated=said.stated_problem([said.has_outcome(), said.quotas_describe()], [said.bounds_are_quotas(-1)]),
    ),
    Reading(
        name="at least as tight",
        wording="Where the quotas (1) describe the feasible random outcomes, the inequalities of P for the constraint "
        "sets are at least as tight as the quotas: beta(G, {}) <= c(G) and beta({}, G) <= -b(G).",
        hypothesis=quotas_among_the_bounds,
        conclusion=within_the_quotas,
        families=(UNTYPED, RANDOM_UNTYPED),
        because=lambda problem: "a feasible outcome breaks a quota",
        describe=described_problem,
        smaller=smaller_problems,
    ),
)


CLAIMS = [CONTAINS]
