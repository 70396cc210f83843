"""Whole buses, divided luggage: a mixed-integer program in a file, its branching tree, and the certificate as VIPR."""

from pathlib import Path

from exact.linear import optimum
from exact.linear.named import system_of
from exact.mixed_integer import integer_feasibility, integer_optimum
from exact.showing.display import brief
from exact.verdicts import ANSWER
from proofs import vipr
from proofs.formats.programs import load_program
from proofs.formats.vipr import vipr_of
from proofs.report.integer_programs import explain

path = Path(__file__).parents[1] / "programs" / "camp.mps"
program = load_program(str(path))
labelled = system_of(program)
system = labelled.system

relaxed = optimum(system, program.objective, program.sense)
print("divided buses:", relaxed.value, "-", brief(system.named(relaxed.evidence.values)))

best = integer_optimum(system, program.objective, program.sense, program.integers)
print(f"{best}; checked: {ANSWER[best.verify()]}")
print(explain(program, labelled, best))

whole = integer_feasibility(system)
print(whole)

written = vipr_of(program, labelled, best)
print(*written.splitlines()[-10:], sep="\n")
print("VIPR's rules show:", vipr.check(written))
