"""LY, appendix A.11, proof of Lemma 11: every row has a one in each part."""

from __future__ import annotations

from proofs.claims.claim import Part, Reading
from proofs.claims.families.compromises import TWO, Compromise, compromise
from proofs.claims.families.lang_yang import claim, equal


def split_columns(case: Compromise) -> Part:
    """The two parts of the proof: (a1, t) for t11 and t22, (a2, t) for the others; each row has a one in both."""
    first, _ = TWO
    kinds = [sorted({t[place] for t in case.profiles}) for place in (0, 1)]
    same = {t for t in case.profiles if kinds[0].index(t[0]) == kinds[1].index(t[1])}
    part = {(a, *t) for t in case.profiles for a in case.alternatives if (t in same) == (a == first)}
    for name, columns in case.rows.items():
        assert isinstance(name, tuple)
        inside = sum(column in part for column in columns)
        what = f"the numbers of ones of row ({', '.join(map(str, name))}) in the two parts"
        yield equal([(inside, 1), (len(columns) - inside, 1)], what)


PARTITION = claim(
    "appendix.lemma-11.partition",
    "appendix A.11, proof of Lemma 11",
    "every row has a one in each part",
    Reading(
        wording="In the compromise problem with binary types, with columns for a1 and a2, every row of B and C has one "
        "of its two ones in each part of the partition of the columns into (a1, t11), (a1, t22), (a2, t12), (a2, t21) "
        "and the others.",
        conclusion=split_columns,
        families=(compromise(TWO),),
        because=lambda case: "a row has both of its ones in one part",
        describe=Compromise.words,
    ),
)


CLAIMS = [PARTITION]
