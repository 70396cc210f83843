"""How few pure outcomes a lottery needs whose expectation is a given random outcome.

A lottery over feasible pure outcomes with expectation x is shown by itself; that none has fewer than n outcomes in its
support is shown by a *tree of shares*. Let u(s) be the greatest probability that a pure outcome s can have in such a
lottery, as the quotas tell: if a quota says a.z <= b for all z that are feasible, then x = p s + (1 - p) z gives
p (b - a.s) <= b - a.x. Outcomes that are not tight where x is have u(s) = 0; the others are the *candidates*.

A tree asks of one candidate after another whether it has a positive probability. At a leaf some are `kept`, some left
out, and at most `left` = n - 1 - (number of those kept) others may have one. Weights y and a constant c with

    y.s + c <= 0 for s kept,    y.s + c <= 1/u(s) for all other candidates not left out,    y.x + c > left

show that there is no such lottery: the mean of y.s + c is at most the sum of p(s)/u(s) over the others, and so at most
their number. Where `left` is 0 the others have no probability, and nothing is asked of them.

Finding the fewest is NP-hard (Dufossé & Uçar 2016, for permutations), so the search has a bound, and says how far it
came: the number it has proved, and the lottery that it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar

from exact.linear import FarkasVector, LinearSystem, Optimal, PrimalDual, Row, optimum
from exact.plain_data import Converter, an_object, at_key, converter, register, written
from exact.rationals import rational
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.conditions.capacity import AtProfile, CapacityFunction
from proofs.reduced_form.conditions.decomposition import FeasibleRandomOutcome, OutcomeLottery, decompose
from proofs.reduced_form.implementation.deciding import Lottery
from proofs.reduced_form.problem.outcomes import Outcome, Outcomes, value
from proofs.reduced_form.problem.problems import Cell, Constraint, Problem, Profile, Weighted, name_of

MOST_CANDIDATES = 500
"""Among so many pure outcomes at most the fewest are sought."""
MOST_NODES = 400
"""So many linear programs at most."""


@dataclass(frozen=True)
class NeedsOutcomes(AtProfile):
    """Every lottery over feasible pure outcomes with this expectation has at least `number` of them.

    Evidence for yes: `ShareTree`; for no: `FewerOutcomes`.
    """

    kind: ClassVar[str] = "needs outcomes"
    outcome: Outcome
    number: int

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.problem.divisible:
            raise ValueError("objects are divisible, so a random outcome is itself feasible and needs no lottery")

    def sentence(self) -> str:
        return f"every lottery over feasible pure outcomes with this expectation has at least {self.number} of them"


@dataclass(frozen=True)
class ShareLeaf(Displayed):
    """Weights y of the cells and the constant c of a leaf."""

    weights: tuple[Weighted, ...]
    constant: Fraction


@dataclass(frozen=True)
class ShareSplit(Displayed):
    """This outcome has a positive probability (the tree that follows), or none (the tree after that)."""

    outcome: Outcome


ShareNode = ShareLeaf | ShareSplit


@dataclass(frozen=True)
class ShareTree(Evidence):
    """A tree of shares, its nodes in preorder: after a split first what holds if the outcome is kept."""

    form: ClassVar[str] = "share tree"
    nodes: tuple[ShareNode, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, NeedsOutcomes) or not holds:
            return False
        outcomes, point = statement.outcomes(), dict(statement.outcome)
        if not outcomes.system.contains([point.get(cell, Fraction(0)) for cell in outcomes.cells]):
            return False
        shares = greatest_shares(outcomes, point)
        if shares is None:
            return False
        open_parts: list[tuple[frozenset[Outcome], frozenset[Outcome]]] = [(frozenset(), frozenset())]
        for node in self.nodes:
            if not open_parts:
                return False
            kept, gone = open_parts.pop()
            if isinstance(node, ShareSplit):
                if node.outcome not in shares:
                    return False
                open_parts += [(kept, gone | {node.outcome}), (kept | {node.outcome}, gone)]
            elif not _closes(node, statement, shares, kept, gone):
                return False
        return not open_parts


def _closes(
    leaf: ShareLeaf,
    statement: NeedsOutcomes,
    shares: Mapping[Outcome, Fraction],
    kept: frozenset[Outcome],
    gone: frozenset[Outcome],
) -> bool:
    left, weights = statement.number - 1 - len(kept), dict(leaf.weights)
    if left < 0 or value(weights, statement.outcome) + leaf.constant <= left:
        return False
    limits = {s: Fraction(0) if s in kept else 1 / share for s, share in shares.items() if s not in gone}
    asked = kept - gone if left == 0 else limits.keys()
    return all(value(weights, s) + leaf.constant <= limits[s] for s in asked)


@dataclass(frozen=True)
class FewerOutcomes(Evidence):
    """A lottery with this expectation over fewer pure outcomes than the number."""

    form: ClassVar[str] = "fewer outcomes"
    entries: Lottery = field(metadata=written("lottery"))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, NeedsOutcomes) or holds or len(self.entries) >= statement.number:
            return False
        shares, outcomes = [share for share, _ in self.entries], statement.outcomes()
        if sum(shares) != 1 or min(shares) < 0 or not all(outcomes.contains(x) for _, x in self.entries):
            return False
        return OutcomeLottery(self.entries).mean() == dict(statement.outcome)


@dataclass(frozen=True)
class Fewest(Displayed):
    """A lottery, and the greatest number of outcomes that it is shown to need; they are the same if it is `proved`."""

    lottery: Verdict
    needs: Verdict | None
    given_up: str = ""

    @property
    def size(self) -> int:
        """How many outcomes the lottery has."""
        return len(self.lottery.evidence.entries)  # type: ignore[attr-defined]

    @property
    def at_least(self) -> int:
        """How many every lottery has, as far as is proved."""
        return self.needs.statement.number if self.needs is not None else 1  # type: ignore[attr-defined]

    @property
    def proved(self) -> bool:
        """Whether no lottery has fewer."""
        return self.size == self.at_least

    def left_open(self) -> Verdict:
        """The verdict that nobody knows whether the lottery has the fewest outcomes."""
        known = self.lottery.statement
        assert isinstance(known, FeasibleRandomOutcome)
        asked = NeedsOutcomes(known.problem, known.profile, known.outcome, self.size)
        return Verdict(asked, None, Undecided((self.given_up,)))


def greatest_shares(outcomes: Outcomes, point: Mapping[Cell, Fraction]) -> dict[Outcome, Fraction] | None:
    """The candidates, each with u(s), the most that its probability can be; `None` if they are too many."""
    found = Outcomes(outcomes.cells, _tight(outcomes, point), False, MOST_CANDIDATES).short_list
    if found is None:
        return None
    return {candidate: _share(outcomes, point, dict(candidate), Fraction(1)) for candidate in found}


def _tight(outcomes: Outcomes, point: Mapping[Cell, Fraction]) -> tuple[Constraint, ...]:
    """The quotas, and as equations those that the point meets with equality."""
    quotas: list[Constraint] = []
    for quota in outcomes.quotas:
        total = _amount(quota, point)
        if total in (quota.floor, quota.ceiling):
            quotas.append(replace(quota, floor=total, ceiling=total))
        else:
            quotas.append(quota)
    alone = {quota.cells for quota in quotas}
    nothing = (frozenset({cell}) for cell in outcomes.cells if not point.get(cell))
    quotas += [Constraint(cells, Fraction(0), Fraction(0)) for cells in nothing if cells not in alone]
    return tuple(quotas)


def _share(
    outcomes: Outcomes, point: Mapping[Cell, Fraction], own: Mapping[Cell, Fraction], whole: Fraction
) -> Fraction:
    """The most of `whole` that an outcome can be in a mixture whose sum is the point."""
    limits = [whole]
    limits += [point.get(cell, Fraction(0)) / quantity for cell, quantity in own.items()]
    for quota in outcomes.quotas:
        total, mine = _amount(quota, point), _amount(quota, own)
        if quota.ceiling is not None and mine < quota.ceiling:
            limits.append((quota.ceiling * whole - total) / (quota.ceiling - mine))
        if mine > quota.floor:
            limits.append((total - quota.floor * whole) / (mine - quota.floor))
    return min(limits)


def _amount(quota: Constraint, quantities: Mapping[Cell, Fraction]) -> Fraction:
    return sum((quantities.get(cell, Fraction(0)) for cell in quota.cells), Fraction(0))


def needs_outcomes(
    problem: Problem, quantities: Mapping[Cell, Any], number: int, profile: Profile | None = None
) -> Verdict:
    """Whether every lottery with this expectation has at least `number` pure outcomes; so it is if there is no lottery.

    Quantities are as in `decompose`. Undecided where a quota is broken, and where the search is given up.
    """
    search = _Search(problem, quantities, profile)
    statement = search.statement(number)
    found = search.tree(number)
    if found is None:
        return Verdict(statement, None, Undecided((search.given_up,)))
    return Verdict(statement, isinstance(found, ShareTree), found)


def fewest(problem: Problem, quantities: Mapping[Cell, Any], profile: Profile | None = None) -> Fewest | Verdict:
    """A lottery with this expectation over as few pure outcomes as are found, and how many are needed (`proved`?).

    The verdict of `decompose` where there is no lottery. Quantities are as there.
    """
    some = decompose(problem, quantities, profile)
    if not some.holds:
        return some
    assert isinstance(some.evidence, OutcomeLottery)
    search = _Search(problem, quantities, profile)
    best, needs = min(some.evidence.entries, search.greedy() or some.evidence.entries, key=len), None
    for number in range(search.least(), len(best) + 1):
        found = search.tree(number)
        if isinstance(found, FewerOutcomes):
            best = found.entries
        if not isinstance(found, ShareTree):
            break
        needs = Verdict(search.statement(number), True, found)
    return Fewest(Verdict(some.statement, True, OutcomeLottery(best)), needs, search.given_up)


class _Search:
    """Trees of shares for one random outcome. State: the linear programs solved so far, which are bounded in number."""

    def __init__(self, problem: Problem, quantities: Mapping[Cell, Any], profile: Profile | None) -> None:
        function = CapacityFunction(problem, profile)
        self.problem, self.profile, self.outcomes = problem, function.profile, function.outcomes
        exact = [rational(quantities.get(cell, 0), f"quantity of {name_of([cell])}") for cell in problem.cells]
        self.point = {cell: quantity for cell, quantity in zip(problem.cells, exact, strict=True) if quantity}
        self.given_up = f"a search with {MOST_NODES} linear programs"
        shares = None
        if not self.outcomes.system.contains(exact):
            self.given_up = "the quotas, of which the random outcome breaks one"
        else:
            shares = greatest_shares(self.outcomes, self.point)
            if shares is None:
                self.given_up = f"a list of {MOST_CANDIDATES} pure outcomes; there are more"
        self.shares = shares
        self._solved: dict[tuple[frozenset[Outcome], frozenset[Outcome]], _Relaxed] = {}

    def statement(self, number: int) -> NeedsOutcomes:
        return NeedsOutcomes(self.problem, self.profile, tuple(self.point.items()), number)

    def least(self) -> int:
        """A number that a single leaf proves to be needed."""
        relaxed = self._relaxed(frozenset(), frozenset(), 1) if self.shares is not None else None
        return max(1, ceil(relaxed.value)) if relaxed is not None and relaxed.value is not None else 1

    def tree(self, number: int) -> ShareTree | FewerOutcomes | None:
        """The proof that so many are needed, or a lottery with fewer; `None` if the search is given up."""
        nodes: list[ShareNode] = []
        open_parts: list[tuple[frozenset[Outcome], frozenset[Outcome]]] = [(frozenset(), frozenset())]
        while open_parts:
            kept, gone = open_parts.pop()
            left = number - 1 - len(kept)
            relaxed = self._relaxed(kept, gone, left) if self.shares is not None else None
            if relaxed is None:
                return None
            if relaxed.value is None or relaxed.value > left:
                nodes.append(relaxed.leaf if relaxed.value is not None else _scaled(relaxed.leaf, left + 1))
                continue
            if len(relaxed.lottery) < number:
                return FewerOutcomes(relaxed.lottery)
            chosen = self._undecided(relaxed.lottery, kept)
            nodes.append(ShareSplit(chosen))
            open_parts += [(kept, gone | {chosen}), (kept | {chosen}, gone)]
        return ShareTree(tuple(nodes))

    def greedy(self) -> Lottery | None:
        """A lottery that takes as much of one outcome as can be, again and again; `None` if that comes to no end."""
        rest, whole, entries = dict(self.point), Fraction(1), []
        while whole and self.shares is not None:
            shares = {s: _share(self.outcomes, rest, dict(s), whole) for s in self.shares}
            chosen = max(shares, key=shares.__getitem__, default=())
            share = shares.get(chosen, Fraction(0))
            if share <= 0:
                return None
            entries.append((share, chosen))
            whole -= share
            for cell, quantity in chosen:
                rest[cell] -= share * quantity
        return tuple(entries) if entries and not any(rest.values()) else None

    def _undecided(self, lottery: Lottery, kept: frozenset[Outcome]) -> Outcome:
        """The outcome of whose possible share the relaxation takes nearest to a half."""
        assert self.shares is not None
        taken = {s: share / self.shares[s] for share, s in lottery if s not in kept}
        return min(taken, key=lambda s: abs(taken[s] - Fraction(1, 2)))

    def _relaxed(self, kept: frozenset[Outcome], gone: frozenset[Outcome], left: int) -> _Relaxed | None:
        """The least sum of p(s) / u(s) over the others than those kept, by a lottery without those that are gone."""
        assert self.shares is not None
        allowed = tuple(s for s in self.shares if s in kept or (left > 0 and s not in gone))
        key = frozenset(kept), frozenset(allowed)
        known = self._solved.get(key)
        if known is None:
            if len(self._solved) >= MOST_NODES:
                return None
            known = self._solved[key] = self._solve(kept, allowed)
        return known

    def _solve(self, kept: frozenset[Outcome], allowed: tuple[Outcome, ...]) -> _Relaxed:
        assert self.shares is not None
        cells, quantities = tuple(self.point), [dict(s) for s in allowed]
        rows = [
            Row(tuple((k, x[cell]) for k, x in enumerate(quantities) if cell in x), "=", self.point[cell])
            for cell in cells
        ]
        rows.append(Row(tuple((k, Fraction(1)) for k in range(len(allowed))), "=", Fraction(1)))
        size = len(allowed)
        system = LinearSystem(tuple(range(size)), tuple(rows), (Fraction(0),) * size, (None,) * size)
        verdict = optimum(system, [Fraction(0) if s in kept else 1 / self.shares[s] for s in allowed], "min")
        evidence = verdict.evidence
        if isinstance(evidence, FarkasVector):
            *weights, constant = (-m for m in evidence.multipliers)
            reached = sum((y * x for y, x in zip(weights, self.point.values(), strict=True)), constant)
            return _Relaxed(None, (), _leaf(cells, weights, constant, 1 / reached))
        assert isinstance(evidence, PrimalDual)
        assert isinstance(verdict.statement, Optimal)
        *weights, constant = (-m for m in evidence.multipliers)
        lottery = tuple((share, s) for share, s in zip(evidence.values, allowed, strict=True) if share)
        return _Relaxed(verdict.statement.value, lottery, _leaf(cells, weights, constant, Fraction(1)))


@dataclass(frozen=True)
class _Relaxed:
    """What a linear program at a node says: its value, a lottery that attains it, and the leaf that it would make.

    Without value there is no lottery, and the leaf exceeds nothing by 1: its multiples exceed what they need to.
    """

    value: Fraction | None
    lottery: Lottery
    leaf: ShareLeaf


def _leaf(cells: Sequence[Cell], weights: Sequence[Fraction], constant: Fraction, factor: Fraction) -> ShareLeaf:
    named = tuple((cell, factor * weight) for cell, weight in zip(cells, weights, strict=True) if weight)
    return ShareLeaf(named, factor * constant)


def _scaled(leaf: ShareLeaf, factor: int) -> ShareLeaf:
    return ShareLeaf(tuple((cell, factor * weight) for cell, weight in leaf.weights), factor * leaf.constant)


_WEIGHTS, _NUMBER, _OUTCOME = map(converter, (tuple[Weighted, ...], Fraction, Outcome))


def _node_to_plain(node: ShareNode) -> dict[str, Any]:
    if isinstance(node, ShareSplit):
        return {"split": _OUTCOME.to_plain(node.outcome)}
    return {"weights": _WEIGHTS.to_plain(node.weights), "constant": _NUMBER.to_plain(node.constant)}


def _node_from_plain(plain: Any) -> ShareNode:
    if "split" in an_object(plain):
        return ShareSplit(_OUTCOME.from_plain(plain["split"]))
    return ShareLeaf(_WEIGHTS.from_plain(at_key(plain, "weights")), _NUMBER.from_plain(at_key(plain, "constant")))


register(ShareNode, Converter(_node_to_plain, _node_from_plain))
