"""What the claims in the proof of VS, Theorem 2 share: readings about trading sets, as printed and as selected.

Claims 4 and 6 are parts of the two forms of menus as well (`theorem_2_two_forms`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from exact.verdicts import Verdict
from proofs.claims.claim import Part, Reading
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.stated_mechanisms import (
    AGENTS,
    above,
    below,
    directions,
    is_remedial,
    osp_and,
)
from proofs.claims.families.trading_mechanisms import MECHANISMS, SELECTED, mechanism_reading, osp
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, never
from proofs.claims.stating import Formula, Stated, Term, every, some
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.markets.bundles import Direction
from proofs.trading.markets.domains import Orthant
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import shape

AS_PRINTED = (families.IDLE, families.IDLE_PAIRS, families.WITHOUT_ENDOWMENT, families.TABLES)
"""Mechanisms that are obviously strategy-proof as printed among them."""


Sets = Any


def of_sets(
    words: str,
    conclusion: Callable[[Sets], Callable[[Mechanism], Part]],
    never_selected: str,
    because: str,
    stated: Stated,
) -> tuple[Reading, Reading]:
    """What a claim says of the trading sets as printed, and of the bundles of them that are ever selected.

    `stated` is the claim on the sets as printed, as data.
    """
    return (
        mechanism_reading(
            "literal",
            f"In an obviously strategy-proof mechanism (as printed), {words}",
            osp("printed"),
            conclusion("printed"),
            never_selected,
            *AS_PRINTED,
            stated=stated,
        ),
        mechanism_reading(
            SELECTED,
            f"In an obviously strategy-proof mechanism (an action compared with the other actions), {words}, of the "
            "bundles that are ever selected",
            osp("deviations"),
            conclusion("reduced"),
            because,
            *MECHANISMS,
        ),
    )


def beside_remedial(j: Term) -> Formula:
    """If a set of the agent is below the endowment and more than {eta}, all its sets are below or above it."""
    sets = directions(j)
    return some("X", sets, is_remedial).implies(every("Y", sets, lambda other: below(other) | above(other)))


CLAIM_6_STATED = osp_and(every("j", AGENTS, beside_remedial))


def gain_and_loss(directions: Sequence[Direction]) -> Iterator[Verdict]:
    """For every two directions of a set: some c >= 0 gains by the one and loses by the other."""
    for gain, loss in itertools.permutations(directions, 2):
        yield some_type(Orthant(len(gain)), (gain, common.negative(loss)))


def claim_4(sets: Sets) -> Callable[[Mechanism], Part]:
    """A set is of none of the three forms only if some c >= 0 gains by one of its bundles and loses by another."""

    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            for offered in directions_of(mechanism.protocol, j, sets):
                if shape(offered) == "none":
                    verdicts = list(gain_and_loss(offered))
                    assert any(verdict.holds for verdict in verdicts)
                    yield from map(never, verdicts)

    return conclusion


def _rise_and_fall(directions: Sequence[Direction]) -> int:
    """The lesser of the greatest rise and the greatest fall: 0 exactly for remedial and redundant sets."""
    steps = [step for direction in directions for step in direction]
    return min(max(steps, default=0), -min(steps, default=0))


def claim_6(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            if "remedial" in map(shape, offers):
                worst = max(map(_rise_and_fall, offers))
                yield at_most(
                    (
                        "the smaller of the greatest rise and fall from eta in a set beside a remedial one",
                        worst,
                    ),
                    ZERO,
                )

    return conclusion
