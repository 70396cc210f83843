"""Lang & Yang (2023), section 4: the lift-and-project approach (Lemmas 2 to 7 and Remarks 2 and 3).

Cones have finitely many generators up to positive scaling, which LY leave out of the wording; here "is a vector with
entries -1, 0, 1" and "is listed" are read up to positive scaling throughout.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact import cones
from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, Optimal, feasibility, optimum
from exact.matrices import Matrix
from exact.set_systems import hierarchy
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims import families_ly as ly
from proofs.claims import families_matrices as fm
from proofs.claims.claim import LITERAL, Claim, Expected, Family, Part, Reading
from proofs.claims.cone_facts import (
    beyond,
    equal,
    extreme,
    generated,
    generating_set,
    is_sign_vector,
    member,
    not_extreme,
    rows_in_words,
    sign_vectors,
    some,
    stated,
    stated_if,
    words,
)
from proofs.claims.families_matrices import PolyhedronCase, ProjectionCase
from proofs.reduced_form.implementation import implementable
from proofs.reduced_form.problems import InterimRule, Problem, name_of
from proofs.reduced_form.projection import projection_cone, weighted
from proofs.reduced_form.quotas import described, paramodular
from proofs.reduced_form.structures import Cell, ImplementationStructure, Profile, preserves_total_unimodularity

PAPER = "lang-yang-2023"
SHAPES = ((1, 1), (2, 1), (1, 2), (3, 1), (2, 2), (3, 2))


def claim(name: str, where: str, *readings: Reading) -> Claim:
    return Claim(f"{PAPER}/{name}", where, readings)


# --------------------------------------------------------------------------------------------------------- Lemma 2


def inside_z(case: PolyhedronCase) -> Verdict:
    """Whether some x has (x, y) in Z, with y put into the right-hand sides."""

    def rest(row: tuple[Any, ...]) -> tuple[list[int], Fraction]:
        *entries, bound = row
        shift = sum((b * y for b, y in zip(entries[case.hidden :], case.point, strict=True)), Fraction(0))
        return entries[: case.hidden], bound - shift

    equal_rows, rows = map(rest, case.equations), map(rest, case.inequalities)
    return feasibility(LinearSystem.make(case.hidden, at_most=rows, equal=equal_rows))


def inside_projection(case: PolyhedronCase) -> Verdict:
    """Whether y satisfies (16), with the rays and both directions of the lines of P as generators."""
    multipliers = ProjectionCase(
        tuple(row[: case.hidden] for row in (*case.equations, *case.inequalities)) or ((0,) * case.hidden,),
        len(case.equations),
    )
    listed = (*case.equations, *case.inequalities)
    rows = []
    for vector in generating_set(multipliers.cone) if listed else []:
        sums = [sum(m * row[k] for m, row in zip(vector, listed, strict=True)) for k in range(len(listed[0]))]
        rows.append((sums[case.hidden : -1], sums[-1]))
    return feasibility(LinearSystem.make(len(case.point), at_most=rows, lower=case.point, upper=case.point))


def smaller_polyhedra(case: PolyhedronCase) -> Iterator[PolyhedronCase]:
    for k in range(len(case.equations)):
        yield replace(case, equations=case.equations[:k] + case.equations[k + 1 :])
    for k in range(len(case.inequalities)):
        yield replace(case, inequalities=case.inequalities[:k] + case.inequalities[k + 1 :])


LEMMA_2 = claim(
    "lemma-2",
    "section 4, Lemma 2",
    Reading(
        wording="Let P be the projection cone (15) of the polyhedron Z of (13) and P^ a finite set of generators of P. "
        "A point y is the projection of a point of Z if and only if it satisfies (16) for every (f, g) in P^.",
        hypothesis=lambda case: [stated(inside_projection(case))],
        conclusion=lambda case: [stated_if(inside_z(case), bool(inside_projection(case)))],
        families=(
            Family(
                "all Z with one x, one y and at most one equation or two inequalities with entries -1, 0, 1; y = 0",
                fm.polyhedra,
            ),
            Family("random Z with at most 3 x, 2 y, 2 equations and 4 inequalities", fm.random_polyhedra, endless=True),
        ),
        because=lambda case: "the inequalities of the generators and the polyhedron itself disagree about y",
        describe=PolyhedronCase.words,
        smaller=smaller_polyhedra,
        budget=560,
    ),
)


# ----------------------------------------------------------------------------------------------- Lemma 3 and remarks

PROJECTIONS = (
    Family(
        "all cones (15) of matrices with entries -1, 0, 1 of at most 3 multipliers and 2 equations, or 1 and 3",
        lambda seed: fm.projection_cases(SHAPES[:5]),
    ),
    Family(
        "random cones (15), most of a totally unimodular matrix, at most 5 multipliers and 4 equations",
        fm.random_projections,
        endless=True,
    ),
)


def unimodular_cone(case: ProjectionCase) -> Part:
    yield total_unimodularity(case.matrix)


def generated_by_signs(case: ProjectionCase) -> Part:
    """Every generator is a nonnegative combination of the vectors of the cone with entries -1, 0, 1."""
    vectors = sign_vectors(case.cone)
    for target in generating_set(case.cone):
        yield generated(vectors, target)


def not_generated(case: ProjectionCase) -> str:
    return (
        "the matrix is totally unimodular, but a vector of the cone is no nonnegative combination of the vectors in "
        f"it with entries -1, 0, 1, which are {', '.join(map(words, sign_vectors(case.cone))) or 'none but 0'}"
    )


def generation(wording: str) -> Reading:
    return Reading(
        wording=wording,
        hypothesis=unimodular_cone,
        conclusion=generated_by_signs,
        families=PROJECTIONS,
        because=not_generated,
        describe=ProjectionCase.words,
        smaller=fm.smaller_projections,
        budget=420,
    )


LEMMA_3 = claim(
    "lemma-3",
    "section 4, Lemma 3",
    generation(
        "If the constraint matrix of the cone P of (15) is totally unimodular, P is generated by finitely many vectors "
        "with entries -1, 0, 1."
    ),
)
REMARK_2 = claim(
    "section-4.remark-2",
    "section 4, Remark 2",
    generation(
        "If the constraint matrix of P is totally unimodular, the set of all vectors of P with entries -1, 0, 1 "
        "generates P."
    ),
)


def not_unimodular(case: ProjectionCase) -> Part:
    yield Expected(total_unimodularity(case.matrix), holds=False)


@cache
def _beyond_signs(case: ProjectionCase) -> tuple[tuple[Verdict, ...], Verdict]:
    """For "the vectors with entries -1, 0, 1 do not generate P": the verdicts before the deciding one, and that one."""
    vectors = [v for v in generating_set(case.cone) if is_sign_vector(v)]
    before, last = some(map(feasibility, beyond(case.cone, vectors)))
    return tuple(before), last


def remark_3_hypothesis(case: ProjectionCase) -> Part:
    yield from not_unimodular(case)
    yield from map(stated, _beyond_signs(case)[0])


def remark_3_conclusion(case: ProjectionCase) -> Part:
    yield _beyond_signs(case)[1]


def pointed_hypothesis(case: ProjectionCase) -> Part:
    """The converse for a pointed cone other than {0}, shown by one nonzero vector and by no line."""
    size = len(case.rows)
    yield Expected(total_unimodularity(case.matrix), holds=False)
    units = [[int(k == place) for k in range(size)] for place in range(size)]
    no_line: list[tuple[Coefficients, int]] = [(column, 0) for column in zip(*case.rows, strict=True)]
    no_line += [(units[k], 0) for k in range(case.free, size)]
    for unit in units[: case.free]:
        yield Expected(feasibility(LinearSystem.make(case.names, equal=[*no_line, (unit, 1)])), holds=False)
    found = cones.generators(case.cone)
    if not found.rays:  # {0}, which is shown by a system without a solution
        total = LinearSystem.make(case.names, equal=[(c, 0) for c in zip(*case.rows, strict=True)], lower=0, upper=0)
        yield Expected(feasibility(total), holds=False)
        return
    yield member(case.cone, found.rays[0])
    yield from map(stated, _beyond_signs(case)[0])


def remark_3_because(case: ProjectionCase) -> str:
    signs = [v for v in generating_set(case.cone) if is_sign_vector(v)]
    rays = f"is generated by {', '.join(map(words, signs))}" if signs else "is {0} and has no extreme ray"
    return (
        f"the constraint matrix is not totally unimodular, yet the cone {rays}: the certified systems have no solution "
        "beyond any facet of what these vectors generate, so no extreme ray has entries other than -1, 0, 1"
    )


@dataclass(frozen=True)
class SlackCase:
    """A matrix A with a square submatrix of determinant other than -1, 0, 1 that is as small as possible."""

    rows: fm.Rows

    @property
    def ray(self) -> tuple[list[int], list[int]] | None:
        """x, and s = A x: x solves `submatrix x = determinant e_1` on the columns of a least violator."""
        found = _least_violator(self.rows)
        if found is None:
            return None
        chosen, columns = found
        size = len(columns)
        square = [[self.rows[r][c] for c in columns] for r in chosen]
        x = [0] * len(self.rows[0])
        for k, column in enumerate(columns):
            minor = [[row[c] for c in range(size) if c != k] for row in square[1:]]
            x[column] = (-1) ** k * Matrix.dense(minor, columns=range(size - 1)).determinant()
        return x, [sum(a * v for a, v in zip(row, x, strict=True)) for row in self.rows]


@cache
def _least_violator(rows: fm.Rows) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    for size in range(1, min(len(rows), len(rows[0])) + 1):
        for chosen in itertools.combinations(range(len(rows)), size):
            for columns in itertools.combinations(range(len(rows[0])), size):
                square = Matrix.dense([[rows[r][c] for c in columns] for r in chosen], columns=range(size))
                if abs(square.determinant()) > 1:
                    return chosen, columns
    return None


def slack_cone(case: SlackCase) -> tuple[Cone, tuple[int, ...]]:
    """{(x, s) : A x = s}, every coordinate 0, or of the sign of the ray; only what the least violator's rows say."""
    assert case.ray is not None
    found = _least_violator(case.rows)
    assert found is not None
    x, s = case.ray
    vector = (*x, *s)
    size = len(vector)
    equations = [(*row, *(-int(k == r) for k in range(len(s)))) for r, row in enumerate(case.rows)]
    zero = [k for k in range(size) if not vector[k]]
    equations += [tuple(int(k == place) for k in range(size)) for place in zero]
    signs = [tuple((1 if v > 0 else -1) * int(k == place) for k in range(size)) for place, v in enumerate(vector) if v]
    return Cone.of(signs, equations, dimension=size), vector


def slack_conclusion(case: SlackCase) -> Part:
    cone, vector = slack_cone(case)
    yield from extreme(cone, vector)
    sizes = sorted({abs(v) for v in vector if v})
    yield Expected(equal(sizes[0], sizes[-1]), holds=False)


REMARK_3 = claim(
    "section-4.remark-3",
    "section 4, Remark 3",
    Reading(
        wording="If the constraint matrix of the cone P of (15) is not totally unimodular, some extreme ray of P has "
        "no positive multiple with entries -1, 0, 1.",
        hypothesis=remark_3_hypothesis,
        conclusion=remark_3_conclusion,
        families=(
            Family(
                "all cones (15) of matrices with entries -1, 0, 1 and nonnegative multipliers, at most 3 by 3",
                lambda seed: (ProjectionCase(rows, 0) for rows in fm.small((*SHAPES, (3, 3)))),
            ),
        ),
        because=remark_3_because,
        describe=ProjectionCase.words,
        smaller=fm.smaller_projections,
        budget=1500,
    ),
    Reading(
        name="pointed and not {0}",
        wording="The same for a pointed cone P other than {0}.",
        hypothesis=pointed_hypothesis,
        conclusion=remark_3_conclusion,
        families=(
            Family(
                "all cones (15) of matrices with entries -1, 0, 1 and nonnegative multipliers, at most 4 by 2 or 3 by "
                "3",
                lambda seed: (ProjectionCase(rows, 0) for rows in fm.small((*SHAPES, (3, 3), (4, 2)))),
            ),
        ),
        because=remark_3_because,
        describe=ProjectionCase.words,
        smaller=fm.smaller_projections,
        budget=4000,
    ),
    Reading(
        name="some cone with slacks",
        wording="If a matrix A of integers is not totally unimodular, some cone {(x, s) : A x = s}, with each "
        "coordinate required to be nonnegative, nonpositive or zero, has an extreme ray that has no positive multiple "
        "with entries -1, 0, 1 (the converse that Hoffman's argument gives).",
        hypothesis=lambda case: [Expected(total_unimodularity([list(row) for row in case.rows]), holds=False)],
        conclusion=slack_conclusion,
        families=(
            Family(
                "all matrices with entries -1, 0, 1 of at most 3 by 3 entries",
                lambda seed: map(SlackCase, fm.small(((2, 2), (3, 2), (2, 3), (3, 3)))),
            ),
            Family(
                "random matrices with entries -2 to 2 of at most 4 by 4 entries",
                lambda seed: map(SlackCase, fm.random_matrices(seed, 4, 4, (-2, -1, 0, 1, 2))),
                endless=True,
            ),
        ),
        because=lambda case: "the ray that the violating submatrix gives is not extreme, or has one size of entries",
        describe=lambda case: rows_in_words(case.rows),
        smaller=lambda case: map(SlackCase, fm.smaller_rows(case.rows)),
        budget=600,
    ),
)


# --------------------------------------------------------------------------------------------------------- Lemma 4


def sign_system(problem: Problem, point: list[Fraction]) -> LinearSystem:
    """(17): an inequality for every generator of W with entries -1, 0, 1; y fixed."""
    vectors = filter(is_sign_vector, _generators_of_w(ly.structure_of(problem)))
    rows = [_bound(problem, vector, len(point)) for vector in vectors]
    return LinearSystem.make(len(point), at_most=rows, lower=point, upper=point)


@cache
def _generators_of_w(given: ImplementationStructure) -> tuple[tuple[int, ...], ...]:
    return tuple(generating_set(projection_cone(ly.problem_on(given, dict.fromkeys(given.sets, (0, 1))))))


def _bound(problem: Problem, vector: tuple[int, ...], size: int) -> tuple[list[int], Fraction]:
    """f, and g c - h b with the quotas weighted by the prior."""
    names = projection_cone(_plain(problem)).coordinates
    quotas = {name_of(quota.cells): quota for quota in problem.constraints}
    total = Fraction(0)
    for name, entry in zip(names[size:], vector[size:], strict=True):
        if entry:
            assert isinstance(name, tuple)
            side, cells, profile = name
            quota = quotas[cells]
            assert quota.ceiling is not None
            total += entry * problem.probability(profile) * (quota.ceiling if side == "g" else -quota.floor)
    return list(vector[:size]), total


@cache
def _plain(problem: Problem) -> Problem:
    given = ly.structure_of(problem)
    return ly.problem_on(given, dict.fromkeys(given.sets, (0, 1)))


def lemma_4_cases(seed: int) -> Iterator[ly.RuleCase]:
    """Quotas and rules on small structures; those with a contradiction among their quotas are in."""
    draw = random.Random(seed)
    small = [*ly.structures(1, 1, 2), *ly.structures(2, 1, 2), *ly.structures(1, 2, 2)]
    while True:
        for given in small:
            problem = ly.random_problem(draw, given, 2)
            for rule in ly.rules(problem, draw.randrange(1000), 4):
                yield ly.RuleCase(problem, rule)


def smaller_cases(case: ly.RuleCase) -> Iterator[ly.RuleCase]:
    """With another rule's simpler numbers; and smaller problems with rules drawn again."""
    for k, number in enumerate(case.rule.values):
        for simpler in (Fraction(0), Fraction(1)):
            if number not in (0, 1):
                values = (*case.rule.values[:k], simpler, *case.rule.values[k + 1 :])
                yield ly.RuleCase(case.problem, type(case.rule)(values))
    for problem in ly.smaller_problems(case.problem):
        for rule in ly.rules(problem, 0, 8):
            yield ly.RuleCase(problem, rule)


def shown_case(case: ly.RuleCase) -> str:
    rule = {" ".join(c): str(v) for c, v in zip(case.problem.coordinates, case.rule.values, strict=True)}
    return f"{ly.described_problem(case.problem)}; Q = {rule}"


def sign_verdict(case: ly.RuleCase) -> Verdict:
    return feasibility(sign_system(case.problem, weighted(case.problem, case.rule.values)))


LEMMA_4 = claim(
    "lemma-4",
    "section 4, Lemma 4",
    Reading(
        wording="Suppose W preserves total unimodularity. A rule is implementable if and only if f y <= g c - h b "
        "(quotas weighted by the prior) for all generators (f, g, h) of W with entries -1, 0, 1.",
        hypothesis=lambda case: [
            preserves_total_unimodularity(ly.structure_of(case.problem)),
            stated(sign_verdict(case)),
        ],
        conclusion=lambda case: [stated_if(implementable(case.problem, case.rule), bool(sign_verdict(case)))],
        families=(
            Family(
                "random quotas, priors and rules on all structures with 2 cells and at most 2 types each",
                lemma_4_cases,
                endless=True,
            ),
        ),
        because=lambda case: "W preserves total unimodularity, and (17) and implementability disagree about the rule",
        describe=shown_case,
        smaller=smaller_cases,
        budget=160,
    ),
)


# --------------------------------------------------------------------------------------- Lemma 5, and the pair (b, c)


@dataclass(frozen=True)
class PairCase:
    """b and c by mask on a few cells, and an objective f."""

    floors: tuple[int, ...]
    ceilings: tuple[int, ...]
    objective: tuple[int, ...]

    @property
    def cells(self) -> int:
        return len(self.objective)

    def words(self) -> str:
        sets = range(1, 1 << self.cells)
        quotas = ", ".join(f"{self.floors[m]} <= x{_members(m)} <= {self.ceilings[m]}" for m in sets)
        return f"{quotas}; f = {words(self.objective)}"

    @property
    def problem(self) -> Problem:
        """The quotas as a problem with one agent for each cell, one type each."""
        given = ly.build(self.cells, 1, (), [1] * self.cells)
        return ly.quotas_on_all_sets(given, self.floors, self.ceilings)


def _members(mask: int) -> str:
    return "{" + ", ".join(str(k + 1) for k in range(mask.bit_length()) if mask >> k & 1) + "}"


Sides = tuple[tuple[int, ...], tuple[int, ...]]


def dual(case: PairCase, sides: Sides | None = None, most: Fraction | None = None) -> LinearSystem:
    """(18): g and h on all nonempty sets, or on the sets of the two sides; at most a cost if one is given."""
    every = tuple(range(1, 1 << case.cells))
    upper, lower = sides if sides is not None else (every, every)
    names = [("g", m) for m in upper] + [("h", m) for m in lower]
    rows = [
        ({**{("g", m): 1 for m in upper if m >> k & 1}, **{("h", m): -1 for m in lower if m >> k & 1}}, value)
        for k, value in enumerate(case.objective)
    ]
    cost: list[tuple[Coefficients, Fraction]] = [] if most is None else [(price(case, (upper, lower)), most)]
    return LinearSystem.make(names, at_most=cost, equal=rows, lower=0)


def price(case: PairCase, sides: Sides | None = None) -> dict[Any, int]:
    every = tuple(range(1, 1 << case.cells))
    upper, lower = sides if sides is not None else (every, every)
    return {**{("g", m): case.ceilings[m] for m in upper}, **{("h", m): -case.floors[m] for m in lower}}


@cache
def least(case: PairCase) -> Verdict:
    """The optimum of (18)."""
    return optimum(dual(case), price(case), "min")


def chains_for(case: PairCase) -> Sides:
    """The chains that the order of f suggests: cells with f > 0, the greatest first; cells with f < 0 likewise."""
    places = range(case.cells)
    positive = sorted((k for k in places if case.objective[k] >= 0), key=lambda k: -case.objective[k])
    negative = sorted((k for k in places if case.objective[k] < 0), key=lambda k: case.objective[k])
    return prefixes(positive), prefixes(negative)


def prefixes(order: Iterable[int]) -> tuple[int, ...]:
    return tuple(itertools.accumulate((1 << k for k in order), lambda one, other: one | other))


def all_chain_pairs(cells: int) -> Iterator[Sides]:
    """All pairs of greatest chains on disjoint ground sets that hold all cells between them."""
    for size in range(cells, -1, -1):
        for ground in itertools.combinations(range(cells), size):
            rest = [k for k in range(cells) if k not in ground]
            for first in itertools.permutations(ground):
                for second in itertools.permutations(rest):
                    yield prefixes(first), prefixes(second)


def all_laminar_pairs(cells: int) -> Iterator[Sides]:
    """For at most two cells every family of sets is laminar: all sets of the one part, all of the other."""
    for mask in range(1 << cells):
        rest = ~mask & (1 << cells) - 1
        yield (
            tuple(m for m in range(1, 1 << cells) if m & ~mask == 0),
            tuple(m for m in range(1, 1 << cells) if m & ~rest == 0),
        )


def attained(case: PairCase, pairs: Iterable[Sides]) -> tuple[list[Verdict], Verdict]:
    """For "some optimum of (18) has its supports in one of the pairs"."""
    statement = least(case).statement
    assert isinstance(statement, Optimal)
    return some(feasibility(dual(case, sides, statement.value)) for sides in dict.fromkeys(pairs))


def chain_pairs(case: PairCase) -> Iterator[Sides]:
    yield chains_for(case)
    yield from all_chain_pairs(case.cells)


def has_optimum(case: PairCase) -> bool:
    return isinstance(least(case).statement, Optimal)


def lemma_5_cases(seed: int) -> Iterator[PairCase]:
    """All b <= c on one or two cells with c at most 2 and f with entries -1 to 2; small numbers first."""
    for cells in (1, 2):
        tables = [(0, *rest) for rest in itertools.product(range(3), repeat=(1 << cells) - 1)]
        pairs = [(b, c) for c in tables for b in tables if all(low <= high for low, high in zip(b, c, strict=True))]
        for b, c in sorted(pairs, key=lambda pair: (sum(pair[0]) + sum(pair[1]), pair)):
            for f in sorted(itertools.product(range(-1, 2), repeat=cells), key=lambda f: (sum(map(abs, f)), f)):
                yield PairCase(b, c, f)


def smaller_pairs(case: PairCase) -> Iterator[PairCase]:
    """With a quota or an entry of f nearer to zero."""
    for mask in range(1, len(case.floors)):
        if case.floors[mask]:
            yield replace(case, floors=_less(case.floors, mask))
        if case.ceilings[mask] > case.floors[mask]:
            yield replace(case, ceilings=_less(case.ceilings, mask))
    for k, value in enumerate(case.objective):
        if value:
            nearer = value - 1 if value > 0 else value + 1
            yield replace(case, objective=(*case.objective[:k], nearer, *case.objective[k + 1 :]))


def _less(table: tuple[int, ...], place: int) -> tuple[int, ...]:
    return (*table[:place], table[place] - 1, *table[place + 1 :])


def two_cells_are_laminar(case: PairCase) -> Part:
    """On two cells all sets are laminar, so every pair of quotas is totally dual laminar."""
    sets = [frozenset(k + 1 for k in range(case.cells) if mask >> k & 1) for mask in range(1, 1 << case.cells)]
    yield hierarchy(sets)
    yield least(case) if has_optimum(case) else Expected(least(case), least(case).holds is None)


def paramodular_paired(case: PairCase) -> Part:
    yield paramodular(case.problem)
    yield least(case)


def paramodular_pair_cases(seed: int) -> Iterator[PairCase]:
    for cells, most in ((1, 2), (2, 2)):
        for b, c in ly.paramodular_pairs(cells, most):
            for f in itertools.product(range(-1, 2), repeat=cells):
                yield PairCase(b, c, f)


def random_pairs(seed: int) -> Iterator[PairCase]:
    draw = random.Random(seed)
    while True:
        cells = draw.choice((2, 3, 3, 4))
        b, c = ly.hull_of_polymatroid(draw, cells)
        yield PairCase(b, c, tuple(draw.randint(-3, 3) for _ in range(cells)))


PARAMODULAR_PAIRS = (
    Family("all paramodular pairs on 1 or 2 cells with c at most 2, f with entries -1, 0, 1", paramodular_pair_cases),
    Family("random paramodular pairs on 2 to 4 cells, f with entries -3 to 3", random_pairs, endless=True),
)


def lemma_5(name: str, wording: str, hypothesis: Any, pairs: Any, families: tuple[Family, ...], shape: str) -> Reading:
    """A reading of Lemma 5: what the supports shall be, and under which hypothesis."""
    decided = cache(lambda case: attained(case, pairs(case)))

    def premises(case: PairCase) -> Part:
        yield from hypothesis(case)
        yield from map(stated, decided(case)[0])

    return Reading(
        name=name,
        wording=wording,
        hypothesis=premises,
        conclusion=lambda case: [decided(case)[1]],
        families=families,
        because=lambda case: (
            "the sets of a one- or two-element ground set are laminar, so the pair is totally dual laminar; yet for "
            f"no {shape} on disjoint ground sets that hold the supports does (18) reach its optimum"
        ),
        describe=PairCase.words,
        smaller=smaller_pairs,
        budget=900,
    )


ALL_PAIRS = (Family("all b <= c on one or two cells with c at most 2, f with entries -1, 0, 1", lemma_5_cases),)
LEMMA_5 = claim(
    "lemma-5",
    "section 4, Lemma 5",
    lemma_5(
        LITERAL,
        "If (b, c) is totally dual laminar, (18) has an optimum whose supports are chains on disjoint ground sets "
        "(whenever it has an optimum).",
        two_cells_are_laminar,
        chain_pairs,
        ALL_PAIRS,
        "two chains",
    ),
    lemma_5(
        "laminar supports",
        "If (b, c) is totally dual laminar, (18) has an optimum whose supports are laminar families on disjoint ground "
        "sets (the first sentence alone).",
        two_cells_are_laminar,
        lambda case: all_laminar_pairs(case.cells),
        ALL_PAIRS,
        "two laminar families",
    ),
    lemma_5(
        "paramodular",
        "If (b, c) is paramodular, (18) has an optimum whose supports are chains on disjoint ground sets.",
        paramodular_paired,
        chain_pairs,
        PARAMODULAR_PAIRS,
        "two chains",
    ),
)

PARAMODULAR_TDL = claim(
    "section-4.paramodular-tdl",
    "section 4, before Lemma 5",
    Reading(
        wording="If (b, c) is paramodular it is totally dual laminar: for every f some optimum of (18) has a laminar "
        "support (chains on disjoint ground sets are tried).",
        hypothesis=lambda case: [*paramodular_paired(case), *map(stated, attained(case, chain_pairs(case))[0])],
        conclusion=lambda case: [attained(case, chain_pairs(case))[1]],
        families=PARAMODULAR_PAIRS,
        because=lambda case: "no pair of chains on disjoint ground sets supports an optimum",
        describe=PairCase.words,
        smaller=smaller_pairs,
        budget=500,
    ),
)


def paramodular_problems(seed: int) -> Iterator[PairCase]:
    for case in paramodular_pair_cases(seed):
        if not any(case.objective):
            yield case


def random_paramodular_problems(seed: int) -> Iterator[PairCase]:
    return (replace(case, objective=(0,) * case.cells) for case in random_pairs(seed) if case.cells < 4)


PARAMODULAR_DESCRIBES = claim(
    "section-4.paramodular-describes",
    "section 4, before Lemma 5",
    Reading(
        wording="If (b, c), integers, is paramodular, every nonnegative solution of (6) is a lottery over feasible "
        "pure outcomes.",
        hypothesis=lambda case: [paramodular(case.problem)],
        conclusion=lambda case: [described(case.problem)],
        families=(
            Family("all paramodular pairs on 1 or 2 cells with c at most 2", paramodular_problems),
            Family("random paramodular pairs on 2 or 3 cells", random_paramodular_problems, endless=True),
        ),
        because=lambda case: "the pair is paramodular, and a solution of the quotas is no lottery over pure outcomes",
        describe=lambda case: case.words().partition("; f")[0],
        smaller=smaller_pairs,
        budget=220,
    ),
)


# --------------------------------------------------------------------------------------------------- Lemmas 6 and 7


def chain_cone(
    given: ImplementationStructure, chains: Mapping[Profile, tuple[tuple[Cell, ...], ...]], side: int
) -> Cone:
    """W+(C) (side 1) or W-(C) (side -1): f of that sign, and g (or h) on the sets of the chains."""
    f = [(cell, own) for cell in given.cells for own in given.types_of(cell)]
    g = [(members, profile) for profile in given.profiles for members in chains[profile]]
    names = [("f", *name) for name in f] + [("g" if side > 0 else "h", *name) for name in g]
    place = {name: k for k, name in enumerate(names)}
    equations = []
    for profile in given.profiles:
        for cell in given.cells:
            row = [0] * len(names)
            row[place["f", cell, profile[given.agents.index(cell[0])]]] = -1
            for members in chains[profile]:
                if cell in members:
                    row[place["g" if side > 0 else "h", members, profile]] = side
            equations.append(row)
    signs = [[(side if name[0] == "f" else 1) * int(k == place[name]) for k in range(len(names))] for name in names]
    return Cone.of(signs, equations, coordinates=names)


Chains = tuple[tuple[tuple[Cell, ...], ...], ...]


@dataclass(frozen=True)
class ChainCase:
    """A structure, a chain for each of its profiles in order, a side, and S (for "if") or a vector (for "only if")."""

    structure: ImplementationStructure
    chains: Chains
    side: int
    chosen: tuple[tuple[Cell, str], ...] = ()
    ray: tuple[int, ...] = ()

    @property
    def by_profile(self) -> dict[Profile, tuple[tuple[Cell, ...], ...]]:
        return dict(zip(self.structure.profiles, self.chains, strict=True))

    @property
    def cone(self) -> Cone:
        return chain_cone(self.structure, self.by_profile, self.side)

    def at(self, profile: Profile) -> tuple[Cell, ...]:
        """I(t, S)."""
        own = dict(zip(self.structure.agents, profile, strict=True))
        return tuple(cell for cell in self.structure.cells if (cell, own[cell[0]]) in self.chosen)

    def listed(self) -> tuple[int, ...] | None:
        """The vector of Lemma 7 for S, if the chains have its sets."""
        by_profile = self.by_profile
        if any(self.at(t) and self.at(t) not in by_profile[t] for t in self.structure.profiles):
            return None
        vector = []
        for name in self.cone.coordinates:
            assert isinstance(name, tuple)
            if name[0] == "f":
                vector.append(self.side * int((name[1], name[2]) in self.chosen))
            else:
                vector.append(int(bool(self.at(name[2])) and self.at(name[2]) == name[1]))
        return tuple(vector)

    def words(self) -> str:
        given = self.structure
        counts = " x ".join(str(len(own)) for own in given.types)
        shown = []
        for profile, chain in self.by_profile.items():
            sets = ", ".join(ly.shown_set(members) if members else "the empty set" for members in chain) or "no set"
            shown.append(f"({', '.join(profile)}): {sets}")
        head = f"agents {', '.join(given.agents)}, {len(given.objects or '.')} object(s), {counts} types; "
        tail = f"; S = {_chosen(self.chosen)}" if not self.ray else f"; the vector {words(self.ray)}"
        return f"{head}W{'+' if self.side > 0 else '-'} of the chains {'; '.join(shown)}{tail}"


def _chosen(chosen: tuple[tuple[Cell, str], ...]) -> str:
    if not chosen:
        return "the empty set"
    return "{" + ", ".join(f"({''.join(cell)}, {own})" for cell, own in chosen) + "}"


def chain_structures() -> list[ImplementationStructure]:
    sizes = [(1, 1, (1,)), (1, 1, (2,)), (1, 2, (1,)), (2, 1, (1, 1)), (2, 1, (2, 1)), (1, 2, (2,)), (2, 1, (2, 2))]
    return [ly.build(n, m, (), counts) for n, m, counts in sizes]


def listed_cases(seed: int) -> Iterator[ChainCase]:
    """Every S on small structures, with the chains of its sets I(t, S), and with those of all cells instead."""
    for given in chain_structures():
        coordinates = [(cell, own) for cell in given.cells for own in given.types_of(cell)]
        for size in range(len(coordinates) + 1):
            for chosen in itertools.combinations(coordinates, size):
                for side in (1, -1):
                    bare = ChainCase(given, ((),) * len(given.profiles), side, chosen)
                    own: Chains = tuple((bare.at(t),) if bare.at(t) else () for t in given.profiles)
                    yield replace(bare, chains=own)
                    yield replace(bare, chains=((given.cells,),) * len(given.profiles))


def random_listed(seed: int) -> Iterator[ChainCase]:
    """Random S and random greatest chains through its sets on up to 3 agents or 2 x 2 cells; without end."""
    draw = random.Random(seed)
    while True:
        n, m = draw.choice(((2, 1), (3, 1), (2, 2), (1, 2)))
        given = ly.build(n, m, (), [draw.randint(1, 2) for _ in range(n)])
        coordinates = [(cell, own) for cell in given.cells for own in given.types_of(cell)]
        chosen = tuple(c for c in coordinates if draw.random() < 0.5)
        bare = ChainCase(given, ((),) * len(given.profiles), draw.choice((1, -1)), chosen)
        yield replace(bare, chains=tuple(random_chain(draw, given, bare.at(t)) for t in given.profiles))


def random_chain(
    draw: random.Random, given: ImplementationStructure, through: tuple[Cell, ...], empty: bool = False
) -> tuple[tuple[Cell, ...], ...]:
    """A greatest chain of nonempty sets that holds the set `through`, or a part of such a chain with the set."""
    inside = draw.sample(list(through), len(through))
    outside = draw.sample([c for c in given.cells if c not in through], len(given.cells) - len(through))
    order = inside + outside
    sets = [tuple(c for c in given.cells if c in order[: k + 1]) for k in range(len(order))]
    kept = [s for s in sets if s == through or draw.random() < 0.7]
    return (*([()] if empty and draw.random() < 0.5 else []), *kept)


def is_listed_ray(case: ChainCase) -> Part:
    """The vector for S lies in the cone, is not 0, and has no rival."""
    vector = case.listed()
    if vector is None:
        yield _outside(case)
        return
    slack = [e for e in vector if e]
    yield member(case.cone, vector)
    yield Expected(equal(len(slack), 0), holds=False)
    rival = not_extreme(case.cone, vector)
    if rival is not None:
        yield Expected(rival, holds=False)


def _outside(case: ChainCase) -> Verdict:
    """With f the incidence vector of S no g on the chains puts (f, g) into the cone."""
    cone = case.cone
    low: dict[Any, int] = {}
    for name in cone.coordinates:
        assert isinstance(name, tuple)
        if name[0] == "f":
            low[name] = case.side * int((name[1], name[2]) in case.chosen)
    rows = [([-e for e in row], 0) for row in cone.inequalities]
    equations = [(row, 0) for row in cone.equations]
    return feasibility(LinearSystem.make(cone.coordinates, at_most=rows, equal=equations, lower=low, upper=low))


def smaller_listed(case: ChainCase) -> Iterator[ChainCase]:
    """Without an element of S (the chains are those of the sets of S), or on the least structure that holds S."""
    for k in range(len(case.chosen)):
        chosen = case.chosen[:k] + case.chosen[k + 1 :]
        less = replace(case, chosen=chosen)
        yield replace(less, chains=tuple((less.at(t),) if less.at(t) else () for t in case.structure.profiles))


def in_chains(case: ChainCase) -> bool:
    return bool(case.chosen) and case.listed() is not None


def connected(case: ChainCase) -> bool:
    """Whether S has elements of two agents, or of one type only: then every two of them are linked by profiles."""
    return len({cell[0] for cell, _ in case.chosen}) > 1 or len({own for _, own in case.chosen}) == 1


def lemma_7_if(name: str, wording: str, keep: Any, because: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=is_listed_ray,
        families=(
            Family(
                "every such S on up to 2 cells and 4 coordinates, with the chains of its sets or of all cells",
                lambda seed: filter(keep, listed_cases(seed)),
            ),
            Family(
                "random such S and chains through its sets on up to 4 cells and 2 types",
                lambda seed: filter(keep, random_listed(seed)),
                endless=True,
            ),
        ),
        because=lambda case: because,
        describe=ChainCase.words,
        smaller=lambda case: filter(keep, smaller_listed(case)),
        budget=400,
    )


LEMMA_7_IF = claim(
    "lemma-7.if",
    "section 4, Lemma 7",
    lemma_7_if(
        LITERAL,
        "For every profile of chains and every S the vector of Lemma 7 is an extreme ray of W+(C1) (of W-(C2)).",
        lambda case: True,
        "S is empty, so the vector of the lemma is 0, and an extreme ray is not 0",
    ),
    lemma_7_if(
        "S in the chains",
        "The same for every S that is not empty and whose sets I(t, S) are in the chains.",
        in_chains,
        "the certified rival lies in the cone and keeps the binding constraints binding, in another direction: the "
        "vector is the sum of the vectors of two parts of S that no type profile brings together",
    ),
    lemma_7_if(
        "S in the chains and linked",
        "The same if S moreover concerns two agents, or a single type.",
        lambda case: in_chains(case) and connected(case),
        "the vector has a rival",
    ),
)


def ray_cases(seed: int, empty: bool) -> Iterator[ChainCase]:
    """The extreme rays of the cones of random chains, the smallest structures first."""
    draw = random.Random(seed)
    sizes = chain_structures()
    for number in itertools.count():
        given = sizes[min(number // 4, len(sizes) - 1)]
        if number >= 4 * len(sizes):
            n, m = draw.choice(((2, 1), (3, 1), (2, 2)))
            given = ly.build(n, m, (), [draw.randint(1, 2) for _ in range(n)])
        side = draw.choice((1, -1))
        chains = tuple(random_chain(draw, given, (), empty) for _ in given.profiles)
        bare = ChainCase(given, chains, side)
        for ray in cones.generators(bare.cone).rays:
            yield replace(bare, ray=ray)


def ray_is_listed(case: ChainCase) -> Part:
    """The ray is a multiple of the listed vector of S = the coordinates of f that it uses."""
    names = case.cone.coordinates
    chosen = tuple(
        (name[1], name[2])
        for name, e in zip(names, case.ray, strict=True)
        if isinstance(name, tuple) and e and name[0] == "f"
    )
    vector = replace(case, chosen=chosen).listed()
    size = max(map(abs, case.ray))
    for k, entry in enumerate(case.ray):
        yield equal(entry, size * vector[k] if vector is not None else entry + 1)


def lemma_7_only_if(name: str, wording: str, empty: bool, because: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: extreme(case.cone, case.ray),
        conclusion=ray_is_listed,
        families=(
            Family(
                "the extreme rays for random chains on up to 4 cells and 2 types, small structures first",
                lambda seed: ray_cases(seed, empty),
                endless=True,
            ),
        ),
        because=lambda case: because,
        describe=ChainCase.words,
        budget=150,
    )


LEMMA_7_ONLY_IF = claim(
    "lemma-7.only-if",
    "section 4, Lemma 7",
    lemma_7_only_if(
        LITERAL,
        "Every extreme ray of W+(C1) (of W-(C2)) is the vector of Lemma 7 for some S; a chain may hold the empty set, "
        "which is among the sets of (6).",
        True,
        "the ray has f = 0 and weighs the empty set alone, which Lemma 7 does not list: for f = 0 it has g = 0",
    ),
    lemma_7_only_if(
        "chains of nonempty sets",
        "The same for chains of nonempty sets.",
        False,
        "the ray is not of the form listed",
    ),
)


@dataclass(frozen=True)
class SystemCase:
    """Quotas (b, c) on all sets of cells of a structure without listed sets, and a vector y."""

    structure: ImplementationStructure
    floors: tuple[int, ...]
    ceilings: tuple[int, ...]
    point: tuple[Fraction, ...]

    @property
    def problem(self) -> Problem:
        return ly.quotas_on_all_sets(self.structure, self.floors, self.ceilings)

    @property
    def coordinates(self) -> list[tuple[Cell, str]]:
        return [(cell, own) for cell in self.structure.cells for own in self.structure.types_of(cell)]

    def words(self) -> str:
        problem = ly.described_problem(self.problem)
        values = zip(self.coordinates, self.point, strict=True)
        return f"{problem}; y = " + ", ".join(f"{''.join(cell)} {own}: {v}" for (cell, own), v in values)


Supports = dict[Profile, Sides]


def violation(case: SystemCase, supports: Supports, weights: Mapping[Profile, Fraction], signs: int = 0) -> Verdict:
    """Whether some (f, g, h) of W with the given supports has f y - g c + h b = 1 (f of one sign if so wished)."""
    given = case.structure
    cells = given.cells
    f = case.coordinates
    names: list[Any] = [("f", *name) for name in f]
    cost: dict[Any, Fraction] = {("f", *name): y for name, y in zip(f, case.point, strict=True)}
    rows: list[tuple[Coefficients, int]] = []
    for t in given.profiles:
        upper, lower = supports[t]
        names += [("g", t, m) for m in upper] + [("h", t, m) for m in lower]
        cost |= {("g", t, m): -weights[t] * case.ceilings[m] for m in upper}
        cost |= {("h", t, m): weights[t] * case.floors[m] for m in lower}
        for k, cell in enumerate(cells):
            row: dict[Any, int] = {("f", cell, t[given.agents.index(cell[0])]): -1}
            row |= {("g", t, m): 1 for m in upper if m >> k & 1}
            row |= {("h", t, m): -1 for m in lower if m >> k & 1}
            rows.append((row, 0))
    low = {name: 0 for name in names if name[0] != "f" or signs > 0}
    high = {name: 0 for name in names if name[0] == "f" and signs < 0}
    return feasibility(LinearSystem.make(names, equal=[*rows, (cost, 1)], lower=low, upper=high))


def all_supports(case: SystemCase, upper: bool, lower: bool) -> Supports:
    every = tuple(range(1, 1 << len(case.structure.cells)))
    return dict.fromkeys(case.structure.profiles, (every if upper else (), every if lower else ()))


def supports_by_order(case: SystemCase, verdict: Verdict, sides: tuple[bool, bool]) -> Supports:
    """The chains that the order of the violating f suggests at each profile."""
    statement: Any = verdict.statement
    values: tuple[Fraction, ...] = verdict.evidence.values  # type: ignore[attr-defined]
    at = dict(zip(statement.system.variables, values, strict=True))
    found: Supports = {}
    for t in case.structure.profiles:
        own = dict(zip(case.structure.agents, t, strict=True))
        f = [at["f", cell, own[cell[0]]] for cell in case.structure.cells]
        positive = sorted((k for k, v in enumerate(f) if v > 0), key=lambda k: -f[k])
        negative = sorted((k for k, v in enumerate(f) if v < 0), key=lambda k: f[k])
        found[t] = (prefixes(positive) if sides[0] else (), prefixes(negative) if sides[1] else ())
    return found


def chain_violations(
    case: SystemCase, weights: Mapping[Profile, Fraction], sides: tuple[bool, bool], signs: int
) -> Iterator[Verdict]:
    """The verdicts on chains of these sides; the ones suggested by the violated inequality first."""
    whole = violation(case, all_supports(case, *sides), weights, signs)
    if not whole.holds:
        yield whole
        return
    yield violation(case, supports_by_order(case, whole, sides), weights, signs)
    cells = len(case.structure.cells)
    pairs = [pair for pair in all_chain_pairs(cells) if (sides[0] or not pair[0]) and (sides[1] or not pair[1])]
    for chosen in itertools.product(pairs, repeat=len(case.structure.profiles)):
        yield violation(case, dict(zip(case.structure.profiles, chosen, strict=True)), weights, signs)


def system_cases(seed: int) -> Iterator[SystemCase]:
    """Paramodular quotas on 1 or 2 cells with few types, and vectors y inside and outside; without end."""
    draw = random.Random(seed)
    sizes = ((1, 1, (1,)), (1, 1, (2,)), (2, 1, (1, 1)), (1, 2, (1,)), (2, 1, (2, 1)), (1, 2, (2,)), (2, 1, (2, 2)))
    for number in itertools.count():
        n, m, counts = sizes[number // 6] if number < 6 * len(sizes) else draw.choice(sizes[1:])
        given = ly.build(n, m, (), counts)
        b, c = ly.hull_of_polymatroid(draw, n * m)
        problem = ly.quotas_on_all_sets(given, b, c)
        rule = next(itertools.islice(ly.rules(problem, draw.randrange(1000), 4), draw.randrange(4), None))
        yield SystemCase(given, b, c, tuple(weighted_point(problem, rule.values, given)))


def weighted_point(problem: Problem, values: tuple[Fraction, ...], given: ImplementationStructure) -> list[Fraction]:
    """y(cell, type) = lambda_i(t_i) Q_i(t_i, j)."""
    at = dict(zip(problem.coordinates, values, strict=True))
    return [
        problem.marginals[cell[0], own] * at[(cell[0], own, *cell[1:])]
        for cell in given.cells
        for own in given.types_of(cell)
    ]


def rule_of(case: SystemCase) -> InterimRule:
    problem = case.problem
    at = {
        (c[0], own, *c[1:]): y / problem.marginals[c[0], own]
        for (c, own), y in zip(case.coordinates, case.point, strict=True)
    }
    return InterimRule(tuple(at[c] for c in problem.coordinates))


@cache
def lemma_6_verdicts(case: SystemCase, by_prior: bool) -> tuple[tuple[Verdict, ...], bool]:
    """The verdicts on violations of (19) and (20), and whether none is violated."""
    problem = case.problem
    weights = {t: problem.probability(t) if by_prior else Fraction(1) for t in case.structure.profiles}
    shown: list[Verdict] = []
    for sides, sign in (((True, False), 1), ((False, True), -1)):
        before, last = some(chain_violations(case, weights, sides, sign))
        shown += [*before, last]
        if last.holds:
            return (last,), False
    return tuple(shown), True


def lemma_6(name: str, wording: str, by_prior: bool) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [paramodular(case.problem), *map(stated, lemma_6_verdicts(case, by_prior)[0])],
        conclusion=lambda case: [
            stated_if(implementable(case.problem, rule_of(case)), lemma_6_verdicts(case, by_prior)[1])
        ],
        families=(
            Family(
                "random paramodular quotas, priors and y on 1 or 2 cells and at most 2 types each",
                system_cases,
                endless=True,
            ),
        ),
        because=lambda case: lemma_6_because(case, by_prior),
        describe=SystemCase.words,
        smaller=smaller_systems,
        budget=130,
    )


def lemma_6_because(case: SystemCase, by_prior: bool) -> str:
    quotas = "weighted by the prior" if by_prior else "as printed, not weighted by the prior"
    if lemma_6_verdicts(case, by_prior)[1]:
        return (
            "the quotas are paramodular and no chains violate (19) or (20) at y (each certified system asks for (f, g) "
            f"or (f, h) on chains with f y - g c + h b = 1, the quotas {quotas}), yet the rule is not implementable"
        )
    return (
        "the quotas are paramodular and the rule is implementable, yet some (f, g) or (f, h) on chains has "
        f"f y - g c + h b = 1 with the quotas {quotas}, which violates (19) or (20)"
    )


def smaller_systems(case: SystemCase) -> Iterator[SystemCase]:
    """With simpler numbers in y, or smaller quotas."""
    for k, value in enumerate(case.point):
        for simpler in (Fraction(0), Fraction(1, 2), Fraction(1)):
            if value.denominator > simpler.denominator or (value > simpler and value.denominator == 1):
                yield replace(case, point=(*case.point[:k], simpler, *case.point[k + 1 :]))
    for mask in range(1, len(case.floors)):
        if case.floors[mask]:
            yield replace(case, floors=_less(case.floors, mask))
        if case.ceilings[mask] > case.floors[mask]:
            yield replace(case, ceilings=_less(case.ceilings, mask))


LEMMA_6 = claim(
    "lemma-6",
    "section 4, Lemma 6",
    lemma_6(
        LITERAL,
        "For paramodular quotas y is implementable if and only if f y <= g c on every W+(C1), (19), and -f y >= h b on "
        "every W-(C2), (20), with the quotas c and b as printed there, not weighted by the prior.",
        False,
    ),
    lemma_6(
        "weighted quotas",
        "The same with the quotas weighted by the prior, as in Lemma 1.",
        True,
    ),
)

CLAIMS = [
    LEMMA_2,
    LEMMA_3,
    REMARK_2,
    REMARK_3,
    LEMMA_4,
    PARAMODULAR_DESCRIBES,
    PARAMODULAR_TDL,
    LEMMA_5,
    LEMMA_6,
    LEMMA_7_IF,
    LEMMA_7_ONLY_IF,
]
