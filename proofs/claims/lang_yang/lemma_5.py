"""LY, section 4, Lemma 5: totally dual laminar => optimal chains on disjoint ground sets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any

from exact.linear import Optimal
from exact.set_systems import hierarchy
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import stated
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import stated_chains as chains
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.paramodular_pairs import (
    PARAMODULAR_PAIRS,
    PairCase,
    Sides,
    attained,
    chain_pairs,
    least,
    paramodular_paired,
    smaller_pairs,
)
from proofs.claims.stating import Stated, given, size
from proofs.reduced_form.problem.data import problem_to_plain


def all_laminar_pairs(cells: int) -> Iterator[Sides]:
    """For at most two cells every family of sets is laminar: all sets of the one part, all of the other."""
    for mask in range(1 << cells):
        rest = ~mask & (1 << cells) - 1
        yield (
            tuple(m for m in range(1, 1 << cells) if m & ~mask == 0),
            tuple(m for m in range(1, 1 << cells) if m & ~rest == 0),
        )


def has_optimum(case: PairCase) -> bool:
    return isinstance(least(case).statement, Optimal)


def lemma_5_cases(seed: int) -> Iterator[PairCase]:
    """All b <= c on one or two cells with c at most 2 and f with entries -1 to 2; small numbers first."""
    for cells in (1, 2):
        tables = [(0, *rest) for rest in itertools.product(range(3), repeat=(1 << cells) - 1)]
        pairs = [(b, c) for c in tables for b in tables if all(low <= high for low, high in zip(b, c, strict=True))]
        for b, c in sorted(pairs, key=lambda pair: (sum(pair[0]) + sum(pair[1]), pair)):
            for f in sorted(itertools.product(range(-1, 2), repeat=cells), key=lambda f: (sum(map(abs, f)), f)):
                yield PairCase(b, c, f)


def two_cells_are_laminar(case: PairCase) -> Part:
    """On two cells all sets are laminar, so every pair of quotas is totally dual laminar."""
    sets = [frozenset(k + 1 for k in range(case.cells) if mask >> k & 1) for mask in range(1, 1 << case.cells)]
    yield hierarchy(sets)
    yield least(case) if has_optimum(case) else Expected(least(case), least(case).holds is None)


STATED = {
    LITERAL: chains.is_chain,
    "laminar supports": chains.is_laminar,
}
"""The shape that the supports shall have, where the claim is stated as data: of two cells all families are laminar."""


def stated_lemma(shape: Any) -> Stated:
    f = given("f")
    return said.stated_problem(
        [
            said.quotas_on_every_set(),
            size(f).equals(size(said.cells())),
            chains.all_are_laminar(),
            chains.quotas_are_met(),
        ],
        [chains.some_optimum(shape)],
        sorts={"problem": "allocation problem", "f": "vector"},
        instances=lambda case: {"problem": problem_to_plain(case.problem), "f": list(case.objective)},
        where=chains.PROGRAM,
    )


def lemma_5(name: str, wording: str, hypothesis: Any, pairs: Any, families: tuple[Family, ...], shape: str) -> Reading:
    """A reading of Lemma 5: what the supports shall be, and under which hypothesis."""
    decided = cache(lambda case: attained(case, pairs(case)))

    def premises(case: PairCase) -> Part:
        yield from hypothesis(case)
        yield from map(stated, decided(case)[0])

    return Reading(
        name=name,
        wording=wording,
        hypothesis=premises,
        conclusion=lambda case: [decided(case)[1]],
        families=families,
        because=lambda case: (
            "the sets of a one- or two-element ground set are laminar, so the pair is totally dual laminar; yet for "
            f"no {shape} on disjoint ground sets that hold the supports does (18) reach its optimum"
        ),
        describe=PairCase.words,
        smaller=smaller_pairs,
        budget=400,
        stated=stated_lemma(STATED[name]) if name in STATED else None,
    )


ALL_PAIRS = (Family("all b <= c on one or two cells with c at most 2, f with entries -1, 0, 1", lemma_5_cases),)


LEMMA_5 = claim(
    "lemma-5",
    "section 4, Lemma 5",
    "totally dual laminar => optimal chains on disjoint ground sets",
    lemma_5(
        LITERAL,
        "If (b, c) is totally dual laminar, (18) has an optimum whose supports are chains on disjoint ground sets "
        "(whenever it has an optimum).",
        two_cells_are_laminar,
        chain_pairs,
        ALL_PAIRS,
        "two chains",
    ),
    lemma_5(
        "laminar supports",
        "If (b, c) is totally dual laminar, (18) has an optimum whose supports are laminar families on disjoint ground "
        "sets (the first sentence alone).",
        two_cells_are_laminar,
        lambda case: all_laminar_pairs(case.cells),
        ALL_PAIRS,
        "two laminar families",
    ),
    lemma_5(
        "paramodular",
        "If (b, c) is paramodular, (18) has an optimum whose supports are chains on disjoint ground sets.",
        paramodular_paired,
        chain_pairs,
        PARAMODULAR_PAIRS,
        "two chains",
    ),
)


CLAIMS = [LEMMA_5]
