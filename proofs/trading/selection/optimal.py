"""Ex-post optimal selection (VS, section 3, after Corollary 3; with polarized rays the mechanism is an EOPR mechanism).

Once the agents have chosen trading sets, the designer picks an assignment of least social cost among those that give
every agent a bundle of the chosen set. That is a linear program when the sets are convex; a finite set of points makes
it a linear program for each point, and the least of these is taken.

All of it is written for *replicas* (VS, section 4.3): N copies of every agent and N n(i) instances of each task; a
market itself is the case N = 1. Copies of an agent that made the same choice from the same menu are a *group*; what a
group of r gets from a convex set T is r times a bundle of T. Copies may be offered different menus, which is how a
random menu is carried out.

Readings. *Reach*: how far a ray goes when an agent compares choices, as far as bundles are `"nonnegative"` (as the
trading sets are defined; default) or only as far as they are `"feasible"`, with at most n of each task. With polarized
rays it makes no difference. A polyhedron is always cut to at most n of each task. Where a task is liked, or may fall
below 0 (VS, section 1.2), a type may gain along a ray without end, so that nothing on it is cheapest; then rays are
feasible ones.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from exact import arguments
from exact.linear import FarkasVector, LinearSystem, PrimalDual, Row, Vector, optimum
from exact.rationals import text
from exact.showing.display import Displayed, counted
from exact.symbolic.formulas import least as place_of_least
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, Bundle, plus, times
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import (
    Constraint,
    EndowmentOnly,
    Menu,
    Points,
    Ray,
    Remedial,
    TradingSet,
    pieces,
    vertices,
)
from proofs.trading.markets.supply import Supply, adds_up, in_bounds, least, most, number_of, whole
from proofs.trading.selection.probabilities import Candidates

REACHES = ("nonnegative", "feasible")
MAX_PROFILES = 20_000
"""The greatest number of choice profiles (or count profiles of replicas) over which a cost is summed."""
MAX_SPLITS = 4_096
"""The greatest number of linear programs for one profile, when sets are finite sets of points."""

Split = tuple[tuple[int, tuple[Constraint, ...], int], ...]
"""Blocks (agent, convex piece, how many copies)."""
Group = tuple[int, TradingSet, int]
"""An agent, the set chosen, and how many copies chose it."""


# ------------------------------------------------------------------------------------------------------- candidates


def candidates(
    menu: Menu, endowment: Bundle, numbers: Sequence[Supply], reach: str = "nonnegative", *, liked: bool = False
) -> Candidates:
    """For each choice the bundles that can be its cheapest or its dearest, as `probabilities` wants them.

    `liked`: costs may be below 0. Then every corner of the remedial set can be, and a ray without a last bundle has no
    cheapest: `ValueError` says so unless the reach is "feasible".
    """
    if reach not in REACHES:
        raise ValueError(f"{reach!r} is no reach; {', '.join(REACHES)} are")
    if not menu or not isinstance(menu[0], EndowmentOnly):
        raise ValueError("menu: choice 0 must be the endowment")
    return tuple(_candidates(trading_set, endowment, numbers, reach, liked) for trading_set in menu)


def _candidates(
    trading_set: TradingSet, endowment: Bundle, numbers: Sequence[Supply], reach: str, liked: bool
) -> tuple[Bundle, ...]:
    if isinstance(trading_set, EndowmentOnly):
        return (endowment,)
    if isinstance(trading_set, Points):
        points = trading_set.points
        if any(
            value < 0 and least(one) is not None for point in points for value, one in zip(point, numbers, strict=True)
        ):
            raise ValueError("points: a bundle has a negative number; bundles are nonnegative")
        if reach == "feasible":
            points = tuple(p for p in points if in_bounds(p, numbers))
        return points
    if isinstance(trading_set, Ray):
        may_gain = liked or any(step < 0 for step in trading_set.direction)
        if may_gain and not _ends(trading_set, endowment, numbers, reach):
            raise ValueError('ray: it has no last bundle, and so perhaps no cheapest; take the reach "feasible"')
        return endowment, far_end(trading_set, endowment, numbers, reach)
    if isinstance(trading_set, Remedial) and liked:
        return tuple(itertools.product(*((Fraction(0), eta) if eta else (eta,) for eta in endowment)))
    if isinstance(trading_set, Remedial):
        return ((Fraction(0),) * len(endowment), endowment)
    rows = next(pieces(trading_set, endowment))
    return tuple(vertices(rows, whole(numbers)))


def far_end(ray: Ray, endowment: Bundle, numbers: Sequence[Supply] = (), reach: str = "nonnegative") -> Bundle:
    """The last bundle on the ray, as far as the reach goes; a step along it if there is no last.

    Without `numbers` nothing is a payment, and the reach is "nonnegative".
    """
    given = numbers or (0,) * len(endowment)
    steps = _ends(ray, endowment, given, reach)
    return plus(endowment, times(steps[place_of_least(steps)] if steps else Fraction(1), ray.direction))


def _ends(ray: Ray, endowment: Bundle, numbers: Sequence[Supply], reach: str) -> list[Fraction]:
    """After how many steps along the ray each task is at its least, or (feasible) at its most."""
    steps = []
    for one, eta, kappa in zip(numbers, endowment, ray.direction, strict=True):
        low, high = least(one), most(one) if reach == "feasible" else None
        if kappa < 0 and low is not None:
            steps.append((eta - low) / -kappa)
        if kappa > 0 and high is not None:
            steps.append((high - eta) / kappa)
    return steps


# --------------------------------------------------------------------------------------------------- linear programs


def splits(endowment: Assignment, groups: Sequence[Group]) -> Iterator[Split]:
    """The ways to distribute every group over the convex pieces of its set; just one if all sets are convex."""
    ways = []
    for agent, trading_set, count in groups:
        parts = tuple(pieces(trading_set, endowment[agent]))
        ways.append(
            [
                tuple((agent, piece, r) for piece, r in zip(parts, division, strict=True) if r)
                for division in compositions(count, len(parts))
            ]
        )
    if math.prod(map(len, ways)) > MAX_SPLITS:
        raise ValueError(f"more than {MAX_SPLITS} combinations of points; offer fewer points or take fewer replicas")
    for way in itertools.product(*ways):
        yield tuple(itertools.chain.from_iterable(way))


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """The ways to write `total` as an ordered sum of `parts` nonnegative integers; first the first part is greatest."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total, -1, -1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def split_system(split: Split, numbers: Sequence[Supply]) -> LinearSystem:
    """What the blocks may get together: x_b(i) >= 0, every block in count times its piece, each task adding up to n.

    Payments may be below 0, or add up to anything, as they say.
    """
    size = len(numbers)
    rows = []
    for b, (_, piece, count) in enumerate(split):
        for row in piece:
            entries = tuple((b * size + i, a) for i, a in enumerate(row.coefficients) if a)
            rows.append(Row(entries, "=" if row.equal else "<=", count * row.bound))
    for i, one in enumerate(numbers):
        if adds_up(one):
            columns = tuple((b * size + i, Fraction(1)) for b in range(len(split)))
            rows.append(Row(columns, "=", Fraction(number_of(one))))
    width = len(split) * size
    return LinearSystem(tuple(range(width)), tuple(rows), tuple(map(least, numbers)) * len(split), (None,) * width)


def split_costs(split: Split, performance: Assignment) -> tuple[tuple[int, Fraction], ...]:
    """The social cost as a function of the blocks' bundles."""
    size = len(performance[0])
    return tuple(
        (b * size + i, pi) for b, (agent, _, _) in enumerate(split) for i, pi in enumerate(performance[agent]) if pi
    )


@dataclass(frozen=True)
class Selection(Displayed):
    """A best selection for given groups: what every block of its split gets, and why no split does better.

    `proofs` has, in the order of `splits`, multipliers that bound the cost of each from below, or show that nothing is
    possible with it. Without a `split` nothing is possible at all.
    """

    split: int | None
    bundles: tuple[Bundle, ...]
    proofs: tuple[Vector, ...]

    def shows(self, setting: Setting, groups: Sequence[Group], value: Fraction | None) -> bool:
        """Whether this proves that `value` is the least cost of the groups (`None`: that nothing is possible)."""
        every = list(splits(setting.endowment, groups))
        if len(every) != len(self.proofs) or (self.split is None) != (value is None):
            return False
        if self.split is not None and not self._attains(setting, every, value):
            return False
        return all(_bounds(setting, split, proof, value) for split, proof in zip(every, self.proofs, strict=True))

    def _attains(self, setting: Setting, every: Sequence[Split], value: Fraction | None) -> bool:
        if self.split not in range(len(every)):
            return False
        split = every[self.split or 0]
        flat = tuple(itertools.chain.from_iterable(self.bundles))
        if not split_system(split, setting.supply).contains(flat):
            return False
        return sum((a * flat[i] for i, a in split_costs(split, setting.performance)), Fraction(0)) == value


def _bounds(setting: Setting, split: Split, proof: Vector, value: Fraction | None) -> bool:
    """Whether the multipliers show that the split costs at least `value`, or that it is impossible."""
    system = split_system(split, setting.supply)
    impossible = system.proved_bound((), proof)
    if impossible is not None and impossible < 0:
        return True
    gain = tuple((i, -a) for i, a in split_costs(split, setting.performance))
    bound = system.proved_bound(gain, proof)
    return value is not None and bound is not None and bound <= -value


def best_selection(setting: Setting, groups: Sequence[Group]) -> tuple[Fraction | None, Selection]:
    """The least social cost for the groups, and the selection that attains it, with its proofs."""
    possible: list[tuple[Fraction, int, Vector]] = []
    proofs = []
    for position, split in enumerate(splits(setting.endowment, groups)):
        objective = dict(split_costs(split, setting.performance))
        verdict = optimum(split_system(split, setting.supply), objective, "min")
        if isinstance(verdict.evidence, FarkasVector):
            proofs.append(verdict.evidence.multipliers)
            continue
        assert isinstance(verdict.evidence, PrimalDual), "bundles are bounded by the numbers of the tasks"
        proofs.append(verdict.evidence.multipliers)
        cost = sum((a * verdict.evidence.values[i] for i, a in objective.items()), Fraction(0))
        possible.append((cost, position, verdict.evidence.values))
    if not possible:
        return None, Selection(None, (), tuple(proofs))
    best = possible[place_of_least([cost for cost, _, _ in possible])]
    size = len(setting.numbers)
    bundles = tuple(best[2][start : start + size] for start in range(0, len(best[2]), size))
    return best[0], Selection(best[1], bundles, tuple(proofs))


# ---------------------------------------------------------------------------------------------------------- settings


@dataclass(frozen=True)
class Setting(Displayed):
    """What selection needs of a market: n, pi, eta, and the number of copies of everything."""

    numbers: tuple[Supply, ...]
    performance: Assignment
    endowment: Assignment
    copies: int = 1

    def __post_init__(self) -> None:
        if self.copies < 1:
            raise ValueError(f"copies: {self.copies}; a replica has at least one copy of each agent")

    @classmethod
    def of(cls, market: Market, copies: int = 1) -> Self:
        return cls(market.supply, market.performance, market.endowment, copies)

    @property
    def supply(self) -> tuple[Supply, ...]:
        """The instances of each task, over all copies. Raises `ValueError` for replicas with payments."""
        return self.numbers if self.copies == 1 else tuple(self.copies * number for number in whole(self.numbers))


@dataclass(frozen=True)
class OptimalSelection(ToldStatement):
    """Given the sets chosen by the groups, the least social cost is `value` (`None`: no selection is possible).

    Evidence: `SelectionProof`.
    """

    kind: ClassVar[str] = "optimal selection"
    setting: Setting
    groups: tuple[Group, ...]
    value: Fraction | None

    def sentence(self) -> str:
        if self.value is None:
            return "no selection respects the chosen trading sets"
        return f"the least social cost with the chosen trading sets is {text(self.value)}"


@dataclass(frozen=True)
class SelectionProof(Evidence):
    """A best selection with its dual proofs."""

    form: ClassVar[str] = "selection"
    selection: Selection

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, OptimalSelection) or not holds:
            return False
        return self.selection.shows(statement.setting, statement.groups, statement.value)


def optimal_selection(market: Market, sets: Sequence[TradingSet]) -> Verdict:
    """The ex-post optimal selection when agent j has chosen `sets[j]`, with its dual certificate."""
    arguments.expected(market, Market, "market", "load_market gives a mechanism, whose .market is one")
    if len(sets) != len(market.agents):
        given = f"{counted(len(sets), 'trading set')} for {counted(len(market.agents), 'agent')}"
        raise ValueError(f"{given}; give one for each")
    setting = Setting.of(market)
    groups = tuple((j, trading_set, 1) for j, trading_set in enumerate(sets))
    value, selection = best_selection(setting, groups)
    return Verdict(OptimalSelection(setting, groups, value), True, SelectionProof(selection))


def selected_assignment(verdict: Verdict) -> Assignment | None:
    """The assignment of an `optimal_selection` verdict; `None` if nothing is possible."""
    assert isinstance(verdict.evidence, SelectionProof)
    return verdict.evidence.selection.bundles or None
