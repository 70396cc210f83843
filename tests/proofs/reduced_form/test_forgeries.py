"""Certificates altered at random: what the checker accepts, the software's own check accepts as well.

The two share no line, so a forgery that only one of them lets through shows a gap in it. Not every alteration is a
forgery: an idle list may be reordered, and a prior changed under a statement that does not depend on it.
"""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.plain.reading import BadInput
from proofs.reduced_form.conditions.capacity import capacity, linear
from proofs.reduced_form.conditions.deciding import condition, most_violated
from proofs.reduced_form.conditions.decomposition import decompose
from proofs.reduced_form.conditions.market import representations
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.problems import InterimRule
from tests.proofs.reduced_form.certified import leaves
from tests.proofs.reduced_form.conditions.test_capacity import courses, market
from tests.proofs.reduced_form.conditions.test_quotas import anonymous, three_agents

KINDS = 15


@cache
def genuine():
    """One certified answer of every kind and every form of evidence."""
    triangle = anonymous("abc", {"edges": [["a", "b"], ["b", "c"], ["a", "c"]], "ceiling": 1})
    band = anonymous("abc", {"set": list("abc"), "floor": 1, "ceiling": 2}, {"each": "agent", "ceiling": 1})
    edge = anonymous("abcd", {"edges": [["a", "b"], ["a", "c"], ["a", "d"]], "ceiling": 1})
    lines = representations(market(2), [("i1", "j1"), ("i1", "j2"), ("i2", "j2")])
    rule = InterimRule(tuple(Fraction(k % 4, 3) for k in range(12)))
    answers = [
        capacity(courses(), [("i1", "o1")], [("i2", "o1"), ("i2", "o2")]),
        linear(courses()),
        linear(band),
        linear(market(2)),
        paramodular(band, "effective"),
        paramodular(three_agents()),
        described(triangle),
        described(three_agents()),
        described(edge),
        lines.cover,
        lines.diagonal,
        condition(courses(), rule),
        most_violated(courses(), rule, "B"),
        decompose(triangle, {("a",): "1/2", ("b",): "1/2", ("c",): "1/2"}),
        decompose(market(2), dict.fromkeys(market(2).cells, "1/2")),
    ]
    assert len(answers) == KINDS
    return [json.dumps(certificate(answer)) for answer in answers]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_the_checker_accepts_verifies(data):
    written = json.loads(genuine()[data.draw(st.integers(0, KINDS - 1))])
    _alter(written["statements"][0], data)
    try:
        checker.verify(written)
    except checker.Refused:
        return
    try:
        read = verdicts(written)[0]
    except BadInput:
        return  # the problem itself is no longer one that the software takes
    assert read.verify()


def _alter(statement, data):
    paths = list(leaves(statement))
    path = data.draw(st.sampled_from(paths))
    path = path[: data.draw(st.integers(1, len(path)))]
    part = statement
    for step in path[:-1]:
        part = part[step]
    old, how = part[path[-1]], data.draw(st.sampled_from(["drop", "copy", "change"]))
    if how == "drop":
        part.pop(path[-1])
    elif how == "copy" and isinstance(part, list):
        part.insert(path[-1], copy.deepcopy(part[data.draw(st.integers(0, len(part) - 1))]))
    elif isinstance(old, bool):
        part[path[-1]] = not old
    elif isinstance(old, int):
        part[path[-1]] = old + data.draw(st.sampled_from([-1, 1]))
    else:
        part[path[-1]] = data.draw(st.sampled_from(["0", "1", "1/2", "-1", "2", [], _at(statement, paths, data)]))


def _at(statement, paths, data):
    found = statement
    for step in data.draw(st.sampled_from(paths)):
        found = found[step]
    return found
