"""Designs that are affine in several parameters: the statement on their best values, and what convinces of it.

Of two families the best value is known by finitely many rules (Gal & Nedoma 1972: the critical regions of a parametric
linear program):

* The parameters stand in the *objective* alone, in the weights and the factor of revenue. The same rules are feasible
  at all values of the parameters, so the best value is the greatest of affine functions, one for each rule: convex.
* The parameters stand in the *quotas* alone, and objects are divisible. The same multipliers bound the objective at all
  values, so the best value is the least of affine functions, one for each choice of multipliers: concave, on the
  polytope where there is a rule at all. Multipliers that contradict the conditions say what its sides are.

That no rule is better than the pieces say (or that the pieces are attained) has to be shown at the corners of the
subdivision alone, for the rest follows by convexity (`exact.symbolic.regions`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, get_args

from exact.plain_data import flattened, keyed, written
from exact.showing.display import Displayed
from exact.symbolic.affine import Affine, Parameter, parts_of, value_at
from exact.symbolic.regions import (
    HalfSpace,
    Piece,
    box_of,
    corners_of,
    envelope_at,
    formulas_of,
    part_of,
    subdivision_corners,
)
from exact.verdicts import Evidence, Statement
from proofs.reduced_form.design.deciding import attained, bounds_value
from proofs.reduced_form.design.task import NOTHING_FURTHER, Design, Payer
from proofs.reduced_form.implementation.deciding import ExPostRule, Inequality
from proofs.reduced_form.problem.families import with_quotas_at
from proofs.reduced_form.problem.outcomes import Multipliers, OutcomeSets
from proofs.reduced_form.problem.problems import Cell, Constraint, Problem, Profile
from proofs.told import ToldStatement

Point = tuple[Fraction, ...]
Moves = Literal["objective", "quotas"]
Transfers = tuple[Annotated[tuple[Payer, Fraction], flattened], ...]


@dataclass(frozen=True)
class BestRuleForParameters(ToldStatement):
    """The best value within the parameters' ranges is the greatest of the pieces (where the objective moves), or the
    least, within the sides `where`, and outside there is no rule (where the quotas move).

    `design` is the one where all parameters are at the low ends of their ranges. What moves with a parameter changes by
    `changes` a unit: the weights, and then the factor of revenue if there are transfers; or of each constraint the
    floor and then the ceiling, 0 if there is none. Evidence: `RulesAndBounds` or `BoundsAndRules`.
    """

    kind: ClassVar[str] = "best rule for parameters"
    design: Design = field(metadata=written("problem"))
    parameters: tuple[Parameter, ...]
    moves: Moves
    changes: tuple[tuple[Fraction, ...], ...]
    where: tuple[HalfSpace, ...]
    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        if self.moves not in get_args(Moves):
            raise ValueError(f'moves: "objective" or "quotas" was expected, not {self.moves!r}')
        size = len(moving(self.design, self.moves))
        if len(self.changes) != len(self.parameters) or any(len(change) != size for change in self.changes):
            raise ValueError(f"changes: for each parameter {size} numbers were expected")

    @property
    def convex(self) -> bool:
        return self.moves == "objective"

    def sentence(self) -> str:
        names = [parameter.name for parameter in self.parameters]
        ranges = " and ".join(map(str, self.parameters))
        where = " and ".join(formulas_of(self.where, names))
        if not self.pieces:
            return f"for no {ranges} is there an implementable rule{self.design.demands}, for it would need {where}"
        listed = ", ".join(piece.formula(names) for piece in self.pieces)
        value = listed if len(self.pieces) == 1 else f"{'max' if self.convex else 'min'}({listed})"
        only = f" where {where}, and elsewhere there is none" if where else ""
        return f"for {ranges} the best implementable rule{self.design.demands} has value {value}{only}"

    def around(self) -> tuple[HalfSpace, ...]:
        """The half-spaces within which there is a rule."""
        return (*box_of(self.parameters), *self.where)

    def corners(self) -> tuple[Point, ...]:
        """The corners of the subdivision into the parts where each piece is the value."""
        return subdivision_corners(self.around(), self.pieces, self.convex) if self.pieces else ()

    def parts(self) -> list[tuple[Piece, tuple[HalfSpace, ...], tuple[Point, ...]]]:
        """For each piece the sides of the part where it is the value, and the corners of that part."""
        around, found = self.around(), []
        for piece in self.pieces:
            sides = part_of(around, self.pieces, piece, self.convex)
            found.append((piece, sides, corners_of([*around, *sides])))
        return found

    def value_at(self, point: Sequence[Fraction]) -> Fraction:
        """The best value at a point of the region where there is a rule."""
        return envelope_at(self.pieces, point, self.convex)

    def family(self) -> Design:
        """The design with numbers that are affine in the parameters."""
        steps = [Affine(-each.low, ((each, Fraction(1)),)) for each in self.parameters]
        numbers: list[Fraction] = []
        for base, *slopes in zip(moving(self.design, self.moves), *self.changes, strict=True):
            numbers.append(sum((step * slope for step, slope in zip(steps, slopes, strict=True)), base))
        return moved(self.design, self.moves, numbers)

    def design_at(self, point: Sequence[Fraction]) -> Design:
        """The design where the parameters have these values."""
        named = {each.name: value for each, value in zip(self.parameters, point, strict=True)}
        return design_at(self.family(), named)


def moving(design: Design, moves: Moves) -> tuple[Fraction, ...]:
    """The numbers that may move, in their order."""
    if moves == "objective":
        revenue = design.objective.revenue
        return design.objective.weights if revenue is None else (*design.objective.weights, revenue)
    zero = Fraction(0)
    quotas = design.problem.constraints
    return tuple(end for each in quotas for end in (each.floor, zero if each.ceiling is None else each.ceiling))


def moved(design: Design, moves: Moves, numbers: Sequence[Fraction]) -> Design:
    """The design with other numbers in their places."""
    if moves == "objective":
        size = len(design.objective.weights)
        revenue = None if design.objective.revenue is None else numbers[size]
        objective = replace(design.objective, weights=tuple(numbers[:size]), revenue=revenue)
        return Design(design.problem, objective)
    pairs = zip(design.problem.constraints, numbers[::2], numbers[1::2], strict=True)
    quotas = (replace(c, floor=low, ceiling=None if c.ceiling is None else high) for c, low, high in pairs)
    return Design(replace(design.problem, constraints=tuple(quotas)), design.objective)


def design_at(family: Design, point: Mapping[str, Fraction]) -> Design:
    """One design of a family, where the parameters have these values."""
    goal = family.objective
    weights = tuple(value_at(weight, point) for weight in goal.weights)
    revenue = None if goal.revenue is None else value_at(goal.revenue, point)
    objective = replace(goal, weights=weights, revenue=revenue, further=NOTHING_FURTHER)
    return Design(with_quotas_at(family.problem, point), objective)


# ------------------------------------------------------------------------------------------- the objective moves


@dataclass(frozen=True)
class FeasibleRule(Displayed):
    """An ex post rule with transfers."""

    ex_post: ExPostRule = field(metadata=written(inline=True))
    transfers: Transfers


@dataclass(frozen=True)
class CornerBound(Displayed):
    """Multipliers with capacities that bound the value at a corner."""

    point: Point
    multipliers: tuple[Fraction, ...]
    inequality: Inequality


@dataclass(frozen=True)
class RulesAndBounds(Evidence):
    """The objective moves: a feasible rule for each piece, and multipliers that bound the value at each corner."""

    form: ClassVar[str] = "rules, and bounds at corners"
    rules: tuple[FeasibleRule, ...]
    corners: tuple[CornerBound, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestRuleForParameters) or not holds or not statement.convex or statement.where:
            return False
        family = statement.family()
        pieces = tuple(piece_of(attained(family, r.ex_post, r.transfers), statement.parameters) for r in self.rules)
        if not pieces or pieces != statement.pieces:
            return False
        if {corner.point for corner in self.corners} != set(statement.corners()):
            return False
        return all(
            bounds_value(statement.design_at(c.point), c.multipliers, c.inequality, statement.value_at(c.point))
            for c in self.corners
        )


# ---------------------------------------------------------------------------------------------- the quotas move


@dataclass(frozen=True)
class Bounding(Displayed):
    """Multipliers of the conditions, and at each type profile multipliers of the quotas, by their numbers."""

    multipliers: tuple[Fraction, ...]
    quotas: tuple[Annotated[tuple[Profile, Multipliers], keyed("profile", "multipliers")], ...]

    def bound(self, family: Design, with_objective: bool) -> Fraction | None:
        """What they prove that the objective (or else 0) plus multiples of the conditions does not exceed.

        It is affine in the quotas, for the multipliers alone say which end of a quota counts. `None` if they prove
        nothing.
        """
        if len(self.multipliers) != len(family.conditions) or min(self.multipliers, default=Fraction(0)) < 0:
            return None
        coefficients = family.combined(self.multipliers, with_objective)
        problem = family.problem
        if coefficients is None or [profile for profile, _ in self.quotas] != list(problem.profiles()):
            return None
        sets, total = OutcomeSets(problem), Fraction(0)
        for profile, multipliers in self.quotas:
            most = _quotas_bound(problem, profile, sets.weights(coefficients, profile), multipliers)
            if most is None:
                return None
            total += problem.probability(profile) * most
        return total

    def scaled(self, factor: Fraction) -> Bounding:
        """All multipliers times a positive factor."""
        quotas = ((profile, tuple((k, factor * m) for k, m in listed)) for profile, listed in self.quotas)
        return Bounding(tuple(factor * m for m in self.multipliers), tuple(quotas))


@dataclass(frozen=True)
class CornerRule(Displayed):
    """A rule with transfers that is feasible at a corner and attains the value there."""

    point: Point
    ex_post: ExPostRule = field(metadata=written(inline=True))
    transfers: Transfers


@dataclass(frozen=True)
class BoundsAndRules(Evidence):
    """The quotas move: multipliers that bound the value by each piece, others that contradict the conditions beyond
    each side, and a rule that attains the value at each corner."""

    form: ClassVar[str] = "bounds, and rules at corners"
    bounds: tuple[Bounding, ...]
    contradictions: tuple[Bounding, ...]
    corners: tuple[CornerRule, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestRuleForParameters) or not holds or statement.convex:
            return False
        family, parameters = statement.family(), statement.parameters
        if not may_move(family.problem):
            return False
        pieces = tuple(piece_of(each.bound(family, True), parameters) for each in self.bounds)
        sides = tuple(side_of(each.bound(family, False), parameters) for each in self.contradictions)
        if pieces != statement.pieces or sides != statement.where:
            return False
        if not pieces:
            return not subdivision_corners(
                statement.around(), (Piece((Fraction(0),) * len(parameters), Fraction(0)),), False
            )
        if {corner.point for corner in self.corners} != set(statement.corners()):
            return False
        return all(
            attained(statement.design_at(c.point), c.ex_post, c.transfers) == statement.value_at(c.point)
            for c in self.corners
        )


def piece_of(value: Fraction | None, parameters: Sequence[Parameter]) -> Piece | None:
    """A number that is affine in the parameters, as a function of these."""
    return None if value is None else Piece(*parts_of(value, parameters))


def side_of(bound: Fraction | None, parameters: Sequence[Parameter]) -> HalfSpace | None:
    """Where a bound of a contradiction is not negative, so that it contradicts nothing."""
    if bound is None:
        return None
    slopes, constant = parts_of(bound, parameters)
    return HalfSpace(tuple(-slope for slope in slopes), constant)


def may_move(problem: Problem) -> bool:
    """Whether bounds by multipliers are affine in the problem's quotas: objects are divisible, and restrictions to some
    type profiles are about sets whose quotas do not move."""
    moving_sets = {
        each.cells for each in problem.constraints if isinstance(each.floor, Affine) or isinstance(each.ceiling, Affine)
    }
    restricted = {each.cells for restriction in problem.restrictions for each in restriction.constraints}
    return problem.divisible and not moving_sets & restricted


def _quotas_bound(
    problem: Problem, profile: Profile, weights: Mapping[Cell, Fraction], multipliers: Multipliers
) -> Fraction | None:
    """What multipliers of the quotas prove that no feasible outcome at the profile exceeds with the weights."""
    quotas = problem.quotas(profile)
    rest, total = dict(weights), Fraction(0)
    for k, multiplier in multipliers:
        if not 0 <= k < len(quotas):
            return None
        limit = quotas[k].ceiling if multiplier > 0 else quotas[k].floor
        if limit is None:
            return None
        total += multiplier * limit
        for cell in quotas[k].cells:
            rest[cell] = rest.get(cell, Fraction(0)) - multiplier
    alone: dict[Cell, Constraint] = {next(iter(each.cells)): each for each in quotas if len(each.cells) == 1}
    for cell, entry in rest.items():
        own = alone.get(cell, Constraint(frozenset({cell})))
        limit = own.ceiling if entry > 0 else own.floor
        if entry and limit is None:
            return None
        total += entry * (limit or Fraction(0)) if entry else Fraction(0)
    return total
