"""From a verdict to a certificate for somebody who does not trust the software; one changed number is noticed."""

import json
import tempfile
from pathlib import Path

from exact.verdicts import ANSWER
from proofs import checker
from proofs.certificates import certificate, load, save, verdicts
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.data import problem_from_plain, problem_to_plain

plain = {
    "format": "exact-proofs/problem/1",
    "agents": ["ann", "bob"],
    "objects": ["algebra", "botany"],
    "types": {"ann": ["keen", "idle"], "bob": ["any"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 1}, {"each": "object", "floor": 1, "ceiling": 1}],
    "interim_rule": {
        "ann": {"keen": {"algebra": 1}, "idle": {"algebra": "1/2"}},
        "bob": {"any": {"algebra": "1/4", "botany": "3/4"}},
    },
}
problem, rule = problem_from_plain(plain)
print("a problem file has", len(json.dumps(problem_to_plain(problem, rule))), "characters")

verdict = implementable(problem, rule)
written = certificate(verdict)
print("kind:", written["statements"][0]["kind"], "- holds:", ANSWER[written["statements"][0]["holds"]])
print("evidence:", json.dumps(written["statements"][0]["evidence"]["coefficients"]))
with tempfile.TemporaryDirectory() as folder:
    file = save(verdict, Path(folder) / "courses.json")
    print("saved and loaded it is the same verdict:", ANSWER[verdicts(load(file)) == [verdict]])
print("checker:", *checker.verify(json.loads(json.dumps(written))))

written["statements"][0]["evidence"]["coefficients"][0][-1] = "1"
try:
    checker.verify(written)
except checker.Refused as refusal:
    print("after one coefficient is changed: refused,", refusal)
