"""The reader of VIPR certificates: what it accepts, word for word, and what it refuses, each with its reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from proofs import vipr

FLOWERS = """% two kinds of flowers, whole ones; a remark
% another
VER 1.0
VAR 2
roses tulips
INT 2  0 1
OBJ min
 2  0 1  1 1
CON 2 0
C1 G 1  2  0 4  1 1
C2 L 2  2  0 4  1 -1
RTP range 1 1
SOL 2
some 2  0 1  1 2
best 1  1 1
DER 4
C3 G -1/2  1  1 1   { lin 2  0 1/2  1 -1/2 } 3      % from both
C4 G 0     1  1 1   { rnd 1  2 1 } 4
C5 G 0.25  OBJ      { lin 2  0 1/4  3 3/4 } 5
C6 G 1     OBJ      { rnd 1  4 1 } -1
"""
NONE = """VER 1.1
VAR 2
x y
INT 1
0
OBJ max
0
CON 3 2
low G 0.5 1 0 1
high L 3e0 1 1 1
half E 1 2 0 2 1 0
RTP infeas
SOL 0
DER 5
left L 0 1 0 1 { asm } -1
right G 1 1 0 1 { asm } -1
no L -1/2 0 { lin 2 3 1 0 -1 } -1
neither L -1 0 { lin 2 2 1 4 -2 } -1
both G 1 0 { uns 5 3 6 4 } -1
"""


def test_a_minimum_with_its_solutions_and_a_program_without() -> None:
    assert vipr.check(FLOWERS) == "the minimum of the program in 2 variables (2 integers) is 1"
    assert vipr.check(NONE) == "the program in 2 variables (1 integer) has no solution"


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("1/2 1", "at least 1/2 and at most 1"),
        ("-inf 3", "at most 3"),
        ("1 inf", "at least 1"),
        ("-inf inf", "something"),
    ],
)
def test_what_is_to_be_proved_may_be_less(ends: str, told: str) -> None:
    assert vipr.check(FLOWERS.replace("range 1 1", f"range {ends}")).endswith(f"is {told}")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("range 1 1", "range 1 0.5", "the range to be proved is empty"),
        ("VER 1.0", "VER 2.0", "the version '2.0' is not read"),
        ("VER 1.0", "VERSION 1.0", "line 3: VER was expected, not 'VERSION'"),
        ("OBJ min", "OBJ least", "an objective is min or max, not 'least'"),
        ("C1 G 1 ", "C1 X 1 ", "a constraint is E, L or G, not 'X'"),
        ("4  1 1\nC2", "4  2 1\nC2", "line 10: '2' is no variable"),
        ("4  1 1\nC2", "4  0 1\nC2", "the variable 0 stands there twice"),
        ("C2 L 2 ", "C2 L 1/0 ", "'1/0' is no number that is read"),
        ("C2 L 2 ", "C2 L 1e9999 ", "'1e9999' is no number that is read"),
        ("C2 L 2 ", "C2 L two ", "'two' is no number"),
        ("C2 L 2  2", "C2 L 2  -2", "'-2' is neither OBJ nor a number of coefficients"),
        ("RTP range", "RTP rank", "what is to be proved is infeas or range, not 'rank'"),
        ("{ rnd 1  4 1 } -1", "{ rnd 1  6 1 } -1", "'6' is no constraint"),
        ("{ rnd 1  4 1 } -1", "{ rnd 1  4 1 ] -1", "} was expected, not ']'"),
        ("{ rnd 1  4 1 } -1", "{ guess } -1", "the reason 'guess' is unknown"),
        ("{ rnd 1  4 1 } -1", "{ rnd 1  4 1 } -2", "'-2' is no last reference"),
        ("{ rnd 1  4 1 } -1", "{ rnd 1  4 1 }", "the file ends where a last reference was expected"),
        ("{ rnd 1  4 1 } -1", "{ rnd 1  4 1 } -1 5", "'5' stands after a derivation"),
        ("{ rnd 1  4 1 } -1\n", "{ rnd 1  4 1 } -1\nmore", "'more' stands after the last derivation"),
    ],
)
def test_what_is_not_written_so_is_no_certificate(old: str, new: str, why: str) -> None:
    assert FLOWERS.count(old) == 1
    with pytest.raises(vipr.NotACertificate) as raised:
        vipr.check(FLOWERS.replace(old, new))
    assert why in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "old", "new", "why"),
    [
        (FLOWERS, "range 1 1", "range 2 3", "the last constraint does not give the bound"),
        (FLOWERS, "range 1 1", "range 0 1/2", "no solution has the value 1/2 or a better one"),
        (FLOWERS, "SOL 2\nsome 2  0 1  1 2\nbest 1  1 1", "SOL 0", "no solution has the value 1 or a better one"),
        (FLOWERS, "best 1  1 1", "best 1  1 1/2", "'best' is fractional where an integer is wanted"),
        (FLOWERS, "best 1  1 1", "best 1  0 1", "the solution 'best' does not satisfy constraint 1"),
        (FLOWERS, "C3 G -1/2", "C3 G -1/3", "'C3', constraint 2: it does not follow from that sum"),
        (FLOWERS, "0 1/2  1 -1/2", "0 1/2  1 1/2", "some multiples are at least and some at most"),
        (FLOWERS, "rnd 1  2 1", "rnd 1  2 1/2", "what is rounded is an inequality of integer variables"),
        (FLOWERS, "INT 2  0 1", "INT 1  0", "what is rounded is an inequality of integer variables"),
        (FLOWERS, "lin 2  0 1/2", "lin weak { 0 } 2  0 1/2", "its derivation is incomplete; viprcomp completes it"),
        (FLOWERS, "{ lin 2  0 1/4  3 3/4 }", "{ lin incomplete 0 3 }", "its derivation is incomplete"),
        (FLOWERS, "{ rnd 1  4 1 }", "{ asm }", "or rests on assumptions"),
        (NONE, "uns 5 3 6 4", "uns 6 3 5 4", "rests on assumptions"),
        (NONE, "uns 5 3 6 4", "uns 5 3 5 4", "rests on assumptions"),
        (NONE, "uns 5 3 6 4", "uns 3 3 6 4", "it does not follow in both halves"),
        (NONE, "INT 1\n0", "INT 1\n1", "leaves out integer points"),
        (NONE, "right G 1 ", "right G 1.5 ", "leaves out integer points"),
        (NONE.replace("left L 0 ", "left L 1/4 "), "right G 1 ", "right G 5/4 ", "leaves out integer points"),
        (NONE, "both G 1 0", "both G 1 1 0 1", "the last constraint is no contradiction"),
        (NONE, "DER 5\nleft", "DER 0\n%", "stands after the last derivation"),
        (NONE[: NONE.index("DER 5")] + "DER 0\n", "VER", "VER", "the last constraint is no contradiction"),
    ],
)
def test_what_does_not_follow_is_refused(text: str, old: str, new: str, why: str) -> None:
    assert old in text
    with pytest.raises((vipr.Refused, vipr.NotACertificate)) as raised:
        vipr.check(text.replace(old, new, 1))
    assert why in str(raised.value)


SOUGHT = """VER 1.1
VAR 1 x
INT 1 0
OBJ min 1 0 2
CON 1 1
low G 3/2 1 0 1
RTP range 4 4
SOL 1 two 1 0 2
DER 3
better L 3 OBJ { sol } -1
down L 1 1 0 1 { rnd 1 1 1/2 } -1
none L -1/2 0 { lin 2 2 1 0 -1 } -1
"""


def test_better_solutions_than_the_best_are_looked_for_and_not_found() -> None:
    """All values of the objective are integers, so a better one is at most 3."""
    assert vipr.check(SOUGHT).endswith("is 4")
    for old, new, why in (
        ("better L 3", "better L 2", "it is more than that solutions are better"),
        ("better L 3", "better G 3", "it is more than that solutions are better"),
        ("INT 1 0", "INT 0", "it is more than that solutions are better"),
        ("SOL 1 two 1 0 2", "SOL 0", "there is no solution that others could be better than"),
        ("range 4 4", "range 5 6", "the bound is beyond the best solution"),
        ("range 4 4", "infeas", "rests on assumptions"),
    ):
        with pytest.raises(vipr.Refused) as raised:
            vipr.check(SOUGHT.replace(old, new))
        assert why in str(raised.value)


def test_the_command_says_a_line_for_each_file_and_needs_nothing_but_python(tmp_path: Path) -> None:
    good, bad, none = (tmp_path / name for name in ("good.vipr", "bad.vipr", "none.vipr"))
    good.write_text(FLOWERS)
    bad.write_text(FLOWERS.replace("C6 G 1 ", "C6 G 2 "))
    none.write_bytes(b"\xff")
    command = [sys.executable, "-I", "-S", str(Path(vipr.__file__))]

    def run(*files: Path) -> tuple[int, list[str]]:
        told = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
        assert told.stderr == ""
        return told.returncode, told.stdout.splitlines()

    status, lines = run(good, bad)
    assert (status, lines[0]) == (1, f"{good}: verified: the minimum of the program in 2 variables (2 integers) is 1")
    assert lines[1] == f"{bad}: refused: 'C6', constraint 5: it does not follow from that sum"
    status, lines = run(bad, none, tmp_path / "nothing.vipr")
    assert status == 2
    assert lines[1].endswith("not a certificate: is not UTF-8 text (byte 0)")
    assert lines[2].endswith("not a certificate: cannot be read: No such file or directory")
