"""LY, Corollary 2: ordinally Bayesian incentive compatible (OBIC) rules that are implementable.

* `corollary-2` (section 5.2, Corollary 2): (25) and (26) describe the OBIC implementable rules
* `corollary-2.two-objects` (section 5.2, after Corollary 2): two objects => W preserves total unimodularity
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from exact.set_systems import bihierarchy
from proofs.claims.claim import LITERAL, Family, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import (
    claim,
    constraint_sets,
    is_canonical,
    types_at_most,
)
from proofs.claims.families.lang_yang_5 import (
    MarketRule,
    Taste,
    condition_25,
    corollary,
    corollary_families,
    inequalities_25,
    market_problem,
)
from proofs.reduced_form.problem.problems import (
    InterimRule,
    JointPrior,
)
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


def correlated_market(seed: int) -> Iterator[MarketRule]:
    """A market with correlated types in which (25) lets an OBIC rule pass; found by maximizing over (25) and (26)."""
    problem = market_problem(3, 2, (2, 2, 2), (1, 2, 2, 1, 2), single=2)
    weights = (4, 1, 1, 1, 1, 4, 4, 1)
    problem = replace(problem, prior=JointPrior(tuple(Fraction(w, sum(weights)) for w in weights)))
    listed = ("0", "1/2", "1/2", "0", "0", "1/2", "1/7", "5/14", "2/5", "8/5", "1", "1")
    liked = (("b", "a"), ("a", "b"))
    yield MarketRule(problem, InterimRule(tuple(map(Fraction, listed))), Taste((liked,) * 3, True))


CORRELATED = Family(
    "an OBIC rule in a market of 3 agents with correlated types and 2 objects, the types being the two preferences",
    correlated_market,
)

COROLLARY_2 = claim(
    "corollary-2",
    "section 5.2, Corollary 2",
    "(25) and (26) describe the OBIC implementable rules",
    corollary(
        LITERAL,
        "In an assignment market with zero floors and ordinal types the OBIC and implementable rules are those that "
        "satisfy (25) and (26).",
        True,
        inequalities_25,
        corollary_families(True),
        False,
    ),
    corollary(
        "nonnegative rules",
        "The same with Q >= 0 required beside (25) and (26), as in Theorem 5.",
        True,
        condition_25,
        (CORRELATED, *corollary_families(True)),
        False,
    ),
    corollary(
        "nonnegative rules, unimodular",
        "The same if the projection cone preserves total unimodularity, as in Theorem 5.",
        True,
        condition_25,
        corollary_families(True),
        True,
    ),
)


def two_objects(most: int) -> Family:
    return Family(
        f"the canonical markets with two objects, two types each and at most {most} agents",
        lambda seed: (ly.canonical(n, 2, [2] * n) for n in range(1, most + 1)),
    )


def two_objects_reading(name: str, wording: str, most: int) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda given: [bihierarchy(constraint_sets(given)), is_canonical(given), types_at_most(given, 2)],
        conclusion=lambda given: [preserves_total_unimodularity(given)],
        families=(two_objects(most),),
        because=lambda given: (
            "the structure is a canonical bihierarchy with two objects and two types each, but the certified square "
            "submatrix of M(W) has a determinant other than -1, 0, 1"
        ),
        describe=ly.shown,
    )


TWO_OBJECTS = claim(
    "corollary-2.two-objects",
    "section 5.2, after Corollary 2",
    "two objects => W preserves total unimodularity",
    two_objects_reading(
        LITERAL,
        "In an assignment market with two objects, where every agent has the two strict preferences as types, the "
        "projection cone preserves total unimodularity.",
        4,
    ),
    two_objects_reading("two agents", "The same with at most two agents.", 2),
)

CLAIMS = [COROLLARY_2, TWO_OBJECTS]
