import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Matrix as SymbolicMatrix

from exact import cones, polyhedra
from exact.matrices import Matrix
from exact.polyhedra import Hull, Polyhedron

ENGINES = ["ppl", "cddlib", "both"]

# LY section 3.3: x1 + x2 + x3 <= 6, xi + xj <= 4, 0 <= xi <= 3.
UPPER = [[1, 1, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
LOWER = [[-1, 0, 0], [0, -1, 0], [0, 0, -1]]
THREE_AGENTS = Polyhedron.of([*UPPER, *LOWER], [6, 4, 4, 4, 3, 3, 3, 0, 0, 0], coordinates=["x1", "x2", "x3"])


@st.composite
def small_polyhedra(draw):
    """Polyhedra in at most three dimensions: some empty, some bounded, some with lines."""
    dimension = draw(st.sampled_from([1, 2, 2, 3, 3, 3]))
    row = st.lists(st.integers(-3, 3), min_size=dimension, max_size=dimension)
    height = draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8]))
    rows = draw(st.lists(row, min_size=height, max_size=height))
    equations = draw(st.lists(row, max_size=draw(st.sampled_from([0, 0, 0, 1]))))
    inside = draw(st.lists(st.fractions(-2, 2, max_denominator=3), min_size=dimension, max_size=dimension))
    gaps = draw(st.lists(st.integers(draw(st.sampled_from([0, 0, 0, -2])), 4), min_size=height, max_size=height))
    bounds = [cones.product(row, inside) + gap for row, gap in zip(rows, gaps, strict=True)]
    values = [cones.product(row, inside) for row in equations]
    return Polyhedron.of(rows, bounds, equations, values, dimension)


def vertices_by_brute_force(polyhedron):
    """All points of the polyhedron that some constraints determine by their equations."""
    constraints = [*polyhedron.inequalities, *polyhedron.equations]
    vertices = set()
    for chosen in itertools.combinations(constraints, polyhedron.dimension):
        rows = SymbolicMatrix([row for row, _ in chosen])
        if rows.det() != 0:
            solution = rows.LUsolve(SymbolicMatrix([bound for _, bound in chosen]))
            point = tuple(Fraction(int(x.p), int(x.q)) for x in solution)
            if polyhedra.contains(polyhedron, point):
                vertices.add(point)
    return vertices


@pytest.mark.parametrize("engine", ENGINES)
def test_the_polytope_of_ly_section_3_3_has_14_integral_vertices(engine):
    hull = polyhedra.hull(THREE_AGENTS, engine)
    assert len(hull.points) == 14
    assert all(entry.denominator == 1 for point in hull.points for entry in point)
    assert (hull.rays, hull.lines) == ((), ())
    assert hull.coordinates == ("x1", "x2", "x3")
    assert set(hull.points) == vertices_by_brute_force(THREE_AGENTS)


@pytest.mark.parametrize("engine", ENGINES)
def test_of_the_ten_constraints_of_ly_section_3_3_the_sum_of_all_is_redundant(engine):
    needed = polyhedra.irredundant(THREE_AGENTS, engine)
    assert set(THREE_AGENTS.inequalities) - set(needed.inequalities) == {((1, 1, 1), 6)}
    assert needed == polyhedra.constraints(polyhedra.hull(THREE_AGENTS), engine)


@settings(max_examples=300, deadline=None)
@given(small_polyhedra())
def test_both_engines_find_the_vertices_that_brute_force_finds(polyhedron):
    hull = polyhedra.hull(polyhedron, "both")
    vertices = vertices_by_brute_force(polyhedron)
    if not hull.lines:
        assert hull.points == tuple(sorted(vertices))
        assert all(polyhedra.is_vertex(polyhedron, point) for point in hull.points)
    else:
        assert not vertices
        assert not any(polyhedra.is_vertex(polyhedron, point) for point in hull.points)


@settings(max_examples=300, deadline=None)
@given(small_polyhedra())
def test_hulls_and_constraints_return_to_each_other(polyhedron):
    hull = polyhedra.hull(polyhedron, "both")
    back = polyhedra.constraints(hull, "both")
    assert polyhedra.hull(back, "both") == hull
    assert polyhedra.irredundant(polyhedron, "both") == back
    assert polyhedra.constraints(polyhedra.hull(back)) == back


@settings(max_examples=200, deadline=None)
@given(small_polyhedra(), st.data())
def test_mixtures_of_the_points_plus_multiples_of_the_rays_and_lines_lie_inside(polyhedron, data):
    hull = polyhedra.hull(polyhedron)
    if not hull.points:
        return
    weights = [data.draw(st.integers(0, 5)) for _ in hull.points]
    total = sum(weights) or 1
    weights = [Fraction(w, total) for w in weights] if sum(weights) else [1] + [0] * (len(weights) - 1)
    factors = [data.draw(st.fractions(0, 9)) for _ in hull.rays]
    factors += [data.draw(st.fractions(-9, 9)) for _ in hull.lines]
    terms = [*zip(weights, hull.points, strict=True), *zip(factors, hull.rays + hull.lines, strict=True)]
    point = [sum(factor * vector[k] for factor, vector in terms) for k in range(polyhedron.dimension)]
    assert polyhedra.contains(polyhedron, point)


@settings(max_examples=200, deadline=None)
@given(small_polyhedra(), st.lists(st.fractions(-3, 3, max_denominator=3), min_size=3, max_size=3))
def test_the_irredundant_constraints_contain_the_same_points(polyhedron, point):
    point = point[: polyhedron.dimension]
    needed = polyhedra.irredundant(polyhedron)
    assert polyhedra.contains(polyhedron, point) == polyhedra.contains(needed, point)


@settings(max_examples=100, deadline=None)
@given(small_polyhedra())
def test_no_irredundant_inequality_can_be_left_out(polyhedron):
    needed = polyhedra.irredundant(polyhedron)
    hull = polyhedra.hull(needed)
    for index in range(len(needed.inequalities)):
        others = needed.inequalities[:index] + needed.inequalities[index + 1 :]
        assert polyhedra.hull(Polyhedron(needed.coordinates, others, needed.equations)) != hull


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("dimension", range(3))
def test_the_empty_set_and_all_of_space(engine, dimension):
    names = tuple(range(dimension))
    empty = Polyhedron(names, (((0,) * dimension, -1),))
    assert polyhedra.hull(empty, engine) == Hull(names)
    assert polyhedra.constraints(Hull(names), engine) == empty
    assert polyhedra.irredundant(empty, engine) == empty
    space = Polyhedron(names)
    units = tuple(tuple(int(i == j) for j in names) for i in names)
    assert polyhedra.hull(space, engine) == Hull.of([[0] * dimension], lines=units, dimension=dimension)
    assert polyhedra.constraints(polyhedra.hull(space), engine) == space


@pytest.mark.parametrize("engine", ENGINES)
def test_contradictions_have_one_description(engine):
    strip = Polyhedron.of([[1, 0], [-1, 0]], ["1/2", "-1/2000000000000000000000000000001"])
    assert polyhedra.hull(strip, engine).points
    for rows, bounds in (([[1, 0], [-1, 0]], [0, "-1/1000000000000000000000000000000"]), ([[0, 0]], [-3])):
        empty = Polyhedron.of(rows, bounds)
        assert polyhedra.hull(empty, engine) == Hull((0, 1))
        assert polyhedra.irredundant(empty, engine) == Polyhedron((0, 1), (((0, 0), -1),))
    impossible = Polyhedron.of(equations=[[0], [1]], values=[1, 2])
    assert polyhedra.hull(impossible, engine) == Hull((0,))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_point_a_half_line_and_a_line(engine):
    point = Polyhedron.of(equations=[[2, 0], [0, 3]], values=[1, 1])
    assert polyhedra.hull(point, engine) == Hull.of([["1/2", "1/3"]])
    half_line = Polyhedron.of([[0, -1]], ["-1/2"], [[1, -1]], [0])
    assert polyhedra.hull(half_line, engine) == Hull.of([["1/2", "1/2"]], [[1, 1]])
    line = Polyhedron.of(equations=[[2, 2]], values=[1])
    assert polyhedra.hull(line, engine) == Hull.of([[0, "1/2"]], lines=[[1, -1]])
    for polyhedron in (point, half_line, line):
        assert polyhedra.hull(polyhedra.irredundant(polyhedron, engine)) == polyhedra.hull(polyhedron)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Polyhedron.of([[1, 2]], [0.5]), TypeError, "inequality 0: 0.5 is a float"),
        (lambda: Polyhedron.of([[1, 2]], []), ValueError, "inequality rows .* right-hand sides differ: 1, 0"),
        (lambda: Polyhedron.of([[1, 2], [1]], [1, 1]), ValueError, "inequality 1 has 1 entry, not 2"),
        (lambda: Polyhedron.of(), ValueError, "give dimension or coordinates"),
        (lambda: Hull.of([[1, 2], [1]]), ValueError, "point 1 has 1 entry, not 2"),
        (lambda: Hull.of([[1.5]]), TypeError, "point 0\\[0\\]: 1.5 is a float"),
        (lambda: Hull.of(rays=[[1]]), ValueError, "without a point"),
        (lambda: polyhedra.contains(THREE_AGENTS, [1, 2]), ValueError, "point has 2 entries, not 3"),
    ],
)
def test_bad_input_is_refused_with_one_sentence(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_named_matrices_name_the_coordinates():
    polyhedron = Polyhedron.of(Matrix.dense([[1], [-1]], columns=["x"]), [1, 0])
    assert polyhedra.hull(polyhedron) == Hull.of([[0], [1]], coordinates=["x"])


def test_the_wrong_kind_of_set_is_refused_with_the_mend():
    """Cones have generators, polyhedra have hulls."""
    cone, polyhedron = cones.Cone.of([[1, 0]]), Polyhedron.of([[1, 0]], [1])
    for call, message in (
        (lambda: polyhedra.hull(cone), "a Polyhedron was expected, not a Cone"),
        (lambda: polyhedra.constraints(polyhedron), "a Hull was expected, not a Polyhedron"),
        (lambda: cones.generators(polyhedron), "a Cone was expected, not a Polyhedron"),
        (lambda: cones.constraints(cone), "Generators were expected, not a Cone"),
        (lambda: cones.contains(cones.generators(cone), [1, 1]), "a Cone was expected, not a Generators"),
    ):
        with pytest.raises(TypeError, match=message):
            call()


def test_rows_are_read_like_those_of_cones():
    """Rationals may be strings in every reader."""
    assert Polyhedron.of([["1/2", 1]], ["3/2"]) == Polyhedron.of([[1, 2]], [3])
    with pytest.raises(TypeError, match="float"):
        Polyhedron.of([[0.5, 1]], [1])
