"""Answers about linear and mixed-integer programs as certificates in the format VIPR 1.1, which other checkers read.

What `proofs.vipr` reads and checks is written here: the bounds and rows of the system as constraints, the point as a
solution, and the multipliers and branchings as derivations. A leaf of the tree derives a bound on the objective, or
that nothing is left, from rows, bounds and the assumptions that lead to it; where two halves meet, what follows from
both no longer rests on them. A constant of the objective is left out: VIPR has none. Of names, what does not print in
one word of ASCII becomes `_`, and what is then the same gets a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from exact.integer import grain
from exact.linear import FarkasVector, LinearSystem, Point, PrimalDual, SparseVector, Vector
from exact.linear.named import Labelled, Program
from exact.mixed_integer import IntegerPoint, IntegerPointAndTree, Node, Nodes, NoIntegerPoint
from exact.rationals import text
from exact.verdicts import Verdict

Limit = tuple[Fraction, int] | None
"""A bound of a variable, and the number of the constraint that says so."""
Multiples = Mapping[int, Fraction]
"""What is added up: for the number of a constraint the factor."""


def vipr_of(program: Program, labelled: Labelled, verdict: Verdict) -> str:
    """The VIPR certificate of the answer. Raises `ValueError` for an answer that the format cannot state."""
    evidence = verdict.evidence
    if isinstance(evidence, PrimalDual):
        return _Writer(program, labelled, evidence.values, (Node(bound=_sparse(evidence.multipliers)),)).text()
    if isinstance(evidence, FarkasVector):
        return _Writer(program, labelled, None, (Node(empty=_sparse(evidence.multipliers)),)).text()
    if isinstance(evidence, NoIntegerPoint):
        return _Writer(program, labelled, None, evidence.nodes).text()
    if isinstance(evidence, IntegerPointAndTree):
        return _Writer(program, labelled, evidence.values, evidence.nodes).text()
    if isinstance(evidence, Point | IntegerPoint):
        return _Writer(program, labelled, evidence.values, ()).text()
    raise ValueError("VIPR states an optimum, a solution, or that there is none; this answer it cannot state")


def _sparse(multipliers: Vector) -> SparseVector:
    return tuple((row, value) for row, value in enumerate(multipliers) if value)


@dataclass
class _Half:
    """A split on the way to a node: the assumptions, and what the lower half has given."""

    below: int
    above: int
    upper_box: tuple[list[Limit], list[Limit]]
    found: tuple[int, bool] | None = None


@dataclass
class _Writer:
    program: Program
    labelled: Labelled
    point: Vector | None
    nodes: Nodes
    constraints: list[str] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.system: LinearSystem = self.labelled.system
        place = {name: column for column, name in enumerate(self.system.variables)}
        self.integers = sorted(place[name] for name in self.program.integers)
        self.minimum = self.program.sense != "max"
        self.objective = {place[name]: weight for name, weight in self.program.objective.items() if weight}

    def text(self) -> str:
        limits = self.box()
        bounds = len(self.constraints)
        for label, row in zip(self.labelled.labels, self.system.rows, strict=True):
            letter, coefficients = "E" if row.sense == "=" else "L", _pairs(dict(row.coefficients))
            self.constraints.append(f"{self.name(label)} {letter} {text(row.bound)} {coefficients}")
        self.first_row = bounds
        if self.nodes:
            self.tree(limits)
        variables = _distinct(map(str, self.system.variables), set())
        lines = ["% an answer about a linear program", "VER 1.1", f"VAR {len(variables)}", *variables]
        lines += [f"INT {len(self.integers)}", " ".join(map(str, self.integers))] if self.integers else ["INT 0"]
        lines += [f"OBJ {'min' if self.minimum else 'max'}", _pairs(self.objective)]
        lines += [f"CON {len(self.constraints)} {bounds}", *self.constraints, self.goal(), *self.solutions()]
        return "\n".join([*lines, f"DER {len(self.derived)}", *self.derived, ""])

    def box(self) -> tuple[list[Limit], list[Limit]]:
        """The bounds of the variables, written as constraints."""
        lower: list[Limit] = []
        upper: list[Limit] = []
        for column, name in enumerate(self.system.variables):
            for limits, ends, letter, kind in (
                (lower, self.system.lower, "G", "lower"),
                (upper, self.system.upper, "L", "upper"),
            ):
                end = ends[column]
                limits.append(None if end is None else (end, len(self.constraints)))
                if end is not None:
                    label = self.name(f"{kind}_{name}")
                    self.constraints.append(f"{label} {letter} {text(end)} 1 {column} 1")
        return lower, upper

    def goal(self) -> str:
        if self.point is None:
            return "RTP infeas"
        value = text(self.value())
        return f"RTP range {value if self.nodes else '-inf'} {value}"

    def value(self) -> Fraction:
        assert self.point is not None
        return sum((weight * self.point[column] for column, weight in self.objective.items()), Fraction(0))

    def solutions(self) -> Iterator[str]:
        yield f"SOL {int(self.point is not None)}"
        if self.point is not None:
            yield f"point {_pairs({column: value for column, value in enumerate(self.point) if value})}"

    def name(self, wanted: str) -> str:
        (name,) = _distinct([wanted], self.taken)
        return name

    def derive(self, letter: str, bound: Fraction, left: str, reason: str) -> int:
        """One more derived constraint; its number."""
        number = len(self.constraints) + len(self.derived)
        self.derived.append(f"{self.name(f'D{number}')} {letter} {text(bound)} {left} {{ {reason} }} -1")
        return number

    def tree(self, limits: tuple[list[Limit], list[Limit]]) -> None:
        """Derive what each leaf shows, and what halves have in common as soon as both are there."""
        halves: list[_Half] = []
        for node in self.nodes:
            if node.split is not None:
                half, limits = self.split(limits, *node.split)
                halves.append(half)
                continue
            found = self.leaf(limits, node)
            while halves and halves[-1].found is not None:
                found = self.joined(halves.pop(), found)
            if halves:
                halves[-1].found, limits = found, halves[-1].upper_box

    def split(
        self, limits: tuple[list[Limit], list[Limit]], column: int, threshold: int
    ) -> tuple[_Half, tuple[list[Limit], list[Limit]]]:
        """The split with the assumptions of its halves, and the box of the lower half."""
        lower, upper = limits
        below = self.derive("L", Fraction(threshold), f"1 {column} 1", "asm")
        above = self.derive("G", Fraction(threshold + 1), f"1 {column} 1", "asm")
        low, high = lower[column], upper[column]
        inner_low: Limit = (Fraction(threshold + 1), above)
        inner_high: Limit = (Fraction(threshold), below)
        if low is not None and low[0] > threshold + 1:
            inner_low = low
        if high is not None and high[0] < threshold:
            inner_high = high
        upper_box = [*lower[:column], inner_low, *lower[column + 1 :]], upper
        return _Half(below, above, upper_box), (lower, [*upper[:column], inner_high, *upper[column + 1 :]])

    def joined(self, half: _Half, above: tuple[int, bool]) -> tuple[int, bool]:
        """What both halves give, without what is assumed in them."""
        assert half.found is not None
        empty = half.found[1] and above[1]
        reason = f"uns {half.found[0]} {half.below} {above[0]} {half.above}"
        if empty:
            return self.derive("L", Fraction(-1), "0", reason), True
        return self.derive("G" if self.minimum else "L", self.value(), "OBJ", reason), False

    def leaf(self, limits: tuple[list[Limit], list[Limit]], node: Node) -> tuple[int, bool]:
        """The constraint that a leaf gives, and whether that is a contradiction."""
        if node.indivisible is not None:
            return self.indivisible(node.indivisible), True
        if node.bound is None:
            crossing = self.crossing(limits) if not node.empty else None
            bound, multiples = crossing or self.sum({}, node.empty or (), limits)
            return self.derive("L", bound, "0", _reason("lin", multiples)), True
        sign = Fraction(-1 if self.minimum else 1)
        bound, multiples = self.sum({j: sign * weight for j, weight in self.objective.items()}, node.bound, limits)
        letter = "G" if self.minimum else "L"
        multiples = {number: sign * factor for number, factor in multiples.items()}
        step = grain(tuple(sorted(self.objective.items())), self.integers) if bound > sign * self.value() else None
        if step is None:
            return self.derive(letter, sign * bound, "OBJ", _reason("lin", multiples)), False
        whole = sign * math.floor(bound / step)
        scaled = _pairs({j: weight / step for j, weight in self.objective.items()})
        parts = {number: factor / step for number, factor in multiples.items()}
        rounded = self.derive(letter, whole, scaled, _reason("rnd", parts))
        return self.derive(letter, whole * step, "OBJ", _reason("lin", {rounded: step})), False

    def sum(
        self, objective: Mapping[int, Fraction], multipliers: SparseVector, limits: tuple[list[Limit], list[Limit]]
    ) -> tuple[Fraction, Multiples]:
        """What multipliers of rows, and of bounds for the rest, prove that the objective is at most."""
        rest, multiples = dict(objective), dict[int, Fraction]()
        bound = Fraction(0)
        for row, factor in multipliers:
            multiples[self.first_row + row] = factor
            bound += factor * self.system.rows[row].bound
            for column, entry in self.system.rows[row].coefficients:
                rest[column] = rest.get(column, Fraction(0)) - factor * entry
        for column, entry in rest.items():
            limit = limits[1 if entry > 0 else 0][column]
            if entry:
                assert limit is not None, "evidence uses bounds that are there"
                multiples[limit[1]] = multiples.get(limit[1], Fraction(0)) + entry
                bound += entry * limit[0]
        return bound, multiples

    def crossing(self, limits: tuple[list[Limit], list[Limit]]) -> tuple[Fraction, Multiples] | None:
        """Of a box that is empty, the two bounds that contradict each other."""
        for low, high in zip(*limits, strict=True):
            if low is not None and high is not None and low[0] > high[0]:
                return high[0] - low[0], {high[1]: Fraction(1), low[1]: Fraction(-1)}
        return None

    def indivisible(self, multipliers: SparseVector) -> int:
        """Integers times integer variables are at most a fraction rounded down, and at least the same rounded up."""
        left, right = dict[int, Fraction](), Fraction(0)
        for row, factor in multipliers:
            right += factor * self.system.rows[row].bound
            for column, entry in self.system.rows[row].coefficients:
                left[column] = left.get(column, Fraction(0)) + factor * entry
        written = _pairs({column: entry for column, entry in left.items() if entry})
        reason = _reason("lin", {self.first_row + row: factor for row, factor in multipliers})
        ends = []
        for letter, end in (("L", math.floor(right)), ("G", math.ceil(right))):
            number = self.derive(letter, right, written, reason)
            ends.append(self.derive(letter, Fraction(end), written, f"rnd 1 {number} 1"))
        return self.derive("L", Fraction(-1), "0", f"lin 2 {ends[0]} 1 {ends[1]} -1")


def _reason(kind: str, multiples: Multiples) -> str:
    return f"{kind} {_pairs(multiples)}"


def _pairs(values: Mapping[int, Fraction]) -> str:
    return " ".join([str(len(values)), *(f"{place} {text(value)}" for place, value in sorted(values.items()))])


def _distinct(names: Iterator[str] | list[str], taken: set[str]) -> list[str]:
    """The names as single words of ASCII, each unlike the others."""
    found = []
    for name in names:
        word = re.sub(r"[^!-~]+", "_", name) or "_"
        number = 2
        own = word
        while own in taken:
            own = f"{word}_{number}"
            number += 1
        taken.add(own)
        found.append(own)
    return found
