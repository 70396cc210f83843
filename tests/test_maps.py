"""The docstring of a package is a map of it; the first page of the API documentation shows two of them."""

from __future__ import annotations

import pkgutil
import re
from types import ModuleType

import pytest

import exact
import proofs
import proofs.reduced_form


@pytest.mark.parametrize("package", [exact, proofs, proofs.reduced_form], ids=lambda package: package.__name__)
def test_a_map_names_every_module_and_nothing_else(package: ModuleType) -> None:
    name = package.__name__
    there = {found.name for found in pkgutil.iter_modules(package.__path__)}
    named = set(re.findall(rf"`{re.escape(name)}\.(\w+)[`.]", package.__doc__ or ""))
    assert named == there
