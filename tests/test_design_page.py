"""What `docs/design.md` shows is so: its commands print it, of files that are among the examples."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs.reduced_form.design.data import _BUDGET, _FURTHER
from tests.shown import SESSION, as_shown, commands, shell_in

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


@pytest.fixture
def shell(tmp_path):
    return shell_in(tmp_path)


def test_the_page_shows_what_is_printed(shell):
    for name in re.findall(r"`examples/problems/(\w+\.json)`", TEXT):
        shutil.copy(ROOT / "examples" / "problems" / name, shell.folder)
    tried = [pair for block in re.finditer(SESSION, TEXT, re.DOTALL) for pair in commands(block["session"])]
    assert len(tried) == 3
    assert 2 * len(tried) == len(re.findall("^```", TEXT, re.MULTILINE))
    for command, shown in tried:
        printed = shell(command)
        assert as_shown(shown, printed), printed


def test_the_page_names_every_key():
    named = set(re.findall(r'"(\w+)":', TEXT))
    assert {*_FURTHER, *_BUDGET} <= named
