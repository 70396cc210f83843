"""VS, section 4, types in boxes as in section 1: polarized rays and remedial menus are without loss.

Section 3 alone assumes C_j = R_+^I. Section 4 restricts the designer to polarized ray mechanisms "without loss of
optimality", with laws F_j on the boxes C_j of section 1.

*The value of program (4)* is bounded from below for two agents of whom the first has two atoms and is otherwise uniform
on its box. All tasks are done in expectation, so a mechanism costs pi_2 . n - w . E[x_1] with w = pi_2 - pi_1, whatever
the menus of agent 2, and what remains is a bound on w . E[x_1 - eta_1] over all polarized or remedial menus (`most`):

* Either both atoms make the same choice and get the same trade d, which both accept: a linear program.
* Or they make different ones and get d' and d''. No two polarized rays take away the same task (and {eta} takes away
  none), so for each task one of d', d'' is not negative there: a linear program for each of the 2^I ways.
* A type of the box accepts no trade that is too dear for all of the box: low . d+ <= high . d-, one linear program.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import LinearSystem, Optimal, optimum
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Part, either
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families.corrected_values import CORNER_BOXES_CORRECTED
from proofs.claims.families.program_4_bounds import CHEAPER_THAN_PROGRAM_4
from proofs.claims.families.stated_markets import (
    MARKET,
    positive_boxes,
    profiles,
    social_cost,
    stated_market_mechanism,
)
from proofs.claims.families.stated_mechanisms import osp, selected_at
from proofs.claims.families.trading_mechanisms import market_mechanism_reading, osp_on_boxes
from proofs.claims.families.two_atoms import TWO_ATOMS
from proofs.claims.families.valenzuela_stookey import BESIDE, OTHER_ACTIONS, ZERO, at_most, below, claim, equal, never
from proofs.claims.stating import every
from proofs.trading.markets.bundles import Bundle, minus, times
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.value.costs import ExpectedCost, cost_of_mechanism


def never_above_endowment(mechanism: Mechanism) -> Part:
    """Whatever is selected costs no less than the endowment, which the remedial menus give."""
    market = mechanism.market
    costs = [market.social_cost(mechanism.protocol.selected(at)) for at in mechanism.protocol.profiles]
    yield at_most(
        ("the cost of the endowment", market.social_cost(market.endowment)), ("the least cost selected", min(costs))
    )


def _greatest(rows: Any, lower: Any, upper: Any, objective: Any) -> Verdict:
    return optimum(LinearSystem.make(len(objective), at_most=rows, lower=lower, upper=upper), objective, "max")


@cache
def _most(box: Box, atoms: Any, eta: Bundle, w: Bundle) -> tuple[Verdict, ...]:
    size, tasks = len(w), range(len(w))
    (one, p), (two, q) = atoms
    zero, least = (Fraction(0),) * size, times(Fraction(-1), eta)
    open_ = [None] * size
    parts = (*w, *times(Fraction(-1), w))
    dear = (*box.lower, *times(Fraction(-1), box.upper))
    found = [_greatest([(dear, 0)], [0] * (2 * size), [*open_, *eta], parts)]
    found.append(_greatest([(one, 0), (two, 0)], least, open_, times(p + q, w)))
    for losing in itertools.product((0, 1), repeat=size):
        lower = [least[i] if losing[i] == which else Fraction(0) for which in (0, 1) for i in tasks]
        rows = [((*one, *zero), 0), ((*zero, *two), 0)]
        found.append(_greatest(rows, lower, [None] * (2 * size), (*times(p, w), *times(q, w))))
    return tuple(found)


def most(market: Market) -> tuple[Verdict, ...]:
    """Linear programs that bound w . d over the trades of polarized menus: see the module.

    First of a type of the box; then of the two atoms together, in all ways.
    """
    preferences = market.preferences[0]
    w = minus(market.performance[1], market.performance[0])
    assert isinstance(preferences.domain, Box)
    assert preferences.law is not None
    return _most(preferences.domain, preferences.law.atoms, market.endowment[0], w)


def _value(verdict: Verdict) -> Fraction:
    statement = verdict.statement
    assert isinstance(statement, Optimal | ExpectedCost)
    return statement.value


def osp_with_two_atoms(mechanism: Mechanism) -> Part:
    """Obviously strategy-proof; two agents; a law of two atoms and the uniform one, which has full support."""
    yield from osp_on_boxes("deviations")(mechanism)
    yield equal(("the number of agents", len(mechanism.market.agents)), ("", 2))
    preferences = mechanism.market.preferences[0]
    law = preferences.law or Law()
    yield equal(("the number of atoms of the law of agent 1", len(law.atoms)), ("", 2))
    whole = sum((weight for box, weight in law.uniform if box == preferences.domain), Fraction(0))
    yield below(ZERO, ("the weight that this law spreads uniformly over all its types", whole))
    rest = whole + sum((weight for _, weight in law.atoms), Fraction(0))
    yield equal(("the weight of its atoms and of the uniform law on all its types", rest), ("", 1))


def bounds_the_mechanism(mechanism: Mechanism) -> Part:
    """Program (4) costs at most what the mechanism costs, as far as its value is known.

    A refutation shows the comparison that fails, and the costs and the programs it rests on.
    """
    market = mechanism.market
    cost, programs = cost_of_mechanism(mechanism), most(market)
    law = market.preferences[0].law
    assert law is not None
    rest = sum((weight for _, weight in law.uniform), Fraction(0))
    gain = max(map(_value, programs[1:])) + rest * _value(programs[0])
    least = market.social_cost(market.endowment) - gain
    compared = at_most(("what program (4) costs at least", least), ("the expected cost of the mechanism", _value(cost)))
    yield either(Expected(compared), *map(never, (cost, *programs)))


ON_BOXES = claim(
    "section-4.without-loss-on-boxes",
    "section 4, with the boxes of section 1",
    "with types in boxes, polarized rays and remedial menus are without loss",
    market_mechanism_reading(
        "literal",
        "With types in boxes of positive costs, no mechanism that is obviously strategy-proof as printed "
        "ever costs less than the endowment, which is what remedial menus give (there are no polarized rays "
        "as printed)",
        osp_on_boxes("printed"),
        never_above_endowment,
        "The types of these boxes do not mind an exchange of two tasks, so that it is obviously "
        "strategy-proof as printed, and it is cheaper than the endowment; remedial menus leave the endowment "
        "as it is.",
        families.with_performance(hard_mechanisms.BOX_TABLES),
        families.with_performance(hard_mechanisms.MATCHED_BOXES),
        stated=stated_market_mechanism(
            [positive_boxes(), *osp("printed")],
            [every("at", profiles(), lambda at: social_cost(MARKET["endowment"]) <= social_cost(selected_at(at)))],
        ),
    ),
    market_mechanism_reading(
        f"{BESIDE}, {OTHER_ACTIONS}",
        "With types in boxes of positive costs, the value of program (4), over all menus of polarized rays "
        "and remedial ones, is at most the expected cost of every mechanism that is obviously strategy-proof "
        "(an action compared with the other actions); tried with two agents and two atoms",
        osp_with_two_atoms,
        bounds_the_mechanism,
        "Both trades of agent 1 take away task A, which two polarized rays cannot. Linear programs over the "
        "trades of the types at the two ends, with no task lost in both, or with one trade for both, and a "
        "bound for all other types show that every polarized menu costs more, in the large market and hence "
        "in this one.",
        TWO_ATOMS,
        stated=CHEAPER_THAN_PROGRAM_4,
    ),
    CORNER_BOXES_CORRECTED,
    rests_on=("theorem-2.second", "corollary-3"),
)

CLAIMS = [ON_BOXES]
