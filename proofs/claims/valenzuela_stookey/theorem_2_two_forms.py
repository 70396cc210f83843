"""VS, proof of Theorem 2: menus are remedial or redundant, or redundant or in polarized rays."""

from __future__ import annotations

from collections.abc import Callable

from proofs.claims.claim import Part
from proofs.claims.families import markets as families
from proofs.claims.families.corrected_menus import TWO_FORMS_CORRECTED
from proofs.claims.families.stated_mechanisms import (
    AGENTS,
    above,
    below,
    directions,
    on_ray,
    osp_and,
    polarized_directions,
)
from proofs.claims.families.trading_mechanisms import MECHANISMS, SELECTED, mechanism_reading, osp
from proofs.claims.families.trading_sets import Sets, claim_4, claim_6
from proofs.claims.families.valenzuela_stookey import claim
from proofs.claims.stating import Formula, Term, each, every, those
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import shape


def two_forms(sets: Sets) -> Callable[[Mechanism], Part]:
    """All sets remedial or redundant; or all redundant or in rays, the rays being polarized."""

    def conclusion(mechanism: Mechanism) -> Part:
        yield from claim_4(sets)(mechanism)
        yield from claim_6(sets)(mechanism)
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            yield polarized([d[0] for d in offers if shape(d) == "ray"])

    return conclusion


def all_remedial(j: Term) -> Formula:
    """The sets of the agent are all below the endowment or above it."""
    return every("X", directions(j), lambda offered: below(offered) | above(offered))


def all_in_rays(j: Term) -> Formula:
    """They are all above the endowment or contained in rays of both signs, and these rays are polarized."""
    beside = those("X", directions(j), lambda offered: ~above(offered))
    rays = each("X", beside, lambda offered: offered[0])
    return every("X", beside, on_ray) & polarized_directions(rays, "beside endowment")


TWO_FORMS = claim(
    "theorem-2.two-forms",
    "section 3, proof of Theorem 2",
    "menus are remedial or redundant, or redundant or in polarized rays",
    mechanism_reading(
        "literal",
        "In an obviously strategy-proof mechanism (as printed), the sets of an agent are all remedial or "
        "redundant, or they are redundant or contained in polarized rays",
        osp("printed"),
        two_forms("printed"),
        "The sets are of neither form: they hold bundles that are never selected.",
        families.IDLE,
        stated=osp_and(every("j", AGENTS, lambda j: all_remedial(j) | all_in_rays(j))),
    ),
    mechanism_reading(
        SELECTED,
        "In an obviously strategy-proof mechanism (an action compared with the other actions), what is "
        "selected from the sets of an agent is of one of the two forms",
        osp("deviations"),
        two_forms("reduced"),
        "What is selected from the sets is of neither form.",
        *MECHANISMS,
    ),
    TWO_FORMS_CORRECTED,
    rests_on=("claim-4", "claim-5", "claim-6"),
)

CLAIMS = [TWO_FORMS]
