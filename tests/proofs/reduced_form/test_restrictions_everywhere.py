"""A restriction that holds at every profile makes no profile differ from another, so none needs to be named."""

from __future__ import annotations

import pytest

from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.capacity import capacity
from proofs.reduced_form.conditions.quotas import paramodular


def course(restriction: dict) -> object:
    return problem_of(
        agents=["a", "b"],
        types=["low", "high"],
        constraints=[{"set": ["a", "b"], "ceiling": 2}, {"each": "agent", "ceiling": 2}],
        profiles=[restriction],
    )


def test_quotas_that_are_the_same_everywhere_need_no_profile() -> None:
    everywhere = course({"profile": {}, "constraints": [{"set": ["a", "b"], "ceiling": 1}]})
    assert capacity(everywhere, [("a",), ("b",)]).statement.value == 1
    assert paramodular(everywhere, "effective").holds
    looser = course({"profile": {"a": "low"}, "constraints": [{"set": ["a", "b"], "ceiling": 3}]})
    assert capacity(looser, [("a",), ("b",)]).statement.value == 2


def test_quotas_that_differ_need_one() -> None:
    somewhere = course({"profile": {"a": "low"}, "constraints": [{"set": ["a", "b"], "ceiling": 1}]})
    with pytest.raises(ValueError, match="quotas differ between the type profiles"):
        capacity(somewhere, [("a",)])
