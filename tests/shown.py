"""What pages for users show: files, the commands about them, and what these print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = r"`(?P<name>[\w.]+)`:\n\n```(?:python|json|text)\n(?P<content>.*?)```"
SESSION = r"```\n(?P<session>\$ .*?)```"
PROMPT = "$ "
DOTS = "..."


def blocks(text: str) -> Iterator[re.Match[str]]:
    """The files and the sessions of a page, in their order."""
    return re.finditer(f"{FILE}|{SESSION}", text, re.DOTALL)


def commands(session: str) -> Iterator[tuple[str, str]]:
    """The commands of a session, each with the lines that it prints."""
    for part in session.removeprefix(PROMPT).split(f"\n{PROMPT}"):
        command, _, printed = part.partition("\n")
        yield command, printed.rstrip("\n")


def as_shown(shown: str, printed: str) -> bool:
    """Whether this was printed, where three dots stand for anything."""
    pattern = ".*".join(re.escape(piece) for piece in shown.split(DOTS))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


def shell_in(folder: Path) -> Callable[[str], str]:
    """Runs a command in a directory where `proofs`, `python` and `examples` are these, and returns what it prints."""
    programs = folder / "programs"
    programs.mkdir()
    for name, call in (("proofs", f"{sys.executable} -m proofs.cli.main"), ("python", sys.executable)):
        (programs / name).write_text(f'#!/bin/sh\nexec {call} "$@"\n')
        (programs / name).chmod(0o755)
    here = folder / "here"
    here.mkdir()
    (here / "examples").symlink_to(ROOT / "examples")
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{programs}:{os.environ['PATH']}"}

    def run(command: str) -> str:
        return subprocess.run(
            command,
            shell=True,
            cwd=here,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        ).stdout

    run.folder = here
    return run


def wrong(text: str, run: Callable[[str], str]) -> list[str]:
    """Write the files of a page, run its commands, and return those with other answers than are shown, with these."""
    found = []
    for block in blocks(text):
        if block["name"]:
            (run.folder / block["name"]).write_text(block["content"], encoding="utf-8")
            continue
        for command, shown in commands(block["session"]):
            printed = run(command)
            found += [] if as_shown(shown, printed) else [f"{command}\n{printed}"]
    return found
