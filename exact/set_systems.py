"""Families of finite sets: hierarchies, bihierarchies, canonical two-sided families, graphs and bipartite graphs.

The definitions are those of Lang & Yang (2023), section 2.1, read literally. A family is a *hierarchy* (laminar) if
for all G, G' in it, G is contained in G', or G' in G, or they are disjoint (Definition 2). It is a *bihierarchy* if
it is the union of two disjoint hierarchies, either of which may be empty (Definition 3). A family of sets of pairs is
*canonical two-sided* if it contains every {i} x A and every N x {j}. It has the *adjacency property* if it is the set
of edges of a graph on the given vertices, that is, each of its sets is a pair of vertices (Definition 4); whether
that graph has an odd cycle is a question of its own (Theorem 3).

Two sets *cross* if they meet and neither contains the other. A family is an iterable of sets, each a set, frozenset,
list or tuple of names, and lists each once; inside, sets are frozensets.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from exact import arguments
from exact.matrices import Name
from exact.names import check_names, shown
from exact.plain_data import Converter, converter, register, written
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Verdict

Members = frozenset[Name]
Node = TypeVar("Node", bound=Hashable)

_names = converter(tuple[Name, ...])
# Names of several sorts have no order of their own.
register(
    Members,
    Converter(
        lambda members: _names.to_plain(sorted(members, key=repr)), lambda plain: frozenset(_names.from_plain(plain))
    ),
)


@dataclass(frozen=True)
class SetSystem(Statement):
    """A statement about a family of distinct sets."""

    sets: tuple[Members, ...] = field(metadata=written(last=True))

    def __post_init__(self) -> None:
        check_names((name for members in self.sets for name in members), "member")
        if len(set(self.sets)) != len(self.sets):
            raise ValueError("the same set is listed twice")


class Hierarchy(SetSystem):
    """The sets are a hierarchy."""

    kind: ClassVar[str] = "hierarchy"

    def sentence(self) -> str:
        return f"the family of {counted(len(self.sets), 'set')} is a hierarchy"


class Bihierarchy(SetSystem):
    """The sets are the union of two disjoint hierarchies."""

    kind: ClassVar[str] = "bihierarchy"

    def sentence(self) -> str:
        return f"the family of {counted(len(self.sets), 'set')} is a bihierarchy"


@dataclass(frozen=True)
class TwoSided(SetSystem):
    """The sets of pairs contain every {agent} x objects and every agents x {object}."""

    kind: ClassVar[str] = "canonical two-sided"
    agents: tuple[Name, ...]
    objects: tuple[Name, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_distinct(self.agents, "agent")
        _check_distinct(self.objects, "object")

    def sentence(self) -> str:
        return f"the family of {counted(len(self.sets), 'set')} is a canonical two-sided constraint structure"

    def required(self) -> list[Members]:
        """Every row and every column."""
        rows: list[Members] = [frozenset((agent, thing) for thing in self.objects) for agent in self.agents]
        return rows + [frozenset((agent, thing) for agent in self.agents) for thing in self.objects]


@dataclass(frozen=True)
class EdgesOfAGraph(SetSystem):
    """Each set is a pair of vertices."""

    kind: ClassVar[str] = "edges of a graph"
    vertices: tuple[Name, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_distinct(self.vertices, "vertex")

    def sentence(self) -> str:
        return f"every set of the family of {counted(len(self.sets), 'set')} is an edge of a graph on {_vertices(self)}"


class BipartiteGraph(EdgesOfAGraph):
    """The sets are the edges of a graph on the vertices, and it has no odd cycle."""

    kind: ClassVar[str] = "bipartite graph"

    def sentence(self) -> str:
        return f"the graph with {_vertices(self)} and {counted(len(self.sets), 'edge')} has no odd cycle"


def _check_distinct(names: tuple[Name, ...], what: str) -> None:
    check_names(names, what)
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the {what} name {shown(twice)} occurs twice")


def _vertices(graph: EdgesOfAGraph) -> str:
    return counted(len(graph.vertices), "vertex", "vertices")


@dataclass(frozen=True)
class Inspection(Evidence):
    """Nothing but the sets themselves: the statement is seen by looking at them."""

    form: ClassVar[str] = "inspection"

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not holds:
            return False
        if isinstance(statement, Hierarchy):
            return not any(_cross(one, other) for one in statement.sets for other in statement.sets)
        if isinstance(statement, TwoSided):
            return set(statement.required()) <= set(statement.sets)
        return type(statement) is EdgesOfAGraph and all(_is_edge(s, statement) for s in statement.sets)


@dataclass(frozen=True)
class CrossingSets(Evidence):
    """Two sets of the family, by position, that cross."""

    form: ClassVar[str] = "crossing sets"
    first: int
    second: int

    def supports(self, statement: Statement, holds: bool) -> bool:
        if holds or not isinstance(statement, Hierarchy) or not _within(statement.sets, (self.first, self.second)):
            return False
        return _cross(statement.sets[self.first], statement.sets[self.second])


@dataclass(frozen=True)
class TwoHierarchies(Evidence):
    """The sets of either hierarchy, by position."""

    form: ClassVar[str] = "two hierarchies"
    first: tuple[int, ...]
    second: tuple[int, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not holds or not isinstance(statement, Bihierarchy):
            return False
        if sorted(self.first + self.second) != list(range(len(statement.sets))):
            return False
        families = [[statement.sets[k] for k in positions] for positions in (self.first, self.second)]
        return not any(_cross(one, other) for family in families for one in family for other in family)


@dataclass(frozen=True)
class OddCycleOfCrossingSets(Evidence):
    """An odd number of sets, by position, each of which crosses the next and the last the first."""

    form: ClassVar[str] = "odd cycle of crossing sets"
    cycle: tuple[int, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if holds or not isinstance(statement, Bihierarchy) or not _within(statement.sets, self.cycle):
            return False
        return len(self.cycle) % 2 == 1 and all(
            _cross(statement.sets[one], statement.sets[other]) for one, other in _around(self.cycle)
        )


@dataclass(frozen=True)
class MissingSet(Evidence):
    """A row {i} x A or a column N x {j} that is not in the family."""

    form: ClassVar[str] = "missing set"
    members: Members = field(metadata=written("set"))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if holds or not isinstance(statement, TwoSided):
            return False
        return self.members in statement.required() and self.members not in statement.sets


@dataclass(frozen=True)
class NotAnEdge(Evidence):
    """A set of the family, by position, that is not a pair of vertices."""

    form: ClassVar[str] = "not an edge"
    position: int

    def supports(self, statement: Statement, holds: bool) -> bool:
        if holds or not isinstance(statement, EdgesOfAGraph) or not _within(statement.sets, (self.position,)):
            return False
        return not _is_edge(statement.sets[self.position], statement)


@dataclass(frozen=True)
class Bipartition(Evidence):
    """One side of the vertices; every edge has exactly one end in it."""

    form: ClassVar[str] = "bipartition"
    side: tuple[Name, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not holds or not isinstance(statement, BipartiteGraph):
            return False
        side = frozenset(self.side)
        return all(_is_edge(edge, statement) and len(edge & side) == 1 for edge in statement.sets)


@dataclass(frozen=True)
class OddCycleOfVertices(Evidence):
    """An odd number of distinct vertices, each joined to the next and the last to the first."""

    form: ClassVar[str] = "odd cycle of vertices"
    cycle: tuple[Name, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if holds or not isinstance(statement, BipartiteGraph) or len(set(self.cycle)) != len(self.cycle):
            return False
        edges = set(statement.sets)
        joined = all(frozenset(pair) in edges for pair in _around(self.cycle))
        return joined and len(self.cycle) % 2 == 1 and len(self.cycle) >= 3


def cross(one: Collection[Name], other: Collection[Name]) -> bool:
    """Whether the sets meet and neither contains the other."""
    return _cross(_members(one, "one"), _members(other, "other"))


def _cross(one: Members, other: Members) -> bool:
    return not one.isdisjoint(other) and not one <= other and not other <= one


def crossing_graph(sets: Iterable[Collection[Name]]) -> list[list[int]]:
    """For each set the positions of the sets that cross it."""
    return _crossing_graph(family(sets))


def _crossing_graph(sets: Sequence[Members]) -> list[list[int]]:
    holding: dict[Name, list[int]] = {}
    for position, members in enumerate(sets):
        for member in members:
            holding.setdefault(member, []).append(position)
    return [
        sorted(k for k in {k for member in members for k in holding[member]} if _cross(members, sets[k]))
        for members in sets
    ]


def family(sets: Iterable[Collection[Name]]) -> tuple[Members, ...]:
    """The sets as frozensets, in the order given."""
    return tuple(_members(members, f"sets[{k}]") for k, members in enumerate(arguments.collected(sets, "sets")))


def _members(members: Collection[Name], where: str) -> Members:
    return frozenset(arguments.name(member, where) for member in arguments.collected(members, where))


def hierarchy(sets: Iterable[Collection[Name]]) -> Verdict:
    """Whether the sets are a hierarchy. Evidence: inspection, or two sets that cross."""
    statement = Hierarchy(family(sets))
    for position, crossing in enumerate(_crossing_graph(statement.sets)):
        if crossing:
            return Verdict(statement, False, CrossingSets(position, crossing[0]))
    return Verdict(statement, True, Inspection())


def bihierarchy(sets: Iterable[Collection[Name]]) -> Verdict:
    """Whether the sets split into two hierarchies.

    Crossing sets must go to different hierarchies, so a split exists exactly when the crossing graph is bipartite.
    Evidence: the two hierarchies, or an odd cycle of sets in which neighbours cross.
    """
    statement = Bihierarchy(family(sets))
    graph = _crossing_graph(statement.sets)
    side, cycle = _two_colouring(dict(enumerate(graph)))
    if cycle is not None:
        return Verdict(statement, False, OddCycleOfCrossingSets(tuple(cycle)))
    first, second = (tuple(k for k in range(len(graph)) if side[k] == which) for which in (0, 1))
    return Verdict(statement, True, TwoHierarchies(first, second))


def canonical_two_sided(sets: Iterable[Collection[Name]], agents: Iterable[Name], objects: Iterable[Name]) -> Verdict:
    """Whether sets of (agent, object) contain all rows and all columns. Evidence: inspection, or a missing one."""
    statement = TwoSided(family(sets), arguments.names(agents, "agents"), arguments.names(objects, "objects"))
    check_names((pair for members in statement.required() for pair in members), "pair")  # deeper than their parts
    listed = set(statement.sets)
    missing = next((members for members in statement.required() if members not in listed), None)
    if missing is not None:
        return Verdict(statement, False, MissingSet(missing))
    return Verdict(statement, True, Inspection())


def edges_of_a_graph(sets: Iterable[Collection[Name]], vertices: Iterable[Name]) -> Verdict:
    """Whether each set is a pair of vertices. Evidence: inspection, or a set that is not."""
    statement = EdgesOfAGraph(family(sets), arguments.names(vertices, "vertices"))
    for position, members in enumerate(statement.sets):
        if not _is_edge(members, statement):
            return Verdict(statement, False, NotAnEdge(position))
    return Verdict(statement, True, Inspection())


def bipartite_graph(sets: Iterable[Collection[Name]], vertices: Iterable[Name]) -> Verdict:
    """Whether the sets are edges of a graph without odd cycle. Evidence: one side, an odd cycle, or a set no edge."""
    statement = BipartiteGraph(family(sets), arguments.names(vertices, "vertices"))
    neighbours: dict[Name, list[Name]] = {vertex: [] for vertex in statement.vertices}
    for position, members in enumerate(statement.sets):
        if not _is_edge(members, statement):
            return Verdict(statement, False, NotAnEdge(position))
        one, other = sorted(members, key=statement.vertices.index)
        neighbours[one].append(other)
        neighbours[other].append(one)
    side, cycle = _two_colouring(neighbours)
    if cycle is not None:
        return Verdict(statement, False, OddCycleOfVertices(tuple(cycle)))
    return Verdict(statement, True, Bipartition(tuple(vertex for vertex in statement.vertices if side[vertex] == 0)))


def two_colouring(
    neighbours: Mapping[Node, Sequence[Node]],
) -> tuple[dict[Node, int], list[Node] | None]:
    """Colours 0 and 1 that differ along every edge; or, as the second value, an odd cycle.

    `neighbours` maps each node to the nodes that it has an edge to, and each of them has one back.
    """
    if not isinstance(neighbours, Mapping):
        raise TypeError(f"neighbours: a mapping was expected, not {arguments.given(neighbours)}")
    listed = {node: arguments.listed(others, f"neighbours of {node!r}") for node, others in neighbours.items()}
    for node, others in listed.items():
        for other in others:
            arguments.name(other, f"neighbours of {node!r}")
            if other not in listed or node not in listed[other]:
                raise ValueError(f"neighbours: {other!r} is a neighbour of {node!r}, but not the other way round")
    return _two_colouring(listed)


def _two_colouring(
    neighbours: Mapping[Node, Sequence[Node]],
) -> tuple[dict[Node, int], list[Node] | None]:
    colour: dict[Node, int] = {}
    before: dict[Node, Node | None] = {}
    for start in neighbours:
        if start in colour:
            continue
        colour[start], before[start] = 0, None
        queue = [start]
        for node in queue:
            for other in neighbours[node]:
                if other not in colour:
                    colour[other], before[other] = 1 - colour[node], node
                    queue.append(other)
                elif colour[other] == colour[node]:
                    return colour, _cycle(before, node, other)
    return colour, None


def _cycle(before: Mapping[Node, Node | None], one: Node, other: Node) -> list[Node]:
    """The cycle through the edge between two nodes of a search tree, of the same depth."""
    left, right = [one], [other]
    while left[-1] != right[-1]:
        above, beyond = before[left[-1]], before[right[-1]]
        assert above is not None
        assert beyond is not None
        left.append(above)
        right.append(beyond)
    return left + right[-2::-1]


def _is_edge(members: Members, statement: EdgesOfAGraph) -> bool:
    return len(members) == 2 and members <= frozenset(statement.vertices)


def _within(sets: Sequence[Members], positions: Iterable[int]) -> bool:
    return all(0 <= position < len(sets) for position in positions)


def _around(cycle: Sequence[Node]) -> list[tuple[Node, Node]]:
    return list(zip(cycle, [*cycle[1:], *cycle[:1]], strict=True))
