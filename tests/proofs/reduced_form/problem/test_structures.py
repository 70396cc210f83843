"""B, C and M(W) of implementation structures, and whether they preserve total unimodularity."""

from __future__ import annotations

import json
from itertools import product

import networkx
import pytest

from exact import total_unimodularity
from exact.unimodular import Submatrix, TotallyUnimodular
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.reduced_form.problem.structures import (
    preserves_total_unimodularity,
    stacked_incidence,
    structure,
    structure_from_about,
    structure_incidence_b,
    structure_incidence_c,
    structure_projection_matrix,
)
from tests.changed_leaves import mutations, shortened
from tests.exact.unimodular.brute_force import unimodular_by_colourings
from tests.mutations import count_refused


def names(letter, count):
    return [f"{letter}{k + 1}" for k in range(count)]


def canonical(agents, objects, types):
    """Rows and columns as constraint sets."""
    own, things = names("i", agents), names("o", objects)
    sets = [list(product([i], things)) for i in own] + [list(product(own, [j])) for j in things]
    return structure(own, things, [s for s in sets if len(s) > 1], {i: names("t", types) for i in own})


def adjacency(graph, types=2):
    """The edges of a graph on agents as constraint sets."""
    own = [f"i{v}" for v in graph]
    edges = [[(f"i{u}",), (f"i{v}",)] for u, v in graph.edges]
    return structure(own, None, edges, {i: names("t", types) for i in own})


def nested(agents, objects, types):
    """A hierarchy: everything, each agent's row, and the first two objects of each agent."""
    own, things = names("i", agents), names("o", objects)
    sets = [list(product(own, things))] + [list(product([i], things)) for i in own]
    sets += [list(product([i], things[:2])) for i in own if objects > 2]
    return structure(own, things, sets, {i: names("t", types) for i in own})


GRAPHS = {
    "P3": networkx.path_graph(3),
    "P4": networkx.path_graph(4),
    "P5": networkx.path_graph(5),
    "C4": networkx.cycle_graph(4),
    "C6": networkx.cycle_graph(6),
    "K1,3": networkx.star_graph(3),
    "K1,4": networkx.star_graph(4),
    "K2,3": networkx.complete_bipartite_graph(2, 3),
    "K3,3": networkx.complete_bipartite_graph(3, 3),
}

STRUCTURES = {
    **{f"canonical {n}x{m}, {k} types": (canonical, n, m, k) for n in (2, 3, 4) for m in (1, 2, 3, 4) for k in (2, 3)},
    **{f"adjacency {name}": (adjacency, graph) for name, graph in GRAPHS.items()},
    **{f"hierarchy {n}x{m}, {k} types": (nested, n, m, k) for n in (2, 3) for m in (2, 3) for k in (2, 3)},
}

# What the searches found; every answer is certified, so this table records and does not assume.
PRESERVE = {
    *(f"canonical {n}x1, {k} types" for n in (2, 3, 4) for k in (2, 3)),
    "canonical 2x2, 2 types",
    *(name for name in STRUCTURES if name.startswith("hierarchy")),
}


def made(name):
    make, *arguments = STRUCTURES[name]
    return make(*arguments)


def written(verdict):
    return json.loads(json.dumps(certificate(verdict)))


@pytest.mark.parametrize("name", STRUCTURES)
def test_each_structure_is_decided_with_a_certificate_that_the_checker_accepts(name):
    verdict = preserves_total_unimodularity(made(name))
    assert verdict.holds is (name in PRESERVE)
    assert verdict.verify()
    assert checker.verify(written(verdict))
    assert verdicts(written(verdict)) == [verdict]


@pytest.mark.parametrize("name", ["canonical 2x1, 2 types", "canonical 2x2, 2 types", "adjacency P3"])
def test_the_whole_matrix_has_the_same_answer_as_the_small_one(name):
    whole = total_unimodularity(structure_projection_matrix(made(name)))
    assert whole.holds is preserves_total_unimodularity(made(name)).holds
    assert whole.verify()


def test_the_matrices_of_example_5():
    """LY, Example 5: two agents, two goods, two types each."""
    given = canonical(2, 2, 2)
    b, c = structure_incidence_b(given), structure_incidence_c(given)
    assert b.shape == (8, 16)
    assert c.shape == (16 + 16, 16)
    assert all(len(row) == 2 for row in b.entries)
    assert sorted(len(row) for row in c.entries) == [1] * 16 + [2] * 16
    for row in b.rows:
        _, cell, own = row
        agent = given.agents.index(cell[0])
        ones = {column for column in b.columns if b[row, column]}
        assert ones == {("x", cell, profile) for profile in given.profiles if profile[agent] == own}


def test_the_blocks_of_the_projection_cone_matrix():
    """LY (10): [-B' C' -C'; 0 I 0; 0 0 I]."""
    given = nested(2, 2, 2)
    whole, b, c = structure_projection_matrix(given), structure_incidence_b(given), structure_incidence_c(given)
    lower = tuple(("h", *name[1:]) for name in c.rows)
    variables = b.columns
    assert whole.submatrix(variables, b.rows).to_lists() == [[-x for x in row] for row in b.transpose().to_lists()]
    assert whole.submatrix(variables, c.rows).to_lists() == c.transpose().to_lists()
    assert whole.submatrix(variables, lower).to_lists() == [[-x for x in row] for row in c.transpose().to_lists()]
    for signs in (c.rows, lower):
        block = whole.submatrix(signs, whole.columns)
        assert all(row == ((whole.column_index[name], 1),) for name, row in zip(signs, block.entries, strict=True))
    assert whole.shape == (len(variables) + 2 * len(c.rows), len(b.rows) + 2 * len(c.rows))


def test_the_checker_rebuilds_the_same_matrix():
    for name in ("canonical 2x2, 3 types", "adjacency C4", "hierarchy 2x3, 2 types"):
        given = made(name)
        ours, theirs = structure_projection_matrix(given), checker.projection_cone_matrix(given.about())
        rows, columns = ([checker.hashable(listed(name)) for name in names] for names in (ours.rows, ours.columns))
        assert {*rows} == {*theirs.rows}
        assert {*columns} == {*theirs.columns}
        entries = {(rows[r], columns[c]): e for r, row in enumerate(ours.entries) for c, e in row}
        assert entries == {(r, c): e for r, row in theirs.rows.items() for c, e in row.items()}


def listed(name):
    """A name as it stands in JSON."""
    return [listed(part) for part in name] if isinstance(name, tuple) else name


SMALL = {
    "yes": lambda: structure(["i1", "i2"], None, [[("i1",), ("i2",)]], {"i1": ["a", "b"], "i2": ["a"]}),
    "no": lambda: adjacency(networkx.cycle_graph(3), 1),
}


@pytest.mark.parametrize("answer", SMALL)
def test_a_changed_certificate_of_a_structure_is_refused_or_still_true(answer):
    verdict = preserves_total_unimodularity(SMALL[answer]())
    assert verdict.holds is (answer == "yes")
    plain = written(verdict)

    def is_true(statement):
        changed = structure_from_about(statement["about"]["structure"])
        return statement["holds"] is unimodular_by_colourings(stacked_incidence(changed).to_lists())

    assert count_refused(plain, [*mutations(plain), *shortened(plain)], is_true) > 20


def test_a_violator_lies_in_the_projection_cone_matrix():
    given = made("adjacency P3")
    evidence = preserves_total_unimodularity(given).evidence
    assert isinstance(evidence, Submatrix)
    whole = structure_projection_matrix(given)
    assert Verdict(TotallyUnimodular(whole), False, evidence).verify()


def test_a_wrong_structure_is_refused_with_a_reason():
    types = {"i1": ["a"], "i2": ["a", "b"]}
    for arguments, reason in (
        ((["i1", "i1"], None, [], types), "twice"),
        ((["i1"], None, [], types), "types of every agent"),
        ((["i1", "i2"], None, [[("i3",)]], types), "must consist of cells"),
        ((["i1", "i2"], None, [[("i1",), ("i2",)], [("i2",), ("i1",)]], types), "listed twice"),
        ((["i1", "i2"], None, [], {"i1": [], "i2": ["a"]}), "at least one type"),
    ):
        with pytest.raises(ValueError, match=reason):
            structure(*arguments)


def test_single_cells_are_constraint_sets_whether_listed_or_not():
    listed = structure(["i1", "i2"], None, [[("i1",)], [("i1",), ("i2",)]], {"i1": ["a"], "i2": ["a"]})
    assert listed == structure(["i1", "i2"], None, [[("i1",), ("i2",)]], {"i1": ["a"], "i2": ["a"]})
    assert structure_incidence_c(listed).shape == (3, 2)


def test_a_structure_counts_its_cells_sets_and_types():
    one = preserves_total_unimodularity(structure(["i"], None, [], {"i": ["t"]}))
    assert one.statement.sentence() == (
        "the implementation structure with 1 cell, 0 sets and 1 type preserves total unimodularity"
    )
