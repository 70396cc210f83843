"""The certificate that a counterexample remains one for all values of a parameter.

Every statement that refutes the claim is shown for every value on the stretch around the counterexample, as a statement
of the kind `for all values`. The last step, from these statements to the claim, is in words: the checker evaluates a
claim on an instance, not on a family of them; `proofs.claims.refuting` shows it for each member.
"""

from __future__ import annotations

from collections.abc import Sequence

from exact.symbolic.formulas import variable
from exact.symbolic.splitting import Part, Range
from exact.symbolic.statements import joined
from exact.verdicts import Verdict
from proofs.certificates import Certificate, certificate
from proofs.claims.claim import Outcome, Reading
from proofs.claims.robust import Along
from proofs.claims.varying import in_words


def family_certificate(reading: Reading, each: Along, because: str) -> Certificate | None:
    """The statements that refute the reading for every value on the stretch around the counterexample.

    `None` for a single value, and where other statements refute it on other pieces.
    """
    stretch = each.around
    if stretch is None or not isinstance(stretch.over, Range):
        return None
    shown: list[tuple[Part[Verdict], ...]] = []
    for part in stretch.parts:
        trial = reading.trial(each.direction.moved(variable(part.piece)))
        assert trial.outcome is Outcome.REFUTES, "it is a counterexample on the piece"
        shown.append(tuple(Part(part.piece, verdict) for verdict in trial.verdicts))
    if len(set(map(_kinds, shown))) != 1:
        return None
    statements = [joined(stretch.over, parts) for parts in zip(*shown, strict=True)]
    words = f"For {in_words(stretch.over)}, p being {each.direction.words}: {because}"
    return certificate(statements, words)


def _kinds(parts: Sequence[Part[Verdict]]) -> tuple[str, ...]:
    return tuple(part.answer.statement.kind for part in parts)
