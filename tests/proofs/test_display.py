"""Values of the papers show themselves: what the families of the hunt make, and every part of it."""

from __future__ import annotations

import dataclasses
import itertools

from exact.showing.display import Displayed
from exact.showing.drawing import Html, Picture
from proofs.claims import registry
from tests.showing import parsed, said


def parts(value):
    """A value and all values within it."""
    if isinstance(value, Displayed):
        yield value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple | list | frozenset | set):
        for member in itertools.islice(value, 20):
            yield from parts(member)


def test_every_instance_of_the_hunt_shows_itself_with_all_its_parts():
    """One value of each class is looked at: a short line, and well-formed pictures and tables."""
    seen = {}
    for claim in registry.claims().values():
        for reading in claim.readings:
            for family in reading.families:
                for instance in itertools.islice(family.instances(0), 2):
                    for value in parts(instance):
                        seen.setdefault(type(value), value)
        for value in parts(claim):
            seen.setdefault(type(value), value)
    assert len(seen) > 40
    for kind, value in seen.items():
        assert "\n" not in repr(value), kind
        assert len(repr(value)) < 800, kind
        assert isinstance(value.show(), Picture | Html)
        assert " at 0x" not in repr(value) + said(value.show()), kind
        parsed(value._repr_html_())


def test_a_claim_shows_its_readings():
    claim = registry.claims()["lang-yang-2023/theorem-3"]
    for reading in claim.readings:
        assert reading.name in said(claim.show())
        assert reading.wording in said(claim.show())
