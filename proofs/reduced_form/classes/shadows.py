"""The symmetric implementable rules of groups, projected onto a few coordinates, by their vertices.

A projection asks about weights on the chosen coordinates alone, so it is found without the others
(`exact.supported`). Which pure rules are vertices is the same for all positive probabilities of classes; it is
found with each class counted once, and the vertices are computed with the probabilities.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from exact.cones import Vector
from exact.minkowski import Point
from exact.supported import supported
from proofs.reduced_form.classes.class_program import Best, ClassProgram, Nothing
from proofs.reduced_form.classes.counts import Block, blocks
from proofs.reduced_form.classes.describing import MOST_VERTICES, met
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.problem.problems import Coordinate


def shadow_of_groups(problem: GroupedProblem, coordinates: Sequence[Coordinate]) -> list[tuple[Fraction, ...]]:
    """The vertices of the projection, in the values of Q itself; none where nothing is implementable.

    Raises `ValueError` beyond `proofs.reduced_form.classes.counts.MOST_CLASSES` classes in a block.
    """
    parts: list[tuple[list[Coordinate], list[tuple[Fraction, ...]]]] = []
    for block in blocks(problem):
        program, own = ClassProgram(block), [c for c in coordinates if c in block.coordinates]
        if isinstance(program.best([0] * len(block.coordinates)), Nothing):
            return []
        if own:
            parts.append((own, _of_block(block, program, own)))
    places = [c for own, _ in parts for c in own]
    joined = (tuple(itertools.chain(*each)) for each in itertools.product(*(points for _, points in parts)))
    return sorted(tuple(point[places.index(c)] for c in coordinates) for point in joined)


def _of_block(block: Block, program: ClassProgram, own: Sequence[Coordinate]) -> list[tuple[Fraction, ...]]:
    places = [block.coordinates.index(c) for c in own]

    def oracle(direction: Vector) -> tuple[Point, Best]:
        weights = [0] * len(block.coordinates)
        for k, entry in zip(places, direction, strict=True):
            weights[k] = entry
        point, best = met(program, tuple(weights))
        return tuple(point[k] for k in places), best

    found = supported(oracle, len(own), MOST_VERTICES)
    return [_expected(block, best, own, places) for best in found.made_of]


def _expected(block: Block, best: Best, own: Sequence[Coordinate], places: Sequence[int]) -> tuple[Fraction, ...]:
    """What each agent expects under a pure rule, in some coordinates."""
    law, below = block.law
    agents = block.problem.expected_counts
    point = []
    for c, k in zip(own, places, strict=True):
        total = sum(weight * q for weight, q in zip(law, best.outcomes[:, k].tolist(), strict=True))
        point.append(Fraction(total, below * best.unit) / agents[c[0], c[1]])
    return tuple(point)
