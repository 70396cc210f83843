"""Several outcomes to choose from in each class: what the last step of a search is made of.

Mixtures of a few pure rules tie the lotteries of all classes together. Where the best rule is to be hit exactly, rare
classes have to be mixed each in its own way. So the last linear program has a variable for each outcome that a class
may choose, with the class's probability to share out; classes with a single outcome are a constant in it. A basic
solution mixes in few classes. Its multipliers are weights, and what is best for them joins, or there is nothing left
to join and the program's answer is that about all rules (Dantzig & Wolfe 1960).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact.linear import Row
from exact.showing.display import Displayed
from proofs.reduced_form.classes.class_program import Best
from proofs.reduced_form.classes.pricing import Explorer

FEW = 100
"""So many classes, the likeliest, go on to be mixed where the others are to take one outcome each."""

MOST_RULES = 40
"""The last step begins with outcomes of so many pure rules at most, those of the greatest value."""

TIE = 1e-4
"""Outcomes that miss the best by less, relative to the weights, are chosen from at the beginning."""

MOST_LISTED = 3_000
"""With more classes the outcomes of a mixture of pure rules are not listed."""

ClassOutcome = tuple[int, ...]
"""What a class gets by coordinate, in the units of its `Choices`."""


@dataclass(frozen=True)
class BlockRule(Displayed):
    """Pure rules of a block with probabilities: for each class its outcomes, and which of them each rule takes."""

    shares: tuple[Fraction, ...]
    outcomes: tuple[tuple[ClassOutcome, ...], ...]
    taken: tuple[tuple[int, ...], ...]
    unit: int


@dataclass(frozen=True)
class WholeRules(Displayed):
    """Pure rules with probabilities, each as it was found: for so many classes that their outcomes are not listed."""

    parts: tuple[tuple[Best, Fraction], ...]


class Choices:
    """The outcomes that each class of a block may choose."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer, self.block = explorer, explorer.block
        self.unit = explorer.unit
        self.known: list[dict[ClassOutcome, None]] = [{} for _ in self.block.classes]

    def begin(self, weights: Sequence[float]) -> Choices:
        """Let classes choose among the outcomes of rules met so far that nearly tie for the best in their class."""
        import numpy as np

        points = self.explorer.floats
        values = [float(sum(w * y for w, y in zip(weights, point, strict=True))) for point in points]
        rules = [self.explorer.rule(k) for k in sorted(range(len(values)), key=lambda k: -values[k])[:MOST_RULES]]
        scaled = [rule.outcomes * (self.unit // rule.unit) for rule in rules]
        worth = np.array([outcomes @ np.array(weights, dtype=float) for outcomes in scaled])
        near = worth >= worth.max(axis=0) - TIE * self.unit * (max(map(abs, weights), default=0.0) or 1.0)
        for outcomes, mine in zip(scaled, near, strict=True):
            for c in np.flatnonzero(mine).tolist():
                self.known[c][tuple(outcomes[c].tolist())] = None
        return self

    def thin(self, mixture: Sequence[tuple[Best, float]], few: int = FEW) -> Choices:
        """Let the likeliest classes choose the outcomes of the rules of a mixture, too, and each other class take one
        of them, so that together they stay near what the mixture gives: certificates are many times shorter."""
        import numpy as np

        self._refine(math.lcm(*(rule.unit for rule, _ in mixture)))
        scaled = np.array([rule.outcomes * (self.unit // rule.unit) for rule, _ in mixture])
        shares = np.array([share for _, share in mixture])
        shares /= shares.sum()
        debt = np.zeros(scaled.shape[2])
        for place, c in enumerate(self._likeliest):
            own = scaled[:, c]
            if place < few:
                self.known[c] |= dict.fromkeys(map(tuple, own.tolist()))
                continue
            ends = debt + self.law[c] * (own - shares @ own)
            best = int((ends**2).sum(axis=1).argmin())
            debt = ends[best]
            self.known[c] = {tuple(own[best].tolist()): None}
        return self

    def _refine(self, unit: int) -> None:
        """Take a unit in which quantities of this unit are whole, too."""
        common = math.lcm(self.unit, unit)
        if common > self.unit:
            factor, self.unit = common // self.unit, common
            self.known = [dict.fromkeys(tuple(q * factor for q in o) for o in own) for own in self.known]

    def join(self, rule: Best) -> bool:
        """Let every class choose what a rule gives it, too; whether that is new anywhere."""
        self._refine(rule.unit)
        before = self.size
        for own, outcome in zip(self.known, (rule.outcomes * (self.unit // rule.unit)).tolist(), strict=True):
            own[tuple(outcome)] = None
        return self.size > before

    def join_likely(self, rule: Best) -> None:
        """Let the likeliest classes choose what a rule gives them, too."""
        self._refine(rule.unit)
        for c in self._likeliest[:FEW]:
            self.known[c][tuple((rule.outcomes[c] * (self.unit // rule.unit)).tolist())] = None

    @cached_property
    def _likeliest(self) -> list[int]:
        """The classes, the likeliest first."""
        weights = self.block.law[0]
        return sorted(range(len(weights)), key=lambda c: -weights[c])

    @cached_property
    def law(self) -> list[float]:
        """The probabilities of the classes, in floats."""
        return [weight / self.block.law[1] for weight in self.block.law[0]]

    @property
    def size(self) -> int:
        return sum(map(len, self.known))

    @property
    def open(self) -> list[int]:
        """The classes that have a choice."""
        return [c for c, own in enumerate(self.known) if len(own) > 1]

    @property
    def scale(self) -> int:
        """What makes the probability of every open class at least 1, for a float solver's eyes."""
        weights, below = self.block.law
        return -(-below // min((weights[c] for c in self.open), default=below))

    def program(self, first: int) -> tuple[list[Row], list[list[tuple[int, Fraction]]], list[Fraction]]:
        """For variables from number `first` on, the probabilities with which open classes happen and have an outcome: a
        row for each open class; by coordinate the variables' entries; and the constants of the other classes."""
        width, (weights, below) = len(self.block.coordinates), self.block.law
        entries: list[list[tuple[int, Fraction]]] = [[] for _ in range(width)]
        fixed = [0] * width
        rows: list[Row] = []
        column = first
        for own, weight in zip(self.known, weights, strict=True):
            if len(own) == 1:
                (outcome,) = own
                for i, q in enumerate(outcome):
                    if q:
                        fixed[i] += weight * q
                continue
            one = Fraction(1)
            rows.append(Row(tuple((column + k, one) for k in range(len(own))), "=", Fraction(weight, below)))
            for outcome in own:
                for i, q in enumerate(outcome):
                    if q:
                        entries[i].append((column, Fraction(q, self.unit)))
                column += 1
        return rows, entries, [Fraction(total, below * self.unit) for total in fixed]

    def mixed(self, values: Iterable[Fraction]) -> BlockRule:
        """The rule that shares each open class's probability among its outcomes as the variables say."""
        rest, below = iter(values), self.block.law[1]
        lotteries: list[list[tuple[ClassOutcome, Fraction]]] = []
        for own, weight in zip(self.known, self.block.law[0], strict=True):
            if len(own) == 1:
                lotteries.append([(next(iter(own)), Fraction(1))])
            else:
                taken = [(outcome, next(rest) * below / weight) for outcome in own]
                lotteries.append([(outcome, share) for outcome, share in taken if share])
        return together(lotteries, self.unit)


def together(lotteries: Sequence[Sequence[tuple[ClassOutcome, Fraction]]], unit: int) -> BlockRule:
    """Lotteries of all classes as one lottery over pure rules: all classes read off one number between 0 and 1."""
    ends = {Fraction(1)}
    for lottery in lotteries:
        total = Fraction(0)
        for _, share in lottery:
            total += share
            ends.add(total)
    edges = [Fraction(0), *sorted(ends)]
    taken = []
    for lottery in lotteries:
        if len(lottery) == 1:
            taken.append((0,) * (len(edges) - 1))
            continue
        own, total, k = [], lottery[0][1], 0
        for edge in edges[1:]:
            if edge > total:
                k += 1
                total += lottery[k][1]
            own.append(k)
        taken.append(tuple(own))
    shares = tuple(after - before for before, after in itertools.pairwise(edges))
    return BlockRule(shares, tuple(tuple(o for o, _ in lottery) for lottery in lotteries), tuple(taken), unit)


def mixture_of(rules: Sequence[tuple[Best, Fraction]]) -> BlockRule | WholeRules:
    """Pure rules with shares, class by class where the classes are few enough."""
    return WholeRules(tuple(rules)) if len(rules[0][0].proofs) > MOST_LISTED else of_rules(rules)


def of_rules(rules: Sequence[tuple[Best, Fraction]]) -> BlockRule:
    """Pure rules with shares, class by class."""
    unit = math.lcm(*(rule.unit for rule, _ in rules))
    scaled: list[list[Any]] = [(rule.outcomes * (unit // rule.unit)).tolist() for rule, _ in rules]
    outcomes, taken = [], []
    for each in zip(*scaled, strict=True):
        own: dict[ClassOutcome, int] = {}
        taken.append(tuple(own.setdefault(tuple(outcome), len(own)) for outcome in each))
        outcomes.append(tuple(own))
    return BlockRule(tuple(share for _, share in rules), tuple(outcomes), tuple(taken), unit)


def alternating(parts: Sequence[tuple[BlockRule, Fraction]]) -> BlockRule:
    """One of several rules, each with its probability."""
    if len(parts) == 1:
        return parts[0][0]
    unit = math.lcm(*(rule.unit for rule, _ in parts))
    shares = tuple(p * share for rule, p in parts for share in rule.shares)
    outcomes, taken = [], []
    for c in range(len(parts[0][0].outcomes)):
        own: dict[ClassOutcome, int] = {}
        chosen: list[int] = []
        for rule, _ in parts:
            scaled = [tuple(q * (unit // rule.unit) for q in outcome) for outcome in rule.outcomes[c]]
            chosen += [own.setdefault(scaled[k], len(own)) for k in rule.taken[c]]
        outcomes.append(tuple(own))
        taken.append(tuple(chosen))
    return BlockRule(shares, tuple(outcomes), tuple(taken), unit)
