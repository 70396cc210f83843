"""All implementable interim rules of a problem, as an irredundant linear system.

LY (section 2.3) ask for a system `M Q <= u` that describes the set of implementable interim rules, and project it out
of the space of ex post rules. Here it is found from the set itself. In the weighted variables y_i(t_i, j) =
lambda_i(t_i) Q_i(t_i, j) that set is the Minkowski sum, over type profiles t, of lambda(t) times the convex hull of the
pure outcomes that are feasible at t, each outcome written into the coordinates of the types in t. Hence (see
`exact.minkowski`) the normals of its facets and equations are the same for every positive prior, and the right side of
each is `sum over t of lambda(t) beta_t`, where beta_t is the greatest value of the normal on the outcomes at t, a
capacity (LY Definition 1, for any weights): the symbolic form of LY's Example 7.

From the description follows whether Conditions A and B (LY Propositions 1 and 2) are complete *for this problem*. The
inequalities of Condition A are those whose coefficients are in {-1, 0, 1}. They describe the set exactly if such
vectors span the normals of the equations, and every facet's normal is a positive multiple of one up to an equation;
Condition B the same with {0, 1} or {-1, 0}. Nothing here rests on a theorem of the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from exact import cones, fans, minkowski
from exact.fans import NormalFan
from exact.linear import LinearSystem
from exact.minkowski import SumDescription
from exact.rationals import primitive, rational, text
from exact.showing.display import Displayed, counted
from exact.showing.drawing import Html, escaped, table
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.facets.completeness import completeness, is_complete
from proofs.reduced_form.facets.descriptions import (
    FEW_FACETS,
    MOST_CONES,
    MOST_DIMENSIONS,
    MOST_RECHECKED,
    CapacityProof,
    Described,
    Enumeration,
    ExceedingOutcomes,
    FacetProof,
    IsFacet,
    NothingImplementable,
    ValidInequality,
)
from proofs.reduced_form.facets.summands import Normal, RuleInequality, Summands, capacity_proof, inequality
from proofs.reduced_form.implementation.deciding import NoOutcome, has_outcome
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import Coordinate, Problem, value_name

Engine = Literal["rays", "vertices", "both"]


@dataclass(frozen=True)
class Facets(Displayed):
    """The implementable interim rules of `problem`: all y with these equations and facets, none of them redundant.

    `outcome` says whether every type profile has a feasible outcome; if not, no rule is implementable, and there is
    neither equation nor facet.
    """

    problem: Problem
    outcome: Verdict
    equations: tuple[RuleInequality, ...]
    facets: tuple[RuleInequality, ...]
    engine: Engine

    @property
    def dimension(self) -> int:
        """The dimension of the set of implementable rules; -1 if there is none."""
        return len(self.problem.coordinates) - len(self.equations) if self.outcome else -1

    @cached_property
    def description(self) -> Verdict:
        """The verdict that equations and facets describe exactly the implementable rules, none of them redundant.

        Undecided beyond `MOST_RECHECKED` facets without a fan: they have been listed exactly, but the checker could
        not list them again in reasonable time. Each facet still has its own proof.
        """
        statement = Described(
            self.problem,
            tuple(each.coefficients for each in self.equations),
            tuple(each.coefficients for each in self.facets),
        )
        if self.outcome and not self.is_recheckable:
            tried = f"{len(self.facets)} facets were listed exactly ({self.engine}); the checker lists {MOST_RECHECKED}"
            return Verdict(statement, None, Undecided((tried,)))
        if isinstance(self.outcome.evidence, NoOutcome):
            return Verdict(statement, True, NothingImplementable(self.outcome.evidence))
        return Verdict(statement, True, Enumeration(self.fan))

    @cached_property
    def fan(self) -> NormalFan | None:
        """The normal fan, which shows that no facet is missing; `None` if they are few, or the fan too large."""
        if len(self.facets) <= FEW_FACETS or self.dimension > MOST_DIMENSIONS:
            return None
        summands = Summands.of(self.problem)
        equations, listed = (
            [primitive(summands.normal(dict(each.coefficients))) for each in rows]
            for rows in (self.equations, self.facets)
        )
        return fans.normal_fan(summands.points, equations, listed, MOST_CONES)

    @cached_property
    def is_recheckable(self) -> bool:
        """Whether the checker can see that no facet is missing."""
        return len(self.facets) <= MOST_RECHECKED or self.fan is not None

    @cached_property
    def condition_a(self) -> Verdict:
        """Whether the inequalities of Condition A describe exactly the implementable rules of this problem."""
        return completeness(self, "A")

    @cached_property
    def condition_b(self) -> Verdict:
        """Whether the inequalities of Condition B describe exactly the implementable rules of this problem."""
        return completeness(self, "B")

    @cached_property
    def condition_a_complete(self) -> bool:
        """The answer of `condition_a`, also where it is too large to be certified."""
        return is_complete(self, "A")

    @cached_property
    def condition_b_complete(self) -> bool:
        """The answer of `condition_b`, also where it is too large to be certified."""
        return is_complete(self, "B")

    def system(self) -> LinearSystem:
        """Facets and equations in Q itself, the values given the type; a variable for each coordinate.

        A rule is implementable exactly if its values solve it. Where none is, the only row is 0 <= -1.
        """
        problem = self.problem
        if not self.outcome:
            return LinearSystem.make(problem.coordinates, at_most=[({}, -1)])
        above, level = (
            [(conditional(problem, each.coefficients), each.bound(problem)) for each in listed]
            for listed in (self.facets, self.equations)
        )
        return LinearSystem.make(problem.coordinates, at_most=above, equal=level)

    def proof(self, facet: RuleInequality) -> Verdict:
        """The verdict that one of the facets is valid and a facet, with its evidence."""
        statement = IsFacet(self.problem, facet.coefficients, facet.bound(self.problem))
        summands = Summands.of(self.problem)
        proof = capacity_proof(self.problem, facet.coefficients)
        equations = tuple(
            (capacity_proof(self.problem, e.coefficients), capacity_proof(self.problem, _negated(e.coefficients)))
            for e in self.equations
        )
        base, moves = summands.independent(dict(facet.coefficients))
        return Verdict(
            statement, True, FacetProof(proof, equations, base, moves, summands.away(dict(facet.coefficients)))
        )

    def to_plain(self) -> dict[str, Any]:
        """One JSON object; coefficients are those of the weighted variables lambda_i(t_i) Q_i(t_i, j)."""
        return {
            "agents": list(self.problem.agents),
            "feasible": bool(self.outcome),
            "dimension": self.dimension,
            "variables": "lambda_i(t_i) Q_i(t_i, j)",
            "equations": [self._plain(each) for each in self.equations],
            "facets": [self._plain(each) for each in self.facets],
            "condition_a_complete": self.condition_a_complete,
            "condition_b_complete": self.condition_b_complete,
        }

    def _plain(self, each: RuleInequality) -> dict[str, Any]:
        return {
            "coefficients": [[*coordinate, text(value)] for coordinate, value in each.coefficients],
            "bound": text(each.bound(self.problem)),
            "formula": formula(self.problem, each),
            "capacities": [text(value) for value in each.capacities],
            "symbolic": symbolic_bound(self.problem, each),
        }

    def show(self) -> Html:
        """Equations and facets, one a line."""
        written = [formula(self.problem, each) for each in (*self.equations, *self.facets)]
        size = f"{counted(len(self.equations), 'equation')}, {counted(len(self.facets), 'facet')}"
        return table([[escaped(line)] for line in written], (), f"The implementable interim rules: {size}")

    def _repr_latex_(self) -> str:
        return self.to_latex()

    def latex(self) -> str:
        """The system in LY's notation, as a formula."""
        return f"\\begin{{aligned}}\n{self._latex_lines()}\n\\end{{aligned}}"

    def to_latex(self) -> str:
        """The system in LY's notation for a paper: an `align*` environment with a legend."""
        return f"{_legend(self.problem)}\n\\begin{{align*}}\n{self._latex_lines()}\n\\end{{align*}}\n"

    def _latex_lines(self) -> str:
        lines = [_latex_line(self.problem, each) for each in (*self.equations, *self.facets)]
        if not self.outcome:
            lines = [r"0 &\le -1"]
        return " \\\\\n".join(lines) if lines else "0 &= 0"

    def explain(self, facet: RuleInequality) -> str:
        """A facet in words: who counts with which sign, what limits it at each type profile, and why it is a facet.

        Raises `TypeError` for anything but an inequality, and `ValueError` for one that is not among `facets`.
        """
        if not isinstance(facet, RuleInequality):
            raise TypeError(f"explain: one of the facets, for example facets[0], was expected, not {facet!r}")
        if facet not in self.facets:
            raise ValueError("explain: this inequality is none of the facets of the problem")
        problem = self.problem
        lines = [f"{formula(problem, facet)}", "", "left side:"]
        for coordinate, value in facet.coefficients:
            agent, kind, *thing = coordinate
            what = f"receives {thing[0]}" if thing else "receives the object"
            what = f"sees {thing[0]}" if problem.public else what
            lines.append(f"  {text(value):>3} times the probability that agent {agent} is of type {kind} and {what}")
        lines += ["", "right side, profile by profile:"]
        sets = OutcomeSets(problem)
        for profile, capacity in zip(problem.profiles(), facet.capacities, strict=True):
            best = sets.at(profile).maximum(sets.vector(sets.weights(dict(facet.coefficients), profile))).outcome or ()
            shown = ", ".join(f"x({', '.join(cell)}) = {text(q)}" for cell, q in best) or "giving nothing"
            lines.append(f"  ({', '.join(profile)}): at most {text(capacity)}, reached by {shown}")
        lines += [
            "",
            f"The implementable rules have dimension {self.dimension}; those that meet this with equality have "
            f"dimension {self.dimension - 1}, so it is a facet: no other inequality implies it. Its coefficients do "
            "not depend on the prior, as long as the prior is positive.",
        ]
        return "\n".join(lines)


def facets(problem: Problem, engine: Engine = "rays") -> Facets:
    """The irredundant description of all implementable interim rules of the problem.

    `engine`: "rays" lists the extreme rays of the cone of inequalities valid profile by profile; "vertices" cuts a box
    down to the set by exact linear programs; "both" does both. Raises `cones.EngineDisagreementError` if they differ,
    and `ValueError` for a problem with more than `MOST_OUTCOMES` pure outcomes at a type profile.
    """
    if engine not in ("rays", "vertices", "both"):
        raise ValueError(f'engine: "rays", "vertices" or "both" was expected, not {engine!r}')
    outcome = has_outcome(problem)
    if not outcome:
        return Facets(problem, outcome, (), (), engine)
    summands = Summands.of(problem)
    described = _described(summands, engine)
    return Facets(
        problem,
        outcome,
        tuple(summands.inequality(each, True) for each in described.equations),
        tuple(summands.inequality(each, False) for each in described.facets),
        engine,
    )


def valid_inequality(problem: Problem, coefficients: Mapping[Coordinate, Any], bound: Any) -> Verdict:
    """Whether every implementable rule satisfies `sum of f lambda_i Q_i <= bound`; evidence for both answers."""
    limit = rational(bound)
    tightest = inequality(problem, coefficients)
    statement = ValidInequality(problem, tightest.coefficients, limit)
    if tightest.bound(problem) <= limit:
        return Verdict(statement, True, CapacityProof(capacity_proof(problem, tightest.coefficients)))
    sets, weights = OutcomeSets(problem), dict(tightest.coefficients)
    best = (sets.at(t).maximum(sets.vector(sets.weights(weights, t))).outcome or () for t in problem.profiles())
    return Verdict(statement, False, ExceedingOutcomes(tuple(best)))


def is_facet(problem: Problem, found: RuleInequality) -> bool:
    """Whether the tightest inequality with these coefficients is a facet of the implementable rules."""
    summands = Summands.of(problem)
    return minkowski.is_facet(summands.points, primitive(summands.normal(dict(found.coefficients))))


def _described(summands: Summands, engine: Engine) -> SumDescription:
    by_rays = minkowski.facets_by_rays(summands.points) if engine != "vertices" else None
    by_vertices = minkowski.facets_by_vertices(summands.points) if engine != "rays" else None
    if by_rays is not None and by_vertices is not None and by_rays != by_vertices:
        counts = f"{counted(len(by_rays.facets), 'facet')} by rays, {len(by_vertices.facets)} by vertices"
        raise cones.EngineDisagreementError(f"the two routes disagree: {counts}")
    found = by_rays or by_vertices
    assert found is not None
    return found


def _negated(coefficients: Normal) -> Normal:
    return tuple((coordinate, -value) for coordinate, value in coefficients)


# ------------------------------------------------------------------------------------------------------- formulas


def symbolic_bound(problem: Problem, each: RuleInequality) -> str:
    """The right side as a form in the prior, as LY write it: `lambda_11 - lambda_12 + 3 lambda_21 + lambda_22`.

    Where all capacities are equal it is that number, for the prior sums to 1.
    """
    if len(set(each.capacities)) == 1:
        return text(each.capacities[0])
    return _sum((value, f"lambda_{name}") for value, name in _prior_terms(problem, each))


def formula(problem: Problem, each: RuleInequality) -> str:
    """The inequality or equation in numbers and names: `1/2 Q_ann(keen, botany) + 1/2 Q_ann(idle, botany) <= 3/4`.

    Q is conditional on the type, so a coefficient is that of the weighted variable times the type's probability, and
    the bound is the number that the prior makes of the capacities. Where no coefficient is positive all signs are
    turned. Raises `TypeError` for anything but a problem and one inequality.
    """
    _expect_inequality(problem, each)
    given, bound = conditional(problem, each.coefficients), each.bound(problem)
    turned = bool(given) and max(given.values()) < 0
    sign = "=" if each.equal else ">=" if turned else "<="
    factor = -1 if turned else 1
    return f"{_sum((factor * f, value_name(c)) for c, f in given.items())} {sign} {text(factor * bound)}"


def symbolic_formula(problem: Problem, each: RuleInequality) -> str:
    """The inequality or equation in LY's symbols, for any prior: `Q_1,2^1 + Q_2,1^1 <= lambda_11 + lambda_21`.

    Here, as in LY, Q_i,k^j is the *weighted* variable lambda_i(t_i) Q_i(t_i, j) of agent i's k-th type and object j.
    Raises `TypeError` for anything but a problem and one inequality.
    """
    _expect_inequality(problem, each)
    left = _sum((value, _plain_variable(problem, c)) for c, value in each.coefficients)
    return f"{left} {'=' if each.equal else '<='} {symbolic_bound(problem, each)}"


def conditional(problem: Problem, coefficients: Normal) -> dict[Coordinate, Fraction]:
    """The coefficients of Q itself, the value given the type, from those of the weighted variables lambda_i Q_i."""
    return {c: f * problem.marginals[c[0], c[1]] for c, f in coefficients}


def _expect_inequality(problem: Any, each: Any) -> None:
    if not isinstance(problem, Problem) or not isinstance(each, RuleInequality):
        given = f"{type(problem).__name__} and {type(each).__name__}"
        raise TypeError(f"formula: a Problem and a RuleInequality, one of the facets, were expected, not {given}")


def _prior_terms(problem: Problem, each: RuleInequality) -> list[tuple[Fraction, str]]:
    """The capacities that are not zero, each with the index of its profile: `12` for first and second types."""
    separator = "," if any(len(kinds) > 9 for kinds in problem.types) else ""
    terms = []
    for profile, value in zip(problem.profiles(), each.capacities, strict=True):
        if value:
            numbers = (str(kinds.index(kind) + 1) for kinds, kind in zip(problem.types, profile, strict=True))
            terms.append((value, separator.join(numbers)))
    return terms


def _sum(terms: Iterable[tuple[Fraction, str]], times: str = " ") -> str:
    written = ""
    for value, name in terms:
        sign = "-" if value < 0 else "+"
        size = "" if abs(value) == 1 else text(abs(value)) + times
        written += (f" {sign} " if written else ("-" if value < 0 else "")) + size + name
    return written or "0"


def _indices(problem: Problem, coordinate: Coordinate) -> tuple[int, int, int | None]:
    agent = problem.agents.index(coordinate[0])
    kind = problem.types[agent].index(coordinate[1])
    return agent + 1, kind + 1, problem.objects.index(coordinate[2]) + 1 if problem.objects else None


def _plain_variable(problem: Problem, coordinate: Coordinate) -> str:
    agent, kind, thing = _indices(problem, coordinate)
    return f"Q_{agent},{kind}" + (f"^{thing}" if thing else "")


def _latex_line(problem: Problem, each: RuleInequality) -> str:
    def variable(coordinate: Coordinate) -> str:
        agent, kind, thing = _indices(problem, coordinate)
        return f"Q_{{{agent},{kind}}}" + (f"^{{{thing}}}" if thing else "")

    left = _sum(((value, variable(c)) for c, value in each.coefficients), r"\,")
    constant = len(set(each.capacities)) == 1
    right = (
        text(each.capacities[0])
        if constant
        else _sum(((value, rf"\lambda_{{{name}}}") for value, name in _prior_terms(problem, each)), r"\,")
    )
    sign = "=" if each.equal else r"\le"
    return f"{left} &{sign} {right}"


def _legend(problem: Problem) -> str:
    """What the symbols mean, as a LaTeX comment and a sentence."""
    upper, last = ("^{j}", ", o_j") if problem.objects else ("", "")
    names = "; ".join(
        f"{agent}: {', '.join(kinds)}" for agent, kinds in zip(problem.agents, problem.types, strict=True)
    )
    objects = f"; objects: {', '.join(problem.objects)}" if problem.objects else ""
    return (
        f"% types of {' '.join(f'{names}{objects}'.split())}\n"
        f"Here $Q_{{i,k}}{upper} := Q_i(t_i^k{last})\\lambda_i(t_i^k)$ and $\\lambda_{{k l \\ldots}} := "
        "\\lambda(t_1^k, t_2^l, \\ldots)$; the coefficients on the left are the same for every positive prior."
    )


def with_prior(found: Facets, problem: Problem) -> Facets:
    """The same description for a problem that differs in its positive prior alone: nothing has to be recomputed."""
    if replace(problem, prior=found.problem.prior) != found.problem:
        raise ValueError("the problems differ in more than their priors")
    return Facets(problem, has_outcome(problem), found.equations, found.facets, found.engine)
