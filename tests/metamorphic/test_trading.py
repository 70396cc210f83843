"""Metamorphic tests of the questions of `proofs.trading`; see `framework`."""

from __future__ import annotations

import pytest

from tests.metamorphic.framework import Question, Relation, check, varied
from tests.metamorphic.trading_questions import QUESTIONS

PAIRS = [(question, relation) for question in QUESTIONS for relation in question.relations]


@pytest.mark.parametrize(("question", "relation"), PAIRS, ids=[f"{q.name}: {r.name}" for q, r in PAIRS])
def test_the_answer_stays_or_changes_as_it_must(question: Question, relation: Relation) -> None:
    check(question, relation)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.name for question in QUESTIONS])
def test_the_cases_have_different_answers(question: Question) -> None:
    assert len(varied(question)) > 1 or question.one_answer
