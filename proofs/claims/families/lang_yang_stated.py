"""What the stated claims of LY share: terms and formulas about allocation problems and implementation structures.

See `proofs.claims.stating` for the language. A structure's `all sets` are its constraint sets, single cells included,
each as the list of its cells; a cell is [agent, object], or [agent] for one anonymous object.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    each,
    every,
    given,
    operation,
    size,
    statement,
    those,
)
from proofs.reduced_form.problem.data import problem_to_plain

PROBLEM = given("problem")
STRUCTURE = given("structure")


def stated_structure(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about implementation structures, named `structure` in its formulas."""
    return Stated(
        sorts={"structure": "structure"},
        instances=lambda given: {"structure": given.about()},
        hypothesis=hypothesis,
        conclusion=conclusion,
        **more,
    )


def stated_problem(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about allocation problems without a rule, named `problem`; their structure is `structure`."""
    return Stated(
        sorts={"problem": "problem"},
        instances=lambda problem: {"problem": problem_to_plain(problem)},
        hypothesis=hypothesis,
        conclusion=conclusion,
        where=[("structure", structure_of(PROBLEM)), *more.pop("where", ())],
        **more,
    )


def structure_of(problem: Term) -> Term:
    return operation("structure", problem)


def all_sets(structure: Term = STRUCTURE) -> Term:
    return operation("all sets", structure)


def sets(structure: Term = STRUCTURE) -> Term:
    """The constraint sets of two cells or more."""
    return those("G", all_sets(structure), lambda members: size(members) > 1)


def agents(structure: Term = STRUCTURE) -> Term:
    return structure["agents"]


def types(agent: Term, structure: Term = STRUCTURE) -> Term:
    return operation("types", structure, agent)


def types_at_most(most: int, structure: Term = STRUCTURE) -> Formula:
    """Every agent has at most so many types."""
    return every("i", agents(structure), lambda i: size(types(i, structure)) <= most)


def is_hierarchy(structure: Term = STRUCTURE) -> Formula:
    """LY, Definition 2."""
    return statement("hierarchy", sets=all_sets(structure))


def is_bihierarchy(structure: Term = STRUCTURE) -> Formula:
    """LY, Definition 3."""
    return statement("bihierarchy", sets=all_sets(structure))


def is_canonical(structure: Term = STRUCTURE) -> Formula:
    """LY, section 2.1: all rows {i} x A and all columns N x {j} are among the constraint sets; there are objects."""
    return statement(
        "canonical two-sided", sets=all_sets(structure), agents=agents(structure), objects=structure["objects"]
    )


def is_bipartite(structure: Term = STRUCTURE) -> Formula:
    """LY, Theorem 3: the sets of two cells or more are the edges of a graph on the agents without odd cycle.

    There is one anonymous object, so that a cell is an agent alone.
    """
    edges = each("G", sets(structure), lambda members: each("cell", members, lambda cell: cell[0]))
    return statement("bipartite graph", sets=edges, vertices=agents(structure))


def preserves(structure: Term = STRUCTURE) -> Formula:
    """LY, Definition 6."""
    return statement("preserves total unimodularity", structure=structure)


def condition_complete(letter: str, problem: Term = PROBLEM) -> Formula:
    """Condition A (or B) holds exactly for the implementable rules of the problem."""
    return statement("condition complete", problem=problem, condition=letter)


def has_outcome(problem: Term = PROBLEM) -> Formula:
    return statement("has a feasible outcome", problem=problem)
