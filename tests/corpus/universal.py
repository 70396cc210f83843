"""Conditions for all quotas of a structure: every reason for a yes, quotas that break one, with and without objects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from exact.verdicts import Verdict
from proofs.reduced_form.problem.structures import ImplementationStructure, structure
from proofs.reduced_form.universal.deciding import quotas_that_break, universal_condition


def agents(types: str, *sets: str, objects: str = "") -> ImplementationStructure:
    """Agents 1, 2, ... with so many types each, and sets of cells: `"12"`, or `"1a 2b"` with objects."""
    kinds = {str(k + 1): ["u", "v", "w"][: int(count)] for k, count in enumerate(types)}
    cells = [[tuple(cell) for cell in (members.split() if objects else members)] for members in sets]
    return structure(list(kinds), list(objects) or None, cells, kinds)


STRUCTURES: dict[str, Callable[[], ImplementationStructure]] = {
    "a pair": lambda: agents("21", "12"),
    "nested sets": lambda: agents("112", "12", "123"),
    "a path": lambda: agents("222", "12", "23"),
    "a path, its middle certain": lambda: agents("212", "12", "23"),
    "a path, its middle uncertain": lambda: agents("211", "12", "13"),
    "a triangle": lambda: agents("211", "12", "23", "13"),
    "two components": lambda: agents("22", "1a 2b", "1b 2a", objects="abc"),
    "one agent": lambda: agents("2", "1a 1b", "1b 1c", objects="abc"),
    "three cells of one agent": lambda: agents("2", "1a 1b", "1b 1c", "1a 1c", objects="abc"),
    "four cells of one agent": lambda: agents("2", "1a 1b", "1b 1c", "1a 1c", "1a 1d", objects="abcd"),
    "a triangle with a tail, one type each": lambda: agents("1111", "12", "23", "13", "34"),
    "no sets": lambda: agents("22"),
    "one type each": lambda: agents("112", "12"),
}


def asked(name: str, condition: str, divisible: bool) -> Verdict:
    return universal_condition(STRUCTURES[name](), condition, divisible=divisible)  # type: ignore[arg-type]


QUESTIONS: dict[str, Callable[[], Verdict]] = {
    f"universal condition: {condition}, {name}": partial(asked, name, condition, False)
    for name in STRUCTURES
    for condition in ("A", "B")
    if name != "a triangle"
}
QUESTIONS |= {
    f"universal condition: divisible, {condition}, {name}": partial(asked, name, condition, True)
    for name, condition in (("a pair", "B"), ("a triangle", "A"), ("one agent", "B"), ("a path", "A"))
}
QUESTIONS["universal condition: the smallest quotas, B, a path, its middle certain"] = lambda: quotas_that_break(
    STRUCTURES["a path, its middle certain"](), "B", 2
)
