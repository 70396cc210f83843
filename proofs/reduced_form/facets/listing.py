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

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, get_args

from exact import arguments, aside, cones, fans, minkowski
from exact.adjacency import Estimate, Progress, Search
from exact.aside import End
from exact.cones import Vector
from exact.fans import NormalFan
from exact.figures import SumFacets
from exact.linear import LinearSystem
from exact.minkowski import SumDescription
from exact.rationals import primitive, rational, text
from exact.showing.display import LINES, Displayed, counted
from exact.showing.drawing import Html, escaped, table
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.facets.completeness import completeness, ended_early, is_complete
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
from proofs.reduced_form.facets.formulas import conditional, formula, latex_legend, symbolic_bound
from proofs.reduced_form.facets.normal_forms import NormalForm, least_coefficients, normal_forms
from proofs.reduced_form.facets.orbits import alike_in_words, orbits_of
from proofs.reduced_form.facets.relations import Relations, latex_lines, nothing, relations
from proofs.reduced_form.facets.summands import Normal, RuleInequality, Summands, capacity_proof, inequality
from proofs.reduced_form.implementation.deciding import NoOutcome, has_outcome
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import Coordinate, Problem

Engine = Literal["auto", "orbits", "rays", "vertices", "both"]

FEW_OUTCOMES = 150
"""Up to so many outcomes over all type profiles the facets are listed at once by double description."""

MOST_MET = 50_000
"""With so many facets, or with more after one step, a search ends that was given no limit."""

Tell = Callable[[Progress, Estimate], None]
"""Who hears how far a search is."""


@dataclass(frozen=True)
class Facets(Displayed):
    """The implementable interim rules of `problem`: all y with these equations and facets, none of them redundant.

    `outcome` says whether every type profile has a feasible outcome; if not, no rule is implementable, and there is
    neither equation nor facet. If a search ended early, for what `end` says, these are only some of the facets, and
    what satisfies them need not be implementable.
    """

    problem: Problem
    outcome: Verdict
    equations: tuple[RuleInequality, ...]
    facets: tuple[RuleInequality, ...]
    engine: Engine
    end: End = "complete"

    @property
    def is_whole(self) -> bool:
        """Whether these are all facets."""
        return self.end == "complete"

    @property
    def dimension(self) -> int:
        """The dimension of the set of implementable rules; -1 if there is none."""
        return len(self.problem.coordinates) - len(self.equations) if self.outcome else -1

    @cached_property
    def description(self) -> Verdict:
        """The verdict that equations and facets describe exactly the implementable rules, none of them redundant.

        Undecided beyond `MOST_RECHECKED` facets without a fan: they have been listed exactly, but the checker could
        not list them again in reasonable time. Each facet still has its own proof. Undecided, too, where the search
        ended early.
        """
        statement = Described(
            self.problem,
            tuple(each.coefficients for each in self.equations),
            tuple(each.coefficients for each in self.facets),
        )
        if not self.is_whole:
            return Verdict(statement, None, Undecided((ended_early(self.end, len(self.facets)),)))
        if self.outcome and not self.is_recheckable:
            tried = f"{len(self.facets)} facets were listed exactly ({self.engine}); the checker lists {MOST_RECHECKED}"
            return Verdict(statement, None, Undecided((tried,)))
        if isinstance(self.outcome.evidence, NoOutcome):
            return Verdict(statement, True, NothingImplementable(self.outcome.evidence))
        return Verdict(statement, True, Enumeration(self.fan))

    @cached_property
    def fan(self) -> NormalFan | None:
        """The normal fan, which shows that no facet is missing; `None` if they are few, or the fan too large."""
        if len(self.facets) <= FEW_FACETS or self.dimension > MOST_DIMENSIONS or not self.is_whole:
            return None
        return fans.normal_fan(Summands.of(self.problem).points, *self.normals, MOST_CONES)

    @cached_property
    def normals(self) -> tuple[list[Vector], list[Vector]]:
        """The normals of the equations and of the facets, in the order of the problem's coordinates."""
        summands = Summands.of(self.problem)
        return tuple(  # type: ignore[return-value]
            [primitive(summands.normal(dict(each.coefficients))) for each in rows]
            for rows in (self.equations, self.facets)
        )

    @cached_property
    def orbits(self) -> tuple[tuple[int, ...], ...]:
        """The positions of the facets that are alike, orbit by orbit (`proofs.reduced_form.facets.orbits`)."""
        return orbits_of(self.problem, *self.normals) if self.facets else ()

    @cached_property
    def alike(self) -> str:
        """What is exchanged between the facets of an orbit, in words."""
        return alike_in_words(self.problem, *self.normals, len(self.orbits)) if self.facets else ""

    @cached_property
    def forms(self) -> tuple[NormalForm, ...] | None:
        """One facet of each orbit in normal form, by families; `None` for too many orbits (`MOST_ORBITS`)."""
        return normal_forms(self)

    @cached_property
    def is_recheckable(self) -> bool:
        """Whether the checker can see that no facet is missing."""
        return self.is_whole and (len(self.facets) <= MOST_RECHECKED or self.fan is not None)

    @cached_property
    def condition_a(self) -> Verdict:
        """Whether the inequalities of Condition A describe exactly the implementable rules of this problem."""
        return completeness(self, "A")

    @cached_property
    def condition_b(self) -> Verdict:
        """Whether the inequalities of Condition B describe exactly the implementable rules of this problem."""
        return completeness(self, "B")

    @cached_property
    def condition_a_complete(self) -> bool | None:
        """The answer of `condition_a`, also where it is too large to be certified; `None` where it is open."""
        return is_complete(self, "A")

    @cached_property
    def condition_b_complete(self) -> bool | None:
        """The answer of `condition_b`, also where it is too large to be certified; `None` where it is open."""
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
        return facet_proof(self.problem, facet, self.equations)

    def to_plain(self) -> dict[str, Any]:
        """One JSON object; coefficients are those of the weighted variables lambda_i(t_i) Q_i(t_i, j)."""
        return {
            "agents": list(self.problem.agents),
            "feasible": bool(self.outcome),
            "dimension": self.dimension,
            "variables": "lambda_i(t_i) Q_i(t_i, j)",
            "equations": [self._plain(each) for each in self.equations],
            "facets": [self._plain(each) for each in self.facets],
            "complete": self.is_whole,
            "end": self.end,
            "orbits": [list(each) for each in self.orbits],
            "alike_under": self.alike,
            "condition_a_complete": self.condition_a_complete,
            "condition_b_complete": self.condition_b_complete,
            **self._forms_plain(),
        }

    def _forms_plain(self) -> dict[str, Any]:
        if self.forms is None:
            return {"normal_forms": None, "least_coefficients": None}
        forms = [
            {
                **self._plain(form.inequality),
                "facets": form.count,
                "family": form.family,
                "missed": form.missed,
                "largest": form.largest,
            }
            for form in self.forms
        ]
        return {"normal_forms": forms, "least_coefficients": least_coefficients(self.forms)}

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

    def relations(self, quotas: bool = False) -> Relations:
        """The system as relations of SymPy in Q and lambda, to substitute into, to simplify or to differentiate.

        `quotas`: in the floors b and the ceilings c, too, where capacities are linear forms in them; the relations then
        say how far (`holds_while`). Raises `ValueError` where they are not. Where no rule is implementable the only
        relation is 0 <= -1.
        """
        if not self.outcome:
            return nothing(self.problem)
        return relations(self.problem, self.equations, self.facets, quotas)

    def sympy(self) -> Any:
        """The relations alone, equations first."""
        return self.relations().sympy()

    def latex(self) -> str:
        """The system in LY's notation, as a formula; of very many inequalities the first."""
        return f"\\begin{{aligned}}\n{self._latex_lines(LINES)}\n\\end{{aligned}}"

    def to_latex(self) -> str:
        """The system in LY's notation for a paper: an `align*` environment with a legend."""
        return f"{latex_legend(self.problem)}\n\\begin{{align*}}\n{self._latex_lines()}\n\\end{{align*}}\n"

    def _latex_lines(self, most: int | None = None) -> str:
        found = self.relations()
        return latex_lines((*found.equations, *found.facets), most) or "0 &= 0"

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


def facets(
    problem: Problem,
    engine: Engine = "auto",
    seconds: float | None = None,
    limit: int | None = None,
    tell: Tell | None = None,
) -> Facets:
    """The irredundant description of all implementable interim rules of the problem.

    `engine`: "rays" lists the extreme rays of the cone of inequalities valid profile by profile; "orbits" goes from
    facet to facet, one for each orbit (`exact.adjacency`); "auto", the default, is one of these; "vertices" cuts a box
    down to the set by exact linear programs; "both" is "rays" and "vertices".

    The search of "orbits" ends after so many `seconds`, or with so many facets as `limit` (else `MOST_MET`), or when it
    is interrupted, and leaves what it has met; `end` says so. `tell` hears of its progress. With any of these the work
    is done in a process of its own.

    Raises `cones.EngineDisagreementError` if two engines differ, and `ValueError` for a problem with more than
    `MOST_OUTCOMES` pure outcomes at a type profile, and for bounds that are not positive or go with another engine.
    """
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    if engine not in get_args(Engine):
        raise ValueError(f'engine: "auto", "orbits", "rays", "vertices" or "both" was expected, not {engine!r}')
    bounded = seconds is not None or limit is not None
    if bounded and engine not in ("auto", "orbits"):
        raise ValueError(f'seconds and limit end a search from facet to facet; the engine "{engine}" has none')
    outcome = has_outcome(problem)
    if not outcome:
        return Facets(problem, outcome, (), (), engine)
    summands = Summands.of(problem)
    few = sum(map(len, summands.points)) <= FEW_OUTCOMES and not bounded
    end: End = "complete"
    if engine == "orbits" or (engine == "auto" and not few):
        engine, (described, end) = "orbits", _by_orbits(summands, seconds, limit, tell)
    else:
        engine = "rays" if engine == "auto" else engine
        described = _described(summands, engine) if tell is None else aside.done(_described, summands, engine)
    return Facets(
        problem,
        outcome,
        tuple(summands.inequality(each, True) for each in described.equations),
        tuple(summands.inequality(each, False) for each in described.facets),
        engine,
        end,
    )


def _by_orbits(
    summands: Summands, seconds: float | None, limit: int | None, tell: Tell | None
) -> tuple[SumDescription, End]:
    points = summands.points
    if minkowski.dimension(points) < 2:  # no facet has a neighbour
        return minkowski.facets_by_rays(points), "complete"
    figure = SumFacets(points)
    most = MOST_MET if limit is None else limit
    if seconds is None and limit is None and tell is None:
        search = Search(figure)
        search.run(most)
        end: End = "complete" if search.is_complete else "limit"
        found = aside.Met(tuple(orbit.members for orbit in search.orbits), end)
    else:
        found = aside.met(figure, seconds, most, tell)
    equations = minkowski.with_all_bounds(points, figure.lines)
    return SumDescription(equations, minkowski.with_all_bounds(points, found.members)), found.end


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


def facet_proof(problem: Problem, facet: RuleInequality, equations: Sequence[RuleInequality] = ()) -> Verdict:
    """The verdict that this inequality is a facet, with its evidence.

    `equations` are those that all implementable rules satisfy, irredundant. Raises `ValueError` if it is no facet.
    """
    summands = Summands.of(problem)
    coefficients = dict(facet.coefficients)
    closed = tuple(
        (capacity_proof(problem, e.coefficients), capacity_proof(problem, _negated(e.coefficients))) for e in equations
    )
    base, moves = summands.independent(coefficients)
    if len(moves) != len(problem.coordinates) - len(equations) - 1:
        raise ValueError("the rules that meet this inequality with equality are no facet")
    proof = FacetProof(capacity_proof(problem, facet.coefficients), closed, base, moves, summands.away(coefficients))
    return Verdict(IsFacet(problem, facet.coefficients, facet.bound(problem)), True, proof)


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


def with_prior(found: Facets, problem: Problem) -> Facets:
    """The same description for a problem that differs in its positive prior alone: nothing has to be recomputed."""
    if replace(problem, prior=found.problem.prior) != found.problem:
        raise ValueError("the problems differ in more than their priors")
    return Facets(problem, has_outcome(problem), found.equations, found.facets, found.engine, found.end)
