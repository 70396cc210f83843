"""Small files about groups that ask the checker for very much are left open at once."""

from __future__ import annotations

import time
from typing import Any

import pytest

from proofs import checker

RULES = "rules by classes"


def statement(
    kind: str, problem: dict[str, Any], evidence: dict[str, Any], holds: bool, **about: Any
) -> dict[str, Any]:
    (group,) = problem["agents"]
    rule = {each: {} if problem.get("objects") else 0 for each in problem["types"][group]}
    problem = {"format": "exact-proofs/problem/1", **problem, "interim_rule": {group: rule}}
    told = {"kind": kind, "about": {"problem": problem, **about}, "holds": holds, "evidence": evidence}
    return {"format": checker.FORMAT, "statements": [told]}


def even(kinds: list[str]) -> dict[str, Any]:
    return {"independent": {"g": dict.fromkeys(kinds, f"1/{len(kinds)}")}}


ONE = [{"each agent of": "g", "floor": 0, "ceiling": 1}]


def rules_without_probability() -> dict[str, Any]:
    """300,000 pure rules that are never drawn, each with what it gives at 20,000 places."""
    kinds = [f"t{k}" for k in range(10)]
    things = [f"o{k}" for k in range(2000)]
    problem = {"agents": {"g": 1}, "types": {"g": kinds}, "objects": things, "prior": even(kinds), "constraints": ONE}
    block = {"probabilities": ["1", *[0] * 300_000], "classes": []}
    return statement("implementable for groups", problem, {"form": RULES, "bundles": [], "blocks": [block]}, True)


def many_parts() -> dict[str, Any]:
    """300 sets of 299 objects each, for each of 10,000 parts of a group."""
    things = [f"o{k}" for k in range(300)]
    sets = [{"set": [["g", o] for o in things if o != left], "floor": 0, "ceiling": 1} for left in things]
    problem = {"agents": {"g": 10_000}, "types": {"g": ["t"]}, "objects": things, "prior": even(["t"])}
    parts = [{"name": f"p{k}", "group": "g", "agents": 1} for k in range(10_000)]
    evidence = {"form": "sign inequality by classes", "parts": parts, "coefficients": [], "blocks": []}
    return statement("condition for groups", {**problem, "constraints": sets}, evidence, False, condition="A")


def long_probabilities() -> dict[str, Any]:
    """10,001 classes, whose probabilities have hundreds of thousands of digits."""
    below = 10**29
    law = {"independent": {"g": {"t": f"1/{below}", "u": f"{below - 1}/{below}"}}}
    problem = {"agents": {"g": 10_000}, "types": {"g": ["t", "u"]}, "prior": law, "constraints": ONE}
    return statement("implementable for groups", problem, {"form": RULES, "bundles": [], "blocks": []}, True)


@pytest.mark.parametrize("ask", [rules_without_probability, many_parts, long_probabilities])
def test_what_takes_too_much_is_left_open_before_it_is_made(ask):
    asked, begun = ask(), time.process_time()
    with pytest.raises(checker.TooMuch):
        checker.verify(asked)
    assert time.process_time() - begun < 60  # made, each would be some hundred million entries: many minutes
