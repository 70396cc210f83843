"""What the guide `docs/hunting.md` shows is so: its files, its commands with what they print, its tables."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from proofs import checker, hunt
from proofs.claims.deciding import DECIDERS
from proofs.hunt import families
from tests.corpus import CORPUS, answer

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "hunting.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILE = r"`(?P<name>\w+\.py)`:\n\n```python\n(?P<content>.*?)```"
SESSION = r"```\n(?P<session>\$ .*?)```"
PROMPT = "$ "
DOTS = "..."


def blocks(text):
    """The files and the sessions of a page, in their order."""
    return re.finditer(f"{FILE}|{SESSION}", text, re.DOTALL)


def commands(session):
    """The commands of a session, each with the lines that it prints."""
    for part in session.removeprefix(PROMPT).split(f"\n{PROMPT}"):
        command, _, printed = part.partition("\n")
        yield command, printed.rstrip("\n")


def as_shown(shown, printed):
    """Whether this was printed, where three dots stand for anything."""
    pattern = ".*".join(re.escape(piece) for piece in shown.split(DOTS))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


@pytest.fixture
def shell(tmp_path):
    """Runs a command in a directory of its own, where `proofs` and `python` are these; what it prints, all of it."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, call in (("proofs", f"{sys.executable} -m proofs.cli.main"), ("python", sys.executable)):
        (programs / name).write_text(f'#!/bin/sh\nexec {call} "$@"\n')
        (programs / name).chmod(0o755)
    folder = tmp_path / "here"
    folder.mkdir()
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{programs}:{os.environ['PATH']}"}

    def run(command):
        return subprocess.run(
            command,
            shell=True,
            cwd=folder,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        ).stdout

    run.folder = folder
    return run


def test_every_file_and_every_session_is_as_it_is_shown(shell):
    tried, wrong = [], []
    for block in blocks(TEXT):
        if block["name"]:
            (shell.folder / block["name"]).write_text(block["content"], encoding="utf-8")
            continue
        for command, shown in commands(block["session"]):
            printed = shell(command)
            tried.append(command)
            wrong += [] if as_shown(shown, printed) else [f"{command}\n{printed}"]
    assert not wrong, "\n".join(wrong)
    assert len(tried) >= 10


def test_nothing_shown_is_left_untried():
    kinds = [block["name"] or "session" for block in blocks(TEXT)]
    doctests = TEXT.count("```python\n>>> ")
    assert 2 * (len(kinds) + doctests) == len(re.findall("^```", TEXT, re.MULTILINE))


def test_the_claim_that_readme_shows_is_refuted_as_it_stands_there(shell):
    (content,) = re.findall(r'```python\n("""Interval sets.*?)```', README, re.DOTALL)
    (shell.folder / "intervals.py").write_text(content, encoding="utf-8")
    asked = [line.partition("#")[0].strip() for line in re.findall("^proofs .*intervals.*$", README, re.MULTILINE)]
    assert asked == ["proofs check intervals.py", "proofs explain intervals.py::intervals"]
    assert "\n1 refuted: " in shell(asked[0])
    assert "hypothesis holds, conclusion fails" in shell(asked[1])


def table(heading):
    """The rows of the table below a header line, cells without the quotation marks of code."""
    lines = TEXT[TEXT.index(heading) :].splitlines()[2:]
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines)
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def quoted(cell):
    return re.findall("`([^`]+)`", cell)


def test_the_table_of_instances_says_what_they_are():
    made = {
        "problems": families.problems(),
        "rules": families.rules(families.problems()),
        "structures": families.structures(),
        "two_sided": families.two_sided(),
        "matrices": families.matrices(),
        "vectors": families.vectors(2),
        "graphs": families.graphs(3),
        "systems": families.systems(),
        "rays": families.rays(),
        "markets": families.markets(),
        "mechanisms": families.mechanisms(),
    }
    rows = table("| family | sort |")
    assert {quoted(row[0])[0] for row in rows} == set(made)
    for family, sort, value, data in rows:
        instances = made[quoted(family)[0]]
        first = next(iter(instances.instances(0)))
        assert tuple(quoted(sort)) == instances.sorts
        assert quoted(value)[0] == type(first).__name__
        parts = instances.to_plain(first)
        assert {name for part in parts if isinstance(part, dict) for name in part} == set(quoted(data))


def fields_of_kinds():
    """For each kind, the fields that all certificates of the corpus have, and those that some have."""
    found = {}
    for name in CORPUS:
        statement = answer(name).statement
        fields = set(statement.about())
        always, ever = found.get(statement.kind, (fields, fields))
        found[statement.kind] = (always & fields, ever | fields)
    return found


def test_the_tables_of_statements_name_the_kinds_with_their_fields():
    known = fields_of_kinds()
    rows = table("| kind | fields | word |")
    assert [quoted(row[0])[0] for row in rows] == [kind for kind in checker.KINDS if kind not in checker.VALUES]
    for kind, fields, word in rows:
        (name,) = quoted(kind)
        always, ever = known[name]
        assert set(quoted(re.sub(r"\[.*?\]", "", fields))) == always, name
        assert set(quoted(fields)) == ever, name
        assert kind.endswith("*") is (name not in DECIDERS), name
        assert all(callable(getattr(hunt, each)) for each in quoted(word))
    rows = table("| kind | fields |\n")
    assert [quoted(row[0])[0] for row in rows] == list(checker.VALUES)
    for kind, fields in rows:
        (name,) = quoted(kind)
        always, ever = known[name]
        assert set(quoted(re.sub(r"\[.*?\]", "", fields))) == always - {checker.VALUES[name]}, name
        assert set(quoted(fields)) == ever - {checker.VALUES[name]}, name


def test_the_table_of_operations_is_the_checkers():
    assert [(quoted(name)[0], quoted(words)[0]) for name, words in table("| operation |")] == [
        (name, words) for name, (words, _) in checker.OPERATIONS.items()
    ]
