"""Whole buses, divided luggage: a mixed-integer program in a file, its branching tree, and the certificate as VIPR."""

from pathlib import Path

from exact.linear import optimum
from exact.linear.named import system_of
from exact.mixed_integer import integer_feasibility, integer_optimum
from exact.showing.display import brief
from proofs import vipr
from proofs.formats.programs import load_program
from proofs.formats.vipr import vipr_of

path = Path(__file__).parents[1] / "programs" / "camp.mps"
program = load_program(str(path))
labelled = system_of(program)
system = labelled.system

relaxed = optimum(system, program.objective, program.sense)
print("divided buses:", relaxed.value, "-", brief(system.named(relaxed.evidence.values)))

best = integer_optimum(system, program.objective, program.sense, program.integers)
print(f"{best}: {brief(system.named(best.evidence.values))}")
for node in best.evidence.nodes:
    print("  ", brief({name: value for name, value in vars(node).items() if value is not None}))
print("checked:", best.verify())

whole = integer_feasibility(system)
print(whole)

written = vipr_of(program, labelled, best)
print(*written.splitlines()[-10:], sep="\n")
print("VIPR's rules show:", vipr.check(written))
