"""The best ordinally incentive compatible rule for students in two years: `python -m benchmarks.ordinal [SECONDS]`.

Juniors and seniors rank three courses, each ranking with a probability of its own, independently. Either each course
has seats for each year, so that the years are designed apart, or seats for all and some for juniors. Better ranks are
worth more, and one course more to juniors. Each question runs in a process of its own, ended after SECONDS (300) by the
clock; told is processor time, the classes of type profiles of a block, and the certificate's size with its check.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import sys
import time
from fractions import Fraction
from typing import Any

from benchmarks.thresholds import run
from proofs import checker
from proofs.certificates import certificate
from proofs.plain.keys import PROBLEM
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.designing import design_for_groups
from proofs.reduced_form.classes.group_design import GroupDesign, group_design_from_plain

COURSES = ("algebra", "botany", "chemistry")
CASES = ((10, 6, False), (15, 6, False), (20, 6, False), (20, 3, True), (30, 3, True))


def students(size: int, rankings: int, together: bool) -> GroupDesign:
    """So many students in each year, each with one of so many rankings; whether the years share the courses."""
    draw, years = random.Random(2), ("juniors", "seniors")
    ranks = dict(zip("abcdef", list(itertools.permutations(COURSES))[:rankings], strict=False))
    prior: dict[str, dict[str, str]] = {}
    for year in years:
        parts = [draw.randint(1, 5) for _ in ranks]
        prior[year] = {kind: f"{part}/{sum(parts)}" for kind, part in zip(ranks, parts, strict=True)}
    quotas: list[dict[str, Any]] = [{"each": "agent", "ceiling": 1}]
    if together:
        quotas.append({"each": "object", "ceiling": size // 2 + 1})
        quotas.append({"agents": ["juniors"], "objects": [COURSES[0]], "ceiling": size // 4})
    else:
        seats = [(year, course, size // (3 + k)) for year in years for k, course in enumerate(COURSES)]
        quotas += [{"agents": [year], "objects": [course], "ceiling": most} for year, course, most in seats]

    def worth(year: str, kind: str, course: str) -> str:
        more = 3 if (year, course) == ("juniors", COURSES[1]) else 0
        return str(Fraction(prior[year][kind]) * (10 - 4 * ranks[kind].index(course) + more))

    weights = {y: {kind: {j: worth(y, kind, j) for j in COURSES} for kind in ranks} for y in years}
    tastes = {year: {kind: list(rank) for kind, rank in ranks.items()} for year in years}
    plain = {
        "format": PROBLEM,
        "agents": dict.fromkeys(years, size),
        "objects": list(COURSES),
        "types": {year: list(ranks) for year in years},
        "prior": {"independent": prior},
        "constraints": quotas,
        "objective": {"weights": weights, "incentives": "ordinal", "preferences": tastes},
    }
    return group_design_from_plain(plain)


def best(size: int, rankings: int, together: bool) -> tuple[float, ...]:
    task = students(size, rankings, together)
    start = time.process_time()
    verdict = design_for_groups(task.problem, task.objective)
    seconds = time.process_time() - start
    assert verdict.holds
    text = json.dumps(certificate(verdict))
    start = time.process_time()
    checker.verify(json.loads(text))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, len(text) / 1e6, time.process_time() - start, memory


def main(limit: float) -> None:
    print("| students | rankings | courses shared | classes | seconds | certificate, MB | checker | memory, MB |")
    print("|--:|--:|---|--:|--:|--:|--:|--:|")
    for case in CASES:
        size, rankings, together = case
        found = run(best, case, limit)
        told = [f"{value:.1f}" for value in found] if found else [f"> {limit:g}", "", "", ""]
        classes = blocks(students(*case).problem)[0].size
        shown = [str(2 * size), str(rankings), "yes" if together else "no", f"{classes:,}", *told]
        print("| " + " | ".join(shown) + " |", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 300.0)
