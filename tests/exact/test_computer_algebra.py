"""Values as SymPy has them, and back: what comes back is what went out, and floats are refused either way."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact import LinearSystem, Matrix, cone, feasibility, hull, matrix, optimum, rational, total_unimodularity
from exact.computer_algebra import closed_interval, is_interval, linear_system, number
from exact.cones import Cone
from exact.polyhedra import Polyhedron
from exact.symbolic.formulas import variable
from exact.symbolic.pieces import Interval
from tests.strategies import small_fractions

x, y = sympy.symbols("x y")
HALF = sympy.Rational(1, 2)
entries = st.lists(st.lists(st.integers(-3, 3), min_size=2, max_size=2), min_size=1, max_size=3)


@given(small_fractions)
def test_numbers_go_out_and_come_back(value):
    assert rational(number(value)) == value
    assert isinstance(number(value), sympy.Rational)


def test_a_formula_is_an_expression():
    p = variable(Interval("p", Fraction(0), Fraction(1)))
    assert sympy.expand(number(p * (1 - p) / 2)) == sympy.Symbol("p") / 2 - sympy.Symbol("p") ** 2 / 2


@given(entries)
def test_matrices_go_out_and_come_back(rows):
    given_matrix = Matrix.dense(rows)
    out = given_matrix.sympy()
    assert out == sympy.Matrix(rows)
    assert matrix(out) == matrix(sympy.ImmutableMatrix(rows)) == Matrix.dense(out) == given_matrix


def test_matrices_without_rows_or_columns_keep_their_size():
    assert matrix(sympy.zeros(0, 3)).shape == Matrix.dense([], columns=range(3)).sympy().shape == (0, 3)
    assert matrix(sympy.zeros(2, 0)).shape == (2, 0)


def test_questions_take_matrices_of_sympy():
    assert not total_unimodularity(sympy.Matrix([[1, 1], [1, -1]]))
    assert total_unimodularity(sympy.Matrix([[1, 1]]))
    assert cone(sympy.Matrix([[HALF, 0], [0, 1]])) == cone([[1, 0], [0, 1]])
    assert cone(sympy.Matrix([[1, 2, 3]])).dimension == 3
    assert Polyhedron.of(sympy.eye(2), sympy.Matrix([1, HALF])) == Polyhedron.of([[1, 0], [0, 1]], [1, "1/2"])
    assert hull(Polyhedron.of(sympy.Matrix([[1], [-1]]), [1, 0])).points == ((0,), (1,))
    made = LinearSystem.make(["x", "y"], at_most=(sympy.Matrix([[1, HALF], [0, 1]]), sympy.Matrix([3, 4])))
    assert made == LinearSystem.make(["x", "y"], at_most=[([1, "1/2"], 3), ([0, 1], 4)])
    assert LinearSystem.make(2, equal=[(sympy.Matrix([[1, 2]]), 3)]) == LinearSystem.make(2, equal=[([1, 2], 3)])


def test_floats_and_numbers_that_are_not_rational_are_refused():
    with pytest.raises(TypeError, match=r'entry \(0, 1\): 0.5 is a float and floats are not exact; write "1/2"'):
        matrix(sympy.Matrix([[1, 0.5]]))
    with pytest.raises(TypeError, match=r"0.5 is a float and floats are not exact"):
        cone(sympy.Matrix([[1, 0.5], [1, 2]]))
    with pytest.raises(ValueError, match=r"entry \(0, 0\): 1/2 is not an integer"):
        matrix(sympy.Matrix([[HALF]]))
    with pytest.raises(TypeError, match=r"sqrt\(2\) is not an exact number"):
        LinearSystem.make(1, at_most=[([sympy.sqrt(2)], 1)])
    with pytest.raises(TypeError, match="is not an exact number"):  # a matrix is no row
        LinearSystem.make(2, at_most=[(sympy.eye(2), 1)])
    with pytest.raises(ValueError, match="at_most: 2 rows and bounds of the shape 3 by 1; give one bound for each row"):
        LinearSystem.make(2, at_most=(sympy.eye(2), sympy.Matrix([1, 2, 3])))


@given(entries, st.lists(small_fractions, min_size=3, max_size=3), st.booleans())
def test_a_system_is_its_relations(rows, bounds, equal):
    pairs = list(zip(rows, bounds, strict=False))
    system = LinearSystem.make(["x", "y"], at_most=pairs[1:], equal=pairs[:1] if equal else ())
    back = linear_system(system.sympy(), ["x", "y"])
    assert set(back.rows) == set(system.rows)
    for point in ((0, 0), (1, -1), (Fraction(1, 2), 2)):
        values = dict(zip((x, y), map(number, map(Fraction, point)), strict=True))
        assert all(each.subs(values).doit() == sympy.true for each in system.sympy()) == system.contains(point)


def test_bounds_are_relations_after_the_rows_and_false_rows_stay():
    system = LinearSystem.make(["x", 3], at_most=[({}, -1)], lower={"x": 0}, upper={3: "1/2"})
    assert [str(each) for each in system.sympy()] == ["0 <= -1", "x >= 0", "x3 <= 1/2"]
    with pytest.raises(ValueError, match="two coordinates would both be the symbol x3; name them apart"):
        LinearSystem.make(["x3", 3]).sympy()


def test_relations_are_read_as_a_system():
    system = linear_system([x + 2 * y <= 3, sympy.Ge(x, y / 2), sympy.Eq(x + y, 1), True])
    assert system == LinearSystem.make(["x", "y"], at_most=[([1, 2], 3), ([-1, "1/2"], 0)], equal=[([1, 1], 1)])
    assert linear_system(sympy.And(x >= 0, x <= 1), [x]).contains([1])
    assert not feasibility(linear_system([x <= 1, False])).holds
    assert linear_system(sympy.Interval(0, 1).as_relational(x)).variables == ("x",)
    for wrong, error, words in (
        (x < 1, ValueError, "x < 1: a system has <=, >= and equations, and no <"),
        (x * y <= 1, ValueError, r"x\*y <= 1 is not linear with rational coefficients in x, y"),
        (sympy.sin(x) <= 1, ValueError, "is not linear in x"),
        (sympy.sqrt(2) * x <= 1, ValueError, "is not linear with rational coefficients in x"),
        (0.5 * x <= 1, TypeError, r"0.5\*x <= 1 has a float in it, and floats are not exact"),
        (x + y, TypeError, r"relations\[0\]: a relation such as x \+ y <= 1 was expected"),
        ([3], TypeError, r"relations\[0\]: a relation such as x \+ y <= 1 was expected, not an int 3"),
    ):
        with pytest.raises(error, match=words):
            linear_system(wrong)
    with pytest.raises(ValueError, match="'y' is not a variable; the variables are x"):
        linear_system([x + y <= 1], [x])


def test_cones_polyhedra_and_evidence_go_out():
    assert [str(each) for each in Cone.of([[1, -1]], [[0, 1]], coordinates=["x", "y"]).sympy()] == [
        "x - y >= 0",
        "Eq(y, 0)",
    ]
    assert [str(each) for each in Polyhedron.of([[2, 1]], [3], coordinates=["x", "y"]).sympy()] == ["2*x + y <= 3"]
    best = optimum(LinearSystem.make(["x"], at_most=[([2], 1)]), {"x": 1})
    assert best.sympy() == HALF
    assert best.evidence.sympy() == sympy.Matrix([HALF])
    none = feasibility(LinearSystem.make(["x"], at_most=[([1], 0), ([-1], -1)]))
    assert none.evidence.sympy() == sympy.Matrix([1, 1])
    with pytest.raises(ValueError, match="there is no value"):
        none.sympy()
    with pytest.raises(TypeError, match="Hull: SymPy has no such values"):
        hull(Polyhedron.of([[1], [-1]], [1, 0])).sympy()


def test_closed_intervals_come_in_and_others_are_refused():
    assert closed_interval(sympy.Interval(0, HALF), "box") == (0, Fraction(1, 2))
    assert closed_interval(sympy.Interval(1, 1), "box") == (1, 1)
    assert not is_interval([0, 1])
    for wrong, words in (
        (
            sympy.Interval.Lopen(1, 2),
            r"box: the interval is open at 1, and both ends belong to it here; give sympy.Interval\(1, 2\)",
        ),
        (sympy.Interval.Ropen(1, 2), "box: the interval is open at 2"),
        (sympy.Interval(0, sympy.oo), r"box: Interval\(0, oo\) has no bound"),
        (sympy.FiniteSet(1, 2), r"box: \{1, 2\} is not an interval"),
    ):
        with pytest.raises(ValueError, match=words):
            closed_interval(wrong, "box")
    with pytest.raises(TypeError, match="floats are not exact"):
        closed_interval(sympy.Interval(0, 0.5), "box")


def test_sympy_is_loaded_only_when_it_is_asked_for():
    program = (
        "import sys\n"
        "from exact import Matrix, LinearSystem, cone, total_unimodularity\n"
        "import exact.computer_algebra\n"
        "total_unimodularity([[1, 0], [1, 1]]), LinearSystem.make(2, at_most=[([1, 1], 1)]), cone([[1, 2]])\n"
        "assert 'sympy' not in sys.modules\n"
        "Matrix.dense([[1]]).sympy()\n"
        "assert 'sympy' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
