"""LY, section 2.4, before Proposition 2: Condition B is part of Condition A."""

from __future__ import annotations

from proofs.claims.claim import Family, Reading
from proofs.claims.families.lang_yang import claim, shown_rule, smaller_rule_cases
from proofs.claims.families.quota_problems import random_typed, rule_cases
from proofs.reduced_form.conditions.deciding import condition

SUBSET = claim(
    "section-2.4.subset",
    "section 2.4, before Proposition 2",
    "Condition B is part of Condition A",
    Reading(
        wording="The inequalities of Condition B are among those of Condition A (S- or S+ empty): a rule that "
        "satisfies Condition A satisfies Condition B.",
        hypothesis=lambda case: [condition(case.problem, case.rule, "A")],
        conclusion=lambda case: [condition(case.problem, case.rule, "B")],
        families=(
            Family(
                "random problems up to 3 x 2 cells and 2 types with rules on and beyond the border",
                rule_cases(random_typed, 4),
                endless=True,
            ),
        ),
        because=lambda case: "the rule satisfies Condition A and violates Condition B",
        describe=shown_rule,
        smaller=smaller_rule_cases,
        budget=150,
    ),
)


CLAIMS = [SUBSET]
