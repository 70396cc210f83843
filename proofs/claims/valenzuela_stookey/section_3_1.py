"""VS, section 3.1: ex-post optimal selection never costs more than the status quo."""

from __future__ import annotations

from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families.ex_post_optimal import costs_no_more, ex_post, own_polarized
from proofs.claims.families.trading_mechanisms import mechanism_reading
from proofs.claims.families.valenzuela_stookey import BESIDE, claim

SECTION_3_1 = claim(
    "section-3.1",
    "section 3.1",
    "ex-post optimal selection never costs more than the status quo",
    mechanism_reading(
        "literal",
        "If everybody has the remedial menu (there are no polarized rays as printed) and the endowment is the "
        "status quo, ex-post optimal selection never costs more than the status quo",
        own_polarized("printed"),
        costs_no_more,
        "At some choices everything that may be selected costs more than the status quo.",
        ex_post(families.REMEDIAL),
    ),
    mechanism_reading(
        BESIDE,
        "If the menus are polarized rays (beside the endowment) or remedial and the endowment is the status quo, "
        "ex-post optimal selection never costs more than the status quo, whatever is chosen",
        own_polarized("beside endowment"),
        costs_no_more,
        "At some choices everything that may be selected costs more than the status quo.",
        ex_post(families.RANDOM_MECHANISMS),
        ex_post(hard_mechanisms.MATCHED),
        budget=200,
    ),
)

CLAIMS = [SECTION_3_1]
