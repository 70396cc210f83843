"""Feasible outcomes at a type profile, and the most that a weighting of the cells can reach on them.

X is the set of feasible pure outcomes: nonnegative integers x(i, j) that meet the quotas in force (LY (1)). The
greatest value of `weights * x` over X, and so over all lotteries on X, is shown by an outcome that attains it and by
a proof that none does better: the list of all of X when it is short; otherwise multipliers of the constraint sets
(positive ones weigh the ceiling, negative ones the floor), where the relaxation is not tight at the leaves of a
branching. With divisible objects X is the polytope of the quotas, and multipliers always do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from exact import integer
from exact.linear import FarkasVector, LinearSystem, Optimal, PrimalDual, Row, Sense, optimum
from exact.plain_data import Converter, a_list, an_object, at_key, converter, register
from exact.rationals import NotConstant, rational
from exact.showing.display import Displayed, is_just, told_factor
from exact.symbolic.formulas import greatest
from proofs.reduced_form.problem.problems import Cell, Constraint, Problem, Profile, Weighted

SHORT_LIST = 60
"""A list of pure outcomes is used as a proof when it has at most this many."""

Outcome = tuple[Weighted, ...]
"""The positive quantities of an outcome, in the order of the cells."""

Multipliers = tuple[tuple[int, Fraction], ...]
"""(position of a quota in force, multiplier): a positive one weighs the ceiling, a negative one the floor."""


@dataclass(frozen=True)
class Listing(Displayed):
    """The proof by looking at every pure outcome."""

    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Leaf(Displayed):
    """The proof by multipliers: of the bound, or (`empty`) that there is no outcome at all."""

    multipliers: Multipliers
    empty: bool


@dataclass(frozen=True)
class Branch(Displayed):
    """The proof in two cases: x(cell) <= threshold, or x(cell) >= threshold + 1."""

    cell: Cell
    threshold: int
    at_most: Tree
    at_least: Tree


Tree = Leaf | Branch


@dataclass(frozen=True)
class Cases(Displayed):
    """The proof where sets may be closed: one for each choice which of them are open (`itertools.product`)."""

    cases: tuple[Tree, ...]


Proof = Listing | Tree | Cases


@dataclass(frozen=True)
class Maximum(Displayed):
    """The greatest value with an outcome that attains it (`None` if there is no outcome), and the proof."""

    value: Fraction | None
    outcome: Outcome | None
    proof: Proof


class Outcomes:
    """The feasible outcomes under the quotas in force at one type profile. Maxima are remembered."""

    def __init__(
        self, cells: tuple[Cell, ...], quotas: tuple[Constraint, ...], divisible: bool, longest: int = SHORT_LIST
    ) -> None:
        """At most `longest` outcomes are listed as a proof."""
        self.cells, self.quotas, self.divisible, self.longest = cells, quotas, divisible, longest
        self._maxima: dict[tuple[Fraction, ...], Maximum] = {}

    @cached_property
    def system(self) -> LinearSystem:
        """The quotas as a linear system in the cells: singletons as bounds, every other set as one or two rows."""
        place = {cell: j for j, cell in enumerate(self.cells)}
        lower: list[Fraction | None] = [Fraction(0)] * len(self.cells)
        upper: list[Fraction | None] = [None] * len(self.cells)
        rows: list[Row] = []
        for k, constraint in enumerate(self.quotas):
            if k in self._boxed:
                (cell,) = constraint.cells
                lower[place[cell]], upper[place[cell]] = constraint.floor, constraint.ceiling
            for _, sense, sign, bound in self._row_plan(k):
                columns = sorted(place[cell] for cell in constraint.cells)
                rows.append(Row(tuple((j, Fraction(sign)) for j in columns), sense, sign * bound))
        return LinearSystem(self.cells, tuple(rows), tuple(lower), tuple(upper))

    @cached_property
    def _boxed(self) -> set[int]:
        """The singletons among the quotas whose floor and ceiling do not contradict each other."""
        return {
            k
            for k, quota in enumerate(self.quotas)
            if len(quota.cells) == 1 and (quota.ceiling is None or quota.floor <= quota.ceiling)
        }

    def _row_plan(self, k: int) -> Iterator[tuple[int, Sense, int, Fraction]]:
        """The rows of constraint k: (k, sense, sign, bound) for `sign * x(G) <= sign * bound`, or `=`."""
        quota = self.quotas[k]
        if k in self._boxed:
            return
        if quota.ceiling == quota.floor:
            yield k, "=", 1, quota.floor
            return
        if quota.ceiling is not None:
            yield k, "<=", 1, quota.ceiling
        if quota.floor > 0:
            yield k, "<=", -1, quota.floor

    @cached_property
    def _row_owners(self) -> list[tuple[int, int]]:
        """For each row of the system, its constraint and its sign."""
        return [(k, sign) for number in range(len(self.quotas)) for k, _, sign, _ in self._row_plan(number)]

    @cached_property
    def short_list(self) -> tuple[Outcome, ...] | None:
        """All pure outcomes, if objects are indivisible and there are few."""
        if self.divisible:
            return None
        try:
            box = self.closed_box()
        except ValueError:  # a cell's quotas contradict each other: there is no outcome to list
            return ()
        found = integer.points(box, self.longest)
        return None if found is None else tuple(self.outcome(point) for point in found)

    def closed_box(self) -> LinearSystem:
        """The system with every upper bound made finite: no cell exceeds the ceiling of a set that contains it."""
        system = self.system
        upper = list(system.upper)
        for j, cell in enumerate(self.cells):
            ceilings = [quota.ceiling for quota in self.quotas if cell in quota.cells and quota.ceiling is not None]
            upper[j] = min(ceilings)
        return LinearSystem(system.variables, system.rows, system.lower, tuple(upper))

    def outcome(self, values: tuple[Any, ...]) -> Outcome:
        """The outcome with the given quantity for each cell."""
        return tuple((cell, rational(value)) for cell, value in zip(self.cells, values, strict=True) if value)

    def contains(self, outcome: Outcome) -> bool:
        """Whether the outcome is feasible; a pure one has integer quantities, unless objects are divisible."""
        quantities = dict(outcome)
        if len(quantities) != len(outcome) or not set(quantities) <= set(self.cells):
            return False
        if not self.divisible and any(value.denominator != 1 for value in quantities.values()):
            return False
        return self.system.contains([quantities.get(cell, Fraction(0)) for cell in self.cells])

    def maximum(self, weights: tuple[Fraction, ...]) -> Maximum:
        """The greatest value of `weights * x` over the feasible outcomes; one weight for each cell."""
        known = self._maxima.get(weights)
        if known is None:
            known = self._maxima[weights] = self._maximum(weights)
        return known

    def _maximum(self, weights: tuple[Fraction, ...]) -> Maximum:
        if self.short_list is not None:
            return _best_listed(self.short_list, dict(zip(self.cells, weights, strict=True)))
        if self.divisible:
            return self._divisible_maximum(weights)
        try:
            found = integer.maximize(self.system, weights, divisibility=False)
        except NotConstant:
            return self._varying_maximum(weights)
        outcome = None if found.point is None else self.outcome(found.point)
        return Maximum(found.value, outcome, self._named(found.tree))

    def _varying_maximum(self, weights: tuple[Fraction, ...]) -> Maximum:
        """The same where weights are formulas: by the relaxation, if its best point is an integer one."""
        found = self._divisible_maximum(weights)
        if found.outcome is not None and any(q.denominator != 1 for _, q in found.outcome):
            raise NotConstant(
                f"with a parameter, at most {SHORT_LIST} pure outcomes, or quotas whose relaxation has integer vertices"
            )
        return found

    def _divisible_maximum(self, weights: tuple[Fraction, ...]) -> Maximum:
        verdict = optimum(self.system, weights)
        if isinstance(verdict.evidence, FarkasVector):
            return Maximum(None, None, Leaf(self._by_constraint(verdict.evidence.multipliers), empty=True))
        assert isinstance(verdict.evidence, PrimalDual), "quantities are bounded"
        assert isinstance(verdict.statement, Optimal)
        leaf = Leaf(self._by_constraint(verdict.evidence.multipliers), empty=False)
        return Maximum(verdict.statement.value, self.outcome(verdict.evidence.values), leaf)

    def proves(self, proof: Proof, weights: Mapping[Cell, Fraction], bound: Fraction | None) -> bool:
        """Whether the proof shows that no feasible outcome has a value above `bound` (`None`: that none exists)."""
        if isinstance(proof, Listing):
            if self.short_list is None or set(proof.outcomes) != set(self.short_list):
                return False
            return all(bound is not None and value(weights, outcome) <= bound for outcome in proof.outcomes)
        if isinstance(proof, Cases):  # no set is closed here
            return False
        objective = [weights.get(cell, 0) for cell in self.cells]
        return integer.proves(self._by_row(proof), self.system, objective, bound)

    def _by_constraint(self, multipliers: tuple[Fraction, ...]) -> Multipliers:
        signed = [(k, sign * m) for (k, sign), m in zip(self._row_owners, multipliers, strict=True) if m]
        merged: dict[int, Fraction] = {}
        for k, m in signed:
            merged[k] = merged.get(k, Fraction(0)) + m
        # Ceiling less floor is never negative, so the difference of the two multipliers proves at least as much as
        # both, except where a restriction makes the two quotas contradict each other.
        kept = [(k, m) for k, m in signed if self._contradicts(k)]
        kept += [(k, m) for k, m in merged.items() if m and not self._contradicts(k)]
        return tuple(sorted(kept))

    def _contradicts(self, k: int) -> bool:
        ceiling = self.quotas[k].ceiling
        return ceiling is not None and ceiling < self.quotas[k].floor

    def _named(self, tree: integer.Tree) -> Tree:
        if isinstance(tree, integer.Split):
            cell = self.cells[tree.variable]
            return Branch(cell, tree.threshold, self._named(tree.at_most), self._named(tree.at_least))
        return Leaf(self._by_constraint(tree.multipliers), empty=isinstance(tree, integer.Empty))

    def _by_row(self, tree: Tree) -> integer.Tree:
        if isinstance(tree, Branch):
            variable = self.cells.index(tree.cell)
            return integer.Split(variable, tree.threshold, self._by_row(tree.at_most), self._by_row(tree.at_least))
        rows = [Fraction(0)] * len(self.system.rows)
        for k, multiplier in tree.multipliers:
            for r, (owner, sign) in enumerate(self._row_owners):
                if owner == k and (sign * multiplier > 0 or self.system.rows[r].sense == "="):
                    rows[r] += sign * multiplier
        return integer.Empty(tuple(rows)) if tree.empty else integer.Bound(tuple(rows))


@lru_cache(maxsize=64)
def _outcomes(cells: tuple[Cell, ...], quotas: tuple[Constraint, ...], divisible: bool, longest: int) -> Outcomes:
    """One value for all who ask about the same quotas: outcomes are listed, and maxima found, once."""
    return Outcomes(cells, quotas, divisible, longest)


class OutcomeSets:
    """The outcome sets of a problem, one for each distinct system of quotas."""

    def __init__(self, problem: Problem) -> None:
        problem.require_possible()
        self.problem = problem
        self._known: dict[tuple[Constraint, ...], Outcomes] = {}

    def at(self, profile: Profile) -> Outcomes:
        quotas = self.problem.quotas(profile)
        known = self._known.get(quotas)
        if known is None:
            known = _outcomes(self.problem.cells, quotas, self.problem.divisible, SHORT_LIST)
            self._known[quotas] = known
        return known

    def weights(self, coefficients: Mapping[tuple[str, ...], Fraction], profile: Profile) -> dict[Cell, Fraction]:
        """f_t: what a weighting of the coordinates puts on each cell at a type profile."""
        total: dict[Cell, Fraction] = {}
        for agent, kind in zip(self.problem.agents, profile, strict=True):
            for rest in self.problem.object_parts:
                coordinate = (agent, kind, *rest)
                coefficient = coefficients.get(coordinate)
                if coefficient:
                    cell = self.problem.cell_of(coordinate)
                    total[cell] = total.get(cell, Fraction(0)) + coefficient
        return total

    def vector(self, weights: Mapping[Cell, Fraction]) -> tuple[Fraction, ...]:
        return tuple(weights.get(cell, Fraction(0)) for cell in self.problem.cells)


def value(weights: Mapping[Cell, Fraction], outcome: Outcome) -> Fraction:
    """`weights * x`."""
    return sum((weights.get(cell, Fraction(0)) * quantity for cell, quantity in outcome), Fraction(0))


def _best_listed(listed: tuple[Outcome, ...], weights: Mapping[Cell, Fraction]) -> Maximum:
    if not listed:
        return Maximum(None, None, Listing(()))
    values = [value(weights, outcome) for outcome in listed]
    best = greatest(values)
    return Maximum(values[best], listed[best], Listing(listed))


# ------------------------------------------------------------------------------------------------------ plain data

_OUTCOMES, _MULTIPLIERS, _SPLIT = map(converter, (tuple[Outcome, ...], Multipliers, tuple[Cell, int]))


def _proof_to_plain(proof: Proof) -> dict[str, Any]:
    if isinstance(proof, Listing):
        return {"list": _OUTCOMES.to_plain(proof.outcomes)}
    if isinstance(proof, Cases):
        return {"cases": [_proof_to_plain(case) for case in proof.cases]}
    if isinstance(proof, Branch):
        cases = {"at_most": _proof_to_plain(proof.at_most), "at_least": _proof_to_plain(proof.at_least)}
        return {"split": _SPLIT.to_plain((proof.cell, proof.threshold)), **cases}
    return {"empty" if proof.empty else "multipliers": _MULTIPLIERS.to_plain(proof.multipliers)}


def _proof_from_plain(plain: Any) -> Proof:
    if isinstance(plain, Listing):  # `with_lists` has put it there
        return plain
    if "cases" in an_object(plain):
        return Cases(tuple(map(_tree_from_plain, a_list(plain["cases"]))))
    return Listing(_OUTCOMES.from_plain(plain["list"])) if "list" in plain else _tree_from_plain(plain)


def _tree_from_plain(plain: Any) -> Tree:
    if "split" in an_object(plain):
        cell, threshold = _SPLIT.from_plain(plain["split"])
        at_most, at_least = (_tree_from_plain(at_key(plain, key)) for key in ("at_most", "at_least"))
        return Branch(cell, threshold, at_most, at_least)
    empty = "empty" in plain
    return Leaf(_MULTIPLIERS.from_plain(at_key(plain, "empty" if empty else "multipliers")), empty)


register(Proof, Converter(_proof_to_plain, _proof_from_plain))


def share_lists(holders: Iterable[dict[str, Any]]) -> list[Any]:
    """The lists of outcomes in the proofs of `holders`, each once; in its proof stands its number instead."""
    lists: list[Any] = []
    for holder in holders:
        listed = holder["proof"].get("list")
        if listed is not None:
            if listed not in lists:
                lists.append(listed)
            holder["proof"] = {"list": lists.index(listed)}
    return lists


def with_lists(holders: Any, lists: Any) -> list[dict[str, Any]]:
    """The reverse of `share_lists`: each list is read once, and stands in the proofs that have its number."""
    known = [Listing(_OUTCOMES.from_plain(listed)) for listed in a_list(lists)]

    def proof(plain: Any) -> Any:
        if "list" not in an_object(plain):
            return plain
        if plain["list"] not in range(len(known)):
            raise ValueError(f"lists: there is no list {plain['list']!r}; they are {len(known)}")
        return known[plain["list"]]

    return [{**an_object(holder), "proof": proof(at_key(holder, "proof"))} for holder in a_list(holders)]


def outcome_in_words(outcome: Outcome) -> str:
    """`i1 gets o1, o3; i2 gets o2`, or the bare names where a cell is one name."""
    if not outcome:
        return "nothing"
    by_owner: dict[str, list[str]] = {}
    for cell, quantity in outcome:
        times = "" if is_just(quantity, 1) else f"{told_factor(quantity)} x "
        by_owner.setdefault(cell[0] if len(cell) == 2 else "", []).append(times + cell[-1])
    return "; ".join((f"{owner} gets " if owner else "") + ", ".join(got) for owner, got in by_owner.items())
