"""What the stated claims of LY share about bilateral trade (section 5.5): the problem, its graph E and its cone W.

See `proofs.claims.stating` for the language. A vector of W lists f of every type of the buyer and of the seller, then g
of every profile of E, in the order of `columns`, which are named [f, agent, type] and [g, t].
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from proofs.claims.families.bilateral_trade import Trade, TradeRule
from proofs.claims.families.lang_yang_stated import PROBLEM, agents, probability
from proofs.claims.stating import (
    Formula,
    Plain,
    Stated,
    Term,
    at_most_row,
    choose,
    defined,
    dot,
    each,
    equal_row,
    every,
    given,
    operation,
    positions,
    size,
    some,
    system,
    term,
    those,
    total,
)
from proofs.reduced_form.problem.data import problem_to_plain

BUYER, SELLER = given("buyer"), given("seller")
TYPES = (given("T1"), given("T2"))
PROFILES, EDGES, COLUMNS, ROWS = given("T"), given("E"), given("columns"), given("rows")


def stated_trade(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any) -> Stated:
    """A claim about problems of bilateral trade, and about what else `sorts` and `instances` name."""
    return Stated(
        sorts={"problem": "problem", **more.pop("sorts", {})},
        where=GRAPH,
        hypothesis=[is_bilateral_trade(), *hypothesis],
        conclusion=conclusion,
        **more,
    )


def graph_problem(trade: Trade) -> Plain:
    """Bilateral trade with the graph and a uniform prior, which has no bearing on W."""
    profiles = len(trade.buyers) * len(trade.sellers)
    return problem_to_plain(TradeRule(trade, (Fraction(1, profiles),) * profiles, (), ()).problem)


def rule_problem(case: TradeRule) -> dict[str, Plain]:
    return {"problem": problem_to_plain(case.problem, case.rule)}


def quotas_at(t: Term) -> Term:
    return operation("quotas at", PROBLEM, t)


def _cell(agent: Term) -> Term:
    return operation("list", agent)


@defined("[{0} together get one]")
def one_for(cells: Term) -> Term:
    """The quota that the cells get one unit in all, as it is listed."""
    return operation("list", cells, 1, 1)


@defined("f({0}, {1})")
def f_name(agent: Term, kind: Term) -> Term:
    return operation("list", "f", agent, kind)


@defined("g({0})")
def g_name(t: Term) -> Term:
    return operation("list", "g", t)


@defined("the coefficients of {1} - {0}")
def difference(f: Term, g: Term) -> Term:
    return each("name", COLUMNS, lambda name: choose(name.same(f), -1, choose(name.same(g), 1, 0)))


def _joined(*lists: Term) -> Term:
    first, *rest = lists
    return operation("joined", first, _joined(*rest)) if rest else first


GRAPH: Sequence[tuple[str, Term]] = (
    ("buyer", agents(PROBLEM)[0]),
    ("seller", agents(PROBLEM)[1]),
    ("T1", operation("types", PROBLEM, BUYER)),
    ("T2", operation("types", PROBLEM, SELLER)),
    ("T", operation("choices", operation("list", *TYPES))),
    ("E", those("t", PROFILES, lambda t: size(quotas_at(t)).equals(1))),
    (
        "columns",
        _joined(
            each("k", TYPES[0], lambda k: f_name(BUYER, k)),
            each("m", TYPES[1], lambda m: f_name(SELLER, m)),
            each("t", EDGES, g_name),
        ),
    ),
    (
        "rows",
        _joined(
            each("t", EDGES, lambda t: difference(f_name(BUYER, t[0]), g_name(t))),
            each("t", EDGES, lambda t: difference(f_name(SELLER, t[1]), g_name(t))),
        ),
    ),
)
"""The types, the compatible profiles, and the rows g(t) - f(i, t_i) of -f'B + g'C."""


@defined("problem is one of bilateral trade with compatible profiles E")
def is_bilateral_trade() -> Formula:
    """LY, section 5.5: two agents, one object that one of them gets, at a profile that is not in E the seller."""
    one_gets_it = one_for(operation("list", _cell(BUYER), _cell(SELLER)))
    seller_gets_it = one_for(operation("list", _cell(SELLER)))
    whole = ~term("divisible").among(operation("keys", PROBLEM))
    return (
        whole
        & size(agents(PROBLEM)).equals(2)
        & every(
            "t",
            PROFILES,
            lambda t: (
                quotas_at(t).same(operation("list", one_gets_it))
                | quotas_at(t).same(operation("list", one_gets_it, seller_gets_it))
            ),
        )
    )


@defined("(T1 + T2, E) is connected")
def is_connected() -> Formula:
    """Every set of types other than none and all has an edge to the other types."""
    return every(
        "S1",
        operation("subsets", TYPES[0]),
        lambda first: every(
            "S2",
            operation("subsets", TYPES[1]),
            lambda second: (
                size(operation("joined", first, second)).equals(0)
                | size(operation("joined", first, second)).equals(size(TYPES[0]) + size(TYPES[1]))
                | some(
                    "t",
                    EDGES,
                    lambda t: (t[0].among(first) & ~t[1].among(second)) | (t[1].among(second) & ~t[0].among(first)),
                )
            ),
        ),
    )


@defined("every type is compatible with some type")
def has_no_loner() -> Formula:
    return every("k", TYPES[0], lambda k: some("t", EDGES, lambda t: t[0].same(k))) & every(
        "k", TYPES[1], lambda k: some("t", EDGES, lambda t: t[1].same(k))
    )


@defined("{0} is in W")
def in_w(z: Term) -> Formula:
    """W = {(f, g) : -f'B + g'C >= 0}, with entries for the profiles of E only."""
    return size(z).equals(size(COLUMNS)) & every("row", ROWS, lambda row: dot(row, z) >= 0)


def y(agent: Term, kind: Term) -> Term:
    """lambda_i(t_i) times the interim probability of getting the object."""
    return operation("y", PROBLEM, _cell(agent), kind)


def sum_of_30() -> Term:
    """The left-hand side of (30)."""
    return total(each("k", TYPES[0], lambda k: y(BUYER, k))) + total(each("k", TYPES[1], lambda k: y(SELLER, k)))


def chance_of_edges() -> Term:
    """lambda(E)."""
    return total(each("t", EDGES, probability))


def violation() -> Term:
    """The vectors of W with f y = g lambda + 1; W is a cone, so 1 stands for any excess."""
    excess = each(
        "name",
        COLUMNS,
        lambda name: choose(
            name[0].same("f"),
            y(name[1], name[2]),
            -probability(name[1]),
        ),
    )
    limits = each("row", ROWS, lambda row: at_most_row(each("e", row, lambda e: -e), 0))
    return system(COLUMNS, operation("joined", limits, [equal_row(excess, 1)]))


@defined("{0} = {1}")
def equal_entries(left: Term, right: Term) -> Formula:
    return every("k", positions(left), lambda k: left[k].equals(right[k]))


@defined("the incidence vector of ({0} + {1}, Gamma({0} + {1}))")
def incidence(first: Term, second: Term) -> Term:
    """Form (3) of Lemma 10: 1 at the types of S and at the profiles of E with one of them, else 0."""
    return each(
        "name",
        COLUMNS,
        lambda name: choose(
            (name[0].same("f") & name[1].same(BUYER) & name[2].among(first))
            | (name[0].same("f") & ~name[1].same(BUYER) & name[2].among(second))
            | (name[0].same("g") & (name[1][0].among(first) | name[1][1].among(second))),
            1,
            0,
        ),
    )


@defined("({0}, ..., {0})")
def constant(value: Term) -> Term:
    """Form (1): the vector with all entries the same."""
    return each("name", COLUMNS, lambda name: value)


@defined("the vector with -1 at {0} and 0 elsewhere")
def minus_unit(chosen: Term) -> Term:
    """Form (2): -1 at one f."""
    return each("name", COLUMNS, lambda name: choose(name.same(chosen), -1, 0))


def f_names() -> Term:
    return those("name", COLUMNS, lambda name: name[0].same("f"))


def is_of_form(z: Term, factor: Any = None) -> Formula:
    """z is a vector of form (1), (2) or (3), or the factor times one."""

    def times(form: Term) -> Formula:
        return equal_entries(z, form if factor is None else operation("times", factor, form))

    return (
        times(constant(term(1)))
        | times(constant(term(-1)))
        | some("name'", f_names(), lambda name: times(minus_unit(name)))
        | some(
            "S1",
            operation("subsets", TYPES[0]),
            lambda first: some("S2", operation("subsets", TYPES[1]), lambda second: times(incidence(first, second))),
        )
    )


def all_forms() -> Term:
    """The vectors of forms (1), (2) and (3)."""
    incidences = each(
        "pair",
        operation("choices", operation("list", *(operation("subsets", kinds) for kinds in TYPES))),
        lambda pair: incidence(pair[0], pair[1]),
    )
    first = operation("list", constant(term(1)), constant(term(-1)))
    return operation("joined", operation("joined", first, each("name'", f_names(), minus_unit)), incidences)


def combination(z: Term, forms: Term) -> Term:
    """The system of the nonnegative multiples of the forms that sum up to z."""
    rows = each("k", positions(z), lambda k: equal_row(each("form", forms, lambda form: form[k]), z[k]))
    return system(positions(forms), rows, 0)
