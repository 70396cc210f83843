"""Linear programs as files: the same program from each format, what is refused, and what HiGHS answers about them."""

from __future__ import annotations

import json
import math
import random
from fractions import Fraction
from pathlib import Path

import highspy
import pytest

from exact.linear import Feasible, Optimal, Unbounded, feasibility, optimum
from exact.linear.named import system_of
from proofs.formats import lp, mps
from proofs.formats.programs import load_program, program_from_plain
from proofs.plain.reading import BadInput

LP = r"""\ a baker
Maximize
 profit: 3 cake + 2.5 pie
 + 10
Subject To
 flour: 2 cake + pie <= 10
 1 <= cake + pie <= 5
 -1.1 x + 2 y >= -3
 even: z - x = 1/3
Bounds
 cake <= 4
 0 <= pie <= 1/2
 x >= -inf
 y free
 -1e30 <= z <= 3e-1
General
 cake
End
"""
MPS = """* a baker
NAME baker
OBJSENSE
    MAX
ROWS
 N profit
 L flour
 G row2
 G row3
 E even
 N second
COLUMNS
 M 'MARKER' 'INTORG'
 cake profit 3 flour 2
 cake row2 1
 M2 'MARKER' 'INTEND'
 pie profit 2.5 flour 1
 pie row2 1
 x row3 -1.1 even -1
 y row3 2
 z even 1
RHS
 R flour 10 row2 1
 R row3 -3 even 1/3
 R profit -10
RANGES
 S row2 4
BOUNDS
 UP B cake 4
 UP B pie .5
 MI B x
 FR B y
 LO B z -1e30
 UP B z 3e-1
ENDATA
"""
JSON = {
    "format": "exact-proofs/program/1",
    "maximize": {"cake": 3, "pie": "2.5"},
    "rows": {
        "flour": {"terms": {"cake": 2, "pie": 1}, "at_most": 10},
        "row 2": {"terms": {"cake": 1, "pie": 1}, "at_least": 1, "at_most": 5},
        "row 3": {"terms": {"x": "-11/10", "y": 2}, "at_least": -3},
        "even": {"terms": {"z": 1, "x": -1}, "equals": "1/3"},
    },
    "bounds": {
        "cake": {"at_least": 0, "at_most": 4},
        "pie": {"at_least": 0, "at_most": "1/2"},
        "z": {"at_most": "0.3"},
    },
    "integers": ["cake"],
}


def test_the_same_program_is_read_from_each_format() -> None:
    systems = [system_of(program) for program in (lp.parse(LP), mps.parse(MPS), program_from_plain(JSON))]
    assert systems[0].system == systems[1].system == systems[2].system
    assert systems[0].labels == ("flour", "row 2 (upper end)", "row 2 (lower end)", "row 3", "even")
    programs = lp.parse(LP), mps.parse(MPS)
    assert {program.constant for program in programs} == {10}
    assert {program.sense for program in programs} == {"max"}
    assert {program.integers for program in programs} == {("cake",)}
    assert programs[0].notes == ("input: a bound of -1e30 is read as none",)
    assert programs[1].notes[0] == "input: the row second is a second objective and is left out"


def test_a_decimal_is_the_decimal_that_is_written() -> None:
    (row,) = lp.parse("min\n x\nst\n 0.1 x >= 0.30000000000000000001\nend").rows
    assert row.terms == {"x": Fraction(1, 10)}
    assert row.low == Fraction(30000000000000000001, 10**20)


FIXED = """NAME          blanks
ROWS
 N  cost
 G  need of
COLUMNS
    first x   cost             1.5     need of        2.0
    first y   need of          1.0
RHS
              need of         0.25
BOUNDS
 UP           first x           10
ENDATA
"""


def test_fixed_columns_hold_names_with_blanks_and_a_set_without_a_name() -> None:
    program = mps.parse(FIXED)
    assert program.variables == ("first x", "first y")
    (row,) = program.rows
    assert (row.name, row.terms, row.low) == ("need of", {"first x": 2, "first y": 1}, Fraction(1, 4))
    assert program.ends("first x") == (0, 10)


@pytest.mark.parametrize(
    ("kind", "width", "ends"),
    [("L", -2, (3, 5)), ("L", 2, (3, 5)), ("G", -2, (5, 7)), ("G", 2, (5, 7)), ("E", 2, (5, 7)), ("E", -2, (3, 5))],
)
def test_a_range_opens_to_the_side_that_its_row_says(kind: str, width: int, ends: tuple[int, int]) -> None:
    text = f"ROWS\n N c\n {kind} r\nCOLUMNS\n x r 1\nRHS\n R r 5\nRANGES\n R r {width}\nENDATA\n"
    (row,) = mps.parse(text).rows
    assert (row.low, row.high) == ends


@pytest.mark.parametrize(
    ("lines", "ends", "integer"),
    [
        (" UP B x 4", (0, 4), False),
        (" UP x 4", (0, 4), False),
        (" LO B x -2", (-2, None), False),
        (" FX B x 2", (2, 2), False),
        (" FR B x", (None, None), False),
        (" FR x", (None, None), False),
        (" FR B x 0", (None, None), False),
        (" MI B x\n UP B x -1", (None, -1), False),
        (" PL B x", (0, None), False),
        (" BV B x", (0, 1), True),
        (" LI B x 2", (2, None), True),
        (" UI B x 2", (0, 2), True),
        (" UP B x 1e30", (0, None), False),
    ],
)
def test_every_type_of_bound(lines: str, ends: tuple[int | None, int | None], integer: bool) -> None:
    program = mps.parse(f"ROWS\n N c\nCOLUMNS\n x c 1\nBOUNDS\n{lines}\nENDATA\n")
    assert program.ends("x") == ends
    assert program.integers == (("x",) if integer else ())


def in_mps(change: tuple[str, str]) -> str:
    assert change[0] in MPS
    return MPS.replace(*change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("ENDATA\n", ""), "the file has no line ENDATA"),
        (("ENDATA\n", "ENDATA\n x\n"), "something stands after ENDATA"),
        ((" N second", " N flour"), "line 11: the row 'flour' stands there twice"),
        ((" N second", " K second"), "a line of ROWS is N, L, G or E, and a name"),
        (("cake row2 1", "cake row2 1 row2 1"), "the entry of 'cake' in 'row2' stands there twice"),
        (("cake row2 1", "cake row9 1"), "there is no row 'row9'"),
        (("cake row2 1", "cake row2"), "a name is followed by one or two pairs of a row and a number"),
        (("cake row2 1", "cake row2 one"), '"one" is no number such as 3, 3/7 or 0.125'),
        (("'INTEND'", "'SOSEND'"), "special-ordered sets are not read"),
        ((" R profit -10", " R2 profit -10"), "a second set of right sides, 'R2' beside 'R'; keep one"),
        ((" R profit -10", " R flour 9"), "a second right side of 'flour'"),
        ((" R profit -10", " R profit 1e30"), "programs take a right side of 1e20 or more for none"),
        ((" S row2 4", " S profit 4"), "is an objective and has no range"),
        ((" FR B y", " SC B y 3"), "the type of bound 'SC' is not read"),
        ((" FR B y", " FR B w 1"), "there is no variable"),
        ((" UP B cake 4", " UP C cake 4"), "a second set of bounds"),
        ((" UP B cake 4", " UP B cake -4"), "cake has an upper bound below 0 and no lower one"),
        ((" UP B cake 4\n", ""), "cake is an integer without bounds; programs differ on whether the upper one is 1"),
        ((" UP B cake 4", " UP B cake -inf"), "a bound UP of -inf leaves no number"),
        ((" UP B pie .5", " UP B cake 5"), "a second upper bound of 'cake'"),
        (("    MAX", "    MOST"), "OBJSENSE is MAX or MIN, not 'MOST'"),
        (("ENDATA", "QUADOBJ\n x x 1\nENDATA"), "the section 'QUADOBJ' is not read"),
        (("RHS\n", "RHS R flour 10\n"), "something stands beside RHS"),
    ],
)
def test_an_mps_file_that_is_wrong_is_refused_with_the_place(change: tuple[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=r"^x\.mps[,:]") as caught:
        mps.parse(in_mps(change), "x.mps")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("End\n", ""), "the file has no line end"),
        (("End\n", "End\nx"), "line 19: something stands after END"),
        (("Maximize", "Best"), "something stands before maximize or minimize"),
        (("Maximize", "Max:"), "the LP format of lp_solve"),
        (("Subject To", "Max"), "an LP file begins with maximize or minimize, once"),
        (("Bounds", "Subject to"), "the rows follow the objective, once"),
        (("General", "SOS"), "'SOS' is not read"),
        (("<= 10", "<= 10;"), "semicolons belong to the LP format of lp_solve"),
        (("2.5 pie", "2.5 pie^2"), "line 3: squares are not read"),
        (("2.5 pie", "2.5 * pie"), "products are not read"),
        (("2.5 pie", "[ pie ] / 2"), "quadratic parts are not read"),
        (("<= 10", "<= 10 x"), "line 6: the right side of a row is one number"),
        (("<= 10", "<= x"), "line 6: the right side of a row is one number"),
        (("2 cake + pie <= 10", "2 cake + 3 <= 10"), "line 6: a row has no constant beside its variables"),
        (("flour: 2 cake + pie", "flour: "), "a row begins with its terms, or with one number"),
        (("2 cake + pie", "2 cake + pie - cake"), "line 6: 'cake' stands twice in one sum"),
        (("2 cake + pie", "2 cake + inf"), "line 6: 'inf' is no variable"),
        (("<= 10", "<= 1e20"), "line 6: programs take a right side of 1e20 or more for none"),
        (("<= 10", ""), "a row has <=, >= or = after its terms"),
        (("2 cake + pie <= 10", "10 >= 2 cake + pie"), "a row that begins with a number has two ends"),
        ((" 1 <= cake + pie <= 5", " 1 <= cake + pie >= 5"), "of the two ends of a row one is below"),
        ((" 1 <= cake + pie <= 5", " 1 <= cake + pie = 5"), "of the two ends of a row one is below"),
        ((" 1 <= cake + pie <= 5", " 1 = cake + pie <= 5"), "an equation has its number on the right"),
        (("even:", "flour:"), "two rows have the name 'flour'"),
        ((" y free", " y"), "what is the bound of 'y'?"),
        ((" y free", " y <= z"), "a bound is a number, or inf"),
        ((" y free", " y <= -inf"), "a bound of -inf on this side leaves 'y' no number"),
        ((" y free", " 3 <= 4 y"), "a bound is about one variable"),
        (("General\n cake", "General\n bread"), "'bread' is no variable"),
        (("General", "Binary"), "'cake' is binary and has other bounds"),
        ((" + 10", " +"), "a sign is followed by a number or a variable"),
        (("3 cake", "3 4 cake"), "'4' does not belong into the objective"),
        (("-1e30", "-1e3000"), '"-1e3000" has an exponent beyond 1000'),
    ],
)
def test_an_lp_file_that_is_wrong_is_refused_with_the_place(change: tuple[str, str], message: str) -> None:
    assert change[0] in LP
    with pytest.raises(ValueError, match=r"^(x\.lp[,:]|two rows)") as caught:
        lp.parse(LP.replace(*change, 1), "x.lp")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"minimize": {}}, 'write "maximize" or "minimize", not both'),
        ({"maximize": {"x": 0.5}}, "maximize.x: 0.5 is a float and floats are not exact"),
        ({"rows": {"r": {"terms": {"x": 1}}}}, 'rows.r: "at_most", "at_least" or "equals" is missing'),
        ({"rows": {"r": {"terms": {"x": 1}, "equals": 1, "at_most": 2}}}, '"equals" stands alone'),
        ({"rows": []}, "rows: an object was expected"),
        ({"integers": ["w"]}, 'integers: "w" is not in the rows'),
        ({"integers": [["w"]]}, "integers"),
        ({"limits": {}}, 'the key "limits" is unknown'),
    ],
)
def test_a_json_program_that_is_wrong_is_refused_with_the_place(change: dict[str, object], message: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        program_from_plain({**JSON, **change})
    assert message in str(caught.value)


def test_a_file_is_read_by_its_suffix_or_its_beginning(tmp_path: Path) -> None:
    for content, names in ((LP, ("a.lp", "a.txt")), (MPS, ("a.mps", "b")), (json.dumps(JSON), ("a.json", "c"))):
        for name in names:
            (tmp_path / name).write_text(content)
            assert load_program(str(tmp_path / name)).integers == ("cake",)
    (tmp_path / "a.mps").write_text(LP)
    with pytest.raises(BadInput, match=r"a\.mps, line 1"):
        load_program(str(tmp_path / "a.mps"))


# --- the same files for HiGHS ---


def random_program(seed: int) -> tuple[str, str]:
    """A random program as MPS and as LP: all types of rows, ranges, bounds and numerals."""
    chance = random.Random(seed)
    size, height = chance.randint(1, 6), chance.randint(1, 6)
    names = [f"x{j}" for j in range(size)]
    maximize = chance.random() < 0.5
    cost = {name: numeral(chance) for name in names}
    rows = [
        (f"r{i}", chance.choice("LGE"), {n: numeral(chance) for n in names if chance.random() < 0.7}, numeral(chance))
        for i in range(height)
    ]
    ranges = {name: numeral(chance) for name, kind, terms, _ in rows if kind != "E" and terms and chance.random() < 0.3}
    bounds = {name: chance.choice(["", "FR", "UP 3", "LO -2.5", "FX 1.5", "MI UP 2"]) for name in names}
    lines = ["NAME t", "OBJSENSE", "    MAX" if maximize else "    MIN", "ROWS", " N cost"]
    lines += [f" {kind} {name}" for name, kind, _, _ in rows]
    lines += ["COLUMNS"]
    for name in names:
        lines.append(f" {name} cost {cost[name]}")
        lines += [f" {name} {row} {terms[name]}" for row, _, terms, _ in rows if name in terms]
    lines += ["RHS", *(f" R {name} {right}" for name, _, _, right in rows)]
    lines += ["RANGES", *(f" G {name} {width}" for name, width in ranges.items())] if ranges else []
    lines += ["BOUNDS"]
    text = ["maximize" if maximize else "minimize", " cost: " + added(cost), "subject to"]
    for name, kind, terms, right in rows:
        sense = {"L": "<=", "G": ">=", "E": "="}[kind]
        if not terms:
            terms = {names[0]: "0"}
        text.append(f" {name}: {added(terms)} {sense} {right}")
        if name in ranges:
            other = Fraction(right) + abs(Fraction(ranges[name])) * (1 if kind == "G" else -1)
            text.append(f" {name}b: {added(terms)} {'<=' if kind == 'G' else '>='} {float(other)!r}")
    text.append("bounds")
    for name, kinds in bounds.items():
        words = kinds.split()
        if words[:1] in (["FR"], ["MI"]):
            lines.append(f" {words.pop(0)} B {name}")
            text.append(f" {name} free" if not words else f" -inf <= {name} <= 2")
        if words:
            lines.append(f" {words[0]} B {name} {words[1]}")
            if kinds[:2] != "MI":
                text.append(f" {name} {SENSES[words[0]]} {words[1]}")
    return "\n".join([*lines, "ENDATA", ""]), "\n".join([*text, "end", ""])


SENSES = {"UP": "<=", "LO": ">=", "FX": "="}


def numeral(chance: random.Random) -> str:
    return chance.choice(["1", "-2", "0.5", "-.25", "3.0", "1e1", "-2.5E-1", "4", "-1"])


def added(terms: dict[str, str]) -> str:
    return " ".join(f"{'-' if word[0] == '-' else '+'} {word.lstrip('-')} {name}" for name, word in terms.items())


def by_highs(path: Path) -> tuple[str, float]:
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.setOptionValue("presolve", "off")
    solver.run()
    return str(solver.getModelStatus()).rpartition(".k")[2], solver.getInfo().objective_function_value


@pytest.mark.parametrize("part", range(4))
def test_highs_reads_the_same_files_and_gives_the_same_answers(part: int, tmp_path: Path) -> None:
    answers: set[str] = set()
    for seed in range(part, 160, 4):
        for suffix, content in zip(("mps", "lp"), random_program(seed), strict=True):
            path = tmp_path / f"a.{suffix}"
            path.write_text(content)
            status, value = by_highs(path)
            program = load_program(str(path))
            assert program.sense is not None
            verdict = optimum(system_of(program).system, program.objective, program.sense)
            assert verdict.verify()
            expected: type = {"Optimal": Optimal, "Infeasible": Feasible, "Unbounded": Unbounded}[status]
            assert isinstance(verdict.statement, expected), (seed, suffix)
            answers.add(status)
            if isinstance(verdict.statement, Optimal):
                assert math.isclose(value, verdict.value + program.constant, rel_tol=1e-7, abs_tol=1e-6), (seed, suffix)
    assert answers == {"Optimal", "Infeasible", "Unbounded"}


def test_a_bound_that_leaves_nothing_is_a_row_that_contradicts_the_other() -> None:
    labelled = system_of(lp.parse("min\nst\nbounds\n 3 <= x <= 2\nend"))
    assert not feasibility(labelled.system)
    assert labelled.labels == ("the upper bound of x",)
