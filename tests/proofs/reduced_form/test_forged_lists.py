"""Certificates about several parameters with lists shortened, doubled, emptied or turned: refused, or still true."""

from __future__ import annotations

import contextlib
import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest

from proofs import checker
from proofs.certificates import certificate
from proofs.plain.reading import BadInput
from proofs.reduced_form.design.families import BestRuleForParameters
from proofs.reduced_form.facets.for_parameters import ImplementableByPolynomials
from proofs.reduced_form.implementation.for_parameters import ImplementableRegion
from tests.corpus import answer
from tests.corpus.several_parameters import QUESTIONS
from tests.proofs.reduced_form.design import test_for_parameters as designs
from tests.proofs.reduced_form.facets import test_for_parameters as polynomials
from tests.proofs.reduced_form.implementation import test_for_parameters as regions

READERS = {
    ImplementableRegion.kind: (ImplementableRegion, regions.is_right),
    BestRuleForParameters.kind: (BestRuleForParameters, designs.is_right),
    ImplementableByPolynomials.kind: (ImplementableByPolynomials, polynomials.is_right),
}


def lists(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all lists that are not empty."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from lists(value, (*path, key))
    elif isinstance(data, list) and data:
        yield path
        for position, value in enumerate(data):
            yield from lists(value, (*path, position))


def changed(plain: Any, path: tuple[Any, ...], how: int) -> Any:
    """The data with one list changed."""
    made = copy.deepcopy(plain)
    listed = made
    for step in path:
        listed = listed[step]
    if how == 0:
        del listed[0]
    elif how == 1:
        del listed[-1]
    elif how == 2:
        listed.append(copy.deepcopy(listed[0]))
    elif how == 3:
        listed.clear()
    else:
        listed.reverse()
    return made


@pytest.mark.parametrize("name", QUESTIONS)
def test_changed_lists_are_refused_or_true(name: str) -> None:
    plain, rng = certificate(answer(name)), random.Random(name)
    accepted = 0
    for path in rng.choices(list(lists(plain["statements"][0])), k=60):
        forged = changed(plain, ("statements", 0, *path), rng.randrange(5))
        try:
            checker.verify(forged)
        except checker.Refused:
            continue
        accepted += 1
        (statement,) = forged["statements"]
        reader, is_right = READERS[statement["kind"]]
        with contextlib.suppress(BadInput):  # a set was left out, and the checker asks for bounds where it needs them
            assert is_right(reader.from_about(statement["about"]), 8), f"the checker accepts a falsehood: {forged}"
    assert accepted < 60
