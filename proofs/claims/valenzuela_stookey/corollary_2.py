"""VS, Corollary 2: how many polarized rays, and how many choices, there can be.

* `corollary-2.first`: polarized rays in I tasks are at most I
* `corollary-2.second`: no agent has more than I + 1 choices
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.corrected_menus import CHOICES_CORRECTED, COROLLARY_2_CORRECTED
from proofs.claims.families.polarized_rays import NO_POLARIZED_MENU, is_polarized, rays_reading
from proofs.claims.families.rays import Rays
from proofs.claims.families.stated_mechanisms import (
    AGENTS,
    MECHANISM,
    all_positive_costs,
    bundles_of,
    equals_its_reduction,
    osp,
    stated_mechanism,
)
from proofs.claims.families.trading_mechanisms import mechanism_reading
from proofs.claims.families.valenzuela_stookey import BESIDE, ZERO, at_most, claim, equal
from proofs.claims.stating import Formula, Term, defined, every, operation, size
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.bundles import Bundle
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Points, Ray, Remedial, shape


def within_tasks(rays: Rays) -> Part:
    proper = sum(1 for ray in rays if any(ray))
    yield at_most(("the number of rays", proper), ("the number of tasks", len(rays[0])))


def non_redundant(mechanism: Mechanism) -> Part:
    """Every bundle of every set is selected at some choices, so that the mechanism equals its essential reduction."""
    unused = 0
    for j, menu in enumerate(mechanism.protocol.menus):
        for k, one in enumerate(menu):
            held = set(one.points) if isinstance(one, Points) else {mechanism.market.endowment[j]}
            unused += len(held - set(mechanism.protocol.reach[j][k]))
    yield equal(("the number of bundles of trading sets that are never selected", unused), ZERO)


def _finite_menus(mechanism: Mechanism) -> list[list[Points]]:
    return [
        [one if isinstance(one, Points) else Points((eta,)) for one in menu]
        for menu, eta in zip(mechanism.protocol.menus, mechanism.market.endowment, strict=True)
    ]


def _bundles(points: Points) -> frozenset[Bundle]:
    return frozenset(points.points)


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


def menus_within_tasks(mechanism: Mechanism) -> Part:
    largest = max(map(len, mechanism.protocol.menus))
    yield at_most(
        ("the number of choices of an agent", largest), ("the number of tasks plus 1", len(mechanism.market.tasks) + 1)
    )


@defined("agent {0} has at most one choice more than there are tasks")
def within_tasks_plus_one(agent: Term) -> Formula:
    return size(MECHANISM["menus"][agent]) <= size(MECHANISM["numbers"]) + 1


@defined("the sets of agent {0} are all different")
def different_sets(agent: Term) -> Formula:
    pairs = operation("pairs", MECHANISM["menus"][agent])

    def differ(pair: Term) -> Formula:
        one, two = bundles_of(pair[0], agent), bundles_of(pair[1], agent)
        return ~(one.within(two) & two.within(one))

    return every("pair", pairs, differ)


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

COROLLARY_2_FIRST = claim(
    "corollary-2.first",
    "section 3, Corollary 2",
    "polarized rays in I tasks are at most I",
    rays_reading(
        "literal",
        "Polarized rays (as printed) in I tasks are at most I",
        lambda rays: (polarized(rays, "printed"),),
        within_tasks,
        "",
        vacuous=NO_POLARIZED_MENU,
    ),
    rays_reading(
        BESIDE,
        "Polarized rays in I tasks, {eta} not counted, are at most I",
        is_polarized,
        within_tasks,
        "The rays are polarized and more than there are tasks.",
    ),
    *COROLLARY_2_CORRECTED,
    # Its proof is that no two polarized rays have a negative coordinate in common.
    rests_on=("definition.disjoint-negatives",),
)

COROLLARY_2_SECOND = claim(
    "corollary-2.second",
    "section 3, Corollary 2",
    "no agent has more than I + 1 choices",
    mechanism_reading(
        "literal",
        "In an obviously strategy-proof mechanism (as printed) that equals its essential reduction, every "
        "agent has at most I + 1 choices",
        _non_redundant_osp("printed", False, False),
        menus_within_tasks,
        "The mechanism is obviously strategy-proof and everything in its sets is selected, but an agent has "
        "more than I + 1 choices: the same set {eta} several times over.",
        MANY_COPIES,
        families.TABLES,
        stated=stated_mechanism([equals_its_reduction(), *osp("printed")], [every("j", AGENTS, within_tasks_plus_one)]),
    ),
    mechanism_reading(
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
        stated=stated_mechanism(
            [all_positive_costs(), equals_its_reduction(), *osp("deviations")],
            [every("j", AGENTS, lambda j: ~different_sets(j) | within_tasks_plus_one(j))],
        ),
    ),
    mechanism_reading(
        "different sets, none above the endowment",
        "As the second reading, without sets all of whose bundles are above the endowment",
        _non_redundant_osp("deviations", True, True),
        menus_within_tasks,
        "The mechanism is obviously strategy-proof and an agent has more than I + 1 choices.",
        families.STRICT_TABLES,
        families.FULL_MENUS,
        hard_mechanisms.MATCHED_STRICT,
        budget=200,
    ),
    CHOICES_CORRECTED,
    rests_on=("corollary-2.first", "theorem-2.second"),
)

CLAIMS = [COROLLARY_2_FIRST, COROLLARY_2_SECOND]
