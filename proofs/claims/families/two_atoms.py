"""Two agents of whom one has two types apart and trades in two ways: mechanisms for VS, section 4, on boxes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family
from proofs.claims.families import rays
from proofs.trading.markets.bundles import Bundle, bundle, dot, minus, plus
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Regions, Rule
from proofs.trading.markets.menus import Points
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable

SURE = tuple(bundle(costs) for costs in itertools.product((1, 2, 3), repeat=3))


def two_trades(market: Market, first: Bundle, second: Bundle) -> Mechanism:
    """Agent 1 may demand either trade with agent 2, who agrees to both or to none.

    Those who strictly gain by the second trade demand it, of the others those who do not lose by the first.
    """
    one, two = market.endowment
    menus: dict[str, Any] = {
        "1": [Points((one, plus(one, d))) for d in (first, second)],
        "2": [Points((two, *(minus(two, d) for d in (first, second))))],
    }
    entries = [((k, 1), (plus(one, d), minus(two, d))) for k, d in ((1, first), (2, second))]
    rules = Regions((Rule((), (second,), 2), Rule((first,), (), 1)))
    accept = Regions((Rule((), (), 1),))
    return Mechanism(Protocol.make(market, menus, SelectionTable(tuple(entries))), (rules, accept))


def _two_atoms(high: Fraction, performance: Bundle, first: Bundle, second: Bundle) -> Mechanism | None:
    """Costs 1 of A and B, from 1 to `high` of C, nine twentieths at either end.

    The other agent has sure costs at which it accepts both trades; `None` if there are none among a few.
    """
    box = Box(bundle((1, 1, 1)), bundle((1, 1, high)))
    ends = ((box.lower, Fraction(9, 20)), (box.upper, Fraction(9, 20)))
    sure = next((c for c in SURE if min(dot(c, first), dot(c, second)) >= 0), None)
    if sure is None:
        return None
    eta = (bundle((1, 1, 1)), bundle((1, 3, 1)))
    market = Market.make(
        {"A": 2, "B": 4, "C": 2},
        ("1", "2"),
        eta,
        performance=[performance, (0, 0, 0)],
        preferences=[Preferences(box, Law(ends, ((box, Fraction(1, 10)),))), Preferences.uniform(sure, sure)],
    )
    return two_trades(market, first, second)


def _two_atom_mechanisms(seed: int) -> Iterator[Mechanism]:
    steps = [(-1, b, c) for b, c in itertools.product((0, 1, 2, 3), (-1, 0, 1))]
    pairs = sorted(itertools.permutations(steps, 2), key=lambda pair: sum(map(abs, itertools.chain(*pair))))
    for pair, high in itertools.product(pairs, (2, 3)):
        for performance in itertools.product((1, 0), (-1,), (-1, -2)):
            found = _two_atoms(Fraction(high), bundle(performance), *map(bundle, pair))
            if found is not None:
                yield found


TWO_ATOMS = Family(
    "2 agents and 3 tasks of which agent 1 may give A away in two ways; costs {1} x {1} x [1, 2] or {1} x {1} x "
    "[1, 3], nine twentieths of the weight at either end, and sure costs of agent 2",
    rays.remembered(_two_atom_mechanisms),
)
