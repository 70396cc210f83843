"""The corpus: verdicts of every kind, with every form of evidence, in the variants that the software can produce.

What the software says and what the independent checker accepts must be one thing. Each entry is a question with a name
of its own, `kind: variant`; asking it gives a verdict, whose certificate the checker has to accept. Whoever changes the
checker, or looks for mutants that it should refuse, begins here:

    for name, verdict in corpus():
        ...

`answer(name)` asks one question, once. That the corpus is complete is measured: every kind with both answers, every
form, and every line of the checker that an accepted certificate can reach (`tests/corpus/test_corpus.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from exact.verdicts import Verdict
from tests.corpus import (
    classes,
    facets,
    games,
    goods,
    groups,
    matrices,
    parameters,
    parameters_trading,
    polyhedra,
    reduced_form,
    several_parameters,
    systems,
    trading,
    universal,
)

CORPUS: dict[str, Callable[[], Verdict]] = {}
PARTS = (
    systems,
    polyhedra,
    matrices,
    reduced_form,
    groups,
    facets,
    universal,
    trading,
    goods,
    games,
    classes,
    parameters,
    parameters_trading,
    several_parameters,
)
for part in PARTS:
    assert not CORPUS.keys() & part.QUESTIONS.keys(), "two questions have one name"
    CORPUS.update(part.QUESTIONS)


@cache
def answer(name: str) -> Verdict:
    """The verdict on the question of this name."""
    return CORPUS[name]()


def corpus(kind: str = "") -> Iterator[tuple[str, Verdict]]:
    """All names with their verdicts, or those whose name begins with `kind`."""
    for name in CORPUS:
        if name.startswith(kind):
            yield name, answer(name)
