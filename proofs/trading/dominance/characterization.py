"""Claims 1-6 of VS, asked of one mechanism at a time.

The proof of Theorem 2 goes through six claims about an OSP mechanism. Here each is a question about any mechanism,
answered with the types or bundles that decide it: `claims`. `classify` names each trading set's shape (Claim 4). The
theorem itself is asked in `proofs.trading.dominance.dominating`. Nothing is assumed to hold.

Readings. The claims speak of the bundles of T, but the proof uses bundles that are selected; `sets` is "reduced" (the
essential reduction, default) or "printed" (the sets themselves). A claim about some type c is asked over the agent's
own domain, except that Claim 3 says c in the nonnegative orthant: `types` is "domain" (default) or "orthant".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.trading.dominance.cost_types import TypeFound, some_type
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Bundle, Direction, texts
from proofs.trading.markets.domains import Domain, Orthant
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Shape, shape
from proofs.trading.markets.protocols import Protocol

Sets = Literal["reduced", "printed"]
Types = Literal["domain", "orthant"]


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


def _name(mechanism: Mechanism, j: int) -> str:
    return mechanism.market.agents[j]


def _shown(costs: Bundle) -> str:
    return f"({', '.join(texts(costs))})"
