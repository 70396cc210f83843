"""Install the peers that we are measured beside, each on its own, and say which are not to be had here.

    python -m benchmarks.peers

Python packages are the extra `bench` of `pyproject.toml`; programs are packages of Debian, which root, or `sudo` that
asks for no password, installs. A benchmark leaves out a peer that is not there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {"esolver": "qsopt-ex", "glpsol": "glpk-utils"}
"""The program that must be there, and the package of Debian that has it."""


def done(*command: str) -> bool:
    """Whether the command ends well; what it prints is not shown."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def python_packages() -> list[str]:
    """Those of the extra `bench` that cannot be installed."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    within = ("--constraint", str(ROOT / "constraints.txt"))
    return [package for package in extras["bench"] if not done(*pip, *within, package)]


def programs() -> list[str]:
    """The packages of programs that are not there, and cannot be installed."""
    missing = {program: package for program, package in PROGRAMS.items() if shutil.which(program) is None}
    root = () if os.name == "posix" and os.geteuid() == 0 else ("sudo", "-n")
    if missing and done(*root, "apt-get", "update", "-qq"):
        for package in missing.values():
            done(*root, "apt-get", "install", "-y", "-qq", package)
    return [package for program, package in missing.items() if shutil.which(program) is None]


def soplex_is_exact() -> bool | None:
    """Whether PySCIPOpt is built with exact solving; `None` where it is not at hand."""
    try:
        from pyscipopt import Model
    except ImportError:
        return None
    try:
        Model().enableExactSolving(True)
    except Exception:
        return False
    return True


def main() -> None:
    lacking = python_packages() + programs()
    if soplex_is_exact() is False:
        lacking.append("SoPlex with iterative refinement (this PySCIPOpt is built without it)")
    print(f"peers not to be had here: {', '.join(lacking)}" if lacking else "all peers are installed")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
