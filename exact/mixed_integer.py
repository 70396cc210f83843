"""Mixed-integer programs: linear systems and programs some of whose variables are integers, decided with evidence.

An *integer point* of a system is a solution in which the variables that are named are integers; there need not be one
where there are solutions. That there is none, or that a value is the best, is shown by a branching tree
(`exact.integer`): every integer point lies in one of its leaves, and multipliers of the rows close each leaf. Where the
objective weighs integers alone, its values are multiples of one number, and the bound that a leaf proves is rounded.

An objective that improves along a direction of recession has no best value at integer points, if there are any: with
rational numbers a multiple of the direction has integers where they are wanted, and leads from one integer point to
others (Meyer 1974, who shows the converse: where there is no such direction, the best value is attained).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from exact import arguments
from exact.integer import Bound, Empty, Indivisible, NoEnd, Search, SearchStopped, Split, Tree, grain, proves
from exact.linear import (
    Coefficients,
    FarkasVector,
    ImprovingRay,
    LinearSystem,
    SparseVector,
    Vector,
    dot,
    optimum,
    read_coefficients,
)
from exact.matrices import Name
from exact.names import shown
from exact.plain_data import written
from exact.rationals import text
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict


@dataclass(frozen=True)
class Node(Displayed):
    """A node of a tree as it is written: a split `(variable, threshold)`, or a leaf with its multipliers, by row."""

    split: tuple[int, int] | None = field(default=None, metadata=written(left_out=True))
    bound: SparseVector | None = field(default=None, metadata=written(left_out=True))
    empty: SparseVector | None = field(default=None, metadata=written(left_out=True))
    indivisible: SparseVector | None = field(default=None, metadata=written(left_out=True))


Nodes = tuple[Node, ...]
"""A tree, each node before its halves, the lower half first; trees may be deeper than JSON can go."""
Integers = tuple[int, ...]
"""The places of the variables that are to be integers, in ascending order."""


def nodes_of(tree: Tree) -> Nodes:
    """The nodes of a tree that a search has made."""
    nodes: list[Node] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Split):
            nodes.append(Node((node.variable, node.threshold)))
            waiting += [node.at_least, node.at_most]
        else:
            multipliers = tuple((row, value) for row, value in enumerate(node.multipliers) if value)
            nodes.append(_LEAVES[type(node)][1](multipliers))
    return tuple(nodes)


_LEAVES: dict[type[Bound | Empty | Indivisible], tuple[str, Callable[[SparseVector], Node]]] = {
    Bound: ("bound", lambda multipliers: Node(bound=multipliers)),
    Empty: ("empty", lambda multipliers: Node(empty=multipliers)),
    Indivisible: ("indivisible", lambda multipliers: Node(indivisible=multipliers)),
}


def tree_of(nodes: Nodes, rows: int) -> Tree | None:
    """The tree of these nodes for a system of so many rows; `None` if they are none."""
    made: list[Tree] = []
    for node in reversed(nodes):
        if node.split is not None:
            if len(made) < 2:
                return None
            made.append(Split(*node.split, at_most=made.pop(), at_least=made.pop()))
            continue
        kind, multipliers = next(
            ((kind, given) for kind, (name, _) in _LEAVES.items() if (given := getattr(node, name)) is not None),
            (Empty, ()),
        )
        if any(not 0 <= row < rows for row, _ in multipliers):
            return None
        by_row = dict(multipliers)
        made.append(kind(tuple(by_row.get(row, Fraction(0)) for row in range(rows))))
    return made[0] if len(made) == 1 else None


@dataclass(frozen=True)
class IntegerFeasible(Statement):
    """The system has an integer point. Evidence: `IntegerPoint`, or `NoIntegerPoint` when it has none."""

    kind: ClassVar[str] = "integer feasible"
    system: LinearSystem
    integers: Integers

    def sentence(self) -> str:
        size = f"{counted(len(self.system.variables), 'variable')} and {counted(len(self.system.rows), 'row')}"
        return f"the linear system in {size} has a solution with {_integers(self.integers)}"


@dataclass(frozen=True)
class IntegerOptimal(Statement):
    """`value` is the greatest ("max") or least ("min") value of the objective at integer points. Evidence:
    `IntegerPointAndTree`."""

    kind: ClassVar[str] = "integer optimal"
    system: LinearSystem
    integers: Integers
    objective: SparseVector
    sense: Literal["max", "min"]
    value: Fraction

    def sentence(self) -> str:
        return f"the {self.sense}imum of the linear program with {_integers(self.integers)} is {text(self.value)}"


@dataclass(frozen=True)
class IntegerUnbounded(Statement):
    """The objective improves for ever at integer points. Evidence: `IntegerRay`."""

    kind: ClassVar[str] = "integer unbounded"
    system: LinearSystem
    integers: Integers
    objective: SparseVector
    sense: Literal["max", "min"]

    def sentence(self) -> str:
        return f"the {self.sense}imization of the linear program with {_integers(self.integers)} is unbounded"


def _integers(integers: Integers) -> str:
    return f"{counted(len(integers), 'integer variable')}"


@dataclass(frozen=True)
class IntegerPoint(Evidence):
    """A solution with integers where they are wanted: one value for each variable."""

    form: ClassVar[str] = "integer point"
    values: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, IntegerFeasible) and holds and _is_integer_point(statement, self.values)


@dataclass(frozen=True)
class NoIntegerPoint(Evidence):
    """A branching tree whose leaves hold no integer point."""

    form: ClassVar[str] = "branching tree"
    nodes: Nodes

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, IntegerFeasible) or holds:
            return False
        tree = tree_of(self.nodes, len(statement.system.rows))
        return tree is not None and proves(tree, statement.system, {}, None, statement.integers)


@dataclass(frozen=True)
class IntegerPointAndTree(Evidence):
    """An integer point that attains the value, and a branching tree that shows that none does better."""

    form: ClassVar[str] = "integer point and tree"
    values: Vector
    nodes: Nodes

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, IntegerOptimal) or not holds or not _is_integer_point(statement, self.values):
            return False
        tree = tree_of(self.nodes, len(statement.system.rows))
        attained = dot(statement.objective, self.values) == statement.value
        sign = 1 if statement.sense == "max" else -1
        weights = {statement.system.variables[place]: sign * weight for place, weight in statement.objective}
        limit = sign * statement.value
        return attained and tree is not None and proves(tree, statement.system, weights, limit, statement.integers)


@dataclass(frozen=True)
class IntegerRay(Evidence):
    """An integer point, and a direction of recession along which the objective improves."""

    form: ClassVar[str] = "integer improving ray"
    values: Vector
    direction: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, IntegerUnbounded) or not holds or not _is_integer_point(statement, self.values):
            return False
        gain = dot(statement.objective, self.direction)
        return statement.system.recedes(self.direction) and (gain > 0 if statement.sense == "max" else gain < 0)


def _is_integer_point(about: IntegerFeasible | IntegerOptimal | IntegerUnbounded, values: Sequence[Fraction]) -> bool:
    return about.system.contains(values) and all(values[place].denominator == 1 for place in about.integers)


def integer_feasibility(
    system: LinearSystem, integers: Collection[Name] | None = None, *, seconds: float | None = None
) -> Verdict:
    """Whether the system has an integer point. The variables named are integers; all, if nothing is said.

    Evidence `IntegerPoint` or `NoIntegerPoint`; undecided where the search need not end, as when an integer is not
    bounded, or after `seconds`.
    """
    seconds = arguments.time_limit(seconds)
    asked = IntegerFeasible(_system(system), _places(system, integers))
    try:
        return _feasible(asked, seconds)
    except SearchStopped as stopped:
        return Verdict(asked, None, Undecided((f"{stopped.found} after {seconds:g} s",)))


def integer_optimum(
    system: LinearSystem,
    objective: Coefficients,
    sense: Literal["max", "min"] = "max",
    integers: Collection[Name] | None = None,
    *,
    seconds: float | None = None,
) -> Verdict:
    """The optimum of a linear objective at the integer points. The variables named are integers; all, if none is named.

    The verdict's statement is `IntegerOptimal`, `IntegerUnbounded`, or `IntegerFeasible` with answer no, or undecided.
    Raises `SearchStopped` after `seconds`, and `SearchInterrupted` when interrupted; both have the best point by then.
    """
    seconds = arguments.time_limit(seconds)
    places = _places(_system(system), integers)
    relaxed = optimum(system, objective, sense)
    if isinstance(relaxed.evidence, FarkasVector):
        nodes = nodes_of(Empty(relaxed.evidence.multipliers))
        return Verdict(IntegerFeasible(system, places), False, NoIntegerPoint(nodes))
    weights = read_coefficients(objective, {name: place for place, name in enumerate(system.variables)}, "objective")
    if isinstance(relaxed.evidence, ImprovingRay):
        found = _feasible(IntegerFeasible(system, places), seconds)
        if not isinstance(found.evidence, IntegerPoint):
            return found
        ray = IntegerRay(found.evidence.values, relaxed.evidence.direction)
        return Verdict(IntegerUnbounded(system, places, weights, sense), True, ray)
    sign = 1 if sense == "max" else -1
    try:
        value, point, tree = _searched(
            system, places, tuple((place, sign * weight) for place, weight in weights), seconds
        )
    except SearchStopped as stopped:
        point = stopped.found.point
        raise SearchStopped(stopped.found, None if point is None else dot(weights, point)) from None
    except NoEnd as error:
        return Verdict(IntegerFeasible(system, places), None, Undecided((str(error),)))
    if point is None:
        return Verdict(IntegerFeasible(system, places), False, NoIntegerPoint(nodes_of(tree)))
    statement = IntegerOptimal(system, places, weights, sense, sign * value)
    return Verdict(statement, True, IntegerPointAndTree(point, nodes_of(tree)))


def _feasible(asked: IntegerFeasible, seconds: float | None) -> Verdict:
    try:
        _, point, tree = _searched(asked.system, asked.integers, (), seconds)
    except NoEnd as error:
        return Verdict(asked, None, Undecided((str(error),)))
    evidence = NoIntegerPoint(nodes_of(tree)) if point is None else IntegerPoint(point)
    return Verdict(asked, point is not None, evidence)


def _searched(
    system: LinearSystem, places: Integers, objective: SparseVector, seconds: float | None
) -> tuple[Fraction, Vector | None, Tree]:
    """The greatest value, a point that attains it, and the tree; the point is `None` if there is no integer point."""
    integers = frozenset(places)
    search = Search(system, objective, integers, grain(objective, integers))
    tree = search.run(True, seconds)
    return search.value or Fraction(0), search.point, tree


def _system(system: LinearSystem) -> LinearSystem:
    given: LinearSystem = arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    return given


def _places(system: LinearSystem, integers: Collection[Name] | None) -> Integers:
    place = {name: position for position, name in enumerate(system.variables)}
    if integers is None:
        return tuple(place.values())
    integers = arguments.collected(integers, "integers")
    unknown = next((name for name in integers if name not in place), None)
    if unknown is not None:
        raise ValueError(f"integers: {shown(unknown)} is not a variable")
    return tuple(sorted({place[name] for name in integers}))
