import json
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import cones, polyhedra
from exact.cones import Cone, Generators
from exact.polyhedra import Hull, Polyhedron
from proofs.formats import cone_matrices, ine_programs
from proofs.formats import cones as cone_files

CUBE = """\
* the unit square, with one equation in a third coordinate
square
H-representation
linearity 1 5
begin
 5 4 rational
 1 -1 0 0
 1 0 -1 0
 0 1 0 0
 0 0 1 0
 -1/2 0 0 1
end
minimize
 0 1 1 1
"""

NAMES = st.recursive(st.text() | st.integers(), lambda names: st.lists(names, max_size=3).map(tuple), max_leaves=4)


@st.composite
def spaces(draw):
    names = st.lists(NAMES, max_size=4, unique=True).map(tuple)
    return draw(st.integers(0, 4).map(range).map(tuple) | names)


@st.composite
def rows(draw, space):
    row = st.lists(st.fractions(-9, 9) | st.integers(), min_size=len(space), max_size=len(space))
    return draw(st.lists(row, max_size=4))


def test_a_file_of_inequalities_is_a_polyhedron():
    polyhedron = cone_files.parse(CUBE)
    assert polyhedron == Polyhedron.of(
        [[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0]], [1, 1, 0, 0], [[0, 0, -1]], ["-1/2"]
    )
    half = Fraction(1, 2)
    assert polyhedra.hull(polyhedron).points == ((0, 0, half), (0, 1, half), (1, 0, half), (1, 1, half))


def test_a_file_of_generators_is_a_hull():
    content = "V-representation\nlinearity 1 3\nbegin\n3 3 rational\n1 1/2 0\n0 2 2\n0 0 -1\nend"
    assert cone_files.parse(content) == Hull.of([["1/2", 0]], [[1, 1]], [[0, -1]])


def test_rays_without_a_point_start_at_the_origin_and_no_rows_are_the_empty_set():
    assert cone_files.parse("V-representation\nbegin\n1 2 integer\n0 3\nend") == Hull.of([[0]], [[1]])
    assert cone_files.parse("V-representation\nbegin\n0 2 integer\nend") == Hull((0,))


def test_without_a_representation_line_a_file_is_an_h_representation():
    assert cone_files.parse("begin\n1 2 integer\n0 1\nend") == Polyhedron.of([[-1]], [0])


@pytest.mark.parametrize(
    "head", ["V-representation", "V-Representation", "V-representation:", "v-REPRESENTATION", "hull", "HULL"]
)
def test_generators_are_known_however_the_line_is_written(head):
    content = f"{head}\nBegin\n2 2 Rational\n1 0\n0 1\nEND"
    assert cone_files.parse(content) == Hull.of([[0]], [[1]])


def test_an_ext_file_without_its_representation_is_not_read_as_inequalities():
    with pytest.raises(ValueError, match=r'an \.ext file holds generators; write "V-representation"'):
        cone_files.parse("begin\n1 2 integer\n1 1\nend", "x.ext")


def test_options_may_stand_after_the_end():
    content = "H-representation\nbegin\n2 3 integer\n1 -1 -1\n0 1 -1\nend\n"
    assert cone_files.parse(content + "linearity 1 2") == Polyhedron.of([[1, 1]], [1], [[-1, 1]], [0])
    assert cone_files.parse(content + "nonnegative\n") == Polyhedron.of(
        [[1, 1], [-1, 1], [-1, 0], [0, -1]], [1, 0, 0, 0]
    )


def test_decimal_numbers_are_read_exactly_and_that_is_said_once():
    for kind in ("real", "rational"):
        content = f"V-representation\nbegin\n3 3 {kind}\n1 0.1 -.5\n1 2.5e-3 1E2\n1 3. +4\nend"
        read, notes, *_ = cone_files.read(content, "x.ext")
        assert read == Hull.of([["1/10", "-1/2"], ["1/400", 100], [3, 4]])
        assert notes == ("x.ext: decimal numbers are read exactly, as they are written: 0.1 is 1/10",)
    assert cone_files.read("begin\n1 2 real\n1 2\nend").notes == ()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_every_decimal_is_the_fraction_that_it_writes(number):
    read = cone_files.parse(f"V-representation\nbegin\n1 2 real\n1 {number}\nend")
    assert read.points == ((Fraction(number),),)


def test_rows_may_be_broken_over_lines_and_commented():
    broken = "H-representation\r\nbegin\r\n2 3\tinteger\r\n1 2\r\n# between\r\n3 4 5 6\r\nend\r\n"
    assert cone_files.parse(broken) == Polyhedron.of([[-2, -3], [-5, -6]], [1, 4])


def test_lrs_writes_stars_for_a_number_of_rows_it_does_not_know():
    assert cone_files.parse("*lrs\nV-representation\nbegin\n***** 2 rational\n1 0\n1 1/3\nend") == Hull.of(
        [[0], ["1/3"]]
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_all_four_kinds_of_sets_return_from_their_files(data):
    space = data.draw(spaces())
    first, second = data.draw(rows(space)), data.draw(rows(space))
    bounds = data.draw(st.lists(st.fractions(), min_size=8, max_size=8))
    cone = Cone.of(first, second, coordinates=space)
    generators = Generators.of(first, second, coordinates=space)
    polyhedron = Polyhedron.of(first, bounds[: len(first)], second, bounds[: len(second)], coordinates=space)
    hull = Hull.of([bounds[: len(space)]], first, second, coordinates=space)
    assert cone_files.as_cone(cone_files.parse(cone_files.write(cone))) == cone
    assert cone_files.as_generators(cone_files.parse(cone_files.write(generators))) == generators
    assert cone_files.parse(cone_files.write(polyhedron)) == polyhedron
    assert cone_files.parse(cone_files.write(hull)) == hull
    assert cone_files.parse(cone_files.write(Hull(space))) == Hull(space)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_cones_return_from_json_matrices(data):
    space = data.draw(spaces())
    cone = Cone.of(data.draw(rows(space)), coordinates=space)
    plain = json.loads(json.dumps(cone_matrices.matrix_of_cone(cone)))
    assert cone_matrices.cone_from_matrix(plain) == cone


def test_an_equation_becomes_two_opposite_rows_of_a_json_matrix():
    cone = Cone.of([[1, 0]], [[1, 1]], coordinates=["x", "y"])
    back = cone_matrices.cone_from_matrix(cone_matrices.matrix_of_cone(cone))
    assert back.inequalities == ((1, 0), (1, 1), (-1, -1))
    assert cones.irredundant(back) == cones.irredundant(cone)


def test_a_json_matrix_may_hold_fractions_and_needs_no_names():
    plain = {"format": "exact-proofs/matrix/1", "entries": [[1, "1/2"], ["0.25", 0]], "rows": ["a", "b"]}
    assert cone_matrices.cone_from_matrix(plain) == Cone.of([[2, 1], [1, 0]])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_rows_we_write_mean_the_same_to_cddlib(data):
    from cdd import RepType, gmp

    space = data.draw(st.integers(1, 3).map(range).map(tuple))
    cone = Cone.of(data.draw(rows(space)), data.draw(rows(space)), coordinates=space)
    lines = cone_files.write(cone).split("\n")
    start = lines.index("begin")
    body = [[Fraction(x) for x in line.split()] for line in lines[start + 2 : lines.index("end")]]
    linear = next((line.split()[2:] for line in lines if line.startswith("linearity")), [])
    body = body or [[Fraction(0)] * (len(space) + 1)]
    matrix = gmp.matrix_from_array(body, lin_set=[int(x) - 1 for x in linear], rep_type=RepType.INEQUALITY)
    found = gmp.copy_generators(gmp.polyhedron_from_matrix(matrix))
    rays = [row[1:] for index, row in enumerate(found.array) if index not in found.lin_set and not row[0]]
    basis = [row[1:] for index, row in enumerate(found.array) if index in found.lin_set]
    theirs = Generators.of(rays, basis, coordinates=space)
    assert cones.generators(cones.constraints(theirs)) == cones.generators(cone)


def with_body(body, head="H-representation", size="2 3 integer"):
    return f"{head}\nbegin\n{size}\n{body}\nend\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", 'x.ine: the file has no line "begin"'),
        ("H-representation\nbegin\n1 2 integer\n0 1\n", 'x.ine: the file has no line "end"'),
        (with_body("1 2 3\n4 5 6", size="2 3 complex"), 'line 3: the number type is "integer", "rational" or "real"'),
        (with_body("1 2 3\n4 5 6", size="2 3"), 'line 3: after "begin" stand'),
        (with_body("", size="0 0 integer"), "line 3: a row has at least one number"),
        (with_body("1 2", size="999999999 999999999 integer"), "line 3: more than 2000000 entries"),
        (with_body("1 2 3\n4 5"), "line 6: 5 numbers are not 2 rows of 3; line 5 has 2"),
        (with_body("1 2 3 4\n4 5 6"), "line 5: more numbers than 2 rows of 3; line 4 has 4"),
        (with_body("1 2 3\n4 5 6\n7 8 9"), "line 6: more numbers than 2 rows of 3"),
        (with_body("1 2 3\n4 5", size="***** 3 integer"), "line 6: 5 numbers are not rows of 3"),
        (with_body("1 2 3\n4 x 6"), 'line 5: "x" is not an integer'),
        (with_body("1 2 3\n4 1/2 6"), 'line 5: "1/2" is not an integer; put "rational" for "integer" after "begin"'),
        (with_body("1 2 3\n4 0.5 6"), 'line 5: "0.5" is not an integer; put "rational" for "integer" after "begin"'),
        (with_body("1 2 3\n4 x 6", size="2 3 real"), 'line 5: "x" is no number such as 3, 3/7 or 0.125'),
        (with_body("1 2 3\n4 1e5555 6", size="2 3 real"), 'line 5: "1e5555" has an exponent beyond 1000'),
        (with_body("1 2 3\n4 1/0 6", size="2 3 rational"), 'line 5: "1/0" has denominator 0'),
        (with_body("1 2 3\n4 5 6", "linearity 1 3"), "line 1: linearity names row 3, but the last row is 2"),
        (with_body("1 2 3\n4 5 6", "linearity 1 0"), "line 1: linearity names row 0"),
        (with_body("1 2 3\n4 5 6", "linearity 2 1"), "line 1: linearity announces 2 rows and names 1"),
        (with_body("1 2 3\n4 5 6", "linearity"), "line 1: linearity is followed by"),
        (with_body("1 2 3\n4 5 6", "linearity 1 one"), "line 1: linearity is followed by"),
        (with_body("1 2 3\n4 5 6", "linearity 1 1\nlinearity 1 2"), "line 2: a second linearity line"),
        (with_body("1 2 3\n4 5 6", "linearity 1 1") + "linearity 1 1", "line 7: a second linearity line; the first is"),
        (with_body("1 2 3\n4 5 6") + "linearity 1 3", "line 7: linearity names row 3, but the last row is 2"),
        (with_body("1 2 3\n4 5 6") + "strict_inequality", 'line 7: the option "strict_inequality" is not supported'),
        (with_body("1 2 3\n4 5 6") + "hull", "line 7: the rows are said to be a H- and a V-representation"),
        (with_body("1 2 3\n1 5 6", "V-representation\nnonnegative"), 'the option "nonnegative" is about inequalities'),
        (with_body("1 2 3\n4 5 6", "V_representation"), 'line 1: "V_representation" is neither "H-representation" nor'),
        (with_body("1 2 3\n2 5 6", "V-representation"), "line 5: row 2 starts with 2"),
        (with_body("1 2 3\n0 5 6", "linearity 1 1\nV-representation"), "line 1: linearity names row 1"),
        (with_body("1 2 3\n4 5 6", '* coordinate "a"'), "1 coordinate name for 2 columns"),
        (with_body("1 2 3\n4 5 6", "* coordinate 1\n* coordinate 1"), "two coordinates have the same name"),
        (with_body("1 2 3\n4 5 6", "* coordinate 1.5"), "line 1: a name is a string"),
    ],
)
def test_bad_files_are_refused_with_one_sentence_and_the_place(content, message):
    with pytest.raises(ValueError, match=r"^x\.ine") as caught:
        cone_files.parse(content, "x.ine")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_prose_about_coordinates_is_a_comment():
    content = with_body("1 2 3\n4 5 6", "* coordinate names are not given\n* coordinate [[[" + "[" * 10_000)
    assert cone_files.parse(content).coordinates == (0, 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": "exact-proofs/matrix/2"}, 'format: "exact-proofs/matrix/1" was expected'),
        ({"enteries": []}, 'the key "enteries" is unknown; did you mean "entries"?'),
        ({"entries": None}, "entries: a list of rows was expected, not null"),
        ({"entries": [1, 2]}, "entries[0]: a list of numbers was expected, not the number 1"),
        ({"entries": [[1, 2], [1]]}, "entries[1]: 1 entry, not 2"),
        ({"entries": [[1, 0.5]]}, "entries[0][1]: 0.5 is a float"),
        ({"entries": [[1, True]]}, "entries[0][1]: True is a truth value"),
        ({"entries": [[1, "x"]]}, 'entries[0][1]: "x" is not an exact number'),
        ({"entries": []}, "there are neither columns nor entries"),
        ({"columns": ["a"]}, "entries[0]: 2 entries, not 1"),
        ({"columns": ["a", "a"]}, "columns: two names are the same"),
        ({"columns": "ab"}, "columns: a list of names was expected"),
        ({"columns": ["a", None]}, "columns[1]: a name is a string"),
        ({"rows": ["a", "b"]}, "rows: 2 names for 1 row"),
    ],
)
def test_bad_matrices_are_refused_with_one_sentence_and_the_place(changes, message):
    plain = {"format": "exact-proofs/matrix/1", "entries": [[1, 2]], **changes}
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        cone_matrices.cone_from_matrix(plain)


def test_a_polyhedron_that_is_no_cone_says_why():
    with pytest.raises(ValueError, match="square: not a cone: inequality 1 has the constant 1, not 0"):
        cone_files.as_cone(cone_files.parse(CUBE), "square")
    with pytest.raises(ValueError, match="not a cone: it must have the point 0 and no other"):
        cone_files.as_generators(Hull.of([[1]], [[1]]))


# --- linear programs: an objective after the rows ---

SQUARE = "H-representation\nlinearity 1 2\nbegin\n3 3 rational\n2 -1 0\n3 -1 -1\n0 1 0\nend\n"


@pytest.mark.parametrize(
    "asked", ["maximize 1/2 3 2", "maximize\n1/2 3 2", "Maximize:\n 1/2\n 3 2\n", "maximum 1/2 3 2\nnonnegative"]
)
def test_the_objective_of_a_linear_program(asked):
    program = ine_programs.parse(SQUARE + asked)
    assert (program.sense, program.constant) == ("max", Fraction(1, 2))
    assert program.objective == {"x0": 3, "x1": 2}
    assert [(row.name, row.low, row.high) for row in program.rows[:3]] == [
        ("row 1", None, 2),
        ("row 2", 3, 3),
        ("row 3", None, 0),
    ]
    assert [row.terms for row in program.rows[1:3]] == [{"x0": 1, "x1": 1}, {"x0": -1}]
    assert [row.terms for row in program.rows[3:]] == ([{"x0": -1}, {"x1": -1}] if "nonnegative" in asked else [])


def test_a_file_without_an_objective_asks_for_a_solution():
    program = ine_programs.parse(SQUARE)
    assert (program.sense, program.objective, program.constant) == (None, {}, 0)
    assert ine_programs.parse(SQUARE + "minimize 0 0 1").sense == "min"


def test_an_objective_changes_nothing_of_the_polyhedron():
    assert cone_files.parse(SQUARE + "maximize 1/2 3 2") == cone_files.parse(SQUARE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (SQUARE + "maximize 1 2", "line 9: the objective has 3 numbers, like a row, and 2 numbers stand"),
        (SQUARE + "maximize 1 2 3 4", "line 9: the objective has 3 numbers, like a row, and more"),
        (SQUARE + "maximize 1 2 3\nminimize 1 2 3", "line 10: a second objective"),
        (SQUARE + "maximize 1 x 3", 'line 9: "x" is no number'),
        (SQUARE.replace("rational", "integer") + "maximize 1 1/2 3", 'line 9: "1/2" is not an integer'),
        ("maximize 0 3 2\n" + SQUARE, 'line 1: "maximize" stands after "end"'),
        ("V-representation\nbegin\n1 2 integer\n1 0\nend\nmaximize 0 1", "these are generators"),
    ],
)
def test_what_is_no_objective_is_refused(content, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        ine_programs.parse(content)


def test_the_notes_tell_decimals_of_the_objective():
    assert "0.5 is 1/2" in ine_programs.parse(SQUARE + "maximize 0 0.5 0").notes[0]


def test_a_word_that_is_nearly_an_option_is_among_the_notes():
    lines = ["my cube", "linearty 1 1", "begin", "1 2 integer", "5 -1", "end", "maximise", "volume"]
    (first, second) = cone_files.read("\n".join(lines), "a.ine").notes
    assert first == 'a.ine, line 2: "linearty" is left aside; is "linearity" meant?'
    assert 'line 7: "maximise" is left aside; is "maximize" meant?' in second


def test_multipliers_are_about_the_rows_of_the_file():
    """5 - x/2 - y/3 >= 0 with maximum 3 x + 2 y = 30, by 6 times that row."""
    rows = cone_files.read("begin\n3 3 rational\n5 -1/2 -1/3\n0 1 0\n0 0 4\nend\n").rows
    assert rows[0] == (
        ((Fraction(1, 2), Fraction(1, 3)), Fraction(5)),
        ((Fraction(-1), Fraction(0)), Fraction(0)),
        ((Fraction(0), Fraction(-4)), Fraction(0)),
    )
