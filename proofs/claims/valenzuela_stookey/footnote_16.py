"""VS, footnote 16 (section 3.1): ex-post optimal selection improves whatever is chosen, hence in any equilibrium."""

from __future__ import annotations

from proofs.claims.claim import Part
from proofs.claims.families import hard_mechanisms, induced_games
from proofs.claims.families import markets as families
from proofs.claims.families.ex_post_optimal import costs_no_more, ex_post, own_polarized
from proofs.claims.families.trading_mechanisms import mechanism_reading
from proofs.claims.families.valenzuela_stookey import BESIDE, ReadingsAbout, claim, never
from proofs.trading.dominance.polarization import polarized
from proofs.trading.games.equilibria import has_equilibrium
from proofs.trading.markets.mechanisms import Mechanism

game_reading = ReadingsAbout(induced_games.game_in_words, 90)


def not_osp_any_more(mechanism: Mechanism) -> Part:
    """With the workload 6 a^2 + 8 b^2 the ray (1, -1) from (1, 1) is better than eta for a quarter, worse for more.

    So the game of a polarized ray mechanism with ex-post optimal selection has an agent without a dominant choice.
    """
    rays, game = induced_games.convex()
    yield polarized([ray.direction for ray in rays])
    yield never(has_equilibrium(game, "dominant"))
    yield never(has_equilibrium(game, "obviously dominant"))


def footnote_16(mechanism: Mechanism) -> Part:
    yield from costs_no_more(mechanism)
    yield from not_osp_any_more(mechanism)


FOOTNOTE_16 = claim(
    "footnote-16",
    "section 3.1, footnote 16",
    "ex-post optimal selection improves whatever is chosen",
    mechanism_reading(
        "literal",
        "With ex-post optimal selection from remedial menus (there are no polarized rays as printed) and the "
        "status quo as endowment, the social cost is at most that of the status quo whatever is chosen, hence in "
        "every equilibrium, whatever the preferences",
        own_polarized("printed"),
        costs_no_more,
        "At some choices everything that may be selected costs more than the status quo.",
        ex_post(families.REMEDIAL),
    ),
    mechanism_reading(
        BESIDE,
        "With ex-post optimal selection from polarized rays (beside the endowment) or remedial menus the social "
        "cost is at most that of the status quo whatever is chosen, hence in every equilibrium; and with a "
        "nonlinear workload such a mechanism need not be obviously strategy-proof (a ray may be better than eta "
        "near it, worse at its end)",
        own_polarized("beside endowment"),
        footnote_16,
        "At some choices everything that may be selected costs more than the status quo.",
        ex_post(families.RANDOM_MECHANISMS),
        ex_post(hard_mechanisms.MATCHED),
        budget=200,
    ),
    game_reading(
        "in every equilibrium",
        "With ex-post optimal selection from polarized rays (beside the endowment) or remedial menus, and the status "
        "quo as endowment, the social cost is at most that of the status quo in every Nash equilibrium at every "
        "profile of types, and at every profile of types in every Bayesian one, in pure strategies, whatever the "
        "workloads",
        induced_games.is_ex_post_optimal_polarized,
        induced_games.improves_in_every_equilibrium,
        "In this equilibrium the designer pays more than for the status quo.",
        induced_games.with_workloads(ex_post(families.RANDOM_MECHANISMS)),
        induced_games.with_workloads(ex_post(hard_mechanisms.MATCHED)),
    ),
)

CLAIMS = [FOOTNOTE_16]
