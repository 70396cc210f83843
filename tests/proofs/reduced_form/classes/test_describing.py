"""All rules that treat agents of a group alike: the same set as by the agents' names, and as by Border's theorem."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import cones, integer, polyhedra
from exact.showing.drawing import Html, Picture
from proofs.certificates import certificate, require_accepted
from proofs.reduced_form.classes import describing
from proofs.reduced_form.classes.class_program import ClassProgram
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.describing import facets_for_groups, row_formula
from proofs.reduced_form.classes.descriptions import GroupsDescribed
from proofs.reduced_form.classes.groups import GroupedProblem, StatesPrior
from proofs.reduced_form.classes.implementing import implementable_for_groups
from proofs.reduced_form.classes.listed import listed, listed_rule
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.reduced_form.pictures import implementable_picture, implementable_shadow
from proofs.reduced_form.problem.problems import InterimRule
from proofs.report import explain
from proofs.report.group_facets import explain_group_facets
from tests.corpus.groups import groups
from tests.mutations import check_mutants
from tests.proofs.reduced_form.classes.small import small, some_rules
from tests.proofs.reduced_form.classes.test_agreement import border


def few(seed, most=6):
    """A small problem of few coordinates; `None` if there is none for this seed."""
    problem = small(random.Random(seed))
    return None if problem is None or len(problem.coordinates) > most else problem


def solves(system, values):
    """Whether the values satisfy all rows."""
    for row in system.rows:
        left = sum((f * values[k] for k, f in row.coefficients), Fraction(0))
        if left > row.bound or (row.sense == "=" and left != row.bound):
            return False
    return True


def symmetric(problem: GroupedProblem, system):
    """The rows of a system about all agents by name, asked of rules that treat those of a group alike."""
    owner = {f"{g} {k + 1}": g for g, size in problem.size_of.items() for k in range(size)}
    place = {c: k for k, c in enumerate(problem.coordinates)}
    rows: dict[str, list[tuple[list[Fraction], Fraction]]] = {"<=": [], "=": []}
    for row in system.rows:
        dense = [Fraction(0)] * len(place)
        for k, f in row.coefficients:
            agent, *rest = system.variables[k]
            dense[place[owner[agent], *rest]] += f
        rows[row.sense].append((dense, row.bound))
    return polyhedra.Polyhedron.of(
        [dense for dense, _ in rows["<="]],
        [bound for _, bound in rows["<="]],
        [dense for dense, _ in rows["="]],
        [bound for _, bound in rows["="]],
        dimension=len(place),
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_rule_satisfies_the_system_exactly_if_it_is_implementable(seed):
    rng, problem = random.Random(seed), few(seed)
    if problem is None:
        return
    found = facets_for_groups(problem)
    assert found.description.verify()
    require_accepted(found.description)
    for rule in some_rules(problem, rng):
        inside = found.empty is None and solves(found.system(), rule.values)
        assert inside is implementable(listed(problem), listed_rule(problem, rule)).holds


def test_the_rules_of_groups_are_the_symmetric_ones_of_the_agents_by_name():
    rng, tried = random.Random(3), 0
    while tried < 12:
        problem = small(rng)
        if problem is None or len(listed(problem).coordinates) > 4 or listed(problem).profile_count > 4:
            continue
        tried += 1
        found = facets_for_groups(problem)
        by_name = polyhedra.hull(symmetric(problem, facets(listed(problem)).system())).points
        assert sorted(by_name) == implementable_vertices(found)


def implementable_vertices(found):
    """The vertices of the system in Q."""
    if found.empty is not None:
        return []
    return sorted(polyhedra.hull(symmetric_of_groups(found)).points)


def symmetric_of_groups(found):
    rows = {"<=": [], "=": []}
    size = len(found.problem.coordinates)
    for row in found.system().rows:
        dense = [Fraction(0)] * size
        for k, f in row.coefficients:
            dense[k] = f
        rows[row.sense].append((dense, row.bound))
    parts = (([d for d, _ in rows[s]], [b for _, b in rows[s]]) for s in ("<=", "="))
    return polyhedra.Polyhedron.of(*itertools.chain(*parts), dimension=size)


@pytest.mark.parametrize("size", [1, 2, 7, 100])
@pytest.mark.parametrize("chances", [("1",), ("1/3", "2/3"), ("1/2", "1/3", "1/6")])
@pytest.mark.parametrize("alone", [True, False])
def test_iid_bidders_have_the_facets_of_borders_theorem(size, chances, alone):
    """For each set of types: nobody is served more often than somebody has such a type (Border 1991, 2007)."""
    problem = border(size, *chances, alone=alone)
    found = facets_for_groups(problem)
    require_accepted(found.description)
    assert not found.equations
    law = dict(zip(problem.coordinates, map(Fraction, chances), strict=True))
    wanted = {(((c, Fraction(-1)),), Fraction(0)) for c in law}
    for count in range(1, len(law) + 1):
        for chosen in itertools.combinations(law, count):
            nobody = 1 - sum(law[c] for c in chosen)
            wanted.add((tuple((c, Fraction(1)) for c in chosen), 1 - nobody**size))
    if size == 1:  # a set of types is then no more than its members
        wanted = {row for row in wanted if len(row[0]) == 1}
    assert {(row.coefficients, row.bound) for row in found.facets} == wanted
    assert found.is_complete("A")
    assert found.is_complete("B")


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 9), st.lists(st.integers(0, 12), min_size=2, max_size=2))
def test_the_facets_of_iid_bidders_say_what_thresholds_say(size, numbers):
    problem = border(size, "2/5", "3/5")
    rule = InterimRule(tuple(Fraction(n, 12) for n in numbers), problem.coordinates)
    by_thresholds = single_object(listed(problem), listed_rule(problem, rule)).holds
    assert solves(facets_for_groups(problem).system(), rule.values) is by_thresholds


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_a_right_side_in_symbols_is_the_best_value_in_each_class(seed):
    problem = few(seed, 4)
    if problem is None:
        return
    found = facets_for_groups(problem)
    for row, capacity, _ in found.capacities():
        block, program = capacity.block, ClassProgram(capacity.block)
        weights = [dict(row.coefficients).get(c, Fraction(0)) for c in block.coordinates]
        total, (law, below) = Fraction(0), block.law
        for counts, weight in zip(block.classes, law, strict=True):
            system = program.system(counts)
            if problem.divisible:
                values = [cones.product([int(w) for w in weights], p) for p in vertices_of(system)]
                best = max(values)
            else:
                best = integer.maximize(system, weights).value
            assert capacity.at(counts) == best
            total += weight * capacity.at(counts)
        assert total / below == row.bound


def vertices_of(system):
    size = len(system.variables)
    rows = [[dict(row.coefficients).get(k, Fraction(0)) for k in range(size)] for row in system.rows]
    least = [[Fraction(-int(j == k)) for k in range(size)] for j in range(size)]
    bounds = [row.bound for row in system.rows]
    return polyhedra.hull(polyhedra.Polyhedron.of(rows + least, bounds + [Fraction(0)] * size, dimension=size)).points


def test_normals_and_formulas_do_not_depend_on_the_prior():
    problem = groups({"g": 5}, {"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 2}, objects=["x", "y"])
    law = (Fraction(1, 7), Fraction(6, 7))
    other = replace(problem, prior=StatesPrior(((Fraction(1), (law,)),)))
    one, two = facets_for_groups(problem), facets_for_groups(other)
    assert [row.coefficients for row in one.facets] == [row.coefficients for row in two.facets]
    assert [c.functions for _, c, _ in one.capacities()] == [c.functions for _, c, _ in two.capacities()]
    assert one.facets != two.facets


def test_a_hundred_agents_with_two_types_and_two_objects():
    problem = groups({"g": 100}, {"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 30}, objects=["x", "y"])
    found = facets_for_groups(problem)
    assert (found.dimension, len(found.facets)) == (4, 12)
    require_accepted(found.description)
    told = explain_group_facets(found, symbolic=True)
    assert "  Q_1,2^1 + Q_1,2^2 <= E min(n_1,2, 60)\n" in told
    assert "  Q_1,1^1 + Q_1,2^1 <= 30\n" in told
    assert explain(found) == explain_group_facets(found)
    assert "50 Q_g(t1, x) + 50 Q_g(t2, x) <= 30" in explain(found)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_a_picture_is_the_shadow_of_all_rules(seed):
    rng = random.Random(seed)
    problem = small(rng)
    if problem is None or not 2 <= len(problem.coordinates) <= 4:
        return
    chosen = rng.sample(problem.coordinates, 2)
    places = [problem.coordinates.index(c) for c in chosen]
    shadow = implementable_shadow(problem, chosen)
    points = [tuple(p[k] for k in places) for p in implementable_vertices(facets_for_groups(problem))]
    hull = polyhedra.hull(polyhedra.constraints(polyhedra.Hull.of(points))).points if points else ()
    assert sorted(shadow.points) == sorted(hull)


def test_a_verdict_and_a_description_show_themselves():
    problem = border(20, "1/2", "1/2")
    found = facets_for_groups(problem)
    assert isinstance(found.show(), Picture)
    assert isinstance(implementable_picture(problem, problem.coordinates), Picture)
    assert isinstance(implementable_for_groups(problem, InterimRule((Fraction(1, 2), Fraction(0)))).show(), Picture)
    assert isinstance(facets_for_groups(border(2, "1/4", "1/4", "1/4", "1/4")).show(), Html)


def test_whoever_waits_is_told_how_far_the_search_is():
    told = []
    found = facets_for_groups(border(3, "1/2", "1/2"), lambda *counts: told.append(counts))
    assert told == sorted(told)
    assert told[-1][1] < len(found.parts[0].found.vertices) <= told[-1][1] + 1
    assert told[-1][0] >= len(found.facets)


def test_a_set_with_too_many_vertices_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(describing, "MOST_VERTICES", 3)
    with pytest.raises(ValueError, match="rules of bidder: the set has more than 3 vertices"):
        facets_for_groups(border(3, "1/2", "1/2"))


def is_true(statement):
    """The truth of a mutant's statement, by the description itself."""
    about = GroupsDescribed.from_about(statement["about"])
    found = facets_for_groups(about.problem)
    if found.empty is not None:
        return statement["holds"] is False and about.fails_without_outcome
    if not statement["holds"]:
        return False
    for mine, theirs in ((found.equations, about.equations), (found.facets, about.facets)):
        if len(mine) != len(theirs):
            return False
    return same_rows(about.problem, found.equations, about.equations, []) and same_rows(
        about.problem, found.facets, about.facets, list(found.equations)
    )


def same_rows(problem, mine, theirs, equations):
    """Whether the rows are the same, up to equations and positive multiples."""
    size = len(problem.coordinates)

    def dense(row):
        known = dict(row.coefficients)
        return [known.get(c, Fraction(0)) for c in problem.coordinates] + [row.bound]

    basis = cones.echelon_basis([whole(dense(row)) for row in equations], size + 1)
    if not equations:
        reduced = [{whole(dense(row)) for row in rows} for rows in (mine, theirs)]
        if reduced[0] == reduced[1]:
            return True
    sets = [cones.echelon_basis([whole(dense(row)) for row in rows], size + 1) for rows in (mine, theirs)]
    if mine and mine[0] in equations:
        return sets[0] == sets[1]
    return {cones.reduce_modulo(whole(dense(row)), basis) for row in mine} == {
        cones.reduce_modulo(whole(dense(row)), basis) for row in theirs
    }


def whole(entries):
    from exact.rationals import primitive

    return primitive(entries)


def test_mutants_of_a_description_are_refused_or_true():
    problem = groups({"g": 2}, {"each": "agent", "ceiling": 1}, {"agents": ["g"], "ceiling": 1})
    verdict = facets_for_groups(problem).description
    assert check_mutants(certificate(verdict), is_true, every=3) > 3


def test_a_row_is_written_with_its_sign_turned_where_nothing_is_positive():
    problem = border(3, "1/3", "2/3")
    found = facets_for_groups(problem)
    assert row_formula(problem, found.facets[0], False) == "Q_bidder(t0) >= 0"
    assert {len(blocks(found.problem))} == {1}
