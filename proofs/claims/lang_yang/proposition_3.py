"""LY, section 5.5, Proposition 3: (31) and (32) characterize bilateral trade."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from exact.linear import Coefficients, LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Family, Reading
from proofs.claims.cone_facts import stated, stated_if
from proofs.claims.families.bilateral_trade import ZERO, TradeRule, equality_holds, smaller_rules, subsets, trade_rules
from proofs.claims.families.lang_yang import at_most, claim
from proofs.reduced_form.implementation.deciding import implementable


def trade_inequalities(case: TradeRule) -> Verdict:
    """(31) and (32) at the rule: a system in the two sides' probabilities of trade, which are fixed."""
    t = case.trade
    rows, columns = case.marginals
    names = [*t.buyers, *t.sellers]
    weights = dict(zip(names, (*rows, *(-w for w in columns)), strict=True))
    limits: list[tuple[Coefficients, Fraction]] = []
    for first in subsets(t.buyers):
        for second in subsets(t.sellers):
            bound = sum((case.mass(*e) for e in t.edges if e[0] in first and e[1] not in second), ZERO)
            limits.append(({k: weights[k] for k in (*first, *second)}, bound))
    values = (*case.buyer, *case.seller)
    return feasibility(LinearSystem.make(names, at_most=limits, equal=[(weights, 0)], lower=values, upper=values))


def nonnegative(case: TradeRule) -> Verdict:
    """No interim probability of trade, or of getting the object, is negative."""
    values = (*case.rule.values, *case.buyer, *case.seller)
    return at_most([(-min(values), 0)], "minus the least interim probability")


def proposition_3(name: str, wording: str, literal: bool) -> Reading:
    def stream(seed: int) -> Iterator[TradeRule]:
        return (case for case in trade_rules(seed) if not literal or case.total == case.compatible)

    which = " that satisfy (30)" if literal else ""
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [
            *([nonnegative(case), *equality_holds(case)] if literal else ()),
            stated(trade_inequalities(case)),
        ],
        conclusion=lambda case: [stated_if(implementable(case.problem, case.rule), bool(trade_inequalities(case)))],
        families=(
            Family(
                f"random priors and probabilities of trade{which} on graphs on at most 3 + 3 types",
                stream,
                endless=True,
            ),
        ),
        because=lambda case: "(31) and (32) on the one hand and implementability on the other disagree about the rule",
        describe=TradeRule.words,
        smaller=smaller_rules,
        budget=150,
    )


PROPOSITION_3 = claim(
    "proposition-3",
    "section 5.5, Proposition 3",
    "(31) and (32) characterize bilateral trade",
    proposition_3(
        LITERAL,
        "In bilateral trade with a compatibility graph a nonnegative rule that satisfies (30), as printed, is "
        "implementable if and only if it satisfies (31) and (32).",
        True,
    ),
    proposition_3(
        "without (30)",
        "In bilateral trade with a compatibility graph the two sides' interim probabilities of trade are implementable "
        "if and only if they satisfy (31) and (32).",
        False,
    ),
    # No proof is printed; section 5.5 leads to it from W by Lemma 10's generators and (30).
    rests_on=("section-5.5.cone", "lemma-10", "section-5.5.equality"),
)


CLAIMS = [PROPOSITION_3]
