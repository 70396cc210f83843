"""LY, section 2.3: a certificate as a file of Coq, whose theorem says that a rule is not implementable."""

from proofs.certificates import certificate
from proofs.coq.written.verifying import written
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import InterimRule

# Ann and Bob take at most one course each; botany must be taught, and algebra.
problem = problem_of(
    agents=["ann", "bob"],
    objects=["algebra", "botany"],
    types={"ann": ["keen", "idle"], "bob": ["any"]},
    constraints=[{"each": "agent", "ceiling": 1}, {"each": "object", "floor": 1, "ceiling": 1}],
)
rule = InterimRule.make(
    problem,
    {
        "ann": {"keen": {"algebra": 1}, "idle": {"algebra": "1/2"}},
        "bob": {"any": {"algebra": "1/4", "botany": "3/4"}},
    },
)
verdict = implementable(problem, rule)
print(f"{verdict}\n")

# `proofs verify --coq` asks Coq about this file; the library that it requires is in proofs/coq.
print(written(certificate(verdict)).text)
