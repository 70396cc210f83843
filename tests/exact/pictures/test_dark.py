"""Drawings in the dark: every colour has a counterpart that can be read there, and nothing else changes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from exact.pictures.dark import INK, PAPER, counterpart, with_dark
from exact.showing.drawing import COLOURS, document

PINNED = sorted((Path(__file__).parents[3] / "examples").glob("*/*.svg"))
LINES = (*COLOURS, "#333", "#555", "#1d2126", "#a4262c", "#0b4f6c", "#1e6b37", "#6b4f9e", "#8a5a00", "#59616b")
GROUNDS = ("white", "#ffffff", "#eaf5ec", "#fbeae7", "#eef4f9", "#f7dcd7", "#e8f3f8", "#fdf5e3")


def luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    """As the Web Content Accessibility Guidelines have it: 4.5 is asked of letters."""
    low, high = sorted(map(luminance, (one, two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
def test_letters_and_lines_stand_out_on_every_ground(ground):
    dark = counterpart(ground)
    assert contrast(dark, PAPER) < 1.6
    assert all(contrast(counterpart(line), dark) >= 4.5 for line in LINES)
    assert contrast(INK, dark) >= 7


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.stem)
def test_every_colour_of_a_figure_has_a_rule_and_the_figure_is_the_same_otherwise(path):
    svg = path.read_text("utf-8")
    shown = with_dark(svg)
    ElementTree.fromstring(shown)
    (sheet,) = re.findall("<style>.*?</style>", shown)
    assert shown.replace(sheet, "") == svg
    assert "@media screen and (prefers-color-scheme:dark)" in sheet
    for kind, colour in set(re.findall(r'(fill|stroke)="([^"]+)"', svg)):
        assert colour == "none" or f'svg [{kind}="{colour}"]{{{kind}:#' in sheet


def test_what_is_no_drawing_is_left_alone():
    assert with_dark("words") == "words"
    assert with_dark(document("", "nothing", 10, 10).svg).count("<style>") == 1
