"""Structure files: agents, objects, constraint sets and types, without quotas and without a prior.

    {"format": "exact-proofs/structure/1", "agents": ["1", "2"], "objects": ["a"], "sets": [[["1", "a"], ["2", "a"]]],
     "types": {"1": ["u", "v"], "2": ["u"]}}

Without `objects` there is one anonymous object, and a cell is `["1"]`, or `"1"` alone. Single cells are constraint
sets anyway. A problem file is read as the structure of its problem.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from proofs.formats.parameters import NO_VALUES, Values, load_at
from proofs.plain.keys import PROBLEM, STRUCTURE, check_format, object_at
from proofs.reduced_form.problem.data import problem_from_plain, says_groups
from proofs.reduced_form.problem.structures import ImplementationStructure, structure_from_about, structure_of


def load_structure(path: Path | str, at: Values = NO_VALUES) -> ImplementationStructure:
    """The structure in a file, or that of the problem in it, without quotas and prior; of a problem file with
    `parameters` where these have the values `at`. Raises `BadInput`."""
    return load_at(path, structure_from_plain, at)


def structure_from_plain(data: Any) -> ImplementationStructure:
    """The structure that data describe, or that of their problem. Raises `ValueError` or `TypeError` with the place."""
    check_format(data, STRUCTURE, PROBLEM)
    if data["format"] == PROBLEM:
        if says_groups(data):
            raise ValueError("agents: groups with sizes have no structure of their own; list the agents by name")
        return structure_of(problem_from_plain(data)[0])
    about = object_at(data, "", ("format", "agents", "sets", "types"), ("objects", "title", "comment"))
    return structure_from_about({**about, "sets": _as_cells(about)})


def _as_cells(about: Any) -> Any:
    """The sets, an agent's name standing for its cell where there are no objects. Raises `ValueError`."""
    sets = about["sets"]
    for k, members in enumerate(sets if isinstance(sets, list) else ()):
        named = next((cell for cell in members if isinstance(cell, str)), None) if isinstance(members, list) else None
        if named is not None and "objects" in about:
            raise ValueError(f'sets[{k}]: "{named}" is no cell; where there are objects write ["{named}", object]')
    if "objects" in about or not isinstance(sets, list) or not all(isinstance(members, list) for members in sets):
        return sets
    return [[[cell] if isinstance(cell, str) else cell for cell in members] for members in sets]
