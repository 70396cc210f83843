"""Classes of type profiles: how many agents of each group have each type, and how likely that is.

Within a class all type profiles are alike to a symmetric rule. Given independent types the probability of a class is a
product of multinomials; given a state that types depend on, an average of such products.

Groups that no quota binds together do not see each other: they fall into *blocks*, and a rule is carried out block by
block. (Averaging an ex post rule over the classes of the other blocks, given those of one's own, changes neither what
this block's agents expect nor what is feasible for them.) So a block needs its own classes alone, not their products.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from exact.rationals import common_denominator
from exact.showing.display import Displayed
from proofs.reduced_form.classes.groups import (
    Counts,
    CountsPrior,
    GroupedProblem,
    SingleQuota,
    StatesPrior,
    class_count,
    divisions,
)
from proofs.reduced_form.problem.problems import Constraint, Coordinate

MOST_CLASSES = 500_000
"""A block with more classes is refused."""


@dataclass(frozen=True)
class Block(Displayed):
    """Groups that quotas bind together, by their positions, with all that concerns them."""

    problem: GroupedProblem
    members: tuple[int, ...]

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return tuple(self.problem.groups[k] for k in self.members)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(group, type): what the counts of a class are about."""
        return tuple(pair for pair in self.problem.pairs if pair[0] in self.groups)

    @cached_property
    def coordinates(self) -> tuple[Coordinate, ...]:
        return tuple(c for c in self.problem.coordinates if c[0] in self.groups)

    @cached_property
    def single(self) -> tuple[SingleQuota, ...]:
        return tuple(quota for quota in self.problem.single if quota.group in self.groups)

    @cached_property
    def together(self) -> tuple[Constraint, ...]:
        return tuple(quota for quota in self.problem.together if min(quota.cells)[0] in self.groups)

    @property
    def size(self) -> int:
        """How many classes there are."""
        return math.prod(class_count(self.problem.sizes[k], len(self.problem.types[k])) for k in self.members)

    @cached_property
    def classes(self) -> tuple[Counts, ...]:
        """All classes, in lexicographic order of their counts. Raises `ValueError` beyond `MOST_CLASSES`."""
        if self.size > MOST_CLASSES:
            together = " and ".join(self.groups)
            raise ValueError(
                f"{self.size} classes of type profiles of {together}; at most {MOST_CLASSES} are gone through: "
                "fewer types, smaller groups, or no quota that binds groups together"
            )
        ways = [divisions(self.problem.sizes[k], len(self.problem.types[k])) for k in self.members]
        return tuple(tuple(itertools.chain(*parts)) for parts in itertools.product(*map(list, ways)))

    @cached_property
    def law(self) -> tuple[tuple[int, ...], int]:
        """The probability of each class, as integers over one denominator."""
        prior = self.problem.prior
        return self._counted(prior) if isinstance(prior, CountsPrior) else self._multinomial(prior)

    def _counted(self, prior: CountsPrior) -> tuple[tuple[int, ...], int]:
        own = [k for k, pair in enumerate(self.problem.pairs) if pair in self.pairs]
        sums = dict.fromkeys(self.classes, Fraction(0))
        for counts, probability in prior.classes:
            sums[tuple(counts[k] for k in own)] += probability
        below = common_denominator(sums.values())
        return tuple(int(chance * below) for chance in sums.values()), below

    def _multinomial(self, prior: StatesPrior) -> tuple[tuple[int, ...], int]:
        parts = []
        for chance, marginals in prior.states:
            laws = [_multinomials(self.problem.sizes[k], marginals[k]) for k in self.members]
            below = chance.denominator * math.prod(d for _, d in laws)
            products = itertools.product(*(weights for weights, _ in laws))
            parts.append(([chance.numerator * math.prod(each) for each in products], below))
        whole = math.lcm(*(below for _, below in parts))
        scaled = [[w * (whole // below) for w in weights] for weights, below in parts]
        return tuple(map(sum, zip(*scaled, strict=True))), whole

    @cached_property
    def expected(self) -> tuple[Fraction, ...]:
        """How many agents have each type, in expectation, pair by pair."""
        return tuple(self.problem.expected_counts[pair] for pair in self.pairs)


def _multinomials(size: int, marginal: tuple[Fraction, ...]) -> tuple[list[int], int]:
    """The multinomial law over the divisions of a group, as integers over one denominator."""
    scale = common_denominator(marginal)
    parts = [int(p * scale) for p in marginal]
    powers = [[part**n for n in range(size + 1)] for part in parts]
    ways = [[math.comb(n, k) for k in range(n + 1)] for n in range(size + 1)]
    weights = []
    for counts in divisions(size, len(parts)):
        weight, left = 1, size
        for count, power in zip(counts, powers, strict=True):
            weight *= ways[left][count] * power[count]
            left -= count
        weights.append(weight)
    return weights, scale**size


def blocks(problem: GroupedProblem) -> tuple[Block, ...]:
    """The blocks of a problem, in the order of their first groups."""
    home = list(range(len(problem.groups)))
    for quota in problem.together:
        bound = {problem.groups.index(cell[0]) for cell in quota.cells}
        joined = {home[k] for k in bound}
        home = [min(joined) if h in joined else h for h in home]
    return tuple(Block(problem, members) for members in _gathered(home))


def _gathered(home: list[int]) -> Iterator[tuple[int, ...]]:
    for first in sorted(set(home)):
        yield tuple(k for k, h in enumerate(home) if h == first)
