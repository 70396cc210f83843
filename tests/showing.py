"""What tests of drawings and tables share: every one is well-formed XML without scripts."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from exact.drawing import Picture

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


def said(shown):
    """All text in it."""
    return " ".join(parsed(shown).itertext())


def sets(*names):
    return [frozenset(name) for name in names]
