"""Total unimodularity for groups is that of the agents by name, and a no for a few is a no for all."""

from __future__ import annotations

import random

import pytest

from proofs.certificates import require_accepted
from proofs.reduced_form.classes.listed import listed
from proofs.reduced_form.classes.unimodular import preserves_for_groups, structure_of_groups
from proofs.reduced_form.problem.structures import (
    preserves_total_unimodularity,
    stacked_incidence,
    structure_of,
)
from proofs.report import explain
from tests.corpus.groups import groups
from tests.proofs.reduced_form.classes.small import small

ONE = {"each": "agent", "ceiling": 1}


def test_small_groups_are_decided_as_their_agents_by_name():
    rng, tried = random.Random(4), 0
    while tried < 25:
        problem = small(rng)
        if problem is None or sum(problem.sizes) > 3:
            continue
        tried += 1
        by_name = structure_of(listed(problem))
        assert set(structure_of_groups(problem, problem.sizes).sets) == set(by_name.sets)
        found = preserves_for_groups(problem)
        assert found.holds is preserves_total_unimodularity(by_name).holds
        require_accepted(found)


@pytest.mark.parametrize("size", [2, 3])
def test_the_matrix_of_fewer_agents_is_a_submatrix(size):
    """The others' types are fixed, and of the sets what is left of them."""
    problem = groups({"g": size}, ONE, {"each": "object", "ceiling": 1}, objects=["x", "y"])
    few, many = (stacked_incidence(structure_of_groups(problem, [n])) for n in (size - 1, size))
    place = [many.columns.index(("x", name[1], (*name[2], "t1"))) for name in few.columns]
    parts = {tuple(row[k] for k in place) for row in many.to_lists()}
    assert set(map(tuple, few.to_lists())) <= parts


def test_a_no_for_a_few_is_a_no_for_a_hundred():
    problem = groups({"g": 100}, ONE, {"each": "object", "ceiling": 30}, objects=["x", "y"])
    found = preserves_for_groups(problem)
    assert found.holds is False
    assert len(found.statement.structure.agents) == 3
    require_accepted(found)


def test_a_hierarchy_of_many_is_left_undecided_with_what_is_known():
    found = preserves_for_groups(groups({"g": 60, "h": 40}, ONE, {"agents": ["g", "h"], "ceiling": 30}))
    assert found.holds is None
    (told,) = found.evidence.tried
    assert told.startswith("it is so for 2 g and 2 h, and M(W) of more agents would have more than 200 columns")
    assert told.endswith("as the sets are a hierarchy, it is so for any number")
    assert "2 x 2 x ... types" in str(found)
    assert explain(found).endswith(told)
