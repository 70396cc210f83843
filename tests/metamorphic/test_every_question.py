"""No question without relations: every public function that gives a verdict is in one of the tables."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import exact
import proofs.reduced_form
import proofs.trading
from tests.metamorphic import exact_questions, group_questions, reduced_form_questions, trading_questions

TABLES = (
    exact_questions.QUESTIONS,
    reduced_form_questions.QUESTIONS,
    group_questions.QUESTIONS,
    trading_questions.QUESTIONS,
)
COVERED = {name for table in TABLES for question in table for name in question.covers}
ANSWERS = ("Verdict", "Report", "Facets", "AllMenus", "IntegerOptimum", "SumDescription", "Generators", "Hull")
"""What a question returns: these words stand in the annotation of its result."""
NO_RELATIONS = {
    "proofs.reduced_form.pictures.implementable_shadow": "what a picture shows of a description",
    "proofs.reduced_form.facets.listing.facet_proof": "the evidence for one of the facets of `facets`, which is asked",
    "proofs.trading.dominance.deciding.agreed": "the first of several verdicts, if they agree",
    "proofs.reduced_form.problem.projection.sign_generators": (
        "which sign vectors generate the cone of a problem, of `facets`"
    ),
}
SAME_AS = {
    "exact.double_descriptions.unproved_pair": "pair, before it is seen that both sides describe one set",
    "proofs.reduced_form.facets.completeness.refuted": "condition complete, by a search; a no is asked of facets too",
    "proofs.trading.dominance.polarized_menus.decide_menus": "decide_polarized, of menus instead of a mechanism",
    "proofs.trading.dominance.polarized_on_domain.decide_menus_on_domains": "decide_polarized_on_domains, of menus",
    "proofs.trading.dominance.polarized_on_domain.decide_rays": "polarized_on_domain, of its statement",
    "proofs.trading.value.best.expected_cost_of_rays": "cost_of_offers, of a mechanism with its strategies",
    "proofs.trading.value.best_large_market.best_of_typed": "best_large_market, of agents with their types",
    "proofs.trading.value.improvement.decide_improvement": "weak_improvement, of what its statement is about",
    "proofs.trading.value.outer_program.solved": "outer_program, of lists and performances",
}


def modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(found.name)


def questions() -> set[str]:
    """The full names of all public functions of the packages that give an answer."""
    found = set()
    for package in (exact, proofs.reduced_form, proofs.trading):
        for module in modules(package):
            for name, function in vars(module).items():
                own = inspect.isfunction(function) and function.__module__ == module.__name__
                if own and not name.startswith("_"):
                    result = str(inspect.signature(function).return_annotation)
                    if any(word in result for word in ANSWERS) or "Answered" in result:
                        found.add(f"{module.__name__}.{name}")
    return found


def test_every_question_has_relations() -> None:
    assert sorted(questions() - COVERED - set(SAME_AS) - set(NO_RELATIONS)) == []


def test_the_tables_name_what_there_is() -> None:
    for name in COVERED:
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(module), function))
    assert set(SAME_AS) | set(NO_RELATIONS) <= questions(), "an exception is no question any more"


def test_every_question_has_at_least_one_order_or_size_to_change() -> None:
    assert all(question.relations for table in TABLES for question in table)


@pytest.mark.parametrize("table", TABLES, ids=["exact", "reduced_form", "groups", "trading"])
def test_questions_and_relations_have_names_of_their_own(table: list) -> None:
    assert len({question.name for question in table}) == len(table)
    for question in table:
        assert len({relation.name for relation in question.relations}) == len(question.relations)
