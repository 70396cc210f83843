"""Market files: what they mean, and where they are wrong."""

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs import checker
from proofs.certificates import certificate
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.explaining import decide_osp, explain_osp
from proofs.trading.dominance.polarized_menus import decide_polarized, explain_menus
from proofs.trading.markets.domains import Box, FiniteDomain, Orthant
from proofs.trading.markets.mechanisms import ChoiceTable, Myopic, Regions
from proofs.trading.markets.menus import PairsFrom, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable

EXAMPLES = Path(__file__).parents[3] / "examples" / "markets"
HALF = Fraction(1, 2)

DOCTORS = {
    "format": "exact-proofs/market/1",
    "title": "Two doctors, two kinds of cases",
    "tasks": {"A": 1, "B": 1},
    "agents": {
        "j1": {
            "performance": {"A": 0, "B": 1},
            "status_quo": {"A": "1/2", "B": "1/2"},
            "costs": {"box": {"A": [1, 2], "B": [1, 2]}, "law": "uniform"},
            "menu": [{"ray": {"A": 1, "B": -1}}],
        },
        "j2": {
            "performance": {"A": 1, "B": 0},
            "status_quo": {"A": "1/2", "B": "1/2"},
            "costs": {"box": {"A": [1, 2], "B": [1, 2]}, "law": "uniform"},
            "menu": [{"ray": {"A": -1, "B": 1}}],
        },
    },
    "selection": "ex-post optimal",
}


def changed(*path, to):
    data = copy.deepcopy(DOCTORS)
    owner = data
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = to
    return data


def test_the_two_doctors():
    mechanism = market_from_plain(DOCTORS)
    market = mechanism.market
    assert market.numbers == (1, 1)
    assert market.performance == ((0, 1), (1, 0))
    assert market.endowment == market.status_quo == ((HALF, HALF),) * 2
    assert market.preferences[0].domain == Box((1, 1), (2, 2))
    assert market.preferences[0].has_full_support()
    assert mechanism.protocol.menus[0][1] == Ray((1, -1))
    assert mechanism.protocol.selection == ExPostOptimal()
    assert mechanism.strategies == (Myopic(), Myopic())


def test_every_kind_of_trading_set():
    menu = [
        "remedial",
        {"points": [{"A": 1}]},
        {"trades": [{"A": "1/2", "B": "-1/2"}]},
        {"polyhedron": [{"coefficients": {"A": 1}, "at_most": "3/2"}, {"coefficients": {"B": 1}, "at_least": 0}]},
        {"budget": {"A": 1, "B": 2}},
        {"budget": {"A": 1, "B": 1}, "grid": "1/2"},
        {"budget": {"A": 1, "B": 1}, "demand": [{"B": 1}]},
    ]
    sets = market_from_plain({**changed("agents", "j1", "menu", to=menu), "selection": "any"}).protocol.menus[0]
    assert sets[1] == Remedial()
    assert sets[2] == Points(((1, 0),))
    assert sets[3] == Points(((HALF, HALF), (1, 0)))
    assert isinstance(sets[4], PolyhedralSet)
    assert isinstance(sets[5], PairsFrom)
    assert sets[6:8] == (Points(((0, 1), (HALF, HALF))), Points(((1, 0), (HALF, HALF))))
    assert sets[8:] == (Points(((HALF, HALF), (0, 1))),)


def test_every_kind_of_costs():
    def preferences(costs):
        return market_from_plain(changed("agents", "j1", "costs", to=costs)).market.preferences[0]

    assert preferences("positive").domain == Orthant(2, strict=True)
    atoms = {"atoms": [{"at": {"A": 1, "B": 2}, "probability": "1/4"}], "rest": "uniform"}
    box = {"A": [1, 2], "B": [1, 2]}
    law = preferences({"box": box, "law": atoms}).law
    assert law.atoms == (((1, 2), Fraction(1, 4)),)
    assert law.uniform == ((Box((1, 1), (2, 2)), Fraction(3, 4)),)
    mixture = {"mixture": [{"weight": "1/3", "box": box}, {"weight": "2/3", "at": {"A": 1, "B": 1}}]}
    assert preferences({"box": box, "law": mixture}).law.atoms == (((1, 1), Fraction(2, 3)),)
    types = [{"A": 1, "B": 2}, {"A": 2, "B": 1}]
    assert preferences({"types": types}).domain == FiniteDomain(((1, 2), (2, 1)))
    assert preferences({"types": types}).law is None
    assert preferences({"types": types, "law": ["1/4", "3/4"]}).law.atoms[0][1] == Fraction(1, 4)
    listed = [{**types[0], "probability": "1/2"}, {**types[1], "probability": "1/2"}]
    assert preferences({"types": listed}) == preferences({"types": types, "law": "uniform"})


def test_tables_and_strategies():
    table = [{"choices": {"j1": 1, "j2": 1}, "assignment": {"j1": {"A": 1}, "j2": {"B": 1}}}]
    data = {**DOCTORS, "selection": table, "strategy": {"j1": [{"type": {"A": 1, "B": 2}, "choice": 1}]}}
    mechanism = market_from_plain(data)
    assert mechanism.protocol.selection == SelectionTable((((1, 1), ((1, 0), (0, 1))),))
    assert mechanism.strategies[0] == ChoiceTable((((1, 2), 1),))
    rules = {"rules": [{"at_most": [{"A": 1, "B": -1}], "choice": 1}]}
    assert isinstance(market_from_plain({**DOCTORS, "strategy": {"j1": rules}}).strategies[0], Regions)
    assert market_from_plain({**DOCTORS, "strategy": {"j1": "any myopic"}}).strategies[0] == Myopic("any")
    assert market_from_plain({**DOCTORS, "selection": "any"}).protocol.selection == AnySelection()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed("agents", "j1", "costs", "box", "A", to=[2, 1]), r"agents\.j1\.costs\.box\.A: \[2, 1\] runs down"),
        (changed("agents", "j1", "costs", "box", "A", to=[1]), r"agents\.j1\.costs\.box\.A: 1 number;"),
        (
            changed("agents", "j1", "costs", "box", "C", to=[1, 2]),
            r"agents\.j1\.costs\.box: the key \"C\" is unknown; known are A, B",
        ),
        (changed("agents", "j1", "costs", "law", to="normal"), r'agents\.j1\.costs\.law: "normal"'),
        (changed("agents", "j1", "costs", to="free"), r'agents\.j1\.costs: "free"'),
        (changed("agents", "j1", "colour", to="red"), r'agents\.j1: the key "colour" is unknown; known are status_quo'),
        (changed("agents", "j1", "status_quo", to={"A": 1}), "status_quo: task A sums to 3/2"),
        (changed("agents", "j1", "menu", to=[{"ray": {}}]), r"agents\.j1\.menu\[0\]\.ray: the direction is zero"),
        (changed("agents", "j1", "menu", to=[{"ray": {"A": 1}, "points": []}]), r"agents\.j1\.menu\[0\]: give one of"),
        (changed("agents", "j1", "menu", to=["all"]), r'agents\.j1\.menu\[0\]: "all"'),
        (changed("tasks", "A", to="1/2"), r"tasks\.A: 1/2 is not an integer"),
        (
            changed("format", to="exact-proofs/market/2"),
            r'format: "exact-proofs/market/1" was expected, not "exact-proofs/market/2"',
        ),
        (changed("selection", to="best"), 'selection: "best"'),
        (changed("selection", to=[{"choices": {"j1": 2}, "assignment": {}}]), "no profile of choices"),
        ({**DOCTORS, "strategy": {"j3": "myopic"}}, 'strategy: "j3" is not in agents; there are j1, j2'),
        ({**DOCTORS, "strategy": {"j1": [{"type": {"A": 9, "B": 9}, "choice": 1}]}}, "is not in the domain"),
        (changed("agents", "j1", "costs", to={"types": [{"A": 1, "B": 1, "probability": "1/2"}]}), "sum to 1/2"),
        (changed("agents", "j1", "costs", to={"types": [{"A": 1}]}), r'types\[0\]: "B" is missing'),
        (changed("agents", "j1", "costs", to={"types": []}), r"agents\.j1\.costs\.types: the list is empty"),
    ],
)
def test_mistakes_are_named_with_their_place(data, message):
    with pytest.raises(ValueError, match=message):
        market_from_plain(data)


BOX = {"A": [1, 2], "B": [1, 2]}


@pytest.mark.parametrize(
    ("path", "to", "message"),
    [
        (
            ("costs",),
            {"box": BOX, "law": {"atoms": [], "rest": "all"}},
            r'^agents\.j1\.costs\.law\.rest: "all" is not known',
        ),
        (("costs",), {"box": BOX, "law": {"atoms": []}}, r"^agents\.j1\.costs\.law: the probabilities sum to 0"),
        (("costs",), {"types": [{"A": 1, "B": 1}], "law": ["1/2"]}, r"^agents\.j1\.costs\.law: the probabilities sum"),
        (
            ("costs",),
            {"types": [{"A": 1, "B": 1}], "law": "unifrom"},
            r'^agents\.j1\.costs\.law: .*write "uniform", or',
        ),
        (("costs",), {"box": {"A": [-1, 2], "B": [1, 2]}}, r"^agents\.j1\.costs: a cost is negative"),
        (("costs",), {"types": [{"A": 1, "B": 1}] * 2}, r"^agents\.j1\.costs\.types: a cost vector occurs twice"),
        (("menu",), [{"points": []}], r"^agents\.j1\.menu\[0\]\.points: the list is empty"),
        (("menu",), [{"trades": [{"A": -1}]}], r"^agents\.j1\.menu\[0\]\.trades: \(-1/2, 1/2\) has a negative"),
        (("menu",), [{"budget": {"A": 1, "B": 0}}], r"^agents\.j1\.menu\[0\]\.budget: a price is not positive"),
        (
            ("menu",),
            [{"budget": {"A": 1, "B": 1}, "demand": [{"A": 9}]}],
            r"^agents\.j1\.menu\[0\]\.demand\[0\]: the bundle is worth 9 and the endowment ",
        ),
        (
            ("menu",),
            [{"ray": {"A": 1, "B": -1}, "demand": []}],
            r"^agents\.j1\.menu\[0\]: give one .*a demand, goes",
        ),
        (("menu",), [{"budget": {"A": 1, "B": 0}, "demand": []}], r"^agents\.j1\.menu\[0\]\.budget: a price is not"),
        (("menu",), [{"budget": {"A": 1, "B": 1}, "grid": 0}], r"^agents\.j1\.menu\[0\]\.grid: the step"),
        (("menu",), [{"budget": {"A": 1, "B": 1}, "grid": "1/10000"}], r"^agents\.j1\.menu\[0\]\.grid: a grid of"),
    ],
)
def test_a_place_is_told_once(path, to, message):
    with pytest.raises(ValueError, match=message):
        market_from_plain(changed("agents", "j1", *path, to=to))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (("agents", "j1", "law"), r'^agents\.j1: the key "law" does not belong here; it stands inside the costs'),
        (("agents", "j1", "ray"), r"^agents\.j1: .* it stands in an entry of an agent's menu"),
        (("agents", "j1", "costs", "menu"), r"^agents\.j1\.costs: .* it stands beside the other keys of an agent"),
        (("menu",), r"^the key \"menu\" does not belong here"),
        (("agents", "j1", "selection"), r"^agents\.j1: .* it stands at the top of the file"),
    ],
)
def test_a_key_in_the_wrong_place_is_sent_to_the_right_one(path, message):
    with pytest.raises(ValueError, match=message):
        market_from_plain(changed(*path, to="uniform"))


def test_a_strategy_is_wrong_where_the_file_has_it():
    unknown = {**DOCTORS, "strategy": {"j1": [{"type": {"A": 1, "B": 1}, "choice": 5}]}}
    with pytest.raises(ValueError, match=r"^strategy\.j1: 5 is no choice"):
        market_from_plain(unknown)
    with pytest.raises(ValueError, match=r'^strategy\.j1: "myopc" is not known here; did you mean "myopic"\?'):
        market_from_plain({**DOCTORS, "strategy": {"j1": "myopc"}})


def test_floats_and_wrong_shapes_are_type_errors():
    with pytest.raises(TypeError, match=r"agents\.j1\.status_quo\.A: 0\.5 is a float"):
        market_from_plain(changed("agents", "j1", "status_quo", "A", to=0.5))
    with pytest.raises(TypeError, match=r"agents\.j1\.menu: a list was expected, not an object"):
        market_from_plain(changed("agents", "j1", "menu", to={"ray": {"A": 1}}))
    with pytest.raises(ValueError, match=r'^an object with "format": "exact-proofs/market/1" was expected, not a list'):
        market_from_plain([])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_examples_are_decided_explained_and_certified(path):
    mechanism = market_from_plain(json.loads(path.read_text(encoding="utf-8")))
    polarized, osp = decide_polarized(mechanism), decide_osp(mechanism)
    apart = "not-polarized" in path.stem or path.stem == "pseudo-market"
    assert polarized.holds == (not apart)
    assert osp.holds == (not apart or path.stem == "box-not-polarized"), "VS's polarization is about all positive costs"
    for verdict in (polarized, osp):
        assert verdict.verify()
        checker.verify(json.loads(json.dumps(certificate(verdict))))
    assert explain_menus(polarized)
    assert explain_osp(osp)
