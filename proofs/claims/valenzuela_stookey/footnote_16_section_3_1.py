"""VS, section 3.1, section 3.1, footnote 16.

* `section-3.1` (section 3.1): ex-post optimal selection never costs more than the status quo
* `footnote-16` (section 3.1, footnote 16): ex-post optimal selection improves whatever is chosen
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_mechanisms, rays
from proofs.claims.families import markets as families
from proofs.claims.families.valenzuela_stookey import (
    BESIDE,
    ZERO,
    below,
    claim,
    equal,
)
from proofs.claims.families.valenzuela_stookey_3 import mechanism_reading
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.value.improvement import weak_improvement


def _own_status_quo(mechanism: Mechanism) -> Part:
    eta = [x for row in mechanism.market.endowment for x in row]
    sigma = [x for row in mechanism.market.status_quo for x in row]
    apart = sum((abs(a - b) for a, b in zip(eta, sigma, strict=True)), Fraction(0))
    yield equal(("the distance of the endowment from the status quo", apart), ZERO)


def own_polarized(reading: Any) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        yield from _own_status_quo(mechanism)
        yield decide_polarized(mechanism, reading)

    return hypothesis


def costs_no_more(mechanism: Mechanism) -> Part:
    yield weak_improvement(mechanism.market, mechanism.protocol.menus)


def ex_post(family: Family) -> Family:
    """With various performances and ex-post optimal selection."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in families.with_performance(family).instances(seed):
            yield Mechanism(replace(mechanism.protocol, selection=ExPostOptimal()), mechanism.strategies)

    return Family(f"{family.words}, ex-post optimal selection", rays.remembered(stream), family.endless)


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


CLAIM_OF_SECTION_3_1 = claim(
    "section-3.1",
    "section 3.1",
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

CLAIM_OF_FOOTNOTE_16 = claim(
    "footnote-16",
    "section 3.1, footnote 16",
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

CLAIMS = [CLAIM_OF_SECTION_3_1, CLAIM_OF_FOOTNOTE_16]
