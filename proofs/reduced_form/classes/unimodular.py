"""Does the structure of groups preserve total unimodularity (LY, Definition 6)?

M(W) of LY (10) has a row for each set of cells and type profile, so it cannot be written down for a hundred agents. But
with fewer agents it is a submatrix: fix the types of the agents that are left out, and take the columns of the others.
So agents are listed for groups of one, two, three, ... agents each. If such a matrix is not totally unimodular, that of
all agents is not; and where the groups are small, they are listed whole.

For a hierarchy the answer is yes for any sizes: each column of [B; C] is in one row of B and, at its profile, in sets
of C that are nested; two laminar families are totally unimodular (Edmonds 1970). Where nothing else decides, this is
said.
"""

from __future__ import annotations

from collections.abc import Sequence

from exact.set_systems import hierarchy
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    PreservesTotalUnimodularity,
    preserves_total_unimodularity,
    structure,
)

MOST_COLUMNS = 200
"""Agents are listed as long as there are at most so many pairs of a cell and a type profile."""


def structure_of_groups(problem: GroupedProblem, sizes: Sequence[int]) -> ImplementationStructure:
    """The structure with so many agents of each group, by name; quotas do not matter."""
    agents = {g: [f"{g} {k + 1}" for k in range(size)] for g, size in zip(problem.groups, sizes, strict=True)}
    sets = [{(agent, *rest) for rest in q.objects} for q in problem.single for agent in agents[q.group]]
    sets += [{(agent, *rest) for g, *rest in q.cells for agent in agents[g]} for q in problem.together]
    distinct = list(dict.fromkeys(frozenset(members) for members in sets))
    types = {a: kinds for g, kinds in zip(problem.groups, problem.types, strict=True) for a in agents[g]}
    names = [agent for own in agents.values() for agent in own]
    return structure(names, problem.objects or None, map(sorted, distinct), types)


def preserves_for_groups(problem: GroupedProblem, *, seed: int = 0) -> Verdict:
    """Whether the structure of all agents preserves total unimodularity.

    The verdict is about the structure of all agents or, for no, about that of some of them. Where M(W) would be too
    large it is undecided, and says how many agents were listed.
    """
    tried: Sequence[int] = ()
    for most in range(1, max(problem.sizes) + 1):
        sizes = [min(size, most) for size in problem.sizes]
        if _columns(problem, sizes) > MOST_COLUMNS:
            break
        verdict = preserves_total_unimodularity(structure_of_groups(problem, sizes), seed=seed)
        if verdict.holds is not True or sizes == list(problem.sizes):
            return verdict
        tried = sizes
    everybody = structure_of_groups(problem, problem.sizes)
    return Verdict(PreservesTotalUnimodularity(everybody), None, Undecided((_reason(problem, tried, everybody),)))


def _columns(problem: GroupedProblem, sizes: Sequence[int]) -> int:
    count = sum(sizes) * len(problem.object_parts)
    for kinds, size in zip(problem.types, sizes, strict=True):
        count *= len(kinds) ** size
    return count


def _reason(problem: GroupedProblem, tried: Sequence[int], everybody: ImplementationStructure) -> str:
    listed = " and ".join(f"{size} {group}" for group, size in zip(problem.groups, tried, strict=False))
    known = f"it is so for {listed}, and " if tried else ""
    nested = bool(hierarchy([set(map(everybody.cells.index, members)) for members in everybody.sets]))
    rest = "; as the sets are a hierarchy, it is so for any number" if nested else ""
    return f"{known}M(W) of more agents would have more than {MOST_COLUMNS} columns of cells and profiles{rest}"
