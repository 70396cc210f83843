"""Rays, mechanisms and markets: the families that the claims of VS try."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from proofs.claims.claim import Family, no_smaller
from proofs.claims.families import boxes, hard_markets, hard_mechanisms, typed_markets
from proofs.claims.families import markets as small_mechanisms
from proofs.claims.families import rays as small_rays
from proofs.claims.families.valenzuela_stookey import market_in_words, mechanism_in_words, rays_in_words
from proofs.claims.instances import Instances


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
        [*small, *drawn], "mechanism", lambda given: given.about(), mechanism_in_words, own.smaller_mechanisms
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
    return _chained(tried[laws], "market", lambda given: given.about(), market_in_words, no_smaller)


def _chained(
    tried: Sequence[Family],
    sort: str,
    to_plain: Callable[[Any], Any],
    describe: Callable[[Any], str],
    smaller: Callable[[Any], Iterator[Any]],
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
        )
        for family in tried
    )
    return replace(first, after=tuple(others))
