"""Projections beside cddlib's block elimination and Fourier's, and brute force; forged certificates."""

from __future__ import annotations

import random
from fractions import Fraction

import cdd.gmp
import pytest

from exact import polyhedra
from exact.double_descriptions import polyhedron_of
from exact.linear import LinearSystem, feasibility
from exact.linear.redundancy import without_bounds
from exact.plain_data import converter
from exact.polyhedra import Polyhedron
from exact.projections import Lifted, Projection, dense, projection, projection_cone
from proofs import checker
from proofs.certificates import certificate, verdicts
from tests.corpus import polyhedra as corpus
from tests.mutations import check_mutants


def drawn(seed: int) -> tuple[LinearSystem, list[str]]:
    """A small system, some of whose rows are equations, and variables to project onto."""
    draw = random.Random(seed)
    size = draw.randint(2, 4)
    names = ["x", "y", "z", "w"][:size]

    def row():
        return {name: Fraction(draw.randint(-3, 3), draw.choice([1, 1, 2])) for name in names}

    system = LinearSystem.make(
        names,
        at_most=[(row(), draw.randint(-1, 5)) for _ in range(draw.randint(2, 5))],
        equal=[(row(), draw.randint(-2, 2)) for _ in range(draw.choice([0, 0, 1]))],
        lower={name: draw.choice([None, 0, -2]) for name in names},
        upper={name: draw.choice([None, None, 4]) for name in names},
    )
    return system, draw.sample(names, draw.randint(1, size - 1))


def by_cddlib(system: LinearSystem, onto: list[str]) -> Polyhedron:
    """The projection by cddlib's block elimination."""
    described = polyhedron_of(system)
    order = [described.coordinates.index(name) for name in onto]
    order += [k for k in range(described.dimension) if k not in order]
    rows = [[bound, *(-row[k] for k in order)] for row, bound in (*described.inequalities, *described.equations)]
    level = range(len(described.inequalities), len(rows))
    matrix = cdd.gmp.matrix_from_array(rows, lin_set=level, rep_type=cdd.RepType.INEQUALITY)
    left = cdd.gmp.block_elimination(matrix, set(range(len(onto) + 1, len(order) + 1)))
    above = [row for k, row in enumerate(left.array) if k not in left.lin_set]
    level = [row for k, row in enumerate(left.array) if k in left.lin_set]
    return polyhedra.irredundant(
        Polyhedron.of(
            [[-x for x in row[1:]] for row in above],
            [row[0] for row in above],
            [[-x for x in row[1:]] for row in level],
            [row[0] for row in level],
            coordinates=onto,
        )
    )


@pytest.mark.parametrize("seed", range(24))
def test_a_projection_is_that_of_cddlib_and_is_certified(seed: int) -> None:
    system, onto = drawn(seed)
    verdict = projection(system, onto, "both" if seed % 3 == 0 else "ppl")
    expected = by_cddlib(system, onto)
    if not isinstance(verdict.statement, Projection):
        assert verdict.holds is False
        assert not polyhedra.hull(expected).points
        return
    assert polyhedron_of(verdict.statement.result) == expected
    written = certificate(verdict)
    checker.verify(written)
    assert verdicts(written) == [verdict]
    assert verdict.verify()


def test_a_point_is_in_the_projection_exactly_if_the_rest_has_a_solution() -> None:
    """By brute force: on a grid, whether the others can be chosen."""
    verdict = projection(corpus.SHADOW, ["y", "x"])
    for x in range(-4, 6):
        for y in range(-1, 9):
            half = Fraction(x, 2), Fraction(y, 2)
            fixed = LinearSystem.make(
                corpus.SHADOW.variables,
                equal=[({"x": 1}, half[0]), ({"y": 1}, half[1])],
                lower={"y": 0, "z": 0},
                upper={"z": 3},
                at_most=[({"x": 1, "z": 1}, 2), ({"y": 1, "z": -1}, "1/2"), ({"x": 1, "y": 1}, 9)],
            )
            assert bool(feasibility(fixed)) == verdict.statement.result.contains({"x": half[0], "y": half[1]})


def test_multipliers_are_extreme_rays_of_the_projection_cone() -> None:
    from exact import cones

    verdict = projection(corpus.SHADOW, ["x", "y"])
    cone = projection_cone(without_bounds(corpus.SHADOW), ["x", "y"])
    assert isinstance(verdict.evidence, Lifted)
    for (proof,) in verdict.evidence.multipliers:
        assert cones.is_extreme_ray(cone, dense(proof, cone.dimension))
    with pytest.raises(ValueError, match="its bounds have no multipliers"):
        projection_cone(corpus.SHADOW, ["x"])


def test_what_is_no_variable_is_refused() -> None:
    with pytest.raises(ValueError, match="onto: 'q' is no variable"):
        projection(corpus.SHADOW, ["q"])


def is_true(statement) -> bool:
    """Whether cddlib finds the same projection, and none of the rows can be spared."""
    read = converter(LinearSystem).from_plain
    system, result = (read(statement["about"][key]) for key in ("system", "result"))
    described = polyhedron_of(result)
    expected = by_cddlib(system, list(result.variables))
    sizes = len(expected.inequalities), len(expected.equations)
    same = polyhedra.irredundant(described, "cddlib") == expected
    return statement["holds"] and same and sizes == (len(described.inequalities), len(described.equations))


@pytest.mark.parametrize("name", ["projection: yes, rays", "projection: yes, a line that is none of the system"])
def test_mutants_of_a_projection(name: str) -> None:
    verdict = corpus.QUESTIONS[name]()
    assert check_mutants(certificate(verdict), is_true, 3) >= 40


def forged(change) -> str:
    """What the checker says of a certificate with another statement or evidence."""
    written = certificate(projection(corpus.SHADOW, ["x", "y"]))
    (statement,) = written["statements"]
    change(statement["about"], statement["evidence"])
    with pytest.raises(checker.Refused) as refused:
        checker.verify(written)
    return str(refused.value)


def test_what_is_left_out_or_repeated_is_noticed() -> None:
    def drop_row(about, evidence):
        del about["result"]["rows"][0], evidence["multipliers"][0]

    def repeat_row(about, evidence):
        about["result"]["rows"].append(about["result"]["rows"][0])
        evidence["multipliers"].append(evidence["multipliers"][0])

    def say_nothing(about, evidence):
        about["result"]["rows"].append({"coefficients": [], "sense": "<=", "bound": "0"})
        evidence["multipliers"].append([[]])

    def drop_point(about, evidence):
        del evidence["points"][0]

    def no_point(about, evidence):
        evidence["points"] = []

    def bounded(about, evidence):
        about["result"]["upper"][0] = "5"

    def another(about, evidence):
        about["result"]["variables"][0] = "u"

    assert "the rows" in forged(drop_row) or "allow more" in forged(drop_row)
    assert forged(repeat_row) == "a facet is listed twice"
    assert forged(say_nothing) in ("a row is no facet", "a row says nothing")
    assert forged(drop_point) in ("a row is no facet", "the rows allow more than is generated")
    assert forged(no_point) == "there is no point"
    assert forged(bounded) == "the result has rows and no bounds"
    assert forged(another) == "a variable of the result is not in the system"
