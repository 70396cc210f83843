"""What a command does not use it does not load: the heavy packages are absent after `--help` and `verify`."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from exact.unimodular import total_unimodularity
from proofs.certificates import save

ENGINES = "flint highspy numpy scipy ppl cdd networkx sympy pandas rich distributed dask hypothesis"
"""Nothing of these is needed to print a help text, or to read a certificate."""
PROGRAM = """
import json, sys
from proofs.cli.main import main
sys.argv = ["proofs", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """The modules that a process of its own has loaded when the command ends well."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return str(save(total_unimodularity([[1, 1], [1, -1]]), tmp_path_factory.mktemp("startup") / "x.json"))


def test_help_loads_no_engine_and_nothing_of_either_paper():
    modules = loaded("--help")
    assert not modules & {*ENGINES.split(), "pydantic"}
    assert not {name for name in modules if name.startswith(("proofs.reduced_form", "proofs.trading", "proofs.claims"))}


def test_verify_loads_no_engine_and_of_ours_the_checker_alone(certificate):
    modules = loaded("verify", certificate)
    assert not modules & set(ENGINES.split())
    ours = {name for name in modules if name.split(".")[0] in ("exact", "proofs")}
    assert "proofs.checker" in ours
    rooms = ("proofs.reduced_form", "proofs.trading", "proofs.claims", "proofs.certificates", "proofs.report")
    assert not {name for name in ours if name.startswith(rooms)}


def test_what_is_used_is_seen(tmp_path):
    """The counting sees an engine where one is loaded."""
    problem = "examples/problems/example_2_course_allocation.json"
    modules = loaded("implement", problem, "--out", str(tmp_path))
    assert {"flint", "highspy"} <= modules
    assert not modules & {"scipy", "ppl", "cdd", "networkx", "sympy", "pandas", "rich", "distributed", "hypothesis"}
    assert not {name for name in modules if name.startswith(("proofs.trading", "proofs.claims", "exact.minkowski"))}
