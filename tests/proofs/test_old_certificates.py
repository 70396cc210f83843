"""Certificates that an earlier version wrote, one of each kind, answer and form of evidence, are still verified.

`old_certificates.json` was written by the version of 2026-11-21, before the checker counted its work. Whoever changes a
kind so that its old form would be refused keeps reading the old form.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofs import checker

OLD = json.loads((Path(__file__).parent / "old_certificates.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", OLD)
def test_an_old_certificate_is_still_verified(name):
    assert len(checker.verify(OLD[name])) == 1


def test_every_kind_has_an_old_certificate_but_those_that_are_new():
    kinds = {name.partition(" / ")[0] for name in OLD}
    assert kinds <= set(checker.KINDS)
    assert len(kinds) == 49
