"""VS, section 1: every assignment with the right sums is that of a random allocation, found as a lottery."""

from exact.rationals import text
from proofs.trading.markets import bundle, random_allocation

status_quo = (bundle(("3/2", "1/2")), bundle(("1/2", "3/2")))
verdict = random_allocation((2, 2), status_quo)
print(verdict)
for allocation, probability in verdict.evidence.outcomes:
    print(f"  {text(probability):>4}: agent 1 does {allocation[0]}, agent 2 does {allocation[1]}")
print("  the expectation is the assignment:", verdict.verify())

short = random_allocation((2, 2), (bundle(("3/2", "1/2")), bundle(("1/2", 1))))
print(short, "-", short.evidence.data())
