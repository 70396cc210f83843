"""`proofs.ask`: what another problem made is read by its names, or refused."""

from __future__ import annotations

from typing import Any

import pytest

import proofs


def two(types: dict[str, list[str]]) -> Any:
    """A unit for ann or bob; agents and types come in the order that is given."""
    return proofs.ask(
        {
            "agents": list(types),
            "types": types,
            "prior": {"independent": {"ann": {"h": "1/4", "l": "3/4"}, "bob": {"t": 1}}},
            "constraints": [{"agents": ["ann", "bob"], "ceiling": 1}],
            "objective": {"weights": {"ann": {"h": 9, "l": 1}, "bob": {"t": 2}}},
        }
    )


def test_a_rule_of_another_problem_is_read_by_its_names_or_refused() -> None:
    first, second = two({"ann": ["h", "l"], "bob": ["t"]}), two({"bob": ["t"], "ann": ["l", "h"]})
    rule = first.implementable({"ann": {"h": 1, "l": 0}, "bob": {"t": "3/4"}}).rule
    again = second.implementable(rule)
    assert again.holds
    assert again.rule.named() == rule.named()
    assert not second.implementable({"ann": {"h": 0, "l": 1}, "bob": {"t": "3/4"}}).holds
    one = [{"set": ["ann", "eve"], "ceiling": 1}]
    third = proofs.problem_of(agents=["ann", "eve"], types={"ann": ["h", "l"], "eve": ["t"]}, constraints=one)
    with pytest.raises(ValueError, match=r"of another problem, and has no Q_eve\(t\)"):
        proofs.ask(third).implementable(rule)


def test_an_objective_of_another_problem_is_refused() -> None:
    first, second = two({"ann": ["h", "l"], "bob": ["t"]}), two({"ann": ["l", "h"], "bob": ["t"]})
    assert first.design().value == second.design().value
    with pytest.raises(ValueError, match="read with a problem that has other agents, types or objects"):
        second.design(first.objective)


def test_keys_need_neither_format_nor_prior() -> None:
    """As `problem_of`: the prior is uniform, one list of types is for all agents, and keywords do."""
    asked = proofs.ask({"agents": ["a", "b"], "types": ["t", "u"], "constraints": [{"set": ["a", "b"], "ceiling": 1}]})
    keywords = proofs.ask(agents=["a", "b"], types=["t", "u"], constraints=[{"set": ["a", "b"], "ceiling": 1}])
    assert asked.problem == keywords.problem
    half = {"t": "1/2", "u": "1/2"}
    assert asked.implementable({"a": half, "b": half}).holds
    with pytest.raises(TypeError, match=r"ask: a file, the keys of one, a problem or a mechanism, or keywords"):
        proofs.ask()
    with pytest.raises(TypeError, match=r"ask: give what it is about or keywords, not both"):
        proofs.ask(asked.problem, agents=["a"])


def test_what_is_given_in_vain_is_refused() -> None:
    market = proofs.ask("examples/markets/two-price.json")
    with pytest.raises(ValueError, match="a market has no interim rule"):
        proofs.ask("examples/markets/two-price.json", {"a": 1})
    with pytest.raises(ValueError, match="parameters are those of a file"):
        proofs.ask(market.mechanism, at={"p": 1})


def test_a_single_object_for_many_is_decided_by_thresholds_as_the_command_does() -> None:
    """At 1/25 each 25 agents share one unit; at 1/10 each they expect 5/2."""
    names = [f"a{k}" for k in range(25)]
    asked = proofs.ask(agents=names, types=["t", "u"], constraints=[{"set": names, "ceiling": 1}])
    for share, holds in (("1/25", True), ("1/10", False)):
        rule = {key: {"t": share, "u": share} for key in names}
        assert asked.implementable(rule).holds is holds
        assert asked.implementable(rule) == proofs.single_object(asked.problem, rule)


def test_incentives_and_capacities_are_asked_too() -> None:
    cycle = proofs.ask("examples/problems/incentives_auction.json")
    assert cycle.incentives().holds is not None
    market = proofs.ask("examples/problems/example_4_assignment.json")
    assert market.capacity(market.problem.cells[:1]).value == 1
    with pytest.raises(ValueError, match="preferences are read from a file or its keys"):
        proofs.ask(market.problem).incentives()
