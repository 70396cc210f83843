"""Implementation structures, their incidence matrices B and C, and the constraint matrix M(W) of the projection cone.

An *implementation structure* (N, A, G, T) of Lang & Yang (2023) has agents, objects, constraint sets of cells (agent,
object), and a finite set of types for each agent. Every single cell is a constraint set as well; the sets listed are
the others. Without objects there is one anonymous object, and a cell is (agent,).

Columns of B and C are the ex post variables, a cell at a type profile. A row of B is a cell with a type of its agent
and has a 1 at every profile with that type; a row of C is a constraint set at a profile and has a 1 at each of its
cells (both defined before LY's Example 5). M(W) is LY (10). The structure *preserves total unimodularity* if M(W) is
totally unimodular (LY, Definition 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, ClassVar

from exact import arguments
from exact.matrices import Matrix, Name, spoken
from exact.names import check_texts
from exact.plain_data import Converter, an_object, at_key, converter, register
from exact.showing.display import Displayed, counted
from exact.unimodular import (
    Certifying,
    Reduced,
    Step,
    Submatrix,
    Transposed,
    UnimodularityStatement,
    total_unimodularity,
)
from exact.verdicts import Verdict
from proofs.reduced_form.problem.problems import Cell, Problem, Profile

LISTED = 12
"""Of so many agents the numbers of types are told."""


@dataclass(frozen=True)
class ImplementationStructure(Displayed):
    """Agents, objects (`None`: one anonymous object), constraint sets of two cells or more, types by agent.

    `sets` hold their cells in the order of `cells`; `types` follows `agents`. Make one with `structure`.
    """

    agents: tuple[str, ...]
    objects: tuple[str, ...] | None
    sets: tuple[tuple[Cell, ...], ...]
    types: tuple[tuple[str, ...], ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        if self.objects is None:
            return tuple((agent,) for agent in self.agents)
        return tuple(product(self.agents, self.objects))

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        return tuple(product(*self.types))

    @cached_property
    def constraint_sets(self) -> tuple[tuple[Cell, ...], ...]:
        """The listed sets, and every single cell."""
        return (*self.sets, *((cell,) for cell in self.cells))

    def types_of(self, cell: Cell) -> tuple[str, ...]:
        return self.types[self.agents.index(cell[0])]

    def about(self) -> dict[str, Any]:
        """Plain data: `objects` is left out when there are none."""
        objects = {} if self.objects is None else {"objects": list(self.objects)}
        types = {agent: list(own) for agent, own in zip(self.agents, self.types, strict=True)}
        return {"agents": list(self.agents), **objects, "sets": _SETS.to_plain(self.sets), "types": types}


def structure(
    agents: Sequence[str],
    objects: Sequence[str] | None,
    sets: Iterable[Iterable[Sequence[str]]],
    types: Mapping[str, Sequence[str]],
) -> ImplementationStructure:
    """An implementation structure; single cells among `sets` may be listed or not. Raises `ValueError`."""
    agents = arguments.listed(agents, "agents")
    objects = None if objects is None else arguments.listed(objects, "objects")
    for what, names in (("agent", agents), ("object", objects or ())):
        check_texts(names, what)
        if len(set(names)) != len(names):
            raise ValueError(f"{what}s: a name occurs twice")
    if not agents or (objects is not None and not objects):
        raise ValueError("a structure has at least one agent, and at least one object unless it has none at all")
    if set(types) != set(agents):
        raise ValueError("types: give the types of every agent, and of nobody else")
    for agent in agents:
        check_texts(types[agent], "type")
        if not types[agent] or len(set(types[agent])) != len(types[agent]):
            raise ValueError(f"types: agent {agent} needs at least one type, each with a name of its own")
    bare = ImplementationStructure(
        tuple(agents), None if objects is None else tuple(objects), (), tuple(tuple(types[agent]) for agent in agents)
    )
    place = {cell: k for k, cell in enumerate(bare.cells)}
    ordered = []
    for number, members in enumerate(sets):
        chosen = {tuple(cell) for cell in members}
        if not chosen or not chosen <= place.keys():
            cell = f"[{', '.join(bare.cells[0])}]"
            raise ValueError(f"sets: set {number + 1} must consist of cells {cell}, ... and not be empty")
        ordered.append(tuple(sorted(chosen, key=place.__getitem__)))
    if len(set(ordered)) != len(ordered):
        raise ValueError("sets: the same set is listed twice")
    kept = tuple(members for members in ordered if len(members) > 1)
    return ImplementationStructure(bare.agents, bare.objects, kept, bare.types)


def structure_from_about(about: Mapping[str, Any]) -> ImplementationStructure:
    """The structure back from `ImplementationStructure.about`. Raises `ValueError`."""
    agents, sets = _read(about, "agents", _NAMES), _read(about, "sets", _SETS)
    types = an_object(at_key(about, "types"))
    own = {agent: _read(types, agent, _NAMES, f"types.{agent}") for agent in types}
    objects = _read(about, "objects", _NAMES) if "objects" in about else None
    return structure(agents, objects, sets, own)


def _read(data: Mapping[str, Any], key: str, own: Converter, place: str = "") -> Any:
    """What stands at a key; an error names the place, which is the key if none is given."""
    plain = at_key(data, key)
    try:
        return own.from_plain(plain)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{place or key}: {error}") from error


_NAMES, _SETS = converter(tuple[str, ...]), converter(tuple[tuple[Cell, ...], ...])


register(ImplementationStructure, Converter(ImplementationStructure.about, structure_from_about))


def structure_of(problem: Problem) -> ImplementationStructure:
    """The structure (N, A, G, T) of an allocation problem; quotas and prior do not matter (LY, Remark 1).

    Raises `ValueError` where constraint sets depend on the type profile or the outcome is public: (10) is for neither.
    """
    if problem.public:
        raise ValueError("outcome: the projection cone of LY (9) is for private outcomes, not for a public one")
    if problem.restrictions:
        raise ValueError("profiles: the projection cone of LY (9) has the same constraint sets at every type profile")
    types = dict(zip(problem.agents, problem.types, strict=True))
    sets = [sorted(constraint.cells) for constraint in problem.constraints]
    return structure(problem.agents, problem.objects or None, sets, types)


def structure_incidence_b(given: ImplementationStructure) -> Matrix:
    """B: rows ("f", cell, type), columns ("x", cell, profile).

    The matrix of `projection.incidence_b`, which is a problem's and whose names are the paper's indices; here lines
    carry the names of M(W)'s lines, and columns go profile by profile.
    """
    return _incidence(given, _rows_of_b(given))


def structure_incidence_c(given: ImplementationStructure, *, singletons: bool = True) -> Matrix:
    """C: rows ("g", set, profile), columns ("x", cell, profile); without the rows of single cells if so wished.

    The matrix of `projection.incidence_c`, with the names of M(W)'s lines and columns profile by profile.
    """
    return _incidence(given, _rows_of_c(given, given.constraint_sets if singletons else given.sets))


def stacked_incidence(given: ImplementationStructure) -> Matrix:
    """[B; C] without the rows of single cells: totally unimodular exactly when M(W) is."""
    return _incidence(given, _rows_of_b(given) + _rows_of_c(given, given.sets))


def structure_projection_matrix(given: ImplementationStructure) -> Matrix:
    """M(W) = [-B', C', -C'; 0, I, 0; 0, 0, I], LY (10).

    Columns are the multipliers ("f", cell, type), ("g", set, profile), ("h", set, profile); rows are the ex post
    variables ("x", cell, profile), then the signs of ("g", ...) and ("h", ...). The matrix of
    `projection.projection_matrix` up to the order and the names of its lines; that one is of any problem, this one of
    a structure, which is what certificates are about.
    """
    b, c = _rows_of_b(given), _rows_of_c(given, given.constraint_sets)
    entries: dict[tuple[Name, Name], int] = {}
    for name, variables in b:
        entries |= {(variable, name): -1 for variable in variables}
    for name, variables in c:
        lower = ("h", *name[1:])
        entries |= {(variable, name): 1 for variable in variables}
        entries |= {(variable, lower): -1 for variable in variables}
        entries |= {(name, name): 1, (lower, lower): 1}
    g = [name for name, _ in c]
    h = [("h", *name[1:]) for name in g]
    return Matrix.sparse([*_variables(given), *g, *h], [*(name for name, _ in b), *g, *h], entries)


@dataclass(frozen=True)
class PreservesTotalUnimodularity(UnimodularityStatement):
    """An implementation structure preserves total unimodularity: M(W) is totally unimodular (LY, Definition 6)."""

    kind: ClassVar[str] = "preserves total unimodularity"
    structure: ImplementationStructure

    @cached_property
    def matrix(self) -> Matrix:
        return structure_projection_matrix(self.structure)

    def name_line(self, name: Name) -> str:
        return line_name(name)

    def sentence(self) -> str:
        given = self.structure
        sizes = [len(own) for own in given.types]
        written = " x ".join(map(str, sizes[:LISTED])) + (" x ..." if len(sizes) > LISTED else "")
        types = "1 type" if written == "1" else f"{written} types"
        size = f"{counted(len(given.cells), 'cell')}, {counted(len(given.sets), 'set')} and {types}"
        return f"the implementation structure with {size} preserves total unimodularity"


def preserves_total_unimodularity(given: ImplementationStructure, *, seed: int = 0) -> Verdict:
    """Whether the projection cone's matrix M(W) is totally unimodular.

    Decided on [B; C] without single cells. M(W) comes to its transpose by dropping the unit rows of g and h, the
    columns of h (those of g, negated) and the unit columns of single cells, and by negating the columns of f; the
    evidence says so step by step, and a violator is named by its place in M(W).
    """
    arguments.expected(given, ImplementationStructure, "given", "proofs.structure makes one, and structure_of(problem)")
    small = total_unimodularity(stacked_incidence(given), seed=seed)
    statement = PreservesTotalUnimodularity(given)
    if isinstance(small.evidence, Submatrix):
        found = small.evidence
        sign = (-1) ** sum(isinstance(name, tuple) and name[0] == "f" for name in found.rows)
        return Verdict(statement, False, Submatrix(found.columns, found.rows, sign * found.determinant))
    assert isinstance(small.evidence, Certifying)
    rest = small.evidence.of if isinstance(small.evidence, Transposed) else Transposed(small.evidence)
    return Verdict(statement, True, Reduced(tuple(_reduction(given)), rest))


def _reduction(given: ImplementationStructure) -> Iterable[Step]:
    g = [name for name, _ in _rows_of_c(given, given.constraint_sets)]
    for name in g:
        lower = ("h", *name[1:])
        yield Step("unit", "row", name)
        yield Step("unit", "row", lower)
        yield Step("copy", "column", lower, name)
        if len(name[1]) == 1:
            yield Step("unit", "column", name)
    for name, _ in _rows_of_b(given):
        yield Step("negate", "column", name)


Row = tuple[tuple[Any, ...], list[Name]]


def _variables(given: ImplementationStructure) -> list[Name]:
    return [("x", cell, profile) for profile in given.profiles for cell in given.cells]


def _rows_of_b(given: ImplementationStructure) -> list[Row]:
    """Each row's name and the columns of its ones."""
    rows: dict[tuple[Any, ...], list[Name]] = {
        ("f", cell, own): [] for cell in given.cells for own in given.types_of(cell)
    }
    place = {agent: k for k, agent in enumerate(given.agents)}
    for profile in given.profiles:
        for cell in given.cells:
            rows["f", cell, profile[place[cell[0]]]].append(("x", cell, profile))
    return list(rows.items())


def _rows_of_c(given: ImplementationStructure, sets: Iterable[tuple[Cell, ...]]) -> list[Row]:
    return [
        (("g", members, profile), [("x", cell, profile) for cell in members])
        for members in sets
        for profile in given.profiles
    ]


def _incidence(given: ImplementationStructure, rows: list[Row]) -> Matrix:
    entries: dict[tuple[Name, Name], int] = {(name, v): 1 for name, variables in rows for v in variables}
    return Matrix.sparse([name for name, _ in rows], _variables(given), entries)


def line_name(name: Name) -> str:
    """A name as a person would write it; lines of B, C and M(W) in the paper's terms."""
    if is_line(name):
        which, where, when = name  # type: ignore[misc, str-unpack]
        place = "{" + ", ".join(map(_cell, where)) + "}" if which in ("g", "h") else _cell(where)
        return f"{_LINES[which]} {place} at {when if isinstance(when, str) else '(' + ', '.join(when) + ')'}"
    return spoken(name)


def is_line(name: Name) -> bool:
    """Whether this is a line of B, C or M(W)."""
    return isinstance(name, tuple) and len(name) == 3 and name[0] in _LINES


_LINES = {"f": "B:", "g": "C:", "h": "-C:", "x": "x"}


def _cell(cell: Any) -> str:
    return cell[0] if len(cell) == 1 else "(" + ", ".join(cell) + ")"
