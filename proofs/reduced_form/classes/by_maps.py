"""Pure rules for so many classes that their outcomes are not listed: by affine maps.

In all classes that one basis serves (`class_program`) the outcome is the same affine function of the counts n of types.
So a pure rule is a few such maps, and for every class the number of one. What agents of a type get together under a map
is feasible if it is whole (unless objects are divisible), not negative, meets the quotas on groups together, and for
each quota on single agents is between n times its ends: for then it can be dealt out (`dealing`), as these quotas are
about nested or disjoint sets of objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul

from exact.rationals import common_denominator, primitive
from exact.showing.display import Displayed
from proofs.reduced_form.classes.choices import WholeRules
from proofs.reduced_form.classes.class_program import class_rows
from proofs.reduced_form.classes.counts import Block
from proofs.reduced_form.classes.groups import Counts
from proofs.reduced_form.problem.problems import Coordinate


@dataclass(frozen=True)
class RulesByMaps(Displayed):
    """Pure rules of a block with their probabilities, by affine maps of the classes' counts.

    `maps[k]` has a row for each coordinate, to be multiplied with (1, n); `rules` has for each rule the number of the
    map that it takes in every class, in order.
    """

    maps: tuple[tuple[tuple[Fraction, ...], ...], ...]
    rules: tuple[tuple[int, ...], ...]
    shares: tuple[Fraction, ...]

    def outcomes(self, number: int, counts: Counts) -> list[tuple[Fraction, ...]]:
        """What the rules give the class with this number and these counts, each outcome once, by coordinate."""
        chosen = dict.fromkeys(own[number] for own in self.rules)
        entries = (1, *counts)
        found = (tuple(sum(map(mul, row, entries), Fraction(0)) for row in self.maps[k]) for k in chosen)
        return list(dict.fromkeys(found))


def mapped(rule: WholeRules) -> RulesByMaps:
    """Pure rules as maps; a class that was branched in has one of its own."""
    maps: dict[tuple[tuple[Fraction, ...], ...], int] = {}
    rules = []
    for best, _ in rule.parts:
        own = []
        for table, den in best.maps:
            rows = tuple(tuple(Fraction(int(entry), den) for entry in row) for row in table)
            own.append(maps.setdefault(rows, len(maps)))
        chosen = []
        for outcome, proof in zip(best.outcomes, best.proofs, strict=True):
            if not isinstance(proof, int):  # the class was branched in: its outcome by itself
                zeros = (Fraction(0),) * (len(best.maps[0][0][0]) - 1)
                constant = tuple((Fraction(int(q), best.unit), *zeros) for q in outcome)
                chosen.append(maps.setdefault(constant, len(maps)))
            else:
                chosen.append(own[proof])
        rules.append(tuple(chosen))
    return RulesByMaps(tuple(maps), tuple(rules), tuple(share for _, share in rule.parts))


def weighted_by_maps(block: Block, rules: RulesByMaps) -> dict[Coordinate, Fraction] | None:
    """What agents of a group and type together expect under rules by maps; `None` if something is not feasible."""
    shares, (weights, below) = rules.shares, block.law
    if sum(shares, Fraction(0)) != 1 or min(shares, default=Fraction(0)) < 0 or len(rules.rules) != len(shares):
        return None
    total = dict.fromkeys(block.coordinates, Fraction(0))
    maps = [_Map(block, rows) for rows in rules.maps]
    for share, chosen in zip(shares, rules.rules, strict=True):
        if len(chosen) != block.size or not all(0 <= k < len(maps) for k in chosen):
            return None
        sums = [[0] * (1 + len(block.pairs)) for _ in maps]
        for counts, weight, k in zip(block.classes, weights, chosen, strict=True):
            if not maps[k].is_feasible(counts):
                return None
            own = sums[k]
            own[0] += weight
            for j, count in enumerate(counts, 1):
                own[j] += weight * count
        for found, own in zip(maps, sums, strict=True):
            if own[0]:
                for coordinate, row in zip(block.coordinates, found.rows, strict=True):
                    total[coordinate] += share * sum((a * s for a, s in zip(row, own, strict=True) if a), Fraction(0))
    return {coordinate: quantity / below for coordinate, quantity in total.items()}


class _Map:
    """An affine map from the counts of a class to quantities by coordinate, and in which classes these are feasible."""

    def __init__(self, block: Block, rows: tuple[tuple[Fraction, ...], ...]) -> None:
        self.rows = rows
        conditions: list[list[Fraction]] = [list(row) for row in rows]
        for each in class_rows(block):
            per = 0 if each.per is None else 1 + each.per
            inside = [rows[column] for column in each.columns]
            conditions += _between(inside, per, each.floor, each.ceiling, len(rows[0]))
        # What has no negative part cannot fail.
        self.conditions = {primitive(own) for own in conditions if min(own) < 0}
        below = [1 if block.problem.divisible else common_denominator(row) for row in rows]
        self.divided = [
            (tuple(int(entry * b) for entry in row), b) for row, b in zip(rows, below, strict=True) if b > 1
        ]

    def is_feasible(self, counts: Counts) -> bool:
        entries = (1, *counts)
        return all(sum(map(mul, own, entries)) >= 0 for own in self.conditions) and all(
            sum(map(mul, own, entries)) % below == 0 for own, below in self.divided
        )


def _between(
    inside: Sequence[Sequence[Fraction]], per: int, floor: Fraction, ceiling: Fraction | None, size: int
) -> list[list[Fraction]]:
    """What is not negative where the sum is between the ends, each times the entry at `per`."""
    got = [sum((row[k] for row in inside), Fraction(0)) for k in range(size)]
    low = [g - (floor if k == per else 0) for k, g in enumerate(got)]
    return [low] if ceiling is None else [low, [(ceiling if k == per else 0) - g for k, g in enumerate(got)]]
