"""Markets of VS: polarized rays, obviously dominant actions, and mechanisms that are obviously strategy-proof or not.

The theorems are those of `Certificates/TradingRays.v`, `TradingActions.v`, `Trading.v`, `TradingFailures.v` and
`TradingStrategies.v`. A protocol is written as a table; directions of trades and of rules as integers without a common
factor, as the multipliers of a certificate are about them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from proofs.coq.written.terms import NoForm, Theorem, computed, listed, naturals, number, rational_term

RAYS = ("ValenzuelaStookey", "Certificates.TradingRays")
ACTIONS = ("ValenzuelaStookey", "Certificates.TradingActions")
STRATEGIES = ("ValenzuelaStookey", "Certificates.TradingStrategies")

_POLARIZED = {
    "beside endowment": ("polarized_directions_beside", "polarized_beside_shown"),
    "pairs": ("polarized_pairs_only", "polarized_pairs_only_shown"),
    "lemma 5": ("all_minima", "all_minima_shown"),
    "printed": ("polarized_directions", None),
}
_ONE_SIGNED = {"printed": "not_polarized_one_signed", "beside endowment": "not_polarized_beside_one_signed"}
_TEMPTING = {
    "beside endowment": "not_polarized_beside_tempting",
    "pairs": "not_polarized_pairs_tempting",
    "lemma 5": "not_all_minima_tempting",
    "printed": "not_polarized_tempting",
}
_DOMINANCE = {
    "deviations": ("obviously_dominant_over_deviations", "osp_over_deviations", "over_deviations_shown"),
    "printed": ("obviously_dominant", "osp", "shown"),
}


def _vector(values: Iterable[Any]) -> str:
    return f"[{'; '.join(map(rational_term, values))}]"


def _vectors(rows: Iterable[Iterable[Any]], indent: int = 2) -> str:
    return listed(map(_vector, rows), indent)


# ------------------------------------------------------------------------------------------------------------- rays


def polarized(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """Rays in these directions are polarized, or not, in one of the readings (VS, before Theorem 2, and Lemma 5)."""
    rays, reading = about["directions"], about["reading"]
    tasks = len(rays[0]) if rays else 0
    words, shown = _POLARIZED[reading]
    statement = f"{words} {tasks} {len(rays)} (ray_at {{directions}})"
    if holds:
        if shown is None:
            raise NoForm("to be polarized as printed is said of a menu without rays only, and has no form in Coq")
        proof = f"{shown} {tasks} {{directions}} {{multipliers}}"
        more = {"multipliers": ("multipliers", _multipliers(rays, reading, evidence["pairs"]))}
    else:
        statement, more = f"~ {statement}", {}
        if evidence["form"] == "one-signed":
            proof = f"{_ONE_SIGNED[reading]} {tasks} {{directions}} {int(evidence['ray'])}"
        else:
            pair = f"{int(evidence['first'])} {int(evidence['second'])}"
            proof = f"{_TEMPTING[reading]} {tasks} {{directions}} {pair} {_vector(evidence['costs'])}"
    return Theorem(
        title=f"{len(rays)} directions that {'are' if holds else 'are not'} polarized, reading: {reading}.",
        imports=RAYS,
        definitions={"directions": ("list (list Q)", _vectors(rays)), **more},
        statement=statement,
        proof=computed(proof),
    )


def _multipliers(rays: Sequence[Sequence[Any]], reading: str, given: Sequence[Sequence[Any]]) -> str:
    places = [k for k, ray in enumerate(rays) if any(map(number, ray))]
    pairs = (itertools.permutations if reading == "lemma 5" else itertools.combinations)(places, 2)
    return listed(
        f"(({k}%nat, {m}%nat), ({rational_term(y)}, {rational_term(z)}))"
        for (k, m), (y, z) in zip(pairs, given, strict=True)
    )


# ------------------------------------------------------------------------------------------------ protocols as tables


class _Protocol:
    """A protocol of a certificate whose selection is a table."""

    def __init__(self, about: Mapping[str, Any]) -> None:
        if about["selection"] == "any":
            raise NoForm("with the selection left open it has no form in Coq yet")
        self.numbers = [_count(value) for value in about["numbers"]]
        self.endowment = [tuple(map(number, row)) for row in about["endowment"]]
        self.menus, self.domains = about["menus"], about["domains"]
        self.rows = {
            tuple(map(int, row["choices"])): [tuple(map(number, x)) for x in row["assignment"]]
            for row in about["selection"]["table"]
        }

    def definitions(self) -> dict[str, tuple[str, str]]:
        rows = (f"({naturals(choices)}, {_vectors(rows, 6)})" for choices, rows in sorted(self.rows.items()))
        menus = listed((listed(map(_trading_set, menu), 4) for menu in self.menus), 4)
        fields = (f"eta := {_vectors(self.endowment, 4)}", f"menus := {menus}", f"rows := {listed(rows, 4)}")
        table = "{{|\n    " + ";\n    ".join(fields) + " |}}"
        return {
            "table": ("table", table),
            "market": ("market", f"market_of_table {self._numbers()} {{table}} {listed(map(_domain, self.domains))}"),
        }

    def _numbers(self) -> str:
        return naturals(self.numbers)

    def arguments(self) -> str:
        return f"{self._numbers()} {{table}} {listed(map(_domain, self.domains))}"

    def offers(self, j: int) -> list[tuple[int, tuple[int, ...]]]:
        """The choices of an agent with the directions to what is selected for it, in the order of the multipliers."""
        profiles = math.prod(len(menu) for i, menu in enumerate(self.menus) if i != j)
        found = list[tuple[int, tuple[int, ...]]]()
        for k in range(len(self.menus[j])):
            reached = [rows[j] for choices, rows in sorted(self.rows.items()) if choices[j] == k]
            if len(reached) < profiles:
                reached.append(self.endowment[j])
            steps = (tuple(a - b for a, b in zip(x, self.endowment[j], strict=True)) for x in reached)
            found += [(k, d) for d in dict.fromkeys(_whole(step) for step in steps if any(step))]
        return found


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise NoForm("tasks that need not add up to a given whole number, such as payments, have no form in Coq yet")
    return value


def _trading_set(plain: Any) -> str:
    if plain == "endowment":
        return "Endowment_only"
    if plain == "remedial":
        return "Remedial"
    ((kind, data),) = plain.items()
    if kind == "points":
        return f"Points {_vectors(data, 6)}"
    if kind == "ray":
        return f"Ray_along {_vector(data)}"
    raise NoForm("trading sets given by inequalities have no form in Coq yet")


def _domain(plain: Any) -> str:
    if plain in ("nonnegative", "positive"):
        return str(plain).capitalize()
    if "box" in plain:
        low, high = plain["box"]
        return f"Box {_vector(low)} {_vector(high)}"
    if "types" in plain:
        return f"Types {_vectors(plain['types'], 4)}"
    raise NoForm("costs given by inequalities have no form in Coq yet")


def _whole(direction: Sequence[Fraction]) -> tuple[int, ...]:
    """The positive multiple of integers without a common factor."""
    scale = math.lcm(*(step.denominator for step in direction))
    entries = [int(step * scale) for step in direction]
    common = math.gcd(*entries) or 1
    return tuple(entry // common for entry in entries)


# ------------------------------------------------------------------------------------------------ actions, mechanisms


def obviously_dominant(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """An action is obviously dominant for an agent with given costs, or not (VS, section 1.1)."""
    protocol, agent, action = _Protocol(about["protocol"]), int(about["agent"]), int(about["action"])
    words, _, shown = _DOMINANCE[about["dominance"]]
    costs = _vector(about["costs"])
    theorem = f"obviously_dominant_{shown}" if holds else f"not_obviously_dominant_{shown}"
    said = f"{words} {{market}} (protocol_of {{market}} {{table}}) {agent} (of_list {costs}) {action}%nat"
    return Theorem(
        title=f"An action that is {'' if holds else 'not '}obviously dominant.",
        imports=ACTIONS,
        definitions=protocol.definitions(),
        statement=said if holds else f"~ {said}",
        proof=computed(f"{theorem} {{market}} {{table}} {agent} {costs} {action}"),
    )


def obviously_strategy_proof(about: Mapping[str, Any], holds: bool, evidence: Mapping[str, Any]) -> Theorem:
    """A mechanism is obviously strategy-proof, or not: whatever strategies follow the rules (VS, section 1.1).

    Where a rule leaves ties open and the mechanism is not, some strategies that follow it are not.
    """
    protocol = _Protocol(about)
    _, words, shown = _DOMINANCE[about["dominance"]]
    rules = listed(map(_rule, about["strategies"]))
    more = {"rules": ("list rule", rules)}
    followed = "strategies_by {market} (protocol_of {market} {table}) {rules} s"
    said = f"{words} {{market}} (protocol_of {{market}} {{table}}) s"
    every, some = f"forall s, {followed} -> {said}", f"exists s, {followed} /\\ ~ {said}"
    if holds:
        more["shown"] = ("list shown_agent", _shown_agents(protocol, evidence))
        statement, proof = every, f"osp_{shown} {protocol.arguments()} {{rules}} {{shown}}"
    else:
        if evidence["form"] != "failing type":
            raise NoForm(f'evidence of the form "{evidence["form"]}" has no form in Coq yet')
        agent = int(evidence["agent"])
        at = f"{agent} {_vector(evidence['costs'])}"
        if about["strategies"][agent] == "any myopic":
            statement = some
            proof = f"some_not_osp_{shown} {protocol.arguments()} {{rules}} {at} {int(evidence['action'][0])}"
        else:
            statement = f"forall s, {followed} -> ~ {said}"
            proof = f"not_osp_{shown} {protocol.arguments()} {{rules}} {at}"
    return Theorem(
        title=f"A mechanism that is {'' if holds else 'not '}obviously strategy-proof.",
        imports=STRATEGIES,
        definitions={**protocol.definitions(), **more},
        statement=f"is_protocol {{market}} (protocol_of {{market}} {{table}}) /\\ {statement}",
        proof=computed(proof),
        lemma=(
            f"exists s, {followed}",
            "apply some_strategies; [apply is_protocol_table; vm_compute; reflexivity | vm_compute; reflexivity].",
        ),
    )


def _rule(plain: Any) -> str:
    if plain == "myopic":
        return "Cautious"
    if plain == "any myopic":
        return "Any_myopic"
    ((kind, data),) = plain.items()
    if kind == "choices":
        return f"Listed_choices {listed((f'({_vector(costs)}, {int(k)}%nat)' for costs, k in data), 4)}"
    if kind == "rules":
        signs = (f"(({_directions(below)}, {_directions(at_most)}), {int(k)}%nat)" for at_most, below, k in data)
        return f"By_signs {listed(signs, 4)}"
    raise NoForm("strategies of this form have no form in Coq yet")


def _directions(rows: Iterable[Iterable[Any]]) -> str:
    return _vectors((_whole(tuple(map(number, row))) for row in rows), 6)


def _shown_agents(protocol: _Protocol, evidence: Mapping[str, Any]) -> str:
    """Each agent's offers, and the multipliers of the ways in which a type could fail."""
    agents = []
    for j, cases in enumerate(evidence["multipliers"]):
        offers = listed((f"({k}%nat, {_vector(d)})" for k, d in protocol.offers(j)), 6)
        weights = listed((f"({_vector(case[0])}, {_vector(case[1])})" for case in cases), 6)
        agents.append(f"{{{{|\n      shown_offers := {offers};\n      shown_weights := {weights} |}}}}")
    return listed(agents, 4)
