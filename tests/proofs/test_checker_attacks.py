"""Forged certificates that the checker once accepted, and files that once crashed or stalled it."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from proofs import checker
from proofs.claims.comparison import compare

CHECKER = Path(checker.__file__)
NO_VARIABLES = {"system": {"variables": [], "lower": [], "upper": [], "rows": []}}


def certificate(kind, holds, about, evidence, **more):
    statement = {"kind": kind, "holds": holds, "about": about, "evidence": evidence}
    return {"format": checker.FORMAT, "statements": [statement], **more}


def refuse(kind, holds, about, evidence, why):
    with pytest.raises(checker.Refused, match=why):
        checker.verify(json.loads(json.dumps(certificate(kind, holds, about, evidence))))


def accept(kind, holds, about, evidence):
    return checker.verify(json.loads(json.dumps(certificate(kind, holds, about, evidence))))


def run(path, text):
    path.write_text(text)
    return subprocess.run(
        [sys.executable, str(CHECKER), str(path)], capture_output=True, text=True, timeout=60, check=False
    )


def problem(agents, types=1, ceiling=1, **more):
    names, kinds = [f"a{i}" for i in range(agents)], [f"t{k}" for k in range(types)]
    return {
        "format": "exact-proofs/problem/1",
        "agents": names,
        "types": dict.fromkeys(names, kinds),
        "prior": {"independent": {name: dict.fromkeys(kinds, f"1/{types}") for name in names}},
        "constraints": [{"set": [name], "floor": 0, "ceiling": ceiling} for name in names],
        **more,
    }


# ------------------------------------------------------------------------------------------- false statements: facets


def test_an_inequality_that_all_rules_meet_with_equality_is_no_facet():
    """The object always goes to the only agent: y <= 1 is an equation, and the polytope, a point, has no facet."""
    single = problem(1, constraints=[{"set": ["a0"], "floor": 1, "ceiling": 1}])
    about = {"problem": single, "coefficients": [["a0", "t0", 1]], "bound": 1}
    valid = {
        "coefficients": [["a0", "t0", 1]],
        "lists": [],
        "bounds": [{"profile": ["t0"], "bound": 1, "proof": {"multipliers": [[0, 1]]}}],
    }
    evidence = {"form": "facet", "inequality": valid, "equations": [], "base": [[["a0", 1]]], "moves": []}
    refuse("facet", True, about, evidence, '"away" is missing')
    refuse("facet", True, about, {**evidence, "away": [["t0"], [["a0", 1]]]}, "perhaps all rules")
    refuse("facet", True, about, {**evidence, "away": [["t0"], []]}, "not feasible")
    accept("facet", True, {**about, "problem": problem(1)}, {**evidence, "away": [["t0"], []]})


# ------------------------------------------------------------------------------------------ false statements: trading


def menus(trading_set, reading="beside endowment"):
    return {"numbers": [2, 2], "endowment": [[1, 1]], "menus": [["endowment", trading_set]], "reading": reading}


SPREAD = {"form": "spread", "agent": 0, "choice": 1}


def test_a_continuum_of_one_choice_is_a_ray():
    one = menus({"pairs from": [[[1, 0], "=", 0], [[0, 1], "=", 2]]})
    refuse("polarized menus", False, one, SPREAD, "contained in a ray")
    accept("polarized menus", True, one, {"form": "multipliers by agent", "agents": [[]]})


def test_a_continuum_that_tempts_nobody_is_not_spread():
    more = {"pairs from": [[[-1, 0], "<=", "-3/2"], [[0, -1], "<=", "-3/2"]]}
    refuse("polarized menus", False, menus(more, "pairs"), SPREAD, "tempts")
    accept("polarized menus", False, menus(more), SPREAD)
    accept("polarized menus", False, menus({"pairs from": [[[1, 1], "=", 2]]}, "pairs"), SPREAD)


def test_a_reading_is_known_even_if_all_menus_are_remedial():
    evidence = {"form": "multipliers by agent", "agents": [[]]}
    accept("polarized menus", True, menus("remedial"), evidence)
    refuse("polarized menus", True, menus("remedial", "any other"), evidence, "is unknown")
    refuse("polarized menus", True, menus({"remedial": [7]}), evidence, "is unknown")


def mechanism(menu, strategy, domain="positive"):
    return {
        "numbers": [4, 4],
        "endowment": [[2, 2], [2, 2]],
        "domains": [domain, "positive"],
        "menus": [["endowment", *menu], ["endowment", {"ray": [1, -1]}]],
        "selection": "any",
        "strategies": [strategy, "myopic"],
        "dominance": "deviations",
    }


def no_failure(first):
    return {"form": "no failing type", "multipliers": [first, []], "idle": []}


CONTINUUM = {"pairs from": [[[1, 1], "=", 4], [[1, 0], "<=", 1]]}


def test_a_strategy_does_not_choose_from_a_continuum_without_saying_what():
    """{(1, 3), eta} may yield eta, {(0, 4), eta} may yield (0, 4): neither is obviously dominant when both tempt."""
    two_bundles = {
        "form": "two bundles",
        "agent": 0,
        "costs": [2, 1],
        "assignments": [[[1, 3], [3, 1]], [[0, 4], [4, 0]]],
    }
    accept("obviously strategy-proof", False, mechanism([CONTINUUM], "myopic"), two_bundles)
    by_rule = mechanism([CONTINUUM], {"rules": [[[], [[-1, 1]], 1]]})
    refuse("obviously strategy-proof", True, by_rule, no_failure([[[1, 1], []], [[1], [1]]]), "one of a continuum")
    by_table = mechanism([CONTINUUM], {"choices": [[[2, 1], 1]]}, {"types": [[2, 1]]})
    refuse("obviously strategy-proof", True, by_table, no_failure([]), "one of a continuum")


@pytest.mark.parametrize("strategy", ["keep", {"x": 1}, 3, {"choices": [], "rules": []}])
def test_an_unknown_strategy_is_not_taken_for_a_myopic_one(strategy):
    refuse("obviously strategy-proof", True, mechanism([], strategy), no_failure([]), "unknown|missing")


def test_a_type_with_two_choices_is_no_strategy():
    """Obviously strategy-proof by the first choice, not so by the second."""
    twice = {"choices": [[[2, 1], 1], [[2, 1], 2]]}
    both = mechanism([{"ray": [-1, 1]}, {"ray": [1, -1]}], twice, {"types": [[2, 1]]})
    refuse("obviously strategy-proof", True, both, no_failure([]), "named twice")


def market(**more):
    return {
        "tasks": ["x"],
        "numbers": [1],
        "agents": ["a"],
        "performance": [[1]],
        "status_quo": [[1]],
        "endowment": [[1]],
        "slack": [1],
        "preferences": [{"domain": "positive", "law": None}],
        **more,
    }


def test_a_status_quo_that_breaks_its_own_condition_is_not_the_only_mechanism():
    evidence = {"form": "nothing else", "multipliers": [[1, 0]]}
    accept("only constant mechanism", True, {"market": market()}, evidence)
    refuse("only constant mechanism", True, {"market": market(slack=["1/2"])}, evidence, "does not satisfy")


@pytest.mark.parametrize("reading", ["indifferent trade", "indifferent keep"])
def test_a_trade_that_only_a_type_of_probability_zero_wants_does_not_improve(reading):
    likely, never = [[1, 2], 1], [[2, 1], 0]
    laws = [{"atoms": [likely, never], "uniform": []}, {"atoms": [likely], "uniform": []}]
    two = {
        "tasks": ["x", "y"],
        "numbers": [2, 2],
        "agents": ["a", "b"],
        "performance": [[2, 1], [1, 2]],
        "status_quo": [[1, 1], [1, 1]],
        "endowment": [[1, 1], [1, 1]],
        "slack": [1, 1],
        "preferences": [{"domain": "positive", "law": law} for law in laws],
    }
    trade = {"form": "bilateral trade", "first": 0, "second": 1, "trade": [-1, 1], "scale": 1}
    gain = {"chances": [0, 1], "gain": 0, "system": 1}
    refuse("bilateral trade improves", True, {"market": two, "reading": reading}, trade | gain, "is no index")


def test_types_are_listed_once_and_have_the_law():
    def about(types):
        law = {"atoms": [[[1], 1]], "uniform": []}
        return {"market": market(preferences=[{"domain": {"types": types}, "law": law}]), "value": len(types)}

    kind, form = "cheapest incentive compatible mechanism", "cheapest mechanism"
    accept(kind, True, about([[1]]), {"form": form, "values": [1], "multipliers": [0, -1]})
    twice = {"form": form, "values": [1, 1], "multipliers": [0, 0, 0, 0, -1, -1]}
    refuse(kind, True, about([[1], [1]]), twice, "listed twice")
    refuse(kind, True, {**about([[2]]), "value": 0}, {"form": form, "values": [1], "multipliers": [0, 0]}, "the law")


# ----------------------------------------------------------------------------------------------------------- misreading


def test_fields_are_read_as_they_stand():
    outcome = {"form": "outcomes", "profiles": [{"profile": ["t0"], "outcome": []}]}
    refuse("has a feasible outcome", True, {"problem": problem(1, divisible=1)}, outcome, "unknown kind")
    joined = problem(1, objects=["b"], constraints=[{"set": ["ab"], "floor": 0, "ceiling": 1}])
    refuse("has a feasible outcome", True, {"problem": joined}, outcome, "a list was expected")
    law = {"atoms": [[[1], 1]], "uniform": []}
    event = {"law": law, "event": [[[1], 1, 1]], "probability": 1}
    refuse("chance", True, event, {"form": "by part", "parts": [[1]]}, "strict or not")
    domain = {"domain": {"box": [[1], [2]], "types": [[9]]}, "dimension": 1, "below": [], "at_most": []}
    refuse("some type", True, domain, {"form": "type", "costs": [1]}, '"types" is unknown')
    refuse(
        "some type", True, {**domain, "domain": "positive", "dimension": True}, {"form": "type"}, "no natural number"
    )


def test_sets_with_a_triple_are_not_called_the_edges_of_a_graph():
    about = {"vertices": [1, 2, 3], "sets": [[1, 2], [2, 3], [1, 3], [1, 2, 3]]}
    shown = accept("bipartite graph", False, about, {"form": "odd cycle of vertices", "cycle": [1, 2, 3]})
    assert shown == ["the sets are not the edges of a graph without odd cycle"]


# --------------------------------------------------------------------------------------------------- what is shown


def test_a_conclusion_and_names_are_shown_as_what_they_are(tmp_path):
    forged = "all is well\nother.json: verified: \ud800 \u202e"
    good = certificate("feasible", True, NO_VARIABLES, {"form": "point", "values": []}, conclusion=forged)
    shown = run(tmp_path / "c.json", json.dumps(good))
    assert shown.returncode == 0
    assert shown.stdout.count("\n") == 1
    assert "not checked: all is well\\nother.json" in shown.stdout
    shown = run(tmp_path / "k.json", json.dumps({**good, "\udc00": 1}))
    assert shown.returncode == 1
    assert shown.stderr == ""
    with pytest.raises(checker.Refused, match="not a text"):
        checker.verify({**good, "conclusion": ["x"]})


# ------------------------------------------------------------------------------------------- crashes and small hangs


def test_an_unfinished_string_is_read_once(tmp_path):
    shown = run(tmp_path / "q.json", '{"a": "' + '\\"' * 200_000)
    assert shown.returncode == 2
    assert "is not JSON" in shown.stderr


def test_many_copies_need_no_factorial():
    copies = 10**30
    setting = {"numbers": [1], "performance": [[1]], "endowment": [[1]], "copies": copies}
    about = {
        "setting": setting,
        "laws": [None],
        "offers": [[0, ["endowment"], copies]],
        "ties": "keep",
        "reach": "feasible",
        "table": None,
        "value": 1,
    }
    selection = {"split": 0, "bundles": [[copies]], "proofs": [[0, -1]]}
    accept(
        "expected cost",
        True,
        about,
        {"form": "cost by profile", "choices": [[[[0], 1]]], "costs": [copies], "selections": [selection]},
    )
    group = [0, {"points": [[k] for k in range(300)]}, 10**3000]
    about = {"setting": {**setting, "copies": 10**3000}, "groups": [group], "value": 1}
    refuse("optimal selection", True, about, {"form": "selection", "selection": {**selection}}, "too many ways")


def test_names_are_no_means_to_make_tables_slow():
    inspection = {"form": "inspection"}
    refuse("hierarchy", True, {"sets": [[k * (2**61 - 1) for k in range(3)]]}, inspection, "no name")
    refuse("hierarchy", True, {"sets": [[[-1, -2], [-2, -1]]]}, inspection, "no name")


LIST = {"list": 0}
NOTHING = {"plus": [], "minus": [], "value": 0, "outcome": [], "proof": LIST}
MANY = problem(9, divisible=True)
MANY["constraints"] += [
    {"set": list(c), "floor": 0, "ceiling": f"1/{k}"} for k, c in enumerate(combinations(MANY["agents"], 4), 1)
]


@pytest.mark.parametrize(
    ("kind", "holds", "about", "evidence"),
    [
        ("has a feasible outcome", False, {"problem": problem(40, 2)}, {}),
        (
            "capacity",
            True,
            {"problem": problem(50, 1, 10**6), "profile": ["t0"] * 50, "plus": [], "minus": [], "value": 0},
            {"form": "capacities", "entries": [NOTHING], "lists": [[]], "outcomes": []},
        ),
        ("description", True, {"problem": problem(6, 2, 3), "equations": [], "facets": []}, {"form": "enumeration"}),
        (
            "totally unimodular",
            False,
            {"matrix": {"rows": list(range(600)), "columns": list(range(600)), "entries": []}},
            {"form": "submatrix", "rows": list(range(600)), "columns": list(range(600)), "determinant": 2},
        ),
        (
            "preserves total unimodularity",
            True,
            {
                "structure": {
                    "agents": list("abcd"),
                    "types": {agent: list(range(14)) for agent in "abcd"},
                    "sets": [[[agent] for agent in pair] for size in (2, 3) for pair in combinations("abcd", size)],
                }
            },
            {"form": "blocks", "blocks": []},
        ),
        (
            "canonical two-sided",
            True,
            {"agents": list(range(20000)), "objects": list(range(20000)), "sets": []},
            {"form": "inspection"},
        ),
        (
            "obviously strategy-proof",
            True,
            mechanism([{"ray": [-1, 1]}], {"rules": [[[], [[-1, 1], [1, -1]], 1]] * 40}),
            no_failure([]),
        ),
    ],
)
def test_small_files_that_ask_for_endless_work_are_refused(kind, holds, about, evidence):
    refuse(kind, holds, about, evidence, "too many|too large")


def test_a_double_description_ends(monkeypatch):
    monkeypatch.setattr(checker, "MOST_COMPARED", 10_000)
    about = {"problem": MANY, "equations": [], "facets": []}
    refuse("description", True, about, {"form": "enumeration"}, "too many extreme rays")


def test_an_open_selection_may_withhold_what_an_agent_would_rather_have():
    """Rays there and back: a type that gains by one may, where only the other is selected, choose to lose by it."""
    both = mechanism([{"ray": [1, -1]}, {"ray": [-1, 1]}], "any myopic")
    forged = no_failure([[[1, 1], []], [[1], [0, 1]], [[1], [1, 0]]])
    refuse("obviously strategy-proof", True, both, forged, "0 entries")
    traded = {"table": [{"choices": [1, 1], "assignment": [[3, 1], [1, 3]]}]}
    failing = {"form": "failing type", "agent": 0, "costs": [2, 1], "selection": traded}
    both["menus"][1][1] = {"ray": [-1, 1]}
    accept("obviously strategy-proof", False, both, {**failing, "action": [1, [1, 1], 7], "deviation": [0, [0, 0], 6]})


def test_a_group_for_every_copy_and_a_table_without_repetitions():
    setting = {"numbers": [2], "performance": [[1], [0]], "endowment": [[1], [1]], "copies": 1}
    selection = {"form": "selection", "selection": {"split": 0, "bundles": [[2]], "proofs": [[0, -1]]}}
    group = [0, {"points": [[2]]}, 1]
    refuse("optimal selection", True, {"setting": setting, "groups": [group], "value": 2}, selection, "not all copies")
    idle = {**setting, "endowment": [[1], [2]]}
    refuse("optimal selection", True, {"setting": idle, "groups": [group], "value": 2}, selection, "no assignment")
    about = {
        "setting": setting,
        "laws": [None, None],
        "offers": [[0, ["endowment"], 1], [1, ["endowment"], 1]],
        "ties": "keep",
        "reach": "feasible",
        "table": [[[0, 0], [[1], [1]]]],
        "value": 1,
    }
    evidence = {"form": "cost by profile", "choices": [[[[0], 1]]] * 2, "costs": [1], "selections": []}
    accept("expected cost", True, about, evidence)
    about["table"] *= 2
    refuse("expected cost", True, about, evidence, "occurs twice")
    about["table"] = [[[False, 0], [[1], [1]]]]
    refuse("expected cost", True, about, evidence, "is no index")


def cost_certificate(law, chances, cost, strategy="myopic"):
    """One agent with a remedial menu and a law; the other always takes (2, 1)."""
    settled = [[[k], chance] for k, chance in enumerate(chances) if chance]
    setting = {"numbers": [2, 2], "performance": [[1, 1], [5, 5]], "endowment": [[1, 1], [1, 1]], "copies": 1}
    about = {
        "setting": setting,
        "laws": [law, {"atoms": [[[1, 1], 1]], "uniform": []}],
        "offers": [[0, ["endowment", "remedial"], 1], [1, ["endowment", {"points": [[1, 1], [2, 1]]}], 1]],
        "ties": "cautious",
        "reach": "nonnegative",
        "table": [[[1, 1], [[0, 1], [2, 1]]]],
        "value": cost,
        "strategies": [strategy, {"rules": [[[], [], 1]]}],
    }
    return about, {"form": "cost by profile", "choices": [settled, [[[1], 1]]], "costs": [cost], "selections": []}


def test_negative_costs_are_no_law():
    """Candidates of a set are those of least workload for costs of at least 0 alone."""
    about, evidence = cost_certificate({"atoms": [[[1, -2], 1]], "uniform": []}, [1, 0], 12)
    refuse("expected cost", True, about, evidence, "a cost is negative")


def test_rules_with_very_many_conditions_are_refused_and_not_gone_through():
    box = {"atoms": [], "uniform": [[[1, 1], [2, 2], 1]]}
    many = [[k + 1, -9_973] for k in range(3_000)]
    about, evidence = cost_certificate(box, [1, 0], 12, {"rules": [[many, [], 1], [many, [], 1]]})
    refuse("expected cost", True, about, evidence, "more work than is done")
    on_atom = {"atoms": [[[1, 1], 1]], "uniform": []}
    about, evidence = cost_certificate(on_atom, [1, 0], 12, {"rules": [[many, [], 1]] * 300})
    refuse("expected cost", True, about, evidence, "others")


def test_a_probability_needs_a_law():
    about = {"law": None, "event": [[[], 0, False]], "probability": 1}
    refuse("chance", True, about, {"form": "by part", "parts": [[1]]}, "needs a law")


def test_a_name_cannot_pose_as_a_further_sentence():
    forged = "the cost is 3; 2 x the mechanism is obviously strategy-proof; the number"
    about = {"what": [forged, ""], "values": [1, 1], "sense": "="}
    refuse("comparison", True, about, {"form": "arithmetic"}, "a name is no name")
    with pytest.raises(ValueError, match="no semicolon"):
        compare((forged, 1), "=", ("", 1))
