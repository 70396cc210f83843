"""VS, section 3, Corollary 2, section 3, Corollary 3.

* `corollary-2.first` (section 3, Corollary 2): polarized rays in I tasks are at most I
* `corollary-2.second` (section 3, Corollary 2): no agent has more than I + 1 choices
* `corollary-3` (section 3, Corollary 3): for dominating mechanisms any selection rule will do
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import (
    BESIDE,
    OTHER_ACTIONS,
    ZERO,
    at_most,
    claim,
    equal,
)
from proofs.claims.families.valenzuela_stookey_3 import (
    NO_POLARIZED_MENU,
    is_polarized,
    mechanism_reading,
    rays_reading,
    with_rays,
)
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import Bundle, bundle
from proofs.trading.markets.mechanisms import Mechanism, Myopic, Regions, Rule
from proofs.trading.markets.menus import Points, Ray, Remedial, shape
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import AnySelection, SelectionTable


def within_tasks(rays: Rays) -> Part:
    proper = sum(1 for ray in rays if any(ray))
    yield at_most(("the number of rays", proper), ("the number of tasks", len(rays[0])))


def non_redundant(mechanism: Mechanism) -> Part:
    """Every bundle of every set is selected at some choices, so that the mechanism equals its essential reduction."""
    unused = 0
    for j, menu in enumerate(mechanism.protocol.menus):
        for k, one in enumerate(menu):
            held = set(one.points) if isinstance(one, Points) else {mechanism.market.endowment[j]}
            unused += len(held - set(mechanism.protocol.reach[j][k]))
    yield equal(("the number of bundles of trading sets that are never selected", unused), ZERO)


def _non_redundant_osp(dominance: Dominance, distinct: bool, no_redundant: bool) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        if any(isinstance(one, Ray | Remedial) for menu in mechanism.protocol.menus for one in menu):
            yield equal(("the number of infinite trading sets", 1), ZERO)
        yield from non_redundant(mechanism)
        if distinct:
            repeated = max(len(menu) - len(set(map(_bundles, menu))) for menu in _finite_menus(mechanism))
            yield equal(("the number of repeated trading sets", repeated), ZERO)
        if no_redundant:
            offers = [mechanism.protocol.offers(j) for j in range(len(mechanism.protocol.menus))]
            redundant = sum(shape(d) == "redundant" for sets in offers for d in sets)
            yield equal(("the number of sets above the endowment", redundant), ZERO)
        yield from common.osp(mechanism, dominance)

    return hypothesis


def _finite_menus(mechanism: Mechanism) -> list[list[Points]]:
    return [
        [one if isinstance(one, Points) else Points((eta,)) for one in menu]
        for menu, eta in zip(mechanism.protocol.menus, mechanism.market.endowment, strict=True)
    ]


def _bundles(points: Points) -> frozenset[Bundle]:
    return frozenset(points.points)


def menus_within_tasks(mechanism: Mechanism) -> Part:
    largest = max(map(len, mechanism.protocol.menus))
    yield at_most(
        ("the number of choices of an agent", largest), ("the number of tasks plus 1", len(mechanism.market.tasks) + 1)
    )


def _many_copies(seed: int) -> Iterator[Mechanism]:
    """{eta} several times over."""
    for first, second in itertools.product(range(5), range(5)):
        if first >= second:
            yield families.idle_mechanism(((0, 0),) * first, ((0, 0),) * second, False, families.UNIT_MARKET)


MANY_COPIES = Family("menus of up to 5 copies of {eta}, 2 agents and 2 tasks", _many_copies)


def _many_redundant(seed: int) -> Iterator[Mechanism]:
    """Agent 1 has one remedial set; agent 2 several redundant sets that say what it gets of it."""
    down = [d for d in families.TRADES if max(d) <= 0 and any(d)]
    for count in (1, 2, 3):
        for trades in itertools.combinations(down, count):
            yield families.table_mechanism((trades,), families.STRICT_MARKET)


MANY_REDUNDANT = Family(
    "a remedial set for agent 1, up to 3 redundant sets for agent 2, positive costs", _many_redundant
)


@dataclass(frozen=True)
class Replaced(Displayed):
    """A mechanism, a polarized ray mechanism that dominates it, and another selection rule for that."""

    original: Mechanism
    dominating: Mechanism
    selection: Any


def replaced_in_words(case: Replaced) -> str:
    other = replace(case.dominating.protocol, selection=case.selection)
    return (
        f"{common.mechanism_in_words(case.original)}; dominated by {common.mechanism_in_words(case.dominating)}; with "
        f"the other rule: {common.selection_in_words(other)}"
    )


def _replaced_osp(dominance: Dominance, reading: Any) -> Callable[[Replaced], Part]:
    def hypothesis(case: Replaced) -> Part:
        yield from common.osp(case.original, dominance)
        yield decide_polarized(case.dominating, reading)
        yield feasible(case.dominating.protocol)

    return hypothesis


def _still_osp(dominance: Dominance) -> Callable[[Replaced], Part]:
    def conclusion(case: Replaced) -> Part:
        protocol = replace(case.dominating.protocol, selection=case.selection)
        yield feasible(protocol)
        yield obviously_strategy_proof(Mechanism(protocol, case.dominating.strategies), dominance)

    return conclusion


def _exchanges(last: bool) -> Callable[[int], Iterator[Replaced]]:
    """The original selects the endowment always; agent 1 always takes the ray (`last`), or only if it gains by it."""

    def stream(seed: int) -> Iterator[Replaced]:
        for trade in families.TRADES:
            if min(trade) < 0 < max(trade):
                yield exchange(trade, last)

    return stream


def exchange(trade: Any, last: bool) -> Replaced:
    gamma, back = bundle(trade), bundle([-step for step in trade])
    first, second = (
        (families.constant(1), Myopic())
        if last
        else (Regions((Rule((), (gamma,), 1),)), Regions((Rule((), (back,), 1),)))
    )
    market = families.STRICT_MARKET
    protocol = Protocol.make(market, {"1": [Ray(gamma)], "2": [Ray(back)]}, SelectionTable())
    original = Mechanism(protocol, (first, second))
    entries = (((1, 1), (families.shifted(trade), families.shifted(trade, -1))),)
    return Replaced(original, original, SelectionTable(entries))


def _taken_by_gainers(family: Family) -> Family:
    """Agents take a ray exactly if they strictly gain by it; any selection rule."""

    def stream(seed: int) -> Iterator[Replaced]:
        for mechanism in family.instances(seed):
            protocol = mechanism.protocol
            strategies = tuple(_gainers(menu) for menu in protocol.menus)
            original = Mechanism(protocol, strategies)
            yield Replaced(original, original, SelectionTable())
            yield Replaced(original, original, AnySelection())

    return Family(f"{family.words}, rays chosen by those who strictly gain", stream, family.endless)


def _gainers(menu: Any) -> Any:
    if any(isinstance(one, Remedial) for one in menu):
        return families.constant(1)
    rules = tuple(Rule((), (one.direction,), k) for k, one in enumerate(menu) if isinstance(one, Ray))
    return Regions(rules)


EXCHANGES = Family("one ray for each of 2 agents, agent 1 always choosing it", _exchanges(True))
GAINERS = Family("one ray for each of 2 agents, chosen by those who gain", _exchanges(False))
RANDOM_GAINERS = _taken_by_gainers(families.RANDOM_STRICT)
HARD_GAINERS = _taken_by_gainers(with_rays(hard_mechanisms.MATCHED_STRICT))


def _corollary_3(name: str, wording: str, dominance: Dominance, reading: Any, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=_replaced_osp(dominance, reading),
        conclusion=_still_osp(dominance),
        families=tried,
        because=lambda case: (
            "While the endowment is always selected, choosing the ray is harmless and obviously dominant for every "
            "type. Under the other rule the trade is made, and a type who loses by it has chosen the ray nevertheless, "
            "because strategies stay the same."
        ),
        describe=replaced_in_words,
        budget=200,
    )


def _remedial_replaced() -> Family:
    def stream(seed: int) -> Iterator[Replaced]:
        for mechanism in families.REMEDIAL.instances(seed):
            yield Replaced(mechanism, mechanism, SelectionTable())

    return Family(families.REMEDIAL.words, stream)


CLAIM_OF_COROLLARY_2_FIRST = claim(
    "corollary-2.first",
    "section 3, Corollary 2",
    rays_reading(
        "literal",
        "Polarized rays (as printed) in I tasks are at most I",
        lambda rays: (polarized(rays, "printed"),),
        within_tasks,
        "",
        vacuous=NO_POLARIZED_MENU,
    ),
    rays_reading(
        BESIDE,
        "Polarized rays in I tasks, {eta} not counted, are at most I",
        is_polarized,
        within_tasks,
        "The rays are polarized and more than there are tasks.",
    ),
)

CLAIM_OF_COROLLARY_2_SECOND = claim(
    "corollary-2.second",
    "section 3, Corollary 2",
    mechanism_reading(
        "literal",
        "In an obviously strategy-proof mechanism (as printed) that equals its essential reduction, every "
        "agent has at most I + 1 choices",
        _non_redundant_osp("printed", False, False),
        menus_within_tasks,
        "The mechanism is obviously strategy-proof and everything in its sets is selected, but an agent has "
        "more than I + 1 choices: the same set {eta} several times over.",
        MANY_COPIES,
        families.TABLES,
    ),
    mechanism_reading(
        "different sets",
        "With strictly monotone preferences (all positive costs are types), in an obviously strategy-proof "
        "mechanism (an action compared with the other "
        "actions) that equals its essential reduction, an agent whose sets are all different has at most I + 1",
        _non_redundant_osp("deviations", True, False),
        menus_within_tasks,
        "The mechanism is obviously strategy-proof and everything in its sets is selected at some choices, but "
        "agent 2 has {eta} and more than I sets above the endowment. Nobody chooses those, and they are "
        "different from each other.",
        MANY_REDUNDANT,
    ),
    mechanism_reading(
        "different sets, none above the endowment",
        "As the second reading, without sets all of whose bundles are above the endowment",
        _non_redundant_osp("deviations", True, True),
        menus_within_tasks,
        "The mechanism is obviously strategy-proof and an agent has more than I + 1 choices.",
        families.STRICT_TABLES,
        families.FULL_MENUS,
        hard_mechanisms.MATCHED_STRICT,
        budget=200,
    ),
)

CLAIM_OF_COROLLARY_3 = claim(
    "corollary-3",
    "section 3, Corollary 3",
    _corollary_3(
        "literal",
        "With strictly monotone preferences (all positive costs are types), if a mechanism is obviously "
        "strategy-proof (as printed), the selection rule of a "
        "dominating mechanism of remedial menus (there are no polarized rays as printed) may be replaced by "
        "any other",
        "printed",
        "printed",
        _remedial_replaced(),
    ),
    _corollary_3(
        f"{BESIDE}, {OTHER_ACTIONS}",
        "With strictly monotone preferences (all positive costs are types), if a mechanism is obviously "
        "strategy-proof (an action compared with the other "
        "actions), the selection rule of a polarized ray mechanism that dominates it and has the same "
        "strategies may be replaced by any other",
        "deviations",
        "beside endowment",
        EXCHANGES,
    ),
    _corollary_3(
        "rays chosen by those who gain",
        "As the second reading, if a ray is chosen exactly by the types who strictly gain along it",
        "deviations",
        "beside endowment",
        GAINERS,
        RANDOM_GAINERS,
        HARD_GAINERS,
    ),
)

CLAIMS = [CLAIM_OF_COROLLARY_2_FIRST, CLAIM_OF_COROLLARY_2_SECOND, CLAIM_OF_COROLLARY_3]
