"""What `docs/linear_programs.md` shows is so."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from proofs.cli import app, main

assert main  # makes the commands known to the app
ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "linear_programs.md").read_text(encoding="utf-8")


def test_the_session_prints_what_is_shown(tmp_path: Path) -> None:
    _, _, session = TEXT.partition("$ proofs lp camp.mps\n")
    shown, _, _ = session.partition("```")
    told = CliRunner().invoke(app.app, ["lp", str(ROOT / "examples" / "programs" / "camp.mps"), "--out", str(tmp_path)])
    assert told.stdout.startswith(shown)
