"""Every single change of a certificate: what the checker still accepts must also convince the software itself."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from exact.verdicts import Verdict
from proofs import certificates, checker
from tests.mutations import TALLY


def written(verdict: Verdict) -> Any:
    """The certificate as it would be read from a file."""
    return json.loads(json.dumps(certificates.certificate(verdict)))


def accepted(certificate: Any) -> bool:
    try:
        checker.verify(certificate)
    except checker.Refused:
        return False
    return True


def check_round_trip(verdict: Verdict) -> None:
    """The verdict verifies, its certificate is accepted, and reading it back gives the same verdict."""
    assert verdict.verify()
    certificate = written(verdict)
    assert accepted(certificate)
    (back,) = certificates.verdicts(certificate)
    assert back == verdict
    assert back.verify()


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*path, key))
    else:
        yield path


def changed(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if value is None:
        return [0]
    try:
        number = Fraction(value)
    except ValueError:
        return [value + "?"]
    return [str(number + 1), str(number - Fraction(1, 7))]


def replaced(certificate: Any, path: tuple[Any, ...], value: Any) -> Any:
    other = copy.deepcopy(certificate)
    target = other
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return other


def check_mutations(verdict: Verdict, never: str = "") -> int:
    """Change every number of the statement once; returns how many changes are refused.

    An accepted change must be one that the software verifies too. A change of a field named in `never`, of "kind" or of
    "holds" must always be refused.
    """
    certificate, refused = written(verdict), 0
    kind = f"{verdict.statement.kind}: {'yes' if verdict.holds else 'no'}"
    for path in leaves(certificate["statements"][0]):
        full = ("statements", 0, *path)
        value = certificate["statements"][0]
        for key in path:
            value = value[key]
        for other in changed(value):
            mutant = replaced(certificate, full, other)
            if not accepted(mutant):
                refused += 1
                TALLY[kind, "refused"] += 1
                continue
            assert path[0] not in ("kind", "holds"), path
            assert not set(path) & set(never.split()), path
            try:
                (back,) = certificates.verdicts(mutant)
            except ValueError:
                continue  # a market that the software does not even build; the checker needs less of it
            assert back.verify(), (path, other)
            TALLY[kind, "accepted and true"] += 1
    return refused
