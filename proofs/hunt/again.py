"""The counterexample of a reading, found again: the hunt is the same from run to run."""

from __future__ import annotations

from proofs.claims import registry
from proofs.claims.claim import Claim, Reading
from proofs.hunt.executors import InProcess
from proofs.hunt.search import Counterexample, Hunt


def counterexample(
    claim: Claim, reading: Reading, modules: tuple[str, ...] = registry.MODULES, seed: int = 0
) -> Counterexample | None:
    """The counterexample that `proofs check` finds for a reading, as a value; `None` if it finds none.

    Raises `NotAccepted` and `ClaimFaultError`, as `Hunt.run` does.
    """
    return Hunt(InProcess(), modules, seed=seed, ahead=0).run(claim, reading).counterexample
