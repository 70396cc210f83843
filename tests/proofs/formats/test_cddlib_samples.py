"""Sample files in the style of cddlib's and lrs's manuals: what `cddexec` and `lrs` answer, where they are installed.

Debian has them in `libcdd-tools` and `lrslib`. Whatever they answer is read as a file of their format. Generators are
not unique where there are lines, so the checker is asked whether theirs generate the set of the file; a set of rows
that are not redundant is unique where the set is of full dimension, and so is an optimum.
"""

from __future__ import annotations

import itertools
import json
import random
import re
import shutil
import subprocess
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from exact.double_descriptions import unproved_pair
from exact.polyhedra import Hull
from proofs import checker
from proofs.certificates import certificate
from proofs.cli import app, main
from proofs.formats import cones
from proofs.formats.systems import load_system

assert main  # makes the commands known to the app
Rows = Iterable[Iterable[int | Fraction]]

needs_cddexec = pytest.mark.skipif(
    shutil.which("cddexec_gmp") is None, reason="cddexec is not installed (Debian: libcdd-tools)"
)
needs_lrs = pytest.mark.skipif(shutil.which("lrs") is None, reason="lrs is not installed (Debian: lrslib)")


def text(rows: Rows, kind: str = "H", before: str = "", after: str = "") -> str:
    """A file of the format, with further lines before `begin` and after `end`."""
    listed = [list(row) for row in rows]
    lines = [f"{kind}-representation", *([before] if before else []), "begin"]
    lines += [f" {len(listed)} {len(listed[0])} rational", *(" " + " ".join(map(str, row)) for row in listed)]
    return "\n".join([*lines, "end", *([after] if after else []), ""])


def unit(dimension: int, place: int, entry: int = 1) -> list[int]:
    return [entry * (k == place) for k in range(dimension)]


def cube(dimension: int) -> list[list[int]]:
    """-1 <= x_k <= 1."""
    return [[1, *unit(dimension, place, sign)] for place in range(dimension) for sign in (1, -1)]


def cross(dimension: int) -> list[list[int]]:
    """The sums of +-x_k are at most 1."""
    return [[1, *signs] for signs in itertools.product((1, -1), repeat=dimension)]


def cyclic(dimension: int, count: int) -> list[list[int]]:
    """Points on the moment curve."""
    return [[1, *(t**power for power in range(1, dimension + 1))] for t in range(count)]


def doubly_stochastic(size: int) -> list[list[int]]:
    """Row and column sums 1, the equations first; entries at least 0."""
    cells = list(itertools.product(range(size), repeat=2))
    sums = [[-1, *(int(cell[k] == line) for cell in cells)] for k in range(2) for line in range(size)]
    return sums + [[0, *unit(len(cells), place)] for place in range(len(cells))]


def metric(points: int) -> list[list[int]]:
    """Triangle inequalities of distances between points, bounded as for cuts."""
    pairs = list(itertools.combinations(range(points), 2))
    rows = []
    for three in itertools.combinations(range(points), 3):
        sides = list(itertools.combinations(three, 2))
        rows.append([2, *(-int(pair in sides) for pair in pairs)])
        rows += [[0, *((1 - 2 * (pair == side)) * (pair in sides) for pair in pairs)] for side in sides]
    return rows


def drawn(seed: int) -> list[list[int | Fraction]]:
    """A random polyhedron around 0, bounded or not, with rational entries."""
    draw = random.Random(seed)
    dimension = draw.choice((2, 3, 4))
    return [
        [draw.randint(1, 4), *(Fraction(draw.randint(-4, 4), draw.choice((1, 1, 2, 3))) for _ in range(dimension))]
        for _ in range(dimension + draw.randint(1, 4))
    ]


HALVES = {
    "cube3": text(cube(3)),
    "cube5": text(cube(5)),
    "cross4": text(cross(4)),
    "birkhoff3": text(doubly_stochastic(3), before="linearity 6 1 2 3 4 5 6"),
    "metric4": text(metric(4)),
    "dwarfed cube": text([*cube(3), [Fraction(3, 2), -1, -1, -1]]),
    "a strip": text([[1, 1, 0], [1, -1, 0]]),
    "a line": text([[2, 1, -1, 0], [0, 0, 1, 1]], before="linearity 2 1 2"),
    "an orthant": text([[0, *unit(3, place)] for place in range(3)]),
    "an edge, moved": text([[-2, 1, 0, 0], [0, 1, 1, 0], [5, 0, -1, 0]]),
    "a flat pentagon": text([[1, -1, -1], [0, 1, 0], [0, 0, 1], [0, -1, 0]]),
    "redundant": text([[30, -6, -6], [0, 4, 0], [0, 0, 1], [7, -1, -1]]),
    **{f"random {seed}": text(drawn(seed)) for seed in range(20)},
}
POINTS = {
    "cyclic 3, 7": text(cyclic(3, 7), "V"),
    "cyclic 4, 7": text(cyclic(4, 7), "V"),
    "points within": text([[1, 0, 0], [1, 2, 0], [1, 0, 2], [1, 2, 2], [1, 1, 1]], "V"),
    "a cone": text([[1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 1, 1], [0, 1, 1, 1], [0, 1, 1, 3]], "V"),
    "a half plane": text([[1, 0, 1], [0, 1, 0], [0, 0, 1]], "V", before="linearity 1 2"),
    "a segment in space": text([[1, 0, Fraction(1, 2), 3], [1, 1, 1, 1]], "V"),
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def asked(program: str, *options: str, given: str = "", file: Path | None = None) -> str:
    """What a program prints."""
    command = [program, *options, *([str(file)] if file else [])]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout


def representation(printed: str) -> str:
    """The representation that is printed last."""
    return printed[printed.rindex("representation") - 2 :]


def generate_the_file(path: Path, hull: Hull) -> bool:
    """Whether the checker sees that these generators are those of the file's rows, none to be spared."""
    rows = load_system(str(path)).labelled.system
    return bool(checker.verify(json.loads(json.dumps(certificate(unproved_pair(rows, hull, "generators"))))))


def ours_of(path: Path, command: str, folder: Path) -> str:
    """What we write for a file."""
    written = folder / "ours.ext"
    assert run(command, path, "--write", written, "--out", folder).exit_code == 0
    return written.read_text()


@pytest.mark.parametrize(
    "program", [pytest.param("cddexec_gmp", marks=needs_cddexec), pytest.param("lrs", marks=needs_lrs)]
)
@pytest.mark.parametrize("name", HALVES)
def test_vertices_and_rays_are_those_of_others(name: str, program: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.ine"
    path.write_text(HALVES[name])
    printed = asked("cddexec_gmp", "--rep", given=HALVES[name]) if program == "cddexec_gmp" else asked("lrs", file=path)
    theirs = cones.parse(representation(printed))
    ours = cones.parse(ours_of(path, "rays", tmp_path))
    assert isinstance(ours, Hull)
    assert isinstance(theirs, Hull)
    assert len(ours.lines) == len(theirs.lines)
    theirs = Hull(
        theirs.coordinates, theirs.points, tuple(dict.fromkeys(theirs.rays)), theirs.lines
    )  # lrs repeats some
    if not ours.lines:
        assert set(ours.points) == set(theirs.points)
        assert set(ours.rays) == set(theirs.rays)
    assert generate_the_file(path, theirs)


@needs_cddexec
@pytest.mark.parametrize("name", POINTS)
def test_facets_are_those_of_cddlib(name: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.ext"
    path.write_text(POINTS[name])
    theirs = cones.parse(representation(asked("cddexec_gmp", "--rep", given=POINTS[name])))
    ours = cones.parse(ours_of(path, "hull", tmp_path))
    assert not isinstance(ours, Hull)
    assert not isinstance(theirs, Hull)
    assert len(ours.equations) == len(theirs.equations)
    others = {(row, bound) for row, bound in theirs.inequalities if any(row)}  # cddlib has the face at infinity too
    assert len(ours.inequalities) == len(others)
    if not ours.equations:
        assert set(ours.inequalities) == others


@needs_cddexec
@pytest.mark.parametrize("name", [name for name, content in HALVES.items() if "linearity" not in content])
def test_redundant_rows_are_those_of_cddlib(name: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.ine"
    path.write_text(HALVES[name])
    said = re.search(r"Redundant rows are:(.*)", asked("cddexec_gmp", "--redcheck", given=HALVES[name]))
    assert said is not None
    plain = json.loads(run("redundant", path, "--json", "--out", tmp_path).stdout)
    assert {f"row {number}" for number in said[1].split()} == set(plain["implied"])


@needs_lrs
@pytest.mark.parametrize("sense", ["maximize", "minimize"])
@pytest.mark.parametrize("name", [name for name in HALVES if name.startswith(("cube", "cross", "dwarfed", "random"))])
def test_optima_are_those_of_lrs(name: str, sense: str, tmp_path: Path) -> None:
    width = len(HALVES[name].splitlines()[3].split())
    draw = random.Random(name + sense)
    objective = " ".join(str(draw.randint(-3, 3)) for _ in range(width))
    path = tmp_path / "sample.ine"
    path.write_text(HALVES[name] + f"lponly\n{sense}\n{objective}\n")
    printed = asked("lrs", file=path)
    plain = json.loads(run("lp", path, "--json", "--out", tmp_path).stdout)
    found = re.search(r"^\*Obj=(\S+)", printed, re.MULTILINE)
    if "*Unbounded" in printed or found is None:
        assert plain["answer"] == "unbounded", printed
    else:
        assert Fraction(plain["value"]) == Fraction(found[1])
