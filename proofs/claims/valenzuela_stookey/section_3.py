"""VS, section 3: obviously strategy-proof trading mechanisms are polarized ray mechanisms.

Lemma 4, the remarks on the definition of polarized rays, Theorem 2 with the six claims of its proof, Corollaries 2 and
3, and section 3.1. Costs are all nonnegative vectors, or all positive ones where preferences are strictly monotone.

The literal readings keep two definitions as printed. An obviously dominant action is compared with all actions, itself
included (section 1.1). And *every* set of a menu must be a ray of both signs, pairs of a set with itself included;
since {eta} is in every menu, no menu is of polarized rays then, and only the remedial menu is left. Trading sets are
taken as printed, with bundles that are never selected; the readings "selected bundles" look at the essential reduction.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import markets as families
from proofs.claims.families.markets import Rays
from proofs.claims.valenzuela_stookey import common
from proofs.claims.valenzuela_stookey.common import (
    BESIDE,
    CAUTIOUS,
    OTHER_ACTIONS,
    at_most,
    below,
    claim,
    equal,
    never,
)
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import Dominance, obviously_dominant, obviously_strategy_proof
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets import menus
from proofs.trading.markets.families import bilateral, two_price
from proofs.trading.markets.market import Bundle, Market, Orthant, bundle, dot
from proofs.trading.markets.menus import Direction, EndowmentOnly, Points, Ray, Remedial, TradingSet, shape
from proofs.trading.markets.protocols import (
    AnySelection,
    ExPostOptimal,
    Mechanism,
    Myopic,
    Protocol,
    Regions,
    Rule,
    SelectionTable,
    essential_reduction,
    feasible,
)
from proofs.trading.value.improvement import weak_improvement

ZERO = ("", 0)
SELECTED = "other actions, selected bundles"
MECHANISMS = (families.TABLES, families.RANDOM_MECHANISMS, hard.MATCHED)
STRICT = (families.STRICT_TABLES, families.RANDOM_STRICT, hard.MATCHED_STRICT)


def osp(dominance: Dominance) -> Callable[[Mechanism], Iterator[Verdict]]:
    return lambda mechanism: common.osp(mechanism, dominance)


def _mechanisms(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 300
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda instance: because,
        describe=common.mechanism_in_words,
        smaller=families.smaller_mechanisms,
        budget=budget,
    )


# ---------------------------------------------------------------------------------------------- redundancy and Lemma 4


def same_as_reduced(dominance: Dominance) -> Callable[[Mechanism], Part]:
    """The essential reduction is a protocol, selects the same, and is as (little) obviously strategy-proof."""

    def conclusion(mechanism: Mechanism) -> Part:
        reduced = Mechanism(essential_reduction(mechanism.protocol), mechanism.strategies)
        yield feasible(reduced.protocol)
        for profile in mechanism.protocol.profiles:
            if mechanism.protocol.selected(profile) != reduced.protocol.selected(profile):
                yield equal(("the number of profiles where the reduction selects something else", 1), ZERO)
        whole = obviously_strategy_proof(mechanism, dominance)
        yield Expected(obviously_strategy_proof(reduced, dominance), holds=bool(whole.holds))

    return conclusion


def is_feasible(mechanism: Mechanism) -> Part:
    yield feasible(mechanism.protocol)


@dataclass(frozen=True)
class ChoiceCase(Displayed):
    """An agent, its costs and an action in a protocol whose selection is a table."""

    protocol: Protocol
    agent: str
    costs: Bundle
    action: int


def choice_in_words(case: ChoiceCase) -> str:
    return (
        f"agent {case.agent} with costs {common.costs_in_words(case.costs)} takes choice {case.action}; "
        f"{common.protocol_in_words(case.protocol)}"
    )


def _choice_cases(family: Family) -> Family:
    """Every agent, every action, costs in {0, 1, 2}."""

    def stream(seed: int) -> Iterator[ChoiceCase]:
        for mechanism in family.instances(seed):
            tasks = len(mechanism.market.tasks)
            grid = list(itertools.product(range(3), repeat=tasks))
            for j, agent in enumerate(mechanism.market.agents):
                for k in range(len(mechanism.protocol.menus[j])):
                    for costs in grid[1 :: 1 if tasks == 2 else 5]:
                        yield ChoiceCase(mechanism.protocol, agent, bundle(costs), k)

    return Family(f"all choices at costs in {{0, 1, 2}} in {family.words}", families.remembered(stream), family.endless)


def is_dominant(dominance: Dominance) -> Callable[[ChoiceCase], Part]:
    def hypothesis(case: ChoiceCase) -> Part:
        verdict = feasible(case.protocol)
        yield verdict
        yield obviously_dominant(case.protocol, case.agent, case.costs, case.action, dominance)

    return hypothesis


def is_myopic(case: ChoiceCase) -> Part:
    """No other selected bundle is cheaper than the cheapest one of the action."""
    reach = case.protocol.reach[case.protocol.market.agent(case.agent)]
    cheapest = [min(dot(case.costs, x) for x in points) for points in reach]
    yield at_most(("the least cost of the action", cheapest[case.action]), ("that of all actions", min(cheapest)))


def _lemma_4(name: str, dominance: Dominance, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording="If an action is obviously dominant for an agent of a type, it is myopically optimal",
        hypothesis=is_dominant(dominance),
        conclusion=is_myopic,
        families=tuple(map(_choice_cases, tried)),
        because=lambda case: (
            "The action is obviously dominant and another can lead to something cheaper than all its own."
        ),
        describe=choice_in_words,
        budget=1500,
    )


# ----------------------------------------------------------------------------------------- the definition of polarized


def losing(rays: Rays) -> Iterator[tuple[int, ...]]:
    """For each pair of different rays (neither {eta}) the tasks of which both take away."""
    proper = [ray for ray in rays if any(ray)]
    for one, two in itertools.combinations(proper, 2):
        yield tuple(i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a < 0 and b < 0)


def disjoint_losses(rays: Rays) -> Part:
    most = max((len(shared) for shared in losing(rays)), default=0)
    yield at_most(("the number of tasks that two rays both take away", most), ZERO)


def _both_signs(rays: Rays) -> Part:
    for ray in rays:
        yield polarized((ray,))


def _disjoint_and_mixed(rays: Rays) -> Part:
    yield from disjoint_losses(rays)
    yield from _both_signs(rays)


def _rays(name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, **more: Any) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=more.pop("tried", (families.SMALL_RAYS, families.RANDOM_RAYS, hard.HARD_RAYS)),
        because=lambda rays: because,
        describe=common.rays_in_words,
        smaller=families.smaller_rays,
        budget=more.pop("budget", 600),
        **more,
    )


NO_POLARIZED_MENU = (
    "Every menu contains {eta}, which is not a ray of both signs; and for k' = k'' the condition reads "
    "(y' + y'') kappa >= 0 with y' + y'' > 0, which no direction with a negative coordinate satisfies. So no list of "
    "rays is polarized as printed."
)


def is_polarized(rays: Rays) -> Part:
    yield polarized(rays, "beside endowment")


def within_tasks(rays: Rays) -> Part:
    proper = sum(1 for ray in rays if any(ray))
    yield at_most(("the number of rays", proper), ("the number of tasks", len(rays[0])))


# ---------------------------------------------------------------------------------------------- examples of section 1.1


@dataclass(frozen=True)
class TwoPrices(Displayed):
    """The two prices of an agent."""

    first: Fraction
    second: Fraction

    @property
    def rays(self) -> tuple[Bundle, Bundle]:
        return (Fraction(1), -self.first), (Fraction(-1), self.second)


def _prices(values: Sequence[Any]) -> Callable[[int], Iterator[TwoPrices]]:
    pairs = sorted(itertools.product(map(Fraction, values), repeat=2), key=lambda p: (p[0] + p[1], p))
    return lambda seed: (TwoPrices(*pair) for pair in pairs)


_GRID = [Fraction(a, b) for a, b in itertools.product(range(1, 7), (1, 2, 3))]
PRICES = Family("all pairs of positive prices that are halves or thirds up to 6", _prices(sorted(set(_GRID))))
ZERO_PRICES = Family("all pairs of prices 0, 1/2, 1, 3/2, 2", _prices([0, "1/2", 1, "3/2", 2]))
HARD_PRICES = Family("all pairs of prices from 1/5000 to 5000, nearly equal ones among them", _prices(hard.PRICES))


def _two_price(reading: Any) -> Callable[[TwoPrices], Part]:
    def conclusion(prices: TwoPrices) -> Part:
        rays: list[Bundle] = [*([bundle((0, 0))] if reading == "printed" else []), *prices.rays]
        verdict = polarized(rays, reading)
        if prices.first <= prices.second:
            yield verdict
        else:
            yield never(verdict)

    return conclusion


def _prices_reading(name: str, wording: str, conclusion: Any, because: str, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=conclusion,
        families=tried,
        because=lambda prices: because,
        describe=lambda prices: f"p1 = {prices.first}, p2 = {prices.second}",
        budget=400,
    )


def two_price_split(mechanism: Mechanism) -> tuple[list[Any], list[Any]]:
    """Hypothesis and conclusion of "polarized menus exactly if p1 <= p2": what holds, and what then must."""
    gaps = []
    for menu in mechanism.protocol.menus:
        take, give = (one.direction for one in menu if isinstance(one, Ray))
        gaps.append(-take[1] / take[0] + give[1] / give[0])
    ordered = at_most(("the greatest excess of p1 over p2", max(gaps)), ZERO)
    menus_polarized = decide_polarized(mechanism)
    return ([ordered], [menus_polarized]) if ordered.holds else ([menus_polarized], [ordered])


def _two_price_mechanisms(seed: int) -> Iterator[Mechanism]:
    """Two agents with the same prices; agent 1 may have nothing of a task."""
    for first in ((1, 1), (0, 1), (1, 0), (0, 0)):
        market = Market.make({"A": 2, "B": 2}, ("1", "2"), [first, [2 - x for x in first]])
        for prices in itertools.product(bundle((1, 2, "1/2")), repeat=2):
            for other in (bundle((1, 1)), prices):
                yield two_price(
                    market, {"1": (prices[0], prices[1]), "2": (other[0], other[1])}, selection=AnySelection()
                )


TWO_PRICE_MECHANISMS = Family(
    "two-price mechanisms of 2 agents with prices 1/2, 1 and 2, of whom agent 1 may have nothing of a task",
    lambda seed: families.once(_two_price_mechanisms(seed), lambda m: (m.market.endowment, m.protocol.menus)),
)


@dataclass(frozen=True)
class BilateralMenus(Displayed):
    """The status quo of two agents and a trade."""

    market: Market
    trade: Bundle

    @property
    def mechanism(self) -> Mechanism:
        return bilateral(self.market, "1", "2", self.trade)


def _bilateral_menus(seed: int) -> Iterator[BilateralMenus]:
    for scale in (Fraction(1), Fraction(1, 2)):
        for tasks in (2, 3):
            market = Market.make(dict.fromkeys(families.TASKS[:tasks], 2), ("1", "2"), [[1] * tasks] * 2)
            for trade in sorted(itertools.product((-1, 0, 1), repeat=tasks), key=lambda d: sum(map(abs, d))):
                if any(trade):
                    yield BilateralMenus(market, tuple(scale * step for step in trade))
    for steps in itertools.product((-2, -1, 1, 2, 3), repeat=3):
        market = Market.make(dict.fromkeys(families.TASKS[:3], 2), ("1", "2"), [[1] * 3] * 2)
        yield BilateralMenus(market, tuple(Fraction(step, 3) for step in steps))


BILATERAL_MENUS = Family("bilateral trades in 2 and 3 tasks, in ones, halves and thirds", _bilateral_menus)


def _bilateral_polarized(reading: Any) -> Callable[[BilateralMenus], Part]:
    return lambda case: (decide_polarized(case.mechanism, reading),)


def _mixed_trade(case: BilateralMenus) -> Part:
    yield below(("the least step", min(case.trade)), ZERO)
    yield below(ZERO, ("the greatest step", max(case.trade)))


# ----------------------------------------------------------------------------------------------------- Theorem 2, first


def polarized_mechanism(reading: Any) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        yield decide_polarized(mechanism, reading)
        yield feasible(mechanism.protocol)

    return hypothesis


def is_osp(dominance: Dominance) -> Callable[[Mechanism], Part]:
    return lambda mechanism: (obviously_strategy_proof(mechanism, dominance),)


def with_any_ties(family: Family) -> Family:
    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in family.instances(seed):
            yield Mechanism(mechanism.protocol, (Myopic("any"),) * len(mechanism.strategies))

    return Family(f"{family.words}, any myopic choice", stream, family.endless)


def with_rays(family: Family) -> Family:
    """With the rays that hold what is selected; sets that no ray holds are left finite."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in family.instances(seed):
            protocol = mechanism.protocol
            listed = tuple(
                (menu[0], *(_ray_of(one, eta) for one in menu[1:]))
                for menu, eta in zip(protocol.menus, protocol.market.endowment, strict=True)
            )
            yield Mechanism(replace(protocol, menus=listed), mechanism.strategies)

    return Family(f"{family.words}, sets extended to rays", families.remembered(stream), family.endless)


def _ray_of(trading_set: Any, endowment: Bundle) -> Any:
    directions = menus.directions_from(endowment, trading_set.points) if isinstance(trading_set, Points) else ()
    return Ray(bundle(directions[0])) if len(directions) == 1 else trading_set


RAY_TABLES = with_rays(families.TABLES)


# ---------------------------------------------------------------------------------------------------- Theorem 2, second


Drop = tuple[str, ...]
ABOVE: Drop = ("redundant",)
ABOVE_OR_COPY: Drop = ("redundant", "endowment")


def forced_protocol(mechanism: Mechanism, drop: Drop = ()) -> Protocol:
    """What every polarized ray mechanism that dominates the essential reduction must look like.

    A set with a bundle beside eta is in one ray from eta at most, so that ray is forced, and where there is none the
    set is left as it is; a single set beside {eta} that is below eta becomes the remedial set. Sets of a shape to
    `drop` are left out: all selected bundles above eta, or only eta selected (a further copy of {eta}).
    """
    listed = []
    for j in range(len(mechanism.protocol.menus)):
        offers = mechanism.protocol.offers(j)
        kept = [k for k, d in enumerate(offers) if not (k and shape(d) in drop)]
        sets: list[TradingSet] = [_forced(mechanism.protocol, j, k, offers[k]) for k in kept]
        if len(kept) == 2 and shape(offers[kept[1]]) == "remedial":
            sets[1] = Remedial()
        listed.append((EndowmentOnly(), *sets[1:]))
    return Protocol(mechanism.market, tuple(listed), AnySelection())


def _forced(protocol: Protocol, j: int, k: int, directions: tuple[Direction, ...]) -> TradingSet:
    if not directions:
        return EndowmentOnly()
    return Ray(bundle(directions[0])) if len(directions) == 1 else Points(tuple(protocol.reach[j][k]))


def dominated_by_polarized(reading: Any, drop: Drop = ()) -> Callable[[Mechanism], Part]:
    return lambda mechanism: (decide_polarized(forced_protocol(mechanism, drop), reading),)


# ------------------------------------------------------------------------------------------------------ Claims 1 to 6

Sets = Any


def claim_1(mechanism: Mechanism) -> Part:
    """The endowment is in every set: the distance from it to the nearest bundle of a finite set is 0."""
    for eta, menu in zip(mechanism.market.endowment, mechanism.protocol.menus, strict=True):
        for one in menu:
            if not menus.in_set(one, eta, eta):
                yield equal(("the number of sets that lack the endowment", 1), ZERO)


def claim_2(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            verdict = common.tempted_elsewhere(mechanism, j, directions_of(mechanism.protocol, j, sets))
            if verdict is not None:
                yield never(verdict)

    return conclusion


def gain_and_loss(directions: Sequence[Direction]) -> Iterator[Verdict]:
    """For every two directions of a set: some c >= 0 gains by the one and loses by the other."""
    for gain, loss in itertools.permutations(directions, 2):
        yield some_type(Orthant(len(gain)), (gain, common.negative(loss)))


def claim_3(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            for directions in directions_of(mechanism.protocol, j, sets):
                yield from map(never, gain_and_loss(directions))

    return conclusion


def claim_4(sets: Sets) -> Callable[[Mechanism], Part]:
    """A set is of none of the three forms only if some c >= 0 gains by one of its bundles and loses by another."""

    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            for directions in directions_of(mechanism.protocol, j, sets):
                if shape(directions) == "none":
                    verdicts = list(gain_and_loss(directions))
                    assert any(verdict.holds for verdict in verdicts)
                    yield from map(never, verdicts)

    return conclusion


def claim_5(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            proper = [d for d in offers if shape(d) not in ("remedial", "endowment")]
            for one, two in itertools.combinations(proper, 2):
                yield from (polarized(pair, "pairs") for pair in itertools.product(one, two))

    return conclusion


def _rise_and_fall(directions: Sequence[Direction]) -> int:
    """The lesser of the greatest rise and the greatest fall: 0 exactly for remedial and redundant sets."""
    steps = [step for direction in directions for step in direction]
    return min(max(steps, default=0), -min(steps, default=0))


def claim_6(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            if "remedial" in map(shape, offers):
                worst = max(map(_rise_and_fall, offers))
                yield at_most(
                    (
                        "the smaller of the greatest rise and fall from eta in a set beside a remedial one",
                        worst,
                    ),
                    ZERO,
                )

    return conclusion


def two_forms(sets: Sets) -> Callable[[Mechanism], Part]:
    """All sets remedial or redundant; or all redundant or in rays, the rays being polarized."""

    def conclusion(mechanism: Mechanism) -> Part:
        yield from claim_4(sets)(mechanism)
        yield from claim_6(sets)(mechanism)
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            yield polarized([d[0] for d in offers if shape(d) == "ray"])

    return conclusion


CLAIM_WORDS: list[tuple[str, Any, str]] = [
    ("every trading set holds the endowment", claim_1, "A trading set does not hold the endowment."),
    (
        "c.x >= c.eta for every bundle x of a set that the type c does not choose",
        claim_2,
        "A trading set that this type does not choose holds a bundle that it strictly prefers to the endowment; the "
        "bundle is never selected.",
    ),
    (
        "no c >= 0 strictly prefers one bundle of a set to the endowment and the endowment to another",
        claim_3,
        "For the costs shown one bundle of the set is better and another worse than the endowment; one of them is "
        "never selected.",
    ),
    (
        "every set is above the endowment, below it, or contained in a ray of both signs from it",
        claim_4,
        "For some costs one bundle of the set is better and another worse than the endowment, which cannot be if the "
        "set is above or below it or in a ray; one of the bundles is never selected.",
    ),
    (
        "any two sets that are not remedial are polarized",
        claim_5,
        "Two sets that are not below the endowment hold bundles in directions that are not polarized; they are never "
        "selected.",
    ),
    (
        "if a set is below the endowment and more than {eta}, all sets are below or above it",
        claim_6,
        "One set holds a bundle below the endowment, another has bundles that are neither all above nor all below it; "
        "they are never selected.",
    ),
]


def _proof_claims() -> Iterator[Any]:
    for number, (words, conclusion, because) in enumerate(CLAIM_WORDS, 1):
        printed: Any = claim_1 if number == 1 else conclusion("printed")
        reduced: Any = claim_1 if number == 1 else conclusion("reduced")
        tried = (families.IDLE, families.IDLE_PAIRS, families.WITHOUT_ENDOWMENT, families.TABLES)
        literal = _mechanisms(
            "literal",
            f"In an obviously strategy-proof mechanism (as printed), {words}",
            osp("printed"),
            printed,
            because,
            *tried,
        )
        other = "" if number == 1 else ", of the bundles that are ever selected"
        repaired = _mechanisms(
            OTHER_ACTIONS if number == 1 else SELECTED,
            f"In an obviously strategy-proof mechanism (an action compared with the other actions), {words}{other}",
            osp("deviations"),
            reduced,
            because.replace("; the bundle is never selected", "").replace("; they are never selected", ""),
            *((families.WITHOUT_ENDOWMENT,) if number == 1 else ()),
            *MECHANISMS,
        )
        yield claim(f"claim-{number}", f"section 3, proof of Theorem 2, Claim {number}", literal, repaired)


# ------------------------------------------------------------------------------- Farkas' lemma in Claims 4 and 5, A.2


def nonnegative_costs(size: int, at_most: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> Verdict:
    """Some c >= 0 has c . d <= 0 for the first directions and c . d < 0 (scaled to <= -1) for the others."""
    rows = [(list(d), 0) for d in at_most] + [(list(d), -1) for d in below]
    return feasibility(LinearSystem.make(size, at_most=rows, lower=0))


def claim_4_multipliers(rays: Rays) -> Verdict:
    """Some y', y'' >= 0, not both 0 (scaled to the sum 1), have y' a >= y'' b."""
    rows = [([-a, b], 0) for a, b in zip(*rays, strict=True)]
    return feasibility(LinearSystem.make(["y'", "y''"], at_most=rows, equal=[([1, 1], 1)], lower=0))


def claim_5_multipliers(rays: Rays) -> Verdict:
    """Some y' >= 0 and y'' > 0 (scaled to 1) have y' a + y'' b >= 0."""
    rows = [([-a], b) for a, b in zip(*rays, strict=True)]
    return feasibility(LinearSystem.make(["y'"], at_most=rows, lower=0))


def _two_of(family: Family) -> Family:
    """Ordered pairs of directions other than 0."""

    def stream(seed: int) -> Iterator[Rays]:
        for rays in family.instances(seed):
            if len(rays) == 2 and all(map(any, rays)):
                yield rays
                yield rays[::-1]

    return Family(f"ordered pairs among {family.words}", families.remembered(stream), family.endless)


PAIRS = tuple(map(_two_of, (families.SMALL_RAYS, families.RANDOM_RAYS, hard.HARD_RAYS)))


def _alternative(costs: Callable[[Rays], Verdict], multipliers: Callable[[Rays], Verdict]) -> tuple[Any, Any]:
    """Hypothesis and conclusion of "there are no such costs exactly if there are such multipliers"."""

    def hypothesis(rays: Rays) -> Part:
        found = costs(rays)
        yield Expected(found, holds=bool(found.holds))

    def conclusion(rays: Rays) -> Part:
        yield Expected(multipliers(rays), holds=not costs(rays).holds)

    return hypothesis, conclusion


def _unlike_and_tempted(rays: Rays) -> Part:
    """The first direction is not nonnegative; some c >= 0 has c . a <= 0 and c . b < 0."""
    yield below(("the least step of the first", min(rays[0])), ZERO)
    yield nonnegative_costs(len(rays[0]), rays[:1], rays[1:])


def _farkas() -> list[Any]:
    either_way = "There are such costs and such multipliers, or neither."
    return [
        claim(
            "claim-4.farkas",
            "section 3, proof of Claim 4",
            _rays(
                "literal",
                "No c >= 0 has c . a < 0 and c . b > 0 exactly if some y', y'' >= 0, not both 0, have y' a >= y'' b",
                *_alternative(
                    lambda rays: nonnegative_costs(len(rays[0]), (), (rays[0], [-step for step in rays[1]])),
                    claim_4_multipliers,
                ),
                either_way,
                tried=PAIRS,
            ),
        ),
        claim(
            "claim-5.farkas",
            "section 3, proof of Claim 5, and appendix A.2",
            _rays(
                "literal",
                "No c >= 0 has c . a <= 0 and c . b < 0 exactly if some y' >= 0 and y'' > 0 have y' a + y'' b >= 0",
                *_alternative(lambda rays: nonnegative_costs(len(rays[0]), rays[:1], rays[1:]), claim_5_multipliers),
                either_way,
                tried=PAIRS,
            ),
        ),
        claim(
            "claim-5.strictly",
            "section 3, proof of Claim 5",
            _rays(
                "literal",
                "If a is not nonnegative and some c >= 0 has c . a <= 0 and c . b < 0, some c >= 0 has both below 0",
                _unlike_and_tempted,
                lambda rays: (nonnegative_costs(len(rays[0]), (), rays),),
                "No costs have both products below 0.",
                tried=PAIRS,
            ),
        ),
    ]


# ------------------------------------------------------------------------------------------------- further sentences


def not_redundant_choices(skip_endowment: bool, sets: Sets) -> Callable[[Mechanism], Part]:
    """No type of those tried chooses a set whose bundles are all above the endowment."""

    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            flat = [d for directions in offers for d in directions]
            domain = mechanism.market.preferences[j].domain
            for costs in common.sample_types(domain, [*flat, *map(common.negative, flat)]):
                for k in mechanism.chosen(j, costs):
                    kinds = ("redundant",) if skip_endowment else ("redundant", "endowment")
                    if shape(offers[k]) in kinds:
                        low = min((step for d in offers[k] for step in d), default=0)
                        chosen = f"choice {k}, which the type {common.costs_in_words(costs)} makes,"
                        yield below((f"the least entry of x - eta in {chosen}", low), ZERO)

    return conclusion


def remedial_choice(case: ChoiceCase) -> Part:
    """Everything in the menu of the agent is remedial."""
    j = case.protocol.market.agent(case.agent)
    yield feasible(case.protocol)
    offers = [d for k in range(len(case.protocol.menus[j])) for d in directions_of(case.protocol, j, "printed")[k]]
    yield at_most(
        ("the greatest entry of x - eta in the menu", max((step for d in offers for step in d), default=0)), ZERO
    )


def some_dominant(case: ChoiceCase) -> Part:
    """Some action is (weakly) dominant for the agent; else every action is worse than another at some choices."""
    protocol, j = case.protocol, case.protocol.market.agent(case.agent)
    others = [range(len(menu)) if i != j else (0,) for i, menu in enumerate(protocol.menus)]
    losses = []
    for k in range(len(protocol.menus[j])):
        worst = Fraction(0)
        for at in itertools.product(*others):
            costs = [
                dot(case.costs, protocol.selected((*at[:j], m, *at[j + 1 :]))[j]) for m in range(len(protocol.menus[j]))
            ]
            worst = max(worst, costs[k] - min(costs))
        losses.append(worst)
    yield at_most(
        ("the least, over the actions, of the most that an action can lose against another", min(losses)), ZERO
    )


def _remedial_cases(several: bool) -> Callable[[int], Iterator[ChoiceCase]]:
    """Agent 1 has remedial sets; agent 2 two redundant sets, which decide what agent 1 gets."""

    def stream(seed: int) -> Iterator[ChoiceCase]:
        down = [d for d in families.TRADES if max(d) <= 0 and any(d)]
        rows = 2 if several else 1
        for flat in itertools.product([(0, 0), *down], repeat=2 * rows):
            table = tuple(flat[2 * r : 2 * r + 2] for r in range(rows))
            mechanism = families.table_mechanism(table)
            protocol = mechanism.protocol
            if not several:
                protocol = replace(protocol, menus=((EndowmentOnly(), Remedial()), protocol.menus[1]))
            for costs in itertools.product(range(4), repeat=2):
                yield ChoiceCase(protocol, "1", bundle(costs), 1)

    return families.remembered(stream)


REMEDIAL_MENU = Family("agent 1 with the remedial menu, agent 2 with two redundant sets", _remedial_cases(False))
REMEDIAL_SETS = Family("agent 1 with two remedial sets, agent 2 with two redundant sets", _remedial_cases(True))


def _remedial(name: str, wording: str, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=remedial_choice,
        conclusion=some_dominant,
        families=tried,
        because=lambda case: (
            "All sets of the agent hold only bundles below the endowment, but which is better depends on what the "
            "others choose: each action is strictly worse than another at some of their choices."
        ),
        describe=choice_in_words,
        budget=3000,
    )


# ------------------------------------------------------------------------------------------------ Corollaries 2 and 3


def non_redundant(mechanism: Mechanism) -> Part:
    """Every bundle of every set is selected at some choices, so that the mechanism equals its essential reduction."""
    unused = 0
    for j, menu in enumerate(mechanism.protocol.menus):
        for k, one in enumerate(menu):
            held = set(one.points) if isinstance(one, Points) else {mechanism.market.endowment[j]}
            unused += len(held - set(mechanism.protocol.reach[j][k]))
    yield equal(("the number of bundles of trading sets that are never selected", unused), ZERO)


def _non_redundant_osp(dominance: Dominance, distinct: bool, no_redundant: bool) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        if any(isinstance(one, Ray | Remedial) for menu in mechanism.protocol.menus for one in menu):
            yield equal(("the number of infinite trading sets", 1), ZERO)
        yield from non_redundant(mechanism)
        if distinct:
            repeated = max(len(menu) - len(set(map(_bundles, menu))) for menu in _finite_menus(mechanism))
            yield equal(("the number of repeated trading sets", repeated), ZERO)
        if no_redundant:
            offers = [mechanism.protocol.offers(j) for j in range(len(mechanism.protocol.menus))]
            redundant = sum(shape(d) == "redundant" for sets in offers for d in sets)
            yield equal(("the number of sets above the endowment", redundant), ZERO)
        yield from common.osp(mechanism, dominance)

    return hypothesis


def _finite_menus(mechanism: Mechanism) -> list[list[Points]]:
    return [
        [one if isinstance(one, Points) else Points((eta,)) for one in menu]
        for menu, eta in zip(mechanism.protocol.menus, mechanism.market.endowment, strict=True)
    ]


def _bundles(points: Points) -> frozenset[Bundle]:
    return frozenset(points.points)


def menus_within_tasks(mechanism: Mechanism) -> Part:
    largest = max(map(len, mechanism.protocol.menus))
    yield at_most(
        ("the number of choices of an agent", largest), ("the number of tasks plus 1", len(mechanism.market.tasks) + 1)
    )


def _many_copies(seed: int) -> Iterator[Mechanism]:
    """{eta} several times over."""
    for first, second in itertools.product(range(5), range(5)):
        if first >= second:
            yield families.idle_mechanism(((0, 0),) * first, ((0, 0),) * second, False, families.UNIT_MARKET)


MANY_COPIES = Family("menus of up to 5 copies of {eta}, 2 agents and 2 tasks", _many_copies)


def _many_redundant(seed: int) -> Iterator[Mechanism]:
    """Agent 1 has one remedial set; agent 2 several redundant sets that say what it gets of it."""
    down = [d for d in families.TRADES if max(d) <= 0 and any(d)]
    for count in (1, 2, 3):
        for trades in itertools.combinations(down, count):
            yield families.table_mechanism((trades,), families.STRICT_MARKET)


MANY_REDUNDANT = Family(
    "a remedial set for agent 1, up to 3 redundant sets for agent 2, positive costs", _many_redundant
)


@dataclass(frozen=True)
class Replaced(Displayed):
    """A mechanism, a polarized ray mechanism that dominates it, and another selection rule for that."""

    original: Mechanism
    dominating: Mechanism
    selection: Any


def replaced_in_words(case: Replaced) -> str:
    other = replace(case.dominating.protocol, selection=case.selection)
    return (
        f"{common.mechanism_in_words(case.original)}; dominated by {common.mechanism_in_words(case.dominating)}; with "
        f"the other rule: {common.selection_in_words(other)}"
    )


def _replaced_osp(dominance: Dominance, reading: Any) -> Callable[[Replaced], Part]:
    def hypothesis(case: Replaced) -> Part:
        yield from common.osp(case.original, dominance)
        yield decide_polarized(case.dominating, reading)
        yield feasible(case.dominating.protocol)

    return hypothesis


def _still_osp(dominance: Dominance) -> Callable[[Replaced], Part]:
    def conclusion(case: Replaced) -> Part:
        protocol = replace(case.dominating.protocol, selection=case.selection)
        yield feasible(protocol)
        yield obviously_strategy_proof(Mechanism(protocol, case.dominating.strategies), dominance)

    return conclusion


def _exchanges(last: bool) -> Callable[[int], Iterator[Replaced]]:
    """The original selects the endowment always; agent 1 always takes the ray (`last`), or only if it gains by it."""

    def stream(seed: int) -> Iterator[Replaced]:
        for trade in families.TRADES:
            if min(trade) < 0 < max(trade):
                yield exchange(trade, last)

    return stream


def exchange(trade: Any, last: bool) -> Replaced:
    gamma, back = bundle(trade), bundle([-step for step in trade])
    first, second = (
        (families.constant(1), Myopic())
        if last
        else (Regions((Rule((), (gamma,), 1),)), Regions((Rule((), (back,), 1),)))
    )
    market = families.STRICT_MARKET
    protocol = Protocol.make(market, {"1": [Ray(gamma)], "2": [Ray(back)]}, SelectionTable())
    original = Mechanism(protocol, (first, second))
    entries = (((1, 1), (families.shifted(trade), families.shifted(trade, -1))),)
    return Replaced(original, original, SelectionTable(entries))


def _taken_by_gainers(family: Family) -> Family:
    """Agents take a ray exactly if they strictly gain by it; any selection rule."""

    def stream(seed: int) -> Iterator[Replaced]:
        for mechanism in family.instances(seed):
            protocol = mechanism.protocol
            strategies = tuple(_gainers(menu) for menu in protocol.menus)
            original = Mechanism(protocol, strategies)
            yield Replaced(original, original, SelectionTable())
            yield Replaced(original, original, AnySelection())

    return Family(f"{family.words}, rays chosen by those who strictly gain", stream, family.endless)


def _gainers(menu: Any) -> Any:
    if any(isinstance(one, Remedial) for one in menu):
        return families.constant(1)
    rules = tuple(Rule((), (one.direction,), k) for k, one in enumerate(menu) if isinstance(one, Ray))
    return Regions(rules)


EXCHANGES = Family("one ray for each of 2 agents, agent 1 always choosing it", _exchanges(True))
GAINERS = Family("one ray for each of 2 agents, chosen by those who gain", _exchanges(False))
RANDOM_GAINERS = _taken_by_gainers(families.RANDOM_STRICT)
HARD_GAINERS = _taken_by_gainers(with_rays(hard.MATCHED_STRICT))


def _corollary_3(name: str, wording: str, dominance: Dominance, reading: Any, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=_replaced_osp(dominance, reading),
        conclusion=_still_osp(dominance),
        families=tried,
        because=lambda case: (
            "While the endowment is always selected, choosing the ray is harmless and obviously dominant for every "
            "type. Under the other rule the trade is made, and a type who loses by it has chosen the ray nevertheless, "
            "because strategies stay the same."
        ),
        describe=replaced_in_words,
        budget=200,
    )


# -------------------------------------------------------------------------------------------------------- section 3.1


def _own_status_quo(mechanism: Mechanism) -> Part:
    eta = [x for row in mechanism.market.endowment for x in row]
    sigma = [x for row in mechanism.market.status_quo for x in row]
    apart = sum((abs(a - b) for a, b in zip(eta, sigma, strict=True)), Fraction(0))
    yield equal(("the distance of the endowment from the status quo", apart), ZERO)


def own_polarized(reading: Any) -> Callable[[Mechanism], Part]:
    def hypothesis(mechanism: Mechanism) -> Part:
        yield from _own_status_quo(mechanism)
        yield decide_polarized(mechanism, reading)

    return hypothesis


def costs_no_more(mechanism: Mechanism) -> Part:
    yield weak_improvement(mechanism.market, mechanism.protocol.menus)


def ex_post(family: Family) -> Family:
    """With various performances and ex-post optimal selection."""

    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in families.with_performance(family).instances(seed):
            yield Mechanism(replace(mechanism.protocol, selection=ExPostOptimal()), mechanism.strategies)

    return Family(f"{family.words}, ex-post optimal selection", families.remembered(stream), family.endless)


def not_osp_any_more(mechanism: Mechanism) -> Part:
    """With workload x_A^2 + x_B the ray (-1, 5/4) from (1, 1) is better than eta half way and worse at its end."""
    eta = bundle((1, 1))
    costs = [(1 - y) ** 2 + 1 + Fraction(5, 4) * y for y in (Fraction(0), Fraction(1, 2), Fraction(1))]
    ray = Ray(bundle((-1, "5/4")))
    assert all(menus.in_set(ray, eta, x) for x in (eta, bundle(("1/2", "13/8")), bundle((0, "9/4"))))
    yield polarized((ray.direction,))
    yield below(("the workload half way along the ray", costs[1]), ("the workload of the endowment", costs[0]))
    yield below(("the workload of the endowment", costs[0]), ("the workload at the end of the ray", costs[2]))


def footnote_16(mechanism: Mechanism) -> Part:
    yield from costs_no_more(mechanism)
    yield from not_osp_any_more(mechanism)


# ------------------------------------------------------------------------------------------------------------- entries


def _theorem_2() -> list[Any]:
    first = claim(
        "theorem-2.first",
        "section 3, Theorem 2",
        _mechanisms(
            "literal",
            "A polarized ray mechanism as printed (every set of the menu a ray of both signs or the menu remedial; any "
            "myopically optimal strategies) is obviously strategy-proof as printed",
            polarized_mechanism("printed"),
            is_osp("printed"),
            "The menus are as printed and the mechanism is not obviously strategy-proof.",
            with_any_ties(families.REMEDIAL),
            with_any_ties(RAY_TABLES),
        ),
        _mechanisms(
            BESIDE,
            "A mechanism of polarized rays (beside the endowment) and remedial menus is obviously strategy-proof as "
            "printed: an action compared with all actions, itself included",
            polarized_mechanism("beside endowment"),
            is_osp("printed"),
            "The menus are polarized rays, but an action that may or may not lead to a trade costs its taker different "
            "amounts, and as printed its worst outcome may not cost more than its own best one.",
            RAY_TABLES,
        ),
        _mechanisms(
            OTHER_ACTIONS,
            "A mechanism of polarized rays (beside the endowment) and remedial menus with any myopically optimal "
            "strategies is obviously strategy-proof, an action compared with the other actions",
            polarized_mechanism("beside endowment"),
            is_osp("deviations"),
            "The menus are polarized rays. A type who would lose by a trade finds its set as good as {eta}, for both "
            "hold the endowment, so that choosing it is myopically optimal; but it may lead to the trade, and {eta} "
            "does not.",
            with_any_ties(RAY_TABLES),
        ),
        _mechanisms(
            CAUTIOUS,
            "A mechanism of polarized rays (beside the endowment) and remedial menus in which agents make, of the "
            "myopically optimal choices, one with the best worst case is obviously strategy-proof, an action compared "
            "with the other actions",
            polarized_mechanism("beside endowment"),
            is_osp("deviations"),
            "The menus are polarized rays and some type's choice is not obviously dominant.",
            RAY_TABLES,
            families.REMEDIAL,
            families.RANDOM_MECHANISMS,
            hard.BOX_TABLES,
            hard.MATCHED,
            hard.MATCHED_BOXES,
            hard.MATCHED_TYPES,
        ),
    )
    printed = (
        "The mechanism is obviously strategy-proof. Every dominating mechanism has the same choices, among them {eta}, "
        "which is not a ray of both signs, and the menu is not the remedial one."
    )
    second = claim(
        "theorem-2.second",
        "section 3, Theorem 2",
        _mechanisms(
            "literal",
            "With strictly monotone preferences (all positive costs are types), the essential reduction of an "
            "obviously strategy-proof mechanism (as printed) is "
            "dominated by a polarized ray mechanism (as printed) with the same choices and strategies",
            osp("printed"),
            dominated_by_polarized("printed"),
            printed,
            families.STRICT_IDLE,
        ),
        _mechanisms(
            f"{BESIDE}, {OTHER_ACTIONS}",
            "As literal, with polarized rays beside the endowment, and an action compared with the other actions",
            osp("deviations"),
            dominated_by_polarized("beside endowment"),
            "The mechanism is obviously strategy-proof, although one of its sets holds a bundle above the endowment, "
            "which is selected at choices that nobody makes. A dominating mechanism has the same choices, so that a "
            "ray of both signs would have to hold that bundle, and none does.",
            families.STRICT_TABLES,
        ),
        _mechanisms(
            "sets above the endowment may be dropped",
            "As the second reading, when sets all of whose selected bundles are above the endowment may be dropped",
            osp("deviations"),
            dominated_by_polarized("beside endowment", ABOVE),
            "The mechanism is obviously strategy-proof. Agent 2 has a remedial set and two sets that lead to {eta} "
            "only; polarized rays do not hold the remedial set, and a remedial menu has two sets and not three.",
            families.STRICT_TABLES,
        ),
        _mechanisms(
            "sets above the endowment and copies of it may be dropped",
            "As the third reading, when further sets of which only the endowment is selected may be dropped as well",
            osp("deviations"),
            dominated_by_polarized("beside endowment", ABOVE_OR_COPY),
            "The mechanism is obviously strategy-proof and the rays that hold its sets are not polarized.",
            *STRICT,
        ),
    )
    return [first, second]


def _sentences() -> list[Any]:
    return [
        claim(
            "theorem-2.two-forms",
            "section 3, proof of Theorem 2",
            _mechanisms(
                "literal",
                "In an obviously strategy-proof mechanism (as printed), the sets of an agent are all remedial or "
                "redundant, or they are redundant or contained in polarized rays",
                osp("printed"),
                two_forms("printed"),
                "The sets are of neither form: they hold bundles that are never selected.",
                families.IDLE,
            ),
            _mechanisms(
                SELECTED,
                "In an obviously strategy-proof mechanism (an action compared with the other actions), what is "
                "selected from the sets of an agent is of one of the two forms",
                osp("deviations"),
                two_forms("reduced"),
                "What is selected from the sets is of neither form.",
                *MECHANISMS,
            ),
        ),
        claim(
            "theorem-2.redundant-never-chosen",
            "section 3, proof of Theorem 2",
            _mechanisms(
                "literal",
                "With strictly monotone preferences (all positive costs are types), in an obviously strategy-proof "
                "mechanism (as printed) no redundant set, that is "
                "one with x >= eta for all its x, is ever chosen",
                osp("printed"),
                not_redundant_choices(False, "printed"),
                "The set {eta} is redundant by the definition, and it is chosen.",
                families.STRICT_IDLE,
            ),
            _mechanisms(
                "beside the endowment",
                "As literal, for redundant sets other than {eta}",
                osp("printed"),
                not_redundant_choices(True, "printed"),
                "The set chosen is above the endowment and holds more than it, but nothing more is ever selected, so "
                "that choosing it is as good as choosing {eta}.",
                families.STRICT_IDLE,
            ),
            _mechanisms(
                SELECTED,
                "With strictly monotone preferences (all positive costs are types), in an obviously strategy-proof "
                "mechanism (an action compared with the other "
                "actions), no set is chosen whose selected bundles are above the endowment and not all equal to it",
                osp("deviations"),
                not_redundant_choices(True, "reduced"),
                "A set whose selected bundles are above the endowment is chosen.",
                *STRICT,
            ),
        ),
        claim(
            "theorem-2.remedial-dominant",
            "section 3, proof of Theorem 2",
            _remedial(
                "literal",
                "An agent with a remedial mechanism, that is one all of whose sets other than {eta} are remedial (the "
                "definition in the proof), has a dominant action",
                REMEDIAL_MENU,
                REMEDIAL_SETS,
            ),
            _remedial("the remedial menu", "An agent with the remedial menu has a dominant action", REMEDIAL_MENU),
        ),
    ]


def _corollaries() -> list[Any]:
    return [
        claim(
            "corollary-2.first",
            "section 3, Corollary 2",
            _rays(
                "literal",
                "Polarized rays (as printed) in I tasks are at most I",
                lambda rays: (polarized(rays, "printed"),),
                within_tasks,
                "",
                vacuous=NO_POLARIZED_MENU,
            ),
            _rays(
                BESIDE,
                "Polarized rays in I tasks, {eta} not counted, are at most I",
                is_polarized,
                within_tasks,
                "The rays are polarized and more than there are tasks.",
            ),
        ),
        claim(
            "corollary-2.second",
            "section 3, Corollary 2",
            _mechanisms(
                "literal",
                "In an obviously strategy-proof mechanism (as printed) that equals its essential reduction, every "
                "agent has at most I + 1 choices",
                _non_redundant_osp("printed", False, False),
                menus_within_tasks,
                "The mechanism is obviously strategy-proof and everything in its sets is selected, but an agent has "
                "more than I + 1 choices: the same set {eta} several times over.",
                MANY_COPIES,
                families.TABLES,
            ),
            _mechanisms(
                "different sets",
                "With strictly monotone preferences (all positive costs are types), in an obviously strategy-proof "
                "mechanism (an action compared with the other "
                "actions) that equals its essential reduction, an agent whose sets are all different has at most I + 1",
                _non_redundant_osp("deviations", True, False),
                menus_within_tasks,
                "The mechanism is obviously strategy-proof and everything in its sets is selected at some choices, but "
                "agent 2 has {eta} and more than I sets above the endowment. Nobody chooses those, and they are "
                "different from each other.",
                MANY_REDUNDANT,
            ),
            _mechanisms(
                "different sets, none above the endowment",
                "As the second reading, without sets all of whose bundles are above the endowment",
                _non_redundant_osp("deviations", True, True),
                menus_within_tasks,
                "The mechanism is obviously strategy-proof and an agent has more than I + 1 choices.",
                families.STRICT_TABLES,
                families.FULL_MENUS,
                hard.MATCHED_STRICT,
                budget=200,
            ),
        ),
        claim(
            "corollary-3",
            "section 3, Corollary 3",
            _corollary_3(
                "literal",
                "With strictly monotone preferences (all positive costs are types), if a mechanism is obviously "
                "strategy-proof (as printed), the selection rule of a "
                "dominating mechanism of remedial menus (there are no polarized rays as printed) may be replaced by "
                "any other",
                "printed",
                "printed",
                _remedial_replaced(),
            ),
            _corollary_3(
                f"{BESIDE}, {OTHER_ACTIONS}",
                "With strictly monotone preferences (all positive costs are types), if a mechanism is obviously "
                "strategy-proof (an action compared with the other "
                "actions), the selection rule of a polarized ray mechanism that dominates it and has the same "
                "strategies may be replaced by any other",
                "deviations",
                "beside endowment",
                EXCHANGES,
            ),
            _corollary_3(
                "rays chosen by those who gain",
                "As the second reading, if a ray is chosen exactly by the types who strictly gain along it",
                "deviations",
                "beside endowment",
                GAINERS,
                RANDOM_GAINERS,
                HARD_GAINERS,
            ),
        ),
    ]


def _remedial_replaced() -> Family:
    def stream(seed: int) -> Iterator[Replaced]:
        for mechanism in families.REMEDIAL.instances(seed):
            yield Replaced(mechanism, mechanism, SelectionTable())

    return Family(families.REMEDIAL.words, stream)


def _not_polarized(reading: Any) -> Callable[[Rays], Part]:
    return lambda rays: (never(polarized(rays, reading)),)


_NOT_SUFFICIENT: tuple[tuple[str, Any, str], ...] = (
    ("literal", "printed", " as printed"),
    (BESIDE, "beside endowment", " (beside the endowment)"),
)


def _definitions() -> list[Any]:
    return [
        claim(
            "definition.disjoint-negatives",
            "section 3, after the definition of polarized rays",
            _rays(
                "literal",
                "Of polarized rays (as printed) no two take away the same task",
                lambda rays: (polarized(rays, "printed"),),
                disjoint_losses,
                "",
                vacuous=NO_POLARIZED_MENU,
            ),
            _rays(
                BESIDE,
                "Of polarized rays (beside the endowment) no two different ones take away the same task",
                is_polarized,
                disjoint_losses,
                "The rays are polarized and two of them take away the same task.",
            ),
        ),
        claim(
            "definition.not-sufficient",
            "section 3, after the definition of polarized rays",
            *(
                Reading(
                    name=name,
                    wording=f"Some rays of both signs no two of which take away the same task are not polarized{how}",
                    hypothesis=_disjoint_and_mixed,
                    conclusion=_not_polarized(reading),
                    families=(Family("the rays (-2, 1) and (1, -2)", lambda seed: iter([((-2, 1), (1, -2))])),),
                    because=lambda rays: "The rays are polarized.",
                    describe=common.rays_in_words,
                    budget=2,
                )
                for name, reading, how in _NOT_SUFFICIENT
            ),
        ),
        claim(
            "example.bilateral",
            "section 3, examples before Theorem 2",
            _bilateral_reading(
                "literal",
                "The menus of a bilateral trading mechanism are polarized rays as printed",
                "printed",
                "The menu holds {eta}, which is not a ray of both signs (nor is {eta, eta + gamma} a whole ray).",
            ),
            _bilateral_reading(
                BESIDE,
                "The sets of a bilateral trading mechanism beside the endowment are contained in polarized rays",
                "beside endowment",
                "The trade gamma has only one sign, and so have the rays that hold it.",
            ),
            _bilateral_reading(
                "trades of both signs",
                "As the second reading, if gamma has a positive and a negative coordinate",
                "beside endowment",
                "The trade has both signs and the rays are not polarized.",
                _mixed_trade,
            ),
        ),
        claim(
            "example.two-price",
            "section 3, examples before Theorem 2",
            _prices_reading(
                "literal",
                "The menu {eta}, (1, -p1), (-1, p2) is of polarized rays as printed exactly if p1 <= p2",
                _two_price("printed"),
                "p1 <= p2, but the menu holds {eta}, which is not a ray of both signs.",
                PRICES,
            ),
            _prices_reading(
                BESIDE,
                "The rays (1, -p1) and (-1, p2) are polarized exactly if p1 <= p2, for any nonnegative prices",
                _two_price("beside endowment"),
                "p1 <= p2, but at the price 0 a ray has only one sign.",
                ZERO_PRICES,
            ),
            _prices_reading(
                "positive prices",
                "The rays (1, -p1) and (-1, p2) are polarized exactly if p1 <= p2, for positive prices",
                _two_price("beside endowment"),
                "One of p1 <= p2 and polarization holds without the other.",
                PRICES,
                HARD_PRICES,
            ),
            Reading(
                name="nonnegative bundles",
                wording="With positive prices and trading sets of nonnegative bundles, as section 1.1 has them, a "
                "two-price mechanism has polarized menus exactly if p1 <= p2 for all agents",
                hypothesis=lambda mechanism: two_price_split(mechanism)[0],
                conclusion=lambda mechanism: two_price_split(mechanism)[1],
                families=(TWO_PRICE_MECHANISMS,),
                because=lambda mechanism: (
                    "p1 > p2, but the agent has nothing of A to trade away, so that the set of the second price holds "
                    "the endowment alone and is no ray; the one ray that is left is polarized."
                ),
                describe=common.mechanism_in_words,
            ),
        ),
    ]


def _bilateral_reading(name: str, wording: str, reading: Any, because: str, hypothesis: Any = None) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis or (lambda case: ()),
        conclusion=_bilateral_polarized(reading),
        families=(BILATERAL_MENUS,),
        because=lambda case: because,
        describe=lambda case: f"gamma = {common.vector(case.trade)}, sigma = (1, ..., 1) for both",
        budget=300,
    )


REDUNDANCY = claim(
    "section-3.redundancy-irrelevant",
    "section 3, before the essential reduction",
    _mechanisms(
        "literal",
        "The essential reduction of a mechanism is a protocol, selects the same, and is obviously strategy-proof (as "
        "printed) exactly if the mechanism is",
        is_feasible,
        same_as_reduced("printed"),
        "The reduction differs.",
        families.IDLE,
        families.TABLES,
    ),
    _mechanisms(
        OTHER_ACTIONS,
        "As literal, an action compared with the other actions",
        is_feasible,
        same_as_reduced("deviations"),
        "The reduction differs.",
        families.IDLE,
        *MECHANISMS,
    ),
)

LEMMA_4 = claim(
    "lemma-4",
    "section 3, Lemma 4",
    _lemma_4("literal", "printed", families.IDLE, families.TABLES, hard.MATCHED),
    _lemma_4(OTHER_ACTIONS, "deviations", *MECHANISMS),
)

SECTION_3_1 = [
    claim(
        "section-3.1",
        "section 3.1",
        _mechanisms(
            "literal",
            "If everybody has the remedial menu (there are no polarized rays as printed) and the endowment is the "
            "status quo, ex-post optimal selection never costs more than the status quo",
            own_polarized("printed"),
            costs_no_more,
            "At some choices everything that may be selected costs more than the status quo.",
            ex_post(families.REMEDIAL),
        ),
        _mechanisms(
            BESIDE,
            "If the menus are polarized rays (beside the endowment) or remedial and the endowment is the status quo, "
            "ex-post optimal selection never costs more than the status quo, whatever is chosen",
            own_polarized("beside endowment"),
            costs_no_more,
            "At some choices everything that may be selected costs more than the status quo.",
            ex_post(families.RANDOM_MECHANISMS),
            ex_post(hard.MATCHED),
            budget=200,
        ),
    ),
    claim(
        "footnote-16",
        "section 3.1, footnote 16",
        _mechanisms(
            "literal",
            "With ex-post optimal selection from remedial menus (there are no polarized rays as printed) and the "
            "status quo as endowment, the social cost is at most that of the status quo whatever is chosen, hence in "
            "every equilibrium, whatever the preferences",
            own_polarized("printed"),
            costs_no_more,
            "At some choices everything that may be selected costs more than the status quo.",
            ex_post(families.REMEDIAL),
        ),
        _mechanisms(
            BESIDE,
            "With ex-post optimal selection from polarized rays (beside the endowment) or remedial menus the social "
            "cost is at most that of the status quo whatever is chosen, hence in every equilibrium; and with a "
            "nonlinear workload such a mechanism need not be obviously strategy-proof (a ray may be better than eta "
            "half way, worse at its end)",
            own_polarized("beside endowment"),
            footnote_16,
            "At some choices everything that may be selected costs more than the status quo.",
            ex_post(families.RANDOM_MECHANISMS),
            ex_post(hard.MATCHED),
            budget=200,
        ),
    ),
]

CLAIMS = [
    REDUNDANCY,
    LEMMA_4,
    *_definitions(),
    *_theorem_2(),
    *_proof_claims(),
    *_farkas(),
    *_sentences(),
    *_corollaries(),
    *SECTION_3_1,
]
