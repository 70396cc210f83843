"""Problems, interim rules and lotteries as tables; all implementable interim rules, projected and drawn.

The implementable interim rules of a problem live in as many dimensions as it has coordinates; `implementable_picture`
draws their exact projection onto two or three of them; of groups of interchangeable agents, the rules that treat them
alike. In the weighted variables the set is the sum over type profiles
of the feasible outcomes times the probability (LY, section 4), so its shadow is the sum of shadows, vertex by vertex.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Any

from exact import polyhedra
from exact.pictures import plane, regions, space
from exact.polyhedra import Hull, Point
from exact.rationals import text
from exact.showing.display import counted, told_number
from exact.showing.drawing import Html, Picture, convex_hull, escaped, table
from exact.symbolic.regions import formulas_of
from exact.symbolic.substituting import scope_of
from exact.verdicts import Evidence, Verdict
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.describing import GroupFacets, row_formula
from proofs.reduced_form.classes.evidence import ClassInequality
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import GroupInequality, GroupsImplementable
from proofs.reduced_form.classes.shadows import shadow_of_groups
from proofs.reduced_form.conditions.decomposition import OutcomeLottery
from proofs.reduced_form.design.deciding import BestRule, OptimalRule
from proofs.reduced_form.design.families import BestRuleForParameters
from proofs.reduced_form.design.task import Payer
from proofs.reduced_form.facets.for_parameters import ImplementableByPolynomials
from proofs.reduced_form.facets.summands import Summands
from proofs.reduced_form.implementation.deciding import ExPostRule, Implementable, Inequality, has_outcome
from proofs.reduced_form.implementation.for_parameters import ImplementableRegion
from proofs.reduced_form.parts import transfers_part
from proofs.reduced_form.problem.outcomes import outcome_in_words
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem, value_name
from proofs.told import in_words

DRAWN = 64
"""Problems with more type profiles are not drawn unasked."""
DRAWN_CLASSES = 6_000
"""Blocks of groups with more classes are not drawn unasked."""
SHOWN = 1_000
"""So many lines of an ex post rule are shown before the rest is counted."""


def implementable_picture(
    problem: Problem | GroupedProblem,
    coordinates: Sequence[Coordinate],
    rules: Sequence[InterimRule | Mapping[str, Any]] = (),
) -> Picture:
    """All implementable interim rules, projected onto two or three coordinates, and the place of some rules.

    Of groups those that are the same for all agents of a group. A rule outside is not implementable; one inside may
    fail in the other coordinates. Rules may be nested mappings (`Problem.interim_rule`). `ValueError` for an unknown
    coordinate, or for another number of them.
    """
    shadow = implementable_shadow(problem, coordinates)
    places = [problem.coordinates.index(coordinate) for coordinate in coordinates]
    drawn = [tuple(rule.values[k] for k in places) for rule in map(problem.interim_rule, rules)]
    origin = (Fraction(0),) * len(places)
    picture = plane.polyhedron_picture if len(places) == 2 else space.polyhedron_picture
    red = f"; red: the given {'rule' if len(rules) == 1 else 'rules'}" if rules else ""
    caption = f"Implementable {', '.join(map(str, shadow.coordinates))}{red}"
    return picture(shadow, drawn, [origin], caption if shadow.points else "No interim rule is implementable")


def rule_picture(problem: Problem | GroupedProblem, rule: InterimRule, evidence: Evidence) -> Picture | None:
    """The rule among the implementable ones, in the two or three coordinates that matter, if so few do.

    Those are the coordinates of the inequality that the rule violates, or all of them; where a rule that is
    implementable has more, two in which it is inside rather than at an end. Problems with more than `DRAWN` type
    profiles are not drawn, nor groups with more than `DRAWN_CLASSES` classes, nor rules with formulas in them.
    """
    shown = evidence.inequality if isinstance(evidence, GroupInequality) else evidence
    known = shown.coefficients if isinstance(shown, Inequality | ClassInequality) else ()
    chosen = [coordinate for coordinate, _ in known]
    chosen = chosen or list(problem.coordinates)
    if scope_of((rule.values, problem.marginals)) is not None:
        return None
    if len(chosen) > 3 and isinstance(evidence, ExPostRule):
        chosen = _two_inside(problem, rule)
    if len(chosen) == 1:
        chosen += [coordinate for coordinate in problem.coordinates if coordinate not in chosen][:1]
    if len(chosen) not in (2, 3) or _is_large(problem):
        return None
    return implementable_picture(problem, chosen, [rule])


def _two_inside(problem: Problem | GroupedProblem, rule: InterimRule) -> list[Coordinate]:
    """Two coordinates, of different agents if possible, and of those where the rule is no integer if possible."""
    value = dict(zip(problem.coordinates, rule.values, strict=True))
    ordered = sorted(problem.coordinates, key=lambda coordinate: value[coordinate].denominator == 1)
    first, *others = ordered
    return [first, min(others, key=lambda other: (value[other].denominator == 1, other[0] == first[0]))]


def inequality_picture(problem: Problem, rule: InterimRule, violated: Inequality) -> Picture | None:
    """Implementable rules on one side of a violated inequality, and the rule on the other.

    What is drawn is the projection onto the inequality's left side and the coordinate that adds most to it; it is the
    sum over type profiles of the projections of the feasible outcomes. Larger problems are not drawn, as above.
    """
    if _is_large(problem) or not violated.coefficients or scope_of((rule.values, problem.marginals)) is not None:
        return None
    weights = dict(violated.coefficients)
    places = {c: k for k, c in enumerate(problem.coordinates)}
    weighted = {c: weight * problem.marginals[c[0], c[1]] for c, weight in weights.items()}
    beside = max(weights, key=lambda c: (abs(weighted[c] * rule.values[places[c]]), abs(weighted[c])))
    scale, names = problem.marginals[beside[0], beside[1]], ("left side of the inequality", value_name(beside))
    total: list[Point] = [(Fraction(0), Fraction(0))]
    for profile, points in zip(problem.profiles(), Summands.of(problem).points, strict=True):
        chance = problem.probability(profile)
        shadow = {
            (
                chance * sum((f * point[places[c]] for c, f in weights.items()), Fraction(0)),
                chance * point[places[beside]] / scale,
            )
            for point in points
        }
        sums = {(x + u, y + v) for x, y in total for u, v in _vertices(shadow, names)}
        total = _vertices(sums, names)
    place = (violated.left(problem, rule), rule.values[places[beside]])
    most = violated.right(problem)
    caption = f"Implementable rules have a left side of at most {text(most)} (dashed); red: the given rule"
    return plane.polyhedron_picture(Hull(names, tuple(sorted(total))), [place], [], caption, most)


def _is_large(problem: Problem | GroupedProblem) -> bool:
    if isinstance(problem, GroupedProblem):
        return max(block.size for block in blocks(problem)) > DRAWN_CLASSES
    return prod(map(len, problem.types)) > DRAWN


def implementable_shadow(problem: Problem | GroupedProblem, coordinates: Sequence[Coordinate]) -> Hull:
    """The projection of the implementable interim rules onto two or three coordinates, by its vertices."""
    if len(coordinates) not in (2, 3):
        raise ValueError(f"picture: {counted(len(coordinates), 'coordinate')} given; two or three can be drawn")
    for coordinate in coordinates:
        if coordinate not in problem.coordinates:
            raise ValueError(f"({', '.join(coordinate)}) is not a coordinate of the problem's interim rules")
    names = tuple(map(value_name, coordinates))
    if isinstance(problem, GroupedProblem):
        return Hull(names, tuple(shadow_of_groups(problem, coordinates)))
    if not has_outcome(problem):
        return Hull(names)
    places = [problem.coordinates.index(coordinate) for coordinate in coordinates]
    scale = [problem.marginals[agent, kind] for agent, kind, *_ in coordinates]
    total: list[Point] = [(Fraction(0),) * len(places)]
    for profile, points in zip(problem.profiles(), Summands.of(problem).points, strict=True):
        weight = problem.probability(profile)
        shadow = {tuple(weight * point[k] / size for k, size in zip(places, scale, strict=True)) for point in points}
        sums = {tuple(x + y for x, y in zip(a, b, strict=True)) for a in total for b in _vertices(shadow, names)}
        total = _vertices(sums, names)
    return Hull(names, tuple(sorted(total)))


def _vertices(points: Iterable[Point], names: Sequence[str]) -> list[Point]:
    if len(names) == 2:
        return convex_hull(points)
    return list(polyhedra.hull(polyhedra.constraints(Hull(tuple(names), tuple(points)))).points)


def implementable_exhibits(statement: Implementable, verdict: Verdict) -> tuple[Picture | Html, ...]:
    """The rule as a table, drawn where that is possible, and the ex post rule or what is violated."""
    problem, rule, evidence = statement.problem, statement.rule, verdict.evidence
    drawn = rule_picture(problem, rule, evidence)
    shown: list[Picture | Html] = [] if drawn is None else [drawn]
    if isinstance(evidence, Inequality):
        beyond = inequality_picture(problem, rule, evidence)
        shown += [] if beyond is None else [beyond]
        shown += [rule_table(problem, rule), *inequality_tables(problem, evidence, rule)]
    else:
        shown.append(rule_table(problem, rule))
    return (*shown, evidence.show() if isinstance(evidence, ExPostRule) else in_words(verdict))


def design_exhibits(statement: BestRule, verdict: Verdict) -> tuple[Picture | Html, ...]:
    """The best rule, the transfers, and the ex post rule as tables; what bounds the value in words."""
    evidence, problem = verdict.evidence, statement.design.problem
    if not isinstance(evidence, OptimalRule):
        return (in_words(verdict),)
    shown: list[Picture | Html] = [rule_table(problem, evidence.rule(problem))]
    if evidence.transfers:
        shown.append(transfers_table(problem, evidence.transfers))
    return (*shown, evidence.ex_post.show(), in_words(verdict))


def groups_exhibits(statement: GroupsImplementable, verdict: Verdict) -> tuple[Picture | Html, ...]:
    """The rule of groups drawn where that is possible, and what is told."""
    drawn = rule_picture(statement.problem, statement.rule, verdict.evidence)
    return (in_words(verdict),) if drawn is None else (drawn, in_words(verdict))


def group_facets_shown(found: GroupFacets) -> Picture | Html:
    """All rules drawn in two or three coordinates, if there are so few; else equations and facets, one a line."""
    problem = found.problem
    if len(problem.coordinates) in (2, 3):
        return implementable_picture(problem, problem.coordinates)
    rows = [(row, True) for row in found.equations] + [(row, False) for row in found.facets]
    written = [[escaped(row_formula(problem, row, equal))] for row, equal in rows]
    size = f"{counted(len(found.equations), 'equation')}, {counted(len(found.facets), 'facet')}"
    return table(written, (), f"The implementable interim rules of {problem.everybody}: {size}")


def problem_table(problem: Problem) -> Html:
    """The constraint sets of a problem with their quotas; agents, objects, types and prior in the caption."""
    rows = [
        [escaped(quota.label), text(quota.floor), "none" if quota.ceiling is None else text(quota.ceiling)]
        for quota in problem.constraints
    ]
    return table(rows, ("constraint set", "floor", "ceiling"), str(problem))


def rule_table(problem: Problem, rule: InterimRule) -> Html:
    """An interim rule: a line for each agent and type, a column for each object."""
    value = dict(zip(problem.coordinates, rule.values, strict=True))
    rows = [
        [escaped(agent), escaped(kind), *(told_number(value[agent, kind, *rest]) for rest in problem.object_parts)]
        for agent, kinds in zip(problem.agents, problem.types, strict=True)
        for kind in kinds
    ]
    return table(rows, ("agent", "type", *(problem.objects or ("quantity",))), "An interim rule")


def transfers_table(problem: Problem, transfers: Iterable[tuple[Payer, Fraction]]) -> Html:
    """What each type pays, or each agent at each type profile, where transfers depend on that; a line for each."""
    part = transfers_part(problem.agents, transfers)
    rows = [[*map(escaped, payer), told_number(paid)] for *payer, paid in part.rows]
    more = f"; {SHOWN} of {len(rows)} lines" if len(rows) > SHOWN else ""
    return table(rows[:SHOWN], part.columns, f"Transfers{more}")


def inequality_tables(problem: Problem, shown: Inequality, rule: InterimRule) -> tuple[Html, Html]:
    """Both sides of an inequality at a rule: a line for each term, and for each type profile what its bound adds."""
    value = dict(zip(problem.coordinates, rule.values, strict=True))
    terms = []
    for coordinate, weight in shown.coefficients:
        chance = problem.marginals[coordinate[0], coordinate[1]]
        numbers = (weight, chance, value[coordinate], weight * chance * value[coordinate])
        terms.append([escaped(value_name(coordinate)), *map(told_number, numbers)])
    left, right = told_number(shown.left(problem, rule)), told_number(shown.right(problem))
    bounds = []
    for entry in shown.bounds:
        chance = problem.probability(entry.profile)
        added = (chance, entry.bound, chance * entry.bound)
        bounds.append([escaped("(" + ", ".join(entry.profile) + ")"), *map(told_number, added)])
    more = f"; {SHOWN} of {len(bounds)} lines" if len(bounds) > SHOWN else ""
    return (
        table(terms, ("term", "weight", "P(type)", "Q", "product"), f"The left side: the products add up to {left}"),
        table(
            bounds[:SHOWN],
            ("type profile", "probability", "most at a feasible outcome", "product"),
            f"The right side: the products add up to {right}{more}",
        ),
    )


def ex_post_table(rule: ExPostRule) -> Html:
    """An ex post rule, profile by profile: probabilities and outcomes."""
    rows = [
        [escaped("(" + ", ".join(profile) + ")"), told_number(share), escaped(outcome_in_words(outcome))]
        for profile, entries in rule.lotteries
        for share, outcome in entries
    ]
    more = f"; {SHOWN} of {len(rows)} lines" if len(rows) > SHOWN else ""
    return table(rows[:SHOWN], ("type profile", "probability", "outcome"), f"An ex post rule{more}")


def outcome_lottery_table(lottery: OutcomeLottery) -> Html:
    """A lottery over feasible outcomes."""
    rows = [[text(share), escaped(outcome_in_words(outcome))] for share, outcome in lottery.entries]
    return table(rows, ("probability", "outcome"), "A lottery over feasible outcomes")


def parameters_picture(statement: ImplementableRegion | ImplementableByPolynomials | BestRuleForParameters) -> Picture:
    """For two parameters: where a rule is implementable, or in which part which formula is the best value.

    `ValueError` for another number of parameters.
    """
    names = [parameter.name for parameter in statement.parameters]
    if isinstance(statement, ImplementableByPolynomials):
        caption = "Where the interim rule is implementable"
        return regions.conditions_picture(statement.parameters, statement.conditions, caption)
    if isinstance(statement, ImplementableRegion):
        where = " and ".join(formulas_of(statement.region, names)) or "everywhere"
        corners = statement.corners()
        parts = [(where, corners)] if corners else []
        return regions.parts_picture(statement.parameters, parts, "Where the interim rule is implementable")
    drawn = [(piece.formula(names), corners) for piece, _, corners in statement.parts()]
    return regions.parts_picture(statement.parameters, drawn, "The best value, part by part")


def parameters_exhibits(
    statement: ImplementableRegion | ImplementableByPolynomials | BestRuleForParameters, verdict: Verdict
) -> tuple[Picture | Html, ...] | None:
    """The drawing for two parameters, and the answer in words."""
    drawn = (parameters_picture(statement),) if len(statement.parameters) == 2 and verdict.holds else ()
    return (*drawn, in_words(verdict))
