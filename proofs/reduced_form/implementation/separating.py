"""Is an interim rule implementable, where the type profiles are many? (LY, section 2.3; separation is optimization.)

The implementable rules, weighted by the types' probabilities, are a polytope with one place for each coordinate of the
rule, however many type profiles there are. In direction f the best of it is the deterministic ex post rule that takes
at every profile t an outcome with the greatest f_t x. So the rule is a mixture of such ex post rules, or weights f
separate it (`exact.separating`): to decide it, no program is larger than the rule and the ex post rules met.

This needs the best outcomes at all profiles at once: by assignments (`exact.assignments`) where every agent takes at
most one object and the quotas are ceilings on objects, the same at every profile; from the list of outcomes where it is
short at every profile.

A mixture of many ex post rules gives lotteries at every profile. There are others with as many outcomes in all as
profiles and coordinates (Shapley & Folkman, in Starr 1969): floats choose one outcome at most profiles so that the sum
stays near, and an exact linear program over the lotteries at the rest makes it equal.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from exact.assignments import Array, best_assignments, with_room
from exact.linear import LinearSystem, Point, Row, feasibility
from exact.rationals import common_denominator
from exact.separating import Direction, Mixture, Vertex, separate
from exact.showing.display import Displayed
from proofs.reduced_form.problem.outcomes import Leaf, Listing, Multipliers, Outcome, OutcomeSets, Proof
from proofs.reduced_form.problem.problems import Cell, Problem, Profile

MOST_ASKED = 2_000
"""After so many deterministic ex post rules the question is given up here."""

LOTTERIES = (200, 400, 800, 1600)
"""At so many profiles lotteries are kept, the next number where these do not do; in the end at all profiles."""

DIGIT = 24
"""Probabilities are added in pieces of so many bits, whose sums are exact in floats."""

Lotteries = list[tuple[Profile, tuple[tuple[Fraction, Outcome], ...]]]


@dataclass(frozen=True)
class BestAssignments(Displayed):
    """The best outcomes where each agent takes at most one object, object j at most `ceilings[j]` times.

    `rows[i]` and `columns[j]` are the places of agent i's and object j's set among the quotas, `None` where it is a
    single cell, whose bound does without a multiplier, or not a set at all.
    """

    cells: tuple[Cell, ...]
    ceilings: tuple[int, ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]

    @classmethod
    def of(cls, problem: Problem) -> BestAssignments | None:
        """`None` if the problem has another form."""
        agents, objects = problem.agents, problem.objects
        if problem.restrictions or problem.divisible or problem.public or not objects:
            return None
        by_row: dict[frozenset[Cell], int] = {frozenset((i, j) for j in objects): k for k, i in enumerate(agents)}
        by_column: dict[frozenset[Cell], int] = {frozenset((i, j) for i in agents): k for k, j in enumerate(objects)}
        rows: list[int | None] = [None] * len(agents)
        columns: list[int | None] = [None] * len(objects)
        ceilings, single = [len(agents)] * len(objects), [False] * len(agents)
        for number, quota in enumerate(problem.constraints):
            if quota.floor or quota.ceiling == 0:
                return None
            if quota.ceiling is None:
                continue
            alone = len(quota.cells) == 1
            if quota.cells in by_row and quota.ceiling == 1:
                rows[by_row[quota.cells]] = None if alone else number
                single[by_row[quota.cells]] = True
            elif quota.cells in by_column:
                columns[by_column[quota.cells]] = None if alone else number
                ceilings[by_column[quota.cells]] = min(int(quota.ceiling), len(agents))
            elif not alone:
                return None
        return cls(problem.cells, tuple(ceilings), tuple(rows), tuple(columns)) if all(single) else None

    def choose(self, weights: Array) -> Array:
        """For each row of weights, one for each cell, the objects that the agents take (their number: none)."""
        return best_assignments(self._square(weights), self.ceilings)[0].astype(np.int16)

    def _square(self, weights: Array) -> Array:
        return weights.reshape(len(weights), len(self.rows), len(self.columns))

    def quantities(self, chosen: Array) -> Array:
        """The quantities of the cells in the outcomes chosen."""
        taken = chosen[:, :, None] == np.arange(len(self.columns))
        return taken.reshape(len(chosen), len(self.cells))

    def outcome(self, chosen: tuple[int, ...]) -> Outcome:
        """One outcome chosen."""
        size = len(self.columns)
        return tuple((self.cells[i * size + j], Fraction(1)) for i, j in enumerate(chosen) if j < size)

    def proofs(self, weights: Array) -> list[tuple[Fraction, Proof]]:
        """For each row of weights the greatest value, and the prices of the objects that prove it."""
        square = self._square(weights)
        _, prices = best_assignments(square, self.ceilings)
        gains = (square - prices[:, None, :]).max(axis=2, initial=0)
        bounds = (prices * np.array(self.ceilings, dtype=object)).sum(axis=1) + gains.sum(axis=1)
        known: dict[tuple[int, ...], Leaf] = {}
        found: list[tuple[Fraction, Proof]] = []
        for bound, gain, price in zip(bounds, gains.tolist(), prices.tolist(), strict=True):
            key = (*gain, *price)
            if key not in known:
                known[key] = Leaf(self._multipliers(gain, price), empty=False)
            found.append((Fraction(int(bound)), known[key]))
        return found

    def _multipliers(self, gains: Sequence[int], prices: Sequence[int]) -> Multipliers:
        placed = [*zip(self.rows, gains, strict=True), *zip(self.columns, prices, strict=True)]
        return tuple(sorted((place, Fraction(value)) for place, value in placed if place is not None and value))


@dataclass(frozen=True)
class BestListed(Displayed):
    """The best outcomes from the lists of all of them: `lists[which[t]]` at profile number t."""

    cells: tuple[Cell, ...]
    lists: tuple[tuple[Outcome, ...], ...]
    which: Array

    @classmethod
    def of(cls, problem: Problem, sets: OutcomeSets) -> BestListed | None:
        """`None` if at some profile there are too many outcomes, or none."""
        lists: list[tuple[Outcome, ...]] = []
        places: dict[int, int] = {}
        which = []
        for profile in problem.profiles():
            outcomes = sets.at(profile)
            if id(outcomes) not in places:
                if not outcomes.short_list:
                    return None
                places[id(outcomes)] = len(lists)
                lists.append(outcomes.short_list)
            which.append(places[id(outcomes)])
        return cls(problem.cells, tuple(lists), np.array(which))

    @cached_property
    def tables(self) -> list[Array]:
        """The quantities of the outcomes listed."""
        place = {cell: k for k, cell in enumerate(self.cells)}
        tables = [np.zeros((len(listed), len(self.cells)), dtype=np.int64) for listed in self.lists]
        for table, listed in zip(tables, self.lists, strict=True):
            for number, outcome in enumerate(listed):
                for cell, quantity in outcome:
                    table[number, place[cell]] = int(quantity)
        return tables

    def _values(self, weights: Array) -> list[tuple[Array, Array]]:
        """For each list, the profiles that have it, and there the values of its outcomes."""
        most = max(int(table.sum(axis=1).max()) for table in self.tables)
        roomy = with_room(weights, most + 1)
        places = [np.nonzero(self.which == number)[0] for number in range(len(self.lists))]
        return [(here, roomy[here] @ table.T) for here, table in zip(places, self.tables, strict=True)]

    def choose(self, weights: Array) -> Array:
        """For each row of weights, one for each cell, the place of an outcome in its list."""
        chosen = np.zeros((len(weights), 1), dtype=np.int16)
        for here, values in self._values(weights):
            chosen[here, 0] = values.argmax(axis=1)
        return np.concatenate([chosen, self.which[:, None]], axis=1)

    def quantities(self, chosen: Array) -> Array:
        """The quantities of the cells in the outcomes chosen."""
        found = np.zeros((len(chosen), len(self.cells)), dtype=np.int64)
        for number, table in enumerate(self.tables):
            here = chosen[:, 1] == number
            found[here] = table[chosen[here, 0]]
        return found

    def outcome(self, chosen: tuple[int, ...]) -> Outcome:
        """One outcome chosen."""
        place, which = chosen
        return self.lists[which][place]

    def proofs(self, weights: Array) -> list[tuple[Fraction, Proof]]:
        """For each row of weights the greatest value, and the list that proves it."""
        greatest = np.zeros(len(weights), dtype=object)
        for here, values in self._values(weights):
            greatest[here] = values.max(axis=1)
        shown = [Listing(listed) for listed in self.lists]
        return [(Fraction(int(value)), shown[k]) for value, k in zip(greatest, self.which, strict=True)]


def of_assignments(problem: Problem) -> bool:
    """Whether every agent takes at most one object under ceilings on objects alone, the same at every profile."""
    return BestAssignments.of(problem) is not None


class Separation:
    """One decision: the deterministic ex post rules met, and what is made of them."""

    def __init__(self, problem: Problem, best: BestAssignments | BestListed) -> None:
        self.problem, self.best = problem, best
        self.profiles = list(problem.profiles())
        kinds = np.indices([len(each) for each in problem.types]).reshape(len(problem.agents), -1)
        self.prior = [problem.probability(profile) for profile in self.profiles]
        self.common = common_denominator(self.prior)
        self.whole = [int(p * self.common) for p in self.prior]
        width = len(problem.object_parts)
        starts = np.cumsum([0, *(len(kinds) * width for kinds in problem.types)])
        self.first = [starts[i] + kinds[i] * width for i in range(len(problem.agents))]
        place = {cell: k for k, cell in enumerate(problem.cells)}
        self.owned = [
            [place[problem.cell_of((agent, kinds[0], *rest))] for rest in problem.object_parts]
            for agent, kinds in zip(problem.agents, problem.types, strict=True)
        ]
        self.chosen: dict[Vertex, Array] = {}

    @classmethod
    def of(cls, problem: Problem, sets: OutcomeSets) -> Separation | None:
        """`None` if the best outcomes at all profiles at once are not to be had."""
        best = None if problem.divisible else BestAssignments.of(problem) or BestListed.of(problem, sets)
        return None if best is None else cls(problem, best)

    def decide(self, weighted: Sequence[Fraction]) -> Lotteries | tuple[int, ...] | None:
        """Lotteries that induce the weighted rule lambda_i Q_i, or weights that separate it; `None`: given up."""
        answer = separate([y * self.common for y in weighted], self._vertex, MOST_ASKED)
        if isinstance(answer, Direction):
            return answer.weights
        return None if answer is None else self._lotteries(answer, weighted)

    def best_rule(self, weights: Sequence[int]) -> list[Fraction]:
        """The weighted reduced form of a deterministic ex post rule that is best in this direction."""
        return [Fraction(v, self.common) for v in self._vertex(tuple(weights))]

    def bounds(self, weights: Sequence[int]) -> list[tuple[Profile, Fraction, Proof]]:
        """For each profile the greatest value that the weighted cells reach, with its proof."""
        return [(t, *found) for t, found in zip(self.profiles, self.best.proofs(self._weigh(weights)), strict=True)]

    def _weigh(self, weights: Sequence[int]) -> Array:
        """f_t for all profiles t."""
        numbers = with_room(np.array(weights, dtype=object), 8 * len(self.owned))
        total = np.zeros((len(self.profiles), len(self.problem.cells)), dtype=numbers.dtype)
        for first, cells in zip(self.first, self.owned, strict=True):
            for offset, cell in enumerate(cells):
                total[:, cell] += numbers[first + offset]
        return total

    def _vertex(self, weights: tuple[int, ...]) -> Vertex:
        """The best deterministic ex post rule's weighted reduced form, times the priors' common denominator."""
        chosen = self.best.choose(self._weigh(weights))
        vertex = self._sums(self.best.quantities(chosen))
        self.chosen.setdefault(vertex, chosen)
        return vertex

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
            for first, cells in zip(self.first, self.owned, strict=True):
                for offset, cell in enumerate(cells):
                    sums += np.bincount(first + offset, weights=piece * quantities[:, cell], minlength=size)
            total = [known + power * int(more) for known, more in zip(total, sums, strict=True)]
        return tuple(total)

    # ------------------------------------------------------------------------------------ few lotteries

    def _lotteries(self, mixture: Mixture, weighted: Sequence[Fraction]) -> Lotteries:
        """An ex post rule that induces what the mixture does, with lotteries at few profiles if that is found."""
        shares = [share for share, _ in mixture.parts]
        rules = [self.chosen[vertex] for _, vertex in mixture.parts]
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
            for first, cells in zip(self.first, self.owned, strict=True)
            for offset, cell in enumerate(cells)
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
        cells = np.array([cell for owned in self.owned for cell in owned])
        widths = [np.arange(len(owned)) for owned in self.owned]
        picked = {}
        for t in single:
            chosen = np.array([rules[k][t] for k in used])
            quantities = self.best.quantities(chosen)[:, cells].astype(float)
            places = np.concatenate([first[t] + width for first, width in zip(self.first, widths, strict=True)])
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
        for first, cells in zip(self.first, self.owned, strict=True):
            for offset, cell in enumerate(cells):
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
