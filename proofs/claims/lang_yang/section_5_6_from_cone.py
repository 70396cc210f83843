"""LY, section 5.6, (33)-(34): (33) and (34) are the inequalities of W."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.families.compromise_cones import characterizes, violated
from proofs.claims.families.compromises import ALL_THREE, TWO, CompromiseRule, compromise_inequalities
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.stated_compromise import CONE, is_33, is_34, is_binary, stated_compromise, violation
from proofs.claims.stating import feasible


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


def implied_by_cone(case: CompromiseRule) -> Part:
    yield Expected(violated(case, TWO, False), holds=False)


FROM_CONE = claim(
    "section-5.6.from-cone",
    "section 5.6, (33)-(34)",
    "(33) and (34) are the inequalities of W",
    characterizes(
        LITERAL,
        "The inequalities f y <= g lambda for all (f, g) in W as printed, g of any sign, B and C on a1 and a2, are "
        "(33)-(34): a rule satisfies the ones if and only if it satisfies the others (binary types).",
        TWO,
        False,
        compromise_inequalities,
        "the rule satisfies (33) and (34)",
        stated_compromise(TWO, [is_binary()], [(~feasible(violation())).iff(is_33() & is_34())], where=CONE),
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


CLAIMS = [FROM_CONE]
