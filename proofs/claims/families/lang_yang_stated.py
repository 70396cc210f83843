"""What the stated claims of LY share: terms and formulas about allocation problems and implementation structures.

See `proofs.claims.stating` for the language. A structure's `all sets` are its constraint sets, single cells included,
each as the list of its cells; a cell is [agent, object], or [agent] for one anonymous object.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    choose,
    defined,
    each,
    every,
    given,
    operation,
    size,
    statement,
    term,
    those,
    value_of,
)
from proofs.reduced_form.problem.data import problem_to_plain

PROBLEM = given("problem")
STRUCTURE = given("structure")


def stated_structure(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about implementation structures, named `structure` in its formulas."""
    return Stated(
        sorts=more.pop("sorts", {"structure": "structure"}),
        instances=more.pop("instances", lambda given: {"structure": given.about()}),
        hypothesis=hypothesis,
        conclusion=conclusion,
        **more,
    )


def stated_problem(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about allocation problems as in section 2, named `problem`; their structure is `structure`."""
    return Stated(
        sorts=more.pop("sorts", {"problem": "allocation problem"}),
        instances=more.pop("instances", lambda problem: {"problem": problem_to_plain(problem)}),
        hypothesis=hypothesis,
        conclusion=conclusion,
        where=[("structure", structure_of(PROBLEM)), *more.pop("where", ())],
        **more,
    )


def structure_of(problem: Term) -> Term:
    """The implementation structure of a problem: agents, objects, constraint sets and types."""
    return operation("structure", problem)


def all_sets(structure: Term = STRUCTURE) -> Term:
    """The constraint sets of a structure, single cells among them: lists of `[agent, object]`, or of `[agent]`."""
    return operation("all sets", structure)


@defined("the sets of {0} other than single cells")
def sets(structure: Term = STRUCTURE) -> Term:
    """The constraint sets of two cells or more."""
    return those("G", all_sets(structure), lambda members: size(members) > 1)


def agents(structure: Term = STRUCTURE) -> Term:
    """The agents of a structure, in their order."""
    return structure["agents"]


def cells(structure: Term = STRUCTURE) -> Term:
    """All cells of a structure: `[agent, object]`, or `[agent]` where there is one good."""
    return operation("cells", structure)


def profiles(structure: Term = STRUCTURE) -> Term:
    """The type profiles of a structure."""
    return operation("profiles", structure)


def nonempty_sets(structure: Term = STRUCTURE) -> Term:
    """All nonempty sets of cells."""
    return operation("without", operation("subsets", cells(structure)), [[]])


@defined("there is one good")
def one_good() -> Formula:
    """A cell for every agent."""
    return size(cells()).equals(size(agents()))


def types(agent: Term, structure: Term = STRUCTURE) -> Term:
    """The types of an agent."""
    return operation("types", structure, agent)


@defined("every agent of {1} has at most {0} types")
def types_at_most(n: int, structure: Term = STRUCTURE) -> Formula:
    """Every agent has at most so many types."""
    return every("i", agents(structure), lambda i: size(types(i, structure)) <= n)


def is_hierarchy(structure: Term = STRUCTURE) -> Formula:
    """LY, Definition 2."""
    return statement("hierarchy", sets=all_sets(structure))


def is_bihierarchy(structure: Term = STRUCTURE) -> Formula:
    """LY, Definition 3."""
    return statement("bihierarchy", sets=all_sets(structure))


def rows_and_columns(structure: Term = STRUCTURE) -> Term:
    """For each agent the set of its cells, and for each object the set of its cells."""
    return operation("rows and columns", structure)


@defined("{0} is canonical two-sided")
def is_canonical(structure: Term = STRUCTURE) -> Formula:
    """LY, section 2.1: all rows {i} x A and all columns N x {j} are among the constraint sets."""
    return rows_and_columns(structure).within(all_sets(structure))


@defined("{0} has all rows, all columns and no other sets but single cells")
def is_plain_market(structure: Term = STRUCTURE) -> Formula:
    """The structure of an assignment market (LY, section 5.2)."""
    lines = rows_and_columns(structure)
    return lines.within(all_sets(structure)) & sets(structure).within(lines)


@defined("problem is an assignment market with zero floors")
def is_assignment_market() -> Formula:
    """LY, section 5.2: quotas on all rows and columns, and perhaps on single cells; all floors are 0."""
    zero = every("G", quota_sets(), lambda one: floor(one).equals(0))
    return is_plain_market() & rows_and_columns().within(quota_sets()) & zero


@defined("there is one good, and all sets of {0} other than single cells are pairs of agents")
def is_adjacency(structure: Term = STRUCTURE) -> Formula:
    """LY, section 3.2: adjacency, the edges of a graph on the agents."""
    return one_good() & statement("edges of a graph", sets=edges(structure), vertices=agents(structure))


def edges(structure: Term = STRUCTURE) -> Term:
    """The sets of two cells or more, each as the list of its agents."""
    return each("G", sets(structure), lambda members: each("cell", members, lambda cell: cell[0]))


def is_bipartite(structure: Term = STRUCTURE) -> Formula:
    """LY, Theorem 3: the sets of two cells or more are the edges of a graph on the agents without odd cycle.

    There is one good, so that a cell is an agent alone.
    """
    return one_good() & statement("bipartite graph", sets=edges(structure), vertices=agents(structure))


def preserves(structure: Term = STRUCTURE) -> Formula:
    """LY, Definition 6."""
    return statement("preserves total unimodularity", structure=structure)


def condition_complete(letter: str, problem: Term = PROBLEM) -> Formula:
    """Condition A (or B) holds exactly for the implementable rules of the problem."""
    return statement("condition complete", problem=problem, condition=letter)


def is_implementable(problem: Term = PROBLEM) -> Formula:
    """LY, section 2.3, of the problem's interim rule."""
    return statement("implementable", problem=problem)


def has_outcome(problem: Term = PROBLEM) -> Formula:
    """Some outcome is feasible at every type profile."""
    return statement("has a feasible outcome", problem=problem)


def quota_sets(problem: Term = PROBLEM) -> Term:
    """The sets with quotas."""
    return operation("quota sets", problem)


def floor(members: Term, problem: Term = PROBLEM) -> Term:
    """b(G); 0 for a set without quotas."""
    return operation("floor", problem, members)


def ceiling(members: Term, problem: Term = PROBLEM) -> Term:
    """c(G)."""
    return operation("ceiling", problem, members)


def probability(profile: Term, problem: Term = PROBLEM) -> Term:
    """lambda(t)."""
    return operation("probability", problem, profile)


@defined("(b, c) is given on every set")
def quotas_on_every_set() -> Formula:
    """As LY want in section 2.2; the empty set aside."""
    return nonempty_sets().within(quota_sets())


def beta(plus: Any, minus: Any, profile: Term, problem: Term = PROBLEM) -> Term:
    """LY, Definition 1: beta(plus, minus) at a type profile."""
    return value_of("capacity", problem=problem, profile=profile, plus=plus, minus=minus)


def at_every_profile(body: Callable[[Term], Formula]) -> Formula:
    return every("t", profiles(), body)


@defined("(b, c) is paramodular")
def is_paramodular() -> Formula:
    """LY, Definition 5, of the quotas as listed; a set that is not has floor 0 and no ceiling."""
    return at_every_profile(lambda t: statement("paramodular", problem=PROBLEM, profile=t, quotas="listed"))


@defined("the bounds attained are paramodular")
def attained_is_paramodular() -> Formula:
    """LY, Definition 5, of the least and greatest amounts that feasible outcomes give to the sets of cells."""
    return at_every_profile(lambda t: statement("paramodular", problem=PROBLEM, profile=t, quotas="effective"))


def quotas_describe() -> Formula:
    """The quotas (1) describe the feasible random outcomes, at every type profile."""
    return at_every_profile(lambda t: statement("quotas describe", problem=PROBLEM, profile=t))


def bounds_are_quotas(sign: int) -> Formula:
    """beta(G, {}) = c(G) and beta({}, G) = sign * b(G) for every set with quotas, at every type profile."""
    none: list[Any] = []
    return at_every_profile(
        lambda t: every(
            "G",
            quota_sets(),
            lambda members: (
                beta(members, none, t).equals(ceiling(members))
                & beta(none, members, t).equals(floor(members) if sign > 0 else -floor(members))
            ),
        )
    )


@defined("r({0})")
def matroid_rank(members: Term) -> Term:
    """The ceiling of a set, and 0 for the empty set."""
    return choose(members.same([]), 0, ceiling(members))


@defined("floors are 0 and ceilings the ranks of a matroid")
def ranks_of_a_matroid() -> Formula:
    """Floors are 0, and ceilings, given on every set, are the rank function of a matroid (Oxley 2011, section 1.3)."""

    def steps(members: Term) -> Formula:
        rest = operation("without", cells(), members)
        return every("x", rest, lambda x: every("y", rest, lambda y: axioms(members, x, y)))

    def axioms(members: Term, x: Term, y: Term) -> Formula:
        one, other = (operation("joined", members, term([added])) for added in (x, y))
        both = operation("distinct", operation("joined", one, term([y])))
        unit = (matroid_rank(members) <= matroid_rank(one)) & (matroid_rank(one) <= matroid_rank(members) + 1)
        return unit & (matroid_rank(one) + matroid_rank(other) >= matroid_rank(members) + matroid_rank(both))

    return (
        quotas_on_every_set()
        & every("G", quota_sets(), lambda members: floor(members).equals(0))
        & every("G", operation("subsets", cells()), steps)
    )
