"""`proofs new claim`: the file runs as it is written, and nothing is overwritten."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from proofs.claims.registry import claims_in_file
from proofs.cli.main import app
from proofs.hunt import Hunt, InProcess
from proofs.hunt.template import template
from proofs.plain.reading import BadInput

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_template_is_hunted_as_it_is_written(tmp_path):
    answer = RUNNER.invoke(app, ["new", "claim", "small-sets"], catch_exceptions=False)
    assert answer.exit_code == 0
    assert answer.output == "small-sets.py is written; hunt with: proofs check small-sets.py\n"
    path = tmp_path / "small-sets.py"
    (claim,) = claims_in_file(path)
    assert (claim.id, claim.where) == ("small-sets/small-sets", "conjecture 1")
    first, second = (Hunt(InProcess(), (str(path),), ahead=0).run(claim, reading) for reading in claim.readings)
    assert first.ending == "refuted"
    assert first.counterexample.smallest
    assert "0 <= x{1, 2} <= 1, 0 <= x{1, 3} <= 1" in first.counterexample.words
    assert second.ending == "survived"
    assert second.left == ()


def test_a_file_is_not_overwritten(tmp_path):
    (tmp_path / "mine.py").write_text("mine")
    with pytest.raises(BadInput, match=r"mine\.py: there is such a file already"):
        RUNNER.invoke(app, ["new", "claim", "mine"], catch_exceptions=False)
    assert (tmp_path / "mine.py").read_text() == "mine"


@pytest.mark.parametrize("name", ["", "3-sets", "a/b", "class", "two words", "x.py"])
def test_a_name_that_no_file_can_have_is_told(name):
    with pytest.raises(ValueError, match="names no claim"):
        template(name)
