"""For which values of several parameters is a rule implementable, when prior and rule are polynomials in them?

The normals of the facets do not depend on the prior, as long as it is positive (`proofs.reduced_form.facets.listing`),
and a right side is `sum over t of lambda(t) beta_t`. So a rule is implementable exactly if

    sum over t of lambda(t) beta_t - sum f lambda_i Q_i >= 0

for each facet f, and for both signs of each equation: finitely many polynomials in the parameters, if lambda and Q are.
Those whose coefficients in the Bernstein basis of the box (`exact.symbolic.polynomials`) are not negative are so
everywhere there, and are left out. Others of the remaining ones may be implied, too; that is not asked.

The answer is for all values within the ranges, ends too, at which all probabilities are positive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar

from exact.fans import NormalFan
from exact.plain_data import written
from exact.rationals import primitive
from exact.symbolic.affine import Parameter
from exact.symbolic.polynomials import (
    Terms,
    bernstein,
    conditions_in_words,
    from_terms,
    parameters_in,
    polynomial_at,
    terms_of,
)
from exact.verdicts import Evidence, Statement, Verdict
from proofs.reduced_form.facets.descriptions import Described, Enumeration
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.summands import Normal, inequality
from proofs.reduced_form.implementation.deciding import NoOutcome
from proofs.reduced_form.implementation.for_parameters import IN_QUOTAS
from proofs.reduced_form.problem.families import depends, prior_numbers, quota_numbers
from proofs.reduced_form.problem.problems import (
    IndependentPrior,
    InterimRule,
    JointPrior,
    Prior,
    Problem,
)
from proofs.told import ToldStatement


@dataclass(frozen=True)
class ImplementableByPolynomials(ToldStatement):
    """Wherever within the ranges the prior is positive, the rule is implementable exactly where all `conditions` are
    not negative.

    `problem` has one of the priors; `prior` has the probability of each type profile and `rule` each value of the rule,
    in order, as polynomials in the parameters. Evidence: `ConditionsOfFacets`.
    """

    kind: ClassVar[str] = "implementable by polynomials"
    problem: Problem
    parameters: tuple[Parameter, ...]
    prior: tuple[Terms, ...]
    rule: tuple[Terms, ...]
    conditions: tuple[Terms, ...]

    def sentence(self) -> str:
        names = [parameter.name for parameter in self.parameters]
        ranges = " and ".join(map(str, self.parameters))
        opening = f"for {ranges}, wherever the prior is positive, the interim rule is implementable"
        where = " and ".join(conditions_in_words(self.conditions, names))
        return f"{opening} exactly where {where}" if where else opening

    def holds_at(self, point: Sequence[Fraction]) -> bool:
        """Whether the conditions hold at a point."""
        named = {each.name: value for each, value in zip(self.parameters, point, strict=True)}
        return all(polynomial_at(from_terms(each, self.parameters), named) >= 0 for each in self.conditions)

    def at(self, point: Sequence[Fraction]) -> tuple[Problem, InterimRule]:
        """Problem and rule at a point at which the prior is positive; else `ValueError`."""
        named = {each.name: value for each, value in zip(self.parameters, point, strict=True)}
        law, values = (
            tuple(polynomial_at(from_terms(each, self.parameters), named) for each in listed)
            for listed in (self.prior, self.rule)
        )
        return replace(self.problem, prior=JointPrior(law)), InterimRule(values, self.problem.coordinates)

    def condition_of(self, normal: Normal) -> Terms:
        """What an inequality of all implementable rules says of the parameters, in integers without common factor."""
        law = [from_terms(each, self.parameters) for each in self.prior]
        values = [from_terms(each, self.parameters) for each in self.rule]
        return _condition(self.problem, law, values, normal, self.parameters)


@dataclass(frozen=True)
class ConditionsOfFacets(Evidence):
    """Equations and facets of the implementable rules, of which the conditions are made, and why none is missing."""

    form: ClassVar[str] = "conditions of facets"
    equations: tuple[Normal, ...]
    facets: tuple[Normal, ...]
    fan: NormalFan | None = field(default=None, metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ImplementableByPolynomials) or not holds:
            return False
        law: Fraction = sum((from_terms(each, statement.parameters) for each in statement.prior), Fraction(0))
        size = statement.problem.profile_count, len(statement.problem.coordinates)
        if law != 1 or (len(statement.prior), len(statement.rule)) != size:
            return False
        described = Described(statement.problem, self.equations, self.facets)
        if not Enumeration(self.fan).supports(described, True):
            return False
        conditions = [statement.condition_of(each) for each in _signed(self.equations, self.facets)]
        if not set(statement.conditions) <= set(conditions):
            return False
        return all(
            each in statement.conditions or min(bernstein(each, statement.parameters)) >= 0 for each in conditions
        )


def implementable_by_polynomials(problem: Problem, rule: InterimRule | Mapping[str, Any]) -> Verdict:
    """The polynomial inequalities in the parameters that say where the rule is implementable.

    Probabilities and values are rational or polynomials (`exact.symbolic.polynomials.polynomial_parameter`); the rule
    may be nested mappings. Where at some type profile no outcome is feasible, the verdict says that instead. Raises
    `ValueError` for quotas with parameters, for no parameters at all, for priors that are not positive at inner points
    of the ranges, and for problems with more facets than can be certified.
    """
    if depends(quota_numbers(problem)):
        raise ValueError(IN_QUOTAS)
    given = problem.interim_rule(rule)
    law = [problem.probability(profile) for profile in problem.profiles()]
    parameters = parameters_in([*prior_numbers(problem), *given.values])
    if not parameters:
        raise ValueError(
            "neither the prior nor the interim rule depends on a parameter; ask whether it is implementable"
        )
    middle = {each.name: (each.low + each.high) / 2 for each in parameters}
    base = replace(problem, prior=_prior_at(problem.prior, middle))
    found = facets(base)
    if isinstance(found.outcome.evidence, NoOutcome):
        return found.outcome
    if not found.is_recheckable:
        raise ValueError(f"{len(found.facets)} facets are too many to be certified; give values of the parameters")
    equations, sides = (tuple(each.coefficients for each in rows) for rows in (found.equations, found.facets))
    statement = ImplementableByPolynomials(
        base,
        parameters,
        tuple(terms_of(each, parameters) for each in law),
        tuple(terms_of(each, parameters) for each in given.values),
        (),
    )
    conditions = dict.fromkeys(statement.condition_of(each) for each in _signed(equations, sides))
    open_ones = (each for each in conditions if min(bernstein(each, parameters)) < 0)
    verdict = Verdict(
        replace(statement, conditions=tuple(open_ones)), True, ConditionsOfFacets(equations, sides, found.fan)
    )
    if not verdict.verify():
        raise AssertionError("evidence does not support the verdict")
    return verdict


def _condition(
    problem: Problem,
    law: Sequence[Fraction],
    values: Sequence[Fraction],
    normal: Normal,
    parameters: Sequence[Parameter],
) -> Terms:
    chances = dict.fromkeys(((c[0], c[1]) for c in problem.coordinates), Fraction(0))
    for profile, weight in zip(problem.profiles(), law, strict=True):
        for pair in zip(problem.agents, profile, strict=True):
            chances[pair] += weight
    at = dict(zip(problem.coordinates, values, strict=True))
    capacities = inequality(problem, dict(normal)).capacities
    gap: Fraction = sum((weight * beta for weight, beta in zip(law, capacities, strict=True) if beta), Fraction(0))
    gap -= sum((f * chances[c[0], c[1]] * at[c] for c, f in normal), Fraction(0))
    terms = terms_of(gap, parameters)
    entries = primitive([coefficient for _, coefficient in terms])
    return tuple((exponents, Fraction(entry)) for (exponents, _), entry in zip(terms, entries, strict=True))


def _signed(equations: Iterable[Normal], sides: Iterable[Normal]) -> list[Normal]:
    """All inequalities: an equation is two."""
    level = [each for normal in equations for each in (normal, tuple((c, -f) for c, f in normal))]
    return [*level, *sides]


def _prior_at(prior: Prior, point: Mapping[str, Fraction]) -> Prior:
    if isinstance(prior, IndependentPrior):
        return IndependentPrior(tuple(tuple(polynomial_at(p, point) for p in row) for row in prior.marginals))
    return JointPrior(tuple(polynomial_at(p, point) for p in prior.probabilities))
