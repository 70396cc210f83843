"""VS, Corollary 3: for dominating mechanisms any selection rule will do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.polarized_rays import with_rays
from proofs.claims.families.stated_mechanisms import (
    MECHANISM,
    all_positive_costs,
    is_feasible,
    is_osp,
    polarized_menus,
)
from proofs.claims.families.stated_mechanisms import osp as stated_osp
from proofs.claims.families.valenzuela_stookey import BESIDE, OTHER_ACTIONS, claim
from proofs.claims.stating import Stated, given, operation
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.mechanisms import Mechanism, Myopic, Regions, Rule
from proofs.trading.markets.menus import Ray, Remedial
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import AnySelection, SelectionTable


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


def _exchanges(last: bool) -> Callable[[int], Iterator[Replaced]]:
    """The original selects the endowment always; agent 1 always takes the ray (`last`), or only if it gains by it."""

    def stream(seed: int) -> Iterator[Replaced]:
        for trade in families.TRADES:
            if min(trade) < 0 < max(trade):
                yield exchange(trade, last)

    return stream


def _gainers(menu: Any) -> Any:
    if any(isinstance(one, Remedial) for one in menu):
        return families.constant(1)
    rules = tuple(Rule((), (one.direction,), k) for k, one in enumerate(menu) if isinstance(one, Ray))
    return Regions(rules)


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


EXCHANGES = Family("one ray for each of 2 agents, agent 1 always choosing it", _exchanges(True))
GAINERS = Family("one ray for each of 2 agents, chosen by those who gain", _exchanges(False))
RANDOM_GAINERS = _taken_by_gainers(families.RANDOM_STRICT)
HARD_GAINERS = _taken_by_gainers(with_rays(hard_mechanisms.MATCHED_STRICT))


OTHER = operation("with", MECHANISM, "selection", given("selection"))


def stated_corollary_3(dominance: Dominance, reading: Any) -> Stated:
    """The corollary for a mechanism of polarized rays, which dominates itself: any other selection rule will do."""
    return Stated(
        sorts={"mechanism": "mechanism", "selection": "data"},
        instances=lambda case: {
            "mechanism": case.dominating.about(),
            "selection": replace(case.dominating.protocol, selection=case.selection).about()["selection"],
        },
        hypothesis=[
            all_positive_costs(),
            *stated_osp(dominance),
            polarized_menus(reading),
            is_feasible(OTHER),
        ],
        conclusion=[is_osp(dominance, OTHER)],
    )


def _corollary_3(
    name: str, wording: str, dominance: Dominance, reading: Any, *tried: Family, stated: Stated | None = None
) -> Reading:
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
        stated=stated,
    )


def _remedial_replaced() -> Family:
    def stream(seed: int) -> Iterator[Replaced]:
        for mechanism in families.REMEDIAL.instances(seed):
            yield Replaced(mechanism, mechanism, SelectionTable())

    return Family(families.REMEDIAL.words, stream)


COROLLARY_3 = claim(
    "corollary-3",
    "section 3, Corollary 3",
    "for dominating mechanisms any selection rule will do",
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
        stated=stated_corollary_3("deviations", "beside endowment"),
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
    rests_on=("theorem-2.first", "theorem-2.second"),
)

CLAIMS = [COROLLARY_3]
