"""Forged certificates that the checker once accepted, and files that once crashed or stalled it."""

from __future__ import annotations

import gc
import gzip
import json
import subprocess
import sys
import time
import tracemalloc
from itertools import combinations, product
from pathlib import Path

import pytest

from proofs import checker
from proofs.certificates import certificate as written
from proofs.formats import problems as files
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import has_outcome, implementable

CHECKER = Path(checker.__file__)
NO_VARIABLES = {"system": {"variables": [], "lower": [], "upper": [], "rows": []}}


def certificate(kind, holds, about, evidence, **more):
    statement = {"kind": kind, "holds": holds, "about": about, "evidence": evidence}
    return {"format": checker.FORMAT, "statements": [statement], **more}


def refuse(kind, holds, about, evidence, why):
    with pytest.raises(checker.Refused, match=why):
        checker.verify(json.loads(json.dumps(certificate(kind, holds, about, evidence))))


def leave_open(kind, holds, about, evidence):
    with pytest.raises(checker.TooMuch):
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
    both = [["endowment", trading_set], ["endowment"]]
    return {"numbers": [2, 2], "endowment": [[1, 1], [1, 1]], "menus": both, "reading": reading}


SPREAD = {"form": "spread", "agent": 0, "choice": 1}


def test_a_continuum_of_one_choice_is_a_ray():
    one = menus({"pairs from": [[[1, 0], "=", 0], [[0, 1], "=", 2]]})
    refuse("polarized menus", False, one, SPREAD, "contained in a ray")
    accept("polarized menus", True, one, {"form": "multipliers by agent", "agents": [[], []]})


def test_a_continuum_that_tempts_nobody_is_not_spread():
    more = {"pairs from": [[[-1, 0], "<=", "-3/2"], [[0, -1], "<=", "-3/2"]]}
    refuse("polarized menus", False, menus(more, "pairs"), SPREAD, "tempts")
    accept("polarized menus", False, menus(more), SPREAD)
    accept("polarized menus", False, menus({"pairs from": [[[1, 1], "=", 2]]}, "pairs"), SPREAD)


def test_a_reading_is_known_even_if_all_menus_are_remedial():
    evidence = {"form": "multipliers by agent", "agents": [[], []]}
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


def test_a_status_quo_that_would_break_its_own_condition_is_that_of_no_market():
    evidence = {"form": "nothing else", "multipliers": [[1, 0]]}
    accept("only constant mechanism", True, {"market": market()}, evidence)
    refuse("only constant mechanism", True, {"market": market(slack=["1/2"])}, evidence, "a slack is below 1")


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
    assert 'not checked: "all is well\\nother.json: verified: \\ud800 \\u202e"' in shown.stdout
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
    """Integers are names, whatever their size and sign, and tuples of them too; but their hashes are not Python's."""
    same = [k * (2**61 - 1) for k in range(1, 2_000)]
    assert len(set(map(hash, same))) == 1
    accept("hierarchy", True, {"sets": [same, [-1, -2], [[-1, -2], [-2, -1]]]}, {"form": "inspection"})
    assert len({hash(checker.hashable(name)) for name in same}) > 1_000
    assert len({hash(checker.number(str(name))) for name in same}) > 1_000
    assert checker.hashable([1, ["a", -2]]) is checker.hashable([1, ["a", -2]])
    assert checker.hashable(1) != checker.hashable("1")
    refuse("hierarchy", True, {"sets": [[2**3_000]]}, {"form": "inspection"}, "more than 3,000 bits")


LIST = {"list": 0}
NOTHING = {"plus": [], "minus": [], "value": 0, "outcome": [], "proof": LIST}
MANY = problem(9, divisible=True)
MANY["constraints"] += [
    {"set": list(c), "floor": 0, "ceiling": f"1/{k}"} for k, c in enumerate(combinations(MANY["agents"], 4), 1)
]


@pytest.mark.parametrize(
    ("kind", "holds", "about", "evidence"),
    [
        (
            "has a feasible outcome",
            True,
            {"problem": problem(40, 2)},
            {"form": "outcomes", "profiles": []},
        ),
        (
            "capacity",
            True,
            {"problem": problem(50, 1, 10**6), "profile": ["t0"] * 50, "plus": [], "minus": [], "value": 0},
            {"form": "capacities", "entries": [NOTHING], "lists": [[]], "outcomes": []},
        ),
        ("description", True, {"problem": problem(6, 2, 3), "equations": [], "facets": []}, {"form": "enumeration"}),
        (
            "description",
            True,
            {"problem": problem(6, 2, 3), "equations": [], "facets": []},
            {"form": "enumeration", "fan": {"cones": [], "direction": [1] * 12}},
        ),
        (
            "description",
            True,
            {
                "problem": problem(4, 3, 2),
                "equations": [],
                "facets": [[["a0", "t0", f"{10**5_000 + k}"]] for k in range(40)],
            },
            {"form": "enumeration", "fan": {"cones": [[0] * 12] * 400, "direction": ["7" * 9_000] * 12}},
        ),
        (
            "totally unimodular",
            False,
            {
                "matrix": {
                    "rows": list(range(300)),
                    "columns": list(range(300)),
                    "entries": [[r, c, 1 + pow(r + 2, c + 2, 307)] for r in range(300) for c in range(300)],
                }
            },
            {"form": "submatrix", "rows": list(range(300)), "columns": list(range(300)), "determinant": 2},
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
@pytest.mark.usefixtures("small_limit")
def test_small_files_that_ask_for_endless_work_are_left_open(kind, holds, about, evidence):
    leave_open(kind, holds, about, evidence)


def test_a_double_description_ends(monkeypatch):
    monkeypatch.setattr(checker.Work, "least", 100_000)
    about = {"problem": MANY, "equations": [], "facets": []}
    leave_open("description", True, about, {"form": "enumeration"})


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


def test_of_what_is_liked_the_remedial_set_may_hold_the_best_without_all_else():
    """Whoever likes the second task would rather have the first alone taken away; a claim is about burdens."""
    law = {"atoms": [[[1, -2], 1]], "uniform": []}
    about, evidence = cost_certificate(law, [0, 1], 16)
    accept("expected cost", True, about, evidence)
    about, evidence = cost_certificate(law, [1, 0], 12)
    refuse("expected cost", True, about, evidence, "the choice probabilities are others")


@pytest.mark.usefixtures("small_limit")
def test_rules_with_very_many_conditions_are_refused_and_not_gone_through():
    box = {"atoms": [], "uniform": [[[1, 1], [2, 2], 1]]}
    many = [[k + 1, -9_973] for k in range(1_000)]
    about, evidence = cost_certificate(box, [1, 0], 12, {"rules": [[many, [], 1], [many, [], 1]]})
    refuse("expected cost", True, about, evidence, "more work than is done")
    on_atom = {"atoms": [[[1, 1], 1]], "uniform": []}
    about, evidence = cost_certificate(on_atom, [1, 0], 12, {"rules": [[many, [], 1]] * 30})
    refuse("expected cost", True, about, evidence, "others")


def test_a_probability_needs_a_law():
    about = {"law": None, "event": [[[], 0, False]], "probability": 1}
    refuse("chance", True, about, {"form": "by part", "parts": [[1]]}, "needs a law")


@pytest.mark.parametrize("cut", [";", "\u037e", ":", '"', "\n", "\u202e"])
def test_a_name_cannot_pose_as_a_further_sentence(cut):
    """Whatever an author may write stands within quotation marks, and its own quotation marks are escaped."""
    forged = f"the cost is 3{cut} the mechanism is obviously strategy-proof{cut} the number"
    about = {"what": [forged, "x"], "values": [1, 1], "sense": "="}
    (shown,) = accept("comparison", True, about, {"form": "arithmetic"})
    assert shown == f'{json.dumps(forged)} is 1, equal to "x", which is 1'
    assert shown.isascii()
    assert shown.isprintable()
    empty = problem(2)
    empty["constraints"].append({"set": ["a0", "a1"], "floor": 3, "ceiling": 3})
    empty["types"] = {"a0": [forged], "a1": ["t"]}
    empty["prior"] = {"independent": {"a0": {forged: 1}, "a1": {"t": 1}}}
    evidence = {"form": "no outcome", "profile": [forged, "t"], "proof": {"empty": [[2, -1], [0, 1], [1, 1]]}}
    (shown,) = accept("has a feasible outcome", False, {"problem": empty}, evidence)
    assert shown == f'no outcome is feasible at type profile ({json.dumps(forged)}, "t")'


def test_a_bound_is_called_a_bound():
    """The bound 2 that the certificate proves is not the best, so the rule violates the inequality by 2, not by 1."""
    rule = problem(1, interim_rule={"a0": {"t0": 3}})
    evidence = {
        "form": "sign inequality",
        "coefficients": [["a0", "t0", 1]],
        "lists": [],
        "bounds": [{"profile": ["t0"], "bound": 2, "proof": {"multipliers": [[0, 1]]}}],
    }
    (shown,) = accept("condition", False, {"problem": rule, "condition": "A"}, evidence)
    assert shown == "the interim rule violates an inequality of Condition A by at least 1"


# --------------------------------------------------------------------------------------------------- bounded work

ATTACKS = Path(__file__).parent / "attacks"


def statement_of(name):
    return json.loads(gzip.decompress((ATTACKS / f"{name}.json.gz").read_bytes()))


@pytest.mark.parametrize("name", ["bilateral", "chance", "description", "osp_rules2", "pool2"])
@pytest.mark.usefixtures("small_limit")
def test_handed_over_attacks_end_within_the_limit(name):
    """Files of 0.7 to 260 KB that once kept the checker busy for more than a minute, or for ever."""
    with pytest.raises(checker.TooMuch, match="more work"):
        checker.verify(statement_of(name))


def many_names(count):
    return list(range(count))


def matrix(rows, columns, entries, evidence, holds=True):
    return "totally unimodular", holds, {"matrix": {"rows": rows, "columns": columns, "entries": entries}}, evidence


def cross_of(size):
    """A row and a column of ones: a pivot on their common entry fills the matrix."""
    entries = [[0, c, 1] for c in range(size)] + [[r, 0, 1] for r in range(1, size)]
    blocks = {"form": "blocks", "blocks": []}
    return matrix(many_names(size), many_names(size), entries, {"form": "pivot", "row": 0, "column": 0, "rest": blocks})


def long_determinant():
    entries = [[r, c, pow(3, 900 + 37 * r * c)] for r in range(60) for c in range(60)]
    names = many_names(60)
    return matrix(
        names, names, entries, {"form": "submatrix", "rows": names, "columns": names, "determinant": 2}, False
    )


def empty_corners(size):
    """A 3-sum of two large blocks of zeros: nothing of them may be written out."""
    names, half = many_names(size), many_names(size // 2)
    evidence = {"form": "3-sum", "rows": half, "columns": half, "upper": [0, size - 1], "lower": [size - 1, 0]}
    entries = [[0, size - 1, 1], [size - 1, 0, 1]]
    return matrix(names, names, entries, {**evidence, "sign": 1, "extra": "z", "first": {}, "second": {}})


def many_cells(count):
    structure = {"agents": ["a"], "objects": many_names(count), "types": {"a": ["t"]}, "sets": []}
    return "preserves total unimodularity", True, {"structure": structure}, {"form": "blocks", "blocks": []}


def long_fractions():
    """A sum of fractions whose common denominator has as many digits as the file."""
    values = [f"1/{10**6 + 2 * k + 1}" for k in range(20_000)]
    row = {"coefficients": [[k, 1] for k in range(20_000)], "sense": "<=", "bound": 1}
    system = {"variables": many_names(20_000), "lower": [0] * 20_000, "upper": [None] * 20_000, "rows": [row]}
    return "feasible", True, {"system": system}, {"form": "point", "values": values}


@pytest.mark.parametrize(
    "attack", [cross_of(10_000), long_determinant(), empty_corners(20_000), many_cells(50_000), long_fractions()]
)
@pytest.mark.usefixtures("small_limit")
def test_nothing_is_built_that_the_file_does_not_pay_for(attack):
    """Either the limit is reached, or (where the work is as the file's size) the evidence is seen to show nothing."""
    kind, holds, about, evidence = attack
    tracemalloc.start()
    with pytest.raises(checker.Refused):
        checker.verify(certificate(kind, holds, about, evidence))
    assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    tracemalloc.stop()


@pytest.mark.usefixtures("small_limit")
def test_many_statements_share_one_limit():
    one = certificate("chance", True, *chance_of_a_corner())["statements"][0]
    checker.verify({"format": checker.FORMAT, "statements": [one]})
    cost = checker.WORK.done
    with pytest.raises(checker.TooMuch):
        checker.verify({"format": checker.FORMAT, "statements": [one] * (2 + checker.Work.least // cost)})


def chance_of_a_corner():
    size = 12
    law = {"atoms": [], "uniform": [[[0] * size, [1] * size, 1]]}
    event = [[[1] * size, 6, False]]
    return {"law": law, "event": event, "probability": "1/2"}, {"form": "by part", "parts": [["1/2"]]}


def test_the_limit_grows_with_the_data_and_not_with_spaces():
    small = certificate("feasible", True, NO_VARIABLES, {"form": "point", "values": []})
    checker.verify(small)
    assert checker.WORK.limit == checker.Work.least
    checker.verify({**small, "conclusion": "x" * 2_000_000})
    assert 2 * checker.Work.least < checker.WORK.limit < 2.1 * checker.Work.least


# ------------------------------------------------------------------------------------------------ one reader of each


def refusal(kind, about):
    with pytest.raises(checker.Refused) as caught:
        checker.verify(certificate(kind, kind not in NEVER_YES, about, {}))
    return str(caught.value)


NEVER_YES = ("some rule", "some rule for groups")
GOOD = {**problem(2, 2, objects=["b"]), "constraints": [{"set": [["a0", "b"]], "floor": 0, "ceiling": 1}]}
GOOD["constraints"].append({"set": [["a1", "b"]], "floor": 0, "ceiling": 1})
GOOD["interim_rule"] = {agent: {kind: {"b": "1/2"} for kind in ("t0", "t1")} for agent in ("a0", "a1")}
GOOD["objective"] = {"weights": GOOD["interim_rule"], "incentives": "cardinal", "preferences": GOOD["interim_rule"]}
GOOD["objective"]["transfers"] = {"revenue": 1, "participation": True}
OF_A_PROBLEM = {
    "has a feasible outcome": {},
    "implementable": {},
    "single object implementable": {},
    "valid inequality": {"coefficients": [], "bound": 0},
    "facet": {"coefficients": [], "bound": 0},
    "description": {"equations": [], "facets": []},
    "condition complete": {"condition": "A"},
    "best rule": {"value": 0},
    "some rule": {},
    "capacity": {"profile": ["t0", "t0"], "plus": [], "minus": [], "value": 0},
    "linear capacity": {"profile": ["t0", "t0"]},
    "paramodular": {"profile": ["t0", "t0"], "quotas": "listed"},
    "quotas describe": {"profile": ["t0", "t0"]},
    "feasible random outcome": {"profile": ["t0", "t0"], "outcome": []},
    "needs outcomes": {"profile": ["t0", "t0"], "outcome": [], "number": 1},
    "condition": {"condition": "A"},
    "greatest violation": {"condition": "A", "value": 0},
    "implementable for parameters": {"parameters": [], "changes": [], "region": []},
    "implementable by polynomials": {"parameters": [], "prior": [], "rule": [], "conditions": []},
    "best rule for parameters": {"parameters": [], "moves": "objective", "changes": [], "where": [], "pieces": []},
}


def changed(path, value):
    """The good problem with another value at one place, or without it."""
    data = json.loads(json.dumps(GOOD))
    *owners, key = path
    place = data
    for owner in owners:
        place = place[owner]
    if value is None:
        del place[key]
    elif isinstance(place, list) and key == len(place):
        place.append(value)
    else:
        place[key] = value
    return data


JOINT = [{"profile": {"a0": f"t{k}", "a1": f"t{m}"}, "probability": "1/4"} for k in (0, 1) for m in (0, 1)]
MALFORMED = {
    "an unknown key": changed(["colour"], "red"),
    "an unknown format": changed(["format"], "exact-proofs/problem/2"),
    "no agents": changed(["agents"], []),
    "an agent twice": changed(["agents"], ["a0", "a1", "a1"]),
    "an agent that is no text": changed(["agents"], ["a0", 1]),
    "a ghost with types": changed(["types", "ghost"], ["t0"]),
    "an agent without types": changed(["types", "a1"], None),
    "an empty type set": changed(["types", "a1"], []),
    "a type twice": changed(["types", "a1"], ["t0", "t1", "t1"]),
    "no object": changed(["objects"], []),
    "an object twice": changed(["objects"], ["b", "b"]),
    "a ghost in the prior": changed(["prior", "independent", "ghost"], {"t0": -3}),
    "a ghost type in the prior": changed(["prior", "independent", "a0", "t9"], 0),
    "a type without probability": changed(["prior", "independent", "a0", "t0"], None),
    "a prior that sums to 2": changed(["prior", "independent", "a0"], {"t0": 1, "t1": 1}),
    "a negative probability": changed(["prior", "independent", "a0"], {"t0": 2, "t1": -1}),
    "probability 0": changed(["prior", "independent", "a0"], {"t0": 1, "t1": 0}),
    "two priors": changed(["prior", "joint"], JOINT),
    "a joint prior that sums to 3/4": changed(["prior"], {"joint": [*JOINT[:3], {**JOINT[3], "probability": 0}]}),
    "a profile missing": changed(["prior"], {"joint": [{**JOINT[0], "probability": "1/2"}, *JOINT[1:3]]}),
    "a profile twice": changed(["prior"], {"joint": [*JOINT[:3], JOINT[0]]}),
    "a profile of a ghost": changed(["prior"], {"joint": [*JOINT[:3], {"profile": {"ghost": "t0"}, "probability": 1}]}),
    "a set twice": changed(["constraints", 2], {**GOOD["constraints"][0], "ceiling": 2}),
    "a set twice, then without ceiling": changed(["constraints", 2], {"set": [["a0", "b"]], "floor": 0}),
    "an empty set": changed(["constraints", 0, "set"], []),
    "a member twice": changed(["constraints", 0, "set"], [["a0", "b"], ["a0", "b"]]),
    "a member that is no cell": changed(["constraints", 0, "set"], [["a0", "c"]]),
    "a negative floor": changed(["constraints", 0, "floor"], -1),
    "a floor above the ceiling": changed(["constraints", 0, "floor"], 2),
    "a fractional quota": changed(["constraints", 0, "ceiling"], "3/2"),
    "a restriction at a ghost": changed(["profiles"], [{"profile": {"ghost": "t0"}, "constraints": []}]),
    "a restriction with a set twice": changed(
        ["profiles"], [{"profile": {"a0": "t0"}, "constraints": [GOOD["constraints"][0]] * 2}]
    ),
    "divisible in words": changed(["divisible"], "yes"),
    "another outcome": changed(["outcome"], "private"),
    "a rule for a ghost": changed(["interim_rule", "ghost"], {}),
    "a rule without an agent": changed(["interim_rule", "a0"], None),
    "a rule for a ghost type": changed(["interim_rule", "a0", "t9"], {"b": 0}),
    "a rule for a ghost object": changed(["interim_rule", "a0", "t0", "c"], 0),
    "weights on a ghost": changed(["objective", "weights", "ghost"], {}),
    "weights on a ghost type": changed(["objective", "weights", "a0", "t9"], {"b": 0}),
    "weights on a ghost object": changed(["objective", "weights", "a0", "t0", "c"], 7),
    "unknown incentives": changed(["objective", "incentives"], "strong"),
    "preferences of a ghost": changed(["objective", "preferences", "ghost"], {}),
    "no preferences": changed(["objective", "preferences"], None),
    "participation in words": changed(["objective", "transfers", "participation"], "yes"),
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_every_kind_refuses_a_malformed_problem_for_the_same_reason(fault):
    """A set given twice, a prior that sums to 2, a ghost: one reader sees it, whatever the question is."""
    with pytest.raises(checker.Refused) as caught:
        checker.Problem(MALFORMED[fault])
    kinds = {kind for kind, about in OF_A_PROBLEM.items() if refusal(kind, {"problem": GOOD, **about})}
    taking = {kind for kind, check in checker.KINDS.items() if takes_a_problem(kind, check)}
    assert kinds == taking - OF_GROUPS.keys()
    for kind, about in OF_A_PROBLEM.items():
        assert refusal(kind, {"problem": MALFORMED[fault], **about}) == str(caught.value), kind


OF_GROUPS = {
    "implementable for groups": {},
    "description for groups": {"equations": [], "facets": []},
    "condition for groups": {"condition": "A"},
    "best rule for groups": {"value": 0},
    "some rule for groups": {},
}
GROUPS = {
    "format": GOOD["format"],
    "agents": {"g": 2, "h": 1},
    "objects": ["b"],
    "types": {"g": ["t0", "t1"], "h": ["t0"]},
    "prior": {"independent": {"g": {"t0": "1/2", "t1": "1/2"}, "h": {"t0": 1}}},
    "constraints": [
        {"each agent of": "g", "objects": ["b"], "floor": 0, "ceiling": 1},
        {"set": [["g", "b"], ["h", "b"]], "floor": 0, "ceiling": 1},
    ],
}
THREE = {"g": {"t0": 3, "t1": 0}, "h": {"t0": 1}}
LAW, ALONE, BOTH = GROUPS["prior"]["independent"], *GROUPS["constraints"]
WHOLE = [{"counts": {"g": {"t0": k, "t1": 2 - k}, "h": {"t0": 1}}, "probability": "1/3"} for k in range(3)]
MALFORMED_GROUPS = {
    "an unknown key": {"colour": "red"},
    "an unknown format": {"format": "exact-proofs/problem/2"},
    "agents by name": {"agents": ["g", "h"]},
    "no groups": {"agents": {}},
    "an empty group": {"agents": {"g": 0, "h": 1}},
    "a negative group": {"agents": {"g": -1, "h": 1}},
    "a group of a fraction": {"agents": {"g": "1/2", "h": 1}},
    "a group of truth": {"agents": {"g": True, "h": 1}},
    "a ghost with types": {"types": {**GROUPS["types"], "ghost": ["t0"]}},
    "a group without types": {"types": {"g": ["t0", "t1"]}},
    "an empty type set": {"types": {"g": ["t0", "t1"], "h": []}},
    "a type twice": {"types": {"g": ["t0", "t0"], "h": ["t0"]}},
    "no object": {"objects": []},
    "an object twice": {"objects": ["b", "b"]},
    "a ghost in the prior": {"prior": {"independent": {**LAW, "ghost": {}}}},
    "a type without probability": {"prior": {"independent": {**LAW, "g": {"t0": 1}}}},
    "a prior that sums to 2": {"prior": {"independent": {**LAW, "g": {"t0": 1, "t1": 1}}}},
    "probability 0": {"prior": {"independent": {**LAW, "g": {"t0": 1, "t1": 0}}}},
    "states that sum to 2": {"prior": {"states": [{"probability": 1, "independent": LAW}] * 2}},
    "no state": {"prior": {"states": []}},
    "two priors": {"prior": {"independent": LAW, "counts": WHOLE}},
    "a class missing": {"prior": {"counts": [{**WHOLE[0], "probability": "2/3"}, WHOLE[1]]}},
    "a class twice": {"prior": {"counts": [*WHOLE, WHOLE[0]]}},
    "a class of others": {"prior": {"counts": [*WHOLE[:2], {**WHOLE[2], "counts": THREE}]}},
    "classes that sum to 1/2": {"prior": {"counts": [*WHOLE[:2], {**WHOLE[2], "probability": "-1/6"}]}},
    "a quota of single agents twice": {"constraints": [ALONE, {**ALONE, "ceiling": 2}]},
    "a quota of a ghost's agents": {"constraints": [{**ALONE, "each agent of": "ghost"}]},
    "a quota on a ghost object": {"constraints": [{**ALONE, "objects": ["c"]}]},
    "a quota on no object": {"constraints": [{**ALONE, "objects": []}]},
    "a set twice": {"constraints": [ALONE, BOTH, {**BOTH, "ceiling": 2}]},
    "an empty set": {"constraints": [{**BOTH, "set": []}]},
    "a member twice": {"constraints": [{**BOTH, "set": [["g", "b"], ["g", "b"]]}]},
    "a member that is no cell": {"constraints": [{**BOTH, "set": [["g", "c"]]}]},
    "a negative floor": {"constraints": [{**ALONE, "floor": -1}]},
    "a floor above the ceiling": {"constraints": [{**BOTH, "floor": 2}]},
    "a fractional quota": {"constraints": [{**BOTH, "ceiling": "3/2"}]},
    "divisible in words": {"divisible": "yes"},
    "a title that is no text": {"title": 3},
    "a rule for a ghost": {"interim_rule": {"ghost": {}}},
    "a rule for a ghost object": {"interim_rule": {"g": {"t0": {"c": 0}, "t1": {}}, "h": {"t0": {}}}},
}


@pytest.mark.parametrize("fault", MALFORMED_GROUPS)
def test_every_kind_about_groups_refuses_a_malformed_problem_for_the_same_reason(fault):
    checker.Groups(GROUPS)
    with pytest.raises(checker.Refused) as caught:
        checker.Groups({**GROUPS, **MALFORMED_GROUPS[fault]})
    for kind, about in OF_GROUPS.items():
        assert refusal(kind, {"problem": {**GROUPS, **MALFORMED_GROUPS[fault]}, **about}) == str(caught.value), kind


def test_what_is_too_large_to_go_through_is_left_open():
    for sizes in ({"g": 10**9, "h": 1}, {"g": 9_999, "h": 1}):
        types = {"g": [f"t{k}" for k in range(6)], "h": ["t0"]}
        law = {"g": dict.fromkeys(types["g"], "1/6"), "h": {"t0": 1}}
        with pytest.raises(checker.TooMuch):
            checker.Groups({**GROUPS, "agents": sizes, "types": types, "prior": {"independent": law}})


def takes_a_problem(kind, check):
    """Whether a statement of the kind has the key "problem": asked of the checker itself."""
    with pytest.raises(checker.Refused) as caught:
        check({}, kind not in NEVER_YES, {})
    return '"problem" is missing' in str(caught.value) or "malformed" in str(caught.value)


@pytest.mark.parametrize("name", ["dup_none", "dup_total", "lenient_about"])
def test_what_the_lenient_reader_verified_is_refused(name):
    with pytest.raises(checker.Refused, match=r"given twice|missing or unknown"):
        checker.verify(statement_of(name))


SETTING = {"numbers": [2, 1], "performance": [[1, 0], [0, 1]], "endowment": [[1, 0], [1, 1]], "copies": 1}
PROTOCOL = {
    "numbers": [2, 1],
    "endowment": [[1, 0], [1, 1]],
    "domains": ["positive", "positive"],
    "menus": [["endowment"], ["endowment"]],
    "selection": "any",
}
GAME = {key: value for key, value in PROTOCOL.items() if key != "domains"} | {"selection": {"table": []}}
LISTS = {"numbers": [2, 1], "endowment": [[1, 0], [1, 1]], "laws": [None, None], "menus": [[["endowment"]]] * 2}
LISTS |= {"ties": "keep", "reach": "feasible"}
MARKET = {
    "tasks": ["x", "y"],
    "numbers": [2, 1],
    "agents": ["a", "b"],
    "performance": [[1, 0], [0, 1]],
    "status_quo": [[1, 0], [1, 1]],
    "endowment": [[1, 0], [1, 1]],
    "slack": [1, 1],
    "preferences": [{"domain": "positive", "law": None}] * 2,
}
OUTER = {"form": "outer solution", "chances": [[[1]], [[1]]], "values": [], "multipliers": []}
OF_A_MARKET = {
    "polarized menus": lambda m: ({"menus": PROTOCOL["menus"], "reading": "pairs", **m}, {}),
    "feasible protocol": lambda m: ({**PROTOCOL, **m}, {}),
    "non-redundant protocol": lambda m: ({**PROTOCOL, **m}, {}),
    "held by polarized rays": lambda m: ({**PROTOCOL, **m, "strategies": ["myopic"] * 2}, {}),
    "dominated mechanism": lambda m: (
        {"effectively": True} | {key: {**PROTOCOL, **m, "strategies": ["myopic"] * 2} for key in ("mechanism", "by")},
        {},
    ),
    "obviously dominant": lambda m: (
        {"protocol": {**PROTOCOL, **m}, "agent": 0, "costs": [1, 1], "action": 0, "dominance": "printed"},
        {},
    ),
    "obviously strategy-proof": lambda m: (
        {**PROTOCOL, **m, "strategies": ["myopic"] * 2, "dominance": "printed"},
        {},
    ),
    "keeps class shares": lambda m: ({**GAME, **m, "status_quo": [[1, 0], [1, 1]], "classes": [[0, 1]]}, {}),
    "class amounts clear": lambda m: (
        {"classes": [[0, 1]], "numbers": m["numbers"], "status_quo": m.get("endowment", [[1, 0], [1, 1]])},
        {},
    ),
    "equilibrium": lambda m: (
        {"game": {**GAME, "types": [[{"name": "t"}]] * 2, **m}, "concept": "Nash", "strategies": [[0], [0]]},
        {},
    ),
    "has equilibrium": lambda m: ({"game": {**GAME, "types": [[{"name": "t"}]] * 2, **m}, "concept": "Nash"}, {}),
    "law of costs": lambda m: (
        {"setting": {**SETTING, **m}, "laws": [], "offers": [], "ties": "keep", "reach": "feasible", "costs": []},
        {},
    ),
    "optimal selection": lambda m: ({"setting": {**SETTING, **m}, "groups": [], "value": 0}, {}),
    "expected cost": lambda m: (
        {"setting": {**SETTING, **m}, "laws": [], "offers": [], "ties": "keep", "reach": "feasible", "table": None}
        | {"value": 0},
        {},
    ),
    "weak improvement": lambda m: ({"setting": {**SETTING, **m}, "status_quo": [], "menus": []}, {}),
    "bilateral trade improves": lambda m: ({"market": {**MARKET, **m}, "reading": "lemma 2"}, {}),
    "only constant mechanism": lambda m: ({"market": {**MARKET, **m}}, {}),
    "cheapest constant mechanism": lambda m: ({"market": {**MARKET, **m}, "value": 0}, {}),
    "cheapest incentive compatible mechanism": lambda m: ({"market": {**MARKET, **m}, "value": 0}, {}),
    "cost settles": lambda m: (
        {"lists": {**LISTS, **m}, "performance": [], "value": 0, "distance": 1, "bases": []},
        {"form": "share bounds", "solution": OUTER},
    ),
    "outer program": lambda m: ({"lists": {**LISTS, **m}, "performance": [], "value": 0}, OUTER),
}
MALFORMED_MARKETS = {
    "no tasks": {"numbers": [], "endowment": [[], []]},
    "no agents": {"endowment": []},
    "a negative number": {"numbers": [2, -1], "endowment": [[1, 0], [1, -1]]},
    "a fractional number": {"numbers": ["5/2", 1], "endowment": [["3/2", 0], [1, 1]]},
    "a bundle too short": {"endowment": [[1, 0], [1]]},
    "a negative bundle": {"endowment": [[3, 0], [-1, 1]]},
    "an endowment that does not clear": {"endowment": [[1, 0], [1, 0]]},
}


@pytest.mark.parametrize("fault", MALFORMED_MARKETS)
def test_every_kind_refuses_a_malformed_market_for_the_same_reason(fault):
    wrong = {"numbers": [2, 1], **MALFORMED_MARKETS[fault]}
    with pytest.raises(checker.Refused) as caught:
        checker.endowed(wrong["numbers"], wrong["endowment"])
    for kind, make in OF_A_MARKET.items():
        about, evidence = make(wrong)
        with pytest.raises(checker.Refused) as other:
            checker.verify(certificate(kind, True, about, evidence))
        assert str(other.value) == str(caught.value), kind


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status_quo": [[1, 0], [1, 0]]}, "the status quo is no assignment"),
        ({"tasks": ["x", "x"]}, "a name occurs twice"),
        ({"tasks": ["x", "y", "z"]}, "other tasks or agents"),
        ({"slack": [1, "1/2"]}, "a slack is below 1"),
        ({"preferences": [{"domain": "wide", "law": None}] * 2}, "is unknown"),
        (
            {"preferences": [{"domain": {"types": [[1, 1]]}, "law": {"atoms": [[[1, 2], 1]], "uniform": []}}] * 2},
            "the law leaves the domain",
        ),
        (
            {"preferences": [{"domain": "positive", "law": {"atoms": [[[1, 2], 2]], "uniform": []}}] * 2},
            "sum to 1",
        ),
    ],
)
def test_a_malformed_market_with_costs_is_refused(change, why):
    for kind in ("bilateral trade improves", "only constant mechanism", "cheapest constant mechanism"):
        about, _ = OF_A_MARKET[kind](change)
        refuse(kind, True, about, {}, why)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"agents": ["a", "a"]}, "occurs twice"),
        ({"agents": []}, "no name|agents"),
        ({"types": {"a": ["t"]}}, "missing or unknown"),
        ({"types": {"a": ["t"], "b": ["t"], "ghost": ["t"]}}, "missing or unknown"),
        ({"types": {"a": ["t"], "b": []}}, "empty"),
        ({"types": {"a": ["t"], "b": ["t", "t"]}}, "occurs twice"),
        ({"sets": [[["a"], ["b"]], [["b"], ["a"]]]}, "twice"),
        ({"sets": [[]]}, "empty"),
        ({"sets": [[["c"]]]}, "does not occur"),
        ({"colour": "red"}, "unknown"),
    ],
)
def test_a_malformed_structure_is_refused(change, why):
    structure = {"agents": ["a", "b"], "types": {"a": ["t"], "b": ["t"]}, "sets": [[["a"], ["b"]]], **change}
    refuse("preserves total unimodularity", True, {"structure": structure}, {}, why)


# ------------------------------------------------------------------------------------------------ games and classes

SWAP = {
    "numbers": [2, 2],
    "endowment": [[1, 1], [1, 1]],
    "menus": [["endowment", {"points": [[1, 1], [2, 0]]}], ["endowment", {"points": [[1, 1], [0, 2]]}]],
    "selection": {"table": [{"choices": [1, 1], "assignment": [[2, 0], [0, 2]]}]},
    "types": [[{"name": "t", "costs": [1, 2]}], [{"name": "t", "workloads": [[[1, 1], 1], [[0, 2], 2]]}]],
}
GAIN = {"agent": 0, "type": 0, "deviation": 1, "own": 3, "lower": 2, "profiles": [[0, 1]]}
"""The first of two agents likes the swap, the second does not."""


def equilibrium(strategies, concept="Nash", **game):
    return {"game": {**SWAP, **game}, "concept": concept, "strategies": strategies}


@pytest.mark.parametrize(
    ("holds", "about", "evidence", "why"),
    [
        (True, equilibrium([[0], [1]]), {"form": "all compared", "workloads": [[3, 2], [1, 1]]}, "a choice is better"),
        (
            True,
            equilibrium([[0], [0]]),
            {"form": "all compared", "workloads": [[3, 2], [1, 1]]},
            "workloads are others",
        ),
        (True, equilibrium([[0], [0]]), {"form": "all compared", "workloads": [[3, 3]]}, "a list of 2 entries"),
        (True, equilibrium([[0], [0]]), GAIN, "form"),
        (False, equilibrium([[0], [0]]), {"form": "deviation in a game", **GAIN}, "nobody is asked at these choices"),
        (False, equilibrium([[0], [1]]), {"form": "deviation in a game", **GAIN, "own": 4}, "the workloads are others"),
        (False, equilibrium([[0], [1]]), {"form": "deviation in a game", **GAIN, "deviation": 0}, "the workloads are"),
        (False, equilibrium([[0], [1]]), {"form": "deviation in a game", **GAIN, "profiles": []}, "at which choices"),
        (False, equilibrium([[0], [1]]), {"form": "deviation in a game", **GAIN, "agent": 2}, "is no index"),
        (True, equilibrium([[0], [0]], "perfect"), {}, "no notion of equilibrium"),
        (True, equilibrium([[0], [2]]), {}, "is no index"),
        (True, equilibrium([[0]]), {}, "a list of 2 entries"),
        (True, equilibrium([[0], [0]], types=[[{"name": "t"}], SWAP["types"][1]]), {}, "has no workload"),
        (True, equilibrium([[0], [0]], types=[SWAP["types"][0] * 2, SWAP["types"][1]]), {}, "one name"),
        (
            True,
            equilibrium([[0], [0]], types=[[{"name": "t", "costs": [1, 2], "probability": 2}], SWAP["types"][1]]),
            {},
            "no law of types",
        ),
        (
            True,
            equilibrium([[0], [0]], types=[[{"name": "t", "costs": [1, 2], "workloads": []}], SWAP["types"][1]]),
            {},
            "costs and a table",
        ),
        (
            True,
            equilibrium([[0], [0]], types=[[{"name": "t", "workloads": [[[1, 1], 1]] * 2}], SWAP["types"][1]]),
            {},
            "a bundle occurs twice",
        ),
        (True, equilibrium([[0], [0]], selection="any"), {}, "no table that respects the choices"),
        (
            True,
            equilibrium([[0], [0]], selection={"table": [{"choices": [1, 0], "assignment": [[2, 0], [0, 2]]}]}),
            {},
            "no table that respects the choices",
        ),
    ],
)
def test_what_is_no_equilibrium_is_refused(holds, about, evidence, why):
    refuse("equilibrium", holds, about, evidence, why)


def test_a_bayesian_equilibrium_needs_probabilities_where_there_are_two_types():
    two = [{"name": name, "costs": [1, 2]} for name in ("s", "t")]
    about = equilibrium([[0, 0], [0]], "Bayesian", types=[two, SWAP["types"][1]])
    refuse("equilibrium", True, about, {}, "types have no probabilities")


def has_equilibrium(concept, *groups):
    return {"game": SWAP, "concept": concept}, {"form": "every candidate", "groups": list(groups)}


LOSS = {"agent": 1, "type": 0, "deviation": 0, "own": 2, "lower": 1, "profiles": [[1, 1]]}


def test_the_table_of_all_candidates_is_whole_and_right():
    right = [None, {**GAIN}, None, LOSS]
    about, evidence = has_equilibrium("Nash", right)
    checker.verify(certificate("has equilibrium", True, about, evidence))
    refuse("has equilibrium", False, about, evidence, "the other answer")
    for place, said, why in (
        (0, LOSS, "nobody is asked"),
        (1, None, "nothing is said against what is no equilibrium"),
        (3, {**LOSS, "lower": 0}, "the workloads are others"),
        (2, GAIN, "nobody is asked"),
    ):
        wrong = [*right[:place], said, *right[place + 1 :]]
        refuse("has equilibrium", True, *has_equilibrium("Nash", wrong), why)
    refuse("has equilibrium", True, *has_equilibrium("Nash", right[:3]), "a list of 4 entries")
    refuse("has equilibrium", True, *has_equilibrium("Nash", right, right), "a list of 1 entries")
    refuse(
        "has equilibrium", True, *has_equilibrium("dominant", [GAIN, None], [None, GAIN]), "not asked|nobody is asked"
    )


def test_a_game_that_takes_too_long_is_left_open():
    agents = 60
    menus = [["endowment", {"points": [[1]]}]] * agents
    game = {"numbers": [agents], "endowment": [[1]] * agents, "menus": menus, "selection": {"table": []}}
    types = [[{"name": "t", "costs": [1]}]] * agents
    for concept in ("dominant", "obviously dominant"):
        about = {"game": {**game, "types": types}, "concept": concept, "strategies": [[0]] * agents}
        with pytest.raises(checker.TooMuch):
            checker.verify(certificate("equilibrium", True, about, {"form": "all compared", "workloads": []}))
    for concept in ("Nash", "Bayesian"):
        about = {"game": {**game, "types": types}, "concept": concept}
        with pytest.raises(checker.TooMuch):
            checker.verify(certificate("has equilibrium", True, about, {"form": "every candidate", "groups": []}))


CLASSED = {key: SWAP[key] for key in ("numbers", "endowment", "menus", "selection")} | {"status_quo": [[1, 1], [1, 1]]}


@pytest.mark.parametrize(
    ("kind", "holds", "about", "evidence", "why"),
    [
        (
            "keeps class shares",
            True,
            {**CLASSED, "classes": [[0, 1]]},
            {"form": "amounts of classes", "amounts": [[[2], [2]]] * 2},
            "a share is another",
        ),
        (
            "keeps class shares",
            True,
            {**CLASSED, "classes": [[0], [1]]},
            {"form": "amounts of classes", "amounts": [[[1, 1], [1, 1]]] * 2},
            "an amount is another",
        ),
        ("keeps class shares", True, {**CLASSED, "classes": [[0]]}, {}, "do not divide the tasks"),
        ("keeps class shares", True, {**CLASSED, "classes": [[0, 1], []]}, {}, "do not divide the tasks"),
        (
            "keeps class shares",
            False,
            {**CLASSED, "classes": [[0, 1]]},
            {"form": "another share", "profile": [0, 0], "agent": 0, "task": 0},
            "the share is the same",
        ),
        (
            "keeps class shares",
            False,
            {**CLASSED, "classes": [[0, 1]]},
            {"form": "another share", "profile": [0, 1], "agent": 0, "task": 0},
            "that is not selected",
        ),
        (
            "keeps class shares",
            True,
            {**CLASSED, "classes": [[0, 1]], "status_quo": [[1, 1], [1, 0], [0, 1]]},
            {},
            "of other agents",
        ),
        (
            "class amounts clear",
            True,
            {"numbers": [2, 2], "status_quo": [[1, 0], [1, 2]], "classes": [[0, 1]]},
            {"form": "common shares", "shares": [["1/2", "1/2"]]},
            "a share is another",
        ),
        (
            "class amounts clear",
            False,
            {"numbers": [2, 2], "status_quo": [[1, 1], [1, 1]], "classes": [[0, 1]]},
            {"form": "task left over", "class": 0, "agent": 0, "task": 0},
            "the task is done",
        ),
        (
            "class amounts clear",
            False,
            {"numbers": [2, 2], "status_quo": [[0, 2], [2, 0]], "classes": [[0], [1]]},
            {"form": "task left over", "class": 0, "agent": 0, "task": 0},
            "has nothing of it",
        ),
    ],
)
def test_shares_of_classes_that_are_others_are_refused(kind, holds, about, evidence, why):
    refuse(kind, holds, about, evidence, why)


# --------------------------------------------------------------------------------------------------- exit statuses

GOOD_FILE = json.dumps(certificate("feasible", True, NO_VARIABLES, {"form": "point", "values": []}))
WRONG_FILE = json.dumps(certificate("feasible", True, NO_VARIABLES, {"form": "point", "values": [1]}))


def command(paths, **more):
    run = [sys.executable, "-I", "-S", str(CHECKER), *map(str, paths)]
    return subprocess.run(run, capture_output="stdout" not in more, text=True, timeout=120, check=False, **more)


def test_each_exit_status_has_one_meaning(tmp_path):
    files = {
        "good": GOOD_FILE,
        "wrong": WRONG_FILE,
        "open": gzip.decompress((ATTACKS / "description.json.gz").read_bytes()).decode(),
        "none": "[]",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    every = {"good": 0, "wrong": 1, "none": 2}
    for name, status in every.items():
        assert command([tmp_path / name]).returncode == status
    assert command([tmp_path / "good", tmp_path / "wrong"]).returncode == 1
    assert command([tmp_path / "wrong", tmp_path / "none"]).returncode == 2
    both = command([tmp_path / "open", tmp_path / "good"])
    assert both.returncode == 3
    assert "undecided: it asks for more work" in both.stdout


def test_a_long_string_takes_no_more_memory_than_the_file(tmp_path):
    path = tmp_path / "long.json"
    path.write_text('{"format": "' + '\\"' * 10_000_000 + '"}')
    assert command([path]).returncode == 2
    path.write_text(GOOD_FILE[:-1] + ', "conclusion": "' + "x" * 20_000_000 + '"}')
    assert command([path]).returncode == 0


def test_memory_that_runs_out_is_not_a_refusal(tmp_path):
    path = tmp_path / "c.json"
    path.write_text(GOOD_FILE[:-1] + ', "conclusion": "' + "x" * 60_000_000 + '"}')
    shell = f"ulimit -v 150000; exec {sys.executable} -I -S {CHECKER} {path}"
    shown = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False)
    assert shown.returncode == 3
    assert "undecided" in shown.stdout
    assert "Traceback" not in shown.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_and_a_closed_pipe_are_not_refusals(tmp_path):
    path = tmp_path / "c.json"
    path.write_text(GOOD_FILE)
    with Path("/dev/full").open("w") as full:
        shown = command([path], stdout=full, stderr=subprocess.PIPE)
    assert shown.returncode == 3
    assert shown.stderr.startswith("the answers cannot be printed: ")
    assert shown.stderr.count("\n") == 1
    closed = f"set -o pipefail; {sys.executable} -I -S {CHECKER} {path} {path} | true"
    for _ in range(3):
        shown = subprocess.run(["bash", "-c", closed], capture_output=True, text=True, timeout=60, check=False)
        assert shown.returncode in (0, 3)
        assert "Traceback" not in shown.stderr
        assert "Exception ignored" not in shown.stderr


@pytest.mark.parametrize("arguments", ["{path}", "{path} 2>&-", "--help"])
def test_an_output_that_the_shell_has_closed_is_not_a_refusal(tmp_path, arguments):
    path = tmp_path / "c.json"
    path.write_text(GOOD_FILE)
    shell = f"{sys.executable} -I -S {CHECKER} {arguments.format(path=path)} >&-"
    shown = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False)
    assert shown.returncode == 3
    assert shown.stderr.count("\n") == (0 if "2>" in arguments else 1)
    help_to_full = f"{sys.executable} -I -S {CHECKER} --help > /dev/full"
    assert subprocess.run(["bash", "-c", help_to_full], capture_output=True, check=False).returncode == 3


def test_a_fault_of_the_checker_is_not_a_refusal(tmp_path, monkeypatch, capsys):
    path = tmp_path / "c.json"
    path.write_text(GOOD_FILE)

    def broken(about, holds, evidence):
        raise RuntimeError("generator raised StopIteration")

    kind = json.loads(GOOD_FILE)["statements"][0]["kind"]
    monkeypatch.setitem(checker.KINDS, kind, broken)
    assert checker.main([str(path)]) == 3
    assert "undecided: the checker fails (RuntimeError)" in capsys.readouterr().out


def test_a_bundle_that_no_draw_of_menus_gives_is_no_solution():
    """The first agent gets (1, 0) from one menu, and some of (1 + t, 1) from the other; the second takes (1, 2).

    Then (2, 0) is left, which is in the closure of what draws give, with all of t and nothing of the other menu, and
    not in their convex hull: the program has no solution, and no value.
    """
    lists = {
        "numbers": [3, 2],
        "endowment": [[1, 1], [2, 1]],
        "laws": [{"atoms": [[[0, 1], 1]], "uniform": []}, {"atoms": [[[1, 0], 1]], "uniform": []}],
        "menus": [
            [["endowment", {"points": [[1, 0]]}], ["endowment", {"ray": [1, 0]}]],
            [["endowment", {"points": [[1, 2]]}]],
        ],
        "ties": "designer",
        "reach": "nonnegative",
    }
    chances = [[[[[1], 1]], [[[0, 1], 1]]], [[[[1], 1]]]]
    first = [1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0]  # weights of the menus; of a set, and its bundle, for each of three
    evidence = {"form": "outer solution", "chances": chances, "values": [*first, 1, 1, 1, 2], "multipliers": [0] * 15}
    about = {"lists": lists, "performance": [[0, 0], [0, 0]], "value": 0}
    refuse("outer program", True, about, evidence, "a bundle has the weight 0")


# --------------------------------------------------------------------------------------- work on the designer's ties


def settled_cost(copies, choices, tied):
    """One agent, no other, whose first choices are all to keep the one task, as if they differed; the rest is dearer.

    Each selection gives the groups that chose the same what they have together.
    """
    counts = sorted((row for row in product(range(copies + 1), repeat=tied) if sum(row) == copies), reverse=True)
    groups = [[count for count in row if count] for row in counts]
    about = {
        "setting": {"numbers": [1], "performance": [[0]], "endowment": [[1]], "copies": copies},
        "laws": [{"atoms": [[[1], 1]], "uniform": []}],
        "offers": [[0, ["endowment"] * tied + [{"points": [[2]]}] * (choices - tied), copies]],
        "ties": "designer",
        "reach": "nonnegative",
        "table": None,
        "value": 0,
    }
    evidence = {
        "form": "cost by profile",
        "costs": [0] * len(counts),
        "selections": [
            {"split": 0, "bundles": [[count] for count in own], "proofs": [[0] * (len(own) + 1)]} for own in groups
        ],
        "choices": [[[list(range(tied)), 1]]],
    }
    return about, evidence


def empty_group(points):
    """A group of no copies: there is one way to divide it over any number of points."""
    setting = {"numbers": [1], "performance": [[0]], "endowment": [[1]], "copies": 1}
    groups = [[0, {"points": [[0]] * points}, 0], [0, "endowment", 1]]
    selection = {"split": 0, "bundles": [[1]], "proofs": [[0, 0]]}
    return {"setting": setting, "groups": groups, "value": 0}, {"form": "selection", "selection": selection}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("expected cost", settled_cost(copies=10, choices=10_000, tied=2)),
        ("expected cost", settled_cost(copies=8, choices=2_000, tied=3)),
        ("optimal selection", empty_group(50_000)),
    ],
)
def test_ties_take_no_more_time_than_is_charged(kind, data):
    """A step is about a microsecond; what was not charged took ten times as long.

    Counted is this thread alone, without the collection of what other tests have left in memory.
    """
    gc.disable()
    try:
        start = time.thread_time()
        accept(kind, True, *data)
        taken = time.thread_time() - start
    finally:
        gc.enable()
    assert taken < 0.3 + 3e-6 * checker.WORK.done


@pytest.mark.usefixtures("small_limit")
def test_counts_of_many_choices_are_paid_for_before_they_are_made():
    about, evidence = settled_cost(copies=2, choices=2_000, tied=2)
    about["setting"]["copies"] = about["offers"][0][2] = 9_999
    tracemalloc.start()
    leave_open("expected cost", True, about, evidence)
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()


def test_many_offers_without_a_tie_need_no_recursion():
    about, evidence = settled_cost(copies=1, choices=1, tied=1)
    many = 1_500
    about["setting"]["copies"] = many
    about["offers"] *= many
    selection = {"split": 0, "bundles": [[1]] * many, "proofs": [[0] * (many + 1)]}
    evidence = {**evidence, "choices": evidence["choices"] * many, "selections": [selection]}
    accept("expected cost", True, about, evidence)


def test_combinations_of_trades_are_not_all_kept():
    """One in 2^14 combinations for 300 agents is enough to see that an offer may be used."""
    agents = 300
    menus = [["endowment", {"ray": [1, -1]}]] * 15 + [["endowment"]] * (agents - 15)
    about = {
        "numbers": [agents, agents],
        "endowment": [[1, 1]] * agents,
        "domains": ["positive"] * agents,
        "menus": menus,
        "selection": "any",
        "strategies": ["myopic"] * agents,
        "dominance": "deviations",
    }
    evidence = {"form": "no failing type", "multipliers": [[]] * agents, "idle": [[0, 0, [[0, 0]]]]}
    tracemalloc.start()
    refuse("obviously strategy-proof", True, about, evidence, "may be used")
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_entries_are_paid_for_before_they_are_made_as_long_as_all_denominators_together():
    """6,000 entries with denominators of 16 bits each take 66 MB over their common denominator."""
    primes = [n for n in range(3, 60_000, 2) if all(n % k for k in range(3, 245, 2) if k < n)]
    vector = [checker.Exact(1, prime) for prime in primes]
    checker.WORK.begin(None)
    checker.WORK.limit = 500_000
    tracemalloc.start()
    with pytest.raises(checker.TooMuch):
        checker.whole(vector)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


# ---------------------------------------------------------------------------------- the limit and what is true

PROBLEMS = sorted((Path(__file__).parents[2] / "examples" / "problems").glob("*.json"))


@pytest.mark.parametrize("path", PROBLEMS, ids=[path.stem for path in PROBLEMS])
def test_true_certificates_cost_less_than_a_tenth_of_the_limit(path):
    problem, rule = files.load_problem(path)
    verdicts = [has_outcome(problem)] + ([] if rule is None else [implementable(problem, rule)])
    if "objective" in json.loads(path.read_text()):
        verdicts.append(design(*files.load_design(path)))
    for verdict in verdicts:
        checker.verify(json.loads(json.dumps(written(verdict))))
        assert 10 * checker.WORK.done < checker.WORK.limit


def test_a_true_description_costs_less_than_a_tenth_of_the_limit():
    by_name = {path.stem: path for path in PROBLEMS}
    description = facets(files.load_problem(by_name["section_3_3_three_agents"])[0]).description
    checker.verify(json.loads(json.dumps(written(description))))
    assert 10 * checker.WORK.done < checker.WORK.limit
