"""Commands about files with a parameter left open: the answers for all values, as words, JSON, LaTeX and drawn."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

import pytest

from exact.symbolic.expressions import expression
from proofs import checker
from tests.proofs.cli.test_values import complaint, run

EXAMPLES = Path(__file__).parents[3] / "examples"
AUCTION = EXAMPLES / "families" / "auction.json"


def written(tmp_path, data, name="file.json"):
    path = tmp_path / name
    path.write_text(json.dumps(data))
    return path


def trade(**changes):
    uniform = {"box": {"A": [1, 2], "B": [1, 2]}, "law": "uniform"}

    def agent(performance, ray):
        own = {"status_quo": {"A": 1, "B": 1}, "performance": performance, "costs": uniform}
        return {**own, "menu": [{"ray": ray}]}

    return {
        "format": "exact-proofs/market/1",
        "parameters": {"r": {"from": "1/2", "to": 2}},
        "tasks": {"A": 2, "B": 2},
        "agents": {
            "ann": agent({"A": 1, "B": 0}, {"A": -1, "B": "r"}),
            "bob": agent({"A": 0, "B": 1}, {"A": 1, "B": "-r"}),
        },
        **changes,
    }


def answer(*arguments):
    told = run(*arguments, "--json")
    assert told.exit_code in (0, 1), told.stderr
    return json.loads(told.stdout)


def test_design_tells_the_value_by_cases(tmp_path):
    told = run("design", AUCTION, "--out", tmp_path)
    assert told.exit_code == 0
    assert "  13/2 - 7*p             for 1/5 < p <= 3/8   (decreasing)" in told.stdout
    assert "breakpoints: 1/5, 3/8; continuous; decreasing in p" in told.stdout
    found = answer("design", AUCTION, "--out", tmp_path)
    assert [each["formula"] for each in found["best_value"]] == ["-10*p^2-10*p+15/2", "-7*p+13/2", "-3*p+5"]
    assert found["breakpoints"] == ["1/5", "3/8"]
    assert (found["continuous"], found["monotone"]) == (True, "decreasing")
    assert {each["where"] for each in found["rules"]} >= {"p = 1/5", "3/8 < p < 1/2"}
    checker.verify(json.loads(Path(found["certificate"]).read_text()))


def test_design_is_drawn_and_printed_for_a_paper(tmp_path):
    drawing = tmp_path / "value.svg"
    told = run("design", AUCTION, "--svg", drawing, "--latex", "--out", tmp_path)
    assert r"\begin{cases}" in told.stdout
    assert ElementTree.parse(drawing).getroot().tag.endswith("svg")


def test_implement_tells_for_which_values(tmp_path):
    told = run("implement", AUCTION, "--out", tmp_path)
    assert told.exit_code == 1
    assert told.stdout.startswith(
        "The interim rule is implementable exactly for p <= -1/4 + 3*sqrt(5)/20 (0 < p < 1/2).\n"
    )
    found = answer("implement", AUCTION, "--out", tmp_path)
    (segment,) = found["implementable"]
    assert segment["upper"]["polynomial"] == [-1, 10, 20]
    assert all(each["margin"] for each in found["violations"])


def test_a_value_given_is_the_question_about_numbers(tmp_path):
    found = answer("design", AUCTION, "--at", "p=1/4", "--out", tmp_path)
    assert found["statement"].endswith("has value 19/4")
    assert "best_value" not in found


@pytest.mark.parametrize("command", ["select", "cost", "market", "choice", "polarized", "osp"])
def test_markets_for_all_values(command, tmp_path):
    path = written(tmp_path, trade())
    found = answer(command, path, "--out", tmp_path)
    assert found["parameter"] == "r"
    assert found["for_every_value"] is True
    assert found["answers"]
    checker.verify(json.loads(Path(found["certificate"]).read_text()))
    for value in ("1/2", "3/4", "1", "3/2"):
        there = answer(command, path, "--at", f"r={value}", "--out", tmp_path)
        main = next(iter(found["answers"].values()))
        if isinstance(main, list):
            (holds,) = (each["holds"] for each in main if _inside(each, Fraction(value)))
            assert holds == there["holds"]


def _inside(segment, value):
    low, high = (None if end is None else Fraction(end) for end in (segment["lower"], segment["upper"]))
    above = low is None or low < value or (low == value and segment["closed"][0])
    return above and (high is None or value < high or (value == high and segment["closed"][1]))


def test_the_best_exchange_rate_is_told(tmp_path):
    told = run("select", written(tmp_path, trade()), "--out", tmp_path)
    assert "least: 3/2, at r = 1" in told.stdout
    assert "greatest: 2, at r = 1/2, r = 2" in told.stdout


def test_formulas_are_told_as_people_write_them(tmp_path):
    """Not as certificates do; and what is extreme on pieces that adjoin is told of them together."""
    wide = written(tmp_path, trade(parameters={"r": {"from": 0, "to": 4}}))
    told = run("select", wide, "--out", tmp_path).stdout
    assert "greatest: 2, at 0 <= r <= 1/2, 2 <= r <= 4\n" in told
    assert "(2 - r)^2/(2*r)" in told
    assert "(r)" not in told


def test_a_number_that_is_approached_is_told_with_the_end(tmp_path):
    """Of costs that have no bound, too."""
    told = run("select", written(tmp_path, trade(parameters={"r": {"above": "1/2", "below": 1}})), "--out", tmp_path)
    assert "least: 3/2 is approached towards r = 1, and not attained\n" in told.stdout
    assert "greatest: 2 is approached towards r = 1/2, and not attained\n" in told.stdout
    costly = trade(parameters={"r": {"above": 0}})
    costly["agents"]["ann"] |= {"performance": {"A": "r - 1/r"}, "menu": []}
    told = run("select", written(tmp_path, costly), "--out", tmp_path).stdout
    assert "least: without bound towards r = 0\n" in told
    assert "greatest: without bound towards infinite r\n" in told


def test_words_compare_no_numbers_that_vary(tmp_path):
    """A quantity may be 1 for one value of many, and a value 0."""
    water = {
        "format": "exact-proofs/problem/1",
        "parameters": {"q": {"from": 0, "to": 1}},
        "divisible": True,
        "agents": ["ann"],
        "objects": ["water"],
        "types": {"ann": ["dry", "wet"]},
        "prior": "uniform",
        "constraints": [{"each": "object", "floor": "q^2 - q + 1/4", "ceiling": "2 - q"}],
        "interim_rule": {"ann": {"dry": {"water": 1}, "wet": {"water": "q^2 + 1/2"}}},
        "objective": {"weights": {"ann": {"dry": {"water": -1}, "wet": {"water": 1}}}, "incentives": "none"},
    }
    told = run("implement", written(tmp_path, water), "--out", tmp_path)
    assert "at (wet):  ann gets (q^2 + 1/2) x water" in told.stdout, told.stdout
    told = run("design", written(tmp_path, water), "--out", tmp_path)
    assert "Q_ann(dry, water) = " in told.stdout
    assert answer("design", written(tmp_path, water), "--out", tmp_path)["rules"]


def test_quantities_of_divisible_objects_are_told_as_factors(tmp_path):
    file = tmp_path / "water.json"
    file.write_text(
        json.dumps(
            {
                "format": "exact-proofs/problem/1",
                "parameters": {"q": {"from": 0, "to": 1}},
                "divisible": True,
                "agents": ["ann", "bob"],
                "objects": ["water"],
                "types": {"ann": ["any"], "bob": ["any"]},
                "prior": "uniform",
                "constraints": [{"each": "object", "floor": "q + 1/2", "ceiling": "q + 1/2"}],
                "interim_rule": {"ann": {"any": {"water": "q/2"}}, "bob": {"any": {"water": "q/2 + 1/2"}}},
            }
        )
    )
    told = run("implement", file, "--out", tmp_path).stdout
    assert "ann gets q/2 x water; bob gets (q/2 + 1/2) x water" in told


def test_two_prices_are_polarized_where_the_first_is_at_most_the_second(tmp_path):
    """VS: p1 <= p2, found, not assumed."""
    data = trade(parameters={"p": {"above": 0, "to": 4}})
    data["agents"]["ann"]["menu"] = [{"ray": {"A": 1, "B": "-p"}}, {"ray": {"A": -1, "B": 2}}]
    data["agents"]["ann"]["costs"], data["selection"] = "nonnegative", "any"
    data["agents"]["bob"]["menu"] = [{"ray": {"A": -1, "B": "p"}}]
    data["agents"]["cat"] = data["agents"]["bob"] | {"menu": [{"ray": {"A": 1, "B": -2}}]}
    data["tasks"] = {"A": 3, "B": 3}
    for command in ("polarized", "osp"):
        told = run(command, written(tmp_path, data), "--out", tmp_path)
        assert told.stdout.splitlines()[0].endswith(", for 0 < p <= 4: yes for p <= 2; no for p > 2")


def test_facets_with_a_probability_left_open(tmp_path):
    """Border: 2 p Q(high) <= 1 - (1 - p)^2, and so on; at each value they are those of the number."""
    path = EXAMPLES / "families" / "auction.json"
    told = run("facets", path, "--out", tmp_path)
    assert told.stdout.startswith("For 0 < p < 1/2:\n")
    assert "(1/2 - p) Q_ann(high, house) + (1/2 - p) Q_bob(high, house) <= " in told.stdout
    found = answer("facets", path, "--out", tmp_path)
    (piece,) = found["pieces"]
    there = answer("facets", path, "--at", "p=1/3", "--out", tmp_path)
    bounds = [expression(each["bound"]).value({"p": Fraction(1, 3)}) for each in piece["facets"]]
    assert bounds == [Fraction(each["bound"]) for each in there["facets"]]
    checker.verify(json.loads(Path(found["certificate"]).read_text()))


def refused(tmp_path, command, data, *options):
    return complaint(run(command, written(tmp_path, data), *options, "--out", tmp_path))


def test_what_cannot_be_asked_is_told_in_a_sentence(tmp_path):
    two = trade(parameters={"r": {"from": 1, "to": 2}, "s": {"from": 0, "to": 1}})
    assert "r and s are open; markets are decided for all values of one parameter" in refused(tmp_path, "select", two)
    groups = json.loads((EXAMPLES / "groups" / "course_allocation.json").read_text())
    groups["parameters"] = {"p": {"above": 0, "below": 1}}
    assert "groups of interchangeable agents are decided for one value" in refused(tmp_path, "implement", groups)
    auction = json.loads(AUCTION.read_text())
    without = {key: value for key, value in auction.items() if key != "interim_rule"}
    assert '"interim_rule" is missing' in refused(tmp_path, "implement", without)
    wide = auction | {"parameters": {"p": {"from": 0, "to": 1}}}
    assert "p = 0" in refused(tmp_path, "implement", wide)
    assert "file leaves none open" in complaint(run("design", AUCTION, "--at", "p=1/4", "--latex", "--out", tmp_path))
    quota = auction | {"constraints": [{"each": "object", "ceiling": "2*p"}]}
    assert "ceiling" in refused(tmp_path, "implement", quota)
    shares = {"low": "1/2", "middle": "(p + 10^30)^100", "high": "1/2 - p"}
    long = auction | {"prior": {"independent": {"ann": shares, "bob": shares}}}
    assert len(refused(tmp_path, "implement", long)) < 300
    assert '"q" is no parameter; there is p' in complaint(run("design", AUCTION, "--at", "q=1", "--out", tmp_path))
