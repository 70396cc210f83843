"""LY, section 5.2, Corollary 3: (25) and (27) describe the IC implementable rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from proofs.claims.claim import LITERAL, Family
from proofs.claims.families.lang_yang import claim, completeness_of
from proofs.claims.families.lang_yang_stated import is_implementable
from proofs.claims.families.market_rules import (
    MarketRule,
    Taste,
    condition_25,
    corollary,
    corollary_families,
    inequalities_25,
)
from proofs.claims.families.stated_markets_of_tastes import (
    are_cardinal,
    is_25,
    is_25_and_nonnegative,
    is_27,
    stated_market,
)
from proofs.claims.families.structure_classes import SHAPES, plain_canonical_problems, unit_markets
from proofs.reduced_form.facets.descriptions import PassingRule

SEARCHED_MARKETS = 200
"""Random markets in which rules are looked for that (25) lets pass."""


def passing_rules(seed: int) -> Iterator[MarketRule]:
    """Rules that (25) lets pass though they are not implementable, with payoffs that suit them, market by market."""
    random_markets = itertools.islice(plain_canonical_problems(seed, SHAPES[:1]), SEARCHED_MARKETS)
    for problem in itertools.chain(random_markets, unit_markets(seed)):
        verdict = completeness_of(problem, "B")
        if verdict is None or not isinstance(verdict.evidence, PassingRule):
            continue
        rule = verdict.evidence.rule
        at = dict(zip(problem.coordinates, rule.values, strict=True))
        tastes: list[tuple[tuple[int, ...], ...]] = []
        for agent, kinds in zip(problem.agents, problem.types, strict=True):
            if len(kinds) == 1:
                tastes.append(((1,) * len(problem.objects),))
                continue
            more = [at[agent, kinds[0], j] - at[agent, kinds[1], j] for j in problem.objects]
            signs = [(v > 0) - (v < 0) for v in more]
            own = signs if any(signs) else [1] * len(more)
            tastes.append((tuple(own), tuple(-s for s in own)))
        yield MarketRule(problem, rule, Taste(tuple(tastes), False))


PASSING = Family(
    "rules that (25) lets pass in random markets of 3 agents and 2 objects, ceilings 1 to 3, and in markets with unit "
    "quotas, with payoffs that suit them",
    passing_rules,
)


COROLLARY_3 = claim(
    "corollary-3",
    "section 5.2, Corollary 3",
    "(25) and (27) describe the IC implementable rules",
    corollary(
        LITERAL,
        "In an assignment market with zero floors and cardinal types the incentive compatible and implementable rules "
        "are those that satisfy (25) and (27).",
        False,
        inequalities_25,
        corollary_families(False),
        False,
        stated_market([are_cardinal(), is_27()], [is_implementable().iff(is_25())]),
    ),
    corollary(
        "nonnegative rules",
        "The same with Q >= 0 required beside (25) and (27), as in Theorem 5.",
        False,
        condition_25,
        (PASSING, *corollary_families(False)),
        False,
        stated_market([are_cardinal(), is_27()], [is_implementable().iff(is_25_and_nonnegative())]),
    ),
    corollary(
        "nonnegative rules, unimodular",
        "The same if the projection cone preserves total unimodularity, as in Theorem 5.",
        False,
        condition_25,
        corollary_families(False),
        True,
    ),
    # No proof is printed; (25) is Theorem 5's.
    rests_on=("theorem-5",),
)


CLAIMS = [COROLLARY_3]
