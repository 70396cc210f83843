"""Market files as games: what is read, and what is said of a file that is none."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs.formats.games import game_from_plain, load_game
from proofs.formats.market_schema import market_schema
from proofs.formats.markets import market_from_plain
from proofs.trading.games.report import decide_equilibria
from tests.schemas import complaint

EXAMPLES = Path(__file__).parents[3] / "examples" / "markets"
GAME = json.loads((EXAMPLES / "games" / "convex-workloads.json").read_text(encoding="utf-8"))
ROWS = GAME["agents"]["ann"]["workloads"][0]["bundles"]


def changed(more=None, **ann):
    """The example with other keys for ann, and others at the top."""
    data = copy.deepcopy(GAME)
    data["agents"]["ann"] |= ann
    return data | (more or {})


def one(**keys):
    """Ann's workloads: one type, with these keys."""
    return changed(workloads=[{"type": "t", "bundles": ROWS} | keys])


def test_the_example_is_read():
    played = load_game(EXAMPLES / "games" / "convex-workloads.json")
    assert [each.name for each in played.types[0]] == ["squares", "sums"]
    assert [each.costs for each in played.types[1]] == [(2, 1), (1, 2)]
    assert [each.probability for each in played.types[2]] == [Fraction(1, 4), Fraction(3, 4)]
    assert played.types[0][0].workload((Fraction(5, 4), Fraction(3, 4))) == Fraction(111, 8)
    assert played.chosen == ((None, None),) * 3
    assert complaint(GAME, market_schema()) is None


def test_strategies_name_types_by_name_or_costs():
    chosen = [{"type": "squares", "choice": 0}]
    rules = {"rules": [{"below": [{"A": -1, "B": 1}], "choice": 1}]}
    by_costs = [{"type": {"A": 1, "B": 2}, "choice": 1}]
    data = changed({"strategy": {"ann": chosen, "bob": rules, "carl": by_costs}})
    assert game_from_plain(data).chosen == ((0, None), (1, 0), (None, 1))
    assert complaint(data, market_schema()) is None
    for agent in ("ann", "bob"):
        assert game_from_plain(changed({"strategy": {agent: "any myopic"}})).chosen is None
    assert game_from_plain(changed({"strategy": {"ann": "myopic"}})).chosen == ((None, None),) * 3


def test_a_market_without_workloads_is_a_game_too():
    played = load_game(EXAMPLES / "hospital-three-wards.json")
    chooses = [len(menu) > 1 for menu in played.protocol.menus]
    assert [own[0].costs is not None for own in played.types] == chooses


def test_who_has_no_choice_needs_no_types():
    data = changed(menu=[])
    data["agents"]["bob"] |= {"menu": [], "costs": "nonnegative"}
    played = game_from_plain(data)
    assert [each.name for each in played.types[1]] == ["any"]
    report = decide_equilibria(played.protocol, played.types, played.chosen)
    assert all(verdict.holds for verdict in report.exists.values())


def test_other_questions_are_about_costs():
    with pytest.raises(ValueError, match=r"^agents\.ann\.workloads: preferences that are no sum of costs make a game"):
        market_from_plain(GAME)


BUNDLE = {"bundle": {"A": 1}, "workload": 1}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed(costs="positive"), "agents.ann.workloads: costs are given too; give one of the two"),
        (changed(workloads=[]), "agents.ann.workloads: the list is empty; an agent has at least one type"),
        (changed(workloads=3), "agents.ann.workloads: a list was expected, not the number 3"),
        (changed(workloads=[{"type": "t"}]), 'agents.ann.workloads[0]: "bundles" is missing'),
        (
            one(typ=1),
            'agents.ann.workloads[0]: the key "typ" is unknown; did you mean "type"? known are type, bundles, ',
        ),
        (one(type=""), "agents.ann.workloads[0].type: the name of a type is a text that is not empty"),
        (
            changed(workloads=[{"type": "t", "bundles": ROWS}] * 2),
            'agents.ann.workloads[1].type: "t" occurs twice; names of types are distinct',
        ),
        (one(probability=-1), "agents.ann.workloads[0].probability: it is negative; probabilities are at least 0"),
        (one(probability="1/2"), "agents.ann.workloads: the probabilities sum to 1/2, not to 1"),
        (one(probability=0.5), "agents.ann.workloads[0].probability: 0.5 is a float"),
        (
            changed(workloads=[{"type": "t", "bundles": ROWS, "probability": 1}, {"type": "u", "bundles": ROWS}]),
            "agents.ann.workloads: some types have a probability and some have not; give all or none",
        ),
        (one(bundles=[BUNDLE, BUNDLE]), "agents.ann.workloads[0].bundles[1].bundle: it occurs twice"),
        (one(bundles=[{"bundle": {"C": 1}, "workload": 1}]), 'bundles[0].bundle: the key "C" is unknown'),
        (one(bundles=[{"bundle": {"A": 1}}]), 'agents.ann.workloads[0].bundles[0]: "workload" is missing'),
        (
            changed({"strategy": {"ann": [{"type": "x", "choice": 0}]}}),
            'strategy.ann[0].type: "x" is not in the types; there are squares, sums',
        ),
        (changed({"strategy": {"ann": [{"type": "sums", "choice": 2}]}}), "strategy.ann[0].choice: 2 is no choice"),
        (
            changed({"strategy": {"ann": [{"type": "sums", "choice": 0}] * 2}}),
            "strategy.ann[1].type: a type occurs twice; give its choice once",
        ),
        (changed({"strategy": {"ann": {"rules": []}}}), "strategy.ann: of types with workloads a strategy is"),
        (changed({"strategy": {"dan": "myopic"}}), 'strategy: "dan" is not in agents'),
        ({"agents": {}}, '"format" is missing'),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(data, message):
    with pytest.raises((ValueError, TypeError)) as caught:
        game_from_plain(data)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_box_of_costs_makes_no_finite_game():
    data = changed()
    data["agents"]["bob"]["costs"] = {"box": {"A": [1, 2], "B": [1, 2]}}
    with pytest.raises(ValueError, match=r"^agents\.bob\.costs: a game takes finitely many types"):
        game_from_plain(data)


def test_a_bundle_without_workload_is_named():
    played = game_from_plain(one(bundles=ROWS[:2]))
    said = "agents.ann.workloads: ann of type t may get A 7/4, B 1/4; A 2, B 0; give the workload of each"
    with pytest.raises(ValueError, match="^" + said.replace(".", r"\.")):
        decide_equilibria(played.protocol, played.types)
