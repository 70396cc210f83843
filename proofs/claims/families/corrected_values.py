"""What restricting to simple mechanisms loses, with finitely many types: readings named "corrected" of VS.

VS restrict the designer to polarized rays with ex-post optimal selection (EOPR) "without loss of optimality" (section
4), after showing that choice has value among obviously strategy-proof (OSP) mechanisms exactly if it has among Bayesian
incentive compatible (BIC) ones (Theorem 1). For two agents EOPR is the best bilateral trade
(`proofs.trading.value.best_rays`). Costs are positive; "better at a task" means less social cost there.

*Two tasks, two agents: EOPR against OSP.* Write delta for the performance of agent 1 less that of agent 2, and r for
the ratio c_A / c_B of a type. Suppose that neither agent is strictly better at both tasks; or that one is and all of
its types have r >= delta_A / delta_B, or all have r <= delta_A / delta_B. Then *the best bilateral trade costs what the
best OSP mechanism costs*. Proof: an OSP mechanism divides the types of either agent into classes, and is a trade for
each pair of classes (`proofs.trading.value.best_obvious`). One that saves is of both signs, for positive costs: so much
of the one task for p times as much of the other. If nobody is better at both, trades that save go one way. If agent 1
is (delta < 0), those in which it takes A for B save if p < delta_A / delta_B, and it takes them if r <= p; the other
way round if p > delta_A / delta_B and r >= p; so that on the condition its trades go one way again. The types of a
class that trades at p are those on one side of p, those at p may be in it or not. Such classes of one agent are nested,
but disjoint: there is one, or several of types that are all at p and trade at p. These may be put together; the trade
at p, as large as can be, is bilateral and saves as much.

*One type each.* With two agents of one type each, and any number of tasks, the best bilateral trade is as good as any
BIC mechanism: both are the cheapest exchange that neither minds. With more agents it may be an exchange of several,
which is obviously strategy-proof still, since nobody has anything to tell.

*Corner types: OSP against BIC.* Let one of two agents be better at all tasks by the same, and let its types have costs
of l or u alone, the other agent's costs being between l and u. Then *the best OSP mechanism costs what the best BIC
mechanism costs*, for any number of tasks. Proof: let a type have costs l on L and u on H. Whatever it gets in
expectation, if it does h less of H it does at most (u / l) h more of L, which the other has; so no more is saved than
by the largest such trade of some h of H for (u / l) h of L. This trade every type of the other agent accepts, who gives
away (u / l) h units that cost at least l each for h that cost at most u; and no other type of the first would gain by
it, for the same reason. So each type may have its own trade. These are on corner rays (`corrected_menus`), more than
any menu of polarized rays has, and bilateral trade makes one of them. All this is so of all types in the box [l, u]^I,
so that the mechanism is obviously strategy-proof there, too (`corner_mechanisms`): VS's “without loss” fails on boxes.

*Does choice have value at all?* With common types and a positive status quo: *if some BIC mechanism saves, so does some
bilateral trade*, for any numbers of agents, tasks and (finitely many) types. Proof: let delta, the difference of
performance of two agents, not be 0, and types a, b not be proportional. By Gordan's theorem there is a trade that saves
and that type a of the one and type b of the other like, unless delta = x b - y a with x, y >= 0; with types exchanged,
unless delta = z a - w b. Both would make (x + w) b = (z + y) a, hence delta = 0. If all types are proportional to one
c, everybody has the workload of the status quo, and what is saved is a sum of (pi_j - pi_1) . m_j with c . (m_j -
sigma_j) = 0: nothing, if all pi_j - pi_1 are proportional to c; else two agents' difference is not, and some exchange
that leaves everybody indifferent saves. (This is Theorem 1 without "non-degenerate", which it does not need.)

*With different types* this fails, one way only. *BIC mechanisms save* as soon as some agent has two types that are not
proportional and another agent is strictly worse at some task, with a positive status quo: let r' > r'' be the largest
and smallest ratios of the agent's costs of two tasks A and B, B the one that the other agent is worse at. The agent
gives the other x / q' of A for x r' / q' of B when its ratio is r' (probability q'), and takes x / q'' of A for x r'' /
q'' of B when it is r''. It gains nothing by either, and would lose by a lie; the other does the same of A in
expectation, and x (r' - r'') less of B, whatever its type; so this saves. *Bilateral trade, and OSP mechanisms, save*
with two agents, two tasks, and agent 1 no worse at A, agent 2 no worse at B, exactly if some ratio of agent 1 is at
most some ratio of agent 2.
"""

from __future__ import annotations

from fractions import Fraction

from exact.verdicts import Verdict
from proofs.claims.claim import Part
from proofs.claims.families import compared_markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.corner_mechanisms import corner_mechanism
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, equal
from proofs.trading.markets.bundles import minus
from proofs.trading.markets.market import Market
from proofs.trading.value.best_obvious import CheapestObviouslyStrategyProof, cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import BestBilateralTrade, best_bilateral_trade
from proofs.trading.value.costs import ExpectedCost, cost_of_mechanism
from proofs.trading.value.linear_programs import CheapestMechanism, cheapest_incentive_compatible

# ------------------------------------------------------------------------------------------------------- values


def least_cost(verdict: Verdict) -> Fraction:
    """What the best mechanism of a class costs."""
    statement = verdict.statement
    if isinstance(statement, BestBilateralTrade):
        return statement.market.social_cost(statement.market.status_quo) - statement.saved
    assert isinstance(statement, CheapestObviouslyStrategyProof | CheapestMechanism)
    return statement.value


def _status_quo(market: Market) -> common.Value:
    return "the cost of the status quo", market.social_cost(market.status_quo)


TRADE = "the cost of the best bilateral trade"
OBVIOUS = "that of the best obviously strategy-proof mechanism"
INCENTIVE = "that of the best Bayesian incentive compatible mechanism"


def trade_is_best_obvious(market: Market) -> Part:
    trade, obvious = best_bilateral_trade(market), cheapest_obviously_strategy_proof(market)
    yield trade
    yield obvious
    yield at_most((TRADE, least_cost(trade)), (OBVIOUS, least_cost(obvious)))


def trade_is_best_incentive(market: Market) -> Part:
    trade, incentive = best_bilateral_trade(market), cheapest_incentive_compatible(market)
    yield trade
    yield incentive
    yield at_most((TRADE, least_cost(trade)), (INCENTIVE, least_cost(incentive)))


def trade_saves(market: Market) -> Part:
    trade = best_bilateral_trade(market)
    yield trade
    yield below((TRADE, least_cost(trade)), _status_quo(market))


def incentive_saves(market: Market) -> Part:
    incentive = cheapest_incentive_compatible(market)
    yield incentive
    yield below((INCENTIVE, least_cost(incentive)), _status_quo(market))


# ------------------------------------------------------------------------------------------------------- conditions


def of_two(market: Market) -> Part:
    yield equal(("the number of agents", len(market.agents)), ("", 2))


def of_two_and_two(market: Market) -> Part:
    yield from of_two(market)
    yield equal(("the number of tasks", len(market.tasks)), ("", 2))


def _delta(market: Market) -> tuple[Fraction, ...]:
    return minus(market.performance[0], market.performance[1])


def ratios(market: Market, j: int) -> list[Fraction]:
    """c_A / c_B of the types that may occur, of two tasks."""
    return [costs[0] / costs[1] for costs, p in families.atoms_of(market, j) if p]


def on_one_side(market: Market) -> Part:
    """Nobody is strictly better at both tasks, or the ratios of who is are on one side of that of performance."""
    yield from of_two_and_two(market)
    a, b = _delta(market)
    if a * b > 0:
        own = ratios(market, 0 if a < 0 else 1)
        above, under = max(own) - a / b, a / b - min(own)
        least = min(max(above, Fraction(0)), max(under, Fraction(0)))
        yield equal(("how far the ratios of who is better at both reach past that of performance", least), ZERO)


def two_of_one_type_each(market: Market) -> Part:
    yield from of_two(market)
    yield from one_type_each(market)


def one_type_each(market: Market) -> Part:
    most = max(len([p for _, p in families.atoms_of(market, j) if p]) for j in range(len(market.agents)))
    yield equal(("the greatest number of types of an agent", most), ("", 1))


def positive_status_quo(market: Market) -> Part:
    yield below(ZERO, ("the least entry of the status quo", min(map(min, market.status_quo))))


def common_and_incentive_saves(market: Market) -> Part:
    yield from positive_status_quo(market)
    kinds = {frozenset(c for c, p in families.atoms_of(market, j) if p) for j in range(len(market.agents))}
    yield equal(("the number of different supports", len(kinds)), ("", 1))
    yield from incentive_saves(market)


def _spread(market: Market, j: int) -> int:
    """The number of types of agent j up to multiples."""
    return len({tuple(c / costs[0] for c in costs) for costs, p in families.atoms_of(market, j) if p})


def may_bet(market: Market) -> Part:
    """Some agent has two types that are not proportional, and another is strictly worse at some task."""
    yield from positive_status_quo(market)
    agents = range(len(market.agents))
    worse = [
        max(minus(market.performance[k], market.performance[j]))
        for j in agents
        for k in agents
        if k != j and _spread(market, j) > 1
    ]
    most = ("by how much somebody is worse at a task than an agent of several types", max(worse, default=Fraction(0)))
    yield below(ZERO, most)


def corner_types(market: Market) -> Part:
    """One agent is better at all tasks by the same; its costs are the least or the greatest of all costs there are."""
    yield from of_two(market)
    delta = _delta(market)
    yield equal(("the greatest difference of performance less the least", max(delta) - min(delta)), ZERO)
    yield below(ZERO, ("the difference of performance", abs(delta[0])))
    costs = [
        {c for at, p in families.atoms_of(market, j) if p for c in at} for j in (range(2) if delta[0] < 0 else (1, 0))
    ]
    own, ends = costs[0], {min(costs[0]), max(costs[0])}
    yield equal(("the number of costs of the better agent between its least and its greatest", len(own - ends)), ZERO)
    reach = max(min(own) - min(costs[1]), max(costs[1]) - max(own))
    yield at_most(("how far the costs of the other agent reach past these", reach), ZERO)


def obvious_is_best_incentive(market: Market) -> Part:
    obvious, incentive = cheapest_obviously_strategy_proof(market), cheapest_incentive_compatible(market)
    yield obvious
    yield incentive
    yield at_most((OBVIOUS, least_cost(obvious)), (INCENTIVE, least_cost(incentive)))


def corners_do_as_well(market: Market) -> Part:
    mechanism, incentive = corner_mechanism(market), cheapest_incentive_compatible(market)
    yield from common.osp(mechanism, "deviations")
    cost = cost_of_mechanism(mechanism)
    yield cost
    yield incentive
    assert isinstance(cost.statement, ExpectedCost)
    yield at_most(("what the mechanism costs", cost.statement.value), (INCENTIVE, least_cost(incentive)))


def better_at(market: Market) -> tuple[int, int] | None:
    """The agent no worse at A and the one no worse at B; `None` if one is better at both, or performance identical."""
    a, b = _delta(market)
    if a * b > 0 or not (a or b):
        return None
    return (0, 1) if a < 0 or b > 0 else (1, 0)


def onebetter_at_each(market: Market) -> Part:
    yield from of_two_and_two(market)
    yield from positive_status_quo(market)
    a, b = _delta(market)
    yield at_most(("the product of the differences of performance", a * b), ZERO)
    yield below(ZERO, ("the greatest difference of performance", max(abs(a), abs(b))))


def trades_if_ratios_meet(market: Market) -> Part:
    trade, obvious = best_bilateral_trade(market), cheapest_obviously_strategy_proof(market)
    yield trade
    yield obvious
    better = better_at(market)
    assert better is not None
    meet = min(ratios(market, better[0])) <= max(ratios(market, better[1]))
    for words, verdict in ((TRADE, trade), (OBVIOUS, obvious)):
        compare = below if meet else equal
        yield compare((words, least_cost(verdict)), _status_quo(market))


# ------------------------------------------------------------------------------------------------------- readings

typed_reading = common.ReadingsAbout(common.market_in_words, 120, families.smaller_typed_market)

TWO_TASKS_CORRECTED = typed_reading(
    "corrected: two tasks, two agents, finitely many types",
    "With two agents, two tasks and finitely many types of positive costs: if neither agent is strictly better at both "
    "tasks, or the cost ratios of the one who is are all at least, or all at most, the ratio of the differences of "
    "performance, then the best bilateral trade, which is the best polarized ray mechanism, costs no more than any "
    "mechanism that is obviously strategy-proof on the types (proved)",
    on_one_side,
    trade_is_best_obvious,
    "Some obviously strategy-proof mechanism costs less than every bilateral trade.",
    families.SMALL_TWO_TASKS,
    families.TYPED_TWO_TASKS,
    families.HARD_TWO_TASKS,
)

ONE_TYPE_CORRECTED = typed_reading(
    "corrected: one type each",
    "With two agents of one type each, the best bilateral trade costs no more than any Bayesian incentive compatible "
    "mechanism (proved)",
    two_of_one_type_each,
    trade_is_best_incentive,
    "Some incentive compatible mechanism costs less than every bilateral trade.",
    families.SMALL_TWO_TASKS,
    families.SMALL_THREE_TASKS,
    families.TYPED_MARKETS,
)

ANY_AGENTS_CORRECTED = typed_reading(
    "corrected: one type each, in the small market",
    "With any number of agents of one type each, the best obviously strategy-proof mechanism costs no more than any "
    "Bayesian incentive compatible one (proved)",
    one_type_each,
    obvious_is_best_incentive,
    "Some incentive compatible mechanism costs less than every obviously strategy-proof one.",
    families.SMALL_THREE_AGENTS,
    families.SMALL_THREE_TASKS,
    families.HARD_TWO_TASKS,
)

CORNERS_CORRECTED = typed_reading(
    "corrected: corner types, in the small market",
    "With two agents and any number of tasks, one agent better at all tasks by the same amount and with costs of l or "
    "u alone, the other with finitely many types of costs between these, the best obviously strategy-proof mechanism "
    "costs no more than any Bayesian incentive compatible one (proved)",
    corner_types,
    obvious_is_best_incentive,
    "Some incentive compatible mechanism costs less than every obviously strategy-proof one.",
    families.SMALL_CORNERS,
    families.CORNER_MARKETS,
)

CORNER_BOXES_CORRECTED = typed_reading(
    "corrected: corner types, on boxes",
    "With one of two agents better at all tasks by the same, laws on corners of [l, u]^I for this agent and anywhere "
    "in it for the other, and all of [l, u]^I as types of both: a mechanism with a trade for each corner is obviously "
    "strategy-proof (an action compared with the other actions), and costs no more than any mechanism that is Bayesian "
    "incentive compatible on the types of the laws (proved)",
    corner_types,
    corners_do_as_well,
    "The mechanism is not obviously strategy-proof, or costs more.",
    families.SMALL_CORNERS,
    families.CORNER_MARKETS,
)

COMMON_TYPES_CORRECTED = typed_reading(
    "corrected: common types, finitely many",
    "With a positive status quo and the same finitely many types of positive costs for all agents, some bilateral "
    "trade costs less than the status quo if some Bayesian incentive compatible mechanism does (proved)",
    common_and_incentive_saves,
    trade_saves,
    "Some incentive compatible mechanism costs less than the status quo, and no bilateral trade does.",
    families.SMALL_COMMON,
    families.TYPED_COMMON,
)

BETS_CORRECTED = typed_reading(
    "corrected: different types, incentive compatible",
    "With a positive status quo and finitely many types, some Bayesian incentive compatible mechanism costs less than "
    "the status quo if some agent has two types that are not proportional and another agent is strictly worse at some "
    "task (proved)",
    may_bet,
    incentive_saves,
    "No incentive compatible mechanism costs less than the status quo.",
    families.SMALL_TWO_TASKS,
    families.TYPED_MARKETS,
)

MEETING_CORRECTED = typed_reading(
    "corrected: different types, two tasks",
    "With two agents, two tasks, a positive status quo and finitely many types, agent 1 no worse at A and agent 2 no "
    "worse at B: some bilateral trade, and some obviously strategy-proof mechanism, costs less than the status quo "
    "exactly if some ratio c_A / c_B of agent 1 is at most some of agent 2 (proved)",
    onebetter_at_each,
    trades_if_ratios_meet,
    "What is saved does not go with the ratios.",
    families.SMALL_TWO_TASKS,
    families.TYPED_TWO_TASKS,
)
