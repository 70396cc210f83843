"""What several claims of VS, section 3, share: families of instances, statements, and instances in words."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import (
    ZERO,
    at_most,
    never,
)
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle, bundle
from proofs.trading.markets.domains import Orthant
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Direction, EndowmentOnly, Points, Ray, Remedial, TradingSet, shape
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection

SELECTED = "other actions, selected bundles"
MECHANISMS = (families.TABLES, families.RANDOM_MECHANISMS, hard_mechanisms.MATCHED)
STRICT = (families.STRICT_TABLES, families.RANDOM_STRICT, hard_mechanisms.MATCHED_STRICT)


def osp(dominance: Dominance) -> Callable[[Mechanism], Iterator[Verdict]]:
    return lambda mechanism: common.osp(mechanism, dominance)


def mechanism_reading(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 300
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda instance: because,
        describe=common.mechanism_in_words,
        smaller=families.smaller_mechanisms,
        budget=budget,
    )


@dataclass(frozen=True)
class ChoiceCase(Displayed):
    """An agent, its costs and an action in a protocol whose selection is a table."""

    protocol: Protocol
    agent: str
    costs: Bundle
    action: int


def choice_in_words(case: ChoiceCase) -> str:
    return (
        f"agent {case.agent} with costs {common.costs_in_words(case.costs)} takes choice {case.action}; "
        f"{common.protocol_in_words(case.protocol)}"
    )


def rays_reading(name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, **more: Any) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=more.pop("tried", (rays_module.SMALL_RAYS, rays_module.RANDOM_RAYS, hard_mechanisms.HARD_RAYS)),
        because=lambda rays: because,
        describe=common.rays_in_words,
        smaller=rays_module.smaller_rays,
        budget=more.pop("budget", 600),
        **more,
    )


NO_POLARIZED_MENU = (
    "Every menu contains {eta}, which is not a ray of both signs; and for k' = k'' the condition reads "
    "(y' + y'') kappa >= 0 with y' + y'' > 0, which no direction with a negative coordinate satisfies. So no list of "
    "rays is polarized as printed."
)


def is_polarized(rays: Rays) -> Part:
    yield polarized(rays, "beside endowment")


def with_rays(family: Family) -> Family:
    """With the rays that hold what is selected; sets that no ray holds are left finite."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in family.instances(seed):
            protocol = mechanism.protocol
            listed = tuple(
                (menu[0], *(_ray_of(one, eta) for one in menu[1:]))
                for menu, eta in zip(protocol.menus, protocol.market.endowment, strict=True)
            )
            yield Mechanism(replace(protocol, menus=listed), mechanism.strategies)

    return Family(f"{family.words}, sets extended to rays", rays_module.remembered(stream), family.endless)


def _ray_of(trading_set: Any, endowment: Bundle) -> Any:
    directions = menus.directions_from(endowment, trading_set.points) if isinstance(trading_set, Points) else ()
    return Ray(bundle(directions[0])) if len(directions) == 1 else trading_set


Drop = tuple[str, ...]
ABOVE_OR_COPY: Drop = ("redundant", "endowment")


def forced_protocol(mechanism: Mechanism, drop: Drop = ()) -> Protocol:
    """What every polarized ray mechanism that dominates the essential reduction must look like.

    A set with a bundle beside eta is in one ray from eta at most, so that ray is forced, and where there is none the
    set is left as it is; a single set beside {eta} that is below eta becomes the remedial set. Sets of a shape to
    `drop` are left out: all selected bundles above eta, or only eta selected (a further copy of {eta}).
    """
    listed = []
    for j in range(len(mechanism.protocol.menus)):
        offers = mechanism.protocol.offers(j)
        kept = [k for k, d in enumerate(offers) if not (k and shape(d) in drop)]
        sets: list[TradingSet] = [_forced(mechanism.protocol, j, k, offers[k]) for k in kept]
        if len(kept) == 2 and shape(offers[kept[1]]) == "remedial":
            sets[1] = Remedial()
        listed.append((EndowmentOnly(), *sets[1:]))
    return Protocol(mechanism.market, tuple(listed), AnySelection())


def _forced(protocol: Protocol, j: int, k: int, directions: tuple[Direction, ...]) -> TradingSet:
    if not directions:
        return EndowmentOnly()
    return Ray(bundle(directions[0])) if len(directions) == 1 else Points(tuple(protocol.reach[j][k]))


Sets = Any


def gain_and_loss(directions: Sequence[Direction]) -> Iterator[Verdict]:
    """For every two directions of a set: some c >= 0 gains by the one and loses by the other."""
    for gain, loss in itertools.permutations(directions, 2):
        yield some_type(Orthant(len(gain)), (gain, common.negative(loss)))


def claim_4(sets: Sets) -> Callable[[Mechanism], Part]:
    """A set is of none of the three forms only if some c >= 0 gains by one of its bundles and loses by another."""

    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            for directions in directions_of(mechanism.protocol, j, sets):
                if shape(directions) == "none":
                    verdicts = list(gain_and_loss(directions))
                    assert any(verdict.holds for verdict in verdicts)
                    yield from map(never, verdicts)

    return conclusion


def _rise_and_fall(directions: Sequence[Direction]) -> int:
    """The lesser of the greatest rise and the greatest fall: 0 exactly for remedial and redundant sets."""
    steps = [step for direction in directions for step in direction]
    return min(max(steps, default=0), -min(steps, default=0))


def claim_6(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            if "remedial" in map(shape, offers):
                worst = max(map(_rise_and_fall, offers))
                yield at_most(
                    (
                        "the smaller of the greatest rise and fall from eta in a set beside a remedial one",
                        worst,
                    ),
                    ZERO,
                )

    return conclusion
