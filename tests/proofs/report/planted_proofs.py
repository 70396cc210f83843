"""A paper of planted claims with printed proofs: some are refuted or vacuous, and others rest on these."""

from __future__ import annotations

from proofs.claims.claim import Claim, Family, Reading
from proofs.hunt.hunting import Options, hunt_all
from tests.proofs.claims.arithmetic import equals

ONE = Family("the number 1", lambda seed: iter([1]))


def reading(right, name="literal", **more):
    return Reading(
        name=name,
        wording=f"1 is {right}",
        conclusion=lambda number: [equals(number, right)],
        families=(ONE,),
        because=lambda number: f"1 is not {right}",
        describe=lambda number: "<b>the number</b> 1",
        **more,
    )


def claim(name, where, title, *readings, rests_on=()):
    return Claim(f"small/{name}", where, readings, title, (), tuple(rests_on))


CLAIMS = [
    claim("definition", "section 1, after the definition", "words", reading(1, vacuous="there is none")),
    claim("lemma-1", "section 1, Lemma 1", "one & two", reading(2), reading(1, "one")),
    claim("step", "appendix, proof of Theorem 1", "a step", reading(1), rests_on=["lemma-1"]),
    claim("theorem-1", "Theorem 1", "by a step", reading(1), rests_on=["step"]),
    claim("theorem-2", "Theorem 2", "by the repair", reading(1), rests_on=["lemma-1 (one)"]),
    claim("theorem-3.1", "section 2, Theorem 3(1)", "by words", reading(3), rests_on=["definition", "theorem-2"]),
    claim("corollary-1", "Corollary 1", "of the third", reading(1), rests_on=["theorem-3.1", "theorem-1"]),
    claim("remark-1", "Remark 1, section 2", "alone", reading(1)),
    claim("remark", "section 2, before Theorem 3", "drawn nowhere", reading(1)),
]
UNCHECKED = claim("lemma-2", "Lemma 2", "left out of the check", reading(1), rests_on=["lemma-1"])
MODULES = ("tests.proofs.report.planted_proofs",)


def check(out):
    return list(hunt_all(CLAIMS, Options(out, budget=5, workers=0), MODULES))
