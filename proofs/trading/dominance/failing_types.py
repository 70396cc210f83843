"""The types for which an action could fail to be obviously dominant, as systems of signs of trades."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.cost_types import Directions
from proofs.trading.markets.bundles import Bundle, Direction, direction_of
from proofs.trading.markets.mechanisms import Mechanism, Myopic, Regions
from proofs.trading.markets.menus import PairsFrom
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection

Offers = tuple[tuple[int, Direction], ...]
"""Choices with the directions they offer."""

Case = tuple[Directions, Directions]
"""A sign pattern: a failing type has c.d < 0 for the first directions and c.d <= 0 for the second."""


def all_offers(protocol: Protocol, j: int) -> Offers:
    """The choices of agent j with the directions they offer, in order."""
    return tuple((k, d) for k, directions in enumerate(protocol.offers(j)) for d in directions)


def without(offers: Offers, places: set[int]) -> Offers:
    """The offers at all other places."""
    return tuple(offer for place, offer in enumerate(offers) if place not in places)


def cases(mechanism: Mechanism, j: int, dominance: Dominance, offers: Offers) -> Iterator[Case]:
    """The sign patterns of types of agent j at which the strategy fails, in a fixed order.

    Cautious myopic agents fail if they gain in two trading sets, or gain and lose in one: every choice then has an
    outcome worse than one of another choice. If neither, they choose the only set in which they gain, or the
    endowment. Under the printed dominance any gain is a failure. Myopic agents whose ties are left open also fail if
    they gain nowhere and lose somewhere: then every set is as cheap as the endowment. With the selection open it is
    enough that they lose somewhere: a rule may never select the bundles by which they would gain.
    """
    strategy = mechanism.strategies[j]
    continua = {k for k, one in enumerate(mechanism.protocol.menus[j]) if isinstance(one, PairsFrom)}
    if isinstance(strategy, Regions):
        for choice, region in _regions(strategy):
            yield from cases_of_choice(offers, choice, dominance, region)
        return
    if dominance == "printed":
        yield from (((d,), ()) for _, d in offers)
    else:
        yield from (((d,), ()) for k, d in offers if k in continua)
        for (k, d), (m, e) in itertools.combinations(offers, 2):
            if k in continua and k == m:
                continue  # one choice of the continuum for each bundle: covered by its single gains
            yield from [((d, _minus(e)), ()), ((_minus(d), e), ())] if k == m else [((d, e), ())]
    if isinstance(strategy, Myopic) and strategy.ties == "any":
        opened = isinstance(mechanism.protocol.selection, AnySelection)
        nowhere = () if opened else tuple(_minus(d) for _, d in offers)
        yield from (((_minus(d),), nowhere) for _, d in offers)


def cases_of_choice(offers: Offers, choice: int, dominance: Dominance, region: Case) -> Iterator[Case]:
    """A type in the region that makes this choice fails if it can lose by it, or gain by another."""
    below, at_most = region
    for k, d in offers:
        if k == choice:
            yield (*below, _minus(d)), at_most
        if k != choice or dominance == "printed":
            yield (*below, d), at_most


def _regions(strategy: Regions) -> Iterator[tuple[int, Case]]:
    """For each choice the types that make it, as sign patterns: a rule holds and each earlier one breaks somewhere."""
    earlier: list[list[Case]] = []
    for rule in strategy.rules:
        own = (_integers(rule.below), _integers(rule.at_most))
        yield from ((rule.choice, _joined([own, *broken])) for broken in itertools.product(*earlier))
        ways: list[Case] = [(_integers([tuple(-x for x in d)]), ()) for d in rule.at_most]
        ways += [((), _integers([tuple(-x for x in d)])) for d in rule.below]
        earlier.append(ways)
    yield from ((0, _joined(list(broken))) for broken in itertools.product(*earlier))


def _joined(patterns: Sequence[Case]) -> Case:
    below = tuple(d for one, _ in patterns for d in one)
    at_most = tuple(d for _, one in patterns for d in one)
    return below, at_most


def _integers(directions: Sequence[Bundle]) -> Directions:
    return tuple(direction_of(d) for d in directions)


def _minus(direction: Direction) -> Direction:
    return tuple(-step for step in direction)
