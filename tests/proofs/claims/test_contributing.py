"""The claim that `CONTRIBUTING.md` writes out is complete: it is read from there and hunted; its words are printed."""

from __future__ import annotations

import ast
import dataclasses
import re
import sys
from pathlib import Path

import pytest

from proofs.claims import lang_yang, registry
from proofs.claims.families.lang_yang import PRINTED
from proofs.hunt.executors import InProcess
from proofs.hunt.search import Hunt
from tests.proofs.claims.test_printed import compared, text_of

TEXT = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILE, WORDS, LINE, HUNT = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
(MODULE,) = ast.literal_eval(f"({LINE.strip()})")


@pytest.fixture
def written(tmp_path, monkeypatch):
    """The claim, its file beside those of the paper and its words among the printed ones."""
    (tmp_path / f"{MODULE.rpartition('.')[2]}.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(lang_yang, "__path__", [*lang_yang.__path__, str(tmp_path)])
    for name, words in ast.literal_eval("{" + WORDS + "}").items():
        monkeypatch.setitem(PRINTED, name, words)
    yield registry.claims((MODULE,))["lang-yang-2023/section-2.1.more-general"]
    registry.claims.cache_clear()
    sys.modules.pop(MODULE)


def test_the_claim_is_hunted_to_the_end_of_its_family(written):
    result = Hunt(InProcess(), (MODULE,)).run(written, written.readings[0])
    assert result.ending == "survived"
    assert result.exhausted == ("all structures on 3 agents, one type each",)
    assert 0 < result.held < result.instances


def test_the_lines_that_hunt_print_the_same(written, capsys):
    exec(compile(HUNT, "CONTRIBUTING.md", "exec"), {})
    assert "survived" in capsys.readouterr().out


def test_the_converse_is_refuted(written):
    (reading,) = written.readings
    converse = dataclasses.replace(reading, hypothesis=reading.conclusion, conclusion=reading.hypothesis)
    outcomes = [converse.trial(structure).outcome.name for structure in reading.families[0].instances(0)]
    assert "REFUTES" in outcomes


def test_its_words_are_printed(written):
    paper = text_of("lang-yang-2023")
    if paper is None:
        pytest.skip("the paper's text is not at hand")
    assert all(compared(words) in compared(paper) for words in written.printed)
