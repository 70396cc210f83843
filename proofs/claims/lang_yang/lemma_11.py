"""LY, Lemma 11: the projection cone of the compromise problem with binary types.

* `lemma-11.non-pointed` (section 5.6, Lemma 11(1)): compromise, binary types: W is non-pointed
* `lemma-11.unimodular` (section 5.6, Lemma 11(2)): compromise, binary types: M(W) is totally unimodular
"""

from __future__ import annotations

from exact.linear import LinearSystem, feasibility
from proofs.claims.claim import LITERAL, Part, Reading
from proofs.claims.families.compromises import ALL_THREE, TWO, Compromise, compromise, lemma_11
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.stated_compromise import CONE, cone_matrix, is_binary, stated_compromise, uniform_problem
from proofs.claims.stating import statement


def has_a_line(case: Compromise) -> Part:
    """f = 1 for player 1 and the last alternative, f = -1 for player 2, and 0 elsewhere: no row moves."""
    rows = [(row, 0) for row in case.matrix.to_lists()]
    last = case.alternatives[-1]
    line = {
        name: (1 if name[1] == "1" else -1) if name[0] == "f" and name[2] == last else 0
        for name in case.matrix.columns
        if isinstance(name, tuple)
    }
    yield feasibility(LinearSystem.make(case.matrix.columns, equal=rows, lower=line, upper=line))


LEMMA_11_POINTED = claim(
    "lemma-11.non-pointed",
    "section 5.6, Lemma 11(1)",
    "compromise, binary types: W is non-pointed",
    Reading(
        wording="In the compromise problem with binary types W is non-pointed, where B and C have a column for each "
        "of a1 and a2, the alternatives of which a reduced form consists, and each profile.",
        conclusion=has_a_line,
        families=(compromise(TWO),),
        because=lambda case: "the vector is no line",
        describe=Compromise.words,
    ),
    Reading(
        name="a0 as well",
        wording="The same where B and C have columns for all three alternatives a0, a1, a2.",
        conclusion=has_a_line,
        families=(compromise(ALL_THREE),),
        because=lambda case: "the vector is no line",
        describe=Compromise.words,
    ),
)


LEMMA_11_UNIMODULAR = claim(
    "lemma-11.unimodular",
    "section 5.6, Lemma 11(2)",
    "compromise, binary types: M(W) is totally unimodular",
    lemma_11(
        LITERAL,
        "In the compromise problem with binary types M(W) is totally unimodular, where B and C have a column for each "
        "of a1 and a2, the alternatives of which a reduced form consists, and each profile, as in the proof.",
        TWO,
    ),
    lemma_11(
        "a0 as well",
        "The same where B and C have columns for all three alternatives a0, a1, a2.",
        ALL_THREE,
        stated_compromise(
            ALL_THREE,
            [is_binary()],
            [statement("totally unimodular", matrix=cone_matrix())],
            where=CONE,
            instances=uniform_problem,
        ),
    ),
    # The matrix that is printed is of zeros and ones.
    rests_on=("lemma-14 (integer matrices)", "appendix.lemma-11.partition"),
)


CLAIMS = [LEMMA_11_POINTED, LEMMA_11_UNIMODULAR]
