"""VS, section 4: ex-post optimal selection, the large-market program and its dual, and replicas.

The large-market program is taken for finite lists of menus, or (over *all* menus) for finitely many types of positive
costs. Laws have positive costs unless a reading says otherwise. Of tied choices the designer's preferred one is made,
as the maximum over strategies in the support function has it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.rationals import primitive
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import markets as families
from proofs.claims.families.markets import MenuCase, Rays
from proofs.claims.valenzuela_stookey import common, section_3
from proofs.claims.valenzuela_stookey.common import BESIDE, CAUTIOUS, OTHER_ACTIONS, at_most, below, claim, equal, never
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import ex_post_table
from proofs.trading.dominance.polarization import Reading as Polarization
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.market import Bundle, FiniteDomain, Market, Preferences, bundle, dot, minus
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray, Remedial, shape
from proofs.trading.markets.protocols import ExPostOptimal, Mechanism, Protocol
from proofs.trading.selection.optimal import (
    OptimalSelection,
    SelectionProof,
    Setting,
    best_selection,
    optimal_selection,
)
from proofs.trading.value.all_menus import BestLargeMarket, best_large_market
from proofs.trading.value.costs import ExpectedCost, chances_of, expected_cost, laws
from proofs.trading.value.large_markets import (
    OuterProgram,
    SupportValue,
    outer_program,
    prices,
    replica_cost,
    settled_in_program,
    support_value,
)

ZERO = ("", 0)


def value_of(verdict: Verdict) -> Fraction:
    statement = verdict.statement
    assert isinstance(statement, ExpectedCost | OuterProgram | SupportValue | BestLargeMarket)
    return statement.value


# ----------------------------------------------------------------------------------------------------- without loss


def never_above_endowment(mechanism: Mechanism) -> Part:
    """Whatever is selected costs no less than the endowment, which the remedial menus give."""
    market = mechanism.market
    costs = [market.social_cost(mechanism.protocol.selected(at)) for at in mechanism.protocol.profiles]
    yield at_most(
        ("the cost of the endowment", market.social_cost(market.endowment)), ("the least cost selected", min(costs))
    )


def cheaper_with_rays(mechanism: Mechanism) -> Part:
    """The rays that hold the sets are polarized, and ex-post optimal selection from them costs no more anywhere."""
    protocol, market = mechanism.protocol, mechanism.market
    yield decide_polarized(section_3.forced_protocol(mechanism, section_3.ABOVE_OR_COPY))
    larger = section_3.forced_protocol(mechanism)
    redundant = [
        {k for k, d in enumerate(protocol.offers(j)) if k and shape(d) == "redundant"}
        for j in range(len(market.agents))
    ]
    for profile in itertools.islice(protocol.profiles, 64):
        if any(k in gone for k, gone in zip(profile, redundant, strict=True)):
            continue
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(larger.menus, profile, strict=True)])
        assert isinstance(verdict.statement, OptimalSelection)
        assert verdict.statement.value is not None
        cost = market.social_cost(protocol.selected(profile))
        yield at_most(("the least cost with rays", verdict.statement.value), ("the cost of what is selected", cost))


# ----------------------------------------------------------------------------------------- programs (4), (5) and (6)


def menu_case_in_words(case: MenuCase) -> str:
    lists = [
        f"agent {name}'s menu: {', or '.join(map(common.menu_in_words, listed))}"
        for name, listed in zip(case.market.agents, case.menus, strict=True)
    ]
    return f"{common.market_in_words(case.market)}; {'; '.join(lists)}"


def polarized_lists(case: MenuCase) -> Part:
    for number in range(max(map(len, case.menus))):
        menus = tuple(listed[min(number, len(listed) - 1)] for listed in case.menus)
        yield decide_polarized(Protocol(case.market, menus))


def first_menus(case: MenuCase) -> list[Menu]:
    return [listed[0] for listed in case.menus]


def bounded_by_program(case: MenuCase) -> Part:
    """The large-market value of the menus is at most the expected cost of the mechanism with the best selection."""
    menus = first_menus(case)
    relaxed, cost = outer_program(case.market, [[menu] for menu in menus]), expected_cost(case.market, menus)
    yield relaxed
    yield cost
    yield at_most(("the value of the large-market program", value_of(relaxed)), ("the expected cost", value_of(cost)))


def strong_duality(case: MenuCase) -> Part:
    outer = outer_program(case.market, case.menus)
    yield outer
    dual = prices(outer).dual_value
    assert dual is not None
    yield equal(("the value of (5)", value_of(outer)), ("lambda . n less the support functions", dual))


def selections_attain(case: MenuCase) -> Part:
    outer = outer_program(case.market, case.menus)
    yield outer
    found = prices(outer)
    gains = [minus(found.prices, pi) for pi in case.market.performance]
    short = [
        (value or Fraction(0)) - dot(w, x) for w, x, value in zip(gains, found.selections, found.support, strict=True)
    ]
    yield equal(("the greatest shortfall of a selection from the support function", max(short)), ZERO)
    totals = [sum(column) for column in zip(*found.selections, strict=True)]
    off = max(abs(total - n) for total, n in zip(totals, case.market.numbers, strict=True))
    yield equal(("the greatest failure of market clearing", off), ZERO)
    yield equal(
        ("the cost of the selections", case.market.social_cost(found.selections)), ("the value of (5)", value_of(outer))
    )


def _menu_cases(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 150
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda case: because,
        describe=menu_case_in_words,
        budget=budget,
    )


# ----------------------------------------------------------------------------------- the remedial menu and its weights


@dataclass(frozen=True)
class WeightCase(Displayed):
    """An agent (the first of a market) and weights w of its tasks."""

    market: Market
    weights: Bundle

    @property
    def endowment(self) -> Bundle:
        return self.market.endowment[0]

    @property
    def target(self) -> Bundle:
        """x*: eta where w >= 0 and 0 elsewhere; the best bundle of the remedial set."""
        return tuple(x if w >= 0 else Fraction(0) for w, x in zip(self.weights, self.endowment, strict=True))

    def ray(self, epsilon: Fraction) -> Menu:
        """{eta} and the ray towards x*, tilted by epsilon in the tasks with w > 0; {eta} alone if x* = eta."""
        if self.target == self.endowment:
            return (EndowmentOnly(),)
        away = minus(self.target, self.endowment)
        tilted = tuple(step + (epsilon if w > 0 else 0) for step, w in zip(away, self.weights, strict=True))
        return EndowmentOnly(), Ray(tilted)


def weight_in_words(case: WeightCase) -> str:
    return (
        f"weights w = {common.vector(case.weights)}, endowment eta = {common.vector(case.endowment)}, "
        f"{common.preferences_in_words(case.market.preferences[0])}"
    )


def _weight_cases(laws: Callable[[], Iterator[Preferences]]) -> Callable[[int], Iterator[WeightCase]]:
    def stream(seed: int) -> Iterator[WeightCase]:
        weights = sorted(itertools.product((-2, -1, 0, 1, 2), repeat=2), key=lambda w: (sum(map(abs, w)), w))
        for first in ((1, 1), (1, 0), (0, 1), (2, 1)):
            rest = [2 - x for x in first]
            for preferences, w in itertools.product(laws(), weights):
                yield WeightCase(
                    Market.make({"A": 2, "B": 2}, ("1", "2"), [first, rest], preferences=preferences), bundle(w)
                )

    return families.remembered(stream)


def _positive_finite() -> Iterator[Preferences]:
    yield from map(Preferences.finite, families.FINITE_LAWS)


def _uniform_laws() -> Iterator[Preferences]:
    for lower, upper in (((0, 0), (1, 1)), ((1, 1), (2, 2)), ((0, 1), (1, 2)), ((0, 0), (1, 3))):
        yield Preferences.uniform(lower, upper)


def _zero_cost_laws() -> Iterator[Preferences]:
    yield Preferences.finite({(0, 1): 1})
    yield Preferences.finite({(0, 1): "1/2", (1, 1): "1/2"})


def _small_laws() -> Iterator[Preferences]:
    """One task costs next to nothing, the other may cost much."""
    for tiny, much in (("1/1000", 1), ("1/100000", 5000)):
        yield Preferences.uniform((0, 1), (tiny, much) if much > 1 else (tiny, 2))


_WEIGHTS = "weights in {-2, ..., 2}^2, 4 endowments"
POSITIVE_WEIGHTS = Family(f"{_WEIGHTS}, 4 finite laws of positive costs", _weight_cases(_positive_finite))
UNIFORM_WEIGHTS = Family(f"{_WEIGHTS}, 4 uniform laws, zero costs among them", _weight_cases(_uniform_laws))
SMALL_COSTS = Family(f"{_WEIGHTS}, uniform costs of A up to 1/1000 or 1/100000", _weight_cases(_small_laws))


def _hard_weights(kind: str, words: str) -> Family:
    return Family(
        f"random weights up to 5,000 of 2 or 3 tasks, {words}, costs that differ by a factor of 5,000 and more",
        families.remembered(lambda seed: itertools.starmap(WeightCase, hard.weights(kind)(seed))),
        endless=True,
    )


HARD_WEIGHTS = (
    _hard_weights("wide", "uniform costs on boxes of positive widths, from 0 on among them"),
    _hard_weights("faces", "laws with weight on faces of a box of positive costs"),
    _hard_weights("types", "up to 4 types of positive costs"),
)
ZERO_WEIGHTS = Family(f"{_WEIGHTS}, 2 finite laws with a task that costs nothing", _weight_cases(_zero_cost_laws))


def some_positive_weight(case: WeightCase) -> Part:
    yield below(ZERO, ("the greatest weight", max(case.weights)))


TOLERANCE = Fraction(1, 100)
"""How near two values are that are the same approximately."""


def almost_remedial(case: WeightCase) -> Part:
    """Some small epsilon: the tilted ray is polarized and worth as much as the remedial set, up to the tolerance.

    Types accept the ray for all epsilon that are small enough, or for none; so epsilon is made smaller until the value
    is reached, and where 2^-48 does not do, none does (`_NEVER`).
    """
    wanted = dot(case.weights, case.target) - TOLERANCE
    for exponent in range(6, 49, 6):
        menu = case.ray(Fraction(1, 2**exponent))
        verdict = support_value(case.market, 0, [menu], case.weights)
        if value_of(verdict) >= wanted or len(menu) == 1:
            break
    if len(menu) > 1 and isinstance(menu[1], Ray):
        yield polarized((menu[1].direction,))
    yield verdict
    yield at_most(
        ("the value w . x* less 1/100", wanted),
        (f"the value of the ray tilted by 1/{2**exponent}", value_of(verdict)),
    )


def _continuous(case: WeightCase) -> Part:
    """The type is continuously distributed: no atoms, and positive width in every task."""
    yield from some_positive_weight(case)
    law = case.market.preferences[0].law
    assert law is not None
    lumps = sum((p for _, p in law.atoms), Fraction(0))
    lumps += sum((p for box, p in law.uniform if len(box.thick) < box.dimension), Fraction(0))
    yield equal(("the probability of types that are not continuously distributed", lumps), ZERO)


def _positive_surely(case: WeightCase) -> Part:
    """Costs are positive with probability 1, as section 1 asks."""
    law = case.market.preferences[0].law
    assert law is not None
    free = sum((p for costs, p in law.atoms if min(costs) == 0), Fraction(0))
    free += sum((p for box, p in law.uniform if min(box.upper) == 0), Fraction(0))
    yield equal(("the probability of a task that costs nothing", free), ZERO)


def as_good_as_remedial(case: WeightCase) -> Part:
    """w <= 0: the support function is 0, which the remedial menu gives. Else: a polarized ray does nearly as well.

    All bundles are nonnegative, so with w <= 0 none is worth more than 0.
    """
    if max(case.weights) > 0:
        yield from almost_remedial(case)
        return
    verdict = support_value(case.market, 0, [(EndowmentOnly(), Remedial())], case.weights)
    yield verdict
    yield equal(("the value of the remedial menu", value_of(verdict)), ZERO)


def _one_type(case: WeightCase) -> Part:
    yield below(ZERO, ("the greatest weight", max(case.weights)))
    law = case.market.preferences[0].law
    assert law is not None
    yield equal(("the number of types", len(law.atoms)), ("", 1))
    away = minus(case.target, case.endowment)
    yield below(ZERO, ("what the remedial set is worth above eta", dot(case.weights, away)))


def _none_losing_a(case: WeightCase) -> Part:
    yield from _one_type(case)
    yield never(_ray_losing(case, 0))


def some_valuable_ray(case: WeightCase) -> Part:
    """In two tasks: a trade d of both signs that the type accepts, with eta + y d >= 0 for some y > 0, and w . d >= 0.

    None loses task A, by hypothesis; so one must lose task B.
    """
    yield _ray_losing(case, 1)


def _ray_losing(case: WeightCase, lost: int) -> Verdict:
    """Trades that lose this task and gain the other, up to scale: the type accepts, and w . d >= 0 even.

    A task of which eta has nothing cannot be lost.
    """
    law = case.market.preferences[0].law
    assert law is not None
    costs = law.atoms[0][0]
    lower: list[Any] = [None if i == lost else 1 for i in (0, 1)]
    upper: list[Any] = [(-1 if case.endowment[i] else None) if i == lost else None for i in (0, 1)]
    if not case.endowment[lost]:
        lower[lost], upper[lost] = 1, None
    rows = [(costs, 0), ([-w for w in case.weights], 0)]
    return feasibility(LinearSystem.make(["d_A", "d_B"], at_most=rows, lower=lower, upper=upper))


def _weights(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 200
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda case: because,
        describe=weight_in_words,
        budget=budget,
    )


# ------------------------------------------------------------------------------------------- section 4.2, Lemma 5


def hull_meets(one: Any, two: Any) -> Verdict:
    """Some point of the segment between the directions is nonnegative."""
    rows = [([-a, -b], 0) for a, b in zip(one, two, strict=True)]
    return feasibility(LinearSystem.make(["t'", "t''"], at_most=rows, equal=[([1, 1], 1)], lower=0))


def tempts(one: Any, two: Any) -> Verdict:
    """Some c >= 0 has c . k'' <= 0 and c . k' < 0 (scaled to <= -1), so that the minimum in Lemma 5 is negative."""
    return feasibility(LinearSystem.make(len(one), at_most=[(two, 0), (one, -1)], lower=0))


def _hull(rays: Rays, itself: bool) -> list[Expected]:
    pairs = itertools.combinations_with_replacement if itself else itertools.combinations
    return [Expected(hull_meets(*pair)) for pair in pairs(rays, 2)]


def _programs(rays: Rays) -> list[Expected]:
    pairs = itertools.permutations(rays, 2)
    return [never(tempts(one, two)) for one, two in pairs if any(two)]


def both_or_neither(
    tests: Callable[[Rays], list[Expected]], reading: Polarization, mixed: bool = False
) -> tuple[Callable[[Rays], Part], Callable[[Rays], Part]]:
    """Hypothesis and conclusion of "polarized exactly if the tests come out": what holds, and what then must."""

    def split(rays: Rays) -> tuple[list[Any], list[Any]]:
        side, other = [Expected(polarized(rays, reading))], tests(rays)
        if all(expected.met for expected in side):
            return side, other
        return (other, side) if all(expected.met for expected in other) else ([], [])

    def hypothesis(rays: Rays) -> Part:
        if mixed:
            yield from (polarized((ray,)) for ray in rays)
        yield from split(rays)[0]

    return hypothesis, lambda rays: iter(split(rays)[1])


def _exactly_if(
    name: str,
    wording: str,
    tests: Callable[[Rays], list[Expected]],
    reading: Polarization,
    because: str,
    mixed: bool = False,
) -> Reading:
    hypothesis, conclusion = both_or_neither(tests, reading, mixed)
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=(families.SMALL_RAYS, families.RANDOM_RAYS, hard.HARD_RAYS),
        because=lambda rays: because,
        describe=common.rays_in_words,
        smaller=families.smaller_rays,
        budget=600,
    )


# ------------------------------------------------------------------------------------------------------ Proposition 3


def _finite(case: MenuCase) -> Part:
    """All laws are finite and of positive costs."""
    laws = [preferences.law for preferences in case.market.preferences]
    infinite = sum(law is None or not law.is_finite for law in laws)
    yield equal(("the number of laws that are not finite", infinite), ZERO)


def optimal_at_one_copy(case: MenuCase) -> Part:
    """The menus are polarized and cost in expectation, with one copy, what the large market costs over all menus.

    So with one copy they are optimal, as the large market is a lower bound in expectation.
    """
    yield from polarized_lists(case)
    yield from _finite(case)
    best, cost = best_large_market(case.market), expected_cost(case.market, first_menus(case))
    yield best
    yield cost
    yield equal(
        ("the least cost in the large market", value_of(best)), ("the expected cost with one copy", value_of(cost))
    )


def never_below_large_market(case: MenuCase) -> Part:
    """The cost at the luckiest profile of types is at least the value of the large market."""
    market, menus = case.market, first_menus(case)
    possible = [[k for k, p in enumerate(row) if p] for row in chances_of(expected_cost(market, menus))]
    best = value_of(best_large_market(market))
    for profile in itertools.product(*possible):
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(menus, profile, strict=True)])
        assert isinstance(verdict.statement, OptimalSelection)
        assert verdict.statement.value is not None
        if verdict.statement.value < best:
            yield _cost_at_least(verdict, best)


def _cost_at_least(verdict: Verdict, bound: Fraction) -> Expected:
    """The optimal selection does not cost less than the bound."""
    statement = verdict.statement
    assert isinstance(statement, OptimalSelection)
    return Expected(verdict, holds=statement.value is not None and statement.value >= bound)


def replicas_in_expectation(copies: tuple[int, ...]) -> Callable[[MenuCase], Part]:
    def conclusion(case: MenuCase) -> Part:
        best = best_large_market(case.market)
        yield best
        for count in copies:
            cost = replica_cost(case.market, first_menus(case), count)
            yield cost
            yield at_most(
                ("the least cost in the large market", value_of(best)),
                (f"the cost with {count} copies", value_of(cost)),
            )

    return conclusion


def approaches_large_market(case: MenuCase) -> Part:
    """The value of the menus in the large market is that of replicas whose choices come out as expected.

    And the expected cost per copy does not rise when copies double, while staying above it; if agent 1's counts are
    off by one copy, the cost is above it by at most the share of the worst deviation, as the proof scales trades down.
    """
    market, menus = case.market, first_menus(case)
    outer = outer_program(market, [[menu] for menu in menus])
    yield outer
    value, start = value_of(outer), market.social_cost(market.endowment)
    offers = tuple((j, menu, 1) for j, menu in enumerate(menus))
    chances = settled_in_program(market, laws(market, menus), offers, "designer", "nonnegative")
    copies = math.lcm(*(p.denominator for row in chances for p in row))
    yield from _at_counts(market, menus, copies, [[int(copies * p) for p in row] for row in chances], value, value)
    costs = [value_of(replica_cost(market, menus, count)) for count in (1, 2, 4)]
    yield at_most(("the value of the large market", value), ("the expected cost per copy, 4 copies", costs[2]))
    yield at_most(("the expected cost per copy, 4 copies", costs[2]), ("with 2 copies", costs[1]))
    yield at_most(("the expected cost per copy, 2 copies", costs[1]), ("with 1 copy", costs[0]))
    moved = [[int(4 * copies * p) for p in row] for row in chances]
    busy = [k for k, count in enumerate(moved[0]) if count]
    if len(busy) > 1:
        moved[0][busy[0]] -= 1
        moved[0][busy[1]] += 1
        share = max(abs(1 - Fraction(r) / (4 * copies * p)) for r, p in zip(moved[0], chances[0], strict=True) if p)
        yield from _at_counts(market, menus, 4 * copies, moved, None, value + share * (start - value))


def _at_counts(
    market: Market, menus: list[Menu], copies: int, counts: list[list[int]], low: Fraction | None, high: Fraction
) -> Iterator[Verdict]:
    """The cost per copy when the choices are made by these numbers of copies is between the bounds."""
    setting = Setting.of(market, copies)
    groups = tuple((j, menus[j][k], r) for j, row in enumerate(counts) for k, r in enumerate(row) if r)
    value, selection = best_selection(setting, groups)
    assert value is not None
    yield Verdict(OptimalSelection(setting, groups, value), True, SelectionProof(selection))
    yield at_most((f"the cost per copy with {copies} copies", value / copies), ("", high))
    if low is not None:
        yield at_most(("", low), (f"the cost per copy with {copies} copies", value / copies))


def _lottery_cases(seed: int) -> Iterator[MenuCase]:
    """Two agents with one unit each of two tasks; one of them accepts an exchange half of the time."""
    sure, half = {(1, 1): 1}, {(1, 1): "1/2", (2, 1): "1/2"}
    rays: list[Menu] = [(EndowmentOnly(), Ray(bundle(d))) for d in ((-1, 1), (1, -1))]
    for first, second in ((sure, sure), (sure, half), (half, sure), (half, half)):
        for performance in ((1, 0), (0, 1), (1, -1), (-1, 1)):
            for one, two in ((rays[0], rays[1]), (rays[1], rays[0])):
                market = replace(
                    families.UNIT_MARKET,
                    performance=(bundle(performance), bundle((0, 0))),
                    preferences=(Preferences.finite(first), Preferences.finite(second)),
                )
                yield MenuCase(market, ((one,), (two,)))


LOTTERIES = Family("an exchange of two tasks between two agents, each with one or two types", _lottery_cases)


# --------------------------------------------------------------------------------------------------------- section 4.3


def _other_status_quo(family: Family) -> Family:
    """The same with a status quo that is, every other time, not the endowment: agents 1 and 2 change places in it."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for at, mechanism in enumerate(family.instances(seed)):
            market = mechanism.market
            rows = tuple(
                bundle([(at + j + i) % 3 for i in range(len(market.tasks))]) for j in range(len(market.agents))
            )
            status_quo = (
                (market.endowment[1], market.endowment[0], *market.endowment[2:])
                if at % 2 and len(market.agents) > 1
                else market.endowment
            )
            changed = replace(market, performance=rows, status_quo=status_quo)
            yield Mechanism(replace(mechanism.protocol, market=changed), mechanism.strategies)

    return Family(f"{family.words}, various status quos", families.remembered(stream), family.endless)


def menus_polarized(reading: Polarization) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        yield decide_polarized(mechanism, reading)

    return hypothesis


def strictly_cheaper_somewhere(mechanism: Mechanism) -> Part:
    """At some choices the best selection costs less than the status quo: the cost can only fall in expectation then."""
    market, protocol = mechanism.market, mechanism.protocol
    least = []
    for profile in itertools.islice(protocol.profiles, 64):
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)])
        assert isinstance(verdict.statement, OptimalSelection)
        least.append(verdict.statement.value)
    cheapest = min(value for value in least if value is not None)
    yield below(
        ("the least cost at any choices", cheapest),
        ("the cost of the status quo", market.social_cost(market.status_quo)),
    )


def agents_no_worse(mechanism: Mechanism) -> Part:
    """Nobody's choice of those tried can cost more than the endowment, whatever is selected from the sets."""
    market = mechanism.market
    for j, menu in enumerate(mechanism.protocol.menus):
        domain = market.preferences[j].domain
        rays = [(k, one.direction) for k, one in enumerate(menu) if isinstance(one, Ray)]
        whole = [primitive(d) for _, d in rays]
        for costs in common.sample_types(domain, [*whole, *map(common.negative, whole)]):
            chosen = mechanism.chosen(j, costs)
            for (k, _), d in zip(rays, whole, strict=True):
                if k in chosen and any(k == at[j] for at, _ in _entries(mechanism)):
                    yield never(some_type(FiniteDomain((costs,)), (common.negative(d),)))


def _entries(mechanism: Mechanism) -> Any:
    selection = mechanism.protocol.selection
    return getattr(selection, "entries", ())


def weakly_better(mechanism: Mechanism) -> Part:
    yield from section_3.costs_no_more(mechanism)
    yield from agents_no_worse(mechanism)


def own_ex_post_optimal(mechanism: Mechanism) -> Part:
    """Polarized menus with the status quo as endowment, and at every profile something cheapest is selected."""
    yield from section_3.own_polarized("beside endowment")(mechanism)
    protocol, market = mechanism.protocol, mechanism.market
    for profile in protocol.profiles:
        verdict = optimal_selection(market, [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)])
        yield verdict
        assert isinstance(verdict.statement, OptimalSelection)
        assert verdict.statement.value is not None
        cost = market.social_cost(protocol.selected(profile))
        yield equal(
            (f"the cost of what is selected at choices {common.vector(profile)}", cost),
            ("the least cost there", verdict.statement.value),
        )


def _selected_ex_post(family: Family) -> Family:
    """Those of polarized menus and at most 9 profiles, with various performances and an ex-post optimal table."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in families.with_performance(family).instances(seed):
            if mechanism.protocol.number_of_profiles > 9 or not decide_polarized(mechanism).holds:
                continue
            table = ex_post_table(replace(mechanism.protocol, selection=ExPostOptimal()))
            yield Mechanism(replace(mechanism.protocol, selection=table), mechanism.strategies)

    words = f"polarized menus of {family.words}, performances in 0, ..., 4, ex-post optimal selection"
    return Family(words, families.remembered(stream), family.endless)


def _mechanism_reading(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 150
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda mechanism: because,
        describe=lambda mechanism: (
            f"{common.market_in_words(mechanism.market)}; {common.mechanism_in_words(mechanism)}"
        ),
        smaller=families.smaller_mechanisms,
        budget=budget,
    )


# ------------------------------------------------------------------------------------------------------------- entries

WITHOUT_LOSS = claim(
    "section-4.without-loss",
    "section 4 and section 3, after Corollary 3",
    _mechanism_reading(
        "literal",
        "With strictly monotone preferences (all positive costs are types), no mechanism that is obviously "
        "strategy-proof as printed ever costs less than the "
        "endowment, which is what remedial menus give (there are no polarized rays as printed)",
        section_3.osp("printed"),
        never_above_endowment,
        "The mechanism is obviously strategy-proof as printed and cheaper than the endowment.",
        families.with_performance(families.STRICT_IDLE),
        families.with_performance(families.STRICT_TABLES),
        families.with_performance(hard.MATCHED_STRICT),
        budget=300,
    ),
    _mechanism_reading(
        f"{BESIDE}, {OTHER_ACTIONS}",
        "With strictly monotone preferences (all positive costs are types), for every obviously strategy-proof "
        "mechanism (an action compared with the other actions) "
        "polarized rays hold what it ever selects, sets above the endowment aside, and at all other choices ex-post "
        "optimal selection from these rays costs no more",
        section_3.osp("deviations"),
        cheaper_with_rays,
        "The rays are not polarized, or ex-post optimal selection from them costs more.",
        families.with_performance(families.STRICT_TABLES),
        families.with_performance(families.RANDOM_STRICT),
        families.with_performance(hard.MATCHED_STRICT),
        budget=200,
    ),
)

_TILTED = (
    "if some weight is positive, the ray from eta towards x*, tilted by epsilon > 0 in the tasks of positive weight, "
    "is polarized and for small epsilon worth w . x*, approximately (here: up to 1/100 for some epsilon)"
)
_NEVER = (
    "The type does not mind the tasks that the ray takes away and does mind epsilon, so it refuses the tilted ray, "
    "however small epsilon is, while it does not refuse the remedial set."
)
WEIGHTS = [
    claim(
        "footnote-18",
        "section 4.2, footnote 18",
        _weights(
            "literal",
            f"For continuously distributed costs, {_TILTED}",
            _continuous,
            almost_remedial,
            "The tilted rays are worth less.",
            UNIFORM_WEIGHTS,
            SMALL_COSTS,
            *HARD_WEIGHTS[:2],
        ),
        _weights(
            "any law",
            f"For any law of nonnegative costs, {_TILTED}",
            some_positive_weight,
            almost_remedial,
            _NEVER,
            ZERO_WEIGHTS,
        ),
        _weights(
            "any law of positive costs",
            f"For any law of positive costs, {_TILTED}",
            lambda case: (*some_positive_weight(case), *_positive_surely(case)),
            almost_remedial,
            "The tilted rays are worth less.",
            POSITIVE_WEIGHTS,
            UNIFORM_WEIGHTS,
            SMALL_COSTS,
            *HARD_WEIGHTS,
        ),
    ),
    claim(
        "section-4.2.nonpositive-weight",
        "section 4.2",
        _weights(
            "literal",
            "If w <= 0, the support function is 0 and the remedial menu attains it; otherwise a polarized ray is worth "
            "as much as the remedial menu, up to 1/100 (costs positive with probability 1)",
            _positive_surely,
            as_good_as_remedial,
            "The support function at w <= 0 is not 0, or no tilted ray is worth as much as the remedial menu.",
            POSITIVE_WEIGHTS,
            UNIFORM_WEIGHTS,
            SMALL_COSTS,
            *HARD_WEIGHTS,
        ),
        _weights(
            "zero costs allowed",
            "If some weight is positive and the remedial menu is worth more than eta to the designer, so is some ray "
            "of both signs that the only type accepts (nonnegative costs)",
            _none_losing_a,
            some_valuable_ray,
            "The type accepts no ray of both signs that is worth more than eta: what it does not mind giving away "
            "would have to come with some of the task that it minds. The remedial menu is worth more.",
            ZERO_WEIGHTS,
        ),
    ),
]

_HULL_BECAUSE = "Every segment between the directions meets the nonnegative orthant, and the rays are not polarized"
POLARIZATION = [
    claim(
        "section-4.2.hull",
        "section 4.2",
        _exactly_if(
            "literal",
            "A menu (the direction 0 standing for {eta}) is of polarized rays as printed exactly if all segments "
            "between two directions, equal ones included, meet the nonnegative orthant",
            lambda rays: _hull(rays, True),
            "printed",
            f"{_HULL_BECAUSE} as printed, for some direction does not have both signs.",
        ),
        _exactly_if(
            BESIDE,
            "Rays (beside the endowment) are polarized exactly if all segments between different ones, and those to 0, "
            "meet the nonnegative orthant",
            lambda rays: _hull(rays, False),
            "beside endowment",
            f"{_HULL_BECAUSE}, for one of them has only one sign.",
        ),
        _exactly_if(
            "rays of both signs",
            "Rays of both signs are polarized exactly if all segments between different ones meet the nonnegative "
            "orthant",
            lambda rays: _hull(rays, False),
            "beside endowment",
            "One of the two holds without the other.",
            mixed=True,
        ),
    ),
    claim(
        "lemma-5",
        "section 4.2, Lemma 5",
        _exactly_if(
            "literal",
            "A menu (the direction 0 standing for {eta}) is of polarized rays as printed exactly if "
            "min {c.k' : c >= 0, c.k'' <= 0} >= 0 for all k' != k'' other than {eta}",
            _programs,
            "printed",
            "All minima are nonnegative, and the menu is not of polarized rays as printed: {eta} is no ray of both "
            "signs.",
        ),
        _exactly_if(
            BESIDE,
            "Rays (beside the endowment) are polarized exactly if all minima are nonnegative",
            _programs,
            "beside endowment",
            "All minima are nonnegative (a single ray has none to compare), and a ray has only one sign.",
        ),
        _exactly_if(
            "second condition alone",
            "The condition on pairs of different rays holds exactly if all minima are nonnegative",
            _programs,
            "pairs",
            "The pair has multipliers with y' = 0, and the minimum in the other order is negative: the proof takes "
            "y' > 0 without loss of generality, but the condition of the lemma is on both orders.",
        ),
        _exactly_if(
            "rays of both signs",
            "Rays of both signs are polarized exactly if all minima are nonnegative",
            _programs,
            "beside endowment",
            "One of the two holds without the other.",
            mixed=True,
        ),
    ),
]

REPLICAS = [
    claim(
        "proposition-3.lower-bound",
        "proof of Proposition 3",
        _menu_cases(
            "literal",
            "The value of the large market over all menus is a lower bound on the cost per copy of the optimal "
            "mechanism with N copies, a random variable, for every N (here N = 1)",
            optimal_at_one_copy,
            never_below_large_market,
            "The expected cost of this mechanism with one copy is the least cost of the large market over all menus, "
            "so the mechanism is optimal; but when the types come out luckily, with positive probability, it costs "
            "less than that.",
            LOTTERIES,
            budget=32,
        ),
        _menu_cases(
            "in expectation",
            "The value of the large market over all menus is a lower bound on the expected cost per copy of every "
            "mechanism of polarized menus with N copies (here N = 1, 2, 3)",
            lambda case: (*polarized_lists(case), *_finite(case)),
            replicas_in_expectation((1, 2, 3)),
            "The expected cost per copy is below the value of the large market over all menus.",
            LOTTERIES,
            families.SMALL_MENUS,
            hard.HARD_FINITE_MENUS,
            budget=100,
        ),
    ),
]

IMPROVES = claim(
    "section-4.3.eopr-improves",
    "section 4.3",
    _mechanism_reading(
        "literal",
        "Any mechanism of remedial menus (there are no polarized rays as printed) with ex-post optimal selection costs "
        "less than the status quo in expectation",
        menus_polarized("printed"),
        strictly_cheaper_somewhere,
        "The menus are as printed, and whatever is chosen, the cost is at least that of the status quo, so there is no "
        "improvement in the sense of section 2.",
        _other_status_quo(families.REMEDIAL),
    ),
    _mechanism_reading(
        f"{BESIDE}, weakly",
        "A mechanism of polarized rays (beside the endowment) and remedial menus with ex-post optimal selection never "
        "costs more than the status quo (the endowment need not be the status quo)",
        menus_polarized("beside endowment"),
        section_3.costs_no_more,
        "The endowment is not the status quo, and at some choices everything that may be selected costs more than the "
        "status quo.",
        _other_status_quo(families.REMEDIAL),
    ),
    _mechanism_reading(
        "weakly, status quo as endowment",
        "As the second reading if the endowment is the status quo; and no agent who makes any myopically optimal "
        "choice works more than under the status quo",
        own_ex_post_optimal,
        weakly_better,
        "A type who would lose by a trade may, being indifferent between the sets, choose the ray, and then the trade "
        "that is selected makes it work more.",
        section_3.with_any_ties(_selected_ex_post(section_3.RAY_TABLES)),
    ),
    _mechanism_reading(
        f"weakly, status quo as endowment, {CAUTIOUS}",
        "As the third reading, when agents make, of the myopically optimal choices, one with the best worst case",
        own_ex_post_optimal,
        weakly_better,
        "The designer or an agent may be worse off than under the status quo.",
        _selected_ex_post(section_3.RAY_TABLES),
        _selected_ex_post(families.RANDOM_MECHANISMS),
        _selected_ex_post(hard.MATCHED),
        budget=100,
    ),
)

CLAIMS = [WITHOUT_LOSS, *WEIGHTS, *POLARIZATION, *REPLICAS, IMPROVES]
