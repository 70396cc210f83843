"""VS, section 1: every assignment with the right sums is that of a random allocation, found as a lottery."""

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.random_allocation import random_allocation

status_quo = (bundle(("3/2", "1/2")), bundle(("1/2", "3/2")))
verdict = random_allocation((2, 2), status_quo)
print(verdict)
for allocation, probability in verdict.evidence.outcomes:
    told = (f"agent {k} does {a} A and {b} B" for k, (a, b) in enumerate(allocation, 1))
    print(f"  {text(probability):>4}:", ", ".join(told))
print("  the expectation is the assignment:", ANSWER[verdict.verify()])

short = random_allocation((2, 2), (bundle(("3/2", "1/2")), bundle(("1/2", 1))))
column = short.evidence.task
print(short)
done = sum(share[column] for share in short.statement.assignment)
print(f"  of task {'AB'[column]} only {text(done)} is done, not 2")
