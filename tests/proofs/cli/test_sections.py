"""`proofs --help`: every command stands under its subject with a whole sentence; the shells can complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from proofs.cli import app, main
from proofs.cli.sections import SECTIONS, first_sentence

assert main  # makes the commands known to the app
COMMANDS = get_command(app.app).commands


def test_every_command_stands_under_one_subject():
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_help_lists_commands_by_subject(asked):
    told = CliRunner().invoke(app.app, [asked]).stdout
    assert "Others" not in told
    places = [told.index(f"{title}:") for title in SECTIONS]
    assert places == sorted(places)
    assert "..." not in told.partition("Allocation problems")[2], "no sentence is cut"


def test_the_first_sentence_is_whole():
    assert first_sentence(COMMANDS["universal"]).endswith("quotas and all priors?")
    assert all(first_sentence(command) for command in COMMANDS.values())


@pytest.mark.parametrize(
    ("shell", "given"),
    [
        ("bash", {"COMP_WORDS": "proofs impl", "COMP_CWORD": "1"}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "proofs impl"}),
        ("fish", {"_TYPER_COMPLETE_ARGS": "proofs impl", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}),
    ],
)
def test_the_shells_complete_commands(shell, given):
    program = 'from proofs.cli.main import app; app(prog_name="proofs")'
    surroundings = {**os.environ, **given, "_PROOFS_COMPLETE": f"complete_{shell}"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=False
    )
    assert "implement" in done.stdout


@pytest.mark.parametrize(
    ("shell", "shown"),
    [("bash", "complete -o default -F"), ("zsh", "#compdef proofs"), ("fish", "complete --command proofs")],
)
def test_the_page_says_how_shells_learn_to_complete(shell, shown):
    page = (Path(__file__).parents[3] / "docs" / "command_line.md").read_text(encoding="utf-8")
    assert f"proofs --install-completion {shell}" in page
    (variable, value) = re.findall(rf"`(_\w+)=(source_{shell}) proofs >", page)[0]
    program = 'from proofs.cli.main import app; app(prog_name="proofs")'
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, variable: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown in done.stdout


def test_the_page_names_the_commands_with_resume_and_all():
    page = (Path(__file__).parents[3] / "docs" / "command_line.md").read_text(encoding="utf-8")
    options = {name: {o for p in command.params for o in p.opts} for name, command in COMMANDS.items()}
    for name in (name for name, given in options.items() if "--resume" in given):
        assert re.search(rf"^\| `{name}` .*`--resume`", page, re.MULTILINE)
    whole = sorted(name for name, given in options.items() if "--all" in given)
    said = page[page.index("`--all` prints") : page.index("`--json` and\ncert")]
    assert sorted(re.findall(r"`(\w+)`", said)) == whole
