"""The polarized rays that effectively dominate a mechanism (VS, Theorem 2, the second half), or why there are none.

A reduced trading set with a bundle beside eta lies in at most one ray from eta, so that the rays are forced. For each
choice the directions from eta to what the choice ever leads to are (`menus.shape`): none ("endowment"), all >= 0
("redundant"), all <= 0 ("remedial"), a single one of both signs ("ray"), or something else. A menu of polarized rays
beside {eta}, or {eta} with the remedial set, holds the reduced sets exactly if nothing else occurs; a remedial set is
the only one that is not {eta}; and two rays never tempt the same costs.

Readings. As printed the dominating mechanism has the same choices, each a ray: but {eta} is a choice and no ray, and
the proof removes redundant sets on the way. Here {eta} stays, and a redundant choice may be missing if no type makes
it; one that some type makes is held by no ray of both signs, and then there is no dominating mechanism. Beside a
remedial set, which as printed makes a menu of two, a second {eta} may be missing too: VS count it as redundant.
Polarized means on the whole orthant, as VS define it, whatever the agent's own domain is. If the selection is left
open, what a choice may lead to is the whole trading set.

Goods (VS, section 1.2). Of a task that an agent plainly likes (`domains.plain_sign`) more is what less is of a burden:
directions are *turned*, their sign there changed, before they are sorted and before rays are paired, so that polarized
means on the orthant of costs at most 0 there. The remedial set holds all bundles with at most eta of every burden and
at least eta of every good.

`strategies`: nothing is said here of a polarized ray mechanism's second condition, that strategies are myopically
optimal. An obviously strategy-proof mechanism has it (VS, Lemma 4); ask `decide_osp` of the dominating mechanism.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar

from exact.plain_data import written
from exact.rationals import rational
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.told import Told, ToldStatement
from proofs.trading.dominance.cost_types import TypeFound, some_type, workload
from proofs.trading.dominance.mechanisms import MECHANISM_EXPECTED
from proofs.trading.dominance.polarization import polarize, polarizing_multipliers, tempting_costs
from proofs.trading.markets.bundles import Bundle, Direction, direction_of, dot, require_kind, texts
from proofs.trading.markets.domains import FiniteDomain, plain_sign
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Strategy
from proofs.trading.markets.menus import (
    Constraint,
    EndowmentOnly,
    Menu,
    PairsFrom,
    Points,
    PolyhedralSet,
    Ray,
    Remedial,
    Shape,
    TradingSet,
    set_in_words,
    shape,
    vertices,
)
from proofs.trading.markets.protocols import TABLE_FIRST, Protocol, require_feasible
from proofs.trading.markets.selections import ExPostOptimal, SelectionTable

# ----------------------------------------------------------------------------------------------- statement and evidence


@dataclass(frozen=True)
class HeldByRays(ToldStatement):
    """Menus of polarized rays, or remedial ones, hold what the mechanism leads to, choice by choice; see above.

    Evidence: `Rays`; or `NoRays`.
    """

    kind: ClassVar[str] = "held by polarized rays"
    mechanism: Mechanism = field(metadata=written(inline=True))

    def sentence(self) -> str:
        whose = counted(len(self.mechanism.strategies), "agent")
        return f"polarized rays or remedial menus hold all that the trading mechanism of {whose} selects"

    def signs(self, j: int) -> tuple[int, ...]:
        """For each task -1 if agent j plainly likes it, and 1 otherwise."""
        domain = self.mechanism.market.preferences[j].domain
        return tuple(plain_sign(domain, task) or 1 for task in range(domain.dimension))

    def turned(self, j: int, direction: Direction) -> Direction:
        """The direction, or costs, of agent j with goods counted as burdens taken away."""
        return tuple(sign * step for sign, step in zip(self.signs(j), direction, strict=True))

    def shapes(self, j: int) -> list[Shape]:
        """The shape of each choice; of a continuum of choices any two on one ray would need it twice: "none"."""
        offers = self.mechanism.protocol.offers(j)
        found = [shape([self.turned(j, d) for d in directions]) for directions in offers]
        menu = self.mechanism.protocol.menus[j]
        several = [
            self.is_continuum(one) and known in ("ray", "remedial") for one, known in zip(menu, found, strict=True)
        ]
        return ["none" if many else known for many, known in zip(several, found, strict=True)]

    def is_continuum(self, one: TradingSet) -> bool:
        """Whether this stands for more than one choice."""
        numbers = self.mechanism.market.numbers
        return isinstance(one, PairsFrom) and len(vertices(one.constraints, numbers)) > 1

    def ray(self, j: int, k: int) -> Direction:
        """The direction of a choice that has a single one."""
        return self.mechanism.protocol.offers(j)[k][0]

    def makes(self, j: int, k: int, costs: Bundle) -> bool:
        """Whether the type of the domain makes the choice."""
        in_domain = self.mechanism.market.preferences[j].domain.contains(costs)
        return in_domain and self._is_known(j) and k in self.mechanism.chosen(j, costs)

    def _is_known(self, j: int) -> bool:
        return isinstance(self.mechanism.strategies[j], Regions) or isinstance(
            self.mechanism.protocol.selection, SelectionTable
        )

    def never_made(self, j: int, k: int) -> bool:
        """Whether it is plain that no type makes a redundant choice, which gains nobody anything.

        Cautious agents prefer choice 0, which comes first and is never worse; a listed type makes what is listed.
        """
        strategy, domain = self.mechanism.strategies[j], self.mechanism.market.preferences[j].domain
        plain = all(plain_sign(domain, task) for task in range(domain.dimension))
        if strategy == Myopic():
            return plain
        if isinstance(strategy, ChoiceTable):
            return plain and all(made != k for _, made in strategy.choices)
        if isinstance(strategy, Regions) and all(rule.choice != k for rule in strategy.rules):
            return True
        known = isinstance(domain, FiniteDomain) and self._is_known(j)
        return known and isinstance(domain, FiniteDomain) and not any(self.makes(j, k, c) for c in domain.types)


@dataclass(frozen=True)
class Rays(Evidence):
    """For each agent the choices that stay, and polarizing multipliers for each pair of rays among them, in order.

    The choices that do not stay are redundant and no type makes them.
    """

    form: ClassVar[str] = "rays"
    kept: tuple[tuple[int, ...], ...]
    multipliers: tuple[tuple[tuple[int, int], ...], ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, HeldByRays) or not holds or statement.mechanism.protocol.breach is not None:
            return False
        agents = range(len(statement.mechanism.strategies))
        if len(self.kept) != len(agents) or len(self.multipliers) != len(agents):
            return False
        return all(self._agent(statement, j) for j in agents)

    def _agent(self, statement: HeldByRays, j: int) -> bool:
        shapes, kept = statement.shapes(j), self.kept[j]
        gone = [k for k in range(len(shapes)) if k not in kept]
        if list(kept) != [k for k in range(len(shapes)) if k in kept] or 0 in gone:
            return False
        if not all(shapes[k] in ("redundant", "endowment") and statement.never_made(j, k) for k in gone):
            return False
        held = [shapes[k] for k in kept if shapes[k] != "endowment"]
        if held == ["remedial"]:
            return not self.multipliers[j]
        pairs = list(ray_pairs(statement, j, kept))
        if set(held) - {"ray"} or len(pairs) != len(self.multipliers[j]):
            return False
        return all(polarize(d, e, y) for (_, d, _, e), y in zip(pairs, self.multipliers[j], strict=True))


def ray_pairs(statement: HeldByRays, j: int, kept: tuple[int, ...]) -> Iterator[tuple[int, Direction, int, Direction]]:
    """The pairs of choices of agent j that are rays, with their directions, turned."""
    rays = [(k, statement.turned(j, statement.ray(j, k))) for k in kept if statement.shapes(j)[k] == "ray"]
    yield from ((k, d, m, e) for (k, d), (m, e) in itertools.combinations(rays, 2))


@dataclass(frozen=True)
class NoRays(Evidence):
    """One or two choices of an agent that no polarized rays hold, and costs where they are needed.

    One choice without costs: what it leads to is in no ray and neither all above nor all below the endowment. One
    choice with a type that makes it: it leads to nothing but more than the endowment (of goods less). Two choices
    without costs: one is remedial, and so the menu could have no other set. Two choices with costs of the orthant: both
    rays tempt them.
    """

    form: ClassVar[str] = "no rays"
    agent: int
    choices: tuple[int, ...]
    costs: Bundle | None = None

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, HeldByRays) or holds or statement.mechanism.protocol.breach is not None:
            return False
        if not 0 <= self.agent < len(statement.mechanism.strategies):
            return False
        shapes = statement.shapes(self.agent)
        if len(set(self.choices)) != len(self.choices) or not all(0 <= k < len(shapes) for k in self.choices):
            return False
        there = sorted(shapes[k] for k in self.choices)
        if len(self.choices) == 1:
            if self.costs is None:
                return there == ["none"]
            return there == ["redundant"] and statement.makes(self.agent, self.choices[0], self.costs)
        if len(self.choices) != 2:
            return False
        if self.costs is None:
            return "remedial" in there and not {"endowment", "redundant"} & set(there)
        costs = self.costs
        signs = statement.signs(self.agent)
        right = len(costs) == len(signs) and all(s * cost >= 0 for s, cost in zip(signs, costs, strict=True))
        return (
            right
            and there == ["ray", "ray"]
            and all(workload(costs, statement.ray(self.agent, k)) < 0 for k in self.choices)
        )


# ------------------------------------------------------------------------------------------------------------- deciding


@dataclass(frozen=True)
class Dominating(Told):
    """Whether polarized rays hold what a mechanism leads to, and the mechanism that then effectively dominates it.

    `kept` are for each agent the choices that stay, in their order; in `mechanism` they are numbered anew.
    """

    of: Mechanism
    verdict: Verdict
    mechanism: Mechanism | None
    kept: tuple[tuple[int, ...], ...] = ()

    def __bool__(self) -> bool:
        return self.mechanism is not None

    @property
    def dropped(self) -> tuple[tuple[str, int], ...]:
        """The choices that do not stay, with their agents."""
        menus = zip(self.of.market.agents, self.of.protocol.menus, self.kept, strict=False)
        return tuple((agent, k) for agent, menu, kept in menus for k in range(len(menu)) if k not in kept)

    def has_goods(self, agent: str) -> bool:
        """Whether the agent plainly likes a task."""
        return min(HeldByRays(self.of).signs(self.of.market.place(agent))) < 0

    def better(self, agent: str) -> str:
        """What is never worse for the agent, in words."""
        return "less work or more of what is liked" if self.has_goods(agent) else "less work"


def dominating_mechanism(mechanism: Mechanism) -> Dominating:
    """The polarized ray mechanism that effectively dominates this one, or why there is none; see above.

    It has the strategies of the mechanism, and its selection where no dropped choice is made. Raises `ValueError` if
    the protocol is not feasible, or the selection ex-post optimal and not yet a table.
    """
    require_kind(mechanism, Mechanism, "dominating_mechanism", MECHANISM_EXPECTED)
    if isinstance(mechanism.protocol.selection, ExPostOptimal):
        raise ValueError(f"selection: ex-post optimal is a table in the making; {TABLE_FIRST}")
    require_feasible(mechanism.protocol)
    mechanism.market.require_tasks()
    statement = HeldByRays(mechanism)
    kept, multipliers = [], []
    for j in range(len(mechanism.strategies)):
        answer = _agent(statement, j)
        if isinstance(answer, Evidence):
            return Dominating(
                mechanism, Verdict(statement, None if isinstance(answer, Undecided) else False, answer), None
            )
        kept.append(answer[0])
        multipliers.append(answer[1])
    verdict = Verdict(statement, True, Rays(tuple(kept), tuple(multipliers)))
    return Dominating(mechanism, verdict, _larger(statement, kept), tuple(kept))


def _agent(statement: HeldByRays, j: int) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]] | NoRays | Undecided:
    """The choices of agent j that stay with the multipliers of pairs of rays, or why there are none."""
    shapes = statement.shapes(j)
    if "none" in shapes:
        return NoRays(j, (shapes.index("none"),))
    kept: list[int] = []
    for k, found in enumerate(shapes):
        if found == "endowment" and k > 0 and "remedial" in shapes and statement.never_made(j, k):
            continue
        if found != "redundant":
            kept.append(k)
        elif not statement.never_made(j, k):
            costs = next((at for at in _types(statement, j, k) if statement.makes(j, k, at)), None)
            if costs is not None:
                return NoRays(j, (k,), costs)
            return Undecided((_not_found(statement, j, k),))
    held = [k for k in kept if shapes[k] != "endowment"]
    remedial = next((k for k in held if shapes[k] == "remedial"), None)
    if remedial is not None and len(held) > 1:
        return NoRays(j, (remedial, next(k for k in held if k != remedial)))
    multipliers = []
    for k, d, m, e in ray_pairs(statement, j, tuple(kept)):
        y = polarizing_multipliers(d, e)
        if y is None:
            return NoRays(j, (k, m), tuple(map(rational, statement.turned(j, tempting_costs(d, e)))))
        multipliers.append((y[0], y[1]))
    return tuple(kept), tuple(multipliers)


def _not_found(statement: HeldByRays, j: int, k: int) -> str:
    """What was tried in vain, and what would decide it."""
    name, selection = statement.mechanism.market.agents[j], statement.mechanism.protocol.selection
    tried = f"agent {name}: it was not found whether any type makes the redundant choice {k}"
    if isinstance(selection, SelectionTable):
        return tried
    return f'{tried}, for what agents choose is left open with the selection; write "ex-post optimal" or a table'


def _types(statement: HeldByRays, j: int, k: int) -> Iterator[Bundle]:
    """Types of agent j who may make the redundant choice k.

    Listed ones, those of a rule; else those who gain nowhere, by this choice alone, or by it at all.
    """
    mechanism = statement.mechanism
    domain, strategy = mechanism.market.preferences[j].domain, mechanism.strategies[j]
    if isinstance(domain, FiniteDomain):
        yield from domain.types
        return
    if isinstance(strategy, ChoiceTable):
        yield from (costs for costs, made in strategy.choices if made == k)
        return
    trades = [d for some in mechanism.protocol.offers(j) for d in some]
    own = mechanism.protocol.offers(j)[k]
    nowhere = {d: tuple(-step for step in d) for d in trades}
    asked: list[tuple[tuple[Direction, ...], tuple[Direction, ...]]] = [((), tuple(nowhere.values()))]
    asked += [((d,), tuple(back for e, back in nowhere.items() if e not in own)) for d in own]
    asked += [((d,), ()) for d in own]
    if isinstance(strategy, Regions):
        asked = [
            (tuple(map(direction_of, rule.below)), tuple(map(direction_of, rule.at_most)))
            for rule in strategy.rules
            if rule.choice == k
        ]
    for below, at_most in asked:
        evidence = some_type(domain, below, at_most).evidence
        if isinstance(evidence, TypeFound):
            yield evidence.costs


def _larger(statement: HeldByRays, kept: list[tuple[int, ...]]) -> Mechanism:
    """The mechanism of the rays, with the choices that stay numbered anew."""
    mechanism = statement.mechanism
    listed: list[Menu] = []
    for j, own in enumerate(kept):
        listed.append(tuple(_set(statement, j, k) for k in own))
    selection = mechanism.protocol.selection
    if isinstance(selection, SelectionTable):
        entries = (
            (tuple(own.index(k) for own, k in zip(kept, at, strict=True)), assignment)
            for at, assignment in selection.entries
            if all(k in own for k, own in zip(at, kept, strict=True))
        )
        selection = SelectionTable(tuple(entries))
    strategies = tuple(map(_renumbered, mechanism.strategies, kept))
    return Mechanism(Protocol(mechanism.market, tuple(listed), selection), strategies)


def _set(statement: HeldByRays, j: int, k: int) -> TradingSet:
    """The set of the dominating menu that holds what choice k leads to."""
    found = statement.shapes(j)[k]
    if found == "ray":
        return Ray(tuple(map(rational, statement.ray(j, k))))
    if found == "remedial":
        return _remedial(statement.signs(j), statement.mechanism.market.endowment[j])
    return Points((statement.mechanism.market.endowment[j],)) if k else EndowmentOnly()


def _remedial(signs: Sequence[int], endowment: Bundle) -> TradingSet:
    """At most the endowment of every burden, and at least it of every good."""
    if min(signs) > 0:
        return Remedial()
    units = [tuple(Fraction(sign * (i == at)) for i in range(len(signs))) for at, sign in enumerate(signs)]
    return PolyhedralSet(tuple(Constraint(unit, dot(unit, endowment)) for unit in units))


def _renumbered(strategy: Strategy, kept: tuple[int, ...]) -> Strategy:
    """The strategy in the numbers of the choices that stay; a rule for one that does not is the first for no type."""
    if isinstance(strategy, ChoiceTable):
        return ChoiceTable(tuple((costs, kept.index(k)) for costs, k in strategy.choices))
    if isinstance(strategy, Regions):
        stay = (rule for rule in strategy.rules if rule.choice in kept)
        return Regions(tuple(replace(rule, choice=kept.index(rule.choice)) for rule in stay))
    return strategy


# -------------------------------------------------------------------------------------------------------------- telling


def explain_dominating(found: Dominating) -> str:
    """What `dominating_mechanism` finds, in words."""
    require_kind(found, Dominating, "explain_dominating", "the answer of dominating_mechanism is expected")
    evidence, names = found.verdict.evidence, found.of.market.agents
    if found.mechanism is None:
        assert isinstance(evidence, NoRays | Undecided)
        if isinstance(evidence, Undecided):
            return f"Whether polarized rays effectively dominate it is left undecided: {'; '.join(evidence.tried)}."
        why = f"agent {names[evidence.agent]}: {_why(found, evidence)}"
        return f"No polarized ray mechanism effectively dominates it: {why}."
    lines = ["A polarized ray mechanism effectively dominates it:"]
    for agent, menu in zip(names, found.mechanism.protocol.menus, strict=True):
        told = "; ".join(f"choice {k} {set_in_words(one, found.of.market.tasks)}" for k, one in enumerate(menu) if k)
        lines.append(f"  {agent}: {told or 'keeps the endowment'}")
    for agent, k in found.dropped:
        lines.append(f"  choice {k} of {agent} is gone: it never leads to {found.better(agent)}, and no type makes it")
    return "\n".join(lines)


def _why(found: Dominating, evidence: NoRays) -> str:
    j, choices, costs, names = evidence.agent, evidence.choices, evidence.costs, found.of.market.agents
    offers = found.of.protocol.offers(j)
    if len(choices) == 1 and costs is None and len(offers[choices[0]]) == 1:
        return f"choice {choices[0]} is a continuum of choices, any two of which would need the same set"
    if len(choices) == 1 and costs is None:
        moves = " and ".join(f"({', '.join(map(str, d))})" for d in offers[choices[0]][:3])
        return f"choice {choices[0]} leads away from the endowment in the directions {moves}, which are on no ray"
    if costs is None:
        return (
            f"choice {choices[0]} leads to {found.better(names[j])} only, as the remedial menu does, and that has no "
            f"other set; but choice {choices[1]} is wanted too"
        )
    shown = f"({', '.join(texts(costs))})"
    if len(choices) == 1:
        worse = f"more work{' and less of what is liked' if found.has_goods(names[j]) else ''}"
        return f"choice {choices[0]} leads to nothing but {worse}, and the type with costs {shown} makes it"
    return f"choices {choices[0]} and {choices[1]} can only be rays that both tempt the costs {shown}: not polarized"
