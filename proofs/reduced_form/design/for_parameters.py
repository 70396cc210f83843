"""The best rule for all values of several parameters in the objective alone, or in the quotas alone.

The value at single points comes from `design`; `exact.symbolic.regions` says at which points to ask, and when the
pieces are all there (`proofs.reduced_form.design.families` says why).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.rationals import primitive
from exact.symbolic.affine import Affine, Parameter, parameters_of, parts_of
from exact.symbolic.regions import Outside, Valued, box_of, envelope_by_asking
from exact.verdicts import Verdict
from proofs.reduced_form.design.checking import check_objective
from proofs.reduced_form.design.data import objective_from_plain
from proofs.reduced_form.design.deciding import Contradiction, NoRule, OptimalRule, attained, design
from proofs.reduced_form.design.families import (
    BestRuleForParameters,
    Bounding,
    BoundsAndRules,
    CornerBound,
    CornerRule,
    FeasibleRule,
    Moves,
    Point,
    RulesAndBounds,
    design_at,
    may_move,
    moving,
    piece_of,
    side_of,
)
from proofs.reduced_form.design.task import Design, Objective
from proofs.reduced_form.problem.families import depends, prior_numbers, quota_numbers
from proofs.reduced_form.problem.outcomes import Leaf, Proof
from proofs.reduced_form.problem.problems import Problem


def design_for_parameters(problem: Problem, objective: Objective | Mapping[str, Any]) -> Verdict:
    """The best value as the greatest (or least) of affine functions of the parameters, with a rule for each part.

    The parameters (`exact.symbolic.affine.parameter`) stand in the weights and the factor of revenue alone, or in the
    quotas of a problem of divisible objects alone. The statement is `BestRuleForParameters`, or, where the objective
    moves and there is no rule, that of `design` at the low ends of the ranges, which is so everywhere. Raises
    `ValueError` for parameters elsewhere, or nowhere.
    """
    if isinstance(objective, Mapping):
        objective = objective_from_plain(problem, objective)
    check_objective(problem, objective)
    if objective.incentives == "none" and not objective.participation:
        objective = replace(objective, preferences=())  # what they are worth has entered the weights
    family = Design(problem, objective)
    if family.beyond:
        terms = "further terms, correlated types with incentives, or profiles of probability 0"
        raise ValueError(f"objective: with {terms} only one parameter may stay open; give the others values")
    moves = _what_moves(family)
    parameters = parameters_of(moving(family, moves))
    low = {parameter.name: parameter.low for parameter in parameters}
    slopes = [parts_of(number, parameters)[0] for number in moving(family, moves)]
    changes = tuple(zip(*slopes, strict=True))
    empty = BestRuleForParameters(design_at(family, low), parameters, moves, changes, (), ())
    if moves == "quotas":
        return _checked(_with_quotas(empty, family))
    first = design(problem, empty.design.objective)
    if not isinstance(first.evidence, OptimalRule):
        return first
    return _checked(_with_objective(empty, family))


def _checked(verdict: Verdict) -> Verdict:
    if not verdict.verify():
        raise AssertionError("evidence does not support the verdict")
    return verdict


def _what_moves(family: Design) -> Moves:
    """Which numbers depend on parameters; raises `ValueError` where that is neither of the two cases."""
    goal, problem = family.objective, family.problem
    elsewhere = "several parameters may stand in the objective's weights alone, or in the quotas alone, and not in "
    if depends(prior_numbers(problem)):
        raise ValueError(elsewhere + "the prior")
    if any(isinstance(value, Affine) for entry in goal.preferences for value in entry):
        raise ValueError(elsewhere + "the preferences that incentives or participation rest on")
    in_objective = depends(moving(family, "objective"))
    if not depends(quota_numbers(problem)):
        if not in_objective:
            raise ValueError("neither the objective nor the quotas depend on a parameter; ask for the best rule")
        return "objective"
    if in_objective:
        raise ValueError(elsewhere + "both")
    if not may_move(problem) or _restricted(problem):
        raise ValueError(elsewhere + "quotas at some type profiles")
    return "quotas"


def _restricted(problem: Problem) -> bool:
    """Whether quotas at some type profiles depend on parameters."""
    own = [each for restriction in problem.restrictions for each in restriction.constraints]
    return any(isinstance(each.floor, Affine) or isinstance(each.ceiling, Affine) for each in own)


# ------------------------------------------------------------------------------------------- the objective moves


def _with_objective(empty: BestRuleForParameters, family: Design) -> Verdict:
    def ask(point: Point) -> Valued[FeasibleRule, CornerBound]:
        task = empty.design_at(point)
        verdict = design(task.problem, task.objective)
        best = verdict.evidence
        assert isinstance(best, OptimalRule), "whether there is a rule is no matter of the objective"
        piece = piece_of(attained(family, best.ex_post, best.transfers), empty.parameters)
        assert piece is not None
        rule = FeasibleRule(best.ex_post, best.transfers)
        return Valued(verdict.value, piece, rule, CornerBound(point, best.multipliers, best.inequality))

    found = envelope_by_asking(box_of(empty.parameters), ask, convex=True)
    statement = replace(empty, pieces=tuple(piece for piece, _ in found.pieces))
    rules = tuple(rule for _, rule in found.pieces)
    return Verdict(statement, True, RulesAndBounds(rules, tuple(bound for _, bound in found.corners)))


# ---------------------------------------------------------------------------------------------- the quotas move


def _with_quotas(empty: BestRuleForParameters, family: Design) -> Verdict:
    def ask(point: Point) -> Valued[Bounding, CornerRule] | Outside[Bounding]:
        task = empty.design_at(point)
        verdict = design(task.problem, task.objective)
        best = verdict.evidence
        if not isinstance(best, OptimalRule):
            return _cut(_contradiction(task, best), family, empty.parameters)
        bounding = Bounding(
            best.multipliers, tuple((each.profile, _leaf(each.proof)) for each in best.inequality.bounds)
        )
        piece = piece_of(bounding.bound(family, True), empty.parameters)
        assert piece is not None
        return Valued(verdict.value, piece, bounding, CornerRule(point, best.ex_post, best.transfers))

    found = envelope_by_asking(box_of(empty.parameters), ask, convex=False)
    where = tuple(side for side, _ in found.sides)
    statement = replace(empty, where=where, pieces=tuple(piece for piece, _ in found.pieces))
    bounds, sides = tuple(each for _, each in found.pieces), tuple(each for _, each in found.sides)
    return Verdict(statement, True, BoundsAndRules(bounds, sides, tuple(rule for _, rule in found.corners)))


def _cut(found: Bounding, family: Design, parameters: tuple[Parameter, ...]) -> Outside[Bounding]:
    """What a contradiction says of the parameters: a half-space in integers, for which the multipliers are scaled."""
    side = side_of(found.bound(family, False), parameters)
    assert side is not None
    row = (*side.coefficients, side.bound)
    place = next(k for k, entry in enumerate(row) if entry)
    scaled = found.scaled(Fraction(primitive(row)[place]) / row[place])
    whole = side_of(scaled.bound(family, False), parameters)
    assert whole is not None
    return Outside(whole, scaled)


def _contradiction(task: Design, evidence: object) -> Bounding:
    """Multipliers of conditions and quotas that contradict each other."""
    if isinstance(evidence, Contradiction):
        leaves = tuple((each.profile, _leaf(each.proof)) for each in evidence.inequality.bounds)
        return Bounding(evidence.multipliers, leaves)
    assert isinstance(evidence, NoRule)
    shown = evidence.shown
    leaves = tuple((t, _leaf(shown.proof) if t == shown.profile else ()) for t in task.problem.profiles())
    return Bounding((Fraction(0),) * len(task.conditions), leaves)


def _leaf(proof: Proof) -> tuple[tuple[int, Fraction], ...]:
    assert isinstance(proof, Leaf), "divisible quantities are bounded by multipliers alone"
    return proof.multipliers
