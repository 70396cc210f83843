"""The best obviously strategy-proof trading mechanism on finitely many types (VS, sections 1.1 and 3).

A trading mechanism with the endowment sigma is obviously strategy-proof on the types given, all of them, exactly if
whoever chooses a trading set weakly likes, and whoever does not weakly dislikes, every bundle in it: when all others
demand their endowment everybody has it, so that it is the worst of the choice made and among the best of every other
(VS, Claims 1 and 2). So a mechanism divides every agent's types into *classes*, those who choose alike, and the bundles
of a class are weakly better than sigma_j for its members and weakly worse for all other types. (A choice of the
endowment alone is a class whose bundles the designer happens not to use.)

What is selected at a profile of classes A_1, ..., A_J is a linear program of its own, with the value V(A_1, ..., A_J)
and nothing that links it to other profiles; nor does it depend on how the types outside A_j are divided. So there is a
program for every list of nonempty sets of types, and the least expected cost is the minimum over partitions of every
agent's types of the sum of P(A_1) ... P(A_J) V(A_1, ..., A_J). Both are finite, and small for few types.

*Two agents and two tasks*, of which either agent is better at one: the best of these mechanisms is a bilateral trade.
Only trades in one direction save anything, some of the one task for p times as much of the other. A type takes the one
side of such a trade exactly if the ratio of its costs is at most p, the other side exactly if it is at least p; so the
types of a class that trades are all those on one side of a price, such classes are nested, and being disjoint there is
one for each agent. What that pair of classes is given at its best is a bilateral trade. Where one agent is better at
both tasks trades in both directions may save something, and with three tasks there are more (an example counts them).

*Two agents with the same domain C*, convex and with inner points, as a box or the orthant, and laws without atoms:
again a bilateral trade. What the first is given at a profile of classes A and B, a change d, the second gives. By the
above A is {c.d < 0} and B is {c.d > 0} in C, up to a set without probability, if both have types; if not, all weakly
like d, or all weakly dislike it, and nobody gives it, or takes it, but with probability 0. So two profiles with the
same A have the same d up to its length (a plane that cuts C in its inside is determined by the part there), and the
same B. Of two profiles with disjoint A, A' and so B, B' the sets {c.d < 0} and {c.d' < 0} do not meet, nor do their
opposites, so that d' is a negative multiple of d; but opposite changes do not both save anything.

This is VS's question ("the optimal OSP mechanism") on a domain of finitely many types; mechanisms whose menus are
polarized on the whole orthant are among those counted here, so it bounds them from below.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import ClassVar

from exact.linear import LinearSystem, PrimalDual, Row, Vector, optimum
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, Bundle, dot
from proofs.trading.markets.domains import Box, Orthant
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism
from proofs.trading.markets.menus import Points, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable
from proofs.trading.markets.supply import UNBOUNDED, least, number_of, sums_fixed
from proofs.trading.value.linear_programs import finite_types

MAX_PROGRAMS = 20_000
"""The greatest number of linear programs: the product over agents of 2^types - 1."""
MAX_PARTITIONS = 200_000
"""The greatest number of ways to divide all agents' types into classes."""

Classes = tuple[int, ...]
"""A set of types for each agent, as bit masks: who chooses what was chosen at a profile."""
Partition = tuple[int, ...]
"""The classes of one agent."""


@cache
def partitions(types: int) -> tuple[Partition, ...]:
    """All ways to divide types 0, ..., types - 1 into classes, as bit masks in ascending order."""
    if not types:
        return ((),)
    last, found = 1 << (types - 1), []
    for smaller in partitions(types - 1):
        found += [(*smaller[:k], each | last, *smaller[k + 1 :]) for k, each in enumerate(smaller)]
        found.append((*smaller, last))
    return tuple(sorted(tuple(sorted(each)) for each in found))


@dataclass(frozen=True)
class Classified(Displayed):
    """A market of finitely many types, and its linear programs."""

    market: Market

    def __post_init__(self) -> None:
        if not sums_fixed(self.market.supply):
            raise ValueError(
                "payments: with an open sum a trading set need not hold the endowment (VS, Claim 1), and the best "
                "obviously strategy-proof mechanism is not known; leave the supply fixed"
            )
        programs = math.prod(2 ** len(listed) - 1 for listed in self.types)
        divisions = math.prod(len(partitions(min(len(listed), 12))) for listed in self.types)
        if programs > MAX_PROGRAMS or divisions > MAX_PARTITIONS:
            raise ValueError(
                f"the best obviously strategy-proof mechanism would need {programs} linear programs and {divisions} "
                f"divisions of types into classes; at most {MAX_PROGRAMS} and {MAX_PARTITIONS} are tried: take fewer "
                "types or agents"
            )

    @property
    def types(self) -> list[list[tuple[Bundle, Fraction]]]:
        return finite_types(self.market)

    def lists(self) -> Iterator[Classes]:
        """Every list of nonempty sets of types."""
        return itertools.product(*(range(1, 2 ** len(listed)) for listed in self.types))

    def system(self, classes: Classes) -> LinearSystem:
        """What may be selected where these classes choose: (SQ) of members, its opposite of others, and (MC)."""
        market, size = self.market, len(self.market.tasks)
        rows = []
        for j, (members, listed) in enumerate(zip(classes, self.types, strict=True)):
            for t, (costs, _) in enumerate(listed):
                sign = Fraction(1 if members >> t & 1 else -1)
                coefficients = tuple((j * size + i, sign * c) for i, c in enumerate(costs) if c)
                rows.append(Row(coefficients, "<=", sign * dot(costs, market.status_quo[j])))
        for i, one in enumerate(market.supply):
            columns = tuple((j * size + i, Fraction(1)) for j in range(len(classes)))
            rows.append(Row(columns, "=", Fraction(number_of(one))))
        names = tuple(itertools.product(range(len(classes)), range(size)))
        lower = tuple(map(least, market.supply)) * len(classes)
        return LinearSystem(names, tuple(rows), lower, (None,) * len(names))

    def cost(self) -> tuple[tuple[int, Fraction], ...]:
        return tuple((k, pi) for k, pi in enumerate(itertools.chain(*self.market.performance)) if pi)

    def chance(self, classes: Classes) -> Fraction:
        """How likely it is that every agent's type is in its class."""
        weights = (
            sum((p for t, (_, p) in enumerate(listed) if members >> t & 1), Fraction(0))
            for members, listed in zip(classes, self.types, strict=True)
        )
        return math.prod(weights, start=Fraction(1))

    def expected(self, division: Sequence[Partition], values: Mapping[Classes, Fraction]) -> Fraction:
        """The expected cost of a division of all types, from the cost at every list of classes, weighted already."""
        return sum((values[classes] for classes in itertools.product(*division)), Fraction(0))

    def divisions(self) -> Iterator[tuple[Partition, ...]]:
        return itertools.product(*(partitions(len(listed)) for listed in self.types))


@dataclass(frozen=True)
class CheapestObviouslyStrategyProof(ToldStatement):
    """The least expected cost of a trading mechanism that is obviously strategy-proof on the types is `value`.

    Evidence: `DividedTypes`.
    """

    kind: ClassVar[str] = "cheapest obviously strategy-proof mechanism"
    market: Market
    value: Fraction

    def sentence(self) -> str:
        kind = "a trading mechanism that is obviously strategy-proof on the types"
        return f"the least expected social cost of {kind} is {text(self.value)}"


@dataclass(frozen=True)
class DividedTypes(Evidence):
    """Classes and what is selected at them; and multipliers that bound the cost at every list of sets of types.

    `division[j]` are agent j's classes; `selected` has an assignment for each list of classes, and `multipliers` a
    vector for each list of nonempty sets, both in the order of the product.
    """

    form: ClassVar[str] = "divided types"
    division: tuple[Partition, ...]
    selected: tuple[Assignment, ...]
    multipliers: tuple[Vector, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, CheapestObviouslyStrategyProof) or not holds:
            return False
        given = Classified(statement.market)
        if self.division not in set(given.divisions()):
            return False
        chosen = list(itertools.product(*self.division))
        lists = list(given.lists())
        if len(chosen) != len(self.selected) or len(lists) != len(self.multipliers):
            return False
        attained = Fraction(0)
        for classes, assignment in zip(chosen, self.selected, strict=True):
            if not given.system(classes).contains(list(itertools.chain(*assignment))):
                return False
            attained += given.chance(classes) * statement.market.social_cost(assignment)
        bounds: dict[Classes, Fraction] = {}
        for classes, vector in zip(lists, self.multipliers, strict=True):
            shown = given.system(classes).proved_bound(tuple((k, -pi) for k, pi in given.cost()), vector)
            if shown is None:
                return False
            bounds[classes] = -given.chance(classes) * shown
        least = min(given.expected(division, bounds) for division in given.divisions())
        return attained == statement.value == least


def cheapest_obviously_strategy_proof(market: Market) -> Verdict:
    """The least expected cost of a trading mechanism with endowment sigma that is obviously strategy-proof.

    Raises `ValueError` where the types are not finitely many with probabilities, or too many.
    """
    given = Classified(market)
    size = len(market.tasks)
    solved: dict[Classes, tuple[Vector, Vector]] = {}
    values: dict[Classes, Fraction] = {}
    cost = {(k // size, k % size): pi for k, pi in given.cost()}
    for classes in given.lists():
        found = optimum(given.system(classes), cost, "min").evidence
        if not isinstance(found, PrimalDual):  # the status quo is a solution, and tasks are bounded
            raise ValueError(UNBOUNDED)
        solved[classes] = found.values, found.multipliers
        flat = sum((pi * found.values[k] for k, pi in given.cost()), Fraction(0))
        values[classes] = given.chance(classes) * flat
    division = min(given.divisions(), key=lambda each: (given.expected(each, values), sum(map(len, each))))
    selected = tuple(_rows(solved[classes][0], size) for classes in itertools.product(*division))
    statement = CheapestObviouslyStrategyProof(market, given.expected(division, values))
    return Verdict(statement, True, DividedTypes(division, selected, tuple(y for _, y in solved.values())))


def _rows(flat: Vector, size: int) -> Assignment:
    return tuple(flat[k : k + size] for k in range(0, len(flat), size))


def two_of_one_domain(market: Market) -> bool:
    """Whether there are two agents with the same convex domain with inner points, and laws without atoms."""
    if len(market.agents) != 2 or market.preferences[0].domain != market.preferences[1].domain:
        return False
    domain, tasks = market.preferences[0].domain, len(market.tasks)
    thick = isinstance(domain, Orthant) or (isinstance(domain, Box) and len(domain.thick) == tasks)
    laws = [preferences.law for preferences in market.preferences]
    return thick and all(
        law is not None and not law.atoms and all(len(box.thick) == tasks for box, _ in law.uniform) for law in laws
    )


def obvious_mechanism(verdict: Verdict) -> Mechanism:
    """The mechanism that a verdict of `cheapest_obviously_strategy_proof` shows: one choice for each class."""
    evidence, statement = verdict.evidence, verdict.statement
    assert isinstance(evidence, DividedTypes)
    assert isinstance(statement, CheapestObviouslyStrategyProof)
    market = statement.market
    lists = list(itertools.product(*(range(len(each)) for each in evidence.division)))
    trades: dict[str, list[TradingSet]] = {}
    strategies = {}
    for j, (agent, classes) in enumerate(zip(market.agents, evidence.division, strict=True)):
        trades[agent] = [
            Points(tuple(dict.fromkeys([market.status_quo[j], *_reached(evidence, lists, j, k)])))
            for k in range(len(classes))
        ]
        types = Classified(market).types[j]
        chosen = [next(k for k, members in enumerate(classes) if members >> t & 1) for t in range(len(types))]
        strategies[agent] = ChoiceTable(tuple((costs, k + 1) for (costs, _), k in zip(types, chosen, strict=True)))
    entries = [(tuple(k + 1 for k in at), assignment) for at, assignment in zip(lists, evidence.selected, strict=True)]
    return Mechanism.make(Protocol.make(market, trades, SelectionTable(tuple(entries))), strategies)


def _reached(evidence: DividedTypes, lists: Sequence[tuple[int, ...]], j: int, k: int) -> Iterator[Bundle]:
    return (assignment[j] for at, assignment in zip(lists, evidence.selected, strict=True) if at[j] == k)
