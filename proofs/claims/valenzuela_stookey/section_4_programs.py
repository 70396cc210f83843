"""VS, sections 4.1-4.3: programs (4), (5) and (6) over all menus, and what their solutions do with many copies.

Section 4.2 writes the constraint on rays anew, with kappa = 0 for {eta}; so the literal readings here take polarized
rays beside the endowment, each pair of different rays. (As section 3 prints the definition no ray could be offered, and
every program would give the endowment.) Of tied choices the designer's preferred one is made, as the maximum over s_j
in the support function has it.

Over all menus the programs are decided for finitely many types of positive costs: `best_large_market` minimizes over
all menus that are obviously dominant on the types, which include all polarized ones; where its best menus are polarized
themselves, (4), (5) and (6) have its value. With a box of costs that reaches 0, one argument about the rays (1, -p)
decides (`Unbounded`).

Proposition 3 is about random variables. Let v be the value of the large market, p the probabilities of the choices and
r their shares among N copies. If every ray that is chosen with probability p is used to the extent d p / r of its use
in the large market, trades still balance; d = min (1, r / p) keeps them feasible, so the cost per copy is at most
d v + (1 - d) times the cost of the endowment. The same with r and p exchanged bounds it from below. Both bounds are
checked at *every* outcome of N copies; they close on v as r approaches p, which it does almost surely. That the optimal
mechanism's cost per copy has the limit v too is not decided here: it does in mean (`proposition-3.lower-bound`).
"""

from __future__ import annotations

import itertools
import operator
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, Optimal, optimum
from exact.showing.display import Displayed
from exact.verdicts import Undecided, Verdict
from proofs.claims.claim import Expected, Family, Part, Reading, either
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import markets as families
from proofs.claims.families.markets import MenuCase
from proofs.claims.valenzuela_stookey import common, section_3, section_4
from proofs.claims.valenzuela_stookey.common import OTHER_ACTIONS, at_most, below, claim, equal
from proofs.claims.valenzuela_stookey.section_4 import ZERO, WeightCase, first_menus, polarized_lists, value_of
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.market import Assignment, Bundle, Market, Preferences, bundle, dot, minus, plus, times
from proofs.trading.markets.menus import EndowmentOnly, Menu, Ray, Remedial
from proofs.trading.markets.protocols import Mechanism
from proofs.trading.selection.optimal import (
    OptimalSelection,
    SelectionProof,
    Setting,
    best_selection,
    candidates,
    compositions,
)
from proofs.trading.selection.probabilities import TIES_IN_WORDS, HalfSpace, choice_probabilities, decide_chance
from proofs.trading.value.all_menus import (
    BestLargeMarket,
    MixedMenus,
    SupportOverAllMenus,
    TypedAgent,
    TypedMenu,
    best_large_market,
    expected_bundle,
    support_over_all_menus,
)
from proofs.trading.value.costs import expected_cost, laws
from proofs.trading.value.large_markets import outer_program, support_value

TYPES = "finitely many types of positive costs"
ALL_MENUS = f"all menus, {TYPES}"
FINITE_LISTS = "finite lists of menus"


# ------------------------------------------------------------------------------------------- the best menus of a market


def best_menus(verdict: Verdict) -> MixedMenus:
    """The random menus that attain the value of the large market."""
    assert isinstance(verdict.evidence, MixedMenus)
    return verdict.evidence


def are_polarized(verdict: Verdict) -> Iterator[Verdict]:
    """The best menus are polarized rays or the remedial menu, so that program (4) offers them; else undecided.

    A single trade d <= 0 is one that the remedial menu gives.
    """
    for mixture in best_menus(verdict).mixtures:
        for _, menu in mixture:
            trades = [trade for _, trade in menu]
            if (len(trades) == 1 and max(trades[0]) <= 0) or not trades:
                continue
            found = polarized(trades)
            if not found.holds:
                tried = "the best menus that are obviously dominant on the types are not polarized on the orthant"
                found = Verdict(found.statement, None, Undecided((tried,)))
            yield found


def expected_bundles(verdict: Verdict) -> Assignment:
    """What every agent expects from the best random menus."""
    assert isinstance(verdict.statement, BestLargeMarket)
    found = []
    for agent, mixture in zip(verdict.statement.agents, best_menus(verdict).mixtures, strict=True):
        total: Bundle = (Fraction(0),) * len(agent.endowment)
        for p, menu in mixture:
            total = plus(total, times(p, expected_bundle(agent, menu)))
        found.append(total)
    return tuple(found)


def duality_over_all_menus(market: Market) -> Part:
    """(5) is at most, and (6) at least, the value over the larger set of menus, if that is attained by polarized ones.

    For (6), support functions over fewer menus are smaller; and (6) is never above (5).
    """
    best = best_large_market(market)
    yield best
    yield from are_polarized(best)


def selections_over_all_menus(market: Market) -> Part:
    """What is expected of the best menus attains the support functions at the prices, and clears the market."""
    best = best_large_market(market)
    yield best
    yield from are_polarized(best)
    assert isinstance(best.statement, BestLargeMarket)
    price, bundles = best_menus(best).prices, expected_bundles(best)
    for j, (agent, pi, x) in enumerate(zip(best.statement.agents, market.performance, bundles, strict=True)):
        w = minus(price, pi)
        support = support_over_all_menus(agent, w)
        yield support
        assert isinstance(support.statement, SupportOverAllMenus)
        mine = f"the value of what agent {market.agents[j]} expects"
        yield equal((mine, dot(w, x)), ("the support function", support.statement.value))
    total = [sum(column) for column in zip(*bundles, strict=True)]
    off = max(abs(a - n) for a, n in zip(total, market.numbers, strict=True))
    yield equal(("the greatest failure of market clearing", off), ZERO)
    yield equal(("the cost of the selections", market.social_cost(bundles)), ("the value of (5)", value_of(best)))


def _random_typed_market(draw: random.Random, tasks: int) -> Market:
    """Two agents with up to 4 types each, costs from 1 to 9 or now and then extreme; endowments in halves."""
    numbers, rows = families._random_endowment(draw, 2, tasks)
    top = draw.choice((3, 9, 9, 500))
    laws = []
    for _ in range(2):
        count = draw.randint(1, 4)
        weights = [draw.randint(1, 5) for _ in range(count)]
        law: dict[Any, Fraction] = {}
        for weight in weights:
            costs = tuple(draw.randint(1, top) for _ in range(tasks))
            law[costs] = law.get(costs, Fraction(0)) + Fraction(weight, sum(weights))
        laws.append(Preferences.finite(law))
    performance = [[draw.randint(-3, 3) for _ in range(tasks)] for _ in range(2)]
    return Market.make(
        dict(zip(families.TASKS, numbers, strict=False)),
        families.AGENTS[:2],
        rows,
        performance=performance,
        preferences=laws,
    )


def _typed_markets(tasks: Sequence[int]) -> Callable[[int], Iterator[Market]]:
    def stream(seed: int) -> Iterator[Market]:
        draw = random.Random(f"typed markets {tuple(tasks)} {seed}")
        while True:
            yield _random_typed_market(draw, draw.choice(tasks))

    return families.remembered(stream)


def _small_typed_markets(seed: int) -> Iterator[Market]:
    """One unit of each of two tasks for both agents; all pairs of four laws, performances in {-1, 0, 1}."""
    for one, two in itertools.product(families.FINITE_LAWS, repeat=2):
        for performance in itertools.product((-1, 0, 1), repeat=2):
            yield Market.make(
                {"A": 2, "B": 2},
                families.AGENTS[:2],
                [[1, 1], [1, 1]],
                performance=[performance, (0, 0)],
                preferences=[Preferences.finite(one), Preferences.finite(two)],
            )


SMALL_TYPED = Family(
    "2 agents with one unit each of 2 tasks, 4 finite laws each, performances in {-1, 0, 1}",
    families.remembered(_small_typed_markets),
)
RANDOM_TYPED = Family(
    "random markets of 2 agents with up to 4 types each, 2 or 3 tasks, costs up to 3, 9 or 500",
    _typed_markets((2, 2, 3)),
    endless=True,
)
TWO_TASKS = Family(
    "random markets of 2 agents with up to 4 types each, 2 tasks, costs up to 3, 9 or 500",
    _typed_markets((2,)),
    endless=True,
)


def _two_against_one(seed: int) -> Iterator[Market]:
    """One unit of each of three tasks for both; agent 1 has two types, agent 2 minds all tasks alike."""
    types = [costs for costs in itertools.product((1, 2, 3), repeat=3) if min(costs) == 1]
    pairs = sorted(itertools.combinations(types, 2), key=lambda pair: sum(map(sum, pair)))
    for performance in ((0, 0, 1), (0, 1, 1), (0, 1, 2)):
        for one, two in pairs:
            yield Market.make(
                {"A": 2, "B": 2, "C": 2},
                families.AGENTS[:2],
                [[1, 1, 1]] * 2,
                performance=[performance, (0, 0, 0)],
                preferences=[Preferences.finite({one: "1/2", two: "1/2"}), Preferences.finite({(1, 1, 1): 1})],
            )


TWO_AGAINST_ONE = Family(
    "2 agents with one unit each of 3 tasks, one with two types of costs up to 3, one who minds all tasks alike",
    families.remembered(_two_against_one),
)
THREE_TASKS = Family(
    "random markets of 2 agents with up to 4 types each, 3 tasks, costs up to 3, 9 or 500",
    _typed_markets((3,)),
    endless=True,
)


def _markets(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 150
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda market: because,
        describe=common.market_in_words,
        budget=budget,
    )


def _nothing(market: Any) -> Part:
    return ()


# ----------------------------------------------------------------------------------------- rays that cost ever less


@dataclass(frozen=True)
class Unbounded(Displayed):
    """Two tasks; agent 1's costs are uniform on [0, high] x [low, top], agent 2's on [1, 2] x [1, 2]; prices.

    The box is in R_+^I, as section 1 has it, and all costs are positive with probability 1.

    The prices lambda are agent 2's performance, so that w = lambda - pi is 0 for agent 2 and `gain` for agent 1, whose
    performance is 0. Types of agent 1 accept the ray (1, -p) if c_A <= p c_B, so with probability at most p E[c_B] /
    high, and exactly that for p <= high / top. The ray is left when B is used up, so it earns
    eta_B (w_A / p - w_B) times that probability: eta_B (w_A - p w_B) E[c_B] / high at most.
    """

    high: Fraction
    low: Fraction
    top: Fraction
    gain: Bundle
    endowment: Bundle

    @property
    def mean(self) -> Fraction:
        """E[c_B] / high."""
        return (self.low + self.top) / 2 / self.high

    @property
    def other(self) -> Bundle:
        """Agent 2's endowment: enough of A."""
        return Fraction(-(-self.endowment[1] * self.mean // 1)), Fraction(2)

    @property
    def market(self) -> Market:
        rows = (self.endowment, self.other)
        numbers = [int(sum(column)) for column in zip(*rows, strict=True)]
        return Market.make(
            dict(zip(families.TASKS, numbers, strict=False)),
            families.AGENTS[:2],
            rows,
            performance=[(0, 0), self.gain],
            preferences=[
                Preferences.uniform((0, self.low), (self.high, self.top)),
                Preferences.uniform((1, 1), (2, 2)),
            ],
        )

    @property
    def supremum(self) -> Fraction:
        """What all menus of agent 1 are worth less than, or at most, and what the rays (1, -p) tend to."""
        return dot(self.gain, self.endowment) + self.endowment[1] * self.gain[0] * self.mean

    @property
    def dual(self) -> Fraction:
        """lambda . n less the support functions."""
        return dot(self.gain, bundle(self.market.numbers)) - self.supremum


def prices_solve_the_dual(case: Unbounded) -> Part:
    """Nothing but the rays (1, -p) earns anything, and with a small p (5) costs hardly more than (6) at the prices."""
    market, law = case.market, case.market.preferences[0].law
    assert law is not None
    yield below(ZERO, ("the weight of A", case.gain[0]))
    yield at_most(ZERO, ("the weight of B", case.gain[1]))
    yield at_most(
        ("the greatest c_A times the weight of B", case.high * case.gain[1]),
        ("the least c_B times the weight of A", case.low * case.gain[0]),
    )
    edge = case.high / case.top
    yield decide_chance(law, [HalfSpace((Fraction(1), -edge))], edge * case.mean)
    small = Fraction(1, 64)
    menus: list[list[Menu]] = [[_ray(1, -small)], [_ray(-1, small)]]
    outer = outer_program(market, menus, ties="trade")
    yield outer
    yield equal(
        ("the value of (5) with p = 1/64, less lambda . n less the bounds on the support functions",
         value_of(outer) - case.dual),
        ("p eta_B w_B E[c_B] / high", small * case.endowment[1] * case.gain[1] * case.mean),
    )  # fmt: skip


def _ray(first: Any, second: Any) -> Menu:
    return EndowmentOnly(), Ray(bundle((first, second)))


def supremum_attained(case: Unbounded) -> Part:
    """Some ray attains the supremum: those with p = 1/4, 1/64 and 1/4096 stand for all (see `_NOT_ATTAINED`)."""
    found = []
    for p in (Fraction(1, 4), Fraction(1, 64), Fraction(1, 4096)):
        verdict = support_value(case.market, 0, [_ray(1, -p)], case.gain, ties="trade")
        yield verdict
        earned = (f"what the ray with p = {p} is worth", value_of(verdict))
        found.append(Expected(equal(earned, ("the supremum over p", case.supremum))))
    yield either(*found)


def unbounded_in_words(case: Unbounded) -> str:
    return f"prices lambda = {common.vector(case.gain)}; {common.market_in_words(case.market)}"


def _unbounded_cases(seed: int) -> Iterator[Unbounded]:
    for high, (low, top) in itertools.product((1, 2), ((1, 2), (1, 3), (2, 3))):
        for gain in ((1, 0), (2, 0), (1, 1), (2, 1), (3, 1)):
            for endowment in ((1, 1), (0, 1), (1, 2)):
                yield Unbounded(Fraction(high), Fraction(low), Fraction(top), bundle(gain), bundle(endowment))


UNBOUNDED = Family(
    "2 agents and 2 tasks, costs of agent 1 uniform on [0, 1] or [0, 2] times [1, 2], [1, 3] or [2, 3], of agent 2 on "
    "[1, 2] x [1, 2], 5 vectors of prices, 3 endowments",
    _unbounded_cases,
)
_NOT_ATTAINED = (
    "The types of agent 1 accept the ray (1, -p) with probability at most p E[c_B] / h, h the greatest c_A, and it is "
    "worth eta_B (w_A / p - w_B) to the designer; so it earns at most eta_B (w_A - p w_B) E[c_B] / h, which rises as p "
    "falls and never reaches eta_B w_A E[c_B] / h. A ray (-1, q) that a type accepts has q <= c_A / c_B <= w_A / w_B "
    "and earns nothing, nor does the remedial menu, nor can both rays beat the better. So no bundle in F_1, a mixture "
    "of these, attains the supremum of w . y, although the prices solve (6): there are no selections, and (5) has no "
    "solution."
)


# ------------------------------------------------------------------------------------------------------- section 4.1


def costs_at_least_no_choice(mechanism: Mechanism) -> Part:
    """Offering nobody a choice is feasible in (4) and gives the endowment; no outcome of the mechanism is cheaper."""
    market = mechanism.market
    program = outer_program(market, [[(EndowmentOnly(),)] for _ in market.agents], ties="trade")
    yield program
    least = min(market.social_cost(mechanism.protocol.selected(at)) for at in mechanism.protocol.profiles)
    yield at_most(("the value of (4) where nobody has a choice", value_of(program)), ("the least cost selected", least))


@dataclass(frozen=True)
class TiedCase(Displayed):
    """Menus, and how ties between them are broken in the mechanism whose cost is asked."""

    case: MenuCase
    ties: str


def tied_in_words(tied: TiedCase) -> str:
    return f"{section_4.menu_case_in_words(tied.case)}; {TIES_IN_WORDS[tied.ties]}"


def tied_polarized(tied: TiedCase) -> Part:
    yield from polarized_lists(tied.case)


def bounded_by_all_menus(tied: TiedCase) -> Part:
    """(4) is at most its value for the mechanism's own menus and choices; if that fails, over all menus (from below).

    The second is not above (4), so (4) is refuted as a bound where even that is above the cost.
    """
    market, menus = tied.case.market, first_menus(tied.case)
    cost = expected_cost(market, menus, ties=tied.ties)
    yield cost
    bound = outer_program(market, [[menu] for menu in menus], ties=tied.ties)
    if value_of(bound) > value_of(cost):
        bound = best_large_market(market)
    yield bound
    yield at_most(("the value of the large-market program", value_of(bound)), ("the expected cost", value_of(cost)))


def with_ties(family: Family) -> Family:
    """Ties are the designer's; or indifferent types trade, keep the endowment, or take the best worst case."""

    def stream(seed: int) -> Iterator[TiedCase]:
        for case in family.instances(seed):
            yield from (TiedCase(case, ties) for ties in ("designer", "trade", "keep", "cautious"))

    return Family(f"{family.words}, 4 rules for ties", families.remembered(stream), family.endless)


def _tied(name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda tied: because,
        describe=tied_in_words,
        budget=200,
    )


# ------------------------------------------------------------------------------------------------------ Proposition 3


def solves_the_large_market(case: MenuCase) -> Part:
    """The menus are polarized and cost, in the large market, the least over all menus: they are a solution m*."""
    yield from polarized_lists(case)
    yield from section_4._finite(case)
    best = best_large_market(case.market)
    outer = outer_program(case.market, [[menu] for menu in first_menus(case)], ties="trade")
    yield best
    yield outer
    yield equal(("the least cost in the large market", value_of(best)), ("that of these menus", value_of(outer)))


def within_the_band(case: MenuCase) -> Part:
    """At every outcome of 1, 2 and 3 copies the cost per copy is within the bounds of the module's docstring."""
    market, menus = case.market, first_menus(case)
    outer = outer_program(market, [[menu] for menu in menus], ties="trade")
    value, start = value_of(outer), market.social_cost(market.endowment)
    chances = []
    for eta, menu, law in zip(market.endowment, menus, laws(market, menus), strict=True):
        chances.append(choice_probabilities(candidates(menu, eta, market.numbers), law, "trade"))
    for copies in (1, 2, 3):
        possible = [_counts(row, copies) for row in chances]
        for counts in itertools.product(*possible):
            yield from _in_band(market, menus, copies, counts, chances, value, start)


Counts = tuple[int, ...]


def _counts(chances: Sequence[Fraction], copies: int) -> list[Counts]:
    """How many copies may make each choice, with positive probability."""
    open_to = [k for k, p in enumerate(chances) if p]
    found = []
    for division in compositions(copies, len(open_to)):
        made = dict(zip(open_to, division, strict=True))
        found.append(tuple(made.get(k, 0) for k in range(len(chances))))
    return found


def _in_band(
    market: Market,
    menus: Sequence[Menu],
    copies: int,
    counts: Sequence[Counts],
    chances: Sequence[Sequence[Fraction]],
    value: Fraction,
    start: Fraction,
) -> Iterator[Verdict]:
    setting = Setting.of(market, copies)
    groups = tuple((j, menus[j][k], r) for j, row in enumerate(counts) for k, r in enumerate(row) if r)
    cost, selection = best_selection(setting, groups)
    assert cost is not None
    yield Verdict(OptimalSelection(setting, groups, cost), True, SelectionProof(selection))
    pairs = [
        (Fraction(r, copies), p)
        for row, own in zip(counts, chances, strict=True)
        for r, p in zip(row, own, strict=True)
    ]
    down = min(Fraction(1), *(share / p for share, p in pairs if p))
    up = min(Fraction(1), *(p / share for share, p in pairs if share))
    each = cost / copies
    words = f"the cost per copy at choices {', '.join(map(common.vector, counts))}"
    yield at_most((words, each), ("the bound from above", down * value + (1 - down) * start))
    yield at_most(("the value of the large market", value), ("the bound from below", up * each + (1 - up) * start))


def _solved_cases(seed: int) -> Iterator[MenuCase]:
    """The best menus of random markets where nothing is drawn at random, as rays or the remedial menu."""
    for market in TWO_TASKS.instances(seed):
        best = best_large_market(market)
        mixtures = best_menus(best).mixtures
        if all(len(mixture) == 1 for mixture in mixtures):
            yield MenuCase(market, tuple((_menu_of(mixture[0][1]),) for mixture in mixtures))


def _menu_of(menu: TypedMenu) -> Menu:
    trades = [trade for _, trade in menu]
    if len(trades) == 1 and max(trades[0]) <= 0:
        return EndowmentOnly(), Remedial()
    return EndowmentOnly(), *(Ray(trade) for trade in trades)


SOLVED = Family(
    "the best menus of random markets of 2 agents with up to 4 types each and 2 tasks",
    families.remembered(_solved_cases),
    endless=True,
)


# ----------------------------------------------------------------------------------------------------------- Remark 1


def any_mechanism(market: Market) -> Verdict:
    """The large-market program over all mechanisms that are incentive compatible: bundles m_j(t) for every type.

    Nobody works more than under the endowment, nobody gains by another report, and tasks are done in expectation.
    """
    agents = [TypedAgent.of(market, j) for j in range(len(market.agents))]
    tasks = range(len(market.tasks))
    names = [(j, t, i) for j, agent in enumerate(agents) for t in range(len(agent.types)) for i in tasks]
    rows: list[tuple[dict[Any, Fraction], Fraction]] = []
    for j, agent in enumerate(agents):
        for t, costs in enumerate(agent.types):
            own = {(j, t, i): costs[i] for i in tasks}
            rows.append((own, dot(costs, agent.endowment)))
            others = (other for other in range(len(agent.types)) if other != t)
            rows += [({**own, **{(j, other, i): -costs[i] for i in tasks}}, Fraction(0)) for other in others]
    chance = {(j, t): p for j, agent in enumerate(agents) for t, p in enumerate(agent.probabilities)}
    clearing = [({(j, t, i): chance[j, t] for j, t, k in names if k == i}, market.numbers[i]) for i in tasks]
    cost = {(j, t, i): chance[j, t] * market.performance[j][i] for j, t, i in names}
    return optimum(LinearSystem.make(names, rows, clearing, lower=0), cost, "min")


def rays_do_as_well(market: Market) -> Part:
    best, anything = best_large_market(market), any_mechanism(market)
    yield best
    yield anything
    assert isinstance(anything.statement, Optimal)
    yield at_most(
        ("the least cost over menus in the large market", value_of(best)),
        ("that over all incentive compatible mechanisms", anything.statement.value),
    )
    yield from are_polarized(best)


def posted_prices(agent: TypedAgent, w: Bundle) -> Fraction:
    """The support function in two tasks, in closed form: two prices, set apart from each other, or the remedial menu.

    One more A costs p of B, so that B is used up at eta_B / p more of A: types with c_A / c_B <= p accept. One A less
    costs q of B: types with c_A / c_B >= q accept. A best price is the ratio of some type. With positive weights the
    best p is below w_A / w_B and the best q above, so that the rays are polarized; otherwise one of them is no use, or
    the remedial menu is better than both.
    """
    ratios = [costs[0] / costs[1] for costs in agent.types]
    eta_a, eta_b = agent.endowment

    def share(accepted: Callable[[Fraction, Fraction], bool], price: Fraction) -> Fraction:
        pairs = zip(agent.probabilities, ratios, strict=True)
        return sum((p for p, ratio in pairs if accepted(ratio, price)), Fraction(0))

    more = max((w[0] / p - w[1]) * eta_b * share(operator.le, p) for p in ratios)
    less = max((w[1] * q - w[0]) * eta_a * share(operator.ge, q) for q in ratios)
    remedial = max(-w[0], Fraction(0)) * eta_a + max(-w[1], Fraction(0)) * eta_b
    return dot(w, agent.endowment) + max(max(more, Fraction(0)) + max(less, Fraction(0)), remedial)


def supported_by_prices(case: WeightCase) -> Part:
    agent = TypedAgent.of(case.market, 0)
    support = support_over_all_menus(agent, case.weights)
    yield support
    assert isinstance(support.statement, SupportOverAllMenus)
    formula = posted_prices(agent, case.weights)
    yield equal(
        ("the support function over all menus", support.statement.value), ("the best of posted prices", formula)
    )


def _weighted(family: Family) -> Family:
    """The markets with the performance of agent 2 less that of agent 1 as weights, and the opposite."""

    def stream(seed: int) -> Iterator[WeightCase]:
        for market in family.instances(seed):
            w = minus(market.performance[1], market.performance[0])
            yield WeightCase(market, w)
            yield WeightCase(market, times(Fraction(-1), w))

    return Family(f"differences of performance as weights, {family.words}", families.remembered(stream), family.endless)


# --------------------------------------------------------------------------------------------------------------- A.1


def interior(market: Market) -> Part:
    """F_j^epsilon holds nonnegative bundles only, so a ball around eta_j needs eta_j to be positive."""
    for agent, eta in zip(market.agents, market.endowment, strict=True):
        yield below(ZERO, (f"the least entry of the endowment of agent {agent}", min(eta)))


def relative_interior(market: Market) -> Part:
    """All nonnegative bundles within epsilon = 1/10 of eta_j in every task are within epsilon of a bundle of F_j."""
    epsilon = Fraction(1, 10)
    for agent, eta in zip(market.agents, market.endowment, strict=True):
        corners = itertools.product(*((max(Fraction(0), x - epsilon), x + epsilon) for x in eta))
        worst = max(abs(a - b) for corner in corners for a, b in zip(corner, eta, strict=True))
        words = f"the greatest distance from eta of such a bundle of agent {agent}"
        yield at_most((words, worst), ("epsilon", epsilon))


# ------------------------------------------------------------------------------------------------------------- entries

BOUND = claim(
    "section-4.1.bound",
    "section 4.1",
    section_3._mechanisms(
        "literal",
        "The value of program (4), over all menus, is at most the cost of every mechanism with the same endowment that "
        "is obviously strategy-proof as printed: such a mechanism never costs less than the endowment, which (4) can "
        "give",
        section_3.osp("printed"),
        costs_at_least_no_choice,
        "The mechanism is obviously strategy-proof as printed and cheaper than the endowment.",
        families.with_performance(families.STRICT_IDLE),
        families.with_performance(families.STRICT_TABLES),
        families.with_performance(hard.MATCHED_STRICT),
        budget=300,
    ),
    _tied(
        OTHER_ACTIONS,
        "The value of program (4), over all menus, is at most the expected cost of every mechanism of polarized rays "
        "or remedial menus with ex-post optimal selection, however its ties are broken",
        tied_polarized,
        bounded_by_all_menus,
        "The mechanism costs less in expectation than the large-market program over all menus.",
        with_ties(families.SMALL_MENUS),
        with_ties(families.RANDOM_MENUS),
        with_ties(hard.HARD_FINITE_MENUS),
    ),
    section_4._menu_cases(
        "the same menus",
        "The large-market program with the menus of such a mechanism alone, ties being the designer's in both, is at "
        "most its expected cost",
        polarized_lists,
        section_4.bounded_by_program,
        "The mechanism costs less in expectation than the large-market program with the same menus.",
        families.SMALL_MENUS,
        families.RANDOM_MENUS,
        hard.HARD_MENUS,
    ),
)

PROPOSITION_2 = [
    claim(
        "proposition-2.duality",
        "section 4.2, Proposition 2",
        _markets(
            "literal",
            f"The outer program (5) and its dual (6), over all menus, have one value (for {TYPES})",
            _nothing,
            duality_over_all_menus,
            "The two values differ.",
            SMALL_TYPED,
            TWO_TASKS,
            hard.HARD_TYPED,
            budget=80,
        ),
        section_4._menu_cases(
            FINITE_LISTS,
            "For finite lists of polarized or remedial menus, the outer program (5) and its dual (6) have one value",
            polarized_lists,
            section_4.strong_duality,
            "The dual value differs from the primal one.",
            families.SMALL_MENUS,
            families.RANDOM_MENU_LISTS,
            hard.HARD_MENU_LISTS,
        ),
    ),
    claim(
        "proposition-2.selections",
        "section 4.2, Proposition 2",
        Reading(
            wording=(
                "For a solution lambda of (6) some bundles that maximize (lambda - pi_j) . y over F_j, the hull over "
                "all menus, clear the market and solve (5); in particular the maximum is attained"
            ),
            hypothesis=prices_solve_the_dual,
            conclusion=supremum_attained,
            families=(UNBOUNDED,),
            because=lambda case: _NOT_ATTAINED,
            describe=unbounded_in_words,
        ),
        _markets(
            ALL_MENUS,
            f"As literal, for {TYPES}",
            _nothing,
            selections_over_all_menus,
            "The bundles that solve (5) do not attain the support functions.",
            SMALL_TYPED,
            TWO_TASKS,
            hard.HARD_TYPED,
            budget=80,
        ),
        section_4._menu_cases(
            FINITE_LISTS,
            "For finite lists of polarized or remedial menus and a solution lambda of (6), some bundles that maximize "
            "(lambda - pi_j) . y over F_j clear the market and solve (5)",
            polarized_lists,
            section_4.selections_attain,
            "The bundles that solve (5) do not attain the support functions.",
            families.SMALL_MENUS,
            families.RANDOM_MENU_LISTS,
            hard.HARD_MENU_LISTS,
        ),
    ),
    claim(
        "proposition-2.interior",
        "appendix A.1",
        _markets(
            "literal",
            "The endowment is in the interior of F_j^epsilon, the nonnegative bundles within epsilon of F_j, for all j",
            _nothing,
            interior,
            "All bundles of F_j^epsilon are nonnegative, and this agent's endowment has none of some task: bundles "
            "near the endowment with a little less than nothing of that task are not in the set, so the endowment is "
            "on its boundary and Slater's condition is not shown.",
            families.CORNER_SHARES,
            families.RANDOM_BOXES,
        ),
        _markets(
            "relative to the nonnegative bundles",
            "All nonnegative bundles near the endowment are in F_j^epsilon",
            _nothing,
            relative_interior,
            "A nonnegative bundle near the endowment is not in the set.",
            families.CORNER_SHARES,
            families.RANDOM_BOXES,
        ),
    ),
]

REMARK_1 = claim(
    "remark-1",
    "section 4.2, Remark 1",
    _markets(
        "literal",
        "With two tasks, for any law of finitely many types (no regularity is asked), some random menus of polarized "
        "rays cost in the large market no more than any Bayesian incentive compatible mechanism",
        _nothing,
        rays_do_as_well,
        "Some Bayesian incentive compatible mechanism costs less in the large market than all menus that are obviously "
        "dominant on the types.",
        SMALL_TYPED,
        TWO_TASKS,
        hard.HARD_TYPED,
        budget=100,
    ),
    _markets(
        "three tasks",
        "As literal, with three tasks",
        _nothing,
        rays_do_as_well,
        "With three tasks, some Bayesian incentive compatible mechanism costs less in the large market than all menus "
        "that are obviously dominant on the types: it may offer a type two trades that it likes, where menus of "
        "obviously dominant choices may tempt it by one at most.",
        TWO_AGAINST_ONE,
        THREE_TASKS,
    ),
)

ANALYTIC = claim(
    "remark-1.support",
    "section 4.2, Remark 1",
    section_4._weights(
        "literal",
        "With two tasks and finitely many types of positive costs, the support function over all menus is given in "
        "closed form: by the best price for more of A and the best price for less of A, each the ratio of some type's "
        "costs and the two chosen separately, or by the remedial menu",
        _nothing,
        supported_by_prices,
        "The support function is not the best of posted prices.",
        section_4.POSITIVE_WEIGHTS,
        _weighted(TWO_TASKS),
        _weighted(hard.HARD_TYPED),
        budget=150,
    ),
)

PROPOSITION_3 = claim(
    "proposition-3",
    "section 4.3, Proposition 3",
    section_4._menu_cases(
        "literal",
        "Almost surely the cost per copy of a solution of the large-market program (without random menus, for finitely "
        "many types of positive costs) tends to its value: at every outcome of N copies (here N = 1, 2, 3) it is "
        "within bounds that close on the value as the shares of the choices approach their probabilities",
        solves_the_large_market,
        within_the_band,
        "At these choices of the copies the cost per copy is outside the bounds.",
        section_4.LOTTERIES,
        families.SMALL_MENUS,
        SOLVED,
        hard.HARD_FINITE_MENUS,
        budget=70,
    ),
    section_4._menu_cases(
        "in expectation",
        "On replicas, the expected cost per copy of polarized menus is at least their value in the large market, does "
        "not rise from 1 to 2 to 4 copies, equals that value if choices are made in the expected numbers, and is near "
        "it if the numbers are nearly so",
        lambda case: (*polarized_lists(case), *section_4._finite(case)),
        section_4.approaches_large_market,
        "The cost per copy does not approach the value of the large market.",
        families.SMALL_MENUS,
        hard.HARD_FINITE_MENUS,
        budget=60,
    ),
)

CLAIMS = [BOUND, *PROPOSITION_2, REMARK_1, ANALYTIC, PROPOSITION_3]
