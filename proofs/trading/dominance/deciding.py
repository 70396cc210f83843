"""Obvious dominance and obvious strategy-proofness.

An action k is *obviously dominant* for agent j at costs c (VS, section 1.1) if the worst c.P_j(k, k_-j) over the
others' choices k_-j is at most the best c.P_j(k', k_-j) for every k'. A mechanism is *obviously strategy-proof* (OSP)
if every type's choice is obviously dominant. Costs are burdens: worst is greatest.

Readings of what k' ranges over: `deviations` (default): k' != k, as the paper's proofs use it (Claim 2); `printed`: all
k', k itself included, which asks on top that k's own outcome costs the same whatever the others do.

The decision. In a feasible protocol choice 0 gives eta whatever the others do, and so does every choice when the
others pass (VS, Claim 1, which is market clearing). Hence k is obviously dominant at c exactly if no bundle that k can
lead to is worse than eta, unless k = 0, and none that another choice can lead to is better: finitely many signs of c.d,
over the directions d that the essential reduction offers. So a strategy fails exactly if some type has one of a finite
list of sign patterns (`cases`), and each pattern is a question to `cost_types`. For cautious myopic strategies the
patterns are: gains in two trading sets; a gain and a loss in the same one. No theorem of the paper is used.

When the selection is left open (`AnySelection`), a yes must hold for every selection rule and is judged by what the
trading sets offer; a no names a selection rule, by its values at one or two profiles, under which the mechanism is not
OSP. Offers that no rule can use (`idle`) are left out. Where the others fail but no rule is found that realizes a
failure, the answer is undecided: with rays alone this cannot happen (an offer that is not idle can be selected, and
two profiles are enough), with finite sets of bundles it is rare, with polyhedra it is common. An ex-post optimal
selection is first taken as any selection; if that does not give a yes, its table is computed. Where several assignments
are cheapest, an ex-post optimal selection is not one table but many: several are tried, and if they do not agree, the
answer is undecided, for it is the selection that is left open.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal, cast

from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.verdicts import Evidence, Undecided, Verdict
from proofs.trading.dominance.actions import DOMINANCE, Dominance, better_elsewhere
from proofs.trading.dominance.cost_types import NoType, TypeFound, some_type
from proofs.trading.dominance.failing_types import Offers, all_offers, cases, without
from proofs.trading.dominance.idle import idle_prices
from proofs.trading.dominance.mechanisms import (
    MECHANISM_EXPECTED,
    FailingType,
    Idle,
    NoFailingType,
    ObviouslyStrategyProof,
    TwoBundles,
    fails_at,
    named_types,
    with_table,
)
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Assignment, Bundle, dot, require_kind, texts
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import PairsFrom, in_set
from proofs.trading.markets.protocols import Protocol, require_feasible
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, Profile, SelectionTable
from proofs.trading.markets.supply import adds_up, least, number_of
from proofs.trading.selection.optimal import optimal_selection, selected_assignment, split_costs, split_system, splits

MAX_CASES = 200_000
"""How many sign patterns of one agent are decided before the question is given up."""

MAX_ASIDE = 10
"""How many failing types of one agent are looked at that no selection rule was found to realize."""

MAX_REALIZED = 5_000
"""How many profiles are tried for an assignment that realizes a failure before the question is given up."""


# ------------------------------------------------------------------------------------------------------------- deciding


def obviously_strategy_proof(mechanism: Mechanism, dominance: Dominance = "deviations") -> Verdict:
    """Whether the mechanism is obviously strategy-proof.

    The selection is a table, or open (`AnySelection`: under every rule). Evidence: `NoFailingType`; or `FailingType`
    (`TwoBundles` for a continuum of choices). Raises `ValueError` if the protocol is not feasible.
    """
    require_kind(mechanism, Mechanism, "obviously_strategy_proof", MECHANISM_EXPECTED)
    if dominance not in DOMINANCE:
        raise ValueError(f"dominance: {dominance!r} is none of {', '.join(DOMINANCE)}")
    statement = ObviouslyStrategyProof(mechanism, dominance)
    if isinstance(mechanism.protocol.selection, ExPostOptimal):
        raise ValueError("selection: ex-post optimal is a table in the making; use decide_osp, which computes it")
    require_feasible(mechanism.protocol)
    shown: list[tuple[NoType, ...]] = []
    idle: list[Idle] = []
    for j in range(len(mechanism.strategies)):
        try:
            answer = _decide_agent(statement, j, idle)
        except TooMany as excess:
            return Verdict(statement, None, Undecided((str(excess),)))
        if isinstance(answer, Evidence):
            return Verdict(statement, None if isinstance(answer, Undecided) else False, answer)
        shown.append(answer)
    return Verdict(statement, True, NoFailingType(tuple(shown), tuple(idle)))


class TooMany(Exception):
    """A decision would exceed a stated bound."""


def _decide_agent(statement: ObviouslyStrategyProof, j: int, idle: list[Idle]) -> tuple[NoType, ...] | Evidence:
    """Multipliers for every case of agent j, or the failure, or what was tried.

    With the selection open, a type that fails by the offers may be due to idle ones; they are left out, and `idle` gets
    them. A failure that no rule was found to realize is put aside, since another may be real.
    """
    protocol = statement.mechanism.protocol
    offers = all_offers(protocol, j)
    opened = isinstance(protocol.selection, AnySelection)
    if opened and any(not isinstance(answer, NoType) for answer in _answers(statement, j, offers)):
        unused = list(_idle_offers(protocol, j, offers))
        offers = without(offers, {one.offer for one in unused})
        idle += unused
    found: list[NoType] = []
    aside: list[Undecided] = []
    for answer in _answers(statement, j, offers):
        if isinstance(answer, NoType):
            found.append(answer)
            continue
        failure = _failure(statement, j, answer)
        if not isinstance(failure, Undecided):
            return failure
        aside.append(failure)
        if len(aside) == MAX_ASIDE:
            break
    return aside[0] if aside else tuple(found)


def _idle_offers(protocol: Protocol, j: int, offers: Offers) -> Iterator[Idle]:
    if any(isinstance(one, PairsFrom) for menu in protocol.menus for one in menu):
        return
    for place, (k, offer) in enumerate(offers):
        if isinstance(protocol.menus[j][k], menus.Ray | menus.Points):
            prices = idle_prices(protocol, j, k, offer)
            if prices is not None:
                yield Idle(j, place, prices)


def _answers(statement: ObviouslyStrategyProof, j: int, offers: Offers) -> Iterator[Bundle | NoType]:
    """The failing types among those that are listed; then for each sign pattern a type that has it, or why none has."""
    mechanism = statement.mechanism
    domain = mechanism.market.preferences[j].domain
    types = domain.types if isinstance(domain, FiniteDomain) else named_types(mechanism, j)
    yield from (costs for costs in types if fails_at(statement, j, costs, offers))
    if isinstance(domain, FiniteDomain):
        return
    for count, (below, at_most) in enumerate(cases(mechanism, j, statement.dominance, offers)):
        if count >= MAX_CASES:
            raise TooMany(f"agent {mechanism.market.agents[j]}: more than {MAX_CASES} sign patterns of failing types")
        evidence = some_type(domain, below, at_most).evidence
        assert isinstance(evidence, TypeFound | NoType)  # the domain is not finite
        yield evidence.costs if isinstance(evidence, TypeFound) else evidence


def _failure(statement: ObviouslyStrategyProof, j: int, costs: Bundle) -> Evidence:
    """The action and the deviation of a failing type; with the selection open, under a rule that realizes them."""
    if isinstance(statement.mechanism.protocol.selection, SelectionTable):
        failing = _failing_type(statement, statement.mechanism, j, costs, None)
        assert failing is not None
        return failing
    if any(isinstance(one, PairsFrom) for menu in statement.mechanism.protocol.menus for one in menu):
        return _continuum_failure(statement, j, costs)
    for entries in _rules(statement.mechanism.protocol, j, costs):
        failing = _failing_type(statement, with_table(statement.mechanism, entries), j, costs, entries)
        if failing is not None:
            return failing
    name = statement.mechanism.market.agents[j]
    shown = ", ".join(texts(costs))
    return Undecided(
        (f"no selection rule with at most two profiles of trade realizes the failure of agent {name} at ({shown})",)
    )


def _failing_type(
    statement: ObviouslyStrategyProof, mechanism: Mechanism, j: int, costs: Bundle, entries: SelectionTable | None
) -> FailingType | None:
    for k in mechanism.chosen(j, costs):
        found = better_elsewhere(mechanism.protocol, j, k, costs, statement.dominance)
        if found is not None:
            return FailingType(j, costs, *found, entries)
    return None


def _rules(protocol: Protocol, j: int, costs: Bundle) -> Iterator[SelectionTable]:
    """Selection rules that give agent j something cheap or dear at one or two profiles, the endowment elsewhere.

    Profiles in which few agents trade come first. Two cheap and two dear entries for each choice of agent j are enough:
    at most two profiles are combined, and they must differ.
    """
    if protocol.number_of_profiles > MAX_REALIZED:
        raise TooMany(f"{protocol.number_of_profiles} profiles of choices; at most {MAX_REALIZED} are tried")
    now = dot(costs, protocol.market.endowment[j])
    kept: dict[tuple[int, str], list[tuple[Profile, Assignment]]] = {}
    for profile in sorted(protocol.profiles, key=lambda choices: sum(map(bool, choices))):
        for sense in ("min", "max") if profile[j] else ():
            assignment = extreme_assignment(protocol, profile, j, costs, sense)
            listed = kept.setdefault((profile[j], sense), [])
            gain = now - dot(costs, assignment[j]) if assignment else Fraction(0)
            if assignment is None or len(listed) == 2 or not (gain > 0 if sense == "min" else gain < 0):
                continue
            new = (profile, assignment)
            yield SelectionTable((new,))
            for old in (entry for entries in kept.values() for entry in entries):
                if old[0] != profile:
                    yield SelectionTable((old, new))
            listed.append(new)


def extreme_assignment(protocol: Protocol, profile: Profile, j: int, costs: Bundle, sense: str) -> Assignment | None:
    """An assignment that respects the choices and makes agent j's workload least or greatest; `None` if none does."""
    market = protocol.market
    agents, size = len(market.agents), len(market.tasks)
    found: list[tuple[Fraction, Assignment]] = []
    options = [menus.pieces(protocol.menus[i][k], market.endowment[i]) for i, k in enumerate(profile)]
    for pieces in itertools.product(*options):
        rows: dict[bool, list[tuple[list[Any], Any]]] = {False: [], True: []}
        for i, piece in enumerate(pieces):
            for row in piece:
                padded = [*[0] * (size * i), *row.coefficients, *[0] * (size * (agents - 1 - i))]
                rows[row.equal].append((padded, row.bound))
        for task, one in enumerate(market.supply):
            if adds_up(one):
                rows[True].append(([int(v % size == task) for v in range(agents * size)], number_of(one)))
        lower = [*map(least, market.supply)] * agents
        system = LinearSystem.make(agents * size, at_most=rows[False], equal=rows[True], lower=lower)
        objective = [*[0] * (size * j), *costs, *[0] * (size * (agents - 1 - j))]
        evidence = optimum(system, objective, "min" if sense == "min" else "max").evidence
        if isinstance(evidence, PrimalDual):
            values = evidence.values
            z = tuple(tuple(values[i * size : (i + 1) * size]) for i in range(agents))
            found.append((dot(costs, z[j]), z))
    if not found:
        return None
    return (min if sense == "min" else max)(found)[1]


def _continuum_failure(statement: ObviouslyStrategyProof, j: int, costs: Bundle) -> Evidence:
    """Two assignments in which agent j has different tempting bundles of a continuum of choices."""
    mechanism = statement.mechanism
    now = dot(costs, mechanism.market.endowment[j])
    if any(isinstance(one, PairsFrom) for one in mechanism.protocol.menus[j]):
        relaxed = _relaxed(mechanism.protocol)
        for k in (k for k, one in enumerate(mechanism.protocol.menus[j]) if isinstance(one, PairsFrom)):
            for others in itertools.product(*(range(len(m)) for i, m in enumerate(relaxed.menus) if i != j)):
                profile = (*others[:j], k, *others[j:])
                low = extreme_assignment(relaxed, profile, j, costs, "min")
                if low is None or dot(costs, low[j]) >= now:
                    continue
                half = tuple(
                    tuple((a + b) / 2 for a, b in zip(x, y, strict=True))
                    for x, y in zip(low, mechanism.market.endowment, strict=True)
                )
                failing = TwoBundles(j, costs, (low, half))
                if failing.supports(statement, False):
                    return failing
    shown = ", ".join(texts(costs))
    return Undecided((f"no two bundles of the continuum of choices were found that tempt a type ({shown})",))


def _relaxed(protocol: Protocol) -> Protocol:
    """Every continuum of choices as one trading set."""
    listed = tuple(
        tuple(menus.PolyhedralSet(one.constraints) if isinstance(one, PairsFrom) else one for one in menu)
        for menu in protocol.menus
    )
    return replace(protocol, menus=listed)


@lru_cache(maxsize=8)
def ex_post_tables(protocol: Protocol) -> tuple[SelectionTable, ...]:
    """Ex-post optimal selections: that of `ex_post_table`, alone where every profile has one cheapest assignment.

    Tried at a profile with several: for each agent and task a cheapest assignment with the most and one with the least
    of it (each a vertex of the cheapest assignments, one for each way to meet the agents' choices), and the endowment
    where it is among the cheapest. Table k takes the k-th of these at every profile, again from the first where a
    profile has fewer. Not tried: other vertices and mixtures of the cheapest, and tables that take the k-th at one
    profile and another at the next. So two tables that differ show that the rule is left open; that all agree does
    not show that every ex-post optimal selection would.
    """
    choices = {profile: _cheapest(protocol, profile) for profile in protocol.profiles}
    count = max(map(len, choices.values()))
    tables = [ex_post_table(protocol)]
    for number in range(count if count > 1 else 0):
        picked = ((at, found[number % len(found)]) for at, found in choices.items() if found)
        tables.append(SelectionTable(tuple((at, z) for at, z in picked if z != protocol.market.endowment)))
    return tuple(dict.fromkeys(tables))


def selection_tables(protocol: Protocol) -> tuple[SelectionTable, ...]:
    """The table of a protocol, or those of `ex_post_tables`, of what is asked about a table.

    Raises `ValueError` where there is none: the selection is left open, or there is a continuum of choices; and where
    the protocol is not feasible.
    """
    selection = protocol.selection
    if any(isinstance(one, PairsFrom) for menu in protocol.menus for one in menu):
        raise ValueError("menu: a budget without a grid is a continuum of choices, and has no table; give it a grid")
    if isinstance(selection, AnySelection):
        raise ValueError(
            'selection: "any" stands for every rule, and this question is about one; write "ex-post optimal" or a table'
        )
    require_feasible(protocol)
    return ex_post_tables(protocol) if isinstance(selection, ExPostOptimal) else (selection,)


def agreed(verdicts: Sequence[Verdict]) -> Verdict:
    """The first of the verdicts about several ex-post optimal selections, if all give the same answer."""
    first = verdicts[0]
    if len({verdict.holds for verdict in verdicts}) == 1:
        return first
    tried = (
        "several assignments are equally cheap, and by some ex-post optimal selections the answer is yes, by others "
        "not; write the selection that is meant as a table"
    )
    return Verdict(first.statement, None, Undecided((tried,)))


def _cheapest(protocol: Protocol, profile: Profile) -> list[Assignment]:
    """The cheapest assignment at a profile; if there are several, some of them, as `ex_post_tables` says."""
    market = protocol.market
    sets = [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)]
    verdict = optimal_selection(market, sets)
    first = selected_assignment(verdict)
    if first is None:
        return []
    groups = tuple((j, one, 1) for j, one in enumerate(sets))
    size, least = len(market.tasks), market.social_cost(first)
    found: list[Assignment] = []
    for split in splits(market.endowment, groups):
        system = split_system(split, market.supply)
        costs = split_costs(split, market.performance)
        cheap = replace(system, rows=(*system.rows, Row(costs, "=", least)))
        for variable, sense in itertools.product(system.variables, ("max", "min")):
            evidence = optimum(cheap, {variable: 1}, cast(Literal["max", "min"], sense)).evidence
            if isinstance(evidence, PrimalDual):
                values = evidence.values
                found.append(tuple(values[at : at + size] for at in range(0, len(values), size)))
    if len(set(found)) == 1:
        return [first]
    kept = all(in_set(one, eta, eta, market.supply) for one, eta in zip(sets, market.endowment, strict=True))
    return [market.endowment, *found] if kept and market.social_cost(market.endowment) == least else found


def ex_post_table(protocol: Protocol, limit: int = MAX_REALIZED) -> SelectionTable:
    """An ex-post optimal selection as a table: at every profile the assignment of least social cost that was found.

    Where several are optimal it is the one that `optimal_selection` finds first, whichever that is, and an answer
    about the table may depend on it (VS leaves the choice open); `ex_post_tables` has some of the others. Raises
    `ValueError` for more than `limit` profiles.
    """
    if protocol.number_of_profiles > limit:
        raise ValueError(f"selection: {protocol.number_of_profiles} profiles of choices; at most {limit} are tabulated")
    entries = []
    for profile in protocol.profiles:
        sets = [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)]
        assignment = selected_assignment(optimal_selection(protocol.market, sets))
        if assignment is not None and assignment != protocol.market.endowment:
            entries.append((profile, assignment))
    return SelectionTable(tuple(entries))
