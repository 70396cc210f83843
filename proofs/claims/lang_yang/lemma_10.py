"""LY, section 5.5, Lemma 10: every {0, 1, -1} generator is of form (1), (2) or (3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from exact import cones
from exact.linear import LinearSystem, feasibility
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Family, Part, Reading
from proofs.claims.cone_facts import extreme, member, sign_vectors, slack_rows, some, stated, words
from proofs.claims.families.bilateral_trade import Trade, trades
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.stated_generators import stated_lemma_10


@dataclass(frozen=True)
class TradeVector(Displayed):
    """A compatibility graph and a vector (f, g)."""

    trade: Trade
    vector: tuple[int, ...]

    def words(self) -> str:
        f, g = self.vector[: (size := len(self.trade.buyers) + len(self.trade.sellers))], self.vector[size:]
        return f"{self.trade.words()}; f = {words(f)}, g = {words(g)}"


def is_generator(case: TradeVector) -> bool:
    """Whether an irredundant generating set may hold the vector: a line, or an extreme ray modulo the lines."""
    cone = case.trade.cone
    slack = slack_rows(cone, case.vector)
    return cones.contains(cone, case.vector) and (not slack or cones.is_extreme_ray(cone, case.vector))


def generator_hypothesis(case: TradeVector) -> Part:
    cone = case.trade.cone
    if not cones.contains(cone, case.vector):
        yield member(cone, case.vector)
    elif slack_rows(cone, case.vector):
        yield from extreme(cone, case.vector)
    else:
        rows = [(row, 0) for row in cone.inequalities]
        yield feasibility(LinearSystem.make(cone.coordinates, equal=rows, lower=case.vector, upper=case.vector))


def of_listed_form(case: TradeVector, shifts: Sequence[int], units: bool) -> tuple[list[Verdict], Verdict]:
    """For "the vector plus some multiple of (1, ..., 1) is a multiple of a vector of form (1), (2) or (3)"."""
    size = len(case.trade.buyers) + len(case.trade.sellers)
    kinds = (*case.trade.buyers, *case.trade.sellers)

    def forms() -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        for shift in shifts:
            shifted = [e + shift for e in case.vector]
            vector = tuple(e // (max(map(abs, shifted)) or 1) for e in shifted)
            yield vector, tuple(1 for _ in vector)
            yield vector, tuple(-1 for _ in vector)
            lowest = min(range(size), key=lambda k: vector[k])
            yield vector, tuple(-int(k == lowest) for k in range(len(vector)))
            yield vector, case.trade.incidence([k for k, e in zip(kinds, vector, strict=False) if e > 0])
            if units and len(vector) > size:
                highest = max(range(size, len(vector)), key=lambda k: vector[k])
                yield vector, tuple(int(k == highest) for k in range(len(vector)))

    return some(
        equal(zip(vector, form, strict=True), f"the entries of {words(vector)}", f"those of {words(form)}")
        for vector, form in forms()
    )


def trade_vectors(seed: int, keep: Callable[[Trade], bool], most: int = 9) -> Iterator[TradeVector]:
    """All generators with entries -1, 0, 1 of small graphs."""
    for trade in trades(seed):
        if keep(trade) and len(trade.names) <= most:
            for vector in sorted(sign_vectors(trade.cone), key=lambda v: (sum(map(abs, v)), v)):
                if is_generator(case := TradeVector(trade, vector)):
                    yield case


def lemma_10(
    name: str, wording: str, keep: Callable[[Trade], bool], shifts: Sequence[int] = (0,), units: bool = False
) -> Reading:
    decided = cache(lambda case: of_listed_form(case, shifts, units))
    which = "all" if keep(Trade(((0,),))) else "connected"

    def hypothesis(case: TradeVector) -> Part:
        yield from generator_hypothesis(case)
        yield from map(stated, decided(case)[0])

    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=lambda case: [decided(case)[1]],
        families=(
            Family(
                f"all generators with entries -1, 0, 1 for {which} compatibility graphs with at most 9 types and pairs",
                lambda seed: trade_vectors(seed, keep),
            ),
        ),
        because=lambda case: (
            "the vector lies in W and is a generator (it is a line, or whatever keeps its binding constraints binding "
            "has slacks in proportion to its own), but it differs from (1, ..., 1), from (-1, ..., -1), from every "
            "vector with a single -1 and from the incidence vector of (S, Gamma(S)) for the S of its positive f"
        ),
        describe=TradeVector.words,
        budget=120,
        stated=None if units else stated_lemma_10(which == "connected", len(shifts) > 1),
    )


LEMMA_10 = claim(
    "lemma-10",
    "section 5.5, Lemma 10",
    "every {0, 1, -1} generator is of form (1), (2) or (3)",
    lemma_10(
        LITERAL,
        "In bilateral trade every generator of W with entries -1, 0, 1 is (1) plus or minus (1, ..., 1), or (2) -1 at "
        "one f and 0 elsewhere, or (3) the incidence vector of (S, Gamma(S)). A generator is a member of an "
        "irredundant generating set: a line, or an extreme ray modulo the lineality space.",
        lambda trade: True,
    ),
    lemma_10(
        "connected graph",
        "The same for a connected compatibility graph.",
        lambda trade: trade.connected,
    ),
    lemma_10(
        "connected graph, modulo lines",
        "For a connected compatibility graph every such generator, or its sum with (1, ..., 1) or (-1, ..., -1), is 0 "
        "or a multiple of a vector of form (1), (2) or (3).",
        lambda trade: trade.connected,
        (0, 1, -1),
    ),
    lemma_10(
        "connected graph, modulo lines, with units of g",
        "The same if the unit vectors g(t) = 1 are listed as well.",
        lambda trade: trade.connected,
        (0, 1, -1),
        True,
    ),
    # "if (f, g) has a maximal set of active constraints"
    rests_on=("appendix.extreme-ray-maximal",),
)


CLAIMS = [LEMMA_10]
