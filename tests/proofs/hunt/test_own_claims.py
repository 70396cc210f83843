"""A user's file of claims: read, hunted, told; and what is wrong with one, in one sentence with file and line."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs import checker
from proofs.claims import registry
from proofs.claims.written import ClaimFileError
from proofs.cli import app, main
from proofs.hunt import search
from proofs.hunt.executors import InProcess
from proofs.plain.reading import BadInput

assert main  # makes the commands known to the app

HEAD = """
from proofs.claims.instances import Instances, listed
from proofs.claims.stating import choose, defined, every, operation, size, statement, term, value_of
from proofs.claims.written import assume, claim, reading

LISTS = listed([[1], [1, 2], [3, 1], [2, 2, 1], [5, 6]], "vector", "five lists")
"""

SUMS = """
@claim("sums", where="conjecture 1", tries=LISTS)
def sums(numbers):
    \"\"\"If a list of positive numbers has two entries, they add up to at most 4.\"\"\"
    assume(size(numbers).equals(2))
    yield operation("sum", numbers) <= 4
"""


@pytest.fixture
def write(tmp_path):
    def written(body, name="mine.py"):
        path = tmp_path / name
        path.write_text(HEAD + textwrap.dedent(body))
        registry.claims.cache_clear()
        return path

    return written


def hunted(path, name=None):
    module = (str(path),)
    found = registry.claims(module)
    claim = found[name or next(iter(found))]
    return search.Hunt(InProcess(), modules=module, ahead=0).run(claim, claim.readings[-1])


def test_a_claim_is_refuted_and_its_certificate_says_it(write):
    result = hunted(write(SUMS))
    assert (result.ending, result.counterexample.instance) == ("refuted", [5, 6])
    *_, last, said = checker.verify(result.counterexample.certificate)
    assert '"For every vector numbers: if the number of numbers = 2, then the sum of numbers <= 4"' in last.replace(
        "\\", ""
    )
    assert said.startswith(checker.SAID_BESIDE)


def test_a_further_reading_may_repair_it(write):
    body = (
        SUMS
        + '''
    @reading(sums, "small entries")
    def sums(numbers):
        """The same for entries of at most 3."""
        assume(size(numbers).equals(2))
        assume(every("x", numbers, lambda x: x <= 3))
        yield operation("sum", numbers) <= 4
    '''.replace("\n    ", "\n")
    )
    result = hunted(write(body))
    assert (result.ending, result.held, result.instances) == ("survived", 2, 5)


def test_a_hypothesis_in_python_is_told_as_not_checked(write):
    body = '''
    def short(numbers):
        return len(numbers) == 2

    @claim("sums", tries=LISTS)
    def sums(numbers):
        """If a list has two entries, they add up to at most 4."""
        assume(short)
        yield operation("sum", numbers) <= 4
    '''
    path = write(body)
    result = hunted(path)
    *_, last, _ = checker.verify(result.counterexample.certificate)
    out = path.parent / "out"
    run = CliRunner().invoke(app.app, ["check", str(path), "--out", str(out), "--workers", "0"])
    assert "in 1 of these a hypothesis in Python is not checked: mine/sums (literal)" in run.stdout
    (row,) = json.loads((out / "table.json").read_text())
    assert [said.partition(" line")[0] for said in row["not_checked"]] == ["short (Python, mine.py"]
    assert last.startswith(
        'conclusion fails, and hypothesis holds as far as it is checked (not checked: "short (Python, mine.py line'
    )


def test_no_instance_with_the_hypothesis_is_said_with_the_count(write):
    result = hunted(write(SUMS.replace(".equals(2)", ".equals(7)")))
    assert result.ending == "undecided"
    assert (result.held, result.instances) == (0, 5)
    assert result.reason == "vacuous so far: none of the 5 instances of the families satisfies the hypothesis"


def test_a_claim_that_is_vacuous_so_far_is_told_so_everywhere(write, tmp_path):
    path, out = write(SUMS.replace(".equals(2)", ".equals(7)")), tmp_path / "out"
    said = "vacuous so far: none of the 3 instances tried satisfies the hypothesis"
    command = ["check", str(path), "--out", str(out), "--workers", "0", "--budget", "3"]
    run = CliRunner().invoke(app.app, command)
    assert run.exit_code == 3
    assert said in " ".join(run.stdout.replace("│", " ").split())
    assert "0 of 3" not in run.stdout
    assert "1 of these vacuous so far" in run.stdout
    row = json.loads((out / "table.json").read_text())[0]
    assert (row["verdict"], row["reason"], row["hypothesis_held"]) == ("undecided", said, 0)
    assert said in CliRunner().invoke(app.app, ["explain", f"{path}::sums", "--out", str(out)]).stdout
    site = tmp_path / "site"
    assert CliRunner().invoke(app.app, ["report", "--from", str(out), "--out", str(site)]).exit_code == 0
    page = next(path.read_text() for path in (site / "claims").glob("*mine*"))
    assert f"V{said[1:]}." in page


def test_what_the_time_left_untried_is_not_called_vacuous(write):
    path = write(SUMS)
    claim = registry.claims((str(path),))["mine/sums"]
    hunt = search.Hunt(InProcess(), modules=(str(path),), ahead=0, deadline=0.0)
    assert hunt.run(claim, claim.readings[0]).reason == "the time ran out"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("x = (", r"mine\.py, line \d+: '\(' was never closed"),
        ("import nothing_there", r"mine\.py, line \d+: ModuleNotFoundError"),
        ("x = 1", r"mine\.py: defines no claim"),
        ("assume(size(LISTS))", r"assume\(\.\.\.\) belongs into a function"),
        (
            SUMS.replace("yield operation", "yield 1 or operation"),
            r"mine\.py, line \d+: the claim concludes 1, which is no formula",
        ),
        (SUMS.replace("yield", "return None; yield"), r"the claim concludes nothing"),
        (SUMS.replace("(numbers)", "(numbers, more)", 1), r"takes 2 instances, but the families give \(vector\)"),
        (SUMS.replace('    """If', '    0 or """If'), r"the claim has no wording"),
        (SUMS.replace("tries=LISTS", "tries=[]"), r"tries= takes a family"),
        (SUMS.replace("assume(size", "assume(3 or size"), r"assume\(\.\.\.\) takes a formula or a function, not 3"),
        (
            SUMS.replace("yield operation", "yield size(numbers).equals(2) & operation"),
            r"a formula is no number; put comparisons into brackets",
        ),
        (
            SUMS.replace("yield operation", 'yield statement("obviously strategyproof") & operation'),
            r'mine\.py, line \d+: .*is no kind of statement; did you mean "obviously strategy-proof"\?',
        ),
        (
            SUMS.replace("operation(", 'value_of("implementable") + operation(', 1),
            r'"implementable" is no kind of statement that names a value; there are capacity, optimal, integer opt',
        ),
        (SUMS.replace("<= 4", "<= 4 and True"), r"neither true nor false in Python; join formulas"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(body, sentence, write):
    with pytest.raises(ClaimFileError, match=sentence):
        registry.claims((str(write(body)),))


def test_data_that_are_not_of_the_kind_are_told_with_the_kind(write):
    body = SUMS.replace("yield operation", 'yield statement("hierarchy", families=numbers); yield operation')
    with pytest.raises(search.ClaimFaultError, match=r'raised ValueError: the data of "hierarchy": the key "sets" is'):
        hunted(write(body))


@pytest.mark.parametrize("annotation", [" -> Formula", ""])
def test_a_word_is_a_formula_if_its_function_makes_one(annotation, write):
    body = f'''
from proofs.claims.stating import Formula

@defined("{{0}} is short")
def is_short(numbers){annotation}:
    return size(numbers).equals(2)

@defined("twice {{0}}")
def twice(number):
    return number * 2

@claim("sums", tries=LISTS)
def sums(numbers):
    """If a list is short, twice its first entry is at most 6."""
    assume(is_short(numbers))
    yield twice(numbers[0]) <= 6
'''
    result = hunted(write(body))
    said = checker.verify(result.counterexample.certificate)[-2]
    assert "if numbers is short, then twice numbers[0] <= 6" in said


def test_a_claim_that_raises_is_told_with_its_place(write):
    body = SUMS.replace("assume(size(numbers).equals(2))", "assume(lambda numbers: 1 // (len(numbers) - 2) > 0)")
    with pytest.raises(
        search.ClaimFaultError, match=r"mine/sums, reading literal, instance 1 of: five lists: .* ZeroDivision"
    ):
        hunted(write(body))


def test_a_fault_of_one_reading_is_told_with_its_line_below_what_was_found_of_the_others(write, tmp_path):
    body = (
        SUMS
        + '''
@reading(sums, "at most four entries")
def sums(numbers):
    """A list whose fourth entry is positive has two entries that add up to at most 4."""
    assume(lambda numbers: numbers[3] > 0)
    yield operation("sum", numbers) <= 4
'''
    )
    path = write(body)
    line = path.read_text().splitlines().index("    assume(lambda numbers: numbers[3] > 0)") + 1
    run = CliRunner().invoke(app.app, ["check", str(path), "--out", str(tmp_path / "out"), "--workers", "0"])
    assert run.exit_code == 1, "a refutation comes before what is undecided"
    assert "mine/sums" in run.stdout
    told, count = run.stderr.splitlines()
    assert told == (
        "proofs: mine/sums, reading at most four entries, instance 0 of: five lists: the claim's code raised "
        f"IndexError: list index out of range (mine.py, line {line}); nothing is said of this reading"
    )
    assert count == "proofs: 1 of 2 readings checked"


def test_the_commands_name_a_file_of_claims_as_they_take_it(write, tmp_path, monkeypatch):
    path, out = write(SUMS), tmp_path / "out"
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app.app, ["explain", "mine.py", "--out", str(out)])
    assert "run `proofs check mine.py::sums` first" in told.stdout
    for name, meant in (("mine", "mine.py"), ("mine/sums", "mine.py::sums")):
        wrong = CliRunner().invoke(app.app, ["explain", name, "--out", str(out)])
        assert str(wrong.exception).endswith(f"did you mean {meant}?")
    CliRunner().invoke(app.app, ["check", str(path), "--out", str(out), "--workers", "0"])
    path.write_text(HEAD + SUMS.replace("<= 4", "<= 3"))
    registry.claims.cache_clear()
    told = CliRunner().invoke(app.app, ["explain", "mine.py", "--out", str(out)])
    assert "its words or its code have changed; run `proofs check mine.py::sums` again" in told.stdout


def test_a_claim_that_never_ends_is_told(write, monkeypatch):
    monkeypatch.setattr(search, "PATIENCE", 0.2)
    body = SUMS.replace(
        "assume(size(numbers).equals(2))", "assume(lambda numbers: all(iter(int, 1)) or [0 for _ in iter(int, 1)])"
    )
    with pytest.raises(search.ClaimFaultError, match=r"did not end within 0.2 seconds"):
        hunted(write(body))


def test_an_answer_that_changes_is_told(write):
    body = '''
    asked = []

    def sometimes(numbers):
        asked.append(numbers)
        return asked.count(numbers) % 2 == 1

    @claim("sums", tries=LISTS)
    def sums(numbers):
        """A list that is sometimes short has a small sum."""
        assume(sometimes)
        yield operation("sum", numbers) <= 4
    '''
    with pytest.raises(search.ClaimFaultError, match="its answer changes from run to run"):
        hunted(write(body))


def test_the_commands_take_a_file(write, tmp_path):
    path, out = write(SUMS), tmp_path / "out"
    run = CliRunner().invoke(app.app, ["check", str(path), "--out", str(out), "--workers", "0", "--json"])
    row = json.loads(run.stdout)
    assert (run.exit_code, row["claim"], row["verdict"], row["file"]) == (1, "mine/sums", "refuted", str(path))
    told = CliRunner().invoke(app.app, ["explain", f"{path}::sums", "--out", str(out)])
    assert "If a list of positive numbers has two entries" in told.stdout
    assert "hypothesis holds, conclusion fails" in told.stdout
    site = tmp_path / "site"
    assert CliRunner().invoke(app.app, ["report", "--from", str(out), "--out", str(site)]).exit_code == 0
    page = next(path.read_text() for path in (site / "claims").glob("*mine*"))
    assert "If a list of positive numbers has two entries" in page
    wrong = CliRunner().invoke(app.app, ["check", f"{path}::summs", "--out", str(out)])
    assert isinstance(wrong.exception, BadInput)
    assert str(wrong.exception) == f'{path}: defines no claim "summs"; its claims are sums'


def test_a_file_that_has_changed_is_hunted_anew(write, tmp_path):
    path, out = write(SUMS.replace("<= 4", "<= 40")), tmp_path / "out"
    command = ["check", str(path), "--out", str(out), "--workers", "0", "--json", "--resume"]
    assert CliRunner().invoke(app.app, command).exit_code == 0
    Path(path).write_text(HEAD + SUMS)
    registry.claims.cache_clear()
    assert CliRunner().invoke(app.app, command).exit_code == 1
