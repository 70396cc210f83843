"""Lang & Yang (2023), section 4: extreme rays as generators (Remark 1), rays of chain cones, tightest bounds.

Also what section 4 says of (1) for structures that preserve total unimodularity, and what the appendix says of
multiples of extreme rays.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from exact import cones
from exact.linear import LinearSystem, Optimal, feasibility, optimum
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import (
    beyond,
    extreme,
    generated,
    member,
    nonzero,
    not_extreme,
    sizes_equal,
    stated,
    words,
)
from proofs.claims.families import matrices as fm
from proofs.claims.families import problems as ly
from proofs.claims.families.matrices import PolyhedronCase, ProjectionCase
from proofs.claims.lang_yang.common import at_most, equal, value_of
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.section_2 import describing_conclusion
from proofs.claims.lang_yang.section_3 import class_of_problems, unimodular
from proofs.claims.lang_yang.section_4 import PROJECTIONS, no_lines
from proofs.claims.lang_yang.section_4_chains import (
    PARAMODULAR_PAIRS,
    ChainCase,
    PairCase,
    attained,
    chain_pairs,
    dual,
    least,
    price,
    ray_cases,
)
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import structure_incidence_c

# ---------------------------------------------------------------------------------------------------------- Remark 1


def rays_are_minimal(case: ProjectionCase) -> Part:
    """The rays are extreme, generate P, and none is a combination of the others.

    Since an extreme ray is no sum of vectors in other directions, every set that generates P has a multiple of each.
    """
    rays = cones.generators(case.cone).rays
    for ray in rays:
        yield from extreme(case.cone, ray)
    for system in beyond(case.cone, rays):
        yield Expected(feasibility(system), holds=False)
    for ray in rays:
        others = [other for other in rays if other != ray]
        if others:
            yield Expected(generated(others, ray), holds=False)


REMARK_1 = claim(
    "section-4.remark-1",
    "section 4, Remark 1",
    Reading(
        wording="If the cone P of (15) is pointed, its extreme rays generate it, and no fewer do: up to positive "
        "scaling every generating set contains all of them.",
        hypothesis=no_lines,
        conclusion=rays_are_minimal,
        families=PROJECTIONS,
        because=lambda case: "the extreme rays do not generate P, or one of them is a combination of the others",
        describe=ProjectionCase.words,
        smaller=fm.smaller_projections,
        budget=420,
    ),
)


def projection_of(case: PolyhedronCase) -> ProjectionCase:
    """The matrix [A1; A2] of Z, whose cone (15) is P."""
    rows = (*case.equations, *case.inequalities)
    return ProjectionCase(tuple(row[: case.hidden] for row in rows), len(case.equations))


def inequality_of(case: PolyhedronCase, ray: Sequence[int]) -> tuple[list[int], Fraction]:
    """The inequality (16) that a vector of P gives: coefficients of y, and the bound."""
    rows = (*case.equations, *case.inequalities)
    sums = [sum(m * row[k] for m, row in zip(ray, rows, strict=True)) for k in range(len(rows[0]))]
    return sums[case.hidden : -1], Fraction(sums[-1])


def implied(case: PolyhedronCase, ray: tuple[int, ...]) -> tuple[Verdict, Fraction]:
    """The greatest left side of the ray's inequality under those of the other rays, and its bound."""
    others = [other for other in cones.generators(projection_of(case).cone).rays if other != ray]
    row, bound = inequality_of(case, ray)
    system = LinearSystem.make(len(row), at_most=[inequality_of(case, other) for other in others])
    return optimum(system, row), bound


def some_ray_is_redundant(case: PolyhedronCase) -> Part:
    """P is pointed, and an extreme ray's inequality follows from those of the others."""
    projection = projection_of(case)
    yield from no_lines(projection)
    for ray in cones.generators(projection.cone).rays:
        found, bound = implied(case, ray)
        if isinstance(found.statement, Optimal) and found.statement.value <= bound:
            yield from extreme(projection.cone, ray)
            yield found
            yield at_most([(found.statement.value, bound)], "the greatest left side under the other inequalities")
            return
    yield at_most([(1, 0)], "the least number of inequalities that are needed, less the number of extreme rays, plus 1")


def loose_ceiling() -> PolyhedronCase:
    """The system F of (8) for one object and two agents with one type each: single ceilings 1, and 2 in all."""
    equations = ((1, 0, -1, 0, 0), (0, 1, 0, -1, 0))
    ceilings = ((1, 0, 0, 0, 1), (0, 1, 0, 0, 1), (1, 1, 0, 0, 2))
    floors = ((-1, 0, 0, 0, 0), (0, -1, 0, 0, 0))
    return PolyhedronCase(equations, (*ceilings, *floors), 2, (Fraction(0), Fraction(0)))


REDUNDANT = claim(
    "section-4.remark-1.redundant",
    "section 4, Remark 1",
    Reading(
        wording="In some polyhedron Z with a pointed cone P an extreme ray of P gives an inequality (16) that follows "
        "from those of the other extreme rays.",
        conclusion=some_ray_is_redundant,
        families=(
            Family(
                "the system F of (8) for one object and two agents with one type each, who get at most 1 and 2 in all",
                lambda seed: iter((loose_ceiling(),)),
            ),
        ),
        because=lambda case: "every extreme ray gives an inequality that the others do not imply",
        describe=PolyhedronCase.words,
    ),
)


@dataclass(frozen=True)
class Scaled(Displayed):
    """A cone (15), an extreme ray of it and a factor."""

    cone_case: ProjectionCase
    ray: tuple[int, ...]
    factor: int

    def words(self) -> str:
        return f"{self.cone_case.words()}; x = {words(self.ray)}, lambda = {self.factor}"


def scaled_rays(least_factor: int) -> Family:
    def stream(seed: int) -> Iterator[Scaled]:
        for case in fm.projection_cases(((1, 1), (2, 1), (1, 2), (3, 1), (2, 2))):
            found = cones.generators(case.cone)
            for ray in found.rays if not found.lines else ():
                yield from (Scaled(case, ray, factor) for factor in range(least_factor, 4))

    return Family(f"the extreme rays of small pointed cones (15), factors {least_factor} to 3", stream)


def multiple_is_extreme(case: Scaled) -> Part:
    vector = tuple(case.factor * entry for entry in case.ray)
    yield member(case.cone_case.cone, vector)
    yield nonzero(vector)
    rival = not_extreme(case.cone_case.cone, vector) if any(vector) else None
    if rival is not None:
        yield Expected(rival, holds=False)


def scaling(name: str, wording: str, least_factor: int) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [*no_lines(case.cone_case), *extreme(case.cone_case.cone, case.ray)],
        conclusion=multiple_is_extreme,
        families=(scaled_rays(least_factor),),
        because=lambda case: "lambda is 0, so lambda x is 0, and an extreme ray is by definition not 0",
        describe=Scaled.words,
    )


SCALING = claim(
    "appendix.extreme-ray-scaling",
    "appendix A.6, before Lemma 12",
    scaling(LITERAL, "If x is an extreme ray of a pointed cone, then so is lambda x for all lambda >= 0.", 0),
    scaling("lambda > 0", "The same for lambda > 0.", 1),
)


# ----------------------------------------------------------------------------------------- rays of the cones of chains


def signs_of(case: ChainCase, by_side: bool) -> list[tuple[int, int]]:
    """The least and greatest value of each entry of a scaled ray: 0 and 1, or 0 and -1 (on f alone, if `by_side`)."""
    names = case.cone.coordinates
    first = [isinstance(name, tuple) and name[0] == "f" for name in names]
    if case.side > 0:
        return [(0, 1)] * len(names)
    return [(-1, 0) if is_f or not by_side else (0, 1) for is_f in first]


def ray_signs(case: ChainCase, by_side: bool) -> Part:
    yield from sizes_equal(case.ray)
    size = max(map(abs, case.ray))
    outside = sum(
        not low * size <= e <= high * size for e, (low, high) in zip(case.ray, signs_of(case, by_side), strict=True)
    )
    yield equal([(outside, 0)], f"the number of entries of {words(case.ray)} of another sign than stated")


def chain_rays(name: str, wording: str, by_side: bool) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: extreme(case.cone, case.ray),
        conclusion=lambda case: ray_signs(case, by_side),
        families=(
            Family(
                "the extreme rays for random chains on up to 4 cells and 2 types, small structures first",
                lambda seed: ray_cases(seed, False),
                endless=True,
            ),
        ),
        because=lambda case: "h >= 0 in the cone, and the ray has a positive h: its entries are not all 0 and -1",
        describe=ChainCase.words,
        budget=150,
    )


CHAIN_RAYS = claim(
    "section-4.chain-rays",
    "section 4, before Lemma 7",
    chain_rays(
        LITERAL,
        "W+(C1) is generated by extreme rays with entries 0 and 1, and W-(C2) by extreme rays with entries 0 and -1.",
        False,
    ),
    chain_rays(
        "0 and -1 in f, 0 and 1 in h",
        "The same, where the extreme rays of W-(C2) have entries 0 and -1 in f, and 0 and 1 in h.",
        True,
    ),
)


# ---------------------------------------------------------------------------------------------------- tightest bounds


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
        for b, c in ly.paramodular_pairs(cells):
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


TIGHTEST = claim(
    "section-4.tightest-bound",
    "section 4, after Lemma 5",
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
)


# ------------------------------------------------------------------------------------------ total unimodularity and (1)


def linear_description(problem: Problem) -> Part:
    """The constraint matrix of G is totally unimodular, and (1) describes the feasible random outcomes."""
    yield total_unimodularity(structure_incidence_c(ly.structure_of(problem)))
    yield from describing_conclusion(problem)


def on_few_cells(chosen: tuple[Family, ...]) -> tuple[Family, ...]:
    """Problems on at most 6 cells, for which it is decided whether the quotas describe the outcomes."""

    def kept(family: Family) -> Callable[[int], Iterator[Problem]]:
        return lambda seed: (problem for problem in family.instances(seed) if len(problem.cells) <= 6)

    return tuple(Family(f"{family.words}, on at most 6 cells", kept(family), family.endless) for family in chosen)


UNIMODULAR_DESCRIBES = claim(
    "section-4.unimodular-describes",
    "section 4, before Lemma 4",
    Reading(
        wording="If the projection cone preserves total unimodularity, the constraint matrix of G is totally "
        "unimodular and (1) describes the feasible random outcomes: every nonnegative solution is a lottery over "
        "pure outcomes.",
        hypothesis=unimodular,
        conclusion=linear_description,
        families=on_few_cells(class_of_problems(ly.any_family, 2, "structures")),
        because=lambda problem: (
            "W preserves total unimodularity, and a solution of (1) is no lottery over pure outcomes"
        ),
        describe=ly.described_problem,
        smaller=ly.smaller_problems,
        budget=300,
    ),
)

CLAIMS = quoted([REMARK_1, REDUNDANT, UNIMODULAR_DESCRIBES, TIGHTEST, CHAIN_RAYS, SCALING])
