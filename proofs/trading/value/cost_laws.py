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
(Borel and Cantelli). `cost_settles` states that bound; the checker computes v, p_k and s again and knows the argument.

Ties. A law needs one way to choose: by the rule "designer" ties of positive probability have many, and are refused.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from exact.plain_data import keyed, written
from exact.rationals import rational, text
from exact.showing.display import brief, counted
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import Told, ToldStatement
from proofs.trading.markets.bundles import Assignment, dot, require_kind
from proofs.trading.markets.laws import Law
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Menu, Points, in_set
from proofs.trading.selection.optimal import Selection, Setting
from proofs.trading.selection.probabilities import OpenChoice
from proofs.trading.value.costs import CostByProfile, ExpectedCost, Offer, cost_of_offers, laws, ways_by_offer
from proofs.trading.value.outer_program import Lists, OuterProgram, OuterSolution, outer_program
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
            "take another rule for ties (--ties), which says what they choose"
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
class CostSettles(ToldStatement):
    """For every N the cost per copy of N copies is more than `distance` from `value` with at most the probability
    2 sum_k `bases`[k]^N; `value` is that of the lists, of one menu for each agent, in the large market.

    Evidence: `ShareBounds`.
    """

    kind: ClassVar[str] = "cost settles"
    lists: Lists
    performance: Assignment
    value: Fraction
    distance: Fraction
    bases: tuple[Fraction, ...]

    def sentence(self) -> str:
        times = Counter(self.bases)
        told = " + ".join(f"{'' if n == 1 else f'{n} x '}{rounded_up_text(base)}^N" for base, n in times.items())
        bound = f"at most 2 ({told})" if told else "0"
        return (
            f"for every N the social cost per copy of N copies is more than {text(self.distance)} from "
            f"{text(self.value)} with probability {bound}"
        )

    def bound(self, copies: int) -> Fraction:
        """At most so likely with N copies."""
        return min(Fraction(1), 2 * sum((base**copies for base in self.bases), Fraction(0)))

    @property
    def total(self) -> Fraction:
        """The sum of the bounds over all N from 1 on, so at most so many N are expected to be that far off."""
        return 2 * sum((base / (1 - base) for base in self.bases), Fraction(0))

    def exponents(self) -> list[Fraction] | None:
        """2 (p_k epsilon / (s - v))^2 of each choice that is made sometimes; `None` where trades cannot be scaled."""
        start = sum((dot(pi, eta) for pi, eta in zip(self.performance, self.lists.endowment, strict=True)), Fraction(0))
        gap, found = start - self.value, []
        for listed, eta, (left, *more) in zip(
            self.lists.menus, self.lists.endowment, self.lists.chances(), strict=True
        ):
            for tied, chance in left:
                one = listed[0][tied[0]]
                if more or len(tied) > 1 or isinstance(one, Points) or not in_set(one, eta, eta):
                    return None
                if chance < 1 and gap:
                    found.append(2 * (chance * self.distance / gap) ** 2)
        return found


@dataclass(frozen=True)
class ShareBounds(Evidence):
    """The solution of the large-market program; the rest follows from the shares of the choices (see the module)."""

    form: ClassVar[str] = "share bounds"
    solution: OuterSolution

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, CostSettles) or not holds or statement.distance <= 0:
            return False
        outer = OuterProgram(statement.lists, statement.performance, statement.value)
        exponents = statement.exponents()
        if exponents is None or not self.solution.supports(outer, True):
            return False
        return statement.bases == tuple(map(_at_least_exp, exponents))


def cost_settles(
    market: Market,
    menus: Sequence[Menu],
    distance: Any,
    *,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict:
    """How fast the cost per copy settles on the value of the menus in the large market (`CostSettles`).

    Raises `ValueError` unless the distance is positive; where trades cannot be scaled, for trading sets are points or
    lack the endowment; and where ties of positive probability are open.
    """
    exact = rational(distance, "within")
    if exact <= 0:
        raise ValueError(f"within: {text(exact)}; the distance is positive")
    outer = outer_program(market, [[menu] for menu in menus], ties=ties, reach=reach)
    assert isinstance(outer.statement, OuterProgram)
    assert isinstance(outer.evidence, OuterSolution)
    draft = CostSettles(outer.statement.lists, market.performance, outer.statement.value, exact, ())
    exponents = draft.exponents()
    if exponents is None:
        raise ValueError(
            "menu: trading sets that are points, or lack the endowment, cannot be scaled, and open ties have no "
            "probabilities; so there is no bound for all N"
        )
    return Verdict(replace(draft, bases=tuple(map(_at_least_exp, exponents))), True, ShareBounds(outer.evidence))


def _at_least_exp(x: Fraction) -> Fraction:
    """A rational number below 1 and not below exp(-x), for x > 0: the series of exp(x) is cut, and inverted."""
    return 1 / sum((x**n / math.factorial(n) for n in range(TERMS)), Fraction(0))


# --------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class CostLawsReport(Told):
    """What `decide_cost_laws` finds: the large market, the laws of 1, 2, ... copies, and the bound for all N.

    `more` says for which numbers of copies there is no law, because there would be too many profiles; `unbounded` why
    there is no bound.
    """

    outer: Verdict
    distance: Fraction
    laws: tuple[Verdict, ...]
    more: tuple[int, ...]
    bound: Verdict | None
    unbounded: str


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
    if distance <= 0:
        raise ValueError(f"within: {text(distance)}; the distance is positive")
    found, more = [], []
    for copies in range(1, most + 1):
        if math.prod(math.comb(copies + len(menu) - 1, copies) for menu in menus) > MAX_EXACT_PROFILES:
            more.append(copies)
            continue
        found.append(cost_law(market, menus, copies, ties=ties, reach=reach, beyond=(value, distance)))
    bound, why = None, ""
    try:
        bound = cost_settles(market, menus, distance, ties=ties, reach=reach)
    except ValueError as error:
        why = str(error).removeprefix("menu: ")
    return CostLawsReport(outer, distance, tuple(found), tuple(more), bound, why)


def explain_cost_laws(report: CostLawsReport) -> str:
    """The report in words; decimals of bounds are rounded up."""
    require_kind(report, CostLawsReport, "explain_cost_laws", "the report of decide_cost_laws is expected")
    assert isinstance(report.outer.statement, OuterProgram)
    lines = [f"the value of the menus in the large market: {text(report.outer.statement.value)}"]
    settles = report.bound.statement if report.bound is not None else None
    for verdict in report.laws:
        law = verdict.statement
        assert isinstance(law, CostLaw)
        lines.append(law.sentence())
        lines.append(
            f"  mean {text(law.expectation)}, variance {text(law.variance)}{_bounds(law, report.distance, settles)}"
        )
    if report.more:
        lines.append(
            f"no law of {', '.join(map(str, report.more))} copies: more than {MAX_EXACT_PROFILES} profiles of counts"
        )
    if not isinstance(settles, CostSettles):
        return "\n".join([*lines, report.unbounded])
    lines.append(settles.sentence())
    lines.append(
        f"  summed over all N at most {rounded_up_text(settles.total)}: so almost surely it is that far off for "
        "finitely many N alone (Hoeffding, Borel and Cantelli)"
    )
    return "\n".join(lines)


def _bounds(law: CostLaw, distance: Fraction, settles: Statement | None) -> str:
    """What Chebyshev's inequality and the bound for all N say of this number of copies, where they say anything."""
    chance = law.variance / distance**2
    every = settles.bound(law.setting.copies) if isinstance(settles, CostSettles) else Fraction(1)
    near = f"; {text(distance)} or more from the mean with probability at most {rounded_up_text(chance)} (Chebyshev)"
    far = f"; by the bound for all N at most {rounded_up_text(every)}"
    return (near if chance < 1 else "") + (far if every < 1 else "")


def rounded_up_text(value: Fraction) -> str:
    """A fraction of small terms as it is, any other as a decimal, rounded up."""
    scaled = math.ceil(value * 10**6)
    return (
        text(value) if value.denominator <= 100 else f"{scaled // 10**6}.{scaled % 10**6:06d}".rstrip("0").rstrip(".")
    )
