"""Lang & Yang (2023), sections 5.5 and 5.6: the projection cones as printed, and whether (33)-(34) follow.

In bilateral trade W = {(f, g) : -f'B + g'C >= 0} has entries for compatible profiles only. An inequality of it,
f y <= g lambda, is about what the agents get at these profiles, whereas (30) counts what they get at all: the seller
keeps the object elsewhere.

In the compromise problem the cone is W = {(f, g) : -f'B + g'C >= 0} with f and g of any sign. Reduced forms, and with
them B, are about the alternatives a1 and a2; C then has a row for each type profile, with ones at a1 and a2. A free
multiplier g belongs to an equation, q(a1) + q(a2) = 1, which leaves no room for the compromise a0; where a0 may be
chosen the row is an inequality and g >= 0. With columns for all three alternatives the row is an equation and g is
free, but M(W) is another matrix.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact import cones
from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import is_sign_vector, sizes_equal, stated, stated_if
from proofs.claims.lang_yang.common import at_most
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.section_5_trade import (
    ALL_THREE,
    TWO,
    Compromise,
    CompromiseRule,
    TradeRule,
    compromise,
    compromise_inequalities,
    compromise_rules,
    smaller_compromises,
    smaller_rules,
    trade_rules,
    uniform_compromise,
)
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.implementation.deciding import implementable

ONE_UNIT = 1


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


def without_a0(seed: int) -> Iterator[CompromiseRule]:
    """Rules that never choose a0, with two types each; every second one has a little moved from a2 to a1; no end."""
    draw = random.Random(seed)
    while True:
        weights = [draw.randint(1, 4) for _ in range(4)]
        bare = CompromiseRule((2, 2), tuple(Fraction(w, sum(weights)) for w in weights), ())
        one, other = bare.types
        share = {(k, m): Fraction(draw.randint(0, 4), 4) for k in one for m in other}
        point = [
            sum(
                (
                    bare.mass(k, m) * (share[k, m] if a == "a1" else 1 - share[k, m])
                    for k in one
                    for m in other
                    if kind == (k if player == "1" else m)
                ),
                Fraction(0),
            )
            for player, kind, a in bare.names
        ]
        yield replace(bare, point=tuple(point))
        place = draw.randrange(0, len(point), 2)
        moved = Fraction(draw.choice((-1, 1)), 8)
        point[place] += moved
        point[place + 1] -= moved
        yield replace(bare, point=tuple(point))


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
        hypothesis=lambda case: [stated(violated(case, alternatives, nonnegative))],
        conclusion=lambda case: [stated_if(goal(case), not violated(case, alternatives, nonnegative))],
        families=RULES,
        because=because,
        describe=CompromiseRule.words,
        smaller=smaller_compromises,
        budget=120,
    )


def is_implementable(case: CompromiseRule) -> Verdict:
    return implementable(case.problem, case.rule)


# ------------------------------------------------------------------------------------------------- bilateral trade


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
    )


TRADE_CONE = claim(
    "section-5.5.cone",
    "section 5.5, before Lemma 9",
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


# ---------------------------------------------------------------------------------------------------------- compromise


CONE = claim(
    "section-5.6.cone",
    "section 5.6, before Lemma 11",
    characterizes(
        LITERAL,
        "W = {(f, g) : -f'B + g'C >= 0}, g of any sign, B and C on a1 and a2, is the projection cone of the compromise "
        "problem: a rule is implementable if and only if f y <= g lambda for all (f, g) in W (binary types).",
        TWO,
        False,
        is_implementable,
        "the rule is implementable",
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


def implied_by_cone(case: CompromiseRule) -> Part:
    yield Expected(violated(case, TWO, False), holds=False)


FROM_CONE = claim(
    "section-5.6.from-cone",
    "section 5.6, (33)-(34)",
    characterizes(
        LITERAL,
        "The inequalities f y <= g lambda for all (f, g) in W as printed, g of any sign, B and C on a1 and a2, are "
        "(33)-(34): a rule satisfies the ones if and only if it satisfies the others (binary types).",
        TWO,
        False,
        compromise_inequalities,
        "the rule satisfies (33) and (34)",
    ),
    characterizes(
        "g >= 0",
        "The same with g >= 0 in W.",
        TWO,
        True,
        compromise_inequalities,
        "the rule satisfies (33) and (34)",
    ),
    characterizes(
        "a0 as well",
        "The same, g of any sign, with B and C on all three alternatives a0, a1, a2.",
        ALL_THREE,
        False,
        compromise_inequalities,
        "the rule satisfies (33) and (34)",
    ),
    Reading(
        name="only that they follow",
        wording="A rule that satisfies f y <= g lambda for all (f, g) in W as printed satisfies (33) and (34).",
        hypothesis=implied_by_cone,
        conclusion=lambda case: [compromise_inequalities(case)],
        families=(Family("rules that never choose a0 and others near them, two types each", without_a0, endless=True),),
        because=lambda case: "no (f, g) in W is violated, and (33) or (34) is",
        describe=CompromiseRule.words,
        budget=120,
    ),
)


def cone_of(case: Compromise) -> Cone:
    return Cone.of(case.matrix.to_lists(), coordinates=case.matrix.columns)


def sign_generators(case: Compromise) -> Part:
    """All generators, lines in a basis of theirs and extreme rays modulo the lines, have entries of one size."""
    found = cones.generators(cone_of(case))
    for vector in (*found.lines, *found.rays):
        yield from sizes_equal(vector)
    others = [vector for vector in (*found.lines, *found.rays) if not is_sign_vector(vector)]
    yield at_most([(len(others), 0)], "the number of generators that are no multiples of sign vectors")


GENERATED = claim(
    "section-5.6.generated",
    "section 5.6, after Lemma 11",
    Reading(
        wording="In the compromise problem with binary types W is generated by vectors with entries -1, 0, 1, with B "
        "and C on a1 and a2.",
        conclusion=sign_generators,
        families=(compromise(TWO),),
        because=lambda case: "a generator has entries of two sizes",
        describe=Compromise.words,
    ),
)

CLAIMS = quoted([TRADE_CONE, CONE, GENERATED, FROM_CONE])
