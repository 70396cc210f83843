"""LY, section 5.5, before Lemma 9: W is the projection cone of bilateral trade.

W = {(f, g) : -f'B + g'C >= 0} has entries for compatible profiles only. An inequality of it, f y <= g lambda, is about
what the agents get at these profiles, whereas (30) counts what they get at all: the seller keeps the object elsewhere.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import Coefficients, LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Family, Reading
from proofs.claims.cone_facts import stated, stated_if
from proofs.claims.families.bilateral_trade import ONE_UNIT, TradeRule, smaller_rules, trade_rules
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_stated import is_implementable
from proofs.claims.families.stated_trade import rule_problem, stated_trade, violation
from proofs.claims.stating import feasible
from proofs.reduced_form.implementation.deciding import implementable


@cache
def violated_trade(case: TradeRule, compatible_only: bool) -> Verdict:
    """Whether some (f, g) in W has f y - g lambda = 1.

    y is what each type gets, weighted by its probability, at all profiles or at compatible ones only.
    """
    t = case.trade
    rows, columns = case.marginals
    outside = {m: sum((case.mass(k, m) for k in t.buyers if (k, m) not in t.edges), Fraction(0)) for m in t.sellers}
    y: dict[Any, Fraction] = {k: value * weight for k, value, weight in zip(t.buyers, case.buyer, rows, strict=True)}
    for m, value, weight in zip(t.sellers, case.seller, columns, strict=True):
        y[m] = (1 - value) * weight - (outside[m] if compatible_only else 0)
    g: list[Any] = [("g", *edge) for edge in t.edges]
    limits: list[tuple[Coefficients, int]] = [({kind: 1, ("g", *edge): -1}, 0) for edge in t.edges for kind in edge]
    excess: dict[Any, Fraction] = {**y, **{("g", *edge): -case.mass(*edge) for edge in t.edges}}
    return feasibility(LinearSystem.make([*y, *g], at_most=limits, equal=[(excess, ONE_UNIT)]))


def trade_cone(name: str, wording: str, compatible_only: bool) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [stated(violated_trade(case, compatible_only))],
        conclusion=lambda case: [
            stated_if(implementable(case.problem, case.rule), not violated_trade(case, compatible_only))
        ],
        families=(
            Family("rules with random probabilities of trade on graphs on at most 3 + 3 types", trade_rules, True),
        ),
        because=lambda case: (
            "the rule is implementable, but the certified (f, g) lies in W and f y = g lambda + 1; the cone has the "
            "line (1, ..., 1), so that it wants the agents to get the object with the probability of a compatible "
            "profile in all, whereas somebody always gets it"
            if violated_trade(case, compatible_only)
            else "no (f, g) in W is violated by y, and the rule is not implementable"
        ),
        describe=TradeRule.words,
        smaller=smaller_rules,
        budget=120,
        stated=None
        if compatible_only
        else stated_trade([], [is_implementable().iff(~feasible(violation()))], instances=rule_problem),
    )


TRADE_CONE = claim(
    "section-5.5.cone",
    "section 5.5, before Lemma 9",
    "W is the projection cone of bilateral trade",
    trade_cone(
        LITERAL,
        "W = {(f, g) : -f'B + g'C >= 0}, with entries for compatible profiles only, is the projection cone of "
        "bilateral trade: a rule is implementable if and only if f y <= g lambda for all (f, g) in W, y being "
        "lambda_i(t_i) times the interim probability Q_i(t_i) of getting the object, as in (30).",
        False,
    ),
    trade_cone(
        "compatible profiles only",
        "The same if y counts the object at compatible profiles only.",
        True,
    ),
)


CLAIMS = [TRADE_CONE]
