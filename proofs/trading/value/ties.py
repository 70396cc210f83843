"""The ways to settle ties, each copy of an agent for itself, and the least expected cost over them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from exact.symbolic.formulas import least
from proofs.trading.markets.laws import Law
from proofs.trading.markets.mechanisms import (
    ChoiceTable,
    Myopic,
    Regions,
    Rule,
    Strategy,
)
from proofs.trading.selection.optimal import (
    compositions,
)
from proofs.trading.selection.probabilities import (
    TIES,
    Candidates,
    HalfSpace,
    OpenChoice,
    choices_by_part,
    mixed,
    open_choices,
    rules_by_part,
    settled,
)

MAX_WAYS = 500_000
"""The greatest number of terms that are added up over all ways to settle ties."""


def left_open(strategy: Strategy, menu: Candidates, law: Law | None, ties: str) -> tuple[OpenChoice, ...]:
    """Among which choices the strategy and the rule `ties`, for what the strategy leaves open, leave a tie open."""
    if isinstance(strategy, Myopic) and strategy.ties == "any":
        return open_choices(menu, law, ties)
    return settled(mixed(law, chosen_by_part(strategy, menu, law)))


def chosen_by_part(strategy: Strategy, menu: Candidates, law: Law | None) -> list[tuple[Fraction, ...]]:
    """The probability of each choice that a strategy without open ties makes, under each part of the law."""
    if isinstance(strategy, Regions):
        rules = [(_event(rule), rule.choice) for rule in strategy.rules]
        return rules_by_part(rules, len(menu), law)
    rows = choices_by_part(menu, law, "cautious")
    named = dict(strategy.choices) if isinstance(strategy, ChoiceTable) else {}
    for place, (at, _) in enumerate(law.atoms if law else ()):
        if at in named:
            rows[place] = tuple(Fraction(k == named[at]) for k in range(len(menu)))
    return rows  # on the boxes of a law the types that are named have probability 0, or the box is a single type


def _event(rule: Rule) -> list[HalfSpace]:
    return [HalfSpace(d) for d in rule.at_most] + [HalfSpace(d, strict=True) for d in rule.below]


@dataclass(frozen=True)
class Way(Displayed):
    """How the copies of one offer choose: choice probabilities, and how many copies have them."""

    copies: tuple[tuple[tuple[Fraction, ...], int], ...]

    def chances(self, counts: Sequence[tuple[int, ...]]) -> list[Fraction]:
        """How likely each of the counts of choices is."""
        found = {(0,) * len(counts[0]): Fraction(1)}
        for chances, copies in self.copies:
            more: dict[tuple[int, ...], Fraction] = {}
            for (before, p), (step, q) in itertools.product(found.items(), _multinomial(chances, copies)):
                after = tuple(a + b for a, b in zip(before, step, strict=True))
                more[after] = more.get(after, Fraction(0)) + p * q
            found = more
        return [found.get(row, Fraction(0)) for row in counts]


def _multinomial(chances: Sequence[Fraction], copies: int) -> list[tuple[tuple[int, ...], Fraction]]:
    """How many of the copies make each choice, with the probability, where that is positive."""
    found = []
    possible = [k for k, chance in enumerate(chances) if chance]
    for division in compositions(copies, len(possible)):
        orders = math.prod(math.comb(sum(division[: k + 1]), r) for k, r in enumerate(division))
        probability = math.prod((chances[k] ** r for k, r in zip(possible, division, strict=True)), start=Fraction(1))
        counts = dict(zip(possible, division, strict=True))
        found.append((tuple(counts.get(k, 0) for k in range(len(chances))), orders * probability))
    return found


def ways(left: Sequence[OpenChoice], choices: int, copies: int) -> list[Way]:
    """The ways in which the copies of an offer may settle their ties, each copy always in the same way."""
    settlements: dict[tuple[Fraction, ...], None] = {}
    if math.prod(len(tied) for tied, _ in left) > MAX_WAYS:
        raise TooManyWays
    for made in itertools.product(*(tied for tied, _ in left)):
        row = [Fraction(0)] * choices
        for k, (_, chance) in zip(made, left, strict=True):
            row[k] += chance
        settlements[tuple(row)] = None
    if math.comb(copies + len(settlements) - 1, copies) > MAX_WAYS:
        raise TooManyWays
    return [
        Way(tuple((row, r) for row, r in zip(settlements, division, strict=True) if r))
        for division in compositions(copies, len(settlements))
    ]


class TooManyWays(ValueError):
    """There are more ways to settle ties than are tried."""

    def __init__(self) -> None:
        super().__init__(
            f"ties: settling them in every way adds up more than {MAX_WAYS} terms; take fewer copies, or one of the "
            f"rules {', '.join(TIES)}"
        )


def least_expected(
    costs: Sequence[Fraction], possible: Sequence[Sequence[tuple[Way, Sequence[Fraction]]]]
) -> tuple[Fraction, tuple[Way, ...]]:
    """The least expected cost over all ways to settle the ties, and the first ways that attain it.

    `costs` are those of the choice profiles, the last offer's counts changing fastest; `possible` lists for each offer
    the ways, each with the probabilities of its counts.
    """
    if not possible:
        return costs[0], ()
    first, rest = possible[0], possible[1:]
    block = len(costs) // len(first[0][1])
    found: list[tuple[Fraction, tuple[Way, ...]]] = []
    for way, chances in first:
        mean = [sum((p * costs[i * block + at] for i, p in enumerate(chances)), Fraction(0)) for at in range(block)]
        value, others = least_expected(mean, rest)
        found.append((value, (way, *others)))
    return found[least([value for value, _ in found])]
