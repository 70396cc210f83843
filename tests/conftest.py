"""Shows, after the run, how many mutants of each kind of certificate were refused or accepted as still true.

The tests run in several processes; each hands its counts to the one that reports.
"""

import json
import os
import sys
from typing import Any

import pytest
from hypothesis import settings

from proofs import checker
from tests.mutations import TALLY

# On CI the same examples every time, so that a change is judged by what it changes, and half as many, since it has half
# an hour; elsewhere new ones at every run.
# How long an example takes says nothing: the machine may be busy.
settings.register_profile("steady", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "steady")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker process hands over what it counted."""
    handed: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if handed is not None:
        handed["tally"] = [[*key, count] for key, count in TALLY.items()]


class Collector:
    """Adds up what the worker processes counted."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for kind, answer, count in getattr(node, "workeroutput", {}).get("tally", ()):
            TALLY[kind, answer] += count


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Collector())


def pytest_terminal_summary(terminalreporter):
    if TALLY:
        terminalreporter.section("mutants of certificates")
        for kind in sorted({kind for kind, _ in TALLY}):
            refused, accepted = TALLY[kind, "refused"], TALLY[kind, "accepted and true"]
            terminalreporter.write_line(f"{kind:<40} refused {refused:>5}   accepted and true {accepted:>5}")


@pytest.fixture(autouse=True)
def no_bound_on_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the checker allows itself, in time and memory, is for its own process: within a test it stays with all."""
    monkeypatch.setattr(checker, "bound", lambda file: None)


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the limit of the checker, so that tests of it are quick."""
    monkeypatch.setattr(checker.Work, "least", checker.Work.least // 10)
    monkeypatch.setattr(checker.Work, "for_each_character", 1)


@pytest.fixture(autouse=True)
def lines_as_the_schema_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every line of JSON that a command prints within a test to the schema of answers."""
    app = sys.modules.get("proofs.cli.app")
    if app is None:
        return
    written = app.line_of

    def held(value: Any) -> dict[str, Any]:
        from proofs.formats.answer_schema import answer_schema
        from tests.schemas import complaint

        line: dict[str, Any] = written(value)
        said = complaint(json.loads(json.dumps(line)), answer_schema())
        assert said is None, (
            f"{line.get('command')}: {said}; each field is described in proofs/formats/answer_schema.py"
        )
        return line

    monkeypatch.setattr(app, "line_of", held)
