"""A mechanism as a market file: what `proofs.formats.markets` reads, so that reading gives the mechanism back.

What equals the default is left out: an endowment that is the status quo, a slack of 1, zero entries of bundles. A law
is written as types with probabilities, as "uniform", or as a mixture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exact.rationals import text
from proofs.formats.markets import market_from_plain
from proofs.plain.keys import MARKET
from proofs.trading.markets.bundles import Assignment, Bundle, dot
from proofs.trading.markets.domains import Box, CostRow, FiniteDomain, Orthant, PolyhedralDomain, negative_costs
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Strategy
from proofs.trading.markets.menus import Constraint, PairsFrom, Points, PolyhedralSet, Ray, TradingSet
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, Selection
from proofs.trading.markets.supply import Payment, number_of


def market_to_plain(mechanism: Mechanism) -> dict[str, Any]:
    """The object of the mechanism's market file. Raises `ValueError` for what a file cannot say."""
    market, protocol = mechanism.market, mechanism.protocol
    plain: dict[str, Any] = {"format": MARKET}
    if market.title:
        plain["title"] = market.title
    plain["tasks"] = dict(zip(market.tasks, map(number_of, market.supply), strict=True))
    paid = {task: one for task, one in zip(market.tasks, market.supply, strict=True) if isinstance(one, Payment)}
    if paid:
        plain["payments"] = {
            task: {"negative": not one.bounded, "supply": "fixed" if one.fixed else "open"}
            for task, one in paid.items()
        }
    if goods := _goods(market):
        plain["goods"] = goods
    plain["agents"] = {agent: _agent(mechanism, j) for j, agent in enumerate(market.agents)}
    plain["selection"] = _selection(protocol.selection, market)
    strategies = {
        agent: _strategy(strategy, market.tasks)
        for agent, strategy in zip(market.agents, mechanism.strategies, strict=True)
        if strategy != Myopic()
    }
    return {**plain, "strategy": strategies} if strategies else plain


def in_order_of(mechanism: Mechanism, market: Market) -> Mechanism:
    """The mechanism with tasks and agents in the order of the market, who are the same by name.

    Choices keep their numbers. Raises `ValueError` where a name is missing or new.
    """
    own = mechanism.market
    for what, names, wanted in (("tasks", own.tasks, market.tasks), ("agents", own.agents, market.agents)):
        if set(names) != set(wanted):
            given = " and ".join(f"{', '.join(sorted(some))}" for some in (names, wanted))
            raise ValueError(f"{what}: the two files name {given}; give both the same {what}, in any order")
    if (own.tasks, own.agents) == (market.tasks, market.agents):
        return mechanism
    plain = market_to_plain(mechanism)
    for key, order in (("tasks", market.tasks), ("agents", market.agents)):
        plain[key] = {name: plain[key][name] for name in order}
    return market_from_plain(plain)


def _goods(market: Market) -> list[str]:
    """The tasks of which somebody's box or list of types has negative costs; polyhedra say so themselves."""
    known = [p.domain for p in market.preferences if isinstance(p.domain, Box | FiniteDomain)]
    return [task for i, task in enumerate(market.tasks) if any(negative_costs(domain, i) for domain in known)]


def _agent(mechanism: Mechanism, j: int) -> dict[str, Any]:
    market = mechanism.market
    plain: dict[str, Any] = {
        "performance": _bundle(market.performance[j], market.tasks),
        "status_quo": _bundle(market.status_quo[j], market.tasks),
    }
    if market.endowment[j] != market.status_quo[j]:
        plain["endowment"] = _bundle(market.endowment[j], market.tasks)
    if market.slack[j] != 1:
        plain["slack"] = _number(market.slack[j])
    plain["costs"] = _costs(market.preferences[j], market.tasks)
    menu = [_set(one, market, j) for one in mechanism.protocol.menus[j][1:]]
    return {**plain, "menu": menu} if menu else plain


def _number(value: Any) -> Any:
    return int(value) if value == int(value) else text(value)


def _bundle(values: Sequence[Any], tasks: Sequence[str]) -> dict[str, Any]:
    return {task: _number(value) for task, value in zip(tasks, values, strict=True) if value}


def _vector(values: Sequence[Any], tasks: Sequence[str]) -> dict[str, Any]:
    """All entries, zeros too: costs and prices are given for every task."""
    return {task: _number(value) for task, value in zip(tasks, values, strict=True)}


def _costs(preferences: Preferences, tasks: Sequence[str]) -> Any:
    domain, law = preferences.domain, preferences.law
    if isinstance(domain, Orthant):
        return "positive" if domain.strict else "nonnegative"
    if isinstance(domain, FiniteDomain):
        atoms = None if law is None else dict(law.atoms)
        types = [_vector(costs, tasks) for costs in domain.types]
        plain: dict[str, Any] = {"types": types}
        return plain if atoms is None else {**plain, "law": [_number(atoms.get(at, 0)) for at in domain.types]}
    if isinstance(domain, PolyhedralDomain):
        return {"polyhedron": [_cost_row(row, tasks) for row in domain.rows]}
    box = {"box": _box(domain, tasks)}
    return box if law is None else {**box, "law": _law(law, domain, tasks)}


def _cost_row(row: CostRow, tasks: Sequence[str]) -> dict[str, Any]:
    bound = {"<=": "at_most", "<": "below", "=": "equal"}[row.sense]
    return {"coefficients": _bundle(row.coefficients, tasks), bound: _number(row.bound)}


def _box(box: Box, tasks: Sequence[str]) -> dict[str, Any]:
    return {task: [_number(low), _number(high)] for task, (low, high) in zip(tasks, box.intervals(), strict=True)}


def _law(law: Law, box: Box, tasks: Sequence[str]) -> Any:
    if law == Law.on_box(box):
        return "uniform"
    parts: list[dict[str, Any]] = [{"at": _vector(at, tasks), "weight": _number(p)} for at, p in law.atoms]
    parts += [{"box": _box(part, tasks), "weight": _number(p)} for part, p in law.uniform]
    return {"mixture": parts}


def _set(trading_set: TradingSet, market: Market, j: int) -> Any:
    tasks = market.tasks
    if isinstance(trading_set, Ray):
        return {"ray": _bundle(trading_set.direction, tasks)}
    if isinstance(trading_set, Points):
        return {"points": [_bundle(point, tasks) for point in trading_set.points]}
    if isinstance(trading_set, PolyhedralSet):
        return {"polyhedron": [_row(row, tasks) for row in trading_set.constraints]}
    if isinstance(trading_set, PairsFrom):
        return {"budget": _vector(_prices(trading_set, market.endowment[j]), tasks)}
    return "remedial"


def _row(row: Constraint, tasks: Sequence[str]) -> dict[str, Any]:
    return {
        "coefficients": _bundle(row.coefficients, tasks),
        "equal" if row.equal else "at_most": _number(row.bound),
    }


def _prices(pairs: PairsFrom, endowment: Bundle) -> Bundle:
    """The prices of a continuum of choices that is a budget."""
    row, *others = pairs.constraints
    if row.equal and not others and row.bound == dot(row.coefficients, endowment) and min(row.coefficients) > 0:
        return row.coefficients
    raise ValueError("menu: a continuum of choices that is no budget cannot be written in a market file")


def _selection(selection: Selection, market: Market) -> Any:
    if isinstance(selection, AnySelection | ExPostOptimal):
        return "any" if isinstance(selection, AnySelection) else "ex-post optimal"
    return [
        {
            "choices": {agent: k for agent, k in zip(market.agents, at, strict=True) if k},
            "assignment": _assignment(assignment, market),
        }
        for at, assignment in selection.entries
    ]


def _assignment(assignment: Assignment, market: Market) -> dict[str, Any]:
    rows = zip(market.agents, assignment, market.endowment, strict=True)
    return {agent: _bundle(own, market.tasks) for agent, own, endowment in rows if own != endowment}


def _strategy(strategy: Strategy, tasks: Sequence[str]) -> Any:
    if isinstance(strategy, Myopic):
        return "any myopic" if strategy.ties == "any" else "myopic"
    if isinstance(strategy, ChoiceTable):
        return [{"type": _vector(costs, tasks), "choice": k} for costs, k in strategy.choices]
    assert isinstance(strategy, Regions)
    return {
        "rules": [
            {
                "at_most": [_bundle(d, tasks) for d in rule.at_most],
                "below": [_bundle(d, tasks) for d in rule.below],
                "choice": rule.choice,
            }
            for rule in strategy.rules
        ]
    }
