"""The boundary is what brute force says: every structure by itself, without pieces and without the order."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs.claims.families import problems as small
from proofs.claims.families.lang_yang import completeness_of
from proofs.hunt.boundary import drawing, telling
from proofs.hunt.boundary.families import FAMILIES
from proofs.hunt.boundary.pieces import Piece, pieces, smaller
from proofs.hunt.boundary.properties import PRESERVES, condition_complete, universally_complete
from proofs.hunt.boundary.searching import boundary
from proofs.reduced_form.problem.structures import preserves_total_unimodularity
from tests.showing import assert_no_text_is_cut, said

UNIT_A, UNIVERSAL = condition_complete("A"), universally_complete("A")


@st.composite
def structures(draw):
    agents, objects = draw(st.sampled_from(((2, 1), (3, 1), (4, 1), (1, 2), (2, 2), (2, 3))))
    masks = draw(st.sets(st.integers(1, (1 << agents * objects) - 1), max_size=4))
    return agents, objects, tuple(sorted(masks)), tuple(draw(st.integers(1, 2)) for _ in range(agents))


@given(structures(), st.randoms())
def test_relabelled_structures_have_the_same_pieces(layout, random):
    agents, objects, masks, counts = layout
    order, places = random.choice(small.relabellings(agents, objects))
    turned = tuple(count for _, count in sorted(zip(order, counts, strict=True)))
    assert pieces(agents, objects, small.moved(masks, places), turned) == pieces(*layout)


@settings(deadline=None)
@given(structures())
def test_a_structure_preserves_total_unimodularity_exactly_if_its_pieces_do(layout):
    agents, objects, masks, counts = layout
    whole = preserves_total_unimodularity(small.build(agents, objects, masks, counts)).holds
    assert whole == all(map(PRESERVES.holds, pieces(*layout)))


@settings(deadline=None)
@given(structures())
def test_what_is_smaller_preserves_total_unimodularity_if_the_larger_does(layout):
    for piece in pieces(*layout):
        if PRESERVES.holds(piece):
            assert all(PRESERVES.holds(part) for _, parts in smaller(piece) for part in parts)


@pytest.mark.parametrize("layout", [(3, 1, (3, 5), (2, 2, 2)), (4, 1, (3, 12), (2, 2, 1, 1)), (2, 2, (3, 12), (2, 2))])
def test_a_condition_is_complete_exactly_if_it_is_for_the_pieces(layout):
    agents, objects, masks, counts = layout
    given = small.build(agents, objects, masks, counts)
    whole = completeness_of(small.problem_on(given, dict.fromkeys(given.sets, (0, 1))), "A")
    assert whole.holds == all(UNIT_A.holds(Piece(*_of(part))) for part in pieces(*layout))


def _of(piece):
    return piece.agents, piece.objects, piece.masks, piece.counts


CASES = [
    ("graphs", (4, 1, 0), 2, PRESERVES),
    ("bihierarchies", (3, 1, 0), 2, PRESERVES),
    ("bihierarchies", (2, 2, 0), 2, PRESERVES),
    ("hierarchies", (3, 1, 0), 3, PRESERVES),
    ("markets", (3, 3, 0), 2, PRESERVES),
    ("markets", (2, 2, 2), 2, PRESERVES),
    ("graphs", (3, 1, 0), 2, UNIT_A),
    ("structures", (3, 1, 0), 2, UNIT_A),
    ("structures", (3, 1, 0), 2, condition_complete("B")),
    ("structures", (3, 1, 0), 2, condition_complete("A", 1, 1)),
    ("structures", (3, 1, 0), 2, condition_complete("A", 0, 2, 2)),
    ("markets", (2, 2, 0), 3, condition_complete("A", 1, 2, 2)),
    ("bihierarchies", (3, 1, 0), 2, UNIVERSAL),
]


@pytest.mark.parametrize(("family", "size", "types", "asked"), CASES)
def test_the_order_answers_as_deciding_one_by_one_does(family, size, types, asked):
    holds = cache(asked.holds)
    family = FAMILIES[family](*size)
    inferred, one_by_one = (boundary(family, asked, types, infer=infer) for infer in (True, False))
    assert {piece: answer.holds for piece, answer in inferred.answers.items()} == {
        piece: holds(piece) for piece in inferred.answers
    }
    assert (inferred.failing, inferred.undecided) == (one_by_one.failing, one_by_one.undecided)
    for piece in inferred.least:
        assert holds(piece) is False
        assert not any(holds(part) is False for parts in inferred.below(piece) for part in parts)


def test_few_pieces_are_decided():
    inferred, one_by_one = (boundary(FAMILIES["graphs"](4), PRESERVES, 3, infer=infer) for infer in (True, False))
    assert (inferred.decided, one_by_one.decided) == (94, 321)


def test_an_order_that_is_not_inherited_would_be_noticed():
    """With ceilings 1 a triangle is harmless and its paths are not: the quotas of a set go with it."""
    wrong = replace(UNIT_A, inherited=UNIT_A.inherited | {"sets"})
    triangles = FAMILIES["graphs"](3)
    assert boundary(triangles, wrong, 2).failing > boundary(triangles, UNIT_A, 2).failing


@pytest.mark.parametrize(("family", "size", "types", "asked"), CASES[:6])
def test_the_least_failures_tell_all_failures(family, size, types, asked):
    """A structure fails exactly if one comes down from one of its pieces to a least failure."""
    found = boundary(FAMILIES[family](*size), asked, types)

    @cache
    def reaches(piece):
        return piece in found.least or any(reaches(part) for parts in found.below(piece) for part in parts)

    for piece, answer in itertools.islice(found.answers.items(), 0, None, 5):
        assert reaches(piece) == (answer.holds is False)


def test_graphs_on_four_agents():
    found = boundary(FAMILIES["graphs"](4), PRESERVES, 3)
    assert (found.structures, found.failing, found.is_whole) == (357, 251, True)
    assert [(p.masks, p.counts, p.idle) for p in found.least] == [
        ((3, 5, 6), (1, 1, 1), 1),
        ((3, 5), (2, 1, 1), 2),
        ((3, 5), (2, 2, 1), 1),
        ((3, 5, 9), (3, 1, 1, 1), 1),
        ((3, 5, 10, 12), (3, 1, 1, 1), 1),
        ((5, 6, 12), (2, 2, 1, 1), 1),
    ]
    verdicts = {piece: PRESERVES.decide(piece) for piece in found.least}
    assert [verdict.holds for verdict in verdicts.values()] == [False] * 6
    told = "\n".join(telling.in_words(found, verdicts, {}))
    assert "357 structures up to relabelling; 106 have it, 251 have not" in told
    assert "sets {1, 2}, {1, 3} (agent 4 is in no set)" in told


def test_the_condition_is_complete_for_all_quotas_on_more_structures_than_preserve_total_unimodularity():
    found = boundary(FAMILIES["bihierarchies"](3), UNIVERSAL, 2)
    assert [(piece.masks, piece.counts) for piece in found.least] == [((3, 5, 7), (2, 1, 1)), ((3, 5), (2, 2, 1))]
    between = [piece for piece, answer in found.answers.items() if answer.holds and not PRESERVES.holds(piece)]
    assert [(piece.masks, piece.counts) for piece in between] == [((5, 6, 7), (2, 2, 1))]
    assert not any(PRESERVES.holds(piece) for piece in found.least)


def test_a_search_without_time_says_so():
    found = boundary(FAMILIES["graphs"](4), PRESERVES, 3, seconds=0)
    assert (found.answered, found.end, found.is_whole, found.decided) == (0, "seconds", False, 0)
    assert "its time was over" in "\n".join(telling.in_words(found, {}, {}))


def test_an_interrupted_search_keeps_what_it_has():
    calls = []

    def tell(done, of):
        calls.append(done)
        if done == 5:
            raise KeyboardInterrupt

    found = boundary(FAMILIES["graphs"](4), PRESERVES, 2, tell=tell)
    assert (found.answered, found.end) == (5, "interrupt")
    assert calls == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: FAMILIES["graphs"](8), "2 to 7 agents are listed, not 8"),
        (lambda: FAMILIES["graphs"](3, 2), "edges join agents"),
        (lambda: FAMILIES["bihierarchies"](3, 3), "at most 6 cells"),
        (lambda: FAMILIES["hierarchies"](3, 1, 1), "further sets are for markets"),
        (lambda: FAMILIES["markets"](3, 3, 1), "at most 6 cells"),
        (lambda: condition_complete("C"), '"A" or "B"'),
        (lambda: universally_complete("C"), '"A" or "B"'),
        (lambda: condition_complete("A", 2, 1), "0 <= floor <= ceiling"),
        (lambda: boundary(FAMILIES["graphs"](3), PRESERVES, 0), "types"),
        (lambda: boundary(FAMILIES["graphs"](3), PRESERVES, 1, seconds=-1), "from 0 on"),
    ],
)
def test_what_is_asked_wrongly_is_said(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_the_drawing_of_a_path():
    found = boundary(FAMILIES["graphs"](4), PRESERVES, 2)
    (path,) = [layout for layout in drawing.crossed(found) if layout.masks == (3, 5)]
    picture = drawing.hasse(found, path)
    assert_no_text_is_cut(picture)
    words = said(picture)
    assert "sets {1, 2}, {1, 3}" in words
    by_types = drawing.by_layout(found)[path]
    assert {types: found.answers[piece].holds for types, piece in by_types.items() if types[-1] == 1} == {
        (1, 1, 1, 1): True,
        (1, 2, 1, 1): True,
        (1, 2, 2, 1): True,
        (2, 1, 1, 1): True,
        (2, 2, 1, 1): False,
        (2, 2, 2, 1): False,
    }
    assert words.count("fails") == sum(found.answers[piece].holds is False for piece in by_types.values())
