"""Claims 1-6 and Theorem 2 of VS, asked of one mechanism at a time.

The proof of Theorem 2 goes through six claims about an OSP mechanism. Here each is a question about any mechanism,
answered with the types or bundles that decide it: `claims`. `classify` names each trading set's shape (Claim 4), and
`dominating_mechanism` looks for the polarized ray mechanism that effectively dominates a mechanism (Theorem 2), or says
why there is none. Nothing is assumed to hold.

Readings. The claims speak of the bundles of T, but the proof uses bundles that are selected; `sets` is "reduced" (the
essential reduction, default) or "printed" (the sets themselves). A claim about some type c is asked over the agent's
own domain, except that Claim 3 says c in the nonnegative orthant: `types` is "domain" (default) or "orthant". In
Theorem 2 the dominating mechanism has, as printed, the same sets of choices, each of which must be a ray (or one of two
remedial sets), although {eta} is a choice and no ray, and although redundant sets are removed on the way: `choices` is
"chosen" (default: {eta} stays, sets that no type chooses may be missing) or "printed".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.trading.dominance.cost_types import TypeFound, some_type
from proofs.trading.dominance.polarization import polarized, polarizing_multipliers
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle, texts
from proofs.trading.markets.domains import Domain, Orthant
from proofs.trading.markets.mechanisms import Mechanism, Myopic
from proofs.trading.markets.menus import Direction, EndowmentOnly, Ray, Remedial, Shape, TradingSet, shape
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.reduction import dominated
from proofs.trading.markets.selections import SelectionTable

Sets = Literal["reduced", "printed"]
Types = Literal["domain", "orthant"]
Choices = Literal["chosen", "printed"]


@dataclass(frozen=True)
class Finding(Displayed):
    """Whether a claim holds for a mechanism; if not, where: the agent, the choices, and the type or pair that shows it.

    `verdicts` are the elementary statements behind it ("some type ...", "polarized"), each with its evidence: all of
    them for a claim that holds, the one that fails otherwise. Claims 1, 4 and 6 are read off the trading sets and the
    directions they offer, and need none.
    """

    claim: int
    holds: bool
    where: str = ""
    verdicts: tuple[Verdict, ...] = ()

    def __str__(self) -> str:
        return f"Claim {self.claim}: {'holds' if self.holds else 'fails, ' + self.where}"


def directions_of(protocol: Protocol, j: int, sets: Sets) -> list[tuple[Direction, ...]]:
    """What each trading set of agent j offers, of the essential reduction or as printed."""
    if sets == "reduced":
        return list(protocol.offers(j))
    endowment = protocol.market.endowment[j]
    return [menus.offers(one, endowment, protocol.market.numbers) for one in protocol.menus[j]]


def classify(protocol: Protocol, agent: str, sets: Sets = "reduced") -> tuple[Shape, ...]:
    """The shape of each trading set (VS, Claim 4): endowment, redundant, remedial, ray, or none of these."""
    return tuple(shape(offers) for offers in directions_of(protocol, protocol.market.agent(agent), sets))


def claims(mechanism: Mechanism, sets: Sets = "reduced", types: Types = "domain") -> tuple[Finding, ...]:
    """Which of VS, Claims 1-6, hold for this mechanism.

    Claim 2 needs to know who chooses what; it is asked of the choices `chosen` makes for a selection table, and of the
    cautious myopic choice otherwise: no type gains in two trading sets (the one it does not choose is the failure).
    """
    protocol = mechanism.protocol
    asked = [_claim_1, _claim_2, _claim_3, _claim_4, _claim_5, _claim_6]
    findings = []
    for number, ask in enumerate(asked, 1):
        shown: list[Verdict] = []
        for j in range(len(protocol.menus)):
            domain = protocol.market.preferences[j].domain
            over: Domain = Orthant(len(protocol.market.tasks)) if types == "orthant" else domain
            failure = ask(mechanism, j, directions_of(protocol, j, sets), over, shown)
            if failure is not None:
                findings.append(failure)
                break
        else:
            findings.append(Finding(number, True, verdicts=tuple(shown)))
    return tuple(findings)


Offers = Sequence[tuple[Direction, ...]]


def _claim_1(mechanism: Mechanism, j: int, offers: Offers, domain: Domain, shown: list[Verdict]) -> Finding | None:
    """eta is in every trading set."""
    endowment = mechanism.market.endowment[j]
    for k, one in enumerate(mechanism.protocol.menus[j]):
        if not isinstance(one, menus.PairsFrom) and not menus.in_set(one, endowment, endowment):
            return Finding(1, False, f"choice {k} of agent {_name(mechanism, j)} does not hold the endowment")
    return None


def _claim_2(mechanism: Mechanism, j: int, offers: Offers, domain: Domain, shown: list[Verdict]) -> Finding | None:
    """No type gains in a trading set that it does not choose."""
    for (k, d), (m, e) in _pairs(offers):
        if k != m:
            verdict = some_type(domain, (d, e))
            if isinstance(verdict.evidence, TypeFound):
                where = f"costs {_shown(verdict.evidence.costs)} gains by choices {k} and {m}"
                return Finding(2, False, f"agent {_name(mechanism, j)} with {where}", (verdict,))
            shown.append(verdict)
    return None


def _claim_3(mechanism: Mechanism, j: int, offers: Offers, domain: Domain, shown: list[Verdict]) -> Finding | None:
    """No type gains by one bundle of a trading set and loses by another."""
    for (k, d), (m, e) in _pairs(offers):
        for gain, loss in ((d, e), (e, d)) if k == m else ():
            verdict = some_type(domain, (gain, tuple(-step for step in loss)))
            if isinstance(verdict.evidence, TypeFound):
                where = f"costs {_shown(verdict.evidence.costs)} gains and loses by choice {k}"
                return Finding(3, False, f"agent {_name(mechanism, j)} with {where}", (verdict,))
            shown.append(verdict)
    return None


def _claim_4(mechanism: Mechanism, j: int, offers: Offers, domain: Domain, shown: list[Verdict]) -> Finding | None:
    """Every trading set is redundant, remedial, or contained in a ray of both signs."""
    for k, directions in enumerate(offers):
        if shape(directions) == "none":
            where = f"choice {k} of agent {_name(mechanism, j)} offers {len(directions)} directions of no common shape"
            return Finding(4, False, where)
    return None


def _claim_5(mechanism: Mechanism, j: int, offers: Offers, domain: Domain, shown: list[Verdict]) -> Finding | None:
    """Two trading sets that are not remedial are polarized: directions of theirs are, in every combination."""
    proper = [(k, d) for k, d in enumerate(offers) if shape(d) not in ("remedial", "endowment")]
    for (k, first), (m, second) in itertools.combinations(proper, 2):
        for d, e in itertools.product(first, second):
            verdict = polarized((d, e), "pairs")
            if not verdict.holds:
                where = f"choices {k} and {m} of agent {_name(mechanism, j)} are not polarized"
                return Finding(5, False, where, (verdict,))
            shown.append(verdict)
    return None


def _claim_6(mechanism: Mechanism, j: int, offers: Offers, domain: Domain, shown: list[Verdict]) -> Finding | None:
    """If one trading set is remedial and more than {eta}, all are remedial or redundant."""
    shapes = [shape(directions) for directions in offers]
    if "remedial" in shapes:
        for k, found in enumerate(shapes):
            if found in ("ray", "none"):
                where = (
                    f"choice {shapes.index('remedial')} of agent {_name(mechanism, j)} is remedial, choice {k} is not"
                )
                return Finding(6, False, where)
    return None


def _pairs(offers: Sequence[tuple[Direction, ...]]) -> Iterator[tuple[tuple[int, Direction], tuple[int, Direction]]]:
    return itertools.combinations(((k, d) for k, directions in enumerate(offers) for d in directions), 2)


# ------------------------------------------------------------------------------------------------------------ Theorem 2


@dataclass(frozen=True)
class Dominating(Displayed):
    """The polarized ray mechanism that effectively dominates a mechanism, or why there is none."""

    mechanism: Mechanism | None
    why: str
    dropped: tuple[tuple[str, int], ...] = ()

    @property
    def polarized(self) -> Verdict | None:
        """That the menus of the dominating mechanism are polarized rays or remedial, with multipliers."""
        return None if self.mechanism is None else decide_polarized(self.mechanism)

    def __bool__(self) -> bool:
        return self.mechanism is not None


def dominating_mechanism(mechanism: Mechanism, choices: Choices = "chosen") -> Dominating:
    """The polarized ray mechanism that effectively dominates this one (VS, Theorem 2), or why none does.

    Rays are forced: a reduced trading set with a bundle other than eta is in one ray from eta at most. Sets reduced to
    {eta} stay {eta}; a menu whose only other set is remedial becomes the remedial menu. Redundant sets are dropped
    (reading "chosen") if no type can strictly prefer to choose them: choosing one never gains, so a cautious myopic
    agent does not. Dropped choices are renumbered away, and listed. The selection stays as it is.
    """
    protocol = mechanism.protocol
    listed: list[tuple[TradingSet, ...]] = []
    dropped: list[tuple[str, int]] = []
    for j, agent in enumerate(protocol.market.agents):
        offers = protocol.offers(j)
        built = _dominating_menu(mechanism, j, offers, choices)
        if isinstance(built, str):
            return Dominating(None, f"agent {agent}: {built}")
        kept, gone = built
        listed.append(kept)
        dropped += [(agent, k) for k in gone]
    market = protocol.market
    if dropped:
        larger = Mechanism.make(Protocol(market, tuple(listed)))
        return Dominating(larger, "the choices dropped are never made; any selection will do", tuple(dropped))
    larger = Mechanism(Protocol(market, tuple(listed), protocol.selection), mechanism.strategies)
    finite = isinstance(protocol.selection, SelectionTable)
    wrong = dominated(mechanism, larger, effectively=True) if finite else None
    return Dominating(larger if wrong is None else None, wrong or "every trading set is contained in a ray of its menu")


def _dominating_menu(
    mechanism: Mechanism, j: int, offers: Sequence[tuple[Direction, ...]], choices: Choices
) -> tuple[tuple[TradingSet, ...], list[int]] | str:
    """The rays that hold the reduced sets of one agent and the choices dropped, or why there are none."""
    shapes = [shape(directions) for directions in offers]
    if "none" in shapes:
        return f"choice {shapes.index('none')} is neither redundant, nor remedial, nor contained in a ray"
    if choices == "printed" and shapes.count("remedial") != 1:
        wrong = next(k for k, found in enumerate(shapes) if found != "ray")
        return f"choice {wrong} is not contained in a ray of both signs, and as printed every choice must be"
    gone = [k for k, found in enumerate(shapes) if found == "redundant"]
    if gone and (choices == "printed" or not isinstance(mechanism.strategies[j], Myopic)):
        return f"choice {gone[0]} holds only bundles above the endowment; no ray of both signs holds it"
    if gone and isinstance(mechanism.strategies[j], Myopic) and mechanism.strategies[j] != Myopic():
        return f"choice {gone[0]} holds only bundles above the endowment, and open ties let an agent choose it"
    kept = [k for k in range(len(offers)) if k not in gone]
    if "remedial" in shapes:
        if shapes.count("remedial") > 1 or "ray" in shapes:
            return "a remedial set stands beside another set that some type wants"
        if choices == "printed" and len(offers) != 2:
            return f"the remedial menu has 2 choices and this one has {len(offers)}"
        return tuple(Remedial() if shapes[k] == "remedial" else EndowmentOnly() for k in kept), gone
    rays = [(k, offers[k][0]) for k in kept if offers[k]]
    for (k, d), (m, e) in itertools.combinations(rays, 2):
        if polarizing_multipliers(d, e) is None:
            return f"choices {k} and {m} are not polarized"
    return tuple(Ray(tuple(map(Fraction, offers[k][0]))) if offers[k] else EndowmentOnly() for k in kept), gone


def _name(mechanism: Mechanism, j: int) -> str:
    return mechanism.market.agents[j]


def _shown(costs: Bundle) -> str:
    return f"({', '.join(texts(costs))})"
