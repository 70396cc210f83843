"""What the stated claims of LY's section 4 share: chains, the program (18), and the cones W+ and W- of chains.

See `proofs.claims.stating` for the language. `sets` are the nonempty sets of cells, `f` a vector on the cells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.chain_cones import ChainCase
from proofs.claims.stating import (
    Formula,
    Plain,
    Stated,
    Term,
    absolute,
    at_most_row,
    choose,
    defined,
    dot,
    each,
    equal_row,
    every,
    feasible,
    given,
    greatest,
    operation,
    size,
    some,
    system,
    term,
    those,
    total,
    value_of,
)

SETS = given("sets")

PROGRAM: Sequence[tuple[str, Term]] = (("sets", said.nonempty_sets()),)


@defined("{0} is a chain")
def is_chain(family: Term) -> Formula:
    return every("G", family, lambda one: every("H", family, lambda other: one.within(other) | other.within(one)))


@defined("{0} is laminar")
def is_laminar(family: Term) -> Formula:
    return every(
        "G",
        family,
        lambda one: every("H", family, lambda other: one.within(other) | other.within(one) | disjoint(one, other)),
    )


def disjoint(one: Term, other: Term) -> Formula:
    return size(operation("common", one, other)).equals(0)


@defined("{0} and {1} have disjoint ground sets")
def apart(upper: Term, lower: Term) -> Formula:
    return every("G", upper, lambda one: every("H", lower, lambda other: disjoint(one, other)))


# ------------------------------------------------------------------------------------------------- the program (18)


@defined("g on {0} and h on {1}")
def variables(upper: Term, lower: Term) -> Term:
    of_g = each("G", upper, lambda one: term(("g", one)))
    return operation("joined", of_g, each("G", lower, lambda one: term(("h", one))))


@defined("the coefficients of g c - h b for {0}")
def prices(names: Term) -> Term:
    return each("v", names, lambda v: choose(v[0].same("g"), said.ceiling(v[1]), -said.floor(v[1])))


@defined("the rows (g - h) chi = f for {0}")
def dual_rows(names: Term) -> Term:
    """g - h summed over the sets that hold a cell is f there, for every cell."""

    def row(k: Term) -> Term:
        def entry(v: Term) -> Term:
            return choose(said.cells()[k].among(v[1]), choose(v[0].same("g"), 1, -1), 0)

        return equal_row(each("v", names, entry), given("f")[k])

    return each("k", operation("positions", said.cells()), row)


@defined("the optimum of (18)")
def least_price() -> Term:
    names = variables(SETS, SETS)
    program = system(names, dual_rows(names), 0)
    return value_of("optimal", system=program, objective=operation("weights", prices(names)), sense="min")


@defined("an optimum of (18) has g on {0} and h on {1} alone")
def attained_on(upper: Term, lower: Term) -> Formula:
    names = variables(upper, lower)
    rows = operation("joined", dual_rows(names), [at_most_row(prices(names), least_price())])
    return feasible(system(names, rows, 0))


@defined("some x has b(G) <= x(G) <= c(G) for every set")
def quotas_are_met() -> Formula:
    """Then (18), which has solutions for every f, has an optimum."""

    def rows(sign: int) -> Term:
        def row(one: Term) -> Term:
            coefficients = each("x", said.cells(), lambda x: choose(x.among(one), sign, 0))
            return at_most_row(coefficients, said.ceiling(one) if sign > 0 else -said.floor(one))

        return each("G", SETS, row)

    return feasible(system(said.cells(), operation("joined", rows(1), rows(-1))))


@defined("(b, c) is totally dual laminar because all sets of cells are laminar")
def all_are_laminar() -> Formula:
    """Totally dual laminar: whenever (18) has an optimum it has one with laminar supports; here all families are."""
    return is_laminar(SETS)


def some_optimum(shape: Any) -> Formula:
    """(18) has an optimum whose supports have a shape and disjoint ground sets."""
    families = operation("subsets", SETS)
    return some(
        "C",
        families,
        lambda upper: (
            shape(upper)
            & some("D", families, lambda lower: shape(lower) & apart(upper, lower) & attained_on(upper, lower))
        ),
    )


def weight_at(cell: Term) -> Term:
    """f: the sum of g - h over the sets that hold a cell."""
    places = operation("positions", SETS)
    g, h = given("g"), given("h")
    return total(each("k", places, lambda k: choose(cell.among(SETS[k]), g[k] - h[k], 0)))


def support(vector: Term) -> Term:
    places = operation("positions", SETS)
    return each("k", those("k", places, lambda k: vector[k] > 0), lambda k: SETS[k])


def on_the_sets(vector: Term) -> Formula:
    return size(vector).equals(size(SETS)) & every("e", vector, lambda e: e >= 0)


def price_of(g: Term, h: Term) -> Term:
    both = variables(SETS, SETS)
    return operation("dot", prices(both), operation("joined", g, h))


# --------------------------------------------------------------------------------- the cones W+ and W- of chains

CHAINS, SIDE = given("C"), given("side")


def own_type(cell: Term, profile: Term) -> Term:
    """The type of the cell's agent."""
    return profile[operation("position", cell[0], said.agents())]


@defined("the pairs of a cell and a type of its agent")
def coordinates() -> Term:
    return operation(
        "all of",
        each("x", said.cells(), lambda x: each("u", said.types(x[0]), lambda u: term((x, u)))),
    )


@defined("the coordinates of W for {0}")
def columns(chains: Term) -> Term:
    """f at the coordinates, then g (or h) at the sets of the chain of every type profile."""
    profiles = said.profiles()
    first = each("s", coordinates(), lambda s: term(("f", s[0], s[1])))
    second = each(
        "k", operation("positions", profiles), lambda k: each("G", chains[k], lambda one: term(("g", one, profiles[k])))
    )
    return operation("joined", first, operation("all of", second))


@defined("the equations of W for {0}, side {1}")
def equations(chains: Term, side: Term) -> Term:
    """-f(i, t_i, j) + side * (the sum of the g(G, t) over the G that hold the cell) = 0, for every profile and cell."""

    def row(t: Term, x: Term) -> Term:
        def entry(v: Term) -> Term:
            of_f = choose(v[1].same(x) & v[2].same(own_type(x, t)), -1, 0)
            return choose(v[0].same("f"), of_f, choose(v[2].same(t) & x.among(v[1]), side, 0))

        return each("v", columns(chains), entry)

    return operation("all of", each("t", said.profiles(), lambda t: each("x", said.cells(), lambda x: row(t, x))))


@defined("the signs of W for {0}, side {1}")
def signs(chains: Term, side: Term) -> Term:
    """Unit rows: side * f >= 0, and g (or h) >= 0."""
    names = columns(chains)
    places = operation("positions", names)

    def unit(k: Term) -> Term:
        own = choose(names[k][0].same("f"), side, 1)
        return each("m", places, lambda m: choose(m.equals(k), own, 0))

    return each("k", places, unit)


@defined("{0} is a profile of chains")
def are_chains(chains: Term) -> Formula:
    """A chain of sets of cells for each type profile."""
    of_sets = every("D", chains, lambda chain: is_chain(chain) & chain.within(operation("subsets", said.cells())))
    return size(chains).equals(size(said.profiles())) & of_sets


@defined("{0} is an extreme ray of W+(C), or W-(C) if side = -1")
def is_extreme_ray(z: Term) -> Formula:
    """LY, section 3: a vector other than 0 of the pointed cone at which so many independent rows bind: one less than it
    has entries."""
    inequalities, equal = signs(CHAINS, SIDE), equations(CHAINS, SIDE)
    binding = those("row", operation("joined", inequalities, equal), lambda row: dot(row, z).equals(0))
    return (
        every("row", inequalities, lambda row: dot(row, z) >= 0)
        & every("row", equal, lambda row: dot(row, z).equals(0))
        & (greatest_size(z) > 0)
        & operation("rank", binding).equals(size(z) - 1)
    )


@defined("the greatest size in {0}")
def greatest_size(z: Term) -> Term:
    return greatest(each("e", z, absolute))


SORTS = {"structure": "structure", "C": "data", "side": "number"}

SIDES = SIDE.equals(1) | SIDE.equals(-1)


def stated_chains(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], more: str, sort: str) -> Stated:
    """A claim about the cone of a profile of chains C and a side, and what `more` names: S, or a vector z."""

    def instances(case: ChainCase) -> dict[str, Plain]:
        chains = [[[list(cell) for cell in members] for members in chain] for chain in case.chains]
        chosen = [[list(cell), own] for cell, own in case.chosen]
        rest = {"S": chosen, "z": list(case.ray)}[more]
        return {"structure": case.structure.about(), "C": chains, "side": case.side, more: rest}

    return said.stated_structure(
        [are_chains(CHAINS), SIDES, *hypothesis], conclusion, sorts={**SORTS, more: sort}, instances=instances
    )


# ---------------------------------------------------------------------------------------------- (19) and (20)


@defined("the greatest chain in the order {0}")
def greatest_chain(order: Term) -> Term:
    """The sets of the first one, two, ... cells."""
    return each(
        "k",
        operation("positions", order),
        lambda k: those("x", said.cells(), lambda x: operation("position", x, order) <= k),
    )


@defined("the profiles of greatest chains")
def chain_profiles() -> Term:
    """A greatest chain for every type profile: the cones of other chains lie in those of greatest ones."""
    chains = each("order", operation("orders", said.cells()), greatest_chain)
    return operation("choices", each("t", said.profiles(), lambda t: chains))


@defined("some (f, g) in W+({0}) has f y > g c")
def breaks_19(chains: Term) -> Formula:
    return feasible(excess_system(chains, 1, lambda members: said.ceiling(members)))


@defined("some (f, h) in W-({0}) has -f y < h b")
def breaks_20(chains: Term) -> Formula:
    return feasible(excess_system(chains, -1, lambda members: -said.floor(members)))


def excess_system(chains: Term, side: int, quota: Callable[[Term], Term]) -> Term:
    """The vectors of the cone with an excess of at least 1, which stands for any: f y - g c in W+, f y + h b in W-.

    The quotas are as printed, not weighted by the prior; y(i, t_i, j) = lambda_i(t_i) Q_i(t_i, j).
    """
    names = columns(chains)

    def entry(v: Term) -> Term:
        return choose(v[0].same("f"), -operation("y", said.PROBLEM, v[1], v[2]), quota(v[1]))

    equal = each("row", equations(chains, term(side)), lambda row: equal_row(row, 0))
    excess = [at_most_row(each("v", names, entry), -1)]
    rows = operation("joined", equal, excess)
    if side > 0:
        return system(names, rows, 0)
    lower = each("v", names, lambda v: choose(v[0].same("f"), None, 0))
    return system(names, rows, lower, each("v", names, lambda v: choose(v[0].same("f"), 0, None)))
