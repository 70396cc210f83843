"""Good polarized ray mechanisms with ex-post optimal selection (EOPR; VS, sections 3 and 4), found by search.

VS leave the best one open. With *two agents* it is the best bilateral trade, whatever the domains: when both have
chosen rays, what one gets the other gives, so that only opposite rays kappa, -kappa trade. If two such trades kappa,
kappa' both saved something, polarization of the one menu gives kappa + r kappa' >= 0 with r > 0, of the other
kappa + s kappa' <= 0 with s > 0 (both, as the directions have both signs), hence (r - s) kappa' >= 0, r = s and
kappa = -r kappa'; but opposite trades do not both save. The remedial menu gives tasks away, which no ray of the other
takes without anything in return.

With *three agents and more* several may trade at once, and rays may be used by several partners. Given the menus the
selection is a linear program for each list of choices; the menus themselves are searched (for finitely many types):

1. *One ray each.* Every agent has one ray or none, and the trade (d_1, ..., d_J), which clears, happens if all who take
   part want to. Given the sets of types who do, the best trade is a linear program.
2. *Further rays.* Given menus, another such trade is added whose rays are polarized with those there: d + u e >= 0 with
   u >= 0 one more variable. The trade that lowers the expected cost most is taken, while there is one.

What is found is a mechanism with its exact cost; how far it is from the best is bounded by the best obviously
strategy-proof mechanism on the types (`proofs.trading.value.best_obvious`).

For laws with *boxes* the search proposes menus for markets of finitely many types in the place of the boxes: for each
task one type that minds it less than the others, near the middle or towards the corners. The menu with the least exact
cost under the laws themselves is taken; nothing bounds it from below.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.rationals import primitive
from proofs.trading.dominance.polarization import polarizing_multipliers
from proofs.trading.markets.bundles import ZERO, Bundle, bundle, dot
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Regions, Rule
from proofs.trading.markets.menus import Ray, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.value.best_trade import law_of
from proofs.trading.value.costs import ExpectedCost, expected_cost
from proofs.trading.value.linear_programs import finite_types

SPREADS = tuple(map(Fraction, ("0", "1/16", "1/8", "1/4", "3/8")))
"""How far from the middle of a box the types are that stand for it, in widths."""

Rays = tuple[tuple[Bundle, ...], ...]
"""The directions of every agent's rays."""


class RaySearch:
    """The search for a market of finitely many types. Trade starts at the status quo."""

    def __init__(self, market: Market, until: float) -> None:
        self.market = market
        self.types = [[(costs, p) for costs, p in listed if p] for listed in finite_types(market)]
        self.until = until
        self.complete = True
        """Whether every trade was tried; not so where the time ran out."""

    def best(self) -> Rays:
        """The best menus met."""
        rays: Rays = tuple(() for _ in self.market.agents)
        cost = self.market.social_cost(self.market.status_quo)
        while (found := self._improved(rays, cost)) is not None:
            rays, cost = found
        return self.settled(rays)

    def settled(self, rays: Rays) -> Rays:
        """The rays in the order in which ties between two of an agent are settled at least cost.

        Where costs are positive only opposite rays tie, and an agent who has these has no third that is polarized.
        """
        orders = [(own, own[::-1]) if self._tied(j, own) else (own,) for j, own in enumerate(rays)]
        return min(itertools.product(*orders), key=self.cost)

    def _tied(self, j: int, own: Sequence[Bundle]) -> bool:
        """Whether some type of the agent is indifferent between two of the rays and the endowment."""
        return any(sum(dot(costs, ray) == 0 for ray in own) > 1 for costs, _ in self.types[j])

    def _improved(self, rays: Rays, cost: Fraction) -> tuple[Rays, Fraction] | None:
        """The menus with one more trade that cost least, if that is less."""
        least: tuple[Rays, Fraction] | None = None
        for trade in dict.fromkeys(self._trades(rays)):
            longer = tuple(
                own if not any(step) or primitive(step) in map(primitive, own) else (*own, step)
                for own, step in zip(rays, trade, strict=True)
            )
            value = self.cost(longer)
            if value < (cost if least is None else least[1]):
                least = longer, value
        return least

    def _trades(self, rays: Rays) -> Iterator[tuple[Bundle, ...]]:
        """For every list of sets of types (0: takes no part) the best trade that they want, polarized with the rays."""
        choices = [range(2 ** len(listed)) for listed in self.types]
        for wanting in itertools.product(*choices):
            if time.monotonic() > self.until:
                self.complete = False
                return
            if sum(map(bool, wanting)) < 2:
                continue
            trade = self._trade(wanting, rays)
            if trade is not None and all(map(_may_stand, trade, rays)):
                yield trade

    def _trade(self, wanting: Sequence[int], rays: Rays) -> tuple[Bundle, ...] | None:
        market, size = self.market, len(self.market.tasks)
        rows, lower, upper = [], [], []
        width = size * len(wanting)
        for j, (members, listed) in enumerate(zip(wanting, self.types, strict=True)):
            own = market.status_quo[j]
            lower += [-x if members else ZERO for x in own]
            upper += [n - x if members else ZERO for x, n in zip(own, market.numbers, strict=True)]
            for t, (costs, _) in enumerate(listed):
                if members >> t & 1:
                    rows.append(Row(tuple((j * size + i, c) for i, c in enumerate(costs) if c), "<=", ZERO))
        agents = range(len(wanting))
        rows += [Row(tuple((j * size + i, Fraction(1)) for j in agents), "=", ZERO) for i in range(size)]
        for j, own_rays in enumerate(rays):
            for ray in own_rays if wanting[j] else ():
                rows += [Row(((j * size + i, Fraction(-1)), (width, -step)), "<=", ZERO) for i, step in enumerate(ray)]
                width += 1
        extra = width - size * len(wanting)
        bounds = (*lower, *[ZERO] * extra), (*upper, *[None] * extra)
        system = LinearSystem(tuple(range(width)), tuple(rows), *bounds)
        flat = itertools.chain(*market.performance)
        verdict = optimum(system, {k: pi for k, pi in enumerate(flat) if pi}, "min")
        if not isinstance(verdict.evidence, PrimalDual):
            return None
        values = verdict.evidence.values
        trade = tuple(values[j * size : (j + 1) * size] for j in range(len(wanting)))
        return trade if market.social_cost(trade) < 0 else None

    def cost(self, rays: Rays) -> Fraction:
        """The expected cost of the menus with ex-post optimal selection, indifferent types trading."""
        chosen = [self._chances(j, own) for j, own in enumerate(rays)]
        total = ZERO
        for each in itertools.product(*chosen):
            chance = math.prod((p for _, p in each), start=Fraction(1))
            total += chance * self._selected(tuple(ray for ray, _ in each))
        return total

    def _chances(self, j: int, own: Sequence[Bundle]) -> list[tuple[Bundle | None, Fraction]]:
        """How likely each ray is to be chosen: the one that a type likes, of tied ones the first."""
        found: dict[Bundle | None, Fraction] = {}
        for costs, p in self.types[j]:
            liked = next((ray for ray in own if dot(costs, ray) < 0), None)
            chosen = liked or next((ray for ray in own if dot(costs, ray) == 0), None)
            found[chosen] = found.get(chosen, ZERO) + p
        return list(found.items())

    def _selected(self, chosen: tuple[Bundle | None, ...]) -> Fraction:
        """The least social cost on these rays."""
        market = self.market
        base = market.social_cost(market.status_quo)
        taking = [(j, ray) for j, ray in enumerate(chosen) if ray is not None]
        if len(taking) < 2:
            return base
        rows = [tuple((k, ray[i]) for k, (_, ray) in enumerate(taking) if ray[i]) for i in range(len(market.tasks))]
        upper = []
        for j, ray in taking:
            limits = [own / -step for own, step in zip(market.status_quo[j], ray, strict=True) if step < 0]
            upper.append(min(limits) if limits else None)
        system = LinearSystem(
            tuple(range(len(taking))),
            tuple(Row(row, "=", ZERO) for row in rows if row),
            (ZERO,) * len(taking),
            tuple(upper),
        )
        gains = {k: value for k, (j, ray) in enumerate(taking) if (value := dot(market.performance[j], ray))}
        verdict = optimum(system, gains, "min")
        assert isinstance(verdict.evidence, PrimalDual), "no trade is a solution, and what agents have bounds it"
        return base + sum((gains.get(k, ZERO) * y for k, y in enumerate(verdict.evidence.values)), ZERO)


def _may_stand(step: Bundle, own: Sequence[Bundle]) -> bool:
    """Whether the step is none, or a ray of both signs that is polarized with those there."""
    if not any(step):
        return True
    if not min(step) < 0 < max(step):
        return False
    rays = [primitive(ray) for ray in own]
    return primitive(step) in rays or all(polarizing_multipliers(primitive(step), ray) is not None for ray in rays)


def best_rays(market: Market, seconds: float) -> tuple[Mechanism, bool]:
    """The best polarized ray mechanism met in so many seconds, and whether the search ended by itself.

    Raises `ValueError` where an agent has no law.
    """
    until = time.monotonic() + seconds
    laws = [law_of(market, j) for j in range(len(market.agents))]
    if all(law.is_finite for law in laws):
        search = RaySearch(market, until)
        return ray_mechanism(market, search.best()), search.complete
    found, complete = [Mechanism.make(Protocol.make(market, {}, ExPostOptimal()))], True
    for spread in SPREADS:
        typed = tuple(Preferences(*_typed(law, spread)) for law in laws)
        search = RaySearch(replace(market, preferences=typed), until)
        found.append(ray_mechanism(market, search.best()))
        complete = complete and search.complete
    return min(found, key=lambda each: _cost(market, each)), complete


def _cost(market: Market, mechanism: Mechanism) -> Fraction:
    statement = expected_cost(market, mechanism.protocol.menus).statement
    assert isinstance(statement, ExpectedCost)
    return statement.value


def _typed(law: Law, spread: Fraction) -> tuple[FiniteDomain, Law]:
    """Types in the place of boxes: for each task one that minds it less, by so much of the box's widths."""
    weights = dict(law.atoms)
    for box, p in law.uniform:
        for cheap in box.thick:
            shares = [Fraction(1, 2) + (-spread if i == cheap else spread) for i in range(box.dimension)]
            ends = zip(box.intervals(), shares, strict=True)
            at = tuple(low + share * (high - low) for (low, high), share in ends)
            weights[at] = weights.get(at, ZERO) + p / len(box.thick)
    return FiniteDomain(tuple(weights)), Law(tuple(weights.items()))


def ray_mechanism(market: Market, rays: Rays) -> Mechanism:
    """The mechanism of these rays from the endowment, ex-post optimal, with directions of integers.

    Who loses nothing by a ray takes it, of several the first: so indifferent types trade, as in `RaySearch.cost`.
    """
    trades: dict[str, list[TradingSet]] = {
        agent: [Ray(bundle(primitive(ray))) for ray in own] for agent, own in zip(market.agents, rays, strict=True)
    }
    strategies = {
        agent: Regions(tuple(Rule((ray.direction,), (), k) for k, ray in enumerate(own, 1) if isinstance(ray, Ray)))
        for agent, own in trades.items()
        if own
    }
    return Mechanism.make(Protocol.make(market, trades, ExPostOptimal()), strategies)
