"""No name is defined that nothing uses, and no constant is defined twice.

A name at the top of a module counts as used if the module itself reads it, another one (also a test, an example, a
benchmark) imports it from there, or something is asked for an attribute of that name. The checker stands apart: it
shares no line with what it checks, so its constants may repeat others.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from exact.showing.registry import registrations

ROOT = Path(__file__).parents[1]
FOLDERS = ("exact", "proofs", "tests", "examples", "benchmarks", "website")
FILES = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
OURS = [path for path in FILES if path.relative_to(ROOT).parts[0] not in ("tests", "examples")]
BY_US = {"__dir__", "__getattr__", "__all__", "_HOME", "CLAIMS", "FIGURES", "app"}
BY_MKDOCS = {"on_files", "on_page_markdown"}
ASKED_FOR_BY_NAME = BY_US | BY_MKDOCS
STANDS_ALONE = {ROOT / "proofs" / "checker.py", ROOT / "proofs" / "vipr.py"}
"""Programs that import nothing of ours, and so have bounds of their own."""
DOUBLES = {"CLAIMS", "MOST_CELLS"}
"""A module's list of claims, which may have the same names in both papers; bounds on pairs of sets and on sets."""


@cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def defined(tree):
    """The names at the top of a module with what they are bound to; imports and what typer registers are left out."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            if not node.decorator_list or isinstance(node, ast.ClassDef):
                yield node.name, None
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    yield target.id, node.value


@cache
def uses():
    """Names read in each module, (module, name) imported, and attributes asked for, anywhere."""
    read, imported, attributes = defaultdict(set), set(), set()
    imported |= {tuple(function.split(":")) for function in registrations().values()}
    for path in FILES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                read[module_of(path)].add(node.id)
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {(node.module, alias.name) for alias in node.names}
            elif isinstance(node, ast.Attribute):
                attributes.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                read[module_of(path)].add(node.value)  # a forward reference, or a name to be patched
    return read, imported, attributes


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_name_is_used(path):
    read, imported, attributes = uses()
    module = module_of(path)
    unused = [
        name
        for name, _ in defined(parsed(path))
        if name not in read[module] | attributes | ASKED_FOR_BY_NAME and (module, name) not in imported
    ]
    assert not unused


def test_no_constant_is_defined_twice():
    found = defaultdict(list)
    for path in OURS:
        if path in STANDS_ALONE:
            continue
        for name, value in defined(parsed(path)):
            if name.isupper() and value is not None and name not in DOUBLES:
                found[name, ast.dump(value)].append(module_of(path))
    assert not {name: modules for (name, _), modules in found.items() if len(modules) > 1}
