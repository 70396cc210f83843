"""A price that suits all: when the best bilateral trade of two tasks is as good as any mechanism (VS, Remark 1).

VS tell of a regularity condition under which polarized rays are as good as any incentive compatible mechanism, in the
large market. Here is one for two agents, two tasks and finitely many types, in the market itself. Agent f is no worse
at A, by alpha >= 0, and agent g no worse at B, by beta >= 0. Let g give away its A, each for p units of f's B, or keep
what it has; types with r = c_A / c_B >= p give. Per unit of A the designer expects to save V(p) = P(r >= p) (alpha +
beta p). There is enough of B if p <= p_0 = sigma_f(B) / sigma_g(A).

*If all types of f have ratios of at most p <= p_0, and for some lambda from 0 to beta, which is 0 if p < p_0, no ratio
t of g has V(t) - lambda t > V(p) - lambda p, then the trade of all of g's A at p costs no more than any Bayesian
incentive compatible mechanism.* The same is so with tasks and agents exchanged.

Proof. All of f trade, so that the trade saves sigma_g(A) V(p). In any mechanism let type r_k of g, the ratios in
ascending order, expect to give a_k of A and to take b_k of B, in units of sigma_g(A), and gain u_k = r_k a_k - b_k >=
0; then a_k <= 1 and b_k <= p_0, and a_k does not decrease. We may take a_k >= 0: types below the first such k may
instead give nothing and get the gain max(0, u_k - (r_k - r_(k-1)) a_k) in less of B, which they had at least, and which
tempts nobody; this saves more. With a_0 = 0, P_k the chance of r_k and all above, and d_k = a_k - a_(k-1) >= 0, the
constraints of neighbours say that b_k - b_(k-1) = t_k d_k with r_(k-1) <= t_k <= r_k for k > 1; and b_1 = r_1 d_1 -
u_1. What is saved is the sum of P_k (alpha d_k + beta (b_k - b_(k-1))), and the last b_k is at most p_0. So it is at
most lambda p_0 - (beta - lambda) u_1 plus the sum of (P_k (alpha + beta t_k) - lambda t_k) d_k, with t_1 = r_1. The
factor of d_k is linear in t_k: V(r_k) - lambda r_k at the one end, and no more than V(r_(k-1)) - lambda r_(k-1) at the
other. So it is at most V(p) - lambda p, which is not negative; the d_k add up to at most 1; and no more is saved than
V(p) + lambda (p_0 - p) = V(p).
"""

from __future__ import annotations

from fractions import Fraction

from proofs.claims.claim import Part
from proofs.claims.families import compared_markets as families
from proofs.claims.families.compared_markets import atoms_of
from proofs.claims.families.corrected_values import better_at, of_two_and_two, trade_is_best_incentive, typed_reading
from proofs.claims.families.valenzuela_stookey import ZERO, below
from proofs.trading.markets.market import Market


def best_prices(market: Market, f: int, g: int, a: int, b: int) -> list[Fraction]:
    """The prices p at which agent g of its task a, for task b of agent f, is not served better by any others."""
    own, other = market.status_quo[g][a], market.status_quo[f][b]
    if not own:
        return []
    alpha = market.performance[g][a] - market.performance[f][a]
    beta = market.performance[f][b] - market.performance[g][b]
    law = [(costs[a] / costs[b], p) for costs, p in atoms_of(market, g) if p]
    listed, top = sorted({ratio for ratio, _ in law}), other / own

    def value(price: Fraction) -> Fraction:
        return sum((p for ratio, p in law if ratio >= price), Fraction(0)) * (alpha + beta * price)

    found = [p for p in listed if p < top and all(value(t) <= value(p) for t in listed)]
    least = max([Fraction(0), *((value(t) - value(top)) / (t - top) for t in listed if t > top)])
    most = min([beta, *((value(top) - value(t)) / (top - t) for t in listed if t < top)])
    return [*found, top] if least <= most else found


def prices_for_all(market: Market) -> list[Fraction]:
    """The prices of either agent that suit all types of the other; none if one agent is better at both tasks."""
    better = better_at(market)
    if better is None:
        return []
    f, g = better
    return [
        price
        for taking, giving, a, b in ((f, g, 0, 1), (g, f, 1, 0))
        for price in best_prices(market, taking, giving, a, b)
        if all(costs[a] <= price * costs[b] for costs, p in atoms_of(market, taking) if p)
    ]


def some_price_for_all(market: Market) -> Part:
    yield from of_two_and_two(market)
    yield below(
        ZERO, ("the number of best prices of an agent that suit all types of the other", len(prices_for_all(market)))
    )


PRICES_CORRECTED = typed_reading(
    "corrected: a price for all, in the small market",
    "With two agents, two tasks and finitely many types, f no worse at A by alpha and g no worse at B by beta: let "
    "p be at most p_0 = sigma_f(B) / sigma_g(A) and at least c_A / c_B of all types of f, and lambda between 0 and "
    "beta, 0 if p < p_0, such that P(c_A / c_B of g >= t) (alpha + beta t) - lambda t is greatest at p among the "
    "ratios t of g. Then the best bilateral trade costs no more than any Bayesian incentive compatible mechanism "
    "(proved)",
    some_price_for_all,
    trade_is_best_incentive,
    "Some incentive compatible mechanism costs less than every bilateral trade.",
    families.SMALL_TWO_TASKS,
    families.TYPED_TWO_TASKS,
    families.HARD_TWO_TASKS,
)
