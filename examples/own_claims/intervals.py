"""Sets of neighbours: does Condition A suffice where all constraint sets are intervals of agents?

Agents sit in a row and quotas are put on runs of neighbours alone. Interval matrices are totally unimodular, so without
types the quotas describe all lotteries. A natural conjecture is that Condition A then also describes the implementable
interim rules. It does not: types break what the row holds together.
"""

from proofs.hunt import (
    Formula,
    Term,
    agents,
    all_sets,
    assume,
    claim,
    condition_complete,
    defined,
    each,
    every,
    families,
    greatest,
    has_outcome,
    least,
    position,
    reading,
    size,
    structure_of,
    types_at_most,
)


@defined("{0} is an interval of the agents of {1}")
def is_interval(members: Term, structure: Term) -> Formula:
    places = each("cell", members, lambda cell: position(cell[0], agents(structure)))
    return (greatest(places) - least(places) + 1).equals(size(members))


def sets_are_intervals(problem: Term) -> Formula:
    structure = structure_of(problem)
    return every("G", all_sets(structure), lambda members: is_interval(members, structure))


@claim("intervals", where="conjecture 1", tries=families.problems(agents=3, sets=families.intervals, types=2))
def intervals(problem):
    """If all constraint sets are intervals of agents, Condition A describes the implementable rules."""
    assume(has_outcome(problem))
    assume(sets_are_intervals(problem))
    yield condition_complete("A", problem)


@reading(intervals, "one type each", tries=families.problems(agents=4, sets=families.intervals, types=1))
def intervals(problem):
    """If all sets are intervals of agents with one type each, Condition A describes the implementable rules."""
    assume(types_at_most(1, structure_of(problem)))
    assume(has_outcome(problem))
    assume(sets_are_intervals(problem))
    yield condition_complete("A", problem)
