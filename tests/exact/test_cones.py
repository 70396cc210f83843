import itertools
import subprocess
import sys
from fractions import Fraction
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Matrix as SymbolicMatrix

from exact import cones
from exact.cones import Cone, Generators
from exact.matrices import Matrix

ENGINES = ["ppl", "cddlib"]


@st.composite
def small_cones(draw):
    """Cones in at most four dimensions: pointed or not, full-dimensional or not, {0}, all of space.

    Most rows are turned so that one vector satisfies them; without that nearly every cone would be {0}.
    """
    dimension = draw(st.sampled_from([1, 2, 3, 3, 4, 4, 4]))
    row = st.lists(st.integers(-3, 3), min_size=dimension, max_size=dimension)
    height = draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 6, 7, 7]))
    rows = draw(st.lists(row, min_size=height, max_size=height))
    if draw(st.sampled_from([True, True, True, False])):
        inside = draw(row)
        rows = [[-entry for entry in row] if cones.product(row, inside) < 0 else row for row in rows]
    equations = draw(st.lists(row, max_size=draw(st.sampled_from([0, 0, 0, 1, 2]))))
    return Cone.of(rows, equations, dimension)


def rank_by_sympy(rows):
    return SymbolicMatrix(rows).rank() if rows else 0


def kernel_by_sympy(rows, dimension):
    """A basis of the vectors orthogonal to all rows."""
    if not rows:
        return [[int(i == j) for j in range(dimension)] for i in range(dimension)]
    return [[Fraction(int(e.p), int(e.q)) for e in vector] for vector in SymbolicMatrix(rows).nullspace()]


def rays_by_brute_force(cone):
    """All extreme rays of the pointed part, the cone within the orthogonal complement of its lineality space.

    A ray is extreme when the rows that bind at it have corank one; try all sets of rows that may bind.
    """
    constraints = [*cone.inequalities, *cone.equations]
    complement = [list(line) for line in kernel_by_sympy(constraints, cone.dimension)]
    equations = [*map(list, cone.equations), *complement]
    missing = cone.dimension - 1 - rank_by_sympy(equations)
    rays = set()
    for chosen in itertools.combinations(cone.inequalities, max(missing, 0)):
        kernel = kernel_by_sympy([*equations, *map(list, chosen)], cone.dimension)
        if len(kernel) == 1:
            for sign in (1, -1):
                ray = [sign * entry for entry in kernel[0]]
                if cones.contains(cone, ray):
                    rays.add(cones.primitive_row(ray, cone.dimension, "ray"))
    return rays


def border_cone(*types):
    """The reduced cone {(f, g) : -B'f + C'g >= 0, g >= 0} of a single-item auction (LY (8), (9)).

    `types` says how many types each bidder has. B has a row for each type of each bidder. C has a row for
    each type profile, the one of the set N. Both have a column for each bidder at each profile.
    """
    profiles = list(itertools.product(*map(range, types)))
    columns = [(bidder, profile) for bidder in range(len(types)) for profile in profiles]
    own = [("f", bidder, own_type) for bidder, count in enumerate(types) for own_type in range(count)]
    all_bidders = [("g", *profile) for profile in profiles]
    b = Matrix.sparse(own, columns, {(("f", i, t[i]), (i, t)): 1 for i, t in columns})
    c = Matrix.sparse(all_bidders, columns, {(("g", *t), (i, t)): 1 for i, t in columns})
    lifted = [
        [-entry for entry in b_column] + c_column
        for b_column, c_column in zip(b.transpose().to_lists(), c.transpose().to_lists(), strict=True)
    ]
    nonnegative = [[0] * len(own) + [int(g == h) for h in all_bidders] for g in all_bidders]
    return Cone.of(lifted + nonnegative, coordinates=[*own, *all_bidders])


@pytest.mark.parametrize(
    ("types", "rays"),
    [((2, 2), 17), ((3, 3), 58), ((4, 4), 229), ((5, 5), 946), ((2, 2, 2), 41), ((3, 3, 3), 370)],
)
def test_border_cones_have_the_known_numbers_of_extreme_rays_by_both_engines(types, rays):
    cone = border_cone(*types)
    generated = cones.generators(cone, "both")
    assert len(generated.rays) == rays
    assert generated.lines == ()
    assert cones.is_pointed(cone)
    assert all(set(ray) <= {-1, 0, 1} for ray in generated.rays)


@pytest.mark.parametrize("types", [(2, 2), (3, 3), (2, 2, 2)])
def test_border_cones_return_from_their_rays(types):
    cone = border_cone(*types)
    generated = cones.generators(cone)
    back = cones.constraints(generated, "both")
    assert back == cones.irredundant(cone)
    assert set(back.inequalities) <= set(cone.inequalities)
    assert back.coordinates == cone.coordinates
    assert all(cones.is_extreme_ray(cone, ray) for ray in generated.rays)


@settings(max_examples=300, deadline=None)
@given(small_cones())
def test_both_engines_find_the_rays_that_brute_force_finds(cone):
    generated = cones.generators(cone, "both")
    expected = {cones.reduce_modulo(ray, generated.lines) for ray in rays_by_brute_force(cone)}
    assert set(generated.rays) == expected
    assert generated.rays == tuple(sorted(expected))
    assert generated.lines == cones.lineality(cone)
    rows = [*map(list, cone.inequalities), *map(list, cone.equations)]
    assert len(generated.lines) == cone.dimension - rank_by_sympy(rows)


@settings(max_examples=300, deadline=None)
@given(small_cones())
def test_generators_and_constraints_return_to_each_other(cone):
    generated = cones.generators(cone, "both")
    back = cones.constraints(generated, "both")
    assert cones.generators(back, "both") == generated
    assert back == cones.irredundant(cone, "both")
    assert cones.constraints(cones.generators(back)) == back


@settings(max_examples=300, deadline=None)
@given(small_cones(), st.data())
def test_equal_cones_have_equal_descriptions(cone, data):
    rows = data.draw(st.permutations(cone.inequalities))
    factors = data.draw(st.lists(st.fractions("1/9", 9), min_size=len(rows), max_size=len(rows)))
    scaled = [[f * entry for entry in row] for f, row in zip(factors, rows, strict=True)]
    redundant = [[sum(column) for column in zip(*rows, strict=True)]] if rows else []
    opposite = [row for e in cone.equations for row in (e, [-x for x in e])]
    again = Cone.of(scaled + redundant + opposite, dimension=cone.dimension)
    assert cones.generators(again) == cones.generators(cone)
    assert cones.irredundant(again) == cones.irredundant(cone)


@settings(max_examples=200, deadline=None)
@given(small_cones(), st.data())
def test_sums_of_generators_lie_in_the_cone_and_what_lies_in_it_is_an_extreme_ray_only_if_listed(cone, data):
    generated = cones.generators(cone)
    vectors = generated.rays + generated.lines
    weights = [data.draw(st.fractions(0, 5)) for _ in generated.rays]
    weights += [data.draw(st.fractions(-5, 5)) for _ in generated.lines]
    total = [sum(w * v[k] for w, v in zip(weights, vectors, strict=True)) for k in range(cone.dimension)]
    assert cones.contains(cone, total)
    reduced = cones.reduce_modulo(cones.primitive_row(total, cone.dimension, "sum"), generated.lines)
    assert cones.is_extreme_ray(cone, total) == (reduced in generated.rays)


@settings(max_examples=200, deadline=None)
@given(small_cones(), st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_a_vector_is_contained_exactly_if_the_inequalities_of_the_generators_hold(cone, vector):
    vector = vector[: cone.dimension]
    assert cones.contains(cone, vector) == cones.contains(cones.constraints(cones.generators(cone)), vector)


@pytest.mark.parametrize("engine", [*ENGINES, "both"])
@pytest.mark.parametrize("dimension", range(4))
def test_all_of_space_and_the_origin(engine, dimension):
    units = tuple(tuple(int(i == j) for j in range(dimension)) for i in range(dimension))
    space, origin = Cone.of(dimension=dimension), Cone.of(equations=units, dimension=dimension)
    assert cones.generators(space, engine) == Generators(space.coordinates, (), units)
    assert cones.generators(origin, engine) == Generators(space.coordinates, (), ())
    assert cones.constraints(Generators.of(lines=units, dimension=dimension), engine) == space
    assert cones.constraints(Generators.of(dimension=dimension), engine) == origin
    assert cones.is_pointed(origin)
    assert cones.is_pointed(space) == (dimension == 0)
    assert cones.lineality(space) == units
    assert cones.irredundant(origin, engine) == origin


@pytest.mark.parametrize("engine", ENGINES)
def test_opposite_inequalities_are_an_equation_and_opposite_rays_a_line(engine):
    cone = Cone.of([[1, -1, 0], [-1, 1, 0], [0, 0, 1]])
    assert cones.generators(cone, engine) == Generators.of([[0, 0, 1]], [[1, 1, 0]])
    assert cones.irredundant(cone, engine) == Cone.of([[0, 0, 1]], [[1, -1, 0]])
    assert cones.constraints(Generators.of([[1, 1], [-1, -1]]), engine) == Cone.of(equations=[[1, -1]])


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_of_zeros_and_repeated_rows_say_nothing(engine):
    assert cones.generators(Cone.of([[0, 0], [1, 0], [2, 0], [0, 1]], [[0, 0]]), engine) == Generators.of(
        [[0, 1], [1, 0]]
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_huge_and_tiny_coefficients_stay_exact(engine):
    huge = 10**60
    cone = Cone.of([[1, -huge], [-1, huge + 1], [0, Fraction(1, huge)]])
    assert cones.generators(cone, engine).rays == ((huge, 1), (huge + 1, 1))


def test_a_ray_is_extreme_modulo_the_lineality_space():
    wedge = Cone.of([[1, 0, 0], [0, 1, 0]])
    assert cones.is_extreme_ray(wedge, [1, 0, 0])
    assert cones.is_extreme_ray(wedge, [2, 0, "-7/3"])
    assert not cones.is_extreme_ray(wedge, [1, 1, 0])
    assert not cones.is_extreme_ray(wedge, [0, 0, 1])
    assert not cones.is_extreme_ray(wedge, [-1, 0, 0])


def test_coordinates_keep_the_names_of_a_matrix():
    cone = Cone.of(Matrix.dense([[1, 0], [1, 1]], columns=["x", ("y", 1)]))
    assert cones.generators(cone).coordinates == ("x", ("y", 1))
    assert Cone.of([[1, "1/2"]], coordinates=["x", "y"]).inequalities == ((2, 1),)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Cone.of([[0.5, 1]]), TypeError, "inequality 0: 0.5 is a float"),
        (lambda: Cone.of([[1, 2], [1]]), ValueError, "inequality 1 has 1 entry, not 2"),
        (lambda: Cone.of(), ValueError, "give dimension or coordinates"),
        (lambda: Cone.of([[1, 2]], coordinates=["x"]), ValueError, "inequality 0 has 2 entries, not 1"),
        (lambda: Cone.of(dimension=2, coordinates=["x"]), ValueError, "but the dimension is 2"),
        (lambda: Generators.of([[1, 0]], coordinates=["x", "x"]), ValueError, "'x' occurs twice"),
        (lambda: Cone((0,), ((1.0,),)), TypeError, "inequality 0 holds other numbers"),
        (lambda: cones.contains(Cone.of([[1, 0]]), [1]), ValueError, "vector has 1 entry, not 2"),
        (lambda: cones.contains(Cone.of([[1, 0]]), [1, 0.5]), TypeError, "floats are not exact"),
        (lambda: cones.generators(Cone.of([[1]]), "lrs"), ValueError, 'no engine "lrs"'),
    ],
)
def test_bad_input_is_refused_with_one_sentence(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_engines_that_disagree_are_reported(monkeypatch):
    monkeypatch.setitem(cones._ENGINES, "cddlib", lambda *_: ([[1, 0], [0, 1]], []))
    assert cones.generators(Cone.of([[1, 0], [0, 1]]), "both").rays == ((0, 1), (1, 0))
    with pytest.raises(cones.EngineDisagreementError, match=r"PPL finds 2 rays and 0 lines, cddlib 2 .* ray \("):
        cones.generators(Cone.of([[1, 0], [1, 1]]), "both")
    monkeypatch.setitem(cones._ENGINES, "cddlib", lambda *_: ([], [[1]]))
    with pytest.raises(cones.EngineDisagreementError, match=r"the line \(1,\)"):
        cones.generators(Cone.of([[1]]), "both")


@pytest.mark.parametrize(("engine", "module"), [("cddlib", "cdd"), ("ppl", "ppl")])
def test_a_missing_engine_says_what_to_install(monkeypatch, engine, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(cones.MissingEngineError, match=f"the {engine} engine needs .* install"):
        cones.generators(Cone.of([[1]]), engine)


def test_importing_loads_no_engine_and_running_one_leaves_floats_alone():
    program = (
        "import sys; from exact import cones, polyhedra; from proofs.formats import cones as files\n"
        "assert not {'ppl', 'cdd', 'flint', 'numpy', 'sympy'} & sys.modules.keys()\n"
        "cones.generators(cones.Cone.of([[1, 2], [3, 4]]), 'both')\n"
        "assert 1.0 + 2.0**-53 == 1.0 and -1.0 - 2.0**-53 == -1.0  # PPL rounds upwards while it works\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_cone_over_a_cube_has_a_ray_for_each_vertex():
    dimension = 5
    faces = [[0] * k + [sign] + [0] * (dimension - 1 - k) + [1] for k in range(dimension) for sign in (1, -1)]
    rays = cones.generators(Cone.of(faces), "both").rays
    assert len(rays) == 2**dimension
    assert all(ray[-1] == 1 and abs(prod(ray)) == 1 for ray in rays)
