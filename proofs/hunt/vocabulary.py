"""Words for claims of one's own: formulas about problems, markets, mechanisms, matrices, graphs and systems, by name.

What the papers' stated claims say with the same words is in `proofs.claims.families`; here every word takes what it is
about. The language itself (`each`, `every`, `some`, `system`, ...) is `proofs.claims.stating`.
"""

from __future__ import annotations

from typing import Any

from proofs.claims.families.lang_yang_stated import profiles, structure_of
from proofs.claims.families.stated_mechanisms import is_feasible, is_osp
from proofs.claims.stating import (
    Formula,
    Term,
    at_most_row,
    each,
    equal_row,
    every,
    feasible,
    operation,
    positions,
    statement,
    system,
)

# ----------------------------------------------------------------------------------------------------------- matrices


def rows_of(matrix: Term) -> Term:
    """The rows of a matrix, as lists of entries."""
    return operation("rows", matrix)


def transposed(rows: Any) -> Term:
    """The columns of a table that is given by its rows."""
    return operation("transposed", rows)


def determinant(rows: Any) -> Term:
    """The determinant of a square table of integers."""
    return operation("determinant", rows)


def rank(rows: Any) -> Term:
    """The rank of a table of numbers."""
    return operation("rank", rows)


def totally_unimodular(matrix: Term) -> Formula:
    """Every square submatrix has determinant -1, 0 or 1."""
    return statement("totally unimodular", matrix=matrix)


def subsets(values: Any) -> Term:
    """All sublists of a list, the empty one among them."""
    return operation("subsets", values)


def different_pairs(values: Any) -> Term:
    """All pairs of different entries of a list, in both orders."""
    return operation("pairs", values)


def position(value: Any, values: Any) -> Term:
    """Where an entry stands in a list, counted from 0."""
    return operation("position", value, values)


# ------------------------------------------------------------------------------------------------------------- graphs


def bipartite(graph: Term) -> Formula:
    """A graph of `families.graphs` has no odd cycle."""
    return statement("bipartite graph", sets=graph["edges"], vertices=graph["vertices"])


def hierarchy(sets: Any) -> Formula:
    """No two sets cross."""
    return statement("hierarchy", sets=sets)


def bihierarchy(sets: Any) -> Formula:
    """The sets are two hierarchies together."""
    return statement("bihierarchy", sets=sets)


# ------------------------------------------------------------------------------------------------------------ systems


def at_most(rows: Any, bounds: Any, lower: Any = None, upper: Any = None) -> Formula:
    """Some x has A x <= b, for A by its rows; `lower` and `upper` are bounds on every entry of x."""
    lines = each("k", positions(rows), lambda k: at_most_row(_row(rows, k), _row(bounds, k)))
    return feasible(system(positions(_row(rows, 0)), lines, lower, upper))


def equal_to(rows: Any, bounds: Any, lower: Any = None, upper: Any = None) -> Formula:
    """Some x has A x = b, for A by its rows; `lower` and `upper` are bounds on every entry of x."""
    lines = each("k", positions(rows), lambda k: equal_row(_row(rows, k), _row(bounds, k)))
    return feasible(system(positions(_row(rows, 0)), lines, lower, upper))


def _row(values: Any, place: Any) -> Term:
    return operation("at", values, place)


# ----------------------------------------------------------------------------------------------- allocation problems


def implementable(problem: Term) -> Formula:
    """The interim rule that is given with the problem is implementable."""
    return statement("implementable", problem=problem)


def condition(letter: str, problem: Term) -> Formula:
    """The interim rule that is given with the problem satisfies Condition A (or B)."""
    return statement("condition", problem=problem, condition=letter)


def quotas_describe(problem: Term) -> Formula:
    """At every type profile the solutions of the quotas are exactly the lotteries over feasible outcomes."""
    return every(
        "t",
        profiles(structure_of(problem)),
        lambda t: statement("quotas describe", problem=problem, profile=t),
    )


def paramodular(problem: Term, quotas: str = "listed") -> Formula:
    """At every type profile the quotas are a paramodular pair: `listed`, or the `effective` ones that are attained."""
    return every(
        "t",
        profiles(structure_of(problem)),
        lambda t: statement("paramodular", problem=problem, profile=t, quotas=quotas),
    )


# --------------------------------------------------------------------------------------------- markets and mechanisms


def feasible_protocol(mechanism: Term) -> Formula:
    """Whatever is chosen, everybody gets a bundle of the set chosen, and all tasks are done."""
    return is_feasible(mechanism)


def obviously_strategy_proof(mechanism: Term, dominance: str = "deviations") -> Formula:
    """All strategies are obviously dominant, against the `deviations` from them or, `printed`, against all actions.

    Where the protocol may not be feasible, `assume(feasible_protocol(mechanism))` first: of others it is not asked.
    """
    return is_osp(dominance, mechanism)


def polarized(rays: Any, definition: str = "beside endowment") -> Formula:
    """The rays are polarized: `beside endowment`, `printed`, `pairs` or `lemma 5` say in which sense."""
    return statement("polarized", directions=rays, reading=definition)


def bilateral_trade_improves(market: Term, sense: str = "lemma 2") -> Formula:
    """Some bilateral trade improves upon the status quo: `lemma 2`, `indifferent trade` or `indifferent keep`."""
    return statement("bilateral trade improves", market=market, reading=sense)


def only_constant_mechanism(market: Term) -> Formula:
    """The status quo is the only constant mechanism that everybody accepts and by which all tasks are done."""
    return statement("only constant mechanism", market=market)
