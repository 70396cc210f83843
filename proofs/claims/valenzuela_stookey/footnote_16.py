"""VS, footnote 16 (section 3.1): ex-post optimal selection improves whatever is chosen."""

from __future__ import annotations

from fractions import Fraction

from proofs.claims.claim import Part
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families.ex_post_optimal import costs_no_more, ex_post, own_polarized
from proofs.claims.families.trading_mechanisms import mechanism_reading
from proofs.claims.families.valenzuela_stookey import BESIDE, below, claim
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray


def not_osp_any_more(mechanism: Mechanism) -> Part:
    """With workload x_A^2 + x_B the ray (-1, 5/4) from (1, 1) is better than eta half way and worse at its end."""
    eta = bundle((1, 1))
    costs = [(1 - y) ** 2 + 1 + Fraction(5, 4) * y for y in (Fraction(0), Fraction(1, 2), Fraction(1))]
    ray = Ray(bundle((-1, "5/4")))
    assert all(menus.in_set(ray, eta, x) for x in (eta, bundle(("1/2", "13/8")), bundle((0, "9/4"))))
    yield polarized((ray.direction,))
    yield below(("the workload half way along the ray", costs[1]), ("the workload of the endowment", costs[0]))
    yield below(("the workload of the endowment", costs[0]), ("the workload at the end of the ray", costs[2]))


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
        "half way, worse at its end)",
        own_polarized("beside endowment"),
        footnote_16,
        "At some choices everything that may be selected costs more than the status quo.",
        ex_post(families.RANDOM_MECHANISMS),
        ex_post(hard_mechanisms.MATCHED),
        budget=200,
    ),
)

CLAIMS = [FOOTNOTE_16]
