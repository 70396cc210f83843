"""What the guide `docs/hunting.md` shows is so: its files, its commands with what they print, its tables."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from proofs import checker, hunt
from proofs.claims.deciding import DECIDERS
from proofs.hunt import families
from tests.corpus import CORPUS, answer
from tests.shown import blocks, commands, shell_in, wrong

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "hunting.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def shell(tmp_path):
    return shell_in(tmp_path)


def test_every_file_and_every_session_is_as_it_is_shown(shell):
    assert not (found := wrong(TEXT, shell)), "\n".join(found)
    assert sum(len(list(commands(block["session"]))) for block in blocks(TEXT) if block["session"]) >= 10


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
