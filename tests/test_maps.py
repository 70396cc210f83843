"""The docstring of a package is a map of it; the first page of the API documentation shows two of them."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

ROOMS = (
    *(
        "exact",
        "exact.linear",
        "exact.showing",
        "exact.symbolic",
        "proofs",
        "proofs.cli",
        "proofs.formats",
        "proofs.hunt",
        "proofs.plain",
    ),
    *(
        f"proofs.reduced_form{room}"
        for room in ("", ".problem", ".implementation", ".conditions", ".facets", ".design", ".classes")
    ),
    *(f"proofs.trading{room}" for room in ("", ".markets", ".selection", ".dominance", ".games", ".value")),
)


@pytest.mark.parametrize("name", ROOMS)
def test_a_map_names_every_module_and_nothing_else(name: str) -> None:
    package = import_module(name)
    there = {found.name for found in pkgutil.iter_modules(package.__path__)}
    named = set(re.findall(rf"`{re.escape(name)}\.(\w+)[`.]", package.__doc__ or ""))
    assert named == there
