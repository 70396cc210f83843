"""Market files in which agents draw their menus."""

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs.formats.lotteries import load_lottery, lottery_from_plain
from proofs.formats.market_schema import market_schema
from proofs.formats.markets import load_market, market_from_plain
from proofs.trading.value.lottery_costs import decide_lottery_cost
from tests.schemas import complaint

EXAMPLES = Path(__file__).parents[3] / "examples" / "markets"
LOTTERY = json.loads((EXAMPLES / "lotteries" / "hospital-two-doctors.json").read_text(encoding="utf-8"))


def changed(**more):
    """The example with other keys for agent j1."""
    data = copy.deepcopy(LOTTERY)
    data["agents"]["j1"] |= more
    return data


def test_every_combination_is_drawn_with_its_probability():
    draws = lottery_from_plain(LOTTERY)
    assert [chance for _, chance in draws] == [Fraction(2, 3), Fraction(1, 3)]
    assert [len(mechanism.protocol.menus[0]) for mechanism, _ in draws] == [2, 1]
    both = copy.deepcopy(LOTTERY)
    del both["agents"]["j2"]["menu"]
    both["agents"]["j2"]["menus"] = LOTTERY["agents"]["j1"]["menus"]
    chances = [chance for _, chance in lottery_from_plain(both)]
    assert chances == [Fraction(4, 9), Fraction(2, 9), Fraction(2, 9), Fraction(1, 9)]
    assert complaint(LOTTERY, market_schema()) is None


def test_a_third_of_the_time_without_the_swap_costs_5_6():
    """The swap saves 1 with probability 1/4, and it is offered two times out of three: 1 - 1/6."""
    report = decide_lottery_cost(lottery_from_plain(LOTTERY))
    assert report.expected.statement.value == Fraction(5, 6)


def test_a_file_without_menus_is_a_lottery_with_one_draw():
    path = EXAMPLES / "hospital-two-doctors.json"
    assert load_lottery(path) == ((load_market(path), 1),)


def test_other_questions_are_about_one_protocol():
    with pytest.raises(ValueError, match=r"^agents\.j1\.menus: menus that are drawn are a lottery"):
        market_from_plain(LOTTERY)


ONE = {"probability": 1, "menu": []}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed(menu=[]), r"^agents\.j1\.menus: menu is given too"),
        (changed(menus=[]), r"^agents\.j1\.menus: the probabilities add up to 0, not 1"),
        (changed(menus=[ONE, ONE]), r"^agents\.j1\.menus: the probabilities add up to 2, not 1"),
        (changed(menus=[ONE, {**ONE, "probability": 0}]), r"^agents\.j1\.menus\[1\]\.probability: 0 is not positive"),
        (changed(menus=[{"menu": []}]), r"^agents\.j1\.menus\[0\]: .*probability"),
        (changed(menus=[{**ONE, "menu": [{"ray": {}}]}]), r"^agents\.j1\.menus\[0\]\.menu\[0\]\.ray: "),
        (changed(menus=[{**ONE, "probability": "1/300"}] * 300), r"^agents: more than 200 combinations"),
        ({**LOTTERY, "selection": []}, r"^selection: a table is for one protocol"),
        ({**LOTTERY, "strategy": {"j1": []}}, r'^strategy\.j1: where menus are drawn a strategy is "myopic"'),
    ],
)
def test_what_is_wrong_is_told_with_its_place(data, message):
    with pytest.raises(ValueError, match=message):
        lottery_from_plain(data)
