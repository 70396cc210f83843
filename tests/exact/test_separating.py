"""Points in hulls that are known by their best points: linear programs over all points say the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import separating
from exact.linear import LinearSystem, feasibility
from exact.separating import Direction, Mixture, separate


def best_of(points):
    return lambda direction: max(points, key=lambda v: sum(f * x for f, x in zip(direction, v, strict=True)))


def inside(points, point):
    equal = [([v[i] for v in points], y) for i, y in enumerate(point)]
    return feasibility(LinearSystem.make(len(points), equal=[*equal, ([1] * len(points), 1)], lower=0)).holds


def check(points, point, answer):
    """The answer carries its own proof."""
    if isinstance(answer, Mixture):
        assert {v for _, v in answer.parts} <= set(points)
        assert all(share > 0 for share, _ in answer.parts)
        assert sum(share for share, _ in answer.parts) == 1
        assert all(sum(share * v[i] for share, v in answer.parts) == y for i, y in enumerate(point))
        return True
    assert isinstance(answer, Direction)
    values = [sum(f * x for f, x in zip(answer.weights, v, strict=True)) for v in points]
    assert sum(f * y for f, y in zip(answer.weights, point, strict=True)) > max(values)
    return False


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_answers_agree_with_linear_programs_over_all_points(data):
    size = data.draw(st.integers(1, 4))
    scale = data.draw(st.sampled_from([1, 7, 10**18]))
    vectors = st.tuples(*[st.integers(-3, 3)] * size).map(lambda v: tuple(scale * x for x in v))
    points = data.draw(st.lists(vectors, min_size=1, max_size=12, unique=True))
    if data.draw(st.booleans()):  # a mixture of few of them: often on the boundary
        few = data.draw(st.lists(st.sampled_from(points), min_size=1, max_size=3))
        point = tuple(sum((Fraction(v[i]) for v in few), Fraction(0)) / len(few) for i in range(size))
    else:
        point = tuple(scale * Fraction(data.draw(st.integers(-6, 6)), 2) for _ in range(size))
    assert check(points, point, separate(point, best_of(points), 500)) == inside(points, point)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_points_known_before_change_no_answer_and_are_not_asked_for_in_vain(data):
    size = data.draw(st.integers(1, 4))
    vectors = st.tuples(*[st.integers(-3, 3)] * size)
    points = data.draw(st.lists(vectors, min_size=1, max_size=12, unique=True))
    point = tuple(Fraction(data.draw(st.integers(-6, 6)), 2) for _ in range(size))
    known = data.draw(st.lists(st.sampled_from(points), unique=True))
    assert check(points, point, separate(point, best_of(points), 500, known)) == inside(points, point)


def test_a_mixture_of_points_known_before_asks_for_none():
    corners = [(x, y, z) for x in (0, 4) for y in (0, 4) for z in (0, 4)]
    point = (Fraction(1), Fraction(3), Fraction(2))
    asked = []

    def best(direction):
        asked.append(direction)
        return best_of(corners)(direction)

    assert isinstance(separate(point, best, 100), Mixture)
    assert asked
    asked.clear()
    assert isinstance(separate(point, best, 100, corners), Mixture)
    assert not asked


@pytest.mark.parametrize("shift", [0, 1])
def test_floats_too_coarse_to_see_the_boundary_decide_nothing(shift):
    """A point on an edge, and one beside it by less than floats can tell."""
    points = [(0, 0), (3 * 10**20, 10**20), (0, 10**20)]
    point = (Fraction(10**20), Fraction(10**20, 3) - Fraction(shift, 10**6))
    assert check(points, point, separate(point, best_of(points), 100)) == (shift == 0)


@pytest.mark.parametrize(("near", "closer"), [(1e3, 1e-3), (0.0, 0.0), (1e-10, 1.0), (1e-2, 0.5)])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_tolerances_decide_nothing(near, closer, data):
    """However coarse or fine the float search is, answers prove themselves and agree with linear programs."""
    size = data.draw(st.integers(1, 4))
    vectors = st.tuples(*[st.integers(-3, 3)] * size)
    points = data.draw(st.lists(vectors, min_size=1, max_size=12, unique=True))
    point = tuple(Fraction(data.draw(st.integers(-6, 6)), 2) for _ in range(size))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separating, "NEAR", near)
        patch.setattr(separating, "CLOSER", closer)
        answer = separate(point, best_of(points), 5000, points[:3])
    assert check(points, point, answer) == inside(points, point)


def test_without_floats_exact_programs_decide_alone(monkeypatch):
    monkeypatch.setattr(separating._Separation, "_wolfe", lambda self: [self.ask((1,) * len(self.point))])
    points = [(0, 0, 0), (4, 0, 0), (0, 4, 0), (0, 0, 4), (4, 4, 0)]
    for point in ((1, 1, 1), (2, 2, 0), (3, 3, 1), (5, 0, 0), (0, 0, 0)):
        exact = tuple(map(Fraction, point))
        assert check(points, exact, separate(exact, best_of(points), 100)) == inside(points, exact)


def test_a_question_that_may_ask_too_little_is_left_open():
    points = [(x, x * x) for x in range(-20, 21)]
    assert separate((Fraction(1, 2), Fraction(1, 2)), best_of(points), 2) is None
