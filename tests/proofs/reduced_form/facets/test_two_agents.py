"""(31)-(32) and (33)-(34) beside the claims' own writing of them, and what they miss beside implementability."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import islice

import pytest

from proofs.certificates import certificate
from proofs.checker import verify
from proofs.claims.families.bilateral_trade import trade_rules
from proofs.claims.families.compromises import compromise_inequalities, compromise_rules
from proofs.claims.lang_yang.proposition_3 import trade_inequalities
from proofs.formats.problems import problem_of
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.two_agents import against, inequalities
from proofs.reduced_form.implementation.deciding import implementable
from proofs.report.against import against_to_plain


def satisfies(problem, name, rule):
    weighted = [
        problem.marginals[c[0], c[1]] * value for c, value in zip(problem.coordinates, rule.values, strict=True)
    ]
    return inequalities(problem, name).linear.contains(weighted)


def test_33_34_are_those_of_the_claims():
    answers = set()
    for case in islice(compromise_rules(3, ((2, 2), (2, 3))), 24, 48, 3):
        expected = bool(compromise_inequalities(case))
        assert satisfies(case.problem, "33-34", case.rule) is expected
        answers.add(expected)
    assert answers == {True, False}


def test_31_32_are_those_of_the_claims():
    answers = set()
    for case in islice(trade_rules(5), 60):
        expected = bool(trade_inequalities(case))
        assert satisfies(case.problem, "31-32", case.rule) is expected
        answers.add(expected)
    assert answers == {True, False}


def compromise(one: int, two: int, alternatives: int = 3):
    kinds = {"1": [f"s{k}" for k in range(one)], "2": [f"t{k}" for k in range(two)]}
    objects = [f"a{k}" for k in range(alternatives)]
    return problem_of(agents=["1", "2"], objects=objects, outcome="public", types=kinds, constraints=[])


@pytest.mark.parametrize(("sizes", "missed"), [((2, 2), 0), ((2, 3), 0), ((1, 3, 4), 0), ((2, 2, 4), 0)])
def test_what_one_player_with_two_types_has_is_contained(sizes, missed):
    problem = compromise(*sizes)
    found = facets(problem)
    compared = against(found, inequalities(problem, "33-34"))
    assert sum(each.count for each in compared) == len(found.facets)
    assert sum(each.count for each in compared if each.missed) == missed
    assert all(each.value == each.facet.bound(problem) for each in compared)


def test_what_three_types_each_miss_is_shown_by_a_rule():
    # Some seconds: nothing smaller misses a facet.
    problem = compromise(3, 3)
    found, system = facets(problem), inequalities(problem, "33-34")
    compared = against(found, system)
    (missed,) = (each for each in compared if each.missed)
    assert compared[0] is missed
    assert (missed.count, len(found.facets)) == (72, 198)
    assert satisfies(problem, "33-34", missed.rule)
    assert not implementable(problem, missed.rule)
    verify(certificate([missed.greatest, missed.refuted]))
    data = against_to_plain(found, system, compared)
    assert (data["complete"], data["missed"], data["orbits"][0]["greatest"]) == (False, 72, str(missed.value))
    assert data["orbits"][0]["rule"]["1"].keys() == {"s0", "s1", "s2"}


@pytest.mark.parametrize("seed", range(3))
def test_trade_with_profiles_that_are_closed(seed):
    draw = random.Random(seed)
    weights = [draw.randint(1, 4) for _ in range(4)]
    pairs = [(s, t) for s in ("l", "h") for t in ("c", "d")]
    prior = [
        {"profile": {"b": s, "s": t}, "probability": f"{w}/{sum(weights)}"}
        for (s, t), w in zip(pairs, weights, strict=True)
    ]
    closed = draw.sample(pairs, 2)
    types = {"b": ["l", "h"], "s": ["c", "d"]}

    def at_closed(**quota):
        return [{"profile": {"b": s, "s": t}, "constraints": [quota]} for s, t in closed]

    public = problem_of(
        agents=["b", "s"],
        objects=["trade", "none"],
        outcome="public",
        types=types,
        prior={"joint": prior},
        constraints=[],
        profiles=at_closed(set=["trade"], ceiling=0),
    )
    private = problem_of(
        agents=["b", "s"],
        types=types,
        prior={"joint": prior},
        constraints=[{"set": ["b", "s"], "floor": 1, "ceiling": 1}],
        profiles=at_closed(set=["b"], ceiling=0),
    )
    turned = problem_of(
        agents=["s", "b"],
        types=types,
        prior={"joint": prior},
        constraints=[{"set": ["b", "s"], "floor": 1, "ceiling": 1}],
        profiles=at_closed(set=["b"], ceiling=0),
    )
    for problem in (public, private, turned):
        system, found = inequalities(problem, "31-32"), facets(problem)
        compared = against(found, system)
        assert not any(each.missed for each in compared)
        for proof in system.proofs():
            assert proof.verify()
        closed_mass = sum(problem.probability((s, t) if problem.agents[0] == "b" else (t, s)) for s, t in closed)
        assert max(bound for _, bound in system.rows) <= 1
        traded = {c: Fraction(1) for c in problem.coordinates if c[0] == "b" and (len(c) == 2 or c[2] == "trade")}
        assert any(dict(normal) == traded and bound == 1 - closed_mass for normal, bound in system.rows)


def public(**more):
    return problem_of(**{"agents": ["1", "2"], "objects": ["x", "y", "z"], "outcome": "public", "types": ["t"], **more})


BOTH = {"set": ["1", "2"], "floor": 1, "ceiling": 1}


@pytest.mark.parametrize(
    ("problem", "name", "said"),
    [
        (lambda: compromise(2, 2), "25", '"31-32" or "33-34" was expected'),
        (lambda: public(agents=["1", "2", "3"], constraints=[]), "33-34", "two agents, and this problem has 3"),
        (lambda: public(constraints=[]), "31-32", r"trade or none, and there are 3; ask 33-34"),
        (lambda: compromise(6, 5), "33-34", "6144 inequalities, more than 1100"),
        (lambda: problem_of(agents=["1", "2"], types=["t"], constraints=[BOTH]), "33-34", "are about a public outcome"),
        (
            lambda: problem_of(agents=["1", "2"], types=["t"], constraints=[{"set": ["1", "2"], "ceiling": 1}]),
            "31-32",
            "one object that at every profile one of the two agents gets",
        ),
        (
            lambda: problem_of(
                agents=["1", "2"],
                types=["s", "t"],
                constraints=[BOTH],
                profiles=[
                    {"profile": {"1": kind, "2": kind}, "constraints": [{"set": [agent], "ceiling": 0}]}
                    for agent, kind in (("1", "s"), ("2", "t"))
                ],
            ),
            "31-32",
            "no trade at all of them",
        ),
    ],
)
def test_other_problems_are_told_in_a_sentence(problem, name, said):
    with pytest.raises(ValueError, match=said):
        inequalities(problem(), name)
