"""Families of sets against their definitions, tried on every pair, split and cycle."""

from __future__ import annotations

from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.set_systems import (
    bihierarchy,
    bipartite_graph,
    canonical_two_sided,
    crossing_graph,
    edges_of_a_graph,
    hierarchy,
)

families = st.lists(st.frozensets(st.integers(0, 4), min_size=1), max_size=6, unique=True)
graphs = st.lists(st.frozensets(st.integers(0, 5), min_size=2, max_size=2), max_size=9, unique=True)


def is_hierarchy(sets):
    """LY, Definition 2, literally."""
    return all(one <= other or other <= one or not one & other for one in sets for other in sets)


def has_odd_cycle(edges):
    """An odd cycle by trying every sequence of distinct vertices."""
    vertices = sorted({vertex for edge in edges for vertex in edge})
    return any(
        all(frozenset(pair) in edges for pair in zip(cycle, cycle[1:] + cycle[:1], strict=True))
        for size in range(3, len(vertices) + 1, 2)
        for cycle in permutations(vertices, size)
    )


@given(families)
def test_hierarchies_are_what_the_definition_says(sets):
    verdict = hierarchy(sets)
    assert verdict.holds is is_hierarchy(sets)
    assert verdict.verify()


@given(families)
def test_bihierarchies_are_the_families_some_split_of_which_gives_two_hierarchies(sets):
    splits = product((0, 1), repeat=len(sets))
    expected = any(
        all(is_hierarchy([s for s, which in zip(sets, split, strict=True) if which == k]) for k in (0, 1))
        for split in splits
    )
    verdict = bihierarchy(sets)
    assert verdict.holds is expected
    assert verdict.verify()


@given(graphs)
def test_bipartite_graphs_are_the_graphs_without_odd_cycle(edges):
    verdict = bipartite_graph(edges, range(6))
    assert verdict.holds is not has_odd_cycle(edges)
    assert verdict.verify()


@given(families)
def test_the_edges_of_a_graph_are_pairs(sets):
    verdict = edges_of_a_graph(sets, range(5))
    assert verdict.holds is all(len(members) == 2 for members in sets)
    assert verdict.verify()
    assert bipartite_graph(sets, range(5)).verify()


def test_a_pair_outside_the_vertices_is_no_edge():
    verdict = edges_of_a_graph([frozenset("ab"), frozenset("az")], "abc")
    assert verdict.holds is False
    assert verdict.evidence.position == 1


def canonical(agents, objects):
    rows = [frozenset(product([i], objects)) for i in agents]
    return rows + [frozenset(product(agents, [j])) for j in objects]


@pytest.mark.parametrize(("agents", "objects"), [("12", "ab"), ("123", "abc"), ("12345", "abcd")])
def test_rows_and_columns_are_canonical_and_a_bihierarchy_but_no_hierarchy(agents, objects):
    sets = canonical(agents, objects)
    for verdict, expected in (
        (canonical_two_sided(sets, agents, objects), True),
        (canonical_two_sided(sets[1:], agents, objects), False),
        (bihierarchy(sets), True),
        (hierarchy(sets), False),
    ):
        assert verdict.holds is expected
        assert verdict.verify()


def test_the_graph_of_example_3_has_the_adjacency_property_and_is_no_bihierarchy():
    """LY, Example 3."""
    sets = [frozenset(edge) for edge in ((1, 4), (1, 5), (2, 4), (2, 5), (3, 4), (3, 5))]
    assert edges_of_a_graph(sets, range(1, 6)).holds is True
    assert bipartite_graph(sets, range(1, 6)).holds is True
    verdict = bihierarchy(sets)
    assert verdict.holds is False
    assert verdict.verify()


def test_the_course_allocation_problem_is_a_bihierarchy():
    """LY, Example 2."""
    optional = ("o1", "o2", "o3")
    sets = [frozenset((i, o) for o in optional) for i in ("i1", "i2")]
    sets += [frozenset((i, o) for i in ("i1", "i2")) for o in (*optional, "c1")]
    assert bihierarchy(sets).holds is True


@given(families)
def test_the_crossing_graph_has_an_edge_for_each_crossing_pair(sets):
    graph = crossing_graph(sets)
    for one, other in combinations(range(len(sets)), 2):
        crossing = not is_hierarchy([sets[one], sets[other]])
        assert (other in graph[one]) is crossing
        assert (one in graph[other]) is crossing


def test_a_set_listed_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        hierarchy([frozenset("a"), frozenset("a")])


def test_sets_may_be_written_as_sets_lists_or_tuples():
    for kind in (set, frozenset, list, tuple):
        verdict = hierarchy([kind([1, 2]), kind([2, 3])])
        assert not verdict.holds
        assert verdict.verify()
        assert verdict == hierarchy([frozenset([1, 2]), frozenset([2, 3])])
        assert bihierarchy([kind("ab"), kind("bc")]).verify()
        assert edges_of_a_graph([kind("ab")], "abc").holds
        assert canonical_two_sided([kind([("a", "o")])], ["a"], ["o"]).holds
        assert bipartite_graph([kind("ab"), kind("bc")], "abc").holds
