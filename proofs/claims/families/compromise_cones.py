"""The projection cone of the compromise problem as printed (LY, section 5.6), and whether (33) and (34) follow from it.

The cone is W = {(f, g) : -f'B + g'C >= 0} with f and g of any sign. Reduced forms, and with them B, are about the
alternatives a1 and a2; C then has a row for each type profile, with ones at a1 and a2. A free multiplier g belongs to
an equation, q(a1) + q(a2) = 1, which leaves no room for the compromise a0; where a0 may be chosen the row is an
inequality and g >= 0. With columns for all three alternatives the row is an equation and g is free, but M(W) is another
matrix. Shared by `section_5_6_cone` and `section_5_6_from_cone`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import Coefficients, LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Reading
from proofs.claims.cone_facts import stated as shown
from proofs.claims.cone_facts import stated_if
from proofs.claims.families.bilateral_trade import ONE_UNIT
from proofs.claims.families.compromises import CompromiseRule, compromise_rules, smaller_compromises, uniform_compromise
from proofs.claims.stating import Stated


@cache
def violated(case: CompromiseRule, alternatives: tuple[str, ...], nonnegative: bool) -> Verdict:
    """Whether some (f, g) in W has f y - g lambda = 1; W is a cone, so 1 stands for any excess."""
    one, other = case.types
    marginals = case.problem.marginals
    pairs = zip(case.problem.coordinates, case.rule.values, strict=True)
    y: dict[Any, Fraction] = {name: marginals[name[0], name[1]] * value for name, value in pairs}
    profiles = [(k, m) for k in one for m in other]
    f = [name for name in y if name[2] in alternatives]
    g: list[Any] = [("g", *profile) for profile in profiles]
    rows: list[tuple[Coefficients, int]] = [
        ({("1", k, a): 1, ("2", m, a): 1, ("g", k, m): -1}, 0) for k, m in profiles for a in alternatives
    ]
    excess: dict[Any, Fraction] = {name: y[name] for name in f}
    excess |= {("g", k, m): -case.mass(k, m) for k, m in profiles}
    low = dict.fromkeys(g, 0) if nonnegative else {}
    return feasibility(LinearSystem.make([*f, *g], at_most=rows, equal=[(excess, ONE_UNIT)], lower=low))


def never_a_side(seed: int) -> Iterator[CompromiseRule]:
    """With two types each and a uniform prior: the compromise a0 always, half of the time, and never."""
    bare = uniform_compromise((2, 2))
    marginals = bare.problem.marginals
    for share in (Fraction(0), Fraction(1, 4), Fraction(1, 2)):
        point = tuple(marginals[name[0], name[1]] * share for name in bare.names)
        yield replace(bare, point=point)


RULES = (
    Family("two types each, uniform prior: the compromise always, half of the time, and never", never_a_side),
    Family(
        "rules at and beyond the border of (33)-(34), random priors, two types each",
        lambda seed: compromise_rules(seed, ((2, 2),)),
        endless=True,
    ),
)


def characterizes(
    name: str,
    wording: str,
    alternatives: tuple[str, ...],
    nonnegative: bool,
    goal: Callable[[CompromiseRule], Verdict],
    what: str,
    stated: Stated | None = None,
) -> Reading:
    """A reading that says: a rule violates no inequality of W exactly if `goal` holds for it."""

    def because(case: CompromiseRule) -> str:
        if violated(case, alternatives, nonnegative):
            return (
                f"{what}, but the certified (f, g) lies in W and f y = g lambda + 1, so y violates an inequality of W; "
                "with g of any sign W holds (f, g) and its negative for f = -1 on player 1 and g = -1, which says that "
                "a1 and a2 together have probability 1"
            )
        return f"no (f, g) in W is violated by y, and it is not so that {what}"

    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [shown(violated(case, alternatives, nonnegative))],
        conclusion=lambda case: [stated_if(goal(case), not violated(case, alternatives, nonnegative))],
        families=RULES,
        because=because,
        describe=CompromiseRule.words,
        smaller=smaller_compromises,
        budget=120,
        stated=stated,
    )
