"""Shows, after the run, how many mutants of each kind of certificate were refused or accepted as still true."""

import os

from hypothesis import settings

from tests.mutations import TALLY

# On CI the same examples every time, so that a change is judged by what it changes; elsewhere new ones at every run.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_terminal_summary(terminalreporter):
    if TALLY:
        terminalreporter.section("mutants of certificates")
        for kind in sorted({kind for kind, _ in TALLY}):
            refused, accepted = TALLY[kind, "refused"], TALLY[kind, "accepted and true"]
            terminalreporter.write_line(f"{kind:<40} refused {refused:>5}   accepted and true {accepted:>5}")
