"""Rays, mechanisms, markets and menus: the families that the claims of VS try."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from proofs.claims.claim import Family
from proofs.claims.families import boxes, hard_markets, hard_mechanisms, hard_menus, typed_markets
from proofs.claims.families import markets as small_mechanisms
from proofs.claims.families import menus as small_menus
from proofs.claims.families import rays as small_rays
from proofs.claims.families.large_markets import first_menus, menu_case_in_words
from proofs.claims.families.valenzuela_stookey import market_in_words, mechanism_in_words, rays_in_words
from proofs.claims.instances import Instances
from proofs.hunt.families.near_markets import (
    as_points,
    near_markets,
    near_mechanisms,
    near_menus,
    near_rays,
    smaller_markets,
    smaller_menus,
)
from proofs.trading.markets.protocols import Protocol


def rays() -> Instances:
    """Lists of rays, by their directions: all small ones in 2 and 3 tasks, then random ones, steep ones among them.

    Sort `vectors`.
    """
    return _chained(
        [small_rays.SMALL_RAYS, small_rays.RANDOM_RAYS, hard_mechanisms.HARD_RAYS],
        "vectors",
        lambda given: [list(ray) for ray in given],
        rays_in_words,
        small_rays.smaller_rays,
        near_rays,
    )


def mechanisms(positive: bool = False) -> Instances:
    """Mechanisms with their strategies: selection tables of two agents, then menus of rays and remedial sets; sort
    `mechanism`.

    All nonnegative costs are possible, or with `positive` all positive ones.
    """
    own = small_mechanisms
    small = [own.STRICT_IDLE, own.STRICT_TABLES] if positive else [own.IDLE, own.TABLES, own.WITHOUT_ENDOWMENT]
    drawn = [own.RANDOM_STRICT, hard_mechanisms.MATCHED_STRICT] if positive else [own.RANDOM_MECHANISMS]
    return _chained(
        [*small, *drawn],
        "mechanism",
        lambda given: given.about(),
        mechanism_in_words,
        own.smaller_mechanisms,
        near_mechanisms,
    )


LAWS = ("boxes", "types")


def markets(laws: str = "boxes") -> Instances:
    """Markets of agents with preferences; sort `market`.

    `boxes`: costs in boxes, all small markets first, then random ones, thin boxes and laws with atoms and with weight
    on faces among them; `types`: finitely many types of each agent. Raises `ValueError`.
    """
    if laws not in LAWS:
        raise ValueError(f'laws: "{laws}" is none of {", ".join(LAWS)}')
    tried = {
        "boxes": [boxes.BOXES, boxes.RANDOM_BOXES, hard_markets.HARD_MARKETS],
        "types": [typed_markets.SMALL_TYPED, typed_markets.TWO_TASKS],
    }
    return _chained(tried[laws], "market", lambda given: given.about(), market_in_words, smaller_markets, near_markets)


SETS = ("rays", "points")


def _market_and_menus(case: small_menus.MenuCase) -> tuple[Any, Any]:
    return case.market.about(), Protocol(case.market, tuple(first_menus(case))).about()["menus"]


def menus(sets: str = "rays") -> Instances:
    """Markets with a menu for each agent, for the large market; sorts `market` and `data` (the agents' menus).

    `rays`: polarized rays or the remedial set, all small menus first, then random ones, types that are indifferent to a
    ray and laws with weight on faces among them; `points`: of each ray the endowment and where the ray ends. In a claim
    `menus[j][k]` is what agent j's choice k demands, as in a market file. Raises `ValueError`.
    """
    if sets not in SETS:
        raise ValueError(f'sets: "{sets}" is none of {", ".join(SETS)}')
    tried = [small_menus.SMALL_MENUS, small_menus.RANDOM_MENUS, hard_menus.HARD_MENUS]
    first, *others = (
        Instances(
            family.words,
            family.instances,
            family.endless,
            sorts=("market", "data"),
            to_plain=_market_and_menus,
            describe=menu_case_in_words,
            smaller=smaller_menus,
            nearby=near_menus,
        )
        for family in tried
    )
    whole = replace(first, after=tuple(others))
    return whole if sets == "rays" else whole.mapped(as_points, "rays cut down to two bundles")


def _chained(
    tried: Sequence[Family],
    sort: str,
    to_plain: Callable[[Any], Any],
    describe: Callable[[Any], str],
    smaller: Callable[[Any], Iterator[Any]],
    nearby: Callable[[Any], Iterator[Any]],
) -> Instances:
    """Families that the papers' claims try, one after the other, with what their instances are as data."""
    first, *others = (
        Instances(
            family.words,
            family.instances,
            family.endless,
            sorts=(sort,),
            to_plain=lambda instance: (to_plain(instance),),
            describe=describe,
            smaller=smaller,
            nearby=nearby,
        )
        for family in tried
    )
    return replace(first, after=tuple(others))
