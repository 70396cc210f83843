"""LY, appendix A.6, before Lemma 12: multiples of an extreme ray are extreme rays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exact import cones
from exact.showing.display import Displayed
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import extreme, member, nonzero, not_extreme, words
from proofs.claims.families import matrices as fm
from proofs.claims.families import stated_rays as said
from proofs.claims.families.cone_generators import no_lines
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.matrices import ProjectionCase
from proofs.claims.stating import Stated, given, operation


@dataclass(frozen=True)
class Scaled(Displayed):
    """A cone (15), an extreme ray of it and a factor."""

    cone_case: ProjectionCase
    ray: tuple[int, ...]
    factor: int

    def words(self) -> str:
        return f"{self.cone_case.words()}; x = {words(self.ray)}, lambda = {self.factor}"


def scaled_rays(least_factor: int) -> Family:
    def stream(seed: int) -> Iterator[Scaled]:
        for case in fm.projection_cases(((1, 1), (2, 1), (1, 2), (3, 1), (2, 2))):
            found = cones.generators(case.cone)
            for ray in found.rays if not found.lines else ():
                yield from (Scaled(case, ray, factor) for factor in range(least_factor, 4))

    return Family(f"the extreme rays of small pointed cones (15), factors {least_factor} to 3", stream)


def multiple_is_extreme(case: Scaled) -> Part:
    vector = tuple(case.factor * entry for entry in case.ray)
    yield member(case.cone_case.cone, vector)
    yield nonzero(vector)
    rival = not_extreme(case.cone_case.cone, vector) if any(vector) else None
    if rival is not None:
        yield Expected(rival, holds=False)


def as_rows(case: ProjectionCase) -> list[list[int]]:
    """The cone as M x <= 0."""
    equations = case.cone.equations
    rows = [[-e for e in row] for row in (*case.cone.inequalities, *equations)] + [list(row) for row in equations]
    return [list(map(int, row)) for row in rows]


FACTOR = given("lambda")

STATED = Stated(
    sorts={"M": "vectors", "x": "vector", "lambda": "number"},
    instances=lambda case: {"M": as_rows(case.cone_case), "x": list(case.ray), "lambda": case.factor},
    hypothesis=[said.is_pointed(), said.is_extreme(said.X), FACTOR >= 0],
    conclusion=[said.is_extreme(operation("times", FACTOR, said.X))],
)


def scaling(name: str, wording: str, least_factor: int) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [*no_lines(case.cone_case), *extreme(case.cone_case.cone, case.ray)],
        conclusion=multiple_is_extreme,
        families=(scaled_rays(least_factor),),
        because=lambda case: "lambda is 0, so lambda x is 0, and an extreme ray is by definition not 0",
        describe=Scaled.words,
        stated=STATED if least_factor == 0 else None,
    )


SCALING = claim(
    "appendix.extreme-ray-scaling",
    "appendix A.6, before Lemma 12",
    "multiples of an extreme ray are extreme rays",
    scaling(LITERAL, "If x is an extreme ray of a pointed cone, then so is lambda x for all lambda >= 0.", 0),
    scaling("lambda > 0", "The same for lambda > 0.", 1),
)


CLAIMS = [SCALING]
