"""Random MPS files in the fixed format, in netlib's style: names with blanks, ranges, all types of bounds, integers.

HiGHS reads the same files and finds the same optimum, within its tolerance; so it does where all integers are relaxed.
Its reader of the fixed format takes BV, LI and UI for other bounds than that of the free format does, so these are in
files without blanks in names, which it reads as free.
"""

from __future__ import annotations

import math
import random
from fractions import Fraction
from pathlib import Path

import highspy
import pytest

from exact.linear import Feasible, Optimal, optimum
from exact.linear.named import system_of
from exact.mixed_integer import IntegerFeasible, IntegerOptimal, integer_optimum
from proofs.formats import mps
from proofs.formats.programs import load_program

NUMERALS = ("1.", "-2", "0.5", "-.25", "3.0", "1e1", "-2.5E-1", "4", "-1")
BOUNDS = ("", "UP 3", "LO -2.5", "FX 1.5", "MI UP 2", "FR", "PL", "LO -1 UP 4", "BV", "LI -2 UI 3", "UI 4")


def card(*fields: str) -> str:
    """A line of the fixed format: fields in columns 2-3, 5-12, 15-22, 25-36, 40-47 and 50-61."""
    line = ""
    for start, each in zip((1, 4, 14, 24, 39, 49), fields, strict=False):
        line = line.ljust(start) + each
    return line.rstrip()


def random_file(seed: int, blanks: bool) -> str:
    chance = random.Random(seed)
    names = [chance.choice(["X {}", "BUY {}", "{} A B", "C{}"]).format(place) for place in range(chance.randint(1, 5))]
    integer = ["LO 0 UP 3", "LO -2.5 UP 2.5", "LO 1 UP 9", *(() if blanks else BOUNDS[8:])]
    rows = [(f"ROW {number}", chance.choice("LGE" if number else "LG")) for number in range(chance.randint(1, 4))]
    lines = ["NAME          SAMPLE", "ROWS", card("N", "COST OF"), *(card(kind, row) for row, kind in rows), "COLUMNS"]
    bounds = []
    for place, name in enumerate(names):
        # A marker before every second variable makes it an integer; then it needs both bounds, on which programs agree.
        within = place % 2 == 1
        own = chance.choice(integer if within else BOUNDS[:8]).split()
        if within:
            lines.append(card("", f"M{place}", "'MARKER'", "", "'INTORG'"))
        entries = [("COST OF", chance.choice(NUMERALS))]
        entries += [(row, chance.choice(NUMERALS)) for row, _ in rows if chance.random() < 0.8]
        for one, *other in zip(entries[::2], entries[1::2], strict=False):
            lines.append(card("", name, *one, *other[0]))
        if len(entries) % 2:
            lines.append(card("", name, *entries[-1]))
        if within:
            lines.append(card("", f"N{place}", "'MARKER'", "", "'INTEND'"))
        while own:
            kind = own.pop(0)
            bounds.append(card(kind, "SET 1", name, *([own.pop(0)] if kind in ("LO", "UP", "FX", "LI", "UI") else [])))
    lines += ["RHS", *(card("", "RIGHT", row, chance.choice(NUMERALS)) for row, _ in rows)]
    lines += [card("", "RIGHT", "COST OF", chance.choice(NUMERALS))] * (seed % 3 == 0)
    ranged = [card("", "RNG", row, chance.choice(NUMERALS)) for row, kind in rows if chance.random() < 0.4]
    lines += ["RANGES", *ranged] if ranged else []
    text = "\n".join([*lines, *(["BOUNDS", *bounds] if bounds else []), "ENDATA", ""])
    for name in () if blanks else ("COST OF", "SET 1", *names, *(row for row, _ in rows)):
        text = text.replace(name, name.replace(" ", "_"))
    return text


def by_highs(path: Path, free: bool, relaxed: bool) -> tuple[str, float]:
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("mps_parser_type_free", free), ("presolve", "off")):
        solver.setOptionValue(option, value)
    solver.setOptionValue("solve_relaxation", relaxed)
    solver.setOptionValue("mip_rel_gap", 0.0)
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.run()
    return str(solver.getModelStatus()).rpartition(".k")[2], solver.getInfo().objective_function_value


@pytest.mark.parametrize("part", range(2))
def test_highs_gives_the_same_answers(part: int, tmp_path: Path) -> None:
    answers = set()
    for seed in range(part, 100, 2):
        path = tmp_path / "a.mps"
        blanks = seed % 4 > 1
        path.write_text(random_file(seed, blanks))
        program = load_program(str(path))
        system = system_of(program).system
        assert program.sense == "min"
        for relaxed in (True, False):
            status, value = by_highs(path, not blanks, relaxed)
            answers.add(status)
            if relaxed:
                verdict = optimum(system, program.objective, "min")
            else:
                verdict = integer_optimum(system, program.objective, "min", program.integers)
            assert verdict.verify()
            if status == "Optimal":
                assert isinstance(verdict.statement, Optimal | IntegerOptimal), (seed, relaxed)
                assert math.isclose(value, verdict.value + program.constant, rel_tol=1e-7, abs_tol=1e-6), seed
            elif status == "Infeasible":
                assert isinstance(verdict.statement, Feasible | IntegerFeasible), (seed, relaxed)
                assert not verdict.holds
            else:  # HiGHS need not tell unbounded from infeasible
                assert not isinstance(verdict.statement, Optimal | IntegerOptimal), (seed, relaxed)
    assert {"Optimal", "Infeasible", "Unbounded"} <= answers


def test_every_type_of_bound_in_one_file_is_read_as_it_is_written() -> None:
    kinds = {
        "UP": ("UP 3", (0, 3)),
        "LO": ("LO -2.5", (Fraction(-5, 2), None)),
        "FX": ("FX 1.5", (Fraction(3, 2), Fraction(3, 2))),
        "MI": ("MI", (None, None)),
        "FR": ("FR", (None, None)),
        "PL": ("PL", (0, None)),
        "BV": ("BV", (0, 1)),
        "LI": ("LI -2", (-2, None)),
        "UI": ("UI 4", (0, 4)),
    }
    names = {kind: f"OF {kind}" for kind in kinds}
    lines = ["NAME", "ROWS", card("N", "COST"), card("G", "AT LEAST"), "COLUMNS"]
    lines += [card("", name, "COST", "1", "AT LEAST", "-.5") for name in names.values()]
    lines += [
        "RHS",
        card("", "", "COST", "-12.25", "AT LEAST", "-3"),
        "RANGES",
        card("", "R", "AT LEAST", "2"),
        "BOUNDS",
    ]
    for kind, (word, _) in kinds.items():
        lines.append(card(kind, "B", names[kind], *word.split()[1:]))
    program = mps.parse("\n".join([*lines, "ENDATA"]))
    assert {name: program.ends(name) for name in names.values()} == {
        names[kind]: ends for kind, (_, ends) in kinds.items()
    }
    assert program.integers == ("OF BV", "OF LI", "OF UI")
    assert program.constant == Fraction(49, 4)
    (row,) = program.rows
    assert (row.name, row.low, row.high) == ("AT LEAST", -3, -1)
