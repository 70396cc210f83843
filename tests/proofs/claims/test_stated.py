"""Claims as data say what their code says: on the instances that both try, they agree."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any

import pytest

from proofs.claims import registry
from proofs.claims.claim import Outcome, Reading
from proofs.claims.deciding import truths

INSTANCES = 12
"""Instances of each family, and as many again where the hypothesis holds."""

SECONDS = 6
"""After so long no further instances of a reading are tried, unless the hypothesis held on none so far."""

STATED = [
    pytest.param(claim.id, reading.name, id=f"{claim.id} ({reading.name})")
    for claim in registry.claims().values()
    for reading in claim.readings
    if reading.stated is not None
]


def tried(reading: Reading) -> Iterator[Any]:
    """The first instances of every family, and the first ones on which the hypothesis holds."""
    for family in reading.families:
        yield from itertools.islice(family.instances(0), INSTANCES)
        relevant = (
            instance
            for instance in itertools.islice(family.instances(0), INSTANCES, 20 * INSTANCES)
            if reading.trial(instance).outcome is not Outcome.IRRELEVANT
        )
        yield from itertools.islice(relevant, INSTANCES)


@pytest.mark.parametrize(("claim", "name"), STATED)
def test_data_and_code_agree(claim: str, name: str) -> None:
    reading = registry.claims()[claim].reading(name)
    assert reading.stated is not None
    seen = set()
    start = time.monotonic()
    for instance in tried(reading):
        if time.monotonic() - start > SECONDS and seen & {Outcome.REFUTES, Outcome.CONFIRMS}:
            break
        trial = reading.trial(instance)
        hypothesis, conclusion, _ = truths(reading.stated, instance, trial.verdicts)
        said = (hypothesis, conclusion)
        seen.add(trial.outcome)
        if trial.outcome is Outcome.REFUTES:
            assert said == (True, bool(reading.stated.facts)), reading.describe(instance)
        elif trial.outcome is Outcome.CONFIRMS:
            assert hypothesis is not False, reading.describe(instance)
            assert conclusion is not False or reading.stated.facts, reading.describe(instance)
        elif trial.outcome is Outcome.IRRELEVANT:
            assert hypothesis is not True or conclusion is not False, reading.describe(instance)
    assert seen & {Outcome.REFUTES, Outcome.CONFIRMS}, "no instance on which the hypothesis holds"
