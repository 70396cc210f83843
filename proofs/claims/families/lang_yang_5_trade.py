"""What several claims of LY, section 5 trade, share: families of instances, statements, and instances in words."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, PrimalDual, feasibility, optimum
from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Family, Part, Reading
from proofs.claims.cone_facts import (
    stated,
    stated_if,
    words,
)
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import claim, equal
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Constraint, InterimRule, JointPrior, Problem, Restriction

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


@dataclass(frozen=True)
class Compromise(Displayed):
    """Numbers of types of the two players, and the alternatives that B reports."""

    counts: tuple[int, int]
    alternatives: tuple[str, ...]

    @property
    def profiles(self) -> list[tuple[str, str]]:
        one, other = (tuple("uvwxyz"[:count]) for count in self.counts)
        return list(itertools.product(one, other))

    @property
    def rows(self) -> dict[Name, list[Name]]:
        """Rows (i, a, t_i) of B and t of C, by the columns (a, t) of their ones."""
        found: dict[Name, list[Name]] = {}
        for player in (0, 1):
            for a in self.alternatives:
                for t in self.profiles:
                    found.setdefault(("f", str(player + 1), a, t[player]), []).append((a, *t))
        for t in self.profiles:
            found["g", *t] = [(a, *t) for a in self.alternatives]
        return found

    @property
    def matrix(self) -> Matrix:
        """M(W) for W = {(f, g) : -f'B + g'C >= 0}: a row for each alternative and profile."""
        columns: list[Name] = [(a, *t) for a in self.alternatives for t in self.profiles]
        rows = self.rows
        entries = {
            (c, name): -1 if isinstance(name, tuple) and name[0] == "f" else 1 for name, cs in rows.items() for c in cs
        }
        return Matrix.sparse(columns, list(rows), entries)

    def words(self) -> str:
        return f"{self.counts[0]} x {self.counts[1]} types, alternatives {', '.join(self.alternatives)}"


ALL_THREE, TWO = ("a0", "a1", "a2"), ("a1", "a2")


def compromise(alternatives: tuple[str, ...]) -> Family:
    shown = ", ".join(alternatives)
    return Family(
        f"the compromise problem with two types each, B and C on the alternatives {shown}",
        lambda seed: iter((Compromise((2, 2), alternatives),)),
    )


def lemma_11(name: str, wording: str, alternatives: tuple[str, ...]) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=lambda case: [total_unimodularity(case.matrix)],
        families=(compromise(alternatives),),
        because=lambda case: "the certified square submatrix of M(W) has a determinant other than -1, 0, 1",
        describe=Compromise.words,
    )


@dataclass(frozen=True)
class CompromiseRule(Displayed):
    """Numbers of types, a joint prior, and lambda_i(t_i) Q_i(t_i, a) for a1 and a2, in the order of `names`."""

    counts: tuple[int, int]
    prior: tuple[Fraction, ...]
    point: tuple[Fraction, ...]

    @property
    def types(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple("uvwxyz"[: self.counts[0]]), tuple("uvwxyz"[: self.counts[1]])

    @property
    def names(self) -> list[tuple[str, str, str]]:
        return [(str(i + 1), kind, a) for i in (0, 1) for kind in self.types[i] for a in TWO]

    @property
    def problem(self) -> Problem:
        """A public choice among three alternatives."""
        everything = Constraint(frozenset((a,) for a in ALL_THREE), ONE, ONE)
        return Problem(("1", "2"), ALL_THREE, self.types, JointPrior(self.prior), (everything,), public=True)

    def mass(self, one: str, other: str) -> Fraction:
        return self.prior[self.types[0].index(one) * self.counts[1] + self.types[1].index(other)]

    @property
    def rule(self) -> InterimRule:
        """Q with Q(a0) = 1 - Q(a1) - Q(a2)."""
        marginals = self.problem.marginals
        at = {name: y / marginals[name[0], name[1]] for name, y in zip(self.names, self.point, strict=True)}
        values = []
        for agent, kind, a in self.problem.coordinates:
            values.append(at[agent, kind, a] if a in TWO else 1 - at[agent, kind, "a1"] - at[agent, kind, "a2"])
        return InterimRule(tuple(values))

    def words(self) -> str:
        prior = "uniform prior" if len(set(self.prior)) == 1 else f"prior {words(self.prior)}"
        marginals = self.problem.marginals
        values = ", ".join(
            f"Q_{i}({kind}, {a}) = {y / marginals[i, kind]}"
            for (i, kind, a), y in zip(self.names, self.point, strict=True)
        )
        return f"{self.counts[0]} x {self.counts[1]} types, {prior}; {values}"


def compromise_system(case: CompromiseRule) -> LinearSystem:
    """(33) and (34) in lambda_i(t_i) Q_i(t_i, a)."""
    one, other = case.types
    balance: list[tuple[Coefficients, int]] = [
        ({("1", k, a): 1 for k in one} | {("2", k, a): -1 for k in other}, 0) for a in TWO
    ]
    limits: list[tuple[Coefficients, Fraction]] = []
    for chosen in subsets(TWO):
        for first in subsets(one):
            for second in subsets(other):
                row = {("1", k, a): 1 for a in chosen for k in first} | {
                    ("2", k, a): -1 for a in chosen for k in second
                }
                bound = sum((case.mass(k, m) for k in first for m in other if m not in second), ZERO)
                limits.append((row, bound))
    return LinearSystem.make(case.names, at_most=limits, equal=balance)


def compromise_inequalities(case: CompromiseRule) -> Verdict:
    system = compromise_system(case)
    return feasibility(LinearSystem(system.variables, system.rows, case.point, case.point))


Cuts = tuple[tuple[int, int], tuple[int, int]]
"""For each player the numbers of types whose values count for a1 and for a2."""


def best_rule(case: CompromiseRule, cuts: Cuts) -> CompromiseRule:
    """The solution of (33)-(34) that is best for the objective of the cuts."""
    evidence = optimum(compromise_system(case), nested_objective(case, cuts)).evidence
    assert isinstance(evidence, PrimalDual)
    return replace(case, point=evidence.values)


def compromise_rules(seed: int, sizes: Sequence[tuple[int, int]]) -> Iterator[CompromiseRule]:
    """Solutions of (33)-(34) that are best for objectives with nested sets of types, some pushed beyond; no end.

    For each of the sizes first with a uniform prior and every pair of cuts; then with random ones.
    """
    draw = random.Random(seed)
    for counts in sizes:
        for cuts in all_cuts(counts):
            yield best_rule(uniform_compromise(counts), cuts)
    while True:
        counts = draw.choice(sizes)
        weights = [draw.randint(1, 4) for _ in range(counts[0] * counts[1])]
        bare = CompromiseRule(counts, tuple(Fraction(w, sum(weights)) for w in weights), ())
        found = best_rule(bare, draw.choice(all_cuts(counts)))
        yield found
        place = draw.randrange(len(found.point))
        pushed = (*found.point[:place], found.point[place] + Fraction(1, 16), *found.point[place + 1 :])
        yield replace(found, point=pushed)


def uniform_compromise(counts: tuple[int, int]) -> CompromiseRule:
    size = counts[0] * counts[1]
    return CompromiseRule(counts, (Fraction(1, size),) * size, ())


def all_cuts(counts: tuple[int, int]) -> list[Cuts]:
    """All pairs of nested sets for both players, none of them empty."""
    first, second = (list(itertools.combinations_with_replacement(range(1, count + 1), 2)) for count in counts)
    return list(itertools.product(first, second))


def nested_objective(case: CompromiseRule, cuts: Cuts) -> dict[Any, int]:
    """+1 on growing sets of player 1's types and -1 on growing sets of player 2's, one pair for each alternative."""
    found: dict[Any, int] = {}
    for i, sign in ((0, 1), (1, -1)):
        for a, cut in zip(TWO, cuts[i], strict=True):
            found |= {(str(i + 1), kind, a): sign for kind in case.types[i][:cut]}
    return found


def smaller_compromises(case: CompromiseRule) -> Iterator[CompromiseRule]:
    """With a value set to 0 on both sides as far as (33) allows, keeping the prior."""
    at = dict(zip(case.names, case.point, strict=True))
    for one, other in itertools.product(case.types[0], case.types[1]):
        for a in TWO:
            least = min(at["1", one, a], at["2", other, a])
            if least > 0:
                less = {**at, ("1", one, a): at["1", one, a] - least, ("2", other, a): at["2", other, a] - least}
                yield replace(case, point=tuple(less[name] for name in case.names))


def inequalities(
    name: str, where: str, title: str, wording: str, sizes: Sequence[tuple[int, int]], budget: int
) -> Claim:
    shown = " or ".join(f"{one} x {other}" for one, other in sizes)
    return claim(
        name,
        where,
        title,
        Reading(
            wording=wording,
            hypothesis=lambda case: [stated(compromise_inequalities(case))],
            conclusion=lambda case: [
                stated_if(implementable(case.problem, case.rule), bool(compromise_inequalities(case)))
            ],
            families=(
                Family(
                    f"rules at and beyond the border of (33)-(34), random priors, {shown} types",
                    lambda seed: compromise_rules(seed, sizes),
                    endless=True,
                ),
            ),
            because=lambda case: (
                "the rule satisfies (33) and (34) and is not implementable"
                if compromise_inequalities(case)
                else "the rule is implementable and violates (33) or (34)"
            ),
            describe=CompromiseRule.words,
            smaller=smaller_compromises,
            budget=budget,
        ),
    )
