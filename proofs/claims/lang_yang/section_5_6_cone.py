"""LY, section 5.6, before Lemma 11: W with its free g is the projection cone of the compromise problem."""

from __future__ import annotations

from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL
from proofs.claims.families.compromise_cones import characterizes
from proofs.claims.families.compromises import ALL_THREE, TWO, CompromiseRule
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_stated import is_implementable as is_implementable_rule
from proofs.claims.families.stated_compromise import CONE as CONE_ROWS
from proofs.claims.families.stated_compromise import is_binary, stated_compromise, violation
from proofs.claims.stating import feasible
from proofs.reduced_form.implementation.deciding import implementable


def is_implementable(case: CompromiseRule) -> Verdict:
    return implementable(case.problem, case.rule)


CONE = claim(
    "section-5.6.cone",
    "section 5.6, before Lemma 11",
    "W with its free g is the projection cone of the compromise problem",
    characterizes(
        LITERAL,
        "W = {(f, g) : -f'B + g'C >= 0}, g of any sign, B and C on a1 and a2, is the projection cone of the compromise "
        "problem: a rule is implementable if and only if f y <= g lambda for all (f, g) in W (binary types).",
        TWO,
        False,
        is_implementable,
        "the rule is implementable",
        stated_compromise(TWO, [is_binary()], [is_implementable_rule().iff(~feasible(violation()))], where=CONE_ROWS),
    ),
    characterizes(
        "g >= 0",
        "The same with g >= 0 in W.",
        TWO,
        True,
        is_implementable,
        "the rule is implementable",
    ),
    characterizes(
        "a0 as well",
        "The same, g of any sign, with B and C on all three alternatives a0, a1, a2.",
        ALL_THREE,
        False,
        is_implementable,
        "the rule is implementable",
    ),
)


CLAIMS = [CONE]
