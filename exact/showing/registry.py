"""Who shows what: for a class of values, the name of the function that draws, tables, writes or tells it.

Pictures know the values that they draw, so values cannot know their pictures. A package registers, by name, the
functions that show its values; one is imported when a value of the class, or of a class that inherits from it, is first
shown. Importing a value thus loads no picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Literal

Aspect = Literal["show", "latex", "exhibits", "words", "sympy", "parts"]
"""What is asked of a value: a drawing or table, a formula, what a verdict's evidence shows, a telling in words, itself
as SymPy has it, what a verdict on it consists of."""

_FUNCTIONS: dict[tuple[Aspect, str], str] = {}


def register(aspect: Aspect, functions: Mapping[str, str]) -> None:
    """For each class, written `package.module.Class`, the function that answers, written `package.module:function`."""
    _FUNCTIONS.update({(aspect, kind): function for kind, function in functions.items()})


def registrations() -> dict[tuple[Aspect, str], str]:
    """All that is registered: (aspect, class) to function."""
    return dict(_FUNCTIONS)


def registered(aspect: Aspect, kind: type) -> Callable[..., Any] | None:
    """The function for the class, or for the nearest class that it inherits from; `None` if there is none."""
    for base in kind.__mro__:
        function = _FUNCTIONS.get((aspect, f"{base.__module__}.{base.__qualname__}"))
        if function is not None:
            module, _, name = function.partition(":")
            return getattr(import_module(module), name)  # type: ignore[no-any-return]
    return None
