"""What the claims of VS share: comparisons as certified statements, parts about mechanisms, and instances in words.

Readings that return in many claims:

* `printed` definitions are those of the literal readings. An obviously dominant action is compared with *all* actions,
  itself included, so that it costs the same whatever the others do; and polarized rays are *all* sets of the menu,
  {eta} included, pairs of a ray with itself included, so that there are none.
* `OTHER_ACTIONS`: an obviously dominant action is compared with the other actions.
* `BESIDE`: the sets beside {eta} are the rays, and pairs are pairs of different ones.
* `CAUTIOUS`: of the myopically optimal choices agents make one with the best worst case.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from exact.plain_data import converter
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Expected, Family, Part, Reading
from proofs.claims.comparison import compare
from proofs.claims.families.valenzuela_stookey_printed import PRINTED
from proofs.claims.stating import Stated
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.cost_types import TypeFound, some_type
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle, Direction, dot, texts
from proofs.trading.markets.domains import Box, Domain, FiniteDomain, Orthant, possible_costs
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Strategy
from proofs.trading.markets.menus import Menu, TradingSet
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import Selection, SelectionTable

PAPER = "valenzuela-stookey-2026"
OTHER_ACTIONS = "other actions"
BESIDE = "rays beside the endowment"
CAUTIOUS = "other actions, cautious ties"

Value = tuple[str, Any]
"""A number with what it is."""

ZERO: Value = ("", 0)
"""A bare bound."""


def claim(name: str, where: str, title: str, *readings: Reading, rests_on: tuple[str, ...] = ()) -> Claim:
    """The claim with that id of the paper; the words it reads are quoted beside. Raises `ValueError` without any.

    `rests_on` names what its printed proof invokes, by ids of this paper (`Claim.rests_on`).
    """
    if name not in PRINTED:
        raise ValueError(
            f"{PAPER}/{name}: quote the words that it reads in proofs/claims/families/valenzuela_stookey_printed.py"
        )
    return Claim(f"{PAPER}/{name}", where, readings, title, PRINTED[name], rests_on)


@dataclass(frozen=True)
class ReadingsAbout(Displayed):
    """Makes the readings about one kind of instance: how one is told, how it shrinks, how many are tried.

    Called with a reading's name, wording, hypothesis and conclusion, the sentence that says why a failure contradicts
    it, the families to try, and, once it is refuted, the claim as data.
    """

    describe: Callable[[Any], str]
    budget: int
    smaller: Callable[[Any], Iterator[Any]] = field(default=lambda instance: iter(()))

    def __call__(
        self,
        name: str,
        wording: str,
        hypothesis: Callable[[Any], Part],
        conclusion: Callable[[Any], Part],
        because: str,
        *tried: Family,
        budget: int | None = None,
        stated: Stated | None = None,
    ) -> Reading:
        return Reading(
            name=name,
            wording=wording,
            hypothesis=hypothesis,
            conclusion=conclusion,
            families=tried,
            because=lambda instance: because,
            describe=self.describe,
            smaller=self.smaller,
            budget=self.budget if budget is None else budget,
            stated=stated,
        )


# --------------------------------------------------------------------------------------------------------- comparisons


def at_most(left: Value, right: Value) -> Verdict:
    return compare(left, "<=", right)


def below(left: Value, right: Value) -> Verdict:
    return compare(left, "<", right)


def equal(left: Value, right: Value) -> Verdict:
    return compare(left, "=", right)


def never(verdict: Verdict) -> Expected:
    return Expected(verdict, holds=False)


# ---------------------------------------------------------------------------------------------------------- mechanisms


def osp(mechanism: Mechanism, dominance: Dominance) -> Iterator[Verdict]:
    """The protocol is feasible, and the mechanism obviously strategy-proof."""
    verdict = feasible(mechanism.protocol)
    yield verdict
    if verdict.holds:
        yield obviously_strategy_proof(mechanism, dominance)


def negative(direction: Sequence[int]) -> Direction:
    return tuple(-step for step in direction)


def sample_types(domain: Domain, directions: Sequence[Direction]) -> list[Bundle]:
    """Types of a domain: a small grid or corners, and types who strictly like one or two of the directions."""
    found: list[Bundle] = []
    if isinstance(domain, Orthant):
        steps = (1, 2) if domain.strict else (0, 1, 2)
        found = [tuple(map(Fraction, costs)) for costs in itertools.product(steps, repeat=domain.dimension)]
    elif isinstance(domain, Box):
        found = list(domain.vertices())
    elif isinstance(domain, FiniteDomain):
        found = list(domain.types)
    wanted = [(d,) for d in directions] + list(itertools.combinations(directions, 2))
    for liked in wanted[:40]:
        evidence = some_type(domain, liked).evidence
        if isinstance(evidence, TypeFound):
            found.append(evidence.costs)
    return list(dict.fromkeys(found))


def tempted_elsewhere(mechanism: Mechanism, j: int, offers: Sequence[tuple[Direction, ...]]) -> Verdict | None:
    """A type of agent j who would gain by a bundle of a set that it does not choose; `None` if none was found."""
    domain = mechanism.market.preferences[j].domain
    flat = [(k, d) for k, directions in enumerate(offers) for d in directions]
    for costs in sample_types(domain, [d for _, d in flat]):
        chosen = mechanism.chosen(j, costs)
        for k, d in flat:
            if dot(costs, tuple(map(Fraction, d))) < 0 and any(choice != k for choice in chosen):
                return some_type(FiniteDomain((costs,)), (d,))
    return None


# -------------------------------------------------------------------------------------------------------------- words


def vector(values: Sequence[Any]) -> str:
    return f"({', '.join(text(Fraction(value)) for value in values)})"


def rays_in_words(rays: Sequence[Direction]) -> str:
    return f"the rays {', '.join(map(vector, rays))}"


def domain_in_words(domain: Domain) -> str:
    if isinstance(domain, Orthant):
        return "all positive costs" if domain.strict else "all nonnegative costs"
    if isinstance(domain, Box):
        return f"costs in {box_in_words(domain)}"
    if isinstance(domain, FiniteDomain):
        return f"types {', '.join(map(vector, domain.types))}"
    return possible_costs(domain)


def box_in_words(box: Box) -> str:
    return " x ".join(
        f"[{text(low)}, {text(high)}]" if low < high else f"{{{text(low)}}}" for low, high in box.intervals()
    )


def preferences_in_words(preferences: Preferences) -> str:
    """The domain and the law, if there is one."""
    law = preferences.law
    if law is None:
        return domain_in_words(preferences.domain)
    atoms = [f"{vector(at)} with probability {text(p)}" for at, p in law.atoms]
    boxes = [
        f"uniform on {box_in_words(box)}{'' if p == 1 else f' with probability {text(p)}'}" for box, p in law.uniform
    ]
    return f"costs {', '.join([*atoms, *boxes])}"


def market_in_words(market: Market) -> str:
    agents = []
    for j, name in enumerate(market.agents):
        slack = "" if market.slack[j] == 1 else f", slack beta = {text(market.slack[j])}"
        agents.append(
            f"agent {name}: status quo sigma = {vector(market.status_quo[j])}, "
            f"performance pi = {vector(market.performance[j])}, {preferences_in_words(market.preferences[j])}{slack}"
        )
    return "; ".join(agents)


def set_in_words(trading_set: TradingSet) -> str:
    if isinstance(trading_set, menus.EndowmentOnly):
        return "{eta}"
    if isinstance(trading_set, menus.Remedial):
        return "{x <= eta}"
    if isinstance(trading_set, menus.Ray):
        return f"the ray from eta along {vector(trading_set.direction)}"
    if isinstance(trading_set, menus.Points):
        return "{" + ", ".join(map(vector, trading_set.points)) + "}"
    return type(trading_set).__name__


def menu_in_words(menu: Menu) -> str:
    """Each trading set with the number of the choice that demands it."""
    return ", ".join(f"choice {k}: {set_in_words(one)}" for k, one in enumerate(menu))


def strategy_in_words(strategy: Strategy) -> str:
    if isinstance(strategy, Myopic):
        return "" if strategy.ties == "cautious" else ", any myopic choice"
    if isinstance(strategy, ChoiceTable):
        return ", " + ", ".join(f"costs {vector(costs)} make choice {k}" for costs, k in strategy.choices)
    assert isinstance(strategy, Regions)
    if len(strategy.rules) == 1 and not strategy.rules[0].at_most and not strategy.rules[0].below:
        return f", always makes choice {strategy.rules[0].choice}"
    return ", " + ", ".join(
        f"makes choice {rule.choice} if "
        + " and ".join([f"c.{vector(d)} <= 0" for d in rule.at_most] + [f"c.{vector(d)} < 0" for d in rule.below])
        for rule in strategy.rules
    )


def protocol_in_words(protocol: Protocol) -> str:
    market = protocol.market
    parts = [
        f"agent {name}: endowment eta = {vector(market.endowment[j])}, {menu_in_words(protocol.menus[j])}"
        for j, name in enumerate(market.agents)
    ]
    return "; ".join([*parts, selection_in_words(protocol)])


def selection_in_words(protocol: Protocol) -> str:
    selection = protocol.selection
    if not isinstance(selection, SelectionTable):
        return str(converter(Selection).to_plain(selection))
    if not selection.entries:
        return "whatever the choices, everybody keeps eta"
    agents = ", ".join(protocol.market.agents)
    listed = [f"{vector(at)} to the bundles {', '.join(map(vector, z))}" for at, z in selection.entries]
    return f"the choices of agents {agents} lead from {' and from '.join(listed)}; from all others to eta"


def mechanism_in_words(mechanism: Mechanism) -> str:
    market = mechanism.market
    parts = [
        f"agent {name}: endowment eta = {vector(market.endowment[j])}, "
        f"{domain_in_words(market.preferences[j].domain)}, {menu_in_words(mechanism.protocol.menus[j])}"
        f"{strategy_in_words(mechanism.strategies[j])}"
        for j, name in enumerate(market.agents)
    ]
    return "; ".join([*parts, selection_in_words(mechanism.protocol)])


def costs_in_words(costs: Bundle) -> str:
    return f"({', '.join(texts(costs))})"
