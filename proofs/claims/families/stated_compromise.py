"""What the stated claims of LY share about the compromise problem (section 5.6): the problem, B, C, W, (33) and (34).

See `proofs.claims.stating` for the language. Players are told by their place, 0 and 1. The names of a vector of W are
[f, player, alternative, type] and [g, t], those of the columns of B and C [alternative, t].
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from proofs.claims.families.compromises import Compromise, CompromiseRule
from proofs.claims.families.lang_yang_stated import PROBLEM, agents, probability
from proofs.claims.stating import (
    Formula,
    Plain,
    Stated,
    Term,
    at_most_row,
    choose,
    defined,
    each,
    equal_row,
    every,
    given,
    operation,
    positions,
    size,
    statement,
    system,
    term,
    those,
    total,
)
from proofs.reduced_form.problem.data import problem_to_plain

PLAYERS, TYPES = (given("player1"), given("player2")), (given("T1"), given("T2"))
PROFILES, REPORTED = given("T"), given("K")
ALL_THREE, TWO = ("a0", "a1", "a2"), ("a1", "a2")


def stated_compromise(
    alternatives: Sequence[str], hypothesis: Sequence[Formula], conclusion: Sequence[Formula], **more: Any
) -> Stated:
    """A claim about compromise problems, B and C being about these alternatives."""
    return Stated(
        sorts={"problem": "problem"},
        instances=more.pop("instances", rule_problem),
        where=[
            ("K", those("a", PROBLEM["objects"], lambda a: a.among(list(alternatives)))),
            ("player1", agents(PROBLEM)[0]),
            ("player2", agents(PROBLEM)[1]),
            ("T1", operation("types", PROBLEM, PLAYERS[0])),
            ("T2", operation("types", PROBLEM, PLAYERS[1])),
            ("T", operation("choices", operation("list", *TYPES))),
            *more.pop("where", ()),
        ],
        hypothesis=[is_compromise(), *hypothesis],
        conclusion=conclusion,
        **more,
    )


def rule_problem(case: CompromiseRule) -> dict[str, Plain]:
    return {"problem": problem_to_plain(case.problem, case.rule)}


def uniform_problem(case: Compromise) -> dict[str, Plain]:
    """The problem with a uniform prior, which has no bearing on W."""
    profiles = case.counts[0] * case.counts[1]
    return {"problem": problem_to_plain(CompromiseRule(case.counts, (Fraction(1, profiles),) * profiles, ()).problem)}


@defined("problem is a compromise problem")
def is_compromise() -> Formula:
    """LY, section 5.6: two players, for whom one of the alternatives a0, a1, a2 is chosen."""
    return (
        PROBLEM["outcome"].same("public")
        & size(agents(PROBLEM)).equals(2)
        & PROBLEM["objects"].same(list(ALL_THREE))
        & ~term("divisible").among(operation("keys", PROBLEM))
        & every("t", PROFILES, lambda t: operation("quotas at", PROBLEM, t).same([[[[a] for a in ALL_THREE], 1, 1]]))
    )


@defined("both players have two types")
def is_binary() -> Formula:
    return size(TYPES[0]).equals(2) & size(TYPES[1]).equals(2)


@defined("y({0}, {1}, {2})")
def weighted(player: Term, kind: Term, alternative: Term) -> Term:
    """lambda_i(t_i) Q_i(t_i, a)."""
    return operation("y", PROBLEM, operation("list", player, alternative), kind)


def _sum(player: int, kinds: Term, alternative: Term) -> Term:
    return total(each("k", kinds, lambda kind: weighted(PLAYERS[player], kind, alternative)))


@defined("(33) holds")
def is_33() -> Formula:
    return every("a", REPORTED, lambda a: _sum(0, TYPES[0], a).equals(_sum(1, TYPES[1], a)))


@defined("(34) holds")
def is_34() -> Formula:
    """Both sums over a in G."""

    def holds(chosen: Term, first: Term, second: Term) -> Formula:
        left = total(each("a", chosen, lambda a: _sum(0, first, a) - _sum(1, second, a)))
        trading = those("t", PROFILES, lambda t: t[0].among(first) & ~t[1].among(second))
        return left <= total(each("t", trading, probability))

    return every(
        "G",
        operation("subsets", REPORTED),
        lambda chosen: every(
            "S1",
            operation("subsets", TYPES[0]),
            lambda first: every("S2", operation("subsets", TYPES[1]), lambda second: holds(chosen, first, second)),
        ),
    )


@defined("f({0}, {1}, {2})")
def f_name(player: Term, alternative: Term, kind: Term) -> Term:
    return operation("list", "f", player, alternative, kind)


@defined("g({0})")
def g_name(t: Term) -> Term:
    return operation("list", "g", t)


def _joined(*lists: Term) -> Term:
    first, *rest = lists
    return operation("joined", first, _joined(*rest)) if rest else first


def _player_names(player: int) -> Term:
    pairs = operation("choices", operation("list", REPORTED, TYPES[player]))
    return each("pair", pairs, lambda pair: f_name(PLAYERS[player], pair[0], pair[1]))


NAMES = given("names")
ENTRIES = given("entries")

CONE: Sequence[tuple[str, Term]] = (
    ("columns", operation("choices", operation("list", REPORTED, PROFILES))),
    ("names", _joined(_player_names(0), _player_names(1), each("t", PROFILES, g_name))),
    (
        "entries",
        each(
            "c",
            given("columns"),
            lambda c: each(
                "name",
                NAMES,
                lambda name: choose(
                    name.same(f_name(PLAYERS[0], c[0], c[1][0])) | name.same(f_name(PLAYERS[1], c[0], c[1][1])),
                    -1,
                    choose(name.same(g_name(c[1])), 1, 0),
                ),
            ),
        ),
    ),
)
"""The rows of -f'B + g'C, one for each column (a, t): g(t) - f(1, a, t1) - f(2, a, t2)."""


def cone_matrix() -> Term:
    """M(W)."""
    return operation("matrix", given("columns"), NAMES, ENTRIES)


def violation() -> Term:
    """The vectors of W with f y = g lambda + 1, g of any sign; W is a cone, so 1 stands for any excess."""
    excess = each(
        "name",
        NAMES,
        lambda name: choose(name[0].same("f"), weighted(name[1], name[3], name[2]), -probability(name[1])),
    )
    limits = each("row", ENTRIES, lambda row: at_most_row(each("e", row, lambda e: -e), 0))
    return system(NAMES, operation("joined", limits, [equal_row(excess, 1)]))


@defined("the sets of the columns of the ones in the rows {0} of [B, C]")
def sets_of_ones(which: Term) -> Term:
    def place(name: Term) -> Term:
        return operation("position", name, NAMES)

    def ones(name: Term) -> Term:
        return those("k", positions(ENTRIES), lambda k: ~ENTRIES[k][place(name)].equals(0))

    return each("name", which, lambda name: each("k", ones(name), lambda k: given("columns")[k]))


def player_rows(player: int) -> Term:
    return sets_of_ones(_player_names(player))


def profile_rows() -> Term:
    return sets_of_ones(each("t", PROFILES, g_name))


def all_rows() -> Term:
    return sets_of_ones(NAMES)


@defined("the sets of the columns (player, t) of the ones in the rows of [B, C] in bilateral trade, all compatible")
def bilateral_rows() -> Term:
    """With the same types."""

    def own(player: int) -> Term:
        return each(
            "k",
            TYPES[player],
            lambda kind: each(
                "t",
                those("t", PROFILES, lambda t: t[player].same(kind)),
                lambda t: operation("list", PLAYERS[player], t),
            ),
        )

    both = each("t", PROFILES, lambda t: each("player", agents(PROBLEM), lambda i: operation("list", i, t)))
    return _joined(own(0), own(1), both)


def laminar(sets: Term) -> Formula:
    return statement("hierarchy", sets=sets)


def two_laminars(sets: Term) -> Formula:
    return statement("bihierarchy", sets=sets)
