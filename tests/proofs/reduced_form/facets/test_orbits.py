"""Facets one orbit at a time: the same facets, orbits that are those of all exchanges, searches that end early."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from exact import minkowski
from exact.rationals import primitive
from proofs.formats.problems import problem_of
from proofs.reduced_form.facets import listing
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.summands import Summands
from proofs.report.facets import explain_facets
from tests.proofs.reduced_form.certified import accepted
from tests.proofs.reduced_form.facets.test_listing import PATH, STAR, courses, graph, market, single_item
from tests.strategies import problems

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(relaxed, max_examples=60)
@given(problems(kinds=("pairs", "anonymous", "public", "restricted", "divisible")))
def test_both_searches_find_the_same_facets(problem):
    by_orbits, by_rays = facets(problem, "orbits"), facets(problem, "rays")
    assert by_orbits == replace(by_rays, engine="orbits")
    assert sorted(k for orbit in by_orbits.orbits for k in orbit) == list(range(len(by_orbits.facets)))


@pytest.mark.parametrize("problem", [STAR, courses(), market(2, 3), single_item(3, 4)], ids=str)
def test_larger_problems_agree_as_well(problem):
    assert facets(problem, "orbits").facets == facets(problem, "rays").facets


def test_thousands_of_facets_agree():
    assert len(whole_path().facets) == 5490
    assert whole_path().engine == "orbits"
    assert facets(STAR).engine == "rays"
    assert whole_path().facets == facets(PATH, "rays").facets


@cache
def whole_path():
    return facets(PATH)


def brute_force_orbits(problem, found):
    """By all exchanges of agents, objects and each agent's types that take the outcomes at profiles to each other."""
    points = Summands.of(problem).points
    family = {frozenset(each) for each in points}
    place = {c: k for k, c in enumerate(problem.coordinates)}
    normals = [primitive(Summands.of(problem).normal(dict(each.coefficients))) for each in found.facets]
    same = {k: {k} for k in range(len(normals))}
    index = {normal: k for k, normal in enumerate(normals)}
    for agents in itertools.permutations(range(len(problem.agents))):
        if any(len(problem.types[i]) != len(problem.types[j]) for i, j in enumerate(agents)):
            continue
        for objects in itertools.permutations(problem.objects):
            for kinds in itertools.product(*(list(itertools.permutations(t)) for t in problem.types)):

                def image(c, agents=agents, objects=objects, kinds=kinds):
                    i = problem.agents.index(c[0])
                    k = problem.types[i].index(c[1])
                    rest = [objects[problem.objects.index(c[2])]] if problem.objects else []
                    return (problem.agents[agents[i]], kinds[agents[i]][k], *rest)

                goal = [place[image(c)] for c in problem.coordinates]

                def moved(vector, goal=goal):
                    result = [0] * len(goal)
                    for k, entry in enumerate(vector):
                        result[goal[k]] = entry
                    return tuple(result)

                if {frozenset(map(moved, each)) for each in points} == family:
                    for k, normal in enumerate(normals):
                        same[k].add(index[moved(normal)])
    return {frozenset(each) for each in same.values()}


@pytest.mark.parametrize(
    "problem",
    [
        single_item(2, 2, 2),
        single_item(2, 3),
        market(2, 2),
        graph((2, 2, 2), [(1, 2), (2, 3)], ceiling=1),
        graph((1, 1, 1, 1, 1), [(1, 2), (2, 3), (3, 4), (4, 5), (1, 5)], ceiling=1),
    ],
    ids=["item 2 x 2 x 2", "item 2 x 3", "market", "path", "five-cycle"],
)
def test_orbits_are_those_of_all_exchanges(problem):
    found = facets(problem)
    assert {frozenset(orbit) for orbit in found.orbits} == brute_force_orbits(problem, found)


def test_what_is_exchanged_is_told():
    assert facets(market(2, 2)).alike == (
        "the types t1 and t2 of i1; the types t1 and t2 of i2; the agents i1 and i2; the objects o1 and o2"
    )
    assert facets(single_item(1, 2)).alike == "the types t1 and t2 of i2"
    cycle = graph((1,) * 5, [(1, 2), (2, 3), (3, 4), (4, 5), (1, 5)], ceiling=1)
    assert facets(cycle).alike == "several names at once"
    different = problem_of(
        agents=["a", "b"],
        types={"a": ["t"], "b": ["t"]},
        constraints=[{"set": ["a"], "ceiling": 1}, {"set": ["b"], "ceiling": 2}, {"set": ["a", "b"], "ceiling": 2}],
    )
    assert facets(different).alike == ""
    assert "orbit" not in explain_facets(facets(different))


def test_restrictions_on_profiles_break_symmetries():
    kept = problem_of(
        agents=["a", "b"],
        types={"a": ["l", "h"], "b": ["l", "h"]},
        constraints=[{"set": ["a", "b"], "ceiling": 1}],
    )
    broken = problem_of(
        agents=["a", "b"],
        types={"a": ["l", "h"], "b": ["l", "h"]},
        constraints=[{"set": ["a", "b"], "ceiling": 1}],
        profiles=[{"profile": {"a": "l"}, "constraints": [{"set": ["a"], "ceiling": 0}]}],
    )
    assert "types l and h of a" in facets(kept).alike
    assert "of a" not in facets(broken).alike


def test_one_facet_of_each_orbit_is_written_unless_all_are_asked_for():
    found = facets(STAR)
    short, long = explain_facets(found), explain_facets(found, every=True)
    assert f"283 facets in {len(found.orbits)} orbits (exchanging the types" in short
    assert short.count("like it)") == sum(len(orbit) > 1 for orbit in found.orbits)
    assert "like it" not in long
    assert len(long.splitlines()) - len(short.splitlines()) == 283 - len(found.orbits)


@pytest.mark.parametrize("bounds", [{"seconds": 0}, {"limit": 1}])
def test_a_search_that_ends_early_says_so(bounds):
    everything = whole_path()
    found = facets(PATH, **bounds)
    assert found.end == next(iter(bounds))
    assert not found.is_whole
    assert set(found.facets) < set(everything.facets)
    assert found.equations == everything.equations
    assert found.description.holds is None
    assert not found.to_plain()["complete"]
    assert "These are not all for certain" in explain_facets(found)
    assert all(accepted(found.proof(found.facets[orbit[0]])) for orbit in found.orbits)


def test_what_was_met_may_refute_a_condition_but_never_completes_it():
    found = facets(PATH, limit=100)
    assert found.condition_a.holds is False
    assert accepted(found.condition_a)
    ended = facets(single_item(3, 3, 3), limit=1)
    assert not ended.is_whole
    assert ended.condition_a_complete is None
    assert ended.condition_a.holds is None
    assert "is open" in explain_facets(ended)


def test_a_bound_that_is_not_reached_changes_nothing():
    assert facets(STAR, limit=10_000).facets == facets(STAR).facets
    told = []
    assert facets(STAR, "orbits", tell=lambda progress, estimate: told.append(progress)).is_whole
    assert told[-1].complete
    both = facets(market(2, 2), "both", tell=lambda progress, estimate: None)
    assert both.facets == facets(market(2, 2)).facets
    segment = problem_of(agents=["i"], types={"i": ["t"]}, constraints=[{"set": ["i"], "ceiling": 1}])
    assert len(facets(segment, "orbits", limit=1).facets) == 2


def test_a_search_without_a_limit_ends_all_the_same(monkeypatch):
    monkeypatch.setattr(listing, "MOST_MET", 5)
    assert facets(PATH).end == "limit"


def test_bounds_go_with_the_search_alone():
    with pytest.raises(ValueError, match='the engine "rays" has none'):
        facets(STAR, "rays", seconds=1)
    with pytest.raises(ValueError, match="seconds: a number from 0 on"):
        facets(STAR, seconds=-1)
    with pytest.raises(ValueError, match="limit"):
        facets(STAR, limit=0)


def test_bounds_of_many_normals_are_those_of_each():
    points = Summands.of(courses()).points
    normals = [each.normal for each in minkowski.facets_by_rays(points).facets]
    assert minkowski.with_all_bounds(points, normals) == tuple(minkowski.with_bounds(points, n) for n in normals)
