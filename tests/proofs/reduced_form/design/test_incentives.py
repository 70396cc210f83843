"""Incentives of a given rule beside definitions written out again, and transfers beside all cycles and chains."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from exact.linear import FarkasVector, Point
from exact.verdicts import Verdict
from proofs.certificates import certificate
from proofs.checker import verify
from proofs.formats.problems import given_rule_from_plain
from proofs.plain.reading import BadInput
from proofs.reduced_form.design.incentives import (
    cycle_terms,
    incentive_compatible,
    misreports,
    transfers_for,
)

TYPES = ("s", "t", "u", "w")


def plain_rule(draw: random.Random, ordinal: bool) -> dict:
    """A file of one or two agents with up to four types, and two or three objects."""
    objects = ["x", "y", "z"][: draw.choice((2, 3))]
    agents = ["a", "b"][: draw.choice((1, 2))]
    types = {agent: list(TYPES[: draw.randint(1, 4)]) for agent in agents}

    def numbers(low: int, high: int) -> dict:
        return {a: {t: {j: draw.randint(low, high) for j in objects} for t in types[a]} for a in agents}

    data = {
        "format": "exact-proofs/problem/1",
        "agents": agents,
        "objects": objects,
        "types": types,
        "prior": {"independent": {a: _law(draw, types[a]) for a in agents}},
        "constraints": [{"each": "pair", "ceiling": 1}],
        "interim_rule": numbers(0, 2),
        "preferences": numbers(-2, 3),
    }
    if ordinal:
        data["preferences"] = {a: {t: draw.sample(objects, len(objects)) for t in types[a]} for a in agents}
    elif draw.random() < 0.5:
        data["interim_transfers"] = {a: {t: f"{draw.randint(-2, 3)}/2" for t in types[a]} for a in agents}
    return data


def _law(draw: random.Random, kinds: list[str]) -> dict[str, str]:
    weights = [draw.randint(1, 3) for _ in kinds]
    return {kind: f"{weight}/{sum(weights)}" for kind, weight in zip(kinds, weights, strict=True)}


def accepted(verdict: Verdict) -> bool:
    verify(certificate([verdict]))
    return verdict.verify()


@pytest.mark.parametrize("seed", range(40))
def test_values_beside_the_definition(seed):
    data = plain_rule(random.Random(seed), False)
    given = given_rule_from_plain(data)
    q, v, m = data["interim_rule"], data["preferences"], data.get("interim_transfers", {})

    def worth(a, true, told):
        return sum(v[a][true][j] * q[a][told][j] for j in data["objects"])

    def expects(a, true, told):
        return worth(a, true, told) - Fraction(m.get(a, {}).get(told, 0))

    pairs = [(a, s, t) for a, kinds in data["types"].items() for s in kinds for t in kinds if s != t]
    gains = {(a, s, t): expects(a, s, t) - expects(a, s, s) for a, s, t in pairs}
    found = {(each.agent, each.kind, each.report): each.gain for each in misreports(given)}
    assert found == {pair: gain for pair, gain in gains.items() if gain > 0}
    assert all(each.honest == expects(each.agent, each.kind, each.kind) for each in misreports(given))
    assert sorted(found.values(), reverse=True) == list(found.values())
    verdict = incentive_compatible(given)
    assert verdict.holds is not bool(found)
    assert accepted(verdict)
    stay = all(expects(a, t, t) >= 0 for a, kinds in data["types"].items() for t in kinds)
    rational = incentive_compatible(given, participation=True)
    assert rational.holds is (not found and stay)
    assert accepted(rational)

    some = transfers_for(given)
    assert all(map(accepted, (some.verdict, *some.of_agent.values())))
    for a, kinds in data["types"].items():
        orders = [order for size in range(2, len(kinds) + 1) for order in itertools.permutations(kinds, size)]
        lost = {
            order: sum(worth(a, s, s) - worth(a, s, t) for s, t in zip(order, (*order[1:], order[0]), strict=True))
            for order in orders
        }
        negative = [order for order, total in lost.items() if total < 0]
        assert (a in some.cycles) is bool(negative)
        if negative:
            assert sum(cycle_terms(given, a, some.cycles[a])) == lost[some.cycles[a]]
            assert len(some.cycles[a]) == min(map(len, negative))
            continue
        for t in kinds:
            chains = [(t,), *(order for order in orders if order[0] == t)]
            least = min(
                sum(worth(a, r, r) - worth(a, r, s) for r, s in itertools.pairwise(chain))
                + worth(a, chain[-1], chain[-1])
                for chain in chains
            )
            assert some.transfers[a, t] == least
    assert some.verdict.holds is not bool(some.cycles)


@pytest.mark.parametrize("seed", range(20))
def test_rankings_beside_the_definition(seed):
    data = plain_rule(random.Random(seed), True)
    given = given_rule_from_plain(data)
    q, found = data["interim_rule"], set()
    for a, kinds in data["types"].items():
        for s, t in itertools.permutations(kinds, 2):
            ranking = data["preferences"][a][s]
            for k in range(1, len(ranking) + 1):
                honest, lying = (sum(q[a][told][j] for j in ranking[:k]) for told in (s, t))
                found |= {(a, s, t, k, lying - honest)} if lying > honest else set()
    assert {(e.agent, e.kind, e.report, e.objects, e.gain) for e in misreports(given)} == found
    verdict = incentive_compatible(given)
    assert isinstance(verdict.evidence, FarkasVector if found else Point)
    assert accepted(verdict)


def test_groups_are_asked_by_one_agent_of_each_and_pay_all():
    data = {
        "format": "exact-proofs/problem/1",
        "agents": {"many": 10},
        "types": {"many": ["low", "high"]},
        "prior": {"independent": {"many": {"low": "1/2", "high": "1/2"}}},
        "constraints": [{"each": "agent", "ceiling": 1}],
        "interim_rule": {"many": {"low": "1/4", "high": "3/4"}},
        "preferences": {"many": {"low": 1, "high": 2}},
    }
    given = given_rule_from_plain(data)
    found = transfers_for(given)
    assert found.transfers == {("many", "low"): Fraction(1, 4), ("many", "high"): Fraction(5, 4)}
    assert given.revenue(found.transfers.items()) == 10 * Fraction(3, 4)
    counts = [{"counts": {"many": {"low": k, "high": 10 - k}}, "probability": "1/11"} for k in range(11)]
    with pytest.raises(BadInput, match="types are correlated"):
        given_rule_from_plain(data | {"prior": {"counts": counts}})


BASE = {
    "format": "exact-proofs/problem/1",
    "agents": ["a"],
    "objects": ["x", "y"],
    "types": {"a": ["s", "t"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 1}],
    "interim_rule": {"a": {"s": {"x": 1}, "t": {"y": 1}}},
    "preferences": {"a": {"s": {"x": 1}, "t": {"y": 1}}},
}
RANKED = {"a": {"s": ["x", "y"], "t": ["y", "x"]}}
PAIRS = [{"profile": {"a": s, "b": t}, "probability": p} for s, t, p in zip("sstt", "stst", "1221", strict=True)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"interim_rule": None}, '"interim_rule" is missing'),
        ({"preferences": None}, '"preferences" is missing; give'),
        ({"incentives": "strong"}, "incentives"),
        ({"incentives": "ordinal"}, "a ranking of all objects, best first, was expected; with values write"),
        ({"incentives": "cardinal", "preferences": RANKED}, 'with rankings write "incentives": "ordinal"'),
        ({"objective": {"preferences": RANKED}}, '"preferences" is given twice, in objective and beside it'),
        ({"preferences": RANKED, "interim_transfers": {"a": {"s": 1}}}, "transfers need preferences with values"),
        ({"interim_transfers": {"a": {"r": 1}}}, 'interim_transfers.a: "r" is not in types of agent a'),
        ({"interim_transfers": {"a": {"s": "x"}}}, "interim_transfers.a.s"),
        (
            {
                "agents": ["a", "b"],
                "types": {"a": ["s", "t"], "b": ["s", "t"]},
                "prior": {"joint": [{**pair, "probability": f"{pair['probability']}/6"} for pair in PAIRS]},
                "interim_rule": {i: {t: {"x": "1/4"} for t in "st"} for i in "ab"},
                "preferences": {i: {t: {"x": 1} for t in "st"} for i in "ab"},
            },
            "types are correlated",
        ),
    ],
)
def test_bad_input_is_told_in_a_sentence(change, said):
    data = {key: value for key, value in (BASE | change).items() if value is not None}
    with pytest.raises(BadInput) as told:
        given_rule_from_plain(data)
    assert said in str(told.value)


def test_what_rankings_cannot_be_asked():
    given = given_rule_from_plain(BASE | {"preferences": RANKED})
    with pytest.raises(ValueError, match="transfers need preferences with values"):
        transfers_for(given)
    with pytest.raises(ValueError, match="participation compares values with 0"):
        incentive_compatible(given, participation=True)
