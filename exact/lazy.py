"""Names that a package exports and loads when they are first asked for, so that importing it stays light."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def exported(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` of a package whose names live in the modules that `homes` gives.

    A package writes `__getattr__, __dir__ = exported(__name__, HOMES)`, and the same names in `__all__`. A name whose
    home is the package's own module of that name is the module. Modules that the package's docstring lists are loaded
    when they are asked for, too.
    """

    def load(name: str) -> Any:
        if name not in homes:
            if not name.startswith("_") and f"`{package}.{name}`" in (import_module(package).__doc__ or ""):
                return import_module(f"{package}.{name}")
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = import_module(homes[name])
        return home if home.__name__ == f"{package}.{name}" else getattr(home, name)

    def names() -> list[str]:
        return sorted(homes)

    return load, names
