"""Pictures and tables: well-formed, escaped, and saying what the values say."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import total_unimodularity
from exact.cones import Cone, Generators
from exact.lotteries import Lottery
from exact.matrices import Matrix
from exact.polyhedra import Hull, Polyhedron
from exact.set_systems import bihierarchy, bipartite_graph, canonical_two_sided, edges_of_a_graph, hierarchy
from exact.verdicts import Undecided, Verdict
from proofs.certificates import certificate
from proofs.drawing import Frame, Html, Picture, convex_hull, decimal, document, escaped, table
from proofs.files import problem_of
from proofs.reduced_form.decomposition import decompose
from proofs.reduced_form.facets import facets
from proofs.reduced_form.implementation import implementable
from proofs.report import pictures
from proofs.report.pictures import show
from proofs.report.plane_pictures import implementable_shadow
from proofs.report.set_pictures import crossing_cycle_picture, set_name
from proofs.trading.markets import Market, random_allocation

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<b>&\"'</b>"


def parsed(shown):
    """The root of the picture or table; every one is well-formed XML without scripts."""
    root = ElementTree.fromstring(str(shown))
    assert "script" not in {element.tag.split("}")[-1] for element in root.iter()}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    if isinstance(shown, Picture):
        assert root.tag == f"{SVG}svg"
        assert root.find(f"{SVG}title").text
        assert not any("nan" in value for element in root.iter() for value in element.attrib.values())
    return root


def said(shown):
    return " ".join(parsed(shown).itertext())


def sets(*names):
    return [frozenset(name) for name in names]


def auction(agents=("a", "b")):
    return problem_of(agents=list(agents), types=["L", "H"], constraints=[{"set": list(agents), "ceiling": 1}])


def test_what_xml_cannot_carry_is_replaced():
    assert escaped(NASTY) == "&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;"
    assert escaped("a\x00b\x1bc") == "a\ufffdb\ufffdc"
    assert said(document("", NASTY, 10, 10)).strip() == NASTY
    assert NASTY in said(table([[escaped(NASTY)]], [NASTY], NASTY))


@given(st.text(max_size=20), st.fractions())
def test_any_text_and_any_number_can_be_drawn(text, number):
    parsed(document(f'<g data-name="{escaped(text)}">{escaped(text)}</g>', f"a {text}", 1, 1))
    assert abs(Fraction(decimal(number)) - number) <= Fraction(1, 200)


def test_a_hierarchy_is_a_tree_with_a_box_for_each_set_and_a_line_to_each_child():
    root = parsed(show(hierarchy(sets("abcd", "ab", "cd", "c"))))
    assert len(root.findall(f".//{SVG}rect")) == 4 + 1  # and the ground
    assert len(root.findall(f".//{SVG}line")) == 3


def test_boxes_of_a_tree_do_not_overlap():
    family = sets("abcdefgh", "ab", "cdef", "c", "de", "gh", "h")
    boxes = parsed(show(hierarchy(family))).findall(f".//{SVG}g/{SVG}rect")
    places = [tuple(Fraction(box.get(key)) for key in ("x", "y", "width")) for box in boxes]
    for (x, y, width), (u, v, other) in itertools.combinations(places, 2):
        assert y != v or x + width <= u or u + other <= x


def test_only_hierarchies_are_drawn_as_trees():
    with pytest.raises(ValueError, match="no hierarchy"):
        pictures.hierarchy_picture(sets("ab", "bc"))


def test_a_bihierarchy_is_two_forests_and_an_odd_cycle_names_what_neighbours_share():
    rows = [frozenset((i, j) for j in "12") for i in "ab"]
    columns = [frozenset((i, j) for i in "ab") for j in "12"]
    assert "one hierarchy" in said(show(bihierarchy(rows + columns)))
    assert "the other" in said(show(bihierarchy(rows + columns)))
    triangle = said(show(bihierarchy(sets("ab", "bc", "ac"))))
    assert all(shared in triangle for shared in ("{a}", "{b}", "{c}", "1 = "))
    with pytest.raises(ValueError, match="odd number"):
        crossing_cycle_picture(sets("ab", "bc"))


def test_crossing_sets_are_two_circles():
    root = parsed(show(hierarchy(sets("abc", "cd"))))
    assert len(root.findall(f".//{SVG}circle")) == 2


SEVEN = [f"i{k}" for k in range(1, 8)]


@pytest.mark.parametrize(("closing", "marked"), [("i6", 0), ("i5", 5)])
def test_interference_graphs_on_seven_providers(closing, marked):
    """LY 5.4: Figure 1 is not in the text of the paper; a cycle of six, or of five, with a tail."""
    pairs = [*itertools.pairwise(SEVEN), ("i1", closing)]
    verdict = bipartite_graph([frozenset(pair) for pair in pairs], SEVEN)
    assert verdict.holds == (marked == 0)
    lines = parsed(show(verdict)).findall(f".//{SVG}line")
    assert len(lines) == 7
    assert sum(line.get("stroke-width") == "3" for line in lines) == marked


def test_families_without_a_drawing_are_cards():
    assert isinstance(show(canonical_two_sided(sets("ab"), "ab", "12")), Html)
    assert isinstance(show(edges_of_a_graph(sets("abc"), "abc")), Html)


def test_a_violator_is_an_odd_cycle_of_squares_and_circles():
    triangle = Matrix.dense([[1, 1, 0], [0, 1, 1], [1, 0, 1]], rows=[NASTY, "s", "t"])
    root = parsed(show(total_unimodularity(triangle)))
    assert len(root.findall(f".//{SVG}circle")) == 3
    assert len(root.findall(f".//{SVG}rect")) == 3 + 1
    assert len(root.findall(f".//{SVG}line")) == 6
    assert NASTY in " ".join(root.itertext())
    dashed = total_unimodularity([[1, 1], [1, -1]])
    assert sum("stroke-dasharray" in line.attrib for line in parsed(show(dashed)).iter(f"{SVG}line")) == 1


def test_a_violator_that_is_no_cycle_is_drawn_in_two_rows():
    assert "determinant" in said(pictures.unimodularity_picture(total_unimodularity([[2]])))
    with pytest.raises(ValueError, match="no violating submatrix"):
        pictures.unimodularity_picture(total_unimodularity([[1]]))


def test_a_matrix_is_a_table_with_its_violator_marked():
    matrix = Matrix.dense([[1, 1, 0], [1, -1, 0], [0, 0, 1]], columns=["x", NASTY, "z"])
    verdict = total_unimodularity(matrix)
    root = parsed(pictures.matrix_table(matrix, verdict.evidence))
    assert sum("background" in cell.get("style") for cell in root.iter("td") if cell.get("style")) == 4
    assert NASTY in " ".join(root.itertext())
    large = Matrix.dense([[1] * 60])
    assert "a part of 1 by 60" in said(show(large))


def test_matrices_and_verdicts_show_themselves():
    small = Matrix.dense([[1, 0], [0, -1]], rows=["a", ("b", 1)])
    assert eval(repr(small)) == small
    assert repr(Matrix.dense([[1] * 40])) == "<Matrix with 1 rows, 40 columns and 40 nonzero entries>"
    assert NASTY in " ".join(ElementTree.fromstring(Matrix.dense([[1]], rows=[NASTY])._repr_html_()).itertext())
    assert "40 columns" in ElementTree.fromstring(Matrix.dense([[1] * 40] * 60)._repr_html_()).text
    verdict = total_unimodularity(small)
    assert repr(verdict).startswith("<Verdict: the 2 by 2 matrix is totally unimodular: yes; evidence: ")
    ElementTree.fromstring(f"<div>{verdict._repr_html_()}</div>")
    assert str(auction()) == "2 agents, 2 x 2 types, 1 constraint set"
    assert str(Market.make({"A": 2}, ["j", "k"], [[1], [1]])) == "2 A for j, k"


def test_cones_of_the_plane():
    cone = Cone.of([[2, -1], [-1, 3]], coordinates=["f", NASTY])
    assert "(1, 2)" in said(show(cone))
    assert NASTY in said(show(cone))
    assert "(3, 1)" in said(show(Generators.of([[3, 1], [1, 2]])))
    parsed(show(Cone.of([[1, 1]])))
    parsed(show(Cone.of([], [[1, 1]], dimension=2)))
    with pytest.raises(TypeError, match="no picture"):
        show(Cone.of([[1, 1, 1]]))
    with pytest.raises(ValueError, match="3 coordinates"):
        pictures.cone_picture(Cone.of([[1, 1, 1]]))


def test_polyhedra_of_the_plane():
    box = Polyhedron.of([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 2]], [1, 1, 0, 0, "5/2"])
    assert "(1/2, 1)" in said(show(box))
    parsed(show(Hull.of([(0, 0), (1, 2)], rays=[(1, 0)])))
    parsed(show(Hull.of([(0, 0)])))
    parsed(show(Polyhedron.of([[1, 0], [-1, 0]], [0, -1])))


def test_implementable_rules_of_two_coordinates_are_cut_as_border_says():
    problem = auction()
    corners = implementable_shadow(problem, ("a", "H"), ("b", "H"))
    half = Fraction(1, 2)
    assert corners == [(0, 0), (1, 0), (1, half), (half, 1), (0, 1)]
    rule = problem.interim_rule({i: {"L": 0, "H": "4/5"} for i in "ab"})
    parsed(pictures.implementable_picture(problem, ("a", "H"), ("b", "H"), [rule]))
    with pytest.raises(ValueError, match="not a coordinate"):
        pictures.implementable_picture(problem, ("a", "H"), ("c", "H"))


@pytest.mark.parametrize("pair", list(itertools.combinations(range(4), 2)))
def test_the_shadow_is_the_projection_of_the_facets(pair):
    """In every direction of the plane the shadow reaches as far as the inequalities of the whole set allow."""
    from exact.linear import LinearSystem, optimum

    problem = auction()
    first, second = (problem.coordinates[k] for k in pair)
    rows = [
        ({c: f * problem.marginals[c] for c, f in each.coefficients}, each.bound(problem))
        for each in facets(problem).facets
    ]
    system = LinearSystem.make(problem.coordinates, at_most=rows)
    corners = implementable_shadow(problem, first, second)
    for a, b in itertools.product((-1, 0, 1, 2), repeat=2):
        if a or b:
            best = max(a * x + b * y for x, y in corners)
            assert best == optimum(system, {first: a, second: b}).statement.value


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=1, max_size=9))
def test_the_convex_hull_holds_all_points_and_is_made_of_them(points):
    exact = [(Fraction(x), Fraction(y)) for x, y in points]
    corners = convex_hull(exact)
    assert set(corners) <= set(exact)
    for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True):
        assert all((c - a) * (y - b) - (d - b) * (x - a) >= 0 for x, y in exact) or len(corners) < 3


def test_lotteries_are_small_tables():
    half = Fraction(1, 2)
    assert "1/2" in said(show(Lottery(((half, (1, 0)), (half, (0, 1))))))
    market = problem_of(agents=["i"], objects=[NASTY], types=["t"], constraints=[{"each": "agent", "ceiling": 1}])
    lottery = decompose(market, {("i", NASTY): "1/3"}).evidence
    assert f"i gets {NASTY}" in said(show(lottery))
    assert "2/3" in said(show(lottery))
    status_quo = ((Fraction(3, 2),), (half,))
    assert "1/2" in said(show(random_allocation((2,), status_quo).evidence))


def test_problems_rules_and_ex_post_rules_are_tables():
    problem = auction(("a", NASTY))
    rule = problem.interim_rule({i: {"L": "1/4", "H": "3/4"} for i in problem.agents})
    assert NASTY in said(show(problem))
    assert "3/4" in said(pictures.rule_table(problem, rule))
    verdict = implementable(problem, rule)
    assert "(L, H)" in said(show(verdict.evidence))
    assert "the interim rule is implementable: yes" in said(show(verdict))


def test_markets_are_tables():
    market = Market.make({"A": 2, NASTY: 2}, ["j", "k"], [[1, "3/2"], [1, "1/2"]])
    assert "3/2" in said(show(market))
    assert NASTY in said(show(market))


def test_a_certificate_is_a_statement_its_evidence_and_how_to_check_it():
    problem = auction()
    verdict = implementable(problem, problem.interim_rule({i: {"L": 0, "H": 1} for i in "ab"}))
    card = said(show(verdict))
    assert "the interim rule is implementable: no" in card
    assert "checker.py" in card
    assert "The evidence verifies: yes." in card
    written = said(show(certificate(verdict, NASTY)))
    assert NASTY in written
    assert "python checker.py FILE" in written


def test_a_stranger_s_certificate_is_shown_and_not_believed():
    strange = {"format": "exact-proofs/certificate/1", "statements": [{"kind": NASTY, "holds": NASTY}]}
    assert NASTY in said(show(strange))


def test_an_undecided_verdict_is_a_card_without_a_check():
    statement = total_unimodularity([[1]]).statement
    card = said(pictures.verdict_card(Verdict(statement, None, Undecided((NASTY,)))))
    assert "undecided" in card
    assert NASTY in card.replace('\\"', '"')
    assert "To check it" not in card


def test_what_has_no_picture_is_refused():
    with pytest.raises(TypeError, match="no picture of a int"):
        show(3)
    assert show(document("", "x", 1, 1)).svg
    assert set_name(sets("ba")[0]) == "{a, b}"
    assert repr(document("", "x", 1, 1)).startswith("<Picture")


def test_clipping_leaves_a_segment_for_an_equation():
    zero, one = Fraction(0), Fraction(1)
    frame = Frame((zero, zero), (one, one))
    assert set(frame.region([((one, one), one), ((-one, -one), -one)])) == {(0, 1), (1, 0)}
