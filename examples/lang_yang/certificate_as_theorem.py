"""LY, section 2.3: a certificate as a file of Coq, whose theorem says that a rule is not implementable."""

from pathlib import Path

from proofs.certificates import certificate
from proofs.coq.written.verifying import written
from proofs.formats.problems import load_problem
from proofs.reduced_form.implementation.deciding import implementable

PROBLEMS = Path(__file__).parents[1] / "problems"
problem, rule = load_problem(PROBLEMS / "example_2_course_allocation_not_implementable.json")
verdict = implementable(problem, rule)
print(f"{verdict}\n")

# `proofs verify --coq` gives this file to Coq; the library that it requires is in proofs/coq.
print(written(certificate(verdict)).text)
