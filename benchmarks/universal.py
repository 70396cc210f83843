"""Conditions for all quotas, beside all quotas up to a bound: `python -m benchmarks.universal [SECONDS [ROW...]]`.

The structures of the claims' families with at most four cells and eight type profiles, each once up to relabelling, in
random order as many as SECONDS (80) of processor time for each family leave; a structure is given up after 5 s. Told
are how many have a yes by total unimodularity of M(W), by a hierarchy, alone (one agent, or one type each) and by
chambers, how many a no and how many are open; and the time of deciding and of the checker. Beside it all quotas up to a
bound are tried (two for four cells, three for fewer; as long as half of SECONDS lasts): a yes must break at none.
`benchmarks.every_quota` tries all up to three beside all structures, in hours.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from proofs import checker
from proofs.certificates import certificate
from proofs.claims.families import problems as families
from proofs.claims.families.problems import Keep
from proofs.reduced_form.facets.signs import Condition
from proofs.reduced_form.problem.structures import ImplementationStructure
from proofs.reduced_form.universal.components import components
from proofs.reduced_form.universal.deciding import universal_condition
from proofs.reduced_form.universal.smallest import Trial
from proofs.reduced_form.universal.statements import ByComponents, Chambers

FAMILIES: tuple[tuple[str, tuple[tuple[int, int], ...], Keep, int], ...] = (
    ("2 and 3 cells, any sets, 3 types", ((2, 1), (1, 2), (3, 1), (1, 3)), families.any_family, 3),
    ("2 x 2 cells, hierarchies, 2 types", ((2, 2),), families.is_hierarchy, 2),
    ("2 x 2 cells, bihierarchies, 2 types", ((2, 2),), families.is_bihierarchy, 2),
    ("graphs on 4 agents, 2 types", ((4, 1),), families.only_pairs, 2),
)
MOST_SECONDS = 5.0


def instances(shapes: tuple[tuple[int, int], ...], keep: Keep, types: int) -> list[ImplementationStructure]:
    listed = families.merged(*(families.structures(n, m, types, keep) for n, m in shapes))
    chosen = [given for given in listed if given.sets and len(given.profiles) <= 8]
    random.Random(0).shuffle(chosen)
    return chosen


def broken(given: ImplementationStructure, condition: Condition, end: float) -> Iterator[bool]:
    """For each quota system of a component up to the bound whether the condition fails there."""
    bound = 2 if len(given.cells) > 3 else 3
    for component in components(given):
        for _, fails in Trial(component, bound, condition):
            if time.process_time() > end:
                return
            yield fails


def row(name: str, listed: list[ImplementationStructure], condition: Condition, limit: float) -> list[str]:
    counts: Counter[str] = Counter()
    decided: list[tuple[ImplementationStructure, bool | None]] = []
    start, checking = time.process_time(), 0.0
    for given in listed:
        if time.process_time() - start > limit:
            break
        verdict = universal_condition(given, condition, seconds=MOST_SECONDS)
        decided.append((given, verdict.holds))
        if isinstance(verdict.evidence, ByComponents):
            forms = {each.form for each in verdict.evidence.components}
            counts[Chambers.form if Chambers.form in forms else min(forms)] += 1
        else:
            counts["no" if verdict.holds is False else "open"] += 1
        if verdict.holds is not None:
            begun = time.process_time()
            try:
                checker.verify(json.loads(json.dumps(certificate(verdict))))
            except checker.TooMuch:
                counts["too much for the checker"] += 1
            checking += time.process_time() - begun
    seconds = time.process_time() - start - checking
    end, systems, yes = time.process_time() + limit / 2, 0, 0
    for given, holds in decided:
        if holds and time.process_time() < end:
            tried = list(broken(given, condition, end))
            assert not any(tried), families.shown(given)
            systems, yes = systems + len(tried), yes + 1
    kinds = ("unimodular component", "hierarchical component", "component alone", "three cells alone", "steps alone")
    kinds += ("chambers of quotas", "no", "open", "too much for the checker")
    told = [f"{len(decided):,} of {len(listed):,}", *(str(counts[kind]) for kind in kinds)]
    return [name, condition, *told, f"{seconds:.1f}", f"{checking:.1f}", f"{yes} / {systems:,}"]


def main(limit: float, rows: list[int]) -> None:
    heads = [
        "structures",
        "condition",
        "asked",
        "yes, unimodular",
        "yes, hierarchy",
        "yes, alone",
        "yes, three cells",
        "yes, steps",
    ]
    heads += ["yes, chambers", "no", "open"]
    heads += ["left open by the checker", "seconds", "checker, seconds", "yes beside all quotas / systems"]
    print("| " + " | ".join(heads) + " |")
    print("|---|---|" + "--:|" * (len(heads) - 2))
    for number in rows:
        name, shapes, keep, types = FAMILIES[number]
        listed = instances(shapes, keep, types)
        for condition in ("A", "B"):
            print("| " + " | ".join(row(name, listed, condition, limit)) + " |", flush=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 80.0, list(map(int, sys.argv[2:])) or list(range(len(FAMILIES))))
