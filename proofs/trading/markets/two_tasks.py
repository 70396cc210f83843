"""Classes instead of tasks: the market in which each class is a task (VS, section 1.1 and footnote 12).

"In a binary-classification mechanism [...] there are (effectively) two tasks". Where amounts of the classes clear
(`classes`), that is literally so: everybody has the tasks of a class in the same shares n(i) over the number of the
class, and a unit of the class costs an agent, and the designer, what its tasks cost in these shares. A trading set
becomes the amounts of its bundles, which must have the shares.

Costs. Types, atoms and boxes go to the costs of a unit of each class. A uniform law stays one only where of each class
a single task with a share has a cost that varies: the sum of several uniform costs is not uniform, and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from exact.rationals import text
from proofs.trading.markets.bundles import Bundle, require_kind
from proofs.trading.markets.classes import CommonShares, Members, amount, amounts_clear
from proofs.trading.markets.domains import Box, Domain, FiniteDomain, Orthant
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Myopic
from proofs.trading.markets.menus import EndowmentOnly, Points, Ray, TradingSet
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable

Shares = tuple[tuple[Fraction, ...], ...]
"""For each class the shares of its tasks."""


def mechanism_of_classes(mechanism: Mechanism, classes: Mapping[str, Sequence[int]]) -> Mechanism:
    """The mechanism whose tasks are the classes; `classes` names each, with the places of its tasks.

    Raises `ValueError` where amounts of the classes do not clear, where a bundle does not have the shares, and for
    costs, trading sets and strategies that are none of classes.
    """
    require_kind(mechanism, Mechanism, "mechanism_of_classes", "the mechanism is expected")
    market, protocol = mechanism.market, mechanism.protocol
    members = tuple(map(tuple, classes.values()))
    clear = amounts_clear(market, members)
    if not isinstance(clear.evidence, CommonShares):
        raise ValueError(
            "classes: agents have the tasks of a class in different shares, so that amounts of classes need not divide "
            "every task, and classes are no tasks"
        )
    shares = clear.evidence.shares
    smaller = _market(market, tuple(classes), members, shares)
    for agent, strategy in zip(market.agents, mechanism.strategies, strict=True):
        if not isinstance(strategy, Myopic):
            raise ValueError(f"strategy.{agent}: only myopic strategies are read in classes; leave it out")
    menus = tuple(
        tuple(_set(one, members, shares, f"agents.{agent}.menu") for one in menu)
        for agent, menu in zip(market.agents, protocol.menus, strict=True)
    )
    selection = protocol.selection
    if isinstance(selection, SelectionTable):
        entries = tuple(
            (at, tuple(_amounts(row, members, shares, "selection") for row in rows)) for at, rows in selection.entries
        )
        selection = SelectionTable(entries)
    return Mechanism(Protocol(smaller, menus, selection), mechanism.strategies)


def _market(market: Market, names: tuple[str, ...], members: tuple[Members, ...], shares: Shares) -> Market:
    numbers = tuple(sum(market.numbers[i] for i in each) for each in members)
    endowments = zip(market.agents, market.endowment, strict=True)
    known = zip(market.agents, market.preferences, strict=True)
    return replace(
        market,
        tasks=names,
        supply=numbers,
        performance=tuple(_unit_costs(row, members, shares) for row in market.performance),
        status_quo=tuple(tuple(amount(row, each) for each in members) for row in market.status_quo),
        endowment=tuple(_amounts(eta, members, shares, f"agents.{agent}.endowment") for agent, eta in endowments),
        preferences=tuple(_preferences(given, members, shares, f"agents.{agent}.costs") for agent, given in known),
    )


def _unit_costs(costs: Bundle, members: tuple[Members, ...], shares: Shares) -> Bundle:
    """What a unit of each class costs."""
    pairs = zip(members, shares, strict=True)
    return tuple(sum((costs[i] * s for i, s in zip(each, own, strict=True)), Fraction(0)) for each, own in pairs)


def _amounts(row: Bundle, members: tuple[Members, ...], shares: Shares, where: str) -> Bundle:
    """How much of each class is in a bundle, or a direction, that has the shares."""
    found = tuple(amount(row, each) for each in members)
    for given, each, own in zip(found, members, shares, strict=True):
        if any(row[i] != given * s for i, s in zip(each, own, strict=True)):
            shown = ", ".join(map(text, row))
            raise ValueError(f"{where}: ({shown}) does not have the shares of the status quo; name classes, not tasks")
    return found


def _set(one: TradingSet, members: tuple[Members, ...], shares: Shares, where: str) -> TradingSet:
    if isinstance(one, EndowmentOnly):
        return one
    if isinstance(one, Ray):
        return Ray(_amounts(one.direction, members, shares, where))
    if isinstance(one, Points):
        return Points(tuple(_amounts(x, members, shares, where) for x in one.points))
    raise ValueError(f"{where}: of classes only rays, points and trades are read")


def _preferences(given: Preferences, members: tuple[Members, ...], shares: Shares, where: str) -> Preferences:
    try:
        law = None if given.law is None else _law(given.law, members, shares)
        return Preferences(_domain(given.burdens, members, shares), law)
    except ValueError as error:
        raise ValueError(f"{where}: {str(error).removeprefix('costs: ')}") from None


def _domain(domain: Domain, members: tuple[Members, ...], shares: Shares) -> Domain:
    if isinstance(domain, Orthant):
        return Orthant(len(members), domain.strict)
    if isinstance(domain, Box):
        return _box(domain, members, shares)
    assert isinstance(domain, FiniteDomain), "burdens are no polyhedron"
    return FiniteDomain(tuple(dict.fromkeys(_unit_costs(costs, members, shares) for costs in domain.types)))


def _box(box: Box, members: tuple[Members, ...], shares: Shares) -> Box:
    return Box(_unit_costs(box.lower, members, shares), _unit_costs(box.upper, members, shares))


def _law(law: Law, members: tuple[Members, ...], shares: Shares) -> Law:
    for box, _ in law.uniform:
        for each, own in zip(members, shares, strict=True):
            if sum(1 for i, s in zip(each, own, strict=True) if s and i in box.thick) > 1:
                raise ValueError(
                    "the costs of several tasks of a class are uniform, and their sum is not; give types with "
                    "probabilities"
                )
    atoms = tuple((_unit_costs(at, members, shares), p) for at, p in law.atoms)
    return Law(atoms, tuple((_box(box, members, shares), p) for box, p in law.uniform))
