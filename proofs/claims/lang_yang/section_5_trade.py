"""Lang & Yang (2023), sections 5.5 and 5.6: bilateral trade and compromise (Lemmas 9 to 11, Proposition 3).

In bilateral trade a graph E joins the types of the buyer (agent 1) and of the seller (agent 2) that are compatible; at
every other profile the seller keeps the object. The projection cone is W = {(f, g) : -f'B + g'C >= 0} with a row
g(t) >= f(i, t_i) for each compatible profile t and each agent i.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact import cones
from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, PrimalDual, feasibility, optimum
from exact.matrices import Matrix, Name
from exact.set_systems import bihierarchy, hierarchy
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Claim, Expected, Family, Part, Reading
from proofs.claims.cone_facts import (
    extreme,
    generated,
    generating_set,
    member,
    sign_vectors,
    slack_rows,
    some,
    stated,
    stated_if,
    words,
)
from proofs.claims.families import matrices as fm
from proofs.claims.lang_yang.common import at_most, equal, value_of
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Constraint, InterimRule, JointPrior, Problem, Restriction

ZERO, ONE = Fraction(0), Fraction(1)


# ------------------------------------------------------------------------------------------------- bilateral trade


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


def some_trades(keep: Callable[[Trade], bool], which: str) -> Family:
    words = f"all {which} compatibility graphs on at most 3 types of the buyer and 3 of the seller"
    return Family(words, lambda seed: filter(keep, trades(seed)))


def smaller_trades(case: Trade) -> Iterator[Trade]:
    return map(Trade, (rows for rows in fm.smaller_rows(case.rows) if all(e in (0, 1) for row in rows for e in row)))


def ones_are_a_line(case: Trade) -> Part:
    """(1, ..., 1) is not 0 and every row of M(W) is 0 at it."""
    rows = [(row, 0) for row in case.matrix.to_lists()]
    yield feasibility(LinearSystem.make(case.names, equal=rows, lower=1, upper=1))


LEMMA_9_POINTED = claim(
    "lemma-9.non-pointed",
    "section 5.5, Lemma 9(1)",
    Reading(
        wording="In bilateral trade with any compatibility graph W is non-pointed: (1, ..., 1) is in its lineality "
        "space.",
        conclusion=ones_are_a_line,
        families=(ALL_TRADES,),
        because=lambda case: "some row of M(W) is not 0 at (1, ..., 1)",
        describe=Trade.words,
        smaller=smaller_trades,
    ),
)
LEMMA_9_UNIMODULAR = claim(
    "lemma-9.unimodular",
    "section 5.5, Lemma 9(2)",
    Reading(
        wording="In bilateral trade with any compatibility graph M(W) is totally unimodular.",
        conclusion=lambda case: [total_unimodularity(case.matrix)],
        families=(ALL_TRADES,),
        because=lambda case: "M(W) has a square submatrix of determinant other than -1, 0, 1",
        describe=Trade.words,
        smaller=smaller_trades,
    ),
)


@dataclass(frozen=True)
class TradeVector(Displayed):
    """A compatibility graph and a vector (f, g)."""

    trade: Trade
    vector: tuple[int, ...]

    def words(self) -> str:
        f, g = self.vector[: (size := len(self.trade.buyers) + len(self.trade.sellers))], self.vector[size:]
        return f"{self.trade.words()}; f = {words(f)}, g = {words(g)}"


def is_generator(case: TradeVector) -> bool:
    """Whether an irredundant generating set may hold the vector: a line, or an extreme ray modulo the lines."""
    cone = case.trade.cone
    slack = slack_rows(cone, case.vector)
    return cones.contains(cone, case.vector) and (not slack or cones.is_extreme_ray(cone, case.vector))


def generator_hypothesis(case: TradeVector) -> Part:
    cone = case.trade.cone
    if not cones.contains(cone, case.vector):
        yield member(cone, case.vector)
    elif slack_rows(cone, case.vector):
        yield from extreme(cone, case.vector)
    else:
        rows = [(row, 0) for row in cone.inequalities]
        yield feasibility(LinearSystem.make(cone.coordinates, equal=rows, lower=case.vector, upper=case.vector))


def of_listed_form(case: TradeVector, shifts: Sequence[int], units: bool) -> tuple[list[Verdict], Verdict]:
    """For "the vector plus some multiple of (1, ..., 1) is a multiple of a vector of form (1), (2) or (3)"."""
    size = len(case.trade.buyers) + len(case.trade.sellers)
    kinds = (*case.trade.buyers, *case.trade.sellers)

    def forms() -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        for shift in shifts:
            shifted = [e + shift for e in case.vector]
            vector = tuple(e // (max(map(abs, shifted)) or 1) for e in shifted)
            yield vector, tuple(1 for _ in vector)
            yield vector, tuple(-1 for _ in vector)
            lowest = min(range(size), key=lambda k: vector[k])
            yield vector, tuple(-int(k == lowest) for k in range(len(vector)))
            yield vector, case.trade.incidence([k for k, e in zip(kinds, vector, strict=False) if e > 0])
            if units and len(vector) > size:
                highest = max(range(size, len(vector)), key=lambda k: vector[k])
                yield vector, tuple(int(k == highest) for k in range(len(vector)))

    return some(
        equal(zip(vector, form, strict=True), f"the entries of {words(vector)}", f"those of {words(form)}")
        for vector, form in forms()
    )


def trade_vectors(seed: int, keep: Callable[[Trade], bool], most: int = 9) -> Iterator[TradeVector]:
    """All generators with entries -1, 0, 1 of small graphs."""
    for trade in trades(seed):
        if keep(trade) and len(trade.names) <= most:
            for vector in sorted(sign_vectors(trade.cone), key=lambda v: (sum(map(abs, v)), v)):
                if is_generator(case := TradeVector(trade, vector)):
                    yield case


def lemma_10(
    name: str, wording: str, keep: Callable[[Trade], bool], shifts: Sequence[int] = (0,), units: bool = False
) -> Reading:
    decided = cache(lambda case: of_listed_form(case, shifts, units))
    which = "all" if keep(Trade(((0,),))) else "connected"

    def hypothesis(case: TradeVector) -> Part:
        yield from generator_hypothesis(case)
        yield from map(stated, decided(case)[0])

    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=lambda case: [decided(case)[1]],
        families=(
            Family(
                f"all generators with entries -1, 0, 1 for {which} compatibility graphs with at most 9 types and pairs",
                lambda seed: trade_vectors(seed, keep),
            ),
        ),
        because=lambda case: (
            "the vector lies in W and is a generator (it is a line, or whatever keeps its binding constraints binding "
            "has slacks in proportion to its own), but it differs from (1, ..., 1), from (-1, ..., -1), from every "
            "vector with a single -1 and from the incidence vector of (S, Gamma(S)) for the S of its positive f"
        ),
        describe=TradeVector.words,
        budget=120,
    )


LEMMA_10 = claim(
    "lemma-10",
    "section 5.5, Lemma 10",
    lemma_10(
        LITERAL,
        "In bilateral trade every generator of W with entries -1, 0, 1 is (1) plus or minus (1, ..., 1), or (2) -1 at "
        "one f and 0 elsewhere, or (3) the incidence vector of (S, Gamma(S)). A generator is a member of an "
        "irredundant generating set: a line, or an extreme ray modulo the lineality space.",
        lambda trade: True,
    ),
    lemma_10(
        "connected graph",
        "The same for a connected compatibility graph.",
        lambda trade: trade.connected,
    ),
    lemma_10(
        "connected graph, modulo lines",
        "For a connected compatibility graph every such generator, or its sum with (1, ..., 1) or (-1, ..., -1), is 0 "
        "or a multiple of a vector of form (1), (2) or (3).",
        lambda trade: trade.connected,
        (0, 1, -1),
    ),
    lemma_10(
        "connected graph, modulo lines, with units of g",
        "The same if the unit vectors g(t) = 1 are listed as well.",
        lambda trade: trade.connected,
        (0, 1, -1),
        True,
    ),
)


def forms_generate(case: Trade, units: bool = False) -> Part:
    """The lineality space is spanned by (1, ..., 1); every generator is a combination of forms (1) to (3)."""
    rows: list[tuple[Coefficients, int]] = [(row, 0) for row in case.cone.inequalities]
    for name in case.names[1:]:
        apart: Coefficients = {case.names[0]: 1, name: -1}
        yield Expected(feasibility(LinearSystem.make(case.names, equal=[*rows, (apart, 1)])), holds=False)
    size = len(case.buyers) + len(case.sellers)
    kinds = (*case.buyers, *case.sellers)
    ones = tuple(1 for _ in case.names)
    forms = [ones, tuple(-1 for _ in case.names)]
    forms += [tuple(-int(k == place) for k in range(len(case.names))) for place in range(size)]
    forms += [
        case.incidence(chosen) for length in range(1, size + 1) for chosen in itertools.combinations(kinds, length)
    ]
    if units:
        forms += [tuple(int(k == place) for k in range(len(case.names))) for place in range(size, len(case.names))]
    for target in generating_set(case.cone):
        yield generated(forms, target)


def generating_because(case: Trade) -> str:
    if not case.connected:
        return (
            "the certified vector makes every row of M(W) zero, so it is in the lineality space, but its entries are "
            "not all equal, so it is no multiple of (1, ..., 1)"
        )
    return (
        "the certified system asks for a vector of W as a sum of nonnegative multiples of all vectors of forms (1), "
        "(2) and (3), its columns, and has no solution"
    )


def generating(name: str, wording: str, family: Family, units: bool = False) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=lambda case: forms_generate(case, units),
        families=(family,),
        because=generating_because,
        describe=Trade.words,
        budget=120,
    )


LEMMA_10_GENERATING = claim(
    "lemma-10.generating",
    "section 5.5, after Lemma 10",
    generating(
        LITERAL,
        "The vectors of forms (1) to (3) generate W, and those of form (1) span its lineality space.",
        ALL_TRADES,
    ),
    generating(
        "no type without partner",
        "The same if every type is compatible with some type.",
        some_trades(lambda trade: trade.without_loners, "such"),
    ),
    generating(
        "connected graph",
        "The same for a connected compatibility graph.",
        some_trades(lambda trade: trade.connected, "connected"),
    ),
    generating(
        "connected graph, with units of g",
        "The same for a connected compatibility graph if the unit vectors g(t) = 1 are listed as well.",
        some_trades(lambda trade: trade.connected, "connected"),
        True,
    ),
)


# -------------------------------------------------------------------------------------- (30) and Proposition 3


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


def trade_inequalities(case: TradeRule) -> Verdict:
    """(31) and (32) at the rule: a system in the two sides' probabilities of trade, which are fixed."""
    t = case.trade
    rows, columns = case.marginals
    names = [*t.buyers, *t.sellers]
    weights = dict(zip(names, (*rows, *(-w for w in columns)), strict=True))
    limits: list[tuple[Coefficients, Fraction]] = []
    for first in _subsets(t.buyers):
        for second in _subsets(t.sellers):
            bound = sum((case.mass(*e) for e in t.edges if e[0] in first and e[1] not in second), ZERO)
            limits.append(({k: weights[k] for k in (*first, *second)}, bound))
    values = (*case.buyer, *case.seller)
    return feasibility(LinearSystem.make(names, at_most=limits, equal=[(weights, 0)], lower=values, upper=values))


def _subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
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


def equality_on_edges(case: TradeRule) -> Part:
    """With only compatible profiles counted, the sum of (30) is the same for every rule: its least and greatest."""
    t = case.trade
    names: list[Name] = [(agent, *edge) for edge in t.edges for agent in ("1", "2")]
    shares = [({("1", *edge): 1, ("2", *edge): 1}, case.mass(*edge)) for edge in t.edges]
    system = LinearSystem.make(names, equal=shares, lower=0)
    for sense in ("max", "min"):
        verdict = optimum(system, dict.fromkeys(names, 1), sense)
        yield verdict
        yield equal([(value_of(verdict), case.compatible)], f"the {sense}imum of the sum of (30)", COMPATIBLE)


COMPATIBLE = "the probability of the compatible profiles"


def equality_holds(case: TradeRule) -> Part:
    yield equal([(case.total, case.compatible)], "the sum of (30)", COMPATIBLE)


def nonnegative(case: TradeRule) -> Verdict:
    """No interim probability of trade, or of getting the object, is negative."""
    values = (*case.rule.values, *case.buyer, *case.seller)
    return at_most([(-min(values), 0)], "minus the least interim probability")


EQUALITY = claim(
    "section-5.5.equality",
    "section 5.5, (30)",
    Reading(
        wording="For every implementable rule of bilateral trade with a compatibility graph the sum over both agents' "
        "types of lambda_i(t_i) times the probability of getting the object is the probability of the compatible "
        "profiles.",
        hypothesis=lambda case: [implementable(case.problem, case.rule)],
        conclusion=equality_holds,
        families=(
            Family(
                "rules with random probabilities of trade on graphs on at most 3 + 3 types",
                lambda seed: trade_rules(seed, implementable_only=True),
                endless=True,
            ),
        ),
        because=lambda case: (
            f"the rule is implementable; somebody has the object at every profile, so the sum in (30) is {case.total}, "
            f"but the probability of a compatible profile is {case.compatible}"
        ),
        describe=TradeRule.words,
        smaller=smaller_rules,
    ),
    Reading(
        name="compatible profiles only",
        wording="The same if the probabilities of getting the object count compatible profiles only.",
        conclusion=equality_on_edges,
        families=(
            Family(
                "random priors on graphs on at most 3 + 3 types",
                lambda seed: trade_rules(seed, implementable_only=True),
                endless=True,
            ),
        ),
        because=lambda case: "the sum takes another value",
        describe=TradeRule.words,
        budget=120,
    ),
)


def proposition_3(name: str, wording: str, literal: bool) -> Reading:
    def stream(seed: int) -> Iterator[TradeRule]:
        return (case for case in trade_rules(seed) if not literal or case.total == case.compatible)

    which = " that satisfy (30)" if literal else ""
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [
            *([nonnegative(case), *equality_holds(case)] if literal else ()),
            stated(trade_inequalities(case)),
        ],
        conclusion=lambda case: [stated_if(implementable(case.problem, case.rule), bool(trade_inequalities(case)))],
        families=(
            Family(
                f"random priors and probabilities of trade{which} on graphs on at most 3 + 3 types",
                stream,
                endless=True,
            ),
        ),
        because=lambda case: "(31) and (32) on the one hand and implementability on the other disagree about the rule",
        describe=TradeRule.words,
        smaller=smaller_rules,
        budget=150,
    )


PROPOSITION_3 = claim(
    "proposition-3",
    "section 5.5, Proposition 3",
    proposition_3(
        LITERAL,
        "In bilateral trade with a compatibility graph a nonnegative rule that satisfies (30), as printed, is "
        "implementable if and only if it satisfies (31) and (32).",
        True,
    ),
    proposition_3(
        "without (30)",
        "In bilateral trade with a compatibility graph the two sides' interim probabilities of trade are implementable "
        "if and only if they satisfy (31) and (32).",
        False,
    ),
)


# --------------------------------------------------------------------------------------------------- compromise


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


def has_a_line(case: Compromise) -> Part:
    """f = 1 for player 1 and the last alternative, f = -1 for player 2, and 0 elsewhere: no row moves."""
    rows = [(row, 0) for row in case.matrix.to_lists()]
    last = case.alternatives[-1]
    line = {
        name: (1 if name[1] == "1" else -1) if name[0] == "f" and name[2] == last else 0
        for name in case.matrix.columns
        if isinstance(name, tuple)
    }
    yield feasibility(LinearSystem.make(case.matrix.columns, equal=rows, lower=line, upper=line))


LEMMA_11_POINTED = claim(
    "lemma-11.non-pointed",
    "section 5.6, Lemma 11(1)",
    Reading(
        wording="In the compromise problem with binary types W is non-pointed, where B and C have a column for each "
        "of a1 and a2, the alternatives of which a reduced form consists, and each profile.",
        conclusion=has_a_line,
        families=(compromise(TWO),),
        because=lambda case: "the vector is no line",
        describe=Compromise.words,
    ),
    Reading(
        name="a0 as well",
        wording="The same where B and C have columns for all three alternatives a0, a1, a2.",
        conclusion=has_a_line,
        families=(compromise(ALL_THREE),),
        because=lambda case: "the vector is no line",
        describe=Compromise.words,
    ),
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


LEMMA_11_UNIMODULAR = claim(
    "lemma-11.unimodular",
    "section 5.6, Lemma 11(2)",
    lemma_11(
        LITERAL,
        "In the compromise problem with binary types M(W) is totally unimodular, where B and C have a column for each "
        "of a1 and a2, the alternatives of which a reduced form consists, and each profile, as in the proof.",
        TWO,
    ),
    lemma_11(
        "a0 as well",
        "The same where B and C have columns for all three alternatives a0, a1, a2.",
        ALL_THREE,
    ),
)


def three_laminars(case: Compromise) -> Part:
    """The rows of B for each player and those of C are laminar; together they are no two laminar families."""
    groups: list[list[frozenset[Name]]] = [[], [], []]
    for name, columns in case.rows.items():
        assert isinstance(name, tuple)
        groups[2 if name[0] == "g" else int(name[1]) - 1].append(frozenset(columns))
    for group in groups:
        yield hierarchy(group)
    yield Expected(bihierarchy(itertools.chain(*groups)), holds=False)
    yield bihierarchy(bilateral_rows(Trade(((1, 1), (1, 1)))))
    yield total_unimodularity(case.matrix)


def bilateral_rows(trade: Trade) -> list[frozenset[Name]]:
    """The rows of B and C in bilateral trade, each as the set of the columns (agent, pair) of its ones."""
    types = [
        frozenset((agent, *edge) for edge in trade.edges if edge[place] == kind)
        for place, (agent, kinds) in enumerate((("1", trade.buyers), ("2", trade.sellers)))
        for kind in kinds
    ]
    return [*types, *(frozenset((agent, *edge) for agent in "12") for edge in trade.edges)]


def laminars(name: str, wording: str, alternatives: tuple[str, ...]) -> Reading:
    return replace(lemma_11(name, wording, alternatives), conclusion=three_laminars)


THREE_LAMINARS = claim(
    "section-5.6.three-laminars",
    "section 5.6, after Lemma 11",
    laminars(
        LITERAL,
        "In the compromise problem with binary types, with columns for a1 and a2, the rows of B and C are three "
        "laminar families and no two, unlike those of bilateral trade (2 x 2 types, all compatible), and M(W) is "
        "totally unimodular all the same.",
        TWO,
    ),
    laminars("a0 as well", "The same with columns for all three alternatives a0, a1, a2.", ALL_THREE),
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
    for chosen in _subsets(TWO):
        for first in _subsets(one):
            for second in _subsets(other):
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


def inequalities(name: str, where: str, wording: str, sizes: Sequence[tuple[int, int]], budget: int) -> Claim:
    shown = " or ".join(f"{one} x {other}" for one, other in sizes)
    return claim(
        name,
        where,
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


INEQUALITIES = inequalities(
    "section-5.6.inequalities",
    "section 5.6, (33)-(34)",
    "In the compromise problem with binary types a rule is implementable if and only if it satisfies (33) and (34), "
    "both sums of (34) over a in G.",
    ((2, 2),),
    180,
)
ANY_TYPES = inequalities(
    "section-5.6.inequalities-any-types",
    "section 5.6, (33)-(34)",
    "In the compromise problem with any numbers of types a rule is implementable if and only if it satisfies (33) and "
    "(34), both sums of (34) over a in G.",
    ((1, 2), (2, 3), (3, 3)),
    60,
)

CLAIMS = quoted(
    [
        LEMMA_9_POINTED,
        LEMMA_9_UNIMODULAR,
        LEMMA_10,
        LEMMA_10_GENERATING,
        EQUALITY,
        PROPOSITION_3,
        LEMMA_11_POINTED,
        LEMMA_11_UNIMODULAR,
        THREE_LAMINARS,
        INEQUALITIES,
        ANY_TYPES,
    ]
)
