"""The capacity of the classical assignment market in four ways (LY, section 5.2).

Every agent takes at most one object and every object goes to at most one agent. For a set U of pairs, beta(U, {}) is

1. the greatest weight of U in a random assignment (the support function),
2. the least sum of payoffs s_i and prices p_j with s_i + p_j >= 1 on U (linear programming duality),
3. the least number of *lines* (rows and columns: agents and objects) that cover U, and
4. the greatest number of elements of U on a *diagonal*: pairs no two of which are on a line, as many as there can be.

That the last two are equal is the theorem of König and Egerváry. Here each number comes with evidence of its own, and
that the four are equal is seen by comparing them. LY let a cover consist of any sets of the structure, and so of single
pairs as well; a single pair lies on a line, so the least number is the same, but there may be more minimum covers
(Example 6: row i1 with the pair (i2, j2) is one that the paper does not list).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Literal

import networkx as nx

from exact.linear import LinearSystem, optimum
from exact.plain_data import written
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Verdict
from proofs.reduced_form.conditions.capacity import Capacity, Cells, capacity
from proofs.reduced_form.problem.problems import Cell, Constraint, Problem, name_of
from proofs.told import ToldStatement

Measure = Literal["cover", "diagonal"]
Line = tuple[str, str]
"""("agent", its name) or ("object", its name)."""

MOST_COVERS = 100_000
"""So many sets of lines are looked at when all minimum covers are listed."""


@dataclass(frozen=True)
class Lines(ToldStatement):
    """`size` is the least number of lines that cover the set, or the greatest number of its elements on a diagonal.

    Evidence: `ElementsAndLines`.
    """

    kind: ClassVar[str] = "lines"
    agents: tuple[str, ...]
    objects: tuple[str, ...]
    members: Cells = field(metadata=written("set"))
    size: int
    measure: Measure

    def sentence(self) -> str:
        if self.measure == "cover":
            return f"the least number of lines that cover {name_of(self.members)} is {self.size}"
        return f"the greatest number of elements of {name_of(self.members)} on a diagonal is {self.size}"


@dataclass(frozen=True)
class ElementsAndLines(Evidence):
    """Pairs no two of which are on a line, and lines that cover the set, as many as there are such pairs in it.

    For a cover the pairs are elements of the set; for a diagonal they are as many as the shorter side has lines.
    """

    form: ClassVar[str] = "elements and lines"
    elements: tuple[Cell, ...]
    lines: tuple[Line, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Lines) or not holds:
            return False
        apart = all(len({cell[side] for cell in self.elements}) == len(self.elements) for side in (0, 1))
        rectangle = set(itertools.product(statement.agents, statement.objects))
        if not apart or not set(self.elements) | statement.members <= rectangle:
            return False
        covered = all({("agent", i), ("object", j)} & set(self.lines) for i, j in statement.members)
        inside = sum(cell in statement.members for cell in self.elements)
        if not covered or not inside == len(self.lines) == statement.size:
            return False
        diagonal = min(len(statement.agents), len(statement.objects))
        return len(self.elements) == {"cover": inside, "diagonal": diagonal}[statement.measure]


@dataclass(frozen=True)
class Representations(Displayed):
    """The four numbers, each a verdict with evidence of its own, and the capacity itself over pure outcomes."""

    capacity: Verdict
    support: Verdict
    prices: Verdict
    cover: Verdict
    diagonal: Verdict

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Capacity, support function, prices and payoffs, cover, diagonal."""
        listed = (self.capacity, self.support, self.prices, self.cover, self.diagonal)
        statements: list[Any] = [verdict.statement for verdict in listed]
        return tuple(Fraction(s.size if isinstance(s, Lines) else s.value) for s in statements)

    @property
    def equal(self) -> bool:
        """Whether all are the same number."""
        return len(set(self.values)) == 1


def is_classical(problem: Problem) -> bool:
    """Whether the quotas say: at most one object for each agent, at most one agent for each object, and no more."""
    if problem.public or problem.divisible or not problem.objects or problem.restrictions:
        return False
    lines = {frozenset((i, j) for j in problem.objects) for i in problem.agents}
    lines |= {frozenset((i, j) for i in problem.agents) for j in problem.objects}
    one = {quota.cells for quota in problem.constraints if quota.ceiling == 1 and quota.floor == 0}
    return lines <= one and all(quota.cells in lines or _idle(quota) for quota in problem.constraints)


def representations(problem: Problem, members: Iterable[Cell]) -> Representations:
    """beta(members, {}) of a classical assignment market in the four ways of LY 5.2.

    Raises `ValueError` for another problem.
    """
    if not is_classical(problem):
        raise ValueError(
            "the four representations are those of the classical market: at most one object for each agent, "
            "at most one agent for each object, no floors and no other binding quotas"
        )
    chosen = frozenset(members)
    own = capacity(problem, chosen)
    assert isinstance(own.statement, Capacity)
    elements, lines = _matching_and_cover(problem, chosen)
    named = problem.agents, problem.objects, chosen
    diagonal = ElementsAndLines(_completed(problem, elements), lines)
    return Representations(
        own,
        _support(problem, chosen),
        _prices(problem, chosen),
        Verdict(Lines(*named, len(lines), "cover"), True, ElementsAndLines(elements, lines)),
        Verdict(Lines(*named, len(lines), "diagonal"), True, diagonal),
    )


def minimum_covers(problem: Problem, members: Iterable[Cell]) -> list[frozenset[Line]]:
    """All sets of lines of least number that cover the set; raises `ValueError` if too many would be looked at."""
    chosen = frozenset(members)
    lines: list[Line] = [("agent", i) for i in problem.agents] + [("object", j) for j in problem.objects]
    size = len(_matching_and_cover(problem, chosen)[1])
    if math.comb(len(lines), size) > MOST_COVERS:
        raise ValueError(f"more than {MOST_COVERS} sets of {size} lines; the minimum covers are not listed")
    found = map(frozenset, itertools.combinations(lines, size))
    return [cover for cover in found if all({("agent", i), ("object", j)} & cover for i, j in chosen)]


def _idle(quota: Constraint) -> bool:
    """A single pair's ceiling of one or more says nothing that its lines do not say."""
    return len(quota.cells) == 1 and quota.floor == 0 and (quota.ceiling is None or quota.ceiling >= 1)


def _support(problem: Problem, members: Cells) -> Verdict:
    rows = [({(i, j): 1 for j in problem.objects}, 1) for i in problem.agents]
    rows += [({(i, j): 1 for i in problem.agents}, 1) for j in problem.objects]
    system = LinearSystem.make(problem.cells, at_most=rows, lower=0)
    return optimum(system, dict.fromkeys(sorted(members), 1), "max")


def _prices(problem: Problem, members: Cells) -> Verdict:
    payoffs, prices = [("payoff", i) for i in problem.agents], [("price", j) for j in problem.objects]
    rows = [({("payoff", i): -1, ("price", j): -1}, -int((i, j) in members)) for i, j in problem.cells]
    system = LinearSystem.make([*payoffs, *prices], at_most=rows, lower=0)
    return optimum(system, dict.fromkeys([*payoffs, *prices], 1), "min")


def _matching_and_cover(problem: Problem, members: Cells) -> tuple[tuple[Cell, ...], tuple[Line, ...]]:
    """A greatest matching of the bipartite graph of the set, and a least cover of its edges (König)."""
    graph = nx.Graph()
    top = [("agent", i) for i in problem.agents]
    graph.add_nodes_from(top)
    graph.add_nodes_from(("object", j) for j in problem.objects)
    graph.add_edges_from((("agent", i), ("object", j)) for i, j in sorted(members))
    matching = nx.bipartite.hopcroft_karp_matching(graph, top)
    cover = nx.bipartite.to_vertex_cover(graph, matching, top)
    elements = tuple((i, matching["agent", i][1]) for i in problem.agents if ("agent", i) in matching)
    return elements, tuple(sorted(cover))


def _completed(problem: Problem, elements: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The elements and further pairs that together are a diagonal."""
    agents = [i for i in problem.agents if i not in {cell[0] for cell in elements}]
    objects = [j for j in problem.objects if j not in {cell[1] for cell in elements}]
    return (*elements, *zip(agents, objects, strict=False))
