"""Redundant trading sets, the essential reduction, domination of one mechanism by another (VS, section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact.linear import LinearSystem, PrimalDual, optimum
from exact.showing.display import counted
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle, texts
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, Menu, PairsFrom, Points, TradingSet
from proofs.trading.markets.protocols import Protocol


def essential_reduction(protocol: Protocol) -> Protocol:
    """The protocol in which each trading set keeps only the bundles selected at some profile.

    Choice 0 stays the endowment alone, which it is by feasibility.
    """
    reduced: list[Menu] = [(EndowmentOnly(), *(Points(tuple(found)) for found in sets[1:])) for sets in protocol.reach]
    return Protocol(protocol.market, tuple(reduced), protocol.selection)


def is_non_redundant(protocol: Protocol) -> bool:
    """Whether the protocol equals its essential reduction: every bundle of every trading set is selected somewhere.

    A ray, a box or a polyhedron that is not a finite set of points has bundles that no finite table selects.
    """
    for j, menu in enumerate(protocol.menus):
        for trading_set, points in zip(menu, protocol.reach[j], strict=True):
            held = finite_bundles(trading_set, protocol.market.endowment[j])
            if held is None or not held <= set(points):
                return False
    return True


def finite_bundles(trading_set: TradingSet, endowment: Bundle) -> set[Bundle] | None:
    """The bundles of a trading set if they are finitely many, `None` if there are infinitely many."""
    if isinstance(trading_set, EndowmentOnly):
        return {endowment}
    if isinstance(trading_set, Points):
        return set(trading_set.points)
    if isinstance(trading_set, menus.Ray):
        stuck = any(step < 0 and value == 0 for step, value in zip(trading_set.direction, endowment, strict=True))
        return {endowment} if stuck else None
    if isinstance(trading_set, menus.Remedial):
        return None if any(endowment) else {endowment}
    if isinstance(trading_set, PairsFrom):
        return None
    return _finite_polyhedron(trading_set.constraints, len(endowment))


def _finite_polyhedron(constraints: Sequence[menus.Constraint], size: int) -> set[Bundle] | None:
    """A polyhedron is convex, so it is finite only if it is empty or a single bundle."""
    system = LinearSystem.make(
        size,
        at_most=[(row.coefficients, row.bound) for row in constraints if not row.equal],
        equal=[(row.coefficients, row.bound) for row in constraints if row.equal],
        lower=0,
    )
    corner: list[Fraction] = []
    for i in range(size):
        unit = [int(i == k) for k in range(size)]
        low, high = optimum(system, unit, "min").evidence, optimum(system, unit, "max").evidence
        if not isinstance(low, PrimalDual):
            return set()
        if not isinstance(high, PrimalDual) or high.values[i] != low.values[i]:
            return None
        corner.append(low.values[i])
    return {tuple(corner)}


def dominated(
    mechanism: Mechanism, by: Mechanism, *, effectively: bool = False, same_choices: bool = True
) -> str | None:
    """Why `by` does not (effectively) dominate the mechanism; `None` if it does (VS, section 3).

    As printed the sets of choices are the same. With `same_choices=False`, choices of the mechanism that no type makes
    may be missing: `by` then keeps the first choices and drops the rest. For effective domination the selection is a
    table, and its finite reduced sets are looked up one bundle at a time; otherwise the trading sets themselves must
    be finite sets or equal to the larger set, and `ValueError` says when that does not decide.
    """
    if mechanism.market.endowment != by.market.endowment:
        return "the endowments differ"
    for j, agent in enumerate(mechanism.market.agents):
        small, large = mechanism.protocol.menus[j], by.protocol.menus[j]
        if len(small) != len(large) and (same_choices or len(small) < len(large)):
            return f"agent {agent} has {counted(len(small), 'choice')} in one and {len(large)} in the other"
        if same_choices and mechanism.strategies[j] != by.strategies[j]:
            return f"the strategies of agent {agent} differ"
        for k, (inner, outer) in enumerate(zip(small, large, strict=False)):
            points = mechanism.protocol.reach[j][k] if effectively else _bundles_or_same(inner, outer, mechanism, j)
            endowment = mechanism.market.endowment[j]
            missing = next((x for x in points if not menus.in_set(outer, endowment, x)), None)
            if missing is not None:
                return f"choice {k} of agent {agent} holds ({', '.join(texts(missing))}) in one and not in the other"
    return None


def _bundles_or_same(inner: TradingSet, outer: TradingSet, mechanism: Mechanism, j: int) -> set[Bundle]:
    if inner == outer:
        return set()
    points = finite_bundles(inner, mechanism.market.endowment[j])
    if points is None:
        raise ValueError("domination: an infinite trading set is compared with a different one; reduce the protocol")
    return points
