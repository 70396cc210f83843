"""All quotas up to 3 beside the answers for all quotas: `python -m benchmarks.every_quota FILE [SECONDS [ROW...]]`.

The structures of `benchmarks.universal` (the claims' families with at most four cells and eight type profiles), both
conditions, as many at once as there are cores. Each question gets a line of JSON in FILE, and what has a line there is
not asked again, so that a run can be broken off and taken up. A question may take SECONDS (60) of time for the answer,
and three times as much of a processor's for the quotas.

Beside a yes, and where the question stays open, all quota systems up to 3 are tried, each once up to relabelling and
moving all outcomes. Systems at one chamber are decided by the facets there, and eight of all, drawn at random, by their
own facets as well. Beside a no the quotas of its certificate are tried again by their own facets.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

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
class Line:
    """What is known of one question; `all_tried` says whether all systems were tried."""

    row: int
    condition: Condition
    structure: str
    holds: bool | None
    forms: list[str]
    checked: bool | None
    systems: int
    chambers: int
    breaking: int
    all_tried: bool
    seconds: float


def asked(row: int, given: ImplementationStructure, limit: float) -> list[Line]:
    """A line for each condition; what is listed of quotas is listed once."""
    lines = list[Line]()
    trials = [Trial(component, BOUND, "A", most=MOST, crowd=crowd(component)) for component in components(given)]
    for condition in CONDITIONS:
        start = time.process_time()
        verdict = universal_condition(given, condition, seconds=limit)
        forms, checked, found = list[str](), None, (0, 0, 0, True)
        if verdict.holds is not None:
            checked = is_checked(json.loads(json.dumps(certificate(verdict))))
        if isinstance(verdict.evidence, FailingQuotas):
            found = (1, 0, int(not is_complete(facets(verdict.evidence.problem), condition)), True)
        else:
            trials = [trial.about(condition) for trial in trials]
            found = tried(trials, time.process_time() + 3 * limit)
        if isinstance(verdict.evidence, ByComponents):
            forms = [each.form for each in verdict.evidence.components]
        seconds = time.process_time() - start
        lines.append(Line(row, condition, shown(given), verdict.holds, forms, checked, *found, seconds))
    return lines


def crowd(component: Component) -> int:
    """How many systems are to be at a chamber for its facets to be listed, which takes longer than those of a system.

    Measured: 3 times as long with one or two type profiles, 25 to 100 times with four.
    """
    return 2 if len(component.structure.profiles) < 4 else 25


def is_checked(data: dict[str, object]) -> bool | None:
    """Whether the checker takes the certificate; `None` if it costs too much."""
    try:
        checker.verify(data)
    except checker.TooMuch:
        return None
    return True


def tried(trials: list[Trial], end: float) -> tuple[int, int, int, bool]:
    """Quota systems tried, chambers that they are at, systems that break the condition, and whether it was all."""
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


def told(lines: list[Line]) -> None:
    """The table."""
    heads = ["structures", "condition", "asked", "yes", "no", "open", "certificates beyond the checker"]
    heads += ["quota systems beside yes", "chambers", "disagree", "not all tried", "open, and some quotas break it"]
    heads += ["seconds"]
    print("| " + " | ".join(heads) + " |")
    print("|---|---|" + "--:|" * (len(heads) - 2))
    for row, condition in ((row, condition) for row in range(len(FAMILIES)) for condition in CONDITIONS):
        own = [line for line in lines if (line.row, line.condition) == (row, condition)]
        answers = Counter(line.holds for line in own)
        yes = [line for line in own if line.holds]
        disagree = sum(line.breaking > 0 for line in yes) + sum(
            not line.breaking for line in own if line.holds is False
        )
        cells = [FAMILIES[row][0], condition, len(own), answers[True], answers[False], answers[None]]
        cells += [sum(line.holds is not None and line.checked is None for line in own)]
        cells += [f"{sum(line.systems for line in yes):,}", f"{sum(line.chambers for line in yes):,}", disagree]
        cells += [sum(not line.all_tried for line in own)]
        cells += [sum(line.holds is None and line.breaking > 0 for line in own)]
        cells += [f"{sum(line.seconds for line in own):.0f}"]
        print("| " + " | ".join(map(str, cells)) + " |")


def main(path: Path, limit: float, rows: list[int]) -> None:
    known = [Line(**json.loads(text)) for text in path.read_text().splitlines()] if path.exists() else []
    done = {(line.row, line.structure) for line in known}
    with path.open("a") as file, ProcessPoolExecutor() as pool:
        listed = [(row, given) for row in rows for given in instances(*FAMILIES[row][1:])]
        left = [(row, given) for row, given in listed if (row, shown(given)) not in done]
        for each in as_completed([pool.submit(asked, row, given, limit) for row, given in left]):
            for line in each.result():
                known.append(line)
                file.write(json.dumps(asdict(line)) + "\n")
            file.flush()
    told(known)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        float(sys.argv[2]) if len(sys.argv) > 2 else 60.0,
        list(map(int, sys.argv[3:])) or list(range(len(FAMILIES))),
    )
