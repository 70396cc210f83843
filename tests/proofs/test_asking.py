"""`ask`, the parts of a verdict by attribute, and frames."""

from __future__ import annotations

import copy
import doctest
import pickle
import re
import sys
import types
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import proofs
from exact import LinearSystem, feasibility, optimum
from proofs import ask, implementable, problem_of
from proofs.formats.answer_schema import FIELDS
from proofs.plain.reading import BadInput

EXAMPLES = Path(__file__).parents[2] / "examples"
PROBLEMS, MARKETS = EXAMPLES / "problems", EXAMPLES / "markets"


@pytest.fixture
def pandas(monkeypatch):
    """A stand-in for pandas, which need not be installed: a frame is its columns and rows."""
    module = types.ModuleType("pandas")
    module.DataFrame = lambda rows, columns: [dict(zip(columns, row, strict=True)) for row in rows]
    monkeypatch.setitem(sys.modules, "pandas", module)


def test_a_file_is_asked_and_its_answer_has_attributes():
    asked = ask(PROBLEMS / "example_4_assignment_not_implementable.json")
    verdict = asked.implementable()
    assert not verdict
    assert verdict.rule == asked.rule
    problem = asked.problem
    assert verdict.inequality.left(problem, verdict.rule) > verdict.inequality.right(problem)
    assert set(verdict.parts) == {"rule", "inequality"}
    assert asked.condition("A").verify()
    assert asked.facets().problem == problem
    assert asked.universal().holds is not None
    assert asked.unimodular().verify()


def test_the_best_rule_of_a_file_can_be_asked_about():
    asked = ask(PROBLEMS / "design_myerson.json")
    best = asked.design()
    assert best.value == Fraction(71, 25)
    assert ask(asked.problem, best.rule).implementable()
    assert ask(PROBLEMS / "design_myerson.json", rule=best.rule).implementable()
    assert implementable(asked.problem, best.rule).lotteries.supports(
        implementable(asked.problem, best.rule).statement, True
    )


def test_a_market_is_asked():
    asked = ask(MARKETS / "two-price.json")
    assert asked.obviously_strategy_proof()
    assert asked.polarized()
    assert asked.improving_trade().trade.gain == 1


def test_groups_are_asked_too():
    keys = {
        "format": "exact-proofs/problem/1",
        "agents": {"students": 3},
        "types": {"students": ["keen", "idle"]},
        "prior": "uniform",
        "constraints": [{"agents": ["students"], "ceiling": 1}],
        "interim_rule": {"students": {"keen": "2/3", "idle": 0}},
    }
    asked = ask(keys)
    verdict = asked.implementable()
    assert not verdict
    assert verdict.parts["rule"].plain == {"students": {"keen": "2/3", "idle": "0"}}
    assert verdict.parts["inequality"].plain["left"] == "1"
    assert asked.facets().is_complete("A")
    with pytest.raises(ValueError, match="list the agents of the groups"):
        asked.unimodular()


def test_what_cannot_be_asked_is_one_sentence(tmp_path):
    problem = problem_of(agents=["a", "b"], types=["u"], constraints=[{"each": "agent", "ceiling": 1}])
    with pytest.raises(ValueError, match="there is no interim rule to ask about"):
        ask(problem).implementable()
    with pytest.raises(ValueError, match="there is no objective"):
        ask(problem).design()
    with pytest.raises(TypeError, match="not int"):
        ask(3)
    with pytest.raises(BadInput, match="cannot be read"):
        ask(tmp_path / "absent.json")
    with pytest.raises(BadInput, match="absent"):
        ask(str(tmp_path / "absent.json"))


def test_verdicts_say_which_parts_they_have_and_are_copied_and_pickled():
    verdict = ask(PROBLEMS / "example_4_assignment.json").implementable()
    with pytest.raises(AttributeError, match="this verdict has no 'transfers'; it has rule, lotteries"):
        _ = verdict.transfers
    assert pickle.loads(pickle.dumps(verdict)) == verdict
    assert copy.deepcopy(verdict) == verdict
    assert not hasattr(feasibility(LinearSystem.make(["x"], at_most=[([1], 1)])), "rule")


def test_the_parts_of_linear_programs_go_by_name():
    system = LinearSystem.make(["x", "y"], at_most=[({"x": 1, "y": 1}, 3)], lower=0)
    verdict = optimum(system, {"x": 2, "y": 1}, "max")
    assert (verdict.value, verdict.values, verdict.multipliers) == (6, {"x": 3}, {"0": 2})
    nothing = feasibility(LinearSystem.make(["x"], at_most=[([1], 0), ([-1], -1)]))
    assert set(nothing.multipliers.values()) == {1}


def test_frames_have_a_row_for_each_entry(pandas):
    verdict = ask(PROBLEMS / "example_4_assignment.json").implementable()
    rows = verdict.frame("rule")
    assert len(rows) == len(verdict.rule.values)
    assert all(type(row["value"]) is Fraction for row in rows)
    assert verdict.frame() == verdict.frame("lotteries")
    by_profile = {}
    for row in verdict.frame():
        profile = tuple(row[agent] for agent in verdict.statement.problem.agents)
        by_profile[profile] = by_profile.get(profile, 0) + row["probability"]
    assert set(by_profile.values()) == {1}
    with pytest.raises(ValueError, match="this verdict has no table 'facets'; it has rule, lotteries"):
        verdict.frame("facets")


def test_without_pandas_a_sentence_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    verdict = ask(PROBLEMS / "example_4_assignment.json").implementable()
    with pytest.raises(ImportError, match="pip install pandas"):
        verdict.frame("rule")


def test_what_the_page_of_answers_shows_is_so(monkeypatch):
    root = EXAMPLES.parent
    monkeypatch.chdir(root)
    found = doctest.testfile(str(root / "docs" / "answers.md"), module_relative=False)
    assert (found.failed, found.attempted > 3) == (0, True)


def test_the_page_of_answers_names_fields_that_there_are():
    table = (EXAMPLES.parent / "docs" / "answers.md").read_text(encoding="utf-8")
    named = {name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named
    assert named <= set(FIELDS)


def test_what_python_has_for_lists_and_numbers_is_read():
    numpy = pytest.importorskip("numpy")
    keys = {
        "agents": ("i", "j"),
        "types": ("t", "u"),
        "prior": {"independent": {"i": {"t": Decimal("0.1"), "u": Decimal("0.9")}, "j": {"t": "1/2", "u": "1/2"}}},
        "constraints": ({"each": "agent", "ceiling": numpy.int64(1)}, {"set": numpy.array(["i", "j"]), "ceiling": 1}),
    }
    problem = problem_of(**keys)
    assert problem.agents == ("i", "j")
    assert problem.prior.marginals[0] == (Fraction(1, 10), Fraction(9, 10))
    listed = {**keys, "types": {"i": ("t", "u"), "j": ("t", "u")}}
    assert ask({"format": "exact-proofs/problem/1", **listed}).problem == problem


def test_a_series_with_names_is_not_read_as_a_list():
    series = types.SimpleNamespace(index=["a"], items=lambda: iter([("a", "i")]))
    with pytest.raises(BadInput, match=r"^agents: a SimpleNamespace has names that are not read here"):
        problem_of(agents=series, types=["t"])


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
