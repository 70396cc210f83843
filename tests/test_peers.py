"""The peers of the benchmarks: what cannot be installed is named in one line, and the rest is installed."""

from __future__ import annotations

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
    assert len(pip) == 3
    assert "glpk-utils" not in {command[-1] for command in commands}


def test_all_there(asked, capsys):
    commands, _, there = asked
    there.update(peers.PROGRAMS)
    peers.main()
    assert capsys.readouterr().out == "all peers are installed\n"
    assert not any("apt-get" in command for command in commands)


def test_a_command_that_is_not_there_is_not_done():
    assert not peers.done("no-such-program-of-any-kind")
