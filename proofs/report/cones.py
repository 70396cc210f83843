"""Cones and polyhedra in words: generators, or inequalities, one a line, with the names of the coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from exact.adjacency import Estimate, Progress
from exact.aside import WHY, End
from exact.cones import Cone, Generators
from exact.matrices import Name, name_to_plain
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import text
from exact.showing.display import counted

FEW = 60
"""Up to so many rays or facets all are written; of more, one of each orbit unless every one is asked for."""

Vector = Sequence[Any]
Shape = Cone | Generators | Polyhedron | Hull


def explain_cone(described: Shape) -> str:
    """All of a cone or polyhedron, one generator or constraint a line; `TypeError` for anything else."""
    if not isinstance(described, Shape):
        raise TypeError(f"explain_cone: a cone or a polyhedron was expected, not {type(described).__name__}")
    names = described.coordinates
    if isinstance(described, Generators):
        lines = [f"  {_combination(ray, names)}" for ray in described.rays]
        return "\n".join([_counted_rays(described.rays), *lines, *_lineality(described.lines, names)])
    if isinstance(described, Hull):
        return "\n".join(_hull(described))
    if isinstance(described, Cone):
        above = [(row, 0) for row in described.inequalities]
        level = [(row, 0) for row in described.equations]
        return _system(above, level, names, ">=")
    return _system(described.inequalities, described.equations, names, "<=")


def size_in_words(described: Shape) -> str:
    """How large it is: `a cone in 8 variables with 12 inequalities`."""
    space = counted(len(described.coordinates), "variable")
    if isinstance(described, Cone | Polyhedron):
        kind = "cone" if isinstance(described, Cone) else "polyhedron"
        level = f" and {counted(len(described.equations), 'equation')}" if described.equations else ""
        return f"a {kind} in {space} with {counted(len(described.inequalities), 'inequality', 'inequalities')}{level}"
    points = counted(len(described.points), "point") + ", " if isinstance(described, Hull) else ""
    rays, lines = counted(len(described.rays), "ray"), counted(len(described.lines), "line")
    return f"generators in {space}: {points}{rays}, {lines}"


def estimate_in_words(estimate: Estimate) -> str:
    """What a search for rays expects when it begins."""
    counts = f"{counted(estimate.members, 'ray')} in {counted(estimate.orbits, 'orbit')}"
    return f"by a first look about {counts}, and often many more"


def progress_in_words(progress: Progress) -> str:
    """How far a search for rays is."""
    return f"{counted(progress.met, 'ray')} in {counted(progress.orbits, 'orbit')}, {progress.gone} of them done"


def orbits_in_words(orbits: Sequence[int], end: End) -> str:
    """How many there are in how many orbits of these sizes, and whether they are all."""
    sizes = ", ".join(f"{times} of {size}" for size, times in Counter(orbits).items())
    line = f"{sum(orbits)} in {counted(len(orbits), 'orbit')} under exchanging coordinates" + (sizes and f": {sizes}")
    if end == "complete":
        return line
    return f"{line}; the search ended because {WHY[end]}, and these need not be all"


TOUCHING = {
    "incidence": "Incidence: the numbers of the given rows that are tight at each, in the order above",
    "adjacency": "Adjacency: the numbers of those adjacent to each, in the order above",
}


def touching_in_words(what: str, sets: Sequence[Sequence[int]]) -> str:
    """Incidence or adjacency, a line for each that is listed, with its number."""
    return "\n".join(
        [TOUCHING[what], *(f"  {number}: {' '.join(map(str, each))}" for number, each in enumerate(sets, start=1))]
    )


def to_plain(described: Shape) -> dict[str, Any]:
    """For `--json`: the coordinates, and every list with rationals as strings."""
    plain: dict[str, Any] = {"coordinates": [name_to_plain(name) for name in described.coordinates]}
    if isinstance(described, Generators | Hull):
        if isinstance(described, Hull):
            plain["vertices"] = [[text(x) for x in point] for point in described.points]
        plain["rays"] = [[text(x) for x in ray] for ray in described.rays]
        plain["lines"] = [[text(x) for x in line] for line in described.lines]
        return plain
    if isinstance(described, Cone):
        plain["inequalities"] = [[text(x) for x in row] for row in described.inequalities]
        plain["equations"] = [[text(x) for x in row] for row in described.equations]
        return plain
    plain["inequalities"] = [_constraint(row, bound) for row, bound in described.inequalities]
    plain["equations"] = [_constraint(row, bound) for row, bound in described.equations]
    return plain


def _constraint(row: Vector, bound: int | Fraction) -> dict[str, Any]:
    return {"coefficients": [text(x) for x in row], "bound": text(bound)}


def _counted_rays(rays: Sequence[Vector]) -> str:
    signs = sum(all(entry in (-1, 0, 1) for entry in ray) for ray in rays)
    return counted(len(rays), "extreme ray") + (f", {signs} of them with entries -1, 0, 1 alone" if rays else "")


def _hull(described: Hull) -> list[str]:
    """With a line in it a polyhedron has no vertex: its minimal faces are parallel to the lineality space."""
    names = described.coordinates
    if not described.points:
        return ["empty"]
    count = len(described.points)
    head = counted(count, "vertex", "vertices")
    if described.lines:
        head = counted(count, "minimal face") + (", one point of it" if count == 1 else ", one point of each")
    points = [f"  ({', '.join(map(text, point))})" for point in described.points]
    rays = [f"  {_combination(ray, names)}" for ray in described.rays]
    return [head, *points, counted(len(rays), "extreme ray"), *rays, *_lineality(described.lines, names)]


def _system(above: Sequence[Any], level: Sequence[Any], names: Sequence[Name], relation: str) -> str:
    lines = [counted(len(above), "inequality", "inequalities")]
    lines += [f"  {_combination(row, names)} {relation} {text(bound)}" for row, bound in above]
    lines += [counted(len(level), "equation")]
    lines += [f"  {_combination(row, names)} = {text(bound)}" for row, bound in level]
    return "\n".join(lines)


def _lineality(lines: Sequence[Vector], names: Sequence[Name]) -> list[str]:
    if not lines:
        return ["pointed: the lineality space is {0}"]
    return [f"not pointed: lineality space of dimension {len(lines)}, spanned by"] + [
        f"  {_combination(line, names)}" for line in lines
    ]


def _combination(vector: Vector, names: Sequence[Name]) -> str:
    """`f(i1, t1) + 2 g(N, t1) - ...`; 0 if nothing is left."""
    parts = []
    for entry, name in zip(vector, names, strict=True):
        if entry:
            size = "" if abs(entry) == 1 else f"{text(abs(entry))} "
            parts.append(("- " if entry < 0 else "+ ") + size + _name(name))
    return " ".join(parts).removeprefix("+ ") or "0"


def _name(name: Name) -> str:
    if isinstance(name, tuple):
        first, *rest = name
        return f"{first}({', '.join(_inner(part) for part in rest)})" if rest else str(first)
    return f"x{name}" if isinstance(name, int) else name


def _inner(part: Any) -> str:
    return "(" + ", ".join(map(_inner, part)) + ")" if isinstance(part, tuple) else str(part)
