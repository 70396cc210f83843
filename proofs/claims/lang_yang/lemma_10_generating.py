"""LY, section 5.5, after Lemma 10: the vectors of forms (1)-(3) generate W, and (1) spans its lineality space."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction

from exact.linear import Coefficients, LinearSystem, feasibility
from exact.rationals import text
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import generated, generating_set, solution
from proofs.claims.families.bilateral_trade import ALL_TRADES, Trade, trades
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.stated_trade import (
    all_forms,
    combination,
    graph_problem,
    has_no_loner,
    in_w,
    is_connected,
    stated_trade,
)
from proofs.claims.stating import Formula, Stated, Term, defined, every, feasible, given, operation


def some_trades(keep: Callable[[Trade], bool], which: str) -> Family:
    words = f"all {which} compatibility graphs on at most 3 types of the buyer and 3 of the seller"
    return Family(words, lambda seed: filter(keep, trades(seed)))


def forms_generate(case: Trade, units: bool = False) -> Part:
    """The lineality space is spanned by (1, ..., 1); every generator is a combination of forms (1) to (3)."""
    rows: list[tuple[Coefficients, int]] = [(row, 0) for row in case.cone.inequalities]
    for name in case.names[1:]:
        apart: Coefficients = {case.names[0]: 1, name: -1}
        yield Expected(feasibility(LinearSystem.make(case.names, equal=[*rows, (apart, 1)])), holds=False)
    size = len(case.buyers) + len(case.sellers)
    kinds = (*case.buyers, *case.sellers)
    ones = tuple(1 for _ in case.names)
    forms = [ones, tuple(-1 for _ in case.names)]
    forms += [tuple(-int(k == place) for k in range(len(case.names))) for place in range(size)]
    forms += [
        case.incidence(chosen) for length in range(1, size + 1) for chosen in itertools.combinations(kinds, length)
    ]
    if units:
        forms += [tuple(int(k == place) for k in range(len(case.names))) for place in range(size, len(case.names))]
    for target in generating_set(case.cone):
        yield generated(forms, target)


def generating_because(case: Trade) -> str:
    if not case.connected:
        return (
            "the certified vector makes every row of M(W) zero, so it is in the lineality space, but its entries are "
            "not all equal, so it is no multiple of (1, ..., 1)"
        )
    return (
        "the certified system asks for a vector of W as a sum of nonnegative multiples of all vectors of forms (1), "
        "(2) and (3), its columns, and has no solution"
    )


VECTOR = given("z")


@defined("{0} is a sum of nonnegative multiples of vectors of forms (1), (2) and (3)")
def is_generated(z: Term) -> Formula:
    return feasible(combination(z, all_forms()))


@defined("{0} is a multiple of (1, ..., 1)")
def is_constant(z: Term) -> Formula:
    return every("e", z, lambda e: e.equals(z[0]))


def stated_generating(hypothesis: Sequence[Formula]) -> Stated:
    """Of a vector of W; the lineality space is what lies in W with its negative."""
    negative = operation("times", -1, VECTOR)
    return stated_trade(
        [*hypothesis, in_w(VECTOR)],
        [is_generated(VECTOR), in_w(negative).implies(is_constant(VECTOR))],
        sorts={"z": "vector"},
        instances=lambda case: {"problem": graph_problem(case), "z": [text(e) for e in witness(case)]},
    )


def witness(case: Trade) -> Sequence[Fraction]:
    """A vector of W that the forms do not generate, or one of the lineality space that is not constant, if any."""
    verdicts = [given.verdict if isinstance(given, Expected) else given for given in forms_generate(case)]
    apart = [verdict for verdict in verdicts[: len(case.names) - 1] if verdict.holds]
    if apart:
        return solution(apart[0])
    targets = generating_set(case.cone)
    found = zip(targets, verdicts[len(case.names) - 1 :], strict=True)
    return [Fraction(e) for e in next((target for target, verdict in found if not verdict.holds), targets[0])]


def generating(name: str, wording: str, family: Family, units: bool = False, stated: Stated | None = None) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=lambda case: forms_generate(case, units),
        families=(family,),
        because=generating_because,
        describe=Trade.words,
        budget=120,
        stated=stated,
    )


LEMMA_10_GENERATING = claim(
    "lemma-10.generating",
    "section 5.5, after Lemma 10",
    "the vectors of forms (1)-(3) generate W; (1) spans the lineality space",
    generating(
        LITERAL,
        "The vectors of forms (1) to (3) generate W, and those of form (1) span its lineality space.",
        ALL_TRADES,
        stated=stated_generating([]),
    ),
    generating(
        "no type without partner",
        "The same if every type is compatible with some type.",
        some_trades(lambda trade: trade.without_loners, "such"),
        stated=stated_generating([has_no_loner()]),
    ),
    generating(
        "connected graph",
        "The same for a connected compatibility graph.",
        some_trades(lambda trade: trade.connected, "connected"),
        stated=stated_generating([is_connected()]),
    ),
    generating(
        "connected graph, with units of g",
        "The same for a connected compatibility graph if the unit vectors g(t) = 1 are listed as well.",
        some_trades(lambda trade: trade.connected, "connected"),
        True,
    ),
    rests_on=("lemma-10",),
)


CLAIMS = [LEMMA_10_GENERATING]
