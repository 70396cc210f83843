"""LY, section 5.2: capacity = minimum cover."""

from __future__ import annotations

from exact.linear import Coefficients, LinearSystem, optimum
from proofs.claims.claim import Part
from proofs.claims.families.lang_yang import equal, value_of
from proofs.claims.families.market_capacities import MarketSet, market_claim, represented
from proofs.reduced_form.conditions.market import representations


def with_single_cells(case: MarketSet) -> Part:
    """No fractional cover by rows, columns and single cells is smaller than the cover by lines."""
    yield from represented("cover")(case)
    problem, members = case.problem, case.members
    sets = [quota.cells for quota in problem.constraints]
    sets += [frozenset({cell}) for cell in problem.cells if frozenset({cell}) not in sets]
    rows: list[tuple[Coefficients, int]] = [
        ({k: -1 for k, s in enumerate(sets) if cell in s}, -1) for cell in sorted(members)
    ]
    least = optimum(LinearSystem.make(len(sets), at_most=rows, lower=0), [1] * len(sets), "min")
    yield least
    bound = value_of(representations(problem, members).capacity)
    yield equal([(value_of(least), bound)], "the least fractional cover", "the capacity")


COVER = market_claim(
    "section-5.2.cover",
    "capacity = minimum cover",
    "In the classical market with unit quotas beta(U, {}) is the least number of constraint sets (rows, columns and "
    "single cells) that cover U.",
    with_single_cells,
)


CLAIMS = [COVER]
