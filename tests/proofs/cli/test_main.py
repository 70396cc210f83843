"""The command: exit statuses, streams, and one sentence for bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from proofs.cli import main as main_module
from proofs.cli.main import app
from proofs.plain.output import directory
from proofs.plain.reading import BadInput

ROOT = Path(__file__).parents[3]
PROBLEMS = ROOT / "examples" / "problems"
MARKET = ROOT / "examples" / "markets" / "two-price.json"


def proofs(*arguments, given="", cwd=None, env=None):
    command = [sys.executable, "-m", "proofs.cli.main", *map(str, arguments)]
    surroundings = {**os.environ, **(env or {})}
    return subprocess.run(
        command, capture_output=True, text=True, input=given, cwd=cwd or ROOT, env=surroundings, check=False
    )


@pytest.mark.parametrize(("suffix", "status", "holds"), [("", 0, True), ("_not_implementable", 1, False)])
def test_implement_answers_with_a_certificate_that_verifies(tmp_path, suffix, status, holds):
    result = proofs("implement", PROBLEMS / f"example_7_course_allocation{suffix}.json", "--json", "--out", tmp_path)
    assert result.returncode == status
    answer = json.loads(result.stdout)
    assert answer["holds"] is holds
    assert {"statement", "evidence", "certificate", "seconds"} <= set(answer)
    assert proofs("verify", answer["certificate"]).returncode == 0
    assert json.loads(proofs("verify", "--json", answer["certificate"]).stdout)["verified"] is True


def test_all_example_problems_are_answered_as_their_names_say(tmp_path):
    paths = [path for path in sorted(PROBLEMS.glob("*.json")) if "interim_rule" in json.loads(path.read_text())]
    result = proofs("implement", "--json", "--out", tmp_path, *paths)
    answers = {Path(a["file"]).stem: a for a in map(json.loads, result.stdout.splitlines())}
    assert len(answers) == len(paths)
    assert all(answers[path.stem]["holds"] == ("not_implementable" not in path.stem) for path in paths)
    assert proofs("verify", *(a["certificate"] for a in answers.values())).returncode == 0


def test_several_files_make_a_table_and_statuses_add_up(tmp_path):
    good, bad = PROBLEMS / "example_4_assignment.json", tmp_path / "absent.json"
    assert proofs("implement", good, good, "--out", tmp_path).returncode == 0
    refused = PROBLEMS / "example_4_assignment_not_implementable.json"
    table = proofs("implement", good, refused, "--out", tmp_path)
    assert table.returncode == 1
    assert "violates an inequality in 2 terms: 5/12 > 1/3" in table.stdout
    mixed = proofs("implement", good, refused, bad, "--out", tmp_path)
    assert mixed.returncode == 2
    assert mixed.stderr.count("\n") == 1


def test_a_problem_may_come_from_standard_input(tmp_path):
    source = (PROBLEMS / "example_1_buyer_seller.json").read_text()
    assert proofs("implement", "-", "--out", tmp_path, given=source).returncode == 0
    assert (tmp_path / "certificates" / "stdin.implement.json").exists()


def test_a_certificate_may_come_from_standard_input(tmp_path):
    assert proofs("best", MARKET, "--among", "constant", "--out", tmp_path).returncode == 0
    (written,) = (tmp_path / "certificates").iterdir()
    told = proofs("verify", "-", given=written.read_text())
    assert (told.returncode, "verified: the least social cost" in told.stdout) == (0, True)
    told = proofs("verify", "-", given=written.read_text().replace('"holds": true', '"holds": false'))
    assert told.returncode == 1


def test_an_interruption_is_one_sentence_after_the_answers_that_are_done(tmp_path, monkeypatch, capsys):
    def interrupted(*_ignored, **_named):
        raise KeyboardInterrupt

    other = tmp_path / "other.json"
    other.write_text(MARKET.read_text())
    real = main_module.best.Decision
    decisions = iter([real, interrupted])
    monkeypatch.setattr(main_module.best, "Decision", lambda *parts: next(decisions)(*parts))
    monkeypatch.setattr(sys, "argv", ["proofs", "best", str(MARKET), str(other), "--out", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as left:
        main_module.main()
    told = capsys.readouterr()
    assert left.value.code == 130
    assert told.out.startswith("the status quo ")
    first, second = told.err.splitlines()
    assert first == f"proofs: 1 of 2 files answered; ask again about {other}"
    assert second.startswith("proofs: interrupted in other.best; certificates written so far are kept; what is not")


@pytest.mark.parametrize("content", ["", "{}", "[1.5]", '{"format": "exact-proofs/problem/1", "agents": 3}'])
def test_bad_input_is_one_sentence_and_status_2(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_text(content)
    result = proofs("implement", path, "--out", tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"proofs: {path}: ")
    assert result.stderr.count("\n") == 1


def test_a_problem_without_an_interim_rule_has_nothing_to_decide(tmp_path):
    data = json.loads((PROBLEMS / "example_4_assignment.json").read_text())
    del data["interim_rule"]
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(data))
    result = proofs("implement", path)
    assert result.returncode == 2
    assert '"interim_rule" is missing' in result.stderr


def test_implement_and_tum_need_no_objective(tmp_path):
    """What is wrong with an objective `design` says, and no other command looks."""
    data = json.loads((PROBLEMS / "design_assignment_welfare.json").read_text())
    kinds = ("strong", "weak")
    data["prior"] = {
        "joint": [
            {"profile": {"i1": one, "i2": two}, "probability": "1/3" if one == two else "1/6"}
            for one in kinds
            for two in kinds
        ]
    }
    data["objective"]["incentives"] = "sure"
    path = tmp_path / "correlated.json"
    path.write_text(json.dumps(data))
    asked = proofs("implement", path, "--out", tmp_path)
    assert asked.returncode == 2
    assert '"interim_rule" is missing' in asked.stderr
    assert proofs("tum", path, "--out", tmp_path).returncode in (0, 1)
    assert '"sure" is not known here' in proofs("design", path, "--out", tmp_path).stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["tum", MARKET],
            "this is a market file; a problem, matrix, structure or linear program file was expected (polarized",
        ),
        (["rays", MARKET], "this is a market file; a problem or matrix file was expected"),
        (["implement", MARKET], "this is a market file; a problem file was expected"),
        (["choice", PROBLEMS / "example_4_assignment.json"], "this is a problem file; a market file was expected"),
        (["tum", "-"], '"exact-proofs/structure/1" or "exact-proofs/program/1" was expected, not a list'),
    ],
)
def test_a_file_of_another_kind_is_called_by_it(arguments, sentence):
    result = proofs(*arguments, given="[1]")
    assert result.returncode == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_files_of_one_name_have_two_certificates(tmp_path):
    for part, suffix in (("a", ""), ("b", "_not_implementable")):
        (tmp_path / part).mkdir()
        source = PROBLEMS / f"example_4_assignment{suffix}.json"
        (tmp_path / part / "x.json").write_text(source.read_text())
    result = proofs("implement", "a/x.json", "b/x.json", cwd=tmp_path, env={"PYTHONPATH": str(ROOT)})
    assert "a/x.json" in result.stdout
    assert "b/x.json" in result.stdout
    holds = {
        path: json.loads(path.read_text())["statements"][0]["holds"] for path in (tmp_path / "out").rglob("*.json")
    }
    assert {path.name: answer for path, answer in holds.items()} == {
        "x.implement.json": True,
        "x-2.implement.json": False,
    }


def test_where_nothing_can_be_written_nothing_is_decided(tmp_path):
    file, problem = tmp_path / "file", PROBLEMS / "example_4_assignment.json"
    file.touch()
    (tmp_path / "certificates").touch()
    for command, option, place in [
        (("implement", problem), "--out", file),
        (("facets", problem), "--out", file / "below"),
        (("check", "LY/example-1"), "--out", file),
        (("report",), "--out", file),
        (("polarized", MARKET), "--svg", file),
        (("tum", problem), "--out", tmp_path),
    ]:
        result = proofs(*command, option, place)
        assert (result.returncode, result.stdout) == (2, ""), command
        assert str(place) in result.stderr
        assert result.stderr.count("\n") == 1


def test_a_directory_that_may_not_be_written_to_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(BadInput, match="may not be written to; name another directory"):
        directory(tmp_path / "new")


def test_explain_says_where_it_looked(tmp_path):
    result = proofs("explain", "LY/theorem-5", "--out", tmp_path)
    assert result.returncode == 0
    assert f"there is no table of a check at {tmp_path / 'table.json'}" in result.stderr
    (tmp_path / "table.json").write_text("{}")
    assert "is not the table of a check" in proofs("explain", "LY/theorem-5", "--out", tmp_path).stderr


def test_versions_and_help():
    assert re.fullmatch(r"proofs \d+\.\d+\.\d+\n", proofs("--version").stdout)
    assert "certificates" in proofs("verify", "--help").stdout
    checker = subprocess.run(
        [sys.executable, ROOT / "proofs" / "checker.py", "--help"], capture_output=True, text=True, check=False
    )
    assert (checker.returncode, checker.stderr) == (0, "")
    assert checker.stdout.startswith("usage: python checker.py CERTIFICATE...")


def test_the_schemas_are_json():
    assert json.loads(proofs("schema").stdout)["title"] == "Problem"
    assert json.loads(proofs("schema", "--market").stdout)["title"] == "Market"


def test_importing_the_packages_loads_nothing_heavy():
    heavy = "{'flint', 'highspy', 'numpy', 'ppl', 'cdd', 'sympy', 'networkx', 'pydantic', 'rich'}"
    code = f"import exact, proofs, sys; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_tum_of_matrices_and_problems(tmp_path):
    triangle = proofs("tum", "-", "--json", "--out", tmp_path, given="1 1 0\n0 1 1\n1 0 1\n")
    assert triangle.returncode == 1
    answer = json.loads(triangle.stdout)
    assert answer["evidence"]["form"] == "submatrix"
    assert proofs("verify", answer["certificate"]).returncode == 0
    problem = proofs("tum", PROBLEMS / "example_7_course_allocation.json", "--out", tmp_path)
    assert problem.returncode == 1
    assert "cycle of 11 rows" in problem.stdout
    assert proofs("tum", PROBLEMS / "example_2_course_allocation.json", "--out", tmp_path).returncode == 0
    path = tmp_path / "public.json"
    public = {
        "format": "exact-proofs/problem/1",
        "agents": ["i1", "i2"],
        "objects": ["a", "b"],
        "types": {"i1": ["s", "t"], "i2": ["s", "t"]},
        "prior": "uniform",
        "constraints": [],
        "outcome": "public",
    }
    path.write_text(json.dumps(public))
    assert proofs("tum", path, "--out", tmp_path).returncode in (0, 1)
    refused = proofs("tum", "-", given="1 x\n")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1


def test_tum_of_a_program_is_about_the_coefficients_of_its_rows(tmp_path):
    """The same rows as LP, MPS, .ine and JSON; a yes says what it means for vertices; fractions are refused."""
    interval = "max\n x\nst\n r1: x + y <= 4\n r2: y + z >= 1\nend\n"
    odd = interval.replace("end", " r3: x + z <= 3\nend")
    ine = "H-representation\nbegin\n 2 4 integer\n 4 -1 -1 0\n -1 0 1 1\nend\n"
    mps = "NAME p\nROWS\n N c\n L r1\n G r2\nCOLUMNS\n x c 1 r1 1\n y r1 1 r2 1\n z r2 1\nRHS\n b r1 4 r2 1\nENDATA\n"
    plain = {
        "format": "exact-proofs/program/1",
        "rows": {
            "r1": {"terms": {"x": 1, "y": 1}, "at_most": 4},
            "r2": {"terms": {"y": 1, "z": 1}, "at_least": 1},
        },
    }
    for name, content in (("a.lp", interval), ("a.mps", mps), ("a.ine", ine), ("a.json", json.dumps(plain))):
        path = tmp_path / name
        path.write_text(content)
        yes = proofs("tum", path, "--out", tmp_path)
        assert yes.returncode == 0, yes.stderr
        assert "2 by 3 matrix is totally unimodular: yes" in yes.stdout
        assert "every vertex of the program is whole" in yes.stdout
    (tmp_path / "odd.lp").write_text(odd)
    no = proofs("tum", tmp_path / "odd.lp", "--json", "--out", tmp_path)
    assert no.returncode == 1
    assert proofs("verify", json.loads(no.stdout)["certificate"]).returncode == 0
    assert "every vertex" not in proofs("tum", tmp_path / "odd.lp", "--out", tmp_path).stdout
    (tmp_path / "half.lp").write_text(interval.replace("r1: x", "r1: 0.5 x"))
    refused = proofs("tum", tmp_path / "half.lp")
    assert refused.returncode == 2
    assert "the coefficient of 'x' in 'r1' is 1/2" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_facets_as_text_json_and_latex(tmp_path):
    path = PROBLEMS / "example_4_assignment.json"
    answer = json.loads(proofs("facets", path, "--json", "--out", tmp_path).stdout)
    assert len(answer["facets"]) == 22
    assert answer["equations"] == []
    assert answer["condition_a_complete"] is True
    assert proofs("verify", answer["certificate"]).returncode == 0
    assert "22 facets" in proofs("facets", path, "--engine", "both", "--out", tmp_path).stdout
    assert "1/2 Q_i2(L, j1) + 1/2 Q_i2(L, j2) <= 1/2\n" in proofs("facets", path, "--out", tmp_path).stdout
    assert (
        "Q_2,2^1 + Q_2,2^2 <= lambda_12 + lambda_22" in proofs("facets", path, "--symbolic", "--out", tmp_path).stdout
    )
    assert r"\begin{align*}" in proofs("facets", path, "--latex", "--out", tmp_path).stdout


def test_facets_that_are_not_all_are_told_with_status_3(tmp_path):
    path = PROBLEMS / "example_4_assignment.json"
    told = proofs("facets", path, "--limit", 1, "--out", tmp_path)
    assert told.returncode == 3
    assert "These are not all for certain: the search met" in told.stdout
    assert "8 coordinates" in told.stderr
    answer = json.loads(proofs("facets", path, "--seconds", 0, "--json", "--out", tmp_path).stdout)
    assert (answer["complete"], answer["end"], answer["facets"]) == (False, "seconds", [])
    whole = json.loads(proofs("facets", path, "--engine", "orbits", "--json", "--out", tmp_path).stdout)
    assert (whole["complete"], len(whole["facets"]), sum(map(len, whole["orbits"]))) == (True, 22, 22)
    assert proofs("verify", whole["certificate"]).returncode == 0
    refused = proofs("facets", path, "--engine", "rays", "--seconds", 3, "--out", tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1


def test_design_of_the_example_files(tmp_path):
    files = sorted(PROBLEMS.glob("design_*.json"))
    result = proofs("design", *files, "--json", "--out", tmp_path)
    assert result.returncode == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(files) >= 4
    assert proofs("verify", *(answer["certificate"] for answer in answers)).returncode == 0
    missing = proofs("design", PROBLEMS / "example_4_assignment.json")
    assert missing.returncode == 2
    assert '"objective" is missing' in missing.stderr


def test_a_thousand_bidders_are_decided_without_listing_profiles(tmp_path):
    """One unit, 1,000 bidders with 3 types each: a fair lottery is implementable, twice that is not."""
    names = [f"b{k}" for k in range(1000)]
    kinds = ["low", "middle", "high"]
    problem = {
        "format": "exact-proofs/problem/1",
        "agents": names,
        "types": dict.fromkeys(names, kinds),
        "prior": "uniform",
        "constraints": [{"set": names, "ceiling": 1}],
    }
    for share, status in (("1/1000", 0), ("1/500", 1)):
        problem["interim_rule"] = {name: dict.fromkeys(kinds, share) for name in names}
        path = tmp_path / "large.json"
        path.write_text(json.dumps(problem))
        result = proofs("implement", path, "--out", tmp_path)
        assert result.returncode == status, result.stderr
        assert proofs("verify", tmp_path / "certificates" / "large.implement.json").returncode == 0


def test_assignments_are_taken_beyond_the_bound_on_type_profiles(tmp_path, monkeypatch):
    """The bounds lowered to 3 and 8 profiles: 2^3 of assignments are taken, 2^4 not, and of other problems 2^2 not."""
    from proofs.cli import allocation
    from proofs.reduced_form.implementation import deciding

    monkeypatch.setattr(deciding, "MOST_WRITTEN", 3)
    monkeypatch.setattr(allocation, "MOST_ASSIGNED", 8)
    for count, most, said in ((3, 1, None), (4, 1, "16 type profiles, more than 8"), (2, 2, "more than 3")):
        names, courses = [f"s{k}" for k in range(count)], ["algebra", "botany"]
        problem = {
            "format": "exact-proofs/problem/1",
            "agents": names,
            "objects": courses,
            "types": {name: ["keen", "any"] for name in names},
            "prior": "uniform",
            "constraints": [{"set": [[name, course] for course in courses], "ceiling": most} for name in names],
            "interim_rule": {name: {kind: {"algebra": "1/3"} for kind in ("keen", "any")} for name in names},
        }
        path = tmp_path / "assigned.json"
        path.write_text(json.dumps(problem))
        result = CliRunner().invoke(app, ["implement", str(path), "--out", str(tmp_path)])
        if said is None:
            assert result.exit_code == 0
        else:
            assert result.exit_code == 2
            assert said in result.output


def test_a_remark_about_a_file_is_one_sentence_on_standard_error(tmp_path):
    data = json.loads((PROBLEMS / "example_4_assignment.json").read_text())
    data["constraints"].append(data["constraints"][0])
    path = tmp_path / "twice.json"
    path.write_text(json.dumps(data))
    result = proofs("implement", path, "--json", "--out", tmp_path)
    assert json.loads(result.stdout)["holds"] is True
    assert result.stderr.startswith(f"proofs: {path}: constraints[")
    assert result.stderr.endswith("both entries bind: the greater floor and the smaller ceiling\n")
    assert result.stderr.count("\n") == 1
    assert proofs("verify", json.loads(result.stdout)["certificate"]).returncode == 0


def test_facets_answers_before_it_lists(tmp_path):
    lines = proofs("facets", PROBLEMS / "example_4_assignment.json", "--out", tmp_path).stdout.splitlines()
    assert "0 equations and 22 facets" in lines[0]
    assert lines[1].startswith("Condition A is a complete description")
    assert lines[2].startswith("Condition B is a complete description")
    assert lines.index("The facets:") == 4


def test_a_claim_brings_its_parts():
    both, alone = proofs("claims", "theorem-3").stdout, proofs("claims", "theorem-3.").stdout
    assert "lang-yang-2023/theorem-3.sufficiency" in both
    assert "lang-yang-2023/theorem-3  (" in alone
    assert "sufficiency" not in alone


def test_help_has_a_short_name_everywhere():
    """`-h` is `--help`, of the command and of each of its commands."""
    runner = CliRunner()
    for command in [[], *([name] for name in get_command(app).commands)]:
        short, long = (runner.invoke(app, [*command, asked]) for asked in ("-h", "--help"))
        assert short.exit_code == 0
        assert short.output == long.output
        assert "Usage:" in short.output


@pytest.mark.parametrize("asked", [["verify"], ["verify", "--json"]])
@pytest.mark.parametrize("work", ["while True: pass", "bytes(4 * checker.MEMORY)"], ids=["time", "memory"])
def test_verify_has_the_bounds_of_the_checker(tmp_path, asked, work):
    """Should the checker count its steps too low, the processor's time and the memory are the end: undecided."""
    proofs("implement", PROBLEMS / "example_4_assignment.json", "--out", tmp_path)
    (path,) = (tmp_path / "certificates").iterdir()
    program = f"""
import sys
from proofs import checker
from proofs.cli.main import main
def verify(certificate):
    {work}
checker.SECONDS, checker.verify = 0.2, verify
sys.argv = ["proofs", *{asked!r}, {str(path)!r}]
main()
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert result.returncode == 3, result.stderr
    assert "undecided: it takes more" in result.stdout
    assert "Traceback" not in result.stderr
