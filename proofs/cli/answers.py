"""What a command answers about one file, as a value: the verdict, its words, its certificate, and the exit status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exact.showing.display import Displayed
    from exact.showing.drawing import Picture
    from exact.verdicts import Verdict
    from proofs.report.answers import Answered

HOLDS, FAILS, BAD_INPUT, UNDECIDED = 0, 1, 2, 3


@dataclass(frozen=True)
class Decision:
    """The verdict that answers a question, others found on the way, and both in words."""

    verdict: Verdict
    short: str
    long: str
    others: tuple[Verdict, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    """What the JSON of the answer has beside them."""
    everywhere: bool | None = None
    """Of an answer for all values of a parameter, whether what was asked holds for every one of them."""
    shows: tuple[Displayed | Picture, ...] = ()
    """What a page shows with the verdicts."""
    heading: str = ""
    """What was asked, as the title of a document, where the verdict's statement says it in other words."""
    interrupted: bool = False
    """Whether somebody interrupted, and it answers only what was done by then."""


@dataclass(frozen=True)
class Answer:
    """A decision about one file, the certificate that the checker has accepted, and the seconds that both took."""

    file: str
    decision: Decision
    certificate: Path | None
    seconds: float
    checking: float

    @property
    def holds(self) -> bool | None:
        return self.decision.verdict.holds

    @property
    def status(self) -> int:
        if self.holds and self.decision.everywhere is False:
            return FAILS
        return {True: HOLDS, False: FAILS, None: UNDECIDED}[self.holds]

    def to_plain(self) -> dict[str, Any]:
        from exact.showing.parts import parts_to_plain
        from exact.verdicts import evidence_to_plain

        plain: dict[str, Any] = {
            "file": self.file,
            "statement": self.decision.verdict.statement.sentence(),
            "holds": self.holds,
            "short": self.decision.short,
            "evidence": evidence_to_plain(self.decision.verdict.evidence),
            "certificate": None if self.certificate is None else str(self.certificate),
            "seconds": round(self.seconds, 3),
            "checking_seconds": round(self.checking, 3),
        }
        if self.decision.everywhere is not None:
            plain["for_every_value"] = self.decision.everywhere
        if self.decision.others:
            plain["others"] = [
                {"statement": v.statement.sentence(), "holds": v.holds, **parts_to_plain(v)}
                for v in self.decision.others
            ]
        return {**plain, **parts_to_plain(self.decision.verdict), **self.decision.more}

    def on_a_page(self) -> Answered:
        """What a page shows of it."""
        from proofs.report.answers import Answered

        asked = self.decision
        return Answered(
            self.file,
            (asked.verdict, *asked.others),
            asked.short,
            asked.long,
            self.certificate,
            asked.more,
            asked.shows,
            asked.heading,
            everywhere=asked.everywhere,
        )
