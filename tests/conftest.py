"""Shows, after the run, how many mutants of each kind of certificate were refused or accepted with a true statement."""

from tests.mutations import TALLY


def pytest_terminal_summary(terminalreporter):
    if TALLY:
        terminalreporter.section("mutants of certificates")
        for kind in sorted({kind for kind, _ in TALLY}):
            refused, accepted = TALLY[kind, "refused"], TALLY[kind, "accepted and true"]
            terminalreporter.write_line(f"{kind:<40} refused {refused:>5}   accepted and true {accepted:>5}")
