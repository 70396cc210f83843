"""LY, section 5.2, Corollary 2: (25) and (26) describe the OBIC implementable rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import LITERAL, Family
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_stated import ceiling, is_implementable, quota_sets
from proofs.claims.families.market_rules import (
    MarketRule,
    Taste,
    condition_25,
    corollary,
    corollary_families,
    inequalities_25,
    market_problem,
)
from proofs.claims.families.ordinal_borders import ordinal_borders
from proofs.claims.families.ordinal_units import UNIT_MARKETS
from proofs.claims.families.stated_markets_of_tastes import (
    are_ordinal,
    is_25,
    is_25_and_nonnegative,
    is_26,
    stated_market,
)
from proofs.claims.stating import every
from proofs.reduced_form.problem.problems import InterimRule, JointPrior


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


ORDINAL_BORDERS = Family(
    "OBIC rules that satisfy (25), farthest in the directions of the 768 facets beyond (25), random priors",
    ordinal_borders,
    endless=True,
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
        stated_market([are_ordinal(), is_26()], [is_implementable().iff(is_25())]),
    ),
    corollary(
        "nonnegative rules",
        "The same with Q >= 0 required beside (25) and (26), as in Theorem 5.",
        True,
        condition_25,
        (CORRELATED, *corollary_families(True)),
        False,
        stated_market([are_ordinal(), is_26()], [is_implementable().iff(is_25_and_nonnegative())]),
    ),
    corollary(
        "nonnegative rules, unimodular",
        "The same if the projection cone preserves total unimodularity, as in Theorem 5.",
        True,
        condition_25,
        corollary_families(True),
        True,
    ),
    replace(
        corollary(
            "unit quotas",
            "The same if all quotas are 1.",
            True,
            condition_25,
            UNIT_MARKETS,
            False,
            stated_market(
                [are_ordinal(), is_26(), every("G", quota_sets(), lambda one: ceiling(one).equals(1))],
                [is_implementable().iff(is_25_and_nonnegative())],
            ),
        ),
        budget=4,
    ),
    replace(
        corollary(
            "corrected: four agents, two objects, unit quotas",
            "In an assignment market of four agents and two objects with all quotas 1 the OBIC rules Q >= 0 that "
            "satisfy (25) are implementable, though (25) alone is not enough there (tested, not proved)",
            True,
            condition_25,
            (ORDINAL_BORDERS,),
            False,
        ),
        budget=60,
    ),
    # No proof is printed; (25) is Theorem 5's.
    rests_on=("theorem-5",),
)


CLAIMS = [COROLLARY_2]
