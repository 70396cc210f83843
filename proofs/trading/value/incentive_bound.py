"""A bound for Bayesian incentive compatible mechanisms where costs are uniform on boxes (VS, program (1)).

Program (1) has infinitely many types there. Let every box be cut into equal *cells*, k = 1, 2, ... for each agent (an
atom is a cell of no width), with middle m_k, widths w_k and lower corner l_k. Of a mechanism, let x(K) be the expected
assignment given that the agents' types lie in the cells of the list K, Q_j(k) = E x_j given that agent j's type lies in
cell k, and U_j(k) = E u_j given the same, where u_j(c) = c.X_j(c) is the expected workload of type c, which is given
X_j(c) in expectation over the others. Then, whatever the mechanism:

* x(K) >= 0 clears (MC), and U_j(k) <= slack m_k.sigma_j by (SQ), which both are linear;
* (IC) c.X(c) <= c.X(c') for c in k and c' in l gives U(k) <= m_k.Q(l), and if the cells have equal widths, for c and
  c' = c + m_l - m_k, U(k) <= U(l) - (m_l - m_k).Q(l): the type c' is paid for the difference;
* U(k) = m_k.Q(k) + sum of E (c_i - m_ki) X_i(c), and each of these terms is at least -w_i/2 Q_i(k), as bundles are not
  negative. It is also at least -w_i/8 (a - b), where X_i falls from at most a to at least b along side i of the cell:
  incentive compatible bundles have (c - c').(X(c) - X(c')) <= 0, so X_i falls in c_i, and of all functions that fall
  from a to b the one with a step in the middle has the least covariance. On the average over the lines along side i,
  Q_i of the cell before stands for a and that of the cell after for b; at the ends n_i and 0 do.

So the least cost of a linear program bounds the cost of all these mechanisms from below; cells of half the widths lose
less. Multipliers prove the bound; they are those of a float solver, rounded (`exact.linear.bounding`).
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from exact.linear import LinearSystem, Row, SparseVector, Vector
from exact.linear.bounding import rounded_bound
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import ZERO, Bundle, dot, minus
from proofs.trading.markets.market import Market
from proofs.trading.value.best_trade import law_of

MAX_VARIABLES = 20_000
"""The greatest number of variables of a program on cells."""


@dataclass(frozen=True)
class Cell(Displayed):
    """A box of costs with its probability; `before` and `after`: the numbers of its neighbours along each side."""

    lower: Bundle
    widths: Bundle
    probability: Fraction
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]

    @cached_property
    def middle(self) -> Bundle:
        return tuple(low + width / 2 for low, width in zip(self.lower, self.widths, strict=True))


def cells(market: Market, agent: int, parts: int) -> tuple[Cell, ...]:
    """The atoms of an agent's law, then its boxes, every side of which is cut into so many parts."""
    law, found = law_of(market, agent), []
    nobody = (None,) * len(market.tasks)
    for costs, p in law.atoms:
        found.append(Cell(costs, (ZERO,) * len(costs), p, nobody, nobody))
    for box, p in law.uniform:
        counts = [parts if high > low else 1 for low, high in box.intervals()]
        widths = tuple((high - low) / n for (low, high), n in zip(box.intervals(), counts, strict=True))
        first, strides = len(found), [math.prod(counts[i + 1 :]) for i in range(len(counts))]
        for number, at in enumerate(itertools.product(*map(range, counts)), first):
            lower = tuple(low + k * width for (low, _), k, width in zip(box.intervals(), at, widths, strict=True))
            before = tuple(number - step if k else None for k, step in zip(at, strides, strict=True))
            after = tuple(number + step if k + 1 < n else None for k, n, step in zip(at, counts, strides, strict=True))
            found.append(Cell(lower, widths, p / math.prod(counts), before, after))
    return tuple(found)


@dataclass(frozen=True)
class CellProgram(Displayed):
    """The program of a market whose agents' boxes are cut into so many parts a side."""

    market: Market
    parts: tuple[int, ...]

    @cached_property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(cells(self.market, j, n) for j, n in enumerate(self.parts))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where the variables Q_j(0), U_j(0) of each agent start; those of x(K) come first. The last: how many."""
        size = len(self.market.tasks)
        lists = math.prod(map(len, self.cells)) * len(self.parts) * size
        return tuple(itertools.accumulate((len(own) * (size + 1) for own in self.cells), initial=lists))

    def interim(self, j: int, k: int, i: int) -> int:
        """The place of Q_j(k) in task i; of U_j(k) where i is the number of tasks."""
        return self.starts[j] + k * (len(self.market.tasks) + 1) + i

    def objective(self) -> SparseVector:
        """Minus the expected cost."""
        found = []
        places = itertools.count()
        for listed in itertools.product(*self.cells):
            chance = math.prod((cell.probability for cell in listed), start=Fraction(1))
            found += [(next(places), -chance * pi) for pi in itertools.chain(*self.market.performance)]
        return tuple((place, weight) for place, weight in found if weight)

    def system(self) -> LinearSystem:
        market, size = self.market, len(self.market.tasks)
        numbers = [Fraction(n) for n in market.numbers]
        upper = numbers * (self.starts[0] // size)
        lower = [ZERO] * self.starts[0]
        for own in self.cells:
            for cell in own:
                ends = [(n * low, n * (low + w)) for n, low, w in zip(numbers, cell.lower, cell.widths, strict=True)]
                lower += [*[ZERO] * size, sum((min(low, ZERO) for low, _ in ends), ZERO)]
                upper += [*numbers, sum((max(high, ZERO) for _, high in ends), ZERO)]
        rows = [*self._clearing(), *self._averages()]
        for j in range(len(self.parts)):
            for k in range(len(self.cells[j])):
                rows += [*self._workload(j, k), *self._incentives(j, k)]
        return LinearSystem(tuple(range(self.starts[-1])), tuple(rows), tuple(lower), tuple(upper))

    def _clearing(self) -> Iterator[Row]:
        size, agents = len(self.market.tasks), range(len(self.parts))
        for s in range(self.starts[0] // (size * len(agents))):
            for i, n in enumerate(self.market.numbers):
                columns = tuple(((s * len(agents) + j) * size + i, Fraction(1)) for j in agents)
                yield Row(columns, "=", Fraction(n))

    def _averages(self) -> Iterator[Row]:
        """Q_j(k) is the average of x_j(K) over the cells of the others."""
        size, agents = len(self.market.tasks), len(self.parts)
        heard: dict[tuple[int, int], list[tuple[int, Fraction]]] = {}
        for s, at in enumerate(itertools.product(*(range(len(own)) for own in self.cells))):
            shares = [own[k].probability for own, k in zip(self.cells, at, strict=True)]
            for j, k in enumerate(at):
                others = math.prod((p for other, p in enumerate(shares) if other != j), start=Fraction(1))
                heard.setdefault((j, k), []).append(((s * agents + j) * size, others))
        for (j, k), entries in sorted(heard.items()):
            for i in range(size):
                columns = [(start + i, others) for start, others in entries if others]
                yield Row((*columns, (self.interim(j, k, i), Fraction(-1))), "=", ZERO)

    def _workload(self, j: int, k: int) -> Iterator[Row]:
        """What U_j(k) is at most, by (SQ), and at least, by the two bounds for every side."""
        market, size, cell = self.market, len(self.market.tasks), self.cells[j][k]
        work = self.interim(j, k, size)
        yield Row(((work, Fraction(1)),), "<=", market.slack[j] * dot(cell.middle, market.status_quo[j]))
        for steep in itertools.product(*(((False, True) if width else (False,)) for width in cell.widths)):
            entries = {work: Fraction(-1)}
            bound = ZERO
            for i, (falls, width) in enumerate(zip(steep, cell.widths, strict=True)):
                own = self.interim(j, k, i)
                entries[own] = entries.get(own, ZERO) + cell.middle[i] - (ZERO if falls else width / 2)
                if falls:
                    before, after = cell.before[i], cell.after[i]
                    if before is None:
                        bound += width / 8 * market.numbers[i]
                    else:
                        entries[self.interim(j, before, i)] = -width / 8
                    if after is not None:
                        entries[self.interim(j, after, i)] = width / 8
            yield _row(entries, bound)

    def _incentives(self, j: int, k: int) -> Iterator[Row]:
        """Nobody in cell k gains by what is meant for cell l."""
        size, own = len(self.market.tasks), self.cells[j][k]
        for m, other in enumerate(self.cells[j]):
            entries = {self.interim(j, k, size): Fraction(1)}
            steps = own.middle
            if m != k and own.widths == other.widths:
                entries[self.interim(j, m, size)] = Fraction(-1)
                steps = minus(own.middle, other.middle)
            entries |= {self.interim(j, m, i): -step for i, step in enumerate(steps)}
            yield _row(entries, ZERO)


def _row(entries: dict[int, Fraction], bound: Fraction) -> Row:
    return Row(tuple((column, value) for column, value in sorted(entries.items()) if value), "<=", bound)


# ---------------------------------------------------------------------------------------------- statement and evidence


@dataclass(frozen=True)
class IncentiveCompatibleBound(ToldStatement):
    """No Bayesian incentive compatible mechanism costs less than `bound` in expectation.

    Evidence: `CellMultipliers`.
    """

    kind: ClassVar[str] = "incentive compatible mechanisms at least"
    market: Market
    bound: Fraction

    def sentence(self) -> str:
        kind = "Bayesian incentive compatible mechanism (VS, program (1))"
        return f"no {kind} has an expected social cost less than {text(self.bound)}"


@dataclass(frozen=True)
class CellMultipliers(Evidence):
    """Into how many parts each agent's boxes are cut, and multipliers for the rows of the program on cells."""

    form: ClassVar[str] = "cell multipliers"
    parts: tuple[int, ...]
    multipliers: Vector

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, IncentiveCompatibleBound) or not holds:
            return False
        if len(self.parts) != len(statement.market.agents) or min(self.parts) < 1:
            return False
        program = CellProgram(statement.market, self.parts)
        shown = program.system().proved_bound(program.objective(), self.multipliers)
        return shown is not None and -shown >= statement.bound


def incentive_compatible_bound(market: Market, seconds: float = 10, most: int = MAX_VARIABLES) -> Verdict:
    """The best bound that programs of growing numbers of cells prove in so many seconds; one is always solved.

    Raises `ValueError` where an agent has no law, a task is a payment, or the coarsest program has more than `most`
    variables.
    """
    market.require_tasks()
    until = time.monotonic() + seconds
    found: tuple[Fraction, tuple[int, ...], Vector] | None = None
    boxes = any(law_of(market, j).uniform for j in range(len(market.agents)))
    for parts in itertools.islice(_finer(len(market.agents)), None if boxes else 1):
        program = CellProgram(market, parts)
        if program.starts[-1] > most:
            if found is None:
                raise ValueError(f"the program on cells has more than {most} variables; take fewer agents or types")
            break
        left = until - time.monotonic()
        if found is not None and left <= 0:
            break
        system, objective = program.system(), program.objective()
        shown = rounded_bound(system, objective, max(left, 1))
        zeros = (ZERO,) * len(system.rows)
        plain = system.proved_bound(objective, zeros)
        if plain is not None and (shown is None or plain < shown[0]):
            shown = plain, zeros  # what the bounds of bundles alone prove, without the errors of rounding
        if shown is not None and (found is None or -shown[0] > found[0]):
            found = -shown[0], parts, shown[1]
    if found is None:
        raise ValueError("the program on cells was not solved in time; give more seconds")
    bound = _rounded_down(found[0])
    return Verdict(IncentiveCompatibleBound(market, bound), True, CellMultipliers(found[1], found[2]))


def _finer(agents: int) -> Iterator[tuple[int, ...]]:
    """Numbers of parts, growing: one more for all, or for one agent after the other."""
    for parts in itertools.count(1):
        for first in range(agents):
            yield tuple(parts + (j < first) for j in range(agents))


def _rounded_down(bound: Fraction) -> Fraction:
    """The bound with six digits."""
    return Fraction(math.floor(bound * 10**6), 10**6)
