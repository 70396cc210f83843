"""SVG and HTML text: escaped, well-formed, and exact until it is written."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exact.drawing import Frame, convex_hull, decimal, document, escaped, table
from tests.showing import NASTY, parsed, said


def test_what_xml_cannot_carry_is_replaced():
    assert escaped(NASTY) == "&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;"
    assert escaped("a\x00b\x1bc") == "a\ufffdb\ufffdc"
    assert said(document("", NASTY, 10, 10)).strip() == NASTY
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
