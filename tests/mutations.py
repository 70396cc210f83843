"""Mutants of certificates: one number changed at a time.

A checker that accepts a mutant is right only if what the mutant states is still true; each test says how it decides
that: by brute force, by a second engine, or (trading) by the decision that has its own tests against brute force. The
counts are printed after the test run, by kind.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from exact.rationals import rational, text
from proofs import checker

TALLY: Counter[tuple[str, str]] = Counter()
NUMERAL = re.compile(r"-?\d+(/\d+)?")


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every number, written as an integer, a numeral string or a truth value."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("format", "title", "kind", "form"):
                yield from places(value, (*path, key))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from places(value, (*path, position))
    elif isinstance(data, (bool, int)) or (isinstance(data, str) and NUMERAL.fullmatch(data)):
        yield path


def changed(value: Any) -> list[Any]:
    """Other values of the same sort."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    number = rational(value)
    others = {number + 1, -number, Fraction(0), number / 2, number + Fraction(1, 7)} - {number}
    return [text(other) for other in sorted(others)]


def mutants(certificate: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every certificate that differs from the given one in a single number."""
    for path in places(certificate):
        owner = certificate
        for step in path[:-1]:
            owner = owner[step]
        for value in changed(owner[path[-1]]):
            mutant = copy.deepcopy(certificate)
            target = mutant
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = value
            yield path, mutant


def check_mutants(certificate: dict[str, Any], is_true: Callable[[dict[str, Any]], bool], every: int = 1) -> int:
    """Assert that the checker refuses every (`every`-th) mutant, or that the mutant's statement is true; how many."""
    checker.verify(certificate)
    chosen = [mutant for number, (_, mutant) in enumerate(mutants(certificate)) if number % every == 0]
    count_refused(certificate, chosen, is_true)
    return len(chosen)


def count_refused(
    certificate: dict[str, Any], changed: Iterable[dict[str, Any]], is_true: Callable[[dict[str, Any]], bool]
) -> int:
    """How many changed certificates the checker refuses; asserts that the first statement of the others is true."""
    statement = certificate["statements"][0]
    kind = f"{statement['kind']}: {'yes' if statement['holds'] else 'no'}"
    refused = 0
    for mutant in changed:
        try:
            checker.verify(mutant)
        except checker.Refused:
            refused += 1
            TALLY[kind, "refused"] += 1
            continue
        assert is_true(mutant["statements"][0]), f"the checker accepts a falsehood: {mutant}"
        TALLY[kind, "accepted and true"] += 1
    return refused
