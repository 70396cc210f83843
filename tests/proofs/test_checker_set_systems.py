"""The checker on families of sets: it accepts our certificates, and no change of them that lies."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given, settings

from exact import set_systems
from exact.verdicts import Statement
from proofs import checker
from proofs.certificates import certificate, verdicts
from tests.changed_leaves import mutations, shortened
from tests.exact.test_set_systems import canonical, families, graphs
from tests.mutations import count_refused

PAIRS = [frozenset(pair) for pair in ("ab", "bc", "ca")]
PATH = [frozenset(pair) for pair in ("ab", "bc", "cd")]

EXAMPLES = {
    "hierarchy, yes": lambda: set_systems.hierarchy([frozenset("abc"), frozenset("ab"), frozenset("d")]),
    "hierarchy, no": lambda: set_systems.hierarchy([frozenset("ab"), frozenset("bc"), frozenset("d")]),
    "bihierarchy, yes": lambda: set_systems.bihierarchy(canonical("12", "ab")),
    "bihierarchy, no": lambda: set_systems.bihierarchy([*PAIRS, frozenset("abc")]),
    "two-sided, yes": lambda: set_systems.canonical_two_sided(canonical("12", "ab"), "12", "ab"),
    "two-sided, no": lambda: set_systems.canonical_two_sided(canonical("12", "ab")[:-1], "12", "ab"),
    "edges, yes": lambda: set_systems.edges_of_a_graph(PATH, "abcd"),
    "edges, no": lambda: set_systems.edges_of_a_graph([*PATH, frozenset("abd")], "abcd"),
    "bipartite, yes": lambda: set_systems.bipartite_graph(PATH, "abcd"),
    "bipartite, no": lambda: set_systems.bipartite_graph([*PAIRS, frozenset("cd")], "abcd"),
    "bipartite, no graph": lambda: set_systems.bipartite_graph([frozenset("abd")], "abcd"),
}

DECIDE = {
    "hierarchy": lambda s: set_systems.hierarchy(s.sets),
    "bihierarchy": lambda s: set_systems.bihierarchy(s.sets),
    "canonical two-sided": lambda s: set_systems.canonical_two_sided(s.sets, s.agents, s.objects),
    "edges of a graph": lambda s: set_systems.edges_of_a_graph(s.sets, s.vertices),
    "bipartite graph": lambda s: set_systems.bipartite_graph(s.sets, s.vertices),
}


def written(verdict):
    return json.loads(json.dumps(certificate(verdict)))


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_certificate_is_accepted_and_read_back(example):
    verdict = EXAMPLES[example]()
    assert verdict.holds is example.endswith("yes")
    assert verdict.verify()
    assert checker.verify(written(verdict))
    assert verdicts(written(verdict)) == [verdict]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_changed_certificate_is_refused_or_still_true(example):
    plain = written(EXAMPLES[example]())

    def is_true(statement):
        read = Statement.kinds[statement["kind"]].from_about(statement["about"])
        return DECIDE[statement["kind"]](read).holds is statement["holds"]

    assert count_refused(plain, [*mutations(plain), *shortened(plain)], is_true) > 0


@pytest.mark.parametrize(("one", "other"), list(product(EXAMPLES, repeat=2)))
def test_evidence_for_the_opposite_answer_is_refused(one, other):
    statement, evidence = (written(EXAMPLES[name]())["statements"][0] for name in (one, other))
    if statement["holds"] is evidence["holds"]:
        return
    mixed = {**statement, "holds": evidence["holds"], "evidence": evidence["evidence"]}
    with pytest.raises(checker.Refused):
        checker.verify({"format": checker.FORMAT, "statements": [mixed]})


@given(families, graphs)
@settings(deadline=None)
def test_the_checker_accepts_every_verdict(sets, edges):
    for verdict in (
        set_systems.hierarchy(sets),
        set_systems.bihierarchy(sets),
        set_systems.edges_of_a_graph(sets, range(5)),
        set_systems.bipartite_graph(sets, range(5)),
        set_systems.bipartite_graph(edges, range(6)),
    ):
        assert checker.verify(written(verdict))
        assert verdicts(written(verdict)) == [verdict]
