"""What the tests of the claims of LY share: the claims of some statements, hunted, and what must come of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from proofs import checker
from proofs.certificates import certificate
from proofs.claims import registry
from proofs.hunt.executors import InProcess
from proofs.hunt.search import Hunt

PAPER = "lang-yang-2023"


class Statements:
    """The claims of some files of the paper, given by the names of the files.

    `refuted` has, for each pair of a claim and a reading that is refuted, words of its smallest counterexample; `slow`
    are readings that are not hunted here.
    """

    def __init__(
        self, files: str, refuted: Mapping[tuple[str, str], str], slow: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.modules = tuple(f"proofs.claims.lang_yang.{name}" for name in files.split())
        self.claims = registry.claims(self.modules)
        self.refuted = refuted
        readings = [(c.id.removeprefix(f"{PAPER}/"), r.name) for c in self.claims.values() for r in c.readings]
        assert refuted.keys() <= set(readings)
        self.surviving = [each for each in readings if each not in refuted.keys() | set(slow)]

    def hunted(self, name, reading="literal", **options):
        claim = self.claims[f"{PAPER}/{name}"]
        return Hunt(InProcess(), self.modules, ahead=0, **options).run(claim, claim.reading(reading))

    def check_refuted(self, name, reading):
        """It is refuted by the smallest counterexample, the one with these words, and the checker verifies it."""
        result = self.hunted(name, reading)
        assert result.ending == "refuted"
        assert self.refuted[name, reading] in result.counterexample.words
        assert result.counterexample.smallest
        check_certificate(result.counterexample)

    def check_surviving(self, name, reading, budget):
        """No counterexample among the first instances; some satisfy the hypothesis, or there are further instances."""
        result = self.hunted(name, reading, budget=budget)
        assert result.counterexample is None
        assert result.ending == "survived" or (result.held == 0 and result.left), result.reason

    def check_complete(self, number):
        """So many claims, each with its literal reading first, its place and its title."""
        assert len(self.claims) == number
        assert all(claim.readings[0].name == "literal" for claim in self.claims.values())
        assert all(claim.where and claim.title for claim in self.claims.values())


def check_certificate(counterexample):
    """The checker verifies what shows a counterexample, and repeats why it contradicts the claim."""
    written = json.loads(json.dumps(certificate(counterexample.trial.verdicts, counterexample.because)))
    assert checker.verify(written)[-1].endswith(checker.quoted(counterexample.because))


def check_planted(claim, module):
    """A planted fault is refuted, and the checker verifies it."""
    result = Hunt(InProcess(), (module,), ahead=0).run(claim, claim.readings[0])
    assert result.ending == "refuted"
    check_certificate(result.counterexample)


def check_fact(claim, module, budget=None):
    """A fact of the textbooks survives on some instances."""
    result = Hunt(InProcess(), (module,), budget=budget, ahead=0).run(claim, claim.readings[0])
    assert result.ending == "survived"
    assert result.held > 0
