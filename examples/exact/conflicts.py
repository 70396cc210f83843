"""Which demands contradict each other? Rows and bounds of which none can be spared, from a file and in Python."""

from pathlib import Path

from exact.linear import LinearSystem, optimum
from exact.linear.conflicts import conflict
from exact.linear.named import system_of
from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.programs import load_program

HERE = Path(__file__).parent
FILES = HERE.parent / "programs"

# A baker's program: decimals of the file are decimals, 2.5 is 5/2.
baker = load_program(str(FILES / "baker.lp"))
best = optimum(system_of(baker).system, baker.objective, baker.sense)
print("the baker's profit:", text(best.value))

# A roster that cannot be met: four of its rows and bounds are the reason, with their multipliers.
labelled = system_of(load_program(str(FILES / "overbooked.mps")))
found = conflict(labelled.system)
print("\nthe roster:", found.verdict)
print("  the conflict:", ", ".join(labelled.told(member) for member in found.members))
print("  the multipliers of its rows:", ", ".join(text(y) for y in found.verdict.evidence.multipliers if y))
print("  verified:", ANSWER[found.verdict.verify()])

# None can be spared: for each of them there is a solution of the others.
for member, others in zip(found.members, found.others, strict=True):
    print(f"  without {labelled.told(member)}:", ANSWER[others.holds and others.verify()])

# Two contradictions at once: one of them is named.
crowded = LinearSystem.make(["x", "y"], at_most=[({"x": 1}, -1), ({"y": 1}, -2), ({"x": 1, "y": 1}, 5)], lower=0)
print("\nof two contradictions:", ", ".join(f"{kind} {place}" for kind, place in conflict(crowded).members))
