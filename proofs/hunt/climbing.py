"""Targeted search: of an endless family, fresh tries and climbing towards failure.

A reading may have a *score*, how near an instance is to failing (an exact number, smaller is nearer, or `None` where it
says nothing), and *nearby*, small changes of an instance. The stream of an endless family is then made of blocks. A
block begins with fresh instances of the family and goes on from the best of them: one of the instances nearby is tried,
and taken for the next step if its score is no larger. A block depends on the seed, its number and its fresh instances
alone, not on who works on it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family, Reading
from proofs.claims.instances import Instances

Score = int | Fraction

FRESH = 10
"""Fresh instances at the beginning of a block."""

BLOCK = 40
"""Instances of a block: the fresh ones, and those met climbing."""


def climbs(reading: Reading, family: Family) -> bool:
    """Whether a family is hunted by climbing too: an endless one, where the reading has a score."""
    return family.endless and reading.score is not None


def climbed(reading: Reading, family: Family, seed: int, block: int = 0) -> Iterator[Any]:
    """The instances from a block on: each block's fresh ones, then those met climbing from the best of them.

    Raises `TypeError` for a score that is no exact number.
    """
    fresh = itertools.islice(family.instances(seed), BLOCK * block, None)
    for number in itertools.count(block):
        # every block has as many fresh instances at hand as it is long, so that its own are known without climbing
        own = itertools.islice(fresh, BLOCK)
        yield from itertools.islice(_block(reading, family, own, random.Random(f"{seed} {number}")), BLOCK)
        for _ in own:
            pass


def _block(reading: Reading, family: Family, fresh: Iterator[Any], draw: random.Random) -> Iterator[Any]:
    # what is near depends on the bounds of the family, where it says so
    nearby = family.nearby if isinstance(family, Instances) and family.nearby is not None else reading.nearby
    best: Any = None
    least: Score | None = None
    for instance in itertools.islice(fresh, FRESH):
        yield instance
        score = _score(reading, instance)
        if score is not None and (least is None or score < least):
            best, least = instance, score
    while least is not None and nearby is not None and (near := list(nearby(best))):
        instance = draw.choice(near)
        yield instance
        score = _score(reading, instance)
        if score is not None and score <= least:
            best, least = instance, score
    yield from fresh


def _score(reading: Reading, instance: Any) -> Score | None:
    assert reading.score is not None
    score = reading.score(instance)
    if score is not None and not isinstance(score, (int, Fraction)):
        raise TypeError(f"the score is {score!r}, which is no exact number")
    return score
