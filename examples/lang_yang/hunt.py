"""A hunt: claims of LY tried on families of small instances, each counterexample shrunk, and checked independently."""

from proofs import checker
from proofs.certificates import certificate
from proofs.claims.registry import select
from proofs.hunt.executors import InProcess
from proofs.hunt.search import Hunt

hunt = Hunt(InProcess(), budget=400)
for name in ("theorem-2.1", "theorem-2.2", "theorem-3", "section-4.remark-3"):
    (claim,) = (claim for claim in select(["lang-yang-2023"]) if claim.id.endswith("/" + name))
    reading = claim.readings[0]
    result = hunt.run(claim, reading)
    print(f"{claim.id} ({reading.name}): {result.ending}")
    found = result.counterexample
    if found is not None:
        print("  " + found.words.replace("\n", "\n  "))
        print("  " + found.because)
        for line in checker.verify(certificate(found.trial.verdicts, found.because))[:-1]:
            print("  checked:", line)
