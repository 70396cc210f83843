"""The journal of asked ex post rules: what is written is read; what is torn or about something else is not trusted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs.formats.asked import AskedJournal
from proofs.plain.reading import BadInput
from proofs.reduced_form.implementation.deciding import Implementable
from proofs.reduced_form.implementation.separating import Asked
from proofs.reduced_form.problem.problems import Constraint, InterimRule, Problem, uniform_prior

FOUND = [Asked((1, -2), (0, 10**30)), Asked((0, 3), (5, 5))]


def statement(value):
    types = (("a", "b"),)
    cells = frozenset({("i", "j")})
    problem = Problem(("i",), ("j",), types, uniform_prior(types), (Constraint(cells, ceiling=Fraction(1)),))
    return Implementable(problem, InterimRule((Fraction(value), Fraction(0))))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "somewhere" / "x.asked.jsonl"
    journal = AskedJournal(path, statement(1), resume=False)
    for asked in FOUND:
        journal.add(asked)
    return path


def test_what_was_asked_is_known_when_gone_on_with(path):
    journal = AskedJournal(path, statement(1), resume=True)
    assert list(journal.known) == FOUND
    journal.add(FOUND[0])
    assert list(AskedJournal(path, statement(1), resume=True).known) == [*FOUND, FOUND[0]]
    journal.remove()
    assert not path.exists()


@pytest.mark.parametrize("torn", ["[[1, 2], [3", "[1, 2]", '[[1, 2], [3, "4"]]', "{}", "[[1.5], [2]]", "null"])
def test_torn_lines_are_passed_over(path, torn):
    path.write_text(path.read_text() + torn)
    journal = AskedJournal(path, statement(1), resume=True)
    assert list(journal.known) == FOUND
    journal.add(FOUND[1])
    assert list(AskedJournal(path, statement(1), resume=True).known) == [*FOUND, FOUND[1]]


def test_another_question_is_not_gone_on_with(path):
    with pytest.raises(BadInput, match=r"is about another question; ask without --resume$"):
        AskedJournal(path, statement(2), resume=True)
    with pytest.raises(BadInput, match=r"there is no journal to go on with; ask without --resume$"):
        AskedJournal(path.with_name("other"), statement(1), resume=True)
    path.write_text("")
    with pytest.raises(BadInput, match="another question"):
        AskedJournal(path, statement(1), resume=True)


def test_without_resuming_it_is_begun_anew(path):
    assert AskedJournal(path, statement(1), resume=False).known == ()
    assert AskedJournal(path, statement(1), resume=True).known == ()
