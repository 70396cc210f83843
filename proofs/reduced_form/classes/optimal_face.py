"""The best symmetric rule of groups from both sides: multipliers exactly, then a rule on the face that they lead to.

By duality the greatest value is the least, over multipliers m of the conditions, of what the weights `goal + m * rows`
reach (`designing`). What they reach is linear in m as long as in every class the same basis stays optimal, so at the
least value some bases' reduced costs vanish. Those that nearly vanish at a float solver's multipliers are taken for
equations, whose solution is m exactly.

A rule attains that value if it is best for those weights, satisfies the conditions, and those with m > 0 as equations
(complementary slackness). Such rules are looked for among the best ones alone: in floats by columns, and exactly as
lotteries of the likeliest classes between the outcomes met, where there is much room, or as a mixture of the rules met.
The tolerances below say what is tried. What is found is exact: that the rules are best for the weights, that their
shares solve the equations, and that all conditions hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import mul
from typing import Any

from exact.cones import Basis, echelon_basis, reduce_modulo
from exact.rationals import primitive
from exact.showing.display import Displayed
from proofs.reduced_form.classes.choices import BlockRule, Choices, WholeRules, mixture_of
from proofs.reduced_form.classes.pricing import FINE, Explorer, FloatProgram, rounded

VANISHING = 1e-5
"""Reduced costs of less than this, relative to the weights, may be equations."""

SHARP = 1e5
"""So large are the largest quantities made before a float solver sees them."""

LACKING = 1e-6
"""What the conditions may lack then when a mixture is taken for one on the face."""

SETTLED = 1e-9
"""Shares below are taken for 0, and conditions below 100 times that for equations."""

OPEN = (100, 400)
"""So many of the likeliest classes choose, the next number where these do not do; then rules are mixed as they are."""

MOST_RULES = 500
"""After so many rules on the face the search is given up."""


@dataclass(frozen=True)
class BlockTask(Displayed):
    """What is to be found for a block: rules y, by coordinate, and transfers T.

    Maximize `goal * y + revenues * T` subject to `rows[k] * y + paid[k] * T >= 0` for all k. Rows and payments are
    given by place.
    """

    goal: tuple[Fraction, ...]
    rows: tuple[Mapping[int, Fraction], ...]
    paid: tuple[Mapping[int, Fraction], ...]
    revenues: tuple[Fraction, ...]

    def weights(self, multipliers: Mapping[int, Fraction]) -> list[Fraction]:
        """`goal + m * rows`."""
        total = list(self.goal)
        for k, m in multipliers.items():
            for c, f in self.rows[k].items():
                total[c] += m * f
        return total

    def float_weights(self, multipliers: Sequence[float]) -> Any:
        """The same in floats, with a multiplier for every row."""
        import numpy as np

        weights = np.array(list(map(float, self.goal)))
        for m, row in zip(multipliers, self.rows, strict=True):
            for c, f in row.items() if m > 0 else ():
                weights[c] += m * float(f)
        return weights

    @cached_property
    def float_rows(self) -> Any:
        """The rows in floats, each divided by its largest entry."""
        import numpy as np

        table = np.zeros((len(self.rows), len(self.goal)))
        for k, row in enumerate(self.rows):
            for c, f in row.items():
                table[k, c] = float(f / self.largest[k])
        return table

    @cached_property
    def largest(self) -> tuple[Fraction, ...]:
        return tuple(max(map(abs, row.values()), default=Fraction(1)) for row in self.rows)

    @cached_property
    def float_paid(self) -> Any:
        """What is paid in floats, each row divided as `float_rows` are."""
        import numpy as np

        table = np.zeros((len(self.rows), len(self.revenues)))
        for k, own in enumerate(self.paid):
            for payer, f in own.items():
                table[k, payer] = float(f / self.largest[k])
        return table


def exact_multipliers(task: BlockTask, explorer: Explorer, suggested: Sequence[float]) -> dict[int, Fraction] | None:
    """Multipliers at which reduced costs vanish that nearly do so at the suggested ones; `None` if none are found."""
    top = max(suggested, default=0.0)
    near = [m if m > VANISHING * top else 0.0 for m in suggested]
    free = [k for k, m in enumerate(near) if m > 0]
    basis: Basis = ()
    for payer, revenue in enumerate(task.revenues):
        joined = _joined(basis, [*(task.paid[k].get(payer, Fraction(0)) for k in free), -revenue])
        if joined is None:
            return None
        basis = joined
    for relation in _vanishing(explorer, task.float_weights(near)):
        place = [c for c, f in enumerate(relation) if f]
        entries = [sum((relation[c] * task.rows[k].get(c, Fraction(0)) for c in place), Fraction(0)) for k in free]
        joined = _joined(basis, [*entries, -sum((relation[c] * task.goal[c] for c in place), Fraction(0))])
        if joined is None or len(joined) == len(free):
            basis = joined or basis
            break
        basis = joined
    solved = _solution(basis, [Fraction(suggested[k]).limit_denominator(1000) for k in free])
    return {k: m for k, m in zip(free, solved, strict=True) if m} if min(solved, default=Fraction(0)) >= 0 else None


def _vanishing(explorer: Explorer, weights: Any) -> list[tuple[int, ...]]:
    """Relations between weights, `relation * weights = 0`, that nearly hold and change the best basis of a class.

    The nearest first.
    """
    import numpy as np

    width, scale = len(weights), float(np.abs(weights).max()) or 1.0
    found: dict[tuple[int, ...], float] = {}
    for relations in explorer.program.relations():
        sizes = np.abs(relations).max(axis=1)
        values = relations @ weights / np.where(sizes, sizes, 1) / scale
        if values.max(initial=0.0) > VANISHING:
            continue  # this basis is not optimal for the weights
        for i in np.flatnonzero((values > -VANISHING) & (sizes > 0)).tolist():
            found.setdefault(primitive(list(map(int, relations[i, :width]))), abs(float(values[i])))
    return sorted(found, key=lambda relation: found[relation])


def _joined(basis: Basis, equation: Sequence[Fraction]) -> Basis | None:
    """The echelon basis with one more equation, whose right side comes last; `None` if it contradicts those before."""
    rest = reduce_modulo(primitive(equation), basis)
    if not any(rest):
        return basis
    return echelon_basis([*basis, rest], len(rest)) if any(rest[:-1]) else None


def _solution(basis: Basis, free: Sequence[Fraction]) -> list[Fraction]:
    """The solution of equations in echelon form in which the unknowns that are free have these values."""
    values = list(free)
    for row in basis:
        pivot = next(k for k, entry in enumerate(row) if entry)
        others = sum((entry * free[k] for k, entry in enumerate(row[:-1]) if entry and k != pivot), Fraction(0))
        values[pivot] = (row[-1] - others) / row[pivot]
    return values


Found = tuple[BlockRule | WholeRules, tuple[Fraction, ...]]
"""A rule, and the transfers of all payers."""


class FaceSearch:
    """The rules that are best for the weights, and the conditions that they are to satisfy.

    The last rule that the explorer met is one of them. Without one that satisfies the conditions, `lower` says where
    smaller values of the multipliers' bound lie.
    """

    def __init__(self, task: BlockTask, explorer: Explorer, multipliers: Mapping[int, Fraction]) -> None:
        self.task, self.explorer, self.multipliers = task, explorer, multipliers
        self.tight = frozenset(multipliers)
        self.weights = primitive(task.weights(multipliers))
        self.first = explorer.count - 1
        self.lower: list[float] | None = None

    def run(self) -> Found | None:
        """A rule that satisfies the conditions, and its transfers."""
        found = self._mixture()
        if found is None:
            return None
        paid, mixture = found
        if not all(self._is_best(k) for k, _ in mixture):
            return None
        for count in OPEN:
            choices = Choices(self.explorer).thin([(self.explorer.rule(k), share) for k, share in mixture], count)
            thinned = self._thinned(choices)
            if thinned is not None or count >= len(self.explorer.block.classes):
                return thinned
        return self._mixed(paid, mixture)

    def _is_best(self, k: int) -> bool:
        """Whether rule k reaches what the first one does: then it is best for the weights in every class."""
        values = (sum(map(mul, self.weights, self.explorer.point(j)), Fraction(0)) for j in (k, self.first))
        return next(values) == next(values)

    def _mixture(self) -> tuple[list[float], list[tuple[int, float]]] | None:
        """Transfers, and rules on the face with shares, in floats, that satisfy the conditions."""
        height = len(self.task.rows)
        room = [math.inf if k not in self.tight else 0.0 for k in range(height)]
        program = FloatProgram([*([0.0] * height), 1.0], [*room, 1.0])
        self._add_slacks(program)
        start = program.width
        added = self.first
        while self.explorer.count - self.first <= MOST_RULES:
            for point in self.explorer.floats[added:]:
                column = [*enumerate((self.task.float_rows @ point / self._scale).tolist()), (height, 1.0)]
                program.add(0.0, [(k, v) for k, v in column if v])
            added = self.explorer.count
            solved = program.solve()
            if solved is None:
                return None
            lacking, values, duals = solved
            if lacking <= LACKING:
                mixture = [(self.first + k, share) for k, share in enumerate(values[start:]) if share > SETTLED]
                return values[: len(self.task.revenues)], mixture
            direction = self.task.float_rows.T @ duals[:height]
            if not self._price(direction):
                self.lower = self._next(duals[:height], direction)
                return None
        return None

    @property
    def _scale(self) -> float:
        """What quantities are divided by, so that a float solver sees what is missing where classes are rare."""
        return (float(abs(self.explorer.floats[self.first]).max()) or 1.0) / SHARP

    def _next(self, duals: Sequence[float], direction: Any) -> list[float]:
        """Multipliers in this direction from those of the face, where other bases become optimal, or one gets 0."""
        steps = [float(dual / largest) for dual, largest in zip(duals, self.task.largest, strict=True)]
        now = [float(self.multipliers.get(k, 0)) for k in range(len(steps))]
        ends = [m / -step for m, step in zip(now, steps, strict=True) if step < 0 < m]
        weights = self.task.float_weights(now)
        near, ahead = VANISHING * (float(abs(weights).max()) or 1.0), VANISHING * (float(abs(direction).max()) or 1.0)
        for relations in self.explorer.program.relations():
            values, slopes = relations @ weights, relations @ direction
            if values.max() > near or (slopes[values > -near] > ahead).any():
                continue
            later = (values < -near) & (slopes > ahead)
            ends += (-values[later] / slopes[later]).tolist()
        far = min(ends, default=0.0)
        return [max(m + far * step, 0.0) for m, step in zip(now, steps, strict=True)]

    def _add_slacks(self, program: FloatProgram) -> None:
        """The transfers; what the conditions lack; and what those that are equations exceed."""
        for column in self.task.float_paid.T.tolist():
            program.add(0.0, [(k, f) for k, f in enumerate(column) if f], free=True)
        for k in range(len(self.task.rows)):
            program.add(1.0, [(k, 1.0)])
            if k in self.tight:
                program.add(1.0, [(k, -1.0)])

    def _equations(self, expected: Any, paid: Sequence[float]) -> list[int]:
        """The conditions that are equations, or are met with equality, as it seems, with what is expected and paid."""
        reached = self.task.float_rows @ expected / self._scale + self.task.float_paid @ paid
        return [k for k in range(len(self.task.rows)) if k in self.tight or abs(reached[k]) < 100 * SETTLED]

    def _price(self, direction: Any) -> bool:
        """Meet the rule on the face that is best in a direction; whether it is another than those before."""
        fine = rounded(direction.tolist(), FINE)
        large = 2 * max(1, *map(abs, fine)) * self.explorer.program.most
        self.explorer.price(primitive([large * f + g for f, g in zip(self.weights, fine, strict=True)]))
        return not self.explorer.met_before(self.first)

    def _thinned(self, choices: Choices) -> Found | None:
        """The lotteries of open classes, and transfers, by which the conditions hold.

        A float solver's basic solution says which outcomes are taken, and which conditions hold as equations; these
        equations are solved exactly.
        """
        equations = self._suggested(choices)
        if equations is None:
            return None
        first = len(self.task.revenues)
        class_rows, entries, fixed = choices.program(first)
        size = first + sum(len(choices.known[c]) for c in choices.open)
        shares = []
        for each in class_rows:
            row = [Fraction(0)] * size
            for j, f in each.coefficients:
                row[j] = f
            shares.append([*row, each.bound])
        values = self._solved(shares, entries, fixed, equations, size)
        return None if values is None else (choices.mixed(values[first:]), tuple(values[:first]))

    def _mixed(self, paid: Sequence[float], mixture: Sequence[tuple[int, float]]) -> Found | None:
        """The mixture of rules itself, with exact shares, and transfers, by which the conditions hold."""
        first, numbers = len(self.task.revenues), [k for k, _ in mixture]
        points = [self.explorer.point(k) for k in numbers]
        entries = [[(first + j, p[c]) for j, p in enumerate(points) if p[c]] for c in range(len(self.task.goal))]
        equations = self._equations(sum(share * self.explorer.floats[k] for k, share in mixture), paid)
        everything = [*[Fraction(0)] * first, *[Fraction(1)] * len(points), Fraction(1)]
        nothing = [Fraction(0)] * len(self.task.goal)
        values = self._solved([everything], entries, nothing, equations, first + len(points))
        if values is None:
            return None
        shares = zip(numbers, values[first:], strict=True)
        return mixture_of([(self.explorer.rule(k), share) for k, share in shares if share]), tuple(values[:first])

    def _solved(
        self,
        shares: Sequence[Sequence[Fraction]],
        entries: Sequence[Sequence[tuple[int, Fraction]]],
        fixed: Sequence[Fraction],
        equations: Sequence[int],
        size: int,
    ) -> list[Fraction] | None:
        """So many transfers and shares that solve these equations and satisfy all conditions; `None`: none found."""
        conditions = [self._condition(k, entries, fixed, size) for k in range(len(self.task.rows))]
        given = [*shares, *([*conditions[k][0], conditions[k][1]] for k in equations)]
        basis = echelon_basis([primitive(row) for row in given], size + 1)
        if basis and not any(basis[-1][:-1]):
            return None
        values = _solution(basis, [Fraction(0)] * size)
        if min(values[len(self.task.revenues) :], default=Fraction(0)) < 0:
            return None
        for k, (row, right) in enumerate(conditions):
            reached = sum((f * x for f, x in zip(row, values, strict=True) if f), -right)
            if reached < 0 or (reached and k in self.tight):
                return None
        return values

    def _condition(
        self, k: int, entries: Sequence[Sequence[tuple[int, Fraction]]], fixed: Sequence[Fraction], size: int
    ) -> tuple[list[Fraction], Fraction]:
        """Condition k in the variables of a program over choices: `row * variables >= right`."""
        row = [self.task.paid[k].get(j, Fraction(0)) for j in range(size)]
        right = Fraction(0)
        for c, f in self.task.rows[k].items():
            right -= f * fixed[c]
            for j, q in entries[c]:
                row[j] += f * q
        return row, right

    def _suggested(self, choices: Choices) -> list[int] | None:
        """Let the open classes keep the outcomes of a float solver's basic solution; the conditions that it meets with
        equality. `None` if it has none."""
        import numpy as np

        law, rows = choices.law, self.task.float_rows
        open_classes, height = choices.open, len(self.task.rows)
        outcomes = [np.array(list(own), dtype=float) / choices.unit for own in choices.known]
        given = sum((law[c] * own[0] for c, own in enumerate(outcomes) if len(own) == 1), np.zeros(rows.shape[1]))
        low = -(rows @ given) / self._scale
        high = [low[k] if k in self.tight else math.inf for k in range(height)]
        ones = [1.0] * len(open_classes)
        program = FloatProgram([*low.tolist(), *ones], [*high, *ones])
        self._add_slacks(program)
        start = program.width
        for place, c in enumerate(open_classes):
            for column in (outcomes[c] @ rows.T * (law[c] / self._scale)).tolist():
                program.add(0.0, [*((k, v) for k, v in enumerate(column) if v), (height + place, 1.0)])
        solved = program.solve()
        if solved is None or solved[0] > 100 * LACKING:
            return None
        values = iter(solved[1][start:])
        total = given
        for c in open_classes:
            shares = [(outcome, next(values)) for outcome in choices.known[c]]
            choices.known[c] = {outcome: None for outcome, share in shares if share > SETTLED}
            total = total + law[c] * sum(share * own for (_, share), own in zip(shares, outcomes[c], strict=True))
        return self._equations(total, solved[1][: len(self.task.revenues)])
