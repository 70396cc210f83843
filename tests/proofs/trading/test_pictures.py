"""Pictures of menus and acceptance regions: well-formed, and shaded where the definition says."""

import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import pytest

from exact.showing.drawing import Frame
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Constraint, Points, PolyhedralSet, Ray, Remedial
from proofs.trading.markets.protocols import Protocol
from proofs.trading.pictures import _tempted, acceptance_picture, menu_picture
from tests.showing import NASTY, SVG, assert_no_text_is_cut, captions, parsed, said


def mechanism(preferences):
    market = Market.make({"A": 4, "B": 4}, ["j1", "j<2>"], [[2, 2]] * 2, preferences=preferences)
    sets = [Ray((1, -1)), Ray((-1, 2)), Points(((3, 1),)), Remedial(), PolyhedralSet((Constraint((1, 1), 3),))]
    return Mechanism.make(Protocol.make(market, {"j1": sets, "j<2>": [Ray((-1, -1))]}))


@pytest.mark.parametrize(
    "preferences",
    [Preferences.nonnegative(2), Preferences.uniform((1, 1), (2, 3)), Preferences.finite({(1, 2): 1})],
)
@pytest.mark.parametrize("agent", ["j1", "j<2>"])
def test_pictures_are_well_formed(preferences, agent):
    drawn = mechanism(preferences)
    for picture in (menu_picture(drawn, agent), acceptance_picture(drawn, agent)):
        root = ElementTree.fromstring(picture._repr_svg_())
        assert root.tag == f"{SVG}svg"
        assert agent in root.find(f"{SVG}title").text
        assert "nan" not in picture.svg


@pytest.mark.parametrize("ray", [(1, -1), (-1, 2), (-1, -1), (-1, 0), (1, 1), (0, -2)])
def test_the_shaded_directions_are_those_not_polarized_with_the_ray(ray):
    for direction in [(x, y) for x in range(-3, 4) for y in range(-3, 4) if x or y]:
        shaded = any(sum(g * d for g, d in zip(cost, direction, strict=True)) < 0 for cost in _tempted(ray))
        assert shaded == (not polarized([ray, direction], "pairs").holds)


def test_a_half_plane_cuts_the_frame_into_a_triangle():
    zero, one = Fraction(0), Fraction(1)
    frame = Frame((zero, zero), (one, one))
    triangle = frame.region([((one, one), one)])
    assert sorted(set(triangle)) == [(0, 0), (0, 1), (1, 0)]


def test_only_two_tasks_are_drawn():
    market = Market.make({"A": 1, "B": 1, "C": 1}, ["j"], [[1, 1, 1]])
    with pytest.raises(ValueError, match="3 tasks"):
        menu_picture(Protocol.make(market, {}), "j")


def test_markets_are_tables():
    market = Market.make({"A": 2, NASTY: 2}, ["j", "k"], [[1, "3/2"], [1, "1/2"]])
    assert "3/2" in said(market.show())
    assert NASTY in said(market.show())
    assert str(Market.make({"A": 2}, ["j", "k"], [[1], [1]])) == "2 A for j, k"


def test_mechanisms_show_all_their_menus():
    """Two tasks are drawn, with the regions of costs of a mechanism; with three the sets are listed."""
    drawn = mechanism(Preferences.uniform((1, 1), (2, 3)))
    assert sum(element.tag == f"{SVG}svg" for element in parsed(drawn.show()).iter()) == 4
    assert sum(element.tag == f"{SVG}svg" for element in parsed(drawn.protocol.show()).iter()) == 2
    three = Market.make({"A": 1, "B": 1, NASTY: 1}, ["j"], [[1, 1, 1]])
    assert f"the ray (A 1, B -1, {NASTY} 0)" in said(Protocol.make(three, {"j": [Ray((1, -1, 0))]}).show())


def texts(picture):
    return [element.text for element in parsed(picture).iter(f"{SVG}text")]


def test_tasks_and_choices_called_by_numbers_are_told_from_the_numbers_at_the_axes():
    market = Market.make({"1": 4, "2": 4}, ["j", "k"], [[2, 2]] * 2, preferences=Preferences.uniform((1, 1), (2, 3)))
    drawn = Mechanism.make(Protocol.make(market, {"j": [Ray((1, -1)), Points(((3, 1),)), Remedial()]}))
    menu = texts(menu_picture(drawn, "j"))
    assert {"task 1", "task 2", "choice 1, choice 2", "choice 3"} <= set(menu)
    assert "1" not in menu
    assert {"cost of task 1", "cost of task 2"} <= set(texts(acceptance_picture(drawn, "j")))
    lettered = texts(menu_picture(mechanism(Preferences.nonnegative(2)), "j1"))
    assert {"A", "B"} <= set(lettered)


@pytest.mark.parametrize("preferences", [Preferences.nonnegative(2), Preferences.finite({(1, 2): 1})])
def test_captions_say_whose_chart_it_is_and_what_its_colours_mean(preferences):
    drawn = mechanism(preferences)
    for picture, told in (
        (menu_picture(drawn, "j1"), ("The menu of j1", "shaded: the directions that are not polarized")),
        (acceptance_picture(drawn, "j1"), ("Costs at which j1 gains", "where a choice is a gain, with its number")),
    ):
        title, seen = captions(picture)
        assert title in seen
        assert all(part in title for part in told)
        assert_no_text_is_cut(picture)


def test_the_name_of_an_axis_is_above_the_names_of_choices():
    """A choice at the upper left corner stood over the name of the second task."""
    market = Market.make({"A": 4, "B": 4}, ["j", "k"], [[2, 2]] * 2)
    drawn = menu_picture(Protocol.make(market, {"j": [Points(((0, 4),))]}), "j")
    height = {element.text: float(element.get("y")) for element in parsed(drawn).iter(f"{SVG}text")}
    assert height["choice 1"] - height["B"] >= 12
