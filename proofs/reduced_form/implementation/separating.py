"""Is an interim rule implementable, where the type profiles are many? (LY, section 2.3; separation is optimization.)

The implementable rules, weighted by the types' probabilities, are a polytope with one place for each coordinate of the
rule, however many type profiles there are. In direction f the best of it is the deterministic ex post rule that takes
at every profile t an outcome with the greatest f_t x. So the rule is a mixture of such ex post rules, or weights f
separate it (`exact.separating`): to decide it, no program is larger than the rule and the ex post rules met.

This needs the best outcomes at all profiles at once (`best_outcomes`).

A mixture of many ex post rules gives lotteries at every profile. There are others with as many outcomes in all as
profiles and coordinates (Shapley & Folkman, in Starr 1969): floats choose one outcome at most profiles so that the sum
stays near, and an exact linear program over the lotteries at the rest makes it equal.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from exact.assignments import Array
from exact.linear import LinearSystem, Point, Row, feasibility
from exact.rationals import common_denominator
from exact.separating import Direction, Mixture, Vertex, separate
from exact.showing.display import Displayed
from proofs.reduced_form.implementation.best_outcomes import BestOutcomes, Piece, Reports, best_outcomes
from proofs.reduced_form.problem.outcomes import Outcome, OutcomeSets, Proof
from proofs.reduced_form.problem.problems import Problem, Profile

MOST_ASKED = 2_000
"""After so many deterministic ex post rules the question is given up here."""

LOTTERIES = (200, 400, 800, 1600)
"""At so many profiles lotteries are kept, the next number where these do not do; in the end at all profiles."""

DIGIT = 24
"""Probabilities are added in pieces of so many bits, whose sums are exact in floats."""

Lotteries = list[tuple[Profile, tuple[tuple[Fraction, Outcome], ...]]]


@dataclass(frozen=True)
class Asked(Displayed):
    """Weights on the coordinates, and the deterministic ex post rule that was found best for them.

    `vertex` is its weighted reduced form times the common denominator of the prior.
    """

    weights: tuple[int, ...]
    vertex: Vertex


@dataclass(frozen=True)
class Asking(Displayed):
    """How best ex post rules are asked for: which executors share the profiles, what an earlier search has met, and
    who hears of each one that is met."""

    executors: tuple[Executor, ...] = ()
    known: tuple[Asked, ...] = ()
    heard: Callable[[Asked], None] = lambda asked: None


class Separation:
    """One decision: the deterministic ex post rules met, and what is made of them."""

    def __init__(self, problem: Problem, best: BestOutcomes, asking: Asking) -> None:
        self.problem, self.best, self.asking = problem, best, asking
        self.profiles = list(problem.profiles())
        self.reports = Reports.of(problem)
        self.prior = [problem.probability(profile) for profile in self.profiles]
        self.common = common_denominator(self.prior)
        self.whole = [int(p * self.common) for p in self.prior]
        self.pieces: Sequence[Piece] = best.pieces(max(1, len(asking.executors)))
        self.chosen: dict[Vertex, Array] = {}

    @classmethod
    def of(cls, problem: Problem, sets: OutcomeSets, asking: Asking | None = None) -> Separation | None:
        """`None` if the best outcomes at all profiles at once are not to be had."""
        best = best_outcomes(problem, sets)
        return None if best is None else cls(problem, best, asking or Asking())

    def decide(self, weighted: Sequence[Fraction]) -> Lotteries | tuple[int, ...] | None:
        """Lotteries that induce the weighted rule lambda_i Q_i, or weights that separate it; `None`: given up."""
        known = [asked.vertex for asked in self.asking.known]
        answer = separate([y * self.common for y in weighted], self._vertex, MOST_ASKED, known)
        if isinstance(answer, Direction):
            return answer.weights
        return None if answer is None else self._lotteries(answer, weighted)

    def best_rule(self, weights: Sequence[int]) -> list[Fraction]:
        """The weighted reduced form of a deterministic ex post rule that is best in this direction."""
        return [Fraction(v, self.common) for v in self._vertex(tuple(weights))]

    def bounds(self, weights: Sequence[int]) -> list[tuple[Profile, Fraction, Proof]]:
        """For each profile the greatest value that the weighted cells reach, with its proof."""
        proofs = self.best.proofs(self.reports.weigh(weights))
        return [(t, *found) for t, found in zip(self.profiles, proofs, strict=True)]

    def _vertex(self, weights: tuple[int, ...]) -> Vertex:
        """The best deterministic ex post rule's weighted reduced form, times the priors' common denominator."""
        chosen = self._choose(weights)
        vertex = self._sums(self.best.quantities(chosen))
        self.chosen.setdefault(vertex, chosen)
        self.asking.heard(Asked(weights, vertex))
        return vertex

    def _choose(self, weights: tuple[int, ...]) -> Array:
        """What a best ex post rule chooses at all profiles."""
        if not self.asking.executors:
            return np.concatenate([piece.choose(weights) for piece in self.pieces])
        turns = zip(self.pieces, itertools.cycle(self.asking.executors), strict=False)
        return np.concatenate([done.result() for done in [by.submit(piece.choose, weights) for piece, by in turns]])

    def _rules(self, vertices: Sequence[Vertex]) -> list[Array]:
        """What the ex post rules with these reduced forms choose; those of an earlier search are asked for anew.

        Raises `ValueError` where that comes to another reduced form.
        """
        weights = {asked.vertex: asked.weights for asked in self.asking.known}
        for vertex in vertices:
            if vertex not in self.chosen and self._vertex(weights[vertex]) != vertex:
                raise ValueError("what is known of an earlier search is not about this problem; begin anew")
        return [self.chosen[vertex] for vertex in vertices]

    @cached_property
    def _digits(self) -> list[tuple[int, Array]]:
        """The whole priors in pieces: (power, piece at each profile)."""
        digits, rest, power = [], list(self.whole), 1
        while any(rest):
            digits.append((power, np.array([float(w % (1 << DIGIT)) for w in rest])))
            rest, power = [w >> DIGIT for w in rest], power << DIGIT
        return digits

    def _sums(self, quantities: Array) -> Vertex:
        size = len(self.problem.coordinates)
        total = [0] * size
        for power, piece in self._digits:
            sums = np.zeros(size)
            for first, offset, cell in self.reports:
                sums += np.bincount(first + offset, weights=piece * quantities[:, cell], minlength=size)
            total = [known + power * int(more) for known, more in zip(total, sums, strict=True)]
        return tuple(total)

    # ------------------------------------------------------------------------------------ few lotteries

    def _lotteries(self, mixture: Mixture, weighted: Sequence[Fraction]) -> Lotteries:
        """An ex post rule that induces what the mixture does, with lotteries at few profiles if that is found."""
        shares = [share for share, _ in mixture.parts]
        rules = self._rules([vertex for _, vertex in mixture.parts])
        order = list(range(len(self.profiles)))
        random.Random(0).shuffle(order)
        for kept in LOTTERIES if len(rules) > 1 else ():
            few = self._with_few(shares, rules, order, kept, weighted)
            if few is not None:
                return few
            assert kept < len(order), "a mixture induces its mean"
        return [(profile, self._mixed(shares, rules, t)) for t, profile in enumerate(self.profiles)]

    def _options(self, rules: list[Array], t: int) -> dict[tuple[int, ...], list[int]]:
        """The outcomes that the rules choose at profile t, each with the rules that do."""
        found: dict[tuple[int, ...], list[int]] = {}
        for k, rule in enumerate(rules):
            found.setdefault(tuple(rule[t].tolist()), []).append(k)
        return found

    def _mixed(self, shares: list[Fraction], rules: list[Array], t: int) -> tuple[tuple[Fraction, Outcome], ...]:
        options = self._options(rules, t).items()
        return tuple((sum((shares[k] for k in by), Fraction(0)), self.best.outcome(chosen)) for chosen, by in options)

    def _with_few(
        self, shares: list[Fraction], rules: list[Array], order: list[int], kept: int, weighted: Sequence[Fraction]
    ) -> Lotteries | None:
        """One outcome at all but `kept` profiles, and lotteries there, if some induce the same rule."""
        mixed, single = order[:kept], order[kept:]
        single.sort(key=lambda t: -self.whole[t])
        picked = self._near(shares, rules, mixed, single)
        options = {t: list(self._options(rules, t)) for t in mixed} | {t: [chosen] for t, chosen in picked.items()}
        rest = [y * self.common for y in weighted]
        reported: list[list[tuple[int, Fraction]]] = [[] for _ in rest]
        rows, column = [], 0
        for t in order:
            for chosen in options[t]:
                for coordinate, quantity in self._reports(t, chosen):
                    if t in picked:
                        rest[coordinate] -= self.whole[t] * quantity
                    else:
                        reported[coordinate].append((column, self.whole[t] * quantity))
                column += t not in picked
            if t not in picked:
                places = range(column - len(options[t]), column)
                rows.append(Row(tuple((k, Fraction(1)) for k in places), "=", Fraction(1)))
        rows += [Row(tuple(terms), "=", y) for terms, y in zip(reported, rest, strict=True)]
        zero, free = (Fraction(0),) * column, (None,) * column
        evidence = feasibility(LinearSystem(tuple(range(column)), tuple(rows), zero, free)).evidence
        if not isinstance(evidence, Point):
            return None
        values = iter(evidence.values)
        drawn = {t: [(Fraction(1) if t in picked else next(values), chosen) for chosen in options[t]] for t in order}
        return [
            (profile, tuple((share, self.best.outcome(chosen)) for share, chosen in drawn[t] if share))
            for t, profile in enumerate(self.profiles)
        ]

    def _reports(self, t: int, chosen: tuple[int, ...]) -> list[tuple[int, Fraction]]:
        """The coordinates that report a quantity of the outcome chosen at profile t, with the quantity."""
        quantities = self.best.quantities(np.array([chosen]))[0].tolist()
        return [
            (int(first[t]) + offset, Fraction(int(quantities[cell])))
            for first, offset, cell in self.reports
            if quantities[cell]
        ]

    def _near(
        self, shares: list[Fraction], rules: list[Array], mixed: list[int], single: list[int]
    ) -> dict[int, tuple[int, ...]]:
        """An outcome of one of the rules at each of the single profiles, so that the rest is left to lotteries.

        In floats. The mixed profiles shall stay free to move: there the rules are mixed as evenly as possible, and a
        rule with a small share is drawn there alone.
        """
        if not single:
            return {}
        weights = np.array([float(share) for share in shares])
        part = float(sum(self.prior[t] for t in mixed))
        even = _poured(weights / part)
        others = np.maximum(weights - part * even, 0.0)
        used = np.nonzero(others > 1e-9)[0]
        law = others[used] / others[used].sum()
        error = -sum(w * self._floats(rule, range(len(self.profiles))) for w, rule in zip(weights, rules, strict=True))
        error += sum(q * self._floats(rule, mixed) for q, rule in zip(even, rules, strict=True))
        error += sum(q * self._floats(rules[k], single) for q, k in zip(law, used, strict=True))
        cells = np.array([cell for _, _, cell in self.reports])
        picked = {}
        for t in single:
            chosen = np.array([rules[k][t] for k in used])
            quantities = self.best.quantities(chosen)[:, cells].astype(float)
            places = np.array([first[t] + offset for first, offset, _ in self.reports])
            after = error[places] + (quantities - law @ quantities) * float(self.prior[t])
            k = int((after * after).sum(axis=1).argmin())
            error[places] = after[k]
            picked[t] = tuple(chosen[k].tolist())
        return picked

    def _floats(self, rule: Array, profiles: Sequence[int]) -> Array:
        """What a deterministic rule gives at some of the profiles, weighted by the prior."""
        here = np.array(profiles)
        quantities, size = self.best.quantities(rule[here]), len(self.problem.coordinates)
        total, weights = np.zeros(size), np.array([float(self.prior[t]) for t in profiles])
        for first, offset, cell in self.reports:
            total += np.bincount(first[here] + offset, weights=weights * quantities[:, cell], minlength=size)
        return total


def _poured(most: Array) -> Array:
    """Shares that sum to 1, the smallest of `most` and one level; `most` sums to 1 or more."""
    rest, left = 1.0, len(most)
    shares = np.zeros(len(most))
    for k in np.argsort(most, kind="stable"):
        shares[k] = min(float(most[k]), rest / left)
        rest, left = rest - shares[k], left - 1
    return shares
