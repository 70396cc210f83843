"""LY, Theorem 4(2): paramodular quotas make Condition B sufficient."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from proofs.claims.claim import Family
from proofs.claims.families import paramodular as paramodular_module
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.quota_problems import every_set, listed_paramodular
from proofs.claims.families.structure_classes import sufficiency
from proofs.reduced_form.problem.problems import Problem


def typed_paramodular(seed: int) -> Iterator[Problem]:
    """All paramodular pairs on two cells with ceilings up to 3, and on three with ceilings up to 2; two types each."""
    for cells, most, shapes in ((2, 3, ((2, 1), (1, 2))), (3, 2, ((3, 1), (1, 3)))):
        for agents, objects in shapes:
            for floors, ceilings in paramodular_module.paramodular_pairs(cells, most):
                yield paramodular_module.quotas_on_all_sets(every_set(agents, objects, 2), floors, ceilings)


def random_typed_paramodular(seed: int) -> Iterator[Problem]:
    """Random pairs on two to four cells, two or three types each, and any prior."""
    draw = random.Random(seed)
    while True:
        agents, objects, types = draw.choice(((3, 1, 2), (1, 3, 3), (2, 1, 3), (2, 2, 2), (1, 4, 2), (4, 1, 2)))
        floors, ceilings = paramodular_module.random_pair(draw, agents * objects, 2)
        given = every_set(agents, objects, types)
        yield replace(
            paramodular_module.quotas_on_all_sets(given, floors, ceilings), prior=families.random_prior(draw, given)
        )


TYPED_PARAMODULAR = (
    Family(
        "all paramodular pairs on two cells with ceilings up to 3, and on three with ceilings up to 2; two types each",
        typed_paramodular,
    ),
    Family("random paramodular pairs on 2 to 4 cells, 2 or 3 types each", random_typed_paramodular, endless=True),
)


THEOREM_4_2 = claim(
    "theorem-4.2",
    "Theorem 4(2)",
    "paramodular quotas make Condition B sufficient",
    sufficiency(
        "B",
        listed_paramodular,
        wording="If (b, c) is paramodular on all sets, an interim rule is implementable if and only if Condition B "
        "holds.",
        families=TYPED_PARAMODULAR,
        budget=150,
    ),
    rests_on=("lemma-6", "lemma-7.if", "lemma-7.only-if"),
)


CLAIMS = [THEOREM_4_2]
