"""The codec between values and plain data: forms, and what is said of data that do not fit."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.plain_data import (
    Converter,
    alone,
    alternatives,
    converter,
    fields_from_plain,
    fields_of,
    fields_to_plain,
    flattened,
    in_a_row,
    keyed,
    register,
    written,
)
from exact.verdicts import Evidence, with_form


@dataclass(frozen=True)
class Inner:
    share: Fraction
    place: int = 0


@dataclass(frozen=True)
class Row:
    left: int
    right: Fraction
    more: str = field(default="", metadata=written(left_out=True))


@dataclass(frozen=True)
class Nothing:
    pass


@dataclass(frozen=True)
class Points:
    points: tuple[Fraction, ...]


register(Row, in_a_row(Row))
register(Nothing | Points, alternatives({"nothing": Nothing()}, Points))


@dataclass(frozen=True)
class Outer:
    late: str = field(metadata=written(last=True))
    numbers: tuple[Fraction, ...]
    pair: tuple[int, str]
    members: frozenset[int]
    sense: Literal["<", "="]
    bound: Fraction | None
    flag: bool
    inner: Inner
    spread: Inner = field(metadata=written(inline=True))
    row: Row
    rows: tuple[Annotated[tuple[int, str], keyed("agent", "name")], ...] = field(metadata=written("people"))
    flat: Annotated[tuple[tuple[str, ...], Fraction], flattened]
    bare: Annotated[Points, alone]
    either: Nothing | Points
    shown: Annotated[int, Converter(str, int)]
    absent: int | None = field(default=None, metadata=written(left_out=True))
    title: str = field(default="", compare=False)


VALUE = Outer(
    late="z",
    numbers=(Fraction(1, 2), Fraction(3)),
    pair=(1, "x"),
    members=frozenset({3, 1, 2}),
    sense="<",
    bound=None,
    flag=True,
    inner=Inner(Fraction(1, 3)),
    spread=Inner(Fraction(2), 5),
    row=Row(1, Fraction(-1)),
    rows=((0, "ann"), (1, "bob")),
    flat=(("a", "b"), Fraction(1, 7)),
    bare=Points((Fraction(0),)),
    either=Nothing(),
    shown=12,
    title="for people",
)
PLAIN = {
    "numbers": ["1/2", "3"],
    "pair": [1, "x"],
    "members": [1, 2, 3],
    "sense": "<",
    "bound": None,
    "flag": True,
    "inner": {"share": "1/3", "place": 0},
    "share": "2",
    "place": 5,
    "row": [1, "-1"],
    "people": [{"agent": 0, "name": "ann"}, {"agent": 1, "name": "bob"}],
    "flat": ["a", "b", "1/7"],
    "bare": ["0"],
    "either": "nothing",
    "shown": "12",
    "late": "z",
}


def test_every_form_is_written_in_its_order_and_read_back():
    assert json.dumps(fields_to_plain(VALUE)) == json.dumps(PLAIN)
    assert fields_from_plain(Outer, json.loads(json.dumps(PLAIN))) == VALUE


def test_what_has_its_default_is_left_out_and_the_rest_is_not():
    assert "absent" not in fields_to_plain(VALUE)
    told = {**PLAIN, "absent": 4, "row": [1, "-1", "more"], "either": {"points": ["1"]}}
    back = fields_from_plain(Outer, told)
    assert (back.absent, back.row.more, back.either) == (4, "more", Points((Fraction(1),)))
    assert fields_to_plain(back) == told


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("numbers", "1", "numbers: a list was expected, not '1'"),
        ("numbers", ["1", 0.5], 'numbers[1]: 0.5 is a float and floats are not exact; write "1/2"'),
        ("numbers", ["x"], 'numbers[0]: "x" is not an exact number; write "3", "3/7" or "0.125"'),
        ("pair", [1], "pair: a list of 2 entries was expected, not [1]"),
        ("pair", [True, "x"], "pair[0]: an integer was expected, not True"),
        ("pair", [1, 2], "pair[1]: a text was expected, not 2"),
        ("members", [[1]], "members[0]: an integer was expected, not [1]"),
        ("sense", ">", "sense: one of '<', '=' was expected, not '>'"),
        ("sense", [], "sense: one of '<', '=' was expected, not []"),
        ("flag", 1, "flag: a truth value was expected, not 1"),
        ("inner", [], "inner: an object with keys was expected, not []"),
        ("inner", {"share": "1"}, 'inner: the key "place" is missing'),
        ("inner", {"share": "1", "place": "0"}, "inner: place: an integer was expected, not '0'"),
        ("share", None, 'share: None is not an exact number; give an integer, a Fraction or a string such as "3/7"'),
        ("row", [], "row: a list of 2 to 3 entries was expected, not []"),
        ("row", [1, "1", "2", "3"], "row: a list of 2 to 3 entries was expected"),
        ("people", [{"agent": 0}], 'people[0]: the key "name" is missing'),
        ("people", [{"agent": 0, "name": 1}], "people[0]: name: a text was expected, not 1"),
        ("flat", [], "flat: a list with a last entry was expected, not []"),
        ("flat", ["a", "b"], 'flat[1]: "b" is not an exact number'),
        ("bare", "0", "bare: a list was expected, not '0'"),
        ("either", "other", 'either: one of "nothing", "points" was expected, not \'other\''),
        ("either", {}, 'either: one of "nothing", "points" was expected, not {}'),
    ],
)
def test_data_that_do_not_fit_are_named_with_their_place(key, value, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}") as caught:
        fields_from_plain(Outer, {**PLAIN, key: value})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", PLAIN)
def test_a_key_that_is_missing_is_named(key):
    with pytest.raises(ValueError, match=f'the key "{key}" is missing'):
        fields_from_plain(Outer, {k: v for k, v in PLAIN.items() if k != key})


@pytest.mark.parametrize("plain", [None, [], "x", 3])
def test_what_has_no_keys_is_refused(plain):
    with pytest.raises(ValueError, match="an object with keys was expected"):
        fields_from_plain(Inner, plain)


def test_a_type_without_a_plain_form_is_a_type_error_of_one_sentence_that_names_the_field():
    @dataclass(frozen=True)
    class Odd:
        inside: tuple[complex, ...]

    with pytest.raises(TypeError) as caught:
        fields_of(Odd)
    assert str(caught.value).startswith("Odd.inside: <class 'complex'> has no plain form; register a converter for it")
    for kind in (complex, int | str, dict[str, int], Inner | Row, list[int]):
        with pytest.raises(TypeError, match="has no plain form"):
            converter(kind)


def test_what_is_left_out_at_its_default_has_one():
    @dataclass(frozen=True)
    class Odd:
        gone: int = field(metadata=written(left_out=True))

    with pytest.raises(TypeError, match=r"Odd\.gone is to be left out at its default, but has none"):
        fields_of(Odd)


def test_evidence_within_evidence_has_the_form_that_the_field_allows():
    class Certificate(Evidence):
        """Any of the kinds below."""

    own = with_form(Certificate)
    for plain in ({"form": "farkas", "multipliers": []}, {"form": "unheard of"}, {"form": []}):
        with pytest.raises(ValueError, match="does not serve here"):
            own.from_plain(plain)
    with pytest.raises(ValueError, match='the key "form" is missing'):
        own.from_plain({})


TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda parts: st.one_of(st.lists(parts, max_size=3), st.dictionaries(st.text(max_size=5), parts, max_size=3)),
    max_leaves=8,
)


@given(st.sampled_from(sorted(PLAIN)), TREES)
def test_whatever_is_read_is_a_value_or_a_sentence(key, tree):
    try:
        back = fields_from_plain(Outer, {**PLAIN, key: tree})
    except ValueError as error:
        said = str(error)
    else:
        said = "read"
        assert fields_from_plain(Outer, fields_to_plain(back)) == back
    assert 0 < len(said) < 300
    assert "\n" not in said
