"""What simplicity costs: polarized rays against obviously strategy-proof mechanisms, and these against BIC.

Markets of two agents with one unit of each task for either and two types each, equally likely. With two agents the best
polarized ray mechanism is the best bilateral trade (`proofs.trading.value.best_rays`).

With two tasks of which either agent is better at one it is also the best of all obviously strategy-proof mechanisms on
the types (`proofs.trading.value.best_obvious` says why); else it need not be.
"""

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction

from exact.rationals import text
from exact.showing.display import brief
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.linear_programs import cheapest_incentive_compatible

Values = tuple[Fraction, ...]


def values(one: Preferences, two: Preferences, performance: Sequence[Sequence[int]]) -> Values:
    """The least expected cost of polarized rays, of obviously strategy-proof mechanisms, and of BIC mechanisms."""
    tasks = "ABC"[: len(performance[0])]
    market = Market.make(dict.fromkeys(tasks, 2), ["j1", "j2"], [[1] * len(tasks)] * 2, performance, None, [one, two])
    saved = best_bilateral_trade(market).statement.saved
    others = cheapest_obviously_strategy_proof(market), cheapest_incentive_compatible(market)
    return market.social_cost(market.status_quo) - saved, *(verdict.statement.value for verdict in others)


def tell(types: Sequence[tuple[int, ...]], performance: Sequence[Sequence[int]]) -> None:
    pairs = [Preferences.finite({one: "1/2", two: "1/2"}) for one, two in itertools.combinations(types, 2)]
    found = {markets: values(*markets, performance) for markets in itertools.product(pairs, repeat=2)}
    given = " and ".join(map(brief, performance))
    print(f"{len(types[0])} tasks, performance {given}: {len(found)} markets")
    lost: dict[str, Callable[[Values], Fraction]] = {
        "polarized rays cost more than the best obviously strategy-proof mechanism": lambda v: v[0] - v[1],
        "the best obviously strategy-proof mechanism costs more than the best BIC mechanism": lambda v: v[1] - v[2],
        "all three save something, and the same": lambda v: Fraction(v[0] == v[2] < sum(map(sum, performance))),
    }
    for words, by in lost.items():
        having = {markets: v for markets, v in found.items() if by(v) > 0}
        print(f"  {words}: in {len(having)}")
        if having:
            (one, two), v = max(having.items(), key=lambda item: by(item[1]))
            kinds = [" or ".join(brief(at) for at, _ in each.law.atoms) for each in (one, two)]
            print(f"    for instance with costs {kinds[0]} of j1, {kinds[1]} of j2: {', '.join(map(text, v))}")


# what a type prefers depends on the ratios of its costs alone
TWO = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)]
tell(TWO, [(0, 1), (1, 0)])
tell(TWO, [(0, 0), (1, 1)])
tell([costs for costs in itertools.product((1, 2), repeat=3) if 1 in costs], [(0, 1, 2), (2, 1, 0)])
