"""VS, proof of Theorem 2: the remedial menu has a dominant action."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import markets as families
from proofs.claims.families import rays
from proofs.claims.families.stated_mechanisms import MECHANISM, below, directions, is_feasible
from proofs.claims.families.trading_mechanisms import ChoiceCase, choice_in_words
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, claim
from proofs.claims.stating import Formula, Stated, Term, dot, each, every, given, operation, some
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.markets.bundles import bundle, texts
from proofs.trading.markets.bundles import dot as product
from proofs.trading.markets.menus import EndowmentOnly, Remedial
from proofs.trading.markets.protocols import feasible


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
                product(case.costs, protocol.selected((*at[:j], m, *at[j + 1 :]))[j])
                for m in range(len(protocol.menus[j]))
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

    return rays.remembered(stream)


REMEDIAL_MENU = Family("agent 1 with the remedial menu, agent 2 with two redundant sets", _remedial_cases(False))
REMEDIAL_SETS = Family("agent 1 with two remedial sets, agent 2 with two redundant sets", _remedial_cases(True))


J, COSTS = given("agent"), given("costs")


def no_worse(k: Term, m: Term, at: Term) -> Formula:
    """At the choices `at` of the others the agent's choice k costs it no more than its choice m."""
    mine, other = (operation("selected", MECHANISM, operation("put", at, J, choice))[J] for choice in (k, m))
    return dot(COSTS, mine) <= dot(COSTS, other)


CHOICES = each("menu", MECHANISM["menus"], lambda menu: operation("positions", menu))
PROFILES = operation("choices", CHOICES)
SOME_DOMINANT = Stated(
    sorts={"mechanism": "mechanism", "agent": "number", "costs": "vector"},
    instances=lambda case: {
        "mechanism": case.protocol.about(),
        "agent": case.protocol.market.agent(case.agent),
        "costs": texts(case.costs),
    },
    hypothesis=[is_feasible(), every("X", directions(J), below)],
    conclusion=[
        some(
            "k",
            CHOICES[J],
            lambda k: every("at", PROFILES, lambda at: every("m", CHOICES[J], lambda m: no_worse(k, m, at))),
        )
    ],
)
"""An agent all of whose sets are below the endowment has a choice that is best whatever the others choose."""


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
        stated=SOME_DOMINANT,
    )


REMEDIAL = claim(
    "theorem-2.remedial-dominant",
    "section 3, proof of Theorem 2",
    "the remedial menu has a dominant action",
    _remedial(
        "literal",
        "An agent with a remedial mechanism, that is one all of whose sets other than {eta} are remedial (the "
        "definition in the proof), has a dominant action",
        REMEDIAL_MENU,
        REMEDIAL_SETS,
    ),
    _remedial("the remedial menu", "An agent with the remedial menu has a dominant action", REMEDIAL_MENU),
)

CLAIMS = [REMEDIAL]
