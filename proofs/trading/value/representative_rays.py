"""Polarized ray mechanisms for markets whose types are not few: with boxes, or too many types.

A market of few types is put in the place of the given one, the best mechanism there is searched
(`proofs.trading.value.ray_search`), and its rays are taken: every type now chooses the ray by which it loses nothing,
of several the first. For each box and task one type minds that task less than the others, near the middle of the box or
towards a corner; where this gives too many, the likeliest types stand for all. Of the menus so found the one is taken
that costs least under the laws themselves. Nothing bounds it from below.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs.trading.markets.bundles import ZERO, Bundle, Direction, bundle
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Regions, Rule
from proofs.trading.markets.menus import Ray, Remedial, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.value.best_obvious import Classified
from proofs.trading.value.best_rays import REMEDIAL, BranchedRays, Division
from proofs.trading.value.best_trade import law_of
from proofs.trading.value.costs import ExpectedCost, expected_cost
from proofs.trading.value.ray_search import best_polarized_rays

SPREADS = tuple(map(Fraction, ("0", "1/16", "1/8", "1/4", "3/8")))
"""How far from the middle of a box the types are that stand for it, in widths."""
FEW = (6, 4, 3, 2, 1)
"""How many types stand for all of an agent's, the most that can be searched."""


def proposed_rays(market: Market, seconds: float) -> Mechanism:
    """The best mechanism met. Raises `ValueError` where an agent has no law, or there are too many agents."""
    laws = [law_of(market, j) for j in range(len(market.agents))]
    finite = all(law.is_finite for law in laws)
    found = [Mechanism.make(Protocol.make(market, {}, ExPostOptimal()))]
    spreads = SPREADS[:1] if finite else SPREADS
    for spread in spreads:
        typed = _with_few_types(market, [_typed(law, spread) for law in laws])
        evidence = best_polarized_rays(typed, seconds / len(spreads)).evidence
        assert isinstance(evidence, BranchedRays)
        found.append(_for_all_types(market, evidence.division, evidence.rays))
    return min(found, key=lambda each: _cost(market, each))


def _cost(market: Market, mechanism: Mechanism) -> Fraction:
    statement = expected_cost(market, mechanism.protocol.menus).statement
    assert isinstance(statement, ExpectedCost)
    return statement.value


def _typed(law: Law, spread: Fraction) -> dict[Bundle, Fraction]:
    """Types in the place of boxes: for each task one that minds it less, by so much of the box's widths."""
    weights = dict(law.atoms)
    for box, p in law.uniform:
        for cheap in box.thick:
            shares = [Fraction(1, 2) + (-spread if i == cheap else spread) for i in range(box.dimension)]
            ends = zip(box.intervals(), shares, strict=True)
            at = tuple(low + share * (high - low) for (low, high), share in ends)
            weights[at] = weights.get(at, ZERO) + p / len(box.thick)
    return weights


def _with_few_types(market: Market, every: list[dict[Bundle, Fraction]]) -> Market:
    """The market with the likeliest of these types, as many as can be searched."""
    for most in FEW:
        known = tuple(Preferences(*_likeliest(weights, most)) for weights in every)
        typed = replace(market, preferences=known)
        try:
            Classified(typed)
        except ValueError:
            if most == min(FEW):
                raise
            continue
        return typed
    raise AssertionError("the last number of types is tried, or its error is raised")


def _likeliest(weights: dict[Bundle, Fraction], most: int) -> tuple[FiniteDomain, Law]:
    kept = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:most]
    total = sum((p for _, p in kept), ZERO)
    return FiniteDomain(tuple(at for at, _ in kept)), Law(tuple((at, p / total) for at, p in kept))


def _for_all_types(market: Market, division: Division, rays: tuple[tuple[Direction, ...], ...]) -> Mechanism:
    """The mechanism of these rays, of which every type takes the first by which it loses nothing."""
    trades: dict[str, list[TradingSet]] = {}
    strategies = {}
    for agent, masks, own in zip(market.agents, division, rays, strict=True):
        offered = [bundle(ray) for ray in own if any(ray)]
        trades[agent] = [Remedial()] if masks == REMEDIAL else [Ray(ray) for ray in offered]
        strategies[agent] = Regions(
            (Rule((), (), 1),) if masks == REMEDIAL else tuple(Rule((ray,), (), k) for k, ray in enumerate(offered, 1))
        )
    return Mechanism.make(Protocol.make(market, trades, ExPostOptimal()), strategies)
