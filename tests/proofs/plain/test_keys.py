"""What is said of a key, a name or a word that is none of the known ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs.plain.keys import did_you_mean, nearest, placed, unknown_name


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("agnets", ["agents", "objects"], "agents"),
        ("incentive", ["incentives", "preferences"], "incentives"),
        ("prefrences", ["incentives", "preferences"], "preferences"),
        ("interim", ["interim_rule", "constraints"], "interim_rule"),
        ("Status_Quo", ["status_quo", "slack"], "status_quo"),
        ("statsu_qou", ["status_quo", "slack"], "status_quo"),
        ("dana", ["ann", "dan"], "dan"),
    ],
)
def test_a_misspelt_name_is_recognized(written, known, meant):
    assert nearest(written, known) == meant


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("dan", ["ann", "bob"]),  # two of three letters are other ones
        ("i3", ["i1", "i2"]),  # another agent, not a misspelt one
        ("type12", ["type11", "type21"]),
        ("law", ["slack", "costs", "menu"]),
        ("anything", []),
    ],
)
def test_another_name_is_no_misspelt_one(written, known):
    assert nearest(written, known) is None
    assert did_you_mean(written, known) == ""
    assert "did you mean" not in unknown_name(written, known, "agents")


@given(st.text("abcd", min_size=4, max_size=12), st.data())
def test_one_letter_left_out_is_one_edit(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    assert nearest(word[:at] + word[at + 1 :], [word]) == word
    assert nearest(word, [word]) == word


def test_a_place_that_a_sentence_has_already_is_not_told_again():
    assert placed("agents.j1", "agents.j1.costs: no") == "agents.j1.costs: no"
    assert placed("agents.j1", "(1, 2): no") == "agents.j1: (1, 2): no"
