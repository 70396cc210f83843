"""All notions of equilibrium of one induced game, and what its equilibria cost (VS, section 3.1 and footnote 16).

Footnote 16: "If preferences are non-linear then the mechanism may no longer be OSP. However, the designer is still
guaranteed a (weak) improvement in any equilibrium of the induced game." So there is asked of each notion whether the
game has such an equilibrium, whether the mechanism's own strategies are one, and, where the selection is ex-post
optimal, whether it costs at most what the status quo costs at every profile of choices, which is more than in every
equilibrium.

Where several assignments are equally cheap, an ex-post optimal selection is not one table but many. As in
`proofs.trading.dominance.explaining`, several are tried: an answer on which they differ is left undecided, and the
others are about the first.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from exact.rationals import text
from exact.verdicts import Undecided, Verdict
from proofs.told import Told
from proofs.trading.dominance.deciding import agreed, selection_tables
from proofs.trading.games.equilibria import (
    Candidate,
    EveryCandidate,
    GameDeviation,
    equilibria_of,
    equilibrium,
    has_equilibrium,
)
from proofs.trading.games.game import CONCEPTS, Concept, Game, GameType, Strategies, missing_workloads
from proofs.trading.markets.bundles import require_kind
from proofs.trading.markets.market import Market
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.value.improvement import weak_improvement

MOST_TOLD = 20
"""So many lines are told in words of one notion before the rest is counted."""
MOST_AT_TYPES = 6
"""So many Nash equilibria at one profile of types."""

Chosen = tuple[tuple[int | None, ...], ...]
"""For each agent the choice of each of its types; `None`: the myopic one."""


@dataclass(frozen=True)
class EquilibriaReport(Told):
    """What `decide_equilibria` finds: by notion, whether there is an equilibrium, and whether `strategies` are one.

    Without the probabilities of types nothing is said of Bayesian equilibria. `tried` counts the selections, if several
    are ex-post optimal. `improvement` is footnote 16's guarantee.
    """

    market: Market
    game: Game
    exists: dict[Concept, Verdict]
    strategies: Strategies | None
    own: dict[Concept, Verdict]
    tried: int
    improvement: Verdict | None


def decide_equilibria(
    protocol: Protocol, types: Sequence[Sequence[GameType]], chosen: Chosen | None = None
) -> EquilibriaReport:
    """All notions of equilibrium of the game that the protocol induces among these types.

    `chosen` are the mechanism's own strategies; left out, nothing is asked about them. Raises `ValueError` if the
    selection is left open, if the game is not finite, and if a bundle that may be selected has no workload.
    """
    require_kind(protocol, Protocol, "decide_equilibria", "the trading protocol is expected")
    tables = selection_tables(protocol)
    for table in tables:
        _check_workloads(replace(protocol, selection=table), types)
    games = [Game.of(replace(protocol, selection=table), types) for table in tables]
    concepts: list[Concept] = [c for c in CONCEPTS if c != "Bayesian" or games[0].has_law]
    exists = {c: agreed([has_equilibrium(game, c) for game in games]) for c in concepts}
    strategies: Strategies | None = None
    own: dict[Concept, Verdict] = {}
    if chosen is not None:
        played = [_strategies(game, chosen) for game in games]
        strategies = played[0]
        pairs = list(zip(games, played, strict=True))
        own = {c: agreed([equilibrium(game, made, c) for game, made in pairs]) for c in concepts}
    optimal = isinstance(protocol.selection, ExPostOptimal)
    improvement = weak_improvement(protocol.market, protocol.menus) if optimal else None
    return EquilibriaReport(protocol.market, games[0], exists, strategies, own, len(tables), improvement)


def _check_workloads(protocol: Protocol, types: Sequence[Sequence[GameType]]) -> None:
    market = protocol.market
    for j, (agent, own) in enumerate(zip(market.agents, types, strict=True)):
        for each in own if len(protocol.menus[j]) > 1 else ():
            missing = missing_workloads(protocol, j, each)
            if missing:
                shown = "; ".join(
                    ", ".join(f"{task} {text(x)}" for task, x in zip(market.tasks, row, strict=True)) for row in missing
                )
                raise ValueError(
                    f"agents.{agent}.workloads: {agent} of type {each.name} may get {shown}; give the workload of each"
                )


def _strategies(game: Game, chosen: Chosen) -> Strategies:
    return tuple(
        tuple(game.myopic(j, t) if k is None else k for t, k in enumerate(own)) for j, own in enumerate(chosen)
    )


# --------------------------------------------------------------------------------------------------------- costs, words


def cost_of_candidate(report: EquilibriaReport, candidate: Candidate) -> Fraction:
    """The social cost of a Nash equilibrium, or the expected one of a Bayesian equilibrium."""
    game, market = report.game, report.market
    if candidate.concept == "Nash":
        return market.social_cost(game.protocol.selected(candidate.choices))
    total = Fraction(0)
    for types in game.type_profiles:
        own = [game.types[j][t].probability for j, t in enumerate(types)]
        chance = math.prod((Fraction(1) if p is None else p for p in own), start=Fraction(1))
        profile = tuple(candidate.strategies[j][t] for j, t in enumerate(types))
        total += chance * market.social_cost(game.protocol.selected(profile))
    return total


def equilibria_to_plain(report: EquilibriaReport) -> dict[str, object]:
    """The equilibria by notion, with the names of agents and types, as the JSON of the answer has them."""
    market, game = report.market, report.game
    found: dict[str, object] = {}
    for concept, verdict in report.exists.items():
        groups = equilibria_of(verdict)
        if concept in ("Nash", "Bayesian"):
            found[concept] = [
                {**_plain(report, one), "cost": text(cost_of_candidate(report, one))}
                for one in itertools.chain(*groups)
            ]
        else:
            rows = iter([[one.choices[0] for one in group] for group in groups])
            found[concept] = {
                agent: {each.name: next(rows, []) for each in own}
                for agent, own in zip(market.agents, game.types, strict=True)
            }
    return found


def _plain(report: EquilibriaReport, one: Candidate) -> dict[str, object]:
    market, game = report.market, report.game
    if one.concept == "Nash":
        types = {
            agent: game.types[j][t].name for j, (agent, t) in enumerate(zip(market.agents, one.types, strict=True))
        }
        return {"types": types, "choices": dict(zip(market.agents, one.choices, strict=True))}
    return {"strategies": _named(report, one.strategies)}


def _named(report: EquilibriaReport, strategies: Strategies) -> dict[str, dict[str, int]]:
    rows = zip(report.market.agents, report.game.types, strategies, strict=True)
    return {agent: dict(zip((each.name for each in own), made, strict=True)) for agent, own, made in rows}


def explain_equilibria(report: EquilibriaReport) -> str:
    """The report in words."""
    require_kind(report, EquilibriaReport, "explain_equilibria", "the report of decide_equilibria is expected")
    lines = []
    for concept, verdict in report.exists.items():
        lines.append(str(verdict))
        lines += [f"  {line}" for line in _listed(report, concept, verdict)]
    if "Bayesian" not in report.exists:
        lines.append("no Bayesian equilibria: the probabilities of the types are not given for every agent")
    lines.append("(that all keep the endowment always is a Nash and a Bayesian equilibrium: VS, Claim 1)")
    lines += _own_strategies(report)
    cost = text(report.market.social_cost(report.market.status_quo))
    lines.append(f"the status quo costs {cost}")
    if report.improvement is not None:
        also = " (so also in every equilibrium, with mixtures too: VS, footnote 16)" if report.improvement.holds else ""
        lines.append(f"{report.improvement}{also}")
    if report.tried > 1:
        lines.append(
            f"Several assignments are equally cheap: {report.tried} ex-post optimal selections were tried, which are "
            "not all; what is listed is about the first. To decide another, write it as a table."
        )
    return "\n".join(lines)


def _own_strategies(report: EquilibriaReport) -> list[str]:
    if report.strategies is None:
        return ["nothing is asked about the file's strategies: they leave ties open"]
    lines = [f"the mechanism's strategies (agent, type, choice): {_made(report, report.strategies)}"]
    for verdict in report.own.values():
        against = verdict.evidence
        why = f"; {_told(report, against)}" if isinstance(against, GameDeviation) else ""
        lines.append(f"  {verdict}{why}")
    return lines


def _listed(report: EquilibriaReport, concept: Concept, verdict: Verdict) -> list[str]:
    """The equilibria of one notion, a line each; the lines beyond `MOST_TOLD` are counted."""
    if isinstance(verdict.evidence, Undecided):
        return list(verdict.evidence.tried)
    groups = equilibria_of(verdict)
    if concept == "Bayesian":
        lines = [f"{_made(report, one.strategies)}: cost {text(cost_of_candidate(report, one))}" for one in groups[0]]
    elif concept == "Nash":
        lines = [_at_types(report, *pair) for pair in zip(report.game.type_profiles, groups, strict=True)]
    else:
        lines = _dominant(report, verdict, groups)
    more = len(lines) - MOST_TOLD
    return lines if more <= 0 else [*lines[:MOST_TOLD], f"and {more} more, which --json lists"]


def _at_types(report: EquilibriaReport, types: tuple[int, ...], found: list[Candidate]) -> str:
    names = (own[t].name for own, t in zip(report.game.types, types, strict=True))
    told = [f"{_pairs(report.market, one.choices)} (cost {text(cost_of_candidate(report, one))})" for one in found]
    more = len(told) - MOST_AT_TYPES
    told = told if more <= 0 else [*told[:MOST_AT_TYPES], f"and {more} more"]
    return f"types {_pairs(report.market, names)}: choices {'; '.join(told) or 'none'}"


def _dominant(report: EquilibriaReport, verdict: Verdict, groups: list[list[Candidate]]) -> list[str]:
    """For each type its dominant choices, or what speaks against the one that is myopic."""
    game = report.game
    assert isinstance(verdict.evidence, EveryCandidate)
    places = [(j, t) for j, own in enumerate(game.types) for t in range(len(own))]
    lines = []
    for (j, t), group, said in zip(places, groups, verdict.evidence.groups, strict=True):
        who = f"{report.market.agents[j]} {game.types[j][t].name}"
        choices = ", ".join(str(one.choices[0]) for one in group)
        against = said[game.myopic(j, t)]
        lines.append(f"{who}: {choices}" if against is None or choices else f"{who}: none; {_told(report, against)}")
    return lines


def _told(report: EquilibriaReport, one: GameDeviation) -> str:
    """A deviation: `choice 1 has the workload 3 at ann 1, bob 1, and choice 0 only 1 at ann 0, bob 1`."""
    agent, lower = report.market.agents[one.agent], f"choice {one.deviation} only {text(one.lower)}"
    who = f"{agent} {report.game.types[one.agent][one.type].name}"
    if not one.profiles:
        return f"to {who} its choice is a workload of {text(one.own)} in expectation, {lower}"
    own = one.profiles[0][one.agent]
    at = f"to {who} choice {own} is a workload of {text(one.own)} at {_pairs(report.market, one.profiles[0])}, {lower}"
    return at + (f" at {_pairs(report.market, one.profiles[1])}" if len(one.profiles) > 1 else " there")


def _made(report: EquilibriaReport, strategies: Strategies) -> str:
    named = _named(report, strategies).items()
    return "; ".join(f"{agent} " + ", ".join(f"{name} {k}" for name, k in made.items()) for agent, made in named)


def _pairs(market: Market, values: Iterable[object]) -> str:
    return ", ".join(f"{agent} {value}" for agent, value in zip(market.agents, values, strict=True))
