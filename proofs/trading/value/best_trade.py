"""The best bilateral trade (VS, section 1.1 and Lemma 2, where only its existence is asked).

Agents j', j'' and a trade gamma with sigma_j' + gamma >= 0 and sigma_j'' - gamma >= 0: it happens if gamma . c' <= 0
and gamma . c'' >= 0 (whoever is indifferent trades, as printed), and then saves (pi_j'' - pi_j') . gamma. What it
*saves* is that times the probabilities that either wants it. Which trade of which pair saves most?

*Finitely many types.* Given the sets A' and A'' of types who want the trade, the best one is a linear program; the
trade that solves it may please more types, which only helps. So the answer is the greatest value over pairs of sets,
and a search need not know them: it decides type by type whether the trade must please it (a row of the program) or is
not counted upon (its probability is left out). A node of this tree saves at most the chance of all types not left out
times the optimum of its program, which multipliers bound. The search follows the solution of each program: whom it
displeases is decided next. It ends, and its value is exact.

*Any laws.* The chance that gamma . c' <= 0 falls in every entry of gamma, since costs are nonnegative, and the chance
that gamma . c'' >= 0 rises. So for all trades in a box [l, u] nothing more is saved than the chance of l . c' <= 0
times the chance of u . c'' >= 0 times the greatest (pi_j'' - pi_j') . gamma in the box. (Of a good, whose costs are at
most 0, the other end is liked best.) A best trade is as large as can
be: in some task j' gives all it has, or j'' does. On each of these faces boxes are cut in halves, the most promising
first, while time permits; the best trade met and the greatest bound left enclose the answer.

*In a large market* (VS, section 4) an agent is a population, of which the fractions who want the trade take part, and
gamma is what moves in all: at most sigma_j' times the fraction of j' away from j', at most sigma_j'' times that of j''
away from j''. It saves (pi_j'' - pi_j') . gamma. For finitely many types the same tree decides it.
"""

from __future__ import annotations

import heapq
import itertools
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar, cast

from exact.linear import LinearSystem, PrimalDual, Row, Vector, optimum
from exact.plain_data import Converter, a_list, converter, register
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import ZERO, Bundle, dot, minus, times
from proofs.trading.markets.domains import plain_sign
from proofs.trading.markets.laws import Law
from proofs.trading.markets.market import Market
from proofs.trading.selection.probabilities import HalfSpace, chance
from proofs.trading.value.enclosing import CLOSE, rounded_up

MAX_BOXES = 10_000
"""The greatest number of boxes of trades that a certificate lists."""

# --------------------------------------------------------------------------------------------------------- statement


@dataclass(frozen=True)
class BestBilateralTrade(ToldStatement):
    """Some bilateral trade saves `saved`, and none saves more than `bound`. Evidence: `TradeOverTypes`, `TradeInBoxes`.

    With finitely many types the two are equal. `large`: in the large market.
    """

    kind: ClassVar[str] = "best bilateral trade"
    market: Market
    large: bool
    saved: Fraction
    bound: Fraction

    def sentence(self) -> str:
        best = f"the best bilateral trade{' of the large market' if self.large else ''} saves"
        if self.saved == self.bound:
            return f"{best} {text(self.saved)}"
        return f"{best} at least {text(self.saved)}, and at most {text(self.bound)}"


@dataclass(frozen=True)
class Trade(Displayed):
    """Agent `first` gets `moves` from agent `second`, if both want it."""

    first: int
    second: int
    moves: Bundle

    def is_possible(self, market: Market, large: bool = False) -> bool:
        """Whether nobody gives away what they do not have; in a large market, those who take part."""
        agents = range(len(market.agents))
        if self.first not in agents or self.second not in agents or self.first == self.second:
            return False
        own, other = market.status_quo[self.first], market.status_quo[self.second]
        if len(self.moves) != len(own):
            return False
        if large:
            first, second = self.wanted(market)
            if not first * second:
                return not any(self.moves)
            own, other = times(first, own), times(second, other)
        return all(-a <= g <= b for a, b, g in zip(own, other, self.moves, strict=True))

    def wanted(self, market: Market) -> tuple[Fraction, Fraction]:
        """How likely either agent wants it. Raises `ValueError` where an agent has no law."""
        return (
            chance(law_of(market, self.first), [HalfSpace(self.moves)]),
            chance(law_of(market, self.second), [HalfSpace(times(Fraction(-1), self.moves))]),
        )

    def saves(self, market: Market, large: bool = False) -> Fraction:
        """The expected social cost that it saves."""
        by_trade = dot(saving(market, self.first, self.second), self.moves)
        return by_trade if large else math.prod(self.wanted(market)) * by_trade


def law_of(market: Market, agent: int) -> Law:
    """The law of an agent's costs. Raises `ValueError` if there is none."""
    law = market.preferences[agent].law
    if law is None:
        raise ValueError(f"agents.{market.agents[agent]}.costs: no law is given; expected savings need one")
    return law


def saving(market: Market, first: int, second: int) -> Bundle:
    """What the social cost falls by, task by task, when `first` takes over from `second`."""
    return minus(market.performance[second], market.performance[first])


def pairs(market: Market) -> Iterator[tuple[int, int]]:
    return itertools.combinations(range(len(market.agents)), 2)


# ------------------------------------------------------------------------------------------------ finitely many types


@dataclass(frozen=True)
class Bounded(Displayed):
    """No trade that pleases the types decided so far is better than these multipliers of its program prove."""

    multipliers: Vector


@dataclass(frozen=True)
class Decided(Displayed):
    """Two cases: the trade must please type `position` of agent `side` (0: j', 1: j''), or it is not counted upon."""

    side: int
    position: int
    pleased: Types
    left_out: Types


Types = Bounded | Decided


def _types_to_plain(tree: Types) -> Any:
    if isinstance(tree, Bounded):
        return {"multipliers": converter(Vector).to_plain(tree.multipliers)}
    return [tree.side, tree.position, _types_to_plain(tree.pleased), _types_to_plain(tree.left_out)]


def _types_from_plain(plain: Any) -> Types:
    if isinstance(plain, dict):
        return cast(Bounded, converter(Bounded).from_plain(plain))
    side, position, pleased, left_out = a_list(plain)
    read = converter(int)
    return Decided(
        read.from_plain(side), read.from_plain(position), _types_from_plain(pleased), _types_from_plain(left_out)
    )


register(Types, Converter(_types_to_plain, _types_from_plain))


@dataclass(frozen=True)
class Pleased(Displayed):
    """The types of a pair of agents, and which of them a trade must please (`True`) or may displease (`False`)."""

    market: Market
    agents: tuple[int, int]
    large: bool = False
    decided: tuple[dict[int, bool], dict[int, bool]] = ({}, {})

    def types(self, side: int) -> tuple[tuple[Bundle, Fraction], ...]:
        return law_of(self.market, self.agents[side]).atoms

    def most_likely(self, side: int) -> Fraction:
        """The chance of an agent's types that are not left out."""
        return sum((p for t, (_, p) in enumerate(self.types(side)) if self.decided[side].get(t, True)), ZERO)

    def saves(self, by_trade: Fraction) -> Fraction:
        """What a trade that saves so much where it happens saves in expectation, at most."""
        wanted = self.most_likely(0) * self.most_likely(1)
        return by_trade * (wanted > 0) if self.large else by_trade * wanted

    def with_type(self, side: int, position: int, pleased: bool) -> Pleased:
        decided = [dict(each) for each in self.decided]
        decided[side][position] = pleased
        return replace(self, decided=(decided[0], decided[1]))

    def system(self) -> LinearSystem:
        """The possible trades that please whom they must; rows by side and position."""
        first, second = self.agents
        own, other = self.market.status_quo[first], self.market.status_quo[second]
        rows = []
        for side, sign in ((0, 1), (1, -1)):
            for t, (costs, _) in enumerate(self.types(side)):
                if self.decided[side].get(t):
                    rows.append(Row(tuple((i, sign * c) for i, c in enumerate(costs) if c), "<=", ZERO))
        if self.large:
            own, other = times(self.most_likely(0), own), times(self.most_likely(1), other)
        return LinearSystem(tuple(range(len(own))), tuple(rows), times(Fraction(-1), own), other)

    def displeased(self, trade: Bundle) -> tuple[int, int] | None:
        """An undecided type that the trade does not please, the likeliest one, as side and position."""
        found = [
            (p, side, t)
            for side, sign in ((0, 1), (1, -1))
            for t, (costs, p) in enumerate(self.types(side))
            if t not in self.decided[side] and sign * dot(costs, trade) > 0
        ]
        return max(found)[1:] if found else None

    def proves(self, tree: Types, bound: Fraction) -> bool:
        """Whether the tree shows that no trade of the pair saves more than the bound."""
        if isinstance(tree, Decided):
            if tree.side not in (0, 1) or tree.position not in range(len(self.types(tree.side))):
                return False
            cases = ((tree.pleased, True), (tree.left_out, False))
            return all(self.with_type(tree.side, tree.position, pleased).proves(case, bound) for case, pleased in cases)
        shown = self.system().proved_bound(_sparse(saving(self.market, *self.agents)), tree.multipliers)
        return shown is not None and self.saves(max(shown, ZERO)) <= bound


def _sparse(vector: Bundle) -> tuple[tuple[int, Fraction], ...]:
    return tuple((i, value) for i, value in enumerate(vector) if value)


@dataclass(frozen=True)
class TradeOverTypes(Evidence):
    """A trade that attains what is saved, and a tree for every pair of agents that shows that none saves more."""

    form: ClassVar[str] = "trade over types"
    trade: Trade
    trees: tuple[Types, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestBilateralTrade) or not holds:
            return False
        market, large, listed = statement.market, statement.large, list(pairs(statement.market))
        if not self.trade.is_possible(market, large) or self.trade.saves(market, large) != statement.saved:
            return False
        if len(listed) != len(self.trees) or any(law_of(market, j).uniform for pair in listed for j in pair):
            return False
        return all(
            Pleased(market, pair, large).proves(tree, statement.bound)
            for pair, tree in zip(listed, self.trees, strict=True)
        )


def _over_types(market: Market, large: bool) -> Verdict:
    best, trees = _nothing(market), []
    for pair in pairs(market):
        tree, best = _searched(Pleased(market, pair, large), best)
        trees.append(tree)
    saved = best.saves(market, large)
    return Verdict(BestBilateralTrade(market, large, saved, saved), True, TradeOverTypes(best, tuple(trees)))


def _searched(node: Pleased, best: Trade) -> tuple[Types, Trade]:
    """The tree below a node, and the best trade met so far."""
    found = optimum(node.system(), saving(node.market, *node.agents), "max").evidence
    assert isinstance(found, PrimalDual), "no trade is one, and what agents have bounds it"
    market, large = node.market, node.large
    trade = (
        _as_far_as_possible(market, Trade(*node.agents, found.values)) if large else Trade(*node.agents, found.values)
    )
    best = max(best, trade, key=lambda each: each.saves(market, large))
    bound = node.saves(dot(saving(market, *node.agents), found.values))
    displeased = node.displeased(found.values)
    if bound <= best.saves(market, large) or displeased is None:
        return Bounded(found.multipliers), best
    side, position = displeased
    pleased, best = _searched(node.with_type(side, position, True), best)
    left_out, best = _searched(node.with_type(side, position, False), best)
    return Decided(side, position, pleased, left_out), best


def _as_far_as_possible(market: Market, trade: Trade) -> Trade:
    """The greatest part of the trade for which those who want it suffice."""
    first, second = trade.wanted(market)
    if not first * second:
        return _nothing(market)
    own, other = times(first, market.status_quo[trade.first]), times(second, market.status_quo[trade.second])
    limits = [(-a if g < 0 else b) / g for a, b, g in zip(own, other, trade.moves, strict=True) if g]
    return replace(trade, moves=times(min([Fraction(1), *limits]), trade.moves))


def _nothing(market: Market) -> Trade:
    return Trade(0, 1, (ZERO,) * len(market.tasks))


# ---------------------------------------------------------------------------------------------------------- any laws


@dataclass(frozen=True)
class Halved(Displayed):
    """A box of trades cut at a value of a task."""

    task: int
    at: Fraction
    below: Boxes
    above: Boxes


Boxes = Halved | None
"""`None`: the box is not cut further."""


def _boxes_to_plain(tree: Boxes) -> Any:
    return tree and [tree.task, text(tree.at), _boxes_to_plain(tree.below), _boxes_to_plain(tree.above)]


def _boxes_from_plain(plain: Any) -> Boxes:
    if plain is None:
        return None
    task, at, below, above = a_list(plain)
    number = converter(Fraction).from_plain(at)
    return Halved(converter(int).from_plain(task), number, _boxes_from_plain(below), _boxes_from_plain(above))


register(Boxes, Converter(_boxes_to_plain, _boxes_from_plain))

Face = tuple[int, int, Bundle, Bundle]
"""Two agents and a box of trades, by its ends."""


def faces(market: Market) -> list[Face]:
    """Boxes that hold the greatest multiple of every possible trade: some task is given away whole."""
    found = []
    for first, second in pairs(market):
        low, high = times(Fraction(-1), market.status_quo[first]), market.status_quo[second]
        for i in range(len(market.tasks)):
            found += [(first, second, _put(low, i, end[i]), _put(high, i, end[i])) for end in (low, high) if end[i]]
    return found


def _put(vector: Bundle, place: int, value: Fraction) -> Bundle:
    return (*vector[:place], value, *vector[place + 1 :])


def most_saved(market: Market, face: Face) -> Fraction:
    """What no trade in the box saves more than."""
    first, second, low, high = face
    gains = zip(saving(market, first, second), low, high, strict=True)
    most = sum((max(s * a, s * b) for s, a, b in gains), ZERO)
    if most <= 0:
        return ZERO
    takes = chance(law_of(market, first), [HalfSpace(_liked_most(market, first, low, high))])
    given = times(Fraction(-1), _liked_most(market, second, high, low))
    return most * takes * chance(law_of(market, second), [HalfSpace(given)]) if takes else ZERO


def _liked_most(market: Market, agent: int, burdens: Bundle, goods: Bundle) -> Bundle:
    """The corner of a box of trades that all types like best: one end in burdens, the other in goods."""
    corner = []
    for i, task in enumerate(market.tasks):
        sign = plain_sign(market.preferences[agent].domain, i)
        if not sign:
            raise ValueError(
                f"agents.{market.agents[agent]}.costs: some types like {task} and some do not; the best bilateral "
                "trade is then found for finitely many types alone"
            )
        corner.append(burdens[i] if sign > 0 else goods[i])
    return tuple(corner)


def halves(face: Face, task: int, at: Fraction) -> tuple[Face, Face]:
    """The two parts of a box cut at a value."""
    first, second, low, high = face
    return (first, second, low, _put(high, task, at)), (first, second, _put(low, task, at), high)


@dataclass(frozen=True)
class TradeInBoxes(Evidence):
    """A trade that attains what is saved, and for each of `faces` how it is cut into boxes none of which saves more."""

    form: ClassVar[str] = "trade in boxes"
    trade: Trade
    cuts: tuple[Boxes, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestBilateralTrade) or not holds:
            return False
        market, listed = statement.market, faces(statement.market)
        if statement.large:
            return False
        if not self.trade.is_possible(market) or self.trade.saves(market) != statement.saved:
            return False
        if len(listed) != len(self.cuts):
            return False
        return all(_covers(market, face, cut, statement.bound) for face, cut in zip(listed, self.cuts, strict=True))


def _covers(market: Market, face: Face, cut: Boxes, bound: Fraction) -> bool:
    if cut is None:
        return most_saved(market, face) <= bound
    if cut.task not in range(len(market.tasks)) or not face[2][cut.task] < cut.at < face[3][cut.task]:
        return False
    below, above = halves(face, cut.task, cut.at)
    return _covers(market, below, cut.below, bound) and _covers(market, above, cut.above, bound)


class _Part:
    """A box of trades in the search: its bound, and its two halves once it is cut."""

    def __init__(self, market: Market, face: Face) -> None:
        self.face = face
        self.bound = most_saved(market, face)
        self.task = 0
        self.halves: tuple[_Part, _Part] | None = None

    def middle(self) -> Bundle:
        return times(Fraction(1, 2), tuple(a + b for a, b in zip(self.face[2], self.face[3], strict=True)))

    def cut(self, market: Market) -> tuple[_Part, _Part]:
        """Cut in half where it is widest, measured by what the task is worth."""
        worth = saving(market, self.face[0], self.face[1])
        widths = [(b - a) * (abs(s) or 1) for a, b, s in zip(self.face[2], self.face[3], worth, strict=True)]
        self.task = max(range(len(widths)), key=widths.__getitem__)
        one, two = halves(self.face, self.task, self.middle()[self.task])
        self.halves = _Part(market, one), _Part(market, two)
        return self.halves

    def tree(self, bound: Fraction) -> Boxes:
        """The cuts that are needed for the bound."""
        if self.halves is None or self.bound <= bound:
            return None
        below, above = (half.tree(bound) for half in self.halves)
        return Halved(self.task, self.middle()[self.task], below, above)


def _in_boxes(market: Market, seconds: float) -> Verdict:
    until = time.monotonic() + seconds
    roots = [_Part(market, face) for face in faces(market)]
    best = _nothing(market)
    order = itertools.count()
    heap = [(-part.bound, next(order), part) for part in roots]
    heapq.heapify(heap)
    made = len(heap)
    saved = ZERO
    while heap and -heap[0][0] > saved * (1 + CLOSE) and made < MAX_BOXES and time.monotonic() < until:
        part = heapq.heappop(heap)[2]
        for moves in (part.middle(), *itertools.product(*map(set, zip(part.face[2], part.face[3], strict=True)))):
            trade = Trade(part.face[0], part.face[1], moves)
            if (value := trade.saves(market)) > saved:
                best, saved = trade, value
        if part.face[2] == part.face[3]:
            continue
        made += 2
        for half in part.cut(market):
            heapq.heappush(heap, (-half.bound, next(order), half))
    best = _simpler(market, best)
    saved = best.saves(market)
    bound = rounded_up(max(saved, -heap[0][0] if heap else ZERO), saved)
    evidence = TradeInBoxes(best, tuple(root.tree(bound) for root in roots))
    return Verdict(BestBilateralTrade(market, False, saved, bound), True, evidence)


def _simpler(market: Market, best: Trade) -> Trade:
    """A trade of numbers with small denominators that saves no less, if rounding gives one."""
    for digits in range(5):
        moves = tuple(step.limit_denominator(10**digits) for step in best.moves)
        rounded = Trade(best.first, best.second, moves)
        if rounded.is_possible(market) and rounded.saves(market) >= best.saves(market):
            return rounded
    return best


# ----------------------------------------------------------------------------------------------------------- question


def best_bilateral_trade(market: Market, seconds: float = 10, *, large: bool = False) -> Verdict:
    """What the best bilateral trade saves: exactly for finitely many types, else enclosed after so many seconds.

    Trade starts at the status quo, as VS, section 1.1, has it. Raises `ValueError` where an agent has no law, and for
    the large market where types are not finitely many, or there is one agent.
    """
    market.require_tasks()
    if len(market.agents) < 2:
        raise ValueError("agents: there is one, with nobody to trade with")
    laws = [law_of(market, j) for j in range(len(market.agents))]
    if all(law.is_finite for law in laws):
        return _over_types(market, large)
    if large:
        raise ValueError("costs: the best bilateral trade of a large market is found for finitely many types")
    return _in_boxes(market, seconds)


def best_trade(verdict: Verdict) -> Trade:
    """The trade of a verdict of `best_bilateral_trade`."""
    assert isinstance(verdict.evidence, TradeOverTypes | TradeInBoxes)
    return verdict.evidence.trade
