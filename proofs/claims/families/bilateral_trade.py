"""Bilateral trade (LY, section 5.5): compatible types, the projection cone, and rules to try.

A graph E joins the types of the buyer (agent 1) and of the seller (agent 2) that are compatible; at every other profile
the seller keeps the object. The projection cone is W = {(f, g) : -f'B + g'C >= 0} with a row g(t) >= f(i, t_i) for each
compatible profile t and each agent i. Shared by Lemmas 9 and 10, Proposition 3, and what stands between them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from exact.cones import Cone
from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part
from proofs.claims.cone_facts import words
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import equal
from proofs.reduced_form.problem.problems import Constraint, InterimRule, JointPrior, Problem, Restriction

ONE_UNIT = 1


ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Trade(Displayed):
    """Compatible pairs of types: rows[k][m] is 1 if the buyer's type k and the seller's type m are compatible."""

    rows: fm.Rows

    @property
    def buyers(self) -> list[str]:
        return [f"a{k + 1}" for k in range(len(self.rows))]

    @property
    def sellers(self) -> list[str]:
        return [f"b{k + 1}" for k in range(len(self.rows[0]))]

    @property
    def edges(self) -> list[tuple[str, str]]:
        pairs = itertools.product(enumerate(self.buyers), enumerate(self.sellers))
        return [(one, other) for (k, one), (m, other) in pairs if self.rows[k][m]]

    @property
    def names(self) -> list[Name]:
        """f of every type, then g of every compatible profile."""
        return [*(("f", kind) for kind in (*self.buyers, *self.sellers)), *(("g", *edge) for edge in self.edges)]

    @property
    def matrix(self) -> Matrix:
        """M(W): a row for each compatible profile and agent."""
        entries: dict[tuple[Name, Name], int] = {}
        rows: list[Name] = []
        for edge in self.edges:
            for kind in edge:
                rows.append((kind, edge))
                entries[(kind, edge), ("f", kind)] = -1
                entries[(kind, edge), ("g", *edge)] = 1
        return Matrix.sparse(rows, self.names, entries)

    @property
    def cone(self) -> Cone:
        return Cone.of(self.matrix.to_lists(), coordinates=self.names)

    @property
    def connected(self) -> bool:
        """Whether the graph is connected, every type included."""
        reached, waiting = {self.buyers[0]}, [self.buyers[0]]
        while waiting:
            kind = waiting.pop()
            for edge in self.edges:
                if kind in edge:
                    new = set(edge) - reached
                    reached |= new
                    waiting += new
        return len(reached) == len(self.buyers) + len(self.sellers)

    @property
    def without_loners(self) -> bool:
        """Whether every type is compatible with some type."""
        return all(map(any, self.rows)) and all(any(column) for column in zip(*self.rows, strict=True))

    def incidence(self, kinds: Sequence[str]) -> tuple[int, ...]:
        """Form (3): the incidence vector of (S, Gamma(S))."""
        chosen = set(kinds)
        return (
            *(int(k in chosen) for k in (*self.buyers, *self.sellers)),
            *(int(bool(chosen & {*e})) for e in self.edges),
        )

    def words(self) -> str:
        edges = ", ".join(f"{one}-{other}" for one, other in self.edges) or "none"
        return f"buyer's types {', '.join(self.buyers)}, seller's types {', '.join(self.sellers)}; compatible: {edges}"


SHAPES = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3), (3, 3))


def trades(seed: int) -> Iterator[Trade]:
    """All graphs on at most 3 + 3 types, up to the names of types; small ones and those with fewer edges first."""
    return map(Trade, fm.small(SHAPES, (0, 1)))


ALL_TRADES = Family("all compatibility graphs on at most 3 types of the buyer and 3 of the seller", trades)


def smaller_trades(case: Trade) -> Iterator[Trade]:
    return map(Trade, (rows for rows in fm.smaller_rows(case.rows) if all(e in (0, 1) for row in rows for e in row)))


@dataclass(frozen=True)
class TradeRule(Displayed):
    """A compatibility graph, a joint prior by rows of the buyer's types, and both sides' probabilities of trade."""

    trade: Trade
    prior: tuple[Fraction, ...]
    buyer: tuple[Fraction, ...]
    seller: tuple[Fraction, ...]

    @property
    def problem(self) -> Problem:
        """One object; at an incompatible profile the seller keeps it."""
        t = self.trade
        keeps = Constraint(frozenset({("2",)}), ONE, ONE)
        pairs = [pair for pair in itertools.product(t.buyers, t.sellers) if pair not in t.edges]
        return Problem(
            ("1", "2"),
            (),
            (tuple(t.buyers), tuple(t.sellers)),
            JointPrior(self.prior),
            (Constraint(frozenset({("1",), ("2",)}), ONE, ONE),),
            tuple(Restriction((("1", one), ("2", other)), (keeps,)) for one, other in pairs),
        )

    @property
    def rule(self) -> InterimRule:
        """(Q_1^1, Q_2^2): the probabilities of getting the object; the seller keeps it unless there is trade."""
        return InterimRule((*self.buyer, *(1 - value for value in self.seller)))

    def mass(self, one: str, other: str) -> Fraction:
        t = self.trade
        return self.prior[t.buyers.index(one) * len(t.sellers) + t.sellers.index(other)]

    @property
    def marginals(self) -> tuple[list[Fraction], list[Fraction]]:
        t = self.trade
        rows = [sum((self.mass(one, other) for other in t.sellers), ZERO) for one in t.buyers]
        return rows, [sum((self.mass(one, other) for one in t.buyers), ZERO) for other in t.sellers]

    @property
    def compatible(self) -> Fraction:
        """The probability of E."""
        return sum((self.mass(*edge) for edge in self.trade.edges), ZERO)

    @property
    def total(self) -> Fraction:
        """The left-hand side of (30)."""
        rows, columns = self.marginals
        pairs = zip((*self.buyer, *(1 - v for v in self.seller)), (*rows, *columns), strict=True)
        return sum((value * weight for value, weight in pairs), ZERO)

    def words(self) -> str:
        prior = ", uniform prior" if len(set(self.prior)) == 1 else f", prior {words(self.prior)}"
        return f"{self.trade.words()}{prior}; probabilities of trade {words(self.buyer)} and {words(self.seller)}"


def subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return itertools.chain.from_iterable(itertools.combinations(names, k) for k in range(len(names) + 1))


UNLIKE = (1, 1, 30, 1000)
"""Weights of type profiles, some far from others."""


def trade_rules(seed: int, implementable_only: bool = False) -> Iterator[TradeRule]:
    """Rules that trade with random probabilities, half of them pushed outwards; small graphs first, without end."""
    draw = random.Random(seed)
    graphs = [Trade(rows) for rows in fm.small(((1, 1), (2, 1), (1, 2), (2, 2), (2, 3), (3, 3)), (0, 1))]
    for number in itertools.count():
        trade = graphs[number // 4] if number < 4 * 40 else draw.choice(graphs)
        size = len(trade.buyers) * len(trade.sellers)
        numbers = draw.choice(([1] * size, [draw.randint(1, 4) for _ in range(size)], draw.choices(UNLIKE, k=size)))
        prior = tuple(Fraction(w, sum(numbers)) for w in numbers)
        bare = TradeRule(trade, prior, (), ())
        amounts = {e: Fraction(draw.choice((0, 0, 1, 1, 2, 4)), 4) * bare.mass(*e) for e in trade.edges}
        rows, columns = bare.marginals
        buyer = [
            sum((x for e, x in amounts.items() if e[0] == k), ZERO) / w for k, w in zip(trade.buyers, rows, strict=True)
        ]
        seller = [
            sum((x for e, x in amounts.items() if e[1] == k), ZERO) / w
            for k, w in zip(trade.sellers, columns, strict=True)
        ]
        if not implementable_only and number % 2:
            _push(draw, buyer, seller, rows, columns)
        yield TradeRule(trade, prior, tuple(buyer), tuple(seller))


def _push(
    draw: random.Random, buyer: list[Fraction], seller: list[Fraction], rows: list[Fraction], columns: list[Fraction]
) -> None:
    """More trade for one type on each side, equally much at the ex ante stage."""
    extra = Fraction(draw.choice((-1, 1, 1, 1)), draw.choice((8, 12, 16)))
    k, m = draw.randrange(len(buyer)), draw.randrange(len(seller))
    buyer[k] += extra / rows[k]
    seller[m] += extra / columns[m]


def smaller_rules(case: TradeRule) -> Iterator[TradeRule]:
    """Smaller graphs with a uniform prior, without trade or with as much trade as there can be."""
    for trade in smaller_trades(case.trade):
        size = len(trade.buyers) * len(trade.sellers)
        bare = TradeRule(trade, (Fraction(1, size),) * size, (), ())
        rows, columns = bare.marginals
        for factor in (0, 1):
            buyer = tuple(
                factor * sum((bare.mass(*e) for e in trade.edges if e[0] == k), ZERO) / w
                for k, w in zip(trade.buyers, rows, strict=True)
            )
            seller = tuple(
                factor * sum((bare.mass(*e) for e in trade.edges if e[1] == k), ZERO) / w
                for k, w in zip(trade.sellers, columns, strict=True)
            )
            yield replace(bare, buyer=buyer, seller=seller)


COMPATIBLE = "the probability of the compatible profiles"


def equality_holds(case: TradeRule) -> Part:
    yield equal([(case.total, case.compatible)], "the sum of (30)", COMPATIBLE)
