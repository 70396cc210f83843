"""VS, Theorem 2: polarized ray mechanisms and obviously strategy-proof ones.

* `theorem-2.first`: polarized rays or remedial menus => obviously strategy-proof
* `theorem-2.second`: obviously strategy-proof => dominated by polarized rays with the same choices
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proofs.claims.claim import Part
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families.corrected_menus import THEOREM_2_CORRECTED
from proofs.claims.families.polarized_rays import ABOVE_OR_COPY, RAY_TABLES, Drop, forced_protocol
from proofs.claims.families.stated_mechanisms import (
    MECHANISM,
    all_choices,
    all_positive_costs,
    choices_not_above,
    dominating_menus,
    is_feasible,
    polarized_menus,
    stated_mechanism,
)
from proofs.claims.families.stated_mechanisms import is_osp as stated_osp
from proofs.claims.families.stated_mechanisms import osp as stated_osp_mechanism
from proofs.claims.families.trading_mechanisms import STRICT, mechanism_reading, osp, with_any_ties
from proofs.claims.families.valenzuela_stookey import BESIDE, CAUTIOUS, OTHER_ACTIONS, claim
from proofs.claims.stating import Stated, Term, every
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.protocols import feasible


def polarized_mechanism(reading: Any) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        yield decide_polarized(mechanism, reading)
        yield feasible(mechanism.protocol)

    return hypothesis


def is_osp(dominance: Dominance) -> Callable[[Mechanism], Part]:
    return lambda mechanism: (obviously_strategy_proof(mechanism, dominance),)


ABOVE: Drop = ("redundant",)


def dominated_by_polarized(reading: Any, drop: Drop = ()) -> Callable[[Mechanism], Part]:
    return lambda mechanism: (decide_polarized(forced_protocol(mechanism, drop), reading),)


MYOPIC = every("s", MECHANISM["strategies"], lambda strategy: strategy.among(["myopic", "any myopic"]))
"""All agents choose myopically optimal sets, breaking ties with caution or in any way."""


def dominated(dominance: Dominance, reading: Any, kept: Callable[[Term], Term]) -> Stated:
    """With positive costs: if obviously strategy-proof, the menus that a dominating mechanism must have are polarized.

    Domination leaves choices and strategies as they are and extends the sets, so that these menus are forced.
    """
    return stated_mechanism(
        [all_positive_costs(), *stated_osp_mechanism(dominance)], [polarized_menus(reading, dominating_menus(kept))]
    )


_NO_RAY = (
    "The mechanism is obviously strategy-proof. Every dominating mechanism has the same choices, among them {eta}, "
    "which is not a ray of both signs, and the menu is not the remedial one."
)

THEOREM_2_FIRST = claim(
    "theorem-2.first",
    "section 3, Theorem 2",
    "polarized rays or remedial menus => obviously strategy-proof",
    mechanism_reading(
        "literal",
        "A polarized ray mechanism as printed (every set of the menu a ray of both signs or the menu remedial; any "
        "myopically optimal strategies) is obviously strategy-proof as printed",
        polarized_mechanism("printed"),
        is_osp("printed"),
        "The menus are as printed and the mechanism is not obviously strategy-proof.",
        with_any_ties(families.REMEDIAL),
        with_any_ties(RAY_TABLES),
    ),
    mechanism_reading(
        BESIDE,
        "A mechanism of polarized rays (beside the endowment) and remedial menus is obviously strategy-proof as "
        "printed: an action compared with all actions, itself included",
        polarized_mechanism("beside endowment"),
        is_osp("printed"),
        "The menus are polarized rays, but an action that may or may not lead to a trade costs its taker different "
        "amounts, and as printed its worst outcome may not cost more than its own best one.",
        RAY_TABLES,
        stated=stated_mechanism([polarized_menus("beside endowment"), is_feasible(), MYOPIC], [stated_osp("printed")]),
    ),
    mechanism_reading(
        OTHER_ACTIONS,
        "A mechanism of polarized rays (beside the endowment) and remedial menus with any myopically optimal "
        "strategies is obviously strategy-proof, an action compared with the other actions",
        polarized_mechanism("beside endowment"),
        is_osp("deviations"),
        "The menus are polarized rays. A type who would lose by a trade finds its set as good as {eta}, for both "
        "hold the endowment, so that choosing it is myopically optimal; but it may lead to the trade, and {eta} "
        "does not.",
        with_any_ties(RAY_TABLES),
        stated=stated_mechanism(
            [polarized_menus("beside endowment"), is_feasible(), MYOPIC], [stated_osp("deviations")]
        ),
    ),
    mechanism_reading(
        CAUTIOUS,
        "A mechanism of polarized rays (beside the endowment) and remedial menus in which agents make, of the "
        "myopically optimal choices, one with the best worst case is obviously strategy-proof, an action compared "
        "with the other actions",
        polarized_mechanism("beside endowment"),
        is_osp("deviations"),
        "The menus are polarized rays and some type's choice is not obviously dominant.",
        RAY_TABLES,
        families.REMEDIAL,
        families.RANDOM_MECHANISMS,
        hard_mechanisms.BOX_TABLES,
        hard_mechanisms.MATCHED,
        hard_mechanisms.MATCHED_BOXES,
        hard_mechanisms.MATCHED_TYPES,
    ),
    THEOREM_2_CORRECTED,
    # The definition of polarized rays, which nothing satisfies as printed, is looked at in that claim.
    rests_on=("definition.disjoint-negatives", "theorem-2.remedial-dominant", "claim-5.farkas"),
)

THEOREM_2_SECOND = claim(
    "theorem-2.second",
    "section 3, Theorem 2",
    "obviously strategy-proof => dominated by polarized rays with the same choices",
    mechanism_reading(
        "literal",
        "With strictly monotone preferences (all positive costs are types), the essential reduction of an "
        "obviously strategy-proof mechanism (as printed) is "
        "dominated by a polarized ray mechanism (as printed) with the same choices and strategies",
        osp("printed"),
        dominated_by_polarized("printed"),
        _NO_RAY,
        families.STRICT_IDLE,
        stated=dominated("printed", "printed", all_choices),
    ),
    mechanism_reading(
        f"{BESIDE}, {OTHER_ACTIONS}",
        "As literal, with polarized rays beside the endowment, and an action compared with the other actions",
        osp("deviations"),
        dominated_by_polarized("beside endowment"),
        "The mechanism is obviously strategy-proof, although one of its sets holds a bundle above the endowment, "
        "which is selected at choices that nobody makes. A dominating mechanism has the same choices, so that a "
        "ray of both signs would have to hold that bundle, and none does.",
        families.STRICT_TABLES,
        stated=dominated("deviations", "beside endowment", all_choices),
    ),
    mechanism_reading(
        "sets above the endowment may be dropped",
        "As the second reading, when sets all of whose selected bundles are above the endowment may be dropped",
        osp("deviations"),
        dominated_by_polarized("beside endowment", ABOVE),
        "The mechanism is obviously strategy-proof. Agent 2 has a remedial set and two sets that lead to {eta} "
        "only; polarized rays do not hold the remedial set, and a remedial menu has two sets and not three.",
        families.STRICT_TABLES,
        stated=dominated("deviations", "beside endowment", choices_not_above),
    ),
    mechanism_reading(
        "sets above the endowment and copies of it may be dropped",
        "As the third reading, when further sets of which only the endowment is selected may be dropped as well",
        osp("deviations"),
        dominated_by_polarized("beside endowment", ABOVE_OR_COPY),
        "The mechanism is obviously strategy-proof and the rays that hold its sets are not polarized.",
        *STRICT,
    ),
    # The definition of polarized rays, which nothing satisfies as printed, is looked at in that claim.
    rests_on=("definition.disjoint-negatives", "theorem-2.two-forms", "theorem-2.redundant-never-chosen"),
)

CLAIMS = [THEOREM_2_FIRST, THEOREM_2_SECOND]
