"""Games that ex-post optimal polarized ray mechanisms induce among agents with any preferences (VS, footnote 16)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from exact.rationals import text
from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part
from proofs.claims.families import rays
from proofs.claims.families.ex_post_optimal import own_polarized
from proofs.claims.families.valenzuela_stookey import at_most, market_in_words, mechanism_in_words, vector
from proofs.trading.dominance.deciding import ex_post_table
from proofs.trading.games.equilibria import equilibria_of, equilibrium, has_equilibrium
from proofs.trading.games.game import Game, GameType, missing_workloads
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import ExPostOptimal


@dataclass(frozen=True)
class InducedGame(Displayed):
    """A mechanism with ex-post optimal selection, and the types of its agents, with their workloads."""

    mechanism: Mechanism
    types: tuple[tuple[GameType, ...], ...]

    @property
    def game(self) -> Game:
        protocol = self.mechanism.protocol
        return Game.of(replace(protocol, selection=ex_post_table(protocol)), self.types)


def is_ex_post_optimal_polarized(given: InducedGame) -> Part:
    """The menus are polarized rays (beside the endowment) or remedial, and the status quo is the endowment."""
    yield from own_polarized("beside endowment")(given.mechanism)


def improves_in_every_equilibrium(given: InducedGame) -> Part:
    """What the designer pays in each Nash and each Bayesian equilibrium is at most the cost of the status quo."""
    market, game = given.mechanism.market, given.game
    start = ("the cost of the status quo", market.social_cost(market.status_quo))
    nash = has_equilibrium(game, "Nash")
    yield nash
    profiles = {one.choices for group in equilibria_of(nash) for one in group}
    for strategies in game.strategies:
        verdict = equilibrium(game, strategies, "Bayesian")
        if verdict.holds:
            yield verdict
            profiles |= {
                tuple(own[t] for own, t in zip(strategies, types, strict=True)) for types in game.type_profiles
            }
    for choices in sorted(profiles):
        words = f"the cost at the choices {vector(tuple(map(Fraction, choices)))} of an equilibrium"
        yield at_most((words, market.social_cost(game.protocol.selected(choices))), start)


def game_in_words(given: InducedGame) -> str:
    told = []
    for agent, own in zip(given.mechanism.market.agents, given.types, strict=True):
        for each in own:
            rows = ", ".join(f"{vector(x)} {text(w)}" for x, w in each.workloads)
            told.append(f"agent {agent} of type {each.name} has the workloads {rows}")
    market = market_in_words(given.mechanism.market)
    return f"{market}; {mechanism_in_words(given.mechanism)}; {'; '.join(told)}"


def with_workloads(family: Family) -> Family:
    """The mechanisms of the family, the types with any workloads, small integers, so that ties abound."""

    def stream(seed: int) -> Iterator[InducedGame]:
        rng = random.Random(f"workloads {seed}")
        for mechanism in family.instances(seed):
            protocol = replace(mechanism.protocol, selection=ex_post_table(mechanism.protocol))
            types = []
            for j in range(len(protocol.menus)):
                bundles = missing_workloads(protocol, j, GameType("none"))
                count = rng.randint(1, 2)
                types.append(
                    tuple(
                        GameType(
                            str(t + 1),
                            None,
                            tuple((x, Fraction(rng.randint(0, 3))) for x in bundles),
                            Fraction(1, count),
                        )
                        for t in range(count)
                    )
                )
            yield InducedGame(mechanism, tuple(types))

    return Family(f"{family.words}, with random workloads", rays.remembered(stream), family.endless)


def convex() -> tuple[tuple[Ray, ...], Game]:
    """Polarized rays, ex-post optimal, and the game with an agent to whom a and b of the tasks are 6 a^2 + 8 b^2.

    One agent offers a quarter of A, one three quarters: by the ray (1, -1) the agent gains from the first alone, and
    loses from both.
    """
    shares: list[list[Any]] = [[1, 1], ["1/4", "1/4"], ["3/4", "3/4"]]
    market = Market.make({"A": 2, "B": 2}, ["1", "2", "3"], shares, [[0, 1], [1, 0], [1, 0]])
    there, back = Ray(bundle((1, -1))), Ray(bundle((-1, 1)))
    protocol = Protocol.make(market, {"1": [there], "2": [back], "3": [back]}, ExPostOptimal())
    tabled = replace(protocol, selection=ex_post_table(protocol))
    bundles = missing_workloads(tabled, 0, GameType("none"))
    squares = GameType("squares", None, tuple((x, 6 * x[0] ** 2 + 8 * x[1] ** 2) for x in bundles))
    keen = GameType("keen", bundle((2, 1)))
    return (there,), Game.of(tabled, [[squares], [keen], [keen]])
