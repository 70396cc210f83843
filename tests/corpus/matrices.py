"""Matrices and structures: every form of evidence for total unimodularity, both signs, nested, transposed, pivoted."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from exact import total_unimodularity
from exact.matrices import Matrix
from exact.unimodular import Colourings, TotallyUnimodular
from exact.unimodular.table import Table
from exact.verdicts import Verdict
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from tests.exact.unimodular import families
from tests.exact.unimodular.every_colouring import colourings

SIGN_MINUS = families.R12
"""A 3-sum whose sign is -1."""

SUMS = 18
"""Random 3-sums in the corpus."""


def random_three_sum(seed: int) -> list[list[int]]:
    """A 3-sum of network matrices and transposed ones with 17 to 124 lines, permuted, re-signed, pivoted."""
    rng = Random(seed)
    short, long = 3 + 8 * seed // SUMS, 4 + 40 * seed // SUMS
    parts = families.triangle(short, long + rng.randrange(8), rng), families.triad(long + rng.randrange(8), short, rng)
    entries = families.three_sum(*(parts if rng.random() < 0.5 else parts[::-1]))
    entries = families.resigned(families.shuffled(entries, rng), rng)
    entries = families.pivoted_at_random(entries, rng.randint(0, 3), rng)
    return families.transposed(entries) if rng.random() < 0.5 else entries


def by_colourings_alone(entries: list[list[int]]) -> Verdict:
    """By evidence that the software reads, but no longer writes."""
    given = Matrix.dense(entries)
    found = colourings(Table.of(given))
    assert isinstance(found, Colourings)
    return Verdict(TotallyUnimodular(given), True, found)


def three_sum_of_three_sums() -> list[list[int]]:
    """Three transposed networks added to one network."""
    rng = Random(0)
    return families.resigned(families.shuffled(families.sum_of_many(14, 25, 3, 6, rng), rng), rng)


def chain(parts: int) -> list[list[int]]:
    """A chain of 2-sums of the exceptional matrix."""
    entries = families.EXCEPTIONAL
    for _ in range(parts - 1):
        entries = families.two_sum(entries, families.EXCEPTIONAL)
    return families.shuffled(entries, Random(2))


def blocks(*parts: list[list[int]]) -> list[list[int]]:
    """A block diagonal matrix."""
    width, before, rows = sum(len(part[0]) for part in parts), 0, []
    for part in parts:
        rows += [[0] * before + row + [0] * (width - before - len(row)) for row in part]
        before += len(part[0])
    return rows


COURSES = {
    "agents": ["1", "2"],
    "objects": ["a", "b"],
    "sets": [[("1", "a"), ("1", "b")], [("2", "a"), ("2", "b")], [("1", "a"), ("2", "a")], [("1", "b"), ("2", "b")]],
}

QUESTIONS: dict[str, Callable[[], Verdict]] = {
    "totally unimodular: yes, two laminar families": lambda: total_unimodularity(families.two_laminar(8, 8, Random(1))),
    "totally unimodular: yes, a network": lambda: total_unimodularity(families.network(9, 12, Random(2))),
    "totally unimodular: yes, a transposed network": lambda: total_unimodularity(
        families.transposed(families.network(9, 12, Random(3)))
    ),
    "totally unimodular: yes, unit lines, copies and signs": lambda: total_unimodularity(
        families.resigned([[1, 1, 0, 0, 0], [1, 1, 1, 1, 0], [0, 0, 1, 1, 0], [-1, -1, 0, 0, 1]], Random(5))
    ),
    "totally unimodular: yes, blocks": lambda: total_unimodularity(
        blocks(families.EXCEPTIONAL, families.network(5, 6, Random(1)), chain(2))
    ),
    "totally unimodular: yes, a 3-sum of sign -1 among blocks": lambda: total_unimodularity(
        blocks(families.EXCEPTIONAL, SIGN_MINUS)
    ),
    "totally unimodular: yes, a 2-sum of exceptional matrices": lambda: total_unimodularity(chain(2)),
    "totally unimodular: yes, a chain of 2-sums": lambda: total_unimodularity(chain(5)),
    "totally unimodular: yes, a 2-sum transposed": lambda: total_unimodularity(families.transposed(chain(3))),
    "totally unimodular: yes, a 2-sum pivoted": lambda: total_unimodularity(
        families.pivoted_at_random(chain(3), 3, Random(4))
    ),
    "totally unimodular: yes, a 3-sum of sign -1": lambda: total_unimodularity(SIGN_MINUS),
    "totally unimodular: yes, a 3-sum of sign -1 transposed": lambda: total_unimodularity(
        families.transposed(SIGN_MINUS)
    ),
    "totally unimodular: yes, a 3-sum of 3-sums": lambda: total_unimodularity(three_sum_of_three_sums()),
    "totally unimodular: yes, no rows": lambda: total_unimodularity(Matrix((), ("x", "y"), ())),
    "totally unimodular: yes, no columns": lambda: total_unimodularity(Matrix(("x",), (), ((),))),
    "totally unimodular: yes, nothing but zeros": lambda: total_unimodularity([[0, 0], [0, 0]]),
    "totally unimodular: yes, rows named -1 and 1": lambda: total_unimodularity(
        Matrix.dense([[1, 1, 0], [0, 1, -1]], rows=[-1, 1], columns=[-7, 10**40, ("a", -1)])
    ),
    "totally unimodular: yes, names of the further column taken": lambda: total_unimodularity(
        Matrix.dense(SIGN_MINUS, rows=list("abcdef"), columns=["extra", "new", "sum", "", 0, ("extra",)])
    ),
    "totally unimodular: no, a determinant of 2": lambda: total_unimodularity([[1, 1, 0], [0, 1, 1], [1, 0, 1]]),
    "totally unimodular: no, a determinant of -2": lambda: total_unimodularity([[1, 1], [1, -1]]),
    "totally unimodular: no, an entry of -3": lambda: total_unimodularity([[1, 0], [0, -3]]),
    "totally unimodular: no, rows to be exchanged": lambda: total_unimodularity([[0, 1, 1], [1, 0, 1], [1, 1, 0]]),
    "totally unimodular: no, a large submatrix": lambda: total_unimodularity(
        [[int(r in (c, (c + 1) % 9)) for c in range(9)] for r in range(9)]
    ),
    "totally unimodular: no, a flaw in a 3-sum": lambda: total_unimodularity(
        [[-entry if (r, c) == (0, 0) else entry for c, entry in enumerate(row)] for r, row in enumerate(SIGN_MINUS)]
    ),
    "preserves total unimodularity: yes, two sets of one agent": lambda: preserves_total_unimodularity(
        structure(["i"], ["a", "b"], [[("i", "a"), ("i", "b")]], {"i": ["s", "t"]})
    ),
    "preserves total unimodularity: yes, no objects": lambda: preserves_total_unimodularity(
        structure(["1", "2"], None, [[("1",), ("2",)]], {"1": ["s", "t"], "2": ["u", "v", "w"]})
    ),
    "preserves total unimodularity: yes, nothing but cells": lambda: preserves_total_unimodularity(
        structure(["1", "2"], ["a"], [[("1", "a")]], {"1": ["s"], "2": ["u", "v"]})
    ),
    "preserves total unimodularity: yes, a market": lambda: preserves_total_unimodularity(
        structure(**COURSES, types={"1": ["s", "t"], "2": ["s", "t"]})
    ),
    "preserves total unimodularity: no, three agents": lambda: preserves_total_unimodularity(
        structure(
            ["1", "2", "3"],
            None,
            [[("1",), ("2",)], [("2",), ("3",)], [("1",), ("3",)]],
            {"1": ["s", "t"], "2": ["s"], "3": ["s"]},
        )
    ),
}
for turn in range(4):
    QUESTIONS[f"totally unimodular: yes, by colourings {turn}"] = lambda seed=turn: by_colourings_alone(
        families.resigned(families.pivoted_at_random(families.EXCEPTIONAL, seed, Random(seed)), Random(seed))
    )
for turn in range(6):
    QUESTIONS[f"totally unimodular: yes, exceptional, pivoted and re-signed {turn}"] = lambda seed=turn: (
        total_unimodularity(
            families.resigned(families.pivoted_at_random(families.EXCEPTIONAL, seed, Random(seed)), Random(seed))
        )
    )
for turn in range(SUMS):
    QUESTIONS[f"totally unimodular: yes, random 3-sum {turn}"] = lambda seed=turn: total_unimodularity(
        random_three_sum(seed)
    )
