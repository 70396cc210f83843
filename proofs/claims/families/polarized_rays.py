"""Polarized rays, as VS, section 3, print the definition and beside the endowment: readings, and mechanisms of rays.

As printed, *every* set of a menu must be a ray of both signs, pairs of a set with itself included; since {eta} is in
every menu, no menu is of polarized rays then, and only the remedial menu is left.

Shared by the definition and its examples, Theorem 2, Corollaries 2 and 3, the introduction, section 4, section 4.2 with
Lemma 5, and section 4.3; readings about rays also by the sentences in the proofs of Claims 4 and 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.rays import Rays
from proofs.claims.stating import Formula, Stated, given, statement
from proofs.trading.dominance.polarization import Reading as Polarization
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle, Direction, bundle
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, Points, Ray, Remedial, TradingSet, shape
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection


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


RAYS = given("rays")


def are_polarized(reading: Polarization) -> Formula:
    """The rays are polarized, in one of the readings of the definition (VS, section 3)."""
    return statement("polarized", directions=RAYS, reading=reading)


def stated_rays(conclusion: Sequence[Formula], hypothesis: Sequence[Formula] = ()) -> Stated:
    """A claim about lists of directions from the endowment, named `rays`."""
    return Stated(
        sorts={"rays": "vectors"},
        instances=lambda rays: {"rays": [list(ray) for ray in rays]},
        hypothesis=hypothesis,
        conclusion=conclusion,
    )


NO_POLARIZED_MENU = (
    "Every menu contains {eta}, which is not a ray of both signs; and for k' = k'' the condition reads "
    "(y' + y'') kappa >= 0 with y' + y'' > 0, which no direction with a negative coordinate satisfies. So no list of "
    "rays is polarized as printed."
)


def is_polarized(rays: Rays) -> Part:
    yield polarized(rays, "beside endowment")


def both_or_neither(
    tests: Callable[[Rays], list[Expected]], reading: Polarization, mixed: bool = False
) -> tuple[Callable[[Rays], Part], Callable[[Rays], Part]]:
    """Hypothesis and conclusion of "polarized exactly if the tests come out": what holds, and what then must."""

    def split(rays: Rays) -> tuple[list[Any], list[Any]]:
        side, other = [Expected(polarized(rays, reading))], tests(rays)
        if all(expected.met for expected in side):
            return side, other
        return (other, side) if all(expected.met for expected in other) else ([], [])

    def hypothesis(rays: Rays) -> Part:
        if mixed:
            yield from (polarized((ray,)) for ray in rays)
        yield from split(rays)[0]

    return hypothesis, lambda rays: iter(split(rays)[1])


def exactly_if(
    name: str,
    wording: str,
    tests: Callable[[Rays], list[Expected]],
    reading: Polarization,
    because: str,
    mixed: bool = False,
    same: Formula | None = None,
) -> Reading:
    """Rays are polarized exactly if the tests come out; `same` says these as data, of the list `rays`."""
    hypothesis, conclusion = both_or_neither(tests, reading, mixed)
    stated = None if same is None else stated_rays([are_polarized(reading).iff(same)])
    return rays_reading(name, wording, hypothesis, conclusion, because, stated=stated)


def _ray_of(trading_set: Any, endowment: Bundle) -> Any:
    directions = menus.directions_from(endowment, trading_set.points) if isinstance(trading_set, Points) else ()
    return Ray(bundle(directions[0])) if len(directions) == 1 else trading_set


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


RAY_TABLES = with_rays(families.TABLES)


Drop = tuple[str, ...]
ABOVE_OR_COPY: Drop = ("redundant", "endowment")


def _forced(protocol: Protocol, j: int, k: int, directions: tuple[Direction, ...]) -> TradingSet:
    if not directions:
        return EndowmentOnly()
    return Ray(bundle(directions[0])) if len(directions) == 1 else Points(tuple(protocol.reach[j][k]))


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
