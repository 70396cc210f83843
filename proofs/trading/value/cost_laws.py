"""The whole law of the cost per copy of N copies, and how it settles on the large market (VS, Proposition 3).

In the N-replica economy the social cost V(N) is random, because the copies' types are. Copies choose independently, so
how many of them make each choice has a law in exact numbers, and with the least cost of each such outcome V(N) / N has
one, too: `cost_law`. `ExpectedCost` is its mean alone.

Proposition 3 says that V(N) / N settles almost surely. What of that can be decided on one market: let v be the value of
the menus in the large market, s the cost of the endowment, p_k the probability of choice k and r_k its share among the
copies. Where all trading sets are convex and hold the endowment, trades can be scaled: with d = min (1, r_k / p_k) the
uses d p_k / r_k of those of the large market balance, and so V(N) / N <= d v + (1 - d) s, at *every* outcome; and with
r and p exchanged v <= u V(N) / N + (1 - u) s. Hence V(N) / N is more than epsilon from v only if some share r_k is off
by at least p_k epsilon / (s - v), which has at most the probability exp(-2 N (p_k epsilon / (s - v))^2) to either side
(Hoeffding 1963). So

    P(|V(N) / N - v| > epsilon) <= 2 sum_k b_k^N,   where b_k < 1 is a rational number not below exp(-2 (...)^2),

for all N at once, and the sum over all N is finite: almost surely V(N) / N is that far from v for finitely many N alone
(Borel and Cantelli). `settling` computes these numbers. They are no verdict: the argument is ours, and told with them.

Ties. A law needs one way to choose: by the rule "designer" ties of positive probability have many, and are refused.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from exact.plain_data import keyed, written
from exact.rationals import rational, text
from exact.showing.display import Displayed, brief, counted
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import Told, ToldStatement
from proofs.trading.markets.bundles import require_kind
from proofs.trading.markets.laws import Law
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Menu, Points, in_set
from proofs.trading.selection.optimal import Selection, Setting, candidates
from proofs.trading.selection.probabilities import OpenChoice, open_choices
from proofs.trading.value.costs import CostByProfile, ExpectedCost, Offer, cost_of_offers, laws, ways_by_offer
from proofs.trading.value.outer_program import OuterProgram, outer_program
from proofs.trading.value.replicas import MAX_EXACT_PROFILES, RandomMenu, offers

TERMS = 12
"""So many terms of the exponential series bound it from below."""


@dataclass(frozen=True)
class CostLaw(ToldStatement):
    """The social cost per copy is each of the `costs` with its probability; with ex-post optimal selection.

    `offers[b]` says which menu how many copies of which agent get, `laws[j]` is agent j's law, and ties go by the rule
    `ties`, in one way. `beyond` (none given: nothing is said) is a number, a distance, and how likely the cost per copy
    is further from the number. Evidence: `LawByProfile`.
    """

    kind: ClassVar[str] = "law of costs"
    setting: Setting
    laws: tuple[Law | None, ...]
    offers: tuple[Offer, ...]
    ties: str
    reach: str
    costs: tuple[Annotated[tuple[Fraction, Fraction], keyed("cost", "probability")], ...]
    beyond: tuple[Fraction, Fraction, Fraction] | None = field(default=None, metadata=written(left_out=True))

    def sentence(self) -> str:
        of = f" of a market with {counted(self.setting.copies, 'copy', 'copies')}"
        told = brief(tuple(f"{text(cost)} with probability {text(p)}" for cost, p in self.costs))
        far = ""
        if self.beyond is not None:
            center, distance, chance = map(text, self.beyond)
            far = f"; with probability {chance} it is more than {distance} from {center}"
        return f"the social cost per copy{of} is {told.removeprefix('(').removesuffix(')').removesuffix(',')}{far}"

    @property
    def expectation(self) -> Fraction:
        """The mean of the cost per copy."""
        return sum((cost * p for cost, p in self.costs), Fraction(0))

    @property
    def variance(self) -> Fraction:
        """Its variance; by Chebyshev it is e or more from its mean with at most the probability variance / e^2."""
        return sum(((cost - self.expectation) ** 2 * p for cost, p in self.costs), Fraction(0))

    def further(self, center: Fraction, distance: Fraction) -> Fraction:
        """How likely the cost per copy is more than so far from the center."""
        return sum((p for cost, p in self.costs if abs(cost - center) > distance), Fraction(0))

    @property
    def expected(self) -> ExpectedCost:
        """The statement about the mean."""
        return ExpectedCost(self.setting, self.laws, self.offers, self.ties, self.reach, None, self.expectation)


@dataclass(frozen=True)
class LawByProfile(Evidence):
    """How likely the choices are, and for each possible profile of counts the cost of a best selection, with proof."""

    form: ClassVar[str] = "law by profile"
    choices: tuple[tuple[OpenChoice, ...], ...]
    costs: tuple[Fraction, ...]
    selections: tuple[Selection, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, CostLaw) or not holds:
            return False
        if not CostByProfile(self.choices, self.costs, self.selections).supports(statement.expected, True):
            return False
        if statement.costs != _law(statement.expected, self.choices, self.costs):
            return False
        if statement.beyond is None:
            return True
        center, distance, chance = statement.beyond
        return distance >= 0 and statement.further(center, distance) == chance


def cost_law(
    market: Market,
    menus: Sequence[RandomMenu],
    copies: int = 1,
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
    beyond: tuple[Any, Any] | None = None,
) -> Verdict:
    """The law of the social cost per copy of N copies (`CostLaw`); `menus` as `replica_cost` has them.

    `beyond` is a number and a distance: how likely is the cost per copy further from it? Raises `ValueError` for too
    many profiles of counts, for agents with a choice and no law, and for ties that may be settled in several ways.
    """
    setting, everyone = Setting.of(market, copies), laws(market, menus)
    found = cost_of_offers(setting, everyone, offers(menus, copies), None, ties, reach)
    expected, evidence = found.statement, found.evidence
    assert isinstance(expected, ExpectedCost)
    assert isinstance(evidence, CostByProfile)
    law = _law(expected, evidence.choices, evidence.costs)
    statement = CostLaw(setting, everyone, expected.offers, ties, reach, law)
    if beyond is not None:
        center, distance = rational(beyond[0], "beyond"), rational(beyond[1], "beyond")
        if distance < 0:
            raise ValueError(f"beyond: the distance {text(distance)} is negative; distances are at least 0")
        statement = CostLaw(
            setting,
            everyone,
            expected.offers,
            ties,
            reach,
            law,
            (center, distance, statement.further(center, distance)),
        )
    return Verdict(statement, True, LawByProfile(evidence.choices, evidence.costs, evidence.selections))


def _law(
    expected: ExpectedCost, left: Sequence[Sequence[OpenChoice]], costs: Sequence[Fraction]
) -> tuple[tuple[Fraction, Fraction], ...]:
    """Each cost per copy that has a positive probability, in order."""
    profiles = expected.profiles(left)
    possible = ways_by_offer(expected, left, profiles)
    if any(len(ways) > 1 for ways in possible):
        raise ValueError(
            "ties: types of positive probability are indifferent, and the designer may settle that in several ways; "
            "take another rule for ties, which says what they choose"
        )
    found: dict[Fraction, Fraction] = {}
    for chances, cost in zip(itertools.product(*(ways[0][1] for ways in possible)), costs, strict=True):
        chance = math.prod(chances, start=Fraction(1))
        if chance:
            each = cost / expected.setting.copies
            found[each] = found.get(each, Fraction(0)) + chance
    return tuple(sorted(found.items()))


# -------------------------------------------------------------------------------------------------------- all N at once


@dataclass(frozen=True)
class Settling(Displayed):
    """That the cost per copy is more than `distance` from `value` has at most the probability 2 sum_k `bases`[k]^N."""

    value: Fraction
    distance: Fraction
    bases: tuple[Fraction, ...]

    def bound(self, copies: int) -> Fraction:
        """At most so likely with N copies."""
        return min(Fraction(1), 2 * sum((base**copies for base in self.bases), Fraction(0)))

    @property
    def total(self) -> Fraction:
        """The sum of the bounds over all N from 1 on, so at most so many N are expected to be that far off."""
        return 2 * sum((base / (1 - base) for base in self.bases), Fraction(0))


def settling(
    market: Market,
    menus: Sequence[Menu],
    value: Fraction,
    distance: Fraction,
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Settling | None:
    """The bound of the module's docstring; `value` is that of the menus in the large market, by the same rule for ties.

    `None` where the argument does not apply: a trading set is not convex or lacks the endowment, or ties of positive
    probability are open. Raises `ValueError` unless the distance is positive.
    """
    if distance <= 0:
        raise ValueError(f"within: {text(distance)}; the distance is positive")
    gap = market.social_cost(market.endowment) - value
    bases: list[Fraction] = []
    for eta, menu, law in zip(market.endowment, menus, laws(market, menus), strict=True):
        for tied, chance in open_choices(candidates(menu, eta, market.numbers, reach), law, ties):
            if len(tied) > 1 or isinstance(menu[tied[0]], Points) or not in_set(menu[tied[0]], eta, eta):
                return None
            if chance < 1 and gap:
                bases.append(_at_least_exp(2 * (chance * distance / gap) ** 2))
    return Settling(value, distance, tuple(bases))


def _at_least_exp(x: Fraction) -> Fraction:
    """A rational number below 1 and not below exp(-x), for x > 0: the series of exp(x) is cut, and inverted."""
    return 1 / sum((x**n / math.factorial(n) for n in range(TERMS)), Fraction(0))


# --------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class CostLawsReport(Told):
    """What `decide_cost_laws` finds: the large market, the laws of 1, 2, ... copies, and the bound for all N.

    `more` says for which numbers of copies there is no law, because there would be too many profiles.
    """

    outer: Verdict
    distance: Fraction
    laws: tuple[Verdict, ...]
    more: tuple[int, ...]
    bound: Settling | None


def decide_cost_laws(
    market: Market,
    menus: Sequence[Menu],
    most: int,
    within: Any = None,
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> CostLawsReport:
    """The laws of the cost per copy of 1 to `most` copies, and how likely it is further than `within` from the large
    market's value; left out, that is a tenth of what the menus save there, or 1 if they save nothing.

    Raises `ValueError` as `cost_law` does.
    """
    outer = outer_program(market, [[menu] for menu in menus], ties=ties, reach=reach)
    assert isinstance(outer.statement, OuterProgram)
    value = outer.statement.value
    saved = market.social_cost(market.endowment) - value
    distance = (saved / 10 or Fraction(1)) if within is None else rational(within, "within")
    bound = settling(market, menus, value, distance, ties=ties, reach=reach)
    found, more = [], []
    for copies in range(1, most + 1):
        if math.prod(math.comb(copies + len(menu) - 1, copies) for menu in menus) > MAX_EXACT_PROFILES:
            more.append(copies)
            continue
        found.append(cost_law(market, menus, copies, ties=ties, reach=reach, beyond=(value, distance)))
    return CostLawsReport(outer, distance, tuple(found), tuple(more), bound)


def explain_cost_laws(report: CostLawsReport) -> str:
    """The report in words; decimals of bounds are rounded up."""
    require_kind(report, CostLawsReport, "explain_cost_laws", "the report of decide_cost_laws is expected")
    assert isinstance(report.outer.statement, OuterProgram)
    value = report.outer.statement.value
    lines = [f"the value of the menus in the large market: {text(value)}"]
    for verdict in report.laws:
        law = verdict.statement
        assert isinstance(law, CostLaw)
        lines.append(str(verdict).removesuffix(": yes"))
        lines.append(f"  mean {text(law.expectation)}, variance {text(law.variance)}{_bounds(law, report)}")
    if report.more:
        lines.append(
            f"no law of {', '.join(map(str, report.more))} copies: more than {MAX_EXACT_PROFILES} profiles of counts"
        )
    lines += _for_all(report.bound, report.distance, value)
    return "\n".join(lines)


def _bounds(law: CostLaw, report: CostLawsReport) -> str:
    """What Chebyshev's inequality and the bound for all N say of this number of copies, where they say anything."""
    chance, distance = law.variance / report.distance**2, text(report.distance)
    told = f"; {distance} or more from the mean with probability at most {_rounded(chance)} (Chebyshev)"
    every = Fraction(1) if report.bound is None else report.bound.bound(law.setting.copies)
    return (told if chance < 1 else "") + (f"; by the bound for all N at most {_rounded(every)}" if every < 1 else "")


def _for_all(bound: Settling | None, distance: Fraction, value: Fraction) -> list[str]:
    if bound is None:
        return [
            "no bound for all N: trading sets that are points, or lack the endowment, cannot be scaled, and open ties "
            "have no probabilities"
        ]
    if not bound.bases:
        return [f"for every N the cost per copy is {text(value)} in each outcome"]
    times = Counter(bound.bases)
    told = " + ".join(f"{'' if n == 1 else f'{n} x '}{_rounded(base)}^N" for base, n in times.items())
    return [
        f"for every N the cost per copy is more than {text(distance)} from {text(value)} with probability at most 2 "
        f"({told}) (shares of choices, Hoeffding)",
        f"  summed over all N at most {_rounded(bound.total)}: so almost surely it is that far off for finitely many N "
        "alone (Borel and Cantelli); this bound is an argument and in no certificate",
    ]


def _rounded(value: Fraction) -> str:
    """The number as a decimal, rounded up."""
    scaled = math.ceil(value * 10**6)
    return (
        text(value) if value.denominator <= 100 else f"{scaled // 10**6}.{scaled % 10**6:06d}".rstrip("0").rstrip(".")
    )
