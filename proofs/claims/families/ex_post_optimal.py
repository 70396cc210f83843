"""Ex-post optimal selection from polarized rays, and that it never costs more than the status quo (VS, section 3.1).

Shared by section 3.1, footnote 16, and what section 4.3 says of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family, Part
from proofs.claims.families import markets as families
from proofs.claims.families import rays
from proofs.claims.families.valenzuela_stookey import ZERO, equal
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.mechanisms import Mechanism
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
