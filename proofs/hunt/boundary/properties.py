"""Properties of constraint structures of which the boundary is sought, and which smaller pieces inherit them.

*Preserving total unimodularity* (LY, Definition 6) is inherited by submatrices, hence by everything smaller.

*Condition A (or B) is complete* for given quotas, the same floor and ceiling for every set of two cells or more and a
ceiling for every single cell, and every positive prior (which does not matter, see
`proofs.reduced_form.facets.listing`).

* Fewer types inherit it. Let w be the last type of an agent, u another one, Q' a rule for the types without w that
  satisfies the condition, and Q the rule that gives w what u gets. Split the probability of u' into halves for u and w.
  A sign vector s of the larger problem counts, on Q, half of what it counts with s(w) put in place of s(u) and half of
  what it counts with s(u) kept for both; the capacities are split likewise, profile by profile. So Q satisfies the
  condition, is implementable, and Q' is, with the outcomes of u and w mixed.
* With floors 0, less cells inherit it. If a cell receives nothing, what is left of the rule satisfies the condition
  without that cell; with the cell it satisfies it too, for outcomes without it are outcomes; and what implements it
  gives the cell nothing. (A set of which one cell is left must not bind it, so its ceiling is at least that of a cell.)
* A set less need not inherit it: with the set go its quotas.

*Universally complete*: for all integer quotas that have a feasible outcome, and all priors
(`proofs.reduced_form.universal`). Everything smaller inherits it: the larger structure has the quotas of the smaller
one with a set that is gone from 0 to more than there can be, and with a cell that is gone at most 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import get_args

from exact.rationals import text
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.families.lang_yang import LISTED, SEARCHED
from proofs.claims.families.problems import problem_on
from proofs.hunt.boundary.pieces import Piece
from proofs.reduced_form.facets.completeness import completeness, is_complete, refuted
from proofs.reduced_form.facets.listing import Facets, facets
from proofs.reduced_form.facets.signs import Condition
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, stacked_incidence
from proofs.reduced_form.universal.deciding import universal_condition

PATIENCE = 30.0
"""Seconds for the facets of a problem with many coordinates, and for all quotas of a piece."""

EVERYTHING = frozenset({"types", "sets", "cells", "agents", "objects"})
CELLS = frozenset({"cells", "agents", "objects"})


@dataclass(frozen=True)
class Property(Displayed):
    """A property of pieces.

    `inherited` says what may be taken away without losing it; `idle`, whether idle profiles matter. `holds` answers
    without evidence, `decide` with it; both may leave it open.
    """

    words: str
    inherited: frozenset[str]
    idle: bool
    holds: Callable[[Piece], bool | None] = field(repr=False)
    decide: Callable[[Piece], Verdict | None] = field(repr=False)

    def __str__(self) -> str:
        return self.words


PRESERVES = Property(
    "the projection cone preserves total unimodularity",
    EVERYTHING,
    True,
    lambda piece: total_unimodularity(stacked_incidence(piece.structure())).holds,
    lambda piece: preserves_total_unimodularity(piece.structure()),
)


def condition_complete(condition: Condition, floor: int = 0, ceiling: int = 1, single: int = 1) -> Property:
    """Condition A or B is complete with these quotas of the sets, and this ceiling of single cells.

    Raises `ValueError` for quotas that are negative or the wrong way round.
    """
    if condition not in get_args(Condition):
        raise ValueError(f'condition: "A" or "B" was expected, not {condition!r}')
    if not 0 <= floor <= ceiling or single < 0:
        raise ValueError(
            f"quotas: 0 <= floor <= ceiling, and a ceiling of single cells from 0 on, were expected, not {floor}, "
            f"{ceiling} and {single}"
        )

    def problem(piece: Piece) -> Problem:
        given = piece.structure()
        return problem_on(given, dict.fromkeys(given.sets, (floor, ceiling)), None, single)

    def decide(piece: Piece) -> Verdict | None:
        found = _found(problem(piece), condition)
        return found if found is None or isinstance(found, Verdict) else completeness(found, condition)

    def holds(piece: Piece) -> bool | None:
        found = _found(problem(piece), condition)
        if found is None or isinstance(found, Verdict):
            return None if found is None else found.holds
        return is_complete(found, condition)

    quotas = f"sets from {text(floor)} to {text(ceiling)}, single cells up to {text(single)}"
    inherited = frozenset({"types"}) | (CELLS if floor == 0 and ceiling >= single else frozenset())
    return Property(f"Condition {condition} is complete for the quotas: {quotas}", inherited, False, holds, decide)


def universally_complete(condition: Condition) -> Property:
    """Condition A or B is complete for all quotas; undecided where that takes longer than `PATIENCE`.

    Raises `ValueError` for another condition.
    """
    if condition not in get_args(Condition):
        raise ValueError(f'condition: "A" or "B" was expected, not {condition!r}')

    def decide(piece: Piece) -> Verdict:
        return universal_condition(piece.structure(), condition, seconds=PATIENCE)

    words = f"Condition {condition} is complete for all quotas"
    return Property(words, EVERYTHING, False, lambda piece: decide(piece).holds, decide)


@lru_cache(maxsize=64)
def _found(problem: Problem, condition: Condition) -> Verdict | Facets | None:
    """The facets, or the verdict that the condition is not complete; `None` if there are too many outcomes.

    Of many coordinates first a refutation is looked for, and then the search for facets has its time.
    """
    try:
        if len(problem.coordinates) <= LISTED:
            return facets(problem)
        no = refuted(problem, condition, SEARCHED)
        return facets(problem, "orbits", PATIENCE) if no is None else no
    except ValueError:  # more outcomes than are listed
        return None
