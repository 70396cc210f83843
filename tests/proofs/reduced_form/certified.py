"""What every certified answer must pass: verify, the checker, reading back; and no forgery may pass the checker."""

from __future__ import annotations

import copy
import json

import pytest

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.reduced_form.problem.data import problem_from_plain


def problem_of(**fields):
    """A problem as a file would give it, with a uniform prior unless told otherwise."""
    return problem_from_plain({"format": "exact-proofs/problem/1", "prior": "uniform", **fields})[0]


def accepted(verdict):
    """The verdict verifies, the checker accepts its certificate, and the certificate reads back as the verdict."""
    assert verdict.verify()
    written = json.loads(json.dumps(certificate(verdict)))
    checker.verify(written)
    assert verdicts(written)[0] == verdict
    return True


def forged(verdict, change, why=None):
    """The checker refuses the certificate, with `why`, once `change` has been made to the statement (a dictionary)."""
    written = json.loads(json.dumps(certificate(verdict)))
    change(written["statements"][0])
    with pytest.raises(checker.Refused, match=why):
        checker.verify(written)


def every_number_matters(verdict, places):
    """Whatever number, position or list is altered under `places` of the evidence, the checker refuses or it is idle.

    `places` are keys of the evidence all of whose parts carry weight. Returns how many forgeries were refused.
    """
    written = json.loads(json.dumps(certificate(verdict)))
    refused = 0
    for path in leaves({key: written["statements"][0]["evidence"][key] for key in places}):
        altered = copy.deepcopy(written)
        part = altered["statements"][0]["evidence"]
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = _altered(part[path[-1]])
        with pytest.raises(checker.Refused):
            checker.verify(altered)
        refused += 1
    return refused


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from leaves(part, (*path, position))
    else:
        yield path


def _altered(leaf):
    if isinstance(leaf, int):
        return leaf + 1
    if leaf.lstrip("-").replace("/", "").isdigit():
        return leaf + "7"
    return leaf + "?"
