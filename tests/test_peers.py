"""The peers of the benchmarks: what cannot be installed is named in one line, and the rest is installed."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from benchmarks import peers


@pytest.fixture
def asked(monkeypatch):
    """The commands that are asked for; those about a package in `refused` end badly, and no program is there."""
    commands: list[tuple[str, ...]] = []
    refused: set[str] = set()

    def done(*command: str) -> bool:
        commands.append(command)
        return command[-1].partition(">")[0] not in refused

    monkeypatch.setattr(peers, "done", done)
    there: set[str] = set()
    monkeypatch.setattr(peers.shutil, "which", lambda program: program if program in there else None)
    monkeypatch.setattr(peers, "soplex_is_exact", lambda: None)
    return commands, refused, there


def test_each_is_asked_for_alone_and_what_is_refused_is_named(asked, capsys):
    commands, refused, there = asked
    refused.add("PyNormaliz")
    there.add("glpsol")
    peers.main()
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("peers not to be had here: PyNormaliz")
    assert line.endswith("qsopt-ex")
    assert not {"glpk-utils", "z3"} & set(line.replace(",", " ").split())
    pip = [command[-1] for command in commands if "pip" in command]
    assert len(pip) == 4
    assert "glpk-utils" not in {command[-1] for command in commands}


def test_all_there(asked, capsys):
    commands, _, there = asked
    there.update(peers.PROGRAMS)
    peers.main()
    assert capsys.readouterr().out == "all peers are installed\n"
    assert not any("apt-get" in command for command in commands)


@pytest.mark.parametrize(("exact", "named"), [(True, False), (False, True)])
def test_soplex_without_exact_solving_is_named(asked, capsys, monkeypatch, exact, named):
    _, _, there = asked
    there.update(peers.PROGRAMS)
    monkeypatch.setattr(peers, "soplex_is_exact", lambda: exact)
    peers.main()
    assert ("SoPlex with iterative refinement" in capsys.readouterr().out) is named


class Model:
    """As PySCIPOpt's, built with exact solving or without."""

    exact = True

    def enableExactSolving(self, enable: bool) -> None:  # noqa: N802
        if not self.exact:
            raise RuntimeError("SCIP: unspecified error!")


@pytest.mark.parametrize("exact", [True, False])
def test_whether_soplex_is_exact_is_tried(monkeypatch, exact):
    module = ModuleType("pyscipopt")
    module.Model = type("Model", (Model,), {"exact": exact})
    monkeypatch.setitem(sys.modules, "pyscipopt", module)
    assert peers.soplex_is_exact() is exact
    monkeypatch.setitem(sys.modules, "pyscipopt", None)
    assert peers.soplex_is_exact() is None


def test_a_command_that_is_not_there_is_not_done():
    assert not peers.done("no-such-program-of-any-kind")
