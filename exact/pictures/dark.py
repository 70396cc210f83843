"""Drawings that are dark where their reader has asked for dark pages: a style sheet within the SVG.

Drawings are on white, and say each colour as an attribute, which every program reads. A rule of a style sheet counts
before an attribute; so one rule for each colour that occurs, in force on dark screens alone, gives its counterpart: the
same hue, so light as the colour is dark. Paper and programs without style sheets keep the drawing as it was.
"""

from __future__ import annotations

import colorsys
import itertools
import re

INK, PAPER = "#e4e6e8", "#15181b"
"""Black and white in the dark, as the pages have them."""
_NAMED = {"black": INK, "white": PAPER}
_CURVE = ((0.0, 0.92), (0.55, 0.65), (0.85, 0.25), (1.0, 0.095))
"""How light a colour is, and its counterpart: lines and letters stay bright enough to be read, grounds go dark."""
PALE = 0.5
"""So much of its strength a pale ground keeps, lest it outshine what stands on it."""
_COLOURED = re.compile(r'\b(fill|stroke)="(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}|black|white)"')


def with_dark(svg: str) -> str:
    """The drawing with the rules; what it draws on light screens and on paper is the same."""
    body, closed, after = svg.rpartition("</svg>")
    if not closed:
        return svg
    pairs = sorted(set(_COLOURED.findall(body)))
    rules = "".join(f'svg [{kind}="{colour}"]{{{kind}:{counterpart(colour)}}}' for kind, colour in pairs)
    sheet = f"<style>@media screen and (prefers-color-scheme:dark){{svg{{fill:{INK}}}{rules}}}</style>"
    return f"{body}{sheet}{closed}{after}"


def counterpart(colour: str) -> str:
    """The colour that stands for another one in the dark."""
    if colour in _NAMED:
        return _NAMED[colour]
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    for (low, at_low), (high, at_high) in itertools.pairwise(_CURVE):
        if light <= high:
            turned = at_low + (at_high - at_low) * (light - low) / (high - low)
            break
    else:
        turned = _CURVE[-1][1]
    strength *= PALE if light > _CURVE[2][0] else 1
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, turned, strength))
