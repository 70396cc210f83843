"""LY's systems for two agents, (31)-(32) and (33)-(34), against the facets of a problem's implementable rules.

Two agents see one outcome (LY, sections 5.5 and 5.6). Let q_i(t_i, a) = lambda_i(t_i) Q_i(t_i, a) for the alternatives
a in K, all but one of them. Rules that are implementable satisfy

    q_1(T_1, a) = q_2(T_2, a)                                       for all a in K,                       (31), (33)
    sum over a in G of q_1(S_1, a) - q_2(S_2, a) <= lambda(S_1 x (T_2 - S_2))
                                                                    for all G in K, S_1 in T_1, S_2 in T_2,     (34)

since at a profile with t_1 in S_1 the first sum counts the probability of G, which the second takes away where t_2 is
in S_2. (32) is the same for the one alternative *trade*, on the right counting only profiles in E, at which trade is
possible; no trade is possible everywhere. Which alternative K leaves out does not matter in (34): for G and for its
complement it says the same of S_1, S_2 and of their complements, by the equations, and because the q_i(t_i, a) of all
alternatives add up to lambda_i(t_i). These sums are equations here, as a rule in a file has values for all
alternatives. For trade with a private object, which the buyer (agent 1) gets or the seller keeps, Q_2 in (31) and (32)
is the seller's probability of trade, one minus that of having the object.

A facet is *missed* if it does not follow: then a rule satisfies the system and is not implementable. All inequalities
of the system being true, a facet follows exactly if it is one of them up to equations, whatever the prior; so that one
facet of each orbit, asked by a linear program, answers for its orbit.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.reduced_form.facets.descriptions import CapacityProof, ValidInequality
from proofs.reduced_form.facets.listing import Facets
from proofs.reduced_form.facets.summands import Normal, RuleInequality, capacity_proof
from proofs.reduced_form.implementation.deciding import Implementable
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem, Profile

System = Literal["31-32", "33-34"]

MOST_INEQUALITIES = 1_100
"""The most inequalities (32) or (34): each is in the certificate, with the proof that it is true."""

Form = tuple[Mapping[Coordinate, int], Fraction]
"""Coefficients of the weighted variables, and a constant."""


@dataclass(frozen=True)
class Inequalities(Displayed):
    """A system of LY's for a problem: `normal * y <= bound`, or `= bound` for the equations; no two are the same."""

    problem: Problem
    name: System
    equations: tuple[tuple[Normal, Fraction], ...]
    rows: tuple[tuple[Normal, Fraction], ...]

    @property
    def linear(self) -> LinearSystem:
        """The same in the weighted variables ("y", agent, type, object)."""
        place = {c: k for k, c in enumerate(self.problem.coordinates)}
        free = (None,) * len(place)
        listed = [Row(_sparse(normal, place), "=", bound) for normal, bound in self.equations]
        listed += [Row(_sparse(normal, place), "<=", bound) for normal, bound in self.rows]
        return LinearSystem(tuple(("y", *c) for c in place), tuple(listed), free, free)

    def proofs(self) -> Iterator[Verdict]:
        """That every implementable rule satisfies it: each inequality, and each equation as two."""
        for normal, bound in self.equations:
            yield self._proof(normal, bound)
            yield self._proof(tuple((c, -f) for c, f in normal), -bound)
        for normal, bound in self.rows:
            yield self._proof(normal, bound)

    def _proof(self, normal: Normal, bound: Fraction) -> Verdict:
        evidence = CapacityProof(capacity_proof(self.problem, normal))
        return _shown(Verdict(ValidInequality(self.problem, normal, bound), True, evidence))


@dataclass(frozen=True)
class Compared(Displayed):
    """One facet of an orbit of `count` beside a system.

    `greatest` is the verdict on the greatest left side over the system. If that is more than the facet allows, `rule`
    attains it, and `refuted` is the verdict that the rule is not implementable.
    """

    facet: RuleInequality
    count: int
    greatest: Verdict
    value: Fraction
    rule: InterimRule | None
    refuted: Verdict | None

    @property
    def missed(self) -> bool:
        return self.rule is not None


def inequalities(problem: Problem, name: System) -> Inequalities:
    """(31)-(32) or (33)-(34) for a problem. Raises `ValueError` where the problem is not of that kind."""
    if name not in get_args(System):
        raise ValueError(f'"31-32" or "33-34" was expected, not {name!r}')
    if len(problem.agents) != 2:
        raise ValueError(
            f"({name.replace('-', ')-(')}) are about two agents, and this problem has {len(problem.agents)}"
        )
    sides = _public(problem, name) if problem.public else _trade(problem, name)
    one, two = (problem.types[k] for k in sides.order)
    count = 2 ** (len(one) + len(two)) * (2 ** len(sides.alternatives) - 1)
    if count > MOST_INEQUALITIES:
        raise ValueError(f"{count} inequalities, more than {MOST_INEQUALITIES}; give fewer types or alternatives")
    equations = _sums(problem) if problem.public else []
    equations += [_difference(problem, sides, (one, two), [a], Fraction(0)) for a in sides.alternatives]
    rows: dict[Normal, Fraction] = {}
    for group in _subsets(sides.alternatives):
        for first, second in itertools.product(_subsets(one), _subsets(two)):
            inside = (t for t in sides.open if t[sides.order[0]] in first and t[sides.order[1]] not in second)
            right = sum(map(problem.probability, inside), Fraction(0))
            normal, bound = _difference(problem, sides, (first, second), group, right)
            if normal:
                rows[normal] = bound
    return Inequalities(problem, name, tuple(equations), tuple(rows.items()))


def against(found: Facets, system: Inequalities) -> tuple[Compared, ...]:
    """One facet of each orbit beside the system; those that it misses come first."""
    problem, linear = found.problem, system.linear
    compared = []
    for facet, count in _representatives(found):
        bound = facet.bound(problem)
        greatest = optimum(linear, {("y", *c): f for c, f in facet.coefficients})
        assert isinstance(greatest.evidence, PrimalDual), "the system holds the implementable rules, and is bounded"
        value = sum((f * linear.named(greatest.evidence.values)["y", *c] for c, f in facet.coefficients), Fraction(0))
        rule = _rule(problem, greatest.evidence.values) if value > bound else None
        refuted = None
        if rule is not None:
            proof = capacity_proof(problem, facet.coefficients)
            refuted = _shown(Verdict(Implementable(problem, rule), False, proof))
        compared.append(Compared(facet, count, greatest, value, rule, refuted))
    return tuple(sorted(compared, key=lambda each: not each.missed))


@dataclass(frozen=True)
class _Sides:
    """K; which agent is 1 and which 2; the profiles in E; and q of agent 1 or 2 (by 0 or 1), a type, an alternative."""

    alternatives: tuple[str, ...]
    order: tuple[int, int]
    open: tuple[Profile, ...]
    form: Callable[[int, str, str], Form]


def _public(problem: Problem, name: System) -> _Sides:
    names, everywhere = problem.objects, tuple(problem.profiles())

    def form(i: int, kind: str, a: str) -> Form:
        return {(problem.agents[i], kind, a): 1}, Fraction(0)

    if name == "33-34":
        return _Sides(names[1:], (0, 1), everywhere, form)
    if len(names) != 2:
        raise ValueError(f"(31)-(32) are about two alternatives, trade or none, and there are {len(names)}; ask 33-34")
    trade, open_at = _trade_and_where(problem, names)
    return _Sides((trade,), (0, 1), open_at, form)


def _trade(problem: Problem, name: System) -> _Sides:
    if name == "33-34":
        raise ValueError('(33)-(34) are about a public outcome; write "outcome": "public"')
    one = frozenset(((cell, Fraction(1)),) for cell in problem.cells)
    listed = [frozenset(OutcomeSets(problem).at(t).short_list or ()) for t in problem.profiles()]
    if len(problem.cells) != 2 or not all(outcomes and outcomes <= one for outcomes in listed):
        raise ValueError("(31)-(32) are about one object that at every profile one of the two agents gets")
    buyer, open_at = _trade_and_where(problem, problem.agents)
    first = problem.agents.index(buyer)
    order = (first, 1 - first)

    def form(i: int, kind: str, _: str) -> Form:
        agent, (rest,) = problem.agents[order[i]], problem.object_parts
        own = {(agent, kind, *rest): -1 if i else 1}
        return own, problem.marginals[agent, kind] if i else Fraction(0)

    return _Sides(("trade",), order, open_at, form)


def _trade_and_where(problem: Problem, names: tuple[str, ...]) -> tuple[str, tuple[Profile, ...]]:
    """Which of two names stands for trade, so that the other is possible everywhere, and where it is possible."""
    sets = OutcomeSets(problem)
    possible = {t: {c[0] for x in sets.at(t).short_list or () for c, _ in x} for t in problem.profiles()}
    for trade, other in (names, names[::-1]):
        if all(other in there for there in possible.values()):
            return trade, tuple(t for t, there in possible.items() if trade in there)
    raise ValueError("(31)-(32) are about trade that is possible at some profiles, and no trade at all of them")


def _sums(problem: Problem) -> list[tuple[Normal, Fraction]]:
    """What every type is given of all alternatives is its probability."""
    found: list[tuple[Normal, Fraction]] = []
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        for kind in kinds:
            normal = tuple(((agent, kind, a), Fraction(1)) for a in problem.objects)
            found.append((normal, problem.marginals[agent, kind]))
    return found


def _difference(
    problem: Problem,
    sides: _Sides,
    kinds: Sequence[Sequence[str]],
    group: Sequence[str],
    right: Fraction,
) -> tuple[Normal, Fraction]:
    """Sum over a in the group of q_1(S_1, a) - q_2(S_2, a), with its right side less the constants."""
    total: dict[Coordinate, int] = {}
    for i, sign in ((0, 1), (1, -1)):
        for kind, a in itertools.product(kinds[i], group):
            coefficients, constant = sides.form(i, kind, a)
            right -= sign * constant
            total |= {c: sign * f for c, f in coefficients.items()}
    return tuple((c, Fraction(total[c])) for c in problem.coordinates if c in total), right


def _subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return itertools.chain.from_iterable(itertools.combinations(names, size) for size in range(len(names) + 1))


def _sparse(normal: Normal, place: Mapping[Coordinate, int]) -> tuple[tuple[int, Fraction], ...]:
    return tuple(sorted((place[c], f) for c, f in normal))


def _representatives(found: Facets) -> list[tuple[RuleInequality, int]]:
    """One facet of each orbit, in its normal form where that is known, and how many they are."""
    if found.forms is not None:
        return [(form.inequality, form.count) for form in found.forms]
    return [(found.facets[orbit[0]], len(orbit)) for orbit in found.orbits]


def _rule(problem: Problem, point: Iterable[Fraction]) -> InterimRule:
    marginals, coordinates = problem.marginals, problem.coordinates
    return InterimRule(tuple(y / marginals[c[0], c[1]] for c, y in zip(coordinates, point, strict=True)), coordinates)


def _shown(verdict: Verdict) -> Verdict:
    if not verdict.verify():
        raise AssertionError("evidence does not support the verdict")
    return verdict
