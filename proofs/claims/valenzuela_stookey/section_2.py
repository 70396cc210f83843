"""VS, section 2: when is choice useful? Lemmas 1-3, Corollary 1, Proposition 1 and Theorem 1.

Costs are boxes ("hypercubes" in VS), of any dimension; as section 1 asks, costs are positive unless a reading says
otherwise. A constant mechanism is known by its assignment. What concerns bilateral trades is decided over all trades
and both orders of the agents; "improves" means that the expected social cost falls.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, Optimal, Row, feasibility, optimum
from exact.rationals import primitive
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading, either
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import markets as families
from proofs.claims.families.markets import BilateralCase
from proofs.claims.valenzuela_stookey import common
from proofs.claims.valenzuela_stookey.common import OTHER_ACTIONS, at_most, below, claim, equal, never
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.market import Box, Bundle, Market, Preferences, dot, minus, plus, times
from proofs.trading.markets.protocols import Mechanism, Regions, Rule, feasible
from proofs.trading.selection.probabilities import HalfSpace, chance, decide_chance
from proofs.trading.value import choice
from proofs.trading.value.choice import BilateralTrade

ZERO = ("", 0)


# ------------------------------------------------------------------------------------------- boxes and intersections


def box_of(market: Market, j: int) -> Box:
    domain = market.preferences[j].domain
    assert isinstance(domain, Box)
    return domain


def intersection(market: Market, agents: Any = None) -> list[tuple[Fraction, Fraction]]:
    """The sides of the intersection of the agents' boxes; a side may run down, and then it is empty."""
    boxes = [box_of(market, j) for j in (range(len(market.agents)) if agents is None else agents)]
    columns = list(zip(*(box.intervals() for box in boxes), strict=True))
    return [(max(low for low, _ in column), min(high for _, high in column)) for column in columns]


def common_type(market: Market) -> Verdict:
    """Some cost vector is in everybody's box: C_1, ..., C_J meet."""
    boxes = [box_of(market, j) for j in range(len(market.agents))]
    rows: list[tuple[list[int], Fraction]] = []
    for box in boxes:
        for i, (low, high) in enumerate(box.intervals()):
            unit = [int(i == k) for k in range(len(box.lower))]
            rows += [(unit, high), ([-entry for entry in unit], -low)]
    return feasibility(LinearSystem.make(len(boxes[0].lower), at_most=rows))


def full_dimension(market: Market) -> Verdict:
    """The intersection of all boxes has positive width in every task."""
    return below(
        ZERO, ("the least width of the intersection of the boxes", min(b - a for a, b in intersection(market)))
    )


def no_slack(market: Market) -> Verdict:
    return equal(("the greatest slack beta", max(market.slack)), ("", 1))


def positive_costs(market: Market) -> Verdict:
    return below(
        ZERO, ("the least cost of a type", min(min(box_of(market, j).lower) for j in range(len(market.agents))))
    )


def positive_status_quo(market: Market) -> Verdict:
    return below(ZERO, ("the least entry of the status quo", min(map(min, market.status_quo))))


def both_have_some(market: Market) -> Verdict:
    """Agents 1 and 2, who are j' and j'', have some of every task; what others have does not matter."""
    least = min(map(min, market.status_quo[:2]))
    return below(ZERO, ("the least entry of the status quo of agents 1 and 2", least))


# ----------------------------------------------------------------------------------------------- Lemma 1, Corollary 1


def lemma_1(market: Market) -> Iterator[Expected]:
    """The left side is the maximum, over sets S of pairs (agent, task), of a linear function of the assignment.

    In S are tasks of which an agent is to get more than beta times the status quo; for each S the linear function is
    maximized over the constant mechanisms with (SQ) and (MC). Everybody cannot get more of a task.
    """
    agents, tasks = range(len(market.agents)), range(len(market.tasks))
    hat = [low for low, _ in intersection(market)]
    right = sum((hat[i] * (market.slack[j] - 1) * market.status_quo[j][i] for j in agents for i in tasks), Fraction(0))
    weight = {(j, i): box_of(market, j).upper[i] - hat[i] for j in agents for i in tasks}
    useful = [[()] + [s for s in _subsets(agents) if all(weight[j, i] > 0 for j in s)] for i in tasks]
    system = choice.constant_system(market)
    for sets in itertools.product(*useful):
        chosen = [(j, i) for i, members in enumerate(sets) for j in members]
        if chosen:
            yield _exceeds(system, {("m", *at): weight[at] for at in chosen}, _bound(market, weight, chosen, right))


def _subsets(agents: range) -> Iterator[tuple[int, ...]]:
    for size in range(1, len(agents)):
        yield from itertools.combinations(agents, size)


def _bound(market: Market, weight: dict[tuple[int, int], Fraction], chosen: Any, right: Fraction) -> Fraction:
    return right + sum((weight[j, i] * market.slack[j] * market.status_quo[j][i] for j, i in chosen), Fraction(0))


def _exceeds(system: LinearSystem, objective: dict[Any, Fraction], bound: Fraction) -> Expected:
    """No solution of the system has an objective above the bound (if one has: its greatest value is attained)."""
    verdict = optimum(system, objective)
    assert isinstance(verdict.statement, Optimal)
    level = verdict.statement.value if verdict.statement.value > bound else bound + 1
    place = {name: column for column, name in enumerate(system.variables)}
    row = Row(tuple(sorted((place[name], -value) for name, value in objective.items())), "<=", -level)
    return never(feasibility(replace(system, rows=(*system.rows, row))))


def corollary_1(market: Market) -> Part:
    yield no_slack(market)
    yield full_dimension(market)


def cheapest_constant_is_status_quo(market: Market) -> Part:
    """Choice is optimal: the optimum of (1) is below every constant mechanism. It improves: below the status quo."""
    verdict = choice.cheapest_constant(market)
    yield verdict
    assert isinstance(verdict.statement, choice.CheapestConstant)
    cost = market.social_cost(market.status_quo)
    yield equal(
        ("the cost of the cheapest constant mechanism", verdict.statement.value), ("that of the status quo", cost)
    )


def optimal_iff_improves(market: Market) -> Part:
    """On finitely many types, program (1) itself: below the cheapest constant exactly if below the status quo."""
    best, constant = choice.cheapest_incentive_compatible(market), choice.cheapest_constant(market)
    yield best
    yield constant
    assert isinstance(best.statement, choice.CheapestMechanism)
    assert isinstance(constant.statement, choice.CheapestMechanism)
    value, cheapest, cost = best.statement.value, constant.statement.value, market.social_cost(market.status_quo)
    optimal, improves = int(value < cheapest), int(value < cost)
    yield equal(("the indicator of choice being optimal", optimal), ("that of choice improving", improves))


def _corner_markets(seed: int) -> Iterator[Market]:
    """The types are the corners of the box [1, 2] x [1, 3], with a few probabilities."""
    corners = [(a, b) for a in (1, 2) for b in (1, 3)]
    laws = [dict(zip(corners, weights, strict=True)) for weights in (["1/4"] * 4, ["1/2", 0, "1/4", "1/4"])]
    for law, difference, first in itertools.product(laws, families.TRADES, itertools.product((0, "1/2", 1), repeat=2)):
        yield families.two_agent_market(first, difference, None, laws=[Preferences.finite(law)] * 2)


def _hard_corner_markets(seed: int) -> Iterator[Market]:
    """The same with uneven costs, shares that differ by a factor of up to 5,000, and corners of any probability."""
    draw = random.Random(f"hard corners {seed}")
    for market in hard.HARD_MEETING.instances(seed):
        if len(market.agents) == len(market.tasks) == 2:
            box = box_of(market, 0)
            if max(box.upper) > 100 * min(box.lower):
                continue  # the exact linear programs take minutes
            corners = list(box.vertices())
            parts = [draw.choice((0, 1, 1, 3)) for _ in corners]
            parts[0] += 1
            law = {corner: Fraction(part, sum(parts)) for corner, part in zip(corners, parts, strict=True)}
            yield replace(market, preferences=(Preferences.finite(law),) * 2)


CORNERS = Family(
    "2 agents and 2 tasks with n = 1, shares 0, 1/2 or 1, performances in {-1, 0, 1}, types the corners of a box",
    families.remembered(_corner_markets),
)
HARD_CORNERS = Family(
    "random markets of 2 agents and 2 tasks, types the corners of a box, costs that differ by a factor of up to 100, "
    "shares up to 5,000",
    families.remembered(_hard_corner_markets),
    endless=True,
)


# ------------------------------------------------------------------------------------------------------------- Lemma 2


def _feasible_trade(case: BilateralCase) -> Iterator[Verdict]:
    sigma = case.market.status_quo
    yield at_most(ZERO, ("the least entry of sigma' + gamma", min(plus(sigma[0], case.trade))))
    yield at_most(ZERO, ("the least entry of sigma'' - gamma", min(minus(sigma[1], case.trade))))


def _saves(case: BilateralCase) -> Verdict:
    delta = minus(case.market.performance[0], case.market.performance[1])
    return below(("the product (pi' - pi'') . gamma", dot(delta, case.trade)), ZERO)


def _some_gain(case: BilateralCase) -> Iterator[Verdict]:
    gamma = primitive(case.trade)
    yield some_type(case.market.preferences[0].domain, (gamma,))
    yield some_type(case.market.preferences[1].domain, (common.negative(gamma),))


def _wanted(case: BilateralCase, strict: bool = False) -> Iterator[tuple[Any, list[HalfSpace]]]:
    for j, direction in enumerate((case.trade, times(Fraction(-1), case.trade))):
        yield case.market.preferences[j].law, [HalfSpace(direction, strict=strict)]


def _may_trade(case: BilateralCase, strict: bool = False) -> Iterator[Expected]:
    """Both agents want the trade with positive probability."""
    yield from (never(decide_chance(law, event, 0)) for law, event in _wanted(case, strict))


def _sometimes_not(case: BilateralCase) -> Iterator[Expected]:
    """One of the agents does not want the trade with positive probability, so that the mechanism is not constant."""
    law, event = min(_wanted(case), key=lambda wanted: chance(*wanted))
    yield never(decide_chance(law, event, 1))


def lemma_2_conditions(case: BilateralCase) -> Part:
    yield _saves(case)
    yield from _feasible_trade(case)
    yield from _some_gain(case)


def lemma_2_improves(case: BilateralCase) -> Part:
    yield from _feasible_trade(case)
    yield _saves(case)
    yield from _may_trade(case)


def _lemma_2_improves_strictly(case: BilateralCase) -> Part:
    yield from _feasible_trade(case)
    yield _saves(case)
    yield from _may_trade(case, strict=True)


def _thick(case: BilateralCase) -> Part:
    for j in (0, 1):
        law = case.market.preferences[j].law
        assert law is not None
        width = min(high - low for low, high in box_of(case.market, j).intervals())
        yield below(ZERO, (f"the least width of the box of agent {j + 1}", width))
        atoms = sum((weight for _, weight in law.atoms), Fraction(0))
        yield equal((f"the weight of the atoms of agent {j + 1}", atoms), ZERO)
    yield from lemma_2_improves(case)


def _dense(case: BilateralCase) -> Part:
    """The laws have densities: all their weight is uniform on boxes of positive width in every task."""
    for j in (0, 1):
        law = case.market.preferences[j].law
        assert law is not None
        flat = sum((weight for box, weight in law.uniform if len(box.thick) < box.dimension), Fraction(0))
        yield equal((f"the weight of the law of agent {j + 1} on faces of its box", flat), ZERO)
    yield from _thick(case)


def case_in_words(case: BilateralCase) -> str:
    return f"gamma {common.vector(case.trade)}; {common.market_in_words(case.market)}"


def smaller_case(case: BilateralCase) -> Iterator[BilateralCase]:
    """The trade with one step fewer, or performance with one entry 0."""
    market = case.market
    for i, step in enumerate(case.trade):
        if step:
            yield replace(case, trade=(*case.trade[:i], Fraction(0), *case.trade[i + 1 :]))
    for i, value in enumerate(market.performance[0]):
        if value:
            row = (*market.performance[0][:i], Fraction(0), *market.performance[0][i + 1 :])
            yield replace(case, market=replace(market, performance=(row, market.performance[1])))


def _lemma_2(name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Any) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda case: because,
        describe=case_in_words,
        smaller=smaller_case,
        budget=400,
    )


# ---------------------------------------------------------------------------------------- Lemma 3 and Proposition 1


def _different_performance(market: Market, tasks: Any = None) -> Verdict:
    listed = range(len(market.tasks)) if tasks is None else tasks
    gap = max((abs(market.performance[0][i] - market.performance[1][i]) for i in listed), default=Fraction(0))
    return below(ZERO, ("the greatest difference of performance", gap))


def _non_degenerate(market: Market, tasks: Any = None) -> Part:
    """The boxes of the two agents meet, and not in a single point (on these tasks)."""
    sides = intersection(market, (0, 1))
    widths = [sides[i][1] - sides[i][0] for i in (range(len(sides)) if tasks is None else tasks)]
    yield at_most(ZERO, ("the least width of the intersection", min(widths, default=Fraction(-1))))
    yield below(ZERO, ("the greatest width of the intersection", max(widths, default=Fraction(0))))


def _with_zero_costs(market: Market) -> Part:
    yield _different_performance(market)
    yield from _non_degenerate(market)
    yield both_have_some(market)


def proposition_1(market: Market) -> Part:
    yield positive_costs(market)
    yield from _with_zero_costs(market)


def improving(market: Market) -> Part:
    """Some trade satisfies the conditions of Lemma 2; between whichever agents."""
    yield choice.improving_trade(market, "lemma 2")


def _apart_by(one: Bundle, two: Bundle) -> Fraction:
    """The greatest minor of the two vectors in absolute value; 0 exactly if they are linearly dependent."""
    pairs = itertools.combinations(range(len(one)), 2)
    return max(abs(one[i] * two[k] - one[k] * two[i]) for i, k in pairs)


def independent_points(market: Market) -> Part:
    """Of the corners of the intersection and the points half and a third of the way between them, two will do.

    If any two points of the box will do, these contain two: they lie in as many directions as the box has room for.
    """
    lower, upper = zip(*intersection(market, (0, 1)), strict=True)
    corners = list(Box(lower, upper).vertices())
    steps = (Fraction(0), Fraction(1, 2), Fraction(1, 3))
    ends = itertools.product(corners, corners)
    points = dict.fromkeys(plus(times(1 - t, a), times(t, b)) for (a, b), t in itertools.product(ends, steps))
    delta = minus(market.performance[0], market.performance[1])
    free = {c: _apart_by(c, delta) for c in points}
    pairs = itertools.combinations(points, 2)
    best = max((min(_apart_by(a, b), free[a], free[b]) for a, b in pairs), default=Fraction(0))
    yield below(ZERO, ("the least minor of c', c'' and pi' - pi'' in pairs, at the best two points", best))


def _shared_tasks(market: Market) -> list[int]:
    return [i for i in range(len(market.tasks)) if market.status_quo[0][i] > 0 and market.status_quo[1][i] > 0]


def _relaxed(least: int) -> Any:
    def hypothesis(market: Market) -> Part:
        tasks = _shared_tasks(market)
        yield at_most(("", least), ("the number of tasks of which both agents have some", len(tasks)))
        yield positive_costs(market)
        yield _different_performance(market, tasks)
        yield from _non_degenerate(market, tasks)

    return hypothesis


SeparatedCase = tuple[Market, Bundle, Bundle]
"""A market, and c', c'' in everybody's box."""


def _separated(case: SeparatedCase) -> Part:
    """cvh(c'', 0) and cvh(pi' - pi'', c', 0) meet in 0 only: c'' is no t (pi' - pi'') + u c', and c'' is not 0."""
    market, one, two = case
    yield _different_performance(market)
    yield both_have_some(market)
    for j in range(len(market.agents)):
        sides = zip(box_of(market, j).intervals(), one, two, strict=True)
        slacks = [min(a - low, b - low, high - a, high - b) for (low, high), a, b in sides]
        yield at_most(ZERO, (f"the least distance of c', c'' from the sides of the box of agent {j + 1}", min(slacks)))
    if any(two):
        delta = minus(market.performance[0], market.performance[1])
        rows = [([d, a], b) for d, a, b in zip(delta, one, two, strict=True)]
        yield never(feasibility(LinearSystem.make(["t", "u"], equal=rows, lower=0)))


def _positive_separated(case: SeparatedCase) -> Part:
    yield positive_costs(case[0])
    yield from _separated(case)


def _separated_cases(markets: Family) -> Any:
    """c' and c'' are corners of the intersection of the boxes."""

    def stream(seed: int) -> Iterator[SeparatedCase]:
        for market in markets.instances(seed):
            sides = intersection(market)
            if all(low <= high for low, high in sides):
                lower, upper = zip(*sides, strict=True)
                corners = list(Box(lower, upper).vertices())
                yield from ((market, one, two) for one, two in itertools.product(corners, repeat=2))

    return families.remembered(stream)


def _in_cone(point: Bundle, *rays: Bundle) -> Verdict:
    """The point is a sum of nonnegative multiples of the rays."""
    rows = [(list(row), value) for *row, value in zip(*rays, point, strict=True)]
    return feasibility(LinearSystem.make(len(rays), equal=rows, lower=0))


def _apart(case: SeparatedCase, rises: bool) -> Part:
    """The condition of Lemma 3; the first performance is the higher one in some task (`rises`), or in none."""
    yield from _positive_separated(case)
    market = case[0]
    delta = minus(market.performance[0], market.performance[1])
    greatest = ("the greatest difference pi' - pi'' in a task", max(delta))
    yield below(ZERO, greatest) if rises else at_most(greatest, ZERO)


def separating_trade(case: SeparatedCase) -> Part:
    """Some gamma has (pi' - pi'') . gamma < 0, c' . gamma < 0 and c'' . gamma > 0, scaled to 1."""
    market, one, two = case
    delta = minus(market.performance[0], market.performance[1])
    rows = [(delta, -1), (one, -1), (times(Fraction(-1), two), -1)]
    yield feasibility(LinearSystem.make(len(delta), at_most=rows))


def reversed_roles(points_as_well: bool) -> Callable[[SeparatedCase], Part]:
    """The condition with j' and j'' exchanged, or in addition, as an alternative, with c' and c'' exchanged too."""

    def conclusion(case: SeparatedCase) -> Part:
        market, one, two = case
        delta = minus(market.performance[1], market.performance[0])
        options = [never(_in_cone(two, delta, one))]
        if points_as_well:
            options.append(never(_in_cone(one, delta, two)))
        yield either(*options)

    return conclusion


def _corners_of(family: Family) -> Family:
    return Family(f"corners c', c'' in {family.words}", _separated_cases(family), family.endless)


_SEPARATED_ON = tuple(map(_corners_of, (families.COMMON_BOXES, families.BOXES, families.RANDOM_FULL, hard.HARD_FULL)))


def separated_in_words(case: SeparatedCase) -> str:
    market, one, two = case
    return f"c' = {common.vector(one)}, c'' = {common.vector(two)}; {common.market_in_words(market)}"


# ------------------------------------------------------------------------------------------------------------ Theorem 1


def theorem_1_setting(market: Market) -> Part:
    yield positive_costs(market)
    boxes = {box_of(market, j) for j in range(len(market.agents))}
    yield equal(("the number of different supports", len(boxes)), ("", 1))
    yield positive_status_quo(market)


def _spread(market: Market) -> Fraction:
    """The greatest difference in performance between two agents in a task; 0 if performance is identical."""
    spreads: list[Fraction] = [max(column) - min(column) for column in zip(*market.performance, strict=True)]
    return max(spreads)


def _width(market: Market) -> Fraction:
    return max(high - low for low, high in box_of(market, 0).intervals())


def condition_i(market: Market) -> Part:
    yield below(ZERO, ("the greatest width of the support", _width(market)))
    yield below(ZERO, ("the greatest difference of performance", _spread(market)))


def _i(market: Market) -> Part:
    yield from theorem_1_setting(market)
    yield from condition_i(market)


def best_trade(market: Market) -> tuple[Verdict, BilateralTrade | None]:
    verdict = choice.improving_trade(market, "indifferent trade")
    return verdict, verdict.evidence if isinstance(verdict.evidence, BilateralTrade) else None


def _bilateral_of(market: Market, found: BilateralTrade) -> Any:
    return bilateral(market, market.agents[found.first], market.agents[found.second], found.trade)


def improves_with_osp(market: Market) -> Part:
    """A bilateral trade that lowers the expected cost, is obviously strategy-proof, and is not always made."""
    verdict, found = best_trade(market)
    yield verdict
    if found is None:
        return
    mechanism = _bilateral_of(market, found)
    yield feasible(mechanism.protocol)
    yield obviously_strategy_proof(mechanism, "deviations")
    yield below(("the chance of the trade", found.chances[0] * found.chances[1]), ("", 1))


def improves_as_printed(market: Market) -> Part:
    """What improvement needs if an action is compared with all actions, itself included: see `_PRINTED`.

    Slack, or another constant mechanism than the status quo, so that the endowment may be cheaper; or types that do not
    span, so that a trade leaves them all indifferent: some unit vector is no combination of corners of C.
    """
    corners = list(box_of(market, 0).vertices())
    size = len(market.tasks)
    rows = [
        ({(c, unit): corner[i] for c, corner in enumerate(corners)}, int(i == unit))
        for unit in range(size)
        for i in range(size)
    ]
    names = [(c, unit) for unit in range(size) for c in range(len(corners))]
    spanned = feasibility(LinearSystem.make(names, equal=rows))
    yield either(never(no_slack(market)), never(choice.only_constant_mechanism(market)), never(spanned))


def osp_improves(market: Market) -> Part:
    yield from theorem_1_setting(market)
    yield from improves_with_osp(market)


ThinCase = tuple[Market, Bundle, Bundle]
"""A market with a thin common box, a trade that leaves all its types indifferent, and v: agent 1 trades if v.c <= 0."""


def thin_mechanism(case: ThinCase) -> Mechanism:
    market, trade, switch = case
    natural = bilateral(market, "1", "2", trade)
    rules = Regions((Rule((switch,), (), 1),)), Regions((Rule((), (), 1),))
    return Mechanism(natural.protocol, rules)


def _thin_cases(seed: int) -> Iterator[ThinCase]:
    """Three tasks, the first two at the same sure cost: an exchange of these two leaves everybody indifferent."""
    for sure, high, size in itertools.product((1, 2), (2, 3, 4), ("1/2", "1/4")):
        box = [(sure, sure), (sure, sure), (1, high)]
        middle = Fraction(1 + high, 2) / sure
        for sign, delta in itertools.product((1, -1), itertools.product((-1, 0, 1), repeat=3)):
            market = families.two_agent_market((Fraction(1, 2),) * 3, delta, [box, box])
            trade = times(Fraction(size) * sign, (Fraction(1), Fraction(-1), Fraction(0)))
            yield market, trade, (-middle, Fraction(0), Fraction(1))


THIN = Family("exchanges of two tasks at the same sure cost, with a third at a random cost", _thin_cases)


def thin_improves(case: ThinCase) -> Part:
    market, trade, switch = case
    yield from theorem_1_setting(market)
    yield below(
        ("the product (pi' - pi'') . gamma", dot(minus(market.performance[0], market.performance[1]), trade)), ZERO
    )
    mechanism = thin_mechanism(case)
    yield feasible(mechanism.protocol)
    yield obviously_strategy_proof(mechanism, "printed")
    law = market.preferences[0].law
    assert law is not None
    yield never(decide_chance(law, [HalfSpace(switch)], 0))
    yield never(decide_chance(law, [HalfSpace(switch)], 1))


def thin_constraints(case: ThinCase) -> Part:
    """Whatever is reported and whatever the others do, the workload of every type is that of the status quo."""
    market, trade, _ = case
    most = max(abs(dot(costs, trade)) for costs in box_of(market, 0).vertices())
    yield equal(("the greatest change in the workload of a type", most), ZERO)


def satisfies_bayesian_constraints(market: Market) -> Part:
    """(SQ) for every beta >= 1 and (IC) of the mechanism found, at the corners of the boxes; (MC) by feasibility."""
    _, found = best_trade(market)
    assert found is not None
    pairs = ((found.first, found.trade, 1), (found.second, times(Fraction(-1), found.trade), 0))
    for j, trade, other in pairs:
        expected = times(found.chances[other], trade)
        worst = max(min(dot(costs, trade), Fraction(0)) for costs in box_of(market, j).vertices())
        yield at_most((f"the greatest change in workload that agent {j + 1} chooses, for sure", worst), ZERO)
        regret = max(
            (dot(costs, expected) if dot(costs, trade) <= 0 else Fraction(0)) - min(dot(costs, expected), Fraction(0))
            for costs in box_of(market, j).vertices()
        )
        yield at_most((f"most that agent {j + 1} could gain by another report", regret), ZERO)


def not_condition_i(market: Market) -> Part:
    yield from theorem_1_setting(market)
    trivial = min(_width(market), _spread(market))
    yield equal(("lesser of the width of the support and the spread of performance", trivial), ZERO)


def nothing_improves(market: Market) -> Part:
    """With one type all mechanisms are constant; with identical performance no assignment is cheaper."""
    if _width(market) == 0:
        profiles = 1
        for j in range(len(market.agents)):
            profiles *= len(list(box_of(market, j).vertices()))
        yield equal(("the number of preference profiles", profiles), ("", 1))
        return
    size, agents = len(market.tasks), len(market.agents)
    clearing = [([int(v % size == i) for v in range(size * agents)], n) for i, n in enumerate(market.numbers)]
    cost = [pi for row in market.performance for pi in row]
    verdict = optimum(LinearSystem.make(size * agents, equal=clearing, lower=0), cost, "min")
    yield verdict
    assert isinstance(verdict.statement, Optimal)
    yield equal(
        ("the least cost", verdict.statement.value), ("that of the status quo", market.social_cost(market.status_quo))
    )


def _theorem_1_iv_setting(market: Market) -> Part:
    yield no_slack(market)
    yield from theorem_1_setting(market)
    yield full_dimension(market)


def iv_exactly_if_i(market: Market) -> Part:
    """If i: constant mechanisms cost what the status quo costs, and an OSP mechanism less. If not: nothing does."""
    if _spread(market) > 0:
        yield choice.only_constant_mechanism(market)
        yield from improves_with_osp(market)
    else:
        yield from nothing_improves(market)


def smaller_market(market: Market) -> Iterator[Market]:
    """One entry of performance set to 0, slack set to 1."""
    for j, row in enumerate(market.performance):
        for i, value in enumerate(row):
            if value:
                rows = list(market.performance)
                rows[j] = (*row[:i], Fraction(0), *row[i + 1 :])
                yield replace(market, performance=tuple(rows))
    for j, beta in enumerate(market.slack):
        if beta > 1:
            yield replace(market, slack=(*market.slack[:j], Fraction(1), *market.slack[j + 1 :]))


def _market_reading(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Any, budget: int = 300
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda market: because,
        describe=common.market_in_words,
        smaller=smaller_market,
        budget=budget,
    )


# ------------------------------------------------------------------------------------------------------------- entries


def _meeting(market: Market) -> Part:
    yield common_type(market)


LEMMA_1 = claim(
    "lemma-1",
    "section 2.1, Lemma 1",
    _market_reading(
        "literal",
        "If some cost vector is in everybody's box, every constant assignment m with (SQ) and (MC) satisfies sum over "
        "i, j of (c-bar - c-hat) (m - beta sigma)+ <= sum over i, j of c-hat (beta - 1) sigma",
        _meeting,
        lemma_1,
        "A constant assignment satisfies (SQ) and (MC), and on the tasks of which agents get more, the weighted excess "
        "is above the right side.",
        families.COMMON_BOXES,
        families.RANDOM_SLACK,
        hard.HARD_SLACK,
        budget=80,
    ),
)

COROLLARY_1 = claim(
    "corollary-1",
    "section 2.1, Corollary 1",
    _market_reading(
        "literal",
        "If beta = 1 and the boxes meet in a box of dimension I, the status quo is the only constant assignment that "
        "satisfies (SQ) and (MC)",
        corollary_1,
        lambda market: (choice.only_constant_mechanism(market),),
        "The boxes meet in full dimension without slack, and another constant assignment satisfies (SQ) and (MC).",
        families.CORNER_SHARES,
        families.ZERO_BOXES,
        families.RANDOM_MEETING,
        hard.HARD_MEETING,
        budget=150,
    ),
)

OPTIMAL_IFF = claim(
    "corollary-1.optimal-iff",
    "section 2.1, Corollary 1",
    _market_reading(
        "literal",
        "If beta = 1 and the boxes meet in a box of dimension I, choice is optimal exactly if it improves upon the "
        "status quo; so it is if no constant assignment with (SQ) and (MC) is cheaper than the status quo",
        corollary_1,
        cheapest_constant_is_status_quo,
        "A constant assignment is cheaper than the status quo, so that choice may improve without being optimal.",
        families.CORNER_SHARES,
        families.RANDOM_MEETING,
        hard.HARD_MEETING,
        budget=200,
    ),
    _market_reading(
        "corner types",
        "If beta = 1 and all agents have the corners of the same full box as types, the optimum of program (1) is "
        "below every constant mechanism exactly if it is below the status quo",
        lambda market: (no_slack(market),),
        optimal_iff_improves,
        "Choice improves and a constant mechanism is optimal, or the other way round.",
        CORNERS,
        HARD_CORNERS,
        budget=40,
    ),
)

_IMPROVES = (
    "the trade is feasible, happens with positive probability if all who do not lose by it agree, and saves cost"
)
LEMMA_2 = [
    claim(
        "lemma-2.if",
        "section 2.1, Lemma 2",
        _lemma_2(
            "literal",
            f"If conditions i-iv hold for laws with full support on boxes, then {_IMPROVES}",
            lemma_2_conditions,
            lemma_2_improves,
            "Conditions i-iv hold, and the trade does not lower the expected social cost.",
            families.BILATERAL_ATOMS,
            families.RANDOM_BILATERAL_ATOMS,
            hard.FACES,
            hard.HARD_ZERO_TRADES,
        ),
        _lemma_2(
            "not constant",
            'As literal, and the mechanism is not constant, as the definition of "choice improves" asks',
            lemma_2_conditions,
            lambda case: (*lemma_2_improves(case), *_sometimes_not(case)),
            "Conditions i-iv hold, but both agents always want the trade, so that the mechanism does not respond to "
            "preferences and choice does not improve upon the status quo in the sense of its definition.",
            families.BILATERAL,
            families.RANDOM_BILATERAL,
        ),
    ),
    claim(
        "lemma-2.only-if",
        "section 2.1, Lemma 2",
        _lemma_2(
            "literal",
            "If the laws have full support on boxes, the trade is feasible, and the expected social cost falls when "
            "agents trade if they do not lose by it, then conditions i-iv hold",
            lemma_2_improves,
            lemma_2_conditions,
            "The trade happens with positive probability and lowers the social cost whenever it does, but an agent who "
            "agrees to it never strictly gains: all of the positive probability is that of indifference.",
            families.BILATERAL,
            families.RANDOM_BILATERAL,
        ),
        _lemma_2(
            "positive widths",
            "As literal, for boxes of positive width in every task",
            lambda case: (*_thick_boxes(case), *lemma_2_improves(case)),
            lemma_2_conditions,
            "The boxes have positive width in every task and the law has full support, with an atom at a corner: the "
            "trade happens with positive probability and saves cost, but an agent who agrees never strictly gains.",
            families.CORNER_ATOMS,
        ),
        _lemma_2(
            "positive widths, no atoms",
            "As literal, for laws without atoms on boxes of positive width in every task",
            _thick,
            lemma_2_conditions,
            "The law has full support and no atoms, but weight on a face of its box whose types are all indifferent to "
            "the trade. They agree and nobody else does, so that the trade happens with positive probability and saves "
            "cost, and no type strictly gains.",
            hard.FACES,
            families.RANDOM_BILATERAL_THICK,
        ),
        _lemma_2(
            "positive widths, densities",
            "As literal, for laws with a density on boxes of positive width in every task",
            _dense,
            lemma_2_conditions,
            "The trade improves and one of i-iv fails.",
            families.RANDOM_BILATERAL_THICK,
            hard.HARD_DENSE_TRADES,
        ),
        _lemma_2(
            "indifferent agents do not trade",
            "As literal, for any laws with full support on boxes, when agents trade only if they strictly gain",
            _lemma_2_improves_strictly,
            lemma_2_conditions,
            "The trade improves and one of i-iv fails.",
            families.BILATERAL_ATOMS,
            families.RANDOM_BILATERAL_ATOMS,
            hard.FACES,
            hard.HARD_TRADES,
        ),
    ),
]


def _thick_boxes(case: BilateralCase) -> Part:
    for j in (0, 1):
        width = min(high - low for low, high in box_of(case.market, j).intervals())
        yield below(ZERO, (f"the least width of the box of agent {j + 1}", width))


_NO_TRADE = "The hypotheses hold, and multipliers exclude every bilateral trade with the conditions of Lemma 2."
PROPOSITION_1 = [
    claim(
        "proposition-1",
        "section 2.1, Proposition 1",
        _market_reading(
            "literal",
            "If the performances of two agents differ, their boxes of positive costs meet in more than a point, and "
            "both have some of every task, then a bilateral trade satisfies the conditions of Lemma 2",
            proposition_1,
            improving,
            _NO_TRADE,
            families.COMMON_BOXES,
            families.BOXES,
            families.RANDOM_FULL,
            hard.HARD_FULL,
            families.RANDOM_BOXES,
            budget=300,
        ),
        _market_reading(
            "zero costs allowed",
            "As literal, with boxes in the nonnegative orthant (VS: C_j is in R_+^I; but section 1 has c > 0)",
            _with_zero_costs,
            improving,
            f"{_NO_TRADE} All costs of one task are 0, so that only the other task is ever traded for anything.",
            families.ZERO_BOXES,
        ),
    ),
    claim(
        "lemma-3",
        "section 2.1, Lemma 3",
        Reading(
            wording=(
                "If the performances differ, both agents have some of every task, and c', c'' are in everybody's box "
                "of positive costs with cvh(c'', 0) and cvh(pi' - pi'', c', 0) meeting in 0 only, then a bilateral "
                "trade satisfies the conditions of Lemma 2"
            ),
            hypothesis=_positive_separated,
            conclusion=lambda case: improving(case[0]),
            families=_SEPARATED_ON,
            because=lambda case: _NO_TRADE,
            describe=separated_in_words,
            budget=600,
        ),
        Reading(
            name="zero costs allowed",
            wording="As literal, with boxes in the nonnegative orthant",
            hypothesis=_separated,
            conclusion=lambda case: improving(case[0]),
            families=(_corners_of(families.ZERO_BOXES),),
            because=lambda case: (
                f"{_NO_TRADE} The condition on c'' holds because c'' is 0, or that on c' says little because c' is 0."
            ),
            describe=separated_in_words,
            budget=600,
        ),
    ),
]

INDEPENDENT = claim(
    "proposition-1.independent-points",
    "section 2.1, proof of Proposition 1",
    _market_reading(
        "literal",
        "If the performances of two agents differ and their boxes of positive costs meet in more than a point, two "
        "points of the intersection and the difference of performance are pairwise linearly independent",
        proposition_1,
        independent_points,
        "All points of the intersection are multiples of one vector.",
        families.COMMON_BOXES,
        families.BOXES,
        families.RANDOM_FULL,
        hard.HARD_FULL,
        budget=60,
    ),
    _market_reading(
        "zero costs allowed",
        "As literal, with boxes in the nonnegative orthant",
        _with_zero_costs,
        independent_points,
        "All costs but those of one task are 0, so that all points of the intersection are multiples of one vector.",
        families.ZERO_BOXES,
    ),
)


def _separation(name: str, wording: str, rises: bool, conclusion: Any, because: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: _apart(case, rises),
        conclusion=conclusion,
        families=_SEPARATED_ON,
        because=lambda case: because,
        describe=separated_in_words,
        budget=400,
    )


SEPARATION = claim(
    "lemma-3.separation",
    "section 2.1, proof of Lemma 3",
    _separation(
        "literal",
        "If in no task j' has the higher performance, then with j' and j'' exchanged the condition of Lemma 3 holds "
        "for the same c', c'', so that the higher performance may be assumed without loss",
        False,
        reversed_roles(False),
        "The condition of Lemma 3 holds and pi' - pi'' is nowhere positive, but with the roles of the agents exchanged "
        "c'' is in the cone of pi'' - pi' and c', so that the condition fails. (The lemma is not hurt: see the next "
        "readings.)",
    ),
    _separation(
        "roles of agents or of both",
        "As literal, if c' and c'' may be exchanged as well",
        False,
        reversed_roles(True),
        "Both exchanges break the condition.",
    ),
    _separation(
        "higher performance in some task",
        "If j' has the higher performance in some task and the condition of Lemma 3 holds, some gamma has "
        "(pi' - pi'') . gamma < 0, c' . gamma < 0 and c'' . gamma > 0",
        True,
        separating_trade,
        "No trade separates.",
    ),
)


def _c_hat_inside(market: Market) -> Verdict:
    """The greatest lower ends are below all upper ends; they are above all lower ends by definition."""
    room = min(high - low for low, high in intersection(market))
    return at_most(ZERO, ("the least distance of c-hat from an upper end", room))


def _c_hat_or_not(market: Market) -> Part:
    inside = _c_hat_inside(market)
    yield Expected(inside, holds=bool(inside.holds))


def boxes_meet_or_not(market: Market) -> Part:
    yield Expected(common_type(market), holds=bool(_c_hat_inside(market).holds))


C_HAT = claim(
    "section-2.1.c-hat",
    "section 2.1, before Lemma 1",
    _market_reading(
        "literal",
        "c-hat, the greatest of the lower ends in each task, is in all boxes exactly if the boxes meet",
        _c_hat_or_not,
        boxes_meet_or_not,
        "One of the two holds without the other.",
        families.BOXES,
        families.RANDOM_BOXES,
        hard.HARD_MARKETS,
        budget=300,
    ),
)

RELAXED = claim(
    "proposition-1.relaxed",
    "section 2.1, after Proposition 1",
    _market_reading(
        "literal",
        "Proposition 1 with all conditions restricted to the tasks of which both agents have some",
        _relaxed(1),
        improving,
        "On the one task of which both agents have some the conditions hold, and multipliers exclude every improving "
        "bilateral trade: with one task, all types of both agents want less of it.",
        families.CORNER_SHARES,
        families.RANDOM_BOXES,
        budget=200,
    ),
    _market_reading(
        "at least two such tasks",
        "As literal, if there are at least two tasks of which both agents have some",
        _relaxed(2),
        improving,
        _NO_TRADE,
        families.CORNER_SHARES,
        families.RANDOM_BOXES,
        hard.HARD_MARKETS,
        budget=300,
    ),
)

_PRINTED = (
    "An action that is obviously dominant as printed costs its taker the same whatever the others do, and when they "
    "pass it leads to the endowment; so a type who takes it is indifferent between the endowment and all it leads to, "
    "while all other types weakly prefer the endowment. A trade that a type inside C takes therefore leaves all of C "
    "indifferent, and as the corners of C span, it is 0. With probability 1 everybody keeps the endowment, which by "
    "(SQ) is the status quo, the only constant mechanism there is."
)
THEOREM_1 = [
    claim(
        "theorem-1.i-ii",
        "section 2, Theorem 1",
        _market_reading(
            "literal",
            "With a common box of positive costs, a positive status quo, preferences that are not degenerate and "
            "performance that is not identical, some mechanism that is obviously strategy-proof as printed (an action "
            "compared with all actions, itself included) is not constant and cheaper than the status quo",
            _i,
            improves_as_printed,
            f"{_PRINTED} So it costs what the status quo costs.",
            families.COMMON_BOXES,
            budget=100,
        ),
        _market_reading(
            OTHER_ACTIONS,
            "As literal, an action compared with the other actions (the mechanism may be a bilateral trade)",
            _i,
            improves_with_osp,
            "Multipliers exclude every improving bilateral trade.",
            families.COMMON_BOXES,
            families.RANDOM_COMMON,
            hard.HARD_COMMON,
            budget=150,
        ),
    ),
    claim(
        "theorem-1.ii-iii",
        "section 2, Theorem 1",
        Reading(
            wording=(
                "In the setting of Theorem 1, a trading mechanism that is obviously strategy-proof as printed, is not "
                "constant and improves upon the status quo is Bayesian incentive compatible and satisfies (SQ) for "
                "every beta"
            ),
            hypothesis=thin_improves,
            conclusion=thin_constraints,
            families=(THIN,),
            because=lambda case: "The mechanism is obviously strategy-proof and the workload of some type changes.",
            describe=lambda case: f"gamma {common.vector(case[1])}; {common.market_in_words(case[0])}",
            budget=700,
        ),
        _market_reading(
            OTHER_ACTIONS,
            "In the setting of Theorem 1, a bilateral trade that is obviously strategy-proof (an action compared with "
            "the other actions) and improves upon the status quo is Bayesian incentive compatible and satisfies (SQ) "
            "for every beta",
            osp_improves,
            satisfies_bayesian_constraints,
            "The mechanism is obviously strategy-proof and some type gains by another report or loses by taking part.",
            families.COMMON_BOXES,
            families.RANDOM_COMMON,
            hard.HARD_COMMON,
            budget=150,
        ),
    ),
    claim(
        "theorem-1.iii-i",
        "section 2, Theorem 1",
        _market_reading(
            "literal",
            "In the setting of Theorem 1, if preferences are degenerate or performance is identical, then for no beta "
            "a mechanism that is not constant is cheaper than the status quo",
            not_condition_i,
            nothing_improves,
            "Condition i fails, and some assignment is cheaper than the status quo.",
            families.COMMON_BOXES,
            families.RANDOM_TRIVIAL,
            hard.HARD_TRIVIAL,
            budget=200,
        ),
    ),
    claim(
        "theorem-1.iv",
        "section 2, Theorem 1",
        _market_reading(
            "literal",
            "With beta = 1, a common box of positive costs of dimension I, a positive status quo, preferences that are "
            "not degenerate and performance that is not identical, choice is optimal among mechanisms that are "
            "obviously strategy-proof as printed (an action compared with all actions, itself included)",
            lambda market: itertools.chain(_theorem_1_iv_setting(market), condition_i(market)),
            improves_as_printed,
            f"{_PRINTED} So the status quo solves the designer's program and is constant.",
            families.COMMON_BOXES,
            budget=100,
        ),
        _market_reading(
            OTHER_ACTIONS,
            "With beta = 1, a common box of positive costs of dimension I and a positive status quo, choice is optimal "
            "among obviously strategy-proof mechanisms (an action compared with the other actions) exactly if "
            "preferences are not degenerate and performance is not identical",
            _theorem_1_iv_setting,
            iv_exactly_if_i,
            "Condition i holds and no bilateral trade is cheaper than the constant mechanisms, or it fails and "
            "something is.",
            families.COMMON_BOXES,
            families.RANDOM_COMMON,
            hard.HARD_COMMON_WIDE,
            budget=150,
        ),
    ),
]

CLAIMS = [
    *THEOREM_1,
    C_HAT,
    LEMMA_1,
    COROLLARY_1,
    OPTIMAL_IFF,
    *LEMMA_2,
    *PROPOSITION_1,
    SEPARATION,
    INDEPENDENT,
    RELAXED,
]
