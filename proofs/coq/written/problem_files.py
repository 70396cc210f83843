"""Problem files as problems of LY (`Certificates/Files.v`), and bounds on their outcomes (`Certificates/Bounds.v`).

LY have indivisible objects that agents get one by one, quotas that are the same at all type profiles, and ceilings for
all sets; a file may leave ceilings open, and Coq completes it. Other files have no form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from proofs.coq.written.terms import (
    NoForm,
    integer_term,
    listed,
    multipliers,
    name_in_words,
    names_comment,
    naturals,
    number,
    option,
    rational_term,
)

Cell = tuple[int, int]
Weights = Mapping[tuple[int, int, int], Fraction]
Profile = tuple[int, ...]


@dataclass(frozen=True)
class _Quota:
    cells: tuple[Cell, ...]
    floor: Fraction
    ceiling: Fraction | None


class File:
    """A problem file by the numbers of its agents, objects and types."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        if plain.get("divisible"):
            raise NoForm("its objects are divisible, and LY's are not")
        if plain.get("outcome") == "public":
            raise NoForm("its outcome is public, which has no form in Coq yet")
        if plain.get("profiles"):
            raise NoForm("its quotas depend on the type profile, and LY's do not")
        self.plain = plain
        self.agents = {name: k for k, name in enumerate(plain["agents"])}
        self.things: list[Any] | None = plain.get("objects")
        self.objects = {name: k for k, name in enumerate(self.things or [None])}
        self.types = [{name: k for k, name in enumerate(plain["types"][agent])} for agent in plain["agents"]]
        self.cells = list(product(range(len(self.agents)), range(len(self.objects))))
        self.quotas = [self._quota(each) for each in plain["constraints"]]
        self.profiles = list(product(*(range(len(own)) for own in self.types)))

    def _quota(self, plain: Mapping[str, Any]) -> _Quota:
        members = [member if self.things is not None else [member] for member in plain["set"]]
        high = plain.get("ceiling")
        cells = tuple(sorted(map(self.cell, members)))
        return _Quota(cells, number(plain["floor"]), None if high is None else number(high))

    def cell(self, names: list[Any]) -> Cell:
        """A pair by its names; an agent alone, where there is one anonymous object."""
        agent, *thing = names
        return self.agents[agent], self.objects[thing[0] if thing else None]

    def profile(self, names: Iterable[Any]) -> Profile:
        return tuple(own[name] for own, name in zip(self.types, names, strict=True))

    def place(self, cell: Cell) -> int:
        """The number of the variable for a pair."""
        return cell[0] * len(self.objects) + cell[1]

    def coordinates(self, plain: list[Any]) -> dict[tuple[int, int, int], Fraction]:
        """Numbers written by agent, type and object."""
        found = {}
        for *names, value in plain:
            agent, own, *thing = names
            i, j = self.cell([agent, *thing])
            found[i, self.types[i][own], j] = number(value)
        return found

    @property
    def all_coordinates(self) -> list[tuple[int, int, int]]:
        """(agent, type, object), in the order of `coordinates` of `LangYang.v`."""
        things = range(len(self.objects))
        return [(i, own, j) for i, kinds in enumerate(self.types) for own in range(len(kinds)) for j in things]

    @property
    def comment(self) -> str:
        """What the numbers stand for."""
        kinds = zip(self.agents, self.types, strict=True)
        return "\n".join(
            [
                names_comment("agents", self.agents),
                *([] if self.things is None else [names_comment("objects", self.things)]),
                *(names_comment(f"types of {name_in_words(agent)}", own) for agent, own in kinds),
            ]
        )

    def definitions(self) -> dict[str, tuple[str, str]]:
        """The file as data, and the problem of LY that it is."""
        counts = naturals(len(own) for own in self.types)
        quotas = listed((self._quota_term(each) for each in self.quotas), 4)
        sizes = f"{len(self.agents)} {len(self.objects)} {counts}"
        return {
            "problem_file": ("file", f"Build_file {sizes}\n    ({self._prior()})\n    {quotas}"),
            "problem": ("problem", "completed {problem_file}"),
        }

    def _quota_term(self, quota: _Quota) -> str:
        high = option(None if quota.ceiling is None else integer_term(quota.ceiling))
        return f"on_set {cells_term(quota.cells)} {integer_term(quota.floor)} {high}"

    def _prior(self) -> str:
        prior = self.plain["prior"]
        if "independent" in prior:
            laws = [prior["independent"][agent] for agent in self.agents]
            rows = [listed(rational_term(law[name]) for name in own) for law, own in zip(laws, self.types, strict=True)]
            return f"independent {listed(rows, 4)}"
        entries = [
            f"({naturals(self.profile([each['profile'][agent] for agent in self.agents]))}, "
            f"{rational_term(each['probability'])})"
            for each in prior["joint"]
        ]
        return f"joint {listed(entries, 4)}"

    def rule_term(self, rule: Mapping[str, Any]) -> str:
        """An interim rule in the file's own words."""
        rows = []
        for agent, own in zip(self.agents, self.types, strict=True):
            given = [rule[agent][name] for name in own]
            if self.things is None:
                rows.append([[value] for value in given])
            else:
                rows.append([[each.get(thing, 0) for thing in self.things] for each in given])
        return table_term(rows)

    def weights_term(self, weights: Weights) -> str:
        """Coefficients of coordinates, as a table; those that are not written are 0."""
        things = range(len(self.objects))
        rows = [
            [[weights.get((i, own, j), Fraction(0)) for j in things] for own in range(len(kinds))]
            for i, kinds in enumerate(self.types)
        ]
        return table_term(rows)

    def in_order(self, entries: list[Any]) -> list[Any]:
        """The entries for all profiles in the order of Coq's profiles."""
        found = {self.profile(each["profile"]): each for each in entries}
        return [found[profile] for profile in self.profiles]

    def outcome_term(self, plain: list[Any]) -> str:
        """A pure outcome, as the quantities that are written."""
        return listed(
            (f"(({i}, {j})%nat, {integer_term(value)})" for (*names, value) in plain for i, j in [self.cell(names)]), 6
        )

    def weights_at(self, weights: Weights, profile: Profile) -> dict[Cell, Fraction]:
        """What coefficients of coordinates make of each pair at a profile."""
        return {cell: weights.get((cell[0], profile[cell[0]], cell[1]), Fraction(0)) for cell in self.cells}


def cells_term(cells: Iterable[Cell]) -> str:
    return f"[{'; '.join(f'({i}, {j})' for i, j in cells)}]%nat"


def table_term(rows: list[list[list[Any]]]) -> str:
    return f"rule_of {listed((listed(listed(map(rational_term, own)) for own in each) for each in rows), 4)}"


@dataclass(frozen=True)
class _End:
    """A bound of a quantity, and the place of the limit that says so."""

    value: Fraction
    place: int


Box = dict[Cell, tuple[_End, _End]]


class Bounding:
    """Proofs of bounds as Coq checks them, from those of certificates.

    Limits are the quotas in the order of the file, then those of the single pairs, then those of the splits above. What
    the multipliers of a leaf leave is weighed with the tightest limits of the pairs.
    """

    def __init__(self, file: File) -> None:
        self.file = file
        self.count = len(file.quotas) + len(file.cells)

    def term(self, proof: Mapping[str, Any], weights: Mapping[Cell, Fraction]) -> str:
        """The proof that outcomes are worth no more than a bound."""
        return "Listed" if "list" in proof else self._tree(proof, weights, self._box(), self.count)

    def _box(self) -> Box:
        ceilings, lows = dict[Cell, Fraction](), dict[Cell, _End]()
        for place, quota in enumerate(self.file.quotas):
            high = quota.ceiling
            for cell in quota.cells if high is not None else ():
                ceilings[cell] = high if cell not in ceilings else min(ceilings[cell], high)
            if len(quota.cells) == 1 and quota.floor > 0:
                lows[quota.cells[0]] = _End(quota.floor, place)
        alone = {cell: len(self.file.quotas) + self.file.place(cell) for cell in self.file.cells}
        return {
            cell: (lows.get(cell, _End(Fraction(0), place)), _End(ceilings.get(cell, Fraction(0)), place))
            for cell, place in alone.items()
        }

    def _tree(self, proof: Mapping[str, Any], weights: Mapping[Cell, Fraction], box: Box, limits: int) -> str:
        if "split" in proof:
            names, threshold = proof["split"]
            cell, limit = self.file.cell(names), number(threshold)
            low, high = box[cell]
            new = {"at_most": (low, _End(limit, limits)), "at_least": (_End(limit + 1, limits), high)}
            parts = [self._tree_part(proof[side], weights, box, cell, new[side], limits + 1) for side in new]
            return f"(Split {self.file.place(cell)} {integer_term(limit)}\n      {parts[0]}\n      {parts[1]})"
        empty = "empty" in proof
        rest = {} if empty else dict(weights)
        weighed = []
        for place, value in proof["empty" if empty else "multipliers"]:
            weight = number(value)
            weighed.append((place, weight))
            for cell in self.file.quotas[place].cells:
                rest[cell] = rest.get(cell, Fraction(0)) - weight
        for cell, left in rest.items():
            low, high = box[cell]
            weighed.append(((high if left > 0 else low).place, left))
        return f"({'Nothing' if empty else 'Shown'} {multipliers(weighed)})"

    def _tree_part(
        self,
        proof: Mapping[str, Any],
        weights: Mapping[Cell, Fraction],
        box: Box,
        cell: Cell,
        ends: tuple[_End, _End],
        limits: int,
    ) -> str:
        """One side of a split; where nothing is left of the quantity's range, that is all there is to show."""
        low, high = ends
        if low.value > high.value:
            return f"(Nothing {multipliers([(high.place, Fraction(1)), (low.place, Fraction(-1))])})"
        return self._tree(proof, weights, {**box, cell: ends}, limits)
