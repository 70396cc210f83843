"""LY, section 5.5, (30): the equality of bilateral trade."""

from __future__ import annotations

from exact.linear import LinearSystem, optimum
from exact.matrices import Name
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.bilateral_trade import COMPATIBLE, TradeRule, equality_holds, smaller_rules, trade_rules
from proofs.claims.families.lang_yang import claim, equal, value_of
from proofs.claims.families.lang_yang_stated import is_implementable
from proofs.claims.families.stated_trade import chance_of_edges, rule_problem, stated_trade, sum_of_30
from proofs.reduced_form.implementation.deciding import implementable


def equality_on_edges(case: TradeRule) -> Part:
    """With only compatible profiles counted, the sum of (30) is the same for every rule: its least and greatest."""
    t = case.trade
    names: list[Name] = [(agent, *edge) for edge in t.edges for agent in ("1", "2")]
    shares = [({("1", *edge): 1, ("2", *edge): 1}, case.mass(*edge)) for edge in t.edges]
    system = LinearSystem.make(names, equal=shares, lower=0)
    for sense in ("max", "min"):
        verdict = optimum(system, dict.fromkeys(names, 1), sense)
        yield verdict
        yield equal([(value_of(verdict), case.compatible)], f"the {sense}imum of the sum of (30)", COMPATIBLE)


EQUALITY = claim(
    "section-5.5.equality",
    "section 5.5, (30)",
    "the equality of bilateral trade",
    Reading(
        wording="For every implementable rule of bilateral trade with a compatibility graph the sum over both agents' "
        "types of lambda_i(t_i) times the probability of getting the object is the probability of the compatible "
        "profiles.",
        hypothesis=lambda case: [implementable(case.problem, case.rule)],
        conclusion=equality_holds,
        families=(
            Family(
                "rules with random probabilities of trade on graphs on at most 3 + 3 types",
                lambda seed: trade_rules(seed, implementable_only=True),
                endless=True,
            ),
        ),
        because=lambda case: (
            f"the rule is implementable; somebody has the object at every profile, so the sum in (30) is {case.total}, "
            f"but the probability of a compatible profile is {case.compatible}"
        ),
        describe=TradeRule.words,
        smaller=smaller_rules,
        stated=stated_trade([is_implementable()], [sum_of_30().equals(chance_of_edges())], instances=rule_problem),
    ),
    Reading(
        name="compatible profiles only",
        wording="The same if the probabilities of getting the object count compatible profiles only.",
        conclusion=equality_on_edges,
        families=(
            Family(
                "random priors on graphs on at most 3 + 3 types",
                lambda seed: trade_rules(seed, implementable_only=True),
                endless=True,
            ),
        ),
        because=lambda case: "the sum takes another value",
        describe=TradeRule.words,
        budget=120,
    ),
    rests_on=("lemma-10",),
)


CLAIMS = [EQUALITY]
