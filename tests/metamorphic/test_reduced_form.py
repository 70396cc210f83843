"""Metamorphic tests of the questions of `proofs.reduced_form`; see `framework`."""

from __future__ import annotations

import pytest

from tests.metamorphic.framework import Question, Relation, check, varied
from tests.metamorphic.group_questions import QUESTIONS as OF_GROUPS
from tests.metamorphic.reduced_form_questions import QUESTIONS

ALL = [*QUESTIONS, *OF_GROUPS]
PAIRS = [(question, relation) for question in ALL for relation in question.relations]


@pytest.mark.parametrize(("question", "relation"), PAIRS, ids=[f"{q.name}: {r.name}" for q, r in PAIRS])
def test_the_answer_stays_or_changes_as_it_must(question: Question, relation: Relation) -> None:
    check(question, relation)


@pytest.mark.parametrize("question", ALL, ids=[question.name for question in ALL])
def test_the_cases_have_different_answers(question: Question) -> None:
    assert len(varied(question)) > 1 or question.one_answer
