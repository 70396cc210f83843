"""The house: imports run one way, from floor to floor, without a circle, and the drawing of them is not out of date.

Imports inside functions and for type checkers count like any other.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from exact.showing.registry import registrations

ROOT = Path(__file__).parents[1]
FLOORS = (
    ("proofs.cli",),
    ("proofs.report", "proofs.hunt"),
    ("proofs.claims", "proofs.coq", "proofs.formats"),
    ("proofs.reduced_form", "proofs.trading"),
    ("proofs.certificates", "proofs.told", "proofs.plain"),
    ("exact",),
)
"""From top to bottom; a floor imports from floors below it, and rooms on one floor know nothing of each other."""
MOST_LINES = 500
LONGER = {"proofs/checker.py": "one file on purpose: who trusts nothing else reads it from top to bottom"}


def modules() -> dict[str, Path]:
    """Every module of the two packages, by name."""
    found = {}
    for package in ("exact", "proofs"):
        for path in sorted((ROOT / package).glob("**/*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imported(module: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules that a module imports, anywhere in it."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base


def arrows() -> nx.DiGraph:
    known = modules()
    graph = nx.DiGraph()
    graph.add_nodes_from(known)
    graph.add_edges_from((m, t) for m, path in known.items() for t in imported(m, path, known) if t in known and t != m)
    return graph


ARROWS = arrows()


def floor(module: str) -> int | None:
    """The floor that a module is on; the package `proofs` itself, and the checkers, are on none."""
    for number, rooms in enumerate(FLOORS):
        if any(module == room or module.startswith(f"{room}.") for room in rooms):
            return number
    return None


def room(module: str) -> str:
    parts = module.split(".")
    return "exact" if parts[0] == "exact" else ".".join(parts[:2])


def test_no_imports_run_in_a_circle():
    circles = [sorted(part) for part in nx.strongly_connected_components(ARROWS) if len(part) > 1]
    assert circles == []


def test_arrows_run_from_floor_to_floor():
    against = [
        (one, other)
        for one, other in ARROWS.edges
        if floor(one) is not None
        and floor(other) is not None
        and (floor(one) > floor(other) or (floor(one) == floor(other) and room(one) != room(other)))
        and FLOORS[floor(one)] != FLOORS[4]  # plain data, words and certificates are one floor of three small rooms
    ]
    assert against == []


def test_every_module_is_on_a_floor():
    homeless = {module for module in ARROWS if floor(module) is None}
    assert homeless == {"proofs", "proofs.checker", "proofs.vipr"}


def test_exact_knows_no_economics():
    assert [edge for edge in ARROWS.edges if edge[0].startswith("exact") and edge[1].startswith("proofs")] == []


@pytest.mark.parametrize("name", ["proofs.checker", "proofs.vipr"])
def test_a_checker_stands_alone(name):
    assert list(ARROWS.successors(name)) == []


def rooms_below(package: str) -> nx.DiGraph:
    """The rooms of a package, and which imports from which."""
    graph = nx.DiGraph()
    for one, other in ARROWS.edges:
        if one.startswith(f"{package}.") and other.startswith(f"{package}."):
            first, second = (".".join(name.split(".")[: package.count(".") + 2]) for name in (one, other))
            if first != second:
                graph.add_edge(first, second)
    return graph


@pytest.mark.parametrize("package", ["exact", "proofs", "proofs.reduced_form", "proofs.trading", "proofs.claims"])
def test_rooms_know_each_other_one_way(package):
    assert list(nx.simple_cycles(rooms_below(package))) == []


def test_what_is_registered_to_show_values_is_there():
    known = modules()
    for (aspect, kind), function in registrations().items():
        for module, name in (kind.rpartition(".")[::2], function.split(":")):
            assert module in known, (aspect, kind, function)
            tree = ast.parse(known[module].read_text(encoding="utf-8"))
            defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
            assert name in defined, (aspect, kind, function)


def test_no_file_is_long():
    long = {
        str(path.relative_to(ROOT))
        for path in modules().values()
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert long <= set(LONGER)


def test_the_drawing_shows_the_arrows_between_rooms():
    """`ARCHITECTURE.md` lists, for each room, the rooms that it imports from."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = {
        (one, other.strip())
        for one, others in re.findall(r"^    (\S+) +-> (.*)$", text, re.MULTILINE)
        for other in others.split(",")
    }
    graph = {(room(one), room(other)) for one, other in ARROWS.edges if room(one) != room(other)}
    assert drawn == graph


def definitions() -> list[tuple[str, tuple[str, ...], str]]:
    """The table of definitions in `ARCHITECTURE.md`: what is defined, under which names, in which module."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Where a definition lies")[2]
    rows = re.findall(r"^\| ((?:LY|VS), .+?) \| (.+?) \| `([a-z_.]+)` \|$", text.partition("\n## ")[0], re.MULTILINE)
    return [(what, tuple(re.findall(r"`(\w+)`", names)), module) for what, names, module in rows]


def test_the_table_of_definitions_is_whole():
    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Where a definition lies")[2]
    listed = [line for line in lines.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    assert len(definitions()) == len(listed) - 1, "every row but the head is read"
    numbered = [int(number) for what, _, _ in definitions() for number in re.findall(r"^LY, Definition (\d+):", what)]
    assert numbered == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("what", "names", "module"), definitions(), ids=[what for what, _, _ in definitions()])
def test_a_definition_lies_where_the_table_says(what, names, module):
    """The names are defined there, and what is numbered is cited there by its number."""
    home = importlib.import_module(module)
    assert names
    for name in names:
        assert getattr(home, name).__module__ == module
    number = re.search(r"Definition \d+", what)
    assert number is None or number[0] in home.__doc__
