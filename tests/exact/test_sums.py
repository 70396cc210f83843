"""Minkowski sums beside the hull of all sums of vertices and rays; volumes beside Lasserre's recursion and by hand."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from exact import polyhedra
from exact.double_descriptions import ListedAgain, pair, polyhedron_of, system_of
from exact.linear import LinearSystem, feasibility
from exact.plain_data import converter
from exact.polyhedra import Hull, Polyhedron
from exact.polytopes import Volume, polytope_volume
from exact.projections import Projection, projection
from exact.sums import minkowski_sum, sum_system
from exact.volumes import volume
from proofs import checker
from proofs.certificates import certificate, verdicts
from tests.corpus import polyhedra as corpus
from tests.mutations import check_mutants


def added(one: Hull, other: Hull) -> Polyhedron:
    """The sum of two hulls by all sums of points."""
    points = [[a + b for a, b in zip(p, q, strict=True)] for p in one.points for q in other.points]
    generated = Hull.of(points, [*one.rays, *other.rays], [*one.lines, *other.lines], len(one.coordinates))
    return polyhedra.constraints(generated)


@pytest.mark.parametrize("seed", range(12))
def test_a_sum_is_the_hull_of_all_sums(seed: int) -> None:
    draw = random.Random(seed)
    size = draw.choice([2, 2, 3])
    hulls = [
        Hull.of(
            [[draw.randint(-3, 3) for _ in range(size)] for _ in range(draw.randint(1, 4))],
            [[draw.randint(-1, 2) for _ in range(size)] for _ in range(draw.choice([0, 0, 1]))],
        )
        for _ in range(2)
    ]
    expected = added(*hulls)
    by_rows = [system_of(polyhedra.constraints(each)) for each in hulls]
    for summands in (hulls, by_rows, [hulls[0], by_rows[1]]):
        verdict = minkowski_sum(summands)
        assert isinstance(verdict.statement, Projection)
        assert polyhedron_of(verdict.statement.result) == expected
    checker.verify(certificate(verdict))


def test_sums_that_are_none() -> None:
    with pytest.raises(ValueError, match="at least one summand"):
        sum_system([])
    with pytest.raises(ValueError, match=r"summand 2 has 1 coordinate, and the first has 2"):
        minkowski_sum([Hull.of([[0, 0]]), Hull.of([[0]])])
    empty = LinearSystem.make(1, at_most=[([1], 0), ([-1], -1)])
    assert minkowski_sum([Hull.of([[1]]), empty]).holds is False


@pytest.mark.parametrize("seed", range(12))
def test_a_volume_is_that_of_a_box_that_half_spaces_cut(seed: int) -> None:
    draw = random.Random(seed)
    size = draw.choice([1, 2, 3])
    described = polyhedra.constraints(
        Hull.of([[Fraction(draw.randint(-4, 4), 2) for _ in range(size)] for _ in range(size + 3)])
    )
    verdict = polytope_volume(system_of(described))
    expected = Fraction(0) if described.equations else volume([(-2, 2)] * size, described.inequalities)
    assert verdict.value == expected
    checker.verify(certificate(verdict))
    assert verdict.verify()
    assert verdicts(certificate(verdict)) == [verdict]


def test_known_volumes() -> None:
    def of(points) -> Fraction:
        return polytope_volume(system_of(polyhedra.constraints(Hull.of(points)))).value

    assert of(list(itertools.product((0, 1), repeat=4))) == 1
    assert of([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]]) == Fraction(4, 3)
    # Birkhoff's polytope of the permutations of three, in its four free entries
    assert of([[int(p[i] == j) for i in (0, 1) for j in (0, 1)] for p in itertools.permutations(range(3))]) == Fraction(
        1, 8
    )
    with pytest.raises(ValueError, match="not bounded"):
        polytope_volume(LinearSystem.make(2, lower=0))
    assert polytope_volume(LinearSystem.make(1, lower=1, at_most=[([1], 0)])).holds is False
    assert not ListedAgain().supports(Volume(LinearSystem.make(2, lower=0), Fraction(0)), True)


def volume_is_true(statement) -> bool:
    system = converter(LinearSystem).from_plain(statement["about"]["system"])
    described = polyhedron_of(system)
    corners = polyhedra.hull(described, "cddlib")
    if not statement["holds"] or not feasibility(system) or corners.rays or corners.lines:
        return False
    box = [(min(values), max(values)) for values in zip(*corners.points, strict=True)]
    rows = [*described.inequalities, *described.equations]
    flat = any(low == high for low, high in box) or bool(polyhedra.irredundant(described, "cddlib").equations)
    return Fraction(statement["about"]["value"]) == (0 if flat else volume(box, rows))


@pytest.mark.parametrize("name", ["volume: of a pyramid", "volume: 0"])
def test_mutants_of_a_volume(name: str) -> None:
    assert check_mutants(certificate(corpus.QUESTIONS[name]()), volume_is_true, 2) >= 15


def pair_is_true(statement) -> bool:
    about = statement["about"]
    system = converter(LinearSystem).from_plain(about["system"])
    generated = Hull.of(about["points"], about["rays"], about["lines"], coordinates=system.variables)
    found = polyhedra.constraints(generated, "cddlib")
    described = polyhedron_of(system)
    if not statement["holds"] or polyhedra.irredundant(described, "cddlib") != found:
        return False
    if about["irredundant"] == "rows":
        return len(described.inequalities) == len(found.inequalities) and len(described.equations) == len(
            found.equations
        )
    needed = polyhedra.hull(found, "cddlib")
    return all(len(getattr(needed, part)) == len(about[part]) for part in ("points", "rays", "lines"))


@pytest.mark.parametrize("name", [name for name in corpus.QUESTIONS if name.startswith("double")])
def test_mutants_of_a_double_description(name: str) -> None:
    assert check_mutants(certificate(corpus.QUESTIONS[name]()), pair_is_true, 2) >= 15


def test_a_pair_that_is_none_is_refused() -> None:
    square = Hull.of([[0, 0], [0, 1], [1, 0], [1, 1]])
    rows = system_of(polyhedra.constraints(square))
    with pytest.raises(ValueError, match="not two descriptions of one set"):
        pair(rows, Hull.of([[0, 0], [0, 1], [1, 0]]), "rows")
    more = Hull.of([*square.points, ["1/2", "1/2"]])
    assert pair(rows, more, "rows").verify()
    with pytest.raises(ValueError, match="not two descriptions of one set"):
        pair(rows, more, "generators")


def test_what_is_forged_in_a_double_description_is_noticed() -> None:
    def refusal(name, change) -> str:
        written = certificate(corpus.QUESTIONS[name]())
        change(written["statements"][0]["about"])
        with pytest.raises(checker.Refused) as refused:
            checker.verify(written)
        return str(refused.value)

    rows, generators = "double description: yes, rows, with a line", "double description: yes, bounds"
    assert refusal(generators, lambda about: about["points"].pop()) == "the rows allow more than is generated"
    assert refusal(generators, lambda about: about["points"].append(["1/2", "1/2"])) == "a generator can be spared"
    assert refusal(generators, lambda about: about.update(points=[])) == "there is no point"
    assert refusal(generators, lambda about: about.update(irredundant="both")).startswith('"both" is neither')
    assert refusal(rows, lambda about: about["lines"].pop()) in (
        "there are other equations",
        "a row is no facet",
        "the rows do not bound a direction that is no line",
    )


def test_summands_are_in_one_space_with_the_same_names():
    first = LinearSystem.make(["x", "y"], [([1, 1], 1)], lower=0)
    for names in (["y", "x"], ["p", "q"]):
        with pytest.raises(ValueError, match=r"summand 2 has the coordinates .*, and the first has x, y; give all the"):
            minkowski_sum([first, LinearSystem.make(names, [([1, 2], 1)], lower=0)])
    assert minkowski_sum([first, Hull.of([(0, 0), (1, 2)])]).verify()


def test_what_is_no_summand_is_refused_with_what_makes_one():
    square = Polyhedron.of([[1, 0], [0, 1], [-1, 0], [0, -1]], [1, 1, 0, 0])
    with pytest.raises(TypeError, match=r"summand 1: .* not a Polyhedron; .*double_descriptions.system_of"):
        minkowski_sum([square, square])
    with pytest.raises(TypeError, match="summand 1: a linear system or a hull was expected, not a list"):
        minkowski_sum([[[0, 0], [1, 1]], [[0, 1]]])
    with pytest.raises(TypeError, match="system_of of a polyhedron"):
        projection(square, [0])
    with pytest.raises(TypeError, match="system_of of a polyhedron"):
        polytope_volume(square)
    with pytest.raises(TypeError, match="the method `of` reads rows"):
        Polyhedron([[1, 0]], [1])
