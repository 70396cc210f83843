"""Redundant bundles, the essential reduction, and trading sets within others (VS, section 3).

The *essential reduction* of a protocol keeps of each trading set the bundles that are selected at some profile of
choices; a protocol is *non-redundant* if it equals its essential reduction.

That a set of infinitely many bundles lies within another is shown by multipliers: a ray, the remedial set and a
polyhedron are nonnegative bundles under rows, and so is the larger set (or one of its bundles, if it is a list); each
of its rows is bounded over the smaller set. That it does not is shown by a bundle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, ClassVar

from exact.linear import ImprovingRay, LinearSystem, PrimalDual, Row, optimum
from exact.plain_data import in_a_row, register, written
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle
from proofs.trading.markets.menus import Constraint, EndowmentOnly, Menu, PairsFrom, Points, TradingSet
from proofs.trading.markets.protocols import Protocol, breach_in_words
from proofs.trading.markets.selections import SelectionTable


def essential_reduction(protocol: Protocol) -> Protocol:
    """The protocol in which each trading set keeps only the bundles selected at some profile.

    Choice 0 stays the endowment alone, which it is by feasibility.
    """
    reduced: list[Menu] = [(EndowmentOnly(), *(Points(tuple(found)) for found in sets[1:])) for sets in protocol.reach]
    return Protocol(protocol.market, tuple(reduced), protocol.selection)


# ----------------------------------------------------------------------------------------------------- sets within sets


@dataclass(frozen=True)
class Within(Displayed):
    """Why a trading set lies within another: a piece of the larger, and for each of its inequalities multipliers.

    The multipliers are those of the rows of the smaller set; an equation is two inequalities. A set whose bundles are
    listed needs none: they are looked up.
    """

    piece: int = 0
    multipliers: tuple[tuple[Fraction, ...], ...] = ()

    def shows(self, small: TradingSet, large: TradingSet, endowment: Bundle) -> bool:
        """Whether this shows that every bundle of the smaller set is in the larger."""
        if isinstance(small, EndowmentOnly | Points):
            return all(menus.in_set(large, endowment, x) for x in _listed(small, endowment))
        pieces = list(menus.pieces(large, endowment))
        if not 0 <= self.piece < len(pieces):
            return False
        system, goals = _system(small, endowment), list(_inequalities(pieces[self.piece]))
        if len(self.multipliers) != len(goals):
            return False
        bounds = (system.proved_bound(goal, y) for (goal, _), y in zip(goals, self.multipliers, strict=True))
        return all(found is not None and found <= most for found, (_, most) in zip(bounds, goals, strict=True))


register(Within, in_a_row(Within))


def within(small: TradingSet, large: TradingSet, endowment: Bundle) -> Within | Bundle:
    """Why the smaller set lies within the larger, or a bundle that does not. Continua of choices are no sets."""
    if isinstance(small, EndowmentOnly | Points):
        beyond = next((x for x in _listed(small, endowment) if not menus.in_set(large, endowment, x)), None)
        return Within() if beyond is None else beyond
    if isinstance(large, EndowmentOnly | Points):
        found = _some_bundles(small, endowment, 1 + len(_listed(large, endowment)))
        beyond = next((x for x in found if not menus.in_set(large, endowment, x)), None)
        if beyond is not None:
            return beyond
    for piece, rows in enumerate(menus.pieces(large, endowment)):
        shown = [_bounded(small, endowment, goal, most) for goal, most in _inequalities(rows)]
        multipliers = [y for held, y in shown if held]
        if len(multipliers) == len(shown):
            return Within(piece, tuple(multipliers))
        if not isinstance(large, Points):
            return next(x for held, x in shown if not held)
    raise AssertionError("the smaller set has one bundle, and that is in the larger")


def _listed(trading_set: EndowmentOnly | Points, endowment: Bundle) -> tuple[Bundle, ...]:
    return (endowment,) if isinstance(trading_set, EndowmentOnly) else trading_set.points


def _system(trading_set: TradingSet, endowment: Bundle) -> LinearSystem:
    """A set that is not a list, as nonnegative bundles under its rows."""
    (piece,) = menus.pieces(trading_set, endowment)
    size = len(endowment)
    rows = (
        Row(tuple((i, a) for i, a in enumerate(row.coefficients) if a), "=" if row.equal else "<=", row.bound)
        for row in piece
    )
    return LinearSystem(tuple(range(size)), tuple(rows), (Fraction(0),) * size, (None,) * size)


Goal = tuple[tuple[tuple[int, Fraction], ...], Fraction]
"""What a bundle of the larger set satisfies: coefficients by task, and what they come to at most."""


def _inequalities(piece: tuple[Constraint, ...]) -> Iterator[Goal]:
    for row in piece:
        entries = tuple((i, a) for i, a in enumerate(row.coefficients) if a)
        yield entries, row.bound
        if row.equal:
            yield tuple((i, -a) for i, a in entries), -row.bound


def _bounded(small: TradingSet, endowment: Bundle, goal: object, most: Fraction) -> tuple[bool, Bundle]:
    """Multipliers that keep the goal at most so much over the smaller set (yes), or a bundle with more (no)."""
    weights = dict(goal)  # type: ignore[call-overload]
    evidence = optimum(_system(small, endowment), weights, "max").evidence
    if isinstance(evidence, PrimalDual):
        reached = sum((a * evidence.values[i] for i, a in weights.items()), Fraction(0))
        return (True, evidence.multipliers) if reached <= most else (False, evidence.values)
    assert isinstance(evidence, ImprovingRay), "a trading set of a feasible protocol is not empty"
    start = sum((a * evidence.values[i] for i, a in weights.items()), Fraction(0))
    gain = sum((a * evidence.direction[i] for i, a in weights.items()), Fraction(0))
    far = max(Fraction(0), (most - start) / gain) + 1
    return False, tuple(x + far * step for x, step in zip(evidence.values, evidence.direction, strict=True))


def _some_bundles(trading_set: TradingSet, endowment: Bundle, count: int) -> list[Bundle]:
    """So many different bundles of a set that is not a list, or its only one."""
    system = _system(trading_set, endowment)
    first: Bundle | None = None
    for i, sense in ((i, sense) for i in range(len(endowment)) for sense in ("min", "max")):
        evidence = optimum(system, {i: 1}, "min" if sense == "min" else "max").evidence
        assert isinstance(evidence, PrimalDual | ImprovingRay)
        other = evidence.values
        if isinstance(evidence, ImprovingRay):
            other = tuple(x + step for x, step in zip(other, evidence.direction, strict=True))
        if first is None:
            first = other
        elif other != first:
            return [
                tuple(a + (b - a) / share for a, b in zip(first, other, strict=True)) for share in range(1, count + 1)
            ]
    assert first is not None
    return [first]


# ---------------------------------------------------------------------------------------------------------- redundancy


@dataclass(frozen=True)
class NonRedundant(ToldStatement):
    """The protocol, whose selection is a table, equals its essential reduction. Evidence: `Contained` or `Beyond`."""

    kind: ClassVar[str] = "non-redundant protocol"
    protocol: Protocol = field(metadata=written(inline=True))

    def sentence(self) -> str:
        agents = counted(len(self.protocol.menus), "agent")
        return f"the trading protocol of {agents} has no redundancies: every bundle of every set is selected somewhere"

    def pairs(self) -> list[list[tuple[TradingSet, TradingSet]]]:
        """For each agent and choice the trading set, and what is selected of it."""
        return [
            [(one, Points(tuple(found))) for one, found in zip(menu, reach, strict=True)]
            for menu, reach in zip(self.protocol.menus, self.protocol.reach, strict=True)
        ]


@dataclass(frozen=True)
class Contained(Evidence):
    """For each agent and choice, why the smaller of two trading sets lies within the larger."""

    form: ClassVar[str] = "contained"
    sets: tuple[tuple[Annotated[Within, in_a_row], ...], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, NonRedundant) or not holds or statement.protocol.breach is not None:
            return False
        return self.shows(statement.pairs(), statement.protocol.market.endowment)

    def shows(self, pairs: list[list[tuple[TradingSet, TradingSet]]], endowment: tuple[Bundle, ...]) -> bool:
        """Whether this shows each first set within the second."""
        if [len(row) for row in pairs] != [len(row) for row in self.sets]:
            return False
        return all(
            found.shows(small, large, eta)
            for row, shown, eta in zip(pairs, self.sets, endowment, strict=True)
            for (small, large), found in zip(row, shown, strict=True)
        )


@dataclass(frozen=True)
class Beyond(Evidence):
    """A bundle of the smaller of two trading sets that is not in the larger, with the agent and the choice."""

    form: ClassVar[str] = "bundle beyond"
    agent: int
    choice: int
    bundle: Bundle

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, NonRedundant) or holds or statement.protocol.breach is not None:
            return False
        return self.shows(statement.pairs(), statement.protocol.market.endowment)

    def shows(self, pairs: list[list[tuple[TradingSet, TradingSet]]], endowment: tuple[Bundle, ...]) -> bool:
        """Whether the bundle is in the first set and not in the second."""
        if not 0 <= self.agent < len(pairs) or not 0 <= self.choice < len(pairs[self.agent]):
            return False
        (small, large), eta = pairs[self.agent][self.choice], endowment[self.agent]
        right = len(self.bundle) == len(eta)
        return right and menus.in_set(small, eta, self.bundle) and not menus.in_set(large, eta, self.bundle)


def compared(pairs: list[list[tuple[TradingSet, TradingSet]]], endowment: tuple[Bundle, ...]) -> Contained | Beyond:
    """Why each first set lies within the second, or the first bundle found that does not."""
    shown: list[tuple[Within, ...]] = []
    for j, row in enumerate(pairs):
        found = []
        for k, (small, large) in enumerate(row):
            answer = within(small, large, endowment[j])
            if not isinstance(answer, Within):
                return Beyond(j, k, answer)
            found.append(answer)
        shown.append(tuple(found))
    return Contained(tuple(shown))


def non_redundant(protocol: Protocol) -> Verdict:
    """Whether the protocol equals its essential reduction: every bundle of every trading set is selected somewhere.

    A ray, a box or a polyhedron of more than one bundle has some that no finite table selects. Raises `ValueError` if
    the selection is not a table, or does not respect the choices.
    """
    require_table(protocol)
    statement = NonRedundant(protocol)
    evidence = compared(statement.pairs(), protocol.market.endowment)
    return Verdict(statement, isinstance(evidence, Contained), evidence)


def require_table(protocol: Protocol) -> None:
    """Refuse a protocol of which it is not known what is selected, or that is none; and payments."""
    protocol.market.require_tasks()
    if any(isinstance(one, PairsFrom) for menu in protocol.menus for one in menu):
        raise ValueError("menu: a continuum of choices has no table of what is selected; take a grid")
    if not isinstance(protocol.selection, SelectionTable):
        raise ValueError("selection: only a table says what is selected, and so what the essential reduction is")
    if protocol.breach is not None:
        raise ValueError(f"this is no trading protocol: {breach_in_words(protocol, protocol.breach)}")
