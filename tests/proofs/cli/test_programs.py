"""The commands about linear programs: answers, data, certificates, and what is refused."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from exact import integer
from proofs import checker
from proofs.cli import app, main

assert main  # makes the commands known to the app
EXAMPLES = Path(__file__).parents[3] / "examples" / "programs"
BAKER, ROSTER = EXAMPLES / "baker.lp", EXAMPLES / "overbooked.mps"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def written(folder: Path, content: str, name: str = "a.lp") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_an_optimum_with_its_point_and_its_multipliers(tmp_path: Path) -> None:
    told = run("lp", BAKER, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith("The maximum is 16.\nAt\n  cake = 9/2\n  pie = 1\nProved by the multipliers\n")
    plain = json.loads(run("lp", BAKER, "--out", tmp_path, "--json").stdout)
    assert (plain["answer"], plain["value"], plain["values"]) == ("optimal", "16", {"cake": "9/2", "pie": "1"})
    assert plain["multipliers"] == {"flour": "1", "butter": "1"}


def test_a_conflict_by_name_whose_certificate_shows_that_none_can_be_spared(tmp_path: Path) -> None:
    told = run("lp", ROSTER, "--out", tmp_path, "--json")
    assert told.exit_code == 1
    plain = json.loads(told.stdout)
    assert plain["answer"] == "infeasible"
    assert plain["conflict"] == ["DAY", "NIGHT", "ANNA", "the upper bound of B_NIGHT"]
    assert [each["holds"] for each in plain["others"]] == [True] * 4
    certificate = json.loads(Path(plain["certificate"]).read_text())
    assert [statement["holds"] for statement in certificate["statements"]] == [False, *[True] * 4]
    checker.verify(certificate)
    told = run("lp", ROSTER, "--out", tmp_path)
    assert "1 x [ B_NIGHT <= 45/2 ]   the upper bound of B_NIGHT" in told.stdout
    assert "Added up: 0 <= -1/2. That is false.\nNone can be spared" in told.stdout


def test_an_objective_that_improves_for_ever(tmp_path: Path) -> None:
    path = written(tmp_path, "max\n x + y\nst\n c: x - y <= 1\nend\n")
    told = run("lp", path, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith("There is no maximum: the objective improves for ever.")
    plain = json.loads(run("lp", path, "--out", tmp_path, "--json").stdout)
    assert plain["answer"] == "unbounded"
    assert set(plain["direction"]) <= {"x", "y"}


def test_without_an_objective_a_solution(tmp_path: Path) -> None:
    data = {"format": "exact-proofs/program/1", "rows": {"r": {"terms": {"x": "1/3"}, "equals": 1}}}
    told = run("lp", written(tmp_path, json.dumps(data), "a.json"), "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith("There is a solution.\nAt\n  x = 3\n")


def test_the_constant_of_an_objective_is_in_the_value_and_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "min\n x + 0.5\nst\n c: x >= 1\nend\n")
    told = run("lp", path, "--out", tmp_path)
    assert told.stdout.startswith("The minimum is 3/2.")
    assert "The certificate is about the objective without its constant 1/2." in told.stdout


CAKES = "max\n 3 x + 2.5 y + 0.25\nst\n flour: 2 x + 2 y <= 7\n oven: x - y <= 1\nbounds\n x <= 3\ngeneral\n x\nend\n"


def test_declared_integers_are_integers_and_a_branching_tree_shows_the_optimum(tmp_path: Path) -> None:
    path = written(tmp_path, CAKES)
    told = run("lp", path, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith(
        "The maximum is 10, where x is an integer.\nAt\n  x = 2\n  y = 3/2\nProved by a branching"
    )
    assert "The certificate is about the objective without its constant 1/4." in told.stdout
    plain = json.loads(run("lp", path, "--out", tmp_path, "--json").stdout)
    assert (plain["answer"], plain["value"], plain["values"]) == ("optimal", "10", {"x": "2", "y": "3/2"})
    assert plain["integers"] == ["x"]
    assert plain["tree"][0] == {"split": ["x", 2]}
    assert len(plain["tree"]) == 3
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))


def test_all_variables_or_none_are_integers_where_that_is_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, CAKES)
    told = run("lp", path, "--integer", "--out", tmp_path)
    assert told.stdout.startswith("The maximum is 35/4, where all variables are integers.\nAt\n  x = 2\n  y = 1\n")
    assert (tmp_path / "certificates" / "a.lp.integer.json").exists()
    told = run("lp", path, "--relax", "--out", tmp_path)
    assert told.stdout.startswith("The maximum is 81/8.")
    assert (tmp_path / "certificates" / "a.lp.relax.json").exists()
    told = run("lp", path, "--relax", "--integer", "--out", tmp_path)
    assert told.exit_code != 0
    assert told.stdout == ""


def test_no_integer_solution_though_there_is_another_one_and_none_at_all(tmp_path: Path) -> None:
    path = written(tmp_path, "max\n x\nst\n even: 2 x + 2 y = 5\ngeneral\n x y\nend\n")
    told = run("lp", path, "--out", tmp_path)
    assert told.exit_code == 1
    assert told.stdout.startswith(
        "There is no solution, where all variables are integers; if they may be any numbers, there is one.\n"
        "Proved by a branching tree with 1 leaf:\n  no integers, by 1/2 x [even], whose right side is no integer\n"
    )
    plain = json.loads(run("lp", path, "--out", tmp_path, "--json").stdout)
    assert (plain["answer"], plain["tree"]) == ("infeasible", [{"indivisible": {"even": "1/2"}}])
    told = run("lp", ROSTER, "--integer", "--out", tmp_path, "--json")
    assert json.loads(told.stdout)["conflict"] == ["DAY", "NIGHT", "ANNA", "the upper bound of B_NIGHT"]


def test_integers_without_an_objective_without_an_end_and_undecided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(integer, "NODES", 20)
    rows = {"r": {"terms": {"x": 2, "y": -2}, "at_most": 1}, "s": {"terms": {"x": 3, "y": -3}, "at_least": 1}}
    data = {"format": "exact-proofs/program/1", "rows": rows, "integers": ["x"]}
    path = written(tmp_path, json.dumps(data), "a.json")
    told = run("lp", path, "--out", tmp_path)
    assert told.stdout.startswith("There is a solution, where x is an integer.\nAt")
    told = run("lp", path, "--integer", "--out", tmp_path)
    assert told.exit_code == 3
    assert told.stdout.startswith("Undecided, where all variables are integers: 'x' is not bounded above")
    assert json.loads(run("lp", path, "--integer", "--out", tmp_path, "--json").stdout)["answer"] == "undecided"
    path = written(tmp_path, json.dumps({**data, "maximize": {"y": 1}}), "b.json")
    told = run("lp", path, "--out", tmp_path)
    assert told.stdout.startswith("There is no maximum, where x is an integer: the objective improves for ever.\nFrom")
    assert "along multiples of\n" in told.stdout
    table = run("lp", path, written(tmp_path, CAKES), "--out", tmp_path).stdout
    assert "unbounded" in table
    assert "maximum 10 in integers" in table


def test_the_example_with_markers_and_more_integers_than_are_named(tmp_path: Path) -> None:
    told = run("lp", EXAMPLES / "camp.mps", "--out", tmp_path)
    assert told.stdout.startswith("The minimum is 234, where BUS and VAN are integers.\nAt\n  BUS = 2\n  VAN = 2\n")
    assert "    VAN >= 2: nothing better, by 40 x [LUGGAGE]\n" in told.stdout
    names = [f"x{place}" for place in range(14)]
    rows = {"r": {"terms": dict.fromkeys([*names, "y"], 1), "at_most": 1}}
    data = {"format": "exact-proofs/program/1", "rows": rows, "integers": names}
    told = run("lp", written(tmp_path, json.dumps(data), "a.json"), "--out", tmp_path)
    assert "x11 and 2 others are integers" in told.stdout


# --- vipr ---


def test_the_certificate_in_the_format_vipr_is_verified_by_its_own_reader(tmp_path: Path) -> None:
    target = tmp_path / "a.vipr"
    for path, shown in (
        (BAKER, "the maximum of the program in 2 variables (0 integers) is 16"),
        (ROSTER, "the program in 4 variables (0 integers) has no solution"),
        (EXAMPLES / "camp.mps", "the minimum of the program in 3 variables (2 integers) is 234"),
    ):
        told = run("lp", path, "--vipr", target, "--out", tmp_path)
        assert f"\nin the format VIPR: {target}\ncertificate: " in told.stdout
        assert run("verify", target).stdout == f"{target}: verified: {shown}\n"
        plain = json.loads(run("verify", target, "--json").stdout)
        assert plain == {"command": "verify", "file": str(target), "verified": True, "shows": [shown]}
    asked = ("lp", EXAMPLES / "camp.mps", "--relax", "--vipr", target, "--out", tmp_path, "--json")
    relaxed = json.loads(run(*asked).stdout)
    assert relaxed["vipr"] == str(target)
    assert "(0 integers)" in run("verify", target).stdout
    told = run("verify", target, relaxed["certificate"])
    assert told.stdout.count(": verified: ") == 2


def test_vipr_is_for_one_program_and_states_no_rays(tmp_path: Path) -> None:
    target = tmp_path / "a.vipr"
    told = run("lp", BAKER, ROSTER, "--vipr", target, "--out", tmp_path)
    assert told.exit_code != 0
    assert told.stdout == ""
    path = written(tmp_path, "max\n x + y\nst\n c: x - y <= 1\nend\n")
    told = run("lp", path, "--vipr", target, "--out", tmp_path)
    assert told.exit_code == 0
    assert f"proofs: {target} is not written: VIPR states an optimum" in told.stderr
    assert not target.exists()


def test_what_is_wrong_with_a_vipr_certificate(tmp_path: Path) -> None:
    target = tmp_path / "a.vipr"
    run("lp", BAKER, "--vipr", target, "--out", tmp_path)
    content = target.read_text()
    target.write_text(content.replace("range 16 16", "range 15 15"))
    told = run("verify", target)
    why = "the last constraint does not give the bound, or rests on assumptions"
    assert (told.exit_code, told.stdout) == (1, f"{target}: refused: {why}\n")
    target.write_text(content.replace("RTP", "PTR"))
    told = run("verify", target)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "RTP was expected, not 'PTR'" in told.stderr
    assert json.loads(run("verify", target, "--json").stdout)["verified"] is None


def test_several_files_are_a_table_and_what_is_read_in_a_special_way_is_said(tmp_path: Path) -> None:
    large = written(tmp_path, "max\n x\nst\n x <= 3\nbounds\n x <= 1e30\nend\n")
    told = run("lp", large, BAKER, ROSTER, "--out", tmp_path)
    assert told.exit_code == 1
    assert told.stderr == f"proofs: {large}: a bound of 1e30 is read as none\n"
    assert "a conflict of 4" in told.stdout
    assert "maximum 16" in told.stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.lp", "max: 3x;\n", "line 1: a word and a colon at the beginning belong to the LP format of lp_solve"),
        ("a.mps", "ROWS\n N c\n", "the file has no line ENDATA; is it whole?"),
        ("a.json", '{"format": "exact-proofs/matrix/1", "entries": []}', "this is a matrix file"),
        ("a.json", "[1]", 'an object with "format": "exact-proofs/program/1" was expected, not a list'),
        ("a.poly", "_application polytope\n", "this is a file of polymake, which is not read"),
        ("a.lp", "", "the file has no line end; is it whole?"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = written(tmp_path, content, name)
    told = run("lp", path, "--out", tmp_path)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr.startswith(f"proofs: {path}")
    assert told.stderr.count("\n") == 1
    assert message in told.stderr


@pytest.mark.parametrize("path", [BAKER, ROSTER])
def test_other_commands_say_which_one_takes_linear_programs(path: Path, tmp_path: Path) -> None:
    told = run("structure", path, "--out", tmp_path)
    assert told.exit_code == 2
    assert "which is not read here, but by `proofs lp`; read are" in told.stderr


def test_a_file_of_cddlib_with_an_objective_and_one_without(tmp_path: Path) -> None:
    told = run("lp", EXAMPLES / "rooms.ine", "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith("The maximum is 23/3.\nAt\n  x0 = 10/3\n  x1 = 1/3\n")
    assert "  row 1 = 1/3\n  row 2 = 4/3\n" in told.stdout
    told = run("lp", written(tmp_path, INE, "b.ine"), "--out", tmp_path)
    assert told.stdout.startswith("There is a solution.\nAt\n")
    told = run("lp", written(tmp_path, "V-representation\nbegin\n1 2 integer\n1 0\nend\n", "c.ext"), "--out", tmp_path)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "these are generators; `proofs hull` gives their inequalities" in told.stderr


# --- redundant ---

INE = """H-representation
linearity 1 2
begin
 5 3 rational
 2 -1 -1
 1 -1 0
 1 0 -1
 4 -1 -1
 0.5 0 1
end
"""


def test_rows_of_an_ine_file_are_called_by_their_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, INE, "a.ine")
    told = run("redundant", path, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith(
        "2 of 5 rows and bounds can be left out: each is implied by some that stay.\n"
        "  row 3, x1 <= 1: 1 x [row 1] + -1 x [row 2]\n  row 4, x0 + x1 <= 4: 1 x [row 1]\n"
    )
    assert "decimal numbers are read exactly" in told.stderr
    plain = json.loads(run("redundant", path, "--out", tmp_path, "--json").stdout)
    assert plain["implied"] == {"row 3": {"row 1": "1", "row 2": "-1"}, "row 4": {"row 1": "1"}}
    assert sorted(plain["kept"]) == ["row 1", "row 2", "row 5"]
    assert plain["equations"] == []
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))


def test_bounds_count_as_rows_and_implicit_equations_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "min\n x\nst\n c: x + y <= 0\n d: x <= 7\nbounds\n y <= 3\nend\n")
    plain = json.loads(run("redundant", path, "--out", tmp_path, "--json").stdout)
    assert plain["equations"] == ["c", "the lower bound of x", "the lower bound of y"]
    assert set(plain["implied"]) == {"d", "the upper bound of y"}
    assert plain["implied"]["d"] == {"c": "1", "the lower bound of y": "1"}
    told = run("redundant", path, "--out", tmp_path)
    assert "3 inequalities hold with equality at every solution:\n  c, x + y <= 0\n" in told.stdout


def test_the_rows_of_a_matrix_and_of_an_option(tmp_path: Path) -> None:
    data = {"format": "exact-proofs/matrix/1", "columns": ["x", "y"], "entries": [[1, 0], [0, 1], [2, 3]]}
    plain = json.loads(
        run("redundant", written(tmp_path, json.dumps(data), "a.json"), "--out", tmp_path, "--json").stdout
    )
    assert plain["implied"] == {"row 3": {"row 1": "2", "row 2": "3"}}
    path = written(tmp_path, "begin\n 1 3 integer\n 1 1 1\nend\nnonnegative\n", "a.ine")
    plain = json.loads(run("redundant", path, "--out", tmp_path, "--json").stdout)
    assert plain["implied"] == {"row 1": {"row 2": "1", "row 3": "1"}}


def test_a_system_without_a_solution_is_told_with_its_conflict(tmp_path: Path) -> None:
    told = run("redundant", ROSTER, BAKER, "--out", tmp_path, "--json")
    assert told.exit_code == 1
    plain = [json.loads(line) for line in told.stdout.splitlines()]
    assert plain[0]["conflict"] == ["DAY", "NIGHT", "ANNA", "the upper bound of B_NIGHT"]
    assert plain[1]["implied"] == {"the lower bound of cake": {"promised": "1"}}


def test_integers_are_taken_as_any_numbers_which_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "max\n x\nst\n 2 x <= 3\n x <= 1\ngeneral\n x\nend\n")
    told = run("redundant", path, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stderr == f"proofs: {path}: x must be an integer; here it may be any number in its bounds\n"
    assert "  row 1, 2 x <= 3: 2 x [row 2]\n" in told.stdout


def test_generators_and_problems_are_sent_elsewhere(tmp_path: Path) -> None:
    path = written(tmp_path, "V-representation\nbegin\n 1 2 integer\n 1 1\nend\n", "a.ext")
    told = run("redundant", path, "--out", tmp_path)
    assert told.exit_code == 2
    assert told.stderr == f"proofs: {path}: these are generators; `proofs hull` gives their inequalities\n"
    told = run("redundant", written(tmp_path, '{"format": "exact-proofs/problem/1"}', "p.json"), "--out", tmp_path)
    assert told.exit_code == 2
    assert "this is a problem file; a linear program or matrix file was expected" in told.stderr


def test_a_search_that_is_over_early_tells_the_best_point_by_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, CAKES)
    told = run("lp", path, "--seconds", "0", "--out", tmp_path)
    assert told.exit_code == 3
    nothing = "Undecided, where x is an integer: the time was over after 0 s; 0 nodes solved, 1 waiting.\n"
    assert told.stdout == nothing
    solve = integer.Search.solve

    def interrupted(self: Any, box: Any, divisibility: bool) -> Any:
        if self.point is not None:
            raise KeyboardInterrupt
        return solve(self, box, divisibility)

    monkeypatch.setattr(integer.Search, "solve", interrupted)
    told = run("lp", path, "--integer", "--out", tmp_path)
    assert told.exit_code == 130
    assert "all variables are integers: interrupted; " in told.stdout
    assert "The best so far has the value " in told.stdout
    line = run("lp", path, "--integer", "--out", tmp_path, "--json").stdout
    plain = json.loads(line.splitlines()[0])
    assert (plain["holds"], plain["answer"]) == (None, "undecided")
    assert Fraction(plain["value"]) <= Fraction(35, 4)
    assert [each["holds"] for each in plain["others"]] == [True]
    values = {name: Fraction(value) for name, value in plain["values"].items()}
    at = [values.get(name, Fraction(0)) for name in ("x", "y")]
    assert 3 * at[0] + Fraction(5, 2) * at[1] + Fraction(1, 4) == Fraction(plain["value"])
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))


def test_long_lists_are_cut_with_a_count_and_printed_whole_with_all(tmp_path: Path) -> None:
    names = [f"x{k}" for k in range(20)]
    bounds = "".join(f" {name} <= 1\n" for name in names)
    path = written(tmp_path, f"max\n {' + '.join(names)}\nst\n all: {' + '.join(names)} <= 30\nbounds\n{bounds}end\n")
    cut = run("lp", path, "--out", tmp_path).stdout
    assert "  x11 = 1\n  ... and 8 others (--all prints all)\n" in cut
    whole = run("lp", path, "--all", "--out", tmp_path).stdout
    assert "  x19 = 1\n" in whole
    assert "..." not in whole


def test_the_multipliers_of_cddlib_s_rows_are_about_the_rows_as_they_are_written(tmp_path: Path) -> None:
    text = "begin\n3 3 rational\n5 -1/2 -1/3\n0 1 0\n0 0 1\nend\nmaximize\n0 3 2\n"
    plain = json.loads(run("lp", written(tmp_path, text, "a.ine"), "--out", tmp_path, "--json").stdout)
    assert (plain["value"], plain["multipliers"]) == ("30", {"row 1": "6"})
    rows = "begin\n4 3 integer\n30 -6 -6\n0 4 0\n0 0 1\n7 -1 -1\nend\n"
    path = written(tmp_path, rows, "b.ine")
    plain = json.loads(run("redundant", path, "--out", tmp_path, "--json").stdout)
    assert plain["implied"] == {"row 4": {"row 1": "1/6"}}
    told = run("project", path, "--onto", "x0", "--out", tmp_path).stdout
    assert "x0 <= 5: 1/6 x [row 1] + 1 x [row 3]" in told
    matrix = written(tmp_path, json.dumps([[2, 0], [6, 0]]), "m.json")
    plain = json.loads(run("redundant", matrix, "--out", tmp_path, "--json").stdout)
    assert plain["implied"] == {"row 2": {"row 1": "3"}}


def test_rows_called_as_other_rows_and_bounds_are_keep_their_multipliers(tmp_path: Path) -> None:
    rows = {
        "r": {"terms": {"x": 1, "y": 1}, "at_most": 10, "at_least": 1},
        "r (upper end)": {"terms": {"y": 1}, "at_most": 4},
        "the upper bound of x": {"terms": {"x": 1, "y": -1}, "at_most": 50},
    }
    program = {"format": "exact-proofs/program/1", "maximize": {"x": 2, "y": 3}, "rows": rows}
    path = written(tmp_path, json.dumps({**program, "bounds": {"x": {"at_least": 0, "at_most": 60}}}), "a.json")
    plain = json.loads(run("lp", path, "--out", tmp_path, "--json").stdout)
    assert plain["multipliers"] == {"r (upper end)": "1", "r (upper end)'": "2"}
    assert plain["value"] == "24"


def test_a_constant_is_in_the_value_and_said_beside_it(tmp_path: Path) -> None:
    plain = json.loads(run("lp", written(tmp_path, CAKES), "--out", tmp_path, "--json").stdout)
    assert (plain["value"], plain["constant"]) == ("10", "1/4")
    assert plain["statement"].endswith(" is 39/4")


def test_a_conflict_has_the_multipliers_of_bounds_and_rows_before_bounds(tmp_path: Path) -> None:
    path = written(tmp_path, "min\n x\nst\n c: x + 5 y <= 3\n d: x >= 1\nbounds\n y >= 1\nend\n")
    plain = json.loads(run("lp", path, "--out", tmp_path, "--json").stdout)
    assert plain["multipliers"] == {"c": "1", "d": "1", "the lower bound of y": "5"}


def test_vipr_is_written_to_files_called_so(tmp_path: Path) -> None:
    path = written(tmp_path, CAKES)
    told = run("lp", path, "--vipr", path, "--out", tmp_path)
    assert told.exit_code != 0
    assert "by the end .vipr of their name" in str(told.exception)
    assert path.read_text() == CAKES
