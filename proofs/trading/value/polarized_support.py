"""Support functions over all *polarized* menus (VS, section 4.2, which leaves them open), for finitely many types.

S_j(w) of program (4): menus of rays that are polarized on the whole nonnegative orthant, or the remedial menu. A menu
is a packing of disjoint acceptance sets of types with a trade for each, and each two of its trades d, e satisfy
d + r e >= 0 for some r > 0. In particular no task is taken away by two trades, so that there are at most as many as
tasks, and every task has an *owner*, the only trade that may take it away.

Given the acceptance sets, the owners and the *ratio* r of every pair, the best trades are a linear program. Between two
ratios a <= r <= b the condition is relaxed to: d(i) + b e(i) >= 0 for the tasks i that d owns, d(i) + a e(i) >= 0 for
those that e owns; again a linear program, and the relaxation vanishes as a and b meet. So the best menu is found by
branching on the ratios, the most promising part first: a part is done when its trades are polarized by themselves, or
when nothing in it can be better than what is known. Packings whose trades, each by itself the best, earn no more than
that need not be looked at.

The best value may be irrational: with three tasks, an explicit family of pairs has its best ratio at the square root of
2. So what is shown is a menu with its value and a bound for all others; where the two differ they differ by hardly more
than the share `CLOSE`, unless the time ran out. With two tasks the relaxation of `proofs.trading.value.all_menus` is
attained.
"""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, cast

from exact.linear import LinearSystem, PrimalDual, Row, Vector, optimum
from exact.plain_data import Converter, a_list, converter, register
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import ZERO, Bundle, bundle, dot, texts, times
from proofs.trading.value.all_menus import (
    POLARIZED,
    MenuPacking,
    PolarizedMenu,
    PolarizedMenuValue,
    TypedAgent,
    TypedMenu,
    polarizing,
    support_over_all_menus,
)
from proofs.trading.value.enclosing import CLOSE, rounded_up

MAX_PARTS = 20_000
"""The greatest number of parts that are looked at."""

Packing = tuple[int, ...]
"""Disjoint nonempty sets of types, as bit masks in ascending order."""
Owners = tuple[int, ...]
"""For each task the position of the set whose trade alone may take it away."""
Ratios = tuple[tuple[Fraction, Fraction | None], ...]
"""For each pair of positions the ends of its ratio; `None`: no upper end."""


# ---------------------------------------------------------------------------------------------- statement and evidence


@dataclass(frozen=True)
class PolarizedSupport(ToldStatement):
    """Over all menus polarized on the whole orthant S(w) is at least `value` and at most `bound`.

    Evidence: `EnclosedMenus`.
    """

    kind: ClassVar[str] = "polarized support"
    agent: TypedAgent
    weights: Bundle
    value: Fraction
    bound: Fraction

    def sentence(self) -> str:
        start = f"over all menus {POLARIZED} the support function at ({', '.join(texts(self.weights))}) is"
        if self.value == self.bound:
            return f"{start} {text(self.value)}"
        return f"{start} at least {text(self.value)}, and at most {text(self.bound)}"


@dataclass(frozen=True)
class Part(Displayed):
    """No trades in this part earn more than these multipliers of its program prove."""

    multipliers: Vector


@dataclass(frozen=True)
class Cut(Displayed):
    """Two cases: the ratio of pair number `pair` is at most `at`, or at least."""

    pair: int
    at: Fraction
    below: Parts
    above: Parts


Parts = Part | Cut


def _parts_to_plain(tree: Parts) -> Any:
    if isinstance(tree, Part):
        return converter(Part).to_plain(tree)
    return [tree.pair, text(tree.at), _parts_to_plain(tree.below), _parts_to_plain(tree.above)]


def _parts_from_plain(plain: Any) -> Parts:
    if isinstance(plain, dict):
        return cast(Part, converter(Part).from_plain(plain))
    pair, at, below, above = a_list(plain)
    number = converter(Fraction).from_plain(at)
    return Cut(converter(int).from_plain(pair), number, _parts_from_plain(below), _parts_from_plain(above))


register(Parts, Converter(_parts_to_plain, _parts_from_plain))


@dataclass(frozen=True)
class Opened(Displayed):
    """A packing that is looked at, with a tree for every way to name owners, in the order of `owners`."""

    packing: Packing
    trees: tuple[Parts, ...]


@dataclass(frozen=True)
class EnclosedMenus(Evidence):
    """A polarized menu that attains the value; and why no other earns more than the bound.

    `multipliers[A - 1]` bound the trades of the set of types with bit mask A by itself; the packings whose sum of these
    bounds is greater are `opened`. `pairs` polarize the menu, as in `PolarizedMenu`.
    """

    form: ClassVar[str] = "enclosed menus"
    menu: TypedMenu
    pairs: tuple[tuple[Fraction, Fraction], ...]
    multipliers: tuple[Vector, ...]
    opened: tuple[Opened, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, PolarizedSupport) or not holds:
            return False
        agent, w = statement.agent, statement.weights
        attained = PolarizedMenuValue(agent, w, statement.value)
        if not PolarizedMenu(self.menu, self.pairs).supports(attained, True):
            return False
        if len(self.multipliers) != 2 ** len(agent.types) - 1:
            return False
        worth = []
        for accepting, vector in enumerate(self.multipliers, 1):
            bound = agent.trades(accepting).proved_bound(_sparse(w), vector)
            if bound is None:
                return False
            worth.append(max(agent.weight(accepting) * bound, ZERO))
        room = statement.bound - dot(w, agent.endowment)
        trees = {each.packing: each.trees for each in self.opened}
        return room >= 0 and all(
            packing in trees and _closed(Menus(agent, w, packing), trees[packing], room)
            for packing in packings_above(worth, len(agent.types), len(w), room)
        )


def _sparse(vector: Sequence[Fraction]) -> tuple[tuple[int, Fraction], ...]:
    return tuple((i, value) for i, value in enumerate(vector) if value)


def _closed(menus: Menus, trees: Sequence[Parts], room: Fraction) -> bool:
    ways = list(menus.owners())
    free = ((ZERO, None),) * len(menus.pairs)
    return len(ways) == len(trees) and all(
        _closed_part(menus, owners, free, tree, room) for owners, tree in zip(ways, trees, strict=True)
    )


def _closed_part(menus: Menus, owners: Owners, ratios: Ratios, tree: Parts, room: Fraction) -> bool:
    if isinstance(tree, Cut):
        if tree.pair not in range(len(ratios)):
            return False
        low, high = ratios[tree.pair]
        if not (low < tree.at and (high is None or tree.at < high)):
            return False
        below, above = cut_ratios(ratios, tree.pair, tree.at)
        return _closed_part(menus, owners, below, tree.below, room) and _closed_part(
            menus, owners, above, tree.above, room
        )
    shown = menus.system(owners, ratios).proved_bound(menus.objective(), tree.multipliers)
    return shown is not None and shown <= room


def cut_ratios(ratios: Ratios, pair: int, at: Fraction) -> tuple[Ratios, Ratios]:
    """The two parts of a box of ratios."""
    low, high = ratios[pair]
    return (*ratios[:pair], (low, at), *ratios[pair + 1 :]), (*ratios[:pair], (at, high), *ratios[pair + 1 :])


# ------------------------------------------------------------------------------------------------------- the programs


@dataclass(frozen=True)
class Menus(Displayed):
    """The menus with these acceptance sets, and their linear programs."""

    agent: TypedAgent
    weights: Bundle
    packing: Packing

    @property
    def pairs(self) -> list[tuple[int, int]]:
        return list(itertools.combinations(range(len(self.packing)), 2))

    def owners(self) -> Iterator[Owners]:
        """Every way to name owners in which each trade owns a task; the others could take nothing away."""
        every = range(len(self.packing))
        named = itertools.product(every, repeat=len(self.weights))
        return (owners for owners in named if set(owners) == set(every))

    def objective(self) -> tuple[tuple[int, Fraction], ...]:
        weighed = (times(self.agent.weight(accepting), self.weights) for accepting in self.packing)
        return _sparse(tuple(itertools.chain(*weighed)))

    def system(self, owners: Owners, ratios: Ratios) -> LinearSystem:
        """The trades that are accepted, relaxed to ratios between these ends; rows set by set, then pair by pair."""
        size, agent = len(self.weights), self.agent
        rows = []
        lower: list[Fraction] = []
        for k, accepting in enumerate(self.packing):
            own = agent.trades(accepting)
            rows += [Row(tuple((k * size + i, c) for i, c in row.coefficients), "<=", ZERO) for row in own.rows]
            lower += [-x if owner == k else ZERO for x, owner in zip(agent.endowment, owners, strict=True)]
        for (k, m), (low, high) in zip(self.pairs, ratios, strict=True):
            for i, owner in enumerate(owners):
                ratio = high if owner == k else low if owner == m else ZERO
                if ratio:
                    coefficients = (k * size + i, Fraction(-1)), (m * size + i, -ratio)
                    rows.append(Row(coefficients, "<=", ZERO))
        width = size * len(self.packing)
        return LinearSystem(tuple(range(width)), tuple(rows), tuple(lower), (None,) * width)

    def best(self, owners: Owners, ratios: Ratios) -> tuple[Fraction, tuple[Bundle, ...], Vector]:
        """The optimum of a program: its value, the trades, and multipliers."""
        objective = dict(self.objective())
        found = optimum(self.system(owners, ratios), objective, "max").evidence
        assert isinstance(found, PrimalDual), "no trade at all is a solution, and positive costs bound what is accepted"
        size = len(self.weights)
        trades = tuple(found.values[k * size : (k + 1) * size] for k in range(len(self.packing)))
        value = sum((objective.get(i, ZERO) * x for i, x in enumerate(found.values)), ZERO)
        return value, trades, found.multipliers

    def menu(self, trades: Sequence[Bundle]) -> TypedMenu:
        """The trades that are none are left out."""
        return tuple((mask, trade) for mask, trade in zip(self.packing, trades, strict=True) if any(trade))


def packings_above(worth: Sequence[Fraction], types: int, most: int, room: Fraction) -> Iterator[Packing]:
    """The packings of at most so many sets whose worth sums to more than the room; sets worth nothing are left out.

    `worth[A - 1]` is that of bit mask A. Each packing's sets come in ascending order of their lowest types.
    """
    best = [ZERO]
    for whole in range(1, 2**types):
        lowest = whole & -whole
        rest = part = whole ^ lowest
        found = best[rest]
        while True:
            found = max(found, worth[(part | lowest) - 1] + best[rest ^ part])
            if not part:
                break
            part = (part - 1) & rest
        best.append(found)

    def extended(packing: Packing, total: Fraction, left: int) -> Iterator[Packing]:
        if total + best[left] <= room:
            return
        if not left:
            yield tuple(sorted(packing))
            return
        lowest = left & -left
        rest = part = left ^ lowest
        yield from extended(packing, total, rest)
        while len(packing) < most:
            mask = part | lowest
            if worth[mask - 1] > 0:
                yield from extended((*packing, mask), total + worth[mask - 1], rest ^ part)
            if not part:
                break
            part = (part - 1) & rest

    yield from extended((), ZERO, 2**types - 1)


# --------------------------------------------------------------------------------------------------------- the search


class _Node:
    """A part of the search: owners and a box of ratios, with the optimum of its program."""

    def __init__(self, menus: Menus, owners: Owners, ratios: Ratios) -> None:
        self.menus, self.owners, self.ratios = menus, owners, ratios
        self.bound, self.trades, self.multipliers = menus.best(owners, ratios)
        self.cut: tuple[int, Fraction, _Node, _Node] | None = None

    def loose(self) -> int | None:
        """The first pair of trades that are not polarized."""
        return next(
            (p for p, (k, m) in enumerate(self.menus.pairs) if not _polarized(self.trades[k], self.trades[m])), None
        )

    def split(self, pair: int) -> tuple[_Node, _Node]:
        at = _between(*self.ratios[pair])
        one, two = (_Node(self.menus, self.owners, part) for part in cut_ratios(self.ratios, pair, at))
        self.cut = pair, at, one, two
        return one, two

    def pinned(self) -> tuple[Fraction, tuple[Bundle, ...]]:
        """The best trades with every ratio fixed in the middle: a polarized menu."""
        fixed = tuple((at, at) for at in itertools.starmap(_between, self.ratios))
        value, trades, _ = self.menus.best(self.owners, fixed)
        return value, trades

    def tree(self, room: Fraction) -> Parts:
        """The cuts that are needed for the bound."""
        if self.cut is None or self.bound <= room:
            return Part(self.multipliers)
        pair, at, one, two = self.cut
        return Cut(pair, at, one.tree(room), two.tree(room))


def _polarized(d: Bundle, e: Bundle) -> bool:
    return not any(d) or not any(e) or polarizing(d, e) is not None


def _between(low: Fraction, high: Fraction | None) -> Fraction:
    """A ratio in the interval: far apart ends are taken by their size, near ones by their middle."""
    if high is None:
        return max(4 * low, Fraction(1))
    return high / 4 if not low else (low + high) / 2


class _Search:
    """The search for one agent and one direction w."""

    def __init__(self, agent: TypedAgent, w: Bundle, relaxed: MenuPacking, until: float) -> None:
        self.agent, self.w, self.until = agent, w, until
        self.multipliers = relaxed.multipliers
        bounds = (agent.trades(a).proved_bound(_sparse(w), y) for a, y in enumerate(relaxed.multipliers, 1))
        self.worth = [max(agent.weight(a) * (bound or ZERO), ZERO) for a, bound in enumerate(bounds, 1)]
        self.menu: TypedMenu = ()
        self.value = ZERO
        self.roots: dict[Packing, list[_Node]] = {}
        self.order = itertools.count()
        self.heap: list[tuple[Fraction, int, _Node]] = []

    def run(self) -> Verdict:
        self._alone()
        waiting = self._packings()
        parts = 0
        while waiting or self.heap:
            ahead = waiting[0][0] if waiting else None
            if self.heap and (ahead is None or -self.heap[0][0] >= ahead):
                if -self.heap[0][0] <= self.value * (1 + CLOSE):
                    break
                if parts >= MAX_PARTS or time.monotonic() > self.until:
                    break
                parts += 2
                self._look(heapq.heappop(self.heap)[2])
            else:
                assert ahead is not None
                if ahead <= self.value * (1 + CLOSE) or parts >= MAX_PARTS or time.monotonic() > self.until:
                    break
                parts += self._open(waiting.pop(0)[1])
        bound = max(self.value, -self.heap[0][0] if self.heap else ZERO, waiting[0][0] if waiting else ZERO)
        return self._verdict(rounded_up(bound, self.value))

    def _alone(self) -> None:
        """Single trades, and the packing of all best ones if it is polarized."""
        for accepting in range(1, 2 ** len(self.agent.types)):
            if self.worth[accepting - 1] > self.value:
                found = optimum(self.agent.trades(accepting), self.w, "max").evidence
                assert isinstance(found, PrimalDual)
                self.menu, self.value = ((accepting, found.values),), self.worth[accepting - 1]

    def _packings(self) -> list[tuple[Fraction, Packing]]:
        """The packings of two sets and more that may be better, the most promising first."""
        found = packings_above(self.worth, len(self.agent.types), len(self.w), self.value)
        several = ((sum((self.worth[mask - 1] for mask in each), ZERO), each) for each in found if len(each) > 1)
        return sorted(several, key=lambda entry: (-entry[0], entry[1]))

    def _open(self, packing: Packing) -> int:
        menus = Menus(self.agent, self.w, packing)
        free = ((ZERO, None),) * len(menus.pairs)
        self.roots[packing] = [_Node(menus, owners, free) for owners in menus.owners()]
        for node in self.roots[packing]:
            heapq.heappush(self.heap, (-node.bound, next(self.order), node))
        return len(self.roots[packing])

    def _look(self, node: _Node) -> None:
        """Settle a part, or cut it."""
        pair = node.loose()
        if pair is None:
            self._met(node.menus, node.bound, node.trades)
            return
        self._met(node.menus, *node.pinned())
        for half in node.split(pair):
            heapq.heappush(self.heap, (-half.bound, next(self.order), half))

    def _met(self, menus: Menus, value: Fraction, trades: Sequence[Bundle]) -> None:
        if value > self.value:
            self.menu, self.value = menus.menu(trades), value

    def _verdict(self, bound: Fraction) -> Verdict:
        start = dot(self.w, self.agent.endowment)
        above = packings_above(self.worth, len(self.agent.types), len(self.w), bound)
        opened = tuple(Opened(each, tuple(root.tree(bound) for root in self.roots[each])) for each in above)
        pairs = [polarizing(d, e) for (_, d), (_, e) in itertools.combinations(self.menu, 2)]
        shown = tuple(pair for pair in pairs if pair is not None)
        statement = PolarizedSupport(self.agent, self.w, start + self.value, start + bound)
        return Verdict(statement, True, EnclosedMenus(self.menu, shown, self.multipliers, opened))


# ---------------------------------------------------------------------------------------------------------- questions


def polarized_support(
    agent: TypedAgent, w: Sequence[Any], seconds: float = 20, relaxed: Verdict | None = None
) -> Verdict:
    """S(w) over all menus polarized on the whole orthant, enclosed as tightly as the time allows.

    `relaxed` is the verdict of `support_over_all_menus`, if there is one already.
    """
    weights = bundle(w, len(agent.endowment), "weights")
    found = relaxed or support_over_all_menus(agent, weights)
    assert isinstance(found.evidence, MenuPacking)
    return _Search(agent, weights, found.evidence, time.monotonic() + seconds).run()


def polarized_menu(agent: TypedAgent, w: Sequence[Any], seconds: float = 20) -> Verdict:
    """The menu that attains the value of `polarized_support`, by itself: a lower bound for program (4)."""
    found = polarized_support(agent, w, seconds)
    assert isinstance(found.statement, PolarizedSupport)
    assert isinstance(found.evidence, EnclosedMenus)
    statement = PolarizedMenuValue(agent, found.statement.weights, found.statement.value)
    return Verdict(statement, True, PolarizedMenu(found.evidence.menu, found.evidence.pairs))
