"""Problems whose numbers depend on parameters (`exact.symbolic.affine`): which numbers they have, and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from exact.symbolic.affine import Affine, value_at
from exact.symbolic.polynomials import Polynomial
from proofs.reduced_form.problem.problems import Constraint, IndependentPrior, Problem


def prior_numbers(problem: Problem) -> Iterator[Fraction]:
    """The probabilities that the problem states."""
    if isinstance(problem.prior, IndependentPrior):
        for weights in problem.prior.marginals:
            yield from weights
    else:
        yield from problem.prior.probabilities


def quota_numbers(problem: Problem) -> Iterator[Fraction]:
    """Floors and ceilings, also those at some type profiles."""
    yield from _ends(problem.constraints)
    for restriction in problem.restrictions:
        yield from _ends(restriction.constraints)


def depends(numbers: Iterator[Fraction] | tuple[Fraction, ...]) -> bool:
    """Whether one of the numbers depends on parameters."""
    return any(isinstance(number, Affine | Polynomial) for number in numbers)


def with_quotas_at(problem: Problem, point: Mapping[str, Fraction]) -> Problem:
    """The problem with the quotas that it has where the parameters have these values."""
    constraints = (
        replace(
            each,
            floor=value_at(each.floor, point),
            ceiling=None if each.ceiling is None else value_at(each.ceiling, point),
        )
        for each in problem.constraints
    )
    return replace(problem, constraints=tuple(constraints))


def _ends(constraints: tuple[Constraint, ...]) -> Iterator[Fraction]:
    for constraint in constraints:
        yield constraint.floor
        yield Fraction(0) if constraint.ceiling is None else constraint.ceiling
