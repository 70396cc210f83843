"""All quotas up to 3 beside the answers for all quotas: `python -m benchmarks.every_quota FILE [SECONDS [ROW...]]`.

The structures of `benchmarks.universal` (the claims' families with at most four cells and eight type profiles), both
conditions, as many at once as there are cores. What is found gets a line of JSON in FILE, and what has a line there is
not asked again, so that a run can be broken off and taken up. A question may take SECONDS (60) of time for the answer,
and ten times as much of a processor's for the quotas.

Beside a yes, and where the question stays open, all quota systems up to 3 are tried, each once up to relabelling and
moving all outcomes; not those of a structure whose sets are, relabelled, among the sets of another yes with the same
types, as its quota systems are quota systems of that one, with the quotas of the other sets where they do not bind.
Systems at one chamber are decided by the facets there, and eight of all, drawn at random, by their own facets as well.
Beside a no the quotas of its certificate are tried again by their own facets.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.universal import FAMILIES, instances
from proofs import checker
from proofs.certificates import certificate
from proofs.claims.families.problems import shown
from proofs.reduced_form.facets.completeness import is_complete
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.signs import Condition
from proofs.reduced_form.problem.structures import ImplementationStructure
from proofs.reduced_form.universal.components import Component, components
from proofs.reduced_form.universal.deciding import universal_condition
from proofs.reduced_form.universal.listing import TooManyError
from proofs.reduced_form.universal.smallest import Trial, beyond
from proofs.reduced_form.universal.statements import ByComponents, FailingQuotas

BOUND, MOST, DRAWN = 3, 3_000_000, 8
CONDITIONS: tuple[Condition, ...] = ("A", "B")


@dataclass(frozen=True)
class Answer:
    """What `proofs universal` says, whether the checker takes it (`None`: it costs too much), and for a no whether the
    quotas break the condition by their own facets."""

    row: int
    condition: Condition
    structure: str
    holds: bool | None
    forms: list[str]
    checked: bool | None
    breaking: bool | None
    seconds: float


@dataclass(frozen=True)
class Tried:
    """Quota systems tried, orbits of chambers whose facets were listed, and systems that break the condition."""

    row: int
    condition: Condition
    structure: str
    systems: int
    chambers: int
    breaking: int
    all_tried: bool
    seconds: float


def answered(row: int, given: ImplementationStructure, limit: float) -> list[Answer]:
    return [answer(row, given, condition, limit) for condition in CONDITIONS]


def answer(row: int, given: ImplementationStructure, condition: Condition, limit: float) -> Answer:
    start = time.process_time()
    verdict = universal_condition(given, condition, seconds=limit)
    forms, checked, breaking = list[str](), None, None
    if verdict.holds is not None:
        checked = is_checked(json.loads(json.dumps(certificate(verdict))))
    if isinstance(verdict.evidence, FailingQuotas):
        breaking = not is_complete(facets(verdict.evidence.problem), condition)
    if isinstance(verdict.evidence, ByComponents):
        forms = [each.form for each in verdict.evidence.components]
    seconds = time.process_time() - start
    return Answer(row, condition, shown(given), verdict.holds, forms, checked, breaking, seconds)


def is_checked(data: dict[str, object]) -> bool | None:
    """Whether the checker takes the certificate; `None` if it costs too much."""
    try:
        checker.verify(data)
    except checker.TooMuch:
        return None
    return True


def tried(row: int, given: ImplementationStructure, asked: list[Condition], limit: float) -> list[Tried]:
    """All quotas beside these conditions; what is listed of quotas is listed once."""
    found = list[Tried]()
    trials = [Trial(each, BOUND, "A", most=MOST, crowd=crowd(each)) for each in components(given)]
    for condition in asked:
        start = time.process_time()
        trials = [trial.about(condition) for trial in trials]
        counts = counted(trials, start + limit)
        found.append(Tried(row, condition, shown(given), *counts, time.process_time() - start))
    return found


def crowd(component: Component) -> int:
    """How many systems are to be at a chamber for its facets to be listed, which takes longer than those of a system.

    Measured: 3 times as long with one or two type profiles, 25 to 100 times with four.
    """
    return 2 if len(component.structure.profiles) < 4 else 25


def counted(trials: list[Trial], end: float) -> tuple[int, int, int, bool]:
    """Quota systems tried, chambers listed, systems that break the condition, and whether it was all."""
    systems, met, breaking, complete = 0, 0, 0, True
    for trial in trials:
        try:
            for _, fails in trial:
                if time.process_time() > end:
                    complete = False
                    break
                systems, breaking = systems + 1, breaking + fails
        except TooManyError:
            complete = False
            continue
        met += len(trial.normals)
        breaking += by_their_own_facets(trial)
    return systems, met, breaking, complete


def by_their_own_facets(trial: Trial) -> int:
    listed = trial.systems.listed
    drawn = random.Random(0).sample(listed, min(DRAWN, len(listed)))
    return sum(beyond(trial.component, trial.outcomes(quotas), trial.condition) for quotas in drawn)


def greatest(listed: list[ImplementationStructure]) -> list[ImplementationStructure]:
    """Those of the structures that are within no other, one of such as are within each other."""
    kept = list[ImplementationStructure]()
    for given in sorted(listed, key=lambda each: -len(each.sets)):
        if not any(is_within(given, other) for other in kept):
            kept.append(given)
    return kept


def is_within(one: ImplementationStructure, other: ImplementationStructure) -> bool:
    """Whether a relabelling that keeps numbers of types takes the sets of one to sets of the other."""
    if len(one.agents) != len(other.agents) or len(one.objects or ()) != len(other.objects or ()):
        return False
    sizes = dict(zip(other.agents, map(len, other.types), strict=True))
    sets = set(map(frozenset, other.sets))
    for agents in itertools.permutations(other.agents):
        if [sizes[agent] for agent in agents] != list(map(len, one.types)):
            continue
        for objects in itertools.permutations(other.objects or ()):
            names = dict(zip((*one.agents, *(one.objects or ())), (*agents, *objects), strict=True))
            moved = (frozenset(tuple(names[part] for part in cell) for cell in members) for members in one.sets)
            if all(members in sets for members in moved):
                return True
    return False


def told(answers: list[Answer], trials: list[Tried]) -> None:
    """The table."""
    heads = ["structures", "condition", "asked", "yes", "no", "open", "certificates beyond the checker"]
    heads += [
        "a no whose quotas break nothing",
        "tried beside all quotas",
        "of these not all",
        "quota systems",
        "chambers",
    ]
    heads += ["systems that break a yes", "seconds"]
    print("| " + " | ".join(heads) + " |")
    print("|---|---|" + "--:|" * (len(heads) - 2))
    for row, condition in itertools.product(range(len(FAMILIES)), CONDITIONS):
        own = [each for each in answers if (each.row, each.condition) == (row, condition)]
        yes = {each.structure for each in own if each.holds}
        beside = [each for each in trials if (each.row, each.condition) == (row, condition)]
        counts = Counter(each.holds for each in own)
        cells = [FAMILIES[row][0], condition, len(own), counts[True], counts[False], counts[None]]
        cells += [sum(each.holds is not None and each.checked is None for each in own)]
        cells += [sum(each.breaking is False for each in own)]
        cells += [len(beside), sum(not each.all_tried for each in beside)]
        cells += [f"{sum(each.systems for each in beside):,}", f"{sum(each.chambers for each in beside):,}"]
        cells += [sum(each.breaking for each in beside if each.structure in yes)]
        cells += [f"{sum(each.seconds for each in (*own, *beside)):.0f}"]
        print("| " + " | ".join(map(str, cells)) + " |")


class Record:
    """The lines of a file, and what is added to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.answers, self.trials = list[Answer](), list[Tried]()
        for line in path.read_text().splitlines() if path.exists() else ():
            self._keep(json.loads(line))

    def _keep(self, plain: dict[str, Any]) -> None:
        if "holds" in plain:
            self.answers.append(Answer(**plain))
        else:
            self.trials.append(Tried(**plain))

    def add(
        self, pool: ProcessPoolExecutor, work: Callable[..., Iterable[Any]], asked: Iterator[tuple[Any, ...]]
    ) -> None:
        for done in as_completed([pool.submit(work, *each) for each in asked]):
            with self.path.open("a") as file:
                for each in done.result():
                    file.write(json.dumps(asdict(each)) + "\n")
                    self._keep(asdict(each))


def main(path: Path, limit: float, rows: list[int]) -> None:
    record = Record(path)
    listed = {(row, shown(given)): given for row in rows for given in instances(*FAMILIES[row][1:])}
    with ProcessPoolExecutor() as pool:
        done = {(each.row, each.structure) for each in record.answers}
        record.add(pool, answered, ((key[0], given, limit) for key, given in listed.items() if key not in done))
        wanted: dict[tuple[int, str], list[Condition]] = {}
        tried_before = {(each.row, each.structure, each.condition) for each in record.trials}
        for row, condition in itertools.product(rows, CONDITIONS):
            own = [each for each in record.answers if (each.row, each.condition) == (row, condition)]
            yes = greatest([listed[row, each.structure] for each in own if each.holds])
            for name in [*map(shown, yes), *(each.structure for each in own if each.holds is None)]:
                if (row, name, condition) not in tried_before:
                    wanted.setdefault((row, name), []).append(condition)
        record.add(pool, tried, ((key[0], listed[key], asked, 10 * limit) for key, asked in wanted.items()))
    told(record.answers, record.trials)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        float(sys.argv[2]) if len(sys.argv) > 2 else 60.0,
        list(map(int, sys.argv[3:])) or list(range(len(FAMILIES))),
    )
