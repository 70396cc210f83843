"""The description of all implementable interim rules: its completeness, its facets one by one, valid inequalities."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from unittest import mock

from exact.verdicts import Verdict
from proofs.reduced_form.facets import listing
from proofs.reduced_form.facets.completeness import completeness
from proofs.reduced_form.facets.descriptions import Condition
from proofs.reduced_form.facets.listing import Facets, facets, valid_inequality
from tests.corpus.reduced_form import PROBLEMS, problem

SMALL = [name for name in PROBLEMS if name not in ("three overlapping sets", "large quotas")]
"""Problems whose descriptions are listed; the others have many facets."""


@cache
def listed(name: str) -> Facets:
    return facets(problem(name))


def nth_facet(name: str, which: int) -> Verdict:
    """The proof of a facet; of a problem with fewer facets the description again."""
    found = listed(name)
    return found.proof(found.facets[which % len(found.facets)]) if found.facets else found.description


def valid(name: str, slack: str) -> Verdict:
    """A facet with slack (or too tight), or 0 <= slack where nothing is implementable."""
    found = listed(name)
    if not found.facets:
        return found.description
    facet = found.facets[-1]
    return valid_inequality(problem(name), dict(facet.coefficients), facet.bound(problem(name)) + Fraction(slack))


def by_fan(name: str, condition: Condition | None = None) -> Verdict:
    """The description, or that a condition is complete, with the normal fan that is made where facets are many."""
    with mock.patch.object(listing, "FEW_FACETS", 0):
        found = facets(problem(name))
        return found.description if condition is None else completeness(found, condition)


QUESTIONS: dict[str, Callable[[], Verdict]] = {}
for name in SMALL:
    QUESTIONS |= {
        f"description: {name}": partial(lambda n: listed(n).description, name),
        f"condition complete: A, {name}": partial(lambda n: listed(n).condition_a, name),
        f"condition complete: B, {name}": partial(lambda n: listed(n).condition_b, name),
        f"description: by a fan, {name}": partial(by_fan, name),
        f"condition complete: by a fan, A, {name}": partial(by_fan, name, "A"),
        **{f"facet: {name}, {which}": partial(nth_facet, name, which) for which in (0, 1, 5)},
        **{f"valid inequality: {name}, {slack}": partial(valid, name, slack) for slack in ("0", "1/7", "-1/7")},
    }
