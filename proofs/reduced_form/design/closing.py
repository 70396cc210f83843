"""Feasible outcomes where sets may be closed: a set gets nothing, or at least so much.

Then the feasible outcomes are a union: of those under the quotas, for each choice which of the sets are open, the ones
that give the others nothing and these at least their least numbers. That none is worth more than a bound is shown by
their list where they are few and indivisible, or by multipliers (a branching) for each choice.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property, lru_cache

from exact.symbolic.formulas import greatest
from proofs.reduced_form.design.task import Closing, Design
from proofs.reduced_form.problem import outcomes
from proofs.reduced_form.problem.outcomes import Cases, Maximum, Outcome, Outcomes, OutcomeSets, Proof, Tree
from proofs.reduced_form.problem.problems import Cell, Constraint, Problem, Profile


class ClosingOutcomes(Outcomes):
    """The feasible outcomes under quotas, of which some sets may be closed."""

    def __init__(
        self,
        cells: tuple[Cell, ...],
        quotas: tuple[Constraint, ...],
        divisible: bool,
        longest: int,
        closing: tuple[Closing, ...],
    ) -> None:
        super().__init__(cells, quotas, divisible, longest)
        self.closing = closing
        self._all = Outcomes(cells, quotas, divisible, longest)

    @cached_property
    def choices(self) -> tuple[Outcomes, ...]:
        """The outcomes for each choice which sets are open; none is listed."""
        found = []
        for opened in itertools.product((False, True), repeat=len(self.closing)):
            merged = {quota.cells: quota for quota in self.quotas}
            for each, is_open in zip(self.closing, opened, strict=True):
                known = merged.get(each.cells, Constraint(each.cells))
                floor = max(known.floor, each.least) if is_open else known.floor
                merged[each.cells] = replace(known, floor=floor, ceiling=known.ceiling if is_open else Fraction(0))
            found.append(_Unlisted(self.cells, tuple(merged.values()), self.divisible))
        return tuple(found)

    @cached_property
    def short_list(self) -> tuple[Outcome, ...] | None:
        """All pure outcomes, if objects are indivisible and there are few even without closing."""
        listed = self._all.short_list
        return None if listed is None else tuple(outcome for outcome in listed if self._opens(outcome))

    def contains(self, outcome: Outcome) -> bool:
        """Whether the outcome is feasible."""
        return super().contains(outcome) and self._opens(outcome)

    def _opens(self, outcome: Outcome) -> bool:
        totals = [sum((q for cell, q in outcome if cell in each.cells), Fraction(0)) for each in self.closing]
        return all(total == 0 or total >= each.least for total, each in zip(totals, self.closing, strict=True))

    def _maximum(self, weights: tuple[Fraction, ...]) -> Maximum:
        if self.short_list is not None:
            return super()._maximum(weights)
        found = [choice.maximum(weights) for choice in self.choices]
        proof = Cases(tuple(_tree(each.proof) for each in found))
        values = [(each.value, each.outcome) for each in found if each.value is not None]
        if not values:
            return Maximum(None, None, proof)
        return Maximum(*values[greatest([value for value, _ in values])], proof)

    def proves(self, proof: Proof, weights: Mapping[Cell, Fraction], bound: Fraction | None) -> bool:
        """Whether the proof shows that no feasible outcome has a value above `bound` (`None`: that none exists)."""
        if not isinstance(proof, Cases):
            return self.short_list is not None and super().proves(proof, weights, bound)
        if len(proof.cases) != len(self.choices):
            return False
        pairs = zip(self.choices, proof.cases, strict=True)
        return all(choice.proves(case, weights, bound) for choice, case in pairs)


class _Unlisted(Outcomes):
    """Outcomes of which bounds are shown by multipliers alone."""

    @cached_property
    def short_list(self) -> None:
        return None


def _tree(proof: Proof) -> Tree:
    assert isinstance(proof, Tree), "these outcomes are not listed"
    return proof


@lru_cache(maxsize=64)
def _outcomes(
    cells: tuple[Cell, ...], quotas: tuple[Constraint, ...], divisible: bool, longest: int, closing: tuple[Closing, ...]
) -> Outcomes:
    return ClosingOutcomes(cells, quotas, divisible, longest, closing)


class DesignSets(OutcomeSets):
    """The outcome sets of a design, in which some sets may be closed and some type profiles impossible."""

    def __init__(self, design: Design) -> None:
        self.problem: Problem = design.problem
        self.closing = design.objective.further.closing
        self._known: dict[tuple[Constraint, ...], Outcomes] = {}

    def at(self, profile: Profile) -> Outcomes:
        if not self.closing:
            return super().at(profile)
        quotas = self.problem.quotas(profile)
        return _outcomes(self.problem.cells, quotas, self.problem.divisible, outcomes.SHORT_LIST, self.closing)
