"""Lang & Yang (2023), section 4: the lift-and-project approach (Lemmas 2 to 4, Remarks 2 and 3).

Cones have finitely many generators up to positive scaling, which LY leave out of the wording; here "is a vector with
entries -1, 0, 1" and "is listed" are read up to positive scaling throughout.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact import cones
from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, feasibility
from exact.matrices import Matrix
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.comparison import compare
from proofs.claims.cone_facts import (
    beyond,
    extreme,
    generated,
    generating_set,
    is_sign_vector,
    member,
    rows_in_words,
    sign_vectors,
    some,
    stated,
    stated_if,
    words,
)
from proofs.claims.families import matrices as fm
from proofs.claims.families import problems as ly
from proofs.claims.families.matrices import PolyhedronCase, ProjectionCase
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.problem.projection import projection_cone, weighted
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity

SHAPES = ((1, 1), (2, 1), (1, 2), (3, 1), (2, 2), (3, 2))


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


def no_lines(case: ProjectionCase) -> Part:
    """P is pointed: no vector other than 0 makes all its inequalities equations."""
    size = len(case.rows)
    units = [[int(k == place) for k in range(size)] for place in range(size)]
    no_line: list[tuple[Coefficients, int]] = [(column, 0) for column in zip(*case.rows, strict=True)]
    no_line += [(units[k], 0) for k in range(case.free, size)]
    for unit in units[: case.free]:
        yield Expected(feasibility(LinearSystem.make(case.names, equal=[*no_line, (unit, 1)])), holds=False)


def pointed_hypothesis(case: ProjectionCase) -> Part:
    """The converse for a pointed cone other than {0}, shown by one nonzero vector and by no line."""
    yield Expected(total_unimodularity(case.matrix), holds=False)
    yield from no_lines(case)
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
class SlackCase(Displayed):
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
    least, greatest = ("the least absolute value of a nonzero entry", sizes[0]), ("the greatest", sizes[-1])
    yield Expected(compare(least, "=", greatest), holds=False)


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


CLAIMS = quoted([LEMMA_2, LEMMA_3, REMARK_2, REMARK_3, LEMMA_4])
