"""What the printed proofs of a paper rest on: its claims as a graph, and what stands on what fell.

A claim names the claims that its printed proof invokes (`Claim.rests_on`). If one of these is refuted, or vacuous as
printed (no instance satisfies its hypothesis), the printed proof of the claim is lost, and so are the proofs that rest
on the claim in turn. That a proof is lost does not make its claim false.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from exact.showing.display import Displayed, counted
from proofs.claims.claim import LITERAL, Claim

FELL = frozenset({"refuted", "vacuous"})
"""The verdicts on which no proof can rest."""

Verdicts = Mapping[tuple[str, str], str]
"""What a check ended with, by claim and reading."""

_READING = re.compile(r"(.+?) \((.+)\)")
RESULTS = ("Theorem", "Proposition", "Corollary", "Lemma")
"""The kinds of numbered results, those first that a referee would name first."""
_RESULT = re.compile(rf"(?:(?:section|appendix) [\w.]+, )?((?:{'|'.join(RESULTS)}) \d+\S*)")
_NUMBERED = re.compile(r"(?:(?:section|appendix) [\w.]+, )?(?:Example|Remark|Definition) \d+(?:, .*)?|.*, Claim \d+")


@dataclass(frozen=True)
class Support(Displayed):
    """The reading of a claim on which a proof rests."""

    claim: str
    reading: str = LITERAL

    def __str__(self) -> str:
        short = self.claim.partition("/")[2]
        return short if self.reading == LITERAL else f"{short} ({self.reading})"


Path = tuple[Support, ...]
"""From what a proof rests on, by what that rests on, to what fell."""


@dataclass(frozen=True)
class Resting(Displayed):
    """Claims by id, and for each what its printed proof rests on; `resting` makes it and sees that it is in order."""

    claims: Mapping[str, Claim]
    supports: Mapping[str, tuple[Support, ...]]

    def __str__(self) -> str:
        steps = sum(map(len, self.supports.values()))
        return f"{counted(len(self.claims), 'claim')} with {counted(steps, 'step')} from one to another"

    def below(self, ids: Iterable[str]) -> Resting:
        """These claims and whatever they rest on, directly or not."""
        kept, todo = set(), list(ids)
        while todo:
            claim = todo.pop()
            if claim not in kept:
                kept.add(claim)
                todo += [support.claim for support in self.supports[claim]]
        return self._only(kept)

    def drawn(self) -> Resting:
        """The numbered statements, and the other claims that rest on something or on which something rests."""
        used = {support.claim for supports in self.supports.values() for support in supports}
        return self._only(self._numbered | used | {key for key, supports in self.supports.items() if supports})

    def in_short(self, verdicts: Verdicts) -> Resting:
        """The numbered statements and what else fell on which they rest; steps by way of others become one."""
        used = self.below(self._numbered).claims
        kept = self._numbered | {key for key in used if verdicts.get((key, LITERAL)) in FELL}
        claims = {key: claim for key, claim in self.claims.items() if key in kept}
        return Resting(claims, {key: tuple(self._nearest(key, kept)) for key in claims})

    @property
    def _numbered(self) -> set[str]:
        return {key for key, one in self.claims.items() if is_numbered(one)}

    def _nearest(self, claim: str, kept: set[str]) -> Iterable[Support]:
        """What a claim rests on among those that are kept, directly or by way of others."""
        found: dict[Support, None] = {}
        for support in self.supports[claim]:
            found |= dict.fromkeys([support] if support.claim in kept else self._nearest(support.claim, kept))
        return found

    def of(self, paper: str) -> Resting:
        """The claims of one paper."""
        return self._only({key for key, claim in self.claims.items() if claim.paper == paper})

    def _only(self, kept: set[str]) -> Resting:
        claims = {key: claim for key, claim in self.claims.items() if key in kept}
        return Resting(claims, {key: self.supports[key] for key in claims})

    def lost_with(self, claim: str, verdicts: Verdicts) -> tuple[Path, ...]:
        """Why the printed proof of a claim is lost: a shortest path to each thing that fell; none if it is not."""
        found: dict[Support, Path] = {}
        seen, todo = {claim}, deque([(claim, Path())])
        while todo:
            above, path = todo.popleft()
            for support in self.supports[above]:
                further = (*path, support)
                if verdicts.get((support.claim, support.reading)) in FELL:
                    found.setdefault(support, further)
                elif support.claim not in seen:
                    seen.add(support.claim)
                    todo.append((support.claim, further))
        return tuple(found.values())


def resting(claims: Iterable[Claim]) -> Resting:
    """The graph of the claims. Raises `ValueError` for an id or reading that is none, and for a circle of proofs."""
    known = {claim.id: claim for claim in claims}
    supports = {key: tuple(_support(claim, word, known) for word in claim.rests_on) for key, claim in known.items()}
    try:
        TopologicalSorter({key: [one.claim for one in below] for key, below in supports.items()}).prepare()
    except CycleError as error:
        # what a claim rests on stands before it in the circle
        circle = " rests on ".join(reversed(error.args[1]))
        raise ValueError(f"the proofs go in a circle: {circle}") from error
    return Resting(known, supports)


def _support(claim: Claim, written: str, known: Mapping[str, Claim]) -> Support:
    """`lemma-1` or `lemma-1 (a reading)`, of the claim's own paper."""
    named = _READING.fullmatch(written)
    short, reading = (named[1], named[2]) if named else (written, LITERAL)
    found = known.get(f"{claim.paper}/{short}")
    if found is None:
        raise ValueError(f'{claim.id}: its proof is said to rest on "{short}", which is no claim of {claim.paper}')
    if reading not in [one.name for one in found.readings]:
        raise ValueError(f'{claim.id}: its proof is said to rest on the reading "{reading}" of {short}, which has none')
    return Support(found.id, reading)


def result(claim: Claim) -> str | None:
    """`Theorem 2(2)` for a claim that is a numbered result of its paper or a part of one, by where it stands.

    What is said before, after or in the proof of a result, and what follows from several, is none.
    """
    found = _RESULT.fullmatch(claim.where)
    return found[1] if found else None


def is_numbered(claim: Claim) -> bool:
    """Whether the paper gives the statement a number: a result, an example, a remark, a definition or a claim."""
    return result(claim) is not None or _NUMBERED.fullmatch(claim.where) is not None
