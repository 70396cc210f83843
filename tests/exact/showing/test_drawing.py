"""SVG and HTML text: escaped, well-formed, and exact until it is written."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exact.showing.drawing import Frame, convex_hull, decimal, document, escaped, square, table, text_width, words
from tests.showing import NASTY, SVG, assert_no_text_is_cut, captions, parsed, said


def test_what_xml_cannot_carry_is_replaced():
    assert escaped(NASTY) == "&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;"
    assert escaped("a\x00b\x1bc") == "a\ufffdb\ufffdc"
    assert said(document("", NASTY, 10, 10)).split() == [*NASTY.split()] * 2  # the title and the caption
    assert NASTY in said(table([[escaped(NASTY)]], [NASTY], NASTY))
    assert repr(document("", "x", 1, 1)).startswith("<Picture")


@given(st.text(max_size=20), st.fractions())
def test_any_text_and_any_number_can_be_drawn(text, number):
    parsed(document(f'<g data-name="{escaped(text)}">{escaped(text)}</g>', f"a {text}", 1, 1))
    assert abs(Fraction(decimal(number)) - number) <= Fraction(1, 200)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=1, max_size=9))
def test_the_convex_hull_holds_all_points_and_is_made_of_them(points):
    exact = [(Fraction(x), Fraction(y)) for x, y in points]
    corners = convex_hull(exact)
    assert set(corners) <= set(exact)
    for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True):
        assert all((c - a) * (y - b) - (d - b) * (x - a) >= 0 for x, y in exact) or len(corners) < 3


def test_clipping_leaves_a_segment_for_an_equation():
    zero, one = Fraction(0), Fraction(1)
    frame = Frame((zero, zero), (one, one))
    assert set(frame.region([((one, one), one), ((-one, -one), -one)])) == {(0, 1), (1, 0)}


def test_a_drawing_grows_to_hold_its_texts():
    long = "a long line of text"
    drawn = document(words(5, 3, long) + words(0, 50, long, 'text-anchor="end"'), "short", 10, 10)
    left, top, width, height = map(Fraction, parsed(drawn).get("viewBox").split())
    assert (left, top) == (-text_width(long), -15)
    assert width == 5 + 2 * text_width(long)
    assert height > 65
    assert_no_text_is_cut(drawn)
    assert text_width("MMMM") > text_width("iiii")


def test_a_caption_is_seen_and_wrapped():
    caption = " ".join(["a long caption"] * 20)
    drawn = document("", caption, 100, 100)
    assert captions(drawn) == (caption, caption)
    assert len(list(parsed(drawn).iter(f"{SVG}text"))) > 5
    assert_no_text_is_cut(drawn)
    assert "nowrap" not in str(table([["x"]], caption=caption))


def test_numbers_at_the_ends_of_an_axis_lie_outside_the_frame_and_apart():
    """A right end `9/8000000` was cut to `9/800000`, and numbers on the left lay over the frame."""
    end = Fraction(9, 8000000)
    frame = Frame((Fraction(0), Fraction(-867, 29152)), (end, Fraction(27, 16)))
    texts = {element.text: element for element in parsed(square(frame.axes("xy"), "x")).iter(f"{SVG}text")}
    assert texts["9/8000000"].get("text-anchor") == "end"
    assert Fraction(texts["9/8000000"].get("x")) == Fraction(parsed_box(frame)[1])
    for below in ("-867/29152", "27/16"):
        assert texts[below].get("text-anchor") == "end"
        assert Fraction(texts[below].get("x")) < parsed_box(frame)[0]
    huge = Frame((Fraction(1, 10**20), Fraction(0)), (Fraction(10**20 + 1, 10**20), Fraction(1)))
    first, second = list(parsed(square(huge.axes("xy"), "x")).iter(f"{SVG}text"))[:2]
    assert first.get("y") != second.get("y")


def parsed_box(frame):
    """The left and the right end of a frame in pixels."""
    return frame.at(frame.lower)[0], frame.at(frame.upper)[0]


def test_labels_do_not_cross_the_right_side_of_the_frame():
    zero, one = Fraction(0), Fraction(1)
    frame = Frame((zero, zero), (one, one))
    assert 'text-anchor="end"' in frame.label((one, one), "(1, 3/4)")
    assert 'text-anchor="end"' not in frame.label((zero, one), "(1, 3/4)")
    assert 'paint-order="stroke"' in frame.label((zero, one), "(1, 3/4)")
