"""Problem files with `capacity_costs`: for every vector of capacities the design of the second stage.

`{"capacity_costs": {object: {capacity: cost}}}` gives C_j(k_j) for the capacities k_j that object j may have. A
capacity is a ceiling on what all agents get of the object, beside the file's other constraints, which need not mention
it.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

from exact.rationals import rational, text
from proofs.formats.parameters import NO_VALUES, Values, load_at
from proofs.formats.problems import either_design_from_plain
from proofs.plain.keys import unknown_name
from proofs.plain.reading import BadInput, Remark
from proofs.reduced_form.classes.capacity_choice import Capacities, Stage
from proofs.reduced_form.classes.group_design import GroupDesign
from proofs.reduced_form.design.task import Design

KEY = "capacity_costs"

MOST_VECTORS = 400
"""The most vectors of capacities: each has a linear program of its own, and is in the certificate."""


def load_stages(path: Path | str, at: Values = NO_VALUES) -> tuple[Stage, ...]:
    """The vectors of capacities that a file allows, each with its cost and the design of the second stage."""
    return load_at(path, stages_from_plain, at)


def stages_from_plain(data: Any) -> tuple[Stage, ...]:
    """The same from the data of a file. Raises `BadInput`."""
    if not isinstance(data, Mapping) or data.get(KEY) is None:
        example = '{"corolla": {"0": 0, "1": 3, "2": 5}}'
        raise BadInput(f'"{KEY}" is missing; give for each object what its capacities cost, for example {example}')
    tables = _tables(data)
    count = prod(map(len, tables.values()))
    if count > MOST_VECTORS:
        raise BadInput(f"{KEY}: {count} vectors of capacities, more than {MOST_VECTORS}; shorten the tables")
    stages: list[Stage] = []
    for vector in itertools.product(*(table.items() for table in tables.values())):
        capacities = tuple((j, capacity) for j, (capacity, _) in zip(tables, vector, strict=True))
        cost = sum((cost for _, cost in vector), Fraction(0))
        stages.append(Stage(capacities, cost, _design(data, capacities, first=not stages)))
    return tuple(stages)


def _design(data: Mapping[str, Any], capacities: Capacities, first: bool) -> Design | GroupDesign:
    """The design with these ceilings; remarks about the file are made once, and none about the ceilings."""
    given = data.get("constraints", [])
    own = given if isinstance(given, list) else []
    ceilings = [{"objects": [j], "ceiling": text(k), "name": f"capacity of {j}"} for j, k in capacities]
    places = {f"constraints[{len(own) + k}]": place for k, place in enumerate(capacities)}
    rest = {key: value for key, value in data.items() if key != KEY}
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always", Remark)
        try:
            found = either_design_from_plain({**rest, "constraints": [*own, *ceilings] if own == given else given})
        except BadInput as error:
            raise _of_capacity(error, places) from error
    for remark in remarks if first else ():
        if not any(str(remark.message).startswith(place) for place in places):
            warnings.warn(remark.message, stacklevel=2)
    return found if isinstance(found, GroupDesign) else Design(*found)


def _of_capacity(error: BadInput, places: Mapping[str, tuple[str, Fraction]]) -> BadInput:
    """The complaint, with the place in the table of costs if it is about a capacity (below a floor of the file)."""
    for place, (j, capacity) in places.items():
        if str(error).startswith(place):
            _, _, what = str(error).partition(": ")
            return BadInput(f"{KEY}.{j}, capacity {text(capacity)}: {what}")
    return error


def _tables(data: Mapping[str, Any]) -> dict[str, dict[Fraction, Fraction]]:
    """C_j by object and capacity."""
    given, objects = data[KEY], data.get("objects")
    if not isinstance(given, Mapping) or not given:
        raise BadInput(f"{KEY}: an object with a table of costs for some of the objects was expected")
    if not isinstance(objects, list):
        raise BadInput(f"{KEY}: capacities are of objects, and this problem has one anonymous object")
    if data.get("outcome") == "public":
        raise BadInput(f"{KEY}: capacities are of objects that agents get, and this outcome is public")
    for j in given:
        if j not in objects:
            raise BadInput(unknown_name(j, objects, "objects", KEY))
    return {j: dict(_table(table, f"{KEY}.{j}", data.get("divisible") is True)) for j, table in given.items()}


def _table(given: Any, place: str, divisible: bool) -> Iterator[tuple[Fraction, Fraction]]:
    if not isinstance(given, Mapping) or not given:
        raise BadInput(f'{place}: an object {{capacity: cost}} was expected, such as {{"0": 0, "1": 3}}')
    seen: set[Fraction] = set()
    for key, cost in given.items():
        try:
            capacity, number = rational(key, f"{place}, capacity"), rational(cost, f"{place}.{key}")
        except (TypeError, ValueError) as error:
            raise BadInput(str(error)) from error
        if capacity < 0 or (capacity.denominator != 1 and not divisible):
            kind = "number from 0 on" if divisible else "whole number from 0 on"
            raise BadInput(f"{place}: the capacity {text(capacity)} is no {kind}")
        if capacity in seen:
            raise BadInput(f"{place}: the capacity {text(capacity)} is given twice")
        seen.add(capacity)
        yield capacity, number
