"""Markets, menus, strategies and selections of every sort, and every question about them.

Domains: open and closed orthants, boxes, finite lists; laws: atoms, boxes, thin boxes, mixtures; trading sets: bundles,
rays, remedial boxes, polyhedra, continua; strategies: cautious, open ties, tables, rules; selections: tables, open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, partial
from itertools import product

from exact.verdicts import Verdict
from proofs.trading.dominance.actions import obviously_dominant
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.deciding import ex_post_table, obviously_strategy_proof
from proofs.trading.dominance.dominating import dominating_mechanism
from proofs.trading.dominance.domination import dominated
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.mechanisms import with_table
from proofs.trading.dominance.polarization import largest_menu, polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.dominance.polarized_on_domain import decide_polarized_on_domains, polarized_on_domain
from proofs.trading.markets.domains import Box, CostRow, FiniteDomain, Orthant, PolyhedralDomain, signed_orthant
from proofs.trading.markets.families import bilateral, budget_grid, pseudo_market, two_price
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism, Myopic, Regions, Rule
from proofs.trading.markets.menus import Constraint, EndowmentOnly, PairsFrom, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.random_allocation import random_allocation
from proofs.trading.markets.reduction import essential_reduction, non_redundant
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable
from proofs.trading.selection.optimal import optimal_selection
from proofs.trading.selection.probabilities import RULES, TIES, HalfSpace, decide_chance, decide_choice_probabilities
from proofs.trading.value.all_menus import TypedAgent, support_over_all_menus
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.best_large_rays import best_large_rays
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.bilateral import READINGS, improving_trade
from proofs.trading.value.constant import only_constant_mechanism
from proofs.trading.value.cost_laws import cost_law, cost_settles
from proofs.trading.value.costs import cost_of_mechanism, expected_cost
from proofs.trading.value.improvement import weak_improvement
from proofs.trading.value.incentive_bound import incentive_compatible_bound
from proofs.trading.value.linear_programs import (
    cheapest_constant,
    cheapest_incentive_compatible,
    cheapest_incentive_compatible_large,
)
from proofs.trading.value.lottery_costs import decide_lottery_cost
from proofs.trading.value.mechanism_costs import cost_of_assignment
from proofs.trading.value.outer_program import in_feasible_set, outer_program, support_value
from proofs.trading.value.polarized_support import polarized_menu, polarized_support
from proofs.trading.value.ray_search import best_polarized_rays
from proofs.trading.value.replicas import replica_cost
from tests.proofs.trading.value.small_markets import of_types, small

QUESTIONS: dict[str, Callable[[], Verdict]] = {}


def fractions(*numerals: object) -> tuple[Fraction, ...]:
    """Exact numbers from numerals."""
    return tuple(Fraction(str(numeral)) for numeral in numerals)


# --------------------------------------------------------------------------------------- rays, types, allocations

POLARIZED = {
    "two rays": [(1, -1), (-1, 2)],
    "two rays that tempt together": [(1, -2), (-1, 1)],
    "the same side": [(1, -1), (1, -2)],
    "three tasks": [(1, 1, -1), (1, -1, 1), (-1, 1, 1)],
    "one sign": [(1, -1), (1, 1)],
    "a burden given away": [(-1, 0), (1, -1)],
    "the endowment is among them": [(0, 0), (1, -1)],
    "fractions": [("1/2", "-1/3"), ("-1/7", "1/2")],
    "no rays": [],
}
for name, rays in POLARIZED.items():
    for reading in ("beside endowment", "printed", "pairs", "lemma 5"):
        QUESTIONS[f"polarized: {name} ({reading})"] = partial(polarized, rays, reading)
ON_DOMAINS = ("two rays", "two rays that tempt together", "one sign", "the endowment is among them", "fractions")
QUESTIONS["polarized: the largest menu of 4 tasks"] = partial(largest_menu, 4)

DOMAINS = {
    "closed orthant": Orthant(2),
    "open orthant": Orthant(2, strict=True),
    "box": Box(fractions(1, 1), fractions(2, "5/2")),
    "box with an edge": Box(fractions(1, 1), fractions(1, 3)),
    "two types": FiniteDomain((fractions(1, 2), fractions(2, 1))),
    "orthant with a good": signed_orthant(2, [1]),
    "open orthant with a good": signed_orthant(2, [1], strict=True),
    "box with a good": Box(fractions(1, -2), fractions(2, "-1/2")),
    "two types with a good": FiniteDomain((fractions(1, -2), fractions(2, -1))),
    "orthant cut to a cone": PolyhedralDomain(2, (CostRow((-1, 1), "<=", 0), CostRow((1, -2), "<", 0))),
    "box cut by an equation": PolyhedralDomain(
        2, (CostRow((1, 1), "=", 3), CostRow((-1, 0), "<=", -1), CostRow((0, -1), "<", "-1/2"))
    ),
}
CASES = {
    "one gain": ([(1, -1)], []),
    "gains that exclude each other": ([(1, -1), (-1, 1)], []),
    "a gain and no loss": ([(1, -2)], [(-1, 1)]),
    "indifference": ([], [(1, -1), (-1, 1)]),
    "no loss that is a burden": ([], [(1, 1)]),
    "a gain without bounds": ([(1, -3)], [(-1, 2)]),
    "nothing asked": ([], []),
}
for (place, domain), (case, lists) in product(DOMAINS.items(), CASES.items()):
    QUESTIONS[f"some type: {case}, {place}"] = partial(some_type, domain, *lists)

for (place, domain), name in product(DOMAINS.items(), ON_DOMAINS):
    for reading in ("beside endowment", "printed", "pairs", "lemma 5"):
        QUESTIONS[f"polarized on domain: {name}, {place} ({reading})"] = partial(
            polarized_on_domain, domain, POLARIZED[name], reading
        )

ALLOCATIONS = {
    "yes, halves": ([2, 1], [("1/2", "1/2"), ("3/2", "1/2")]),
    "yes, integers": ([2, 1], [(2, 0), (0, 1)]),
    "yes, three agents": ([1, 3], [("1/3", "1/2"), ("1/3", "5/4"), ("1/3", "5/4")]),
    "no, a task too much": ([2, 1], [(1, "1/2"), (2, "1/2")]),
    "no, a negative entry": ([2, 1], [(3, 1), (-1, 0)]),
}
for name, (numbers, rows) in ALLOCATIONS.items():
    QUESTIONS[f"random allocation: {name}"] = partial(
        random_allocation, numbers, tuple(fractions(*row) for row in rows)
    )

# -------------------------------------------------------------------------------------------- mechanisms and protocols


def two_agents(domain=None, law: Law | None = None, tasks: int = 2) -> Market:
    preferences = Preferences(domain or Orthant(tasks, strict=True), law, goods=range(tasks))
    performance = [[1, 0, 2][:tasks], [0, 2, 1][:tasks]]
    return Market.make(
        {f"t{i}": 4 for i in range(tasks)}, ["a", "b"], [[2] * tasks] * 2, performance, preferences=preferences
    )


ANYTHING = PolyhedralSet((Constraint((1, 1), 100),))


def accommodated(sets: Sequence[Sequence[Sequence[int]]], domain, strategy, several: int = 1) -> Mechanism:
    """Agent `chooser` is offered `sets` of trades, and a second agent, who does not care, takes all sides.

    At each of the second agent's choices m = 1, ..., `several` the m-th trade of a set is selected.
    """
    market = Market.make(
        {"t0": 4, "t1": 4},
        ["chooser", "other"],
        [[2, 2]] * 2,
        preferences=[Preferences(domain, goods=range(2)), Preferences(FiniteDomain(((0, 0),)))],
    )
    entries = []
    for k, trades in enumerate(sets, 1):
        for m in range(1, several + 1):
            chooser = tuple(Fraction(2 + x) for x in trades[min(m, len(trades)) - 1])
            entries.append(((k, m), (chooser, tuple(4 - x for x in chooser))))
    bundles = [Points(((2, 2), *(tuple(2 + x for x in trade) for trade in trades))) for trades in sets]
    protocol = Protocol.make(
        market, {"chooser": bundles, "other": [ANYTHING] * several}, SelectionTable(tuple(entries))
    )
    return Mechanism.make(protocol, {"chooser": strategy})


def offered(market: Market, *sets: Sequence, selection=None, **strategies) -> Mechanism:
    """A mechanism with these trading sets for the agents in order."""
    trades = dict(zip(market.agents, map(list, sets), strict=False))
    return Mechanism.make(Protocol.make(market, trades, selection), strategies)


WIDE = PolyhedralSet((Constraint((1, 1), 4), Constraint((1, 2), 6, equal=True)))
LINE = PolyhedralSet((Constraint((1, 1), 4, equal=True),))
STRATEGIES = {
    "cautious": Myopic(),
    "open ties": Myopic("any"),
    "named": ChoiceTable(((fractions(1, 2), 1),)),
    "named wrongly": ChoiceTable(((fractions(2, 1), 1),)),
    "rules": Regions((Rule(((1, -1),), (), 1),)),
    "strict rules": Regions((Rule((), ((1, -1),), 1),)),
    "two rules": Regions((Rule((), ((-1, 1),), 2), Rule(((1, -1),), (), 1))),
    "greedy rules": Regions((Rule((), (), 1),)),
    "no rules": Regions(()),
}
MECHANISMS: dict[str, Callable[[], Mechanism]] = {
    "rays both ways": lambda: offered(two_agents(), [Ray((1, -1))], [Ray((-1, 1))]),
    "rays that nobody matches": lambda: offered(two_agents(), [Ray((1, -1)), Ray((1, -2))], [Ray((1, -1))]),
    "rays that tempt together": lambda: offered(
        two_agents(), [Ray((1, -1)), Ray((1, -2))], [Ray((-1, 1)), Ray((-1, 2))]
    ),
    "rays that several prices show idle": lambda: offered(two_agents(), [Ray((1, -1))], [Ray((-2, 1)), Ray((-1, 2))]),
    "bundles that nobody matches": lambda: offered(
        two_agents(), [Points(((2, 2), (3, 1))), Points(((2, 2), (4, 1)))], [Points(((2, 2), (3, 1)))]
    ),
    "bundles without the endowment": lambda: offered(two_agents(), [Points(((3, 1), (1, 3)))]),
    "bundles beyond the numbers": lambda: offered(two_agents(), [Points(((2, 2), (9, 1)))]),
    "remedial": lambda: offered(two_agents(), [Remedial()], [Ray((1, 0))]),
    "remedial beside a ray": lambda: offered(two_agents(), [Remedial(), Ray((1, -1))], [Ray((-1, 1))]),
    "a polyhedron": lambda: offered(two_agents(), [LINE], [LINE]),
    "a wide polyhedron": lambda: offered(two_agents(), [WIDE], [ANYTHING]),
    "a polyhedron with parallel sides": lambda: offered(
        two_agents(), [PolyhedralSet((Constraint((1, 1), 4), Constraint((-1, -1), -4), Constraint((1, 0), 3)))], [LINE]
    ),
    "nothing offered": lambda: offered(two_agents()),
    "a pseudo-market": lambda: pseudo_market(two_agents(), [1, 1]),
    "a pseudo-market that tempts nobody": lambda: pseudo_market(two_agents(Box((1, 1), (1, 1))), [1, 1]),
    "a one-sided pseudo-market": lambda: offered(
        two_agents(), [PairsFrom((Constraint((1, 1), 4, equal=True), Constraint((-1, 0), -2)))], [LINE]
    ),
    "a pseudo-market that takes away": lambda: offered(
        two_agents(), [PairsFrom((Constraint((1, 0), 2), Constraint((0, 1), 2, equal=True)))], [ANYTHING]
    ),
    "a budget grid": lambda: budget_grid(two_agents(), [1, 1], 1, AnySelection()),
    "two prices": lambda: two_price(two_agents(), {"a": (1, 2), "b": (1, 1)}, selection=AnySelection()),
    "two prices that cross": lambda: two_price(two_agents(), {"a": (2, 1)}, selection=AnySelection()),
    "a bilateral trade": lambda: bilateral(two_agents(), "a", "b", (1, "-3/2")),
    "a table that does not clear": lambda: offered(
        two_agents(),
        [Points(((2, 2), (3, 1)))],
        [Points(((2, 2), (1, 3)))],
        selection=SelectionTable((((1, 1), (fractions(3, 1), fractions(2, 3))),)),
    ),
    "a table beside the choices": lambda: offered(
        two_agents(),
        [Points(((2, 2), (3, 1)))],
        [Points(((2, 2), (1, 3)))],
        selection=SelectionTable((((1, 0), (fractions(3, 1), fractions(1, 3))),)),
    ),
}
for place, domain in DOMAINS.items():
    for name, strategy in STRATEGIES.items():
        if not isinstance(strategy, ChoiceTable) or domain.contains(strategy.choices[0][0]):
            MECHANISMS[f"{name}, {place}"] = partial(accommodated, [[(1, -1)], [(-1, 1)]], domain, strategy)
            MECHANISMS[f"{name} under any selection, {place}"] = partial(
                lambda d, s: Mechanism.make(
                    Protocol.make(
                        accommodated([[(1, -1)]], d, Myopic()).market,
                        {"chooser": [Ray((1, -1)), Ray((-1, 2))], "other": [ANYTHING]},
                    ),
                    {"chooser": s},
                ),
                domain,
                strategy,
            )
    MECHANISMS[f"a set of two trades, {place}"] = partial(
        accommodated, [[(1, -1), (-1, 1)], [(0, -1)]], domain, Myopic(), several=2
    )


@cache
def mechanism(name: str) -> Mechanism:
    """The mechanism of this name."""
    return MECHANISMS[name]()


def protocol_is_fit(name: str) -> bool:
    """Whether the mechanism of this name is feasible, so that it can be asked about."""
    return bool(feasible(mechanism(name).protocol))


OPEN = ("remedial beside a ray", "a polyhedron", "a wide polyhedron", "a polyhedron with parallel sides")
"""Mechanisms of which it is not decided whether they are obviously strategy-proof under every selection."""


def osp(name: str, dominance: str) -> Verdict:
    """Obvious strategy-proofness; of a protocol that is not feasible, that it is not."""
    if not protocol_is_fit(name):
        return feasible(mechanism(name).protocol)
    return obviously_strategy_proof(mechanism(name), dominance)


for name in MECHANISMS:
    QUESTIONS[f"feasible protocol: {name}"] = partial(lambda n: feasible(mechanism(n).protocol), name)
    for dominance in ("deviations", "printed") if name not in OPEN else ("printed",):
        QUESTIONS[f"obviously strategy-proof: {name} ({dominance})"] = partial(osp, name, dominance)
    if "orthant" not in name and "box" not in name and "two types" not in name:
        for reading in ("beside endowment", "printed", "pairs", "lemma 5"):
            QUESTIONS[f"polarized menus: {name} ({reading})"] = partial(
                lambda n, r: decide_polarized(mechanism(n), r), name, reading
            )
            if name != "a pseudo-market that tempts nobody" or reading in ("beside endowment", "printed"):
                QUESTIONS[f"polarized menus on domains: {name} ({reading})"] = partial(
                    lambda n, r: decide_polarized_on_domains(mechanism(n), r), name, reading
                )
for place in ("orthant with a good", "two types with a good", "two types"):
    for name, sets in {
        "remedial": [Remedial()],
        "rays": [Ray((1, 1)), Ray((-1, -1))],
        "bundles of two sorts": [Points(((1, 3), (3, 1)))],
    }.items():
        QUESTIONS[f"polarized menus on domains: {name}, {place}"] = partial(
            lambda p, s: decide_polarized_on_domains(offered(two_agents(DOMAINS[p]), s)), place, sets
        )
QUESTIONS["polarized menus on domains: no, remedial of one task that all like"] = lambda: decide_polarized_on_domains(
    Protocol.make(
        Market.make(
            {"A": 2, "B": 2},
            ["a", "b"],
            [[2, 0], [0, 2]],
            preferences=[Preferences(Box((-2, 1), (-1, 2)), goods=[0]), Preferences.positive(2)],
        ),
        {"a": [Remedial()]},
    )
)

# ------------------------------------------------------------------------------------------- reduction and domination

THERE = PolyhedralSet((Constraint((1, 0), 2, equal=True), Constraint((0, 1), 2), Constraint((0, -1), -2)))
"""A polyhedron of one bundle, the endowment."""


def table(*entries: tuple[tuple[int, int], tuple[int, int]]) -> SelectionTable:
    """At each pair of choices what agent a takes, which b gives."""
    return SelectionTable(tuple((at, (fractions(2 + x, 2 + y), fractions(2 - x, 2 - y))) for at, (x, y) in entries))


def mixed_sets(first: Sequence, second: Sequence, *entries: tuple, domain=None, **strategies) -> Mechanism:
    return offered(two_agents(domain), first, second, selection=table(*entries), **strategies)


TO_AND_FRO = [Points(((2, 2), (3, 1))), Points(((2, 2), (1, 3)))], [Points(((2, 2), (1, 3))), Points(((2, 2), (3, 1)))]
MORE = [Points(((2, 2), (3, 3)))], [Points(((2, 2), (1, 1)))]
TYPES = DOMAINS["two types"]
TABLED: dict[str, Callable[[], Mechanism]] = {
    "to and fro": lambda: mixed_sets(*TO_AND_FRO, ((1, 1), (1, -1)), ((2, 2), (-1, 1))),
    "to alone": lambda: mixed_sets(*TO_AND_FRO, ((1, 1), (1, -1))),
    "rays": lambda: mixed_sets(
        [Ray((1, -1)), Ray((-1, 1))], [Ray((-1, 1)), Ray((1, -1))], ((1, 1), (1, -1)), ((2, 2), (-1, 1))
    ),
    "lines": lambda: mixed_sets([LINE, LINE], [LINE, LINE], ((1, 1), (1, -1)), ((2, 2), (-1, 1))),
    "anything": lambda: mixed_sets([ANYTHING, ANYTHING], [ANYTHING, ANYTHING], ((1, 1), (1, -1)), ((2, 2), (-1, 1))),
    "a bundle as a polyhedron": lambda: mixed_sets([THERE], []),
    "a bundle as a list": lambda: mixed_sets([Points(((2, 2),))], []),
    "a remedial set": lambda: mixed_sets([Remedial()], [Points(((2, 2), (3, 3)))], ((1, 1), (-1, -1))),
    "what is below": lambda: mixed_sets([WHAT_IS_BELOW], [Points(((2, 2), (3, 3)))], ((1, 1), (-1, -1))),
    "a remedial set twice": lambda: mixed_sets(
        [Remedial(), Points(((2, 2),)), Remedial()], [ANYTHING], ((1, 1), (-1, -1)), ((3, 1), (-1, 0))
    ),
    "a remedial set and nothing": lambda: mixed_sets([Points(((2, 2),)), Remedial()], [ANYTHING], ((2, 1), (-1, -1))),
    "a remedial set and a ray": lambda: mixed_sets(
        [Remedial(), Ray((1, -1))], [ANYTHING], ((1, 1), (-1, -1)), ((2, 1), (1, -1))
    ),
    "more": lambda: mixed_sets(*MORE, ((1, 1), (1, 1))),
    "more, two types": lambda: mixed_sets(*MORE, ((1, 1), (1, 1)), domain=TYPES),
    "more, named": lambda: mixed_sets(*MORE, ((1, 1), (1, 1)), a=ChoiceTable(((fractions(1, 2), 0),))),
    "more, named and made": lambda: mixed_sets(*MORE, ((1, 1), (1, 1)), a=ChoiceTable(((fractions(1, 2), 1),))),
    "more, open ties": lambda: mixed_sets(*MORE, ((1, 1), (1, 1)), a=Myopic("any")),
    "more, a rule against it": lambda: mixed_sets(*MORE, ((1, 1), (1, 1)), a=Regions((Rule((), ((1, -1),), 0),))),
    "more, a rule for it": lambda: mixed_sets(*MORE, ((1, 1), (1, 1)), a=Regions((Rule((), ((1, -1),), 1),))),
    "more, a rule for no type": lambda: mixed_sets(
        *MORE, ((1, 1), (1, 1)), domain=TYPES, a=Regions((Rule((), ((1, 1),), 1),))
    ),
    "two rays that tempt together": lambda: mixed_sets(
        [Ray((1, -1)), Ray((1, -2))], [ANYTHING], ((1, 1), (1, -1)), ((2, 1), (1, -2))
    ),
    "two directions": lambda: mixed_sets([ANYTHING], [ANYTHING] * 2, ((1, 1), (1, -1)), ((1, 2), (-1, 1))),
    "to and fro, two types": lambda: mixed_sets(*TO_AND_FRO, ((1, 1), (1, -1)), ((2, 2), (-1, 1)), domain=TYPES),
    "to and fro, two types, listed": lambda: mixed_sets(
        *TO_AND_FRO,
        ((1, 1), (1, -1)),
        ((2, 2), (-1, 1)),
        domain=TYPES,
        a=ChoiceTable(((fractions(1, 2), 1), (fractions(2, 1), 2))),
    ),
    "to alone, two types": lambda: mixed_sets(*TO_AND_FRO, ((1, 1), (1, -1)), domain=TYPES),
    "to and fro by rules": lambda: mixed_sets(
        *TO_AND_FRO, ((1, 1), (1, -1)), ((2, 2), (-1, 1)), a=Regions((Rule((), ((1, -1),), 1),))
    ),
    "to alone by rules": lambda: mixed_sets(*TO_AND_FRO, ((1, 1), (1, -1)), a=Regions((Rule((), ((1, -1),), 1),))),
    "another endowment": lambda: offered(
        Market.make(
            {"t0": 4, "t1": 4},
            ["a", "b"],
            [[2, 2], [2, 2]],
            endowment=[[1, 3], [3, 1]],
            preferences=Preferences(Orthant(2, strict=True)),
        ),
        selection=SelectionTable(),
    ),
}
WHAT_IS_BELOW = PolyhedralSet((Constraint((1, 0), 2), Constraint((0, 1), 2)))
GOODS = {place: DOMAINS[place] for place in DOMAINS if place.endswith("with a good")}
SHIFTS = [Points(((2, 2), (3, 3)))], [Points(((2, 2), (1, 1)))]
"""A shift more for pay, and less of both."""
WORSE = [Points(((2, 2), (3, 1)))], [Points(((2, 2), (1, 3)))]
"""A shift more and less pay."""
for place, liked in GOODS.items():
    TABLED |= {
        f"shifts for pay, {place}": partial(mixed_sets, *SHIFTS, ((1, 1), (1, 1)), domain=liked),
        f"shifts and less pay, {place}": partial(mixed_sets, *WORSE, ((1, 1), (1, -1)), domain=liked),
        f"more of two sorts, {place}": partial(
            mixed_sets,
            [Points(((2, 2), (1, 2), (2, 3)))],
            [Points(((2, 2), (3, 2), (2, 1)))],
            ((1, 0), (0, 0)),
            ((1, 1), (-1, 0)),
            ((0, 1), (0, 0)),
            domain=liked,
        ),
        f"two rays for pay, {place}": partial(
            mixed_sets, [Ray((1, 1)), Ray((1, 2))], [ANYTHING], ((1, 1), (1, 1)), ((2, 1), (1, 2)), domain=liked
        ),
    }
TABLED |= {
    f"shifts and less pay by a rule, {place}": partial(
        mixed_sets, *WORSE, ((1, 1), (1, -1)), domain=liked, a=Regions((Rule((), ((-1, 0),), 1),))
    )
    for place, liked in GOODS.items()
}
ALONE = PolyhedralDomain(2, (CostRow((1, 0), "=", 2), CostRow((0, 1), "=", -1)))
"""One type, by equations."""
TABLED |= {
    "shifts and less pay, by equations": partial(mixed_sets, *WORSE, ((1, 1), (1, -1)), domain=ALONE),
    "shifts and less pay, tied": partial(
        mixed_sets, *WORSE, ((1, 1), (1, -1)), domain=PolyhedralDomain(2, (CostRow((-1, 1), "<=", 0),))
    ),
}
for name in TABLED:
    QUESTIONS[f"non-redundant protocol: {name}"] = partial(lambda n: non_redundant(TABLED[n]().protocol), name)
    QUESTIONS[f"non-redundant protocol: yes, {name}, reduced"] = partial(
        lambda n: non_redundant(essential_reduction(TABLED[n]().protocol)), name
    )
    QUESTIONS[f"held by polarized rays: {name}"] = partial(lambda n: dominating_mechanism(TABLED[n]()).verdict, name)
for one, other in (
    *product(("to and fro", "rays", "lines", "anything", "to alone"), repeat=2),
    *product(("a remedial set", "what is below"), repeat=2),
    *product(("a bundle as a polyhedron", "a bundle as a list"), repeat=2),
    ("to alone, two types", "to and fro, two types"),
    ("to and fro, two types", "to and fro, two types, listed"),
    ("to alone by rules", "to and fro by rules"),
    ("to and fro", "to and fro by rules"),
    ("to and fro by rules", "to and fro"),
    ("to and fro", "another endowment"),
    ("to and fro", "more"),
    ("more", "to and fro"),
):
    for effectively in (False, True):
        QUESTIONS[f"dominated mechanism: {one} by {other}{' (effectively)' if effectively else ''}"] = partial(
            lambda m, n, e: dominated(TABLED[m](), TABLED[n](), effectively=e), one, other, effectively
        )
for name in MECHANISMS:
    if protocol_is_fit(name) and dominating_mechanism(mechanism(name)).verdict.holds is not None:
        QUESTIONS[f"held by polarized rays: {name}, as it is"] = partial(
            lambda n: dominating_mechanism(mechanism(n)).verdict, name
        )

for dominance, action, costs in product(("deviations", "printed"), range(3), ((1, 2), (2, 1), (1, 1), (0, 0))):
    QUESTIONS[f"obviously dominant: choice {action} at {costs} ({dominance})"] = partial(
        lambda a, c, d: obviously_dominant(
            accommodated([[(1, -1)], [(-2, 1)]], Orthant(2), Myopic()).protocol, "chooser", c, a, d
        ),
        action,
        costs,
        dominance,
    )
QUESTIONS["obviously strategy-proof: the ex-post optimal table of two prices"] = lambda: decide_osp(
    two_price(two_agents(), {"a": (1, 2), "b": (1, 1)})
)
QUESTIONS["obviously strategy-proof: a table for a ray"] = lambda: obviously_strategy_proof(
    with_table(mechanism("rays both ways"), ex_post_table(mechanism("rays both ways").protocol))
)

# ------------------------------------------------------------------------------------------------- laws and chances

BOX = Box(fractions(1, 1), fractions(2, 3))
LAWS = {
    "atoms": Law.finite({(1, 2): "1/3", (2, 1): "1/2", (1, 1): "1/6"}),
    "a box": Law.on_box(BOX),
    "a thin box": Law.on_box(Box(fractions(1, 1), fractions(3, 1))),
    "a mixture": Law.mixture(
        [(Law.on_box(BOX), "1/2"), (Law.finite({(1, 1): 1}), "1/4"), (Law.on_box(Box((0, 0), (1, 0))), "1/4")]
    ),
}
EVENTS = {
    "a half-space": [HalfSpace.make((1, -1))],
    "an open half-space": [HalfSpace.make((1, -1), 0, strict=True)],
    "two half-spaces": [HalfSpace.make((1, -1)), HalfSpace.make((-2, 1))],
    "parallel cuts": [HalfSpace.make((1, 1), 4), HalfSpace.make((2, 2), 7), HalfSpace.make((-1, 1))],
    "a level set": [HalfSpace.make((1, -1)), HalfSpace.make((-1, 1))],
    "everything": [HalfSpace.make((-1, -1))],
    "a point": [HalfSpace.make((0, 0)), HalfSpace.make((1, 0), 1), HalfSpace.make((0, 1), "3/2")],
    "nothing": [HalfSpace.make((0, 0), -1)],
}
for (place, law), (event, conditions) in product(LAWS.items(), EVENTS.items()):
    QUESTIONS[f"chance: {event}, {place}"] = partial(decide_chance, law, conditions)
QUESTIONS["chance: not so"] = partial(decide_chance, LAWS["a box"], EVENTS["a half-space"], "1/7")
QUESTIONS["chance: in four dimensions"] = lambda: decide_chance(
    Law.on_box(Box((0, 0, 0, 0), (1, 2, 1, 3))), [HalfSpace.make((1, -1, 2, -1), 0), HalfSpace.make((-1, 2, -1, 1), 1)]
)
QUESTIONS["chance: one cut in twelve dimensions"] = lambda: decide_chance(
    Law.on_box(Box((0,) * 12, (1,) * 12)), [HalfSpace.make((1, -2) * 6, 0)]
)

CANDIDATES = {
    "two bundles": [[(2, 2)], [(3, 1)]],
    "sets of two": [[(2, 2)], [(3, 1), (1, 3)], [(2, 2), (1, 3)]],
    "ties": [[(2, 2)], [(2, 2), (3, 2)], [(1, 2), (3, 1)], [(1, 2), (2, 3)]],
    "the endowment alone": [[(2, 2)]],
    "three equal sets": [[(2, 2)], [(1, 3)], [(1, 3)], [(1, 3), (2, 4)]],
}
for (place, law), (menu, sets), ties in product(LAWS.items(), CANDIDATES.items(), TIES):
    exact = tuple(tuple(fractions(*x) for x in points) for points in sets)
    QUESTIONS[f"choice probabilities: {menu}, {place} ({ties})"] = partial(
        decide_choice_probabilities, exact, law, ties=ties
    )
QUESTIONS["choice probabilities: not so"] = lambda: decide_choice_probabilities(
    ((fractions(2, 2),), (fractions(3, 1),)), LAWS["a box"], ["1/2", "1/2"]
)

# --------------------------------------------------------------------- markets: choice, selection, costs, large markets


def market_of(law: str | Law, **more) -> Market:
    """Two agents with a law each on the closed orthant, or with the finite domain of its atoms."""
    given = LAWS[law] if isinstance(law, str) else law
    domain = FiniteDomain(tuple(at for at, _ in given.atoms)) if given.is_finite else Orthant(2)
    return Market.make(
        {"A": 4, "B": 4},
        ["1", "2"],
        [[2, 2]] * 2,
        [[1, 0], [0, 1]],
        preferences=Preferences(domain, given),
        **more,
    )


MARKETS: dict[str, Callable[[], Market]] = {
    **{f"{law}": partial(market_of, law) for law in LAWS},
    "atoms, slack": lambda: market_of("atoms", slack="3/2"),
    "boxes": lambda: Market.make(
        {"A": 4, "B": 4}, ["1", "2"], [[2, 2]] * 2, [[1, 0], [0, 1]], preferences=Preferences.uniform([1, 1], [2, 3])
    ),
    "boxes that are far apart": lambda: Market.make(
        {"A": 4, "B": 4},
        ["1", "2"],
        [[2, 2]] * 2,
        [[1, 0], [0, 1]],
        preferences=[Preferences.uniform([1, 5], [2, 6]), Preferences.uniform([1, 5], [2, 6])],
    ),
    "an orthant": lambda: Market.make({"A": 4, "B": 2}, ["1", "2"], [[2, 2], [2, 0]], [[1, 0], [0, 1]]),
    "open orthants": lambda: two_agents(),
    "nobody gains": lambda: Market.make({"A": 4, "B": 4}, ["1", "2"], [[2, 2]] * 2, [[0, 0]] * 2),
    "a single type": lambda: market_of(Law.finite({(1, 2): 1})),
    "a box of one point": lambda: Market.make(
        {"A": 4, "B": 4},
        ["1", "2"],
        [[2, 2]] * 2,
        [[1, 0], [0, 1]],
        preferences=Preferences(Box((1, 2), (1, 2)), Law.finite({(1, 2): 1})),
    ),
    "three agents, three tasks": lambda: Market.make(
        {"A": 3, "B": 3, "C": 3},
        ["1", "2", "3"],
        [[1, 1, 1]] * 3,
        [[0, 2, 1], [1, 0, 2], [2, 1, 0]],
        preferences=Preferences.uniform([1, 1, 1], [2, 2, 2]),
    ),
    "an agent who does nothing": lambda: Market.make(
        {"A": 2, "B": 1}, ["1", "2"], [[2, 1], [0, 0]], [[1, 0], [0, 1]], preferences=Preferences.finite({(1, 1): 1})
    ),
    "one agent": lambda: Market.make({"A": 2, "B": 1}, ["1"], [[2, 1]], preferences=Preferences.finite({(1, 1): 1})),
}


@cache
def market(name: str) -> Market:
    return MARKETS[name]()


def has_law(name: str) -> bool:
    return all(preferences.law is not None for preferences in market(name).preferences)


for name in MARKETS:
    for reading in READINGS if has_law(name) else READINGS[-1:]:
        for best in (False, True):
            QUESTIONS[f"bilateral trade improves: {name} ({reading}{', the best' if best else ''})"] = partial(
                lambda n, r, b: improving_trade(market(n), r, b), name, reading, best
            )
    QUESTIONS[f"only constant mechanism: {name}"] = partial(lambda n: only_constant_mechanism(market(n)), name)
    QUESTIONS[f"cheapest constant mechanism: {name}"] = partial(lambda n: cheapest_constant(market(n)), name)
for name in ("atoms", "atoms, slack", "a single type", "a box of one point", "one agent", "an agent who does nothing"):
    QUESTIONS[f"cheapest incentive compatible mechanism: {name}"] = partial(
        lambda n: cheapest_incentive_compatible(market(n)), name
    )
    QUESTIONS[f"cheapest incentive compatible large market: {name}"] = partial(
        lambda n: cheapest_incentive_compatible_large(market(n)), name
    )
    QUESTIONS[f"cheapest obviously strategy-proof mechanism: {name}"] = partial(
        lambda n: cheapest_obviously_strategy_proof(market(n)), name
    )
    QUESTIONS[f"best polarized ray mechanism: {name}"] = partial(lambda n: best_polarized_rays(market(n)), name)
for name, of in (("cut into regions", (43, 2, 2, 2)), ("tempting costs", (15, 2, 2, 2)), ("remedial", (5, 3, 2, 1))):
    QUESTIONS[f"best polarized ray mechanism: {name}"] = partial(lambda which: best_polarized_rays(small(*which)), of)
QUESTIONS["best polarized ray mechanism: no time"] = partial(lambda: best_polarized_rays(small(33, 2, 2, 2), 0))
QUESTIONS["best polarized ray mechanism: two rays of one agent"] = partial(
    lambda: best_polarized_rays(
        of_types([[1, 1]] * 3, [[2, 1], [1, 2], [1, 0]], [[(4, 4), (1, 3)], [(4, 4)], [(3, 4)]])
    )
)
for name in MARKETS:
    if has_law(name):
        QUESTIONS[f"incentive compatible mechanisms at least: {name}"] = partial(
            lambda n: incentive_compatible_bound(market(n), 1, 100 if len(market(n).agents) < 3 else 1000), name
        )
    if has_law(name) and len(market(name).agents) > 1:
        finite = all(preferences.law.is_finite for preferences in market(name).preferences)
        for large in (False, True)[: 1 + finite]:
            QUESTIONS[f"best bilateral trade: {name}{', large' if large else ''}"] = partial(
                lambda n, of: best_bilateral_trade(market(n), 0.5, large=of), name, large
            )

SETS = {
    "rays": [[Ray((1, -1))], [Ray((-1, 1))]],
    "rays of fractions": [[Ray((1, "-1/3")), Ray((-1, 2))], [Ray(("-1/2", "1/6"))]],
    "bundles": [[Points(((2, 2), (3, 1), (1, 3)))], [Points(((2, 2), (1, 3))), Points(((2, 2), (3, 1)))]],
    "remedial": [[Remedial()], [Ray((0, 1))]],
    "polyhedra": [[LINE], [ANYTHING]],
    "nothing": [[], []],
    "one side": [[Ray((1, -1)), Points(((2, 2),))], []],
    "bundles beyond the numbers": [[Points(((2, 2), (9, 1)))], [Points(((2, 2), (0, 3)))]],
}


def three_wards() -> Market:
    """Three agents of two types, three tasks: the best menus have pairs of rays."""
    types = [
        {(1, 2, 2): "2/3", (3, 1, 2): "1/3"},
        {(2, 1, 2): "2/3", (2, 3, 1): "1/3"},
        {(2, 2, 1): "2/3", (1, 2, 3): "1/3"},
    ]
    performance = [[0, 2, 1], [1, 0, 2], [2, 1, 0]]
    known = [Preferences.finite(each) for each in types]
    return Market.make({"A": 3, "B": 3, "C": 3}, ["1", "2", "3"], [[1, 1, 1]] * 3, performance, preferences=known)


def menus(name: str) -> list[tuple]:
    """The menus of this name: the endowment, and the sets."""
    return [(EndowmentOnly(), *sets) for sets in SETS[name]]


for name in SETS:
    for law, ties, reach in (
        *(("atoms", ties, "nonnegative" if turn % 2 else "feasible") for turn, ties in enumerate(TIES)),
        ("a mixture", "cautious", "feasible"),
        ("a mixture", "split", "nonnegative"),
        ("a thin box", "trade", "feasible"),
        ("a box", "trade", "nonnegative"),
    ):
        # Nothing may be selected at a profile of positive probability in these: bundles beyond what there is.
        if name == "bundles beyond the numbers" and reach == "nonnegative":
            continue
        QUESTIONS[f"expected cost: {name}, {law} ({ties}, {reach})"] = partial(
            lambda n, w, t, r: expected_cost(market(w), menus(n), ties=t, reach=r), name, law, ties, reach
        )
        QUESTIONS[f"outer program: {name}, {law} ({ties}, {reach})"] = partial(
            lambda n, w, t, r: outer_program(
                market(w), [[menu, (EndowmentOnly(),)] for menu in menus(n)], ties=t, reach=r
            ),
            name,
            law,
            ties,
            reach,
        )
        QUESTIONS[f"support function: {name}, {law} ({ties}, {reach})"] = partial(
            lambda n, w, t, r: support_value(market(w), 0, [menus(n)[0]], ["1/2", -1], ties=t, reach=r),
            name,
            law,
            ties,
            reach,
        )
    QUESTIONS[f"weak improvement: {name}"] = partial(lambda n: weak_improvement(market("atoms"), menus(n)), name)
    for copies in (1, 2, 3):
        QUESTIONS[f"expected cost: {copies} copies, {name}"] = partial(
            lambda n, c: replica_cost(market("atoms"), menus(n), c, reach="feasible"), name, copies
        )
    for choices in product(*(range(1 + len(sets)) for sets in SETS[name])):
        QUESTIONS[f"optimal selection: {name} at {choices}"] = partial(
            lambda n, at: optimal_selection(market("atoms"), [menu[k] for menu, k in zip(menus(n), at, strict=True)]),
            name,
            choices,
        )
for name, (copies, ties) in product(("rays", "nothing"), ((1, "trade"), (2, "split"), (3, "keep"), (2, "cautious"))):
    QUESTIONS[f"law of costs: {name}, {copies} copies, ties {ties}"] = partial(
        lambda n, c, t: cost_law(market("atoms"), menus(n), c, ties=t, beyond=("7/2", "1/4") if c > 1 else None),
        name,
        copies,
        ties,
    )
QUESTIONS |= {
    "cost settles: a swap that saves": lambda: cost_settles(
        Market.make(
            {"A": 2, "B": 2},
            ["1", "2"],
            [[1, 1], [1, 1]],
            [[0, 3], [1, 1]],
            preferences=Preferences.finite({(1, 2): "1/3", (2, 1): "2/3"}),
        ),
        [(EndowmentOnly(), Ray((1, -1))), (EndowmentOnly(), Ray((-1, 1)))],
        "1/2",
    ),
    "cost settles: rays, ties trade": lambda: cost_settles(market("atoms"), menus("rays"), "1/4", ties="trade"),
    "cost settles: rays in a box": lambda: cost_settles(market("a box"), menus("rays"), 1),
    "cost settles: nobody has a choice": lambda: cost_settles(market("an orthant"), menus("nothing"), 1),
    "law of costs: a box": lambda: cost_law(market("a box"), menus("rays"), 2, beyond=(0, 3)),
    "law of costs: menus drawn at random, 3 copies": lambda: cost_law(
        market("atoms"), [[(menus("rays")[0], "1/3"), ((EndowmentOnly(),), "2/3")], menus("rays")[1]], 3, ties="split"
    ),
    "law of costs: agents without laws and choices": lambda: cost_law(market("an orthant"), menus("nothing")),
    "expected cost: menus drawn at random, 3 copies": lambda: replica_cost(
        market("atoms"), [[(menus("rays")[0], "1/3"), ((EndowmentOnly(),), "2/3")], menus("rays")[1]], 3
    ),
    "expected cost: a table": lambda: expected_cost(
        market("a box"),
        menus("rays"),
        table={(1, 1): (fractions(3, 1), fractions(1, 3))},
    ),
    "expected cost: agents without laws and choices": lambda: expected_cost(market("an orthant"), menus("nothing")),
    "weak improvement: no, a forced exchange": lambda: weak_improvement(
        market("atoms"), [(EndowmentOnly(), Points(((1, 3),))), (EndowmentOnly(),)]
    ),
    "weak improvement: no, it costs more": lambda: weak_improvement(
        market("atoms"), [(EndowmentOnly(), Points(((3, 1),))), (EndowmentOnly(), Points(((1, 3),)))]
    ),
    "feasible: in the feasible set": lambda: in_feasible_set(market("atoms"), 0, [menus("rays")[0]], [2, 2]),
    "feasible: not in the feasible set": lambda: in_feasible_set(market("atoms"), 0, [menus("rays")[0]], [9, 2]),
}

COSTED = {
    "cautious": Myopic(),
    "open ties": Myopic("any"),
    "named": ChoiceTable(((fractions(1, 2), 1),)),
    "rules": Regions((Rule(((1, -1),), (), 1),)),
    "two rules": Regions((Rule((), ((-1, 1), (1, -3)), 2), Rule(((1, -1),), ((-1, 0),), 1))),
    "no rules": Regions(()),
}
for (name, strategy), law in product(COSTED.items(), ("atoms", "a box", "a mixture", "a thin box")):
    for ties in TIES if name == "open ties" else (None,):
        QUESTIONS[f"expected cost: of a mechanism, {name}, {law}{f' ({ties})' if ties else ''}"] = partial(
            lambda s, w, t: cost_of_mechanism(
                offered(market(w), [Points(((2, 2), (3, 1))), Points(((2, 2), (1, 3)))], [ANYTHING], **{"1": s}),
                ties=t,
            ),
            strategy,
            law,
            ties,
        )
for law in ("atoms", "a box", "a thin box"):
    for ties in RULES:
        QUESTIONS[f"expected cost: agent by agent, {law} ({ties})"] = partial(
            lambda w, t: cost_of_mechanism(
                offered(market(w), [Points(((2, 2), (3, 1))), Ray((1, -1))], [ANYTHING], **{"1": Myopic("any")}),
                ties=t,
                by_agent=True,
            ),
            law,
            ties,
        )
for law in ("atoms", "a box"):
    for ties in ("designer", "split"):
        QUESTIONS[f"expected cost of a lottery: {law} ({ties})"] = partial(
            lambda w, t: (
                decide_lottery_cost(
                    [
                        (
                            offered(market(w), sets, [ANYTHING], selection=ExPostOptimal(), **{"1": Myopic("any")}),
                            chance,
                        )
                        for sets, chance in (
                            ([Ray((1, -1))], Fraction(1, 3)),
                            ([Points(((2, 2), (1, 3)))], Fraction(2, 3)),
                        )
                    ],
                    t,
                ).expected
            ),
            law,
            ties,
        )
QUESTIONS["expected cost: agent by agent, of the status quo"] = lambda: cost_of_assignment(market("atoms"))

TYPED = {
    "two types": TypedAgent((fractions(1, 2), fractions(2, 1)), fractions("1/3", "2/3"), fractions(2, 2)),
    "three types": TypedAgent(
        (fractions(1, 2), fractions(2, 1), fractions(1, 1)), fractions("1/2", "1/4", "1/4"), fractions(1, "3/2")
    ),
    "a type of no weight": TypedAgent((fractions(1, 2), fractions(2, 1)), fractions(0, 1), fractions(2, 0)),
    "three tasks": TypedAgent((fractions(1, 2, 3), fractions(3, 1, 1)), fractions("1/2", "1/2"), fractions(1, 1, 1)),
}
WEIGHTS = {"reward": (1, 1, 1), "exchange": (1, -1, "1/2"), "burden": (-1, -1, -1), "nothing": (0, 0, 0)}
for (name, agent), (what, w) in product(TYPED.items(), WEIGHTS.items()):
    cut = w[: len(agent.endowment)]
    QUESTIONS[f"support over all menus: {name}, {what}"] = partial(support_over_all_menus, agent, cut)
    QUESTIONS[f"polarized menu value: {name}, {what}"] = partial(polarized_menu, agent, cut)
    QUESTIONS[f"polarized support: {name}, {what}"] = partial(polarized_support, agent, cut)
QUESTIONS["polarized support: an enclosure"] = lambda: polarized_support(
    TypedAgent(
        (fractions(1, 5, 2), fractions(4, 1, 5), fractions(5, 3, 1)), fractions("1/2", "1/4", "1/4"), fractions(2, 1, 2)
    ),
    fractions(1, 1, -1),
)
QUESTIONS["best large market: atoms"] = lambda: best_large_market(market("atoms"))
QUESTIONS["best polarized large market: atoms"] = lambda: best_large_rays(market("atoms"))
QUESTIONS["best polarized large market: one agent"] = lambda: best_large_rays(market("one agent"))
QUESTIONS["best polarized large market: three wards"] = lambda: best_large_rays(three_wards())
QUESTIONS["best polarized large market: an enclosure"] = lambda: best_large_rays(
    Market.make(
        {"A": 2, "B": 2, "C": 2},
        ["1", "2"],
        [[1, 1, 1]] * 2,
        [[1, 2, 0], [3, 1, 4]],
        preferences=[
            Preferences.finite({(4, 5, 1): "1/3", (5, 1, 4): "2/3"}),
            Preferences.finite({(1, 5, 4): "2/3", (4, 3, 2): "1/3"}),
        ],
    )
)
QUESTIONS["best large market: one agent"] = lambda: best_large_market(market("one agent"))
