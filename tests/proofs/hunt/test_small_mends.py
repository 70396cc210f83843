"""Words of stated claims that go wrong, rules in words, shares of the time, and certificates that are stale."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest

from proofs.claims.registry import claims_in_file
from proofs.formats.structures import structure_from_plain
from proofs.hunt import assume, claim, families, given, operation, search, size
from proofs.hunt.executors import InProcess
from proofs.hunt.families.structures import described_rule
from proofs.hunt.hunting import Options, hunt_all
from proofs.hunt.search import Hunt
from proofs.reduced_form.problem.data import problem_from_plain
from proofs.reduced_form.problem.problems import InterimRule

X = given("x")
CLAIMS = '''
from proofs.hunt import assume, claim, families, reading

@claim("short", where="here", tries=families.vectors(1, entries=range({least}, 2000)))
def short(vector):
    """Every entry is at least 0."""
    yield vector[0] >= 0

@reading(short, "again")
def short(vector):
    """Every entry is at least 0, said again."""
    yield vector[0] >= 0

@reading(short, "thrice")
def short(vector):
    """Every entry is at least 0, said a third time."""
    yield vector[0] >= 0
'''


def test_numbers_stand_on_the_left_too():
    assert (1 - X).plain == ["-", 1, "x"]
    assert (1 + X).plain == ["+", 1, "x"]
    assert (2 * X).plain == ["*", 2, "x"]
    assert (Fraction(1, 2) / X).plain == ["/", {"value": "1/2"}, "x"]


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda: len(X), r"use size\(\.\.\.\)"),
        (lambda: bool(X), "neither true nor false"),
        (lambda: operation("Q", X, "u"), "3 terms, in this order: the problem with its rule; the cell as a list"),
        (lambda: operation("dot", X), "2 terms, in this order: left; right"),
    ],
)
def test_what_is_written_wrongly_is_told_what_to_write(write, said):
    with pytest.raises((TypeError, ValueError), match=said):
        write()


def test_a_comparison_of_python_is_no_hypothesis():
    with pytest.raises(ValueError, match=r"\.equals\(\.\.\.\) for numbers"):

        @claim("wrong", tries=families.vectors(1, entries=(0, 1)))
        def wrong(vector):
            """Nothing."""
            assume(size(vector) == 2)
            yield vector[0] >= 0


def test_the_values_that_are_not_said_are_zero():
    problem = next(iter(families.problems(agents=2, types=1).instances(0)))
    assert described_rule((problem, InterimRule((Fraction(1), Fraction(0))))).endswith("= 1, all other values 0")


def test_each_reading_has_a_share_of_the_time(tmp_path, monkeypatch):
    """The clock goes on by one with every look at it, so the first reading alone would use all of it."""
    (tmp_path / "shares.py").write_text(CLAIMS.format(least=0))
    (short,) = claims_in_file(tmp_path / "shares.py")
    ticks = iter(range(10**6))
    monkeypatch.setattr(search, "time", SimpleNamespace(monotonic=lambda: next(ticks)))
    hunt = Hunt(InProcess(), modules=(str(tmp_path / "shares.py"),), deadline=150, ahead=0)
    endings = [ended.result for ended in hunt.run_all([(short, reading) for reading in short.readings])]
    assert all(0 < result.instances < 2000 for result in endings)
    assert endings[0].reason == "its share of the time ran out"


def test_a_certificate_does_not_outlive_its_refutation(tmp_path):
    out = tmp_path / "out"
    (out / "certificates").mkdir(parents=True)
    (out / "certificates" / "mine.json").write_text("{}")
    for least, there in ((-1, True), (0, False)):
        file = tmp_path / f"from {least}" / "stale.py"
        file.parent.mkdir()
        file.write_text(CLAIMS.format(least=least).replace("2000", "3"))
        list(hunt_all(list(claims_in_file(file)), Options(out, workers=0), (str(file),)))
        assert (out / "certificates" / "stale.short.literal.json").exists() is there
        assert (out / "certificates" / "mine.json").exists()


def test_files_say_agents_by_name_and_what_is_missing():
    plain = {"format": "exact-proofs/structure/1", "agents": ["A", "B"], "sets": [["A", "B"]]}
    plain |= {"types": {"A": ["u"], "B": ["u"]}}
    assert structure_from_plain(plain).sets == ((("A",), ("B",)),)
    with pytest.raises(ValueError, match=r'sets\[0\]: "A" is no cell; where there are objects write \["A", object\]'):
        structure_from_plain({**plain, "objects": ["a"]})
    problem = {"format": "exact-proofs/problem/1", "agents": ["A"], "types": {"A": ["u"]}, "constraints": []}
    with pytest.raises(ValueError, match='"prior" is missing; write "prior": "uniform"'):
        problem_from_plain(problem)
