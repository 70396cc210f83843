"""Targeted search: rare failures are found by climbing, and the stream is the same whoever works on it."""

from __future__ import annotations

import itertools
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest

from proofs.claims import registry
from proofs.claims.claim import Claim, Expected, Family, Outcome, Reading
from proofs.claims.comparison import compare
from proofs.claims.instances import Instances, listed
from proofs.claims.written import ClaimFileError, claim
from proofs.hunt import families, greatest, search, streams
from proofs.hunt.chunks import Chunk
from proofs.hunt.climbing import BLOCK, FRESH, climbed
from proofs.hunt.executors import InProcess
from proofs.hunt.search import Hunt
from tests.proofs.hunt.test_search import MODULES, without_time

WANTED = 500_000


def numbers(seed):
    draw = random.Random(seed)
    while True:
        yield draw.randrange(1_000_000)


def far_from_wanted(number):
    """The number is not near 500 000."""
    yield Expected(
        compare(("the number", Fraction(number // 10_000)), "=", ("the wanted one", WANTED // 10_000)), False
    )


def steps(number):
    return iter([number - 30_000, number + 30_000, number - 4_000, number + 4_000])


BLIND = Reading(
    wording="no number is near the wanted one",
    conclusion=far_from_wanted,
    families=(Family("random numbers", numbers, endless=True),),
    because=lambda number: f"{number} is",
    budget=2000,
)
SEEING = replace(BLIND, score=lambda number: abs(number - WANTED - 5_000), nearby=steps)


def hits(reading, instances):
    tried = itertools.islice(instances, 2000)
    return sum(reading.trial(one).outcome is Outcome.REFUTES for one in tried)


def test_more_is_found_with_a_score_than_without():
    family = BLIND.families[0]
    alone = [hits(BLIND, family.instances(seed)) for seed in range(3)]
    with_score = [hits(SEEING, climbed(SEEING, family, seed)) for seed in range(3)]
    assert min(with_score) > 5 * max(alone)


def test_blocks_begin_with_fresh_instances_and_do_not_depend_on_those_before():
    family = BLIND.families[0]
    whole = list(itertools.islice(climbed(SEEING, family, 4), 4 * BLOCK))
    fresh = list(itertools.islice(family.instances(4), 4 * BLOCK))
    for block in range(4):
        own = list(itertools.islice(climbed(SEEING, family, 4, block), BLOCK))
        assert own == whole[block * BLOCK : (block + 1) * BLOCK]
        assert own[:FRESH] == fresh[block * BLOCK : block * BLOCK + FRESH]
        assert own[FRESH:] != fresh[block * BLOCK + FRESH : (block + 1) * BLOCK]


@pytest.mark.parametrize("change", [{"score": lambda number: None}, {"nearby": lambda number: iter(())}])
def test_where_nothing_can_be_climbed_the_instances_are_fresh(change):
    family = BLIND.families[0]
    reading = replace(SEEING, **change)
    many = 3 * BLOCK + 7
    assert list(itertools.islice(climbed(reading, family, 1), many)) == list(
        itertools.islice(family.instances(1), many)
    )


@pytest.fixture
def known(monkeypatch):
    def make(reading):
        made = Claim("arithmetic/climbed", "nowhere", (reading,))
        monkeypatch.setattr(registry, "claims", lambda modules=None: {made.id: made})
        return made

    return make


def test_the_result_of_climbing_does_not_depend_on_the_executor_or_the_order_of_chunks(known):
    made = known(SEEING)
    alone = Hunt(InProcess(), MODULES, ahead=0).run(made, SEEING)
    assert alone.ending == "refuted"
    with ThreadPoolExecutor(3) as threads:
        assert without_time(Hunt(threads, MODULES, ahead=3).run(made, SEEING)) == without_time(alone)
    never = known(replace(SEEING, conclusion=lambda number: [compare(("n", 1), "=", ("n", 1))]))
    family = BLIND.families[0]
    whole = list(itertools.islice(climbed(SEEING, family, 0), 200))
    for start in (0, 160, 35, 36, 90, 5):
        chunk = Chunk(MODULES, never.id, "literal", 0, start, start + 1, 0)
        assert next(streams.Stream.at(chunk, never.readings[0])) == whole[start]


def test_a_score_that_is_no_exact_number_is_a_fault_of_the_claim(known):
    made = known(replace(SEEING, score=float))
    with pytest.raises(search.ClaimFaultError, match="which is no exact number"):
        Hunt(InProcess(), MODULES, ahead=0).run(made, made.readings[0])


def test_a_score_and_nearby_are_given_together():
    with pytest.raises(ValueError, match="given together"):
        replace(BLIND, score=lambda number: number)
    with pytest.raises(ClaimFileError, match=r"score= needs a family with nearby="):

        @claim("never", tries=listed([1, 2], "number", "two numbers"), score=lambda number: number)
        def never(number):
            """Nothing."""
            yield number <= 2


def test_a_climb_keeps_to_the_bounds_of_the_family_it_is_in():
    """Of several families each has its own small changes; those of the first one are for the first one."""
    small, large = families.vectors(2, entries=(0, 1)), families.matrices(5, 5, entries=(0, 1)).after[0]
    reading = replace(SEEING, families=(small, large), score=lambda given: 0, nearby=small.nearby)
    for rows in itertools.islice(climbed(reading, large, 0), 2 * BLOCK):
        assert 1 <= len(rows) <= 5
        assert all(entry in (0, 1) for row in rows for entry in row)


def test_every_family_that_is_climbed_has_something_nearby():
    whole = families.vectors(1).and_then(replace(families.vectors(2), nearby=None))
    with pytest.raises(ClaimFileError, match=r"score= needs a family with nearby="):

        @claim("never", tries=whole, score=len)
        def never(vector):
            """Nothing."""
            yield greatest(vector) <= 2


def test_families_of_instances_bring_what_is_nearby_and_compose():
    family = replace(listed([4, 6], "number", "two numbers"), nearby=lambda number: iter((number - 1, number + 1)))
    even = family.where(lambda number: number % 2 == 0, "even")
    assert list(even.nearby(4)) == []
    assert list(family.where(lambda number: number < 6, "small").nearby(5)) == [4]
    pairs = family.with_each(listed([0], "number", "nothing"))
    assert list(pairs.nearby((4, 0))) == [(3, 0), (5, 0)]
    assert isinstance(pairs, Instances)

    @claim("below", tries=family, score=lambda number: -number)
    def below(number):
        """The number is below 7."""
        yield number <= 6

    assert (below.readings[0].score(5), list(below.readings[0].nearby(5))) == (-5, [4, 6])
