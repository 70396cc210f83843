"""Whether an objective fits its problem."""

from __future__ import annotations

from exact.showing.display import counted
from proofs.reduced_form.design.task import Further, Objective
from proofs.reduced_form.problem.problems import Problem, name_of

MOST_REQUIREMENTS = 20_000
"""At most so many constraints at single type profiles are tried."""

MOST_CLOSING = 8
"""At most so many sets may be closed, since each may be open or not."""


def check_objective(problem: Problem, objective: Objective) -> None:
    """Raises `ValueError` with one sentence for an objective that does not fit the problem."""
    if len(objective.weights) != len(problem.coordinates):
        given, expected = len(objective.weights), len(problem.coordinates)
        raise ValueError(f"objective.weights: {counted(given, 'number')}, not {expected}, one for each coordinate")
    if objective.coordinates and objective.coordinates != problem.coordinates:
        what = "it was read with a problem that has other agents, types or objects, or has them in another order"
        raise ValueError(f"objective: {what}; read it with this problem, as a mapping or from its file")
    if objective.incentives not in ("ordinal", "cardinal", "none"):
        raise ValueError('objective.incentives: "ordinal", "cardinal" or "none" was expected')
    types = sum(map(len, problem.types))
    needed = objective.incentives != "none" or objective.participation
    if needed and len(objective.preferences) != types:
        raise ValueError("objective.preferences: every type of every agent needs an entry")
    if objective.incentives == "ordinal" and not problem.objects:
        raise ValueError("objective.incentives: ordinal preferences need named objects")
    if objective.incentives == "ordinal" and objective.revenue is not None:
        raise ValueError("objective.transfers: transfers need cardinal preferences")
    if objective.incentives == "ordinal" and objective.participation:
        raise ValueError("objective.participation: participation needs cardinal preferences")
    _check_transfers(problem, objective)
    _check_further(problem, objective.further)
    count = _count(problem, objective)
    if count > MOST_REQUIREMENTS:
        raise ValueError(
            f"objective: {count} constraints at single type profiles; at most {MOST_REQUIREMENTS} are tried"
        )


def _check_transfers(problem: Problem, objective: Objective) -> None:
    further = objective.further
    if objective.revenue is None:
        for name, given in (("balance", further.balance), ("no_deficit", further.no_deficit)):
            if given:
                raise ValueError(f'objective: "{name}" is about transfers, and there are none')
        if any(own.transfers for own in further.constraints):
            raise ValueError("objective.constraints: a constraint is on transfers, and there are none")
    else:
        bounded = objective.participation or further.balance or any(own.transfers for own in further.constraints)
        if objective.revenue < 0 or (objective.revenue and not bounded):
            raise ValueError("objective.transfers: revenue is unbounded; give a positive factor and participation")
    if further.dominant and objective.incentives == "none":
        raise ValueError('objective.strategies: "dominant" says when incentives hold, and "incentives" are "none"')
    if not objective.participation and (further.ex_post_participation or further.outside):
        raise ValueError("objective.participation: it is said when or against what agents take part, and not imposed")


def _check_further(problem: Problem, further: Further) -> None:
    types = sum(map(len, problem.types))
    if further.outside and len(further.outside) != types:
        raise ValueError("objective.participation.outside: every type of every agent needs a number")
    for number, own in enumerate(further.constraints):
        place = f"objective.constraints[{number}]"
        if len(own.rule) != len(problem.coordinates) or len(own.transfers) not in (0, types):
            raise ValueError(f"{place}: one number for each coordinate, and each type's transfer, was expected")
        if own.floor is None and own.ceiling is None:
            raise ValueError(f'{place}: give "floor", "ceiling" or both')
        if own.floor is not None and own.ceiling is not None and own.floor > own.ceiling:
            raise ValueError(f"{place}: the floor is above the ceiling")
    if further.closing and problem.public:
        raise ValueError("objective.closing: a public outcome is one alternative, and no set of it is closed")
    if len(further.closing) > MOST_CLOSING:
        raise ValueError(f"objective.closing: {len(further.closing)} sets; at most {MOST_CLOSING} can be closed")
    for number, each in enumerate(further.closing):
        place = f"objective.closing[{number}]"
        if not each.cells or not each.cells <= set(problem.cells):
            raise ValueError(f"{place}: {name_of(each.cells)} is not made of the problem's agents and objects")
        if each.least <= 0:
            raise ValueError(f"{place}.least: a positive number was expected")
        if not problem.divisible and each.least.denominator != 1:
            raise ValueError(f"{place}.least: an integer was expected, for objects are indivisible")


def _count(problem: Problem, objective: Objective) -> int:
    """How many constraints there are at single type profiles."""
    profiles, further = problem.profile_count, objective.further
    reports = sum(len(kinds) - 1 for kinds in problem.types) if further.dominant else 0
    kinds = len(problem.objects) if objective.incentives == "ordinal" else 1
    agents = len(problem.agents) if further.ex_post_participation else 0
    return profiles * (reports * kinds + agents + (further.balance == "ex post") + (further.no_deficit == "ex post"))
