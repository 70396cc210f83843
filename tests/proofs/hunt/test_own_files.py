"""A user's file of claims: interrupted, resumed, changed in between."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from proofs.claims import own_files, registry
from proofs.hunt.hunting import Options, hunt_all

ROOT = Path(__file__).parents[3]

FILE = '''
"""Numbers that are looked at slowly, with a note of each."""
import time
from pathlib import Path

from proofs.hunt import assume, claim, families, reading
from sizes import LARGE

NUMBERS = families.listed(list(range(60)), "number", "the numbers below 60")


def noted(number):
    with (Path(__file__).parent / "tried.txt").open("a") as stream:
        stream.write(f"{number}\\\\n")
    time.sleep(0.01)
    return number < LARGE


@claim("small", tries=NUMBERS)
def small(number):
    """A number that is not large is at most 100."""
    assume(noted)
    yield number <= 100


@reading(small, "at most 30")
def small(number):
    """A number that is not large is at most 30."""
    assume(noted)
    yield number <= 30
'''.replace("\\\\n", "\\n")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "numbered.py").write_text(FILE)
    (tmp_path / "sizes.py").write_text("LARGE = 50\n")
    return tmp_path


def command(folder, out, *more):
    arguments = ["check", "numbered.py", "--out", out, "--workers", "0", "--json", *more]
    return [sys.executable, "-m", "proofs.cli.main", *arguments], {
        "cwd": folder,
        "env": {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        "text": True,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }


def checked(folder, out, *more):
    """The rows of a check without times, what it complained of, and the numbers that it tried."""
    (folder / "tried.txt").write_text("")
    arguments, options = command(folder, out, *more)
    run = subprocess.run(arguments, **options, timeout=100, check=False)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    kept = [{k: v for k, v in row.items() if k not in ("seconds", "certificate", "fingerprint")} for row in rows]
    return kept, run.stderr, tried(folder)


def tried(folder):
    return [int(line) for line in (folder / "tried.txt").read_text().split()]


def journaled(folder, out):
    """The chunks of the first reading that a journal has, as pairs of numbers."""
    path = folder / out / "journal.jsonl"
    entries = [json.loads(line) for line in path.read_text().splitlines() if line.endswith("}")]
    parts = [entry["chunk"].split("|") for entry in entries]
    return [(int(part[3]), int(part[4])) for part in parts if part[1] == "literal"]


def interrupted(folder, out, sent):
    """Begin a check, and end it with a signal once three chunks are in the journal."""
    (folder / "tried.txt").write_text("")
    arguments, options = command(folder, out)
    process = subprocess.Popen(arguments, **options)
    journal, deadline = folder / out / "journal.jsonl", time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.read_text().count("\n") >= 3:
            break
        time.sleep(0.005)
    process.send_signal(sent)
    process.communicate(timeout=60)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_check_goes_on_to_the_same_result_and_tries_nothing_twice(folder, sent):
    whole, complaints, all_of_them = checked(folder, "whole")
    assert [row["verdict"] for row in whole] == ["survived", "refuted"]
    assert complaints == ""
    interrupted(folder, "broken", sent)
    done = journaled(folder, "broken")
    assert 3 <= len(done) < len(journaled(folder, "whole"))
    rows, complaints, again = checked(folder, "broken", "--resume")
    assert rows == whole
    assert complaints == ""
    finished = done[-1][1]
    assert again == all_of_them[finished:], "just what was not finished"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("numbered.py", "number <= 100", "number <= 40"), ("sizes.py", "LARGE = 50", "LARGE = 55")],
)
def test_a_file_that_has_changed_or_one_that_it_imports_is_begun_anew_and_this_is_said(folder, name, before, after):
    _, _, all_of_them = checked(folder, "out")
    text = (folder / name).read_text()
    (folder / name).write_text(text.replace(before, after))
    rows, complaints, again = checked(folder, "out", "--resume")
    assert complaints.splitlines() == [
        f"proofs: numbered/small: {folder / 'numbered.py'} or a module that it imports has changed since; begun anew"
    ]
    assert set(range(41)) <= set(again)
    assert rows[0]["hypothesis_held"] == (55 if name == "sizes.py" else 42)
    assert len(all_of_them) >= 60
    _, complaints, again = checked(folder, "out", "--resume")
    assert complaints == "", "what was begun anew is gone on with"


def test_only_the_users_own_files_count(folder):
    (folder / "sizes.py").write_text("import json\nimport numpy\nfrom proofs.hunt import size\nLARGE = 50\n")
    (folder / "more.py").write_text("def later():\n    import unused_here\n    from sizes import LARGE\n")
    (folder / "numbered.py").write_text(FILE.replace("import time", "import time\nimport more"))
    registry.claims_in_file(folder / "numbered.py")
    names = [path.name for path in own_files.own_files("claims_of_numbered")]
    assert names == ["more.py", "numbered.py", "sizes.py"]


def test_software_that_has_changed_is_told_as_such(folder):
    checked(folder, "out")
    journal, now = folder / "out" / "journal.jsonl", json.loads((folder / "out" / "table.json").read_text())[0]
    software = now["fingerprint"]["software"]
    journal.write_text(journal.read_text().replace(f"-{software}", "-of another day"))
    _, complaints, _ = checked(folder, "out", "--resume")
    assert complaints == "proofs: numbered/small: the software has changed since; begun anew\n"


def test_claims_that_have_changed_together_are_told_once(tmp_path, capsys):
    modules = ("tests.proofs.claims.arithmetic",)
    claims = list(registry.claims(modules).values())[:3]
    options = Options(tmp_path, budget=5, workers=0)
    list(hunt_all(claims, options, modules))
    journal = tmp_path / "journal.jsonl"
    journal.write_text(re.sub(r"\|[0-9a-f]{16}-", "|another-", journal.read_text()))
    list(hunt_all(claims, replace(options, resume=True), modules))
    first = claims[0].id
    said = f"proofs: {first} and 2 other claims: its words or its code have changed since; begun anew"
    assert said in capsys.readouterr().err.splitlines()
