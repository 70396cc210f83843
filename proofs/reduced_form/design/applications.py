"""The applications of LY, section 5, each built by one call.

Every builder returns a validated `Problem` (with the agents' preferences where types are preferences). Types default to
one for each agent, or to what the application makes of them; the prior defaults to independent and uniform.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.rationals import rational
from exact.showing.display import Displayed
from proofs.reduced_form.problem.problems import Cell, Constraint, Prior, Problem, Restriction, uniform_prior

Names = Sequence[str]
Types = Mapping[str, Names]
Preferences = dict[str, dict[str, dict[str, Fraction]]]
"""preferences[agent][type][object]: the payoff; for ordinal types the rank from below, 0 for the worst object."""

MOST_RANKINGS = 5_000
"""The ordinal types of an agent are all strict rankings, at most so many."""


@dataclass(frozen=True)
class PreferenceMarket(Displayed):
    """An assignment market whose types are preferences over the objects."""

    problem: Problem
    preferences: Preferences


def suppliers(
    models: Mapping[str, Mapping[str, int]],
    single: Names,
    double: Names,
    types: Types | None = None,
    prior: Prior | None = None,
) -> Problem:
    """Systems of multiple suppliers (LY 5.1): `models[supplier][model]` is the capacity k_j of a model.

    A family in `single` (LY's X) buys at most one car, one in `double` (Y) at most two, of different models (21)-(24).
    Models of different suppliers must have different names. Capacities are integers: cars are indivisible.
    """
    ceilings: dict[str, int] = {}
    for supplier, own in models.items():
        for model, capacity in own.items():
            if model in ceilings:
                raise ValueError(f'models.{supplier}: the model "{model}" has another supplier as well')
            ceilings[model] = capacity
    families, objects = (*single, *double), tuple(ceilings)
    constraints = [
        _at_most(f"capacity of {j}", [(i, j) for i in families], capacity) for j, capacity in ceilings.items()
    ]
    constraints += [_at_most(f"demand of {i}", [(i, j) for j in objects], 1 + (i in double)) for i in families]
    constraints += [_at_most("", [cell], 1) for cell in itertools.product(families, objects)]
    return _problem("Systems of multiple suppliers (LY 5.1)", families, objects, constraints, types, prior)


def assignment_market(
    agents: Names,
    objects: Names,
    types: Types | None = None,
    prior: Prior | None = None,
    demand: Mapping[str, int] | None = None,
    supply: Mapping[str, int] | None = None,
) -> Problem:
    """Assignment market (LY 5.2): agent i takes at most `demand[i]` objects, object j goes to at most `supply[j]`.

    Both default to one, which is the classical market.
    """
    demands, supplies = dict(demand or {}), dict(supply or {})
    constraints = [_at_most(f"demand of {i}", [(i, j) for j in objects], demands.get(i, 1)) for i in agents]
    constraints += [_at_most(f"supply of {j}", [(i, j) for i in agents], supplies.get(j, 1)) for j in objects]
    return _problem("Assignment market (LY 5.2)", agents, objects, constraints, types, prior)


def ordinal_market(
    agents: Names,
    objects: Names,
    rankings: Mapping[str, Iterable[Names]] | None = None,
    prior: Prior | None = None,
    **quotas: Mapping[str, int],
) -> PreferenceMarket:
    """Assignment market with ordinal types: a type is a strict ranking, named `j1>j2>j3`.

    `rankings[agent]` are the agent's possible rankings, best object first; all of them by default. `quotas` are
    `demand` and `supply` as for `assignment_market`.
    """
    size = len(objects)
    if rankings is None and _factorial_exceeds(size, MOST_RANKINGS):
        raise ValueError(f"{size} objects have more than {MOST_RANKINGS} rankings; give those that are possible")
    preferences: Preferences = {}
    for agent in agents:
        given = itertools.permutations(objects) if rankings is None else rankings[agent]
        preferences[agent] = {}
        for ranking in map(tuple, given):
            if sorted(ranking) != sorted(objects):
                raise ValueError(f"rankings.{agent}: {ranking} does not rank each object once")
            preferences[agent][">".join(ranking)] = {j: Fraction(size - 1 - k) for k, j in enumerate(ranking)}
    types = {agent: tuple(by_type) for agent, by_type in preferences.items()}
    return PreferenceMarket(assignment_market(agents, objects, types, prior, **quotas), preferences)


def cardinal_market(
    payoffs: Mapping[str, Mapping[str, Mapping[str, Any]]],
    objects: Names,
    prior: Prior | None = None,
    **quotas: Mapping[str, int],
) -> PreferenceMarket:
    """Assignment market with cardinal types: `payoffs[agent][type][object]`, exact numbers, 0 where left out."""
    preferences: Preferences = {}
    for agent, by_type in payoffs.items():
        preferences[agent] = {}
        for kind, values in by_type.items():
            unknown = sorted(set(values) - set(objects))
            if unknown:
                raise ValueError(f'payoffs.{agent}.{kind}: "{unknown[0]}" is not in objects')
            place = f"payoffs.{agent}.{kind}"
            preferences[agent][kind] = {j: rational(values.get(j, 0), f"{place}.{j}") for j in objects}
    types = {agent: tuple(by_type) for agent, by_type in preferences.items()}
    return PreferenceMarket(assignment_market(tuple(payoffs), objects, types, prior, **quotas), preferences)


def club_goods(
    agents: Names, cost: Any, endowment: Any, types: Types | None = None, prior: Prior | None = None
) -> Problem:
    """Allocation of club goods (LY 5.3), divisible: agent i consumes q_i of a public good of cost `cost` a unit.

    Object `a` is cost times q_i, between 0 and the cost; object `b` is what is left of the endowment after the payment.
    The payments cover the cost of the greatest consumption (28): for each agent i, x(i, a) and all x(k, b) together are
    at most the sum of the endowments (29). For two agents the sets are a bihierarchy; LY have two.
    """
    price, own = rational(cost, "cost"), rational(endowment, "endowment")
    residual = [(k, "b") for k in agents]
    constraints = [
        Constraint(frozenset([(i, "a"), *residual]), Fraction(0), own * len(agents), f"cost covered for {i}")
        for i in agents
    ]
    constraints += [Constraint(frozenset({(i, "a")}), Fraction(0), price, f"consumption of {i}") for i in agents]
    constraints += [Constraint(frozenset({(i, "b")}), Fraction(0), own, f"residual of {i}") for i in agents]
    title = "Allocation of club goods (LY 5.3)"
    return _problem(title, agents, ("a", "b"), constraints, types, prior, divisible=True)


def spectrum(
    providers: Names, interference: Iterable[tuple[str, str]], types: Types | None = None, prior: Prior | None = None
) -> Problem:
    """Radio spectrum licences (LY 5.4): one anonymous licence each, at most one for two providers that interfere."""
    constraints = [_at_most("", [(i,), (k,)], 1) for i, k in interference]
    constraints += [_at_most("", [(i,)], 1) for i in providers]
    return _problem("Radio spectrum licences (LY 5.4)", providers, (), constraints, types, prior)


def bilateral_trade(
    buyer_types: Names,
    seller_types: Names,
    compatible: Iterable[tuple[str, str]] | None = None,
    prior: Prior | None = None,
) -> Problem:
    """Bilateral trade (LY 5.5): the object goes to the buyer i1 or stays with the seller i2.

    `compatible` are the pairs (buyer's type, seller's type) in E; at every other profile the seller keeps the object.
    All pairs are compatible by default, which is the problem of Myerson and Satterthwaite (1983).
    """
    one, zero = Fraction(1), Fraction(0)
    both = frozenset({("i1",), ("i2",)})
    pairs = list(itertools.product(buyer_types, seller_types))
    chosen = set(pairs if compatible is None else compatible)
    unknown = sorted(chosen - set(pairs))
    if unknown:
        raise ValueError(f"compatible: {unknown[0]} is not a pair of a buyer's and a seller's type")
    kept = (
        Constraint(frozenset({("i1",)}), zero, zero, "no trade"),
        Constraint(frozenset({("i2",)}), one, one, "status quo"),
    )
    restrictions = [Restriction((("i1", t1), ("i2", t2)), kept) for t1, t2 in pairs if (t1, t2) not in chosen]
    types = {"i1": buyer_types, "i2": seller_types}
    constraints = [Constraint(both, one, one, "one object")]
    title = "Bilateral trade (LY 5.5)"
    return _problem(title, ("i1", "i2"), (), constraints, types, prior, restrictions=tuple(restrictions))


def compromise(alternatives: Names, types: Types, prior: Prior | None = None) -> Problem:
    """Compromise (LY 5.6): a lottery over the alternatives, seen by all agents; any number of each.

    LY have two agents with two types and the alternatives a0, a1, a2.
    """
    one = Fraction(1)
    constraints = [Constraint(frozenset((a,) for a in alternatives), one, one, "one alternative")]
    agents = tuple(types)
    return _problem("Compromise (LY 5.6)", agents, alternatives, constraints, types, prior, public=True)


def _at_most(name: str, cells: Iterable[Cell], ceiling: int) -> Constraint:
    return Constraint(frozenset(cells), Fraction(0), Fraction(ceiling), name)


def _factorial_exceeds(size: int, bound: int) -> bool:
    product = 1
    for k in range(2, size + 1):
        product *= k
        if product > bound:
            return True
    return False


def _problem(
    title: str,
    agents: Names,
    objects: Names,
    constraints: Iterable[Constraint],
    types: Types | None,
    prior: Prior | None,
    restrictions: tuple[Restriction, ...] = (),
    divisible: bool = False,
    public: bool = False,
) -> Problem:
    """The problem; a set that is given twice (a set of one cell may be) keeps the lower ceiling."""
    merged: dict[frozenset[Cell], Constraint] = {}
    for constraint in constraints:
        known = merged.get(constraint.cells)
        if known is None or (constraint.ceiling or 0) < (known.ceiling or 0):
            merged[constraint.cells] = constraint
    kinds = tuple(("t",) if types is None else tuple(types[agent]) for agent in agents)
    law = uniform_prior(kinds) if prior is None else prior
    names = tuple(agents), tuple(objects)
    return Problem(*names, kinds, law, tuple(merged.values()), restrictions, divisible, public, title)
