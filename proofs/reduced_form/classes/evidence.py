"""What shows something about groups, class by class: rules that are carried out, bounds, and classes without outcome.

A pure rule gives every class an outcome: of each group and type so many agents get this bundle, drawn uniformly among
them. So at every type profile each of the n agents of group g and type t expects `X(j) / n` of object j, where X(j) is
what they get together, and summed over the classes with their probabilities the rule's agents expect

    sum over classes c of P(c) X_c(g, t, j) = (size of g) lambda_g(t) Q_g(t, j).

Nothing but counts is looked at: an outcome is feasible if each bundle meets the quotas on single agents of its group,
and all of them together the other quotas. Conversely every ex post rule that induces a symmetric Q induces it when
agents of a group are exchanged at random first, too; so if no mixture of pure rules gives Q, nothing does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from exact.plain_data import Converter, alternatives, an_object, at_key, converter, flattened, register
from exact.showing.display import Displayed
from proofs.reduced_form.classes.by_maps import RulesByMaps, mapped, weighted_by_maps
from proofs.reduced_form.classes.choices import BlockRule, WholeRules
from proofs.reduced_form.classes.class_program import (
    ClassBranch,
    ClassLeaf,
    ClassProgram,
    ClassTree,
)
from proofs.reduced_form.classes.counts import Block, blocks
from proofs.reduced_form.classes.dealing import Bundle, deal_out, dealing_orders
from proofs.reduced_form.classes.groups import Counts, GroupedProblem
from proofs.reduced_form.classes.pricing import Priced
from proofs.reduced_form.problem.outcomes import Multipliers
from proofs.reduced_form.problem.problems import Coordinate, Weighted

Dealt = tuple[tuple[tuple[int, int], ...], ...]
"""For each group and type of a block: (number of a bundle, how many agents get it)."""

ClassProof = int | ClassLeaf | ClassBranch
"""The number of a price list, or a tree."""

NamedBundle = tuple[Annotated[tuple[tuple[str, ...], Fraction], flattened], ...]


@dataclass(frozen=True)
class ClassOutcomes(Displayed):
    """The outcomes of a class, and which of them each pure rule takes (nothing is said where there is only one)."""

    counts: Counts
    outcomes: tuple[Dealt, ...]
    taken: tuple[int, ...]


@dataclass(frozen=True)
class RulesOfBlock(Displayed):
    """Pure rules of a block with their probabilities."""

    probabilities: tuple[Fraction, ...]
    classes: tuple[ClassOutcomes, ...]


@dataclass(frozen=True)
class ClassRules(Displayed):
    """Pure rules of all blocks; `bundles` are those that they use, by number."""

    bundles: tuple[NamedBundle, ...]
    blocks: tuple[Annotated[RulesOfBlock | RulesByMaps, alternatives({}, RulesOfBlock, RulesByMaps)], ...]

    def weighted(self, problem: GroupedProblem) -> dict[Coordinate, Fraction] | None:
        """What all agents of a group and type together expect, by coordinate; `None` if something is not feasible."""
        parts = blocks(problem)
        if len(parts) != len(self.blocks):
            return None
        total: dict[Coordinate, Fraction] = {}
        for block, rules in zip(parts, self.blocks, strict=True):
            if isinstance(rules, RulesByMaps):
                found = weighted_by_maps(block, rules)
            else:
                found = _Checked(block, self.bundles).weighted(rules)
            if found is None:
                return None
            total |= found
        return total


@dataclass(frozen=True)
class BoundOfBlock(Displayed):
    """Price lists, and for every class in order the number of one that bounds the value there, or a tree."""

    prices: tuple[Multipliers, ...]
    proofs: tuple[ClassProof, ...]


@dataclass(frozen=True)
class ClassInequality(Displayed):
    """`sum of coefficients * y <= right side`, where y is what agents of a group and type expect together.

    It holds for every rule that is carried out: the right side is the expectation of bounds in every class.
    """

    coefficients: tuple[Weighted, ...]
    blocks: tuple[BoundOfBlock, ...]

    def right(self, problem: GroupedProblem) -> Fraction | None:
        """The right side, or `None` where something does not prove a bound."""
        parts, weights = blocks(problem), dict(self.coefficients)
        if len(parts) != len(self.blocks) or not set(weights) <= set(problem.coordinates):
            return None
        bounds = [bound_of(block, weights, given) for block, given in zip(parts, self.blocks, strict=True)]
        return None if None in bounds else sum((b for b in bounds if b is not None), Fraction(0))


@dataclass(frozen=True)
class EmptyClass(Displayed):
    """A class of a block (by number) in which no outcome is feasible, with the proof."""

    block: int
    counts: Counts
    proof: ClassTree

    def shown(self, problem: GroupedProblem) -> bool:
        parts = blocks(problem)
        if not 0 <= self.block < len(parts) or self.counts not in parts[self.block].classes:
            return False
        return tree_bound(parts[self.block], {}, self.counts, self.proof, empty=True) is not None


# -------------------------------------------------------------------------------------------------------- writing


def rules_of(parts: Sequence[tuple[Block, BlockRule | WholeRules]]) -> ClassRules:
    """Mixtures of pure rules, with what each class gets dealt out to its agents where outcomes are listed."""
    bundles: dict[Bundle, int] = {}
    written_blocks = tuple(
        mapped(rule) if isinstance(rule, WholeRules) else _written(block, rule, bundles) for block, rule in parts
    )
    names = parts[0][0].problem.object_parts
    named = tuple(tuple((name, q) for name, q in zip(names, bundle, strict=True) if q) for bundle in bundles)
    return ClassRules(named, written_blocks)


def _written(block: Block, rule: BlockRule, bundles: dict[Bundle, int]) -> RulesOfBlock:
    orders = dealing_orders(block)

    def deal(outcome: tuple[int, ...], counts: Counts) -> Dealt:
        parts = deal_out(block, [Fraction(q, rule.unit) for q in outcome], counts, orders)
        return tuple(tuple((bundles.setdefault(bundle, len(bundles)), count) for count, bundle in own) for own in parts)

    classes = zip(block.classes, rule.outcomes, rule.taken, strict=True)
    return RulesOfBlock(
        rule.shares,
        tuple(
            ClassOutcomes(counts, tuple(deal(o, counts) for o in own), taken if len(own) > 1 else ())
            for counts, own, taken in classes
        ),
    )


def bounded(problem: GroupedProblem, priced: Mapping[int, tuple[Priced, Fraction]]) -> ClassInequality:
    """The inequality of the weights that are given for some blocks, by number, times a factor; 0 for the others."""
    coefficients, bounds = [], []
    for number, block in enumerate(blocks(problem)):
        if number not in priced:
            bounds.append(BoundOfBlock(((),), (0,) * block.size))
            continue
        found, factor = priced[number]
        pairs = zip(block.coordinates, found.weights, strict=True)
        coefficients += [(c, factor * f) for c, f in pairs if f]
        prices = tuple(tuple((k, factor * m) for k, m in own) for own in found.best.prices)
        bounds.append(BoundOfBlock(prices, tuple(_times(proof, factor) for proof in found.best.proofs)))
    return ClassInequality(tuple(coefficients), tuple(bounds))


def _times(proof: ClassProof, factor: Fraction) -> ClassProof:
    return proof if isinstance(proof, int) else _tree_times(proof, factor)


def _tree_times(tree: ClassTree, factor: Fraction) -> ClassTree:
    if isinstance(tree, ClassLeaf):
        return ClassLeaf(tuple((k, factor * m) for k, m in tree.multipliers), tree.empty)
    halves = (_tree_times(half, factor) for half in (tree.at_most, tree.at_least))
    return ClassBranch(tree.coordinate, tree.threshold, *halves)


# ------------------------------------------------------------------------------------------------------- checking


class _Checked:
    """Whether rules of a block are feasible, and what they give."""

    def __init__(self, block: Block, bundles: Sequence[NamedBundle]) -> None:
        self.block, self.bundles = block, [dict(bundle) for bundle in bundles]
        self.fits: dict[tuple[str, int], bool] = {}

    def weighted(self, rules: RulesOfBlock) -> dict[Coordinate, Fraction] | None:
        weights, below = self.block.law
        found = self.totals(rules, weights)
        if found is None:
            return None
        common, own = found
        pairs = list(zip(rules.probabilities, own, strict=True))
        return {
            c: (common[c] + sum((share * total[c] for share, total in pairs), Fraction(0))) / below
            for c in self.block.coordinates
        }

    def totals(
        self, rules: RulesOfBlock, weights: Sequence[int]
    ) -> tuple[dict[Coordinate, Fraction], list[dict[Coordinate, Fraction]]] | None:
        """The classes' outcomes times their weights: where all rules take the same, and the rest rule by rule."""
        shares = rules.probabilities
        if sum(shares, Fraction(0)) != 1 or min(shares, default=Fraction(0)) < 0:
            return None
        if [each.counts for each in rules.classes] != list(self.block.classes):
            return None
        common = dict.fromkeys(self.block.coordinates, Fraction(0))
        own = [dict(common) for _ in shares]
        for each, weight in zip(rules.classes, weights, strict=True):
            if len(each.taken) != (len(shares) if len(each.outcomes) > 1 else 0):
                return None
            if not each.outcomes or not all(0 <= k < len(each.outcomes) for k in each.taken):
                return None
            quantities = [self.quantities(outcome, each.counts) for outcome in each.outcomes]
            if None in quantities:
                return None
            for total, k in [(common, 0)] if len(quantities) == 1 else zip(own, each.taken, strict=True):
                for coordinate, quantity in (quantities[k] or {}).items():
                    total[coordinate] += weight * quantity
        return common, own

    def quantities(self, outcome: Dealt, counts: Counts) -> dict[Coordinate, Fraction] | None:
        """What an outcome gives by coordinate; `None` if it is not feasible."""
        if len(outcome) != len(counts):
            return None
        total: dict[Coordinate, Fraction] = {}
        for pair, agents, parts in zip(self.block.pairs, counts, outcome, strict=True):
            if sum(count for _, count in parts) != agents or any(count < 0 for _, count in parts):
                return None
            for number, count in parts:
                if not self.meets(pair[0], number):
                    return None
                for rest, quantity in self.bundles[number].items():
                    coordinate = (*pair, *rest)
                    total[coordinate] = total.get(coordinate, Fraction(0)) + count * quantity
        for quota in self.block.together:
            found = sum((q for c, q in total.items() if (c[0], *c[2:]) in quota.cells), Fraction(0))
            if found < quota.floor or (quota.ceiling is not None and found > quota.ceiling):
                return None
        return total

    def meets(self, group: str, number: int) -> bool:
        """Whether a single agent of the group may get the bundle."""
        if (group, number) not in self.fits:
            self.fits[group, number] = 0 <= number < len(self.bundles) and self._meets(group, self.bundles[number])
        return self.fits[group, number]

    def _meets(self, group: str, bundle: Mapping[tuple[str, ...], Fraction]) -> bool:
        problem = self.block.problem
        if not set(bundle) <= set(problem.object_parts) or min(bundle.values(), default=Fraction(0)) < 0:
            return False
        if not problem.divisible and any(q.denominator != 1 for q in bundle.values()):
            return False
        for quota in self.block.single:
            if quota.group == group:
                got = sum((q for rest, q in bundle.items() if rest in quota.objects), Fraction(0))
                if got < quota.floor or (quota.ceiling is not None and got > quota.ceiling):
                    return False
        return True


def points_of(block: Block, rules: ClassRules, own: RulesOfBlock) -> list[list[Fraction]] | None:
    """What each pure rule gives in all classes together, each counted once; `None` if one is not feasible."""
    found = _Checked(block, rules.bundles).totals(own, (1,) * block.size)
    if found is None:
        return None
    common, totals = found
    return [[common[c] + total[c] for c in block.coordinates] for total in totals]


def bound_of(
    block: Block,
    weights: Mapping[Coordinate, Fraction],
    given: BoundOfBlock,
    law: tuple[Sequence[int], int] | None = None,
) -> Fraction | None:
    """The expectation of the bounds in all classes, or `None` where something does not prove one.

    With another `law` (a weight for each class, and what they are divided by) it is their weighted sum instead.

    A price list bounds the value in every class by one affine function of the counts, so classes that share a list are
    added up as their probabilities and their expected counts.
    """
    if len(given.proofs) != block.size:
        return None
    chances, below = block.law if law is None else law
    sums = [[0] * (1 + len(block.pairs)) for _ in given.prices]
    total = Fraction(0)
    for proof, weight, counts in zip(given.proofs, chances, block.classes, strict=True):
        if isinstance(proof, int):
            if not 0 <= proof < len(sums):
                return None
            own = sums[proof]
            own[0] += weight
            for k, count in enumerate(counts, 1):
                own[k] += weight * count
            continue
        bound = tree_bound(block, weights, counts, proof, empty=False)
        if bound is None:
            return None
        total += weight * bound
    for prices, own in zip(given.prices, sums, strict=True):
        affine = affine_bound(block, weights, prices)
        if affine is None:
            return None
        total += sum((a * s for a, s in zip(affine, own, strict=True)), Fraction(0))
    return total / below


def affine_bound(block: Block, weights: Mapping[Coordinate, Fraction], prices: Multipliers) -> list[Fraction] | None:
    """The bound that a price list proves, as an affine function of the counts."""
    rows, rest = ClassProgram(block).rows, [weights.get(c, Fraction(0)) for c in block.coordinates]
    affine = [Fraction(0)] * (1 + len(block.pairs))
    for k, m in prices:
        if not 0 <= k < len(rows) or (m > 0 and rows[k].ceiling is None):
            return None
        limit = rows[k].ceiling if m > 0 else rows[k].floor
        affine[0 if rows[k].per is None else 1 + (rows[k].per or 0)] += m * (limit or 0)
        for column in rows[k].columns:
            rest[column] -= m
    return affine if max(rest) <= 0 else None


def tree_bound(
    block: Block, weights: Mapping[Coordinate, Fraction], counts: Counts, tree: ClassTree, empty: bool
) -> Fraction | None:
    """The greatest bound that the leaves of a tree prove in a class (`empty`: that there is no outcome: 0)."""
    rows, place = ClassProgram(block).rows, {c: k for k, c in enumerate(block.coordinates)}
    objective = [weights.get(c, Fraction(0)) for c in block.coordinates]
    width = len(objective)
    waiting: list[Any] = [(tree, [Fraction(0)] * width, [None] * width)]
    bounds: list[Fraction] = []
    while waiting:
        node, low, high = waiting.pop()
        if isinstance(node, ClassBranch):
            if node.coordinate not in place or block.problem.divisible:
                return None
            waiting += _halves(node, place[node.coordinate], low, high)
            continue
        rest = [Fraction(0)] * width if node.empty else list(objective)
        bound = Fraction(0)
        for k, m in node.multipliers:
            if not 0 <= k < len(rows) or (m > 0 and rows[k].ceiling is None):
                return None
            limit = rows[k].ceiling if m > 0 else rows[k].floor
            bound += m * (limit or 0) * (1 if rows[k].per is None else counts[rows[k].per or 0])
            for column in rows[k].columns:
                rest[column] -= m
        for entry, least, most in zip(rest, low, high, strict=True):
            if entry > 0 and most is None:
                return None
            bound += entry * (most if entry > 0 else least)
        if (node.empty and bound >= 0) or (empty and not node.empty):
            return None
        bounds += [] if node.empty else [bound]
    return Fraction(0) if empty else max(bounds, default=None)


def _halves(node: ClassBranch, k: int, low: list[Fraction], high: list[Any]) -> Iterator[Any]:
    below = node.threshold if high[k] is None else min(high[k], node.threshold)
    above = max(low[k], Fraction(node.threshold + 1))
    if low[k] <= below:
        yield node.at_most, low, [*high[:k], Fraction(below), *high[k + 1 :]]
    if high[k] is None or above <= high[k]:
        yield node.at_least, [*low[:k], above, *low[k + 1 :]], high


# ------------------------------------------------------------------------------------------------------ plain data

_MULTIPLIERS, _SPLIT = map(converter, (Multipliers, tuple[Coordinate, int]))


def _proof_to_plain(proof: ClassProof) -> Any:
    if isinstance(proof, int):
        return proof
    if isinstance(proof, ClassBranch):
        cases = {"at_most": _proof_to_plain(proof.at_most), "at_least": _proof_to_plain(proof.at_least)}
        return {"split": _SPLIT.to_plain((proof.coordinate, proof.threshold)), **cases}
    return {"empty" if proof.empty else "multipliers": _MULTIPLIERS.to_plain(proof.multipliers)}


def _tree_from_plain(plain: Any) -> ClassTree:
    if "split" in an_object(plain):
        coordinate, threshold = _SPLIT.from_plain(plain["split"])
        at_most, at_least = (_tree_from_plain(at_key(plain, key)) for key in ("at_most", "at_least"))
        return ClassBranch(coordinate, threshold, at_most, at_least)
    empty = "empty" in plain
    return ClassLeaf(_MULTIPLIERS.from_plain(at_key(plain, "empty" if empty else "multipliers")), empty)


def _proof_from_plain(plain: Any) -> ClassProof:
    return plain if isinstance(plain, int) and not isinstance(plain, bool) else _tree_from_plain(plain)


register(ClassProof, Converter(_proof_to_plain, _proof_from_plain))
register(ClassTree, Converter(_proof_to_plain, _tree_from_plain))
