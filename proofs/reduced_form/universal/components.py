"""The components of a structure: cells that constraint sets of two cells or more join.

Quotas are given component by component, and so are feasible outcomes. The implementable rules are therefore the product
of those of the components, each with the agents that have a cell there and their types; the other agents' types do not
matter, and a single cell that is in no set stands for itself. Normal cones of a product are products, and a sign vector
on one component is one with zeros elsewhere, so a condition is complete exactly if it is complete on each component.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from exact.cones import Vector
from exact.matrices import Matrix, Name
from exact.minkowski import Point
from exact.showing.display import Displayed
from exact.symmetries import Permutation, column_symmetries, orbit, permuted
from exact.unimodular import Certifying, total_unimodularity
from proofs.reduced_form.problem.problems import Cell, Coordinate
from proofs.reduced_form.problem.structures import ImplementationStructure, structure

Quotas = tuple[tuple[int, int], ...]
"""A floor and a ceiling for each set of a component."""


@dataclass(frozen=True)
class Relabelling(Displayed):
    """Cell number k becomes cell number `cells[k]`, and with `turned` floors and ceilings change their roles.

    It takes sets to sets, and cells of one agent to those of an agent with as many types. The polytope of the quotas
    becomes its image; turned, its image under x -> -x, after which sign vectors are sign vectors again.
    """

    cells: Permutation
    turned: bool


@dataclass(frozen=True)
class Component(Displayed):
    """Agents, objects, sets and types of one component, as a structure; `cells` are those that sets join."""

    structure: ImplementationStructure
    cells: tuple[Cell, ...]

    @cached_property
    def sets(self) -> tuple[tuple[Cell, ...], ...]:
        """The sets of two cells or more, and then the single cells."""
        return (*self.structure.sets, *((cell,) for cell in self.cells))

    @cached_property
    def incidence(self) -> Matrix:
        """The sets of two cells or more, by number, and the cells."""
        entries: dict[tuple[Name, Name], int] = {
            (k, cell): 1 for k, members in enumerate(self.structure.sets) for cell in members
        }
        return Matrix.sparse(range(len(self.structure.sets)), self.cells, entries)

    @cached_property
    def integral(self) -> Certifying | None:
        """Why the sets are totally unimodular, so that quotas alone describe the outcomes; `None` if they are not."""
        shown = total_unimodularity(self.incidence).evidence
        return shown if isinstance(shown, Certifying) else None

    @cached_property
    def rows(self) -> tuple[Vector, ...]:
        """The left sides of the quotas: each set's, for its ceiling, and each set's negated, for its floor."""
        above = tuple(tuple(int(cell in members) for cell in self.cells) for members in map(frozenset, self.sets))
        return (*above, *(tuple(-entry for entry in row) for row in above))

    @cached_property
    def level(self) -> tuple[int, ...]:
        """The rows of the floors of single cells, which are 0 unless all outcomes are moved."""
        return tuple(range(len(self.rows) - len(self.cells), len(self.rows)))

    @cached_property
    def coordinates(self) -> tuple[Coordinate, ...]:
        return tuple((cell[0], kind, *cell[1:]) for cell in self.cells for kind in self.structure.types_of(cell))

    @property
    def is_alone(self) -> bool:
        """Whether all cells are one agent's, or all agents have one type: one polytope, or a product of copies."""
        return len(self.structure.agents) == 1 or len(self.structure.profiles) == 1

    def right(self, quotas: Quotas) -> Vector:
        """The right sides of the rows."""
        return (*(high for _, high in quotas), *(-low for low, _ in quotas))

    def quotas(self, right: Sequence[int]) -> Quotas:
        """The quotas with these right sides. If all are tight and floors of cells are 0, no floor is negative."""
        count = len(self.sets)
        return tuple((-right[count + k], right[k]) for k in range(count))

    def at_profiles(self, points: Sequence[Point]) -> list[list[Point]]:
        """The outcomes at each type profile, in the coordinates."""
        place = {coordinate: k for k, coordinate in enumerate(self.coordinates)}
        spread = []
        for profile in self.structure.profiles:
            kinds = dict(zip(self.structure.agents, profile, strict=True))
            places = [place[cell[0], kinds[cell[0]], *cell[1:]] for cell in self.cells]
            spread.append([_placed(point, places, len(place)) for point in points])
        return spread

    @cached_property
    def relabellings(self) -> tuple[Relabelling, ...]:
        """The group of all relabellings, in one order."""
        agents = self.structure.agents
        counts = dict(zip(agents, map(len, self.structure.types), strict=True))
        rows = [list(row) for row in self.rows[: len(self.sets)]]
        rows += [[(2 + counts[agent]) * (cell[0] == agent) for cell in self.cells] for agent in agents]
        generators = column_symmetries(rows, [0] * len(self.cells))
        moves = [lambda given, by=each: tuple(by[k] for k in given) for each in generators]
        group = sorted(orbit(tuple(range(len(self.cells))), moves))
        return tuple(Relabelling(cells, turned) for turned in (False, True) for cells in group)

    def of_rows(self, by: Relabelling) -> Permutation:
        """What a relabelling makes of the rows."""
        place = {row: k for k, row in enumerate(self.rows)}
        sign = -1 if by.turned else 1
        found = []
        for row in self.rows:
            image = [0] * len(row)
            for k, entry in enumerate(row):
                image[by.cells[k]] = sign * entry
            found.append(place[tuple(image)])
        return tuple(found)

    def moved(self, weights: Point, by: Relabelling) -> Point:
        """What a relabelling makes of weights on the coordinates; the k-th type of an agent stays the k-th."""
        counts = [len(self.structure.types_of(cell)) for cell in self.cells]
        starts = [0, *itertools.accumulate(counts)]
        places = tuple(starts[to] + k for to, count in zip(by.cells, counts, strict=True) for k in range(count))
        return permuted([-value for value in weights] if by.turned else weights, places)


def _placed(point: Point, places: Sequence[int], size: int) -> Point:
    wide: list[object] = [0] * size
    for k, value in zip(places, point, strict=True):
        wide[k] = value
    return tuple(wide)  # type: ignore[arg-type]


def components(given: ImplementationStructure) -> tuple[Component, ...]:
    """The components with a set of two cells or more, in the order of their first cells."""
    home = {cell: k for k, cell in enumerate(given.cells)}
    for members in given.sets:
        joined = {home[cell] for cell in members}
        home = {cell: min(joined) if k in joined else k for cell, k in home.items()}
    owners = dict(zip(given.agents, given.types, strict=True))
    found = []
    for first in sorted({home[members[0]] for members in given.sets}):
        cells = tuple(cell for cell in given.cells if home[cell] == first)
        agents = _in_order((cell[0] for cell in cells), given.agents)
        objects = None if given.objects is None else _in_order((cell[1] for cell in cells), given.objects)
        sets = [members for members in given.sets if home[members[0]] == first]
        own = structure(agents, objects, sets, {agent: owners[agent] for agent in agents})
        found.append(Component(own, cells))
    return tuple(found)


def _in_order(names: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    chosen = set(names)
    return tuple(name for name in order if name in chosen)


def fewer_types(given: ImplementationStructure) -> list[ImplementationStructure]:
    """The structure with some of its types, agent by agent the first ones; few type profiles first, all types last."""
    found = [
        ImplementationStructure(given.agents, given.objects, given.sets, types)
        for types in itertools.product(*([own[:count] for count in range(1, len(own) + 1)] for own in given.types))
    ]
    return sorted(found, key=lambda each: (len(each.profiles), max(map(len, each.types))))
