"""Answers for several parameters show themselves: drawn for two parameters, in words for more."""

from __future__ import annotations

import pytest

from exact.showing.drawing import Picture
from exact.verdicts import Verdict
from proofs import explain
from proofs.reduced_form.pictures import parameters_picture
from tests.corpus import answer
from tests.corpus.several_parameters import QUESTIONS


@pytest.mark.parametrize("name", QUESTIONS)
def test_verdicts_are_drawn_for_two_parameters_and_told_for_others(name: str) -> None:
    verdict = answer(name)
    statement = verdict.statement
    parameters = len(statement.parameters)  # type: ignore[attr-defined]
    assert isinstance(verdict.show(), Picture) == (parameters == 2)
    assert str(explain(verdict).splitlines()[0][:20]) in str(verdict.card())
    if parameters != 2:
        with pytest.raises(ValueError, match=f"two parameters are drawn, not {parameters}"):
            parameters_picture(statement)  # type: ignore[arg-type]


def test_what_is_undecided_is_not_drawn() -> None:
    known = answer("implementable for parameters: yes, within two sides")
    assert not isinstance(Verdict(known.statement, None, known.evidence).show(), Picture)
