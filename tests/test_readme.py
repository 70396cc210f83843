"""What README shows is so: its files are read, its commands run, and what they print is what stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```json\n(.*?)```\n\n```\n\$ proofs (\w+) ([\w.]+)\n(.*?)```", TEXT, re.DOTALL)
"""A file, and right below it the command about it with what it prints."""


def ran(folder, *command):
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, *command], cwd=folder, env=surroundings, capture_output=True, text=True)
    assert run.stderr == ""
    return run.stdout


def test_every_file_that_is_shown_is_tried():
    assert [name for _, _, name, _ in SHOWN] == ["courses.json"]
    assert TEXT.count("```json") == len(SHOWN)


@pytest.mark.parametrize(("content", "command", "name", "printed"), SHOWN, ids=[name for _, _, name, _ in SHOWN])
def test_a_file_is_answered_as_it_is_shown(content, command, name, printed, tmp_path):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert ran(tmp_path, "-m", "proofs.cli.main", command, name) == printed
    certificate = printed.split()[printed.split().index("certificate:") + 1]
    checked = ran(tmp_path, str(ROOT / "proofs" / "checker.py"), certificate)
    assert checked.startswith(f"{certificate}: verified: ")
    for line in re.findall(rf"^{re.escape(certificate)}: verified: (.*)\.\.\.$", TEXT, re.MULTILINE):
        assert checked.startswith(f"{certificate}: verified: {line}")
