"""LY, section 4, after Lemma 5: tightest bounds are attained on chains with disjoint ground sets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs import checker
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.cone_facts import stated
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import stated_chains as chains
from proofs.claims.families.lang_yang import claim, equal, value_of
from proofs.claims.families.paramodular_pairs import (
    PARAMODULAR_PAIRS,
    PairCase,
    attained,
    chain_pairs,
    dual,
    least,
    price,
)
from proofs.claims.stating import Plain, begin_afresh, each, given, size
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.data import problem_to_plain


@dataclass(frozen=True)
class Bound(Displayed):
    """A pair (b, c), an objective f, and (g, h) by mask, the sets with g = 1 and those with h = 1."""

    pair: PairCase
    upper: tuple[int, ...]
    lower: tuple[int, ...]

    def words(self) -> str:
        def listed(masks: tuple[int, ...]) -> str:
            sets = ["{" + ", ".join(str(k + 1) for k in range(m.bit_length()) if m >> k & 1) + "}" for m in masks]
            return ", ".join(sets) or "nowhere"

        return f"{self.pair.words()}; g = 1 on {listed(self.upper)}; h = 1 on {listed(self.lower)}"


def bounds(seed: int) -> Iterator[Bound]:
    """All paramodular pairs on one and two cells, with g and h 1 on at most two sets each, and f what they give."""
    for cells in (1, 2):
        choices = [c for size in range(3) for c in itertools.combinations(range(1, 1 << cells), size)]
        for b, c in paramodular_module.paramodular_pairs(cells):
            for upper, lower in itertools.product(choices, repeat=2):
                f = [sum(m >> k & 1 for m in upper) - sum(m >> k & 1 for m in lower) for k in range(cells)]
                yield Bound(PairCase(b, c, tuple(f)), upper, lower)


def tightest(case: Bound) -> Part:
    """The pair is paramodular, and (g, h) is a solution of (18) that costs no more than the least."""
    yield paramodular(case.pair.problem)
    yield least(case.pair)
    point: dict[Any, int] = {("g", m): 1 for m in case.upper} | {("h", m): 1 for m in case.lower}
    system = dual(case.pair)
    values = [point.get(name, 0) for name in system.variables]
    yield feasibility(LinearSystem(system.variables, system.rows, _fractions(values), _fractions(values)))
    weights = price(case.pair)
    cost = sum(weights[name] * value for name, value in point.items())
    yield equal([(cost, value_of(least(case.pair)))], "g c - h b", "the least for this f")


def _fractions(values: list[int]) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


def supports_are_chains(case: Bound) -> Part:
    """Any two sets of one side are nested, and no cell is in sets of both sides."""
    apart = sum(
        one & ~other != 0 and other & ~one != 0
        for side in (case.upper, case.lower)
        for one, other in itertools.combinations(side, 2)
    )
    yield equal(
        [(apart, 0)], "the number of pairs of sets in the support of g, or of h, of which none contains the other"
    )
    ground = [0, 0]
    for k, side in enumerate((case.upper, case.lower)):
        for mask in side:
            ground[k] |= mask
    yield equal([((ground[0] & ground[1]).bit_count(), 0)], "the number of cells in the ground sets of both g and h")


@cache
def some_chains(case: PairCase) -> tuple[list[Verdict], Verdict]:
    return attained(case, chain_pairs(case))


def stated_bound(case: Bound) -> dict[str, Plain]:
    """The problem, and g and h on its nonempty sets in their order."""
    plain = problem_to_plain(case.pair.problem)
    begin_afresh()
    cells = checker.cells_of(checker.structure_from(plain))
    masks = [sum(1 << cells.index(cell) for cell in members) for members in checker.subsets_of(cells) if members]
    sides = {"g": case.upper, "h": case.lower}
    return {"problem": plain, **{side: [int(m in own) for m in masks] for side, own in sides.items()}}


SUPPORTS = given("support"), given("support'")


TIGHTEST = claim(
    "section-4.tightest-bound",
    "section 4, after Lemma 5",
    "tightest bounds are attained on chains with disjoint ground sets",
    Reading(
        wording="If the quotas are paramodular and (f, g, h) in W attains the least g c - h b for its f, then g and h "
        "have chains on disjoint ground sets as supports (one type profile).",
        hypothesis=tightest,
        conclusion=supports_are_chains,
        families=(Family("all paramodular pairs on one or two cells, g and h 1 on at most two sets each", bounds),),
        because=lambda case: (
            "g c - h b is the least for this f, and the supports are no chains on disjoint ground sets"
        ),
        describe=Bound.words,
        budget=2000,
        stated=said.stated_problem(
            [
                size(said.profiles()).equals(1),
                said.quotas_on_every_set(),
                said.is_paramodular(),
                chains.on_the_sets(given("g")),
                chains.on_the_sets(given("h")),
                chains.price_of(given("g"), given("h")).equals(chains.least_price()),
            ],
            [*map(chains.is_chain, SUPPORTS), chains.apart(*SUPPORTS)],
            sorts={"problem": "allocation problem", "g": "vector", "h": "vector"},
            instances=stated_bound,
            where=[
                *chains.PROGRAM,
                ("f", each("x", said.cells(), chains.weight_at)),
                ("support", chains.support(given("g"))),
                ("support'", chains.support(given("h"))),
            ],
        ),
    ),
    Reading(
        name="for some g and h",
        wording="If the quotas are paramodular, the least g c - h b for an f is attained by some g and h with chains "
        "on disjoint ground sets as supports (one type profile).",
        hypothesis=lambda case: [
            paramodular(case.problem),
            least(case),
            *map(stated, some_chains(case)[0]),
        ],
        conclusion=lambda case: [some_chains(case)[1]],
        families=PARAMODULAR_PAIRS,
        because=lambda case: "no pair of chains on disjoint ground sets supports an optimum",
        describe=PairCase.words,
        budget=120,
    ),
    rests_on=("lemma-5",),
)


CLAIMS = [TIGHTEST]
