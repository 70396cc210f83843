"""Our drawings as figures for LaTeX: the shapes as a PDF of one page, the texts apart, for LaTeX to set.

What is drawn is the SVG document itself (`exact.showing.drawing`): lines, polygons, rectangles, circles, paths of
straight pieces and of Bezier curves. A PDF would need its own fonts for texts; set by LaTeX over the picture they are
in the font of the paper, and mathematics in them is mathematics. A caption that stands below a drawing, as its title
says again, is left to the paper.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exact.showing.display import Displayed
from exact.showing.drawing import LINE, Picture

ROUND = 0.5523
"""How far the handles of a Bezier curve are that is nearly a quarter of a circle."""

_INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity", "font-size", "text-anchor")
_COLOURS = {"black": "#000000", "white": "#ffffff"}


@dataclass(frozen=True)
class Placed(Displayed):
    """A line of text at a point of the figure, counted from below; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True)
class Figure(Displayed):
    """The page, its size in units (of which the drawing's pixels are made), the texts on it, and what it shows."""

    pdf: bytes
    width: float
    height: float
    texts: tuple[Placed, ...]
    title: str


def figure(picture: Picture) -> Figure:
    """The drawing as a figure."""
    root = ElementTree.fromstring(picture.svg)
    left, top, width, height = map(float, root.get("viewBox", "0 0 0 0").split())
    title = next((each.text or "" for each in root if _tag(each) == "title"), "")
    elements = list(_elements(root, {}))
    texts = [(element, style) for element, style in elements if _tag(element) == "text"]
    below = _caption(title, [element.text or "" for element, _ in texts])
    height -= LINE * below
    shapes = (_drawn(element, style) for element, style in elements)
    placed = [_placed(element, style, left, top + height) for element, style in texts[: len(texts) - below]]
    opacities = sorted({style["fill-opacity"] for _, style in elements if "fill-opacity" in style})
    content = f"1 0 0 -1 {_number(-left)} {_number(top + height)} cm\n" + "".join(filter(None, shapes))
    return Figure(_page(content, width, height, opacities), width, height, tuple(placed), title)


def _caption(title: str, texts: list[str]) -> int:
    """How many of the last texts are the title again, line by line."""
    for count in range(1, len(texts) + 1):
        if " ".join(texts[-count:]).split() == title.split():
            return count
    return 0


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _elements(
    element: ElementTree.Element, style: Mapping[str, str]
) -> Iterator[tuple[ElementTree.Element, dict[str, str]]]:
    """All elements that draw, each with what it inherits."""
    own = {**style, **{key: value for key, value in element.attrib.items() if key in _INHERITED}}
    yield element, own
    for inner in element:
        yield from _elements(inner, own)


def _placed(element: ElementTree.Element, style: Mapping[str, str], left: float, bottom: float) -> Placed:
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    return Placed(x - left, bottom - y, element.text or "", style.get("text-anchor", "start"))


def _drawn(element: ElementTree.Element, style: Mapping[str, str]) -> str:
    """The operators of PDF that draw an element; nothing for one that is no shape."""
    draw = _SHAPES.get(_tag(element))
    if draw is None or "%" in element.get("width", ""):  # the ground is that of the paper
        return ""
    fill, stroke = style.get("fill", "black"), style.get("stroke", "none")
    if _tag(element) == "line":
        fill = "none"
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[
        fill != "none", stroke != "none"
    ]
    state = [
        f"/O{_name(style['fill-opacity'])} gs" if "fill-opacity" in style else "",
        f"{_colour(fill)} rg" if fill != "none" else "",
        f"{_colour(stroke)} RG {style.get('stroke-width', '1')} w" if stroke != "none" else "",
        f"[{style['stroke-dasharray'].replace(',', ' ')}] 0 d" if "stroke-dasharray" in style else "",
    ]
    return f"q {' '.join(filter(None, state))} {draw(element)} {paint} Q\n"


def _line(element: ElementTree.Element) -> str:
    return "{x1} {y1} m {x2} {y2} l".format(**element.attrib)


def _polygon(element: ElementTree.Element) -> str:
    first, *rest = (point.replace(",", " ") for point in element.get("points", "0,0").split())
    return " ".join([f"{first} m", *(f"{point} l" for point in rest), "h"])


def _rectangle(element: ElementTree.Element) -> str:
    return " ".join(element.get(key, "0") for key in ("x", "y", "width", "height")) + " re"


def _circle(element: ElementTree.Element) -> str:
    x, y, r = (float(element.get(key, "0")) for key in ("cx", "cy", "r"))
    k = ROUND * r
    ends = [(x, y + r), (x - r, y), (x, y - r), (x + r, y)]
    handles = [(x + r, y + k, x + k, y + r), (x - k, y + r, x - r, y + k), (x - r, y - k, x - k, y - r)]
    handles.append((x + k, y - r, x + r, y - k))
    curves = (f"{' '.join(map(_number, (*h, *end)))} c" for h, end in zip(handles, ends, strict=True))
    return " ".join([f"{_number(x + r)} {_number(y)} m", *curves, "h"])


def _path(element: ElementTree.Element) -> str:
    """A path of the commands M, L, H, C and Z, with absolute numbers."""
    written, level = [], "0"
    for command, said in re.findall(r"([MLHCZ])([^MLHCZ]*)", element.get("d", "")):
        numbers = said.replace(",", " ").split()
        if command == "H":
            numbers.append(level)
        level = numbers[-1] if numbers else level
        written.append(" ".join([*numbers, _PATH[command]]))
    return " ".join(written)


_PATH = {"M": "m", "L": "l", "H": "l", "C": "c", "Z": "h"}
_SHAPES = {"line": _line, "polygon": _polygon, "rect": _rectangle, "circle": _circle, "path": _path}


def _colour(name: str) -> str:
    """Three numbers from 0 to 1."""
    digits = _COLOURS.get(name, name).removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    return " ".join(_number(int(digits[k : k + 2], 16) / 255) for k in (0, 2, 4))


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _name(opacity: str) -> str:
    return opacity.replace(".", "p")


def _page(content: str, width: float, height: float, opacities: list[str]) -> bytes:
    """A document of one page, in the least form that PDF 1.4 has."""
    states = " ".join(f"/O{_name(each)} << /ca {each} >>" for each in opacities)
    box = f"[0 0 {_number(width)} {_number(height)}]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R /Resources << /ExtGState << {states} >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}endstream",
    ]
    written, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
