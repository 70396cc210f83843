"""Chambers of right sides: all of them, seen from right sides at random; and lists that are not all."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from exact import chambers, cones
from exact.chambers import Crossing, Implied


def both_signs(*sets: str, cells: str) -> tuple[tuple[int, ...], ...]:
    rows = [tuple(int(cell in members) for cell in cells) for members in (*sets, *cells)]
    return (*rows, *(tuple(-entry for entry in row) for row in rows))


CONFIGURATIONS = {
    "hexagon": both_signs("ab", cells="ab"),
    "path": both_signs("ab", "bc", cells="abc"),
    "triple": both_signs("abc", cells="abc"),
    "plane, five rays": ((1, 0), (0, 1), (-1, 1), (-1, -1), (1, -2)),
    "triangle": ((1, 0), (0, 1), (-1, -1)),
}


def listed(rows: tuple[tuple[int, ...], ...], symmetries: list[tuple[int, ...]]) -> list[chambers.Chamber]:
    return list(chambers.walk(rows, symmetries, ()))


def identity(rows: tuple[tuple[int, ...], ...]) -> list[tuple[int, ...]]:
    return [tuple(range(len(rows)))]


def negation(rows: tuple[tuple[int, ...], ...]) -> list[tuple[int, ...]]:
    turned = tuple(rows.index(tuple(-entry for entry in row)) for row in rows)
    return [*identity(rows), turned]


def height(rows, right, direction):
    """The greatest value of the direction over the polytope, from its vertices."""
    return max(Fraction(cones.product(direction, point), scale) for point, scale in chambers.vertices(rows, right))


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_right_sides_at_random_are_in_a_listed_chamber(name):
    rows = CONFIGURATIONS[name]
    known = {each.simplices for each in listed(rows, identity(rows))}
    draw, met = random.Random(name), set()
    for _ in range(150):
        right = [draw.randint(0, 60) for _ in rows]
        if chambers.vertices(rows, right):
            tight = [height(rows, right, row) for row in rows]
            found = chambers.simplices(rows, [int(60 * value) for value in tight])
            met |= {found} - {None}
    assert met <= known


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_tight_right_side_has_a_fan_that_some_chamber_refines(name):
    """A chamber refines the fan if on each of its cones the support function is linear: additive on its rows."""
    rows = CONFIGURATIONS[name]
    found = listed(rows, identity(rows))
    draw = random.Random(name)
    for _ in range(25):
        right = [draw.randint(0, 4) for _ in rows]
        if not chambers.vertices(rows, right):
            continue

        def is_linear(simplex, right=right):
            own = [row for k, row in enumerate(rows) if simplex >> k & 1]
            total = tuple(map(sum, zip(*own, strict=True)))
            return height(rows, right, total) == sum(height(rows, right, row) for row in own)

        assert any(all(map(is_linear, each.simplices)) for each in found), right


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_the_list_covers_and_no_shorter_one_does(name):
    rows = CONFIGURATIONS[name]
    found = listed(rows, identity(rows))
    assert chambers.cover(rows, identity(rows), found)
    assert not chambers.cover(rows, identity(rows), [])
    for k in range(len(found)):
        if len(found) > 1:
            assert not chambers.cover(rows, identity(rows), [*found[:k], *found[k + 1 :]])


@pytest.mark.parametrize("name", ["hexagon", "path", "triple"])
def test_symmetries_leave_fewer_chambers_with_the_same_images(name):
    rows = CONFIGURATIONS[name]
    all_of_them = {each.simplices for each in listed(rows, identity(rows))}
    fewer = listed(rows, negation(rows))
    images = [{chambers.moved(each.simplices, by) for by in negation(rows)} for each in fewer]
    assert set().union(*images) == all_of_them
    assert sum(map(len, images)) == len(all_of_them), "each orbit once"
    assert chambers.cover(rows, negation(rows), fewer)


def test_walls_that_lead_elsewhere_or_are_not_implied_are_refused():
    rows = CONFIGURATIONS["triple"]
    found = listed(rows, identity(rows))
    assert any(isinstance(wall, Implied) for each in found for wall in each.walls)
    for k, each in list(enumerate(found))[:8]:
        for place, wall in enumerate(each.walls):
            others = [Crossing(k, 0), Implied(()), Crossing(len(found), 0), Crossing(-1, 0)]
            if isinstance(wall, Implied):
                others += [Implied(tuple((row, -weight) for row, weight in wall.weights))]
            for other in others:
                walls = (*each.walls[:place], other, *each.walls[place + 1 :])
                changed = [*found[:k], replace(each, walls=walls), *found[k + 1 :]]
                assert not chambers.cover(rows, identity(rows), changed)


def test_right_sides_are_small_integers_in_the_interior_and_zero_where_asked():
    rows = CONFIGURATIONS["path"]
    level = (7, 8, 9)
    for each in chambers.walk(rows, identity(rows), level):
        assert [each.right[k] for k in level] == [0, 0, 0]
        assert chambers.simplices(rows, each.right) == each.simplices
        values = dict(enumerate(each.right))
        for relation in chambers.relations(rows, each.simplices):
            assert sum(entry * values[k] for k, entry in relation) > 0


def test_boundaries_of_chambers_are_told_apart():
    rows = CONFIGURATIONS["hexagon"]
    assert chambers.simplices(rows, (2, 1, 1, 0, 0, 0)) is None, "three rows meet"
    assert chambers.simplices(rows, (9, 1, 1, 1, 1, 1)) is None, "a row is not attained"
    assert chambers.simplices(rows, (3, 2, 2, -1, 0, 0)) is not None


def test_the_plane_by_hand():
    """In the plane there is one fan with all rays, so one chamber."""
    for name in ("hexagon", "plane, five rays", "triangle"):
        assert len(listed(CONFIGURATIONS[name], identity(CONFIGURATIONS[name]))) == 1


def test_cones_of_a_chamber_cover_each_direction_once():
    rows = CONFIGURATIONS["path"]
    for each in itertools.islice(chambers.walk(rows, identity(rows), ()), 3):
        draw = random.Random(1)
        for _ in range(20):
            direction = [draw.randint(-1000, 1000) for _ in range(3)]
            inside = 0
            for simplex in each.simplices:
                own = [row for k, row in enumerate(rows) if simplex >> k & 1]
                inside += cones.contains(cones.constraints(cones.Generators(tuple(range(3)), tuple(own))), direction)
            assert inside == 1
