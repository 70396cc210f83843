"""What tests of drawings and tables share: every one is well-formed XML without scripts."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from fractions import Fraction

from exact.showing.drawing import Picture, text_width

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<b>&\"'</b>"


def parsed(shown):
    """The root of the picture or table."""
    root = ElementTree.fromstring(str(shown))
    assert "script" not in {element.tag.split("}")[-1] for element in root.iter()}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    if isinstance(shown, Picture):
        assert root.tag == f"{SVG}svg"
        assert root.find(f"{SVG}title").text
        assert not any("nan" in value for element in root.iter() for value in element.attrib.values())
    return root


def assert_no_text_is_cut(picture):
    """Every text of a picture, as wide as `text_width` guesses, lies within what is seen of the drawing."""
    root = parsed(picture)
    left, top, width, height = map(Fraction, root.get("viewBox").split())
    for element in root.iter(f"{SVG}text"):
        assert not element.get("dx")
        length = text_width(element.text)
        share = {"end": Fraction(1), "middle": Fraction(1, 2)}.get(element.get("text-anchor"), Fraction(0))
        start = Fraction(element.get("x")) - share * length
        assert left <= start + Fraction(1, 100), element.text
        assert start + length <= left + width + Fraction(1, 100), element.text
        assert top + 10 <= Fraction(element.get("y")) <= top + height - 4, element.text


def captions(picture):
    """The title of a picture, and the texts that are seen."""
    root = parsed(picture)
    return root.find(f"{SVG}title").text, " ".join(element.text for element in root.iter(f"{SVG}text"))


def said(shown):
    """All text in it."""
    return " ".join(parsed(shown).itertext())


def sets(*names):
    return [frozenset(name) for name in names]
