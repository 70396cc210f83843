"""Statements in claims of one's own are decided by themselves, and as the corpus of certificates has them."""

from __future__ import annotations

import pytest

from proofs import checker
from proofs.certificates import certificate
from proofs.claims.deciding import DECIDERS, FINDERS, Oracle
from tests.corpus import corpus

UNDECIDED = {
    "best bilateral trade": "names what is saved and a bound, which a search finds",
    "best polarized ray mechanism": "names what is attained and a bound, which a search finds",
    "best rule for groups": "about a problem of groups, which claims do not have",
    "best polarized large market": "names what is attained and a bound, which a search finds",
    "condition for groups": "about a problem of groups, which claims do not have",
    "description for groups": "about a problem of groups, which claims do not have",
    "comparison": "two numbers that it gives itself",
    "cost settles": "names bases of its bound, which come of the large market's value",
    "law of costs": "names every cost with its probability: `expected cost` finds the mean",
    "expected cost of a lottery": "its draws name what each costs: `expected cost` finds that",
    "description": "a list of facets: `facets` has it",
    "facet": "`facets` lists them",
    "for all values": "says of the pieces of a range what is asked for one value",
    "extreme value": "about a certificate for all values",
    "best rule for parameters": "about a family of problems, which claims have one value at a time",
    "implementable for parameters": "the same",
    "implementable by polynomials": "the same",
    "implementable for groups": "about a problem of groups, which claims do not have",
    "incentive compatible mechanisms at least": "names a bound, which a program on cells finds",
    "some rule for groups": "about a problem of groups, which claims do not have",
    "greatest violation": "names its value, and is not among those that a claim asks for",
    "lines": "the same, of sets of cells",
    "polarized menu value": "found, and not proved to be best",
    "polarized support": "names what is attained and a bound, which a search finds",
    "some rule": "yes is shown by a best rule",
    "unbounded": "of a program, yes alone",
    "double description": "names generators: `proofs rays` lists them",
    "projection": "names the rows that are left: `proofs project` finds them",
    "volume": "names its value, and is not among those that a claim asks for",
    "integer unbounded": "the same",
}
"""Kinds of statements that a claim cannot ask for by themselves, and why."""

MOST = 8
"""Statements of the corpus that are tried for a kind."""


def small(kind):
    """Statements of the kind, those with little data first."""
    verdicts = [verdict for _, verdict in corpus(f"{kind}: ") if verdict.statement.kind == kind]
    return sorted(verdicts, key=lambda verdict: len(str(verdict.statement.about())))[:MOST]


@pytest.mark.parametrize("kind", sorted(DECIDERS))
def test_a_statement_is_decided_as_the_corpus_has_it(kind):
    answers = []
    for verdict in small(kind):
        oracle = Oracle([])
        answer = oracle.truth(kind, verdict.statement.about())
        assert answer in (verdict.holds, None)
        answers.append(answer)
        for own, _ in oracle.used.values():
            assert checker.verify(certificate([own], "as decided"))
    assert any(answer is not None for answer in answers)


@pytest.mark.parametrize("kind", sorted(FINDERS))
def test_a_value_is_found_as_the_corpus_has_it(kind):
    found = 0
    for verdict in small(kind):
        about = verdict.statement.about()
        value = about.pop(checker.VALUES[kind])
        if verdict.holds and value is not None:
            assert Oracle([]).value(kind, about) == value
            found += 1
    assert found


def test_every_kind_is_decided_or_has_a_reason():
    assert set(checker.KINDS) == DECIDERS.keys() | FINDERS.keys() | UNDECIDED.keys()
    assert not UNDECIDED.keys() & (DECIDERS.keys() | FINDERS.keys())
    assert set(checker.VALUES) == FINDERS.keys() | {"best rule for groups"}
